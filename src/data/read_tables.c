/* The small optional tables: power.csv (grid headroom), pipes.csv (own catalogue), profiles.csv (hourly
 * loads). */
#include "base/file.h"
#include "base/number.h"
#include "data/catalog.h"
#include "data/read.h"
#include <stdlib.h>
#include <string.h>

/* -- power.csv ----------------------------------------------------------------------------------------- */

static void read_place_row(const rw_sheet *sheet, const rw_csv_row *row, rw_place_power *place) {
    place->name = rw_sheet_text(sheet, row, RW_COLUMN_power_place);
    place->headroom_mwe = rw_sheet_number(sheet, row, RW_COLUMN_power_headroom_mwe);
    if (rw_sheet_text(sheet, row, RW_COLUMN_power_headroom_mwe)[0] == '\0')
        rw_sheet_error(sheet, row, RW_COLUMN_power_headroom_mwe,
                       "the cell is empty; write 0 where the grid is full");
    place->extra_mwe_max = rw_or(rw_sheet_number(sheet, row, RW_COLUMN_power_extra_mwe_max), 0);
    place->extra_eur_per_mwe_yr = rw_sheet_number(sheet, row, RW_COLUMN_power_extra_eur_per_mwe_yr);
    if (place->extra_mwe_max > 0 &&
        rw_sheet_text(sheet, row, RW_COLUMN_power_extra_eur_per_mwe_yr)[0] == '\0')
        rw_sheet_error(sheet, row, RW_COLUMN_power_extra_eur_per_mwe_yr,
                       "extra power has a price; write it, or 0 if it costs nothing");
    place->extra_eur_per_mwe_yr = rw_or(place->extra_eur_per_mwe_yr, 0);
}

rw_status rw_read_places(rw_reading *reading) {
    rw_study *study = reading->study;
    rw_sheet sheet;
    rw_status status = rw_sheet_read(&study->arena, study->folder, RW_SHEET_power, &sheet);
    if (status == RW_OK && sheet.present) {
        const size_t count = sheet.table.rows.count;
        study->places = rw_arena_allocate(&study->arena, count, sizeof *study->places);
        status = study->places ? rw_read_ids(reading, &sheet, RW_COLUMN_power_place, &reading->places)
                               : RW_ERROR_MEMORY;
        if (status == RW_OK) {
            study->place_count = (int)count;
            for (size_t r = 0; r < count; ++r)
                read_place_row(&sheet, &sheet.table.rows.item[r], &study->places[r]);
            status = rw_read_note_file(reading, &sheet.table);
        }
    }
    rw_sheet_free(&sheet);
    return status;
}

/* -- pipes.csv ----------------------------------------------------------------------------------------- */

static void read_pipe_row(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row, rw_pipe *pipe) {
    static const rw_column price_columns[] = {RW_COLUMN_pipes_price_low_eur_per_m,
                                              RW_COLUMN_pipes_price_mid_eur_per_m,
                                              RW_COLUMN_pipes_price_high_eur_per_m};
    const rw_column price = price_columns[reading->study->parameters.pipe_price];
    const rw_column needed[] = {RW_COLUMN_pipes_dn, RW_COLUMN_pipes_inner_diameter_mm,
                                RW_COLUMN_pipes_loss_w_per_m, price};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; ++i)
        if (rw_sheet_text(sheet, row, needed[i])[0] == '\0')
            rw_sheet_error(sheet, row, needed[i], "the cell is empty%s; fill it in",
                           needed[i] == price ? " and pipe_price asks for this column" : "");
    pipe->dn = rw_sheet_integer(sheet, row, RW_COLUMN_pipes_dn, 0);
    pipe->inner_diameter_m = rw_sheet_number(sheet, row, RW_COLUMN_pipes_inner_diameter_mm) / 1000;
    pipe->price_eur_per_m = rw_sheet_number(sheet, row, price);
    pipe->loss_w_per_m = rw_sheet_number(sheet, row, RW_COLUMN_pipes_loss_w_per_m);
}

static int compare_pipes(const void *a, const void *b) {
    const rw_pipe *left = a, *right = b;
    return (left->dn > right->dn) - (left->dn < right->dn);
}

static void check_pipes(rw_reading *reading, const rw_sheet *sheet) {
    const rw_study *study = reading->study;
    for (int i = 1; i < study->pipe_count; ++i) {
        const rw_pipe *thin = &study->pipes[i - 1], *thick = &study->pipes[i];
        const rw_place place = {sheet->table.file, 0, 0};
        if (thin->dn == thick->dn)
            rw_find(reading->context, RW_SEVERITY_ERROR, place, "DN%d stands there twice; keep one",
                    thick->dn);
        else if (thick->inner_diameter_m <= thin->inner_diameter_m)
            rw_find(reading->context, RW_SEVERITY_ERROR, place,
                    "inner_diameter_mm of DN%d is not above that of DN%d; check both", thick->dn, thin->dn);
        else if (thick->price_eur_per_m < thin->price_eur_per_m)
            rw_find(reading->context, RW_SEVERITY_WARNING, place, "DN%d is cheaper than DN%d; is that meant?",
                    thick->dn, thin->dn);
    }
}

rw_status rw_read_pipes(rw_reading *reading) {
    rw_study *study = reading->study;
    rw_sheet sheet;
    rw_status status = rw_sheet_read(&study->arena, study->folder, RW_SHEET_pipes, &sheet);
    if (status == RW_OK) {
        const size_t count =
            sheet.present && sheet.table.rows.count > 0 ? sheet.table.rows.count : RW_CATALOG_PIPES;
        study->pipes = rw_arena_allocate(&study->arena, count, sizeof *study->pipes);
        status = study->pipes ? RW_OK : RW_ERROR_MEMORY;
        if (status == RW_OK && sheet.present && sheet.table.rows.count > 0) {
            study->pipe_count = (int)count;
            for (size_t r = 0; r < count; ++r)
                read_pipe_row(reading, &sheet, &sheet.table.rows.item[r], &study->pipes[r]);
            qsort(study->pipes, count, sizeof *study->pipes, compare_pipes);
            check_pipes(reading, &sheet);
            status = rw_read_note_file(reading, &sheet.table);
        } else if (status == RW_OK) {
            study->pipe_count = RW_CATALOG_PIPES;
            rw_catalog_pipes(&study->parameters, study->pipes);
        }
        for (int i = 0; status == RW_OK && i < study->pipe_count; ++i)
            study->pipes[i].price_eur_per_m *= study->parameters.pipe_price_factor;
    }
    rw_sheet_free(&sheet);
    return status;
}

/* -- profiles.csv -------------------------------------------------------------------------------------- */

static char decide_profile_decimal(const rw_csv_table *table) {
    rw_decimal_votes votes = {0, 0};
    for (size_t r = 0; r < table->rows.count; ++r)
        for (size_t c = 0; c < table->header.cell_count; ++c)
            rw_decimal_vote(&votes, rw_csv_cell(&table->rows.item[r], c), 0, RW_INFINITY);
    return rw_decimal_decide(&votes, table->dialect.delimiter);
}

static rw_status read_profile(rw_reading *reading, const rw_csv_table *table, size_t column,
                              rw_profile *profile) {
    profile->name = rw_csv_cell(&table->header, column);
    profile->load_share = rw_arena_allocate(&reading->study->arena, RW_HOURS_PER_YEAR, sizeof(double));
    if (!profile->load_share) return RW_ERROR_MEMORY;
    rw_text advice;
    rw_text_start(&advice, reading->context);
    double largest = 0;
    for (size_t r = 0; r < table->rows.count && r < RW_HOURS_PER_YEAR; ++r) {
        const char *cell = rw_csv_cell(&table->rows.item[r], column);
        const rw_place place = rw_csv_place(table, &table->rows.item[r], column);
        double value = 0;
        rw_text_clear(&advice);
        if (cell[0] == '\0')
            rw_find(reading->context, RW_SEVERITY_ERROR, place,
                    "%s: the cell is empty; write the load of this hour", profile->name);
        else if (!rw_csv_number(cell, table->dialect.decimal, &value, &advice))
            rw_find(reading->context, RW_SEVERITY_ERROR, place, "%s: %s", profile->name,
                    rw_text_string(&advice));
        else if (value < 0)
            rw_find(reading->context, RW_SEVERITY_ERROR, place, "%s: %s is negative; a load is 0 or more",
                    profile->name, cell);
        profile->load_share[r] = value;
        largest = fmax(largest, value);
    }
    rw_text_free(&advice);
    if (largest <= 0)
        rw_find(reading->context, RW_SEVERITY_ERROR, rw_csv_place(table, &table->header, column),
                "%s: all values are zero; a profile needs a peak", profile->name);
    for (int h = 0; h < RW_HOURS_PER_YEAR && largest > 0; ++h) profile->load_share[h] /= largest;
    return RW_OK;
}

static rw_status read_profile_table(rw_reading *reading, rw_csv_table *table) {
    rw_study *study = reading->study;
    rw_context *context = reading->context;
    table->dialect.decimal = decide_profile_decimal(table);
    const size_t hours = table->rows.count, count = table->header.cell_count;
    if (hours != RW_HOURS_PER_YEAR)
        rw_find(context, RW_SEVERITY_ERROR, (rw_place){table->file, 1, 1},
                "the file has %zu rows of values, it must have 8760, one for every hour of a year%s", hours,
                hours == 8784 ? "; leave out 29 February" : "");
    study->profiles = rw_arena_allocate(&study->arena, count, sizeof *study->profiles);
    const char **names = rw_arena_allocate(&study->arena, count, sizeof *names);
    if (!study->profiles || !names) return RW_ERROR_MEMORY;
    for (size_t c = 0; c < count; ++c) {
        names[c] = rw_csv_cell(&table->header, c);
        for (size_t before = 0; before < c; ++before)
            if (strcmp(names[before], names[c]) == 0)
                rw_find(context, RW_SEVERITY_ERROR, rw_csv_place(table, &table->header, c),
                        "'%s' names column %zu already; every profile needs its own name", names[c],
                        before + 1);
        RW_TRY(read_profile(reading, table, c, &study->profiles[c]));
    }
    RW_TRY(rw_id_index_build(&study->arena, names, (int)count, &reading->profiles));
    return rw_read_note_file(reading, table);
}

rw_status rw_read_profiles(rw_reading *reading) {
    rw_study *study = reading->study;
    const char *path = rw_path_join(&study->arena, study->folder, "profiles.csv");
    if (!path) return RW_ERROR_MEMORY;
    if (!rw_file_exists(path)) return RW_OK;
    rw_csv_table table;
    rw_status status = rw_csv_table_read(&study->arena, path, &table);
    if (status == RW_OK && table.header.cell_count > 0) status = read_profile_table(reading, &table);
    rw_csv_table_free(&table);
    return status;
}
