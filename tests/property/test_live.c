/* The live certificate: what the page's script says at random positions of its sliders is what the program
 * says there, and its bound is never above what a fresh solve costs. */
#include "base/file.h"
#include "base/number.h"
#include "pipeline/live.h"
#include "pipeline/precision.h"
#include "plan/cost.h"
#include "property/random_study.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_POSITIONS = 2000 };

typedef struct asked {
    const char *folder;
    int source; /* -1: the report; otherwise the memo of this source */
    int positions, solves;
    rw_override override; /* name NULL: none */
} asked;

typedef struct fixture {
    const asked *asked;
    rw_context *context;
    rw_study *study;
    rw_change change;
    rw_trial trial[RW_LIVE_SIDES];
    rw_live live;
    rw_random random;
    rw_live_position position[MOST_POSITIONS];
    char folder[256];
} fixture;

static rw_condition condition_of(const fixture *f, int side) {
    if (f->asked->source < 0) return (rw_condition){RW_MUST_NOTHING, -1};
    return (rw_condition){side == 0 ? RW_MUST_USE_SOURCE : RW_MUST_AVOID_SOURCE, f->asked->source};
}

static bool solve_sides(fixture *f) {
    const rw_effort effort = rw_precise_effort(f->study, 60);
    const int sides = f->asked->source < 0 ? 1 : 2;
    rw_source_decision decisions[RW_LIVE_SIDES];
    const rw_plan *plans[RW_LIVE_SIDES];
    rw_variant variant;
    bool solved = true;
    CU_ASSERT_EQUAL_FATAL(rw_variant_build(f->context, f->study, &f->change, &variant), RW_OK);
    for (int n = 0; n < sides; ++n) {
        const rw_condition condition = condition_of(f, n);
        CU_ASSERT_EQUAL_FATAL(rw_variant_solve(f->context, &variant, &condition, &effort, &f->trial[n]),
                              RW_OK);
        solved = solved && f->trial[n].solved;
        decisions[n] = (rw_source_decision){f->asked->source, n == 0};
        plans[n] = &f->trial[n].plan;
    }
    if (solved)
        CU_ASSERT_EQUAL_FATAL(
            rw_live_find(f->context, f->study, &f->change, plans, decisions, sides, &f->live), RW_OK);
    rw_variant_free(&variant);
    return solved;
}

static bool start(fixture *f, const asked *what) {
    memset(f, 0, sizeof *f);
    f->asked = what;
    f->random.state = 11;
    f->context = rw_context_create(NULL);
    f->change = rw_change_none();
    f->change.source = what->source;
    test_folder(f->folder, sizeof f->folder);
    CU_ASSERT_EQUAL_FATAL(
        rw_study_read(f->context, what->folder, &what->override, what->override.name ? 1 : 0, &f->study),
        RW_OK);
    if (!solve_sides(f)) return false;
    CU_ASSERT_TRUE(f->live.costs.polynomial);
    return f->live.costs.polynomial;
}

static void end(fixture *f) {
    rw_live_free(&f->live);
    for (int n = 0; n < RW_LIVE_SIDES; ++n) rw_trial_free(&f->trial[n]);
    rw_study_free(f->study);
    rw_context_free(f->context);
}

/* Anywhere between the ends, some sliders at an end and some untouched. */
static void draw_positions(fixture *f) {
    const rw_live_costs *c = &f->live.costs;
    for (int n = 0; n < f->asked->positions; ++n) {
        rw_live_position *at = &f->position[n];
        *at = rw_live_today(c);
        for (int k = 0; k < c->slider_count; ++k) {
            const rw_live_slider *s = &c->slider[k];
            const double kind = rw_random_unit(&f->random);
            if (kind < 0.15)
                at->value[k] = rw_random_unit(&f->random) < 0.5 ? s->low : s->high;
            else if (kind < 0.8)
                at->value[k] = rw_random_between(&f->random, s->low, s->high);
        }
        at->commitment = rw_random_index(&f->random, c->commitment_count);
    }
}

/* -- The page's script --------------------------------------------------------------------------------- */

static void write_numbers(fixture *f) {
    rw_text text;
    rw_text_start(&text, f->context);
    CU_ASSERT_EQUAL(rw_live_json(f->context, &f->live, "restwarmte solve study", &text), RW_OK);
    test_write(f->folder, "numbers.json", rw_text_string(&text));
    rw_text_clear(&text);
    for (int n = 0; n < f->asked->positions; ++n) {
        rw_text_add(&text, n == 0 ? "[" : ",");
        rw_text_add(&text, "{\"value\":[");
        for (int k = 0; k < f->live.costs.slider_count; ++k) {
            rw_text_add(&text, k == 0 ? "" : ",");
            rw_text_shortest(&text, f->position[n].value[k]);
        }
        rw_text_addf(&text, "],\"commitment\":%d}", f->position[n].commitment);
    }
    rw_text_add(&text, "]");
    test_write(f->folder, "positions.json", rw_text_string(&text));
    rw_text_free(&text);
}

static FILE *run_page(fixture *f) {
    char command[900];
    write_numbers(f);
    (void)snprintf(
        command, sizeof command,
        "node tests/property/live_page.js src/report/pages/live.js %s/numbers.json %s/positions.json",
        f->folder, f->folder);
    return popen(command, "r"); /* NOLINT(cert-env33-c): our own words */
}

static double next_number(FILE *page) {
    double value = RW_NAN;
    CU_ASSERT_EQUAL(fscanf(page, "%lf", &value), 1);
    return value;
}

/* -- Comparing ----------------------------------------------------------------------------------------- */

/* Of the same prices on the problem that the page has, and on the whole one, which may prove more. */
static void compare_bounds(fixture *f, int side, const rw_problem *page_problem, FILE *page, double *best) {
    const rw_problem *whole = &f->live.costs.variant.model.problem;
    const rw_source_decision decision = f->live.side[side].decision;
    *best = -RW_INFINITY;
    for (int v = 0; v < f->live.price_count; ++v) {
        if (f->live.prices[v].side != side) continue;
        const double shown = next_number(page);
        double same = RW_NAN, most = RW_NAN;
        CU_ASSERT_EQUAL(rw_prices_bound(f->context, page_problem, decision, f->live.prices[v].price, &same),
                        RW_OK);
        CU_ASSERT_EQUAL(rw_prices_bound(f->context, whole, decision, f->live.prices[v].price, &most), RW_OK);
        (void)test_near("bound of the page", shown, same, 1e-6);
        CU_ASSERT_TRUE(shown <= most + 1e-7 * fabs(most));
        *best = fmax(*best, shown);
    }
}

/* The plan's cost by the year-by-year account, and what solving from scratch finds. */
static void compare_plan(fixture *f, int side, const rw_live_position *at, bool solve, double cost,
                         double bound) {
    rw_variant variant;
    CU_ASSERT_EQUAL_FATAL(
        rw_live_variant(f->context, f->study, &f->change, &f->live.costs, at, false, &variant), RW_OK);
    const double own = rw_plan_present_value(&variant.terms, &f->trial[side].plan) * variant.terms.annuity;
    (void)test_near("plan priced by the page", cost, own, 1e-6);
    CU_ASSERT_TRUE(bound <= own + 1e-7 * fabs(own));
    if (solve) {
        const rw_effort effort = rw_effort_of(rw_study_parameters(f->study), 60);
        const rw_condition condition = condition_of(f, side);
        rw_trial trial;
        CU_ASSERT_EQUAL(rw_variant_solve(f->context, &variant, &condition, &effort, &trial), RW_OK);
        CU_ASSERT_TRUE(trial.solved);
        if (bound > trial.cost_eur_per_yr)
            printf("\n    bound %.3f above a fresh solve of %.3f\n", bound, trial.cost_eur_per_yr);
        CU_ASSERT_TRUE(bound <= trial.cost_eur_per_yr);
        rw_trial_free(&trial);
    }
    rw_variant_free(&variant);
}

static void compare_at(fixture *f, int n, FILE *page) {
    const rw_live_position *at = &f->position[n];
    rw_restricted restricted;
    CU_ASSERT_EQUAL_FATAL(rw_live_problem(f->context, &f->live, at, &restricted), RW_OK);
    (void)test_near("reference", next_number(page),
                    rw_problem_reference(&f->live.costs.variant.model.problem), 1e-6);
    for (int side = 0; side < f->live.side_count; ++side) {
        const double cost = next_number(page), bound = next_number(page);
        double best;
        compare_bounds(f, side, &restricted.problem, page, &best);
        CU_ASSERT_TRUE(bound < best);
        (void)test_near("plan by parts", cost, rw_live_plan_cost(&f->live, side, at), 1e-7);
        compare_plan(f, side, at, n < f->asked->solves, cost, bound);
    }
    rw_restricted_free(&restricted);
}

static int compare(const asked *what) {
    static fixture f; /* large */
    int compared = 0;
    if (start(&f, what)) {
        draw_positions(&f);
        FILE *page = run_page(&f);
        CU_ASSERT_PTR_NOT_NULL_FATAL(page);
        for (; compared < what->positions && !feof(page); ++compared) compare_at(&f, compared, page);
        CU_ASSERT_EQUAL(pclose(page), 0);
    }
    end(&f);
    return compared;
}

static int at_most(int wanted) {
    return wanted < MOST_POSITIONS ? wanted : MOST_POSITIONS;
}

/* -- Tests --------------------------------------------------------------------------------------------- */

static void test_small_studies(void) {
    int compared = 0;
    for (uint64_t seed = 1; compared < 100 * test_factor() && seed < 1000; ++seed) {
        const random_study study = random_study_from(seed);
        char folder[STUDY_FOLDER_BYTES];
        random_study_write(&study, folder);
        const asked report = {folder, -1, 20, 20, {NULL, NULL}},
                    memo = {folder, (int)(seed % (uint64_t)study.source_count), 20, 20, {NULL, NULL}};
        compared += compare(seed % 2 == 0 ? &report : &memo);
    }
    CU_ASSERT_TRUE(compared >= 100 * test_factor());
}

static void test_diemen(void) {
    const asked report = {
        "instances/diemen", -1, at_most(50 * test_factor()), at_most(3 * test_factor()), {NULL, NULL}};
    CU_ASSERT_EQUAL(compare(&report), report.positions);
}

static void test_memo_of_diemen(void) {
    const asked memo = {
        "instances/diemen", 2, at_most(4 * test_factor()), at_most(test_factor()), {NULL, NULL}};
    CU_ASSERT_EQUAL(compare(&memo), memo.positions);
}

/* Other prices, other bands, and places with limited power. */
static void test_other_assumptions(void) {
    static const rw_override overrides[] = {
        {"perspective", "national"},       {"subsidy_eur_per_mwh", "20"}, {"subsidy_max_hours_h", "4000"},
        {"station_builder", "datacenter"}, {"band_levels", "1"},          {"min_used_share", "0.2"},
        {"max_sources_per_demand", "1"}};
    static const char *const folders[] = {"instances/aalsmeer", "instances/gigafactory"};
    for (size_t n = 0; n < 2 * sizeof overrides / sizeof *overrides; ++n) {
        const asked report = {folders[n % 2], -1, 5, 5, overrides[n / 2]};
        CU_ASSERT_EQUAL(compare(&report), 5);
    }
}

/* How good the bound is, not only that it is one: at today's figures it proves what the solver proved. */
static void test_tight_today(void) {
    static fixture f;
    const asked report = {"instances/diemen", -1, 1, 0, {NULL, NULL}};
    if (start(&f, &report)) {
        const rw_live_position today = rw_live_today(&f.live.costs);
        rw_restricted restricted;
        double best = -RW_INFINITY;
        CU_ASSERT_EQUAL_FATAL(rw_live_problem(f.context, &f.live, &today, &restricted), RW_OK);
        for (int v = 0; v < f.live.price_count; ++v) {
            double bound = -RW_INFINITY;
            CU_ASSERT_EQUAL(rw_prices_bound(f.context, &restricted.problem, f.live.side[0].decision,
                                            f.live.prices[v].price, &bound),
                            RW_OK);
            best = fmax(best, bound);
        }
        CU_ASSERT_TRUE(best >= f.trial[0].cost_eur_per_yr * (1 - 1e-4));
        rw_restricted_free(&restricted);
    }
    end(&f);
}

void suite_live(void) {
    CU_pSuite suite = CU_add_suite("live", NULL, NULL);
    (void)CU_add_test(suite, "small studies: the page says what the program says", test_small_studies);
    (void)CU_add_test(suite, "other assumptions", test_other_assumptions);
    (void)CU_add_test(suite, "Diemen: the page says what the program says", test_diemen);
    (void)CU_add_test(suite, "memo of Diemen: both plans, and commitments", test_memo_of_diemen);
    (void)CU_add_test(suite, "Diemen: the bound is tight today", test_tight_today);
}
