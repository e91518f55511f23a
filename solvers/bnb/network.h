/* Networks with our own search. */
#ifndef RW_SOLVERS_BNB_NETWORK_H
#define RW_SOLVERS_BNB_NETWORK_H

#include "common/search.h"
#include "common/threads.h"

/** Searches a problem with junctions until the search must stop or is done. */
RW_NODISCARD rw_status rw_network_solve(rw_search *search, rw_threads *threads);

#endif
