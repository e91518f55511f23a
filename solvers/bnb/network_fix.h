/* Decides what plans of a network that are cheaper than the best known one have in common. */
#ifndef RW_SOLVERS_BNB_NETWORK_FIX_H
#define RW_SOLVERS_BNB_NETWORK_FIX_H

#include "bnb/network_bound.h"

typedef struct rw_net_fixing {
    rw_net_bound *bound; /* borrowed; its tolls must be those of its prices, and charged */
    rw_heap back;
    double *slack; /* by build: what building it would add to the bound */
} rw_net_fixing;

/** Memory is the bound's. */
RW_NODISCARD rw_status rw_net_fixing_start(rw_net_bound *bound, rw_net_fixing *fixing);

/** Options that only plans of at least `cutoff` build are no longer alive, demands that only such plans skip
 * or serve are decided; `decided` is how many decisions that were. */
RW_NODISCARD rw_status rw_net_fix(rw_net_fixing *fixing, double cutoff, int *decided);

#endif
