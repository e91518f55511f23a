#include "base/random.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <math.h>

static void test_stream_is_splitmix64(void) {
    /* Reference values of splitmix64 for seed 1234567 (Steele, Lea, Flood 2014; Vigna's splitmix64.c). */
    static const uint64_t expected[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
                                        UINT64_C(9817491932198370423), UINT64_C(4593380528125082431),
                                        UINT64_C(16408922859458223821)};
    rw_random random = {1234567};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; ++i)
        CU_ASSERT_EQUAL(rw_random_bits(&random), expected[i]);
}

static void test_ranges(void) {
    rw_random random = {1};
    int seen[7] = {0};
    for (int n = 0; n < 20000; ++n) {
        const double unit = rw_random_unit(&random), between = rw_random_between(&random, -3, 5);
        const int index = rw_random_index(&random, 7);
        CU_ASSERT_TRUE(unit >= 0 && unit < 1);
        CU_ASSERT_TRUE(between >= -3 && between < 5);
        CU_ASSERT_TRUE_FATAL(index >= 0 && index < 7);
        ++seen[index];
    }
    for (int i = 0; i < 7; ++i) CU_ASSERT_DOUBLE_EQUAL(seen[i], 20000.0 / 7, 300); /* 6 standard deviations */
    CU_ASSERT_EQUAL(rw_random_index(&random, 1), 0);
}

static void test_normal_has_mean_0_and_deviation_1(void) {
    enum { DRAWS = 40000 };
    rw_random random = {99};
    double sum = 0, squares = 0;
    for (int n = 0; n < DRAWS; ++n) {
        const double value = rw_random_normal(&random);
        CU_ASSERT_TRUE(isfinite(value));
        sum += value;
        squares += value * value;
    }
    CU_ASSERT_DOUBLE_EQUAL(sum / DRAWS, 0, 0.03);     /* 6 / sqrt(40,000) */
    CU_ASSERT_DOUBLE_EQUAL(squares / DRAWS, 1, 0.05); /* 6 x sqrt(2/40,000) */
}

void suite_random(void) {
    CU_pSuite suite = CU_add_suite("random", NULL, NULL);
    (void)CU_add_test(suite, "stream is splitmix64", test_stream_is_splitmix64);
    (void)CU_add_test(suite, "ranges", test_ranges);
    (void)CU_add_test(suite, "normal has mean 0 and deviation 1", test_normal_has_mean_0_and_deviation_1);
}
