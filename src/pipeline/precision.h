/* What the questions that solve again share. */
#ifndef RW_PIPELINE_PRECISION_H
#define RW_PIPELINE_PRECISION_H

#include "pipeline/variant.h"
#include "report/explanation.h"

/** Differences between optima need both nearly exact: gaps of a hundred-thousandth of the gain, or those
 * that the user set, if smaller. */
rw_effort rw_precise_effort(const rw_parameters *parameters, double time_limit_s);

/** The low or high value of an assumption as a user would write it; false when there is none or it is what
 * the study has already. */
bool rw_swing_value(const rw_parameters *parameters, rw_parameter parameter, bool high,
                    char value[RW_WORD_BYTES]);

/** Connections that two plans of one study do not share, or not with the same power; in the arena. */
RW_NODISCARD rw_status rw_shifts_find(const rw_trial *with, const rw_trial *without, rw_arena *arena,
                                      rw_shift **shifts, int *count);

/** Finds a source or demand by its id. An unknown one is RW_ERROR_USAGE; the message says which was meant.
 * O(n). */
RW_NODISCARD rw_status rw_source_find(rw_context *context, const rw_study *study, const char *id,
                                      int *source);
RW_NODISCARD rw_status rw_demand_find(rw_context *context, const rw_study *study, const char *id,
                                      int *demand);

#endif
