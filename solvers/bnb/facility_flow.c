/* The transport problem for given open sources, by shortest augmenting paths on the graph of these sources:
 * every customer starts at its cheapest one; a source with too much pushes MW along the cheapest path of
 * exchanges to a source with room. The edge (a, b) is the cheapest move of one MW from a to b by one of a's
 * customers. Prices of capacity keep all edges at or above zero, so that Dijkstra's method applies, and are
 * dual prices in the end (Ford and Fulkerson; potentials by Edmonds and Karp 1972). O(open^2 + customers) per
 * push; pushes are about as many as customers of sources that are full. */
#include "base/number.h"
#include "bnb/facility_parts.h"
#include <string.h>

rw_status rw_facility_flow_start(rw_facility_flow *t, rw_arena *arena, const rw_facility *f) {
    const size_t sources = (size_t)f->sources, customers = (size_t)f->customers,
                 arcs = f->first[f->customers], entries = 8 * (customers + sources) + 8;
    t->facility = f;
    t->most_entries = (int)(entries < arcs + 1 ? entries : arcs + 1);
    t->open = rw_arena_allocate(arena, sources, sizeof *t->open);
    t->place = rw_arena_allocate(arena, sources, sizeof *t->place);
    t->first = rw_arena_allocate(arena, customers + 1, sizeof *t->first);
    t->near_cost = rw_arena_allocate(arena, arcs, sizeof *t->near_cost);
    t->near = rw_arena_allocate(arena, arcs, sizeof *t->near);
    t->entry = rw_arena_allocate(arena, (size_t)t->most_entries, sizeof *t->entry);
    t->head = rw_arena_allocate(arena, sources, sizeof *t->head);
    t->of_customer = rw_arena_allocate(arena, customers, sizeof *t->of_customer);
    t->load = rw_arena_allocate(arena, sources, sizeof *t->load);
    t->slack = rw_arena_allocate(arena, sources, sizeof *t->slack);
    t->pi = rw_arena_allocate(arena, sources, sizeof *t->pi);
    t->length = rw_arena_allocate(arena, sources * sources, sizeof *t->length);
    t->via = rw_arena_allocate(arena, sources * sources, sizeof *t->via);
    t->distance = rw_arena_allocate(arena, sources, sizeof *t->distance);
    t->from = rw_arena_allocate(arena, sources, sizeof *t->from);
    t->settled = rw_arena_allocate(arena, sources, sizeof *t->settled);
    t->price = rw_arena_allocate(arena, customers, sizeof *t->price);
    return t->open && t->place && t->first && t->near_cost && t->near && t->entry && t->head &&
                   t->of_customer && t->load && t->slack && t->pi && t->length && t->via && t->distance &&
                   t->from && t->settled && t->price
               ? RW_OK
               : RW_ERROR_MEMORY;
}

/* -- Entries ------------------------------------------------------------------------------------------- */

static int find_entry(const rw_facility_flow *t, int j, int place) {
    int e = t->of_customer[j];
    while (e >= 0 && t->entry[e].place != place) e = t->entry[e].sibling;
    return e;
}

/* -1: no room for more. */
static int add_entry(rw_facility_flow *t, int j, int place, double cost) {
    int e = t->unused;
    if (e >= 0)
        t->unused = t->entry[e].next;
    else if (t->entry_count < t->most_entries)
        e = t->entry_count++;
    else
        return -1;
    t->entry[e] = (rw_facility_entry){.cost = cost,
                                      .customer = j,
                                      .place = place,
                                      .next = t->head[place],
                                      .before = -1,
                                      .sibling = t->of_customer[j]};
    if (t->head[place] >= 0) t->entry[t->head[place]].before = e;
    t->head[place] = t->of_customer[j] = e;
    return e;
}

static void remove_entry(rw_facility_flow *t, int e) {
    const rw_facility_entry *x = &t->entry[e];
    if (x->before >= 0)
        t->entry[x->before].next = x->next;
    else
        t->head[x->place] = x->next;
    if (x->next >= 0) t->entry[x->next].before = x->before;
    int *link = &t->of_customer[x->customer];
    while (*link != e) link = &t->entry[*link].sibling;
    *link = x->sibling;
    t->entry[e].next = t->unused;
    t->unused = e;
}

/* -- Edges --------------------------------------------------------------------------------------------- */

/* What moving entry e elsewhere costs. */
static void offer_moves(rw_facility_flow *t, int e) {
    const rw_facility *f = t->facility;
    const rw_facility_entry *x = &t->entry[e];
    const int j = x->customer;
    if (f->need[j] == 0) return;
    const size_t row = (size_t)x->place * (size_t)t->open_count;
    double *length = t->length + row;
    int *via = t->via + row;
    for (size_t n = t->first[j]; n < t->first[j + 1]; ++n) {
        const double more = (t->near_cost[n] - x->cost) * f->per_need[j];
        if (more >= length[t->near[n]]) continue;
        length[t->near[n]] = more;
        via[t->near[n]] = e;
    }
}

static void renew_row(rw_facility_flow *t, int place) {
    const size_t row = (size_t)place * (size_t)t->open_count;
    for (int b = 0; b < t->open_count; ++b) t->length[row + (size_t)b] = RW_INFINITY;
    for (int e = t->head[place]; e >= 0; e = t->entry[e].next) offer_moves(t, e);
}

/* -- Start --------------------------------------------------------------------------------------------- */

static void list_open(rw_facility_flow *t, const unsigned char *open) {
    const rw_facility *f = t->facility;
    t->open_count = 0;
    for (int i = 0; i < f->sources; ++i) {
        t->place[i] = open[i] ? t->open_count : -1;
        if (!open[i]) continue;
        const int a = t->open_count++;
        t->open[a] = i;
        t->head[a] = -1;
        t->load[a] = t->pi[a] = 0;
        t->slack[a] = 1e-11 * fmax(f->capacity[i], 1e-3 * f->total_need);
    }
    size_t kept = 0;
    for (int j = 0; j < f->customers; ++j) {
        t->first[j] = kept;
        for (size_t n = f->first[j]; n < f->first[j + 1]; ++n) {
            const int a = t->place[f->source[n]];
            t->near[kept] = a;
            t->near_cost[kept] = f->cost[n];
            kept += a >= 0;
        }
    }
    t->first[f->customers] = kept;
}

/* Everybody at the cheapest. */
static bool serve_cheapest(rw_facility_flow *t) {
    const rw_facility *f = t->facility;
    t->entry_count = 0;
    t->unused = -1;
    for (int j = 0; j < f->customers; ++j) {
        t->of_customer[j] = -1;
        if (t->first[j] == t->first[j + 1]) return false;
        const int a = t->near[t->first[j]];
        const int e = add_entry(t, j, a, t->near_cost[t->first[j]]);
        t->entry[e].amount_mw = f->need[j];
        t->load[a] += f->need[j];
    }
    return true;
}

/* -- Pushing ------------------------------------------------------------------------------------------- */

static double room_of(const rw_facility_flow *t, int a) {
    return t->facility->capacity[t->open[a]] - t->load[a];
}

static void reach_from(rw_facility_flow *t, int a) {
    const double *length = t->length + (size_t)a * (size_t)t->open_count;
    for (int b = 0; b < t->open_count; ++b) {
        const double there = t->distance[a] + fmax(0, length[b] + t->pi[b] - t->pi[a]);
        if (t->settled[b] || !(there < t->distance[b])) continue;
        t->distance[b] = there;
        t->from[b] = a;
    }
}

/* The nearest source with room, -1 = none. */
static int search_room(rw_facility_flow *t, int start) {
    for (int a = 0; a < t->open_count; ++a) {
        t->distance[a] = RW_INFINITY;
        t->settled[a] = 0;
    }
    t->distance[start] = 0;
    for (;;) {
        int next = -1;
        for (int a = 0; a < t->open_count; ++a)
            if (!t->settled[a] && !isinf(t->distance[a]) && (next < 0 || t->distance[a] < t->distance[next]))
                next = a;
        if (next < 0 || room_of(t, next) > t->slack[next]) return next;
        t->settled[next] = 1;
        reach_from(t, next);
    }
}

static int mover_into(const rw_facility_flow *t, int b) {
    return t->via[(size_t)t->from[b] * (size_t)t->open_count + (size_t)b];
}

static double cost_from(const rw_facility_flow *t, int j, int place) {
    size_t n = t->first[j];
    while (t->near[n] != place) ++n;
    return t->near_cost[n];
}

/* Moves part of entry e to `to`. False: no room for another entry. */
static bool move(rw_facility_flow *t, int e, int to, double amount) {
    const int j = t->entry[e].customer, from = t->entry[e].place;
    int there = find_entry(t, j, to);
    if (there < 0) {
        there = add_entry(t, j, to, cost_from(t, j, to));
        if (there < 0) return false;
        offer_moves(t, there);
    }
    t->entry[there].amount_mw += amount;
    t->entry[e].amount_mw -= amount;
    t->load[from] -= amount;
    t->load[to] += amount;
    if (t->entry[e].amount_mw <= 1e-13 * t->facility->need[j]) {
        t->entry[there].amount_mw += t->entry[e].amount_mw;
        remove_entry(t, e);
        renew_row(t, from);
    }
    return true;
}

/* Along the path that ends at `end`, from its end on: a move changes the edges out of the two sources it
 * concerns, which the rest of the path has no use for. */
static bool push(rw_facility_flow *t, int start, int end) {
    double amount = fmin(-room_of(t, start), room_of(t, end));
    for (int b = end; b != start; b = t->from[b]) amount = fmin(amount, t->entry[mover_into(t, b)].amount_mw);
    for (int a = 0; a < t->open_count; ++a)
        if (t->settled[a]) t->pi[a] += t->distance[end] - t->distance[a];
    for (int b = end; b != start; b = t->from[b])
        if (!move(t, mover_into(t, b), b, amount)) return false;
    ++t->pushes;
    return true;
}

static rw_facility_outcome relieve(rw_facility_flow *t, int start, long *left) {
    while (-room_of(t, start) > t->slack[start]) {
        const int end = search_room(t, start);
        if (end < 0) return RW_FACILITY_IMPOSSIBLE;
        if (--*left < 0 || !push(t, start, end)) return RW_FACILITY_UNSOLVED;
    }
    return RW_FACILITY_SOLVED;
}

/* -- Result -------------------------------------------------------------------------------------------- */

static void fill_cost(rw_facility_flow *t) {
    const rw_facility *f = t->facility;
    t->cost = f->constant;
    for (int a = 0; a < t->open_count; ++a) t->cost += f->open[t->open[a]];
    for (int j = 0; j < f->customers; ++j) {
        double least = RW_INFINITY;
        for (size_t n = t->first[j]; n < t->first[j + 1]; ++n)
            least = fmin(least, t->near_cost[n] + f->need[j] * t->pi[t->near[n]]);
        t->price[j] = least;
        for (int e = t->of_customer[j]; e >= 0; e = t->entry[e].sibling)
            t->cost +=
                f->need[j] > 0 ? t->entry[e].cost * (t->entry[e].amount_mw / f->need[j]) : t->entry[e].cost;
    }
}

rw_facility_outcome rw_facility_transport(rw_facility_flow *t, const unsigned char *open) {
    const rw_facility *f = t->facility;
    long left = 1000 + 50L * (f->customers + f->sources);
    t->cost = RW_INFINITY;
    list_open(t, open);
    if (!serve_cheapest(t)) return RW_FACILITY_IMPOSSIBLE;
    bool full = false;
    for (int a = 0; a < t->open_count; ++a) full = full || -room_of(t, a) > t->slack[a];
    for (int a = 0; a < t->open_count && full; ++a) renew_row(t, a);
    for (int a = 0; a < t->open_count; ++a) {
        const rw_facility_outcome outcome = relieve(t, a, &left);
        if (outcome != RW_FACILITY_SOLVED) return outcome;
    }
    fill_cost(t);
    return RW_FACILITY_SOLVED;
}
