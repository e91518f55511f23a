/* Break-even values: scanned, then narrowed, every point solved. */
#include "base/number.h"
#include "pipeline/weigh.h"
#include <stdio.h>
#include <string.h>

enum { SCAN_MOST = 12, NARROW_MOST = 12 };

/* Factors of today's value, or values; the last is followed by NaN. */
static const double scan[RW_LEVER_COUNT][SCAN_MOST] = {
    [RW_LEVER_COUPLING] = {0, 0.5, 0.75, 1.25, 1.5, 2, 3, 5, (double)NAN},
    [RW_LEVER_COMMITMENT] = {1, 5, 10, 15, 20, 25, 30, 40, (double)NAN},
    [RW_LEVER_ELECTRICITY] = {0.25, 0.5, 0.75, 1.25, 1.5, 2, 3, (double)NAN},
    [RW_LEVER_ROUTE] = {0.8, 1.25, 1.5, 2, 3, 4, (double)NAN},
    [RW_LEVER_TEMPERATURE] = {12, 20, 30, 40, 50, 60, 75, 90, (double)NAN},
    [RW_LEVER_REFERENCE] = {0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2, (double)NAN},
};

typedef struct finder {
    rw_context *context;
    const rw_weighing *w;
    rw_lever lever;
    rw_break_even *found;
} finder;

static bool is_factor(rw_lever lever) {
    return lever != RW_LEVER_COMMITMENT && lever != RW_LEVER_TEMPERATURE;
}

/* How near a crossing must be bracketed. */
static double tolerance(const finder *f, double value) {
    if (f->lever == RW_LEVER_COMMITMENT) return 1;
    if (f->lever == RW_LEVER_TEMPERATURE) return 0.2;
    /* The plans found of a network are not so near to their optima that less would say more. */
    const double share = f->w->study->trench_count > 0 ? 0.04 : 0.01;
    return share * fmax(fabs(value), 1e-3 * f->found->today);
}

static rw_status evaluate(const finder *f, double value, bool sign_only, rw_point *point) {
    char number[RW_NUMBER_BYTES];
    rw_change change = f->w->asked;
    rw_override override = {"electricity_eur_per_mwh", number};
    const double factor = value / f->found->today;
    rw_asking asking = {.sign_only = sign_only};
    switch (f->lever) {
    case RW_LEVER_COUPLING:
        change.coupling_factor = factor;
        break;
    case RW_LEVER_COMMITMENT:
        change.commitment_yr = (int)value;
        break;
    case RW_LEVER_ROUTE:
        change.route_factor = factor;
        break;
    case RW_LEVER_TEMPERATURE:
        change.temperature_c = value;
        break;
    case RW_LEVER_ELECTRICITY:
        (void)rw_number_shortest(number, value);
        change.overrides = &override;
        change.override_count = 1;
        asking.everywhere = true;
        break;
    default:
        change.reference_factor = factor;
        asking.everywhere = true;
    }
    *point = (rw_point){.value = value};
    return rw_weigh(f->context, f->w, &change, &asking, &point->worth, &point->cut);
}

/* Into its place by value. */
static void insert(rw_break_even *b, rw_point point) {
    b->cut = b->cut || point.cut;
    if (b->point_count == RW_POINTS) return;
    int at = b->point_count++;
    for (; at > 0 && b->point[at - 1].value > point.value; --at) b->point[at] = b->point[at - 1];
    b->point[at] = point;
}

static rw_status scan_all(const finder *f) {
    rw_break_even *b = f->found;
    const rw_source *s = &f->w->study->sources[f->w->source];
    insert(b, (rw_point){.value = b->today, .worth = f->w->worth});
    for (int k = 0; !isnan(scan[f->lever][k]); ++k) {
        const double value = scan[f->lever][k] * (is_factor(f->lever) ? b->today : 1);
        rw_point point;
        if (value == b->today) continue;
        if (f->lever == RW_LEVER_TEMPERATURE && value - s->cooling_span_k < 1) continue;
        RW_TRY(evaluate(f, value, true, &point));
        insert(b, point);
    }
    return RW_OK;
}

/* Where a straight line between two points says zero, or half way. */
static double guess(const finder *f, const rw_point *a, const rw_point *b) {
    const double left = rw_interval_value(a->worth), right = rw_interval_value(b->worth);
    const double half = (a->value + b->value) / 2, width = b->value - a->value;
    if (f->lever == RW_LEVER_COMMITMENT) return floor(half);
    if (isnan(left) || isnan(right) || left == right) return half;
    const double zero = a->value + width * left / (left - right);
    return fmin(b->value - 0.02 * width, fmax(a->value + 0.02 * width, zero));
}

/* Narrows a < b with opposite signs. Around a guess the sign is asked a little to either side, so that both
 * ends close in. */
static rw_status narrow(const finder *f, rw_point *a, rw_point *b) {
    int last = 0; /* which end moved last: -1 a, 1 b */
    for (int n = 0; n < NARROW_MOST; ++n) {
        const double allowed = tolerance(f, a->value), width = b->value - a->value;
        rw_point point;
        if (width <= allowed * (1 + 1e-9)) return RW_OK;
        double value = guess(f, a, b);
        if (f->lever != RW_LEVER_COMMITMENT)
            value =
                fmin(b->value - 0.05 * width, fmax(a->value + 0.05 * width, value - last * 0.4 * allowed));
        RW_TRY(evaluate(f, value, false, &point));
        if (point.cut) {
            f->found->cut = true;
            return RW_OK;
        }
        const rw_sign sign = rw_interval_leaning(point.worth);
        if (sign == RW_SIGN_UNDECIDED) { /* on the spot: what is proven on either side is the answer */
            const double sides[] = {value - 0.45 * allowed, value + 0.45 * allowed};
            for (int k = 0; k < 2; ++k) {
                if (sides[k] <= a->value || sides[k] >= b->value) continue;
                RW_TRY(evaluate(f, sides[k], true, &point));
                if (point.cut) continue;
                if (rw_interval_leaning(point.worth) == rw_interval_leaning(a->worth)) *a = point;
                if (rw_interval_leaning(point.worth) == rw_interval_leaning(b->worth)) *b = point;
            }
            return RW_OK;
        }
        const bool left = sign == rw_interval_leaning(a->worth);
        *(left ? a : b) = point;
        last = left ? -1 : 1;
    }
    return RW_OK;
}

static double distance(const rw_break_even *b, const rw_crossing *c) {
    return fmin(fabs(c->in - b->today), fabs(c->out - b->today));
}

static void add_crossing(rw_break_even *b, const rw_point *left, const rw_point *right) {
    const bool left_in = rw_interval_leaning(left->worth) == RW_SIGN_POSITIVE;
    const rw_crossing crossing = {left_in ? left->value : right->value, left_in ? right->value : left->value,
                                  rw_interval_sign(left->worth) != RW_SIGN_UNDECIDED &&
                                      rw_interval_sign(right->worth) != RW_SIGN_UNDECIDED};
    if (b->crossing_count == RW_CROSSINGS) return;
    int at = b->crossing_count++;
    for (; at > 0 && distance(b, &b->crossing[at - 1]) > distance(b, &crossing); --at)
        b->crossing[at] = b->crossing[at - 1];
    b->crossing[at] = crossing;
}

rw_status rw_break_even_find(rw_context *context, const rw_weighing *w, rw_lever lever, double today,
                             rw_break_even *found) {
    const finder f = {context, w, lever, found};
    *found = (rw_break_even){.today = today};
    if (!isfinite(today) || today <= 0) return RW_OK;
    RW_TRY(scan_all(&f));
    const rw_break_even scanned = *found;
    const rw_point *before = NULL;
    for (int k = 0; k < scanned.point_count; ++k) {
        const rw_point *point = &scanned.point[k];
        const rw_sign sign = rw_interval_leaning(point->worth);
        if (point->cut || sign == RW_SIGN_UNDECIDED) continue;
        if (before && rw_interval_leaning(before->worth) != sign) {
            rw_point left = *before, right = *point;
            RW_TRY(narrow(&f, &left, &right));
            add_crossing(found, &left, &right);
            if (left.value != before->value) insert(found, left);
            if (right.value != point->value) insert(found, right);
        }
        before = point;
    }
    return RW_OK;
}
