/* A source or a demand of a network, with it and without it: against studies in which it is not there at all.
 */
#include "base/number.h"
#include "base/random.h"
#include "pipeline/gain_limit.h"
#include "pipeline/sides.h"
#include "property/random_study.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stdio.h>
#include <string.h>

enum { TOWNS = 4, NOBODY = -1 };

typedef struct town {
    rw_context *context;
    rw_study *study;
    rw_variant variant;
    rw_effort effort;
} town;

static void add_street(char text[TEST_TEXT_BYTES], rw_random *random, const char *from, const char *to,
                       double length_m, bool closed) {
    test_add(text, "%s,%s,%.0f,%s\n", from, to, length_m * rw_random_between(random, 1, 1.6),
             closed ? "forbidden" : "");
}

/* Two sources and three demands on a street with three corners; closed: whose streets are forbidden. */
static void open_town(town *t, uint64_t seed, int closed_source, int closed_demand) {
    static const char *const corners[] = {"K1", "K2", "K3"};
    char folder[STUDY_FOLDER_BYTES], sources[TEST_TEXT_BYTES] = "", demands[TEST_TEXT_BYTES] = "",
                                     streets[TEST_TEXT_BYTES] = "";
    rw_random random = {seed};
    test_add(sources, "id,x_m,y_m,heat_mw,temperature_c,coupling_a_fixed_eur\n");
    test_add(demands, "id,x_m,y_m,kind,heat_mwh,weq,supply_c,return_c,backup,backup_eur_per_mwh\n");
    test_add(streets, "from,to,length_m,status\nK1,K2,450,\nK2,K3,400,\n");
    for (int i = 0; i < 2; ++i) {
        char id[16];
        (void)snprintf(id, sizeof id, "DC%d", i + 1);
        test_add(sources, "%s,%d,485000,%.1f,%.0f,%.0f\n", id, 125000 + 1500 * i,
                 rw_random_between(&random, 1, 5), rw_random_between(&random, 25, 60),
                 rw_random_between(&random, 0, 1500000));
        add_street(streets, &random, id, corners[2 * i], 420, i == closed_source);
    }
    for (int j = 0; j < 3; ++j) {
        char id[16];
        const bool existing = rw_random_unit(&random) < 0.4;
        (void)snprintf(id, sizeof id, "W%d", j + 1);
        test_add(demands, "%s,%d,485400,%s,%.0f,%d,70,40,%s,%s\n", id, 125300 + 500 * j,
                 existing ? "existing" : "new", rw_random_between(&random, 5000, 15000),
                 500 + rw_random_index(&random, 700), existing ? "price" : "", existing ? "75" : "");
        add_street(streets, &random, id, corners[j], 330, j == closed_demand);
    }
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", sources);
    test_write(folder, "demands.csv", demands);
    test_write(folder, "junctions.csv", "id,x_m,y_m\nK1,125400,485100\nK2,125800,485100\nK3,126200,485100\n");
    test_write(folder, "trenches.csv", streets);
    test_write(folder, "pipes.csv",
               "dn,inner_diameter_mm,price_mid_eur_per_m,loss_w_per_m\n150,160.3,900,36\n");
    test_write(folder, "parameters.csv", "name,value\nband_levels,0.3 1\ngas_eur_per_mwh,75\n");
    *t = (town){.context = rw_context_create(NULL)};
    CU_ASSERT_EQUAL_FATAL(rw_study_read(t->context, folder, NULL, 0, &t->study), RW_OK);
    const rw_change nothing = rw_change_none();
    CU_ASSERT_EQUAL_FATAL(rw_variant_build(t->context, t->study, &nothing, &t->variant), RW_OK);
    CU_ASSERT_TRUE_FATAL(t->variant.possible);
    t->effort = rw_precise_effort(t->study, RW_INFINITY);
    t->effort.node_limit = 500;
    t->effort.threads = 1;
}

static void close_town(town *t) {
    rw_variant_free(&t->variant);
    rw_study_free(t->study);
    rw_context_free(t->context);
}

static rw_interval optimum_of(const town *t) {
    const rw_condition nothing = {RW_MUST_NOTHING, -1};
    rw_trial trial;
    CU_ASSERT_EQUAL(rw_variant_solve(t->context, &t->variant, &nothing, &t->effort, &trial), RW_OK);
    CU_ASSERT_TRUE(trial.solved);
    const rw_interval optimum = rw_interval_of(trial.bound_eur_per_yr, trial.cost_eur_per_yr);
    rw_trial_free(&trial);
    return optimum;
}

static bool meet(rw_interval a, rw_interval b) {
    const double rounding = 1e-6 * fmax(1, fabs(a.high));
    return a.low <= b.high + rounding && b.low <= a.high + rounding;
}

/* Without it is the study in which its streets are closed. Whole: the best plan of all is one or the other.
 */
static void check(const town *t, rw_sides *s, bool whole, rw_interval closed) {
    const rw_interval all = optimum_of(t);
    CU_ASSERT_EQUAL_FATAL(rw_sides_solve(t->context, &t->variant, &t->effort, s), RW_OK);
    const rw_interval without = rw_interval_of(s->without.bound_eur_per_yr, s->without.cost_eur_per_yr),
                      better = rw_interval_of(fmin(s->with.bound_eur_per_yr, s->without.bound_eur_per_yr),
                                              fmin(s->with.cost_eur_per_yr, s->without.cost_eur_per_yr));
    CU_ASSERT_TRUE(s->without.solved);
    CU_ASSERT_TRUE(meet(without, closed));
    CU_ASSERT_TRUE(all.low <= better.high * (1 + 1e-6));
    if (whole) CU_ASSERT_TRUE(meet(better, all));
    if (!s->with.solved) return;
    CU_ASSERT_TRUE(s->wins.low <= s->wins.high);
    CU_ASSERT_TRUE(s->wins.low <= s->wins.by_plans + 1 && s->wins.by_plans <= s->wins.high + 1);
}

/* A plan that was hardly searched says nothing of the sign; what is proven stays. */
static void check_stopped(const town *t, int source, rw_sides *s) {
    s->without.stopped = true;
    const rw_interval worth = rw_source_worth(&t->variant, source, &s->without, &s->with);
    CU_ASSERT_TRUE(isnan(worth.by_plans));
    CU_ASSERT_EQUAL(worth.low, s->wins.low);
    CU_ASSERT_EQUAL(worth.high, s->wins.high);
}

/* Its coupling is the most that a source can miss: the plan that leaves it alone costs no more. */
static void test_sources(void) {
    for (uint64_t seed = 1; seed <= (uint64_t)TOWNS * (uint64_t)test_factor(); ++seed)
        for (int i = 0; i < 2; ++i) {
            town t, closed;
            open_town(&t, seed, NOBODY, NOBODY);
            open_town(&closed, seed, i, NOBODY);
            rw_sides s = rw_sides_of_source(i);
            check(&t, &s, true, optimum_of(&closed));
            const double coupling = t.variant.model.problem.sources[i].open_eur_per_yr;
            CU_ASSERT_TRUE(s.wins.low >= -coupling);
            CU_ASSERT_EQUAL(s.with.unused, !rw_plan_uses_source(&s.with.plan, i));
            CU_ASSERT_FALSE(rw_plan_uses_source(&s.without.plan, i));
            if (s.with.unused)
                (void)test_near("coupling paid for nothing", s.with.cost_eur_per_yr,
                                s.without.cost_eur_per_yr + coupling, 1e-6);
            check_stopped(&t, i, &s);
            rw_sides_free(&s);
            close_town(&closed);
            close_town(&t);
        }
}

static void test_demands(void) {
    for (uint64_t seed = 1; seed <= (uint64_t)TOWNS * (uint64_t)test_factor(); ++seed)
        for (int j = 0; j < 3; ++j) {
            town t, closed;
            double most;
            open_town(&t, seed, NOBODY, NOBODY);
            open_town(&closed, seed, NOBODY, j);
            rw_sides s = rw_sides_of_demand(j);
            /* An existing network may also get less than counts as served. */
            check(&t, &s, !t.variant.model.problem.demands[j].must, optimum_of(&closed));
            CU_ASSERT_EQUAL(s.without.plan.demand_first[j], s.without.plan.demand_first[j + 1]);
            CU_ASSERT_EQUAL(rw_demand_gain_limit(t.context, &t.variant, j, &t.effort, &most), RW_OK);
            CU_ASSERT_TRUE(isfinite(most));
            if (s.with.solved) {
                CU_ASSERT_TRUE(s.with.plan.demand_first[j] < s.with.plan.demand_first[j + 1]);
                CU_ASSERT_TRUE(s.without.bound_eur_per_yr - s.with.cost_eur_per_yr <=
                               most + 1e-6 * s.with.cost_eur_per_yr);
            }
            rw_sides_free(&s);
            close_town(&closed);
            close_town(&t);
        }
}

void suite_sides(void);
void suite_sides(void) {
    CU_pSuite suite = CU_add_suite("sides", NULL, NULL);
    (void)CU_add_test(suite, "a source, with it and without it", test_sources);
    (void)CU_add_test(suite, "a demand, with heat and without", test_demands);
}
