#include "data/encoding.h"
#include <iconv.h>
#include <string.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* Converts with iconv into `out`; false when a letter has no counterpart. */
static bool convert(const char *to, const char *from, const char *bytes, size_t length, rw_text *out) {
    iconv_t converter = iconv_open(to, from);
    if (converter == (iconv_t)-1) return false;
    char *in = (char *)(size_t)bytes; /* iconv's prototype lacks the const that it keeps */
    bool good = true;
    while (length > 0 && good) {
        char buffer[4096];
        char *end = buffer;
        size_t room = sizeof buffer;
        const size_t before = length;
        if (iconv(converter, &in, &length, &end, &room) == (size_t)-1 && length == before) good = false;
        rw_text_add_length(out, buffer, (size_t)(end - buffer));
    }
    (void)iconv_close(converter);
    return good;
}

static void refuse(rw_context *context, const char *file, const char *what) {
    rw_find(context, RW_SEVERITY_ERROR, (rw_place){file, 1, 1}, "%s", what);
}

rw_status rw_encoding_to_utf8(rw_arena *arena, const char *file, const char **bytes, size_t *length,
                              rw_dialect *dialect, bool *readable) {
    *readable = false;
    const bool utf16 =
        *length >= 2 && (memcmp(*bytes, "\xFF\xFE", 2) == 0 || memcmp(*bytes, "\xFE\xFF", 2) == 0);
    if (utf16) {
        refuse(arena->context, file,
               "the file is UTF-16; in Excel choose Save As, 'CSV UTF-8 (comma delimited)', and try again");
        return RW_OK;
    }
    if (memchr(*bytes, '\0', *length)) {
        refuse(arena->context, file, "the file holds zero bytes and is not text; save it as CSV UTF-8");
        return RW_OK;
    }
    if (*length >= 3 && memcmp(*bytes, byte_order_mark, 3) == 0) {
        dialect->byte_order_mark = true;
        *bytes += 3;
        *length -= 3;
    }
    if (rw_utf8_valid_length(*bytes, *length) < *length) {
        rw_text converted;
        rw_text_start(&converted, arena->context);
        const bool good = convert("UTF-8", "WINDOWS-1252", *bytes, *length, &converted);
        rw_status status = rw_text_status(&converted);
        if (status == RW_OK && good) {
            const char *copy = rw_arena_copy_length(arena, rw_text_string(&converted), converted.length);
            if (copy) {
                *bytes = copy;
                *length = converted.length;
                dialect->encoding = RW_ENCODING_WINDOWS_1252;
            } else {
                status = RW_ERROR_MEMORY;
            }
        }
        rw_text_free(&converted);
        if (status != RW_OK) return status;
        if (!good) {
            refuse(arena->context, file, "the file is neither UTF-8 nor Windows-1252; save it as CSV UTF-8");
            return RW_OK;
        }
    }
    *readable = true;
    return RW_OK;
}

void rw_encoding_from_utf8(const rw_dialect *dialect, const char *text, size_t length, rw_text *out) {
    bool mark = dialect->byte_order_mark;
    if (dialect->encoding == RW_ENCODING_WINDOWS_1252) {
        if (convert("WINDOWS-1252", "UTF-8", text, length, out)) return;
        rw_text_clear(out);
        mark = true;
    }
    if (mark) rw_text_add(out, byte_order_mark);
    rw_text_add_length(out, text, length);
}
