/* A few threads that share a loop. Each round of the loop writes its own results, so that the answer depends
 * neither on how many threads there are nor on who does what. */
#ifndef RW_SOLVERS_THREADS_H
#define RW_SOLVERS_THREADS_H

#include "base/memory.h"

typedef struct rw_threads rw_threads;

/** One round of the loop; `thread` counts from 0 and picks the scratch memory. Must not allocate. */
typedef void rw_round(void *data, int index, int thread);

/** Starts `count` - 1 threads beside the caller's; 0 = as many as the machine has cores. Where the system
 * gives fewer, fewer work. Free with rw_threads_free. */
RW_NODISCARD rw_status rw_threads_start(rw_context *context, int count, rw_threads **threads);
void rw_threads_free(rw_threads *threads);

/** How many work, the caller's included; 1 for NULL. */
int rw_threads_count(const rw_threads *threads);

/** Calls round(data, 0 .. count - 1), in any order, and returns when all are done. NULL threads: the caller
 * does all. */
void rw_threads_run(rw_threads *threads, int count, rw_round *round, void *data);

#endif
