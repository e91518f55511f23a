/* MODEL 9 on the worked study. */
#include "base/number.h"
#include "plan/indicators.h"
#include "support.h"
#include "unit/worked_study.h"
#include <CUnit/Basic.h>

static worked_study worked;
static rw_indicators found;

static void open_study(void) {
    worked_open(&worked);
    CU_ASSERT_EQUAL_FATAL(rw_indicators_find(&worked.terms, &worked.plan, &worked.arena, &found), RW_OK);
}

static void close_study(void) {
    worked_close(&worked);
}

static void test_connection(void) {
    const rw_connection_figures *c = &found.connections[0];
    test_near("MW", c->capacity_mw, 0.75, 1e-12);
    test_near("source MW", c->source_mw, 0.6014918088, 1e-9);
    test_near("power", c->power_mwe, 0.1787493576, 1e-8);
    test_near("loss", c->loss_mw, 0.0288, 1e-9);
    test_near("pipe", c->pipe_capacity_mw, 3.31924, 1e-4); /* DN150 at 30 K, Haaland at 100 Pa/m */
    test_near("COP", c->cop, 4.3923520653, 1e-9);
    test_near("length", c->length_m, 800, 1e-12);
    test_near("heat", c->heat_mwh_per_yr, 4927.5, 1e-9);
    test_near("source heat", c->source_heat_mwh_per_yr, 3981.0286807, 1e-9); /* 5,154.5592 (1 - 1/COP) */
    test_near("electricity", c->electricity_mwh_per_yr, 1183.0690110, 1e-8);
    /* 4,927.5 x sum of pi (1+r)^-t */
    test_near("discounted heat", c->discounted_mwh, 22446.023358, 1e-9);
    test_near("discounted source heat", c->discounted_source_mwh, 22446.023358, 1e-9);
    /* (2,385,026.69 + 37,482.65) EUR / 22,446.02 MWh; the same with pi = 1 from year 2 on and nothing
     * stranded. */
    test_near("levelised", c->levelised_eur_per_mwh, 107.925992, 1e-7);
    test_near("endless", c->endless_eur_per_mwh, 70.764642, 1e-7);
    test_near("stranded", c->stranded_eur, 864995.2429 + 15856.9360, 1e-8);
}

static void test_connection_that_is_replaced(void) {
    const rw_connection_figures *c = &found.connections[1];
    CU_ASSERT_EQUAL(c->cop, 0);
    test_near("stranded", c->stranded_eur, 37974.2865 + 15229.5937, 1e-8);
    CU_ASSERT_TRUE(c->discounted_mwh > c->discounted_source_mwh); /* the substitute's too */
    CU_ASSERT_TRUE(c->premium_eur > 0);                           /* 20 EUR/MWh instead of nothing */
    CU_ASSERT_TRUE(c->premium_eur <= 136653.2250 + 1e-3);
}

static void test_demands(void) {
    const rw_demand_figures *one = &found.demands[W1], *two = &found.demands[W2], *three = &found.demands[W3];
    test_near("W1 cost", one->cost_eur, 5039655.6555, 1e-9); /* 2,385,026.69 + 37,482.65 + 2,617,146.32 */
    test_near("W1 reference", one->reference_eur, 4884421.4068, 1e-9);
    test_near("W1 heat", one->discounted_mwh, 48355.771928, 1e-9);
    test_near("W1 per MWh", one->cost_eur_per_mwh, 5039655.6555 / 48355.771928, 1e-8);
    test_near("W1 coverage", one->energy_coverage_share, 0.75, 1e-9); /* 4,927.5 / 6,570 */
    test_near("W1 peak", one->peak_coverage_share, 0.75, 1e-9);
    test_near("W1 unprofitable", one->unprofitable_eur, 5039655.6555 - 4884421.4068, 1e-7);
    test_near("W1 CO2", one->co2_t_per_yr, 466.28887025, 1e-8);
    test_near("W1 reference CO2", one->reference_co2_t_per_yr, 756.54545455, 1e-8);
    test_near("W2 cost", two->cost_eur, 1404596.4675, 1e-9);
    test_near("W2 reference", two->reference_eur, 2516622.3683, 1e-9);
    test_near("W2 heat", two->discounted_mwh, 19702.237022, 1e-9);
    test_near("W2 coverage", two->energy_coverage_share, 2912.7 / 3285, 1e-9);
    test_near("W2 peak", two->peak_coverage_share, 0.9, 1e-9);
    CU_ASSERT_EQUAL(two->unprofitable_eur, 0);
    test_near("W2 gain", two->gain_eur_per_weq_yr, 1510.8868863, 1e-8); /* 1,112,025.90 a(10) / 100 */
    test_near("W2 reference CO2", two->reference_co2_t_per_yr, 504.60489424, 1e-8);
    CU_ASSERT_EQUAL(three->connection_count, 0);
    test_near("W3 is its reference", three->cost_eur, three->reference_eur, 1e-12);
    test_near("W3 coverage", three->energy_coverage_share, 0, 0);
}

static void test_source(void) {
    const rw_source_figures *s = &found.sources[S1];
    CU_ASSERT_TRUE(s->coupled);
    test_near("taken MW", s->taken_mw, 0.6014918088, 1e-9);
    test_near("taken", s->taken_mwh_per_yr, 3981.0286807, 1e-9);
    test_near("used share", s->used_share, 0.25247518, 1e-7); /* of 2 MW x 8,760 h x 0.9 */
    test_near("ERF before", s->erf_before_share, 0, 0);
    test_near("ERF", s->erf_share, 0.13270096, 1e-7); /* of 30,000 MWh */
    test_near("part a", s->coupling_a_eur, 105223.7713, 1e-8);
    test_near("part b", s->coupling_b_eur, 50074.5904, 1e-8);
    test_near("part c", s->coupling_c_eur_per_yr, 7764.9181, 1e-8);
    test_near("cooling saved", s->cooling_saved_mwh_per_yr, 199.0514, 1e-6); /* 5 % */
    test_near("its worth", s->cooling_saved_eur_per_yr, 19905.1434, 1e-8);   /* x 100 EUR/MWh */
    test_near("heat income", s->heat_income_eur_per_yr, 28663.4065, 1e-8);   /* x 7.20 */
    /* 155,298.36 / (19,905.14 + 28,663.41 - 7,764.92) */
    test_near("payback", s->payback_yr, 3.805994, 1e-6);
}

static void test_totals(void) {
    const rw_totals *t = &found.totals;
    test_near("cost", t->cost_eur, 7213687.3866, 1e-9);
    test_near("cost per year", t->cost_eur_per_yr, 980108.9765, 1e-9);
    test_near("reference", t->reference_eur, 8170479.0388, 1e-9);
    test_near("investment", t->investment_eur, 4070534.2215, 1e-9);
    test_near("subsidy", fabs(t->subsidy_eur), 161078.3765 + 73445.0869, 1e-8);
    test_near("coupled", t->coupled_mwh_per_yr, 4927.5 + 2912.7, 1e-9);
    test_near("demand", t->demand_mwh_per_yr, 6570 + 3285 + 1000, 1e-12);
    test_near("connected", t->connected_mwh_per_yr, 6570 + 3285, 1e-12);
    test_near("CO2", t->co2_t_per_yr, 701.98818272, 1e-8);
    test_near("electric peak", t->electric_peak_mwe, 0.1787493576 + 0.0013689970, 1e-7);
    test_near("stranded", t->stranded_eur, 864995.2429 + 15856.9360 + 37974.2865 + 15229.5937, 1e-8);
    test_near("pipe", t->pipe_m, 2000, 1e-12);
    CU_ASSERT_EQUAL(t->coupled_sources, 2);
    CU_ASSERT_EQUAL(t->connections, 2);
    CU_ASSERT_EQUAL(t->connected_demands, 2);
    CU_ASSERT_EQUAL(t->new_connected, 1);
}

static void test_parts_add_up(void) {
    double demands = 0, lines = 0;
    for (int j = 0; j < WORKED_DEMANDS; ++j) demands += found.demands[j].cost_eur;
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line) lines += found.totals.present_eur[line];
    test_near("demands", demands, found.totals.cost_eur, 1e-12);
    test_near("lines", lines, found.totals.cost_eur, 1e-12);
    double groups = 0;
    for (rw_cost_group group = 0; group < RW_GROUP_COUNT; ++group)
        groups += rw_group_sum(found.totals.present_eur, group);
    test_near("groups", groups, found.totals.cost_eur, 1e-12);
}

void suite_indicators(void) {
    CU_pSuite suite = CU_add_suite_with_setup_and_teardown("indicators", NULL, NULL, open_study, close_study);
    (void)CU_add_test(suite, "a connection", test_connection);
    (void)CU_add_test(suite, "a connection that is replaced", test_connection_that_is_replaced);
    (void)CU_add_test(suite, "demands", test_demands);
    (void)CU_add_test(suite, "a source", test_source);
    (void)CU_add_test(suite, "totals", test_totals);
    (void)CU_add_test(suite, "parts add up", test_parts_add_up);
}
