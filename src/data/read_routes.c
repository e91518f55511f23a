/* routes.csv: pairs that are known better than crow distance. */
#include "base/number.h"
#include "data/read.h"
#include <stdlib.h>

#define COLUMN(column) RW_COLUMN_routes_##column

static int find_end(const rw_sheet *sheet, const rw_csv_row *row, rw_column column, const rw_id_index *index,
                    const char *file) {
    const char *id = rw_sheet_text(sheet, row, column);
    const int found = rw_id_index_find(index, id);
    if (found >= 0 || index->count == 0)
        return found; /* a file that could not be read was reported already */
    const char *nearest = rw_id_index_nearest(index, id);
    if (id[0] == '\0')
        rw_sheet_error(sheet, row, column, "the cell is empty; write an id of %s", file);
    else if (nearest)
        rw_sheet_error(sheet, row, column, "'%s' is not an id in %s; did you mean %s?", id, file, nearest);
    else
        rw_sheet_error(sheet, row, column, "'%s' is not an id in %s; add it there or remove this row", id,
                       file);
    return -1;
}

static void read_row(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row, rw_route *route) {
    route->line = row->line;
    route->source = find_end(sheet, row, COLUMN(source), &reading->sources, "sources.csv");
    route->demand = find_end(sheet, row, COLUMN(demand), &reading->demands, "demands.csv");
    route->length_m = rw_sheet_number(sheet, row, COLUMN(length_m));
    route->bored_m = rw_or(rw_sheet_number(sheet, row, COLUMN(bored_m)), 0);
    route->crossings_water = rw_sheet_integer(sheet, row, COLUMN(crossings_water), 0);
    route->crossings_rail = rw_sheet_integer(sheet, row, COLUMN(crossings_rail), 0);
    route->crossings_motorway = rw_sheet_integer(sheet, row, COLUMN(crossings_motorway), 0);
    route->extra_eur = rw_or(rw_sheet_number(sheet, row, COLUMN(extra_eur)), 0);
    route->status = (rw_route_status)rw_sheet_choice(sheet, row, COLUMN(status), RW_ROUTE_ALLOWED);
    if (route->bored_m > route->length_m)
        rw_sheet_error(sheet, row, COLUMN(bored_m),
                       "more metres are bored than the route is long; check both");
    if (route->source < 0 || route->demand < 0) return;
    const rw_position *a = &reading->study->sources[route->source].at,
                      *b = &reading->study->demands[route->demand].at;
    const double crow_m = hypot(a->x_m - b->x_m, a->y_m - b->y_m);
    if (route->length_m < 0.95 * crow_m - 50) {
        char length[RW_NUMBER_BYTES], crow[RW_NUMBER_BYTES];
        rw_sheet_error(sheet, row, COLUMN(length_m),
                       "%s m is shorter than the %s m as the crow flies; check both ends",
                       rw_number_brief(length, route->length_m, 6), rw_number_fixed(crow, crow_m, 0));
    }
}

static int compare_routes(const void *a, const void *b) {
    const rw_route *left = a, *right = b;
    if (left->source != right->source) return left->source < right->source ? -1 : 1;
    if (left->demand != right->demand) return left->demand < right->demand ? -1 : 1;
    return (left->line > right->line) - (left->line < right->line);
}

static void check_doubles(rw_reading *reading, const rw_sheet *sheet) {
    const rw_study *study = reading->study;
    for (int r = 1; r < study->route_count; ++r) {
        const rw_route *first = &study->routes[r - 1], *again = &study->routes[r];
        if (again->source < 0 || again->demand < 0 || first->source != again->source ||
            first->demand != again->demand)
            continue;
        rw_find(reading->context, RW_SEVERITY_ERROR, (rw_place){sheet->table.file, again->line, 1},
                "the pair %s, %s stands on line %d already; keep one of them",
                study->sources[again->source].id, study->demands[again->demand].id, first->line);
    }
}

rw_status rw_read_routes(rw_reading *reading) {
    rw_study *study = reading->study;
    rw_sheet sheet;
    rw_status status = rw_sheet_read(&study->arena, study->folder, RW_SHEET_routes, &sheet);
    if (status == RW_OK && sheet.present) {
        const size_t count = sheet.table.rows.count;
        study->routes = rw_arena_allocate(&study->arena, count, sizeof *study->routes);
        if (study->routes) {
            study->route_count = (int)count;
            for (size_t r = 0; r < count; ++r)
                read_row(reading, &sheet, &sheet.table.rows.item[r], &study->routes[r]);
            qsort(study->routes, count, sizeof *study->routes, compare_routes);
            check_doubles(reading, &sheet);
            status = rw_read_note_file(reading, &sheet.table);
        } else {
            status = RW_ERROR_MEMORY;
        }
    }
    rw_sheet_free(&sheet);
    return status;
}
