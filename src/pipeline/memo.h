/* Weighing one request, or all sources of a study, into an answer. */
#ifndef RW_PIPELINE_MEMO_H
#define RW_PIPELINE_MEMO_H

#include "pipeline/answer.h"
#include "pipeline/weigh.h"

RW_NODISCARD rw_status rw_memo_make(rw_context *context, const rw_study *study, const rw_request *request,
                                    rw_answer *answer);
RW_NODISCARD rw_status rw_ranking_make(rw_context *context, const rw_study *study, rw_answer *answer);

#endif
