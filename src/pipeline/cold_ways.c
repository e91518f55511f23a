#include "pipeline/cold_ways.h"
#include "base/number.h"
#include "plan/leave_out.h"
#include "plan/network_figures.h"

enum { ROUNDS = 10 }; /* less flow cools further: others may follow */

/* No rule of the study asks for its heat, or for that of its source. */
static bool can_be_left_out(const rw_terms *terms, const rw_connection *c) {
    const rw_demand *d = &terms->study->demands[c->demand];
    const bool needs_source = d->kind == RW_KIND_EXISTING &&
                              (d->min_share > 0 || !isinf(terms->study->parameters.co2_ceiling_t_per_yr));
    return !needs_source && terms->study->sources[c->source].min_used_share <= 0;
}

typedef enum verdict { WARM, COLD, STUCK } verdict;

/* Adds to `out` the demands whose supply cools too far in this plan. */
static rw_status find_cold(rw_context *context, const rw_terms *terms, const rw_plan *plan, bool *out,
                           int *count, verdict *found) {
    rw_arena arena;
    rw_arena_start(&arena, context);
    rw_laid_figures *figures = NULL;
    const rw_status status = rw_laid_figures_find(terms, plan, &arena, &figures);
    *found = WARM;
    for (int k = 0; status == RW_OK && k < plan->connection_count && *found != STUCK; ++k) {
        const rw_connection *c = &plan->connections[k];
        if (!rw_way_cools_too_far(terms, plan->network, c, figures)) continue;
        *found = can_be_left_out(terms, c) ? COLD : STUCK;
        *count += !out[c->demand];
        out[c->demand] = true;
    }
    rw_arena_free(&arena);
    return status;
}

/* The most that leaving out may cost, EUR/yr. */
static double most_of(const rw_result *result) {
    const double little_share = 0.01;
    const double open = result->cost_eur_per_yr - result->bound_eur_per_yr,
                 gain = result->reference_eur_per_yr - result->cost_eur_per_yr;
    return fmax(0, fmin(open, little_share * gain));
}

static bool was_stopped(const rw_result *result) {
    return result->stop == RW_STOP_TIME || result->stop == RW_STOP_NODES ||
           result->stop == RW_STOP_INTERRUPTED;
}

rw_status rw_leave_out_cold_ways(rw_arena *arena, const rw_terms *terms, rw_result *result, rw_plan *plan,
                                 rw_left_out *left_out) {
    *left_out = (rw_left_out){NULL, 0, 0};
    if (!plan->network || !was_stopped(result)) return RW_OK;
    rw_plan without = *plan;
    verdict found;
    int count = 0;
    bool *out = rw_arena_allocate(arena, (size_t)plan->demand_count, sizeof *out);
    if (!out) return RW_ERROR_MEMORY;
    RW_TRY(find_cold(arena->context, terms, plan, out, &count, &found));
    if (found != COLD) return RW_OK;
    for (int round = 0; round < ROUNDS && found == COLD; ++round) {
        RW_TRY(rw_plan_leave_out(arena, terms, plan, out, &without));
        RW_TRY(find_cold(arena->context, terms, &without, out, &count, &found));
    }
    const double annuity = terms->annuity, before = rw_plan_present_value(terms, plan) * annuity,
                 after = rw_plan_present_value(terms, &without) * annuity;
    if (found != WARM || after - before > most_of(result)) return RW_OK;
    *left_out = (rw_left_out){out, count, after - before};
    *plan = without;
    result->cost_eur_per_yr += after - before;
    return RW_OK;
}
