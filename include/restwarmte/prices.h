/* Prices of the rows that tie sources and demands together: what proves a lower bound. Any prices give one,
 * at any costs, so prices found once go on proving when costs change. */
#ifndef RESTWARMTE_PRICES_H
#define RESTWARMTE_PRICES_H

#include <restwarmte/solver.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One price per row, all in one vector; the numbers say where each kind starts. Only demand prices may be
 * negative. */
typedef struct rw_price_layout {
    int demand;    /* v: per band, at most the backup's cost */
    int source;    /* pi: capacity, per source */
    int used;      /* omega: minimum used share, per source */
    int link;      /* theta: sum z <= w, or sum z <= y where the demand is judged as a whole, per arc */
    int share;     /* sigma: minimum share, per demand */
    int arcs;      /* nu: sources per demand, per demand */
    int power;     /* mu: per place */
    int limit;     /* lambda: per limit */
    int exclusive; /* eta: at most one arc is built, per group of arcs */
    int count;
} rw_price_layout;

/** Matching problems only (no junctions). It depends on sources, demands, bands, arcs, places and limits, not
 * on options or costs. */
rw_price_layout rw_prices_layout(const rw_problem *problem);

/** What is decided about one source. */
typedef struct rw_source_decision {
    int source; /* -1 = nothing is decided */
    bool open;
} rw_source_decision;

/** Finds good prices with about so many evaluations. `start`: `price` (layout.count numbers) holds prices of
 * a similar problem; otherwise it is only filled. `upper` is the cost of a plan, or infinite. Demands are
 * judged as a whole wherever they have a backup in every band. */
RW_NODISCARD rw_status rw_prices_raise(rw_context *context, const rw_problem *problem,
                                       rw_source_decision decision, bool start, double upper, int evaluations,
                                       double *price);

/** The lower bound that the prices prove, EUR/yr, with demands judged as a whole likewise. Prices outside
 * their ranges are moved into them. +infinity: what is decided cannot be. */
RW_NODISCARD rw_status rw_prices_bound(rw_context *context, const rw_problem *problem,
                                       rw_source_decision decision, const double *price, double *bound);

/** What an option can do at given prices and costs. */
typedef struct rw_option_use {
    bool by_price;    /* building it pays at the prices */
    bool over_backup; /* as the only arc of its demand it is better than backup alone */
    bool over_skip;   /* likewise, better than skipping the demand */
} rw_option_use;

/** Looks at the options with `asked[k]` at each of `price_count` vectors of prices, which stand one after the
 * other and are taken as they are, not moved into their ranges. What is found is or-ed into `use`:
 * option_count of them for each vector. O(vectors x options asked). */
RW_NODISCARD rw_status rw_prices_use(rw_context *context, const rw_problem *problem, const double *price,
                                     int price_count, const bool *asked, rw_option_use *use);

#ifdef __cplusplus
}
#endif
#endif
