#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST_BYTES = 1 << 30 };

rw_status rw_file_read(rw_arena *arena, const char *path, char **data, size_t *length) {
    rw_context *context = arena->context;
    FILE *file = fopen(path, "rb");
    if (!file) return rw_fail(context, RW_ERROR_FILE, "%s: cannot be opened: %s", path, strerror(errno));
    struct stat about;
    rw_status status = RW_OK;
    if (fstat(fileno(file), &about) != 0 || S_ISDIR(about.st_mode)) {
        status = rw_fail(context, RW_ERROR_FILE, "%s: is not a file", path);
    } else if (about.st_size > LARGEST_BYTES) {
        status = rw_fail(context, RW_ERROR_FILE, "%s: is over 1 GiB; split the study", path);
    } else {
        /* Pipes have no size beforehand: read until the end, doubling. */
        size_t room = about.st_size > 0 ? (size_t)about.st_size : 4096, used = 0;
        char *bytes = rw_reallocate(context, NULL, room + 1, 1);
        while (bytes) {
            used += fread(bytes + used, 1, room - used, file);
            if (used < room || feof(file)) break;
            const int next = fgetc(file);
            if (next == EOF) break;
            if (room >= LARGEST_BYTES) {
                status = rw_fail(context, RW_ERROR_FILE, "%s: is over 1 GiB; split the study", path);
                break;
            }
            char *more = rw_reallocate(context, bytes, 2 * room + 1, 1);
            if (!more) {
                rw_release(context, bytes);
                bytes = NULL;
                break;
            }
            bytes = more;
            bytes[used++] = (char)next;
            room *= 2;
        }
        if (bytes && status == RW_OK && ferror(file))
            status = rw_fail(context, RW_ERROR_FILE, "%s: cannot be read: %s", path, strerror(errno));
        if (bytes && status == RW_OK) {
            *data = rw_arena_copy_length(arena, bytes, used);
            *length = used;
        }
        if (status == RW_OK && (!bytes || !*data)) status = RW_ERROR_MEMORY;
        rw_release(context, bytes);
    }
    (void)fclose(file);
    return status;
}

static rw_status write_failure(rw_context *context, const char *path) {
    return rw_fail(context, RW_ERROR_FILE, "%s: cannot be written: %s", path, strerror(errno));
}

/* -- Writing ------------------------------------------------------------------------------------------- */

typedef struct rw_file_waiting {
    rw_text path, temporary;
    bool written; /* and not renamed */
} waiting;

static bool is_folder(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool write_whole(const char *path, const char *data, size_t length) {
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    const bool good =
        fwrite(data, 1, length, file) == length && fflush(file) == 0 && fsync(fileno(file)) == 0;
    return fclose(file) == 0 && good;
}

void rw_file_set_start(rw_file_set *files, rw_context *context) {
    *files = (rw_file_set){.context = context};
}

rw_status rw_file_set_add(rw_file_set *files, const char *path, const char *data, size_t length) {
    rw_context *context = files->context;
    RW_TRY(RW_VECTOR_RESERVE(context, &files->waiting, 1));
    waiting *w = &files->waiting.item[files->waiting.count++];
    *w = (waiting){.written = false};
    rw_text_start(&w->path, context);
    rw_text_start(&w->temporary, context);
    rw_text_add(&w->path, path);
    rw_text_addf(&w->temporary, "%s.part-%ld", path, (long)getpid());
    RW_TRY(rw_text_status(&w->path));
    RW_TRY(rw_text_status(&w->temporary));
    if (is_folder(path)) return rw_fail(context, RW_ERROR_FILE, "%s: is a folder, not a file", path);
    w->written = true;
    return write_whole(rw_text_string(&w->temporary), data, length) ? RW_OK : write_failure(context, path);
}

rw_status rw_file_set_finish(rw_file_set *files) {
    for (size_t k = 0; k < files->waiting.count; ++k) {
        waiting *w = &files->waiting.item[k];
        if (rename(rw_text_string(&w->temporary), rw_text_string(&w->path)) != 0)
            return write_failure(files->context, rw_text_string(&w->path));
        w->written = false;
    }
    return RW_OK;
}

void rw_file_set_free(rw_file_set *files) {
    for (size_t k = 0; k < files->waiting.count; ++k) {
        waiting *w = &files->waiting.item[k];
        if (w->written) (void)unlink(rw_text_string(&w->temporary));
        rw_text_free(&w->path);
        rw_text_free(&w->temporary);
    }
    RW_VECTOR_FREE(files->context, &files->waiting);
}

rw_status rw_file_write(rw_context *context, const char *path, const char *data, size_t length) {
    rw_file_set one;
    rw_file_set_start(&one, context);
    rw_status status = rw_file_set_add(&one, path, data, length);
    if (status == RW_OK) status = rw_file_set_finish(&one);
    rw_file_set_free(&one);
    return status;
}

/* -- Names and folders --------------------------------------------------------------------------------- */

bool rw_file_exists(const char *path) {
    struct stat about;
    return stat(path, &about) == 0;
}

bool rw_file_same(const char *a, const char *b) {
    struct stat left, right;
    return stat(a, &left) == 0 && stat(b, &right) == 0 && left.st_dev == right.st_dev &&
           left.st_ino == right.st_ino;
}

const char *rw_file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

rw_status rw_folder_make(rw_context *context, const char *path) {
    rw_text part;
    rw_text_start(&part, context);
    rw_status status = RW_OK;
    for (const char *at = path; status == RW_OK; ++at) {
        if ((*at == '/' || *at == '\0') && at != path) {
            rw_text_clear(&part);
            rw_text_add_length(&part, path, (size_t)(at - path));
            status = rw_text_status(&part);
            if (status == RW_OK && mkdir(rw_text_string(&part), 0777) != 0 &&
                !is_folder(rw_text_string(&part)))
                status = rw_fail(context, RW_ERROR_FILE, "%s: the folder cannot be made: %s",
                                 rw_text_string(&part), strerror(errno));
        }
        if (*at == '\0') break;
    }
    rw_text_free(&part);
    return status;
}

char *rw_path_join(rw_arena *arena, const char *folder, const char *name) {
    const size_t folder_length = strlen(folder), name_length = strlen(name);
    const bool slash = folder_length > 0 && folder[folder_length - 1] != '/';
    char *path = rw_arena_allocate(arena, folder_length + name_length + 2, 1);
    if (!path) return NULL;
    memcpy(path, folder, folder_length);
    if (slash) path[folder_length] = '/';
    memcpy(path + folder_length + (slash ? 1 : 0), name, name_length + 1);
    return path;
}
