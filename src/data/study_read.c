/* From a folder to a study, in the order in which one file needs another. */
#include "base/file.h"
#include "base/number.h"
#include "data/read.h"
#include <string.h>

rw_status rw_read_note_file(rw_reading *reading, const rw_csv_table *table) {
    rw_study *study = reading->study;
    rw_text dialect;
    rw_text_start(&dialect, reading->context);
    rw_dialect_describe(&table->dialect, &dialect);
    rw_study_file *file = &study->files[study->file_count++];
    file->path = table->file;
    file->row_count = table->rows.count;
    file->dialect = rw_arena_copy(&study->arena, rw_text_string(&dialect));
    file->sha256 = rw_arena_copy(&study->arena, table->sha256);
    const bool good = file->dialect && file->sha256 && rw_text_status(&dialect) == RW_OK;
    rw_text_free(&dialect);
    return good ? RW_OK : RW_ERROR_MEMORY;
}

int rw_read_start(const rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row, rw_column column) {
    const rw_parameters *p = &reading->study->parameters;
    const int year = rw_sheet_integer(sheet, row, column, p->base_year + 1);
    const int start = year - p->base_year;
    if (start > p->horizon_yr)
        rw_find(reading->context, RW_SEVERITY_WARNING, rw_sheet_place(sheet, row, column),
                "%s: %d is beyond the horizon (%d to %d); nothing will be counted of it",
                rw_column_describe(column)->name, year, p->base_year + 1, p->base_year + p->horizon_yr);
    return start < 1 ? 1 : start;
}

void rw_read_place(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row, rw_column column,
                   int *place) {
    *place = -1;
    const char *name = rw_sheet_text(sheet, row, column);
    if (name[0] == '\0') return;
    *place = rw_id_index_find(&reading->places, name);
    if (*place >= 0) return;
    const char *nearest = rw_id_index_nearest(&reading->places, name);
    if (nearest)
        rw_sheet_error(sheet, row, column, "'%s' is not a place in power.csv; did you mean %s?", name,
                       nearest);
    else
        rw_sheet_error(sheet, row, column,
                       "'%s' is not a place in power.csv; add it there, or leave the cell empty", name);
}

void rw_read_position(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                      const rw_position_columns *columns, rw_position *position) {
    const size_t errors = rw_context_error_count(reading->context);
    position->lon_deg = rw_sheet_number(sheet, row, columns->lon);
    position->lat_deg = rw_sheet_number(sheet, row, columns->lat);
    position->x_m = rw_sheet_number(sheet, row, columns->x);
    position->y_m = rw_sheet_number(sheet, row, columns->y);
    if (rw_context_error_count(reading->context) > errors) return; /* said already */
    const char *problem = rw_geo_locate(&reading->geo, position);
    const rw_column column =
        isnan(position->lon_deg) && sheet->position[columns->x] >= 0 ? columns->x : columns->lon;
    if (problem)
        rw_find(reading->context, RW_SEVERITY_ERROR, rw_sheet_place(sheet, row, column), "%s", problem);
}

rw_status rw_read_ids(rw_reading *reading, const rw_sheet *sheet, rw_column column, rw_id_index *index) {
    rw_arena *arena = &reading->study->arena;
    const size_t count = sheet->table.rows.count;
    const char **ids = rw_arena_allocate(arena, count, sizeof *ids);
    if (!ids) return RW_ERROR_MEMORY;
    for (size_t r = 0; r < count; ++r) {
        ids[r] = rw_sheet_text(sheet, &sheet->table.rows.item[r], column);
        if (ids[r][0] == '\0')
            rw_sheet_error(sheet, &sheet->table.rows.item[r], column,
                           "the cell is empty; write a unique name");
    }
    RW_TRY(rw_id_index_build(arena, ids, (int)count, index));
    for (int i = 1; i < index->count; ++i) {
        const struct rw_id_entry *first = &index->entry[i - 1], *again = &index->entry[i];
        if (again->id[0] && strcmp(first->id, again->id) == 0)
            rw_sheet_error(sheet, &sheet->table.rows.item[again->index], column,
                           "'%s' stands on line %d already; every row needs its own", again->id,
                           sheet->table.rows.item[first->index].line);
    }
    return RW_OK;
}

/* The last part of a path: "instances/diemen/" is "diemen". */
static const char *folder_name(rw_arena *arena, const char *folder) {
    size_t end = strlen(folder);
    while (end > 1 && folder[end - 1] == '/') --end;
    size_t start = end;
    while (start > 0 && folder[start - 1] != '/') --start;
    return rw_arena_copy_length(arena, folder + start, end - start);
}

static rw_status keep_overrides(rw_study *study, const rw_override *overrides, size_t count) {
    rw_override *kept = rw_arena_allocate(&study->arena, count, sizeof *kept);
    if (!kept) return RW_ERROR_MEMORY;
    for (size_t i = 0; i < count; ++i) {
        kept[i].name = rw_arena_copy(&study->arena, overrides[i].name);
        kept[i].value = rw_arena_copy(&study->arena, overrides[i].value);
        if (!kept[i].name || !kept[i].value) return RW_ERROR_MEMORY;
    }
    study->overrides = kept;
    study->override_count = count;
    return RW_OK;
}

/* A file that is only drawn: its text, or NULL when it is not there. */
static rw_status read_drawing(rw_reading *reading, const char *name, const char **drawing) {
    rw_study *study = reading->study;
    const char *path = rw_path_join(&study->arena, study->folder, name);
    if (!path) return RW_ERROR_MEMORY;
    if (!rw_file_exists(path)) return RW_OK;
    char *text = NULL;
    size_t length = 0;
    RW_TRY(rw_file_read(&study->arena, path, &text, &length));
    *drawing = text;
    return RW_OK;
}

static rw_status read_files(rw_reading *reading, const rw_override *overrides, size_t override_count,
                            bool trenches) {
    RW_TRY(rw_read_parameters(reading, overrides, override_count));
    RW_TRY(rw_read_profiles(reading));
    RW_TRY(rw_read_pipes(reading));
    RW_TRY(rw_read_places(reading));
    RW_TRY(rw_read_sources(reading));
    RW_TRY(rw_read_demands(reading));
    RW_TRY(rw_read_routes(reading));
    if (trenches) RW_TRY(rw_read_network(reading));
    if (reading->study->trench_count > 0)
        RW_TRY(read_drawing(reading, "trenches.geojson", &reading->study->trench_lines));
    return read_drawing(reading, "background.geojson", &reading->study->background);
}

static rw_status load(rw_context *context, const char *folder, const rw_study *known,
                      const rw_override *overrides, size_t override_count, bool trenches, rw_study **result) {
    *result = NULL;
    rw_reading reading = {.context = context};
    rw_status status = RW_OK;
    rw_study *study = rw_allocate(context, 1, sizeof *study);
    if (!study) return RW_ERROR_MEMORY;
    reading.study = study;
    rw_arena_start(&study->arena, context);
    if (!rw_file_exists(folder)) {
        status = rw_fail(context, RW_ERROR_FILE, "%s: there is no such folder; `restwarmte new %s` makes one",
                         folder, folder);
        goto done;
    }
    study->folder = rw_arena_copy(&study->arena, folder);
    study->name = folder_name(&study->arena, folder);
    study->demands_path = rw_path_join(&study->arena, folder, "demands.csv");
    study->files = rw_arena_allocate(&study->arena, RW_SHEET_COUNT + 1 /* profiles.csv has no sheet */,
                                     sizeof *study->files);
    if (!study->folder || !study->name || !study->demands_path || !study->files) {
        status = RW_ERROR_MEMORY;
        goto done;
    }
    RW_CHECK(keep_overrides(study, overrides, override_count));
    RW_CHECK(rw_geo_open(context, known, &reading.geo));
    RW_CHECK(read_files(&reading, overrides, override_count, trenches));
    *result = study;
    study = NULL;
done:
    rw_geo_close(&reading.geo);
    rw_study_free(study);
    return status;
}

rw_status rw_study_load(rw_context *context, const char *folder, const rw_study *known,
                        const rw_override *overrides, size_t override_count, rw_study **study) {
    return load(context, folder, known, overrides, override_count, true, study);
}

rw_status rw_study_load_without_trenches(rw_context *context, const char *folder,
                                         const rw_override *overrides, size_t override_count,
                                         rw_study **study) {
    return load(context, folder, NULL, overrides, override_count, false, study);
}

void rw_study_free(rw_study *study) {
    if (!study) return;
    rw_context *context = study->arena.context;
    rw_arena_free(&study->arena);
    rw_release(context, study);
}

const rw_parameters *rw_study_parameters(const rw_study *study) {
    return &study->parameters;
}

size_t rw_study_source_count(const rw_study *study) {
    return (size_t)study->source_count;
}

size_t rw_study_demand_count(const rw_study *study) {
    return (size_t)study->demand_count;
}

size_t rw_study_file_count(const rw_study *study) {
    return (size_t)study->file_count;
}

const rw_study_file *rw_study_file_describe(const rw_study *study, size_t index) {
    return index < (size_t)study->file_count ? &study->files[index] : NULL;
}
