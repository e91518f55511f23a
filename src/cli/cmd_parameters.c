#include "command.h"
#include "report.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static void print_range(const rw_parameter_info *info) {
    if (info->choices)
        printf("%s", info->choices);
    else if (info->type == RW_TYPE_REAL || info->type == RW_TYPE_INTEGER)
        printf(info->max > 1e30 ? "%g and over" : "%g to %g", info->min, info->max);
}

static void print_one(rw_parameter p, rw_language language) {
    const rw_parameter_info *info = rw_parameter_describe(p);
    const rw_parameters defaults = rw_parameters_default();
    char value[400];
    printf("%s = %s %s\n    %s\n    accepted: ", info->name,
           rw_parameters_text(&defaults, p, value, sizeof value),
           info->choices || strcmp(info->unit, "-") == 0 ? "" : info->unit,
           language == RW_LANGUAGE_DUTCH ? info->dutch : info->english);
    print_range(info);
    if (!isnan(info->low)) printf("; sources: %g to %g", info->low, info->high);
    if (info->price_level_year > 0) printf("; euros of %d", info->price_level_year);
    printf("\n    source: %s%s\n", info->source,
           strcmp(info->mark, "GK") == 0   ? " [general knowledge, unverified]"
           : strcmp(info->mark, "R") == 0  ? " [primary]"
           : strcmp(info->mark, "R2") == 0 ? " [secondary]"
           : strcmp(info->mark, "C") == 0  ? " [computed]"
                                           : "");
}

static void print_all(rw_language language) {
    for (rw_parameter p = 0; p < RW_PARAMETER_COUNT; ++p) {
        const rw_parameter_group *group = rw_parameter_group_of(p);
        if (group->first == p)
            printf("%s# %s\n\n", p == 0 ? "" : "\n",
                   language == RW_LANGUAGE_DUTCH ? group->dutch : group->english);
        print_one(p, language);
    }
}

static rw_status run(session *s) {
    rw_parameters parameters = rw_parameters_default();
    for (size_t i = 0; i < s->args.override_count; ++i) {
        const rw_override *o = &s->args.override[i];
        const rw_status status = rw_parameters_set(s->context, &parameters, o->name, o->value);
        if (status != RW_OK) return report_status(s, status);
    }
    const rw_language language = (rw_language)parameters.lang;
    if (s->args.place_count == 0) print_all(language);
    for (size_t i = 0; i < s->args.place_count; ++i) {
        const rw_parameter p = rw_parameter_find(s->args.place[i]);
        if (p != RW_PARAMETER_COUNT) {
            print_one(p, language);
            continue;
        }
        const char *nearest = rw_parameter_nearest(s->args.place[i]);
        fprintf(stderr, "restwarmte parameters: there is no parameter '%s'%s%s\n", s->args.place[i],
                nearest ? "; did you mean " : "", nearest ? nearest : "");
        return RW_ERROR_USAGE;
    }
    return RW_OK;
}

static const option options[] = {OPTION_LANG, OPTIONS_END};

const command cmd_parameters = {
    "parameters",
    "list every assumption with default, range and source",
    "[NAME ..]",
    "An assumption is changed by a row in parameters.csv, or for one run by --NAME VALUE.\n",
    "  restwarmte parameters\n"
    "  restwarmte parameters gas_eur_per_mwh substitute_eur_per_mwh --lang en\n",
    options,
    false,
    0,
    MAX_PLACES,
    run};
