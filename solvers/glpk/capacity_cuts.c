#include "glpk/capacity_cuts.h"
#include "base/number.h"
#include "common/network_graph.h"
#include "glpk/max_flow.h"
#include <string.h>

enum { NESTED = 10 };                                 /* sets in one another, per exit or need */
static const double violation = 1e-4, nothing = 1e-9; /* of a row scaled to 1; MW */

/* A delivery; or a need, where the arc is -1. */
typedef struct term {
    int arc, demand, band; /* the band within the demand */
    double width, flow;    /* MW: at most, and now */
} term;

/* Into a set: an option, or a source inside. */
typedef struct way {
    int column;
    double room, built;
} way;

struct rw_capacity_cuts {
    const rw_rows *rows;
    rw_network_graph graph;
    rw_max_flow
        flow;     /* edges: arcs, from all to a source, from a demand to the sink, from an exit to the sink */
    int from, to; /* nodes of the flow */
    int *exit_edge; /* by arc */
    double *part;   /* by node: rw_network_parts */
    double *supply; /* by source: MW of deliveries */
    term *terms;
    int term_count;
    int *first_term; /* by arc: its deliveries */
    int *need;       /* by demand: its term, -1 */
    double *counted; /* by band of the problem, MW in D */
    unsigned char *inside;
    int *chosen; /* terms of a set, fullest first */
    way *ways;
    int way_count;
    unsigned *seen; /* what rows of this time were made of */
    int seen_count;
};

/* -- Terms and rooms ------------------------------------------------------------------------------------- */

/* MW of deliveries that it has room for. */
static double room_of(const rw_capacity_cuts *c, const rw_problem_arc *arc, int option) {
    const rw_option *o = &c->rows->problem->options[option];
    return o->carry > 0 && c->part[arc->head] > 0 ? rw_network_room(o) / (o->carry * c->part[arc->head])
                                                  : RW_INFINITY;
}

/* Of the ways into a demand per MW delivered. */
static double exit_draw(const rw_capacity_cuts *c, int arc, bool largest) {
    const rw_problem_arc *a = &c->rows->problem->arcs[arc];
    double draw = largest ? 0 : RW_INFINITY;
    for (int k = a->first_option; k < a->first_option + a->option_count; ++k)
        if (c->rows->z[k] >= 0)
            draw = largest ? fmax(draw, c->rows->problem->options[k].draw)
                           : fmin(draw, c->rows->problem->options[k].draw);
    return draw;
}

/* What a connected demand takes at least, MW at the tails of its exits. */
static double least_taken(const rw_capacity_cuts *c, int demand) {
    const rw_problem *p = c->rows->problem;
    const rw_problem_demand *d = &p->demands[demand];
    const int node = p->source_count + demand;
    double draw = RW_INFINITY, availability = 0, hours = 0, no_backup_mw = 0;
    for (int e = c->graph.in.first[node]; e < c->graph.in.first[node + 1]; ++e)
        draw = fmin(draw, exit_draw(c, c->graph.in.item[e], false));
    for (int i = 0; i < p->source_count; ++i)
        availability = fmax(availability, p->sources[i].availability_share);
    for (int b = d->first_band; b < d->first_band + d->band_count; ++b) {
        if (p->bands[b].width_mw > 0) hours = fmax(hours, p->bands[b].hours_h);
        if (isinf(p->bands[b].backup_eur_per_mw_yr)) no_backup_mw += p->bands[b].width_mw;
    }
    if (isinf(draw) || hours * availability <= 0) return 0;
    return draw * fmax(no_backup_mw, d->min_mwh_per_yr / (hours * availability));
}

static void find_terms(rw_capacity_cuts *c) {
    const rw_problem *p = c->rows->problem;
    for (int a = 0; a < p->arc_count; ++a) {
        c->first_term[a] = c->term_count;
        if (!rw_problem_is_demand(p, p->arcs[a].head)) continue;
        const int j = p->arcs[a].head - p->source_count;
        for (int b = 0; b < p->demands[j].band_count; ++b) {
            const double width = exit_draw(c, a, true) * p->bands[p->demands[j].first_band + b].width_mw;
            if (width > nothing) c->terms[c->term_count++] = (term){a, j, b, width, 0};
        }
    }
    c->first_term[p->arc_count] = c->term_count;
    for (int j = 0; j < p->demand_count; ++j) {
        const double width = least_taken(c, j);
        c->need[j] = width > nothing ? c->term_count : -1;
        if (width > nothing) c->terms[c->term_count++] = (term){-1, j, -1, width, 0};
    }
}

static void find_supplies(rw_capacity_cuts *c) {
    const rw_problem *p = c->rows->problem;
    for (int i = 0; i < p->source_count; ++i) {
        double draw = 1;
        for (int e = c->graph.out.first[i]; e < c->graph.out.first[i + 1]; ++e) {
            const rw_problem_arc *arc = &p->arcs[c->graph.out.item[e]];
            if (!rw_problem_is_junction(p, arc->head)) continue;
            for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
                draw = fmin(draw, p->options[k].draw * c->part[arc->head]);
        }
        c->supply[i] = draw > 0 ? p->sources[i].capacity_mw / draw : RW_INFINITY;
    }
}

/* -- Start --------------------------------------------------------------------------------------------- */

static void link_flow(rw_capacity_cuts *c) {
    const rw_problem *p = c->rows->problem;
    int e = 0;
    for (int a = 0; a < p->arc_count; ++a) rw_max_flow_edge(&c->flow, e++, p->arcs[a].tail, p->arcs[a].head);
    for (int i = 0; i < p->source_count; ++i) rw_max_flow_edge(&c->flow, e++, c->from, i);
    for (int j = 0; j < p->demand_count; ++j) rw_max_flow_edge(&c->flow, e++, p->source_count + j, c->to);
    for (int a = 0; a < p->arc_count; ++a)
        if (rw_problem_is_demand(p, p->arcs[a].head)) {
            c->exit_edge[a] = e;
            rw_max_flow_edge(&c->flow, e++, p->arcs[a].tail, c->to);
        }
    rw_max_flow_link(&c->flow);
}

static rw_status allocate(rw_arena *arena, int most_rows, rw_capacity_cuts *c) {
    const rw_problem *p = c->rows->problem;
    const size_t arcs = (size_t)p->arc_count, demands = (size_t)p->demand_count,
                 sources = (size_t)p->source_count;
    size_t exits = 0, terms = demands;
    for (int a = 0; a < p->arc_count; ++a)
        if (rw_problem_is_demand(p, p->arcs[a].head)) {
            ++exits;
            terms += (size_t)p->demands[p->arcs[a].head - p->source_count].band_count;
        }
    c->from = c->graph.nodes;
    c->to = c->graph.nodes + 1;
    RW_TRY(rw_max_flow_start(arena, c->graph.nodes + 2, (int)(arcs + sources + demands + exits), &c->flow));
    c->exit_edge = rw_arena_allocate(arena, arcs, sizeof *c->exit_edge);
    c->supply = rw_arena_allocate(arena, sources, sizeof *c->supply);
    c->terms = rw_arena_allocate(arena, terms, sizeof *c->terms);
    c->first_term = rw_arena_allocate(arena, arcs + 1, sizeof *c->first_term);
    c->need = rw_arena_allocate(arena, demands, sizeof *c->need);
    c->counted = rw_arena_allocate(arena, (size_t)p->band_count, sizeof *c->counted);
    c->inside = rw_arena_allocate(arena, (size_t)c->graph.nodes, 1);
    c->chosen = rw_arena_allocate(arena, terms, sizeof *c->chosen);
    c->ways = rw_arena_allocate(arena, (size_t)p->option_count + sources, sizeof *c->ways);
    c->seen = rw_arena_allocate(arena, (size_t)most_rows, sizeof *c->seen);
    return c->exit_edge && c->supply && c->terms && c->first_term && c->need && c->counted && c->inside &&
                   c->chosen && c->ways && c->seen
               ? RW_OK
               : RW_ERROR_MEMORY;
}

rw_status rw_capacity_cuts_start(rw_arena *arena, const rw_rows *rows, int most_rows,
                                 rw_capacity_cuts **cuts) {
    rw_capacity_cuts *c = rw_arena_allocate(arena, 1, sizeof *c);
    if (!c) return RW_ERROR_MEMORY;
    c->rows = rows;
    RW_TRY(rw_network_graph_start(arena, rows->problem, &c->graph));
    RW_TRY(rw_network_parts(arena, &c->graph, &c->part));
    RW_TRY(allocate(arena, most_rows, c));
    link_flow(c);
    find_supplies(c);
    find_terms(c);
    *cuts = c;
    return RW_OK;
}

/* -- Rows of a set --------------------------------------------------------------------------------------- */

static double share(const term *t) {
    return t->flow / t->width;
}

/* MW; with a coefficient its columns are put in the row. */
static double term_flow(const term *t, rw_cut_row *row, double coefficient) {
    const rw_problem *p = row->rows->problem;
    if (t->arc < 0) {
        const int w = p->source_count + t->demand;
        rw_cut_put(row, w, coefficient * t->width);
        return t->width * rw_cut_value(row, w);
    }
    const rw_problem_arc *arc = &p->arcs[t->arc];
    double sum = 0;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        for (int s = 0; rw_cut_flows(row, arc, k) && s < arc->slot_count; ++s) {
            if (rw_problem_slot(p, arc, s).band != t->band) continue;
            sum += p->options[k].draw * rw_cut_value(row, row->rows->x[k] + s);
            rw_cut_put(row, row->rows->x[k] + s, coefficient * p->options[k].draw);
        }
    return sum;
}

static void find_ways(rw_capacity_cuts *c, const rw_cut_row *row) {
    const rw_problem *p = c->rows->problem;
    c->way_count = 0;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        if (c->inside[arc->tail] || !c->inside[arc->head]) continue;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            if (c->rows->z[k] >= 0)
                c->ways[c->way_count++] =
                    (way){c->rows->z[k], room_of(c, arc, k), rw_cut_value(row, c->rows->z[k])};
    }
    for (int i = 0; i < p->source_count; ++i)
        if (c->inside[i]) c->ways[c->way_count++] = (way){i, c->supply[i], rw_cut_value(row, i)};
}

/* Is it a term of the set? Not both the need of a demand and its deliveries. */
static bool belongs(const rw_capacity_cuts *c, const term *t) {
    const rw_problem *p = c->rows->problem;
    const bool whole = c->inside[p->source_count + t->demand];
    return t->flow > nothing && (t->arc < 0 ? whole : !whole && c->inside[p->arcs[t->arc].tail]);
}

/* In order of how full they are. */
static int choose_terms(rw_capacity_cuts *c) {
    int count = 0;
    for (int n = 0; n < c->term_count; ++n) {
        const term *t = &c->terms[n];
        if (!belongs(c, t)) continue;
        int at = count++;
        for (; at > 0 && share(&c->terms[c->chosen[at - 1]]) < share(t); --at)
            c->chosen[at] = c->chosen[at - 1];
        c->chosen[at] = n;
    }
    return count;
}

static double *counted(const rw_capacity_cuts *c, const term *t) {
    return &c->counted[c->rows->problem->demands[t->demand].first_band + t->band];
}

/* What D grows by. */
static double widen(rw_capacity_cuts *c, const term *t) {
    if (t->arc < 0) return t->width;
    const double more = fmax(0, t->width - *counted(c, t));
    *counted(c, t) += more;
    return more;
}

/* By how much of D the row of so many MW of flow is broken. */
static double broken_by(const rw_capacity_cuts *c, double demand_mw, double flow) {
    double left = flow;
    for (int w = 0; w < c->way_count && left > 0; ++w)
        left -= fmin(c->ways[w].room, demand_mw) * c->ways[w].built;
    return left / demand_mw;
}

/* False if the same columns were in a row before. */
static bool is_new(rw_capacity_cuts *c, const rw_cut_row *row) {
    unsigned mark = 2166136261U; /* Fowler, Noll and Vo */
    for (int n = 1; n <= row->count; ++n) mark = (mark ^ (unsigned)row->column[n]) * 16777619U;
    for (int n = 0; n < c->seen_count; ++n)
        if (c->seen[n] == mark) return false;
    c->seen[c->seen_count++] = mark;
    return true;
}

static void add_row(rw_capacity_cuts *c, rw_cut_row *row, double demand_mw, int terms) {
    row->count = 0;
    for (int w = 0; w < c->way_count; ++w)
        rw_cut_put(row, c->ways[w].column, fmin(c->ways[w].room, demand_mw) / demand_mw);
    for (int n = 0; n < terms; ++n) (void)term_flow(&c->terms[c->chosen[n]], row, -1 / demand_mw);
    if (row->taken < row->most && is_new(c, row)) rw_cut_end(row, 0);
    row->count = 0;
}

/* The row of `inside` that is broken most, over how many of the fullest terms it counts. */
static void cut_inside(rw_capacity_cuts *c, rw_cut_row *row) {
    const int count = choose_terms(c);
    double demand_mw = 0, flow = 0, worst = violation, worst_mw = 0;
    int terms = 0;
    find_ways(c, row);
    for (int n = 0; n < count; ++n)
        if (c->terms[c->chosen[n]].arc >= 0) *counted(c, &c->terms[c->chosen[n]]) = 0;
    for (int n = 0; n < count; ++n) {
        demand_mw += widen(c, &c->terms[c->chosen[n]]);
        flow += c->terms[c->chosen[n]].flow;
        const double broken = broken_by(c, demand_mw, flow);
        if (broken <= worst) continue;
        worst = broken;
        worst_mw = demand_mw;
        terms = n + 1;
    }
    if (terms > 0) add_row(c, row, worst_mw, terms);
}

/* -- Sets ---------------------------------------------------------------------------------------------- */

static double arc_capacity(const rw_capacity_cuts *c, int a, double most_mw, const rw_cut_row *row) {
    const rw_problem_arc *arc = &c->rows->problem->arcs[a];
    double sum = 0;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        if (c->rows->z[k] >= 0) sum += fmin(room_of(c, arc, k), most_mw) * rw_cut_value(row, c->rows->z[k]);
    return sum;
}

/* Takes demands inside that no exit from elsewhere serves, besides those of the flow's own side; are there
 * any? */
static bool enclose_demands(rw_capacity_cuts *c, const unsigned char *side, const rw_cut_row *row) {
    const rw_problem *p = c->rows->problem;
    bool any = false;
    for (int j = 0; j < p->demand_count; ++j) {
        if (c->need[j] < 0) continue;
        const term *t = &c->terms[c->need[j]];
        const int node = p->source_count + j;
        double elsewhere = 0;
        for (int e = c->graph.in.first[node]; e < c->graph.in.first[node + 1]; ++e)
            if (!c->inside[p->arcs[c->graph.in.item[e]].tail])
                elsewhere += arc_capacity(c, c->graph.in.item[e], t->width, row);
        c->inside[node] = side[node] || elsewhere <= 0;
        any = any || c->inside[node];
    }
    return any;
}

/* Once with deliveries alone, once with needs for the demands that have any. */
static void cut_side(rw_capacity_cuts *c, const unsigned char *side, rw_cut_row *row) {
    for (int n = 0; n < c->graph.nodes; ++n)
        c->inside[n] = side[n] && !rw_problem_is_demand(c->rows->problem, n);
    cut_inside(c, row);
    if (enclose_demands(c, side, row)) cut_inside(c, row);
}

/* For terms of so many MW together, none of them in the sink yet. */
static void set_capacities(rw_capacity_cuts *c, double most_mw, const rw_cut_row *row) {
    const rw_problem *p = c->rows->problem;
    memset(c->flow.capacity, 0, (size_t)c->flow.edges * sizeof *c->flow.capacity);
    for (int a = 0; a < p->arc_count; ++a) c->flow.capacity[a] = arc_capacity(c, a, most_mw, row);
    for (int i = 0; i < p->source_count; ++i)
        c->flow.capacity[p->arc_count + i] = fmin(c->supply[i], most_mw) * rw_cut_value(row, i);
}

/* What enters the sink's side costs nothing from now on: the next set lies behind it. */
static void open_side(rw_capacity_cuts *c, double most_mw) {
    const rw_problem *p = c->rows->problem;
    const unsigned char *side = c->flow.near_sink;
    for (int e = 0; e < p->arc_count + p->source_count; ++e)
        if (!side[c->flow.tail[e]] && side[c->flow.head[e]]) c->flow.capacity[e] = most_mw;
}

static void cut_term(rw_capacity_cuts *c, const term *t, int edge, rw_cut_row *row) {
    set_capacities(c, t->width, row);
    c->flow.capacity[edge] = t->flow;
    for (int turn = 0; turn < NESTED && row->taken < row->most; ++turn) {
        const double arrives = rw_max_flow_run(&c->flow, c->from, c->to);
        const bool enough = arrives >= t->flow - violation * t->width;
        if (enough && turn > 0) return;
        cut_side(c, c->flow.near_sink, row);
        cut_side(c, c->flow.far_from_source, row);
        if (enough) return;
        open_side(c, t->width);
    }
}

/* The band of an exit of which the largest part flows; -1 if none does. */
static int fullest(const rw_capacity_cuts *c, int arc) {
    int best = -1;
    for (int n = c->first_term[arc]; n < c->first_term[arc + 1]; ++n)
        if (share(&c->terms[n]) > violation && (best < 0 || share(&c->terms[n]) > share(&c->terms[best])))
            best = n;
    return best;
}

void rw_capacity_cuts_find(rw_capacity_cuts *c, rw_cut_row *row) {
    const rw_problem *p = c->rows->problem;
    c->seen_count = 0;
    for (int n = 0; n < c->term_count; ++n) c->terms[n].flow = term_flow(&c->terms[n], row, 0);
    for (int j = 0; j < p->demand_count; ++j)
        if (c->need[j] >= 0 && share(&c->terms[c->need[j]]) > violation)
            cut_term(c, &c->terms[c->need[j]], p->arc_count + p->source_count + j, row);
    for (int a = 0; a < p->arc_count; ++a)
        if (fullest(c, a) >= 0) cut_term(c, &c->terms[fullest(c, a)], c->exit_edge[a], row);
}
