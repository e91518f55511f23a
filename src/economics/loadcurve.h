/* Load-duration curves and their horizontal bands (MODEL 2). Hours are hours per year at or above a load
 * share. */
#ifndef RW_ECONOMICS_LOADCURVE_H
#define RW_ECONOMICS_LOADCURVE_H

#include <stdbool.h>

enum { RW_LOAD_SHAPES = 4, RW_LOAD_POINTS = 16, RW_LOAD_HOURS = 8760 };

/** A curve l(t) = l0(t)^kappa, where l0 is a built-in shape or 8760 hourly shares of the peak. */
typedef struct rw_load_curve {
    int shape;            /* 0 homes, 1 utility, 2 greenhouse, 3 district 70/30; used when hourly is NULL */
    const double *hourly; /* borrowed; shares of the peak in any order, largest 1; or NULL */
    double kappa;
} rw_load_curve;

/** Hours per year above `share` of the peak in a built-in shape, from the table (linear between its points).
 */
double rw_load_table_hours(int shape, double share);

/** Full-load hours of a built-in shape as published with the table, h/yr: the default for a demand without a
 * peak. */
double rw_load_table_full_hours(int shape);

/** Full-load hours of a curve: its energy over its peak, h/yr. */
double rw_load_full_hours(const rw_load_curve *curve);

/** Energy per year below `share` of the peak, per MW of peak: MWh/MW, that is hours. 0 at 0, full hours at 1.
 */
double rw_load_energy_below(const rw_load_curve *curve, double share);

/** Hours per year above `share`. */
double rw_load_hours_above(const rw_load_curve *curve, double share);

/** Sets kappa so that the curve has `full_hours`. False (kappa untouched) when no kappa in [0.2, 5] does. */
bool rw_load_fit(rw_load_curve *curve, double full_hours);

#endif
