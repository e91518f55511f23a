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

/* What the whole problem is like; most numbers are drawn per item. */
typedef struct style {
    int places;
    bool flat;      /* equal costs everywhere: many optima */
    bool exclusive; /* of all arcs at most one is built */
    bool hopeless;  /* a demand that must be connected, without backup */
} style;

static rw_problem_source source_of(rw_random *random) {
    return (rw_problem_source){.capacity_mw = chance(random, 0.06) ? 0 : some(random, 0.2, 4),
                               .open_eur_per_yr = chance(random, 0.2) ? 0 : some(random, 0, 300),
                               .min_used_share = chance(random, 0.15) ? some(random, 0, 1) : 0,
                               .availability_share = chance(random, 0.2) ? 1 : some(random, 0.7, 1)};
}

/* Headroom and what can be bought on top are often small, and may be nothing at all. */
static rw_problem_place place_of(rw_random *random) {
    return (rw_problem_place){.headroom_mwe = chance(random, 0.2) ? 0 : some(random, 0, 0.6),
                              .extra_max_mwe = chance(random, 0.5) ? some(random, 0, 1) : 0,
                              .extra_eur_per_mwe_yr = chance(random, 0.2) ? 0 : some(random, 0, 200)};
}

static int place_or_none(rw_random *random, int places, double share) {
    return places > 0 && chance(random, share) ? rw_random_index(random, places) : -1;
}

static rw_problem_demand demand_of(rw_random *random, const style *y) {
    const double kind = rw_random_unit(random);
    return (rw_problem_demand){.must = chance(random, 0.4),
                               /* What customers contribute may be more than connecting them costs. */
                               .connect_eur_per_yr = chance(random, 0.3) ? 0 : some(random, -100, 400),
                               .skip_eur_per_yr = some(random, -100, 1500),
                               .min_mwh_per_yr = chance(random, 0.4) ? some(random, 0, 4) : 0,
                               .max_arcs = kind < 0.25  ? 1
                                           : kind < 0.4 ? 2
                                                        : INT_MAX,
                               .place = place_or_none(random, y->places, 0.3),
                               .power_mwe = chance(random, 0.5) ? some(random, 0, 0.5) : 0};
}

static rw_status add_nodes(rw_random *random, int sources, int demands, const style *y, rw_problem *p) {
    for (int i = 0; i < sources; ++i) RW_TRY(rw_problem_add_source(p, source_of(random)));
    for (int g = 0; g < y->places; ++g) RW_TRY(rw_problem_add_place(p, place_of(random)));
    for (int j = 0; j < demands; ++j) {
        rw_problem_demand d = demand_of(random, y);
        const bool hopeless = y->hopeless && j == 0, nothing = chance(random, 0.05);
        if (hopeless) d.must = true;
        RW_TRY(rw_problem_add_demand(p, d));
        const int bands = 1 + rw_random_index(random, 3);
        for (int b = 0; b < bands; ++b) {
            const double width = nothing || chance(random, 0.1) ? 0 : some(random, 0.1, 1.5);
            const double backup = hopeless || chance(random, 0.05) ? RW_INFINITY : some(random, 0, 800);
            RW_TRY(rw_problem_add_band(p, (rw_problem_band){width, some(random, 0.5, 8), backup}));
        }
    }
    return RW_OK;
}

static rw_status add_option(rw_random *random, int slots, const style *y, rw_problem *p) {
    const double loss = chance(random, 0.5) ? some(random, 0, 0.1) : 0,
                 carry = chance(random, 0.6) ? 1 : some(random, 0.6, 1);
    const rw_option option = {.carry = carry,
                              .carry0_mw = loss,
                              .draw = some(random, 0.5, 1.1),
                              .draw0_mw = loss,
                              .power = chance(random, 0.5) ? some(random, 0, 0.4) : 0,
                              .power0_mwe = chance(random, 0.2) ? some(random, 0, 0.1) : 0,
                              .capacity_mw = loss + (chance(random, 0.05) ? 0 : some(random, 0.1, 3)),
                              .fixed_eur_per_yr = y->flat ? 100 : some(random, -20, 300),
                              .place = place_or_none(random, y->places, 0.6)};
    double unit[3];
    for (int s = 0; s < slots; ++s) unit[s] = y->flat ? 200 : some(random, -100, 700);
    return rw_problem_add_option(p, option, unit);
}

/* A budget (connecting and building only) or a ceiling over everything. */
static rw_status add_limit(rw_random *random, rw_problem *p) {
    rw_problem_limit *limit;
    const bool budget = chance(random, 0.5);
    RW_TRY(rw_problem_add_limit(p, chance(random, 0.1) ? 0 : some(random, 0, 1500), &limit));
    for (int i = 0; i < p->source_count; ++i) limit->open[i] = some(random, 0, 300);
    for (int j = 0; j < p->demand_count; ++j) limit->connect[j] = some(random, 0, 300);
    for (int k = 0; k < p->option_count; ++k) limit->fixed[k] = some(random, 0, 300);
    for (size_t u = 0; u < p->unit_count; ++u) limit->unit[u] = some(random, 0, 200);
    for (int j = 0; j < p->demand_count && !budget; ++j) limit->skip[j] = some(random, 0, 300);
    for (int b = 0; b < p->band_count && !budget; ++b) limit->backup[b] = some(random, 0, 200);
    return RW_OK;
}

rw_status random_problem(rw_context *context, uint64_t seed, int most_binaries, rw_problem *p) {
    rw_random random = {seed};
    rw_problem_start(p, context);
    const int sources = 1 + rw_random_index(&random, 3), demands = 1 + rw_random_index(&random, 3);
    const style y = {.places = chance(&random, 0.4) ? 1 + rw_random_index(&random, 2) : 0,
                     .flat = chance(&random, 0.15),
                     .exclusive = chance(&random, 0.05),
                     .hopeless = chance(&random, 0.08)};
    RW_TRY(add_nodes(&random, sources, demands, &y, p));
    int left = most_binaries - sources - demands;
    for (int i = 0; i < sources; ++i)
        for (int j = 0; j < demands; ++j) {
            if (left <= 0 || chance(&random, 0.2)) continue;
            RW_TRY(rw_problem_add_arc(p, i, sources + j, chance(&random, 0.04), y.exclusive ? 1 : 0));
            const int options = 1 + rw_random_index(&random, left < 3 ? left : 3);
            for (int k = 0; k < options; ++k) RW_TRY(add_option(&random, p->demands[j].band_count, &y, p));
            left -= options;
        }
    for (double more = 0.2; chance(&random, more); more = 0.1) RW_TRY(add_limit(&random, p));
    return RW_OK;
}
