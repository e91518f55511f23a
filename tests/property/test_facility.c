/* Facility location: our own tree on sources against the exhaustive solver, against GLPK, against itself on
 * other threads, and against the published optima of OR-Library where its files are at hand. */
#include "base/file.h"
#include "base/number.h"
#include "bnb/facility.h"
#include "property/random_facility.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <restwarmte/solver.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TINY = 300, LARGER = 60, ON_THREADS = 12, PATH_BYTES = 4096 };

static rw_parameters exact(const char *solver, int threads) {
    rw_parameters p = rw_parameters_default();
    p.gap = 0;
    p.cost_gap = 0;
    p.threads = threads;
    (void)snprintf(p.solver, sizeof p.solver, "%s", solver);
    return p;
}

static rw_status solve(rw_context *context, const char *solver, int threads, const rw_problem *problem,
                       rw_result *result) {
    const rw_parameters parameters = exact(solver, threads);
    return rw_solve(context, &parameters, problem, result);
}

/* Both proven, to the same end. */
static bool same_end(const rw_result *left, const rw_result *right) {
    const double allowed = 1e-6 * fmax(1, fabs(left->cost_eur_per_yr));
    if (left->outcome == RW_OUTCOME_INFEASIBLE || right->outcome == RW_OUTCOME_INFEASIBLE)
        return left->outcome == right->outcome;
    return left->outcome >= RW_OUTCOME_FEASIBLE && right->outcome >= RW_OUTCOME_FEASIBLE &&
           fabs(left->cost_eur_per_yr - right->cost_eur_per_yr) <= allowed &&
           fabs(left->bound_eur_per_yr - right->cost_eur_per_yr) <= allowed;
}

static bool agrees(rw_context *context, const rw_problem *problem, const char *rival, uint64_t seed,
                   const rw_result *own) {
    rw_result right;
    const bool good = solve(context, rival, 1, problem, &right) == RW_OK && same_end(own, &right);
    if (!good)
        printf("\n    seed %llu: bnb %s %.9g (bound %.9g), %s %s %.9g %s\n", (unsigned long long)seed,
               rw_outcome_name(own->outcome), own->cost_eur_per_yr, own->bound_eur_per_yr, rival,
               rw_outcome_name(right.outcome), right.cost_eur_per_yr, rw_context_message(context));
    rw_result_free(&right);
    return good;
}

/* What the random problems are like; each kind must occur. */
typedef struct kinds {
    int infeasible, split, missing, nothing, backup, flat;
} kinds;

static void count_kinds(const facility_shape *shape, const rw_problem *p, const rw_result *own, kinds *k) {
    int served = 0;
    for (int b = 0; b < p->band_count; ++b) served += p->bands[b].width_mw > 0;
    k->infeasible += own->outcome == RW_OUTCOME_INFEASIBLE;
    k->split += own->outcome == RW_OUTCOME_OPTIMAL && !shape->backup && own->built_count > served;
    k->missing += p->arc_count < p->source_count * p->demand_count;
    k->nothing += shape->nothing > 0;
    k->backup += shape->backup;
    k->flat += shape->flat;
}

static bool check_one(uint64_t seed, const facility_shape *shape, bool tiny, kinds *k) {
    rw_context *context = rw_context_create(NULL);
    rw_problem problem;
    rw_result own;
    bool applies = false;
    bool good = random_facility(context, seed, shape, &problem) == RW_OK &&
                rw_facility_applies(context, &problem, &applies) == RW_OK && applies &&
                solve(context, "bnb", 1, &problem, &own) == RW_OK;
    if (!good) {
        printf("\n    seed %llu: not solved: %s\n", (unsigned long long)seed, rw_context_message(context));
    } else {
        good = agrees(context, &problem, "glpk", seed, &own) &&
               (!tiny || agrees(context, &problem, "enumerate", seed, &own));
        count_kinds(shape, &problem, &own, k);
        rw_result_free(&own);
    }
    rw_problem_free(&problem);
    rw_context_free(context);
    return good;
}

static void test_tiny(void) {
    kinds k = {0};
    int wrong = 0;
    for (int n = 0; n < TINY * test_factor() && wrong < 10; ++n) {
        const uint64_t seed = 5000 + (uint64_t)n;
        rw_random random = {seed};
        const facility_shape shape = random_facility_shape(&random);
        wrong += !check_one(seed, &shape, true, &k);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_TRUE(k.infeasible >= TINY / 50);
    CU_ASSERT_TRUE(k.split >= TINY / 50);
    CU_ASSERT_TRUE(k.missing >= TINY / 50);
    CU_ASSERT_TRUE(k.nothing >= TINY / 50);
    CU_ASSERT_TRUE(k.backup >= TINY / 50);
    CU_ASSERT_TRUE(k.flat >= TINY / 50);
}

static facility_shape larger_shape(int n) {
    return (facility_shape){.sources = 5 + n % 4,
                            .demands = 8 + n % 7,
                            .most_arcs = 1000,
                            .backup = n % 5 == 0,
                            .missing = n % 3 == 0 ? 0.4 : 0,
                            .slack = 1.1 + 0.3 * (n % 6),
                            .nothing = n % 7 == 0 ? 0.2 : 0};
}

static void test_larger(void) {
    kinds k = {0};
    int wrong = 0;
    for (int n = 0; n < LARGER && wrong < 10; ++n) {
        const facility_shape shape = larger_shape(n);
        wrong += !check_one(9000 + (uint64_t)n, &shape, false, &k);
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static bool same_answer(const rw_result *a, const rw_result *b) {
    return a->outcome == b->outcome && a->nodes == b->nodes && a->iterations == b->iterations &&
           a->cost_eur_per_yr == b->cost_eur_per_yr && a->bound_eur_per_yr == b->bound_eur_per_yr &&
           a->built_count == b->built_count && a->flow_count == b->flow_count &&
           memcmp(a->flow_mw, b->flow_mw, a->flow_count * sizeof *a->flow_mw) == 0;
}

static void test_threads(void) {
    long nodes = 0;
    for (int n = 0; n < ON_THREADS; ++n) {
        rw_context *context = rw_context_create(NULL);
        const facility_shape shape = {.sources = 24,
                                      .demands = 60,
                                      .most_arcs = 10000,
                                      .missing = n % 2 == 0 ? 0.3 : 0,
                                      .slack = 2 + n % 4};
        rw_problem problem;
        rw_result one, two;
        CU_ASSERT_EQUAL(random_facility(context, 100 + (uint64_t)n, &shape, &problem), RW_OK);
        CU_ASSERT_EQUAL(solve(context, "bnb", 1, &problem, &one), RW_OK);
        CU_ASSERT_EQUAL(solve(context, "bnb", 2, &problem, &two), RW_OK);
        CU_ASSERT_TRUE(same_answer(&one, &two));
        CU_ASSERT_EQUAL(one.outcome, RW_OUTCOME_OPTIMAL);
        nodes += one.nodes;
        rw_result_free(&one);
        rw_result_free(&two);
        rw_problem_free(&problem);
        rw_context_free(context);
    }
    CU_ASSERT_TRUE(nodes > ON_THREADS); /* or nothing ran side by side */
}

/* What is not facility location must be told from it. */
static void test_applies(void) {
    rw_context *context = rw_context_create(NULL);
    const facility_shape shape = {.sources = 3, .demands = 4, .most_arcs = 100, .slack = 2};
    rw_problem p;
    bool applies = false;
    CU_ASSERT_EQUAL(random_facility(context, 1, &shape, &p), RW_OK);
    CU_ASSERT_EQUAL(rw_facility_applies(context, &p, &applies), RW_OK);
    CU_ASSERT_TRUE(applies);
    double *const changed[] = {&p.options[0].fixed_eur_per_yr,
                               &p.options[0].draw0_mw,
                               &p.options[0].carry0_mw,
                               &p.options[0].draw,
                               &p.options[0].carry,
                               &p.sources[0].min_used_share,
                               &p.demands[0].min_mwh_per_yr};
    for (size_t n = 0; n < sizeof changed / sizeof *changed; ++n) {
        const double kept = *changed[n];
        *changed[n] = kept + 50;
        CU_ASSERT_EQUAL(rw_facility_applies(context, &p, &applies), RW_OK);
        CU_ASSERT_FALSE(applies);
        *changed[n] = kept;
    }
    p.demands[1].must = false;
    CU_ASSERT_EQUAL(rw_facility_applies(context, &p, &applies), RW_OK);
    CU_ASSERT_FALSE(applies);
    p.demands[1].must = true;
    p.arcs[1].tail = p.arcs[0].tail;
    p.arcs[1].head = p.arcs[0].head;
    p.options[1].draw = p.options[0].draw;
    CU_ASSERT_EQUAL(rw_facility_applies(context, &p, &applies), RW_OK);
    CU_ASSERT_FALSE(applies); /* two arcs between the same two */
    rw_problem_free(&p);
    rw_context_free(context);
}

/* RW_ORLIB names a folder with NAME.problem (build/release/cflp-to-problem) and orlib.opt: lines NAME
 * OPTIMUM. */
static void check_published(const char *folder, const char *name, double optimum) {
    char path[PATH_BYTES];
    (void)snprintf(path, sizeof path, "%s/%s.problem", folder, name);
    rw_context *context = rw_context_create(NULL);
    rw_problem problem;
    rw_result result = {.context = NULL};
    rw_problem_start(&problem, context);
    CU_ASSERT_EQUAL(rw_problem_read(context, path, &problem), RW_OK);
    CU_ASSERT_EQUAL(solve(context, "bnb", 2, &problem, &result), RW_OK);
    CU_ASSERT_EQUAL(result.outcome, RW_OUTCOME_OPTIMAL);
    (void)test_near(name, result.cost_eur_per_yr, optimum, 1e-9);
    (void)test_near(name, result.bound_eur_per_yr, optimum, 1e-8);
    rw_result_free(&result);
    rw_problem_free(&problem);
    rw_context_free(context);
}

static void test_published(void) {
    const char *folder = getenv("RW_ORLIB");
    if (!folder) {
        printf("skipped, RW_ORLIB is not set ");
        return;
    }
    char path[PATH_BYTES], name[16], number[32];
    (void)snprintf(path, sizeof path, "%s/orlib.opt", folder);
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    int checked = 0;
    while (fscanf(file, "%15s %31s", name, number) == 2) {
        double optimum = 0;
        CU_ASSERT_TRUE(rw_number_parse(number, &optimum));
        check_published(folder, name, optimum);
        ++checked;
    }
    (void)fclose(file);
    CU_ASSERT_TRUE(checked > 0);
}

/* Gives out `left` blocks and no more. */
typedef struct miser {
    long left, alive;
} miser;

static void *give(void *data, void *pointer, size_t size_bytes) {
    miser *m = data;
    if (size_bytes == 0) {
        m->alive -= pointer != NULL;
        free(pointer);
        return NULL;
    }
    if (m->left <= 0) return NULL;
    --m->left;
    m->alive += pointer == NULL;
    return realloc(pointer, size_bytes);
}

/* Solves with so many blocks of memory; true if that was enough. */
static bool solve_with(long blocks) {
    const facility_shape shape = {.sources = 8, .demands = 12, .most_arcs = 1000, .slack = 2};
    miser m = {.left = blocks};
    const rw_allocator allocator = {give, &m};
    rw_context *context = rw_context_create(&allocator);
    rw_status status = RW_ERROR_MEMORY;
    if (context) {
        rw_problem problem;
        rw_result result = {.context = NULL};
        status = random_facility(context, 3, &shape, &problem);
        if (status == RW_OK) status = solve(context, "bnb", 2, &problem, &result);
        CU_ASSERT_TRUE(status == RW_OK || status == RW_ERROR_MEMORY);
        if (status == RW_OK) CU_ASSERT_EQUAL(result.outcome, RW_OUTCOME_OPTIMAL);
        rw_result_free(&result);
        rw_problem_free(&problem);
        rw_context_free(context);
    }
    CU_ASSERT_EQUAL(m.alive, 0);
    return status == RW_OK;
}

static void test_memory(void) {
    long blocks = 0;
    while (blocks < 20000 && !solve_with(blocks)) ++blocks;
    CU_ASSERT_TRUE(blocks > 50);
    CU_ASSERT_TRUE(blocks < 20000);
}

/* Stopped after a few nodes or at once, the bound is below the optimum and the cost above it. */
static void test_stopped(void) {
    rw_context *context = rw_context_create(NULL);
    const facility_shape shape = {.sources = 40, .demands = 80, .most_arcs = 10000, .slack = 4};
    rw_problem problem;
    rw_result best, stopped;
    CU_ASSERT_EQUAL_FATAL(random_facility(context, 107, &shape, &problem), RW_OK);
    CU_ASSERT_EQUAL_FATAL(solve(context, "bnb", 2, &problem, &best), RW_OK);
    CU_ASSERT_EQUAL(best.outcome, RW_OUTCOME_OPTIMAL);
    for (int limit = 0; limit < 2; ++limit) {
        rw_parameters parameters = exact("bnb", 2);
        parameters.node_limit = limit == 0 ? 2 : parameters.node_limit;
        parameters.time_limit_s = limit == 0 ? parameters.time_limit_s : 1e-3;
        CU_ASSERT_EQUAL(rw_solve(context, &parameters, &problem, &stopped), RW_OK);
        CU_ASSERT_TRUE(limit == 1 || stopped.nodes <= 2);
        CU_ASSERT_TRUE(stopped.bound_eur_per_yr <= best.cost_eur_per_yr * (1 + 1e-9));
        CU_ASSERT_TRUE(stopped.outcome == RW_OUTCOME_UNKNOWN ||
                       stopped.cost_eur_per_yr >= best.cost_eur_per_yr * (1 - 1e-9));
        rw_result_free(&stopped);
    }
    rw_result_free(&best);
    rw_problem_free(&problem);
    rw_context_free(context);
}

void suite_facility(void) {
    CU_pSuite suite = CU_add_suite("facility", NULL, NULL);
    (void)CU_add_test(suite, "what is facility location and what is not", test_applies);
    (void)CU_add_test(suite, "tiny problems: equal to the exhaustive solver and GLPK", test_tiny);
    (void)CU_add_test(suite, "larger problems: equal to GLPK", test_larger);
    (void)CU_add_test(suite, "the same answer on one thread and two", test_threads);
    (void)CU_add_test(suite, "any allocation may fail", test_memory);
    (void)CU_add_test(suite, "honest when it is stopped", test_stopped);
    (void)CU_add_test(suite, "published optima", test_published);
}
