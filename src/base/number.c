#include "base/number.h"
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* printf and strtod use the host's decimal point, which may even be several bytes long. */
static const char *host_point(void) {
    const struct lconv *conventions = localeconv();
    return conventions && conventions->decimal_point && conventions->decimal_point[0]
               ? conventions->decimal_point
               : ".";
}

static void replace_first(char *text, const char *old, const char *new_text, size_t size_bytes) {
    char *at = strstr(text, old);
    if (!at) return;
    const size_t old_length = strlen(old), new_length = strlen(new_text), tail = strlen(at + old_length) + 1;
    if ((size_t)(at - text) + new_length + tail > size_bytes) return;
    memmove(at + new_length, at + old_length, tail);
    memcpy(at, new_text, new_length);
}

double rw_or(double value, double fallback) {
    return isnan(value) ? fallback : value;
}

static bool only_decimal_characters(const char *text) {
    return text[0] && text[strspn(text, "+-0123456789.eE")] == '\0';
}

bool rw_number_parse(const char *text, double *value) {
    char copy[RW_NUMBER_BYTES];
    if (strlen(text) + 16 > sizeof copy || !only_decimal_characters(text)) return false;
    (void)strcpy(copy, text);
    replace_first(copy, ".", host_point(), sizeof copy);
    char *end = NULL;
    const double result = strtod(copy, &end);
    if (end == copy || *end != '\0' || !isfinite(result)) return false;
    *value = result;
    return true;
}

static char *not_finite(char buffer[RW_NUMBER_BYTES], double value) {
    return strcpy(buffer, isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
}

char *rw_number_fixed(char buffer[RW_NUMBER_BYTES], double value, int decimals) {
    if (!isfinite(value)) return not_finite(buffer, value);
    (void)snprintf(buffer, RW_NUMBER_BYTES, "%.*f", decimals, value);
    replace_first(buffer, host_point(), ".", RW_NUMBER_BYTES);
    if (buffer[0] == '-' && strspn(buffer + 1, "0.") == strlen(buffer + 1))
        memmove(buffer, buffer + 1, strlen(buffer));
    return buffer;
}

char *rw_number_brief(char buffer[RW_NUMBER_BYTES], double value, int digits) {
    if (!isfinite(value)) return not_finite(buffer, value);
    (void)snprintf(buffer, RW_NUMBER_BYTES, "%.*g", digits, value + 0.0);
    replace_first(buffer, host_point(), ".", RW_NUMBER_BYTES);
    return buffer;
}

char *rw_number_shortest(char buffer[RW_NUMBER_BYTES], double value) {
    if (!isfinite(value)) return not_finite(buffer, value);
    for (int digits = 15; digits <= 17; ++digits) {
        double again = 0;
        (void)rw_number_brief(buffer, value, digits);
        if (rw_number_parse(buffer, &again) && again == value) break;
    }
    return buffer;
}

double rw_number_rounded(double value, double per_unit) {
    const double scaled = value * per_unit;
    /* Beyond 2^53 every double is a multiple already; division of an integer by a power of ten is correctly
     * rounded, so the result is the double that the printed decimal reads back as. */
    if (!(fabs(scaled) < 9007199254740992.0)) return value;
    return nearbyint(scaled) / per_unit + 0.0;
}
