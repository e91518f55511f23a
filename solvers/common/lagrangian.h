/* The Lagrangian relaxation of the matching problem: every coupling row gets a price, what is left falls
 * apart into sources and demands, and its value is a lower bound for ANY prices in their ranges. No linear
 * program, no convergence needed. Derivation: solvers/README.md. One evaluation is O(options x bands).
 *
 * After Geoffrion (1974) and, for the use on facility location, Barahona and Chudak (2005). */
#ifndef RW_SOLVERS_LAGRANGIAN_H
#define RW_SOLVERS_LAGRANGIAN_H

#include "base/memory.h"
#include <restwarmte/solver.h>

enum { RW_LAGRANGIAN_SLOTS = 64 };

/** Is this a matching problem (no junctions), with at most RW_LAGRANGIAN_SLOTS bands per demand? */
bool rw_lagrangian_applies(const rw_problem *problem);

/** What is decided about a source or a demand. */
typedef enum rw_decision { RW_FREE, RW_YES, RW_NO } rw_decision;

/** One price per row, all in one vector; the numbers say where each kind starts. Only demand prices may be
 * negative. */
typedef struct rw_price_layout {
    int demand; /* v: per band, at most the backup's cost */
    int source; /* pi: capacity, per source */
    int used;   /* omega: minimum used share, per source */
    int link;   /* theta: sum z <= w, per arc */
    int share;  /* sigma: minimum share, per demand */
    int arcs;   /* nu: sources per demand, per demand */
    int power;  /* mu: per place */
    int limit;  /* lambda: per limit */
    int count;
} rw_price_layout;

typedef struct rw_lagrangian {
    rw_context *context;       /* borrowed */
    const rw_problem *problem; /* borrowed; has no junctions */
    rw_price_layout at;
    double *price; /* the prices of the last evaluation, in their ranges */

    /* What is decided; options that are 0 are gone. */
    unsigned char *option_alive;
    unsigned char *source; /* rw_decision */
    unsigned char *demand;

    /* Of the last evaluation. */
    double bound;     /* L, EUR/yr */
    double *arc_gain; /* M_p: best gain of the arc, theta included; -infinity without options */
    int *arc_option;  /* the option that has it, -1 = none built */
    double *arc_flow; /* by arc and slot (first_flow): what it would deliver */
    size_t *first_flow;
    double *source_bracket;          /* rho_i */
    double *demand_bracket;          /* connect side minus skip side */
    unsigned char *open, *connected; /* y and w of the relaxed solution */
    double *subgradient;             /* what each row is short of */
} rw_lagrangian;

/** Allocates; all options alive, forced arcs decide their ends. Free with rw_lagrangian_free, also after a
 * failure. */
RW_NODISCARD rw_status rw_lagrangian_start(rw_lagrangian *lagrangian, rw_context *context,
                                           const rw_problem *problem);
void rw_lagrangian_free(rw_lagrangian *lagrangian);

/** Prices to begin with: heat is worth what the backup costs, or what connecting leaves of the reference. */
void rw_lagrangian_first_prices(const rw_lagrangian *lagrangian, double *price);

/** Moves `price` into its ranges, evaluates it and returns the bound. -infinity is possible, +infinity means
 * that what is decided cannot be kept (a forced arc without options). */
double rw_lagrangian_evaluate(rw_lagrangian *lagrangian, const double *price);

/** With the prices of the last evaluation: removes options, and decides sources and demands, that no solution
 * cheaper than `upper` can have otherwise. Returns how many options are left; what was decided is in the
 * fields. */
int rw_lagrangian_fix(rw_lagrangian *lagrangian, double upper);

/** What delivering through an option is worth at the prices of the last evaluation, and how much it would
 * deliver per slot. `flow` may be NULL. */
double rw_lagrangian_gain(const rw_lagrangian *lagrangian, int arc, int option, double *flow);

#endif
