#include "pipeline/variant.h"
#include "base/clock.h"
#include "base/number.h"
#include "model/network.h"
#include "pipeline/pairs_only.h"
#include "pipeline/restrict.h"
#include <stdlib.h>
#include <string.h>

rw_change rw_change_none(void) {
    return (rw_change){.source = -1,
                       .renewal_share = RW_NAN,
                       .temperature_c = RW_NAN,
                       .coupling_factor = 1,
                       .route_factor = 1,
                       .reference_factor = 1};
}

/* -- Changing the study -------------------------------------------------------------------------------- */

static void change_source(rw_study *study, const rw_change *change) {
    rw_source *s = &study->sources[change->source];
    if (change->commitment_yr > 0) s->commitment_yr = change->commitment_yr;
    s->renewal_share = rw_or(change->renewal_share, s->renewal_share);
    s->temperature_c = rw_or(change->temperature_c, s->temperature_c);
    s->coupling_a_eur_per_mw *= change->coupling_factor;
    s->coupling_a_eur *= change->coupling_factor;
    s->coupling_b_eur_per_mw *= change->coupling_factor;
    s->coupling_b_eur *= change->coupling_factor;
}

static const rw_route *route_of(const rw_study *study, int source, int demand) {
    for (int r = 0; r < study->route_count; ++r)
        if (study->routes[r].source == source && study->routes[r].demand == demand) return &study->routes[r];
    return NULL;
}

/* The row that stands for a pair of the changed source: its own row, or crow distance written out. */
static rw_route changed_route(const rw_terms *terms, const rw_change *change, int demand, bool *known) {
    rw_pair pair;
    const rw_route *own = route_of(terms->study, change->source, demand);
    const bool allowed = rw_pair_describe(terms, change->source, demand, &pair);
    *known = own || allowed;
    rw_route route =
        own ? *own
            : (rw_route){.source = change->source, .demand = demand, .line = 0, .status = RW_ROUTE_ALLOWED};
    route.length_m = pair.length_m * change->route_factor;
    route.bored_m *= change->route_factor;
    if (change->serves && !change->serves[demand]) route.status = RW_ROUTE_FORBIDDEN;
    return route;
}

/* In a network: the trenches that end at the source. */
static void change_trenches(rw_study *study, const rw_change *change) {
    for (int t = 0; t < study->trench_count; ++t) {
        rw_trench *trench = &study->trenches[t];
        if (trench->from != change->source && trench->to != change->source) continue;
        trench->length_m *= change->route_factor;
        trench->bored_m *= change->route_factor;
    }
}

/* Routes are sorted by source, then demand: those of the changed source are written out between the others'.
 */
static rw_status change_routes(rw_study *study, const rw_change *change) {
    if (change->route_factor == 1 && !change->serves) return RW_OK;
    if (study->trench_count > 0) {
        change_trenches(study, change);
        return RW_OK;
    }
    const rw_terms terms = {.study = study};
    rw_route *routes = rw_arena_allocate(
        &study->arena, (size_t)study->route_count + (size_t)study->demand_count, sizeof *routes);
    if (!routes) return RW_ERROR_MEMORY;
    int count = 0, next = 0;
    for (; next < study->route_count && study->routes[next].source < change->source; ++next)
        routes[count++] = study->routes[next];
    for (int j = 0; j < study->demand_count; ++j) {
        bool known = false;
        const rw_route route = changed_route(&terms, change, j, &known);
        if (known) routes[count++] = route;
    }
    for (; next < study->route_count; ++next)
        if (study->routes[next].source > change->source) routes[count++] = study->routes[next];
    study->routes = routes;
    study->route_count = count;
    return RW_OK;
}

/* -- Building ------------------------------------------------------------------------------------------ */

static bool poll_outer(void *data, const rw_progress *progress) {
    (void)progress;
    return rw_poll_stage(data, "what if");
}

static rw_status load(const rw_study *study, const rw_change *change, rw_variant *v) {
    const size_t count = study->override_count + change->override_count;
    rw_override *overrides = rw_allocate(v->context, count, sizeof *overrides);
    if (!overrides) return RW_ERROR_MEMORY;
    if (study->override_count > 0)
        memcpy(overrides, study->overrides, study->override_count * sizeof *overrides);
    if (change->override_count > 0)
        memcpy(overrides + study->override_count, change->overrides,
               change->override_count * sizeof *overrides);
    const rw_status status = rw_study_load(v->context, study->folder, study, overrides, count, &v->study);
    rw_release(v->context, overrides);
    RW_TRY(status);
    return rw_findings_status(v->context);
}

static rw_status build(const rw_study *study, const rw_change *change, rw_variant *v) {
    RW_TRY(load(study, change, v));
    if (change->pairs_only) RW_TRY(rw_study_as_pairs(v->study));
    if (change->source >= 0) {
        change_source(v->study, change);
        RW_TRY(change_routes(v->study, change));
    }
    RW_TRY(rw_terms_build(v->context, v->study, &v->terms));
    RW_TRY(rw_findings_status(v->context));
    rw_terms_scale_reference(&v->terms, change->reference_factor);
    return change->every_option ? rw_model_build_every_option(v->context, &v->terms, &v->model)
                                : rw_model_build(v->context, &v->terms, &v->model);
}

rw_status rw_variant_build(rw_context *context, const rw_study *study, const rw_change *change,
                           rw_variant *v) {
    memset(v, 0, sizeof *v);
    v->context = rw_context_create_like(context);
    if (!v->context) return rw_fail(context, RW_ERROR_MEMORY, "out of memory");
    rw_context_set_poll(v->context, poll_outer, context);
    const rw_status status = build(study, change, v);
    v->possible = status == RW_OK;
    /* A change that makes the study impossible (a demand that no curve fits, a forced pair that cannot be) is
     * an answer, not a failure. */
    if (status == RW_OK || status == RW_ERROR_INPUT) return RW_OK;
    return rw_fail(context, status, "%s", rw_context_message(v->context));
}

void rw_variant_free(rw_variant *v) {
    if (!v->context) return;
    rw_model_free(&v->model);
    rw_terms_free(&v->terms);
    rw_study_free(v->study);
    rw_context_free(v->context);
    v->context = NULL;
}

int rw_variant_arc(const rw_variant *v, int source, int demand) {
    const rw_problem *p = &v->model.problem;
    for (int a = 0; a < p->arc_count; ++a)
        if (p->arcs[a].tail == source && p->arcs[a].head == p->source_count + demand) return a;
    return -1;
}

/* -- Solving ------------------------------------------------------------------------------------------- */

/* What the condition leaves of the problem's options. */
static bool keeps(const rw_problem *p, const rw_condition *c, int arc, int option) {
    switch (c->must) {
    case RW_MUST_AVOID_SOURCE:
        return p->arcs[arc].tail != c->index;
    case RW_MUST_AVOID_DEMAND:
        return p->arcs[arc].head != p->source_count + c->index;
    case RW_MUST_AVOID_PAIR:
        return arc != c->index;
    case RW_MUST_USE_OPTION:
        return option == c->index || c->index < p->arcs[arc].first_option ||
               c->index >= p->arcs[arc].first_option + p->arcs[arc].option_count;
    default:
        return true;
    }
}

static int forced_arc(const rw_problem *p, const rw_condition *c) {
    if (c->must == RW_MUST_USE_PAIR) return c->index;
    if (c->must != RW_MUST_USE_OPTION) return -1;
    int arc = 0;
    while (c->index >= p->arcs[arc].first_option + p->arcs[arc].option_count) ++arc;
    return arc;
}

double rw_variant_served_mwh(const rw_variant *v, int demand) {
    const double own = v->model.problem.demands[demand].min_mwh_per_yr;
    return own > 0 ? own : RW_SERVED_SHARE * v->study->demands[demand].energy_mwh_per_yr;
}

/* What of the condition stands in the restricted problem's own numbers, so that any solver takes it; EUR/yr
 * that every solution costs on top of that problem. */
static double impose(const rw_variant *v, const rw_condition *c, rw_problem *p) {
    if (c->must == RW_MUST_SERVE_DEMAND) {
        p->demands[c->index].must = true;
        p->demands[c->index].min_mwh_per_yr = rw_variant_served_mwh(v, c->index);
    }
    if (c->must != RW_MUST_USE_SOURCE || !v->model.network) return 0;
    const double coupling = p->sources[c->index].open_eur_per_yr;
    p->sources[c->index].open_eur_per_yr = 0;
    return coupling;
}

static rw_status restrict_problem(rw_context *context, const rw_variant *v, const rw_condition *c,
                                  rw_restricted *restricted) {
    const rw_problem *p = &v->model.problem;
    bool *keep = rw_allocate(context, (size_t)p->option_count, sizeof *keep);
    if (!keep) return RW_ERROR_MEMORY;
    for (int a = 0; a < p->arc_count; ++a)
        for (int k = 0; k < p->arcs[a].option_count; ++k)
            keep[p->arcs[a].first_option + k] = keeps(p, c, a, p->arcs[a].first_option + k);
    const rw_status status = rw_restrict(context, p, keep, forced_arc(p, c), restricted);
    rw_release(context, keep);
    return status;
}

/* Can the condition be fulfilled at all, as far as one can see without solving? */
static bool hopeless(const rw_variant *v, const rw_condition *c) {
    const rw_problem *p = &v->model.problem;
    if (!v->possible) return true;
    if (c->must == RW_MUST_USE_PAIR) return c->index < 0;
    if (c->must != RW_MUST_USE_SOURCE && c->must != RW_MUST_SERVE_DEMAND) return false;
    for (int a = 0; a < p->arc_count; ++a)
        if (c->must == RW_MUST_USE_SOURCE ? p->arcs[a].tail == c->index
                                          : p->arcs[a].head == p->source_count + c->index)
            return false;
    return true;
}

void rw_effort_settle(rw_effort *effort, double bound, double cost) {
    const double clear_eur_per_yr = 1; /* over the rounding that a sign allows for */
    effort->below_eur_per_yr = bound - clear_eur_per_yr;
    effort->above_eur_per_yr = cost + clear_eur_per_yr;
}

/* A solve under a condition: the problem that a solver sees, and what its solutions cost besides. */
typedef struct asked {
    const rw_condition *condition;
    const rw_effort *effort;
    rw_restricted restricted;
    double added_eur_per_yr;
} asked;

/* The plan, with its cost by the year-by-year account; indicators only where they are asked for: they are
 * much more work. */
static rw_status take_plan(rw_context *context, const rw_variant *v, const asked *q, const rw_result *result,
                           rw_trial *trial) {
    RW_TRY(rw_model_decode(&v->model, result, &trial->arena, &trial->plan));
    trial->unused =
        q->condition->must == RW_MUST_USE_SOURCE && !rw_plan_uses_source(&trial->plan, q->condition->index);
    const double own = rw_plan_present_value(&v->terms, &trial->plan) * v->terms.annuity;
    const double model = result->cost_eur_per_yr + (trial->unused ? 0 : q->added_eur_per_yr);
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    if (fabs(own - model) > 1e-6 * fmax(1, fabs(own)))
        return rw_fail(context, RW_ERROR_INTERNAL,
                       "a plan costs %s EUR/yr by the year-by-year account and %s by the model",
                       rw_number_fixed(a, own, 2), rw_number_fixed(b, model, 2));
    return q->effort->measures ? rw_trial_measure(v, trial) : RW_OK;
}

rw_status rw_trial_measure(const rw_variant *v, rw_trial *trial) {
    if (!trial->solved || trial->indicators.connections) return RW_OK;
    return rw_indicators_find(&v->terms, &trial->plan, &trial->arena, &trial->indicators);
}

/* The option of the variant that is built as a connection of another variant's plan is; else the next larger
 * pipe of the same kind; -1 when there is neither. */
static int option_like(const rw_variant *v, const rw_connection *c) {
    const int a = rw_variant_arc(v, c->source, c->demand);
    int larger = -1;
    if (a < 0) return -1;
    const rw_problem_arc *arc = &v->model.problem.arcs[a];
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        const rw_origin *o = &v->model.origins.item[k];
        if (o->mode != c->mode || o->exit_plan != c->exit_plan || (int)o->pipe < c->pipe) continue;
        if (o->pipe == c->pipe) return k;
        if (larger < 0 || o->pipe < v->model.origins.item[larger].pipe) larger = k;
    }
    return larger;
}

/* The variant's options that a former plan builds, or their likes. */
static rw_status mark_built(const rw_variant *v, const rw_plan *plan, rw_arena *arena, bool *built) {
    if (v->model.network && plan->network) return rw_network_encode(&v->model, plan, arena, built);
    for (int n = 0; n < plan->connection_count && !v->model.network && !plan->network; ++n) {
        const int k = option_like(v, &plan->connections[n]);
        if (k >= 0) built[k] = true;
    }
    return RW_OK;
}

/* What a former trial knows, in the numbers of the restricted problem. */
static rw_status begin_at(const rw_variant *v, const rw_trial *from, const rw_restricted *restricted,
                          rw_arena *arena, rw_task *task) {
    const rw_problem *whole = &v->model.problem;
    task->prices = &from->prices;
    if (!from->solved || from->plan.demand_count != whole->demand_count) return RW_OK;
    bool *built = rw_arena_allocate(arena, (size_t)whole->option_count, sizeof *built);
    int *options = rw_arena_allocate(arena, (size_t)whole->option_count, sizeof *options);
    unsigned char *connected = rw_arena_allocate(arena, (size_t)whole->demand_count, 1);
    if (!built || !options || !connected) return RW_ERROR_MEMORY;
    RW_TRY(mark_built(v, &from->plan, arena, built));
    for (int k = 0; k < restricted->problem.option_count; ++k)
        if (built[restricted->option_of[k]]) options[task->option_count++] = k;
    for (int j = 0; j < whole->demand_count; ++j) connected[j] = from->plan.demand_connected[j];
    task->options = options;
    task->connected = connected;
    return RW_OK;
}

static rw_status copy_prices(const rw_prices *from, rw_trial *trial) {
    if (!from->row) return RW_OK;
    rw_prices *to = &trial->prices;
    to->row = rw_arena_allocate(&trial->arena, from->row_count, sizeof *to->row);
    to->arc = rw_arena_allocate(&trial->arena, (size_t)from->arc_count, sizeof *to->arc);
    if (!to->row || !to->arc) return RW_ERROR_MEMORY;
    memcpy(to->row, from->row, from->row_count * sizeof *to->row);
    memcpy(to->arc, from->arc, (size_t)from->arc_count * sizeof *to->arc);
    to->row_count = from->row_count;
    to->arc_count = from->arc_count;
    to->whole = from->whole;
    return RW_OK;
}

static rw_status take_answer(rw_context *context, const rw_variant *v, const asked *q, rw_result *result,
                             rw_trial *trial) {
    trial->solved = result->outcome >= RW_OUTCOME_FEASIBLE;
    trial->cut =
        result->stop == RW_STOP_TIME || result->stop == RW_STOP_NODES || result->stop == RW_STOP_INTERRUPTED;
    trial->stopped = result->stop == RW_STOP_INTERRUPTED;
    trial->bound_eur_per_yr = result->outcome == RW_OUTCOME_INFEASIBLE
                                  ? RW_INFINITY
                                  : result->bound_eur_per_yr + q->added_eur_per_yr;
    trial->reference_eur_per_yr = rw_problem_reference(&v->model.problem);
    RW_TRY(copy_prices(&result->prices, trial));
    if (!trial->solved) return RW_OK;
    trial->cost_eur_per_yr = result->cost_eur_per_yr + q->added_eur_per_yr;
    rw_restricted_translate(&q->restricted, result);
    return take_plan(context, v, q, result, trial);
}

/* Solves in a context of its own, so that its log is not the caller's. */
static rw_status search(rw_context *context, const rw_variant *v, const asked *q, rw_trial *trial) {
    const rw_effort *effort = q->effort;
    rw_parameters parameters = v->study->parameters;
    parameters.gap = effort->gap;
    parameters.cost_gap = effort->cost_gap;
    parameters.time_limit_s = effort->time_limit_s;
    parameters.node_limit = effort->node_limit;
    parameters.threads = effort->threads;
    rw_result result = {.context = NULL};
    rw_context *own = rw_context_create_like(context);
    if (!own) return rw_fail(context, RW_ERROR_MEMORY, "out of memory");
    rw_context_set_poll(own, poll_outer, context);
    rw_arena arena;
    rw_arena_start(&arena, own);
    rw_task task = rw_task_plain();
    task.below_eur_per_yr = effort->below_eur_per_yr - q->added_eur_per_yr;
    task.above_eur_per_yr = effort->above_eur_per_yr - q->added_eur_per_yr;
    rw_status status = effort->from ? begin_at(v, effort->from, &q->restricted, &arena, &task) : RW_OK;
    if (status == RW_OK) status = rw_solve_task(own, &parameters, &q->restricted.problem, &task, &result);
    if (status != RW_OK) status = rw_fail(context, status, "%s", rw_context_message(own));
    if (status == RW_OK) status = take_answer(context, v, q, &result, trial);
    rw_result_free(&result);
    rw_arena_free(&arena);
    rw_context_free(own);
    return status;
}

static void start_trial(rw_context *context, rw_trial *trial) {
    memset(trial, 0, sizeof *trial);
    trial->cost_eur_per_yr = trial->bound_eur_per_yr = trial->reference_eur_per_yr = RW_INFINITY;
    rw_arena_start(&trial->arena, context);
}

static rw_status solve_once(rw_context *context, const rw_variant *v, const rw_condition *condition,
                            const rw_effort *effort, rw_trial *trial) {
    start_trial(context, trial);
    if (hopeless(v, condition)) return RW_OK;
    asked q = {.condition = condition, .effort = effort};
    rw_problem_start(&q.restricted.problem, context);
    rw_status status = restrict_problem(context, v, condition, &q.restricted);
    if (status == RW_OK) q.added_eur_per_yr = impose(v, condition, &q.restricted.problem);
    if (status == RW_OK) status = search(context, v, &q, trial);
    rw_restricted_free(&q.restricted);
    return status;
}

/* The better of two; the other is freed. */
static void keep_better(rw_trial *best, rw_trial *other) {
    const double bound = fmin(best->bound_eur_per_yr, other->bound_eur_per_yr);
    const bool cut = best->cut || other->cut, stopped = best->stopped || other->stopped;
    if (other->solved && other->cost_eur_per_yr < best->cost_eur_per_yr) {
        const rw_trial worse = *best;
        *best = *other;
        *other = worse;
    }
    rw_trial_free(other);
    best->bound_eur_per_yr = bound;
    best->cut = cut;
    best->stopped = stopped;
}

typedef struct arc_bound {
    double eur_per_yr;
    int arc;
} arc_bound;

static int by_bound(const void *a, const void *b) {
    const arc_bound *left = a, *right = b;
    if (left->eur_per_yr != right->eur_per_yr) return left->eur_per_yr < right->eur_per_yr ? -1 : 1;
    return left->arc - right->arc;
}

/* The source's arcs, those with the lowest bounds first. */
static rw_status order_arcs(rw_context *context, const rw_variant *v, int source, const rw_trial *free,
                            arc_bound *list, int *count) {
    const rw_problem *p = &v->model.problem;
    double *bound = rw_allocate(context, (size_t)p->arc_count, sizeof *bound);
    if (!bound) return RW_ERROR_MEMORY;
    const rw_status status = rw_bound_arcs(context, p, &free->prices, source, bound);
    for (int a = 0; status == RW_OK && a < p->arc_count; ++a)
        if (p->arcs[a].tail == source)
            list[(*count)++] = (arc_bound){fmax(bound[a], free->bound_eur_per_yr), a};
    rw_release(context, bound);
    if (status == RW_OK) qsort(list, (size_t)*count, sizeof *list, by_bound);
    return status;
}

/* A source may have hundreds of arcs, and each takes long to look at even if its search ends at once. */
static bool out_of_patience(rw_context *context, double deadline_s, rw_trial *best) {
    best->stopped = best->stopped || rw_poll_stage(context, "what if");
    const bool out = best->stopped || rw_clock_s() >= deadline_s;
    best->cut = best->cut || out;
    return out;
}

/* The best of the plans with one of its arcs: each in turn, only until it is proven no better than the best
 * so far; those whose bound proves that beforehand are not solved at all. `free` is the best plan that need
 * not use the source. */
static rw_status solve_by_arc(rw_context *context, const rw_variant *v, const arc_bound *list, int count,
                              const rw_trial *free, const rw_effort *effort, rw_trial *best) {
    const double deadline_s = rw_clock_s() + effort->time_limit_s;
    for (int n = 0; n < count; ++n) {
        const double enough = fmin(effort->above_eur_per_yr, best->cost_eur_per_yr);
        if (best->solved && out_of_patience(context, deadline_s, best)) {
            best->bound_eur_per_yr = fmin(best->bound_eur_per_yr, list[n].eur_per_yr);
            break;
        }
        if (list[n].eur_per_yr > enough || best->cost_eur_per_yr < effort->below_eur_per_yr) {
            best->bound_eur_per_yr = fmin(best->bound_eur_per_yr, list[n].eur_per_yr);
            break; /* the others' bounds are no lower */
        }
        const rw_condition pair = {RW_MUST_USE_PAIR, list[n].arc};
        rw_effort part = *effort;
        rw_trial other;
        part.time_limit_s = fmax(0, deadline_s - rw_clock_s());
        part.above_eur_per_yr = enough;
        part.from = free;
        const rw_status status = solve_once(context, v, &pair, &part, &other);
        other.bound_eur_per_yr = fmax(other.bound_eur_per_yr, list[n].eur_per_yr);
        keep_better(best, &other);
        RW_TRY(status);
    }
    return RW_OK;
}

/* A best plan that uses the source anyhow is the best that must; otherwise its arcs are tried. */
static rw_status solve_with_source(rw_context *context, const rw_variant *v, int source,
                                   const rw_effort *effort, rw_trial *trial) {
    const rw_condition nothing = {RW_MUST_NOTHING, -1};
    rw_trial free;
    int count = 0;
    rw_status status = solve_once(context, v, &nothing, effort, &free);
    if (status != RW_OK || (free.solved && rw_plan_uses_source(&free.plan, source))) {
        *trial = free;
        return status;
    }
    start_trial(context, trial);
    arc_bound *list = rw_allocate(context, (size_t)v->model.problem.arc_count, sizeof *list);
    status = list ? order_arcs(context, v, source, &free, list, &count) : RW_ERROR_MEMORY;
    if (status == RW_OK) status = solve_by_arc(context, v, list, count, &free, effort, trial);
    rw_release(context, list);
    rw_trial_free(&free);
    return status;
}

rw_status rw_variant_solve(rw_context *context, const rw_variant *v, const rw_condition *condition,
                           const rw_effort *effort, rw_trial *trial) {
    if (condition->must == RW_MUST_USE_SOURCE && !v->model.network && !hopeless(v, condition))
        return solve_with_source(context, v, condition->index, effort, trial);
    return solve_once(context, v, condition, effort, trial);
}

rw_status rw_change_solve(rw_context *context, const rw_study *study, const rw_change *change,
                          const rw_effort *effort, rw_variant *variant, rw_trial *trial) {
    const rw_condition nothing = {RW_MUST_NOTHING, -1};
    memset(trial, 0, sizeof *trial);
    RW_TRY(rw_variant_build(context, study, change, variant));
    if (!variant->possible) return RW_OK;
    const rw_status status = rw_variant_solve(variant->context, variant, &nothing, effort, trial);
    return status == RW_OK ? RW_OK : rw_fail(context, status, "%s", rw_context_message(variant->context));
}

void rw_trial_free(rw_trial *trial) {
    if (trial->arena.context) rw_arena_free(&trial->arena);
}
