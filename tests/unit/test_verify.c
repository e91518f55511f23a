/* MODEL 6: a plan that breaks a rule is rejected, whichever rule it is. */
#include "base/number.h"
#include "plan/verify.h"
#include "support.h"
#include "unit/given_study.h"
#include "unit/worked_study.h"
#include <CUnit/Basic.h>
#include <stdio.h>
#include <string.h>

static worked_study worked;

static void open_study(void) {
    worked_open(&worked);
}

static void close_study(void) {
    worked_close(&worked);
}

/* Judges a copy of the worked plan after `change`; the findings are dropped. */
static rw_status judged(void (*change)(rw_plan *plan)) {
    rw_plan plan;
    rw_context_reset(worked.context);
    CU_ASSERT_EQUAL_FATAL(rw_plan_start(&worked.arena, worked.study, 2, &plan), RW_OK);
    memcpy(plan.connections, worked.plan.connections, 2 * sizeof *plan.connections);
    plan.demand_connected[W2] = true;
    if (change) change(&plan);
    rw_plan_index(&plan);
    return rw_plan_verify(worked.context, &worked.terms, &plan);
}

static void test_the_plan_is_accepted(void) {
    CU_ASSERT_EQUAL(judged(NULL), RW_OK);
}

static void more_than_the_band(rw_plan *plan) {
    plan->connections[0].delivered_mw[0] = 0.51;
}
static void less_than_nothing(rw_plan *plan) {
    plan->connections[0].delivered_mw[1] = -0.1;
}
static void not_a_number(rw_plan *plan) {
    plan->connections[0].delivered_mw[1] = RW_NAN;
}
static void no_such_mode(rw_plan *plan) {
    plan->connections[0].mode = RW_MODE_DIRECT; /* 30 C into 70/40 */
}
static void less_than_the_minimum_share(rw_plan *plan) {
    /* 0.95 x (0.17 x 8,760) = 1,414.7 of 1,642.5 MWh */
    plan->connections[1].delivered_mw[0] = 0.17;
    plan->connections[1].delivered_mw[1] = 0;
}
static void skipped_but_fed(rw_plan *plan) {
    plan->demand_connected[W2] = false;
}
static void connected_without_source(rw_plan *plan) {
    plan->demand_connected[W3] = true; /* its minimum share is 0.5 */
}
static void existing_network_left_cold(rw_plan *plan) {
    plan->demand_connected[W1] = false;
}
static void twice_the_same_pair(rw_plan *plan) {
    plan->connections[1] = plan->connections[0];
    plan->connections[0].delivered_mw[1] = 0;
    plan->connections[1].delivered_mw[0] = 0;
    plan->demand_connected[W2] = false;
}
static void too_far(rw_plan *plan) {
    plan->connections[1].demand = W3; /* 13 km, 8 km allowed */
    plan->demand_connected[W2] = false;
    plan->demand_connected[W3] = true;
}
static void no_such_pipe(rw_plan *plan) {
    plan->connections[0].pipe = 7;
}

static bool names(const char *word) {
    for (size_t i = 0; i < rw_context_finding_count(worked.context); ++i)
        if (strstr(rw_context_finding(worked.context, i)->message, word)) return true;
    return false;
}

static void test_broken_rules_are_rejected(void) {
    static const struct {
        const char *rule, *named; /* in one of the findings */
        void (*change)(rw_plan *plan);
    } cases[] = {
        {"demand: no more than the width of the band", "band 1", more_than_the_band},
        {"no negative heat", "-0.1", less_than_nothing},
        {"no NaN", "nan", not_a_number},
        {"a mode must be possible", "direct", no_such_mode},
        {"minimum share", "min_share", less_than_the_minimum_share},
        {"a skipped network gets no heat", "S2", skipped_but_fed},
        {"a connected new network has its minimum share", "min_share", connected_without_source},
        {"existing networks are heated", "W1", existing_network_left_cold},
        {"one option per pair", "S1", twice_the_same_pair},
        {"maximum distance", "max_distance_m", too_far},
        {"diameters are those of the catalogue", "diameter", no_such_pipe},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        const rw_status status = judged(cases[i].change);
        if (status != RW_ERROR_REJECTED) printf("\n    not rejected: %s\n", cases[i].rule);
        CU_ASSERT_EQUAL(status, RW_ERROR_REJECTED);
        CU_ASSERT_TRUE(names(cases[i].named));
    }
}

/* -- Rules that need a study of their own -------------------------------------------------------------- */

/* Two sources of 60 C beside each other, two existing networks of 1 MW, one band; a place with 0.1 MWe. */
typedef struct small_study {
    const char *sources, *routes, *parameters;
} small_study;

static const char two_sources[] = "id,x_m,y_m,heat_mw,temperature_c,cooling_span_k,place,min_used_share\n"
                                  "S1,125000,485000,0.9,80,30,,\nS2,125000,485000,0.5,50,10,P,0.4\n";
static const char two_demands[] =
    "id,x_m,y_m,kind,head_mwh,peak_mw,supply_c,return_c,backup,backup_eur_per_mwh,"
    "max_sources\n"
    "W1,126000,485000,existing,2500,1,70,40,price,100,1\n"
    "W2,126000,486000,existing,2500,1,70,40,price,100,\n";

static rw_status judge_small(small_study small, const rw_connection *connections, int count) {
    char parameters[200];
    rw_context *context = rw_context_create(NULL);
    (void)snprintf(parameters, sizeof parameters, "name,value\nband_levels,1\n%s",
                   small.parameters ? small.parameters : "");
    rw_study *study = given_study(
        context, (const given_file[]){{"sources.csv", small.sources ? small.sources : two_sources},
                                      {"demands.csv", two_demands},
                                      {"parameters.csv", parameters},
                                      {"power.csv", "place,headroom_mwe\nP,0.1\n"},
                                      {"routes.csv", small.routes ? small.routes : "source,demand\n"},
                                      {NULL, NULL}});
    (void)found_nothing(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    rw_terms terms;
    rw_arena arena;
    rw_plan plan;
    rw_arena_start(&arena, context);
    CU_ASSERT_EQUAL_FATAL(rw_terms_build(context, study, &terms), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_plan_start(&arena, study, count, &plan), RW_OK);
    for (int c = 0; c < count; ++c) plan.connections[c] = connections[c];
    rw_plan_index(&plan);
    const rw_status status = rw_plan_verify(context, &terms, &plan);
    rw_arena_free(&arena);
    rw_terms_free(&terms);
    rw_study_free(study);
    rw_context_free(context);
    return status;
}

/* Positions in the built-in catalogue: DN25, 32, 40, 50, 65, 80, 100, .. */
enum { DN25, DN32, DN40, DN50, DN65, DN80, DN100, DN125 };

static rw_connection direct(int demand, int pipe, double mw) {
    return (rw_connection){0, demand, RW_MODE_DIRECT, pipe, RW_EXIT_STOP, {mw}, NULL};
}

static rw_connection pumped(int demand, double mw) {
    return (rw_connection){1, demand, RW_MODE_DEMAND_PUMP, DN125, RW_EXIT_STOP, {mw}, NULL};
}

static void test_pipe_must_carry_it(void) {
    /* DN65 carries 0.38 MW at 30 K. */
    const rw_connection wide[] = {direct(0, DN100, 0.5)}, narrow[] = {direct(0, DN65, 0.5)};
    CU_ASSERT_EQUAL(judge_small((small_study){0}, wide, 1), RW_OK);
    CU_ASSERT_EQUAL(judge_small((small_study){0}, narrow, 1), RW_ERROR_REJECTED);
}

static void test_pipe_must_carry_its_loss_too(void) {
    /* DN65 at 30 K: 985 x 4,180 x v pi/4 x 0.0703^2 x 30 = 0.37753 MW, of which 1,250 m x 24 W/m = 0.03 MW is
     * lost. */
    const rw_connection fits[] = {direct(0, DN65, 0.347)}, too_much[] = {direct(0, DN65, 0.36)};
    CU_ASSERT_EQUAL(judge_small((small_study){0}, fits, 1), RW_OK);
    CU_ASSERT_EQUAL(judge_small((small_study){0}, too_much, 1), RW_ERROR_REJECTED);
}

static void test_source_must_have_it(void) {
    /* 0.9 MW for 0.4 and 0.4 MW and two losses of some 0.03 MW; 0.45 and 0.45 is too much. */
    const rw_connection fits[] = {direct(0, DN100, 0.4), direct(1, DN100, 0.4)};
    const rw_connection too_much[] = {direct(0, DN100, 0.45), direct(1, DN100, 0.45)};
    CU_ASSERT_EQUAL(judge_small((small_study){0}, fits, 2), RW_OK);
    CU_ASSERT_EQUAL(judge_small((small_study){0}, too_much, 2), RW_ERROR_REJECTED);
}

static void test_coupled_source_must_be_used(void) {
    /* S2: at least 0.4 of 0.5 MW; its pump stands at the demand, where power is not limited. */
    const rw_connection enough[] = {pumped(1, 0.3)}, too_little[] = {pumped(1, 0.1)};
    CU_ASSERT_EQUAL(judge_small((small_study){0}, enough, 1), RW_OK);
    CU_ASSERT_EQUAL(judge_small((small_study){0}, too_little, 1), RW_ERROR_REJECTED);
}

static void test_sources_per_demand(void) {
    /* W1 may have one. */
    const rw_connection two_at_1[] = {direct(0, DN100, 0.3), pumped(0, 0.3)};
    const rw_connection two_at_2[] = {direct(1, DN100, 0.3), pumped(1, 0.3)};
    CU_ASSERT_EQUAL(judge_small((small_study){0}, two_at_1, 2), RW_ERROR_REJECTED);
    CU_ASSERT_EQUAL(judge_small((small_study){0}, two_at_2, 2), RW_OK);
    CU_ASSERT_EQUAL(judge_small((small_study){.parameters = "max_sources_per_demand,1\n"}, two_at_2, 2),
                    RW_ERROR_REJECTED);
}

static void test_grid_headroom(void) {
    /* A pump at S2, at place P with 0.1 MWe, COP 7.9: 0.3 MW and its loss ask for 0.042 MWe; a source of 50 C
     * cooled by 20 K has COP 6.3 or so and 0.85 MW asks for more than 0.1. */
    static const char large[] = "id,x_m,y_m,heat_mw,temperature_c,cooling_span_k,place\n"
                                "S1,125000,485000,0.9,80,30,\nS2,125000,485000,3,50,20,P\n";
    rw_connection little[] = {pumped(1, 0.3)}, much[] = {pumped(1, 0.9)};
    little[0].mode = much[0].mode = RW_MODE_SOURCE_PUMP;
    CU_ASSERT_EQUAL(judge_small((small_study){.sources = large}, little, 1), RW_OK);
    CU_ASSERT_EQUAL(judge_small((small_study){.sources = large}, much, 1), RW_ERROR_REJECTED);
    /* At the demand, which names no place, power is not limited. */
    much[0].mode = RW_MODE_DEMAND_PUMP;
    CU_ASSERT_EQUAL(judge_small((small_study){.sources = large}, much, 1), RW_OK);
}

static void test_forced_and_forbidden_pairs(void) {
    const rw_connection one[] = {direct(0, DN100, 0.3)};
    CU_ASSERT_EQUAL(judge_small((small_study){.routes = "source,demand,status\nS1,W1,forbidden\n"}, one, 1),
                    RW_ERROR_REJECTED);
    CU_ASSERT_EQUAL(judge_small((small_study){.routes = "source,demand,status\nS1,W1,forced\n"}, one, 1),
                    RW_OK);
    CU_ASSERT_EQUAL(judge_small((small_study){.routes = "source,demand,status\nS1,W2,forced\n"}, one, 1),
                    RW_ERROR_REJECTED);
}

static void test_budget_and_ceiling(void) {
    const rw_connection one[] = {direct(0, DN100, 0.3)};
    CU_ASSERT_EQUAL(judge_small((small_study){.parameters = "capital_budget_eur,100000\n"}, one, 1),
                    RW_ERROR_REJECTED);
    CU_ASSERT_EQUAL(judge_small((small_study){.parameters = "capital_budget_eur,100000000\n"}, one, 1),
                    RW_OK);
    CU_ASSERT_EQUAL(judge_small((small_study){.parameters = "capital_budget_eur,0\n"}, one, 0), RW_OK);
}

void suite_verify(void) {
    CU_pSuite suite = CU_add_suite_with_setup_and_teardown("verify", NULL, NULL, open_study, close_study);
    (void)CU_add_test(suite, "the plan is accepted", test_the_plan_is_accepted);
    (void)CU_add_test(suite, "broken rules are rejected", test_broken_rules_are_rejected);
    (void)CU_add_test(suite, "a pipe must carry it", test_pipe_must_carry_it);
    (void)CU_add_test(suite, "a pipe must carry its loss too", test_pipe_must_carry_its_loss_too);
    (void)CU_add_test(suite, "a source must have it", test_source_must_have_it);
    (void)CU_add_test(suite, "a coupled source must be used", test_coupled_source_must_be_used);
    (void)CU_add_test(suite, "sources per demand", test_sources_per_demand);
    (void)CU_add_test(suite, "grid headroom", test_grid_headroom);
    (void)CU_add_test(suite, "forced and forbidden pairs", test_forced_and_forbidden_pairs);
    (void)CU_add_test(suite, "budget", test_budget_and_ceiling);
}
