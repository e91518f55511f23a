#include "economics/commitment.h"
#include "economics/annuity.h"
#include <math.h>

double rw_delivery_chance(const rw_commitment *c, int year) {
    const int served = year - c->start + 1;
    if (served < 1) return 0;
    if (served <= c->years) return 1;
    const int terms = (served - c->years + c->term_yr - 1) / c->term_yr;
    return pow(c->renewal_share, terms);
}

double rw_stop_chance(const rw_commitment *c, int year) {
    if (year < c->start) return 0;
    return rw_delivery_chance(c, year) - rw_delivery_chance(c, year + 1);
}

double rw_expected_years(const rw_commitment *c, int first, int horizon, double rate, const double *weight) {
    double sum = 0;
    for (int t = first; t <= horizon; ++t)
        sum += rw_delivery_chance(c, t) * (weight ? weight[t - 1] : 1) * rw_discount_factor(rate, t);
    return sum;
}

double rw_connected_share(int start, int ramp_up_yr, int year) {
    const int served = year - start + 1;
    if (served < 1) return 0;
    return served >= ramp_up_yr ? 1 : (double)served / ramp_up_yr;
}

double rw_stranded_share(const rw_commitment *c, int first, double rate, int life, double reuse) {
    double sum = 0;
    for (int age = 1; age < life; ++age) {
        const int year = first + age - 1;
        const double chance = rw_stop_chance(c, year);
        if (chance > 0)
            sum += chance * (1 - reuse) * rw_book_value(1, rate, life, age) * rw_discount_factor(rate, year);
    }
    return sum;
}
