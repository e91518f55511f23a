#include "economics/annuity.h"
#include <math.h>

/* expm1 and log1p keep the digits where r is tiny but not zero. */
static double one_minus_power(double rate, int years) {
    return -expm1(-years * log1p(rate));
}

double rw_annuity_factor(double rate, int years) {
    return rate == 0 ? 1.0 / years : rate / one_minus_power(rate, years);
}

double rw_discounted_years(double rate, int years) {
    if (years <= 0) return 0;
    return rate == 0 ? years : one_minus_power(rate, years) / rate;
}

double rw_discount_factor(double rate, int year) {
    return exp(-year * log1p(rate));
}

double rw_book_value(double cost, double rate, int life, int age) {
    return age >= life ? 0 : cost * rw_annuity_factor(rate, life) * rw_discounted_years(rate, life - age);
}
