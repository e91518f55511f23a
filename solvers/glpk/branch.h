/* What GLPK's own branch and cut is asked to do. */
#ifndef RW_SOLVERS_GLPK_BRANCH_H
#define RW_SOLVERS_GLPK_BRANCH_H

#include "common/search.h"

/** Solves the options that are alive with GLPK: root linear program with lazy linking rows, then branch and
 * cut. `exact`: all other options are proven useless, so that GLPK's bound is one for the whole problem. The
 * Lagrangian (NULL for networks) gets the root's dual prices, re-proves the bound with them and removes
 * options; `seconds` is a limit of its own. */
RW_NODISCARD rw_status rw_glpk_branch(rw_search *search, rw_lagrangian *lagrangian,
                                      const unsigned char *alive, bool exact, double seconds);

/** A leaf of a tree of our own: solves the options that are alive there, as far as so many nodes go. `bound`:
 * what every plan of them costs at least; never more than the best plan. Better plans are offered. */
RW_NODISCARD rw_status rw_glpk_leaf(rw_search *search, const unsigned char *alive, long most_nodes,
                                    double *bound);

#endif
