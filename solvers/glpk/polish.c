#include "glpk/polish.h"
#include "base/number.h"
#include "glpk/guard.h"
#include "glpk/load.h"
#include <string.h>

typedef struct polishing {
    rw_rows rows;
    rw_triplets triplets;
    double *values; /* of the columns */
    bool solved;
} polishing;

static void solve_lp(void *data) {
    polishing *p = data;
    glp_prob *lp = rw_glpk_load(&p->rows, &p->triplets);
    glp_smcp control;
    glp_init_smcp(&control);
    control.msg_lev = GLP_MSG_ERR;
    control.meth = GLP_DUALP;
    control.presolve = GLP_OFF;
    rw_glpk_dual_basis(lp, &p->rows);
    if (glp_simplex(lp, &control) == 0 && glp_get_status(lp) == GLP_OPT) {
        p->solved = true;
        for (size_t c = 0; c < p->rows.columns.count; ++c) p->values[c] = glp_get_col_prim(lp, (int)c + 1);
    }
    glp_delete_prob(lp);
}

/* Only the built options have columns; whatever is decided is fixed. */
static void fix_choices(rw_rows *rows, const rw_result *result) {
    const rw_problem *p = rows->problem;
    for (int i = 0; i < p->source_count; ++i)
        rows->columns.item[i].lower = rows->columns.item[i].upper = result->source_open[i];
    for (int j = 0; j < p->demand_count; ++j)
        rows->columns.item[p->source_count + j].lower = rows->columns.item[p->source_count + j].upper =
            result->demand_connected[j];
    for (int k = 0; k < result->built_count; ++k) {
        rw_column_bounds *z = &rows->columns.item[rows->z[result->built[k].option]];
        z->lower = z->upper = 1;
    }
}

/* Flows that a basis left a hair outside their bounds are put back; the front judges the rest. */
static rw_status take_values(rw_context *context, const polishing *p, rw_result *result, bool *better) {
    rw_result polished;
    rw_result_start(&polished, context);
    bool feasible = false;
    char why[RW_WHY_BYTES];
    rw_status status = rw_rows_to_result(&p->rows, p->values, &polished);
    if (status == RW_OK) status = rw_result_feasible(p->rows.problem, &polished, 1e-6, &feasible, why);
    if (status == RW_OK && feasible) {
        const double cost = rw_result_cost_of(p->rows.problem, &polished);
        if (cost < result->cost_eur_per_yr) {
            status = rw_result_copy_values(result, &polished, p->rows.problem);
            result->cost_eur_per_yr = cost;
            *better = true;
        }
    }
    rw_result_free(&polished);
    return status;
}

rw_status rw_glpk_polish(rw_context *context, const rw_problem *problem, rw_result *result, bool *better) {
    *better = false;
    polishing p = {.solved = false};
    rw_arena arena;
    rw_arena_start(&arena, context);
    rw_status status = RW_OK;
    unsigned char *chosen = rw_arena_allocate(&arena, (size_t)problem->option_count, 1);
    if (!chosen) {
        status = RW_ERROR_MEMORY;
        goto done;
    }
    for (int k = 0; k < result->built_count; ++k) chosen[result->built[k].option] = 1;
    RW_CHECK(rw_rows_build(context, problem, (rw_rows_choice){.options = chosen, .linking = false}, &p.rows));
    fix_choices(&p.rows, result);
    RW_CHECK(rw_glpk_triplets(&arena, &p.rows, &p.triplets));
    p.values = rw_arena_allocate(&arena, p.rows.columns.count, sizeof(double));
    if (!p.values) {
        status = RW_ERROR_MEMORY;
        goto done;
    }
    RW_CHECK(rw_glpk_guard(context, NULL, solve_lp, &p));
    if (p.solved) status = take_values(context, &p, result, better);
done:
    rw_rows_free(&p.rows);
    rw_arena_free(&arena);
    return status;
}
