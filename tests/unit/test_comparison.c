/* Intervals from bounds and costs, and what moved between two results: by hand. */
#include "base/number.h"
#include "report/comparison.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <string.h>

static void test_interval(void) {
    /* One optimum lies in 90..100, the other in 50..55: the difference lies in 35..50. */
    const rw_interval v = rw_interval_between(90, 100, 50, 55);
    CU_ASSERT_EQUAL(v.low, 35);
    CU_ASSERT_EQUAL(v.high, 50);
    CU_ASSERT_EQUAL(rw_interval_sign(v), RW_SIGN_POSITIVE);
    CU_ASSERT_EQUAL(rw_interval_sign(rw_interval_of(-3, -2)), RW_SIGN_NEGATIVE);
    CU_ASSERT_EQUAL(rw_interval_sign(rw_interval_of(-3, 2)), RW_SIGN_UNDECIDED);
    /* The plans found cost 100 and 55, and 55 and 100; what is proven comes first. */
    CU_ASSERT_EQUAL(v.by_plans, 45);
    CU_ASSERT_EQUAL(rw_interval_leaning(rw_interval_between(10, 100, 20, 55)), RW_SIGN_POSITIVE);
    CU_ASSERT_EQUAL(rw_interval_leaning(rw_interval_negated(rw_interval_between(10, 100, 20, 55))),
                    RW_SIGN_NEGATIVE);
    CU_ASSERT_EQUAL(rw_interval_leaning(rw_interval_of(-3, 2)), RW_SIGN_UNDECIDED);
    CU_ASSERT_EQUAL(rw_interval_leaning((rw_interval){-3, -2, 5}), RW_SIGN_NEGATIVE);
    CU_ASSERT_EQUAL(rw_interval_judge((rw_interval){-3, -2, 5}), RW_PROVEN_NEGATIVE);
    CU_ASSERT_EQUAL(rw_interval_judge((rw_interval){-3, 2, -2}), RW_LIKELY_NEGATIVE);
    CU_ASSERT_EQUAL(rw_interval_judge((rw_interval){-3, 2, 0}), RW_UNDECIDED);
    CU_ASSERT_EQUAL(rw_interval_judge((rw_interval){-3, 2, 2}), RW_LIKELY_POSITIVE);
    CU_ASSERT_EQUAL(rw_interval_judge(v), RW_PROVEN_POSITIVE);
    /* Without a solution the optimum is infinite. */
    const rw_interval never = rw_interval_between(RW_INFINITY, RW_INFINITY, 50, 55);
    CU_ASSERT_EQUAL(rw_interval_sign(never), RW_SIGN_POSITIVE);
    const rw_interval neither = rw_interval_between(RW_INFINITY, RW_INFINITY, RW_INFINITY, RW_INFINITY);
    CU_ASSERT_EQUAL(rw_interval_sign(neither), RW_SIGN_UNDECIDED);
    const rw_interval unproven = rw_interval_between(-RW_INFINITY, 100, 50, 55);
    CU_ASSERT_TRUE(isinf(unproven.low) && unproven.high == 50);
}

static void check_words(rw_context *context, rw_interval v, const char *expected) {
    rw_text text;
    rw_text_start(&text, context);
    rw_interval_text(&text, RW_LANGUAGE_ENGLISH, v, 0);
    (void)test_same_text(rw_text_string(&text), expected);
    rw_text_free(&text);
}

static void test_interval_words(void) {
    rw_context *context = rw_context_create(NULL);
    check_words(context, rw_interval_of(1200, 1300), "between 1,200 and 1,300");
    check_words(context, rw_interval_of(1200.1, 1200.2), "1,200");
    check_words(context, rw_interval_of(1200, RW_INFINITY), "at least 1,200");
    check_words(context, rw_interval_of(-RW_INFINITY, 7), "at most 7");
    check_words(context, rw_interval_of(-RW_INFINITY, RW_INFINITY), "unknown");
    check_words(context, rw_interval_of(-RW_INFINITY, -RW_INFINITY), "impossible");
    check_words(context, rw_interval_of(RW_INFINITY, RW_INFINITY), "indispensable");
    rw_context_free(context);
}

#define CONNECTION(source, demand, dn, mw, pipe, pump)                                                       \
    "{\"source\":\"" source "\",\"demand\":\"" demand                                                        \
    "\",\"mode\":\"direct\",\"exit_plan\":\"stop\",\"dn\":" dn ",\"length_m\":900,\"delivered_mw\":" mw      \
    ",\"cost_lines_eur_per_yr\":{\"pipe\":" pipe ",\"heat_pump\":" pump "}}"
#define SUMMARY(cost, bound, changed, pipe, pump, backup, connections)                                       \
    "{\"schema\":\"restwarmte-summary/1\",\"proof\":{\"cost_eur_per_yr\":" cost                              \
    ",\"bound_eur_per_yr\":" bound "},"                                                                      \
    "\"totals\":{},\"cost_lines_eur_per_yr\":{\"pipe\":" pipe ",\"heat_pump\":" pump ",\"backup\":" backup   \
    "},"                                                                                                     \
    "\"assumptions_changed\":[" changed "],\"input_files\":[],\"demands\":[],\"connections\":[" connections  \
    "]}"

static const char first[] = SUMMARY(
    "1000", "990", "{\"name\":\"wacc_per_yr\",\"value\":\"0.05\",\"default\":\"0.06\",\"unit\":\"1/yr\"}",
    "300", "60", "640",
    CONNECTION("S1", "W1", "100", "1.0", "100", "10") "," CONNECTION(
        "S1", "W2", "100", "2.0", "90", "20") "," CONNECTION("S2", "W3", "80", "0.5", "110", "30"));
static const char then[] =
    SUMMARY("900", "870", "{\"name\":\"pipe_price\",\"value\":\"low\",\"default\":\"mid\",\"unit\":\"word\"}",
            "255", "55", "590",
            CONNECTION("S1", "W1", "100", "1.0", "95", "10") "," CONNECTION(
                "S1", "W2", "125", "2.5", "100", "25") "," CONNECTION("S3", "W4", "65", "0.2", "60", "20"));

static void count_difference(void *data, const char *name, const char *a, const char *b, const char *unit) {
    int *seen = data;
    if (strcmp(name, "wacc_per_yr") == 0) {
        *seen += 1;
        CU_ASSERT_STRING_EQUAL(a, "0.05");
        CU_ASSERT_STRING_EQUAL(b, "0.06");
        CU_ASSERT_STRING_EQUAL(unit, "1/yr");
    } else {
        *seen += 10;
        CU_ASSERT_STRING_EQUAL(name, "pipe_price");
        CU_ASSERT_STRING_EQUAL(a, "mid");
        CU_ASSERT_STRING_EQUAL(b, "low");
    }
}

static void test_what_moved(void) {
    rw_context *context = rw_context_create(NULL);
    rw_arena arena;
    rw_json a, b;
    rw_arena_start(&arena, context);
    CU_ASSERT_EQUAL_FATAL(rw_json_parse(context, "a", first, &a), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_json_parse(context, "b", then, &b), RW_OK);
    rw_comparison c = {.language = RW_LANGUAGE_ENGLISH, .first_name = "a", .then_name = "b"};
    CU_ASSERT_EQUAL(rw_comparison_find(&arena, a.root, b.root, &c), RW_OK);
    CU_ASSERT_EQUAL(c.connection_count, 4);
    CU_ASSERT_EQUAL(c.optimum.low, 870 - 1000);
    CU_ASSERT_EQUAL(c.optimum.high, 900 - 990);
    /* pipe: 300 -> 255 = -45 = 60 (S3-W4) - 110 (S2-W3) + 10 (S1-W2) - 5 (S1-W1) + 0 */
    const double *pipe = c.moved[RW_LINE_pipe];
    CU_ASSERT_EQUAL(pipe[RW_MOVE_NEW], 60);
    CU_ASSERT_EQUAL(pipe[RW_MOVE_GONE], -110);
    CU_ASSERT_EQUAL(pipe[RW_MOVE_REBUILT], 10);
    CU_ASSERT_EQUAL(pipe[RW_MOVE_REPRICED], -5);
    CU_ASSERT_EQUAL(pipe[RW_MOVE_NETWORKS], 0);
    CU_ASSERT_EQUAL(c.moved[RW_LINE_backup][RW_MOVE_NETWORKS], -50);
    int seen = 0;
    rw_comparison_assumptions(&c, count_difference, &seen);
    CU_ASSERT_EQUAL(seen, 11);
    rw_json_free(&a);
    rw_json_free(&b);
    rw_arena_free(&arena);
    rw_context_free(context);
}

static void test_refuses_no_plan(void) {
    rw_context *context = rw_context_create(NULL);
    rw_arena arena;
    rw_json a, b;
    rw_arena_start(&arena, context);
    CU_ASSERT_EQUAL_FATAL(rw_json_parse(context, "a", first, &a), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_json_parse(context, "b", "{\"schema\":\"restwarmte-summary/1\"}", &b), RW_OK);
    rw_comparison c = {.language = RW_LANGUAGE_ENGLISH, .first_name = "a", .then_name = "folder-b"};
    CU_ASSERT_EQUAL(rw_comparison_find(&arena, a.root, b.root, &c), RW_ERROR_INPUT);
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_context_message(context), "folder-b/summary.json holds no plan"));
    rw_json_free(&a);
    rw_json_free(&b);
    rw_arena_free(&arena);
    rw_context_free(context);
}

void suite_comparison(void) {
    CU_pSuite suite = CU_add_suite("comparison", NULL, NULL);
    (void)CU_add_test(suite, "differences of optima are intervals", test_interval);
    (void)CU_add_test(suite, "an interval in words", test_interval_words);
    (void)CU_add_test(suite, "every line's difference is split by why", test_what_moved);
    (void)CU_add_test(suite, "a result without a plan is refused", test_refuses_no_plan);
}
