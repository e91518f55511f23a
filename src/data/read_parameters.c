/* parameters.csv, then the command line, which wins. */
#include "base/number.h"
#include "data/read.h"
#include <string.h>

/* The cell as rw_parameters_set wants it: numbers with a decimal point. False when a finding was made. */
static bool plain_value(const rw_sheet *sheet, const rw_csv_row *row, const rw_parameter_info *info,
                        const char *cell, char plain[RW_NUMBER_BYTES]) {
    const char decimal = sheet->table.dialect.decimal;
    const bool number = info->type == RW_TYPE_REAL || info->type == RW_TYPE_INTEGER;
    if (strlen(cell) >= RW_NUMBER_BYTES) {
        rw_sheet_error(sheet, row, RW_COLUMN_parameters_value, "the cell is too long to be a value");
        return false;
    }
    if (!number || rw_text_same(cell, "none") || rw_text_same(cell, "geen")) {
        (void)strcpy(plain, number ? "none" : cell);
        for (char *c = plain; *c && info->type == RW_TYPE_LEVELS; ++c)
            if (*c == decimal) *c = '.';
        return true;
    }
    rw_text advice;
    rw_text_start(&advice, sheet->table.arena->context);
    double value = 0;
    const bool good = rw_csv_number(cell, decimal, &value, &advice);
    if (good)
        (void)rw_number_shortest(plain, value);
    else
        rw_sheet_error(sheet, row, RW_COLUMN_parameters_value, "%s", rw_text_string(&advice));
    rw_text_free(&advice);
    return good;
}

static void read_row(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row, int first_line[]) {
    const char *name = rw_sheet_text(sheet, row, RW_COLUMN_parameters_name);
    const char *cell = rw_sheet_text(sheet, row, RW_COLUMN_parameters_value);
    const rw_parameter p = rw_parameter_find(name);
    if (p == RW_PARAMETER_COUNT) {
        const char *nearest = rw_parameter_nearest(name);
        if (nearest)
            rw_sheet_error(sheet, row, RW_COLUMN_parameters_name, "'%s' is not a parameter; did you mean %s?",
                           name, nearest);
        else
            rw_sheet_error(sheet, row, RW_COLUMN_parameters_name,
                           "'%s' is not a parameter; `restwarmte parameters` lists them", name);
        return;
    }
    if (cell[0] == '\0') return; /* the template lists every parameter; an empty cell keeps the default */
    if (first_line[p]) {
        rw_sheet_error(sheet, row, RW_COLUMN_parameters_name,
                       "'%s' is set on line %d already; keep one of them", name, first_line[p]);
        return;
    }
    first_line[p] = row->line;
    char plain[RW_NUMBER_BYTES];
    if (!plain_value(sheet, row, rw_parameter_describe(p), cell, plain)) return;
    if (rw_parameters_set(reading->context, &reading->study->parameters, name, plain) != RW_OK)
        rw_find_failure(reading->context, rw_sheet_place(sheet, row, RW_COLUMN_parameters_value));
}

rw_status rw_read_parameters(rw_reading *reading, const rw_override *overrides, size_t override_count) {
    rw_study *study = reading->study;
    study->parameters = rw_parameters_default();
    rw_sheet sheet;
    rw_status status = rw_sheet_read(&study->arena, study->folder, RW_SHEET_parameters, &sheet);
    if (status == RW_OK && sheet.present) {
        int first_line[RW_PARAMETER_COUNT] = {0};
        for (size_t r = 0; r < sheet.table.rows.count; ++r)
            read_row(reading, &sheet, &sheet.table.rows.item[r], first_line);
        status = rw_read_note_file(reading, &sheet.table);
    }
    const rw_place place = {"command line", 0, 0};
    for (size_t i = 0; i < override_count && status == RW_OK; ++i)
        if (rw_parameters_set(reading->context, &study->parameters, overrides[i].name, overrides[i].value) !=
            RW_OK)
            rw_find_failure(reading->context, place);
    if (status == RW_OK && rw_context_error_count(reading->context) == 0 &&
        rw_parameters_check(reading->context, &study->parameters) != RW_OK)
        rw_find_failure(reading->context, (rw_place){sheet.present ? sheet.table.file : "parameters", 0, 0});
    rw_sheet_free(&sheet);
    return status;
}
