#include "base/random.h"
#include "common/heap.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <math.h>

enum { NODES = 50 };

/* Against a search through all: the nearest comes out, by number where equal, also after distances fell. */
static void test_order(void) {
    rw_arena arena;
    rw_heap heap;
    rw_context *context = rw_context_create(NULL);
    rw_arena_start(&arena, context);
    CU_ASSERT_EQUAL_FATAL(rw_heap_start(&arena, NODES, &heap), RW_OK);
    rw_random random = {7};
    for (int round = 0; round < 200; ++round) {
        bool in[NODES] = {false};
        rw_heap_clear(&heap);
        for (int step = 0; step < 150; ++step) {
            if (rw_random_unit(&random) < 0.7) {
                const int node = rw_random_index(&random, NODES);
                const double key = rw_random_index(&random, 30);
                in[node] = in[node] || key < heap.key[node];
                rw_heap_lower(&heap, node, key);
            } else if (heap.count > 0) {
                int best = -1;
                for (int n = 0; n < NODES; ++n)
                    if (in[n] && (best < 0 || heap.key[n] < heap.key[best])) best = n;
                CU_ASSERT_EQUAL(rw_heap_take(&heap), best);
                in[best] = false;
            }
        }
    }
    rw_heap_clear(&heap);
    CU_ASSERT_EQUAL(heap.count, 0);
    for (int n = 0; n < NODES; ++n) CU_ASSERT(isinf(heap.key[n]));
    rw_arena_free(&arena);
    rw_context_free(context);
}

void suite_heap(void) {
    CU_pSuite suite = CU_add_suite("heap", NULL, NULL);
    (void)CU_add_test(suite, "the nearest comes out", test_order);
}
