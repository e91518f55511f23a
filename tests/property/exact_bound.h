/* The bound of one vector of prices in rational numbers (GMP): what the certificate's checker may never
 * exceed. */
#ifndef RW_TESTS_EXACT_BOUND_H
#define RW_TESTS_EXACT_BOUND_H

#include "common/lagrangian.h"

/** L of the whole problem, nothing decided but what must be, at `price` (in the order of rw_price_layout,
 * every price within its range). How far `value` lies below
 * it, EUR/yr: negative if `value` is too large by however little. Every forced arc must have a usable option.
 */
double exact_bound_above(const rw_problem *problem, const rw_price_layout *at, const double *price,
                         double value);

#endif
