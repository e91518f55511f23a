/* What a plan means to the people who read it (MODEL 9): per connection, demand, source, and as a whole.
 * Present values are in EUR over the horizon; times terms->annuity they are EUR per year. */
#ifndef RW_PLAN_INDICATORS_H
#define RW_PLAN_INDICATORS_H

#include "plan/cost.h"

/** A connection, with its share of the fixed part of its source's coupling (by heat taken) and, in a network,
 * of pipes, pumps and losses on its way (by heat delivered). */
typedef struct rw_connection_figures {
    double present_eur[RW_LINE_COUNT];
    double capacity_mw; /* sum of x */
    double source_mw, power_mwe, loss_mw, pipe_capacity_mw;
    double cop; /* 0 without a heat pump */
    double length_m;
    double heat_mwh_per_yr;        /* delivered, fully connected, while the source delivers */
    double source_heat_mwh_per_yr; /* taken from the source, likewise */
    double electricity_mwh_per_yr; /* likewise */
    double investment_eur;         /* first purchases, fixed part of the coupling included by share */
    double discounted_mwh;         /* delivered over the horizon, by source or substitute */
    double discounted_source_mwh;  /* by the source alone */
    double levelised_eur_per_mwh;  /* of what it delivers; backup left out */
    double endless_eur_per_mwh;    /* the same if the source never stopped */
    double endless_mwh;            /* delivered over the horizon if the source never stopped, discounted */
    double stranded_eur;           /* present value of book value that is lost */
    double premium_eur;        /* present value of backup or substitute over the source's own running cost */
    double shared_co2_t;       /* of losses on its way, over the horizon */
    double temperature_drop_k; /* of the supply on its way, at the peak */
    bool cools_too_far;        /* more than is allowed: the plan is not verified */
} rw_connection_figures;

/** A demand: what heating it costs, whatever heats it. */
typedef struct rw_demand_figures {
    double present_eur[RW_LINE_COUNT]; /* connections and their coupling, network, backup, or the reference */
    double cost_eur,
        reference_eur;     /* present values; the reference is what happens when nothing is coupled */
    double discounted_mwh; /* heat at the network head over the horizon */
    double cost_eur_per_mwh, reference_eur_per_mwh;
    double coupled_mwh_per_yr; /* from sources, fully connected, while they deliver */
    double energy_coverage_share, peak_coverage_share;
    double co2_t_per_yr, reference_co2_t_per_yr; /* mean over the horizon */
    double unprofitable_eur; /* onrendabele top: present value of what cost exceeds the reference by, or 0 */
    double gain_eur_per_weq_yr; /* reference - cost per woningequivalent, EUR/yr */
    int connection_count;
} rw_demand_figures;

typedef struct rw_source_figures {
    bool coupled;
    double taken_mw;                       /* source heat */
    double taken_mwh_per_yr;               /* fully connected */
    double used_share;                     /* benuttingsgraad: of what it could deliver in a year */
    double erf_before_share, erf_share;    /* energy reuse factor = reused / E_DC (EU 2024/1364) */
    double coupling_a_eur, coupling_b_eur; /* first purchases, parts a and b of Wcw 6.2 */
    double coupling_c_eur_per_yr;          /* part c, in a year in which the source delivers */
    double cooling_saved_mwh_per_yr, cooling_saved_eur_per_yr; /* of the datacenter */
    double heat_income_eur_per_yr;
    double payback_yr; /* of a and b out of savings and income less c, if the datacenter paid; infinite if
                          never */
    double levelised_eur_per_mwh; /* of all its connections together */
    double heat_mwh_per_yr;       /* delivered to networks */
    /* What it could offer at the demand where it is cheapest, alone there: for the supply curve. NaN:
     * nowhere. */
    int offer_demand;
    double offer_eur_per_mwh, offer_mwh_per_yr;
} rw_source_figures;

typedef struct rw_totals {
    double present_eur[RW_LINE_COUNT];
    double cost_eur, reference_eur; /* present values */
    double cost_eur_per_yr, reference_eur_per_yr;
    double investment_eur;
    double subsidy_eur; /* present value of production and connection subsidies */
    double coupled_mwh_per_yr, demand_mwh_per_yr,
        connected_mwh_per_yr; /* connected: networks that exist in the plan */
    double co2_t_per_yr, reference_co2_t_per_yr;
    double electric_peak_mwe;     /* heat pumps and circulation */
    double all_electric_peak_mwe; /* what the connected new networks' dwellings would ask instead */
    double stranded_eur, premium_eur;
    double levelised_eur_per_mwh; /* of all source heat */
    int coupled_sources, connections, connected_demands, new_connected;
    int cooled_ways; /* connections whose supply cools too far: without any the plan is verified */
    double pipe_m;
} rw_totals;

typedef struct rw_indicators {
    rw_connection_figures *connections; /* as in the plan */
    rw_demand_figures *demands;
    rw_source_figures *sources;
    struct rw_laid_figures *laid;        /* of a network: as in the plan, */
    struct rw_machine_figures *machines; /* likewise */
    int *laid_first, *laid_users; /* laid_users[laid_first[k] ..]: connections through pipe k, by demand */
    rw_totals totals;
} rw_indicators;

/** All figures, in the arena. O((connections + demands) x years + offers). */
RW_NODISCARD rw_status rw_indicators_find(const rw_terms *terms, const rw_plan *plan, rw_arena *arena,
                                          rw_indicators *indicators);

/** Sum of lines that belong to a group. */
double rw_group_sum(const double present_eur[RW_LINE_COUNT], rw_cost_group group);

#endif
