#include "plan/indicators.h"
#include "base/number.h"
#include "plan/account.h"
#include "plan/network_cost.h"
#include "plan/network_figures.h"
#include <string.h>

double rw_group_sum(const double present_eur[RW_LINE_COUNT], rw_cost_group group) {
    double sum = 0;
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line)
        if (rw_cost_line_describe(line)->group == group) sum += present_eur[line];
    return sum;
}

static double line_sum(const double present_eur[RW_LINE_COUNT]) {
    double sum = 0;
    for (int line = 0; line < RW_LINE_COUNT; ++line) sum += present_eur[line];
    return sum;
}

/* -- Connections --------------------------------------------------------------------------------------- */

/* A year in which everything runs: the source delivers and the demand is fully connected. */
static void fill_full_year(const rw_terms *terms, const rw_connection *c, const rw_pair *pair,
                           const rw_design *design, rw_connection_figures *f) {
    const double av = terms->study->sources[c->source].availability_share,
                 lost_hours = av * RW_HOURS_PER_YEAR;
    for (int b = 0; b < terms->band_count; ++b) {
        f->capacity_mw += c->delivered_mw[b];
        f->heat_mwh_per_yr += av * c->delivered_mw[b] * terms->demand[c->demand].hours_h[b];
    }
    f->source_mw = design->draw * f->capacity_mw + design->draw0_mw;
    f->power_mwe = design->power * f->capacity_mw + design->power0_mwe;
    f->source_heat_mwh_per_yr = design->draw * f->heat_mwh_per_yr + design->draw0_mw * lost_hours;
    f->electricity_mwh_per_yr = design->power * f->heat_mwh_per_yr + design->power0_mwe * lost_hours;
    f->loss_mw = design->carry0_mw;
    f->pipe_capacity_mw = design->capacity_mw;
    f->cop = design->upgrade.cop;
    f->length_m = pair->length_m;
}

/* MODEL 5: what backup or substitute costs over the source's own running cost, in the years without the
 * source. */
static double premium(const rw_terms *terms, const rw_pair *pair, const rw_design *design,
                      rw_exit_plan exit_plan, const double *delivered_mw) {
    const rw_source *source = &terms->study->sources[pair->source];
    const rw_parameters *p = &terms->study->parameters;
    const rw_commitment commitment = rw_terms_commitment(source), endless = rw_terms_endless(source);
    const double heat_price = terms->national ? 0 : source->heat_price_eur_per_mwh;
    double sum = 0;
    for (int t = pair->first; t <= terms->horizon; ++t) {
        const rw_energy full =
            rw_connection_energy(terms, &endless, pair, design, RW_EXIT_STOP, delivered_mw, t);
        const double missing = 1 - rw_delivery_chance(&commitment, t);
        double eur = full.source_heat_mwh * (p->substitute_eur_per_mwh - heat_price);
        if (exit_plan == RW_EXIT_STOP) {
            const double own = full.electricity_mwh * terms->electricity_eur_per_mwh[t - 1] +
                               full.pumped_mwh * terms->heat_pump_om_eur_per_mwh +
                               full.source_heat_mwh * heat_price;
            eur = full.from_source_mwh * rw_terms_backup_price(terms, pair->demand, t) - own;
        }
        sum += missing * eur * terms->discount[t - 1];
    }
    return sum;
}

/* Cost per MWh with the source's own commitment or another; the fixed coupling counts for `share`. */
static double levelised(const rw_terms *terms, const rw_plan *plan, int index,
                        const rw_commitment *commitment, double share, double *present_eur,
                        double *discounted_mwh, double *discounted_source_mwh) {
    const rw_connection *c = &plan->connections[index];
    double coupling[RW_LINE_COUNT] = {0};
    memset(present_eur, 0, RW_LINE_COUNT * sizeof *present_eur);
    rw_connection_cash(terms, plan, index, commitment, rw_add_to_lines, present_eur);
    rw_source_cash(terms, c->source, commitment, rw_add_to_lines, coupling);
    for (int line = 0; line < RW_LINE_COUNT; ++line) present_eur[line] += share * coupling[line];
    rw_pair pair;
    rw_design design;
    (void)rw_plan_measure(terms, plan, c, &pair, &design);
    *discounted_mwh = *discounted_source_mwh = 0;
    for (int t = pair.first; t <= terms->horizon; ++t) {
        const rw_energy e =
            rw_connection_energy(terms, commitment, &pair, &design, c->exit_plan, c->delivered_mw, t);
        *discounted_source_mwh += e.from_source_mwh * terms->discount[t - 1];
        *discounted_mwh += (e.from_source_mwh + e.from_substitute_mwh) * terms->discount[t - 1];
    }
    return *discounted_mwh > 0 ? line_sum(present_eur) / *discounted_mwh : RW_NAN;
}

static void fill_connection(const rw_terms *terms, const rw_plan *plan, int index, double share,
                            rw_connection_figures *f) {
    const rw_connection *c = &plan->connections[index];
    const rw_source *source = &terms->study->sources[c->source];
    rw_pair pair;
    rw_design design;
    (void)rw_plan_measure(terms, plan, c, &pair, &design);
    const rw_purchases bought =
        rw_connection_purchases(terms, &pair, c->mode, c->pipe, &design, f->capacity_mw);
    const rw_purchases opened = rw_source_purchases(source);
    f->investment_eur = rw_purchases_sum(&bought) + share * rw_purchases_sum(&opened);
    const rw_commitment own = rw_terms_commitment(source), endless = rw_terms_endless(source);
    double scratch[RW_LINE_COUNT], source_mwh;
    f->endless_eur_per_mwh =
        levelised(terms, plan, index, &endless, share, scratch, &f->endless_mwh, &source_mwh);
    f->levelised_eur_per_mwh = levelised(terms, plan, index, &own, share, f->present_eur, &f->discounted_mwh,
                                         &f->discounted_source_mwh);
    f->stranded_eur = f->present_eur[RW_LINE_stranded];
    f->premium_eur = premium(terms, &pair, &design, c->exit_plan, c->delivered_mw);
}

/* The fixed part of a coupling is shared by heat taken. */
static void fill_connections(const rw_terms *terms, const rw_plan *plan, rw_connection_figures *figures) {
    for (int i = 0; i < plan->connection_count; ++i) {
        const rw_connection *c = &plan->connections[i];
        rw_pair pair;
        rw_design design;
        (void)rw_plan_measure(terms, plan, c, &pair, &design);
        fill_full_year(terms, c, &pair, &design, &figures[i]);
    }
    for (int from = 0; from < plan->connection_count;) {
        int to = from;
        double taken = 0;
        while (to < plan->connection_count && plan->connections[to].source == plan->connections[from].source)
            taken += figures[to++].source_heat_mwh_per_yr;
        for (int i = from; i < to; ++i)
            fill_connection(terms, plan, i,
                            taken > 0 ? figures[i].source_heat_mwh_per_yr / taken : 1.0 / (to - from),
                            &figures[i]);
        from = to;
    }
}

/* -- What connections of a network share ---------------------------------------------------------------- */

/* One thing that is shared, and what each MWh of heat for which it is there bears of it. */
typedef struct shared_item {
    double own_eur[RW_LINE_COUNT], endless_eur[RW_LINE_COUNT];
    double investment_eur, co2_t, premium_eur;
    double loss_mw, source_mw, power_mwe, source_heat_mwh, electricity_mwh;
} shared_item;

static void measure_feed(const rw_terms *terms, const rw_plan *plan, const rw_feed *feed, shared_item *item) {
    static const double nothing[RW_MAX_BANDS] = {0};
    rw_pair pair;
    rw_design design;
    rw_feed_measure(terms, plan, feed, &pair, &design);
    const double hours = terms->study->sources[feed->source].availability_share * RW_HOURS_PER_YEAR;
    item->loss_mw = feed->mw;
    item->source_mw = design.draw0_mw;
    item->power_mwe = design.power0_mwe;
    item->source_heat_mwh = design.draw0_mw * hours;
    item->electricity_mwh = design.power0_mwe * hours;
    item->premium_eur =
        premium(terms, &pair, &design, plan->network->lives[feed->way.life].exit_plan, nothing);
}

static void measure_laid(const rw_terms *terms, const rw_network *n, int laid, shared_item *item) {
    item->power_mwe = rw_laid_own_mwe(terms, &n->laid[laid]);
    item->electricity_mwh = rw_laid_own_mwh_per_yr(terms, &n->laid[laid], &n->lives[n->laid[laid].life]);
}

static void add_share(const shared_item *item, double share, rw_connection_figures *f) {
    for (int line = 0; line < RW_LINE_COUNT; ++line) f->present_eur[line] += share * item->own_eur[line];
    if (f->discounted_mwh > 0)
        f->levelised_eur_per_mwh += share * line_sum(item->own_eur) / f->discounted_mwh;
    if (f->endless_mwh > 0) f->endless_eur_per_mwh += share * line_sum(item->endless_eur) / f->endless_mwh;
    f->stranded_eur += share * item->own_eur[RW_LINE_stranded];
    f->investment_eur += share * item->investment_eur;
    f->premium_eur += share * item->premium_eur;
    f->shared_co2_t += share * item->co2_t;
    f->loss_mw += share * item->loss_mw;
    f->source_mw += share * item->source_mw;
    f->power_mwe += share * item->power_mwe;
    f->source_heat_mwh_per_yr += share * item->source_heat_mwh;
    f->electricity_mwh_per_yr += share * item->electricity_mwh;
}

/* Which connections go through every pipe, ordered by demand. */
static rw_status list_users(const rw_plan *plan, rw_arena *arena, rw_indicators *all) {
    const rw_network *n = plan->network;
    const size_t laid = (size_t)n->laid_count;
    size_t users = 0;
    for (int i = 0; i < plan->connection_count; ++i)
        if (plan->connections[i].way) users += (size_t)plan->connections[i].way->laid_count;
    all->laid_first = rw_arena_allocate(arena, laid + 2, sizeof *all->laid_first);
    all->laid_users = rw_arena_allocate(arena, users, sizeof *all->laid_users);
    if (!all->laid_first || !all->laid_users) return RW_ERROR_MEMORY;
    int *next = all->laid_first + 1; /* while it is filled, where pipe k goes on */
    for (int i = 0; i < plan->connection_count; ++i)
        for (int q = 0; plan->connections[i].way && q < plan->connections[i].way->laid_count; ++q)
            ++next[plan->connections[i].way->laid[q] + 1];
    for (size_t k = 0; k < laid; ++k) next[k + 1] += next[k];
    for (int j = 0; j < plan->connection_count; ++j) {
        const int i = plan->by_demand[j];
        for (int q = 0; plan->connections[i].way && q < plan->connections[i].way->laid_count; ++q)
            all->laid_users[next[plan->connections[i].way->laid[q]]++] = i;
    }
    return RW_OK;
}

/* Those that bear an item: the users of a pipe, for itself and for its losses, or all that a pump may serve.
 */
typedef struct bearers {
    const int *connection; /* NULL: all of the plan */
    int count;
} bearers;

static bearers bearers_of(const rw_plan *plan, const rw_indicators *all, int item) {
    const rw_network *n = plan->network;
    const int feed = item - n->laid_count - n->machine_count;
    if (item >= n->laid_count && feed < 0) {
        const rw_machine *m = &n->machines[item - n->laid_count];
        if (m->mode != RW_MODE_DEMAND_PUMP) return (bearers){NULL, plan->connection_count};
        const int first = plan->demand_first[m->index];
        return (bearers){&plan->by_demand[first], plan->demand_first[m->index + 1] - first};
    }
    const int laid = feed < 0 ? item : n->feeds[feed].laid, first = all->laid_first[laid];
    return (bearers){&all->laid_users[first], all->laid_first[laid + 1] - first};
}

static void share_item(const rw_study *study, const rw_plan *plan, int k, const shared_item *item,
                       rw_indicators *all) {
    const rw_network *n = plan->network;
    const bearers list = bearers_of(plan, all, k);
    const bool is_pump = k >= n->laid_count && k < n->laid_count + n->machine_count;
    double all_mwh = 0;
    for (int pass = 0; pass < 2; ++pass)
        for (int u = 0; u < list.count; ++u) {
            const int i = list.connection ? list.connection[u] : u;
            rw_connection_figures *f = &all->connections[i];
            if (is_pump && !rw_network_item_serves(study, plan, k, &plan->connections[i])) continue;
            if (pass == 0)
                all_mwh += f->heat_mwh_per_yr;
            else if (all_mwh > 0)
                add_share(item, f->heat_mwh_per_yr / all_mwh, f);
        }
}

static void share_network(const rw_terms *terms, const rw_plan *plan, rw_indicators *all) {
    const int items = rw_network_item_count(plan),
              feeds = items - (plan->network ? plan->network->feed_count : 0);
    for (int k = 0; k < items; ++k) {
        shared_item item = {.investment_eur = rw_network_item_investment(terms, plan, k),
                            .co2_t = rw_network_item_co2(terms, plan, k)};
        rw_network_item_cash(terms, plan, k, false, rw_add_to_lines, item.own_eur);
        rw_network_item_cash(terms, plan, k, true, rw_add_to_lines, item.endless_eur);
        if (k < feeds && k < plan->network->laid_count) measure_laid(terms, plan->network, k, &item);
        if (k >= feeds) measure_feed(terms, plan, &plan->network->feeds[k - feeds], &item);
        share_item(terms->study, plan, k, &item, all);
    }
}

/* -- Demands ------------------------------------------------------------------------------------------- */

static void fill_demand(const rw_terms *terms, const rw_plan *plan, int j, rw_indicators *all) {
    const rw_demand *d = &terms->study->demands[j];
    rw_demand_figures *f = &all->demands[j];
    double peak_mw = 0;
    for (int k = plan->demand_first[j]; k < plan->demand_first[j + 1]; ++k) {
        const int index = plan->by_demand[k];
        const rw_connection_figures *c = &all->connections[index];
        for (int line = 0; line < RW_LINE_COUNT; ++line) f->present_eur[line] += c->present_eur[line];
        f->coupled_mwh_per_yr += c->heat_mwh_per_yr;
        peak_mw += c->capacity_mw;
        f->co2_t_per_yr += c->shared_co2_t / terms->horizon;
        ++f->connection_count;
    }
    rw_demand_cash(terms, plan, j, rw_add_to_lines, f->present_eur);
    for (int t = 1; t <= terms->horizon; ++t) {
        const double connected = rw_terms_connected(terms, j, t);
        f->discounted_mwh += connected * d->energy_mwh_per_yr * terms->discount[t - 1];
        f->reference_eur += rw_uncoupled_eur(terms, j, t) * terms->discount[t - 1];
        f->reference_co2_t_per_yr += rw_uncoupled_co2(terms, j, t) / terms->horizon;
    }
    f->co2_t_per_yr += rw_demand_co2(terms, plan, j) / terms->horizon;
    f->cost_eur = line_sum(f->present_eur);
    if (f->discounted_mwh > 0) {
        f->cost_eur_per_mwh = f->cost_eur / f->discounted_mwh;
        f->reference_eur_per_mwh = f->reference_eur / f->discounted_mwh;
        f->energy_coverage_share = f->coupled_mwh_per_yr / d->energy_mwh_per_yr;
        f->peak_coverage_share = peak_mw / terms->demand[j].peak_mw;
    }
    f->unprofitable_eur = fmax(0, f->cost_eur - f->reference_eur);
    if (d->weq > 0) f->gain_eur_per_weq_yr = (f->reference_eur - f->cost_eur) * terms->annuity / d->weq;
}

/* -- Sources ------------------------------------------------------------------------------------------- */

/* What a source could deliver at a demand on its own, and at what cost: the base bands up to what it has, in
 * the cheapest of all modes, diameters and exit plans. */
static void try_offer(const rw_terms *terms, rw_plan *trial, int source, int demand, rw_source_figures *f) {
    rw_pair pair;
    rw_connection *c = &trial->connections[0];
    if (!rw_pair_describe(terms, source, demand, &pair) || pair.first > terms->horizon) return;
    for (int mode = 0; mode < RW_PAIR_MODE_COUNT; ++mode)
        for (int pipe = 0; pipe < terms->study->pipe_count; ++pipe) {
            const rw_design design = rw_connection_design(terms, &pair, (rw_mode)mode, pipe);
            if (!design.possible) continue;
            double room = fmin((design.capacity_mw - design.carry0_mw) / design.carry,
                               (terms->study->sources[source].heat_mw - design.draw0_mw) / design.draw);
            if (room <= 0) continue;
            const bool whole_source =
                room * design.carry + design.carry0_mw < design.capacity_mw * (1 - 1e-9);
            *c = (rw_connection){.source = source, .demand = demand, .mode = (rw_mode)mode, .pipe = pipe};
            double mwh_per_yr = 0;
            for (int b = 0; b + 1 < terms->band_count || b == 0;
                 ++b) { /* the peak band is never worth a pipe */
                c->delivered_mw[b] = fmin(room, terms->demand[demand].width_mw[b]);
                room -= c->delivered_mw[b];
                mwh_per_yr += c->delivered_mw[b] * terms->demand[demand].hours_h[b] *
                              terms->study->sources[source].availability_share;
            }
            for (int exit_plan = 0; exit_plan < RW_EXIT_COUNT; ++exit_plan) {
                double lines[RW_LINE_COUNT], mwh, source_mwh;
                const rw_commitment own = rw_terms_commitment(&terms->study->sources[source]);
                c->exit_plan = (rw_exit_plan)exit_plan;
                const double eur_per_mwh = levelised(terms, trial, 0, &own, 1, lines, &mwh, &source_mwh);
                if (isnan(eur_per_mwh) || eur_per_mwh >= rw_or(f->offer_eur_per_mwh, RW_INFINITY)) continue;
                f->offer_eur_per_mwh = eur_per_mwh;
                f->offer_mwh_per_yr = mwh_per_yr;
                f->offer_demand = demand;
            }
            if (whole_source) break; /* thicker pipes only cost more */
        }
}

/* Looks at the demands that are near; large studies are full of demands that are far. */
static void find_offer(const rw_terms *terms, rw_plan *trial, int source, rw_source_figures *f) {
    enum { NEAREST = 25 };
    const rw_study *study = terms->study;
    int near[NEAREST], count = 0;
    double metres[NEAREST];
    f->offer_demand = -1;
    f->offer_eur_per_mwh = RW_NAN;
    for (int j = 0; j < study->demand_count; ++j) {
        if (terms->demand[j].peak_mw <= 0) continue;
        const double m = hypot(study->sources[source].at.x_m - study->demands[j].at.x_m,
                               study->sources[source].at.y_m - study->demands[j].at.y_m);
        int at = count < NEAREST ? count++ : NEAREST - 1;
        if (at == NEAREST - 1 && count == NEAREST && j >= NEAREST && m >= metres[at]) continue;
        for (; at > 0 && metres[at - 1] > m; --at) {
            metres[at] = metres[at - 1];
            near[at] = near[at - 1];
        }
        metres[at] = m;
        near[at] = j;
    }
    if (study->sources[source].heat_mw <= 0) return;
    for (int n = 0; n < count; ++n) try_offer(terms, trial, source, near[n], f);
}

/* Source heat for what pipes lose. */
static void add_feed(const rw_terms *terms, const rw_plan *plan, const rw_feed *feed, rw_source_figures *f) {
    rw_pair pair;
    rw_design design;
    rw_feed_measure(terms, plan, feed, &pair, &design);
    const rw_purchases bought = rw_connection_purchases(terms, &pair, feed->mode, -1, &design, 0);
    f->coupled = true;
    f->taken_mw += design.draw0_mw;
    f->taken_mwh_per_yr +=
        design.draw0_mw * (terms->study->sources[feed->source].availability_share * RW_HOURS_PER_YEAR);
    f->coupling_a_eur += bought.eur[RW_ASSET_COUPLING_A];
    f->coupling_b_eur += bought.eur[RW_ASSET_COUPLING_B];
}

static void fill_source(const rw_terms *terms, const rw_plan *plan, rw_plan *trial, int i,
                        rw_indicators *all) {
    const rw_source *s = &terms->study->sources[i];
    const rw_parameters *p = &terms->study->parameters;
    rw_source_figures *f = &all->sources[i];
    double cost = 0, discounted = 0;
    const rw_purchases opened = rw_source_purchases(s);
    for (int k = 0; k < plan->connection_count; ++k) {
        const rw_connection *c = &plan->connections[k];
        if (c->source != i) continue;
        const rw_connection_figures *g = &all->connections[k];
        rw_pair pair;
        rw_design design;
        (void)rw_plan_measure(terms, plan, c, &pair, &design);
        const rw_purchases bought =
            rw_connection_purchases(terms, &pair, c->mode, c->pipe, &design, g->capacity_mw);
        f->coupled = true;
        f->taken_mw += design.draw * g->capacity_mw + design.draw0_mw;
        f->taken_mwh_per_yr +=
            design.draw * g->heat_mwh_per_yr + design.draw0_mw * (s->availability_share * RW_HOURS_PER_YEAR);
        f->heat_mwh_per_yr += g->heat_mwh_per_yr;
        f->coupling_a_eur += bought.eur[RW_ASSET_COUPLING_A];
        f->coupling_b_eur += bought.eur[RW_ASSET_COUPLING_B];
        cost += line_sum(g->present_eur);
        discounted += g->discounted_mwh;
    }
    for (int k = 0; plan->network && k < plan->network->feed_count; ++k)
        if (plan->network->feeds[k].source == i) add_feed(terms, plan, &plan->network->feeds[k], f);
    const double electricity = terms->datacenter_electricity_eur_per_mwh;
    f->erf_before_share = f->erf_share =
        s->energy_mwh_per_yr > 0 ? s->already_used_mw * RW_HOURS_PER_YEAR / s->energy_mwh_per_yr : 0;
    if (f->coupled) {
        f->coupling_a_eur += opened.eur[RW_ASSET_COUPLING_A];
        f->coupling_b_eur += opened.eur[RW_ASSET_COUPLING_B];
        f->coupling_c_eur_per_yr = s->coupling_om_per_yr * (f->coupling_a_eur + f->coupling_b_eur);
        f->used_share = f->taken_mwh_per_yr / (s->heat_mw * s->availability_share * RW_HOURS_PER_YEAR);
        if (s->energy_mwh_per_yr > 0) f->erf_share += f->taken_mwh_per_yr / s->energy_mwh_per_yr;
        f->cooling_saved_mwh_per_yr = p->avoided_cooling_share * f->taken_mwh_per_yr;
        f->cooling_saved_eur_per_yr = f->cooling_saved_mwh_per_yr * electricity;
        f->heat_income_eur_per_yr = s->heat_price_eur_per_mwh * f->taken_mwh_per_yr;
        const double yearly =
            f->cooling_saved_eur_per_yr + f->heat_income_eur_per_yr - f->coupling_c_eur_per_yr;
        f->payback_yr = yearly > 0 ? (f->coupling_a_eur + f->coupling_b_eur) / yearly : RW_INFINITY;
        f->levelised_eur_per_mwh = discounted > 0 ? cost / discounted : RW_NAN;
    }
    find_offer(terms, trial, i, f);
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static void fill_totals(const rw_terms *terms, const rw_plan *plan, rw_indicators *all) {
    const rw_study *study = terms->study;
    const rw_parameters *p = &study->parameters;
    rw_totals *t = &all->totals;
    double source_cost = 0, source_mwh = 0;
    rw_plan_cash(terms, plan, rw_add_to_lines, t->present_eur);
    t->cost_eur = line_sum(t->present_eur);
    t->reference_eur = rw_reference_present_value(terms);
    t->cost_eur_per_yr = t->cost_eur * terms->annuity;
    t->reference_eur_per_yr = t->reference_eur * terms->annuity;
    t->investment_eur = rw_plan_investment(terms, plan);
    t->subsidy_eur = 0 - t->present_eur[RW_LINE_subsidy] - t->present_eur[RW_LINE_connection_subsidy];
    t->co2_t_per_yr = rw_plan_co2(terms, plan) / terms->horizon;
    t->reference_co2_t_per_yr = rw_reference_co2(terms) / terms->horizon;
    for (int i = 0; i < study->source_count; ++i) t->coupled_sources += all->sources[i].coupled;
    for (int j = 0; j < study->demand_count; ++j) {
        const rw_demand *d = &study->demands[j];
        const bool is_new = d->kind == RW_KIND_NEW;
        t->demand_mwh_per_yr += d->energy_mwh_per_yr;
        if (!plan->demand_connected[j]) continue;
        t->connected_mwh_per_yr += d->energy_mwh_per_yr;
        ++t->connected_demands;
        t->new_connected += is_new;
        if (is_new) t->all_electric_peak_mwe += terms->demand[j].peak_mw / p->all_electric_peak_cop;
    }
    for (int k = 0; k < plan->connection_count; ++k) {
        const rw_connection_figures *c = &all->connections[k];
        ++t->connections;
        t->coupled_mwh_per_yr += c->heat_mwh_per_yr;
        t->electric_peak_mwe += c->power_mwe;
        t->stranded_eur += c->stranded_eur;
        t->premium_eur += c->premium_eur;
        t->cooled_ways += c->cools_too_far;
        if (!plan->connections[k].way) t->pipe_m += c->length_m;
        source_cost += line_sum(c->present_eur);
        source_mwh += c->discounted_mwh;
    }
    for (int k = 0; plan->network && k < plan->network->laid_count; ++k)
        t->pipe_m += study->trenches[plan->network->laid[k].trench].length_m;
    t->levelised_eur_per_mwh = source_mwh > 0 ? source_cost / source_mwh : RW_NAN;
}

rw_status rw_indicators_find(const rw_terms *terms, const rw_plan *plan, rw_arena *arena,
                             rw_indicators *all) {
    const rw_study *study = terms->study;
    memset(all, 0, sizeof *all);
    all->connections = rw_arena_allocate(arena, (size_t)plan->connection_count, sizeof *all->connections);
    all->demands = rw_arena_allocate(arena, (size_t)study->demand_count, sizeof *all->demands);
    all->sources = rw_arena_allocate(arena, (size_t)study->source_count, sizeof *all->sources);
    if (!all->connections || !all->demands || !all->sources) return RW_ERROR_MEMORY;
    rw_plan trial;
    RW_TRY(rw_plan_start(arena, study, 1, &trial));
    fill_connections(terms, plan, all->connections);
    if (plan->network) RW_TRY(list_users(plan, arena, all));
    share_network(terms, plan, all);
    if (plan->network) {
        RW_TRY(rw_laid_figures_find(terms, plan, arena, &all->laid));
        RW_TRY(rw_machine_figures_find(terms, plan, arena, &all->machines));
    }
    for (int k = 0; plan->network && k < plan->connection_count; ++k) {
        all->connections[k].temperature_drop_k =
            rw_way_temperature_drop_k(plan->network, &plan->connections[k], all->laid);
        all->connections[k].cools_too_far =
            rw_way_cools_too_far(terms, plan->network, &plan->connections[k], all->laid);
    }
    for (int j = 0; j < study->demand_count; ++j) fill_demand(terms, plan, j, all);
    for (int i = 0; i < study->source_count; ++i) fill_source(terms, plan, &trial, i, all);
    fill_totals(terms, plan, all);
    return RW_OK;
}
