/* A plan: which connections are built, how, and how much each delivers. Everything else follows from it. */
#ifndef RW_PLAN_PLAN_H
#define RW_PLAN_PLAN_H

#include "plan/network.h"

typedef struct rw_connection {
    int source, demand;
    rw_mode mode;
    int pipe; /* index in the study's catalogue */
    rw_exit_plan exit_plan;
    double delivered_mw[RW_MAX_BANDS]; /* x_b */
    const rw_way *way; /* through the plan's network (pipe is -1); NULL: through a pipe of its own */
} rw_connection;

/** All arrays are owned by the arena that rw_plan_start was given. */
typedef struct rw_plan {
    rw_connection *connections; /* sorted by source, then demand */
    int connection_count;
    bool *demand_connected; /* w_j */
    int demand_count;
    int *by_demand;            /* indices of connections, sorted by demand */
    int *demand_first;         /* where those of demand j start in by_demand; demand_count + 1 entries */
    const rw_network *network; /* NULL: every connection has a pipe of its own */
} rw_plan;

/** Room for a plan of so many connections, to be filled in; existing networks heated, new ones skipped. */
RW_NODISCARD rw_status rw_plan_start(rw_arena *arena, const rw_study *study, int connection_count,
                                     rw_plan *plan);

/** Sorts and indexes the connections once they are filled in. */
void rw_plan_index(rw_plan *plan);

/** Pair and numbers of a connection, through a pipe of its own or the network. False when the pair may not be
 * connected. */
bool rw_plan_measure(const rw_terms *terms, const rw_plan *plan, const rw_connection *connection,
                     rw_pair *pair, rw_design *design);

/** Diameter of the pipe that arrives at the demand; 0 where no pipe is needed. */
int rw_connection_dn(const rw_study *study, const rw_plan *plan, const rw_connection *connection);

/** Sum over the bands. */
double rw_connection_mw(const rw_terms *terms, const rw_connection *connection);

/** Expected heat that a connection brings to its demand in a year, by source or substitute, MWh. */
double rw_connection_delivered_mwh(const rw_terms *terms, const rw_connection *connection, int year);

/** Has this source a connection? O(log connections). */
bool rw_plan_connects_source(const rw_plan *plan, int source);
/** Does the plan take heat from this source, for a connection or for what pipes lose? */
bool rw_plan_uses_source(const rw_plan *plan, int source);

#endif
