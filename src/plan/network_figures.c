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
