/* Prices from one problem to a similar one. */
#ifndef RW_SOLVERS_PRICES_H
#define RW_SOLVERS_PRICES_H

#include "common/lagrangian.h"

/** Keeps the prices of a relaxation in `prices` (empty before; owned by whoever owns `context`'s result). */
RW_NODISCARD rw_status rw_prices_keep(rw_prices *prices, const rw_lagrangian *lagrangian, const double *price,
                                      bool whole);

/** Fills in `price` for another problem; arcs that the first did not have get 0, and so do groups of arcs.
 * False, and nothing is filled in, when the rows are others. O(rows + arcs). */
bool rw_prices_fill(const rw_prices *prices, const rw_lagrangian *lagrangian, double *price);

#endif
