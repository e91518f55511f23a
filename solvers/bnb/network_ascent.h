/* Better prices for the bound of a network. */
#ifndef RW_SOLVERS_BNB_NETWORK_ASCENT_H
#define RW_SOLVERS_BNB_NETWORK_ASCENT_H

#include "bnb/network_bound.h"

typedef struct rw_net_ascent {
    rw_net_bound *bound;                    /* borrowed */
    double *price, *best_price, *direction; /* of sources, places and arcs, one after the other */
    double best;                            /* the best bound so far */
    double pace;                            /* of a step: shrinks while nothing rises */
    int count, since, iterations;
    double *flow;                 /* by arc: MW at its head */
    double *drawn;                /* by source */
    double *power;                /* by place */
    unsigned char *built;         /* by arc */
    double *raised, *best_raised; /* by payer: by the tolls before, and at the best */
    rw_net_tolls *best_tolls;     /* by payer */
    bool has_tolls;               /* that are of the best prices */
} rw_net_ascent;

/** Memory is the bound's, but for tolls: free with rw_net_ascent_free, before the bound and also after a
 * failure. */
RW_NODISCARD rw_status rw_net_ascent_start(rw_net_bound *bound, rw_net_ascent *ascent);
void rw_net_ascent_free(rw_net_ascent *ascent);
/** So many steps towards a bound of `upper`. */
RW_NODISCARD rw_status rw_net_ascent_run(rw_net_ascent *ascent, double upper, int iterations);
/** Works out the bound at the best prices again, with its tolls. */
RW_NODISCARD rw_status rw_net_ascent_settle(rw_net_ascent *ascent);

#endif
