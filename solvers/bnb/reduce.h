/* What is left of a problem after removals, as a problem of its own: small enough to branch on. */
#ifndef RW_SOLVERS_BNB_REDUCE_H
#define RW_SOLVERS_BNB_REDUCE_H

#include "common/lagrangian.h"

typedef struct rw_reduced {
    rw_context *context;
    rw_problem problem; /* same sources, demands and places; arcs and options that are left */
    int *arc, *option;  /* which ones of the whole problem they are */
} rw_reduced;

/** Keeps the options that are alive. Free with rw_reduced_free, also after a failure. */
RW_NODISCARD rw_status rw_reduce(const rw_lagrangian *lagrangian, rw_reduced *reduced);
void rw_reduced_free(rw_reduced *reduced);

/** The prices of the whole problem's rows for those of what is left. */
void rw_reduced_prices(const rw_reduced *reduced, const rw_lagrangian *whole, const double *price,
                       const rw_lagrangian *left, double *left_price);

/** And back: rows of arcs that are gone get 0. */
void rw_reduced_expand(const rw_reduced *reduced, const rw_lagrangian *whole, const rw_lagrangian *left,
                       const double *left_price, double *price);

#endif
