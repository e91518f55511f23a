#include "bnb/source.h"
#include "base/number.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_NODES = 20000, MOST_PIECES = RW_SOURCE_ARCS * RW_LAGRANGIAN_SLOTS };

/* Capacity prices, as parts of the one at hand, at which branches are judged. */
static const double grid[RW_SOURCE_GRID] = {1, 0, 0.6, 0.85, 1.2, 1.6};

typedef struct candidate {
    int option;
    double gain[RW_SOURCE_GRID]; /* at the grid's prices */
} candidate;

typedef struct item {
    int arc, first, count; /* its candidates, the best at the price at hand first */
    bool forced;
    double most[RW_SOURCE_GRID]; /* the best candidate's gain, or 0 where it may stay unbuilt */
} item;

/* Heat that an option delivers in one band, while it is cheapest to give it there. */
typedef struct share {
    double slope, draw_mw; /* EUR per MW of source heat */
    int item, slot;
} share;

struct rw_source_plan {
    rw_context *context;
    const rw_lagrangian *lagrangian;
    double capacity_mw, tolerance;
    double price[RW_SOURCE_GRID]; /* of its heat, EUR/yr per MW */
    item items[RW_SOURCE_ARCS];
    int item_count, candidate_count;
    candidate candidates[RW_SOURCE_OPTIONS];
    double rest[RW_SOURCE_ARCS + 1][RW_SOURCE_GRID]; /* what the items from n on are worth at most */
    /* The search. */
    int chosen[RW_SOURCE_ARCS]; /* candidate of each item, -1 = not built */
    double best;                /* only plans worth more than this are looked for */
    long nodes;
    share shares[MOST_PIECES];
    rw_source_piece trial[RW_SOURCE_ARCS], pieces[RW_SOURCE_ARCS];
    int piece_count; /* of the best plan; -1 = none found */
};

rw_status rw_source_plan_start(rw_context *context, const rw_lagrangian *lagrangian, rw_source_plan **plan) {
    *plan = rw_allocate(context, 1, sizeof **plan);
    if (!*plan) return RW_ERROR_MEMORY;
    (*plan)->context = context;
    (*plan)->lagrangian = lagrangian;
    return RW_OK;
}

void rw_source_plan_free(rw_source_plan *plan) {
    if (plan) rw_release(plan->context, plan);
}

const rw_source_piece *rw_source_plan_pieces(const rw_source_plan *plan, int *count) {
    *count = plan->piece_count;
    return plan->pieces;
}

/* -- What may be in the plan --------------------------------------------------------------------------- */

static int by_gain(const void *a, const void *b) {
    const candidate *left = a, *right = b;
    if (left->gain[0] != right->gain[0]) return left->gain[0] > right->gain[0] ? -1 : 1;
    return (left->option > right->option) - (left->option < right->option);
}

static int by_worth(const void *a, const void *b) {
    const item *left = a, *right = b;
    if (left->most[0] != right->most[0]) return left->most[0] > right->most[0] ? -1 : 1;
    return (left->arc > right->arc) - (left->arc < right->arc);
}

/* The options of an arc that lose at most `budget` against the best choice for it; false when there is no
 * room for them. */
static bool add_item(rw_source_plan *s, int a, double budget) {
    const rw_lagrangian *g = s->lagrangian;
    const rw_problem_arc *arc = &g->problem->arcs[a];
    const bool forced = g->arc[a] == RW_YES;
    const double best = forced ? g->arc_gain[a] : fmax(0, g->arc_gain[a]);
    item t = {.arc = a, .first = s->candidate_count, .forced = forced};
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        if (!g->option_alive[k]) continue;
        const double gain = rw_lagrangian_gain_at(g, a, k, s->price[0], NULL);
        if (best - gain > budget) continue;
        if (s->candidate_count == RW_SOURCE_OPTIONS) return false;
        candidate *c = &s->candidates[s->candidate_count++];
        c->option = k;
        c->gain[0] = gain;
        for (int q = 1; q < RW_SOURCE_GRID; ++q)
            c->gain[q] = rw_lagrangian_gain_at(g, a, k, s->price[q], NULL);
    }
    t.count = s->candidate_count - t.first;
    if (t.count == 0) return true;
    if (s->item_count == RW_SOURCE_ARCS) return false;
    for (int q = 0; q < RW_SOURCE_GRID; ++q) {
        t.most[q] = forced ? -RW_INFINITY : 0;
        for (int c = t.first; c < t.first + t.count; ++c)
            t.most[q] = fmax(t.most[q], s->candidates[c].gain[q]);
    }
    qsort(s->candidates + t.first, (size_t)t.count, sizeof(candidate), by_gain);
    s->items[s->item_count++] = t;
    return true;
}

static bool collect(rw_source_plan *s, int i, double budget) {
    const rw_lagrangian *g = s->lagrangian;
    s->item_count = s->candidate_count = 0;
    for (int n = g->first_arc[i]; n < g->first_arc[i + 1]; ++n) {
        const int a = g->arc_list[n];
        if (g->arc_gain[a] < -budget && g->arc[a] != RW_YES) continue;
        if (!add_item(s, a, budget)) return false;
    }
    qsort(s->items, (size_t)s->item_count, sizeof(item), by_worth);
    for (int q = 0; q < RW_SOURCE_GRID; ++q) s->rest[s->item_count][q] = 0;
    for (int n = s->item_count - 1; n >= 0; --n)
        for (int q = 0; q < RW_SOURCE_GRID; ++q) s->rest[n][q] = s->rest[n + 1][q] + s->items[n].most[q];
    return true;
}

/* -- The value of a choice ----------------------------------------------------------------------------- */

static int by_slope(const void *a, const void *b) {
    const share *left = a, *right = b;
    if (left->slope != right->slope) return left->slope > right->slope ? -1 : 1;
    if (left->item != right->item) return left->item < right->item ? -1 : 1;
    return (left->slot > right->slot) - (left->slot < right->slot);
}

/* Adds what option k would deliver with no end of heat, band by band, the best first; returns how many. */
static int add_shares(rw_source_plan *s, int n, int count, const rw_option *o, const double *margin) {
    const rw_problem *p = s->lagrangian->problem;
    const rw_problem_arc *arc = &p->arcs[s->items[n].arc];
    const rw_problem_demand *d = &p->demands[arc->head - p->source_count];
    double room = o->carry > 0 ? (o->capacity_mw - o->carry0_mw) / o->carry : RW_INFINITY;
    bool taken[RW_LAGRANGIAN_SLOTS] = {false};
    for (;;) {
        int best = -1;
        for (int b = 0; b < arc->slot_count; ++b)
            if (!taken[b] && margin[b] > 0 && (best < 0 || margin[b] > margin[best])) best = b;
        if (best < 0 || room <= 0) return count;
        taken[best] = true;
        const double x = fmin(room, p->bands[d->first_band + best].width_mw);
        room -= x;
        s->shares[count++] = (share){o->draw > 0 ? margin[best] / o->draw : RW_INFINITY,
                                     o->draw > 0 ? o->draw * x : x, n, best};
    }
}

/* Everything is chosen: the heat goes where it is worth most. Keeps the plan if it is the best. */
static void judge(rw_source_plan *s) {
    const rw_lagrangian *g = s->lagrangian;
    double left = s->capacity_mw, value = 0, margin[RW_SOURCE_ARCS][RW_LAGRANGIAN_SLOTS];
    int count = 0;
    for (int n = 0; n < s->item_count; ++n) {
        if (s->chosen[n] < 0) continue;
        const int k = s->candidates[s->chosen[n]].option;
        left -= g->problem->options[k].draw0_mw;
        value -= rw_lagrangian_margins(g, s->items[n].arc, k, margin[n]);
        memset(s->trial[n].flow, 0, sizeof s->trial[n].flow);
        count = add_shares(s, n, count, &g->problem->options[k], margin[n]);
    }
    if (left < 0) return;
    qsort(s->shares, (size_t)count, sizeof(share), by_slope);
    for (int c = 0; c < count; ++c) {
        const share *h = &s->shares[c];
        const double draw = g->problem->options[s->candidates[s->chosen[h->item]].option].draw;
        const double x = draw > 0 ? fmin(left, h->draw_mw) / draw : h->draw_mw;
        if (draw > 0) left -= fmin(left, h->draw_mw);
        s->trial[h->item].flow[h->slot] += x;
        value += margin[h->item][h->slot] * x;
    }
    if (value <= s->best) return;
    s->best = value;
    s->piece_count = 0;
    for (int n = 0; n < s->item_count; ++n) {
        if (s->chosen[n] < 0) continue;
        rw_source_piece *q = &s->pieces[s->piece_count++];
        *q = s->trial[n];
        q->arc = s->items[n].arc;
        q->option = s->candidates[s->chosen[n]].option;
    }
}

/* -- Search -------------------------------------------------------------------------------------------- */

static bool search(rw_source_plan *s, int n, const double sum[RW_SOURCE_GRID]) {
    double most = RW_INFINITY;
    for (int q = 0; q < RW_SOURCE_GRID; ++q)
        most = fmin(most, s->price[q] * s->capacity_mw + sum[q] + s->rest[n][q]);
    if (most <= s->best + s->tolerance) return true;
    if (++s->nodes > MOST_NODES) return false;
    if (n == s->item_count) {
        judge(s);
        return true;
    }
    const item *t = &s->items[n];
    bool unbuilt_done = t->forced;
    for (int c = t->first; c < t->first + t->count; ++c) {
        if (!unbuilt_done && s->candidates[c].gain[0] < 0) {
            unbuilt_done = true;
            s->chosen[n] = -1;
            if (!search(s, n + 1, sum)) return false;
        }
        double with[RW_SOURCE_GRID];
        for (int q = 0; q < RW_SOURCE_GRID; ++q) with[q] = sum[q] + s->candidates[c].gain[q];
        s->chosen[n] = c;
        if (!search(s, n + 1, with)) return false;
    }
    s->chosen[n] = -1;
    return unbuilt_done || search(s, n + 1, sum);
}

/* With a small budget of loss against the relaxed value first: a plan inside it is the best there is, and
 * otherwise the value is at most the rest. */
double rw_source_plan_find(rw_source_plan *s, int i) {
    const rw_lagrangian *g = s->lagrangian;
    const rw_problem_source *source = &g->problem->sources[i];
    const double price = g->price[g->at.source + i];
    double value = price * source->capacity_mw;
    for (int n = g->first_arc[i]; n < g->first_arc[i + 1]; ++n) {
        const int a = g->arc_list[n];
        value += g->arc[a] == RW_YES ? g->arc_gain[a] : fmax(0, g->arc_gain[a]);
    }
    s->piece_count = -1;
    if (isinf(value) || value <= 0 || source->min_used_share > 0)
        return value - source->capacity_mw * source->min_used_share * g->price[g->at.used + i];
    s->capacity_mw = source->capacity_mw;
    s->tolerance = 1e-10 * value;
    for (int q = 0; q < RW_SOURCE_GRID; ++q) s->price[q] = price * grid[q];
    const double relaxed = value;
    for (double budget = 0.02 * relaxed; s->piece_count < 0;
         budget = fmin(relaxed * (1 + 1e-9), 4 * budget)) {
        if (!collect(s, i, budget)) return value;
        const double none[RW_SOURCE_GRID] = {0};
        s->nodes = 0;
        s->best = relaxed - budget;
        if (!search(s, 0, none)) {
            s->piece_count = -1;
            return value;
        }
        value = fmin(value, s->best + 2 * s->tolerance);
        if (budget >= relaxed) break;
    }
    return value;
}
