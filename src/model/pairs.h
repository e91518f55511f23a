/* Which source and demand are near enough to be connected: a spatial index (GEOS STR-tree) over the demands.
 */
#ifndef RW_MODEL_PAIRS_H
#define RW_MODEL_PAIRS_H

#include "plan/connection.h"

typedef RW_VECTOR(rw_pair) rw_pair_list;

/** All pairs that may be connected, by source, then demand: within max_distance_m or with a route of their
 * own, and not forbidden. Free with RW_VECTOR_FREE. O(pairs log pairs + sources log demands). */
RW_NODISCARD rw_status rw_pairs_find(rw_context *context, const rw_terms *terms, rw_pair_list *pairs);

#endif
