/* The nodes of a tree that are still to be looked at: a heap, the least bound first; of equal bounds the
 * deeper node, which is nearer to a plan. */
#ifndef RW_SOLVERS_OPEN_NODES_H
#define RW_SOLVERS_OPEN_NODES_H

#include "base/memory.h"

typedef struct rw_open_node {
    double bound_eur_per_yr;
    int depth;
    void *node; /* owned by the tree */
} rw_open_node;

/** Empty when all of it but the context is zero. */
typedef struct rw_open_nodes {
    rw_context *context;
    RW_VECTOR(rw_open_node) heap;
} rw_open_nodes;

/** When memory is out, the node is not put in. O(log n). */
RW_NODISCARD rw_status rw_open_nodes_push(rw_open_nodes *open, rw_open_node added);
/** Takes the first node out; NULL when there is none. O(log n). */
void *rw_open_nodes_pop(rw_open_nodes *open);
/** The least bound; infinite when there is no node. */
double rw_open_nodes_bound(const rw_open_nodes *open);
/** Frees the heap, not the nodes: take them out first. */
void rw_open_nodes_free(rw_open_nodes *open);

#endif
