#include "glpk/node_lp.h"
#include "glpk/guard.h"
#include "glpk/load.h"
#include <string.h>

typedef struct solving {
    rw_node_lp *lp;
    const rw_lagrangian *lagrangian;
    rw_triplets triplets;
} solving;

static void apply_decisions(rw_rows *rows, const rw_lagrangian *g) {
    const rw_problem *p = g->problem;
    for (int i = 0; i < p->source_count; ++i)
        if (g->source[i] != RW_FREE)
            rows->columns.item[i].lower = rows->columns.item[i].upper = g->source[i] == RW_YES;
    for (int j = 0; j < p->demand_count; ++j)
        if (g->demand[j] != RW_FREE) {
            rw_column_bounds *w = &rows->columns.item[p->source_count + j];
            w->lower = w->upper = g->demand[j] == RW_YES;
        }
    /* Arcs that must be built have a row for it only where the problem says so: the others get it from their
     * link rows. */
    for (int a = 0; a < p->arc_count; ++a)
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k)
            if (g->arc[a] == RW_NO && rows->z[k] >= 0) rows->columns.item[rows->z[k]].upper = 0;
}

static bool run_simplex(glp_prob *lp, int method) {
    glp_smcp control;
    glp_init_smcp(&control);
    control.msg_lev = GLP_MSG_ERR;
    control.meth = method;
    return glp_simplex(lp, &control) == 0;
}

/* How far a solution must be from keeping the rows: every row may be broken, and only that costs. Its dual
 * prices are the direction wanted. */
static void solve_for_direction(const solving *s, glp_prob *lp) {
    rw_node_lp *n = s->lp;
    for (size_t c = 0; c < n->rows.columns.count; ++c) glp_set_obj_coef(lp, (int)c + 1, 0);
    glp_set_obj_coef(lp, 0, 0);
    const int rows = glp_get_num_rows(lp), first = glp_add_cols(lp, 2 * rows);
    for (int r = 1; r <= rows; ++r)
        for (int side = 0; side < 2; ++side) {
            const int column = first + 2 * (r - 1) + side, at[] = {0, r};
            const double one[] = {0, side ? -1 : 1};
            glp_set_col_bnds(lp, column, GLP_LO, 0, 0);
            glp_set_obj_coef(lp, column, RW_GLPK_EUR);
            glp_set_mat_col(lp, column, 1, at, one);
        }
    glp_std_basis(lp);
    n->infeasible = run_simplex(lp, GLP_PRIMAL) && glp_get_status(lp) == GLP_OPT && glp_get_obj_val(lp) > 0;
    if (n->infeasible) rw_glpk_prices(lp, &n->rows, &s->lagrangian->at, n->price);
}

static void run(void *data) {
    const solving *s = data;
    rw_node_lp *n = s->lp;
    glp_prob *lp = rw_glpk_load(&n->rows, &s->triplets);
    const rw_problem *p = s->lagrangian->problem;
    for (int a = 0; a < p->arc_count; ++a) {
        if (s->lagrangian->arc[a] != RW_YES || p->arcs[a].forced) continue;
        /* sum z >= 1 */
        int count = 0;
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k)
            if (n->rows.z[k] >= 0) {
                ++count;
                n->column[count] = n->rows.z[k] + 1;
                n->one[count] = 1;
            }
        const int row = glp_add_rows(lp, 1);
        glp_set_row_bnds(lp, row, GLP_LO, 1, 1);
        glp_set_mat_row(lp, row, count, n->column, n->one);
    }
    rw_glpk_dual_basis(lp, &n->rows);
    if (!run_simplex(lp, GLP_DUALP)) {
        glp_adv_basis(lp, 0);
        if (!run_simplex(lp, GLP_PRIMAL)) return;
    }
    n->solved = glp_get_status(lp) == GLP_OPT;
    if (n->solved) {
        rw_glpk_prices(lp, &n->rows, &s->lagrangian->at, n->price);
        for (size_t c = 0; c < n->rows.columns.count; ++c) n->values[c] = glp_get_col_prim(lp, (int)c + 1);
    } else {
        solve_for_direction(s, lp);
    }
    glp_delete_prob(lp);
}

rw_status rw_node_lp_solve(rw_context *context, const rw_lagrangian *g, rw_node_lp *n) {
    memset(n, 0, sizeof *n);
    n->context = context;
    rw_arena arena;
    rw_arena_start(&arena, context);
    solving s = {.lp = n, .lagrangian = g};
    rw_status status = RW_OK;
    RW_CHECK(rw_rows_build(context, g->problem, (rw_rows_choice){.options = g->option_alive, .linking = true},
                           &n->rows));
    apply_decisions(&n->rows, g);
    RW_CHECK(rw_glpk_triplets(&arena, &n->rows, &s.triplets));
    n->values = rw_allocate(context, n->rows.columns.count, sizeof(double));
    n->price = rw_allocate(context, (size_t)g->at.count, sizeof(double));
    n->column = rw_allocate(context, n->rows.columns.count + 1, sizeof(int));
    n->one = rw_allocate(context, n->rows.columns.count + 1, sizeof(double));
    if (!n->values || !n->price || !n->column || !n->one)
        status = RW_ERROR_MEMORY;
    else if (n->rows.columns.count > 0)
        status = rw_glpk_guard(context, NULL, run, &s);
done:
    rw_arena_free(&arena);
    return status;
}

void rw_node_lp_free(rw_node_lp *n) {
    if (!n->context) return;
    rw_rows_free(&n->rows);
    rw_release(n->context, n->values);
    rw_release(n->context, n->price);
    rw_release(n->context, n->column);
    rw_release(n->context, n->one);
    memset(n, 0, sizeof *n);
}
