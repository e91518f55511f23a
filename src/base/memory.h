/* Memory through the context: counted failures become RW_ERROR_MEMORY, never a crash.
 *
 * An arena owns everything that lives as long as one object (a study, a problem, a plan): nothing inside is
 * freed on its own, so an object has one free and an error path has nothing to unwind. Vectors are for arrays
 * that grow. */
#ifndef RW_BASE_MEMORY_H
#define RW_BASE_MEMORY_H

#include "base/failure.h"
#include <stddef.h>

/** Zeroed memory for count items, or NULL with the failure recorded. count 0 gives a valid pointer. */
void *rw_allocate(rw_context *context, size_t count, size_t size_bytes);
/** As realloc; on failure the old block stays valid. New bytes are not zeroed. */
void *rw_reallocate(rw_context *context, void *pointer, size_t count, size_t size_bytes);
void rw_release(rw_context *context, void *pointer);

typedef struct rw_arena {
    rw_context *context; /* borrowed */
    struct rw_arena_chunk *chunk;
    size_t used_bytes, size_bytes;
} rw_arena;

void rw_arena_start(rw_arena *arena, rw_context *context);
/** Zeroed, aligned for any type; NULL with the failure recorded when memory is out. */
void *rw_arena_allocate(rw_arena *arena, size_t count, size_t size_bytes);
/** Copy of a string; NULL with the failure recorded when memory is out. */
char *rw_arena_copy(rw_arena *arena, const char *text);
char *rw_arena_copy_length(rw_arena *arena, const char *text, size_t length);
/** Frees all of it; safe to call twice. */
void rw_arena_free(rw_arena *arena);

/** A growing array: `struct { TYPE *item; size_t count, capacity; }` with an owned item pointer. */
#define RW_VECTOR(type)                                                                                      \
    struct {                                                                                                 \
        type *item;                                                                                          \
        size_t count, capacity;                                                                              \
    }
RW_NODISCARD rw_status rw_vector_grow(rw_context *context, void **item, size_t *capacity, size_t needed,
                                      size_t size_bytes);
/** Room for `extra` more items behind the last. */
#define RW_VECTOR_RESERVE(context, vector, extra)                                                            \
    rw_vector_grow((context), (void **)&(vector)->item, &(vector)->capacity, (vector)->count + (extra),      \
                   sizeof *(vector)->item)
#define RW_VECTOR_FREE(context, vector)                                                                      \
    (rw_release((context), (vector)->item), (vector)->item = NULL, (vector)->count = (vector)->capacity = 0)

#endif
