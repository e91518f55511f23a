/* The exhaustive solver with its rational arithmetic is right by construction: GLPK and the bounds are held
 * against it. */
#include "base/number.h"
#include "common/ascent.h"
#include "property/random_problem.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <limits.h>
#include <restwarmte/solver.h>
#include <stdio.h>
#include <string.h>

enum { PROBLEMS = 1000, BINARIES = 13, PRICES = 8 };

static rw_parameters exact(const char *solver) {
    rw_parameters p = rw_parameters_default();
    p.gap = 0;
    p.cost_gap = 0;
    (void)snprintf(p.solver, sizeof p.solver, "%s", solver);
    return p;
}

/* -- What the problems are like ------------------------------------------------------------------------- */

/* How many of the problems have what; each must occur, or the comparison says less than it seems to. */
typedef struct shapes {
    int infeasible, coupled, uncoupled, tied, no_width, no_backup, forced, exclusive, bought, full_place,
        min_share, min_used, max_arcs, limited, losses, gains;
} shapes;

static bool bought_power(const rw_result *right, const rw_problem *p) {
    for (int g = 0; g < p->place_count && right->outcome == RW_OUTCOME_OPTIMAL; ++g)
        if (right->extra_mwe[g] > 0) return true;
    return false;
}

static void count_shapes(const rw_problem *p, const rw_result *right, shapes *n) {
    const bool solved = right->outcome == RW_OUTCOME_OPTIMAL;
    bool no_width = false, no_backup = false, forced = false, exclusive = false, tight = false, share = false,
         used = false, arcs = false, losses = false, gains = false, tied = p->option_count > 1;
    for (int b = 0; b < p->band_count; ++b) {
        no_width = no_width || p->bands[b].width_mw == 0;
        no_backup = no_backup || isinf(p->bands[b].backup_eur_per_mw_yr);
    }
    for (int a = 0; a < p->arc_count; ++a) {
        forced = forced || p->arcs[a].forced;
        exclusive = exclusive || p->arcs[a].exclusive > 0;
    }
    for (int g = 0; g < p->place_count; ++g)
        tight = tight || (p->places[g].headroom_mwe < 0.1 && p->places[g].extra_max_mwe == 0);
    for (int j = 0; j < p->demand_count; ++j) {
        share = share || p->demands[j].min_mwh_per_yr > 0;
        arcs = arcs || p->demands[j].max_arcs < INT_MAX;
    }
    for (int i = 0; i < p->source_count; ++i) used = used || p->sources[i].min_used_share > 0;
    for (int k = 0; k < p->option_count; ++k) {
        losses = losses || (p->options[k].carry0_mw > 0 && p->options[k].draw0_mw > 0);
        tied = tied && p->options[k].fixed_eur_per_yr == p->options[0].fixed_eur_per_yr;
    }
    for (size_t u = 0; u < p->unit_count; ++u) gains = gains || p->unit_eur_per_mw_yr[u] < 0;
    n->infeasible += right->outcome == RW_OUTCOME_INFEASIBLE;
    n->coupled += solved && right->built_count > 0;
    n->uncoupled += solved && right->built_count == 0;
    n->tied += tied;
    n->no_width += no_width;
    n->no_backup += no_backup;
    n->forced += forced;
    n->exclusive += exclusive;
    n->bought += bought_power(right, p);
    n->full_place += tight;
    n->min_share += share;
    n->min_used += used;
    n->max_arcs += arcs;
    n->limited += p->limit_count > 0;
    n->losses += losses;
    n->gains += gains;
}

static void expect_shapes(const shapes *n) {
    const struct {
        const char *name;
        int count;
    } all[] = {
        {"infeasible", n->infeasible}, {"coupled", n->coupled},         {"uncoupled", n->uncoupled},
        {"equal costs", n->tied},      {"no width", n->no_width},       {"no backup", n->no_backup},
        {"forced", n->forced},         {"exclusive", n->exclusive},     {"power bought", n->bought},
        {"no power", n->full_place},   {"minimum share", n->min_share}, {"minimum used share", n->min_used},
        {"most arcs", n->max_arcs},    {"limits", n->limited},          {"losses", n->losses},
        {"negative costs", n->gains}};
    for (size_t i = 0; i < sizeof all / sizeof *all; ++i) {
        if (all[i].count < PROBLEMS / 100) printf("\n    only %d problems: %s\n", all[i].count, all[i].name);
        CU_ASSERT_TRUE(all[i].count >= PROBLEMS / 100);
    }
}

/* -- Bounds --------------------------------------------------------------------------------------------- */

/* What the prices prove useless is not in the optimum, if only what costs more than `upper` may go. */
static bool keeps_optimum(rw_lagrangian *g, const rw_result *right, double upper) {
    (void)rw_lagrangian_fix(g, upper);
    for (int n = 0; n < right->built_count; ++n)
        if (!g->option_alive[right->built[n].option]) return false;
    for (int i = 0; i < g->problem->source_count; ++i)
        if (g->source[i] != RW_FREE && right->source_open[i] != (g->source[i] == RW_YES)) return false;
    for (int j = 0; j < g->problem->demand_count; ++j)
        if (g->demand[j] != RW_FREE && right->demand_connected[j] != (g->demand[j] == RW_YES)) return false;
    return true;
}

/* Some decisions taken as in the optimum: what is then proven must still hold. */
static void decide_some(rw_lagrangian *g, rw_random *random, const rw_result *right) {
    for (int i = 0; i < g->problem->source_count; ++i)
        if (g->source[i] == RW_FREE && rw_random_unit(random) < 0.2)
            g->source[i] = right->source_open[i] ? RW_YES : RW_NO;
    for (int j = 0; j < g->problem->demand_count; ++j)
        if (g->demand[j] == RW_FREE && rw_random_unit(random) < 0.2)
            g->demand[j] = right->demand_connected[j] ? RW_YES : RW_NO;
    for (int a = 0; a < g->problem->arc_count; ++a) {
        bool built = false;
        for (int n = 0; n < right->built_count; ++n) built = built || right->built[n].arc == a;
        if (g->arc[a] != RW_FREE || rw_random_unit(random) > 0.2) continue;
        g->arc[a] = built ? RW_YES : RW_NO;
        if (!built) continue;
        g->source[g->problem->arcs[a].tail] = RW_YES;
        g->demand[g->problem->arcs[a].head - g->problem->source_count] = RW_YES;
    }
    rw_lagrangian_forget(g);
}

/* Random prices, far and near; arcs passed over do not change the value. */
static bool holds_at_any_price(rw_lagrangian *g, rw_random *random, double *price, double most) {
    bool good = true;
    for (int n = 0; n < PRICES && good; ++n) {
        const bool near = n % 4 != 0; /* to the prices before */
        for (int k = 0; k < g->at.count; ++k)
            price[k] = near ? g->price[k] + 10 * rw_random_normal(random)
                            : (n % 8 ? 500 : 20) * rw_random_normal(random);
        const double bound = rw_lagrangian_evaluate(g, price);
        rw_lagrangian_forget(g);
        const double again = rw_lagrangian_evaluate(g, price);
        good = bound <= most && (bound == again || fabs(bound - again) <= 1e-9 * fmax(1, fabs(again)));
    }
    return good;
}

/* Every bound below the optimum, whatever the prices; by price, and with demands judged as a whole. */
static bool bounds_hold(rw_context *context, const rw_problem *problem, uint64_t seed,
                        const rw_result *right) {
    const double optimum = right->cost_eur_per_yr, allowed = 1e-7 * fmax(1, fabs(optimum));
    rw_lagrangian g;
    rw_ascent ascent = {.lagrangian = NULL};
    bool good = rw_lagrangian_start(&g, context, problem, NULL) == RW_OK;
    double *price = good ? rw_allocate(context, (size_t)g.at.count, sizeof *price) : NULL;
    good = good && price;
    rw_random random = {seed};
    for (int whole = 0; whole < 2 && good; ++whole) {
        if (whole) {
            memcpy(price, ascent.best, (size_t)g.at.count * sizeof *price);
            const double before = rw_lagrangian_evaluate(&g, price);
            (void)rw_lagrangian_judge_whole(&g, price);
            good = rw_lagrangian_evaluate(&g, price) >= before - allowed;
            decide_some(&g, &random, right);
        }
        good = good && holds_at_any_price(&g, &random, price, optimum + allowed);
        rw_ascent_free(&ascent);
        good = good && rw_ascent_start(&ascent, &g, NULL) == RW_OK;
        if (good) rw_ascent_run(&ascent, 60, optimum, NULL);
        good = good && ascent.bound <= optimum + allowed &&
               rw_lagrangian_evaluate(&g, ascent.best) <= optimum + allowed &&
               keeps_optimum(&g, right, optimum + 2 * allowed);
    }
    rw_release(context, price);
    rw_ascent_free(&ascent);
    rw_lagrangian_free(&g);
    return good;
}

/* -- Answers -------------------------------------------------------------------------------------------- */

/* The same outcome and cost as the exhaustive solver, and a bound that is none too high. */
static bool agrees(rw_context *context, const rw_problem *problem, const char *solver, uint64_t seed,
                   const rw_result *right) {
    const rw_parameters parameters = exact(solver);
    const double allowed = 1e-6 * fmax(1, fabs(right->cost_eur_per_yr));
    rw_result answer;
    bool good = rw_solve(context, &parameters, problem, &answer) == RW_OK;
    if (right->outcome == RW_OUTCOME_INFEASIBLE)
        good = good && answer.outcome == RW_OUTCOME_INFEASIBLE;
    else
        good = good && answer.outcome >= RW_OUTCOME_FEASIBLE &&
               fabs(answer.cost_eur_per_yr - right->cost_eur_per_yr) <= allowed &&
               answer.bound_eur_per_yr <= right->cost_eur_per_yr + allowed &&
               answer.bound_eur_per_yr >= right->cost_eur_per_yr - allowed;
    if (!good)
        printf("\n    seed %llu: enumerate %s %.9g, %s %s %.9g (bound %.9g) %s\n", (unsigned long long)seed,
               rw_outcome_name(right->outcome), right->cost_eur_per_yr, solver,
               rw_outcome_name(answer.outcome), answer.cost_eur_per_yr, answer.bound_eur_per_yr,
               rw_context_message(context));
    rw_result_free(&answer);
    return good;
}

static bool agree(rw_context *context, const rw_problem *problem, uint64_t seed, shapes *n) {
    const rw_parameters oracle = exact("enumerate");
    rw_result right;
    bool good = rw_solve(context, &oracle, problem, &right) == RW_OK;
    good = good && agrees(context, problem, "glpk", seed, &right);
    good = good && agrees(context, problem, "bnb", seed, &right);
    if (good && right.outcome == RW_OUTCOME_OPTIMAL) {
        good = bounds_hold(context, problem, seed, &right);
        if (!good) printf("\n    seed %llu: prices prove too much\n", (unsigned long long)seed);
    }
    count_shapes(problem, &right, n);
    rw_result_free(&right);
    return good;
}

static void test_solvers_equal_enumerate(void) {
    int wrong = 0;
    shapes n = {0};
    for (int i = 0; i < PROBLEMS * test_factor() && wrong < 10; ++i) {
        rw_context *context = rw_context_create(NULL);
        rw_problem problem;
        const uint64_t seed = 1000 + (uint64_t)i;
        CU_ASSERT_EQUAL_FATAL(random_problem(context, seed, BINARIES, &problem), RW_OK);
        wrong += !agree(context, &problem, seed, &n);
        rw_problem_free(&problem);
        rw_context_free(context);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    if (wrong == 0) expect_shapes(&n);
}

void suite_oracle(void) {
    CU_pSuite suite = CU_add_suite("oracle", NULL, NULL);
    (void)CU_add_test(suite, "GLPK and our own equal the exhaustive solver, bounds stay below it",
                      test_solvers_equal_enumerate);
}
