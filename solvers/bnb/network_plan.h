/* Plans for networks: the primal side of our own search. */
#ifndef RW_SOLVERS_BNB_NETWORK_PLAN_H
#define RW_SOLVERS_BNB_NETWORK_PLAN_H

#include "common/search.h"
#include "common/threads.h"

typedef struct rw_network_plans rw_network_plans;

/** First plans, offered to the search. `alive` (by option, borrowed; 0 = never used) and `threads` may be
 * NULL. Free with rw_network_plans_free, also after a failure. */
RW_NODISCARD rw_status rw_network_plans_start(rw_search *search, rw_threads *threads,
                                              const unsigned char *alive, rw_network_plans **plans);
/** Goes on improving: so many steps, the same whatever the number of threads; stops early when the search
 * must. Better plans are offered. */
RW_NODISCARD rw_status rw_network_plans_improve(rw_network_plans *plans, long steps);
void rw_network_plans_free(rw_network_plans *plans);

#endif
