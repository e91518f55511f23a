#include "model/years.h"
#include "base/memory.h"

static void add_year(const rw_terms *terms, rw_years_kind *sums, int year, double chance, double connected) {
    const double discount = terms->discount[year - 1], price = terms->electricity_eur_per_mwh[year - 1],
                 co2 = terms->electricity_co2_t_per_mwh[year - 1];
    sums->years += chance * discount;
    sums->energy += chance * connected * discount;
    sums->electricity_years += chance * price * discount;
    sums->electricity_energy += chance * connected * price * discount;
    sums->co2_count += chance * connected;
    sums->co2_years += chance * co2;
    sums->co2_energy += chance * connected * co2;
}

/* Annuities and O&M while in use, and what is lost when the source stops first. */
static double asset_factor(const rw_terms *terms, int source, rw_asset_class c, int first,
                           double years_in_use, bool strands) {
    const rw_asset_terms *asset = &terms->asset[c];
    const rw_source *s = &terms->study->sources[source];
    const rw_commitment commitment = rw_terms_commitment(s);
    const double lost = strands ? rw_stranded_share(&commitment, first, terms->rate_per_yr, asset->life_yr,
                                                    asset->reuse_share)
                                : 0;
    return (asset->annuity + rw_asset_om_per_yr(terms, s, c)) * years_in_use + lost;
}

rw_years rw_years_of_pair(const rw_terms *terms, int source, int demand_start, int ramp_up_yr) {
    const rw_source *s = &terms->study->sources[source];
    const rw_commitment commitment = rw_terms_commitment(s);
    const int subsidy_yr = terms->study->parameters.subsidy_yr;
    rw_years y = {.first = s->start > demand_start ? s->start : demand_start};
    for (int t = y.first; t <= terms->horizon; ++t) {
        const double chance = rw_delivery_chance(&commitment, t);
        const double connected = rw_connected_share(demand_start, ramp_up_yr, t);
        add_year(terms, &y.source, t, chance, connected);
        add_year(terms, &y.full, t, 1, connected);
        if (t < y.first + subsidy_yr) y.subsidised += chance * connected * terms->discount[t - 1];
    }
    for (rw_asset_class c = 0; c < RW_ASSET_COUNT; ++c) {
        const bool stays = !rw_asset_goes_with_source(c);
        y.asset_factor[RW_EXIT_STOP][c] = asset_factor(terms, source, c, y.first, y.source.years, true);
        y.asset_factor[RW_EXIT_REPLACE][c] =
            asset_factor(terms, source, c, y.first, stays ? y.full.years : y.source.years, !stays);
    }
    return y;
}

void rw_years_of_source(const rw_terms *terms, int source, double factor[RW_ASSET_COUNT]) {
    const rw_source *s = &terms->study->sources[source];
    const rw_commitment commitment = rw_terms_commitment(s);
    const double years = rw_expected_years(&commitment, s->start, terms->horizon, terms->rate_per_yr, NULL);
    for (rw_asset_class c = 0; c < RW_ASSET_COUNT; ++c)
        factor[c] = asset_factor(terms, source, c, s->start, years, true);
}

rw_demand_years rw_years_of_demand(const rw_terms *terms, int demand) {
    rw_demand_years y = {0};
    for (int t = terms->study->demands[demand].start; t <= terms->horizon; ++t) {
        const double discount = terms->discount[t - 1], connected = rw_terms_connected(terms, demand, t);
        y.years += discount;
        y.energy += connected * discount;
        y.backup += connected * discount * rw_terms_backup_price(terms, demand, t);
        y.reference += connected * discount * rw_terms_reference_eur(terms, demand, t);
        y.co2_backup += connected * rw_terms_backup_co2(terms, demand, t);
        y.co2_reference += connected * rw_terms_reference_co2(terms, demand, t);
    }
    return y;
}

/* -- Table --------------------------------------------------------------------------------------------- */

static int find_class(const rw_years_table *table, const rw_demand *d) {
    int c = 0;
    while (c < table->class_count &&
           (table->classes[c].start != d->start || table->classes[c].ramp_up_yr != d->ramp_up_yr))
        ++c;
    return c;
}

rw_status rw_years_table_build(const rw_terms *terms, rw_arena *arena, rw_years_table *table) {
    const rw_study *study = terms->study;
    const size_t demands = (size_t)study->demand_count;
    *table = (rw_years_table){.arena = arena};
    table->classes = rw_arena_allocate(arena, demands, sizeof *table->classes);
    table->class_of_demand = rw_arena_allocate(arena, demands, sizeof *table->class_of_demand);
    if (!table->classes || !table->class_of_demand) return RW_ERROR_MEMORY;
    for (int j = 0; j < study->demand_count; ++j) {
        const rw_demand *d = &study->demands[j];
        const int c = table->class_of_demand[j] = find_class(table, d);
        if (c == table->class_count)
            table->classes[table->class_count++] = (rw_demand_class){d->start, d->ramp_up_yr};
    }
    const size_t classes = (size_t)table->class_count;
    table->years = rw_arena_allocate(arena, (size_t)study->source_count * classes, sizeof *table->years);
    if (!table->years) return RW_ERROR_MEMORY;
    for (int i = 0; i < study->source_count; ++i)
        for (size_t c = 0; c < classes; ++c)
            table->years[(size_t)i * classes + c] =
                rw_years_of_pair(terms, i, table->classes[c].start, table->classes[c].ramp_up_yr);
    return RW_OK;
}

const rw_years *rw_years_table_get(const rw_years_table *table, int source, int demand) {
    return &table->years[source * table->class_count + table->class_of_demand[demand]];
}
