/* Questions about a study or its results that are answered by solving again, or by laying results side by
 * side. */
#ifndef RESTWARMTE_QUESTIONS_H
#define RESTWARMTE_QUESTIONS_H

#include <restwarmte/study.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: what there is to say, as one screen for a person and as JSON. */
typedef struct rw_answer rw_answer;

/** NULL is fine. */
void rw_answer_free(rw_answer *answer);
/** In the language of the study's parameters; owned by the answer. */
const char *rw_answer_screen(const rw_answer *answer);
/** Its schema stands in src/report/README.md; owned by the answer. */
const char *rw_answer_json(const rw_answer *answer);

/** Why is this pair (not) in the best plan? The study is solved with the pair and without it, and once for
 * every option of the pair; differences are intervals from costs and bounds. At most the study's time_limit_s
 * for all of it together. An unknown id is RW_ERROR_USAGE. `threads`: 0 = one per processor. */
RW_NODISCARD rw_status rw_pair_explain(rw_context *context, const rw_study *study, const char *source_id,
                                       const char *demand_id, int threads, rw_answer **answer);

/** What differs between the result folders `a` and `b` of two solves (their summary.json), and why: per cost
 * line, per connection, and in the assumptions. Folders without a plan are RW_ERROR_INPUT. */
RW_NODISCARD rw_status rw_results_compare(rw_context *context, const char *a, const char *b,
                                          rw_language language, rw_answer **answer);

#ifdef __cplusplus
}
#endif
#endif
