/* The money of what connections of a network share: pipes in trenches, fixed parts of heat pumps, and heat
 * that is lost. Item k is a laid pipe, then a machine, then a feed. */
#ifndef RW_PLAN_NETWORK_COST_H
#define RW_PLAN_NETWORK_COST_H

#include "plan/cost.h"

/** 0 when the plan has no network. */
int rw_network_item_count(const rw_plan *plan);

/** The payments of one item; `endless`: as if no source ever stopped. */
void rw_network_item_cash(const rw_terms *terms, const rw_plan *plan, int item, bool endless,
                          rw_cash_function *take, void *data);
/** Electricity that circulates what a pipe loses within itself, MWe, and MWh_e in a full year; elsewhere
 * feeds pay for it. */
double rw_laid_own_mwe(const rw_terms *terms, const rw_laid *laid);
double rw_laid_own_mwh_per_yr(const rw_terms *terms, const rw_laid *laid, const rw_life *life);
/** First purchase, EUR. */
double rw_network_item_investment(const rw_terms *terms, const rw_plan *plan, int item);
/** CO2 of its electricity, t, summed over the horizon. */
double rw_network_item_co2(const rw_terms *terms, const rw_plan *plan, int item);
/** Is this connection one of those for whom the item is there? */
bool rw_network_item_serves(const rw_study *study, const rw_plan *plan, int item,
                            const rw_connection *connection);

/** All items, and the fixed part of couplings of sources that only feed losses. */
double rw_network_investment(const rw_terms *terms, const rw_plan *plan);

/** Pair and numbers of a feed, for the functions about connections. */
void rw_feed_measure(const rw_terms *terms, const rw_plan *plan, const rw_feed *feed, rw_pair *pair,
                     rw_design *design);

#endif
