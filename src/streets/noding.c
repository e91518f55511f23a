/* Lines become pieces between nodes: ends that nearly touch are brought together, GEOS cuts lines where they
 * meet and drops doubles, and every piece gets back the traits of the line that it was cut from. */
#include "base/number.h"
#include "streets/streets.h"
#include <geos_c.h>
#include <stdlib.h>

/* Coordinates are rounded to centimetres, so that equal points are equal numbers. */
static const double grid_m = 0.01;

/* All segments of all lines. */
static rw_status list_segments(rw_streets *s, rw_segments *all) {
    size_t count = 0;
    for (size_t l = 0; l < s->lines.count; ++l) count += (size_t)s->lines.item[l].count - 1;
    RW_TRY(rw_segments_start(&s->arena, count, all));
    for (size_t l = 0; l < s->lines.count; ++l)
        rw_segments_add(all, (int)l, s->lines.item[l].at, s->lines.item[l].count);
    return RW_OK;
}

/* -- Ends that nearly touch ---------------------------------------------------------------------------- */

/* A point to be put into a line. */
typedef struct inserted {
    int line, after;
    double along;
    rw_point at;
} inserted;

typedef struct joiner {
    rw_streets *streets;
    rw_segments all;
    rw_segment_index index;
    RW_VECTOR(inserted) inserts;
} joiner;

/* What an end may touch: the nearest point of a line, or the nearest place on one. */
typedef struct touch {
    double point_m, place_m;
    rw_point point, place;
    int segment; /* of the place */
    double along;
} touch;

static void offer_touch(const joiner *j, int segment, rw_point end, touch *best) {
    const rw_street_line *line = &j->streets->lines.item[j->all.line[segment]];
    const rw_point a = line->at[j->all.number[segment]], b = line->at[j->all.number[segment] + 1];
    const rw_point ends[] = {a, b};
    for (int e = 0; e < 2; ++e) {
        const double off_m = rw_point_distance_m(end, ends[e]);
        if (off_m < best->point_m) {
            best->point_m = off_m;
            best->point = ends[e];
        }
    }
    double along;
    const rw_point place = rw_point_on_segment(end, a, b, &along);
    const double off_m = rw_point_distance_m(end, place);
    if (off_m < best->place_m) {
        best->place_m = off_m;
        best->place = place;
        best->segment = segment;
        best->along = along;
    }
}

/* Moves one end of a line onto what it nearly touches. Points have moved by at most join_m since the index
 * was made. */
static rw_status join_end(joiner *j, int line, bool last) {
    rw_streets *s = j->streets;
    const double join_m = s->options->join_m;
    rw_street_line *own = &s->lines.item[line];
    rw_point *end = &own->at[last ? own->count - 1 : 0];
    touch best = {.point_m = RW_INFINITY, .place_m = RW_INFINITY};
    RW_TRY(rw_segment_index_near(&j->index, *end, *end, 2 * join_m));
    for (size_t f = 0; f < j->index.found.count; ++f)
        if (j->all.line[j->index.found.item[f]] != line) offer_touch(j, j->index.found.item[f], *end, &best);
    const rw_point opposite = own->at[last ? 0 : own->count - 1];
    const bool ring = own->count > 3 && rw_point_distance_m(*end, opposite) < fmin(best.point_m, join_m);
    if (ring) {
        *end = opposite;
    } else if (best.point_m <= join_m) {
        if (best.point_m > grid_m) ++s->summary->ends_joined;
        *end = best.point;
    } else if (best.place_m <= join_m) {
        if (best.place_m > grid_m) ++s->summary->ends_joined;
        *end = best.place;
        RW_TRY(RW_VECTOR_RESERVE(s->context, &j->inserts, 1));
        j->inserts.item[j->inserts.count++] =
            (inserted){j->all.line[best.segment], j->all.number[best.segment], best.along, best.place};
    }
    return RW_OK;
}

static int compare_inserts(const void *a, const void *b) {
    const inserted *left = a, *right = b;
    if (left->line != right->line) return left->line < right->line ? -1 : 1;
    if (left->after != right->after) return left->after < right->after ? -1 : 1;
    return (left->along > right->along) - (left->along < right->along);
}

/* The points of one line with those that are put into it; `next` moves to the first of the next line. */
static rw_status insert_into(joiner *j, int line, size_t *next) {
    rw_street_line *own = &j->streets->lines.item[line];
    size_t end = *next;
    while (end < j->inserts.count && j->inserts.item[end].line == line) ++end;
    rw_point *at = rw_arena_allocate(&j->streets->arena, (size_t)own->count + (end - *next), sizeof *at);
    if (!at) return RW_ERROR_MEMORY;
    int count = 0;
    for (int k = 0; k < own->count; ++k) {
        at[count++] = own->at[k];
        for (; *next < end && j->inserts.item[*next].after == k; ++*next)
            at[count++] = j->inserts.item[*next].at;
    }
    own->at = at;
    own->count = count;
    return RW_OK;
}

static rw_status join_ends(rw_streets *s) {
    joiner j = {.streets = s, .index = {.context = s->context}};
    rw_status status = RW_OK;
    RW_CHECK(list_segments(s, &j.all));
    RW_CHECK(rw_segment_index_build(s->context, &j.all, &j.index));
    for (size_t l = 0; l < s->lines.count; ++l) {
        RW_CHECK(rw_streets_poll(s, "joining"));
        RW_CHECK(join_end(&j, (int)l, false));
        RW_CHECK(join_end(&j, (int)l, true));
    }
    if (j.inserts.count > 1) qsort(j.inserts.item, j.inserts.count, sizeof *j.inserts.item, compare_inserts);
    for (size_t next = 0; next < j.inserts.count;)
        RW_CHECK(insert_into(&j, j.inserts.item[next].line, &next));
done:
    rw_segment_index_free(&j.index);
    RW_VECTOR_FREE(s->context, &j.inserts);
    return status;
}

/* -- Cutting ------------------------------------------------------------------------------------------- */

typedef struct cutter {
    rw_streets *streets;
    GEOSContextHandle_t geos;
    GEOSGeometry *all, *cut;
    GEOSGeometry **lines; /* until they belong to `all` */
    size_t line_count;
} cutter;

static rw_status no_geos(rw_context *context) {
    return rw_fail(context, RW_ERROR_MEMORY, "the streets could not be cut at their crossings (GEOS)");
}

static rw_status gather(cutter *c) {
    rw_streets *s = c->streets;
    c->lines = rw_allocate(s->context, s->lines.count, sizeof *c->lines);
    if (!c->lines) return RW_ERROR_MEMORY;
    for (; c->line_count < s->lines.count; ++c->line_count) {
        const rw_street_line *line = &s->lines.item[c->line_count];
        GEOSCoordSequence *points = GEOSCoordSeq_create_r(c->geos, (unsigned)line->count, 2);
        if (!points) return no_geos(s->context);
        for (int k = 0; k < line->count; ++k)
            (void)GEOSCoordSeq_setXY_r(c->geos, points, (unsigned)k, line->at[k].x_m, line->at[k].y_m);
        c->lines[c->line_count] = GEOSGeom_createLineString_r(c->geos, points);
        if (!c->lines[c->line_count]) return no_geos(s->context);
    }
    c->all = GEOSGeom_createCollection_r(c->geos, GEOS_MULTILINESTRING, c->lines, (unsigned)c->line_count);
    if (!c->all) return no_geos(s->context);
    c->line_count = 0;
    return RW_OK;
}

static rw_point rounded(double x_m, double y_m) {
    return (rw_point){rw_number_rounded(x_m, 100), rw_number_rounded(y_m, 100)};
}

/* A piece as GEOS gives it; its nodes are numbered later. */
static rw_status take_piece(cutter *c, const GEOSGeometry *line) {
    rw_streets *s = c->streets;
    const GEOSCoordSequence *points = GEOSGeom_getCoordSeq_r(c->geos, line);
    unsigned count = 0;
    if (!points || !GEOSCoordSeq_getSize_r(c->geos, points, &count) || count < 2) return RW_OK;
    rw_point *at = rw_arena_allocate(&s->arena, count, sizeof *at);
    if (!at) return RW_ERROR_MEMORY;
    for (unsigned k = 0; k < count; ++k) {
        double x_m = 0, y_m = 0;
        (void)GEOSCoordSeq_getXY_r(c->geos, points, k, &x_m, &y_m);
        at[k] = rounded(x_m, y_m);
    }
    RW_TRY(RW_VECTOR_RESERVE(s->context, &s->pieces, 1));
    s->pieces.item[s->pieces.count++] = (rw_piece){.at = at, .count = (int)count};
    return RW_OK;
}

static rw_status cut_lines(rw_streets *s) {
    cutter c = {.streets = s, .geos = GEOS_init_r()};
    rw_status status = RW_OK;
    if (!c.geos) return no_geos(s->context);
    RW_CHECK(gather(&c));
    c.cut = GEOSUnaryUnionPrec_r(c.geos, c.all, grid_m);
    const int count = c.cut ? GEOSGetNumGeometries_r(c.geos, c.cut) : -1;
    if (count < 0) RW_CHECK(no_geos(s->context));
    for (int k = 0; k < count; ++k) RW_CHECK(take_piece(&c, GEOSGetGeometryN_r(c.geos, c.cut, k)));
done:
    for (size_t k = 0; c.lines && k < c.line_count; ++k) GEOSGeom_destroy_r(c.geos, c.lines[k]);
    if (c.all) GEOSGeom_destroy_r(c.geos, c.all);
    if (c.cut) GEOSGeom_destroy_r(c.geos, c.cut);
    GEOS_finish_r(c.geos);
    rw_release(s->context, (void *)c.lines);
    return status;
}

/* -- Nodes and traits ---------------------------------------------------------------------------------- */

static int compare_points(rw_point a, rw_point b) {
    if (a.x_m != b.x_m) return a.x_m < b.x_m ? -1 : 1;
    return (a.y_m > b.y_m) - (a.y_m < b.y_m);
}

static int compare_nodes(const void *a, const void *b) {
    return compare_points(*(const rw_point *)a, *(const rw_point *)b);
}

/* The end that lies west (or else south) first, so that the order does not depend on GEOS. */
static void turn(rw_piece *piece) {
    const int last = piece->count - 1;
    int order = compare_points(piece->at[0], piece->at[last]);
    if (order == 0 && piece->count > 2) order = compare_points(piece->at[1], piece->at[last - 1]);
    for (int k = 0; order > 0 && k < piece->count / 2; ++k) {
        const rw_point kept = piece->at[k];
        piece->at[k] = piece->at[last - k];
        piece->at[last - k] = kept;
    }
}

static int compare_pieces(const void *a, const void *b) {
    const rw_piece *left = a, *right = b;
    const int shorter = left->count < right->count ? left->count : right->count;
    int order = compare_points(left->at[0], right->at[0]);
    if (order == 0) order = compare_points(left->at[left->count - 1], right->at[right->count - 1]);
    for (int k = 1; order == 0 && k < shorter; ++k) order = compare_points(left->at[k], right->at[k]);
    return order ? order : (left->count > right->count) - (left->count < right->count);
}

static int node_at(const rw_streets *s, rw_point at) {
    size_t low = 0, high = s->nodes.count;
    while (low + 1 < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare_points(s->nodes.item[middle], at) <= 0)
            low = middle;
        else
            high = middle;
    }
    return (int)low;
}

static rw_status number_nodes(rw_streets *s) {
    const size_t ends = 2 * s->pieces.count;
    RW_TRY(RW_VECTOR_RESERVE(s->context, &s->nodes, ends));
    for (size_t p = 0; p < s->pieces.count; ++p) {
        s->nodes.item[2 * p] = s->pieces.item[p].at[0];
        s->nodes.item[2 * p + 1] = s->pieces.item[p].at[s->pieces.item[p].count - 1];
    }
    qsort(s->nodes.item, ends, sizeof *s->nodes.item, compare_nodes);
    for (size_t k = 0; k < ends; ++k)
        if (k == 0 || compare_points(s->nodes.item[k], s->nodes.item[k - 1]) != 0)
            s->nodes.item[s->nodes.count++] = s->nodes.item[k];
    for (size_t p = 0; p < s->pieces.count; ++p) {
        rw_piece *piece = &s->pieces.item[p];
        piece->from = node_at(s, piece->at[0]);
        piece->to = node_at(s, piece->at[piece->count - 1]);
    }
    return RW_OK;
}

/* The line that a piece lies on: of several, the first in the file. */
static rw_status find_line(const rw_segments *all, rw_segment_index *index, rw_piece *piece) {
    const int k = (piece->count - 1) / 2;
    const rw_point a = piece->at[k], b = piece->at[k + 1],
                   middle = {(a.x_m + b.x_m) / 2, (a.y_m + b.y_m) / 2};
    const double alike_m = 3 * grid_m;
    double best_m = RW_INFINITY;
    RW_TRY(rw_segment_index_near(index, middle, middle, 1));
    for (size_t f = 0; f < index->found.count; ++f) {
        const int segment = index->found.item[f];
        double along;
        const double off_m = rw_point_distance_m(
            middle, rw_point_on_segment(middle, all->a[segment], all->b[segment], &along));
        if (off_m >= best_m - alike_m && best_m < RW_INFINITY) continue;
        best_m = off_m;
        piece->line = all->line[segment];
    }
    return RW_OK;
}

static rw_status find_traits(rw_streets *s) {
    rw_segments all;
    rw_segment_index index = {.context = s->context};
    rw_status status = list_segments(s, &all);
    if (status == RW_OK) status = rw_segment_index_build(s->context, &all, &index);
    for (size_t p = 0; p < s->pieces.count && status == RW_OK; ++p) {
        status = rw_streets_poll(s, "cutting");
        if (status == RW_OK) status = find_line(&all, &index, &s->pieces.item[p]);
        rw_piece *piece = &s->pieces.item[p];
        piece->length_m = rw_points_length_m(piece->at, piece->count);
        piece->extra_eur = piece->length_m * s->lines.item[piece->line].traits.extra_eur_per_m;
    }
    rw_segment_index_free(&index);
    return status;
}

/* What an end that went past the line it meets leaves behind it. */
static rw_status drop_short_ends(rw_streets *s) {
    const int *degree = rw_streets_degrees(s);
    if (!degree) return RW_ERROR_MEMORY;
    for (size_t p = 0; p < s->pieces.count; ++p) {
        rw_piece *piece = &s->pieces.item[p];
        piece->left_out = piece->length_m < s->options->join_m &&
                          (degree[piece->from] == 1 || degree[piece->to] == 1) &&
                          degree[piece->from] + degree[piece->to] > 2;
    }
    rw_streets_drop_left_out(s);
    return RW_OK;
}

rw_status rw_streets_node(rw_streets *s) {
    RW_TRY(join_ends(s));
    RW_TRY(cut_lines(s));
    for (size_t p = 0; p < s->pieces.count; ++p) turn(&s->pieces.item[p]);
    if (s->pieces.count > 1) qsort(s->pieces.item, s->pieces.count, sizeof *s->pieces.item, compare_pieces);
    RW_TRY(number_nodes(s));
    RW_TRY(find_traits(s));
    return drop_short_ends(s);
}
