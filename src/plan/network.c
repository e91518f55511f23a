#include "plan/network.h"
#include "base/number.h"

/* -- Levels -------------------------------------------------------------------------------------------- */

rw_level rw_mode_level(rw_mode mode) {
    return mode == RW_MODE_DEMAND_PUMP || mode == RW_MODE_STATION_PUMP ? RW_LEVEL_WATER : RW_LEVEL_SUPPLY;
}

rw_level rw_mode_exit_level(rw_mode mode) {
    return mode == RW_MODE_DEMAND_PUMP ? RW_LEVEL_WATER : RW_LEVEL_SUPPLY;
}

rw_upgrade rw_entry_upgrade(const rw_terms *terms, int source, rw_mode mode) {
    const rw_source *s = &terms->study->sources[source];
    const rw_level_temperatures to = terms->level_c[rw_mode_level(mode)];
    if (rw_mode_level(mode) == RW_LEVEL_WATER)
        return (rw_upgrade){.possible = s->temperature_c >= to.supply_c &&
                                        s->temperature_c - s->cooling_span_k >= to.return_c,
                            .carry = 1,
                            .draw = 1,
                            .draw_per_loss = 1,
                            .pipe_supply_c = to.supply_c,
                            .pipe_return_c = to.return_c};
    const rw_temperatures temperatures = {s->temperature_c, s->cooling_span_k, to.supply_c, to.return_c,
                                          terms->study->parameters.approach_exchanger_k};
    return rw_upgrade_for(mode, &temperatures, &terms->heat_pump);
}

rw_upgrade rw_exit_upgrade(const rw_terms *terms, int demand, rw_level level) {
    const rw_demand *d = &terms->study->demands[demand];
    const rw_level_temperatures from = terms->level_c[level];
    if (level == RW_LEVEL_SUPPLY)
        return (rw_upgrade){.possible = from.supply_c >= d->supply_c && from.return_c >= d->return_c,
                            .carry = 1,
                            .draw = 1,
                            .draw_per_loss = 1,
                            .pipe_supply_c = from.supply_c,
                            .pipe_return_c = from.return_c};
    const rw_temperatures temperatures = {from.supply_c, from.supply_c - from.return_c, d->supply_c,
                                          d->return_c, terms->study->parameters.approach_exchanger_k};
    return rw_upgrade_for(RW_MODE_DEMAND_PUMP, &temperatures, &terms->heat_pump);
}

double rw_mode_carry(const rw_terms *terms, rw_mode mode, rw_level level) {
    return mode == RW_MODE_STATION_PUMP && level == RW_LEVEL_WATER ? terms->station.draw : 1;
}

/* -- Pipes --------------------------------------------------------------------------------------------- */

rw_stretch rw_stretch_of(const rw_terms *terms, int trench, rw_level level, int pipe) {
    const rw_study *study = terms->study;
    const rw_parameters *p = &study->parameters;
    const rw_trench *t = &study->trenches[trench];
    const rw_pipe *row = &study->pipes[pipe];
    const rw_level_temperatures c = terms->level_c[level];
    const double delta_t_k = c.supply_c - c.return_c;
    return (rw_stretch){
        .capacity_mw = rw_pipe_capacity_mw(row->inner_diameter_m, terms->flow[pipe].speed_m_per_s, delta_t_k),
        .loss_mw =
            rw_pipe_loss_mw(row->loss_w_per_m, t->length_m, c.supply_c, c.return_c, p->ground_temperature_c),
        .circulation = rw_pipe_pumping_share(t->length_m, terms->flow[pipe].gradient_pa_per_m,
                                             p->pump_efficiency_share, delta_t_k),
        .existing = t->existing_pipe == pipe && t->existing_level == level};
}

rw_purchases rw_stretch_purchases(const rw_terms *terms, int trench, int pipe, bool existing) {
    const rw_study *study = terms->study;
    const rw_trench *t = &study->trenches[trench];
    rw_purchases bought = {{0}};
    if (existing) return bought;
    bought.eur[RW_ASSET_PIPE] = study->pipes[pipe].price_eur_per_m *
                                    (t->length_m + (study->parameters.bored_factor - 1) * t->bored_m) +
                                t->extra_eur_per_m * t->length_m;
    bought.eur[RW_ASSET_CROSSINGS] = t->crossings_eur;
    return bought;
}

int rw_existing_end(const rw_terms *terms, int trench) {
    const double left_yr =
        terms->asset[RW_ASSET_PIPE].life_yr - floor(terms->study->trenches[trench].existing_age_yr);
    return left_yr > 0 ? (int)left_yr + 1 : 1;
}

double rw_existing_factor(const rw_terms *terms, int trench, const rw_life *life) {
    const rw_asset_terms *asset = &terms->asset[RW_ASSET_PIPE];
    const int end = rw_existing_end(terms, trench);
    double sum = 0;
    for (int t = life->first; t <= terms->horizon; ++t)
        sum += rw_life_use(terms, life, t) * terms->discount[t - 1] *
               (asset->om_per_yr + (t >= end ? asset->annuity : 0));
    return sum;
}

/* -- Lives --------------------------------------------------------------------------------------------- */

double rw_life_use(const rw_terms *terms, const rw_life *life, int year) {
    if (year < life->first) return 0;
    if (life->exit_plan == RW_EXIT_REPLACE) return 1;
    const rw_commitment commitment = rw_terms_commitment(&terms->study->sources[life->source]);
    return rw_delivery_chance(&commitment, year);
}

double rw_life_factor(const rw_terms *terms, const rw_life *life, rw_asset_class c) {
    const rw_asset_terms *asset = &terms->asset[c];
    const rw_commitment commitment = rw_terms_commitment(&terms->study->sources[life->source]);
    double years = 0;
    for (int t = life->first; t <= terms->horizon; ++t)
        years += rw_life_use(terms, life, t) * terms->discount[t - 1];
    const double lost = life->exit_plan == RW_EXIT_REPLACE
                            ? 0
                            : rw_stranded_share(&commitment, life->first, terms->rate_per_yr, asset->life_yr,
                                                asset->reuse_share);
    return (asset->annuity + asset->om_per_yr) * years + lost;
}

bool rw_life_takes(const rw_terms *terms, const rw_life *life, int source) {
    const rw_source *s = &terms->study->sources[source];
    if (s->availability_share > terms->study->sources[life->source].availability_share) return false;
    if (life->exit_plan == RW_EXIT_REPLACE || source == life->source) return true;
    const rw_commitment own = rw_terms_commitment(s);
    const int first = s->start > life->first ? s->start : life->first;
    const int last = terms->horizon + terms->asset[RW_ASSET_PIPE].life_yr;
    for (int t = first; t <= last; ++t) {
        const rw_commitment kept = rw_terms_commitment(&terms->study->sources[life->source]);
        if (rw_delivery_chance(&own, t) > rw_delivery_chance(&kept, t) + 1e-12) return false;
    }
    const rw_life alone = {source, first, RW_EXIT_STOP};
    static const rw_asset_class shared[] = {RW_ASSET_PIPE, RW_ASSET_HEAT_PUMP};
    for (size_t c = 0; c < sizeof shared / sizeof *shared; ++c)
        if (rw_life_factor(terms, &alone, shared[c]) > rw_life_factor(terms, life, shared[c]) + 1e-12)
            return false;
    return true;
}

/* -- Ways ---------------------------------------------------------------------------------------------- */

int rw_way_station(const rw_study *study, const rw_network *network, const rw_way *way) {
    int node = -1;
    for (int k = 0; k < way->laid_count; ++k) {
        const rw_laid *laid = &network->laid[way->laid[k]];
        if (laid->level == RW_LEVEL_WATER) node = rw_laid_head(study, laid);
    }
    const int junction = node - study->source_count - study->demand_count;
    return junction < 0 ? -1 : junction;
}

int rw_machine_node(const rw_study *study, const rw_machine *machine) {
    if (machine->mode == RW_MODE_DEMAND_PUMP) return study->source_count + machine->index;
    return machine->mode == RW_MODE_STATION_PUMP ? study->source_count + study->demand_count + machine->index
                                                 : machine->index;
}

int rw_pump_node(const rw_study *study, const rw_network *n, int source, int demand, rw_mode mode,
                 const rw_way *way) {
    const int first_junction = study->source_count + study->demand_count;
    if (mode == RW_MODE_DIRECT) return -1;
    if (mode == RW_MODE_DEMAND_PUMP) return demand < 0 ? -1 : study->source_count + demand;
    if (mode != RW_MODE_STATION_PUMP) return source;
    const int station = rw_way_station(study, n, way);
    return station < 0 ? -1 : first_junction + station;
}

bool rw_machine_serves(const rw_study *study, const rw_network *n, const rw_machine *machine, int source,
                       int demand, rw_mode mode, const rw_way *way) {
    return machine->life == way->life && machine->mode == mode &&
           rw_machine_node(study, machine) == rw_pump_node(study, n, source, demand, mode, way);
}

/* MWh_e per MWh that comes out of the last pipe. */
static double circulation_of(const rw_terms *terms, const rw_network *network, const rw_way *way,
                             rw_mode mode) {
    double sum = 0;
    for (int k = 0; k < way->laid_count; ++k) {
        const rw_laid *laid = &network->laid[way->laid[k]];
        sum += rw_mode_carry(terms, mode, laid->level) *
               rw_stretch_of(terms, laid->trench, laid->level, laid->pipe).circulation;
    }
    return sum;
}

/* Where the heat pump of a way stands, in power.csv; -1 where there is none, or no limit. */
static int place_of(const rw_study *study, const rw_network *network, const rw_way *way, int source,
                    int demand, rw_mode mode) {
    if (mode == RW_MODE_DEMAND_PUMP) return demand < 0 ? -1 : study->demands[demand].place;
    if (mode != RW_MODE_STATION_PUMP) return study->sources[source].place;
    const int station = rw_way_station(study, network, way);
    return station < 0 ? -1 : study->junctions[station].place;
}

rw_design rw_way_design(const rw_terms *terms, const rw_network *network, const rw_way *way, int source,
                        int demand, rw_mode mode) {
    const rw_upgrade entry = rw_entry_upgrade(terms, source, mode),
                     leave = rw_exit_upgrade(terms, demand, rw_mode_exit_level(mode));
    rw_design design = {.upgrade = mode == RW_MODE_DEMAND_PUMP    ? leave
                                   : mode == RW_MODE_STATION_PUMP ? terms->station
                                                                  : entry,
                        .shared = true};
    design.possible =
        entry.possible && leave.possible && (mode != RW_MODE_STATION_PUMP || terms->station.possible);
    design.carry = leave.carry;
    design.draw = leave.carry * rw_mode_carry(terms, mode, RW_LEVEL_WATER) * entry.draw;
    design.circulation = circulation_of(terms, network, way, mode) * design.carry;
    design.power = design.upgrade.power + design.circulation;
    design.capacity_mw = RW_INFINITY;
    design.place = place_of(terms->study, network, way, source, demand, mode);
    return design;
}

rw_design rw_feed_design(const rw_terms *terms, const rw_network *network, const rw_feed *feed) {
    const rw_upgrade entry = rw_entry_upgrade(terms, feed->source, feed->mode),
                     pump = feed->mode == RW_MODE_STATION_PUMP ? terms->station : entry;
    rw_design design = {.upgrade = pump, .shared = true, .possible = entry.possible && pump.possible};
    design.carry0_mw = feed->mw;
    design.draw0_mw = entry.draw_per_loss * rw_mode_carry(terms, feed->mode, RW_LEVEL_WATER) * feed->mw;
    design.circulation0_mwe = circulation_of(terms, network, &feed->way, feed->mode) * feed->mw;
    design.power0_mwe = pump.power_per_loss * feed->mw + design.circulation0_mwe;
    design.capacity_mw = RW_INFINITY;
    design.place = place_of(terms->study, network, &feed->way, feed->source, -1, feed->mode);
    return design;
}

int rw_laid_tail(const rw_study *study, const rw_laid *laid) {
    const rw_trench *t = &study->trenches[laid->trench];
    return laid->backwards ? t->to : t->from;
}

int rw_laid_head(const rw_study *study, const rw_laid *laid) {
    const rw_trench *t = &study->trenches[laid->trench];
    return laid->backwards ? t->from : t->to;
}
