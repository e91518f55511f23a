/* What a reader asks once the plan is there: what if an assumption is off, and why is my network not in it?
 * Each is answered by solving again, never by extrapolating. */
#ifndef RW_PIPELINE_SIDE_QUESTIONS_H
#define RW_PIPELINE_SIDE_QUESTIONS_H

#include "pipeline/variant.h"
#include "report/material.h"

/** Studies with more options than this are solved without side questions: they would take longer than the
 * study. */
enum { RW_SIDE_QUESTION_OPTIONS = 20000 };

/** The study again with one parameter at the low or high end of its sources, each search beginning at the
 * study's own `plan`; ends early, with solved = false, when the caller stops it. The arena owns the list. */
RW_NODISCARD rw_status rw_what_ifs_find(rw_context *context, const rw_study *study, const rw_trial *plan,
                                        rw_arena *arena, const rw_what_if **what_ifs, int *count);

/** For each new network that the plan skips: the best it could have alone, all sources free for it. */
RW_NODISCARD rw_status rw_shortages_find(rw_context *context, const rw_model *model, const rw_plan *plan,
                                         rw_arena *arena, const rw_shortage **shortages);

#endif
