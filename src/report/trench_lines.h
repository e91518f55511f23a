/* How trenches run, for map and GeoJSON: the lines of trenches.geojson, or straight. */
#ifndef RW_REPORT_TRENCH_LINES_H
#define RW_REPORT_TRENCH_LINES_H

#include "data/study.h"
#include "report/json.h"

typedef struct rw_trench_lines {
    const rw_study *study; /* borrowed */
    rw_json json;
    const rw_json_value **coordinates; /* by trench; NULL: straight */
} rw_trench_lines;

/** Reads the study's lines, if it has any. Free with rw_trench_lines_free, also after a failure. */
RW_NODISCARD rw_status rw_trench_lines_read(rw_context *context, const rw_study *study,
                                            rw_trench_lines *lines);
void rw_trench_lines_free(rw_trench_lines *lines);

/** Adds the points of a trench to a JSON array, from its `from` to its `to` or the other way; latitude first
 * (as Leaflet has it) or longitude (as GeoJSON). */
void rw_trench_lines_add(const rw_trench_lines *lines, int trench, bool backwards, bool latitude_first,
                         rw_json *json, rw_json_value *array);

#endif
