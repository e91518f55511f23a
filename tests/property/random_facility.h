/* Random problems of facility location. */
#ifndef RW_TESTS_RANDOM_FACILITY_H
#define RW_TESTS_RANDOM_FACILITY_H

#include "base/random.h"
#include <restwarmte/problem.h>

typedef struct facility_shape {
    int sources, demands, most_arcs;
    bool flat;      /* equal costs everywhere: many optima */
    bool backup;    /* some demands have a backup */
    double missing; /* share of arcs that are missing */
    double slack;   /* capacity of all sources by all that is needed, about */
    double nothing; /* share of demands that need nothing */
} facility_shape;

/** A shape with at most 14 yes-or-no choices. */
facility_shape random_facility_shape(rw_random *random);

/** Free with rw_problem_free, also after a failure. */
rw_status random_facility(rw_context *context, uint64_t seed, const facility_shape *shape,
                          rw_problem *problem);

#endif
