#include "property/random_network.h"
#include "base/failure.h"
#include "base/number.h"
#include <limits.h>

static double some(rw_random *random, double low, double high) {
    return rw_number_rounded(rw_random_between(random, low, high), 1e3);
}

rw_status random_network_arc(rw_problem *p, rw_random *random, int tail, int head, int exclusive,
                             int options) {
    double unit[8];
    RW_TRY(rw_problem_add_arc(p, tail, head, false, exclusive));
    for (int s = 0; s < 8; ++s)
        unit[s] = rw_problem_is_demand(p, head) ? some(random, -250, -20) : some(random, 0, 40);
    for (int k = 0; k < options; ++k) {
        const double loss_mw = exclusive > 0 ? some(random, 0, 0.05) : 0;
        if (k > 0 && rw_random_unit(random) < 0.5) unit[0] += 1; /* not all options share their flows */
        RW_TRY(rw_problem_add_option(p,
                                     (rw_option){.carry = 1,
                                                 .carry0_mw = loss_mw,
                                                 .draw = exclusive > 0 ? 1 : some(random, 0.6, 1),
                                                 .draw0_mw = loss_mw,
                                                 .capacity_mw = some(random, 0.3, 1.5) * (k + 1),
                                                 .fixed_eur_per_yr = some(random, 0, 40) * (k + 1),
                                                 .place = -1},
                                     unit));
    }
    return RW_OK;
}

/* A demand that losses pass by, in the first band, and that takes heat in two more. */
static rw_status add_bare_demand(rw_problem *p, rw_random *random, double must_share,
                                 double most_connect_eur) {
    RW_TRY(
        rw_problem_add_demand(p, (rw_problem_demand){.must = rw_random_unit(random) < must_share,
                                                     .connect_eur_per_yr = some(random, 0, most_connect_eur),
                                                     .skip_eur_per_yr = some(random, 50, 400),
                                                     .min_mwh_per_yr = rw_random_index(random, 2) * 0.8,
                                                     .max_arcs = INT_MAX,
                                                     .place = -1}));
    RW_TRY(rw_problem_add_band(p, (rw_problem_band){0, 8760, 0}));
    for (int b = 0; b < 2; ++b)
        RW_TRY(rw_problem_add_band(
            p, (rw_problem_band){some(random, 0.2, 1), b ? 1 : 2, some(random, 50, 400)}));
    return RW_OK;
}

/* Of every source: what it loses, and a commodity a band. */
static rw_status add_bare_commodities(rw_problem *p) {
    for (int i = 0; i < p->source_count; ++i) {
        RW_TRY(rw_problem_add_commodity(p, (rw_problem_commodity){i, 1, 0}));
        for (int b = 1; b <= 2; ++b) RW_TRY(rw_problem_add_commodity(p, (rw_problem_commodity){i, 0, b}));
    }
    return RW_OK;
}

static rw_status add_bare_ends(rw_problem *p, rw_random *random, int sources) {
    for (int i = 0; i < sources; ++i)
        RW_TRY(rw_problem_add_source(p, (rw_problem_source){some(random, 0.3, 3), some(random, 0, 60), 0,
                                                            some(random, 0.8, 1),
                                                            i == 1 && rw_random_unit(random) < 0.5}));
    for (int j = 0; j < 2; ++j) RW_TRY(add_bare_demand(p, random, 0.4, 50));
    return RW_OK;
}

rw_status random_network(rw_problem *p, rw_random *random) {
    RW_TRY(add_bare_ends(p, random, 2));
    p->junction_count = 2;
    RW_TRY(add_bare_commodities(p));
    RW_TRY(random_network_arc(p, random, 0, 4, 0, 1));
    RW_TRY(random_network_arc(p, random, 1, 5, 0, 1));
    RW_TRY(random_network_arc(p, random, 4, 5, 1, 2));
    RW_TRY(random_network_arc(p, random, 5, 4, 1, 2));
    RW_TRY(random_network_arc(p, random, 4, 2, 0, 1));
    RW_TRY(random_network_arc(p, random, 5, 3, 0, 1));
    return random_network_arc(p, random, 4, 3, 0, 1);
}

/* A heat pump between two junctions: it hands on more than it takes, for power at a place. */
static rw_status add_station(rw_problem *p, rw_random *random, int tail, int head, int options) {
    double unit[8];
    RW_TRY(rw_problem_add_arc(p, tail, head, false, 0));
    for (int k = 0; k < options; ++k) {
        const double power = some(random, 0.1, 0.5);
        for (int s = 0; s < 8; ++s) unit[s] = some(random, 0, 60 * power);
        RW_TRY(rw_problem_add_option(p,
                                     (rw_option){.carry = 1,
                                                 .draw = 1 - power,
                                                 .power = power,
                                                 .capacity_mw = some(random, 0.5, 3),
                                                 .fixed_eur_per_yr = some(random, 0, 60),
                                                 .place = 0},
                                     unit));
    }
    return RW_OK;
}

rw_status random_levels(rw_problem *p, rw_random *random) {
    RW_TRY(rw_problem_add_place(
        p, (rw_problem_place){some(random, 0, 0.3), some(random, 0, 0.5), some(random, 0, 200)}));
    RW_TRY(add_bare_ends(p, random, 1));
    p->junction_count = 4;
    RW_TRY(add_bare_commodities(p));
    RW_TRY(random_network_arc(p, random, 0, 3, 0, 1));
    RW_TRY(random_network_arc(p, random, 0, 5, 0, 1));
    RW_TRY(random_network_arc(p, random, 3, 4, 1, 1));
    RW_TRY(random_network_arc(p, random, 5, 6, 2, 1));
    RW_TRY(add_station(p, random, 3, 5, 1));
    RW_TRY(add_station(p, random, 4, 6, 1));
    RW_TRY(random_network_arc(p, random, 5, 1, 0, 1));
    RW_TRY(random_network_arc(p, random, 4, 1, 0, 1));
    return random_network_arc(p, random, 6, 2, 0, 1);
}

rw_status random_ring(rw_problem *p, rw_random *random) {
    enum { PLACES = 5, DEMANDS = 3, FIRST = 2 + DEMANDS };
    for (int i = 0; i < 2; ++i)
        RW_TRY(rw_problem_add_source(
            p, (rw_problem_source){some(random, 0.3, 3), some(random, 0, 60), 0, 1, 0}));
    for (int j = 0; j < DEMANDS; ++j) RW_TRY(add_bare_demand(p, random, 0.3, 30));
    p->junction_count = PLACES;
    RW_TRY(add_bare_commodities(p));
    RW_TRY(random_network_arc(p, random, 0, FIRST, 0, 1));
    RW_TRY(random_network_arc(p, random, 1, FIRST + 2, 0, 1));
    for (int n = 0; n <= PLACES; ++n) {
        const int tail = FIRST + n % PLACES, head = n == PLACES ? FIRST + 2 : FIRST + (n + 1) % PLACES;
        RW_TRY(random_network_arc(p, random, tail, head, n + 1, 3));
        RW_TRY(random_network_arc(p, random, head, tail, n + 1, 3));
    }
    for (int j = 0; j < DEMANDS; ++j)
        for (int e = 0; e < 2; ++e)
            RW_TRY(random_network_arc(p, random, FIRST + (2 * j + e) % PLACES, 2 + j, 0, 1));
    return RW_OK;
}

rw_status random_ring_of_levels(rw_problem *p, rw_random *random) {
    enum { PLACES = 4, FIRST = 4 };
    RW_TRY(rw_problem_add_place(
        p, (rw_problem_place){some(random, 0, 0.3), some(random, 0, 0.5), some(random, 0, 200)}));
    RW_TRY(add_bare_ends(p, random, 2));
    p->junction_count = 2 * PLACES;
    RW_TRY(add_bare_commodities(p));
    RW_TRY(random_network_arc(p, random, 0, FIRST, 0, 1));
    RW_TRY(random_network_arc(p, random, 1, FIRST + 2, 0, 1));
    RW_TRY(random_network_arc(p, random, 1, FIRST + PLACES + 2, 0, 1));
    for (int n = 0; n < 2 * PLACES; ++n) {
        const int level = FIRST + n / PLACES * PLACES, tail = level + n % PLACES,
                  head = level + (n + 1) % PLACES;
        RW_TRY(random_network_arc(p, random, tail, head, n + 1, 2));
        RW_TRY(random_network_arc(p, random, head, tail, n + 1, 2));
    }
    for (int n = 1; n < PLACES; n += 2) RW_TRY(add_station(p, random, FIRST + n, FIRST + PLACES + n, 2));
    for (int j = 0; j < 2; ++j)
        for (int level = 0; level < 2; ++level)
            RW_TRY(random_network_arc(p, random, FIRST + level * PLACES + j, 2 + j, 0, 1));
    return RW_OK;
}
