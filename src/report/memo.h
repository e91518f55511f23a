/* What is known of one request for waste heat (Wcw 6.1-6.2), for the memo, ophaalrecht.json and the screen.
 */
#ifndef RW_REPORT_MEMO_H
#define RW_REPORT_MEMO_H

#include "economics/months.h"
#include "report/explanation.h"
#include "report/live_section.h"
#include <restwarmte/questions.h>

/* -- Does the right apply? ----------------------------------------------------------------------------- */

typedef enum rw_check {
    RW_CHECK_YES,
    RW_CHECK_NO,
    RW_CHECK_ATTENTION,
    RW_CHECK_UNKNOWN,
    RW_CHECK_NOT_HERE /* a duty that this datacenter does not have */
} rw_check;

typedef struct rw_check_item {
    const char *name;            /* for JSON */
    const char *article;         /* "Wcw 6.2(5)" */
    rw_check verdict;            /* from the requester's side: yes = fulfilled, or applies */
    bool blocks;                 /* with verdict no: there is no right */
    const char *english, *dutch; /* the ground */
    const char *basis;           /* the cell or option that it rests on */
} rw_check_item;

enum { RW_CHECK_ITEMS = 20, RW_QUESTIONS = 12 };

typedef struct rw_question {
    const char *article, *english, *dutch;
} rw_question;

typedef struct rw_checklist {
    rw_check_item item[RW_CHECK_ITEMS];
    int count;
    rw_question missing[RW_QUESTIONS]; /* what must still be asked under 6.1 */
    int missing_count;
    bool right; /* nothing blocks it */
} rw_checklist;

/* -- What would have to be true? ----------------------------------------------------------------------- */

/** What is moved until the verdict turns. */
typedef enum rw_lever {
    RW_LEVER_COUPLING,    /* parts a and b per kW, fixed parts in proportion, EUR/kW */
    RW_LEVER_COMMITMENT,  /* yr */
    RW_LEVER_ELECTRICITY, /* EUR/MWh */
    RW_LEVER_ROUTE,       /* all its routes, as a factor */
    RW_LEVER_TEMPERATURE, /* C */
    RW_LEVER_REFERENCE,   /* of all demands, as a factor */
    RW_LEVER_COUNT
} rw_lever;

typedef struct rw_lever_info {
    const char *name, *unit;
    const char *english, *dutch;
    double low, high; /* what is scanned: factors of today's value, or values (commitment, temperature) */
    int decimals;
} rw_lever_info;
const rw_lever_info *rw_lever_describe(rw_lever lever);

/** The study solved with and without the source at one value. */
typedef struct rw_point {
    double value;
    bool cut;          /* not solved: the time was up */
    rw_interval worth; /* best without the source - best with it, EUR/yr */
} rw_point;

/** Between these two values the verdict turns: at `in` the source is worth coupling, at `out` it is not. */
typedef struct rw_crossing {
    double in, out;
    bool proven; /* both; false in networks: by the plans found */
} rw_crossing;

enum { RW_POINTS = 48, RW_CROSSINGS = 4 };

typedef struct rw_break_even {
    double today;
    rw_point point[RW_POINTS]; /* by value */
    int point_count;
    rw_crossing crossing[RW_CROSSINGS]; /* nearest to today's value first */
    int crossing_count;
    bool cut;
} rw_break_even;

/** One assumption at the low and high end of its sources. */
typedef struct rw_swing {
    rw_parameter parameter;
    char value[2][RW_WORD_BYTES]; /* "" where it has no such end or that is today's value */
    bool solved[2];
    rw_interval worth[2];
} rw_swing;

/* -- Terms --------------------------------------------------------------------------------------------- */

typedef struct rw_term {
    int commitment_yr;
    double renewal_share;
    bool solved;
    rw_interval worth;            /* EUR/yr */
    double mismatch_eur;          /* present value, in the best plan with the source */
    double levelised_eur_per_mwh; /* of its heat in that plan */
    double source_mwh;            /* delivered by the source, discounted over the horizon */
    double datacenter_gain_eur;   /* present value of cooling saved and heat paid */
    /* Compensation from heat company to datacenter, present EUR, at which both are proven no worse off. */
    double least_eur, most_eur; /* an empty zone has least > most */
    double surely_none_eur;     /* above this the heat company is proven worse off */
    double by_plans_eur;        /* up to this it is no worse off by the plans found: not proven */
} rw_term;

/* -- The memo ------------------------------------------------------------------------------------------ */

typedef enum rw_memo_verdict {
    RW_MEMO_WORTH,
    RW_MEMO_CONDITIONAL,
    RW_MEMO_NOT_WORTH,
    RW_MEMO_UNDECIDED
} rw_memo_verdict;
const char *rw_memo_verdict_name(rw_memo_verdict verdict);

typedef struct rw_memo {
    const rw_study *study; /* as requested: with the commitment and the demands of the request */
    const rw_terms *terms;
    int source;
    const rw_request *request;
    rw_checklist checklist;
    rw_memo_verdict verdict;
    rw_sign sign; /* of the worth: proven, or in a network what the plans found say */
    bool proven;  /* that it is */
    bool unused;  /* in a network: even with its coupling paid the plan takes nothing of it */
    rw_interval worth;
    rw_side with, without;
    const rw_shift *shifts;
    int shift_count;
    bool national_solved;
    rw_interval national;
    rw_break_even lever[RW_LEVER_COUNT];
    const rw_swing *swings; /* largest first */
    int swing_count;
    const rw_term *terms_weighed;
    int term_count, renewal_count; /* by commitment, then renewal chance */
    double month_mwh[RW_MONTHS];   /* source heat taken in the plan with the source */
    double datacenter_gain_eur;    /* present value in the plan with the source */
    rw_live_section live;
    int jobs, jobs_cut; /* what the time limit, or the user, cut short */
} rw_memo;

/** Proven: no plan can take the source's heat. */
bool rw_memo_is_impossible(const rw_memo *memo);
/** Fills checklist and verdict from the rest. */
void rw_memo_judge(rw_memo *memo);
/** Does the source's worth turn for this assumption, seen from today's sign? */
bool rw_swing_turns(const rw_memo *memo, const rw_swing *swing, int end);

/** One sentence each: the verdict, and why. */
void rw_memo_conclusion(const rw_memo *memo, rw_text *text);
void rw_memo_text(const rw_memo *memo, rw_text *text);
/** Schema restwarmte-ophaalrecht/1. */
RW_NODISCARD rw_status rw_memo_json(const rw_memo *memo, rw_text *text);
RW_NODISCARD rw_status rw_memo_html(const rw_memo *memo, rw_text *text);

/* -- All sources of a study ---------------------------------------------------------------------------- */

typedef struct rw_ranked {
    int source;
    bool solved;
    rw_interval worth;
    double levelised_eur_per_mwh, heat_mwh_per_yr, taken_mw, used_share;
    double mismatch_eur_per_yr;
} rw_ranked;
/** What it ranks by: in a network the worth by the plans found, otherwise what is proven at least. */
double rw_ranked_worth(const rw_ranked *ranked);

typedef struct rw_ranking {
    const rw_study *study;
    const rw_terms *terms;
    const rw_ranked *list; /* most worth first */
    int count, cut;
} rw_ranking;

void rw_ranking_text(const rw_ranking *ranking, rw_text *text);
RW_NODISCARD rw_status rw_ranking_json(const rw_ranking *ranking, rw_text *text);
RW_NODISCARD rw_status rw_ranking_html(const rw_ranking *ranking, rw_text *text);

#endif
