#include "report/trench_lines.h"
#include "base/number.h"
#include <string.h>

/* QGIS writes ids that are all digits as numbers. */
static const char *id_of(const rw_json_value *feature, char number[RW_NUMBER_BYTES]) {
    const rw_json_value *id = rw_json_get(rw_json_get(feature, "properties"), "id");
    const char *text = rw_json_as_string(id);
    const double value = rw_json_as_number(id);
    return text || isnan(value) ? text : rw_number_shortest(number, value);
}

/* Lines of trenches that are no longer there are left alone. */
static rw_status find_lines(rw_context *context, rw_trench_lines *lines) {
    const rw_study *study = lines->study;
    const size_t count = (size_t)study->trench_count;
    rw_arena arena;
    rw_id_index index;
    rw_arena_start(&arena, context);
    const char **ids = rw_arena_allocate(&arena, count, sizeof *ids);
    rw_status status = ids ? RW_OK : RW_ERROR_MEMORY;
    for (size_t t = 0; ids && t < count; ++t) ids[t] = study->trenches[t].id;
    if (status == RW_OK) status = rw_id_index_build(&arena, ids, (int)count, &index);
    const rw_json_value *f =
        status == RW_OK ? rw_json_first(rw_json_get(lines->json.root, "features")) : NULL;
    for (; f; f = rw_json_next(f)) {
        char number[RW_NUMBER_BYTES];
        const char *id = id_of(f, number);
        const rw_json_value *geometry = rw_json_get(f, "geometry");
        const char *type = rw_json_get_string(geometry, "type");
        const int trench = id && type && strcmp(type, "LineString") == 0 ? rw_id_index_find(&index, id) : -1;
        if (trench >= 0) lines->coordinates[trench] = rw_json_get(geometry, "coordinates");
    }
    rw_arena_free(&arena);
    return status;
}

rw_status rw_trench_lines_read(rw_context *context, const rw_study *study, rw_trench_lines *lines) {
    *lines = (rw_trench_lines){.study = study, .json = {.context = context}};
    lines->coordinates = rw_allocate(context, (size_t)study->trench_count, sizeof *lines->coordinates);
    if (!lines->coordinates) return RW_ERROR_MEMORY;
    if (!study->trench_lines) return RW_OK;
    RW_TRY(rw_json_parse(context, "trenches.geojson", study->trench_lines, &lines->json));
    return find_lines(context, lines);
}

void rw_trench_lines_free(rw_trench_lines *lines) {
    rw_release(lines->json.context, (void *)lines->coordinates);
    rw_json_free(&lines->json);
    lines->coordinates = NULL;
}

static void add_point(rw_json *json, rw_json_value *array, double lon_deg, double lat_deg,
                      bool latitude_first) {
    const double centimetre = 1e7; /* parts of a degree, in which it is rounded */
    rw_json_value *point = rw_json_list(json, array);
    lon_deg = rw_number_rounded(lon_deg, centimetre);
    lat_deg = rw_number_rounded(lat_deg, centimetre);
    rw_json_item_number(json, point, latitude_first ? lat_deg : lon_deg);
    rw_json_item_number(json, point, latitude_first ? lon_deg : lat_deg);
}

static void add_node(const rw_trench_lines *lines, int node, bool latitude_first, rw_json *json,
                     rw_json_value *array) {
    const rw_position *at = rw_study_node_at(lines->study, node);
    add_point(json, array, at->lon_deg, at->lat_deg, latitude_first);
}

/* The points between the ends, which are those of the study: then lines meet, whatever the file says. */
static void add_between(const rw_json_value *coordinates, bool backwards, bool latitude_first, rw_json *json,
                        rw_json_value *array) {
    const int count = rw_json_count(coordinates);
    for (int k = 1; k + 1 < count; ++k) {
        const rw_json_value *point = rw_json_at(coordinates, backwards ? count - 1 - k : k);
        const double lon_deg = rw_json_number_at(point, 0), lat_deg = rw_json_number_at(point, 1);
        if (isfinite(lon_deg) && isfinite(lat_deg)) add_point(json, array, lon_deg, lat_deg, latitude_first);
    }
}

void rw_trench_lines_add(const rw_trench_lines *lines, int trench, bool backwards, bool latitude_first,
                         rw_json *json, rw_json_value *array) {
    const rw_trench *t = &lines->study->trenches[trench];
    add_node(lines, backwards ? t->to : t->from, latitude_first, json, array);
    if (lines->coordinates[trench])
        add_between(lines->coordinates[trench], backwards, latitude_first, json, array);
    add_node(lines, backwards ? t->from : t->to, latitude_first, json, array);
}
