#include "plan/plan.h"
#include <stdlib.h>

rw_status rw_plan_start(rw_arena *arena, const rw_study *study, int connection_count, rw_plan *plan) {
    *plan = (rw_plan){.connection_count = connection_count, .demand_count = study->demand_count};
    const size_t connections = (size_t)connection_count, demands = (size_t)study->demand_count;
    plan->connections = rw_arena_allocate(arena, connections, sizeof *plan->connections);
    plan->demand_connected = rw_arena_allocate(arena, demands, sizeof *plan->demand_connected);
    plan->by_demand = rw_arena_allocate(arena, connections, sizeof *plan->by_demand);
    plan->demand_first = rw_arena_allocate(arena, demands + 1, sizeof *plan->demand_first);
    if (!plan->connections || !plan->demand_connected || !plan->by_demand || !plan->demand_first)
        return RW_ERROR_MEMORY;
    for (int j = 0; j < study->demand_count; ++j)
        plan->demand_connected[j] = study->demands[j].kind == RW_KIND_EXISTING;
    return RW_OK;
}

static int compare(const void *a, const void *b) {
    const rw_connection *left = a, *right = b;
    if (left->source != right->source) return left->source < right->source ? -1 : 1;
    return (left->demand > right->demand) - (left->demand < right->demand);
}

void rw_plan_index(rw_plan *plan) {
    qsort(plan->connections, (size_t)plan->connection_count, sizeof *plan->connections, compare);
    int *first = plan->demand_first;
    for (int j = 0; j <= plan->demand_count; ++j) first[j] = 0;
    for (int c = 0; c < plan->connection_count; ++c) ++first[plan->connections[c].demand + 1];
    for (int j = 0; j < plan->demand_count; ++j) first[j + 1] += first[j];
    /* Filling from the back keeps the order of sources within a demand and leaves first[] as it was. */
    for (int c = plan->connection_count - 1; c >= 0; --c)
        plan->by_demand[--first[plan->connections[c].demand + 1]] = c;
    for (int j = 0; j < plan->demand_count; ++j) first[j] = first[j + 1];
    first[plan->demand_count] = plan->connection_count;
}

double rw_connection_mw(const rw_terms *terms, const rw_connection *connection) {
    double sum = 0;
    for (int b = 0; b < terms->band_count; ++b) sum += connection->delivered_mw[b];
    return sum;
}

double rw_connection_delivered_mwh(const rw_terms *terms, const rw_connection *c, int year) {
    const rw_source *source = &terms->study->sources[c->source];
    const rw_demand *demand = &terms->study->demands[c->demand];
    if (year < source->start || year < demand->start) return 0;
    const rw_commitment commitment = rw_terms_commitment(source);
    const double served = c->exit_plan == RW_EXIT_REPLACE ? 1 : rw_delivery_chance(&commitment, year);
    double mwh = 0;
    for (int b = 0; b < terms->band_count; ++b)
        mwh += c->delivered_mw[b] * source->availability_share * terms->demand[c->demand].hours_h[b];
    return served * rw_terms_connected(terms, c->demand, year) * mwh;
}

bool rw_plan_uses_source(const rw_plan *plan, int source) {
    int low = 0, high = plan->connection_count;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (plan->connections[middle].source < source)
            low = middle + 1;
        else
            high = middle;
    }
    return low < plan->connection_count && plan->connections[low].source == source;
}
