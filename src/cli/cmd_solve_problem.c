#include "certificate.h"
#include "command.h"
#include "report.h"
#include <math.h>
#include <stdio.h>

static void print_number(const char *label, double value, const char *unit) {
    printf("%-14s", label);
    if (isfinite(value))
        printf("%.6f%s\n", value, unit);
    else
        printf("none\n");
}

static void print_result(const rw_result *r) {
    printf("%-14s%s\n%-14s%s\n%-14s%s\n", "solver", r->solver, "outcome", rw_outcome_name(r->outcome),
           "stopped", rw_stop_reason_name(r->stop));
    const bool solved = r->outcome >= RW_OUTCOME_FEASIBLE;
    print_number("cost", solved ? r->cost_eur_per_yr : (double)NAN, "");
    print_number("bound", r->bound_eur_per_yr, "");
    print_number("cost gap", 100 * rw_result_gap(r), " %");
    print_number("benefit gap", 100 * rw_result_benefit_gap(r), " %");
    printf("%-14s%d\n%-14s%ld\n%-14s%.2f s\n", "options built", solved ? r->built_count : 0, "nodes",
           r->nodes, "time", r->elapsed_s);
}

static rw_status read_parameters(session *s, rw_parameters *parameters) {
    *parameters = rw_parameters_default();
    parameters->gap = 0;
    parameters->cost_gap = 1e-6;
    for (size_t i = 0; i < s->args.override_count; ++i) {
        const rw_override *o = &s->args.override[i];
        const rw_status status = rw_parameters_set(s->context, parameters, o->name, o->value);
        if (status != RW_OK) return status;
    }
    return RW_OK;
}

static rw_status run(session *s) {
    rw_parameters parameters;
    rw_problem problem;
    rw_result result = {.context = NULL};
    rw_problem_start(&problem, s->context);
    report_watch(s);
    rw_status status = read_parameters(s, &parameters);
    if (status == RW_OK) status = rw_problem_read(s->context, s->args.place[0], &problem);
    certificate_file *certificate = NULL;
    const bool read = status == RW_OK;
    if (read) status = certificate_open(s, &certificate);
    if (read && status == RW_ERROR_USAGE) {
        rw_problem_free(&problem);
        return status;
    }
    if (status == RW_OK) status = rw_solve(s->context, &parameters, &problem, &result);
    if (read) status = certificate_close(s, certificate, status);
    if (report_status(s, status) == RW_OK && !args_has(&s->args, "quiet")) print_result(&result);
    rw_result_free(&result);
    rw_problem_free(&problem);
    return status;
}

static const option options[] = {OPTION_SOLVER,
                                 OPTION_GAP,
                                 OPTION_COST_GAP,
                                 OPTION_TIME,
                                 OPTION_THREADS,
                                 {"seed", "NUMBER", "seed", "start of the random numbers"},
                                 {"node-limit", "NUMBER", "node_limit", "or after so many nodes"},
                                 OPTION_CERTIFICATE,
                                 OPTION_QUIET,
                                 OPTION_VERBOSE,
                                 OPTIONS_END};

const command cmd_solve_problem = {
    "solve-problem",
    "solve a bare problem file and print cost, bound, gap, nodes and time",
    "FILE",
    "Stops at a cost gap of 0.000001 unless told otherwise.\n",
    "  restwarmte export my-study --problem my.problem\n"
    "  restwarmte solve-problem my.problem --solver glpk --cost-gap 0.001\n"
    "  restwarmte solve-problem my.problem --solver bnb --certificate my.certificate\n",
    options,
    false,
    1,
    1,
    run};
