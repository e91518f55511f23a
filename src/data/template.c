/* The folder that `restwarmte new` writes: every column that a study can have, with its unit, meaning and an
 * example. */
#include "base/file.h"
#include "base/number.h"
#include "data/study.h"
#include <stdio.h>
#include <string.h>

enum { CELL_BYTES = 1024 };

static const char *in(rw_language language, const char *english, const char *dutch) {
    return language == RW_LANGUAGE_DUTCH ? dutch : english;
}

static rw_dialect dialect_of(rw_language language) {
    const rw_dialect dutch = {';', ',', true, true, RW_ENCODING_UTF8},
                     english = {',', '.', false, false, RW_ENCODING_UTF8};
    return language == RW_LANGUAGE_DUTCH ? dutch : english;
}

/* The word of a choice in the user's language: "existing=bestaand" is "bestaand" in Dutch. */
static void choice_word(const char *choices, const char *english, rw_language language,
                        char word[CELL_BYTES]) {
    (void)snprintf(word, CELL_BYTES, "%s", english);
    if (language != RW_LANGUAGE_DUTCH) return;
    const size_t length = strlen(english);
    for (const char *c = choices; c; c = strchr(c, '|') ? strchr(c, '|') + 1 : NULL)
        if (strncmp(c, english, length) == 0 && c[length] == '=')
            (void)snprintf(word, CELL_BYTES, "%.*s", (int)strcspn(c + length + 1, "|"), c + length + 1);
}

static const char *column_name(const rw_column_info *c, rw_language language) {
    return in(language, c->name, c->dutch[0] ? c->dutch : c->name);
}

static void unit_cell(const rw_column_info *c, rw_language language, char cell[CELL_BYTES]) {
    const char *must = c->required ? in(language, ", required", ", verplicht") : "";
    if (c->type == RW_COLUMN_NUMBER)
        (void)snprintf(cell, CELL_BYTES, "%s%s",
                       strcmp(c->unit, "-") == 0 ? in(language, "number", "getal") : c->unit, must);
    else if (c->type == RW_COLUMN_TEXT)
        (void)snprintf(cell, CELL_BYTES, "%s%s", in(language, "text", "tekst"), must);
    else {
        cell[0] = '\0';
        const char *choice = c->choices;
        for (size_t used = 0; choice && used < CELL_BYTES;
             choice = strchr(choice, '|') ? strchr(choice, '|') + 1 : NULL) {
            char word[CELL_BYTES], english[CELL_BYTES];
            (void)snprintf(english, sizeof english, "%.*s", (int)strcspn(choice, "=|"), choice);
            choice_word(c->choices, english, language, word);
            used += (size_t)snprintf(cell + used, CELL_BYTES - used, "%s%.200s", used ? " / " : "", word);
        }
        const size_t used = strlen(cell);
        (void)snprintf(cell + used, CELL_BYTES - used, "%s", must);
    }
}

/* A commented row starts with #, so that an optional file says nothing until somebody wants it to. */
static void example_cell(const rw_column_info *c, rw_language language, rw_csv_writer *w, bool commented) {
    char cell[CELL_BYTES];
    double value = 0;
    if (c->type == RW_COLUMN_NUMBER && !commented && rw_number_parse(c->example, &value)) {
        rw_csv_write_number(w, value);
        return;
    }
    if (c->type == RW_COLUMN_CHOICE)
        choice_word(c->choices, c->example, language, cell);
    else
        (void)snprintf(cell, sizeof cell, "%s%s", commented ? "# " : "", c->example);
    rw_csv_write_text(w, cell);
}

typedef enum row_kind { ROW_NAMES, ROW_UNITS, ROW_MEANINGS, ROW_EXAMPLE } row_kind;

static void write_row(rw_csv_writer *w, rw_sheet_file file, row_kind kind, rw_language language) {
    const bool optional = !rw_sheet_describe(file)->required;
    bool first = true;
    char cell[CELL_BYTES], commented[CELL_BYTES + 2];
    for (rw_column column = 0; column < RW_COLUMN_COUNT; ++column) {
        const rw_column_info *c = rw_column_describe(column);
        if (c->file != file) continue;
        if (kind == ROW_EXAMPLE) {
            example_cell(c, language, w, optional && first);
        } else if (kind == ROW_NAMES) {
            rw_csv_write_text(w, column_name(c, language));
        } else {
            if (kind == ROW_UNITS)
                unit_cell(c, language, cell);
            else
                (void)snprintf(cell, sizeof cell, "%s", in(language, c->english_meaning, c->dutch_meaning));
            (void)snprintf(commented, sizeof commented, "%s%s", first ? "# " : "", cell);
            rw_csv_write_text(w, commented);
        }
        first = false;
    }
    rw_csv_end_row(w);
}

static void write_sheet(rw_csv_writer *w, rw_sheet_file file, rw_language language) {
    write_row(w, file, ROW_NAMES, language);
    write_row(w, file, ROW_UNITS, language);
    write_row(w, file, ROW_MEANINGS, language);
    write_row(w, file, ROW_EXAMPLE, language);
}

/* -- parameters.csv ------------------------------------------------------------------------------------ */

static void value_cell(rw_csv_writer *w, const rw_parameters *p, rw_parameter k) {
    char text[CELL_BYTES];
    double value = 0;
    (void)rw_parameters_text(p, k, text, sizeof text);
    if (rw_parameter_describe(k)->type != RW_TYPE_LEVELS && rw_number_parse(text, &value)) {
        rw_csv_write_number(w, value);
        return;
    }
    for (char *c = text; *c && rw_parameter_describe(k)->type == RW_TYPE_LEVELS; ++c)
        if (*c == '.') *c = w->dialect.decimal;
    rw_csv_write_text(w, text);
}

static void range_cell(rw_csv_writer *w, const rw_parameter_info *info) {
    char low[RW_NUMBER_BYTES], high[RW_NUMBER_BYTES], cell[CELL_BYTES] = "";
    if (info->choices)
        (void)snprintf(cell, sizeof cell, "%s", info->choices);
    else if (info->type == RW_TYPE_REAL || info->type == RW_TYPE_INTEGER)
        (void)snprintf(cell, sizeof cell, "%.40s .. %.40s", rw_number_brief(low, info->min, 9),
                       info->max > 1e30 ? "" : rw_number_brief(high, info->max, 9));
    for (char *c = cell; *c && !info->choices; ++c)
        if (*c == '.' && c[1] != '.' && (c == cell || c[-1] != '.')) *c = w->dialect.decimal;
    rw_csv_write_text(w, cell);
}

static void write_parameters(rw_csv_writer *w, rw_language language) {
    const rw_parameters defaults = rw_parameters_default();
    char source[CELL_BYTES];
    write_row(w, RW_SHEET_parameters, ROW_NAMES, language);
    for (rw_parameter k = 0; k < RW_PARAMETER_COUNT; ++k) {
        const rw_parameter_info *info = rw_parameter_describe(k);
        rw_csv_write_text(w, info->name);
        rw_csv_write_text(w, "");
        value_cell(w, &defaults, k);
        rw_csv_write_text(w, info->unit);
        range_cell(w, info);
        rw_csv_write_text(w, in(language, info->english, info->dutch));
        (void)snprintf(source, sizeof source, "%s%s", info->source,
                       strcmp(info->mark, "GK") == 0 ? in(language, " [unverified]", " [niet geverifieerd]")
                                                     : "");
        rw_csv_write_text(w, source);
        rw_csv_end_row(w);
    }
}

/* -- Folder -------------------------------------------------------------------------------------------- */

static rw_status write_file(rw_arena *arena, const char *folder, rw_sheet_file file, rw_language language) {
    char name[64];
    (void)snprintf(name, sizeof name, "%s.csv", rw_sheet_describe(file)->name);
    const char *path = rw_path_join(arena, folder, name);
    if (!path) return RW_ERROR_MEMORY;
    const rw_dialect dialect = dialect_of(language);
    rw_csv_writer w;
    rw_csv_writer_start(&w, arena->context, &dialect);
    if (file == RW_SHEET_parameters)
        write_parameters(&w, language);
    else
        write_sheet(&w, file, language);
    return rw_csv_writer_finish(&w, path);
}

/* Nothing of the user's is ever overwritten. */
static rw_status refuse_existing(rw_arena *arena, const char *folder) {
    char name[64];
    for (rw_sheet_file file = 0; file < RW_SHEET_COUNT; ++file) {
        (void)snprintf(name, sizeof name, "%s.csv", rw_sheet_describe(file)->name);
        const char *path = rw_path_join(arena, folder, name);
        if (!path) return RW_ERROR_MEMORY;
        if (rw_file_exists(path))
            return rw_fail(arena->context, RW_ERROR_FILE, "%s is there already; take another folder", path);
    }
    return RW_OK;
}

rw_status rw_study_write_template(rw_context *context, const char *folder, rw_language language) {
    rw_arena arena;
    rw_arena_start(&arena, context);
    rw_status status = refuse_existing(&arena, folder);
    if (status == RW_OK) status = rw_folder_make(context, folder);
    for (rw_sheet_file file = 0; file < RW_SHEET_COUNT && status == RW_OK; ++file)
        status = write_file(&arena, folder, file, language);
    rw_arena_free(&arena);
    return status;
}
