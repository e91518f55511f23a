/* What a study means in the terms of the formulas: prices by year, bands of every demand, asset classes.
 * Shared by the model builder, which turns it into coefficients, and by cost.c, which recomputes a plan's
 * money year by year. */
#ifndef RW_PLAN_TERMS_H
#define RW_PLAN_TERMS_H

#include "data/study.h"
#include "economics/commitment.h"
#include "economics/heatpump.h"
#include "economics/loadcurve.h"
#include "economics/pipe.h"

typedef enum rw_asset_class {
    RW_ASSET_COUPLING_A, /* the datacenter's installation */
    RW_ASSET_COUPLING_B, /* pipe and equipment up to the transfer station, and the station if the datacenter
                            builds it */
    RW_ASSET_PIPE,
    RW_ASSET_CROSSINGS,
    RW_ASSET_HEAT_PUMP,
    RW_ASSET_STATION,
    RW_ASSET_SUBSTATION,
    RW_ASSET_COUNT
} rw_asset_class;

typedef struct rw_asset_terms {
    int life_yr;
    double reuse_share;
    double om_per_yr; /* of the couplings: see the source */
    double annuity;   /* a(r, life) */
} rw_asset_terms;

/** One demand. Costs are whole-network, euros of price_year. */
typedef struct rw_demand_terms {
    double peak_mw; /* P_j */
    rw_load_curve curve;
    double width_mw[RW_MAX_BANDS]; /* P_jb */
    double hours_h[RW_MAX_BANDS];  /* h_jb; sum of width x hours is E_j */
    bool electric_backup;
    double backup_eur_per_mwh;   /* gas or given price, all parts that count; 0 for electric backup */
    double backup_co2_t_per_mwh; /* likewise */
    double backup_efficiency_share;
    double backup_plant_eur; /* of a new network, for the full peak */
    int backup_plant_life_yr;
    double substation_eur;                           /* of a new network, for the full peak */
    double connection_subsidy_eur, contribution_eur; /* 0 in the national perspective */
    double reference_eur_per_yr; /* fully connected: revenue not earned, or what dwellings pay instead */
    double reference_electricity_mwh_per_yr; /* nationally priced on top, by year */
    double reference_co2_t_per_yr;           /* fully connected, without electricity */
} rw_demand_terms;

/** Temperatures of a level of a network: the parameters', or those that follow from the study. */
typedef struct rw_level_temperatures {
    double supply_c, return_c;
} rw_level_temperatures;

typedef struct rw_terms {
    rw_arena arena;
    const rw_study *study; /* borrowed */
    int horizon;           /* H, years */
    double rate_per_yr;    /* r */
    double annuity;        /* a(r, H): present value to equivalent annual cost */
    bool national;
    int band_count;
    double level[RW_MAX_BANDS + 1]; /* s_0 = 0 .. s_B = 1 */
    /* By project year, [t - 1]. */
    double *discount;                /* (1+r)^-t */
    double *electricity_eur_per_mwh; /* all parts that count in this perspective */
    double *electricity_co2_t_per_mwh;
    double electricity_eur_per_mwe_yr;         /* grid tariff for capacity */
    double datacenter_electricity_eur_per_mwh; /* what the datacenter pays, for its own balance */
    double co2_eur_per_t;
    double subsidy_eur_per_mwh;   /* 0 in the national perspective */
    double counted_cooling_share; /* avoided cooling that counts as a gain: national only */
    rw_asset_terms asset[RW_ASSET_COUNT];
    double station_eur_per_mw, substation_eur_per_mw, heat_pump_eur_per_mw, heat_pump_eur,
        heat_pump_om_eur_per_mwh;
    rw_heat_pump heat_pump;
    rw_pipe_flow *flow; /* of every pipe of the catalogue */
    rw_level_temperatures level_c[RW_LEVEL_COUNT];
    rw_upgrade station; /* what a heat pump at a junction does to each MW of network supply that leaves it, at
                           the levels' temperatures; its draw is source water */
    rw_demand_terms *demand;
} rw_terms;

/** Derives the terms. Demands whose energy and peak no curve fits become findings at their line in
 * demands.csv. Free with rw_terms_free, also after a failure. O(demands x bands). */
RW_NODISCARD rw_status rw_terms_build(rw_context *context, const rw_study *study, rw_terms *terms);
void rw_terms_free(rw_terms *terms);

/** Multiplies what heat costs where nothing is coupled: the reference of new networks, the variable cost of
 * existing networks' own plants (electric ones follow the electricity price instead). */
void rw_terms_scale_reference(rw_terms *terms, double factor);

/** pi(t) of a source as economics wants it. */
rw_commitment rw_terms_commitment(const rw_source *source);
/** The same source, if it never stopped. */
rw_commitment rw_terms_endless(const rw_source *source);

/** rho_j(t). */
double rw_terms_connected(const rw_terms *terms, int demand, int year);

/** Variable cost of a MWh from the backup of a demand in year t, EUR/MWh, and its CO2, t/MWh. */
double rw_terms_backup_price(const rw_terms *terms, int demand, int year);
double rw_terms_backup_co2(const rw_terms *terms, int demand, int year);

/** Reference of a new network per year of full connection at the prices of year t, EUR/yr, and its CO2, t/yr.
 */
double rw_terms_reference_eur(const rw_terms *terms, int demand, int year);
double rw_terms_reference_co2(const rw_terms *terms, int demand, int year);

#endif
