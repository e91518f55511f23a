/* Every combination of choices, each with an exact linear program: slow, and an oracle for all other solvers.
 * It works on rational numbers (GMP), so that no tolerance can hide a mistake; only a few choices can be
 * tried. */
#include "base/clock.h"
#include "base/number.h"
#include "common/result.h"
#include "common/rows.h"
#include <gmp.h>
#include <string.h>

enum { MOST_BINARIES = 14 };

/* -- Exact simplex ------------------------------------------------------------------------------------- */

/* min c x, A x = b, x >= 0 as a full tableau of rationals. Row 0 holds the reduced costs. Bland's rule: it
 * always ends. */
typedef struct tableau {
    mpq_t *cell; /* (rows + 1) x (columns + 1); the last column is the right-hand side */
    int rows, columns;
    int *basis; /* of every row */
} tableau;

static mpq_t *at(const tableau *t, int row, int column) {
    return &t->cell[(size_t)row * (size_t)(t->columns + 1) + (size_t)column];
}

static void pivot(tableau *t, int row, int column) {
    mpq_t factor, product;
    mpq_inits(factor, product, NULL);
    mpq_inv(factor, *at(t, row, column));
    for (int c = 0; c <= t->columns; ++c)
        if (mpq_sgn(*at(t, row, c)) != 0) mpq_mul(*at(t, row, c), *at(t, row, c), factor);
    for (int r = 0; r <= t->rows; ++r) {
        if (r == row || mpq_sgn(*at(t, r, column)) == 0) continue;
        mpq_set(factor, *at(t, r, column));
        for (int c = 0; c <= t->columns; ++c) {
            if (mpq_sgn(*at(t, row, c)) == 0) continue;
            mpq_mul(product, factor, *at(t, row, c));
            mpq_sub(*at(t, r, c), *at(t, r, c), product);
        }
    }
    t->basis[row] = column;
    mpq_clears(factor, product, NULL);
}

/* Runs to the optimum over the first `usable` columns; false when unbounded. */
static bool simplex(tableau *t, int usable) {
    mpq_t ratio, best;
    mpq_inits(ratio, best, NULL);
    bool bounded = true;
    for (;;) {
        int column = 0;
        while (column < usable && mpq_sgn(*at(t, 0, column)) >= 0) ++column;
        if (column == usable) break;
        int row = 0;
        for (int r = 1; r <= t->rows; ++r) {
            if (mpq_sgn(*at(t, r, column)) <= 0) continue;
            mpq_div(ratio, *at(t, r, t->columns), *at(t, r, column));
            const int order = row ? mpq_cmp(ratio, best) : -1;
            if (order < 0 || (order == 0 && t->basis[r] < t->basis[row])) {
                row = r;
                mpq_set(best, ratio);
            }
        }
        if (row == 0) {
            bounded = false;
            break;
        }
        pivot(t, row, column);
    }
    mpq_clears(ratio, best, NULL);
    return bounded;
}

/* -- One combination ----------------------------------------------------------------------------------- */

typedef struct enumeration {
    rw_context *context;
    const rw_parameters *parameters;
    const rw_problem *problem;
    rw_result *result;
    rw_rows rows;
    rw_arena arena;
    double *fixed;  /* value of every column that is decided; NaN otherwise */
    int *local;     /* column of the tableau, -1 = decided */
    double *values; /* of the best combination */
    mpq_t best_cost;
    bool found;
    int *choices; /* columns of the free binaries */
    int choice_count;
    double started_s;
    bool interrupted, timed_out, out_of_nodes;
    long combinations;
    rw_status status;
} enumeration;

static bool decided(const enumeration *e, int column) {
    return !isnan(e->fixed[column]);
}

/* Columns that are decided leave the rows' right-hand sides; flows of options that are not built are zero. */
static void decide_flows(enumeration *e) {
    const rw_problem *p = e->problem;
    for (size_t c = 0; c < e->rows.columns.count; ++c)
        if (!e->rows.columns.item[c].binary) e->fixed[c] = e->rows.columns.item[c].upper == 0 ? 0 : RW_NAN;
    for (int a = 0; a < p->arc_count; ++a)
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k)
            for (int s = 0; s < p->arcs[a].slot_count; ++s)
                if (e->fixed[e->rows.z[k]] < 0.5) e->fixed[e->rows.x[k] + s] = 0;
}

/* Rows with only decided columns are checked at once: most combinations end here. */
static bool decided_rows_hold(const enumeration *e) {
    for (size_t r = 0; r < e->rows.rows.count; ++r) {
        const rw_row *row = &e->rows.rows.item[r];
        double sum = 0, size = 1;
        bool all = true;
        for (int n = 0; n < row->entry_count && all; ++n) {
            const rw_entry *entry = &e->rows.entries.item[row->first_entry + n];
            all = decided(e, entry->column);
            if (all) {
                sum += entry->coefficient * e->fixed[entry->column];
                size += fabs(entry->coefficient * e->fixed[entry->column]);
            }
        }
        if (all && (sum < row->lower - 1e-12 * size || sum > row->upper + 1e-12 * size)) return false;
    }
    return true;
}

static double decided_cost(const enumeration *e) {
    double cost = e->rows.offset;
    for (size_t c = 0; c < e->rows.columns.count; ++c) {
        const double price = e->rows.columns.item[c].cost;
        if (decided(e, (int)c))
            cost += price * e->fixed[c];
        else if (price < 0)
            cost += price * e->rows.columns.item[c].upper; /* at best */
    }
    return cost;
}

/* One equation of the tableau: the row's entries, a slack of the given sign, and an artificial column if it
 * needs one. */
static void fill_row(const enumeration *e, tableau *t, int into, const rw_row *row, int slack_sign, int slack,
                     double bound) {
    mpq_t value, product;
    mpq_inits(value, product, NULL);
    mpq_t *right = at(t, into, t->columns);
    mpq_set_d(*right, bound);
    for (int n = 0; n < row->entry_count; ++n) {
        const rw_entry *entry = &e->rows.entries.item[row->first_entry + n];
        mpq_set_d(value, entry->coefficient);
        if (decided(e, entry->column)) {
            mpq_set_d(product, e->fixed[entry->column]);
            mpq_mul(product, product, value);
            mpq_sub(*right, *right, product);
        } else {
            mpq_t *cell = at(t, into, e->local[entry->column]);
            mpq_add(*cell, *cell, value);
        }
    }
    if (slack_sign != 0) mpq_set_si(*at(t, into, slack), slack_sign, 1);
    mpq_clears(value, product, NULL);
}

/* Makes right-hand sides positive, adds artificial columns, and minimises their sum: phase 1. */
static bool find_feasible(tableau *t, int usable) {
    for (int r = 1; r <= t->rows; ++r) {
        if (mpq_sgn(*at(t, r, t->columns)) < 0)
            for (int c = 0; c <= t->columns; ++c) mpq_neg(*at(t, r, c), *at(t, r, c));
        mpq_set_si(*at(t, r, usable + r - 1), 1, 1);
        t->basis[r] = usable + r - 1;
        for (int c = 0; c <= t->columns; ++c)
            if (c < usable || c == t->columns) mpq_sub(*at(t, 0, c), *at(t, 0, c), *at(t, r, c));
    }
    (void)simplex(t, usable);
    return mpq_sgn(*at(t, 0, t->columns)) == 0;
}

/* Costs of the columns, made zero for the basic ones: phase 2 may begin. Artificials that are still basic are
 * at zero; they are pivoted out where a row has anything else. */
static void price_out(const enumeration *e, tableau *t, int usable) {
    for (int r = 1; r <= t->rows; ++r) {
        if (t->basis[r] < usable) continue;
        int column = 0;
        while (column < usable && mpq_sgn(*at(t, r, column)) == 0) ++column;
        if (column < usable) pivot(t, r, column);
    }
    mpq_t factor, product;
    mpq_inits(factor, product, NULL);
    for (int c = 0; c <= t->columns; ++c) mpq_set_si(*at(t, 0, c), 0, 1);
    for (size_t c = 0; c < e->rows.columns.count; ++c)
        if (e->local[c] >= 0) mpq_set_d(*at(t, 0, e->local[c]), e->rows.columns.item[c].cost);
    for (int r = 1; r <= t->rows; ++r) {
        if (t->basis[r] >= usable || mpq_sgn(*at(t, 0, t->basis[r])) == 0) continue;
        mpq_set(factor, *at(t, 0, t->basis[r]));
        for (int c = 0; c <= t->columns; ++c) {
            mpq_mul(product, factor, *at(t, r, c));
            mpq_sub(*at(t, 0, c), *at(t, 0, c), product);
        }
    }
    mpq_clears(factor, product, NULL);
}

/* How many equations and slacks the undecided part has: one per finite bound of a row that still has a free
 * column, one per finite upper bound of a free column. */
static void count_tableau(enumeration *e, int *rows, int *slacks, int *columns) {
    *rows = *slacks = *columns = 0;
    for (size_t c = 0; c < e->rows.columns.count; ++c) {
        e->local[c] = decided(e, (int)c) ? -1 : (*columns)++;
        if (e->local[c] >= 0 && !isinf(e->rows.columns.item[c].upper)) {
            ++*rows;
            ++*slacks;
        }
    }
    for (size_t r = 0; r < e->rows.rows.count; ++r) {
        const rw_row *row = &e->rows.rows.item[r];
        bool free_column = false;
        for (int n = 0; n < row->entry_count && !free_column; ++n)
            free_column = !decided(e, e->rows.entries.item[row->first_entry + n].column);
        if (!free_column) continue;
        if (row->lower == row->upper) {
            ++*rows;
        } else {
            const int sides = !isinf(row->lower) + !isinf(row->upper);
            *rows += sides;
            *slacks += sides;
        }
    }
}

static void fill_tableau(const enumeration *e, tableau *t, int first_slack) {
    int into = 1, slack = first_slack;
    for (size_t c = 0; c < e->rows.columns.count; ++c) {
        if (e->local[c] < 0 || isinf(e->rows.columns.item[c].upper)) continue;
        mpq_set_si(*at(t, into, e->local[c]), 1, 1);
        mpq_set_si(*at(t, into, slack++), 1, 1);
        mpq_set_d(*at(t, into++, t->columns), e->rows.columns.item[c].upper);
    }
    for (size_t r = 0; r < e->rows.rows.count; ++r) {
        const rw_row *row = &e->rows.rows.item[r];
        bool free_column = false;
        for (int n = 0; n < row->entry_count && !free_column; ++n)
            free_column = !decided(e, e->rows.entries.item[row->first_entry + n].column);
        if (!free_column) continue;
        if (row->lower == row->upper) {
            fill_row(e, t, into++, row, 0, 0, row->upper);
            continue;
        }
        if (!isinf(row->upper)) fill_row(e, t, into++, row, 1, slack++, row->upper);
        if (!isinf(row->lower)) fill_row(e, t, into++, row, -1, slack++, row->lower);
    }
}

/* The exact optimum over the flows; keeps it if it is the best so far. */
static void solve_combination(enumeration *e) {
    int rows, slacks, columns;
    count_tableau(e, &rows, &slacks, &columns);
    const int usable = columns + slacks;
    tableau t = {.rows = rows, .columns = usable + rows};
    const size_t cells = (size_t)(rows + 1) * (size_t)(t.columns + 1);
    t.cell = rw_allocate(e->context, cells, sizeof *t.cell);
    t.basis = rw_allocate(e->context, (size_t)rows + 1, sizeof *t.basis);
    if (!t.cell || !t.basis) {
        e->status = RW_ERROR_MEMORY;
    } else {
        for (size_t n = 0; n < cells; ++n) mpq_init(t.cell[n]);
        fill_tableau(e, &t, columns);
        if (find_feasible(&t, usable)) {
            price_out(e, &t, usable);
            if (simplex(&t, usable)) {
                /* Cost = what is decided - the corner of the tableau. */
                mpq_t cost, term;
                mpq_inits(cost, term, NULL);
                mpq_set_d(cost, e->rows.offset);
                for (size_t c = 0; c < e->rows.columns.count; ++c) {
                    if (!decided(e, (int)c)) continue;
                    mpq_t price;
                    mpq_init(price);
                    mpq_set_d(price, e->rows.columns.item[c].cost);
                    mpq_set_d(term, e->fixed[c]);
                    mpq_mul(term, term, price);
                    mpq_add(cost, cost, term);
                    mpq_clear(price);
                }
                mpq_sub(cost, cost, *at(&t, 0, t.columns));
                if (!e->found || mpq_cmp(cost, e->best_cost) < 0) {
                    e->found = true;
                    mpq_set(e->best_cost, cost);
                    for (size_t c = 0; c < e->rows.columns.count; ++c)
                        e->values[c] = decided(e, (int)c) ? e->fixed[c] : 0;
                    for (int r = 1; r <= t.rows; ++r)
                        for (size_t c = 0; c < e->rows.columns.count && t.basis[r] < columns; ++c)
                            if (e->local[c] == t.basis[r]) e->values[c] = mpq_get_d(*at(&t, r, t.columns));
                }
                mpq_clears(cost, term, NULL);
            }
        }
        for (size_t n = 0; n < cells; ++n) mpq_clear(t.cell[n]);
    }
    rw_release(e->context, t.cell);
    rw_release(e->context, t.basis);
}

/* -- All combinations ---------------------------------------------------------------------------------- */

static bool stop(enumeration *e) {
    const double elapsed = rw_clock_s() - e->started_s;
    const rw_progress progress = {.stage = "combinations",
                                  .bound_eur_per_yr = RW_NAN,
                                  .incumbent_eur_per_yr = e->found ? mpq_get_d(e->best_cost) : RW_NAN,
                                  .benefit_gap = RW_NAN,
                                  .elapsed_s = elapsed,
                                  .nodes = e->combinations};
    if (elapsed >= e->parameters->time_limit_s) e->timed_out = true;
    if (e->combinations > e->parameters->node_limit)
        e->out_of_nodes = true;
    else if (rw_poll(e->context, &progress))
        e->interrupted = true;
    return e->timed_out || e->out_of_nodes || e->interrupted;
}

static void enumerate(enumeration *e) {
    for (unsigned long combination = 0; combination < 1ul << e->choice_count && e->status == RW_OK;
         ++combination) {
        if (combination % 64 == 0 && stop(e)) return;
        for (int n = 0; n < e->choice_count; ++n) e->fixed[e->choices[n]] = (combination >> n) & 1 ? 1 : 0;
        decide_flows(e);
        if (!decided_rows_hold(e)) continue;
        const double at_best = decided_cost(e);
        if (e->found && at_best > mpq_get_d(e->best_cost) + 1e-6 * (1 + fabs(at_best))) continue;
        ++e->combinations;
        solve_combination(e);
    }
}

static rw_status prepare(enumeration *e) {
    RW_TRY(
        rw_rows_build(e->context, e->problem, (rw_rows_choice){.options = NULL, .linking = false}, &e->rows));
    const size_t columns = e->rows.columns.count;
    e->fixed = rw_arena_allocate(&e->arena, columns, sizeof *e->fixed);
    e->values = rw_arena_allocate(&e->arena, columns, sizeof *e->values);
    e->local = rw_arena_allocate(&e->arena, columns, sizeof *e->local);
    e->choices = rw_arena_allocate(&e->arena, columns, sizeof *e->choices);
    if (!e->fixed || !e->values || !e->local || !e->choices) return RW_ERROR_MEMORY;
    for (size_t c = 0; c < columns; ++c) {
        const rw_column_bounds *column = &e->rows.columns.item[c];
        if (!column->binary) continue;
        e->fixed[c] = column->lower;
        if (column->lower < column->upper) e->choices[e->choice_count++] = (int)c;
    }
    if (e->choice_count <= MOST_BINARIES) return RW_OK;
    return rw_fail(e->context, RW_ERROR_USAGE, "enumerate takes at most %d yes-or-no choices",
                   (int)MOST_BINARIES);
}

/* Every combination, whatever is known beforehand. */
static rw_status solve(rw_context *context, const rw_parameters *parameters, const rw_problem *problem,
                       const rw_task *task, rw_result *result) {
    (void)task;
    enumeration e = {.context = context,
                     .parameters = parameters,
                     .problem = problem,
                     .result = result,
                     .started_s = rw_clock_s(),
                     .status = RW_OK};
    rw_arena_start(&e.arena, context);
    mpq_init(e.best_cost);
    e.status = prepare(&e);
    if (e.status == RW_OK) enumerate(&e);
    if (e.status == RW_OK) {
        const bool complete = !e.interrupted && !e.timed_out && !e.out_of_nodes;
        result->nodes = e.combinations;
        result->stop = e.interrupted    ? RW_STOP_INTERRUPTED
                       : e.timed_out    ? RW_STOP_TIME
                       : e.out_of_nodes ? RW_STOP_NODES
                                        : RW_STOP_DONE;
        result->outcome = e.found ? (complete ? RW_OUTCOME_OPTIMAL : RW_OUTCOME_FEASIBLE)
                                  : (complete ? RW_OUTCOME_INFEASIBLE : RW_OUTCOME_UNKNOWN);
        if (e.found) {
            e.status = rw_rows_to_result(&e.rows, e.values, result);
            result->cost_eur_per_yr = mpq_get_d(e.best_cost);
        }
        result->bound_eur_per_yr = !complete ? -RW_INFINITY : e.found ? mpq_get_d(e.best_cost) : RW_INFINITY;
    }
    mpq_clear(e.best_cost);
    rw_rows_free(&e.rows);
    rw_arena_free(&e.arena);
    return e.status;
}

static const char *version(void) {
    return gmp_version;
}

const rw_solver rw_solver_enumerate = {
    .name = "enumerate",
    .summary = "every combination, exactly, in rational numbers (GMP); for tests and toys",
    .capabilities = RW_CAPABLE_NETWORKS | RW_CAPABLE_LIMITS,
    .largest_binaries = MOST_BINARIES,
    .version = version,
    .solve = solve};
