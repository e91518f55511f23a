#include "command.h"
#include "folder.h"
#include "pdf.h"
#include "report.h"
#include <restwarmte/questions.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEMANDS = 256 };

/* What the words of the call ask for; `text` owns the ids. */
typedef struct asked {
    rw_request request;
    const char *demands[MOST_DEMANDS];
    char *text;
} asked;

static rw_status complain(const char *what) {
    fprintf(stderr, "restwarmte ophaalrecht: %s\nTry: restwarmte ophaalrecht --help\n", what);
    return RW_ERROR_USAGE;
}

static rw_status read_demands(const char *words, asked *a) {
    if (!words) return RW_OK;
    a->text = malloc(strlen(words) + 1);
    if (!a->text) return RW_ERROR_MEMORY;
    (void)strcpy(a->text, words);
    for (char *at = a->text; at;) {
        char *comma = strchr(at, ',');
        if (comma) *comma = '\0';
        if (at[0] == '\0') return complain("--demands takes ids with commas between, for instance W01,W07");
        if (a->request.demand_count == MOST_DEMANDS) return complain("--demands takes at most 256 ids");
        a->demands[a->request.demand_count++] = at;
        at = comma ? comma + 1 : NULL;
    }
    a->request.demand_ids = a->demands;
    return RW_OK;
}

static rw_status read_commitment(const char *word, int *years) {
    if (!word) return RW_OK;
    char *end = NULL;
    const long number = strtol(word, &end, 10);
    if (*end != '\0' || end == word || number < 1 || number > 100)
        return complain("--commitment takes whole years from 1 to 100");
    *years = (int)number;
    return RW_OK;
}

static rw_status read_requester(const char *word, rw_requester *requester) {
    static const char *const names[] = {"heat_company", "municipality", "other"};
    if (!word) return RW_OK;
    for (int k = 0; k < 3; ++k)
        if (strcmp(word, names[k]) == 0) {
            *requester = (rw_requester)k;
            return RW_OK;
        }
    return complain("--requester takes heat_company, municipality or other");
}

static rw_status read_request(const session *s, asked *a) {
    const args *given = &s->args;
    a->request.source_id = args_value(given, "source");
    const bool all = args_has(given, "all");
    if (!all && !a->request.source_id) return complain("say which datacenter: --source ID, or --all");
    if (all && a->request.source_id) return complain("--source and --all exclude each other");
    if (all && (args_has(given, "demands") || args_has(given, "commitment") || args_has(given, "requester")))
        return complain("--demands, --commitment and --requester are about one --source, not about --all");
    rw_status status = read_demands(args_value(given, "demands"), a);
    if (status == RW_OK) status = read_commitment(args_value(given, "commitment"), &a->request.commitment_yr);
    if (status == RW_OK) status = read_requester(args_value(given, "requester"), &a->request.requester);
    return status == RW_OK ? pdf_check(s) : status;
}

static rw_status weigh(session *s, const asked *a, const char *folder) {
    rw_study *study = NULL;
    rw_answer *answer = NULL;
    report_watch(s);
    rw_status status =
        rw_study_read(s->context, s->args.place[0], s->args.override, s->args.override_count, &study);
    if (status == RW_OK) status = rw_request_weigh(s->context, study, &a->request, &answer);
    if (status == RW_OK) status = rw_answer_write(s->context, answer, folder);
    status = report_answer(s, status, answer);
    if (status == RW_OK) status = pdf_print(s, folder, "ophaalrecht");
    if (status == RW_OK && !args_has(&s->args, "quiet") && !args_has(&s->args, "json"))
        printf("\n%s/ophaalrecht.html\n", folder);
    rw_answer_free(answer);
    rw_study_free(study);
    return status;
}

static rw_status run(session *s) {
    asked a = {.text = NULL};
    rw_status status = read_request(s, &a);
    const char *folder = args_value(&s->args, "out");
    char *own = NULL;
    if (status == RW_OK && !folder) {
        const char *source = a.request.source_id;
        folder = own = folder_default(s->args.place[0], source ? source : "ophaalrecht");
        if (!folder) status = RW_ERROR_MEMORY;
    }
    if (status == RW_OK) status = weigh(s, &a, folder);
    free(own);
    free(a.text);
    return status;
}

static const option options[] = {
    {"source", "ID", NULL, "the datacenter that is asked for its heat"},
    {"demands", "ID,ID..", NULL, "the only networks that it may serve; default all (not with trenches)"},
    {"commitment", "YEARS", NULL, "for how long it would commit; default what sources.csv says"},
    {"requester", "WHO", NULL, "heat_company (default), municipality or other"},
    {"all", NULL, NULL, "weigh every datacenter of the study and rank them"},
    {"out", "FOLDER", NULL, "where the memo goes; default out/<study>-<source>, or -ophaalrecht with --all"},
    OPTION_THREADS,
    OPTION_TIME,
    OPTION_PARAM,
    OPTION_LANG,
    OPTION_PDF,
    {"json", NULL, NULL, "print ophaalrecht.json instead of a screen for people"},
    OPTION_QUIET,
    OPTIONS_END};

const command cmd_ophaalrecht = {
    "ophaalrecht",
    "weigh one request for waste heat (Wcw 6.1-6.2) and write the memo",
    "STUDY",
    "Does the right apply, what is the source worth, what does it cost and who pays, what would have to be "
    "true, and on\n"
    "which terms are both sides better off? Writes ophaalrecht.html and ophaalrecht.json. Every value comes "
    "from solving\n"
    "the study again, with the datacenter and without it. Without --time-limit only gaps and nodes "
    "end\n"
    "a search, so that the answer is the same on every machine; a province needs one. It is for all of it "
    "together; "
    "the memo\n"
    "names what was cut short. With trenches little is proven: the memo says what the plans found say and "
    "calls it "
    "likely;\n"
    "a district takes minutes, a town needs a limit. A checklist, not legal advice.\n",
    "  restwarmte ophaalrecht my-study --source DC03\n"
    "  restwarmte ophaalrecht my-study --source DC03 --demands W01,W07 --commitment 15 --lang en --pdf\n"
    "  restwarmte ophaalrecht my-study --all\n",
    options,
    true,
    1,
    1,
    run};
