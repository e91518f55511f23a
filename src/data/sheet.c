#include "data/sheet.h"
#include "base/file.h"
#include "base/number.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const rw_column_info columns[] = {
#define RW_FILE(file, required, english, dutch)
#define RW_TEXT(file, name, required, dutch, aliases, example, english_meaning, dutch_meaning)               \
    {RW_SHEET_##file, #name,   RW_COLUMN_TEXT,  required,     0, 0, "text", NULL, dutch,                     \
     aliases,         example, english_meaning, dutch_meaning},
#define RW_NUMBER(file, name, min, max, unit, required, dutch, aliases, example, english_meaning,            \
                  dutch_meaning)                                                                             \
    {RW_SHEET_##file, #name,   RW_COLUMN_NUMBER, required,        min,          max, unit, NULL,             \
     dutch,           aliases, example,          english_meaning, dutch_meaning},
#define RW_CHOICE(file, name, choices, required, dutch, aliases, example, english_meaning, dutch_meaning)    \
    {RW_SHEET_##file, #name,   RW_COLUMN_CHOICE, required,     0, 0, "word", choices, dutch,                 \
     aliases,         example, english_meaning,  dutch_meaning},
#include "data/columns.def"
#undef RW_FILE
#undef RW_TEXT
#undef RW_NUMBER
#undef RW_CHOICE
};

static const rw_sheet_info sheets[] = {
#define RW_FILE(file, required, english, dutch) {#file, required, english, dutch},
#define RW_TEXT(...)
#define RW_NUMBER(...)
#define RW_CHOICE(...)
#include "data/columns.def"
#undef RW_FILE
#undef RW_TEXT
#undef RW_NUMBER
#undef RW_CHOICE
};

const rw_column_info *rw_column_describe(rw_column column) {
    return column < RW_COLUMN_COUNT ? &columns[column] : NULL;
}

const rw_sheet_info *rw_sheet_describe(rw_sheet_file file) {
    return file < RW_SHEET_COUNT ? &sheets[file] : NULL;
}

/* -- Header -------------------------------------------------------------------------------------------- */

static char folded(char c) {
    if (c >= 'A' && c <= 'Z') return (char)(c - 'A' + 'a');
    return c == ' ' || c == '-' ? '_' : c;
}

/* Does `word` stand in `list` ("a|b|c"), regardless of case and of blanks against underscores? */
static bool in_list(const char *list, const char *word) {
    while (*list) {
        const size_t length = strcspn(list, "|");
        size_t i = 0;
        while (i < length && word[i] && folded(list[i]) == folded(word[i])) ++i;
        if (i == length && word[i] == '\0' && length > 0) return true;
        list += length + (list[length] == '|');
    }
    return false;
}

static rw_column find_column(rw_sheet_file file, const char *heading) {
    for (rw_column c = 0; c < RW_COLUMN_COUNT; ++c)
        if (columns[c].file == file &&
            (in_list(columns[c].name, heading) || in_list(columns[c].dutch, heading) ||
             in_list(columns[c].aliases, heading)))
            return c;
    return RW_COLUMN_COUNT;
}

static void warn_unknown(const rw_sheet *sheet, size_t position) {
    const char *heading = rw_csv_cell(&sheet->table.header, position);
    rw_nearest nearest = rw_nearest_start(heading);
    for (rw_column c = 0; c < RW_COLUMN_COUNT; ++c) {
        if (columns[c].file != sheet->file) continue;
        rw_nearest_offer(&nearest, columns[c].name);
        rw_nearest_offer(&nearest, columns[c].dutch);
    }
    const rw_place place = rw_csv_place(&sheet->table, &sheet->table.header, position);
    rw_context *context = sheet->table.arena->context;
    if (heading[0] == '\0')
        rw_find(context, RW_SEVERITY_WARNING, place,
                "a column without a name is not read; name it or remove it");
    else if (nearest.best)
        rw_find(context, RW_SEVERITY_WARNING, place,
                "column '%s' is not known and not read; did you mean %s?", heading, nearest.best);
    else
        rw_find(context, RW_SEVERITY_WARNING, place, "column '%s' is not known and not read", heading);
}

static bool column_has_cells(const rw_csv_table *table, size_t position) {
    for (size_t r = 0; r < table->rows.count; ++r)
        if (rw_csv_cell(&table->rows.item[r], position)[0]) return true;
    return false;
}

static void match_header(rw_sheet *sheet) {
    rw_context *context = sheet->table.arena->context;
    const rw_csv_row *header = &sheet->table.header;
    for (size_t p = 0; p < header->cell_count; ++p) {
        const rw_column c = find_column(sheet->file, header->cell[p]);
        if (c == RW_COLUMN_COUNT) {
            if (header->cell[p][0] || column_has_cells(&sheet->table, p)) warn_unknown(sheet, p);
        } else if (sheet->position[c] >= 0) {
            rw_find(context, RW_SEVERITY_ERROR, rw_csv_place(&sheet->table, header, p),
                    "column '%s' says the same as column %d (%s); remove one of them", header->cell[p],
                    sheet->position[c] + 1, header->cell[sheet->position[c]]);
        } else {
            sheet->position[c] = (int)p;
        }
    }
    sheet->present = true;
    for (rw_column c = 0; c < RW_COLUMN_COUNT; ++c) {
        if (columns[c].file != sheet->file || !columns[c].required || sheet->position[c] >= 0) continue;
        rw_find(context, RW_SEVERITY_ERROR, (rw_place){sheet->table.file, header->line, 1},
                "column '%s' is missing (%s); add it", columns[c].name, columns[c].english_meaning);
        sheet->present = false;
    }
}

static void check_row_lengths(const rw_sheet *sheet) {
    for (size_t r = 0; r < sheet->table.rows.count; ++r) {
        const rw_csv_row *row = &sheet->table.rows.item[r];
        for (size_t p = sheet->table.header.cell_count; p < row->cell_count; ++p) {
            if (row->cell[p][0] == '\0') continue;
            rw_find(
                sheet->table.arena->context, RW_SEVERITY_ERROR, rw_csv_place(&sheet->table, row, p),
                "'%s' stands behind the last column; is there a %s too many, or a cell that needs quotes?",
                row->cell[p], sheet->table.dialect.delimiter == ';' ? "semicolon" : "delimiter");
            break;
        }
    }
}

static void decide_decimal(rw_sheet *sheet) {
    rw_decimal_votes votes = {0, 0};
    for (rw_column c = 0; c < RW_COLUMN_COUNT; ++c) {
        const bool value = c == RW_COLUMN_parameters_value;
        if (sheet->position[c] < 0 || (columns[c].type != RW_COLUMN_NUMBER && !value)) continue;
        for (size_t r = 0; r < sheet->table.rows.count; ++r)
            rw_decimal_vote(&votes, rw_csv_cell(&sheet->table.rows.item[r], (size_t)sheet->position[c]),
                            value ? -RW_INFINITY : columns[c].min, value ? RW_INFINITY : columns[c].max);
    }
    sheet->table.dialect.decimal = rw_decimal_decide(&votes, sheet->table.dialect.delimiter);
}

rw_status rw_sheet_read(rw_arena *arena, const char *folder, rw_sheet_file file, rw_sheet *sheet) {
    memset(sheet, 0, sizeof *sheet);
    sheet->file = file;
    for (rw_column c = 0; c < RW_COLUMN_COUNT; ++c) sheet->position[c] = -1;
    char name[64];
    (void)snprintf(name, sizeof name, "%s.csv", sheets[file].name);
    const char *path = rw_path_join(arena, folder, name);
    if (!path) return RW_ERROR_MEMORY;
    if (!rw_file_exists(path)) {
        if (sheets[file].required)
            rw_find(arena->context, RW_SEVERITY_ERROR, (rw_place){path, 0, 0},
                    "the file is not there; a study needs it (%s); `restwarmte new` writes a template",
                    sheets[file].english);
        return RW_OK;
    }
    RW_TRY(rw_csv_table_read(arena, path, &sheet->table));
    if (sheet->table.header.cell_count == 0) return RW_OK;
    match_header(sheet);
    check_row_lengths(sheet);
    decide_decimal(sheet);
    return RW_OK;
}

void rw_sheet_free(rw_sheet *sheet) {
    rw_csv_table_free(&sheet->table);
}

/* -- Cells --------------------------------------------------------------------------------------------- */

const char *rw_sheet_text(const rw_sheet *sheet, const rw_csv_row *row, rw_column column) {
    return sheet->position[column] < 0 ? "" : rw_csv_cell(row, (size_t)sheet->position[column]);
}

rw_place rw_sheet_place(const rw_sheet *sheet, const rw_csv_row *row, rw_column column) {
    return rw_csv_place(&sheet->table, row,
                        sheet->position[column] < 0 ? 0 : (size_t)sheet->position[column]);
}

void rw_sheet_error(const rw_sheet *sheet, const rw_csv_row *row, rw_column column, const char *format, ...) {
    char message[700];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    rw_find(sheet->table.arena->context, RW_SEVERITY_ERROR, rw_sheet_place(sheet, row, column), "%s: %s",
            columns[column].name, message);
}

double rw_sheet_number(const rw_sheet *sheet, const rw_csv_row *row, rw_column column) {
    const char *cell = rw_sheet_text(sheet, row, column);
    if (cell[0] == '\0') return RW_NAN;
    rw_text advice;
    rw_text_start(&advice, sheet->table.arena->context);
    double value = RW_NAN;
    if (!rw_csv_number(cell, sheet->table.dialect.decimal, &value, &advice)) {
        rw_sheet_error(sheet, row, column, "%s", rw_text_string(&advice));
        value = RW_NAN;
    } else if (value < columns[column].min || value > columns[column].max) {
        char low[RW_NUMBER_BYTES], high[RW_NUMBER_BYTES];
        rw_sheet_error(sheet, row, column, "%s is outside %s to %s %s; check the value and its unit", cell,
                       rw_number_brief(low, columns[column].min, 6),
                       rw_number_brief(high, columns[column].max, 6), columns[column].unit);
        value = RW_NAN;
    }
    rw_text_free(&advice);
    return value;
}

int rw_sheet_integer(const rw_sheet *sheet, const rw_csv_row *row, rw_column column, int fallback) {
    const double value = rw_sheet_number(sheet, row, column);
    if (isnan(value)) return fallback;
    if (value != floor(value)) {
        rw_sheet_error(sheet, row, column, "%s is not a whole number; write whole %s",
                       rw_sheet_text(sheet, row, column), columns[column].unit);
        return fallback;
    }
    return (int)value;
}

/* "word=Dutch word|..": also yes/no spellings of other programs. */
static int find_choice(const char *choices, const char *cell) {
    int index = 0;
    for (const char *at = choices; *at; ++index) {
        const size_t room = strcspn(at, "|"), word = strcspn(at, "=");
        char both[2][40];
        (void)snprintf(both[0], sizeof both[0], "%.*s", (int)word, at);
        (void)snprintf(both[1], sizeof both[1], "%.*s", (int)(room - word - 1), at + word + 1);
        if (in_list(both[0], cell) || in_list(both[1], cell)) return index;
        at += room + (at[room] == '|');
    }
    if (rw_text_starts_with(choices, "yes=")) {
        if (in_list("true|waar|1|y|j", cell)) return 0;
        if (in_list("false|onwaar|0|n", cell)) return 1;
    }
    return -1;
}

int rw_sheet_choice(const rw_sheet *sheet, const rw_csv_row *row, rw_column column, int fallback) {
    const char *cell = rw_sheet_text(sheet, row, column);
    if (cell[0] == '\0') return fallback;
    const int index = find_choice(columns[column].choices, cell);
    if (index >= 0) return index;
    char list[200];
    (void)snprintf(list, sizeof list, "%s", columns[column].choices);
    for (char *c = list; *c; ++c)
        if (*c == '|') *c = ',';
    rw_sheet_error(sheet, row, column, "'%s' is not one of the words for it; write one of %s (English=Dutch)",
                   cell, list);
    return fallback;
}
