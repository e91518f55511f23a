#include "data/study.h"
#include <stdlib.h>
#include <string.h>

static int compare_ids(const void *a, const void *b) {
    const struct rw_id_entry *left = a, *right = b;
    const int order = strcmp(left->id, right->id);
    return order ? order : (left->index > right->index) - (left->index < right->index);
}

rw_status rw_id_index_build(rw_arena *arena, const char *const *ids, int count, rw_id_index *index) {
    index->count = count;
    index->entry = rw_arena_allocate(arena, (size_t)count, sizeof *index->entry);
    if (!index->entry) return RW_ERROR_MEMORY;
    for (int i = 0; i < count; ++i) index->entry[i] = (struct rw_id_entry){ids[i], i};
    qsort(index->entry, (size_t)count, sizeof *index->entry, compare_ids);
    return RW_OK;
}

int rw_id_index_find(const rw_id_index *index, const char *id) {
    int low = 0, high = index->count;
    while (low < high) { /* the first entry with this id: the one that stands first in the file */
        const int middle = low + (high - low) / 2;
        if (strcmp(index->entry[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->count && strcmp(index->entry[low].id, id) == 0 ? index->entry[low].index : -1;
}

const char *rw_id_index_nearest(const rw_id_index *index, const char *id) {
    rw_nearest nearest = rw_nearest_start(id);
    for (int i = 0; i < index->count; ++i) rw_nearest_offer(&nearest, index->entry[i].id);
    return nearest.best;
}
