/* A bare problem with fewer options, or with an arc that must be built: how a question asks for "with this
 * pair" or "without that source" of any solver. */
#ifndef RW_PIPELINE_RESTRICT_H
#define RW_PIPELINE_RESTRICT_H

#include "base/memory.h"
#include <restwarmte/solver.h>

typedef struct rw_restricted {
    rw_problem problem;
    int *option_of, *arc_of; /* what they were in the whole problem; owned */
} rw_restricted;

/** The options with keep[k], arcs that have any left (a forced arc that loses all of them too: that it must
 * be built is then what is asked about), and all rows. `forced_arc` (of the whole problem, -1 = none) must be
 * built. Free with rw_restricted_free, also after a failure. O(size of the problem). */
RW_NODISCARD rw_status rw_restrict(rw_context *context, const rw_problem *whole, const bool *keep,
                                   int forced_arc, rw_restricted *restricted);
void rw_restricted_free(rw_restricted *restricted);

/** Options and arcs of a result of the restricted problem, in the numbers of the whole. */
void rw_restricted_translate(const rw_restricted *restricted, rw_result *result);

#endif
