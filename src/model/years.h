/* Discounted years: the factors that turn yearly amounts into present values (MODEL 3 and 5). One set per
 * source and class of demands that start and grow alike. */
#ifndef RW_MODEL_YEARS_H
#define RW_MODEL_YEARS_H

#include "plan/connection.h"

/** Sums over t = first..horizon. "source": weighted with the chance pi(t) that the source delivers; "full":
 * without it. CO2 sums are not discounted. */
typedef struct rw_years_kind {
    double years;              /* (1+r)^-t: D_i */
    double energy;             /* rho (1+r)^-t: D_ij */
    double electricity_years;  /* price of electricity (1+r)^-t, EUR/MWh */
    double electricity_energy; /* rho x the same */
    double co2_count;          /* rho */
    double co2_years;          /* CO2 of electricity, t/MWh */
    double co2_energy;         /* rho x the same */
} rw_years_kind;

typedef struct rw_years {
    int first;
    rw_years_kind source, full;
    double subsidised; /* pi rho (1+r)^-t in the years of the subsidy */
    double asset_factor[RW_EXIT_COUNT]
                       [RW_ASSET_COUNT]; /* present value per EUR of purchase: annuities, O&M, stranding */
} rw_years;

/** Factors of a pair of a source and a demand that starts in `demand_start` and grows over `ramp_up_yr`. */
rw_years rw_years_of_pair(const rw_terms *terms, int source, int demand_start, int ramp_up_yr);

/** Factors of the fixed part of the coupling of a source: present value per EUR of purchase, by class. */
void rw_years_of_source(const rw_terms *terms, int source, double factor[RW_ASSET_COUNT]);

/** Sums over the years of one demand, whatever heats it. */
typedef struct rw_demand_years {
    double years;      /* from its start, (1+r)^-t */
    double energy;     /* rho (1+r)^-t: Dr_j */
    double backup;     /* rho x price of backup (1+r)^-t, EUR/MWh */
    double reference;  /* rho x reference (1+r)^-t, EUR */
    double co2_backup; /* rho x CO2 of backup, t/MWh, not discounted */
    double co2_reference;
} rw_demand_years;

rw_demand_years rw_years_of_demand(const rw_terms *terms, int demand);

/** Which demands share a set of factors. */
typedef struct rw_demand_class {
    int start, ramp_up_yr;
} rw_demand_class;

typedef struct rw_years_table {
    rw_arena *arena;
    rw_demand_class *classes;
    int class_count;
    int *class_of_demand;
    rw_years *years; /* [source][class] */
} rw_years_table;

/** All factors of a study, in the arena. O(sources x classes x years). */
RW_NODISCARD rw_status rw_years_table_build(const rw_terms *terms, rw_arena *arena, rw_years_table *table);
const rw_years *rw_years_table_get(const rw_years_table *table, int source, int demand);

#endif
