/* From files to numbers: what is derived, and what is said about what is wrong, with line and column. */
#include "base/number.h"
#include "support.h"
#include "unit/given_study.h"
#include <CUnit/Basic.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static rw_context *context;
static rw_study *study;

static void read_files(const given_file *files) {
    context = rw_context_create(NULL);
    study = given_study(context, files);
}

/* NULL stands for a plain file without anything wrong. */
static void read_two(const char *sources, const char *demands) {
    read_files((const given_file[]){{"sources.csv", sources ? sources : plain_sources},
                                    {"demands.csv", demands ? demands : plain_demands},
                                    {NULL, NULL}});
}

/* Plain sources and demands, and one more file. */
static void read_with(const char *name, const char *text) {
    read_files((const given_file[]){
        {"sources.csv", plain_sources}, {"demands.csv", plain_demands}, {name, text}, {NULL, NULL}});
}

static void done(void) {
    rw_study_free(study);
    rw_context_free(context);
    study = NULL;
}

static void expect_error(const char *place, const char *text, const char *other) {
    CU_ASSERT_PTR_NULL(study);
    (void)found(context, place, RW_SEVERITY_ERROR, text, other);
    done();
}

static void expect_warning(const char *place, const char *text, const char *other) {
    CU_ASSERT_PTR_NOT_NULL(study);
    (void)found(context, place, RW_SEVERITY_WARNING, text, other);
    done();
}

/* -- What is derived ----------------------------------------------------------------------------------- */

static void test_plain_study(void) {
    read_two(NULL, NULL);
    (void)found_nothing(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL(study->source_count, 1);
    CU_ASSERT_EQUAL(study->demand_count, 1);
    const rw_source *source = &study->sources[0];
    CU_ASSERT_EQUAL(source->heat_mw, 2);
    CU_ASSERT_EQUAL(source->temperature_c, 60);
    CU_ASSERT_EQUAL(source->cooling_span_k, 10);
    CU_ASSERT_EQUAL(source->availability_share, 0.97);
    CU_ASSERT_EQUAL(source->commitment_yr, 12);
    CU_ASSERT_EQUAL(source->renewal_term_yr, 5);
    CU_ASSERT_EQUAL(source->start, 1);
    CU_ASSERT_EQUAL(source->place, -1);
    /* PBL 250 EUR/kW of 2018, x 1.37; part a 60 %, and 1.5 x for a datacenter that is not said to be
     * prepared. */
    CU_ASSERT_FALSE(source->prepared);
    test_near("coupling a", source->coupling_a_eur_per_mw, 150e3 * 1.37 * 1.5, 1e-12);
    test_near("coupling a, fixed", source->coupling_a_eur, 50000 * 1.5, 1e-12);
    test_near("coupling b", source->coupling_b_eur_per_mw, 100e3 * 1.37, 1e-12);
    test_near("coupling b, fixed", source->coupling_b_eur, 50000, 1e-12);
    const rw_demand *demand = &study->demands[0];
    CU_ASSERT_EQUAL(demand->kind, RW_KIND_EXISTING);
    CU_ASSERT_EQUAL(demand->energy_mwh_per_yr, 6570);
    CU_ASSERT_EQUAL(demand->min_share, 0);
    CU_ASSERT_EQUAL(demand->ramp_up_yr, 0);
    CU_ASSERT_EQUAL(demand->supply_c, 70);
    CU_ASSERT_EQUAL(demand->return_c, 40);
    done();
}

static const rw_source *only_source(const char *header, const char *row) {
    char text[600];
    (void)snprintf(text, sizeof text, "id,x_m,y_m,%s\nS1,125000,485000,%s\n", header, row);
    read_two(text, NULL);
    (void)found_nothing(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    return &study->sources[0];
}

static void test_heat_of_a_source(void) {
    /* Worked example of PARAMETERS: 5,000 kW x 0.6 x 0.8 = 2,400 kW. */
    const rw_source *source = only_source("PDIT", "5000");
    test_near("from PDIT", source->heat_mw, 2.4, 1e-12);
    test_near("mean IT power", source->it_power_mw, 3, 1e-12);
    test_near("E_DC from PUE 1.3", source->energy_mwh_per_yr, 3 * 8760 * 1.3, 1e-12);
    done();
    source =
        only_source("it_power_kw,load_factor_share,recoverable_share,already_used_mw", "5000,0.5,0.9,0.25");
    test_near("own shares", source->heat_mw, 5 * 0.5 * 0.9 - 0.25, 1e-12);
    done();
    /* EIT is a year's energy: 26,280,000 kWh / 8,760 h = 3 MW, x 0.8. */
    source = only_source("EIT,EDC,TWH", "26280000,36000000,35");
    test_near("from EIT", source->heat_mw, 2.4, 1e-12);
    test_near("EDC", source->energy_mwh_per_yr, 36000, 1e-12);
    CU_ASSERT_EQUAL(source->temperature_c, 35);
    done();
    /* EREUSE 8,760,000 kWh a year is 1 MW that is used already. */
    source = only_source("EIT,EREUSE", "26280000,8760000");
    test_near("less EREUSE", source->heat_mw, 1.4, 1e-12);
    test_near("already used", source->already_used_mw, 1, 1e-12);
    done();
}

static void test_cooling_gives_the_temperature(void) {
    CU_ASSERT_EQUAL(only_source("heat_mw,cooling", "1,air")->temperature_c, 30);
    done();
    CU_ASSERT_EQUAL(only_source("heat_mw,cooling", "1,warm_water")->temperature_c, 50);
    done();
    CU_ASSERT_EQUAL(only_source("heat_mw,cooling", "1,liquid")->temperature_c, 60);
    done();
    CU_ASSERT_EQUAL(only_source("heat_mw,cooling,temperature_c", "1,liquid,45")->temperature_c, 45);
    done();
}

static void test_terms_of_a_source(void) {
    const rw_source *source =
        only_source("heat_mw,prepared,commitment,renewal,renewal_yr,available_from,heat_price_eur_per_gj",
                    "1,yes,20,0.25,4,2030,2");
    CU_ASSERT_TRUE(source->prepared);
    test_near("prepared: no factor", source->coupling_a_eur_per_mw, 150e3 * 1.37, 1e-12);
    CU_ASSERT_EQUAL(source->commitment_yr, 20);
    CU_ASSERT_EQUAL(source->renewal_share, 0.25);
    CU_ASSERT_EQUAL(source->renewal_term_yr, 4);
    CU_ASSERT_EQUAL(source->start, 4); /* 2030 is the fourth year after 2026 */
    test_near("heat price", source->heat_price_eur_per_mwh, 7.2, 1e-12); /* 2 EUR/GJ x 3.6 */
    done();
}

static void test_own_coupling_costs_are_euros_of_price_year(void) {
    const rw_source *source =
        only_source("heat_mw,prepared,coupling_a_eur_per_kw,coupling_b_fixed_eur", "1,no,100,7");
    test_near("a, not indexed, not prepared", source->coupling_a_eur_per_mw, 150e3, 1e-12);
    CU_ASSERT_EQUAL(source->coupling_b_eur, 7);
    done();
}

static const rw_demand *only_demand(const char *header, const char *row) {
    char text[600];
    (void)snprintf(text, sizeof text, "id,x_m,y_m,kind,%s\nW1,126000,485000,%s\n", header, row);
    read_two(NULL, text);
    (void)found_nothing(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    return &study->demands[0];
}

static void test_energy_of_a_demand(void) {
    /* At the network head: what the dwelling uses over (1 - 0.15). */
    test_near("heat_mwh", only_demand("heat_mwh", "new,8500")->energy_mwh_per_yr, 10000, 1e-12);
    done();
    test_near("heat_gj", only_demand("heat_gj", "new,30600")->energy_mwh_per_yr, 10000, 1e-12); /* / 3.6 */
    done();
    /* 1,000,000 m3 x 8.4 kWh = 8,400 MWh, / 0.85 */
    test_near("gas_m3", only_demand("gas_m3", "new,1000000")->energy_mwh_per_yr, 8400 / 0.85, 1e-12);
    done();
    /* 1,000 x 30 GJ / 3.6 / 0.85 */
    test_near("weq", only_demand("weq", "new,1000")->energy_mwh_per_yr, 30000 / 3.6 / 0.85, 1e-12);
    done();
    test_near("dwellings", only_demand("dwellings", "new,1000")->energy_mwh_per_yr, 30000 / 3.6 / 0.85,
              1e-12);
    done();
    const rw_demand *demand = only_demand("head_mwh", "new,10000");
    test_near("head_mwh", demand->energy_mwh_per_yr, 10000, 1e-12);
    test_near("use", demand->use_mwh_per_yr, 8500, 1e-12);
    done();
    /* 80 C and over: 20 %. */
    test_near("hot network", only_demand("heat_mwh,supply_c,return_c", "new,8000,90,60")->energy_mwh_per_yr,
              10000, 1e-12);
    done();
}

static void test_terms_of_a_demand(void) {
    const rw_demand *demand = only_demand("head_mwh,weq", "new,10000,100");
    CU_ASSERT_EQUAL(demand->kind, RW_KIND_NEW);
    CU_ASSERT_EQUAL(demand->min_share, 0.5);
    CU_ASSERT_EQUAL(demand->ramp_up_yr, 5);
    CU_ASSERT_EQUAL(demand->start, 1);
    CU_ASSERT_EQUAL(demand->connections, 100); /* otherwise weq */
    CU_ASSERT_EQUAL(demand->max_sources, INT_MAX);
    /* 6,000 EUR per weq, 60 % of it mains; indoor 3,000; contribution 4,000. */
    test_near("mains", demand->mains_eur, 360000, 1e-12);
    test_near("connections", demand->connection_eur, 240000, 1e-12);
    test_near("indoor", demand->indoor_eur, 300000, 1e-12);
    test_near("contribution", demand->contribution_eur, 400000, 1e-12);
    done();
    demand = only_demand("head_mwh,min_share,ramp_up_yr,start_yr,max_sources,peak_mw,mains_eur,weq",
                         "new,10000,0.8,3,2029,1,4,123,100");
    CU_ASSERT_EQUAL(demand->min_share, 0.8);
    CU_ASSERT_EQUAL(demand->ramp_up_yr, 3);
    CU_ASSERT_EQUAL(demand->start, 3);
    CU_ASSERT_EQUAL(demand->max_sources, 1);
    CU_ASSERT_EQUAL(demand->peak_mw, 4);
    CU_ASSERT_EQUAL(demand->mains_eur, 123);
    done();
}

static void test_dutch_files_read_the_same(void) {
    read_two(
        "id;lengtegraad;breedtegraad;restwarmte_mw;temperatuur_c;voorbereid\r\nS1;4,975;52,333;4,5;30;ja\r\n",
        "\xEF\xBB\xBFid;lengtegraad;breedtegraad;soort;warmte_mwh;achtervang\r\nW1;4,966;52,339;bestaand;"
        "8500;"
        "elektrisch\r\n");
    (void)found_nothing(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL(study->sources[0].heat_mw, 4.5);
    CU_ASSERT_TRUE(study->sources[0].prepared);
    CU_ASSERT_EQUAL(study->demands[0].kind, RW_KIND_EXISTING);
    CU_ASSERT_EQUAL(study->demands[0].backup, RW_BACKUP_ELECTRIC);
    test_near("energy", study->demands[0].energy_mwh_per_yr, 10000, 1e-12);
    CU_ASSERT_EQUAL(study->dialect.delimiter, ';');
    CU_ASSERT_EQUAL(study->dialect.decimal, ',');
    done();
}

static void test_parameters_file_and_overrides(void) {
    char folder[256];
    const rw_override overrides[] = {{"wacc_per_yr", "0.08"}};
    context = rw_context_create(NULL);
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", plain_sources);
    test_write(folder, "demands.csv", plain_demands);
    test_write(folder, "parameters.csv",
               "name;value\nwacc_per_yr;0,05\nhorizon_yr;25\nsubstitute_eur_per_mwh;12,5\n");
    CU_ASSERT_EQUAL(rw_study_read(context, folder, overrides, 1, &study), RW_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    const rw_parameters *p = rw_study_parameters(study);
    CU_ASSERT_EQUAL(p->wacc_per_yr, 0.08); /* the command line wins */
    CU_ASSERT_EQUAL(p->horizon_yr, 25);
    CU_ASSERT_EQUAL(p->substitute_eur_per_mwh, 12.5);
    CU_ASSERT_EQUAL(rw_study_source_count(study), 1);
    CU_ASSERT_EQUAL(rw_study_file_count(study), 3);
    done();
}

static void test_routes_and_places(void) {
    read_files((const given_file[]){
        {"sources.csv", "id,x_m,y_m,heat_mw,temperature_c,place\nS1,125000,485000,2,60,OS1\n"},
        {"demands.csv", plain_demands},
        {"routes.csv",
         "source,demand,length_m,bored_m,crossings_water,crossings_rail,crossings_motorway,extra_eur,"
         "status\nS1,W1,1500,100,1,2,3,9,forced\n"},
        {"power.csv", "place,headroom_mwe,extra_mwe_max,extra_eur_per_mwe_yr\nOS1,5,2,25000\n"},
        {NULL, NULL}});
    (void)found_nothing(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL_FATAL(study->route_count, 1);
    const rw_route *route = &study->routes[0];
    CU_ASSERT_EQUAL(route->length_m, 1500);
    CU_ASSERT_EQUAL(route->bored_m, 100);
    CU_ASSERT_EQUAL(route->crossings_water, 1);
    CU_ASSERT_EQUAL(route->crossings_rail, 2);
    CU_ASSERT_EQUAL(route->crossings_motorway, 3);
    CU_ASSERT_EQUAL(route->extra_eur, 9);
    CU_ASSERT_EQUAL(route->status, RW_ROUTE_FORCED);
    CU_ASSERT_EQUAL_FATAL(study->place_count, 1);
    CU_ASSERT_EQUAL(study->sources[0].place, 0);
    CU_ASSERT_EQUAL(study->places[0].headroom_mwe, 5);
    CU_ASSERT_EQUAL(study->places[0].extra_mwe_max, 2);
    CU_ASSERT_EQUAL(study->places[0].extra_eur_per_mwe_yr, 25000);
    done();
}

/* -- What is wrong with sources and demands ------------------------------------------------------------ */

static void test_ids(void) {
    read_two("id,x_m,y_m,heat_mw,temperature_c\nS1,125000,485000,2,60\nS2,125000,485000,2,60\nS1,125000,"
             "485000,2,60\n",
             NULL);
    expect_error("sources.csv:4:1", "S1", "2"); /* the line of the first one */
    read_two("id,x_m,y_m,heat_mw,temperature_c\n,125000,485000,2,60\n", NULL);
    expect_error("sources.csv:2:1", "id", NULL);
}

static void test_columns(void) {
    read_two("id,x_m,y_m,heat_mw,temprature_c\nS1,125000,485000,2,60\n", NULL);
    expect_warning("sources.csv:1:5", "temprature_c", "temperature_c"); /* did you mean */
    read_two("id,x_m,y_m,heat_mw,temperature_c,zzzzzzzz\nS1,125000,485000,2,60,1\n", NULL);
    expect_warning("sources.csv:1:6", "zzzzzzzz", NULL);
    read_two(NULL, "id,x_m,y_m,head_mwh\nW1,126000,485000,6570\n");
    expect_error("demands.csv:1:1", "kind", NULL); /* required */
    read_two("x_m,y_m,heat_mw\n125000,485000,2\n", NULL);
    expect_error("sources.csv:1:1", "id", NULL);
    read_two("id,x_m,y_m,heat_mw,x_m\nS1,125000,485000,2,125000\n", NULL);
    CU_ASSERT_TRUE(rw_context_finding_count(context) > 0); /* twice the same column */
    done();
    read_two("id,x_m,y_m,heat_mw,restwarmte_mw\nS1,125000,485000,2,3\n", NULL);
    CU_ASSERT_TRUE(rw_context_finding_count(context) > 0); /* and once more under its Dutch name */
    done();
}

static void test_cells(void) {
    read_two("id,x_m,y_m,heat_mw,temperature_c\nS1,125000,485000,2,900\n", NULL);
    expect_error("sources.csv:2:5", "900", "100"); /* 5 to 100 C */
    read_two("id,x_m,y_m,heat_mw,temperature_c\nS1,125000,485000,2,60C\n", NULL);
    expect_error("sources.csv:2:5", "60C", "60");
    read_two("id;x_m;y_m;heat_mw;temperature_c\nS1;125000;485000;1.234;60,5\n", NULL);
    expect_error("sources.csv:2:4", "1.234", "1,234");
    read_two("id,x_m,y_m,heat_mw,commitment_yr\nS1,125000,485000,2,12.5\n", NULL);
    expect_error("sources.csv:2:5", "12.5", NULL); /* whole years */
    read_two("id,x_m,y_m,heat_mw,prepared\nS1,125000,485000,2,maybe\n", NULL);
    expect_error("sources.csv:2:5", "maybe", "yes");
    read_two("id,x_m,y_m,heat_mw\nS1,125000,485000,2,60\n", NULL);
    expect_error("sources.csv:2:5", "60", NULL); /* behind the last column */
    read_two("id,x_m,y_m,heat_mw\nS1,125000,485000,-2\n", NULL);
    expect_error("sources.csv:2:4", "-2", NULL);
}

static void test_positions(void) {
    read_two("id,lon,lat,heat_mw\nS1,52.333,4.975,2\n", NULL);
    expect_error("sources.csv:2:2", "swapped", NULL);
    read_two("id,lon,lat,heat_mw\nS1,14.975,52.333,2\n", NULL);
    expect_error("sources.csv:2:2", "outside", NULL);
    read_two("id,heat_mw\nS1,2\n", NULL);
    expect_error("sources.csv:2:1", "coordinates", NULL);
}

static void test_source_without_heat(void) {
    read_two("id,x_m,y_m,temperature_c\nS1,125000,485000,60\n", NULL);
    expect_error("sources.csv:2:1", "heat", NULL);
    /* More is used already than there is. */
    read_two("id,x_m,y_m,it_power_kw,already_used_mw\nS1,125000,485000,5000,3\n", NULL);
    CU_ASSERT_TRUE(rw_context_finding_count(context) > 0);
    done();
}

static void test_energy_and_peak_that_contradict(void) {
    read_two(NULL, "id,x_m,y_m,kind,head_mwh,peak_mw\nW1,126000,485000,existing,100000,1\n");
    expect_error("demands.csv:2:6", "100000", "1"); /* E > 8760 P */
    read_two(NULL,
             "id,x_m,y_m,kind,head_mwh,peak_mw,full_load_hours_h\nW1,126000,485000,existing,6000,2,1000\n");
    CU_ASSERT_TRUE(rw_context_finding_count(context) > 0); /* 6000/2 = 3000, not 1000 */
    done();
    read_two(NULL, "id,x_m,y_m,kind,head_mwh,heat_gj\nW1,126000,485000,existing,6000,1\n");
    CU_ASSERT_TRUE(rw_context_finding_count(context) > 0); /* two energies, and they differ */
    done();
    read_two(NULL, "id,x_m,y_m,kind\nW1,126000,485000,existing\n");
    CU_ASSERT_PTR_NULL(study); /* no energy at all */
    done();
}

static void test_temperatures_of_a_network(void) {
    read_two(NULL, "id,x_m,y_m,kind,head_mwh,supply_c,return_c\nW1,126000,485000,existing,6570,40,50\n");
    CU_ASSERT_PTR_NULL(study);
    CU_ASSERT_TRUE(rw_context_error_count(context) == 1);
    done();
}

static void test_prices_that_are_missing(void) {
    read_two(NULL, "id,x_m,y_m,kind,head_mwh,backup\nW1,126000,485000,existing,6570,price\n");
    CU_ASSERT_PTR_NULL(study); /* backup = price, but no price */
    done();
    read_two(NULL, "id,x_m,y_m,kind,head_mwh,reference\nW1,126000,485000,new,6570,price\n");
    CU_ASSERT_PTR_NULL(study);
    done();
}

/* -- The other files ----------------------------------------------------------------------------------- */

static void test_routes_that_lead_nowhere(void) {
    read_with("routes.csv", "source,demand,length_m\nS1,W9,100\n");
    expect_error("routes.csv:2:2", "W9", "demands.csv");
    read_with("routes.csv", "source,demand,length_m\nS9,W1,100\n");
    expect_error("routes.csv:2:1", "S9", "sources.csv");
    read_with("routes.csv", "source,demand,length_m\nS1,W1,100\nS1,W1,200\n");
    CU_ASSERT_PTR_NULL(study); /* one route twice */
    CU_ASSERT_TRUE(rw_context_error_count(context) > 0);
    done();
    read_with("routes.csv", "source,demand,length_m,bored_m\nS1,W1,100,150\n");
    CU_ASSERT_TRUE(rw_context_finding_count(context) > 0); /* more bored than long */
    done();
    read_with("routes.csv", "source,demand,length_m\nS1,W1,10\n");
    CU_ASSERT_TRUE(rw_context_finding_count(context) > 0); /* shorter than as the crow flies: 1,000 m */
    done();
}

static void test_places_that_are_not_there(void) {
    read_two("id,x_m,y_m,heat_mw,place\nS1,125000,485000,2,OS1\n", NULL);
    expect_error("sources.csv:2:5", "OS1", "power.csv");
    read_with("power.csv", "place,headroom_mwe\nOS1,5\nOS1,6\n");
    CU_ASSERT_PTR_NULL(study);
    done();
}

static void test_parameters_that_are_not_understood(void) {
    read_with("parameters.csv", "name,value\nhorizn_yr,30\n");
    expect_error("parameters.csv:2:1", "horizn_yr", "horizon_yr");
    read_with("parameters.csv", "name,value\nwacc_per_yr,7\n");
    expect_error("parameters.csv:2:2", "wacc_per_yr", "0.5");
    read_with("parameters.csv", "name,value\nwacc_per_yr,0.05\nwacc_per_yr,0.06\n");
    CU_ASSERT_TRUE(rw_context_finding_count(context) > 0); /* which one? */
    done();
}

static void test_profiles(void) {
    read_files((const given_file[]){
        {"sources.csv", plain_sources},
        {"demands.csv", "id,x_m,y_m,kind,head_mwh,profile\nW1,126000,485000,existing,6570,own\n"},
        {NULL, NULL}});
    expect_error("demands.csv:2:6", "own", "profiles.csv");
    read_with("profiles.csv", "own\n1\n0.5\n");
    CU_ASSERT_PTR_NULL(study); /* 2 hours of 8,760 */
    (void)found(context, "profiles.csv:1:1", RW_SEVERITY_ERROR, "8760", NULL);
    done();
}

static void test_missing_files(void) {
    read_files((const given_file[]){{"sources.csv", plain_sources}, {NULL, NULL}});
    CU_ASSERT_PTR_NULL(study);
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_context_message(context), "demands.csv"));
    done();
    context = rw_context_create(NULL);
    CU_ASSERT_EQUAL(rw_study_read(context, "build/tests-tmp/no-such-study", NULL, 0, &study), RW_ERROR_FILE);
    CU_ASSERT_PTR_NULL(study);
    done();
}

static void test_empty_lists(void) {
    read_two("id,x_m,y_m,heat_mw\n", NULL);
    CU_ASSERT_TRUE(study == NULL ? rw_context_error_count(context) > 0 : study->source_count == 0);
    done();
}

static void test_all_problems_are_said_at_once(void) {
    read_files(
        (const given_file[]){{"sources.csv", "id,x_m,y_m,heat_mw,temperature_c\nS1,125000,485000,x,900\n"},
                             {"demands.csv", "id,x_m,y_m,kind,head_mwh\nW1,126000,485000,old,y\n"},
                             {"routes.csv", "source,demand\nS1,W2\n"},
                             {NULL, NULL}});
    CU_ASSERT_PTR_NULL(study);
    CU_ASSERT_TRUE(rw_context_error_count(context) >= 5);
    (void)found(context, "sources.csv:2:4", RW_SEVERITY_ERROR, "x", NULL);
    (void)found(context, "sources.csv:2:5", RW_SEVERITY_ERROR, "900", NULL);
    (void)found(context, "demands.csv:2:4", RW_SEVERITY_ERROR, "old", "existing");
    (void)found(context, "demands.csv:2:5", RW_SEVERITY_ERROR, "y", NULL);
    (void)found(context, "routes.csv:2:2", RW_SEVERITY_ERROR, "W2", NULL);
    done();
}

static void test_templates_read_without_findings(void) {
    static const rw_language languages[] = {RW_LANGUAGE_DUTCH, RW_LANGUAGE_ENGLISH};
    for (int n = 0; n < 2; ++n) {
        char folder[256];
        context = rw_context_create(NULL);
        test_folder(folder, sizeof folder);
        CU_ASSERT_EQUAL(rw_study_write_template(context, folder, languages[n]), RW_OK);
        CU_ASSERT_EQUAL(rw_study_read(context, folder, NULL, 0, &study), RW_OK);
        (void)found_nothing(context);
        if (study)
            for (rw_parameter k = 0; k < RW_PARAMETER_COUNT; ++k)
                CU_ASSERT_TRUE(rw_parameters_is_default(rw_study_parameters(study), k) ||
                               k == RW_PARAMETER_lang);
        CU_ASSERT_NOT_EQUAL(rw_study_write_template(context, folder, languages[n]), RW_OK); /* not twice */
        done();
    }
}

void suite_study_read(void) {
    CU_pSuite suite = CU_add_suite("study reading", NULL, NULL);
    (void)CU_add_test(suite, "a plain study", test_plain_study);
    (void)CU_add_test(suite, "heat of a source", test_heat_of_a_source);
    (void)CU_add_test(suite, "cooling gives the temperature", test_cooling_gives_the_temperature);
    (void)CU_add_test(suite, "terms of a source", test_terms_of_a_source);
    (void)CU_add_test(suite, "own coupling costs are euros of price_year",
                      test_own_coupling_costs_are_euros_of_price_year);
    (void)CU_add_test(suite, "energy of a demand", test_energy_of_a_demand);
    (void)CU_add_test(suite, "terms of a demand", test_terms_of_a_demand);
    (void)CU_add_test(suite, "Dutch files read the same", test_dutch_files_read_the_same);
    (void)CU_add_test(suite, "parameters.csv and overrides", test_parameters_file_and_overrides);
    (void)CU_add_test(suite, "routes and places", test_routes_and_places);
    (void)CU_add_test(suite, "ids", test_ids);
    (void)CU_add_test(suite, "columns", test_columns);
    (void)CU_add_test(suite, "cells", test_cells);
    (void)CU_add_test(suite, "positions", test_positions);
    (void)CU_add_test(suite, "a source without heat", test_source_without_heat);
    (void)CU_add_test(suite, "energy and peak that contradict", test_energy_and_peak_that_contradict);
    (void)CU_add_test(suite, "temperatures of a network", test_temperatures_of_a_network);
    (void)CU_add_test(suite, "prices that are missing", test_prices_that_are_missing);
    (void)CU_add_test(suite, "routes that lead nowhere", test_routes_that_lead_nowhere);
    (void)CU_add_test(suite, "places that are not there", test_places_that_are_not_there);
    (void)CU_add_test(suite, "parameters that are not understood", test_parameters_that_are_not_understood);
    (void)CU_add_test(suite, "profiles", test_profiles);
    (void)CU_add_test(suite, "missing files", test_missing_files);
    (void)CU_add_test(suite, "empty lists", test_empty_lists);
    (void)CU_add_test(suite, "all problems are said at once", test_all_problems_are_said_at_once);
    (void)CU_add_test(suite, "templates read without findings", test_templates_read_without_findings);
}
