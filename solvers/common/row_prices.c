/* Prices and the bound they prove, for those who are not solvers. */
#include "common/ascent.h"
#include "common/lagrangian_parts.h"
#include <assert.h>
#include <string.h>

enum { ROUNDS = 4, TUNING_STEPS = 60 };

static rw_status start_lagrangian(rw_lagrangian *g, rw_context *context, const rw_problem *problem,
                                  rw_source_decision decision) {
    assert(rw_lagrangian_applies(problem));
    RW_TRY(rw_lagrangian_start(g, context, problem, NULL));
    if (decision.source >= 0) g->source[decision.source] = decision.open ? RW_YES : RW_NO;
    return RW_OK;
}

/* Prices by themselves first, then with demands judged as a whole. */
static rw_status raise_from_nothing(rw_ascent *ascent, rw_lagrangian *g, double upper, int evaluations,
                                    double *price) {
    RW_TRY(rw_ascent_start(ascent, g, NULL));
    rw_ascent_run(ascent, evaluations, upper, NULL);
    (void)rw_lagrangian_evaluate(g, ascent->best);
    memcpy(price, g->price, (size_t)g->at.count * sizeof *price);
    (void)rw_lagrangian_judge_whole(g, price);
    rw_ascent_free(ascent);
    return RW_OK;
}

static rw_status raise_whole(rw_ascent *ascent, rw_lagrangian *g, double upper, int evaluations,
                             double *price) {
    RW_TRY(rw_ascent_start(ascent, g, price));
    for (int round = 0; round < ROUNDS; ++round) {
        rw_ascent_run(ascent, evaluations / ROUNDS, upper, NULL);
        rw_ascent_tune(ascent, TUNING_STEPS, NULL);
    }
    (void)rw_lagrangian_evaluate(g, ascent->best); /* in their ranges */
    memcpy(price, g->price, (size_t)g->at.count * sizeof *price);
    return RW_OK;
}

rw_status rw_prices_raise(rw_context *context, const rw_problem *problem, rw_source_decision decision,
                          bool start, double upper, int evaluations, double *price) {
    rw_lagrangian g;
    rw_ascent ascent = {.lagrangian = NULL};
    rw_status status = start_lagrangian(&g, context, problem, decision);
    if (status == RW_OK && start)
        (void)rw_lagrangian_judge_whole(&g, NULL);
    else if (status == RW_OK)
        status = raise_from_nothing(&ascent, &g, upper, evaluations / 2, price);
    if (status == RW_OK)
        status = raise_whole(&ascent, &g, upper, start ? evaluations : evaluations / 2, price);
    rw_ascent_free(&ascent);
    rw_lagrangian_free(&g);
    return status;
}

rw_status rw_prices_bound(rw_context *context, const rw_problem *problem, rw_source_decision decision,
                          const double *price, double *bound) {
    rw_lagrangian g;
    const rw_status status = start_lagrangian(&g, context, problem, decision);
    if (status == RW_OK) {
        (void)rw_lagrangian_judge_whole(&g, NULL);
        *bound = rw_lagrangian_evaluate(&g, price);
    }
    rw_lagrangian_free(&g);
    return status;
}

/* -- What options are good for ------------------------------------------------------------------------- */

static void look_at_arc(const rw_lagrangian *g, int a, const bool *asked, rw_option_use *use) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    const rw_problem_demand *d = &g->problem->demands[rw_demand_of(g->problem, arc)];
    const rw_arc_terms by_price = rw_terms_by_price(g, a), by_backup = rw_terms_by_backup(g, a);
    const double skipping = rw_cost_of_backup(g, rw_demand_of(g->problem, arc)) - d->skip_eur_per_yr;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        if (!asked[k] || !g->option_alive[k]) continue;
        const double gain = rw_gain_by_price(g, a, &by_price, k, NULL);
        const double saving = rw_gain_alone(g, a, &by_backup, k, d->min_mwh_per_yr, NULL);
        use[k].by_price = use[k].by_price || gain > 0;
        use[k].over_backup = use[k].over_backup || saving > 0;
        use[k].over_skip = use[k].over_skip || saving > skipping;
    }
}

static bool asks_arc(const rw_problem_arc *arc, const bool *asked) {
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        if (asked[k]) return true;
    return false;
}

rw_status rw_prices_use(rw_context *context, const rw_problem *p, const double *price, int price_count,
                        const bool *asked, rw_option_use *use) {
    rw_lagrangian g;
    const rw_status status = start_lagrangian(&g, context, p, (rw_source_decision){-1, false});
    for (int v = 0; v < price_count && status == RW_OK; ++v) {
        memcpy(g.price, price + (size_t)v * (size_t)g.at.count, (size_t)g.at.count * sizeof *price);
        for (int a = 0; a < p->arc_count; ++a)
            if (asks_arc(&p->arcs[a], asked))
                look_at_arc(&g, a, asked, use + (size_t)v * (size_t)p->option_count);
    }
    rw_lagrangian_free(&g);
    return status;
}
