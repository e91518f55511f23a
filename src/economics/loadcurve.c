#include "economics/loadcurve.h"
#include <math.h>
#include <stddef.h>

/* Hours per year with a load of at least the share. Computed from hourly Dutch curves of the Energy
 * Transition Model, average year; homes: 80 % space heating, 20 % hot water. */
static const double levels[RW_LOAD_POINTS] = {0,    0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3,
                                              0.35, 0.4,  0.5,  0.6, 0.7,  0.8, 0.9,  1};
static const double hours[RW_LOAD_SHAPES][RW_LOAD_POINTS] = {
    {8760, 8176, 6932, 5326, 4524, 3889, 3328, 2828, 2373, 1931, 1160, 585, 214, 51, 6, 1},
    {8760, 8760, 8498, 7123, 5907, 4783, 3865, 3202, 2607, 2057, 1125, 512, 192, 53, 11, 1},
    {8760, 8760, 8427, 6904, 5724, 4593, 3739, 3119, 2535, 2016, 1090, 510, 190, 55, 14, 1},
    {8760, 8400, 7877, 5897, 4943, 4260, 3679, 3120, 2617, 2122, 1268, 653, 220, 60, 9, 1},
};

/* From the hourly data; the straight lines between the table's points lie up to 0.7 % higher, which kappa
 * takes out. */
double rw_load_table_full_hours(int shape) {
    static const double full_hours[RW_LOAD_SHAPES] = {2015, 2361, 2300, 2205};
    return full_hours[shape];
}

double rw_load_table_hours(int shape, double share) {
    if (share <= 0) return hours[shape][0];
    for (int i = 1; i < RW_LOAD_POINTS; ++i) {
        if (share > levels[i]) continue;
        const double part = (share - levels[i - 1]) / (levels[i] - levels[i - 1]);
        return hours[shape][i - 1] + part * (hours[shape][i] - hours[shape][i - 1]);
    }
    return 0;
}

/* Energy below u of the curve l0^k is the integral over v = 0..u of the hours that l0 is above v^(1/k); with
 * w = v^(1/k) that is the integral over w = 0..u^(1/k) of hours(w) k w^(k-1), and hours is linear on each
 * piece. */
static double table_energy_below(int shape, double kappa, double share) {
    const double end = pow(share, 1 / kappa);
    double sum = 0, low_power = 0;
    for (int i = 1; i < RW_LOAD_POINTS && levels[i - 1] < end; ++i) {
        const double low = levels[i - 1], high = fmin(levels[i], end);
        const double slope = (hours[shape][i] - hours[shape][i - 1]) / (levels[i] - low);
        const double at_zero = hours[shape][i - 1] - slope * low;
        const double high_power = pow(high, kappa);
        sum += at_zero * (high_power - low_power) +
               slope * kappa / (kappa + 1) * (high_power * high - low_power * low);
        low_power = high_power;
    }
    return sum;
}

static double hourly_energy_below(const double *hourly, double kappa, double share) {
    double sum = 0;
    for (int h = 0; h < RW_LOAD_HOURS; ++h) {
        const double load = kappa == 1 ? hourly[h] : pow(hourly[h], kappa);
        sum += load < share ? load : share;
    }
    return sum;
}

double rw_load_energy_below(const rw_load_curve *curve, double share) {
    return curve->hourly ? hourly_energy_below(curve->hourly, curve->kappa, share)
                         : table_energy_below(curve->shape, curve->kappa, share);
}

double rw_load_full_hours(const rw_load_curve *curve) {
    return rw_load_energy_below(curve, 1);
}

double rw_load_hours_above(const rw_load_curve *curve, double share) {
    const double base = pow(share, 1 / curve->kappa);
    if (!curve->hourly) return rw_load_table_hours(curve->shape, base);
    int count = 0;
    for (int h = 0; h < RW_LOAD_HOURS; ++h) count += curve->hourly[h] >= base;
    return count;
}

/* Full hours fall as kappa rises; the Illinois variant of regula falsi on log kappa. */
bool rw_load_fit(rw_load_curve *curve, double full_hours) {
    rw_load_curve trial = *curve;
    double low = log(0.2), high = log(5);
    trial.kappa = 0.2;
    double at_low = rw_load_full_hours(&trial) - full_hours;
    trial.kappa = 5;
    double at_high = rw_load_full_hours(&trial) - full_hours;
    if (!(at_low >= 0) || !(at_high <= 0)) return false;
    double middle = low, at_middle = at_low;
    for (int round = 0; round < 200 && fabs(at_middle) > 1e-10 * full_hours; ++round) {
        middle = at_low == at_high ? (low + high) / 2 : (low * at_high - high * at_low) / (at_high - at_low);
        trial.kappa = exp(middle);
        at_middle = rw_load_full_hours(&trial) - full_hours;
        if (at_middle > 0) {
            low = middle;
            at_low = at_middle;
            at_high /= 2;
        } else {
            high = middle;
            at_high = at_middle;
            at_low /= 2;
        }
    }
    curve->kappa = exp(middle);
    return true;
}
