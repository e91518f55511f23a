/* From a study to a proven plan and its reports. */
#ifndef RESTWARMTE_SOLUTION_H
#define RESTWARMTE_SOLUTION_H

#include <restwarmte/solver.h>
#include <restwarmte/study.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: a solved study, with everything that can be said of it. */
typedef struct rw_solution rw_solution;

/** Builds the options, solves, recomputes the cost year by year, judges the plan, and answers the side
 * questions (what if, why not). The study must outlive the solution. An infeasible study is not a failure:
 * see the result's outcome. */
RW_NODISCARD rw_status rw_solution_find(rw_context *context, const rw_study *study, rw_solution **solution);

/** NULL is fine. */
void rw_solution_free(rw_solution *solution);

/** The solver's answer; owned by the solution. */
const rw_result *rw_solution_result(const rw_solution *solution);

/** Writes report.html, summary.json, the tables, plan.json, plan.geojson and run.log into `folder`, each
 * atomically; the folder is made if it is not there, and must not be the study's own. Without a plan only
 * report, summary and log are written, and files of an earlier plan are removed. */
RW_NODISCARD rw_status rw_solution_write(rw_solution *solution, const char *folder);

/** One screen for a person, in the language of the parameters; owned by the solution. NULL when memory is
 * out. */
const char *rw_solution_screen(rw_solution *solution);

/** The content of summary.json; owned by the solution. NULL when memory is out. */
const char *rw_solution_summary(rw_solution *solution);

/** What verifying a plan file says. Costs in EUR/yr; claims are NaN where the file makes none. */
typedef struct rw_verdict {
    double cost_eur_per_yr, claimed_cost_eur_per_yr, claimed_bound_eur_per_yr, reference_eur_per_yr;
    int connections, connected_new_demands;
    int cooled_ways; /* connections whose supply cools more than max_temperature_drop_k on its way */
} rw_verdict;

/** Judges plan.json against the study in `folder`, by the rules of MODEL 6 and from the physics: no model
 * builder, no solver. Parameters that the plan file records are applied first, then `overrides`. Broken
 * rules, wrong claims and ways that cool too far become findings and RW_ERROR_REJECTED. */
RW_NODISCARD rw_status rw_plan_file_verify(rw_context *context, const char *folder, const char *plan_path,
                                           const rw_override *overrides, size_t override_count,
                                           rw_verdict *verdict);

/** The bare problem that solvers see. Free with rw_problem_free. */
RW_NODISCARD rw_status rw_study_problem(rw_context *context, const rw_study *study, rw_problem *problem);

#ifdef __cplusplus
}
#endif
#endif
