/* The most that serving one demand of a network can be worth. */
#ifndef RW_PIPELINE_GAIN_LIMIT_H
#define RW_PIPELINE_GAIN_LIMIT_H

#include "pipeline/variant.h"

/** Proven: (best without heat for the demand) - (best with it) is no more than this, EUR/yr; infinite where
 * nothing can be said. What it costs without heat, less the least that heat costs it if every trench and
 * coupling were there already for others: a plan that serves it stays a plan when its heat is taken away. Not
 * with budgets, CO2 ceilings or sources that must be used for a share. */
RW_NODISCARD rw_status rw_demand_gain_limit(rw_context *context, const rw_variant *variant, int demand,
                                            const rw_effort *effort, double *eur_per_yr);

#endif
