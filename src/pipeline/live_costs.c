/* How the costs of the bare problem depend on the sliders: measured by building it, never derived twice. */
#include "base/number.h"
#include "base/random.h"
#include "pipeline/live.h"
#include <stddef.h>
#include <string.h>

/* -- Rows of costs ------------------------------------------------------------------------------------- */

size_t rw_costs_count(const rw_problem *p) {
    return (size_t)p->source_count + 2 * (size_t)p->demand_count + (size_t)p->band_count +
           (size_t)p->option_count + p->unit_count;
}

size_t rw_costs_fixed_at(const rw_problem *p, int option) {
    return (size_t)p->source_count + 2 * (size_t)p->demand_count + (size_t)p->band_count + (size_t)option;
}

size_t rw_costs_unit_at(const rw_problem *p, const rw_problem_arc *arc, int option) {
    return rw_costs_fixed_at(p, p->option_count) + arc->first_unit +
           (size_t)(option - arc->first_option) * (size_t)arc->slot_count;
}

void rw_costs_take(const rw_problem *p, double *to) {
    for (int i = 0; i < p->source_count; ++i) *to++ = p->sources[i].open_eur_per_yr;
    for (int j = 0; j < p->demand_count; ++j) *to++ = p->demands[j].connect_eur_per_yr;
    for (int j = 0; j < p->demand_count; ++j) *to++ = p->demands[j].skip_eur_per_yr;
    for (int b = 0; b < p->band_count; ++b) *to++ = p->bands[b].backup_eur_per_mw_yr;
    for (int k = 0; k < p->option_count; ++k) *to++ = p->options[k].fixed_eur_per_yr;
    memcpy(to, p->unit_eur_per_mw_yr, p->unit_count * sizeof *to);
}

void rw_costs_put(const double *from, rw_problem *p) {
    for (int i = 0; i < p->source_count; ++i) p->sources[i].open_eur_per_yr = *from++;
    for (int j = 0; j < p->demand_count; ++j) p->demands[j].connect_eur_per_yr = *from++;
    for (int j = 0; j < p->demand_count; ++j) p->demands[j].skip_eur_per_yr = *from++;
    for (int b = 0; b < p->band_count; ++b) p->bands[b].backup_eur_per_mw_yr = *from++;
    for (int k = 0; k < p->option_count; ++k) p->options[k].fixed_eur_per_yr = *from++;
    memcpy(p->unit_eur_per_mw_yr, from, p->unit_count * sizeof *from);
}

/* -- Sliders ------------------------------------------------------------------------------------------- */

typedef struct range {
    rw_parameter parameter;
    double low, high; /* NaN: those of its sources; factors of today's value otherwise */
} range;

static int list_sliders(const rw_parameters *p, rw_live_slider *sliders) {
    const bool national = p->perspective == RW_PERSPECTIVE_NATIONAL;
    const range ranges[RW_LIVE_SLIDERS] = {
        {RW_PARAMETER_electricity_eur_per_mwh, RW_NAN, RW_NAN},
        {RW_PARAMETER_coupling_factor, 0.5, 2},
        {RW_PARAMETER_pipe_price_factor, 0.7, 1.5},
        {RW_PARAMETER_heat_pump_eur_per_kw, RW_NAN, RW_NAN},
        {RW_PARAMETER_reference_factor, 0.75, 1.25},
        {national ? RW_PARAMETER_co2_national_eur_per_t : RW_PARAMETER_co2_ets_eur_per_t,
         national ? 0.5 : RW_NAN, national ? 1.5 : RW_NAN},
    };
    int count = 0;
    for (int n = 0; n < RW_LIVE_SLIDERS; ++n) {
        const rw_parameter_info *info = rw_parameter_describe(ranges[n].parameter);
        rw_live_slider s = {.parameter = ranges[n].parameter};
        char text[RW_NUMBER_BYTES];
        if (!rw_number_parse(rw_parameters_text(p, s.parameter, text, sizeof text), &s.today)) continue;
        const double low = isnan(ranges[n].low) ? info->low : ranges[n].low * s.today,
                     high = isnan(ranges[n].high) ? info->high : ranges[n].high * s.today;
        s.low = fmax(info->min, fmin(low, s.today));
        s.high = fmin(info->max, fmax(high, s.today));
        s.far = s.high - s.today >= s.today - s.low ? s.high : s.low;
        if (s.far != s.today) sliders[count++] = s;
    }
    return count;
}

bool rw_live_more_favours(const rw_live_slider *s) {
    return s->parameter == RW_PARAMETER_reference_factor || s->parameter == RW_PARAMETER_co2_ets_eur_per_t ||
           s->parameter == RW_PARAMETER_co2_national_eur_per_t;
}

/* Commitments of the source that was asked for; the first is today's. */
static int list_commitments(const rw_study *study, int source, int *years) {
    static const int offered[] = {5, 10, 15, 20, 25, 30};
    int count = 1;
    years[0] = source >= 0 ? study->sources[source].commitment_yr : 0;
    for (size_t n = 0; source >= 0 && n < sizeof offered / sizeof *offered; ++n)
        if (offered[n] != years[0]) years[count++] = offered[n];
    return count;
}

/* -- Building ------------------------------------------------------------------------------------------ */

rw_live_position rw_live_today(const rw_live_costs *c) {
    rw_live_position at = {.commitment = 0};
    for (int n = 0; n < c->slider_count; ++n) at.value[n] = c->slider[n].today;
    return at;
}

rw_status rw_live_variant(rw_context *context, const rw_study *study, const rw_change *asked,
                          const rw_live_costs *c, const rw_live_position *at, bool every_option,
                          rw_variant *variant) {
    rw_override overrides[RW_LIVE_SLIDERS];
    char text[RW_LIVE_SLIDERS][RW_NUMBER_BYTES];
    rw_change change = *asked;
    change.every_option = every_option;
    change.overrides = overrides;
    change.override_count = 0;
    for (int n = 0; n < c->slider_count; ++n)
        if (at->value[n] != c->slider[n].today)
            overrides[change.override_count++] =
                (rw_override){rw_parameter_describe(c->slider[n].parameter)->name,
                              rw_number_shortest(text[n], at->value[n])};
    if (at->commitment > 0) change.commitment_yr = c->commitment_yr[at->commitment];
    return rw_variant_build(context, study, &change, variant);
}

/* Do two builds differ in costs alone? */
static bool same_physics(const rw_problem *a, const rw_problem *b) {
    bool same = a->source_count == b->source_count && a->demand_count == b->demand_count &&
                a->band_count == b->band_count && a->arc_count == b->arc_count &&
                a->option_count == b->option_count && a->unit_count == b->unit_count &&
                a->place_count == b->place_count;
    for (int i = 0; same && i < a->source_count; ++i)
        same = a->sources[i].capacity_mw == b->sources[i].capacity_mw &&
               a->sources[i].min_used_share == b->sources[i].min_used_share &&
               a->sources[i].availability_share == b->sources[i].availability_share;
    for (int j = 0; same && j < a->demand_count; ++j)
        same = a->demands[j].must == b->demands[j].must &&
               a->demands[j].min_mwh_per_yr == b->demands[j].min_mwh_per_yr &&
               a->demands[j].max_arcs == b->demands[j].max_arcs &&
               a->demands[j].power_mwe == b->demands[j].power_mwe;
    for (int n = 0; same && n < a->band_count; ++n)
        same = a->bands[n].width_mw == b->bands[n].width_mw && a->bands[n].hours_h == b->bands[n].hours_h;
    for (int n = 0; same && n < a->arc_count; ++n)
        same = a->arcs[n].tail == b->arcs[n].tail && a->arcs[n].head == b->arcs[n].head &&
               a->arcs[n].first_option == b->arcs[n].first_option && a->arcs[n].forced == b->arcs[n].forced;
    for (int k = 0; same && k < a->option_count; ++k) {
        const rw_option *x = &a->options[k], *y = &b->options[k];
        same = x->carry == y->carry && x->carry0_mw == y->carry0_mw && x->draw == y->draw &&
               x->draw0_mw == y->draw0_mw && x->power == y->power && x->power0_mwe == y->power0_mwe &&
               x->capacity_mw == y->capacity_mw && x->place == y->place;
    }
    return same && (a->place_count == 0 ||
                    memcmp(a->places, b->places, (size_t)a->place_count * sizeof *a->places) == 0);
}

typedef struct measurer {
    rw_context *context;
    const rw_study *study;
    const rw_change *asked;
    rw_arena *arena;
    rw_live_costs *costs;
    double *scratch;
} measurer;

static rw_status build_at(measurer *m, const rw_live_position *at, double *row) {
    rw_live_costs *c = m->costs;
    rw_variant variant;
    rw_status status = rw_live_variant(m->context, m->study, m->asked, c, at, true, &variant);
    if (status == RW_OK && variant.possible &&
        same_physics(&c->variant.model.problem, &variant.model.problem))
        rw_costs_take(&variant.model.problem, row);
    else
        c->polynomial = false;
    rw_variant_free(&variant);
    return status;
}

/* -- Measuring ----------------------------------------------------------------------------------------- */

/* Costs are rounded to 0.001 EUR/yr: what four roundings can add up to is nothing. */
static const double rounding_eur_per_yr = 0.0045;

void rw_live_weights(const rw_live_costs *c, const rw_live_position *at, double weight[RW_LIVE_PARTS]) {
    double moved[RW_LIVE_SLIDERS] = {0};
    for (int n = 0; n < c->slider_count; ++n) {
        const rw_live_slider *s = &c->slider[n];
        moved[n] = (at->value[n] - s->today) / (s->far - s->today);
    }
    for (int k = 0; k < c->part_count; ++k)
        weight[k] =
            (c->part[k].a >= 0 ? moved[c->part[k].a] : 1) * (c->part[k].b >= 0 ? moved[c->part[k].b] : 1);
}

void rw_live_costs_at(const rw_live_costs *c, const rw_live_position *at, double *row) {
    double weight[RW_LIVE_PARTS];
    rw_live_weights(c, at, weight);
    memset(row, 0, c->cost_count * sizeof *row);
    for (int k = 0; k < c->part_count; ++k)
        for (size_t n = 0; n < c->cost_count; ++n) row[n] += weight[k] * c->coefficient[at->commitment][k][n];
}

/* What is left of a build at the far ends of part k's sliders, once the parts before it are taken off. */
static rw_status measure_part(measurer *m, int commitment, rw_live_part part, bool *matters) {
    rw_live_costs *c = m->costs;
    const int k = c->part_count;
    rw_live_position at = rw_live_today(c);
    at.commitment = commitment;
    if (part.a >= 0) at.value[part.a] = c->slider[part.a].far;
    if (part.b >= 0) at.value[part.b] = c->slider[part.b].far;
    double *row = c->coefficient[commitment][k];
    if (!row) row = c->coefficient[commitment][k] = rw_arena_allocate(m->arena, c->cost_count, sizeof *row);
    if (!row) return RW_ERROR_MEMORY;
    RW_TRY(build_at(m, &at, row));
    rw_live_costs_at(c, &at, m->scratch);
    *matters = false;
    for (size_t n = 0; n < c->cost_count; ++n) {
        row[n] = rw_number_rounded(row[n] - m->scratch[n], 1e3);
        if (fabs(row[n]) > rounding_eur_per_yr) *matters = true;
    }
    return RW_OK;
}

static rw_status add_part(measurer *m, rw_live_part part, bool always) {
    rw_live_costs *c = m->costs;
    bool matters;
    RW_TRY(measure_part(m, 0, part, &matters));
    if (matters || always) c->part[c->part_count++] = part;
    return RW_OK;
}

static rw_status measure_today(measurer *m) {
    rw_live_costs *c = m->costs;
    RW_TRY(add_part(m, (rw_live_part){-1, -1}, true));
    for (int a = 0; a < c->slider_count && c->polynomial; ++a)
        RW_TRY(add_part(m, (rw_live_part){a, -1}, true));
    for (int a = 0; a < c->slider_count && c->polynomial; ++a)
        for (int b = a + 1; b < c->slider_count && c->polynomial; ++b)
            RW_TRY(add_part(m, (rw_live_part){a, b}, false));
    return RW_OK;
}

static rw_status measure_commitment(measurer *m, int commitment) {
    rw_live_costs *c = m->costs;
    const int parts = c->part_count;
    rw_status status = RW_OK;
    for (c->part_count = 0; c->part_count < parts && status == RW_OK && c->polynomial; ++c->part_count) {
        bool matters;
        status = measure_part(m, commitment, c->part[c->part_count], &matters);
    }
    c->part_count = parts;
    return status;
}

/* Builds at positions drawn from the whole box must cost what the parts say. */
static rw_status check_somewhere(measurer *m, rw_random *random, double *row) {
    rw_live_costs *c = m->costs;
    rw_live_position at = {.commitment = rw_random_index(random, c->commitment_count)};
    for (int n = 0; n < c->slider_count; ++n)
        at.value[n] = rw_random_between(random, c->slider[n].low, c->slider[n].high);
    RW_TRY(build_at(m, &at, row));
    rw_live_costs_at(c, &at, m->scratch);
    for (size_t n = 0; n < c->cost_count && c->polynomial; ++n)
        c->polynomial = fabs(row[n] - m->scratch[n]) <= 4 * rounding_eur_per_yr + 1e-9 * fabs(row[n]);
    return RW_OK;
}

static rw_status measure(measurer *m) {
    enum { CHECKS = 3 };
    rw_live_costs *c = m->costs;
    rw_change change = *m->asked;
    change.every_option = true;
    RW_TRY(rw_variant_build(m->context, m->study, &change, &c->variant));
    c->polynomial = c->variant.possible;
    if (!c->polynomial) return RW_OK;
    c->slider_count = list_sliders(&c->variant.study->parameters, c->slider);
    c->commitment_count = list_commitments(c->variant.study, m->asked->source, c->commitment_yr);
    c->cost_count = rw_costs_count(&c->variant.model.problem);
    m->scratch = rw_arena_allocate(m->arena, c->cost_count, sizeof *m->scratch);
    double *row = rw_arena_allocate(m->arena, c->cost_count, sizeof *row);
    if (!m->scratch || !row) return RW_ERROR_MEMORY;
    RW_TRY(measure_today(m));
    for (int n = 1; n < c->commitment_count && c->polynomial; ++n) RW_TRY(measure_commitment(m, n));
    rw_random random = {1};
    for (int n = 0; n < CHECKS && c->polynomial; ++n) RW_TRY(check_somewhere(m, &random, row));
    return RW_OK;
}

rw_status rw_live_costs_measure(rw_context *context, const rw_study *study, const rw_change *asked,
                                rw_arena *arena, rw_live_costs *costs) {
    memset(costs, 0, sizeof *costs);
    measurer m = {context, study, asked, arena, costs, NULL};
    return measure(&m);
}

void rw_live_costs_free(rw_live_costs *c) {
    rw_variant_free(&c->variant);
}
