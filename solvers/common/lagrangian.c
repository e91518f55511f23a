#include "common/lagrangian.h"
#include "base/number.h"
#include <limits.h>
#include <string.h>

bool rw_lagrangian_applies(const rw_problem *p) {
    for (int j = 0; j < p->demand_count; ++j)
        if (p->demands[j].band_count > RW_LAGRANGIAN_SLOTS) return false;
    return p->junction_count == 0;
}

/* -- Start --------------------------------------------------------------------------------------------- */

static rw_price_layout layout_of(const rw_problem *p) {
    rw_price_layout at = {0};
    at.source = at.demand + p->band_count;
    at.used = at.source + p->source_count;
    at.link = at.used + p->source_count;
    at.share = at.link + p->arc_count;
    at.arcs = at.share + p->demand_count;
    at.power = at.arcs + p->demand_count;
    at.limit = at.power + p->place_count;
    at.count = at.limit + p->limit_count;
    return at;
}

static int demand_of(const rw_problem *p, const rw_problem_arc *arc) {
    return arc->head - p->source_count;
}

rw_status rw_lagrangian_start(rw_lagrangian *g, rw_context *context, const rw_problem *p) {
    memset(g, 0, sizeof *g);
    g->context = context;
    g->problem = p;
    g->at = layout_of(p);
    const size_t arcs = (size_t)p->arc_count, sources = (size_t)p->source_count,
                 demands = (size_t)p->demand_count, prices = (size_t)g->at.count;
    size_t flows = 0;
    for (size_t a = 0; a < arcs; ++a) flows += (size_t)p->arcs[a].slot_count;
    g->price = rw_allocate(context, prices, sizeof(double));
    g->subgradient = rw_allocate(context, prices, sizeof(double));
    g->option_alive = rw_allocate(context, (size_t)p->option_count, 1);
    g->source = rw_allocate(context, sources, 1);
    g->demand = rw_allocate(context, demands, 1);
    g->open = rw_allocate(context, sources, 1);
    g->connected = rw_allocate(context, demands, 1);
    g->arc_gain = rw_allocate(context, arcs, sizeof(double));
    g->arc_option = rw_allocate(context, arcs, sizeof(int));
    g->arc_flow = rw_allocate(context, flows, sizeof(double));
    g->first_flow = rw_allocate(context, arcs, sizeof(size_t));
    g->source_bracket = rw_allocate(context, sources, sizeof(double));
    g->demand_bracket = rw_allocate(context, demands, sizeof(double));
    if (!g->price || !g->subgradient || !g->option_alive || !g->source || !g->demand || !g->open ||
        !g->connected || !g->arc_gain || !g->arc_option || !g->arc_flow || !g->first_flow ||
        !g->source_bracket || !g->demand_bracket)
        return RW_ERROR_MEMORY;
    for (int k = 0; k < p->option_count; ++k)
        g->option_alive[k] = p->options[k].capacity_mw >= p->options[k].carry0_mw;
    for (size_t j = 0; j < demands; ++j) g->demand[j] = p->demands[j].must ? RW_YES : RW_FREE;
    flows = 0;
    for (size_t a = 0; a < arcs; ++a) {
        g->first_flow[a] = flows;
        flows += (size_t)p->arcs[a].slot_count;
        if (!p->arcs[a].forced) continue;
        g->source[p->arcs[a].tail] = RW_YES;
        g->demand[demand_of(p, &p->arcs[a])] = RW_YES;
    }
    return RW_OK;
}

void rw_lagrangian_free(rw_lagrangian *g) {
    rw_context *context = g->context;
    if (!context) return;
    void *const owned[] = {g->price,      g->subgradient,    g->option_alive,  g->source,     g->demand,
                           g->open,       g->connected,      g->arc_gain,      g->arc_option, g->arc_flow,
                           g->first_flow, g->source_bracket, g->demand_bracket};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; ++i) rw_release(context, owned[i]);
    memset(g, 0, sizeof *g);
}

/* -- Prices in the costs ------------------------------------------------------------------------------- */

/* Sum of lambda x coefficient: `field` picks the coefficients of one variable of every limit. */
#define LIMITS(g, field, index)                                                                              \
    ((g)->problem->limit_count ? limit_price((g), offsetof(rw_problem_limit, field), (index)) : 0)

static double limit_price(const rw_lagrangian *g, size_t offset, size_t index) {
    double sum = 0;
    for (int l = 0; l < g->problem->limit_count; ++l) {
        double *const *coefficients =
            (double *const *)(const void *)((const char *)&g->problem->limits[l] + offset);
        sum += g->price[g->at.limit + l] * (*coefficients)[index];
    }
    return sum;
}

static double priced_backup(const rw_lagrangian *g, int band) {
    return g->problem->bands[band].backup_eur_per_mw_yr + LIMITS(g, backup, (size_t)band);
}

void rw_lagrangian_first_prices(const rw_lagrangian *g, double *price) {
    const rw_problem *p = g->problem;
    memset(price, 0, (size_t)g->at.count * sizeof *price);
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        double value = 0, mw = 0;
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b) {
            if (!isinf(p->bands[b].backup_eur_per_mw_yr))
                value += p->bands[b].backup_eur_per_mw_yr * p->bands[b].width_mw;
            mw += p->bands[b].width_mw;
        }
        const double left = d->must ? value : fmax(0, d->skip_eur_per_yr - d->connect_eur_per_yr);
        const double share = value > 0 ? fmin(1, left / value) : 0;
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b) {
            const double backup = p->bands[b].backup_eur_per_mw_yr;
            price[g->at.demand + b] = isinf(backup) ? (mw > 0 ? left / mw : 0) : share * backup;
        }
    }
}

/* Copies the prices, each moved to the nearest value of its range. */
static void take_prices(rw_lagrangian *g, const double *price) {
    const rw_problem *p = g->problem;
    for (int n = g->at.source; n < g->at.count; ++n) g->price[n] = fmax(0, price[n]);
    for (int b = 0; b < p->band_count; ++b)
        g->price[g->at.demand + b] = fmin(price[g->at.demand + b], priced_backup(g, b));
}

/* -- One option ---------------------------------------------------------------------------------------- */

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

/* What is the same for all options of an arc: what a MW is worth to the demand, less what its source charges.
 */
typedef struct arc_terms {
    double worth[RW_LAGRANGIAN_SLOTS], width[RW_LAGRANGIAN_SLOTS];
    double draw_price; /* pi - omega */
    double link_price; /* theta */
    double arc_price;  /* nu */
} arc_terms;

static arc_terms terms_of(const rw_lagrangian *g, int a) {
    const rw_problem *p = g->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    const int j = demand_of(p, arc), i = arc->tail;
    const double shared = g->price[g->at.share + j] * p->sources[i].availability_share;
    arc_terms t;
    for (int s = 0; s < arc->slot_count; ++s) {
        const rw_problem_band *band = &p->bands[p->demands[j].first_band + s];
        t.worth[s] = g->price[g->at.demand + p->demands[j].first_band + s] + shared * band->hours_h;
        t.width[s] = band->width_mw;
    }
    t.draw_price = g->price[g->at.source + i] - g->price[g->at.used + i];
    t.link_price = g->price[g->at.link + a];
    t.arc_price = p->demands[j].max_arcs == INT_MAX ? 0 : g->price[g->at.arcs + j];
    return t;
}

static double gain_of(const rw_lagrangian *g, const rw_problem_arc *arc, const arc_terms *t, int k,
                      double *flow) {
    const rw_problem *p = g->problem;
    const rw_option *o = &p->options[k];
    const size_t unit = arc->first_unit + (size_t)(k - arc->first_option) * (size_t)arc->slot_count;
    const double power_price = o->place >= 0 ? g->price[g->at.power + o->place] : 0;
    const double per_mw = t->draw_price * o->draw + power_price * o->power;
    double margin[RW_LAGRANGIAN_SLOTS];
    for (int s = 0; s < arc->slot_count; ++s) {
        margin[s] = t->worth[s] - p->unit_eur_per_mw_yr[unit + (size_t)s] - per_mw;
        if (p->limit_count) margin[s] -= LIMITS(g, unit, unit + (size_t)s);
    }
    const double room = o->carry > 0 ? (o->capacity_mw - o->carry0_mw) / o->carry : RW_INFINITY;
    return fill(margin, t->width, arc->slot_count, room, flow) - o->fixed_eur_per_yr -
           t->draw_price * o->draw0_mw - power_price * o->power0_mwe - t->arc_price - t->link_price -
           LIMITS(g, fixed, (size_t)k);
}

double rw_lagrangian_gain(const rw_lagrangian *g, int arc, int option, double *flow) {
    const arc_terms t = terms_of(g, arc);
    return gain_of(g, &g->problem->arcs[arc], &t, option, flow);
}

/* The best option of an arc; it is built if it gains, or if it must. */
static void evaluate_arc(rw_lagrangian *g, int a) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    g->arc_gain[a] = -RW_INFINITY;
    g->arc_option[a] = -1;
    if (g->source[arc->tail] == RW_NO || g->demand[demand_of(g->problem, arc)] == RW_NO) return;
    const arc_terms t = terms_of(g, a);
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        if (!g->option_alive[k]) continue;
        const double gain = gain_of(g, arc, &t, k, NULL);
        if (gain <= g->arc_gain[a]) continue;
        g->arc_gain[a] = gain;
        g->arc_option[a] = k;
    }
    if (g->arc_option[a] < 0) return;
    if (g->arc_gain[a] > 0 || arc->forced)
        (void)gain_of(g, arc, &t, g->arc_option[a], g->arc_flow + g->first_flow[a]);
    else
        g->arc_option[a] = -1;
}

/* -- The whole ----------------------------------------------------------------------------------------- */

static double arc_value(const rw_lagrangian *g, int a) {
    return g->problem->arcs[a].forced ? g->arc_gain[a] : fmax(0, g->arc_gain[a]);
}

static void evaluate_brackets(rw_lagrangian *g) {
    const rw_problem *p = g->problem;
    for (int i = 0; i < p->source_count; ++i)
        g->source_bracket[i] =
            p->sources[i].open_eur_per_yr + LIMITS(g, open, (size_t)i) -
            p->sources[i].capacity_mw *
                (g->price[g->at.source + i] - p->sources[i].min_used_share * g->price[g->at.used + i]);
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        double connect = d->connect_eur_per_yr + LIMITS(g, connect, (size_t)j) +
                         g->price[g->at.share + j] * d->min_mwh_per_yr;
        if (d->place >= 0) connect += g->price[g->at.power + d->place] * d->power_mwe;
        if (d->max_arcs < INT_MAX) connect -= g->price[g->at.arcs + j] * d->max_arcs;
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
            connect += g->price[g->at.demand + b] * p->bands[b].width_mw;
        g->demand_bracket[j] = connect - (d->skip_eur_per_yr + LIMITS(g, skip, (size_t)j));
    }
    for (int a = 0; a < p->arc_count; ++a) {
        g->source_bracket[p->arcs[a].tail] -= arc_value(g, a);
        g->demand_bracket[demand_of(p, &p->arcs[a])] -= g->price[g->at.link + a];
    }
}

/* What every row is short of in the relaxed solution, and what the rows' right-hand sides are worth. */
static void evaluate_subgradient(rw_lagrangian *g) {
    const rw_problem *p = g->problem;
    double *s = g->subgradient;
    memset(s, 0, (size_t)g->at.count * sizeof *s);
    for (int i = 0; i < p->source_count; ++i) {
        s[g->at.source + i] = g->open[i] ? -p->sources[i].capacity_mw : 0;
        s[g->at.used + i] = g->open[i] ? p->sources[i].min_used_share * p->sources[i].capacity_mw : 0;
        for (int l = 0; l < p->limit_count && g->open[i]; ++l) s[g->at.limit + l] += p->limits[l].open[i];
    }
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        const bool on = g->connected[j];
        s[g->at.share + j] = on ? d->min_mwh_per_yr : 0;
        s[g->at.arcs + j] = on && d->max_arcs < INT_MAX ? -d->max_arcs : 0;
        if (on && d->place >= 0) s[g->at.power + d->place] += d->power_mwe;
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
            s[g->at.demand + b] = on ? p->bands[b].width_mw : 0;
        for (int l = 0; l < p->limit_count; ++l)
            s[g->at.limit + l] += on ? p->limits[l].connect[j] : p->limits[l].skip[j];
    }
    for (int g_ = 0; g_ < p->place_count; ++g_) {
        const bool buys = p->places[g_].extra_eur_per_mwe_yr < g->price[g->at.power + g_];
        s[g->at.power + g_] -= p->places[g_].headroom_mwe + (buys ? p->places[g_].extra_max_mwe : 0);
    }
    for (int l = 0; l < p->limit_count; ++l) s[g->at.limit + l] -= p->limits[l].max;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        const int j = demand_of(p, arc), k = g->arc_option[a];
        if (g->connected[j]) s[g->at.link + a] = -1;
        if (k < 0 || !g->open[arc->tail]) continue;
        const rw_option *o = &p->options[k];
        const double *flow = g->arc_flow + g->first_flow[a];
        double x = 0;
        for (int n = 0; n < arc->slot_count; ++n) {
            const int band = p->demands[j].first_band + n;
            x += flow[n];
            s[g->at.demand + band] -= flow[n];
            s[g->at.share + j] -= p->sources[arc->tail].availability_share * p->bands[band].hours_h * flow[n];
        }
        const double drawn = o->draw * x + o->draw0_mw;
        s[g->at.source + arc->tail] += drawn;
        s[g->at.used + arc->tail] -= drawn;
        s[g->at.link + a] += 1;
        if (p->demands[j].max_arcs < INT_MAX) s[g->at.arcs + j] += 1;
        if (o->place >= 0) s[g->at.power + o->place] += o->power * x + o->power0_mwe;
        for (int l = 0; l < p->limit_count; ++l) {
            const size_t unit = arc->first_unit + (size_t)(k - arc->first_option) * (size_t)arc->slot_count;
            s[g->at.limit + l] += p->limits[l].fixed[k];
            for (int n = 0; n < arc->slot_count; ++n)
                s[g->at.limit + l] += p->limits[l].unit[unit + (size_t)n] * flow[n];
        }
    }
    /* A price that is at its floor and would go lower stays where it is: not a violation. Backup fills what
     * is missing of a demand whose price is at the backup's cost. */
    for (int n = g->at.source; n < g->at.count; ++n)
        if (g->price[n] <= 0 && s[n] < 0) s[n] = 0;
    for (int b = 0; b < p->band_count; ++b)
        if (s[g->at.demand + b] > 0 && g->price[g->at.demand + b] >= priced_backup(g, b))
            s[g->at.demand + b] = 0;
}

double rw_lagrangian_evaluate(rw_lagrangian *g, const double *price) {
    const rw_problem *p = g->problem;
    take_prices(g, price);
    for (int a = 0; a < p->arc_count; ++a) evaluate_arc(g, a);
    evaluate_brackets(g);
    double sum = 0, size = 0;
    for (int j = 0; j < p->demand_count; ++j) {
        g->connected[j] = g->demand[j] == RW_YES || (g->demand[j] == RW_FREE && g->demand_bracket[j] < 0);
        const double skip = p->demands[j].skip_eur_per_yr + LIMITS(g, skip, (size_t)j);
        const double value = skip + (g->connected[j] ? g->demand_bracket[j] : 0);
        sum += value;
        size += fabs(value);
    }
    for (int i = 0; i < p->source_count; ++i) {
        g->open[i] = g->source[i] == RW_YES || (g->source[i] == RW_FREE && g->source_bracket[i] < 0);
        const double value = g->open[i] ? g->source_bracket[i] : 0;
        sum += value;
        size += fabs(value);
    }
    for (int n = 0; n < p->place_count; ++n) {
        const double mu = g->price[g->at.power + n];
        const double value = p->places[n].extra_max_mwe * fmin(0, p->places[n].extra_eur_per_mwe_yr - mu) -
                             mu * p->places[n].headroom_mwe;
        sum += value;
        size += fabs(value);
    }
    for (int l = 0; l < p->limit_count; ++l) {
        sum -= g->price[g->at.limit + l] * p->limits[l].max;
        size += fabs(g->price[g->at.limit + l] * p->limits[l].max);
    }
    if (isinf(sum)) return g->bound = sum; /* a forced arc has no option left: nothing can be built */
    /* What the additions may have lost to rounding is taken off, so that the bound stays one. */
    g->bound = sum - 1e-13 * size;
    evaluate_subgradient(g);
    return g->bound;
}

/* -- Fixing -------------------------------------------------------------------------------------------- */

/* All tests use one evaluation's prices and bound (SOLVER.md): options first, because they need the brackets
 * as they were, then sources and demands. */
int rw_lagrangian_fix(rw_lagrangian *g, double upper) {
    const rw_problem *p = g->problem;
    int left = 0;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        const int i = arc->tail, j = demand_of(p, arc);
        const bool closed = g->source[i] == RW_NO || g->demand[j] == RW_NO;
        const double open = (g->source[i] == RW_FREE ? fmax(0, g->source_bracket[i]) : 0) +
                            (g->demand[j] == RW_FREE ? fmax(0, g->demand_bracket[j]) : 0) + arc_value(g, a);
        const arc_terms t = terms_of(g, a);
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            if (!g->option_alive[k]) continue;
            if (closed || g->bound + open - gain_of(g, arc, &t, k, NULL) >= upper)
                g->option_alive[k] = 0;
            else
                ++left;
        }
    }
    for (int i = 0; i < p->source_count; ++i)
        if (g->source[i] == RW_FREE && g->bound + fabs(g->source_bracket[i]) >= upper)
            g->source[i] = g->source_bracket[i] < 0 ? RW_YES : RW_NO;
    for (int j = 0; j < p->demand_count; ++j)
        if (g->demand[j] == RW_FREE && g->bound + fabs(g->demand_bracket[j]) >= upper)
            g->demand[j] = g->demand_bracket[j] < 0 ? RW_YES : RW_NO;
    return left;
}
