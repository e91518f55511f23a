/* The front of all solvers: chooses one, runs it, and judges what it says. */
#include "base/clock.h"
#include "base/number.h"
#include "base/text.h"
#include "common/lagrangian.h"
#include "common/result.h"
#include "common/rows.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Defined by the build from the files that are there (registry.c). */
extern const rw_solver *const rw_solver_registry[];

const rw_solver *rw_solver_describe(size_t index) {
    size_t count = 0;
    while (rw_solver_registry[count]) ++count;
    return index < count ? rw_solver_registry[index] : NULL;
}

const rw_solver *rw_solver_find(const char *name) {
    for (size_t i = 0; rw_solver_registry[i]; ++i)
        if (strcmp(rw_solver_registry[i]->name, name) == 0) return rw_solver_registry[i];
    return NULL;
}

/* What each solver is good for, by size: GLPK proves small problems to the last euro, and networks; the rest
 * is for our own. */
static const char *automatic_choice(const rw_context *context, const rw_problem *problem, int binaries,
                                    const char **why) {
    if (!rw_few_bands(problem)) {
        *why = " (auto: a demand has more bands than our own search takes)";
        return "glpk";
    }
    if (problem->junction_count > 0) {
        const bool limited = problem->limit_count > 0;
        *why = limited ? " (auto: it knows budgets and trenches that must be built)" : " (auto: networks)";
        return limited ? "glpk" : "bnb";
    }
    if (rw_wants_certificate(context)) {
        *why = " (auto: it writes certificates)";
        return "bnb";
    }
    *why = binaries <= 500 ? " (auto: small enough for it)" : " (auto: more than 500 yes-or-no choices)";
    return binaries <= 500 ? "glpk" : "bnb";
}

static rw_status choose(rw_context *context, const rw_parameters *parameters, const rw_problem *problem,
                        const rw_solver **chosen) {
    const bool automatic = strcmp(parameters->solver, "auto") == 0;
    const int binaries = rw_problem_binaries(problem);
    const char *why = "";
    const char *name = automatic ? automatic_choice(context, problem, binaries, &why) : parameters->solver;
    const rw_solver *solver = rw_solver_find(name);
    if (!solver) {
        rw_nearest nearest = rw_nearest_start(name);
        for (size_t i = 0; rw_solver_registry[i]; ++i)
            rw_nearest_offer(&nearest, rw_solver_registry[i]->name);
        return rw_fail(context, RW_ERROR_USAGE, "there is no solver '%s'; %s%s", name,
                       nearest.best ? "did you mean " : "`restwarmte solvers` lists them",
                       nearest.best ? nearest.best : "");
    }
    if (solver->largest_binaries > 0 && binaries > solver->largest_binaries)
        return rw_fail(context, RW_ERROR_USAGE,
                       "%s takes at most %d yes-or-no choices, this problem has %d; take another solver",
                       name, solver->largest_binaries, binaries);
    if (problem->junction_count > 0 && !(solver->capabilities & RW_CAPABLE_NETWORKS))
        return rw_fail(context, RW_ERROR_USAGE,
                       "%s does not solve networks with junctions; take another solver", name);
    if (problem->limit_count > 0 && !(solver->capabilities & RW_CAPABLE_LIMITS))
        return rw_fail(context, RW_ERROR_USAGE,
                       "%s does not take budgets or CO2 ceilings; take another solver", name);
    if (rw_wants_certificate(context) && !(solver->capabilities & RW_CAPABLE_CERTIFICATE))
        return rw_fail(context, RW_ERROR_USAGE, "%s writes no certificates; take --solver bnb", name);
    rw_log(context, RW_LOG_INFO,
           "solver %s %s%s: %d sources, %d demands, %d arcs, %d options, %d yes-or-no choices", name,
           solver->version(), why, problem->source_count, problem->demand_count, problem->arc_count,
           problem->option_count, binaries);
    *chosen = solver;
    return RW_OK;
}

/* Numbers that no solver can work with: said once, here. */
static rw_status check_problem(rw_context *context, const rw_problem *p) {
    for (size_t u = 0; u < p->unit_count; ++u)
        if (!isfinite(p->unit_eur_per_mw_yr[u]))
            return rw_fail(context, RW_ERROR_INPUT, "a unit cost is not a finite number");
    for (int k = 0; k < p->option_count; ++k) {
        const rw_option *o = &p->options[k];
        if (!isfinite(o->fixed_eur_per_yr) || !isfinite(o->capacity_mw) || !isfinite(o->carry) ||
            !isfinite(o->draw))
            return rw_fail(context, RW_ERROR_INPUT, "option %d has a number that is not finite", k + 1);
    }
    return RW_OK;
}

static rw_status judge(rw_context *context, const rw_parameters *parameters, const rw_problem *problem,
                       const rw_solver *solver, rw_result *result) {
    const double allowed = 1e-6;
    if (result->outcome != RW_OUTCOME_FEASIBLE && result->outcome != RW_OUTCOME_OPTIMAL) return RW_OK;
    bool feasible = false;
    char why[RW_WHY_BYTES] = "";
    RW_TRY(rw_result_feasible(problem, result, allowed, &feasible, why));
    if (!feasible)
        return rw_fail(context, RW_ERROR_INTERNAL, "solver %s returned values that break a row: %s",
                       solver->name, why);
    const double claimed = result->cost_eur_per_yr, cost = rw_result_cost_of(problem, result);
    const double size = fmax(1, fabs(cost));
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    if (fabs(claimed - cost) > allowed * size)
        return rw_fail(context, RW_ERROR_INTERNAL, "solver %s says its values cost %s, they cost %s",
                       solver->name, rw_number_brief(a, claimed, 12), rw_number_brief(b, cost, 12));
    if (result->bound_eur_per_yr > cost + allowed * size)
        return rw_fail(context, RW_ERROR_INTERNAL, "solver %s claims a bound of %s above a cost of %s",
                       solver->name, rw_number_brief(a, result->bound_eur_per_yr, 12),
                       rw_number_brief(b, cost, 12));
    result->cost_eur_per_yr = cost;
    result->bound_eur_per_yr = fmin(result->bound_eur_per_yr, cost);
    const bool tight = rw_cost_gap_of(cost, result->bound_eur_per_yr) <= 2e-9;
    result->outcome = tight ? RW_OUTCOME_OPTIMAL : RW_OUTCOME_FEASIBLE;
    if (tight)
        result->stop = RW_STOP_DONE;
    else if (rw_gap_reached(parameters, cost, result->bound_eur_per_yr, result->reference_eur_per_yr))
        result->stop = RW_STOP_GAP;
    return RW_OK;
}

rw_task rw_task_plain(void) {
    return (rw_task){.below_eur_per_yr = -RW_INFINITY, .above_eur_per_yr = RW_INFINITY};
}

rw_status rw_solve(rw_context *context, const rw_parameters *parameters, const rw_problem *problem,
                   rw_result *result) {
    const rw_task plain = rw_task_plain();
    return rw_solve_task(context, parameters, problem, &plain, result);
}

rw_status rw_solve_task(rw_context *context, const rw_parameters *parameters, const rw_problem *problem,
                        const rw_task *task, rw_result *result) {
    rw_result_start(result, context);
    const rw_solver *solver = NULL;
    RW_TRY(choose(context, parameters, problem, &solver));
    assert(solver);
    RW_TRY(check_problem(context, problem));
    (void)snprintf(result->solver, sizeof result->solver, "%s", solver->name);
    const double started = rw_clock_s();
    rw_status status = solver->solve(context, parameters, problem, task, result);
    result->reference_eur_per_yr = rw_problem_reference(problem);
    result->elapsed_s = rw_clock_s() - started;
    if (status == RW_OK) status = judge(context, parameters, problem, solver, result);
    return status;
}
