#include "model/model.h"
#include "base/number.h"
#include "economics/annuity.h"
#include "model/kept.h"
#include "model/network.h"
#include "model/option_money.h"
#include "model/pairs.h"
#include "model/rounding.h"
#include "plan/cost.h"
#include <stdlib.h>
#include <string.h>

/* -- Nodes --------------------------------------------------------------------------------------------- */

static rw_status add_sources(rw_model *model) {
    const rw_terms *terms = model->terms;
    const rw_study *study = terms->study;
    for (int i = 0; i < study->source_count; ++i) {
        const rw_source *s = &study->sources[i];
        double factor[RW_ASSET_COUNT], value = 0;
        rw_years_of_source(terms, i, factor);
        const rw_purchases bought = rw_source_purchases(s);
        for (int c = 0; c < RW_ASSET_COUNT; ++c) value += bought.eur[c] * factor[c];
        RW_TRY(rw_problem_add_source(&model->problem,
                                     (rw_problem_source){rw_round_mw(s->heat_mw),
                                                         rw_round_money(terms->annuity * value),
                                                         s->min_used_share, s->availability_share,
                                                         model->network ? model->network->flows_as[i] : 0}));
    }
    return RW_OK;
}

static rw_status add_places(rw_model *model) {
    const rw_study *study = model->terms->study;
    for (int g = 0; g < study->place_count; ++g) {
        const rw_place_power *place = &study->places[g];
        RW_TRY(rw_problem_add_place(&model->problem,
                                    (rw_problem_place){rw_round_mw(place->headroom_mwe),
                                                       rw_round_mw(place->extra_mwe_max),
                                                       rw_round_money(place->extra_eur_per_mwe_yr)}));
    }
    return RW_OK;
}

/* Present value of connecting a new network, whatever heats it: closed form of what cost.c pays year by year.
 */
static double connect_value(const rw_terms *terms, int demand, const rw_demand_years *years) {
    const rw_parameters *p = &terms->study->parameters;
    const rw_demand *d = &terms->study->demands[demand];
    const rw_demand_terms *t = &terms->demand[demand];
    if (d->kind != RW_KIND_NEW) return 0;
    const double distribution = rw_annuity_factor(terms->rate_per_yr, p->distribution_life_yr);
    const double indoor = rw_annuity_factor(terms->rate_per_yr, p->indoor_life_yr);
    const double plant =
        t->backup_plant_eur > 0 ? rw_annuity_factor(terms->rate_per_yr, t->backup_plant_life_yr) : 0;
    const rw_asset_terms *substation = &terms->asset[RW_ASSET_SUBSTATION];
    const double standing =
        d->mains_eur * (distribution + p->distribution_om_per_yr) +
        t->substation_eur * (substation->annuity + substation->om_per_yr) +
        t->backup_plant_eur * (plant + p->backup_om_per_yr) +
        (t->electric_backup ? t->peak_mw / t->backup_efficiency_share * terms->electricity_eur_per_mwe_yr
                            : 0);
    const double growing =
        (d->connection_eur - t->contribution_eur - t->connection_subsidy_eur) * distribution +
        d->connection_eur * p->distribution_om_per_yr + d->indoor_eur * (indoor + p->indoor_om_per_yr);
    return standing * years->years + growing * years->energy;
}

static rw_status add_demand(rw_model *model, int j, const rw_demand_years *years) {
    const rw_terms *terms = model->terms;
    const rw_demand *d = &terms->study->demands[j];
    const rw_demand_terms *t = &terms->demand[j];
    const bool is_new = d->kind == RW_KIND_NEW;
    rw_problem_demand row = {
        .must = !is_new,
        .connect_eur_per_yr = rw_round_money(terms->annuity * connect_value(terms, j, years)),
        .skip_eur_per_yr = is_new ? rw_round_money(terms->annuity * years->reference) : 0,
        .min_mwh_per_yr = rw_round_mw(d->min_share * d->energy_mwh_per_yr),
        .max_arcs = d->max_sources,
        .place = t->electric_backup ? d->place : -1,
        .commodity_class = model->network ? model->network->class_of_demand[j] : j};
    if (row.place >= 0) row.power_mwe = rw_round_mw(t->peak_mw / t->backup_efficiency_share);
    RW_TRY(rw_problem_add_demand(&model->problem, row));
    if (model->network) /* what pipes lose flows as a band of its own, of which no demand takes anything */
        RW_TRY(rw_problem_add_band(&model->problem, (rw_problem_band){0, RW_HOURS_PER_YEAR, 0}));
    for (int b = 0; b < terms->band_count; ++b)
        RW_TRY(rw_problem_add_band(
            &model->problem,
            (rw_problem_band){rw_round_mw(t->width_mw[b]), rw_round_mw(t->hours_h[b]),
                              rw_round_money(terms->annuity * t->hours_h[b] * years->backup)}));
    return RW_OK;
}

/* -- Options ------------------------------------------------------------------------------------------- */

/* One way to build a pair, with all its rows. */
typedef struct candidate {
    rw_option option;
    double unit[RW_MAX_BANDS];
    double deliverable_mw; /* what fits through, (U - carry0)/carry; infinite where that never binds */
    rw_option_money money; /* only investment and co2 are read again, for the limits */
    rw_origin origin;
} candidate;

typedef struct builder {
    rw_context *context;
    rw_model *model;
    rw_years_table years;
    rw_demand_years *demand_years;
    candidate *candidates; /* of one pair */
    int candidate_count;
    rw_kept kept; /* of the options in the problem */
    bool every_option;
} builder;

/* MODEL 4: a pipe that can carry more than the pair can use is the same option as one that just can. With a
 * watt to spare, so that the last of a band is not left to the backup: such a capacity never binds. */
static double clipped_capacity(const rw_terms *terms, const rw_pair *pair, const rw_design *design,
                               bool *binds) {
    const double peak = terms->demand[pair->demand].peak_mw;
    const double supply = (terms->study->sources[pair->source].heat_mw - design->draw0_mw) / design->draw;
    const double useful = design->carry0_mw + design->carry * fmin(peak, supply);
    *binds = design->capacity_mw <= useful;
    return rw_round_mw(*binds ? design->capacity_mw : useful + 1e-6);
}

static void add_candidate(builder *b, const rw_pair *pair, rw_mode mode, int pipe, rw_exit_plan exit_plan,
                          const rw_design *design) {
    const rw_terms *terms = b->model->terms;
    ++b->model->considered;
    candidate c = {.origin = {(unsigned char)mode, (unsigned char)exit_plan, (unsigned short)pipe}};
    const bool counts_power = design->place >= 0;
    bool binds = false;
    c.option = (rw_option){.carry = rw_round_coefficient(design->carry),
                           .carry0_mw = rw_round_mw(design->carry0_mw),
                           .draw = rw_round_coefficient(design->draw),
                           .draw0_mw = rw_round_mw(design->draw0_mw),
                           .power = counts_power ? rw_round_coefficient(design->power) : 0,
                           .power0_mwe = counts_power ? rw_round_mw(design->power0_mwe) : 0,
                           .capacity_mw = clipped_capacity(terms, pair, design, &binds),
                           .place = design->place};
    const double fits_mw = (c.option.capacity_mw - c.option.carry0_mw) / c.option.carry;
    c.deliverable_mw = binds ? fits_mw : RW_INFINITY;
    if (!design->possible || !(fits_mw > 0)) {
        ++b->model->impossible;
        return;
    }
    c.money = rw_option_money_of(terms, pair, rw_years_table_get(&b->years, pair->source, pair->demand),
                                 &b->demand_years[pair->demand], mode, pipe, exit_plan, design);
    c.option.fixed_eur_per_yr = rw_round_money(c.money.cost.fixed);
    for (int k = 0; k < terms->band_count; ++k) c.unit[k] = rw_round_money(c.money.cost.unit[k]);
    b->candidates[b->candidate_count++] = c;
}

static void add_candidates(builder *b, const rw_pair *pair) {
    const rw_terms *terms = b->model->terms;
    const int pipes = terms->study->pipe_count;
    b->candidate_count = 0;
    for (int mode = 0; mode < RW_PAIR_MODE_COUNT; ++mode) {
        const rw_upgrade upgrade = rw_pair_upgrade(terms, pair, (rw_mode)mode);
        if (!upgrade.possible) {
            b->model->considered += pipes * RW_EXIT_COUNT;
            b->model->impossible += pipes * RW_EXIT_COUNT;
            continue;
        }
        for (int pipe = 0; pipe < pipes; ++pipe) {
            const rw_design design = rw_pipe_design(terms, pair, (rw_mode)mode, &upgrade, pipe);
            for (int exit_plan = 0; exit_plan < RW_EXIT_COUNT; ++exit_plan)
                add_candidate(b, pair, (rw_mode)mode, pipe, (rw_exit_plan)exit_plan, &design);
        }
    }
}

static bool no_worse(const rw_coefficients *a, const rw_coefficients *b, int bands) {
    bool good = a->fixed <= b->fixed;
    for (int k = 0; k < bands && good; ++k) good = a->unit[k] <= b->unit[k];
    return good;
}

/* Is `a` at least as good as `b` in every row and every cost, so that b is never needed? Where a source must
 * be used for a share of its capacity, drawing less is not better. */
static bool dominates(const builder *b, const candidate *a, const candidate *o, bool must_draw) {
    const int bands = b->model->terms->band_count;
    if (a->option.place != o->option.place || a->deliverable_mw < o->deliverable_mw) return false;
    if (a->option.fixed_eur_per_yr > o->option.fixed_eur_per_yr) return false;
    for (int k = 0; k < bands; ++k)
        if (a->unit[k] > o->unit[k]) return false;
    if (a->option.draw > o->option.draw || a->option.draw0_mw > o->option.draw0_mw) return false;
    if (must_draw && (a->option.draw != o->option.draw || a->option.draw0_mw != o->option.draw0_mw))
        return false;
    if (a->option.power > o->option.power || a->option.power0_mwe > o->option.power0_mwe) return false;
    if (b->kept.budget && !no_worse(&a->money.investment, &o->money.investment, bands)) return false;
    return !b->kept.ceiling || no_worse(&a->money.co2, &o->money.co2, bands);
}

/* By fixed cost, then by what they were made from, so that the order never depends on the sort. */
static int compare_candidates(const void *a, const void *b) {
    const candidate *left = a, *right = b;
    if (left->option.fixed_eur_per_yr != right->option.fixed_eur_per_yr)
        return left->option.fixed_eur_per_yr < right->option.fixed_eur_per_yr ? -1 : 1;
    const int rank[2] = {
        (left->origin.mode * RW_EXIT_COUNT + left->origin.exit_plan) * 0x10000 + left->origin.pipe,
        (right->origin.mode * RW_EXIT_COUNT + right->origin.exit_plan) * 0x10000 + right->origin.pipe};
    return (rank[0] > rank[1]) - (rank[0] < rank[1]);
}

/* Keeps the candidates that no other dominates: a dominating one comes earlier in the order of fixed cost. */
static void drop_dominated(builder *b, bool must_draw) {
    qsort(b->candidates, (size_t)b->candidate_count, sizeof *b->candidates, compare_candidates);
    int kept = 0;
    for (int i = 0; i < b->candidate_count; ++i) {
        bool needed = true;
        for (int k = 0; k < kept && needed; ++k)
            needed = !dominates(b, &b->candidates[k], &b->candidates[i], must_draw);
        if (needed) b->candidates[kept++] = b->candidates[i];
    }
    b->model->dominated += b->candidate_count - kept;
    b->candidate_count = kept;
}

static rw_status keep_coefficients(rw_context *context, rw_numbers *values, const rw_coefficients *row,
                                   int bands) {
    RW_TRY(RW_VECTOR_RESERVE(context, values, (size_t)bands + 1));
    values->item[values->count++] = row->fixed;
    for (int k = 0; k < bands; ++k) values->item[values->count++] = row->unit[k];
    return RW_OK;
}

static rw_status add_pair(builder *b, const rw_pair *pair) {
    rw_model *model = b->model;
    const rw_study *study = model->terms->study;
    const int bands = model->terms->band_count;
    ++model->pairs;
    add_candidates(b, pair);
    if (model->terms->demand[pair->demand].peak_mw <= 0 || pair->first > model->terms->horizon)
        b->candidate_count = 0;
    if (!b->every_option) drop_dominated(b, study->sources[pair->source].min_used_share > 0);
    if (b->candidate_count == 0) {
        if (!pair->forced) return RW_OK;
        return rw_fail(b->context, RW_ERROR_INPUT,
                       "routes.csv forces %s to %s, but no heat pump or pipe makes that possible; remove it "
                       "or check the "
                       "temperatures, the distance and the heat of the source",
                       study->sources[pair->source].id, study->demands[pair->demand].id);
    }
    RW_TRY(rw_problem_add_arc(&model->problem, pair->source, study->source_count + pair->demand, pair->forced,
                              0));
    for (int k = 0; k < b->candidate_count; ++k) {
        const candidate *c = &b->candidates[k];
        RW_TRY(rw_problem_add_option(&model->problem, c->option, c->unit));
        RW_TRY(RW_VECTOR_RESERVE(b->context, &model->origins, 1));
        model->origins.item[model->origins.count++] = c->origin;
        if (b->kept.budget)
            RW_TRY(keep_coefficients(b->context, &b->kept.investment, &c->money.investment, bands));
        if (b->kept.ceiling) RW_TRY(keep_coefficients(b->context, &b->kept.co2, &c->money.co2, bands));
    }
    return RW_OK;
}

/* -- Limits -------------------------------------------------------------------------------------------- */

static void spread_options(const rw_model *model, const double *kept, rw_problem_limit *limit) {
    const rw_problem *p = &model->problem;
    double *unit = limit->unit;
    for (int a = 0; a < p->arc_count; ++a)
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k) {
            limit->fixed[k] = rw_round_money(*kept++);
            for (int s = 0; s < p->arcs[a].slot_count; ++s) *unit++ = rw_round_money(*kept++);
        }
}

static rw_status add_budget(builder *b) {
    const rw_terms *terms = b->model->terms;
    rw_problem *problem = &b->model->problem;
    rw_problem_limit *limit;
    RW_TRY(
        rw_problem_add_limit(problem, rw_round_money(terms->study->parameters.capital_budget_eur), &limit));
    for (int i = 0; i < problem->source_count; ++i) {
        const rw_purchases bought = rw_source_purchases(&terms->study->sources[i]);
        for (int c = 0; c < RW_ASSET_COUNT; ++c) limit->open[i] += bought.eur[c];
        limit->open[i] = rw_round_money(limit->open[i]);
    }
    for (int j = 0; j < problem->demand_count; ++j)
        limit->connect[j] = rw_round_money(rw_demand_investment(terms, j));
    spread_options(b->model, b->kept.investment.item, limit);
    return RW_OK;
}

static rw_status add_ceiling(builder *b) {
    const rw_terms *terms = b->model->terms;
    rw_problem *problem = &b->model->problem;
    rw_problem_limit *limit;
    RW_TRY(
        rw_problem_add_limit(problem, rw_round_money(terms->study->parameters.co2_ceiling_t_per_yr), &limit));
    for (int j = 0; j < problem->demand_count; ++j) {
        limit->skip[j] = rw_round_money(b->demand_years[j].co2_reference / terms->horizon);
        const int first = problem->demands[j].first_band + (b->model->network ? 1 : 0);
        for (int k = 0; k < terms->band_count; ++k)
            limit->backup[first + k] =
                rw_round_money(terms->demand[j].hours_h[k] * b->demand_years[j].co2_backup / terms->horizon);
    }
    spread_options(b->model, b->kept.co2.item, limit);
    return RW_OK;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static rw_status add_pairs(builder *b) {
    rw_pair_list pairs;
    RW_TRY(rw_pairs_find(b->context, b->model->terms, &pairs));
    rw_status status = RW_OK;
    for (size_t k = 0; k < pairs.count && status == RW_OK; ++k) status = add_pair(b, &pairs.item[k]);
    RW_VECTOR_FREE(b->context, &pairs);
    return status;
}

static rw_status build(builder *b) {
    rw_model *model = b->model;
    const rw_terms *terms = model->terms;
    const rw_study *study = terms->study;
    RW_TRY(rw_years_table_build(terms, &model->arena, &b->years));
    b->demand_years = rw_arena_allocate(&model->arena, (size_t)study->demand_count, sizeof *b->demand_years);
    b->candidates = rw_arena_allocate(&model->arena,
                                      (size_t)RW_PAIR_MODE_COUNT * RW_EXIT_COUNT * (size_t)study->pipe_count,
                                      sizeof *b->candidates);
    if (!b->demand_years || !b->candidates) return RW_ERROR_MEMORY;
    if (study->trench_count > 0) RW_TRY(rw_network_start(model));
    RW_TRY(add_sources(model));
    RW_TRY(add_places(model));
    for (int j = 0; j < study->demand_count; ++j) {
        b->demand_years[j] = rw_years_of_demand(terms, j);
        RW_TRY(add_demand(model, j, &b->demand_years[j]));
    }
    RW_TRY(model->network ? rw_network_build(model, b->demand_years, &b->kept) : add_pairs(b));
    if (b->kept.budget) RW_TRY(add_budget(b));
    if (b->kept.ceiling) RW_TRY(add_ceiling(b));
    return model->network ? rw_network_force(model) : RW_OK;
}

static rw_status build_model(rw_context *context, const rw_terms *terms, bool every_option, rw_model *model) {
    memset(model, 0, sizeof *model);
    model->terms = terms;
    rw_arena_start(&model->arena, context);
    rw_problem_start(&model->problem, context);
    const rw_parameters *p = &terms->study->parameters;
    builder b = {
        .context = context,
        .model = model,
        .every_option = every_option,
        .kept = {.budget = !isinf(p->capital_budget_eur), .ceiling = !isinf(p->co2_ceiling_t_per_yr)}};
    const rw_status status = build(&b);
    RW_VECTOR_FREE(context, &b.kept.investment);
    RW_VECTOR_FREE(context, &b.kept.co2);
    if (status == RW_OK && !model->network)
        rw_log(context, RW_LOG_INFO,
               "%ld pairs near enough, %d of them possible; %ld combinations of mode, diameter and exit "
               "plan: %ld impossible, "
               "%ld dominated, %d options left",
               model->pairs, model->problem.arc_count, model->considered, model->impossible, model->dominated,
               model->problem.option_count);
    return status;
}

rw_status rw_model_build(rw_context *context, const rw_terms *terms, rw_model *model) {
    return build_model(context, terms, false, model);
}

rw_status rw_model_build_every_option(rw_context *context, const rw_terms *terms, rw_model *model) {
    return build_model(context, terms, true, model);
}

void rw_model_free(rw_model *model) {
    rw_problem_free(&model->problem);
    if (model->arena.context) RW_VECTOR_FREE(model->arena.context, &model->origins);
    if (model->network) RW_VECTOR_FREE(model->arena.context, &model->network->arcs);
    rw_arena_free(&model->arena);
}

rw_status rw_model_decode(const rw_model *model, const rw_result *result, rw_arena *arena, rw_plan *plan) {
    const rw_problem *problem = &model->problem;
    if (model->network) return rw_network_decode(model, result, arena, plan);
    RW_TRY(rw_plan_start(arena, model->terms->study, result->built_count, plan));
    for (int j = 0; j < problem->demand_count; ++j)
        plan->demand_connected[j] = result->demand_connected[j] != 0;
    for (int k = 0; k < result->built_count; ++k) {
        const rw_built *built = &result->built[k];
        const rw_problem_arc *arc = &problem->arcs[built->arc];
        const rw_origin *origin = &model->origins.item[built->option];
        rw_connection *c = &plan->connections[k];
        *c = (rw_connection){.source = arc->tail,
                             .demand = arc->head - problem->source_count,
                             .mode = (rw_mode)origin->mode,
                             .pipe = origin->pipe,
                             .exit_plan = (rw_exit_plan)origin->exit_plan};
        for (int s = 0; s < arc->slot_count; ++s)
            c->delivered_mw[s] = result->flow_mw[built->first_flow + (size_t)s];
    }
    rw_plan_index(plan);
    return RW_OK;
}
