/* Building a solution: one demand after another takes the connections that pay best at given prices for the
 * sources' heat, sources that do not pay are closed, and demands are then served again in turn as long as
 * that helps. O(rounds x options x bands). */
#ifndef RW_SOLVERS_ASSIGN_H
#define RW_SOLVERS_ASSIGN_H

#include "common/lagrangian.h"

typedef struct rw_assign rw_assign;

/** Room and indices for a matching problem; options that the Lagrangian has removed are not used. */
RW_NODISCARD rw_status rw_assign_start(rw_context *context, const rw_lagrangian *lagrangian,
                                       rw_assign **assign);
void rw_assign_free(rw_assign *assign);

/** Builds a solution with the prices of the Lagrangian's last evaluation. `found` is false when demands are
 * left unserved or a row is broken; otherwise `result` has values and cost. */
RW_NODISCARD rw_status rw_assign_run(rw_assign *assign, rw_result *result, bool *found);

#endif
