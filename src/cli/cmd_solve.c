#include "command.h"
#include "folder.h"
#include "pdf.h"
#include "report.h"
#include <restwarmte/solution.h>
#include <stdio.h>
#include <stdlib.h>

static rw_status print_result(session *s, rw_solution *solution, const char *folder) {
    if (args_has(&s->args, "json")) {
        const char *json = rw_solution_summary(solution);
        if (!json) return RW_ERROR_MEMORY;
        fputs(json, stdout);
    } else if (!args_has(&s->args, "quiet")) {
        const char *screen = rw_solution_screen(solution);
        if (!screen) return RW_ERROR_MEMORY;
        printf("%s\n%s/report.html\n", screen, folder);
        if (args_has(&s->args, "pdf")) printf("%s/report.pdf\n", folder);
    }
    return RW_OK;
}

static rw_status run(session *s) {
    rw_study *study = NULL;
    rw_solution *solution = NULL;
    char *own_folder = NULL;
    const char *folder = args_value(&s->args, "out");
    if (!folder) folder = own_folder = folder_default(s->args.place[0], NULL);
    rw_status status = folder ? pdf_check(s) : RW_ERROR_MEMORY;
    if (status == RW_ERROR_USAGE) {
        free(own_folder);
        return status;
    }
    report_watch(s);
    if (status == RW_OK)
        status =
            rw_study_read(s->context, s->args.place[0], s->args.override, s->args.override_count, &study);
    if (status == RW_OK) status = rw_solution_find(s->context, study, &solution);
    if (status == RW_OK) status = rw_solution_write(solution, folder);
    (void)report_status(s, status);
    if (status == RW_OK) status = pdf_print(s, folder, "report");
    if (status == RW_OK) status = print_result(s, solution, folder);
    rw_solution_free(solution);
    rw_study_free(study);
    free(own_folder);
    return status;
}

static const option options[] = {{"out", "FOLDER", NULL, "where results go; default out/<study>"},
                                 OPTION_SOLVER,
                                 OPTION_GAP,
                                 OPTION_COST_GAP,
                                 OPTION_TIME,
                                 OPTION_THREADS,
                                 OPTION_PARAM,
                                 OPTION_LANG,
                                 OPTION_PDF,
                                 {"json", NULL, NULL, "print summary.json instead of a screen for people"},
                                 OPTION_QUIET,
                                 OPTION_VERBOSE,
                                 OPTIONS_END};

const command cmd_solve = {
    "solve",
    "find the best plan and write report and tables",
    "STUDY",
    "Writes report.html, summary.json, connections.csv, sources.csv, demands.csv, "
    "cashflows.csv, plan.json, plan.geojson\n"
    "and run.log. Ctrl-C ends the search with the best plan so far and its proven "
    "gap; a second Ctrl-C ends the program.\n",
    "  restwarmte solve my-study                          results in out/my-study\n"
    "  restwarmte solve my-study --lang en --out results\n"
    "  restwarmte solve my-study --pdf                    report.pdf beside report.html\n"
    "  restwarmte solve my-study --gap 0.001 --time-limit 3600\n"
    "  restwarmte solve my-study --perspective national --gas-eur-per-mwh 50\n",
    options,
    true,
    1,
    1,
    run};
