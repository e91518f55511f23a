#include "pipeline/gain_limit.h"
#include "base/number.h"
#include "pipeline/restrict.h"

/* Taking heat away breaks no row of the plan. */
static bool applies(const rw_problem *p, int demand) {
    bool free = p->limit_count == 0;
    for (int i = 0; i < p->source_count; ++i) free = free && p->sources[i].min_used_share == 0;
    return free && (!p->demands[demand].must || p->demands[demand].min_mwh_per_yr == 0);
}

/* What the demand costs without heat from sources; infinite where it must have some. */
static double without_heat(const rw_problem *p, int demand) {
    const rw_problem_demand *d = &p->demands[demand];
    double cost = 0;
    if (!d->must) return d->skip_eur_per_yr;
    for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
        if (p->bands[b].width_mw > 0) cost += p->bands[b].width_mw * p->bands[b].backup_eur_per_mw_yr;
    return d->connect_eur_per_yr + cost;
}

/* The demand alone, and nothing to pay for what others may need too: all that stands before its own exits. */
static void make_free(const rw_variant *v, int demand, rw_problem *p) {
    for (int i = 0; i < p->source_count; ++i) p->sources[i].open_eur_per_yr = 0;
    for (int j = 0; j < p->demand_count; ++j) {
        if (j == demand) continue;
        p->demands[j].must = false;
        p->demands[j].connect_eur_per_yr = p->demands[j].skip_eur_per_yr = 0;
        p->demands[j].min_mwh_per_yr = p->demands[j].power_mwe = 0;
    }
    p->demands[demand].must = true;
    p->demands[demand].min_mwh_per_yr = rw_variant_served_mwh(v, demand);
    for (int a = 0; a < p->arc_count; ++a) {
        if (p->arcs[a].head == p->source_count + demand) continue;
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k) {
            p->options[k].fixed_eur_per_yr = fmin(0, p->options[k].fixed_eur_per_yr);
            p->options[k].draw0_mw = p->options[k].carry0_mw = p->options[k].power0_mwe = 0;
        }
    }
}

static rw_status restrict_to(rw_context *context, const rw_problem *whole, int demand, rw_restricted *one) {
    bool *keep = rw_allocate(context, (size_t)whole->option_count, sizeof *keep);
    if (!keep) return RW_ERROR_MEMORY;
    for (int a = 0; a < whole->arc_count; ++a) {
        const bool of_another = rw_problem_is_demand(whole, whole->arcs[a].head) &&
                                whole->arcs[a].head != whole->source_count + demand;
        for (int k = 0; k < whole->arcs[a].option_count; ++k)
            keep[whole->arcs[a].first_option + k] = !of_another;
    }
    const rw_status status = rw_restrict(context, whole, keep, -1, one);
    rw_release(context, keep);
    return status;
}

rw_status rw_demand_gain_limit(rw_context *context, const rw_variant *v, int demand, const rw_effort *effort,
                               double *eur_per_yr) {
    const rw_problem *whole = &v->model.problem;
    *eur_per_yr = RW_INFINITY;
    if (!v->model.network || !applies(whole, demand)) return RW_OK;
    rw_parameters parameters = v->study->parameters;
    parameters.gap = parameters.cost_gap = 1e-4;
    parameters.node_limit = 1;
    parameters.time_limit_s = effort->time_limit_s;
    parameters.threads = effort->threads;
    rw_restricted one = {.option_of = NULL};
    rw_result result = {.context = NULL};
    rw_context *own = rw_context_create_like(context);
    if (!own) return rw_fail(context, RW_ERROR_MEMORY, "out of memory");
    rw_status status = restrict_to(own, whole, demand, &one);
    if (status == RW_OK) {
        make_free(v, demand, &one.problem);
        status = rw_solve(own, &parameters, &one.problem, &result);
    }
    if (status == RW_OK && isfinite(result.bound_eur_per_yr))
        *eur_per_yr = without_heat(whole, demand) - result.bound_eur_per_yr;
    if (status != RW_OK) status = rw_fail(context, status, "%s", rw_context_message(own));
    rw_result_free(&result);
    rw_restricted_free(&one);
    rw_context_free(own);
    return status;
}
