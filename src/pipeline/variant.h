/* The study solved again with something else in it: what every question that begins with "what if" is made
 * of. A variant has a context of its own, because its findings were said already when the study was read. */
#ifndef RW_PIPELINE_VARIANT_H
#define RW_PIPELINE_VARIANT_H

#include "model/model.h"
#include "plan/indicators.h"

/** What is different from the study as its files have it. Start from rw_change_none. */
typedef struct rw_change {
    const rw_override *overrides; /* parameters, after the study's own overrides; borrowed */
    size_t override_count;
    int source;           /* whom the next five are about; -1 = nobody */
    int commitment_yr;    /* 0 = its own */
    double renewal_share; /* NaN = its own */
    double temperature_c; /* NaN = its own */
    double coupling_factor;
    double route_factor; /* of its routes; in a network of the trenches that end at the source */
    const bool *serves;  /* by demand: which it may be connected to; NULL = all; borrowed; not in networks */
    bool pairs_only;     /* a network: every pair has a trench of its own */
    double reference_factor; /* of what heat costs without coupling: the reference of new networks, the
                                variable cost of existing networks' own plants */
    bool every_option;       /* dominated ones too (rw_model_build_every_option) */
} rw_change;

rw_change rw_change_none(void);

/** The changed study, with its problem. Read-only once built: several threads may solve it. */
typedef struct rw_variant {
    rw_context *context; /* owned; polls the one it was built with, which must outlive it */
    rw_study *study;     /* owned */
    rw_terms terms;
    rw_model model;
    bool possible; /* false: the changed study has errors, or a forced pair that cannot be; no problem then */
} rw_variant;

/** Reads the study's folder again and changes it. Free with rw_variant_free, also after a failure. */
RW_NODISCARD rw_status rw_variant_build(rw_context *context, const rw_study *study, const rw_change *change,
                                        rw_variant *variant);
void rw_variant_free(rw_variant *variant);

/** What a solution of the variant must be like. */
typedef enum rw_must {
    RW_MUST_NOTHING,
    RW_MUST_USE_SOURCE, /* at least one connection of the source; in a network: its coupling is paid for, and
                           then used as far as that pays (rw_trial.unused) */
    RW_MUST_AVOID_SOURCE, /* none */
    RW_MUST_USE_PAIR,     /* some option of the arc */
    RW_MUST_AVOID_PAIR,   /* none */
    RW_MUST_USE_OPTION,   /* this option */
    RW_MUST_SERVE_DEMAND, /* on a heat network, sources bring at least its minimum share or, where it has
                             none, RW_SERVED_SHARE of its energy */
    RW_MUST_AVOID_DEMAND  /* no heat from any source */
} rw_must;

#define RW_SERVED_SHARE 0.5

typedef struct rw_condition {
    rw_must must;
    int index; /* of the source, demand, arc or option in the variant's problem */
} rw_condition;

/** One solve. Without a plan (`solved` is false) cost is infinite; a condition that nothing can fulfil has an
 * infinite bound too. */
typedef struct rw_trial {
    rw_arena arena; /* owns plan and indicators */
    bool solved;
    bool cut;     /* time or nodes ran out, or the caller stopped it, before its gap was reached */
    bool stopped; /* by the caller: its plan may be one that was hardly searched */
    bool unused;  /* RW_MUST_USE_SOURCE in a network: even with its coupling paid, the plan takes nothing of
                     the source; the cost has the coupling in it, the plan has not */
    double cost_eur_per_yr, bound_eur_per_yr, reference_eur_per_yr;
    rw_plan plan;
    rw_indicators indicators; /* once measured */
    rw_prices prices;         /* in the arena */
} rw_trial;

/** How exactly, for how long, and where to begin. Start from rw_effort_of (precision.h). */
typedef struct rw_effort {
    double gap, cost_gap, time_limit_s;
    int node_limit, threads;
    bool measures;        /* find the plan's indicators too */
    const rw_trial *from; /* the answer to a similar question, to begin at; NULL: none; borrowed */
    /* Enough is known once there is a plan below the one or a bound above the other: where only the sign of a
     * difference matters. Set with rw_effort_settle. */
    double below_eur_per_yr, above_eur_per_yr;
} rw_effort;

/** Ends the search as soon as the cost is proven to lie on one side of an optimum between `bound` and `cost`.
 */
void rw_effort_settle(rw_effort *effort, double bound, double cost);

/** Solves under a condition, in `context`. The plan's cost is recomputed from the plan as for the study
 * itself. Free with rw_trial_free, also after a failure, and before the context. */
RW_NODISCARD rw_status rw_variant_solve(rw_context *context, const rw_variant *variant,
                                        const rw_condition *condition, const rw_effort *effort,
                                        rw_trial *trial);
void rw_trial_free(rw_trial *trial);

/** Builds the changed study and solves it under no condition; a study that the change makes impossible has a
 * trial that is not solved. Free both, also after a failure, the trial first. */
RW_NODISCARD rw_status rw_change_solve(rw_context *context, const rw_study *study, const rw_change *change,
                                       const rw_effort *effort, rw_variant *variant, rw_trial *trial);

/** Finds the indicators of the trial's plan, if that was not done yet. */
RW_NODISCARD rw_status rw_trial_measure(const rw_variant *variant, rw_trial *trial);

/** Least energy a year from sources, while they deliver, of a demand that must be served, MWh. */
double rw_variant_served_mwh(const rw_variant *variant, int demand);

/** The arc from a source to a demand in the variant's problem, -1 when there is no option for it. O(arcs). */
int rw_variant_arc(const rw_variant *variant, int source, int demand);

#endif
