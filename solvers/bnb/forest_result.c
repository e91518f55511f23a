/* A forest as values of the problem's variables. */
#include "base/number.h"
#include "bnb/forest.h"
#include <string.h>

/* -- Flows from who is served -------------------------------------------------------------------------- */

static int first_junction(const rw_forest *f) {
    return f->data->problem->source_count + f->data->problem->demand_count;
}

/* From the leaves to the sources: a junction is done when all that leaves it is. */
static void pass_up(rw_forest *f, int v, int *waiting) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    while (v >= first_junction(f) && waiting[v] == 0) {
        const rw_option *o = &p->options[f->option[v]];
        const int tail = p->arcs[f->parent[v]].tail;
        const double *flow = f->flow + (size_t)v * (size_t)d->goods;
        f->load[v] = 0;
        for (int g = 0; g < d->goods; ++g) f->load[v] += flow[g];
        waiting[v] = -1;
        if (tail < p->source_count) {
            f->drawn[tail] += o->draw * f->load[v] + o->draw0_mw;
            return;
        }
        double *need = f->flow + (size_t)tail * (size_t)d->goods;
        for (int g = 0; g < d->goods; ++g) need[g] += o->draw * flow[g];
        if (d->lost >= 0) need[d->lost] += o->draw0_mw;
        --waiting[tail];
        v = tail;
    }
}

/* Works all flows out again, so that rounding does not pile up; pipes stay. `waiting` is scratch, by node. */
static void settle(rw_forest *f, int *waiting) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    memcpy(waiting, f->uses, (size_t)d->graph.nodes * sizeof *waiting);
    for (int i = 0; i < p->source_count; ++i) f->drawn[i] = 0;
    memset(f->flow, 0, (size_t)d->graph.nodes * (size_t)d->goods * sizeof *f->flow);
    for (int j = 0; j < p->demand_count; ++j) {
        if (f->exit[j] < 0) continue;
        const int tail = p->arcs[f->exit[j]].tail;
        for (int b = p->demands[j].first_band; b < p->demands[j].first_band + p->demands[j].band_count; ++b)
            if (d->good_of_band[b] >= 0)
                f->flow[(size_t)tail * (size_t)d->goods + (size_t)d->good_of_band[b]] +=
                    p->options[f->exit_option[j]].draw * f->served[b];
        if (d->lost >= 0)
            f->flow[(size_t)tail * (size_t)d->goods + (size_t)d->lost] +=
                p->options[f->exit_option[j]].draw0_mw;
        --waiting[tail];
    }
    for (int v = first_junction(f); v < d->graph.nodes; ++v)
        if (f->parent[v] >= 0) pass_up(f, v, waiting);
}

/* -- Values -------------------------------------------------------------------------------------------- */

static int slot_of(const rw_forest_data *d, int arc, int source, int good) {
    return rw_forest_slots(d, arc, source)[good];
}

static rw_status add_parent(const rw_forest *f, int arc, rw_result *result) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    const int v = p->arcs[arc].head, k = f->option[v];
    double *mw;
    RW_TRY(rw_result_build(result, p, arc, k, &mw));
    for (int g = 0; g < d->goods; ++g) {
        const double flow = f->flow[(size_t)v * (size_t)d->goods + (size_t)g];
        if (flow > 0) mw[slot_of(d, arc, f->root[v], g)] = flow;
    }
    if (p->arcs[arc].tail >= p->source_count && p->options[k].draw0_mw > 0)
        result->loss_mw[result->built[result->built_count - 1].first_flow +
                        (size_t)slot_of(d, arc, f->root[v], d->lost)] = p->options[k].draw0_mw;
    return RW_OK;
}

static rw_status add_exit(const rw_forest *f, int arc, rw_result *result) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    const int j = p->arcs[arc].head - p->source_count, root = f->root[p->arcs[arc].tail];
    double *mw;
    RW_TRY(rw_result_build(result, p, arc, f->exit_option[j], &mw));
    for (int b = p->demands[j].first_band; b < p->demands[j].first_band + p->demands[j].band_count; ++b)
        if (f->served[b] > 0) mw[slot_of(d, arc, root, d->good_of_band[b])] = f->served[b];
    if (p->options[f->exit_option[j]].draw0_mw > 0)
        result->loss_mw[result->built[result->built_count - 1].first_flow +
                        (size_t)slot_of(d, arc, root, d->lost)] = p->options[f->exit_option[j]].draw0_mw;
    return RW_OK;
}

rw_status rw_forest_result(rw_forest *f, rw_result *result) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    int *waiting = rw_allocate(f->context, (size_t)d->graph.nodes, sizeof *waiting);
    if (!waiting) return RW_ERROR_MEMORY;
    settle(f, waiting);
    rw_release(f->context, waiting);
    RW_TRY(rw_result_clear_values(result, p));
    for (int a = 0; a < p->arc_count; ++a) {
        const int head = p->arcs[a].head;
        if (rw_problem_is_junction(p, head) && f->parent[head] == a)
            RW_TRY(add_parent(f, a, result));
        else if (rw_problem_is_demand(p, head) && f->exit[head - p->source_count] == a)
            RW_TRY(add_exit(f, a, result));
    }
    for (int j = 0; j < p->demand_count; ++j)
        result->demand_connected[j] = f->exit[j] >= 0 || d->unserved_joins[j];
    rw_result_balance(result, p);
    result->cost_eur_per_yr = rw_result_cost_of(p, result);
    return RW_OK;
}
