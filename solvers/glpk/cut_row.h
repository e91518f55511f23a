/* A row in the making, and who takes it when it is whole. */
#ifndef RW_SOLVERS_GLPK_CUT_ROW_H
#define RW_SOLVERS_GLPK_CUT_ROW_H

#include "common/rows.h"

typedef struct rw_cut_row rw_cut_row;

/** Gets the row sum coefficient x column >= lower. */
typedef void rw_cut_taker(void *data, const rw_cut_row *row, double lower);

struct rw_cut_row {
    const rw_rows *rows; /* borrowed */
    const double *value; /* of the columns, from 0: the point that rows have to cut off */
    int count, *column;  /* both count from 1, as in GLPK */
    double *coefficient;
    rw_cut_taker *take;
    void *data;
    int taken, most; /* rows: so far, and in one go */
};

/** Of a column that may be missing (-1). */
static inline double rw_cut_value(const rw_cut_row *row, int column) {
    return column < 0 ? 0 : row->value[column];
}

/** Flow columns of its own: of options that share theirs only the first has. */
static inline bool rw_cut_flows(const rw_cut_row *row, const rw_problem_arc *arc, int option) {
    return row->rows->z[option] >= 0 && !rw_rows_flow_shared(row->rows, arc, option);
}

static inline void rw_cut_put(rw_cut_row *row, int column, double coefficient) {
    if (column < 0 || coefficient == 0 || row->rows->columns.item[column].upper <= 0) return;
    ++row->count;
    row->column[row->count] = column + 1;
    row->coefficient[row->count] = coefficient;
}

static inline void rw_cut_end(rw_cut_row *row, double lower) {
    row->take(row->data, row, lower);
    ++row->taken;
    row->count = 0;
}

#endif
