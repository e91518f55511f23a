/* junctions.csv, trenches.csv and trenches.geojson. */
#include "base/file.h"
#include "base/number.h"
#include "report/json.h"
#include "streets/streets.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { ID_BYTES = 24 };

/* A service trench of a site that stands on the street is as long as this. */
#define SHORTEST_SERVICE_M 1

typedef struct writer {
    rw_streets *streets;
    const char *prefix; /* of the ids of junctions */
    int *junction;      /* by node: its number, 0 = it is none */
} writer;

/* A prefix with which no junction has the id of a source or demand. */
static const char *free_prefix(const rw_study *study) {
    static const char *const prefixes[] = {"K", "J", "KN", "JN", "KNOOP"};
    enum { PREFIXES = sizeof prefixes / sizeof *prefixes };
    for (int f = 0; f < PREFIXES; ++f) {
        const size_t length = strlen(prefixes[f]);
        bool taken = false;
        for (int q = 0; q < study->source_count + study->demand_count && !taken; ++q) {
            const char *id = rw_study_node_id(study, q);
            taken = strncmp(id, prefixes[f], length) == 0 && isdigit((unsigned char)id[length]);
        }
        if (!taken) return prefixes[f];
    }
    return "STRAATHOEK";
}

static const char *node_id(const writer *w, int node, char id[ID_BYTES]) {
    const int place = rw_streets_place_of(w->streets, node);
    if (place >= 0) return rw_study_node_id(w->streets->study, place);
    (void)snprintf(id, ID_BYTES, "%s%d", w->prefix, w->junction[node]);
    return id;
}

/* In the order of the nodes, those at which a trench ends and no source or demand stands. */
static void number_junctions(const writer *w) {
    const rw_streets *s = w->streets;
    for (size_t p = 0; p < s->pieces.count; ++p)
        if (!s->pieces.item[p].left_out)
            w->junction[s->pieces.item[p].from] = w->junction[s->pieces.item[p].to] = 1;
    for (size_t v = 0; v < s->nodes.count; ++v) {
        const bool used = w->junction[v] > 0 && rw_streets_place_of(s, (int)v) < 0;
        w->junction[v] = used ? ++s->summary->junctions : 0;
    }
}

static void add_junctions(const writer *w, rw_csv_writer *csv) {
    const rw_streets *s = w->streets;
    static const char *const header[] = {"id", "x_m", "y_m"};
    RW_CSV_WRITE_TEXTS(csv, header);
    rw_csv_end_row(csv);
    for (size_t v = 0; v < s->nodes.count; ++v) {
        char id[ID_BYTES];
        if (w->junction[v] == 0) continue;
        rw_csv_write_text(csv, node_id(w, (int)v, id));
        rw_csv_write_fixed(csv, s->nodes.item[v].x_m, 2);
        rw_csv_write_fixed(csv, s->nodes.item[v].y_m, 2);
        rw_csv_end_row(csv);
    }
}

static double trench_length_m(const rw_piece *piece) {
    return piece->line < 0 ? fmax(SHORTEST_SERVICE_M, piece->length_m) : fmax(0.01, piece->length_m);
}

static const char *name_of(const rw_streets *s, const rw_piece *piece) {
    return piece->line < 0 ? "" : s->lines.item[piece->line].traits.name;
}

static void add_existing(rw_csv_writer *csv, const rw_street_traits *traits) {
    static const char *const level[RW_LEVEL_COUNT] = {"supply", "water"}, *const status[] = {"", "forced",
                                                                                             "forbidden"};
    if (traits && traits->existing_dn > 0) {
        rw_csv_write_number(csv, traits->existing_dn);
        rw_csv_write_number(csv, traits->existing_age_yr);
        rw_csv_write_text(csv, level[traits->existing_level]);
    } else {
        for (int k = 0; k < 3; ++k) rw_csv_write_text(csv, "");
    }
    rw_csv_write_text(csv, traits ? status[traits->status] : "");
}

static void add_trench(const writer *w, rw_csv_writer *csv, const rw_piece *piece, int number) {
    const rw_streets *s = w->streets;
    const double length_m = trench_length_m(piece);
    char id[ID_BYTES];
    (void)snprintf(id, sizeof id, "T%d", number);
    rw_csv_write_text(csv, id);
    rw_csv_write_text(csv, node_id(w, piece->from, id));
    rw_csv_write_text(csv, node_id(w, piece->to, id));
    rw_csv_write_text(csv, name_of(s, piece));
    rw_csv_write_fixed(csv, length_m, 2);
    rw_csv_write_number(csv, rw_number_rounded(piece->extra_eur / length_m, 100));
    for (int k = 0; k < RW_BARRIER_COUNT; ++k) rw_csv_write_number(csv, piece->crossings[k]);
    add_existing(csv, piece->line < 0 ? NULL : &s->lines.item[piece->line].traits);
    rw_csv_end_row(csv);
}

static void add_trenches(const writer *w, rw_csv_writer *csv) {
    static const char *const header[] = {"id",
                                         "from",
                                         "to",
                                         "name",
                                         "length_m",
                                         "extra_eur_per_m",
                                         "crossings_water",
                                         "crossings_rail",
                                         "crossings_motorway",
                                         "existing_dn",
                                         "existing_age_yr",
                                         "existing_level",
                                         "status"};
    const rw_streets *s = w->streets;
    RW_CSV_WRITE_TEXTS(csv, header);
    rw_csv_end_row(csv);
    for (size_t p = 0; p < s->pieces.count; ++p) {
        if (s->pieces.item[p].left_out) continue;
        add_trench(w, csv, &s->pieces.item[p], ++s->summary->trenches);
        s->summary->trench_m += trench_length_m(&s->pieces.item[p]);
    }
}

rw_position rw_streets_wgs84(const rw_streets *streets, rw_point point) {
    rw_position at = {.lon_deg = RW_NAN, .lat_deg = RW_NAN, .x_m = point.x_m, .y_m = point.y_m};
    rw_geo geo = streets->geo;
    (void)rw_geo_locate(&geo, &at);
    at.lon_deg = rw_number_rounded(at.lon_deg, 1e7);
    at.lat_deg = rw_number_rounded(at.lat_deg, 1e7);
    return at;
}

/* The lines themselves, for the report's map and for QGIS. */
static rw_status draw_trenches(const writer *w, rw_text *text) {
    const rw_streets *s = w->streets;
    rw_json json;
    rw_json_start(&json, s->context);
    rw_json_string(&json, json.root, "type", "FeatureCollection");
    rw_json_value *features = rw_json_array(&json, json.root, "features");
    int number = 0;
    for (size_t p = 0; p < s->pieces.count; ++p) {
        const rw_piece *piece = &s->pieces.item[p];
        char id[ID_BYTES];
        if (piece->left_out) continue;
        (void)snprintf(id, sizeof id, "T%d", ++number);
        rw_json_value *feature = rw_json_item(&json, features);
        rw_json_string(&json, feature, "type", "Feature");
        rw_json_value *properties = rw_json_object(&json, feature, "properties");
        rw_json_string(&json, properties, "id", id);
        rw_json_string(&json, properties, "name", name_of(s, piece));
        rw_json_value *geometry = rw_json_object(&json, feature, "geometry");
        rw_json_string(&json, geometry, "type", "LineString");
        rw_json_value *coordinates = rw_json_array(&json, geometry, "coordinates");
        for (int k = 0; k < piece->count; ++k) {
            const rw_position at = rw_streets_wgs84(s, piece->at[k]);
            rw_json_value *point = rw_json_list(&json, coordinates);
            rw_json_item_number(&json, point, at.lon_deg);
            rw_json_item_number(&json, point, at.lat_deg);
        }
    }
    const rw_status status = rw_json_print(&json, false, text);
    rw_text_add(text, "\n");
    rw_json_free(&json);
    return status;
}

/* -- Files --------------------------------------------------------------------------------------------- */

typedef void add_rows(const writer *w, rw_csv_writer *csv);
typedef rw_status make_text(const writer *w, rw_text *text);

static rw_status add_table(const writer *w, rw_file_set *files, const char *name, add_rows *add) {
    const char *path = rw_path_join(&w->streets->arena, w->streets->study->folder, name);
    if (!path) return RW_ERROR_MEMORY;
    RW_TRY(rw_streets_poll(w->streets, "writing"));
    rw_csv_writer csv;
    rw_csv_writer_start(&csv, files->context, &w->streets->study->dialect);
    add(w, &csv);
    return rw_csv_writer_add_to(&csv, files, path);
}

static rw_status add_text(const writer *w, rw_file_set *files, const char *folder, const char *name,
                          make_text *make) {
    const char *path = rw_path_join(&w->streets->arena, folder, name);
    if (!path) return RW_ERROR_MEMORY;
    RW_TRY(rw_streets_poll(w->streets, "writing"));
    rw_text text;
    rw_text_start(&text, files->context);
    rw_status status = make(w, &text);
    if (status == RW_OK) status = rw_text_status(&text);
    if (status == RW_OK) status = rw_file_set_add(files, path, rw_text_string(&text), text.length);
    rw_text_free(&text);
    return status;
}

static rw_status draw_map(const writer *w, rw_text *page) {
    return rw_streets_map(w->streets, page);
}

static rw_status add_all(const writer *w, rw_file_set *files, const char *map_folder) {
    RW_TRY(add_table(w, files, "junctions.csv", add_junctions));
    RW_TRY(add_table(w, files, "trenches.csv", add_trenches));
    RW_TRY(add_text(w, files, w->streets->study->folder, "trenches.geojson", draw_trenches));
    RW_TRY(add_text(w, files, map_folder, "network.html", draw_map));
    return rw_streets_poll(w->streets, "writing");
}

rw_status rw_streets_write(rw_streets *s, const char *map_folder) {
    writer w = {.streets = s, .prefix = free_prefix(s->study)};
    rw_file_set files;
    w.junction = rw_arena_allocate(&s->arena, s->nodes.count, sizeof *w.junction);
    if (!w.junction) return RW_ERROR_MEMORY;
    number_junctions(&w);
    rw_file_set_start(&files, s->context);
    rw_status status = add_all(&w, &files, map_folder);
    if (status == RW_OK) status = rw_file_set_finish(&files);
    rw_file_set_free(&files);
    return status;
}
