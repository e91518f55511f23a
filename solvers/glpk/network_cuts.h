/* Rows that make the linear program of a network strong, found where its solution breaks them. */
#ifndef RW_SOLVERS_GLPK_NETWORK_CUTS_H
#define RW_SOLVERS_GLPK_NETWORK_CUTS_H

#include "glpk/cut_row.h"

typedef struct rw_network_cuts rw_network_cuts;

/** Rows with shared flows (rw_rows_choice). Everything is in the arena, for GLPK may not return. `*cuts` is
 * NULL for a problem without junctions. */
RW_NODISCARD rw_status rw_network_cuts_start(rw_arena *arena, const rw_rows *rows, rw_network_cuts **cuts);

/** Hands `take` the rows that the columns' values break; how many. NULL finds none. */
int rw_network_cuts_find(rw_network_cuts *cuts, const double *value, rw_cut_taker *take, void *data);

#endif
