/* A node decides demands (served or not), trenches (a pipe at this level or none) and, where there is a pipe,
 * its diameter. Its bound comes from a few steps from its parent's prices; what its bound rules out is
 * removed from it and from all below. */
#include "bnb/network_tree.h"
#include "base/number.h"
#include "glpk/polish.h"
#include <string.h>

enum { STEPS = 15, MOST_STEPS = 60, FIXINGS = 3 };

/* Decisions and prices, in one block. */
typedef struct node {
    double bound;
    double *price, *raised; /* raised: by demand, by the tolls */
    rw_net_toll *toll;      /* of all demands, one after the other */
    int *must, *toll_count;
    unsigned char *alive, *served;
} node;

typedef enum branch_kind { NOTHING, DEMAND, TRENCH, PIPE } branch_kind;

typedef struct branch {
    branch_kind kind;
    int index;       /* of a demand, or an exclusive number */
    double capacity; /* PIPE: up to this, or more */
} branch;

typedef struct tree {
    rw_search *search;
    rw_net_ascent *ascent;
    rw_net_fixing *fixing;
    rw_net_bound *bound;
    const rw_problem *problem;
    RW_VECTOR(node *) open;
    double closed; /* the least bound of leaves that could not be closed */
    rw_result scratch;
} tree;

/* -- Nodes --------------------------------------------------------------------------------------------- */

static node *new_node(const tree *t) {
    const rw_problem *p = t->problem;
    const size_t demands = (size_t)p->demand_count, options = (size_t)p->option_count,
                 prices = (size_t)t->ascent->count * sizeof(double), raised = demands * sizeof(double),
                 tolls = rw_net_ascent_tolls(t->ascent) * sizeof(rw_net_toll),
                 arcs = (size_t)p->arc_count * sizeof(int), counts = demands * sizeof(int);
    char *block = rw_allocate(t->search->context,
                              sizeof(node) + prices + raised + tolls + arcs + counts + options + demands, 1);
    if (!block) return NULL;
    node *n = (node *)(void *)block;
    block += sizeof(node);
    n->price = (double *)(void *)block;
    n->raised = (double *)(void *)(block += prices);
    n->toll = (rw_net_toll *)(void *)(block += raised);
    n->must = (int *)(void *)(block += tolls);
    n->toll_count = (int *)(void *)(block += arcs);
    n->alive = (unsigned char *)block + counts;
    n->served = n->alive + options;
    return n;
}

/* What the bound holds now and the best prices and tolls, as a node. */
static node *save(const tree *t, double bound) {
    node *n = new_node(t);
    if (!n) return NULL;
    n->bound = bound;
    memcpy(n->price, t->ascent->best_price, (size_t)t->ascent->count * sizeof(double));
    memcpy(n->must, t->bound->must, (size_t)t->problem->arc_count * sizeof(int));
    memcpy(n->alive, t->bound->alive, (size_t)t->problem->option_count);
    memcpy(n->served, t->bound->served, (size_t)t->problem->demand_count);
    rw_net_toll *to = n->toll;
    for (int j = 0; t->ascent->has_tolls && j < t->problem->demand_count; ++j) {
        const rw_net_tolls *tolls = &t->ascent->best_tolls[j];
        n->raised[j] = t->ascent->best_raised[j];
        n->toll_count[j] = (int)tolls->count;
        if (tolls->count > 0) memcpy(to, tolls->item, tolls->count * sizeof *to);
        to += tolls->count;
    }
    return n;
}

static rw_status load(const tree *t, const node *n) {
    memcpy(t->bound->must, n->must, (size_t)t->problem->arc_count * sizeof(int));
    memcpy(t->bound->alive, n->alive, (size_t)t->problem->option_count);
    memcpy(t->bound->served, n->served, (size_t)t->problem->demand_count);
    rw_net_ascent_reset(t->ascent, n->price);
    const rw_net_toll *from = n->toll;
    for (int j = 0; j < t->problem->demand_count; ++j) {
        RW_TRY(rw_net_tolls_set(t->bound, j, from, (size_t)n->toll_count[j]));
        t->bound->demands[j].raised = n->raised[j];
        from += n->toll_count[j];
    }
    return RW_OK;
}

static rw_status add(tree *t, node *n) {
    const rw_status status = RW_VECTOR_RESERVE(t->search->context, &t->open, 1);
    if (status != RW_OK) {
        rw_release(t->search->context, n);
        return status;
    }
    t->open.item[t->open.count++] = n;
    return RW_OK;
}

static size_t least(const tree *t) {
    size_t best = 0;
    for (size_t n = 1; n < t->open.count; ++n)
        if (t->open.item[n]->bound < t->open.item[best]->bound) best = n;
    return best;
}

static void prove(const tree *t) {
    double bound = fmin(t->closed, t->search->best->cost_eur_per_yr);
    for (size_t n = 0; n < t->open.count; ++n) bound = fmin(bound, t->open.item[n]->bound);
    rw_search_prove(t->search, bound);
}

/* -- Bounding ------------------------------------------------------------------------------------------ */

static double cutoff(const tree *t) {
    const double cost = t->search->best->cost_eur_per_yr;
    return cost - 1e-9 * fabs(cost);
}

/* Steps and removals, as long as they get somewhere. Returns the bound of what is left. */
static rw_status bound_node(tree *t, double known, double *bound) {
    rw_net_ascent *s = t->ascent;
    *bound = known;
    for (int round = 0; round < FIXINGS; ++round) {
        for (int steps = 0; steps < MOST_STEPS; steps += STEPS) {
            const double before = s->best;
            t->bound->upper = t->search->best->cost_eur_per_yr;
            RW_TRY(rw_net_ascent_run(s, t->bound->upper, STEPS));
            *bound = fmax(*bound, s->best);
            if (*bound >= cutoff(t) || rw_search_stop(t->search)) return RW_OK;
            if (s->best - before < 0.05 * (cutoff(t) - s->best)) break;
        }
        RW_TRY(rw_net_ascent_settle(s));
        const int decided = rw_net_fix(t->fixing, cutoff(t));
        if (decided < t->problem->option_count / 100 + 1) return RW_OK;
        rw_net_ascent_reset(s, s->best_price);
    }
    return RW_OK;
}

/* -- Branching ----------------------------------------------------------------------------------------- */

static double undecided(double share) {
    return fmin(share, 1 - share) + 0.01;
}

static void offer_demands(const tree *t, branch *best, double *score) {
    for (int j = 0; j < t->problem->demand_count; ++j) {
        const rw_net_demand *d = &t->bound->demands[j];
        if (t->bound->served[j] != RW_NET_OPEN || d->prize <= 0) continue;
        const double here = undecided(t->ascent->served_share[j]) * d->prize;
        if (here <= *score) continue;
        *score = here;
        *best = (branch){DEMAND, j, 0};
    }
}

/* The spread of what is alive in a set: how many arcs, and the smallest and largest pipe. */
typedef struct spread {
    int options;
    double least, most, cheapest, dearest;
} spread;

static spread spread_of(const tree *t, int set) {
    const rw_problem *p = t->problem;
    const rw_arc_groups *sets = &t->bound->graph.exclusive;
    spread s = {0, RW_INFINITY, 0, RW_INFINITY, 0};
    for (int e = sets->first[set]; e < sets->first[set + 1]; ++e) {
        const rw_problem_arc *arc = &p->arcs[sets->item[e]];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            if (!t->bound->alive[k]) continue;
            ++s.options;
            s.least = fmin(s.least, p->options[k].capacity_mw);
            s.most = fmax(s.most, p->options[k].capacity_mw);
            s.cheapest = fmin(s.cheapest, p->options[k].fixed_eur_per_yr);
            s.dearest = fmax(s.dearest, p->options[k].fixed_eur_per_yr);
        }
    }
    return s;
}

static void offer_trenches(const tree *t, branch *best, double *score) {
    const rw_arc_groups *sets = &t->bound->graph.exclusive;
    for (int set = 1; set < sets->count; ++set) {
        if (sets->first[set] == sets->first[set + 1]) continue;
        const spread s = spread_of(t, set);
        const bool must = t->bound->must[sets->item[sets->first[set]]] == set;
        if (s.options == 0 || (must && s.most <= s.least)) continue;
        const double share = t->ascent->built_share[set];
        const double here = must ? 0.5 * (s.dearest - s.cheapest) * share : undecided(share) * s.cheapest;
        if (here <= *score) continue;
        *score = here;
        *best = (branch){must ? PIPE : TRENCH, set, (s.least + s.most) / 2};
    }
}

/* This set must be built now: a wider one that it is part of says no more than that. */
static void demand_built(const tree *t, int set) {
    const rw_arc_groups *sets = &t->bound->graph.exclusive;
    for (int e = sets->first[set]; e < sets->first[set + 1]; ++e) {
        const int wider = t->bound->must[sets->item[e]];
        for (int a = 0; wider > 0 && a < t->problem->arc_count; ++a)
            if (t->bound->must[a] == wider) t->bound->must[a] = 0;
    }
    for (int e = sets->first[set]; e < sets->first[set + 1]; ++e) t->bound->must[sets->item[e]] = set;
}

/* One side of a branching, laid on the bound's decisions. */
static void decide(const tree *t, const branch *by, int side) {
    const rw_problem *p = t->problem;
    const rw_arc_groups *sets = &t->bound->graph.exclusive;
    if (by->kind == DEMAND) {
        t->bound->served[by->index] = side ? RW_NET_SERVED : RW_NET_NOT_SERVED;
        return;
    }
    if (by->kind == TRENCH && side) demand_built(t, by->index);
    for (int e = sets->first[by->index]; e < sets->first[by->index + 1]; ++e) {
        const int a = sets->item[e];
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k) {
            const bool small = p->options[k].capacity_mw <= by->capacity;
            if (by->kind == TRENCH ? !side : small != (side == 0)) t->bound->alive[k] = 0;
        }
    }
}

static rw_status split(tree *t, double bound) {
    branch by = {NOTHING, 0, 0};
    double score = 0;
    offer_demands(t, &by, &score);
    offer_trenches(t, &by, &score);
    if (by.kind == NOTHING) {
        t->closed = fmin(t->closed, bound);
        return RW_OK;
    }
    node *whole = save(t, bound);
    if (!whole) return RW_ERROR_MEMORY;
    rw_status status = RW_OK;
    for (int side = 0; side < 2 && status == RW_OK; ++side) {
        memcpy(t->bound->must, whole->must, (size_t)t->problem->arc_count * sizeof(int));
        memcpy(t->bound->alive, whole->alive, (size_t)t->problem->option_count);
        memcpy(t->bound->served, whole->served, (size_t)t->problem->demand_count);
        decide(t, &by, side);
        node *child = save(t, bound);
        status = child ? add(t, child) : RW_ERROR_MEMORY;
    }
    rw_release(t->search->context, whole);
    return status;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static rw_status process(tree *t) {
    const size_t at = least(t);
    node *n = t->open.item[at];
    const double known = n->bound;
    rw_status status = RW_OK;
    double bound = known;
    if (known < cutoff(t)) {
        RW_CHECK(load(t, n));
        RW_CHECK(bound_node(t, known, &bound));
        n->bound = bound;
        if (rw_search_stop(t->search)) return RW_OK;
        ++t->search->nodes;
        if (bound < cutoff(t)) RW_CHECK(split(t, bound));
    }
    rw_release(t->search->context, n);
    t->open.item[at] = t->open.item[--t->open.count];
    return RW_OK;
done:
    return status;
}

rw_status rw_net_tree(rw_search *search, rw_net_ascent *ascent, rw_net_fixing *fixing) {
    tree t = {.search = search,
              .ascent = ascent,
              .fixing = fixing,
              .bound = ascent->bound,
              .problem = search->problem,
              .closed = RW_INFINITY};
    rw_status status = RW_OK;
    node *root = save(&t, search->bound);
    if (!root) return RW_ERROR_MEMORY;
    search->stage = "tree";
    RW_CHECK(add(&t, root));
    while (t.open.count > 0 && !rw_search_done(search) && !rw_search_stop(search)) {
        RW_CHECK(process(&t));
        prove(&t);
        search->out_of_nodes = search->nodes >= search->parameters->node_limit;
    }
    if (t.open.count == 0) prove(&t);
done:
    for (size_t n = 0; n < t.open.count; ++n) rw_release(search->context, t.open.item[n]);
    RW_VECTOR_FREE(search->context, &t.open);
    return status;
}
