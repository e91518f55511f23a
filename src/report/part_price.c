#include "report/part_price.h"
#include "base/number.h"
#include "plan/network_figures.h"

/* Discounted GJ that it is about: all heat of a demand, or what a source's connections deliver. */
static double discounted_gj(const rw_part_explanation *e) {
    if (e->part == RW_PART_DEMAND)
        return e->with.indicators->demands[e->index].discounted_mwh * RW_GJ_PER_MWH;
    double mwh = 0;
    for (int k = 0; k < e->with.plan->connection_count; ++k)
        if (e->with.plan->connections[k].source == e->index)
            mwh += e->with.indicators->connections[k].discounted_mwh;
    return mwh * RW_GJ_PER_MWH;
}

static double over(double amount, double by) {
    return by > 0 ? amount / by : RW_NAN;
}

rw_part_price rw_part_price_of(const rw_part_explanation *e) {
    rw_part_price p = {RW_NAN, RW_NAN, RW_NAN, RW_NAN, RW_NAN, RW_NAN};
    if (!e->with.solved) return p;
    const double gj = discounted_gj(e), difference_eur = -e->wins.by_plans / e->terms->annuity;
    if (e->part == RW_PART_DEMAND) {
        const rw_demand_figures *f = &e->with.indicators->demands[e->index];
        p.average_eur_per_gj = f->cost_eur_per_mwh / RW_GJ_PER_MWH;
        p.reference_eur_per_gj = f->reference_eur_per_mwh / RW_GJ_PER_MWH;
    }
    if (!e->without.solved) return p;
    p.break_even_eur = fabs(difference_eur);
    p.break_even_eur_per_gj = over(p.break_even_eur, gj);
    if (e->part == RW_PART_DEMAND) {
        p.break_even_eur_per_weq = over(p.break_even_eur, e->study->demands[e->index].weq);
        p.marginal_eur_per_gj = over(difference_eur + e->without.indicators->demands[e->index].cost_eur, gj);
    }
    return p;
}

double rw_part_share_of_heat(const rw_part_explanation *e, const rw_connection *c, int laid) {
    const rw_connection_figures *f = &e->with.indicators->connections[c - e->with.plan->connections];
    const rw_level level = e->with.plan->network->laid[laid].level;
    const double carry = rw_exit_upgrade(e->terms, c->demand, rw_mode_exit_level(c->mode)).carry *
                         rw_mode_carry(e->terms, c->mode, level);
    return over(carry * f->heat_mwh_per_yr, e->with.indicators->laid[laid].mwh_per_yr);
}

static bool shared(const rw_indicators *all, const rw_plan *plan, int laid, int demand) {
    for (int u = all->laid_first[laid]; u < all->laid_first[laid + 1]; ++u)
        if (plan->connections[all->laid_users[u]].demand != demand) return true;
    return false;
}

rw_way_shared rw_part_way_shared(const rw_part_explanation *e, const rw_connection *c) {
    rw_way_shared way = {0, 0};
    for (int k = 0; c->way && k < c->way->laid_count; ++k) {
        const int laid = c->way->laid[k];
        const double length_m = e->study->trenches[e->with.plan->network->laid[laid].trench].length_m;
        way.length_m += length_m;
        if (shared(e->with.indicators, e->with.plan, laid, c->demand)) way.shared_m += length_m;
    }
    return way;
}
