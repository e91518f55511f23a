/* The problem as free-format MPS, in the strong form, for any other solver. */
#include "base/text.h"
#include "glpk/guard.h"
#include "glpk/load.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct export {
    rw_rows rows;
    rw_triplets triplets;
    const char *path;
    bool written;
}
export;

/* Names that tell what a column is: y1, w2, z3, x3.1 (option 3, slot 1), u4, r1, and l5.1 for losses. */
static void name_columns(const rw_rows *rows, glp_prob *lp) {
    const rw_problem *p = rows->problem;
    char name[64];
    for (int i = 0; i < p->source_count + p->demand_count; ++i) {
        const bool source = i < p->source_count;
        (void)snprintf(name, sizeof name, "%c%d", source ? 'y' : 'w',
                       source ? i + 1 : i - p->source_count + 1);
        glp_set_col_name(lp, i + 1, name);
    }
    const struct {
        char letter;
        const int *columns;
        int count;
    } kinds[] = {
        {'u', rows->u, p->band_count}, {'r', rows->r, p->place_count}, {'z', rows->z, p->option_count}};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; ++k)
        for (int n = 0; n < kinds[k].count; ++n) {
            if (kinds[k].columns[n] < 0) continue;
            (void)snprintf(name, sizeof name, "%c%d", kinds[k].letter, n + 1);
            glp_set_col_name(lp, kinds[k].columns[n] + 1, name);
        }
    for (int a = 0; a < p->arc_count; ++a)
        for (int s = 0; s < p->arcs[a].slot_count; ++s) {
            for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count;
                 ++k) {
                (void)snprintf(name, sizeof name, "x%d.%d", k + 1, s + 1);
                glp_set_col_name(lp, rows->x[k] + s + 1, name);
            }
            if (rows->loss[a] < 0) continue;
            (void)snprintf(name, sizeof name, "l%d.%d", a + 1, s + 1);
            glp_set_col_name(lp, rows->loss[a] + s + 1, name);
        }
}

/* The objective's constant as the cost of a column that is 1: readers do not agree on the sign of a constant
 * that stands among the right-hand sides. None where it is 0: CBC stumbles over columns without coefficients.
 */
static void put_constant(const rw_rows *rows, glp_prob *lp) {
    if (rows->offset == 0) return;
    const int column = glp_add_cols(lp, 1);
    glp_set_col_name(lp, column, "constant");
    glp_set_col_bnds(lp, column, GLP_FX, 1, 1);
    glp_set_obj_coef(lp, column, rows->offset);
    glp_set_obj_coef(lp, 0, 0);
}

static void write_file(void *data) {
    export *e = data;
    glp_prob *lp = rw_glpk_load(&e->rows, &e->triplets);
    glp_set_prob_name(lp, "restwarmte");
    glp_set_obj_name(lp, "eur_per_yr");
    /* Other solvers get euros, not thousands. */
    for (size_t c = 0; c < e->rows.columns.count; ++c)
        glp_set_obj_coef(lp, (int)c + 1, e->rows.columns.item[c].cost);
    put_constant(&e->rows, lp);
    name_columns(&e->rows, lp);
    for (size_t r = 0; r < e->rows.rows.count; ++r) {
        char name[64];
        (void)snprintf(name, sizeof name, "%s.%zu", rw_row_kind_name(e->rows.rows.item[r].kind), r + 1);
        glp_set_row_name(lp, (int)r + 1, name);
    }
    e->written = glp_write_mps(lp, GLP_MPS_FILE, NULL, e->path) == 0;
}

rw_status rw_problem_write_mps(rw_context *context, const rw_problem *problem, const char *path) {
    export e = {.written = false};
    rw_arena arena;
    rw_arena_start(&arena, context);
    rw_text temporary;
    rw_text_start(&temporary, context);
    rw_text_addf(&temporary, "%s.part-%ld", path, (long)getpid());
    rw_status status = rw_text_status(&temporary);
    if (status != RW_OK) goto done;
    e.path = rw_text_string(&temporary);
    RW_CHECK(rw_rows_build(context, problem, (rw_rows_choice){.options = NULL, .linking = true}, &e.rows));
    RW_CHECK(rw_glpk_triplets(&arena, &e.rows, &e.triplets));
    RW_CHECK(rw_glpk_guard(context, NULL, write_file, &e));
    if (!e.written || rename(e.path, path) != 0) {
        status = rw_fail(context, RW_ERROR_FILE, "%s: cannot be written: %s", path, strerror(errno));
        (void)unlink(e.path);
    }
done:
    rw_rows_free(&e.rows);
    rw_text_free(&temporary);
    rw_arena_free(&arena);
    return status;
}
