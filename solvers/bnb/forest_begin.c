/* A forest from the arcs that another plan builds. */
#include "base/number.h"
#include "bnb/forest_ruin.h"
#include <string.h>

typedef struct beginning {
    rw_forest_walk *walk;
    const rw_problem *problem; /* borrowed */
    int *into;                 /* by node: the arc of the plan that ends there, -1 */
    int *exit_option;          /* by demand: -1 = not served */
} beginning;

static rw_status start(beginning *b, const int *options, int count) {
    const rw_problem *p = b->problem;
    const int nodes = p->source_count + p->demand_count + p->junction_count;
    rw_context *context = b->walk->forest.context;
    b->into = rw_allocate(context, (size_t)nodes, sizeof *b->into);
    b->exit_option = rw_allocate(context, (size_t)p->demand_count, sizeof *b->exit_option);
    if (!b->into || !b->exit_option) return RW_ERROR_MEMORY;
    for (int v = 0; v < nodes; ++v) b->into[v] = -1;
    for (int a = 0, n = 0; a < p->arc_count && n < count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        for (; n < count && options[n] < arc->first_option + arc->option_count; ++n) {
            if (b->into[arc->head] >= 0) continue; /* a forest has room for one */
            b->into[arc->head] = a;
            if (rw_problem_is_demand(p, arc->head)) b->exit_option[arc->head - p->source_count] = options[n];
        }
    }
    return RW_OK;
}

/* Attaches the junction's way back to a source, or to what is attached already; false when it leads nowhere
 * or a trench on it is taken. Half changed then. */
static bool attach_way(const beginning *b, int junction) {
    rw_forest *f = &b->walk->forest;
    const rw_problem *p = b->problem;
    int *way = b->walk->queue, count = 0;
    const int first_junction = p->source_count + p->demand_count;
    for (int v = junction; v >= first_junction && f->parent[v] < 0; v = p->arcs[b->into[v]].tail) {
        if (b->into[v] < 0 || count > p->junction_count - 1) return false;
        way[count++] = b->into[v];
    }
    while (count > 0) {
        const int a = way[--count], set = p->arcs[a].exclusive;
        if (set > 0 && f->taken[set] >= 0) return false;
        rw_forest_attach(f, a);
    }
    return true;
}

static void serve(const beginning *b, int demand) {
    static const double nothing[RW_FOREST_BANDS] = {0};
    rw_forest *f = &b->walk->forest;
    const rw_problem *p = b->problem;
    const int exit = b->into[p->source_count + demand];
    const rw_forest_mark mark = rw_forest_marked(f);
    if (exit < 0 || !rw_problem_is_junction(p, p->arcs[exit].tail)) return;
    if (attach_way(b, p->arcs[exit].tail) &&
        rw_forest_serve(f, demand, exit, b->exit_option[demand], nothing) && !f->failed) {
        rw_forest_reconsider(f, demand, 0);
        rw_forest_keep(f);
    } else {
        rw_forest_undo(f, mark);
    }
}

rw_status rw_forest_begin(rw_forest_walk *w, const int *options, int count) {
    beginning b = {.walk = w, .problem = w->data->problem};
    rw_forest *f = &w->forest;
    rw_status status = start(&b, options, count);
    rw_forest_clear(f);
    for (int j = 0; status == RW_OK && j < b.problem->demand_count && !f->failed; ++j) serve(&b, j);
    for (int j = 0; status == RW_OK && j < b.problem->demand_count && !f->failed; ++j) {
        if (f->exit[j] >= 0) rw_forest_reconsider(f, j, 0);
        rw_forest_keep(f);
    }
    if (f->failed) status = RW_ERROR_MEMORY;
    if (status == RW_OK) rw_forest_weed(f, w->queue, w->value);
    rw_forest_keep(f);
    rw_release(f->context, b.into);
    rw_release(f->context, b.exit_option);
    return status;
}
