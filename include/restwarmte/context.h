/* The context of a run: memory, the first error, the findings about the user's data, log and poll callbacks.
 * The library never prints, never touches signals and has no mutable globals: all of that lives here. */
#ifndef RESTWARMTE_CONTEXT_H
#define RESTWARMTE_CONTEXT_H

#include <restwarmte/status.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque; one per thread of the caller. */
typedef struct rw_context rw_context;

/** Where memory comes from: as realloc, with size 0 meaning free. NULL as a result means "none left". */
typedef struct rw_allocator {
    void *(*resize)(void *data, void *pointer, size_t size_bytes);
    void *data; /* borrowed */
} rw_allocator;

typedef enum rw_log_level { RW_LOG_DETAIL, RW_LOG_INFO, RW_LOG_WARNING } rw_log_level;

/** One line of log, without line end. */
typedef void rw_log_function(void *data, rw_log_level level, const char *line);

/** Where a search stands. Numbers that are not known yet are NaN. */
typedef struct rw_progress {
    const char *stage;           /* borrowed; one or two words */
    double bound_eur_per_yr;     /* proven: no plan costs less */
    double incumbent_eur_per_yr; /* cost of the best plan so far */
    double benefit_gap;          /* MODEL 8: share of the possible gain that may still be missing */
    double elapsed_s;
    long nodes;
    double removed_share; /* of the options: proven not to be in any better plan */
    int jobs, jobs_done;  /* of a question that solves many times; 0: one search */
} rw_progress;

/** Takes a piece of a solver's certificate (solvers/README.md), as it is made. Returning false means that it
 * could not be kept: the search fails. */
typedef bool rw_certificate_function(void *data, const char *text, size_t length);

/** Called often during a search; returning true asks it to stop with the best plan it has. */
typedef bool rw_poll_function(void *data, const rw_progress *progress);

typedef enum rw_severity { RW_SEVERITY_ERROR, RW_SEVERITY_WARNING, RW_SEVERITY_NOTE } rw_severity;

/** One thing to say about the user's data. Lines and columns count from 1; 0 means "not one place". */
typedef struct rw_finding {
    rw_severity severity;
    int line, column;
    const char *file;    /* owned by the context */
    const char *message; /* what is wrong, and after the semicolon what to write instead */
} rw_finding;

/** A new context, or NULL when there is no memory for one. `allocator` may be NULL: the C library's. */
RW_NODISCARD rw_context *rw_context_create(const rw_allocator *allocator);

/** Frees the context and its findings; NULL is fine. Objects made with it must be gone already. */
void rw_context_free(rw_context *context);

void rw_context_set_log(rw_context *context, rw_log_function *log, void *data);
void rw_context_set_poll(rw_context *context, rw_poll_function *poll, void *data);

/** From now on solvers write what proves their bound; those that cannot are refused. NULL: no more. */
void rw_context_set_certificate(rw_context *context, rw_certificate_function *write, void *data);

/** The first failure since the last reset, with the user's place in front; "" if there is none. */
const char *rw_context_message(const rw_context *context);

/** Forgets the failure and the findings, so that the context can be used for another run. */
void rw_context_reset(rw_context *context);

/** Findings in the order in which they were made; at most 100 errors are kept, the rest only counted. */
size_t rw_context_finding_count(const rw_context *context);
const rw_finding *rw_context_finding(const rw_context *context, size_t index);

/** How many errors were found, kept or not. */
size_t rw_context_error_count(const rw_context *context);

#ifdef __cplusplus
}
#endif
#endif
