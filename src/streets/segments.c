/* Segments by place, and the geometry of one segment. */
#include "streets/streets.h"
#include <geos_c.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

double rw_point_distance_m(rw_point a, rw_point b) {
    return hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

double rw_points_length_m(const rw_point *at, int count) {
    double sum_m = 0;
    for (int k = 1; k < count; ++k) sum_m += rw_point_distance_m(at[k - 1], at[k]);
    return sum_m;
}

rw_point rw_point_on_segment(rw_point p, rw_point a, rw_point b, double *along) {
    const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m, square = dx * dx + dy * dy;
    const double t = square > 0 ? ((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / square : 0;
    *along = fmin(1, fmax(0, t));
    return (rw_point){a.x_m + *along * dx, a.y_m + *along * dy};
}

rw_status rw_segments_start(rw_arena *arena, size_t most, rw_segments *segments) {
    *segments = (rw_segments){.a = rw_arena_allocate(arena, most, sizeof *segments->a),
                              .b = rw_arena_allocate(arena, most, sizeof *segments->b),
                              .line = rw_arena_allocate(arena, most, sizeof *segments->line),
                              .number = rw_arena_allocate(arena, most, sizeof *segments->number)};
    return segments->a && segments->b && segments->line && segments->number ? RW_OK : RW_ERROR_MEMORY;
}

void rw_segments_add(rw_segments *segments, int line, const rw_point *at, int count) {
    for (int k = 0; k + 1 < count; ++k) {
        const size_t n = segments->count++;
        segments->a[n] = at[k];
        segments->b[n] = at[k + 1];
        segments->line[n] = line;
        segments->number[n] = k;
    }
}

static rw_status no_geos(rw_context *context) {
    return rw_fail(context, RW_ERROR_MEMORY, "the spatial index (GEOS) ran out of memory");
}

/* A box as the line between two corners: only its envelope counts. */
static GEOSGeometry *box_of(GEOSContextHandle_t geos, rw_point a, rw_point b, double reach_m) {
    GEOSCoordSequence *corners = GEOSCoordSeq_create_r(geos, 2, 2);
    if (!corners) return NULL;
    (void)GEOSCoordSeq_setXY_r(geos, corners, 0, fmin(a.x_m, b.x_m) - reach_m, fmin(a.y_m, b.y_m) - reach_m);
    (void)GEOSCoordSeq_setXY_r(geos, corners, 1, fmax(a.x_m, b.x_m) + reach_m, fmax(a.y_m, b.y_m) + reach_m);
    return GEOSGeom_createLineString_r(geos, corners);
}

rw_status rw_segment_index_build(rw_context *context, const rw_segments *segments, rw_segment_index *index) {
    *index = (rw_segment_index){.context = context};
    index->boxes = rw_allocate(context, segments->count, sizeof *index->boxes);
    if (!index->boxes) return RW_ERROR_MEMORY;
    index->geos = GEOS_init_r();
    index->tree = index->geos ? GEOSSTRtree_create_r(index->geos, 10) : NULL;
    if (!index->tree) return no_geos(context);
    for (; index->count < segments->count; ++index->count) {
        GEOSGeometry *box = box_of(index->geos, segments->a[index->count], segments->b[index->count], 0);
        if (!box) return no_geos(context);
        index->boxes[index->count] = box;
        GEOSSTRtree_insert_r(index->geos, index->tree, box, (void *)(uintptr_t)(index->count + 1));
    }
    return RW_OK;
}

void rw_segment_index_free(rw_segment_index *index) {
    if (index->tree) GEOSSTRtree_destroy_r(index->geos, index->tree);
    for (size_t k = 0; k < index->count; ++k) GEOSGeom_destroy_r(index->geos, index->boxes[k]);
    if (index->geos) GEOS_finish_r(index->geos);
    rw_release(index->context, (void *)index->boxes);
    RW_VECTOR_FREE(index->context, &index->found);
    *index = (rw_segment_index){.context = index->context};
}

static void take(void *item, void *data) {
    rw_segment_index *index = data;
    if (index->status != RW_OK) return;
    index->status = RW_VECTOR_RESERVE(index->context, &index->found, 1);
    if (index->status == RW_OK) index->found.item[index->found.count++] = (int)(uintptr_t)item - 1;
}

static int compare_ints(const void *a, const void *b) {
    const int left = *(const int *)a, right = *(const int *)b;
    return (left > right) - (left < right);
}

rw_status rw_segment_index_near(rw_segment_index *index, rw_point a, rw_point b, double reach_m) {
    index->found.count = 0;
    if (index->count == 0) return RW_OK;
    GEOSGeometry *box = box_of(index->geos, a, b, reach_m);
    if (!box) return no_geos(index->context);
    GEOSSTRtree_query_r(index->geos, index->tree, box, take, index);
    GEOSGeom_destroy_r(index->geos, box);
    if (index->status == RW_OK && index->found.count > 1)
        qsort(index->found.item, index->found.count, sizeof *index->found.item, compare_ints);
    return index->status;
}
