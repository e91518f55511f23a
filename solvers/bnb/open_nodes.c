#include "bnb/open_nodes.h"
#include "base/number.h"

static bool before(const rw_open_node *a, const rw_open_node *b) {
    return a->bound_eur_per_yr != b->bound_eur_per_yr ? a->bound_eur_per_yr < b->bound_eur_per_yr
                                                      : a->depth > b->depth;
}

rw_status rw_open_nodes_push(rw_open_nodes *open, rw_open_node added) {
    RW_TRY(RW_VECTOR_RESERVE(open->context, &open->heap, 1));
    rw_open_node *item = open->heap.item;
    size_t at = open->heap.count++;
    for (; at > 0 && before(&added, &item[(at - 1) / 2]); at = (at - 1) / 2) item[at] = item[(at - 1) / 2];
    item[at] = added;
    return RW_OK;
}

void *rw_open_nodes_pop(rw_open_nodes *open) {
    if (open->heap.count == 0) return NULL;
    rw_open_node *item = open->heap.item;
    const size_t count = --open->heap.count;
    const rw_open_node top = item[0], last = item[count];
    size_t at = 0;
    for (size_t child = 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && before(&item[child + 1], &item[child])) ++child;
        if (!before(&item[child], &last)) break;
        item[at] = item[child];
        at = child;
    }
    item[at] = last;
    return top.node;
}

double rw_open_nodes_bound(const rw_open_nodes *open) {
    return open->heap.count > 0 ? open->heap.item[0].bound_eur_per_yr : RW_INFINITY;
}

void rw_open_nodes_free(rw_open_nodes *open) {
    RW_VECTOR_FREE(open->context, &open->heap);
}
