/* Capacitated facility location: prices and plans at the root, then the tree. */
#include "bnb/facility.h"
#include "base/number.h"
#include "bnb/facility_parts.h"
#include <string.h>

enum { ROOT_ROUNDS = 12, ROUND_ITERATIONS = 60, SLICE = 10, ROUND_TRIALS = 60 };

double rw_facility_cutoff(const rw_search *search) {
    const double cost = search->best->cost_eur_per_yr;
    return isinf(cost) ? cost : cost - 5e-10 * fabs(cost);
}

static rw_status start_desk(rw_facility_search *s, rw_facility_desk *d) {
    const size_t sources = (size_t)s->facility.sources;
    RW_TRY(rw_facility_ascent_start(&d->ascent, &s->arena, &s->facility));
    RW_TRY(rw_facility_flow_start(&d->flow, &s->arena, &s->facility));
    d->open = rw_arena_allocate(&s->arena, sources, 1);
    d->plan = rw_arena_allocate(&s->arena, sources, 1);
    d->plan_cost = RW_INFINITY;
    return d->open && d->plan ? RW_OK : RW_ERROR_MEMORY;
}

static rw_status start(rw_facility_search *s, rw_search *search, rw_threads *threads) {
    memset(s, 0, sizeof *s);
    s->search = search;
    s->threads = threads;
    rw_result_start(&s->scratch, search->context);
    rw_arena_start(&s->arena, search->context);
    RW_TRY(rw_facility_start(&s->facility, search->context, search->problem));
    for (int n = 0; n < RW_FACILITY_BATCH; ++n) RW_TRY(start_desk(s, &s->desk[n]));
    s->flow_mw = rw_arena_allocate(&s->arena, (size_t)search->problem->arc_count, sizeof *s->flow_mw);
    s->best = rw_arena_allocate(&s->arena, (size_t)s->facility.sources, 1);
    return s->flow_mw && s->best ? RW_OK : RW_ERROR_MEMORY;
}

static void end(rw_facility_search *s) {
    rw_facility_free(&s->facility);
    rw_arena_free(&s->arena);
    rw_result_free(&s->scratch);
}

/* -- Root ---------------------------------------------------------------------------------------------- */

static bool finished(rw_facility_search *s) {
    return rw_search_done(s->search) || rw_search_stop(s->search) || !s->desk[0].ascent.possible;
}

/* Everything open: a first plan, or the proof that there is none. */
static rw_status open_all(rw_facility_search *s) {
    rw_facility_desk *d = &s->desk[0];
    for (int i = 0; i < s->facility.sources; ++i) d->open[i] = d->ascent.state[i] != RW_NO;
    if (rw_facility_price(d) == RW_FACILITY_IMPOSSIBLE) d->ascent.possible = false;
    return rw_facility_offer(s, d, "all open");
}

static rw_status round_plans(rw_facility_search *s) {
    static const double threshold[] = {0.8, 0.5, 0.3, 0.1};
    rw_facility_desk *d = &s->desk[0];
    for (size_t n = 0; n < sizeof threshold / sizeof *threshold; ++n) {
        if (rw_search_stop(s->search)) return RW_OK;
        d->plan_cost = RW_INFINITY;
        rw_facility_round(d, threshold[n]);
        (void)rw_facility_price(d);
        RW_TRY(rw_facility_offer(s, d, "rounding"));
    }
    return rw_facility_improve(s, ROUND_TRIALS);
}

/* What no better plan does is decided for good. */
static void fix(rw_facility_search *s) {
    rw_facility_ascent *a = &s->desk[0].ascent;
    const double value = a->value;
    rw_facility_fix(a, rw_facility_cutoff(s->search));
    memcpy(s->facility.state, a->state, (size_t)s->facility.sources);
    if (!a->possible) a->value = RW_INFINITY;
    rw_search_prove(s->search, fmin(value, rw_facility_cutoff(s->search)));
}

static void ascend(rw_facility_search *s, int iterations) {
    rw_facility_ascent *a = &s->desk[0].ascent;
    for (int n = 0; n < iterations && !finished(s); n += SLICE) {
        const double cost = s->search->best->cost_eur_per_yr;
        rw_facility_ascend(a, SLICE, cost, rw_facility_cutoff(s->search));
        s->search->iterations += SLICE;
        fix(s);
    }
}

static rw_status root(rw_facility_search *s) {
    rw_facility_ascent *a = &s->desk[0].ascent;
    s->search->stage = "prices";
    memcpy(a->state, s->facility.state, (size_t)s->facility.sources);
    rw_facility_first_prices(&s->facility, a->best);
    rw_facility_ascent_begin(a);
    if (a->possible) RW_TRY(open_all(s));
    if (!a->possible) {
        rw_search_prove(s->search, RW_INFINITY);
        return RW_OK;
    }
    for (int round = 0; round < ROOT_ROUNDS && !finished(s); ++round) {
        ascend(s, ROUND_ITERATIONS);
        if (!finished(s)) RW_TRY(round_plans(s));
        char bound[RW_NUMBER_BYTES], gap[RW_NUMBER_BYTES];
        int free = 0;
        for (int i = 0; i < s->facility.sources; ++i) free += a->state[i] == RW_FREE;
        rw_log(
            s->search->context, RW_LOG_DETAIL, "round %d: bound %s EUR/yr, cost gap %s %%, %d sources free",
            round + 1, rw_number_fixed(bound, s->search->bound, 0),
            rw_number_fixed(gap, 100 * rw_cost_gap_of(s->search->best->cost_eur_per_yr, s->search->bound), 4),
            free);
    }
    return RW_OK;
}

static rw_status search_whole(rw_facility_search *s) {
    RW_TRY(root(s));
    if (rw_search_done(s->search) || rw_search_stop(s->search) || isinf(s->search->bound)) return RW_OK;
    rw_facility_close(&s->facility);
    return rw_facility_tree(s);
}

rw_status rw_facility_solve(rw_search *search, rw_threads *threads) {
    rw_facility_search s;
    rw_status status = start(&s, search, threads);
    if (status == RW_OK) status = search_whole(&s);
    end(&s);
    return status;
}
