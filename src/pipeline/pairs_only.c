#include "pipeline/pairs_only.h"
#include "base/number.h"
#include "pipeline/precision.h"

/* The answer is shown beside the main one: it may take part of its time, and no more than this. */
enum { MOST_PAIRS = 10000, ROUGH_NODES = 200 };
#define PART_OF_TIME 0.1
#define LONGEST_S    30
#define ROUGH_GAP    0.01

/* -- Ways ---------------------------------------------------------------------------------------------- */

typedef struct walker {
    rw_study *study;
    int *first, *trench_at; /* by node: its trenches that are allowed */
    double *cost_eur;       /* by trench: of laying the usual pipe */
    double *to_eur;         /* by node: from the source at hand */
    int *by;                /* by node: the trench that leads to it, -1 = none */
    int *queue;
    bool *queued;
} walker;

/* The middle of the catalogue decides which way is the cheapest; so that it does not depend on the size. */
static void price_trenches(const walker *w) {
    const rw_study *s = w->study;
    const double pipe_eur_per_m = s->pipes[s->pipe_count / 2].price_eur_per_m;
    for (int t = 0; t < s->trench_count; ++t) {
        const rw_trench *trench = &s->trenches[t];
        w->cost_eur[t] =
            pipe_eur_per_m * (trench->length_m + (s->parameters.bored_factor - 1) * trench->bored_m) +
            trench->extra_eur_per_m * trench->length_m + trench->crossings_eur;
    }
}

static rw_status start_walker(walker *w) {
    rw_study *s = w->study;
    const size_t nodes = (size_t)rw_study_node_count(s), trenches = (size_t)s->trench_count;
    w->first = rw_arena_allocate(&s->arena, nodes + 1, sizeof *w->first);
    w->trench_at = rw_arena_allocate(&s->arena, 2 * trenches, sizeof *w->trench_at);
    w->cost_eur = rw_arena_allocate(&s->arena, trenches, sizeof *w->cost_eur);
    w->to_eur = rw_arena_allocate(&s->arena, nodes, sizeof *w->to_eur);
    w->by = rw_arena_allocate(&s->arena, nodes, sizeof *w->by);
    w->queue = rw_arena_allocate(&s->arena, nodes, sizeof *w->queue);
    w->queued = rw_arena_allocate(&s->arena, nodes, sizeof *w->queued);
    if (!w->first || !w->trench_at || !w->cost_eur || !w->to_eur || !w->by || !w->queue || !w->queued)
        return RW_ERROR_MEMORY;
    for (size_t t = 0; t < trenches; ++t) {
        if (s->trenches[t].status == RW_ROUTE_FORBIDDEN) continue;
        ++w->first[s->trenches[t].from + 1];
        ++w->first[s->trenches[t].to + 1];
    }
    for (size_t v = 0; v < nodes; ++v) w->first[v + 1] += w->first[v];
    for (size_t v = 0; v < nodes; ++v) w->by[v] = w->first[v];
    for (size_t t = 0; t < trenches; ++t) {
        if (s->trenches[t].status == RW_ROUTE_FORBIDDEN) continue;
        w->trench_at[w->by[s->trenches[t].from]++] = (int)t;
        w->trench_at[w->by[s->trenches[t].to]++] = (int)t;
    }
    price_trenches(w);
    return RW_OK;
}

static int far_end(const rw_trench *trench, int node) {
    return trench->from == node ? trench->to : trench->from;
}

/* Cheapest ways from a node to all others: corrected until nothing gets cheaper. */
static void walk_from(const walker *w, int start) {
    const int nodes = rw_study_node_count(w->study);
    int head = 0, count = 1;
    for (int v = 0; v < nodes; ++v) {
        w->to_eur[v] = v == start ? 0 : RW_INFINITY;
        w->by[v] = -1;
    }
    w->queue[0] = start;
    while (count > 0) {
        const int v = w->queue[head];
        head = (head + 1) % nodes;
        --count;
        w->queued[v] = false;
        for (int k = w->first[v]; k < w->first[v + 1]; ++k) {
            const int t = w->trench_at[k], to = far_end(&w->study->trenches[t], v);
            if (w->to_eur[v] + w->cost_eur[t] >= w->to_eur[to]) continue;
            w->to_eur[to] = w->to_eur[v] + w->cost_eur[t];
            w->by[to] = t;
            if (w->queued[to]) continue;
            w->queued[to] = true;
            w->queue[(head + count++) % nodes] = to;
        }
    }
}

/* What the way to a demand adds up to. */
static rw_route route_to(const walker *w, int source, int demand) {
    const rw_study *s = w->study;
    rw_route route = {.source = source, .demand = demand, .status = RW_ROUTE_FORBIDDEN};
    const int end = s->source_count + demand;
    const rw_position *a = &s->sources[source].at, *b = &s->demands[demand].at;
    const bool near = hypot(a->x_m - b->x_m, a->y_m - b->y_m) <= s->parameters.max_distance_m;
    if (w->by[end] < 0 || !near) return route;
    route.status = RW_ROUTE_ALLOWED;
    for (int v = end; v != source;) {
        const rw_trench *t = &s->trenches[w->by[v]];
        route.length_m += t->length_m;
        route.bored_m += t->bored_m;
        route.extra_eur += t->extra_eur_per_m * t->length_m + t->crossings_eur;
        v = far_end(t, v);
    }
    return route;
}

rw_status rw_study_as_pairs(rw_study *study) {
    walker w = {.study = study};
    const size_t pairs = (size_t)study->source_count * (size_t)study->demand_count;
    RW_TRY(start_walker(&w));
    rw_route *routes = rw_arena_allocate(&study->arena, pairs, sizeof *routes);
    if (!routes) return RW_ERROR_MEMORY;
    int count = 0;
    for (int i = 0; i < study->source_count; ++i) {
        walk_from(&w, i);
        for (int j = 0; j < study->demand_count; ++j) routes[count++] = route_to(&w, i, j);
    }
    study->routes = routes;
    study->route_count = count;
    study->trench_count = study->junction_count = 0;
    return RW_OK;
}

/* -- The question -------------------------------------------------------------------------------------- */

static double pipes_eur(const rw_variant *v, const rw_plan *plan) {
    double sum_eur = 0;
    for (int k = 0; k < plan->connection_count; ++k) {
        const rw_connection *c = &plan->connections[k];
        rw_pair pair;
        rw_design design;
        if (!rw_plan_measure(&v->terms, plan, c, &pair, &design)) continue;
        const rw_purchases bought = rw_connection_purchases(&v->terms, &pair, c->mode, c->pipe, &design,
                                                            rw_connection_mw(&v->terms, c));
        sum_eur += bought.eur[RW_ASSET_PIPE] + bought.eur[RW_ASSET_CROSSINGS];
    }
    return sum_eur;
}

static void take_figures(const rw_variant *v, const rw_trial *trial, rw_pairs_only *to) {
    const rw_totals *t = &trial->indicators.totals;
    to->cost_eur_per_yr = trial->cost_eur_per_yr;
    to->pipes_eur = pipes_eur(v, &trial->plan);
    to->investment_eur = t->investment_eur;
    to->trench_m = t->pipe_m;
    to->coupled_mwh_per_yr = t->coupled_mwh_per_yr;
    to->co2_t_per_yr = t->co2_t_per_yr;
    to->coupled_sources = t->coupled_sources;
    to->connections = t->connections;
    to->connected_demands = t->connected_demands;
}

static rw_status ask(rw_context *context, const rw_study *study, rw_pairs_only *to) {
    const rw_parameters *p = &study->parameters;
    rw_effort effort = rw_effort_of(p, fmin(LONGEST_S, PART_OF_TIME * p->time_limit_s));
    effort.gap = fmax(p->gap, ROUGH_GAP);
    if (effort.node_limit > ROUGH_NODES) effort.node_limit = ROUGH_NODES;
    effort.measures = true;
    rw_change change = rw_change_none();
    change.pairs_only = true;
    rw_variant variant;
    rw_trial trial;
    const rw_status status = rw_change_solve(context, study, &change, &effort, &variant, &trial);
    to->solved = trial.solved;
    to->bound_eur_per_yr = trial.solved ? trial.bound_eur_per_yr : -RW_INFINITY;
    if (status == RW_OK && trial.solved) take_figures(&variant, &trial, to);
    rw_trial_free(&trial);
    rw_variant_free(&variant);
    return status;
}

rw_status rw_pairs_only_find(rw_context *context, const rw_study *study, rw_arena *arena,
                             const rw_pairs_only **answer) {
    *answer = NULL;
    if ((double)study->source_count * study->demand_count > MOST_PAIRS) {
        rw_log(context, RW_LOG_INFO, "over %d pairs: the comparison with a trench for every pair is left out",
               MOST_PAIRS);
        return RW_OK;
    }
    rw_pairs_only *found = rw_arena_allocate(arena, 1, sizeof *found);
    if (!found) return RW_ERROR_MEMORY;
    RW_TRY(ask(context, study, found));
    *answer = found;
    return RW_OK;
}
