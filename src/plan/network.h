/* The part of a plan that connections share: pipes in trenches, heat pumps, and heat that is lost on the way
 * (MODEL 7; README.md of this folder says how it is charged). */
#ifndef RW_PLAN_NETWORK_H
#define RW_PLAN_NETWORK_H

#include "plan/connection.h"

/** For how long shared things are in use: from a first year, as long as a source delivers (stop) or to the
 * horizon (replace). What flows through them has the same exit plan and a source that stays no longer. */
typedef struct rw_life {
    int source; /* whose commitment and availability it has */
    int first;  /* project year */
    rw_exit_plan exit_plan;
} rw_life;

/** A pipe in a trench. */
typedef struct rw_laid {
    int trench;
    rw_level level;
    int pipe;       /* index in the study's catalogue */
    bool backwards; /* heat flows from the trench's `to` to its `from` */
    int life;       /* in the network's lives */
} rw_laid;

/** A heat pump at a source, a demand or a junction, for all heat of one life that comes that way. */
typedef struct rw_machine {
    rw_mode mode; /* demand_pump: it stands at a demand; station_pump: at a junction; otherwise at a source */
    int index;    /* of the demand, junction or source */
    int life;
} rw_machine;

/** How heat gets from a source to a demand, or to the pipe that loses it. */
typedef struct rw_way {
    int life;
    int laid_count;
    const int *laid; /* indices, in the order of the flow */
} rw_way;

/** Heat of a source that a pipe loses. */
typedef struct rw_feed {
    int source;
    rw_mode mode; /* demand_pump: as source water; station_pump: through a heat pump on the way */
    int laid;     /* the pipe that loses it; the way ends where that starts */
    double mw;
    rw_way way;
} rw_feed;

/** Arrays live in the plan's arena. */
typedef struct rw_network {
    rw_life *lives;
    rw_laid *laid;
    rw_machine *machines;
    rw_feed *feeds;
    int life_count, laid_count, machine_count, feed_count;
} rw_network;

/** The level at which heat of this mode leaves its source, and that at which it comes to a demand. */
rw_level rw_mode_level(rw_mode mode);
rw_level rw_mode_exit_level(rw_mode mode);

/** What a source does to each MW that it sends into a level. Mode demand_pump: as source water. */
rw_upgrade rw_entry_upgrade(const rw_terms *terms, int source, rw_mode mode);
/** What a demand does to each MW that it gets: a substation, or a heat pump on source water. */
rw_upgrade rw_exit_upgrade(const rw_terms *terms, int demand, rw_level level);
/** MW in a pipe of this level per MW that comes out of the last pipe: source water before a heat pump at a
 * junction is less than what leaves it. 1 in every other mode. */
double rw_mode_carry(const rw_terms *terms, rw_mode mode, rw_level level);

/** A pipe of a level in a trench. */
typedef struct rw_stretch {
    double capacity_mw, loss_mw;
    double circulation; /* MWh_e per MWh through it */
    bool existing;
} rw_stretch;
rw_stretch rw_stretch_of(const rw_terms *terms, int trench, rw_level level, int pipe);
/** First purchase; nothing for a pipe that lies there. */
rw_purchases rw_stretch_purchases(const rw_terms *terms, int trench, int pipe, bool existing);
/** Present value of annuities and O&M per EUR of a new pipe in the place of one that lies there: O&M while in
 * use, annuities from the year in which it must be bought again. */
double rw_existing_factor(const rw_terms *terms, int trench, const rw_life *life);
/** First project year in which the pipe that lies there is no longer. */
int rw_existing_end(const rw_terms *terms, int trench);

/** Chance that what has this life is in use in a year. */
double rw_life_use(const rw_terms *terms, const rw_life *life, int year);
/** Present value per EUR of an asset of this life: annuities, O&M, stranded book value. */
double rw_life_factor(const rw_terms *terms, const rw_life *life, rw_asset_class asset_class);
/** May heat of this source flow through what has this life? It must not outlast it, nor, alone, make pipes or
 * pumps dearer. */
bool rw_life_takes(const rw_terms *terms, const rw_life *life, int source);

/** The junction (its index) where heat of mode station_pump passes its heat pump: the end of its last pipe of
 * source water; -1 when it has none. */
int rw_way_station(const rw_study *study, const rw_network *network, const rw_way *way);

/** The node at which a machine stands. */
int rw_machine_node(const rw_study *study, const rw_machine *machine);
/** The node at which heat of a source passes a heat pump, on a way (NULL without a network) to a demand (-1:
 * to the pipe that loses it); -1 = nowhere. */
int rw_pump_node(const rw_study *study, const rw_network *network, int source, int demand, rw_mode mode,
                 const rw_way *way);
/** Does heat of a source, on a way to a demand (-1: to the pipe that loses it), pass this heat pump? */
bool rw_machine_serves(const rw_study *study, const rw_network *network, const rw_machine *machine,
                       int source, int demand, rw_mode mode, const rw_way *way);

/** The numbers of a connection through the network: its part per MW delivered; losses are feeds. */
rw_design rw_way_design(const rw_terms *terms, const rw_network *network, const rw_way *way, int source,
                        int demand, rw_mode mode);
/** The numbers of a feed: only constants. */
rw_design rw_feed_design(const rw_terms *terms, const rw_network *network, const rw_feed *feed);

/** Where heat comes in and goes out of a laid pipe: nodes. */
int rw_laid_tail(const rw_study *study, const rw_laid *laid);
int rw_laid_head(const rw_study *study, const rw_laid *laid);

#endif
