/* GLPK calls abort() on misuse and on lack of memory, and cannot be interrupted inside a linear program. The
 * guard turns both into a return: GLPK's hooks jump back, and its environment with everything in it is given
 * up. Memory that a guarded function allocates itself must be reachable from its data, for it may not return.
 */
#ifndef RW_SOLVERS_GLPK_GUARD_H
#define RW_SOLVERS_GLPK_GUARD_H

#include "base/failure.h"

typedef enum rw_guarded {
    RW_GUARDED_FINE,    /* the function returned */
    RW_GUARDED_STOPPED, /* `stop` said so */
    RW_GUARDED_BROKEN   /* GLPK gave up, or there was no memory; the message is in the context */
} rw_guarded;

/** Runs `run(data)` with GLPK's output going to the log and its aborts caught. `stop` (may be NULL) is asked
 * every now and then from inside GLPK; true abandons the run. */
rw_guarded rw_glpk_guard(rw_context *context, bool (*stop)(void *data), void (*run)(void *data), void *data);

#endif
