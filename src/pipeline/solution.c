/* From a study to its plan and reports: the whole program in the order in which data flows. */
#include "base/file.h"
#include "base/number.h"
#include "pipeline/cold_ways.h"
#include "pipeline/live_section.h"
#include "pipeline/pairs_only.h"
#include "pipeline/side_questions.h"
#include "plan/verify.h"
#include "report/cash_table.h"
#include "report/results.h"
#include <restwarmte/solution.h>
#include <stdio.h>
#include <string.h>

struct rw_solution {
    rw_context *context;   /* borrowed */
    const rw_study *study; /* borrowed */
    rw_arena arena;        /* owns plan, indicators and side questions */
    rw_terms terms;
    rw_model model;
    rw_result result;
    rw_plan plan;
    rw_indicators indicators;
    rw_material material;
    rw_text screen, summary;
};

/* Model builder and solver on one side, plan and study on the other: what they say must agree (MODEL 8). */
static rw_status check_cost(rw_solution *s) {
    const double allowed = 1e-6, solver = s->result.cost_eur_per_yr;
    const double own = rw_plan_present_value(&s->terms, &s->plan) * s->terms.annuity;
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    rw_log(s->context, RW_LOG_INFO, "cost recomputed year by year: %s EUR/yr, the solver's numbers give %s",
           rw_number_fixed(a, own, 2), rw_number_fixed(b, solver, 2));
    if (fabs(own - solver) <= allowed * fmax(1, fabs(own))) return RW_OK;
    return rw_fail(s->context, RW_ERROR_INTERNAL,
                   "the plan costs %s EUR/yr by the year-by-year account and %s by the model",
                   rw_number_fixed(a, own, 2), rw_number_fixed(b, solver, 2));
}

static rw_status ask_side_questions(rw_solution *s) {
    rw_material *m = &s->material;
    if (s->study->parameters.side_questions != RW_SIDE_QUESTIONS_YES) return RW_OK;
    if (s->result.stop == RW_STOP_INTERRUPTED) return RW_OK;
    if (s->plan.network) RW_TRY(rw_pairs_only_find(s->context, s->study, &s->arena, &m->pairs_only));
    if (s->model.problem.option_count > RW_SIDE_QUESTION_OPTIONS) {
        rw_log(s->context, RW_LOG_INFO, "over %d options: what if and why not are left out",
               RW_SIDE_QUESTION_OPTIONS);
        return RW_OK;
    }
    if (!s->plan.network)
        RW_TRY(rw_shortages_find(s->context, &s->model, &s->plan, &s->arena, &m->shortages));
    const rw_trial plan = {.solved = true,
                           .cost_eur_per_yr = s->result.cost_eur_per_yr,
                           .bound_eur_per_yr = s->result.bound_eur_per_yr,
                           .plan = s->plan,
                           .prices = s->result.prices};
    return rw_what_ifs_find(s->context, s->study, &plan, &s->arena, &m->what_ifs, &m->what_if_count);
}

/* Sliders under which the report prices the plan again. */
static rw_status make_live(rw_solution *s) {
    if (s->result.stop == RW_STOP_INTERRUPTED) return RW_OK;
    const rw_change asked = rw_change_none();
    rw_text words;
    rw_text_start(&words, s->context);
    rw_text_add(&words, "solve");
    rw_command_word(&words, rw_command_folder(s->study));
    const rw_live_request request = {.study = s->study,
                                     .asked = &asked,
                                     .plans = {&s->plan},
                                     .decisions = {{-1, false}},
                                     .side_count = 1,
                                     .options = s->model.considered - s->model.impossible,
                                     .words = rw_text_string(&words)};
    rw_status status = rw_text_status(&words);
    if (status == RW_OK) status = rw_live_section_make(s->context, &request, &s->arena, &s->material.live);
    rw_text_free(&words);
    return status;
}

static rw_status find_plan(rw_solution *s) {
    RW_TRY(rw_model_decode(&s->model, &s->result, &s->arena, &s->plan));
    RW_TRY(check_cost(s));
    RW_TRY(rw_leave_out_cold_ways(&s->arena, &s->terms, &s->result, &s->plan, &s->material.left_out));
    const rw_status verdict = rw_plan_verify(s->context, &s->terms, &s->plan);
    if (verdict == RW_ERROR_REJECTED) return RW_ERROR_INTERNAL;
    RW_TRY(verdict);
    RW_TRY(rw_indicators_find(&s->terms, &s->plan, &s->arena, &s->indicators));
    s->material.plan = &s->plan;
    s->material.indicators = &s->indicators;
    s->material.payments = rw_plan_payments(&s->terms, &s->plan);
    RW_TRY(ask_side_questions(s));
    return make_live(s);
}

static rw_status solve(rw_solution *s) {
    const rw_study *study = s->study;
    RW_TRY(rw_terms_build(s->context, study, &s->terms));
    RW_TRY(rw_model_build(s->context, &s->terms, &s->model));
    RW_TRY(rw_solve(s->context, &study->parameters, &s->model.problem, &s->result));
    const rw_model *model = &s->model;
    s->material = (rw_material){.study = study,
                                .terms = &s->terms,
                                .result = &s->result,
                                .pairs = model->pairs,
                                .options_considered = model->considered,
                                .options_impossible = model->impossible,
                                .options_dominated = model->dominated,
                                .possible_pairs = model->problem.arc_count,
                                .options = model->problem.option_count};
    char gap[RW_NUMBER_BYTES], benefit[RW_NUMBER_BYTES];
    const bool has_plan = s->result.outcome >= RW_OUTCOME_FEASIBLE;
    rw_log(s->context, RW_LOG_INFO, "outcome %s, stopped: %s; cost gap %s, benefit gap %s",
           rw_outcome_name(s->result.outcome), rw_stop_reason_name(s->result.stop),
           rw_number_brief(gap, rw_result_gap(&s->result), 3),
           rw_number_brief(benefit, rw_result_benefit_gap(&s->result), 3));
    return has_plan ? find_plan(s) : RW_OK;
}

rw_status rw_solution_find(rw_context *context, const rw_study *study, rw_solution **solution) {
    *solution = NULL;
    rw_solution *s = rw_allocate(context, 1, sizeof *s);
    if (!s) return RW_ERROR_MEMORY;
    s->context = context;
    s->study = study;
    rw_arena_start(&s->arena, context);
    rw_text_start(&s->screen, context);
    rw_text_start(&s->summary, context);
    const rw_status status = solve(s);
    if (status == RW_OK)
        *solution = s;
    else
        rw_solution_free(s);
    return status;
}

void rw_solution_free(rw_solution *s) {
    if (!s) return;
    rw_text_free(&s->screen);
    rw_text_free(&s->summary);
    rw_result_free(&s->result);
    rw_model_free(&s->model);
    rw_terms_free(&s->terms);
    rw_arena_free(&s->arena);
    rw_release(s->context, s);
}

const rw_result *rw_solution_result(const rw_solution *s) {
    return &s->result;
}

const char *rw_solution_screen(rw_solution *s) {
    rw_text_clear(&s->screen);
    rw_summary_text(&s->material, &s->screen);
    return rw_text_status(&s->screen) == RW_OK ? rw_text_string(&s->screen) : NULL;
}

const char *rw_solution_summary(rw_solution *s) {
    rw_text_clear(&s->summary);
    if (rw_summary_json(&s->material, &s->summary) != RW_OK) return NULL;
    return rw_text_status(&s->summary) == RW_OK ? rw_text_string(&s->summary) : NULL;
}

/* -- Files --------------------------------------------------------------------------------------------- */

typedef rw_status make_text(const rw_material *material, rw_text *text);

/* Makes the text whole before the file is touched. */
static rw_status write_text(rw_solution *s, const char *folder, const char *name, make_text *make) {
    rw_text text;
    rw_text_start(&text, s->context);
    rw_status status = make(&s->material, &text);
    if (status == RW_OK) status = rw_text_status(&text);
    const char *path = rw_path_join(&s->arena, folder, name);
    if (!path) status = RW_ERROR_MEMORY;
    if (status == RW_OK) status = rw_file_write(s->context, path, rw_text_string(&text), text.length);
    rw_text_free(&text);
    return status;
}

static rw_status write_log(rw_solution *s, const char *folder) {
    const char *path = rw_path_join(&s->arena, folder, "run.log"), *log = rw_kept_log(s->context);
    return path ? rw_file_write(s->context, path, log, strlen(log)) : RW_ERROR_MEMORY;
}

/* All files of a plan, or those of a network alone, which stand first. */
static rw_status remove_plan_files(rw_solution *s, const char *folder, bool all) {
    static const char *const names[] = {"trenches.csv", "pipe_list.csv", "heat_pumps.csv",
                                        "plan.json",    "plan.geojson",  "connections.csv",
                                        "sources.csv",  "demands.csv",   "cashflows.csv"};
    const size_t count = all ? sizeof names / sizeof *names : 3;
    for (size_t i = 0; i < count; ++i) {
        const char *path = rw_path_join(&s->arena, folder, names[i]);
        if (!path) return RW_ERROR_MEMORY;
        if (rw_file_exists(path) && remove(path) != 0)
            return rw_fail(s->context, RW_ERROR_FILE, "%s: belongs to an earlier plan and cannot be removed",
                           path);
    }
    return RW_OK;
}

rw_status rw_solution_write(rw_solution *s, const char *folder) {
    RW_TRY(rw_folder_make(s->context, folder));
    if (rw_file_same(folder, s->study->folder))
        return rw_fail(
            s->context, RW_ERROR_USAGE,
            "%s: results cannot go into the study's own folder, sources.csv and demands.csv would be lost; "
            "take another folder",
            folder);
    if (s->material.plan) {
        RW_TRY(write_text(s, folder, "plan.json", rw_plan_json));
        RW_TRY(write_text(s, folder, "plan.geojson", rw_plan_geojson));
        RW_TRY(rw_tables_write(s->context, &s->material, folder));
        if (!s->plan.network) RW_TRY(remove_plan_files(s, folder, false));
    } else {
        RW_TRY(remove_plan_files(s, folder, true));
    }
    RW_TRY(write_text(s, folder, "summary.json", rw_summary_json));
    RW_TRY(write_text(s, folder, "report.html", rw_report_html));
    return write_log(s, folder);
}

/* -- The bare problem ---------------------------------------------------------------------------------- */

rw_status rw_study_problem(rw_context *context, const rw_study *study, rw_problem *problem) {
    rw_terms terms;
    rw_model model = {.terms = NULL};
    rw_problem_start(problem, context);
    rw_status status = rw_terms_build(context, study, &terms);
    if (status == RW_OK) status = rw_model_build(context, &terms, &model);
    if (status == RW_OK) {
        *problem = model.problem;
        rw_problem_start(&model.problem, context);
    }
    rw_model_free(&model);
    rw_terms_free(&terms);
    return status;
}
