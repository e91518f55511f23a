/* How long a source delivers: certainly for its commitment, then in renewal terms, each with a chance (MODEL
 * 3). */
#ifndef RW_ECONOMICS_COMMITMENT_H
#define RW_ECONOMICS_COMMITMENT_H

/** Project years count from 1; `start` is the first year of delivery. */
typedef struct rw_commitment {
    int start;
    int years;            /* N: certain */
    int term_yr;          /* M: length of a renewal term */
    double renewal_share; /* chance that each term is agreed */
} rw_commitment;

/** pi(t): chance that the source delivers in project year t. */
double rw_delivery_chance(const rw_commitment *commitment, int year);

/** Chance that year t is the last in which it delivers. */
double rw_stop_chance(const rw_commitment *commitment, int year);

/** sum over t = first..horizon of pi(t) weight(t) (1+r)^-t; `weight[t-1]`, NULL for 1: D_i, D_ij and so on.
 */
double rw_expected_years(const rw_commitment *commitment, int first, int horizon, double rate_per_yr,
                         const double *weight);

/** rho(t): connected share of a demand that starts in year `start` and grows linearly over `ramp_up_yr`. */
double rw_connected_share(int start, int ramp_up_yr, int year);

/** Present value of what is lost when the source stops before an asset of cost 1 is written off:
 * sum over stops after t < n years of use of chance x (1 - reuse) B(t) (1+r)^-t (MODEL 5). Stops beyond the
 * horizon count too. `first` is the asset's first year of use, at or after the start of delivery. */
double rw_stranded_share(const rw_commitment *commitment, int first, double rate_per_yr, int life_yr,
                         double reuse_share);

#endif
