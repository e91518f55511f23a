/* Leaves out what leads nowhere, and joins pieces that meet where nothing else does. */
#include "streets/streets.h"
#include <stdlib.h>

typedef struct graph {
    rw_streets *streets;
    int *degree;     /* by node: pieces that are not left out */
    int *first, *at; /* by node: all its pieces */
    int *part;       /* by node: the smallest node that it hangs together with */
    bool *done;      /* by piece */
} graph;

static const rw_street_traits *traits_of(const rw_streets *s, const rw_piece *piece) {
    static const rw_street_traits service = {.name = ""};
    return piece->line < 0 ? &service : &s->lines.item[piece->line].traits;
}

static rw_status start_graph(graph *g) {
    rw_streets *s = g->streets;
    const size_t nodes = s->nodes.count, pieces = s->pieces.count;
    g->degree = rw_streets_degrees(s);
    g->first = rw_arena_allocate(&s->arena, nodes + 1, sizeof *g->first);
    g->at = rw_arena_allocate(&s->arena, 2 * pieces, sizeof *g->at);
    g->part = rw_arena_allocate(&s->arena, nodes, sizeof *g->part);
    g->done = rw_arena_allocate(&s->arena, pieces, sizeof *g->done);
    if (!g->degree || !g->first || !g->at || !g->part || !g->done) return RW_ERROR_MEMORY;
    for (size_t v = 0; v < nodes; ++v) g->first[v + 1] = g->first[v] + g->degree[v];
    for (size_t v = 0; v < nodes; ++v) g->part[v] = g->first[v];
    for (size_t p = 0; p < pieces; ++p) {
        if (s->pieces.item[p].left_out) continue;
        g->at[g->part[s->pieces.item[p].from]++] = (int)p;
        g->at[g->part[s->pieces.item[p].to]++] = (int)p;
    }
    return RW_OK;
}

static void leave_out(const graph *g, int piece) {
    rw_piece *p = &g->streets->pieces.item[piece];
    p->left_out = true;
    --g->degree[p->from];
    --g->degree[p->to];
}

/* -- Parts --------------------------------------------------------------------------------------------- */

static int part_of(const graph *g, int node) {
    while (g->part[node] != node) node = g->part[node] = g->part[g->part[node]];
    return node;
}

static void join_parts(const graph *g) {
    const rw_streets *s = g->streets;
    for (size_t v = 0; v < s->nodes.count; ++v) g->part[v] = (int)v;
    for (size_t p = 0; p < s->pieces.count; ++p) {
        const int a = part_of(g, s->pieces.item[p].from), b = part_of(g, s->pieces.item[p].to);
        g->part[a > b ? a : b] = a < b ? a : b;
    }
}

/* Parts in which no source or demand stands serve nobody. */
static rw_status leave_out_loose(const graph *g) {
    rw_streets *s = g->streets;
    const int places = s->study->source_count + s->study->demand_count;
    bool *serves = rw_arena_allocate(&s->arena, s->nodes.count, sizeof *serves),
         *seen = rw_arena_allocate(&s->arena, s->nodes.count, sizeof *seen);
    if (!serves || !seen) return RW_ERROR_MEMORY;
    for (int q = 0; q < places; ++q)
        if (s->attachment[q].attached) serves[part_of(g, s->first_place + q)] = true;
    for (size_t p = 0; p < s->pieces.count; ++p) {
        const int part = part_of(g, s->pieces.item[p].from);
        if (!seen[part]) ++*(serves[part] ? &s->summary->parts : &s->summary->loose_parts);
        seen[part] = true;
        if (!serves[part]) leave_out(g, (int)p);
    }
    return RW_OK;
}

/* -- Dead ends ----------------------------------------------------------------------------------------- */

static bool is_dead_end(const graph *g, int node) {
    return g->degree[node] == 1 && rw_streets_place_of(g->streets, node) < 0;
}

/* Follows a dead end back to where streets meet. What must have a pipe stays. */
static void leave_out_from(const graph *g, int node) {
    rw_streets *s = g->streets;
    while (is_dead_end(g, node)) {
        int next = -1;
        for (int k = g->first[node]; k < g->first[node + 1] && next < 0; ++k) {
            const rw_piece *piece = &s->pieces.item[g->at[k]];
            if (piece->left_out) continue;
            if (traits_of(s, piece)->status == RW_ROUTE_FORCED) return;
            next = piece->from == node ? piece->to : piece->from;
            leave_out(g, g->at[k]);
            ++s->summary->dead_ends;
        }
        if (next < 0) return;
        node = next;
    }
}

/* -- Chains -------------------------------------------------------------------------------------------- */

static bool alike(const rw_streets *s, const rw_piece *a, const rw_piece *b) {
    const rw_street_traits *x = traits_of(s, a), *y = traits_of(s, b);
    return a->line >= 0 && b->line >= 0 && x->existing_dn == y->existing_dn && x->status == y->status &&
           (x->existing_dn == 0 ||
            (x->existing_age_yr == y->existing_age_yr && x->existing_level == y->existing_level));
}

/* The piece that goes on where `piece` ends at a node, when nothing else meets there; -1 for none. */
static int next_in_chain(const graph *g, int piece, int node) {
    const rw_streets *s = g->streets;
    if (g->degree[node] != 2 || rw_streets_place_of(s, node) >= 0) return -1;
    for (int k = g->first[node]; k < g->first[node + 1]; ++k) {
        const int other = g->at[k];
        if (other == piece || s->pieces.item[other].left_out) continue;
        return !g->done[other] && alike(s, &s->pieces.item[piece], &s->pieces.item[other]) ? other : -1;
    }
    return -1;
}

static int far_end(const rw_piece *piece, int node) {
    return piece->from == node ? piece->to : piece->from;
}

/* The first piece of the chain that a piece is in, walking back; `node` becomes where the chain starts. */
static int chain_start(const graph *g, int piece, int *node) {
    const int origin = piece;
    *node = g->streets->pieces.item[piece].from;
    for (int before; (before = next_in_chain(g, piece, *node)) >= 0 && before != origin; piece = before)
        *node = far_end(&g->streets->pieces.item[before], *node);
    return piece;
}

/* Joins a whole chain, from its first piece, into one. */
static rw_status join_chain(const graph *g, int piece, int node, rw_piece *whole) {
    rw_streets *s = g->streets;
    int count = 1;
    *whole = s->pieces.item[piece];
    for (int p = piece, v = node, steps = 0; p >= 0 && steps <= (int)s->pieces.count; ++steps) {
        count += s->pieces.item[p].count - 1;
        v = far_end(&s->pieces.item[p], v);
        p = next_in_chain(g, p, v);
        if (p == piece) break;
    }
    whole->at = rw_arena_allocate(&s->arena, (size_t)count, sizeof *whole->at);
    if (!whole->at) return RW_ERROR_MEMORY;
    whole->from = node;
    whole->at[0] = s->nodes.item[node];
    whole->count = 1;
    whole->length_m = whole->extra_eur = 0;
    double longest_m = 0;
    for (int p = piece; p >= 0;) {
        const rw_piece *one = &s->pieces.item[p];
        const bool along = one->from == node;
        for (int k = 1; k < one->count; ++k)
            whole->at[whole->count++] = one->at[along ? k : one->count - 1 - k];
        whole->length_m += one->length_m;
        whole->extra_eur += one->extra_eur;
        if (one->length_m > longest_m) { /* after which the whole is named */
            longest_m = one->length_m;
            whole->line = one->line;
        }
        g->done[p] = true;
        node = far_end(one, node);
        p = next_in_chain(g, p, node);
    }
    whole->to = node;
    return RW_OK;
}

/* Chains take the place of the pieces; those left out come before them, for the map. */
static rw_status join_chains(graph *g, int *loops) {
    rw_streets *s = g->streets;
    const size_t before = s->pieces.count;
    for (size_t p = 0; p < before; ++p) {
        if (s->pieces.item[p].left_out || g->done[p]) continue;
        int node;
        rw_piece whole;
        const int start = chain_start(g, (int)p, &node);
        RW_TRY(join_chain(g, start, node, &whole));
        whole.left_out = whole.from == whole.to; /* back to where it began */
        *loops += whole.left_out;
        RW_TRY(rw_streets_add_piece(s, whole));
    }
    size_t kept = 0;
    for (size_t p = 0; p < s->pieces.count; ++p)
        if (p >= before || s->pieces.item[p].left_out) s->pieces.item[kept++] = s->pieces.item[p];
    s->pieces.count = kept;
    return RW_OK;
}

/* -- Doubles ------------------------------------------------------------------------------------------- */

static int low_end(const rw_piece *p) {
    return p->from < p->to ? p->from : p->to;
}

static int high_end(const rw_piece *p) {
    return p->from < p->to ? p->to : p->from;
}

/* Those that are left out last; then by their ends. */
static int compare_ends(const void *a, const void *b) {
    const rw_piece *left = a, *right = b;
    if (left->left_out != right->left_out) return left->left_out ? 1 : -1;
    if (low_end(left) != low_end(right)) return low_end(left) < low_end(right) ? -1 : 1;
    if (high_end(left) != high_end(right)) return high_end(left) < high_end(right) ? -1 : 1;
    if (left->length_m != right->length_m) return left->length_m < right->length_m ? -1 : 1;
    return left->line - right->line;
}

/* Two streets between the same two corners: the longer gets a junction halfway, as a study wants. */
static rw_status part_doubles(rw_streets *s) {
    if (s->pieces.count > 1) qsort(s->pieces.item, s->pieces.count, sizeof *s->pieces.item, compare_ends);
    const size_t before = s->pieces.count;
    for (size_t p = 1; p < before && !s->pieces.item[p].left_out; ++p) {
        const rw_piece whole = s->pieces.item[p], *other = &s->pieces.item[p - 1];
        if (low_end(&whole) != low_end(other) || high_end(&whole) != high_end(other)) continue;
        double gone_m = 0;
        int k = 1, node;
        while (gone_m + rw_point_distance_m(whole.at[k - 1], whole.at[k]) < whole.length_m / 2 &&
               k + 1 < whole.count) {
            gone_m += rw_point_distance_m(whole.at[k - 1], whole.at[k]);
            ++k;
        }
        const double step_m = rw_point_distance_m(whole.at[k - 1], whole.at[k]),
                     along = step_m > 0 ? (whole.length_m / 2 - gone_m) / step_m : 0;
        RW_TRY(rw_streets_add_node(
            s,
            (rw_point){whole.at[k - 1].x_m + along * (whole.at[k].x_m - whole.at[k - 1].x_m),
                       whole.at[k - 1].y_m + along * (whole.at[k].y_m - whole.at[k - 1].y_m)},
            &node));
        RW_TRY(rw_streets_add_stretch(s, &whole, 0, whole.length_m / 2, whole.from, node));
        RW_TRY(rw_streets_add_stretch(s, &whole, whole.length_m / 2, whole.length_m, node, whole.to));
        s->pieces.item[p].length_m = -1; /* to be taken out */
    }
    size_t kept = 0;
    for (size_t p = 0; p < s->pieces.count; ++p)
        if (s->pieces.item[p].length_m >= 0) s->pieces.item[kept++] = s->pieces.item[p];
    s->pieces.count = kept;
    if (kept > 1) qsort(s->pieces.item, kept, sizeof *s->pieces.item, compare_ends);
    return RW_OK;
}

rw_status rw_streets_simplify(rw_streets *s) {
    graph g = {.streets = s};
    RW_TRY(start_graph(&g));
    join_parts(&g);
    RW_TRY(leave_out_loose(&g));
    /* A loop that is left out makes a dead end of the street that led to it. */
    for (int loops = 1; loops > 0;) {
        loops = 0;
        RW_TRY(start_graph(&g));
        for (size_t v = 0; v < s->nodes.count; ++v) leave_out_from(&g, (int)v);
        RW_TRY(join_chains(&g, &loops));
        s->summary->dead_ends += loops;
    }
    return part_doubles(s);
}
