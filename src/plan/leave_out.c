#include "plan/leave_out.h"

typedef struct leaving {
    rw_arena *arena;
    const rw_study *study;
    const rw_plan *plan;
    const bool *out; /* by demand */
    bool *stays;     /* by laid pipe */
    int *index;      /* by laid pipe that stays: its new one */
    rw_network *network;
    rw_plan *without;
} leaving;

static bool keeps(const leaving *l, const rw_connection *c) {
    return !l->out[c->demand];
}

/* -- Pipes --------------------------------------------------------------------------------------------- */

/* How many that did not stay before. */
static int keep_way(leaving *l, const rw_way *way) {
    int more = 0;
    for (int k = 0; k < way->laid_count; ++k) {
        more += !l->stays[way->laid[k]];
        l->stays[way->laid[k]] = true;
    }
    return more;
}

/* What is used, and whatever heat passes that a used pipe loses. */
static void find_pipes(leaving *l) {
    const rw_network *n = l->plan->network;
    for (int k = 0; k < n->laid_count; ++k)
        l->stays[k] = l->study->trenches[n->laid[k].trench].status == RW_ROUTE_FORCED;
    for (int k = 0; k < l->plan->connection_count; ++k)
        if (keeps(l, &l->plan->connections[k])) (void)keep_way(l, l->plan->connections[k].way);
    for (int more = 1; more > 0;) {
        more = 0;
        for (int k = 0; k < n->feed_count; ++k)
            if (l->stays[n->feeds[k].laid]) more += keep_way(l, &n->feeds[k].way);
    }
}

static void keep_pipes(leaving *l) {
    const rw_network *n = l->plan->network;
    for (int k = 0; k < n->laid_count; ++k) {
        if (!l->stays[k]) continue;
        l->index[k] = l->network->laid_count;
        l->network->laid[l->network->laid_count++] = n->laid[k];
    }
}

static rw_status renumber(const leaving *l, const rw_way *way, rw_way *to) {
    int *laid = rw_arena_allocate(l->arena, (size_t)way->laid_count, sizeof *laid);
    if (!laid) return RW_ERROR_MEMORY;
    for (int k = 0; k < way->laid_count; ++k) laid[k] = l->index[way->laid[k]];
    *to = (rw_way){way->life, way->laid_count, laid};
    return RW_OK;
}

/* -- What goes through them ---------------------------------------------------------------------------- */

static rw_status keep_feeds(leaving *l) {
    const rw_network *n = l->plan->network;
    for (int k = 0; k < n->feed_count; ++k) {
        if (!l->stays[n->feeds[k].laid]) continue;
        rw_feed *feed = &l->network->feeds[l->network->feed_count++];
        *feed = n->feeds[k];
        feed->laid = l->index[feed->laid];
        RW_TRY(renumber(l, &n->feeds[k].way, &feed->way));
    }
    return RW_OK;
}

static rw_status keep_connections(leaving *l) {
    int count = 0;
    for (int k = 0; k < l->plan->connection_count; ++k) count += keeps(l, &l->plan->connections[k]);
    RW_TRY(rw_plan_start(l->arena, l->study, count, l->without));
    count = 0;
    for (int k = 0; k < l->plan->connection_count; ++k) {
        const rw_connection *c = &l->plan->connections[k];
        if (!keeps(l, c)) continue;
        rw_way *way = rw_arena_allocate(l->arena, 1, sizeof *way);
        if (!way) return RW_ERROR_MEMORY;
        RW_TRY(renumber(l, c->way, way));
        l->without->connections[count] = *c;
        l->without->connections[count++].way = way;
    }
    for (int j = 0; j < l->study->demand_count; ++j)
        if (!l->out[j]) l->without->demand_connected[j] = l->plan->demand_connected[j];
    l->without->network = l->network;
    rw_plan_index(l->without);
    return RW_OK;
}

static bool has_flow(const leaving *l, const rw_machine *m) {
    for (int k = 0; k < l->without->connection_count; ++k) {
        const rw_connection *c = &l->without->connections[k];
        if (rw_machine_serves(l->study, l->network, m, c->source, c->demand, c->mode, c->way)) return true;
    }
    for (int k = 0; k < l->network->feed_count; ++k) {
        const rw_feed *f = &l->network->feeds[k];
        if (rw_machine_serves(l->study, l->network, m, f->source, -1, f->mode, &f->way)) return true;
    }
    return false;
}

static void keep_machines(leaving *l) {
    const rw_network *n = l->plan->network;
    for (int k = 0; k < n->machine_count; ++k) {
        const rw_machine *m = &n->machines[k];
        const bool gone = m->mode == RW_MODE_DEMAND_PUMP ? l->out[m->index] : !has_flow(l, m);
        if (!gone) l->network->machines[l->network->machine_count++] = *m;
    }
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static rw_status start(leaving *l) {
    const rw_network *n = l->plan->network;
    const size_t laid = (size_t)n->laid_count;
    l->stays = rw_arena_allocate(l->arena, laid, sizeof *l->stays);
    l->index = rw_arena_allocate(l->arena, laid, sizeof *l->index);
    l->network = rw_arena_allocate(l->arena, 1, sizeof *l->network);
    if (!l->stays || !l->index || !l->network) return RW_ERROR_MEMORY;
    *l->network = (rw_network){.lives = n->lives, .life_count = n->life_count};
    l->network->laid = rw_arena_allocate(l->arena, laid, sizeof *n->laid);
    l->network->machines = rw_arena_allocate(l->arena, (size_t)n->machine_count, sizeof *n->machines);
    l->network->feeds = rw_arena_allocate(l->arena, (size_t)n->feed_count, sizeof *n->feeds);
    return l->network->laid && l->network->machines && l->network->feeds ? RW_OK : RW_ERROR_MEMORY;
}

rw_status rw_plan_leave_out(rw_arena *arena, const rw_terms *terms, const rw_plan *plan, const bool *out,
                            rw_plan *without) {
    leaving l = {.arena = arena, .study = terms->study, .plan = plan, .out = out, .without = without};
    RW_TRY(start(&l));
    find_pipes(&l);
    keep_pipes(&l);
    RW_TRY(keep_feeds(&l));
    RW_TRY(keep_connections(&l));
    keep_machines(&l);
    return RW_OK;
}
