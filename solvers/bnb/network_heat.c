/* Prices of heat in a network: for each commodity the cheapest way from a source to every junction.
 * Commodities of one class and band are priced by one thread after the other, so that none writes where
 * another does. */
#include "base/number.h"
#include "bnb/network_bound.h"

/* What a thread works with. */
typedef struct rw_net_walker {
    rw_heap heap;
    double *swing, *lost; /* as in the bound, of the commodities that this thread priced */
} rw_net_walker;

rw_status rw_net_walkers_start(rw_net_bound *b) {
    const size_t count = (size_t)rw_threads_count(b->threads);
    b->walkers = rw_arena_allocate(&b->arena, count, sizeof *b->walkers);
    if (!b->walkers) return RW_ERROR_MEMORY;
    for (size_t n = 0; n < count; ++n) {
        rw_net_walker *w = &b->walkers[n];
        RW_TRY(rw_heap_start(&b->arena, b->graph.nodes, &w->heap));
        w->swing = rw_arena_allocate(&b->arena, (size_t)b->problem->arc_count, sizeof *w->swing);
        w->lost = rw_arena_allocate(&b->arena, (size_t)b->graph.nodes, sizeof *w->lost);
        if (!w->swing || !w->lost) return RW_ERROR_MEMORY;
    }
    return RW_OK;
}

/* The slot of an arc in which a commodity flows, or -1. Slots run in the order of the commodities. */
static int slot_of(const rw_problem *p, const rw_problem_arc *arc, int commodity) {
    int low = 0, high = arc->slot_count;
    if (arc->first_slot < 0) return -1;
    if (arc->slot_count == p->commodity_count) return commodity;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (p->slot_commodity[arc->first_slot + middle] < commodity)
            low = middle + 1;
        else
            high = middle;
    }
    return low < arc->slot_count && p->slot_commodity[arc->first_slot + low] == commodity ? low : -1;
}

/* A MW at the head of an arc built in option k, if a MW at its tail costs so much. */
static double through(const rw_net_bound *b, int a, int k, int slot, double at_tail) {
    const rw_option *o = &b->problem->options[k];
    const double unit = rw_network_units(b->problem, a, k)[slot];
    return unit + b->pipe_price[a] * o->carry + o->draw * at_tail +
           (o->place >= 0 ? o->power * b->place_price[o->place] : 0);
}

/* Built in its cheapest option; infinite if none is alive. */
static double at_head(const rw_net_bound *b, int a, int slot, double at_tail) {
    const rw_problem_arc *arc = &b->problem->arcs[a];
    if (b->first_alive[a] < 0) return RW_INFINITY;
    if (b->alike[a]) return through(b, a, b->first_alive[a], slot, at_tail);
    double least = RW_INFINITY;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        if (b->alive[k]) least = fmin(least, through(b, a, k, slot, at_tail));
    return least;
}

static double at_tail(const rw_net_bound *b, const rw_heap *heap, int node) {
    return node < b->problem->source_count ? b->source_price[node] : heap->key[node];
}

static int *reached_by(const rw_net_bound *b, int commodity, int node) {
    return &b->reached_by[(size_t)commodity * (size_t)b->graph.nodes + (size_t)node];
}

static void walk_on(const rw_net_bound *b, rw_heap *heap, int c, int node) {
    const rw_problem *p = b->problem;
    for (int e = b->graph.out.first[node]; e < b->graph.out.first[node + 1]; ++e) {
        const int a = b->graph.out.item[e], head = p->arcs[a].head, slot = slot_of(p, &p->arcs[a], c);
        if (slot < 0 || !rw_problem_is_junction(p, head)) continue;
        const double price = at_head(b, a, slot, at_tail(b, heap, node));
        if (price >= heap->key[head] || (!isinf(heap->key[head]) && heap->place[head] == 0)) continue;
        rw_heap_lower(heap, head, price);
        *reached_by(b, c, head) = a;
    }
}

static void price_commodity(const rw_net_bound *b, rw_heap *heap, int c) {
    rw_heap_clear(heap);
    for (int i = 0; i < b->problem->source_count; ++i) walk_on(b, heap, c, i);
    while (heap->count > 0) {
        const int node = rw_heap_take(heap);
        walk_on(b, heap, c, node);
    }
}

/* What each way costs above the cheapest; and what a flow would be worth more than it costs, where prices
 * are no shortest paths (only negative costs can bring that about). */
static void note_detours(const rw_net_bound *b, rw_net_walker *w, int c) {
    const rw_problem *p = b->problem;
    double *detour = b->detour + (size_t)b->core_of[c] * (size_t)p->arc_count;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        if (!rw_problem_is_junction(p, arc->head) || b->first_alive[a] < 0) continue;
        const double before = at_tail(b, &w->heap, arc->tail);
        const int slot = isinf(before) ? -1 : slot_of(p, arc, c);
        if (slot < 0) continue;
        const double more = at_head(b, a, slot, before) - w->heap.key[arc->head];
        detour[a] = fmin(detour[a], fmax(0, more));
        w->swing[a] = fmax(w->swing[a], -more);
    }
}

static void price_exits(const rw_net_bound *b, const rw_heap *heap, int c) {
    const rw_problem *p = b->problem;
    const int band = p->commodities[c].band;
    for (int j = 0; j < p->demand_count; ++j) {
        if (band >= p->demands[j].band_count) continue;
        const int node = p->source_count + j;
        for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1]; ++e) {
            const int a = b->graph.in.item[e], slot = slot_of(p, &p->arcs[a], c);
            if (slot < 0 || isinf(at_tail(b, heap, p->arcs[a].tail))) continue;
            const double price = at_head(b, a, slot, at_tail(b, heap, p->arcs[a].tail));
            const int at = b->first_band_price[a] + band;
            if (price >= b->band_price[at]) continue;
            b->band_price[at] = price;
            b->band_commodity[at] = c;
        }
    }
}

/* Arcs from a source straight to a demand, which know no commodities. */
static void price_pairs(const rw_net_bound *b) {
    const rw_problem *p = b->problem;
    for (int a = 0; a < p->arc_count; ++a)
        for (int s = 0; p->arcs[a].first_slot < 0 && s < p->arcs[a].slot_count; ++s)
            b->band_price[b->first_band_price[a] + s] = at_head(b, a, s, b->source_price[p->arcs[a].tail]);
}

static void price_core(void *data, int core, int thread) {
    const rw_net_bound *b = data;
    const rw_problem *p = b->problem;
    rw_net_walker *w = &b->walkers[thread];
    for (int c = 0; c < p->commodity_count; ++c) {
        if (b->core_of[c] != core) continue;
        price_commodity(b, &w->heap, c);
        note_detours(b, w, c);
        price_exits(b, &w->heap, c);
        for (int n = 0; n < b->graph.nodes && p->commodities[c].band == 0; ++n)
            w->lost[n] = fmin(w->lost[n], w->heap.key[n]);
    }
}

static void forget(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    for (size_t n = 0; n < (size_t)b->core_count * (size_t)p->arc_count; ++n) b->detour[n] = RW_INFINITY;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        b->first_alive[a] = -1;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count && b->first_alive[a] < 0;
             ++k)
            if (b->alive[k]) b->first_alive[a] = k;
        for (int s = 0; b->first_band_price[a] >= 0 && s < p->demands[arc->head - p->source_count].band_count;
             ++s)
            b->band_price[b->first_band_price[a] + s] = RW_INFINITY;
    }
    for (int t = 0; t < rw_threads_count(b->threads); ++t) {
        for (int a = 0; a < p->arc_count; ++a) b->walkers[t].swing[a] = 0;
        for (int n = 0; n < b->graph.nodes; ++n) b->walkers[t].lost[n] = RW_INFINITY;
    }
}

void rw_net_price_heat(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    forget(b);
    rw_threads_run(b->threads, b->core_count, price_core, b);
    for (int a = 0; a < p->arc_count; ++a) b->swing[a] = b->walkers[0].swing[a];
    for (int n = 0; n < b->graph.nodes; ++n) b->lost[n] = b->walkers[0].lost[n];
    for (int t = 1; t < rw_threads_count(b->threads); ++t) {
        for (int a = 0; a < p->arc_count; ++a) b->swing[a] = fmax(b->swing[a], b->walkers[t].swing[a]);
        for (int n = 0; n < b->graph.nodes; ++n) b->lost[n] = fmin(b->lost[n], b->walkers[t].lost[n]);
    }
    price_pairs(b);
}
