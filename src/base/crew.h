/* Many jobs on a few threads. The answer does not depend on how many: each job has a context and a place for
 * its result of its own, and the first failure by number, not by time, is the failure of all. */
#ifndef RW_BASE_CREW_H
#define RW_BASE_CREW_H

#include "base/memory.h"

/** One job. `context` is its own: what is allocated in it must be freed, or be handed out, by the job. It
 * polls through that context and is told to stop when the caller asks. */
typedef rw_status rw_job(rw_context *context, void *data, int index);

/** How many of so many jobs run at once. */
int rw_crew_size(const rw_context *context, int threads, int count);

/** Runs jobs 0 .. count - 1, up to `threads` at once (0: one per processor; 1: in the caller's thread, as
 * with any allocator but the C library's, which need not be safe in threads). Polls `context` with `stage`
 * and how many are done; when asked to stop, running jobs are told and the others are not begun:
 * that is not a failure, *cut says so. `cut` may be NULL. */
RW_NODISCARD rw_status rw_crew_run(rw_context *context, int threads, const char *stage, int count,
                                   rw_job *job, void *data, bool *cut);

#endif
