#include "plan/connection.h"
#include "base/number.h"
#include <string.h>

/* -- The route ----------------------------------------------------------------------------------------- */

static const rw_route *find_route(const rw_study *study, int source, int demand) {
    int low = 0, high = study->route_count;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const rw_route *route = &study->routes[middle];
        if (route->source < source || (route->source == source && route->demand < demand))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == study->route_count) return NULL;
    const rw_route *found = &study->routes[low];
    return found->source == source && found->demand == demand ? found : NULL;
}

bool rw_pair_describe(const rw_terms *terms, int source, int demand, rw_pair *pair) {
    const rw_study *study = terms->study;
    const rw_parameters *p = &study->parameters;
    const rw_source *s = &study->sources[source];
    const rw_demand *d = &study->demands[demand];
    *pair = (rw_pair){.source = source, .demand = demand, .first = s->start > d->start ? s->start : d->start};
    pair->crow_m = hypot(s->at.x_m - d->at.x_m, s->at.y_m - d->at.y_m);
    pair->length_m = pair->crow_m * p->detour_factor;
    const rw_route *route = find_route(study, source, demand);
    if (!route) return pair->crow_m <= p->max_distance_m;
    pair->length_m = rw_or(route->length_m, pair->length_m);
    pair->bored_m = fmin(route->bored_m, pair->length_m);
    pair->crossings_eur = route->crossings_water * p->crossing_water_eur +
                          route->crossings_rail * p->crossing_rail_eur +
                          route->crossings_motorway * p->crossing_motorway_eur + route->extra_eur;
    pair->forced = route->status == RW_ROUTE_FORCED;
    return route->status != RW_ROUTE_FORBIDDEN;
}

/* -- Physics ------------------------------------------------------------------------------------------- */

rw_upgrade rw_pair_upgrade(const rw_terms *terms, const rw_pair *pair, rw_mode mode) {
    const rw_source *s = &terms->study->sources[pair->source];
    const rw_demand *d = &terms->study->demands[pair->demand];
    const rw_temperatures temperatures = {s->temperature_c, s->cooling_span_k, d->supply_c, d->return_c,
                                          terms->study->parameters.approach_exchanger_k};
    return rw_upgrade_for(mode, &temperatures, &terms->heat_pump);
}

/* Circulation is driven where the heat pump stands, so that one number serves the electricity bill, the grid
 * tariff and the headroom of one place. */
rw_design rw_pipe_design(const rw_terms *terms, const rw_pair *pair, rw_mode mode, const rw_upgrade *u,
                         int pipe) {
    const rw_study *study = terms->study;
    const rw_parameters *p = &study->parameters;
    const rw_pipe *row = &study->pipes[pipe];
    const double delta_t_k = u->pipe_supply_c - u->pipe_return_c;
    const double loss_mw = rw_pipe_loss_mw(row->loss_w_per_m, pair->length_m, u->pipe_supply_c,
                                           u->pipe_return_c, p->ground_temperature_c);
    const double circulation = rw_pipe_pumping_share(pair->length_m, terms->flow[pipe].gradient_pa_per_m,
                                                     p->pump_efficiency_share, delta_t_k);
    rw_design design = {.upgrade = *u};
    design.carry = u->carry;
    design.carry0_mw = loss_mw;
    design.draw = u->draw;
    design.draw0_mw = u->draw_per_loss * loss_mw;
    design.power = u->power + circulation * u->carry;
    design.power0_mwe = (u->power_per_loss + circulation) * loss_mw;
    design.capacity_mw =
        rw_pipe_capacity_mw(row->inner_diameter_m, terms->flow[pipe].speed_m_per_s, delta_t_k);
    design.possible = u->possible && design.capacity_mw > loss_mw;
    design.place =
        mode == RW_MODE_DEMAND_PUMP ? study->demands[pair->demand].place : study->sources[pair->source].place;
    return design;
}

rw_design rw_connection_design(const rw_terms *terms, const rw_pair *pair, rw_mode mode, int pipe) {
    const rw_upgrade upgrade = rw_pair_upgrade(terms, pair, mode);
    return rw_pipe_design(terms, pair, mode, &upgrade, pipe);
}

rw_energy rw_connection_energy(const rw_terms *terms, const rw_commitment *commitment, const rw_pair *pair,
                               const rw_design *design, rw_exit_plan exit_plan, const double *delivered_mw,
                               int year) {
    const rw_parameters *p = &terms->study->parameters;
    const rw_demand_terms *demand = &terms->demand[pair->demand];
    const double availability = terms->study->sources[pair->source].availability_share;
    rw_energy e = {0};
    if (year < pair->first) return e;
    double full_mwh = 0, subsidised_mwh = 0;
    for (int b = 0; b < terms->band_count; ++b) {
        const double hours = availability * demand->hours_h[b];
        full_mwh += delivered_mw[b] * hours;
        subsidised_mwh += delivered_mw[b] * fmin(hours, p->subsidy_max_hours_h);
    }
    const double connected = rw_terms_connected(terms, pair->demand, year);
    const double delivered_mwh = connected * full_mwh, hours_lost = availability * RW_HOURS_PER_YEAR;
    const rw_upgrade *u = &design->upgrade;
    e.source_share = rw_delivery_chance(commitment, year);
    const double substitute_share = exit_plan == RW_EXIT_REPLACE ? 1 - e.source_share : 0;
    e.use_share = e.source_share + substitute_share;
    const double drawn_mwh = design->draw * delivered_mwh + design->draw0_mw * hours_lost;
    e.from_source_mwh = e.source_share * delivered_mwh;
    e.from_substitute_mwh = substitute_share * delivered_mwh;
    e.source_heat_mwh = e.source_share * drawn_mwh;
    e.substitute_heat_mwh = substitute_share * drawn_mwh;
    e.electricity_mwh = e.use_share * (design->power * delivered_mwh + design->power0_mwe * hours_lost);
    e.pumped_mwh =
        e.use_share * (u->pumped * delivered_mwh + u->pumped_per_loss * design->carry0_mw * hours_lost);
    if (year < pair->first + p->subsidy_yr) e.subsidised_mwh = e.source_share * connected * subsidised_mwh;
    return e;
}

/* -- Purchases ----------------------------------------------------------------------------------------- */

rw_purchases rw_connection_purchases(const rw_terms *terms, const rw_pair *pair, rw_mode mode, int pipe,
                                     const rw_design *design, double x_mw) {
    const rw_study *study = terms->study;
    const rw_source *s = &study->sources[pair->source];
    const double source_mw = design->draw * x_mw + design->draw0_mw;
    const double pumped_mw =
        design->upgrade.pumped * x_mw + design->upgrade.pumped_per_loss * design->carry0_mw;
    const double station_eur = terms->station_eur_per_mw * source_mw;
    const bool by_datacenter = study->parameters.station_builder == RW_STATION_BY_DATACENTER;
    rw_purchases bought = {{0}};
    bought.eur[RW_ASSET_COUPLING_A] = s->coupling_a_eur_per_mw * source_mw;
    bought.eur[RW_ASSET_COUPLING_B] =
        s->coupling_b_eur_per_mw * source_mw + (by_datacenter ? station_eur : 0);
    bought.eur[RW_ASSET_STATION] = by_datacenter ? 0 : station_eur;
    if (!design->shared) {
        bought.eur[RW_ASSET_PIPE] = study->pipes[pipe].price_eur_per_m *
                                    (pair->length_m + (study->parameters.bored_factor - 1) * pair->bored_m);
        bought.eur[RW_ASSET_CROSSINGS] = pair->crossings_eur;
    }
    if (mode != RW_MODE_DIRECT)
        bought.eur[RW_ASSET_HEAT_PUMP] =
            (design->shared ? 0 : terms->heat_pump_eur) + terms->heat_pump_eur_per_mw * pumped_mw;
    if (study->demands[pair->demand].kind == RW_KIND_EXISTING)
        bought.eur[RW_ASSET_SUBSTATION] = terms->substation_eur_per_mw * x_mw;
    return bought;
}

rw_purchases rw_source_purchases(const rw_source *source) {
    rw_purchases bought = {{0}};
    bought.eur[RW_ASSET_COUPLING_A] = source->coupling_a_eur;
    bought.eur[RW_ASSET_COUPLING_B] = source->coupling_b_eur;
    return bought;
}

double rw_asset_om_per_yr(const rw_terms *terms, const rw_source *source, rw_asset_class asset_class) {
    return rw_asset_goes_with_source(asset_class) ? source->coupling_om_per_yr
                                                  : terms->asset[asset_class].om_per_yr;
}

bool rw_asset_goes_with_source(rw_asset_class asset_class) {
    return asset_class == RW_ASSET_COUPLING_A || asset_class == RW_ASSET_COUPLING_B;
}

/* -- Words --------------------------------------------------------------------------------------------- */

static const char *const mode_names[RW_MODE_COUNT] = {"direct", "source_pump", "preheat", "demand_pump",
                                                      "station_pump"};
static const char *const exit_names[RW_EXIT_COUNT] = {"stop", "replace"};

const char *rw_mode_name(rw_mode mode) {
    return mode_names[mode];
}

rw_mode rw_mode_find(const char *name) {
    int mode = 0;
    while (mode < RW_MODE_COUNT && strcmp(mode_names[mode], name) != 0) ++mode;
    return (rw_mode)mode;
}

const char *rw_exit_plan_name(rw_exit_plan exit_plan) {
    return exit_names[exit_plan];
}

rw_exit_plan rw_exit_plan_find(const char *name) {
    int exit_plan = 0;
    while (exit_plan < RW_EXIT_COUNT && strcmp(exit_names[exit_plan], name) != 0) ++exit_plan;
    return (rw_exit_plan)exit_plan;
}
