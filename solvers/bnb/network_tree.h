/* Branch and bound on what the root of a network leaves open. */
#ifndef RW_SOLVERS_BNB_NETWORK_TREE_H
#define RW_SOLVERS_BNB_NETWORK_TREE_H

#include "bnb/network_fix.h"
#include "bnb/network_polish.h"
#include "common/search.h"

/** Branches from the decisions, prices and tolls at hand, best bound first, until the search must stop or
 * nothing is left. */
RW_NODISCARD rw_status rw_net_tree(rw_search *search, rw_net_polish *polish, rw_net_fixing *fixing);

#endif
