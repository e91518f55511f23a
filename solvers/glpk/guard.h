/* GLPK calls abort() on misuse and on lack of memory, and cannot be interrupted inside a linear program. The
 * guard turns both into a return: GLPK's hooks jump back, and its environment with everything in it is given
 * up. Memory that a guarded function allocates itself must be reachable from its data, for it may not return.
 */
#ifndef RW_SOLVERS_GLPK_GUARD_H
#define RW_SOLVERS_GLPK_GUARD_H

#include "base/failure.h"

/** Runs `run(data)` with GLPK's output going to the log and its aborts caught: RW_ERROR_SOLVER when GLPK gave
 * up, with its reason in the context. `stop` (may be NULL) is asked every now and then from inside GLPK; true
 * abandons the run, which is not an error. */
RW_NODISCARD rw_status rw_glpk_guard(rw_context *context, bool (*stop)(void *data), void (*run)(void *data),
                                     void *data);

#endif
