#include "bnb/network_plan.h"
#include "base/number.h"
#include "bnb/forest_ruin.h"
#include "bnb/network_join.h"
#include "glpk/begin.h"

enum {
    WALKS = 2,
    SLICE = 20,             /* steps between looks at the clock */
    OPTIONS_PER_STEP = 200, /* between offers */
    LAYER_ROUNDS = 1,       /* rounds of slope scaling in every large layer */
    MORE_ROUNDS = 2,        /* and in the best of them */
    FIRST_STEPS = 10000,    /* of annealing before there are prices, at most */
    FIRST_CYCLE =
        10, /* steps per demand in the first cycle of annealing; each is twice as long as the last */
    LEAST_CYCLE = 500, /* steps */
    JOINED_FLOWS = 300000,
    JOINED_TRIALS = 120, /* at most, */
    JOINED_WORK = 50000, /* no more than go with so many flows in all, */
    TRIALS_PER_NODE = 20 /* and no more than these where few nodes are asked for */
};
/* How much dearer a step may be at a cycle's start and end, as a share of what a demand costs on average. */
static const double warm = 0.05, hot = 0.2, cold = 0.002; /* warm: at the start of the first cycle */

struct rw_network_plans {
    rw_search *search; /* borrowed */
    rw_context *context;
    rw_threads *threads; /* borrowed */
    rw_arena arena;
    rw_forest_data data;
    rw_forest_walk walk[WALKS];
    rw_result scratch;
    double offered[WALKS];               /* cost of what each walk offered last */
    long steps, until;                   /* of each walk; of the slice at hand */
    long cycle_start, cycle;             /* steps */
    long next_offer;                     /* not before so many steps */
    int part;                            /* of a round of slope scaling */
    int layer[WALKS], best_layer[WALKS]; /* of slope scaling */
    int turns;                           /* of joining */
    double joined_cost;                  /* of the plan with which joining was done */
    double average_eur_per_yr;           /* what a demand costs without a network */
    bool fits;
    pthread_mutex_t memory;
    bool locked; /* the lock is there */
};

/* -- Offers -------------------------------------------------------------------------------------------- */

static rw_status offer(rw_network_plans *s, rw_forest *f, const char *finder) {
    bool feasible = false;
    char why[RW_WHY_BYTES];
    if (f->failed) return RW_ERROR_MEMORY;
    RW_TRY(rw_forest_result(f, &s->scratch));
    if (!(s->scratch.cost_eur_per_yr < s->search->best->cost_eur_per_yr)) return RW_OK;
    RW_TRY(rw_result_feasible(s->data.problem, &s->scratch, 1e-9, &feasible, why));
    if (feasible) return rw_search_offer(s->search, &s->scratch, finder);
    rw_log(s->context, RW_LOG_DETAIL, "%s: not a plan, %s", finder, why);
    return RW_OK;
}

/* Looking at all options takes as long as some steps; what is not offered now is not lost. */
static rw_status offer_best(rw_network_plans *s, const char *finder) {
    s->next_offer = s->steps + SLICE + s->data.problem->option_count / OPTIONS_PER_STEP;
    for (int n = 0; n < WALKS; ++n) {
        if (s->walk[n].forest.failed) return RW_ERROR_MEMORY;
        if (!(s->walk[n].best.cost < s->offered[n])) continue;
        s->offered[n] = s->walk[n].best.cost;
        RW_TRY(offer(s, &s->walk[n].best, finder));
    }
    return RW_OK;
}

static int best_walk(const rw_network_plans *s) {
    int best = 0;
    for (int n = 1; n < WALKS; ++n)
        if (s->walk[n].best.cost < s->walk[best].best.cost) best = n;
    return best;
}

static void keep_best(rw_forest_walk *w) {
    if (w->forest.cost < w->best.cost - 1e-9 * fabs(w->best.cost)) rw_forest_follow(&w->best, &w->forest);
}

/* -- Annealing ----------------------------------------------------------------------------------------- */

static void walk_on(void *data, int index, int thread) {
    (void)thread;
    rw_network_plans *s = data;
    rw_forest_walk *w = &s->walk[index];
    const double first = s->cycle_start == 0 ? warm : hot;
    for (long n = s->steps; n < s->until; ++n) {
        const double share = (double)(n - s->cycle_start) / (double)s->cycle;
        w->heat = s->average_eur_per_yr * first * pow(cold / first, share);
        rw_forest_step(w);
        keep_best(w);
    }
}

/* Every cycle starts where the best plan is. */
static void start_cycle(rw_network_plans *s) {
    const int best = best_walk(s);
    for (int n = 0; n < WALKS; ++n) {
        if (n != best) rw_forest_copy(&s->walk[n].best, &s->walk[best].best);
        rw_forest_copy(&s->walk[n].forest, &s->walk[best].best);
    }
    s->cycle_start = s->steps;
    if (s->cycle < 1 << 30) s->cycle *= 2;
}

static int joined_trials(const rw_network_plans *s) {
    const int nodes = s->search->parameters->node_limit;
    const int most = (int)fmin(JOINED_TRIALS, JOINED_WORK / (double)(s->data.problem->unit_count + 1) + 1);
    return nodes >= most / TRIALS_PER_NODE + 1 ? most : TRIALS_PER_NODE * nodes;
}

/* On small networks, at the end of a cycle: what forests leave out, from the best plan, or where all was
 * tried on that from the best forest. */
static rw_status join(rw_network_plans *s) {
    rw_result *best = s->search->best;
    if ((double)s->data.problem->unit_count > JOINED_FLOWS) return RW_OK;
    if (best->cost_eur_per_yr < s->joined_cost) {
        bool done = false;
        RW_TRY(rw_result_copy_values(&s->scratch, best, s->data.problem));
        RW_TRY(rw_network_join(s->search, &s->data.graph, s->data.alive, &s->scratch, s->turns++,
                               joined_trials(s), &done));
        if (done) s->joined_cost = best->cost_eur_per_yr;
        return RW_OK;
    }
    bool done;
    RW_TRY(rw_forest_result(&s->walk[best_walk(s)].best, &s->scratch));
    return rw_network_join(s->search, &s->data.graph, s->data.alive, &s->scratch, s->turns++,
                           joined_trials(s), &done);
}

rw_status rw_network_plans_improve(rw_network_plans *s, long steps) {
    if (!s->fits) return RW_OK;
    const long end = s->steps + steps;
    if (s->data.alive) rw_forest_data_refresh(&s->data);
    s->search->stage = "plans";
    while (s->steps < end && !rw_search_stop(s->search)) {
        if (s->steps == s->cycle_start + s->cycle) start_cycle(s);
        const long cycle_end = s->cycle_start + s->cycle;
        s->until = s->steps + SLICE < end ? s->steps + SLICE : end;
        if (s->until > cycle_end) s->until = cycle_end;
        rw_threads_run(s->threads, WALKS, walk_on, s);
        s->steps = s->until;
        const bool last = s->steps == end || s->steps == cycle_end || rw_search_stop(s->search);
        if (last || s->steps >= s->next_offer) RW_TRY(offer_best(s, "ruin and recreate"));
        if (s->steps == cycle_end) RW_TRY(join(s));
    }
    return RW_OK;
}

/* -- Start --------------------------------------------------------------------------------------------- */

static void round_on(void *data, int index, int thread) {
    (void)thread;
    rw_network_plans *s = data;
    rw_forest_round(&s->walk[index], s->layer[index], s->part);
}

static void end_round(rw_network_plans *s) {
    for (int n = 0; n < WALKS; ++n) {
        const double before = s->walk[n].best.cost;
        keep_best(&s->walk[n]);
        if (s->walk[n].best.cost < before) s->best_layer[n] = s->layer[n];
    }
}

/* All go on with what the best has learnt. */
static void share_hopes(rw_network_plans *s) {
    const int best = best_walk(s);
    for (int n = 0; n < WALKS; ++n) {
        s->best_layer[n] = s->best_layer[best];
        if (n != best) rw_forest_learn_from(&s->walk[n], &s->walk[best]);
    }
}

/* The walks look at different layers first, then all go on in the best. */
static rw_status slope_scaling(rw_network_plans *s) {
    const int layers = s->data.large_count, first = LAYER_ROUNDS * ((layers + WALKS - 1) / WALKS);
    s->search->stage = "slope scaling";
    for (int r = 0; r < first + MORE_ROUNDS && !rw_search_stop(s->search); ++r) {
        if (r == first) share_hopes(s);
        for (int n = 0; n < WALKS; ++n)
            s->layer[n] = layers == 0 ? -1
                          : r < first ? s->data.large[(r / LAYER_ROUNDS * WALKS + n) % layers]
                                      : s->best_layer[n];
        for (s->part = 0; s->part < RW_FOREST_PARTS && !rw_search_stop(s->search); ++s->part)
            rw_threads_run(s->threads, WALKS, round_on, s);
        end_round(s);
        RW_TRY(offer_best(s, "slope scaling"));
    }
    return RW_OK;
}

static double average_cost(const rw_problem *p) {
    double sum = 0;
    for (int j = 0; j < p->demand_count; ++j) {
        double backup = p->demands[j].connect_eur_per_yr;
        for (int b = p->demands[j].first_band; b < p->demands[j].first_band + p->demands[j].band_count; ++b)
            if (!isinf(p->bands[b].backup_eur_per_mw_yr))
                backup += p->bands[b].backup_eur_per_mw_yr * p->bands[b].width_mw;
        sum += fabs(p->demands[j].must ? backup : fmin(backup, p->demands[j].skip_eur_per_yr));
    }
    return p->demand_count > 0 ? sum / p->demand_count : 0;
}

/* Where a similar problem's plan leads, as a forest; on small networks also with all that forests leave out.
 */
static rw_status begin(rw_network_plans *s) {
    const rw_task *task = s->search->task;
    if (!task->options) return RW_OK;
    if ((double)s->data.problem->unit_count <= JOINED_FLOWS)
        RW_TRY(rw_glpk_begin(s->search, &s->scratch, NULL));
    RW_TRY(rw_forest_begin(&s->walk[0], task->options, task->option_count));
    keep_best(&s->walk[0]);
    return offer_best(s, "a similar problem's plan");
}

static rw_status start(rw_network_plans *s) {
    rw_search *search = s->search;
    s->cycle = FIRST_CYCLE * (long)search->problem->demand_count;
    if (s->cycle < LEAST_CYCLE) s->cycle = LEAST_CYCLE;
    s->joined_cost = RW_INFINITY;
    s->average_eur_per_yr = average_cost(search->problem);
    for (int n = 0; n < WALKS; ++n) {
        RW_TRY(rw_forest_walk_start(s->context, &s->arena, &s->data,
                                    (uint64_t)search->parameters->seed + (uint64_t)n, &s->walk[n]));
        s->offered[n] = RW_INFINITY;
    }
    RW_TRY(offer(s, &s->walk[0].forest, "coupling nothing"));
    if (search->problem->demand_count == 0) return RW_OK;
    RW_TRY(begin(s));
    RW_TRY(slope_scaling(s));
    s->cycle /= 2;
    start_cycle(s);
    return rw_network_plans_improve(s, s->cycle < FIRST_STEPS ? s->cycle : FIRST_STEPS);
}

rw_status rw_network_plans_start(rw_search *search, rw_threads *threads, const unsigned char *alive,
                                 rw_network_plans **plans) {
    *plans = NULL;
    rw_network_plans *s = rw_allocate(search->context, 1, sizeof *s);
    if (!s) return RW_ERROR_MEMORY;
    *plans = s;
    s->search = search;
    s->context = search->context;
    s->threads = threads;
    rw_arena_start(&s->arena, s->context);
    rw_result_start(&s->scratch, s->context);
    if (pthread_mutex_init(&s->memory, NULL) != 0)
        return rw_fail(s->context, RW_ERROR_MEMORY, "no lock for the plans of a network");
    s->locked = true;
    RW_TRY(rw_forest_data_start(&s->arena, search->problem, alive, &s->data, &s->fits));
    s->data.memory = &s->memory;
    if (!s->fits)
        rw_log(s->context, RW_LOG_INFO, "more than %d goods or %d bands: no plans of our own",
               RW_FOREST_GOODS, RW_FOREST_BANDS);
    return s->fits ? start(s) : RW_OK;
}

void rw_network_plans_free(rw_network_plans *s) {
    if (!s) return;
    rw_context *context = s->context;
    for (int n = 0; n < WALKS; ++n) rw_forest_walk_free(&s->walk[n]);
    rw_result_free(&s->scratch);
    rw_arena_free(&s->arena);
    if (s->locked) (void)pthread_mutex_destroy(&s->memory);
    rw_release(context, s);
}
