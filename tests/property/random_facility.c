#include "property/random_facility.h"
#include "base/failure.h"
#include "base/number.h"
#include <limits.h>

static double some(rw_random *random, double low, double high) {
    return rw_number_rounded(rw_random_between(random, low, high), 1e3);
}

static bool chance(rw_random *random, double share) {
    return rw_random_unit(random) < share;
}

facility_shape random_facility_shape(rw_random *random) {
    const int sources = 1 + rw_random_index(random, 4), demands = 1 + rw_random_index(random, 4);
    return (facility_shape){.sources = sources,
                            .demands = demands,
                            .most_arcs = 14 - sources - demands,
                            .flat = chance(random, 0.2),
                            .backup = chance(random, 0.2),
                            .missing = chance(random, 0.5) ? 0.3 : 0,
                            .slack = some(random, 0.9, 2.5),
                            .nothing = chance(random, 0.3) ? 0.3 : 0};
}

static rw_status add_demands(rw_random *random, const facility_shape *shape, rw_problem *p) {
    for (int j = 0; j < shape->demands; ++j) {
        const double width = chance(random, shape->nothing) ? 0 : shape->flat ? 1 : some(random, 0.1, 2);
        const double connect = chance(random, 0.5) ? 0 : some(random, -20, 50);
        RW_TRY(rw_problem_add_demand(
            p, (rw_problem_demand){
                   .must = true, .connect_eur_per_yr = connect, .max_arcs = INT_MAX, .place = -1}));
        const bool backup = shape->backup && chance(random, 0.6);
        RW_TRY(
            rw_problem_add_band(p, (rw_problem_band){width, 1, backup ? some(random, 0, 300) : RW_INFINITY}));
    }
    return RW_OK;
}

static rw_status add_arcs(rw_random *random, const facility_shape *shape, const double *draw, bool by_demand,
                          rw_problem *p) {
    for (int n = 0; n < shape->sources * shape->demands && p->arc_count < shape->most_arcs; ++n) {
        const int i = by_demand ? n % shape->sources : n / shape->demands,
                  j = by_demand ? n / shape->sources : n % shape->demands;
        if (chance(random, shape->missing)) continue;
        const double carry = chance(random, 0.8) ? 1 : 0, unit = shape->flat ? 10 : some(random, -10, 100);
        RW_TRY(rw_problem_add_arc(p, i, shape->sources + j, false, 0));
        RW_TRY(rw_problem_add_option(
            p, (rw_option){.carry = carry, .draw = draw[j], .capacity_mw = 2, .place = -1}, &unit));
    }
    return RW_OK;
}

rw_status random_facility(rw_context *context, uint64_t seed, const facility_shape *shape, rw_problem *p) {
    enum { MOST_DEMANDS = 200 };
    rw_random random = {seed};
    double draw[MOST_DEMANDS];
    rw_problem_start(p, context);
    for (int j = 0; j < shape->demands && j < MOST_DEMANDS; ++j)
        draw[j] = chance(&random, shape->nothing) ? 0 : shape->flat ? 1 : some(&random, 0.5, 1.5);
    const double each = shape->slack * shape->demands / shape->sources;
    for (int i = 0; i < shape->sources; ++i) {
        const double capacity = chance(&random, 0.05) ? 0
                                : shape->flat         ? rw_number_rounded(each, 1e3)
                                                      : some(&random, 0.4 * each, 1.6 * each),
                     open = chance(&random, 0.1) ? some(&random, -20, 0)
                            : shape->flat        ? 30
                                                 : some(&random, 0, 150);
        RW_TRY(rw_problem_add_source(
            p,
            (rw_problem_source){.capacity_mw = capacity, .open_eur_per_yr = open, .availability_share = 1}));
    }
    RW_TRY(add_demands(&random, shape, p));
    return add_arcs(&random, shape, draw, chance(&random, 0.5), p);
}
