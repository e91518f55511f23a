/* One connection between a source and a demand: its route, its six physical numbers, what is bought for it,
 * and the energy that flows in a year. */
#ifndef RW_PLAN_CONNECTION_H
#define RW_PLAN_CONNECTION_H

#include "plan/terms.h"

/** A source and a demand that may be connected. */
typedef struct rw_pair {
    int source, demand;
    int first;            /* first project year of delivery: when both are there */
    double crow_m;        /* as the crow flies */
    double length_m;      /* of the trench */
    double bored_m;       /* of it */
    double crossings_eur; /* all crossings and other extras of the route */
    bool forced;
} rw_pair;

/** Describes the pair; false when it may not be connected (forbidden, or too far and without a route of its
 * own). O(log routes). */
bool rw_pair_describe(const rw_terms *terms, int source, int demand, rw_pair *pair);

/** What happens when the source stops (MODEL 5). */
typedef enum rw_exit_plan {
    RW_EXIT_STOP,    /* the backup takes over, the pipe is stranded */
    RW_EXIT_REPLACE, /* a substitute feeds the same pipe; only the coupling is stranded */
    RW_EXIT_COUNT
} rw_exit_plan;

/** The numbers of an option for the rows of MODEL 6: each a part per MW delivered (x), and a constant. */
typedef struct rw_design {
    bool possible;
    rw_upgrade upgrade;
    double carry, carry0_mw;  /* in the pipe; the constant is the heat loss */
    double draw, draw0_mw;    /* from the source */
    double power, power0_mwe; /* heat pump and circulation, at `place` */
    double capacity_mw;       /* U of the pipe */
    int place;                /* in power.csv, -1 = no limit */
    /* Through a network: pipes and the fixed part of pumps are others' too and not bought here, and the
     * circulation in `power` counts at no place. */
    bool shared;
    double circulation, circulation0_mwe;
} rw_design;

rw_design rw_connection_design(const rw_terms *terms, const rw_pair *pair, rw_mode mode, int pipe);
/** The same in two steps, for those who try all diameters: what the mode does, then what the pipe adds. */
rw_upgrade rw_pair_upgrade(const rw_terms *terms, const rw_pair *pair, rw_mode mode);
rw_design rw_pipe_design(const rw_terms *terms, const rw_pair *pair, rw_mode mode, const rw_upgrade *upgrade,
                         int pipe);

/** What is bought, by class, EUR. Affine in the delivered MW. */
typedef struct rw_purchases {
    double eur[RW_ASSET_COUNT];
} rw_purchases;

/** For a connection that can deliver `x_mw`; the fixed part of the coupling belongs to the source. */
rw_purchases rw_connection_purchases(const rw_terms *terms, const rw_pair *pair, rw_mode mode, int pipe,
                                     const rw_design *design, double x_mw);
/** The fixed part of the coupling of a source. */
rw_purchases rw_source_purchases(const rw_source *source);

/** O&M of a class per year, share of its purchase. For the coupling that is part c of Wcw 6.2. */
double rw_asset_om_per_yr(const rw_terms *terms, const rw_source *source, rw_asset_class asset_class);

/** Is this asset of no use once the source has gone, even if a substitute feeds the pipe? */
bool rw_asset_goes_with_source(rw_asset_class asset_class);

/** Expected energy of a connection in one year, MWh. */
typedef struct rw_energy {
    double from_source_mwh, from_substitute_mwh; /* delivered to the network */
    double source_heat_mwh, substitute_heat_mwh; /* taken, losses included */
    double electricity_mwh;                      /* heat pump and circulation */
    double pumped_mwh;                           /* out of the heat pump */
    double subsidised_mwh;                       /* delivered and within the subsidy's years and hours */
    double use_share;                            /* chance that pipe and pump are in use */
    double source_share;                         /* chance that the source delivers */
} rw_energy;

rw_energy rw_connection_energy(const rw_terms *terms, const rw_commitment *commitment, const rw_pair *pair,
                               const rw_design *design, rw_exit_plan exit_plan, const double *delivered_mw,
                               int year);

/** "direct", "source_pump", ..; and back, RW_MODE_COUNT / RW_EXIT_COUNT for an unknown word. */
const char *rw_mode_name(rw_mode mode);
rw_mode rw_mode_find(const char *name);
const char *rw_exit_plan_name(rw_exit_plan exit_plan);
rw_exit_plan rw_exit_plan_find(const char *name);

#endif
