/* junctions.csv and trenches.csv: where pipes can lie. With trenches the study is a network. */
#include "base/number.h"
#include "data/read.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { NAMED_JUNCTIONS = 5 };

#define JUNCTION(column) RW_COLUMN_junctions_##column
#define TRENCH(column)   RW_COLUMN_trenches_##column

/* -- Nodes --------------------------------------------------------------------------------------------- */

int rw_study_node_count(const rw_study *study) {
    return study->source_count + study->demand_count + study->junction_count;
}

const char *rw_study_node_id(const rw_study *study, int node) {
    if (node < study->source_count) return study->sources[node].id;
    node -= study->source_count;
    return node < study->demand_count ? study->demands[node].id
                                      : study->junctions[node - study->demand_count].id;
}

const char *rw_study_node_name(const rw_study *study, int node) {
    if (node < study->source_count) return study->sources[node].name;
    node -= study->source_count;
    return node < study->demand_count ? study->demands[node].name
                                      : study->junctions[node - study->demand_count].name;
}

const rw_position *rw_study_node_at(const rw_study *study, int node) {
    if (node < study->source_count) return &study->sources[node].at;
    node -= study->source_count;
    return node < study->demand_count ? &study->demands[node].at
                                      : &study->junctions[node - study->demand_count].at;
}

const rw_junction *rw_study_node_junction(const rw_study *study, int node) {
    node -= study->source_count + study->demand_count;
    return node < 0 ? NULL : &study->junctions[node];
}

static const char *node_file(const rw_study *study, int node) {
    if (node < study->source_count) return "sources.csv";
    return node < study->source_count + study->demand_count ? "demands.csv" : "junctions.csv";
}

/* -- junctions.csv ------------------------------------------------------------------------------------- */

static void read_junction(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                          rw_junction *junction) {
    static const rw_position_columns at = {JUNCTION(lon), JUNCTION(lat), JUNCTION(x_m), JUNCTION(y_m)};
    junction->line = row->line;
    junction->id = rw_sheet_text(sheet, row, JUNCTION(id));
    junction->name = rw_sheet_text(sheet, row, JUNCTION(name));
    rw_read_position(reading, sheet, row, &at, &junction->at);
    const int unreadable = -1, empty = rw_sheet_text(sheet, row, JUNCTION(heat_pump))[0] == '\0',
              choice = rw_sheet_choice(sheet, row, JUNCTION(heat_pump), empty ? 1 : unreadable);
    junction->heat_pump = choice == 0;
    rw_read_place(reading, sheet, row, JUNCTION(place), &junction->place);
    if (junction->place >= 0 && choice > 0)
        rw_find(reading->context, RW_SEVERITY_WARNING, rw_sheet_place(sheet, row, JUNCTION(place)),
                "no heat pump may stand at %s, so that it takes no power; write heat_pump = yes, or leave "
                "the cell empty",
                junction->id);
    const bool source = rw_id_index_find(&reading->sources, junction->id) >= 0;
    if (!source && rw_id_index_find(&reading->demands, junction->id) < 0) return;
    rw_sheet_error(sheet, row, JUNCTION(id),
                   "'%s' is an id in %s too; trenches may end at either, so give the junction a name of its "
                   "own",
                   junction->id, source ? "sources.csv" : "demands.csv");
}

static rw_status read_junctions(rw_reading *reading, rw_id_index *index) {
    rw_study *study = reading->study;
    rw_sheet sheet;
    rw_status status = rw_sheet_read(&study->arena, study->folder, RW_SHEET_junctions, &sheet);
    if (status != RW_OK || !sheet.present) goto done;
    const size_t count = sheet.table.rows.count;
    study->junctions = rw_arena_allocate(&study->arena, count, sizeof *study->junctions);
    if (!study->junctions) {
        status = RW_ERROR_MEMORY;
        goto done;
    }
    RW_CHECK(rw_read_ids(reading, &sheet, JUNCTION(id), index));
    study->junction_count = (int)count;
    for (size_t r = 0; r < count; ++r)
        read_junction(reading, &sheet, &sheet.table.rows.item[r], &study->junctions[r]);
    RW_CHECK(rw_read_note_file(reading, &sheet.table));
done:
    rw_sheet_free(&sheet);
    return status;
}

/* -- trenches.csv -------------------------------------------------------------------------------------- */

/* The nearest id of all three files. */
static const char *nearest_id(const rw_reading *reading, const rw_id_index *junctions, const char *id) {
    const rw_id_index *const all[] = {junctions, &reading->sources, &reading->demands};
    rw_nearest nearest = rw_nearest_start(id);
    for (size_t f = 0; f < sizeof all / sizeof *all; ++f)
        for (int i = 0; i < all[f]->count; ++i) rw_nearest_offer(&nearest, all[f]->entry[i].id);
    return nearest.best;
}

/* A whole file is missing, or could not be read: that its ids are unknown is no mistake of the trenches. */
static bool lacks_ids(const rw_reading *reading, const rw_id_index *junctions) {
    return reading->sources.count == 0 || reading->demands.count == 0 || junctions->count == 0;
}

static void say_no_junctions(const rw_reading *reading, const rw_sheet *sheet) {
    const rw_study *study = reading->study;
    int unknown = 0;
    for (int t = 0; t < study->trench_count; ++t)
        unknown += (study->trenches[t].from < 0) + (study->trenches[t].to < 0);
    if (unknown > 0)
        rw_find(reading->context, RW_SEVERITY_ERROR, (rw_place){sheet->table.file, 0, 0},
                "%d end%s of trenches %s no source or demand, and there are no junctions; write them into "
                "junctions.csv, with an id and coordinates",
                unknown, unknown == 1 ? "" : "s", unknown == 1 ? "is" : "are");
}

static int find_node(const rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                     rw_column column, const rw_id_index *junctions) {
    const rw_study *study = reading->study;
    const char *id = rw_sheet_text(sheet, row, column);
    const int source = rw_id_index_find(&reading->sources, id),
              demand = rw_id_index_find(&reading->demands, id), junction = rw_id_index_find(junctions, id);
    if (source >= 0 && demand >= 0)
        rw_sheet_error(
            sheet, row, column,
            "'%s' is an id in sources.csv and in demands.csv; in a network every id must be of one "
            "place, rename one of them",
            id);
    if (source >= 0) return source;
    if (demand >= 0) return study->source_count + demand;
    if (junction >= 0) return study->source_count + study->demand_count + junction;
    const char *nearest = nearest_id(reading, junctions, id);
    if (id[0] == '\0')
        rw_sheet_error(sheet, row, column,
                       "the cell is empty; write an id of junctions.csv, sources.csv or demands.csv");
    else if (lacks_ids(reading, junctions))
        return -1; /* one message says it for all */
    else if (nearest)
        rw_sheet_error(sheet, row, column,
                       "'%s' is not an id in junctions.csv, sources.csv or demands.csv; did you mean %s?", id,
                       nearest);
    else
        rw_sheet_error(
            sheet, row, column,
            "'%s' is not an id in junctions.csv, sources.csv or demands.csv; add it there or remove "
            "this row",
            id);
    return -1;
}

static void read_existing(const rw_study *study, const rw_sheet *sheet, const rw_csv_row *row,
                          rw_trench *trench) {
    const int dn = rw_sheet_integer(sheet, row, TRENCH(existing_dn), 0);
    const bool has_age = rw_sheet_text(sheet, row, TRENCH(existing_age_yr))[0] != '\0',
               has_dn = rw_sheet_text(sheet, row, TRENCH(existing_dn))[0] != '\0';
    trench->existing_pipe = -1;
    trench->existing_age_yr = rw_or(rw_sheet_number(sheet, row, TRENCH(existing_age_yr)), 0);
    trench->existing_level = (rw_level)rw_sheet_choice(sheet, row, TRENCH(existing_level), RW_LEVEL_SUPPLY);
    if (!has_dn) {
        if (has_age)
            rw_sheet_error(sheet, row, TRENCH(existing_dn),
                           "an age without a diameter; write existing_dn, or leave both empty");
        return;
    }
    if (!has_age)
        rw_sheet_error(sheet, row, TRENCH(existing_age_yr),
                       "the age of the existing pipe decides when it is bought again; write it");
    for (int p = 0; p < study->pipe_count; ++p)
        if (study->pipes[p].dn == dn) trench->existing_pipe = p;
    if (trench->existing_pipe < 0 && dn > 0)
        rw_sheet_error(
            sheet, row, TRENCH(existing_dn),
            "DN%d is not in the catalogue; write the nearest diameter that is, or add it to pipes.csv", dn);
}

static void read_length(const rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                        rw_trench *trench) {
    const rw_study *study = reading->study;
    const rw_position *a = rw_study_node_at(study, trench->from), *b = rw_study_node_at(study, trench->to);
    const double crow_m = hypot(a->x_m - b->x_m, a->y_m - b->y_m);
    char length[RW_NUMBER_BYTES], crow[RW_NUMBER_BYTES];
    trench->length_m =
        rw_or(rw_sheet_number(sheet, row, TRENCH(length_m)), crow_m * study->parameters.detour_factor);
    if (trench->length_m <= 0)
        rw_sheet_error(sheet, row, TRENCH(length_m),
                       "the trench is 0 m long; write its length, or make one place of its two ends");
    else if (trench->length_m < 0.95 * crow_m - 50)
        rw_sheet_error(sheet, row, TRENCH(length_m),
                       "%s m is shorter than the %s m as the crow flies; check both ends",
                       rw_number_brief(length, trench->length_m, 6), rw_number_fixed(crow, crow_m, 0));
    if (trench->bored_m > trench->length_m)
        rw_sheet_error(sheet, row, TRENCH(bored_m),
                       "more metres are bored than the trench is long; check both");
}

static rw_status read_trench(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                             const rw_id_index *junctions, rw_trench *trench) {
    rw_arena *arena = &reading->study->arena;
    const rw_parameters *p = &reading->study->parameters;
    trench->line = row->line;
    trench->name = rw_sheet_text(sheet, row, TRENCH(name));
    trench->from = find_node(reading, sheet, row, TRENCH(from), junctions);
    trench->to = find_node(reading, sheet, row, TRENCH(to), junctions);
    trench->bored_m = rw_or(rw_sheet_number(sheet, row, TRENCH(bored_m)), 0);
    trench->extra_eur_per_m = rw_or(rw_sheet_number(sheet, row, TRENCH(extra_eur_per_m)), 0);
    trench->crossings_eur =
        rw_sheet_integer(sheet, row, TRENCH(crossings_water), 0) * p->crossing_water_eur +
        rw_sheet_integer(sheet, row, TRENCH(crossings_rail), 0) * p->crossing_rail_eur +
        rw_sheet_integer(sheet, row, TRENCH(crossings_motorway), 0) * p->crossing_motorway_eur +
        rw_or(rw_sheet_number(sheet, row, TRENCH(extra_eur)), 0);
    trench->status = (rw_route_status)rw_sheet_choice(sheet, row, TRENCH(status), RW_ROUTE_ALLOWED);
    read_existing(reading->study, sheet, row, trench);
    const char *id = rw_sheet_text(sheet, row, TRENCH(id));
    rw_text name;
    rw_text_start(&name, reading->context);
    rw_text_addf(&name, "%s-%s", rw_sheet_text(sheet, row, TRENCH(from)),
                 rw_sheet_text(sheet, row, TRENCH(to)));
    trench->id = rw_arena_copy(arena, id[0] ? id : rw_text_string(&name));
    const rw_status status = rw_text_status(&name);
    rw_text_free(&name);
    if (status != RW_OK || !trench->id) return RW_ERROR_MEMORY;
    if (trench->from < 0 || trench->to < 0) return RW_OK;
    if (trench->from == trench->to)
        rw_sheet_error(sheet, row, TRENCH(to), "the trench ends where it starts, at %s; check both ends",
                       rw_study_node_id(reading->study, trench->from));
    else
        read_length(reading, sheet, row, trench);
    return RW_OK;
}

/* -- What rows say together ---------------------------------------------------------------------------- */

typedef struct network {
    rw_context *context;
    const rw_study *study;
    const char *file; /* trenches.csv, with its folder */
    int *part;        /* by node: the smallest node that it hangs together with */
    int *ends;        /* by node: trenches that end there */
} network;

static rw_place line_of(const network *n, int trench) {
    return (rw_place){n->file, n->study->trenches[trench].line, 1};
}

static int low_end(const rw_trench *t) {
    return t->from < t->to ? t->from : t->to;
}

static int high_end(const rw_trench *t) {
    return t->from < t->to ? t->to : t->from;
}

static int compare_ends(const rw_trench *a, const rw_trench *b) {
    if (low_end(a) != low_end(b)) return low_end(a) < low_end(b) ? -1 : 1;
    if (high_end(a) != high_end(b)) return high_end(a) < high_end(b) ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static int compare_trench_ends(const void *a, const void *b) {
    const rw_trench *const *left = a, *const *right = b;
    return compare_ends(*left, *right);
}

static int compare_trench_ids(const void *a, const void *b) {
    const rw_trench *const *left = a, *const *right = b;
    const int order = strcmp((*left)->id, (*right)->id);
    return order ? order : ((*left)->line > (*right)->line) - ((*left)->line < (*right)->line);
}

static rw_status check_doubles(const network *n) {
    const rw_study *study = n->study;
    const size_t count = (size_t)study->trench_count;
    const rw_trench **list = rw_allocate(n->context, count, sizeof *list);
    if (!list) return RW_ERROR_MEMORY;
    for (size_t t = 0; t < count; ++t) list[t] = &study->trenches[t];
    qsort((void *)list, count, sizeof *list, compare_trench_ends);
    for (size_t t = 1; t < count; ++t) {
        if (list[t]->from < 0 || list[t]->to < 0 || low_end(list[t]) != low_end(list[t - 1]) ||
            high_end(list[t]) != high_end(list[t - 1]))
            continue;
        rw_find(
            n->context, RW_SEVERITY_ERROR, (rw_place){n->file, list[t]->line, 1},
            "a trench between %s and %s stands on line %d already; keep one of them, or put a junction in "
            "the second",
            rw_study_node_id(study, list[t]->from), rw_study_node_id(study, list[t]->to), list[t - 1]->line);
    }
    qsort((void *)list, count, sizeof *list, compare_trench_ids);
    for (size_t t = 1; t < count; ++t)
        if (strcmp(list[t]->id, list[t - 1]->id) == 0 && compare_ends(list[t], list[t - 1]) != 0 &&
            (low_end(list[t]) != low_end(list[t - 1]) || high_end(list[t]) != high_end(list[t - 1])))
            rw_find(n->context, RW_SEVERITY_ERROR, (rw_place){n->file, list[t]->line, 1},
                    "'%s' names the trench on line %d already; every trench needs its own", list[t]->id,
                    list[t - 1]->line);
    rw_release(n->context, (void *)list);
    return RW_OK;
}

static int part_of(const network *n, int node) {
    while (n->part[node] != node) node = n->part[node] = n->part[n->part[node]];
    return node;
}

static void join_ends(const network *n) {
    const rw_study *study = n->study;
    for (int v = 0; v < rw_study_node_count(study); ++v) n->part[v] = v;
    for (int t = 0; t < study->trench_count; ++t) {
        const rw_trench *trench = &study->trenches[t];
        if (trench->from < 0 || trench->to < 0 || trench->status == RW_ROUTE_FORBIDDEN) continue;
        ++n->ends[trench->from];
        ++n->ends[trench->to];
        const int a = part_of(n, trench->from), b = part_of(n, trench->to);
        n->part[a > b ? a : b] = a < b ? a : b;
    }
}

/* Where a heat pump may stand, water can come in and heat go out through one trench. */
static bool is_dead_end(const network *n, int node) {
    const rw_junction *junction = rw_study_node_junction(n->study, node);
    return junction && !junction->heat_pump && n->ends[node] == 1;
}

/* Maps have many dead ends: all of them in one warning. */
static void name_dead_ends(const network *n) {
    rw_text names;
    int count = 0;
    rw_text_start(&names, n->context);
    for (int v = 0; v < rw_study_node_count(n->study); ++v) {
        if (!is_dead_end(n, v)) continue;
        if (++count <= NAMED_JUNCTIONS)
            rw_text_addf(&names, "%s%s", count > 1 ? ", " : "", rw_study_node_id(n->study, v));
    }
    if (count > NAMED_JUNCTIONS) rw_text_addf(&names, " and %d more", count - NAMED_JUNCTIONS);
    if (count > 0)
        rw_find(n->context, RW_SEVERITY_WARNING, (rw_place){n->file, 0, 0},
                "%s of junctions.csv: one trench ends there and nothing else; %s will not be used",
                rw_text_string(&names), count == 1 ? "this dead end" : "these dead ends");
    rw_text_free(&names);
}

/* Sources come first in the numbering of nodes: a part with a source is called by one. */
static void check_parts(const network *n) {
    const rw_study *study = n->study;
    const int demand_end = study->source_count + study->demand_count;
    for (int v = 0; v < rw_study_node_count(study); ++v) {
        const rw_place place = {n->file, 0, 0};
        const char *id = rw_study_node_id(study, v), *file = node_file(study, v);
        if (n->ends[v] == 0)
            rw_find(n->context, RW_SEVERITY_WARNING, place, "no trench ends at %s of %s: it %s", id, file,
                    v >= demand_end ? "is of no use" : "cannot be connected");
        else if (v >= study->source_count && v < demand_end && part_of(n, v) >= study->source_count)
            rw_find(n->context, RW_SEVERITY_WARNING, place,
                    "no trenches lead from any source to %s of %s: it cannot be connected", id, file);
    }
    name_dead_ends(n);
    for (int i = 0; i < study->source_count; ++i) {
        bool reaches = n->ends[i] == 0; /* said already */
        for (int j = study->source_count; j < demand_end && !reaches; ++j)
            reaches = part_of(n, j) == part_of(n, i);
        if (!reaches)
            rw_find(n->context, RW_SEVERITY_WARNING, (rw_place){n->file, 0, 0},
                    "no trenches lead from %s of sources.csv to any demand: it cannot be coupled",
                    study->sources[i].id);
    }
}

static void check_forced(const network *n) {
    for (int t = 0; t < n->study->trench_count; ++t) {
        const rw_trench *trench = &n->study->trenches[t];
        if (trench->status != RW_ROUTE_FORCED || trench->from < 0 || trench->to < 0) continue;
        if (part_of(n, trench->from) >= n->study->source_count)
            rw_find(n->context, RW_SEVERITY_ERROR, line_of(n, t),
                    "a pipe must be laid here, but no trenches lead to any source; connect it, or drop the "
                    "status");
    }
}

/* Rules of pairs mean nothing in a network: refused rather than ignored. */
static void refuse_pair_rules(const network *n) {
    const rw_study *study = n->study;
    if (study->route_count > 0)
        rw_find(
            n->context, RW_SEVERITY_ERROR, (rw_place){n->file, 0, 0},
            "the study has routes.csv as well; a study is of pairs or a network: move one of the two files "
            "away");
    for (int j = 0; j < study->demand_count; ++j)
        if (study->demands[j].max_sources != INT_MAX)
            rw_find(
                n->context, RW_SEVERITY_ERROR, (rw_place){study->demands_path, study->demands[j].line, 1},
                "max_sources of %s: in a network heat of several sources comes through one pipe; leave it "
                "empty",
                study->demands[j].id);
    if (study->parameters.supply_level_c > 0 && study->parameters.return_level_c > 0 &&
        study->parameters.supply_level_c <= study->parameters.return_level_c)
        rw_find(n->context, RW_SEVERITY_ERROR, (rw_place){n->file, 0, 0},
                "supply_level_c is not above return_level_c; check both parameters");
    if (study->parameters.water_supply_level_c > 0 && study->parameters.water_return_level_c > 0 &&
        study->parameters.water_supply_level_c <= study->parameters.water_return_level_c)
        rw_find(n->context, RW_SEVERITY_ERROR, (rw_place){n->file, 0, 0},
                "water_supply_level_c is not above water_return_level_c; check both parameters");
}

/* A mistyped end would make a list of parts that hang in the air. */
static bool all_ends_known(const rw_study *study) {
    for (int t = 0; t < study->trench_count; ++t)
        if (study->trenches[t].from < 0 || study->trenches[t].to < 0) return false;
    return true;
}

static rw_status check_network(rw_reading *reading, const char *file) {
    const rw_study *study = reading->study;
    const size_t nodes = (size_t)rw_study_node_count(study);
    network n = {.context = reading->context, .study = study, .file = file};
    n.part = rw_allocate(n.context, nodes, sizeof *n.part);
    n.ends = rw_allocate(n.context, nodes, sizeof *n.ends);
    rw_status status = n.part && n.ends ? RW_OK : RW_ERROR_MEMORY;
    if (status == RW_OK) {
        refuse_pair_rules(&n);
        if (all_ends_known(study)) {
            join_ends(&n);
            check_parts(&n);
            check_forced(&n);
        }
        status = check_doubles(&n);
    }
    rw_release(n.context, n.part);
    rw_release(n.context, n.ends);
    return status;
}

rw_status rw_read_network(rw_reading *reading) {
    rw_study *study = reading->study;
    rw_id_index junctions = {NULL, 0};
    rw_sheet sheet;
    RW_TRY(read_junctions(reading, &junctions));
    rw_status status = rw_sheet_read(&study->arena, study->folder, RW_SHEET_trenches, &sheet);
    if (status != RW_OK || !sheet.present) goto done;
    const size_t count = sheet.table.rows.count;
    study->trenches = rw_arena_allocate(&study->arena, count, sizeof *study->trenches);
    if (!study->trenches) {
        status = RW_ERROR_MEMORY;
        goto done;
    }
    for (size_t r = 0; r < count; ++r)
        RW_CHECK(read_trench(reading, &sheet, &sheet.table.rows.item[r], &junctions, &study->trenches[r]));
    study->trench_count = (int)count;
    if (junctions.count == 0 && reading->sources.count > 0 && reading->demands.count > 0)
        say_no_junctions(reading, &sheet);
    if (count > 0) RW_CHECK(check_network(reading, sheet.table.file));
    RW_CHECK(rw_read_note_file(reading, &sheet.table));
done:
    rw_sheet_free(&sheet);
    return status;
}
