/* Memory is planned before it is taken. */
#ifndef RW_SOLVERS_BNB_MEMORY_H
#define RW_SOLVERS_BNB_MEMORY_H

#include <restwarmte/problem.h>

/** Logs what the search takes beside the problem itself; RW_ERROR_MEMORY, with what to do about it, when the
 * machine has less. */
RW_NODISCARD rw_status rw_bnb_plan_memory(rw_context *context, const rw_problem *problem, int chains);

#endif
