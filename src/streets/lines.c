/* The GeoJSON file of streets, and the barriers in the study's background. */
#include "base/file.h"
#include "base/number.h"
#include "report/json.h"
#include "streets/streets.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = 80, WRONG_FEATURES = 20 /* more of them say nothing new */ };

typedef struct reader {
    rw_streets *streets;
    const char *file;
    bool rd;               /* coordinates are RD New */
    int feature;           /* counts from 1 */
    char name[NAME_BYTES]; /* of the feature, for messages */
    int wrong;
} reader;

/* -- Messages ------------------------------------------------------------------------------------------ */

__attribute__((format(printf, 2, 3))) static void complain(reader *r, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (++r->wrong <= WRONG_FEATURES)
        rw_find(r->streets->context, RW_SEVERITY_ERROR, (rw_place){r->file, 0, 0}, "feature %d%s%s%s: %s",
                r->feature, r->name[0] ? " (" : "", r->name, r->name[0] ? ")" : "", text);
}

static void complain_of_file(reader *r, const char *text) {
    ++r->wrong;
    rw_find(r->streets->context, RW_SEVERITY_ERROR, (rw_place){r->file, 0, 0}, "%s", text);
}

/* -- Properties ---------------------------------------------------------------------------------------- */

/* The first of the names, separated by |, that the feature has; NULL for none. */
static const rw_json_value *property(const rw_json_value *properties, const char *names) {
    for (const char *name = names; name; name = strchr(name, '|') ? strchr(name, '|') + 1 : NULL) {
        char one[NAME_BYTES];
        (void)snprintf(one, sizeof one, "%.*s", (int)strcspn(name, "|"), name);
        for (const rw_json_value *p = rw_json_first(properties); p; p = rw_json_next(p))
            if (rw_text_same(rw_json_key(p), one)) return p;
    }
    return NULL;
}

static const char *word(const rw_json_value *properties, const char *names) {
    const char *text = rw_json_as_string(property(properties, names));
    return text ? text : "";
}

static bool is_one_of(const char *text, const char *const *words) {
    for (; *words; ++words)
        if (rw_text_same(text, *words)) return true;
    return false;
}

/* NaN when there is none; QGIS writes numbers, OpenStreetMap's tags are text. */
static double number(reader *r, const rw_json_value *properties, const char *names, double min, double max) {
    const rw_json_value *p = property(properties, names);
    const char *text = rw_json_as_string(p);
    double value = rw_json_as_number(p);
    if (text && text[0] && !rw_number_parse(text, &value)) value = RW_INFINITY;
    if (isnan(value) || (value >= min && value <= max)) return value;
    char low[RW_NUMBER_BYTES], high[RW_NUMBER_BYTES];
    complain(r, "%s is not a number from %s to %s; write one, with a decimal point", rw_json_key(p),
             rw_number_brief(low, min, 9), rw_number_brief(high, max, 9));
    return RW_NAN;
}

/* Which of the words ("english=dutch|..") the property is; `fallback` when there is none. */
static int choice(reader *r, const rw_json_value *properties, const char *names, const char *const *words,
                  int fallback) {
    const char *text = word(properties, names);
    if (!text[0]) return fallback;
    for (int k = 0; words[k]; ++k)
        if (rw_text_same(text, words[k])) return k / 2;
    complain(r, "'%.40s' is not known; write %s, %s or nothing", text, words[0], words[2]);
    return fallback;
}

static bool in_catalogue(const rw_study *study, int dn) {
    for (int p = 0; p < study->pipe_count; ++p)
        if (study->pipes[p].dn == dn) return true;
    return false;
}

static void read_existing(reader *r, const rw_json_value *properties, rw_street_traits *traits) {
    static const char *const levels[] = {"supply", "net", "water", "bronwater", NULL};
    const double dn = number(r, properties, "existing_dn|bestaande_dn", 0, 2000);
    if (isnan(dn) || dn == 0) return;
    traits->existing_dn = (int)dn;
    traits->existing_age_yr = number(r, properties, "existing_age_yr|leeftijd_jr", 0, 200);
    traits->existing_level =
        (rw_level)choice(r, properties, "existing_level|bestaand_niveau", levels, RW_LEVEL_SUPPLY);
    if (!in_catalogue(r->streets->study, traits->existing_dn))
        complain(r,
                 "DN%d of existing_dn is not in the catalogue; write the nearest diameter that is, or add it "
                 "to pipes.csv",
                 traits->existing_dn);
    if (isnan(traits->existing_age_yr))
        complain(r,
                 "existing_age_yr is missing; the age of the existing pipe decides when it is bought again");
}

static rw_status read_traits(reader *r, const rw_json_value *properties, rw_street_traits *traits) {
    static const char *const hard[] = {"asphalt", "concrete", "concrete:plates",     "concrete:lanes",
                                       "asfalt",  "beton",    "gesloten verharding", NULL};
    static const char *const statuses[] = {"allowed",   "toegestaan", "forced", "verplicht",
                                           "forbidden", "verboden",   NULL};
    const double own = number(r, properties, "extra_eur_per_m|meerprijs_eur_per_m", 0, 1e6);
    const bool asphalt =
        is_one_of(word(properties, "surface|ondergrond|plus_fysiekvoorkomen|fysiekvoorkomen"), hard);
    const char *status = word(properties, "status");
    *traits = (rw_street_traits){.extra_eur_per_m =
                                     rw_or(own, asphalt ? r->streets->options->asphalt_eur_per_m : 0)};
    traits->name = rw_arena_copy(&r->streets->arena, word(properties, "name|naam|straatnaam|stt_naam"));
    /* Other data sets have a status of their own, of the road: only our words count. */
    for (int k = 0; statuses[k]; ++k)
        if (rw_text_same(status, statuses[k])) traits->status = (rw_route_status)(k / 2);
    read_existing(r, properties, traits);
    return traits->name ? RW_OK : RW_ERROR_MEMORY;
}

/* Roads in which no pipe is laid, and lines that are no road. */
static bool is_street(const rw_json_value *properties) {
    static const char *const no_pipes[] = {"motorway", "motorway_link", "trunk",    "trunk_link",
                                           "raceway",  "construction",  "proposed", NULL};
    const char *highway = word(properties, "highway"), *manager = word(properties, "wegbehsrt");
    if (highway[0]) return !is_one_of(highway, no_pipes);
    return !rw_text_same(manager, "R") && !word(properties, "railway")[0] && !word(properties, "waterway")[0];
}

/* -- Coordinates --------------------------------------------------------------------------------------- */

static const rw_json_value *second(const rw_json_value *array) {
    const rw_json_value *first = rw_json_first(array);
    return first ? rw_json_next(first) : NULL;
}

/* False after a complaint. */
static bool read_point(reader *r, const rw_json_value *coordinates, int which, rw_point *to) {
    const double a = rw_json_as_number(rw_json_first(coordinates)),
                 b = rw_json_as_number(second(coordinates));
    if (!rw_json_is_array(coordinates) || !isfinite(a) || !isfinite(b)) {
        complain(r, "point %d is not two numbers, as in [4.96, 52.34]; export the layer again", which);
        return false;
    }
    rw_position at = {.lon_deg = r->rd ? RW_NAN : a,
                      .lat_deg = r->rd ? RW_NAN : b,
                      .x_m = r->rd ? a : RW_NAN,
                      .y_m = r->rd ? b : RW_NAN};
    const char *problem = rw_geo_locate(&r->streets->geo, &at);
    if (problem) {
        complain(r, "point %d: %s. Export in EPSG:4326 (WGS84) or EPSG:28992 (RD New)", which, problem);
        return false;
    }
    *to = (rw_point){at.x_m, at.y_m};
    return true;
}

/* Points of one line, without those that stand still; count 0 after a complaint. */
static rw_status read_points(reader *r, const rw_json_value *coordinates, rw_point **points, int *count) {
    const int most = rw_json_count(coordinates);
    *count = 0;
    if (!rw_json_is_array(coordinates) || most < 2) {
        complain(r, "a line of %d points; a line needs two or more, remove the feature", most > 0 ? most : 0);
        return RW_OK;
    }
    rw_point *at = *points = rw_arena_allocate(&r->streets->arena, (size_t)most, sizeof *at);
    if (!at) return RW_ERROR_MEMORY;
    int n = 0, which = 0;
    for (const rw_json_value *c = rw_json_first(coordinates); c; c = rw_json_next(c)) {
        if (!read_point(r, c, ++which, &at[n])) return RW_OK;
        if (n == 0 || rw_point_distance_m(at[n], at[n - 1]) > 0.005) ++n;
    }
    *count = n;
    return RW_OK;
}

/* -- Features ------------------------------------------------------------------------------------------ */

typedef rw_status take_line(reader *r, const rw_json_value *properties, rw_point *at, int count, bool area);

static rw_status take_one(reader *r, const rw_json_value *properties, const rw_json_value *coordinates,
                          bool area, take_line *take) {
    rw_point *at;
    int count;
    RW_TRY(read_points(r, coordinates, &at, &count));
    return count >= 2 ? take(r, properties, at, count, area) : RW_OK;
}

/* `depth`: how many arrays lie around the lines. */
static rw_status take_all(reader *r, const rw_json_value *properties, const rw_json_value *coordinates,
                          int depth, bool area, take_line *take) {
    if (depth == 0) return take_one(r, properties, coordinates, area, take);
    if (!rw_json_is_array(coordinates)) complain(r, "its coordinates are not a list; export the layer again");
    for (const rw_json_value *c = rw_json_first(coordinates); c; c = rw_json_next(c))
        RW_TRY(take_all(r, properties, c, depth - 1, area, take));
    return RW_OK;
}

static rw_status take_geometry(reader *r, const rw_json_value *properties, const rw_json_value *geometry,
                               bool areas, take_line *take) {
    static const struct {
        const char *type;
        int depth;
        bool area;
    } known[] = {{"LineString", 0, false},
                 {"MultiLineString", 1, false},
                 {"Polygon", 1, true},
                 {"MultiPolygon", 2, true}};
    const char *type = rw_json_get_string(geometry, "type");
    for (size_t k = 0; type && k < sizeof known / sizeof *known; ++k) {
        if (strcmp(type, known[k].type) != 0 || (known[k].area && !areas)) continue;
        return take_all(r, properties, rw_json_get(geometry, "coordinates"), known[k].depth, known[k].area,
                        take);
    }
    if (type && strcmp(type, "GeometryCollection") == 0) {
        for (const rw_json_value *g = rw_json_first(rw_json_get(geometry, "geometries")); g;
             g = rw_json_next(g))
            RW_TRY(take_geometry(r, properties, g, areas, take));
        return RW_OK;
    }
    ++r->streets->summary->areas_left_out;
    return RW_OK;
}

static void name_feature(reader *r, const rw_json_value *feature) {
    const rw_json_value *properties = rw_json_get(feature, "properties");
    const char *name = word(properties, "name|naam|straatnaam|stt_naam"),
               *id = rw_json_get_string(feature, "id");
    (void)snprintf(r->name, sizeof r->name, "%s",
                   name[0] ? name
                   : id    ? id
                           : word(properties, "id|@id|full_id"));
    r->name[rw_utf8_valid_length(r->name, strlen(r->name))] = '\0';
}

static rw_status take_features(reader *r, const rw_json_value *features, bool areas, take_line *take) {
    for (const rw_json_value *f = rw_json_first(features); f; f = rw_json_next(f)) {
        RW_TRY(rw_streets_poll(r->streets, "reading"));
        ++r->feature;
        name_feature(r, f);
        RW_TRY(take_geometry(r, rw_json_get(f, "properties"), rw_json_get(f, "geometry"), areas, take));
    }
    return RW_OK;
}

/* -- Coordinate system --------------------------------------------------------------------------------- */

/* What the file says (RFC 7946 dropped it, QGIS writes it all the same), or what the numbers can only be. */
static bool find_system(reader *r, const rw_json_value *root) {
    const char *name = rw_json_get_string(rw_json_get(rw_json_get(root, "crs"), "properties"), "name");
    if (name) {
        r->rd = strstr(name, "28992") != NULL;
        if (r->rd || strstr(name, "CRS84") || strstr(name, "4326")) return true;
        char text[256];
        (void)snprintf(
            text, sizeof text,
            "its coordinates are in %.60s; export the layer in EPSG:4326 (WGS84) or EPSG:28992 (RD New)",
            name);
        complain_of_file(r, text);
        return false;
    }
    for (const rw_json_value *f = rw_json_first(rw_json_get(root, "features")); f; f = rw_json_next(f)) {
        const double x = rw_json_first_number(rw_json_get(rw_json_get(f, "geometry"), "coordinates"));
        if (isnan(x)) continue;
        r->rd = fabs(x) > 180;
        return true;
    }
    return true;
}

/* -- Streets ------------------------------------------------------------------------------------------- */

static rw_status take_street(reader *r, const rw_json_value *properties, rw_point *at, int count, bool area) {
    (void)area;
    rw_streets *s = r->streets;
    if (!is_street(properties)) {
        ++s->summary->roads_left_out;
        return RW_OK;
    }
    rw_street_line line = {.at = at, .count = count};
    RW_TRY(read_traits(r, properties, &line.traits));
    RW_TRY(RW_VECTOR_RESERVE(s->context, &s->lines, 1));
    s->lines.item[s->lines.count++] = line;
    ++s->summary->lines;
    s->summary->street_m += rw_points_length_m(at, count);
    return RW_OK;
}

static rw_status read_streets(reader *r, const rw_json_value *root) {
    const char *type = rw_json_get_string(root, "type");
    const rw_json_value *features = rw_json_get(root, "features");
    rw_streets *s = r->streets;
    if (!type || strcmp(type, "FeatureCollection") != 0 || !rw_json_is_array(features)) {
        complain_of_file(
            r, "is not a GeoJSON FeatureCollection; in QGIS: Export, Save Features As, format GeoJSON");
        return RW_OK;
    }
    if (!find_system(r, root)) return RW_OK;
    RW_TRY(take_features(r, features, false, take_street));
    if (r->wrong > WRONG_FEATURES) {
        char text[96];
        (void)snprintf(text, sizeof text, "%d more features have mistakes like these",
                       r->wrong - WRONG_FEATURES);
        complain_of_file(r, text);
    }
    if (r->wrong > 0 || s->lines.count > 0) return RW_OK;
    complain_of_file(r,
                     r->feature == 0 ? "holds no features; was a filter or an empty selection exported?"
                     : s->summary->roads_left_out > 0
                         ? "holds motorways, railways or waterways only; streets are needed"
                     : s->summary->areas_left_out > 0
                         ? "holds no lines, only points, areas or features without a geometry; take the "
                           "centre lines of streets (OpenStreetMap or NWB, not the road surfaces of the BGT)"
                         : "holds no lines of any length; export the layer again");
    return RW_OK;
}

/* -- Barriers ------------------------------------------------------------------------------------------ */

static rw_status take_barrier(reader *r, const rw_json_value *properties, rw_point *at, int count,
                              bool area) {
    static const char *const kinds[RW_BARRIER_COUNT] = {"water", "rail", "motorway"};
    rw_streets *s = r->streets;
    for (int k = 0; k < RW_BARRIER_COUNT; ++k) {
        if (!rw_text_same(word(properties, "kind"), kinds[k])) continue;
        RW_TRY(RW_VECTOR_RESERVE(s->context, &s->barriers, 1));
        s->barriers.item[s->barriers.count++] = (rw_barrier_line){at, count, (rw_barrier)k, area};
    }
    return RW_OK;
}

static rw_status read_json(reader *r, const char *text, bool background) {
    rw_json json = {.root = NULL};
    rw_status status = rw_json_parse(r->streets->context, r->file, text, &json);
    if (status == RW_OK)
        status = background ? take_features(r, rw_json_get(json.root, "features"), true, take_barrier)
                            : read_streets(r, json.root);
    rw_json_free(&json);
    return status;
}

rw_status rw_streets_read(rw_streets *streets, const char *path) {
    reader r = {.streets = streets, .file = path};
    char *text = NULL;
    size_t length = 0;
    RW_TRY(rw_file_read(&streets->arena, path, &text, &length));
    if (strlen(text) < length) {
        complain_of_file(&r, "is not a text file; export the layer as GeoJSON");
        return RW_OK;
    }
    RW_TRY(read_json(&r, text, false));
    if (!streets->study->background) return RW_OK;
    const int areas = streets->summary->areas_left_out;
    reader background = {.streets = streets, .file = "background.geojson"};
    RW_TRY(read_json(&background, streets->study->background, true));
    streets->summary->areas_left_out = areas;
    return RW_OK;
}
