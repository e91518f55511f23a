/* The parts of the search for facility location among themselves. */
#ifndef RW_SOLVERS_FACILITY_PARTS_H
#define RW_SOLVERS_FACILITY_PARTS_H

#include "bnb/facility.h"

/* -- Data ---------------------------------------------------------------------------------------------- */

/** The problem in the shape of facility location. Arcs are sorted by customer, each customer's by cost:
 * whoever looks for those cheaper than a price reads nothing else. */
typedef struct rw_facility {
    rw_arena arena;
    const rw_problem *problem;   /* borrowed */
    int sources, customers;      /* with backup, the last source stands for it */
    bool backup, complete;       /* complete: every source reaches every customer */
    double *open, *capacity;     /* EUR/yr; MW, at most what its customers need */
    double *need, *per_need;     /* MW and its inverse, which is 0 where nothing is needed */
    double *scale;               /* of a customer's row, for the ascent */
    double constant, total_need; /* EUR/yr; MW */
    int *demand;                 /* of a customer */
    size_t *first;               /* arcs of a customer */
    double *cost;                /* of serving all of it, EUR/yr */
    int *source, *arc;           /* arc -1: backup */
    size_t *reach;               /* arcs of a source in what follows */
    int *customer_of;            /* arcs by source */
    double *cost_of, *per_mw_of; /* cost, and cost per MW (0 without need) */
    int *by_capacity;            /* sources, largest first */
    unsigned char *state;        /* what is decided about sources before any search: rw_decision */
} rw_facility;

/** Free with rw_facility_free, also after a failure. O(arcs log sources). */
RW_NODISCARD rw_status rw_facility_start(rw_facility *facility, rw_context *context,
                                         const rw_problem *problem);
void rw_facility_free(rw_facility *facility);

/** Forgets the arcs of sources that are closed in `state`. */
void rw_facility_close(rw_facility *facility);

/** Opens sources without which the rest cannot serve all customers, and finds how many of the free ones it
 * takes at least. False: not even all together can. O(sources). */
bool rw_facility_settle(const rw_facility *facility, unsigned char *state, int *at_least);

/* -- Bound --------------------------------------------------------------------------------------------- */

/** A customer that a source would gain from at the prices. */
typedef struct rw_facility_item {
    double ratio, need, margin; /* margin per need; MW; EUR/yr */
    int customer, arc;          /* arc: in the order of sources */
} rw_facility_item;

/** The relaxation at given prices. */
typedef struct rw_facility_bound {
    const rw_facility *facility;
    int *candidate, *candidates; /* per source: arcs to look at, and how many */
    double *beyond;              /* per source: no other arc had a ratio above this when they were chosen */
    double *base;                /* prices at which they were chosen */
    double *per_mw;              /* the prices per MW; infinite for customers without need */
    bool chosen_at_base;         /* false: choose them */
    double rise;                 /* of prices per MW since then, at most */
    rw_facility_item *item;
    int *count, *whole; /* per source: items; the first of them that it serves wholly */
    double *part;       /* per source: share of the next item that it serves */
    double *rho;        /* per source: cost of opening it, EUR/yr */
    double *pi;         /* per source: price of its capacity, EUR/yr per MW */
    unsigned char *chosen;
    double *unserved; /* per customer: 1 - shares served */
    double *scratch;  /* per source */
    double tau;       /* price of the row that says how many sources it takes */
    double value;     /* the bound, EUR/yr, less what rounding may have added */
} rw_facility_bound;

RW_NODISCARD rw_status rw_facility_bound_start(rw_facility_bound *bound, rw_arena *arena,
                                               const rw_facility *facility);
/** No plan that obeys `state` and opens at least `at_least` of the free sources costs less than this; true
 * for any prices. O(customers + candidates), or O(arcs) where prices have moved far. */
double rw_facility_evaluate(rw_facility_bound *bound, const unsigned char *state, int at_least,
                            const double *price);

/** Prices that are getting better: the volume algorithm (Barahona and Anbil 2000). */
typedef struct rw_facility_ascent {
    rw_facility_bound bound;
    unsigned char *state; /* decisions, also those found on the way */
    int at_least;
    bool possible;      /* false: no plan obeys the decisions */
    double *best;       /* prices of the best bound */
    double *rho, *pi;   /* of these prices */
    double tau, value;  /* of these prices */
    double *trial;      /* prices */
    double *direction;  /* averaged subgradient */
    double *open_share; /* averaged y */
    double step;
    int reds;
    long iterations;
} rw_facility_ascent;

RW_NODISCARD rw_status rw_facility_ascent_start(rw_facility_ascent *ascent, rw_arena *arena,
                                                const rw_facility *facility);
/** Prices to begin with, where nothing better is known. */
void rw_facility_first_prices(const rw_facility *facility, double *price);
/** Begins anew from the decisions in `state` and the prices in `best`. */
void rw_facility_ascent_begin(rw_facility_ascent *ascent);
/** So many iterations towards `target`; at most until the bound has reached `cutoff`. */
void rw_facility_ascend(rw_facility_ascent *ascent, int iterations, double target, double cutoff);
/** Decides what plans cheaper than `cutoff` have in common, by the best prices. */
void rw_facility_fix(rw_facility_ascent *ascent, double cutoff);

/* -- Transport ----------------------------------------------------------------------------------------- */

typedef enum rw_facility_outcome {
    RW_FACILITY_SOLVED,
    RW_FACILITY_IMPOSSIBLE, /* the open sources cannot serve all */
    RW_FACILITY_UNSOLVED    /* too much work */
} rw_facility_outcome;

/** An amount that a source delivers to a customer. */
typedef struct rw_facility_entry {
    double amount_mw, cost; /* cost of serving the customer wholly from here */
    int customer, place;    /* place: of the source among the open ones */
    int next, before;       /* of the same source; -1 = none */
    int sibling;            /* next of the same customer */
} rw_facility_entry;

/** Cheapest transport from given open sources. */
typedef struct rw_facility_flow {
    const rw_facility *facility;
    int open_count;
    int *open, *place; /* sources that are open; where a source stands among them, -1 = closed */
    size_t *first;     /* open arcs of a customer, by cost */
    double *near_cost;
    int *near; /* place */
    rw_facility_entry *entry;
    int entry_count, most_entries, unused; /* unused: list of freed entries */
    int *head, *of_customer;
    double *load, *slack; /* per place: MW; what counts as rounding */
    double *pi;           /* per place */
    double *length;       /* place x place: cheapest move of one MW */
    int *via;             /* place x place: the entry that moves */
    double *distance;
    int *from;
    unsigned char *settled;
    double *price; /* per customer: dual price, EUR/yr */
    double cost;   /* with opening costs and constant, EUR/yr */
    long pushes;
} rw_facility_flow;

RW_NODISCARD rw_status rw_facility_flow_start(rw_facility_flow *flow, rw_arena *arena,
                                              const rw_facility *facility);
/** Serves all customers from the sources with open[i] != 0; fills cost and price when solved. */
rw_facility_outcome rw_facility_transport(rw_facility_flow *flow, const unsigned char *open);

/* -- Search -------------------------------------------------------------------------------------------- */

enum { RW_FACILITY_BATCH = 2 }; /* nodes looked at together, whatever the number of threads */

/** What one node, or one trial, needs. */
typedef struct rw_facility_desk {
    rw_facility_ascent ascent;
    rw_facility_flow flow;
    unsigned char *open; /* the plan tried */
    unsigned char *plan; /* the best plan found here, if its cost is finite */
    double plan_cost;
    /* Result of a node. */
    double bound;
    int branch; /* source to branch on, -1 = closed */
} rw_facility_desk;

typedef struct rw_facility_search {
    rw_search *search;
    rw_threads *threads; /* borrowed */
    rw_facility facility;
    rw_arena arena;
    rw_facility_desk desk[RW_FACILITY_BATCH];
    rw_result scratch;
    double *flow_mw;     /* by arc */
    unsigned char *best; /* sources of the best plan */
} rw_facility_search;

/** From here on only what is cheaper by more than rounding counts. */
double rw_facility_cutoff(const rw_search *search);

/** The plan in the desk's `open`, priced; better ones are kept in the desk's `plan`. */
rw_facility_outcome rw_facility_price(rw_facility_desk *desk);
/** Opens what the averaged solution opens by at least `threshold`, and more until it is enough. */
void rw_facility_round(rw_facility_desk *desk, double threshold);
/** Takes over the desk's best plan if it is the best of all. */
RW_NODISCARD rw_status rw_facility_offer(rw_facility_search *s, rw_facility_desk *desk, const char *finder);
/** Exchanges sources of the best plan while that helps, with at most `trials` transport problems. */
RW_NODISCARD rw_status rw_facility_improve(rw_facility_search *s, int trials);

RW_NODISCARD rw_status rw_facility_tree(rw_facility_search *s);

#endif
