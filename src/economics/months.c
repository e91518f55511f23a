#include "economics/months.h"
#include "base/number.h"
#include <math.h>

static const int days[RW_MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

double rw_month_length_h(int month) {
    const int hours_per_day = 24;
    return days[month] * hours_per_day;
}

double rw_month_energy_share(int month, double tap_share) {
    static const double percent[RW_MONTHS] = {17, 15, 13, 8, 4, 2, 1, 1, 3, 7, 12, 17};
    const double year_h = 8760;
    return tap_share * rw_month_length_h(month) / year_h + (1 - tap_share) * percent[month] / 100;
}

/* Load in the middle of a level, share of the peak. */
static double load_of(int level) {
    return (level + 0.5) / RW_MONTH_LEVELS;
}

/* Each level's hours over the months in proportion to weight x exp(tilt x load). */
static void spread_by(const double hours[], const double weight[], const double tilt[],
                      rw_month_hours *spread) {
    for (int k = 0; k < RW_MONTH_LEVELS; ++k) {
        double part[RW_MONTHS], sum = 0, most = -RW_INFINITY;
        for (int m = 0; m < RW_MONTHS; ++m) most = fmax(most, weight[m] + tilt[m] * load_of(k));
        for (int m = 0; m < RW_MONTHS; ++m) sum += part[m] = exp(weight[m] + tilt[m] * load_of(k) - most);
        for (int m = 0; m < RW_MONTHS; ++m) spread->hour[m][k] = hours[k] * part[m] / sum;
    }
}

static void sums_of(const rw_month_hours *spread, int month, double *hours, double *energy,
                    double *variance) {
    double square = 0;
    *hours = *energy = 0;
    for (int k = 0; k < RW_MONTH_LEVELS; ++k) {
        const double hour = spread->hour[month][k], load = load_of(k);
        *hours += hour;
        *energy += hour * load;
        square += hour * load * load;
    }
    const double mean = *hours > 0 ? *energy / *hours : 0;
    *variance = *hours > 0 ? square / *hours - mean * mean : 0;
}

bool rw_months_spread(const double hours[RW_MONTH_LEVELS], const double energy_share[RW_MONTHS],
                      rw_month_hours *spread) {
    enum { ROUNDS = 4000 };
    const double step = 0.4, smallest_variance = 1e-4, close = 1e-3;
    double weight[RW_MONTHS], tilt[RW_MONTHS] = {0}, total = 0, worst = 0;
    for (int k = 0; k < RW_MONTH_LEVELS; ++k) total += hours[k] * load_of(k);
    for (int m = 0; m < RW_MONTHS; ++m) weight[m] = log(rw_month_length_h(m));
    for (int round = 0; round < ROUNDS; ++round) {
        spread_by(hours, weight, tilt, spread);
        worst = 0;
        for (int m = 0; m < RW_MONTHS; ++m) {
            double month_hours, energy, variance;
            sums_of(spread, m, &month_hours, &energy, &variance);
            const double wanted_h = rw_month_length_h(m), wanted = energy_share[m] * total;
            worst = fmax(worst, fmax(fabs(month_hours / wanted_h - 1), fabs(energy - wanted) / total));
            const double short_mean = wanted / wanted_h - (month_hours > 0 ? energy / month_hours : 0);
            const double turn = step * short_mean / fmax(variance, smallest_variance);
            tilt[m] += turn;
            /* Keep the month's hours about equal while its tilt turns. */
            if (month_hours > 0)
                weight[m] += step * log(wanted_h / month_hours) - turn * energy / month_hours;
        }
        if (worst < close / 10) break;
    }
    return worst < close;
}
