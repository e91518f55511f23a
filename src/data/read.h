/* Parts of reading a study; each file has its reader, study_read.c calls them in order. */
#ifndef RW_DATA_READ_H
#define RW_DATA_READ_H

#include "data/geo.h"
#include "data/study.h"

/** What the readers share. */
typedef struct rw_reading {
    rw_study *study;
    rw_context *context;
    rw_geo geo;
    rw_id_index sources, demands, places, profiles;
} rw_reading;

RW_NODISCARD rw_status rw_read_parameters(rw_reading *reading, const rw_override *overrides,
                                          size_t override_count);
RW_NODISCARD rw_status rw_read_profiles(rw_reading *reading);
RW_NODISCARD rw_status rw_read_pipes(rw_reading *reading);
RW_NODISCARD rw_status rw_read_places(rw_reading *reading);
RW_NODISCARD rw_status rw_read_sources(rw_reading *reading);
RW_NODISCARD rw_status rw_read_demands(rw_reading *reading);
RW_NODISCARD rw_status rw_read_routes(rw_reading *reading);

/** junctions.csv and trenches.csv. */
RW_NODISCARD rw_status rw_read_network(rw_reading *reading);

/** Remembers a file for `check` and the report: dialect, rows, fingerprint. */
RW_NODISCARD rw_status rw_read_note_file(rw_reading *reading, const rw_csv_table *table);

/** Checks the ids in a column (filled in, no doubles) and builds their index. */
RW_NODISCARD rw_status rw_read_ids(rw_reading *reading, const rw_sheet *sheet, rw_column column,
                                   rw_id_index *index);

/** The place in power.csv that a row names, -1 for none. */
void rw_read_place(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row, rw_column column,
                   int *place);

typedef struct rw_position_columns {
    rw_column lon, lat, x, y;
} rw_position_columns;
void rw_read_position(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                      const rw_position_columns *columns, rw_position *position);

/** A calendar year as project year, 1 = the year after base_year; blank or earlier gives 1. */
int rw_read_start(const rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row, rw_column column);

#endif
