/* Our own branch and bound: the same answer whatever runs it, and an honest one whenever it is stopped. */
#include "base/number.h"
#include "property/random_problem.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <restwarmte/solution.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BINARIES = 120, PROBLEMS = 30 };

static rw_parameters parameters_of(int threads) {
    rw_parameters p = rw_parameters_default();
    (void)snprintf(p.solver, sizeof p.solver, "bnb");
    p.gap = 0;
    p.cost_gap = 0;
    p.threads = threads;
    p.node_limit = 200;
    return p;
}

/* The problem of a shipped study. */
static bool study_problem(rw_context *context, const char *folder, rw_study **study, rw_problem *problem) {
    return rw_study_read(context, folder, NULL, 0, study) == RW_OK &&
           rw_study_problem(context, *study, problem) == RW_OK;
}

/* -- Threads ------------------------------------------------------------------------------------------- */

static bool same(const rw_result *a, const rw_result *b) {
    if (a->outcome != b->outcome || a->nodes != b->nodes || a->iterations != b->iterations) return false;
    if (a->bound_eur_per_yr != b->bound_eur_per_yr) return false;
    if (a->outcome < RW_OUTCOME_FEASIBLE) return true;
    if (a->cost_eur_per_yr != b->cost_eur_per_yr || a->built_count != b->built_count) return false;
    for (int n = 0; n < a->built_count; ++n)
        if (a->built[n].option != b->built[n].option) return false;
    return true;
}

static void expect_same_on_any_threads(rw_context *context, const rw_problem *problem, const char *what) {
    rw_result first = {.context = NULL};
    for (int threads = 1; threads <= 3; ++threads) {
        const rw_parameters parameters = parameters_of(threads);
        rw_result r;
        CU_ASSERT_EQUAL(rw_solve(context, &parameters, problem, &r), RW_OK);
        const bool good = threads == 1 || same(&first, &r);
        if (!good)
            printf("\n    %s: %d threads: cost %.9g bound %.12g nodes %ld, one: %.9g %.12g %ld\n", what,
                   threads, r.cost_eur_per_yr, r.bound_eur_per_yr, r.nodes, first.cost_eur_per_yr,
                   first.bound_eur_per_yr, first.nodes);
        CU_ASSERT_TRUE(good);
        if (threads == 1)
            first = r;
        else
            rw_result_free(&r);
    }
    rw_result_free(&first);
}

static void test_threads(void) {
    for (int n = 0; n < PROBLEMS; ++n) {
        rw_context *context = rw_context_create(NULL);
        rw_problem problem;
        char what[32];
        (void)snprintf(what, sizeof what, "seed %d", 7000 + n);
        CU_ASSERT_EQUAL_FATAL(random_problem(context, 7000 + (uint64_t)n, MOST_BINARIES, &problem), RW_OK);
        expect_same_on_any_threads(context, &problem, what);
        rw_problem_free(&problem);
        rw_context_free(context);
    }
    rw_context *context = rw_context_create(NULL);
    rw_study *study = NULL;
    rw_problem problem;
    CU_ASSERT_TRUE_FATAL(study_problem(context, "instances/diemen", &study, &problem));
    expect_same_on_any_threads(context, &problem, "diemen");
    rw_problem_free(&problem);
    rw_study_free(study);
    rw_context_free(context);
}

/* -- Stopping ------------------------------------------------------------------------------------------ */

typedef struct patience {
    int calls, most;
} patience;

static bool out_of_patience(void *data, const rw_progress *progress) {
    patience *p = data;
    (void)progress;
    return p->calls++ >= p->most;
}

/* Whenever it is told to stop: values that keep every row (rw_solve judges them), and a bound below the
 * optimum. */
static void test_stopped_anywhere(void) {
    rw_context *context = rw_context_create(NULL);
    rw_study *study = NULL;
    rw_problem problem;
    CU_ASSERT_TRUE_FATAL(study_problem(context, "instances/diemen", &study, &problem));
    rw_parameters parameters = parameters_of(0);
    rw_result whole;
    CU_ASSERT_EQUAL_FATAL(rw_solve(context, &parameters, &problem, &whole), RW_OK);
    int stopped = 0;
    for (int n = 0; n < 12; ++n) {
        patience p = {0, n / 2};
        parameters.time_limit_s = n % 2 ? 0.01 * n : 600;
        rw_context_set_poll(context, out_of_patience, &p);
        rw_result r;
        CU_ASSERT_EQUAL(rw_solve(context, &parameters, &problem, &r), RW_OK);
        CU_ASSERT_TRUE(r.bound_eur_per_yr <= whole.cost_eur_per_yr * (1 + 1e-9));
        CU_ASSERT_NOT_EQUAL(r.outcome, RW_OUTCOME_INFEASIBLE);
        if (r.outcome >= RW_OUTCOME_FEASIBLE)
            CU_ASSERT_TRUE(r.cost_eur_per_yr >= whole.bound_eur_per_yr * (1 - 1e-9));
        stopped += r.stop == RW_STOP_INTERRUPTED || r.stop == RW_STOP_TIME;
        rw_result_free(&r);
    }
    CU_ASSERT_TRUE(stopped >= 2);
    rw_result_free(&whole);
    rw_problem_free(&problem);
    rw_study_free(study);
    rw_context_free(context);
}

static void test_node_limit(void) {
    rw_context *context = rw_context_create(NULL);
    rw_problem problem;
    int limited = 0;
    for (uint64_t seed = 7100; seed < 7160; ++seed) {
        CU_ASSERT_EQUAL_FATAL(random_problem(context, seed, MOST_BINARIES, &problem), RW_OK);
        rw_parameters parameters = parameters_of(0);
        parameters.node_limit = 1;
        rw_result r;
        CU_ASSERT_EQUAL(rw_solve(context, &parameters, &problem, &r), RW_OK);
        CU_ASSERT_TRUE(r.nodes <= 1);
        limited += r.stop == RW_STOP_NODES;
        rw_result_free(&r);
        rw_problem_free(&problem);
    }
    CU_ASSERT_TRUE(limited > 0);
    rw_context_free(context);
}

/* -- Memory and certificates --------------------------------------------------------------------------- */

typedef struct counting {
    long made, fail_at, live;
} counting;

static void *resize(void *data, void *pointer, size_t size_bytes) {
    counting *c = data;
    if (size_bytes == 0) {
        c->live -= pointer != NULL;
        free(pointer);
        return NULL;
    }
    if (++c->made == c->fail_at) return NULL;
    void *result = realloc(pointer, size_bytes);
    c->live += result && !pointer;
    return result;
}

static bool take_all(void *data, const char *text, size_t length) {
    (void)text;
    *(size_t *)data += length;
    return true;
}

static bool take_none(void *data, const char *text, size_t length) {
    (void)data;
    (void)text;
    (void)length;
    return false;
}

/* Solves with a certificate; the n-th allocation fails. */
static rw_status solve_failing(counting *c, uint64_t seed) {
    const rw_allocator allocator = {resize, c};
    rw_context *context = rw_context_create(&allocator);
    if (!context) return RW_ERROR_MEMORY;
    const rw_parameters parameters = parameters_of(1);
    size_t length = 0;
    rw_context_set_certificate(context, take_all, &length);
    rw_problem problem;
    rw_result result = {.context = NULL};
    rw_status status = random_problem(context, seed, MOST_BINARIES, &problem);
    if (status == RW_OK) status = rw_solve(context, &parameters, &problem, &result);
    if (status == RW_OK) CU_ASSERT_TRUE(length > 0);
    rw_result_free(&result);
    rw_problem_free(&problem);
    rw_context_free(context);
    return status;
}

static void test_allocator(void) {
    int wrong = 0;
    for (uint64_t seed = 7200; seed < 7206; ++seed) {
        counting all = {0, 0, 0};
        CU_ASSERT_EQUAL(solve_failing(&all, seed), RW_OK);
        CU_ASSERT_EQUAL(all.live, 0);
        const long stride = 1 + all.made / (200 * test_factor());
        for (long n = 1; n <= all.made && wrong < 5; n += stride) {
            counting c = {0, n, 0};
            const rw_status status = solve_failing(&c, seed);
            const bool good = c.live == 0 && (status == RW_ERROR_MEMORY || status == RW_OK);
            if (!good)
                printf("\n    seed %d, allocation %ld: status %d, %ld left\n", (int)seed, n, (int)status,
                       c.live);
            wrong += !good;
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static void test_certificate_cannot_be_written(void) {
    rw_context *context = rw_context_create(NULL);
    rw_problem problem;
    rw_result result;
    CU_ASSERT_EQUAL_FATAL(random_problem(context, 7300, 20, &problem), RW_OK);
    rw_parameters parameters = parameters_of(1);
    rw_context_set_certificate(context, take_none, NULL);
    CU_ASSERT_EQUAL(rw_solve(context, &parameters, &problem, &result), RW_ERROR_FILE);
    rw_result_free(&result);
    rw_context_reset(context);
    (void)snprintf(parameters.solver, sizeof parameters.solver, "glpk");
    CU_ASSERT_EQUAL(rw_solve(context, &parameters, &problem, &result), RW_ERROR_USAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_context_message(context), "--solver bnb"));
    rw_result_free(&result);
    rw_problem_free(&problem);
    rw_context_free(context);
}

void suite_bnb(void) {
    CU_pSuite suite = CU_add_suite("branch and bound", NULL, NULL);
    (void)CU_add_test(suite, "the same answer on any number of threads", test_threads);
    (void)CU_add_test(suite, "honest whenever it is stopped", test_stopped_anywhere);
    (void)CU_add_test(suite, "no more nodes than asked for", test_node_limit);
    (void)CU_add_test(suite, "any allocation may fail", test_allocator);
    (void)CU_add_test(suite, "a certificate that cannot be written is a failure",
                      test_certificate_cannot_be_written);
}
