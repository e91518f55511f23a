/* The live certificate: plans in parts, prices from some positions, and the options that can matter. */
#include "pipeline/live.h"
#include "base/number.h"
#include <string.h>

/* -- Plans --------------------------------------------------------------------------------------------- */

static int option_of(const rw_model *model, const rw_connection *c, int *arc) {
    const rw_problem *p = &model->problem;
    for (*arc = 0; *arc < p->arc_count; ++*arc) {
        const rw_problem_arc *a = &p->arcs[*arc];
        if (a->tail != c->source || a->head != p->source_count + c->demand) continue;
        for (int k = a->first_option; k < a->first_option + a->option_count; ++k) {
            const rw_origin *o = &model->origins.item[k];
            if (o->mode == c->mode && o->exit_plan == c->exit_plan && o->pipe == c->pipe) return k;
        }
    }
    return -1;
}

/* How much of every cost a plan has, in the order of rw_costs_take; and the extra power it buys, EUR/yr. */
static rw_status quantities_of(rw_context *context, const rw_live_costs *costs, const rw_plan *plan,
                               double *quantity, double *extra_eur_per_yr) {
    const rw_model *model = &costs->variant.model;
    const rw_problem *p = &model->problem;
    double *open = quantity, *connect = open + p->source_count, *skip = connect + p->demand_count,
           *backup = skip + p->demand_count, *fixed = backup + p->band_count, *unit = fixed + p->option_count;
    double *power = rw_allocate(context, (size_t)p->place_count, sizeof *power);
    if (!power) return RW_ERROR_MEMORY;
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        *(plan->demand_connected[j] ? connect + j : skip + j) = 1;
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
            backup[b] = plan->demand_connected[j] ? p->bands[b].width_mw : 0;
        if (plan->demand_connected[j] && d->place >= 0) power[d->place] += d->power_mwe;
    }
    for (int n = 0; n < plan->connection_count; ++n) {
        const rw_connection *c = &plan->connections[n];
        int a;
        const int k = option_of(model, c, &a);
        if (k < 0) {
            rw_release(context, power);
            return rw_fail(context, RW_ERROR_INTERNAL, "a connection of the plan is not among the options");
        }
        const rw_problem_arc *arc = &p->arcs[a];
        const rw_option *o = &p->options[k];
        double x = 0;
        open[arc->tail] = fixed[k] = 1;
        for (int s = 0; s < arc->slot_count; ++s) {
            x += c->delivered_mw[s];
            unit[arc->first_unit + (size_t)(k - arc->first_option) * (size_t)arc->slot_count + (size_t)s] =
                c->delivered_mw[s];
            backup[p->demands[c->demand].first_band + s] -= c->delivered_mw[s];
        }
        if (o->place >= 0) power[o->place] += o->power * x + o->power0_mwe;
    }
    for (int b = 0; b < p->band_count; ++b) backup[b] = fmax(0, backup[b]);
    *extra_eur_per_yr = 0;
    for (int g = 0; g < p->place_count; ++g)
        *extra_eur_per_yr +=
            fmax(0, power[g] - p->places[g].headroom_mwe) * p->places[g].extra_eur_per_mwe_yr;
    rw_release(context, power);
    return RW_OK;
}

static rw_status add_side(rw_live *l, const rw_plan *plan, rw_source_decision decision) {
    const rw_live_costs *c = &l->costs;
    rw_live_side *side = &l->side[l->side_count++];
    *side = (rw_live_side){.decision = decision};
    double *quantity = rw_allocate(l->arena.context, c->cost_count, sizeof *quantity), extra = 0;
    if (!quantity) return RW_ERROR_MEMORY;
    rw_status status = quantities_of(l->arena.context, c, plan, quantity, &extra);
    for (int m = 0; m < c->commitment_count && status == RW_OK; ++m) {
        double *part = side->part[m] = rw_arena_allocate(&l->arena, RW_LIVE_PARTS, sizeof *part);
        if (!part) {
            status = RW_ERROR_MEMORY;
            break;
        }
        part[0] = extra;
        for (int k = 0; k < c->part_count; ++k)
            for (size_t n = 0; n < c->cost_count; ++n) part[k] += quantity[n] * c->coefficient[m][k][n];
    }
    rw_release(l->arena.context, quantity);
    return status;
}

double rw_live_plan_cost(const rw_live *l, int side, const rw_live_position *at) {
    double weight[RW_LIVE_PARTS], sum = 0;
    rw_live_weights(&l->costs, at, weight);
    for (int k = 0; k < l->costs.part_count; ++k) sum += weight[k] * l->side[side].part[at->commitment][k];
    return sum;
}

/* -- Prices -------------------------------------------------------------------------------------------- */

enum { FIRST_EVALUATIONS = 800, EVALUATIONS = 160 };

/* Seven digits are enough: any prices prove something, and a page has to carry them. */
static void shorten(double *price, int count) {
    char text[RW_NUMBER_BYTES];
    for (int n = 0; n < count; ++n)
        if (!rw_number_parse(rw_number_brief(text, price[n], 7), &price[n])) price[n] = 0;
}

/* Prices for one side at one position, starting from those of today. */
static rw_status add_prices(rw_live *l, int side, const rw_live_position *at, const double *start,
                            double *row) {
    rw_live_costs *c = &l->costs;
    rw_problem *problem = &c->variant.model.problem;
    double *price = rw_arena_allocate(&l->arena, (size_t)l->layout.count, sizeof *price);
    if (!price) return RW_ERROR_MEMORY;
    if (start) memcpy(price, start, (size_t)l->layout.count * sizeof *price);
    rw_live_costs_at(c, at, row);
    rw_costs_put(row, problem);
    RW_TRY(rw_prices_raise(l->arena.context, problem, l->side[side].decision, start != NULL, RW_INFINITY,
                           start ? EVALUATIONS : FIRST_EVALUATIONS, price));
    shorten(price, l->layout.count);
    l->prices[l->price_count++] = (rw_live_prices){side, price};
    return RW_OK;
}

/* All sliders where they favour datacenter heat most, or least. */
static rw_live_position corner(const rw_live_costs *c, bool favours) {
    rw_live_position at = rw_live_today(c);
    for (int n = 0; n < c->slider_count; ++n) {
        const rw_live_slider *s = &c->slider[n];
        at.value[n] = rw_live_more_favours(s) == favours ? s->high : s->low;
    }
    return at;
}

static rw_status find_prices_of(rw_live *l, int side, double *row) {
    const rw_live_costs *c = &l->costs;
    const rw_live_position today = rw_live_today(c);
    const int first = l->price_count;
    RW_TRY(add_prices(l, side, &today, NULL, row));
    const double *start = l->prices[first].price;
    for (int n = 0; n < c->slider_count; ++n)
        for (int end = 0; end < 2; ++end) {
            rw_live_position at = today;
            at.value[n] = end == 0 ? c->slider[n].low : c->slider[n].high;
            if (at.value[n] != c->slider[n].today) RW_TRY(add_prices(l, side, &at, start, row));
        }
    for (int end = 0; end < 2; ++end) {
        const rw_live_position at = corner(c, end == 0);
        RW_TRY(add_prices(l, side, &at, start, row));
    }
    /* Without the source its commitment changes nothing. */
    const rw_source_decision *d = &l->side[side].decision;
    for (int m = 1; m < c->commitment_count && !(d->source >= 0 && !d->open); ++m) {
        rw_live_position at = today;
        at.commitment = m;
        RW_TRY(add_prices(l, side, &at, start, row));
    }
    return RW_OK;
}

static rw_status find_prices(rw_live *l) {
    rw_live_costs *c = &l->costs;
    double *row = rw_allocate(l->arena.context, c->cost_count, sizeof *row);
    if (!row) return RW_ERROR_MEMORY;
    rw_status status = RW_OK;
    for (int side = 0; side < l->side_count && status == RW_OK; ++side) status = find_prices_of(l, side, row);
    const rw_live_position today = rw_live_today(c);
    rw_live_costs_at(c, &today, row);
    rw_costs_put(row, &c->variant.model.problem);
    rw_release(l->arena.context, row);
    return status;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

/* What rounding every cost can do to a whole solution: a part is measured to 0.001, a build rounds to 0.0005;
 * with room to spare. */
static double slack_of(const rw_problem *p) {
    const double per_cost_eur_per_yr = 0.02;
    double mw = 0;
    for (int b = 0; b < p->band_count; ++b) mw += p->bands[b].width_mw;
    return per_cost_eur_per_yr * (p->source_count + p->demand_count + p->arc_count + 2 * mw);
}

static rw_status find(rw_context *context, const rw_study *study, const rw_change *asked,
                      const rw_plan *const *plans, const rw_source_decision *decisions, int side_count,
                      rw_live *l) {
    RW_TRY(rw_live_costs_measure(context, study, asked, &l->arena, &l->costs));
    if (!l->costs.polynomial) return RW_OK;
    l->layout = rw_prices_layout(&l->costs.variant.model.problem);
    l->slack_eur_per_yr = slack_of(&l->costs.variant.model.problem);
    for (int n = 0; n < side_count; ++n) RW_TRY(add_side(l, plans[n], decisions[n]));
    RW_TRY(find_prices(l));
    return rw_live_choose_options(l);
}

rw_status rw_live_find(rw_context *context, const rw_study *study, const rw_change *asked,
                       const rw_plan *const *plans, const rw_source_decision *decisions, int side_count,
                       rw_live *l) {
    memset(l, 0, sizeof *l);
    rw_arena_start(&l->arena, context);
    return find(context, study, asked, plans, decisions, side_count, l);
}

void rw_live_free(rw_live *l) {
    rw_live_costs_free(&l->costs);
    if (l->arena.context) rw_arena_free(&l->arena);
}
