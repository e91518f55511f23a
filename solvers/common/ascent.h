/* Finding good prices: the volume algorithm (Barahona and Anbil 2000) on the Lagrangian, every price in its
 * own scale. One iteration is one evaluation. */
#ifndef RW_SOLVERS_ASCENT_H
#define RW_SOLVERS_ASCENT_H

#include "common/lagrangian.h"

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
} rw_ascent;

/** Starts at `price`, or at rw_lagrangian_first_prices if it is NULL. Free with rw_ascent_free. */
RW_NODISCARD rw_status rw_ascent_start(rw_ascent *ascent, rw_lagrangian *lagrangian, const double *price);
void rw_ascent_free(rw_ascent *ascent);

/** So many iterations towards `upper`, the cost of the best solution known (or infinity). */
void rw_ascent_run(rw_ascent *ascent, int iterations, double upper);

#endif
