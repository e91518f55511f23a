/* Weighing a request: the parts of the memo that are found by solving again. */
#ifndef RW_PIPELINE_WEIGH_H
#define RW_PIPELINE_WEIGH_H

#include "pipeline/precision.h"
#include "report/memo.h"

/** What all jobs of one memo share; read-only while they run. */
typedef struct rw_weighing {
    const rw_study *study; /* as its files have it */
    rw_change asked;       /* the request itself: source, commitment, demands */
    int source;
    double deadline_s;
    double cost_gap; /* of a network: as near as this to its proof is near enough for a side question */
    const rw_problem *problem;      /* of the request as asked */
    const rw_trial *with, *without; /* likewise; where the searches begin */
    rw_interval worth;
} rw_weighing;

/** For a network: side questions are solved as nearly as these two, which are known. */
void rw_weighing_set_gap(rw_weighing *weighing, const rw_trial *a, const rw_trial *b);

/** How exactly a side question is solved, given the time that is left. */
rw_effort rw_weighing_effort(const rw_weighing *weighing);
/** The time is up, or the caller asks to stop. */
bool rw_weighing_over(rw_context *context, const rw_weighing *weighing);

/** What the source is worth with a change on top of the request. `everywhere`: the change moves the study
 * without the source too, so that is solved again as well. `with`, if not NULL, is called with the best plan
 * that has it. */
typedef void rw_with_function(void *data, const rw_variant *variant, const rw_trial *with);
typedef struct rw_asking {
    bool everywhere;
    bool sign_only; /* end the search once it is known whether it is worth it */
    rw_with_function *with;
    void *data;
} rw_asking;
RW_NODISCARD rw_status rw_weigh(rw_context *context, const rw_weighing *weighing, const rw_change *change,
                                const rw_asking *asking, rw_interval *worth, bool *cut);

/** Scans a lever and narrows its crossings. */
RW_NODISCARD rw_status rw_break_even_find(rw_context *context, const rw_weighing *weighing, rw_lever lever,
                                          double today, rw_break_even *found);

/** The source's heat at a commitment and renewal chance, and what both sides could agree on. */
RW_NODISCARD rw_status rw_term_weigh(rw_context *context, const rw_weighing *weighing, rw_term *term);

/** One end of an assumption. */
RW_NODISCARD rw_status rw_swing_weigh(rw_context *context, const rw_weighing *weighing, rw_swing *swing,
                                      int end);

/** Present value of what the datacenter saves on cooling and earns on heat in a plan, EUR; and the heat that
 * the source itself delivers, discounted, MWh. */
double rw_datacenter_gain(const rw_terms *terms, const rw_plan *plan, int source, double *source_mwh);

/** Heat taken from the source in each month in which everything runs, MWh. */
void rw_source_months(const rw_terms *terms, const rw_plan *plan, int source, double month_mwh[RW_MONTHS]);

#endif
