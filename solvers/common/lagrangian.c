#include "common/lagrangian_parts.h"
#include <string.h>

enum { DEMANDS_PER_ROUND = 32 };

bool rw_few_bands(const rw_problem *p) {
    for (int j = 0; j < p->demand_count; ++j)
        if (p->demands[j].band_count > RW_LAGRANGIAN_SLOTS) return false;
    return true;
}

bool rw_lagrangian_applies(const rw_problem *p) {
    return p->junction_count == 0 && rw_few_bands(p);
}

/* -- Start --------------------------------------------------------------------------------------------- */

rw_price_layout rw_prices_layout(const rw_problem *p) {
    rw_price_layout at = {0};
    at.source = at.demand + p->band_count;
    at.used = at.source + p->source_count;
    at.link = at.used + p->source_count;
    at.share = at.link + p->arc_count;
    at.arcs = at.share + p->demand_count;
    at.power = at.arcs + p->demand_count;
    at.limit = at.power + p->place_count;
    at.exclusive = at.limit + p->limit_count;
    int groups = 0;
    for (int a = 0; a < p->arc_count; ++a)
        if (p->arcs[a].exclusive > groups) groups = p->arcs[a].exclusive;
    at.count = at.exclusive + groups;
    return at;
}

static rw_status allocate(rw_lagrangian *g) {
    const rw_problem *p = g->problem;
    const size_t arcs = (size_t)p->arc_count, sources = (size_t)p->source_count,
                 demands = (size_t)p->demand_count, prices = (size_t)g->at.count;
    size_t flows = 0;
    for (size_t a = 0; a < arcs; ++a) flows += (size_t)p->arcs[a].slot_count;
    const struct {
        void *where;
        size_t count, size_bytes;
    } wanted[] = {
        {&g->price, prices, sizeof(double)},
        {&g->subgradient, prices, sizeof(double)},
        {&g->reference_price, prices, sizeof(double)},
        {&g->option_alive, (size_t)p->option_count, 1},
        {&g->option_alone, (size_t)p->option_count, sizeof(float)},
        {&g->source, sources, 1},
        {&g->demand, demands, 1},
        {&g->arc, arcs, 1},
        {&g->open, sources, 1},
        {&g->connected, demands, 1},
        {&g->arc_gain, arcs, sizeof(double)},
        {&g->arc_option, arcs, sizeof(int)},
        {&g->arc_flow, flows, sizeof(double)},
        {&g->first_flow, arcs, sizeof(size_t)},
        {&g->first_arc, sources + 1, sizeof(int)},
        {&g->arc_list, arcs, sizeof(int)},
        {&g->reference, arcs, sizeof(rw_arc_reference)},
        {&g->source_bracket, sources, sizeof(double)},
        {&g->source_fall, sources, sizeof(double)},
        {&g->looked_at, sources, sizeof(int)},
        {&g->demand_bracket, demands, sizeof(double)},
        {&g->demand_value, demands, sizeof(double)},
        {&g->demand_need, demands, sizeof(double)},
        {&g->demand_rise, demands, sizeof(double)},
        {&g->first_arc_to, demands + 1, sizeof(int)},
        {&g->arc_list_to, arcs, sizeof(int)},
        {&g->whole, demands, 1},
        {&g->several, demands, 1},
        {&g->favourite, demands, sizeof(int)},
        {&g->demand_looked_at, demands, sizeof(int)},
    };
    for (size_t n = 0; n < sizeof wanted / sizeof wanted[0]; ++n) {
        void *memory = rw_allocate(g->context, wanted[n].count, wanted[n].size_bytes);
        if (!memory) return RW_ERROR_MEMORY;
        memcpy(wanted[n].where, &memory, sizeof memory);
    }
    return RW_OK;
}

static void list_arcs(rw_lagrangian *g) {
    const rw_problem *p = g->problem;
    for (int a = 0; a < p->arc_count; ++a) {
        ++g->first_arc[p->arcs[a].tail];
        ++g->first_arc_to[rw_demand_of(p, &p->arcs[a])];
    }
    for (int i = 0; i < p->source_count; ++i) g->first_arc[i + 1] += g->first_arc[i];
    for (int j = 0; j < p->demand_count; ++j) g->first_arc_to[j + 1] += g->first_arc_to[j];
    for (int a = p->arc_count - 1; a >= 0; --a) {
        g->arc_list[--g->first_arc[p->arcs[a].tail]] = a;
        g->arc_list_to[--g->first_arc_to[rw_demand_of(p, &p->arcs[a])]] = a;
    }
}

/* What an arc can draw and take in power at most. */
static rw_arc_reference most_of(const rw_problem *p, const rw_problem_arc *arc) {
    const rw_problem_demand *d = &p->demands[rw_demand_of(p, arc)];
    rw_arc_reference most = {0};
    double mw = 0;
    for (int b = d->first_band; b < d->first_band + d->band_count; ++b) mw += p->bands[b].width_mw;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        const rw_option *o = &p->options[k];
        const double x = o->carry > 0 ? fmin(mw, fmax(0, (o->capacity_mw - o->carry0_mw) / o->carry)) : mw;
        most.draw_mw = fmax(most.draw_mw, o->draw * x + o->draw0_mw);
        most.power_mwe = fmax(most.power_mwe, o->power * x + o->power0_mwe);
    }
    return most;
}

rw_status rw_lagrangian_start(rw_lagrangian *g, rw_context *context, const rw_problem *p,
                              rw_threads *threads) {
    memset(g, 0, sizeof *g);
    g->context = context;
    g->problem = p;
    g->threads = threads;
    g->at = rw_prices_layout(p);
    RW_TRY(allocate(g));
    list_arcs(g);
    for (int k = 0; k < p->option_count; ++k)
        g->option_alive[k] = p->options[k].capacity_mw >= p->options[k].carry0_mw;
    for (int j = 0; j < p->demand_count; ++j) {
        g->demand[j] = p->demands[j].must ? RW_YES : RW_FREE;
        g->favourite[j] = -1;
    }
    size_t flows = 0;
    for (int a = 0; a < p->arc_count; ++a) {
        g->first_flow[a] = flows;
        flows += (size_t)p->arcs[a].slot_count;
        g->reference[a] = most_of(p, &p->arcs[a]);
        if (!p->arcs[a].forced) continue;
        g->arc[a] = RW_YES;
        g->source[p->arcs[a].tail] = RW_YES;
        g->demand[rw_demand_of(p, &p->arcs[a])] = RW_YES;
    }
    return RW_OK;
}

void rw_lagrangian_free(rw_lagrangian *g) {
    rw_context *context = g->context;
    if (!context) return;
    void *const owned[] = {g->option_alone,   g->price,           g->subgradient, g->reference_price,
                           g->option_alive,   g->source,          g->demand,      g->arc,
                           g->open,           g->connected,       g->arc_gain,    g->arc_option,
                           g->arc_flow,       g->first_flow,      g->first_arc,   g->arc_list,
                           g->reference,      g->source_bracket,  g->source_fall, g->looked_at,
                           g->demand_bracket, g->demand_value,    g->demand_need, g->demand_rise,
                           g->first_arc_to,   g->arc_list_to,     g->whole,       g->several,
                           g->favourite,      g->demand_looked_at};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; ++i) rw_release(context, owned[i]);
    memset(g, 0, sizeof *g);
}

/* -- Judging demands as a whole ------------------------------------------------------------------------ */

static bool can_be_whole(const rw_lagrangian *g, int j) {
    const rw_problem *p = g->problem;
    const rw_problem_demand *d = &p->demands[j];
    for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
        if (isinf(p->bands[b].backup_eur_per_mw_yr)) return false;
    return true;
}

bool rw_lagrangian_all_whole(const rw_lagrangian *g) {
    for (int j = 0; j < g->problem->demand_count; ++j)
        if (!can_be_whole(g, j)) return false;
    return true;
}

/* A source's opening is shared out over its arcs as far as its capacity price does not pay for it. */
static void share_out_openings(const rw_lagrangian *g, double *price) {
    const rw_problem *p = g->problem;
    for (int i = 0; i < p->source_count; ++i) {
        double worth = 0;
        for (int n = g->first_arc[i]; n < g->first_arc[i + 1]; ++n)
            if (g->arc_gain[g->arc_list[n]] > 0) worth += g->arc_gain[g->arc_list[n]];
        const double open = g->source_bracket[i] + worth;
        const double share = open <= 0 ? 0 : worth > open ? open / worth : 1;
        for (int n = g->first_arc[i]; n < g->first_arc[i + 1]; ++n) {
            const int a = g->arc_list[n];
            if (g->whole[rw_demand_of(p, &p->arcs[a])])
                price[g->at.link + a] = g->arc_gain[a] > 0 ? share * g->arc_gain[a] : 0;
        }
    }
}

int rw_lagrangian_judge_whole(rw_lagrangian *g, double *price) {
    int count = 0;
    for (int j = 0; j < g->problem->demand_count; ++j) {
        g->whole[j] = can_be_whole(g, j);
        count += g->whole[j];
    }
    if (price) share_out_openings(g, price);
    rw_lagrangian_forget(g);
    return count;
}

void rw_lagrangian_judge_by_price(rw_lagrangian *g) {
    memset(g->whole, 0, (size_t)g->problem->demand_count);
    rw_lagrangian_forget(g);
}

/* -- Prices -------------------------------------------------------------------------------------------- */

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
        g->price[g->at.demand + b] = fmin(price[g->at.demand + b], rw_priced_backup(g, b));
}

/* -- Arcs of demands judged by price ------------------------------------------------------------------- */

/* The best option of an arc; it is built if it gains, or if it must. */
static void evaluate_arc(rw_lagrangian *g, int a) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    g->arc_gain[a] = -RW_INFINITY;
    g->arc_option[a] = -1;
    const rw_arc_terms t = rw_terms_by_price(g, a);
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        if (!g->option_alive[k]) continue;
        const double gain = rw_gain_by_price(g, a, &t, k, NULL);
        if (gain <= g->arc_gain[a]) continue;
        g->arc_gain[a] = gain;
        g->arc_option[a] = k;
    }
    if (g->referring) g->reference[a].gain = g->arc_gain[a] + t.building;
    if (g->arc_option[a] < 0) return;
    if (g->arc_gain[a] > 0 || g->arc[a] == RW_YES)
        (void)rw_gain_by_price(g, a, &t, g->arc_option[a], g->arc_flow + g->first_flow[a]);
    else
        g->arc_option[a] = -1;
}

/* -- Passing over arcs --------------------------------------------------------------------------------- */

/* How much more any option to a demand, from a source, at a place can be worth than at the reference prices:
 * an arc whose gain was further below zero than that is still not worth building. With prices on limits,
 * which reach into every cost, all arcs are looked at. */
static bool measure_from_reference(rw_lagrangian *g) {
    const rw_problem *p = g->problem;
    const double *price = g->price, *then = g->reference_price;
    if (!g->has_reference) return false;
    for (int l = 0; l < p->limit_count; ++l)
        if (price[g->at.limit + l] != then[g->at.limit + l]) return false;
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        const double more_share = fmax(0, price[g->at.share + j] - then[g->at.share + j]);
        double rise = 0;
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
            rise += p->bands[b].width_mw * fmax(0, price[g->at.demand + b] - then[g->at.demand + b] +
                                                       more_share * p->bands[b].hours_h);
        g->demand_rise[j] = rise;
    }
    for (int i = 0; i < p->source_count; ++i)
        g->source_fall[i] = fmax(0, then[g->at.source + i] - then[g->at.used + i] -
                                        (price[g->at.source + i] - price[g->at.used + i]));
    g->power_fall = 0;
    for (int n = g->at.power; n < g->at.power + p->place_count; ++n)
        g->power_fall = fmax(g->power_fall, then[n] - price[n]);
    return true;
}

double rw_gain_at_most(const rw_lagrangian *g, int a, double then) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    if (isinf(then)) return then;
    const double more = g->demand_rise[rw_demand_of(g->problem, arc)] +
                        g->source_fall[arc->tail] * g->reference[a].draw_mw +
                        g->power_fall * g->reference[a].power_mwe;
    /* What rounding may have lost is added. */
    return then + more + 1e-9 * (fabs(then) + more);
}

/* -- The whole ----------------------------------------------------------------------------------------- */

static double arc_value(const rw_lagrangian *g, int a) {
    return g->arc[a] == RW_YES ? g->arc_gain[a] : fmax(0, g->arc_gain[a]);
}

static void evaluate_source(void *data, int i, int thread) {
    (void)thread;
    rw_lagrangian *g = data;
    const rw_problem *p = g->problem;
    double bracket = p->sources[i].open_eur_per_yr + RW_LIMITS(g, open, (size_t)i) -
                     p->sources[i].capacity_mw * (g->price[g->at.source + i] -
                                                  p->sources[i].min_used_share * g->price[g->at.used + i]);
    int looked_at = 0;
    for (int n = g->first_arc[i]; n < g->first_arc[i + 1]; ++n) {
        const int a = g->arc_list[n];
        if (g->whole[rw_demand_of(p, &p->arcs[a])]) {
            if (!rw_arc_closed(g, a)) bracket -= g->price[g->at.link + a];
            continue;
        }
        g->arc_option[a] = -1;
        g->arc_gain[a] = -RW_INFINITY;
        if (rw_arc_closed(g, a)) {
            g->reference[a].gain = RW_INFINITY; /* unknown, should it be opened again */
            if (g->arc[a] == RW_YES) bracket = RW_INFINITY;
            continue;
        }
        if (g->by_reference && g->arc[a] != RW_YES) {
            g->arc_gain[a] = rw_gain_at_most(g, a, g->reference[a].gain) - rw_building_price(g, a, true);
            if (g->arc_gain[a] <= 0) continue;
        }
        ++looked_at;
        evaluate_arc(g, a);
        bracket -= arc_value(g, a);
    }
    g->looked_at[i] = looked_at;
    g->source_bracket[i] = bracket;
}

static void evaluate_demands(void *data, int round, int thread) {
    (void)thread;
    rw_lagrangian *g = data;
    const rw_problem *p = g->problem;
    const int end = DEMANDS_PER_ROUND * (round + 1);
    for (int j = DEMANDS_PER_ROUND * round; j < p->demand_count && j < end; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        const double skip = d->skip_eur_per_yr + RW_LIMITS(g, skip, (size_t)j);
        g->demand_looked_at[j] = 0;
        if (g->whole[j] && g->demand[j] != RW_NO) {
            rw_evaluate_whole(g, j);
        } else {
            g->demand_bracket[j] = rw_connecting_by_price(g, j) - skip;
            for (int n = g->first_arc_to[j]; !g->whole[j] && n < g->first_arc_to[j + 1]; ++n)
                g->demand_bracket[j] -= g->price[g->at.link + g->arc_list_to[n]];
        }
        g->connected[j] = g->demand[j] == RW_YES || (g->demand[j] == RW_FREE && g->demand_bracket[j] < 0);
        g->demand_value[j] = skip + (g->connected[j] ? g->demand_bracket[j] : 0);
    }
}

/* All sources and demands; arcs are passed over where the reference allows it, and it is taken anew when too
 * few are. */
static void evaluate_parts(rw_lagrangian *g) {
    const int sources = g->problem->source_count, demands = g->problem->demand_count;
    g->by_reference = measure_from_reference(g);
    g->referring = !g->by_reference;
    rw_threads_run(g->threads, sources, evaluate_source, g);
    rw_threads_run(g->threads, (demands + DEMANDS_PER_ROUND - 1) / DEMANDS_PER_ROUND, evaluate_demands, g);
    long looked_at = 0;
    for (int i = 0; i < sources; ++i) looked_at += g->looked_at[i];
    for (int j = 0; j < demands; ++j) looked_at += g->demand_looked_at[j];
    if (!g->by_reference) {
        memcpy(g->reference_price, g->price, (size_t)g->at.count * sizeof(double));
        g->has_reference = true;
        g->looked_at_most = 0;
    } else if (g->looked_at_most == 0) {
        g->looked_at_most = (int)(2 * looked_at) + g->problem->arc_count / 20;
    } else if (looked_at > g->looked_at_most) {
        g->has_reference = false;
    }
}

void rw_lagrangian_forget(rw_lagrangian *g) {
    g->has_reference = false;
}

/* What the arc takes from each row. A demand judged as a whole builds an arc whether its source is open or
 * not: the price of the link draws the two together. */
static void subgradient_of_arc(rw_lagrangian *g, int a) {
    const rw_problem *p = g->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    double *s = g->subgradient;
    const int j = rw_demand_of(p, arc), k = g->arc_option[a];
    const bool whole = g->whole[j], priced = !whole || g->several[j];
    if (whole ? g->open[arc->tail] && !rw_arc_closed(g, a) : g->connected[j]) s[g->at.link + a] = -1;
    if (k < 0 || (whole ? !g->connected[j] : !g->open[arc->tail])) return;
    if (arc->exclusive > 0) s[g->at.exclusive + arc->exclusive - 1] += 1;
    const rw_option *o = &p->options[k];
    const double *flow = g->arc_flow + g->first_flow[a];
    double x = 0;
    for (int n = 0; n < arc->slot_count; ++n) {
        const int band = p->demands[j].first_band + n;
        x += flow[n];
        for (int l = 0; !priced && l < p->limit_count; ++l)
            s[g->at.limit + l] -= p->limits[l].backup[band] * flow[n];
        if (!priced) continue;
        s[g->at.demand + band] -= flow[n];
        s[g->at.share + j] -= p->sources[arc->tail].availability_share * p->bands[band].hours_h * flow[n];
    }
    const double drawn = o->draw * x + o->draw0_mw;
    s[g->at.source + arc->tail] += drawn;
    s[g->at.used + arc->tail] -= drawn;
    s[g->at.link + a] += 1;
    if (priced && p->demands[j].max_arcs < INT_MAX) s[g->at.arcs + j] += 1;
    if (o->place >= 0) s[g->at.power + o->place] += o->power * x + o->power0_mwe;
    for (int l = 0; l < p->limit_count; ++l) {
        const size_t unit = arc->first_unit + (size_t)(k - arc->first_option) * (size_t)arc->slot_count;
        s[g->at.limit + l] += p->limits[l].fixed[k];
        for (int n = 0; n < arc->slot_count; ++n)
            s[g->at.limit + l] += p->limits[l].unit[unit + (size_t)n] * flow[n];
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
        /* Of a demand judged as a whole the prices count only where it takes several arcs. */
        const bool on = g->connected[j], priced = on && (!g->whole[j] || g->several[j]);
        s[g->at.share + j] = priced ? d->min_mwh_per_yr : 0;
        s[g->at.arcs + j] = priced && d->max_arcs < INT_MAX ? -d->max_arcs : 0;
        if (on && d->place >= 0) s[g->at.power + d->place] += d->power_mwe;
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b) {
            s[g->at.demand + b] = priced ? p->bands[b].width_mw : 0;
            for (int l = 0; on && !priced && l < p->limit_count; ++l)
                s[g->at.limit + l] += p->limits[l].backup[b] * p->bands[b].width_mw;
        }
        for (int l = 0; l < p->limit_count; ++l)
            s[g->at.limit + l] += on ? p->limits[l].connect[j] : p->limits[l].skip[j];
    }
    for (int g_ = 0; g_ < p->place_count; ++g_) {
        const bool buys = p->places[g_].extra_eur_per_mwe_yr < g->price[g->at.power + g_];
        s[g->at.power + g_] -= p->places[g_].headroom_mwe + (buys ? p->places[g_].extra_max_mwe : 0);
    }
    for (int l = 0; l < p->limit_count; ++l) s[g->at.limit + l] -= p->limits[l].max;
    for (int n = g->at.exclusive; n < g->at.count; ++n) s[n] = -1;
    for (int a = 0; a < p->arc_count; ++a) subgradient_of_arc(g, a);
    /* A price that is at its floor and would go lower stays where it is: not a violation. Backup fills what
     * is missing of a demand whose price is at the backup's cost. */
    for (int n = g->at.source; n < g->at.count; ++n)
        if (g->price[n] <= 0 && s[n] < 0) s[n] = 0;
    for (int b = 0; b < p->band_count; ++b)
        if (s[g->at.demand + b] > 0 && g->price[g->at.demand + b] >= rw_priced_backup(g, b))
            s[g->at.demand + b] = 0;
}

double rw_lagrangian_evaluate(rw_lagrangian *g, const double *price) {
    const rw_problem *p = g->problem;
    take_prices(g, price);
    evaluate_parts(g);
    double sum = 0, size = 0;
    for (int j = 0; j < p->demand_count; ++j) {
        sum += g->demand_value[j];
        size += fabs(g->demand_value[j]);
    }
    for (int i = 0; i < p->source_count; ++i) {
        g->open[i] = g->source[i] == RW_YES || (g->source[i] == RW_FREE && g->source_bracket[i] < 0);
        const bool impossible = g->source_bracket[i] > 0 && isinf(g->source_bracket[i]);
        const double value = g->open[i] || impossible ? g->source_bracket[i] : 0;
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
    for (int n = g->at.exclusive; n < g->at.count; ++n) {
        sum -= g->price[n];
        size += g->price[n];
    }
    if (isinf(sum)) return g->bound = sum; /* a forced arc has no option left: nothing can be built */
    /* What the additions may have lost to rounding is taken off, so that the bound stays one. */
    g->bound = sum - 1e-13 * size;
    evaluate_subgradient(g);
    return g->bound;
}
