/* Intervals from costs and bounds: what is proven of a difference between two optima. */
#include "base/number.h"
#include "report/explanation.h"
#include <string.h>

/* Differences below this are rounding: solvers prove a cost to some millionths of a percent. */
static const double smallest_eur_per_yr = 0.5;

rw_sign rw_interval_sign(rw_interval v) {
    if (v.low > smallest_eur_per_yr) return RW_SIGN_POSITIVE;
    return v.high < -smallest_eur_per_yr ? RW_SIGN_NEGATIVE : RW_SIGN_UNDECIDED;
}

rw_sign rw_interval_leaning(rw_interval v) {
    const rw_sign proven = rw_interval_sign(v);
    if (proven != RW_SIGN_UNDECIDED) return proven;
    if (v.by_plans > smallest_eur_per_yr) return RW_SIGN_POSITIVE;
    return v.by_plans < -smallest_eur_per_yr ? RW_SIGN_NEGATIVE : RW_SIGN_UNDECIDED;
}

rw_judgement rw_interval_judge(rw_interval v) {
    static const rw_judgement proven[] = {RW_PROVEN_NEGATIVE, RW_UNDECIDED, RW_PROVEN_POSITIVE},
                              likely[] = {RW_LIKELY_NEGATIVE, RW_UNDECIDED, RW_LIKELY_POSITIVE};
    return (rw_interval_sign(v) != RW_SIGN_UNDECIDED ? proven : likely)[rw_interval_leaning(v)];
}

double rw_interval_value(rw_interval v) {
    if (!isnan(v.by_plans)) return v.by_plans;
    return isfinite(v.low) && isfinite(v.high) ? (v.low + v.high) / 2 : RW_NAN;
}

rw_interval rw_interval_of(double low, double high) {
    return (rw_interval){low, high, RW_NAN};
}

rw_interval rw_interval_negated(rw_interval v) {
    return (rw_interval){-v.high, -v.low, -v.by_plans};
}

/* Infinity less infinity says nothing at all. */
static double difference(double a, double b, double unknown) {
    return isinf(a) && isinf(b) && (a > 0) == (b > 0) ? unknown : a - b;
}

rw_interval rw_interval_between(double bound, double cost, double other_bound, double other_cost) {
    return (rw_interval){difference(bound, other_cost, -RW_INFINITY),
                         difference(cost, other_bound, RW_INFINITY), difference(cost, other_cost, 0)};
}

void rw_interval_text(rw_text *text, rw_language l, rw_interval v, int decimals) {
    char low[RW_PERSON_BYTES], high[RW_PERSON_BYTES];
    (void)rw_person(low, l, v.low, decimals);
    (void)rw_person(high, l, v.high, decimals);
    if (isinf(v.high) && v.high < 0)
        rw_text_add(text, rw_in(l, "impossible", "onmogelijk")); /* no plan at all has it */
    else if (isinf(v.low) && v.low > 0)
        rw_text_add(text, rw_in(l, "indispensable", "onmisbaar")); /* no plan at all is without it */
    else if (isinf(v.low) && isinf(v.high))
        rw_text_add(text, rw_in(l, "unknown", "onbekend"));
    else if (isinf(v.high))
        rw_text_addf(text, rw_in(l, "at least %s", "minstens %s"), low);
    else if (isinf(v.low))
        rw_text_addf(text, rw_in(l, "at most %s", "hoogstens %s"), high);
    else if (strcmp(low, high) == 0)
        rw_text_add(text, low);
    else
        rw_text_addf(text, rw_in(l, "between %s and %s", "tussen %s en %s"), low, high);
}
