#include <restwarmte/problem.h>

#include "base/memory.h"
#include "base/number.h"
#include <string.h>

void rw_problem_start(rw_problem *problem, rw_context *context) {
    memset(problem, 0, sizeof *problem);
    problem->context = context;
}

void rw_problem_free(rw_problem *problem) {
    rw_context *context = problem->context;
    if (!context) return;
    for (int l = 0; l < problem->limit_count; ++l) rw_release(context, problem->limits[l].open);
    rw_release(context, problem->sources);
    rw_release(context, problem->demands);
    rw_release(context, problem->bands);
    rw_release(context, problem->places);
    rw_release(context, problem->arcs);
    rw_release(context, problem->options);
    rw_release(context, problem->unit_eur_per_mw_yr);
    rw_release(context, problem->commodities);
    rw_release(context, problem->slot_commodity);
    rw_release(context, problem->limits);
    rw_problem_start(problem, context);
}

/* -- Appending ----------------------------------------------------------------------------------------- */

#define RESERVE(array, capacity, needed)                                                                     \
    rw_vector_grow(problem->context, (void **)&problem->array, &problem->room.capacity, (size_t)(needed),    \
                   sizeof *problem->array)

rw_status rw_problem_add_source(rw_problem *problem, rw_problem_source source) {
    RW_TRY(RESERVE(sources, sources, problem->source_count + 1));
    problem->sources[problem->source_count++] = source;
    return RW_OK;
}

rw_status rw_problem_add_demand(rw_problem *problem, rw_problem_demand demand) {
    RW_TRY(RESERVE(demands, demands, problem->demand_count + 1));
    demand.first_band = problem->band_count;
    demand.band_count = 0;
    problem->demands[problem->demand_count++] = demand;
    return RW_OK;
}

rw_status rw_problem_add_band(rw_problem *problem, rw_problem_band band) {
    if (problem->demand_count == 0)
        return rw_fail(problem->context, RW_ERROR_INPUT,
                       "a band stands before the first demand; it belongs to one");
    RW_TRY(RESERVE(bands, bands, problem->band_count + 1));
    problem->bands[problem->band_count++] = band;
    ++problem->demands[problem->demand_count - 1].band_count;
    return RW_OK;
}

rw_status rw_problem_add_place(rw_problem *problem, rw_problem_place place) {
    RW_TRY(RESERVE(places, places, problem->place_count + 1));
    problem->places[problem->place_count++] = place;
    return RW_OK;
}

rw_status rw_problem_add_commodity(rw_problem *problem, rw_problem_commodity commodity) {
    RW_TRY(RESERVE(commodities, commodities, problem->commodity_count + 1));
    problem->commodities[problem->commodity_count++] = commodity;
    return RW_OK;
}

/* An arc of a network carries the commodities of the source it starts at and the class of the demand it ends
 * at. */
static rw_status add_slots(rw_problem *problem, rw_problem_arc *arc) {
    arc->first_slot = problem->slot_count;
    for (int c = 0; c < problem->commodity_count; ++c) {
        const rw_problem_commodity *commodity = &problem->commodities[c];
        if (rw_problem_is_source(problem, arc->tail) &&
            commodity->source != rw_problem_flows_as(problem, arc->tail))
            continue;
        if (rw_problem_is_demand(problem, arc->head) &&
            commodity->commodity_class != problem->demands[arc->head - problem->source_count].commodity_class)
            continue;
        RW_TRY(RESERVE(slot_commodity, slots, problem->slot_count + 1));
        problem->slot_commodity[problem->slot_count++] = c;
        ++arc->slot_count;
    }
    return RW_OK;
}

rw_status rw_problem_add_arc(rw_problem *problem, int tail, int head, bool forced, int exclusive) {
    const int nodes = problem->source_count + problem->demand_count + problem->junction_count;
    const bool ends_exist = tail >= 0 && tail < nodes && head >= 0 && head < nodes;
    if (!ends_exist || rw_problem_is_demand(problem, tail) || rw_problem_is_source(problem, head) ||
        tail == head)
        return rw_fail(problem->context, RW_ERROR_INPUT,
                       "an arc goes from a source or junction to another junction or a demand that exists");
    RW_TRY(RESERVE(arcs, arcs, problem->arc_count + 1));
    rw_problem_arc arc = {.tail = tail,
                          .head = head,
                          .first_option = problem->option_count,
                          .first_unit = problem->unit_count,
                          .first_slot = -1,
                          .exclusive = exclusive,
                          .forced = forced};
    if (rw_problem_is_source(problem, tail) && rw_problem_is_demand(problem, head))
        arc.slot_count = problem->demands[head - problem->source_count].band_count;
    else
        RW_TRY(add_slots(problem, &arc));
    problem->arcs[problem->arc_count++] = arc;
    return RW_OK;
}

rw_status rw_problem_add_option(rw_problem *problem, rw_option option, const double *unit) {
    if (problem->arc_count == 0)
        return rw_fail(problem->context, RW_ERROR_INPUT,
                       "an option stands before the first arc; it belongs to one");
    rw_problem_arc *arc = &problem->arcs[problem->arc_count - 1];
    const size_t slots = (size_t)arc->slot_count;
    RW_TRY(RESERVE(options, options, problem->option_count + 1));
    RW_TRY(RESERVE(unit_eur_per_mw_yr, units, problem->unit_count + slots));
    problem->options[problem->option_count++] = option;
    memcpy(problem->unit_eur_per_mw_yr + problem->unit_count, unit, slots * sizeof *unit);
    problem->unit_count += slots;
    ++arc->option_count;
    return RW_OK;
}

rw_status rw_problem_add_limit(rw_problem *problem, double max, rw_problem_limit **limit) {
    const size_t sources = (size_t)problem->source_count, demands = (size_t)problem->demand_count,
                 bands = (size_t)problem->band_count, options = (size_t)problem->option_count;
    rw_problem_limit *grown =
        rw_reallocate(problem->context, problem->limits, (size_t)problem->limit_count + 1, sizeof *grown);
    if (!grown) return RW_ERROR_MEMORY;
    problem->limits = grown;
    /* One block, in the order of the fields; `open` owns it. */
    double *block = rw_allocate(problem->context,
                                sources + 2 * demands + bands + options + problem->unit_count, sizeof *block);
    if (!block) return RW_ERROR_MEMORY;
    rw_problem_limit *added = &problem->limits[problem->limit_count++];
    added->max = max;
    added->open = block;
    added->connect = added->open + sources;
    added->skip = added->connect + demands;
    added->backup = added->skip + demands;
    added->fixed = added->backup + bands;
    added->unit = added->fixed + options;
    *limit = added;
    return RW_OK;
}

/* -- Questions ----------------------------------------------------------------------------------------- */

bool rw_problem_is_source(const rw_problem *problem, int node) {
    return node < problem->source_count;
}

bool rw_problem_is_demand(const rw_problem *problem, int node) {
    return node >= problem->source_count && node < problem->source_count + problem->demand_count;
}

bool rw_problem_is_junction(const rw_problem *problem, int node) {
    return node >= problem->source_count + problem->demand_count;
}

int rw_problem_flows_as(const rw_problem *problem, int source) {
    const int as = problem->sources[source].flows_as;
    return as > 0 ? as - 1 : source;
}

rw_slot rw_problem_slot(const rw_problem *problem, const rw_problem_arc *arc, int slot) {
    if (arc->first_slot < 0) return (rw_slot){arc->tail, slot, -1};
    const int commodity = problem->slot_commodity[arc->first_slot + slot];
    return (rw_slot){problem->commodities[commodity].source, problem->commodities[commodity].band, commodity};
}

double rw_problem_reference(const rw_problem *problem) {
    double sum = 0;
    for (int j = 0; j < problem->demand_count; ++j) {
        const rw_problem_demand *d = &problem->demands[j];
        if (!d->must) {
            sum += d->skip_eur_per_yr;
            continue;
        }
        sum += d->connect_eur_per_yr;
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
            if (problem->bands[b].width_mw > 0)
                sum += problem->bands[b].backup_eur_per_mw_yr * problem->bands[b].width_mw;
    }
    return sum;
}
