/* The plan in which nothing is shared: every pair of a network's study has a trench of its own. */
#ifndef RW_PIPELINE_PAIRS_ONLY_H
#define RW_PIPELINE_PAIRS_ONLY_H

#include "data/study.h"
#include "report/material.h"

/** Makes a matching problem of a network's study: the route of a pair is its cheapest way through the
 * trenches that are allowed, with all that they cost beside the pipe; pairs without one are forbidden.
 * Mostly O(sources x trenches + pairs): ways are corrected until none gets cheaper. */
RW_NODISCARD rw_status rw_study_as_pairs(rw_study *study);

/** Solves the study so, if it is small enough, within part of its time limit. The arena owns the answer; NULL
 * when it was not asked. */
RW_NODISCARD rw_status rw_pairs_only_find(rw_context *context, const rw_study *study, rw_arena *arena,
                                          const rw_pairs_only **answer);

#endif
