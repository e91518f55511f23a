/* Finding good prices: the volume algorithm (Barahona and Anbil 2000) on the Lagrangian, every price in its
 * own scale. One iteration is one evaluation. */
#ifndef RW_SOLVERS_ASCENT_H
#define RW_SOLVERS_ASCENT_H

#include "common/lagrangian.h"
#include "common/search.h"

typedef struct rw_ascent {
    rw_lagrangian *lagrangian; /* borrowed */
    double *best;              /* prices of the best bound; owned */
    double *trial;             /* owned */
    double *direction;         /* averaged subgradient; owned */
    double *scale;             /* price range over row size, per row; owned */
    double bound;              /* best so far */
    double step, weight;       /* of the steps, of the newest subgradient in the average */
    double bound_then;         /* 100 iterations ago */
    int reds;                  /* iterations since the last improvement */
    long iterations;
    /* The averaged solution of the relaxation, where it is asked for (rw_ascent_average): what to branch on.
     */
    bool averaging;
    double *open, *connected, *built; /* by source, demand, option */
} rw_ascent;

/** Starts at `price`, or at rw_lagrangian_first_prices if it is NULL. Free with rw_ascent_free. */
RW_NODISCARD rw_status rw_ascent_start(rw_ascent *ascent, rw_lagrangian *lagrangian, const double *price);
void rw_ascent_free(rw_ascent *ascent);

/** Starts averaging the relaxation's solutions. */
RW_NODISCARD rw_status rw_ascent_average(rw_ascent *ascent);

/** So many iterations towards `upper`, the cost of the best solution known (or infinity); fewer when the
 * search has to stop or is done. `search` may be NULL. */
void rw_ascent_run(rw_ascent *ascent, int iterations, double upper, rw_search *search);

/** Gives demands judged as a whole better prices of their own, where these hold the bound down; ends sooner
 * when `search` (may be NULL) has to stop. */
void rw_ascent_tune(rw_ascent *ascent, int steps, rw_search *search);

/** Lets arcs pay for opening their sources (rw_lagrangian_charge_openings), if that raises the bound. */
void rw_ascent_charge_openings(rw_ascent *ascent);

/** Takes the bound at its best prices anew: after the problem has changed, or after the relaxation left
 * several arcs out of account. */
void rw_ascent_ground(rw_ascent *ascent);

/** Moves the prices of sources and places, each by a step of its own that grows while its row stays on the
 * same side and halves when it changes (resilient propagation, Riedmiller and Braun 1993): gets near in some
 * dozens of iterations where rows hardly concern each other, as sources far apart. Keeps the best. */
RW_NODISCARD rw_status rw_ascent_by_sign(rw_ascent *ascent, int iterations, rw_search *search);

#endif
