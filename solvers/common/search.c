#include "common/search.h"
#include "base/clock.h"
#include "base/number.h"

bool rw_search_stop(rw_search *s) {
    if (s->interrupted || s->timed_out || s->out_of_nodes) return true;
    const double now = rw_clock_s();
    if (now >= s->deadline_s) return s->timed_out = true;
    if (now < s->asked_s + 0.1) return false;
    s->asked_s = now;
    const double cost = s->best->cost_eur_per_yr;
    const rw_progress progress = {.stage = s->stage,
                                  .bound_eur_per_yr = isinf(s->bound) ? RW_NAN : s->bound,
                                  .incumbent_eur_per_yr = isinf(cost) ? RW_NAN : cost,
                                  .benefit_gap = rw_benefit_gap_of(cost, s->bound, s->reference),
                                  .elapsed_s = now - s->started_s,
                                  .nodes = s->nodes,
                                  .removed_share = s->removed_share};
    return s->interrupted = rw_poll(s->context, &progress);
}

void rw_search_prove(rw_search *s, double bound) {
    if (bound > s->bound) s->bound = bound;
}

static bool knows_enough(const rw_search *s, double cost, double bound) {
    return cost < s->task->below_eur_per_yr || bound > s->task->above_eur_per_yr;
}

bool rw_search_done_at(const rw_search *s, double cost, double bound) {
    return knows_enough(s, cost, bound) || rw_gap_reached(s->parameters, cost, bound, s->reference);
}

bool rw_search_done(const rw_search *s) {
    return rw_search_done_at(s, s->best->cost_eur_per_yr, s->bound);
}

rw_status rw_search_offer(rw_search *s, const rw_result *found, const char *finder) {
    if (!(found->cost_eur_per_yr < s->best->cost_eur_per_yr)) return RW_OK;
    RW_TRY(rw_result_copy_values(s->best, found, s->problem));
    s->best->cost_eur_per_yr = found->cost_eur_per_yr;
    char cost[RW_NUMBER_BYTES], gap[RW_NUMBER_BYTES];
    rw_log(s->context, RW_LOG_INFO, "solution of %s EUR/yr by %s, cost gap %s %%",
           rw_number_fixed(cost, found->cost_eur_per_yr, 0), finder,
           rw_number_fixed(gap, 100 * rw_cost_gap_of(found->cost_eur_per_yr, s->bound), 4));
    return RW_OK;
}

void rw_search_finish(rw_search *s) {
    rw_result *result = s->best;
    const double cost = result->cost_eur_per_yr;
    result->nodes = s->nodes;
    result->iterations = s->iterations;
    result->bound_eur_per_yr = fmin(s->bound, cost);
    result->stop = s->interrupted                    ? RW_STOP_INTERRUPTED
                   : s->timed_out                    ? RW_STOP_TIME
                   : s->out_of_nodes                 ? RW_STOP_NODES
                   : knows_enough(s, cost, s->bound) ? RW_STOP_ENOUGH
                                                     : RW_STOP_DONE;
    if (isinf(cost))
        result->outcome = s->bound > 0 && isinf(s->bound) ? RW_OUTCOME_INFEASIBLE : RW_OUTCOME_UNKNOWN;
    else
        result->outcome = RW_OUTCOME_FEASIBLE; /* the front knows when that is optimal */
}
