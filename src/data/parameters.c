/* The parameter list as data: everything here is driven by params.def. */
#include <restwarmte/parameters.h>

#include "base/failure.h"
#include "base/number.h"
#include "base/text.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RW_UNKNOWN        ((double)NAN)
#define RW_NO_LIMIT       ((double)INFINITY)
#define RW_NO_LIMIT_COUNT INT_MAX

/* A line of params.def: what the public description says, where the field is, and its default. */
typedef struct entry {
    rw_parameter_info info;
    size_t offset;
    double standard;           /* reals, integers, choices */
    const char *standard_text; /* levels, words */
} entry;

static const entry table[] = {
#define RW_GROUP(name, english, dutch)
#define RW_REAL(name, standard, min, max, low, high, unit, level, mark, source, english, dutch)              \
    {{#name, RW_TYPE_REAL, min, max, low, high, NULL, unit, level, mark, source, english, dutch},            \
     offsetof(rw_parameters, name),                                                                          \
     standard,                                                                                               \
     NULL},
#define RW_INTEGER(name, standard, min, max, low, high, unit, mark, source, english, dutch)                  \
    {{#name, RW_TYPE_INTEGER, min, max, low, high, NULL, unit, 0, mark, source, english, dutch},             \
     offsetof(rw_parameters, name),                                                                          \
     standard,                                                                                               \
     NULL},
#define RW_CHOICE(name, standard, choices, mark, source, english, dutch)                                     \
    {{#name, RW_TYPE_CHOICE, 0, 0, RW_UNKNOWN, RW_UNKNOWN, choices, "word", 0, mark, source, english,        \
      dutch},                                                                                                \
     offsetof(rw_parameters, name),                                                                          \
     standard,                                                                                               \
     NULL},
#define RW_LEVELS(name, standard, mark, source, english, dutch)                                              \
    {{#name, RW_TYPE_LEVELS, 0, 1, RW_UNKNOWN, RW_UNKNOWN, NULL, "share", 0, mark, source, english, dutch},  \
     offsetof(rw_parameters, name),                                                                          \
     0,                                                                                                      \
     standard},
#define RW_WORD(name, standard, mark, source, english, dutch)                                                \
    {{#name, RW_TYPE_WORD, 0, 0, RW_UNKNOWN, RW_UNKNOWN, NULL, "word", 0, mark, source, english, dutch},     \
     offsetof(rw_parameters, name),                                                                          \
     0,                                                                                                      \
     standard},
#include <restwarmte/params.def>
#undef RW_GROUP
#undef RW_REAL
#undef RW_INTEGER
#undef RW_CHOICE
#undef RW_LEVELS
#undef RW_WORD
};

/* Counts like rw_parameter, but a group takes no number of its own: first_x is the parameter behind its
 * heading. */
enum {
#define RW_GROUP(name, english, dutch) first_##name, before_##name = first_##name - 1,
#define RW_REAL(name, ...)             at_##name,
#define RW_INTEGER(name, ...)          at_##name,
#define RW_CHOICE(name, ...)           at_##name,
#define RW_LEVELS(name, ...)           at_##name,
#define RW_WORD(name, ...)             at_##name,
#include <restwarmte/params.def>
#undef RW_GROUP
#undef RW_REAL
#undef RW_INTEGER
#undef RW_CHOICE
#undef RW_LEVELS
#undef RW_WORD
    at_end
};

static const rw_parameter_group groups[] = {
#define RW_GROUP(name, english, dutch) {#name, english, dutch, (rw_parameter)first_##name},
#define RW_REAL(name, ...)
#define RW_INTEGER(name, ...)
#define RW_CHOICE(name, ...)
#define RW_LEVELS(name, ...)
#define RW_WORD(name, ...)
#include <restwarmte/params.def>
#undef RW_GROUP
#undef RW_REAL
#undef RW_INTEGER
#undef RW_CHOICE
#undef RW_LEVELS
#undef RW_WORD
};

static const void *field(const rw_parameters *parameters, const entry *e) {
    return (const char *)parameters + e->offset;
}

static void *field_to_set(rw_parameters *parameters, const entry *e) {
    return (char *)parameters + e->offset;
}

const rw_parameter_info *rw_parameter_describe(rw_parameter parameter) {
    return parameter < RW_PARAMETER_COUNT ? &table[parameter].info : NULL;
}

const rw_parameter_group *rw_parameter_group_describe(size_t index) {
    return index < sizeof groups / sizeof groups[0] ? &groups[index] : NULL;
}

const rw_parameter_group *rw_parameter_group_of(rw_parameter parameter) {
    const rw_parameter_group *found = &groups[0];
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; ++i)
        if (groups[i].first <= parameter) found = &groups[i];
    return found;
}

static char plain(char c) {
    return c == '-' ? '_' : c;
}

rw_parameter rw_parameter_find(const char *name) {
    for (rw_parameter p = 0; p < RW_PARAMETER_COUNT; ++p) {
        const char *a = table[p].info.name, *b = name;
        while (*a && *a == plain(*b)) {
            ++a;
            ++b;
        }
        if (!*a && !*b) return p;
    }
    return RW_PARAMETER_COUNT;
}

const char *rw_parameter_nearest(const char *name) {
    rw_nearest nearest = rw_nearest_start(name);
    for (rw_parameter p = 0; p < RW_PARAMETER_COUNT; ++p) rw_nearest_offer(&nearest, table[p].info.name);
    return nearest.best;
}

/* Levels are rising shares that end in 1: "0.1 0.3 1". */
static bool parse_levels(const char *text, rw_levels *levels) {
    rw_levels result = {0};
    while (*text) {
        text += strspn(text, " ;");
        const size_t length = strcspn(text, " ;");
        if (length == 0) break;
        char word[RW_NUMBER_BYTES];
        if (length >= sizeof word || result.count == RW_MAX_BANDS) return false;
        memcpy(word, text, length);
        word[length] = '\0';
        double share;
        const double last = result.count ? result.share[result.count - 1] : 0;
        if (!rw_number_parse(word, &share) || share <= last || share > 1) return false;
        result.share[result.count++] = share;
        text += length;
    }
    if (result.count == 0 || result.share[result.count - 1] < 1) return false;
    *levels = result;
    return true;
}

/* Index of `word` among "a|b|c", or -1. */
static int choice_index(const char *choices, const char *word) {
    const size_t length = strlen(word);
    int index = 0;
    for (const char *at = choices; *at; ++index) {
        const size_t room = strcspn(at, "|");
        if (room == length && strncmp(at, word, length) == 0) return index;
        at += room + (at[room] == '|');
    }
    return -1;
}

static void choice_word(const char *choices, int index, char *buffer, size_t size_bytes) {
    const char *at = choices;
    while (index-- > 0) at += strcspn(at, "|") + 1;
    (void)snprintf(buffer, size_bytes, "%.*s", (int)strcspn(at, "|"), at);
}

rw_parameters rw_parameters_default(void) {
    rw_parameters parameters;
    memset(&parameters, 0, sizeof parameters);
    for (rw_parameter p = 0; p < RW_PARAMETER_COUNT; ++p) {
        const entry *e = &table[p];
        void *to = field_to_set(&parameters, e);
        switch (e->info.type) {
        case RW_TYPE_REAL:
            *(double *)to = e->standard;
            break;
        case RW_TYPE_INTEGER:
        case RW_TYPE_CHOICE:
            *(int *)to = (int)e->standard;
            break;
        case RW_TYPE_LEVELS:
            (void)parse_levels(e->standard_text, to);
            break;
        case RW_TYPE_WORD:
            (void)snprintf(to, RW_WORD_BYTES, "%s", e->standard_text);
            break;
        }
    }
    return parameters;
}

static bool allows_none(const rw_parameter_info *info) {
    return info->type == RW_TYPE_REAL ? isinf(info->max)
                                      : info->type == RW_TYPE_INTEGER && info->max >= INT_MAX;
}

static rw_status refuse_number(rw_context *context, const rw_parameter_info *info, const char *value) {
    char low[RW_NUMBER_BYTES], high[RW_NUMBER_BYTES];
    (void)rw_number_shortest(low, info->min);
    if (allows_none(info))
        return rw_fail(context, RW_ERROR_INPUT,
                       "%s: '%s' is not accepted; write a %snumber of at least %s (%s), or none", info->name,
                       value, info->type == RW_TYPE_INTEGER ? "whole " : "", low, info->unit);
    return rw_fail(context, RW_ERROR_INPUT, "%s: '%s' is not accepted; write a %snumber from %s to %s (%s)",
                   info->name, value, info->type == RW_TYPE_INTEGER ? "whole " : "", low,
                   rw_number_shortest(high, info->max), info->unit);
}

static rw_status set_number(rw_context *context, const rw_parameter_info *info, const char *value,
                            double *number) {
    if (allows_none(info) && strcmp(value, "none") == 0) {
        *number = info->max;
        return RW_OK;
    }
    double parsed;
    if (!rw_number_parse(value, &parsed) || parsed < info->min || parsed > info->max ||
        (info->type == RW_TYPE_INTEGER && parsed != floor(parsed)))
        return refuse_number(context, info, value);
    *number = parsed;
    return RW_OK;
}

rw_status rw_parameters_set(rw_context *context, rw_parameters *parameters, const char *name,
                            const char *value) {
    const rw_parameter p = rw_parameter_find(name);
    if (p == RW_PARAMETER_COUNT) {
        const char *nearest = rw_parameter_nearest(name);
        return nearest ? rw_fail(context, RW_ERROR_INPUT, "'%s' is not a parameter; did you mean %s?", name,
                                 nearest)
                       : rw_fail(context, RW_ERROR_INPUT,
                                 "'%s' is not a parameter; `restwarmte parameters` lists them", name);
    }
    const entry *e = &table[p];
    void *to = field_to_set(parameters, e);
    double number = 0;
    switch (e->info.type) {
    case RW_TYPE_REAL:
        RW_TRY(set_number(context, &e->info, value, &number));
        *(double *)to = number;
        return RW_OK;
    case RW_TYPE_INTEGER:
        RW_TRY(set_number(context, &e->info, value, &number));
        *(int *)to = (int)number;
        return RW_OK;
    case RW_TYPE_CHOICE: {
        const int index = choice_index(e->info.choices, value);
        if (index < 0)
            return rw_fail(context, RW_ERROR_INPUT, "%s: '%s' is not accepted; write one of %s", e->info.name,
                           value, e->info.choices);
        *(int *)to = index;
        return RW_OK;
    }
    case RW_TYPE_LEVELS:
        if (!parse_levels(value, to))
            return rw_fail(
                context, RW_ERROR_INPUT,
                "%s: '%s' is not accepted; write at most %d rising shares that end in 1, as 0.1 0.3 1",
                e->info.name, value, (int)RW_MAX_BANDS);
        return RW_OK;
    case RW_TYPE_WORD:
        if (value[0] == '\0' || strlen(value) >= RW_WORD_BYTES)
            return rw_fail(context, RW_ERROR_INPUT,
                           "%s: '%s' is not accepted; write a word of 1 to %d letters", e->info.name, value,
                           (int)RW_WORD_BYTES - 1);
        (void)strcpy(to, value);
        return RW_OK;
    }
    return rw_fail(context, RW_ERROR_INTERNAL, "parameter '%s' has no type", name);
}

rw_status rw_parameters_check(rw_context *context, const rw_parameters *parameters) {
    if (parameters->default_supply_c <= parameters->default_return_c)
        return rw_fail(
            context, RW_ERROR_INPUT,
            "default_supply_c must be above default_return_c; supply is the warm side of the network");
    if (parameters->electricity_co2_floor_t_per_mwh > parameters->electricity_co2_t_per_mwh)
        return rw_fail(context, RW_ERROR_INPUT,
                       "electricity_co2_floor_t_per_mwh is above electricity_co2_t_per_mwh; lower the floor");
    return RW_OK;
}

char *rw_parameters_text(const rw_parameters *parameters, rw_parameter parameter, char *buffer,
                         size_t size_bytes) {
    const entry *e = &table[parameter];
    const void *from = field(parameters, e);
    char number[RW_NUMBER_BYTES];
    buffer[0] = '\0';
    switch (e->info.type) {
    case RW_TYPE_REAL:
        (void)snprintf(buffer, size_bytes, "%s",
                       isinf(*(const double *)from) ? "none"
                                                    : rw_number_shortest(number, *(const double *)from));
        break;
    case RW_TYPE_INTEGER:
        if (allows_none(&e->info) && *(const int *)from == INT_MAX)
            (void)snprintf(buffer, size_bytes, "none");
        else
            (void)snprintf(buffer, size_bytes, "%d", *(const int *)from);
        break;
    case RW_TYPE_CHOICE:
        choice_word(e->info.choices, *(const int *)from, buffer, size_bytes);
        break;
    case RW_TYPE_LEVELS: {
        const rw_levels *levels = from;
        size_t used = 0;
        for (int b = 0; b < levels->count && used < size_bytes; ++b)
            used += (size_t)snprintf(buffer + used, size_bytes - used, "%s%s", b ? " " : "",
                                     rw_number_brief(number, levels->share[b], 6));
        break;
    }
    case RW_TYPE_WORD:
        (void)snprintf(buffer, size_bytes, "%s", (const char *)from);
        break;
    }
    return buffer;
}

bool rw_parameters_is_default(const rw_parameters *parameters, rw_parameter parameter) {
    const rw_parameters standard = rw_parameters_default();
    char a[256], b[256];
    return strcmp(rw_parameters_text(parameters, parameter, a, sizeof a),
                  rw_parameters_text(&standard, parameter, b, sizeof b)) == 0;
}

bool rw_parameter_unverified(const rw_parameters *parameters, rw_parameter parameter) {
    return strcmp(rw_parameter_describe(parameter)->mark, "GK") == 0 &&
           rw_parameters_is_default(parameters, parameter);
}

double rw_parameters_index(const rw_parameters *parameters, int year) {
    switch (year) {
    case 2018:
        return parameters->index_2018;
    case 2020:
        return parameters->index_2020;
    case 2024:
        return parameters->index_2024;
    default:
        return 1;
    }
}

double rw_parameters_indexed(const rw_parameters *parameters, rw_parameter parameter) {
    const entry *e = &table[parameter];
    return *(const double *)field(parameters, e) * rw_parameters_index(parameters, e->info.price_level_year);
}
