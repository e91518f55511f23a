/* A study: a folder of CSV files, read, checked and turned into numbers with units. */
#ifndef RESTWARMTE_STUDY_H
#define RESTWARMTE_STUDY_H

#include <restwarmte/parameters.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque; read-only once read. */
typedef struct rw_study rw_study;

/** A parameter set on the command line; it wins over parameters.csv. Strings are borrowed for the call. */
typedef struct rw_override {
    const char *name, *value;
} rw_override;

/** One input file as it was found. Strings are owned by the study. */
typedef struct rw_study_file {
    const char *path;
    size_t row_count;
    const char *dialect; /* "semicolon, decimal comma, UTF-8, CRLF line ends" */
    const char *sha256;  /* 64 hexadecimal digits of the bytes */
} rw_study_file;

/** Reads and checks the study in `folder`. Every problem of every file becomes a finding of the context; with
 * at least one error among them the result is RW_ERROR_INPUT and *study is NULL. O(rows log rows). */
RW_NODISCARD rw_status rw_study_read(rw_context *context, const char *folder, const rw_override *overrides,
                                     size_t override_count, rw_study **study);

/** NULL is fine. */
void rw_study_free(rw_study *study);

const rw_parameters *rw_study_parameters(const rw_study *study);
size_t rw_study_source_count(const rw_study *study);
size_t rw_study_demand_count(const rw_study *study);
size_t rw_study_file_count(const rw_study *study);
const rw_study_file *rw_study_file_describe(const rw_study *study, size_t index);

/** Writes a new folder of CSV templates: header, unit, meaning and an example row each, all parameters with
 * default, range and source. Dutch: semicolons, decimal commas, Dutch headers; English: commas and points.
 * Refuses a folder that holds any of the files. */
RW_NODISCARD rw_status rw_study_write_template(rw_context *context, const char *folder, rw_language language);

#ifdef __cplusplus
}
#endif
#endif
