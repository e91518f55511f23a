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

static rw_status explain(session *s, const rw_study *study, rw_answer **answer) {
    const char *source_id = args_value(&s->args, "source"), *demand_id = args_value(&s->args, "demand"),
               *demand = NULL;
    char *source = NULL;
    if (source_id) return rw_part_explain(s->context, study, RW_PART_SOURCE, source_id, answer);
    if (demand_id) return rw_part_explain(s->context, study, RW_PART_DEMAND, demand_id, answer);
    if (!split(args_value(&s->args, "pair"), &source, &demand)) return RW_ERROR_USAGE;
    const rw_status status = rw_pair_explain(s->context, study, source, demand, answer);
    free(source);
    return status;
}

/* True when the call asks about one thing. */
static bool asks_one(const args *given) {
    const int asked = args_has(given, "pair") + args_has(given, "source") + args_has(given, "demand");
    if (asked == 1) return true;
    fprintf(stderr, "restwarmte explain: say what to explain, one of --pair SOURCE,DEMAND, --source ID and "
                    "--demand ID; for instance --pair DC03,D07\n");
    return false;
}

static rw_status run(session *s) {
    rw_study *study = NULL;
    rw_answer *answer = NULL;
    if (!asks_one(&s->args)) return RW_ERROR_USAGE;
    report_watch(s);
    rw_status status =
        rw_study_read(s->context, s->args.place[0], s->args.override, s->args.override_count, &study);
    if (status == RW_OK) status = explain(s, study, &answer);
    status = report_answer(s, status, answer);
    rw_answer_free(answer);
    rw_study_free(study);
    return status;
}

static const option options[] = {
    {"pair", "SOURCE,DEMAND", NULL, "a pair: an id of each file; for studies without trenches"},
    {"source", "ID", NULL, "a datacenter: what it is worth, what it displaces, what would turn that"},
    {"demand", "ID", NULL, "a demand: likewise, and how it is served and what that adds"},
    OPTION_THREADS,
    OPTION_TIME,
    OPTION_PARAM,
    OPTION_LANG,
    {"json", NULL, NULL, "print JSON instead of a screen for people"},
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTIONS_END};

const command cmd_explain = {"explain",
                             "say why a pair, a datacenter or a demand is (not) in the best plan",
                             "STUDY",
                             "Solves the study with the pair, datacenter or demand and without it; a pair "
                             "once more for every way to build it.\n"
                             "What it wins or misses is an interval between proven bounds and costs of "
                             "plans, not an estimate. With trenches that\n"
                             "interval is mostly wide: then the answer says what the plans found say, and "
                             "that it is not proven. --time-limit is\n"
                             "for all of it together.\n",
                             "  restwarmte explain my-study --pair DC03,W07\n"
                             "  restwarmte explain my-network --demand W07 --time-limit 60\n"
                             "  restwarmte explain my-study --pair DC03,W07 --json --gas-eur-per-mwh 50\n",
                             options,
                             true,
                             1,
                             1,
                             run};
