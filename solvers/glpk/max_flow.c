#include "glpk/max_flow.h"
#include "base/number.h"
#include <string.h>

static const double nothing = 1e-9;

rw_status rw_max_flow_start(rw_arena *arena, int nodes, int edges, rw_max_flow *m) {
    m->nodes = nodes;
    m->edges = edges;
    const size_t n = (size_t)nodes, e = (size_t)edges;
    m->tail = rw_arena_allocate(arena, e, sizeof *m->tail);
    m->head = rw_arena_allocate(arena, e, sizeof *m->head);
    m->capacity = rw_arena_allocate(arena, e, sizeof *m->capacity);
    m->flow = rw_arena_allocate(arena, e, sizeof *m->flow);
    m->first = rw_arena_allocate(arena, n + 1, sizeof *m->first);
    m->end = rw_arena_allocate(arena, 2 * e, sizeof *m->end);
    m->reached_by = rw_arena_allocate(arena, n, sizeof *m->reached_by);
    m->queue = rw_arena_allocate(arena, n, sizeof *m->queue);
    m->near_sink = rw_arena_allocate(arena, n, 1);
    m->far_from_source = rw_arena_allocate(arena, n, 1);
    return m->tail && m->head && m->capacity && m->flow && m->first && m->end && m->reached_by && m->queue &&
                   m->near_sink && m->far_from_source
               ? RW_OK
               : RW_ERROR_MEMORY;
}

void rw_max_flow_edge(rw_max_flow *m, int edge, int tail, int head) {
    m->tail[edge] = tail;
    m->head[edge] = head;
}

void rw_max_flow_link(rw_max_flow *m) {
    for (int e = 0; e < m->edges; ++e) {
        ++m->first[m->tail[e]];
        ++m->first[m->head[e]];
    }
    for (int n = 0; n < m->nodes; ++n) m->first[n + 1] += m->first[n];
    for (int e = m->edges - 1; e >= 0; --e) {
        m->end[--m->first[m->tail[e]]] = 2 * e;
        m->end[--m->first[m->head[e]]] = 2 * e + 1;
    }
}

/* Breadth first from a node over edges with room, along them or backwards. Was `until` reached? If not, all
 * that can be was. */
static bool search(rw_max_flow *m, int from, int until, bool backwards) {
    memset(m->reached_by, 0, (size_t)m->nodes * sizeof *m->reached_by);
    int count = 0;
    m->reached_by[from] = -1;
    m->queue[count++] = from;
    for (int at = 0; at < count; ++at)
        for (int i = m->first[m->queue[at]]; i < m->first[m->queue[at] + 1]; ++i) {
            const int end = m->end[i], e = end / 2;
            const bool is_head = end % 2 == 1;
            const int next = is_head ? m->tail[e] : m->head[e];
            const double room = is_head == backwards ? m->capacity[e] - m->flow[e] : m->flow[e];
            if (m->reached_by[next] != 0 || room <= nothing) continue;
            m->reached_by[next] = end + 1;
            if (next == until) return true;
            m->queue[count++] = next;
        }
    return false;
}

/* Along the path just found, from the source to the sink. */
static double push(rw_max_flow *m, int source, int sink) {
    double most = RW_INFINITY;
    for (int pass = 0; pass < 2; ++pass)
        for (int node = source; node != sink;) {
            const int end = m->reached_by[node] - 1, e = end / 2;
            const bool along = end % 2 == 1;
            if (pass == 0)
                most = fmin(most, along ? m->capacity[e] - m->flow[e] : m->flow[e]);
            else
                m->flow[e] += along ? most : -most;
            node = along ? m->head[e] : m->tail[e];
        }
    return most;
}

double rw_max_flow_run(rw_max_flow *m, int source, int sink) {
    double arrives = 0;
    memset(m->flow, 0, (size_t)m->edges * sizeof *m->flow);
    while (search(m, sink, source, true)) arrives += push(m, source, sink);
    for (int n = 0; n < m->nodes; ++n) m->near_sink[n] = m->reached_by[n] != 0;
    (void)search(m, source, sink, false);
    for (int n = 0; n < m->nodes; ++n) m->far_from_source[n] = m->reached_by[n] == 0;
    return arrives;
}
