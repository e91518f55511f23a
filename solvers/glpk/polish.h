/* The best flows for given choices: with every y, w and z decided, what is left is a small linear program.
 * Used on what GLPK's integer search returns, whose binaries may be a hair from 0 and 1 (MODEL 8), and on our
 * own heuristics. */
#ifndef RW_SOLVERS_GLPK_POLISH_H
#define RW_SOLVERS_GLPK_POLISH_H

#include "common/result.h"

/** Replaces the flows of `result` by the best ones for its built options, and its cost. `better` is false
 * (and the result untouched) when that is infeasible or no cheaper. */
RW_NODISCARD rw_status rw_glpk_polish(rw_context *context, const rw_problem *problem, rw_result *result,
                                      bool *better);

#endif
