/* The bare problem: what a solver sees, with no heat in it. MODEL 6 and 7 as arrays of numbers, rounded once,
 * so that the file written from it is exactly what every solver gets.
 *
 * Nodes are sources, demands and junctions; an arc goes from one to another and is built in at most one of
 * its options. In the matching problem every arc goes from a source to a demand and there are no junctions.
 */
#ifndef RESTWARMTE_PROBLEM_H
#define RESTWARMTE_PROBLEM_H

#include <restwarmte/context.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An option of an arc: each coefficient is a part per MW that it delivers at its head (x), and a constant
 * that counts when it is built (z). */
typedef struct rw_option {
    double carry, carry0_mw;  /* in the pipe: carry x + carry0 <= capacity */
    double draw, draw0_mw;    /* taken at the tail */
    double power, power0_mwe; /* at `place` */
    double capacity_mw;
    double fixed_eur_per_yr;
    int place; /* index, -1 = none */
} rw_option;

typedef struct rw_problem_source {
    double capacity_mw, open_eur_per_yr, min_used_share, availability_share;
    int flows_as; /* in networks: 1 + the source whose commodities its heat flows as; 0 = its own */
} rw_problem_source;

typedef struct rw_problem_demand {
    bool must; /* connected whatever it costs (w = 1) */
    double connect_eur_per_yr;
    double skip_eur_per_yr; /* of a demand that may be skipped */
    double min_mwh_per_yr;  /* at least this much from sources if connected */
    int max_arcs;           /* arcs that may end here; INT_MAX = no limit */
    int place;              /* of its own electric plant, -1 = none */
    double power_mwe;       /* of that plant, if connected */
    int first_band, band_count;
    int commodity_class; /* in networks: which commodities it takes */
} rw_problem_demand;

typedef struct rw_problem_band {
    double width_mw, hours_h;
    double backup_eur_per_mw_yr; /* infinite: there is no backup */
} rw_problem_band;

typedef struct rw_problem_place {
    double headroom_mwe, extra_max_mwe, extra_eur_per_mwe_yr;
} rw_problem_place;

/** Nodes are numbered sources first, then demands, then junctions. */
typedef struct rw_problem_arc {
    int tail, head;
    int first_option, option_count;
    size_t first_unit; /* unit costs of its options: option_count rows of slot_count */
    int slot_count;    /* flows per option: the bands of its demand, or commodities */
    int first_slot;    /* in slot_commodity; -1 on an arc from source to demand */
    int exclusive;     /* of all arcs with this number (> 0) at most one is built */
    bool forced;       /* one option must be built */
} rw_problem_arc;

/** In networks only: heat of one source, or of several of which only the arcs that start at them tell them
 * apart, for one class of demands in one band. */
typedef struct rw_problem_commodity {
    int source, commodity_class, band;
} rw_problem_commodity;

/** A further row over everything: sum of coefficients x variables <= max. Arrays run like the costs'. */
typedef struct rw_problem_limit {
    double max;
    double *open, *connect, *skip, *backup, *fixed, *unit;
} rw_problem_limit;

/** All arrays are owned by the problem. Money in EUR/yr, heat in MW. */
typedef struct rw_problem {
    rw_context *context; /* borrowed */
    rw_problem_source *sources;
    rw_problem_demand *demands;
    rw_problem_band *bands;
    rw_problem_place *places;
    rw_problem_arc *arcs;
    rw_option *options;
    double *unit_eur_per_mw_yr; /* by arc, option, slot */
    rw_problem_commodity *commodities;
    int *slot_commodity; /* of arcs that touch a junction */
    rw_problem_limit *limits;
    int source_count, demand_count, band_count, place_count, junction_count, arc_count, option_count,
        commodity_count, slot_count, limit_count;
    size_t unit_count;
    /* How much room the growing arrays have. */
    struct {
        size_t sources, demands, bands, places, arcs, options, units, commodities, slots;
    } room;
} rw_problem;

/** An empty problem; free with rw_problem_free, also after a failure. */
void rw_problem_start(rw_problem *problem, rw_context *context);
void rw_problem_free(rw_problem *problem);

/** Appending; each returns the index through the problem's count - 1. */
RW_NODISCARD rw_status rw_problem_add_source(rw_problem *problem, rw_problem_source source);
/** Its bands follow with rw_problem_add_band. */
RW_NODISCARD rw_status rw_problem_add_demand(rw_problem *problem, rw_problem_demand demand);
RW_NODISCARD rw_status rw_problem_add_band(rw_problem *problem, rw_problem_band band);
RW_NODISCARD rw_status rw_problem_add_place(rw_problem *problem, rw_problem_place place);
RW_NODISCARD rw_status rw_problem_add_commodity(rw_problem *problem, rw_problem_commodity commodity);
/** Sources, demands, junctions and commodities must all be there; its options follow. */
RW_NODISCARD rw_status rw_problem_add_arc(rw_problem *problem, int tail, int head, bool forced,
                                          int exclusive);
/** To the last arc; `unit_eur_per_mw_yr` has the arc's slot_count numbers. */
RW_NODISCARD rw_status rw_problem_add_option(rw_problem *problem, rw_option option,
                                             const double *unit_eur_per_mw_yr);
/** Once everything else is there; all coefficients 0. */
RW_NODISCARD rw_status rw_problem_add_limit(rw_problem *problem, double max, rw_problem_limit **limit);

/** What flows in a slot of an arc. */
typedef struct rw_slot {
    int source, band; /* band counts from 0 within its demand */
    int commodity;    /* -1 on an arc from source to demand, which needs none */
} rw_slot;
/** The source whose commodities the heat of this one flows as: mostly itself. */
int rw_problem_flows_as(const rw_problem *problem, int source);
rw_slot rw_problem_slot(const rw_problem *problem, const rw_problem_arc *arc, int slot);

bool rw_problem_is_source(const rw_problem *problem, int node);
bool rw_problem_is_demand(const rw_problem *problem, int node);
bool rw_problem_is_junction(const rw_problem *problem, int node);

/** Cost of coupling nothing: free demands skipped, the others on backup; infinite where there is none.
 * EUR/yr. */
double rw_problem_reference(const rw_problem *problem);

/** Reads the text form (solvers/README.md describes it). Mistakes become findings with file, line and column.
 */
RW_NODISCARD rw_status rw_problem_read(rw_context *context, const char *path, rw_problem *problem);
/** Writes it, atomically; numbers as the shortest decimals that read back exactly. */
RW_NODISCARD rw_status rw_problem_write(rw_context *context, const rw_problem *problem, const char *path);

#ifdef __cplusplus
}
#endif
#endif
