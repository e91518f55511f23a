#include "common/result.h"
#include "base/number.h"
#include <string.h>

static const char *const outcome_names[] = {"unknown", "infeasible", "feasible", "optimal"};
static const char *const stop_names[] = {"done", "gap", "time", "nodes", "enough", "interrupted"};

const char *rw_outcome_name(rw_outcome outcome) {
    return outcome_names[outcome];
}

const char *rw_stop_reason_name(rw_stop_reason reason) {
    return stop_names[reason];
}

double rw_cost_gap_of(double cost, double bound) {
    const double open = fmax(0, cost - bound);
    if (isinf(cost)) return RW_NAN;
    return open == 0 ? 0 : cost == 0 ? RW_INFINITY : open / fabs(cost);
}

double rw_benefit_gap_of(double cost, double bound, double reference) {
    if (isinf(cost) || isinf(reference) || isnan(cost)) return RW_NAN;
    if (isinf(bound)) return 1;
    const double possible_gain = reference - bound;
    if (possible_gain <= 1e-6 * fabs(cost)) return cost - bound <= 1e-6 * fabs(cost) ? 0 : RW_INFINITY;
    return fmax(0, cost - bound) / possible_gain;
}

static bool has_values(const rw_result *result) {
    return result->outcome == RW_OUTCOME_FEASIBLE || result->outcome == RW_OUTCOME_OPTIMAL;
}

double rw_result_gap(const rw_result *result) {
    return has_values(result) ? rw_cost_gap_of(result->cost_eur_per_yr, result->bound_eur_per_yr) : RW_NAN;
}

double rw_result_benefit_gap(const rw_result *result) {
    return has_values(result) ? rw_benefit_gap_of(result->cost_eur_per_yr, result->bound_eur_per_yr,
                                                  result->reference_eur_per_yr)
                              : RW_NAN;
}

/* An unlimited gap of 0 asks for the optimum, up to the rounding of doubles. Where nothing can be gained the
 * search is done as soon as that is proven (MODEL 8). */
bool rw_gap_reached(const rw_parameters *parameters, double cost, double bound, double reference) {
    if (isinf(cost)) return false;
    const double smallest = 1e-9;
    return rw_cost_gap_of(cost, bound) <= fmax(parameters->cost_gap, smallest) ||
           rw_benefit_gap_of(cost, bound, reference) <= fmax(parameters->gap, 0);
}

void rw_result_start(rw_result *result, rw_context *context) {
    memset(result, 0, sizeof *result);
    result->context = context;
    result->cost_eur_per_yr = RW_INFINITY;
    result->bound_eur_per_yr = -RW_INFINITY;
    result->reference_eur_per_yr = RW_INFINITY;
}

void rw_result_free(rw_result *result) {
    rw_context *context = result->context;
    if (!context) return;
    rw_release(context, result->source_open);
    rw_release(context, result->demand_connected);
    rw_release(context, result->built);
    rw_release(context, result->flow_mw);
    rw_release(context, result->loss_mw);
    rw_release(context, result->backup_mw);
    rw_release(context, result->extra_mwe);
    rw_release(context, result->prices.row);
    rw_release(context, result->prices.arc);
    memset(result, 0, sizeof *result);
}

rw_status rw_result_clear_values(rw_result *result, const rw_problem *problem) {
    rw_context *context = result->context;
    const size_t sources = (size_t)problem->source_count, demands = (size_t)problem->demand_count;
    if (!result->source_open) result->source_open = rw_allocate(context, sources, 1);
    if (!result->demand_connected) result->demand_connected = rw_allocate(context, demands, 1);
    if (!result->backup_mw)
        result->backup_mw = rw_allocate(context, (size_t)problem->band_count, sizeof(double));
    if (!result->extra_mwe)
        result->extra_mwe = rw_allocate(context, (size_t)problem->place_count, sizeof(double));
    if (!result->source_open || !result->demand_connected || !result->backup_mw || !result->extra_mwe)
        return RW_ERROR_MEMORY;
    memset(result->source_open, 0, sources);
    for (size_t j = 0; j < demands; ++j) result->demand_connected[j] = problem->demands[j].must;
    result->built_count = 0;
    result->flow_count = 0;
    return RW_OK;
}

rw_status rw_result_build(rw_result *result, const rw_problem *problem, int arc, int option,
                          double **flow_mw) {
    const size_t slots = (size_t)problem->arcs[arc].slot_count;
    rw_context *context = result->context;
    RW_TRY(rw_vector_grow(context, (void **)&result->built, &result->built_room,
                          (size_t)result->built_count + 1, sizeof *result->built));
    size_t loss_room = result->flow_room;
    RW_TRY(rw_vector_grow(context, (void **)&result->loss_mw, &loss_room, result->flow_count + slots,
                          sizeof(double)));
    RW_TRY(rw_vector_grow(context, (void **)&result->flow_mw, &result->flow_room, result->flow_count + slots,
                          sizeof(double)));
    result->built[result->built_count++] = (rw_built){option, arc, result->flow_count};
    *flow_mw = result->flow_mw + result->flow_count;
    memset(*flow_mw, 0, slots * sizeof **flow_mw);
    memset(result->loss_mw + result->flow_count, 0, slots * sizeof **flow_mw);
    result->flow_count += slots;
    if (rw_problem_is_source(problem, problem->arcs[arc].tail))
        result->source_open[problem->arcs[arc].tail] = 1;
    return RW_OK;
}

rw_status rw_result_copy_values(rw_result *to, const rw_result *from, const rw_problem *problem) {
    RW_TRY(rw_result_clear_values(to, problem));
    memcpy(to->source_open, from->source_open, (size_t)problem->source_count);
    memcpy(to->demand_connected, from->demand_connected, (size_t)problem->demand_count);
    for (int k = 0; k < from->built_count; ++k) {
        const rw_built *built = &from->built[k];
        double *flow;
        RW_TRY(rw_result_build(to, problem, built->arc, built->option, &flow));
        const size_t bytes = (size_t)problem->arcs[built->arc].slot_count * sizeof *flow;
        memcpy(flow, from->flow_mw + built->first_flow, bytes);
        memcpy(to->loss_mw + to->built[k].first_flow, from->loss_mw + built->first_flow, bytes);
    }
    memcpy(to->backup_mw, from->backup_mw, (size_t)problem->band_count * sizeof(double));
    memcpy(to->extra_mwe, from->extra_mwe, (size_t)problem->place_count * sizeof(double));
    return RW_OK;
}

static double flow_sum(const rw_problem *problem, const rw_result *result, const rw_built *built) {
    double sum = 0;
    for (int s = 0; s < problem->arcs[built->arc].slot_count; ++s)
        sum += result->flow_mw[built->first_flow + (size_t)s];
    return sum;
}

void rw_result_balance(rw_result *result, const rw_problem *problem) {
    for (int j = 0; j < problem->demand_count; ++j) {
        const rw_problem_demand *d = &problem->demands[j];
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
            result->backup_mw[b] = result->demand_connected[j] ? problem->bands[b].width_mw : 0;
    }
    for (int g = 0; g < problem->place_count; ++g) result->extra_mwe[g] = -problem->places[g].headroom_mwe;
    for (int k = 0; k < result->built_count; ++k) {
        const rw_built *built = &result->built[k];
        const rw_problem_arc *arc = &problem->arcs[built->arc];
        const rw_option *o = &problem->options[built->option];
        if (o->place >= 0)
            result->extra_mwe[o->place] += o->power * flow_sum(problem, result, built) + o->power0_mwe;
        if (!rw_problem_is_demand(problem, arc->head)) continue;
        const rw_problem_demand *d = &problem->demands[arc->head - problem->source_count];
        for (int s = 0; s < arc->slot_count; ++s)
            result->backup_mw[d->first_band + rw_problem_slot(problem, arc, s).band] -=
                result->flow_mw[built->first_flow + (size_t)s];
    }
    for (int j = 0; j < problem->demand_count; ++j)
        if (result->demand_connected[j] && problem->demands[j].place >= 0)
            result->extra_mwe[problem->demands[j].place] += problem->demands[j].power_mwe;
    /* What rounding leaves below zero is nothing, and what it leaves of a band without backup is no backup:
     * the judge looks at the demand row itself. */
    for (int b = 0; b < problem->band_count; ++b) {
        const rw_problem_band *band = &problem->bands[b];
        const bool none =
            isinf(band->backup_eur_per_mw_yr) && result->backup_mw[b] <= 1e-9 * fmax(1, band->width_mw);
        result->backup_mw[b] = none ? 0 : fmax(0, result->backup_mw[b]);
    }
    for (int g = 0; g < problem->place_count; ++g) result->extra_mwe[g] = fmax(0, result->extra_mwe[g]);
}
