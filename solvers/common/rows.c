#include "common/rows.h"
#include "base/number.h"
#include "common/result.h"
#include <limits.h>
#include <string.h>

const char *rw_row_kind_name(rw_row_kind kind) {
    static const char *const names[] = {"demand", "pipe",  "linking",   "one_y", "one_w",
                                        "forced", "loss",  "source",    "used",  "share",
                                        "arcs",   "power", "exclusive", "limit", "balance"};
    return names[kind];
}

/* -- Columns ------------------------------------------------------------------------------------------- */

static rw_status add_column(rw_rows *rows, double lower, double upper, double cost, bool binary,
                            int *column) {
    RW_TRY(RW_VECTOR_RESERVE(rows->context, &rows->columns, 1));
    *column = (int)rows->columns.count;
    rows->columns.item[rows->columns.count++] = (rw_column_bounds){lower, upper, cost, binary};
    if (binary && lower < upper) ++rows->binary_count;
    return RW_OK;
}

static rw_status add_node_columns(rw_rows *rows) {
    const rw_problem *p = rows->problem;
    int column;
    for (int i = 0; i < p->source_count; ++i)
        RW_TRY(add_column(rows, 0, 1, p->sources[i].open_eur_per_yr, true, &column));
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        /* connect w + skip (1 - w) */
        RW_TRY(add_column(rows, d->must, 1, d->connect_eur_per_yr - d->skip_eur_per_yr, true, &column));
        rows->offset += d->skip_eur_per_yr;
    }
    for (int b = 0; b < p->band_count; ++b)
        if (!isinf(p->bands[b].backup_eur_per_mw_yr))
            RW_TRY(add_column(rows, 0, p->bands[b].width_mw, p->bands[b].backup_eur_per_mw_yr, false,
                              &rows->u[b]));
    for (int g = 0; g < p->place_count; ++g)
        if (p->places[g].extra_max_mwe > 0)
            RW_TRY(add_column(rows, 0, p->places[g].extra_max_mwe, p->places[g].extra_eur_per_mwe_yr, false,
                              &rows->r[g]));
    return RW_OK;
}

/* An option whose pipe cannot even carry its own loss is never built. */
static bool usable(const rw_option *option) {
    return option->capacity_mw >= option->carry0_mw;
}

static size_t units_of(const rw_problem_arc *arc, int k) {
    return arc->first_unit + (size_t)(k - arc->first_option) * (size_t)arc->slot_count;
}

/* Do two options of an arc look the same to what flows through them? */
static bool same_flow(const rw_problem *p, const rw_problem_arc *arc, int k, int q) {
    const rw_option *a = &p->options[k], *b = &p->options[q];
    const size_t bytes = (size_t)arc->slot_count * sizeof(double), first = units_of(arc, k),
                 second = units_of(arc, q);
    bool same = a->carry == b->carry && a->draw == b->draw && a->power == b->power && a->place == b->place &&
                memcmp(p->unit_eur_per_mw_yr + first, p->unit_eur_per_mw_yr + second, bytes) == 0;
    for (int l = 0; l < p->limit_count && same; ++l)
        same = memcmp(p->limits[l].unit + first, p->limits[l].unit + second, bytes) == 0;
    return same;
}

/* The earlier option whose flow columns this one shares, or -1. */
static int shared_with(const rw_rows *rows, const rw_problem_arc *arc, int k) {
    for (int q = arc->first_option; q < k && rows->share_flows && arc->first_slot >= 0; ++q)
        if (rows->z[q] >= 0 && same_flow(rows->problem, arc, k, q)) return q;
    return -1;
}

bool rw_rows_flow_shared(const rw_rows *rows, const rw_problem_arc *arc, int k) {
    for (int q = arc->first_option; q < k && rows->share_flows; ++q)
        if (rows->z[q] >= 0 && rows->x[q] == rows->x[k]) return true;
    return false;
}

/* No solution has more in this slot: the band of its demand, or what its widest option takes. Finite bounds
 * are where a dual simplex can start. */
static double most_flow(const rw_problem *p, const rw_problem_arc *arc, int slot) {
    if (rw_problem_is_demand(p, arc->head))
        return p
            ->bands[p->demands[arc->head - p->source_count].first_band + rw_problem_slot(p, arc, slot).band]
            .width_mw;
    double most = 0;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        const rw_option *o = &p->options[k];
        most = o->carry > 0 ? fmax(most, o->capacity_mw / o->carry) : RW_INFINITY;
    }
    return most;
}

static rw_status add_option_columns(rw_rows *rows, const rw_problem_arc *arc, int k) {
    const rw_problem *p = rows->problem;
    const size_t unit = units_of(arc, k);
    const int earlier = shared_with(rows, arc, k);
    RW_TRY(add_column(rows, 0, usable(&p->options[k]), p->options[k].fixed_eur_per_yr, true, &rows->z[k]));
    if (earlier >= 0) {
        rows->x[k] = rows->x[earlier];
        return RW_OK;
    }
    for (int s = 0; s < arc->slot_count; ++s) {
        int column;
        const double upper = arc->first_slot < 0
                                 ? p->bands[p->demands[arc->head - p->source_count].first_band + s].width_mw
                             : rows->share_flows ? most_flow(p, arc, s)
                                                 : RW_INFINITY;
        RW_TRY(add_column(rows, 0, upper, p->unit_eur_per_mw_yr[unit + (size_t)s], false, &column));
        if (s == 0) rows->x[k] = column;
    }
    return RW_OK;
}

static double most_loss(const rw_problem *p, const rw_problem_arc *arc) {
    double most = 0;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        most = fmax(most, p->options[k].draw0_mw);
    return most;
}

static bool has_losses(const rw_problem *p, const rw_problem_arc *arc) {
    if (!rw_problem_is_junction(p, arc->tail)) return false;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        if (p->options[k].draw0_mw > 0) return true;
    return false;
}

static rw_status add_arc_columns(rw_rows *rows, const unsigned char *options) {
    const rw_problem *p = rows->problem;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            if (!options || options[k]) RW_TRY(add_option_columns(rows, arc, k));
        for (int s = 0; has_losses(p, arc) && s < arc->slot_count; ++s) {
            int column;
            const bool base = rw_problem_slot(p, arc, s).band == 0;
            const double most = rows->share_flows ? most_loss(p, arc) : RW_INFINITY;
            RW_TRY(add_column(rows, 0, base ? most : 0, 0, false, &column));
            if (s == 0) rows->loss[a] = column;
        }
    }
    return RW_OK;
}

/* -- Rows ---------------------------------------------------------------------------------------------- */

static rw_status put(rw_rows *rows, int column, double coefficient) {
    if (coefficient == 0 || column < 0) return RW_OK;
    if (rows->share_flows && rows->columns.item[column].upper <= 0) return RW_OK;
    RW_TRY(RW_VECTOR_RESERVE(rows->context, &rows->entries, 1));
    rows->entries.item[rows->entries.count++] = (rw_entry){column, coefficient};
    return RW_OK;
}

/* Closes a row over the entries put since `first`; a row without entries is kept only if it cannot hold. */
static rw_status end_row(rw_rows *rows, size_t first, double lower, double upper, rw_row_kind kind,
                         int index) {
    const size_t count = rows->entries.count - first;
    if (count == 0 && lower <= 0 && upper >= 0) return RW_OK;
    RW_TRY(RW_VECTOR_RESERVE(rows->context, &rows->rows, 1));
    rows->rows.item[rows->rows.count++] = (rw_row){lower, upper, (int)first, (int)count, kind, index};
    return RW_OK;
}

static int w_column(const rw_rows *rows, int demand) {
    return rows->problem->source_count + demand;
}

/* Arcs by the node they start at or end at. */
typedef struct incidence {
    int *first, *arc;
} incidence;

static rw_status group_arcs(rw_arena *arena, const rw_problem *p, bool by_head, incidence *in) {
    const int nodes = p->source_count + p->demand_count + p->junction_count;
    in->first = rw_arena_allocate(arena, (size_t)nodes + 1, sizeof *in->first);
    in->arc = rw_arena_allocate(arena, (size_t)p->arc_count, sizeof *in->arc);
    if (!in->first || !in->arc) return RW_ERROR_MEMORY;
    for (int a = 0; a < p->arc_count; ++a) ++in->first[by_head ? p->arcs[a].head : p->arcs[a].tail];
    for (int n = 0; n < nodes; ++n) in->first[n + 1] += in->first[n];
    for (int a = p->arc_count - 1; a >= 0; --a)
        in->arc[--in->first[by_head ? p->arcs[a].head : p->arcs[a].tail]] = a;
    return RW_OK;
}

static rw_status add_arc_rows(rw_rows *rows, int a, bool linking) {
    const rw_problem *p = rows->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    const bool from_source = rw_problem_is_source(p, arc->tail),
               to_demand = rw_problem_is_demand(p, arc->head);
    const int end = arc->first_option + arc->option_count;
    for (int k = arc->first_option; k < end; ++k) {
        const rw_option *o = &p->options[k];
        if (rows->z[k] < 0 || rw_rows_flow_shared(rows, arc, k)) continue;
        size_t first = rows->entries.count;
        for (int s = 0; s < arc->slot_count; ++s) RW_TRY(put(rows, rows->x[k] + s, o->carry));
        for (int q = k; q < end; ++q)
            if (rows->z[q] >= 0 && rows->x[q] == rows->x[k])
                RW_TRY(put(rows, rows->z[q], p->options[q].carry0_mw - p->options[q].capacity_mw));
        RW_TRY(end_row(rows, first, -RW_INFINITY, 0, RW_ROW_PIPE, k));
        for (int s = 0; linking && arc->first_slot < 0 && s < arc->slot_count; ++s) {
            first = rows->entries.count;
            RW_TRY(put(rows, rows->x[k] + s, 1));
            RW_TRY(put(rows, rows->z[k],
                       -p->bands[p->demands[arc->head - p->source_count].first_band + s].width_mw));
            RW_TRY(end_row(rows, first, -RW_INFINITY, 0, RW_ROW_LINKING, k));
        }
    }
    /* sum z <= y and sum z <= w; where w is 1 anyway the row over y says it, and where neither is there, sum
     * z <= 1. */
    const bool free_demand = to_demand && !p->demands[arc->head - p->source_count].must;
    for (int side = 0; side < 2; ++side) {
        if (side == 0 ? !from_source && free_demand : !free_demand) continue;
        const size_t first = rows->entries.count;
        for (int k = arc->first_option; k < end; ++k) RW_TRY(put(rows, rows->z[k], 1));
        if (rows->entries.count == first) break;
        if (side == 0 && from_source) RW_TRY(put(rows, arc->tail, -1));
        if (side == 1) RW_TRY(put(rows, w_column(rows, arc->head - p->source_count), -1));
        RW_TRY(end_row(rows, first, -RW_INFINITY, side == 0 && !from_source ? 1 : 0,
                       side == 0 ? RW_ROW_ONE_SOURCE : RW_ROW_ONE_DEMAND, a));
    }
    if (arc->forced) {
        const size_t first = rows->entries.count;
        for (int k = arc->first_option; k < end; ++k) RW_TRY(put(rows, rows->z[k], 1));
        RW_TRY(end_row(rows, first, 1, 1, RW_ROW_FORCED, a));
    }
    if (rows->loss[a] >= 0) {
        const size_t first = rows->entries.count;
        for (int s = 0; s < arc->slot_count; ++s) RW_TRY(put(rows, rows->loss[a] + s, 1));
        for (int k = arc->first_option; k < end; ++k) RW_TRY(put(rows, rows->z[k], -p->options[k].draw0_mw));
        RW_TRY(end_row(rows, first, 0, 0, RW_ROW_LOSS, a));
    }
    return RW_OK;
}

/* Columns of its own: of options that share theirs only the first has. */
static bool has_flow(const rw_rows *rows, const rw_problem_arc *arc, int k) {
    return rows->z[k] >= 0 && !rw_rows_flow_shared(rows, arc, k);
}

static rw_status put_draws(rw_rows *rows, int source, const incidence *out) {
    const rw_problem *p = rows->problem;
    for (int n = out->first[source]; n < out->first[source + 1]; ++n) {
        const rw_problem_arc *arc = &p->arcs[out->arc[n]];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            if (rows->z[k] < 0) continue;
            const bool own = !rw_rows_flow_shared(rows, arc, k);
            for (int s = 0; own && s < arc->slot_count; ++s)
                RW_TRY(put(rows, rows->x[k] + s, p->options[k].draw));
            RW_TRY(put(rows, rows->z[k], p->options[k].draw0_mw));
        }
    }
    return RW_OK;
}

static rw_status add_source_rows(rw_rows *rows, int i, const incidence *out) {
    const rw_problem_source *source = &rows->problem->sources[i];
    size_t first = rows->entries.count;
    RW_TRY(put_draws(rows, i, out));
    if (rows->entries.count > first) {
        RW_TRY(put(rows, i, -source->capacity_mw));
        RW_TRY(end_row(rows, first, -RW_INFINITY, 0, RW_ROW_SOURCE, i));
    }
    if (source->min_used_share <= 0) return RW_OK;
    first = rows->entries.count;
    RW_TRY(put_draws(rows, i, out));
    RW_TRY(put(rows, i, -source->min_used_share * source->capacity_mw));
    return end_row(rows, first, 0, RW_INFINITY, RW_ROW_USED, i);
}

static rw_status add_demand_rows(rw_rows *rows, int j, const incidence *in) {
    const rw_problem *p = rows->problem;
    const rw_problem_demand *d = &p->demands[j];
    const int node = p->source_count + j, from = in->first[node], to = in->first[node + 1];
    for (int b = 0; b < d->band_count; ++b) {
        const size_t first = rows->entries.count;
        const double width = p->bands[d->first_band + b].width_mw;
        for (int n = from; n < to; ++n) {
            const rw_problem_arc *arc = &p->arcs[in->arc[n]];
            for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
                for (int s = 0; has_flow(rows, arc, k) && s < arc->slot_count; ++s)
                    if (rw_problem_slot(p, arc, s).band == b) RW_TRY(put(rows, rows->x[k] + s, 1));
        }
        RW_TRY(put(rows, rows->u[d->first_band + b], 1));
        RW_TRY(put(rows, w_column(rows, j), -width));
        RW_TRY(end_row(rows, first, 0, 0, RW_ROW_DEMAND, d->first_band + b));
    }
    if (d->min_mwh_per_yr > 0) {
        const size_t first = rows->entries.count;
        for (int n = from; n < to; ++n) {
            const rw_problem_arc *arc = &p->arcs[in->arc[n]];
            for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
                for (int s = 0; has_flow(rows, arc, k) && s < arc->slot_count; ++s) {
                    const rw_slot slot = rw_problem_slot(p, arc, s);
                    RW_TRY(put(rows, rows->x[k] + s,
                               p->sources[slot.source].availability_share *
                                   p->bands[d->first_band + slot.band].hours_h));
                }
        }
        RW_TRY(put(rows, w_column(rows, j), -d->min_mwh_per_yr));
        RW_TRY(end_row(rows, first, 0, RW_INFINITY, RW_ROW_SHARE, j));
    }
    if (d->max_arcs < to - from) {
        const size_t first = rows->entries.count;
        for (int n = from; n < to; ++n) {
            const rw_problem_arc *arc = &p->arcs[in->arc[n]];
            for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
                RW_TRY(put(rows, rows->z[k], 1));
        }
        RW_TRY(put(rows, w_column(rows, j), -d->max_arcs));
        RW_TRY(end_row(rows, first, -RW_INFINITY, 0, RW_ROW_ARCS, j));
    }
    return RW_OK;
}

static rw_status add_place_rows(rw_rows *rows) {
    const rw_problem *p = rows->problem;
    for (int g = 0; g < p->place_count; ++g) {
        const size_t first = rows->entries.count;
        for (int a = 0; a < p->arc_count; ++a) {
            const rw_problem_arc *arc = &p->arcs[a];
            for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
                const rw_option *o = &p->options[k];
                if (o->place != g || rows->z[k] < 0) continue;
                for (int s = 0; has_flow(rows, arc, k) && s < arc->slot_count; ++s)
                    RW_TRY(put(rows, rows->x[k] + s, o->power));
                RW_TRY(put(rows, rows->z[k], o->power0_mwe));
            }
        }
        for (int j = 0; j < p->demand_count; ++j)
            if (p->demands[j].place == g) RW_TRY(put(rows, w_column(rows, j), p->demands[j].power_mwe));
        RW_TRY(put(rows, rows->r[g], -1));
        RW_TRY(end_row(rows, first, -RW_INFINITY, p->places[g].headroom_mwe, RW_ROW_POWER, g));
    }
    return RW_OK;
}

static rw_status add_limit_rows(rw_rows *rows) {
    const rw_problem *p = rows->problem;
    for (int l = 0; l < p->limit_count; ++l) {
        const rw_problem_limit *limit = &p->limits[l];
        const size_t first = rows->entries.count;
        double max = limit->max;
        for (int i = 0; i < p->source_count; ++i) RW_TRY(put(rows, i, limit->open[i]));
        for (int j = 0; j < p->demand_count; ++j) {
            RW_TRY(put(rows, w_column(rows, j), limit->connect[j] - limit->skip[j]));
            max -= limit->skip[j];
        }
        for (int b = 0; b < p->band_count; ++b) RW_TRY(put(rows, rows->u[b], limit->backup[b]));
        for (int a = 0; a < p->arc_count; ++a) {
            const rw_problem_arc *arc = &p->arcs[a];
            for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
                const size_t unit =
                    arc->first_unit + (size_t)(k - arc->first_option) * (size_t)arc->slot_count;
                RW_TRY(put(rows, rows->z[k], limit->fixed[k]));
                for (int s = 0; has_flow(rows, arc, k) && s < arc->slot_count; ++s)
                    RW_TRY(put(rows, rows->x[k] + s, limit->unit[unit + (size_t)s]));
            }
        }
        RW_TRY(end_row(rows, first, -RW_INFINITY, max, RW_ROW_LIMIT, l));
    }
    return RW_OK;
}

/* Of all arcs with the same number at most one is built. */
static rw_status add_exclusive_rows(rw_rows *rows) {
    const rw_problem *p = rows->problem;
    for (int a = 0; a < p->arc_count; ++a) {
        const int group = p->arcs[a].exclusive;
        bool first_of_group = group > 0;
        for (int b = 0; b < a && first_of_group; ++b) first_of_group = p->arcs[b].exclusive != group;
        if (!first_of_group) continue;
        const size_t first = rows->entries.count;
        for (int b = a; b < p->arc_count; ++b)
            for (int k = 0; p->arcs[b].exclusive == group && k < p->arcs[b].option_count; ++k)
                RW_TRY(put(rows, rows->z[p->arcs[b].first_option + k], 1));
        RW_TRY(end_row(rows, first, -RW_INFINITY, 1, RW_ROW_EXCLUSIVE, a));
    }
    return RW_OK;
}

/* What enters a junction is what leaves it, for every commodity: only where a network has junctions. */
static rw_status add_balance_rows(rw_rows *rows, const incidence *in, const incidence *out) {
    const rw_problem *p = rows->problem;
    const int nodes = p->source_count + p->demand_count;
    for (int n = 0; n < p->junction_count; ++n) {
        for (int c = 0; c < p->commodity_count; ++c) {
            const size_t first = rows->entries.count;
            for (int side = 0; side < 2; ++side) {
                const incidence *arcs = side == 0 ? in : out;
                for (int i = arcs->first[nodes + n]; i < arcs->first[nodes + n + 1]; ++i) {
                    const int a = arcs->arc[i];
                    const rw_problem_arc *arc = &p->arcs[a];
                    for (int s = 0; s < arc->slot_count; ++s) {
                        if (rw_problem_slot(p, arc, s).commodity != c) continue;
                        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
                            if (has_flow(rows, arc, k))
                                RW_TRY(put(rows, rows->x[k] + s, side == 0 ? 1 : -p->options[k].draw));
                        if (side == 1 && rows->loss[a] >= 0) RW_TRY(put(rows, rows->loss[a] + s, -1));
                    }
                }
            }
            RW_TRY(end_row(rows, first, 0, 0, RW_ROW_BALANCE, n));
        }
    }
    return RW_OK;
}

/* -- Flows that cannot be ------------------------------------------------------------------------------ */

/* Marks what can be reached from (or, backwards, can reach) the nodes that are marked already. */
static void spread(const rw_problem *p, const incidence *arcs, bool backwards, unsigned char *marked,
                   int *queue) {
    const int nodes = p->source_count + p->demand_count + p->junction_count;
    int count = 0;
    for (int n = 0; n < nodes; ++n)
        if (marked[n]) queue[count++] = n;
    for (int at = 0; at < count; ++at)
        for (int i = arcs->first[queue[at]]; i < arcs->first[queue[at] + 1]; ++i) {
            const rw_problem_arc *arc = &p->arcs[arcs->arc[i]];
            const int next = backwards ? arc->tail : arc->head;
            if (arc->option_count == 0 || marked[next]) continue;
            marked[next] = 1;
            queue[count++] = next;
        }
}

static void close_arc(rw_rows *rows, int a, const unsigned char *from, const unsigned char *to) {
    const rw_problem *p = rows->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    const size_t nodes = (size_t)p->source_count + (size_t)p->demand_count + (size_t)p->junction_count;
    for (int s = 0; arc->first_slot >= 0 && s < arc->slot_count; ++s) {
        const rw_problem_commodity *c = &p->commodities[p->slot_commodity[arc->first_slot + s]];
        const bool comes = from[(size_t)c->source * nodes + (size_t)arc->tail],
                   goes = to[(size_t)c->commodity_class * nodes + (size_t)arc->head];
        if (comes && (goes || c->band == 0)) continue;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            if (rows->z[k] >= 0) rows->columns.item[rows->x[k] + s].upper = 0;
        if (rows->loss[a] >= 0 && !comes) rows->columns.item[rows->loss[a] + s].upper = 0;
    }
}

/* A source's heat is only where its arcs lead, and a class only where they lead to a demand of it. */
static rw_status close_dead_flows(rw_rows *rows, rw_arena *arena, const incidence *in, const incidence *out) {
    const rw_problem *p = rows->problem;
    const size_t nodes = (size_t)p->source_count + (size_t)p->demand_count + (size_t)p->junction_count;
    int classes = 0;
    for (int c = 0; c < p->commodity_count; ++c)
        if (p->commodities[c].commodity_class >= classes) classes = p->commodities[c].commodity_class + 1;
    unsigned char *from = rw_arena_allocate(arena, (size_t)p->source_count * nodes, 1);
    unsigned char *to = rw_arena_allocate(arena, (size_t)classes * nodes, 1);
    int *queue = rw_arena_allocate(arena, nodes, sizeof *queue);
    if (!from || !to || !queue) return RW_ERROR_MEMORY;
    for (int i = 0; i < p->source_count; ++i) {
        for (int n = 0; n < p->source_count; ++n)
            from[(size_t)i * nodes + (size_t)n] = rw_problem_flows_as(p, n) == i;
        spread(p, out, false, from + (size_t)i * nodes, queue);
    }
    for (int j = 0; j < p->demand_count; ++j)
        if (p->demands[j].commodity_class < classes)
            to[(size_t)p->demands[j].commodity_class * nodes + (size_t)(p->source_count + j)] = 1;
    for (int c = 0; c < classes; ++c) spread(p, in, true, to + (size_t)c * nodes, queue);
    for (int a = 0; a < p->arc_count; ++a) close_arc(rows, a, from, to);
    return RW_OK;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static int *none(rw_context *context, int count) {
    int *list = rw_allocate(context, (size_t)count, sizeof *list);
    for (int i = 0; list && i < count; ++i) list[i] = -1;
    return list;
}

static rw_status build(rw_rows *rows, rw_rows_choice choice, rw_arena *arena) {
    const rw_problem *p = rows->problem;
    rows->z = none(rows->context, p->option_count);
    rows->x = none(rows->context, p->option_count);
    rows->u = none(rows->context, p->band_count);
    rows->r = none(rows->context, p->place_count);
    rows->loss = none(rows->context, p->arc_count);
    if (!rows->z || !rows->x || !rows->u || !rows->r || !rows->loss) return RW_ERROR_MEMORY;
    RW_TRY(add_node_columns(rows));
    RW_TRY(add_arc_columns(rows, choice.options));
    incidence in, out;
    RW_TRY(group_arcs(arena, p, true, &in));
    RW_TRY(group_arcs(arena, p, false, &out));
    if (rows->share_flows) RW_TRY(close_dead_flows(rows, arena, &in, &out));
    for (int j = 0; j < p->demand_count; ++j) RW_TRY(add_demand_rows(rows, j, &in));
    for (int a = 0; a < p->arc_count; ++a) RW_TRY(add_arc_rows(rows, a, choice.linking));
    for (int i = 0; i < p->source_count; ++i) RW_TRY(add_source_rows(rows, i, &out));
    RW_TRY(add_place_rows(rows));
    RW_TRY(add_exclusive_rows(rows));
    RW_TRY(add_limit_rows(rows));
    return add_balance_rows(rows, &in, &out);
}

rw_status rw_rows_build(rw_context *context, const rw_problem *problem, rw_rows_choice choice,
                        rw_rows *rows) {
    memset(rows, 0, sizeof *rows);
    rows->context = context;
    rows->problem = problem;
    rows->share_flows = choice.share_flows && problem->junction_count > 0;
    rw_arena arena;
    rw_arena_start(&arena, context);
    const rw_status status = build(rows, choice, &arena);
    rw_arena_free(&arena);
    return status;
}

void rw_rows_free(rw_rows *rows) {
    rw_context *context = rows->context;
    if (!context) return;
    RW_VECTOR_FREE(context, &rows->entries);
    RW_VECTOR_FREE(context, &rows->rows);
    RW_VECTOR_FREE(context, &rows->columns);
    rw_release(context, rows->z);
    rw_release(context, rows->x);
    rw_release(context, rows->u);
    rw_release(context, rows->r);
    rw_release(context, rows->loss);
    memset(rows, 0, sizeof *rows);
}

int rw_problem_binaries(const rw_problem *problem) {
    int count = problem->source_count;
    for (int j = 0; j < problem->demand_count; ++j) count += !problem->demands[j].must;
    for (int k = 0; k < problem->option_count; ++k) count += usable(&problem->options[k]);
    return count;
}

rw_status rw_rows_to_result(const rw_rows *rows, const double *values, rw_result *result) {
    const rw_problem *p = rows->problem;
    RW_TRY(rw_result_clear_values(result, p));
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            if (rows->z[k] < 0 || values[rows->z[k]] < 0.5) continue;
            double *flow;
            RW_TRY(rw_result_build(result, p, a, k, &flow));
            double *loss = result->loss_mw + result->built[result->built_count - 1].first_flow;
            for (int s = 0; s < arc->slot_count; ++s) {
                flow[s] = fmax(0, values[rows->x[k] + s]);
                if (rows->loss[a] >= 0) loss[s] = fmax(0, values[rows->loss[a] + s]);
            }
        }
    }
    for (int i = 0; i < p->source_count; ++i) result->source_open[i] = values[i] > 0.5;
    for (int j = 0; j < p->demand_count; ++j) result->demand_connected[j] = values[w_column(rows, j)] > 0.5;
    rw_result_balance(result, p);
    return RW_OK;
}
