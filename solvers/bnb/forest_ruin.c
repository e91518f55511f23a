#include "bnb/forest_ruin.h"
#include "base/number.h"
#include <stdlib.h>
#include <string.h>

rw_status rw_forest_walk_start(rw_context *context, rw_arena *arena, const rw_forest_data *d, uint64_t seed,
                               rw_forest_walk *w) {
    memset(w, 0, sizeof *w);
    w->data = d;
    w->random.state = seed;
    w->queue = rw_arena_allocate(arena, (size_t)d->graph.nodes, sizeof *w->queue);
    w->seen = rw_arena_allocate(arena, (size_t)d->graph.nodes, sizeof *w->seen);
    w->value = rw_arena_allocate(arena, (size_t)d->graph.nodes, sizeof *w->value);
    w->hoped = rw_arena_allocate(arena, (size_t)d->problem->arc_count, sizeof *w->hoped);
    w->everybody = rw_arena_allocate(arena, (size_t)d->problem->demand_count, sizeof *w->everybody);
    if (!w->queue || !w->seen || !w->value || !w->hoped || !w->everybody) return RW_ERROR_MEMORY;
    for (int j = 0; j < d->problem->demand_count; ++j)
        w->everybody[j] = (rw_forest_turn){rw_random_unit(&w->random), j};
    RW_TRY(rw_forest_finder_start(arena, d, &w->finder));
    RW_TRY(rw_forest_start(context, arena, d, &w->forest));
    RW_TRY(rw_forest_watch(arena, &w->forest));
    return rw_forest_start(context, arena, d, &w->best);
}

void rw_forest_walk_free(rw_forest_walk *w) {
    rw_forest_free(&w->forest);
    rw_forest_free(&w->best);
}

/* -- Who goes out -------------------------------------------------------------------------------------- */

static void take(rw_forest_walk *w, int demand) {
    for (int n = 0; n < w->count; ++n)
        if (w->list[n] == demand) return;
    if (w->count < RW_FOREST_MOST_OUT) w->list[w->count++] = demand;
}

/* The demands nearest to one, in trenches, through one of its exits. */
static void take_near(rw_forest_walk *w, int demand, int most) {
    const rw_problem *p = w->data->problem;
    const rw_network_graph *graph = &w->data->graph;
    const int node = p->source_count + demand;
    const int exits = graph->in.first[node + 1] - graph->in.first[node];
    take(w, demand);
    if (exits == 0) return;
    int exit = graph->in.item[graph->in.first[node] + rw_random_index(&w->random, exits)];
    if (w->forest.exit[demand] >= 0 && rw_random_unit(&w->random) < 0.8) exit = w->forest.exit[demand];
    int count = 0;
    ++w->stamp;
    w->seen[p->arcs[exit].tail] = w->stamp;
    w->queue[count++] = p->arcs[exit].tail;
    for (int at = 0; at < count && w->count < most; ++at) {
        const int v = w->queue[at];
        if (v < p->source_count + p->demand_count) continue;
        for (int e = graph->out.first[v]; e < graph->out.first[v + 1] && w->count < most; ++e) {
            const int head = p->arcs[graph->out.item[e]].head;
            if (w->seen[head] == w->stamp) continue;
            w->seen[head] = w->stamp;
            if (rw_problem_is_demand(p, head)) {
                if (rw_random_unit(&w->random) < 0.85) take(w, head - p->source_count);
            } else {
                w->queue[count++] = head;
            }
        }
    }
}

/* Demands below a junction. */
static void take_below(rw_forest_walk *w, int junction, int most) {
    const rw_problem *p = w->data->problem;
    const rw_network_graph *graph = &w->data->graph;
    int count = 0;
    w->queue[count++] = junction;
    for (int at = 0; at < count && w->count < most; ++at)
        for (int e = graph->out.first[w->queue[at]]; e < graph->out.first[w->queue[at] + 1]; ++e) {
            const int a = graph->out.item[e], head = p->arcs[a].head;
            if (rw_problem_is_demand(p, head)) {
                if (w->forest.exit[head - p->source_count] == a) take(w, head - p->source_count);
            } else if (w->forest.parent[head] == a) {
                w->queue[count++] = head;
            }
        }
}

static void choose(rw_forest_walk *w) {
    const rw_problem *p = w->data->problem;
    const int demand = rw_random_index(&w->random, p->demand_count);
    const double kind = rw_random_unit(&w->random);
    w->count = 0;
    if (w->forest.exit[demand] >= 0 && kind < 0.4) {
        int v = p->arcs[w->forest.exit[demand]].tail;
        for (int up = 1 + rw_random_index(&w->random, 8); up > 0; --up) {
            const int tail = p->arcs[w->forest.parent[v]].tail;
            if (tail < p->source_count) break;
            v = tail;
        }
        take_below(w, v, 24);
        return;
    }
    take_near(w, demand, 1 + rw_random_index(&w->random, kind < 0.8 ? 6 : 20));
}

/* -- Putting them back --------------------------------------------------------------------------------- */

static double width_of(const rw_forest_data *d, int demand) {
    const rw_problem_demand *j = &d->problem->demands[demand];
    double sum = 0;
    for (int b = j->first_band; b < j->first_band + j->band_count; ++b) sum += d->problem->bands[b].width_mw;
    return sum;
}

static void order(rw_forest_walk *w) {
    for (int n = w->count - 1; n > 0; --n) {
        const int other = rw_random_index(&w->random, n + 1), demand = w->list[n];
        w->list[n] = w->list[other];
        w->list[other] = demand;
    }
    if (rw_random_unit(&w->random) < 0.5) return;
    for (int n = 1; n < w->count; ++n) {
        const int demand = w->list[n];
        int at = n;
        for (; at > 0 && width_of(w->data, w->list[at - 1]) < width_of(w->data, demand); --at)
            w->list[at] = w->list[at - 1];
        w->list[at] = demand;
    }
}

/* Whoever costs more than it saves goes again. */
static void weed(rw_forest_walk *w) {
    rw_forest *f = &w->forest;
    for (int n = 0; n < w->count; ++n) {
        if (f->exit[w->list[n]] < 0) continue;
        const rw_forest_mark mark = rw_forest_marked(f);
        rw_forest_drop(f, w->list[n]);
        if (f->cost > mark.cost) rw_forest_undo(f, mark);
    }
}

static void insert_all(rw_forest_walk *w) {
    rw_forest_finder *finder = &w->finder;
    const rw_forest_data *d = w->data;
    const double kind = rw_random_unit(&w->random);
    finder->new_share = kind < 0.5 ? 1 : rw_random_between(&w->random, 0.1, 1);
    finder->only_layer = d->large_count > 0 && rw_random_unit(&w->random) < 0.1
                             ? d->large[rw_random_index(&w->random, d->large_count)]
                             : -1;
    const int bands = rw_random_unit(&w->random) < 0.7 ? 1 + rw_random_index(&w->random, 2) : 0;
    for (int n = 0; n < w->count; ++n) {
        const double tolerated =
            finder->new_share < 1 ? fabs(d->unserved[w->list[n]]) * (1 - finder->new_share) : 0;
        (void)rw_forest_insert(&w->forest, finder, w->list[n], bands, tolerated);
    }
    finder->only_layer = -1;
}

void rw_forest_step(rw_forest_walk *w) {
    rw_forest *f = &w->forest;
    choose(w);
    const rw_forest_mark mark = rw_forest_marked(f);
    for (int n = 0; n < w->count; ++n)
        if (f->exit[w->list[n]] >= 0) rw_forest_drop(f, w->list[n]);
    order(w);
    insert_all(w);
    weed(w);
    const double allowed = mark.cost - w->heat * log(1 - rw_random_unit(&w->random));
    if (f->cost > allowed || f->failed) {
        rw_forest_undo(f, mark);
        return;
    }
    rw_forest_keep(f);
}

/* -- Everybody ----------------------------------------------------------------------------------------- */

static int by_gain(const void *a, const void *b) {
    const rw_forest_turn *x = a, *y = b;
    if (x->gain_per_mw != y->gain_per_mw) return x->gain_per_mw > y->gain_per_mw ? -1 : 1;
    return (x->demand > y->demand) - (x->demand < y->demand);
}

static void serve(rw_forest_walk *w, int from, int to, int bands, double tolerated_share) {
    const rw_forest_data *d = w->data;
    for (int n = from; n < to; ++n) {
        rw_forest_turn *turn = &w->everybody[n];
        if (w->forest.exit[turn->demand] >= 0) continue;
        (void)rw_forest_insert(&w->forest, &w->finder, turn->demand, bands,
                               tolerated_share * fabs(d->unserved[turn->demand]));
        if (tolerated_share > 0) turn->gain_per_mw = w->finder.gain_per_mw;
        rw_forest_keep(&w->forest);
    }
}

static void reconsider(rw_forest_walk *w, int from, int to) {
    for (int n = from; n < to; ++n) {
        if (w->forest.exit[w->everybody[n].demand] < 0) continue;
        rw_forest_reconsider(&w->forest, w->everybody[n].demand, 0);
        rw_forest_keep(&w->forest);
    }
}

/* Whoever gains most is served first, give or take some chance. */
static void line_up(rw_forest_walk *w, double noise) {
    const int count = w->data->problem->demand_count;
    for (int n = 0; n < count; ++n)
        w->everybody[n].gain_per_mw *= 1 + noise * rw_random_between(&w->random, -1, 1);
    qsort(w->everybody, (size_t)count, sizeof *w->everybody, by_gain);
}

/* What is not used this time is hoped for less the next time. */
static void learn(rw_forest_walk *w) {
    const rw_problem *p = w->data->problem;
    for (int a = 0; a < p->arc_count; ++a) {
        if (!rw_problem_is_junction(p, p->arcs[a].head)) continue;
        const int v = p->arcs[a].head;
        if (w->forest.parent[v] == a)
            w->hoped[a] = 0.5 * (w->hoped[a] + w->forest.load[v]);
        else
            w->hoped[a] *= 0.7;
    }
}

void rw_forest_learn_from(rw_forest_walk *to, const rw_forest_walk *from) {
    const rw_problem *p = to->data->problem;
    memcpy(to->hoped, from->hoped, (size_t)p->arc_count * sizeof *to->hoped);
    memcpy(to->everybody, from->everybody, (size_t)p->demand_count * sizeof *to->everybody);
}

/* Of what a pipe costs that nobody is known to share. Less starts with more networks than pay: at 0.3 the
 * first plans of a city cost 4 % more, and annealing does not get rid of that. */
static const double first_share = 0.9;

static void start_round(rw_forest_walk *w, int layer) {
    rw_forest_clear(&w->forest);
    line_up(w, 0.2);
    w->finder.new_share = first_share;
    w->finder.only_layer = layer;
    w->finder.hoped = w->hoped;
}

static void end_hoping(rw_forest_walk *w) {
    learn(w);
    rw_forest_weed(&w->forest, w->queue, w->value);
    rw_forest_keep(&w->forest);
    w->finder.new_share = 1;
    w->finder.only_layer = -1;
    w->finder.hoped = NULL;
}

void rw_forest_round(rw_forest_walk *w, int layer, int part) {
    const int slices = RW_FOREST_PARTS / 4, slice = part % slices, count = w->data->problem->demand_count,
              from = (int)((long)count * slice / slices), to = (int)((long)count * (slice + 1) / slices);
    if (part == 0) start_round(w, layer);
    if (part == slices) end_hoping(w);
    switch (part / slices) {
    case 0:
        serve(w, from, to, 1, 10);
        break;
    case 1:
        serve(w, from, to, 1, 0);
        break;
    case 2:
        reconsider(w, from, to);
        break;
    default:
        serve(w, from, to, 0, 0);
        break;
    }
}
