/* What is known beforehand speeds a search up and changes no answer: prices and a plan of another problem, a
 * cost or a bound that is enough, bounds of arcs. Against every combination, on small random problems. */
#include "base/number.h"
#include "base/random.h"
#include "property/random_problem.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <math.h>
#include <restwarmte/solver.h>
#include <stdio.h>
#include <string.h>

enum { PROBLEMS = 60, BINARIES = 12 };

/* How often there was something to check: a task that is left aside passes every check. */
typedef struct tally {
    int arcs, bounded, tasks, enough;
} tally;

typedef struct given {
    tally *tally;
    rw_context *context;
    rw_problem before, now; /* the same rows at other costs */
    rw_parameters parameters;
    double optimum; /* of `now` */
    uint64_t seed;
} given;

/* Costs that a change of prices brings. */
static void change_costs(rw_problem *p, uint64_t seed) {
    rw_random random = {seed};
    for (int k = 0; k < p->option_count; ++k)
        p->options[k].fixed_eur_per_yr *= 0.7 + 0.6 * rw_random_unit(&random);
    for (size_t u = 0; u < p->unit_count; ++u)
        p->unit_eur_per_mw_yr[u] *= 0.7 + 0.6 * rw_random_unit(&random);
}

static double optimum_of(rw_context *context, const rw_problem *p) {
    rw_parameters parameters = rw_parameters_default();
    rw_result r;
    parameters.gap = parameters.cost_gap = 0;
    (void)strcpy(parameters.solver, "enumerate");
    CU_ASSERT_EQUAL(rw_solve(context, &parameters, p, &r), RW_OK);
    const double cost = r.outcome >= RW_OUTCOME_FEASIBLE ? r.cost_eur_per_yr : RW_INFINITY;
    rw_result_free(&r);
    return cost;
}

static bool same(double a, double b) {
    return (isinf(a) && isinf(b)) || fabs(a - b) <= 2e-6 * fmax(1, fabs(b));
}

static bool not_above(double bound, double optimum) {
    return bound <= optimum + 1e-6 * fmax(1, fabs(optimum));
}

static void complain(const given *g, const char *what, double is, double should) {
    printf("\n    %s, seed %llu: %s %.4f, optimum %.4f", g->parameters.solver, (unsigned long long)g->seed,
           what, is, should);
    CU_FAIL("a task changed an answer");
}

static void solve_with(const given *g, const rw_task *task) {
    rw_result r;
    CU_ASSERT_EQUAL(rw_solve_task(g->context, &g->parameters, &g->now, task, &r), RW_OK);
    const double cost = r.outcome >= RW_OUTCOME_FEASIBLE ? r.cost_eur_per_yr : RW_INFINITY;
    if (r.outcome != RW_OUTCOME_INFEASIBLE && !not_above(r.bound_eur_per_yr, g->optimum))
        complain(g, "bound", r.bound_eur_per_yr, g->optimum);
    if (task->below_eur_per_yr > -RW_INFINITY || task->above_eur_per_yr < RW_INFINITY) {
        ++g->tally->tasks;
        g->tally->enough += r.stop == RW_STOP_ENOUGH;
    }
    if (r.stop == RW_STOP_ENOUGH) {
        if (!(cost < task->below_eur_per_yr) && !(r.bound_eur_per_yr > task->above_eur_per_yr))
            complain(g, "stopped at", cost, g->optimum);
        if (!not_above(g->optimum, cost)) complain(g, "cost", cost, g->optimum);
    } else if (!same(cost, g->optimum)) {
        complain(g, "cost", cost, g->optimum);
    }
    rw_result_free(&r);
}

/* Each arc in turn must be built: no optimum is below its bound. */
static void check_arc_bounds(given *g, const rw_prices *prices) {
    rw_problem *p = &g->now;
    double bound[64];
    CU_ASSERT_TRUE_FATAL(p->arc_count <= 64);
    for (int i = 0; i < p->source_count; ++i) {
        CU_ASSERT_EQUAL(rw_bound_arcs(g->context, p, prices, i, bound), RW_OK);
        for (int a = 0; a < p->arc_count; ++a) {
            if (p->arcs[a].tail != i) {
                CU_ASSERT_TRUE(isinf(bound[a]) && bound[a] < 0);
                continue;
            }
            ++g->tally->arcs;
            g->tally->bounded += bound[a] > -RW_INFINITY;
            const bool was = p->arcs[a].forced;
            p->arcs[a].forced = true;
            const double optimum = optimum_of(g->context, p);
            p->arcs[a].forced = was;
            if (!not_above(bound[a], optimum)) complain(g, "bound of an arc", bound[a], optimum);
        }
    }
}

static void check_tasks(given *g) {
    rw_result first;
    int options[64];
    CU_ASSERT_EQUAL(rw_solve(g->context, &g->parameters, &g->before, &first), RW_OK);
    rw_task task = rw_task_plain();
    task.prices = &first.prices;
    solve_with(g, &task);
    check_arc_bounds(g, &first.prices);
    if (first.outcome >= RW_OUTCOME_FEASIBLE) {
        for (int k = 0; k < first.built_count; ++k) options[k] = first.built[k].option;
        task.options = options;
        task.option_count = first.built_count;
        task.connected = first.demand_connected;
        solve_with(g, &task);
    }
    const double size = isinf(g->optimum) ? 1e6 : fmax(1, fabs(g->optimum));
    const double around = isinf(g->optimum) ? 0 : g->optimum;
    task.below_eur_per_yr = around + 0.05 * size;
    solve_with(g, &task);
    task.below_eur_per_yr = -RW_INFINITY;
    task.above_eur_per_yr = around - 0.05 * size;
    solve_with(g, &task);
    rw_result_free(&first);
}

static tally check_solver(const char *solver) {
    tally counted = {0};
    for (uint64_t seed = 1; seed <= (uint64_t)PROBLEMS * (uint64_t)test_factor(); ++seed) {
        given g = {.tally = &counted,
                   .context = rw_context_create(NULL),
                   .parameters = rw_parameters_default(),
                   .seed = seed};
        g.parameters.gap = g.parameters.cost_gap = 0;
        g.parameters.threads = 1;
        (void)strcpy(g.parameters.solver, solver);
        CU_ASSERT_EQUAL(random_problem(g.context, seed, BINARIES, &g.before), RW_OK);
        CU_ASSERT_EQUAL(random_problem(g.context, seed, BINARIES, &g.now), RW_OK);
        change_costs(&g.now, seed);
        if (g.now.junction_count == 0) {
            g.optimum = optimum_of(g.context, &g.now);
            check_tasks(&g);
        }
        rw_problem_free(&g.before);
        rw_problem_free(&g.now);
        rw_context_free(g.context);
    }
    return counted;
}

static void expect_much(tally t) {
    CU_ASSERT_TRUE(t.arcs > 2 * PROBLEMS);
    CU_ASSERT_EQUAL(t.bounded, t.arcs);
    CU_ASSERT_TRUE(3 * t.enough > t.tasks);
}

static void test_bnb(void) {
    expect_much(check_solver("bnb"));
}

static void test_glpk(void) {
    expect_much(check_solver("glpk"));
}

/* Prices of a problem of another shape are left aside. */
static void test_other_shape(void) {
    rw_context *context = rw_context_create(NULL);
    rw_problem a, b;
    rw_result first, second;
    rw_parameters parameters = rw_parameters_default();
    (void)strcpy(parameters.solver, "bnb");
    CU_ASSERT_EQUAL(random_problem(context, 1, 6, &a), RW_OK);
    CU_ASSERT_EQUAL(random_problem(context, 2, 12, &b), RW_OK);
    CU_ASSERT_EQUAL(rw_solve(context, &parameters, &a, &first), RW_OK);
    rw_task task = rw_task_plain();
    task.prices = &first.prices;
    CU_ASSERT_EQUAL(rw_solve_task(context, &parameters, &b, &task, &second), RW_OK);
    const double optimum = optimum_of(context, &b);
    CU_ASSERT_TRUE(
        same(second.outcome >= RW_OUTCOME_FEASIBLE ? second.cost_eur_per_yr : RW_INFINITY, optimum));
    rw_result_free(&first);
    rw_result_free(&second);
    rw_problem_free(&a);
    rw_problem_free(&b);
    rw_context_free(context);
}

void suite_task(void) {
    CU_pSuite suite = CU_add_suite("task", NULL, NULL);
    (void)CU_add_test(suite, "a search that begins elsewhere ends at the same: bnb", test_bnb);
    (void)CU_add_test(suite, "a search that begins elsewhere ends at the same: GLPK", test_glpk);
    (void)CU_add_test(suite, "prices of another shape", test_other_shape);
}
