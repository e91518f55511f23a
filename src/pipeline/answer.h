/* What every question of questions.h hands back. */
#ifndef RW_PIPELINE_ANSWER_H
#define RW_PIPELINE_ANSWER_H

#include "base/text.h"
#include <restwarmte/questions.h>

struct rw_answer {
    rw_text screen, json;
    rw_text page; /* "" where the question has none */
    rw_arena arena;
    const char *folder; /* of the study, in the arena; NULL where there is none */
};

/** An empty answer; NULL with the failure recorded when memory is out. */
rw_answer *rw_answer_start(rw_context *context);
/** Hands the answer out if `status` and its texts are fine, and frees it otherwise. */
RW_NODISCARD rw_status rw_answer_finish(rw_answer *answer, rw_status status, rw_answer **result);

#endif
