/* Raising the tolls of demands as a whole, one demand at a time, while all stay affordable. When what a
 * demand pays is to rise by so much, every way to it must cost that much more: an arc takes up what the
 * demand can afford to pay for building it, and its detour, which the heat of the core band would pay. What
 * is left over at a source cannot be raised. */
#include "base/number.h"
#include "bnb/network_bound.h"

enum { MOST_TRIES = 20 };
static const double nothing = 1e-9; /* EUR/yr */

/* -- The tolls of one payer ---------------------------------------------------------------------------- */

double rw_net_payer_weight(const rw_net_payer *payer) {
    return payer->slot < 0 ? 1 : payer->mw;
}

static void give_back(rw_net_bound *b, int q) {
    for (size_t n = 0; n < b->tolls[q].count; ++n) rw_net_book_remove(&b->book, b->tolls[q].item[n].build, q);
    b->tolls[q].count = 0;
    b->payers[q].raised = 0;
}

static rw_status pay(rw_net_bound *b, int q, rw_net_toll toll) {
    if (toll.eur_per_mw * rw_net_payer_weight(&b->payers[q]) <= nothing) return RW_OK;
    RW_TRY(RW_VECTOR_RESERVE(b->context, &b->tolls[q], 1));
    b->tolls[q].item[b->tolls[q].count++] = toll;
    return rw_net_book_put(&b->book, toll.build, (rw_net_entry){q, 0, b->payers[q].mw, toll.eur_per_mw});
}

rw_status rw_net_tolls_set(rw_net_bound *b, int q, const rw_net_toll *tolls, size_t count) {
    for (size_t n = 0; n < count; ++n) RW_TRY(pay(b, q, tolls[n]));
    return RW_OK;
}

void rw_net_tolls_clear(rw_net_bound *b) {
    b->ways.count = 0;
    for (int q = 0; q < b->payer_count; ++q) {
        b->tolls[q].count = 0;
        b->payers[q].raised = 0;
        b->payers[q].way = -1;
    }
    rw_net_book_clear(&b->book);
}

/* -- What a rise asks for ------------------------------------------------------------------------------ */

/* The commodities of a demand's core band, each of its own source; or none (-1): then it asks only for a way.
 */
static int commodity_count(const rw_net_bound *b, const rw_net_demand *d) {
    const int core = d->core < 0 ? 0 : b->payers[d->first_payer + d->core].core;
    return core == 0 ? 1 : b->cores.first[core + 1] - b->cores.first[core];
}

static int commodity_of(const rw_net_bound *b, const rw_net_demand *d, int n) {
    const int core = d->core < 0 ? 0 : b->payers[d->first_payer + d->core].core;
    return core == 0 ? -1 : b->cores.item[b->cores.first[core] + n];
}

/* EUR/yr that a demand's heat costs more by this arc than by the cheapest way. */
static double detour_of(const rw_net_bound *b, const rw_net_demand *d, int c, int a) {
    const rw_problem *p = b->problem;
    if (c < 0) return 0;
    return d->core_mw * b->detour[(size_t)c * (size_t)p->arc_count + (size_t)a] *
           (rw_problem_is_demand(p, p->arcs[a].head) ? 1 : d->core_draw * b->part[p->arcs[a].head]);
}

/* The source at which most is left over, -1 = none, and how much. */
typedef struct found {
    int source;
    double excess;
} found;

/* By how much ways from everywhere rise, at the least, if all ways to the demand are to rise by `radius`. */
static found search(rw_net_bound *b, int q, int c, double radius) {
    const rw_problem *p = b->problem;
    const rw_net_demand *d = &b->demands[b->payers[q].demand];
    rw_heap *heap = &b->heap; /* keys are the radius less what ways rise by */
    found worst = {-1, 0};
    rw_heap_clear(heap);
    rw_heap_lower(heap, p->source_count + b->payers[q].demand, 0);
    while (heap->count > 0 && heap->key[heap->item[0]] < radius) {
        const int node = rw_heap_take(heap);
        if (node < p->source_count) {
            const double excess =
                radius - heap->key[node] - rw_net_book_affordable(&b->book, p->arc_count + node);
            if (excess > worst.excess) worst = (found){node, excess};
            continue;
        }
        for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1]; ++e) {
            const int a = b->graph.in.item[e], tail = p->arcs[a].tail;
            if (b->first_alive[a] < 0 || heap->key[node] >= heap->key[tail]) continue;
            const double key = heap->key[node] + detour_of(b, d, c, a) + rw_net_book_affordable(&b->book, a);
            if (key >= fmin(radius, heap->key[tail])) continue;
            b->next[tail] = a;
            rw_heap_lower(heap, tail, key);
        }
    }
    return worst;
}

static rw_status keep_way(rw_net_bound *b, int q, int source) {
    const rw_problem *p = b->problem;
    rw_net_payer *payer = &b->payers[q];
    if (payer->way >= 0) b->ways.count = (size_t)payer->way; /* that was not the nearest source */
    payer->way = (int)b->ways.count;
    for (int node = source; node != p->source_count + payer->demand; node = p->arcs[b->next[node]].head) {
        RW_TRY(RW_VECTOR_RESERVE(b->context, &b->ways, 2));
        b->ways.item[b->ways.count++] = b->next[node];
    }
    b->ways.item[b->ways.count++] = -1;
    return RW_OK;
}

/* A build asks as much as its dearest commodity. */
static rw_status want(rw_net_bound *b, int build, double eur_per_yr) {
    if (eur_per_yr <= b->own[build]) return RW_OK;
    if (b->own[build] == 0) {
        RW_TRY(RW_VECTOR_RESERVE(b->context, &b->wanted, 1));
        b->wanted.item[b->wanted.count++] = (rw_net_toll){build, 0};
    }
    b->own[build] = eur_per_yr;
    return RW_OK;
}

static rw_status want_all(rw_net_bound *b, const rw_net_demand *d, int c, double radius) {
    const rw_problem *p = b->problem;
    const rw_heap *heap = &b->heap;
    for (int n = 0; n < heap->touched_count; ++n) {
        const int node = heap->touched[n];
        const double left = radius - heap->key[node];
        if (left <= 0) continue;
        if (node < p->source_count) {
            RW_TRY(want(b, p->arc_count + node, left));
            continue;
        }
        for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1]; ++e) {
            const int a = b->graph.in.item[e];
            const double beyond = fmax(0, radius - heap->key[p->arcs[a].tail]);
            if (b->first_alive[a] >= 0 && left > beyond)
                RW_TRY(want(b, a, left - beyond - detour_of(b, d, c, a)));
        }
    }
    return RW_OK;
}

static void forget_wanted(rw_net_bound *b) {
    for (size_t n = 0; n < b->wanted.count; ++n) b->own[b->wanted.item[n].build] = 0;
    b->wanted.count = 0;
}

/* In `wanted`; lowers the rise instead, and keeps the way there, if it is more than some source allows. */
static rw_status ask(rw_net_bound *b, int q, double *raised, bool *allowed) {
    const rw_net_demand *d = &b->demands[b->payers[q].demand];
    const int node = b->problem->source_count + b->payers[q].demand;
    *allowed = true;
    for (int n = 0; n < commodity_count(b, d); ++n) {
        const int c = commodity_of(b, d, n);
        const double above = c < 0 ? 0
                                   : b->at[(size_t)c * (size_t)b->graph.nodes + (size_t)node] -
                                         b->payers[d->first_payer + d->core].heat;
        const double radius = c < 0 ? *raised : *raised - d->core_mw * above;
        if (!(radius > 0)) continue;
        const found worst = search(b, q, c, radius);
        if (worst.source >= 0 && worst.excess > 1e-12 * radius) {
            *raised -= fmin(*raised, worst.excess);
            *allowed = false;
            return keep_way(b, q, worst.source);
        }
        RW_TRY(want_all(b, d, c, radius));
    }
    return RW_OK;
}

/* Raises what a demand as a whole pays to `raised`, or to where it reaches a source. */
static rw_status raise(rw_net_bound *b, int q, double raised) {
    bool allowed = false;
    rw_status status = RW_OK;
    give_back(b, q);
    if (raised <= 0) return RW_OK;
    rw_net_bound_count_detours(b, b->payers[q].demand);
    for (int tries = 0; tries < MOST_TRIES && raised > 0 && !allowed && status == RW_OK; ++tries) {
        forget_wanted(b);
        status = ask(b, q, &raised, &allowed);
    }
    for (size_t n = 0; n < b->wanted.count && allowed && status == RW_OK; ++n) {
        const int build = b->wanted.item[n].build;
        status =
            pay(b, q, (rw_net_toll){build, fmin(b->own[build], rw_net_book_affordable(&b->book, build))});
    }
    forget_wanted(b);
    if (allowed && status == RW_OK) b->payers[q].raised = raised;
    return status;
}

/* -- All demands --------------------------------------------------------------------------------------- */

static int whole(const rw_net_bound *b, int demand) {
    return b->demands[demand].first_payer + b->problem->demands[demand].band_count;
}

/* How far it may rise before that is in vain. */
static double most_raised(const rw_net_bound *b, int demand) {
    const rw_net_demand *d = &b->demands[demand];
    if (b->served[demand] == RW_NET_NOT_SERVED || isinf(d->most)) return 0;
    return b->payers[whole(b, demand)].raised + fmax(0, d->most - rw_net_bound_serving(b, demand));
}

rw_status rw_net_bound_serving_at_least(rw_net_bound *b, int demand, double enough, double *cost) {
    rw_net_demand *d = &b->demands[demand];
    const int q = whole(b, demand);
    const double most = d->most, raised = b->payers[q].raised;
    d->most = enough;
    RW_TRY(raise(b, q, most_raised(b, demand)));
    *cost = rw_net_bound_serving(b, demand);
    d->most = most;
    return raise(b, q, raised);
}

static bool must_stop(const rw_net_bound *b) {
    return b->search && rw_search_stop(b->search);
}

/* Raises demands that are not at a source yet, all at one pace, until none can rise. Tolls are affordable
 * after each of them. */
static rw_status rise(rw_net_bound *b, int steps) {
    const rw_problem *p = b->problem;
    double most = 0;
    for (int j = 0; j < p->demand_count; ++j)
        if (b->payers[whole(b, j)].way < 0)
            most = fmax(most, most_raised(b, j) - b->payers[whole(b, j)].raised);
    const double pace = most / steps;
    for (bool rises = pace > 0; rises;) {
        rises = false;
        for (int j = 0; j < p->demand_count && !must_stop(b); ++j) {
            const int q = whole(b, j);
            const double before = b->payers[q].raised, wanted = fmin(before + pace, most_raised(b, j));
            if (b->payers[q].way >= 0 || wanted <= before * (1 + 1e-9)) continue;
            RW_TRY(raise(b, q, wanted));
            rises = true;
        }
    }
    rw_net_bound_charge(b);
    return RW_OK;
}

rw_status rw_net_bound_grow(rw_net_bound *b, int steps) {
    rw_net_tolls_clear(b);
    return rise(b, steps);
}

static void forget_ways(rw_net_bound *b) {
    b->ways.count = 0;
    for (int q = 0; q < b->payer_count; ++q) b->payers[q].way = -1;
}

/* Tolls have changed: by these shares, or in place. */
static rw_status pay_again(rw_net_bound *b, const double *share) {
    rw_net_book_clear(&b->book);
    for (int q = 0; q < b->payer_count; ++q) {
        rw_net_tolls *tolls = &b->tolls[q];
        const size_t count = tolls->count;
        tolls->count = 0;
        for (size_t n = 0; n < count; ++n) {
            rw_net_toll toll = tolls->item[n];
            if (share) toll.eur_per_mw *= share[toll.build];
            RW_TRY(pay(b, q, toll));
        }
    }
    return RW_OK;
}

/* Shrinks tolls until they are affordable at the costs of now. */
static rw_status fit_tolls(rw_net_bound *b) {
    for (int n = 0; n < b->book.builds; ++n) b->own[n] = rw_net_book_ratio(&b->book, n);
    RW_TRY(pay_again(b, b->own));
    for (int n = 0; n < b->book.builds; ++n) b->own[n] = 0;
    return RW_OK;
}

rw_status rw_net_bound_top_up(rw_net_bound *b, int steps) {
    RW_TRY(pay_again(b, NULL));
    forget_ways(b);
    return rise(b, steps);
}

rw_status rw_net_bound_keep(rw_net_bound *b, const double *raised, int steps) {
    RW_TRY(fit_tolls(b));
    forget_ways(b);
    for (int j = 0; j < b->problem->demand_count && !must_stop(b); ++j)
        RW_TRY(raise(b, whole(b, j), fmin(raised[whole(b, j)], most_raised(b, j))));
    forget_ways(b);
    return rise(b, steps);
}
