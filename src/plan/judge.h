/* Judging a plan: what verify.c and network_verify.c share. */
#ifndef RW_PLAN_JUDGE_H
#define RW_PLAN_JUDGE_H

#include "plan/plan.h"

typedef struct rw_judge {
    rw_context *context;
    const rw_terms *terms;
    const rw_study *study;
    const rw_plan *plan;
    size_t broken;
    bool malformed; /* something is named that does not exist: sums mean nothing */
} rw_judge;

/** A rule is broken: an error finding. */
__attribute__((format(printf, 2, 3))) void rw_object(rw_judge *judge, const char *format, ...);

/** Is `value` above `limit` by more than rounding explains? Written so that NaN is above everything. */
bool rw_exceeds(double value, double limit);

/** Pipes, machines and feeds: do they exist, in trenches where they may be? Fails for lack of memory only. */
RW_NODISCARD rw_status rw_network_check(rw_judge *judge);
/** Does the way lead from the source to the node, through pipes of its level and life? */
bool rw_network_check_way(rw_judge *judge, const rw_way *way, int source, int node, rw_mode mode);
/** What flows: capacity of every pipe, its loss, and how far the supply cools. Fails for lack of memory only.
 */
RW_NODISCARD rw_status rw_network_check_flows(rw_judge *judge);

#endif
