/* Better tolls, all at once: subgradient steps on the tolls themselves. */
#ifndef RW_SOLVERS_BNB_NETWORK_POLISH_H
#define RW_SOLVERS_BNB_NETWORK_POLISH_H

#include "bnb/network_bound.h"
#include "common/search.h"

typedef struct rw_net_polish rw_net_polish;

/** Free with rw_net_polish_free, before the bound, also after a failure. */
RW_NODISCARD rw_status rw_net_polish_start(rw_net_bound *bound, rw_net_polish **polish);
void rw_net_polish_free(rw_net_polish *polish);

/** So many steps towards the cost of the best plan, from the tolls at hand, which need not be affordable:
 * what the builds bring beyond their cost counts against the bound. The best tolls are laid on the bound.
 * Fewer where the search must stop. A step looks for a way per payer and source, as far as tolls reach. */
RW_NODISCARD rw_status rw_net_polish_run(rw_net_polish *polish, rw_search *search, int steps);
/** After a run: tolls without what nobody needs, and raised again as far as that allows. The bound is seldom
 * less; but steps go on better from the tolls of before, */
RW_NODISCARD rw_status rw_net_polish_top_up(rw_net_polish *polish);
/** which this lays on the bound again. */
RW_NODISCARD rw_status rw_net_polish_take_back(rw_net_polish *polish);
/** How long steps are: 1 at first and at most, less the longer nothing has risen. */
double rw_net_polish_pace(const rw_net_polish *polish);
void rw_net_polish_set_pace(rw_net_polish *polish, double pace);
/** Of the last run: how often a demand was served, and an arc on somebody's way; both from 0 to 1. */
const double *rw_net_polish_served(const rw_net_polish *polish);
const double *rw_net_polish_used(const rw_net_polish *polish);

#endif
