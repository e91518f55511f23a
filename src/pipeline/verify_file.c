/* Judging a plan file: from plan and study alone, without model builder or solver. */
#include "base/number.h"
#include "plan/cost.h"
#include "plan/network_figures.h"
#include "plan/verify.h"
#include "report/results.h"
#include <restwarmte/solution.h>
#include <string.h>

/* The file's own parameters first, then the caller's. */
static rw_status merge(rw_arena *arena, const rw_plan_claims *claims, const rw_override *overrides,
                       size_t count, rw_override **merged, size_t *merged_count) {
    *merged_count = claims->override_count + count;
    *merged = rw_arena_allocate(arena, *merged_count, sizeof **merged);
    if (!*merged) return RW_ERROR_MEMORY;
    if (claims->override_count > 0)
        memcpy(*merged, claims->overrides, claims->override_count * sizeof **merged);
    if (count > 0) memcpy(*merged + claims->override_count, overrides, count * sizeof **merged);
    return RW_OK;
}

static void fill_verdict(const rw_terms *terms, const rw_plan *plan, rw_verdict *verdict) {
    verdict->cost_eur_per_yr = rw_plan_present_value(terms, plan) * terms->annuity;
    verdict->reference_eur_per_yr = rw_reference_present_value(terms) * terms->annuity;
    verdict->connections = plan->connection_count;
    for (int j = 0; j < plan->demand_count; ++j)
        verdict->connected_new_demands +=
            plan->demand_connected[j] && terms->study->demands[j].kind == RW_KIND_NEW;
}

/* Solvers see numbers rounded to 0.001 EUR/yr per MW; sums of them may be off by this much. */
static rw_status check_claims(rw_context *context, const char *path, const rw_verdict *v) {
    const double allowed = 1e-6 * fmax(1, fabs(v->cost_eur_per_yr));
    const rw_place place = {path, 0, 0};
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    if (fabs(v->claimed_cost_eur_per_yr - v->cost_eur_per_yr) > allowed)
        rw_find(context, RW_SEVERITY_ERROR, place, "cost_eur_per_yr: the file claims %s, the plan costs %s",
                rw_number_fixed(a, v->claimed_cost_eur_per_yr, 2), rw_number_fixed(b, v->cost_eur_per_yr, 2));
    if (v->claimed_bound_eur_per_yr > v->cost_eur_per_yr + allowed)
        rw_find(context, RW_SEVERITY_ERROR, place,
                "bound_eur_per_yr: the file claims that no plan costs less than %s, this one costs %s",
                rw_number_fixed(a, v->claimed_bound_eur_per_yr, 2),
                rw_number_fixed(b, v->cost_eur_per_yr, 2));
    const rw_status status = rw_findings_status(context);
    return status == RW_ERROR_INPUT ? RW_ERROR_REJECTED : status;
}

/* Every rule is kept, but the heat may arrive too cold (each way was named by rw_plan_verify). */
static rw_status check_cooling(rw_context *context, const rw_terms *terms, const rw_plan *plan,
                               rw_arena *arena, rw_verdict *verdict) {
    rw_laid_figures *laid;
    if (!plan->network) return RW_OK;
    RW_TRY(rw_laid_figures_find(terms, plan, arena, &laid));
    for (int k = 0; k < plan->connection_count; ++k)
        verdict->cooled_ways += rw_way_cools_too_far(terms, plan->network, &plan->connections[k], laid);
    if (verdict->cooled_ways == 0) return RW_OK;
    return rw_fail(context, RW_ERROR_REJECTED,
                   "the plan keeps the rules and is not verified: on %d way%s the supply cools too far",
                   verdict->cooled_ways, verdict->cooled_ways == 1 ? "" : "s");
}

static rw_status judge(rw_context *context, const rw_study *study, rw_arena *arena, const char *plan_path,
                       rw_verdict *verdict) {
    rw_terms terms;
    rw_plan plan;
    rw_status status = rw_terms_build(context, study, &terms);
    if (status != RW_OK) goto done;
    RW_CHECK(rw_plan_file_read(arena, plan_path, study, &plan));
    RW_CHECK(rw_plan_verify(context, &terms, &plan));
    fill_verdict(&terms, &plan, verdict);
    RW_CHECK(check_claims(context, plan_path, verdict));
    RW_CHECK(check_cooling(context, &terms, &plan, arena, verdict));
done:
    rw_terms_free(&terms);
    return status;
}

rw_status rw_plan_file_verify(rw_context *context, const char *folder, const char *plan_path,
                              const rw_override *overrides, size_t override_count, rw_verdict *verdict) {
    *verdict = (rw_verdict){.claimed_cost_eur_per_yr = RW_NAN, .claimed_bound_eur_per_yr = RW_NAN};
    rw_arena arena;
    rw_study *study = NULL;
    rw_plan_claims claims;
    rw_override *merged = NULL;
    size_t merged_count = 0;
    rw_arena_start(&arena, context);
    rw_status status = rw_plan_file_claims(&arena, plan_path, &claims);
    if (status != RW_OK) goto done;
    RW_CHECK(merge(&arena, &claims, overrides, override_count, &merged, &merged_count));
    RW_CHECK(rw_study_read(context, folder, merged, merged_count, &study));
    verdict->claimed_cost_eur_per_yr = claims.cost_eur_per_yr;
    verdict->claimed_bound_eur_per_yr = claims.bound_eur_per_yr;
    RW_CHECK(judge(context, study, &arena, plan_path, verdict));
done:
    rw_study_free(study);
    rw_arena_free(&arena);
    return status;
}
