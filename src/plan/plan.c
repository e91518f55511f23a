#include "plan/plan.h"
#include <math.h>
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

static int compare_ways(const rw_way *a, const rw_way *b) {
    if (a->life != b->life) return a->life < b->life ? -1 : 1;
    for (int k = 0; k < a->laid_count && k < b->laid_count; ++k)
        if (a->laid[k] != b->laid[k]) return a->laid[k] < b->laid[k] ? -1 : 1;
    return (a->laid_count > b->laid_count) - (a->laid_count < b->laid_count);
}

static int compare(const void *a, const void *b) {
    const rw_connection *left = a, *right = b;
    if (left->source != right->source) return left->source < right->source ? -1 : 1;
    if (left->demand != right->demand) return left->demand < right->demand ? -1 : 1;
    if (!left->way || !right->way) return 0;
    return compare_ways(left->way, right->way);
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

static void measure_way(const rw_terms *terms, const rw_plan *plan, const rw_connection *c, rw_pair *pair) {
    const rw_study *study = terms->study;
    const int starts[] = {study->sources[c->source].start, study->demands[c->demand].start};
    *pair = (rw_pair){
        .source = c->source, .demand = c->demand, .first = starts[0] > starts[1] ? starts[0] : starts[1]};
    const rw_position *a = &study->sources[c->source].at, *b = &study->demands[c->demand].at;
    pair->crow_m = hypot(a->x_m - b->x_m, a->y_m - b->y_m);
    for (int k = 0; k < c->way->laid_count; ++k)
        pair->length_m += study->trenches[plan->network->laid[c->way->laid[k]].trench].length_m;
}

bool rw_plan_measure(const rw_terms *terms, const rw_plan *plan, const rw_connection *c, rw_pair *pair,
                     rw_design *design) {
    if (!c->way) {
        const bool allowed = rw_pair_describe(terms, c->source, c->demand, pair);
        *design = rw_connection_design(terms, pair, c->mode, c->pipe);
        return allowed;
    }
    measure_way(terms, plan, c, pair);
    *design = rw_way_design(terms, plan->network, c->way, c->source, c->demand, c->mode);
    return true;
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

bool rw_plan_connects_source(const rw_plan *plan, int source) {
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

bool rw_plan_uses_source(const rw_plan *plan, int source) {
    if (rw_plan_connects_source(plan, source)) return true;
    for (int k = 0; plan->network && k < plan->network->feed_count; ++k)
        if (plan->network->feeds[k].source == source) return true;
    return false;
}

int rw_connection_dn(const rw_study *study, const rw_plan *plan, const rw_connection *c) {
    if (!c->way) return study->pipes[c->pipe].dn;
    if (c->way->laid_count == 0) return 0;
    return study->pipes[plan->network->laid[c->way->laid[c->way->laid_count - 1]].pipe].dn;
}
