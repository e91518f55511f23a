#include "base/number.h"
#include "pipeline/side_questions.h"
#include <limits.h>

/* The problem of one demand that must be connected, with every source and place of the whole to itself.
 * Budgets and ceilings are left out, so that its bound is a bound for the demand's part in any plan. */
static rw_status problem_of_one(rw_context *context, const rw_problem *whole, int demand, rw_problem *one) {
    rw_problem_start(one, context);
    for (int i = 0; i < whole->source_count; ++i) {
        rw_problem_source source = whole->sources[i];
        source.min_used_share = 0;
        RW_TRY(rw_problem_add_source(one, source));
    }
    for (int g = 0; g < whole->place_count; ++g) RW_TRY(rw_problem_add_place(one, whole->places[g]));
    rw_problem_demand only = whole->demands[demand];
    only.must = true;
    only.first_band = 0;
    RW_TRY(rw_problem_add_demand(one, only));
    for (int b = 0; b < only.band_count; ++b)
        RW_TRY(rw_problem_add_band(one, whole->bands[whole->demands[demand].first_band + b]));
    for (int a = 0; a < whole->arc_count; ++a) {
        const rw_problem_arc *arc = &whole->arcs[a];
        if (arc->head != whole->source_count + demand) continue;
        RW_TRY(rw_problem_add_arc(one, arc->tail, one->source_count, false, 0));
        for (int k = 0; k < arc->option_count; ++k)
            RW_TRY(rw_problem_add_option(
                one, whole->options[arc->first_option + k],
                &whole->unit_eur_per_mw_yr[arc->first_unit + (size_t)k * (size_t)arc->slot_count]));
    }
    return RW_OK;
}

static rw_status ask(rw_context *context, const rw_model *model, int demand, rw_shortage *shortage) {
    rw_parameters parameters = model->terms->study->parameters;
    parameters.gap = 0;
    parameters.cost_gap = 1e-4; /* the answer is shown in thousands of euros */
    rw_problem one;
    rw_result result = {.context = NULL};
    rw_context *own = rw_context_create_like(context);
    if (!own) return rw_fail(context, RW_ERROR_MEMORY, "out of memory");
    rw_status status = problem_of_one(own, &model->problem, demand, &one);
    if (status == RW_OK) status = rw_solve(own, &parameters, &one, &result);
    if (status == RW_OK && result.outcome != RW_OUTCOME_UNKNOWN) {
        shortage->known = true;
        shortage->possible = result.outcome != RW_OUTCOME_INFEASIBLE;
        shortage->eur_per_yr = result.bound_eur_per_yr - model->problem.demands[demand].skip_eur_per_yr;
    }
    if (status != RW_OK) status = rw_fail(context, status, "%s", rw_context_message(own));
    rw_result_free(&result);
    rw_problem_free(&one);
    rw_context_free(own);
    return status;
}

rw_status rw_shortages_find(rw_context *context, const rw_model *model, const rw_plan *plan, rw_arena *arena,
                            const rw_shortage **shortages) {
    rw_shortage *list = rw_arena_allocate(arena, (size_t)plan->demand_count, sizeof *list);
    if (!list) return RW_ERROR_MEMORY;
    *shortages = list;
    for (int j = 0; j < plan->demand_count; ++j) {
        if (plan->demand_connected[j]) continue;
        if (rw_poll_stage(context, "why not")) break;
        RW_TRY(ask(context, model, j, &list[j]));
    }
    return RW_OK;
}
