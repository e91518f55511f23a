/* Pruning of what does not pay, bottom up. */
#include "base/number.h"
#include "bnb/forest.h"
#include <string.h>

/* Junctions of the plan so that each comes after the one its heat comes from; how many. */
static int list_down(const rw_forest *f, int *list) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    int count = 0;
    for (int i = 0; i < p->source_count; ++i)
        for (int e = d->graph.out.first[i]; e < d->graph.out.first[i + 1]; ++e) {
            const int a = d->graph.out.item[e], head = p->arcs[a].head;
            if (rw_problem_is_junction(p, head) && f->parent[head] == a) list[count++] = head;
        }
    for (int at = 0; at < count; ++at)
        for (int e = d->graph.out.first[list[at]]; e < d->graph.out.first[list[at] + 1]; ++e) {
            const int a = d->graph.out.item[e], head = p->arcs[a].head;
            if (rw_problem_is_junction(p, head) && f->parent[head] == a) list[count++] = head;
        }
    return count;
}

static bool pays(const rw_forest *f, int demand, const double *value) {
    const rw_problem *p = f->data->problem;
    for (int v = p->arcs[f->exit[demand]].tail; v >= p->source_count; v = p->arcs[f->parent[v]].tail)
        if (value[v] <= 0) return false;
    return true;
}

void rw_forest_weed(rw_forest *f, int *list, double *value) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    const int count = list_down(f, list);
    for (int n = 0; n < count; ++n) value[list[n]] = 0;
    for (int j = 0; j < p->demand_count; ++j) {
        if (f->exit[j] < 0) continue;
        const int tail = p->arcs[f->exit[j]].tail;
        value[tail] += d->unserved[j] - rw_forest_value(f, j, f->exit[j], f->exit_option[j], f->root[tail],
                                                        f->served + p->demands[j].first_band);
    }
    for (int n = count - 1; n >= 0; --n) {
        const int v = list[n], tail = p->arcs[f->parent[v]].tail;
        value[v] -= rw_forest_arc_cost(f, f->parent[v], f->option[v], f->root[v],
                                       f->flow + (size_t)v * (size_t)d->goods);
        if (value[v] > 0 && tail >= p->source_count) value[tail] += value[v];
    }
    for (int j = 0; j < p->demand_count; ++j)
        if (f->exit[j] >= 0 && !pays(f, j, value)) rw_forest_drop(f, j);
}
