/* Every number of the bare problem is rounded once, here. */
#ifndef RW_MODEL_ROUNDING_H
#define RW_MODEL_ROUNDING_H

#include "base/number.h"

/** To a milliwatt: a watt of the base band costs more than a euro a year, and there are many bands. */
static inline double rw_round_mw(double mw) {
    return rw_number_rounded(mw, 1e9);
}

static inline double rw_round_money(double eur_per_yr) {
    return rw_number_rounded(eur_per_yr, 1e3);
}

static inline double rw_round_coefficient(double value) {
    return rw_number_rounded(value, 1e9);
}

#endif
