/* The n-th allocation fails, for every n: a clean status, nothing leaked, no crash, and never another answer.
 * GLPK, cJSON, PROJ and GEOS have memory of their own; everything else goes through the context. */
#include "support.h"
#include <CUnit/Basic.h>
#include <restwarmte/questions.h>
#include <restwarmte/solution.h>
#include <restwarmte/streets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct counting {
    long made, fail_at, live;
    bool for_good; /* every later allocation fails too */
} counting;

static void *resize(void *data, void *pointer, size_t size_bytes) {
    counting *c = data;
    if (size_bytes == 0) {
        if (pointer) --c->live;
        free(pointer);
        return NULL;
    }
    ++c->made;
    if (c->fail_at > 0 && (c->for_good ? c->made >= c->fail_at : c->made == c->fail_at)) return NULL;
    void *result = realloc(pointer, size_bytes);
    if (result && !pointer) ++c->live;
    return result;
}

/* -- Studies -------------------------------------------------------------------------------------------- */

static const char sources[] = "id,name,x_m,y_m,heat_mw,temperature_c,commitment_yr,place\n"
                              "S1,\"Noord, hal 1\",120000,480000,3,60,12,P\n";
static const char demands[] = "id,x_m,y_m,kind,head_mwh,backup,backup_eur_per_mwh,reference,place\n"
                              "W1,121000,480000,existing,9000,price,110,,P\n"
                              "W2,120500,481000,new,8000,gas,,gas_boiler,\n";
static const char routes[] = "source,demand,length_m,crossings_rail\nS1,W1,1300,1\n";
static const char power[] = "place,headroom_mwe,extra_mwe_max,extra_eur_per_mwe_yr\nP,0.3,0.5,40000\n";
static const char parameters[] = "name,value\nband_levels,0.3 1\nside_questions,no\nhorizon_yr,20\n";

/* Mistakes of many kinds: every one is a finding with a text of its own. */
static const char wrong_sources[] = "id,x_m,y_m,heat_mw,temperature_c,commitment_yr\n"
                                    "S1,120000,480000,-3,60,12\nS1,120000,480000,x,60,12\nS2,1,1,,,\n";
static const char wrong_demands[] = "id,x_m,y_m,kind,head_mwh,backup\n"
                                    "W1,121000,480000,exisiting,9000,steam\nW2,120500,481000,new,,gas\n";
static const char wrong_routes[] =
    "source,demand,length_m,crossings_rail\nS1,W3,1300,1\nS1,W1,10,1\nS1,W1,,1\n";

/* What a run gives; `cost` only with RW_OK. */
typedef struct ending {
    rw_status status;
    double cost;
    bool explained; /* a failure has a message */
} ending;

/* Without memory for a context there is nobody to explain it. */
static rw_status start_context(counting *c, rw_context **context) {
    const rw_allocator allocator = {resize, c};
    *context = rw_context_create(&allocator);
    return *context ? RW_OK : RW_ERROR_MEMORY;
}

static ending end_context(rw_context *context, rw_status status, double cost) {
    const bool explained = !context || status == RW_OK || rw_context_message(context)[0] != '\0';
    rw_context_free(context);
    return (ending){status, cost, explained};
}

/* Reads, checks, solves and writes. */
static ending run(counting *c, const char *folder, const char *result) {
    rw_context *context;
    rw_study *study = NULL;
    rw_solution *solution = NULL;
    double cost = 0;
    rw_status status = start_context(c, &context);
    if (status == RW_OK) status = rw_study_read(context, folder, NULL, 0, &study);
    if (status == RW_OK) status = rw_solution_find(context, study, &solution);
    if (status == RW_OK) status = rw_solution_write(solution, result);
    if (status == RW_OK && (!rw_solution_summary(solution) || !rw_solution_screen(solution)))
        status = RW_ERROR_MEMORY;
    if (status == RW_OK) cost = rw_solution_result(solution)->cost_eur_per_yr;
    rw_solution_free(solution);
    rw_study_free(study);
    return end_context(context, status, cost);
}

static const char streets[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"properties\":{\"name\":\"A\",\"existing_dn\":100,\"existing_age_yr\":5},\"geometry\":{\"type\":"
    "\"LineString\","
    "\"coordinates\":[[120000,480010],[120600,480010],[121000,480010]]}},"
    "{\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":[[[120500,480010.5],[120500,481010]],"
    "[[120500,481010],[120550,481100],[120600,481010],[120500,481010]]]}}]}";
static const char background[] = "{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{\"kind\":"
                                 "\"water\"},\"geometry\":{\"type\":"
                                 "\"LineString\",\"coordinates\":[[4.9,52.31],[4.9,52.32]]}}]}";

/* Makes trenches of streets. */
static ending import(counting *c, const char *folder, const char *result) {
    char path[300];
    rw_context *context;
    rw_streets_options options = rw_streets_options_default();
    rw_streets_summary summary;
    options.overwrite = true;
    (void)snprintf(path, sizeof path, "%s/streets.geojson", folder);
    rw_status status = start_context(c, &context);
    if (status == RW_OK)
        status = rw_streets_import(context, folder, path, result, NULL, 0, &options, &summary);
    return end_context(context, status, status == RW_OK ? summary.trench_m : 0);
}

typedef rw_status asks(rw_context *context, const rw_study *study, rw_answer **answer);

static rw_status ask_worth(rw_context *context, const rw_study *study, rw_answer **answer) {
    const rw_request request = {.source_id = "S1"};
    return rw_request_weigh(context, study, &request, answer);
}

static rw_status ask_ranking(rw_context *context, const rw_study *study, rw_answer **answer) {
    const rw_request request = {.source_id = NULL};
    return rw_request_weigh(context, study, &request, answer);
}

static rw_status ask_why(rw_context *context, const rw_study *study, rw_answer **answer) {
    return rw_pair_explain(context, study, "S1", "W2", answer);
}

/* Asks a question about the study; `cost` is how long the answer is. */
static ending ask(counting *c, const char *folder, asks *question, const char *result) {
    rw_context *context;
    rw_study *study = NULL;
    rw_answer *answer = NULL;
    rw_status status = start_context(c, &context);
    if (status == RW_OK) status = rw_study_read(context, folder, NULL, 0, &study);
    if (status == RW_OK) status = question(context, study, &answer);
    if (status == RW_OK && result) status = rw_answer_write(context, answer, result);
    const double length = status == RW_OK ? (double)strlen(rw_answer_json(answer)) : 0;
    rw_answer_free(answer);
    rw_study_free(study);
    return end_context(context, status, length);
}

static ending weigh(counting *c, const char *folder, const char *result) {
    return ask(c, folder, ask_worth, result);
}

static ending rank(counting *c, const char *folder, const char *result) {
    return ask(c, folder, ask_ranking, result);
}

static ending explain(counting *c, const char *folder, const char *result) {
    (void)result;
    return ask(c, folder, ask_why, NULL);
}

/* -- Failing -------------------------------------------------------------------------------------------- */

/* The first hundred one by one, then in strides that visit every stage; with a whole run's answer to compare
 * with. */
static void fail_everywhere(ending (*run_once)(counting *, const char *, const char *), const char *folder,
                            rw_status expected, bool for_good, long visits) {
    char result[300];
    (void)snprintf(result, sizeof result, "%s/result", folder);
    counting all = {0, 0, 0, false};
    const ending whole = run_once(&all, folder, result);
    CU_ASSERT_EQUAL(whole.status, expected);
    CU_ASSERT_EQUAL(all.live, 0);
    int wrong = 0;
    const long stride = 1 + all.made / (visits * test_factor());
    for (long n = 1; n <= all.made && wrong < 5; n += n < 100 ? 1 : stride) {
        counting c = {0, n, 0, for_good};
        const ending e = run_once(&c, folder, result);
        const bool good = c.live == 0 && e.explained &&
                          (e.status == RW_ERROR_MEMORY || (e.status == expected && e.cost == whole.cost));
        if (!good)
            printf("\n    allocation %ld of %ld%s: status %d, cost %.3f instead of %.3f, %ld blocks left%s\n",
                   n, all.made, for_good ? " and later" : "", (int)e.status, e.cost, whole.cost, c.live,
                   e.explained ? "" : ", no message");
        wrong += !good;
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static void write_study(char folder[256]) {
    test_folder(folder, 256);
    test_write(folder, "sources.csv", sources);
    test_write(folder, "demands.csv", demands);
    test_write(folder, "routes.csv", routes);
    test_write(folder, "power.csv", power);
    test_write(folder, "parameters.csv", parameters);
}

static void test_any_allocation_may_fail(void) {
    char folder[256];
    write_study(folder);
    fail_everywhere(run, folder, RW_OK, false, 400);
}

static void test_memory_may_run_out(void) {
    char folder[256];
    write_study(folder);
    fail_everywhere(run, folder, RW_OK, true, 100);
}

static void test_memory_may_run_out_while_complaining(void) {
    char folder[256];
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", wrong_sources);
    test_write(folder, "demands.csv", wrong_demands);
    test_write(folder, "routes.csv", wrong_routes);
    fail_everywhere(run, folder, RW_ERROR_INPUT, false, 400);
    fail_everywhere(run, folder, RW_ERROR_INPUT, true, 400);
}

/* Streets into a study, and the network that comes of it with what is asked beside it. */
static void test_streets_and_network(void) {
    char folder[256];
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", sources);
    test_write(folder, "demands.csv", demands);
    test_write(folder, "power.csv", power);
    test_write(folder, "pipes.csv",
               "dn,inner_diameter_mm,price_mid_eur_per_m,loss_w_per_m\n100,107.1,1090,26\n");
    test_write(
        folder, "parameters.csv",
        "name,value\nband_levels,0.3 1\nhorizon_yr,20\nwater_supply_level_c,90\nwater_return_level_c,70\n");
    test_write(folder, "streets.geojson", streets);
    test_write(folder, "background.geojson", background);
    fail_everywhere(import, folder, RW_OK, false, 300);
    fail_everywhere(import, folder, RW_OK, true, 100);
    fail_everywhere(run, folder, RW_OK, false, 150);
}

/* A memo: hundreds of searches, and failures in the midst of them. */
static void test_a_memo(void) {
    char folder[256];
    write_study(folder);
    fail_everywhere(weigh, folder, RW_OK, false, 60);
    fail_everywhere(weigh, folder, RW_OK, true, 20);
}

static void test_other_questions(void) {
    char folder[256];
    write_study(folder);
    fail_everywhere(rank, folder, RW_OK, false, 25);
    fail_everywhere(explain, folder, RW_OK, false, 25);
}

void suite_allocator(void) {
    CU_pSuite suite = CU_add_suite("failing allocator", NULL, NULL);
    (void)CU_add_test(suite, "any allocation may fail", test_any_allocation_may_fail);
    (void)CU_add_test(suite, "memory may run out anywhere", test_memory_may_run_out);
    (void)CU_add_test(suite, "memory may run out while mistakes are listed",
                      test_memory_may_run_out_while_complaining);
    (void)CU_add_test(suite, "streets and the network of them", test_streets_and_network);
    (void)CU_add_test(suite, "a memo", test_a_memo);
    (void)CU_add_test(suite, "a ranking, and why a pair is not in the plan", test_other_questions);
}
