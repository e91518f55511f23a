/* Judging an answer by the problem's own numbers: every row of MODEL 6 that is broken is found, its cost is
 * recomputed, and the gaps are those of MODEL 8. */
#include "base/number.h"
#include "common/result.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <limits.h>
#include <stdio.h>

/* Two sources (2 MW for 30, 1 MW for 40 and at least half of it used) and two demands: one that must be
 * heated, of 1 and 0.5 MW with backups of 500 and 400; one that may be skipped for 700 or connected for 15,
 * of 1 MW with a backup of 300, at least 0.9 MWh from sources, one arc at most, an own plant of 0.1 MWe. One
 * place of 0.4 MWe, up to 0.3 more at 100 each. Arcs: source 1 to demand 1 (1.2 MW for 100 or 0.6 MW for 60),
 * 1 to 2 and 2 to 2 (2 MW for 80, 0.5 MWe per MW), which exclude each other. Fixed costs up to 260. */
static rw_context *context;
static rw_problem problem;
static rw_result result;

static rw_status add_arc(int tail, int head, double capacity_mw, double fixed, const double *unit) {
    const rw_option option = {1, 0, 1, 0, head == 3 ? 0.5 : 0, 0, capacity_mw, fixed, head == 3 ? 0 : -1};
    rw_status status = rw_problem_add_arc(&problem, tail, head, false, head == 3 ? 1 : 0);
    if (status == RW_OK) status = rw_problem_add_option(&problem, option, unit);
    return status;
}

static rw_status build_problem(void) {
    static const double two[] = {50, 60}, one[] = {70};
    rw_problem_limit *limit = NULL;
    RW_TRY(rw_problem_add_source(&problem, (rw_problem_source){2, 30, 0, 1, 0}));
    RW_TRY(rw_problem_add_source(&problem, (rw_problem_source){1, 40, 0.5, 0.9, 0}));
    RW_TRY(rw_problem_add_place(&problem, (rw_problem_place){0.4, 0.3, 100}));
    RW_TRY(
        rw_problem_add_demand(&problem, (rw_problem_demand){.must = true, .max_arcs = INT_MAX, .place = -1}));
    RW_TRY(rw_problem_add_band(&problem, (rw_problem_band){1, 2, 500}));
    RW_TRY(rw_problem_add_band(&problem, (rw_problem_band){0.5, 1, 400}));
    RW_TRY(rw_problem_add_demand(&problem, (rw_problem_demand){.connect_eur_per_yr = 15,
                                                               .skip_eur_per_yr = 700,
                                                               .min_mwh_per_yr = 0.9,
                                                               .max_arcs = 1,
                                                               .place = 0,
                                                               .power_mwe = 0.1}));
    RW_TRY(rw_problem_add_band(&problem, (rw_problem_band){1, 1, 300}));
    RW_TRY(add_arc(0, 2, 1.2, 100, two));
    RW_TRY(rw_problem_add_option(&problem, (rw_option){1, 0, 1, 0, 0, 0, 0.6, 60, -1}, two));
    RW_TRY(add_arc(0, 3, 2, 80, one));
    RW_TRY(add_arc(1, 3, 2, 80, one));
    RW_TRY(rw_problem_add_limit(&problem, 260, &limit));
    for (int k = 0; k < problem.option_count; ++k) limit->fixed[k] = problem.options[k].fixed_eur_per_yr;
    return RW_OK;
}

/* Source 1 gives 0.9 and 0.3 MW to demand 1, source 2 all of its 1 MW to demand 2. */
static rw_status build_answer(void) {
    double *flow = NULL;
    RW_TRY(rw_result_clear_values(&result, &problem));
    RW_TRY(rw_result_build(&result, &problem, 0, 0, &flow));
    flow[0] = 0.9;
    flow[1] = 0.3;
    RW_TRY(rw_result_build(&result, &problem, 2, 3, &flow));
    flow[0] = 1;
    result.demand_connected[1] = 1;
    rw_result_balance(&result, &problem);
    return RW_OK;
}

static void open_all(void) {
    context = rw_context_create(NULL);
    rw_problem_start(&problem, context);
    rw_result_start(&result, context);
    CU_ASSERT_EQUAL_FATAL(build_problem(), RW_OK);
    CU_ASSERT_EQUAL_FATAL(build_answer(), RW_OK);
}

static void close_all(void) {
    rw_result_free(&result);
    rw_problem_free(&problem);
    rw_context_free(context);
}

static bool accepted(char why[RW_WHY_BYTES]) {
    bool feasible = false;
    why[0] = '\0';
    CU_ASSERT_EQUAL(rw_result_feasible(&problem, &result, 1e-6, &feasible, why), RW_OK);
    return feasible;
}

static void test_the_answer_is_accepted(void) {
    char why[RW_WHY_BYTES];
    const bool good = accepted(why);
    if (!good) printf("\n    %s\n", why);
    CU_ASSERT_TRUE(good);
}

static void test_balance_fills_in_the_rest(void) {
    test_near("backup, base", result.backup_mw[0], 0.1, 1e-12);
    test_near("backup, top", result.backup_mw[1], 0.2, 1e-12);
    test_near("backup of demand 2", result.backup_mw[2], 0, 0);
    test_near("power bought", result.extra_mwe[0], 0.2, 1e-12); /* 0.5 x 1 + 0.1 - 0.4 */
}

static void test_cost(void) {
    /* Opened 30 + 40, built 100 + 80, delivered 45 + 18 + 70, connected 15, backup 50 + 80, power 20. */
    test_near("cost", rw_result_cost_of(&problem, &result), 548, 1e-12);
    result.demand_connected[1] = 0; /* 15 less, 700 more */
    test_near("cost, skipped", rw_result_cost_of(&problem, &result), 1233, 1e-12);
    test_near("reference", rw_problem_reference(&problem), 500 + 200 + 700, 1e-12);
}

/* -- Each row, broken by one number -------------------------------------------------------------------- */

static void wider_band(void) {
    problem.bands[0].width_mw = 1.1;
}
static void smaller_pipe(void) {
    problem.options[0].capacity_mw = 1.1;
}
static void pipe_full_of_loss(void) {
    problem.options[0].carry0_mw = 0.1;
}
static void smaller_source(void) {
    problem.sources[0].capacity_mw = 1.1;
}
static void source_feeds_losses(void) {
    problem.sources[1].capacity_mw = 1;
    problem.options[3].draw0_mw = 0.1;
}
static void more_use(void) {
    problem.sources[1].capacity_mw = 1.5; /* 0.8 x 1.5 > 1 */
    problem.sources[1].min_used_share = 0.8;
}
static void larger_share(void) {
    problem.demands[1].min_mwh_per_yr = 0.95;
}
static void less_available(void) {
    problem.sources[1].availability_share = 0.8;
}
static void no_arcs_allowed(void) {
    problem.demands[1].max_arcs = 0;
}
static void less_power(void) {
    problem.places[0].headroom_mwe = 0.3;
}
static void less_power_for_sale(void) {
    problem.places[0].extra_max_mwe = 0.1;
}
static void plant_of_its_own(void) {
    problem.demands[1].power_mwe = 0.2;
}
static void smaller_budget(void) {
    problem.limits[0].max = 170;
}
static void forced_arc(void) {
    problem.arcs[1].forced = true;
}
static void no_backup(void) {
    problem.bands[1].backup_eur_per_mw_yr = RW_INFINITY;
}
static void closed_source(void) {
    result.source_open[1] = 0;
}
static void fed_but_skipped(void) {
    result.demand_connected[1] = 0;
}
static void left_cold(void) {
    result.demand_connected[0] = 0;
}
static void negative_flow(void) {
    result.flow_mw[result.built[0].first_flow + 1] = -0.1;
    result.backup_mw[1] = 0.6;
}
static void more_than_the_band(void) {
    result.flow_mw[result.built[0].first_flow + 1] = 0.6;
    result.backup_mw[1] = -0.1;
}
static void nothing_known(void) {
    result.flow_mw[result.built[0].first_flow] = RW_NAN;
}
static void not_enough_backup(void) {
    result.backup_mw[0] = 0.05;
}
static void negative_power(void) {
    problem.places[0].headroom_mwe = 0.7;
    result.extra_mwe[0] = -0.1;
}

static void test_broken_rows_are_found(void) {
    static const struct {
        const char *row;
        void (*change)(void);
    } cases[] = {{"demand", wider_band},
                 {"demand: backup too small", not_enough_backup},
                 {"pipe", smaller_pipe},
                 {"pipe, loss", pipe_full_of_loss},
                 {"linking", more_than_the_band},
                 {"sign", negative_flow},
                 {"NaN", nothing_known},
                 {"backup that is not there", no_backup},
                 {"one, source side", closed_source},
                 {"one, demand side", fed_but_skipped},
                 {"must", left_cold},
                 {"source", smaller_source},
                 {"source, loss", source_feeds_losses},
                 {"used", more_use},
                 {"share", larger_share},
                 {"share, availability", less_available},
                 {"arcs", no_arcs_allowed},
                 {"power", less_power},
                 {"power bought", less_power_for_sale},
                 {"power bought, sign", negative_power},
                 {"power of a plant", plant_of_its_own},
                 {"limit", smaller_budget},
                 {"forced", forced_arc}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        char why[RW_WHY_BYTES];
        close_all();
        open_all();
        cases[i].change();
        const bool taken = accepted(why);
        if (taken || !why[0]) printf("\n    %s: %s\n", cases[i].row, taken ? "not found" : "no reason");
        CU_ASSERT_FALSE(taken);
        CU_ASSERT_NOT_EQUAL(why[0], '\0');
    }
}

static void test_two_options_of_one_arc(void) {
    char why[RW_WHY_BYTES];
    double *flow = NULL;
    CU_ASSERT_EQUAL_FATAL(rw_result_clear_values(&result, &problem), RW_OK);
    CU_ASSERT_EQUAL(rw_result_build(&result, &problem, 0, 0, &flow), RW_OK);
    CU_ASSERT_EQUAL(rw_result_build(&result, &problem, 0, 1, &flow), RW_OK);
    rw_result_balance(&result, &problem);
    CU_ASSERT_FALSE(accepted(why));
}

static void test_arcs_that_exclude_each_other(void) {
    char why[RW_WHY_BYTES];
    double *flow = NULL;
    problem.demands[1].max_arcs = INT_MAX;
    for (int exclusive = 1; exclusive >= 0; --exclusive) {
        problem.arcs[1].exclusive = exclusive;
        CU_ASSERT_EQUAL_FATAL(rw_result_clear_values(&result, &problem), RW_OK);
        CU_ASSERT_EQUAL(rw_result_build(&result, &problem, 1, 2, &flow), RW_OK);
        flow[0] = 0.4;
        CU_ASSERT_EQUAL(rw_result_build(&result, &problem, 2, 3, &flow), RW_OK);
        flow[0] = 0.6; /* 0.4 x 1 + 0.6 x 0.9 = 0.94 MWh */
        result.demand_connected[1] = 1;
        rw_result_balance(&result, &problem);
        CU_ASSERT_EQUAL(accepted(why), exclusive == 0);
    }
}

static void test_rounding_is_no_breach(void) {
    char why[RW_WHY_BYTES];
    problem.options[0].capacity_mw = 1.2 * (1 - 1e-8);
    CU_ASSERT_TRUE(accepted(why));
    problem.options[0].capacity_mw = 1.2 * (1 - 1e-4);
    CU_ASSERT_FALSE(accepted(why));
}

static void test_copied_values_are_equal(void) {
    rw_result copy;
    rw_result_start(&copy, context);
    CU_ASSERT_EQUAL(rw_result_copy_values(&copy, &result, &problem), RW_OK);
    test_near("cost of the copy", rw_result_cost_of(&problem, &copy), 548, 1e-12);
    copy.flow_mw[copy.built[0].first_flow] = 0.5;
    CU_ASSERT_EQUAL(result.flow_mw[result.built[0].first_flow], 0.9); /* a copy of its own */
    rw_result_free(&copy);
}

/* -- Gaps ----------------------------------------------------------------------------------------------- */

static void test_gaps(void) {
    /* 180 found, 150 proven, 500 without coupling: 30/180 of the cost, 30/350 of what could be gained. */
    test_near("cost gap", rw_cost_gap_of(180, 150), 1.0 / 6, 1e-12);
    test_near("benefit gap", rw_benefit_gap_of(180, 150, 500), 30.0 / 350, 1e-12);
    test_near("of a gain", rw_cost_gap_of(-200, -250), 0.25, 1e-12); /* over |cost| */
    test_near("proven", rw_cost_gap_of(180, 180), 0, 0);
    test_near("nothing costs nothing", rw_cost_gap_of(0, 0), 0, 0);
    /* MODEL 8: with reference - bound <= 1e-6 |cost| there is nothing to gain. */
    test_near("nothing to gain", rw_benefit_gap_of(500, 499.9999, 500), 0, 0);
    CU_ASSERT_TRUE(rw_benefit_gap_of(500, 499, 500) >= 1 - 1e-12); /* all of the gain may be missing */
}

static void test_gap_that_is_asked_for(void) {
    rw_parameters p = rw_parameters_default();
    p.gap = 0.1; /* 30/350 = 0.0857 */
    p.cost_gap = 0;
    CU_ASSERT_TRUE(rw_gap_reached(&p, 180, 150, 500));
    p.gap = 0.08;
    CU_ASSERT_FALSE(rw_gap_reached(&p, 180, 150, 500));
    p.cost_gap = 0.17; /* 30/180 = 0.1667 */
    CU_ASSERT_TRUE(rw_gap_reached(&p, 180, 150, 500));
    p.cost_gap = 0.16;
    CU_ASSERT_FALSE(rw_gap_reached(&p, 180, 150, 500));
    CU_ASSERT_FALSE(rw_gap_reached(&p, RW_INFINITY, 150, 500));  /* no solution yet */
    CU_ASSERT_FALSE(rw_gap_reached(&p, 180, -RW_INFINITY, 500)); /* no proof yet */
    p.gap = 0;
    p.cost_gap = 0;
    CU_ASSERT_TRUE(rw_gap_reached(&p, 180, 180, 500));
    CU_ASSERT_TRUE(rw_gap_reached(&p, 500, 499.9999, 500)); /* nothing to gain */
}

void suite_judge(void) {
    CU_pSuite suite = CU_add_suite_with_setup_and_teardown("judge", NULL, NULL, open_all, close_all);
    (void)CU_add_test(suite, "the answer is accepted", test_the_answer_is_accepted);
    (void)CU_add_test(suite, "balance fills in the rest", test_balance_fills_in_the_rest);
    (void)CU_add_test(suite, "cost", test_cost);
    (void)CU_add_test(suite, "broken rows are found", test_broken_rows_are_found);
    (void)CU_add_test(suite, "two options of one arc", test_two_options_of_one_arc);
    (void)CU_add_test(suite, "arcs that exclude each other", test_arcs_that_exclude_each_other);
    (void)CU_add_test(suite, "rounding is no breach", test_rounding_is_no_breach);
    (void)CU_add_test(suite, "copied values are equal", test_copied_values_are_equal);
    (void)CU_add_test(suite, "gaps", test_gaps);
    (void)CU_add_test(suite, "the gap that is asked for", test_gap_that_is_asked_for);
}
