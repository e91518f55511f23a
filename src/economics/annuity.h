/* Time and money: annuities, discounting, and what is lost when an asset stops early. */
#ifndef RW_ECONOMICS_ANNUITY_H
#define RW_ECONOMICS_ANNUITY_H

/** a(r,n) = r / (1 - (1+r)^-n), 1/n at r = 0. The yearly payment that buys 1 over n years. n >= 1. */
double rw_annuity_factor(double rate_per_yr, int years);

/** D(n) = sum over t = 1..n of (1+r)^-t; 0 for n <= 0. */
double rw_discounted_years(double rate_per_yr, int years);

/** (1+r)^-t: what a euro at the end of year t is worth at t = 0. */
double rw_discount_factor(double rate_per_yr, int year);

/** B(t) = A a(r,n) D(n-t): book value of an asset of cost A and life n after t years of use; 0 for t >= n
 * (MODEL 5: renewals are matched to the source's remaining term). */
double rw_book_value(double cost, double rate_per_yr, int life_yr, int age_yr);

#endif
