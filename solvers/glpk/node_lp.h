/* The linear program of a small node, solved by GLPK's simplex. Its dual prices are given to the relaxation,
 * whose value is the bound: what counts does not depend on GLPK's tolerances. */
#ifndef RW_SOLVERS_GLPK_NODE_LP_H
#define RW_SOLVERS_GLPK_NODE_LP_H

#include "common/lagrangian.h"
#include "common/rows.h"

/** What the linear program says. */
typedef struct rw_node_lp {
    rw_context *context;
    rw_rows rows;   /* of the options alive */
    double *values; /* of the columns */
    double *price;  /* dual prices; of an infeasible node: a direction in which the bound rises without end */
    int *column;    /* scratch for a row */
    double *one;
    bool solved, infeasible;
} rw_node_lp;

/** With the Lagrangian's decisions and options. Free with rw_node_lp_free, also after a failure. */
RW_NODISCARD rw_status rw_node_lp_solve(rw_context *context, const rw_lagrangian *lagrangian, rw_node_lp *lp);
void rw_node_lp_free(rw_node_lp *lp);

#endif
