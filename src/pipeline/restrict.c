#include "pipeline/restrict.h"
#include <string.h>

static rw_status copy_nodes(const rw_problem *whole, rw_problem *part) {
    for (int i = 0; i < whole->source_count; ++i) RW_TRY(rw_problem_add_source(part, whole->sources[i]));
    for (int g = 0; g < whole->place_count; ++g) RW_TRY(rw_problem_add_place(part, whole->places[g]));
    for (int j = 0; j < whole->demand_count; ++j) {
        RW_TRY(rw_problem_add_demand(part, whole->demands[j]));
        for (int b = 0; b < whole->demands[j].band_count; ++b)
            RW_TRY(rw_problem_add_band(part, whole->bands[whole->demands[j].first_band + b]));
    }
    part->junction_count = whole->junction_count;
    for (int c = 0; c < whole->commodity_count; ++c)
        RW_TRY(rw_problem_add_commodity(part, whole->commodities[c]));
    return RW_OK;
}

static rw_status copy_arc(const rw_problem *whole, int a, const bool *keep, bool forced, rw_restricted *r) {
    const rw_problem_arc *arc = &whole->arcs[a];
    int kept = 0;
    for (int k = 0; k < arc->option_count; ++k) kept += keep[arc->first_option + k];
    if (kept == 0 && arc->option_count > 0) return RW_OK;
    r->arc_of[r->problem.arc_count] = a;
    RW_TRY(rw_problem_add_arc(&r->problem, arc->tail, arc->head, arc->forced || forced, arc->exclusive));
    for (int k = 0; k < arc->option_count; ++k) {
        const int option = arc->first_option + k;
        if (!keep[option]) continue;
        r->option_of[r->problem.option_count] = option;
        RW_TRY(rw_problem_add_option(
            &r->problem, whole->options[option],
            &whole->unit_eur_per_mw_yr[arc->first_unit + (size_t)k * (size_t)arc->slot_count]));
    }
    return RW_OK;
}

/* Where the unit costs of an option begin in its problem. */
static size_t unit_of(const rw_problem_arc *arc, int option) {
    return arc->first_unit + (size_t)(option - arc->first_option) * (size_t)arc->slot_count;
}

static rw_status copy_limit(const rw_problem *whole, const rw_problem_limit *from, rw_restricted *r) {
    rw_problem *part = &r->problem;
    rw_problem_limit *to;
    RW_TRY(rw_problem_add_limit(part, from->max, &to));
    memcpy(to->open, from->open, (size_t)part->source_count * sizeof *to->open);
    memcpy(to->connect, from->connect, (size_t)part->demand_count * sizeof *to->connect);
    memcpy(to->skip, from->skip, (size_t)part->demand_count * sizeof *to->skip);
    memcpy(to->backup, from->backup, (size_t)part->band_count * sizeof *to->backup);
    for (int a = 0; a < part->arc_count; ++a) {
        const rw_problem_arc *arc = &part->arcs[a], *old = &whole->arcs[r->arc_of[a]];
        for (int k = 0; k < arc->option_count; ++k) {
            const int option = arc->first_option + k;
            to->fixed[option] = from->fixed[r->option_of[option]];
            memcpy(to->unit + unit_of(arc, option), from->unit + unit_of(old, r->option_of[option]),
                   (size_t)arc->slot_count * sizeof *to->unit);
        }
    }
    return RW_OK;
}

rw_status rw_restrict(rw_context *context, const rw_problem *whole, const bool *keep, int forced,
                      rw_restricted *r) {
    rw_problem_start(&r->problem, context);
    r->option_of = rw_allocate(context, (size_t)whole->option_count, sizeof *r->option_of);
    r->arc_of = rw_allocate(context, (size_t)whole->arc_count, sizeof *r->arc_of);
    if (!r->option_of || !r->arc_of) return RW_ERROR_MEMORY;
    RW_TRY(copy_nodes(whole, &r->problem));
    for (int a = 0; a < whole->arc_count; ++a) RW_TRY(copy_arc(whole, a, keep, a == forced, r));
    for (int n = 0; n < whole->limit_count; ++n) RW_TRY(copy_limit(whole, &whole->limits[n], r));
    return RW_OK;
}

void rw_restricted_free(rw_restricted *r) {
    rw_release(r->problem.context, r->option_of);
    rw_release(r->problem.context, r->arc_of);
    rw_problem_free(&r->problem);
}

void rw_restricted_translate(const rw_restricted *r, rw_result *result) {
    for (int k = 0; k < result->built_count; ++k) {
        result->built[k].option = r->option_of[result->built[k].option];
        result->built[k].arc = r->arc_of[result->built[k].arc];
    }
}
