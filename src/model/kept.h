/* What the limits (budget, CO2 ceiling) need of the options: kept while they are built, in their order: the
 * fixed part of each, then one per slot of its arc. */
#ifndef RW_MODEL_KEPT_H
#define RW_MODEL_KEPT_H

#include "base/memory.h"

typedef RW_VECTOR(double) rw_numbers;

typedef struct rw_kept {
    bool budget, ceiling; /* which limits there are */
    rw_numbers investment, co2;
} rw_kept;

#endif
