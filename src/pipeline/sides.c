#include "pipeline/sides.h"
#include "base/number.h"
#include "pipeline/gain_limit.h"

rw_sides rw_sides_of_source(int source) {
    return (rw_sides){.use = {RW_MUST_USE_SOURCE, source}, .avoid = {RW_MUST_AVOID_SOURCE, source}};
}

rw_sides rw_sides_of_demand(int demand) {
    return (rw_sides){.use = {RW_MUST_SERVE_DEMAND, demand}, .avoid = {RW_MUST_AVOID_DEMAND, demand}};
}

/* Energy that sources bring to a demand while they deliver, MWh/yr. */
static double brought_mwh_per_yr(const rw_variant *v, const rw_plan *plan, int demand) {
    double mwh = 0;
    for (int n = plan->demand_first[demand]; n < plan->demand_first[demand + 1]; ++n) {
        const rw_connection *c = &plan->connections[plan->by_demand[n]];
        for (int b = 0; b < v->terms.band_count; ++b)
            mwh += c->delivered_mw[b] * v->terms.demand[demand].hours_h[b] *
                   v->study->sources[c->source].availability_share;
    }
    return mwh;
}

/* Does a plan that was not asked to keep the condition anyhow? */
static bool keeps(const rw_variant *v, const rw_condition *c, const rw_trial *trial) {
    const rw_plan *plan = &trial->plan;
    if (!trial->solved) return false;
    switch (c->must) {
    case RW_MUST_USE_SOURCE:
        return rw_plan_uses_source(plan, c->index);
    case RW_MUST_AVOID_SOURCE:
        return !rw_plan_uses_source(plan, c->index);
    case RW_MUST_AVOID_DEMAND:
        return plan->demand_first[c->index] == plan->demand_first[c->index + 1];
    case RW_MUST_SERVE_DEMAND:
        return plan->demand_connected[c->index] &&
               brought_mwh_per_yr(v, plan, c->index) >= rw_variant_served_mwh(v, c->index) * (1 - 1e-9);
    default:
        return true;
    }
}

static rw_status solve_from(rw_context *context, const rw_variant *v, const rw_condition *c,
                            const rw_effort *effort, const rw_trial *from, rw_trial *trial) {
    rw_effort further = *effort;
    further.from = from;
    return rw_variant_solve(context, v, c, &further, trial);
}

/* Best without - best with. Of a search that the caller stopped the plan says nothing: the other side may
 * have been searched long. */
static rw_interval difference(const rw_trial *without, const rw_trial *with) {
    rw_interval v = rw_interval_between(without->bound_eur_per_yr, without->cost_eur_per_yr,
                                        with->bound_eur_per_yr, with->cost_eur_per_yr);
    if (without->stopped || with->stopped) v.by_plans = RW_NAN;
    return v;
}

rw_interval rw_source_worth(const rw_variant *v, int source, const rw_trial *without, const rw_trial *with) {
    rw_interval worth = difference(without, with);
    if (!v->model.network) {
        worth.by_plans = RW_NAN;
        return worth;
    }
    if (!with->solved) return worth;
    const bool known = !isnan(worth.by_plans);
    const double coupling = v->model.problem.sources[source].open_eur_per_yr;
    worth.low = fmax(worth.low, -coupling);
    if (with->unused)
        worth.high = fmin(worth.high, with->cost_eur_per_yr - coupling - with->bound_eur_per_yr);
    if (known) worth.by_plans = with->unused ? -coupling : fmax(worth.by_plans, -coupling);
    return worth;
}

static rw_status weigh(rw_context *context, const rw_variant *v, const rw_effort *effort, rw_sides *s) {
    s->wins = difference(&s->without, &s->with);
    if (s->use.must == RW_MUST_USE_SOURCE) {
        const double by_plans = s->wins.by_plans;
        s->wins = rw_source_worth(v, s->use.index, &s->without, &s->with);
        if (!v->model.network) s->wins.by_plans = by_plans;
        return RW_OK;
    }
    if (!s->with.solved) return RW_OK;
    double most;
    RW_TRY(rw_demand_gain_limit(context, v, s->use.index, effort, &most));
    s->wins.high = fmin(s->wins.high, most);
    return RW_OK;
}

/* A plan that pays for a source and leaves it alone is a plan without it, if the coupling is not paid. */
static rw_status share_unused(rw_context *context, const rw_variant *v, const rw_effort *effort,
                              rw_sides *s) {
    if (!s->with.unused) return RW_OK;
    const double coupling = v->model.problem.sources[s->use.index].open_eur_per_yr;
    if (s->with.cost_eur_per_yr - coupling >= s->without.cost_eur_per_yr) return RW_OK;
    rw_trial better;
    RW_TRY(solve_from(context, v, &s->avoid, effort, &s->with, &better));
    better.bound_eur_per_yr = fmax(better.bound_eur_per_yr, s->without.bound_eur_per_yr);
    rw_trial_free(&s->without);
    s->without = better;
    return RW_OK;
}

rw_status rw_sides_solve(rw_context *context, const rw_variant *v, const rw_effort *effort, rw_sides *s) {
    const rw_condition nothing = {RW_MUST_NOTHING, -1};
    rw_trial best;
    rw_status status = rw_variant_solve(context, v, &nothing, effort, &best);
    const bool uses = status == RW_OK && keeps(v, &s->use, &best),
               avoids = status == RW_OK && keeps(v, &s->avoid, &best);
    if (status == RW_OK && !uses) status = solve_from(context, v, &s->use, effort, &best, &s->with);
    if (status == RW_OK && !avoids) status = solve_from(context, v, &s->avoid, effort, &best, &s->without);
    /* Fewer plans cost no less; a failed search has no bound yet. */
    if (status == RW_OK && !uses)
        s->with.bound_eur_per_yr = fmax(s->with.bound_eur_per_yr, best.bound_eur_per_yr);
    if (status == RW_OK && !avoids)
        s->without.bound_eur_per_yr = fmax(s->without.bound_eur_per_yr, best.bound_eur_per_yr);
    if (uses)
        s->with = best;
    else if (avoids)
        s->without = best;
    else
        rw_trial_free(&best);
    if (status == RW_OK) status = share_unused(context, v, effort, s);
    return status == RW_OK ? weigh(context, v, effort, s) : status;
}

void rw_sides_free(rw_sides *s) {
    rw_trial_free(&s->with);
    rw_trial_free(&s->without);
}

rw_side rw_side_of(const rw_trial *t) {
    return (rw_side){t->solved, t->cost_eur_per_yr, t->bound_eur_per_yr, t->solved ? &t->plan : NULL,
                     t->solved ? &t->indicators : NULL};
}
