/* Plans in which heat arrives too cold, made whole. */
#ifndef RW_PIPELINE_COLD_WAYS_H
#define RW_PIPELINE_COLD_WAYS_H

#include "report/material.h"

/** The solver knows capacities, not how far water cools on its way. Where a search was stopped, demands whose
 * supply would cool more than max_temperature_drop_k are left out of its plan, if that costs no more than the
 * search left open and no more than 1 % of the plan's gain: the result's cost rises by it, its bound stays,
 * for the best plan with this further rule costs no less than the best without. A plan that the search has
 * finished is left as it is, and so is one that cannot be put right that way. */
RW_NODISCARD rw_status rw_leave_out_cold_ways(rw_arena *arena, const rw_terms *terms, rw_result *result,
                                              rw_plan *plan, rw_left_out *left_out);

#endif
