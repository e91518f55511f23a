/* Two results side by side: what moved, and why. Works on summary.json alone, so that results of different
 * days, versions and machines can be laid beside each other. */
#ifndef RW_REPORT_COMPARISON_H
#define RW_REPORT_COMPARISON_H

#include "report/explanation.h"

/** Why part of a cost line moved. */
typedef enum rw_move {
    RW_MOVE_NEW,      /* connections that only the second has */
    RW_MOVE_GONE,     /* connections that only the first has */
    RW_MOVE_REBUILT,  /* connections of both, with another mode, pipe, exit plan or power */
    RW_MOVE_REPRICED, /* connections of both, built alike, at other prices */
    RW_MOVE_NETWORKS, /* the demands themselves: networks, backup, reference */
    RW_MOVE_COUNT
} rw_move;

typedef struct rw_compared_connection {
    const char *source, *demand;       /* borrowed from the trees */
    const rw_json_value *first, *then; /* NULL where it is not there */
    rw_move move;
    double first_eur_per_yr, then_eur_per_yr;
} rw_compared_connection;

typedef struct rw_comparison {
    rw_language language;
    const char *first_name, *then_name;         /* folders as the user wrote them */
    const rw_json_value *first, *then;          /* roots of the two summaries */
    rw_interval optimum;                        /* optimum of the second - optimum of the first, proven */
    double moved[RW_LINE_COUNT][RW_MOVE_COUNT]; /* EUR/yr; a row adds up to the line's difference */
    rw_compared_connection *connections;        /* of either, by the first's order, then the second's */
    int connection_count;
} rw_comparison;

/** Finds what moved; lists in the arena, everything else borrowed from the trees. A summary without a plan is
 * RW_ERROR_INPUT. O((connections of a) x (connections of b)). */
RW_NODISCARD rw_status rw_comparison_find(rw_arena *arena, const rw_json_value *first,
                                          const rw_json_value *then, rw_comparison *comparison);

void rw_comparison_text(const rw_comparison *comparison, rw_text *text);
/** Schema restwarmte-compare/1. */
RW_NODISCARD rw_status rw_comparison_json(const rw_comparison *comparison, rw_text *text);

/** Calls `take` for every assumption that differs; values as the results write them, the default where one
 * says nothing. Compares perspective, years and horizon too. */
typedef void rw_difference_function(void *data, const char *name, const char *first, const char *then,
                                    const char *unit);
void rw_comparison_assumptions(const rw_comparison *comparison, rw_difference_function *take, void *data);

#endif
