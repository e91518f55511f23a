#include "command.h"
#include "report.h"
#include <restwarmte/questions.h>

static rw_status run(session *s) {
    rw_parameters parameters = rw_parameters_default();
    rw_answer *answer = NULL;
    rw_status status = RW_OK;
    for (size_t i = 0; i < s->args.override_count && status == RW_OK; ++i)
        status =
            rw_parameters_set(s->context, &parameters, s->args.override[i].name, s->args.override[i].value);
    if (status == RW_OK)
        status = rw_results_compare(s->context, s->args.place[0], s->args.place[1],
                                    (rw_language)parameters.lang, &answer);
    status = report_answer(s, status, answer);
    rw_answer_free(answer);
    return status;
}

static const option options[] = {OPTION_LANG,
                                 {"json", NULL, NULL, "print JSON instead of a screen for people"},
                                 OPTION_QUIET,
                                 OPTIONS_END};

const command cmd_compare = {"compare",
                             "say what moved between two solved studies, and why",
                             "RESULT RESULT",
                             "Takes two folders that `restwarmte solve` wrote into. Shows totals, the "
                             "assumptions and files that differ, and "
                             "every cost line's\n"
                             "difference split by why: connections that are new, gone, built differently or "
                             "priced differently, and the "
                             "networks themselves.\n",
                             "  restwarmte solve my-study --out base\n"
                             "  restwarmte solve my-study --gas-eur-per-mwh 50 --out dear-gas\n"
                             "  restwarmte compare base dear-gas\n",
                             options,
                             false,
                             2,
                             2,
                             run};
