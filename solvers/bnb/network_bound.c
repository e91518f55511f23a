#include "bnb/network_bound.h"
#include "base/number.h"
#include <limits.h>
#include <string.h>

/* -- Start --------------------------------------------------------------------------------------------- */

/* Commodities of one class and band share a core: what a detour costs is the least over their sources. */
static rw_status number_cores(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    b->core_of = rw_arena_allocate(&b->arena, (size_t)p->commodity_count, sizeof(int));
    if (!b->core_of) return RW_ERROR_MEMORY;
    for (int c = 0; c < p->commodity_count; ++c) {
        const rw_problem_commodity *m = &p->commodities[c];
        int before = 0;
        while (before < c && (p->commodities[before].commodity_class != m->commodity_class ||
                              p->commodities[before].band != m->band))
            ++before;
        b->core_of[c] = before < c ? b->core_of[before] : b->core_count++;
    }
    b->detour = rw_arena_allocate(&b->arena, (size_t)b->core_count * (size_t)p->arc_count, sizeof(double));
    return b->detour ? RW_OK : RW_ERROR_MEMORY;
}

static rw_status number_exits(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    size_t count = 0;
    b->first_band_price = rw_arena_allocate(&b->arena, (size_t)p->arc_count, sizeof(int));
    if (!b->first_band_price) return RW_ERROR_MEMORY;
    for (int a = 0; a < p->arc_count; ++a) {
        b->first_band_price[a] = -1;
        if (!rw_problem_is_demand(p, p->arcs[a].head)) continue;
        b->first_band_price[a] = (int)count;
        count += (size_t)p->demands[p->arcs[a].head - p->source_count].band_count;
    }
    b->band_price = rw_arena_allocate(&b->arena, count, sizeof(double));
    b->band_commodity = rw_arena_allocate(&b->arena, count, sizeof(int));
    return b->band_price && b->band_commodity ? RW_OK : RW_ERROR_MEMORY;
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

/* Arcs of which one must be built, by such a limit or on their own. */
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
    RW_TRY(rw_heap_start(&b->arena, b->graph.nodes, &b->heap));
    RW_TRY(number_exits(b));
    RW_TRY(number_cores(b));
    const size_t nodes = (size_t)b->graph.nodes, demands = (size_t)p->demand_count,
                 builds = (size_t)p->arc_count + (size_t)p->source_count;
    b->alive = rw_arena_allocate(&b->arena, (size_t)p->option_count, 1);
    b->reached_by = rw_arena_allocate(&b->arena, nodes * (size_t)p->commodity_count, sizeof(int));
    b->next = rw_arena_allocate(&b->arena, nodes, sizeof(int));
    b->source_price = numbers(b, p->source_count);
    b->place_price = numbers(b, p->place_count);
    b->pipe_price = numbers(b, p->arc_count);
    b->lost = numbers(b, b->graph.nodes);
    b->swing = numbers(b, p->arc_count);
    b->first_alive = rw_arena_allocate(&b->arena, (size_t)p->arc_count, sizeof(int));
    b->alike = rw_arena_allocate(&b->arena, (size_t)p->arc_count, 1);
    b->budget = numbers(b, (int)builds);
    b->slack = numbers(b, (int)builds);
    b->own = numbers(b, (int)builds);
    b->served = rw_arena_allocate(&b->arena, demands, 1);
    b->must = rw_arena_allocate(&b->arena, (size_t)p->arc_count, sizeof *b->must);
    b->must_count = b->graph.exclusive.count + p->limit_count;
    b->least_slack = numbers(b, b->must_count);
    b->upper = RW_INFINITY;
    b->demands = rw_arena_allocate(&b->arena, demands, sizeof *b->demands);
    b->tolls = rw_arena_allocate(&b->arena, demands, sizeof *b->tolls);
    b->way = rw_arena_allocate(&b->arena, demands, sizeof *b->way);
    if (!b->first_alive || !b->alike || !b->served || !b->must || !b->least_slack || !b->alive ||
        !b->reached_by || !b->next || !b->source_price || !b->place_price || !b->pipe_price || !b->lost ||
        !b->swing || !b->budget || !b->slack || !b->own || !b->demands || !b->tolls || !b->way)
        return RW_ERROR_MEMORY;
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
    for (int j = 0; b->tolls && j < b->problem->demand_count; ++j) RW_VECTOR_FREE(b->context, &b->tolls[j]);
    RW_VECTOR_FREE(b->context, &b->ways);
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

static double arc_cost(const rw_net_bound *b, int a) {
    const rw_problem_arc *arc = &b->problem->arcs[a];
    double least = RW_INFINITY;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        if (b->alive[k]) least = fmin(least, rw_net_option_cost(b, a, k));
    return least;
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

static double running_dearer(const rw_net_bound *b, int demand, const double heat[RW_NET_BANDS], int core,
                             double dearer) {
    double prices[RW_NET_BANDS];
    for (int s = 0; s < b->problem->demands[demand].band_count; ++s) prices[s] = heat[s];
    prices[core] += dearer;
    return running(b, demand, prices);
}

/* The band in which most heat is taken. */
static int choose_core(const rw_net_bound *b, int demand, const double heat[RW_NET_BANDS]) {
    const rw_problem_demand *d = &b->problem->demands[demand];
    int core = -1;
    double most = 0;
    for (int s = 0; s < d->band_count; ++s) {
        const rw_problem_band *band = &b->problem->bands[d->first_band + s];
        if (isinf(heat[s]) || band->width_mw * band->hours_h <= most) continue;
        most = band->width_mw * band->hours_h;
        core = s;
    }
    return core;
}

static int core_number(const rw_net_bound *b, int demand, int band) {
    const rw_problem *p = b->problem;
    for (int c = 0; c < p->commodity_count; ++c)
        if (p->commodities[c].commodity_class == p->demands[demand].commodity_class &&
            p->commodities[c].band == band)
            return b->core_of[c];
    return -1;
}

/* Per MW delivered, so much at least flows in the network. */
static double least_draw(const rw_net_bound *b, int demand) {
    const rw_problem *p = b->problem;
    const int node = p->source_count + demand;
    double least = RW_INFINITY;
    for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1]; ++e) {
        const rw_problem_arc *arc = &p->arcs[b->graph.in.item[e]];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            if (b->alive[k]) least = fmin(least, p->options[k].draw);
    }
    return isinf(least) ? 0 : fmax(0, least);
}

/* What running costs more is concave in the price of the core band, whatever else the demand then does: it is
 * at least `core_mw` times what the band is dearer, until the prize is spent. Where another band steps
 * in before that, the prize is cut to what is certain. */
static void count_detours(const rw_net_bound *b, int demand, const double heat[RW_NET_BANDS], double served) {
    rw_net_demand *d = &b->demands[demand];
    const int core = choose_core(b, demand, heat);
    d->core = -1;
    if (core < 0 || d->prize <= 0 || isinf(d->prize)) return;
    const rw_problem_band *band = &b->problem->bands[b->problem->demands[demand].first_band + core];
    const double most = running_dearer(b, demand, heat, core, 1e12) - served;
    const double prize = most >= d->prize ? d->prize : 0.999 * most;
    if (prize < 0.8 * d->prize) return;
    double low = 0, high = prize / band->width_mw;
    while (running_dearer(b, demand, heat, core, high) - served < prize && high < 1e12) {
        low = high;
        high *= 2;
    }
    for (int step = 0; step < 30; ++step) {
        const double middle = (low + high) / 2;
        if (running_dearer(b, demand, heat, core, middle) - served < prize)
            low = middle;
        else
            high = middle;
    }
    d->core = core;
    d->core_number = core_number(b, demand, core);
    d->least_draw = least_draw(b, demand);
    d->core_mw = prize / high;
    d->prize = prize;
    d->least = heat[core];
}

/* The cheapest MW of each band through any exit. */
static void price_bands(const rw_net_bound *b, int demand, double heat[RW_NET_BANDS]) {
    const rw_problem *p = b->problem;
    const int node = p->source_count + demand;
    for (int s = 0; s < p->demands[demand].band_count; ++s) {
        heat[s] = RW_INFINITY;
        for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1]; ++e)
            heat[s] = fmin(heat[s], b->band_price[b->first_band_price[b->graph.in.item[e]] + s]);
    }
}

void rw_net_bound_takes(const rw_net_bound *b, int demand, double mw[RW_NET_BANDS], int exit[RW_NET_BANDS]) {
    const rw_problem *p = b->problem;
    const rw_problem_demand *d = &p->demands[demand];
    const int node = p->source_count + demand;
    double heat[RW_NET_BANDS], mwh = 0;
    price_bands(b, demand, heat);
    for (int s = 0; s < d->band_count; ++s) {
        const rw_problem_band *band = &p->bands[d->first_band + s];
        exit[s] = -1;
        for (int e = b->graph.in.first[node]; e < b->graph.in.first[node + 1] && exit[s] < 0; ++e)
            if (b->band_price[b->first_band_price[b->graph.in.item[e]] + s] == heat[s])
                exit[s] = b->graph.in.item[e];
        mw[s] = !isinf(heat[s]) && heat[s] <= band->backup_eur_per_mw_yr ? band->width_mw : 0;
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

static void price_demand(rw_net_bound *b, int demand) {
    const rw_problem *p = b->problem;
    const rw_problem_demand *d = &p->demands[demand];
    static const double nothing[RW_NET_BANDS] = {RW_INFINITY, RW_INFINITY, RW_INFINITY, RW_INFINITY,
                                                 RW_INFINITY, RW_INFINITY, RW_INFINITY, RW_INFINITY,
                                                 RW_INFINITY, RW_INFINITY, RW_INFINITY, RW_INFINITY,
                                                 RW_INFINITY, RW_INFINITY, RW_INFINITY, RW_INFINITY};
    double heat[RW_NET_BANDS];
    price_bands(b, demand, heat);
    const double served = running(b, demand, heat), unserved = running(b, demand, nothing);
    const double connect =
        d->connect_eur_per_yr + (d->place >= 0 ? b->place_price[d->place] * d->power_mwe : 0);
    const double without = fmin(d->must ? RW_INFINITY : d->skip_eur_per_yr, connect + unserved);
    rw_net_demand *to = &b->demands[demand];
    const unsigned char state = b->served[demand];
    to->base = state == RW_NET_NOT_SERVED ? without
               : state == RW_NET_SERVED   ? connect + served
                                          : fmin(without, connect + served);
    to->without = without - to->base;
    if (isinf(to->base)) to->without = 0; /* there is no plan, or none with heat here */
    to->prize = state == RW_NET_SERVED && !isinf(to->base) ? RW_INFINITY : to->without;
    to->raised = 0;
    to->running = served;
}

/* More than this no demand needs to raise: the bound is above the best plan then. */
static void cut_prizes(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    double sum = b->constant;
    for (int j = 0; j < p->demand_count; ++j) sum += b->demands[j].base;
    const double most =
        isinf(b->upper) ? RW_INFINITY : fmax(1, 1.01 * (b->upper - sum) + 1e-6 * fabs(b->upper));
    for (int j = 0; j < p->demand_count; ++j) {
        double heat[RW_NET_BANDS];
        b->demands[j].prize = fmin(b->demands[j].prize, most);
        price_bands(b, j, heat);
        count_detours(b, j, heat, b->demands[j].running);
    }
}

static double price_constant(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    double sum = 0;
    for (int i = 0; i < p->source_count; ++i) {
        const double cost = p->sources[i].open_eur_per_yr - p->sources[i].capacity_mw * b->source_price[i];
        b->budget[p->arc_count + i] = fmax(0, cost);
        b->slack[p->arc_count + i] = b->budget[p->arc_count + i];
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

/* Arcs whose price is below zero: the relaxation builds one of each exclusive set. */
static double price_arcs(rw_net_bound *b) {
    const rw_problem *p = b->problem;
    double sum = 0;
    for (int a = 0; a < p->arc_count; ++a) {
        const double cost = arc_cost(b, a);
        if (cost < 0) sum += cost;
        b->budget[a] = fmax(0, cost);
        b->slack[a] = b->budget[a];
    }
    return sum;
}

void rw_net_bound_add_up(rw_net_bound *b) {
    b->value = b->constant + b->forced;
    for (int j = 0; j < b->problem->demand_count; ++j) b->value += b->demands[j].base + b->demands[j].raised;
}

void rw_net_bound_price(rw_net_bound *b) {
    rw_net_price_heat(b);
    for (int j = 0; j < b->problem->demand_count; ++j) price_demand(b, j);
    b->constant = price_constant(b) + price_arcs(b);
    b->forced = 0;
    cut_prizes(b);
    rw_net_bound_add_up(b);
}
