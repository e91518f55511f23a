/* What the questions that solve again share. */
#ifndef RW_PIPELINE_PRECISION_H
#define RW_PIPELINE_PRECISION_H

#include "pipeline/variant.h"
#include "report/explanation.h"

/** The study's own gaps, nodes and threads; nothing to begin at, nothing that is enough. */
rw_effort rw_effort_of(const rw_parameters *parameters, double time_limit_s);

/** Differences between optima need both nearly exact: gaps of a hundred-thousandth of the gain, or those
 * that the user set, if smaller. Ends after so many nodes, fewer in larger studies, so that the answer
 * depends on no clock.
 */
rw_effort rw_precise_effort(const rw_study *study, double time_limit_s);

/** When a question must be answered: after the study's time limit if somebody set one, else never: then only
 * gaps and nodes end a search, and the answer is the same on every machine. */
double rw_deadline_s(const rw_study *study);

/** The low or high value of an assumption as a user would write it; false when there is none or it is what
 * the study has already. */
bool rw_swing_value(const rw_parameters *parameters, rw_parameter parameter, bool high,
                    char value[RW_WORD_BYTES]);

/** Is it one of the assumptions of the what-ifs of a solve? */
bool rw_what_if_asks(rw_parameter parameter);

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
