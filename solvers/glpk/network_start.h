/* Solutions for a network before branching: dynamic slope scaling. */
#ifndef RW_SOLVERS_GLPK_NETWORK_START_H
#define RW_SOLVERS_GLPK_NETWORK_START_H

#include "common/search.h"

/** Offers the solutions it finds to the search; nothing for a problem without junctions. */
RW_NODISCARD rw_status rw_network_start_find(rw_search *search);

#endif
