/* Branch and bound on what the root of a network leaves open. */
#ifndef RW_SOLVERS_BNB_NETWORK_TREE_H
#define RW_SOLVERS_BNB_NETWORK_TREE_H

#include "bnb/network_ascent.h"
#include "bnb/network_fix.h"
#include "common/search.h"

/** Branches from the decisions and best prices at hand, best bound first, until the search must stop or
 * nothing is left. */
RW_NODISCARD rw_status rw_net_tree(rw_search *search, rw_net_ascent *ascent, rw_net_fixing *fixing);

#endif
