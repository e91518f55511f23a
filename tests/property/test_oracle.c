/* The exhaustive solver with its rational arithmetic is right by construction: GLPK and the bounds are held
 * against it. */
#include "base/number.h"
#include "common/ascent.h"
#include "property/random_problem.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <restwarmte/solver.h>
#include <stdio.h>
#include <string.h>

enum { PROBLEMS = 500, BINARIES = 13, PRICES = 5 };

static rw_parameters exact(const char *solver) {
    rw_parameters p = rw_parameters_default();
    p.gap = 0;
    p.cost_gap = 0;
    (void)snprintf(p.solver, sizeof p.solver, "%s", solver);
    return p;
}

/* Every bound below the optimum, whatever the prices. */
static bool bounds_hold(rw_context *context, const rw_problem *problem, uint64_t seed, double optimum) {
    rw_lagrangian g;
    rw_ascent ascent = {.lagrangian = NULL};
    bool good = rw_lagrangian_start(&g, context, problem) == RW_OK;
    const double allowed = 1e-7 * fmax(1, fabs(optimum));
    double *price = good ? rw_allocate(context, (size_t)g.at.count, sizeof *price) : NULL;
    rw_random random = {seed};
    for (int n = 0; n < PRICES && price; ++n) {
        for (int k = 0; k < g.at.count; ++k) price[k] = 500 * rw_random_normal(&random);
        good = good && rw_lagrangian_evaluate(&g, price) <= optimum + allowed;
    }
    good = good && price && rw_ascent_start(&ascent, &g, NULL) == RW_OK;
    if (good) rw_ascent_run(&ascent, 60, optimum);
    good = good && ascent.bound <= optimum + allowed;
    rw_release(context, price);
    rw_ascent_free(&ascent);
    rw_lagrangian_free(&g);
    return good;
}

static bool agree(rw_context *context, const rw_problem *problem, uint64_t seed) {
    const rw_parameters oracle = exact("enumerate"), glpk = exact("glpk");
    rw_result right, answer;
    bool good = rw_solve(context, &oracle, problem, &right) == RW_OK;
    good = rw_solve(context, &glpk, problem, &answer) == RW_OK && good;
    if (good && right.outcome == RW_OUTCOME_INFEASIBLE) {
        good = answer.outcome == RW_OUTCOME_INFEASIBLE;
    } else if (good) {
        const double allowed = 1e-6 * fmax(1, fabs(right.cost_eur_per_yr));
        good = right.outcome == RW_OUTCOME_OPTIMAL && answer.outcome >= RW_OUTCOME_FEASIBLE &&
               fabs(answer.cost_eur_per_yr - right.cost_eur_per_yr) <= allowed &&
               answer.bound_eur_per_yr <= right.cost_eur_per_yr + allowed &&
               bounds_hold(context, problem, seed, right.cost_eur_per_yr);
    }
    if (!good)
        printf("\n    seed %llu: enumerate %s %.9g, glpk %s %.9g (bound %.9g) %s\n", (unsigned long long)seed,
               rw_outcome_name(right.outcome), right.cost_eur_per_yr, rw_outcome_name(answer.outcome),
               answer.cost_eur_per_yr, answer.bound_eur_per_yr, rw_context_message(context));
    rw_result_free(&right);
    rw_result_free(&answer);
    return good;
}

static void test_glpk_equals_enumerate(void) {
    int wrong = 0;
    for (int n = 0; n < PROBLEMS * test_factor() && wrong < 10; ++n) {
        rw_context *context = rw_context_create(NULL);
        rw_problem problem;
        const uint64_t seed = 1000 + (uint64_t)n;
        CU_ASSERT_EQUAL_FATAL(random_problem(context, seed, BINARIES, &problem), RW_OK);
        wrong += !agree(context, &problem, seed);
        rw_problem_free(&problem);
        rw_context_free(context);
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

void suite_oracle(void) {
    CU_pSuite suite = CU_add_suite("oracle", NULL, NULL);
    (void)CU_add_test(suite, "GLPK equals the exhaustive solver, bounds stay below it",
                      test_glpk_equals_enumerate);
}
