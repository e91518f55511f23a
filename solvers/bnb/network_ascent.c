/* Subgradient steps with a memory (Camerini, Fratta and Maffioli 1975): a price rises where the relaxation
 * sends more than fits, and falls where it leaves room. */
#include "bnb/network_ascent.h"
#include "base/number.h"
#include <string.h>

enum { STEPS = 16, PATIENCE = 20, AFRESH = 10 /* steps between tolls from nothing */ };
static const double memory = 0.7, first_pace = 0.5, shrink = 0.8;

static double *numbers(rw_net_bound *b, int count) {
    return rw_arena_allocate(&b->arena, (size_t)count, sizeof(double));
}

rw_status rw_net_ascent_start(rw_net_bound *b, rw_net_ascent *s) {
    const rw_problem *p = b->problem;
    *s = (rw_net_ascent){.bound = b, .best = -RW_INFINITY, .pace = first_pace};
    s->count = p->source_count + p->place_count + p->arc_count;
    s->price = numbers(b, s->count);
    s->best_price = numbers(b, s->count);
    s->direction = numbers(b, s->count);
    s->flow = numbers(b, p->arc_count);
    s->drawn = numbers(b, p->source_count);
    s->power = numbers(b, p->place_count);
    s->built = rw_arena_allocate(&b->arena, (size_t)p->arc_count, 1);
    s->served_share = numbers(b, p->demand_count);
    s->raised = numbers(b, p->demand_count);
    s->best_raised = numbers(b, p->demand_count);
    s->best_tolls = rw_arena_allocate(&b->arena, (size_t)p->demand_count, sizeof *s->best_tolls);
    if (!s->raised || !s->best_raised || !s->best_tolls) return RW_ERROR_MEMORY;
    s->built_share = numbers(b, b->graph.exclusive.count);
    if (!s->served_share || !s->built_share || !s->price || !s->best_price || !s->direction || !s->flow ||
        !s->drawn || !s->power || !s->built)
        return RW_ERROR_MEMORY;
    return RW_OK;
}

/* -- What the relaxation sends ------------------------------------------------------------------------- */

static void pass(rw_net_ascent *s, int a, double *mw) {
    const rw_problem *p = s->bound->problem;
    const rw_option *o = &p->options[p->arcs[a].first_option];
    s->flow[a] += *mw;
    if (o->place >= 0) s->power[o->place] += o->power * *mw;
    *mw *= o->draw;
    if (p->arcs[a].tail < p->source_count) s->drawn[p->arcs[a].tail] += *mw;
}

/* Along the way that is cheapest to run. */
static void send_cheapest(rw_net_ascent *s, int exit, int slot, double mw) {
    const rw_net_bound *b = s->bound;
    const rw_problem *p = b->problem;
    const int c = b->band_commodity[b->first_band_price[exit] + slot];
    for (int a = exit;; a = b->reached_by[(size_t)c * (size_t)b->graph.nodes + (size_t)p->arcs[a].tail]) {
        pass(s, a, &mw);
        if (p->arcs[a].tail < p->source_count) return;
    }
}

/* Along the way that the tolls left; `mw` is delivered. */
static void send_way(rw_net_ascent *s, int demand, double mw) {
    const rw_net_bound *b = s->bound;
    int last = b->way[demand];
    while (b->ways.item[last + 1] >= 0) ++last;
    for (int n = last; n >= b->way[demand]; --n) pass(s, b->ways.item[n], &mw);
}

static void mark_way(rw_net_ascent *s, int demand) {
    const rw_net_bound *b = s->bound;
    for (int n = b->way[demand]; b->ways.item[n] >= 0; ++n) s->built[b->ways.item[n]] = 1;
}

static void send_demand(rw_net_ascent *s, int demand) {
    const rw_net_bound *b = s->bound;
    const rw_net_demand *d = &b->demands[demand];
    double mw[RW_NET_BANDS];
    int exit[RW_NET_BANDS];
    if (b->way[demand] < 0 || d->prize <= 0) return;
    mark_way(s, demand);
    rw_net_bound_takes(b, demand, mw, exit);
    for (int slot = 0; slot < b->problem->demands[demand].band_count; ++slot) {
        double cheapest = mw[slot];
        if (slot == d->core) {
            const double here = fmin(d->core_mw, cheapest);
            send_way(s, demand, here);
            cheapest -= here;
        }
        if (cheapest > 0) send_cheapest(s, exit[slot], slot, cheapest);
    }
}

/* -- Steps --------------------------------------------------------------------------------------------- */

static int cheapest_option(const rw_net_bound *b, int a) {
    const rw_problem_arc *arc = &b->problem->arcs[a];
    int best = -1;
    double least = RW_INFINITY;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        if (!b->alive[k]) continue;
        const double cost = rw_net_option_cost(b, a, k);
        if (cost >= least) continue;
        least = cost;
        best = k;
    }
    return best;
}

static double most_price(const rw_net_bound *b, int a) {
    const rw_problem_arc *arc = &b->problem->arcs[a];
    double most = RW_INFINITY;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        if (b->alive[k])
            most = fmin(most, (rw_net_option_cost(b, a, k) /
                               (b->problem->options[k].capacity_mw - b->problem->options[k].carry0_mw)) +
                                  b->pipe_price[a]);
    return fmax(0, most);
}

/* How much too much there is, by price. */
static double excess(const rw_net_ascent *s, int n) {
    const rw_net_bound *b = s->bound;
    const rw_problem *p = b->problem;
    if (n < p->source_count) return s->drawn[n] - p->sources[n].capacity_mw;
    n -= p->source_count;
    if (n < p->place_count) {
        const rw_problem_place *place = &p->places[n];
        const double extra = b->place_price[n] > place->extra_eur_per_mwe_yr ? place->extra_max_mwe : 0;
        return s->power[n] - place->headroom_mwe - extra;
    }
    n -= p->place_count;
    if (b->first_band_price[n] >= 0 || p->arcs[n].tail < p->source_count) return 0;
    const int k = s->built[n] ? cheapest_option(b, n) : -1;
    return s->flow[n] - (k < 0 ? 0 : p->options[k].capacity_mw - p->options[k].carry0_mw);
}

static void lay_prices(rw_net_ascent *s, const double *price) {
    rw_net_bound *b = s->bound;
    const rw_problem *p = b->problem;
    memcpy(b->source_price, price, (size_t)p->source_count * sizeof *price);
    memcpy(b->place_price, price + p->source_count, (size_t)p->place_count * sizeof *price);
    memcpy(b->pipe_price, price + p->source_count + p->place_count, (size_t)p->arc_count * sizeof *price);
}

static void step(rw_net_ascent *s, double upper) {
    const rw_net_bound *b = s->bound;
    const rw_problem *p = b->problem;
    const int arcs = p->source_count + p->place_count;
    double length = 0;
    for (int n = 0; n < s->count; ++n) {
        s->direction[n] = memory * s->direction[n] + (1 - memory) * excess(s, n);
        if (s->price[n] > 0 || s->direction[n] > 0) length += s->direction[n] * s->direction[n];
    }
    if (length <= 0) return;
    if (isinf(b->value)) return;
    const double rise = isinf(upper) ? 0.05 * fabs(b->value) : upper - b->value;
    const double size = s->pace * fmax(rise, 1e-6 * fabs(b->value)) / length;
    for (int n = 0; n < s->count; ++n) {
        s->price[n] = fmax(0, s->price[n] + size * s->direction[n]);
        if (n >= arcs && s->price[n] > 0) s->price[n] = fmin(s->price[n], most_price(b, n - arcs));
    }
}

static void forget_raised(rw_net_ascent *s) {
    for (int j = 0; j < s->bound->problem->demand_count; ++j) s->raised[j] = s->bound->demands[j].raised;
}

/* From time to time tolls start afresh: they may have got stuck. */
static rw_status evaluate(rw_net_ascent *s) {
    rw_net_bound *b = s->bound;
    lay_prices(s, s->price);
    forget_raised(s);
    rw_net_bound_price(b);
    if (s->since % AFRESH == AFRESH - 1) return rw_net_bound_grow(b, STEPS);
    return rw_net_bound_keep(b, s->raised, STEPS);
}

static rw_status keep_best(rw_net_ascent *s) {
    const rw_net_bound *b = s->bound;
    s->best = b->value;
    s->since = 0;
    memcpy(s->best_price, s->price, (size_t)s->count * sizeof *s->price);
    for (int j = 0; j < b->problem->demand_count; ++j) {
        rw_net_tolls *to = &s->best_tolls[j];
        const rw_net_tolls *from = &b->tolls[j];
        s->best_raised[j] = b->demands[j].raised;
        to->count = 0;
        RW_TRY(RW_VECTOR_RESERVE(b->context, to, from->count));
        if (from->count > 0) memcpy(to->item, from->item, from->count * sizeof *to->item);
        to->count = from->count;
    }
    s->has_tolls = true;
    return RW_OK;
}

rw_status rw_net_ascent_settle(rw_net_ascent *s) {
    rw_net_bound *b = s->bound;
    lay_prices(s, s->best_price);
    rw_net_bound_price(b);
    if (!s->has_tolls) return rw_net_bound_grow(b, STEPS);
    for (int j = 0; j < b->problem->demand_count; ++j) {
        const rw_net_tolls *from = &s->best_tolls[j];
        RW_TRY(rw_net_tolls_set(b, j, from->item, from->count));
    }
    return rw_net_bound_keep(b, s->best_raised, STEPS);
}

size_t rw_net_ascent_tolls(const rw_net_ascent *s) {
    size_t count = 0;
    for (int j = 0; s->has_tolls && j < s->bound->problem->demand_count; ++j) count += s->best_tolls[j].count;
    return count;
}

void rw_net_ascent_free(rw_net_ascent *s) {
    if (!s->best_tolls) return;
    for (int j = 0; j < s->bound->problem->demand_count; ++j)
        RW_VECTOR_FREE(s->bound->context, &s->best_tolls[j]);
}

void rw_net_ascent_reset(rw_net_ascent *s, const double *price) {
    const size_t bytes = (size_t)s->count * sizeof *price;
    memmove(s->price, price, bytes);
    memmove(s->best_price, price, bytes);
    memset(s->direction, 0, bytes);
    s->best = -RW_INFINITY;
    s->has_tolls = false;
    s->pace = first_pace;
    s->since = 0;
}

/* The shares of the run so far. */
static void take_shares(rw_net_ascent *s) {
    const rw_net_bound *b = s->bound;
    const rw_problem *p = b->problem;
    const double keep = s->steps / (s->steps + 1.0), add = 1 / (s->steps + 1.0);
    ++s->steps;
    for (int j = 0; j < p->demand_count; ++j)
        s->served_share[j] =
            keep * s->served_share[j] + (b->way[j] >= 0 && b->demands[j].prize > 0 ? add : 0);
    for (int g = 1; g < b->graph.exclusive.count; ++g) {
        bool built = false;
        for (int e = b->graph.exclusive.first[g]; e < b->graph.exclusive.first[g + 1]; ++e)
            built = built || s->built[b->graph.exclusive.item[e]];
        s->built_share[g] = keep * s->built_share[g] + (built ? add : 0);
    }
}

rw_status rw_net_ascent_run(rw_net_ascent *s, double upper, int iterations) {
    const rw_problem *p = s->bound->problem;
    s->steps = 0;
    for (int n = 0; n < iterations; ++n, ++s->iterations) {
        RW_TRY(evaluate(s));
        if (s->bound->value > s->best) {
            RW_TRY(keep_best(s));
        } else if (++s->since > PATIENCE) {
            s->pace *= shrink;
            s->since = 0;
            memcpy(s->price, s->best_price, (size_t)s->count * sizeof *s->price);
            continue;
        }
        memset(s->flow, 0, (size_t)p->arc_count * sizeof *s->flow);
        memset(s->drawn, 0, (size_t)p->source_count * sizeof *s->drawn);
        memset(s->power, 0, (size_t)p->place_count * sizeof *s->power);
        memset(s->built, 0, (size_t)p->arc_count);
        for (int j = 0; j < p->demand_count; ++j) send_demand(s, j);
        take_shares(s);
        step(s, upper);
    }
    return RW_OK;
}
