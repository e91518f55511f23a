/* The memo of one request: solved with the source and without, then everything around it, on all threads. */
#include "pipeline/memo.h"
#include "base/clock.h"
#include "base/crew.h"
#include "base/file.h"
#include "base/number.h"
#include "pipeline/answer.h"
#include "pipeline/live_section.h"
#include "pipeline/sides.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int commitments[] = {5, 10, 15, 20, 25, 30};
static const double renewals[] = {0, 0.5, 1};
enum {
    COMMITMENTS = sizeof commitments / sizeof *commitments,
    RENEWALS = sizeof renewals / sizeof *renewals
};

typedef struct maker {
    rw_context *context;
    rw_arena arena;
    rw_weighing w;
    rw_variant variant; /* the request as asked */
    rw_trial with, without;
    rw_memo memo;
    rw_swing *swings;
    rw_term *terms;
    double today[RW_LEVER_COUNT];
} maker;

/* -- Jobs ------------------------------------------------------------------------------------------------ */

/* The long ones first: levers, then the national perspective, both ends of every assumption, and the terms.
 */
static rw_status do_job(rw_context *context, void *data, int index) {
    maker *k = data;
    if (index < RW_LEVER_COUNT)
        return rw_break_even_find(context, &k->w, (rw_lever)index, k->today[index], &k->memo.lever[index]);
    index -= RW_LEVER_COUNT;
    if (index == 0) {
        const rw_override national = {"perspective", "national"};
        rw_change change = k->w.asked;
        bool cut = false;
        change.overrides = &national;
        change.override_count = 1;
        const rw_asking asking = {.everywhere = true};
        const rw_status status = rw_weigh(context, &k->w, &change, &asking, &k->memo.national, &cut);
        k->memo.national_solved = !cut;
        return status;
    }
    --index;
    if (index < 2 * k->memo.swing_count) {
        rw_swing *swing = &k->swings[index / 2];
        return swing->value[index % 2][0] ? rw_swing_weigh(context, &k->w, swing, index % 2) : RW_OK;
    }
    return rw_term_weigh(context, &k->w, &k->terms[index - 2 * k->memo.swing_count]);
}

static rw_status list_swings(maker *k) {
    const rw_parameters *p = &k->w.study->parameters;
    k->swings = rw_arena_allocate(&k->arena, RW_PARAMETER_COUNT, sizeof *k->swings);
    if (!k->swings) return RW_ERROR_MEMORY;
    for (rw_parameter parameter = 0; parameter < RW_PARAMETER_COUNT; ++parameter) {
        rw_swing *swing = &k->swings[k->memo.swing_count];
        const char *group = rw_parameter_group_of(parameter)->name;
        if (strcmp(group, "search") == 0 || strcmp(group, "limits") == 0) continue; /* choices, not facts */
        if (k->w.study->trench_count > 0 && !rw_what_if_asks(parameter)) continue;  /* a network takes long */
        *swing = (rw_swing){.parameter = parameter};
        for (int end = 0; end < 2; ++end)
            if (!rw_swing_value(p, parameter, end == 1, swing->value[end])) swing->value[end][0] = '\0';
        k->memo.swing_count += swing->value[0][0] || swing->value[1][0];
    }
    return RW_OK;
}

static rw_status list_terms(maker *k) {
    k->terms = rw_arena_allocate(&k->arena, (size_t)COMMITMENTS * RENEWALS, sizeof *k->terms);
    if (!k->terms) return RW_ERROR_MEMORY;
    for (int c = 0; c < COMMITMENTS; ++c)
        for (int r = 0; r < RENEWALS; ++r)
            k->terms[k->memo.term_count++] = (rw_term){.commitment_yr = commitments[c],
                                                       .renewal_share = renewals[r],
                                                       .worth = {-RW_INFINITY, RW_INFINITY, RW_NAN},
                                                       .least_eur = RW_NAN,
                                                       .most_eur = RW_NAN,
                                                       .surely_none_eur = RW_NAN};
    k->memo.terms_weighed = k->terms;
    k->memo.renewal_count = RENEWALS;
    return RW_OK;
}

/* -- With and without ---------------------------------------------------------------------------------- */

static rw_interval worth_of(const maker *k) {
    return rw_source_worth(&k->variant, k->w.source, &k->without, &k->with);
}

static rw_status solve_again(maker *k, rw_must must, const rw_effort *effort, rw_trial *trial) {
    const rw_condition condition = {must, k->w.source};
    rw_effort further = *effort;
    rw_trial better;
    further.from = trial;
    const rw_status status = rw_variant_solve(k->context, &k->variant, &condition, &further, &better);
    better.bound_eur_per_yr = fmax(better.bound_eur_per_yr, trial->bound_eur_per_yr);
    rw_trial_free(trial);
    *trial = better;
    return status;
}

/* Where the sign is not proven: as near to the optimum as doubles and the user's own limits go. */
static rw_status solve_tighter(maker *k, const rw_effort *effort) {
    rw_effort exact = *effort;
    exact.gap = exact.cost_gap = 0;
    if (k->w.study->parameters.node_limit > exact.node_limit)
        exact.node_limit = (int)fmin(k->w.study->parameters.node_limit, 10.0 * exact.node_limit);
    RW_TRY(solve_again(k, RW_MUST_USE_SOURCE, &exact, &k->with));
    return solve_again(k, RW_MUST_AVOID_SOURCE, &exact, &k->without);
}

static rw_status solve_pairs(maker *k, rw_effort effort) {
    const rw_condition use = {RW_MUST_USE_SOURCE, k->w.source}, avoid = {RW_MUST_AVOID_SOURCE, k->w.source};
    RW_TRY(rw_variant_solve(k->context, &k->variant, &use, &effort, &k->with));
    effort.from = &k->with;
    RW_TRY(rw_variant_solve(k->context, &k->variant, &avoid, &effort, &k->without));
    if (rw_interval_sign(worth_of(k)) == RW_SIGN_UNDECIDED && k->with.solved)
        RW_TRY(solve_tighter(k, &effort));
    return RW_OK;
}

/* Tighter is mostly out of reach. */
static rw_status solve_network(maker *k, const rw_effort *effort) {
    rw_sides sides = rw_sides_of_source(k->w.source);
    const rw_status status = rw_sides_solve(k->context, &k->variant, effort, &sides);
    k->with = sides.with;
    k->without = sides.without;
    rw_weighing_set_gap(&k->w, &k->with, &k->without);
    return status;
}

static rw_status solve_both(maker *k) {
    const double share = 0.25;
    rw_effort effort = rw_precise_effort(k->w.study, share * fmax(0, k->w.deadline_s - rw_clock_s()));
    effort.measures = true;
    RW_TRY(k->variant.model.network ? solve_network(k, &effort) : solve_pairs(k, effort));
    k->w.problem = &k->variant.model.problem;
    k->w.with = &k->with;
    k->w.without = &k->without;
    k->w.worth = worth_of(k);
    k->memo.worth = k->w.worth;
    k->memo.unused = k->with.unused;
    k->memo.with = rw_side_of(&k->with);
    k->memo.without = rw_side_of(&k->without);
    if (!k->with.solved) return RW_OK;
    double source_mwh = 0;
    k->memo.datacenter_gain_eur =
        rw_datacenter_gain(&k->variant.terms, &k->with.plan, k->w.source, &source_mwh);
    rw_source_months(&k->variant.terms, &k->with.plan, k->w.source, k->memo.month_mwh);
    if (!k->without.solved) return RW_OK;
    rw_shift *shifts = NULL;
    RW_TRY(rw_shifts_find(&k->with, &k->without, &k->arena, &shifts, &k->memo.shift_count));
    k->memo.shifts = shifts;
    return RW_OK;
}

/* Pipes of the plan in trenches that end at the source. */
static double own_trenches_m(const maker *k) {
    const rw_network *n = k->with.plan.network;
    double sum_m = 0;
    for (int p = 0; p < n->laid_count; ++p) {
        const rw_trench *t = &k->variant.study->trenches[n->laid[p].trench];
        if (t->from == k->w.source || t->to == k->w.source) sum_m += t->length_m;
    }
    return sum_m;
}

/* Today's value of every lever, from the plan with the source; NaN where there is none. */
static void find_today(maker *k) {
    const rw_source *s = &k->variant.study->sources[k->w.source];
    for (int lever = 0; lever < RW_LEVER_COUNT; ++lever) k->today[lever] = RW_NAN;
    k->today[RW_LEVER_COMMITMENT] = s->commitment_yr;
    k->today[RW_LEVER_TEMPERATURE] = s->temperature_c;
    k->today[RW_LEVER_ELECTRICITY] = k->variant.study->parameters.electricity_eur_per_mwh;
    k->today[RW_LEVER_COUPLING] = (s->coupling_a_eur_per_mw + s->coupling_b_eur_per_mw) / 1000;
    if (!k->with.solved) return;
    double length_m = 0, reference = 0, heat = 0;
    for (int n = 0; n < k->with.plan.connection_count; ++n) {
        const rw_connection *c = &k->with.plan.connections[n];
        if (c->source != k->w.source) continue;
        const double mwh = k->with.indicators.connections[n].heat_mwh_per_yr;
        length_m += k->with.indicators.connections[n].length_m;
        reference += mwh * k->with.indicators.demands[c->demand].reference_eur_per_mwh / RW_GJ_PER_MWH;
        heat += mwh;
    }
    k->today[RW_LEVER_ROUTE] = k->variant.model.network ? own_trenches_m(k) : length_m;
    k->today[RW_LEVER_REFERENCE] = heat > 0 ? reference / heat : RW_NAN;
}

/* -- Whole ----------------------------------------------------------------------------------------------- */

/* How far an assumption moves the worth; those that move nothing go. */
static double reach(const rw_swing *s, rw_interval today) {
    double far = 0;
    const double now = rw_interval_value(today);
    for (int end = 0; end < 2; ++end)
        if (s->solved[end]) {
            const double there = rw_interval_value(s->worth[end]);
            far = fmax(far, isfinite(there) && isfinite(now) ? fabs(there - now) : RW_INFINITY);
        }
    return far;
}

static void sort_swings(maker *k) {
    const double smallest_eur_per_yr = 1;
    int kept = 0;
    for (int n = 0; n < k->memo.swing_count; ++n) {
        const rw_swing swing = k->swings[n];
        const double far = reach(&swing, k->memo.worth);
        if (far < smallest_eur_per_yr) continue;
        int at = kept++;
        for (; at > 0 && reach(&k->swings[at - 1], k->memo.worth) < far; --at)
            k->swings[at] = k->swings[at - 1];
        k->swings[at] = swing;
    }
    k->memo.swing_count = kept;
    k->memo.swings = k->swings;
}

static void count_cut(maker *k) {
    rw_memo *m = &k->memo;
    for (int n = 0; n < RW_LEVER_COUNT; ++n) m->jobs_cut += m->lever[n].cut;
    for (int n = 0; n < m->swing_count; ++n)
        for (int end = 0; end < 2; ++end)
            m->jobs_cut += k->swings[n].value[end][0] && !k->swings[n].solved[end];
    for (int n = 0; n < m->term_count; ++n)
        m->jobs_cut += !k->terms[n].solved && isinf(k->terms[n].worth.high);
    m->jobs_cut += !m->national_solved;
}

/* The words that ask for this memo again. */
static void add_words(const maker *k, rw_text *words) {
    static const char *const requesters[] = {"heat_company", "municipality", "other"};
    const rw_request *r = k->memo.request;
    rw_text_add(words, "ophaalrecht");
    rw_command_word(words, rw_command_folder(k->w.study));
    rw_text_add(words, " --source");
    rw_command_word(words, r->source_id);
    if (r->demand_count > 0) {
        rw_text list;
        rw_text_start(&list, words->context);
        for (size_t n = 0; n < r->demand_count; ++n)
            rw_text_addf(&list, "%s%s", n > 0 ? "," : "", r->demand_ids[n]);
        rw_text_add(words, " --demands");
        rw_command_word(words, rw_text_string(&list));
        rw_text_free(&list);
    }
    if (r->requester != RW_REQUESTER_HEAT_COMPANY)
        rw_text_addf(words, " --requester %s", requesters[r->requester]);
    if (r->commitment_yr > 0) rw_text_addf(words, " --commitment %d", r->commitment_yr);
}

/* Sliders under which the memo prices both plans again. */
static rw_status make_live(maker *k) {
    rw_text words;
    rw_text_start(&words, k->context);
    add_words(k, &words);
    const rw_live_request request = {.study = k->w.study,
                                     .asked = &k->w.asked,
                                     .plans = {&k->with.plan, &k->without.plan},
                                     .decisions = {{k->w.source, true}, {k->w.source, false}},
                                     .side_count = 2,
                                     .options = k->variant.model.considered - k->variant.model.impossible,
                                     .words = rw_text_string(&words)};
    rw_status status = rw_text_status(&words);
    if (status == RW_OK) status = rw_live_section_make(k->context, &request, &k->arena, &k->memo.live);
    rw_text_free(&words);
    return status;
}

static rw_status make(maker *k) {
    RW_TRY(rw_variant_build(k->context, k->w.study, &k->w.asked, &k->variant));
    if (!k->variant.possible)
        return rw_fail(k->context, RW_ERROR_INPUT, "%s: the study cannot be built with this request",
                       k->w.study->folder);
    k->memo.study = k->variant.study;
    k->memo.terms = &k->variant.terms;
    RW_TRY(solve_both(k));
    if (k->with.solved && k->without.solved) {
        find_today(k);
        RW_TRY(list_swings(k));
        RW_TRY(list_terms(k));
        k->memo.jobs = RW_LEVER_COUNT + 1 + 2 * k->memo.swing_count + k->memo.term_count;
        RW_TRY(
            rw_crew_run(k->context, k->w.study->parameters.threads, "memo", k->memo.jobs, do_job, k, NULL));
        count_cut(k);
        sort_swings(k);
        if (!rw_poll_stage(k->context, "memo")) RW_TRY(make_live(k)); /* as long as some searches */
    }
    rw_memo_judge(&k->memo);
    return RW_OK;
}

static rw_status mark_demands(maker *k, const rw_request *request) {
    if (request->demand_count == 0) return RW_OK;
    if (k->w.study->trench_count > 0)
        return rw_fail(
            k->context, RW_ERROR_USAGE,
            "%s is a network of trenches, in which heat of all sources mixes: a source cannot be kept to "
            "some demands; leave --demands out, or forbid trenches",
            k->w.study->folder);
    bool *serves = rw_arena_allocate(&k->arena, (size_t)k->w.study->demand_count, sizeof *serves);
    if (!serves) return RW_ERROR_MEMORY;
    for (size_t n = 0; n < request->demand_count; ++n) {
        int demand = -1;
        RW_TRY(rw_demand_find(k->context, k->w.study, request->demand_ids[n], &demand));
        serves[demand] = true;
    }
    k->w.asked.serves = serves;
    return RW_OK;
}

rw_status rw_memo_make(rw_context *context, const rw_study *study, const rw_request *request,
                       rw_answer *answer) {
    maker k = {.context = context};
    k.w = (rw_weighing){.study = study, .asked = rw_change_none(), .deadline_s = rw_deadline_s(study)};
    k.memo.request = request;
    rw_arena_start(&k.arena, context);
    rw_status status = rw_source_find(context, study, request->source_id, &k.w.source);
    k.w.asked.source = k.memo.source = k.w.source;
    k.w.asked.commitment_yr = request->commitment_yr;
    if (status == RW_OK) status = mark_demands(&k, request);
    if (status == RW_OK) status = make(&k);
    if (status == RW_OK) {
        rw_memo_text(&k.memo, &answer->screen);
        status = rw_memo_json(&k.memo, &answer->json);
    }
    if (status == RW_OK) status = rw_memo_html(&k.memo, &answer->page);
    rw_trial_free(&k.with);
    rw_trial_free(&k.without);
    rw_variant_free(&k.variant);
    rw_arena_free(&k.arena);
    return status;
}
