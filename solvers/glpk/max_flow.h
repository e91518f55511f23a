/* Maximum flow by shortest augmenting paths (Edmonds and Karp 1972), searched from the sink: only what leads
 * to it is looked at. */
#ifndef RW_SOLVERS_GLPK_MAX_FLOW_H
#define RW_SOLVERS_GLPK_MAX_FLOW_H

#include "base/memory.h"

typedef struct rw_max_flow {
    int nodes, edges;
    int *tail, *head;               /* by edge */
    double *capacity, *flow;        /* by edge; capacities are the caller's */
    int *first, *end;               /* by node: its ends of edges, 2 x edge, and + 1 where the edge arrives */
    int *reached_by, *queue;        /* by node: the end, + 1, by which it was reached; 0 = not */
    unsigned char *near_sink;       /* by node: the sink's side of a smallest cut, the least one .. */
    unsigned char *far_from_source; /* .. and the largest */
} rw_max_flow;

/** Memory is the arena's. All edges must be given before rw_max_flow_link. */
RW_NODISCARD rw_status rw_max_flow_start(rw_arena *arena, int nodes, int edges, rw_max_flow *flow);
void rw_max_flow_edge(rw_max_flow *flow, int edge, int tail, int head);
void rw_max_flow_link(rw_max_flow *flow);
/** Starts from nothing; what arrives. Fills both sides. O(nodes x edges^2) at worst. */
double rw_max_flow_run(rw_max_flow *flow, int source, int sink);

#endif
