#include "data/csv_table.h"
#include "base/file.h"
#include "data/encoding.h"
#include <csv.h>
#include <sha2.h>
#include <string.h>

/* -- Dialect ------------------------------------------------------------------------------------------- */

void rw_dialect_describe(const rw_dialect *dialect, rw_text *text) {
    rw_text_addf(text, "%s, decimal %s, %s%s, %s line ends",
                 dialect->delimiter == ';'    ? "semicolon"
                 : dialect->delimiter == '\t' ? "tab"
                                              : "comma",
                 dialect->decimal == ',' ? "comma" : "point",
                 dialect->encoding == RW_ENCODING_UTF8 ? "UTF-8" : "Windows-1252",
                 dialect->byte_order_mark ? " with byte order mark" : "", dialect->crlf ? "CRLF" : "LF");
}

/* Counts the candidates outside quotes; the commonest in the header line is the delimiter. */
static char detect_delimiter(const char *line, size_t length) {
    int semicolons = 0, tabs = 0, commas = 0;
    bool quoted = false;
    for (size_t i = 0; i < length; ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (quoted) continue;
        semicolons += line[i] == ';';
        tabs += line[i] == '\t';
        commas += line[i] == ',';
    }
    if (semicolons > 0 && semicolons >= tabs && semicolons >= commas) return ';';
    if (tabs > 0 && tabs >= commas) return '\t';
    return ',';
}

/* -- Cells and rows from libcsv ------------------------------------------------------------------------ */

/* State of libcsv inside a field, before a closing quote; its header does not name it. Strict mode would say
 * so, but it also refuses a stray quote inside a name. */
enum { LIBCSV_FIELD_BEGUN = 2 };

typedef struct parse_state {
    rw_csv_table *table;
    RW_VECTOR(const char *) cells; /* of the row being read */
    int line, row_line;            /* row_line: where the row being read starts */
    rw_status status;
} parse_state;

static void on_cell(void *bytes, size_t length, void *data) {
    parse_state *state = data;
    rw_arena *arena = state->table->arena;
    if (state->status != RW_OK) return;
    const char *cell = rw_text_trimmed(arena, bytes ? bytes : "", length);
    state->status = cell ? RW_VECTOR_RESERVE(arena->context, &state->cells, 1) : RW_ERROR_MEMORY;
    if (state->status == RW_OK) state->cells.item[state->cells.count++] = cell;
}

static bool is_blank_or_comment(const parse_state *state) {
    if (state->cells.count > 0 && state->cells.item[0][0] == '#') return true;
    for (size_t i = 0; i < state->cells.count; ++i)
        if (state->cells.item[i][0]) return false;
    return true;
}

static void on_row(int character, void *data) {
    (void)character;
    parse_state *state = data;
    rw_csv_table *table = state->table;
    if (state->status != RW_OK) return;
    if (!is_blank_or_comment(state)) {
        rw_csv_row row = {state->row_line, state->cells.count, NULL};
        row.cell = rw_arena_allocate(table->arena, row.cell_count, sizeof *row.cell);
        state->status =
            row.cell ? RW_VECTOR_RESERVE(table->arena->context, &table->rows, 1) : RW_ERROR_MEMORY;
        if (state->status != RW_OK) return;
        memcpy(row.cell, state->cells.item, row.cell_count * sizeof *row.cell);
        if (table->header.cell_count == 0)
            table->header = row;
        else
            table->rows.item[table->rows.count++] = row;
    }
    state->cells.count = 0;
}

/* One physical line at a time, so that every cell knows its line. */
static rw_status parse_lines(rw_csv_table *table, const char *bytes, size_t length, int first_line) {
    rw_context *context = table->arena->context;
    parse_state state = {.table = table, .line = first_line, .status = RW_OK};
    struct csv_parser parser;
    if (csv_init(&parser, CSV_APPEND_NULL) != 0)
        return rw_fail(context, RW_ERROR_MEMORY, "the CSV reader could not start");
    csv_set_delim(&parser, (unsigned char)table->dialect.delimiter);
    size_t at = 0;
    int quote_line = first_line;
    while (at < length && state.status == RW_OK) {
        const char *end = memchr(bytes + at, '\n', length - at);
        const size_t step = end ? (size_t)(end - (bytes + at)) + 1 : length - at;
        if (!parser.quoted) quote_line = state.line;
        if (!parser.quoted && state.cells.count == 0) state.row_line = state.line;
        if (csv_parse(&parser, bytes + at, step, on_cell, on_row, &state) != step)
            state.status = rw_fail(context, RW_ERROR_MEMORY, "%s:%d: the CSV reader gave up: %s", table->file,
                                   state.line, csv_strerror(csv_error(&parser)));
        at += step;
        ++state.line;
    }
    const bool open_quote = parser.quoted && parser.pstate == LIBCSV_FIELD_BEGUN;
    if (state.status == RW_OK && csv_fini(&parser, on_cell, on_row, &state) != 0)
        state.status = rw_fail(context, RW_ERROR_MEMORY, "%s: the CSV reader gave up: %s", table->file,
                               csv_strerror(csv_error(&parser)));
    if (open_quote)
        rw_find(
            context, RW_SEVERITY_ERROR, (rw_place){table->file, quote_line, 1},
            "a quoted cell starts here and is never closed; add the closing \" or remove the opening one");
    csv_free(&parser);
    RW_VECTOR_FREE(context, &state.cells);
    return state.status;
}

/* -- The file ------------------------------------------------------------------------------------------ */

static bool starts_with_sep(const char *bytes, size_t length) {
    return length > 5 && memcmp(bytes, "sep=", 4) == 0 && (bytes[5] == '\n' || bytes[5] == '\r');
}

static size_t line_length(const char *bytes, size_t length) {
    const char *end = memchr(bytes, '\n', length);
    return end ? (size_t)(end - bytes) + 1 : length;
}

rw_status rw_csv_table_parse(rw_arena *arena, const char *file, const char *bytes, size_t length,
                             rw_csv_table *table) {
    *table = (rw_csv_table){.arena = arena, .dialect = {',', '.', false, false, RW_ENCODING_UTF8}};
    table->file = rw_arena_copy(arena, file);
    if (!table->file) return RW_ERROR_MEMORY;
    (void)SHA256Data((const unsigned char *)bytes, length, table->sha256);
    bool readable = false;
    RW_TRY(rw_encoding_to_utf8(arena, table->file, &bytes, &length, &table->dialect, &readable));
    if (!readable) return RW_OK;
    int first_line = 1;
    if (starts_with_sep(bytes, length)) { /* Excel's own way to declare the delimiter */
        table->dialect.delimiter = bytes[4];
        const size_t skip = line_length(bytes, length);
        bytes += skip;
        length -= skip;
        first_line = 2;
    } else {
        size_t at = 0;
        while (at < length && (bytes[at] == '#' || bytes[at] == '\n' || bytes[at] == '\r'))
            at += line_length(bytes + at, length - at);
        table->dialect.delimiter = detect_delimiter(bytes + at, line_length(bytes + at, length - at));
    }
    const size_t first_length = line_length(bytes, length);
    table->dialect.crlf =
        first_length >= 2 && bytes[first_length - 1] == '\n' && bytes[first_length - 2] == '\r';
    table->dialect.decimal = table->dialect.delimiter == ';' ? ',' : '.';
    RW_TRY(parse_lines(table, bytes, length, first_line));
    if (table->header.cell_count == 0)
        rw_find(arena->context, RW_SEVERITY_ERROR, (rw_place){table->file, 1, 1},
                "the file is empty; its first line must name the columns");
    return RW_OK;
}

rw_status rw_csv_table_read(rw_arena *arena, const char *path, rw_csv_table *table) {
    *table = (rw_csv_table){.arena = arena};
    char *bytes = NULL;
    size_t length = 0;
    RW_TRY(rw_file_read(arena, path, &bytes, &length));
    return rw_csv_table_parse(arena, path, bytes, length, table);
}

void rw_csv_table_free(rw_csv_table *table) {
    if (table->arena) RW_VECTOR_FREE(table->arena->context, &table->rows);
}

const char *rw_csv_cell(const rw_csv_row *row, size_t column) {
    return column < row->cell_count ? row->cell[column] : "";
}

rw_place rw_csv_place(const rw_csv_table *table, const rw_csv_row *row, size_t column) {
    return (rw_place){table->file, row->line, (int)column + 1};
}
