/* A context that has met a failure is as good as new after a reset: the same study then gives the same
 * answer, to the last bit. */
#include "support.h"
#include <CUnit/Basic.h>
#include <restwarmte/solution.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct failing {
    long made, fail_at, live;
} failing;

static void *resize(void *data, void *pointer, size_t size_bytes) {
    failing *f = data;
    if (size_bytes == 0) {
        f->live -= pointer != NULL;
        free(pointer);
        return NULL;
    }
    if (++f->made == f->fail_at) return NULL;
    void *result = realloc(pointer, size_bytes);
    f->live += result && !pointer;
    return result;
}

static const char sources[] = "id,x_m,y_m,heat_mw,temperature_c,commitment_yr\nS1,120000,480000,3,60,12\n";
static const char demands[] =
    "id,x_m,y_m,kind,head_mwh,backup,backup_eur_per_mwh\nW1,121000,480000,existing,9000,price,110\n";

static rw_status solve(rw_context *context, const char *folder, double *cost) {
    const rw_override overrides[] = {{"side_questions", "no"}, {"band_levels", "0.3 1"}};
    rw_study *study = NULL;
    rw_solution *solution = NULL;
    rw_status status = rw_study_read(context, folder, overrides, 2, &study);
    if (status == RW_OK) status = rw_solution_find(context, study, &solution);
    if (status == RW_OK) *cost = rw_solution_result(solution)->cost_eur_per_yr;
    rw_solution_free(solution);
    rw_study_free(study);
    return status;
}

static bool recovers(const char *folder, long fail_at, double expected) {
    failing f = {0, fail_at, 0};
    const rw_allocator allocator = {resize, &f};
    rw_context *context = rw_context_create(&allocator);
    if (!context) return f.live == 0; /* it was the context itself */
    double cost = 0;
    rw_status status = solve(context, folder, &cost);
    bool good = status == RW_ERROR_MEMORY || (status == RW_OK && cost == expected);
    rw_context_reset(context);
    cost = 0;
    status = solve(context, folder, &cost);
    good = good && status == RW_OK && cost == expected && rw_context_error_count(context) == 0;
    if (!good)
        printf("\n    after allocation %ld failed: status %d, %.9g instead of %.9g: %s\n", fail_at,
               (int)status, cost, expected, rw_context_message(context));
    rw_context_free(context);
    return good && f.live == 0;
}

static void test_a_context_recovers(void) {
    char folder[256];
    failing all = {0, 0, 0};
    const rw_allocator allocator = {resize, &all};
    double expected = 0;
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", sources);
    test_write(folder, "demands.csv", demands);
    rw_context *context = rw_context_create(&allocator);
    CU_ASSERT_EQUAL_FATAL(solve(context, folder, &expected), RW_OK);
    rw_context_free(context);
    CU_ASSERT_EQUAL(all.live, 0);
    int wrong = 0;
    const long stride = 1 + all.made / (150L * test_factor());
    for (long n = 1; n <= all.made && wrong < 5; n += stride) wrong += !recovers(folder, n, expected);
    CU_ASSERT_EQUAL(wrong, 0);
}

void suite_recovery(void) {
    CU_pSuite suite = CU_add_suite("recovery", NULL, NULL);
    (void)CU_add_test(suite, "a context recovers from a failure", test_a_context_recovers);
}
