#include "bnb/forest.h"
#include "base/number.h"
#include "bnb/forest_note.h"
#include <string.h>

/* Less than this is rounding, MW. */
static const double nothing_mw = 1e-11;

static int first_junction(const rw_forest *f) {
    return f->data->problem->source_count + f->data->problem->demand_count;
}

/* -- Accounts ------------------------------------------------------------------------------------------ */

static double source_cost(const rw_forest *f, int i) {
    const rw_problem_source *s = &f->data->problem->sources[i];
    if (f->users[i] == 0) return 0;
    return s->open_eur_per_yr +
           f->data->shortage_eur_per_mw * fmax(0, s->min_used_share * s->capacity_mw - f->drawn[i]);
}

static double place_cost(const rw_forest *f, int g) {
    const rw_problem_place *l = &f->data->problem->places[g];
    const double extra = fmax(0, f->power[g] - l->headroom_mwe);
    return l->extra_eur_per_mwe_yr * extra + f->data->shortage_eur_per_mw * fmax(0, extra - l->extra_max_mwe);
}

static double limit_cost(const rw_forest *f, int l) {
    return f->data->limit_price[l] * fmax(0, f->limit[l] - f->data->problem->limits[l].max);
}

static void add_power(rw_forest *f, int g, double mwe) {
    if (g < 0 || mwe == 0) return;
    rw_forest_note_one(f, RW_NOTE_PLACE, g, 0, f->power[g]);
    f->cost -= place_cost(f, g);
    f->power[g] += mwe;
    f->cost += place_cost(f, g);
}

static void add_limit(rw_forest *f, int l, double amount) {
    if (amount == 0) return;
    rw_forest_note_one(f, RW_NOTE_LIMIT, l, 0, f->limit[l]);
    f->cost -= limit_cost(f, l);
    f->limit[l] += amount;
    f->cost += limit_cost(f, l);
}

/* Draws from a source (or gives back), with one entry more or less. */
static void draw(rw_forest *f, int i, double mw, int users) {
    const rw_problem *p = f->data->problem;
    const bool was_open = f->users[i] > 0;
    rw_forest_note_one(f, RW_NOTE_SOURCE, i, f->users[i], f->drawn[i]);
    f->cost -= source_cost(f, i);
    f->drawn[i] += mw;
    f->users[i] += users;
    if (f->users[i] == 0) f->drawn[i] = 0;
    f->cost += source_cost(f, i);
    const int opened = (f->users[i] > 0) - was_open;
    for (int l = 0; l < p->limit_count && opened != 0; ++l) add_limit(f, l, opened * p->limits[l].open[i]);
}

double rw_forest_arc_cost(const rw_forest *f, int arc, int option, int source, const double *flow) {
    const rw_problem *p = f->data->problem;
    const rw_problem_arc *a = &p->arcs[arc];
    const double *unit =
        p->unit_eur_per_mw_yr + a->first_unit + (size_t)(option - a->first_option) * (size_t)a->slot_count;
    const int *slot = rw_forest_slots(f->data, arc, source);
    double cost = p->options[option].fixed_eur_per_yr;
    for (int g = 0; g < f->data->goods; ++g)
        if (flow[g] > 0) cost += slot[g] < 0 ? RW_INFINITY : flow[g] * unit[slot[g]];
    return cost;
}

static double limit_use(const rw_forest *f, int l, int arc, int option, int source, const double *flow) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    const rw_problem_arc *a = &p->arcs[arc];
    const double *unit =
        p->limits[l].unit + a->first_unit + (size_t)(option - a->first_option) * (size_t)a->slot_count;
    double use = p->limits[l].fixed[option];
    const int *slot = rw_forest_slots(d, arc, source);
    for (int g = 0; g < d->goods; ++g)
        if (flow[g] > 0 && slot[g] >= 0) use += flow[g] * unit[slot[g]];
    return use;
}

/* Charges the junction's parent as it is now (sign 1), or takes that back (-1). */
static void account(rw_forest *f, int v, double sign) {
    const rw_problem *p = f->data->problem;
    const int k = f->option[v];
    if (k < 0) return;
    const double *flow = f->flow + (size_t)v * (size_t)f->data->goods;
    const rw_option *o = &p->options[k];
    f->cost += sign * rw_forest_arc_cost(f, f->parent[v], k, f->root[v], flow);
    add_power(f, o->place, sign * (o->power * f->load[v] + o->power0_mwe));
    for (int l = 0; l < p->limit_count; ++l)
        add_limit(f, l, sign * limit_use(f, l, f->parent[v], k, f->root[v], flow));
}

/* What the junction's parent takes at its own tail, by good. */
static void need_of(const rw_forest *f, int v, double sign, double *need) {
    const rw_forest_data *d = f->data;
    if (f->option[v] < 0) return;
    const rw_option *o = &d->problem->options[f->option[v]];
    const double *flow = f->flow + (size_t)v * (size_t)d->goods;
    for (int g = 0; g < d->goods; ++g) need[g] += sign * o->draw * flow[g];
    if (d->lost >= 0) need[d->lost] += sign * o->draw0_mw;
}

static double sum_of(const rw_forest *f, const double *flow) {
    double sum = 0;
    for (int g = 0; g < f->data->goods; ++g) sum += flow[g];
    return sum;
}

/* Drawn at its tail, if that is a source. */
static double drawn_by(const rw_forest *f, int v) {
    const rw_problem *p = f->data->problem;
    if (f->option[v] < 0) return 0;
    return p->options[f->option[v]].draw * f->load[v] + p->options[f->option[v]].draw0_mw;
}

int rw_forest_option(const rw_forest *f, int arc, int source, const double *flow, double load,
                     double most_drawn) {
    const rw_forest_data *d = f->data;
    const rw_problem_arc *a = &d->problem->arcs[arc];
    const bool entry = a->tail < d->problem->source_count;
    int best = -1;
    double best_cost = RW_INFINITY;
    for (int k = a->first_option; k < a->first_option + a->option_count; ++k) {
        const rw_option *o = &d->problem->options[k];
        if (o->capacity_mw + nothing_mw < o->carry * load + o->carry0_mw || !rw_forest_alive(d, k)) continue;
        if (!entry && d->ordered[arc]) return o->draw0_mw > 0 && d->lost < 0 ? -1 : k;
        if (entry ? o->draw * load + o->draw0_mw > most_drawn : o->draw0_mw > 0 && d->lost < 0) continue;
        const double cost = rw_forest_arc_cost(f, arc, k, source, flow) + o->draw0_mw * d->loss_price[source];
        if (cost < best_cost) {
            best_cost = cost;
            best = k;
        }
    }
    return best;
}

/* -- Walking to the source ----------------------------------------------------------------------------- */

/* An option that has been ruled out since may stay where it is. */
static bool still_fits(const rw_forest *f, int v, int option, double most_drawn) {
    if (option < 0) return false;
    const rw_option *o = &f->data->problem->options[option];
    return o->capacity_mw + nothing_mw >= o->carry * f->load[v] + o->carry0_mw &&
           o->draw * f->load[v] + o->draw0_mw <= most_drawn;
}

/* Changes what is needed at a junction, and so at all before it. `delta` is used up. */
static bool push(rw_forest *f, int v, double *delta) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    while (v >= first_junction(f)) {
        const int tail = p->arcs[f->parent[v]].tail;
        const bool entry = tail < p->source_count;
        const double drawn = drawn_by(f, v),
                     most_drawn =
                         entry ? p->sources[tail].capacity_mw * (1 + 1e-11) - f->drawn[tail] + drawn : 0;
        double *flow = f->flow + (size_t)v * (size_t)d->goods, need[RW_FOREST_GOODS] = {0};
        rw_forest_note_node(f, v);
        account(f, v, -1);
        need_of(f, v, -1, need);
        for (int g = 0; g < d->goods; ++g) {
            flow[g] += delta[g];
            if (flow[g] < nothing_mw) flow[g] = 0;
        }
        f->load[v] = sum_of(f, flow);
        const int now = f->option[v];
        f->option[v] = rw_forest_option(f, f->parent[v], f->root[v], flow, f->load[v], most_drawn);
        if (f->option[v] < 0 && still_fits(f, v, now, entry ? most_drawn : RW_INFINITY)) f->option[v] = now;
        if (f->option[v] < 0) return false;
        account(f, v, 1);
        if (entry) {
            draw(f, tail, drawn_by(f, v) - drawn, 0);
            return true;
        }
        need_of(f, v, 1, need);
        memcpy(delta, need, sizeof need);
        v = tail;
    }
    return true;
}

/* -- Changes ------------------------------------------------------------------------------------------- */

static void take_exclusive(rw_forest *f, int arc, int by) {
    const int set = f->data->problem->arcs[arc].exclusive;
    if (set == 0) return;
    rw_forest_note_one(f, RW_NOTE_TAKEN, set, f->taken[set], 0);
    f->taken[set] = by;
}

void rw_forest_attach(rw_forest *f, int arc) {
    const rw_problem *p = f->data->problem;
    const rw_problem_arc *a = &p->arcs[arc];
    const int v = a->head;
    rw_forest_note_node(f, v);
    f->parent[v] = arc;
    f->option[v] = -1;
    f->uses[v] = 0;
    f->load[v] = 0;
    memset(f->flow + (size_t)v * (size_t)f->data->goods, 0, (size_t)f->data->goods * sizeof *f->flow);
    take_exclusive(f, arc, arc);
    if (a->tail < p->source_count) {
        f->root[v] = a->tail;
        draw(f, a->tail, 0, 1);
        return;
    }
    f->root[v] = f->root[a->tail];
    rw_forest_note_node(f, a->tail);
    ++f->uses[a->tail];
}

/* Takes the junction's parent away, whatever it carries; `need` becomes what its tail needs less. */
static void detach(rw_forest *f, int v, double *need) {
    const rw_problem *p = f->data->problem;
    const rw_problem_arc *a = &p->arcs[f->parent[v]];
    const double drawn = drawn_by(f, v);
    rw_forest_note_node(f, v);
    account(f, v, -1);
    memset(need, 0, RW_FOREST_GOODS * sizeof *need);
    need_of(f, v, 1, need);
    take_exclusive(f, f->parent[v], -1);
    f->parent[v] = f->option[v] = f->root[v] = -1;
    if (a->tail < p->source_count) {
        draw(f, a->tail, -drawn, -1);
        return;
    }
    rw_forest_note_node(f, a->tail);
    --f->uses[a->tail];
}

/* `need` is what is needed less at the junction. */
static void prune(rw_forest *f, int v, double *need) {
    const rw_problem *p = f->data->problem;
    while (v >= first_junction(f) && f->uses[v] == 0) {
        const int tail = p->arcs[f->parent[v]].tail;
        detach(f, v, need);
        v = tail;
    }
    if (v < first_junction(f)) return;
    for (int g = 0; g < f->data->goods; ++g) need[g] = -need[g];
    (void)push(f, v, need);
}

double rw_forest_value(const rw_forest *f, int j, int exit, int option, int source, const double *mw) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    const rw_problem_demand *demand = &p->demands[j];
    double cost = demand->connect_eur_per_yr + p->options[option].fixed_eur_per_yr, mwh = 0;
    for (int b = 0; b < demand->band_count; ++b) {
        const rw_problem_band *band = &p->bands[demand->first_band + b];
        const double left = band->width_mw - mw[b];
        if (left > 1e-12)
            cost += left *
                    (isinf(band->backup_eur_per_mw_yr) ? d->shortage_eur_per_mw : band->backup_eur_per_mw_yr);
        if (mw[b] <= 0) continue;
        cost += mw[b] * rw_forest_unit(d, exit, option, source, d->good_of_band[demand->first_band + b]);
        mwh += p->sources[rw_problem_flows_as(p, source)].availability_share * band->hours_h * mw[b];
    }
    const double missing = demand->min_mwh_per_yr - mwh;
    if (missing > 1e-10 * demand->min_mwh_per_yr) cost += d->shortage_eur_per_mw * missing;
    return cost;
}

static double exit_load(const rw_forest *f, int j) {
    const rw_problem_demand *d = &f->data->problem->demands[j];
    double load = 0;
    for (int b = 0; b < d->band_count; ++b) load += f->served[d->first_band + b];
    return load;
}

/* Charges the demand as it is served now (sign 1), or takes that back (-1); `need` gets what its exit takes.
 */
static void account_exit(rw_forest *f, int j, double sign, double *need) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    const rw_problem_demand *demand = &p->demands[j];
    const int exit = f->exit[j], k = f->exit_option[j], source = f->root[p->arcs[exit].tail];
    const rw_option *o = &p->options[k];
    const double *mw = f->served + demand->first_band;
    double flow[RW_FOREST_GOODS] = {0};
    for (int b = 0; b < demand->band_count; ++b)
        if (d->good_of_band[demand->first_band + b] >= 0)
            flow[d->good_of_band[demand->first_band + b]] += mw[b];
    for (int g = 0; g < d->goods; ++g) need[g] += sign * o->draw * flow[g];
    if (d->lost >= 0) need[d->lost] += sign * o->draw0_mw;
    f->cost += sign * (rw_forest_value(f, j, exit, k, source, mw) - d->unserved[j]);
    add_power(f, o->place, sign * (o->power * exit_load(f, j) + o->power0_mwe));
    if (!d->unserved_joins[j]) add_power(f, demand->place, sign * demand->power_mwe);
    for (int l = 0; l < p->limit_count; ++l) {
        double use = limit_use(f, l, exit, k, source, flow);
        if (!d->unserved_joins[j]) use += p->limits[l].connect[j] - p->limits[l].skip[j];
        for (int b = 0; b < demand->band_count; ++b)
            use += p->limits[l].backup[demand->first_band + b] *
                   ((d->unserved_joins[j] ? 0 : p->bands[demand->first_band + b].width_mw) - mw[b]);
        add_limit(f, l, sign * use);
    }
}

bool rw_forest_serve(rw_forest *f, int j, int exit, int option, const double *mw) {
    const rw_problem_demand *d = &f->data->problem->demands[j];
    const int tail = f->data->problem->arcs[exit].tail;
    double need[RW_FOREST_GOODS] = {0};
    rw_forest_note_demand(f, j);
    f->exit[j] = exit;
    f->exit_option[j] = option;
    memcpy(f->served + d->first_band, mw, (size_t)d->band_count * sizeof *mw);
    rw_forest_note_node(f, tail);
    ++f->uses[tail];
    take_exclusive(f, exit, exit);
    account_exit(f, j, 1, need);
    const rw_option *o = &f->data->problem->options[option];
    return o->capacity_mw + nothing_mw >= o->carry * exit_load(f, j) + o->carry0_mw && push(f, tail, need);
}

bool rw_forest_change(rw_forest *f, int j, const double *mw) {
    const rw_problem_demand *d = &f->data->problem->demands[j];
    double need[RW_FOREST_GOODS] = {0};
    rw_forest_note_demand(f, j);
    account_exit(f, j, -1, need);
    memcpy(f->served + d->first_band, mw, (size_t)d->band_count * sizeof *mw);
    account_exit(f, j, 1, need);
    const rw_option *o = &f->data->problem->options[f->exit_option[j]];
    return o->capacity_mw + nothing_mw >= o->carry * exit_load(f, j) + o->carry0_mw &&
           push(f, f->data->problem->arcs[f->exit[j]].tail, need);
}

void rw_forest_drop(rw_forest *f, int j) {
    const rw_problem_demand *d = &f->data->problem->demands[j];
    const int tail = f->data->problem->arcs[f->exit[j]].tail;
    double need[RW_FOREST_GOODS] = {0};
    rw_forest_note_demand(f, j);
    account_exit(f, j, -1, need);
    for (int g = 0; g < f->data->goods; ++g) need[g] = -need[g];
    take_exclusive(f, f->exit[j], -1);
    f->exit[j] = f->exit_option[j] = -1;
    for (int b = 0; b < d->band_count; ++b) f->served[d->first_band + b] = 0;
    rw_forest_note_node(f, tail);
    --f->uses[tail];
    prune(f, tail, need);
}

/* -- Whole --------------------------------------------------------------------------------------------- */

rw_status rw_forest_start(rw_context *context, rw_arena *arena, const rw_forest_data *d, rw_forest *f) {
    const rw_problem *p = d->problem;
    memset(f, 0, sizeof *f);
    f->data = d;
    f->context = context;
    const size_t nodes = (size_t)d->graph.nodes, demands = (size_t)p->demand_count,
                 sources = (size_t)p->source_count;
    f->parent = rw_arena_allocate(arena, nodes, sizeof *f->parent);
    f->option = rw_arena_allocate(arena, nodes, sizeof *f->option);
    f->root = rw_arena_allocate(arena, nodes, sizeof *f->root);
    f->uses = rw_arena_allocate(arena, nodes, sizeof *f->uses);
    f->flow = rw_arena_allocate(arena, nodes * (size_t)d->goods, sizeof *f->flow);
    f->load = rw_arena_allocate(arena, nodes, sizeof *f->load);
    f->taken = rw_arena_allocate(arena, (size_t)d->graph.exclusive.count, sizeof *f->taken);
    f->exit = rw_arena_allocate(arena, demands, sizeof *f->exit);
    f->exit_option = rw_arena_allocate(arena, demands, sizeof *f->exit_option);
    f->served = rw_arena_allocate(arena, (size_t)p->band_count, sizeof *f->served);
    f->drawn = rw_arena_allocate(arena, sources, sizeof *f->drawn);
    f->users = rw_arena_allocate(arena, sources, sizeof *f->users);
    f->power = rw_arena_allocate(arena, (size_t)p->place_count, sizeof *f->power);
    f->limit = rw_arena_allocate(arena, (size_t)p->limit_count, sizeof *f->limit);
    if (!f->parent || !f->option || !f->root || !f->uses || !f->flow || !f->load || !f->taken || !f->exit ||
        !f->exit_option || !f->served || !f->drawn || !f->users || !f->power || !f->limit)
        return RW_ERROR_MEMORY;
    rw_forest_clear(f);
    return RW_OK;
}

void rw_forest_free(rw_forest *f) {
    if (!f->context) return;
    rw_release(f->context, f->note);
    rw_release(f->context, f->note_number);
    f->note = NULL;
    f->note_number = NULL;
}

/* What stands without any network: unserved demands, in the accounts. */
static void clear_accounts(rw_forest *f) {
    const rw_forest_data *d = f->data;
    const rw_problem *p = d->problem;
    f->cost = 0;
    for (int i = 0; i < p->source_count; ++i) f->drawn[i] = f->users[i] = 0;
    for (int g = 0; g < p->place_count; ++g) f->power[g] = 0;
    for (int l = 0; l < p->limit_count; ++l) f->limit[l] = 0;
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *demand = &p->demands[j];
        f->cost += d->unserved[j];
        if (d->unserved_joins[j] && demand->place >= 0) f->power[demand->place] += demand->power_mwe;
        for (int l = 0; l < p->limit_count; ++l) {
            f->limit[l] += d->unserved_joins[j] ? p->limits[l].connect[j] : p->limits[l].skip[j];
            for (int b = 0; b < demand->band_count && d->unserved_joins[j]; ++b)
                f->limit[l] +=
                    p->limits[l].backup[demand->first_band + b] * p->bands[demand->first_band + b].width_mw;
        }
    }
    for (int g = 0; g < p->place_count; ++g) f->cost += place_cost(f, g);
    for (int l = 0; l < p->limit_count; ++l) f->cost += limit_cost(f, l);
}

void rw_forest_clear(rw_forest *f) {
    const rw_problem *p = f->data->problem;
    for (int v = 0; v < f->data->graph.nodes; ++v) {
        f->parent[v] = f->option[v] = f->root[v] = -1;
        f->uses[v] = 0;
        f->load[v] = 0;
    }
    memset(f->flow, 0, (size_t)f->data->graph.nodes * (size_t)f->data->goods * sizeof *f->flow);
    for (int n = 0; n < f->data->graph.exclusive.count; ++n) f->taken[n] = -1;
    for (int j = 0; j < p->demand_count; ++j) f->exit[j] = f->exit_option[j] = -1;
    for (int b = 0; b < p->band_count; ++b) f->served[b] = 0;
    clear_accounts(f);
    rw_forest_replaced(f);
}
