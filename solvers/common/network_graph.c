#include "common/network_graph.h"
#include "base/failure.h"
#include "base/number.h"

typedef enum order { BY_TAIL, BY_HEAD, BY_EXCLUSIVE } order;

/* -1 = in no group. */
static int group_of(const rw_problem_arc *arc, order by) {
    switch (by) {
    case BY_TAIL:
        return arc->tail;
    case BY_HEAD:
        return arc->head;
    case BY_EXCLUSIVE:
        break;
    }
    return arc->exclusive > 0 ? arc->exclusive : -1;
}

static rw_status group(rw_arena *arena, const rw_problem *p, order by, int count, rw_arc_groups *groups) {
    groups->count = count;
    groups->first = rw_arena_allocate(arena, (size_t)count + 1, sizeof *groups->first);
    groups->item = rw_arena_allocate(arena, (size_t)p->arc_count, sizeof *groups->item);
    if (!groups->first || !groups->item) return RW_ERROR_MEMORY;
    for (int a = 0; a < p->arc_count; ++a)
        if (group_of(&p->arcs[a], by) >= 0) ++groups->first[group_of(&p->arcs[a], by)];
    for (int n = 0; n < count; ++n) groups->first[n + 1] += groups->first[n];
    for (int a = p->arc_count - 1; a >= 0; --a)
        if (group_of(&p->arcs[a], by) >= 0) groups->item[--groups->first[group_of(&p->arcs[a], by)]] = a;
    return RW_OK;
}

rw_status rw_network_graph_start(rw_arena *arena, const rw_problem *p, rw_network_graph *graph) {
    int sets = 0;
    for (int a = 0; a < p->arc_count; ++a)
        if (p->arcs[a].exclusive > sets) sets = p->arcs[a].exclusive;
    graph->problem = p;
    graph->nodes = p->source_count + p->demand_count + p->junction_count;
    RW_TRY(group(arena, p, BY_TAIL, graph->nodes, &graph->out));
    RW_TRY(group(arena, p, BY_HEAD, graph->nodes, &graph->in));
    return group(arena, p, BY_EXCLUSIVE, sets + 1, &graph->exclusive);
}

static double least_draw(const rw_problem *p, const rw_problem_arc *arc) {
    double least = RW_INFINITY;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        least = fmin(least, fmax(0, p->options[k].draw));
    return least;
}

/* Once over all arcs between junctions; did a part become less? */
static bool spread_parts(const rw_network_graph *graph, double *part) {
    const rw_problem *p = graph->problem;
    bool less = false;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        if (arc->option_count == 0 || !rw_problem_is_junction(p, arc->tail) ||
            !rw_problem_is_junction(p, arc->head))
            continue;
        const double here = least_draw(p, arc) * part[arc->head];
        if (here >= part[arc->tail] * (1 - 1e-12)) continue;
        part[arc->tail] = here;
        less = true;
    }
    return less;
}

rw_status rw_network_parts(rw_arena *arena, const rw_network_graph *graph, double **part) {
    int rounds = 0;
    *part = rw_arena_allocate(arena, (size_t)graph->nodes, sizeof **part);
    if (!*part) return RW_ERROR_MEMORY;
    for (int n = 0; n < graph->nodes; ++n) (*part)[n] = 1;
    while (spread_parts(graph, *part))
        if (++rounds > graph->problem->junction_count)
            return rw_fail(
                arena->context, RW_ERROR_USAGE,
                "a circle of arcs between junctions makes heat out of nothing: their draws, multiplied, "
                "are less than 1");
    return RW_OK;
}

double rw_network_growth(const rw_problem *p) {
    double most = 1;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            if (p->options[k].draw > 1 && !rw_problem_is_demand(p, arc->head))
                most =
                    rw_problem_is_source(p, arc->tail) && most < 1e9 ? fmax(most, p->options[k].draw) : 1e12;
    }
    return most;
}

const double *rw_network_units(const rw_problem *p, int arc, int option) {
    const rw_problem_arc *a = &p->arcs[arc];
    return p->unit_eur_per_mw_yr + a->first_unit + (size_t)(option - a->first_option) * (size_t)a->slot_count;
}
