/* A heap of nodes by distance, in which a distance may fall: for shortest paths. Equal distances come out by
 * number, so that the answer does not depend on how they went in. */
#ifndef RW_SOLVERS_HEAP_H
#define RW_SOLVERS_HEAP_H

#include "base/memory.h"

typedef struct rw_heap {
    double *key; /* by node: its distance; infinite for nodes that were never put in */
    int *item;   /* the nodes in the heap, nearest first */
    int *place;  /* by node: 1 + where it stands, 0 = not in the heap */
    int count;
    int *touched, touched_count; /* nodes whose key is finite */
} rw_heap;

/** An empty heap for nodes 0 .. nodes - 1; memory is the arena's. */
RW_NODISCARD rw_status rw_heap_start(rw_arena *arena, int nodes, rw_heap *heap);
/** Forgets all distances. O(nodes touched). */
void rw_heap_clear(rw_heap *heap);
/** Puts a node in, or lowers its distance; does nothing where it is no nearer than before. */
void rw_heap_lower(rw_heap *heap, int node, double key);
/** Puts a node that was taken out in again, at its distance. */
void rw_heap_put_back(rw_heap *heap, int node);
/** Takes the nearest node out; its distance stays in `key`. The heap must not be empty. */
int rw_heap_take(rw_heap *heap);

#endif
