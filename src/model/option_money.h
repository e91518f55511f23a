/* What one option costs: everything per MW delivered becomes `unit`, everything else `fixed` (MODEL 5). */
#ifndef RW_MODEL_OPTION_MONEY_H
#define RW_MODEL_OPTION_MONEY_H

#include "model/years.h"

/** A row of coefficients of an option: a constant, and one per band. */
typedef struct rw_coefficients {
    double fixed;
    double unit[RW_MAX_BANDS]; /* per MW of the band */
} rw_coefficients;

typedef struct rw_option_money {
    rw_coefficients
        cost; /* EUR/yr, equivalent annual cost; unit includes the backup of the MW it takes over */
    rw_coefficients investment; /* EUR, first purchases */
    rw_coefficients co2;        /* t/yr, mean over the horizon; unit includes the backup */
} rw_option_money;

/** What flows for each MWh delivered, or for each MWh lost: the two differ in what they draw and need. */
typedef struct rw_intensity {
    double power, pumped, draw;
} rw_intensity;

/** Present value of running one MW for an hour of every year, EUR: energy prices times years, either of
 * delivery (with the demand's ramp) or of the pipe being there (losses). */
double rw_running_value(const rw_terms *terms, const rw_source *source, const rw_intensity *per,
                        double price_years, double years_in_use, double source_years,
                        double source_price_years);

rw_option_money rw_option_money_of(const rw_terms *terms, const rw_pair *pair, const rw_years *years,
                                   const rw_demand_years *demand, rw_mode mode, int pipe,
                                   rw_exit_plan exit_plan, const rw_design *design);

#endif
