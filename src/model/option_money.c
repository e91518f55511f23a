#include "model/option_money.h"
#include "base/number.h"

/* Present value of assets: the purchases' own factors. */
static double asset_value(const rw_purchases *bought, const rw_years *years, rw_exit_plan exit_plan) {
    double sum = 0;
    for (int c = 0; c < RW_ASSET_COUNT; ++c) sum += bought->eur[c] * years->asset_factor[exit_plan][c];
    return sum;
}

static double sum_of(const rw_purchases *bought) {
    double sum = 0;
    for (int c = 0; c < RW_ASSET_COUNT; ++c) sum += bought->eur[c];
    return sum;
}

double rw_running_value(const rw_terms *terms, const rw_source *source, const rw_intensity *per,
                        double price_years, double years_in_use, double source_years,
                        double source_price_years) {
    const rw_parameters *p = &terms->study->parameters;
    const double heat_price = terms->national ? 0 : source->heat_price_eur_per_mwh;
    return per->power * price_years + per->pumped * terms->heat_pump_om_eur_per_mwh * years_in_use +
           per->draw *
               (heat_price * source_years + p->substitute_eur_per_mwh * (years_in_use - source_years) -
                terms->counted_cooling_share * source_price_years);
}

rw_option_money rw_option_money_of(const rw_terms *terms, const rw_pair *pair, const rw_years *years,
                                   const rw_demand_years *demand, rw_mode mode, int pipe,
                                   rw_exit_plan exit_plan, const rw_design *design) {
    const rw_source *s = &terms->study->sources[pair->source];
    const rw_demand_terms *t = &terms->demand[pair->demand];
    const double av = s->availability_share, lost_hours = av * RW_HOURS_PER_YEAR;
    const rw_years_kind *use = exit_plan == RW_EXIT_REPLACE ? &years->full : &years->source;
    const rw_years_kind *own = &years->source;

    const rw_purchases base = rw_connection_purchases(terms, pair, mode, pipe, design, 0);
    rw_purchases per_mw = rw_connection_purchases(terms, pair, mode, pipe, design, 1);
    for (int c = 0; c < RW_ASSET_COUNT; ++c) per_mw.eur[c] -= base.eur[c];

    const rw_upgrade *u = &design->upgrade;
    const rw_intensity delivered = {design->power, u->pumped, design->draw};
    const rw_intensity lost = {design->power0_mwe, u->pumped_per_loss * design->carry0_mw, design->draw0_mw};
    const double per_mwh = rw_running_value(terms, s, &delivered, use->electricity_energy, use->energy,
                                            own->energy, own->electricity_energy);
    const double per_lost_hour = rw_running_value(terms, s, &lost, use->electricity_years, use->years,
                                                  own->years, own->electricity_years);
    const double contracted = terms->electricity_eur_per_mwe_yr * use->years;
    const double backup_saved = t->electric_backup ? use->electricity_energy / t->backup_efficiency_share
                                                   : use->energy * t->backup_eur_per_mwh;
    const double co2_saved = t->electric_backup ? use->co2_energy / t->backup_efficiency_share
                                                : use->co2_count * t->backup_co2_t_per_mwh;

    rw_option_money money;
    money.cost.fixed = terms->annuity * (asset_value(&base, years, exit_plan) +
                                         design->power0_mwe * contracted + lost_hours * per_lost_hour);
    money.investment.fixed = sum_of(&base);
    money.co2.fixed = lost_hours * design->power0_mwe * use->co2_years / terms->horizon;
    const double capital = asset_value(&per_mw, years, exit_plan) + design->power * contracted;
    for (int b = 0; b < terms->band_count; ++b) {
        const double h = t->hours_h[b];
        const double subsidised_h = fmin(av * h, terms->study->parameters.subsidy_max_hours_h);
        money.cost.unit[b] = terms->annuity * (capital + av * h * per_mwh -
                                               subsidised_h * terms->subsidy_eur_per_mwh * years->subsidised +
                                               h * (demand->backup - av * backup_saved));
        money.investment.unit[b] = sum_of(&per_mw);
        money.co2.unit[b] =
            h * (av * design->power * use->co2_energy + demand->co2_backup - av * co2_saved) / terms->horizon;
    }
    return money;
}
