/* Numbers and text, with a decimal point whatever the host's locale is. */
#ifndef RW_BASE_NUMBER_H
#define RW_BASE_NUMBER_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* math.h's own are floats, which -Wdouble-promotion rightly points at. */
#define RW_INFINITY ((double)INFINITY)
#define RW_NAN      ((double)NAN)

enum { RW_NUMBER_BYTES = 400 }; /* the longest double in fixed notation fits */

/** The value, or `fallback` when it is NaN (our sign for "not given"). */
double rw_or(double value, double fallback);

/** Reads all of `text` as a finite decimal number ("1e3" too; no blanks, no hexadecimal, no "inf"). */
bool rw_number_parse(const char *text, double *value);

/** "12.50"; "inf", "-inf" and "nan" for what is not finite; never "-0.00". Returns `buffer`. */
char *rw_number_fixed(char buffer[RW_NUMBER_BYTES], double value, int decimals);
/** Shortest decimal that parses to the same double. Returns `buffer`. */
char *rw_number_shortest(char buffer[RW_NUMBER_BYTES], double value);
/** At most `digits` significant digits, for messages: 0.15, 8760, 1.2e+07. Returns `buffer`. */
char *rw_number_brief(char buffer[RW_NUMBER_BYTES], double value, int digits);

/** The double nearest to `value` rounded to a multiple of 1/`per_unit` (a power of ten). */
double rw_number_rounded(double value, double per_unit);

#endif
