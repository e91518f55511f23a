/* What pages/live.js reads. Money is in thousandths of a euro per year, so that costs are whole numbers; a
 * cost is a list of its parts, without the zeros at the end. */
#include "base/number.h"
#include "pipeline/live.h"
#include "report/json.h"
#include <limits.h>
#include <string.h>

typedef struct writer {
    const rw_live *live;
    const rw_problem *problem;
    rw_json *json;
    RW_VECTOR(size_t) units; /* where the unit costs of each record start in a row, for finding it again */
    RW_VECTOR(int) unit_commitment;
    RW_VECTOR(int) unit_option;
} writer;

static double thousandths(double eur) {
    return rint(1000 * eur);
}

/* One cost in parts, less a credit, added to a list. */
static void add_cost(const writer *w, rw_json_value *list, int commitment, size_t at, double credit) {
    const rw_live_costs *c = &w->live->costs;
    int last = c->part_count - 1;
    while (last > 0 && c->coefficient[commitment][last][at] == 0) --last;
    for (int k = 0; k <= last; ++k)
        rw_json_item_number(w->json, list,
                            thousandths(c->coefficient[commitment][k][at] - (k == 0 ? credit : 0)));
}

static void add_row(const writer *w, rw_json_value *list, int commitment, size_t at) {
    add_cost(w, rw_json_list(w->json, list), commitment, at, 0);
}

static void add_numbers(rw_json *json, rw_json_value *object, const char *key, const double *values,
                        int count) {
    rw_json_value *list = rw_json_array(json, object, key);
    for (int n = 0; n < count; ++n) rw_json_item_number(json, list, values[n]);
}

/* -- Sliders ------------------------------------------------------------------------------------------- */

static void add_sliders(const writer *w) {
    const rw_live_costs *c = &w->live->costs;
    rw_json *json = w->json;
    rw_json_value *sliders = rw_json_array(json, json->root, "sliders");
    for (int n = 0; n < c->slider_count; ++n) {
        const rw_live_slider *s = &c->slider[n];
        rw_json_value *o = rw_json_item(json, sliders);
        rw_json_string(json, o, "name", rw_parameter_describe(s->parameter)->name);
        rw_json_string(json, o, "unit", rw_parameter_describe(s->parameter)->unit);
        rw_json_number(json, o, "today", s->today);
        rw_json_number(json, o, "low", s->low);
        rw_json_number(json, o, "high", s->high);
        rw_json_number(json, o, "far", s->far);
    }
    rw_json_value *parts = rw_json_array(json, json->root, "parts");
    for (int k = 0; k < c->part_count; ++k) {
        rw_json_value *part = rw_json_list(json, parts);
        if (c->part[k].a >= 0) rw_json_item_number(json, part, c->part[k].a);
        if (c->part[k].b >= 0) rw_json_item_number(json, part, c->part[k].b);
    }
    rw_json_value *commitments = rw_json_array(json, json->root, "commitments");
    for (int m = 0; m < c->commitment_count; ++m) rw_json_item_number(json, commitments, c->commitment_yr[m]);
}

/* -- Nodes --------------------------------------------------------------------------------------------- */

static void add_nodes(const writer *w) {
    const rw_problem *p = w->problem;
    rw_json *json = w->json;
    const size_t connect = (size_t)p->source_count, skip = connect + (size_t)p->demand_count,
                 backup = skip + (size_t)p->demand_count;
    rw_json_value *sources = rw_json_array(json, json->root, "sources");
    for (int i = 0; i < p->source_count; ++i) {
        rw_json_value *o = rw_json_list(json, sources);
        rw_json_item_number(json, o, p->sources[i].capacity_mw);
        rw_json_item_number(json, o, p->sources[i].min_used_share);
        rw_json_item_number(json, o, p->sources[i].availability_share);
        add_row(w, o, 0, (size_t)i);
    }
    rw_json_value *demands = rw_json_array(json, json->root, "demands");
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        rw_json_value *o = rw_json_item(json, demands);
        rw_json_bool(json, o, "must", d->must);
        rw_json_number(json, o, "min", d->min_mwh_per_yr);
        rw_json_number(json, o, "arcs", d->max_arcs < INT_MAX ? d->max_arcs : -1);
        rw_json_number(json, o, "place", d->place);
        rw_json_number(json, o, "power", d->power_mwe);
        add_cost(w, rw_json_array(json, o, "connect"), 0, connect + (size_t)j, 0);
        add_cost(w, rw_json_array(json, o, "skip"), 0, skip + (size_t)j, 0);
        rw_json_value *bands = rw_json_array(json, o, "bands");
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b) {
            rw_json_value *band = rw_json_list(json, bands);
            rw_json_item_number(json, band, p->bands[b].width_mw);
            rw_json_item_number(json, band, p->bands[b].hours_h);
            add_row(w, band, 0, backup + (size_t)b);
        }
    }
    rw_json_value *places = rw_json_array(json, json->root, "places");
    for (int g = 0; g < p->place_count; ++g) {
        rw_json_value *o = rw_json_list(json, places);
        rw_json_item_number(json, o, p->places[g].headroom_mwe);
        rw_json_item_number(json, o, p->places[g].extra_max_mwe);
        rw_json_item_number(json, o, p->places[g].extra_eur_per_mwe_yr);
    }
}

/* -- Options ------------------------------------------------------------------------------------------- */

/* Do two options of an arc deliver alike: unit costs, draw and power per MW? */
static bool same_unit(const writer *w, const rw_problem_arc *arc, int commitment, int option, size_t unit) {
    const rw_live_costs *c = &w->live->costs;
    const rw_option *a = &w->problem->options[option], *b = &w->problem->options[w->unit_option.item[unit]];
    bool same = commitment == w->unit_commitment.item[unit] && a->draw == b->draw && a->place == b->place &&
                a->power == b->power;
    for (int k = 0; same && k < c->part_count; ++k)
        same = memcmp(&c->coefficient[commitment][k][rw_costs_unit_at(w->problem, arc, option)],
                      &c->coefficient[commitment][k][w->units.item[unit]],
                      (size_t)arc->slot_count * sizeof(double)) == 0;
    return same;
}

/* A part of the unit costs: what grows with the hours of a band and what does not (two numbers; one if
 * nothing grows), or band by band where that is not all. */
static void add_unit_part(const writer *w, rw_json_value *record, const rw_problem_arc *arc, int commitment,
                          int option, int part) {
    const double allowed_eur_per_yr = 0.0025; /* roundings of three costs */
    const double *unit =
        &w->live->costs.coefficient[commitment][part][rw_costs_unit_at(w->problem, arc, option)];
    const rw_problem_band *band =
        &w->problem->bands[w->problem->demands[arc->head - w->problem->source_count].first_band];
    const int last = arc->slot_count - 1;
    const double hours = band[0].hours_h - band[last].hours_h;
    const double slope = hours > 0 ? rint(1e7 * (unit[0] - unit[last]) / hours) / 1e7 : 0;
    const double base = unit[0] - slope * band[0].hours_h;
    bool fits = true, alike = true;
    for (int s = 0; s <= last; ++s) {
        fits = fits && fabs(base + slope * band[s].hours_h - unit[s]) <= allowed_eur_per_yr;
        alike = alike && unit[s] == unit[0];
    }
    if (alike) {
        rw_json_item_number(w->json, record, thousandths(unit[0]));
        return;
    }
    rw_json_value *list = rw_json_list(w->json, record);
    if (fits) {
        rw_json_item_number(w->json, list, thousandths(base));
        rw_json_item_number(w->json, list, rint(1e7 * slope) / 1e4);
    }
    for (int s = 0; s <= last && !fits; ++s) rw_json_item_number(w->json, list, thousandths(unit[s]));
}

/* The number of the record that says how the option delivers; a new one if it is the first of its kind. Only
 * those since `first`, of the same arc, are looked at. */
static rw_status find_unit(writer *w, rw_json_value *units, const rw_problem_arc *arc, int commitment,
                           int option, size_t first, size_t *unit) {
    for (*unit = first; *unit < w->units.count; ++*unit)
        if (same_unit(w, arc, commitment, option, *unit)) return RW_OK;
    rw_context *context = w->json->context;
    RW_TRY(RW_VECTOR_RESERVE(context, &w->units, 1));
    RW_TRY(RW_VECTOR_RESERVE(context, &w->unit_commitment, 1));
    RW_TRY(RW_VECTOR_RESERVE(context, &w->unit_option, 1));
    w->units.item[w->units.count++] = rw_costs_unit_at(w->problem, arc, option);
    w->unit_commitment.item[w->unit_commitment.count++] = commitment;
    w->unit_option.item[w->unit_option.count++] = option;
    const rw_option *o = &w->problem->options[option];
    rw_json_value *record = rw_json_list(w->json, units);
    rw_json_item_number(w->json, record, o->draw);
    rw_json_item_number(w->json, record, o->place >= 0 ? o->power : 0);
    rw_json_item_number(w->json, record, o->place);
    for (int k = 0; k < w->live->costs.part_count; ++k) add_unit_part(w, record, arc, commitment, option, k);
    return RW_OK;
}

/* [unit, room, draw0, power0, fixed cost..] */
static rw_status add_option(writer *w, rw_json_value *list, rw_json_value *units, const rw_problem_arc *arc,
                            int option, size_t first_unit) {
    const rw_option *o = &w->problem->options[option];
    const rw_live_stand_in *s = &w->live->stand_in[option];
    size_t unit;
    RW_TRY(find_unit(w, units, arc, 0, option, first_unit, &unit));
    rw_json_value *numbers = rw_json_list(w->json, list);
    rw_json_item_number(w->json, numbers, (double)unit);
    rw_json_item_number(w->json, numbers, s->room_mw);
    rw_json_item_number(w->json, numbers, o->draw0_mw);
    rw_json_item_number(w->json, numbers, o->place >= 0 ? o->power0_mwe : 0);
    add_cost(w, numbers, 0, rw_costs_fixed_at(w->problem, option), s->credit_eur_per_yr);
    return RW_OK;
}

static rw_status add_arcs(writer *w, rw_json_value *units, size_t *first_units) {
    rw_json_value *arcs = rw_json_array(w->json, w->json->root, "arcs");
    for (int a = 0; a < w->problem->arc_count; ++a) {
        const rw_problem_arc *arc = &w->problem->arcs[a];
        rw_json_value *list = rw_json_list(w->json, arcs);
        rw_json_item_number(w->json, list, arc->tail);
        rw_json_item_number(w->json, list, arc->head - w->problem->source_count);
        rw_json_item_number(w->json, list, arc->forced);
        first_units[a] = w->units.count;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            if (w->live->use[k] == RW_LIVE_WEIGHED)
                RW_TRY(add_option(w, list, units, arc, k, first_units[a]));
    }
    return RW_OK;
}

/* What another commitment changes: opening the source, and the options of its arcs in their order. */
static rw_status add_commitment(writer *w, rw_json_value *units, const size_t *first_units, int commitment,
                                rw_json_value *list) {
    const int source = w->live->side[0].decision.source;
    rw_json_value *o = rw_json_item(w->json, list);
    add_cost(w, rw_json_array(w->json, o, "open"), commitment, (size_t)source, 0);
    rw_json_value *options = rw_json_array(w->json, o, "options");
    for (int a = 0; a < w->problem->arc_count; ++a) {
        const rw_problem_arc *arc = &w->problem->arcs[a];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count && arc->tail == source;
             ++k) {
            if (w->live->use[k] != RW_LIVE_WEIGHED) continue;
            size_t unit;
            RW_TRY(find_unit(w, units, arc, commitment, k, first_units[a], &unit));
            rw_json_value *numbers = rw_json_list(w->json, options);
            rw_json_item_number(w->json, numbers, (double)unit);
            add_cost(w, numbers, commitment, rw_costs_fixed_at(w->problem, k),
                     w->live->stand_in[k].credit_eur_per_yr);
        }
    }
    return RW_OK;
}

static rw_status add_options(writer *w) {
    rw_json_value *units = rw_json_array(w->json, w->json->root, "units");
    size_t *first_units = rw_allocate(w->json->context, (size_t)w->problem->arc_count, sizeof *first_units);
    rw_status status = first_units ? add_arcs(w, units, first_units) : RW_ERROR_MEMORY;
    rw_json_value *list = rw_json_array(w->json, w->json->root, "later");
    for (int m = 1; m < w->live->costs.commitment_count && status == RW_OK; ++m)
        status = add_commitment(w, units, first_units, m, list);
    rw_release(w->json->context, first_units);
    return status;
}

/* -- Prices and plans ---------------------------------------------------------------------------------- */

static void add_prices(const writer *w) {
    const rw_price_layout *at = &w->live->layout;
    rw_json_value *list = rw_json_array(w->json, w->json->root, "prices");
    for (int v = 0; v < w->live->price_count; ++v) {
        const double *p = w->live->prices[v].price;
        rw_json_value *o = rw_json_item(w->json, list);
        rw_json_number(w->json, o, "side", w->live->prices[v].side);
        add_numbers(w->json, o, "demand", p + at->demand, at->source - at->demand);
        add_numbers(w->json, o, "source", p + at->source, at->used - at->source);
        add_numbers(w->json, o, "used", p + at->used, at->link - at->used);
        add_numbers(w->json, o, "link", p + at->link, at->share - at->link);
        add_numbers(w->json, o, "share", p + at->share, at->arcs - at->share);
        add_numbers(w->json, o, "arcs", p + at->arcs, at->power - at->arcs);
        add_numbers(w->json, o, "power", p + at->power, at->limit - at->power);
    }
}

static void add_sides(const writer *w) {
    rw_json_value *sides = rw_json_array(w->json, w->json->root, "sides");
    for (int n = 0; n < w->live->side_count; ++n) {
        const rw_live_side *side = &w->live->side[n];
        rw_json_value *o = rw_json_item(w->json, sides);
        rw_json_number(w->json, o, "source", side->decision.source);
        rw_json_bool(w->json, o, "open", side->decision.open);
        rw_json_value *cost = rw_json_array(w->json, o, "cost");
        for (int m = 0; m < w->live->costs.commitment_count; ++m) {
            rw_json_value *row = rw_json_list(w->json, cost);
            for (int k = 0; k < w->live->costs.part_count; ++k)
                rw_json_item_number(w->json, row, thousandths(side->part[m][k]));
        }
    }
}

rw_status rw_live_json(rw_context *context, const rw_live *l, const char *command, rw_text *text) {
    rw_json json;
    rw_json_start(&json, context);
    writer w = {.live = l, .problem = &l->costs.variant.model.problem, .json = &json};
    const bool national = l->costs.variant.study->parameters.perspective == RW_PERSPECTIVE_NATIONAL;
    rw_json_string(&json, json.root, "command", command);
    rw_json_bool(&json, json.root, "national", national);
    rw_json_number(&json, json.root, "slack", l->slack_eur_per_yr);
    add_sliders(&w);
    add_nodes(&w);
    rw_status status = add_options(&w);
    add_prices(&w);
    add_sides(&w);
    if (status == RW_OK) status = rw_json_print(&json, false, text);
    RW_VECTOR_FREE(context, &w.units);
    RW_VECTOR_FREE(context, &w.unit_commitment);
    RW_VECTOR_FREE(context, &w.unit_option);
    rw_json_free(&json);
    return status;
}
