#include "bnb/network_bound.h"
#include "base/number.h"
#include <limits.h>
#include <string.h>

/* -- Start --------------------------------------------------------------------------------------------- */

/* Commodities of one class and band, whatever their source, share a core. Core 0 has none. */
static rw_status number_cores(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    const size_t count = (size_t)p->commodity_count;
    int cores = 1, *core = rw_arena_allocate(&b->arena, count, sizeof *core);
    b->cores.first = rw_arena_allocate(&b->arena, count + 2, sizeof(int));
    b->cores.item = rw_arena_allocate(&b->arena, count, sizeof(int));
    if (!core || !b->cores.first || !b->cores.item) return RW_ERROR_MEMORY;
    for (int c = 0; c < p->commodity_count; ++c) {
        const rw_problem_commodity *m = &p->commodities[c];
        int before = 0;
        while (before < c && (p->commodities[before].commodity_class != m->commodity_class ||
                              p->commodities[before].band != m->band))
            ++before;
        core[c] = before < c ? core[before] : cores++;
    }
    int filled = 0;
    for (int n = 0; n < cores; ++n) {
        b->cores.first[n] = filled;
        for (int c = 0; c < p->commodity_count; ++c)
            if (core[c] == n) b->cores.item[filled++] = c;
    }
    b->cores.first[cores] = filled;
    b->cores.count = cores;
    return RW_OK;
}

static int core_of(const rw_net_bound *b, int demand, int band) {
    const rw_problem *p = b->problem;
    for (int n = 1; n < b->cores.count; ++n) {
        const rw_problem_commodity *c = &p->commodities[b->cores.item[b->cores.first[n]]];
        if (c->commodity_class == p->demands[demand].commodity_class && c->band == band) return n;
    }
    return 0;
}

/* Is there a commodity for every arc that leads straight to a demand? Without, its tolls would miss that way.
 */
static bool covers(const rw_net_bound *b, const rw_net_payer *payer) {
    const rw_problem *p = b->problem;
    const int node = p->source_count + payer->demand;
    bool all = payer->core > 0;
    for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1] && all; ++e) {
        const rw_problem_arc *arc = &p->arcs[b->graph.in.item[e]];
        bool one = arc->first_slot >= 0;
        for (int n = b->cores.first[payer->core]; n < b->cores.first[payer->core + 1] && !one; ++n)
            one = p->commodities[b->cores.item[n]].source == rw_problem_flows_as(p, arc->tail);
        all = one;
    }
    return all;
}

/* Of a MW delivered, so many flow through an arc at most. */
static double most_draw(const rw_net_bound *b, int demand) {
    const rw_problem *p = b->problem;
    const int node = p->source_count + demand;
    double most = 1;
    for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1]; ++e) {
        const rw_problem_arc *arc = &p->arcs[b->graph.in.item[e]];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            most = fmax(most, p->options[k].draw);
    }
    return most;
}

static rw_status number_payers(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    const double growth = rw_network_growth(p);
    for (int j = 0; j < p->demand_count; ++j) b->payer_count += p->demands[j].band_count + 1;
    b->payers = rw_arena_allocate(&b->arena, (size_t)b->payer_count, sizeof *b->payers);
    b->tolls = rw_arena_allocate(&b->arena, (size_t)b->payer_count, sizeof *b->tolls);
    if (!b->payers || !b->tolls) return RW_ERROR_MEMORY;
    for (int j = 0, q = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        b->demands[j].first_payer = q;
        for (int s = 0; s < d->band_count; ++s, ++q) {
            rw_net_payer *payer = &b->payers[q];
            *payer = (rw_net_payer){.demand = j, .slot = s, .core = core_of(b, j, s), .way = -1};
            payer->mw = p->bands[d->first_band + s].width_mw * most_draw(b, j) * growth;
            payer->pays = payer->mw > 0 && covers(b, payer);
        }
        b->payers[q++] = (rw_net_payer){.demand = j, .slot = -1, .way = -1, .pays = true};
    }
    return RW_OK;
}

static double *numbers(rw_net_bound *b, int count) {
    return rw_arena_allocate(&b->arena, (size_t)count, sizeof(double));
}

/* A limit that says: of these options at least one is built. */
static bool is_covering(const rw_problem *p, const rw_problem_limit *limit) {
    if (limit->max != -1) return false;
    bool only = true;
    for (int i = 0; i < p->source_count && only; ++i) only = limit->open[i] == 0;
    for (int j = 0; j < p->demand_count && only; ++j) only = limit->connect[j] == 0 && limit->skip[j] == 0;
    for (int n = 0; n < p->band_count && only; ++n) only = limit->backup[n] == 0;
    for (int k = 0; k < p->option_count && only; ++k) only = limit->fixed[k] == 0 || limit->fixed[k] == -1;
    for (size_t u = 0; u < p->unit_count && only; ++u) only = limit->unit[u] == 0;
    return only;
}

/* Arcs of which such a limit says that one is built. */
static void find_forced(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    for (int l = 0; l < p->limit_count; ++l) {
        if (!is_covering(p, &p->limits[l])) continue;
        for (int a = 0; a < p->arc_count; ++a)
            for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k)
                if (p->limits[l].fixed[k] != 0) b->must[a] = b->graph.exclusive.count + l;
    }
}

/* Do all options of an arc cost a flow the same? */
static bool are_alike(const rw_problem *p, const rw_problem_arc *arc) {
    const rw_option *first = &p->options[arc->first_option];
    const double *unit = p->unit_eur_per_mw_yr + arc->first_unit;
    bool alike = true;
    for (int k = 1; k < arc->option_count && alike; ++k) {
        const rw_option *o = first + k;
        alike = o->carry == first->carry && o->draw == first->draw && o->power == first->power &&
                o->place == first->place &&
                memcmp(unit, unit + (size_t)k * (size_t)arc->slot_count,
                       (size_t)arc->slot_count * sizeof *unit) == 0;
    }
    return alike;
}

rw_status rw_net_bound_start(rw_context *context, const rw_problem *p, rw_threads *threads, rw_net_bound *b) {
    *b = (rw_net_bound){.context = context, .problem = p, .threads = threads};
    rw_arena_start(&b->arena, context);
    RW_TRY(rw_network_graph_start(&b->arena, p, &b->graph));
    RW_TRY(rw_network_parts(&b->arena, &b->graph, &b->part));
    RW_TRY(rw_heap_start(&b->arena, b->graph.nodes, &b->heap));
    RW_TRY(rw_net_book_start(context, &b->arena, p, &b->book));
    RW_TRY(number_cores(b));
    const size_t nodes = (size_t)b->graph.nodes, demands = (size_t)p->demand_count;
    b->alive = rw_arena_allocate(&b->arena, (size_t)p->option_count, 1);
    b->at = rw_arena_allocate(&b->arena, nodes * (size_t)p->commodity_count, sizeof *b->at);
    b->came_by = rw_arena_allocate(&b->arena, nodes * (size_t)p->commodity_count, sizeof *b->came_by);
    b->detour =
        rw_arena_allocate(&b->arena, (size_t)p->commodity_count * (size_t)p->arc_count, sizeof *b->detour);
    b->next = rw_arena_allocate(&b->arena, nodes, sizeof(int));
    b->source_price = numbers(b, p->source_count);
    b->place_price = numbers(b, p->place_count);
    b->pipe_price = numbers(b, p->arc_count);
    b->lost = numbers(b, b->graph.nodes);
    b->swing = numbers(b, p->arc_count);
    b->first_alive = rw_arena_allocate(&b->arena, (size_t)p->arc_count, sizeof(int));
    b->least_draw = numbers(b, p->arc_count);
    b->hops = rw_arena_allocate(&b->arena, (size_t)p->arc_count, sizeof *b->hops);
    b->first_hop = rw_arena_allocate(&b->arena, nodes + 1, sizeof *b->first_hop);
    b->alike = rw_arena_allocate(&b->arena, (size_t)p->arc_count, 1);
    b->own = numbers(b, b->book.builds);
    b->served = rw_arena_allocate(&b->arena, demands, 1);
    b->must = rw_arena_allocate(&b->arena, (size_t)p->arc_count, sizeof *b->must);
    b->must_count = b->graph.exclusive.count + p->limit_count + p->arc_count;
    b->least_slack = numbers(b, b->must_count);
    b->built = rw_arena_allocate(&b->arena, (size_t)b->book.builds, 1);
    b->cheapest = rw_arena_allocate(&b->arena, (size_t)b->graph.exclusive.count, sizeof *b->cheapest);
    b->upper = RW_INFINITY;
    b->demands = rw_arena_allocate(&b->arena, demands, sizeof *b->demands);
    if (!b->first_alive || !b->least_draw || !b->hops || !b->first_hop || !b->alike || !b->served ||
        !b->must || !b->least_slack || !b->built || !b->cheapest || !b->alive || !b->at || !b->came_by ||
        !b->detour || !b->next || !b->source_price || !b->place_price || !b->pipe_price || !b->lost ||
        !b->swing || !b->own || !b->demands)
        return RW_ERROR_MEMORY;
    RW_TRY(number_payers(b));
    for (int k = 0; k < p->option_count; ++k) b->alive[k] = 1;
    for (int a = 0; a < p->arc_count; ++a) b->alike[a] = are_alike(p, &p->arcs[a]);
    RW_TRY(rw_net_walkers_start(b));
    find_forced(b);
    for (int i = 0; i < p->source_count; ++i)
        b->best_availability = fmax(b->best_availability, p->sources[i].availability_share);
    return RW_OK;
}

void rw_net_bound_free(rw_net_bound *b) {
    if (!b->context) return;
    for (int q = 0; b->tolls && q < b->payer_count; ++q) RW_VECTOR_FREE(b->context, &b->tolls[q]);
    RW_VECTOR_FREE(b->context, &b->wanted);
    RW_VECTOR_FREE(b->context, &b->ways);
    rw_net_book_free(&b->book);
    rw_arena_free(&b->arena);
}

/* -- Arcs, demands, sources ---------------------------------------------------------------------------- */

double rw_net_option_cost(const rw_net_bound *b, int a, int k) {
    const rw_problem *p = b->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    const rw_option *o = &p->options[k];
    const bool from_source = arc->tail < p->source_count;
    const double heat = from_source ? b->source_price[arc->tail] : b->lost[arc->tail];
    double cost = o->fixed_eur_per_yr - b->pipe_price[a] * (o->capacity_mw - o->carry0_mw);
    if (o->draw0_mw != 0) cost += o->draw0_mw * heat;
    if (o->place >= 0) cost += o->power0_mwe * b->place_price[o->place];
    if (b->swing[a] > 0) cost -= b->swing[a] * (o->capacity_mw - o->carry0_mw) / o->carry;
    return cost;
}

/* Heat that a demand must take although its backup is cheaper: most MWh per euro first. */
static double forced_heat(const rw_net_bound *b, int demand, const double *extra, double missing_mwh) {
    const rw_problem *p = b->problem;
    const rw_problem_demand *d = &p->demands[demand];
    double cost = 0, last = -RW_INFINITY;
    while (missing_mwh > 1e-9 * d->min_mwh_per_yr) {
        int next = -1;
        double least = RW_INFINITY;
        for (int s = 0; s < d->band_count; ++s) {
            const double mwh = b->best_availability * p->bands[d->first_band + s].hours_h;
            /* of equal ones the earlier band comes first, and each once */
            if (extra[s] <= 0 || isinf(extra[s]) || mwh <= 0 || extra[s] / mwh <= last) continue;
            if (extra[s] / mwh < least) {
                least = extra[s] / mwh;
                next = s;
            }
        }
        if (next < 0) return RW_INFINITY;
        last = least;
        double mwh = 0;
        for (int s = 0; s < d->band_count; ++s) {
            const rw_problem_band *band = &p->bands[d->first_band + s];
            if (extra[s] > 0 && extra[s] / (b->best_availability * band->hours_h) == least)
                mwh += b->best_availability * band->hours_h * band->width_mw;
        }
        cost += least * fmin(mwh, missing_mwh);
        missing_mwh -= mwh;
    }
    return cost;
}

/* What running costs at least at so many EUR/MW/yr for each band: heat or backup, and at least the minimum
 * share from heat. */
static double running(const rw_net_bound *b, int demand, const double heat[RW_NET_BANDS]) {
    const rw_problem *p = b->problem;
    const rw_problem_demand *d = &p->demands[demand];
    double sum = 0, mwh = 0, extra[RW_NET_BANDS];
    for (int s = 0; s < d->band_count; ++s) {
        const rw_problem_band *band = &p->bands[d->first_band + s];
        extra[s] = 0;
        if (band->width_mw <= 0) continue;
        sum += fmin(heat[s], band->backup_eur_per_mw_yr) * band->width_mw;
        extra[s] = isinf(heat[s]) ? RW_INFINITY : fmax(0, heat[s] - band->backup_eur_per_mw_yr);
        if (extra[s] == 0) mwh += b->best_availability * band->hours_h * band->width_mw;
    }
    if (isinf(sum) || mwh >= d->min_mwh_per_yr) return sum;
    return sum + forced_heat(b, demand, extra, d->min_mwh_per_yr - mwh);
}

/* What the bands of a demand cost per MW, tolls paid. */
static void price_bands(const rw_net_bound *b, int demand, double heat[RW_NET_BANDS]) {
    const rw_net_payer *payer = &b->payers[b->demands[demand].first_payer];
    for (int s = 0; s < b->problem->demands[demand].band_count; ++s)
        heat[s] = payer[s].heat + payer[s].raised;
}

double rw_net_bound_serving(const rw_net_bound *b, int demand) {
    const rw_net_demand *d = &b->demands[demand];
    double heat[RW_NET_BANDS];
    price_bands(b, demand, heat);
    return d->connect + b->payers[d->first_payer + b->problem->demands[demand].band_count].raised +
           running(b, demand, heat);
}

void rw_net_bound_takes(const rw_net_bound *b, int demand, double mw[RW_NET_BANDS]) {
    const rw_problem *p = b->problem;
    const rw_problem_demand *d = &p->demands[demand];
    double heat[RW_NET_BANDS], mwh = 0;
    price_bands(b, demand, heat);
    for (int s = 0; s < d->band_count; ++s) {
        const rw_problem_band *band = &p->bands[d->first_band + s];
        mw[s] = !isinf(heat[s]) && heat[s] < band->backup_eur_per_mw_yr ? band->width_mw : 0;
        mwh += mw[s] * band->hours_h * b->best_availability;
    }
    while (mwh < d->min_mwh_per_yr * (1 - 1e-9)) {
        int best = -1;
        double least = RW_INFINITY;
        for (int s = 0; s < d->band_count; ++s) {
            const rw_problem_band *band = &p->bands[d->first_band + s];
            if (mw[s] > 0 || band->width_mw <= 0 || isinf(heat[s])) continue;
            const double extra = (heat[s] - band->backup_eur_per_mw_yr) / band->hours_h;
            if (extra < least) {
                least = extra;
                best = s;
            }
        }
        if (best < 0) return;
        const rw_problem_band *band = &p->bands[d->first_band + best];
        const double per_mw = band->hours_h * b->best_availability;
        mw[best] = fmin(band->width_mw, (d->min_mwh_per_yr - mwh) / per_mw);
        mwh += mw[best] * per_mw;
    }
}

static double running_dearer(const rw_net_bound *b, int demand, int slot, double dearer) {
    double heat[RW_NET_BANDS];
    price_bands(b, demand, heat);
    heat[slot] += dearer;
    return running(b, demand, heat);
}

/* The band in which most heat is taken. */
static int choose_core(const rw_net_bound *b, int demand) {
    const rw_problem_demand *d = &b->problem->demands[demand];
    const rw_net_payer *payer = &b->payers[b->demands[demand].first_payer];
    int core = -1;
    double most = 0;
    for (int s = 0; s < d->band_count; ++s) {
        const rw_problem_band *band = &b->problem->bands[d->first_band + s];
        if (isinf(payer[s].heat) || !payer[s].pays || band->width_mw * band->hours_h <= most) continue;
        most = band->width_mw * band->hours_h;
        core = s;
    }
    return core;
}

/* What running costs more is concave in the price of the core band, whatever else the demand then does: it is
 * at least `core_mw` times what the band is dearer, until the demand does without heat. */
void rw_net_bound_count_detours(rw_net_bound *b, int demand) {
    rw_net_demand *d = &b->demands[demand];
    const int core = choose_core(b, demand);
    const double prize = d->most - rw_net_bound_serving(b, demand);
    d->core = -1;
    if (core < 0 || prize <= 0 || isinf(prize)) return;
    /* it counts them itself where it pays tolls */
    if (b->payers[d->first_payer + core].raised > 0) return;
    const double here = running_dearer(b, demand, core, 0);
    if (running_dearer(b, demand, core, 1e12) - here < prize) return;
    double low = 0, high = prize / b->problem->bands[b->problem->demands[demand].first_band + core].width_mw;
    while (running_dearer(b, demand, core, high) - here < prize) {
        low = high;
        high *= 2;
    }
    for (int step = 0; step < 30; ++step) {
        const double middle = (low + high) / 2;
        if (running_dearer(b, demand, core, middle) - here < prize)
            low = middle;
        else
            high = middle;
    }
    d->core = core;
    d->core_mw = prize / high;
    d->core_draw = 1;
    const int node = b->problem->source_count + demand;
    for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1]; ++e)
        if (b->first_alive[b->graph.in.item[e]] >= 0)
            d->core_draw = fmin(d->core_draw, fmax(0, b->least_draw[b->graph.in.item[e]]));
}

static void price_demand(rw_net_bound *b, int demand) {
    const rw_problem *p = b->problem;
    const rw_problem_demand *d = &p->demands[demand];
    rw_net_demand *to = &b->demands[demand];
    double nothing[RW_NET_BANDS];
    for (int s = 0; s < d->band_count; ++s) nothing[s] = RW_INFINITY;
    for (int s = 0; s <= d->band_count; ++s) b->payers[to->first_payer + s].raised = 0;
    to->connect = d->connect_eur_per_yr + (d->place >= 0 ? b->place_price[d->place] * d->power_mwe : 0);
    to->without = fmin(d->must ? RW_INFINITY : d->skip_eur_per_yr, to->connect + running(b, demand, nothing));
}

/* What a demand costs at least, served or not, tolls paid, EUR/yr. */
static double demand_value(const rw_net_bound *b, int demand) {
    const unsigned char state = b->served[demand];
    const double without = b->demands[demand].without;
    if (state == RW_NET_NOT_SERVED) return without;
    const double serving = rw_net_bound_serving(b, demand);
    return state == RW_NET_SERVED ? serving : fmin(without, serving);
}

/* More than this no demand needs to raise: the bound is above the best plan then. */
static void cut_demands(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    const double more =
        isinf(b->upper) ? RW_INFINITY : fmax(1, 1.01 * (b->upper - b->value) + 1e-6 * fabs(b->upper));
    for (int j = 0; j < p->demand_count; ++j) {
        rw_net_demand *d = &b->demands[j];
        const double without = b->served[j] == RW_NET_SERVED ? RW_INFINITY : d->without;
        d->free = d->value;
        d->most = isinf(d->value) ? d->value : fmin(without, d->value + more);
    }
}

static double price_constant(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    double sum = 0;
    for (int i = 0; i < p->source_count; ++i) {
        const double cost = p->sources[i].open_eur_per_yr - p->sources[i].capacity_mw * b->source_price[i];
        b->book.cost[p->option_count + i] = fmax(0, cost);
        sum += fmin(0, cost);
    }
    for (int g = 0; g < p->place_count; ++g) {
        const rw_problem_place *place = &p->places[g];
        sum -= place->headroom_mwe * b->place_price[g];
        if (place->extra_max_mwe > 0)
            sum += place->extra_max_mwe * fmin(0, place->extra_eur_per_mwe_yr - b->place_price[g]);
    }
    return sum;
}

/* An arc whose price is below zero is built by the relaxation, whoever else builds in its exclusive set. */
static double price_arcs(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    double sum = 0;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        double least = 0;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            b->book.cost[k] = b->alive[k] ? rw_net_option_cost(b, a, k) : RW_INFINITY;
            least = fmin(least, b->book.cost[k]);
        }
        sum += least;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            b->book.cost[k] -= least;
    }
    return sum;
}

/* Of every set of which one must be built the cheapest arc is paid for at once, and all of them cost so much
 * less. */
static double price_must(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    double sum = 0;
    for (int n = 0; n < b->must_count; ++n) b->least_slack[n] = -1; /* not in use */
    for (int a = 0; a < p->arc_count; ++a) {
        double *least = &b->least_slack[b->must[a]];
        const double cost = b->must[a] > 0 ? rw_net_book_least_cost(&b->book, a) : 0;
        if (b->must[a] > 0 && (*least < 0 || cost < *least)) *least = cost;
    }
    for (int n = 0; n < b->must_count; ++n) sum += fmax(0, b->least_slack[n]);
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        const double least = b->must[a] > 0 ? b->least_slack[b->must[a]] : 0;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count && !isinf(least); ++k)
            b->book.cost[k] -= fmax(0, least);
    }
    return sum;
}

static bool must_be_built(const rw_net_bound *b, int arc) {
    const int alone = b->must_count - b->problem->arc_count + arc, set = b->problem->arcs[arc].exclusive;
    return b->must[arc] > 0 && (b->must[arc] == alone || b->must[arc] == set);
}

/* Those of a limit by which one of several must be built, where nothing else builds one. */
static double charge_limits(rw_net_bound *b) {
    const int first = b->graph.exclusive.count, last = first + b->problem->limit_count;
    double sum = 0;
    for (int n = 0; n < b->must_count; ++n) b->least_slack[n] = -1;
    for (int a = 0; a < b->problem->arc_count; ++a) {
        double *least = &b->least_slack[b->must[a]];
        if (b->must[a] < first || b->must[a] >= last) continue;
        const double slack = fmax(0, rw_net_book_least_slack(&b->book, a));
        if (*least < 0 || slack < *least) *least = slack;
    }
    for (int n = first; n < last; ++n) sum += fmax(0, b->least_slack[n]);
    return sum;
}

/* Values of the demands, and the sum of it all. */
static void add_up(rw_net_bound *b) {
    b->value = b->constant + b->forced;
    for (int j = 0; j < b->problem->demand_count; ++j) {
        b->demands[j].value = demand_value(b, j);
        b->value += b->demands[j].value;
    }
}

void rw_net_bound_charge(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    memset(b->built, 0, (size_t)b->book.builds);
    for (int g = 0; g < b->graph.exclusive.count; ++g) b->cheapest[g] = -1;
    b->forced = charge_limits(b);
    for (int n = 0; n < b->book.builds; ++n) {
        const double slack = rw_net_book_least_slack(&b->book, n);
        const int set = n < p->arc_count ? p->arcs[n].exclusive : 0;
        if (set > 0) {
            if (b->cheapest[set] < 0 || slack < rw_net_book_least_slack(&b->book, b->cheapest[set]))
                b->cheapest[set] = n;
        } else if (slack < 0 || (n < p->arc_count && must_be_built(b, n))) {
            b->forced += slack;
            b->built[n] = 1;
        }
    }
    for (int g = 1; g < b->graph.exclusive.count; ++g) {
        const int n = b->cheapest[g];
        const double slack = n < 0 ? RW_INFINITY : rw_net_book_least_slack(&b->book, n);
        if (n < 0 || (slack >= 0 && !must_be_built(b, n))) continue;
        b->forced += slack;
        b->built[n] = 1;
    }
    add_up(b);
}

double rw_net_bound_charged(rw_net_bound *b, int n) {
    const rw_problem *p = b->problem;
    const int set = n < p->arc_count ? p->arcs[n].exclusive : 0, builds = set > 0 ? b->cheapest[set] : n;
    if (b->built[builds]) return rw_net_book_least_slack(&b->book, builds);
    return n < p->arc_count && b->must[n] > 0 ? fmax(0, b->least_slack[b->must[n]]) : 0;
}

void rw_net_bound_price(rw_net_bound *b) {
    rw_net_price_heat(b);
    for (int j = 0; j < b->problem->demand_count; ++j) price_demand(b, j);
    b->constant = price_constant(b) + price_arcs(b);
    b->constant += price_must(b);
    b->forced = 0;
    add_up(b);
    cut_demands(b);
    rw_net_book_touch(&b->book);
}
