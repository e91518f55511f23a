/* The best plan with something and the best plan without it, each begun at the best plan of all: what
 * questions about a source or a demand of a network are made of. */
#ifndef RW_PIPELINE_SIDES_H
#define RW_PIPELINE_SIDES_H

#include "pipeline/precision.h"

/** Two conditions of which one or the other holds for every plan that matters. */
typedef struct rw_sides {
    rw_condition use, avoid;
    rw_trial with, without;
    /* Best without - best with: of a source rw_source_worth, of a demand no more than gain_limit.h says. */
    rw_interval wins;
} rw_sides;

/** What is asked of a source or a demand. */
rw_sides rw_sides_of_source(int source);
rw_sides rw_sides_of_demand(int demand);

/** Solves both; the effort is for each search, and all together are two or three. Free with rw_sides_free,
 * also after a failure, and before the variant. */
RW_NODISCARD rw_status rw_sides_solve(rw_context *context, const rw_variant *variant, const rw_effort *effort,
                                      rw_sides *sides);
void rw_sides_free(rw_sides *sides);

/** What a source is worth: best without it - best with it. Of pairs only what is proven counts. In a network
 * the plans found count too; it is worth no less than minus its coupling, for with that paid every plan
 * without the source is still there, and by plans that take nothing of it it is worth just that. */
rw_interval rw_source_worth(const rw_variant *variant, int source, const rw_trial *without,
                            const rw_trial *with);

/** What of a trial a report shows. */
rw_side rw_side_of(const rw_trial *trial);

#endif
