/* What to branch on, and what a branch decides. */
#ifndef RW_SOLVERS_BNB_BRANCHING_H
#define RW_SOLVERS_BNB_BRANCHING_H

#include "common/ascent.h"
#include "glpk/node_lp.h"

typedef enum rw_branch_kind {
    RW_BRANCH_SOURCE,
    RW_BRANCH_DEMAND,
    RW_BRANCH_ARC,
    RW_BRANCH_OPTIONS
} rw_branch_kind;

/** One decision: a source open or closed, a demand connected or not, an arc built or not; of an arc's options
 * only those from `at` on (yes) or only those before it (no). */
typedef struct rw_branch {
    rw_branch_kind kind;
    int index; /* of the source, demand or arc */
    int at;    /* option */
    bool yes;
} rw_branch;

/** The same question, answered the other way: both together leave out no plan. */
rw_branch rw_branch_other(rw_branch branch);

void rw_branch_apply(const rw_branch *branch, rw_lagrangian *lagrangian);

/** The undecided choice that a linear program's solution leaves most open, weighed by the money it moves;
 * answered the way the solution leans. False when every choice is 0 or 1. */
bool rw_branch_of_lp(const rw_lagrangian *lagrangian, const rw_node_lp *lp, rw_branch *branch);

/** The same for the averaged solution of an ascent. */
bool rw_branch_of_average(const rw_lagrangian *lagrangian, const rw_ascent *ascent, rw_branch *branch);

/** Anything undecided; false when nothing is. */
bool rw_branch_on_anything(const rw_lagrangian *lagrangian, rw_branch *branch);

#endif
