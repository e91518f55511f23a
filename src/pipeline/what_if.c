#include "base/crew.h"
#include "base/number.h"
#include "pipeline/precision.h"
#include "pipeline/side_questions.h"
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

bool rw_what_if_asks(rw_parameter parameter) {
    for (int k = 0; k < ASKED; ++k)
        if (asked[k] == parameter) return true;
    return false;
}

/* Enough to see which way an assumption moves the plan; each answer is shown with its own interval. A network
 * is mostly further from its proof than that: there an answer is as near as the study's own, and all of them
 * together take at most half of the study's time. */
#define ROUGH_GAP            0.05
#define NETWORK_PART_OF_TIME 0.5
enum { ROUGH_NODES = 40 };

typedef struct asker {
    const rw_study *study;
    const rw_trial *plan; /* of the study as it is: where every search begins */
    rw_effort effort;
    rw_what_if *list;
    int count;
} asker;

static rw_effort rough_effort(const rw_context *context, const asker *a) {
    const rw_parameters *p = &a->study->parameters;
    const bool network = a->study->trench_count > 0;
    rw_effort effort =
        network ? rw_precise_effort(a->study, p->time_limit_s) : rw_effort_of(p, p->time_limit_s);
    effort.gap = fmax(p->gap, ROUGH_GAP);
    if (effort.node_limit > ROUGH_NODES) effort.node_limit = ROUGH_NODES;
    effort.threads = 1; /* several at once */
    effort.measures = true;
    effort.from = a->plan;
    if (!network) return effort;
    const int at_once = rw_crew_size(context, p->threads, a->count);
    effort.time_limit_s = NETWORK_PART_OF_TIME * p->time_limit_s * at_once / fmax(1, a->count);
    effort.cost_gap = fmax(p->cost_gap, rw_cost_gap_of(a->plan->cost_eur_per_yr, a->plan->bound_eur_per_yr));
    return effort;
}

static void take_figures(const rw_trial *trial, rw_what_if *what_if) {
    const rw_totals *t = &trial->indicators.totals;
    what_if->new_connected = t->new_connected;
    what_if->coupled_sources = t->coupled_sources;
    what_if->coupled_mwh_per_yr = t->coupled_mwh_per_yr;
    what_if->connections = t->connections;
    what_if->cost_eur_per_yr = trial->cost_eur_per_yr;
    what_if->bound_eur_per_yr = trial->bound_eur_per_yr;
    what_if->reference_eur_per_yr = trial->reference_eur_per_yr;
}

static rw_status answer(rw_context *context, void *data, int index) {
    const asker *a = data;
    rw_what_if *what_if = &a->list[index];
    const rw_override override = {rw_parameter_describe(what_if->parameter)->name, what_if->value};
    rw_change change = rw_change_none();
    change.overrides = &override;
    change.override_count = 1;
    rw_variant variant;
    rw_trial trial;
    const rw_status status = rw_change_solve(context, a->study, &change, &a->effort, &variant, &trial);
    what_if->possible = variant.possible;
    what_if->solved = trial.solved;
    if (status == RW_OK && trial.solved) take_figures(&trial, what_if);
    rw_trial_free(&trial);
    rw_variant_free(&variant);
    return status;
}

bool rw_swing_value(const rw_parameters *parameters, rw_parameter parameter, bool high,
                    char value[RW_WORD_BYTES]) {
    const rw_parameter_info *info = rw_parameter_describe(parameter);
    char number[RW_NUMBER_BYTES], now[RW_NUMBER_BYTES];
    if (info->type == RW_TYPE_CHOICE) {
        if (parameter != RW_PARAMETER_pipe_price) return false;
        const char *const words[] = {"low", "high"};
        (void)snprintf(value, RW_WORD_BYTES, "%s", words[high]);
    } else {
        const double number_value = high ? info->high : info->low;
        if (isnan(number_value)) return false;
        (void)snprintf(value, RW_WORD_BYTES, "%s", rw_number_brief(number, number_value, 8));
    }
    return strcmp(value, rw_parameters_text(parameters, parameter, now, sizeof now)) != 0;
}

rw_status rw_what_ifs_find(rw_context *context, const rw_study *study, const rw_trial *plan, rw_arena *arena,
                           const rw_what_if **what_ifs, int *count) {
    asker a = {.study = study, .plan = plan};
    a.list = rw_arena_allocate(arena, (size_t)ASKED * 2, sizeof *a.list);
    if (!a.list) return RW_ERROR_MEMORY;
    for (int k = 0; k < ASKED * 2; ++k) {
        rw_what_if *what_if = &a.list[a.count];
        what_if->parameter = asked[k / 2];
        what_if->possible = true;
        a.count += rw_swing_value(&study->parameters, what_if->parameter, k % 2 == 1, what_if->value);
    }
    a.effort = rough_effort(context, &a);
    *what_ifs = a.list;
    *count = a.count;
    return rw_crew_run(context, study->parameters.threads, "what if", a.count, answer, &a, NULL);
}
