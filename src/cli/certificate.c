#include "certificate.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct certificate_file {
    const char *path; /* borrowed */
    char *part;       /* the name it has while it grows */
    FILE *file;
};

static bool take(void *data, const char *text, size_t length) {
    certificate_file *c = data;
    return fwrite(text, 1, length, c->file) == length;
}

static void release(certificate_file *c) {
    free(c->part);
    free(c);
}

rw_status certificate_open(session *s, certificate_file **file) {
    *file = NULL;
    const char *path = args_value(&s->args, "certificate");
    if (!path) return RW_OK;
    certificate_file *c = calloc(1, sizeof *c);
    const size_t room = strlen(path) + sizeof ".part";
    char *part = malloc(room);
    if (!c || !part) {
        free(c);
        free(part);
        return RW_ERROR_MEMORY;
    }
    (void)snprintf(part, room, "%s.part", path);
    c->path = path;
    c->part = part;
    c->file = fopen(part, "w");
    if (!c->file) {
        fprintf(stderr,
                "restwarmte: %s cannot be written; is there such a folder, and may you write in it?\n", path);
        release(c);
        return RW_ERROR_USAGE;
    }
    rw_context_set_certificate(s->context, take, c);
    *file = c;
    return RW_OK;
}

rw_status certificate_close(session *s, certificate_file *c, rw_status status) {
    if (!c) return status;
    rw_context_set_certificate(s->context, NULL, NULL);
    const bool whole = fclose(c->file) == 0 && status == RW_OK;
    if (!whole) {
        (void)remove(c->part);
        if (status == RW_OK) status = RW_ERROR_FILE;
    } else if (rename(c->part, c->path) != 0) {
        status = RW_ERROR_FILE;
    }
    if (status == RW_ERROR_FILE) fprintf(stderr, "restwarmte: %s could not be written\n", c->path);
    release(c);
    return status;
}
