/* Improving a plan: a few related demands are taken out and served again, thousands of times (ruin and
 * recreate: Schrimpf et al. 2000), accepting small losses while the search is young (simulated annealing).
 * Demands choose among the options that the relaxation finds nearly worth building, which are few; one step
 * costs microseconds, whatever the size of the problem. */
#ifndef RW_SOLVERS_BNB_RECREATE_H
#define RW_SOLVERS_BNB_RECREATE_H

#include "common/lagrangian.h"
#include "common/result.h"
#include <stdint.h>

/** An option that may serve a demand. */
typedef struct rw_offer {
    int arc, option;
    double regret; /* what it costs more than the demand's best way, at the relaxation's prices, EUR/yr */
} rw_offer;

enum { RW_OFFERS_PER_DEMAND = 48 };

/** The options worth considering, by demand, least regret first. */
typedef struct rw_offers {
    rw_context *context;
    int *count;                              /* by demand */
    rw_offer *list;                          /* RW_OFFERS_PER_DEMAND for each demand */
    int *first_of_source, *demand_of_source; /* by source: demands with an offer from it */
} rw_offers;

/** At the prices of the last evaluation; none that alone would cost more than `regret`. Free with
 * rw_offers_free, also after a failure. */
RW_NODISCARD rw_status rw_offers_collect(rw_offers *offers, rw_lagrangian *lagrangian, double regret);
void rw_offers_free(rw_offers *offers);

static inline rw_offer *rw_offers_of(const rw_offers *offers, int demand) {
    return offers->list + (size_t)demand * RW_OFFERS_PER_DEMAND;
}

typedef struct rw_chain rw_chain;

/** How much memory one takes. */
double rw_chain_bytes(const rw_problem *problem);

/** A search of its own: own plan, own random numbers. `offers` is borrowed and may be shared. */
RW_NODISCARD rw_status rw_chain_start(rw_context *context, const rw_lagrangian *lagrangian, uint64_t seed,
                                      rw_chain **chain);
void rw_chain_free(rw_chain *chain);

/** Starts from a plan; nothing coupled if it is NULL. */
void rw_chain_take(rw_chain *chain, const rw_result *plan);

/** Serves every demand once, the most rewarding first, paying the relaxation's prices for heat. */
void rw_chain_build(rw_chain *chain, const rw_offers *offers);

/** So many steps. A loss of `heat_from` EUR/yr is accepted with a probability of 1/e at first, one of
 * `heat_to` at last. Does not allocate. */
void rw_chain_run(rw_chain *chain, const rw_offers *offers, long steps, double heat_from, double heat_to);

/** Goes back to the best plan it saw since it took or built one. */
void rw_chain_settle(rw_chain *chain);

/** Cost of its plan by its own account; the caller has it judged. Infinite where a demand is left unserved.
 */
double rw_chain_cost(const rw_chain *chain);

/** Writes its plan into `result`. */
RW_NODISCARD rw_status rw_chain_store(const rw_chain *chain, rw_result *result);

#endif
