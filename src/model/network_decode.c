/* From the values of a network back to a plan: the flow of every commodity falls apart into ways from its
 * source to the demands, and to the pipes that lose it. */
#include "model/network.h"
#include <math.h>
#include <string.h>

/* Less than this is the solver's rounding, MW. */
static const double nothing_mw = 1e-9, lost_track_mw = 1e-4;

typedef struct decoder {
    const rw_model *model;
    const rw_result *result;
    rw_arena *arena;
    rw_plan *plan;
    rw_network *network;
    RW_VECTOR(rw_connection) connections;
    RW_VECTOR(rw_feed) feeds;
    double *left;    /* by flow of the result: what no way has used yet */
    int *laid_of;    /* by built: index of the laid pipe, -1 */
    int *into;       /* by built: the next that ends at the same junction, -1 */
    int *first_into; /* by junction */
    int *trail;      /* built, from the end backwards */
    int trail_count;
    size_t first_of_exit; /* connections of the exit at hand */
} decoder;

static const rw_arc_origin *origin_of(const decoder *d, int built) {
    return &d->model->network->arcs.item[d->result->built[built].arc];
}

static const rw_problem_arc *arc_of(const decoder *d, int built) {
    return &d->model->problem.arcs[d->result->built[built].arc];
}

/* Where the commodity flows in what is built; -1 when it is not carried there. */
static ptrdiff_t flow_at(const decoder *d, int built, int commodity) {
    const rw_problem_arc *arc = arc_of(d, built);
    const int *first = d->model->problem.slot_commodity + arc->first_slot;
    for (int s = 0; s < arc->slot_count; ++s)
        if (first[s] == commodity) return (ptrdiff_t)d->result->built[built].first_flow + s;
    return -1;
}

static double draw_of(const decoder *d, int built) {
    return d->model->problem.options[d->result->built[built].option].draw;
}

static double left_at(const decoder *d, int built, int commodity) {
    const ptrdiff_t at = flow_at(d, built, commodity);
    return at < 0 ? 0 : d->left[at];
}

/* Follows a commodity back from a junction to its source along the largest flows; what the thinnest of them
 * still has, in MW at that junction, 0 when the trail ends. */
static double trace(decoder *d, int junction, int commodity, double wanted_mw) {
    const rw_problem *p = &d->model->problem;
    const int nodes = p->source_count + p->demand_count;
    double most = wanted_mw, part = 1; /* MW where the trail is, per MW where it starts */
    d->trail_count = 0;
    for (int steps = 0; steps <= d->result->built_count; ++steps) {
        int best = -1;
        for (int k = d->first_into[junction - nodes]; k >= 0; k = d->into[k])
            if (best < 0 || left_at(d, k, commodity) > left_at(d, best, commodity)) best = k;
        if (best < 0 || left_at(d, best, commodity) <= nothing_mw) return 0;
        most = fmin(most, left_at(d, best, commodity) / part);
        d->trail[d->trail_count++] = best;
        if (origin_of(d, best)->kind == RW_ARC_ENTRY) return most;
        part *= draw_of(d, best);
        junction = arc_of(d, best)->tail;
    }
    return 0;
}

static void use_trail(decoder *d, int commodity, double mw) {
    for (int k = 0; k < d->trail_count; ++k) {
        d->left[flow_at(d, d->trail[k], commodity)] -= mw;
        mw *= draw_of(d, d->trail[k]);
    }
}

static rw_status make_way(decoder *d, int life, rw_way *way) {
    int *laid = rw_arena_allocate(d->arena, (size_t)d->trail_count, sizeof *laid);
    if (!laid) return RW_ERROR_MEMORY;
    *way = (rw_way){life, 0, laid};
    for (int k = d->trail_count - 2; k >= 0; --k)
        if (d->laid_of[d->trail[k]] >= 0) laid[way->laid_count++] = d->laid_of[d->trail[k]];
    return RW_OK;
}

static bool same_way(const rw_way *a, const rw_way *b) {
    return a->life == b->life && a->laid_count == b->laid_count &&
           memcmp(a->laid, b->laid, (size_t)a->laid_count * sizeof *a->laid) == 0;
}

/* Of the trail: what its entry does, or a heat pump at a junction. */
static rw_mode mode_of(const decoder *d) {
    for (int k = 0; k < d->trail_count; ++k)
        if (origin_of(d, d->trail[k])->kind == RW_ARC_STATION) return RW_MODE_STATION_PUMP;
    return (rw_mode)d->model->origins.item[d->result->built[d->trail[d->trail_count - 1]].option].mode;
}

/* Adds to the connection that goes the same way, or makes it. */
static rw_status deliver(decoder *d, const rw_problem_commodity *c, int demand, int life, double mw) {
    const rw_mode mode = mode_of(d);
    const int source = origin_of(d, d->trail[d->trail_count - 1])->index;
    rw_way *way = rw_arena_allocate(d->arena, 1, sizeof *way);
    if (!way) return RW_ERROR_MEMORY;
    RW_TRY(make_way(d, life, way));
    size_t k = d->first_of_exit;
    while (k < d->connections.count &&
           !(d->connections.item[k].source == source && d->connections.item[k].demand == demand &&
             d->connections.item[k].mode == mode && same_way(d->connections.item[k].way, way)))
        ++k;
    if (k == d->connections.count) {
        RW_TRY(RW_VECTOR_RESERVE(d->arena->context, &d->connections, 1));
        d->connections.item[d->connections.count++] =
            (rw_connection){.source = source,
                            .demand = demand,
                            .mode = mode,
                            .pipe = -1,
                            .exit_plan = d->network->lives[life].exit_plan,
                            .way = way};
    }
    d->connections.item[k].delivered_mw[c->band - 1] += mw;
    return RW_OK;
}

static rw_status lost_track(const decoder *d, double mw) {
    if (mw <= lost_track_mw) return RW_OK;
    return rw_fail(d->arena->context, RW_ERROR_INTERNAL, "a flow of %g MW does not come from any source", mw);
}

static rw_status decode_exit(decoder *d, int built) {
    const rw_problem *p = &d->model->problem;
    const rw_problem_arc *arc = arc_of(d, built);
    const rw_option *option = &p->options[d->result->built[built].option];
    const rw_arc_origin *origin = origin_of(d, built);
    d->first_of_exit = d->connections.count;
    for (int s = 0; s < arc->slot_count; ++s) {
        const int commodity = p->slot_commodity[arc->first_slot + s];
        double wanted = d->result->flow_mw[d->result->built[built].first_flow + (size_t)s] * option->draw;
        while (wanted > nothing_mw) {
            const double mw = trace(d, arc->tail, commodity, wanted);
            if (mw <= 0) break;
            use_trail(d, commodity, mw);
            wanted -= mw;
            RW_TRY(deliver(d, &p->commodities[commodity], origin->index, origin->life, mw / option->draw));
        }
        RW_TRY(lost_track(d, wanted));
    }
    return RW_OK;
}

static rw_status decode_losses(decoder *d, int built) {
    const rw_problem *p = &d->model->problem;
    const rw_problem_arc *arc = arc_of(d, built);
    for (int s = 0; s < arc->slot_count; ++s) {
        const int commodity = p->slot_commodity[arc->first_slot + s];
        double wanted = d->result->loss_mw[d->result->built[built].first_flow + (size_t)s];
        while (wanted > nothing_mw) {
            const double mw = trace(d, arc->tail, commodity, wanted);
            if (mw <= 0) break;
            use_trail(d, commodity, mw);
            wanted -= mw;
            RW_TRY(RW_VECTOR_RESERVE(d->arena->context, &d->feeds, 1));
            rw_feed *feed = &d->feeds.item[d->feeds.count++];
            *feed = (rw_feed){.source = origin_of(d, d->trail[d->trail_count - 1])->index,
                              .mode = mode_of(d),
                              .laid = d->laid_of[built],
                              .mw = mw};
            RW_TRY(make_way(d, origin_of(d, built)->life, &feed->way));
        }
        RW_TRY(lost_track(d, wanted));
    }
    return RW_OK;
}

/* -- What is built ------------------------------------------------------------------------------------- */

static void add_built(decoder *d, int built) {
    const rw_problem *p = &d->model->problem;
    const rw_arc_origin *origin = origin_of(d, built);
    const rw_origin *option = &d->model->origins.item[d->result->built[built].option];
    rw_network *n = d->network;
    d->laid_of[built] = -1;
    d->into[built] = -1;
    if (origin->kind == RW_ARC_TRENCH) {
        d->laid_of[built] = n->laid_count;
        n->laid[n->laid_count++] =
            (rw_laid){origin->index, origin->level, option->pipe, origin->backwards, origin->life};
    } else if (option->mode != RW_MODE_DIRECT &&
               (origin->kind == RW_ARC_EXIT) == (option->mode == RW_MODE_DEMAND_PUMP)) {
        n->machines[n->machine_count++] = (rw_machine){(rw_mode)option->mode, origin->index, origin->life};
    }
    if (origin->kind == RW_ARC_EXIT) return;
    const int junction = arc_of(d, built)->head - p->source_count - p->demand_count;
    d->into[built] = d->first_into[junction];
    d->first_into[junction] = built;
}

static rw_status start(decoder *d) {
    const rw_problem *p = &d->model->problem;
    const rw_network_model *model = d->model->network;
    const size_t built = (size_t)d->result->built_count;
    rw_network *n = d->network = rw_arena_allocate(d->arena, 1, sizeof *n);
    if (!n) return RW_ERROR_MEMORY;
    n->lives = rw_arena_allocate(d->arena, (size_t)model->life_count, sizeof *n->lives);
    n->laid = rw_arena_allocate(d->arena, built, sizeof *n->laid);
    n->machines = rw_arena_allocate(d->arena, built, sizeof *n->machines);
    d->left = rw_arena_allocate(d->arena, d->result->flow_count, sizeof *d->left);
    d->laid_of = rw_arena_allocate(d->arena, built, sizeof *d->laid_of);
    d->into = rw_arena_allocate(d->arena, built, sizeof *d->into);
    d->trail = rw_arena_allocate(d->arena, built + 1, sizeof *d->trail);
    d->first_into = rw_arena_allocate(d->arena, (size_t)p->junction_count, sizeof *d->first_into);
    if (!n->lives || !n->laid || !n->machines || !d->left || !d->laid_of || !d->into || !d->trail ||
        !d->first_into)
        return RW_ERROR_MEMORY;
    if (model->life_count > 0) memcpy(n->lives, model->lives, (size_t)model->life_count * sizeof *n->lives);
    n->life_count = model->life_count;
    if (d->result->flow_count > 0)
        memcpy(d->left, d->result->flow_mw, d->result->flow_count * sizeof *d->left);
    for (int v = 0; v < p->junction_count; ++v) d->first_into[v] = -1;
    for (int k = 0; k < d->result->built_count; ++k) add_built(d, k);
    return RW_OK;
}

static rw_status finish(decoder *d) {
    const size_t connections = d->connections.count, feeds = d->feeds.count;
    RW_TRY(rw_plan_start(d->arena, d->model->terms->study, (int)connections, d->plan));
    if (connections > 0)
        memcpy(d->plan->connections, d->connections.item, connections * sizeof *d->connections.item);
    d->network->feeds = rw_arena_allocate(d->arena, feeds, sizeof *d->network->feeds);
    if (!d->network->feeds) return RW_ERROR_MEMORY;
    if (feeds > 0) memcpy(d->network->feeds, d->feeds.item, feeds * sizeof *d->feeds.item);
    d->network->feed_count = (int)feeds;
    for (int j = 0; j < d->model->problem.demand_count; ++j)
        d->plan->demand_connected[j] = d->result->demand_connected[j] != 0;
    d->plan->network = d->network;
    rw_plan_index(d->plan);
    return RW_OK;
}

rw_status rw_network_decode(const rw_model *model, const rw_result *result, rw_arena *arena, rw_plan *plan) {
    decoder d = {.model = model, .result = result, .arena = arena, .plan = plan};
    rw_status status = RW_OK;
    RW_CHECK(start(&d));
    for (int k = 0; k < result->built_count; ++k) {
        if (origin_of(&d, k)->kind == RW_ARC_EXIT) RW_CHECK(decode_exit(&d, k));
        if (origin_of(&d, k)->kind == RW_ARC_TRENCH) RW_CHECK(decode_losses(&d, k));
    }
    RW_CHECK(finish(&d));
done:
    RW_VECTOR_FREE(arena->context, &d.connections);
    RW_VECTOR_FREE(arena->context, &d.feeds);
    return status;
}
