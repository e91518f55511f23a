#include "base/number.h"
#include "base/random.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <float.h>
#include <locale.h>
#include <string.h>

static void test_parse_reads_decimals(void) {
    static const struct {
        const char *text;
        double value;
    } good[] = {
        {"0", 0},     {"12", 12}, {"-3.5", -3.5}, {"1e3", 1000},        {"2.5E-2", 0.025},
        {"0.1", 0.1}, {"007", 7}, {"1e22", 1e22}, {"1.7e308", 1.7e308}, {"123456789.125", 123456789.125}};
    for (size_t i = 0; i < sizeof good / sizeof *good; ++i) {
        double value = -1;
        CU_ASSERT_TRUE(rw_number_parse(good[i].text, &value));
        CU_ASSERT_EQUAL(value, good[i].value);
    }
}

static void test_parse_refuses_everything_else(void) {
    static const char *const bad[] = {"",    " 1",    "1 ",    "1,5",      "0x10",   "0x1p3", "inf", "-inf",
                                      "nan", "1e",    "1e+",   "--1",      "1.2.3",  "12a",   "e5",  ".",
                                      "-",   "1e999", "1_000", "infinity", "NAN(1)", "1\t",   "\n1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        double value;
        const bool taken = rw_number_parse(bad[i], &value);
        if (taken) printf("\n    '%s' is taken for a number\n", bad[i]);
        CU_ASSERT_FALSE(taken);
    }
}

static void test_fixed(void) {
    char buffer[RW_NUMBER_BYTES];
    test_same_text(rw_number_fixed(buffer, 12.5, 2), "12.50");
    test_same_text(rw_number_fixed(buffer, -1.26, 1), "-1.3");
    test_same_text(rw_number_fixed(buffer, 1234567, 0), "1234567");
    test_same_text(rw_number_fixed(buffer, -0.001, 2), "0.00"); /* never "-0.00" */
    test_same_text(rw_number_fixed(buffer, -0.0, 0), "0");
    test_same_text(rw_number_fixed(buffer, RW_INFINITY, 2), "inf");
    test_same_text(rw_number_fixed(buffer, -RW_INFINITY, 2), "-inf");
    test_same_text(rw_number_fixed(buffer, RW_NAN, 2), "nan");
    CU_ASSERT_EQUAL(strlen(rw_number_fixed(buffer, -1.7e308, 6)), 1 + 309 + 1 + 6);
}

static void test_shortest(void) {
    char buffer[RW_NUMBER_BYTES];
    test_same_text(rw_number_shortest(buffer, 0.1), "0.1");
    test_same_text(rw_number_shortest(buffer, 0.1 + 0.2), "0.30000000000000004");
    test_same_text(rw_number_shortest(buffer, 8760), "8760");
    test_same_text(rw_number_shortest(buffer, -2.5), "-2.5");
}

static void reads_back(double value) {
    char buffer[RW_NUMBER_BYTES];
    double again = 0;
    const bool good = rw_number_parse(rw_number_shortest(buffer, value), &again) && again == value;
    if (!good) printf("\n    %s reads back as %.17g\n", buffer, again);
    CU_ASSERT_TRUE(good);
}

static void test_shortest_of_the_ends_reads_back(void) {
    reads_back(DBL_MAX); /* fifteen digits round it up beyond the largest double */
    reads_back(-DBL_MAX);
    reads_back(DBL_MIN);
    reads_back(4.9406564584124654e-324);
}

static void test_shortest_reads_back_exactly(void) {
    rw_random random = {42};
    for (int n = 0; n < 20000; ++n) {
        const uint64_t bits = rw_random_bits(&random);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value)) reads_back(value);
    }
}

static void test_brief(void) {
    char buffer[RW_NUMBER_BYTES];
    test_same_text(rw_number_brief(buffer, 0.15, 4), "0.15");
    test_same_text(rw_number_brief(buffer, 8760, 4), "8760");
    test_same_text(rw_number_brief(buffer, 12000000, 4), "1.2e+07");
    test_same_text(rw_number_brief(buffer, 1.0 / 3, 3), "0.333");
}

static void test_rounded(void) {
    CU_ASSERT_EQUAL(rw_number_rounded(1.23456, 1e3), 1.235);
    CU_ASSERT_EQUAL(rw_number_rounded(-1.23456, 1e3), -1.235);
    CU_ASSERT_EQUAL(rw_number_rounded(0.1 + 0.2, 1e9), 0.3);
    CU_ASSERT_EQUAL(rw_number_rounded(1234.4, 1), 1234);
    CU_ASSERT_EQUAL(rw_number_rounded(1e300, 1e9), 1e300); /* no overflow on the way */
    CU_ASSERT_TRUE(isinf(rw_number_rounded(RW_INFINITY, 1e3)));
}

static void test_rounding_again_changes_nothing(void) {
    rw_random random = {7};
    for (int n = 0; n < 5000; ++n) {
        const double once = rw_number_rounded(1e6 * rw_random_normal(&random), 1e3);
        CU_ASSERT_EQUAL(rw_number_rounded(once, 1e3), once);
        char buffer[RW_NUMBER_BYTES];
        const char *point = strchr(rw_number_shortest(buffer, once), '.');
        CU_ASSERT_TRUE(!point || strlen(point) <= 4); /* three decimals say it exactly */
    }
}

static void test_or(void) {
    CU_ASSERT_EQUAL(rw_or(3, 5), 3);
    CU_ASSERT_EQUAL(rw_or(RW_NAN, 5), 5);
    CU_ASSERT_EQUAL(rw_or(0, 5), 0);
}

/* A host may have set a locale with decimal commas; our files must not follow it. */
static void test_locale_does_not_matter(void) {
    static const char *const commas[] = {"nl_NL.UTF-8", "nl_NL.utf8", "de_DE.UTF-8", "fr_FR.UTF-8"};
    for (size_t i = 0; i < sizeof commas / sizeof *commas; ++i)
        if (setlocale(LC_NUMERIC, commas[i])) break; /* none installed: the test still holds for "C" */
    char buffer[RW_NUMBER_BYTES];
    double value = 0;
    test_same_text(rw_number_fixed(buffer, 1.5, 1), "1.5");
    test_same_text(rw_number_shortest(buffer, 0.25), "0.25");
    CU_ASSERT_TRUE(rw_number_parse("2.75", &value));
    CU_ASSERT_EQUAL(value, 2.75);
    CU_ASSERT_FALSE(rw_number_parse("2,75", &value));
    (void)setlocale(LC_NUMERIC, "C");
}

void suite_number(void) {
    CU_pSuite suite = CU_add_suite("number", NULL, NULL);
    (void)CU_add_test(suite, "parse reads decimals", test_parse_reads_decimals);
    (void)CU_add_test(suite, "parse refuses everything else", test_parse_refuses_everything_else);
    (void)CU_add_test(suite, "fixed", test_fixed);
    (void)CU_add_test(suite, "shortest", test_shortest);
    (void)CU_add_test(suite, "shortest of the ends reads back", test_shortest_of_the_ends_reads_back);
    (void)CU_add_test(suite, "shortest reads back exactly", test_shortest_reads_back_exactly);
    (void)CU_add_test(suite, "brief", test_brief);
    (void)CU_add_test(suite, "rounded", test_rounded);
    (void)CU_add_test(suite, "rounding again changes nothing", test_rounding_again_changes_nothing);
    (void)CU_add_test(suite, "or", test_or);
    (void)CU_add_test(suite, "locale does not matter", test_locale_does_not_matter);
}
