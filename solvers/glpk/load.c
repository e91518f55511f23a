#include "glpk/load.h"
#include "base/number.h"
#include <string.h>

rw_status rw_glpk_triplets(rw_arena *arena, const rw_rows *rows, rw_triplets *t) {
    const size_t count = rows->entries.count + 1;
    t->row = rw_arena_allocate(arena, count, sizeof *t->row);
    t->column = rw_arena_allocate(arena, count, sizeof *t->column);
    t->value = rw_arena_allocate(arena, count, sizeof *t->value);
    if (!t->row || !t->column || !t->value) return RW_ERROR_MEMORY;
    int n = 0;
    for (size_t r = 0; r < rows->rows.count; ++r)
        for (int e = 0; e < rows->rows.item[r].entry_count; ++e) {
            const rw_entry *entry = &rows->entries.item[rows->rows.item[r].first_entry + e];
            ++n;
            t->row[n] = (int)r + 1;
            t->column[n] = entry->column + 1;
            t->value[n] = entry->coefficient;
        }
    return RW_OK;
}

static int kind_of_bounds(double lower, double upper) {
    if (lower == upper) return GLP_FX;
    if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
    return isinf(upper) ? GLP_LO : GLP_DB;
}

void rw_glpk_bound(glp_prob *lp, int column, double lower, double upper) {
    glp_set_col_bnds(lp, column + 1, kind_of_bounds(lower, upper), lower, upper);
}

glp_prob *rw_glpk_load(const rw_rows *rows, const rw_triplets *t) {
    glp_prob *lp = glp_create_prob();
    glp_set_obj_dir(lp, GLP_MIN);
    glp_set_obj_coef(lp, 0, rows->offset * RW_GLPK_EUR);
    if (rows->columns.count > 0) (void)glp_add_cols(lp, (int)rows->columns.count);
    if (rows->rows.count > 0) (void)glp_add_rows(lp, (int)rows->rows.count);
    for (size_t c = 0; c < rows->columns.count; ++c) {
        const rw_column_bounds *column = &rows->columns.item[c];
        rw_glpk_bound(lp, (int)c, column->lower, column->upper);
        glp_set_obj_coef(lp, (int)c + 1, column->cost * RW_GLPK_EUR);
        if (column->binary) glp_set_col_kind(lp, (int)c + 1, GLP_IV);
    }
    for (size_t r = 0; r < rows->rows.count; ++r) {
        const rw_row *row = &rows->rows.item[r];
        glp_set_row_bnds(lp, (int)r + 1, kind_of_bounds(row->lower, row->upper), row->lower, row->upper);
    }
    int count = 0; /* of the triplets: rows may share entries with none */
    for (size_t r = 0; r < rows->rows.count; ++r) count += rows->rows.item[r].entry_count;
    if (count > 0) glp_load_matrix(lp, count, t->row, t->column, t->value);
    return lp;
}

void rw_glpk_dual_basis(glp_prob *lp, const rw_rows *rows) {
    glp_std_basis(lp);
    for (size_t c = 0; c < rows->columns.count; ++c)
        if (rows->columns.item[c].cost < 0 && glp_get_col_type(lp, (int)c + 1) == GLP_DB)
            glp_set_col_stat(lp, (int)c + 1, GLP_NU);
}

void rw_glpk_prices(glp_prob *lp, const rw_rows *rows, const rw_price_layout *at, double *price) {
    memset(price, 0, (size_t)at->count * sizeof *price);
    for (size_t r = 0; r < rows->rows.count; ++r) {
        const rw_row *row = &rows->rows.item[r];
        const double dual = glp_get_row_dual(lp, (int)r + 1) / RW_GLPK_EUR;
        switch (row->kind) {
        case RW_ROW_DEMAND:
            price[at->demand + row->index] = dual;
            break;
        case RW_ROW_SOURCE:
            price[at->source + row->index] = -dual;
            break;
        case RW_ROW_USED:
            price[at->used + row->index] = dual;
            break;
        case RW_ROW_ONE_DEMAND:
            price[at->link + row->index] = -dual;
            break;
        case RW_ROW_SHARE:
            price[at->share + row->index] = dual;
            break;
        case RW_ROW_ARCS:
            price[at->arcs + row->index] = -dual;
            break;
        case RW_ROW_POWER:
            price[at->power + row->index] = -dual;
            break;
        case RW_ROW_LIMIT:
            price[at->limit + row->index] = -dual;
            break;
        case RW_ROW_EXCLUSIVE:
            price[at->exclusive + rows->problem->arcs[row->index].exclusive - 1] = -dual;
            break;
        default:
            break;
        }
    }
}
