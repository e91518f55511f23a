/* Whole files: reading one into memory, and writing so that a crash leaves the old file or the new one. */
#ifndef RW_BASE_FILE_H
#define RW_BASE_FILE_H

#include "base/text.h"

/** Reads all of `path` into an arena string (a NUL byte is added behind the last). Refuses over 1 GiB. */
RW_NODISCARD rw_status rw_file_read(rw_arena *arena, const char *path, char **data, size_t *length);

/** Writes to a temporary name beside `path`, fsyncs and renames. */
RW_NODISCARD rw_status rw_file_write(rw_context *context, const char *path, const char *data, size_t length);

/** Files that belong together: all are written under temporary names before the first is renamed. */
typedef struct rw_file_set {
    rw_context *context; /* borrowed */
    RW_VECTOR(struct rw_file_waiting) waiting;
} rw_file_set;

void rw_file_set_start(rw_file_set *files, rw_context *context);
/** Writes to a temporary name beside `path` and fsyncs. */
RW_NODISCARD rw_status rw_file_set_add(rw_file_set *files, const char *path, const char *data, size_t length);
/** Gives all of them their names; to be called once. */
RW_NODISCARD rw_status rw_file_set_finish(rw_file_set *files);
/** Removes those that have not got their names. */
void rw_file_set_free(rw_file_set *files);

bool rw_file_exists(const char *path);
/** Do both names lead to the same file or folder? */
bool rw_file_same(const char *a, const char *b);
/** The last part of a path; points into it. */
const char *rw_file_name(const char *path);
/** Makes a folder and its missing parents; fine if it is there. */
RW_NODISCARD rw_status rw_folder_make(rw_context *context, const char *path);
/** "folder/name" in the arena; NULL with the failure recorded when memory is out. */
char *rw_path_join(rw_arena *arena, const char *folder, const char *name);

#endif
