#include "bnb/network_fix.h"
#include "base/number.h"
#include <string.h>

rw_status rw_net_fixing_start(rw_net_bound *b, rw_net_fixing *f) {
    *f = (rw_net_fixing){.bound = b};
    RW_TRY(rw_heap_start(&b->arena, b->graph.nodes, &f->back));
    f->from = rw_arena_allocate(&b->arena, (size_t)b->graph.nodes, sizeof *f->from);
    f->through = rw_arena_allocate(&b->arena, (size_t)b->problem->arc_count, sizeof *f->through);
    return f->from && f->through ? RW_OK : RW_ERROR_MEMORY;
}

/* What a demand and the bound pay together for this arc: the arc's tolls of other demands are paid by them.
 */
static double length_of(const rw_net_bound *b, int demand, int a) {
    return b->own[a] + b->slack[a] + rw_net_detour(b, demand, a);
}

static void search_back(rw_net_fixing *f, int demand, double radius) {
    const rw_net_bound *b = f->bound;
    const rw_problem *p = b->problem;
    rw_heap *heap = &f->back;
    rw_heap_clear(heap);
    rw_heap_lower(heap, p->source_count + demand, 0);
    while (heap->count > 0 && heap->key[heap->item[0]] < radius) {
        const int node = rw_heap_take(heap);
        if (node < p->source_count) continue;
        for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1]; ++e) {
            const int a = b->graph.in.item[e];
            rw_heap_lower(heap, p->arcs[a].tail, heap->key[node] + length_of(b, demand, a));
        }
    }
}

/* Only nodes from which the demand can be reached matter. Returns the distance of the demand. */
static double search_from(rw_net_fixing *f, int demand, double radius) {
    rw_net_bound *b = f->bound;
    const rw_problem *p = b->problem;
    rw_heap *heap = &b->heap;
    rw_heap_clear(heap);
    for (int i = 0; i < p->source_count; ++i)
        rw_heap_lower(heap, i, b->own[p->arc_count + i] + b->slack[p->arc_count + i]);
    while (heap->count > 0 && heap->key[heap->item[0]] < radius) {
        const int node = rw_heap_take(heap);
        if (rw_problem_is_demand(p, node)) continue;
        for (int e = b->graph.out.first[node]; e < b->graph.out.first[node + 1]; ++e) {
            const int a = b->graph.out.item[e], head = p->arcs[a].head;
            if (rw_problem_is_demand(p, head) && head != p->source_count + demand) continue;
            if (heap->key[node] + f->back.key[head] < radius)
                rw_heap_lower(heap, head, heap->key[node] + length_of(b, demand, a));
        }
    }
    return heap->key[p->source_count + demand];
}

/* Takes note of every arc that heat for this demand may come by; decides whether it can be served at all. */
static int look_from(rw_net_fixing *f, int demand, double room) {
    rw_net_bound *b = f->bound;
    const rw_problem *p = b->problem;
    const rw_net_demand *d = &b->demands[demand];
    const double radius = d->raised + room;
    search_back(f, demand, radius);
    const double distance = search_from(f, demand, radius);
    if (distance >= radius) {
        if (b->served[demand] != RW_NET_OPEN) return 0;
        b->served[demand] = RW_NET_NOT_SERVED;
        return 1;
    }
    for (int n = 0; n < b->heap.touched_count; ++n) {
        const int node = b->heap.touched[n];
        if (b->heap.key[node] >= radius || rw_problem_is_demand(p, node)) continue;
        for (int e = b->graph.out.first[node]; e < b->graph.out.first[node + 1]; ++e) {
            const int a = b->graph.out.item[e], head = p->arcs[a].head;
            if (rw_problem_is_demand(p, head) && head != p->source_count + demand) continue;
            const double way = b->heap.key[node] + length_of(b, demand, a) + f->back.key[head] - d->raised;
            f->through[a] = fmin(f->through[a], fmax(0, way));
        }
    }
    return 0;
}

/* Distances by what is not paid yet, from the sources to every node or from every node to the demands. */
static void search_slack(const rw_net_bound *b, rw_heap *heap, bool from_sources) {
    const rw_problem *p = b->problem;
    rw_heap_clear(heap);
    if (from_sources)
        for (int i = 0; i < p->source_count; ++i) rw_heap_lower(heap, i, b->slack[p->arc_count + i]);
    else
        for (int j = 0; j < p->demand_count; ++j)
            if (b->served[j] != RW_NET_NOT_SERVED) rw_heap_lower(heap, p->source_count + j, 0);
    const rw_arc_groups *arcs = from_sources ? &b->graph.out : &b->graph.in;
    while (heap->count > 0) {
        const int node = rw_heap_take(heap);
        for (int e = arcs->first[node]; e < arcs->first[node + 1]; ++e) {
            const int a = arcs->item[e], next = from_sources ? p->arcs[a].head : p->arcs[a].tail;
            if (isinf(heap->key[next]) || heap->place[next] > 0)
                rw_heap_lower(heap, next, heap->key[node] + b->slack[a]);
        }
    }
}

/* An arc may also be there for what pipes lose, or for another band than the one whose detours are counted:
 * it is on some way from a source to somebody, and whoever that is pays what it has raised on another way. */
static void look_for_others(rw_net_fixing *f) {
    rw_net_bound *b = f->bound;
    const rw_problem *p = b->problem;
    search_slack(b, &b->heap, true);
    search_slack(b, &f->back, false);
    for (int a = 0; a < p->arc_count; ++a) {
        const double way = b->heap.key[p->arcs[a].tail] + b->slack[a] + f->back.key[p->arcs[a].head];
        f->through[a] = fmin(f->through[a], way);
    }
}

static int look_for_all(rw_net_fixing *f, double room) {
    rw_net_bound *b = f->bound;
    const rw_problem *p = b->problem;
    int decided = 0;
    for (int a = 0; a < p->arc_count; ++a) f->through[a] = RW_INFINITY;
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_net_tolls *tolls = &b->tolls[j];
        rw_net_demand *d = &b->demands[j];
        if (b->served[j] == RW_NET_NOT_SERVED) continue;
        if (b->served[j] == RW_NET_OPEN && d->without - d->raised >= room) {
            b->served[j] = RW_NET_SERVED;
            ++decided;
        }
        for (size_t n = 0; n < tolls->count; ++n) b->own[tolls->item[n].arc] = tolls->item[n].eur_per_yr;
        decided += look_from(f, j, room);
        for (size_t n = 0; n < tolls->count; ++n) b->own[tolls->item[n].arc] = 0;
    }
    return decided;
}

/* Is a pipe or pump that nobody's heat comes by never worth building? */
static bool only_ways_pay(const rw_net_bound *b, int a) {
    const rw_problem_arc *arc = &b->problem->arcs[a];
    if (b->must[a] > 0 || arc->forced) return false;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        const rw_option *o = &b->problem->options[k];
        const double heat =
            o->draw0_mw != 0 && arc->tail >= b->problem->source_count ? b->lost[arc->tail] : 0;
        if (b->alive[k] && (o->fixed_eur_per_yr < 0 || heat * o->draw0_mw < 0)) return false;
    }
    return true;
}

/* Beyond this distance from the bound nothing can be decided that is worth the search. */
static double most_reach(const rw_net_bound *b) {
    double most = 0;
    for (int j = 0; j < b->problem->demand_count; ++j)
        most = fmax(most, isinf(b->demands[j].without) ? b->demands[j].raised : b->demands[j].without);
    return 4 * most;
}

int rw_net_fix(rw_net_fixing *f, double cutoff) {
    rw_net_bound *b = f->bound;
    const rw_problem *p = b->problem;
    const double room = cutoff - b->value;
    if (isinf(room) || room < 0 || room > most_reach(b)) return 0;
    int decided = look_for_all(f, room);
    look_for_others(f);
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        const double way = only_ways_pay(b, a) ? f->through[a] : b->slack[a];
        /* `slack` is the cheapest option's, tolls paid; sets that must be built have theirs in the bound. */
        const double paid = b->budget[a] - b->slack[a];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            if (!b->alive[k]) continue;
            const double above = rw_net_option_cost(b, a, k) - paid - b->slack[a];
            if (way + fmax(0, above) < room) continue;
            b->alive[k] = 0;
            ++decided;
        }
    }
    return decided;
}
