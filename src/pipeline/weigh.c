/* What a source is worth under a change, and what both sides could agree on. */
#include "pipeline/weigh.h"
#include "base/clock.h"
#include "base/number.h"
#include "pipeline/sides.h"
#include "plan/network_cost.h"
#include <stddef.h>
#include <string.h>

bool rw_weighing_over(rw_context *context, const rw_weighing *w) {
    return rw_clock_s() >= w->deadline_s || rw_poll_stage(context, "memo");
}

/* How much of a network's gap is open, and some more: what moves is harder to prove than what was searched
 * long.
 */
void rw_weighing_set_gap(rw_weighing *w, const rw_trial *a, const rw_trial *b) {
    const double slack = 1.2;
    if (w->study->trench_count == 0) return;
    const rw_trial *const both[] = {a, b};
    for (int k = 0; k < 2; ++k)
        if (both[k]->solved)
            w->cost_gap = fmax(w->cost_gap,
                               slack * rw_cost_gap_of(both[k]->cost_eur_per_yr, both[k]->bound_eur_per_yr));
}

rw_effort rw_weighing_effort(const rw_weighing *w) {
    const int part_of_nodes = 50;
    rw_effort effort = rw_precise_effort(w->study, fmax(0, w->deadline_s - rw_clock_s()));
    effort.threads = 1; /* several at once */
    if (w->study->trench_count == 0) return effort;
    effort.cost_gap = fmax(effort.cost_gap, w->cost_gap);
    effort.node_limit = effort.node_limit > part_of_nodes ? effort.node_limit / part_of_nodes : 1;
    return effort;
}

static bool same_numbers(const void *a, const void *b, size_t count, size_t size_bytes) {
    return count == 0 || memcmp(a, b, count * size_bytes) == 0;
}

/* An assumption that the user's own cells overrule changes nothing: the answer is known then. */
static bool same_problem(const rw_problem *a, const rw_problem *b) {
    bool same = a->junction_count == b->junction_count && a->commodity_count == b->commodity_count &&
                a->arc_count == b->arc_count && a->option_count == b->option_count &&
                a->unit_count == b->unit_count && a->band_count == b->band_count && a->limit_count == 0 &&
                b->limit_count == 0 &&
                same_numbers(a->sources, b->sources, (size_t)a->source_count, sizeof *a->sources) &&
                same_numbers(a->bands, b->bands, (size_t)a->band_count, sizeof *a->bands) &&
                same_numbers(a->places, b->places, (size_t)a->place_count, sizeof *a->places) &&
                same_numbers(a->unit_eur_per_mw_yr, b->unit_eur_per_mw_yr, a->unit_count, sizeof(double));
    for (int k = 0; same && k < a->option_count; ++k)
        same = memcmp(&a->options[k], &b->options[k], offsetof(rw_option, place)) == 0;
    for (int j = 0; same && j < a->demand_count; ++j)
        same = a->demands[j].connect_eur_per_yr == b->demands[j].connect_eur_per_yr &&
               a->demands[j].skip_eur_per_yr == b->demands[j].skip_eur_per_yr &&
               a->demands[j].min_mwh_per_yr == b->demands[j].min_mwh_per_yr;
    for (int n = 0; same && n < a->arc_count; ++n)
        same = a->arcs[n].tail == b->arcs[n].tail && a->arcs[n].head == b->arcs[n].head &&
               a->arcs[n].option_count == b->arcs[n].option_count;
    return same;
}

/* Without the source where the change moves that too, and what it is worth to have it. */
static rw_status weigh_everywhere(rw_context *context, const rw_weighing *w, const rw_variant *variant,
                                  rw_trial *without) {
    const rw_condition avoid = {RW_MUST_AVOID_SOURCE, w->source};
    rw_effort effort = rw_weighing_effort(w);
    effort.from = w->without;
    return rw_variant_solve(context, variant, &avoid, &effort, without);
}

/* A search of a network hardly leaves where it began: once more, from the plan without the source. */
static rw_status search_elsewhere(rw_context *context, const rw_variant *variant, const rw_condition *use,
                                  const rw_effort *effort, const rw_trial *without, rw_trial *trial) {
    rw_effort again = *effort;
    rw_trial other;
    again.from = without;
    const rw_status status = rw_variant_solve(context, variant, use, &again, &other);
    if (status == RW_OK)
        other.bound_eur_per_yr = trial->bound_eur_per_yr =
            fmax(other.bound_eur_per_yr, trial->bound_eur_per_yr);
    if (status == RW_OK && other.cost_eur_per_yr < trial->cost_eur_per_yr) {
        const rw_trial worse = *trial;
        *trial = other;
        other = worse;
    }
    rw_trial_free(&other);
    return status;
}

static rw_status weigh_with(rw_context *context, const rw_weighing *w, const rw_variant *variant,
                            const rw_asking *asking, const rw_trial *without, rw_interval *worth) {
    const rw_condition use = {RW_MUST_USE_SOURCE, w->source};
    rw_effort effort = rw_weighing_effort(w);
    rw_trial trial;
    effort.measures = asking->with != NULL;
    effort.from = rw_interval_leaning(w->worth) == RW_SIGN_POSITIVE ? w->with : without;
    if (asking->sign_only) rw_effort_settle(&effort, without->bound_eur_per_yr, without->cost_eur_per_yr);
    rw_status status = rw_variant_solve(context, variant, &use, &effort, &trial);
    if (status == RW_OK && variant->model.network && effort.from != without && without->solved &&
        !(trial.cost_eur_per_yr < without->cost_eur_per_yr))
        status = search_elsewhere(context, variant, &use, &effort, without, &trial);
    *worth = rw_source_worth(variant, w->source, without, &trial);
    if (status == RW_OK && trial.solved && asking->with) asking->with(asking->data, variant, &trial);
    rw_trial_free(&trial);
    return status;
}

static rw_status weigh(rw_context *context, const rw_weighing *w, const rw_variant *variant,
                       const rw_asking *asking, rw_interval *worth) {
    rw_trial own;
    if (!asking->everywhere) return weigh_with(context, w, variant, asking, w->without, worth);
    rw_status status = weigh_everywhere(context, w, variant, &own);
    if (status == RW_OK) status = weigh_with(context, w, variant, asking, &own, worth);
    rw_trial_free(&own);
    return status;
}

rw_status rw_weigh(rw_context *context, const rw_weighing *w, const rw_change *change,
                   const rw_asking *asking, rw_interval *worth, bool *cut) {
    *worth = rw_interval_of(-RW_INFINITY, RW_INFINITY);
    *cut = true;
    if (rw_weighing_over(context, w)) return RW_OK;
    rw_variant variant;
    rw_status status = rw_variant_build(context, w->study, change, &variant);
    if (status == RW_OK && variant.possible) {
        *cut = false;
        if (asking->everywhere && !asking->with && same_problem(&variant.model.problem, w->problem))
            *worth = w->worth;
        else
            status = weigh(context, w, &variant, asking, worth);
    }
    rw_variant_free(&variant);
    return status;
}

/* -- Assumptions --------------------------------------------------------------------------------------- */

rw_status rw_swing_weigh(rw_context *context, const rw_weighing *w, rw_swing *swing, int end) {
    const rw_override override = {rw_parameter_describe(swing->parameter)->name, swing->value[end]};
    rw_change change = w->asked;
    change.overrides = &override;
    change.override_count = 1;
    const rw_asking asking = {.everywhere = true};
    bool cut = false;
    RW_TRY(rw_weigh(context, w, &change, &asking, &swing->worth[end], &cut));
    swing->solved[end] = !cut;
    return RW_OK;
}

/* -- Terms --------------------------------------------------------------------------------------------- */

/* Discounted MWh taken from the source; adds to what it delivers. */
static double source_heat(const rw_terms *terms, const rw_commitment *commitment, const rw_pair *pair,
                          const rw_design *design, rw_exit_plan exit_plan, const double *delivered_mw,
                          double *source_mwh) {
    double heat = 0;
    for (int t = pair->first; t <= terms->horizon; ++t) {
        const rw_energy e = rw_connection_energy(terms, commitment, pair, design, exit_plan, delivered_mw, t);
        heat += e.source_heat_mwh * terms->discount[t - 1];
        *source_mwh += e.from_source_mwh * terms->discount[t - 1];
    }
    return heat;
}

double rw_datacenter_gain(const rw_terms *terms, const rw_plan *plan, int source, double *source_mwh) {
    const rw_source *s = &terms->study->sources[source];
    const rw_commitment commitment = rw_terms_commitment(s);
    const double per_mwh =
        terms->study->parameters.avoided_cooling_share * terms->datacenter_electricity_eur_per_mwh +
        s->heat_price_eur_per_mwh;
    static const double nothing[RW_MAX_BANDS] = {0};
    double gain = 0;
    *source_mwh = 0;
    for (int k = 0; k < plan->connection_count; ++k) {
        const rw_connection *c = &plan->connections[k];
        rw_pair pair;
        rw_design design;
        if (c->source != source || !rw_plan_measure(terms, plan, c, &pair, &design)) continue;
        gain += per_mwh *
                source_heat(terms, &commitment, &pair, &design, c->exit_plan, c->delivered_mw, source_mwh);
    }
    for (int k = 0; plan->network && k < plan->network->feed_count; ++k) {
        const rw_feed *feed = &plan->network->feeds[k];
        rw_pair pair;
        rw_design design;
        if (feed->source != source) continue;
        rw_feed_measure(terms, plan, feed, &pair, &design);
        gain += per_mwh * source_heat(terms, &commitment, &pair, &design,
                                      plan->network->lives[feed->way.life].exit_plan, nothing, source_mwh);
    }
    return gain;
}

typedef struct term_taker {
    const rw_weighing *w;
    rw_term *term;
} term_taker;

static void take_term(void *data, const rw_variant *variant, const rw_trial *with) {
    const term_taker *t = data;
    rw_term *term = t->term;
    const double annuity = variant->terms.annuity;
    term->solved = true;
    term->levelised_eur_per_mwh = with->indicators.sources[t->w->source].levelised_eur_per_mwh;
    for (int k = 0; k < with->plan.connection_count; ++k)
        if (with->plan.connections[k].source == t->w->source)
            term->mismatch_eur +=
                with->indicators.connections[k].stranded_eur + with->indicators.connections[k].premium_eur;
    term->datacenter_gain_eur =
        rw_datacenter_gain(&variant->terms, &with->plan, t->w->source, &term->source_mwh);
    term->least_eur = 0 - term->datacenter_gain_eur;
    term->most_eur = (t->w->without->bound_eur_per_yr - with->cost_eur_per_yr) / annuity;
    term->by_plans_eur = (t->w->without->cost_eur_per_yr - with->cost_eur_per_yr) / annuity;
    term->surely_none_eur = (t->w->without->cost_eur_per_yr - with->bound_eur_per_yr) / annuity;
}

rw_status rw_term_weigh(rw_context *context, const rw_weighing *w, rw_term *term) {
    rw_change change = w->asked;
    change.commitment_yr = term->commitment_yr;
    change.renewal_share = term->renewal_share;
    term_taker taker = {w, term};
    const rw_asking asking = {.with = take_term, .data = &taker};
    bool cut = false;
    return rw_weigh(context, w, &change, &asking, &term->worth, &cut);
}

/* -- Months -------------------------------------------------------------------------------------------- */

/* With hourly values the month of every hour is known. */
static void spread_profile(const rw_load_curve *curve, rw_month_hours *spread) {
    int hour = 0;
    memset(spread, 0, sizeof *spread);
    for (int m = 0; m < RW_MONTHS; ++m)
        for (int end = hour + (int)rw_month_length_h(m); hour < end && hour < RW_LOAD_HOURS; ++hour) {
            const int level = (int)(pow(curve->hourly[hour], curve->kappa) * RW_MONTH_LEVELS);
            spread->hour[m][level < RW_MONTH_LEVELS ? level : RW_MONTH_LEVELS - 1] += 1;
        }
}

/* A curve too flat for the degree days of dwellings has less of a season: more of it is even over the year.
 */
static void spread_shape(const rw_load_curve *curve, double tap_share, rw_month_hours *spread) {
    double hours[RW_MONTH_LEVELS], share[RW_MONTHS];
    for (int k = 0; k < RW_MONTH_LEVELS; ++k)
        hours[k] = (k == 0 ? RW_HOURS_PER_YEAR : rw_load_hours_above(curve, (double)k / RW_MONTH_LEVELS)) -
                   (k + 1 == RW_MONTH_LEVELS ? 0 : rw_load_hours_above(curve, (k + 1.0) / RW_MONTH_LEVELS));
    for (int more = 0; more <= 10; ++more) {
        const double tap = fmin(1, tap_share + 0.1 * more);
        for (int m = 0; m < RW_MONTHS; ++m) share[m] = rw_month_energy_share(m, tap);
        if (rw_months_spread(hours, share, spread)) return;
    }
}

static double delivered_at(const rw_terms *terms, const rw_connection *c, double load) {
    double mw = 0;
    for (int b = 0; b < terms->band_count; ++b) {
        const double low = terms->level[b], high = terms->level[b + 1];
        mw += c->delivered_mw[b] * fmin(1, fmax(0, (load - low) / (high - low)));
    }
    return mw;
}

static void add_months(const rw_terms *terms, const rw_plan *plan, const rw_connection *c,
                       double month_mwh[RW_MONTHS]) {
    const double tap_of_homes = 0.2;
    const rw_demand_terms *t = &terms->demand[c->demand];
    const rw_shape shape = terms->study->demands[c->demand].shape;
    const bool dwellings = shape == RW_SHAPE_HOMES || shape == RW_SHAPE_DISTRICT;
    const double av = terms->study->sources[c->source].availability_share;
    double month[RW_MONTHS] = {0}, sum = 0, year = 0;
    rw_month_hours spread;
    rw_pair pair;
    rw_design design;
    if (!rw_plan_measure(terms, plan, c, &pair, &design)) return;
    if (t->curve.hourly)
        spread_profile(&t->curve, &spread);
    else
        spread_shape(&t->curve, dwellings ? tap_of_homes : 0, &spread);
    for (int m = 0; m < RW_MONTHS; ++m)
        for (int k = 0; k < RW_MONTH_LEVELS; ++k)
            month[m] += spread.hour[m][k] * delivered_at(terms, c, (k + 0.5) / RW_MONTH_LEVELS);
    for (int m = 0; m < RW_MONTHS; ++m) sum += month[m];
    for (int b = 0; b < terms->band_count; ++b) year += c->delivered_mw[b] * t->hours_h[b];
    for (int m = 0; m < RW_MONTHS; ++m)
        month_mwh[m] += av * ((sum > 0 ? design.draw * month[m] * year / sum : 0) +
                              design.draw0_mw * rw_month_length_h(m));
}

/* What pipes of a network lose runs all year. */
static void add_feed(const rw_terms *terms, const rw_plan *plan, const rw_feed *feed,
                     double month_mwh[RW_MONTHS]) {
    rw_pair pair;
    rw_design design;
    rw_feed_measure(terms, plan, feed, &pair, &design);
    for (int m = 0; m < RW_MONTHS; ++m)
        month_mwh[m] +=
            terms->study->sources[feed->source].availability_share * design.draw0_mw * rw_month_length_h(m);
}

void rw_source_months(const rw_terms *terms, const rw_plan *plan, int source, double month_mwh[RW_MONTHS]) {
    for (int m = 0; m < RW_MONTHS; ++m) month_mwh[m] = 0;
    for (int k = 0; k < plan->connection_count; ++k)
        if (plan->connections[k].source == source) add_months(terms, plan, &plan->connections[k], month_mwh);
    for (int k = 0; plan->network && k < plan->network->feed_count; ++k)
        if (plan->network->feeds[k].source == source)
            add_feed(terms, plan, &plan->network->feeds[k], month_mwh);
}
