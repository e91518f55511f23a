/* MODEL 2: load-duration curves against the table "Load shapes" of PARAMETERS. */
#include "economics/loadcurve.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <math.h>

enum { POINTS = 15 };

static const double shares[POINTS] = {0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35,
                                      0.4,  0.5,  0.6, 0.7,  0.8, 0.9,  1};

static const struct shape {
    const char *name;
    double hours[POINTS], energy[POINTS], full_hours;
} shapes[RW_LOAD_SHAPES] = {
    {"homes",
     {8176, 6932, 5326, 4524, 3889, 3328, 2828, 2373, 1931, 1160, 585, 214, 51, 6, 1},
     {.082, .198, .345, .467, .571, .660, .737, .802, .855, .931, .973, .993, .999, 1, 1},
     2015},
    {"utility",
     {8760, 8498, 7123, 5907, 4783, 3865, 3202, 2607, 2057, 1125, 512, 192, 53, 11, 1},
     {.074, .184, .352, .490, .602, .693, .768, .830, .879, .946, .980, .994, .999, 1, 1},
     2361},
    {"greenhouse",
     {8760, 8427, 6904, 5724, 4593, 3739, 3119, 2535, 2016, 1090, 510, 190, 55, 14, 1},
     {.076, .189, .355, .492, .603, .694, .768, .829, .879, .946, .980, .994, .998, 1, 1},
     2300},
    {"district",
     {8400, 7877, 5897, 4943, 4260, 3679, 3120, 2617, 2122, 1268, 653, 220, 60, 9, 1},
     {.078, .190, .343, .465, .569, .659, .736, .801, .855, .931, .974, .993, .999, 1, 1},
     2205},
};

static void test_hours_equal_the_table(void) {
    for (int shape = 0; shape < RW_LOAD_SHAPES; ++shape) {
        for (int p = 0; p < POINTS - 1; ++p)
            test_near(shapes[shape].name, rw_load_table_hours(shape, shares[p]), shapes[shape].hours[p],
                      1e-9);
        CU_ASSERT_DOUBLE_EQUAL(rw_load_table_hours(shape, 0), 8760, 1e-9);
        CU_ASSERT_EQUAL(rw_load_table_full_hours(shape), shapes[shape].full_hours);
    }
}

static void test_hours_are_linear_between_points(void) {
    /* Homes, halfway between 0.4 (1,931 h) and 0.5 (1,160 h). */
    CU_ASSERT_DOUBLE_EQUAL(rw_load_table_hours(0, 0.45), 1545.5, 1e-9);
}

static void test_energy_equals_the_table(void) {
    /* The trapezium rule on the table's own points gives its energy shares to 0.004 (checked apart). */
    for (int shape = 0; shape < RW_LOAD_SHAPES; ++shape) {
        const rw_load_curve curve = {.shape = shape, .kappa = 1};
        const double whole = rw_load_energy_below(&curve, 1);
        for (int p = 0; p < POINTS; ++p)
            CU_ASSERT_DOUBLE_EQUAL(rw_load_energy_below(&curve, shares[p]) / whole, shapes[shape].energy[p],
                                   0.004);
        test_near("full-load hours", rw_load_full_hours(&curve), shapes[shape].full_hours, 0.008);
        CU_ASSERT_DOUBLE_EQUAL(whole, rw_load_full_hours(&curve), 1e-6);
        CU_ASSERT_EQUAL(rw_load_energy_below(&curve, 0), 0);
    }
}

static void test_energy_grows_ever_more_slowly(void) {
    for (int shape = 0; shape < RW_LOAD_SHAPES; ++shape) {
        rw_load_curve curve = {.shape = shape, .kappa = 1};
        CU_ASSERT_TRUE(rw_load_fit(&curve, 2800));
        double hours = 8760;
        for (int n = 1; n <= 100; ++n) {
            const double width = 0.01, band = (rw_load_energy_below(&curve, n * width) -
                                               rw_load_energy_below(&curve, (n - 1) * width)) /
                                              width;
            CU_ASSERT_TRUE(band >= -1e-9 &&
                           band <= hours + 1e-6); /* no band runs longer than the one below */
            CU_ASSERT_TRUE(band <= rw_load_hours_above(&curve, (n - 1) * width) + 1e-6);
            CU_ASSERT_TRUE(band >= rw_load_hours_above(&curve, n * width) - 1e-6);
            hours = band;
        }
    }
}

static void test_fit_reaches_the_full_load_hours(void) {
    static const double wanted[] = {1200, 1651, 2015, 2361, 3000, 4000};
    for (int shape = 0; shape < RW_LOAD_SHAPES; ++shape)
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; ++i) {
            rw_load_curve curve = {.shape = shape, .kappa = 1};
            CU_ASSERT_TRUE(rw_load_fit(&curve, wanted[i]));
            test_near("fitted hours", rw_load_full_hours(&curve), wanted[i], 1e-9);
            CU_ASSERT_TRUE(curve.kappa >= 0.2 && curve.kappa <= 5);
        }
}

static void test_fit_refuses_what_no_kappa_gives(void) {
    rw_load_curve curve = {.shape = 0, .kappa = 1};
    CU_ASSERT_FALSE(rw_load_fit(&curve, 8760)); /* would need kappa = 0 */
    CU_ASSERT_FALSE(rw_load_fit(&curve, 50));
    CU_ASSERT_EQUAL(curve.kappa, 1);
}

/* Half of the year at the peak, half of it at half of the peak. */
static void two_halves(double hourly[RW_LOAD_HOURS]) {
    for (int h = 0; h < RW_LOAD_HOURS; ++h) hourly[h] = h % 2 ? 1 : 0.5;
}

static void test_hourly_curve(void) {
    static double hourly[RW_LOAD_HOURS];
    two_halves(hourly);
    const rw_load_curve curve = {.hourly = hourly, .kappa = 1};
    CU_ASSERT_DOUBLE_EQUAL(rw_load_full_hours(&curve), 6570, 1e-6);         /* 4,380 + 4,380/2 */
    CU_ASSERT_DOUBLE_EQUAL(rw_load_energy_below(&curve, 0.5), 4380, 1e-6);  /* 8,760 x 0.5 */
    CU_ASSERT_DOUBLE_EQUAL(rw_load_energy_below(&curve, 0.75), 5475, 1e-6); /* + 4,380 x 0.25 */
    CU_ASSERT_DOUBLE_EQUAL(rw_load_energy_below(&curve, 1), 6570, 1e-6);
    CU_ASSERT_DOUBLE_EQUAL(rw_load_hours_above(&curve, 0.49), 8760, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(rw_load_hours_above(&curve, 0.51), 4380, 1e-9);
}

static void test_hourly_curve_fits(void) {
    static double hourly[RW_LOAD_HOURS];
    two_halves(hourly);
    rw_load_curve curve = {.hourly = hourly, .kappa = 1};
    /* 4,380 (1 + 0.5^kappa) = 5,475 at kappa = 2. */
    CU_ASSERT_TRUE(rw_load_fit(&curve, 5475));
    CU_ASSERT_DOUBLE_EQUAL(curve.kappa, 2, 1e-6);
    CU_ASSERT_DOUBLE_EQUAL(rw_load_energy_below(&curve, 0.25), 2190, 1e-4);
    /* Half of the year is at the peak whatever kappa is: never below 4,380 (1 + 0.5^5) = 4,516.875 hours. */
    CU_ASSERT_FALSE(rw_load_fit(&curve, 4500));
    CU_ASSERT_DOUBLE_EQUAL(curve.kappa, 2, 1e-6);
}

void suite_loadcurve(void) {
    CU_pSuite suite = CU_add_suite("load curve", NULL, NULL);
    (void)CU_add_test(suite, "hours equal the table", test_hours_equal_the_table);
    (void)CU_add_test(suite, "hours are linear between points", test_hours_are_linear_between_points);
    (void)CU_add_test(suite, "energy equals the table", test_energy_equals_the_table);
    (void)CU_add_test(suite, "energy grows ever more slowly", test_energy_grows_ever_more_slowly);
    (void)CU_add_test(suite, "fit reaches the full-load hours", test_fit_reaches_the_full_load_hours);
    (void)CU_add_test(suite, "fit refuses what no kappa gives", test_fit_refuses_what_no_kappa_gives);
    (void)CU_add_test(suite, "hourly curve", test_hourly_curve);
    (void)CU_add_test(suite, "hourly curve fits", test_hourly_curve_fits);
}
