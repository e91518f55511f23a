/* What must not matter does not, and what can only help only helps. */
#include "base/number.h"
#include "property/random_study.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stdio.h>

enum { STUDIES = 5 };

/* Each optimum lies between bound and cost; rounding once per number moves it by less than a millionth. */
static bool not_worse(const solved *a, const solved *b) {
    return a->bound_eur_per_yr <= b->cost_eur_per_yr + 2e-6 * fabs(b->cost_eur_per_yr);
}

static bool same_optimum(const solved *a, const solved *b) {
    return not_worse(a, b) && not_worse(b, a);
}

static void complain(uint64_t seed, const char *what, double a, double b) {
    printf("\n    seed %llu: %s: %.3f and %.3f\n", (unsigned long long)seed, what, a, b);
}

static void test_order_and_place_do_not_matter(void) {
    char folder[256];
    for (uint64_t seed = 1; seed <= (uint64_t)(STUDIES * test_factor()); ++seed) {
        random_study study = random_study_from(seed);
        random_study_write(&study, false, folder);
        const solved first = solve_folder(folder, NULL, NULL);
        random_study_write(&study, true, folder);
        const solved reversed = solve_folder(folder, NULL, NULL);
        for (int i = 0; i < STUDY_SOURCES; ++i) study.sources[i].x_m += 20000, study.sources[i].y_m -= 7000;
        for (int j = 0; j < STUDY_DEMANDS; ++j) study.demands[j].x_m += 20000, study.demands[j].y_m -= 7000;
        random_study_write(&study, false, folder);
        const solved shifted = solve_folder(folder, NULL, NULL);
        const bool good = first.good && reversed.good && shifted.good && first.share_kept &&
                          same_optimum(&first, &reversed) && same_optimum(&first, &shifted);
        if (!good) complain(seed, "reversed or shifted", first.cost_eur_per_yr, reversed.cost_eur_per_yr);
        CU_ASSERT_TRUE(good);
    }
}

/* The study with distances limited, and the same with one more pair allowed through routes.csv. */
static void test_a_route_never_hurts(void) {
    char folder[256];
    for (uint64_t seed = 101; seed <= 100 + (uint64_t)(STUDIES * test_factor()); ++seed) {
        random_study study = random_study_from(seed);
        random_study_write(&study, false, folder);
        const solved near = solve_folder(folder, "max_distance_m", "1500");
        study.routes = "source,demand,crossings_rail\nS0,W0,0\nS1,W2,0\nS2,W4,0\n";
        random_study_write(&study, false, folder);
        const solved more = solve_folder(folder, "max_distance_m", "1500");
        const bool good = near.good && more.good && not_worse(&more, &near);
        if (!good && more.good) complain(seed, "with routes", near.cost_eur_per_yr, more.cost_eur_per_yr);
        CU_ASSERT_TRUE(good);
    }
}

/* MODEL 5: without minimum shares, where backup and substitute cost more per MWh than the source with its
 * annuities. */
static void test_longer_commitment_never_costs_more(void) {
    char folder[256];
    for (uint64_t seed = 201; seed <= 200 + (uint64_t)(STUDIES * test_factor()); ++seed) {
        random_study study = random_study_from(seed);
        solved before = {.cost_eur_per_yr = RW_INFINITY};
        for (int j = 0; j < STUDY_DEMANDS; ++j) {
            study.demands[j].existing = true;
            study.demands[j].backup_eur_per_mwh = 400;
        }
        for (int years = 5; years <= 35; years += 6) {
            for (int i = 0; i < STUDY_SOURCES; ++i) study.sources[i].commitment_yr = years;
            random_study_write(&study, false, folder);
            const solved s = solve_folder(folder, "substitute_eur_per_mwh", "300");
            const bool good = s.good && (years == 5 || not_worse(&s, &before));
            if (!good) complain(seed, "a longer commitment", before.cost_eur_per_yr, s.cost_eur_per_yr);
            CU_ASSERT_TRUE(good);
            before = s;
        }
    }
}

static void test_cheaper_electricity_never_costs_more(void) {
    char folder[256];
    for (uint64_t seed = 301; seed <= 300 + (uint64_t)(STUDIES * test_factor() / 2); ++seed) {
        const random_study study = random_study_from(seed);
        random_study_write(&study, false, folder);
        const solved cheap = solve_folder(folder, "electricity_eur_per_mwh", "60");
        const solved dear = solve_folder(folder, "electricity_eur_per_mwh", "120");
        CU_ASSERT_TRUE(cheap.good && dear.good);
        CU_ASSERT_TRUE(not_worse(&cheap, &dear));
    }
}

void suite_metamorphic(void) {
    CU_pSuite suite = CU_add_suite("metamorphic", NULL, NULL);
    (void)CU_add_test(suite, "order of rows and place on earth do not matter",
                      test_order_and_place_do_not_matter);
    (void)CU_add_test(suite, "one more route never makes it worse", test_a_route_never_hurts);
    (void)CU_add_test(suite, "a longer commitment never costs more", test_longer_commitment_never_costs_more);
    (void)CU_add_test(suite, "cheaper electricity never costs more",
                      test_cheaper_electricity_never_costs_more);
}
