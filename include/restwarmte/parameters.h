/* All assumptions of a run. The list, with defaults, ranges and sources, is params.def. */
#ifndef RESTWARMTE_PARAMETERS_H
#define RESTWARMTE_PARAMETERS_H

#include <restwarmte/context.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Choices, in the order of the words in params.def. */
typedef enum rw_perspective { RW_PERSPECTIVE_HEAT_COMPANY, RW_PERSPECTIVE_NATIONAL } rw_perspective;
typedef enum rw_shape { RW_SHAPE_HOMES, RW_SHAPE_UTILITY, RW_SHAPE_GREENHOUSE, RW_SHAPE_DISTRICT } rw_shape;
typedef enum rw_reference {
    RW_REFERENCE_GAS_BOILER,
    RW_REFERENCE_HEAT_PUMP,
    RW_REFERENCE_PRICE
} rw_reference;
typedef enum rw_cop_form { RW_COP_LORENTZ, RW_COP_CARNOT } rw_cop_form;
typedef enum rw_pipe_price { RW_PIPE_PRICE_LOW, RW_PIPE_PRICE_MID, RW_PIPE_PRICE_HIGH } rw_pipe_price;
typedef enum rw_station_builder { RW_STATION_BY_HEAT_COMPANY, RW_STATION_BY_DATACENTER } rw_station_builder;
typedef enum rw_side_questions { RW_SIDE_QUESTIONS_YES, RW_SIDE_QUESTIONS_NO } rw_side_questions;
typedef enum rw_language { RW_LANGUAGE_DUTCH, RW_LANGUAGE_ENGLISH } rw_language;

enum { RW_MAX_BANDS = 12, RW_WORD_BYTES = 32 };

/** Load shares 0 < share[0] < .. < share[count-1] = 1. */
typedef struct rw_levels {
    int count;
    double share[RW_MAX_BANDS];
} rw_levels;

/** One field per line of params.def; a limit that is "none" is infinite (INT_MAX for counts). */
typedef struct rw_parameters {
#define RW_GROUP(name, english, dutch)
#define RW_REAL(name, ...)    double name;
#define RW_INTEGER(name, ...) int name;
#define RW_CHOICE(name, ...)  int name;
#define RW_LEVELS(name, ...)  rw_levels name;
#define RW_WORD(name, ...)    char name[RW_WORD_BYTES];
#include <restwarmte/params.def>
#undef RW_GROUP
#undef RW_REAL
#undef RW_INTEGER
#undef RW_CHOICE
#undef RW_LEVELS
#undef RW_WORD
} rw_parameters;

/** Names of the parameters: RW_PARAMETER_horizon_yr and so on. */
typedef enum rw_parameter {
#define RW_GROUP(name, english, dutch)
#define RW_REAL(name, ...)    RW_PARAMETER_##name,
#define RW_INTEGER(name, ...) RW_PARAMETER_##name,
#define RW_CHOICE(name, ...)  RW_PARAMETER_##name,
#define RW_LEVELS(name, ...)  RW_PARAMETER_##name,
#define RW_WORD(name, ...)    RW_PARAMETER_##name,
#include <restwarmte/params.def>
#undef RW_GROUP
#undef RW_REAL
#undef RW_INTEGER
#undef RW_CHOICE
#undef RW_LEVELS
#undef RW_WORD
    RW_PARAMETER_COUNT
} rw_parameter;

typedef enum rw_parameter_type {
    RW_TYPE_REAL,
    RW_TYPE_INTEGER,
    RW_TYPE_CHOICE,
    RW_TYPE_LEVELS,
    RW_TYPE_WORD
} rw_parameter_type;

/** What params.def says of one parameter. Strings are static. */
typedef struct rw_parameter_info {
    const char *name;
    rw_parameter_type type;
    double min, max;     /* accepted */
    double low, high;    /* spread over the sources; NaN where there is none */
    const char *choices; /* "a|b|c", or NULL */
    const char *unit;
    int price_level_year; /* year of the euros; 0 = price_year */
    const char *mark, *source, *english, *dutch;
} rw_parameter_info;

/** A heading over consecutive parameters. Strings are static. */
typedef struct rw_parameter_group {
    const char *name, *english, *dutch;
    rw_parameter first;
} rw_parameter_group;

/** The defaults. */
rw_parameters rw_parameters_default(void);

/** Describes a parameter; NULL beyond the last. */
const rw_parameter_info *rw_parameter_describe(rw_parameter parameter);

/** The group at `index` in the order of the list; NULL beyond the last. */
const rw_parameter_group *rw_parameter_group_describe(size_t index);

/** The heading that a parameter stands under. */
const rw_parameter_group *rw_parameter_group_of(rw_parameter parameter);

/** Finds a parameter by name, with dashes or underscores; RW_PARAMETER_COUNT if there is none. */
rw_parameter rw_parameter_find(const char *name);

/** The known name nearest to `name`, or NULL. */
const char *rw_parameter_nearest(const char *name);

/** Sets one parameter from text with a decimal point. On failure `parameters` is untouched and the message
 * says what is accepted. */
RW_NODISCARD rw_status rw_parameters_set(rw_context *context, rw_parameters *parameters, const char *name,
                                         const char *value);

/** Checks what one value alone cannot show (levels that rise, supply above return, ..). */
RW_NODISCARD rw_status rw_parameters_check(rw_context *context, const rw_parameters *parameters);

/** Writes a value as a user would; returns `buffer`. At least 256 bytes. */
char *rw_parameters_text(const rw_parameters *parameters, rw_parameter parameter, char *buffer,
                         size_t size_bytes);

/** True if the value is the default. */
bool rw_parameters_is_default(const rw_parameters *parameters, rw_parameter parameter);

/** True if the value is a default that nobody has verified (mark GK): every report says so. */
bool rw_parameter_unverified(const rw_parameters *parameters, rw_parameter parameter);

/** A price in euros of price_year: the value times the index of its price level. */
double rw_parameters_indexed(const rw_parameters *parameters, rw_parameter parameter);

/** The factor that brings euros of `year` (2018, 2020, 2024; 0 = price_year) to price_year. */
double rw_parameters_index(const rw_parameters *parameters, int year);

#ifdef __cplusplus
}
#endif
#endif
