/* Which options the page must weigh. Prices are known here and costs are polynomials of the sliders, so much
 * can be decided for all positions at once:
 *
 * 1. An option that another of its arc beats at every one of the prices, in building and in every band,
 * wherever the sliders stand, is never needed.
 * 2. An option that is never worth building by price, and never the best alone, matters only where a demand
 * judged as a whole must have two arcs, whether they pay or not. Of these, neighbours in diameter are merged
 * into one that is no dearer and carries as much as any of them: the bound may fall a little, and stays one.
 *
 * For 2, corners decide: costs have degree 1 at most in every slider, so for a given filling of the bands
 * what an option gains does too, and its largest value over the box stands in a corner; the best filling is
 * the largest of these, so its largest value stands in a corner as well. A demand's price is at most the
 * backup's cost, which moves: the dearest backup, or the price itself, is above both. */
#include "base/number.h"
#include "pipeline/live.h"
#include <string.h>

typedef struct chooser {
    rw_live *live;
    rw_context *context;
    rw_problem *problem;
    rw_option_use *use; /* by prices and option */
    double *row, *price, *backup_most;
    bool *asked, *useful;
} chooser;

static rw_option_use *use_of(const chooser *c, int prices) {
    return c->use + (size_t)prices * (size_t)c->problem->option_count;
}

/* All prices, one vector after the other, as high as they can become in their ranges. */
static void take_prices(const chooser *c) {
    const rw_price_layout *at = &c->live->layout;
    for (int v = 0; v < c->live->price_count; ++v) {
        double *price = c->price + (size_t)v * (size_t)at->count;
        memcpy(price, c->live->prices[v].price, (size_t)at->count * sizeof *price);
        for (int b = 0; b < c->problem->band_count; ++b)
            price[at->demand + b] = fmin(price[at->demand + b], c->backup_most[b]);
    }
}

static rw_status weigh(const chooser *c, const bool *asked) {
    return rw_prices_use(c->context, c->problem, c->price, c->live->price_count, asked, c->use);
}

static const rw_problem_demand *demand_of(const rw_problem *p, const rw_problem_arc *arc) {
    return &p->demands[arc->head - p->source_count];
}

/* -- All corners at once ------------------------------------------------------------------------------- */

/* What is no good at costs that are all at their best is no good anywhere, and this looks at one row. For a
 * demand that may be skipped and has a minimum share, only skipping competes, and a cheap backup helps
 * against that. */
static bool cheap_backup_favours(const rw_problem_demand *d) {
    return !d->must && d->min_mwh_per_yr > 0;
}

/* Of which costs the highest is best: skipping, and most backup. */
static void mark_highest(const rw_problem *p, bool *highest) {
    bool *skip = highest + p->source_count + p->demand_count, *backup = skip + p->demand_count;
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        skip[j] = true;
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
            backup[b] = !cheap_backup_favours(d);
    }
}

static rw_live_position corner_at(const rw_live_costs *costs, int corner, int commitment) {
    rw_live_position at = {.commitment = commitment};
    for (int n = 0; n < costs->slider_count; ++n)
        at.value[n] = corner >> n & 1 ? costs->slider[n].high : costs->slider[n].low;
    return at;
}

/* The best that every cost is in any corner, into `row`; and the dearest backup. */
static rw_status put_best(const chooser *c, double *best) {
    const rw_live_costs *costs = &c->live->costs;
    const rw_problem *p = c->problem;
    const double *backup = c->row + p->source_count + 2 * p->demand_count;
    bool *highest = rw_allocate(c->context, costs->cost_count, sizeof *highest);
    if (!highest) return RW_ERROR_MEMORY;
    mark_highest(p, highest);
    for (int b = 0; b < p->band_count; ++b) c->backup_most[b] = -RW_INFINITY;
    for (size_t k = 0; k < costs->cost_count; ++k) best[k] = highest[k] ? -RW_INFINITY : RW_INFINITY;
    for (int m = 0; m < costs->commitment_count; ++m)
        for (int n = 0; n < 1 << costs->slider_count; ++n) {
            const rw_live_position at = corner_at(costs, n, m);
            rw_live_costs_at(costs, &at, c->row);
            for (int b = 0; b < p->band_count; ++b) c->backup_most[b] = fmax(c->backup_most[b], backup[b]);
            for (size_t k = 0; k < costs->cost_count; ++k)
                best[k] = highest[k] ? fmax(best[k], c->row[k]) : fmin(best[k], c->row[k]);
        }
    rw_costs_put(best, c->problem);
    rw_release(c->context, highest);
    return RW_OK;
}

/* -- Choosing ------------------------------------------------------------------------------------------ */

/* `roughly`: of all corners at once, where skipping and backup compete at different costs. */
static bool matters(const chooser *c, int option, const rw_problem_demand *d, bool roughly) {
    const bool skip_is_rough = roughly && !cheap_backup_favours(d);
    for (int v = 0; v < c->live->price_count; ++v) {
        const rw_option_use *u = &use_of(c, v)[option];
        const bool over_skip = d->must || skip_is_rough || u->over_skip;
        const bool over_backup = d->min_mwh_per_yr > 0 || u->over_backup;
        if (u->by_price || (over_skip && over_backup)) return true;
    }
    return false;
}

/* Of the options that are asked for, those that may matter by what has been weighed. */
static void note_what_matters(const chooser *c, bool roughly) {
    const rw_problem *p = c->problem;
    for (int a = 0; a < p->arc_count; ++a)
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k)
            c->useful[k] = c->useful[k] && matters(c, k, demand_of(p, &p->arcs[a]), roughly);
}

static void forget(const chooser *c) {
    const size_t count = (size_t)c->live->price_count * (size_t)c->problem->option_count;
    for (size_t n = 0; n < count; ++n) c->use[n] = (rw_option_use){false, false, false};
}

/* What is not known to matter yet; only what is built from the asked source knows its commitments. */
static void ask_at(const chooser *c, int commitment) {
    const rw_problem *p = c->problem;
    const int source = c->live->side[0].decision.source;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            c->asked[k] = c->useful[k] && (commitment == 0 || arc->tail == source) &&
                          !matters(c, k, demand_of(p, arc), false);
    }
}

/* First where all sliders favour datacenter heat: most of what matters does so there. */
static rw_status weigh_corners(const chooser *c) {
    const rw_live_costs *costs = &c->live->costs;
    int first = 0;
    for (int n = 0; n < costs->slider_count; ++n)
        if (rw_live_more_favours(&costs->slider[n])) first |= 1 << n;
    for (int m = 0; m < costs->commitment_count; ++m)
        for (int n = 0; n < 1 << costs->slider_count; ++n) {
            const rw_live_position at = corner_at(costs, n ^ first, m);
            rw_live_costs_at(costs, &at, c->row);
            rw_costs_put(c->row, c->problem);
            ask_at(c, m);
            RW_TRY(weigh(c, c->asked));
        }
    return RW_OK;
}

static rw_status find_useful(const chooser *c, double *best) {
    const size_t options = (size_t)c->problem->option_count;
    for (size_t k = 0; k < options; ++k) c->useful[k] = c->live->use[k] == RW_LIVE_WEIGHED;
    forget(c);
    RW_TRY(put_best(c, best));
    take_prices(c);
    RW_TRY(weigh(c, c->useful));
    note_what_matters(c, true);
    forget(c);
    RW_TRY(weigh_corners(c));
    note_what_matters(c, false);
    const rw_live_position today = rw_live_today(&c->live->costs);
    rw_live_costs_at(&c->live->costs, &today, c->row);
    rw_costs_put(c->row, c->problem);
    return RW_OK;
}

/* -- Beaten everywhere --------------------------------------------------------------------------------- */

/* Range of a slider's position, 0 today and 1 at its far end. */
static void range_of(const rw_live_slider *s, double *low, double *high) {
    const double a = (s->low - s->today) / (s->far - s->today),
                 b = (s->high - s->today) / (s->far - s->today);
    *low = fmin(a, b);
    *high = fmax(a, b);
}

/* The least that cost `b` is above cost `a` anywhere: each part by itself, so perhaps a little less. */
static double least_above(const rw_live_costs *c, int commitment, size_t a, size_t b) {
    double least = c->coefficient[commitment][0][b] - c->coefficient[commitment][0][a];
    for (int k = 1; k < c->part_count; ++k) {
        const double slope = c->coefficient[commitment][k][b] - c->coefficient[commitment][k][a];
        if (slope == 0) continue;
        double low, high;
        range_of(&c->slider[c->part[k].a], &low, &high);
        if (c->part[k].b >= 0) {
            double l2, h2;
            range_of(&c->slider[c->part[k].b], &l2, &h2);
            const double ends[] = {low * l2, low * h2, high * l2, high * h2};
            low = fmin(fmin(ends[0], ends[1]), fmin(ends[2], ends[3]));
            high = fmax(fmax(ends[0], ends[1]), fmax(ends[2], ends[3]));
        }
        least += fmin(slope * low, slope * high);
    }
    return least;
}

/* The least that the prices make `b` dearer than `a`: to build, and per MW. */
typedef struct priced {
    double building, per_mw;
} priced;

static priced least_priced(const rw_live *l, int source, const rw_option *a, const rw_option *b) {
    priced least = {RW_INFINITY, RW_INFINITY};
    for (int v = 0; v < l->price_count; ++v) {
        const double *p = l->prices[v].price;
        const double draw = p[l->layout.source + source] - p[l->layout.used + source];
        const double power_a = a->place >= 0 ? p[l->layout.power + a->place] : 0,
                     power_b = b->place >= 0 ? p[l->layout.power + b->place] : 0;
        least.building = fmin(least.building, draw * (b->draw0_mw - a->draw0_mw) + power_b * b->power0_mwe -
                                                  power_a * a->power0_mwe);
        least.per_mw =
            fmin(least.per_mw, draw * (b->draw - a->draw) + power_b * b->power - power_a * a->power);
    }
    return least;
}

/* How much can be delivered, as far as the demand can use it. */
static double room_of(const rw_problem *p, const rw_problem_arc *arc, const rw_option *o) {
    const rw_problem_demand *d = demand_of(p, arc);
    double mw = 0;
    for (int s = 0; s < arc->slot_count; ++s) mw += p->bands[d->first_band + s].width_mw;
    return o->carry > 0 ? fmin(mw, (o->capacity_mw - o->carry0_mw) / o->carry) : mw;
}

/* How much cheaper option `a` must become to be no worse than `b` at all prices and all positions, whatever
 * is delivered, EUR/yr; 0: it is no worse. */
static double credit_needed(const rw_live *l, const rw_problem_arc *arc, int a, int b) {
    const rw_problem *p = &l->costs.variant.model.problem;
    const rw_problem_demand *d = demand_of(p, arc);
    const priced dearer = least_priced(l, arc->tail, &p->options[a], &p->options[b]);
    double most = 0;
    for (int m = 0; m < l->costs.commitment_count; ++m) {
        if (m > 0 && arc->tail != l->side[0].decision.source) break;
        double credit = fmax(0, -least_above(&l->costs, m, rw_costs_fixed_at(p, a), rw_costs_fixed_at(p, b)) -
                                    dearer.building);
        for (int s = 0; s < arc->slot_count; ++s)
            credit +=
                p->bands[d->first_band + s].width_mw *
                fmax(0, -dearer.per_mw - least_above(&l->costs, m, rw_costs_unit_at(p, arc, a) + (size_t)s,
                                                     rw_costs_unit_at(p, arc, b) + (size_t)s));
        most = fmax(most, credit);
    }
    return most;
}

static bool beats(const rw_live *l, const rw_problem_arc *arc, int a, int b) {
    const rw_problem *p = &l->costs.variant.model.problem;
    return room_of(p, arc, &p->options[a]) >= room_of(p, arc, &p->options[b]) &&
           credit_needed(l, arc, a, b) == 0;
}

static void leave_out_beaten(rw_live *l) {
    const rw_problem *p = &l->costs.variant.model.problem;
    for (int n = 0; n < p->arc_count; ++n) {
        const rw_problem_arc *arc = &p->arcs[n];
        const int end = arc->first_option + arc->option_count;
        for (int k = arc->first_option; k < end; ++k)
            for (int other = arc->first_option; other < end && l->use[k] == RW_LIVE_WEIGHED; ++other)
                if (other != k && l->use[other] == RW_LIVE_WEIGHED && beats(l, arc, other, k))
                    l->use[k] = RW_LIVE_LEFT_OUT;
    }
}

/* -- Merged -------------------------------------------------------------------------------------------- */

/* Lets option `to` stand for `from` too, if that makes it little better than it is. */
static bool merge(rw_live *l, const rw_problem_arc *arc, int to, int from) {
    const double most_share = 0.25; /* of what building costs today */
    const rw_problem *p = &l->costs.variant.model.problem;
    const double *today = l->costs.coefficient[0][0];
    const double own = today[rw_costs_fixed_at(p, to)], other = today[rw_costs_fixed_at(p, from)];
    const double credit = fmax(l->stand_in[to].credit_eur_per_yr, ceil(credit_needed(l, arc, to, from)));
    if (credit + fmax(0, other - own) > most_share * fabs(own)) return false;
    l->stand_in[to].credit_eur_per_yr = credit;
    l->stand_in[to].room_mw = fmax(l->stand_in[to].room_mw, l->stand_in[from].room_mw);
    l->use[from] = RW_LIVE_LEFT_OUT;
    return true;
}

static rw_status merge_useless(rw_live *l, const bool *useful) {
    const rw_problem *p = &l->costs.variant.model.problem;
    l->stand_in = rw_arena_allocate(&l->arena, (size_t)p->option_count, sizeof *l->stand_in);
    if (!l->stand_in) return RW_ERROR_MEMORY;
    for (int n = 0; n < p->arc_count; ++n) {
        const rw_problem_arc *arc = &p->arcs[n];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) { /* a watt up */
            l->stand_in[k] = (rw_live_stand_in){ceil(1e6 * room_of(p, arc, &p->options[k])) / 1e6, 0};
            if (useful[k] || l->use[k] == RW_LIVE_LEFT_OUT) continue;
            bool merged = false;
            for (int to = arc->first_option; to < k && !merged; ++to)
                merged = !useful[to] && l->use[to] == RW_LIVE_WEIGHED && merge(l, arc, to, k);
        }
    }
    return RW_OK;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static rw_status choose(chooser *c, double *best) {
    leave_out_beaten(c->live);
    RW_TRY(find_useful(c, best));
    return merge_useless(c->live, c->useful);
}

rw_status rw_live_choose_options(rw_live *l) {
    rw_problem *p = &l->costs.variant.model.problem;
    const size_t options = (size_t)p->option_count;
    rw_arena arena;
    rw_arena_start(&arena, l->arena.context);
    chooser c = {.live = l, .context = l->arena.context, .problem = p};
    c.use = rw_arena_allocate(&arena, options * (size_t)l->price_count, sizeof *c.use);
    c.row = rw_arena_allocate(&arena, l->costs.cost_count, sizeof *c.row);
    c.price = rw_arena_allocate(&arena, (size_t)l->layout.count * (size_t)l->price_count, sizeof *c.price);
    c.backup_most = rw_arena_allocate(&arena, (size_t)p->band_count, sizeof *c.backup_most);
    c.asked = rw_arena_allocate(&arena, options, sizeof *c.asked);
    c.useful = rw_arena_allocate(&arena, options, sizeof *c.useful);
    double *best = rw_arena_allocate(&arena, l->costs.cost_count, sizeof *best);
    l->use = rw_arena_allocate(&l->arena, options, sizeof *l->use);
    const bool there = c.use && c.row && c.price && c.backup_most && c.asked && c.useful && best && l->use;
    const rw_status status = there ? choose(&c, best) : RW_ERROR_MEMORY;
    rw_arena_free(&arena);
    return status;
}

/* -- The problem that is left -------------------------------------------------------------------------- */

rw_status rw_live_problem(rw_context *context, rw_live *l, const rw_live_position *at, rw_restricted *r) {
    rw_problem *p = &l->costs.variant.model.problem;
    rw_problem_start(&r->problem, context);
    r->option_of = r->arc_of = NULL;
    double *row = rw_allocate(context, l->costs.cost_count, sizeof *row);
    bool *keep = rw_allocate(context, (size_t)p->option_count, sizeof *keep);
    rw_status status = row && keep ? RW_OK : RW_ERROR_MEMORY;
    if (status == RW_OK) {
        rw_live_costs_at(&l->costs, at, row);
        rw_costs_put(row, p);
        for (int k = 0; k < p->option_count; ++k) keep[k] = l->use[k] == RW_LIVE_WEIGHED;
        status = rw_restrict(context, p, keep, -1, r);
    }
    for (int k = 0; status == RW_OK && k < r->problem.option_count; ++k) {
        const rw_live_stand_in *s = &l->stand_in[r->option_of[k]];
        rw_option *o = &r->problem.options[k];
        o->fixed_eur_per_yr -= s->credit_eur_per_yr;
        o->capacity_mw = o->carry0_mw + o->carry * s->room_mw;
    }
    rw_release(context, row);
    rw_release(context, keep);
    return status;
}
