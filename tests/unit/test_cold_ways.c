/* Plans that do without demands to which the supply cools too far. */
#include "base/number.h"
#include "model/model.h"
#include "pipeline/cold_ways.h"
#include "plan/leave_out.h"
#include "plan/network_figures.h"
#include "plan/verify.h"
#include "unit/given_study.h"
#include <CUnit/Basic.h>
#include <string.h>

/* W1 and W2 are large and near the junction, W3 is small and far, and hardly worth its 1,300 m of pipe
 * beside what all gain. */
static const given_file files[] = {
    {"sources.csv", "id,x_m,y_m,heat_mw,temperature_c,prepared\nDC1,122000,483000,30,60,yes\n"},
    {"demands.csv",
     "id,x_m,y_m,kind,head_mwh,supply_c,return_c,backup,backup_eur_per_mwh\n"
     "W1,123500,483100,existing,20000,50,30,price,90\nW2,123500,482900,existing,16000,50,30,price,90\n"
     "W3,124700,483000,existing,900,50,30,price,105\n"},
    {"junctions.csv", "id,x_m,y_m\nK1,123400,483000\nK2,123500,483000\n"},
    {"trenches.csv", "from,to,length_m\nDC1,K1,1500\nK1,W1,150\nK1,W2,150\nK1,K2,100\nK2,W3,1200\n"},
    {"pipes.csv", "dn,inner_diameter_mm,price_mid_eur_per_m,loss_w_per_m\n"
                  "50,54.5,300,20\n200,210.1,1891,39\n300,312.7,2183,44\n"},

    {NULL, NULL}};

typedef struct solved {
    rw_context *context;
    rw_study *study;
    rw_terms terms;
    rw_model model;
    rw_result result;
    rw_arena arena;
    rw_plan plan;
} solved;

/* As if the clock had stopped the search with half of the gain still open. */
static void solve(solved *s) {
    memset(s, 0, sizeof *s);
    s->context = rw_context_create(NULL);
    rw_arena_start(&s->arena, s->context);
    s->study = given_study(s->context, files);
    CU_ASSERT_PTR_NOT_NULL_FATAL(s->study);
    CU_ASSERT_EQUAL_FATAL(rw_terms_build(s->context, s->study, &s->terms), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_model_build(s->context, &s->terms, &s->model), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_solve(s->context, &s->study->parameters, &s->model.problem, &s->result), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_model_decode(&s->model, &s->result, &s->arena, &s->plan), RW_OK);
    CU_ASSERT_EQUAL_FATAL(s->plan.connection_count, 3);
    s->result.bound_eur_per_yr =
        s->result.cost_eur_per_yr - 0.5 * (s->result.reference_eur_per_yr - s->result.cost_eur_per_yr);
    s->result.stop = RW_STOP_TIME;
}

static void clean_up(solved *s) {
    rw_result_free(&s->result);
    rw_model_free(&s->model);
    rw_terms_free(&s->terms);
    rw_arena_free(&s->arena);
    rw_study_free(s->study);
    rw_context_free(s->context);
}

static double drop_to(const solved *s, int demand) {
    rw_laid_figures *figures;
    rw_arena arena;
    rw_arena_start(&arena, s->context);
    CU_ASSERT_EQUAL_FATAL(rw_laid_figures_find(&s->terms, &s->plan, &arena, &figures), RW_OK);
    double drop_k = 0;
    for (int k = 0; k < s->plan.connection_count; ++k)
        if (s->plan.connections[k].demand == demand)
            drop_k = rw_way_temperature_drop_k(s->plan.network, &s->plan.connections[k], figures);
    rw_arena_free(&arena);
    return drop_k;
}

static double cost_of(const solved *s) {
    return rw_plan_present_value(&s->terms, &s->plan) * s->terms.annuity;
}

static void limit(solved *s, double drop_k) {
    s->study->parameters.max_temperature_drop_k = drop_k;
}

static rw_left_out leave_out(solved *s) {
    rw_left_out out;
    CU_ASSERT_EQUAL_FATAL(rw_leave_out_cold_ways(&s->arena, &s->terms, &s->result, &s->plan, &out), RW_OK);
    return out;
}

/* The far one is cold, the near ones are not: it is left to its backup, and its two trenches stay closed. */
static void test_far_one(void) {
    solved s;
    solve(&s);
    const double near_k = fmax(drop_to(&s, 0), drop_to(&s, 1)), far_k = drop_to(&s, 2);
    CU_ASSERT_TRUE_FATAL(near_k < 0.5 * far_k);
    limit(&s, 0.5 * (near_k + far_k));
    const double before = cost_of(&s);
    const int laid = s.plan.network->laid_count;
    const rw_left_out out = leave_out(&s);
    CU_ASSERT_EQUAL(out.count, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(out.demand);
    CU_ASSERT_TRUE(!out.demand[0] && !out.demand[1] && out.demand[2]);
    CU_ASSERT_EQUAL(s.plan.connection_count, 2);
    CU_ASSERT_EQUAL(s.plan.network->laid_count, laid - 2);
    CU_ASSERT_EQUAL(s.plan.network->feed_count, laid - 2);
    CU_ASSERT_TRUE(s.plan.demand_connected[2]);
    CU_ASSERT_TRUE(out.eur_per_yr > 0);
    CU_ASSERT_DOUBLE_EQUAL(cost_of(&s) - before, out.eur_per_yr, 1e-6);
    CU_ASSERT_DOUBLE_EQUAL(s.result.cost_eur_per_yr, cost_of(&s), 1e-6 * cost_of(&s));
    CU_ASSERT_EQUAL(rw_plan_verify(s.context, &s.terms, &s.plan), RW_OK);
    CU_ASSERT_TRUE(drop_to(&s, 0) < far_k && drop_to(&s, 2) == 0);
    clean_up(&s);
}

/* Nothing changes when the search was finished, when nothing is cold, when all is, and when the far one has
 * to get heat from a source. */
static void test_left_alone(void) {
    solved s;
    solve(&s);
    const double far_k = drop_to(&s, 2);
    CU_ASSERT_EQUAL(leave_out(&s).count, far_k > 5);
    clean_up(&s);

    solve(&s);
    limit(&s, 0.9 * far_k);
    s.result.stop = RW_STOP_DONE;
    CU_ASSERT_EQUAL(leave_out(&s).count, 0);
    s.result.stop = RW_STOP_TIME;
    s.study->demands[2].min_share = 0.1;
    CU_ASSERT_EQUAL(leave_out(&s).count, 0);
    s.study->demands[2].min_share = 0;
    limit(&s, 1e-4);
    CU_ASSERT_EQUAL(leave_out(&s).count, 0);
    CU_ASSERT_EQUAL(s.plan.connection_count, 3);
    clean_up(&s);
}

void suite_cold_ways(void);
void suite_cold_ways(void) {
    CU_pSuite suite = CU_add_suite("cold ways", NULL, NULL);
    (void)CU_add_test(suite, "the far one is left out", test_far_one);
    (void)CU_add_test(suite, "plans that are left alone", test_left_alone);
}
