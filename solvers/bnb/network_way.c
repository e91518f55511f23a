#include "bnb/network_way.h"
#include "base/number.h"
#include <limits.h>
#include <string.h>

rw_status rw_net_scout_start(const rw_net_bound *b, rw_arena *arena, rw_net_scout *s) {
    const size_t nodes = (size_t)b->graph.nodes;
    RW_TRY(rw_heap_start(arena, b->graph.nodes, &s->heap));
    s->toll = rw_arena_allocate(arena, (size_t)b->book.builds, sizeof *s->toll);
    s->part = rw_arena_allocate(arena, nodes, sizeof *s->part);
    s->next = rw_arena_allocate(arena, nodes, sizeof *s->next);
    s->tree = rw_arena_allocate(arena, nodes, sizeof *s->tree);
    s->asked_in = rw_arena_allocate(arena, nodes, sizeof *s->asked_in);
    s->up = rw_arena_allocate(arena, nodes, sizeof *s->up);
    s->need = rw_arena_allocate(arena, (size_t)b->book.builds, sizeof *s->need);
    s->turn = 0;
    return s->toll && s->part && s->next && s->tree && s->asked_in && s->up && s->need ? RW_OK
                                                                                       : RW_ERROR_MEMORY;
}

/* -- Everybody's way ----------------------------------------------------------------------------------- */

/* A commodity of a payer; or a demand as a whole, which counts no running costs. */
typedef struct kind {
    const double *detour; /* NULL = none */
    const int *came_by;   /* NULL = nothing comes */
    double above;         /* what its heat costs more at the demand than the cheapest commodity's */
} kind;

static double source_toll(const rw_net_bound *b, const rw_net_scout *s, int source) {
    return s->toll[b->problem->arc_count + source];
}

static double draw_of(const rw_net_bound *b, const kind *of, int a) {
    return of->detour ? b->least_draw[a] : 1;
}

/* The tolls on everybody's cheapest way from a source to a node. */
static double tolls_beyond(const rw_net_bound *b, rw_net_scout *s, const kind *of, int node) {
    const rw_problem *p = b->problem;
    int depth = 0, at = node;
    double sum;
    for (; at >= p->source_count && s->asked_in[at] != s->turn; at = p->arcs[of->came_by[at]].tail) {
        /* costs below zero may go round in a circle */
        if (!of->came_by || of->came_by[at] < 0 || depth == b->graph.nodes) return RW_INFINITY;
        s->up[depth++] = at;
    }
    sum = at < p->source_count ? source_toll(b, s, at) : s->tree[at];
    while (depth > 0) {
        const int down = s->up[--depth], a = of->came_by[down];
        sum = draw_of(b, of, a) * sum + s->toll[a];
        s->tree[down] = sum;
        s->asked_in[down] = s->turn;
    }
    return sum;
}

/* -- Back from the demand ------------------------------------------------------------------------------ */

/* The way so far, and where it goes on as everybody's. */
typedef struct found {
    double cost;
    int last; /* -1 = nothing cheaper than that */
} found;

/* A shorter way to a node, or one by which less flows there. Both are noted, and may be of two ways: what
 * comes out is never too much. The way itself is the shorter one's, so that it cannot go round in a circle.
 */
static void note(rw_net_scout *s, int node, int arc, double cost, double part) {
    const bool known = !isinf(s->heap.key[node]);
    if (!known || cost < s->heap.key[node]) s->next[node] = arc;
    if (!known || part < s->part[node]) s->part[node] = part;
    if (cost < s->heap.key[node])
        rw_heap_lower(&s->heap, node, cost);
    else
        rw_heap_put_back(&s->heap, node);
}

/* Along one arc towards its tail. */
static void look_back(const rw_net_bound *b, rw_net_scout *s, const kind *of, int node, const rw_net_hop *hop,
                      found *best) {
    const rw_problem *p = b->problem;
    const int a = hop->arc, tail = hop->tail;
    const double cost = s->heap.key[node] + s->part[node] * ((of->detour ? of->detour[a] : 0) + s->toll[a]);
    const double part = s->part[node] * draw_of(b, of, a);
    if (!(cost < best->cost)) return;
    const bool known = !isinf(s->heap.key[tail]);
    if (known && cost >= s->heap.key[tail] && part >= s->part[tail] * (1 - 1e-9)) return;
    const double beyond = tail < p->source_count ? source_toll(b, s, tail) : tolls_beyond(b, s, of, tail);
    const double per = known ? fmin(part, s->part[tail]) : part, all = cost + (beyond > 0 ? per * beyond : 0);
    if (all < best->cost) {
        *best = (found){all, tail};
        if (!known) s->next[tail] = a;
    }
    if (beyond > 0 && cost < best->cost) note(s, tail, a, cost, part);
}

/* What tolls and detours add to the price of a MW at a demand, at the least and if that is less than `most`.
 */
static found search(const rw_net_bound *b, rw_net_scout *s, const kind *of, int demand, double most) {
    found best = {most, -1};
    if (s->turn == INT_MAX) {
        memset(s->asked_in, 0, (size_t)b->graph.nodes * sizeof *s->asked_in);
        s->turn = 0;
    }
    ++s->turn;
    rw_heap_clear(&s->heap);
    s->part[demand] = 1;
    rw_heap_lower(&s->heap, demand, 0);
    while (s->heap.count > 0) {
        const int node = rw_heap_take(&s->heap);
        if (s->heap.key[node] >= best.cost) break;
        for (int e = b->first_hop[node]; e < b->first_hop[node + 1]; ++e)
            look_back(b, s, of, node, &b->hops[e], &best);
    }
    return best;
}

/* -- Ways ---------------------------------------------------------------------------------------------- */

static void add(rw_net_way *way, int arc) {
    if (way->length < way->room) way->arc[way->length] = arc;
    ++way->length;
}

static void note_way(const rw_net_bound *b, const rw_net_scout *s, const kind *of, int demand, int last,
                     rw_net_way *way) {
    const rw_problem *p = b->problem;
    int steps = 0;
    way->length = 0;
    for (int node = last; node != demand; node = p->arcs[s->next[node]].head) s->up[steps++] = s->next[node];
    while (steps > 0) add(way, s->up[--steps]);
    for (int node = last; node >= p->source_count; node = p->arcs[of->came_by[node]].tail)
        add(way, of->came_by[node]);
}

/* Of a demand as a whole: everybody's way is that of a commodity it takes. */
static int first_commodity(const rw_net_bound *b, int demand) {
    const rw_net_payer *payer = &b->payers[b->demands[demand].first_payer];
    for (int n = 0; n < b->problem->demands[demand].band_count; ++n)
        if (payer[n].core > 0) return b->cores.item[b->cores.first[payer[n].core]];
    return -1;
}

static int kinds_of(const rw_net_bound *b, const rw_net_payer *payer) {
    return payer->slot < 0 ? 1 : b->cores.first[payer->core + 1] - b->cores.first[payer->core];
}

static kind kind_of(const rw_net_bound *b, const rw_net_payer *payer, int n) {
    const bool whole = payer->slot < 0;
    const int c = whole ? first_commodity(b, payer->demand) : b->cores.item[b->cores.first[payer->core] + n];
    const size_t node = (size_t)b->problem->source_count + (size_t)payer->demand,
                 nodes = (size_t)c * (size_t)b->graph.nodes, arcs = (size_t)c * (size_t)b->problem->arc_count;
    return (kind){whole ? NULL : b->detour + arcs, c < 0 ? NULL : b->came_by + nodes,
                  whole ? 0 : b->at[nodes + node] - payer->heat};
}

double rw_net_find_way(const rw_net_bound *b, rw_net_scout *s, int q, rw_net_way *way) {
    const rw_net_payer *payer = &b->payers[q];
    const int node = b->problem->source_count + payer->demand;
    double least = RW_INFINITY;
    way->length = 0;
    for (int n = 0; n < kinds_of(b, payer); ++n) {
        const kind of = kind_of(b, payer, n);
        if (of.above >= least) continue;
        const found best = search(b, s, &of, node, least - of.above);
        if (best.last < 0) continue;
        least = best.cost + of.above;
        note_way(b, s, &of, node, best.last, way);
    }
    return least;
}

/* -- Needs --------------------------------------------------------------------------------------------- */

/* Where ways are no dearer than `most` from here, nobody needs to be kept from going on; where they are less,
 * a toll makes up what a detour leaves. */
static double need_of(const rw_net_bound *b, const rw_net_scout *s, const kind *of, int build, double most) {
    const rw_problem *p = b->problem;
    const bool source = build >= p->arc_count;
    const int to = source ? build - p->arc_count : p->arcs[build].head;
    const double here = fmin(most, s->heap.key[to]),
                 before = source ? most : fmin(most, s->heap.key[p->arcs[build].tail]);
    if (here >= most) return 0;
    const double more = of->detour ? (before - here) / s->part[to] : before - here;
    return more - (of->detour && !source ? of->detour[build] : 0);
}

void rw_net_slim(const rw_net_bound *b, rw_net_scout *s, int q) {
    const rw_net_payer *payer = &b->payers[q];
    const rw_net_tolls *tolls = &b->tolls[q];
    for (size_t n = 0; n < tolls->count; ++n) {
        s->toll[tolls->item[n].build] = tolls->item[n].eur_per_mw;
        s->need[tolls->item[n].build] = 0;
    }
    for (int k = 0; k < kinds_of(b, payer); ++k) {
        const kind of = kind_of(b, payer, k);
        const double most = payer->raised - of.above;
        if (!(most > 0)) continue;
        search(b, s, &of, b->problem->source_count + payer->demand, most);
        for (size_t n = 0; n < tolls->count; ++n) {
            double *need = &s->need[tolls->item[n].build];
            *need = fmax(*need, need_of(b, s, &of, tolls->item[n].build, most));
        }
    }
    for (size_t n = 0; n < tolls->count; ++n) {
        rw_net_toll *toll = &tolls->item[n];
        s->toll[toll->build] = 0;
        toll->eur_per_mw = fmin(toll->eur_per_mw, s->need[toll->build]);
    }
}
