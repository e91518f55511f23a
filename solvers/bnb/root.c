/* The root: prices, plans and removals help each other until none of them gets further. A better plan is a
 * better target for the prices and removes more; better prices offer better plans. */
#include "base/number.h"
#include "bnb/bnb.h"
#include "common/prices.h"
#include "glpk/begin.h"
#include <string.h>

enum {
    PRICE_ITERATIONS = 400, /* where demands cannot be judged as a whole */
    SIGN_ITERATIONS = 10,   /* at a time, as long as they help */
    SIGN_ROUNDS = 8,
    TUNING_STEPS = 60,
    ROUND_ITERATIONS = 100,
    MOST_ROUNDS = 40,
    MOST_STEPS = 30000,
    FIRST_STEPS = 1000,
    CHEAP_OPTIONS = 20000 /* up to here prices on every band cost little, and begin better */
};

static bool finished(rw_bnb *b) {
    return rw_search_done(b->search) || rw_search_stop(b->search);
}

/* Coupling nothing, where that is allowed: so that there is always something to fall back on. */
static rw_status offer_nothing(rw_bnb *b) {
    RW_TRY(rw_result_clear_values(&b->scratch, b->problem));
    rw_result_balance(&b->scratch, b->problem);
    return rw_bnb_offer(b, "coupling nothing");
}

static void ascend(rw_bnb *b, int iterations) {
    rw_ascent_run(&b->ascent, iterations, b->search->best->cost_eur_per_yr, b->search);
    b->search->iterations = b->ascent.iterations;
    rw_search_prove(b->search, b->ascent.bound);
}

rw_status rw_bnb_fix(rw_bnb *b) {
    rw_lagrangian *g = &b->lagrangian;
    int vector;
    (void)rw_lagrangian_evaluate(g, b->ascent.best);
    RW_TRY(rw_certificate_prices(b->certificate, &g->at, g->price, &vector));
    RW_TRY(rw_certificate_use(b->certificate, 0, vector, b->judges_whole));
    b->left = rw_lagrangian_fix(g, b->search->best->cost_eur_per_yr);
    if (b->problem->option_count > 0)
        b->search->removed_share = 1 - (double)b->left / b->problem->option_count;
    return RW_OK;
}

/* A small problem is known by heart sooner; a search that began at a similar problem's end has little left to
 * find, so it looks for a moment first, then for longer. */
static long steps_of(const rw_bnb *b) {
    const long most = MOST_STEPS + 300L * b->search->best->built_count;
    const long steps = b->left < most / 50 ? 500 + 50L * b->left : most;
    return b->begun && b->steps < steps ? FIRST_STEPS + 3 * b->steps : steps;
}

/* From here on demands are judged as a whole, where that is possible, from the prices at hand. */
static rw_status judge_whole(rw_bnb *b) {
    const double before = rw_lagrangian_evaluate(&b->lagrangian, b->ascent.best);
    memcpy(b->price, b->lagrangian.price, (size_t)b->lagrangian.at.count * sizeof *b->price);
    const int whole = rw_lagrangian_judge_whole(&b->lagrangian, b->price);
    b->judges_whole = whole > 0;
    const long iterations = b->ascent.iterations;
    rw_ascent_free(&b->ascent);
    RW_TRY(rw_ascent_start(&b->ascent, &b->lagrangian, b->price));
    b->ascent.iterations = iterations;
    char was[RW_NUMBER_BYTES], is[RW_NUMBER_BYTES];
    rw_log(b->context, RW_LOG_INFO, "%d of %d demands judged as a whole: bound %s, was %s", whole,
           b->problem->demand_count, rw_number_fixed(is, b->ascent.bound, 0),
           rw_number_fixed(was, before, 0));
    rw_search_prove(b->search, b->ascent.bound);
    return RW_OK;
}

/* Prices of sources and places, with several arcs to one demand left out of account while they move. */
static rw_status price_by_sign(rw_bnb *b) {
    b->lagrangian.alone_only = true;
    rw_ascent_ground(&b->ascent);
    for (int round = 0; round < SIGN_ROUNDS && !finished(b); ++round) {
        const double before = b->ascent.bound;
        RW_TRY(rw_ascent_by_sign(&b->ascent, SIGN_ITERATIONS, b->search));
        if (round > 1 && b->ascent.bound - before < 1e-6 * fabs(before)) break;
    }
    rw_ascent_charge_openings(&b->ascent);
    b->lagrangian.alone_only = false;
    rw_ascent_ground(&b->ascent);
    rw_ascent_tune(&b->ascent, TUNING_STEPS, b->search);
    b->ascent.step = 0.3;
    rw_search_prove(b->search, b->ascent.bound);
    b->search->iterations = b->ascent.iterations;
    return RW_OK;
}

static void log_round(const rw_bnb *b, int round) {
    char bound[RW_NUMBER_BYTES], gap[RW_NUMBER_BYTES];
    rw_log(b->context, RW_LOG_INFO, "round %d: bound %s, cost gap %s %%, %d options left", round,
           rw_number_fixed(bound, b->search->bound, 0),
           rw_number_fixed(gap, 100 * rw_cost_gap_of(b->search->best->cost_eur_per_yr, b->search->bound), 4),
           b->left);
}

/* Prices on every band first, where they cost little or demands cannot be judged as a whole: what follows
 * then starts near its end. In large problems the prices of sources alone get nearly as far in a fraction of
 * the time. */
static rw_status first_prices(rw_bnb *b) {
    const bool every_band =
        !rw_lagrangian_all_whole(&b->lagrangian) || b->problem->option_count <= CHEAP_OPTIONS;
    if (every_band) {
        ascend(b, PRICE_ITERATIONS / 4);
        if (finished(b)) return RW_OK;
        RW_TRY(rw_bnb_improve(b, steps_of(b)));
        ascend(b, PRICE_ITERATIONS);
        if (finished(b)) return RW_OK;
    }
    RW_TRY(judge_whole(b));
    if (!every_band && !finished(b)) RW_TRY(price_by_sign(b));
    return RW_OK;
}

/* At the prices and the plan of a similar problem, which need little more. */
static rw_status begin(rw_bnb *b) {
    const rw_prices *prices = b->search->task->prices;
    const double gentle = 0.1;
    if (!rw_prices_fill(prices, &b->lagrangian, b->price)) return RW_OK;
    b->begun = true;
    b->judges_whole = prices->whole && rw_lagrangian_judge_whole(&b->lagrangian, NULL) > 0;
    rw_ascent_free(&b->ascent);
    RW_TRY(rw_ascent_start(&b->ascent, &b->lagrangian, b->price));
    b->ascent.step = gentle;
    rw_search_prove(b->search, b->ascent.bound);
    RW_TRY(rw_glpk_begin(b->search, &b->scratch, b->lagrangian.arc_option));
    if (finished(b)) return RW_OK;
    ascend(b, ROUND_ITERATIONS);
    if (!prices->whole && !finished(b)) RW_TRY(judge_whole(b));
    return finished(b) ? RW_OK : rw_bnb_fix(b);
}

rw_status rw_bnb_root(rw_bnb *b) {
    rw_search *s = b->search;
    s->stage = "prices";
    RW_TRY(offer_nothing(b));
    RW_TRY(begin(b));
    if (!b->begun) RW_TRY(first_prices(b));
    if (finished(b)) return RW_OK;
    s->stage = "plans";
    RW_TRY(rw_bnb_improve(b, steps_of(b)));
    int idle = 0;
    for (int round = 1; round <= MOST_ROUNDS && idle < 2 && !finished(b); ++round) {
        const double open = s->best->cost_eur_per_yr - s->bound;
        RW_TRY(rw_bnb_fix(b));
        s->stage = "prices";
        ascend(b, ROUND_ITERATIONS);
        if (finished(b)) break;
        rw_ascent_tune(&b->ascent, TUNING_STEPS, b->search);
        rw_search_prove(s, b->ascent.bound);
        RW_TRY(rw_bnb_fix(b));
        s->stage = "plans";
        RW_TRY(rw_bnb_improve(b, steps_of(b)));
        log_round(b, round);
        const double progress = open - (s->best->cost_eur_per_yr - s->bound);
        idle = progress < 0.02 * open ? idle + 1 : 0;
    }
    return RW_OK;
}

rw_status rw_bnb_go_on(rw_bnb *b) {
    rw_search *s = b->search;
    long steps = 2 * steps_of(b);
    rw_log(b->context, RW_LOG_INFO, "%d options left, too many to branch on: prices and plans go on",
           b->left);
    for (int round = 1; !finished(b) && b->left > RW_BNB_TREE_OPTIONS; ++round) {
        ++s->nodes;
        s->out_of_nodes = s->nodes >= s->parameters->node_limit;
        s->stage = "plans";
        RW_TRY(rw_bnb_improve(b, steps));
        s->stage = "prices";
        ascend(b, ROUND_ITERATIONS);
        if (finished(b)) break;
        rw_ascent_tune(&b->ascent, TUNING_STEPS, b->search);
        rw_search_prove(s, b->ascent.bound);
        RW_TRY(rw_bnb_fix(b));
        log_round(b, round);
        if (steps < MOST_STEPS * 20L) steps += steps / 2;
    }
    return RW_OK;
}
