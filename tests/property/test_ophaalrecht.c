/* The golden cases of requests: the verdict is the expected one, and it turns where the break-even says. */
#include "base/number.h"
#include "pipeline/weigh.h"
#include "report/json.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stdio.h>
#include <string.h>

typedef struct memo_case {
    const char *folder, *source;
    const char *verdict;
    int worth;     /* sign at today's values */
    int crossings; /* break-evens that it must have */
} memo_case;

static const memo_case cases[] = {
    {"instances/aalsmeer", "DC01", "worth", 1, 4},
    {"instances/unprepared-air", "DC01", "conditional", -1, 5},
    {"instances/prepared-liquid", "DC01", "worth", 1, 3},
    {"instances/hyperscale-growers", "HS01", "conditional", 1, 6},
    {"instances/short-commitment", "DC01", "conditional", -1, 6},
};

static rw_study *study_of(rw_context *context, const char *folder, const rw_override *overrides,
                          size_t count) {
    rw_study *study = NULL;
    CU_ASSERT_EQUAL_FATAL(rw_study_read(context, folder, overrides, count, &study), RW_OK);
    return study;
}

/* A memo and its figures. */
typedef struct memo {
    rw_context *context;
    rw_study *study;
    rw_answer *answer;
    rw_json json;
} memo;

static memo memo_of(const char *folder, const rw_request *request, const rw_override *overrides,
                    size_t count) {
    memo m = {.context = rw_context_create(NULL)};
    m.study = study_of(m.context, folder, overrides, count);
    CU_ASSERT_EQUAL_FATAL(rw_request_weigh(m.context, m.study, request, &m.answer), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_json_parse(m.context, "memo", rw_answer_json(m.answer), &m.json), RW_OK);
    return m;
}

static void free_memo(memo *m) {
    rw_json_free(&m->json);
    rw_answer_free(m->answer);
    rw_study_free(m->study);
    rw_context_free(m->context);
}

/* The sign of the source's worth with one lever at a value, solved afresh. */
static int sign_at(rw_context *context, const rw_study *study, const char *lever, double today,
                   double value) {
    char number[RW_NUMBER_BYTES];
    rw_change change = rw_change_none();
    rw_override override = {"electricity_eur_per_mwh", rw_number_shortest(number, value)};
    change.source = 0;
    if (strcmp(lever, "coupling_cost") == 0) change.coupling_factor = value / today;
    if (strcmp(lever, "commitment") == 0) change.commitment_yr = (int)value;
    if (strcmp(lever, "route_length") == 0) change.route_factor = value / today;
    if (strcmp(lever, "temperature") == 0) change.temperature_c = value;
    if (strcmp(lever, "reference_price") == 0) change.reference_factor = value / today;
    if (strcmp(lever, "electricity_price") == 0) {
        change.overrides = &override;
        change.override_count = 1;
    }
    const rw_effort effort = rw_precise_effort(study, 60);
    const rw_condition use = {RW_MUST_USE_SOURCE, 0}, avoid = {RW_MUST_AVOID_SOURCE, 0};
    rw_variant variant;
    rw_trial with, without;
    CU_ASSERT_EQUAL(rw_variant_build(context, study, &change, &variant), RW_OK);
    CU_ASSERT_EQUAL(rw_variant_solve(context, &variant, &use, &effort, &with), RW_OK);
    CU_ASSERT_EQUAL(rw_variant_solve(context, &variant, &avoid, &effort, &without), RW_OK);
    const rw_sign sign = rw_interval_sign(rw_interval_between(
        without.bound_eur_per_yr, without.cost_eur_per_yr, with.bound_eur_per_yr, with.cost_eur_per_yr));
    rw_trial_free(&with);
    rw_trial_free(&without);
    rw_variant_free(&variant);
    return (int)sign - (int)RW_SIGN_UNDECIDED;
}

/* Two per cent to either side of a break-even (a year, for a commitment) the verdict is what the memo says.
 */
static int check_crossings(rw_context *context, const rw_study *study, const rw_json_value *root) {
    const rw_json_value *levers = rw_json_get(root, "break_evens");
    int checked = 0;
    for (int k = 0; k < rw_json_count(levers); ++k) {
        const rw_json_value *lever = rw_json_at(levers, k);
        const char *name = rw_json_get_string(lever, "name");
        const double today = rw_json_get_number(lever, "today");
        const rw_json_value *crossing = rw_json_at(rw_json_get(lever, "crossings"), 0);
        CU_ASSERT_FALSE(rw_json_get_bool(lever, "cut_short"));
        if (!crossing) continue;
        double in = rw_json_get_number(crossing, "worth_it_at"), out = rw_json_get_number(crossing, "not_at");
        CU_ASSERT_TRUE(fabs(in - out) <= fmax(strcmp(name, "commitment") == 0 ? 1 : 0.2, 0.02 * fabs(in)));
        if (strcmp(name, "commitment") != 0) {
            const double middle = (in + out) / 2;
            in = middle * (in > out ? 1.02 : 0.98);
            out = middle * (in > out ? 0.98 : 1.02);
        }
        const int sign_in = sign_at(context, study, name, today, in),
                  sign_out = sign_at(context, study, name, today, out);
        if (sign_in != 1 || sign_out != -1)
            printf("\n    %s: %d at %g, %d at %g", name, sign_in, in, sign_out, out);
        CU_ASSERT_EQUAL(sign_in, 1);
        CU_ASSERT_EQUAL(sign_out, -1);
        ++checked;
    }
    return checked;
}

static void check_case(const memo_case *c) {
    const rw_request request = {.source_id = c->source};
    memo m = memo_of(c->folder, &request, NULL, 0);
    const char *verdict = rw_json_get_string(m.json.root, "verdict");
    if (strcmp(verdict, c->verdict) != 0) printf("\n    %s: %s, expected %s", c->folder, verdict, c->verdict);
    CU_ASSERT_STRING_EQUAL(verdict, c->verdict);
    const double low = rw_json_get_number(m.json.root, "worth_low_eur_per_yr"),
                 high = rw_json_get_number(m.json.root, "worth_high_eur_per_yr");
    CU_ASSERT_TRUE(c->worth > 0 ? low > 0 : high < 0);
    CU_ASSERT_TRUE(low <= high);
    CU_ASSERT_EQUAL(rw_json_get_number(m.json.root, "side_questions_cut_short"), 0);
    CU_ASSERT_EQUAL(check_crossings(m.context, m.study, m.json.root), c->crossings);
    free_memo(&m);
}

static void test_verdicts(void) {
    for (size_t k = 0; k < sizeof cases / sizeof *cases; ++k) check_case(&cases[k]);
}

static double worth_high(const memo *m) {
    return rw_json_get_number(m->json.root, "worth_high_eur_per_yr");
}

/* With the growers alone the hyperscale is worth what it is worth to all; with the homes alone, nothing. */
static void test_only_the_growers_matter(void) {
    const char *const growers[] = {"G1", "G2"}, *const homes[] = {"H1", "H2"};
    const rw_request everyone = {.source_id = "HS01"},
                     to_growers = {.source_id = "HS01", .demand_ids = growers, .demand_count = 2},
                     to_homes = {.source_id = "HS01", .demand_ids = homes, .demand_count = 2};
    memo all = memo_of("instances/hyperscale-growers", &everyone, NULL, 0),
         some = memo_of("instances/hyperscale-growers", &to_growers, NULL, 0),
         none = memo_of("instances/hyperscale-growers", &to_homes, NULL, 0);
    CU_ASSERT_DOUBLE_EQUAL(worth_high(&all), worth_high(&some), 10);
    CU_ASSERT_TRUE(worth_high(&none) < 0);
    CU_ASSERT_STRING_EQUAL(rw_json_get_string(none.json.root, "verdict"), "not_worth");
    free_memo(&all);
    free_memo(&some);
    free_memo(&none);
}

/* Five years do not pay; with a chance of renewal they do, and so they do when the datacenter pays some of
 * what it saves on cooling. */
static void test_short_commitment(void) {
    const rw_request request = {.source_id = "DC01"};
    memo m = memo_of("instances/short-commitment", &request, NULL, 0);
    const rw_json_value *terms = rw_json_get(m.json.root, "terms");
    const rw_json_value *alone = rw_json_at(terms, 0), *renewed = rw_json_at(terms, 1);
    CU_ASSERT_EQUAL(rw_json_get_number(alone, "commitment_yr"), 5);
    CU_ASSERT_EQUAL(rw_json_get_number(alone, "renewal_share"), 0);
    CU_ASSERT_TRUE(rw_json_get_number(alone, "worth_high_eur_per_yr") < 0);
    CU_ASSERT_TRUE(rw_json_get_bool(alone, "zone_proven"));
    CU_ASSERT_TRUE(rw_json_get_number(alone, "zone_high_eur") < 0);
    CU_ASSERT_EQUAL(rw_json_get_number(renewed, "commitment_yr"), 5);
    CU_ASSERT_EQUAL(rw_json_get_number(renewed, "renewal_share"), 0.5);
    CU_ASSERT_TRUE(rw_json_get_number(renewed, "worth_low_eur_per_yr") > 0);
    free_memo(&m);
}

/* A municipality has no right to ask, whatever the heat is worth. */
static void test_no_right(void) {
    const rw_request municipality = {.source_id = "DC01", .requester = RW_REQUESTER_MUNICIPALITY};
    memo m = memo_of("instances/prepared-liquid", &municipality, NULL, 0);
    CU_ASSERT_TRUE(rw_json_get_number(m.json.root, "worth_low_eur_per_yr") > 0);
    CU_ASSERT_STRING_EQUAL(rw_json_get_string(m.json.root, "verdict"), "not_worth");
    free_memo(&m);
}

/* The zone of agreement holds what it says: with any compensation in it neither side is worse off. */
static void test_zone(void) {
    const rw_request request = {.source_id = "DC01"};
    memo m = memo_of("instances/short-commitment", &request, NULL, 0);
    const rw_json_value *terms = rw_json_get(m.json.root, "terms");
    CU_ASSERT_EQUAL(rw_json_count(terms), 18);
    for (int k = 0; k < rw_json_count(terms); ++k) {
        const rw_json_value *t = rw_json_at(terms, k);
        const double low = rw_json_get_number(t, "zone_low_eur"),
                     high = rw_json_get_number(t, "zone_high_eur");
        CU_ASSERT_TRUE(low <= 0); /* the datacenter saves cooling: it needs no compensation */
        CU_ASSERT_EQUAL(rw_json_get_bool(t, "zone_proven"), high >= low);
        CU_ASSERT_FALSE(rw_json_get_bool(t, "zone_proven") && rw_json_get_bool(t, "zone_proven_empty"));
        /* With the heat company's worth positive there is room above zero. */
        if (rw_json_get_number(t, "worth_low_eur_per_yr") > 0) CU_ASSERT_TRUE(high > 0);
        /* A longer commitment is worth no less in this study. */
        if (k >= 3)
            CU_ASSERT_TRUE(rw_json_get_number(t, "worth_high_eur_per_yr") >=
                           rw_json_get_number(rw_json_at(terms, k - 3), "worth_low_eur_per_yr") - 1);
    }
    free_memo(&m);
}

/* No clock and no order of threads has a say: the same figures to the last digit. */
static void check_same(const char *folder, const char *source, const char *solver) {
    const rw_request request = {.source_id = source};
    const rw_override one[] = {{"threads", "1"}, {"solver", solver}},
                      two[] = {{"threads", "2"}, {"solver", solver}};
    memo alone = memo_of(folder, &request, one, 2), together = memo_of(folder, &request, two, 2);
    CU_ASSERT_STRING_EQUAL(rw_answer_json(alone.answer), rw_answer_json(together.answer));
    free_memo(&alone);
    free_memo(&together);
}

/* Only a limit that somebody set has a say, also where it is the default's number. */
static void test_no_clock(void) {
    const rw_override limit = {"time_limit_s", "600"};
    rw_context *context = rw_context_create(NULL);
    rw_study *without = study_of(context, "instances/short-commitment", NULL, 0),
             *with = study_of(context, "instances/short-commitment", &limit, 1);
    CU_ASSERT_TRUE(isinf(rw_deadline_s(without)));
    CU_ASSERT_TRUE(isfinite(rw_deadline_s(with)));
    rw_study_free(without);
    rw_study_free(with);
    rw_context_free(context);
}

static void test_same_on_any_threads(void) {
    check_same("instances/hyperscale-growers", "HS01", "auto");
    check_same("instances/hyperscale-growers", "HS01", "bnb");
    if (test_factor() > 1) check_same("instances/diemen", "DC03", "auto");
}

void suite_ophaalrecht(void) {
    CU_pSuite suite = CU_add_suite("ophaalrecht", NULL, NULL);
    (void)CU_add_test(suite, "verdicts, and where they turn", test_verdicts);
    (void)CU_add_test(suite, "a hyperscale far from homes: only the growers matter",
                      test_only_the_growers_matter);
    (void)CU_add_test(suite, "a commitment that is too short", test_short_commitment);
    (void)CU_add_test(suite, "no right, whatever it is worth", test_no_right);
    (void)CU_add_test(suite, "zone of agreement", test_zone);
    (void)CU_add_test(suite, "no clock that nobody set", test_no_clock);
    (void)CU_add_test(suite, "the same on any number of threads", test_same_on_any_threads);
}
