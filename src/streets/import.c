/* Streets into a study, step by step. */
#include "base/file.h"
#include "base/number.h"
#include "streets/streets.h"

enum { NAMED_PLACES = 12 /* more of them are counted, not named */ };

rw_streets_options rw_streets_options_default(void) {
    return (rw_streets_options){.snap_m = 200, .join_m = 1};
}

/* -- Before -------------------------------------------------------------------------------------------- */

static rw_status refuse(const rw_streets *s, const char *folder, const char *name) {
    return rw_fail(s->context, RW_ERROR_FILE,
                   "%s/%s is there already; add --force to replace junctions.csv, trenches.csv and "
                   "trenches.geojson",
                   folder, name);
}

/* A template without rows is nobody's work. */
static rw_status has_rows(rw_streets *s, const char *folder, rw_sheet_file file, bool *rows) {
    rw_sheet sheet;
    const rw_status status = rw_sheet_read(&s->arena, folder, file, &sheet);
    *rows = status == RW_OK && sheet.table.rows.count > 0;
    rw_sheet_free(&sheet);
    return status;
}

static rw_status refuse_existing(rw_streets *s, const char *folder) {
    bool rows = false;
    if (s->options->overwrite) return RW_OK;
    RW_TRY(has_rows(s, folder, RW_SHEET_junctions, &rows));
    if (rows) return refuse(s, folder, "junctions.csv");
    RW_TRY(has_rows(s, folder, RW_SHEET_trenches, &rows));
    if (rows) return refuse(s, folder, "trenches.csv");
    const char *lines = rw_path_join(&s->arena, folder, "trenches.geojson");
    if (!lines) return RW_ERROR_MEMORY;
    return rw_file_exists(lines) ? refuse(s, folder, "trenches.geojson") : RW_OK;
}

static void refuse_pairs(const rw_streets *s) {
    if (s->study->route_count > 0)
        rw_find(s->context, RW_SEVERITY_ERROR, (rw_place){"routes.csv", 0, 0},
                "the study has routes of pairs; a study is of pairs or a network: move routes.csv away");
}

/* -- After --------------------------------------------------------------------------------------------- */

static int part_of(int *part, int node) {
    while (part[node] != node) node = part[node] = part[part[node]];
    return node;
}

/* Sources that no demand hangs together with, and the other way round. */
static rw_status find_apart(rw_streets *s) {
    const int sources = s->study->source_count, places = sources + s->study->demand_count;
    const size_t nodes = s->nodes.count;
    int *part = rw_arena_allocate(&s->arena, nodes, sizeof *part);
    bool *has[2] = {rw_arena_allocate(&s->arena, nodes, sizeof **has),
                    rw_arena_allocate(&s->arena, nodes, sizeof **has)};
    s->apart = rw_arena_allocate(&s->arena, (size_t)places, sizeof *s->apart);
    if (!part || !has[0] || !has[1] || !s->apart) return RW_ERROR_MEMORY;
    for (size_t v = 0; v < nodes; ++v) part[v] = (int)v;
    for (size_t p = 0; p < s->pieces.count; ++p) {
        const rw_piece *piece = &s->pieces.item[p];
        const bool forbidden =
            piece->line >= 0 && s->lines.item[piece->line].traits.status == RW_ROUTE_FORBIDDEN;
        if (!piece->left_out && !forbidden) part[part_of(part, piece->from)] = part_of(part, piece->to);
    }
    for (int q = 0; q < places; ++q) has[q < sources][part_of(part, s->first_place + q)] = true;
    for (int q = 0; q < places; ++q)
        s->apart[q] = s->attachment[q].attached && !has[q >= sources][part_of(part, s->first_place + q)];
    return RW_OK;
}

static rw_place place_in_file(const rw_streets *s, int place) {
    const int sources = s->study->source_count;
    return place < sources ? (rw_place){s->sources_path, s->study->sources[place].line, 1}
                           : (rw_place){s->study->demands_path, s->study->demands[place - sources].line, 1};
}

static void warn_of(const rw_streets *s, int place, int *named) {
    const rw_attachment *a = &s->attachment[place];
    const char *id = rw_study_node_id(s->study, place);
    char off[RW_NUMBER_BYTES], most[RW_NUMBER_BYTES];
    if (a->attached && !s->apart[place]) return;
    if (++*named > NAMED_PLACES) return;
    if (s->apart[place])
        rw_find(s->context, RW_SEVERITY_WARNING, place_in_file(s, place),
                "the streets at %s lead to no %s; draw the street that is missing (the map shows the parts)",
                id, place < s->study->source_count ? "demand" : "source");
    else
        rw_find(s->context, RW_SEVERITY_WARNING, place_in_file(s, place),
                "%s lies %s m from the nearest street, and --snap-m is %s: it is not connected; check its "
                "coordinates, add the street, or allow more",
                id, rw_number_fixed(off, a->distance_m, 0), rw_number_brief(most, s->options->snap_m, 6));
}

static void say_what_is_off(const rw_streets *s) {
    const int sources = s->study->source_count, places = sources + s->study->demand_count;
    int named = 0;
    for (int q = 0; q < places; ++q) {
        const bool attached = s->attachment[q].attached;
        rw_streets_summary *sum = s->summary;
        ++*(q < sources ? (attached ? &sum->sources : &sum->sources_off)
                        : (attached ? &sum->demands : &sum->demands_off));
        warn_of(s, q, &named);
    }
    if (named > NAMED_PLACES)
        rw_find(s->context, RW_SEVERITY_WARNING, (rw_place){s->file, 0, 0},
                "%d more sources and demands are not connected", named - NAMED_PLACES);
}

/* Without a source or a demand on them the streets are of no use, and trenches without rows would leave the
 * study one of pairs. */
static void refuse_unconnected(const rw_streets *s) {
    const rw_streets_summary *sum = s->summary;
    const bool no_source = sum->sources == 0;
    char most[RW_NUMBER_BYTES];
    if (!no_source && sum->demands > 0) return;
    rw_find(
        s->context, RW_SEVERITY_ERROR, (rw_place){s->file, 0, 0},
        "no %s of the study lies within %s m (--snap-m) of these streets; are they of the same area? Nothing "
        "was written",
        no_source && sum->demands == 0 ? "source or demand"
        : no_source                    ? "source"
                                       : "demand",
        rw_number_brief(most, s->options->snap_m, 6));
}

/* -- Whole --------------------------------------------------------------------------------------------- */

rw_status rw_streets_poll(const rw_streets *s, const char *stage) {
    return rw_poll_stage(s->context, stage)
               ? rw_fail(s->context, RW_ERROR_INTERRUPTED, "stopped as you asked; nothing was written")
               : RW_OK;
}

static rw_status run_steps(rw_streets *s, const char *map_folder) {
    refuse_pairs(s);
    RW_TRY(rw_streets_read(s, s->file));
    RW_TRY(rw_findings_status(s->context));
    RW_TRY(rw_streets_node(s));
    RW_TRY(rw_streets_attach(s));
    RW_TRY(rw_streets_simplify(s));
    RW_TRY(rw_streets_cross(s));
    RW_TRY(find_apart(s));
    say_what_is_off(s);
    refuse_unconnected(s);
    RW_TRY(rw_findings_status(s->context));
    RW_TRY(rw_folder_make(s->context, map_folder));
    return rw_streets_write(s, map_folder);
}

rw_status rw_streets_import(rw_context *context, const char *folder, const char *streets_path,
                            const char *map_folder, const rw_override *overrides, size_t override_count,
                            const rw_streets_options *options, rw_streets_summary *summary) {
    rw_streets s = {.context = context, .options = options, .file = streets_path, .summary = summary};
    rw_study *study = NULL;
    rw_status status = RW_OK;
    *summary = (rw_streets_summary){0};
    rw_arena_start(&s.arena, context);
    RW_CHECK(rw_study_load_without_trenches(context, folder, overrides, override_count, &study));
    s.study = study;
    s.sources_path = rw_path_join(&s.arena, folder, "sources.csv");
    if (!s.sources_path) RW_CHECK(RW_ERROR_MEMORY);
    RW_CHECK(refuse_existing(&s, folder));
    RW_CHECK(rw_geo_open(context, NULL, &s.geo));
    RW_CHECK(run_steps(&s, map_folder));
done:
    rw_geo_close(&s.geo);
    RW_VECTOR_FREE(context, &s.lines);
    RW_VECTOR_FREE(context, &s.barriers);
    RW_VECTOR_FREE(context, &s.pieces);
    RW_VECTOR_FREE(context, &s.nodes);
    rw_arena_free(&s.arena);
    rw_study_free(study);
    return status;
}
