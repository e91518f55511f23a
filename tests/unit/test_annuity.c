/* MODEL "a(r,n)", "D(n)" and the book value of section 5. */
#include "economics/annuity.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <math.h>

static void test_annuity_equals_published_tables(void) {
    /* PARAMETERS, "annual cost of EUR 1 M at 5 %", column "annuity over life". */
    CU_ASSERT_DOUBLE_EQUAL(1e6 * rw_annuity_factor(0.05, 15), 96342, 0.5);
    CU_ASSERT_DOUBLE_EQUAL(1e6 * rw_annuity_factor(0.05, 20), 80243, 0.5);
    CU_ASSERT_DOUBLE_EQUAL(1e6 * rw_annuity_factor(0.05, 30), 65051, 0.5);
    CU_ASSERT_DOUBLE_EQUAL(1e6 * rw_annuity_factor(0.05, 40), 58278, 0.5);
    /* PARAMETERS, modelling advice 4, at 6 %. */
    CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(0.06, 10), 0.1359, 5e-5);
    CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(0.06, 12), 0.1193, 5e-5);
    CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(0.06, 15), 0.1030, 5e-5);
    CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(0.06, 30), 0.0726, 5e-5);
    CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(0.06, 50), 0.0634, 5e-5);
    /* 0.1 / (1 - 1.1^-4) */
    CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(0.1, 4), 0.3154708037, 1e-10);
}

static void test_annuity_without_interest_is_an_equal_share(void) {
    CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(0, 8), 0.125, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(0, 1), 1, 1e-15);
    /* A rate that vanishes must not lose its digits in 1 - (1+r)^-n: to first order a = 1/n + r (n+1)/(2n).
     */
    CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(1e-9, 10), 0.1 + 0.55e-9, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(1e-13, 40), 0.025, 1e-9);
}

static void test_one_year_pays_back_with_interest(void) {
    CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(0.07, 1), 1.07, 1e-14);
}

static void test_discounted_years(void) {
    CU_ASSERT_DOUBLE_EQUAL(rw_discounted_years(0.1, 2), 1.7355371901, 1e-10); /* 1/1.1 + 1/1.21 */
    CU_ASSERT_DOUBLE_EQUAL(rw_discounted_years(0.1, 4), 3.1698654463, 1e-10);
    CU_ASSERT_DOUBLE_EQUAL(rw_discounted_years(0.06, 30), 13.7648311515, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(rw_discounted_years(0, 17), 17, 1e-12);
    CU_ASSERT_EQUAL(rw_discounted_years(0.06, 0), 0);
    CU_ASSERT_EQUAL(rw_discounted_years(0.06, -3), 0);
}

static void test_annuities_over_the_life_are_worth_the_price(void) {
    static const double rates[] = {0, 0.001, 0.03, 0.06, 0.2, 0.5};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; ++i)
        for (int n = 1; n <= 100; ++n)
            CU_ASSERT_DOUBLE_EQUAL(rw_annuity_factor(rates[i], n) * rw_discounted_years(rates[i], n), 1,
                                   1e-11);
}

static void test_discount_factor(void) {
    CU_ASSERT_DOUBLE_EQUAL(rw_discount_factor(0.1, 2), 1 / 1.21, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(rw_discount_factor(0.1, 0), 1, 0);
    CU_ASSERT_DOUBLE_EQUAL(rw_discount_factor(0, 12), 1, 0);
}

static void test_book_value_falls_from_the_price_to_nothing(void) {
    /* 1,000 EUR over 4 years at 10 %: the yearly payment is 315.4708; what is owed grows by 10 % and falls by
     * it: 1,000 x 1.1 - 315.4708 = 784.5292; x 1.1 - 315.4708 = 547.5113; x 1.1 - 315.4708 = 286.7916. */
    CU_ASSERT_DOUBLE_EQUAL(rw_book_value(1000, 0.1, 4, 0), 1000, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(rw_book_value(1000, 0.1, 4, 1), 784.52919629, 1e-7);
    CU_ASSERT_DOUBLE_EQUAL(rw_book_value(1000, 0.1, 4, 2), 547.51131222, 1e-7);
    CU_ASSERT_DOUBLE_EQUAL(rw_book_value(1000, 0.1, 4, 3), 286.79163973, 1e-7);
    CU_ASSERT_EQUAL(rw_book_value(1000, 0.1, 4, 4), 0);
    CU_ASSERT_EQUAL(rw_book_value(1000, 0.1, 4, 9), 0); /* renewals are matched to the term (MODEL 5) */
    CU_ASSERT_DOUBLE_EQUAL(rw_book_value(1000, 0, 4, 1), 750, 1e-9);
}

void suite_annuity(void) {
    CU_pSuite suite = CU_add_suite("annuity", NULL, NULL);
    (void)CU_add_test(suite, "annuities equal published tables", test_annuity_equals_published_tables);
    (void)CU_add_test(suite, "without interest an equal share",
                      test_annuity_without_interest_is_an_equal_share);
    (void)CU_add_test(suite, "one year pays back with interest", test_one_year_pays_back_with_interest);
    (void)CU_add_test(suite, "discounted years", test_discounted_years);
    (void)CU_add_test(suite, "annuities over the life are worth the price",
                      test_annuities_over_the_life_are_worth_the_price);
    (void)CU_add_test(suite, "discount factor", test_discount_factor);
    (void)CU_add_test(suite, "book value falls from the price to nothing",
                      test_book_value_falls_from_the_price_to_nothing);
}
