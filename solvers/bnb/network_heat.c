/* Prices of heat in a network: for each commodity the cheapest way from a source to every junction and
 * demand. */
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

/* The slot of an arc in which a commodity flows, or -1. Slots run in the order of the commodities; those of
 * an arc straight from a source to a demand are the demand's bands. */
static int slot_of(const rw_problem *p, const rw_problem_arc *arc, int commodity) {
    int low = 0, high = arc->slot_count;
    if (arc->first_slot < 0) {
        const rw_problem_commodity *c = &p->commodities[commodity];
        const bool here = rw_problem_flows_as(p, arc->tail) == c->source &&
                          p->demands[arc->head - p->source_count].commodity_class == c->commodity_class;
        return here && c->band < arc->slot_count ? c->band : -1;
    }
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

/* Built in its cheapest option. */
static double at_head(const rw_net_bound *b, int a, int slot, double at_tail) {
    const rw_problem_arc *arc = &b->problem->arcs[a];
    if (b->alike[a]) return through(b, a, b->first_alive[a], slot, at_tail);
    double least = RW_INFINITY;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        if (b->alive[k]) least = fmin(least, through(b, a, k, slot, at_tail));
    return least;
}

static double at_node(const rw_net_bound *b, const double *at, int node) {
    return node < b->problem->source_count ? b->source_price[node] : at[node];
}

/* A heat pump may hand heat on cheaper than it takes it in: a node that was settled is then looked at again,
 * `again` times at most in all, since costs below zero could go round for ever. */
static void walk_on(const rw_net_bound *b, rw_heap *heap, int c, int node, int *again) {
    const rw_problem *p = b->problem;
    for (int e = b->graph.out.first[node]; e < b->graph.out.first[node + 1]; ++e) {
        const int a = b->graph.out.item[e], head = p->arcs[a].head;
        const int slot = b->first_alive[a] < 0 ? -1 : slot_of(p, &p->arcs[a], c);
        if (slot < 0) continue;
        const double price = at_head(b, a, slot, at_node(b, heap->key, node));
        if (price >= heap->key[head]) continue;
        if (!isinf(heap->key[head]) && heap->place[head] == 0 && --*again < 0) continue;
        b->came_by[(size_t)c * (size_t)b->graph.nodes + (size_t)head] = a;
        rw_heap_lower(heap, head, price);
    }
}

/* What a MW costs more this way than the cheapest; and what a flow would be worth more than it costs, where
 * prices are no shortest paths (only negative costs can bring that about). */
static void note_detours(const rw_net_bound *b, rw_net_walker *w, int c) {
    const rw_problem *p = b->problem;
    const double *at = b->at + (size_t)c * (size_t)b->graph.nodes;
    double *detour = b->detour + (size_t)c * (size_t)p->arc_count;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        const double before = at_node(b, at, arc->tail);
        const int slot = isinf(before) || b->first_alive[a] < 0 ? -1 : slot_of(p, arc, c);
        const double more = slot < 0 ? RW_INFINITY : at_head(b, a, slot, before) - at[arc->head];
        detour[a] = fmax(0, more);
        w->swing[a] = fmax(w->swing[a], -more);
    }
}

static void price_commodity(void *data, int c, int thread) {
    const rw_net_bound *b = data;
    rw_net_walker *w = &b->walkers[thread];
    rw_heap *heap = &w->heap;
    int again = 4 * b->graph.nodes;
    rw_heap_clear(heap);
    for (int n = 0; n < b->graph.nodes; ++n) b->came_by[(size_t)c * (size_t)b->graph.nodes + (size_t)n] = -1;
    for (int i = 0; i < b->problem->source_count; ++i) walk_on(b, heap, c, i, &again);
    while (heap->count > 0) {
        const int node = rw_heap_take(heap);
        walk_on(b, heap, c, node, &again);
    }
    for (int n = 0; n < b->graph.nodes; ++n)
        b->at[(size_t)c * (size_t)b->graph.nodes + (size_t)n] = heap->key[n];
    for (int n = 0; n < b->graph.nodes && b->problem->commodities[c].band == 0; ++n)
        w->lost[n] = fmin(w->lost[n], heap->key[n]);
    note_detours(b, w, c);
}

static void look_at_options(rw_net_bound *b) {
    for (int a = 0; a < b->problem->arc_count; ++a) {
        const rw_problem_arc *arc = &b->problem->arcs[a];
        b->first_alive[a] = -1;
        b->least_draw[a] = RW_INFINITY;
        for (int k = arc->first_option + arc->option_count - 1; k >= arc->first_option; --k) {
            if (!b->alive[k]) continue;
            b->first_alive[a] = k;
            b->least_draw[a] = fmin(b->least_draw[a], b->problem->options[k].draw);
        }
    }
    int count = 0;
    for (int n = 0; n < b->graph.nodes; ++n) {
        b->first_hop[n] = count;
        for (int e = b->graph.in.first[n]; e < b->graph.in.first[n + 1]; ++e) {
            const int a = b->graph.in.item[e];
            if (b->first_alive[a] >= 0) b->hops[count++] = (rw_net_hop){a, b->problem->arcs[a].tail};
        }
    }
    b->first_hop[b->graph.nodes] = count;
}

/* Arcs from a source straight to a demand know no commodities, and there may be none for them. */
static double price_pairs(const rw_net_bound *b, const rw_net_payer *payer) {
    const rw_problem *p = b->problem;
    const int node = p->source_count + payer->demand;
    double least = RW_INFINITY;
    for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1]; ++e) {
        const int a = b->graph.in.item[e];
        if (p->arcs[a].first_slot < 0 && b->first_alive[a] >= 0)
            least = fmin(least, at_head(b, a, payer->slot, b->source_price[p->arcs[a].tail]));
    }
    return least;
}

static void price_payers(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    for (int q = 0; q < b->payer_count; ++q) {
        rw_net_payer *payer = &b->payers[q];
        const size_t node = (size_t)p->source_count + (size_t)payer->demand;
        if (payer->slot < 0) continue;
        payer->heat = price_pairs(b, payer);
        for (int e = b->cores.first[payer->core]; e < b->cores.first[payer->core + 1]; ++e)
            payer->heat = fmin(payer->heat, b->at[(size_t)b->cores.item[e] * (size_t)b->graph.nodes + node]);
    }
}

void rw_net_price_heat(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    look_at_options(b);
    for (int t = 0; t < rw_threads_count(b->threads); ++t) {
        for (int a = 0; a < p->arc_count; ++a) b->walkers[t].swing[a] = 0;
        for (int n = 0; n < b->graph.nodes; ++n) b->walkers[t].lost[n] = RW_INFINITY;
    }
    rw_threads_run(b->threads, p->commodity_count, price_commodity, b);
    for (int a = 0; a < p->arc_count; ++a) b->swing[a] = b->walkers[0].swing[a];
    for (int n = 0; n < b->graph.nodes; ++n) b->lost[n] = b->walkers[0].lost[n];
    for (int t = 1; t < rw_threads_count(b->threads); ++t) {
        for (int a = 0; a < p->arc_count; ++a) b->swing[a] = fmax(b->swing[a], b->walkers[t].swing[a]);
        for (int n = 0; n < b->graph.nodes; ++n) b->lost[n] = fmin(b->lost[n], b->walkers[t].lost[n]);
    }
    price_payers(b);
}
