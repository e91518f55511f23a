#include "bnb/network_fix.h"
#include "base/number.h"
#include "bnb/network_branch.h"

rw_status rw_net_fixing_start(rw_net_bound *b, rw_net_fixing *f) {
    *f = (rw_net_fixing){.bound = b};
    RW_TRY(rw_heap_start(&b->arena, b->graph.nodes, &f->back));
    f->slack = rw_arena_allocate(&b->arena, (size_t)b->book.builds, sizeof *f->slack);
    return f->slack ? RW_OK : RW_ERROR_MEMORY;
}

/* -- Demands ------------------------------------------------------------------------------------------- */

static rw_status decide_demands(rw_net_bound *b, double room, int *decided) {
    bool affordable = true;
    for (int n = 0; n < b->book.builds; ++n)
        affordable = affordable && rw_net_book_least_slack(&b->book, n) >= 0;
    for (int j = 0; j < b->problem->demand_count; ++j) {
        const rw_net_demand *d = &b->demands[j];
        double serving;
        if (b->served[j] != RW_NET_OPEN) continue;
        if (d->without - d->value >= room) {
            b->served[j] = RW_NET_SERVED;
            ++*decided;
            continue;
        }
        serving = rw_net_bound_serving(b, j);
        if (affordable) RW_TRY(rw_net_bound_serving_at_least(b, j, d->value + 1.01 * room, &serving));
        if (serving - d->value < room) continue;
        b->served[j] = RW_NET_NOT_SERVED;
        ++*decided;
    }
    return RW_OK;
}

/* -- Options ------------------------------------------------------------------------------------------- */

/* Distances by what is not paid yet, from the sources to every node or from every node to the demands. */
static void search_slack(const rw_net_fixing *f, rw_heap *heap, bool from_sources) {
    const rw_net_bound *b = f->bound;
    const rw_problem *p = b->problem;
    rw_heap_clear(heap);
    if (from_sources)
        for (int i = 0; i < p->source_count; ++i) rw_heap_lower(heap, i, f->slack[p->arc_count + i]);
    else
        for (int j = 0; j < p->demand_count; ++j)
            if (b->served[j] != RW_NET_NOT_SERVED) rw_heap_lower(heap, p->source_count + j, 0);
    const rw_arc_groups *arcs = from_sources ? &b->graph.out : &b->graph.in;
    while (heap->count > 0) {
        const int node = rw_heap_take(heap);
        for (int e = arcs->first[node]; e < arcs->first[node + 1]; ++e) {
            const int a = arcs->item[e], next = from_sources ? p->arcs[a].head : p->arcs[a].tail;
            if (isinf(heap->key[next]) || heap->place[next] > 0)
                rw_heap_lower(heap, next, heap->key[node] + f->slack[a]);
        }
    }
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

/* An arc is built where it is on a way from a source to somebody, all of which is built. */
static void decide_options(rw_net_fixing *f, double room, int *decided) {
    rw_net_bound *b = f->bound;
    const rw_problem *p = b->problem;
    for (int n = 0; n < b->book.builds; ++n)
        f->slack[n] = fmax(0, rw_net_book_least_slack(&b->book, n) - rw_net_bound_charged(b, n));
    search_slack(f, &b->heap, true);
    search_slack(f, &f->back, false);
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        const double rest = only_ways_pay(b, a) ? b->heap.key[arc->tail] + f->back.key[arc->head] : 0;
        const double charged = rw_net_bound_charged(b, a);
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            if (!b->alive[k] || rest + rw_net_book_slack(&b->book, a, k) - charged < room) continue;
            b->alive[k] = 0;
            ++*decided;
        }
    }
}

/* What tolls alone would build is built. */
static void decide_builds(rw_net_bound *b, double room, int *decided) {
    for (int a = 0; a < b->problem->arc_count; ++a) {
        const int set = b->problem->arcs[a].exclusive;
        if (!b->built[a] || b->must[a] > 0 || -rw_net_book_least_slack(&b->book, a) < room) continue;
        const rw_net_branch by = {.kind = set > 0 ? RW_NET_BRANCH_SET : RW_NET_BRANCH_ARC,
                                  .index = set > 0 ? set : a};
        rw_net_decide(b, &by, 1);
        ++*decided;
    }
}

/* Beyond this distance from the bound nothing can be decided that is worth the search. */
static double most_reach(const rw_net_bound *b) {
    double most = 0;
    for (int j = 0; j < b->problem->demand_count; ++j) {
        const rw_net_demand *d = &b->demands[j];
        most = fmax(most, isinf(d->without) ? fabs(d->value) : d->without);
    }
    return 4 * most;
}

rw_status rw_net_fix(rw_net_fixing *f, double cutoff, int *decided) {
    const double room = cutoff - f->bound->value;
    *decided = 0;
    if (isinf(room) || room < 0 || room > most_reach(f->bound)) return RW_OK;
    RW_TRY(decide_demands(f->bound, room, decided));
    decide_options(f, room, decided);
    decide_builds(f->bound, room, decided);
    return RW_OK;
}
