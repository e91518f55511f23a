/* What one option costs as coefficients (MODEL 5) against the account of the worked study made apart, and the
 * options of a study against the rules of MODEL 4. */
#include "base/number.h"
#include "model/model.h"
#include "model/option_money.h"
#include "model/pairs.h"
#include "support.h"
#include "unit/worked_study.h"
#include <CUnit/Basic.h>
#include <stdio.h>

static worked_study worked;

static void open_study(void) {
    worked_open(&worked);
}

static void close_study(void) {
    worked_close(&worked);
}

/* An option at given deliveries, the rest of the demand left to the backup. */
typedef struct priced {
    double eur_per_yr, investment_eur, co2_t_per_yr;
} priced;

static priced price(const rw_connection *c) {
    const rw_terms *terms = &worked.terms;
    const rw_demand *d = &worked.study->demands[c->demand];
    rw_pair pair;
    CU_ASSERT_TRUE_FATAL(rw_pair_describe(terms, c->source, c->demand, &pair));
    const rw_years years = rw_years_of_pair(terms, c->source, d->start, d->ramp_up_yr);
    const rw_demand_years demand = rw_years_of_demand(terms, c->demand);
    const rw_design design = rw_connection_design(terms, &pair, c->mode, c->pipe);
    CU_ASSERT_TRUE(design.possible);
    const rw_option_money money =
        rw_option_money_of(terms, &pair, &years, &demand, c->mode, c->pipe, c->exit_plan, &design);
    priced p = {money.cost.fixed, money.investment.fixed, money.co2.fixed};
    for (int b = 0; b < terms->band_count; ++b) {
        const double x = c->delivered_mw[b], hours = terms->demand[c->demand].hours_h[b],
                     rest = terms->demand[c->demand].width_mw[b] - x;
        p.eur_per_yr += money.cost.unit[b] * x + terms->annuity * demand.backup * hours * rest;
        p.investment_eur += money.investment.unit[b] * x;
        p.co2_t_per_yr += money.co2.unit[b] * x + demand.co2_backup / terms->horizon * hours * rest;
    }
    return p;
}

static void test_option_that_stops(void) {
    const priced p = price(&worked.plan.connections[0]);
    /* Connection 2,385,026.69 and backup 2,617,146.32, x a(10) = 0.1358679582; see test_cost.c. */
    test_near("EUR/yr", p.eur_per_yr, (2385026.6879 + 2617146.3201) * 0.13586795822, 1e-8);
    /* 90,223.77 + 30,074.59 + 800,000 + 761,980 + 76,389.46 + 101,250 */
    test_near("investment", p.investment_eur, 1859917.8214, 1e-7);
    test_near("CO2", p.co2_t_per_yr, 466.28887025, 1e-8);
}

static void test_option_that_is_replaced(void) {
    const priced p = price(&worked.plan.connections[1]);
    test_near("EUR/yr", p.eur_per_yr, (835851.5873 + 275002.8173) * 0.13586795822, 1e-8);
    test_near("investment", p.investment_eur, 73980 + 1300000 + 255000 + 62636.4, 1e-9);
    test_near("CO2", p.co2_t_per_yr, 109.19795121, 1e-8);
}

static void test_fixed_part_of_the_coupling(void) {
    /* 1.5 x 10,000 (part a) and 20,000 (b): 37,482.65 EUR; see test_cost.c. */
    double factor[RW_ASSET_COUNT];
    rw_years_of_source(&worked.terms, S1, factor);
    test_near("S1", 15000 * factor[RW_ASSET_COUPLING_A] + 20000 * factor[RW_ASSET_COUPLING_B], 37482.6475,
              1e-8);
}

static void test_years_of_a_pair(void) {
    const rw_years y = rw_years_of_pair(&worked.terms, S2, 1, 4);
    CU_ASSERT_EQUAL(y.first, 3); /* when both are there */
    /* pi: 1, 1, 1, 1/2, 1/2, 1/4, 1/4, 1/8 in years 3 to 10; rho 3/4 in year 3, then 1. */
    double full = 0, source = 0, energy = 0;
    static const double chance[] = {1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.125};
    for (int year = 3; year <= 10; ++year) {
        const double v = pow(1.06, -year);
        full += v;
        source += chance[year - 3] * v;
        energy += chance[year - 3] * v * (year == 3 ? 0.75 : 1);
    }
    test_near("D(H) from the start", y.full.years, full, 1e-12);
    test_near("D_i", y.source.years, source, 1e-12);
    test_near("D_ij", y.source.energy, energy, 1e-12);
}

/* -- The options of a study ---------------------------------------------------------------------------- */

static void test_pairs_within_the_distance(void) {
    rw_pair_list pairs = {NULL, 0, 0};
    CU_ASSERT_EQUAL(rw_pairs_find(worked.context, &worked.terms, &pairs), RW_OK);
    /* W3 lies 13 and 15 km away, 8 km allowed: S1 and S2 with W1 and W2 are left. */
    CU_ASSERT_EQUAL_FATAL(pairs.count, 4);
    static const int expected[4][2] = {{S1, W1}, {S1, W2}, {S2, W1}, {S2, W2}};
    for (size_t n = 0; n < pairs.count; ++n) {
        CU_ASSERT_EQUAL(pairs.item[n].source, expected[n][0]);
        CU_ASSERT_EQUAL(pairs.item[n].demand, expected[n][1]);
    }
    test_near("given length", pairs.item[0].length_m, 800, 1e-12);
    test_near("crow distance x 1.25", pairs.item[1].length_m, 2900 * 1.25, 1e-9);
    test_near("waterway and extras", pairs.item[3].crossings_eur, 255000, 1e-12);
    RW_VECTOR_FREE(worked.context, &pairs);
}

static void expect_within(double value, double most) {
    CU_ASSERT_TRUE(value <= most + 2e-6); /* a little slack, so that rounding forbids nothing */
}

static void test_options_keep_the_rules(void) {
    rw_model model;
    CU_ASSERT_EQUAL_FATAL(rw_model_build(worked.context, &worked.terms, &model), RW_OK);
    const rw_problem *p = &model.problem;
    CU_ASSERT_EQUAL(p->source_count, WORKED_SOURCES);
    CU_ASSERT_EQUAL(p->demand_count, WORKED_DEMANDS);
    CU_ASSERT_TRUE(p->option_count > 0);
    CU_ASSERT_EQUAL((size_t)p->option_count, model.origins.count);
    CU_ASSERT_TRUE(model.considered >= model.impossible + model.dominated + p->option_count);
    for (int a = 0; a < p->arc_count; ++a)
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k) {
            const rw_option *o = &p->options[k];
            const double peak = worked.terms.demand[p->arcs[a].head - p->source_count].peak_mw;
            const double heat = p->sources[p->arcs[a].tail].capacity_mw;
            CU_ASSERT_TRUE(o->carry > 0 && o->draw > 0 && o->capacity_mw >= o->carry0_mw);
            CU_ASSERT_DOUBLE_EQUAL(rw_number_rounded(o->fixed_eur_per_yr, 1e3), o->fixed_eur_per_yr, 0);
            /* Clipping: U <= carry0 + carry P, U <= carry0 + carry (S - draw0)/draw. */
            expect_within(o->capacity_mw, o->carry0_mw + o->carry * peak);
            expect_within(o->capacity_mw, o->carry0_mw + o->carry * (heat - o->draw0_mw) / o->draw);
        }
    rw_model_free(&model);
}

static void test_skipping_costs_the_reference(void) {
    rw_model model;
    CU_ASSERT_EQUAL_FATAL(rw_model_build(worked.context, &worked.terms, &model), RW_OK);
    const rw_problem *p = &model.problem;
    CU_ASSERT_TRUE(p->demands[W1].must);
    CU_ASSERT_FALSE(p->demands[W2].must);
    test_near("W3 skipped", p->demands[W3].skip_eur_per_yr, 769435.2636 * 0.13586795822, 1e-7);
    /* Everything of W2 but its backup: 539,820.67 - 275,002.82. */
    test_near("W2 connected", p->demands[W2].connect_eur_per_yr, (539820.67 - 275002.8173) * 0.13586795822,
              1e-7);
    test_near("reference", rw_problem_reference(p), 8170479.0388 * 0.13586795822, 1e-7);
    test_near("minimum share of W2", p->demands[W2].min_mwh_per_yr, 1642.5, 1e-6);
    rw_model_free(&model);
}

void suite_model(void) {
    CU_pSuite suite = CU_add_suite_with_setup_and_teardown("model", NULL, NULL, open_study, close_study);
    (void)CU_add_test(suite, "an option that stops", test_option_that_stops);
    (void)CU_add_test(suite, "an option that is replaced", test_option_that_is_replaced);
    (void)CU_add_test(suite, "fixed part of the coupling", test_fixed_part_of_the_coupling);
    (void)CU_add_test(suite, "years of a pair", test_years_of_a_pair);
    (void)CU_add_test(suite, "pairs within the distance", test_pairs_within_the_distance);
    (void)CU_add_test(suite, "options keep the rules", test_options_keep_the_rules);
    (void)CU_add_test(suite, "skipping costs the reference", test_skipping_costs_the_reference);
}
