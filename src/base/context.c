#include "base/failure.h"
#include "base/memory.h"
#include "base/number.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_BYTES = 1024, KEPT_ERRORS = 100, KEPT_REMARKS = 400, KEPT_LOG_BYTES = 1 << 20 };

struct rw_context {
    rw_allocator allocator;
    rw_log_function *log;
    void *log_data;
    rw_poll_function *poll;
    void *poll_data;
    rw_certificate_function *certificate;
    void *certificate_data;
    RW_VECTOR(rw_finding) findings;
    rw_arena texts; /* owns the findings' strings */
    size_t error_count, remark_count;
    bool finding_lost;        /* no memory to keep one: the run must fail */
    RW_VECTOR(char) kept_log; /* lines of the run, for run.log */
    char message[MESSAGE_BYTES];
};

static void *standard_resize(void *data, void *pointer, size_t size_bytes) {
    (void)data;
    if (size_bytes == 0) {
        free(pointer);
        return NULL;
    }
    return realloc(pointer, size_bytes);
}

rw_context *rw_context_create(const rw_allocator *allocator) {
    const rw_allocator standard = {standard_resize, NULL};
    const rw_allocator chosen = allocator ? *allocator : standard;
    rw_context *context = chosen.resize(chosen.data, NULL, sizeof *context);
    if (!context) return NULL;
    memset(context, 0, sizeof *context);
    context->allocator = chosen;
    rw_arena_start(&context->texts, context);
    return context;
}

void rw_context_reset(rw_context *context) {
    RW_VECTOR_FREE(context, &context->findings);
    rw_arena_free(&context->texts);
    context->error_count = context->remark_count = 0;
    context->finding_lost = false;
    RW_VECTOR_FREE(context, &context->kept_log);
    context->message[0] = '\0';
}

rw_context *rw_context_create_like(const rw_context *context) {
    return rw_context_create(&context->allocator);
}

bool rw_context_thread_safe(const rw_context *context) {
    return context->allocator.resize == standard_resize;
}

void rw_context_free(rw_context *context) {
    if (!context) return;
    rw_context_reset(context);
    const rw_allocator allocator = context->allocator;
    (void)allocator.resize(allocator.data, context, 0);
}

void rw_context_set_log(rw_context *context, rw_log_function *log, void *data) {
    context->log = log;
    context->log_data = data;
}

void rw_context_set_poll(rw_context *context, rw_poll_function *poll, void *data) {
    context->poll = poll;
    context->poll_data = data;
}

void rw_context_set_certificate(rw_context *context, rw_certificate_function *write, void *data) {
    context->certificate = write;
    context->certificate_data = data;
}

bool rw_wants_certificate(const rw_context *context) {
    return context->certificate != NULL;
}

rw_status rw_write_certificate(rw_context *context, const char *text, size_t length) {
    if (context->certificate(context->certificate_data, text, length)) return RW_OK;
    return rw_fail(context, RW_ERROR_FILE, "the certificate could not be written; is the disk full?");
}

const char *rw_context_message(const rw_context *context) {
    return context->message;
}

size_t rw_context_finding_count(const rw_context *context) {
    return context->findings.count;
}

const rw_finding *rw_context_finding(const rw_context *context, size_t index) {
    return index < context->findings.count ? &context->findings.item[index] : NULL;
}

size_t rw_context_error_count(const rw_context *context) {
    return context->error_count;
}

rw_status rw_fail(rw_context *context, rw_status status, const char *format, ...) {
    if (context->message[0]) return status;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(context->message, sizeof context->message, format, arguments);
    va_end(arguments);
    return status;
}

void rw_find(rw_context *context, rw_severity severity, rw_place place, const char *format, ...) {
    size_t *count = severity == RW_SEVERITY_ERROR ? &context->error_count : &context->remark_count;
    if ((*count)++ >= (severity == RW_SEVERITY_ERROR ? KEPT_ERRORS : KEPT_REMARKS)) return;
    char message[MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    rw_finding finding = {severity, place.line, place.column, NULL, NULL};
    finding.file = rw_arena_copy(&context->texts, place.file ? place.file : "");
    finding.message = rw_arena_copy(&context->texts, message);
    if (!finding.file || !finding.message || RW_VECTOR_RESERVE(context, &context->findings, 1) != RW_OK) {
        context->finding_lost = true;
        return;
    }
    context->findings.item[context->findings.count++] = finding;
}

void rw_find_failure(rw_context *context, rw_place place) {
    char message[MESSAGE_BYTES];
    memcpy(message, context->message, sizeof message);
    context->message[0] = '\0';
    rw_find(context, RW_SEVERITY_ERROR, place, "%s", message);
}

rw_status rw_findings_status(rw_context *context) {
    if (context->finding_lost) return RW_ERROR_MEMORY;
    if (context->error_count == 0) return RW_OK;
    if (context->findings.count == 0) return rw_fail(context, RW_ERROR_INPUT, "the input has errors");
    const rw_finding *first = NULL;
    for (size_t i = 0; i < context->findings.count && !first; ++i)
        if (context->findings.item[i].severity == RW_SEVERITY_ERROR) first = &context->findings.item[i];
    if (!first) return rw_fail(context, RW_ERROR_INPUT, "the input has errors");
    if (first->line > 0)
        return rw_fail(context, RW_ERROR_INPUT, "%s:%d:%d: %s", first->file, first->line, first->column,
                       first->message);
    return rw_fail(context, RW_ERROR_INPUT, "%s: %s", first->file, first->message);
}

/* The log is worth having, not worth failing for: a line that finds no memory is left out. */
static void keep_line(rw_context *context, const char *line) {
    const size_t length = strlen(line);
    if (context->kept_log.count + length + 2 > KEPT_LOG_BYTES) return;
    char *item = context->kept_log.item;
    const size_t wanted = context->kept_log.count + length + 2;
    if (wanted > context->kept_log.capacity) {
        item = context->allocator.resize(context->allocator.data, item, 2 * wanted);
        if (!item) return;
        context->kept_log.item = item;
        context->kept_log.capacity = 2 * wanted;
    }
    memcpy(item + context->kept_log.count, line, length);
    item[context->kept_log.count + length] = '\n';
    item[context->kept_log.count + length + 1] = '\0';
    context->kept_log.count += length + 1;
}

const char *rw_kept_log(const rw_context *context) {
    return context->kept_log.item ? context->kept_log.item : "";
}

void rw_log(rw_context *context, rw_log_level level, const char *format, ...) {
    char line[MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (level != RW_LOG_DETAIL) keep_line(context, line);
    if (context->log) context->log(context->log_data, level, line);
}

bool rw_poll(rw_context *context, const rw_progress *progress) {
    return context->poll && context->poll(context->poll_data, progress);
}

bool rw_poll_stage(rw_context *context, const char *stage) {
    return rw_poll(context, &(rw_progress){.stage = stage,
                                           .bound_eur_per_yr = RW_NAN,
                                           .incumbent_eur_per_yr = RW_NAN,
                                           .benefit_gap = RW_NAN,
                                           .elapsed_s = RW_NAN});
}

static rw_status out_of_memory(rw_context *context, size_t count, size_t size_bytes) {
    return rw_fail(context, RW_ERROR_MEMORY, "out of memory: %zu x %zu bytes were asked for", count,
                   size_bytes);
}

void *rw_reallocate(rw_context *context, void *pointer, size_t count, size_t size_bytes) {
    const bool too_large = size_bytes != 0 && count > (SIZE_MAX - 1) / size_bytes;
    size_t total = too_large ? 0 : count * size_bytes;
    if (total == 0) total = 1; /* a valid pointer for an empty array, so that NULL always means failure */
    void *result = too_large ? NULL : context->allocator.resize(context->allocator.data, pointer, total);
    if (!result) (void)out_of_memory(context, count, size_bytes);
    return result;
}

void *rw_allocate(rw_context *context, size_t count, size_t size_bytes) {
    void *result = rw_reallocate(context, NULL, count, size_bytes);
    if (result) memset(result, 0, count * size_bytes);
    return result;
}

void rw_release(rw_context *context, void *pointer) {
    if (pointer) (void)context->allocator.resize(context->allocator.data, pointer, 0);
}

rw_status rw_vector_grow(rw_context *context, void **item, size_t *capacity, size_t needed,
                         size_t size_bytes) {
    if (needed <= *capacity) return RW_OK;
    size_t wanted = *capacity + *capacity / 2 + 8;
    if (wanted < needed) wanted = needed;
    void *grown = rw_reallocate(context, *item, wanted, size_bytes);
    if (!grown) return RW_ERROR_MEMORY;
    *item = grown;
    *capacity = wanted;
    return RW_OK;
}

struct rw_arena_chunk {
    struct rw_arena_chunk *previous;
    _Alignas(max_align_t) unsigned char bytes[];
};

enum { CHUNK_BYTES = 16 * 1024 };

void rw_arena_start(rw_arena *arena, rw_context *context) {
    *arena = (rw_arena){.context = context};
}

void *rw_arena_allocate(rw_arena *arena, size_t count, size_t size_bytes) {
    const size_t align = _Alignof(max_align_t);
    if (size_bytes != 0 && count > (SIZE_MAX / 2) / size_bytes) {
        (void)out_of_memory(arena->context, count, size_bytes);
        return NULL;
    }
    const size_t wanted = (count * size_bytes + align - 1) / align * align;
    if (!arena->chunk || arena->size_bytes - arena->used_bytes < wanted) {
        const size_t room = wanted > CHUNK_BYTES ? wanted : CHUNK_BYTES;
        struct rw_arena_chunk *chunk =
            rw_reallocate(arena->context, NULL, 1, sizeof(struct rw_arena_chunk) + room);
        if (!chunk) return NULL;
        chunk->previous = arena->chunk;
        arena->chunk = chunk;
        arena->size_bytes = room;
        arena->used_bytes = 0;
    }
    void *result = arena->chunk->bytes + arena->used_bytes;
    arena->used_bytes += wanted;
    memset(result, 0, wanted);
    return result;
}

char *rw_arena_copy_length(rw_arena *arena, const char *text, size_t length) {
    char *copy = rw_arena_allocate(arena, length + 1, 1);
    if (copy) memcpy(copy, text, length);
    return copy;
}

char *rw_arena_copy(rw_arena *arena, const char *text) {
    return rw_arena_copy_length(arena, text, strlen(text));
}

void rw_arena_free(rw_arena *arena) {
    while (arena->chunk) {
        struct rw_arena_chunk *previous = arena->chunk->previous;
        rw_release(arena->context, arena->chunk);
        arena->chunk = previous;
    }
    arena->used_bytes = arena->size_bytes = 0;
}
