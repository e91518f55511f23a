/* GLPK, with our own relaxation in front of it: prices give a bound and a first solution, remove what no
 * better solution can contain, and what is left goes to GLPK as a mixed-integer program. Where that is too
 * large for GLPK, it gets the most promising part to improve the solution, and the bound is the relaxation's:
 * the gap is true either way. */
#include "base/clock.h"
#include "base/number.h"
#include "common/ascent.h"
#include "common/assign.h"
#include "common/prices.h"
#include "glpk/begin.h"
#include "glpk/branch.h"
#include "glpk/polish.h"
#include <glpk.h>
#include <stdlib.h>
#include <string.h>

enum {
    ASCENT_CHUNK = 25, /* iterations between looks at the clock and new solutions */
    ASCENT_CHUNKS = 24,
    LARGEST_COLUMNS = 60000, /* more than this GLPK does not finish: it gets a part */
    PART_OPTIONS = 1500
};

/* -- Relaxation ---------------------------------------------------------------------------------------- */

/* Coupling nothing, where that is allowed: so that there is always something to fall back on. */
static rw_status try_nothing(rw_search *s, rw_result *scratch) {
    bool feasible = false;
    char why[RW_WHY_BYTES];
    RW_TRY(rw_result_clear_values(scratch, s->problem));
    rw_result_balance(scratch, s->problem);
    RW_TRY(rw_result_feasible(s->problem, scratch, 1e-9, &feasible, why));
    if (!feasible) return RW_OK;
    scratch->cost_eur_per_yr = rw_result_cost_of(s->problem, scratch);
    return rw_search_offer(s, scratch, "coupling nothing");
}

static rw_status try_assignment(rw_search *s, rw_assign *assign, rw_result *scratch) {
    bool found = false, better = false;
    RW_TRY(rw_assign_run(assign, scratch, &found));
    if (!found) return RW_OK;
    if (scratch->cost_eur_per_yr <
        s->best->cost_eur_per_yr * (1 + (s->best->cost_eur_per_yr > 0 ? 0.002 : -0.002)))
        RW_TRY(rw_glpk_polish(s->context, s->problem, scratch, &better));
    return rw_search_offer(s, scratch, "assignment");
}

/* Alternates between better prices and solutions that follow them, as long as either helps. */
static rw_status relax(rw_search *s, rw_lagrangian *g, rw_ascent *ascent, rw_assign *assign,
                       rw_result *scratch) {
    for (int chunk = 0; chunk < ASCENT_CHUNKS; ++chunk) {
        const double bound_before = s->bound, cost_before = s->best->cost_eur_per_yr;
        rw_ascent_run(ascent, chunk == 0 ? 1 : ASCENT_CHUNK, s->best->cost_eur_per_yr, s);
        (void)rw_lagrangian_evaluate(g, ascent->best);
        rw_search_prove(s, ascent->bound);
        if (rw_search_done(s) || rw_search_stop(s)) return RW_OK;
        if (chunk % 3 == 0) RW_TRY(try_assignment(s, assign, scratch));
        if (rw_search_done(s) || rw_search_stop(s)) return RW_OK;
        (void)rw_lagrangian_evaluate(g, ascent->best);
        (void)rw_lagrangian_fix(g, s->best->cost_eur_per_yr);
        const double progress = (s->bound - bound_before) +
                                (isinf(cost_before) ? RW_INFINITY : cost_before - s->best->cost_eur_per_yr);
        if (chunk > 6 && progress < 1e-6 * fabs(s->bound)) break;
    }
    return RW_OK;
}

/* -- A part of the problem ----------------------------------------------------------------------------- */

static int compare_numbers(const void *a, const void *b) {
    const double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Marks the options with the smallest reduced costs, and those of the best solution. */
static rw_status choose_part(const rw_search *s, const rw_lagrangian *g, unsigned char *chosen) {
    const rw_problem *p = s->problem;
    double *cost = rw_allocate(s->context, (size_t)p->option_count, sizeof *cost);
    double *sorted = rw_allocate(s->context, (size_t)p->option_count, sizeof *sorted);
    if (!cost || !sorted) {
        rw_release(s->context, cost);
        rw_release(s->context, sorted);
        return RW_ERROR_MEMORY;
    }
    int count = 0;
    for (int a = 0; a < p->arc_count; ++a)
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k) {
            cost[k] = RW_INFINITY;
            if (!g->option_alive[k]) continue;
            cost[k] = fmax(0, g->arc_gain[a]) - rw_lagrangian_gain(g, a, k, NULL);
            sorted[count++] = cost[k];
        }
    qsort(sorted, (size_t)count, sizeof *sorted, compare_numbers);
    const double most = count > PART_OPTIONS ? sorted[PART_OPTIONS] : RW_INFINITY;
    for (int k = 0; k < p->option_count; ++k) chosen[k] = cost[k] < most;
    for (int k = 0; k < s->best->built_count; ++k) chosen[s->best->built[k].option] = 1;
    rw_release(s->context, cost);
    rw_release(s->context, sorted);
    return RW_OK;
}

static size_t columns_of(const rw_problem *p, const unsigned char *alive) {
    size_t columns = 0;
    for (int a = 0; a < p->arc_count; ++a)
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k)
            if (alive[k]) columns += 1 + (size_t)p->arcs[a].slot_count;
    return columns;
}

static rw_status search_part(rw_search *s, rw_lagrangian *g, const rw_ascent *ascent) {
    unsigned char *chosen = rw_allocate(s->context, (size_t)s->problem->option_count, 1);
    if (!chosen) return RW_ERROR_MEMORY;
    (void)rw_lagrangian_evaluate(g, ascent->best);
    rw_status status = choose_part(s, g, chosen);
    if (status == RW_OK)
        status = rw_glpk_branch(s, g, chosen, false, fmax(1, 0.5 * (s->deadline_s - rw_clock_s())));
    rw_release(s->context, chosen);
    return status;
}

/* -- The matching problem, and networks ---------------------------------------------------------------- */

/* Too large for GLPK: prices and solutions go on as long as there is time, until what is left is small
 * enough. */
static rw_status relax_on(rw_search *s, rw_lagrangian *g, rw_ascent *ascent, rw_assign *assign,
                          rw_result *scratch) {
    s->stage = "prices";
    for (int chunk = 1; !rw_search_done(s) && !rw_search_stop(s); ++chunk) {
        rw_ascent_run(ascent, ASCENT_CHUNK, s->best->cost_eur_per_yr, s);
        rw_search_prove(s, ascent->bound);
        s->iterations = ascent->iterations;
        if (chunk % 8 != 0) continue;
        (void)rw_lagrangian_evaluate(g, ascent->best);
        RW_TRY(try_assignment(s, assign, scratch));
        (void)rw_lagrangian_evaluate(g, ascent->best);
        (void)rw_lagrangian_fix(g, s->best->cost_eur_per_yr);
        if (columns_of(s->problem, g->option_alive) <= LARGEST_COLUMNS) break;
    }
    return RW_OK;
}

static rw_status solve_matching(rw_search *s) {
    rw_lagrangian g;
    rw_ascent ascent = {.lagrangian = NULL};
    rw_assign *assign = NULL;
    double *price = NULL;
    rw_result scratch;
    rw_result_start(&scratch, s->context);
    rw_status status = RW_OK;
    RW_CHECK(rw_lagrangian_start(&g, s->context, s->problem, NULL));
    price = rw_allocate(s->context, (size_t)g.at.count, sizeof *price);
    if (!price) {
        status = RW_ERROR_MEMORY;
        goto done;
    }
    RW_CHECK(rw_ascent_start(&ascent, &g, rw_prices_fill(s->task->prices, &g, price) ? price : NULL));
    RW_CHECK(rw_assign_start(s->context, &g, &assign));
    rw_search_prove(s, ascent.bound);
    s->stage = "prices";
    RW_CHECK(try_nothing(s, &scratch));
    RW_CHECK(rw_glpk_begin(s, &scratch, g.arc_option));
    RW_CHECK(relax(s, &g, &ascent, assign, &scratch));
    s->iterations = ascent.iterations;
    RW_CHECK(rw_prices_keep(&s->best->prices, &g, ascent.best, false));
    if (rw_search_done(s) || rw_search_stop(s)) goto done;
    if (columns_of(s->problem, g.option_alive) > LARGEST_COLUMNS) {
        rw_log(s->context, RW_LOG_INFO,
               "%zu columns are left, more than GLPK can prove; it improves the best solution first",
               columns_of(s->problem, g.option_alive));
        RW_CHECK(search_part(s, &g, &ascent));
        RW_CHECK(relax_on(s, &g, &ascent, assign, &scratch));
    }
    if (!rw_search_done(s) && !rw_search_stop(s) && columns_of(s->problem, g.option_alive) <= LARGEST_COLUMNS)
        status = rw_glpk_branch(s, &g, g.option_alive, true, RW_INFINITY);
done:
    rw_release(s->context, price);
    rw_result_free(&scratch);
    rw_assign_free(assign);
    rw_ascent_free(&ascent);
    rw_lagrangian_free(&g);
    return status;
}

/* Networks, and demands of more bands than the relaxation takes. */
static rw_status solve_other(rw_search *s) {
    rw_result scratch;
    rw_result_start(&scratch, s->context);
    rw_status status = rw_glpk_begin(s, &scratch, NULL);
    if (status == RW_OK) status = rw_glpk_branch(s, NULL, NULL, true, RW_INFINITY);
    rw_result_free(&scratch);
    return status;
}

static rw_status solve(rw_context *context, const rw_parameters *parameters, const rw_problem *problem,
                       const rw_task *task, rw_result *result) {
    const double now = rw_clock_s();
    rw_search s = {.context = context,
                   .parameters = parameters,
                   .problem = problem,
                   .task = task,
                   .best = result,
                   .bound = -RW_INFINITY,
                   .reference = rw_problem_reference(problem),
                   .started_s = now,
                   .deadline_s = now + parameters->time_limit_s,
                   .stage = "start"};
    RW_TRY(rw_result_clear_values(result, problem));
    result->cost_eur_per_yr = RW_INFINITY;
    RW_TRY(rw_lagrangian_applies(problem) ? solve_matching(&s) : solve_other(&s));
    rw_search_finish(&s);
    return RW_OK;
}

static const char *version(void) {
    return glp_version();
}

const rw_solver rw_solver_glpk = {
    .name = "glpk",
    .summary = "GLPK's branch and cut behind our own relaxation; any size, best up to a city",
    .capabilities = RW_CAPABLE_NETWORKS | RW_CAPABLE_LIMITS,
    .version = version,
    .solve = solve};
