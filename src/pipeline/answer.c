#include "pipeline/answer.h"

rw_answer *rw_answer_start(rw_context *context) {
    rw_answer *answer = rw_allocate(context, 1, sizeof *answer);
    if (!answer) return NULL;
    rw_text_start(&answer->screen, context);
    rw_text_start(&answer->json, context);
    return answer;
}

rw_status rw_answer_finish(rw_answer *answer, rw_status status, rw_answer **result) {
    if (status == RW_OK) status = rw_text_status(&answer->screen);
    if (status == RW_OK) status = rw_text_status(&answer->json);
    *result = status == RW_OK ? answer : NULL;
    if (status != RW_OK) rw_answer_free(answer);
    return status;
}

void rw_answer_free(rw_answer *answer) {
    if (!answer) return;
    rw_context *context = answer->screen.context;
    rw_text_free(&answer->screen);
    rw_text_free(&answer->json);
    rw_release(context, answer);
}

const char *rw_answer_screen(const rw_answer *answer) {
    return rw_text_string(&answer->screen);
}

const char *rw_answer_json(const rw_answer *answer) {
    return rw_text_string(&answer->json);
}
