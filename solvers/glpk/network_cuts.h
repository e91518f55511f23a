/* Rows that make the linear program of a network strong, added where its solution breaks them. */
#ifndef RW_SOLVERS_GLPK_NETWORK_CUTS_H
#define RW_SOLVERS_GLPK_NETWORK_CUTS_H

#include "common/rows.h"
#include <glpk.h>

typedef struct rw_network_cuts rw_network_cuts;

/** Everything is in the arena, for GLPK may not return. `*cuts` is NULL for a problem without junctions. */
RW_NODISCARD rw_status rw_network_cuts_start(rw_arena *arena, const rw_rows *rows, rw_network_cuts **cuts);

/** Adds the rows that the primal solution of `lp` breaks; how many. NULL adds none. */
int rw_network_cuts_add(rw_network_cuts *cuts, glp_prob *lp);

#endif
