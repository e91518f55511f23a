/* From a study to the bare problem, and from a solver's values back to a plan. */
#ifndef RW_MODEL_MODEL_H
#define RW_MODEL_MODEL_H

#include "model/years.h"
#include "plan/plan.h"
#include <restwarmte/problem.h>
#include <restwarmte/solver.h>

/** What an option of the problem was made from. */
typedef struct rw_origin {
    unsigned char mode, exit_plan;
    unsigned short pipe;
} rw_origin;

typedef struct rw_model {
    rw_arena arena;
    const rw_terms *terms; /* borrowed */
    rw_problem problem;
    RW_VECTOR(rw_origin) origins;           /* one per option */
    struct rw_network_model *network;       /* NULL: pairs; in the arena */
    long considered, impossible, dominated; /* combinations of mode, diameter and exit plan */
    long pairs;                             /* near enough to be looked at */
} rw_model;

/** Builds all options of all pairs, drops the dominated ones (MODEL 4) and rounds every number once: MW to a
 * watt, money to 0.001 EUR/yr, coefficients to 1e-9. Free with rw_model_free, also after a failure. */
RW_NODISCARD rw_status rw_model_build(rw_context *context, const rw_terms *terms, rw_model *model);
/** The same with dominated options too, so that the options do not depend on prices: pairs only. */
RW_NODISCARD rw_status rw_model_build_every_option(rw_context *context, const rw_terms *terms,
                                                   rw_model *model);
void rw_model_free(rw_model *model);

/** The plan that a solver's values describe; its arrays live in `arena`. */
RW_NODISCARD rw_status rw_model_decode(const rw_model *model, const rw_result *result, rw_arena *arena,
                                       rw_plan *plan);

#endif
