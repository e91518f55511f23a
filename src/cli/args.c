#include "args.h"
#include <assert.h>
#include <restwarmte/suggest.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool complain(const char *command, const char *what, const char *word, const char *advice) {
    fprintf(stderr, "restwarmte %s: %s '%s'%s%s\n", command, what, word, advice[0] ? "; " : "", advice);
    fprintf(stderr, "Try: restwarmte %s --help\n", command);
    return false;
}

/* Options are written with dashes, parameters with underscores; both are fine for both. */
static bool same_name(const char *a, const char *b) {
    for (; *a && *b; ++a, ++b)
        if (*a != *b && !((*a == '-' || *a == '_') && (*b == '-' || *b == '_'))) return false;
    return *a == *b;
}

static const option *find_option(const option *options, const char *name) {
    for (const option *o = options; o && o->name; ++o)
        if (same_name(o->name, name)) return o;
    return NULL;
}

static bool unknown_option(const char *command, const option *options, bool takes_parameters,
                           const char *name) {
    char advice[128] = "";
    rw_nearest nearest = rw_nearest_start(name);
    for (const option *o = options; o && o->name; ++o) rw_nearest_offer(&nearest, o->name);
    rw_nearest_offer(&nearest, "help");
    const char *parameter = takes_parameters && !nearest.best ? rw_parameter_nearest(name) : NULL;
    if (nearest.best)
        (void)snprintf(advice, sizeof advice, "did you mean --%s?", nearest.best);
    else if (parameter)
        (void)snprintf(advice, sizeof advice, "did you mean --%s?", parameter);
    return complain(command, "there is no option", name, advice);
}

static bool keep_override(args *a, const char *command, const char *name, const char *value) {
    if (a->override_count == MAX_OVERRIDES)
        return complain(command, "too many parameters; put them into", "parameters.csv", "");
    a->override[a->override_count++] = (rw_override){name, value};
    return true;
}

/* --param name=value: the name is cut out of the word. */
static bool keep_param(args *a, const char *command, const char *word, char **room) {
    const char *equals = strchr(word, '=');
    if (!equals || equals == word) return complain(command, "--param takes name=value, not", word, "");
    char *name = *room;
    assert(name);
    const size_t length = (size_t)(equals - word);
    memcpy(name, word, length);
    name[length] = '\0';
    *room += length + 1;
    if (rw_parameter_find(name) == RW_PARAMETER_COUNT) {
        const char *nearest = rw_parameter_nearest(name);
        char advice[128] = "`restwarmte parameters` lists them";
        if (nearest) (void)snprintf(advice, sizeof advice, "did you mean %s?", nearest);
        return complain(command, "there is no parameter", name, advice);
    }
    return keep_override(a, command, name, equals + 1);
}

typedef struct reader {
    args *args;
    const char *command;
    const option *options;
    bool takes_parameters;
    char *room;
    int argc, next;
    char **argv;
} reader;

static bool read_option(reader *r, char *word) {
    char *name = r->room;
    const char *equals = strchr(word, '='), *value = equals ? equals + 1 : NULL;
    const size_t length = equals ? (size_t)(equals - word) : strlen(word);
    memcpy(name, word, length);
    name[length] = '\0';
    r->room += length + 1;
    const option *found = find_option(r->options, name);
    const bool parameter = !found && r->takes_parameters && rw_parameter_find(name) != RW_PARAMETER_COUNT;
    if (!found && !parameter) return unknown_option(r->command, r->options, r->takes_parameters, name);
    if (found && !found->value) {
        if (value) return complain(r->command, "this option takes no value:", name, "");
    } else if (!value) {
        if (r->next == r->argc) return complain(r->command, "a value is missing after", name, "");
        value = r->argv[r->next++];
    }
    if (parameter) return keep_override(r->args, r->command, name, value);
    if (found->parameter) return keep_override(r->args, r->command, found->parameter, value);
    if (value && same_name(found->name, "param")) return keep_param(r->args, r->command, value, &r->room);
    if (r->args->given_count == MAX_OPTIONS) return complain(r->command, "too many options:", name, "");
    r->args->given[r->args->given_count].option = found;
    r->args->given[r->args->given_count++].value = value;
    return true;
}

bool args_read(args *a, const char *command, const option *options, bool takes_parameters, size_t min_places,
               size_t max_places, int argc, char **argv) {
    *a = (args){.place_count = 0};
    size_t bytes = 1;
    for (int i = 0; i < argc; ++i) bytes += 2 * (strlen(argv[i]) + 1);
    a->text = malloc(bytes);
    if (!a->text) return complain(command, "out of memory at", command, "");
    reader r = {a, command, options, takes_parameters, a->text, argc, 0, argv};
    bool only_places = false;
    while (r.next < argc) {
        char *word = argv[r.next++];
        if (!only_places && strcmp(word, "--") == 0) {
            only_places = true;
        } else if (!only_places && strncmp(word, "--", 2) == 0) {
            if (!read_option(&r, word + 2)) return false;
        } else if (!only_places && word[0] == '-' && word[1] != '\0') {
            return complain(command, "there is no option", word, "options start with two dashes");
        } else {
            if (a->place_count == max_places) return complain(command, "one word too many:", word, "");
            a->place[a->place_count++] = word;
        }
    }
    if (a->place_count >= min_places) return true;
    fprintf(stderr, "restwarmte %s: something is missing.\nTry: restwarmte %s --help\n", command, command);
    return false;
}

void args_free(args *a) {
    free(a->text);
    a->text = NULL;
}

const char *args_value(const args *a, const char *name) {
    const char *value = NULL;
    for (size_t i = 0; i < a->given_count; ++i)
        if (strcmp(a->given[i].option->name, name) == 0) value = a->given[i].value;
    return value;
}

bool args_has(const args *a, const char *name) {
    for (size_t i = 0; i < a->given_count; ++i)
        if (strcmp(a->given[i].option->name, name) == 0) return true;
    return false;
}
