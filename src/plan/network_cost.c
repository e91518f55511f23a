#include "plan/network_cost.h"
#include "plan/account.h"

typedef enum item_kind { ITEM_LAID, ITEM_MACHINE, ITEM_FEED } item_kind;

static item_kind kind_of(const rw_network *n, int item, int *index) {
    *index = item;
    if (item < n->laid_count) return ITEM_LAID;
    *index -= n->laid_count;
    if (*index < n->machine_count) return ITEM_MACHINE;
    *index -= n->machine_count;
    return ITEM_FEED;
}

int rw_network_item_count(const rw_plan *plan) {
    const rw_network *n = plan->network;
    return n ? n->laid_count + n->machine_count + n->feed_count : 0;
}

static rw_commitment commitment_of(const rw_terms *terms, int source, bool endless) {
    const rw_source *s = &terms->study->sources[source];
    return endless ? rw_terms_endless(s) : rw_terms_commitment(s);
}

/* -- Laid pipes ---------------------------------------------------------------------------------------- */

/* Nothing is bought and nothing stranded, until the pipe is worn out and bought again. */
static void pay_existing(const rw_account *to, const rw_laid *laid, const rw_life *life) {
    const rw_terms *terms = to->terms;
    const rw_asset_terms *asset = &terms->asset[RW_ASSET_PIPE];
    const rw_purchases again = rw_stretch_purchases(terms, laid->trench, laid->pipe, false);
    const double eur = again.eur[RW_ASSET_PIPE] + again.eur[RW_ASSET_CROSSINGS];
    for (int t = life->first; t <= terms->horizon; ++t) {
        const double in_use = rw_life_use(terms, life, t);
        if (t >= rw_existing_end(terms, laid->trench)) {
            rw_pay(to, t, RW_LINE_pipe, in_use * again.eur[RW_ASSET_PIPE] * asset->annuity);
            rw_pay(to, t, RW_LINE_crossings, in_use * again.eur[RW_ASSET_CROSSINGS] * asset->annuity);
        }
        rw_pay(to, t, RW_LINE_maintenance, in_use * eur * asset->om_per_yr);
    }
}

double rw_laid_own_mwe(const rw_terms *terms, const rw_laid *laid) {
    const rw_stretch stretch = rw_stretch_of(terms, laid->trench, laid->level, laid->pipe);
    return stretch.circulation * stretch.loss_mw;
}

double rw_laid_own_mwh_per_yr(const rw_terms *terms, const rw_laid *laid, const rw_life *life) {
    return rw_laid_own_mwe(terms, laid) * RW_HOURS_PER_YEAR *
           terms->study->sources[life->source].availability_share;
}

static void pay_laid(const rw_account *to, const rw_laid *laid, const rw_life *life, bool endless) {
    const rw_terms *terms = to->terms;
    const rw_commitment commitment = commitment_of(terms, life->source, endless);
    const rw_stretch stretch = rw_stretch_of(terms, laid->trench, laid->level, laid->pipe);
    const rw_purchases bought = rw_stretch_purchases(terms, laid->trench, laid->pipe, stretch.existing);
    if (stretch.existing)
        pay_existing(to, laid, life);
    else
        rw_pay_assets(to, &terms->study->sources[life->source], &commitment, life->first, life->exit_plan,
                      &bought);
    const double mwh = rw_laid_own_mwh_per_yr(terms, laid, life), mwe = rw_laid_own_mwe(terms, laid);
    for (int t = life->first; t <= terms->horizon; ++t) {
        const double use = endless ? 1 : rw_life_use(terms, life, t);
        rw_pay(to, t, RW_LINE_electricity, use * mwh * terms->electricity_eur_per_mwh[t - 1]);
        rw_pay(to, t, RW_LINE_grid_capacity, use * mwe * terms->electricity_eur_per_mwe_yr);
    }
}

/* -- Feeds --------------------------------------------------------------------------------------------- */

void rw_feed_measure(const rw_terms *terms, const rw_plan *plan, const rw_feed *feed, rw_pair *pair,
                     rw_design *design) {
    const int start = terms->study->sources[feed->source].start,
              first = plan->network->lives[feed->way.life].first;
    *pair = (rw_pair){.source = feed->source, .first = start > first ? start : first};
    *design = rw_feed_design(terms, plan->network, feed);
}

/* Its part of coupling, station and pump: what is bought for a delivery of nothing that loses so much. */
static rw_purchases feed_purchases(const rw_terms *terms, const rw_feed *feed, const rw_pair *pair,
                                   const rw_design *design) {
    rw_purchases bought = rw_connection_purchases(terms, pair, feed->mode, -1, design, 0);
    bought.eur[RW_ASSET_SUBSTATION] = 0;
    return bought;
}

static void pay_feed(const rw_account *to, const rw_plan *plan, const rw_feed *feed, bool endless) {
    static const double nothing[RW_MAX_BANDS] = {0};
    const rw_terms *terms = to->terms;
    const rw_commitment commitment = commitment_of(terms, feed->source, endless);
    const rw_exit_plan exit_plan = plan->network->lives[feed->way.life].exit_plan;
    rw_pair pair;
    rw_design design;
    rw_feed_measure(terms, plan, feed, &pair, &design);
    const rw_purchases bought = feed_purchases(terms, feed, &pair, &design);
    rw_pay_assets(to, &terms->study->sources[feed->source], &commitment, pair.first, exit_plan, &bought);
    rw_pay_flow(to, &commitment, &pair, &design, exit_plan, nothing);
}

/* -- Items --------------------------------------------------------------------------------------------- */

void rw_network_item_cash(const rw_terms *terms, const rw_plan *plan, int item, bool endless,
                          rw_cash_function *take, void *data) {
    const rw_network *n = plan->network;
    int index;
    const item_kind kind = kind_of(n, item, &index);
    rw_account to = rw_account_for(terms, take, data);
    to.common.item = item;
    if (kind == ITEM_LAID) {
        const rw_laid *laid = &n->laid[index];
        to.common.trench = laid->trench;
        pay_laid(&to, laid, &n->lives[laid->life], endless);
    } else if (kind == ITEM_MACHINE) {
        const rw_machine *machine = &n->machines[index];
        const rw_life *life = &n->lives[machine->life];
        const rw_commitment commitment = commitment_of(terms, life->source, endless);
        rw_purchases bought = {{0}};
        bought.eur[RW_ASSET_HEAT_PUMP] = terms->heat_pump_eur;
        *(machine->mode == RW_MODE_DEMAND_PUMP    ? &to.common.demand
          : machine->mode == RW_MODE_STATION_PUMP ? &to.common.junction
                                                  : &to.common.source) = machine->index;
        rw_pay_assets(&to, &terms->study->sources[life->source], &commitment, life->first, life->exit_plan,
                      &bought);
    } else {
        to.common.source = n->feeds[index].source;
        to.common.trench = n->laid[n->feeds[index].laid].trench;
        pay_feed(&to, plan, &n->feeds[index], endless);
    }
}

double rw_network_item_investment(const rw_terms *terms, const rw_plan *plan, int item) {
    const rw_network *n = plan->network;
    int index;
    const item_kind kind = kind_of(n, item, &index);
    if (kind == ITEM_MACHINE) return terms->heat_pump_eur;
    if (kind == ITEM_LAID) {
        const rw_laid *laid = &n->laid[index];
        const bool existing = rw_stretch_of(terms, laid->trench, laid->level, laid->pipe).existing;
        const rw_purchases bought = rw_stretch_purchases(terms, laid->trench, laid->pipe, existing);
        return rw_purchases_sum(&bought);
    }
    rw_pair pair;
    rw_design design;
    rw_feed_measure(terms, plan, &n->feeds[index], &pair, &design);
    const rw_purchases bought = feed_purchases(terms, &n->feeds[index], &pair, &design);
    return rw_purchases_sum(&bought);
}

double rw_network_item_co2(const rw_terms *terms, const rw_plan *plan, int item) {
    static const double nothing[RW_MAX_BANDS] = {0};
    const rw_network *n = plan->network;
    int index;
    const item_kind kind = kind_of(n, item, &index);
    if (kind == ITEM_MACHINE) return 0;
    double sum = 0;
    for (int t = 1; t <= terms->horizon; ++t) {
        double mwh = 0;
        if (kind == ITEM_LAID) {
            const rw_life *life = &n->lives[n->laid[index].life];
            mwh = rw_life_use(terms, life, t) * rw_laid_own_mwh_per_yr(terms, &n->laid[index], life);
        } else {
            const rw_feed *feed = &n->feeds[index];
            const rw_commitment commitment = commitment_of(terms, feed->source, false);
            rw_pair pair;
            rw_design design;
            rw_feed_measure(terms, plan, feed, &pair, &design);
            mwh = rw_connection_energy(terms, &commitment, &pair, &design, n->lives[feed->way.life].exit_plan,
                                       nothing, t)
                      .electricity_mwh;
        }
        sum += mwh * terms->electricity_co2_t_per_mwh[t - 1];
    }
    return sum;
}

static bool way_uses(const rw_way *way, int laid) {
    for (int k = 0; k < way->laid_count; ++k)
        if (way->laid[k] == laid) return true;
    return false;
}

bool rw_network_item_serves(const rw_study *study, const rw_plan *plan, int item, const rw_connection *c) {
    const rw_network *n = plan->network;
    int index;
    const item_kind kind = kind_of(n, item, &index);
    if (!c->way) return false;
    if (kind == ITEM_LAID) return way_uses(c->way, index);
    if (kind == ITEM_FEED) return way_uses(c->way, n->feeds[index].laid);
    return rw_machine_serves(study, n, &n->machines[index], c->source, c->demand, c->mode, c->way);
}

double rw_network_investment(const rw_terms *terms, const rw_plan *plan) {
    double sum = 0;
    for (int k = 0; k < rw_network_item_count(plan); ++k) sum += rw_network_item_investment(terms, plan, k);
    for (int i = 0; plan->network && i < terms->study->source_count; ++i) {
        const rw_purchases opened = rw_source_purchases(&terms->study->sources[i]);
        if (rw_plan_uses_source(plan, i) && !rw_plan_connects_source(plan, i))
            sum += rw_purchases_sum(&opened);
    }
    return sum;
}
