#include "plan/network_figures.h"
#include "base/number.h"
#include "plan/account.h"
#include "plan/network_cost.h"

static void add_flows(const rw_terms *terms, const rw_plan *plan, rw_laid_figures *all) {
    const rw_network *n = plan->network;
    for (int k = 0; k < plan->connection_count; ++k) {
        const rw_connection *c = &plan->connections[k];
        const double carry = rw_exit_upgrade(terms, c->demand, rw_mode_exit_level(c->mode)).carry;
        double mw = 0, mwh = 0;
        for (int b = 0; b < terms->band_count; ++b) {
            mw += carry * c->delivered_mw[b];
            mwh += carry * c->delivered_mw[b] * terms->demand[c->demand].hours_h[b] *
                   terms->study->sources[c->source].availability_share;
        }
        for (int q = 0; c->way && q < c->way->laid_count; ++q) {
            const double part = rw_mode_carry(terms, c->mode, n->laid[c->way->laid[q]].level);
            all[c->way->laid[q]].mw += part * mw;
            all[c->way->laid[q]].mwh_per_yr += part * mwh;
        }
    }
    for (int k = 0; k < n->laid_count; ++k) all[k].carried_mw = all[k].mw + all[k].loss_mw;
    for (int k = 0; k < n->feed_count; ++k) {
        const rw_feed *f = &n->feeds[k];
        all[f->laid].fed_mw += f->mw;
        for (int q = 0; q < f->way.laid_count; ++q)
            all[f->way.laid[q]].carried_mw +=
                rw_mode_carry(terms, f->mode, n->laid[f->way.laid[q]].level) * f->mw;
    }
}

/* The supply loses the part of the loss that its own temperature makes. */
static void add_hydraulics(const rw_terms *terms, const rw_laid *laid, rw_laid_figures *f) {
    const rw_study *study = terms->study;
    const rw_level_temperatures c = terms->level_c[laid->level];
    const double ground_c = study->parameters.ground_temperature_c, delta_t_k = c.supply_c - c.return_c,
                 inner_m = study->pipes[laid->pipe].inner_diameter_m;
    const double per_speed_mw = rw_pipe_capacity_mw(inner_m, 1, delta_t_k);
    f->speed_m_per_s = f->carried_mw / per_speed_mw;
    f->gradient_pa_per_m = rw_pipe_gradient(inner_m, study->parameters.roughness_mm / 1000, f->speed_m_per_s);
    const double both_k = c.supply_c + c.return_c - 2 * ground_c;
    const double share = both_k > 0 ? fmin(1, (c.supply_c - ground_c) / both_k) : 0;
    f->temperature_drop_k = f->carried_mw > 0 ? share * f->loss_mw / f->carried_mw * delta_t_k : 0;
}

static void add_money(const rw_terms *terms, const rw_plan *plan, rw_laid_figures *all) {
    const rw_network *n = plan->network;
    for (int item = 0; item < rw_network_item_count(plan); ++item) {
        const int feed = item - n->laid_count - n->machine_count;
        if (item >= n->laid_count && feed < 0) continue;
        rw_laid_figures *f = &all[feed >= 0 ? n->feeds[feed].laid : item];
        double present_eur[RW_LINE_COUNT] = {0};
        rw_network_item_cash(terms, plan, item, false, rw_add_to_lines, present_eur);
        for (int line = 0; line < RW_LINE_COUNT; ++line)
            f->cost_eur_per_yr += present_eur[line] * terms->annuity;
        if (feed < 0) f->investment_eur = rw_network_item_investment(terms, plan, item);
    }
}

rw_status rw_laid_figures_find(const rw_terms *terms, const rw_plan *plan, rw_arena *arena,
                               rw_laid_figures **figures) {
    const rw_network *n = plan->network;
    rw_laid_figures *all = *figures = rw_arena_allocate(arena, (size_t)n->laid_count, sizeof *all);
    if (!all) return RW_ERROR_MEMORY;
    for (int k = 0; k < n->laid_count; ++k) {
        const rw_stretch s = rw_stretch_of(terms, n->laid[k].trench, n->laid[k].level, n->laid[k].pipe);
        all[k] =
            (rw_laid_figures){.capacity_mw = s.capacity_mw, .loss_mw = s.loss_mw, .existing = s.existing};
    }
    add_flows(terms, plan, all);
    for (int k = 0; k < n->laid_count; ++k) add_hydraulics(terms, &n->laid[k], &all[k]);
    add_money(terms, plan, all);
    return RW_OK;
}

double rw_way_temperature_drop_k(const rw_network *network, const rw_connection *connection,
                                 const rw_laid_figures *figures) {
    double drop_k = 0;
    for (int n = 0; connection->way && n < connection->way->laid_count; ++n)
        if (network->laid[connection->way->laid[n]].level == RW_LEVEL_SUPPLY)
            drop_k += figures[connection->way->laid[n]].temperature_drop_k;
    return drop_k;
}

bool rw_way_cools_too_far(const rw_terms *terms, const rw_network *network, const rw_connection *connection,
                          const rw_laid_figures *figures) {
    const double least_mw = 1e-3, rounding_k = 1e-5;
    return rw_connection_mw(terms, connection) > least_mw &&
           rw_way_temperature_drop_k(network, connection, figures) >
               terms->study->parameters.max_temperature_drop_k + rounding_k;
}

/* -- Heat pumps ---------------------------------------------------------------------------------------- */

/* Machines by the node at which they stand: those of one are a chain. */
typedef struct machines {
    const rw_terms *terms;
    const rw_plan *plan;
    int *first, *next; /* by node; by machine. -1 ends a chain */
    rw_machine_figures *figures;
} machines;

/* The machine that this heat passes; NULL if it passes none. */
static rw_machine_figures *passed(const machines *all, int source, int demand, rw_mode mode,
                                  const rw_way *way) {
    const int node = rw_pump_node(all->terms->study, all->plan->network, source, demand, mode, way);
    for (int k = node < 0 ? -1 : all->first[node]; k >= 0; k = all->next[k])
        if (rw_machine_serves(all->terms->study, all->plan->network, &all->plan->network->machines[k], source,
                              demand, mode, way))
            return &all->figures[k];
    return NULL;
}

static void add_pumped(const rw_terms *terms, rw_machine_figures *to, double mw, double mwh_per_yr,
                       double power_share, double cop) {
    to->mw += mw;
    to->mwh_per_yr += mwh_per_yr;
    to->power_mwe += power_share * mw;
    to->electricity_mwh_per_yr += power_share * mwh_per_yr;
    to->cop = cop;
    to->investment_eur += terms->heat_pump_eur_per_mw * mw;
}

static void add_connection(const machines *all, const rw_connection *c) {
    const rw_terms *terms = all->terms;
    rw_machine_figures *to = c->way ? passed(all, c->source, c->demand, c->mode, c->way) : NULL;
    rw_pair pair;
    rw_design design;
    if (!to) return;
    (void)rw_plan_measure(terms, all->plan, c, &pair, &design);
    const rw_upgrade *u = &design.upgrade;
    double mwh = 0;
    for (int b = 0; b < terms->band_count; ++b)
        mwh += c->delivered_mw[b] * terms->demand[c->demand].hours_h[b] *
               terms->study->sources[c->source].availability_share;
    add_pumped(terms, to, u->pumped * rw_connection_mw(terms, c), u->pumped * mwh, u->power / u->pumped,
               u->cop);
}

static void add_feed(const machines *all, const rw_feed *f) {
    rw_machine_figures *to = passed(all, f->source, -1, f->mode, &f->way);
    if (!to) return;
    const rw_design design = rw_feed_design(all->terms, all->plan->network, f);
    const rw_upgrade *u = &design.upgrade;
    const double mw = u->pumped_per_loss * f->mw,
                 hours = all->terms->study->sources[f->source].availability_share * RW_HOURS_PER_YEAR;
    add_pumped(all->terms, to, mw, mw * hours, u->power_per_loss / u->pumped_per_loss, u->cop);
}

rw_status rw_machine_figures_find(const rw_terms *terms, const rw_plan *plan, rw_arena *arena,
                                  rw_machine_figures **figures) {
    const rw_network *n = plan->network;
    const int nodes = rw_study_node_count(terms->study);
    machines all = {.terms = terms, .plan = plan};
    all.first = rw_arena_allocate(arena, (size_t)nodes, sizeof *all.first);
    all.next = rw_arena_allocate(arena, (size_t)n->machine_count, sizeof *all.next);
    *figures = all.figures = rw_arena_allocate(arena, (size_t)n->machine_count, sizeof *all.figures);
    if (!all.first || !all.next || !all.figures) return RW_ERROR_MEMORY;
    for (int v = 0; v < nodes; ++v) all.first[v] = -1;
    for (int k = 0; k < n->machine_count; ++k) {
        const int node = rw_machine_node(terms->study, &n->machines[k]);
        all.figures[k].investment_eur = terms->heat_pump_eur;
        all.next[k] = all.first[node];
        all.first[node] = k;
    }
    for (int k = 0; k < plan->connection_count; ++k) add_connection(&all, &plan->connections[k]);
    for (int k = 0; k < n->feed_count; ++k) add_feed(&all, &n->feeds[k]);
    return RW_OK;
}
