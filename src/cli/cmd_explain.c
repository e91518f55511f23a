#include "command.h"
#include "report.h"
#include <restwarmte/questions.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "DC03,D07" in two halves; the text must be freed. False when it is not a pair. */
static bool split(const char *pair, char **source, const char **demand) {
    const char *comma = pair ? strchr(pair, ',') : NULL;
    if (!comma || comma == pair || comma[1] == '\0') {
        fprintf(stderr,
                "restwarmte explain: say which pair: --pair SOURCE,DEMAND, for instance --pair DC03,D07\n");
        return false;
    }
    *source = malloc(strlen(pair) + 1);
    if (!*source) return false;
    (void)strcpy(*source, pair);
    (*source)[comma - pair] = '\0';
    *demand = comma + 1;
    return true;
}

static rw_status run(session *s) {
    char *source = NULL;
    const char *demand = NULL;
    if (!split(args_value(&s->args, "pair"), &source, &demand)) return RW_ERROR_USAGE;
    rw_study *study = NULL;
    rw_answer *answer = NULL;
    report_watch(s);
    rw_status status =
        rw_study_read(s->context, s->args.place[0], s->args.override, s->args.override_count, &study);
    if (status == RW_OK) status = rw_pair_explain(s->context, study, source, demand, &answer);
    status = report_answer(s, status, answer);
    rw_answer_free(answer);
    rw_study_free(study);
    free(source);
    return status;
}

static const option options[] = {
    {"pair", "SOURCE,DEMAND", NULL, "the pair that is asked about: an id of each file"},
    OPTION_THREADS,
    OPTION_TIME,
    OPTION_PARAM,
    OPTION_LANG,
    {"json", NULL, NULL, "print JSON instead of a screen for people"},
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTIONS_END};

const command cmd_explain = {"explain",
                             "say why a pair is (not) in the best plan",
                             "STUDY",
                             "Solves the study with the pair and without it, and once more for every way to "
                             "build it. What the pair wins "
                             "or misses is an\n"
                             "interval between proven bounds and costs of plans, not an estimate. "
                             "--time-limit is for all of it together.\n",
                             "  restwarmte explain my-study --pair DC03,W07\n"
                             "  restwarmte explain my-study --pair DC03,W07 --json --gas-eur-per-mwh 50\n",
                             options,
                             true,
                             1,
                             1,
                             run};
