/* From trenches to the bare problem of MODEL 7, and back to a plan. */
#ifndef RW_MODEL_NETWORK_H
#define RW_MODEL_NETWORK_H

#include "model/kept.h"
#include "model/model.h"

/** What an arc of the problem stands for. */
typedef enum rw_arc_kind { RW_ARC_ENTRY, RW_ARC_TRENCH, RW_ARC_STATION, RW_ARC_EXIT } rw_arc_kind;

typedef struct rw_arc_origin {
    rw_arc_kind kind;
    int index;      /* of the source, trench, junction or demand */
    rw_level level; /* of its head, at an exit of its tail */
    int life;
    bool backwards;
} rw_arc_origin;

/** Demands alike: their heat flows through the network as one commodity per source and band. */
typedef struct rw_commodity_class {
    int start, ramp_up_yr;
    double hours_h[RW_MAX_BANDS];
} rw_commodity_class;

typedef struct rw_network_model {
    rw_life *lives;
    bool *for_late_sources; /* by life: only for sources that start no earlier, where others would make every
                               demand wait that starts before */
    int life_count;
    rw_commodity_class *classes;
    int class_count;
    int *class_of_demand;
    int *flows_as; /* by source: as in the bare problem */
    bool *reached; /* by node: trenches that can be of use end there */
    bool *useful;  /* by trench */
    RW_VECTOR(rw_arc_origin) arcs;
} rw_network_model;

/** Bands, junctions, commodities, arcs and options; sources and places are there already, demands are added
 * in the way of model.c. */
RW_NODISCARD rw_status rw_network_start(rw_model *model);
RW_NODISCARD rw_status rw_network_build(rw_model *model, const rw_demand_years *demand_years, rw_kept *kept);
/** Last of all: a limit for every trench in which a pipe must lie (minus the number of its pipes <= -1). */
RW_NODISCARD rw_status rw_network_force(rw_model *model);
RW_NODISCARD rw_status rw_network_decode(const rw_model *model, const rw_result *result, rw_arena *arena,
                                         rw_plan *plan);
/** Marks the options that build what the plan of this or a similar study builds, as far as the model has
 * them. O((pipes + connections) x arcs). */
RW_NODISCARD rw_status rw_network_encode(const rw_model *model, const rw_plan *plan, rw_arena *arena,
                                         bool *built);

#endif
