/* A lower bound for networks, from prices and tolls, without a linear program.
 *
 * Prices. Heat of every commodity has a price at every junction, the cheapest way there: running costs, the
 * source's price, and a price per MW of the pipes. At those prices no flow is worth anything to the
 * relaxation by itself, losses cost what their heat costs where they are lost, and a demand knows what a MW
 * of each band costs at least.
 *
 * Tolls. Each band of each demand pays a toll per MW on every arc that its heat may come by, so that its heat
 * costs more than the price, whatever way it takes. What an arc's payers bring may be no more than what
 * building it costs, option by option (network_book.h). A band whose tolls reach what its backup costs does
 * without heat; so does a demand that tolls make too dear as a whole. Tolls rise by dual ascent (Wong 1984;
 * budgets as in Balakrishnan, Magnanti and Wong 1989); that options are knapsacks of what flows through them
 * is what Crainic, Frangioni and Gendron (2001) call the knapsack relaxation of network design.
 *
 * Any prices >= 0 and any affordable tolls >= 0 give a bound; so do tolls that are not affordable, if what
 * they bring beyond the costs is taken off it.
 */
#ifndef RW_SOLVERS_BNB_NETWORK_BOUND_H
#define RW_SOLVERS_BNB_NETWORK_BOUND_H

#include "base/memory.h"
#include "bnb/network_book.h"
#include "common/heap.h"
#include "common/lagrangian.h"
#include "common/network_graph.h"
#include "common/search.h"
#include "common/threads.h"
#include <restwarmte/problem.h>

enum { RW_NET_BANDS = RW_LAGRANGIAN_SLOTS };

/** Served is who takes heat: a demand may be connected and take none. */
typedef enum rw_net_served { RW_NET_OPEN, RW_NET_SERVED, RW_NET_NOT_SERVED } rw_net_served;

/** What a payer pays on a build of network_book.h. */
typedef struct rw_net_toll {
    int build;
    double eur_per_mw; /* and year */
} rw_net_toll;

typedef RW_VECTOR(rw_net_toll) rw_net_tolls;

/** An arc that can be built, as seen from its head. */
typedef struct rw_net_hop {
    int arc, tail;
} rw_net_hop;

/** A demand at the prices at hand. */
typedef struct rw_net_demand {
    double connect;   /* connecting it, EUR/yr */
    double without;   /* doing without heat, EUR/yr: infinite if it must not */
    double most;      /* what it may cost before more tolls are in vain, EUR/yr */
    double free;      /* what it costs if building were free, EUR/yr */
    double value;     /* what it costs at least, tolls paid, EUR/yr */
    int first_payer;  /* of its bands; after them, of the demand as a whole */
    int core;         /* slot of the band whose detours the demand as a whole counts, -1 = none */
    double core_draw; /* MW of its heat in the network per MW delivered, at least */
    double core_mw;   /* and how much of it, at least, until it does without heat */
} rw_net_demand;

/** A band of a demand, which pays tolls per MW; or, in slot -1, a demand as a whole, which pays tolls in EUR
 * for being connected, however much it takes. */
typedef struct rw_net_payer {
    int demand, slot, core; /* core 0 = no commodity brings it heat */
    bool pays;              /* false: no heat, or some of it comes where tolls do not count */
    double mw;              /* of its heat that flow through an arc at most */
    double heat;            /* EUR/MW/yr delivered, the cheapest way, no tolls */
    double raised;          /* and so much more by tolls */
    int way;                /* where its way starts in `ways`, -1 = its tolls do not reach a source yet */
} rw_net_payer;

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
    int must_count;        /* numbers that are in use; exclusive sets, limits, single arcs */
    double upper;          /* cost of the best plan: a bound above it is as good as any */
    rw_search *search;     /* borrowed: when it must stop, tolls rise no further; NULL = it need not */
    /* Prices: any numbers >= 0 give a bound. */
    double *source_price, *place_price, *pipe_price; /* by source, place, arc */
    /* What follows from them. */
    double *at;           /* by commodity, node: the cheapest MW there, infinite where it does not come */
    int *came_by;         /* by commodity, node: the arc by which that comes, -1 = none */
    double *detour;       /* by commodity, arc: a MW at its head costs so much more this way than the
                             cheapest; infinite where it cannot come */
    double *lost;         /* by node: the cheapest MW of losses there, infinite where no source comes */
    int *first_alive;     /* by arc: its first option that is alive, -1 = none */
    double *least_draw;   /* by arc: of the options that are alive */
    rw_net_hop *hops;     /* those with such options, by head: */
    int *first_hop;       /* by node */
    double *part;         /* by node: as in network_graph.h */
    unsigned char *alike; /* by arc: all its options cost a flow the same */
    double *swing;        /* by arc: most by which a flow would be worth more than it costs */
    rw_arc_groups cores;  /* commodities of each core (items are commodities) */
    rw_net_demand *demands;
    rw_net_payer *payers;
    int payer_count;
    double best_availability;
    double forced;   /* of what the relaxation builds, above tolls */
    double constant; /* of the sources, places and prices */
    double value;    /* the bound */
    /* Tolls. */
    rw_net_book book;
    rw_net_tolls *tolls;  /* by payer */
    double *own;          /* by build: scratch of the payer at hand */
    int *next;            /* by node: arc towards that demand */
    double *least_slack;  /* by number of `must`: what the cheapest costs above tolls, -1 = not in use */
    unsigned char *built; /* by build: by the relaxation */
    int *cheapest;        /* by exclusive set: its cheapest arc, tolls paid, -1 = it has none */
    rw_net_tolls wanted;  /* scratch of the payer at hand */
    RW_VECTOR(int) ways;  /* arcs of the way of each payer that reached a source, from there; -1 ends it */
} rw_net_bound;

/** All options alive, all prices 0. Free with rw_net_bound_free, also after a failure. */
RW_NODISCARD rw_status rw_net_bound_start(rw_context *context, const rw_problem *problem, rw_threads *threads,
                                          rw_net_bound *bound);
void rw_net_bound_free(rw_net_bound *bound);

/** Works out everything that follows from the prices; no tolls yet. */
void rw_net_bound_price(rw_net_bound *bound);
/** What shortest paths need, for each thread. */
RW_NODISCARD rw_status rw_net_walkers_start(rw_net_bound *bound);
/** Prices of heat at every junction and demand. O(commodities x arcs log nodes). */
void rw_net_price_heat(rw_net_bound *bound);
/** What a demand takes of each band if it is served, tolls paid, MW. */
void rw_net_bound_takes(const rw_net_bound *bound, int demand, double mw[RW_NET_BANDS]);
/** What serving a demand costs at least, tolls paid, EUR/yr. */
double rw_net_bound_serving(const rw_net_bound *bound, int demand);
/** Chooses the band whose detours a demand as a whole counts. */
void rw_net_bound_count_detours(rw_net_bound *bound, int demand);
/** What an option costs at the prices at hand, tolls not counted. EUR/yr. */
double rw_net_option_cost(const rw_net_bound *bound, int arc, int option);

/** What the relaxation builds at the tolls at hand, what that costs above them, and the sum of it all. */
void rw_net_bound_charge(rw_net_bound *bound);
/** What a build, or another of its exclusive set, costs the bound as it is: negative where tolls bring more
 * than it costs. */
double rw_net_bound_charged(rw_net_bound *bound, int build);
/** No tolls. */
void rw_net_tolls_clear(rw_net_bound *bound);
/** Tolls from elsewhere, after rw_net_tolls_clear and before rw_net_bound_keep. */
RW_NODISCARD rw_status rw_net_tolls_set(rw_net_bound *bound, int payer, const rw_net_toll *tolls,
                                        size_t count);
/** What serving a demand costs at least if its tolls rise beyond doing without heat, towards `enough`,
 * EUR/yr; tolls must be affordable, and are as before afterwards. */
RW_NODISCARD rw_status rw_net_bound_serving_at_least(rw_net_bound *bound, int demand, double enough,
                                                     double *cost);
/** What tolls of a payer are multiplied with to give EUR/yr: its MW, or 1 for a demand as a whole. */
double rw_net_payer_weight(const rw_net_payer *payer);
/** Raises tolls of demands as a whole, from none, until nobody can pay or reach any more, all at the same
 * pace: so many steps to the largest. They are affordable. */
RW_NODISCARD rw_status rw_net_bound_grow(rw_net_bound *bound, int steps);
/** The same from the tolls at hand, which may have been changed in place. Those of bands stay, and need not
 * be affordable. */
RW_NODISCARD rw_status rw_net_bound_top_up(rw_net_bound *bound, int steps);
/** As grow, but from the tolls of former prices, by which each payer was raised so much. */
RW_NODISCARD rw_status rw_net_bound_keep(rw_net_bound *bound, const double *raised, int steps);

#endif
