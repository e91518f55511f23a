/* Coordinates: WGS84 and RD New through PROJ, and whether a point can be meant. */
#ifndef RW_DATA_GEO_H
#define RW_DATA_GEO_H

#include "data/study.h"

typedef struct rw_geo {
    void *proj_context, *to_rd; /* PROJ objects */
    const rw_study *known;      /* positions that were transformed before, in this order; NULL: none */
    int next;
} rw_geo;

/** Starts PROJ, which takes longer than reading a small study: not where `known`, the same study read before,
 * has all positions. */
RW_NODISCARD rw_status rw_geo_open(rw_context *context, const rw_study *known, rw_geo *geo);
void rw_geo_close(rw_geo *geo);

/** Fills the missing pair of coordinates from the other (NaN = missing). A message for the user when the
 * point cannot be meant (nothing given, swapped, far outside the Netherlands, the two pairs disagree), else
 * NULL. */
const char *rw_geo_locate(rw_geo *geo, rw_position *position);

#endif
