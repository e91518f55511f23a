/* With a pair and without it, with each of its options: the optimum of the whole is the best of these, and
 * each obeys its condition. Small random problems and studies, solved exactly. */
#include "base/number.h"
#include "pipeline/precision.h"
#include "pipeline/restrict.h"
#include "property/random_problem.h"
#include "support.h"
#include "unit/given_study.h"
#include <CUnit/Basic.h>
#include <stdio.h>

enum { PROBLEMS = 40, BINARIES = 12 };

/* The optimum, infinite when there is no solution; NaN when the solver does not take the problem. */
static double optimum(rw_context *context, const rw_problem *problem) {
    rw_parameters parameters = rw_parameters_default();
    rw_result result = {.context = NULL};
    parameters.gap = 0;
    parameters.cost_gap = 0;
    const rw_status status = rw_solve(context, &parameters, problem, &result);
    CU_ASSERT_EQUAL(status, RW_OK);
    const double cost = result.outcome >= RW_OUTCOME_FEASIBLE ? result.cost_eur_per_yr : RW_INFINITY;
    rw_result_free(&result);
    return cost;
}

typedef struct asked {
    int only_option, without_arc, forced_arc;
} asked;

static const asked nothing = {-1, -1, -1};

static double optimum_if(rw_context *context, const rw_problem *whole, asked ask) {
    bool keep[256];
    rw_restricted r = {.option_of = NULL};
    CU_ASSERT_TRUE_FATAL(whole->option_count <= 256);
    for (int a = 0; a < whole->arc_count; ++a)
        for (int k = 0; k < whole->arcs[a].option_count; ++k) {
            const int option = whole->arcs[a].first_option + k;
            keep[option] = a != ask.without_arc &&
                           (ask.only_option < 0 || a != ask.forced_arc || option == ask.only_option);
        }
    rw_problem_start(&r.problem, context);
    CU_ASSERT_EQUAL(rw_restrict(context, whole, keep, ask.forced_arc, &r), RW_OK);
    const double cost = optimum(context, &r.problem);
    rw_restricted_free(&r);
    return cost;
}

static bool alike(double a, double b) {
    return (isinf(a) && isinf(b)) || fabs(a - b) <= 2e-6 * fmax(1, fabs(a));
}

static void check_arc(rw_context *context, const rw_problem *p, int arc, double best, uint64_t seed) {
    asked ask = nothing;
    ask.forced_arc = arc;
    const double with = optimum_if(context, p, ask);
    double by_option = RW_INFINITY;
    for (int k = 0; k < p->arcs[arc].option_count; ++k) {
        ask.only_option = p->arcs[arc].first_option + k;
        by_option = fmin(by_option, optimum_if(context, p, ask));
    }
    ask = nothing;
    ask.without_arc = arc;
    const double without = optimum_if(context, p, ask);
    const bool right = alike(with, by_option) &&
                       (p->arcs[arc].forced ? alike(with, best) : alike(best, fmin(with, without)));
    if (!right)
        printf("\n    seed %llu arc %d: best %.3f with %.3f by option %.3f without %.3f",
               (unsigned long long)seed, arc, best, with, by_option, without);
    CU_ASSERT_TRUE(right);
}

static void test_best_of_with_and_without(void) {
    for (uint64_t seed = 1; seed <= (uint64_t)PROBLEMS * (uint64_t)test_factor(); ++seed) {
        rw_context *context = rw_context_create(NULL);
        rw_problem p;
        CU_ASSERT_EQUAL(random_problem(context, seed, BINARIES, &p), RW_OK);
        const double best = optimum(context, &p);
        for (int a = 0; a < p.arc_count && p.junction_count == 0; ++a) check_arc(context, &p, a, best, seed);
        rw_problem_free(&p);
        rw_context_free(context);
    }
}

/* -- Changes of a study -------------------------------------------------------------------------------- */

static const char sources[] =
    "id,x_m,y_m,heat_mw,temperature_c,prepared,commitment_yr,renewal_share,coupling_a_eur_per_kw,"
    "coupling_a_fixed_eur,coupling_b_eur_per_kw,coupling_b_fixed_eur\n"
    "S1,125000,485000,3,%g,yes,%d,%g,%g,%g,%g,%g\nS2,125900,485700,2,35,yes,12,0,100,50000,100,50000\n";
static const char demands[] = "id,x_m,y_m,kind,head_mwh,supply_c,return_c,backup,backup_eur_per_mwh\n"
                              "W1,126000,485000,existing,9000,70,40,price,%g\n"
                              "W2,125500,486000,existing,6000,50,30,price,%g\n";

typedef struct given {
    double temperature_c, renewal_share, coupling, backup, route;
    int commitment_yr;
    bool serves_first;
} given;

static const given base = {60, 0, 1, 90, 1, 12, true};

static rw_study *study_of(rw_context *context, given g) {
    char source_text[1000], demand_text[1000], route_text[400];
    (void)snprintf(source_text, sizeof source_text, sources, g.temperature_c, g.commitment_yr,
                   g.renewal_share, 100 * g.coupling, 50000 * g.coupling, 100 * g.coupling,
                   50000 * g.coupling);
    (void)snprintf(demand_text, sizeof demand_text, demands, g.backup, g.backup);
    (void)snprintf(route_text, sizeof route_text,
                   "source,demand,length_m,status\nS1,W1,%.9f,%s\nS1,W2,%.9f,allowed\n", 1250 * g.route,
                   g.serves_first ? "allowed" : "forbidden", 1397.542486 * g.route);
    const given_file files[] = {
        {"sources.csv", source_text}, {"demands.csv", demand_text}, {"routes.csv", route_text}, {NULL, NULL}};
    return given_study(context, files);
}

static double cost_of(rw_context *context, const rw_study *study, const rw_change *change) {
    const rw_condition free_choice = {RW_MUST_NOTHING, -1};
    rw_variant variant;
    rw_trial trial;
    const rw_effort effort = rw_precise_effort(study, 60);
    CU_ASSERT_EQUAL(rw_variant_build(context, study, change, &variant), RW_OK);
    CU_ASSERT_EQUAL(rw_variant_solve(context, &variant, &free_choice, &effort, &trial), RW_OK);
    CU_ASSERT_TRUE(trial.solved);
    const double cost = trial.cost_eur_per_yr;
    CU_ASSERT_TRUE(trial.bound_eur_per_yr <= cost && trial.bound_eur_per_yr > cost - 10);
    rw_trial_free(&trial);
    rw_variant_free(&variant);
    return cost;
}

/* A changed variant costs what the study costs whose files say the same. */
static void check_change(rw_context *context, const char *what, rw_change change, given written) {
    rw_study *plain = study_of(context, base), *other = study_of(context, written);
    const rw_change none = rw_change_none();
    CU_ASSERT_PTR_NOT_NULL_FATAL(plain);
    CU_ASSERT_PTR_NOT_NULL_FATAL(other);
    const double before = cost_of(context, plain, &none), changed = cost_of(context, plain, &change),
                 expected = cost_of(context, other, &none);
    (void)test_near(what, changed, expected, 1e-6);
    CU_ASSERT_TRUE(fabs(changed - before) > 1); /* it does something */
    rw_study_free(plain);
    rw_study_free(other);
}

static void test_changes_equal_files(void) {
    rw_context *context = rw_context_create(NULL);
    const bool only_second[] = {false, true};
    rw_change change = rw_change_none();
    given written = base;
    change.source = 0;
    change.coupling_factor = 1.7;
    written.coupling = 1.7;
    check_change(context, "coupling", change, written);
    change = rw_change_none();
    written = base;
    change.source = 0;
    change.commitment_yr = written.commitment_yr = 5;
    check_change(context, "commitment", change, written);
    change.renewal_share = written.renewal_share = 0.5;
    check_change(context, "renewal", change, written);
    change = rw_change_none();
    written = base;
    change.source = 0;
    change.temperature_c = written.temperature_c = 48;
    check_change(context, "temperature", change, written);
    change = rw_change_none();
    written = base;
    change.source = 0;
    change.route_factor = written.route = 1.3;
    check_change(context, "route", change, written);
    change = rw_change_none();
    written = base;
    change.source = 0;
    change.serves = only_second;
    written.serves_first = false;
    check_change(context, "serves", change, written);
    change = rw_change_none();
    written = base;
    change.reference_factor = 0.8;
    written.backup = 72;
    check_change(context, "reference", change, written);
    rw_context_free(context);
}

/* The best plan with a source is the best of those with one of its pairs, whether or not the source is worth
 * it. */
static void test_use_of_a_source(void) {
    static const double backup[] = {90, 45, 20};
    rw_context *context = rw_context_create(NULL);
    for (size_t n = 0; n < sizeof backup / sizeof *backup; ++n)
        for (int source = 0; source < 2; ++source) {
            given g = base;
            g.backup = backup[n];
            rw_study *study = study_of(context, g);
            CU_ASSERT_PTR_NOT_NULL_FATAL(study);
            const rw_change none = rw_change_none();
            const rw_effort effort = rw_precise_effort(study, 60);
            const rw_condition use = {RW_MUST_USE_SOURCE, source};
            rw_variant variant;
            rw_trial with;
            CU_ASSERT_EQUAL(rw_variant_build(context, study, &none, &variant), RW_OK);
            CU_ASSERT_EQUAL(rw_variant_solve(context, &variant, &use, &effort, &with), RW_OK);
            CU_ASSERT_TRUE(with.solved && rw_plan_uses_source(&with.plan, source));
            double best = RW_INFINITY;
            for (int demand = 0; demand < 2; ++demand) {
                const rw_condition pair = {RW_MUST_USE_PAIR, rw_variant_arc(&variant, source, demand)};
                rw_trial trial;
                CU_ASSERT_EQUAL(rw_variant_solve(context, &variant, &pair, &effort, &trial), RW_OK);
                best = fmin(best, trial.cost_eur_per_yr);
                rw_trial_free(&trial);
            }
            (void)test_near("use of a source", with.cost_eur_per_yr, best, 1e-6);
            CU_ASSERT_TRUE(with.bound_eur_per_yr <= best && with.bound_eur_per_yr > best - 10);
            rw_trial_free(&with);
            rw_variant_free(&variant);
            rw_study_free(study);
        }
    rw_context_free(context);
}

static void test_impossible_is_an_answer(void) {
    rw_context *context = rw_context_create(NULL);
    rw_study *study = study_of(context, base);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    const rw_override bad = {"horizon_yr", "0"};
    rw_change change = rw_change_none();
    change.overrides = &bad;
    change.override_count = 1;
    rw_variant variant;
    rw_trial trial;
    const rw_effort effort = rw_precise_effort(study, 60);
    const rw_condition pair = {RW_MUST_USE_PAIR, -1}, free_choice = {RW_MUST_NOTHING, -1};
    CU_ASSERT_EQUAL(rw_variant_build(context, study, &change, &variant), RW_OK);
    CU_ASSERT_FALSE(variant.possible);
    CU_ASSERT_EQUAL(rw_variant_solve(context, &variant, &free_choice, &effort, &trial), RW_OK);
    CU_ASSERT_FALSE(trial.solved);
    CU_ASSERT_TRUE(isinf(trial.bound_eur_per_yr));
    rw_trial_free(&trial);
    rw_variant_free(&variant);
    change = rw_change_none();
    CU_ASSERT_EQUAL(rw_variant_build(context, study, &change, &variant), RW_OK);
    CU_ASSERT_EQUAL(rw_variant_solve(context, &variant, &pair, &effort, &trial), RW_OK);
    CU_ASSERT_FALSE(trial.solved);
    rw_trial_free(&trial);
    rw_variant_free(&variant);
    rw_study_free(study);
    rw_context_free(context);
}

void suite_conditions(void) {
    CU_pSuite suite = CU_add_suite("conditions", NULL, NULL);
    (void)CU_add_test(suite, "the best is with a pair or without it", test_best_of_with_and_without);
    (void)CU_add_test(suite, "a source is used by its best arc", test_use_of_a_source);
    (void)CU_add_test(suite, "a change equals files that say the same", test_changes_equal_files);
    (void)CU_add_test(suite, "what cannot be is an answer", test_impossible_is_an_answer);
}
