#include "base/number.h"
#include "bnb/network_bound.h"
#include <string.h>

static const double nothing = 1e-9; /* EUR/yr */

/* What a demand's heat costs more this way than the cheapest way. */
double rw_net_detour(const rw_net_bound *b, int demand, int a) {
    const rw_problem *p = b->problem;
    const rw_net_demand *d = &b->demands[demand];
    if (d->core < 0) return 0;
    if (b->first_band_price[a] >= 0)
        return d->core_mw * fmax(0, b->band_price[b->first_band_price[a] + d->core] - d->least);
    const double detour = b->detour[(size_t)d->core_number * (size_t)p->arc_count + (size_t)a];
    return isinf(detour) ? RW_INFINITY : d->core_mw * d->least_draw * detour;
}

/* -- The tolls of one demand --------------------------------------------------------------------------- */

static void lay_out(rw_net_bound *b, int demand) {
    const rw_net_tolls *tolls = &b->tolls[demand];
    for (size_t n = 0; n < tolls->count; ++n) b->own[tolls->item[n].arc] = tolls->item[n].eur_per_yr;
}

/* Gives back what it paid. */
static void give_back(rw_net_bound *b, int demand) {
    rw_net_tolls *tolls = &b->tolls[demand];
    for (size_t n = 0; n < tolls->count; ++n) {
        const int arc = tolls->item[n].arc;
        b->slack[arc] += b->own[arc];
        b->own[arc] = 0;
    }
    tolls->count = 0;
}

static rw_status pay(rw_net_bound *b, int demand, int arc, double toll) {
    rw_net_tolls *tolls = &b->tolls[demand];
    toll = fmin(toll, b->slack[arc]);
    if (toll <= nothing) return RW_OK;
    RW_TRY(RW_VECTOR_RESERVE(b->context, tolls, 1));
    tolls->item[tolls->count++] = (rw_net_toll){arc, toll};
    b->slack[arc] -= toll;
    return RW_OK;
}

/* Distances to the demand by tolls, what is left to be paid, and detours; returns the nearest source within
 * the radius, or -1, and cuts the radius to its distance. */
static int search(rw_net_bound *b, int demand, double *radius) {
    const rw_problem *p = b->problem;
    rw_heap *heap = &b->heap;
    int source = -1;
    rw_heap_clear(heap);
    rw_heap_lower(heap, p->source_count + demand, 0);
    while (heap->count > 0 && heap->key[heap->item[0]] < *radius) {
        const int node = rw_heap_take(heap);
        if (node < p->source_count) {
            const double key = heap->key[node] + b->own[p->arc_count + node] + b->slack[p->arc_count + node];
            if (key >= *radius) continue;
            *radius = key;
            source = node;
            continue;
        }
        for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1]; ++e) {
            const int a = b->graph.in.item[e], tail = p->arcs[a].tail;
            const double key = heap->key[node] + b->own[a] + b->slack[a] + rw_net_detour(b, demand, a);
            if (key < heap->key[tail]) b->next[tail] = a;
            rw_heap_lower(heap, tail, key);
        }
    }
    return source;
}

static rw_status keep_way(rw_net_bound *b, int demand, int source) {
    const rw_problem *p = b->problem;
    b->way[demand] = (int)b->ways.count;
    for (int node = source; node != p->source_count + demand; node = p->arcs[b->next[node]].head) {
        RW_TRY(RW_VECTOR_RESERVE(b->context, &b->ways, 2));
        b->ways.item[b->ways.count++] = b->next[node];
    }
    b->ways.item[b->ways.count++] = -1;
    return RW_OK;
}

/* Raises a demand to `radius` or to where it reaches a source: every arc within pays for the part of it that
 * its detour does not cover. */
static rw_status raise(rw_net_bound *b, int demand, double radius) {
    const rw_problem *p = b->problem;
    const rw_heap *heap = &b->heap;
    lay_out(b, demand);
    const int source = search(b, demand, &radius);
    if (source >= 0) RW_TRY(keep_way(b, demand, source));
    give_back(b, demand);
    b->demands[demand].raised = radius;
    if (isinf(radius)) return RW_OK;
    for (int n = 0; n < heap->touched_count; ++n) {
        const int node = heap->touched[n];
        if (heap->key[node] >= radius) continue;
        if (node < p->source_count) RW_TRY(pay(b, demand, p->arc_count + node, radius - heap->key[node]));
        for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1]; ++e) {
            const int a = b->graph.in.item[e];
            const double within = fmin(radius, heap->key[p->arcs[a].tail]) - heap->key[node];
            if (within > 0 && !isinf(b->slack[a]))
                RW_TRY(pay(b, demand, a, within - rw_net_detour(b, demand, a)));
        }
    }
    return RW_OK;
}

rw_status rw_net_tolls_set(rw_net_bound *b, int demand, const rw_net_toll *tolls, size_t count) {
    rw_net_tolls *to = &b->tolls[demand];
    to->count = 0;
    RW_TRY(RW_VECTOR_RESERVE(b->context, to, count));
    if (count > 0) memcpy(to->item, tolls, count * sizeof *tolls);
    to->count = count;
    return RW_OK;
}

/* -- All demands --------------------------------------------------------------------------------------- */

void rw_net_tolls_clear(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    b->ways.count = 0;
    for (int j = 0; j < p->demand_count; ++j) {
        b->tolls[j].count = 0;
        b->demands[j].raised = 0;
        b->way[j] = -1;
    }
    for (int a = 0; a < p->arc_count + p->source_count; ++a) b->slack[a] = b->budget[a];
}

/* What the cheapest arc of a set costs above its tolls, where one must be built. */
static void charge_forced(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    for (int n = 0; n < b->must_count; ++n) b->least_slack[n] = -1; /* not in use */
    for (int a = 0; a < p->arc_count; ++a) {
        double *least = &b->least_slack[b->must[a]];
        if (b->must[a] > 0 && (*least < 0 || b->slack[a] < *least)) *least = b->slack[a];
    }
    b->forced = 0;
    for (int n = 0; n < b->must_count; ++n) b->forced += fmax(0, b->least_slack[n]);
    for (int a = 0; a < p->arc_count; ++a)
        if (b->must[a] > 0 && !isinf(b->slack[a])) b->slack[a] -= b->least_slack[b->must[a]];
}

/* Raises demands that are not at a source yet, all at one pace, until none can rise. */
static rw_status rise(rw_net_bound *b, int steps) {
    const rw_problem *p = b->problem;
    double most = 0;
    for (int j = 0; j < p->demand_count; ++j)
        most =
            fmax(most, fmin(b->demands[j].prize, isinf(b->demands[j].without) ? 0 : b->demands[j].without));
    for (int j = 0; j < p->demand_count && most <= 0; ++j)
        if (!isinf(b->demands[j].prize)) most = fmax(most, b->demands[j].prize);
    const double pace = most / steps;
    for (bool rises = true; rises;) {
        rises = false;
        for (int j = 0; j < p->demand_count; ++j) {
            rw_net_demand *d = &b->demands[j];
            const double wanted = fmin(d->raised + pace, d->prize);
            if (b->way[j] >= 0 || wanted <= d->raised) continue;
            RW_TRY(raise(b, j, pace > 0 ? wanted : d->prize));
            rises = true;
        }
    }
    charge_forced(b);
    rw_net_bound_add_up(b);
    return RW_OK;
}

rw_status rw_net_bound_grow(rw_net_bound *b, int steps) {
    rw_net_tolls_clear(b);
    return rise(b, steps);
}

static void forget_ways(rw_net_bound *b) {
    b->ways.count = 0;
    for (int j = 0; j < b->problem->demand_count; ++j) b->way[j] = -1;
}

/* No arc is asked for more than it costs now. */
static void fit_tolls(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    double *asked = b->own;
    for (int j = 0; j < p->demand_count; ++j)
        for (size_t n = 0; n < b->tolls[j].count; ++n)
            asked[b->tolls[j].item[n].arc] += b->tolls[j].item[n].eur_per_yr;
    for (int a = 0; a < p->arc_count + p->source_count; ++a) b->slack[a] = b->budget[a];
    for (int j = 0; j < p->demand_count; ++j)
        for (size_t n = 0; n < b->tolls[j].count; ++n) {
            rw_net_toll *toll = &b->tolls[j].item[n];
            if (asked[toll->arc] > b->budget[toll->arc])
                toll->eur_per_yr *= b->budget[toll->arc] / asked[toll->arc];
            b->slack[toll->arc] = fmax(0, b->slack[toll->arc] - toll->eur_per_yr);
        }
    for (int a = 0; a < p->arc_count + p->source_count; ++a) asked[a] = 0;
}

rw_status rw_net_bound_keep(rw_net_bound *b, const double *raised, int steps) {
    const rw_problem *p = b->problem;
    fit_tolls(b);
    forget_ways(b);
    for (int j = 0; j < p->demand_count; ++j) {
        const double wanted = fmin(raised[j], b->demands[j].prize);
        if (wanted > 0)
            RW_TRY(raise(b, j, wanted));
        else {
            lay_out(b, j);
            give_back(b, j);
        }
    }
    forget_ways(b);
    return rise(b, steps);
}
