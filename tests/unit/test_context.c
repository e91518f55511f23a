/* Findings, the first failure, log and poll. */
#include "base/failure.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stdio.h>
#include <string.h>

static void test_first_failure_is_kept(void) {
    rw_context *context = rw_context_create(NULL);
    test_same_text(rw_context_message(context), "");
    CU_ASSERT_EQUAL(rw_fail(context, RW_ERROR_FILE, "cannot read %s", "x.csv"), RW_ERROR_FILE);
    CU_ASSERT_EQUAL(rw_fail(context, RW_ERROR_SOLVER, "follows from it"), RW_ERROR_SOLVER);
    test_same_text(rw_context_message(context), "cannot read x.csv");
    rw_context_reset(context);
    test_same_text(rw_context_message(context), "");
    rw_context_free(context);
    rw_context_free(NULL);
}

static void test_findings_keep_their_order_and_place(void) {
    rw_context *context = rw_context_create(NULL);
    rw_find(context, RW_SEVERITY_WARNING, (rw_place){"a.csv", 3, 2}, "odd; write %d", 5);
    CU_ASSERT_EQUAL(rw_findings_status(context), RW_OK);
    rw_find(context, RW_SEVERITY_ERROR, (rw_place){"b.csv", 7, 0}, "wrong");
    CU_ASSERT_EQUAL(rw_findings_status(context), RW_ERROR_INPUT);
    CU_ASSERT_EQUAL_FATAL(rw_context_finding_count(context), 2);
    CU_ASSERT_EQUAL(rw_context_error_count(context), 1);
    const rw_finding *first = rw_context_finding(context, 0), *second = rw_context_finding(context, 1);
    CU_ASSERT_EQUAL(first->severity, RW_SEVERITY_WARNING);
    CU_ASSERT_EQUAL(first->line, 3);
    CU_ASSERT_EQUAL(first->column, 2);
    test_same_text(first->file, "a.csv");
    test_same_text(first->message, "odd; write 5");
    CU_ASSERT_EQUAL(second->severity, RW_SEVERITY_ERROR);
    CU_ASSERT_EQUAL(second->line, 7);
    rw_context_reset(context);
    CU_ASSERT_EQUAL(rw_context_finding_count(context), 0);
    CU_ASSERT_EQUAL(rw_context_error_count(context), 0);
    CU_ASSERT_EQUAL(rw_findings_status(context), RW_OK);
    rw_context_free(context);
}

static void test_at_most_100_errors_are_kept(void) {
    rw_context *context = rw_context_create(NULL);
    for (int line = 1; line <= 250; ++line)
        rw_find(context, RW_SEVERITY_ERROR, (rw_place){"a.csv", line, 1}, "error %d", line);
    CU_ASSERT_EQUAL(rw_context_error_count(context), 250);
    size_t kept = 0;
    for (size_t i = 0; i < rw_context_finding_count(context); ++i)
        kept += rw_context_finding(context, i)->severity == RW_SEVERITY_ERROR;
    CU_ASSERT_EQUAL(kept, 100);
    CU_ASSERT_EQUAL(rw_context_finding(context, 0)->line, 1);
    rw_context_free(context);
}

static void test_a_failure_becomes_a_finding(void) {
    rw_context *context = rw_context_create(NULL);
    (void)rw_fail(context, RW_ERROR_INPUT, "wacc: 7 is too much");
    rw_find_failure(context, (rw_place){"parameters.csv", 4, 2});
    CU_ASSERT_EQUAL_FATAL(rw_context_finding_count(context), 1);
    CU_ASSERT_EQUAL(rw_context_finding(context, 0)->line, 4);
    test_same_text(rw_context_finding(context, 0)->message, "wacc: 7 is too much");
    CU_ASSERT_EQUAL(rw_findings_status(context), RW_ERROR_INPUT);
    rw_context_free(context);
}

static void collect(void *data, rw_log_level level, const char *line) {
    char *lines = data;
    (void)snprintf(lines + strlen(lines), 200 - strlen(lines), "%d:%s|", (int)level, line);
}

static void test_log(void) {
    rw_context *context = rw_context_create(NULL);
    char lines[200] = "";
    rw_log(context, RW_LOG_INFO, "nobody %s", "listens");
    rw_context_set_log(context, collect, lines);
    rw_log(context, RW_LOG_INFO, "%d options", 12);
    rw_log(context, RW_LOG_DETAIL, "detail");
    test_same_text(lines, "1:12 options|0:detail|");
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_kept_log(context), "12 options"));
    CU_ASSERT_PTR_NULL(strstr(rw_kept_log(context), "detail"));
    rw_context_free(context);
}

static bool stop_at_three(void *data, const rw_progress *progress) {
    (void)progress;
    return ++*(int *)data >= 3;
}

static void test_poll(void) {
    rw_context *context = rw_context_create(NULL);
    const rw_progress progress = {.stage = "search"};
    int asked = 0;
    CU_ASSERT_FALSE(rw_poll(context, &progress)); /* nobody to ask */
    rw_context_set_poll(context, stop_at_three, &asked);
    CU_ASSERT_FALSE(rw_poll(context, &progress));
    CU_ASSERT_FALSE(rw_poll(context, &progress));
    CU_ASSERT_TRUE(rw_poll(context, &progress));
    CU_ASSERT_EQUAL(asked, 3);
    rw_context_free(context);
}

static void test_every_status_has_text_and_exit_code(void) {
    CU_ASSERT_EQUAL(rw_status_exit_code(RW_OK), 0);
    for (rw_status status = RW_ERROR_INPUT; status <= RW_ERROR_INTERRUPTED; ++status) {
        CU_ASSERT_NOT_EQUAL(strlen(rw_status_text(status)), 0);
        CU_ASSERT_NOT_EQUAL(rw_status_exit_code(status), 0);
        for (rw_status other = RW_OK; other < status; ++other)
            CU_ASSERT_NOT_EQUAL(rw_status_exit_code(status), rw_status_exit_code(other));
    }
}

void suite_context(void) {
    CU_pSuite suite = CU_add_suite("context", NULL, NULL);
    (void)CU_add_test(suite, "first failure is kept", test_first_failure_is_kept);
    (void)CU_add_test(suite, "findings keep their order and place", test_findings_keep_their_order_and_place);
    (void)CU_add_test(suite, "at most 100 errors are kept", test_at_most_100_errors_are_kept);
    (void)CU_add_test(suite, "a failure becomes a finding", test_a_failure_becomes_a_finding);
    (void)CU_add_test(suite, "log", test_log);
    (void)CU_add_test(suite, "poll", test_poll);
    (void)CU_add_test(suite, "every status has text and exit code", test_every_status_has_text_and_exit_code);
}
