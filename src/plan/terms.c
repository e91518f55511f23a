#include "plan/terms.h"
#include "base/number.h"
#include "economics/annuity.h"
#include <string.h>

enum { KW_PER_MW = 1000, KG_PER_T = 1000 };

#define INDEXED(name) rw_parameters_indexed(p, RW_PARAMETER_##name)

/* -- Prices -------------------------------------------------------------------------------------------- */

static double gas_co2_t_per_mwh(const rw_parameters *p) {
    return p->gas_co2_kg_per_gj * RW_GJ_PER_MWH / KG_PER_T;
}

/* Taxes are transfers and drop out nationally; the market price of electricity holds the CO2 price of power
 * stations, so that only the national perspective adds one. */
static rw_status fill_years(rw_terms *terms, const rw_parameters *p) {
    const size_t years = (size_t)terms->horizon;
    terms->discount = rw_arena_allocate(&terms->arena, years, sizeof(double));
    terms->electricity_eur_per_mwh = rw_arena_allocate(&terms->arena, years, sizeof(double));
    terms->electricity_co2_t_per_mwh = rw_arena_allocate(&terms->arena, years, sizeof(double));
    if (!terms->discount || !terms->electricity_eur_per_mwh || !terms->electricity_co2_t_per_mwh)
        return RW_ERROR_MEMORY;
    for (int t = 1; t <= terms->horizon; ++t) {
        const double co2 = fmax(p->electricity_co2_floor_t_per_mwh,
                                p->electricity_co2_t_per_mwh - t * p->electricity_co2_fall_t_per_mwh_yr);
        terms->discount[t - 1] = rw_discount_factor(terms->rate_per_yr, t);
        terms->electricity_co2_t_per_mwh[t - 1] = co2;
        terms->electricity_eur_per_mwh[t - 1] =
            p->electricity_eur_per_mwh + p->electricity_network_eur_per_mwh +
            (terms->national ? co2 * terms->co2_eur_per_t : p->electricity_tax_eur_per_mwh);
    }
    return RW_OK;
}

static rw_asset_terms asset(double rate, int life, double reuse, double om) {
    return (rw_asset_terms){life, reuse, om, rw_annuity_factor(rate, life)};
}

static void fill_assets(rw_terms *terms, const rw_parameters *p) {
    const double r = terms->rate_per_yr;
    terms->asset[RW_ASSET_COUPLING_A] = asset(r, p->coupling_a_life_yr, p->coupling_a_reuse_share, 0);
    terms->asset[RW_ASSET_COUPLING_B] = asset(r, p->coupling_b_life_yr, p->coupling_b_reuse_share, 0);
    terms->asset[RW_ASSET_PIPE] = asset(r, p->pipe_life_yr, p->pipe_reuse_share, p->pipe_om_per_yr);
    terms->asset[RW_ASSET_CROSSINGS] = terms->asset[RW_ASSET_PIPE];
    terms->asset[RW_ASSET_HEAT_PUMP] =
        asset(r, p->heat_pump_life_yr, p->heat_pump_reuse_share, p->heat_pump_om_per_yr);
    terms->asset[RW_ASSET_STATION] =
        asset(r, p->station_life_yr, p->station_reuse_share, p->station_om_per_yr);
    terms->asset[RW_ASSET_SUBSTATION] =
        asset(r, p->substation_life_yr, p->substation_reuse_share, p->substation_om_per_yr);
    terms->station_eur_per_mw = KW_PER_MW * INDEXED(station_eur_per_kw);
    terms->substation_eur_per_mw = KW_PER_MW * INDEXED(substation_eur_per_kw);
    terms->heat_pump_eur_per_mw = KW_PER_MW * INDEXED(heat_pump_eur_per_kw);
    terms->heat_pump_eur = INDEXED(heat_pump_fixed_eur);
    terms->heat_pump_om_eur_per_mwh = INDEXED(heat_pump_variable_om_eur_per_mwh);
    terms->heat_pump = (rw_heat_pump){p->cop_form == RW_COP_CARNOT,
                                      p->cop_form == RW_COP_CARNOT ? p->eta_carnot : p->eta_lorentz,
                                      p->approach_condenser_k,
                                      p->approach_evaporator_k,
                                      p->cop_max,
                                      p->max_lift_k};
}

static rw_status fill_pipes(rw_terms *terms, const rw_parameters *p) {
    const rw_study *study = terms->study;
    terms->flow = rw_arena_allocate(&terms->arena, (size_t)study->pipe_count, sizeof *terms->flow);
    if (!terms->flow) return RW_ERROR_MEMORY;
    for (int i = 0; i < study->pipe_count; ++i)
        terms->flow[i] = rw_pipe_design_flow(study->pipes[i].inner_diameter_m, p->roughness_mm / 1000,
                                             p->design_gradient_pa_per_m, p->max_speed_m_per_s);
    return RW_OK;
}

/* -- Demands ------------------------------------------------------------------------------------------- */

/* The hours of a band are its energy over its width; a last factor of about 1 makes the sum exactly E. */
static void cut_bands(const rw_terms *terms, const rw_demand *d, rw_demand_terms *t) {
    double below[RW_MAX_BANDS + 1] = {0};
    for (int b = 1; b <= terms->band_count; ++b) below[b] = rw_load_energy_below(&t->curve, terms->level[b]);
    const double scale = d->energy_mwh_per_yr / (t->peak_mw * below[terms->band_count]);
    for (int b = 0; b < terms->band_count; ++b) {
        const double share = terms->level[b + 1] - terms->level[b];
        t->width_mw[b] = share * t->peak_mw;
        t->hours_h[b] = fmin(RW_HOURS_PER_YEAR, scale * (below[b + 1] - below[b]) / share);
    }
}

static void fill_curve(rw_context *context, const rw_terms *terms, const rw_demand *d, rw_demand_terms *t) {
    const rw_study *study = terms->study;
    if (!(d->energy_mwh_per_yr > 0)) return; /* no heat: no bands, nothing to deliver */
    t->curve =
        (rw_load_curve){(int)d->shape, d->profile >= 0 ? study->profiles[d->profile].load_share : NULL, 1};
    const double own_hours =
        t->curve.hourly ? rw_load_full_hours(&t->curve) : rw_load_table_full_hours((int)d->shape);
    double hours = rw_or(d->full_load_hours_h, own_hours);
    if (!isnan(d->peak_mw)) hours = d->energy_mwh_per_yr / d->peak_mw;
    t->peak_mw = d->energy_mwh_per_yr / hours;
    if (rw_load_fit(&t->curve, hours)) {
        cut_bands(terms, d, t);
        return;
    }
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    rw_find(context, RW_SEVERITY_ERROR, (rw_place){study->demands_path, d->line, 1},
            "demand '%s': energy over peak gives %s full-load hours, the load shape has %s of its own and "
            "cannot be bent "
            "that far; check the peak (or full_load_hours_h) and the unit of the energy",
            d->id, rw_number_brief(a, hours, 5), rw_number_brief(b, own_hours, 5));
}

static void fill_backup(const rw_terms *terms, const rw_parameters *p, const rw_demand *d,
                        rw_demand_terms *t) {
    const bool electric = d->backup == RW_BACKUP_ELECTRIC;
    t->electric_backup = electric;
    t->backup_efficiency_share = d->backup_efficiency_share;
    if (d->backup == RW_BACKUP_GAS) {
        const double co2 = gas_co2_t_per_mwh(p);
        t->backup_co2_t_per_mwh = co2 / d->backup_efficiency_share;
        t->backup_eur_per_mwh = (p->gas_eur_per_mwh + (terms->national ? 0 : p->gas_tax_eur_per_mwh) +
                                 co2 * terms->co2_eur_per_t) /
                                d->backup_efficiency_share;
    } else if (d->backup == RW_BACKUP_PRICE) {
        t->backup_co2_t_per_mwh = d->backup_co2_t_per_mwh;
        t->backup_eur_per_mwh = d->backup_eur_per_mwh + d->backup_co2_t_per_mwh * terms->co2_eur_per_t;
    }
    if (d->kind != RW_KIND_NEW) return;
    t->backup_plant_eur = KW_PER_MW * t->peak_mw *
                          (electric ? INDEXED(backup_electric_eur_per_kw) : INDEXED(backup_gas_eur_per_kw));
    t->backup_plant_life_yr = electric ? p->backup_electric_life_yr : p->backup_gas_life_yr;
    t->substation_eur = t->peak_mw * terms->substation_eur_per_mw;
}

/* What is not earned, or what dwellings pay instead, per year of full connection (MODEL 2). The heat company
 * compares with its own revenue; nationally what counts is the cost of the other way to heat. */
static void fill_reference(const rw_terms *terms, const rw_parameters *p, const rw_demand *d,
                           rw_demand_terms *t) {
    if (d->kind != RW_KIND_NEW) return;
    const double use = d->use_mwh_per_yr, r = terms->rate_per_yr;
    const double life_annuity = rw_annuity_factor(r, p->reference_life_yr);
    const double gas_mwh = use / p->reference_boiler_efficiency_share;
    double national_eur = 0;
    if (d->reference == RW_REFERENCE_GAS_BOILER) {
        t->reference_co2_t_per_yr = gas_mwh * gas_co2_t_per_mwh(p);
        national_eur = d->weq * INDEXED(reference_boiler_eur_per_weq) * life_annuity +
                       gas_mwh * p->gas_eur_per_mwh + t->reference_co2_t_per_yr * terms->co2_eur_per_t;
    } else if (d->reference == RW_REFERENCE_HEAT_PUMP) {
        t->reference_electricity_mwh_per_yr = use / p->reference_heat_pump_spf;
        national_eur = d->weq * INDEXED(reference_heat_pump_eur_per_weq) * life_annuity;
    }
    if (d->reference == RW_REFERENCE_PRICE) {
        t->reference_eur_per_yr =
            d->reference_eur_per_mwh * use + d->reference_eur_per_connection_yr * d->connections;
    } else if (terms->national) {
        t->reference_eur_per_yr = national_eur;
    } else {
        const double tariff_eur_per_mwh =
            p->tariff_eur_per_gj * RW_GJ_PER_MWH + p->tariff_gas_link *
                                                       (p->gas_eur_per_mwh - p->base_gas_eur_per_mwh) /
                                                       p->reference_boiler_efficiency_share;
        t->reference_eur_per_yr = tariff_eur_per_mwh * use + p->connection_tariff_eur_per_yr * d->connections;
    }
}

static void scale_reference(const rw_demand *d, double factor, rw_demand_terms *t) {
    if (d->kind == RW_KIND_NEW)
        t->reference_eur_per_yr *= factor;
    else
        t->backup_eur_per_mwh *= factor;
}

void rw_terms_scale_reference(rw_terms *terms, double factor) {
    for (int j = 0; j < terms->study->demand_count; ++j)
        scale_reference(&terms->study->demands[j], factor, &terms->demand[j]);
}

static void fill_demand(rw_context *context, const rw_terms *terms, const rw_demand *d, rw_demand_terms *t) {
    const rw_parameters *p = &terms->study->parameters;
    fill_curve(context, terms, d, t);
    fill_backup(terms, p, d, t);
    fill_reference(terms, p, d, t);
    scale_reference(d, p->reference_factor, t);
    if (terms->national || d->kind != RW_KIND_NEW) return;
    t->contribution_eur = d->contribution_eur;
    t->connection_subsidy_eur = d->connections * INDEXED(connection_subsidy_eur);
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static double given_or(double given_c, double found_c) {
    return given_c > 0 ? given_c : found_c;
}

static void fill_levels(rw_terms *terms, const rw_parameters *p) {
    const rw_study *study = terms->study;
    double supply_c = 0, return_c = 0, warm_c = RW_INFINITY, cold_c = RW_INFINITY;
    for (int j = 0; j < study->demand_count; ++j) {
        supply_c = fmax(supply_c, study->demands[j].supply_c);
        return_c = fmax(return_c, study->demands[j].return_c);
    }
    for (int i = 0; i < study->source_count; ++i) {
        const rw_source *s = &study->sources[i];
        warm_c = fmin(warm_c, s->temperature_c);
        cold_c = fmin(cold_c, s->temperature_c - s->cooling_span_k);
    }
    terms->level_c[RW_LEVEL_SUPPLY] =
        (rw_level_temperatures){given_or(p->supply_level_c, supply_c), given_or(p->return_level_c, return_c)};
    terms->level_c[RW_LEVEL_WATER] = (rw_level_temperatures){given_or(p->water_supply_level_c, warm_c),
                                                             given_or(p->water_return_level_c, cold_c)};
    const rw_level_temperatures from = terms->level_c[RW_LEVEL_WATER], to = terms->level_c[RW_LEVEL_SUPPLY];
    const rw_temperatures temperatures = {from.supply_c, from.supply_c - from.return_c, to.supply_c,
                                          to.return_c, p->approach_exchanger_k};
    terms->station = rw_upgrade_for(RW_MODE_SOURCE_PUMP, &temperatures, &terms->heat_pump);
}

rw_status rw_terms_build(rw_context *context, const rw_study *study, rw_terms *terms) {
    const rw_parameters *p = &study->parameters;
    memset(terms, 0, sizeof *terms);
    rw_arena_start(&terms->arena, context);
    terms->study = study;
    terms->horizon = p->horizon_yr;
    terms->national = p->perspective == RW_PERSPECTIVE_NATIONAL;
    terms->rate_per_yr = terms->national ? p->social_discount_rate_per_yr : p->wacc_per_yr;
    terms->annuity = rw_annuity_factor(terms->rate_per_yr, terms->horizon);
    terms->co2_eur_per_t = terms->national ? p->co2_national_eur_per_t : p->co2_ets_eur_per_t;
    terms->subsidy_eur_per_mwh = terms->national ? 0 : p->subsidy_eur_per_mwh;
    terms->counted_cooling_share = terms->national ? p->avoided_cooling_share : 0;
    terms->electricity_eur_per_mwe_yr = KW_PER_MW * p->electricity_eur_per_kw_yr;
    terms->datacenter_electricity_eur_per_mwh =
        p->electricity_eur_per_mwh + p->electricity_network_eur_per_mwh + p->electricity_tax_eur_per_mwh;
    terms->band_count = p->band_levels.count;
    for (int b = 0; b < terms->band_count; ++b) terms->level[b + 1] = p->band_levels.share[b];
    RW_TRY(fill_years(terms, p));
    fill_assets(terms, p);
    RW_TRY(fill_pipes(terms, p));
    fill_levels(terms, p);
    terms->demand = rw_arena_allocate(&terms->arena, (size_t)study->demand_count, sizeof *terms->demand);
    if (!terms->demand) return RW_ERROR_MEMORY;
    for (int j = 0; j < study->demand_count; ++j)
        fill_demand(context, terms, &study->demands[j], &terms->demand[j]);
    return RW_OK;
}

void rw_terms_free(rw_terms *terms) {
    rw_arena_free(&terms->arena);
}

rw_commitment rw_terms_commitment(const rw_source *source) {
    return (rw_commitment){source->start, source->commitment_yr, source->renewal_term_yr,
                           source->renewal_share};
}

rw_commitment rw_terms_endless(const rw_source *source) {
    return (rw_commitment){source->start, source->commitment_yr, source->renewal_term_yr, 1};
}

double rw_terms_connected(const rw_terms *terms, int demand, int year) {
    const rw_demand *d = &terms->study->demands[demand];
    return rw_connected_share(d->start, d->ramp_up_yr, year);
}

double rw_terms_backup_price(const rw_terms *terms, int demand, int year) {
    const rw_demand_terms *t = &terms->demand[demand];
    return t->electric_backup ? terms->electricity_eur_per_mwh[year - 1] / t->backup_efficiency_share
                              : t->backup_eur_per_mwh;
}

double rw_terms_backup_co2(const rw_terms *terms, int demand, int year) {
    const rw_demand_terms *t = &terms->demand[demand];
    return t->electric_backup ? terms->electricity_co2_t_per_mwh[year - 1] / t->backup_efficiency_share
                              : t->backup_co2_t_per_mwh;
}

double rw_terms_reference_eur(const rw_terms *terms, int demand, int year) {
    const rw_demand_terms *t = &terms->demand[demand];
    const double electricity_eur_per_mwh = terms->national ? terms->electricity_eur_per_mwh[year - 1] : 0;
    return t->reference_eur_per_yr + t->reference_electricity_mwh_per_yr * electricity_eur_per_mwh;
}

double rw_terms_reference_co2(const rw_terms *terms, int demand, int year) {
    const rw_demand_terms *t = &terms->demand[demand];
    return t->reference_co2_t_per_yr +
           t->reference_electricity_mwh_per_yr * terms->electricity_co2_t_per_mwh[year - 1];
}
