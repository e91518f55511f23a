/* Judges a plan against the study by the rules of MODEL 6, from the physics: no model builder, no solver. */
#ifndef RW_PLAN_VERIFY_H
#define RW_PLAN_VERIFY_H

#include "plan/plan.h"

/** Solvers see rounded numbers and have tolerances of their own: ten watts. */
#define RW_VERIFY_TOLERANCE_MW 1e-5

/** Every rule that the plan breaks becomes an error finding ("plan"). RW_ERROR_REJECTED when there is one. */
RW_NODISCARD rw_status rw_plan_verify(rw_context *context, const rw_terms *terms, const rw_plan *plan);

#endif
