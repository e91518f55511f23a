/* Better plans: two chains of ruin and recreate side by side, each with its own random numbers, so that the
 * answer does not depend on how many threads run them. What they find is put right by a linear program and
 * judged before it counts. */
#include "base/number.h"
#include "bnb/bnb.h"
#include "glpk/polish.h"

enum { SLICE = 3000, MOST_POLISHED = 4000 };

rw_status rw_bnb_offer(rw_bnb *b, const char *finder) {
    rw_result *found = &b->scratch;
    bool feasible = false, better;
    char why[RW_WHY_BYTES];
    RW_TRY(rw_result_feasible(b->problem, found, 1e-9, &feasible, why));
    if (!feasible) {
        rw_log(b->context, RW_LOG_DETAIL, "%s: not a plan, %s", finder, why);
        return RW_OK;
    }
    found->cost_eur_per_yr = rw_result_cost_of(b->problem, found);
    if (found->cost_eur_per_yr < b->search->best->cost_eur_per_yr && b->problem->band_count <= MOST_POLISHED)
        RW_TRY(rw_glpk_polish(b->context, b->problem, found, &better));
    return rw_search_offer(b->search, found, finder);
}

typedef struct slice {
    rw_bnb *bnb;
    const rw_offers *offers;
    long steps;
    double heat_from, heat_to;
} slice;

static void run_slice(void *data, int chain, int thread) {
    (void)thread;
    const slice *s = data;
    rw_chain_run(s->bnb->chains[chain], s->offers, s->steps, s->heat_from, s->heat_to);
}

/* What is accepted at first: a small part of what a connection gains, as far as the gap allows for it. */
static double first_heat(const rw_bnb *b) {
    const rw_search *s = b->search;
    const double cost = s->best->cost_eur_per_yr, open = cost - s->bound, gain = s->reference - cost;
    if (isinf(open) || isinf(gain) || s->best->built_count == 0) return 0;
    return fmin(0.1 * fmax(0, gain) / s->best->built_count, open / fmax(1, b->problem->source_count));
}

/* From warm to cold. */
static rw_status run_chains(rw_bnb *b, const rw_offers *offers, long steps) {
    const double heat = first_heat(b);
    for (long done = 0; done < steps && !rw_search_stop(b->search); done += SLICE) {
        const double from = 1 - (double)done / (double)steps,
                     to = fmax(0, from - (double)SLICE / (double)steps);
        const long now = b->begun && steps - done < SLICE ? steps - done : SLICE;
        slice s = {b, offers, now, heat * from * from * from, heat * to * to * to};
        rw_threads_run(b->threads, RW_BNB_CHAINS, run_slice, &s);
    }
    return RW_OK;
}

rw_status rw_bnb_improve(rw_bnb *b, long steps) {
    const double cost = b->search->best->cost_eur_per_yr, open = cost - b->search->bound;
    (void)rw_lagrangian_evaluate(&b->lagrangian, b->ascent.best);
    rw_offers offers;
    rw_status status = rw_offers_collect(&offers, &b->lagrangian, fmax(open, 1e-9 * fabs(cost)));
    if (status != RW_OK) goto done;
    for (int n = 0; b->steps == 0 && n < RW_BNB_CHAINS; ++n) {
        if (b->begun && n == 0 && !isinf(b->search->best->cost_eur_per_yr))
            rw_chain_take(b->chains[n], b->search->best);
        else
            rw_chain_build(b->chains[n], &offers);
    }
    RW_CHECK(run_chains(b, &offers, steps));
    b->steps += steps;
    for (int n = 0; n < RW_BNB_CHAINS; ++n) {
        rw_chain_settle(b->chains[n]);
        if (!(rw_chain_cost(b->chains[n]) < b->search->best->cost_eur_per_yr)) continue;
        RW_CHECK(rw_chain_store(b->chains[n], &b->scratch));
        RW_CHECK(rw_bnb_offer(b, "ruin and recreate"));
    }
done:
    rw_offers_free(&offers);
    return status;
}
