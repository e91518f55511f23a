/* Every shipped study against what is known of it: a run fails if its cost is below a proven bound, or if its
 * bound cuts off a known plan. Studies whose optimum is known must have it, to the cent. */
#include "base/number.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <restwarmte/solution.h>
#include <stdio.h>

typedef struct known {
    char study[64];
    double cost, bound;
} known;

/* A search with nothing to gain ends within this share of the cost (MODEL 8). */
static bool is_proven(const known *k) {
    return k->cost - k->bound <= 1e-6 * fabs(k->cost);
}

static void solve_and_compare(const known *k) {
    char folder[128];
    const bool proven = is_proven(k);
    const rw_override overrides[] = {{"side_questions", "no"},
                                     {"time_limit_s", proven ? "60" : "20"},
                                     {"gap", proven ? "0" : "0.01"},
                                     {"cost_gap", "0"}};
    rw_context *context = rw_context_create(NULL);
    rw_study *study = NULL;
    rw_solution *solution = NULL;
    (void)snprintf(folder, sizeof folder, "instances/%s", k->study);
    rw_status status = rw_study_read(context, folder, overrides, 4, &study);
    if (status == RW_OK) status = rw_solution_find(context, study, &solution);
    if (status != RW_OK) printf("\n    %s: %s\n", folder, rw_context_message(context));
    CU_ASSERT_EQUAL(status, RW_OK);
    if (solution) {
        const rw_result *r = rw_solution_result(solution);
        const double cent = 0.01, to_nearest_cent = 0.0051;
        const bool good = r->outcome >= RW_OUTCOME_FEASIBLE && r->cost_eur_per_yr >= k->bound - cent &&
                          r->bound_eur_per_yr <= k->cost + cent &&
                          (!proven || fabs(r->cost_eur_per_yr - k->cost) <= to_nearest_cent);
        if (!good)
            printf("\n    %s: cost %.2f bound %.2f\n", k->study, r->cost_eur_per_yr, r->bound_eur_per_yr);
        CU_ASSERT_TRUE(good);
    }
    rw_solution_free(solution);
    rw_study_free(study);
    rw_context_free(context);
}

static void test_known_studies(void) {
    FILE *file = fopen("instances/known.opt", "r");
    char line[256];
    int count = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    while (fgets(line, sizeof line, file)) {
        known k;
        if (line[0] == '#') continue;
        CU_ASSERT_EQUAL_FATAL(sscanf(line, "%63s %lf %lf", k.study, &k.cost, &k.bound), 3);
        solve_and_compare(&k);
        ++count;
    }
    (void)fclose(file);
    CU_ASSERT_TRUE(count >= 14);
}

void suite_instances(void) {
    CU_pSuite suite = CU_add_suite("instances", NULL, NULL);
    (void)CU_add_test(suite, "optima to the cent, no cost below a bound, no bound above a plan",
                      test_known_studies);
}
