#include "base/number.h"
#include "data/csv_table.h"
#include "data/encoding.h"
#include <math.h>
#include <string.h>

void rw_csv_writer_start(rw_csv_writer *writer, rw_context *context, const rw_dialect *dialect) {
    *writer = (rw_csv_writer){.dialect = *dialect};
    rw_text_start(&writer->text, context);
}

static void separate(rw_csv_writer *writer) {
    if (writer->row_started) rw_text_add_length(&writer->text, &writer->dialect.delimiter, 1);
    writer->row_started = true;
}

void rw_csv_write_text(rw_csv_writer *writer, const char *cell) {
    separate(writer);
    const char special[] = {writer->dialect.delimiter, '"', '\n', '\r', '\0'};
    const size_t length = strlen(cell);
    const bool blank_edge = length > 0 && (cell[0] == ' ' || cell[length - 1] == ' ');
    if (strcspn(cell, special) == length && !blank_edge) {
        rw_text_add(&writer->text, cell);
        return;
    }
    rw_text_add(&writer->text, "\"");
    for (const char *c = cell; *c; ++c)
        rw_text_add_length(&writer->text, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    rw_text_add(&writer->text, "\"");
}

void rw_csv_write_texts(rw_csv_writer *writer, const char *const *cells, size_t count) {
    for (size_t i = 0; i < count; ++i) rw_csv_write_text(writer, cells[i]);
}

static void write_number_text(rw_csv_writer *writer, char *number) {
    for (char *c = number; *c; ++c)
        if (*c == '.') *c = writer->dialect.decimal;
    rw_csv_write_text(writer, number);
}

void rw_csv_write_number(rw_csv_writer *writer, double value) {
    char number[RW_NUMBER_BYTES] = "";
    if (!isnan(value)) (void)rw_number_shortest(number, value);
    write_number_text(writer, number);
}

void rw_csv_write_fixed(rw_csv_writer *writer, double value, int decimals) {
    char number[RW_NUMBER_BYTES] = "";
    if (!isnan(value)) (void)rw_number_fixed(number, value, decimals);
    write_number_text(writer, number);
}

void rw_csv_end_row(rw_csv_writer *writer) {
    rw_text_add(&writer->text, writer->dialect.crlf ? "\r\n" : "\n");
    writer->row_started = false;
}

rw_status rw_csv_writer_add_to(rw_csv_writer *writer, rw_file_set *files, const char *path) {
    rw_text encoded;
    rw_text_start(&encoded, writer->text.context);
    rw_encoding_from_utf8(&writer->dialect, rw_text_string(&writer->text), writer->text.length, &encoded);
    rw_status status = rw_text_status(&writer->text);
    if (status == RW_OK) status = rw_text_status(&encoded);
    if (status == RW_OK) status = rw_file_set_add(files, path, rw_text_string(&encoded), encoded.length);
    rw_text_free(&encoded);
    rw_csv_writer_free(writer);
    return status;
}

rw_status rw_csv_writer_finish(rw_csv_writer *writer, const char *path) {
    rw_file_set one;
    rw_file_set_start(&one, writer->text.context);
    rw_status status = rw_csv_writer_add_to(writer, &one, path);
    if (status == RW_OK) status = rw_file_set_finish(&one);
    rw_file_set_free(&one);
    return status;
}

void rw_csv_writer_free(rw_csv_writer *writer) {
    rw_text_free(&writer->text);
}
