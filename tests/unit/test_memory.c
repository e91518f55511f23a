/* Memory through the context: arenas, vectors, and what happens when there is none. */
#include "base/memory.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void test_arena_gives_zeroed_aligned_memory(void) {
    rw_context *context = rw_context_create(NULL);
    rw_arena arena;
    rw_arena_start(&arena, context);
    for (size_t size = 1; size < 5000; size = size * 2 + 1) {
        unsigned char *block = rw_arena_allocate(&arena, size, 1);
        CU_ASSERT_PTR_NOT_NULL_FATAL(block);
        CU_ASSERT_EQUAL((uintptr_t)block % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; ++i) CU_ASSERT_EQUAL(block[i], 0);
        memset(block, 0xAA, size); /* the next block must not lie in this one */
    }
    CU_ASSERT_PTR_NOT_NULL(rw_arena_allocate(&arena, 0, 8));
    CU_ASSERT_PTR_NOT_NULL(rw_arena_allocate(&arena, 1000000, 8)); /* larger than any chunk */
    test_same_text(rw_arena_copy(&arena, "abc"), "abc");
    test_same_text(rw_arena_copy_length(&arena, "abcdef", 2), "ab");
    rw_arena_free(&arena);
    rw_arena_free(&arena);
    rw_context_free(context);
}

static void test_sizes_that_overflow_fail(void) {
    rw_context *context = rw_context_create(NULL);
    rw_arena arena;
    rw_arena_start(&arena, context);
    CU_ASSERT_PTR_NULL(rw_allocate(context, SIZE_MAX / 2, 3));
    CU_ASSERT_PTR_NULL(rw_arena_allocate(&arena, SIZE_MAX / 2, 3));
    CU_ASSERT_PTR_NULL(rw_reallocate(context, NULL, SIZE_MAX / 8, 16));
    CU_ASSERT_NOT_EQUAL(strlen(rw_context_message(context)), 0);
    rw_arena_free(&arena);
    rw_context_free(context);
}

static void test_vector_keeps_its_items(void) {
    rw_context *context = rw_context_create(NULL);
    RW_VECTOR(int) numbers = {NULL, 0, 0};
    for (int n = 0; n < 10000; ++n) {
        CU_ASSERT_EQUAL_FATAL(RW_VECTOR_RESERVE(context, &numbers, 1), RW_OK);
        numbers.item[numbers.count++] = n;
    }
    for (int n = 0; n < 10000; ++n) CU_ASSERT_EQUAL(numbers.item[n], n);
    RW_VECTOR_FREE(context, &numbers);
    CU_ASSERT_PTR_NULL(numbers.item);
    rw_context_free(context);
}

/* Gives memory until `left` is used up. */
static void *limited(void *data, void *pointer, size_t size_bytes) {
    long *left = data;
    if (size_bytes == 0) {
        free(pointer);
        return NULL;
    }
    return *left > 0 && (*left)-- ? realloc(pointer, size_bytes) : NULL;
}

static void test_failed_reallocation_leaves_the_block(void) {
    long left = 2; /* the context and one block */
    const rw_allocator allocator = {limited, &left};
    rw_context *context = rw_context_create(&allocator);
    CU_ASSERT_PTR_NOT_NULL_FATAL(context);
    char *block = rw_allocate(context, 4, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(block);
    memcpy(block, "abc", 4);
    CU_ASSERT_PTR_NULL(rw_reallocate(context, block, 100000, 1));
    test_same_text(block, "abc");
    rw_release(context, block);
    rw_context_free(context);
}

static void test_no_memory_for_a_context(void) {
    long left = 0;
    const rw_allocator allocator = {limited, &left};
    CU_ASSERT_PTR_NULL(rw_context_create(&allocator));
}

void suite_memory(void) {
    CU_pSuite suite = CU_add_suite("memory", NULL, NULL);
    (void)CU_add_test(suite, "arena gives zeroed, aligned memory", test_arena_gives_zeroed_aligned_memory);
    (void)CU_add_test(suite, "sizes that overflow fail", test_sizes_that_overflow_fail);
    (void)CU_add_test(suite, "vector keeps its items", test_vector_keeps_its_items);
    (void)CU_add_test(suite, "failed reallocation leaves the block",
                      test_failed_reallocation_leaves_the_block);
    (void)CU_add_test(suite, "no memory for a context", test_no_memory_for_a_context);
}
