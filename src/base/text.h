/* Building and comparing text. Numbers go through rw_text_number and friends, never through printf's %f or
 * %g: those follow the host's locale, and our files must not. */
#ifndef RW_BASE_TEXT_H
#define RW_BASE_TEXT_H

#include "base/memory.h"
#include <restwarmte/suggest.h>

/** A growing string. Failures stick: append at will, then look at rw_text_status once. */
typedef struct rw_text {
    rw_context *context; /* borrowed */
    char *data;          /* owned; NUL-terminated once anything was added */
    size_t length, capacity;
    bool failed;
} rw_text;

void rw_text_start(rw_text *text, rw_context *context);
void rw_text_free(rw_text *text);
RW_NODISCARD rw_status rw_text_status(const rw_text *text);
/** The string so far; "" when nothing was added. */
const char *rw_text_string(const rw_text *text);
void rw_text_clear(rw_text *text);

void rw_text_add(rw_text *text, const char *string);
void rw_text_add_length(rw_text *text, const char *string, size_t length);
__attribute__((format(printf, 2, 3))) void rw_text_addf(rw_text *text, const char *format, ...);
/** A number with a fixed count of decimals and a decimal point. */
void rw_text_number(rw_text *text, double value, int decimals);
/** The shortest decimal that reads back as the same double. */
void rw_text_shortest(rw_text *text, double value);
/** With blanks to a width that counts letters, not bytes; `right` puts them in front. */
void rw_text_padded(rw_text *text, const char *string, int width, bool right);
/** Escaped for HTML text and double-quoted attributes. */
void rw_text_html(rw_text *text, const char *string);

/** Same letters, whatever their case (ASCII). */
bool rw_text_same(const char *a, const char *b);
bool rw_text_starts_with(const char *text, const char *prefix);
/** Copy of text without blanks at either end. */
char *rw_text_trimmed(rw_arena *arena, const char *text, size_t length);

/** Typing errors (insert, delete, replace, swap neighbours) between two words, regardless of case.
 * O(length a x length b); words are compared up to 64 bytes. */
int rw_text_distance(const char *a, const char *b);

/** Length of the valid UTF-8 prefix of `text`: equal to `length` when all of it is valid. */
size_t rw_utf8_valid_length(const char *text, size_t length);

#endif
