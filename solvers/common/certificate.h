/* Writing down what proves a bound, for tools/check_certificate.c: prices as they are used, and in the end
 * the tree in which they were. The format is in solvers/README.md. */
#ifndef RW_SOLVERS_CERTIFICATE_H
#define RW_SOLVERS_CERTIFICATE_H

#include "common/lagrangian.h"

typedef struct rw_certificate rw_certificate;

/** What a node is divided by. */
typedef enum rw_split_kind { RW_SPLIT_SOURCE, RW_SPLIT_DEMAND, RW_SPLIT_ARC, RW_SPLIT_OPTION } rw_split_kind;

typedef struct rw_split {
    rw_split_kind kind;
    int index; /* of the source, demand or arc of the whole problem */
    int at;    /* option of the arc, counted from 0 within it */
} rw_split;

/** NULL (and RW_OK) when nobody wants a certificate: every other call then does nothing. Begins with node 0,
 * the root. Free with rw_certificate_free, also after a failure. */
RW_NODISCARD rw_status rw_certificate_start(rw_context *context, const rw_problem *problem,
                                            rw_certificate **certificate);
void rw_certificate_free(rw_certificate *certificate);

/** Writes a vector of prices and returns its number through `vector`. */
RW_NODISCARD rw_status rw_certificate_prices(rw_certificate *certificate, const rw_price_layout *at,
                                             const double *price, int *vector);

/** In this node these prices were evaluated, and what they prove useless removed; `whole`: with demands
 * judged as a whole. */
RW_NODISCARD rw_status rw_certificate_use(rw_certificate *certificate, int node, int vector, bool whole);

/** Divides a node; its sides are nodes `*no` and `*no` + 1. */
RW_NODISCARD rw_status rw_certificate_split(rw_certificate *certificate, int node, rw_split split, int *no);

/** Writes the tree; `upper` is the cost of the best plan, infinite without one. */
RW_NODISCARD rw_status rw_certificate_end(rw_certificate *certificate, double upper);

#endif
