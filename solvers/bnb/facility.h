/* Capacitated facility location: problems of which every demand must be served, in any shares, and only
 * sources cost something to open. A tree on sources alone: once they are chosen, the rest is a transport
 * problem, solved exactly.
 *
 *     min  sum_i open_i y_i + sum_ij cost_ij x_ij
 *     sum_i x_ij = 1,  sum_j need_j x_ij <= capacity_i y_i,  0 <= x_ij <= y_i,  y binary
 */
#ifndef RW_SOLVERS_FACILITY_H
#define RW_SOLVERS_FACILITY_H

#include "common/search.h"
#include "common/threads.h"

/** Is the problem one of facility location? O(size). */
RW_NODISCARD rw_status rw_facility_applies(rw_context *context, const rw_problem *problem, bool *applies);

/** Searches until proven or stopped; the answer is in `search`, the same for any number of threads. */
RW_NODISCARD rw_status rw_facility_solve(rw_search *search, rw_threads *threads);

#endif
