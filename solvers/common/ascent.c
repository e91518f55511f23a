#include "common/ascent.h"
#include "base/number.h"
#include <limits.h>
#include <string.h>

enum { TUNED_AT_ONCE = 256 }; /* demands between looks at the clock */

/* A price moves by step x scale x violation, so that a row that is violated by its whole size moves its price
 * by about its whole range, whatever the units: scale = price range / row size. */
static void fill_scales(const rw_lagrangian *g, double *scale) {
    const rw_problem *p = g->problem;
    double fixed = 0, per_mw = 0, mw = 0, total = 0;
    for (int k = 0; k < p->option_count; ++k) fixed += fabs(p->options[k].fixed_eur_per_yr);
    fixed = p->option_count ? fixed / p->option_count : 1;
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        double mwh = 0, value = 0, width = 0;
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b) {
            const double backup = p->bands[b].backup_eur_per_mw_yr, w = p->bands[b].width_mw;
            const double range = isinf(backup) ? fabs(g->price[g->at.demand + b]) + 1 : fabs(backup) + 1;
            scale[g->at.demand + b] = range / fmax(w, 1e-3);
            value += range * w;
            mwh += p->bands[b].hours_h * w;
            width += w;
        }
        per_mw += value;
        mw += width;
        total += value + fabs(d->skip_eur_per_yr);
        scale[g->at.share + j] = mwh > 0 ? value / mwh / fmax(d->min_mwh_per_yr, 1) : 0;
        scale[g->at.arcs + j] = fixed / (d->max_arcs < INT_MAX ? d->max_arcs : 1);
    }
    per_mw = mw > 0 ? per_mw / mw : 1;
    for (int i = 0; i < p->source_count; ++i)
        scale[g->at.source + i] = scale[g->at.used + i] = per_mw / fmax(p->sources[i].capacity_mw, 1e-3);
    for (int a = 0; a < p->arc_count; ++a) {
        const int j = p->arcs[a].head - p->source_count;
        const double open = fabs(p->sources[p->arcs[a].tail].open_eur_per_yr);
        scale[g->at.link + a] = g->whole[j] ? open : p->demands[j].must ? 0 : fixed;
    }
    for (int n = g->at.exclusive; n < g->at.count; ++n) scale[n] = fixed;
    for (int n = 0; n < p->place_count; ++n)
        scale[g->at.power + n] = per_mw / fmax(p->places[n].headroom_mwe, 0.1);
    for (int l = 0; l < p->limit_count; ++l)
        scale[g->at.limit + l] = total / fmax(fabs(p->limits[l].max), 1) / fmax(fabs(p->limits[l].max), 1);
    /* Prices of rows that the problem does not have stay at zero. */
    for (int j = 0; j < p->demand_count; ++j) {
        if (p->demands[j].min_mwh_per_yr <= 0) scale[g->at.share + j] = 0;
        if (p->demands[j].max_arcs == INT_MAX) scale[g->at.arcs + j] = 0;
    }
    for (int i = 0; i < p->source_count; ++i)
        if (p->sources[i].min_used_share <= 0) scale[g->at.used + i] = 0;
}

rw_status rw_ascent_start(rw_ascent *s, rw_lagrangian *g, const double *price) {
    memset(s, 0, sizeof *s);
    s->lagrangian = g;
    const size_t count = (size_t)g->at.count;
    s->best = rw_allocate(g->context, count, sizeof(double));
    s->trial = rw_allocate(g->context, count, sizeof(double));
    s->direction = rw_allocate(g->context, count, sizeof(double));
    s->scale = rw_allocate(g->context, count, sizeof(double));
    if (!s->best || !s->trial || !s->direction || !s->scale) return RW_ERROR_MEMORY;
    if (price)
        memcpy(s->trial, price, count * sizeof *price);
    else
        rw_lagrangian_first_prices(g, s->trial);
    s->bound = s->bound_then = rw_lagrangian_evaluate(g, s->trial);
    fill_scales(g, s->scale);
    memcpy(s->best, g->price, count * sizeof(double));
    memcpy(s->direction, g->subgradient, count * sizeof(double));
    s->step = 0.5;
    s->weight = 0.1;
    return RW_OK;
}

void rw_ascent_free(rw_ascent *s) {
    if (!s->lagrangian) return;
    rw_context *context = s->lagrangian->context;
    rw_release(context, s->best);
    rw_release(context, s->trial);
    rw_release(context, s->direction);
    rw_release(context, s->scale);
    rw_release(context, s->open);
    rw_release(context, s->connected);
    rw_release(context, s->built);
    memset(s, 0, sizeof *s);
}

/* The share of the new subgradient that makes the average shortest, within 0.1 to 1 times the usual weight.
 */
static double best_weight(const rw_ascent *s) {
    const rw_lagrangian *g = s->lagrangian;
    double new_old = 0, old_old = 0, new_new = 0;
    for (int n = 0; n < g->at.count; ++n) {
        const double a = g->subgradient[n], b = s->direction[n];
        new_new += s->scale[n] * a * a;
        new_old += s->scale[n] * a * b;
        old_old += s->scale[n] * b * b;
    }
    const double spread = new_new - 2 * new_old + old_old;
    if (spread <= 0) return s->weight;
    return fmax(s->weight / 10, fmin(s->weight, (old_old - new_old) / spread));
}

/* Green: the bound rose and the new subgradient points the same way, so longer steps; red: it did not rise.
 */
static void adapt(rw_ascent *s, double bound) {
    const rw_lagrangian *g = s->lagrangian;
    if (bound > s->bound) {
        double same = 0;
        for (int n = 0; n < g->at.count; ++n) same += s->scale[n] * g->subgradient[n] * s->direction[n];
        s->reds = 0;
        if (same >= 0) s->step = fmin(2, s->step * 1.1);
        s->bound = bound;
        memcpy(s->best, g->price, (size_t)g->at.count * sizeof *s->best);
    } else if (++s->reds >= 20) {
        s->reds = 0;
        s->step = fmax(1e-4, s->step * 0.66);
    }
    if (s->iterations % 100 != 0) return;
    if (s->bound - s->bound_then < 0.01 * fabs(s->bound)) s->weight = fmax(1e-3, s->weight / 2);
    s->bound_then = s->bound;
}

rw_status rw_ascent_average(rw_ascent *s) {
    const rw_problem *p = s->lagrangian->problem;
    rw_context *context = s->lagrangian->context;
    s->averaging = true;
    if (!s->open) s->open = rw_allocate(context, (size_t)p->source_count, sizeof(double));
    if (!s->connected) s->connected = rw_allocate(context, (size_t)p->demand_count, sizeof(double));
    if (!s->built) s->built = rw_allocate(context, (size_t)p->option_count, sizeof(double));
    return s->open && s->connected && s->built ? RW_OK : RW_ERROR_MEMORY;
}

static void average(rw_ascent *s, double weight) {
    const rw_lagrangian *g = s->lagrangian;
    const rw_problem *p = g->problem;
    for (int i = 0; i < p->source_count; ++i) s->open[i] += weight * (g->open[i] - s->open[i]);
    for (int j = 0; j < p->demand_count; ++j) s->connected[j] += weight * (g->connected[j] - s->connected[j]);
    for (int k = 0; k < p->option_count; ++k) s->built[k] -= weight * s->built[k];
    for (int a = 0; a < p->arc_count; ++a) {
        const int k = g->arc_option[a];
        const bool counts = k >= 0 && (g->whole[p->arcs[a].head - p->source_count]
                                           ? g->connected[p->arcs[a].head - p->source_count]
                                           : g->open[p->arcs[a].tail]);
        if (counts) s->built[k] += weight;
    }
}

static bool stops(const rw_ascent *s, rw_search *search) {
    if (!search) return false;
    if (!s->lagrangian->alone_only) rw_search_prove(search, s->bound);
    return rw_search_done(search) || rw_search_stop(search);
}

void rw_ascent_ground(rw_ascent *s) {
    s->bound = rw_lagrangian_evaluate(s->lagrangian, s->best);
    memcpy(s->direction, s->lagrangian->subgradient, (size_t)s->lagrangian->at.count * sizeof *s->direction);
}

void rw_ascent_run(rw_ascent *s, int iterations, double upper, rw_search *search) {
    rw_lagrangian *g = s->lagrangian;
    for (int round = 0; round < iterations && !isinf(s->bound); ++round) {
        double norm = 0;
        for (int n = 0; n < g->at.count; ++n) norm += s->scale[n] * s->direction[n] * s->direction[n];
        const double target = isinf(upper) ? s->bound + 0.05 * fabs(s->bound) : upper;
        const double open = fmax(target - s->bound, 1e-6 * fabs(s->bound));
        if (norm <= 1e-12 * open) return; /* the averaged solution keeps every row: no price can do better */
        const double step = s->step * open / norm;
        for (int n = 0; n < g->at.count; ++n) s->trial[n] = s->best[n] + step * s->scale[n] * s->direction[n];
        const double bound = rw_lagrangian_evaluate(g, s->trial);
        const double weight = best_weight(s);
        for (int n = 0; n < g->at.count; ++n)
            s->direction[n] = weight * g->subgradient[n] + (1 - weight) * s->direction[n];
        ++s->iterations;
        if (s->averaging) average(s, fmax(0.05, weight));
        adapt(s, bound);
        if (stops(s, search)) return;
    }
}

void rw_ascent_tune(rw_ascent *s, int steps, rw_search *search) {
    rw_lagrangian *g = s->lagrangian;
    (void)rw_lagrangian_evaluate(g, s->best);
    for (int first = 0; first < g->problem->demand_count && !(search && rw_search_stop(search));
         first += TUNED_AT_ONCE)
        rw_lagrangian_tune(g, steps, first, TUNED_AT_ONCE);
    memcpy(s->best, g->price, (size_t)g->at.count * sizeof *s->best);
    s->bound = fmax(s->bound, rw_lagrangian_evaluate(g, s->best));
}

static void step_by_sign(rw_ascent *s, int n, double *reach, signed char *side) {
    const double short_of = s->lagrangian->subgradient[n];
    const signed char now = (signed char)((short_of > 0) - (short_of < 0));
    if (now * side[n] > 0) reach[n] *= 1.3;
    if (now * side[n] < 0) reach[n] *= 0.5;
    if (now != 0) side[n] = now;
    s->trial[n] = fmax(0, s->lagrangian->price[n] + now * reach[n]);
}

rw_status rw_ascent_by_sign(rw_ascent *s, int iterations, rw_search *search) {
    rw_lagrangian *g = s->lagrangian;
    const int count = g->at.count;
    double *reach = rw_allocate(g->context, (size_t)count, sizeof *reach);
    signed char *side = rw_allocate(g->context, (size_t)count, 1);
    rw_status status = reach && side ? RW_OK : RW_ERROR_MEMORY;
    for (int i = 0; status == RW_OK && i < g->problem->source_count; ++i)
        reach[g->at.source + i] = 0.02 * s->scale[g->at.source + i] * g->problem->sources[i].capacity_mw;
    for (int l = 0; status == RW_OK && l < g->problem->place_count; ++l)
        reach[g->at.power + l] =
            0.02 * s->scale[g->at.power + l] * fmax(g->problem->places[l].headroom_mwe, 0.1);
    if (status == RW_OK) (void)rw_lagrangian_evaluate(g, s->best);
    for (int round = 0; status == RW_OK && round < iterations; ++round) {
        memcpy(s->trial, g->price, (size_t)count * sizeof *s->trial);
        for (int n = g->at.source; n < g->at.used; ++n) step_by_sign(s, n, reach, side);
        for (int n = g->at.power; n < g->at.limit; ++n) step_by_sign(s, n, reach, side);
        const double bound = rw_lagrangian_evaluate(g, s->trial);
        ++s->iterations;
        if (bound > s->bound) {
            s->bound = bound;
            memcpy(s->best, g->price, (size_t)count * sizeof *s->best);
            memcpy(s->direction, g->subgradient, (size_t)count * sizeof *s->direction);
        }
        if (stops(s, search)) break;
    }
    rw_release(g->context, reach);
    rw_release(g->context, side);
    return status;
}

void rw_ascent_charge_openings(rw_ascent *s) {
    rw_lagrangian *g = s->lagrangian;
    (void)rw_lagrangian_evaluate(g, s->best);
    rw_lagrangian_charge_openings(g);
    memcpy(s->trial, g->price, (size_t)g->at.count * sizeof *s->trial);
    const double bound = rw_lagrangian_evaluate(g, s->trial);
    if (bound <= s->bound) return;
    s->bound = bound;
    memcpy(s->best, g->price, (size_t)g->at.count * sizeof *s->best);
    memcpy(s->direction, g->subgradient, (size_t)g->at.count * sizeof *s->direction);
}
