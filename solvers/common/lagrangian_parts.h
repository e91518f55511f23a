/* The parts of the Lagrangian among themselves. */
#ifndef RW_SOLVERS_LAGRANGIAN_PARTS_H
#define RW_SOLVERS_LAGRANGIAN_PARTS_H

#include "base/number.h"
#include "common/lagrangian.h"
#include <limits.h>
#include <stddef.h>

/** Sum of price x coefficient over the limits: `field` picks the coefficients of one kind of variable. */
#define RW_LIMITS(g, field, index)                                                                           \
    ((g)->problem->limit_count ? rw_limit_price((g), offsetof(rw_problem_limit, field), (index)) : 0)
double rw_limit_price(const rw_lagrangian *g, size_t offset, size_t index);

static inline int rw_demand_of(const rw_problem *p, const rw_problem_arc *arc) {
    return arc->head - p->source_count;
}

static inline bool rw_arc_closed(const rw_lagrangian *g, int a) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    return g->arc[a] == RW_NO || g->source[arc->tail] == RW_NO ||
           g->demand[rw_demand_of(g->problem, arc)] == RW_NO;
}

/** What backup in this band costs, limits priced. */
double rw_priced_backup(const rw_lagrangian *g, int band);

/** What is the same for all options of an arc. */
typedef struct rw_arc_terms {
    double worth[RW_LAGRANGIAN_SLOTS]; /* of a MW to the demand */
    double width[RW_LAGRANGIAN_SLOTS];
    double mwh_per_mw[RW_LAGRANGIAN_SLOTS]; /* towards the minimum share */
    double draw_price;                      /* pi - omega */
    double building;                        /* prices on z */
} rw_arc_terms;

/** What prices on z cost an arc; by price, the number of arcs of its demand is priced too. */
double rw_building_price(const rw_lagrangian *g, int arc, bool by_price);

/** What connecting the demand costs at its prices, before arcs are built. */
double rw_connecting_by_price(const rw_lagrangian *g, int demand);

/** How a MW is valued: at the demand's prices, or, where the demand is judged as a whole, by the backup it
 * replaces. */
rw_arc_terms rw_terms_by_price(const rw_lagrangian *g, int arc);
rw_arc_terms rw_terms_by_backup(const rw_lagrangian *g, int arc);

/** What an option of an arc gains at those terms; `flow` may be NULL. */
double rw_gain_by_price(const rw_lagrangian *g, int arc, const rw_arc_terms *terms, int option, double *flow);
/** The same where it must bring `min_mwh` a year by itself; -infinity when it cannot. */
double rw_gain_alone(const rw_lagrangian *g, int arc, const rw_arc_terms *terms, int option, double min_mwh,
                     double *flow);

/** What serving a demand through several arcs costs at least, at its prices: the two cheapest arcs whether
 * they pay or not, and every other one that does. */
typedef struct rw_several {
    double cost;          /* connecting included */
    double first, second; /* least losses of two arcs, EUR/yr */
    int first_arc, second_arc;
    int wanted; /* how many of these two are built in any case: 2 less the forced arcs */
} rw_several;

/** `exact`: every arc is looked at; otherwise the reference may answer, with a lower cost. arc_option and
 * arc_flow are filled when exact. */
rw_several rw_cost_of_several(rw_lagrangian *g, int demand, bool exact);

/** Cost of a connected demand that takes nothing from sources, prices on its rows left out: what savings
 * count from. */
double rw_cost_of_backup(const rw_lagrangian *g, int demand);

/** Values the demand as a whole, and chooses its arcs. */
void rw_evaluate_whole(rw_lagrangian *g, int demand);
/** At most this is the arc's gain at the prices at hand, judging by `then` at the reference prices. */
double rw_gain_at_most(const rw_lagrangian *g, int arc, double then);

#endif
