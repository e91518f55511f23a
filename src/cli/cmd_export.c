#include "command.h"
#include "report.h"
#include <restwarmte/solution.h>
#include <stdio.h>

static rw_status export_to(session *s, const rw_study *study) {
    const char *problem_path = args_value(&s->args, "problem"), *mps_path = args_value(&s->args, "mps");
    rw_problem problem;
    rw_status status = rw_study_problem(s->context, study, &problem);
    if (status == RW_OK && problem_path) status = rw_problem_write(s->context, &problem, problem_path);
    if (status == RW_OK && mps_path) status = rw_problem_write_mps(s->context, &problem, mps_path);
    rw_problem_free(&problem);
    return status;
}

static rw_status run(session *s) {
    if (!args_value(&s->args, "problem") && !args_value(&s->args, "mps")) {
        fprintf(stderr, "restwarmte export: say what to write: --problem FILE, --mps FILE, or both\n");
        return RW_ERROR_USAGE;
    }
    rw_study *study = NULL;
    rw_status status =
        rw_study_read(s->context, s->args.place[0], s->args.override, s->args.override_count, &study);
    if (status == RW_OK) status = export_to(s, study);
    rw_study_free(study);
    return report_status(s, status);
}

static const option options[] = {
    {"problem", "FILE", NULL, "the bare problem, as solvers/README.md describes it"},
    {"mps", "FILE", NULL, "free-format MPS, for other solvers"},
    OPTION_PARAM,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTIONS_END};

const command cmd_export = {"export",
                            "write what a solver sees, without any heat in it",
                            "STUDY",
                            "",
                            "  restwarmte export my-study --problem my.problem\n"
                            "  restwarmte export my-study --mps my.mps\n",
                            options,
                            true,
                            1,
                            1,
                            run};
