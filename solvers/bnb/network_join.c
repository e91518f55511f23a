#include "bnb/network_join.h"
#include "base/number.h"
#include "common/heap.h"
#include "glpk/polish.h"
#include <string.h>

enum { NEAR = 8, MOVES = 4 };

typedef struct joining {
    rw_search *search;             /* borrowed */
    const rw_problem *problem;     /* borrowed */
    const rw_network_graph *graph; /* borrowed */
    const unsigned char *alive;    /* borrowed */
    rw_arena arena;
    rw_heap heap;
    int *chosen, *trial; /* by arc: option, -1 */
    int *set;            /* by exclusive number: the arc of the plan, -1 */
    int *via;            /* by node: arc of the cheapest way there */
    bool *fed;           /* by node: heat comes there */
    unsigned char *connected, *trial_connected;
    rw_result scratch;
    double cost; /* of the plan */
    int trials;  /* left */
    bool better;
} joining;

/* -- Trials -------------------------------------------------------------------------------------------- */

static bool is_alive(const joining *s, int option) {
    return !s->alive || s->alive[option];
}

static rw_status build(joining *s) {
    const rw_problem *p = s->problem;
    double *flow;
    RW_TRY(rw_result_clear_values(&s->scratch, p));
    for (int a = 0; a < p->arc_count; ++a)
        if (s->trial[a] >= 0) RW_TRY(rw_result_build(&s->scratch, p, a, s->trial[a], &flow));
    for (int j = 0; j < p->demand_count; ++j) s->scratch.demand_connected[j] = s->trial_connected[j];
    s->scratch.cost_eur_per_yr = RW_INFINITY;
    return RW_OK;
}

/* The cheapest option of an arc that carries so many MW; `now` if there is none. */
static int fitting(const joining *s, int arc, double mw, int now) {
    const rw_problem_arc *a = &s->problem->arcs[arc];
    int best = now;
    for (int k = a->first_option; k < a->first_option + a->option_count; ++k) {
        const rw_option *o = &s->problem->options[k];
        if (is_alive(s, k) && rw_network_room(o) >= mw &&
            o->fixed_eur_per_yr < s->problem->options[best].fixed_eur_per_yr)
            best = k;
    }
    return best;
}

/* Leaves out what carries nothing and fits the rest to what it carries; false if nothing changes. */
static bool fit(joining *s) {
    const rw_problem *p = s->problem;
    bool changed = false;
    for (int n = 0; n < s->scratch.built_count; ++n) {
        const rw_built *built = &s->scratch.built[n];
        double mw = 0;
        for (int k = 0; k < p->arcs[built->arc].slot_count; ++k)
            mw += p->options[built->option].carry * s->scratch.flow_mw[built->first_flow + (size_t)k];
        const bool idle = mw < 1e-9 && !p->arcs[built->arc].forced;
        const int better = idle ? -1 : fitting(s, built->arc, mw, built->option);
        changed = changed || better != built->option;
        s->trial[built->arc] = better;
    }
    return changed;
}

static void accept(joining *s) {
    const rw_problem *p = s->problem;
    s->cost = s->scratch.cost_eur_per_yr;
    s->better = true;
    for (int a = 0; a < p->arc_count; ++a) s->chosen[a] = -1;
    for (int n = 0; n < s->scratch.built_count; ++n)
        s->chosen[s->scratch.built[n].arc] = s->scratch.built[n].option;
    memcpy(s->connected, s->scratch.demand_connected, (size_t)p->demand_count);
}

static void describe(joining *s) {
    const rw_problem *p = s->problem;
    for (int n = 0; n < s->graph->exclusive.count; ++n) s->set[n] = -1;
    for (int v = 0; v < s->graph->nodes; ++v) s->fed[v] = rw_problem_is_source(p, v);
    for (int a = 0; a < p->arc_count; ++a) {
        if (s->chosen[a] < 0) continue;
        s->fed[p->arcs[a].head] = true;
        s->set[p->arcs[a].exclusive] = a;
    }
}

/* Back to the plan as it is. */
static void reset(joining *s) {
    memcpy(s->trial, s->chosen, (size_t)s->problem->arc_count * sizeof *s->trial);
    memcpy(s->trial_connected, s->connected, (size_t)s->problem->demand_count);
}

static bool cheaper(const joining *s) {
    return isinf(s->cost) || s->scratch.cost_eur_per_yr < s->cost - 1e-9 * fmax(1, fabs(s->cost));
}

/* Works out what the trial costs, keeps it if that is less, and goes back to the plan. */
static rw_status judge(joining *s) {
    bool solved = true;
    for (int round = 0; round < 4 && solved; ++round) {
        RW_TRY(build(s));
        --s->trials;
        RW_TRY(rw_glpk_polish(s->search->context, s->problem, &s->scratch, &solved));
        if (solved && cheaper(s)) {
            accept(s);
            RW_TRY(rw_search_offer(s->search, &s->scratch, "joining"));
        }
        if (!solved || !fit(s)) break;
    }
    describe(s);
    reset(s);
    return RW_OK;
}

static bool stops(joining *s) {
    return s->trials <= 0 || rw_search_stop(s->search);
}

/* -- What is tried ------------------------------------------------------------------------------------- */

static int largest(const joining *s, int arc) {
    const rw_problem_arc *a = &s->problem->arcs[arc];
    int best = -1;
    for (int k = a->first_option; k < a->first_option + a->option_count; ++k)
        if (is_alive(s, k) && (best < 0 || rw_network_room(&s->problem->options[k]) >
                                               rw_network_room(&s->problem->options[best])))
            best = k;
    return best;
}

static double cheapest(const joining *s, int arc) {
    const rw_problem_arc *a = &s->problem->arcs[arc];
    double best = RW_INFINITY;
    for (int k = a->first_option; k < a->first_option + a->option_count; ++k)
        if (is_alive(s, k)) best = fmin(best, fmax(0, s->problem->options[k].fixed_eur_per_yr));
    return best;
}

/* One built arc of every kind: not at all, another option. */
static rw_status change_arcs(joining *s) {
    const rw_problem *p = s->problem;
    for (int a = 0; a < p->arc_count && !stops(s); ++a) {
        if (s->chosen[a] < 0) continue;
        s->trial[a] = -1;
        RW_TRY(judge(s));
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k) {
            if (s->chosen[a] < 0 || k == s->chosen[a] || !is_alive(s, k) || stops(s)) continue;
            s->trial[a] = k;
            RW_TRY(judge(s));
        }
    }
    return RW_OK;
}

/* Another exit for a demand. */
static rw_status add_exits(joining *s) {
    const rw_problem *p = s->problem;
    for (int a = 0; a < p->arc_count && !stops(s); ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        if (!rw_problem_is_demand(p, arc->head) || s->chosen[a] >= 0 || !s->fed[arc->tail]) continue;
        if (largest(s, a) < 0) continue;
        s->trial[a] = largest(s, a);
        s->trial_connected[arc->head - p->source_count] = 1;
        RW_TRY(judge(s));
    }
    return RW_OK;
}

/* Demands that may be skipped. */
static rw_status leave_demands(joining *s) {
    const rw_problem *p = s->problem;
    for (int j = 0; j < p->demand_count && !stops(s); ++j) {
        if (p->demands[j].must) continue;
        s->trial_connected[j] = !s->trial_connected[j];
        const int node = p->source_count + j;
        for (int e = s->graph->in.first[node]; e < s->graph->in.first[node + 1]; ++e)
            if (!s->trial_connected[j]) s->trial[s->graph->in.item[e]] = -1;
        RW_TRY(judge(s));
    }
    return RW_OK;
}

static void add_way(joining *s, int node) {
    for (int v = node; !rw_problem_is_source(s->problem, v); v = s->problem->arcs[s->via[v]].tail) {
        const int a = s->via[v], set = s->problem->arcs[a].exclusive;
        if (set > 0 && s->set[set] >= 0) s->trial[s->set[set]] = -1;
        s->trial[a] = largest(s, a);
        if (rw_problem_is_demand(s->problem, v)) s->trial_connected[v - s->problem->source_count] = 1;
    }
}

/* Cheapest ways from an entry through what is not built; arcs of the plan that run the other way give way. */
static void find_ways(joining *s, int entry) {
    const rw_problem *p = s->problem;
    rw_heap_clear(&s->heap);
    s->via[p->arcs[entry].head] = entry;
    rw_heap_lower(&s->heap, p->arcs[entry].head, 0);
    while (s->heap.count > 0) {
        const int v = rw_heap_take(&s->heap);
        if (rw_problem_is_demand(p, v) || (s->fed[v] && v != p->arcs[entry].head)) continue;
        for (int e = s->graph->out.first[v]; e < s->graph->out.first[v + 1]; ++e) {
            const int a = s->graph->out.item[e], head = p->arcs[a].head;
            const double to = s->heap.key[v] + cheapest(s, a);
            if (s->chosen[a] >= 0 || isinf(to) || !(to < s->heap.key[head])) continue;
            s->via[head] = a;
            rw_heap_lower(&s->heap, head, to);
        }
    }
}

/* The nearest junctions that have heat, and demands. */
static int list_near(const joining *s, int *near) {
    const rw_problem *p = s->problem;
    int count = 0;
    for (int v = p->source_count; v < s->graph->nodes; ++v) {
        const double key = s->heap.key[v];
        if (isinf(key) || (!rw_problem_is_demand(p, v) && !s->fed[v])) continue;
        if (count == NEAR && key >= s->heap.key[near[NEAR - 1]]) continue;
        int at = count < NEAR ? count++ : NEAR - 1;
        for (; at > 0 && s->heap.key[near[at - 1]] > key; --at) near[at] = near[at - 1];
        near[at] = v;
    }
    return count;
}

/* Heat of another source, into a junction that has some, or to a demand. */
static rw_status add_feeds(joining *s) {
    const rw_problem *p = s->problem;
    for (int a = 0; a < p->arc_count && !stops(s); ++a) {
        int near[NEAR];
        if (!rw_problem_is_source(p, p->arcs[a].tail) || s->chosen[a] >= 0 || largest(s, a) < 0) continue;
        if (!rw_problem_is_junction(p, p->arcs[a].head)) continue;
        find_ways(s, a);
        const int count = list_near(s, near);
        for (int n = 0; n < count && s->chosen[a] < 0 && !stops(s); ++n) {
            find_ways(s, a);
            if (isinf(s->heap.key[near[n]])) continue;
            add_way(s, near[n]);
            RW_TRY(judge(s));
        }
    }
    return RW_OK;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static rw_status start(joining *s, const rw_result *plan) {
    const rw_problem *p = s->problem;
    const size_t arcs = (size_t)p->arc_count, demands = (size_t)p->demand_count,
                 nodes = (size_t)s->graph->nodes;
    s->chosen = rw_arena_allocate(&s->arena, arcs, sizeof *s->chosen);
    s->trial = rw_arena_allocate(&s->arena, arcs, sizeof *s->trial);
    s->set = rw_arena_allocate(&s->arena, (size_t)s->graph->exclusive.count, sizeof *s->set);
    s->via = rw_arena_allocate(&s->arena, nodes, sizeof *s->via);
    s->fed = rw_arena_allocate(&s->arena, nodes, sizeof *s->fed);
    s->connected = rw_arena_allocate(&s->arena, demands, 1);
    s->trial_connected = rw_arena_allocate(&s->arena, demands, 1);
    if (!s->chosen || !s->trial || !s->set || !s->via || !s->fed || !s->connected || !s->trial_connected)
        return RW_ERROR_MEMORY;
    RW_TRY(rw_heap_start(&s->arena, s->graph->nodes, &s->heap));
    s->cost = RW_INFINITY;
    for (int a = 0; a < p->arc_count; ++a) s->chosen[a] = -1;
    for (int n = 0; n < plan->built_count; ++n) s->chosen[plan->built[n].arc] = plan->built[n].option;
    memcpy(s->connected, plan->demand_connected, demands);
    describe(s);
    reset(s);
    return judge(s);
}

rw_status rw_network_join(rw_search *search, const rw_network_graph *graph, const unsigned char *alive,
                          const rw_result *plan, int turn, int trials, bool *done) {
    joining s = {
        .search = search, .problem = search->problem, .graph = graph, .alive = alive, .trials = trials};
    static rw_status (*const moves[MOVES])(joining *) = {add_feeds, add_exits, change_arcs, leave_demands};
    rw_status status = RW_OK;
    rw_arena_start(&s.arena, search->context);
    rw_result_start(&s.scratch, search->context);
    RW_CHECK(start(&s, plan));
    do {
        s.better = false;
        for (int n = 0; n < MOVES; ++n) RW_CHECK(moves[(turn + n) % MOVES](&s));
    } while (s.better && !stops(&s));
    *done = s.trials > 0;
done:
    rw_result_free(&s.scratch);
    rw_arena_free(&s.arena);
    return status;
}
