/* The bare problem as text: it reads back as it was, and mistakes are said with line and word. */
#include "base/file.h"
#include "base/number.h"
#include "property/random_problem.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <limits.h>
#include <restwarmte/problem.h>
#include <stdio.h>
#include <string.h>

static char folder[256];

static void path_of(const char *name, char path[300]) {
    (void)snprintf(path, 300, "%s/%s", folder, name);
}

static char *content(rw_arena *arena, const char *path, size_t *length) {
    char *data = NULL;
    CU_ASSERT_EQUAL(rw_file_read(arena, path, &data, length), RW_OK);
    return data;
}

static bool same_option(const rw_option *x, const rw_option *y) {
    return x->carry == y->carry && x->carry0_mw == y->carry0_mw && x->draw == y->draw &&
           x->draw0_mw == y->draw0_mw && x->power == y->power && x->power0_mwe == y->power0_mwe &&
           x->capacity_mw == y->capacity_mw && x->fixed_eur_per_yr == y->fixed_eur_per_yr &&
           x->place == y->place;
}

static bool same_numbers(const rw_problem *a, const rw_problem *b) {
    bool same = a->unit_count == b->unit_count && a->option_count == b->option_count &&
                a->band_count == b->band_count && a->demand_count == b->demand_count &&
                a->limit_count == b->limit_count && a->place_count == b->place_count;
    for (size_t u = 0; same && u < a->unit_count; ++u)
        same = a->unit_eur_per_mw_yr[u] == b->unit_eur_per_mw_yr[u];
    for (int k = 0; same && k < a->option_count; ++k) same = same_option(&a->options[k], &b->options[k]);
    for (int n = 0; same && n < a->band_count; ++n)
        same = a->bands[n].backup_eur_per_mw_yr == b->bands[n].backup_eur_per_mw_yr &&
               a->bands[n].width_mw == b->bands[n].width_mw && a->bands[n].hours_h == b->bands[n].hours_h;
    for (int j = 0; same && j < a->demand_count; ++j)
        same = a->demands[j].max_arcs == b->demands[j].max_arcs && a->demands[j].must == b->demands[j].must &&
               a->demands[j].skip_eur_per_yr == b->demands[j].skip_eur_per_yr;
    return same;
}

/* Reads what was written, writes that, and compares the numbers and both files byte by byte. */
static bool reads_back(rw_context *context, const rw_problem *problem) {
    char first[300], second[300];
    size_t lengths[2] = {0, 0};
    rw_problem again;
    rw_arena arena;
    path_of("first.txt", first);
    path_of("second.txt", second);
    rw_arena_start(&arena, context);
    bool good = rw_problem_write(context, problem, first) == RW_OK;
    good = rw_problem_read(context, first, &again) == RW_OK && good;
    good = rw_problem_write(context, &again, second) == RW_OK && good;
    const char *a = content(&arena, first, &lengths[0]), *b = content(&arena, second, &lengths[1]);
    good = good && lengths[0] == lengths[1] && memcmp(a, b, lengths[0]) == 0 && same_numbers(problem, &again);
    rw_problem_free(&again);
    rw_arena_free(&arena);
    return good;
}

static void test_random_problems_read_back(void) {
    test_folder(folder, sizeof folder);
    for (uint64_t seed = 1; seed <= 200; ++seed) {
        rw_context *context = rw_context_create(NULL);
        rw_problem problem;
        CU_ASSERT_EQUAL_FATAL(random_problem(context, seed, 13, &problem), RW_OK);
        const bool good = reads_back(context, &problem);
        if (!good) printf("\n    seed %llu: %s\n", (unsigned long long)seed, rw_context_message(context));
        CU_ASSERT_TRUE(good);
        rw_problem_free(&problem);
        rw_context_free(context);
    }
}

static void test_awkward_numbers_read_back(void) {
    rw_context *context = rw_context_create(NULL);
    rw_problem p;
    const double unit = 1.0 / 3;
    rw_problem_start(&p, context);
    CU_ASSERT_EQUAL(rw_problem_add_source(&p, (rw_problem_source){0.1 + 0.2, 1e-300, 0, 1, 0}), RW_OK);
    const rw_problem_demand d = {.must = true, .max_arcs = INT_MAX, .place = -1};
    CU_ASSERT_EQUAL(rw_problem_add_demand(&p, d), RW_OK);
    CU_ASSERT_EQUAL(rw_problem_add_band(&p, (rw_problem_band){2.0 / 3, 8760, RW_INFINITY}), RW_OK);
    CU_ASSERT_EQUAL(rw_problem_add_arc(&p, 0, 1, false, 0), RW_OK);
    CU_ASSERT_EQUAL(rw_problem_add_option(&p, (rw_option){1, 0, 1, 0, 0, 0, 1e15, -0.0, -1}, &unit), RW_OK);
    test_folder(folder, sizeof folder);
    CU_ASSERT_TRUE(reads_back(context, &p));
    rw_problem_free(&p);
    rw_context_free(context);
}

#define START  "restwarmte-problem 1\n"
#define SOURCE "source 2 30 0 1\n"
#define DEMAND "demand must 0 0 0 - - 0 1\n"
#define BAND   "band 1 1 500\n"
#define ARC    "arc s1 d1 free -\n"
#define OPTION "option 1 0 1 0 0 0 5 100 - 50\n"

/* Reads the text and expects an error at this line and word (0: at any word). */
static void expect_mistake(const char *text, int line, int word) {
    char path[300];
    rw_context *context = rw_context_create(NULL);
    rw_problem problem;
    test_write(folder, "bad.txt", text);
    path_of("bad.txt", path);
    const rw_status status = rw_problem_read(context, path, &problem);
    bool good = false;
    for (size_t i = 0; i < rw_context_finding_count(context); ++i) {
        const rw_finding *f = rw_context_finding(context, i);
        good =
            good || (f->severity == RW_SEVERITY_ERROR && f->line == line && (word == 0 || f->column == word));
    }
    if (status == RW_OK || !good) {
        printf("\n    wanted %d:%d (status %d) for:\n%s", line, word, (int)status, text);
        for (size_t i = 0; i < rw_context_finding_count(context); ++i)
            printf("    got %d:%d %s\n", rw_context_finding(context, i)->line,
                   rw_context_finding(context, i)->column, rw_context_finding(context, i)->message);
    }
    CU_ASSERT_NOT_EQUAL(status, RW_OK);
    CU_ASSERT_TRUE(good);
    rw_problem_free(&problem);
    rw_context_free(context);
}

static void test_whole_text_is_read(void) {
    char path[300];
    rw_context *context = rw_context_create(NULL);
    rw_problem p;
    test_folder(folder, sizeof folder);
    test_write(folder, "good.txt",
               START "# a remark\n" SOURCE "\n" DEMAND BAND "  arc   s1\td1 forced - # another\n" OPTION
                     "limit 70\n"
                     "open 1 2.5\nfixed 1 -1\nend\n");
    path_of("good.txt", path);
    CU_ASSERT_EQUAL_FATAL(rw_problem_read(context, path, &p), RW_OK);
    CU_ASSERT_EQUAL(p.source_count, 1);
    CU_ASSERT_EQUAL(p.arc_count, 1);
    CU_ASSERT_TRUE(p.arcs[0].forced);
    CU_ASSERT_EQUAL(p.option_count, 1);
    CU_ASSERT_EQUAL(p.unit_eur_per_mw_yr[0], 50);
    CU_ASSERT_EQUAL_FATAL(p.limit_count, 1);
    CU_ASSERT_EQUAL(p.limits[0].max, 70);
    CU_ASSERT_EQUAL(p.limits[0].open[0], 2.5);
    CU_ASSERT_EQUAL(p.limits[0].fixed[0], -1);
    CU_ASSERT_EQUAL(p.limits[0].unit[0], 0);
    rw_problem_free(&p);
    rw_context_free(context);
}

static void test_mistakes_are_said_with_line_and_word(void) {
    test_folder(folder, sizeof folder);
    expect_mistake("something else\n", 1, 0);
    expect_mistake("restwarmte-problem 2\nend\n", 1, 2);
    expect_mistake(START "source 2 x 0 1\nend\n", 2, 3);
    expect_mistake(START "source 2 nan 0 1\nend\n", 2, 3);
    expect_mistake(START "source 2 30 0\nend\n", 2, 0);
    expect_mistake(START "source 2 30 0 1 9\nend\n", 2, 0);
    expect_mistake(START "sauce 2 30 0 1\nend\n", 2, 1);
    expect_mistake(START SOURCE "demand maybe 0 0 0 - - 0 1\nend\n", 3, 2);
    expect_mistake(START BAND "end\n", 2, 0);                      /* a band of no demand */
    expect_mistake(START SOURCE DEMAND BAND OPTION "end\n", 5, 0); /* an option of no arc */
    expect_mistake(START SOURCE DEMAND BAND "arc s2 d1 free -\nend\n", 5, 2);
    expect_mistake(START SOURCE DEMAND BAND "arc s1 d2 free -\nend\n", 5, 3);
    expect_mistake(START SOURCE DEMAND BAND "arc s1 q1 free -\nend\n", 5, 3);
    expect_mistake(START SOURCE DEMAND BAND "arc d1 s1 free -\nend\n", 5, 0); /* from a demand to a source */
    expect_mistake(START SOURCE DEMAND BAND ARC "option 1 0 1 0 0 0 5 100 -\nend\n", 6, 0);
    expect_mistake(START SOURCE DEMAND BAND ARC "option 1 0 1 0 0 0 5 100 - 50 60\nend\n", 6, 0);
    expect_mistake(START SOURCE DEMAND BAND ARC "option 1 0 1 0 0 0 5 100 3 50\nend\n", 6,
                   10); /* no such place */
    expect_mistake(START SOURCE DEMAND BAND ARC OPTION "limit 1\nopen 2 1\nend\n", 8, 2);
    expect_mistake(START SOURCE DEMAND BAND ARC OPTION "open 1 1\nend\n", 7, 0); /* of no limit */
    expect_mistake(START "limit 1\n" SOURCE "end\n", 3, 1); /* a limit has room for what stands above */
    expect_mistake(START SOURCE DEMAND BAND ARC "limit 1\n" OPTION "fixed 1 2\nend\n", 7, 1);
    expect_mistake(START "demand must 0 0 0 - 4 0 1\nend\n", 2, 7); /* no such place */
}

static void test_a_text_that_is_cut_off_is_refused(void) {
    char path[300];
    static const char *const texts[] = {"", START, START SOURCE DEMAND BAND ARC OPTION};
    test_folder(folder, sizeof folder);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) {
        rw_context *context = rw_context_create(NULL);
        rw_problem problem;
        test_write(folder, "cut.txt", texts[i]);
        path_of("cut.txt", path);
        CU_ASSERT_NOT_EQUAL(rw_problem_read(context, path, &problem), RW_OK); /* there is no "end" */
        rw_problem_free(&problem);
        rw_context_free(context);
    }
}

static void test_negative_sizes_are_refused(void) {
    test_folder(folder, sizeof folder);
    expect_mistake(START "source -2 30 0 1\nend\n", 2, 2);
    expect_mistake(START SOURCE DEMAND "band -1 1 500\nend\n", 4, 2);
    expect_mistake(START "place -1 0 0\nend\n", 2, 2);
}

void suite_problem_text(void) {
    CU_pSuite suite = CU_add_suite("problem text", NULL, NULL);
    (void)CU_add_test(suite, "random problems read back", test_random_problems_read_back);
    (void)CU_add_test(suite, "awkward numbers read back", test_awkward_numbers_read_back);
    (void)CU_add_test(suite, "the whole text is read", test_whole_text_is_read);
    (void)CU_add_test(suite, "mistakes are said with line and word",
                      test_mistakes_are_said_with_line_and_word);
    (void)CU_add_test(suite, "a text that is cut off is refused", test_a_text_that_is_cut_off_is_refused);
    (void)CU_add_test(suite, "negative sizes are refused", test_negative_sizes_are_refused);
}
