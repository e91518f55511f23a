#include "property/random_problem.h"
#include "base/failure.h"
#include "base/number.h"
#include <limits.h>

/* A number with three decimals: what the model hands to a solver is rounded too. */
static double some(rw_random *random, double low, double high) {
    return rw_number_rounded(rw_random_between(random, low, high), 1e3);
}

static bool chance(rw_random *random, double share) {
    return rw_random_unit(random) < share;
}

static rw_status add_nodes(rw_random *random, int sources, int demands, int places, rw_problem *p) {
    for (int i = 0; i < sources; ++i)
        RW_TRY(rw_problem_add_source(
            p, (rw_problem_source){some(random, 0.2, 4), chance(random, 0.2) ? 0 : some(random, 0, 300),
                                   chance(random, 0.15) ? some(random, 0, 0.6) : 0, some(random, 0.7, 1)}));
    for (int g = 0; g < places; ++g)
        RW_TRY(rw_problem_add_place(p, (rw_problem_place){some(random, 0, 0.6),
                                                          chance(random, 0.5) ? some(random, 0, 1) : 0,
                                                          some(random, 0, 200)}));
    for (int j = 0; j < demands; ++j) {
        const int bands = 1 + rw_random_index(random, 3);
        rw_problem_demand d = {.must = chance(random, 0.4),
                               .connect_eur_per_yr = chance(random, 0.3) ? 0 : some(random, 0, 400),
                               .skip_eur_per_yr = some(random, 0, 1500),
                               .min_mwh_per_yr = chance(random, 0.4) ? some(random, 0, 4) : 0,
                               .max_arcs = chance(random, 0.3) ? 1 : INT_MAX,
                               .place =
                                   places > 0 && chance(random, 0.3) ? rw_random_index(random, places) : -1,
                               .power_mwe = chance(random, 0.5) ? some(random, 0, 0.5) : 0};
        RW_TRY(rw_problem_add_demand(p, d));
        for (int b = 0; b < bands; ++b) {
            const double width = chance(random, 0.1) ? 0 : some(random, 0.1, 1.5);
            const double backup = chance(random, 0.05) ? RW_INFINITY : some(random, 0, 800);
            RW_TRY(rw_problem_add_band(p, (rw_problem_band){width, some(random, 0.5, 8), backup}));
        }
    }
    return RW_OK;
}

static rw_status add_option(rw_random *random, int places, int slots, bool flat, rw_problem *p) {
    const double loss = chance(random, 0.5) ? some(random, 0, 0.1) : 0,
                 carry = chance(random, 0.6) ? 1 : some(random, 0.6, 1);
    const rw_option option = {.carry = carry,
                              .carry0_mw = loss,
                              .draw = some(random, 0.5, 1.1),
                              .draw0_mw = loss,
                              .power = chance(random, 0.5) ? some(random, 0, 0.4) : 0,
                              .power0_mwe = chance(random, 0.2) ? some(random, 0, 0.1) : 0,
                              .capacity_mw = loss + some(random, 0.1, 3),
                              .fixed_eur_per_yr = flat ? 100 : some(random, -20, 300),
                              .place =
                                  places > 0 && chance(random, 0.6) ? rw_random_index(random, places) : -1};
    double unit[3];
    for (int s = 0; s < slots; ++s) unit[s] = flat ? 200 : some(random, -100, 700);
    return rw_problem_add_option(p, option, unit);
}

static rw_status add_limit(rw_random *random, rw_problem *p) {
    rw_problem_limit *limit;
    RW_TRY(rw_problem_add_limit(p, some(random, 0, 1500), &limit));
    for (int i = 0; i < p->source_count; ++i) limit->open[i] = some(random, 0, 300);
    for (int j = 0; j < p->demand_count; ++j) {
        limit->connect[j] = some(random, 0, 300);
        limit->skip[j] = some(random, 0, 300);
    }
    for (int b = 0; b < p->band_count; ++b) limit->backup[b] = some(random, 0, 200);
    for (int k = 0; k < p->option_count; ++k) limit->fixed[k] = some(random, 0, 300);
    for (size_t u = 0; u < p->unit_count; ++u) limit->unit[u] = some(random, 0, 200);
    return RW_OK;
}

rw_status random_problem(rw_context *context, uint64_t seed, int most_binaries, rw_problem *p) {
    rw_random random = {seed};
    rw_problem_start(p, context);
    const int sources = 1 + rw_random_index(&random, 3), demands = 1 + rw_random_index(&random, 3);
    const int places = chance(&random, 0.4) ? 1 + rw_random_index(&random, 2) : 0;
    const bool flat = chance(&random, 0.15); /* equal costs everywhere: many optima */
    RW_TRY(add_nodes(&random, sources, demands, places, p));
    int left = most_binaries - sources - demands;
    for (int i = 0; i < sources; ++i)
        for (int j = 0; j < demands; ++j) {
            if (left <= 0 || chance(&random, 0.2)) continue;
            RW_TRY(rw_problem_add_arc(p, i, sources + j, chance(&random, 0.04), 0));
            const int options = 1 + rw_random_index(&random, left < 3 ? left : 3);
            for (int k = 0; k < options; ++k)
                RW_TRY(add_option(&random, places, p->demands[j].band_count, flat, p));
            left -= options;
        }
    return chance(&random, 0.2) ? add_limit(&random, p) : RW_OK;
}
