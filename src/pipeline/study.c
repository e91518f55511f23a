/* Reading a study for the public: all files, and what only later layers can find wrong with them. */
#include "base/number.h"
#include "plan/terms.h"
#include "report/json.h"
#include <string.h>

static bool is_feature_collection(const rw_json *json) {
    const char *type = rw_json_get_string(json->root, "type");
    const rw_json_value *features = rw_json_get(json->root, "features");
    if (!type || strcmp(type, "FeatureCollection") != 0 || rw_json_count(features) < 0) return false;
    for (const rw_json_value *f = rw_json_first(features); f; f = rw_json_next(f)) {
        const rw_json_value *geometry = rw_json_get(f, "geometry");
        const char *kind = rw_json_get_string(geometry, "type");
        const rw_json_value *parts = rw_json_get(
            geometry, kind && strcmp(kind, "GeometryCollection") == 0 ? "geometries" : "coordinates");
        if (!kind || rw_json_count(parts) < 1) return false;
    }
    return true;
}

/* Number of the first feature that begins far from the Netherlands: it is in metres, or has lat before lon.
 * 0: there is none. */
static int feature_elsewhere(const rw_json *json) {
    const double west_deg = -10, east_deg = 20; /* rivers and railways may begin abroad */
    int number = 0;
    const rw_json_value *f = rw_json_first(rw_json_get(json->root, "features"));
    for (; f; f = rw_json_next(f)) {
        const rw_json_value *geometry = rw_json_get(f, "geometry"),
                            *inner = rw_json_first(rw_json_get(geometry, "geometries"));
        const double lon_deg = rw_json_first_number(rw_json_get(inner ? inner : geometry, "coordinates"));
        ++number;
        if (lon_deg < west_deg || lon_deg > east_deg) return number;
    }
    return 0;
}

static void judge_drawing(rw_context *context, rw_place place, const rw_json *json) {
    if (!is_feature_collection(json)) {
        rw_find(context, RW_SEVERITY_ERROR, place,
                "is not a GeoJSON FeatureCollection whose features all have a geometry; write one in WGS84, "
                "or remove the file");
        return;
    }
    const int feature = feature_elsewhere(json);
    if (feature > 0)
        rw_find(context, RW_SEVERITY_ERROR, place,
                "feature %d lies far from the Netherlands; coordinates are lon and lat in WGS84: export the "
                "layer again in EPSG:4326",
                feature);
}

/* What is only drawn only decorates, but a user who wrote it wants to see it. */
static rw_status check_drawing(rw_context *context, const char *file, const char *text) {
    const rw_place place = {file, 0, 0};
    rw_json json = {.root = NULL};
    if (!text) return RW_OK;
    const rw_status status = rw_json_parse(context, place.file, text, &json);
    if (status == RW_ERROR_INPUT)
        rw_find_failure(context, place);
    else if (status == RW_OK)
        judge_drawing(context, place, &json);
    rw_json_free(&json);
    return status == RW_ERROR_INPUT ? RW_OK : status;
}

/* The user made room for heat pumps that cannot lift source water so far. */
static void check_stations(rw_context *context, const rw_study *study, const rw_terms *terms) {
    char from[RW_NUMBER_BYTES], to[RW_NUMBER_BYTES];
    int found = 0, first = -1;
    for (int v = study->junction_count - 1; v >= 0; --v)
        if (study->junctions[v].heat_pump) {
            ++found;
            first = v;
        }
    if (found == 0 || study->trench_count == 0 || terms->station.possible) return;
    rw_find(context, RW_SEVERITY_WARNING, (rw_place){"junctions.csv", study->junctions[first].line, 1},
            "no heat pump can stand at %s%s: it would lift source water of %s C to %s C, which max_lift_k or "
            "its COP rule out; see water_supply_level_c and supply_level_c",
            study->junctions[first].id, found > 1 ? " or another junction" : "",
            rw_number_brief(from, terms->level_c[RW_LEVEL_WATER].supply_c, 4),
            rw_number_brief(to, terms->level_c[RW_LEVEL_SUPPLY].supply_c, 4));
}

rw_status rw_study_read(rw_context *context, const char *folder, const rw_override *overrides,
                        size_t override_count, rw_study **result) {
    *result = NULL;
    rw_study *study = NULL;
    RW_TRY(rw_study_load(context, folder, NULL, overrides, override_count, &study));
    rw_terms terms;
    rw_status status = rw_terms_build(context, study, &terms);
    if (status == RW_OK) check_stations(context, study, &terms);
    rw_terms_free(&terms);
    if (status == RW_OK) status = check_drawing(context, "background.geojson", study->background);
    if (status == RW_OK) status = check_drawing(context, "trenches.geojson", study->trench_lines);
    if (status == RW_OK) status = rw_findings_status(context);
    if (status == RW_OK)
        *result = study;
    else
        rw_study_free(study);
    return status;
}
