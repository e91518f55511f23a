/* The words of a call: places (study, file), options of the command, and parameters of the model. */
#ifndef RW_CLI_ARGS_H
#define RW_CLI_ARGS_H

#include <restwarmte/study.h>
#include <stdbool.h>
#include <stddef.h>

/** An option of a command. A list of them ends with a NULL name. */
typedef struct option {
    const char *name;      /* without the dashes */
    const char *value;     /* what to call its value in the help; NULL for a flag */
    const char *parameter; /* it sets this parameter; NULL if it is the command's own */
    const char *help;
} option;

enum { MAX_PLACES = 4, MAX_OPTIONS = 64, MAX_OVERRIDES = 256 };

/** All strings are borrowed from argv, or from `text`. */
typedef struct args {
    const char *place[MAX_PLACES];
    size_t place_count;
    struct {
        const option *option;
        const char *value;
    } given[MAX_OPTIONS];
    size_t given_count;
    rw_override override[MAX_OVERRIDES];
    size_t override_count;
    char *text; /* owned: names cut out of name=value */
} args;

/** Understands the words after the command's name; on failure prints what is wrong and returns false. */
bool args_read(args *args, const char *command, const option *options, bool takes_parameters,
               size_t min_places, size_t max_places, int argc, char **argv);
void args_free(args *args);

/** The value given last, or NULL. */
const char *args_value(const args *args, const char *option);
bool args_has(const args *args, const char *option);

#endif
