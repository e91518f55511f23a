/* A load-duration curve spread over the months. */
#include "economics/loadcurve.h"
#include "economics/months.h"
#include "support.h"
#include <CUnit/Basic.h>

static void curve_of(int shape, double hours[RW_MONTH_LEVELS]) {
    const rw_load_curve curve = {shape, NULL, 1};
    for (int k = 0; k < RW_MONTH_LEVELS; ++k)
        hours[k] = (k == 0 ? 8760 : rw_load_hours_above(&curve, (double)k / RW_MONTH_LEVELS)) -
                   (k == RW_MONTH_LEVELS - 1 ? 0 : rw_load_hours_above(&curve, (k + 1.0) / RW_MONTH_LEVELS));
}

static void test_year(void) {
    double hours = 0, share = 0;
    for (int m = 0; m < RW_MONTHS; ++m) {
        hours += rw_month_length_h(m);
        share += rw_month_energy_share(m, 0.2);
    }
    CU_ASSERT_EQUAL(hours, 8760);
    (void)test_near("shares", share, 1, 1e-12);
    /* January: 0.2 x 744/8760 + 0.8 x 0.17 */
    (void)test_near("january", rw_month_energy_share(0, 0.2), 0.2 * 744 / 8760 + 0.136, 1e-12);
}

static void test_spread(void) {
    for (int shape = 0; shape < RW_LOAD_SHAPES; ++shape) {
        double hours[RW_MONTH_LEVELS], share[RW_MONTHS], total = 0;
        rw_month_hours spread;
        curve_of(shape, hours);
        for (int k = 0; k < RW_MONTH_LEVELS; ++k) total += hours[k] * (k + 0.5) / 100;
        for (int m = 0; m < RW_MONTHS; ++m) share[m] = rw_month_energy_share(m, 0.2);
        CU_ASSERT_TRUE(rw_months_spread(hours, share, &spread));
        for (int m = 0; m < RW_MONTHS; ++m) {
            double month_h = 0, energy = 0;
            for (int k = 0; k < RW_MONTH_LEVELS; ++k) {
                CU_ASSERT_TRUE(spread.hour[m][k] >= 0);
                month_h += spread.hour[m][k];
                energy += spread.hour[m][k] * (k + 0.5) / 100;
            }
            (void)test_near("hours of a month", month_h, rw_month_length_h(m), 2e-3);
            CU_ASSERT_TRUE(energy / total - share[m] < 1e-3 && share[m] - energy / total < 1e-3);
        }
        for (int k = 0; k < RW_MONTH_LEVELS; ++k) {
            double level_h = 0;
            for (int m = 0; m < RW_MONTHS; ++m) level_h += spread.hour[m][k];
            CU_ASSERT_TRUE(level_h - hours[k] < 1e-6 && hours[k] - level_h < 1e-6);
        }
        /* The peak comes in winter, a low load in summer. */
        CU_ASSERT_TRUE(spread.hour[0][80] > spread.hour[6][80]);
        CU_ASSERT_TRUE(spread.hour[6][3] > spread.hour[0][3]);
    }
}

static void test_impossible(void) {
    double hours[RW_MONTH_LEVELS] = {0}, share[RW_MONTHS] = {1};
    rw_month_hours spread;
    hours[50] = 8760; /* the same load all year cannot all be used in January */
    CU_ASSERT_FALSE(rw_months_spread(hours, share, &spread));
}

void suite_months(void) {
    CU_pSuite suite = CU_add_suite("months", NULL, NULL);
    (void)CU_add_test(suite, "hours and energy of a year", test_year);
    (void)CU_add_test(suite, "months add up to the curve", test_spread);
    (void)CU_add_test(suite, "what cannot be is said", test_impossible);
}
