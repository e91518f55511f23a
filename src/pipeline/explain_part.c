/* Why is this source or demand (not) in the plan: the study with it and without it. */
#include "base/clock.h"
#include "base/number.h"
#include "pipeline/answer.h"
#include "pipeline/sides.h"
#include "report/part_explanation.h"

typedef struct explainer {
    rw_context *context;
    const rw_study *study;
    rw_arena arena; /* owns the list of shifts */
    rw_variant variant;
    rw_sides sides;
    rw_part_explanation e;
} explainer;

static rw_part_verdict verdict_of(const rw_sides *s) {
    static const rw_part_verdict verdicts[RW_JUDGEMENT_COUNT] = {
        RW_PART_NOT_IN_PLAN, RW_PART_LIKELY_OUT, RW_PART_UNDECIDED, RW_PART_LIKELY_IN, RW_PART_IN_PLAN};
    if (isinf(s->with.bound_eur_per_yr) && s->with.bound_eur_per_yr > 0) return RW_PART_IMPOSSIBLE;
    if (isinf(s->without.bound_eur_per_yr) && s->without.bound_eur_per_yr > 0) return RW_PART_INDISPENSABLE;
    const bool proven = rw_interval_sign(s->wins) != RW_SIGN_UNDECIDED;
    return proven || (s->with.solved && s->without.solved) ? verdicts[rw_interval_judge(s->wins)]
                                                           : RW_PART_UNSOLVED;
}

static rw_status solve(explainer *x) {
    rw_part_explanation *e = &x->e;
    const int searches = 3;
    rw_effort effort =
        rw_precise_effort(x->study, fmax(0, rw_deadline_s(x->study) - rw_clock_s()) / searches);
    effort.measures = true;
    x->sides = e->part == RW_PART_SOURCE ? rw_sides_of_source(e->index) : rw_sides_of_demand(e->index);
    RW_TRY(rw_sides_solve(x->context, &x->variant, &effort, &x->sides));
    e->with = rw_side_of(&x->sides.with);
    e->without = rw_side_of(&x->sides.without);
    e->wins = x->sides.wins;
    e->unused = x->sides.with.unused;
    e->cut = x->sides.with.cut || x->sides.without.cut;
    e->verdict = verdict_of(&x->sides);
    if (!e->with.solved || !e->without.solved) return RW_OK;
    rw_shift *shifts = NULL;
    RW_TRY(rw_shifts_find(&x->sides.with, &x->sides.without, &x->arena, &shifts, &e->shift_count));
    e->shifts = shifts;
    return RW_OK;
}

static rw_status explain(explainer *x, const char *id, rw_answer *answer) {
    const rw_change nothing = rw_change_none();
    RW_TRY(x->e.part == RW_PART_SOURCE ? rw_source_find(x->context, x->study, id, &x->e.index)
                                       : rw_demand_find(x->context, x->study, id, &x->e.index));
    RW_TRY(rw_variant_build(x->context, x->study, &nothing, &x->variant));
    if (!x->variant.possible)
        return rw_fail(x->context, RW_ERROR_INPUT,
                       "%s: the study cannot be built; `restwarmte check` says why", x->study->folder);
    x->e.terms = &x->variant.terms;
    if (x->e.part == RW_PART_DEMAND)
        x->e.served_share =
            rw_variant_served_mwh(&x->variant, x->e.index) / x->study->demands[x->e.index].energy_mwh_per_yr;
    RW_TRY(solve(x));
    rw_part_explanation_text(&x->e, &answer->screen);
    return rw_part_explanation_json(&x->e, &answer->json);
}

rw_status rw_part_explain(rw_context *context, const rw_study *study, rw_part part, const char *id,
                          rw_answer **result) {
    explainer x = {.context = context, .study = study};
    *result = NULL;
    rw_answer *answer = rw_answer_start(context);
    if (!answer) return RW_ERROR_MEMORY;
    x.e.study = study;
    x.e.part = part;
    rw_arena_start(&x.arena, context);
    const rw_status status = explain(&x, id, answer);
    rw_sides_free(&x.sides);
    rw_variant_free(&x.variant);
    rw_arena_free(&x.arena);
    return rw_answer_finish(answer, status, result);
}
