/* A node decides demands (served or not), trenches (a pipe of a set or none), arcs and diameters. Its bound
 * comes from a few steps from its parent's tolls; what its bound rules out is removed from it and from all
 * below. A branch is tried before it is taken. */
#include "bnb/network_tree.h"
#include "base/number.h"
#include "bnb/network_branch.h"
#include "bnb/open_nodes.h"
#include "glpk/branch.h"
#include <string.h>

enum {
    STEPS = 30,
    MOST_STEPS = 120,
    FIXINGS = 3,
    TRIALS = 4,
    TRIAL_STEPS = 8,
    LEAF_OPTIONS = 60,
    LEAF_NODES = 60
};
static const double quicken = 2; /* a node begins with longer steps than its parent ended with */

/* Decisions and tolls, in one block. */
typedef struct node {
    double bound, pace;
    int depth;
    rw_net_toll *toll; /* of all payers, one after the other */
    int *must, *toll_count;
    unsigned char *alive, *served;
} node;

typedef struct tree {
    rw_search *search;
    rw_net_polish *polish;
    rw_net_fixing *fixing;
    rw_net_bound *bound;
    const rw_problem *problem;
    rw_open_nodes open;
    double closed; /* the least bound of leaves that could not be closed */
} tree;

/* -- Nodes --------------------------------------------------------------------------------------------- */

static node *new_node(const tree *t) {
    const rw_problem *p = t->problem;
    size_t count = 0;
    for (int q = 0; q < t->bound->payer_count; ++q) count += t->bound->tolls[q].count;
    const size_t tolls = count * sizeof(rw_net_toll), arcs = (size_t)p->arc_count * sizeof(int),
                 counts = (size_t)t->bound->payer_count * sizeof(int), options = (size_t)p->option_count;
    char *block = rw_allocate(t->search->context,
                              sizeof(node) + tolls + arcs + counts + options + (size_t)p->demand_count, 1);
    if (!block) return NULL;
    node *n = (node *)(void *)block;
    block += sizeof(node);
    n->toll = (rw_net_toll *)(void *)block;
    n->must = (int *)(void *)(block += tolls);
    n->toll_count = (int *)(void *)(block += arcs);
    n->alive = (unsigned char *)block + counts;
    n->served = n->alive + options;
    return n;
}

/* What the bound holds now, as a node. */
static node *save(const tree *t, double bound) {
    node *n = new_node(t);
    if (!n) return NULL;
    n->bound = bound;
    n->pace = rw_net_polish_pace(t->polish);
    memcpy(n->must, t->bound->must, (size_t)t->problem->arc_count * sizeof(int));
    memcpy(n->alive, t->bound->alive, (size_t)t->problem->option_count);
    memcpy(n->served, t->bound->served, (size_t)t->problem->demand_count);
    rw_net_toll *to = n->toll;
    for (int q = 0; q < t->bound->payer_count; ++q) {
        const rw_net_tolls *tolls = &t->bound->tolls[q];
        n->toll_count[q] = (int)tolls->count;
        if (tolls->count > 0) memcpy(to, tolls->item, tolls->count * sizeof *to);
        to += tolls->count;
    }
    return n;
}

static rw_status load(const tree *t, const node *n) {
    memcpy(t->bound->must, n->must, (size_t)t->problem->arc_count * sizeof(int));
    memcpy(t->bound->alive, n->alive, (size_t)t->problem->option_count);
    memcpy(t->bound->served, n->served, (size_t)t->problem->demand_count);
    const rw_net_toll *from = n->toll;
    rw_net_tolls_clear(t->bound);
    for (int q = 0; q < t->bound->payer_count; ++q) {
        RW_TRY(rw_net_tolls_set(t->bound, q, from, (size_t)n->toll_count[q]));
        from += n->toll_count[q];
    }
    rw_net_polish_set_pace(t->polish, quicken * n->pace);
    return RW_OK;
}

/* Owns the node, also when it fails. */
static rw_status add(tree *t, node *n) {
    const rw_status status = rw_open_nodes_push(&t->open, (rw_open_node){n->bound, n->depth, n});
    if (status != RW_OK) rw_release(t->search->context, n);
    return status;
}

static void prove(const tree *t) {
    const double open = rw_open_nodes_bound(&t->open);
    rw_search_prove(t->search, fmin(fmin(t->closed, open), t->search->best->cost_eur_per_yr));
}

/* -- Bounding ------------------------------------------------------------------------------------------ */

static double cutoff(const tree *t) {
    const double cost = t->search->best->cost_eur_per_yr;
    return cost - 1e-9 * fabs(cost);
}

/* Steps from the tolls at hand; returns the bound. */
static rw_status take_steps(tree *t, int steps, double *bound) {
    t->bound->upper = t->search->best->cost_eur_per_yr;
    rw_net_bound_price(t->bound);
    RW_TRY(rw_net_polish_run(t->polish, t->search, steps));
    *bound = t->bound->value;
    return RW_OK;
}

/* Steps and removals, as long as they get somewhere. */
static rw_status bound_node(tree *t, double *bound) {
    for (int round = 0; round < FIXINGS; ++round) {
        double before = -RW_INFINITY, now = -RW_INFINITY;
        for (int steps = 0; steps < MOST_STEPS; steps += STEPS) {
            before = now;
            RW_TRY(take_steps(t, STEPS, &now));
            *bound = fmax(*bound, now);
            if (*bound >= cutoff(t) || rw_search_stop(t->search)) return RW_OK;
            if (now - before < 0.05 * (cutoff(t) - now)) break;
        }
        int decided, more;
        RW_TRY(rw_net_fix(t->fixing, cutoff(t), &decided));
        RW_TRY(rw_net_polish_top_up(t->polish));
        *bound = fmax(*bound, t->bound->value);
        if (*bound >= cutoff(t)) return RW_OK;
        RW_TRY(rw_net_fix(t->fixing, cutoff(t), &more));
        RW_TRY(rw_net_polish_take_back(t->polish));
        if (decided + more < t->problem->option_count / 100 + 1) return RW_OK;
    }
    return RW_OK;
}

/* -- Branching ----------------------------------------------------------------------------------------- */

typedef struct choice {
    node *side[2]; /* owned */
    double worth;  /* negative = nothing is chosen */
} choice;

static void release(const tree *t, choice *c) {
    for (int side = 0; side < 2; ++side) rw_release(t->search->context, c->side[side]);
    *c = (choice){.worth = -1};
}

/* One side as a node, its bound a little raised. */
static rw_status try_side(tree *t, const node *whole, const rw_net_branch *by, int side, node **to) {
    double bound;
    RW_TRY(load(t, whole));
    rw_net_decide(t->bound, by, side);
    RW_TRY(take_steps(t, TRIAL_STEPS, &bound));
    *to = save(t, fmax(whole->bound, bound));
    if (!*to) return RW_ERROR_MEMORY;
    (*to)->pace = whole->pace; /* a trial is too short to find its own */
    (*to)->depth = whole->depth + 1;
    return RW_OK;
}

static rw_status try_branch(tree *t, const node *whole, const rw_net_branch *by, choice *best) {
    rw_status status = RW_OK;
    choice c = {.worth = 1};
    for (int side = 0; side < 2; ++side) {
        RW_CHECK(try_side(t, whole, by, side, &c.side[side]));
        c.worth *=
            fmax(1e-4 * (cutoff(t) - whole->bound), fmin(c.side[side]->bound, cutoff(t)) - whole->bound);
    }
    if (c.worth > best->worth) {
        release(t, best);
        *best = c;
        return RW_OK;
    }
done:
    release(t, &c);
    return status;
}

/* Tries the most promising branches and takes the one whose sides rise most; a side that is out settles it.
 */
static rw_status split(tree *t, const node *of) {
    rw_net_branch branches[TRIALS];
    const int count = rw_net_branches(t->bound, t->polish, branches, TRIALS);
    choice best = {.worth = -1};
    rw_status status = RW_OK;
    if (count == 0) {
        t->closed = fmin(t->closed, of->bound);
        return RW_OK;
    }
    node *whole = save(t, of->bound);
    if (!whole) return RW_ERROR_MEMORY;
    whole->depth = of->depth;
    bool settled = false;
    for (int n = 0; n < count && !settled && !(n > 0 && rw_search_stop(t->search)); ++n) {
        RW_CHECK(try_branch(t, whole, &branches[n], &best));
        for (int side = 0; side < 2; ++side)
            settled = settled || (best.side[side] && best.side[side]->bound >= cutoff(t));
    }
    for (int side = 0; side < 2; ++side) {
        node *child = best.side[side];
        best.side[side] = NULL;
        if (child) RW_CHECK(add(t, child));
    }
done:
    release(t, &best);
    rw_release(t->search->context, whole);
    return status;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static int count_alive(const tree *t) {
    int count = 0;
    for (int k = 0; k < t->problem->option_count; ++k) count += t->bound->alive[k];
    return count;
}

/* What is left of a small node is GLPK's; what takes it long is split like other nodes. */
static rw_status finish_leaf(tree *t, double *bound) {
    double found;
    RW_TRY(rw_glpk_leaf(t->search, t->bound->alive, LEAF_NODES, &found));
    *bound = fmax(*bound, found);
    return RW_OK;
}

static rw_status process(tree *t) {
    node *n = rw_open_nodes_pop(&t->open);
    rw_status status = RW_OK;
    if (n->bound < cutoff(t)) {
        RW_CHECK(load(t, n));
        RW_CHECK(bound_node(t, &n->bound));
        if (n->bound < cutoff(t) && count_alive(t) <= LEAF_OPTIONS) RW_CHECK(finish_leaf(t, &n->bound));
        if (rw_search_stop(t->search)) return add(t, n);
        ++t->search->nodes;
        if (rw_search_done_at(t->search, t->search->best->cost_eur_per_yr, n->bound))
            t->closed = fmin(t->closed, n->bound);
        else if (n->bound < cutoff(t))
            RW_CHECK(split(t, n));
    }
done:
    rw_release(t->search->context, n);
    return status;
}

rw_status rw_net_tree(rw_search *search, rw_net_polish *polish, rw_net_fixing *fixing) {
    tree t = {.search = search,
              .open = {.context = search->context},
              .polish = polish,
              .fixing = fixing,
              .bound = fixing->bound,
              .problem = search->problem,
              .closed = RW_INFINITY};
    rw_status status = RW_OK;
    node *root = save(&t, search->bound);
    if (!root) return RW_ERROR_MEMORY;
    search->stage = "tree";
    RW_CHECK(add(&t, root));
    while (t.open.heap.count > 0 && !rw_search_done(search) && !rw_search_stop(search)) {
        RW_CHECK(process(&t));
        prove(&t);
        search->out_of_nodes = search->nodes >= search->parameters->node_limit;
    }
    if (t.open.heap.count == 0) prove(&t);
done:
    for (node *n; (n = rw_open_nodes_pop(&t.open));) rw_release(search->context, n);
    rw_open_nodes_free(&t.open);
    return status;
}
