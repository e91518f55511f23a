/* The cheapest way for the heat of one payer, its tolls paid: from its demand back to the sources, as far as
 * its tolls reach. Beyond them everybody's cheapest way is its own. */
#ifndef RW_SOLVERS_BNB_NETWORK_WAY_H
#define RW_SOLVERS_BNB_NETWORK_WAY_H

#include "bnb/network_bound.h"

/** Arcs from a demand to a source. */
typedef struct rw_net_way {
    int *arc, length, room; /* length > room: it did not fit, and is not in `arc` */
} rw_net_way;

/** What a thread works with; memory is the arena's. */
typedef struct rw_net_scout {
    rw_heap heap;
    double *toll;  /* by build: what the payer at hand pays, EUR/MW/yr, or EUR/yr of a demand as a whole; the
                      caller's, 0 elsewhere */
    double *part;  /* by node: of a MW delivered, so much flows there at least */
    int *next;     /* by node: arc towards the demand */
    double *tree;  /* by node: tolls on everybody's cheapest way there, if it was asked for in this turn: */
    int *asked_in; /* by node */
    int turn, *up; /* up: scratch */
    double *need;  /* by build: of the toll there, so much is needed; 0 if nobody asked */
} rw_net_scout;

RW_NODISCARD rw_status rw_net_scout_start(const rw_net_bound *bound, rw_arena *arena, rw_net_scout *scout);
/** By how much tolls raise what a payer's heat costs at least, EUR/MW/yr or, of a demand as a whole, EUR/yr;
 * infinite if no heat comes. And its way. */
double rw_net_find_way(const rw_net_bound *bound, rw_net_scout *scout, int payer, rw_net_way *way);
/** Lessens a payer's tolls, in place, to what is needed for its heat to cost as much more as it does; all in
 * rounding. `raised` must be worked out again. */
void rw_net_slim(const rw_net_bound *bound, rw_net_scout *scout, int payer);

#endif
