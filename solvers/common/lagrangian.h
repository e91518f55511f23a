/* The Lagrangian relaxation of the matching problem: every coupling row gets a price, what is left falls
 * apart into sources and demands, and its value is a lower bound for ANY prices in their ranges. No linear
 * program, no convergence needed. Derivation: solvers/README.md. One evaluation is O(options x bands).
 *
 * After Geoffrion (1974) and, for the use on facility location, Barahona and Chudak (2005). */
#ifndef RW_SOLVERS_LAGRANGIAN_H
#define RW_SOLVERS_LAGRANGIAN_H

#include "common/threads.h"
#include <restwarmte/prices.h>

enum { RW_LAGRANGIAN_SLOTS = 16 };

/** Has no demand more bands than our own searches take? */
bool rw_few_bands(const rw_problem *problem);
/** Is this a matching problem (no junctions), with at most RW_LAGRANGIAN_SLOTS bands per demand? */
bool rw_lagrangian_applies(const rw_problem *problem);

/** What is decided about a source, a demand or an arc. */
typedef enum rw_decision { RW_FREE, RW_YES, RW_NO } rw_decision;

/** What an arc was worth at earlier prices, so that arcs which cannot have become worth building are passed
 * over. */
typedef struct rw_arc_reference {
    double gain;               /* at most, by price, EUR/yr; prices on z not subtracted */
    double alone;              /* the same as the demand's only arc, against its backup */
    double draw_mw, power_mwe; /* at most, whatever is delivered through it */
} rw_arc_reference;

typedef struct rw_lagrangian {
    rw_context *context;       /* borrowed */
    const rw_problem *problem; /* borrowed; has no junctions */
    rw_threads *threads;       /* borrowed; NULL = the caller alone */
    rw_price_layout at;
    double *price;                   /* the prices of the last evaluation, in their ranges */
    int *first_arc, *arc_list;       /* arcs by source */
    int *first_arc_to, *arc_list_to; /* arcs by demand */
    /* Demands judged as a whole (demand_whole.c). The link price of an arc to one is on sum z <= y, that of
     * other arcs on sum z <= w. */
    unsigned char *whole;

    /* What is decided; options that are 0 are gone. */
    unsigned char *option_alive;
    unsigned char *source; /* rw_decision */
    unsigned char *demand;
    unsigned char *arc; /* RW_YES: one of its options is built */

    bool alone_only; /* several arcs to a demand judged as a whole are left out of account: the value is then
                        NOT a bound, but shows the way sooner */

    /* Of the last evaluation. */
    double bound;     /* L, EUR/yr */
    double *arc_gain; /* best gain of the arc, theta included; where it is not above 0, a number that it does
                         not exceed */
    int *arc_option;  /* the option that has it, -1 = none built */
    double *arc_flow; /* by arc and slot (first_flow): what it would deliver */
    size_t *first_flow;
    double *source_bracket;          /* rho_i */
    double *demand_bracket;          /* connect side minus skip side */
    double *demand_need;             /* scratch: what it would lose without its arc */
    double *demand_value;            /* what the demand costs: the cheaper of the two */
    unsigned char *several;          /* of demands judged as a whole: is it served through several arcs? */
    unsigned char *open, *connected; /* y and w of the relaxed solution */
    double *subgradient;             /* what each row is short of */

    /* Passing over arcs: their worth at the prices `reference_price`. */
    rw_arc_reference *reference;
    float *option_alone; /* rw_arc_reference.alone of each option */
    double *reference_price, *demand_rise, *source_fall;
    double power_fall;
    int *favourite;                    /* the best single arc of a demand so far */
    int *looked_at, *demand_looked_at; /* arcs evaluated, by source and by demand */
    bool has_reference;
    bool by_reference;              /* arcs may be passed over in this evaluation */
    bool referring;                 /* this evaluation becomes the reference */
    int looked_at_most;             /* more than this and a new reference is taken */
    int tuning_steps, tuning_first; /* of the tuning at hand */
    double upper;                   /* of the fixing at hand */
} rw_lagrangian;

/** Allocates; all options alive, forced arcs decide their ends. `threads` may be NULL. Free with
 * rw_lagrangian_free, also after a failure. */
RW_NODISCARD rw_status rw_lagrangian_start(rw_lagrangian *lagrangian, rw_context *context,
                                           const rw_problem *problem, rw_threads *threads);
void rw_lagrangian_free(rw_lagrangian *lagrangian);

/** Prices to begin with: heat is worth what the backup costs, or what connecting leaves of the reference. */
void rw_lagrangian_first_prices(const rw_lagrangian *lagrangian, double *price);

/** Moves `price` into its ranges, evaluates it and returns the bound. -infinity is possible, +infinity means
 * that what is decided cannot be kept (a forced arc without options). Arcs that cannot gain anything are
 * passed over, so that most evaluations cost a fraction of O(options x bands). */
double rw_lagrangian_evaluate(rw_lagrangian *lagrangian, const double *price);

/** Can every demand be judged as a whole? */
bool rw_lagrangian_all_whole(const rw_lagrangian *lagrangian);
/** From now on judges demands as a whole wherever they have a backup for every band and no forced arc;
 * returns how many. Sets the link prices in `price` (those of the last evaluation) such that the bound does
 * not fall. */
int rw_lagrangian_judge_whole(rw_lagrangian *lagrangian, double *price);
/** Charges what opening a source costs, beyond what its heat brings in, to the arcs that demands judged as a
 * whole build from it, each by what the demand would lose without it. After an evaluation; the next should
 * take `price`. */
void rw_lagrangian_charge_openings(rw_lagrangian *lagrangian);
/** Improves the prices of each demand judged as a whole that seems cheapest to serve through several arcs, of
 * `count` demands from the first given; prices that concern nobody else, at most so many steps each. The next
 * evaluation should take `price`. */
void rw_lagrangian_tune(rw_lagrangian *lagrangian, int steps, int first_demand, int count);
/** Back to prices alone. */
void rw_lagrangian_judge_by_price(rw_lagrangian *lagrangian);

/** After decisions have been taken back (options that live again, arcs no longer closed). */
void rw_lagrangian_forget(rw_lagrangian *lagrangian);

/** With the prices of the last evaluation: removes options, and decides sources and demands, that no solution
 * cheaper than `upper` can have otherwise. Returns how many options are left; what was decided is in the
 * fields. */
int rw_lagrangian_fix(rw_lagrangian *lagrangian, double upper);

/** What delivering through an option is worth at the prices of the last evaluation, and how much it would
 * deliver per slot. `flow` may be NULL. */
double rw_lagrangian_gain(const rw_lagrangian *lagrangian, int arc, int option, double *flow);

#endif
