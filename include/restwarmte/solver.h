/* Solvers: one interface, any number behind it. A solver sees a bare problem and returns values and a bound;
 * the front judges both before anybody else sees them. */
#ifndef RESTWARMTE_SOLVER_H
#define RESTWARMTE_SOLVER_H

#include <restwarmte/parameters.h>
#include <restwarmte/problem.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What is known of the problem afterwards. */
typedef enum rw_outcome {
    RW_OUTCOME_UNKNOWN,    /* neither a solution nor a proof that there is none */
    RW_OUTCOME_INFEASIBLE, /* proven: there is no solution */
    RW_OUTCOME_FEASIBLE,   /* a solution and a bound that leaves a gap */
    RW_OUTCOME_OPTIMAL     /* a solution that no other beats by more than rounding */
} rw_outcome;

/** Why the search ended. */
typedef enum rw_stop_reason {
    RW_STOP_DONE,       /* nothing left to search */
    RW_STOP_GAP,        /* gap or cost_gap reached */
    RW_STOP_TIME,       /* time_limit_s */
    RW_STOP_NODES,      /* node_limit */
    RW_STOP_ENOUGH,     /* the caller knows enough (rw_task) */
    RW_STOP_INTERRUPTED /* the poll callback asked for it */
} rw_stop_reason;

const char *rw_outcome_name(rw_outcome outcome);
const char *rw_stop_reason_name(rw_stop_reason reason);

/** An option that is built, and what it delivers in each slot of its arc. */
typedef struct rw_built {
    int option, arc;
    size_t first_flow; /* in flow_mw and loss_mw, slot_count numbers */
} rw_built;

typedef struct rw_arc_price {
    int tail, head;
    double eur_per_yr;
} rw_arc_price;

/** Prices of a problem's rows, where the search of a similar problem may begin: one of the same sources,
 * places, demands, bands and limits, whose arcs and options may differ. */
typedef struct rw_prices {
    double *row; /* in the order of the relaxation (solvers/README.md), those of arcs left out */
    size_t row_count;
    rw_arc_price *arc; /* in the order of the arcs */
    int arc_count;
    bool whole; /* demands were judged as a whole */
} rw_prices;

/** Arrays are owned by the result. They hold values when the outcome is feasible or optimal. */
typedef struct rw_result {
    rw_context *context; /* borrowed */
    rw_outcome outcome;
    rw_stop_reason stop;
    double cost_eur_per_yr;      /* recomputed from the values by the front */
    double bound_eur_per_yr;     /* no solution costs less; -infinity when nothing is proven */
    double reference_eur_per_yr; /* coupling nothing; infinite when that is not possible */
    double elapsed_s;            /* for a person to read, never for a result file */
    long nodes, iterations;
    char solver[RW_WORD_BYTES];
    unsigned char *source_open;      /* y */
    unsigned char *demand_connected; /* w */
    rw_built *built;                 /* z = 1, by option */
    int built_count;
    size_t built_room, flow_count, flow_room;
    double *flow_mw;   /* x */
    double *loss_mw;   /* of arcs that start at a junction, by slot; else 0 */
    double *backup_mw; /* u, one per band */
    double *extra_mwe; /* r, one per place */
    rw_prices prices;  /* that gave the root's bound; empty where the solver has none */
} rw_result;

/** gap = (cost - bound)/|cost|; 0 when cost is 0 and proven. NaN without a solution. */
double rw_result_gap(const rw_result *result);
/** (cost - bound)/(reference - bound) (MODEL 8); 0 with nothing to gain; NaN without a solution or a
 * reference. */
double rw_result_benefit_gap(const rw_result *result);
/** The same on numbers: for progress, before there is a result. */
double rw_cost_gap_of(double cost, double bound);
double rw_benefit_gap_of(double cost, double bound, double reference);

/** What the caller knows beforehand, and when he knows enough. A search that begins at a similar problem's
 * end is sooner at its own. Start from rw_task_plain. */
typedef struct rw_task {
    const rw_prices *prices; /* NULL: none; those of a problem of another shape are left aside */
    const int *options; /* a plan: the options that are built, ascending; NULL: none. Its flows are found; one
                           that breaks a row is left aside */
    int option_count;
    const unsigned char *connected; /* its w */
    double below_eur_per_yr;        /* ends with a plan that costs less, */
    double above_eur_per_yr;        /* or with a bound above this */
} rw_task;

rw_task rw_task_plain(void);

/** What of the problem a solver can take. */
typedef enum rw_capability {
    RW_CAPABLE_NETWORKS = 1,
    RW_CAPABLE_LIMITS = 2,
    RW_CAPABLE_CERTIFICATE = 4 /* writes what proves its bound */
} rw_capability;

typedef struct rw_solver {
    const char *name, *summary;
    unsigned capabilities; /* rw_capability, or-ed */
    int largest_binaries;  /* more z, y and w than this and it refuses; 0 = any size */
    const char *(*version)(void);
    rw_status (*solve)(rw_context *context, const rw_parameters *parameters, const rw_problem *problem,
                       const rw_task *task, rw_result *result);
} rw_solver;

/** The solvers that this program was built with; NULL beyond the last. */
const rw_solver *rw_solver_describe(size_t index);
/** NULL if there is none of that name. */
const rw_solver *rw_solver_find(const char *name);

/** Solves with the solver that parameters->solver names ("auto": the one that suits the size, the log says
 * why), stops at gap, cost_gap or time_limit_s, and judges the answer: feasibility from the problem's rows,
 * cost recomputed, bound not above cost. A solver that lies is RW_ERROR_INTERNAL. Free with rw_result_free,
 * also after a failure. */
RW_NODISCARD rw_status rw_solve(rw_context *context, const rw_parameters *parameters,
                                const rw_problem *problem, rw_result *result);
void rw_result_free(rw_result *result);

/** The same with what is known beforehand. The answer does not depend on when anything happens, only on the
 * task. */
RW_NODISCARD rw_status rw_solve_task(rw_context *context, const rw_parameters *parameters,
                                     const rw_problem *problem, const rw_task *task, rw_result *result);

/** For each arc from `source`, a cost below which no solution builds it: the relaxation's value at given
 * prices, without any search. -infinity for all others, where the prices do not fit, and from where the
 * caller asks to stop. O(arcs of the source x evaluation). */
RW_NODISCARD rw_status rw_bound_arcs(rw_context *context, const rw_problem *problem, const rw_prices *prices,
                                     int source, double *bound_eur_per_yr);

/** Writes the problem as free-format MPS, for other solvers. */
RW_NODISCARD rw_status rw_problem_write_mps(rw_context *context, const rw_problem *problem, const char *path);

#ifdef __cplusplus
}
#endif
#endif
