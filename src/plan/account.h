/* Paying, year by year: what cost.c and network_cost.c share. */
#ifndef RW_PLAN_ACCOUNT_H
#define RW_PLAN_ACCOUNT_H

#include "plan/cost.h"

/** Where payments go, and what they have in common while one thing is being accounted for. */
typedef struct rw_account {
    const rw_terms *terms;
    rw_cash_function *take;
    void *data;
    rw_cash common; /* connection, source, demand, place, trench, junction, item */
} rw_account;

rw_account rw_account_for(const rw_terms *terms, rw_cash_function *take, void *data);
void rw_pay(const rw_account *to, int year, rw_cost_line line, double eur);

/** Annuities and O&M while in use, and the book value that is lost if the source stops first (MODEL 5). */
void rw_pay_assets(const rw_account *to, const rw_source *source, const rw_commitment *commitment, int first,
                   rw_exit_plan exit_plan, const rw_purchases *bought);

/** What flows, from the first year of `pair` on: energy, heat price, substitute, grid tariff. */
void rw_pay_flow(const rw_account *to, const rw_commitment *commitment, const rw_pair *pair,
                 const rw_design *design, rw_exit_plan exit_plan, const double delivered_mw[RW_MAX_BANDS]);

/** Present value by line, for functions that take cash: data is double[RW_LINE_COUNT]. */
void rw_add_to_lines(void *data, const rw_cash *cash);

double rw_purchases_sum(const rw_purchases *bought);

#endif
