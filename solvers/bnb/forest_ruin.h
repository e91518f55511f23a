/* Ruin and recreate on forests (Schrimpf et al. 2000): a few demands close together lose their service and
 * are served again one after the other, each in the cheapest way at the time. */
#ifndef RW_SOLVERS_BNB_FOREST_RUIN_H
#define RW_SOLVERS_BNB_FOREST_RUIN_H

#include "bnb/forest.h"

enum { RW_FOREST_MOST_OUT = 64 };

typedef struct rw_forest_turn {
    double gain_per_mw; /* as it looked the last time, EUR/yr */
    int demand;
} rw_forest_turn;

/** Memory is the arena's; `forest` is the current plan, `best` the best one it has seen. */
typedef struct rw_forest_walk {
    const rw_forest_data *data; /* borrowed */
    rw_random random;
    rw_forest forest, best;
    rw_forest_finder finder;
    double heat; /* how much dearer a step may be, EUR/yr on average */
    int list[RW_FOREST_MOST_OUT], count;
    int *queue, *seen, stamp;  /* by node */
    double *value;             /* by node */
    double *hoped;             /* by arc: MW that it carried in earlier rounds */
    rw_forest_turn *everybody; /* demands, in the order in which they are served */
} rw_forest_walk;

RW_NODISCARD rw_status rw_forest_walk_start(rw_context *context, rw_arena *arena, const rw_forest_data *data,
                                            uint64_t seed, rw_forest_walk *walk);
void rw_forest_walk_free(rw_forest_walk *walk);

/** One step; the plan becomes dearer by `heat` at the most, or not at all. */
void rw_forest_step(rw_forest_walk *walk);

/** Replaces the plan by one that serves demands the way the given options (ascending) do, in pipes and
 * amounts that suit this problem; ways that a forest has no place for are left out (forest_begin.c). */
RW_NODISCARD rw_status rw_forest_begin(rw_forest_walk *walk, const int *options, int count);

enum { RW_FOREST_PARTS = 32 };

/** Replaces the plan by one that serves everybody one after the other, in random order; what a new pipe costs
 * is shared with what it carried in the rounds before: slope scaling (Kim and Pardalos 1999) with exact
 * capacities. `layer` = first in that one alone; -1 = in all. Call for part 0 ..
 * RW_FOREST_PARTS - 1; the plan keeps all rows that forests keep after each. */
void rw_forest_round(rw_forest_walk *walk, int layer, int part);

/** Goes on with what another walk has learnt in its rounds. */
void rw_forest_learn_from(rw_forest_walk *to, const rw_forest_walk *from);

#endif
