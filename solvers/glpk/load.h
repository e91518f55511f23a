/* Rows into GLPK's own object, and questions that several of our GLPK files ask of it. */
#ifndef RW_SOLVERS_GLPK_LOAD_H
#define RW_SOLVERS_GLPK_LOAD_H

#include "common/lagrangian.h"
#include "common/rows.h"
#include <glpk.h>

/** Costs go to GLPK in thousands of euros: its tolerances are absolute, and fit numbers around one. */
#define RW_GLPK_EUR 1e-3

/** The matrix as GLPK wants it: triplets counted from 1. */
typedef struct rw_triplets {
    int *row, *column;
    double *value;
} rw_triplets;

/** Allocates the triplets in the arena (GLPK's jumps must not lose them); `rows` stays the owner of the
 * numbers. */
RW_NODISCARD rw_status rw_glpk_triplets(rw_arena *arena, const rw_rows *rows, rw_triplets *triplets);

/** A GLPK problem with the columns (in the order of rows->columns, counted from 1) and rows. Call within a
 * guard. */
glp_prob *rw_glpk_load(const rw_rows *rows, const rw_triplets *triplets);

/** Narrows a column; equal bounds fix it. */
void rw_glpk_bound(glp_prob *lp, int column, double lower, double upper);

/** A basis from which the dual simplex can start: all rows basic, columns of negative cost at their upper
 * bound. */
void rw_glpk_dual_basis(glp_prob *lp, const rw_rows *rows);

/** The solved linear program's dual prices as prices of the relaxation, EUR/yr: v as it is, others with the
 * sign of their row (duality; rows that were added to the LP later have no price of their own). */
void rw_glpk_prices(glp_prob *lp, const rw_rows *rows, const rw_price_layout *at, double *price);

#endif
