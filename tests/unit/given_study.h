/* Studies as strings, and what was found about them. */
#ifndef RW_TESTS_GIVEN_STUDY_H
#define RW_TESTS_GIVEN_STUDY_H

#include "data/study.h"

typedef struct given_file {
    const char *name, *text;
} given_file;

/** Writes the files into a new folder and reads them as a study; NULL when it has errors. A list of files
 * ends with a name of NULL; of two files with one name the later counts. */
rw_study *given_study(rw_context *context, const given_file *files);

/** Is there a finding of this severity at `place` ("sources.csv:2:5") that contains both texts? A NULL text
 * is in every message. If not, all findings are printed and the assertion fails. */
bool found(const rw_context *context, const char *place, rw_severity severity, const char *text,
           const char *other);
/** No errors and no warnings; otherwise they are printed and the assertion fails. */
bool found_nothing(const rw_context *context);

/** One source and one demand, near each other in RD New, that read without findings. */
extern const char *const plain_sources, *const plain_demands;

#endif
