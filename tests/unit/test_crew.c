/* Many jobs on a few threads: the same answer whatever the number of threads. */
#include "base/crew.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stdatomic.h>
#include <string.h>

enum { JOBS = 40 };

typedef struct work {
    long square[JOBS];
    int bad; /* jobs from here on fail; JOBS = none */
    atomic_int begun;
} work;

static rw_status square(rw_context *context, void *data, int index) {
    work *w = data;
    (void)atomic_fetch_add(&w->begun, 1);
    if (index >= w->bad) return rw_fail(context, RW_ERROR_SOLVER, "job %d", index);
    long *own = rw_allocate(context, 1, sizeof *own);
    if (!own) return RW_ERROR_MEMORY;
    *own = (long)index * index;
    w->square[index] = *own;
    rw_release(context, own);
    return RW_OK;
}

static void test_every_job_once(void) {
    static const int threads[] = {1, 2, 7, 0};
    rw_context *context = rw_context_create(NULL);
    for (size_t k = 0; k < sizeof threads / sizeof *threads; ++k) {
        work w = {.bad = JOBS};
        bool cut = true;
        CU_ASSERT_EQUAL(rw_crew_run(context, threads[k], "squares", JOBS, square, &w, &cut), RW_OK);
        CU_ASSERT_FALSE(cut);
        CU_ASSERT_EQUAL(atomic_load(&w.begun), JOBS);
        for (int i = 0; i < JOBS; ++i) CU_ASSERT_EQUAL(w.square[i], (long)i * i);
    }
    work none = {.bad = JOBS};
    CU_ASSERT_EQUAL(rw_crew_run(context, 2, "squares", 0, square, &none, NULL), RW_OK);
    rw_context_free(context);
}

/* Jobs are taken in order, so the first that fails is always begun. */
static void test_first_failure_by_number(void) {
    for (int threads = 1; threads <= 4; ++threads) {
        rw_context *context = rw_context_create(NULL);
        work w = {.bad = 5};
        CU_ASSERT_EQUAL(rw_crew_run(context, threads, "squares", JOBS, square, &w, NULL), RW_ERROR_SOLVER);
        CU_ASSERT_STRING_EQUAL(rw_context_message(context), "job 5");
        CU_ASSERT_TRUE(atomic_load(&w.begun) <= 5 + threads);
        rw_context_free(context);
    }
}

static bool stop_at_once(void *data, const rw_progress *progress) {
    CU_ASSERT_STRING_EQUAL(progress->stage, "squares");
    ++*(int *)data;
    return true;
}

static rw_status wait_for_stop(rw_context *context, void *data, int index) {
    (void)data;
    (void)index;
    const rw_progress progress = {.stage = "job"};
    while (!rw_poll(context, &progress)) continue;
    return RW_OK;
}

static void test_stops_when_asked(void) {
    for (int threads = 1; threads <= 3; ++threads) {
        rw_context *context = rw_context_create(NULL);
        int polls = 0;
        bool cut = false;
        rw_context_set_poll(context, stop_at_once, &polls);
        CU_ASSERT_EQUAL(rw_crew_run(context, threads, "squares", JOBS, wait_for_stop, NULL, &cut), RW_OK);
        CU_ASSERT_TRUE(cut);
        CU_ASSERT_TRUE(polls > 0);
        rw_context_free(context);
    }
}

void suite_crew(void) {
    CU_pSuite suite = CU_add_suite("crew", NULL, NULL);
    (void)CU_add_test(suite, "every job is done once, on any number of threads", test_every_job_once);
    (void)CU_add_test(suite, "the first failure by number is the failure", test_first_failure_by_number);
    (void)CU_add_test(suite, "running jobs are told to stop", test_stops_when_asked);
}
