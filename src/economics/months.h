/* A load-duration curve spread over the months: which hours of the curve fall in which month. */
#ifndef RW_ECONOMICS_MONTHS_H
#define RW_ECONOMICS_MONTHS_H

#include <stdbool.h>

enum { RW_MONTHS = 12, RW_MONTH_LEVELS = 100 };

/** Hours of each month in which the load lies in each hundredth of the peak, lowest first. */
typedef struct rw_month_hours {
    double hour[RW_MONTHS][RW_MONTH_LEVELS];
} rw_month_hours;

/** Hours of a month in a year of 8,760. */
double rw_month_length_h(int month);

/** The share of the energy of a heat demand in a month: `tap_share` of it is hot water, even over the year,
 * the rest follows the degree days of a standard Dutch year (17, 15, 13, 8, 4, 2, 1, 1, 3, 7, 12, 17 %; GK).
 */
double rw_month_energy_share(int month, double tap_share);

/** Spreads a curve, given as hours per year in each hundredth of the peak (they add up to 8,760), so that
 * each month has its hours and its share of the energy and the months together are the curve. Within those,
 * no more order than is known: the distribution of greatest entropy (exponential tilting, iterated). False
 * when the shares cannot be met within a thousandth; the nearest is then in `spread`. */
bool rw_months_spread(const double hours[RW_MONTH_LEVELS], const double energy_share[RW_MONTHS],
                      rw_month_hours *spread);

#endif
