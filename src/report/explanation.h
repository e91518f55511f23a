/* What is known of one pair: why it is in the plan or not, and what each way to build it would mean. */
#ifndef RW_REPORT_EXPLANATION_H
#define RW_REPORT_EXPLANATION_H

#include "report/results.h"

/** From a bound and a cost: the truth lies between, and that is proven. EUR/yr. */
typedef struct rw_interval {
    double low, high;
    double by_plans; /* the same difference of the best plans found: likely, not proven. NaN where only proof
                        counts, or a search was stopped at its beginning: it says nothing of the sign then */
} rw_interval;

/** What an interval says about the sign of what it contains. */
typedef enum rw_sign { RW_SIGN_NEGATIVE, RW_SIGN_UNDECIDED, RW_SIGN_POSITIVE } rw_sign;
rw_sign rw_interval_sign(rw_interval interval);
/** What the plans found say where nothing is proven. */
rw_sign rw_interval_leaning(rw_interval interval);
/** Both: which sign, and whether that is proven or what the plans found say. */
typedef enum rw_judgement {
    RW_PROVEN_NEGATIVE,
    RW_LIKELY_NEGATIVE,
    RW_UNDECIDED,
    RW_LIKELY_POSITIVE,
    RW_PROVEN_POSITIVE,
    RW_JUDGEMENT_COUNT
} rw_judgement;
rw_judgement rw_interval_judge(rw_interval interval);
/** One number for a chart: by the plans found, or the middle of what is proven; NaN when neither is known. */
double rw_interval_value(rw_interval interval);
/** From low to high, of which nothing else is known. */
rw_interval rw_interval_of(double low, double high);
/** Of the difference the other way round. */
rw_interval rw_interval_negated(rw_interval interval);
/** optimum - other optimum, each between its bound and its cost. Infinite where one cannot be. */
rw_interval rw_interval_between(double bound, double cost, double other_bound, double other_cost);
/** "between 1,200 and 1,300", or one number where both ends are written alike. */
void rw_interval_text(rw_text *text, rw_language language, rw_interval interval, int decimals);

typedef enum rw_pair_verdict {
    RW_PAIR_FORBIDDEN,  /* by routes.csv */
    RW_PAIR_TOO_FAR,    /* over max_distance_m, without a route of its own */
    RW_PAIR_IMPOSSIBLE, /* no option: see modes */
    RW_PAIR_IN_PLAN,
    RW_PAIR_NOT_IN_PLAN,
    RW_PAIR_UNDECIDED, /* with and without it the best cost is the same, as far as is proven */
    RW_PAIR_UNSOLVED   /* not within the time, or no plan at all */
} rw_pair_verdict;
const char *rw_pair_verdict_name(rw_pair_verdict verdict);

/** A plan with what is asked about, or without. */
typedef struct rw_side {
    bool solved;
    double cost_eur_per_yr, bound_eur_per_yr;
    const rw_plan *plan; /* NULL when there is none */
    const rw_indicators *indicators;
} rw_side;

/** One connection in the best plan with the pair and in the best plan without it. MW, 0 = not there. */
typedef struct rw_shift {
    int source, demand;
    double with_mw, without_mw, with_mwh_per_yr, without_mwh_per_yr;
} rw_shift;

typedef struct rw_explained_option {
    rw_mode mode;
    rw_exit_plan exit_plan;
    int dn;
    bool solved;                   /* there is a plan with this option */
    bool cut;                      /* the time was up first */
    rw_interval miss;              /* what the best plan with this option costs over the best plan of all */
    rw_connection_figures figures; /* of the connection in that plan */
} rw_explained_option;

typedef struct rw_explanation {
    const rw_study *study;
    int source, demand;
    double crow_m, length_m, annuity;
    rw_pair_verdict verdict;
    bool forced; /* routes.csv says it must be built */
    bool mode_possible[RW_PAIR_MODE_COUNT];
    double lift_k; /* of a heat pump from source to network */
    double with_eur_per_yr, with_bound_eur_per_yr, without_eur_per_yr, without_bound_eur_per_yr;
    rw_interval wins; /* best without the pair - best with it: positive where the pair is worth it */
    const rw_explained_option *options; /* by what they miss */
    int option_count, dominated_count;
    const rw_shift *shifts; /* connections of the two plans that differ */
    int shift_count;
    const bool *with_connected, *without_connected; /* demands; NULL unless both plans are known */
} rw_explanation;

/** What is said of a demand that is on a heat network in the second of two plans alone, or in the first. */
void rw_switched_text(rw_text *text, rw_language language, const char *id, bool second);
/** What differs between the plan without and the plan with: connections, and demands that are on a heat
 * network in one of them alone. */
void rw_shifts_text(const rw_study *study, const rw_shift *shifts, int count, const bool *with_connected,
                    const bool *without_connected, rw_language language, rw_text *text);
/** `replaces`, `networks_gained`, `networks_lost`; all empty while the plans are not known: NULL. */
void rw_shifts_json(const rw_study *study, const rw_shift *shifts, int count, const bool *with_connected,
                    const bool *without_connected, rw_json *json);

void rw_explanation_text(const rw_explanation *explanation, rw_text *text);
/** Schema restwarmte-explain/1. */
RW_NODISCARD rw_status rw_explanation_json(const rw_explanation *explanation, rw_text *text);

#endif
