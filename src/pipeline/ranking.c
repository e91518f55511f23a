/* Every source of a study, weighed as a request of its own, and ranked. */
#include "base/clock.h"
#include "base/crew.h"
#include "base/number.h"
#include "pipeline/memo.h"
#include "pipeline/sides.h"
#include <stdlib.h>

typedef struct ranker {
    rw_context *context;
    rw_weighing w;
    rw_variant variant;
    rw_trial best; /* whichever sources it uses: where all searches begin */
    rw_ranked *list;
} ranker;

static void take_figures(rw_ranked *r, const rw_variant *variant, const rw_trial *with) {
    const rw_source_figures *f = &with->indicators.sources[r->source];
    r->solved = true;
    if (f->heat_mwh_per_yr > 0) r->levelised_eur_per_mwh = f->levelised_eur_per_mwh;
    r->heat_mwh_per_yr = f->heat_mwh_per_yr;
    r->taken_mw = f->taken_mw;
    r->used_share = f->used_share;
    for (int k = 0; k < with->plan.connection_count; ++k)
        if (with->plan.connections[k].source == r->source)
            r->mismatch_eur_per_yr += variant->terms.annuity * (with->indicators.connections[k].stranded_eur +
                                                                with->indicators.connections[k].premium_eur);
}

static rw_status weigh_source(rw_context *context, void *data, int index) {
    ranker *k = data;
    rw_ranked *r = &k->list[index];
    const rw_condition use = {RW_MUST_USE_SOURCE, index}, avoid = {RW_MUST_AVOID_SOURCE, index};
    rw_trial with = {.solved = false}, without = {.solved = false};
    rw_status status = RW_OK;
    if (rw_weighing_over(context, &k->w)) return RW_OK;
    rw_effort effort = rw_weighing_effort(&k->w);
    effort.from = &k->best;
    effort.measures = true;
    RW_CHECK(rw_variant_solve(context, &k->variant, &use, &effort, &with));
    effort = rw_weighing_effort(&k->w);
    effort.from = &k->best;
    RW_CHECK(rw_variant_solve(context, &k->variant, &avoid, &effort, &without));
    r->worth = rw_source_worth(&k->variant, index, &without, &with);
    if (with.solved) take_figures(r, &k->variant, &with);
done:
    rw_trial_free(&with);
    rw_trial_free(&without);
    return status;
}

/* Most worth first; what is unknown last. */
static int compare_ranked(const void *a, const void *b) {
    const rw_ranked *left = a, *right = b;
    const double mine = rw_ranked_worth(left), theirs = rw_ranked_worth(right);
    return mine != theirs ? (mine > theirs ? -1 : 1) : left->source - right->source;
}

static rw_status rank(ranker *k, rw_arena *arena, rw_answer *answer) {
    const int count = k->w.study->source_count;
    RW_TRY(rw_variant_build(k->context, k->w.study, &k->w.asked, &k->variant));
    if (!k->variant.possible)
        return rw_fail(k->context, RW_ERROR_INPUT, "%s: the study cannot be built", k->w.study->folder);
    const rw_condition nothing = {RW_MUST_NOTHING, -1};
    const double share = 0.25;
    const rw_effort effort = rw_precise_effort(k->w.study, share * fmax(0, k->w.deadline_s - rw_clock_s()));
    RW_TRY(rw_variant_solve(k->context, &k->variant, &nothing, &effort, &k->best));
    rw_weighing_set_gap(&k->w, &k->best, &k->best);
    k->list = rw_arena_allocate(arena, (size_t)count, sizeof *k->list);
    if (!k->list) return RW_ERROR_MEMORY;
    for (int i = 0; i < count; ++i)
        k->list[i] = (rw_ranked){
            .source = i, .worth = {-RW_INFINITY, RW_INFINITY, RW_NAN}, .levelised_eur_per_mwh = RW_NAN};
    RW_TRY(rw_crew_run(k->context, k->w.study->parameters.threads, "sources", count, weigh_source, k, NULL));
    rw_ranking ranking = {k->variant.study, &k->variant.terms, k->list, count, 0};
    for (int i = 0; i < count; ++i)
        ranking.cut += isinf(k->list[i].worth.low) && isinf(k->list[i].worth.high) && !k->list[i].solved;
    qsort(k->list, (size_t)count, sizeof *k->list, compare_ranked);
    rw_ranking_text(&ranking, &answer->screen);
    RW_TRY(rw_ranking_json(&ranking, &answer->json));
    return rw_ranking_html(&ranking, &answer->page);
}

rw_status rw_ranking_make(rw_context *context, const rw_study *study, rw_answer *answer) {
    ranker k = {.context = context};
    rw_arena arena;
    k.w = (rw_weighing){.study = study, .asked = rw_change_none(), .deadline_s = rw_deadline_s(study)};
    rw_arena_start(&arena, context);
    const rw_status status = rank(&k, &arena, answer);
    rw_trial_free(&k.best);
    rw_variant_free(&k.variant);
    rw_arena_free(&arena);
    return status;
}
