/* From the plan of a network to the options of another one's problem that build the same. */
#include "model/network.h"

typedef struct encoder {
    const rw_model *model;
    const rw_study *study;
    const rw_network *from;
    int *life_of; /* by life of the plan: that of the model, -1 */
    bool *built;
} encoder;

static int life_like(const rw_network_model *n, const rw_life *life) {
    for (int l = 0; l < n->life_count; ++l)
        if (n->lives[l].source == life->source && n->lives[l].first == life->first &&
            n->lives[l].exit_plan == life->exit_plan)
            return l;
    return -1;
}

/* The arc of this kind; -1 when the model has none. */
static int arc_like(const encoder *e, rw_arc_origin wanted) {
    const rw_network_model *n = e->model->network;
    for (int a = 0; wanted.life >= 0 && a < e->model->problem.arc_count; ++a) {
        const rw_arc_origin *o = &n->arcs.item[a];
        if (o->kind == wanted.kind && o->index == wanted.index && o->level == wanted.level &&
            o->life == wanted.life && o->backwards == wanted.backwards)
            return a;
    }
    return -1;
}

/* The option of this mode and pipe, or the next larger pipe. */
static void mark(const encoder *e, rw_arc_origin wanted, int mode, int pipe) {
    const int a = arc_like(e, wanted);
    if (a < 0) return;
    const rw_problem_arc *arc = &e->model->problem.arcs[a];
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        const rw_origin *o = &e->model->origins.item[k];
        const bool fits = wanted.kind == RW_ARC_TRENCH ? (int)o->pipe >= pipe : (int)o->mode == mode;
        if (!fits) continue;
        e->built[k] = true;
        return;
    }
}

/* Where heat of this mode comes in, and the heat pump of a junction that it passes. */
static void mark_entry(const encoder *e, int source, rw_mode mode, const rw_way *way) {
    const int life = e->life_of[way->life],
              station = mode == RW_MODE_STATION_PUMP ? rw_way_station(e->study, e->from, way) : -1;
    mark(e, (rw_arc_origin){RW_ARC_ENTRY, source, rw_mode_level(mode), life, false},
         mode == RW_MODE_STATION_PUMP ? RW_MODE_DEMAND_PUMP : (int)mode, -1);
    if (station >= 0)
        mark(e, (rw_arc_origin){RW_ARC_STATION, station, RW_LEVEL_SUPPLY, life, false}, (int)mode, -1);
}

rw_status rw_network_encode(const rw_model *model, const rw_plan *plan, rw_arena *arena, bool *built) {
    encoder e = {.model = model, .study = model->terms->study, .from = plan->network};
    e.built = built;
    e.life_of = rw_arena_allocate(arena, (size_t)e.from->life_count, sizeof *e.life_of);
    if (!e.life_of) return RW_ERROR_MEMORY;
    for (int l = 0; l < e.from->life_count; ++l) e.life_of[l] = life_like(model->network, &e.from->lives[l]);
    for (int k = 0; k < e.from->laid_count; ++k) {
        const rw_laid *laid = &e.from->laid[k];
        mark(
            &e,
            (rw_arc_origin){RW_ARC_TRENCH, laid->trench, laid->level, e.life_of[laid->life], laid->backwards},
            -1, laid->pipe);
    }
    for (int k = 0; k < e.from->feed_count; ++k)
        mark_entry(&e, e.from->feeds[k].source, e.from->feeds[k].mode, &e.from->feeds[k].way);
    for (int k = 0; k < plan->connection_count; ++k) {
        const rw_connection *c = &plan->connections[k];
        const rw_level level = rw_mode_exit_level(c->mode);
        if (!c->way) continue;
        mark_entry(&e, c->source, c->mode, c->way);
        mark(&e, (rw_arc_origin){RW_ARC_EXIT, c->demand, level, e.life_of[c->way->life], false},
             level == RW_LEVEL_WATER ? RW_MODE_DEMAND_PUMP : RW_MODE_DIRECT, -1);
    }
    return RW_OK;
}
