/* Numbers in cells: which decimal sign a file uses, and what a cell that is no number should have been. */
#include "base/number.h"
#include "data/csv_table.h"
#include <stdlib.h>
#include <string.h>

/* What the characters of a cell look like, before deciding what they mean. */
typedef struct shape {
    bool numeric;       /* sign, digits, separators and exponent only */
    int commas, points; /* separators */
    bool comma_groups;  /* every comma is followed by exactly three digits, as in 1,234,567 */
    bool point_groups;  /* the same for points */
    bool comma_last;    /* the last separator is a comma */
    int leading_digits; /* before the first separator */
    bool leading_zero;  /* starts with a lone 0, as in 0.123 */
    bool exponent;
} shape;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static shape look(const char *cell) {
    shape s = {.comma_groups = true, .point_groups = true};
    const char *c = cell + (*cell == '+' || *cell == '-');
    const char *start = c;
    int digits = 0, after = 0;
    char separator = 0;
    for (; is_digit(*c) || *c == ',' || *c == '.'; ++c) {
        if (is_digit(*c)) {
            ++digits;
            ++after;
            continue;
        }
        if (!separator) s.leading_digits = after;
        if (separator && after != 3) *(separator == ',' ? &s.comma_groups : &s.point_groups) = false;
        separator = *c;
        *(separator == ',' ? &s.commas : &s.points) += 1;
        after = 0;
    }
    if (separator && after != 3) *(separator == ',' ? &s.comma_groups : &s.point_groups) = false;
    if (!separator) s.leading_digits = after;
    s.comma_last = separator == ',';
    s.leading_zero = start[0] == '0' && s.leading_digits == 1;
    if ((*c == 'e' || *c == 'E') && digits > 0) {
        s.exponent = true;
        c += 1 + (c[1] == '+' || c[1] == '-');
        if (!is_digit(*c)) digits = 0;
        while (is_digit(*c)) ++c;
    }
    s.numeric = *c == '\0' && digits > 0;
    return s;
}

/* Copies `cell` with every `drop` left out and every `from` turned into a point. */
static bool parse_with(const char *cell, char drop, char from, double *value) {
    char copy[RW_NUMBER_BYTES];
    size_t length = 0;
    for (const char *c = cell; *c; ++c) {
        if (*c == drop) continue;
        if (length + 1 >= sizeof copy) return false;
        copy[length++] = *c == from ? '.' : *c;
    }
    copy[length] = '\0';
    return rw_number_parse(copy, value);
}

/* A single separator with three digits behind it and one to three in front: 1.234 is 1234 or 1 and a bit. */
static bool could_be_group(const shape *s) {
    return s->commas + s->points == 1 && (s->comma_last ? s->comma_groups : s->point_groups) &&
           !s->leading_zero && s->leading_digits >= 1 && s->leading_digits <= 3 && !s->exponent;
}

void rw_decimal_vote(rw_decimal_votes *votes, const char *cell, double min, double max) {
    const shape s = look(cell);
    if (!s.numeric || s.commas + s.points == 0) return;
    int *last = s.comma_last ? &votes->comma : &votes->point;
    int *other = s.comma_last ? &votes->point : &votes->comma;
    if (s.commas + s.points == 1) {
        if (!could_be_group(&s)) {
            ++*last;
            return;
        }
        double grouped, decimal;
        const char sign = s.comma_last ? ',' : '.';
        if (!parse_with(cell, sign, 0, &grouped) || !parse_with(cell, 0, sign, &decimal)) return;
        const bool group_fits = grouped >= min && grouped <= max,
                   decimal_fits = decimal >= min && decimal <= max;
        if (decimal_fits && !group_fits) ++*last;
        if (group_fits && !decimal_fits) ++*other;
        return;
    }
    if (s.commas > 0 && s.points > 0) ++*last;    /* 1.234,5: the last sign is the decimal one */
    if (s.commas == 0 || s.points == 0) ++*other; /* 1.234.567: the only sign groups */
}

char rw_decimal_decide(const rw_decimal_votes *votes, char delimiter) {
    if (votes->comma != votes->point) return votes->comma > votes->point ? ',' : '.';
    return delimiter == ';' ? ',' : '.';
}

/* The first number that stands in a cell such as "95 C" or "EUR 1 250", written as this file writes numbers.
 */
static void advise(const char *cell, char decimal, rw_text *advice) {
    if (cell[0] == '#') {
        rw_text_addf(advice, "'%s' is an error message of the spreadsheet; mend the formula and save again",
                     cell);
        return;
    }
    char kept[RW_NUMBER_BYTES];
    size_t length = 0;
    bool started = false, ended = false, percent = false;
    for (const char *c = cell; *c && length + 2 < sizeof kept; ++c) {
        const bool part = is_digit(*c) || (started && (*c == '.' || *c == ',')) || (!started && *c == '-');
        const bool gap = started && (*c == ' ' || *c == '\'' || *c == '\xC2' || *c == '\xA0') &&
                         is_digit(c[1 + (*c == '\xC2')]);
        if (part && !ended) {
            started = started || is_digit(*c);
            kept[length++] = *c;
        } else if (started && !gap) {
            ended = true;
        }
        percent = percent || (started && *c == '%');
    }
    while (length > 0 && !is_digit(kept[length - 1])) --length;
    kept[length] = '\0';
    double value;
    const char other = decimal == ',' ? '.' : ',';
    rw_text_addf(advice, "'%s' is not a number", cell);
    if (!started || !parse_with(kept, other, decimal, &value)) {
        rw_text_addf(advice, "; write digits, as 12%c5", decimal);
        return;
    }
    char suggestion[RW_NUMBER_BYTES];
    (void)rw_number_brief(suggestion, percent ? value / 100 : value, 15);
    for (char *c = suggestion; *c; ++c)
        if (*c == '.') *c = decimal;
    rw_text_addf(advice, "; write %s", suggestion);
}

bool rw_csv_number(const char *cell, char decimal, double *value, rw_text *advice) {
    const char other = decimal == ',' ? '.' : ',';
    const shape s = look(cell);
    if (!s.numeric) {
        advise(cell, decimal, advice);
        return false;
    }
    const int decimals = decimal == ',' ? s.commas : s.points, others = decimal == ',' ? s.points : s.commas;
    const bool other_groups = decimal == ',' ? s.point_groups : s.comma_groups;
    if (others == 0 && decimals <= 1) return parse_with(cell, 0, decimal, value);
    if (others == 1 && decimals == 0) {
        char as_decimal[RW_NUMBER_BYTES] = "", as_group[RW_NUMBER_BYTES] = "";
        size_t group = 0;
        for (size_t i = 0; cell[i] && i + 1 < sizeof as_decimal; ++i) {
            as_decimal[i] = cell[i] == other ? decimal : cell[i];
            if (cell[i] != other) as_group[group++] = cell[i];
        }
        if (could_be_group(&s))
            rw_text_addf(
                advice,
                "'%s' can be read as %s or as %s in a file with decimal %ss; write %s or %s, without the %s",
                cell, as_group, as_decimal, decimal == ',' ? "comma" : "point", as_group, as_decimal,
                other == ',' ? "comma" : "point");
        else
            rw_text_addf(advice, "'%s' has a decimal %s in a file with decimal %ss; write %s", cell,
                         other == ',' ? "comma" : "point", decimal == ',' ? "comma" : "point", as_decimal);
        return false;
    }
    /* 1.234.567 and 1.234,5 can only be read one way. */
    const bool grouped_whole = decimals == 0 && others > 1 && other_groups;
    const bool grouped_with_decimals = decimals == 1 && others >= 1 && s.comma_last == (decimal == ',');
    if ((grouped_whole || grouped_with_decimals) && parse_with(cell, other, decimal, value)) return true;
    rw_text_addf(advice, "'%s' is not a number; write it without grouping, as 1234%c5", cell, decimal);
    return false;
}
