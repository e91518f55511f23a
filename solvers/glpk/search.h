/* State of a solve with GLPK: the best solution, what is proven, and when to stop. */
#ifndef RW_SOLVERS_GLPK_SEARCH_H
#define RW_SOLVERS_GLPK_SEARCH_H

#include "common/lagrangian.h"
#include "common/result.h"

typedef struct rw_search {
    rw_context *context;
    const rw_parameters *parameters;
    const rw_problem *problem;
    rw_result *best;  /* values of the best solution; its cost is infinite until there is one */
    double bound;     /* EUR/yr */
    double reference; /* EUR/yr */
    double started_s, deadline_s;
    long nodes, iterations;
    bool interrupted, timed_out, out_of_nodes;
    double asked_s; /* when the caller was last asked whether to stop */
    const char *stage;
} rw_search;

/** Reports progress (at most ten times a second) and finds out whether to stop. */
bool rw_search_stop(rw_search *search);
/** Raises the bound, never lowers it. */
void rw_search_prove(rw_search *search, double bound);
/** Is the gap small enough to be done? */
bool rw_search_done(const rw_search *search);
/** Takes over the values of `found` if they are cheaper; logs who found them. */
RW_NODISCARD rw_status rw_search_offer(rw_search *search, const rw_result *found, const char *finder);

/** Solves the options that are alive with GLPK: root linear program with lazy linking rows, then branch and
 * cut. `exact`: all other options are proven useless, so that GLPK's bound is one for the whole problem. The
 * Lagrangian (NULL for networks) gets the root's dual prices, re-proves the bound with them and removes
 * options; `seconds` is a limit of its own. */
RW_NODISCARD rw_status rw_glpk_branch(rw_search *search, rw_lagrangian *lagrangian,
                                      const unsigned char *alive, bool exact, double seconds);

#endif
