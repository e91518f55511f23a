/* The network of plan.json: pipes in trenches, heat pumps, and what pipes lose. Indices count from 1. */
#include "report/network_file.h"
#include "base/number.h"
#include <math.h>
#include <string.h>

const char *rw_level_name(rw_level level) {
    return level == RW_LEVEL_WATER ? "water" : "supply";
}

/* -- Writing ------------------------------------------------------------------------------------------- */

void rw_way_json(rw_json *json, rw_json_value *item, const rw_way *way) {
    rw_json_number(json, item, "life", way->life + 1);
    rw_json_value *list = rw_json_array(json, item, "way");
    for (int k = 0; k < way->laid_count; ++k) rw_json_item_number(json, list, way->laid[k] + 1);
}

static const char *machine_at(const rw_study *study, const rw_machine *m) {
    if (m->mode == RW_MODE_DEMAND_PUMP) return study->demands[m->index].id;
    return m->mode == RW_MODE_STATION_PUMP ? study->junctions[m->index].id : study->sources[m->index].id;
}

static void write_pipes(rw_json *json, rw_json_value *parent, const rw_study *study, const rw_network *n) {
    rw_json_value *pipes = rw_json_array(json, parent, "pipes");
    for (int k = 0; k < n->laid_count; ++k) {
        const rw_laid *laid = &n->laid[k];
        rw_json_value *o = rw_json_item(json, pipes);
        rw_json_string(json, o, "trench", study->trenches[laid->trench].id);
        rw_json_string(json, o, "level", rw_level_name(laid->level));
        rw_json_number(json, o, "dn", study->pipes[laid->pipe].dn);
        rw_json_bool(json, o, "backwards", laid->backwards);
        rw_json_number(json, o, "life", laid->life + 1);
    }
}

void rw_network_json(rw_json *json, const rw_study *study, const rw_network *n) {
    rw_json_value *parent = rw_json_object(json, json->root, "network");
    rw_json_value *lives = rw_json_array(json, parent, "lives");
    for (int l = 0; l < n->life_count; ++l) {
        rw_json_value *o = rw_json_item(json, lives);
        rw_json_string(json, o, "source", study->sources[n->lives[l].source].id);
        rw_json_number(json, o, "first_yr", n->lives[l].first);
        rw_json_string(json, o, "exit_plan", rw_exit_plan_name(n->lives[l].exit_plan));
    }
    write_pipes(json, parent, study, n);
    rw_json_value *pumps = rw_json_array(json, parent, "heat_pumps");
    for (int k = 0; k < n->machine_count; ++k) {
        const rw_machine *m = &n->machines[k];
        rw_json_value *o = rw_json_item(json, pumps);
        rw_json_string(json, o, "mode", rw_mode_name(m->mode));
        rw_json_string(json, o, "at", machine_at(study, m));
        rw_json_number(json, o, "life", m->life + 1);
    }
    rw_json_value *losses = rw_json_array(json, parent, "losses");
    for (int k = 0; k < n->feed_count; ++k) {
        const rw_feed *f = &n->feeds[k];
        rw_json_value *o = rw_json_item(json, losses);
        rw_json_string(json, o, "source", study->sources[f->source].id);
        rw_json_string(json, o, "mode", rw_mode_name(f->mode));
        rw_json_number(json, o, "pipe", f->laid + 1);
        rw_json_number(json, o, "mw", f->mw);
        rw_way_json(json, o, &f->way);
    }
}

/* -- Reading ------------------------------------------------------------------------------------------- */

typedef struct reader {
    rw_arena *arena;
    const char *path;
    const rw_study *study;
    rw_network *network;
    rw_id_index demands, trenches, junctions;
    int wrong;
} reader;

static void complain(reader *r, const char *what, int index, const char *why) {
    rw_find(r->arena->context, RW_SEVERITY_ERROR, (rw_place){r->path, 0, 0}, "network: %s %d: %s", what,
            index + 1, why);
    ++r->wrong;
}

/* An index that counts from 1 in the file; -1 when it is none below `count`. */
static int take_index(const rw_json_value *item, const char *key, int count) {
    const double value = rw_json_get_number(item, key);
    return value >= 1 && value <= count && value == floor(value) ? (int)value - 1 : -1;
}

static int find_source(const rw_study *study, const char *id) {
    for (int i = 0; id && i < study->source_count; ++i)
        if (strcmp(study->sources[i].id, id) == 0) return i;
    return -1;
}

static int find_in(const rw_id_index *index, const char *id) {
    return id ? rw_id_index_find(index, id) : -1;
}

static rw_status index_ids(reader *r) {
    const rw_study *study = r->study;
    const size_t demands = (size_t)study->demand_count, trenches = (size_t)study->trench_count,
                 junctions = (size_t)study->junction_count;
    const char **ids = rw_arena_allocate(r->arena, demands + trenches + junctions, sizeof *ids);
    if (!ids) return RW_ERROR_MEMORY;
    for (size_t j = 0; j < demands; ++j) ids[j] = study->demands[j].id;
    for (size_t t = 0; t < trenches; ++t) ids[demands + t] = study->trenches[t].id;
    for (size_t v = 0; v < junctions; ++v) ids[demands + trenches + v] = study->junctions[v].id;
    RW_TRY(rw_id_index_build(r->arena, ids, study->demand_count, &r->demands));
    RW_TRY(rw_id_index_build(r->arena, ids + demands, study->trench_count, &r->trenches));
    return rw_id_index_build(r->arena, ids + demands + trenches, study->junction_count, &r->junctions);
}

static rw_mode take_mode(const rw_json_value *item) {
    const char *mode = rw_json_get_string(item, "mode");
    return mode ? rw_mode_find(mode) : RW_MODE_COUNT;
}

rw_status rw_way_read(rw_arena *arena, const rw_json_value *item, const rw_network *n, rw_way *way,
                      bool *good) {
    const rw_json_value *list = rw_json_get(item, "way");
    const int count = rw_json_count(list);
    *way = (rw_way){.life = take_index(item, "life", n->life_count)};
    *good = way->life >= 0 && count >= 0;
    int *laid = rw_arena_allocate(arena, count > 0 ? (size_t)count : 0, sizeof *laid);
    if (!laid) return RW_ERROR_MEMORY;
    const rw_json_value *at = rw_json_first(list);
    for (int k = 0; k < count; ++k, at = rw_json_next(at)) {
        const double value = rw_json_as_number(at);
        *good = *good && value >= 1 && value <= n->laid_count && value == floor(value);
        laid[k] = *good ? (int)value - 1 : 0;
    }
    way->laid = laid;
    way->laid_count = *good ? count : 0;
    return RW_OK;
}

static void read_life(reader *r, const rw_json_value *item, int index) {
    const char *exit_plan = rw_json_get_string(item, "exit_plan");
    const double first = rw_json_get_number(item, "first_yr");
    rw_life *life = &r->network->lives[index];
    *life = (rw_life){find_source(r->study, rw_json_get_string(item, "source")),
                      first >= 1 ? (int)fmin(first, 1e6) : 0,
                      exit_plan ? rw_exit_plan_find(exit_plan) : RW_EXIT_COUNT};
    if (life->source < 0 || life->first < 1 || life->exit_plan == RW_EXIT_COUNT)
        complain(r, "life", index, "it needs a source of sources.csv, a first_yr, and stop or replace");
}

static void read_pipe(reader *r, const rw_json_value *item, int index) {
    const char *level = rw_json_get_string(item, "level");
    const double dn = rw_json_get_number(item, "dn");
    rw_laid *laid = &r->network->laid[index];
    *laid = (rw_laid){.trench = find_in(&r->trenches, rw_json_get_string(item, "trench")),
                      .level = level && strcmp(level, "water") == 0 ? RW_LEVEL_WATER : RW_LEVEL_SUPPLY,
                      .pipe = -1,
                      .backwards = rw_json_get_bool(item, "backwards"),
                      .life = take_index(item, "life", r->network->life_count)};
    for (int p = 0; p < r->study->pipe_count; ++p)
        if (r->study->pipes[p].dn == dn) laid->pipe = p;
    if (!level || (strcmp(level, "water") != 0 && strcmp(level, "supply") != 0))
        complain(r, "pipe", index, "its level must be supply or water");
    if (laid->trench < 0) complain(r, "pipe", index, "no such trench in trenches.csv");
    if (laid->pipe < 0) complain(r, "pipe", index, "no such diameter in the catalogue");
    if (laid->life < 0) complain(r, "pipe", index, "no such life");
}

static int find_machine(const reader *r, rw_mode mode, const char *at) {
    if (mode == RW_MODE_DEMAND_PUMP) return find_in(&r->demands, at);
    return mode == RW_MODE_STATION_PUMP ? find_in(&r->junctions, at) : find_source(r->study, at);
}

static void read_pump(reader *r, const rw_json_value *item, int index) {
    const char *at = rw_json_get_string(item, "at");
    const rw_mode mode = take_mode(item);
    rw_machine *m = &r->network->machines[index];
    *m = (rw_machine){mode, find_machine(r, mode, at), take_index(item, "life", r->network->life_count)};
    if (mode == RW_MODE_COUNT || mode == RW_MODE_DIRECT || m->index < 0 || m->life < 0)
        complain(r, "heat pump", index,
                 "it needs a mode with a heat pump, a place that is there, and a life");
}

static rw_status read_feed(reader *r, const rw_json_value *item, int index) {
    rw_feed *f = &r->network->feeds[index];
    bool good = false;
    *f = (rw_feed){.source = find_source(r->study, rw_json_get_string(item, "source")),
                   .mode = take_mode(item),
                   .laid = take_index(item, "pipe", r->network->laid_count),
                   .mw = rw_json_get_number(item, "mw")};
    RW_TRY(rw_way_read(r->arena, item, r->network, &f->way, &good));
    if (f->source < 0 || f->mode == RW_MODE_COUNT || f->laid < 0 || isnan(f->mw) || !good)
        complain(r, "loss", index, "it needs a source, a mode, a pipe, MW, a life and a way");
    return RW_OK;
}

static int count_of(const rw_json_value *object, const char *key) {
    const int count = rw_json_count(rw_json_get(object, key));
    return count > 0 ? count : 0;
}

rw_status rw_network_read(rw_arena *arena, const char *path, const rw_json_value *object,
                          const rw_study *study, const rw_network **network) {
    rw_network *n = rw_arena_allocate(arena, 1, sizeof *n);
    if (!n) return RW_ERROR_MEMORY;
    reader r = {.arena = arena, .path = path, .study = study, .network = n};
    n->life_count = count_of(object, "lives");
    n->laid_count = count_of(object, "pipes");
    n->machine_count = count_of(object, "heat_pumps");
    n->feed_count = count_of(object, "losses");
    n->lives = rw_arena_allocate(arena, (size_t)n->life_count, sizeof *n->lives);
    n->laid = rw_arena_allocate(arena, (size_t)n->laid_count, sizeof *n->laid);
    n->machines = rw_arena_allocate(arena, (size_t)n->machine_count, sizeof *n->machines);
    n->feeds = rw_arena_allocate(arena, (size_t)n->feed_count, sizeof *n->feeds);
    if (!n->lives || !n->laid || !n->machines || !n->feeds) return RW_ERROR_MEMORY;
    RW_TRY(index_ids(&r));
    const rw_json_value *item = rw_json_first(rw_json_get(object, "lives"));
    for (int k = 0; k < n->life_count; ++k, item = rw_json_next(item)) read_life(&r, item, k);
    item = rw_json_first(rw_json_get(object, "pipes"));
    for (int k = 0; k < n->laid_count; ++k, item = rw_json_next(item)) read_pipe(&r, item, k);
    item = rw_json_first(rw_json_get(object, "heat_pumps"));
    for (int k = 0; k < n->machine_count; ++k, item = rw_json_next(item)) read_pump(&r, item, k);
    item = rw_json_first(rw_json_get(object, "losses"));
    for (int k = 0; k < n->feed_count; ++k, item = rw_json_next(item)) RW_TRY(read_feed(&r, item, k));
    *network = n;
    return RW_OK;
}
