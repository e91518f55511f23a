#include "command.h"
#include "report.h"
#include <stdio.h>

static rw_status run(session *s) {
    rw_parameters parameters = rw_parameters_default();
    for (size_t i = 0; i < s->args.override_count; ++i) {
        const rw_override *o = &s->args.override[i];
        const rw_status status = rw_parameters_set(s->context, &parameters, o->name, o->value);
        if (status != RW_OK) return report_status(s, status);
    }
    const char *folder = s->args.place[0];
    const rw_status status = rw_study_write_template(s->context, folder, (rw_language)parameters.lang);
    if (status != RW_OK) return report_status(s, status);
    printf(
        "%s: fill in sources.csv and demands.csv, delete what you do not need, then: restwarmte check %s\n",
        folder, folder);
    return RW_OK;
}

static const option options[] = {OPTION_LANG, OPTIONS_END};

const command cmd_new = {
    "new",
    "write a folder of CSV templates to fill in",
    "STUDY",
    "Every file has its header, the unit and meaning of each column, and an example row; parameters.csv "
    "holds all\n"
    "assumptions with default, range and source. The templates are a study that can be solved as it is.\n",
    "  restwarmte new my-study             Dutch headers, semicolons, decimal commas, as Dutch Excel opens "
    "them\n"
    "  restwarmte new my-study --lang en   English headers, commas, decimal points\n",
    options,
    false,
    1,
    1,
    run};
