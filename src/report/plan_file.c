/* plan.json: a plan as anybody can read, change and hand in again for `restwarmte verify`. */
#include "base/file.h"
#include "base/number.h"
#include "report/network_file.h"
#include "report/results.h"
#include <math.h>
#include <string.h>

static const char schema[] = "restwarmte-plan/1";

/* -- Writing ------------------------------------------------------------------------------------------- */

rw_status rw_plan_json(const rw_material *m, rw_text *text) {
    const rw_study *study = m->study;
    rw_json json;
    rw_json_start(&json, text->context);
    rw_json_string(&json, json.root, "schema", schema);
    rw_json_string(&json, json.root, "study", study->name);
    rw_json_value *overrides = rw_json_object(&json, json.root, "parameters");
    for (size_t i = 0; i < study->override_count; ++i) {
        const rw_parameter_info *info = rw_parameter_describe(rw_parameter_find(study->overrides[i].name));
        rw_json_string(&json, overrides, info->name, study->overrides[i].value);
    }
    rw_json_number(&json, json.root, "cost_eur_per_yr", m->result->cost_eur_per_yr);
    rw_json_number(&json, json.root, "bound_eur_per_yr", m->result->bound_eur_per_yr);
    rw_json_value *connected = rw_json_array(&json, json.root, "connected_new_demands");
    for (int j = 0; j < study->demand_count; ++j)
        if (m->plan->demand_connected[j] && study->demands[j].kind == RW_KIND_NEW)
            rw_json_item_string(&json, connected, study->demands[j].id);
    if (m->plan->network) rw_network_json(&json, study, m->plan->network);
    rw_json_value *connections = rw_json_array(&json, json.root, "connections");
    for (int k = 0; k < m->plan->connection_count; ++k) {
        const rw_connection *c = &m->plan->connections[k];
        rw_json_value *item = rw_json_item(&json, connections);
        rw_json_string(&json, item, "source", study->sources[c->source].id);
        rw_json_string(&json, item, "demand", study->demands[c->demand].id);
        rw_json_string(&json, item, "mode", rw_mode_name(c->mode));
        rw_json_number(&json, item, "dn", rw_connection_dn(study, m->plan, c));
        rw_json_string(&json, item, "exit_plan", rw_exit_plan_name(c->exit_plan));
        if (c->way) rw_way_json(&json, item, c->way);
        rw_json_value *delivered = rw_json_array(&json, item, "delivered_mw");
        for (int b = 0; b < m->terms->band_count; ++b)
            rw_json_item_number(&json, delivered, c->delivered_mw[b]);
    }
    const rw_status status = rw_json_print(&json, true, text);
    rw_text_add(text, "\n");
    rw_json_free(&json);
    return status;
}

/* -- Reading ------------------------------------------------------------------------------------------- */

static rw_status parse(rw_arena *arena, const char *path, rw_json *json) {
    char *text = NULL;
    size_t length = 0;
    RW_TRY(rw_file_read(arena, path, &text, &length));
    RW_TRY(rw_json_parse(arena->context, path, text, json));
    const char *said = rw_json_get_string(json->root, "schema");
    if (said && strcmp(said, schema) == 0) return RW_OK;
    rw_json_free(json);
    return rw_fail(arena->context, RW_ERROR_INPUT, "%s: is not a plan: its \"schema\" must be \"%s\"", path,
                   schema);
}

rw_status rw_plan_file_claims(rw_arena *arena, const char *path, rw_plan_claims *claims) {
    rw_json json = {.root = NULL};
    *claims = (rw_plan_claims){.cost_eur_per_yr = RW_NAN, .bound_eur_per_yr = RW_NAN};
    RW_TRY(parse(arena, path, &json));
    claims->cost_eur_per_yr = rw_json_get_number(json.root, "cost_eur_per_yr");
    claims->bound_eur_per_yr = rw_json_get_number(json.root, "bound_eur_per_yr");
    const rw_json_value *parameters = rw_json_get(json.root, "parameters");
    const int count = rw_json_count(parameters);
    rw_status status = RW_OK;
    claims->overrides = rw_arena_allocate(arena, count > 0 ? (size_t)count : 0, sizeof *claims->overrides);
    if (!claims->overrides) status = RW_ERROR_MEMORY;
    for (int i = 0; i < count && status == RW_OK; ++i) {
        const char *value = rw_json_string_at(parameters, i);
        rw_override *o = &claims->overrides[claims->override_count++];
        o->name = rw_arena_copy(arena, rw_json_key_at(parameters, i));
        o->value = rw_arena_copy(arena, value ? value : "");
        if (!o->name || !o->value) status = RW_ERROR_MEMORY;
    }
    rw_json_free(&json);
    return status;
}

/* The plan is data too: what is wrong with it is said all at once. */
typedef struct reader {
    rw_context *context;
    const char *path;
    const rw_study *study;
    rw_id_index sources, demands;
    const rw_network *network; /* NULL: pairs */
} reader;

static void complain(const reader *r, int connection, const char *what, const char *word) {
    rw_find(r->context, RW_SEVERITY_ERROR, (rw_place){r->path, 0, 0}, "connection %d: %s '%s'",
            connection + 1, what, word ? word : "(nothing)");
}

static int find_pipe(const rw_study *study, double dn) {
    for (int i = 0; i < study->pipe_count; ++i)
        if (study->pipes[i].dn == dn) return i;
    return -1;
}

static void read_connection(const reader *r, const rw_json_value *item, int index, rw_connection *c) {
    const char *source = rw_json_get_string(item, "source"), *demand = rw_json_get_string(item, "demand");
    const char *mode = rw_json_get_string(item, "mode"), *exit_plan = rw_json_get_string(item, "exit_plan");
    const rw_json_value *delivered = rw_json_get(item, "delivered_mw");
    const int bands = r->study->parameters.band_levels.count;
    char number[RW_NUMBER_BYTES];
    const double dn = rw_json_get_number(item, "dn");
    c->source = source ? rw_id_index_find(&r->sources, source) : -1;
    c->demand = demand ? rw_id_index_find(&r->demands, demand) : -1;
    c->mode = mode ? rw_mode_find(mode) : RW_MODE_COUNT;
    c->exit_plan = exit_plan ? rw_exit_plan_find(exit_plan) : RW_EXIT_COUNT;
    c->pipe = r->network ? -1 : find_pipe(r->study, dn);
    if (c->source < 0) complain(r, index, "no such source in sources.csv:", source);
    if (c->demand < 0) complain(r, index, "no such demand in demands.csv:", demand);
    if (c->mode == RW_MODE_COUNT)
        complain(r, index, "mode must be direct, source_pump, preheat, demand_pump or station_pump, not",
                 mode);
    if (c->exit_plan == RW_EXIT_COUNT)
        complain(r, index, "exit_plan must be stop or replace, not", exit_plan);
    if (c->pipe < 0 && !r->network)
        complain(r, index, "no such diameter in the catalogue: dn", rw_number_brief(number, dn, 6));
    bool good = rw_json_count(delivered) == bands;
    for (int b = 0; b < bands && good; ++b) {
        c->delivered_mw[b] = rw_json_number_at(delivered, b);
        good = !isnan(c->delivered_mw[b]);
    }
    if (!good) complain(r, index, "delivered_mw must have one number per band of band_levels, for", demand);
}

static rw_status read_way(const reader *r, rw_arena *arena, const rw_json_value *item, int index,
                          rw_connection *c) {
    bool good = false;
    rw_way *way = rw_arena_allocate(arena, 1, sizeof *way);
    if (!way) return RW_ERROR_MEMORY;
    RW_TRY(rw_way_read(arena, item, r->network, way, &good));
    if (!good) complain(r, index, "life and way must name what the network has, for", r->path);
    c->way = way;
    return RW_OK;
}

static void read_connected(const reader *r, const rw_json_value *list, rw_plan *plan) {
    for (const rw_json_value *item = rw_json_first(list); item; item = rw_json_next(item)) {
        const char *id = rw_json_as_string(item);
        const int demand = id ? rw_id_index_find(&r->demands, id) : -1;
        if (demand >= 0)
            plan->demand_connected[demand] = true;
        else
            rw_find(r->context, RW_SEVERITY_ERROR, (rw_place){r->path, 0, 0},
                    "connected_new_demands: no such demand in demands.csv: '%s'", id ? id : "(not text)");
    }
}

static rw_status index_ids(rw_arena *arena, const rw_study *study, reader *r) {
    const char **ids =
        rw_arena_allocate(arena, (size_t)study->source_count + (size_t)study->demand_count, sizeof *ids);
    if (!ids) return RW_ERROR_MEMORY;
    const char **demand_ids = ids + study->source_count;
    for (int i = 0; i < study->source_count; ++i) ids[i] = study->sources[i].id;
    for (int j = 0; j < study->demand_count; ++j) demand_ids[j] = study->demands[j].id;
    RW_TRY(rw_id_index_build(arena, ids, study->source_count, &r->sources));
    return rw_id_index_build(arena, demand_ids, study->demand_count, &r->demands);
}

rw_status rw_plan_file_read(rw_arena *arena, const char *path, const rw_study *study, rw_plan *plan) {
    reader r = {.context = arena->context, .path = path, .study = study};
    rw_json json = {.root = NULL};
    RW_TRY(parse(arena, path, &json));
    const rw_json_value *connections = rw_json_get(json.root, "connections");
    const int count = rw_json_count(connections);
    rw_status status = RW_OK;
    if (count < 0) {
        status = rw_fail(arena->context, RW_ERROR_INPUT, "%s: the list \"connections\" is missing", path);
        goto done;
    }
    RW_CHECK(index_ids(arena, study, &r));
    RW_CHECK(rw_plan_start(arena, study, count, plan));
    read_connected(&r, rw_json_get(json.root, "connected_new_demands"), plan);
    if (rw_json_get(json.root, "network"))
        RW_CHECK(rw_network_read(arena, path, rw_json_get(json.root, "network"), study, &r.network));
    plan->network = r.network;
    const rw_json_value *item = rw_json_first(connections);
    for (int i = 0; i < count; ++i, item = rw_json_next(item)) {
        read_connection(&r, item, i, &plan->connections[i]);
        if (r.network) RW_CHECK(read_way(&r, arena, item, i, &plan->connections[i]));
    }
    RW_CHECK(rw_findings_status(arena->context));
    rw_plan_index(plan);
done:
    rw_json_free(&json);
    return status;
}
