/* What one option is worth at given prices: a continuous knapsack over its bands. */
#include "common/lagrangian_parts.h"

double rw_limit_price(const rw_lagrangian *g, size_t offset, size_t index) {
    double sum = 0;
    for (int l = 0; l < g->problem->limit_count; ++l) {
        double *const *coefficients =
            (double *const *)(const void *)((const char *)&g->problem->limits[l] + offset);
        sum += g->price[g->at.limit + l] * (*coefficients)[index];
    }
    return sum;
}

double rw_priced_backup(const rw_lagrangian *g, int band) {
    return g->problem->bands[band].backup_eur_per_mw_yr + RW_LIMITS(g, backup, (size_t)band);
}

/* -- Terms --------------------------------------------------------------------------------------------- */

double rw_building_price(const rw_lagrangian *g, int a, bool by_price) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    const int j = rw_demand_of(g->problem, arc);
    double price = g->price[g->at.link + a];
    if (arc->exclusive > 0) price += g->price[g->at.exclusive + arc->exclusive - 1];
    if (by_price && g->problem->demands[j].max_arcs < INT_MAX) price += g->price[g->at.arcs + j];
    return price;
}

static rw_arc_terms common_terms(const rw_lagrangian *g, int a) {
    const rw_problem *p = g->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    const rw_problem_demand *d = &p->demands[rw_demand_of(p, arc)];
    rw_arc_terms t = {.building = 0};
    for (int s = 0; s < arc->slot_count; ++s) {
        const rw_problem_band *band = &p->bands[d->first_band + s];
        t.width[s] = band->width_mw;
        t.mwh_per_mw[s] = p->sources[arc->tail].availability_share * band->hours_h;
    }
    t.draw_price = g->price[g->at.source + arc->tail] - g->price[g->at.used + arc->tail];
    return t;
}

rw_arc_terms rw_terms_by_price(const rw_lagrangian *g, int a) {
    const rw_problem *p = g->problem;
    const int j = rw_demand_of(p, &p->arcs[a]);
    rw_arc_terms t = common_terms(g, a);
    for (int s = 0; s < p->arcs[a].slot_count; ++s)
        t.worth[s] = g->price[g->at.demand + p->demands[j].first_band + s] +
                     g->price[g->at.share + j] * t.mwh_per_mw[s];
    t.building = rw_building_price(g, a, true);
    return t;
}

rw_arc_terms rw_terms_by_backup(const rw_lagrangian *g, int a) {
    const rw_problem *p = g->problem;
    const int j = rw_demand_of(p, &p->arcs[a]);
    rw_arc_terms t = common_terms(g, a);
    for (int s = 0; s < p->arcs[a].slot_count; ++s)
        t.worth[s] = rw_priced_backup(g, p->demands[j].first_band + s);
    t.building = rw_building_price(g, a, false);
    return t;
}

/* -- Filling the bands --------------------------------------------------------------------------------- */

/* Fills the bands by margin, best first, as far as the pipe goes: a fractional knapsack whose items all weigh
 * the same. */
static double fill(const double *margin, const double *width, int slots, double room, double *flow) {
    double gain = 0, wanted = 0;
    for (int s = 0; s < slots; ++s) {
        const double x = margin[s] > 0 ? width[s] : 0;
        if (flow) flow[s] = x;
        gain += margin[s] * x;
        wanted += x;
    }
    if (wanted <= room) return gain;
    int order[RW_LAGRANGIAN_SLOTS], count = 0;
    for (int s = 0; s < slots; ++s) {
        if (margin[s] <= 0) continue;
        int at = count++;
        for (; at > 0 && margin[order[at - 1]] < margin[s]; --at) order[at] = order[at - 1];
        order[at] = s;
    }
    gain = 0;
    for (int n = 0; n < count; ++n) {
        const double x = fmin(width[order[n]], room);
        room -= x;
        gain += margin[order[n]] * x;
        if (flow) flow[order[n]] = x;
    }
    return gain;
}

/* A way to fill the bands. */
typedef struct filling {
    double flow[RW_LAGRANGIAN_SLOTS], gain, mwh;
} filling;

static filling fill_at(const rw_arc_terms *t, const double *margin, int slots, double room,
                       double eur_per_mwh) {
    double raised[RW_LAGRANGIAN_SLOTS] = {0};
    for (int s = 0; s < slots; ++s)
        raised[s] = isinf(eur_per_mwh) ? t->mwh_per_mw[s] : margin[s] + eur_per_mwh * t->mwh_per_mw[s];
    filling f = {.gain = 0};
    (void)fill(raised, t->width, slots, room, f.flow);
    for (int s = 0; s < slots; ++s) {
        f.gain += margin[s] * f.flow[s];
        f.mwh += t->mwh_per_mw[s] * f.flow[s];
    }
    return f;
}

/* The best filling that brings at least min_mwh. Its dual has one variable, a bonus per MWh; between a
 * filling that brings too little and one that brings enough, the bonus at which both are worth the same
 * either finds a better filling or proves that their mixture is the best. -infinity when the pipe cannot
 * bring it. */
static double fill_to(const rw_arc_terms *t, const double *margin, int slots, double room, double min_mwh,
                      double *flow) {
    filling little = fill_at(t, margin, slots, room, 0);
    double part = 0; /* of `enough` in the mixture */
    filling enough = little;
    if (little.mwh < min_mwh) {
        enough = fill_at(t, margin, slots, room, RW_INFINITY);
        if (enough.mwh < min_mwh) return -RW_INFINITY;
        for (int step = 0; step < 4 * RW_LAGRANGIAN_SLOTS; ++step) {
            const double bonus = (little.gain - enough.gain) / (enough.mwh - little.mwh);
            const filling middle = fill_at(t, margin, slots, room, fmax(0, bonus));
            const double line = little.gain + bonus * little.mwh;
            if (middle.gain + bonus * middle.mwh <= line + 1e-12 * fabs(line)) break;
            if (middle.mwh < min_mwh)
                little = middle;
            else
                enough = middle;
        }
        part = (min_mwh - little.mwh) / (enough.mwh - little.mwh);
    }
    for (int s = 0; flow && s < slots; ++s) flow[s] = part * enough.flow[s] + (1 - part) * little.flow[s];
    return part * enough.gain + (1 - part) * little.gain;
}

/* -- Options ------------------------------------------------------------------------------------------- */

/* What a MW through option k is worth per slot. */
static void margins_of(const rw_lagrangian *g, int a, const rw_arc_terms *t, int k, double *margin) {
    const rw_problem *p = g->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    const rw_option *o = &p->options[k];
    const size_t unit = arc->first_unit + (size_t)(k - arc->first_option) * (size_t)arc->slot_count;
    const double per_mw =
        t->draw_price * o->draw + (o->place >= 0 ? g->price[g->at.power + o->place] * o->power : 0);
    for (int s = 0; s < arc->slot_count; ++s)
        margin[s] = t->worth[s] - p->unit_eur_per_mw_yr[unit + (size_t)s] - per_mw;
    for (int s = 0; p->limit_count && s < arc->slot_count; ++s)
        margin[s] -= RW_LIMITS(g, unit, unit + (size_t)s);
}

/* What building it costs, before anything is delivered. */
static double building_of(const rw_lagrangian *g, const rw_arc_terms *t, int k) {
    const rw_option *o = &g->problem->options[k];
    const double power = o->place >= 0 ? g->price[g->at.power + o->place] * o->power0_mwe : 0;
    return o->fixed_eur_per_yr + t->draw_price * o->draw0_mw + power + t->building +
           RW_LIMITS(g, fixed, (size_t)k);
}

static double room_of(const rw_option *o) {
    return o->carry > 0 ? (o->capacity_mw - o->carry0_mw) / o->carry : RW_INFINITY;
}

double rw_gain_by_price(const rw_lagrangian *g, int a, const rw_arc_terms *t, int k, double *flow) {
    double margin[RW_LAGRANGIAN_SLOTS];
    margins_of(g, a, t, k, margin);
    return fill(margin, t->width, g->problem->arcs[a].slot_count, room_of(&g->problem->options[k]), flow) -
           building_of(g, t, k);
}

double rw_gain_alone(const rw_lagrangian *g, int a, const rw_arc_terms *t, int k, double min_mwh,
                     double *flow) {
    double margin[RW_LAGRANGIAN_SLOTS];
    const int slots = g->problem->arcs[a].slot_count;
    const double room = room_of(&g->problem->options[k]);
    margins_of(g, a, t, k, margin);
    return (min_mwh > 0 ? fill_to(t, margin, slots, room, min_mwh, flow)
                        : fill(margin, t->width, slots, room, flow)) -
           building_of(g, t, k);
}

double rw_lagrangian_gain(const rw_lagrangian *g, int arc, int option, double *flow) {
    const rw_arc_terms t = rw_terms_by_price(g, arc);
    return rw_gain_by_price(g, arc, &t, option, flow);
}
