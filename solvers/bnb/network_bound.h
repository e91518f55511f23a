/* A lower bound for networks, from prices and tolls, without a linear program.
 *
 * Prices. Heat of every commodity has a price at every junction, the cheapest way there: running costs, the
 * source's price, and a price per MW of the pipes. At those prices no flow is worth anything to the
 * relaxation by itself, losses cost what their heat costs where they are lost, and a demand knows what a MW
 * of each band costs at least.
 *
 * Tolls. Whoever gets heat is connected to a source: every arc on some way from a source to the demand is
 * built. What building an arc costs may be divided among demands as tolls; a demand then pays at least the
 * tolls of the way that is cheapest to it, and for not taking the way that is cheapest to run (Wong's dual
 * ascent 1984, with prizes; budgets as in Balakrishnan, Magnanti and Wong 1989).
 *
 * Any prices >= 0 and any tolls >= 0 that add up to no more than an arc costs give a bound.
 */
#ifndef RW_SOLVERS_BNB_NETWORK_BOUND_H
#define RW_SOLVERS_BNB_NETWORK_BOUND_H

#include "base/memory.h"
#include "common/heap.h"
#include "common/network_graph.h"
#include "common/threads.h"
#include <restwarmte/problem.h>

enum { RW_NET_BANDS = 16 };

typedef enum rw_net_served { RW_NET_OPEN, RW_NET_SERVED, RW_NET_NOT_SERVED } rw_net_served;

/** What one demand pays on an arc, or for a source (numbered after the arcs). */
typedef struct rw_net_toll {
    int arc;
    double eur_per_yr;
} rw_net_toll;

typedef RW_VECTOR(rw_net_toll) rw_net_tolls;

/** A demand at the prices at hand. */
typedef struct rw_net_demand {
    double base; /* cost if it is served and building were free, EUR/yr */
    double
        without;  /* what it gains over `base` by doing without heat is minus this: infinite if it must not */
    double prize; /* of that, as much as counts: what building, and a detour, may cost before it does without
                     heat, EUR/yr */
    double raised; /* of which the tolls and detours of every way to it take this much, EUR/yr */
    int core;      /* the band that a detour is counted for, -1 = none */
    int core_number;
    double least_draw; /* MW in the network per MW delivered, at its best exit */
    double core_mw;    /* and how much of it, at least until the prize is spent */
    double running;    /* what it costs to serve at least, building and connection not counted, EUR/yr */
    double least;      /* EUR/MW/yr of the core band through its best exit */
} rw_net_demand;

/** Arrays belong to the arena, tolls to the bound. Money in EUR/yr, prices in EUR/MW/yr. */
typedef struct rw_net_bound {
    rw_context *context;       /* borrowed */
    const rw_problem *problem; /* borrowed */
    rw_arena arena;
    rw_heap heap;
    rw_threads *threads; /* borrowed, may be NULL */
    struct rw_net_walker *walkers;
    rw_network_graph graph;
    /* Decisions, all open at first. */
    unsigned char *alive;  /* by option: 0 = not built */
    unsigned char *served; /* by demand: rw_net_served */
    int *must;             /* by arc: of the arcs with this number (> 0) one is built */
    int must_count;        /* numbers that are in use; those of exclusive sets come first */
    double upper;          /* cost of the best plan: a bound above it is as good as any */
    /* Prices: any numbers >= 0 give a bound. */
    double *source_price, *place_price, *pipe_price; /* by source, place, arc */
    /* What follows from them. */
    double *lost;         /* by node: the cheapest MW of losses there, infinite where no source comes */
    int *first_alive;     /* by arc: its first option that is alive, -1 = none */
    unsigned char *alike; /* by arc: all its options cost a flow the same */
    double *swing;        /* by arc: most by which a flow would be worth more than it costs */
    double *detour; /* by core, arc: a MW of its band this way costs so much more than the cheapest way */
    int *core_of;   /* by commodity: class and band, numbered */
    int core_count;
    double *band_price;                     /* by exit, band: a MW delivered */
    int *band_commodity, *first_band_price; /* whose heat that is; by arc, -1 where it is no exit */
    int *reached_by;                        /* by commodity, node: arc of the cheapest way, -1 */
    double *budget;      /* by arc: what building it costs at least; then by source: opening it */
    double *slack;       /* budget that no toll has used */
    double *least_slack; /* by number of `must`: scratch */
    rw_net_demand *demands;
    double best_availability;
    double forced;   /* of arcs that must be built, tolls not counted */
    double constant; /* of the sources, places and prices */
    double value;    /* the bound */
    /* Tolls. */
    rw_net_tolls *tolls; /* by demand */
    double *own;         /* by arc and source: scratch of the demand at hand */
    int *next;           /* by node: arc towards that demand */
    int *way;            /* by demand: where its way starts in `ways`, -1 = it has none */
    RW_VECTOR(int) ways; /* arcs of the way of each demand that reached a source, from there; -1 ends it */
} rw_net_bound;

/** All options alive, all prices 0. Free with rw_net_bound_free, also after a failure. */
RW_NODISCARD rw_status rw_net_bound_start(rw_context *context, const rw_problem *problem, rw_threads *threads,
                                          rw_net_bound *bound);
void rw_net_bound_free(rw_net_bound *bound);

/** Works out everything that follows from the prices; no tolls yet. */
void rw_net_bound_price(rw_net_bound *bound);
/** What shortest paths need, for each thread. */
RW_NODISCARD rw_status rw_net_walkers_start(rw_net_bound *bound);
/** Prices of heat at every junction and exit, and detours. O(commodities x arcs log nodes). */
void rw_net_price_heat(rw_net_bound *bound);
/** What a demand takes of each band at the prices at hand if it is served, MW, and through which exit. */
void rw_net_bound_takes(const rw_net_bound *bound, int demand, double mw[RW_NET_BANDS],
                        int exit[RW_NET_BANDS]);
/** Sums the bound up again. */
void rw_net_bound_add_up(rw_net_bound *bound);
/** What an option costs at the prices at hand, tolls not counted. EUR/yr. */
double rw_net_option_cost(const rw_net_bound *bound, int arc, int option);

/** Tolls from elsewhere, before rw_net_bound_keep. */
RW_NODISCARD rw_status rw_net_tolls_set(rw_net_bound *bound, int demand, const rw_net_toll *tolls,
                                        size_t count);
/** No tolls. */
void rw_net_tolls_clear(rw_net_bound *bound);
/** What a demand's heat costs more by an arc than the cheapest way, EUR/yr; infinite where it cannot come. */
double rw_net_detour(const rw_net_bound *bound, int demand, int arc);
/** Raises tolls until no demand can pay or reach any more, all at the same pace: so many steps to the largest
 * prize. */
RW_NODISCARD rw_status rw_net_bound_grow(rw_net_bound *bound, int steps);

/** As grow, but from the tolls of former prices, of which each demand had raised so much. */
RW_NODISCARD rw_status rw_net_bound_keep(rw_net_bound *bound, const double *raised, int steps);

#endif
