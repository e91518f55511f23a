/* One mixed-integer program with GLPK.
 *
 * The strong form has a row x <= P z for every option and band, most of which never matter: they are added
 * when an LP solution breaks them, at the root and in the nodes. The root's dual prices are handed to the
 * Lagrangian, whose value is a bound that does not depend on GLPK's tolerances, and whose tests remove
 * options before branching. */
#include "glpk/branch.h"
#include "base/clock.h"
#include "base/number.h"
#include "glpk/guard.h"
#include "glpk/load.h"
#include "glpk/network_cuts.h"
#include "glpk/network_start.h"
#include "glpk/polish.h"
#include <float.h>
#include <limits.h>
#include <string.h>

enum { MOST_ROUNDS = 60, ROWS_PER_ROUND = 4000 };
static const double violation = 1e-6;  /* of a linking row, relative to the band */
static const double least_rise = 1e-6; /* of the bound, after which rows may go */

typedef struct branching {
    rw_search *search;
    rw_lagrangian *lagrangian; /* NULL: a network */
    bool exact;
    double deadline_s;
    long nodes_before, most_nodes; /* of the search; of this call */
    bool enough;                   /* of them */
    rw_rows rows;
    rw_arena arena;
    rw_triplets triplets;
    rw_network_cuts *cuts; /* NULL: no network */
    glp_prob *lp;
    double *values; /* of the columns, scratch */
    double *start;  /* of the best known solution, or unused */
    double *found;  /* of GLPK's best integer solution */
    double *price;  /* for the Lagrangian */
    bool has_start, offered, has_found;
    double found_cost; /* of `found`, EUR/yr */
    double bound;      /* that GLPK proves for the rows, EUR/yr */
    bool infeasible;   /* the rows have no solution */
    bool finished;     /* the tree is empty */
} branching;

/* Of the best plan, or of one that GLPK has found and that is not taken over yet. */
static double known_cost(const branching *b) {
    return fmin(b->search->best->cost_eur_per_yr, b->has_found ? b->found_cost : RW_INFINITY);
}

static bool stop_inside(void *data) {
    branching *b = data;
    return rw_search_stop(b->search) || b->enough || rw_clock_s() > b->deadline_s;
}

/* -- Rows that are broken -------------------------------------------------------------------------------- */

/* Adds the rows x <= P z that the primal solution breaks, worst options first come; returns how many. */
static int link_pairs(const branching *b, glp_prob *lp) {
    const rw_problem *p = b->search->problem;
    int added = 0;
    for (int a = 0; a < p->arc_count && added < ROWS_PER_ROUND; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        if (arc->first_slot >= 0) continue;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            if (b->rows.z[k] < 0) continue;
            const double z = glp_get_col_prim(lp, b->rows.z[k] + 1);
            for (int s = 0; z < 1 - violation && s < arc->slot_count; ++s) {
                const double width =
                    p->bands[p->demands[arc->head - p->source_count].first_band + s].width_mw;
                if (glp_get_col_prim(lp, b->rows.x[k] + s + 1) <= width * (z + violation)) continue;
                const int columns[] = {0, b->rows.x[k] + s + 1, b->rows.z[k] + 1};
                const double coefficients[] = {0, 1, -width};
                const int row = glp_add_rows(lp, 1);
                glp_set_row_bnds(lp, row, GLP_UP, 0, 0);
                glp_set_mat_row(lp, row, 2, columns, coefficients);
                ++added;
            }
        }
    }
    return added;
}

static void take_row(void *data, const rw_cut_row *row, double lower) {
    glp_prob *lp = data;
    const int r = glp_add_rows(lp, 1);
    glp_set_row_bnds(lp, r, GLP_LO, lower, 0);
    glp_set_mat_row(lp, r, row->count, row->column, row->coefficient);
}

/* All kinds of rows that the primal solution breaks; returns how many. */
static int separate(branching *b, glp_prob *lp) {
    const int added = link_pairs(b, lp);
    for (size_t c = 0; b->cuts && c < b->rows.columns.count; ++c)
        b->values[c] = glp_get_col_prim(lp, (int)c + 1);
    return added + rw_network_cuts_find(b->cuts, b->values, take_row, lp);
}

/* Takes rows out of the root's program that its solution does not rest on: a network's cuts come back where
 * they are broken again. */
static void drop_slack_rows(const branching *b) {
    const int first = (int)b->rows.rows.count, count = glp_get_num_rows(b->lp);
    int *slack = glp_alloc(count + 1, sizeof *slack), found = 0;
    for (int r = first + 1; r <= count; ++r)
        if (glp_get_row_stat(b->lp, r) == GLP_BS) slack[++found] = r;
    if (found > 0) glp_del_rows(b->lp, found, slack);
    glp_free(slack);
}

/* -- Root ---------------------------------------------------------------------------------------------- */

/* A bound for the rows at the prices that the simplex has reached, whatever it thinks of them: every row at
 * the side that its price points to, every column at its best bound for what is left of its cost (weak
 * duality). */
static double priced_bound(glp_prob *lp) {
    const int rows = glp_get_num_rows(lp), columns = glp_get_num_cols(lp);
    double *price = glp_alloc(rows + 1, sizeof *price), *value = glp_alloc(rows + 1, sizeof *value);
    int *row = glp_alloc(rows + 1, sizeof *row);
    double sum = glp_get_obj_coef(lp, 0);
    for (int r = 1; r <= rows; ++r) {
        const double low = glp_get_row_lb(lp, r), high = glp_get_row_ub(lp, r);
        price[r] = glp_get_row_dual(lp, r);
        if ((price[r] > 0 && low <= -DBL_MAX) || (price[r] < 0 && high >= DBL_MAX)) price[r] = 0;
        if (price[r] > 0) sum += price[r] * low;
        if (price[r] < 0) sum += price[r] * high;
    }
    for (int c = 1; c <= columns; ++c) {
        double left = glp_get_obj_coef(lp, c);
        const int count = glp_get_mat_col(lp, c, row, value);
        for (int n = 1; n <= count; ++n) left -= price[row[n]] * value[n];
        if (left > 0) sum += left * glp_get_col_lb(lp, c);
        if (left < 0) sum += left * glp_get_col_ub(lp, c); /* minus infinity where there is none */
    }
    glp_free(price);
    glp_free(value);
    glp_free(row);
    return sum;
}

/* In slices, so that progress is shown and interruption works whatever GLPK prints. False when it cannot be
 * solved. */
static bool solve_lp(branching *b) {
    glp_smcp control;
    glp_init_smcp(&control);
    control.msg_lev = GLP_MSG_ALL; /* its output is where we are asked whether to stop */
    control.out_frq = 100;
    control.meth = GLP_DUALP;
    control.tm_lim = 300;
    for (;;) {
        const int code = glp_simplex(b->lp, &control);
        if (code == GLP_ETMLIM) {
            if (b->exact && !b->lagrangian) rw_search_prove(b->search, priced_bound(b->lp) / RW_GLPK_EUR);
            if (stop_inside(b)) return false;
            continue;
        }
        if (code != 0) {
            /* A singular or ill-conditioned basis: once more from a fresh one. */
            glp_adv_basis(b->lp, 0);
            control.tm_lim = 60000;
            if (glp_simplex(b->lp, &control) != 0) return false;
        }
        const int status = glp_get_status(b->lp);
        b->infeasible = status == GLP_NOFEAS;
        return status == GLP_OPT;
    }
}

/* Options that the root's prices prove useless get no more than 0. */
static void fix_by_duals(branching *b) {
    rw_lagrangian *g = b->lagrangian;
    if (!g || !b->exact) return;
    rw_glpk_prices(b->lp, &b->rows, &g->at, b->price);
    const double bound = rw_lagrangian_evaluate(g, b->price);
    rw_search_prove(b->search, bound);
    const int left = rw_lagrangian_fix(g, b->search->best->cost_eur_per_yr);
    const rw_problem *p = b->search->problem;
    for (int k = 0; k < p->option_count; ++k)
        if (b->rows.z[k] >= 0 && !g->option_alive[k]) rw_glpk_bound(b->lp, b->rows.z[k], 0, 0);
    for (int i = 0; i < p->source_count; ++i)
        if (g->source[i] != RW_FREE) rw_glpk_bound(b->lp, i, g->source[i] == RW_YES, g->source[i] == RW_YES);
    for (int j = 0; j < p->demand_count; ++j)
        if (g->demand[j] != RW_FREE)
            rw_glpk_bound(b->lp, p->source_count + j, g->demand[j] == RW_YES, g->demand[j] == RW_YES);
    char number[RW_NUMBER_BYTES];
    rw_log(b->search->context, RW_LOG_INFO, "root linear program: bound %s EUR/yr, %d options left",
           rw_number_fixed(number, bound, 0), left);
}

/* -- Tree ---------------------------------------------------------------------------------------------- */

/* What GLPK has proven so far: the lowest bound among open nodes. */
static double tree_bound(glp_tree *tree) {
    const int node = glp_ios_best_node(tree);
    return node == 0 ? RW_INFINITY : glp_ios_node_bound(tree, node) / RW_GLPK_EUR;
}

static void on_node(glp_tree *tree, void *data) {
    branching *b = data;
    rw_search *search = b->search;
    glp_prob *lp = glp_ios_get_prob(tree);
    switch (glp_ios_reason(tree)) {
    case GLP_IROWGEN:
        (void)separate(b, lp);
        break;
    case GLP_IHEUR:
        /* The best known solution, once: from then on it cuts off what cannot beat it. */
        if (b->has_start && !b->offered) {
            b->offered = true;
            (void)glp_ios_heur_sol(tree, b->start);
        }
        break;
    case GLP_IBINGO:
        b->has_found = true;
        b->found_cost = glp_get_obj_val(lp) / RW_GLPK_EUR;
        for (size_t c = 0; c < b->rows.columns.count; ++c) b->found[c] = glp_get_col_prim(lp, (int)c + 1);
        break;
    case GLP_ISELECT: {
        int active, open, all;
        glp_ios_tree_size(tree, &active, &open, &all);
        search->nodes = b->nodes_before + all;
        search->out_of_nodes = search->nodes > search->parameters->node_limit;
        b->enough = all > b->most_nodes;
        const double cost = known_cost(b);
        b->bound = fmax(b->bound, fmin(tree_bound(tree), cost));
        if (b->exact) rw_search_prove(search, b->bound);
        if (rw_search_done_at(search, cost, b->exact ? search->bound : b->bound) || stop_inside(b))
            glp_ios_terminate(tree);
        break;
    }
    default:
        break;
    }
}

static void run_tree(branching *b) {
    glp_iocp control;
    glp_init_iocp(&control);
    control.msg_lev = GLP_MSG_ALL;
    control.out_frq = 100;
    control.out_dly = 0;
    control.br_tech = GLP_BR_PCH;
    control.bt_tech = GLP_BT_BLB;
    control.mir_cuts = GLP_ON;
    control.gmi_cuts = GLP_ON;
    control.cov_cuts = GLP_ON;
    control.tol_obj = 1e-9;
    control.cb_func = on_node;
    control.cb_info = b;
    const double left_s = fmin(b->deadline_s, b->search->deadline_s) - rw_clock_s();
    control.tm_lim = left_s > 2e6 ? 2000000000 : (int)fmax(1, left_s * 1000);
    const int code = glp_intopt(b->lp, &control);
    b->finished = code == 0;
}

static void run(void *data) {
    branching *b = data;
    rw_search *search = b->search;
    b->lp = rw_glpk_load(&b->rows, &b->triplets);
    rw_glpk_dual_basis(b->lp, &b->rows);
    search->stage = "root";
    for (int round = 0; round < MOST_ROUNDS; ++round) {
        const double before = b->bound;
        if (!solve_lp(b)) return;
        b->bound = glp_get_obj_val(b->lp) / RW_GLPK_EUR;
        if (b->cuts && b->bound > before + least_rise * fabs(before)) drop_slack_rows(b);
        if (separate(b, b->lp) == 0) break;
    }
    if (!solve_lp(b)) return; /* after the last rows, or a step of nothing */
    b->bound = glp_get_obj_val(b->lp) / RW_GLPK_EUR;
    if (b->exact) rw_search_prove(search, b->bound);
    fix_by_duals(b);
    if (rw_search_done(search) || stop_inside(b)) return;
    if (!solve_lp(b)) return;
    search->stage = "tree";
    run_tree(b);
}

/* -- Whole --------------------------------------------------------------------------------------------- */

/* The best known solution as column values, if all its options have columns. */
static bool fill_start(const branching *b) {
    const rw_result *best = b->search->best;
    const rw_problem *p = b->search->problem;
    const rw_rows *rows = &b->rows;
    if (isinf(best->cost_eur_per_yr)) return false;
    for (int i = 0; i < p->source_count; ++i) b->start[i + 1] = best->source_open[i];
    for (int j = 0; j < p->demand_count; ++j) b->start[p->source_count + j + 1] = best->demand_connected[j];
    for (int n = 0; n < p->band_count; ++n)
        if (rows->u[n] >= 0) b->start[rows->u[n] + 1] = best->backup_mw[n];
    for (int g = 0; g < p->place_count; ++g)
        if (rows->r[g] >= 0) b->start[rows->r[g] + 1] = best->extra_mwe[g];
    for (int k = 0; k < best->built_count; ++k) {
        const rw_built *built = &best->built[k];
        if (rows->z[built->option] < 0) return false;
        b->start[rows->z[built->option] + 1] = 1;
        for (int s = 0; s < p->arcs[built->arc].slot_count; ++s) {
            b->start[rows->x[built->option] + s + 1] = best->flow_mw[built->first_flow + (size_t)s];
            if (rows->loss[built->arc] >= 0)
                b->start[rows->loss[built->arc] + s + 1] = best->loss_mw[built->first_flow + (size_t)s];
        }
    }
    return true;
}

/* Decided sources and demands narrow their columns before GLPK sees them. */
static void apply_decisions(branching *b) {
    const rw_lagrangian *g = b->lagrangian;
    for (int i = 0; g && i < b->search->problem->source_count; ++i)
        if (g->source[i] != RW_FREE)
            b->rows.columns.item[i].lower = b->rows.columns.item[i].upper = g->source[i] == RW_YES;
    for (int j = 0; g && j < b->search->problem->demand_count; ++j)
        if (g->demand[j] != RW_FREE) {
            rw_column_bounds *w = &b->rows.columns.item[b->search->problem->source_count + j];
            w->lower = w->upper = g->demand[j] == RW_YES;
        }
}

static rw_status offer_found(branching *b) {
    rw_search *search = b->search;
    rw_result found;
    rw_result_start(&found, search->context);
    rw_status status = rw_rows_to_result(&b->rows, b->found, &found);
    bool better = false;
    found.cost_eur_per_yr = RW_INFINITY;
    if (status == RW_OK) status = rw_glpk_polish(search->context, search->problem, &found, &better);
    if (status == RW_OK && better)
        status = rw_search_offer(search, &found, b->exact ? "branch and cut" : "restricted search");
    rw_result_free(&found);
    return status;
}

/* Everything but the first plan, and what the end proves. */
static rw_status branch_on(branching *b, const unsigned char *alive) {
    rw_search *search = b->search;
    rw_context *context = search->context;
    RW_TRY(rw_rows_build(context, search->problem, (rw_rows_choice){.options = alive, .share_flows = true},
                         &b->rows));
    const size_t columns = b->rows.columns.count;
    if (b->exact) apply_decisions(b);
    RW_TRY(rw_glpk_triplets(&b->arena, &b->rows, &b->triplets));
    RW_TRY(rw_network_cuts_start(&b->arena, &b->rows, &b->cuts));
    b->start = rw_arena_allocate(&b->arena, columns + 1, sizeof(double));
    b->found = rw_arena_allocate(&b->arena, columns, sizeof(double));
    b->values = rw_arena_allocate(&b->arena, columns, sizeof(double));
    b->price =
        rw_arena_allocate(&b->arena, b->lagrangian ? (size_t)b->lagrangian->at.count : 0, sizeof(double));
    if (!b->start || !b->found || !b->values || !b->price) return RW_ERROR_MEMORY;
    b->has_start = fill_start(b);
    rw_log(context, RW_LOG_INFO, "GLPK gets %zu rows, %zu columns, %d free binaries%s", b->rows.rows.count,
           columns, b->rows.binary_count, b->exact ? "" : " (a part of the problem)");
    if (columns == 0) return RW_OK;
    RW_TRY(rw_glpk_guard(context, stop_inside, run, b));
    return b->has_found ? offer_found(b) : RW_OK;
}

/* Is nothing cheaper left, neither in the tree nor among the options removed on the best plan's
 * account? */
static bool has_ended(const branching *b) {
    return b->finished || b->infeasible;
}

/* What is proven then. A solution of GLPK's that could not be taken over (a hair outside a row) is one all
 * the same. */
static double bound_at_end(const branching *b) {
    const double best = known_cost(b);
    return isinf(best) ? best : best - 1e-9 * fabs(best);
}

static void free_branching(branching *b) {
    rw_rows_free(&b->rows);
    rw_arena_free(&b->arena);
}

static branching start(rw_search *search, rw_lagrangian *lagrangian, bool exact, double seconds,
                       long most_nodes) {
    branching b = {.search = search,
                   .lagrangian = lagrangian,
                   .exact = exact,
                   .bound = -RW_INFINITY,
                   .deadline_s = rw_clock_s() + seconds,
                   .nodes_before = search->nodes,
                   .most_nodes = most_nodes};
    rw_arena_start(&b.arena, search->context);
    return b;
}

rw_status rw_glpk_branch(rw_search *search, rw_lagrangian *lagrangian, const unsigned char *alive, bool exact,
                         double seconds) {
    branching b = start(search, lagrangian, exact, seconds, LONG_MAX);
    rw_status status = rw_network_start_find(search);
    if (status == RW_OK) status = branch_on(&b, alive);
    if (status == RW_OK && exact && has_ended(&b)) rw_search_prove(search, bound_at_end(&b));
    free_branching(&b);
    return status;
}

rw_status rw_glpk_leaf(rw_search *search, const unsigned char *alive, long most_nodes, double *bound) {
    branching b = start(search, NULL, false, RW_INFINITY, most_nodes);
    const rw_status status = branch_on(&b, alive);
    *bound = status == RW_OK && has_ended(&b) ? bound_at_end(&b) : b.bound;
    free_branching(&b);
    return status;
}
