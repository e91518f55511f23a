/* State of a solve: the best solution, what is proven, and when to stop. */
#ifndef RW_SOLVERS_SEARCH_H
#define RW_SOLVERS_SEARCH_H

#include "common/lagrangian.h"
#include "common/result.h"

typedef struct rw_search {
    rw_context *context;
    const rw_parameters *parameters;
    const rw_problem *problem;
    const rw_task *task;
    rw_result *best;  /* values of the best solution; its cost is infinite until there is one */
    double bound;     /* EUR/yr */
    double reference; /* EUR/yr */
    double started_s, deadline_s;
    long nodes, iterations;
    bool interrupted, timed_out, out_of_nodes;
    double asked_s; /* when the caller was last asked whether to stop */
    const char *stage;
    double removed_share; /* of the options */
} rw_search;

/** Reports progress (at most ten times a second) and finds out whether to stop. */
bool rw_search_stop(rw_search *search);
/** Raises the bound, never lowers it. */
void rw_search_prove(rw_search *search, double bound);
/** Is the gap small enough to be done, or is enough known for the task? */
bool rw_search_done(const rw_search *search);
/** The same of a cost and a bound that are not the search's own yet. */
bool rw_search_done_at(const rw_search *search, double cost, double bound);
/** Takes over the values of `found` if they are cheaper; logs who found them. */
RW_NODISCARD rw_status rw_search_offer(rw_search *search, const rw_result *found, const char *finder);

/** Fills in what the result says about the search: outcome, stop reason, bound. */
void rw_search_finish(rw_search *search);

#endif
