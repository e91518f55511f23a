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

rw_status rw_file_write(rw_context *context, const char *path, const char *data, size_t length) {
    rw_text temporary;
    rw_text_start(&temporary, context);
    rw_text_addf(&temporary, "%s.part-%ld", path, (long)getpid());
    rw_status status = rw_text_status(&temporary);
    if (status != RW_OK) return status;
    const char *name = rw_text_string(&temporary);
    FILE *file = fopen(name, "wb");
    if (!file) {
        status = write_failure(context, path);
    } else {
        bool good = fwrite(data, 1, length, file) == length && fflush(file) == 0 && fsync(fileno(file)) == 0;
        if (fclose(file) != 0) good = false;
        if (!good || rename(name, path) != 0) {
            status = write_failure(context, path);
            (void)unlink(name);
        }
    }
    rw_text_free(&temporary);
    return status;
}

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

static bool is_folder(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
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
