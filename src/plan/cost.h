/* The money of a plan, recomputed year by year from plan and study: it shares the economics with the model
 * builder but none of its coefficients, so that the two check each other (MODEL 8). */
#ifndef RW_PLAN_COST_H
#define RW_PLAN_COST_H

#include "plan/plan.h"

typedef enum rw_cost_line {
#define RW_COST_LINE(name, english, dutch, group) RW_LINE_##name,
#include "plan/cost_lines.def"
#undef RW_COST_LINE
    RW_LINE_COUNT
} rw_cost_line;

typedef enum rw_cost_group {
    RW_GROUP_coupling,
    RW_GROUP_pipe,
    RW_GROUP_heat_pump,
    RW_GROUP_energy,
    RW_GROUP_mismatch,
    RW_GROUP_network,
    RW_GROUP_backup,
    RW_GROUP_reference,
    RW_GROUP_COUNT
} rw_cost_group;

typedef struct rw_cost_line_info {
    const char *name, *english, *dutch;
    rw_cost_group group;
} rw_cost_line_info;

const rw_cost_line_info *rw_cost_line_describe(rw_cost_line line);

/** One expected payment: at the end of a project year, by a pair (source and demand), a source, a demand, a
 * place, or what stands in a network. */
typedef struct rw_cash {
    int year;                  /* 1 = base_year + 1; stranding may lie beyond the horizon */
    int connection;            /* index in the plan, or -1 */
    int source, demand, place; /* -1 where it does not belong to one */
    int trench, junction;      /* of a network; -1 likewise */
    int item;                  /* of a network (network_cost.h); -1 likewise */
    rw_cost_line line;
    double eur;      /* not discounted; gains are negative */
    double discount; /* (1+r)^-year */
} rw_cash;

typedef void rw_cash_function(void *data, const rw_cash *cash);

/** Calls `take` for every payment that is not zero, in a fixed order. O((connections + demands) x years). */
void rw_plan_cash(const rw_terms *terms, const rw_plan *plan, rw_cash_function *take, void *data);

/** The payments of one connection alone, with another commitment than its source's if `commitment` is not
 * NULL. */
void rw_connection_cash(const rw_terms *terms, const rw_plan *plan, int connection,
                        const rw_commitment *commitment, rw_cash_function *take, void *data);
/** The payments of a demand itself: its network and backup if it is connected, else its reference. */
void rw_demand_cash(const rw_terms *terms, const rw_plan *plan, int demand, rw_cash_function *take,
                    void *data);
/** The payments for the fixed part of the coupling of a source. */
void rw_source_cash(const rw_terms *terms, int source, const rw_commitment *commitment,
                    rw_cash_function *take, void *data);

/** Present value of all payments, EUR. Times terms->annuity it is the equivalent annual cost, EUR/yr. */
double rw_plan_present_value(const rw_terms *terms, const rw_plan *plan);

/** What all demands cost when no source is coupled: existing networks on backup, new ones at their reference,
 * EUR. */
double rw_reference_present_value(const rw_terms *terms);

/** First purchases of the plan, EUR: all assets of connections, coupled sources and connected new networks,
 * less nothing. The capital budget is about this sum. */
double rw_plan_investment(const rw_terms *terms, const rw_plan *plan);
/** The share of one connected new network in it. */
double rw_demand_investment(const rw_terms *terms, int demand);

/** One demand in one year when no source is coupled: EUR/yr, t/yr. */
double rw_uncoupled_eur(const rw_terms *terms, int demand, int year);
double rw_uncoupled_co2(const rw_terms *terms, int demand, int year);

/** CO2 of heating all demands, t, summed over the horizon, not discounted. */
double rw_plan_co2(const rw_terms *terms, const rw_plan *plan);
/** The same for one demand: the electricity of its connections, its backup, or its reference. */
double rw_demand_co2(const rw_terms *terms, const rw_plan *plan, int demand);
/** The same when no source is coupled. */
double rw_reference_co2(const rw_terms *terms);

/** Heat from the backup of a connected demand in a year, MWh. */
double rw_backup_mwh(const rw_terms *terms, const rw_plan *plan, int demand, int year);

/** Electric power that the plan asks for at a place in power.csv, MWe. */
double rw_plan_power_mwe(const rw_terms *terms, const rw_plan *plan, int place);

#endif
