#include "bnb/network_plan.h"
#include "base/number.h"
#include "bnb/forest_ruin.h"
#include <string.h>

enum { WALKS = 2, SLICE = 200 /* steps between looks at the clock */ };

struct rw_network_plans {
    rw_search *search; /* borrowed */
    rw_context *context;
    rw_threads *threads; /* borrowed */
    rw_arena arena;
    rw_forest_data data;
    rw_forest_walk walk[WALKS];
    rw_result scratch;
    double offered[WALKS]; /* cost of what each walk offered last */
    long steps, until;     /* of each walk; of the slice at hand */
    bool fits;
};

/* -- Offers -------------------------------------------------------------------------------------------- */

static rw_status offer(rw_network_plans *s, rw_forest *f, const char *finder) {
    bool feasible = false;
    char why[RW_WHY_BYTES];
    RW_TRY(rw_forest_result(f, &s->scratch));
    if (!(s->scratch.cost_eur_per_yr < s->search->best->cost_eur_per_yr)) return RW_OK;
    RW_TRY(rw_result_feasible(s->data.problem, &s->scratch, 1e-9, &feasible, why));
    if (feasible) return rw_search_offer(s->search, &s->scratch, finder);
    rw_log(s->context, RW_LOG_DETAIL, "%s: not a plan, %s", finder, why);
    return RW_OK;
}

/* -- Walks --------------------------------------------------------------------------------------------- */

static void walk_on(void *data, int index, int thread) {
    (void)thread;
    rw_network_plans *s = data;
    rw_forest_walk *w = &s->walk[index];
    for (long n = s->steps; n < s->until; ++n) {
        rw_forest_step(w);
        if (w->forest.cost < w->best.cost - 1e-9 * fabs(w->best.cost)) rw_forest_copy(&w->best, &w->forest);
    }
}

rw_status rw_network_plans_improve(rw_network_plans *s, long steps) {
    if (!s->fits) return RW_OK;
    const long end = s->steps + steps;
    s->search->stage = "plans";
    while (s->steps < end && !rw_search_stop(s->search)) {
        s->until = s->steps + SLICE < end ? s->steps + SLICE : end;
        rw_threads_run(s->threads, WALKS, walk_on, s);
        s->steps = s->until;
        for (int n = 0; n < WALKS; ++n) {
            if (!(s->walk[n].best.cost < s->offered[n])) continue;
            s->offered[n] = s->walk[n].best.cost;
            RW_TRY(offer(s, &s->walk[n].best, "ruin and recreate"));
        }
    }
    return RW_OK;
}

/* -- Start --------------------------------------------------------------------------------------------- */

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
    RW_TRY(rw_forest_data_start(&s->arena, search->problem, alive, &s->data, &s->fits));
    if (!s->fits) return RW_OK;
    for (int n = 0; n < WALKS; ++n) {
        RW_TRY(rw_forest_walk_start(s->context, &s->arena, &s->data,
                                    (uint64_t)search->parameters->seed + (uint64_t)n, &s->walk[n]));
        s->offered[n] = RW_INFINITY;
    }
    RW_TRY(offer(s, &s->walk[0].forest, "coupling nothing"));
    for (int n = 0; n < WALKS; ++n) {
        if (n == 0) rw_forest_serve_rest(&s->walk[0]);
        if (n > 0) rw_forest_copy(&s->walk[n].forest, &s->walk[0].forest);
        rw_forest_copy(&s->walk[n].best, &s->walk[n].forest);
    }
    return offer(s, &s->walk[0].best, "one after the other");
}

void rw_network_plans_free(rw_network_plans *s) {
    if (!s) return;
    rw_context *context = s->context;
    for (int n = 0; n < WALKS; ++n) rw_forest_walk_free(&s->walk[n]);
    rw_result_free(&s->scratch);
    rw_arena_free(&s->arena);
    rw_release(context, s);
}
