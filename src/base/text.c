#include "base/text.h"
#include "base/number.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void rw_text_start(rw_text *text, rw_context *context) {
    *text = (rw_text){.context = context};
}

void rw_text_free(rw_text *text) {
    if (text->context) rw_release(text->context, text->data);
    text->data = NULL;
    text->length = text->capacity = 0;
}

rw_status rw_text_status(const rw_text *text) {
    return text->failed ? RW_ERROR_MEMORY : RW_OK;
}

const char *rw_text_string(const rw_text *text) {
    return text->data ? text->data : "";
}

void rw_text_clear(rw_text *text) {
    text->length = 0;
    if (text->data) text->data[0] = '\0';
}

void rw_text_add_length(rw_text *text, const char *string, size_t length) {
    if (text->failed) return;
    if (rw_vector_grow(text->context, (void **)&text->data, &text->capacity, text->length + length + 1, 1) !=
        RW_OK) {
        text->failed = true;
        return;
    }
    memcpy(text->data + text->length, string, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void rw_text_add(rw_text *text, const char *string) {
    rw_text_add_length(text, string, strlen(string));
}

void rw_text_addf(rw_text *text, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length >= 0 && !text->failed) {
        if (rw_vector_grow(text->context, (void **)&text->data, &text->capacity,
                           text->length + (size_t)length + 1, 1) == RW_OK) {
            (void)vsnprintf(text->data + text->length, (size_t)length + 1, format, again);
            text->length += (size_t)length;
        } else {
            text->failed = true;
        }
    }
    va_end(again);
}

void rw_text_number(rw_text *text, double value, int decimals) {
    char buffer[RW_NUMBER_BYTES];
    rw_text_add(text, rw_number_fixed(buffer, value, decimals));
}

void rw_text_shortest(rw_text *text, double value) {
    char buffer[RW_NUMBER_BYTES];
    rw_text_add(text, rw_number_shortest(buffer, value));
}

void rw_text_padded(rw_text *text, const char *string, int width, bool right) {
    int letters = 0;
    for (const char *c = string; *c; ++c) letters += ((unsigned char)*c & 0xC0) != 0x80;
    for (int i = letters; right && i < width; ++i) rw_text_add(text, " ");
    rw_text_add(text, string);
    for (int i = letters; !right && i < width; ++i) rw_text_add(text, " ");
}

void rw_text_html(rw_text *text, const char *string) {
    for (const char *c = string; *c; ++c) {
        switch (*c) {
        case '&':
            rw_text_add(text, "&amp;");
            break;
        case '<':
            rw_text_add(text, "&lt;");
            break;
        case '>':
            rw_text_add(text, "&gt;");
            break;
        case '"':
            rw_text_add(text, "&quot;");
            break;
        case '\'':
            rw_text_add(text, "&#39;");
            break;
        default:
            rw_text_add_length(text, c, 1);
        }
    }
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool rw_text_same(const char *a, const char *b) {
    while (*a && lower(*a) == lower(*b)) {
        ++a;
        ++b;
    }
    return *a == *b;
}

bool rw_text_starts_with(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

char *rw_text_trimmed(rw_arena *arena, const char *text, size_t length) {
    while (length > 0 && is_blank(text[0])) {
        ++text;
        --length;
    }
    while (length > 0 && is_blank(text[length - 1])) --length;
    return rw_arena_copy_length(arena, text, length);
}

static int least(int a, int b) {
    return a < b ? a : b;
}

/* Optimal string alignment (Damerau-Levenshtein without a second edit inside a swap). */
int rw_text_distance(const char *a, const char *b) {
    enum { LONGEST = 64 };
    const int rows = (int)strnlen(a, LONGEST), columns = (int)strnlen(b, LONGEST);
    int table[3][LONGEST + 1];
    for (int j = 0; j <= columns; ++j) table[0][j] = j;
    for (int i = 1; i <= rows; ++i) {
        int *now = table[i % 3];
        const int *before = table[(i + 2) % 3], *before_that = table[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= columns; ++j) {
            const bool equal = lower(a[i - 1]) == lower(b[j - 1]);
            int cost = least(least(before[j], now[j - 1]) + 1, before[j - 1] + (equal ? 0 : 1));
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) cost = least(cost, before_that[j - 2] + 1);
            now[j] = cost;
        }
    }
    return table[rows % 3][columns];
}

rw_nearest rw_nearest_start(const char *word) {
    /* A third of the letters may be wrong: "temprature" finds "temperature", "x" does not find "id". */
    return (rw_nearest){word, NULL, (int)strlen(word) / 3 + 1};
}

void rw_nearest_offer(rw_nearest *nearest, const char *candidate) {
    const int distance = rw_text_distance(nearest->word, candidate);
    if (distance >= nearest->distance) return;
    nearest->distance = distance;
    nearest->best = candidate;
}

static size_t utf8_sequence_length(const unsigned char *c, size_t left) {
    if (c[0] < 0x80) return 1;
    const size_t length = c[0] >= 0xF0 && c[0] <= 0xF4  ? 4
                          : c[0] >= 0xE0 && c[0] < 0xF0 ? 3
                          : c[0] >= 0xC2 && c[0] < 0xE0 ? 2
                                                        : 0;
    if (length == 0 || length > left) return 0;
    for (size_t i = 1; i < length; ++i)
        if ((c[i] & 0xC0) != 0x80) return 0;
    if (c[0] == 0xE0 && c[1] < 0xA0) return 0; /* overlong */
    if (c[0] == 0xED && c[1] > 0x9F) return 0; /* surrogates */
    if (c[0] == 0xF0 && c[1] < 0x90) return 0;
    if (c[0] == 0xF4 && c[1] > 0x8F) return 0;
    return length;
}

size_t rw_utf8_valid_length(const char *text, size_t length) {
    size_t at = 0;
    while (at < length) {
        const size_t step = utf8_sequence_length((const unsigned char *)text + at, length - at);
        if (step == 0) break;
        at += step;
    }
    return at;
}
