/* What is known of one source or one demand: why it is in the plan or not, how it is served, and what it
 * would take to turn that. */
#ifndef RW_REPORT_PART_EXPLANATION_H
#define RW_REPORT_PART_EXPLANATION_H

#include "report/explanation.h"
#include <restwarmte/questions.h>

typedef enum rw_part_verdict {
    RW_PART_IMPOSSIBLE,    /* no plan can have it */
    RW_PART_INDISPENSABLE, /* no plan can do without */
    RW_PART_IN_PLAN,       /* proven */
    RW_PART_LIKELY_IN,     /* the plans found say so; not proven */
    RW_PART_UNDECIDED,
    RW_PART_LIKELY_OUT,
    RW_PART_NOT_IN_PLAN, /* proven */
    RW_PART_UNSOLVED
} rw_part_verdict;
const char *rw_part_verdict_name(rw_part_verdict verdict);

typedef struct rw_part_explanation {
    const rw_study *study;
    const rw_terms *terms;
    rw_part part;
    int index; /* of the source or demand */
    rw_part_verdict verdict;
    rw_side with, without;
    bool unused;         /* a source of which nothing is taken, even with its coupling paid */
    double served_share; /* of a demand's energy, that sources bring at least in the plan with it */
    rw_interval wins;    /* best without - best with, EUR/yr */
    const rw_shift *shifts;
    int shift_count;
    bool cut; /* the clock, the nodes or the caller ended a search before its gap was reached */
} rw_part_explanation;

void rw_part_explanation_text(const rw_part_explanation *explanation, rw_text *text);
/** Schema restwarmte-explain-part/1. */
RW_NODISCARD rw_status rw_part_explanation_json(const rw_part_explanation *explanation, rw_text *text);

#endif
