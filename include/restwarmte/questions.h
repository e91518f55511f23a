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
 * every option of the pair; differences are intervals from costs and bounds. On the study's threads; ends by
 * the clock only if time_limit_s was set, which is then for all of it together. An unknown id is
 * RW_ERROR_USAGE. */
RW_NODISCARD rw_status rw_pair_explain(rw_context *context, const rw_study *study, const char *source_id,
                                       const char *demand_id, rw_answer **answer);

/** What of a study is asked about. */
typedef enum rw_part { RW_PART_SOURCE, RW_PART_DEMAND } rw_part;

/** Why is this source or demand (not) in the best plan, how is it served, and what would turn that? The study
 * is solved with it and without it, also with trenches, where pairs have no answer of their own. As
 * rw_pair_explain. */
RW_NODISCARD rw_status rw_part_explain(rw_context *context, const rw_study *study, rw_part part,
                                       const char *id, rw_answer **answer);

/** What differs between the result folders `a` and `b` of two solves (their summary.json), and why: per cost
 * line, per connection, and in the assumptions. Folders without a plan are RW_ERROR_INPUT. */
RW_NODISCARD rw_status rw_results_compare(rw_context *context, const char *a, const char *b,
                                          rw_language language, rw_answer **answer);

/** Who asks for the heat: only a heat company may (Wcw 6.1, 6.2). */
typedef enum rw_requester {
    RW_REQUESTER_HEAT_COMPANY,
    RW_REQUESTER_MUNICIPALITY,
    RW_REQUESTER_OTHER
} rw_requester;

/** A request for waste heat. Strings are borrowed for the call. */
typedef struct rw_request {
    const char *source_id;         /* NULL: weigh every source of the study and rank them */
    const char *const *demand_ids; /* the only demands that the source may serve; NULL = all */
    size_t demand_count;
    int commitment_yr; /* 0 = the source's own */
    rw_requester requester;
} rw_request;

/** Weighs a request under Wcw 6.1-6.2: is it worth it, on which terms, and what would have to be true? Every
 * value comes from solving the study again. Ends by the clock only if time_limit_s was set, which is then for
 * all of it together: the answer names what was cut short. Unknown ids are RW_ERROR_USAGE. */
RW_NODISCARD rw_status rw_request_weigh(rw_context *context, const rw_study *study, const rw_request *request,
                                        rw_answer **answer);

/** Writes ophaalrecht.html and ophaalrecht.json of a weighed request into `folder`, which is made if it is
 * not there and must not be the study's own. */
RW_NODISCARD rw_status rw_answer_write(rw_context *context, const rw_answer *answer, const char *folder);

#ifdef __cplusplus
}
#endif
#endif
