/* Better prices by the volume algorithm (Barahona and Anbil 2000), and what they decide. */
#include "base/number.h"
#include "bnb/facility_parts.h"
#include <string.h>

rw_status rw_facility_ascent_start(rw_facility_ascent *a, rw_arena *arena, const rw_facility *f) {
    const size_t sources = (size_t)f->sources, customers = (size_t)f->customers;
    RW_TRY(rw_facility_bound_start(&a->bound, arena, f));
    a->state = rw_arena_allocate(arena, sources, sizeof *a->state);
    a->best = rw_arena_allocate(arena, customers, sizeof *a->best);
    a->trial = rw_arena_allocate(arena, customers, sizeof *a->trial);
    a->direction = rw_arena_allocate(arena, customers, sizeof *a->direction);
    a->rho = rw_arena_allocate(arena, sources, sizeof *a->rho);
    a->pi = rw_arena_allocate(arena, sources, sizeof *a->pi);
    a->open_share = rw_arena_allocate(arena, sources, sizeof *a->open_share);
    return a->state && a->best && a->trial && a->direction && a->rho && a->pi && a->open_share
               ? RW_OK
               : RW_ERROR_MEMORY;
}

/* Each customer's cheapest way if opening were paid per MW: dual prices of the relaxation without linking. */
void rw_facility_first_prices(const rw_facility *f, double *price) {
    for (int j = 0; j < f->customers; ++j) {
        double least = RW_INFINITY;
        for (size_t n = f->first[j]; n < f->first[j + 1]; ++n) {
            const int i = f->source[n];
            if (f->capacity[i] > 0)
                least = fmin(least, f->cost[n] + fmax(0, f->open[i]) / f->capacity[i] * f->need[j]);
            else if (f->need[j] == 0)
                least = fmin(least, f->cost[n] + fmax(0, f->open[i]));
        }
        price[j] = isinf(least) ? 0 : least;
    }
}

static void keep(rw_facility_ascent *a, const double *price) {
    const rw_facility *f = a->bound.facility;
    if (price != a->best) memcpy(a->best, price, (size_t)f->customers * sizeof *price);
    memcpy(a->rho, a->bound.rho, (size_t)f->sources * sizeof *a->rho);
    memcpy(a->pi, a->bound.pi, (size_t)f->sources * sizeof *a->pi);
    a->tau = a->bound.tau;
    a->value = a->bound.value;
}

void rw_facility_ascent_begin(rw_facility_ascent *a) {
    const rw_facility *f = a->bound.facility;
    a->iterations = 0;
    a->reds = 0;
    a->step = 1;
    a->possible = rw_facility_settle(f, a->state, &a->at_least);
    a->value = RW_INFINITY;
    if (!a->possible) return;
    (void)rw_facility_evaluate(&a->bound, a->state, a->at_least, a->best);
    keep(a, a->best);
    memcpy(a->direction, a->bound.unserved, (size_t)f->customers * sizeof *a->direction);
    for (int i = 0; i < f->sources; ++i) a->open_share[i] = a->bound.chosen[i];
}

/* How much of the newest subgradient to mix in: as makes the direction shortest, within limits. */
static double weight_of_newest(const rw_facility_ascent *a, double most) {
    const double *old = a->direction, *newest = a->bound.unserved;
    double across = 0, length = 0;
    for (int j = 0; j < a->bound.facility->customers; ++j) {
        const double difference = old[j] - newest[j];
        across += old[j] * difference;
        length += difference * difference;
    }
    return length > 0 ? fmin(most, fmax(most / 10, across / length)) : most;
}

static void mix(rw_facility_ascent *a) {
    const rw_facility *f = a->bound.facility;
    const double weight = weight_of_newest(a, 0.1);
    for (int j = 0; j < f->customers; ++j)
        a->direction[j] += weight * (a->bound.unserved[j] - a->direction[j]);
    for (int i = 0; i < f->sources; ++i) a->open_share[i] += weight * (a->bound.chosen[i] - a->open_share[i]);
}

/* Rows are scaled by what the customer needs: large customers have large prices. */
static void take_step(rw_facility_ascent *a, double target) {
    const rw_facility *f = a->bound.facility;
    double length = 0;
    for (int j = 0; j < f->customers; ++j) length += f->scale[j] * a->direction[j] * a->direction[j];
    const double step = length > 0 ? a->step * (target - a->value) / length : 0;
    for (int j = 0; j < f->customers; ++j) a->trial[j] = a->best[j] + step * f->scale[j] * a->direction[j];
}

/* Green, yellow and red steps. */
static void judge_step(rw_facility_ascent *a) {
    const rw_facility *f = a->bound.facility;
    if (a->bound.value > a->value) {
        double along = 0;
        for (int j = 0; j < f->customers; ++j) along += f->scale[j] * a->direction[j] * a->bound.unserved[j];
        if (along >= 0) a->step = fmin(2, a->step * 1.1);
        keep(a, a->trial);
        a->reds = 0;
    } else if (++a->reds >= 10) {
        a->step *= 0.66;
        a->reds = 0;
    }
}

void rw_facility_ascend(rw_facility_ascent *a, int iterations, double target, double cutoff) {
    for (int n = 0; n < iterations && a->possible && a->value < cutoff; ++n) {
        const double goal = fmax(a->value + 1e-4 * fabs(a->value), target);
        take_step(a, goal);
        (void)rw_facility_evaluate(&a->bound, a->state, a->at_least, a->trial);
        ++a->iterations;
        mix(a);
        judge_step(a);
    }
}

void rw_facility_fix(rw_facility_ascent *a, double cutoff) {
    const rw_facility *f = a->bound.facility;
    int fixed = 0;
    for (int i = 0; i < f->sources; ++i) {
        if (a->state[i] != RW_FREE || a->value + fabs(a->rho[i] - a->tau) < cutoff) continue;
        a->state[i] = a->rho[i] < a->tau ? RW_YES : RW_NO;
        a->open_share[i] = a->state[i] == RW_YES;
        ++fixed;
    }
    if (fixed > 0) a->possible = rw_facility_settle(f, a->state, &a->at_least);
    if (!a->possible) a->value = RW_INFINITY;
}
