/* Who pays how much on which arc of a network.
 *
 * A payer is one band of one demand: at most so many MW of it flow through any arc. On an arc it pays a toll
 * per MW. An option of the arc is worth building to its payers what the tolls of the dearest MW that fit into
 * it add up to (a continuous knapsack). Tolls are affordable if that is no more than the option costs, for
 * every option: so a pipe that is too thin for everybody does not keep the others from paying for a thicker
 * one. Sources are builds with one option, numbered after arcs and options. */
#ifndef RW_SOLVERS_BNB_NETWORK_BOOK_H
#define RW_SOLVERS_BNB_NETWORK_BOOK_H

#include "base/memory.h"
#include <restwarmte/problem.h>

typedef struct rw_net_entry {
    int payer, note;       /* note: whatever the caller wants to know of it */
    double mw, eur_per_mw; /* per year; mw 0: EUR/yr, whatever the room */
} rw_net_entry;

typedef RW_VECTOR(rw_net_entry) rw_net_entries;

/** Arrays belong to the arena, entries to the book. */
typedef struct rw_net_book {
    rw_context *context;       /* borrowed */
    const rw_problem *problem; /* borrowed */
    int builds;                /* arcs and sources */
    double *cost;              /* by option: what building it costs, EUR/yr; infinite = it cannot be built */
    double *room;              /* by option: MW at the arc's head */
    rw_net_entries *entries;   /* by build, dearest first */
    double *mw, *eur;          /* by build: of all entries */
    double *taken;             /* by option: what its payers bring, EUR/yr */
    double *least;             /* by build: of its options, what they cost above what their payers bring */
    unsigned char *stale;      /* by build */
} rw_net_book;

RW_NODISCARD rw_status rw_net_book_start(rw_context *context, rw_arena *arena, const rw_problem *problem,
                                         rw_net_book *book);
void rw_net_book_free(rw_net_book *book);
/** No entries. */
void rw_net_book_clear(rw_net_book *book);
/** Costs have changed: everything is worked out again when it is asked for. */
void rw_net_book_touch(rw_net_book *book);

/** A payer has one entry per build. */
RW_NODISCARD rw_status rw_net_book_put(rw_net_book *book, int build, rw_net_entry entry);
/** Nothing if it has none. */
void rw_net_book_remove(rw_net_book *book, int build, int payer);

/** The most that a payer can add as a sum, EUR/yr: infinite where nothing can be built. */
double rw_net_book_affordable(rw_net_book *book, int build);
/** What an option costs above what its payers bring; of none, infinite. */
double rw_net_book_slack(rw_net_book *book, int build, int option);
/** The least of a build's options, infinite where nothing can be built. */
double rw_net_book_least_slack(rw_net_book *book, int build);
/** The option that costs least above what its payers bring. */
int rw_net_book_cheapest(rw_net_book *book, int build);
/** The least cost of a build's options, infinite where nothing can be built. */
double rw_net_book_least_cost(const rw_net_book *book, int build);
/** By how much tolls must shrink to be affordable: at most 1. */
double rw_net_book_ratio(rw_net_book *book, int build);

#endif
