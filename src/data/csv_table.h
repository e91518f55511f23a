/* CSV as Dutch Excel, QGIS and Python write it. csv_table.c is the only user of <csv.h>.
 *
 * A table is read whole: header and rows of cells, every cell with its line. What a cell means (number,
 * choice) is decided by the column it stands in, see columns.h. */
#ifndef RW_DATA_CSV_TABLE_H
#define RW_DATA_CSV_TABLE_H

#include "base/file.h"

typedef enum rw_encoding { RW_ENCODING_UTF8, RW_ENCODING_WINDOWS_1252 } rw_encoding;

/** How a file is written; detected on reading, used again for the results. */
typedef struct rw_dialect {
    char delimiter; /* ',' ';' or tab */
    char decimal;   /* ',' or '.' */
    bool byte_order_mark, crlf;
    rw_encoding encoding;
} rw_dialect;

typedef struct rw_csv_row {
    int line; /* where the row starts, from 1 */
    size_t cell_count;
    const char **cell; /* trimmed UTF-8; owned by the table's arena */
} rw_csv_row;

typedef struct rw_csv_table {
    const char *file; /* as shown to the user; owned by the arena */
    char sha256[65];  /* of the bytes, hexadecimal */
    rw_dialect dialect;
    rw_csv_row header;
    RW_VECTOR(rw_csv_row) rows; /* owned; blank rows and rows that start with # are left out */
    rw_arena *arena;            /* borrowed */
} rw_csv_table;

/** Reads a file. Whatever is wrong with it becomes findings (and RW_OK with no rows); only a file that cannot
 * be opened, or a lack of memory, fails. Free with rw_csv_table_free. */
RW_NODISCARD rw_status rw_csv_table_read(rw_arena *arena, const char *path, rw_csv_table *table);
/** The same on bytes in memory; `file` is the name shown to the user. */
RW_NODISCARD rw_status rw_csv_table_parse(rw_arena *arena, const char *file, const char *bytes, size_t length,
                                          rw_csv_table *table);
void rw_csv_table_free(rw_csv_table *table);

/** The cell of a row, "" beyond its last. */
const char *rw_csv_cell(const rw_csv_row *row, size_t column);
/** Its place for messages; columns count from 1. */
rw_place rw_csv_place(const rw_csv_table *table, const rw_csv_row *row, size_t column);

/** Words for a person: "semicolon, decimal comma, Windows-1252". */
void rw_dialect_describe(const rw_dialect *dialect, rw_text *text);

/* -- Numbers in cells ---------------------------------------------------------------------------------- */

/** Counts which decimal sign the cells of a file use; only cells that can be read one way count. */
typedef struct rw_decimal_votes {
    int comma, point;
} rw_decimal_votes;

/** Adds a cell's vote. `min`..`max` is what the column accepts: where only one reading is possible, that
 * counts. */
void rw_decimal_vote(rw_decimal_votes *votes, const char *cell, double min, double max);
/** The sign most cells use; without any vote what goes with the delimiter. */
char rw_decimal_decide(const rw_decimal_votes *votes, char delimiter);

/** Reads a number as the file writes them; otherwise `advice` says what is wrong and what to write. */
bool rw_csv_number(const char *cell, char decimal, double *value, rw_text *advice);

/* -- Writing ------------------------------------------------------------------------------------------- */

typedef struct rw_csv_writer {
    rw_text text;
    rw_dialect dialect;
    bool row_started;
} rw_csv_writer;

void rw_csv_writer_start(rw_csv_writer *writer, rw_context *context, const rw_dialect *dialect);
void rw_csv_write_text(rw_csv_writer *writer, const char *cell);
/** Cells beside each other; the row goes on. */
void rw_csv_write_texts(rw_csv_writer *writer, const char *const *cells, size_t count);
/** All of an array. */
#define RW_CSV_WRITE_TEXTS(writer, cells)                                                                    \
    rw_csv_write_texts((writer), (cells), sizeof(cells) / sizeof *(cells))
/** The shortest decimal that reads back exactly; an empty cell for NaN. */
void rw_csv_write_number(rw_csv_writer *writer, double value);
void rw_csv_write_fixed(rw_csv_writer *writer, double value, int decimals);
void rw_csv_end_row(rw_csv_writer *writer);
/** Encodes (Windows-1252 where the dialect says so and the letters allow it) and writes the file; frees. */
RW_NODISCARD rw_status rw_csv_writer_finish(rw_csv_writer *writer, const char *path);
/** The same as one of several files. */
RW_NODISCARD rw_status rw_csv_writer_add_to(rw_csv_writer *writer, rw_file_set *files, const char *path);
void rw_csv_writer_free(rw_csv_writer *writer);

#endif
