#include "unit/worked_study.h"
#include "support.h"
#include "unit/given_study.h"
#include <CUnit/CUnit.h>
#include <string.h>

static const char sources[] =
    "id,x_m,y_m,heat_mw,temperature_c,cooling_span_k,availability_share,prepared,commitment_yr,renewal_share,"
    "renewal_term_yr,available_from_yr,heat_price_eur_per_gj,edc_kwh,coupling_a_eur_per_kw,coupling_a_fixed_"
    "eur,"
    "coupling_b_eur_per_kw,coupling_b_fixed_eur,coupling_om_per_yr\n"
    "S1,125000,485000,2,30,10,0.9,no,4,0.5,3,2028,2,30000000,100,10000,50,20000,0.05\n"
    "S2,127000,485000,1,80,30,0.95,yes,3,0.5,2,2029,0,,100,10000,50,20000,0.05\n";

static const char demands[] =
    "id,x_m,y_m,kind,head_mwh,profile,supply_c,return_c,weq,connections,backup,reference,min_share,ramp_up_"
    "yr,"
    "start_yr,mains_eur,connection_eur,indoor_eur,contribution_eur\n"
    "W1,125500,485000,existing,6570,halves,70,40,,,electric,,0,0,,,,,\n"
    "W2,127900,485000,new,3285,halves,70,40,100,100,gas,gas_boiler,0.5,4,2027,200000,100000,50000,30000\n"
    "W3,140000,485000,new,1000,halves,70,40,100,100,gas,gas_boiler,0.5,5,2028,200000,100000,50000,30000\n";

static const char parameters[] =
    "name,value\nhorizon_yr,10\nwacc_per_yr,0.06\nindex_2018,1\nindex_2020,1\n"
    "index_2024,1\nband_levels,0.5 1\ngas_eur_per_mwh,45\nsubsidy_eur_per_mwh,10\n"
    "subsidy_yr,4\n";

static const char routes[] = "source,demand,length_m,bored_m,crossings_water,extra_eur\nS1,W1,800,0,0,0\n"
                             "S2,W2,1200,100,1,5000\n";

static const char *halves(void) {
    static char text[16 + 4 * RW_LOAD_HOURS];
    char *end = text + strlen(strcpy(text, "halves\n"));
    for (int h = 0; h < RW_LOAD_HOURS; ++h) end += strlen(strcpy(end, h % 2 ? "1\n" : "0.5\n"));
    return text;
}

static void fill_plan(worked_study *w) {
    rw_plan *plan = &w->plan;
    CU_ASSERT_EQUAL_FATAL(rw_plan_start(&w->arena, w->study, 2, plan), RW_OK);
    plan->connections[0] = (rw_connection){S1, W1, RW_MODE_SOURCE_PUMP, 0, RW_EXIT_STOP, {0.5, 0.25}, NULL};
    plan->connections[1] = (rw_connection){S2, W2, RW_MODE_DIRECT, 0, RW_EXIT_REPLACE, {0.25, 0.2}, NULL};
    plan->demand_connected[W2] = true;
    rw_plan_index(plan);
}

void worked_open(worked_study *w) {
    w->context = rw_context_create(NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(w->context);
    w->study = given_study(
        w->context,
        (const given_file[]){{"sources.csv", sources},
                             {"demands.csv", demands},
                             {"parameters.csv", parameters},
                             {"routes.csv", routes},
                             {"profiles.csv", halves()},
                             {"pipes.csv", "dn,inner_diameter_mm,price_mid_eur_per_m,loss_w_per_m\n"
                                           "150,160.3,1000,36\n"},
                             {NULL, NULL}});
    (void)found_nothing(w->context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(w->study);
    CU_ASSERT_EQUAL_FATAL(rw_terms_build(w->context, w->study, &w->terms), RW_OK);
    rw_arena_start(&w->arena, w->context);
    fill_plan(w);
}

void worked_close(worked_study *w) {
    rw_arena_free(&w->arena);
    rw_terms_free(&w->terms);
    rw_study_free(w->study);
    rw_context_free(w->context);
}
