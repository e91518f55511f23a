/* Branching, on what the root left: sources, demands, arcs, and options as ordered sets. */
#ifndef RW_SOLVERS_BNB_TREE_H
#define RW_SOLVERS_BNB_TREE_H

#include "bnb/bnb.h"

/** Searches what is left until it is proven, or has to stop; raises the bound as far as the open nodes allow.
 */
RW_NODISCARD rw_status rw_bnb_tree(rw_bnb *bnb);

#endif
