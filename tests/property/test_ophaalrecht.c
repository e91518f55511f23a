/* The memo of small cases: the verdict is the expected one, and it turns where the break-even says. */
#include "base/number.h"
#include "pipeline/weigh.h"
#include "report/json.h"
#include "support.h"
#include "unit/given_study.h"
#include <CUnit/Basic.h>
#include <stdio.h>
#include <string.h>

/* A district network of 60 GWh some 2 km from a datacenter. */
static const char demands[] =
    "id,name,lon,lat,kind,head_mwh,peak_mw,supply_c,return_c,shape,backup,backup_eur_per_mwh\n"
    "W01,City heating,4.960,52.335,existing,60000,22,70,40,district,price,%g\n";
#define COLUMNS                                                                                              \
    "id,name,lon,lat,heat_mw,temperature_c,cooling_span_k,cooling,prepared,commitment_yr,permission\n"

typedef struct memo_case {
    const char *name, *sources;
    double backup;
    const char *verdict, *other; /* either is right */
    int worth;                   /* sign at today's values */
} memo_case;

static const memo_case cases[] = {
    {"unprepared, air-cooled: the coupling kills it",
     COLUMNS "DC01,Air,4.990,52.335,5,30,10,air,no,12,granted\n", 72.5, "conditional", "not_worth", -1},
    {"the same, liquid-cooled and prepared",
     COLUMNS "DC01,Liquid,4.990,52.335,5,60,15,liquid,yes,15,granted\n", 62, "worth", "conditional", 1},
    {"a commitment that is too short", COLUMNS "DC01,Short,4.990,52.335,5,60,15,liquid,yes,4,granted\n", 49,
     "conditional", "conditional", -1},
    {"a permission that is refused", COLUMNS "DC01,Refused,4.990,52.335,5,60,15,liquid,yes,15,refused\n", 62,
     "not_worth", "not_worth", 1},
};

static rw_study *study_of(rw_context *context, const memo_case *c) {
    char text[600];
    (void)snprintf(text, sizeof text, demands, c->backup);
    const given_file files[] = {{"sources.csv", c->sources}, {"demands.csv", text}, {NULL, NULL}};
    rw_study *study = given_study(context, files);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    return study;
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
    rw_context *context = rw_context_create(NULL);
    rw_study *study = study_of(context, c);
    const rw_request request = {.source_id = "DC01"};
    rw_answer *answer = NULL;
    rw_json json;
    CU_ASSERT_EQUAL_FATAL(rw_request_weigh(context, study, &request, &answer), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_json_parse(context, "memo", rw_answer_json(answer), &json), RW_OK);
    const char *verdict = rw_json_get_string(json.root, "verdict");
    if (strcmp(verdict, c->verdict) != 0 && strcmp(verdict, c->other) != 0)
        printf("\n    %s: %s, expected %s", c->name, verdict, c->verdict);
    CU_ASSERT_TRUE(strcmp(verdict, c->verdict) == 0 || strcmp(verdict, c->other) == 0);
    const double low = rw_json_get_number(json.root, "worth_low_eur_per_yr"),
                 high = rw_json_get_number(json.root, "worth_high_eur_per_yr");
    CU_ASSERT_TRUE(c->worth > 0 ? low > 0 : high < 0);
    CU_ASSERT_TRUE(low <= high);
    CU_ASSERT_EQUAL(rw_json_get_number(json.root, "side_questions_cut_short"), 0);
    CU_ASSERT_TRUE(check_crossings(context, study, json.root) >= 2);
    rw_json_free(&json);
    rw_answer_free(answer);
    rw_study_free(study);
    rw_context_free(context);
}

static void test_verdicts(void) {
    for (size_t k = 0; k < sizeof cases / sizeof *cases; ++k) check_case(&cases[k]);
}

/* The zone of agreement holds what it says: with any compensation in it neither side is worse off. */
static void test_zone(void) {
    rw_context *context = rw_context_create(NULL);
    rw_study *study = study_of(context, &cases[2]);
    const rw_request request = {.source_id = "DC01"};
    rw_answer *answer = NULL;
    rw_json json;
    CU_ASSERT_EQUAL_FATAL(rw_request_weigh(context, study, &request, &answer), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_json_parse(context, "memo", rw_answer_json(answer), &json), RW_OK);
    const rw_json_value *terms = rw_json_get(json.root, "terms");
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
    rw_json_free(&json);
    rw_answer_free(answer);
    rw_study_free(study);
    rw_context_free(context);
}

void suite_ophaalrecht(void) {
    CU_pSuite suite = CU_add_suite("ophaalrecht", NULL, NULL);
    (void)CU_add_test(suite, "verdicts, and where they turn", test_verdicts);
    (void)CU_add_test(suite, "zone of agreement", test_zone);
}
