#include "base/number.h"
#include "pipeline/side_questions.h"
#include <restwarmte/solution.h>
#include <stdio.h>
#include <string.h>

/* What decides whether heat is coupled: prices, the four reasons why it rarely happens, and the money's cost.
 */
static const rw_parameter asked[] = {
    RW_PARAMETER_gas_eur_per_mwh,
    RW_PARAMETER_electricity_eur_per_mwh,
    RW_PARAMETER_electricity_eur_per_kw_yr,
    RW_PARAMETER_co2_ets_eur_per_t,
    RW_PARAMETER_heat_pump_eur_per_kw,
    RW_PARAMETER_pipe_price,
    RW_PARAMETER_detour_factor,
    RW_PARAMETER_coupling_a_eur_per_kw,
    RW_PARAMETER_unprepared_factor,
    RW_PARAMETER_distribution_mains_eur_per_weq,
    RW_PARAMETER_wacc_per_yr,
    RW_PARAMETER_renewal_share,
    RW_PARAMETER_substitute_eur_per_mwh,
};
enum { ASKED = sizeof asked / sizeof *asked };

/* Enough to see which way an assumption moves the plan; each answer is shown with its own gap. */
#define ROUGH_GAP 0.05
enum { ROUGH_NODES = 40 };

static bool poll_outer(void *data, const rw_progress *progress) {
    rw_progress shown = *progress;
    shown.stage = "what if";
    shown.bound_eur_per_yr = shown.incumbent_eur_per_yr = shown.benefit_gap = RW_NAN;
    return rw_poll(data, &shown);
}

/* Reads and solves the study once more, in a context of its own: its findings were said already. */
static rw_status answer(rw_context *context, const rw_study *study, rw_what_if *what_if) {
    rw_status status = RW_ERROR_MEMORY;
    rw_study *other = NULL;
    rw_terms terms = {.study = NULL};
    rw_model model = {.terms = NULL};
    rw_result result = {.context = NULL};
    rw_arena arena;
    rw_context *own = rw_context_create_like(context);
    rw_override *overrides = rw_allocate(context, study->override_count + 1, sizeof *overrides);
    if (!own || !overrides) goto done;
    rw_context_set_poll(own, poll_outer, context);
    memcpy(overrides, study->overrides, study->override_count * sizeof *overrides);
    overrides[study->override_count] =
        (rw_override){rw_parameter_describe(what_if->parameter)->name, what_if->value};
    RW_CHECK(rw_study_load(own, study->folder, overrides, study->override_count + 1, &other));
    RW_CHECK(rw_terms_build(own, other, &terms));
    RW_CHECK(rw_findings_status(own));
    RW_CHECK(rw_model_build(own, &terms, &model));
    rw_parameters parameters = other->parameters;
    parameters.gap = fmax(parameters.gap, ROUGH_GAP);
    parameters.node_limit = parameters.node_limit < ROUGH_NODES ? parameters.node_limit : ROUGH_NODES;
    RW_CHECK(rw_solve(own, &parameters, &model.problem, &result));
    what_if->solved = result.outcome >= RW_OUTCOME_FEASIBLE;
    if (what_if->solved) {
        rw_plan plan;
        rw_arena_start(&arena, own);
        status = rw_model_decode(&model, &result, &arena, &plan);
        if (status == RW_OK) {
            const rw_demand *demands = other->demands;
            for (int j = 0; j < plan.demand_count; ++j)
                what_if->new_connected += plan.demand_connected[j] && demands[j].kind == RW_KIND_NEW;
            for (int k = 0; k < plan.connection_count; ++k) {
                const rw_connection *c = &plan.connections[k];
                what_if->coupled_sources += k == 0 || c->source != plan.connections[k - 1].source;
                for (int b = 0; b < terms.band_count; ++b)
                    what_if->coupled_mwh_per_yr += other->sources[c->source].availability_share *
                                                   c->delivered_mw[b] * terms.demand[c->demand].hours_h[b];
            }
            what_if->connections = plan.connection_count;
            what_if->gain_eur_per_yr = result.reference_eur_per_yr - result.cost_eur_per_yr;
            what_if->benefit_gap = rw_result_benefit_gap(&result);
        }
        rw_arena_free(&arena);
    }
done:
    /* An assumption that makes the study impossible (a demand no curve fits, a forced pair that cannot be) is
     * an answer too: "not solved". */
    if (status == RW_ERROR_INPUT) status = RW_OK;
    if (status != RW_OK && own) status = rw_fail(context, status, "%s", rw_context_message(own));
    rw_result_free(&result);
    rw_model_free(&model);
    rw_terms_free(&terms);
    rw_study_free(other);
    rw_context_free(own);
    rw_release(context, overrides);
    return status;
}

/* The low or high value as a user would write it; false when there is none or it is what the study has
 * already. */
static bool value_of(const rw_parameters *parameters, rw_parameter parameter, bool high,
                     char value[RW_WORD_BYTES]) {
    const rw_parameter_info *info = rw_parameter_describe(parameter);
    char number[RW_NUMBER_BYTES], now[RW_NUMBER_BYTES];
    if (info->type == RW_TYPE_CHOICE) {
        const char *const words[] = {"low", "high"};
        (void)snprintf(value, RW_WORD_BYTES, "%s", words[high]);
    } else {
        const double number_value = high ? info->high : info->low;
        if (isnan(number_value)) return false;
        (void)snprintf(value, RW_WORD_BYTES, "%s", rw_number_brief(number, number_value, 8));
    }
    return strcmp(value, rw_parameters_text(parameters, parameter, now, sizeof now)) != 0;
}

rw_status rw_what_ifs_find(rw_context *context, const rw_study *study, rw_arena *arena,
                           const rw_what_if **what_ifs, int *count) {
    rw_what_if *list = rw_arena_allocate(arena, (size_t)ASKED * 2, sizeof *list);
    if (!list) return RW_ERROR_MEMORY;
    *what_ifs = list;
    *count = 0;
    const rw_progress progress = {"what if", RW_NAN, RW_NAN, RW_NAN, RW_NAN, 0};
    bool stopped = false;
    for (int k = 0; k < ASKED * 2; ++k) {
        rw_what_if *what_if = &list[*count];
        what_if->parameter = asked[k / 2];
        if (!value_of(&study->parameters, what_if->parameter, k % 2 == 1, what_if->value)) continue;
        ++*count;
        stopped = stopped || rw_poll(context, &progress);
        if (!stopped) RW_TRY(answer(context, study, what_if));
    }
    return RW_OK;
}
