/* A network's plan without some of its demands. */
#ifndef RW_PLAN_LEAVE_OUT_H
#define RW_PLAN_LEAVE_OUT_H

#include "plan/plan.h"

/** The plan without the connections of these demands (`out`, by demand), and without pipes, heat pumps and
 * losses that are there for nobody else; pipes that must be laid stay, and no pipe becomes thinner. New
 * networks among them are skipped, existing ones are left to their backup. Memory is the arena's. */
RW_NODISCARD rw_status rw_plan_leave_out(rw_arena *arena, const rw_terms *terms, const rw_plan *plan,
                                         const bool *out, rw_plan *without);

#endif
