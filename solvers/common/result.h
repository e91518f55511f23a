/* Filling in a result: what every solver shares. */
#ifndef RW_SOLVERS_RESULT_H
#define RW_SOLVERS_RESULT_H

#include "base/memory.h"
#include <restwarmte/solver.h>

/** An empty result: unknown, nothing proven. */
void rw_result_start(rw_result *result, rw_context *context);

/** Room for values, all zero: demands that must be connected are. Forgets values that were there. */
RW_NODISCARD rw_status rw_result_clear_values(rw_result *result, const rw_problem *problem);

/** Adds a built option (arc and its number among all options); its flows start at zero. The pointer is valid
 * until the next call. Opens its source and keeps `built` in the order of the calls: call in the order of the
 * arcs. */
RW_NODISCARD rw_status rw_result_build(rw_result *result, const rw_problem *problem, int arc, int option,
                                       double **flow_mw);

/** Fills backup and extra power from the rest: u = P w - sum x, r = what the place lacks. O(built + demands).
 */
void rw_result_balance(rw_result *result, const rw_problem *problem);

/** Copies values (not outcome or bound) from one result to another of the same problem. */
RW_NODISCARD rw_status rw_result_copy_values(rw_result *to, const rw_result *from, const rw_problem *problem);

/** Cost of the values, from the problem's numbers alone. */
double rw_result_cost_of(const rw_problem *problem, const rw_result *result);

enum { RW_WHY_BYTES = 200 };

/** Do the values keep every row of the problem? Otherwise `why` names the first broken one. Sums of rounded
 * numbers may be off by `tolerance` relative to the row's size. Fails for lack of memory only. */
RW_NODISCARD rw_status rw_result_feasible(const rw_problem *problem, const rw_result *result,
                                          double tolerance, bool *feasible, char why[RW_WHY_BYTES]);

/** Has the search reached what the parameters ask for? Sets `stop` to RW_STOP_GAP if it was a gap. */
bool rw_gap_reached(const rw_parameters *parameters, double cost, double bound, double reference);

#endif
