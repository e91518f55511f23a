#include "pipeline/precision.h"
#include "base/clock.h"
#include "base/number.h"
#include <math.h>
#include <restwarmte/suggest.h>
#include <stdlib.h>
#include <string.h>

rw_effort rw_effort_of(const rw_parameters *p, double time_limit_s) {
    return (rw_effort){.gap = p->gap,
                       .cost_gap = p->cost_gap,
                       .time_limit_s = time_limit_s,
                       .node_limit = p->node_limit,
                       .threads = p->threads,
                       .below_eur_per_yr = -RW_INFINITY,
                       .above_eur_per_yr = RW_INFINITY};
}

/* A node of a large study takes long, and the tree of a network hardly raises its bound. */
static int precise_nodes(const rw_study *study) {
    const double pairs = (double)study->source_count * study->demand_count, nodes_of_all = 1e5, most = 500;
    const double trench_nodes = 5000, least = 5;
    if (study->trench_count > 0) return (int)fmax(least, fmin(most, trench_nodes / study->trench_count));
    return (int)fmax(1, fmin(most, nodes_of_all / fmax(1, pairs)));
}

rw_effort rw_precise_effort(const rw_study *study, double time_limit_s) {
    const double gap = 1e-5, cost_gap = 1e-8;
    const int nodes = precise_nodes(study);
    rw_effort effort = rw_effort_of(&study->parameters, time_limit_s);
    effort.gap = fmin(effort.gap, gap);
    effort.cost_gap = fmin(effort.cost_gap, cost_gap);
    if (effort.node_limit > nodes) effort.node_limit = nodes;
    return effort;
}

double rw_deadline_s(const rw_study *study) {
    bool given = !rw_parameters_is_default(&study->parameters, RW_PARAMETER_time_limit_s);
    for (size_t n = 0; n < study->override_count; ++n)
        given = given || rw_parameter_find(study->overrides[n].name) == RW_PARAMETER_time_limit_s;
    return given ? rw_clock_s() + study->parameters.time_limit_s : RW_INFINITY;
}

static rw_status unknown(rw_context *context, const char *id, const char *file, const char *nearest) {
    if (nearest)
        return rw_fail(context, RW_ERROR_USAGE, "'%s' is not an id in %s; did you mean %s?", id, file,
                       nearest);
    return rw_fail(context, RW_ERROR_USAGE, "'%s' is not an id in %s; write one of its first column", id,
                   file);
}

rw_status rw_source_find(rw_context *context, const rw_study *study, const char *id, int *source) {
    rw_nearest nearest = rw_nearest_start(id);
    for (*source = 0; *source < study->source_count; ++*source) {
        if (strcmp(study->sources[*source].id, id) == 0) return RW_OK;
        rw_nearest_offer(&nearest, study->sources[*source].id);
    }
    return unknown(context, id, "sources.csv", nearest.best);
}

rw_status rw_demand_find(rw_context *context, const rw_study *study, const char *id, int *demand) {
    rw_nearest nearest = rw_nearest_start(id);
    for (*demand = 0; *demand < study->demand_count; ++*demand) {
        if (strcmp(study->demands[*demand].id, id) == 0) return RW_OK;
        rw_nearest_offer(&nearest, study->demands[*demand].id);
    }
    return unknown(context, id, "demands.csv", nearest.best);
}

static rw_shift *shift_of(rw_shift *shifts, int *count, const rw_connection *c) {
    for (int k = 0; k < *count; ++k)
        if (shifts[k].source == c->source && shifts[k].demand == c->demand) return &shifts[k];
    shifts[*count] = (rw_shift){.source = c->source, .demand = c->demand};
    return &shifts[(*count)++];
}

static int compare_shifts(const void *a, const void *b) {
    const rw_shift *left = a, *right = b;
    return left->source != right->source ? left->source - right->source : left->demand - right->demand;
}

rw_status rw_shifts_find(const rw_trial *with, const rw_trial *without, rw_arena *arena, rw_shift **list,
                         int *count) {
    const double smallest_mw = 1e-4;
    const size_t most = (size_t)with->plan.connection_count + (size_t)without->plan.connection_count;
    rw_shift *shifts = rw_arena_allocate(arena, most, sizeof *shifts);
    if (!shifts) return RW_ERROR_MEMORY;
    int all = 0, kept = 0;
    for (int k = 0; k < with->plan.connection_count; ++k) {
        rw_shift *shift = shift_of(shifts, &all, &with->plan.connections[k]);
        shift->with_mw += with->indicators.connections[k].capacity_mw;
        shift->with_mwh_per_yr += with->indicators.connections[k].heat_mwh_per_yr;
    }
    for (int k = 0; k < without->plan.connection_count; ++k) {
        rw_shift *shift = shift_of(shifts, &all, &without->plan.connections[k]);
        shift->without_mw += without->indicators.connections[k].capacity_mw;
        shift->without_mwh_per_yr += without->indicators.connections[k].heat_mwh_per_yr;
    }
    for (int k = 0; k < all; ++k)
        if (fabs(shifts[k].with_mw - shifts[k].without_mw) > smallest_mw) shifts[kept++] = shifts[k];
    if (kept > 1) qsort(shifts, (size_t)kept, sizeof *shifts, compare_shifts);
    *list = shifts;
    *count = kept;
    return RW_OK;
}
