/* What the pipeline hands to the reports: everything that is known of one solve, and nothing of the bare
 * problem. */
#ifndef RW_REPORT_MATERIAL_H
#define RW_REPORT_MATERIAL_H

#include "plan/indicators.h"
#include "report/live_section.h"
#include <restwarmte/solver.h>

/** The study solved again with one parameter at the low or high end of its sources. */
typedef struct rw_what_if {
    rw_parameter parameter;
    char value[RW_WORD_BYTES];
    bool possible; /* false: the study's files do not allow this value */
    bool solved;   /* false: not within its time */
    int coupled_sources, new_connected, connections;
    double coupled_mwh_per_yr;
    double cost_eur_per_yr, bound_eur_per_yr, reference_eur_per_yr; /* with this parameter */
} rw_what_if;

/** What a new network that the plan skips would lack if it were served alone, with every source free for it.
 */
typedef struct rw_shortage {
    bool known;
    bool possible;     /* some source can serve it */
    double eur_per_yr; /* its cheapest cost alone less its reference, at least this much (proven) */
} rw_shortage;

/** A network's study solved with a trench of its own for every pair. */
typedef struct rw_pairs_only {
    bool solved; /* false: not within its time, or no plan can be */
    double cost_eur_per_yr, bound_eur_per_yr;
    double pipes_eur, investment_eur; /* pipes: with crossings */
    double trench_m, coupled_mwh_per_yr, co2_t_per_yr;
    int coupled_sources, connections, connected_demands;
} rw_pairs_only;

/** Demands that a plan does without because their supply would cool too far. */
typedef struct rw_left_out {
    const bool *demand; /* by demand; NULL = none */
    int count;
    double eur_per_yr; /* by which the plan is dearer */
} rw_left_out;

typedef struct rw_material {
    const rw_study *study;
    const rw_terms *terms;
    const rw_result *result;
    const rw_plan *plan;             /* NULL when there is none: infeasible or unknown */
    const rw_indicators *indicators; /* NULL likewise */
    long pairs, options_considered, options_impossible, options_dominated;
    int possible_pairs, options;
    long payments;                /* of the plan, in cashflows.csv unless added up */
    const rw_shortage *shortages; /* per demand; NULL when not asked */
    const rw_what_if *what_ifs;
    int what_if_count;
    const rw_pairs_only *pairs_only; /* of a network; NULL when not asked */
    rw_left_out left_out;            /* of a network */
    rw_live_section live;
} rw_material;

/** The text of one of two languages. */
const char *rw_in(rw_language language, const char *english, const char *dutch);
/** The same of a table of words. */
typedef struct rw_words {
    const char *english, *dutch;
} rw_words;
const char *rw_say(rw_language language, rw_words words);

/** What a cost becomes that rises by so much: dearer or cheaper. */
const char *rw_dearer(rw_language language, double eur);

enum { RW_PERSON_BYTES = 64 };
/** A number as people write it: 1.234,5 in Dutch, 1,234.5 in English; a dash when it is not finite. */
char *rw_person(char buffer[RW_PERSON_BYTES], rw_language language, double value, int decimals);

/** Gains and gaps, EUR/yr. */
double rw_material_gain(const rw_material *material);
double rw_material_open(const rw_material *material);

/** Why there is no plan, and what to look at; one paragraph. */
const char *rw_explain_no_plan(const rw_material *material, rw_language language);

const char *rw_mode_word(rw_language language, rw_mode mode);
const char *rw_exit_word(rw_language language, rw_exit_plan exit_plan);
const char *rw_outcome_word(rw_language language, rw_outcome outcome);
const char *rw_stop_word(rw_language language, rw_stop_reason reason);
const char *rw_perspective_word(rw_language language, int perspective);
const char *rw_line_word(rw_language language, rw_cost_line line);
const char *rw_group_word(rw_language language, rw_cost_group group);
const char *rw_group_name(rw_cost_group group);

#endif
