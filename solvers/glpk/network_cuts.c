/* Two kinds of rows, valid for every solution of MODEL 7:
 *
 * linking    what flows of one class and band through an arc <= all that its demands can take x the arc is
 * built; at a demand that is its own band; directed   the arcs that enter a set of nodes without sources, sum
 * z >= what a demand inside gets of a band / the band's width (<= 1): heat that arrives has come in
 * somewhere. Found by a maximum flow from the sources with the arcs' z as capacities: where it is smaller
 * than what arrives, its smallest cut is broken.
 */
#include "glpk/network_cuts.h"
#include "base/number.h"
#include "common/network_graph.h"
#include <math.h>

enum { ROWS_PER_ROUND = 600 };
static const double violation = 1e-4, nothing = 1e-9;

struct rw_network_cuts {
    const rw_rows *rows;
    glp_prob *lp;
    rw_network_graph graph;
    int added;
    double *built, *flow;    /* by arc: z, and the maximum flow */
    int *reached_by, *queue; /* by node: arc + 1 that reached it, -1 backwards, 0 not */
    unsigned char *inside;   /* by node: the sink's side of a cut */
    int *column;             /* a row in the making, counted from 1 */
    double *coefficient;
    int row_count;
    double *class_width; /* [class][band] MW at the far end of an exit: all demands of the class */
    int class_count, band_count;
};

/* -- Start --------------------------------------------------------------------------------------------- */

/* The most heat per MW delivered that any way into the demand takes. */
static double largest_draw(const rw_problem *p, int demand) {
    double draw = 0;
    for (int a = 0; a < p->arc_count; ++a)
        for (int k = 0; p->arcs[a].head == p->source_count + demand && k < p->arcs[a].option_count; ++k)
            draw = fmax(draw, p->options[p->arcs[a].first_option + k].draw);
    return draw;
}

static rw_status add_widths(rw_arena *arena, const rw_problem *p, rw_network_cuts *c) {
    const double growth = rw_network_growth(p);
    for (int j = 0; j < p->demand_count; ++j) {
        if (p->demands[j].commodity_class >= c->class_count)
            c->class_count = p->demands[j].commodity_class + 1;
        if (p->demands[j].band_count > c->band_count) c->band_count = p->demands[j].band_count;
    }
    c->class_width = rw_arena_allocate(arena, (size_t)c->class_count * (size_t)c->band_count, sizeof(double));
    if (!c->class_width) return RW_ERROR_MEMORY;
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        const double draw = largest_draw(p, j) * growth;
        for (int b = 0; b < d->band_count; ++b)
            c->class_width[d->commodity_class * c->band_count + b] +=
                draw * p->bands[d->first_band + b].width_mw;
    }
    return RW_OK;
}

rw_status rw_network_cuts_start(rw_arena *arena, const rw_rows *rows, rw_network_cuts **cuts) {
    const rw_problem *p = rows->problem;
    *cuts = NULL;
    if (p->junction_count == 0) return RW_OK;
    rw_network_cuts *c = rw_arena_allocate(arena, 1, sizeof *c);
    if (!c) return RW_ERROR_MEMORY;
    c->rows = rows;
    RW_TRY(rw_network_graph_start(arena, p, &c->graph));
    double *part; /* none of them is needed, but heat that comes from nowhere would break the cuts */
    RW_TRY(rw_network_parts(arena, &c->graph, &part));
    const size_t nodes = (size_t)c->graph.nodes, arcs = (size_t)p->arc_count, columns = rows->columns.count;
    RW_TRY(add_widths(arena, p, c));
    c->built = rw_arena_allocate(arena, arcs, sizeof *c->built);
    c->flow = rw_arena_allocate(arena, arcs, sizeof *c->flow);
    c->reached_by = rw_arena_allocate(arena, nodes, sizeof *c->reached_by);
    c->queue = rw_arena_allocate(arena, nodes, sizeof *c->queue);
    c->inside = rw_arena_allocate(arena, nodes, 1);
    c->column = rw_arena_allocate(arena, columns + 1, sizeof *c->column);
    c->coefficient = rw_arena_allocate(arena, columns + 1, sizeof *c->coefficient);
    if (!c->built || !c->flow || !c->reached_by || !c->queue || !c->inside || !c->column || !c->coefficient)
        return RW_ERROR_MEMORY;
    *cuts = c;
    return RW_OK;
}

/* -- Rows ---------------------------------------------------------------------------------------------- */

static void put(rw_network_cuts *c, int column, double coefficient) {
    if (column < 0 || c->rows->columns.item[column].upper <= 0) return;
    ++c->row_count;
    c->column[c->row_count] = column + 1;
    c->coefficient[c->row_count] = coefficient;
}

/* sum >= 0 */
static void add_row(rw_network_cuts *c) {
    const int row = glp_add_rows(c->lp, 1);
    glp_set_row_bnds(c->lp, row, GLP_LO, 0, 0);
    glp_set_mat_row(c->lp, row, c->row_count, c->column, c->coefficient);
    ++c->added;
}

static void put_built(rw_network_cuts *c, const rw_problem_arc *arc, double coefficient) {
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        put(c, c->rows->z[k], coefficient);
}

static double value_of(const rw_network_cuts *c, int column) {
    return column < 0 ? 0 : glp_get_col_prim(c->lp, column + 1);
}

static bool own_flow(const rw_network_cuts *c, const rw_problem_arc *arc, int k) {
    return c->rows->z[k] >= 0 && !rw_rows_flow_shared(c->rows, arc, k);
}

/* What flows of a class (any, if negative) and band through an arc. With `row` it is also put in the row. */
static double band_flow(rw_network_cuts *c, const rw_problem_arc *arc, int of_class, int band, bool row,
                        double coefficient) {
    const rw_problem *p = c->rows->problem;
    double sum = 0;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        for (int s = 0; own_flow(c, arc, k) && s < arc->slot_count; ++s) {
            const rw_problem_commodity *m = &p->commodities[p->slot_commodity[arc->first_slot + s]];
            if (m->band != band || (of_class >= 0 && m->commodity_class != of_class)) continue;
            sum += value_of(c, c->rows->x[k] + s);
            if (row) put(c, c->rows->x[k] + s, coefficient);
        }
    return sum;
}

/* -- Linking ------------------------------------------------------------------------------------------- */

static void link_arc(rw_network_cuts *c, int a) {
    const rw_problem *p = c->rows->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    const bool to_demand = rw_problem_is_demand(p, arc->head);
    const int demand = arc->head - p->source_count;
    for (int m = 0; m < c->class_count && c->built[a] < 1 - violation; ++m)
        for (int b = 0; b < c->band_count && c->added < ROWS_PER_ROUND; ++b) {
            if (to_demand && (m != p->demands[demand].commodity_class || b >= p->demands[demand].band_count))
                continue;
            const double width = to_demand ? p->bands[p->demands[demand].first_band + b].width_mw
                                           : c->class_width[m * c->band_count + b];
            if (width <= nothing || band_flow(c, arc, m, b, false, 0) <= width * (c->built[a] + violation))
                continue;
            c->row_count = 0;
            put_built(c, arc, width);
            (void)band_flow(c, arc, m, b, true, -1);
            add_row(c);
        }
}

/* -- Directed cuts ------------------------------------------------------------------------------------- */

/* Breadth first over arcs with room, from all sources (backwards: from the sink). Marks reached_by. */
static bool search(rw_network_cuts *c, int sink) {
    const rw_problem *p = c->rows->problem;
    int count = 0;
    for (int n = 0; n < c->graph.nodes; ++n) c->reached_by[n] = 0;
    for (int i = 0; i < p->source_count; ++i) {
        c->reached_by[i] = p->arc_count + 1;
        c->queue[count++] = i;
    }
    for (int at = 0; at < count; ++at) {
        const int node = c->queue[at];
        for (int e = c->graph.out.first[node]; e < c->graph.out.first[node + 1]; ++e) {
            const int a = c->graph.out.item[e], next = p->arcs[a].head;
            if (c->reached_by[next] != 0 || c->built[a] - c->flow[a] <= nothing) continue;
            c->reached_by[next] = a + 1;
            c->queue[count++] = next;
        }
        for (int e = c->graph.in.first[node]; e < c->graph.in.first[node + 1]; ++e) {
            const int a = c->graph.in.item[e], next = p->arcs[a].tail;
            if (c->reached_by[next] != 0 || c->flow[a] <= nothing) continue;
            c->reached_by[next] = -(a + 1);
            c->queue[count++] = next;
        }
    }
    return c->reached_by[sink] != 0;
}

static double push(rw_network_cuts *c, int sink, double most) {
    const rw_problem *p = c->rows->problem;
    for (int pass = 0; pass < 2; ++pass)
        for (int node = sink; node >= p->source_count;) {
            const int by = c->reached_by[node], a = (by > 0 ? by : -by) - 1;
            if (pass == 0)
                most = fmin(most, by > 0 ? c->built[a] - c->flow[a] : c->flow[a]);
            else
                c->flow[a] += by > 0 ? most : -most;
            node = by > 0 ? p->arcs[a].tail : p->arcs[a].head;
        }
    return most;
}

/* The nodes from which the sink can still be reached: the cut nearest to it. */
static void mark_near_sink(rw_network_cuts *c, int sink) {
    const rw_problem *p = c->rows->problem;
    int count = 1;
    for (int n = 0; n < c->graph.nodes; ++n) c->inside[n] = 0;
    c->inside[sink] = 1;
    c->queue[0] = sink;
    for (int at = 0; at < count; ++at) {
        const int node = c->queue[at];
        for (int e = c->graph.in.first[node]; e < c->graph.in.first[node + 1]; ++e) {
            const int a = c->graph.in.item[e], before = p->arcs[a].tail;
            if (c->inside[before] || c->built[a] - c->flow[a] <= nothing) continue;
            c->inside[before] = 1;
            c->queue[count++] = before;
        }
        for (int e = c->graph.out.first[node]; e < c->graph.out.first[node + 1]; ++e) {
            const int a = c->graph.out.item[e], after = p->arcs[a].head;
            if (c->inside[after] || c->flow[a] <= nothing) continue;
            c->inside[after] = 1;
            c->queue[count++] = after;
        }
    }
}

static void add_cut(rw_network_cuts *c, int demand, int band) {
    const rw_problem *p = c->rows->problem;
    const int node = p->source_count + demand;
    const double width = p->bands[p->demands[demand].first_band + band].width_mw;
    c->row_count = 0;
    for (int a = 0; a < p->arc_count; ++a)
        if (!c->inside[p->arcs[a].tail] && c->inside[p->arcs[a].head]) put_built(c, &p->arcs[a], 1);
    for (int e = c->graph.in.first[node]; e < c->graph.in.first[node + 1]; ++e)
        (void)band_flow(c, &p->arcs[c->graph.in.item[e]], -1, band, true, -1 / width);
    add_row(c);
}

/* The band of which the largest part arrives, and that part. */
static double most_served(rw_network_cuts *c, int demand, int *band) {
    const rw_problem *p = c->rows->problem;
    const rw_problem_demand *d = &p->demands[demand];
    const int node = p->source_count + demand;
    double best = 0;
    for (int b = 0; b < d->band_count; ++b) {
        const double width = p->bands[d->first_band + b].width_mw;
        double mw = 0;
        for (int e = c->graph.in.first[node]; e < c->graph.in.first[node + 1] && width > nothing; ++e)
            mw += band_flow(c, &p->arcs[c->graph.in.item[e]], -1, b, false, 0);
        if (width > nothing && mw / width > best) {
            best = mw / width;
            *band = b;
        }
    }
    return best;
}

static void cut_demand(rw_network_cuts *c, int demand) {
    const rw_problem *p = c->rows->problem;
    const int sink = p->source_count + demand;
    int band = 0;
    const double wanted = most_served(c, demand, &band);
    double arrives = 0;
    if (wanted <= violation) return;
    for (int a = 0; a < p->arc_count; ++a) c->flow[a] = 0;
    while (arrives < wanted - violation && search(c, sink)) arrives += push(c, sink, wanted - arrives);
    if (arrives >= wanted - violation) return;
    mark_near_sink(c, sink);
    add_cut(c, demand, band);
    int same = 1;
    for (int n = 0; n < c->graph.nodes; ++n) {
        const unsigned char far = c->reached_by[n] == 0;
        same = same && far == c->inside[n];
        c->inside[n] = far;
    }
    if (!same) add_cut(c, demand, band);
}

int rw_network_cuts_add(rw_network_cuts *c, glp_prob *lp) {
    if (!c) return 0;
    const rw_problem *p = c->rows->problem;
    c->lp = lp;
    c->added = 0;
    for (int a = 0; a < p->arc_count; ++a) {
        c->built[a] = 0;
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k)
            c->built[a] += value_of(c, c->rows->z[k]);
    }
    for (int j = 0; j < p->demand_count && c->added < ROWS_PER_ROUND; ++j) cut_demand(c, j);
    for (int a = 0; a < p->arc_count && c->added < ROWS_PER_ROUND; ++a)
        if (p->arcs[a].first_slot >= 0) link_arc(c, a);
    return c->added;
}
