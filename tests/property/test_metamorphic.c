/* What must not matter does not, what can only help only helps, and a plan that is tampered with is rejected.
 * Every study_run_start also holds the plan to its proof, its account by year, its minimum shares and the
 * verifier. */
#include "base/number.h"
#include "plan/cost.h"
#include "plan/verify.h"
#include "property/random_study.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STUDIES = 6 };

/* Every number of the model is rounded once, MW to a watt: that moves an optimum by less than this. */
static const double close_enough = 1e-6;

/* Written so that NaN (not proven) is never fine. */
static bool not_above(double cost, double other) {
    return cost <= other + close_enough * fabs(other);
}

static void expect(bool good, uint64_t seed, const char *what, double a, double b) {
    if (!good) printf("\n    seed %llu: %s: %.3f and %.3f\n", (unsigned long long)seed, what, a, b);
    CU_ASSERT_TRUE(good);
}

static void expect_same(uint64_t seed, const char *what, double a, double b) {
    expect(not_above(a, b) && not_above(b, a), seed, what, a, b);
}

static uint64_t last_seed(uint64_t first) {
    return first + (uint64_t)(STUDIES * test_factor()) - 1;
}

/* -- What must not matter ------------------------------------------------------------------------------- */

static void test_order_does_not_matter(void) {
    for (uint64_t seed = 1; seed <= last_seed(1); ++seed) {
        random_study study = random_study_from(seed);
        const double cost = random_study_cost(&study, NULL, 0);
        study.order = seed;
        expect_same(seed, "shuffled", random_study_cost(&study, NULL, 0), cost);
    }
}

static void shift(random_study *study, double east_m, double north_m) {
    for (int i = 0; i < study->source_count; ++i) {
        study->sources[i].x_m += east_m;
        study->sources[i].y_m += north_m;
    }
    for (int j = 0; j < study->demand_count; ++j) {
        study->demands[j].x_m += east_m;
        study->demands[j].y_m += north_m;
    }
}

static void test_place_does_not_matter(void) {
    for (uint64_t seed = 101; seed <= last_seed(101); ++seed) {
        random_study study = random_study_from(seed);
        const double cost = random_study_cost(&study, NULL, 0);
        shift(&study, 1000, 1000);
        expect_same(seed, "a kilometre further", random_study_cost(&study, NULL, 0), cost);
        shift(&study, 19000, -8000);
        expect_same(seed, "in another town", random_study_cost(&study, NULL, 0), cost);
    }
}

/* All parameters in euros, doubled, as a user would write them. */
typedef struct dearer {
    rw_override override[RW_PARAMETER_COUNT];
    char value[RW_PARAMETER_COUNT][32];
    size_t count;
} dearer;

static void double_parameters(dearer *d) {
    const rw_parameters defaults = rw_parameters_default();
    d->count = 0;
    for (int n = 0; n < RW_PARAMETER_COUNT; ++n) {
        const rw_parameter_info *info = rw_parameter_describe((rw_parameter)n);
        char text[256];
        if (info->type != RW_TYPE_REAL || !strstr(info->unit, "EUR")) continue;
        const double value = strtod(rw_parameters_text(&defaults, (rw_parameter)n, text, sizeof text), NULL);
        if (value == 0 || !isfinite(value) || n == RW_PARAMETER_capital_budget_eur) continue;
        CU_ASSERT_TRUE(2 * value <= info->max);
        (void)snprintf(d->value[d->count], sizeof d->value[0], "%.15g", 2 * value);
        d->override[d->count] = (rw_override){info->name, d->value[d->count]};
        ++d->count;
    }
}

static void test_the_currency_does_not_matter(void) {
    dearer d;
    double_parameters(&d);
    CU_ASSERT_TRUE(d.count > 20);
    for (uint64_t seed = 201; seed <= last_seed(201); ++seed) {
        random_study study = random_study_from(seed);
        const double cost = random_study_cost(&study, NULL, 0);
        study.money = 2;
        expect_same(seed, "in half euros", random_study_cost(&study, d.override, d.count), 2 * cost);
    }
}

/* -- What can only help --------------------------------------------------------------------------------- */

static bool has_route(const random_study *study, int source, int demand) {
    for (int n = 0; n < study->route_count; ++n)
        if (study->routes[n].source == source && study->routes[n].demand == demand) return true;
    return false;
}

/* A pair that was estimated from the crow distance turns out to be nearer, or a pair that was too far away is
 * allowed after all. */
static void test_a_route_never_hurts(void) {
    static const rw_override nearby[] = {{"max_distance_m", "1500"}};
    int cheaper = 0;
    for (uint64_t seed = 301; seed <= last_seed(301); ++seed) {
        random_study study = random_study_from(seed);
        rw_random random = {seed};
        for (size_t near = 0; near < 2; ++near) {
            random_study more = study;
            int i = 0, j = 0;
            do {
                i = rw_random_index(&random, study.source_count);
                j = rw_random_index(&random, study.demand_count);
            } while (has_route(&study, i, j));
            more.routes[more.route_count++] = (random_route){
                .source = i, .demand = j, .length_m = 1.02 * random_study_crow_m(&study, i, j)};
            const double before = random_study_cost(&study, nearby, near),
                         after = random_study_cost(&more, nearby, near);
            expect(not_above(after, before), seed, near ? "a pair more" : "a shorter route", before, after);
            cheaper += after < before - close_enough * fabs(before);
        }
    }
    CU_ASSERT_TRUE(cheaper > 0);
}

/* MODEL 5: without minimum shares, where backup and substitute cost more per MWh than the source with its
 * annuities. */
static void test_longer_commitment_never_costs_more(void) {
    static const rw_override dear[] = {
        {"substitute_eur_per_mwh", "300"}, {"min_share_new", "0"}, {"min_share_existing", "0"}};
    for (uint64_t seed = 401; seed <= last_seed(401); ++seed) {
        random_study study = random_study_from(seed);
        double before = RW_INFINITY, first = RW_NAN;
        for (int j = 0; j < study.demand_count; ++j) study.demands[j].backup_eur_per_mwh = 400;
        for (int years = 3 + (int)(seed % 4); years <= 45; years += 4 + (int)(seed % 7)) {
            for (int i = 0; i < study.source_count; ++i) study.sources[i].commitment_yr = years;
            const double cost = random_study_cost(&study, dear, 3);
            expect(not_above(cost, before), seed, "a longer commitment", before, cost);
            if (isnan(first)) first = cost;
            before = cost;
        }
        expect(before <= first, seed, "from shortest to longest", first, before);
    }
}

static void test_cheaper_electricity_never_costs_more(void) {
    static const rw_override cheap[] = {{"electricity_eur_per_mwh", "60"}},
                             dear[] = {{"electricity_eur_per_mwh", "120"}};
    for (uint64_t seed = 501; seed <= last_seed(501); ++seed) {
        const random_study study = random_study_from(seed);
        const double low = random_study_cost(&study, cheap, 1), high = random_study_cost(&study, dear, 1);
        expect(not_above(low, high), seed, "cheaper electricity", low, high);
    }
}

static void test_power_never_hurts(void) {
    for (uint64_t seed = 601; seed <= last_seed(601); ++seed) {
        random_study study = random_study_from(seed);
        for (int i = 0; i < study.source_count; ++i) study.sources[i].limited = true;
        for (int j = 0; j < study.demand_count; ++j) study.demands[j].limited = true;
        study.extra_mwe = 0.3;
        const double tight = random_study_cost(&study, NULL, 0);
        study.headroom_mwe += 0.5;
        const double roomy = random_study_cost(&study, NULL, 0);
        expect(not_above(roomy, tight), seed, "more headroom", tight, roomy);
    }
}

/* -- Tampering ------------------------------------------------------------------------------------------ */

/* How often each kind of tampering was possible. */
typedef struct tampering {
    int overfull, thinner, negative, unshared, skipped;
} tampering;

static void expect_rejected(study_run *run, uint64_t seed, const char *what) {
    const rw_status status = rw_plan_verify(run->context, &run->terms, &run->plan);
    if (status != RW_ERROR_REJECTED)
        printf("\n    seed %llu: %s: status %d\n", (unsigned long long)seed, what, (int)status);
    CU_ASSERT_EQUAL(status, RW_ERROR_REJECTED);
    rw_context_reset(run->context);
}

static rw_design design_of(const study_run *run, const rw_connection *c, int pipe) {
    rw_pair pair;
    const bool possible = rw_pair_describe(&run->terms, c->source, c->demand, &pair);
    CU_ASSERT_TRUE(possible);
    return rw_connection_design(&run->terms, &pair, c->mode, pipe);
}

static void tamper_with_connection(study_run *run, rw_connection *c, uint64_t seed, tampering *n) {
    const rw_connection whole = *c;
    const rw_design design = design_of(run, c, c->pipe);
    double x = 0;
    for (int b = 0; b < run->terms.band_count; ++b) x += c->delivered_mw[b];
    const double missing = (1.2 * design.capacity_mw - design.carry0_mw) / design.carry - x;
    for (int b = 0; b < run->terms.band_count; ++b) {
        c->delivered_mw[b] += missing;
        expect_rejected(run, seed, "a fifth more than the pipe can carry");
        *c = whole;
        c->delivered_mw[b] = -0.01;
        expect_rejected(run, seed, "less than nothing");
        *c = whole;
        ++n->overfull;
        ++n->negative;
    }
    /* The same heat through a pipe that is too thin for it: no other rule is broken. */
    for (int pipe = 0; pipe < c->pipe; ++pipe) {
        const rw_design thin = design_of(run, c, pipe);
        if (thin.carry * x + thin.carry0_mw < 1.01 * thin.capacity_mw) continue;
        c->pipe = pipe;
        expect_rejected(run, seed, "a pipe that is too thin");
        *c = whole;
        ++n->thinner;
    }
}

static void tamper_with_demand(study_run *run, int j, uint64_t seed, tampering *n) {
    const rw_plan *plan = &run->plan;
    const rw_demand *d = &run->study->demands[j];
    const int first = plan->demand_first[j], count = plan->demand_first[j + 1] - first;
    if (count == 0) return;
    if (plan->demand_connected[j]) {
        plan->demand_connected[j] = false;
        expect_rejected(run, seed, "a pipe to a network that is not connected");
        plan->demand_connected[j] = true;
        ++n->skipped;
    }
    if (d->kind != RW_KIND_NEW || d->min_share <= 0 || count != 1) return;
    rw_connection *c = &plan->connections[plan->by_demand[first]];
    const rw_connection whole = *c;
    double mwh = 0;
    for (int b = 0; b < run->terms.band_count; ++b)
        mwh += run->study->sources[c->source].availability_share * c->delivered_mw[b] *
               run->terms.demand[j].hours_h[b];
    for (int b = 0; b < run->terms.band_count; ++b)
        c->delivered_mw[b] *= 0.99 * d->min_share * d->energy_mwh_per_yr / mwh;
    expect_rejected(run, seed, "less than the minimum share");
    *c = whole;
    ++n->unshared;
}

static void test_tampering_is_rejected(void) {
    tampering n = {0};
    for (uint64_t seed = 701; seed <= last_seed(701); ++seed) {
        const random_study study = random_study_from(seed);
        study_run run;
        study_run_start(&run, &study, NULL, 0);
        CU_ASSERT_TRUE(run.good);
        for (int k = 0; k < run.plan.connection_count; ++k)
            tamper_with_connection(&run, &run.plan.connections[k], seed, &n);
        for (int j = 0; j < run.plan.demand_count; ++j) tamper_with_demand(&run, j, seed, &n);
        CU_ASSERT_EQUAL(rw_plan_verify(run.context, &run.terms, &run.plan), RW_OK);
        study_run_free(&run);
    }
    CU_ASSERT_TRUE(n.overfull > 0 && n.thinner > 0 && n.negative > 0 && n.unshared > 0 && n.skipped > 0);
}

void suite_metamorphic(void) {
    CU_pSuite suite = CU_add_suite("metamorphic", NULL, NULL);
    (void)CU_add_test(suite, "the order of rows does not matter", test_order_does_not_matter);
    (void)CU_add_test(suite, "the place on earth does not matter", test_place_does_not_matter);
    (void)CU_add_test(suite, "the currency does not matter", test_the_currency_does_not_matter);
    (void)CU_add_test(suite, "one more route never makes it worse", test_a_route_never_hurts);
    (void)CU_add_test(suite, "a longer commitment never costs more", test_longer_commitment_never_costs_more);
    (void)CU_add_test(suite, "cheaper electricity never costs more",
                      test_cheaper_electricity_never_costs_more);
    (void)CU_add_test(suite, "more electric power never makes it worse", test_power_never_hurts);
    (void)CU_add_test(suite, "a plan that is tampered with is rejected", test_tampering_is_rejected);
}
