/* The n-th allocation fails, for every n: a clean status, nothing leaked, no crash. GLPK, cJSON, PROJ and
 * GEOS have memory of their own; everything else goes through the context. */
#include "support.h"
#include <CUnit/Basic.h>
#include <restwarmte/solution.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct counting {
    long made, fail_at, live;
} counting;

static void *resize(void *data, void *pointer, size_t size_bytes) {
    counting *c = data;
    if (size_bytes == 0) {
        if (pointer) --c->live;
        free(pointer);
        return NULL;
    }
    if (++c->made == c->fail_at) return NULL;
    void *result = realloc(pointer, size_bytes);
    if (result && !pointer) ++c->live;
    return result;
}

static const char sources[] = "id,x_m,y_m,heat_mw,temperature_c,commitment_yr\nS1,120000,480000,3,60,12\n";
static const char demands[] =
    "id,x_m,y_m,kind,head_mwh,backup,backup_eur_per_mwh,reference\n"
    "W1,121000,480000,existing,9000,price,110,\nW2,120500,481000,new,8000,gas,,gas_boiler\n";

/* Reads, checks, solves and writes; returns what happened. */
static rw_status run(counting *c, const char *folder, const char *result) {
    const rw_allocator allocator = {resize, c};
    const rw_override overrides[] = {{"side_questions", "no"}, {"band_levels", "0.3 1"}};
    rw_context *context = rw_context_create(&allocator);
    if (!context) return RW_ERROR_MEMORY;
    rw_study *study = NULL;
    rw_solution *solution = NULL;
    rw_status status = rw_study_read(context, folder, overrides, 2, &study);
    if (status == RW_OK) status = rw_solution_find(context, study, &solution);
    if (status == RW_OK) status = rw_solution_write(solution, result);
    if (status == RW_OK && !rw_solution_summary(solution)) status = RW_ERROR_MEMORY;
    rw_solution_free(solution);
    rw_study_free(study);
    rw_context_free(context);
    return status;
}

static void test_every_allocation_may_fail(void) {
    char folder[256], result[300];
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", sources);
    test_write(folder, "demands.csv", demands);
    (void)snprintf(result, sizeof result, "%s/result", folder);
    counting all = {0, 0, 0};
    CU_ASSERT_EQUAL(run(&all, folder, result), RW_OK);
    CU_ASSERT_EQUAL(all.live, 0);
    int wrong = 0;
    /* The first hundred one by one, then in strides that visit every stage. */
    const long stride = 1 + all.made / (600L * test_factor());
    for (long n = 1; n <= all.made && wrong < 5; n += n < 100 ? 1 : stride) {
        counting c = {0, n, 0};
        const rw_status status = run(&c, folder, result);
        const bool good = c.live == 0 && (status == RW_ERROR_MEMORY || status == RW_OK);
        if (!good)
            printf("\n    allocation %ld of %ld: status %d, %ld blocks left\n", n, all.made, (int)status,
                   c.live);
        wrong += !good;
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

void suite_allocator(void) {
    CU_pSuite suite = CU_add_suite("failing allocator", NULL, NULL);
    (void)CU_add_test(suite, "every allocation may fail", test_every_allocation_may_fail);
}
