/* RD New and WGS84 through known points. */
#include "base/number.h"
#include "data/geo.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stdio.h>
#include <string.h>

static rw_context *context;
static rw_geo geo;

static int open_geo(void) {
    context = rw_context_create(NULL);
    return !context || rw_geo_open(context, NULL, &geo) != RW_OK;
}

static int close_geo(void) {
    rw_geo_close(&geo);
    rw_context_free(context);
    return 0;
}

static rw_position at_degrees(double lon_deg, double lat_deg) {
    return (rw_position){lon_deg, lat_deg, RW_NAN, RW_NAN};
}

static rw_position at_metres(double x_m, double y_m) {
    return (rw_position){RW_NAN, RW_NAN, x_m, y_m};
}

/* The Onze Lieve Vrouwetoren in Amersfoort is the centre of RD New: 155,000 463,000, by the Kadaster at
 * 5.38720621 E 52.15517440 N. Without the correction grid the transformation is good to some decimetres. */
static void test_centre_of_rd_new(void) {
    rw_position tower = at_metres(155000, 463000);
    CU_ASSERT_PTR_NULL(rw_geo_locate(&geo, &tower));
    CU_ASSERT_DOUBLE_EQUAL(tower.lon_deg, 5.38720621, 1.5e-5); /* 1 m */
    CU_ASSERT_DOUBLE_EQUAL(tower.lat_deg, 52.15517440, 1e-5);
    rw_position back = at_degrees(5.38720621, 52.15517440);
    CU_ASSERT_PTR_NULL(rw_geo_locate(&geo, &back));
    CU_ASSERT_DOUBLE_EQUAL(back.x_m, 155000, 1);
    CU_ASSERT_DOUBLE_EQUAL(back.y_m, 463000, 1);
}

/* Westertoren, Amsterdam: 120,700.7 487,525.5 and 4.88352559 E 52.37453253 N (Kadaster's example point). */
static void test_a_point_in_amsterdam(void) {
    rw_position tower = at_degrees(4.88352559, 52.37453253);
    CU_ASSERT_PTR_NULL(rw_geo_locate(&geo, &tower));
    CU_ASSERT_DOUBLE_EQUAL(tower.x_m, 120700.723, 1.5);
    CU_ASSERT_DOUBLE_EQUAL(tower.y_m, 487525.502, 1.5);
}

static void test_there_and_back(void) {
    for (double x_m = 20000; x_m <= 270000; x_m += 50000)
        for (double y_m = 320000; y_m <= 610000; y_m += 50000) {
            rw_position there = at_metres(x_m, y_m);
            if (rw_geo_locate(&geo, &there)) continue; /* in the sea, or Belgium */
            rw_position back = at_degrees(there.lon_deg, there.lat_deg);
            CU_ASSERT_PTR_NULL(rw_geo_locate(&geo, &back));
            CU_ASSERT_DOUBLE_EQUAL(back.x_m, x_m, 0.01);
            CU_ASSERT_DOUBLE_EQUAL(back.y_m, y_m, 0.01);
        }
}

static void expect_complaint(rw_position position, const char *word) {
    const char *complaint = rw_geo_locate(&geo, &position);
    const bool good = complaint && strstr(complaint, word);
    if (!good) printf("\n    wanted '%s', got '%s'\n", word, complaint ? complaint : "(none)");
    CU_ASSERT_TRUE(good);
}

static void test_points_that_cannot_be_meant(void) {
    expect_complaint(at_degrees(52.333, 4.975), "swapped");
    expect_complaint(at_metres(463000, 155000), "swapped");
    expect_complaint(at_degrees(13.4, 52.5), "outside"); /* Berlin */
    expect_complaint(at_degrees(4.3, -52), "outside");   /* south of the equator */
    expect_complaint(at_metres(0, 0), "outside");        /* missing values written as 0 */
    expect_complaint(at_degrees(0, 0), "outside");
    expect_complaint((rw_position){RW_NAN, RW_NAN, RW_NAN, RW_NAN}, ""); /* nothing given */
    expect_complaint((rw_position){4.9, RW_NAN, RW_NAN, RW_NAN}, "");    /* half a point */
    expect_complaint((rw_position){RW_NAN, RW_NAN, 155000, RW_NAN}, "");
}

static void test_two_pairs_must_agree(void) {
    expect_complaint((rw_position){4.9, 52.3, 155000, 463000}, "");
    rw_position both = {5.3872, 52.1552, 155000, 463000};
    CU_ASSERT_PTR_NULL(rw_geo_locate(&geo, &both));
}

/* What was transformed before is taken over, and what has changed since is not. */
static void test_known_positions(void) {
    rw_source source = {.at = {5.3872, 52.1552, 1, 2}};
    rw_demand demand = {.at = {5.4, 52.2, 3, 4}};
    const rw_study known = {.sources = &source, .source_count = 1, .demands = &demand, .demand_count = 1};
    rw_geo again;
    CU_ASSERT_EQUAL(rw_geo_open(context, &known, &again), RW_OK);
    rw_position same = at_degrees(5.3872, 52.1552), other = at_degrees(5.3872, 52.1552);
    CU_ASSERT_PTR_NULL(rw_geo_locate(&again, &same));
    CU_ASSERT_EQUAL(same.x_m, 1);
    CU_ASSERT_EQUAL(same.y_m, 2);
    CU_ASSERT_PTR_NULL(rw_geo_locate(&again, &other));
    CU_ASSERT_DOUBLE_EQUAL(other.x_m, 155000, 100);
    rw_geo_close(&again);
}

void suite_geo(void) {
    CU_pSuite suite = CU_add_suite("geo", open_geo, close_geo);
    (void)CU_add_test(suite, "centre of RD New", test_centre_of_rd_new);
    (void)CU_add_test(suite, "a point in Amsterdam", test_a_point_in_amsterdam);
    (void)CU_add_test(suite, "there and back", test_there_and_back);
    (void)CU_add_test(suite, "points that cannot be meant", test_points_that_cannot_be_meant);
    (void)CU_add_test(suite, "positions that are known", test_known_positions);
    (void)CU_add_test(suite, "two pairs must agree", test_two_pairs_must_agree);
}
