#include "base/number.h"
#include "bnb/forest.h"
#include <string.h>

bool rw_forest_alive(const rw_forest_data *d, int option) {
    return !d->alive || d->alive[option];
}

const int *rw_forest_slots(const rw_forest_data *d, int arc, int source) {
    return d->slot + (d->pattern[arc] * d->problem->source_count + d->kind[source]) * d->goods;
}

double rw_forest_unit(const rw_forest_data *d, int arc, int option, int source, int good) {
    const rw_problem_arc *a = &d->problem->arcs[arc];
    const int slot = rw_forest_slots(d, arc, source)[good];
    if (slot < 0) return RW_INFINITY;
    return d->problem
        ->unit_eur_per_mw_yr[a->first_unit + (size_t)(option - a->first_option) * (size_t)a->slot_count +
                             (size_t)slot];
}

/* -- Goods --------------------------------------------------------------------------------------------- */

typedef struct good {
    int commodity_class, band;
} good;

/* All commodities of band 0 are one good: losses. Demands may take it too. */
static bool same_good(const good *a, const rw_problem_commodity *b) {
    return a->band == b->band && a->commodity_class == b->commodity_class;
}

static bool find_goods(const rw_problem *p, rw_forest_data *d, good list[RW_FOREST_GOODS]) {
    for (int c = 0; c < p->commodity_count; ++c) {
        const rw_problem_commodity *commodity = &p->commodities[c];
        int g = 0;
        while (g < d->goods && !same_good(&list[g], commodity)) ++g;
        if (g == d->goods) {
            if (g == RW_FOREST_GOODS) return false;
            list[d->goods++] = (good){commodity->commodity_class, commodity->band};
            if (commodity->band == 0 && d->lost < 0) d->lost = g;
        }
        d->commodity[(size_t)commodity->source * RW_FOREST_GOODS + (size_t)g] = c;
    }
    return true;
}

static void name_bands(const rw_problem *p, rw_forest_data *d, const good *list) {
    for (int j = 0; j < p->demand_count; ++j)
        for (int b = 0; b < p->demands[j].band_count; ++b) {
            const rw_problem_commodity wanted = {0, p->demands[j].commodity_class, b};
            int g = 0;
            while (g < d->goods && !same_good(&list[g], &wanted)) ++g;
            d->good_of_band[p->demands[j].first_band + b] = g < d->goods ? g : -1;
        }
}

/* From rows of RW_FOREST_GOODS to rows of as many as there are. */
static void close_up(const rw_problem *p, rw_forest_data *d) {
    for (int i = 0; i < p->source_count; ++i)
        memmove(d->commodity + (size_t)i * (size_t)d->goods, d->commodity + (size_t)i * RW_FOREST_GOODS,
                (size_t)d->goods * sizeof *d->commodity);
}

/* -- Slots --------------------------------------------------------------------------------------------- */

static bool same_slots(const rw_problem *p, const rw_problem_arc *a, const rw_problem_arc *b) {
    return a->slot_count == b->slot_count && (a->first_slot < 0) == (b->first_slot < 0) &&
           (a->first_slot < 0 || memcmp(p->slot_commodity + a->first_slot, p->slot_commodity + b->first_slot,
                                        (size_t)a->slot_count * sizeof *p->slot_commodity) == 0);
}

static int slot_of(const rw_problem *p, const rw_problem_arc *arc, int commodity) {
    for (int s = 0; arc->first_slot >= 0 && s < arc->slot_count; ++s)
        if (p->slot_commodity[arc->first_slot + s] == commodity) return s;
    return -1;
}

static rw_status find_patterns(rw_arena *arena, const rw_problem *p, rw_forest_data *d) {
    RW_VECTOR(int) first = {NULL, 0, 0};
    rw_status status = RW_OK;
    for (int a = 0; a < p->arc_count; ++a) {
        size_t n = 0;
        while (n < first.count && !same_slots(p, &p->arcs[first.item[n]], &p->arcs[a])) ++n;
        if (n == first.count) {
            RW_CHECK(RW_VECTOR_RESERVE(arena->context, &first, 1));
            first.item[first.count++] = a;
        }
        d->pattern[a] = (int)n;
    }
    const size_t row = (size_t)p->source_count * (size_t)d->goods;
    d->slot = rw_arena_allocate(arena, first.count * row, sizeof *d->slot);
    status = d->slot ? RW_OK : RW_ERROR_MEMORY;
    if (status != RW_OK) goto done;
    for (size_t n = 0; n < first.count; ++n)
        for (size_t at = 0; at < row; ++at)
            d->slot[n * row + at] = slot_of(p, &p->arcs[first.item[n]], d->commodity[at]);
done:
    RW_VECTOR_FREE(arena->context, &first);
    return status;
}

/* -- Options ------------------------------------------------------------------------------------------- */

static bool no_dearer(const rw_problem *p, int arc, int k) {
    const rw_option *a = &p->options[k], *b = a + 1;
    const double *unit = rw_network_units(p, arc, k);
    const int slots = p->arcs[arc].slot_count;
    bool no = a->carry == b->carry && a->draw == b->draw && rw_network_room(a) <= rw_network_room(b) &&
              a->draw0_mw <= b->draw0_mw && a->fixed_eur_per_yr <= b->fixed_eur_per_yr && a->place < 0 &&
              b->place < 0;
    for (int s = 0; s < slots && no; ++s) no = unit[s] <= unit[slots + s];
    return no;
}

static void find_ordered(const rw_problem *p, rw_forest_data *d) {
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        d->ordered[a] = true;
        for (int k = arc->first_option; k + 1 < arc->first_option + arc->option_count && d->ordered[a]; ++k)
            d->ordered[a] = no_dearer(p, a, k);
    }
}

/* -- Layers -------------------------------------------------------------------------------------------- */

static int leader(int *of, int node) {
    while (of[node] != node) node = of[node] = of[of[node]];
    return node;
}

static bool is_between_junctions(const rw_problem *p, int a) {
    return rw_problem_is_junction(p, p->arcs[a].tail) && rw_problem_is_junction(p, p->arcs[a].head);
}

static bool is_trench(const rw_problem *p, int a) {
    bool is = is_between_junctions(p, a);
    for (int k = 0; k < p->arcs[a].option_count && is; ++k)
        is = p->options[p->arcs[a].first_option + k].draw == 1;
    return is;
}

static void find_layers(const rw_problem *p, rw_forest_data *d) {
    for (int n = 0; n < d->graph.nodes; ++n) d->layer[n] = n;
    for (int a = 0; a < p->arc_count; ++a) {
        if (!is_trench(p, a)) continue;
        const int x = leader(d->layer, p->arcs[a].tail), y = leader(d->layer, p->arcs[a].head);
        if (x < y) d->layer[y] = x;
        if (y < x) d->layer[x] = y;
    }
    /* Leaders have the least numbers, so that they are named before their followers. */
    for (int n = 0; n < d->graph.nodes; ++n) d->layer[n] = leader(d->layer, n);
    const int first = p->source_count + p->demand_count;
    for (int n = first; n < d->graph.nodes; ++n)
        d->layer[n] = d->layer[n] == n ? -(++d->layers) : d->layer[d->layer[n]];
    for (int n = 0; n < d->graph.nodes; ++n) d->layer[n] = n < first ? -1 : -d->layer[n] - 1;
}

/* Layers with many exits, of which a plan could consist. */
static void find_large_layers(const rw_problem *p, rw_forest_data *d, int *exits) {
    int most = 0;
    for (int a = 0; a < p->arc_count; ++a)
        if (rw_problem_is_demand(p, p->arcs[a].head) && p->arcs[a].tail >= p->source_count)
            ++exits[d->layer[p->arcs[a].tail]];
    for (int l = 0; l < d->layers; ++l)
        if (exits[l] > most) most = exits[l];
    for (int l = 0; l < d->layers && d->large_count < RW_FOREST_LAYERS; ++l)
        if (exits[l] > 0 && 5 * exits[l] >= most) d->large[d->large_count++] = l;
}

/* -- Money --------------------------------------------------------------------------------------------- */

static void find_prices(const rw_problem *p, rw_forest_data *d) {
    double most = 0;
    for (size_t u = 0; u < p->unit_count; ++u) most = fmax(most, fabs(p->unit_eur_per_mw_yr[u]));
    for (int b = 0; b < p->band_count; ++b)
        if (!isinf(p->bands[b].backup_eur_per_mw_yr))
            most = fmax(most, fabs(p->bands[b].backup_eur_per_mw_yr));
    d->shortage_eur_per_mw = 1e3 * (most + 1);
    for (int l = 0; l < p->limit_count; ++l)
        d->limit_price[l] = 10 * d->shortage_eur_per_mw / fmax(1, fabs(p->limits[l].max));
    for (int i = 0; i < p->source_count; ++i) {
        d->loss_price[i] = RW_INFINITY;
        for (int e = d->graph.out.first[i]; d->lost >= 0 && e < d->graph.out.first[i + 1]; ++e) {
            const int a = d->graph.out.item[e];
            for (int k = 0; k < p->arcs[a].option_count; ++k)
                d->loss_price[i] =
                    fmin(d->loss_price[i], rw_forest_unit(d, a, p->arcs[a].first_option + k, i, d->lost));
        }
        if (isinf(d->loss_price[i])) d->loss_price[i] = 0;
    }
}

static double *entry_prices(const rw_forest_data *d, int node, int source) {
    return d->entry_price +
           ((size_t)d->layer[node] * (size_t)d->problem->source_count + (size_t)source) * (size_t)d->goods;
}

/* What comes through an arc from another layer; true if that is the cheapest so far. */
static bool lower_entry_prices(const rw_problem *p, rw_forest_data *d, int a) {
    const rw_problem_arc *arc = &p->arcs[a];
    bool lower = false;
    for (int i = 0; i < p->source_count; ++i) {
        const double *from = entry_prices(d, arc->tail, i);
        double *to = entry_prices(d, arc->head, i);
        for (int k = arc->first_option; d->kind[i] == i && k < arc->first_option + arc->option_count; ++k)
            for (int g = 0; rw_forest_alive(d, k) && g < d->goods; ++g) {
                const double price = p->options[k].draw * from[g] + rw_forest_unit(d, a, k, i, g);
                if (!(price < to[g] - 1e-9 * fabs(price))) continue;
                to[g] = price;
                lower = true;
            }
    }
    return lower;
}

static void find_entry_prices(const rw_problem *p, rw_forest_data *d) {
    const size_t count = (size_t)d->layers * (size_t)p->source_count * (size_t)d->goods;
    for (size_t n = 0; n < count; ++n) d->entry_price[n] = RW_INFINITY;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        if (arc->tail >= p->source_count || !rw_problem_is_junction(p, arc->head)) continue;
        double *price = entry_prices(d, arc->head, d->kind[arc->tail]);
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            for (int g = 0; rw_forest_alive(d, k) && g < d->goods; ++g)
                price[g] = fmin(price[g], rw_forest_unit(d, a, k, arc->tail, g));
    }
    bool lower = true;
    for (int round = 0; lower && round < d->layers; ++round) {
        lower = false;
        for (int a = 0; a < p->arc_count; ++a)
            if (is_between_junctions(p, a) && d->layer[p->arcs[a].tail] != d->layer[p->arcs[a].head])
                lower = lower_entry_prices(p, d, a) || lower;
    }
}

/* Pumping differs by source and good, but little beside pipes: a search for ways takes the mean over all. */
static double mean_unit(const rw_problem *p, int arc, int option) {
    const double *unit = rw_network_units(p, arc, option);
    double sum = 0;
    for (int s = 0; s < p->arcs[arc].slot_count; ++s) sum += unit[s];
    return p->arcs[arc].slot_count > 0 ? fmax(0, sum / p->arcs[arc].slot_count) : 0;
}

static double mean_loss_price(const rw_problem *p, const rw_forest_data *d) {
    double sum = 0;
    for (int i = 0; i < p->source_count; ++i) sum += d->loss_price[i];
    return p->source_count > 0 ? sum / p->source_count : 0;
}

void rw_forest_data_refresh(rw_forest_data *d) {
    const rw_problem *p = d->problem;
    const double loss_price = mean_loss_price(p, d);
    for (int e = 0; e < p->arc_count; ++e) {
        const int a = d->graph.in.item[e];
        rw_forest_hop *hop = &d->hops[e];
        *hop = (rw_forest_hop){a, p->arcs[a].tail, p->arcs[a].exclusive, -1, 0, RW_INFINITY, 0};
        d->most_room[a] = -1;
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k) {
            const double room = rw_network_room(&p->options[k]) / fmax(1e-9, p->options[k].carry);
            if (!rw_forest_alive(d, k)) continue;
            d->most_room[a] = fmax(d->most_room[a], room);
            hop->draw = fmin(hop->draw, p->options[k].draw);
            if (!d->ordered[a] || hop->room_mw >= 0) continue;
            hop->room_mw = room;
            hop->cost = p->options[k].fixed_eur_per_yr + loss_price * p->options[k].draw0_mw;
            hop->pump = mean_unit(p, a, k);
        }
    }
}

/* Alone: skipped, or connected and on backup, what is cheaper. */
static void find_unserved(const rw_problem *p, rw_forest_data *d) {
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *demand = &p->demands[j];
        double backup = demand->connect_eur_per_yr;
        for (int b = demand->first_band; b < demand->first_band + demand->band_count; ++b) {
            const double price = p->bands[b].backup_eur_per_mw_yr;
            backup += (isinf(price) ? d->shortage_eur_per_mw : price) * p->bands[b].width_mw;
        }
        if (demand->min_mwh_per_yr > 0) backup += d->shortage_eur_per_mw;
        d->unserved_joins[j] = demand->must || backup < demand->skip_eur_per_yr;
        d->unserved[j] = d->unserved_joins[j] ? backup : demand->skip_eur_per_yr;
    }
}

/* -- Whole --------------------------------------------------------------------------------------------- */

rw_status rw_forest_data_start(rw_arena *arena, const rw_problem *p, const unsigned char *alive,
                               rw_forest_data *d, bool *fits) {
    good list[RW_FOREST_GOODS] = {{0, 0}};
    memset(d, 0, sizeof *d);
    *fits = true;
    d->problem = p;
    d->alive = alive;
    d->lost = -1;
    const size_t sources = (size_t)p->source_count, demands = (size_t)p->demand_count;
    RW_TRY(rw_network_graph_start(arena, p, &d->graph));
    d->good_of_band = rw_arena_allocate(arena, (size_t)p->band_count, sizeof *d->good_of_band);
    d->commodity = rw_arena_allocate(arena, sources * RW_FOREST_GOODS, sizeof *d->commodity);
    d->pattern = rw_arena_allocate(arena, (size_t)p->arc_count, sizeof *d->pattern);
    d->most_room = rw_arena_allocate(arena, (size_t)p->arc_count, sizeof *d->most_room);
    d->hops = rw_arena_allocate(arena, (size_t)p->arc_count, sizeof *d->hops);
    d->ordered = rw_arena_allocate(arena, (size_t)p->arc_count, sizeof *d->ordered);
    d->kind = rw_arena_allocate(arena, sources, sizeof *d->kind);
    d->layer = rw_arena_allocate(arena, (size_t)d->graph.nodes, sizeof *d->layer);
    d->loss_price = rw_arena_allocate(arena, sources, sizeof *d->loss_price);
    d->limit_price = rw_arena_allocate(arena, (size_t)p->limit_count, sizeof *d->limit_price);
    d->unserved = rw_arena_allocate(arena, demands, sizeof *d->unserved);
    d->unserved_joins = rw_arena_allocate(arena, demands, sizeof *d->unserved_joins);
    if (!d->good_of_band || !d->commodity || !d->pattern || !d->kind || !d->ordered || !d->hops ||
        !d->most_room || !d->layer || !d->loss_price || !d->limit_price || !d->unserved || !d->unserved_joins)
        return RW_ERROR_MEMORY;
    for (size_t n = 0; n < sources * RW_FOREST_GOODS; ++n) d->commodity[n] = -1;
    for (int i = 0; i < p->source_count; ++i) d->kind[i] = rw_problem_flows_as(p, i);
    for (int j = 0; j < p->demand_count; ++j) *fits = *fits && p->demands[j].band_count <= RW_FOREST_BANDS;
    *fits = *fits && find_goods(p, d, list);
    if (!*fits) return RW_OK;
    name_bands(p, d, list);
    close_up(p, d);
    RW_TRY(find_patterns(arena, p, d));
    int *exits = rw_arena_allocate(arena, (size_t)d->graph.nodes, sizeof *exits);
    if (!exits) return RW_ERROR_MEMORY;
    find_ordered(p, d);
    find_layers(p, d);
    find_large_layers(p, d, exits);
    find_prices(p, d);
    d->entry_price = rw_arena_allocate(arena, (size_t)d->layers * sources * (size_t)d->goods, sizeof(double));
    if (!d->entry_price) return RW_ERROR_MEMORY;
    find_entry_prices(p, d);
    rw_forest_data_refresh(d);
    find_unserved(p, d);
    return RW_OK;
}
