/* How the library fails: the first failure stays in the context, findings about data are collected. */
#ifndef RW_BASE_FAILURE_H
#define RW_BASE_FAILURE_H

#include <restwarmte/context.h>

/** Records the first failure (later ones are kept out, they follow from it) and returns `status`. */
__attribute__((format(printf, 3, 4))) rw_status rw_fail(rw_context *context, rw_status status,
                                                        const char *format, ...);

/** A place in a user's file. `file` is borrowed for the call. */
typedef struct rw_place {
    const char *file;
    int line, column;
} rw_place;

/** Adds a finding; errors make rw_findings_status() fail. The text says what is wrong; what to write instead.
 */
__attribute__((format(printf, 4, 5))) void rw_find(rw_context *context, rw_severity severity, rw_place place,
                                                   const char *format, ...);

/** Turns the failure recorded last into an error finding at `place`, for failures about one cell of the
 * user's data. */
void rw_find_failure(rw_context *context, rw_place place);

/** RW_OK, or RW_ERROR_INPUT when an error was found, RW_ERROR_MEMORY when a finding could not be kept. */
RW_NODISCARD rw_status rw_findings_status(rw_context *context);

__attribute__((format(printf, 3, 4))) void rw_log(rw_context *context, rw_log_level level, const char *format,
                                                  ...);

/** The lines logged so far, details left out: what run.log holds. */
const char *rw_kept_log(const rw_context *context);

/** A context of its own with the same allocator, without log and poll: for side questions whose findings do
 * not belong to the run. NULL when there is no memory. */
RW_NODISCARD rw_context *rw_context_create_like(const rw_context *context);

/** May contexts made like this one be used in several threads at once? Only if memory comes from the C
 * library. */
bool rw_context_thread_safe(const rw_context *context);

/** Asks the caller whether to go on; true means stop. */
bool rw_poll(rw_context *context, const rw_progress *progress);
/** Likewise in work that has no bound or plan to show. */
bool rw_poll_stage(rw_context *context, const char *stage);

/** Is somebody taking certificates? */
bool rw_wants_certificate(const rw_context *context);
RW_NODISCARD rw_status rw_write_certificate(rw_context *context, const char *text, size_t length);

/** `status = expression; if it failed, goto done`: for functions that have something to clean up. */
#define RW_CHECK(expression)                                                                                 \
    do {                                                                                                     \
        status = (expression);                                                                               \
        if (status != RW_OK) goto done;                                                                      \
    } while (0)

/** Returns the failure of `expression` to the caller: for functions with nothing to clean up. */
#define RW_TRY(expression)                                                                                   \
    do {                                                                                                     \
        const rw_status try_status = (expression);                                                           \
        if (try_status != RW_OK) return try_status;                                                          \
    } while (0)

#endif
