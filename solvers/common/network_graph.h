/* A network as its arcs lie: by tail, by head, and by the set of which one is built. */
#ifndef RW_SOLVERS_NETWORK_GRAPH_H
#define RW_SOLVERS_NETWORK_GRAPH_H

#include "base/memory.h"
#include <restwarmte/problem.h>

/** Arcs in groups: those of group n are item[first[n]] .. item[first[n + 1] - 1], in their own order. */
typedef struct rw_arc_groups {
    int count;
    int *first, *item;
} rw_arc_groups;

typedef struct rw_network_graph {
    const rw_problem *problem; /* borrowed */
    int nodes;                 /* sources, demands, junctions, in this order */
    rw_arc_groups out, in;     /* by tail, by head */
    rw_arc_groups exclusive;   /* by exclusive number; group 0 is empty */
} rw_network_graph;

/** Memory is the arena's. */
RW_NODISCARD rw_status rw_network_graph_start(rw_arena *arena, const rw_problem *problem,
                                              rw_network_graph *graph);

/** By node: of a MW that leaves the last junction before a demand, so much flows here at least, on whatever
 * way (heat pumps hand on more than they take in). RW_ERROR_USAGE where a circle of junctions makes heat out
 * of nothing. */
RW_NODISCARD rw_status rw_network_parts(rw_arena *arena, const rw_network_graph *graph, double **part);
/** Of a MW that leaves the last junction before a demand, so many flow anywhere at most: 1e12, "no limit",
 * where an arc between junctions takes in more than it hands on. */
double rw_network_growth(const rw_problem *problem);

/** Unit costs of an option, by slot. EUR/yr per MW. */
const double *rw_network_units(const rw_problem *problem, int arc, int option);

/** MW that an option can carry besides what it loses. */
static inline double rw_network_room(const rw_option *option) {
    return option->capacity_mw - option->carry0_mw;
}

#endif
