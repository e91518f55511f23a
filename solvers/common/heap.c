#include "common/heap.h"
#include "base/number.h"

rw_status rw_heap_start(rw_arena *arena, int nodes, rw_heap *heap) {
    const size_t count = (size_t)nodes;
    heap->count = heap->touched_count = 0;
    heap->key = rw_arena_allocate(arena, count, sizeof *heap->key);
    heap->item = rw_arena_allocate(arena, count, sizeof *heap->item);
    heap->place = rw_arena_allocate(arena, count, sizeof *heap->place);
    heap->touched = rw_arena_allocate(arena, count, sizeof *heap->touched);
    if (!heap->key || !heap->item || !heap->place || !heap->touched) return RW_ERROR_MEMORY;
    for (int n = 0; n < nodes; ++n) heap->key[n] = RW_INFINITY;
    return RW_OK;
}

void rw_heap_clear(rw_heap *heap) {
    for (int n = 0; n < heap->touched_count; ++n) {
        heap->key[heap->touched[n]] = RW_INFINITY;
        heap->place[heap->touched[n]] = 0;
    }
    heap->count = heap->touched_count = 0;
}

static bool nearer(const rw_heap *heap, int a, int b) {
    return heap->key[a] < heap->key[b] || (a < b && heap->key[a] == heap->key[b]);
}

static void put(rw_heap *heap, int at, int node) {
    heap->item[at] = node;
    heap->place[node] = at + 1;
}

/* To where it stands by its distance; puts it in where it is not. */
static void rise(rw_heap *heap, int node) {
    int at = heap->place[node] > 0 ? heap->place[node] - 1 : heap->count++;
    for (int up; at > 0; at = up) {
        up = (at - 1) / 2;
        if (!nearer(heap, node, heap->item[up])) break;
        put(heap, at, heap->item[up]);
    }
    put(heap, at, node);
}

void rw_heap_lower(rw_heap *heap, int node, double key) {
    if (key >= heap->key[node]) return;
    if (isinf(heap->key[node])) heap->touched[heap->touched_count++] = node;
    heap->key[node] = key;
    rise(heap, node);
}

void rw_heap_put_back(rw_heap *heap, int node) {
    rise(heap, node);
}

int rw_heap_take(rw_heap *heap) {
    const int first = heap->item[0], last = heap->item[--heap->count];
    heap->place[first] = 0;
    int at = 0;
    for (int down = 1; down < heap->count; down = 2 * at + 1) {
        if (down + 1 < heap->count && nearer(heap, heap->item[down + 1], heap->item[down])) ++down;
        if (!nearer(heap, heap->item[down], last)) break;
        put(heap, at, heap->item[down]);
        at = down;
    }
    if (heap->count > 0) put(heap, at, last);
    return first;
}
