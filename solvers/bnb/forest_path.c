/* Ways to a demand: Dijkstra from its exits backwards, where an arc costs what it costs more to carry the
 * demand's heat too: the step to the next pipe where one lies, the whole trench where none does.
 */
#include "base/number.h"
#include "bnb/forest.h"
#include <string.h>

rw_status rw_forest_finder_start(rw_arena *arena, const rw_forest_data *d, rw_forest_finder *w) {
    memset(w, 0, sizeof *w);
    const size_t nodes = (size_t)d->graph.nodes;
    w->data = d;
    w->new_share = 1;
    w->only_layer = -1;
    RW_TRY(rw_heap_start(arena, d->graph.nodes, &w->heap));
    w->via = rw_arena_allocate(arena, nodes, sizeof *w->via);
    w->start = rw_arena_allocate(arena, nodes, sizeof *w->start);
    w->part = rw_arena_allocate(arena, nodes, sizeof *w->part);
    w->moved = rw_arena_allocate(arena, nodes, sizeof *w->moved);
    return w->via && w->start && w->part && w->moved ? RW_OK : RW_ERROR_MEMORY;
}

/* -- What a demand wants ------------------------------------------------------------------------------- */

static double backup_of(const rw_forest_data *d, int band) {
    const double price = d->problem->bands[band].backup_eur_per_mw_yr;
    return isinf(price) ? d->shortage_eur_per_mw : price;
}

/* The cheapest MW of every good that comes to a junction's layer from a source, EUR/yr. */
static const double *entry_prices(const rw_forest_data *d, int junction, int source) {
    return d->entry_price +
           ((size_t)d->layer[junction] * (size_t)d->problem->source_count + (size_t)d->kind[source]) *
               (size_t)d->goods;
}

/* What a MW of a band is worth at an exit in a tree of this source, before trenches. */
static double worth(const rw_forest_data *d, int demand, int band, int exit, int option, int source) {
    const rw_problem *p = d->problem;
    const int at = p->demands[demand].first_band + band, g = d->good_of_band[at];
    if (g < 0 || p->bands[at].width_mw <= 0) return -RW_INFINITY;
    const double entry = entry_prices(d, p->arcs[exit].tail, source)[g];
    return backup_of(d, at) - rw_forest_unit(d, exit, option, source, g) - p->options[option].draw * entry;
}

/* Orders the bands by what they are worth, and says how much all together. */
static double order_bands(const rw_forest_data *d, int demand, rw_forest_wish *w, int source, int bands) {
    const rw_problem_demand *j = &d->problem->demands[demand];
    double per_mw[RW_FOREST_BANDS], sum = 0;
    int count = 0;
    for (int b = 0; b < j->band_count; ++b) {
        const double value = worth(d, demand, b, w->exit, w->option, source);
        if (isinf(value) || isnan(value)) continue;
        int at = count++;
        for (; at > 0 && per_mw[at - 1] < value; --at) {
            per_mw[at] = per_mw[at - 1];
            w->band[at] = w->band[at - 1];
        }
        per_mw[at] = value;
        w->band[at] = b;
    }
    w->source = source;
    w->count = 0;
    double mwh = 0;
    const double share = d->problem->sources[d->kind[source]].availability_share;
    for (int n = 0; n < count; ++n) {
        const rw_problem_band *band = &d->problem->bands[j->first_band + w->band[n]];
        if ((per_mw[n] <= 0 || (bands > 0 && n >= bands)) && mwh >= j->min_mwh_per_yr) break;
        sum += per_mw[n] * band->width_mw;
        mwh += share * band->hours_h * band->width_mw;
        ++w->count;
    }
    return sum;
}

/* Fills the bands in their order up to so many MW. */
static void fill_bands(const rw_forest_data *d, int demand, const rw_forest_wish *w, double total,
                       double *mw) {
    const rw_problem_demand *j = &d->problem->demands[demand];
    for (int b = 0; b < j->band_count; ++b) mw[b] = 0;
    for (int n = 0; n < w->count && total > 0; ++n) {
        const double width = d->problem->bands[j->first_band + w->band[n]].width_mw;
        mw[w->band[n]] = total >= width * (1 - 1e-12) ? width : total;
        total -= mw[w->band[n]];
    }
}

static double width_sum(const rw_forest_data *d, int demand, const rw_forest_wish *w, int bands) {
    double sum = 0;
    for (int n = 0; n < bands; ++n)
        sum += d->problem->bands[d->problem->demands[demand].first_band + w->band[n]].width_mw;
    return sum;
}

/* Can the exit take what it loses from the good of losses? */
static bool loses(const rw_forest_data *d, int exit) {
    bool can = d->lost >= 0;
    for (int i = 0; i < d->problem->source_count && can; ++i)
        can = isfinite(rw_forest_unit(d, exit, d->problem->arcs[exit].first_option, i, d->lost));
    return can;
}

static int pick_option(const rw_forest_data *d, int exit) {
    const rw_problem_arc *a = &d->problem->arcs[exit];
    int best = -1;
    for (int k = a->first_option; k < a->first_option + a->option_count; ++k) {
        const rw_option *o = &d->problem->options[k];
        if (!rw_forest_alive(d, k) || (o->draw0_mw > 0 && !loses(d, exit))) continue;
        if (best < 0 || rw_network_room(o) > rw_network_room(&d->problem->options[best])) best = k;
    }
    return best;
}

/* The kind of source that suits an exit best, and the bands worth having; false if none. */
static bool make_wish(const rw_forest *f, const rw_forest_finder *finder, int demand, int exit, int bands,
                      rw_forest_wish *w) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    double best = -RW_INFINITY;
    int best_source = -1;
    w->exit = exit;
    w->option = pick_option(d, exit);
    if (w->option < 0 || p->arcs[exit].tail < p->source_count) return false;
    if (p->arcs[exit].exclusive > 0 && f->taken[p->arcs[exit].exclusive] >= 0) return false;
    if (finder->only_layer >= 0 && d->layer[p->arcs[exit].tail] != finder->only_layer) return false;
    for (int i = 0; i < p->source_count; ++i) {
        if (d->kind[i] != i) continue;
        const double value = order_bands(d, demand, w, i, bands);
        if (w->count == 0 || value <= best) continue;
        best = value;
        best_source = i;
    }
    if (best_source < 0) return false;
    (void)order_bands(d, demand, w, best_source, bands);
    const rw_option *o = &p->options[w->option];
    fill_bands(d, demand, w, fmin(width_sum(d, demand, w, w->count), rw_network_room(o)), w->mw);
    memset(w->need, 0, sizeof w->need);
    w->need_mw = 0;
    w->base = rw_forest_value(f, demand, exit, w->option, best_source, w->mw);
    w->goods = 0;
    if (o->draw0_mw > 0) {
        w->need[d->lost] = w->need_mw = o->draw0_mw;
        w->good[w->goods++] = d->lost;
    }
    for (int n = 0; n < w->count; ++n) {
        const int g = d->good_of_band[p->demands[demand].first_band + w->band[n]];
        const double mw = o->draw * w->mw[w->band[n]];
        if (w->need[g] <= 0) w->good[w->goods++] = g;
        w->need[g] += mw;
        w->need_mw += mw;
        w->base += mw * entry_prices(d, p->arcs[exit].tail, best_source)[g];
    }
    return isfinite(w->base);
}

/* -- The search ---------------------------------------------------------------------------------------- */

/* Running costs of a part of the wish in an option. */
static double running(const rw_forest *f, int arc, int option, int source, const rw_forest_wish *w,
                      double part) {
    const int *slot = rw_forest_slots(f->data, arc, source);
    const double *unit = rw_network_units(f->data->problem, arc, option);
    double cost = 0;
    for (int n = 0; n < w->goods; ++n) {
        const int g = w->good[n];
        cost += slot[g] < 0 ? RW_INFINITY : w->need[g] * unit[slot[g]];
    }
    return part * cost;
}

/* More for carrying a part of the wish through the arc that enters v, where it lies already. */
static double dearer(const rw_forest *f, int v, const rw_forest_wish *w, double part) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    const int arc = f->parent[v], source = f->root[v];
    const rw_problem_arc *a = &p->arcs[arc];
    const rw_option *now = &p->options[f->option[v]];
    const double load = f->load[v] + part * w->need_mw;
    if (rw_network_room(now) >= now->carry * load)
        return fmax(0, running(f, arc, f->option[v], source, w, part));
    double best = RW_INFINITY;
    for (int k = a->first_option; k < a->first_option + a->option_count; ++k) {
        const rw_option *o = &p->options[k];
        if (rw_network_room(o) < o->carry * load || !rw_forest_alive(d, k)) continue;
        best = fmin(best, o->fixed_eur_per_yr - now->fixed_eur_per_yr +
                              d->loss_price[source] * (o->draw0_mw - now->draw0_mw) +
                              running(f, arc, k, source, w, part));
        if (d->ordered[arc]) break;
    }
    return fmax(0, best);
}

/* For a new arc. */
static double anew(const rw_forest *f, const rw_forest_finder *finder, int arc, const rw_forest_wish *w,
                   double part) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    const rw_problem_arc *a = &p->arcs[arc];
    double best = RW_INFINITY;
    for (int k = a->first_option; k < a->first_option + a->option_count; ++k) {
        const rw_option *o = &p->options[k];
        if (rw_network_room(o) < o->carry * part * w->need_mw || !rw_forest_alive(d, k)) continue;
        const double cost =
            finder->new_share * (o->fixed_eur_per_yr + d->loss_price[w->source] * o->draw0_mw) +
            running(f, arc, k, w->source, w, part);
        best = fmin(best, cost);
        if (d->ordered[arc]) break;
    }
    return fmax(0, best);
}

/* The share of a part of the wish in what the arc will carry, as far as that is known, times what such a pipe
 * costs. */
static double sloped(const rw_forest *f, const rw_forest_finder *finder, int arc, double load,
                     const rw_forest_wish *w, double part) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    const rw_problem_arc *a = &p->arcs[arc];
    const double need_mw = part * w->need_mw, carried = load + need_mw,
                 known = fmin(fmax(carried, finder->hoped[arc]), d->most_room[arc]);
    double best = RW_INFINITY;
    if (carried > d->most_room[arc]) return best;
    for (int k = a->first_option; k < a->first_option + a->option_count; ++k) {
        const rw_option *o = &p->options[k];
        if (rw_network_room(o) < o->carry * known * (1 - 1e-9) || !rw_forest_alive(d, k)) continue;
        best = fmin(best, (o->fixed_eur_per_yr + d->loss_price[w->source] * o->draw0_mw) * need_mw / known +
                              running(f, arc, k, w->source, w, part));
        if (d->ordered[arc]) break;
    }
    return fmax(0, finder->hoped[arc] > 0 ? best : finder->new_share * best);
}

/* All of it when heat of this source comes in through an entry, `so_far` from there to the demand. */
static double whole(const rw_forest *f, const rw_forest_finder *finder, int demand, int entry, double so_far,
                    const rw_forest_wish *w) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    const rw_problem_arc *a = &p->arcs[entry];
    const int i = a->tail, v = a->head;
    const double need_mw = finder->part[v] * w->need_mw;
    const bool there = f->parent[v] == entry;
    const double left = p->sources[i].capacity_mw - f->drawn[i];
    double best = RW_INFINITY;
    if (left <= 1e-6 * p->sources[i].capacity_mw) return best;
    for (int k = a->first_option; k < a->first_option + a->option_count; ++k) {
        const rw_option *o = &p->options[k];
        const double load = need_mw + (there ? f->load[v] : 0);
        if (!rw_forest_alive(d, k) || rw_network_room(o) < (there ? f->load[v] : 0)) continue;
        /* Where it does not fit, part of it may. */
        const double fits = fmin(1, fmin(left / (o->draw * need_mw), rw_network_room(o) / load));
        double cost = o->fixed_eur_per_yr * (there && k == f->option[v] ? 0 : 1) +
                      running(f, entry, k, i, w, finder->part[v]);
        if (there && k != f->option[v]) cost -= p->options[f->option[v]].fixed_eur_per_yr;
        if (fits < 1) cost += (1 - fits) * fmax(0, d->unserved[demand] - w->base - so_far);
        best = fmin(best, cost);
    }
    if (f->users[i] == 0) best += finder->new_share * p->sources[i].open_eur_per_yr;
    return so_far + best + rw_forest_value(f, demand, w->exit, w->option, i, w->mw);
}

typedef struct found {
    double cost;
    int node, entry;
} found;

/* What the wish's base changes by when less flows before a heat pump than behind it, from another layer. */
static double move(const rw_forest_finder *w, int from, int to, double draw) {
    const rw_forest_wish *wish = &w->wish[w->start[from]];
    const double *before = entry_prices(w->data, from, wish->source),
                 *after = entry_prices(w->data, to, wish->source);
    double more = 0;
    for (int n = 0; n < wish->goods; ++n) {
        const int g = wish->good[n];
        if (wish->need[g] > 0) more += wish->need[g] * (draw * after[g] - before[g]);
    }
    return isnan(more) ? RW_INFINITY : w->part[from] * more;
}

static void lower(rw_forest_finder *w, int v, const rw_forest_hop *hop, double to, const found *best) {
    const double moved = hop->draw == 1 ? 0 : move(w, v, hop->tail, hop->draw);
    if (to + moved >= best->cost || to + moved >= w->heap.key[hop->tail]) return;
    w->via[hop->tail] = hop->arc;
    w->start[hop->tail] = w->start[v];
    w->part[hop->tail] = w->part[v] * hop->draw;
    w->moved[hop->tail] = w->moved[v] + moved;
    rw_heap_lower(&w->heap, hop->tail, to + moved);
}

/* Where an arc lies already, heat comes through that one only. */
static void look_along(const rw_forest *f, rw_forest_finder *w, int demand, int v, found *best) {
    const rw_forest_wish *wish = &w->wish[w->start[v]];
    const double key = w->heap.key[v], part = w->part[v];
    const int a = f->parent[v], tail = f->data->problem->arcs[a].tail;
    if (tail < f->data->problem->source_count) {
        const double cost = whole(f, w, demand, a, key - wish->base - w->moved[v], wish);
        if (cost < best->cost) *best = (found){cost, v, a};
        return;
    }
    const rw_forest_hop hop = {.arc = a, .tail = tail, .draw = f->data->problem->options[f->option[v]].draw};
    lower(w, v, &hop, key + (w->hoped ? sloped(f, w, a, f->load[v], wish, part) : dearer(f, v, wish, part)),
          best);
}

static void look_back(const rw_forest *f, rw_forest_finder *w, int demand, int v, found *best) {
    const rw_forest_data *d = f->data;
    const rw_forest_wish *wish = &w->wish[w->start[v]];
    const double key = w->heap.key[v], part = w->part[v];
    for (int e = d->graph.in.first[v]; e < d->graph.in.first[v + 1]; ++e) {
        const rw_forest_hop *hop = &d->hops[e];
        if (hop->tail < d->problem->source_count) {
            const double cost = whole(f, w, demand, hop->arc, key - wish->base - w->moved[v], wish);
            if (cost < best->cost) *best = (found){cost, v, hop->arc};
            continue;
        }
        if (w->heap.key[hop->tail] <= key || (hop->exclusive > 0 && f->taken[hop->exclusive] >= 0)) continue;
        const bool plain = part * wish->need_mw <= hop->room_mw;
        const double more = w->hoped ? sloped(f, w, hop->arc, 0, wish, part)
                            : plain  ? w->new_share * hop->cost + hop->pump * part * wish->need_mw
                                     : anew(f, w, hop->arc, wish, part);
        lower(w, v, hop, key + more, best);
    }
}

static found search(const rw_forest *f, rw_forest_finder *w, int demand, double most) {
    const rw_problem *p = f->data->problem;
    found best = {most, -1, -1};
    rw_heap_clear(&w->heap);
    for (int n = 0; n < w->wishes; ++n) {
        const int tail = p->arcs[w->wish[n].exit].tail;
        if (w->wish[n].base >= w->heap.key[tail]) continue;
        w->via[tail] = w->wish[n].exit;
        w->start[tail] = n;
        w->part[tail] = 1;
        w->moved[tail] = 0;
        rw_heap_lower(&w->heap, tail, w->wish[n].base);
    }
    while (w->heap.count > 0) {
        const int v = rw_heap_take(&w->heap);
        if (w->heap.key[v] >= best.cost) break;
        if (f->parent[v] >= 0)
            look_along(f, w, demand, v, &best);
        else
            look_back(f, w, demand, v, &best);
    }
    return best;
}

/* -- How much ------------------------------------------------------------------------------------------ */

/* MW more at the exit that the pipes on the way take as they are, and that the source has. */
static double slack_of(const rw_forest *f, int exit, int option, double *source_slack) {
    const rw_problem *p = f->data->problem;
    const double draw = fmax(1e-9, p->options[option].draw);
    double slack = RW_INFINITY, part = draw;
    for (int v = p->arcs[exit].tail; v >= p->source_count + p->demand_count;) {
        const rw_option *o = &p->options[f->option[v]];
        const int tail = p->arcs[f->parent[v]].tail;
        if (tail < p->source_count)
            *source_slack = fmin((p->sources[tail].capacity_mw - f->drawn[tail]) / fmax(1e-9, o->draw),
                                 rw_network_room(o) - f->load[v]) /
                            part;
        else
            slack = fmin(slack, (rw_network_room(o) - o->carry * f->load[v]) / part);
        part *= fmax(1e-9, o->draw);
        v = tail;
    }
    return slack;
}

/* False if something on the way has no room for it. */
static bool try_amount(rw_forest *f, int demand, const rw_forest_wish *w, double total, double *best,
                       double *best_total) {
    double mw[RW_FOREST_BANDS];
    const rw_forest_mark mark = rw_forest_marked(f);
    if (!(total > 0)) return false;
    fill_bands(f->data, demand, w, total, mw);
    const bool fits = rw_forest_change(f, demand, mw);
    if (fits && f->cost < *best) {
        *best = f->cost;
        *best_total = total;
    }
    rw_forest_undo(f, mark);
    return fits;
}

void rw_forest_reconsider(rw_forest *f, int demand, int bands) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    const rw_problem_demand *j = &p->demands[demand];
    rw_forest_wish w = {.exit = f->exit[demand], .option = f->exit_option[demand]};
    double now = 0, best = f->cost, best_total = -1, source_slack = 0, mw[RW_FOREST_BANDS];
    (void)order_bands(d, demand, &w, f->root[p->arcs[w.exit].tail], bands);
    for (int b = 0; b < j->band_count; ++b) now += f->served[j->first_band + b];
    const double slack = slack_of(f, w.exit, w.option, &source_slack),
                 most = rw_network_room(&p->options[w.option]) / fmax(1e-9, p->options[w.option].carry);
    for (int n = w.count; n > 0; --n) {
        const double total = fmin(most, width_sum(d, demand, &w, n)), least = width_sum(d, demand, &w, n - 1);
        const double before = best;
        const bool fits = try_amount(f, demand, &w, total, &best, &best_total);
        if (now + slack > least && now + slack < total)
            (void)try_amount(f, demand, &w, now + slack, &best, &best_total);
        if (!fits && now + source_slack > least && now + source_slack < total &&
            !try_amount(f, demand, &w, now + source_slack, &best, &best_total))
            (void)try_amount(f, demand, &w, now + 0.98 * source_slack, &best, &best_total);
        if (fits && best == before && best_total >= 0) break;
    }
    if (best_total < 0) return;
    fill_bands(d, demand, &w, best_total, mw);
    (void)rw_forest_change(f, demand, mw);
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static bool take_way(rw_forest *f, const rw_forest_finder *w, int demand, const found *way, int bands) {
    static const double nothing[RW_FOREST_BANDS] = {0};
    const rw_problem *p = f->data->problem;
    const rw_forest_wish *wish = &w->wish[w->start[way->node]];
    int v = way->node;
    if (f->parent[v] < 0) rw_forest_attach(f, way->entry);
    for (int a = w->via[v]; p->arcs[a].head >= p->source_count + p->demand_count; a = w->via[v]) {
        v = p->arcs[a].head;
        if (f->parent[v] < 0) rw_forest_attach(f, a);
    }
    if (!rw_forest_serve(f, demand, wish->exit, wish->option, nothing)) return false;
    rw_forest_reconsider(f, demand, bands);
    return true;
}

bool rw_forest_insert(rw_forest *f, rw_forest_finder *w, int demand, int bands, double tolerated) {
    const rw_forest_data *d = f->data;
    const int node = d->problem->source_count + demand;
    const rw_forest_mark mark = rw_forest_marked(f);
    w->wishes = 0;
    for (int e = d->graph.in.first[node]; e < d->graph.in.first[node + 1] && w->wishes < RW_FOREST_EXITS; ++e)
        if (make_wish(f, w, demand, d->graph.in.item[e], bands, &w->wish[w->wishes])) ++w->wishes;
    const found way = search(f, w, demand, d->unserved[demand]);
    w->gain_per_mw = 0;
    if (way.node < 0) return false;
    w->gain_per_mw = (d->unserved[demand] - way.cost) / w->wish[w->start[way.node]].need_mw;
    if (take_way(f, w, demand, &way, bands) && f->cost <= mark.cost + tolerated) return true;
    rw_forest_undo(f, mark);
    return false;
}
