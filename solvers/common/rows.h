/* The problem as a mixed-integer program in sparse rows: what GLPK, the exhaustive solver and the MPS export
 * work on. */
#ifndef RW_SOLVERS_ROWS_H
#define RW_SOLVERS_ROWS_H

#include "base/memory.h"
#include <restwarmte/solver.h>

typedef struct rw_entry {
    int column;
    double coefficient;
} rw_entry;

typedef enum rw_row_kind {
    RW_ROW_DEMAND,     /* sum x + u = P w, by band */
    RW_ROW_PIPE,       /* carry x + carry0 z <= U z, by option */
    RW_ROW_LINKING,    /* x <= P z, by option */
    RW_ROW_ONE_SOURCE, /* sum z <= y (or 1 in a network), by arc */
    RW_ROW_ONE_DEMAND, /* sum z <= w, by arc */
    RW_ROW_FORCED,     /* sum z = 1, by arc */
    RW_ROW_LOSS,       /* losses of an arc from a junction, by arc */
    RW_ROW_SOURCE,     /* capacity, by source */
    RW_ROW_USED,       /* minimum used share, by source */
    RW_ROW_SHARE,      /* minimum share, by demand */
    RW_ROW_ARCS,       /* sources per demand, by demand */
    RW_ROW_POWER,      /* by place */
    RW_ROW_EXCLUSIVE,  /* by its first arc */
    RW_ROW_LIMIT,      /* by limit */
    RW_ROW_BALANCE     /* by junction */
} rw_row_kind;

/** A word for it, for names in an MPS file. */
const char *rw_row_kind_name(rw_row_kind kind);

/** lower <= sum of entries <= upper; equal bounds make an equation. */
typedef struct rw_row {
    double lower, upper;
    int first_entry, entry_count;
    rw_row_kind kind;
    int index; /* of the thing the row is about */
} rw_row;

typedef struct rw_column_bounds {
    double lower, upper, cost;
    bool binary;
} rw_column_bounds;

/** Minimise offset + sum of cost x column. Options that are left out have no columns. */
typedef struct rw_rows {
    rw_context *context; /* borrowed */
    const rw_problem *problem;
    RW_VECTOR(rw_entry) entries;
    RW_VECTOR(rw_row) rows;
    RW_VECTOR(rw_column_bounds) columns;
    double offset;
    /* Where the variables of MODEL 6 are; -1 = no such column. Columns start with y, then w. */
    int *z, *x;       /* by option; x is the first slot */
    int *u;           /* by band */
    int *r;           /* by place */
    int *loss;        /* by arc: first slot */
    int binary_count; /* that are not fixed */
    bool share_flows;
} rw_rows;

typedef struct rw_rows_choice {
    const unsigned char *options; /* by option, 0 = leave out; NULL = all */
    bool linking;                 /* the rows x <= P z of the strong form, all of them */
    bool share_flows; /* options of a network's arc that differ in nothing a flow sees share its columns, and
                         what cannot come to a place has none: fewer columns, and a stronger pipe row */
} rw_rows_choice;

/** Builds all rows. Free with rw_rows_free, also after a failure. O(entries). */
RW_NODISCARD rw_status rw_rows_build(rw_context *context, const rw_problem *problem, rw_rows_choice choice,
                                     rw_rows *rows);
void rw_rows_free(rw_rows *rows);

/** Are the flow columns of option k of this arc those of an earlier one? */
bool rw_rows_flow_shared(const rw_rows *rows, const rw_problem_arc *arc, int k);

/** How many z, y and w there are. */
int rw_problem_binaries(const rw_problem *problem);

/** Turns column values into a result's values: binaries are rounded, flows below zero become zero. */
RW_NODISCARD rw_status rw_rows_to_result(const rw_rows *rows, const double *values, rw_result *result);

#endif
