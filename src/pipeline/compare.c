/* Laying two result folders side by side. */
#include "base/file.h"
#include "pipeline/answer.h"
#include "report/comparison.h"

static rw_status read_summary(rw_arena *arena, const char *folder, rw_json *json) {
    const char *path = rw_path_join(arena, folder, "summary.json");
    char *text = NULL;
    size_t length = 0;
    if (!path) return RW_ERROR_MEMORY;
    if (!rw_file_exists(path))
        return rw_fail(arena->context, RW_ERROR_FILE,
                       "%s: there is no such file; name the folder that `restwarmte solve` wrote into", path);
    RW_TRY(rw_file_read(arena, path, &text, &length));
    return rw_json_parse(arena->context, path, text, json);
}

static rw_status compare(rw_arena *arena, const char *const folders[2], rw_json json[2],
                         rw_comparison *comparison, rw_answer *answer) {
    for (int k = 0; k < 2; ++k) RW_TRY(read_summary(arena, folders[k], &json[k]));
    RW_TRY(rw_comparison_find(arena, json[0].root, json[1].root, comparison));
    rw_comparison_text(comparison, &answer->screen);
    return rw_comparison_json(comparison, &answer->json);
}

rw_status rw_results_compare(rw_context *context, const char *a, const char *b, rw_language language,
                             rw_answer **result) {
    const char *const folders[] = {a, b};
    rw_json json[2] = {{.root = NULL}, {.root = NULL}};
    rw_comparison comparison = {.language = language, .first_name = a, .then_name = b};
    rw_arena arena;
    *result = NULL;
    rw_answer *answer = rw_answer_start(context);
    if (!answer) return RW_ERROR_MEMORY;
    rw_arena_start(&arena, context);
    const rw_status status = compare(&arena, folders, json, &comparison, answer);
    rw_json_free(&json[0]);
    rw_json_free(&json[1]);
    rw_arena_free(&arena);
    return rw_answer_finish(answer, status, result);
}
