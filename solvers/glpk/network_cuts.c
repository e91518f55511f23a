/* Linking rows, and those of capacity_cuts.c: valid for every solution of MODEL 7.
 *
 * linking    what flows of one class and band through an arc <= all that its demands can take x the arc is
 * built; at a demand that is its own band. Not of the first band elsewhere, in which losses flow too. */
#include "glpk/network_cuts.h"
#include "base/number.h"
#include "common/network_graph.h"
#include "glpk/capacity_cuts.h"

enum { ROWS_PER_ROUND = 600 };
static const double violation = 1e-4, nothing = 1e-9;

struct rw_network_cuts {
    const rw_rows *rows;
    rw_capacity_cuts *capacity;
    rw_cut_row row;
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
    const size_t columns = rows->columns.count;
    c->rows = rows;
    c->row = (rw_cut_row){.rows = rows,
                          .column = rw_arena_allocate(arena, columns + 1, sizeof(int)),
                          .coefficient = rw_arena_allocate(arena, columns + 1, sizeof(double))};
    if (!c->row.column || !c->row.coefficient) return RW_ERROR_MEMORY;
    RW_TRY(add_widths(arena, p, c));
    RW_TRY(rw_capacity_cuts_start(arena, rows, ROWS_PER_ROUND, &c->capacity));
    *cuts = c;
    return RW_OK;
}

/* -- Linking ------------------------------------------------------------------------------------------- */

static double built(const rw_network_cuts *c, const rw_problem_arc *arc) {
    double sum = 0;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        sum += rw_cut_value(&c->row, c->rows->z[k]);
    return sum;
}

/* What flows of a class and band through an arc between junctions or to a demand. With `put` into the row. */
static double class_flow(rw_network_cuts *c, const rw_problem_arc *arc, int of_class, int band, bool put) {
    const rw_problem *p = c->rows->problem;
    double sum = 0;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        for (int s = 0; rw_cut_flows(&c->row, arc, k) && s < arc->slot_count; ++s) {
            const rw_problem_commodity *m = &p->commodities[p->slot_commodity[arc->first_slot + s]];
            if (m->band != band || m->commodity_class != of_class) continue;
            sum += rw_cut_value(&c->row, c->rows->x[k] + s);
            if (put) rw_cut_put(&c->row, c->rows->x[k] + s, -1);
        }
    return sum;
}

static void link_arc(rw_network_cuts *c, int a) {
    const rw_problem *p = c->rows->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    const bool to_demand = rw_problem_is_demand(p, arc->head);
    const int demand = arc->head - p->source_count;
    const double share = built(c, arc);
    for (int m = 0; m < c->class_count && share < 1 - violation; ++m)
        for (int b = to_demand ? 0 : 1; b < c->band_count && c->row.taken < c->row.most; ++b) {
            if (to_demand && (m != p->demands[demand].commodity_class || b >= p->demands[demand].band_count))
                continue;
            const double width = to_demand ? p->bands[p->demands[demand].first_band + b].width_mw
                                           : c->class_width[m * c->band_count + b];
            if (width <= nothing || class_flow(c, arc, m, b, false) <= width * (share + violation)) continue;
            for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
                rw_cut_put(&c->row, c->rows->z[k], width);
            (void)class_flow(c, arc, m, b, true);
            rw_cut_end(&c->row, 0);
        }
}

int rw_network_cuts_find(rw_network_cuts *c, const double *value, rw_cut_taker *take, void *data) {
    if (!c) return 0;
    const rw_problem *p = c->rows->problem;
    c->row.value = value;
    c->row.take = take;
    c->row.data = data;
    c->row.count = c->row.taken = 0;
    c->row.most = ROWS_PER_ROUND;
    rw_capacity_cuts_find(c->capacity, &c->row);
    for (int a = 0; a < p->arc_count && c->row.taken < c->row.most; ++a)
        if (p->arcs[a].first_slot >= 0) link_arc(c, a);
    return c->row.taken;
}
