/* The tree. Best bound first, but after a node its more promising child is taken at once (a dive), so that
 * plans turn up early. A node is its decisions and the prices it starts from; what these prices remove is
 * found again when it is looked at, which costs one evaluation and no memory. */
#include "bnb/tree.h"
#include "base/number.h"
#include "bnb/branching.h"
#include "bnb/open_nodes.h"
#include "bnb/reduce.h"
#include "glpk/node_lp.h"
#include <string.h>

enum {
    NODE_ITERATIONS = 40,
    LP_COLUMNS = 1500,     /* up to here a node's linear program is solved */
    LP_ONLY_COLUMNS = 400, /* and up to here nothing else is needed */
    MOST_RAISES = 60       /* doublings along the direction in which an infeasible node's bound rises */
};

typedef struct node {
    double bound;
    int depth;
    rw_branch *path; /* owned */
    double *price;   /* owned */
    int certificate_node;
    int vector; /* that the certificate has of the prices; 0 = none yet */
} node;

typedef struct tree {
    rw_bnb *bnb;
    rw_search *search;
    rw_context *context;
    rw_reduced reduced;
    rw_lagrangian g; /* of what is left */
    rw_ascent ascent;
    rw_open_nodes open;
    node *next;          /* the dive's; NULL: none */
    double beyond;       /* more than any plan can cost */
    double closed_bound; /* the least bound of leaves that could not be closed by their bound */
    /* As the root left it. */
    unsigned char *option_alive, *source, *demand, *arc;
    double *price;
    bool judges_whole;
} tree;

/* -- Open nodes ---------------------------------------------------------------------------------------- */

static void free_node(const tree *t, node *n) {
    if (!n) return;
    rw_release(t->context, n->path);
    rw_release(t->context, n->price);
    rw_release(t->context, n);
}

/* A node with room for its decisions and prices; NULL when memory is out. */
static node *new_node(const tree *t, double bound, int depth) {
    node *n = rw_allocate(t->context, 1, sizeof *n);
    if (!n) return NULL;
    *n = (node){.bound = bound, .depth = depth};
    n->path = rw_allocate(t->context, (size_t)depth, sizeof *n->path);
    n->price = rw_allocate(t->context, (size_t)t->g.at.count, sizeof *n->price);
    if (n->path && n->price) return n;
    free_node(t, n);
    return NULL;
}

/* Takes the node over, also when it fails. */
static rw_status push(tree *t, node *n) {
    const rw_status status = rw_open_nodes_push(&t->open, (rw_open_node){n->bound, n->depth, n});
    if (status != RW_OK) free_node(t, n);
    return status;
}

/* No plan costs less than the least of what is open, what was given up, and the best plan itself: everything
 * else has been compared with that. */
static void prove(tree *t, double current) {
    double bound = fmin(t->search->best->cost_eur_per_yr, fmin(t->closed_bound, current));
    bound = fmin(bound, rw_open_nodes_bound(&t->open));
    if (t->next) bound = fmin(bound, t->next->bound);
    rw_search_prove(t->search, bound);
}

/* -- One node ------------------------------------------------------------------------------------------ */

static void apply(tree *t, const node *n) {
    const rw_problem *p = &t->reduced.problem;
    rw_lagrangian *g = &t->g;
    memcpy(g->option_alive, t->option_alive, (size_t)p->option_count);
    memcpy(g->source, t->source, (size_t)p->source_count);
    memcpy(g->demand, t->demand, (size_t)p->demand_count);
    memcpy(g->arc, t->arc, (size_t)p->arc_count);
    for (int d = 0; d < n->depth; ++d) rw_branch_apply(&n->path[d], g);
    rw_lagrangian_forget(g);
}

static size_t columns_left(const rw_lagrangian *g) {
    const rw_problem *p = g->problem;
    size_t columns = 0;
    for (int a = 0; a < p->arc_count; ++a)
        for (int k = p->arcs[a].first_option; k < p->arcs[a].first_option + p->arcs[a].option_count; ++k)
            if (g->option_alive[k]) columns += 1 + (size_t)p->arcs[a].slot_count;
    return columns;
}

/* From here on only what is cheaper by more than rounding counts. */
static double cutoff(const tree *t) {
    const double cost = t->search->best->cost_eur_per_yr;
    return isinf(cost) ? cost : cost - 1e-9 * fabs(cost);
}

/* Notes in the certificate that these prices were evaluated in the node. */
static rw_status note_use(tree *t, const node *n, const double *price, bool whole, int *vector) {
    rw_certificate *c = t->bnb->certificate;
    if (!c) return RW_OK;
    if (*vector == 0) {
        rw_reduced_expand(&t->reduced, &t->bnb->lagrangian, &t->g, price, t->bnb->price);
        RW_TRY(rw_certificate_prices(c, &t->bnb->lagrangian.at, t->bnb->price, vector));
    }
    return rw_certificate_use(c, n->certificate_node, *vector, whole);
}

static void keep_prices(tree *t, node *n, double bound, const double *price, int vector) {
    if (!(bound > n->bound)) return;
    n->bound = bound;
    n->vector = vector;
    memcpy(n->price, price, (size_t)t->g.at.count * sizeof *price);
}

/* Prices and removals. */
static rw_status raise_bound(tree *t, node *n, int iterations) {
    const double upper = t->search->best->cost_eur_per_yr;
    rw_ascent_free(&t->ascent);
    RW_TRY(rw_ascent_start(&t->ascent, &t->g, n->price));
    RW_TRY(rw_ascent_average(&t->ascent));
    t->ascent.step = 0.1;
    for (int done = 0; done < iterations && t->ascent.bound < cutoff(t); done += 10) {
        if (rw_search_stop(t->search)) break;
        rw_ascent_run(&t->ascent, 10,
                      isinf(upper) ? t->ascent.bound + 0.1 * fabs(t->ascent.bound) + 1 : upper, NULL);
        if (t->judges_whole && done % 20 == 0) rw_ascent_tune(&t->ascent, 5, NULL);
        t->search->iterations += 10;
    }
    int vector = 0;
    const double bound = rw_lagrangian_evaluate(&t->g, t->ascent.best);
    RW_TRY(note_use(t, n, t->ascent.best, t->judges_whole, &vector));
    (void)rw_lagrangian_fix(&t->g, upper);
    keep_prices(t, n, bound, t->ascent.best, vector);
    return RW_OK;
}

/* The values of an integer solution of the node's linear program, as a plan of the whole problem. */
static rw_status offer_plan(tree *t, const rw_node_lp *lp) {
    rw_result found;
    rw_result_start(&found, t->context);
    rw_status status = rw_rows_to_result(&lp->rows, lp->values, &found);
    if (status == RW_OK) status = rw_result_clear_values(&t->bnb->scratch, t->bnb->problem);
    for (int n = 0; status == RW_OK && n < found.built_count; ++n) {
        const rw_built *built = &found.built[n];
        double *flow;
        status = rw_result_build(&t->bnb->scratch, t->bnb->problem, t->reduced.arc[built->arc],
                                 t->reduced.option[built->option], &flow);
        if (status == RW_OK)
            memcpy(flow, found.flow_mw + built->first_flow,
                   (size_t)t->reduced.problem.arcs[built->arc].slot_count * sizeof *flow);
    }
    if (status == RW_OK) {
        memcpy(t->bnb->scratch.source_open, found.source_open, (size_t)t->bnb->problem->source_count);
        memcpy(t->bnb->scratch.demand_connected, found.demand_connected,
               (size_t)t->bnb->problem->demand_count);
        rw_result_balance(&t->bnb->scratch, t->bnb->problem);
        status = rw_bnb_offer(t->bnb, "tree");
    }
    rw_result_free(&found);
    return status;
}

static double value_by_price(tree *t, const double *price) {
    if (t->judges_whole) rw_lagrangian_judge_by_price(&t->g);
    return rw_lagrangian_evaluate(&t->g, price);
}

/* An infeasible node's bound rises along the direction without end: far enough to be beyond any plan. */
static rw_status raise_along(tree *t, node *n, const double *direction) {
    double length = 1, bound = -RW_INFINITY;
    for (int k = 0; k < MOST_RAISES && bound < t->beyond; ++k, length *= 2) {
        for (int r = 0; r < t->g.at.count; ++r)
            t->price[r] = (t->judges_whole ? 0 : n->price[r]) + length * direction[r];
        bound = value_by_price(t, t->price);
        if (bound >= cutoff(t)) break;
    }
    int vector = 0;
    n->bound = fmax(n->bound, bound >= t->beyond ? RW_INFINITY : bound);
    return note_use(t, n, t->price, false, &vector);
}

/* The node's linear program: a bound from its dual prices, a plan if it is integer, else something to branch
 * on. */
static rw_status solve_lp(tree *t, node *n, rw_branch *branch, bool *found) {
    rw_node_lp lp;
    rw_status status = rw_node_lp_solve(t->context, &t->g, &lp);
    if (status == RW_OK && lp.solved) {
        const double bound = value_by_price(t, lp.price);
        int vector = 0;
        status = note_use(t, n, t->g.price, false, &vector);
        if (t->judges_whole)
            n->bound = fmax(n->bound, bound);
        else
            keep_prices(t, n, bound, t->g.price, vector);
        *found = rw_branch_of_lp(&t->g, &lp, branch);
        if (status == RW_OK && !*found) status = offer_plan(t, &lp);
    } else if (status == RW_OK && lp.infeasible) {
        status = raise_along(t, n, lp.price);
    }
    if (t->judges_whole) (void)rw_lagrangian_judge_whole(&t->g, NULL);
    rw_node_lp_free(&lp);
    return status;
}

static rw_status add_child(tree *t, const node *n, rw_branch branch, int certificate_node, bool dive) {
    node *child = new_node(t, n->bound, n->depth + 1);
    if (!child) return RW_ERROR_MEMORY;
    child->vector = n->vector;
    child->certificate_node = certificate_node + branch.yes;
    if (n->depth > 0) memcpy(child->path, n->path, (size_t)n->depth * sizeof *child->path);
    child->path[n->depth] = branch;
    memcpy(child->price, n->price, (size_t)t->g.at.count * sizeof *child->price);
    if (!dive) return push(t, child);
    t->next = child;
    return RW_OK;
}

/* The branch as the certificate puts it: in numbers of the whole problem. */
static rw_split split_of(const tree *t, const rw_branch *b) {
    const bool of_arc = b->kind == RW_BRANCH_ARC || b->kind == RW_BRANCH_OPTIONS;
    rw_split split = {.kind = (rw_split_kind)b->kind, .index = of_arc ? t->reduced.arc[b->index] : b->index};
    if (b->kind == RW_BRANCH_OPTIONS)
        split.at = t->reduced.option[b->at] - t->bnb->problem->arcs[split.index].first_option;
    return split;
}

static rw_status process(tree *t, node *n) {
    ++t->search->nodes;
    t->search->out_of_nodes = t->search->nodes >= t->search->parameters->node_limit;
    apply(t, n);
    const double bound = rw_lagrangian_evaluate(&t->g, n->price);
    RW_TRY(note_use(t, n, n->price, t->judges_whole, &n->vector));
    n->bound = fmax(n->bound, bound);
    (void)rw_lagrangian_fix(&t->g, t->search->best->cost_eur_per_yr);
    size_t columns = columns_left(&t->g);
    if (columns > LP_ONLY_COLUMNS && n->bound < cutoff(t)) {
        RW_TRY(raise_bound(t, n, n->depth == 0 ? 3 * NODE_ITERATIONS : NODE_ITERATIONS));
        columns = columns_left(&t->g);
    }
    if (n->bound >= cutoff(t)) return RW_OK;
    rw_branch branch;
    bool found = false;
    if (columns <= LP_COLUMNS) {
        RW_TRY(solve_lp(t, n, &branch, &found));
        if (n->bound >= cutoff(t)) return RW_OK;
    } else {
        found = rw_branch_of_average(&t->g, &t->ascent, &branch);
    }
    if (!found) found = rw_branch_on_anything(&t->g, &branch);
    if (!found) {
        t->closed_bound = fmin(t->closed_bound, n->bound);
        return RW_OK;
    }
    int sides;
    RW_TRY(rw_certificate_split(t->bnb->certificate, n->certificate_node, split_of(t, &branch), &sides));
    RW_TRY(add_child(t, n, rw_branch_other(branch), sides, false));
    return add_child(t, n, branch, sides, true);
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static rw_status keep(tree *t, unsigned char **to, const unsigned char *from, int count) {
    *to = rw_allocate(t->context, (size_t)count, 1);
    if (!*to) return RW_ERROR_MEMORY;
    memcpy(*to, from, (size_t)count);
    return RW_OK;
}

static rw_status start(tree *t) {
    rw_bnb *b = t->bnb;
    const rw_lagrangian *whole = &b->lagrangian;
    RW_TRY(rw_reduce(whole, &t->reduced));
    const rw_problem *p = &t->reduced.problem;
    RW_TRY(rw_lagrangian_start(&t->g, t->context, p, b->threads));
    t->price = rw_allocate(t->context, (size_t)t->g.at.count, sizeof *t->price);
    if (!t->price) return RW_ERROR_MEMORY;
    memcpy(t->g.source, whole->source, (size_t)p->source_count);
    memcpy(t->g.demand, whole->demand, (size_t)p->demand_count);
    RW_TRY(keep(t, &t->option_alive, t->g.option_alive, p->option_count));
    RW_TRY(keep(t, &t->source, t->g.source, p->source_count));
    RW_TRY(keep(t, &t->demand, t->g.demand, p->demand_count));
    RW_TRY(keep(t, &t->arc, t->g.arc, p->arc_count));
    t->judges_whole = rw_lagrangian_judge_whole(&t->g, NULL) > 0;
    node *root = new_node(t, b->search->bound, 0);
    if (!root) return RW_ERROR_MEMORY;
    rw_reduced_prices(&t->reduced, whole, b->ascent.best, &t->g, root->price);
    return push(t, root);
}

static void end(tree *t) {
    for (node *n; (n = rw_open_nodes_pop(&t->open));) free_node(t, n);
    free_node(t, t->next);
    rw_open_nodes_free(&t->open);
    rw_ascent_free(&t->ascent);
    rw_lagrangian_free(&t->g);
    rw_reduced_free(&t->reduced);
    rw_release(t->context, t->option_alive);
    rw_release(t->context, t->source);
    rw_release(t->context, t->demand);
    rw_release(t->context, t->arc);
    rw_release(t->context, t->price);
}

static rw_status search_all(tree *t) {
    rw_status status = RW_OK;
    for (node *n; status == RW_OK && (n = t->next ? t->next : rw_open_nodes_pop(&t->open));) {
        t->next = NULL;
        if (n->bound < cutoff(t)) {
            if (rw_search_done(t->search) || rw_search_stop(t->search)) {
                prove(t, n->bound);
                free_node(t, n);
                return RW_OK;
            }
            status = process(t, n);
        }
        free_node(t, n);
        prove(t, RW_INFINITY);
    }
    return status;
}

rw_status rw_bnb_tree(rw_bnb *b) {
    tree t = {.bnb = b,
              .search = b->search,
              .context = b->context,
              .open = {.context = b->context},
              .closed_bound = RW_INFINITY,
              .beyond = rw_bnb_most_possible(b)};
    b->search->stage = "tree";
    rw_status status = start(&t);
    if (status == RW_OK) {
        rw_log(b->context, RW_LOG_INFO, "tree on %d arcs, %d options, %zu columns",
               t.reduced.problem.arc_count, t.reduced.problem.option_count, columns_left(&t.g));
        status = search_all(&t);
    }
    end(&t);
    return status;
}
