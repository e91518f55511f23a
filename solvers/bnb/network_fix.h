/* Decides what plans of a network that are cheaper than the best known one have in common. */
#ifndef RW_SOLVERS_BNB_NETWORK_FIX_H
#define RW_SOLVERS_BNB_NETWORK_FIX_H

#include "bnb/network_bound.h"

typedef struct rw_net_fixing {
    rw_net_bound *bound; /* borrowed; its tolls must be those of its prices */
    rw_heap back;
    double *from;    /* by node: from the sources, with one demand's tolls and detours */
    double *through; /* by arc: what the bound rises to if somebody's heat goes that way, less the bound */
} rw_net_fixing;

/** Memory is the bound's. */
RW_NODISCARD rw_status rw_net_fixing_start(rw_net_bound *bound, rw_net_fixing *fixing);

/** Options that only plans of at least `cutoff` build are no longer alive, demands that only such plans skip
 * or serve are decided. Returns how many decisions that were. O(demands x arcs within reach of the gap). */
int rw_net_fix(rw_net_fixing *fixing, double cutoff);

#endif
