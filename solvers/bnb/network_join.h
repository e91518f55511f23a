/* What forests leave out, on small networks: stretches that several sources feed, demands with several exits.
 * One piece at a time is added to a plan, made larger or left out; a linear program says what flows then, and
 * pipes are fitted to that. */
#ifndef RW_SOLVERS_BNB_NETWORK_JOIN_H
#define RW_SOLVERS_BNB_NETWORK_JOIN_H

#include "common/network_graph.h"
#include "common/search.h"

/** Improves a plan (whose flows may break rows) by up to `trials` linear programs; what is cheaper than the
 * best of the search is offered. `alive` (by option) may be NULL. `turn` says what is tried first.
 * `done` = all was tried. */
RW_NODISCARD rw_status rw_network_join(rw_search *search, const rw_network_graph *graph,
                                       const unsigned char *alive, const rw_result *plan, int turn,
                                       int trials, bool *done);

#endif
