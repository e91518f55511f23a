/* junctions.csv and trenches.csv: what is read, and what is said about what is wrong. */
#include "base/number.h"
#include "support.h"
#include "unit/given_study.h"
#include <CUnit/Basic.h>
#include <string.h>

static const char sources[] =
    "id,x_m,y_m,heat_mw,temperature_c\nS1,125000,485000,2,60\nS2,125000,486000,2,60\n";
static const char demands[] = "id,x_m,y_m,kind,head_mwh,backup,backup_eur_per_mwh\n"
                              "W1,126000,485000,existing,6570,price,100\n";
static const char junctions[] = "id,x_m,y_m\nK1,125500,485000\nK2,125600,485000\n";

static rw_context *context;
static rw_study *study;

static void read_trenches(const char *trenches) {
    context = rw_context_create(NULL);
    study = given_study(context, (const given_file[]){{"sources.csv", sources},
                                                      {"demands.csv", demands},
                                                      {"junctions.csv", junctions},
                                                      {"trenches.csv", trenches},
                                                      {NULL, NULL}});
}

static void done(void) {
    rw_study_free(study);
    rw_context_free(context);
    study = NULL;
}

static void test_values(void) {
    read_trenches(
        "van;naar;lengte_m;geboord_m;meerprijs_eur_per_m;kruisingen_water;kruisingen_snelweg;meerkosten_eur;"
        "bestaande_dn;leeftijd_jr;bestaand_niveau;status\n"
        "S1;K1;510;40;120,5;1;2;7000;150;12;bronwater;toegestaan\n"
        "K1;W1;;;;;;;;;;verplicht\nS2;K1;1400;;;;;;;;;verboden\nK2;S1;700;;;;;;;;;\nK2;W1;700;;;;;;;;;\n");
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL(study->junction_count, 2);
    CU_ASSERT_EQUAL_FATAL(study->trench_count, 5);
    const rw_trench *t = &study->trenches[0];
    CU_ASSERT_STRING_EQUAL(t->id, "S1-K1");
    CU_ASSERT_EQUAL(t->from, 0);
    CU_ASSERT_EQUAL(t->to, 3); /* two sources, one demand, then junctions */
    CU_ASSERT_EQUAL(t->length_m, 510);
    CU_ASSERT_EQUAL(t->bored_m, 40);
    CU_ASSERT_EQUAL(t->extra_eur_per_m, 120.5);
    (void)test_near("crossings", t->crossings_eur,
                    study->parameters.crossing_water_eur + 2 * study->parameters.crossing_motorway_eur + 7000,
                    1e-12);
    CU_ASSERT_EQUAL(study->pipes[t->existing_pipe].dn, 150);
    CU_ASSERT_EQUAL(t->existing_age_yr, 12);
    CU_ASSERT_EQUAL(t->existing_level, RW_LEVEL_WATER);
    (void)test_near("500 m crow x detour", study->trenches[1].length_m, 500 * 1.25, 1e-9);
    CU_ASSERT_EQUAL(study->trenches[1].status, RW_ROUTE_FORCED);
    CU_ASSERT_EQUAL(study->trenches[1].existing_pipe, -1);
    CU_ASSERT_EQUAL(study->trenches[2].status, RW_ROUTE_FORBIDDEN);
    done();
}

static void expect_error(const char *place, const char *text, const char *other) {
    CU_ASSERT_PTR_NULL(study);
    (void)found(context, place, RW_SEVERITY_ERROR, text, other);
    done();
}

static void test_mistakes(void) {
    read_trenches("from,to\nS1,K3\n");
    expect_error("trenches.csv:2:2", "'K3' is not an id", "add it there");
    read_trenches("from,to\nK1,K1\n");
    expect_error("trenches.csv:2:2", "ends where it starts", "K1");
    read_trenches("from,to,length_m\nS1,K1,0\n");
    expect_error("trenches.csv:2:3", "0 m long", NULL);
    read_trenches("from,to,length_m\nS1,K1,120\n");
    expect_error("trenches.csv:2:3", "shorter than the 500 m", NULL);
    read_trenches("from,to,length_m\nS1,K1,500\nK1,S1,600\n");
    expect_error("trenches.csv:3:1", "stands on line 2 already", NULL);
    read_trenches("id,from,to\nA,S1,K1\nA,K1,W1\n");
    expect_error("trenches.csv:3:1", "'A' names the trench on line 2", NULL);
    read_trenches("from,to,existing_dn\nS1,K1,150\n");
    expect_error("trenches.csv:2:1", "age of the existing pipe", NULL);
    read_trenches("from,to,existing_dn,existing_age_yr\nS1,K1,155,3\n");
    expect_error("trenches.csv:2:3", "DN155 is not in the catalogue", NULL);
    read_trenches("from,to,existing_age_yr\nS1,K1,3\n");
    expect_error("trenches.csv:2:1", "an age without a diameter", NULL);
    read_trenches("from,to,length_m,bored_m\nS1,K1,600,700\n");
    expect_error("trenches.csv:2:4", "more metres are bored", NULL);
    read_trenches("from,to,status\nK1,K2,forced\nS1,W1,allowed\n");
    expect_error("trenches.csv:2:1", "no trenches lead to any source", NULL);
}

static void test_parts_and_dead_ends(void) {
    read_trenches("from,to\nS1,K1\nS2,K2\n");
    CU_ASSERT_PTR_NOT_NULL(study);
    (void)found(context, "trenches.csv:0:0", RW_SEVERITY_WARNING, "no trench ends at W1",
                "cannot be connected");
    (void)found(context, "trenches.csv:0:0", RW_SEVERITY_WARNING,
                "K1, K2 of junctions.csv: one trench ends there", NULL);
    (void)found(context, "trenches.csv:0:0", RW_SEVERITY_WARNING, "from S2 of sources.csv to any demand",
                NULL);
    done();
    read_trenches("from,to\nS1,K1\nS2,K1\nK2,W1\n");
    (void)found(context, "trenches.csv:0:0", RW_SEVERITY_WARNING, "no trenches lead from any source to W1",
                NULL);
    done();
}

/* Room for a heat pump at a junction, and the grid it draws on. */
static void read_stations(const char *junctions_with_pumps, const char *trenches) {
    context = rw_context_create(NULL);
    study = given_study(context, (const given_file[]){{"sources.csv", sources},
                                                      {"demands.csv", demands},
                                                      {"power.csv", "place,headroom_mwe\nOS1,2\nOS2,1\n"},
                                                      {"junctions.csv", junctions_with_pumps},
                                                      {"trenches.csv", trenches},
                                                      {NULL, NULL}});
}

static void test_stations(void) {
    static const char trenches[] = "from,to\nS1,K1\nK1,W1\nK1,K2\nS2,K1\n";
    read_stations("id;x_m;y_m;warmtepomp;aansluitpunt\nK1;125500;485000;;\nK2;125600;485000;ja;OS2\n",
                  trenches);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_FALSE(study->junctions[0].heat_pump);
    CU_ASSERT_EQUAL(study->junctions[0].place, -1);
    CU_ASSERT_TRUE(study->junctions[1].heat_pump);
    CU_ASSERT_EQUAL(study->junctions[1].place, 1);
    CU_ASSERT_TRUE(
        found_nothing(context)); /* K2 is no dead end: water comes and heat goes through its trench */
    done();
    read_stations("id,x_m,y_m,heat_pump,place\nK1,125500,485000,perhaps,OS1\nK2,125600,485000,yes,OS3\n",
                  trenches);
    CU_ASSERT_PTR_NULL(study);
    (void)found(context, "junctions.csv:2:4", RW_SEVERITY_ERROR, "perhaps", "yes");
    (void)found(context, "junctions.csv:3:5", RW_SEVERITY_ERROR, "'OS3' is not a place in power.csv",
                "did you mean OS");
    CU_ASSERT_EQUAL(rw_context_finding_count(context),
                    2); /* what OS1 is for cannot be told from such a word */
    done();
    read_stations("id,x_m,y_m,heat_pump,place\nK1,125500,485000,no,OS1\nK2,125600,485000,no,\n", trenches);
    CU_ASSERT_PTR_NOT_NULL(study);
    (void)found(context, "junctions.csv:2:5", RW_SEVERITY_WARNING, "no heat pump may stand at K1",
                "heat_pump = yes");
    done();
}

static void test_one_id_one_place(void) {
    context = rw_context_create(NULL);
    study = given_study(context, (const given_file[]){{"sources.csv", sources},
                                                      {"demands.csv", demands},
                                                      {"junctions.csv", "id,x_m,y_m\nS1,125500,485000\n"},
                                                      {"trenches.csv", "from,to\nS1,W1\n"},
                                                      {NULL, NULL}});
    expect_error("junctions.csv:2:1", "'S1' is an id in sources.csv too", NULL);
}

/* A file that is not there is one mistake, not one for every trench. */
static void test_missing_files(void) {
    static const char trenches[] = "from,to\nS1,K1\nK1,W1\nK1,S2\n";
    context = rw_context_create(NULL);
    study = given_study(context, (const given_file[]){{"sources.csv", sources},
                                                      {"demands.csv", demands},
                                                      {"trenches.csv", trenches},
                                                      {NULL, NULL}});
    CU_ASSERT_EQUAL(rw_context_finding_count(context), 1);
    expect_error("trenches.csv:0:0", "3 ends of trenches are no source or demand", "junctions.csv");
    context = rw_context_create(NULL);
    study = given_study(context, (const given_file[]){{"sources.csv", ""},
                                                      {"demands.csv", demands},
                                                      {"junctions.csv", junctions},
                                                      {"trenches.csv", trenches},
                                                      {NULL, NULL}});
    CU_ASSERT_EQUAL(rw_context_finding_count(context), 1);
    expect_error("sources.csv:1:1", "the file is empty", NULL);
}

/* What only pairs can have is refused, not ignored. */
static void test_pairs_and_network(void) {
    context = rw_context_create(NULL);
    study = given_study(context, (const given_file[]){{"sources.csv", sources},
                                                      {"demands.csv", demands},
                                                      {"trenches.csv", "from,to\nS1,W1\nS2,W1\n"},
                                                      {"routes.csv", "source,demand\nS1,W1\n"},
                                                      {NULL, NULL}});
    expect_error("trenches.csv:0:0", "routes.csv as well", NULL);
    context = rw_context_create(NULL);
    study = given_study(context,
                        (const given_file[]){{"sources.csv", sources},
                                             {"demands.csv", demands},
                                             {"trenches.csv", "from,to\nS1,W1\nS2,W1\n"},
                                             {"parameters.csv", "name,value\nmax_sources_per_demand,1\n"},
                                             {NULL, NULL}});
    expect_error("demands.csv:2:1", "max_sources of W1", NULL);
}

/* Trench files without rows, as `restwarmte new` writes them, leave the study what it was. */
static void test_empty_files(void) {
    context = rw_context_create(NULL);
    study = given_study(context, (const given_file[]){{"sources.csv", sources},
                                                      {"demands.csv", demands},
                                                      {"junctions.csv", "id,x_m,y_m\n"},
                                                      {"trenches.csv", "from,to\n"},
                                                      {"routes.csv", "source,demand\nS1,W1\n"},
                                                      {NULL, NULL}});
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL(study->trench_count, 0);
    (void)found_nothing(context);
    done();
}

void suite_network_read(void) {
    CU_pSuite suite = CU_add_suite("reading a network", NULL, NULL);
    CU_add_test(suite, "values", test_values);
    CU_add_test(suite, "mistakes", test_mistakes);
    CU_add_test(suite, "parts and dead ends", test_parts_and_dead_ends);
    CU_add_test(suite, "heat pumps at junctions", test_stations);
    CU_add_test(suite, "one id, one place", test_one_id_one_place);
    CU_add_test(suite, "missing files", test_missing_files);
    CU_add_test(suite, "pairs and network", test_pairs_and_network);
    CU_add_test(suite, "empty files", test_empty_files);
}
