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
    s->raised = numbers(b, b->payer_count);
    s->best_raised = numbers(b, b->payer_count);
    s->best_tolls = rw_arena_allocate(&b->arena, (size_t)b->payer_count, sizeof *s->best_tolls);
    if (!s->raised || !s->best_raised || !s->best_tolls) return RW_ERROR_MEMORY;
    if (!s->price || !s->best_price || !s->direction || !s->flow || !s->drawn || !s->power || !s->built)
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

/* Along the way that the tolls left; `mw` is delivered. */
static void send_way(rw_net_ascent *s, int way, double mw) {
    const rw_net_bound *b = s->bound;
    int last = way;
    for (; b->ways.item[last + 1] >= 0; ++last) s->built[b->ways.item[last]] = 1;
    s->built[b->ways.item[last]] = 1;
    for (int n = last; n >= way; --n) pass(s, b->ways.item[n], &mw);
}

/* What does not reach a source does without heat: the tolls made it as dear as that. */
static void send_demand(rw_net_ascent *s, int demand) {
    const rw_net_bound *b = s->bound;
    const int bands = b->problem->demands[demand].band_count,
              way = b->payers[b->demands[demand].first_payer + bands].way;
    double mw[RW_NET_BANDS];
    if (b->served[demand] == RW_NET_NOT_SERVED || way < 0 ||
        rw_net_bound_serving(b, demand) > b->demands[demand].without)
        return;
    rw_net_bound_takes(b, demand, mw);
    for (int slot = 0; slot < bands; ++slot)
        if (mw[slot] > 0) send_way(s, way, mw[slot]);
}

/* -- Steps --------------------------------------------------------------------------------------------- */

/* Tolls paid. */
static int cheapest_option(rw_net_bound *b, int a) {
    const rw_problem_arc *arc = &b->problem->arcs[a];
    int best = -1;
    double least = RW_INFINITY;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        const double cost = rw_net_book_slack(&b->book, a, k);
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
    rw_net_bound *b = s->bound;
    const rw_problem *p = b->problem;
    if (n < p->source_count) return s->drawn[n] - p->sources[n].capacity_mw;
    n -= p->source_count;
    if (n < p->place_count) {
        const rw_problem_place *place = &p->places[n];
        const double extra = b->place_price[n] > place->extra_eur_per_mwe_yr ? place->extra_max_mwe : 0;
        return s->power[n] - place->headroom_mwe - extra;
    }
    n -= p->place_count;
    if (!rw_problem_is_junction(p, p->arcs[n].head) || p->arcs[n].tail < p->source_count) return 0;
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
    for (int q = 0; q < s->bound->payer_count; ++q) s->raised[q] = s->bound->payers[q].raised;
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
    for (int q = 0; q < b->payer_count; ++q) {
        rw_net_tolls *to = &s->best_tolls[q];
        const rw_net_tolls *from = &b->tolls[q];
        s->best_raised[q] = b->payers[q].raised;
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
    rw_net_tolls_clear(b);
    for (int q = 0; q < b->payer_count; ++q) {
        RW_TRY(rw_net_tolls_set(b, q, s->best_tolls[q].item, s->best_tolls[q].count));
        b->payers[q].raised = s->best_raised[q];
    }
    rw_net_bound_charge(b);
    return RW_OK;
}

void rw_net_ascent_free(rw_net_ascent *s) {
    if (!s->best_tolls) return;
    for (int q = 0; q < s->bound->payer_count; ++q) RW_VECTOR_FREE(s->bound->context, &s->best_tolls[q]);
}

rw_status rw_net_ascent_run(rw_net_ascent *s, double upper, int iterations) {
    const rw_problem *p = s->bound->problem;
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
        step(s, upper);
    }
    return RW_OK;
}
