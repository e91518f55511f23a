#include "property/exact_bound.h"
#include <gmp.h>
#include <limits.h>
#include <math.h>

enum { MOST_BANDS = 8 };

typedef struct exact {
    const rw_problem *p;
    const rw_price_layout *at;
    const double *price;
    mpq_t value, factor; /* scratch of add() */
} exact;

/* sum += a b c, without rounding. */
static void add(exact *e, mpq_t sum, double a, double b, double c) {
    mpq_set_d(e->value, a);
    mpq_set_d(e->factor, b);
    mpq_mul(e->value, e->value, e->factor);
    mpq_set_d(e->factor, c);
    mpq_mul(e->value, e->value, e->factor);
    mpq_add(sum, sum, e->value);
}

/* The knapsack: all bands that pay, best first, as far as the pipe goes. */
static void add_flow(exact *e, mpq_t gain, mpq_t margin[MOST_BANDS], const rw_problem_band *bands, int count,
                     const rw_option *o) {
    mpq_t room, x;
    mpq_inits(room, x, NULL);
    bool done[MOST_BANDS] = {false};
    if (o->carry > 0) {
        add(e, room, o->capacity_mw, 1, 1);
        add(e, room, -o->carry0_mw, 1, 1);
        mpq_set_d(x, o->carry);
        mpq_div(room, room, x);
    }
    for (int turn = 0; turn < count; ++turn) {
        int best = -1;
        for (int s = 0; s < count; ++s)
            if (!done[s] && (best < 0 || mpq_cmp(margin[s], margin[best]) > 0)) best = s;
        done[best] = true;
        if (mpq_sgn(margin[best]) <= 0) break;
        mpq_set_d(x, bands[best].width_mw);
        if (o->carry > 0 && mpq_cmp(room, x) < 0) mpq_set(x, room);
        mpq_sub(room, room, x);
        mpq_mul(x, x, margin[best]);
        mpq_add(gain, gain, x);
    }
    mpq_clears(room, x, NULL);
}

static void set_gain(exact *e, mpq_t gain, int a, int k) {
    const rw_problem_arc *arc = &e->p->arcs[a];
    const rw_problem_source *source = &e->p->sources[arc->tail];
    const int j = arc->head - e->p->source_count;
    const rw_problem_demand *d = &e->p->demands[j];
    const rw_option *o = &e->p->options[k];
    const double pi = e->price[e->at->source + arc->tail], omega = e->price[e->at->used + arc->tail],
                 mu = o->place < 0 ? 0 : e->price[e->at->power + o->place];
    const size_t unit = arc->first_unit + (size_t)(k - arc->first_option) * (size_t)arc->slot_count;
    mpq_t margin[MOST_BANDS];
    mpq_set_si(gain, 0, 1);
    for (int s = 0; s < arc->slot_count; ++s) {
        const rw_problem_band *band = &e->p->bands[d->first_band + s];
        mpq_init(margin[s]);
        add(e, margin[s], e->price[e->at->demand + d->first_band + s], 1, 1);
        add(e, margin[s], e->price[e->at->share + j], source->availability_share, band->hours_h);
        add(e, margin[s], -1, e->p->unit_eur_per_mw_yr[unit + (size_t)s], 1);
        add(e, margin[s], -pi, o->draw, 1);
        add(e, margin[s], omega, o->draw, 1);
        add(e, margin[s], -mu, o->power, 1);
        for (int l = 0; l < e->p->limit_count; ++l)
            add(e, margin[s], -e->price[e->at->limit + l], e->p->limits[l].unit[unit + (size_t)s], 1);
    }
    add_flow(e, gain, margin, e->p->bands + d->first_band, arc->slot_count, o);
    add(e, gain, -1, o->fixed_eur_per_yr, 1);
    add(e, gain, -pi, o->draw0_mw, 1);
    add(e, gain, omega, o->draw0_mw, 1);
    add(e, gain, -mu, o->power0_mwe, 1);
    add(e, gain, -1, e->price[e->at->link + a], 1);
    if (d->max_arcs < INT_MAX) add(e, gain, -1, e->price[e->at->arcs + j], 1);
    if (arc->exclusive > 0) add(e, gain, -1, e->price[e->at->exclusive + arc->exclusive - 1], 1);
    for (int l = 0; l < e->p->limit_count; ++l)
        add(e, gain, -e->price[e->at->limit + l], e->p->limits[l].fixed[k], 1);
    for (int s = 0; s < arc->slot_count; ++s) mpq_clear(margin[s]);
}

/* What the best option of an arc gains. */
static void set_best(exact *e, mpq_t best, int a) {
    const rw_problem_arc *arc = &e->p->arcs[a];
    bool any = !arc->forced;
    mpq_t gain;
    mpq_init(gain);
    mpq_set_si(best, 0, 1);
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        if (e->p->options[k].capacity_mw < e->p->options[k].carry0_mw) continue;
        set_gain(e, gain, a, k);
        if (!any || mpq_cmp(gain, best) > 0) mpq_set(best, gain);
        any = true;
    }
    mpq_clear(gain);
}

static void add_source(exact *e, mpq_t sum, int i) {
    const rw_problem_source *source = &e->p->sources[i];
    bool must = false;
    mpq_t bracket, best;
    mpq_inits(bracket, best, NULL);
    add(e, bracket, source->open_eur_per_yr, 1, 1);
    add(e, bracket, -1, source->capacity_mw, e->price[e->at->source + i]);
    add(e, bracket, source->min_used_share, source->capacity_mw, e->price[e->at->used + i]);
    for (int l = 0; l < e->p->limit_count; ++l)
        add(e, bracket, e->price[e->at->limit + l], e->p->limits[l].open[i], 1);
    for (int a = 0; a < e->p->arc_count; ++a) {
        if (e->p->arcs[a].tail != i) continue;
        set_best(e, best, a);
        mpq_sub(bracket, bracket, best);
        must = must || e->p->arcs[a].forced;
    }
    if (must || mpq_sgn(bracket) < 0) mpq_add(sum, sum, bracket);
    mpq_clears(bracket, best, NULL);
}

static void add_demand(exact *e, mpq_t sum, int j) {
    const rw_problem_demand *d = &e->p->demands[j];
    bool must = d->must;
    mpq_t on, off;
    mpq_inits(on, off, NULL);
    add(e, on, d->connect_eur_per_yr, 1, 1);
    add(e, off, d->skip_eur_per_yr, 1, 1);
    add(e, on, e->price[e->at->share + j], d->min_mwh_per_yr, 1);
    if (d->place >= 0) add(e, on, e->price[e->at->power + d->place], d->power_mwe, 1);
    if (d->max_arcs < INT_MAX) add(e, on, -e->price[e->at->arcs + j], d->max_arcs, 1);
    for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
        add(e, on, e->price[e->at->demand + b], e->p->bands[b].width_mw, 1);
    for (int a = 0; a < e->p->arc_count; ++a) {
        if (e->p->arcs[a].head != e->p->source_count + j) continue;
        add(e, on, -1, e->price[e->at->link + a], 1);
        must = must || e->p->arcs[a].forced;
    }
    for (int l = 0; l < e->p->limit_count; ++l) {
        add(e, on, e->price[e->at->limit + l], e->p->limits[l].connect[j], 1);
        add(e, off, e->price[e->at->limit + l], e->p->limits[l].skip[j], 1);
    }
    mpq_add(sum, sum, must || mpq_cmp(on, off) < 0 ? on : off);
    mpq_clears(on, off, NULL);
}

static void add_constants(exact *e, mpq_t sum) {
    for (int g = 0; g < e->p->place_count; ++g) {
        const rw_problem_place *place = &e->p->places[g];
        const double mu = e->price[e->at->power + g];
        add(e, sum, -mu, place->headroom_mwe, 1);
        if (mu <= place->extra_eur_per_mwe_yr) continue;
        add(e, sum, place->extra_eur_per_mwe_yr, place->extra_max_mwe, 1);
        add(e, sum, -mu, place->extra_max_mwe, 1);
    }
    for (int l = 0; l < e->p->limit_count; ++l)
        add(e, sum, -e->price[e->at->limit + l], e->p->limits[l].max, 1);
    for (int n = e->at->exclusive; n < e->at->count; ++n) add(e, sum, -1, e->price[n], 1);
}

double exact_bound_above(const rw_problem *problem, const rw_price_layout *at, const double *price,
                         double value) {
    exact e = {.p = problem, .at = at, .price = price};
    mpq_t sum;
    mpq_inits(sum, e.value, e.factor, NULL);
    add_constants(&e, sum);
    for (int i = 0; i < problem->source_count; ++i) add_source(&e, sum, i);
    for (int j = 0; j < problem->demand_count; ++j) add_demand(&e, sum, j);
    add(&e, sum, -1, value, 1);
    const double above = mpq_get_d(sum);
    mpq_clears(sum, e.value, e.factor, NULL);
    return above;
}
