#include "model/pairs.h"
#include <geos_c.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct finder {
    rw_context *context;
    const rw_terms *terms;
    GEOSContextHandle_t geos;
    GEOSSTRtree *tree;
    GEOSGeometry **points; /* of the demands; the tree borrows them */
    RW_VECTOR(int) found;  /* demands near one source */
    rw_status status;
} finder;

static rw_status no_geos(rw_context *context) {
    return rw_fail(context, RW_ERROR_MEMORY, "the spatial index (GEOS) ran out of memory");
}

static rw_status build_tree(finder *f) {
    const rw_study *study = f->terms->study;
    const size_t count = (size_t)study->demand_count;
    f->points = rw_allocate(f->context, count, sizeof *f->points);
    if (!f->points) return RW_ERROR_MEMORY;
    f->geos = GEOS_init_r();
    f->tree = f->geos ? GEOSSTRtree_create_r(f->geos, 10) : NULL;
    if (!f->tree) return no_geos(f->context);
    for (size_t j = 0; j < count; ++j) {
        f->points[j] =
            GEOSGeom_createPointFromXY_r(f->geos, study->demands[j].at.x_m, study->demands[j].at.y_m);
        if (!f->points[j]) return no_geos(f->context);
        GEOSSTRtree_insert_r(f->geos, f->tree, f->points[j], (void *)(uintptr_t)(j + 1));
    }
    return RW_OK;
}

static void free_tree(finder *f) {
    if (f->tree) GEOSSTRtree_destroy_r(f->geos, f->tree);
    for (int j = 0; f->points && j < f->terms->study->demand_count; ++j)
        if (f->points[j]) GEOSGeom_destroy_r(f->geos, f->points[j]);
    if (f->geos) GEOS_finish_r(f->geos);
    rw_release(f->context, f->points);
    RW_VECTOR_FREE(f->context, &f->found);
}

static void take(void *item, void *data) {
    finder *f = data;
    if (f->status != RW_OK) return;
    f->status = RW_VECTOR_RESERVE(f->context, &f->found, 1);
    if (f->status == RW_OK) f->found.item[f->found.count++] = (int)(uintptr_t)item - 1;
}

static int compare_ints(const void *a, const void *b) {
    const int left = *(const int *)a, right = *(const int *)b;
    return (left > right) - (left < right);
}

/* Candidates around one source, in order and without doubles; rw_pair_describe has the last word. */
static rw_status search_near(finder *f, int source) {
    const rw_study *study = f->terms->study;
    const rw_position *at = &study->sources[source].at;
    const double reach = study->parameters.max_distance_m;
    f->found.count = 0;
    GEOSGeometry *box = GEOSGeom_createRectangle_r(f->geos, at->x_m - reach, at->y_m - reach, at->x_m + reach,
                                                   at->y_m + reach);
    if (!box) return no_geos(f->context);
    GEOSSTRtree_query_r(f->geos, f->tree, box, take, f);
    GEOSGeom_destroy_r(f->geos, box);
    RW_TRY(f->status);
    for (int r = 0; r < study->route_count; ++r)
        if (study->routes[r].source == source) take((void *)(uintptr_t)(study->routes[r].demand + 1), f);
    RW_TRY(f->status);
    if (f->found.count > 1) qsort(f->found.item, f->found.count, sizeof *f->found.item, compare_ints);
    return RW_OK;
}

rw_status rw_pairs_find(rw_context *context, const rw_terms *terms, rw_pair_list *pairs) {
    finder f = {.context = context, .terms = terms};
    pairs->item = NULL;
    pairs->count = pairs->capacity = 0;
    rw_status status = RW_OK;
    RW_CHECK(build_tree(&f));
    for (int i = 0; i < terms->study->source_count; ++i) {
        RW_CHECK(search_near(&f, i));
        for (size_t k = 0; k < f.found.count; ++k) {
            rw_pair pair;
            if (k > 0 && f.found.item[k] == f.found.item[k - 1]) continue;
            if (!rw_pair_describe(terms, i, f.found.item[k], &pair)) continue;
            RW_CHECK(RW_VECTOR_RESERVE(context, pairs, 1));
            pairs->item[pairs->count++] = pair;
        }
    }
done:
    free_tree(&f);
    if (status != RW_OK) RW_VECTOR_FREE(context, pairs);
    return status;
}
