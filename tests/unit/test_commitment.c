/* MODEL 3 (chance of delivery) and 5 (what is lost when a source stops). */
#include "economics/annuity.h"
#include "economics/commitment.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <math.h>

/* Delivers from year 3: two years for certain, then terms of two years with an even chance each. */
static const rw_commitment renewing = {.start = 3, .years = 2, .term_yr = 2, .renewal_share = 0.5};
static const rw_commitment twelve = {.start = 1, .years = 12, .term_yr = 5, .renewal_share = 0};

static void test_chance_of_delivery(void) {
    static const double expected[] = {0, 0, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.125};
    for (int year = 1; year <= 9; ++year)
        CU_ASSERT_DOUBLE_EQUAL(rw_delivery_chance(&renewing, year), expected[year - 1], 1e-15);
    CU_ASSERT_EQUAL(rw_delivery_chance(&twelve, 12), 1);
    CU_ASSERT_EQUAL(rw_delivery_chance(&twelve, 13), 0);
}

static void test_a_term_is_not_cut_short(void) {
    /* pi(t) = renewal^ceil((t - N)/M): N = 12, M = 5: years 13 to 17 are one term. */
    const rw_commitment c = {1, 12, 5, 0.3};
    CU_ASSERT_DOUBLE_EQUAL(rw_delivery_chance(&c, 13), 0.3, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(rw_delivery_chance(&c, 17), 0.3, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(rw_delivery_chance(&c, 18), 0.09, 1e-15);
}

static void test_chance_of_stopping(void) {
    static const double expected[] = {0, 0, 0, 0.5, 0, 0.25, 0, 0.125};
    for (int year = 1; year <= 8; ++year)
        CU_ASSERT_DOUBLE_EQUAL(rw_stop_chance(&renewing, year), expected[year - 1], 1e-15);
    CU_ASSERT_EQUAL(rw_stop_chance(&twelve, 12), 1);
    CU_ASSERT_EQUAL(rw_stop_chance(&twelve, 11), 0);
}

static void test_stops_and_deliveries_add_up(void) {
    const rw_commitment c = {2, 7, 3, 0.7};
    double stopped = 0;
    for (int year = 1; year <= 200; ++year) {
        stopped += rw_stop_chance(&c, year);
        if (year >= 2) CU_ASSERT_DOUBLE_EQUAL(stopped, 1 - rw_delivery_chance(&c, year + 1), 1e-12);
    }
}

static void test_certain_renewal_never_stops(void) {
    const rw_commitment c = {1, 3, 5, 1};
    for (int year = 1; year <= 100; ++year) CU_ASSERT_EQUAL(rw_delivery_chance(&c, year), 1);
    CU_ASSERT_EQUAL(rw_stop_chance(&c, 3), 0);
    CU_ASSERT_EQUAL(rw_stranded_share(&c, 1, 0.06, 40, 0), 0);
}

static void test_expected_years(void) {
    /* 1.06^-3 + 1.06^-4 + 0.5 (1.06^-5 + 1.06^-6) + 0.25 (1.06^-7 + 1.06^-8) + 0.125 (1.06^-9 + 1.06^-10) */
    CU_ASSERT_DOUBLE_EQUAL(rw_expected_years(&renewing, 3, 10, 0.06, NULL), 2.8247263292, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(rw_expected_years(&renewing, 5, 10, 0.06, NULL), 1.1930133829, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(rw_expected_years(&renewing, 3, 2, 0.06, NULL), 0, 0);
    /* No renewal: D(12); stops do not matter beyond the horizon: D(10). */
    CU_ASSERT_DOUBLE_EQUAL(rw_expected_years(&twelve, 1, 30, 0.06, NULL), 8.3838439404, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(rw_expected_years(&twelve, 1, 10, 0.06, NULL), 7.3600870514, 1e-9);
}

static void test_expected_years_follow_the_weights(void) {
    /* A demand that starts in year 3 and grows over 4 years: 0.25, 0.5, 0.75, 1 from year 3 on.
     * 0.25/1.06^3 + 0.5/1.06^4 + 0.5 (0.75/1.06^5 + 1/1.06^6) + 0.25 (..^7 + ..^8) + 0.125 (..^9 + ..^10) */
    double weight[10];
    for (int year = 1; year <= 10; ++year) weight[year - 1] = rw_connected_share(3, 4, year);
    CU_ASSERT_DOUBLE_EQUAL(rw_expected_years(&renewing, 3, 10, 0.06, weight), 1.7055577638, 1e-9);
}

static void test_connected_share(void) {
    static const double expected[] = {0, 0.25, 0.5, 0.75, 1, 1, 1};
    for (int year = 1; year <= 7; ++year)
        CU_ASSERT_DOUBLE_EQUAL(rw_connected_share(2, 4, year), expected[year - 1], 1e-15);
    CU_ASSERT_EQUAL(rw_connected_share(2, 0, 1), 0);
    CU_ASSERT_EQUAL(rw_connected_share(2, 0, 2), 1); /* no ramp: whole at once */
    CU_ASSERT_EQUAL(rw_connected_share(1, 1, 1), 1);
}

static void test_stranded_share_of_one_stop(void) {
    const rw_commitment two = {1, 2, 5, 0};
    /* a(15) D(13) / 1.1^2 at 10 %: 0.13147378 x 7.10335621 / 1.21 */
    CU_ASSERT_DOUBLE_EQUAL(rw_stranded_share(&two, 1, 0.1, 15, 0), 0.7718223707, 1e-9);
    /* 0.8 a(30) D(28) / 1.1^2 */
    CU_ASSERT_DOUBLE_EQUAL(rw_stranded_share(&two, 1, 0.1, 30, 0.2), 0.6527164156, 1e-9);
    CU_ASSERT_EQUAL(rw_stranded_share(&two, 1, 0.1, 30, 1), 0);
}

static void test_stranded_share_of_several_stops(void) {
    /* Stops after years 4, 6, 8, 10 with chances 1/2, 1/4, 1/8, .. An asset of 8 years bought in year 3 has
     * then been used for 2, 4, 6 years (and is written off after the next): 0.75 a(8) at 6 % x
     * (D(6)/2/1.06^4 + D(4)/4/1.06^6 + D(2)/8/1.06^8). */
    CU_ASSERT_DOUBLE_EQUAL(rw_stranded_share(&renewing, 3, 0.06, 8, 0.25), 0.3263354796, 1e-9);
    /* Bought a year later: used for 1, 3, 5, 7 years. */
    CU_ASSERT_DOUBLE_EQUAL(rw_stranded_share(&renewing, 4, 0.06, 8, 0.25), 0.3859827868, 1e-9);
}

static void test_nothing_is_stranded_when_the_source_outlasts_the_asset(void) {
    CU_ASSERT_EQUAL(rw_stranded_share(&twelve, 1, 0.06, 12, 0), 0);
    CU_ASSERT_EQUAL(rw_stranded_share(&twelve, 1, 0.06, 5, 0), 0); /* renewals are matched */
    CU_ASSERT_TRUE(rw_stranded_share(&twelve, 1, 0.06, 13, 0) > 0);
}

static void test_annuities_and_stranding_together_pay_the_purchase(void) {
    /* a D(N) + a D(n - N) (1+r)^-N = a D(n) = 1 for every N < n: whoever stops early still pays all of it. */
    for (int years = 1; years < 40; ++years) {
        const rw_commitment c = {1, years, 5, 0};
        const double paid = rw_annuity_factor(0.06, 40) * rw_discounted_years(0.06, years);
        CU_ASSERT_DOUBLE_EQUAL(paid + rw_stranded_share(&c, 1, 0.06, 40, 0), 1, 1e-12);
    }
}

void suite_commitment(void) {
    CU_pSuite suite = CU_add_suite("commitment", NULL, NULL);
    (void)CU_add_test(suite, "chance of delivery", test_chance_of_delivery);
    (void)CU_add_test(suite, "a term is not cut short", test_a_term_is_not_cut_short);
    (void)CU_add_test(suite, "chance of stopping", test_chance_of_stopping);
    (void)CU_add_test(suite, "stops and deliveries add up", test_stops_and_deliveries_add_up);
    (void)CU_add_test(suite, "certain renewal never stops", test_certain_renewal_never_stops);
    (void)CU_add_test(suite, "expected years", test_expected_years);
    (void)CU_add_test(suite, "expected years follow the weights", test_expected_years_follow_the_weights);
    (void)CU_add_test(suite, "connected share", test_connected_share);
    (void)CU_add_test(suite, "stranded share of one stop", test_stranded_share_of_one_stop);
    (void)CU_add_test(suite, "stranded share of several stops", test_stranded_share_of_several_stops);
    (void)CU_add_test(suite, "nothing stranded when the source outlasts the asset",
                      test_nothing_is_stranded_when_the_source_outlasts_the_asset);
    (void)CU_add_test(suite, "annuities and stranding together pay the purchase",
                      test_annuities_and_stranding_together_pay_the_purchase);
}
