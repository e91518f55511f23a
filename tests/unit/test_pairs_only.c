/* A network's study as pairs: of each pair the cheapest way through the trenches. */
#include "base/number.h"
#include "pipeline/pairs_only.h"
#include "support.h"
#include "unit/given_study.h"
#include <CUnit/Basic.h>

static const char sources[] =
    "id,x_m,y_m,heat_mw,temperature_c\nS1,125000,485000,2,60\nS2,125000,486000,2,60\n";
static const char demands[] =
    "id,x_m,y_m,kind,head_mwh\nW1,126000,485000,new,6570\nW2,126000,486000,new,6570\n"
    "W3,127000,489000,new,6570\n";
static const char junctions[] = "id,x_m,y_m\nK1,125500,485000\nK2,125600,485900\n";

/* The middle pipe of the three costs 1,000 EUR/m. The short trench S1-W1 has a crossing of 250,000 EUR:
 * 1,250,000 against 2 x 600 m. S2 has a way to W2 alone that is forbidden, and one through S1's street. */
static const char trenches[] =
    "from,to,length_m,bored_m,extra_eur_per_m,crossings_water,status\n"
    "S1,W1,1000,0,0,1,\nS1,K1,600,0,0,0,\nK1,W1,600,0,0,0,\n"
    "S2,W2,1050,0,0,0,forbidden\nS2,K2,1100,100,0,0,\nK2,K1,950,0,10,0,\nK2,W2,500,0,0,2,\n";
static const char pipes[] = "dn,inner_diameter_mm,price_mid_eur_per_m,loss_w_per_m\n"
                            "100,107.1,900,26\n150,160.3,1000,36\n200,210.1,1500,39\n";

static const rw_route *route(const rw_study *study, int source, int demand) {
    return &study->routes[source * study->demand_count + demand];
}

static void test_ways(void) {
    rw_context *context = rw_context_create(NULL);
    rw_study *study = given_study(context, (const given_file[]){{"sources.csv", sources},
                                                                {"demands.csv", demands},
                                                                {"junctions.csv", junctions},
                                                                {"trenches.csv", trenches},
                                                                {"pipes.csv", pipes},
                                                                {NULL, NULL}});
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL_FATAL(rw_study_as_pairs(study), RW_OK);
    CU_ASSERT_EQUAL(study->trench_count, 0);
    CU_ASSERT_EQUAL_FATAL(study->route_count, 6);
    for (int r = 0; r < 6; ++r) {
        CU_ASSERT_EQUAL(study->routes[r].source, r / 3);
        CU_ASSERT_EQUAL(study->routes[r].demand, r % 3);
    }
    CU_ASSERT_EQUAL(route(study, 0, 0)->length_m, 1200);
    CU_ASSERT_EQUAL(route(study, 0, 0)->extra_eur, 0);
    /* S2 - K2 - K1 - W1: 100 m bored, 950 m at 10 EUR/m more. */
    CU_ASSERT_EQUAL(route(study, 1, 0)->length_m, 1100 + 950 + 600);
    CU_ASSERT_EQUAL(route(study, 1, 0)->bored_m, 100);
    CU_ASSERT_EQUAL(route(study, 1, 0)->extra_eur, 9500);
    CU_ASSERT_EQUAL(route(study, 1, 0)->status, RW_ROUTE_ALLOWED);
    CU_ASSERT_EQUAL(route(study, 1, 1)->length_m, 1600);
    (void)test_near("two waters", route(study, 1, 1)->extra_eur, 2 * study->parameters.crossing_water_eur,
                    1e-12);
    CU_ASSERT_EQUAL(route(study, 0, 2)->status, RW_ROUTE_FORBIDDEN);
    CU_ASSERT_EQUAL(route(study, 1, 2)->status, RW_ROUTE_FORBIDDEN);
    rw_study_free(study);
    rw_context_free(context);
}

void suite_pairs_only(void);
void suite_pairs_only(void) {
    CU_pSuite suite = CU_add_suite("pairs only", NULL, NULL);
    (void)CU_add_test(suite, "cheapest ways", test_ways);
}
