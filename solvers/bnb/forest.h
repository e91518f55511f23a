/* Plans of a network as forests: every junction gets its heat through one arc, every demand through one exit,
 * so that what flows follows from who is served. What a change costs is then known exactly after walking from
 * the change to the source, and a change can be taken back.
 *
 * What plans of this form leave out: two sources that feed one stretch together, and demands with two exits.
 */
#ifndef RW_SOLVERS_BNB_FOREST_H
#define RW_SOLVERS_BNB_FOREST_H

#include "base/random.h"
#include "common/heap.h"
#include "common/network_graph.h"
#include "common/result.h"
#include <pthread.h>

enum {
    RW_FOREST_GOODS = 64,
    RW_FOREST_BANDS = 16,
    RW_FOREST_LAYERS = 32
}; /* more than these are left to other solvers */

/** An arc as a search for ways sees it when nothing lies there yet. */
typedef struct rw_forest_hop {
    int arc, tail, exclusive;
    double
        room_mw; /* of its cheapest option; negative: none is alive, or they must be looked at one by one */
    double cost; /* of building that, losses included, EUR/yr */
    double draw; /* least of its options that are alive */
    double pump; /* EUR/yr per MW of an even mix of goods */
} rw_forest_hop;

/* -- What does not change ------------------------------------------------------------------------------ */

/** Goods are what flows in one tree: class of demand and band, and one for losses. A tree has one source, and
 * so the commodities of one. */
typedef struct rw_forest_data {
    const rw_problem *problem;  /* borrowed */
    const unsigned char *alive; /* borrowed, by option: 0 = ignore it; NULL = all count */
    rw_network_graph graph;
    int goods, lost;   /* how many; the good of losses, -1 = nothing is lost */
    int *good_of_band; /* by band of a demand; -1 = none */
    int *commodity;    /* by source (that flows as itself), good; -1 = none */
    int *pattern;      /* by arc: which slots it has */
    int *slot;         /* by pattern, source, good: where it flows; -1 = nowhere */
    bool *ordered;     /* by arc: what has more room is dearer in every way, and comes later */
    int *kind;         /* by source: the one its heat flows as */
    int *layer; /* by junction: those that trenches tie together have one (heat pumps, which hand on more than
                   they take in, lead from one to the next); -1 for other nodes */
    int layers;
    int large[RW_FOREST_LAYERS], large_count; /* layers that many demands can be served in */
    rw_forest_hop *hops;                      /* as the arcs in graph.in */
    double *most_room;          /* by arc: MW that its largest option takes; negative: none is alive */
    double *entry_price;        /* by layer, source (that flows as itself), good: a MW let in, at least */
    double *loss_price;         /* by source: what a MW that is lost costs at least */
    double *unserved;           /* by demand: what it costs without heat from the network */
    bool *unserved_joins;       /* by demand: connected then, on backup */
    double shortage_eur_per_mw; /* stands for a backup where there is none, and for what breaks a row */
    double *limit_price;        /* by limit: what a unit too much is charged */
    pthread_mutex_t *memory;    /* for notes that grow while several threads change plans */
} rw_forest_data;

/** Memory is the arena's. `fits` is false for problems with more goods or bands than there is room for. */
RW_NODISCARD rw_status rw_forest_data_start(rw_arena *arena, const rw_problem *problem,
                                            const unsigned char *alive, rw_forest_data *data, bool *fits);

/** After options have been ruled out: what searches for ways look at. */
void rw_forest_data_refresh(rw_forest_data *data);

/** Slot of each good in an arc, in a tree of this source. */
const int *rw_forest_slots(const rw_forest_data *data, int arc, int source);
/** Unit cost of a good in an option of an arc, in a tree of this source; infinite where it does not flow. */
double rw_forest_unit(const rw_forest_data *data, int arc, int option, int source, int good);

bool rw_forest_alive(const rw_forest_data *data, int option);

/* -- A plan -------------------------------------------------------------------------------------------- */

typedef struct rw_forest_change_list {
    int *item, count;
    bool *has; /* by index */
} rw_forest_change_list;

typedef struct rw_forest_changes {
    rw_forest_change_list nodes, demands, taken;
    bool all; /* more than the lists say */
} rw_forest_changes;

/** By junction, the arc that enters it; arrays by node. */
typedef struct rw_forest {
    const rw_forest_data *data;         /* borrowed */
    int *parent, *option, *root, *uses; /* arc or -1; its option or -1; source; arcs and exits that leave */
    double *flow, *load;                /* by node and good, by node: MW through the parent */
    int *taken;                         /* by exclusive number: its arc that is built, -1 */
    int *exit, *exit_option;            /* by demand; -1 = not served */
    double *served;                     /* by band: MW */
    double *drawn;                      /* by source */
    int *users;                         /* by source: entries that are built */
    double *power;                      /* by place: MWe */
    double *limit;                      /* by limit: left hand side */
    double cost;                        /* with what broken rows are charged */
    /* Notes to take changes back with. */
    struct rw_forest_note *note;
    double *note_number;
    size_t note_count, note_room, number_count, number_room;
    rw_forest_changes *changes; /* since it was followed last; NULL = nobody does */
    rw_context *context;
    bool failed; /* out of memory for notes: nothing can be taken back any more */
} rw_forest;

/** Nobody is served. Free with rw_forest_free, also after a failure. */
RW_NODISCARD rw_status rw_forest_start(rw_context *context, rw_arena *arena, const rw_forest_data *data,
                                       rw_forest *forest);
void rw_forest_free(rw_forest *forest);
/** Nobody is served. */
void rw_forest_clear(rw_forest *forest);
void rw_forest_copy(rw_forest *to, const rw_forest *from);
/** Notes from now on what changes, for rw_forest_follow. Memory is the arena's. */
RW_NODISCARD rw_status rw_forest_watch(rw_arena *arena, rw_forest *forest);
/** Makes `to` equal to a forest that is watched; only the same `to` may follow it. O(changes since then). */
void rw_forest_follow(rw_forest *to, rw_forest *from);

typedef struct rw_forest_mark {
    size_t note, number;
    double cost;
} rw_forest_mark;

rw_forest_mark rw_forest_marked(const rw_forest *forest);
/** Takes back all that changed since the mark. */
void rw_forest_undo(rw_forest *forest, rw_forest_mark mark);
/** Forgets how to take things back. */
void rw_forest_keep(rw_forest *forest);

/** Adds an arc without a flow; its tail must be a source or have a parent, its head none. */
void rw_forest_attach(rw_forest *forest, int arc);
/** Serves a demand through an exit whose tail has a parent; false (half changed: undo) if something on the
 * way has no room. `mw` by band of the demand. */
bool rw_forest_serve(rw_forest *forest, int demand, int exit, int option, const double *mw);
/** Changes what a served demand gets; false as above. */
bool rw_forest_change(rw_forest *forest, int demand, const double *mw);
/** Ends its service and removes what only it used. */
void rw_forest_drop(rw_forest *forest, int demand);

/** Cost of what a demand gets at its exit, besides what is spent on the way there. EUR/yr. */
double rw_forest_value(const rw_forest *forest, int demand, int exit, int option, int source,
                       const double *mw);
/** The cheapest option of an arc that carries this and, at a source, draws no more; -1 = none. */
int rw_forest_option(const rw_forest *forest, int arc, int source, const double *flow, double load,
                     double most_drawn);
/** What an option costs at this flow, in a tree of this source. */
double rw_forest_arc_cost(const rw_forest *forest, int arc, int option, int source, const double *flow);

/** Values for judging: flows worked out again from who is served. */
RW_NODISCARD rw_status rw_forest_result(rw_forest *forest, rw_result *result);

/* -- Looking for a way --------------------------------------------------------------------------------- */

enum { RW_FOREST_EXITS = 32 }; /* of one demand; more are ignored */

/** What a demand wants at an exit. */
typedef struct rw_forest_wish {
    int exit, option, source;   /* source: whose heat suits best */
    int band[RW_FOREST_BANDS];  /* the most valuable first */
    int count;                  /* bands worth having */
    double mw[RW_FOREST_BANDS]; /* by band of the demand */
    double need[RW_FOREST_GOODS], need_mw;
    int good[RW_FOREST_BANDS + 1], goods; /* of which it needs some */
    double base;                          /* EUR/yr at least, entry included */
} rw_forest_wish;

/** What a search for ways looks at beside the plan. */
typedef struct rw_forest_finder {
    const rw_forest_data *data; /* borrowed */
    rw_heap heap;
    int *via;             /* by node: the arc from it towards the demand */
    int *start;           /* by node: the wish it leads to */
    double *part, *moved; /* by node: of the wish that flows there; what came to the wish's base since it left
                             the exit's layer, EUR/yr */
    rw_forest_wish wish[RW_FOREST_EXITS];
    int wishes;
    double new_share;   /* of the fixed cost of what is not built yet: the rest is hoped to be shared */
    double *hoped;      /* by arc: MW that will share it in the end; 0 = unknown. NULL = not asked */
    double gain_per_mw; /* by the last way that was found, as it looked, EUR/yr; 0 if none was */
    int only_layer;     /* -1 = all */
} rw_forest_finder;

RW_NODISCARD rw_status rw_forest_finder_start(rw_arena *arena, const rw_forest_data *data,
                                              rw_forest_finder *finder);
/** Serves an unserved demand in the cheapest way it finds, if that looks no dearer than leaving it alone and
 * makes the plan dearer by no more than `tolerated` EUR/yr. `bands` = how many of its bands, the most
 * valuable first; 0 = as many as pay.
 */
bool rw_forest_insert(rw_forest *forest, rw_forest_finder *finder, int demand, int bands, double tolerated);
/** Drops, from the leaves to the sources, what costs more than all behind it gains. `scratch` and `value` by
 * node. */
void rw_forest_weed(rw_forest *forest, int *scratch, double *value);
/** Looks again at how much a served demand gets; `bands` as above. */
void rw_forest_reconsider(rw_forest *forest, int demand, int bands);

#endif
