/* A CSV table whose columns are known: cells come out as numbers, choices and text, and what is wrong with
 * them becomes a finding with its place. The columns are listed in columns.def. */
#ifndef RW_DATA_SHEET_H
#define RW_DATA_SHEET_H

#include "data/csv_table.h"

typedef enum rw_sheet_file {
#define RW_FILE(file, required, english, dutch) RW_SHEET_##file,
#define RW_TEXT(...)
#define RW_NUMBER(...)
#define RW_CHOICE(...)
#include "data/columns.def"
#undef RW_FILE
#undef RW_TEXT
#undef RW_NUMBER
#undef RW_CHOICE
    RW_SHEET_COUNT
} rw_sheet_file;

typedef enum rw_column {
#define RW_FILE(file, required, english, dutch)
#define RW_TEXT(file, name, ...)   RW_COLUMN_##file##_##name,
#define RW_NUMBER(file, name, ...) RW_COLUMN_##file##_##name,
#define RW_CHOICE(file, name, ...) RW_COLUMN_##file##_##name,
#include "data/columns.def"
#undef RW_FILE
#undef RW_TEXT
#undef RW_NUMBER
#undef RW_CHOICE
    RW_COLUMN_COUNT
} rw_column;

typedef enum rw_column_type { RW_COLUMN_TEXT, RW_COLUMN_NUMBER, RW_COLUMN_CHOICE } rw_column_type;

/** What columns.def says of one column. Strings are static. */
typedef struct rw_column_info {
    rw_sheet_file file;
    const char *name;
    rw_column_type type;
    bool required;
    double min, max;
    const char *unit, *choices, *dutch, *aliases, *example, *english_meaning, *dutch_meaning;
} rw_column_info;

typedef struct rw_sheet_info {
    const char *name; /* "sources": the file is sources.csv */
    bool required;
    const char *english, *dutch;
} rw_sheet_info;

const rw_column_info *rw_column_describe(rw_column column);
const rw_sheet_info *rw_sheet_describe(rw_sheet_file file);

typedef struct rw_sheet {
    rw_csv_table table;
    rw_sheet_file file;
    bool present;                  /* the file is there and its header could be used */
    int position[RW_COLUMN_COUNT]; /* of each column in the table, or -1 */
} rw_sheet;

/** Reads <folder>/<file>.csv; an optional file that is not there gives no rows. Findings as in csv_table.h.
 */
RW_NODISCARD rw_status rw_sheet_read(rw_arena *arena, const char *folder, rw_sheet_file file,
                                     rw_sheet *sheet);
void rw_sheet_free(rw_sheet *sheet);

/** "" when the column or the cell is not there. */
const char *rw_sheet_text(const rw_sheet *sheet, const rw_csv_row *row, rw_column column);
/** NaN when there is nothing in the cell, or when there is something wrong with it (then a finding says
 * what). */
double rw_sheet_number(const rw_sheet *sheet, const rw_csv_row *row, rw_column column);
/** The same, whole numbers only; `fallback` for an empty or wrong cell. */
int rw_sheet_integer(const rw_sheet *sheet, const rw_csv_row *row, rw_column column, int fallback);
/** Index of the choice; `fallback` for an empty or wrong cell. */
int rw_sheet_choice(const rw_sheet *sheet, const rw_csv_row *row, rw_column column, int fallback);
/** Where the cell is; column 1 when the file has no such column. */
rw_place rw_sheet_place(const rw_sheet *sheet, const rw_csv_row *row, rw_column column);
/** Adds an error about a cell. */
__attribute__((format(printf, 4, 5))) void rw_sheet_error(const rw_sheet *sheet, const rw_csv_row *row,
                                                          rw_column column, const char *format, ...);

#endif
