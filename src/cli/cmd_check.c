#include "command.h"
#include "report.h"
#include <restwarmte/solution.h>
#include <stdio.h>

static void print_files(const rw_study *study) {
    for (size_t i = 0; i < rw_study_file_count(study); ++i) {
        const rw_study_file *file = rw_study_file_describe(study, i);
        printf("%s: %zu row%s; %s\n", file->path, file->row_count, file->row_count == 1 ? "" : "s",
               file->dialect);
    }
}

static void print_parameters(const rw_parameters *p) {
    const rw_parameters defaults = rw_parameters_default();
    char now[400], standard[400];
    for (rw_parameter k = 0; k < RW_PARAMETER_COUNT; ++k) {
        if (rw_parameters_is_default(p, k)) continue;
        printf("%s = %s (default %s)\n", rw_parameter_describe(k)->name,
               rw_parameters_text(p, k, now, sizeof now),
               rw_parameters_text(&defaults, k, standard, sizeof standard));
    }
}

/* How large the search will be, before anybody waits for it. */
static rw_status print_options(session *s, const rw_study *study) {
    rw_problem problem;
    const rw_status status = rw_study_problem(s->context, study, &problem);
    if (report_status(s, status) == RW_OK)
        printf(problem.junction_count > 0 ? "%d arcs of the network, in %d options\n"
                                          : "%d pairs are possible, in %d options\n",
               problem.arc_count, problem.option_count);
    rw_problem_free(&problem);
    return status;
}

static rw_status run(session *s) {
    rw_study *study = NULL;
    rw_status status =
        rw_study_read(s->context, s->args.place[0], s->args.override, s->args.override_count, &study);
    if (report_status(s, status) == RW_OK && !args_has(&s->args, "quiet")) {
        print_files(study);
        print_parameters(rw_study_parameters(study));
        printf("%zu source%s, %zu demand%s: no errors\n", rw_study_source_count(study),
               rw_study_source_count(study) == 1 ? "" : "s", rw_study_demand_count(study),
               rw_study_demand_count(study) == 1 ? "" : "s");
    }
    if (status == RW_OK && args_has(&s->args, "options")) status = print_options(s, study);
    rw_study_free(study);
    return status;
}

static const option options[] = {{"options", NULL, NULL, "also build all options and say how many there are"},
                                 OPTION_PARAM,
                                 OPTION_QUIET,
                                 OPTIONS_END};

const command cmd_check = {
    "check",
    "find every mistake in a study at once",
    "STUDY",
    "Reads all files of the study and says of each mistake where it is (file:line:column), what is wrong "
    "and\n"
    "what to write instead. Shows how each file was read. Exit code 0 when there is no error, 1 otherwise.\n",
    "  restwarmte check my-study\n"
    "  restwarmte check my-study --param gas_eur_per_mwh=50\n",
    options,
    true,
    1,
    1,
    run};
