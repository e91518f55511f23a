#include "model/network.h"
#include "model/option_money.h"
#include "model/rounding.h"
#include <limits.h>
#include <string.h>

/* -- Lives, classes, trenches -------------------------------------------------------------------------- */

static bool same_life(const rw_terms *terms, const rw_life *a, const rw_life *b) {
    const rw_source *x = &terms->study->sources[a->source], *y = &terms->study->sources[b->source];
    if (a->first != b->first || a->exit_plan != b->exit_plan) return false;
    if (x->availability_share != y->availability_share) return false;
    return a->exit_plan == RW_EXIT_REPLACE ||
           (x->start == y->start && x->commitment_yr == y->commitment_yr &&
            x->renewal_term_yr == y->renewal_term_yr && x->renewal_share == y->renewal_share);
}

static void add_life(const rw_terms *terms, rw_network_model *n, rw_life life, bool for_late_sources) {
    if (life.first > terms->horizon) return;
    for (int l = 0; l < n->life_count; ++l)
        if (same_life(terms, &n->lives[l], &life) && n->for_late_sources[l] == for_late_sources) return;
    n->for_late_sources[n->life_count] = for_late_sources;
    n->lives[n->life_count++] = life;
}

static bool others_start_before(const rw_study *study, int start) {
    for (int i = 0; i < study->source_count; ++i)
        if (study->sources[i].start < start) return true;
    return false;
}

/* One for every source and start of a demand, with and without a substitute: what a pair of the two would
 * have on its own. */
static rw_status find_lives(const rw_model *model, rw_arena *arena, rw_network_model *n) {
    const rw_terms *terms = model->terms;
    const rw_study *study = terms->study;
    n->lives = rw_arena_allocate(arena, (size_t)study->source_count * (size_t)n->class_count * RW_EXIT_COUNT,
                                 sizeof *n->lives);
    n->for_late_sources = rw_arena_allocate(
        arena, (size_t)study->source_count * (size_t)n->class_count * RW_EXIT_COUNT, sizeof(bool));
    if (!n->lives || !n->for_late_sources) return RW_ERROR_MEMORY;
    for (int i = 0; i < study->source_count; ++i)
        for (int c = 0; c < n->class_count; ++c)
            for (int e = 0; e < RW_EXIT_COUNT; ++e) {
                const int starts[] = {study->sources[i].start, n->classes[c].start};
                add_life(terms, n,
                         (rw_life){i, starts[0] > starts[1] ? starts[0] : starts[1], (rw_exit_plan)e},
                         starts[0] > starts[1] && others_start_before(study, starts[0]));
            }
    return RW_OK;
}

static bool same_class(const rw_terms *terms, const rw_commodity_class *a, const rw_commodity_class *b) {
    bool same = a->start == b->start && a->ramp_up_yr == b->ramp_up_yr;
    for (int k = 0; k < terms->band_count && same; ++k)
        same = fabs(a->hours_h[k] - b->hours_h[k]) <= 1e-9 * b->hours_h[k];
    return same;
}

static rw_status find_classes(const rw_model *model, rw_arena *arena, rw_network_model *n) {
    const rw_terms *terms = model->terms;
    const size_t demands = (size_t)terms->study->demand_count;
    n->classes = rw_arena_allocate(arena, demands, sizeof *n->classes);
    n->class_of_demand = rw_arena_allocate(arena, demands, sizeof *n->class_of_demand);
    if (!n->classes || !n->class_of_demand) return RW_ERROR_MEMORY;
    for (size_t j = 0; j < demands; ++j) {
        const rw_demand *d = &terms->study->demands[j];
        rw_commodity_class own = {.start = d->start, .ramp_up_yr = d->ramp_up_yr};
        memcpy(own.hours_h, terms->demand[j].hours_h, sizeof own.hours_h);
        int c = 0;
        while (c < n->class_count && !same_class(terms, &n->classes[c], &own)) ++c;
        if (c == n->class_count) n->classes[n->class_count++] = own;
        n->class_of_demand[j] = c;
    }
    return RW_OK;
}

/* Sources that deliver in the same years flow as one: what is built and bought for their heat behind the
 * entry is the same. */
static rw_status find_kinds(const rw_model *model, rw_arena *arena, rw_network_model *n) {
    const rw_study *study = model->terms->study;
    n->flows_as = rw_arena_allocate(arena, (size_t)study->source_count, sizeof *n->flows_as);
    if (!n->flows_as) return RW_ERROR_MEMORY;
    for (int i = 0; i < study->source_count; ++i) {
        const rw_life own = {i, 1, RW_EXIT_STOP};
        for (int k = 0; k < i && n->flows_as[i] == 0; ++k) {
            const rw_life other = {k, 1, RW_EXIT_STOP};
            if (n->flows_as[k] == 0 && same_life(model->terms, &own, &other)) n->flows_as[i] = k + 1;
        }
    }
    return RW_OK;
}

/* A corner where one trench ends and nothing can be: not where a heat pump may stand, to which source water
 * can come and from which heat can go through one trench. */
static bool is_dead_end(const rw_study *study, const int *degree, int node) {
    const rw_junction *junction = rw_study_node_junction(study, node);
    return junction && !junction->heat_pump && degree[node] == 1;
}

/* Leaves trenches out that are forbidden or lead to dead ends. */
static rw_status find_useful(const rw_model *model, rw_arena *arena, rw_network_model *n) {
    const rw_study *study = model->terms->study;
    int *degree = rw_arena_allocate(arena, (size_t)rw_study_node_count(study), sizeof *degree);
    n->useful = rw_arena_allocate(arena, (size_t)study->trench_count, sizeof *n->useful);
    n->reached = rw_arena_allocate(arena, (size_t)rw_study_node_count(study), sizeof *n->reached);
    if (!degree || !n->useful || !n->reached) return RW_ERROR_MEMORY;
    for (int t = 0; t < study->trench_count; ++t) {
        n->useful[t] = study->trenches[t].status != RW_ROUTE_FORBIDDEN;
        degree[study->trenches[t].from] += n->useful[t];
        degree[study->trenches[t].to] += n->useful[t];
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (int t = 0; t < study->trench_count; ++t) {
            const rw_trench *trench = &study->trenches[t];
            const bool dead_end =
                is_dead_end(study, degree, trench->from) || is_dead_end(study, degree, trench->to);
            if (!n->useful[t] || !dead_end || trench->status == RW_ROUTE_FORCED) continue;
            n->useful[t] = false;
            --degree[trench->from];
            --degree[trench->to];
            changed = true;
        }
    }
    for (int v = 0; v < rw_study_node_count(study); ++v) n->reached[v] = degree[v] > 0;
    return RW_OK;
}

rw_status rw_network_start(rw_model *model) {
    rw_arena *arena = &model->arena;
    rw_network_model *n = rw_arena_allocate(arena, 1, sizeof *n);
    if (!n) return RW_ERROR_MEMORY;
    model->network = n;
    RW_TRY(find_classes(model, arena, n));
    RW_TRY(find_lives(model, arena, n));
    RW_TRY(find_kinds(model, arena, n));
    return find_useful(model, arena, n);
}

/* -- Money --------------------------------------------------------------------------------------------- */

/* Cost EUR/yr, first purchases EUR and CO2 t/yr of one MW or one thing. */
typedef struct price {
    double cost, investment, co2;
} price;

typedef struct builder {
    rw_model *model;
    rw_network_model *network;
    const rw_terms *terms;
    rw_kept *kept;
    const rw_demand_years *demand_years;
    rw_years *of_class; /* [source][class] */
    rw_years *of_life;  /* [source][life]: losses */
    bool has_stations;  /* may a heat pump stand at some junction, and can it work? */
    double *unit;       /* of the option that is being built, by slot */
    price *slot;
    int options_tried;
} builder;

static const rw_years *years_of(const builder *b, int source, const rw_problem_commodity *c, int life) {
    const rw_network_model *n = b->network;
    return c->band == 0 ? &b->of_life[source * n->life_count + life]
                        : &b->of_class[source * n->class_count + c->commodity_class];
}

static double hours_of(const builder *b, const rw_problem_commodity *c) {
    return c->band == 0 ? RW_HOURS_PER_YEAR : b->network->classes[c->commodity_class].hours_h[c->band - 1];
}

static double asset_value(const rw_purchases *bought, const double factor[RW_ASSET_COUNT]) {
    double sum = 0;
    for (int c = 0; c < RW_ASSET_COUNT; ++c) sum += bought->eur[c] * factor[c];
    return sum;
}

static double sum_of(const rw_purchases *bought) {
    double sum = 0;
    for (int c = 0; c < RW_ASSET_COUNT; ++c) sum += bought->eur[c];
    return sum;
}

/* One MW of a commodity through something of a life: what is bought for it, and what runs. */
static price flow_price(const builder *b, int from, const rw_problem_commodity *c, int life,
                        const rw_purchases *per_mw, const rw_intensity *per) {
    const rw_terms *terms = b->terms;
    const rw_source *source = &terms->study->sources[from];
    const rw_years *years = years_of(b, from, c, life);
    const rw_exit_plan exit_plan = b->network->lives[life].exit_plan;
    const rw_years_kind *use = exit_plan == RW_EXIT_REPLACE ? &years->full : &years->source,
                        *own = &years->source;
    const double mwh = source->availability_share * hours_of(b, c);
    const bool lost = c->band == 0;
    const double running = lost ? rw_running_value(terms, source, per, use->electricity_years, use->years,
                                                   own->years, own->electricity_years)
                                : rw_running_value(terms, source, per, use->electricity_energy, use->energy,
                                                   own->energy, own->electricity_energy);
    const double capital = asset_value(per_mw, years->asset_factor[exit_plan]) +
                           per->power * terms->electricity_eur_per_mwe_yr * use->years;
    return (price){terms->annuity * (capital + mwh * running), sum_of(per_mw),
                   mwh * per->power * (lost ? use->co2_years : use->co2_energy) / terms->horizon};
}

/* What a MW delivered to a demand earns besides: subsidy, and the backup that it takes the place of. */
static void add_delivery(const builder *b, const rw_problem_commodity *c, int life, int demand, price *to) {
    const rw_terms *terms = b->terms;
    const rw_demand_terms *t = &terms->demand[demand];
    const rw_demand_years *whole = &b->demand_years[demand];
    const rw_years *years = years_of(b, c->source, c, life);
    const rw_years_kind *use =
        b->network->lives[life].exit_plan == RW_EXIT_REPLACE ? &years->full : &years->source;
    const double av = terms->study->sources[c->source].availability_share, h = hours_of(b, c);
    const double saved = t->electric_backup ? use->electricity_energy / t->backup_efficiency_share
                                            : use->energy * t->backup_eur_per_mwh;
    const double co2_saved = t->electric_backup ? use->co2_energy / t->backup_efficiency_share
                                                : use->co2_count * t->backup_co2_t_per_mwh;
    const double subsidised_h = fmin(av * h, terms->study->parameters.subsidy_max_hours_h);
    to->cost += terms->annuity * (h * (whole->backup - av * saved) -
                                  subsidised_h * terms->subsidy_eur_per_mwh * years->subsidised);
    to->co2 += h * (whole->co2_backup - av * co2_saved) / terms->horizon;
}

/* Electricity of a constant power while something of a life is in use. */
static price standing_power(const builder *b, int life, double mwe) {
    const rw_terms *terms = b->terms;
    const rw_life *l = &b->network->lives[life];
    const rw_years *years = &b->of_life[l->source * b->network->life_count + life];
    const rw_years_kind *use = l->exit_plan == RW_EXIT_REPLACE ? &years->full : &years->source;
    const double hours = RW_HOURS_PER_YEAR * terms->study->sources[l->source].availability_share;
    return (price){terms->annuity * mwe *
                       (terms->electricity_eur_per_mwe_yr * use->years + hours * use->electricity_years),
                   0, mwe * hours * use->co2_years / terms->horizon};
}

/* -- Arcs ---------------------------------------------------------------------------------------------- */

static int junction_of(const builder *b, int node, rw_level level, int life) {
    const rw_study *study = b->terms->study;
    return study->source_count + study->demand_count +
           (node * RW_LEVEL_COUNT + (int)level) * b->network->life_count + life;
}

static const rw_problem_arc *last_arc(const builder *b) {
    return &b->model->problem.arcs[b->model->problem.arc_count - 1];
}

static const rw_problem_commodity *commodity_of(const builder *b, int slot) {
    const rw_problem *p = &b->model->problem;
    return &p->commodities[p->slot_commodity[last_arc(b)->first_slot + slot]];
}

static rw_status start_arc(builder *b, int tail, int head, int exclusive, rw_arc_origin origin) {
    rw_context *context = b->model->problem.context;
    RW_TRY(rw_problem_add_arc(&b->model->problem, tail, head, false, exclusive));
    RW_TRY(RW_VECTOR_RESERVE(context, &b->network->arcs, 1));
    b->network->arcs.item[b->network->arcs.count++] = origin;
    return RW_OK;
}

static rw_status keep(const builder *b, rw_numbers *list, double fixed, size_t offset) {
    const size_t slots = (size_t)last_arc(b)->slot_count;
    RW_TRY(RW_VECTOR_RESERVE(b->model->problem.context, list, slots + 1));
    list->item[list->count++] = fixed;
    for (size_t s = 0; s < slots; ++s) {
        double value;
        memcpy(&value, (const char *)&b->slot[s] + offset, sizeof value);
        list->item[list->count++] = value;
    }
    return RW_OK;
}

/* Adds the option whose slots are priced in b->slot. */
static rw_status add_option(builder *b, rw_option option, price fixed, rw_origin origin) {
    rw_model *model = b->model;
    for (int s = 0; s < last_arc(b)->slot_count; ++s) b->unit[s] = rw_round_money(b->slot[s].cost);
    option.fixed_eur_per_yr = rw_round_money(fixed.cost);
    RW_TRY(rw_problem_add_option(&model->problem, option, b->unit));
    RW_TRY(RW_VECTOR_RESERVE(model->problem.context, &model->origins, 1));
    model->origins.item[model->origins.count++] = origin;
    if (b->kept->budget) RW_TRY(keep(b, &b->kept->investment, fixed.investment, offsetof(price, investment)));
    return b->kept->ceiling ? keep(b, &b->kept->co2, fixed.co2, offsetof(price, co2)) : RW_OK;
}

/* The fixed part of a heat pump. */
static price pump_price(const builder *b, int life) {
    const double eur = b->terms->heat_pump_eur;
    return (price){b->terms->annuity * eur *
                       rw_life_factor(b->terms, &b->network->lives[life], RW_ASSET_HEAT_PUMP),
                   eur, 0};
}

static rw_status add_entry_option(builder *b, int source, rw_mode mode, int life) {
    const rw_study *study = b->terms->study;
    const rw_upgrade u = rw_entry_upgrade(b->terms, source, mode);
    ++b->options_tried;
    if (!u.possible) return RW_OK;
    const bool pumps = mode == RW_MODE_SOURCE_PUMP || mode == RW_MODE_PREHEAT;
    const rw_pair pair = {.source = source};
    const rw_design design = {.upgrade = u, .shared = true, .draw = u.draw};
    rw_purchases per_mw = rw_connection_purchases(b->terms, &pair, mode, -1, &design, 1);
    per_mw.eur[RW_ASSET_SUBSTATION] = 0;
    const rw_intensity per = {u.power, u.pumped, u.draw};
    for (int s = 0; s < last_arc(b)->slot_count; ++s)
        b->slot[s] = flow_price(b, source, commodity_of(b, s), life, &per_mw, &per);
    const int place = pumps ? study->sources[source].place : -1;
    const rw_option option = {.carry = 1,
                              .draw = rw_round_coefficient(u.draw),
                              .power = place >= 0 ? rw_round_coefficient(u.power) : 0,
                              .capacity_mw = rw_round_mw(study->sources[source].heat_mw / u.draw + 1e-6),
                              .place = place};
    return add_option(b, option, pumps ? pump_price(b, life) : (price){0, 0, 0},
                      (rw_origin){(unsigned char)mode, (unsigned char)b->network->lives[life].exit_plan, 0});
}

static rw_status add_entries(builder *b, int source) {
    const rw_network_model *n = b->network;
    if (!n->reached[source]) return RW_OK;
    for (int life = 0; life < n->life_count; ++life) {
        if (!rw_life_takes(b->terms, &n->lives[life], source)) continue;
        if (n->for_late_sources[life] && b->terms->study->sources[source].start < n->lives[life].first)
            continue;
        for (int level = 0; level < RW_LEVEL_COUNT; ++level) {
            RW_TRY(start_arc(b, source, junction_of(b, source, (rw_level)level, life), 0,
                             (rw_arc_origin){RW_ARC_ENTRY, source, (rw_level)level, life, false}));
            for (int mode = 0; mode < RW_PAIR_MODE_COUNT; ++mode)
                if ((int)rw_mode_level((rw_mode)mode) == level)
                    RW_TRY(add_entry_option(b, source, (rw_mode)mode, life));
        }
    }
    return RW_OK;
}

/* Does everything that such a life takes start no earlier at this demand? */
static bool starts_in_time(const builder *b, int demand, int number) {
    const rw_study *study = b->terms->study;
    const rw_life *life = &b->network->lives[number];
    if (study->demands[demand].start >= life->first || b->network->for_late_sources[number]) return true;
    for (int i = 0; i < study->source_count; ++i)
        if (study->sources[i].start < life->first && rw_life_takes(b->terms, life, i)) return false;
    return true;
}

static rw_status add_exit_option(builder *b, int demand, rw_level level, int life, const rw_upgrade *u) {
    const rw_study *study = b->terms->study;
    const bool pumps = level == RW_LEVEL_WATER;
    const rw_mode mode = pumps ? RW_MODE_DEMAND_PUMP : RW_MODE_DIRECT;
    const rw_pair pair = {.demand = demand};
    const rw_design design = {.upgrade = *u, .shared = true};
    const rw_purchases per_mw = rw_connection_purchases(b->terms, &pair, mode, -1, &design, 1);
    const rw_intensity per = {u->power, u->pumped, 0};
    for (int s = 0; s < last_arc(b)->slot_count; ++s) {
        const rw_problem_commodity *c = commodity_of(b, s);
        b->slot[s] = flow_price(b, c->source, c, life, &per_mw, &per);
        add_delivery(b, c, life, demand, &b->slot[s]);
    }
    const int place = pumps ? study->demands[demand].place : -1;
    const rw_option option = {.carry = 1,
                              .draw = rw_round_coefficient(u->carry),
                              .power = place >= 0 ? rw_round_coefficient(u->power) : 0,
                              .capacity_mw = rw_round_mw(b->terms->demand[demand].peak_mw + 1e-6),
                              .place = place};
    return add_option(b, option, pumps ? pump_price(b, life) : (price){0, 0, 0},
                      (rw_origin){(unsigned char)mode, (unsigned char)b->network->lives[life].exit_plan, 0});
}

static rw_status add_exits(builder *b, int demand) {
    const rw_network_model *n = b->network;
    const int node = b->terms->study->source_count + demand;
    if (!n->reached[node] || b->terms->demand[demand].peak_mw <= 0) return RW_OK;
    for (int life = 0; life < n->life_count; ++life) {
        if (!starts_in_time(b, demand, life)) continue;
        for (int level = 0; level < RW_LEVEL_COUNT; ++level) {
            const rw_upgrade u = rw_exit_upgrade(b->terms, demand, (rw_level)level);
            ++b->options_tried;
            if (!u.possible) continue;
            RW_TRY(start_arc(b, junction_of(b, node, (rw_level)level, life), node, 0,
                             (rw_arc_origin){RW_ARC_EXIT, demand, (rw_level)level, life, false}));
            RW_TRY(add_exit_option(b, demand, (rw_level)level, life, &u));
        }
    }
    return RW_OK;
}

/* -- Trenches ------------------------------------------------------------------------------------------ */

/* Most that a demand can want of a level, for each MW delivered: as source water it may be for the heat pump
 * of a junction as well. */
static double most_carry(const builder *b, int demand, rw_level level) {
    const rw_upgrade u = rw_exit_upgrade(b->terms, demand, level);
    const double own = u.possible ? u.carry : 0;
    if (level != RW_LEVEL_WATER || !b->has_stations) return own;
    const rw_upgrade supply = rw_exit_upgrade(b->terms, demand, RW_LEVEL_SUPPLY);
    return supply.possible ? fmax(own, b->terms->station.draw * supply.carry) : own;
}

/* Most that a source can offer at a level, MW: as network supply also behind the heat pump of a junction. */
static double most_offered(const builder *b, int source, rw_level level) {
    const double heat_mw = b->terms->study->sources[source].heat_mw;
    double best = 0;
    for (int mode = 0; mode < RW_MODE_COUNT; ++mode) {
        const bool station = mode == RW_MODE_STATION_PUMP;
        const rw_upgrade u = rw_entry_upgrade(b->terms, source, (rw_mode)mode);
        const rw_level comes_out = station ? RW_LEVEL_SUPPLY : rw_mode_level((rw_mode)mode);
        if (comes_out != level || !u.possible || (station && !b->has_stations)) continue;
        best = fmax(best, heat_mw / (u.draw * (station ? b->terms->station.draw : 1)));
    }
    return best;
}

/* Most that can be wanted of a pipe: all demands, or all sources. */
static double most_useful_mw(const builder *b, rw_level level) {
    const rw_study *study = b->terms->study;
    double wanted = 0, offered = 0;
    for (int j = 0; j < study->demand_count; ++j)
        wanted += most_carry(b, j, level) * b->terms->demand[j].peak_mw;
    for (int i = 0; i < study->source_count; ++i) offered += most_offered(b, i, level);
    return fmin(wanted, offered);
}

static price laid_price(const builder *b, int trench, int pipe, int life, const rw_stretch *stretch) {
    const rw_terms *terms = b->terms;
    const rw_life *l = &b->network->lives[life];
    const rw_purchases bought = rw_stretch_purchases(terms, trench, pipe, stretch->existing);
    price p = standing_power(b, life, stretch->circulation * stretch->loss_mw);
    p.investment = sum_of(&bought);
    if (stretch->existing) {
        const rw_purchases again = rw_stretch_purchases(terms, trench, pipe, false);
        p.cost += terms->annuity * sum_of(&again) * rw_existing_factor(terms, trench, l);
        return p;
    }
    p.cost +=
        terms->annuity * (bought.eur[RW_ASSET_PIPE] * rw_life_factor(terms, l, RW_ASSET_PIPE) +
                          bought.eur[RW_ASSET_CROSSINGS] * rw_life_factor(terms, l, RW_ASSET_CROSSINGS));
    return p;
}

/* All diameters up to the first that carries whatever can be wanted: thicker ones cost and lose more. */
static rw_status add_pipes(builder *b, int trench, rw_level level, int life, double most_mw) {
    static const rw_purchases nothing = {{0}};
    for (int pipe = 0; pipe < b->terms->study->pipe_count; ++pipe) {
        const rw_stretch stretch = rw_stretch_of(b->terms, trench, level, pipe);
        ++b->options_tried;
        if (stretch.capacity_mw <= stretch.loss_mw) continue;
        const bool enough = stretch.capacity_mw > most_mw + stretch.loss_mw;
        const rw_intensity per = {stretch.circulation, 0, 0};
        for (int s = 0; s < last_arc(b)->slot_count; ++s)
            b->slot[s] = flow_price(b, commodity_of(b, s)->source, commodity_of(b, s), life, &nothing, &per);
        const rw_option option = {.carry = 1,
                                  .carry0_mw = rw_round_mw(stretch.loss_mw),
                                  .draw = 1,
                                  .draw0_mw = rw_round_mw(stretch.loss_mw),
                                  .capacity_mw = rw_round_mw(stretch.capacity_mw),
                                  .place = -1};
        RW_TRY(add_option(
            b, option, laid_price(b, trench, pipe, life, &stretch),
            (rw_origin){0, (unsigned char)b->network->lives[life].exit_plan, (unsigned short)pipe}));
        const rw_trench *t = &b->terms->study->trenches[trench];
        const bool existing_to_come = t->existing_pipe > pipe && t->existing_level == level;
        if (enough && !existing_to_come) break;
    }
    return RW_OK;
}

/* At most one pipe per level, in one direction and of one life. */
static rw_status add_trench(builder *b, int trench, const double most_mw[RW_LEVEL_COUNT]) {
    const rw_trench *t = &b->terms->study->trenches[trench];
    for (int level = 0; level < RW_LEVEL_COUNT; ++level)
        for (int life = 0; most_mw[level] > 0 && life < b->network->life_count; ++life)
            for (int back = 0; back < 2; ++back) {
                const int tail = junction_of(b, back ? t->to : t->from, (rw_level)level, life),
                          head = junction_of(b, back ? t->from : t->to, (rw_level)level, life),
                          group = 1 + trench * RW_LEVEL_COUNT + level;
                RW_TRY(start_arc(b, tail, head, group,
                                 (rw_arc_origin){RW_ARC_TRENCH, trench, (rw_level)level, life, back == 1}));
                RW_TRY(add_pipes(b, trench, (rw_level)level, life, most_mw[level]));
            }
    return RW_OK;
}

/* -- Heat pumps at junctions --------------------------------------------------------------------------- */

static bool has_stations(const rw_terms *terms) {
    bool any = false;
    for (int v = 0; v < terms->study->junction_count; ++v) any = any || terms->study->junctions[v].heat_pump;
    return any && terms->station.possible;
}

/* All that the sources can send it; what is wanted behind it grows with what pipes lose there. */
static double most_pumped_mw(const builder *b) {
    double heat_mw = 0;
    for (int i = 0; i < b->terms->study->source_count; ++i)
        if (rw_entry_upgrade(b->terms, i, RW_MODE_STATION_PUMP).possible)
            heat_mw += b->terms->study->sources[i].heat_mw;
    return heat_mw / b->terms->station.draw;
}

static rw_status add_station_option(builder *b, int junction, int life) {
    const rw_upgrade *u = &b->terms->station;
    const rw_design design = {.upgrade = *u, .shared = true};
    const rw_pair none = {.source = 0};
    rw_purchases per_mw = rw_connection_purchases(b->terms, &none, RW_MODE_STATION_PUMP, -1, &design, 1);
    per_mw.eur[RW_ASSET_SUBSTATION] = 0;
    const rw_intensity per = {u->power, u->pumped, 0}; /* what it draws was paid for where it came in */
    for (int s = 0; s < last_arc(b)->slot_count; ++s)
        b->slot[s] = flow_price(b, commodity_of(b, s)->source, commodity_of(b, s), life, &per_mw, &per);
    const int place = b->terms->study->junctions[junction].place;
    const rw_option option = {.carry = 1,
                              .draw = rw_round_coefficient(u->draw),
                              .power = place >= 0 ? rw_round_coefficient(u->power) : 0,
                              .capacity_mw = rw_round_mw(most_pumped_mw(b) + 1e-6),
                              .place = place};
    return add_option(b, option, pump_price(b, life),
                      (rw_origin){RW_MODE_STATION_PUMP, (unsigned char)b->network->lives[life].exit_plan, 0});
}

static rw_status add_stations(builder *b, int junction) {
    const rw_study *study = b->terms->study;
    const int node = study->source_count + study->demand_count + junction;
    if (!study->junctions[junction].heat_pump || !b->network->reached[node]) return RW_OK;
    for (int life = 0; life < b->network->life_count; ++life) {
        ++b->options_tried;
        if (!b->has_stations) continue;
        RW_TRY(start_arc(b, junction_of(b, node, RW_LEVEL_WATER, life),
                         junction_of(b, node, RW_LEVEL_SUPPLY, life), 0,
                         (rw_arc_origin){RW_ARC_STATION, junction, RW_LEVEL_SUPPLY, life, false}));
        RW_TRY(add_station_option(b, junction, life));
    }
    return RW_OK;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static rw_status add_commodities(builder *b) {
    const int bands = b->terms->band_count, classes = b->network->class_count;
    for (int i = 0; i < b->terms->study->source_count; ++i) {
        if (b->network->flows_as[i] > 0) continue;
        for (int c = 0; c < classes; ++c)
            for (int k = 1; k <= bands; ++k)
                RW_TRY(rw_problem_add_commodity(&b->model->problem, (rw_problem_commodity){i, c, k}));
        RW_TRY(rw_problem_add_commodity(&b->model->problem, (rw_problem_commodity){i, classes, 0}));
    }
    return RW_OK;
}

static rw_status prepare(builder *b) {
    const rw_study *study = b->terms->study;
    rw_network_model *n = b->network;
    rw_arena *arena = &b->model->arena;
    const size_t sources = (size_t)study->source_count;
    b->of_class = rw_arena_allocate(arena, sources * (size_t)n->class_count, sizeof *b->of_class);
    b->of_life = rw_arena_allocate(arena, sources * (size_t)n->life_count, sizeof *b->of_life);
    RW_TRY(add_commodities(b));
    b->unit = rw_arena_allocate(arena, (size_t)b->model->problem.commodity_count, sizeof *b->unit);
    b->slot = rw_arena_allocate(arena, (size_t)b->model->problem.commodity_count, sizeof *b->slot);
    if (!b->of_class || !b->of_life || !b->unit || !b->slot) return RW_ERROR_MEMORY;
    for (int i = 0; i < study->source_count; ++i) {
        for (int c = 0; c < n->class_count; ++c)
            b->of_class[i * n->class_count + c] =
                rw_years_of_pair(b->terms, i, n->classes[c].start, n->classes[c].ramp_up_yr);
        for (int l = 0; l < n->life_count; ++l)
            b->of_life[i * n->life_count + l] = rw_years_of_pair(b->terms, i, n->lives[l].first, 0);
    }
    return RW_OK;
}

rw_status rw_network_force(rw_model *model) {
    const rw_study *study = model->terms->study;
    rw_problem *p = &model->problem;
    for (int t = 0; t < study->trench_count; ++t) {
        if (study->trenches[t].status != RW_ROUTE_FORCED) continue;
        rw_problem_limit *limit;
        RW_TRY(rw_problem_add_limit(p, -1, &limit));
        for (int a = 0; a < p->arc_count; ++a) {
            const rw_arc_origin *origin = &model->network->arcs.item[a];
            if (origin->kind != RW_ARC_TRENCH || origin->index != t) continue;
            for (int k = 0; k < p->arcs[a].option_count; ++k) limit->fixed[p->arcs[a].first_option + k] = -1;
        }
    }
    return RW_OK;
}

rw_status rw_network_build(rw_model *model, const rw_demand_years *demand_years, rw_kept *kept) {
    const rw_study *study = model->terms->study;
    builder b = {.model = model,
                 .network = model->network,
                 .terms = model->terms,
                 .kept = kept,
                 .demand_years = demand_years,
                 .has_stations = has_stations(model->terms)};
    model->problem.junction_count = rw_study_node_count(study) * RW_LEVEL_COUNT * b.network->life_count;
    RW_TRY(prepare(&b));
    double most_mw[RW_LEVEL_COUNT];
    for (int level = 0; level < RW_LEVEL_COUNT; ++level) most_mw[level] = most_useful_mw(&b, (rw_level)level);
    for (int i = 0; i < study->source_count; ++i) RW_TRY(add_entries(&b, i));
    for (int t = 0; t < study->trench_count; ++t)
        if (b.network->useful[t]) RW_TRY(add_trench(&b, t, most_mw));
    for (int v = 0; v < study->junction_count; ++v) RW_TRY(add_stations(&b, v));
    for (int j = 0; j < study->demand_count; ++j) RW_TRY(add_exits(&b, j));
    model->considered = b.options_tried;
    model->impossible = b.options_tried - model->problem.option_count;
    rw_log(model->problem.context, RW_LOG_INFO,
           "%d trenches and %d places; %d kinds of commitment, %d classes of demand; %d options",
           study->trench_count, rw_study_node_count(study), b.network->life_count, b.network->class_count,
           model->problem.option_count);
    return RW_OK;
}
