/* The live certificate: what a page needs to price a plan again, and to prove a lower bound again, at every
 * position of its sliders. Costs of the bare problem are polynomials of the sliders' parameters, measured by
 * building it; prices of rows found at some positions prove a bound at all of them. */
#ifndef RW_PIPELINE_LIVE_H
#define RW_PIPELINE_LIVE_H

#include "pipeline/restrict.h"
#include "pipeline/variant.h"
#include <restwarmte/prices.h>

enum {
    RW_LIVE_SLIDERS = 6,
    RW_LIVE_PARTS = 1 + RW_LIVE_SLIDERS + RW_LIVE_SLIDERS * (RW_LIVE_SLIDERS - 1) / 2,
    RW_LIVE_COMMITMENTS = 7
};

/** A parameter that the reader may move. */
typedef struct rw_live_slider {
    rw_parameter parameter;
    double today, low, high;
    double far; /* the end further from today: where the costs were measured */
} rw_live_slider;

/** A term of the polynomial: the product of the positions of two sliders, each 0 today and 1 at its far end;
 * -1 = none. */
typedef struct rw_live_part {
    int a, b;
} rw_live_part;

/** Where the sliders stand. */
typedef struct rw_live_position {
    double value[RW_LIVE_SLIDERS];
    int commitment; /* index in the commitments */
} rw_live_position;

/** Every cost of the bare problem as one row of numbers: open, connect, skip, backup, fixed, unit. */
size_t rw_costs_count(const rw_problem *problem);
/** Where the fixed cost of an option stands in such a row, and where its unit costs start. */
size_t rw_costs_fixed_at(const rw_problem *problem, int option);
size_t rw_costs_unit_at(const rw_problem *problem, const rw_problem_arc *arc, int option);
void rw_costs_take(const rw_problem *problem, double *costs);
void rw_costs_put(const double *costs, rw_problem *problem);

/** The costs as they depend on the sliders. */
typedef struct rw_live_costs {
    rw_variant variant; /* of today, with every option */
    rw_live_slider slider[RW_LIVE_SLIDERS];
    int slider_count;
    rw_live_part part[RW_LIVE_PARTS]; /* the first is the constant */
    int part_count;
    int commitment_yr[RW_LIVE_COMMITMENTS]; /* of the source that was asked for; the first is today's */
    int commitment_count;
    double *coefficient[RW_LIVE_COMMITMENTS][RW_LIVE_PARTS]; /* rows of costs; in the arena */
    size_t cost_count;
    bool polynomial; /* false: some cost moves otherwise, or physical numbers move too; of no use then */
} rw_live_costs;

/** Measures. `asked` is the study as it is looked at; its source, if any, gets the commitments. Free with
 * rw_live_costs_free, also after a failure. */
RW_NODISCARD rw_status rw_live_costs_measure(rw_context *context, const rw_study *study,
                                             const rw_change *asked, rw_arena *arena, rw_live_costs *costs);
void rw_live_costs_free(rw_live_costs *costs);

/** Does a higher value make heat from datacenters more worth while? */
bool rw_live_more_favours(const rw_live_slider *slider);

/** Weight of every part at a position. */
void rw_live_weights(const rw_live_costs *costs, const rw_live_position *at, double weight[RW_LIVE_PARTS]);
/** The row of costs at a position. */
void rw_live_costs_at(const rw_live_costs *costs, const rw_live_position *at, double *row);
rw_live_position rw_live_today(const rw_live_costs *costs);

/** The changed study at a position: what the page claims to know. */
RW_NODISCARD rw_status rw_live_variant(rw_context *context, const rw_study *study, const rw_change *asked,
                                       const rw_live_costs *costs, const rw_live_position *at,
                                       bool every_option, rw_variant *variant);

/* -- Plans, prices, options ------------------------------------------------------------------------------ */

/** A question the page answers at every position: the best plan under a decision, from above by a plan and
 * from below by prices. */
typedef struct rw_live_side {
    rw_source_decision decision;
    double *part[RW_LIVE_COMMITMENTS]; /* what the plan costs, by part, EUR/yr; in the arena */
} rw_live_side;

/** Prices found at one position for one side: they prove a bound for that side anywhere. */
typedef struct rw_live_prices {
    int side;
    double *price; /* in the arena */
} rw_live_prices;

/** What becomes of an option. */
typedef enum rw_live_use { RW_LIVE_WEIGHED, RW_LIVE_LEFT_OUT } rw_live_use;

/** An option as the page has it: itself, or no worse than those it stands for. */
typedef struct rw_live_stand_in {
    double room_mw;           /* what it can deliver, as far as the demand can use it */
    double credit_eur_per_yr; /* off its fixed cost */
} rw_live_stand_in;

enum { RW_LIVE_SIDES = 2, RW_LIVE_STATIONS = 2 * RW_LIVE_SLIDERS + RW_LIVE_COMMITMENTS + 2 };

typedef struct rw_live {
    rw_arena arena;
    rw_live_costs costs;
    rw_live_side side[RW_LIVE_SIDES];
    int side_count;
    rw_live_prices prices[RW_LIVE_SIDES * RW_LIVE_STATIONS];
    int price_count;
    rw_price_layout layout;
    rw_live_use *use;           /* by option */
    rw_live_stand_in *stand_in; /* by option: how the page sees it */
    double slack_eur_per_yr;    /* rounding of costs, over a whole solution */
} rw_live;

/** Everything the page needs, for one side per plan; `decisions` say what each was found under. `live->costs`
 * .polynomial is false when the study has costs that no polynomial describes. Free with rw_live_free, also
 * after a failure. */
RW_NODISCARD rw_status rw_live_find(rw_context *context, const rw_study *study, const rw_change *asked,
                                    const rw_plan *const *plans, const rw_source_decision *decisions,
                                    int side_count, rw_live *live);
void rw_live_free(rw_live *live);

/** The problem that the page weighs. The whole problem (costs.variant) is left at that position. Free with
 * rw_restricted_free, also after a failure. */
RW_NODISCARD rw_status rw_live_problem(rw_context *context, rw_live *live, const rw_live_position *at,
                                       rw_restricted *restricted);

/** Fills use and stand_in. */
RW_NODISCARD rw_status rw_live_choose_options(rw_live *live);

/** Cost of a side's plan at a position, EUR/yr. */
double rw_live_plan_cost(const rw_live *live, int side, const rw_live_position *at);

/** As JSON, for pages/live.js; `command` solves the study again. */
RW_NODISCARD rw_status rw_live_json(rw_context *context, const rw_live *live, const char *command,
                                    rw_text *text);

#endif
