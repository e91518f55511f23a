/* The same questions to every registered solver. */
#include "base/number.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <limits.h>
#include <restwarmte/solver.h>
#include <stdio.h>
#include <string.h>

static const rw_option direct = {1, 0, 1, 0, 0, 0, 5, 100, -1};

/* One source of 2 MW; a demand of 1 MW in one band with a backup of 500 EUR/yr per MW; a pipe of 100 EUR/yr
 * that delivers at 50 EUR/yr per MW; opening costs 30. Coupled: 30 + 100 + 50 = 180, not coupled: 500. */
static rw_status build(rw_context *context, bool forced, double backup, rw_problem *p) {
    const double unit = 50;
    rw_problem_start(p, context);
    rw_status status = rw_problem_add_source(p, (rw_problem_source){2, 30, 0, 1, 0});
    const rw_problem_demand demand = {.must = true, .max_arcs = INT_MAX, .place = -1};
    if (status == RW_OK) status = rw_problem_add_demand(p, demand);
    if (status == RW_OK) status = rw_problem_add_band(p, (rw_problem_band){1, 1, backup});
    if (status == RW_OK) status = rw_problem_add_arc(p, 0, 1, forced, 0);
    if (status == RW_OK) status = rw_problem_add_option(p, direct, &unit);
    return status;
}

static rw_parameters parameters_for(const rw_solver *solver) {
    rw_parameters p = rw_parameters_default();
    p.gap = 0;
    (void)snprintf(p.solver, sizeof p.solver, "%s", solver->name);
    return p;
}

typedef void check(rw_context *context, const rw_solver *solver, const rw_parameters *parameters);

static void for_every_solver(check *ask) {
    const rw_solver *solver;
    size_t count = 0;
    for (; (solver = rw_solver_describe(count)); ++count) {
        rw_context *context = rw_context_create(NULL);
        const rw_parameters parameters = parameters_for(solver);
        ask(context, solver, &parameters);
        if (CU_get_number_of_failures() > 0) printf(" (%s)", solver->name);
        rw_context_free(context);
    }
    CU_ASSERT_TRUE(count >= 2);
}

static void solve_and_expect(rw_context *context, const rw_parameters *parameters, const rw_problem *problem,
                             rw_outcome outcome, double cost) {
    rw_result r;
    CU_ASSERT_EQUAL(rw_solve(context, parameters, problem, &r), RW_OK);
    CU_ASSERT_EQUAL(r.outcome, outcome);
    if (outcome == RW_OUTCOME_OPTIMAL) {
        CU_ASSERT_DOUBLE_EQUAL(r.cost_eur_per_yr, cost, 1e-6);
        CU_ASSERT_TRUE(r.bound_eur_per_yr <= r.cost_eur_per_yr && r.bound_eur_per_yr >= cost - 1e-5);
        CU_ASSERT_EQUAL(r.stop, RW_STOP_DONE);
    }
    rw_result_free(&r);
}

static void ask_optimum(rw_context *context, const rw_solver *solver, const rw_parameters *parameters) {
    rw_problem p;
    (void)solver;
    CU_ASSERT_EQUAL_FATAL(build(context, false, 500, &p), RW_OK);
    solve_and_expect(context, parameters, &p, RW_OUTCOME_OPTIMAL, 180);
    solve_and_expect(context, parameters, &p, RW_OUTCOME_OPTIMAL, 180); /* twice in a row */
    rw_problem_free(&p);
    CU_ASSERT_EQUAL_FATAL(build(context, false, 150, &p), RW_OK);
    solve_and_expect(context, parameters, &p, RW_OUTCOME_OPTIMAL, 150); /* the backup is cheaper */
    rw_problem_free(&p);
    CU_ASSERT_EQUAL_FATAL(build(context, true, 150, &p), RW_OK);
    solve_and_expect(context, parameters, &p, RW_OUTCOME_OPTIMAL,
                     180); /* built all the same: (30 + 100) + 50 */
    rw_problem_free(&p);
}

/* Without backup the pipe must deliver it all; one of half the size cannot. */
static void ask_infeasible(rw_context *context, const rw_solver *solver, const rw_parameters *parameters) {
    rw_problem p;
    (void)solver;
    CU_ASSERT_EQUAL_FATAL(build(context, false, RW_INFINITY, &p), RW_OK);
    solve_and_expect(context, parameters, &p, RW_OUTCOME_OPTIMAL, 180);
    p.options[0].capacity_mw = 0.5;
    solve_and_expect(context, parameters, &p, RW_OUTCOME_INFEASIBLE, 0);
    rw_problem_free(&p);
}

static void ask_empty(rw_context *context, const rw_solver *solver, const rw_parameters *parameters) {
    rw_problem p;
    (void)solver;
    rw_problem_start(&p, context);
    solve_and_expect(context, parameters, &p, RW_OUTCOME_OPTIMAL, 0);
    rw_problem_free(&p);
}

static bool always_stop(void *data, const rw_progress *progress) {
    (void)data;
    (void)progress;
    return true;
}

static void expect_honest(rw_context *context, const rw_parameters *parameters, const rw_problem *p) {
    rw_result r;
    CU_ASSERT_EQUAL(rw_solve(context, parameters, p, &r), RW_OK);
    CU_ASSERT_TRUE(r.bound_eur_per_yr <= 180 + 1e-6);
    CU_ASSERT_NOT_EQUAL(r.outcome, RW_OUTCOME_INFEASIBLE);
    if (r.outcome >= RW_OUTCOME_FEASIBLE) CU_ASSERT_TRUE(r.cost_eur_per_yr >= 180 - 1e-6);
    rw_result_free(&r);
}

static void ask_interrupted(rw_context *context, const rw_solver *solver, const rw_parameters *parameters) {
    rw_problem p;
    (void)solver;
    CU_ASSERT_EQUAL_FATAL(build(context, false, 500, &p), RW_OK);
    rw_context_set_poll(context, always_stop, NULL);
    expect_honest(context, parameters, &p);
    rw_context_set_poll(context, NULL, NULL);
    rw_parameters hurried = *parameters;
    hurried.time_limit_s = 0;
    expect_honest(context, &hurried, &p);
    rw_problem_free(&p);
}

static void ask_too_large(rw_context *context, const rw_solver *solver, const rw_parameters *parameters) {
    rw_problem p;
    rw_result r;
    const double unit = 50;
    if (solver->largest_binaries == 0) return;
    CU_ASSERT_EQUAL_FATAL(build(context, false, 500, &p), RW_OK);
    for (int k = 0; k < solver->largest_binaries; ++k)
        CU_ASSERT_EQUAL_FATAL(rw_problem_add_option(&p, direct, &unit), RW_OK);
    CU_ASSERT_EQUAL(rw_solve(context, parameters, &p, &r), RW_ERROR_USAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_context_message(context), "take another solver"));
    rw_result_free(&r);
    rw_problem_free(&p);
}

static void test_optimum(void) {
    for_every_solver(ask_optimum);
}
static void test_infeasible(void) {
    for_every_solver(ask_infeasible);
}
static void test_empty(void) {
    for_every_solver(ask_empty);
}
static void test_interrupted(void) {
    for_every_solver(ask_interrupted);
}
static void test_too_large(void) {
    for_every_solver(ask_too_large);
}

static void test_unknown_solver(void) {
    rw_context *context = rw_context_create(NULL);
    rw_parameters parameters = rw_parameters_default();
    rw_problem p;
    rw_result r;
    (void)strcpy(parameters.solver, "glkp");
    rw_problem_start(&p, context);
    CU_ASSERT_EQUAL(rw_solve(context, &parameters, &p, &r), RW_ERROR_USAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_context_message(context), "did you mean glpk"));
    rw_result_free(&r);
    rw_context_free(context);
}

void suite_contract(void) {
    CU_pSuite suite = CU_add_suite("solver contract", NULL, NULL);
    (void)CU_add_test(suite, "optimum, twice, and forced", test_optimum);
    (void)CU_add_test(suite, "infeasible", test_infeasible);
    (void)CU_add_test(suite, "empty", test_empty);
    (void)CU_add_test(suite, "interrupted at once, no time", test_interrupted);
    (void)CU_add_test(suite, "too large is refused", test_too_large);
    (void)CU_add_test(suite, "an unknown solver is refused", test_unknown_solver);
}
