#include "economics/annuity.h"
#include "plan/account.h"
#include "plan/network_cost.h"
#include <math.h>

static const rw_cost_line_info lines[RW_LINE_COUNT] = {
#define RW_COST_LINE(name, english, dutch, group) {#name, english, dutch, RW_GROUP_##group},
#include "plan/cost_lines.def"
#undef RW_COST_LINE
};

const rw_cost_line_info *rw_cost_line_describe(rw_cost_line line) {
    return &lines[line];
}

rw_account rw_account_for(const rw_terms *terms, rw_cash_function *take, void *data) {
    return (rw_account){terms,
                        take,
                        data,
                        {.connection = -1,
                         .source = -1,
                         .demand = -1,
                         .place = -1,
                         .trench = -1,
                         .junction = -1,
                         .item = -1}};
}

void rw_pay(const rw_account *to, int year, rw_cost_line line, double eur) {
    if (eur == 0) return;
    rw_cash cash = to->common;
    cash.year = year;
    cash.line = line;
    cash.eur = eur;
    cash.discount = year <= to->terms->horizon ? to->terms->discount[year - 1]
                                               : rw_discount_factor(to->terms->rate_per_yr, year);
    to->take(to->data, &cash);
}

void rw_add_to_lines(void *data, const rw_cash *cash) {
    double *present_eur = data;
    present_eur[cash->line] += cash->eur * cash->discount;
}

/* -- Assets of connections and sources ----------------------------------------------------------------- */

static const rw_cost_line asset_line[RW_ASSET_COUNT] = {
    [RW_ASSET_COUPLING_A] = RW_LINE_coupling_a,
    [RW_ASSET_COUPLING_B] = RW_LINE_coupling_b,
    [RW_ASSET_PIPE] = RW_LINE_pipe,
    [RW_ASSET_CROSSINGS] = RW_LINE_crossings,
    [RW_ASSET_HEAT_PUMP] = RW_LINE_heat_pump,
    [RW_ASSET_STATION] = RW_LINE_station,
    [RW_ASSET_SUBSTATION] = RW_LINE_substation,
};

void rw_pay_assets(const rw_account *to, const rw_source *source, const rw_commitment *commitment, int first,
                   rw_exit_plan exit_plan, const rw_purchases *bought) {
    const rw_terms *terms = to->terms;
    for (rw_asset_class c = 0; c < RW_ASSET_COUNT; ++c) {
        const double eur = bought->eur[c];
        if (eur == 0) continue;
        const rw_asset_terms *asset = &terms->asset[c];
        const bool stays = exit_plan == RW_EXIT_REPLACE && !rw_asset_goes_with_source(c);
        const double om = rw_asset_om_per_yr(terms, source, c);
        const rw_cost_line om_line = rw_asset_goes_with_source(c) ? RW_LINE_coupling_om : RW_LINE_maintenance;
        for (int t = first; t <= terms->horizon; ++t) {
            const double in_use = stays ? 1 : rw_delivery_chance(commitment, t);
            rw_pay(to, t, asset_line[c], in_use * eur * asset->annuity);
            rw_pay(to, t, om_line, in_use * eur * om);
        }
        for (int age = 1; age < asset->life_yr && !stays; ++age) {
            const int t = first + age - 1;
            const double lost =
                (1 - asset->reuse_share) * rw_book_value(eur, terms->rate_per_yr, asset->life_yr, age);
            rw_pay(to, t, RW_LINE_stranded, rw_stop_chance(commitment, t) * lost);
        }
    }
}

/* -- Connections --------------------------------------------------------------------------------------- */

static void pay_running(const rw_account *to, const rw_source *source, const rw_energy *e, int year) {
    const rw_terms *terms = to->terms;
    const rw_parameters *p = &terms->study->parameters;
    const double electricity = terms->electricity_eur_per_mwh[year - 1];
    rw_pay(to, year, RW_LINE_electricity, e->electricity_mwh * electricity);
    rw_pay(to, year, RW_LINE_heat_pump_variable, e->pumped_mwh * terms->heat_pump_om_eur_per_mwh);
    if (!terms->national)
        rw_pay(to, year, RW_LINE_heat_price, e->source_heat_mwh * source->heat_price_eur_per_mwh);
    rw_pay(to, year, RW_LINE_substitute, e->substitute_heat_mwh * p->substitute_eur_per_mwh);
    rw_pay(to, year, RW_LINE_subsidy, -e->subsidised_mwh * terms->subsidy_eur_per_mwh);
    rw_pay(to, year, RW_LINE_avoided_cooling,
           -e->source_heat_mwh * terms->counted_cooling_share * electricity);
}

void rw_pay_flow(const rw_account *to, const rw_commitment *commitment, const rw_pair *pair,
                 const rw_design *design, rw_exit_plan exit_plan, const double delivered_mw[RW_MAX_BANDS]) {
    const rw_terms *terms = to->terms;
    double x_mw = 0;
    for (int b = 0; b < terms->band_count; ++b) x_mw += delivered_mw[b];
    const double contracted_mwe = design->power * x_mw + design->power0_mwe;
    for (int t = pair->first; t <= terms->horizon; ++t) {
        const rw_energy e = rw_connection_energy(terms, commitment, pair, design, exit_plan, delivered_mw, t);
        pay_running(to, &terms->study->sources[pair->source], &e, t);
        rw_pay(to, t, RW_LINE_grid_capacity,
               e.use_share * contracted_mwe * terms->electricity_eur_per_mwe_yr);
    }
}

void rw_connection_cash(const rw_terms *terms, const rw_plan *plan, int connection,
                        const rw_commitment *commitment, rw_cash_function *take, void *data) {
    const rw_connection *c = &plan->connections[connection];
    const rw_source *source = &terms->study->sources[c->source];
    const rw_commitment own = rw_terms_commitment(source);
    if (!commitment) commitment = &own;
    rw_pair pair;
    rw_design design;
    (void)rw_plan_measure(terms, plan, c, &pair, &design);
    const double x_mw = rw_connection_mw(terms, c);
    const rw_purchases bought = rw_connection_purchases(terms, &pair, c->mode, c->pipe, &design, x_mw);
    rw_account to = rw_account_for(terms, take, data);
    to.common.connection = connection;
    to.common.source = c->source;
    to.common.demand = c->demand;
    rw_pay_assets(&to, source, commitment, pair.first, c->exit_plan, &bought);
    rw_pay_flow(&to, commitment, &pair, &design, c->exit_plan, c->delivered_mw);
}

void rw_source_cash(const rw_terms *terms, int source, const rw_commitment *commitment,
                    rw_cash_function *take, void *data) {
    const rw_source *s = &terms->study->sources[source];
    const rw_commitment own = rw_terms_commitment(s);
    const rw_purchases bought = rw_source_purchases(s);
    rw_account to = rw_account_for(terms, take, data);
    to.common.source = source;
    rw_pay_assets(&to, s, commitment ? commitment : &own, s->start, RW_EXIT_STOP, &bought);
}

/* -- Demands ------------------------------------------------------------------------------------------- */

/* What connecting a new network costs, whatever heats it. Mains, backup plant and substation are there from
 * the start; connections, indoor equipment and contributions come with the customers. */
static void pay_network(const rw_account *to, int demand, int year) {
    const rw_terms *terms = to->terms;
    const rw_parameters *p = &terms->study->parameters;
    const rw_demand *d = &terms->study->demands[demand];
    const rw_demand_terms *t = &terms->demand[demand];
    if (year < d->start) return;
    const double connected = rw_terms_connected(terms, demand, year);
    const double distribution = rw_annuity_factor(terms->rate_per_yr, p->distribution_life_yr);
    const double indoor = rw_annuity_factor(terms->rate_per_yr, p->indoor_life_yr);
    const double plant =
        t->backup_plant_eur > 0 ? rw_annuity_factor(terms->rate_per_yr, t->backup_plant_life_yr) : 0;
    const rw_asset_terms *substation = &terms->asset[RW_ASSET_SUBSTATION];
    rw_pay(to, year, RW_LINE_mains, d->mains_eur * distribution);
    rw_pay(to, year, RW_LINE_connections, connected * d->connection_eur * distribution);
    rw_pay(to, year, RW_LINE_indoor, connected * d->indoor_eur * indoor);
    rw_pay(to, year, RW_LINE_contribution, -connected * t->contribution_eur * distribution);
    rw_pay(to, year, RW_LINE_connection_subsidy, -connected * t->connection_subsidy_eur * distribution);
    rw_pay(to, year, RW_LINE_substation, t->substation_eur * substation->annuity);
    rw_pay(to, year, RW_LINE_backup_plant, t->backup_plant_eur * (plant + p->backup_om_per_yr));
    rw_pay(to, year, RW_LINE_network_maintenance,
           p->distribution_om_per_yr * (d->mains_eur + connected * d->connection_eur) +
               p->indoor_om_per_yr * connected * d->indoor_eur + substation->om_per_yr * t->substation_eur);
    if (t->electric_backup)
        rw_pay(to, year, RW_LINE_grid_capacity,
               t->peak_mw / t->backup_efficiency_share * terms->electricity_eur_per_mwe_yr);
}

double rw_backup_mwh(const rw_terms *terms, const rw_plan *plan, int demand, int year) {
    const rw_demand_terms *t = &terms->demand[demand];
    double full_mwh = 0;
    for (int b = 0; b < terms->band_count; ++b) full_mwh += t->width_mw[b] * t->hours_h[b];
    double mwh = rw_terms_connected(terms, demand, year) * full_mwh;
    for (int k = plan->demand_first[demand]; k < plan->demand_first[demand + 1]; ++k) {
        const rw_connection *c = &plan->connections[plan->by_demand[k]];
        mwh -= rw_connection_delivered_mwh(terms, c, year);
    }
    return mwh;
}

void rw_demand_cash(const rw_terms *terms, const rw_plan *plan, int demand, rw_cash_function *take,
                    void *data) {
    rw_account to = rw_account_for(terms, take, data);
    to.common.demand = demand;
    const bool is_new = terms->study->demands[demand].kind == RW_KIND_NEW;
    for (int t = 1; t <= terms->horizon; ++t) {
        if (!plan->demand_connected[demand]) {
            rw_pay(&to, t, RW_LINE_reference,
                   rw_terms_connected(terms, demand, t) * rw_terms_reference_eur(terms, demand, t));
            continue;
        }
        if (is_new) pay_network(&to, demand, t);
        rw_pay(&to, t, RW_LINE_backup,
               rw_backup_mwh(terms, plan, demand, t) * rw_terms_backup_price(terms, demand, t));
    }
}

/* -- Plan ---------------------------------------------------------------------------------------------- */

double rw_plan_power_mwe(const rw_terms *terms, const rw_plan *plan, int place) {
    const rw_study *study = terms->study;
    double mwe = 0;
    for (int i = 0; i < plan->connection_count; ++i) {
        const rw_connection *c = &plan->connections[i];
        rw_pair pair;
        rw_design design;
        (void)rw_plan_measure(terms, plan, c, &pair, &design);
        if (design.place == place)
            mwe += (design.power - design.circulation) * rw_connection_mw(terms, c) + design.power0_mwe;
    }
    for (int k = 0; plan->network && k < plan->network->feed_count; ++k) {
        rw_pair pair;
        rw_design design;
        rw_feed_measure(terms, plan, &plan->network->feeds[k], &pair, &design);
        if (design.place == place) mwe += design.power0_mwe - design.circulation0_mwe;
    }
    for (int j = 0; j < study->demand_count; ++j) {
        const rw_demand_terms *t = &terms->demand[j];
        if (study->demands[j].place == place && t->electric_backup && plan->demand_connected[j])
            mwe += t->peak_mw / t->backup_efficiency_share;
    }
    return mwe;
}

static void pay_place(const rw_terms *terms, const rw_plan *plan, int place, rw_cash_function *take,
                      void *data) {
    const rw_place_power *about = &terms->study->places[place];
    const double extra_mwe = rw_plan_power_mwe(terms, plan, place) - about->headroom_mwe;
    if (extra_mwe <= 0) return;
    rw_account to = rw_account_for(terms, take, data);
    to.common.place = place;
    for (int t = 1; t <= terms->horizon; ++t)
        rw_pay(&to, t, RW_LINE_extra_grid, extra_mwe * about->extra_eur_per_mwe_yr);
}

void rw_plan_cash(const rw_terms *terms, const rw_plan *plan, rw_cash_function *take, void *data) {
    const rw_study *study = terms->study;
    for (int i = 0; i < plan->connection_count; ++i) {
        const int source = plan->connections[i].source;
        if (i == 0 || plan->connections[i - 1].source != source)
            rw_source_cash(terms, source, NULL, take, data);
        rw_connection_cash(terms, plan, i, NULL, take, data);
    }
    for (int k = 0; k < rw_network_item_count(plan); ++k)
        rw_network_item_cash(terms, plan, k, false, take, data);
    for (int i = 0; plan->network && i < study->source_count; ++i)
        if (rw_plan_uses_source(plan, i) && !rw_plan_connects_source(plan, i))
            rw_source_cash(terms, i, NULL, take, data);
    for (int j = 0; j < study->demand_count; ++j) rw_demand_cash(terms, plan, j, take, data);
    for (int g = 0; g < study->place_count; ++g) pay_place(terms, plan, g, take, data);
}

static void add_present_value(void *data, const rw_cash *cash) {
    double *sum = data;
    *sum += cash->eur * cash->discount;
}

double rw_plan_present_value(const rw_terms *terms, const rw_plan *plan) {
    double sum = 0;
    rw_plan_cash(terms, plan, add_present_value, &sum);
    return sum;
}

double rw_demand_investment(const rw_terms *terms, int demand) {
    const rw_demand *d = &terms->study->demands[demand];
    const rw_demand_terms *t = &terms->demand[demand];
    return d->mains_eur + d->connection_eur + d->indoor_eur + t->backup_plant_eur + t->substation_eur;
}

double rw_purchases_sum(const rw_purchases *bought) {
    double sum = 0;
    for (int c = 0; c < RW_ASSET_COUNT; ++c) sum += bought->eur[c];
    return sum;
}

double rw_plan_investment(const rw_terms *terms, const rw_plan *plan) {
    const rw_study *study = terms->study;
    double sum = 0;
    for (int i = 0; i < plan->connection_count; ++i) {
        const rw_connection *c = &plan->connections[i];
        rw_pair pair;
        rw_design design;
        (void)rw_plan_measure(terms, plan, c, &pair, &design);
        const rw_purchases bought =
            rw_connection_purchases(terms, &pair, c->mode, c->pipe, &design, rw_connection_mw(terms, c));
        const rw_purchases opened = rw_source_purchases(&study->sources[c->source]);
        sum += rw_purchases_sum(&bought);
        if (i == 0 || plan->connections[i - 1].source != c->source) sum += rw_purchases_sum(&opened);
    }
    for (int j = 0; j < study->demand_count; ++j)
        if (plan->demand_connected[j]) sum += rw_demand_investment(terms, j);
    return sum + rw_network_investment(terms, plan);
}

/* -- CO2 and the reference ----------------------------------------------------------------------------- */

double rw_demand_co2(const rw_terms *terms, const rw_plan *plan, int demand) {
    double sum = 0;
    for (int k = plan->demand_first[demand]; k < plan->demand_first[demand + 1]; ++k) {
        const rw_connection *c = &plan->connections[plan->by_demand[k]];
        const rw_commitment commitment = rw_terms_commitment(&terms->study->sources[c->source]);
        rw_pair pair;
        rw_design design;
        (void)rw_plan_measure(terms, plan, c, &pair, &design);
        for (int t = pair.first; t <= terms->horizon; ++t)
            sum += terms->electricity_co2_t_per_mwh[t - 1] *
                   rw_connection_energy(terms, &commitment, &pair, &design, c->exit_plan, c->delivered_mw, t)
                       .electricity_mwh;
    }
    for (int t = 1; t <= terms->horizon; ++t)
        sum += plan->demand_connected[demand]
                   ? rw_backup_mwh(terms, plan, demand, t) * rw_terms_backup_co2(terms, demand, t)
                   : rw_terms_connected(terms, demand, t) * rw_terms_reference_co2(terms, demand, t);
    return sum;
}

double rw_plan_co2(const rw_terms *terms, const rw_plan *plan) {
    double sum = 0;
    for (int j = 0; j < plan->demand_count; ++j) sum += rw_demand_co2(terms, plan, j);
    for (int k = 0; plan->network && k < rw_network_item_count(plan); ++k)
        sum += rw_network_item_co2(terms, plan, k);
    return sum;
}

/* Heat that an existing network takes in a year, or 0 for a new one, which is not there. */
static double existing_mwh(const rw_terms *terms, int demand, int year) {
    const rw_demand *d = &terms->study->demands[demand];
    return d->kind == RW_KIND_EXISTING ? rw_terms_connected(terms, demand, year) * d->energy_mwh_per_yr : 0;
}

double rw_uncoupled_eur(const rw_terms *terms, int demand, int year) {
    if (terms->study->demands[demand].kind == RW_KIND_NEW)
        return rw_terms_connected(terms, demand, year) * rw_terms_reference_eur(terms, demand, year);
    return existing_mwh(terms, demand, year) * rw_terms_backup_price(terms, demand, year);
}

double rw_uncoupled_co2(const rw_terms *terms, int demand, int year) {
    if (terms->study->demands[demand].kind == RW_KIND_NEW)
        return rw_terms_connected(terms, demand, year) * rw_terms_reference_co2(terms, demand, year);
    return existing_mwh(terms, demand, year) * rw_terms_backup_co2(terms, demand, year);
}

double rw_reference_present_value(const rw_terms *terms) {
    double sum = 0;
    for (int j = 0; j < terms->study->demand_count; ++j)
        for (int t = 1; t <= terms->horizon; ++t)
            sum += rw_uncoupled_eur(terms, j, t) * terms->discount[t - 1];
    return sum;
}

double rw_reference_co2(const rw_terms *terms) {
    double sum = 0;
    for (int j = 0; j < terms->study->demand_count; ++j)
        for (int t = 1; t <= terms->horizon; ++t) sum += rw_uncoupled_co2(terms, j, t);
    return sum;
}
