/* One source by itself: which connections, through which options, with how much heat, are worth most to it at
 * given prices of heat at the demands? The Lagrangian answers with its capacity priced, as if half a pipe
 * could be laid; here whole pipes compete for the capacity, which lifts the bound where a source serves only
 * a few demands.
 *
 * Depth first over the arcs, in order of what they are worth; a branch is left when no capacity price of a
 * small grid lets it beat the best. Exponential in the number of arcs that are nearly worth building, a
 * handful; beyond a number of nodes the relaxed value is returned, which is a bound too. (A knapsack with
 * several choices per item: Kellerer, Pferschy and Pisinger 2004, ch. 11.) */
#ifndef RW_SOLVERS_BNB_SOURCE_H
#define RW_SOLVERS_BNB_SOURCE_H

#include "common/lagrangian.h"

enum { RW_SOURCE_ARCS = 64, RW_SOURCE_OPTIONS = 1024, RW_SOURCE_GRID = 6 };

/** A connection of the best plan. */
typedef struct rw_source_piece {
    int arc, option;
    double flow[RW_LAGRANGIAN_SLOTS];
} rw_source_piece;

/** Scratch and answer; one per thread. */
typedef struct rw_source_plan rw_source_plan;

RW_NODISCARD rw_status rw_source_plan_start(rw_context *context, const rw_lagrangian *lagrangian,
                                            rw_source_plan **plan);
void rw_source_plan_free(rw_source_plan *plan);

/** What the connections of source i are worth at most (EUR/yr, its opening not subtracted), at the prices of
 * the last evaluation, given that the source is open: never less than the true maximum, and never more than
 * the relaxed value. */
double rw_source_plan_find(rw_source_plan *plan, int source);

/** The plan that reaches that value; `count` is -1 when only the relaxed value is known. */
const rw_source_piece *rw_source_plan_pieces(const rw_source_plan *plan, int *count);

#endif
