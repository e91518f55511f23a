/* The checker of certificates: whatever a certificate says, what it certifies is below the optimum that the
 * exhaustive solver finds, and below the exact value of the relaxation; good certificates certify something.
 */
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "common/ascent.h"
#include "property/exact_bound.h"
#include "property/random_problem.h"
#include "property/run_checker.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <limits.h>
#include <restwarmte/solver.h>
#include <stdio.h>
#include <string.h>

enum {
    PROBLEMS = 200,
    BINARIES = 13,
    MANY_BINARIES = 60,
    PATH_BYTES = 300,
    RANDOM_TREES = 4,
    MUTATIONS = 6,
    DEPTH = 5,
    MOST_PRICES = 100,
    ITERATIONS = 30,
    ROUNDINGS = 50 /* in one process, 80 times */
};

/* -- Running it ---------------------------------------------------------------------------------------- */

/* A folder with the two files. */
typedef struct bench {
    char folder[PATH_BYTES], problem[PATH_BYTES + 20], certificate[PATH_BYTES + 20];
} bench;

static bench start_bench(void) {
    bench b;
    test_folder(b.folder, sizeof b.folder);
    (void)snprintf(b.problem, sizeof b.problem, "%s/problem.txt", b.folder);
    (void)snprintf(b.certificate, sizeof b.certificate, "%s/certificate.txt", b.folder);
    return b;
}

static verdict run(const bench *b) {
    return run_checker(b->problem, b->certificate);
}

/* -- Writing certificates ------------------------------------------------------------------------------ */

typedef struct writer {
    rw_random random;
    const rw_problem *problem;
    rw_text prices, tree;
    int vectors;
} writer;

static writer start_writer(rw_context *context, uint64_t seed, const rw_problem *problem) {
    writer w = {.random = {seed}, .problem = problem};
    rw_text_start(&w.prices, context);
    rw_text_start(&w.tree, context);
    return w;
}

static void free_writer(writer *w) {
    rw_text_free(&w->prices);
    rw_text_free(&w->tree);
}

static bool chance(writer *w, double share) {
    return rw_random_unit(&w->random) < share;
}

static void put_upper(double upper, rw_text *out) {
    rw_text_add(out, "upper ");
    if (isinf(upper))
        rw_text_add(out, "-");
    else
        rw_text_shortest(out, upper);
    rw_text_add(out, "\n");
}

/* The whole certificate; `upper` infinite = no plan is known. It may stand before or behind the prices. */
static void put_together(writer *w, double upper, rw_text *out) {
    const bool first = chance(w, 0.5);
    rw_text_add(out, "restwarmte-certificate 1\n");
    if (first) put_upper(upper, out);
    rw_text_add(out, rw_text_string(&w->prices));
    if (!first) put_upper(upper, out);
    rw_text_add(out, "tree\n");
    rw_text_add(out, rw_text_string(&w->tree));
    rw_text_add(out, "end\n");
}

static void put_price(writer *w, const char *kind, int index, double value) {
    if (value == 0) return;
    rw_text_addf(&w->prices, "%s %d ", kind, index + 1);
    rw_text_shortest(&w->prices, value);
    rw_text_add(&w->prices, "\n");
}

static void put_vector(writer *w, const rw_price_layout *at, const double *price) {
    const struct {
        const char *kind;
        int first, count;
    } kinds[] = {{"demand", at->demand, w->problem->band_count},
                 {"source", at->source, w->problem->source_count},
                 {"used", at->used, w->problem->source_count},
                 {"link", at->link, w->problem->arc_count},
                 {"share", at->share, w->problem->demand_count},
                 {"arcs", at->arcs, w->problem->demand_count},
                 {"power", at->power, w->problem->place_count},
                 {"limit", at->limit, w->problem->limit_count},
                 {"exclusive", at->exclusive, at->count - at->exclusive}};
    rw_text_addf(&w->prices, "prices %d\n", ++w->vectors);
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; ++n)
        for (int i = 0; i < kinds[n].count; ++i) put_price(w, kinds[n].kind, i, price[kinds[n].first + i]);
}

/* Prices of any sign and size, some like another vector. */
static void put_random_vector(writer *w) {
    static const char *const kinds[] = {"demand", "source", "used",  "link",
                                        "share",  "arcs",   "power", "limit"};
    const rw_problem *p = w->problem;
    const int counts[] = {p->band_count,   p->source_count, p->source_count, p->arc_count,
                          p->demand_count, p->demand_count, p->place_count,  p->limit_count};
    ++w->vectors;
    const bool like = w->vectors > 1 && chance(w, 0.2);
    rw_text_addf(&w->prices, "prices %d%s\n", w->vectors, like ? " like 1" : "");
    const double size = chance(w, 0.5) ? 500 : chance(w, 0.8) ? 20 : 1e20;
    for (int n = 0; n < 8; ++n)
        for (int i = 0; i < counts[n]; ++i)
            if (chance(w, n == 0 ? 0.9 : 0.4)) put_price(w, kinds[n], i, size * rw_random_normal(&w->random));
    if (p->arc_count > 0 && p->arcs[0].exclusive > 0)
        put_price(w, "exclusive", 0, size * rw_random_normal(&w->random));
}

/* `whole`: with demands judged as a whole. */
static void put_use(writer *w, bool whole, int vector) {
    rw_text_addf(&w->tree, "%s %d\n", whole ? "whole" : "use", vector);
}

/* A split of anything there is; false if nothing can be split. */
static bool put_split(writer *w) {
    const rw_problem *p = w->problem;
    const int kind = rw_random_index(&w->random, 4);
    if (kind == 0)
        rw_text_addf(&w->tree, "split source %d\n", 1 + rw_random_index(&w->random, p->source_count));
    if (kind == 1)
        rw_text_addf(&w->tree, "split demand %d\n", 1 + rw_random_index(&w->random, p->demand_count));
    if (kind < 2) return true;
    if (p->arc_count == 0) return false;
    const int a = rw_random_index(&w->random, p->arc_count);
    if (kind == 2)
        rw_text_addf(&w->tree, "split arc %d\n", a + 1);
    else
        rw_text_addf(&w->tree, "split option %d %d\n", a + 1,
                     1 + rw_random_index(&w->random, p->arcs[a].option_count));
    return true;
}

static void grow_random_tree(writer *w, int depth) {
    while (chance(w, 0.6)) put_use(w, chance(w, 0.5), 1 + rw_random_index(&w->random, w->vectors));
    const bool divided = depth > 0 && chance(w, 0.8) && put_split(w);
    if (divided) grow_random_tree(w, depth - 1);
    if (divided) grow_random_tree(w, depth - 1);
    if (!divided) rw_text_add(&w->tree, "leaf\n");
}

/* -- A small branch and bound, for certificates that prove something ------------------------------------- */

typedef struct search {
    writer *w;
    const rw_problem *problem;
    rw_lagrangian *g;
    double upper;
    int whole; /* are demands judged as a whole? NEVER, BOTH ways or ALWAYS */
} search;

enum { NEVER, BOTH, ALWAYS };

static void branch(search *s, int depth);

/* What is decided, to come back to. */
typedef struct state {
    unsigned char option[BINARIES], source[BINARIES], demand[BINARIES];
} state;

static void copy_state(const search *s, state *to, const state *from) {
    const size_t options = (size_t)s->problem->option_count, sources = (size_t)s->problem->source_count,
                 demands = (size_t)s->problem->demand_count;
    if (from) {
        memcpy(s->g->option_alive, from->option, options);
        memcpy(s->g->source, from->source, sources);
        memcpy(s->g->demand, from->demand, demands);
    } else {
        memcpy(to->option, s->g->option_alive, options);
        memcpy(to->source, s->g->source, sources);
        memcpy(to->demand, s->g->demand, demands);
    }
}

/* Sides that cannot be (a closed source that must be open) are pruned by the checker: any bound will do. */
static void split_end(search *s, bool source, int index, int depth) {
    rw_text_addf(&s->w->tree, "split %s %d\n", source ? "source" : "demand", index + 1);
    unsigned char *decision = source ? &s->g->source[index] : &s->g->demand[index];
    *decision = RW_NO;
    branch(s, depth);
    *decision = RW_YES;
    branch(s, depth);
    *decision = RW_FREE;
}

static void split_arc(search *s, int a, int depth) {
    const rw_problem_arc *arc = &s->problem->arcs[a];
    const int j = arc->head - s->problem->source_count;
    state before;
    copy_state(s, &before, NULL);
    rw_text_addf(&s->w->tree, "split arc %d\n", a + 1);
    memset(s->g->option_alive + arc->first_option, 0, (size_t)arc->option_count);
    branch(s, depth);
    copy_state(s, NULL, &before);
    const bool possible = s->g->source[arc->tail] != RW_NO && s->g->demand[j] != RW_NO;
    s->g->source[arc->tail] = s->g->demand[j] = RW_YES;
    s->g->arc[a] = RW_YES;
    if (possible)
        branch(s, depth);
    else
        rw_text_add(&s->w->tree, "leaf\n");
    s->g->arc[a] = RW_FREE;
    copy_state(s, NULL, &before);
}

static void split_option(search *s, int a, int depth) {
    const rw_problem_arc *arc = &s->problem->arcs[a];
    const int at = 1 + rw_random_index(&s->w->random, arc->option_count - 1);
    state before;
    copy_state(s, &before, NULL);
    rw_text_addf(&s->w->tree, "split option %d %d\n", a + 1, at + 1);
    memset(s->g->option_alive + arc->first_option + at, 0, (size_t)(arc->option_count - at));
    branch(s, depth);
    copy_state(s, NULL, &before);
    memset(s->g->option_alive + arc->first_option, 0, (size_t)at);
    branch(s, depth);
    copy_state(s, NULL, &before);
}

/* Splits something that is still open; a leaf if there is nothing. */
static void split_any(search *s, int depth) {
    const rw_problem *p = s->problem;
    const int first = rw_random_index(&s->w->random, 1000), sources = p->source_count,
              demands = p->demand_count, all = sources + demands + 2 * p->arc_count;
    for (int n = 0; n < all; ++n) {
        const int at = (first + n) % all, a = (at - sources - demands) / 2;
        if (at < sources) {
            if (s->g->source[at] != RW_FREE) continue;
            split_end(s, true, at, depth);
        } else if (at < sources + demands) {
            if (s->g->demand[at - sources] != RW_FREE) continue;
            split_end(s, false, at - sources, depth);
        } else if ((at - sources - demands) % 2) {
            if (p->arcs[a].option_count < 2) continue;
            split_option(s, a, depth);
        } else {
            if (s->g->arc[a] == RW_YES) continue;
            split_arc(s, a, depth);
        }
        return;
    }
    rw_text_add(&s->w->tree, "leaf\n");
}

/* Ascended prices, from `start` (which may be NULL); they are left in g->price. */
static double ascend(search *s, const double *start) {
    rw_ascent ascent;
    CU_ASSERT_EQUAL_FATAL(rw_ascent_start(&ascent, s->g, start), RW_OK);
    rw_ascent_run(&ascent, ITERATIONS, isinf(s->upper) ? 1e4 : s->upper, NULL);
    const double bound = rw_lagrangian_evaluate(s->g, ascent.best);
    rw_ascent_free(&ascent);
    return bound;
}

/* First by price, then as a whole from there, and in the certificate as one of these or as both. */
static void branch(search *s, int depth) {
    rw_lagrangian_forget(s->g);
    double bound = ascend(s, NULL);
    if (s->whole != ALWAYS) {
        put_vector(s->w, &s->g->at, s->g->price);
        put_use(s->w, false, s->w->vectors);
    }
    if (s->whole != NEVER) {
        double start[MOST_PRICES];
        memcpy(start, s->g->price, (size_t)s->g->at.count * sizeof *start);
        (void)rw_lagrangian_judge_whole(s->g, start);
        bound = fmax(bound, ascend(s, start));
        put_vector(s->w, &s->g->at, s->g->price);
        put_use(s->w, true, s->w->vectors);
        rw_lagrangian_judge_by_price(s->g);
    }
    if (depth == 0 || bound >= s->upper)
        rw_text_add(&s->w->tree, "leaf\n");
    else
        split_any(s, depth - 1);
}

/* A tree with ascended prices in every node. */
static void grow_good_tree(rw_context *context, writer *w, const rw_problem *problem, double upper) {
    rw_lagrangian g;
    CU_ASSERT_EQUAL_FATAL(rw_lagrangian_start(&g, context, problem, NULL), RW_OK);
    search s = {.w = w, .problem = problem, .g = &g, .upper = upper, .whole = rw_random_index(&w->random, 3)};
    branch(&s, DEPTH);
    rw_lagrangian_free(&g);
}

/* -- Changing certificates ------------------------------------------------------------------------------- */

static size_t line_at(const char *text, size_t at) {
    while (at > 0 && text[at - 1] != '\n') --at;
    return at;
}

/* Drops, doubles or moves a line, or changes a digit or any byte. */
static void change(rw_random *random, const char *text, rw_text *out) {
    static const char bytes[] = "0123456789 -.e\nlusp#\x01";
    const size_t length = strlen(text), at = (size_t)rw_random_index(random, (int)length),
                 line = line_at(text, at), end = line + strcspn(text + line, "\n"),
                 next = end < length ? end + 1 : end,
                 other = line_at(text, (size_t)rw_random_index(random, (int)length)),
                 digit = at + strcspn(text + at, "0123456789");
    const int kind = rw_random_index(random, 8);
    const char byte[] = {bytes[rw_random_index(random, (int)sizeof bytes - 1)], '\0'},
               ten[] = {bytes[rw_random_index(random, 10)], '\0'};
    rw_text_clear(out);
    if (kind < 2) {
        rw_text_add_length(out, text, at);
        rw_text_add(out, byte);
        rw_text_add(out, text + at + kind);
    } else if (kind < 5 && digit < length) {
        rw_text_add_length(out, text, digit);
        rw_text_add(out, ten);
        rw_text_add(out, text + digit + 1);
    } else if (kind == 5) {
        rw_text_add_length(out, text, line);
        rw_text_add(out, text + next);
    } else if (kind == 6) {
        rw_text_add_length(out, text, next);
        rw_text_add(out, text + line);
    } else {
        rw_text_add_length(out, text, other);
        rw_text_add_length(out, text + line, next - line);
        rw_text_add(out, text + other);
    }
}

/* -- Below the optimum ----------------------------------------------------------------------------------- */

/* What came of all the certificates, so that the test says when it tests little. */
typedef struct tally {
    int runs, rejected, unchanged, tight, no_plan, infeasible, feasible;
    long eliminated, blindly; /* without a known plan */
} tally;

/* The optimum is a double below the exact one, at most an ulp. */
static bool below(const verdict *v, const rw_result *right) {
    if (right->outcome == RW_OUTCOME_INFEASIBLE || v->exit_code == 2) return true;
    return v->exit_code == 0 && !v->no_plan && v->bound <= nextafter(right->cost_eur_per_yr, RW_INFINITY);
}

static bool try_certificate(const bench *b, const rw_text *text, const rw_result *right, tally *n,
                            verdict *v) {
    test_write(b->folder, "certificate.txt", rw_text_string(text));
    *v = run(b);
    ++n->runs;
    n->rejected += v->exit_code == 2;
    n->eliminated += v->eliminated;
    if (!below(v, right)) printf("\n    bound %.17g, optimum %.17g\n", v->bound, right->cost_eur_per_yr);
    return below(v, right);
}

/* Random trees with random prices, referring to a plan that is right, too dear, too cheap, or not there. */
static bool random_trees_hold(rw_context *context, const bench *b, const rw_problem *problem, uint64_t seed,
                              const rw_result *right, tally *n) {
    bool good = true;
    for (int tree = 0; tree < RANDOM_TREES && good; ++tree) {
        writer w = start_writer(context, seed * 100 + (uint64_t)tree, problem);
        rw_text text;
        verdict v;
        rw_text_start(&text, context);
        for (int vector = 1 + rw_random_index(&w.random, 4); vector > 0; --vector) put_random_vector(&w);
        grow_random_tree(&w, DEPTH);
        const double off = tree - 1; /* too cheap, right, too dear, none */
        put_together(&w,
                     tree == 3 || right->outcome != RW_OUTCOME_OPTIMAL ? RW_INFINITY
                                                                       : right->cost_eur_per_yr + off,
                     &text);
        good = try_certificate(b, &text, right, n, &v) && v.exit_code == 0;
        if (tree == 3) n->blindly += v.eliminated;
        rw_text_free(&text);
        free_writer(&w);
    }
    return good;
}

/* A tree that nearly proves the optimum: it may eliminate much, and a mistake anywhere would show. */
static bool good_tree_holds(rw_context *context, const bench *b, const rw_problem *problem, uint64_t seed,
                            const rw_result *right, tally *n) {
    const double optimum = right->cost_eur_per_yr;
    const bool feasible = right->outcome == RW_OUTCOME_OPTIMAL;
    writer w = start_writer(context, seed, problem);
    rw_text text, changed, twice;
    verdict v, v2;
    rw_text_start(&text, context);
    rw_text_start(&changed, context);
    rw_text_start(&twice, context);
    const double upper =
        feasible ? optimum + 1e-3 + (chance(&w, 0.5) ? 0.02 * fabs(optimum) : 0) : RW_INFINITY;
    grow_good_tree(context, &w, problem, upper);
    put_together(&w, upper, &text);
    bool good = try_certificate(b, &text, right, n, &v) && v.exit_code == 0;
    n->feasible += feasible;
    n->infeasible += !feasible;
    n->no_plan += !feasible && v.no_plan;
    n->tight += feasible && v.bound >= optimum - 1e-3 * fabs(optimum);
    for (int m = 0; m < MUTATIONS && good; ++m) {
        change(&w.random, rw_text_string(&text), &changed);
        if (m % 2) change(&w.random, rw_text_string(&changed), &twice);
        good = try_certificate(b, m % 2 ? &twice : &changed, right, n, &v2);
        n->unchanged += v2.exit_code == 0 && v2.bound == v.bound;
    }
    rw_text_free(&text);
    rw_text_free(&changed);
    rw_text_free(&twice);
    free_writer(&w);
    return good;
}

/* Whatever stands in the problem, there is a verdict or a refusal (run_checker asserts that). */
static void change_problem(rw_context *context, const bench *b, uint64_t seed) {
    rw_arena arena;
    rw_arena_start(&arena, context);
    rw_random random = {seed};
    rw_text changed;
    char *text;
    size_t length;
    rw_text_start(&changed, context);
    CU_ASSERT_EQUAL_FATAL(rw_file_read(&arena, b->problem, &text, &length), RW_OK);
    for (int m = 0; m < MUTATIONS / 2; ++m) {
        change(&random, text, &changed);
        test_write(b->folder, "problem.txt", rw_text_string(&changed));
        (void)run(b);
    }
    rw_text_free(&changed);
    rw_arena_free(&arena);
}

static void test_never_above_the_optimum(void) {
    const bench b = start_bench();
    int wrong = 0;
    tally n = {0};
    rw_parameters oracle = rw_parameters_default();
    (void)snprintf(oracle.solver, sizeof oracle.solver, "enumerate");
    for (int i = 0; i < PROBLEMS * test_factor() && wrong < 5; ++i) {
        rw_context *context = rw_context_create(NULL);
        rw_problem problem;
        rw_result right;
        const uint64_t seed = 40000 + (uint64_t)i;
        CU_ASSERT_EQUAL_FATAL(random_problem(context, seed, BINARIES, &problem), RW_OK);
        CU_ASSERT_EQUAL_FATAL(rw_solve(context, &oracle, &problem, &right), RW_OK);
        CU_ASSERT_EQUAL_FATAL(rw_problem_write(context, &problem, b.problem), RW_OK);
        if (!random_trees_hold(context, &b, &problem, seed, &right, &n) ||
            !good_tree_holds(context, &b, &problem, seed, &right, &n)) {
            printf("\n    seed %llu\n", (unsigned long long)seed);
            ++wrong;
        }
        change_problem(context, &b, seed);
        rw_result_free(&right);
        rw_problem_free(&problem);
        rw_context_free(context);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    if (wrong > 0) return;
    const bool much = n.tight > n.feasible / 2 && n.no_plan > n.infeasible / 4 && n.rejected > n.runs / 10 &&
                      n.rejected < n.runs * 2 / 3 && n.eliminated > n.runs && n.blindly > PROBLEMS / 10;
    if (!much)
        printf("\n    runs %d, rejected %d, unchanged %d, tight %d of %d, no plan %d of %d, eliminations "
               "%ld, %ld\n",
               n.runs, n.rejected, n.unchanged, n.tight, n.feasible, n.no_plan, n.infeasible, n.eliminated,
               n.blindly);
    CU_ASSERT_TRUE(much);
}

/* -- As the solvers' own bound, and below the exact one -------------------------------------------------- */

/* Prices that are in their ranges. */
static void random_prices(rw_random *random, const rw_lagrangian *g, double size, double *price) {
    for (int n = 0; n < g->at.count; ++n)
        price[n] = n % 3 == 0 && n >= g->at.source ? 0 : fabs(size * rw_random_normal(random));
    for (int b = 0; b < g->at.source; ++b)
        price[b] = fmin(price[b] - 0.2 * size, g->problem->bands[b].backup_eur_per_mw_yr);
}

/* What a tree without splits proves that uses all of the writer's vectors. */
static verdict proven_by(rw_context *context, const bench *b, const writer *w, double upper) {
    writer one = *w;
    rw_text text;
    rw_text_start(&text, context);
    rw_text_start(&one.tree, context);
    rw_text_add(&one.tree, rw_text_string(&w->tree));
    rw_text_add(&one.tree, "leaf\n");
    put_together(&one, upper, &text);
    test_write(b->folder, "certificate.txt", rw_text_string(&text));
    const verdict v = run(b);
    CU_ASSERT_EQUAL(v.exit_code, 0);
    rw_text_free(&text);
    rw_text_free(&one.tree);
    return v;
}

/* More is proven than expected only where that may be. */
static bool as_expected(double proven, double expected, bool more) {
    if (proven == expected || (more && proven > expected)) return true;
    return fabs(proven - expected) <= 1e-9 * fmax(1, fabs(expected));
}

/* Two evaluations, the second with what the first leaves: the checker's values are those of solvers/common.
 * Of options to demands judged as a whole the checker may leave fewer, since arcs without options and options
 * beside forced arcs are not looked at as closely there. */
static bool agrees(rw_context *context, const bench *b, uint64_t seed, bool whole) {
    rw_problem problem;
    rw_lagrangian g;
    CU_ASSERT_EQUAL_FATAL(random_problem(context, seed, BINARIES, &problem), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_problem_write(context, &problem, b->problem), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_lagrangian_start(&g, context, &problem, NULL), RW_OK);
    if (whole) (void)rw_lagrangian_judge_whole(&g, NULL);
    writer w = start_writer(context, seed, &problem);
    double *price = rw_allocate(context, (size_t)g.at.count, sizeof *price), upper = RW_INFINITY,
           least = -RW_INFINITY;
    CU_ASSERT_PTR_NOT_NULL_FATAL(price);
    bool good = true;
    for (int n = 0; n < 2; ++n) {
        random_prices(&w.random, &g, chance(&w, 0.5) ? 200 : 20, price);
        put_vector(&w, &g.at, price);
        put_use(&w, whole, n + 1);
        const double bound = rw_lagrangian_evaluate(&g, price);
        if (n == 0 && !isinf(bound)) upper = bound + rw_random_between(&w.random, 1, 400);
        least = fmax(least, bound);
        const verdict v = proven_by(context, b, &w, upper);
        if (!as_expected(v.proven, least, whole && n > 0)) {
            printf("\n    seed %llu, evaluation %d: %.12g, expected %.12g\n", (unsigned long long)seed, n + 1,
                   v.proven, least);
            good = false;
        }
        if (v.no_plan || isinf(upper)) break; /* proven: nothing more is eliminated */
        (void)rw_lagrangian_fix(&g, upper);
    }
    rw_release(context, price);
    free_writer(&w);
    rw_lagrangian_free(&g);
    rw_problem_free(&problem);
    return good;
}

static void expect_agreement(uint64_t first_seed, int problems, bool whole) {
    const bench b = start_bench();
    int wrong = 0;
    for (int i = 0; i < problems * test_factor() && wrong < 5; ++i) {
        rw_context *context = rw_context_create(NULL);
        wrong += !agrees(context, &b, first_seed + (uint64_t)i, whole);
        rw_context_free(context);
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static void test_agrees_with_the_lagrangian(void) {
    expect_agreement(50000, PROBLEMS, false);
}

static void test_agrees_on_demands_as_a_whole(void) {
    expect_agreement(52000, 5 * PROBLEMS, true);
}

/* -- What our branch and bound writes -------------------------------------------------------------------- */

static bool take_certificate(void *text, const char *part, size_t length) {
    rw_text_add_length(text, part, length);
    return true;
}

/* Solved, and its certificate. Some searches are cut short: what is left open is a leaf too. */
static void solve_certified(rw_context *context, const rw_problem *problem, uint64_t seed, rw_text *text,
                            rw_result *result) {
    rw_parameters parameters = rw_parameters_default();
    (void)snprintf(parameters.solver, sizeof parameters.solver, "bnb");
    parameters.gap = parameters.cost_gap = 0;
    parameters.node_limit = seed % 4 ? 1000000 : 1 + (int)(seed / 4 % 5);
    rw_context_set_certificate(context, take_certificate, text);
    CU_ASSERT_EQUAL_FATAL(rw_solve(context, &parameters, problem, result), RW_OK);
    rw_context_set_certificate(context, NULL, NULL);
}

/* Its bound is confirmed, and no change to the certificate makes it say more than the truth. */
static bool own_certificate_holds(rw_context *context, const bench *b, const rw_problem *problem,
                                  uint64_t seed, const rw_result *right, tally *n) {
    rw_random random = {seed};
    rw_text text, changed;
    rw_result own;
    verdict v, v2;
    rw_text_start(&text, context);
    rw_text_start(&changed, context);
    solve_certified(context, problem, seed, &text, &own);
    const double claimed = own.bound_eur_per_yr;
    bool good = try_certificate(b, &text, right ? right : &own, n, &v) && v.exit_code == 0;
    const bool confirmed =
        own.outcome == RW_OUTCOME_INFEASIBLE ? v.no_plan : v.bound >= claimed - 1e-6 * fmax(1, fabs(claimed));
    if (!confirmed) printf("\n    certified %.12g, claimed %.12g\n", v.bound, claimed);
    for (int m = 0; m < MUTATIONS && right && good; ++m) {
        change(&random, rw_text_string(&text), &changed);
        good = try_certificate(b, &changed, right, n, &v2);
    }
    n->feasible += own.outcome >= RW_OUTCOME_FEASIBLE;
    n->infeasible += own.outcome == RW_OUTCOME_INFEASIBLE;
    n->tight += own.outcome >= RW_OUTCOME_FEASIBLE && v.leaves > 1;
    rw_result_free(&own);
    rw_text_free(&text);
    rw_text_free(&changed);
    return good && confirmed;
}

static void test_own_certificates(void) {
    const bench b = start_bench();
    int wrong = 0;
    tally n = {0};
    rw_parameters oracle = rw_parameters_default();
    (void)snprintf(oracle.solver, sizeof oracle.solver, "enumerate");
    for (int i = 0; i < 3 * PROBLEMS * test_factor() && wrong < 5; ++i) {
        rw_context *context = rw_context_create(NULL);
        rw_problem problem;
        rw_result right;
        const uint64_t seed = 54000 + (uint64_t)i;
        const bool small = i % 3 != 0; /* for the oracle */
        CU_ASSERT_EQUAL_FATAL(random_problem(context, seed, small ? BINARIES : MANY_BINARIES, &problem),
                              RW_OK);
        CU_ASSERT_EQUAL_FATAL(rw_problem_write(context, &problem, b.problem), RW_OK);
        if (small) CU_ASSERT_EQUAL_FATAL(rw_solve(context, &oracle, &problem, &right), RW_OK);
        if (!own_certificate_holds(context, &b, &problem, seed, small ? &right : NULL, &n)) {
            printf("\n    seed %llu\n", (unsigned long long)seed);
            ++wrong;
        }
        if (small) rw_result_free(&right);
        rw_problem_free(&problem);
        rw_context_free(context);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    printf("\n    runs %d, rejected %d, infeasible %d, with a tree %d of %d\n", n.runs, n.rejected,
           n.infeasible, n.tight, n.feasible);
}

/* Zeros and quarters, which doubles add and multiply exactly, and some numbers that they do not: a rounding
 * in the wrong direction must not hide behind many in the right one. */
typedef struct grain {
    rw_random *random;
    double rough; /* share of rough numbers */
} grain;

/* Zero or more, unless `any` sign will do. */
static double rough(const grain *g, bool any) {
    const double kind = rw_random_unit(g->random);
    const double value = kind < g->rough
                             ? ldexp(1 + rw_random_unit(g->random), rw_random_index(g->random, 8) - 2)
                         : rw_random_unit(g->random) < 0.15 ? 0
                                                            : 0.25 * (1 + rw_random_index(g->random, 8));
    return any && rw_random_unit(g->random) < 0.5 ? -value : value;
}

static void roughen(const grain *g, double *values, size_t count, bool any) {
    for (size_t n = 0; n < count; ++n) values[n] = rough(g, any);
}

/* From one field of an item to another. */
#define ROUGHEN(g, item, first, last)                                                                        \
    roughen((g), &(item).first, (size_t)(&(item).last - &(item).first) + 1, false)

/* Rows of every kind in every other problem. */
static void add_rows(const grain *g, rw_problem *p) {
    rw_problem_limit *limit;
    const bool exclusive = rw_random_index(g->random, 2);
    if (rw_random_index(g->random, 2))
        CU_ASSERT_EQUAL_FATAL(rw_problem_add_place(p, (rw_problem_place){0}), RW_OK);
    if (rw_random_index(g->random, 2)) CU_ASSERT_EQUAL_FATAL(rw_problem_add_limit(p, 0, &limit), RW_OK);
    for (int k = 0; k < p->option_count; ++k)
        p->options[k].place = rw_random_index(g->random, p->place_count + 1) - 1;
    for (int a = 0; a < p->arc_count; ++a) p->arcs[a].exclusive = exclusive;
    for (int j = 0; j < p->demand_count; ++j) {
        p->demands[j].place = rw_random_index(g->random, p->place_count + 1) - 1;
        p->demands[j].max_arcs = rw_random_index(g->random, 2) ? 1 + rw_random_index(g->random, 3) : INT_MAX;
    }
}

static void roughen_problem(const grain *g, rw_problem *p) {
    for (int i = 0; i < p->source_count; ++i) {
        ROUGHEN(g, p->sources[i], capacity_mw, availability_share);
        p->sources[i].open_eur_per_yr = rough(g, true);
    }
    for (int n = 0; n < p->place_count; ++n) ROUGHEN(g, p->places[n], headroom_mwe, extra_eur_per_mwe_yr);
    for (int b = 0; b < p->band_count; ++b) {
        ROUGHEN(g, p->bands[b], width_mw, hours_h);
        p->bands[b].backup_eur_per_mw_yr = 999; /* above all prices, so that none has to be moved */
    }
    for (int j = 0; j < p->demand_count; ++j) {
        p->demands[j].connect_eur_per_yr = rough(g, true);
        p->demands[j].skip_eur_per_yr = rough(g, true);
        p->demands[j].min_mwh_per_yr = rough(g, false);
        p->demands[j].power_mwe = rough(g, false);
    }
    for (int k = 0; k < p->option_count; ++k) {
        ROUGHEN(g, p->options[k], carry, capacity_mw);
        p->options[k].fixed_eur_per_yr = rough(g, true);
        if (rw_random_unit(g->random) < 0.8) p->options[k].capacity_mw += p->options[k].carry0_mw;
    }
    roughen(g, p->unit_eur_per_mw_yr, p->unit_count, true);
    for (int l = 0; l < p->limit_count; ++l) {
        const int count = p->source_count + 2 * p->demand_count + p->band_count + p->option_count;
        p->limits[l].max = rough(g, true);
        roughen(g, p->limits[l].open, (size_t)count + p->unit_count, false);
    }
}

/* A problem, prices, and what the checker makes of them. */
typedef struct rounding {
    rw_problem problem;
    rw_lagrangian g; /* for the order of its prices */
    double *price;
} rounding;

static void start_rounding(rw_context *context, const char *folder, uint64_t seed, int number, rounding *r) {
    char path[PATH_BYTES + 40];
    CU_ASSERT_EQUAL_FATAL(random_problem(context, seed, 6 + (int)(seed % 5), &r->problem), RW_OK);
    writer w = start_writer(context, seed, &r->problem);
    const grain size = {&w.random, chance(&w, 0.6) ? 0.05 : 0.2};
    add_rows(&size, &r->problem);
    roughen_problem(&size, &r->problem);
    CU_ASSERT_EQUAL_FATAL(rw_lagrangian_start(&r->g, context, &r->problem, NULL), RW_OK);
    const size_t signed_prices = (size_t)r->g.at.source, prices = (size_t)r->g.at.count;
    r->price = rw_allocate(context, prices, sizeof *r->price);
    CU_ASSERT_PTR_NOT_NULL_FATAL(r->price);
    roughen(&size, r->price, signed_prices, true);
    for (size_t n = 0; n < signed_prices; ++n) r->price[n] += chance(&w, 0.5) ? 4 : 128; /* most arcs gain */
    roughen(&size, r->price + signed_prices, prices - signed_prices, false);
    put_vector(&w, &r->g.at, r->price);
    rw_text_add(&w.tree, "use 1\nleaf\n");
    (void)snprintf(path, sizeof path, "%s/problem-%d.txt", folder, number);
    CU_ASSERT_EQUAL_FATAL(rw_problem_write(context, &r->problem, path), RW_OK);
    (void)snprintf(path, sizeof path, "certificate-%d.txt", number);
    rw_text text;
    rw_text_start(&text, context);
    put_together(&w, RW_INFINITY, &text);
    test_write(folder, path, rw_text_string(&text));
    rw_text_free(&text);
    free_writer(&w);
}

/* Never above the rational value, by however little, and hardly below it. */
static void test_rounds_in_the_safe_direction(void) {
    const bench b = start_bench();
    static rounding all[ROUNDINGS];
    static verdict said[ROUNDINGS];
    int wrong = 0, exact = 0, rounded = 0;
    for (int round = 0; round < 80 * test_factor() && wrong < 5; ++round) {
        rw_context *context = rw_context_create(NULL);
        const uint64_t seed = 60000 + (uint64_t)round * ROUNDINGS;
        for (int n = 0; n < ROUNDINGS; ++n) start_rounding(context, b.folder, seed + (uint64_t)n, n, &all[n]);
        run_checker_on_all(b.folder, ROUNDINGS, said);
        for (int n = 0; n < ROUNDINGS; ++n) {
            /* Infinite: a forced arc without a usable option. */
            const double above = isinf(said[n].proven) ? 1e-12
                                                       : exact_bound_above(&all[n].problem, &all[n].g.at,
                                                                           all[n].price, said[n].proven);
            exact += above == 0;
            rounded += above > 0;
            if (above < 0 || above > 1e-10) {
                printf("\n    seed %llu: %.17g is %.3g below\n", (unsigned long long)(seed + (uint64_t)n),
                       said[n].proven, above);
                ++wrong;
            }
            rw_release(context, all[n].price);
            rw_lagrangian_free(&all[n].g);
            rw_problem_free(&all[n].problem);
        }
        rw_context_free(context);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    if (wrong == 0 && (exact < 400 || rounded < 400)) printf("\n    %d exact, %d rounded\n", exact, rounded);
    CU_ASSERT_TRUE(wrong > 0 || (exact >= 400 && rounded >= 400));
}

void suite_certificate(void) {
    CU_pSuite suite = CU_add_suite("certificate", NULL, NULL);
    (void)CU_add_test(suite, "nothing is certified above the optimum", test_never_above_the_optimum);
    (void)CU_add_test(suite, "the bound is that of the solvers", test_agrees_with_the_lagrangian);
    (void)CU_add_test(suite, "the same with demands judged as a whole", test_agrees_on_demands_as_a_whole);
    (void)CU_add_test(suite, "the branch and bound's own certificates", test_own_certificates);
    (void)CU_add_test(suite, "the bound is never rounded up", test_rounds_in_the_safe_direction);
}
