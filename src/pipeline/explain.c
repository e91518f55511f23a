/* Why is this pair (not) in the plan: the study with it, without it, and with each of its options. */
#include "base/clock.h"
#include "base/crew.h"
#include "base/number.h"
#include "pipeline/answer.h"
#include "pipeline/precision.h"
#include "report/explanation.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct explainer {
    rw_context *context;
    const rw_study *study;
    rw_arena arena; /* owns the lists of the explanation */
    rw_variant variant;
    rw_trial with, without;
    rw_explanation e;
    rw_explained_option *options;
    double deadline_s, best_cost, best_bound;
    int arc;
} explainer;

/* -- Before anything is solved --------------------------------------------------------------------------- */

static rw_status find_ends(explainer *x, const char *source_id, const char *demand_id) {
    RW_TRY(rw_source_find(x->context, x->study, source_id, &x->e.source));
    return rw_demand_find(x->context, x->study, demand_id, &x->e.demand);
}

/* Combinations of mode, pipe and exit plan that physics allows but the model left out as never better. */
static int count_possible(const rw_terms *terms, const rw_pair *pair, rw_explanation *e) {
    int possible = 0;
    for (rw_mode mode = 0; mode < RW_PAIR_MODE_COUNT; ++mode) {
        const rw_upgrade upgrade = rw_pair_upgrade(terms, pair, mode);
        e->mode_possible[mode] = upgrade.possible;
        for (int pipe = 0; pipe < terms->study->pipe_count && upgrade.possible; ++pipe)
            if (rw_pipe_design(terms, pair, mode, &upgrade, pipe).possible) possible += RW_EXIT_COUNT;
    }
    return possible;
}

/* True when there is something to solve. */
static bool look(explainer *x) {
    const rw_terms *terms = &x->variant.terms;
    const rw_demand *d = &x->study->demands[x->e.demand];
    const rw_source *s = &x->study->sources[x->e.source];
    rw_pair pair;
    const bool allowed = rw_pair_describe(terms, x->e.source, x->e.demand, &pair);
    x->e.crow_m = pair.crow_m;
    x->e.length_m = pair.length_m;
    x->e.forced = pair.forced;
    const rw_streams streams = {s->temperature_c, s->temperature_c - s->cooling_span_k, d->return_c,
                                d->supply_c};
    x->e.lift_k = rw_lift_k(&terms->heat_pump, &streams);
    const int possible = count_possible(terms, &pair, &x->e);
    x->e.verdict = pair.crow_m > x->study->parameters.max_distance_m ? RW_PAIR_TOO_FAR : RW_PAIR_FORBIDDEN;
    if (!allowed) return false;
    x->e.verdict = RW_PAIR_IMPOSSIBLE;
    x->arc = rw_variant_arc(&x->variant, x->e.source, x->e.demand);
    if (x->arc < 0) return false;
    x->e.option_count = x->variant.model.problem.arcs[x->arc].option_count;
    x->e.dominated_count = possible - x->e.option_count;
    x->e.verdict = RW_PAIR_UNSOLVED;
    return true;
}

/* -- With and without ---------------------------------------------------------------------------------- */

static rw_effort effort_of(const explainer *x, double share) {
    rw_effort effort = rw_precise_effort(x->study, share * fmax(0, x->deadline_s - rw_clock_s()));
    effort.measures = true;
    return effort;
}

static rw_status solve_both(explainer *x) {
    const rw_condition with = {RW_MUST_USE_PAIR, x->arc}, without = {RW_MUST_AVOID_PAIR, x->arc};
    rw_effort effort = effort_of(x, 1.0 / 3);
    RW_TRY(rw_variant_solve(x->context, &x->variant, &with, &effort, &x->with));
    effort = effort_of(x, 0.5);
    effort.from = &x->with;
    RW_TRY(rw_variant_solve(x->context, &x->variant, &without, &effort, &x->without));
    rw_explanation *e = &x->e;
    e->with_eur_per_yr = x->with.cost_eur_per_yr;
    e->with_bound_eur_per_yr = x->with.bound_eur_per_yr;
    e->without_eur_per_yr = x->without.cost_eur_per_yr;
    e->without_bound_eur_per_yr = x->without.bound_eur_per_yr;
    e->wins = rw_interval_between(x->without.bound_eur_per_yr, x->without.cost_eur_per_yr,
                                  x->with.bound_eur_per_yr, x->with.cost_eur_per_yr);
    x->best_cost = fmin(x->with.cost_eur_per_yr, x->without.cost_eur_per_yr);
    x->best_bound = fmin(x->with.bound_eur_per_yr, x->without.bound_eur_per_yr);
    if (!x->with.solved && !x->without.solved) return RW_OK;
    const rw_sign sign = rw_interval_sign(e->wins);
    e->verdict = sign == RW_SIGN_POSITIVE   ? RW_PAIR_IN_PLAN
                 : sign == RW_SIGN_NEGATIVE ? RW_PAIR_NOT_IN_PLAN
                                            : RW_PAIR_UNDECIDED;
    return RW_OK;
}

static rw_status find_shifts(explainer *x) {
    if (!x->with.solved || !x->without.solved) return RW_OK;
    rw_shift *shifts = NULL;
    RW_TRY(rw_shifts_find(&x->with, &x->without, &x->arena, &shifts, &x->e.shift_count));
    x->e.shifts = shifts;
    x->e.with_connected = x->with.plan.demand_connected;
    x->e.without_connected = x->without.plan.demand_connected;
    return RW_OK;
}

/* -- Every option -------------------------------------------------------------------------------------- */

/* A way that no sensible plan would take can be hard to solve for: what it misses need not be known to the
 * euro, and a bound says "at least". */
static rw_effort effort_for_option(const explainer *x) {
    const double cost_gap = 1e-5;
    const int nodes = 50;
    rw_effort effort = effort_of(x, 1);
    effort.cost_gap = cost_gap;
    effort.threads = 1; /* several at once */
    if (effort.node_limit > nodes) effort.node_limit = nodes;
    effort.from = &x->with;
    return effort;
}

static rw_status weigh_option(rw_context *context, void *data, int index) {
    const explainer *x = data;
    const rw_problem_arc *arc = &x->variant.model.problem.arcs[x->arc];
    const rw_condition condition = {RW_MUST_USE_OPTION, arc->first_option + index};
    const rw_origin *origin = &x->variant.model.origins.item[arc->first_option + index];
    rw_explained_option *o = &x->options[index];
    const rw_effort effort = effort_for_option(x);
    rw_trial trial;
    const rw_status status = rw_variant_solve(context, &x->variant, &condition, &effort, &trial);
    o->mode = (rw_mode)origin->mode;
    o->exit_plan = (rw_exit_plan)origin->exit_plan;
    o->dn = x->study->pipes[origin->pipe].dn;
    o->solved = trial.solved;
    o->cut = trial.cut;
    o->miss = rw_interval_between(trial.bound_eur_per_yr, trial.cost_eur_per_yr, x->best_bound, x->best_cost);
    o->miss.low = fmax(0, o->miss.low); /* no plan is better than the best */
    for (int k = 0; k < trial.plan.connection_count; ++k) {
        const rw_connection *c = &trial.plan.connections[k];
        if (c->source == x->e.source && c->demand == x->e.demand)
            o->figures = trial.indicators.connections[k];
    }
    rw_trial_free(&trial);
    return status;
}

static int compare_options(const void *a, const void *b) {
    const rw_explained_option *left = a, *right = b;
    if (left->miss.high != right->miss.high) return left->miss.high < right->miss.high ? -1 : 1;
    if (left->mode != right->mode) return left->mode < right->mode ? -1 : 1;
    if (left->dn != right->dn) return left->dn < right->dn ? -1 : 1;
    return (left->exit_plan > right->exit_plan) - (left->exit_plan < right->exit_plan);
}

static rw_status weigh_options(explainer *x) {
    const int count = x->e.option_count;
    x->options = rw_arena_allocate(&x->arena, (size_t)count, sizeof *x->options);
    if (!x->options) return RW_ERROR_MEMORY;
    for (int k = 0; k < count; ++k) {
        const rw_problem_arc *arc = &x->variant.model.problem.arcs[x->arc];
        const rw_origin *origin = &x->variant.model.origins.item[arc->first_option + k];
        x->options[k] = (rw_explained_option){.mode = (rw_mode)origin->mode,
                                              .exit_plan = (rw_exit_plan)origin->exit_plan,
                                              .dn = x->study->pipes[origin->pipe].dn,
                                              .cut = true,
                                              .miss = {0, RW_INFINITY, RW_NAN}};
    }
    x->e.options = x->options;
    RW_TRY(rw_crew_run(x->context, x->study->parameters.threads, "options", count, weigh_option, x, NULL));
    qsort(x->options, (size_t)count, sizeof *x->options, compare_options);
    return RW_OK;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static rw_status explain(explainer *x, const char *source_id, const char *demand_id, rw_answer *answer) {
    if (x->study->trench_count > 0)
        return rw_fail(
            x->context, RW_ERROR_INPUT,
            "%s is a network of trenches, in which heat of all sources mixes: there is no single pair "
            "to explain; ask about one end, with --source or --demand",
            x->study->folder);
    const rw_change nothing = rw_change_none();
    RW_TRY(find_ends(x, source_id, demand_id));
    RW_TRY(rw_variant_build(x->context, x->study, &nothing, &x->variant));
    if (!x->variant.possible)
        return rw_fail(x->context, RW_ERROR_INPUT,
                       "%s: the study cannot be built; `restwarmte check` says why", x->study->folder);
    x->e.annuity = x->variant.terms.annuity;
    if (look(x)) {
        RW_TRY(solve_both(x));
        RW_TRY(find_shifts(x));
        RW_TRY(weigh_options(x));
    }
    rw_explanation_text(&x->e, &answer->screen);
    return rw_explanation_json(&x->e, &answer->json);
}

rw_status rw_pair_explain(rw_context *context, const rw_study *study, const char *source_id,
                          const char *demand_id, rw_answer **result) {
    explainer x = {.context = context, .study = study};
    *result = NULL;
    rw_answer *answer = rw_answer_start(context);
    if (!answer) return RW_ERROR_MEMORY;
    x.e.study = study;
    x.e.wins = rw_interval_of(-RW_INFINITY, RW_INFINITY);
    x.deadline_s = rw_deadline_s(study);
    rw_arena_start(&x.arena, context);
    const rw_status status = explain(&x, source_id, demand_id, answer);
    rw_trial_free(&x.with);
    rw_trial_free(&x.without);
    rw_variant_free(&x.variant);
    rw_arena_free(&x.arena);
    return rw_answer_finish(answer, status, result);
}
