/* The parts of the branch and bound among themselves. */
#ifndef RW_SOLVERS_BNB_H
#define RW_SOLVERS_BNB_H

#include "bnb/recreate.h"
#include "common/ascent.h"
#include "common/certificate.h"
#include "common/search.h"

enum {
    RW_BNB_CHAINS = 2,
    RW_BNB_TREE_OPTIONS = 60000 /* more than this are not branched on */
};

/** Everything a branch and bound works with. */
typedef struct rw_bnb {
    rw_search *search;         /* borrowed */
    const rw_problem *problem; /* borrowed */
    rw_context *context;       /* borrowed */
    rw_threads *threads;
    rw_lagrangian lagrangian;
    rw_ascent ascent;
    rw_certificate *certificate; /* NULL: nobody wants one */
    rw_chain *chains[RW_BNB_CHAINS];
    rw_result scratch;
    double *price;     /* scratch, one number per row */
    bool judges_whole; /* demands, where that is possible */
    bool begun;        /* at a similar problem's end */
    bool is_facility;  /* the search for facility location takes over, and needs none of this */
    int left;          /* options that have not been removed */
    long steps;        /* of improvement so far, per chain */
} rw_bnb;

/** A first plan, prices, and as much proof and improvement as the root gives; returns with whatever is left
 * to branch on. */
RW_NODISCARD rw_status rw_bnb_root(rw_bnb *bnb);

/** Where too much is left to branch on: the same for as long as the search may last, or until little enough
 * is left. */
RW_NODISCARD rw_status rw_bnb_go_on(rw_bnb *bnb);

/** Looks for better plans from the prices at hand: so many steps in each chain. */
RW_NODISCARD rw_status rw_bnb_improve(rw_bnb *bnb, long steps);

/** Removes what no better plan can contain, at the best prices known. */
RW_NODISCARD rw_status rw_bnb_fix(rw_bnb *bnb);

/** Offers the values in `scratch` if they keep every row, after putting their flows right. */
RW_NODISCARD rw_status rw_bnb_offer(rw_bnb *bnb, const char *finder);

/** More than any plan can cost, EUR/yr: a bound above it proves that there is none. */
double rw_bnb_most_possible(const rw_bnb *bnb);

#endif
