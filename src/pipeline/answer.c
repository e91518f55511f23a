#include "pipeline/answer.h"
#include "base/file.h"
#include "pipeline/memo.h"
#include <string.h>

rw_answer *rw_answer_start(rw_context *context) {
    rw_answer *answer = rw_allocate(context, 1, sizeof *answer);
    if (!answer) return NULL;
    rw_text_start(&answer->screen, context);
    rw_text_start(&answer->json, context);
    rw_text_start(&answer->page, context);
    rw_arena_start(&answer->arena, context);
    return answer;
}

rw_status rw_answer_finish(rw_answer *answer, rw_status status, rw_answer **result) {
    if (status == RW_OK) status = rw_text_status(&answer->screen);
    if (status == RW_OK) status = rw_text_status(&answer->json);
    if (status == RW_OK) status = rw_text_status(&answer->page);
    *result = status == RW_OK ? answer : NULL;
    if (status != RW_OK) rw_answer_free(answer);
    return status;
}

void rw_answer_free(rw_answer *answer) {
    if (!answer) return;
    rw_context *context = answer->screen.context;
    rw_text_free(&answer->screen);
    rw_text_free(&answer->json);
    rw_text_free(&answer->page);
    rw_arena_free(&answer->arena);
    rw_release(context, answer);
}

const char *rw_answer_screen(const rw_answer *answer) {
    return rw_text_string(&answer->screen);
}

const char *rw_answer_json(const rw_answer *answer) {
    return rw_text_string(&answer->json);
}

rw_status rw_request_weigh(rw_context *context, const rw_study *study, const rw_request *request,
                           rw_answer **result) {
    *result = NULL;
    rw_answer *answer = rw_answer_start(context);
    if (!answer) return RW_ERROR_MEMORY;
    answer->folder = rw_arena_copy(&answer->arena, study->folder);
    rw_status status = answer->folder ? RW_OK : RW_ERROR_MEMORY;
    if (status == RW_OK)
        status = request->source_id ? rw_memo_make(context, study, request, answer)
                                    : rw_ranking_make(context, study, answer);
    return rw_answer_finish(answer, status, result);
}

static rw_status write_text(rw_context *context, rw_arena *arena, const char *folder, const char *name,
                            const rw_text *text) {
    const char *path = rw_path_join(arena, folder, name);
    return path ? rw_file_write(context, path, rw_text_string(text), text->length) : RW_ERROR_MEMORY;
}

rw_status rw_answer_write(rw_context *context, const rw_answer *answer, const char *folder) {
    rw_arena arena;
    rw_arena_start(&arena, context);
    rw_status status = rw_folder_make(context, folder);
    if (status == RW_OK && answer->folder && rw_file_same(folder, answer->folder))
        status = rw_fail(context, RW_ERROR_USAGE,
                         "%s: results cannot go into the study's own folder; take another folder", folder);
    if (status == RW_OK) status = write_text(context, &arena, folder, "ophaalrecht.json", &answer->json);
    if (status == RW_OK) status = write_text(context, &arena, folder, "ophaalrecht.html", &answer->page);
    rw_arena_free(&arena);
    return status;
}
