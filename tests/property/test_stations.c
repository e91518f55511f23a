/* Heat pumps at junctions: instances/tiny-station/README.md works out by hand what is expected here. */
#include "plan/account.h"
#include "plan/cost.h"
#include "plan/indicators.h"
#include "plan/leave_out.h"
#include "plan/network_cost.h"
#include "plan/network_figures.h"
#include "plan/verify.h"
#include "property/random_study.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { W1, W2, DEMANDS };
static const char worked[] = "instances/tiny-station";

static void copy_file(const char *folder, const char *name) {
    char path[128], text[1024];
    (void)snprintf(path, sizeof path, "%s/%s", worked, name);
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    const size_t length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    (void)fclose(file);
    test_write(folder, name, text);
}

/* The worked study with some files of its own; NULL leaves one as it is. */
static void open_with(study_run *run, const char *junctions, const char *power, const char *demands,
                      const char *trenches, const rw_override *overrides, size_t count) {
    char folder[STUDY_FOLDER_BYTES];
    const struct {
        const char *name, *text;
    } files[] = {{"sources.csv", NULL},        {"parameters.csv", NULL}, {"pipes.csv", NULL},
                 {"junctions.csv", junctions}, {"power.csv", power},     {"demands.csv", demands},
                 {"trenches.csv", trenches}};
    test_folder(folder, sizeof folder);
    for (size_t k = 0; k < sizeof files / sizeof *files; ++k)
        if (files[k].text)
            test_write(folder, files[k].name, files[k].text);
        else
            copy_file(folder, files[k].name);
    study_run_folder(run, folder, overrides, count);
    CU_ASSERT_TRUE_FATAL(run->good);
}

static int pumps_of(const study_run *run, rw_mode mode) {
    int count = 0;
    for (int k = 0; k < run->plan.network->machine_count; ++k)
        count += run->plan.network->machines[k].mode == mode;
    return count;
}

/* -- The worked study ---------------------------------------------------------------------------------- */

static void expect_flows(const study_run *run, const rw_indicators *all) {
    CU_ASSERT_EQUAL_FATAL(run->plan.network->machine_count, 1);
    CU_ASSERT_EQUAL_FATAL(pumps_of(run, RW_MODE_STATION_PUMP), 1);
    const rw_machine_figures *pump = &all->machines[0];
    (void)test_near("pumped MW", pump->mw, 1.512, 1e-6);
    (void)test_near("pumped MWh", pump->mwh_per_yr, 5913 + 0.012 * 7884, 1e-6);
    (void)test_near("pump MWe", pump->power_mwe, 1.512 / 4.39235207, 1e-6);
    (void)test_near("pump MWh_e", pump->electricity_mwh_per_yr, 6007.608 / 4.39235207, 1e-6);
    (void)test_near("COP", pump->cop, 4.39235207, 1e-8);
    (void)test_near("pump EUR", pump->investment_eur, 850 * 1512 + 100000, 1e-6);
    (void)test_near("at OS1", rw_plan_power_mwe(&run->terms, &run->plan, 0), 1.512 / 4.39235207, 1e-6);
    (void)test_near("source MW", all->sources[0].taken_mw, 1.181099, 1e-6);
    for (int k = 0; k < run->plan.network->laid_count; ++k) {
        const rw_laid *laid = &run->plan.network->laid[k];
        const bool trunk = laid->trench == 0;
        CU_ASSERT_EQUAL(laid->level, trunk ? RW_LEVEL_WATER : RW_LEVEL_SUPPLY);
        if (trunk) (void)test_near("trunk carries", all->laid[k].carried_mw, 1.181099, 1e-6);
    }
    for (int k = 0; k < run->plan.connection_count; ++k) {
        const rw_connection *c = &run->plan.connections[k];
        double drop_k = 0;
        for (int n = 1; n < c->way->laid_count; ++n) drop_k += all->laid[c->way->laid[n]].temperature_drop_k;
        CU_ASSERT_EQUAL(c->mode, RW_MODE_STATION_PUMP);
        CU_ASSERT_EQUAL(rw_way_station(run->study, run->plan.network, c->way), 0);
        (void)test_near("cooling behind the pump only", all->connections[k].temperature_drop_k, drop_k, 1e-9);
    }
}

/* Every euro is in a line, a demand and a connection or the backup of one; every purchase in the investment.
 */
static void expect_sums(const study_run *run, const rw_indicators *all) {
    double demands = 0, connections = 0, backup = 0, power_mwe = 0, electricity_mwh = 0, pumps_eur = 0;
    for (int j = 0; j < DEMANDS; ++j) {
        demands += all->demands[j].cost_eur;
        backup += all->demands[j].present_eur[RW_LINE_backup];
    }
    for (int k = 0; k < run->plan.connection_count; ++k) {
        for (int line = 0; line < RW_LINE_COUNT; ++line) connections += all->connections[k].present_eur[line];
        power_mwe += all->connections[k].power_mwe;
        electricity_mwh += all->connections[k].electricity_mwh_per_yr;
        pumps_eur += all->connections[k].present_eur[RW_LINE_heat_pump];
    }
    const double place_eur = all->totals.present_eur[RW_LINE_extra_grid];
    (void)test_near("demands and place", demands + place_eur, all->totals.cost_eur, 1e-9);
    (void)test_near("connections, backup and place", connections + backup + place_eur, all->totals.cost_eur,
                    1e-9);
    (void)test_near("annuities of the pump", pumps_eur * run->terms.annuity, 162705.07, 1e-7);
    (void)test_near("pumps and circulation, MWe", power_mwe, 0.344235 + 0.008779, 2e-6);
    (void)test_near("pumps and circulation, MWh", electricity_mwh, 140298.60 / 100, 1e-7);
    (void)test_near("investment", all->totals.investment_eur,
                    128109.86 + 79054.93 + 1300000 + 1385200 + 149999.53 + 202500, 1e-7);
}

static void test_worked(void) {
    study_run run;
    rw_arena arena;
    rw_indicators all;
    study_run_folder(&run, worked, NULL, 0);
    CU_ASSERT_TRUE_FATAL(run.good);
    (void)test_near("cost", run.cost_eur_per_yr, 836439.88, 1e-7);
    rw_arena_start(&arena, run.context);
    CU_ASSERT_EQUAL_FATAL(rw_indicators_find(&run.terms, &run.plan, &arena, &all), RW_OK);
    expect_flows(&run, &all);
    expect_sums(&run, &all);
    rw_arena_free(&arena);
    study_run_free(&run);
}

/* -- Its rivals, and where it turns -------------------------------------------------------------------- */

static const char no_room[] = "id,x_m,y_m\nK1,126000,485000\n";

static void test_rivals(void) {
    study_run run;
    open_with(&run, no_room, NULL, NULL, NULL, NULL, 0);
    CU_ASSERT_EQUAL(pumps_of(&run, RW_MODE_DEMAND_PUMP), 2);
    (void)test_near("at W1 and W2", run.cost_eur_per_yr, 842697.42, 1e-7);
    study_run_free(&run);
    /* No grid for pumps at the networks, nor at the junction. */
    static const char demands[] =
        "id,x_m,y_m,kind,head_mwh,full_load_hours_h,supply_c,return_c,backup,backup_eur_per_mwh,min_share,"
        "ramp_up_yr,place\n"
        "W1,126200,485000,existing,4380,4380,70,40,price,300,0,0,OS1\n"
        "W2,126000,485100,existing,2190,4380,70,40,price,300,0,0,OS1\n";
    open_with(&run, NULL, "place,headroom_mwe\nOS1,0\n", demands, NULL, NULL, 0);
    CU_ASSERT_EQUAL(pumps_of(&run, RW_MODE_SOURCE_PUMP), 1);
    CU_ASSERT_EQUAL(run.plan.network->machine_count, 1);
    (void)test_near("at S1", run.cost_eur_per_yr, 844068.00, 1e-7);
    study_run_free(&run);
}

static int stations_at(const char *power, const char *fixed_eur) {
    const rw_override fixed = {"heat_pump_fixed_eur", fixed_eur};
    study_run run;
    open_with(&run, NULL, power, NULL, NULL, &fixed, fixed_eur ? 1 : 0);
    const int stations = pumps_of(&run, RW_MODE_STATION_PUMP);
    study_run_free(&run);
    return stations;
}

/* 45,620.98 EUR per MWe and year more for its grid, or a fixed part of 58,956.13 EUR: see the README. */
static void test_break_even(void) {
    static const char header[] = "place,headroom_mwe,extra_mwe_max,extra_eur_per_mwe_yr\n";
    char power[128];
    (void)snprintf(power, sizeof power, "%sOS1,0.1,1,45620.5\n", header);
    CU_ASSERT_EQUAL(stations_at(power, NULL), 1);
    (void)snprintf(power, sizeof power, "%sOS1,0.1,1,45621.5\n", header);
    CU_ASSERT_EQUAL(stations_at(power, NULL), 0);
    (void)snprintf(power, sizeof power, "%sOS1,0.1,0.2,20000\n", header);
    CU_ASSERT_EQUAL(stations_at(power, NULL), 0);
    CU_ASSERT_EQUAL(stations_at(NULL, "58957"), 1);
    CU_ASSERT_EQUAL(stations_at(NULL, "58955"), 0);
}

/* -- At the end of a side street ----------------------------------------------------------------------- */

/* Source water goes in and heat comes out through one trench, which is no dead end: it costs what its two
 * pipes cost more. */
static void test_side_street(void) {
    static const char junctions[] =
        "id,x_m,y_m,heat_pump,place\nK1,126000,485000,no,\nK2,126000,484990,yes,OS1\n";
    static const char trenches[] =
        "id,from,to,length_m\ntrunk,S1,K1,1000\nfirst,K1,W1,200\nsecond,K1,W2,100\n"
        "side,K1,K2,10\n";
    study_run run;
    open_with(&run, junctions, NULL, NULL, trenches, NULL, 0);
    CU_ASSERT_EQUAL(rw_context_finding_count(run.context), 0);
    CU_ASSERT_EQUAL(pumps_of(&run, RW_MODE_STATION_PUMP), 1);
    CU_ASSERT_EQUAL(run.plan.network->laid_count, 5);
    for (int k = 0; k < run.plan.connection_count; ++k) {
        CU_ASSERT_EQUAL(run.plan.connections[k].way->laid_count, 4);
        CU_ASSERT_EQUAL(rw_way_station(run.study, run.plan.network, run.plan.connections[k].way), 1);
    }
    CU_ASSERT_TRUE(run.cost_eur_per_yr > 836439.88 + 20 * 1000 * 0.112);
    CU_ASSERT_TRUE(run.cost_eur_per_yr < 836439.88 + 20 * 1000 * 0.112 + 300);
    study_run_free(&run);
}

/* -- As options, and without a demand ------------------------------------------------------------------ */

static void test_encoding(void) {
    study_run run;
    study_run_folder(&run, worked, NULL, 0);
    study_run_encodes(&run);
    study_run_free(&run);
}

/* The pump stays as long as heat for somebody passes it. */
static void test_leaving_out(void) {
    study_run run;
    rw_arena arena;
    rw_plan without;
    bool out[DEMANDS] = {false, true};
    study_run_folder(&run, worked, NULL, 0);
    rw_arena_start(&arena, run.context);
    CU_ASSERT_EQUAL_FATAL(rw_plan_leave_out(&arena, &run.terms, &run.plan, out, &without), RW_OK);
    without.demand_connected[W2] = true; /* on its backup: an existing network */
    CU_ASSERT_EQUAL(without.network->machine_count, 1);
    CU_ASSERT_EQUAL(without.network->laid_count, 2);
    CU_ASSERT_EQUAL(rw_plan_verify(run.context, &run.terms, &without), RW_OK);
    out[W1] = true;
    CU_ASSERT_EQUAL_FATAL(rw_plan_leave_out(&arena, &run.terms, &run.plan, out, &without), RW_OK);
    CU_ASSERT_EQUAL(without.network->machine_count, 0);
    rw_arena_free(&arena);
    study_run_free(&run);
}

/* -- Judging ------------------------------------------------------------------------------------------- */

static void break_plan(study_run *run, int fault, rw_network *n, rw_laid laid[3], rw_connection *c) {
    switch (fault) {
    case 0:
        n->machine_count = 0;
        return;
    case 1:
        run->study->junctions[0].heat_pump = false;
        return;
    case 2: /* hot all the way, and still said to pass a pump */
        for (int k = 0; k < 3; ++k) laid[k].level = RW_LEVEL_SUPPLY;
        return;
    case 3:
        c->mode = RW_MODE_DEMAND_PUMP;
        return;
    case 4:
        n->machines[0].index = 7;
        return;
    default:
        run->study->places[0].extra_mwe_max = 0.2;
    }
}

static void test_broken(void) {
    static const char *const why[] = {
        "has no heat pump where it leaves", "no room for one", "changes its level", "changes its level",
        "junction that does not exist",     "its grid has"};
    for (int fault = 0; fault < 6; ++fault) {
        study_run run;
        study_run_folder(&run, worked, NULL, 0);
        rw_network n = *run.plan.network;
        rw_laid laid[3];
        CU_ASSERT_EQUAL_FATAL(n.laid_count, 3);
        memcpy(laid, n.laid, sizeof laid);
        n.laid = laid;
        run.plan.network = &n;
        break_plan(&run, fault, &n, laid, &run.plan.connections[0]);
        const rw_status status = rw_plan_verify(run.context, &run.terms, &run.plan);
        bool said = false;
        for (size_t k = 0; k < rw_context_finding_count(run.context); ++k)
            said = said || strstr(rw_context_finding(run.context, k)->message, why[fault]);
        if (status != RW_ERROR_REJECTED || !said) printf("\n    not noticed: %s\n", why[fault]);
        CU_ASSERT_EQUAL(status, RW_ERROR_REJECTED);
        CU_ASSERT_TRUE(said);
        study_run_free(&run);
    }
}

void suite_stations(void) {
    CU_pSuite suite = CU_add_suite("heat pumps at junctions", NULL, NULL);
    CU_add_test(suite, "the worked study", test_worked);
    CU_add_test(suite, "its rivals", test_rivals);
    CU_add_test(suite, "where it turns", test_break_even);
    CU_add_test(suite, "a side street", test_side_street);
    CU_add_test(suite, "a plan as options", test_encoding);
    CU_add_test(suite, "leaving demands out", test_leaving_out);
    CU_add_test(suite, "broken plans are rejected", test_broken);
}
