/* Rows that are separated for networks: no plan breaks one, the point that asked for it does. */
#include "base/failure.h"
#include "base/number.h"
#include "common/result.h"
#include "glpk/network_cuts.h"
#include "property/random_network.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stdio.h>
#include <stdlib.h>

enum { POINTS = 40, MOST_PLANS = 4 };

typedef struct checked {
    rw_rows rows;
    double *point, *plan[MOST_PLANS]; /* of the columns */
    int plan_count, seed;
    long taken, tight; /* rows; those that a plan fulfils exactly */
} checked;

static double activity(const rw_cut_row *row, const double *value) {
    double sum = 0;
    for (int n = 1; n <= row->count; ++n) sum += row->coefficient[n] * value[row->column[n] - 1];
    return sum;
}

static void check_row(void *data, const rw_cut_row *row, double lower) {
    checked *c = data;
    ++c->taken;
    CU_ASSERT_TRUE(activity(row, c->point) < lower);
    for (int n = 0; n < c->plan_count; ++n) {
        const double more = activity(row, c->plan[n]) - lower;
        if (more < -1e-6) printf("\n    seed %d: plan %d breaks a row by %.9g\n", c->seed, n, -more);
        CU_ASSERT_TRUE(more >= -1e-6);
        c->tight += more <= 1e-6;
    }
}

/* The columns that rows are made of, and nothing else. */
static void fill_plan(const rw_rows *rows, const rw_result *result, double *value) {
    const rw_problem *p = rows->problem;
    for (int i = 0; i < p->source_count; ++i) value[i] = result->source_open[i];
    for (int j = 0; j < p->demand_count; ++j) value[p->source_count + j] = result->demand_connected[j];
    for (int n = 0; n < result->built_count; ++n) {
        const rw_built *built = &result->built[n];
        value[rows->z[built->option]] = 1;
        for (int s = 0; s < p->arcs[built->arc].slot_count; ++s)
            value[rows->x[built->option] + s] = result->flow_mw[built->first_flow + (size_t)s];
    }
}

static void add_plan(checked *c, rw_context *context, const char *solver) {
    rw_parameters parameters = rw_parameters_default();
    rw_result result;
    (void)snprintf(parameters.solver, sizeof parameters.solver, "%s", solver);
    parameters.gap = 0;
    parameters.cost_gap = 1e-9;
    CU_ASSERT_EQUAL_FATAL(rw_solve(context, &parameters, c->rows.problem, &result), RW_OK);
    if (result.outcome >= RW_OUTCOME_FEASIBLE) {
        c->plan[c->plan_count] = rw_allocate(context, c->rows.columns.count, sizeof(double));
        CU_ASSERT_PTR_NOT_NULL_FATAL(c->plan[c->plan_count]);
        fill_plan(&c->rows, &result, c->plan[c->plan_count++]);
    }
    rw_result_free(&result);
}

/* Anywhere between the bounds; nearer to a plan, if there is one, the rows that come up are nearer to it too.
 */
static void choose_point(checked *c, rw_random *random) {
    const double *plan = c->plan_count > 0 ? c->plan[rw_random_index(random, c->plan_count)] : NULL;
    const double far = rw_random_unit(random);
    for (size_t n = 0; n < c->rows.columns.count; ++n) {
        const rw_column_bounds *column = &c->rows.columns.item[n];
        const double most = isinf(column->upper) ? 2 : column->upper;
        c->point[n] = column->lower + (most - column->lower) * rw_random_unit(random);
        if (plan) c->point[n] = far * c->point[n] + (1 - far) * plan[n];
    }
}

static void check_problem(checked *c, rw_context *context, const rw_problem *p, const char *const *solvers,
                          rw_random *random) {
    rw_arena arena;
    rw_network_cuts *cuts = NULL;
    rw_arena_start(&arena, context);
    CU_ASSERT_EQUAL_FATAL(rw_rows_build(context, p, (rw_rows_choice){.share_flows = true}, &c->rows), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_network_cuts_start(&arena, &c->rows, &cuts), RW_OK);
    c->point = rw_arena_allocate(&arena, c->rows.columns.count, sizeof(double));
    CU_ASSERT_PTR_NOT_NULL_FATAL(c->point);
    c->plan_count = 0;
    for (int n = 0; solvers[n]; ++n) add_plan(c, context, solvers[n]);
    for (int n = 0; n < POINTS; ++n) {
        choose_point(c, random);
        const long before = c->taken;
        const int found = rw_network_cuts_find(cuts, c->point, check_row, c);
        CU_ASSERT_EQUAL(found, c->taken - before);
    }
    for (int n = 0; n < c->plan_count; ++n) {
        CU_ASSERT_EQUAL(rw_network_cuts_find(cuts, c->plan[n], check_row, c), 0);
        rw_release(context, c->plan[n]);
    }
    rw_rows_free(&c->rows);
    rw_arena_free(&arena);
}

/* Heat that becomes more on its way from the first junction to the second, and less on the way back. */
static void set_trunk_draw(rw_problem *p, double draw) {
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        if (!rw_problem_is_junction(p, arc->tail) || !rw_problem_is_junction(p, arc->head)) continue;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            p->options[k].draw = arc->tail < arc->head ? draw : 1.5;
    }
}

/* Connected demands take nearly all that they can: by a minimum share, or for want of a backup. */
static void set_needs(rw_problem *p, bool by_share) {
    const double share = p->sources[0].availability_share;
    for (int i = 1; i < p->source_count; ++i) p->sources[i].availability_share = share;
    for (int j = 0; j < p->demand_count; ++j) {
        rw_problem_demand *d = &p->demands[j];
        double mw = 0;
        for (int b = d->first_band + 1; b < d->first_band + d->band_count; ++b) {
            mw += p->bands[b].width_mw;
            p->bands[b].hours_h = 1;
            if (!by_share) p->bands[b].backup_eur_per_mw_yr = RW_INFINITY;
        }
        d->must = false;
        d->min_mwh_per_yr = by_share ? 0.98 * share * mw : 0;
    }
}

typedef enum shape { TRUNK, LEVELS, RING, RING_OF_LEVELS } shape;

static rw_status random_shape(rw_problem *p, rw_random *random, shape of, int seed) {
    if (of == LEVELS) return random_levels(p, random);
    if (of == RING) return random_ring(p, random);
    if (of == RING_OF_LEVELS) return random_ring_of_levels(p, random);
    RW_TRY(random_network(p, random));
    if (seed % 4 == 0) RW_TRY(random_network_arc(p, random, 1, 3, 0, 1)); /* straight to a demand */
    if (seed % 3 == 0) set_trunk_draw(p, rw_random_between(random, 0.7, 1));
    return RW_OK;
}

static void check_seed(checked *c, shape of) {
    static const char *const exact[] = {"enumerate", NULL}, *const own[] = {"bnb", "glpk", NULL};
    rw_context *context = rw_context_create(NULL);
    rw_problem p;
    rw_random random = {(uint64_t)c->seed};
    rw_problem_start(&p, context);
    CU_ASSERT_EQUAL_FATAL(random_shape(&p, &random, of, c->seed), RW_OK);
    if (c->seed % 2 == 0) set_needs(&p, c->seed % 4 == 0);
    check_problem(c, context, &p, of == TRUNK || of == LEVELS ? exact : own, &random);
    rw_problem_free(&p);
    rw_context_free(context);
}

static void test_no_plan_breaks_a_row(void) {
    checked c = {.seed = 0};
    for (int seed = 1; seed <= 60 * test_factor(); ++seed) {
        c.seed = seed;
        check_seed(&c, TRUNK);
        if (seed % 2 == 0) check_seed(&c, LEVELS);
        if (seed % 6 == 0) check_seed(&c, RING);
        if (seed % 6 == 3) check_seed(&c, RING_OF_LEVELS);
    }
    CU_ASSERT_TRUE(c.taken > 10000);
    CU_ASSERT_TRUE(c.tight > c.taken / 50);
}

void suite_network_cuts(void) {
    CU_pSuite suite = CU_add_suite("network_cuts", NULL, NULL);
    CU_add_test(suite, "no plan breaks a row", test_no_plan_breaks_a_row);
}
