/* Our own search for networks: plans by ruin and recreate, a bound by prices and tolls, removals, and a tree
 * on what is left. */
#include "bnb/network.h"
#include "base/number.h"
#include "bnb/bnb.h"
#include "bnb/network_ascent.h"
#include "bnb/network_plan.h"
#include "bnb/network_tree.h"
#include "glpk/branch.h"
#include <string.h>

enum {
    PLAN_STEPS = 20000,       /* at most: about as long as prices take; */
    PLAN_STEPS_TOLLS = 80000, /* or half as long as tolls do */
    STEPS_PER_DEMAND = 20,
    PRICE_STEPS = 100,   /* at most, */
    PRICE_ARCS = 300000, /* nor more than go with so many arcs in all */
    TOLL_STEPS = 100,
    TOLL_WAYS = 300000000, /* payers times arcs: more are not worth the time of a step */
    GLPK_OPTIONS = 100,
    LEAST_ROUNDS = 2 /* before the tree is thought of */
};

typedef struct network {
    rw_search *search;
    rw_network_plans *plans;
    rw_net_bound bound;
    rw_net_ascent ascent;
    rw_net_fixing fixing;
    rw_net_polish *polish; /* NULL where a step would take too long */
    int left;              /* options */
} network;

static int count_left(const network *n) {
    int left = 0;
    for (int k = 0; k < n->search->problem->option_count; ++k) left += n->bound.alive[k];
    return left;
}

static long plan_steps(const rw_problem *p, bool tolls) {
    if (p->demand_count < PLAN_STEPS / STEPS_PER_DEMAND) return 20 + STEPS_PER_DEMAND * p->demand_count;
    return tolls ? PLAN_STEPS_TOLLS : PLAN_STEPS;
}

static int price_steps(const rw_problem *p) {
    const int steps = PRICE_ARCS / (p->arc_count + 1) + 2;
    return steps < PRICE_STEPS ? steps : PRICE_STEPS;
}

/* Prices at first, then tolls; prices alone where tolls would take too long. */
static rw_status raise_bound(network *n, bool tolls) {
    rw_search *s = n->search;
    s->stage = "prices";
    n->bound.upper = s->best->cost_eur_per_yr;
    if (tolls) {
        /* What room in pipes is worth is the tolls' from now on. */
        memset(n->bound.pipe_price, 0, (size_t)s->problem->arc_count * sizeof(double));
        rw_net_bound_price(&n->bound);
        RW_TRY(rw_net_polish_run(n->polish, s, TOLL_STEPS));
        rw_search_prove(s, fmin(n->bound.value, s->best->cost_eur_per_yr));
        return RW_OK;
    }
    for (int step = 0; step < price_steps(s->problem) && !rw_search_stop(s); ++step) {
        RW_TRY(rw_net_ascent_run(&n->ascent, s->best->cost_eur_per_yr, 1));
        s->iterations = n->ascent.iterations;
        rw_search_prove(s, fmin(n->ascent.best, s->best->cost_eur_per_yr));
    }
    return rw_search_stop(s) ? RW_OK : rw_net_ascent_settle(&n->ascent);
}

/* A better bound from the same tolls, and removals by it. */
static rw_status top_up(network *n) {
    rw_search *s = n->search;
    int decided;
    RW_TRY(rw_net_polish_top_up(n->polish));
    rw_search_prove(s, fmin(n->bound.value, s->best->cost_eur_per_yr));
    RW_TRY(rw_net_fix(&n->fixing, s->best->cost_eur_per_yr, &decided));
    return rw_net_polish_take_back(n->polish);
}

/* A bound, plans, removals, once. */
static rw_status improve(network *n, int round) {
    rw_search *s = n->search;
    const bool tolls = round > 1 && n->polish;
    int decided;
    RW_TRY(raise_bound(n, tolls));
    if (rw_search_done(s) || rw_search_stop(s)) return RW_OK;
    s->stage = "plans";
    RW_TRY(rw_network_plans_improve(n->plans, plan_steps(s->problem, tolls)));
    if (rw_search_done(s) || rw_search_stop(s)) return RW_OK;
    RW_TRY(rw_net_fix(&n->fixing, s->best->cost_eur_per_yr, &decided));
    if (tolls) RW_TRY(top_up(n));
    n->left = count_left(n);
    s->removed_share = 1 - (double)n->left / fmax(1, s->problem->option_count);
    return RW_OK;
}

/* Until a tree would get further: prices hardly rise, and little enough is left. */
static rw_status search_root(network *n) {
    rw_search *s = n->search;
    for (int round = 1; !rw_search_done(s) && !rw_search_stop(s); ++round) {
        const double before = s->bound;
        RW_TRY(improve(n, round));
        if (isinf(s->bound) || n->left <= GLPK_OPTIONS) return RW_OK;
        /* Where no tree is to come, a round counts as a node; and a few nodes are no more than as many
         * rounds. */
        const bool tree = n->polish && n->left <= RW_BNB_TREE_OPTIONS;
        if (!tree) ++s->nodes;
        s->out_of_nodes = s->nodes >= s->parameters->node_limit || round >= s->parameters->node_limit;
        const bool rises = s->bound - before >= 0.03 * (s->best->cost_eur_per_yr - s->bound);
        if (round > LEAST_ROUNDS && tree && !rises) return RW_OK;
    }
    return RW_OK;
}

/* What is left goes to GLPK if it is little, else to the tree, and to GLPK what even that leaves open. */
static rw_status search_rest(network *n) {
    rw_search *s = n->search;
    unsigned char *left = rw_allocate(s->context, (size_t)s->problem->option_count, 1);
    if (!left) return RW_ERROR_MEMORY;
    memcpy(left, n->bound.alive, (size_t)s->problem->option_count);
    rw_status status = RW_OK;
    if (n->left > GLPK_OPTIONS && n->polish) status = rw_net_tree(s, n->polish, &n->fixing);
    if (status == RW_OK && !rw_search_done(s) && !rw_search_stop(s))
        status = rw_glpk_branch(s, NULL, left, true, RW_INFINITY);
    rw_release(s->context, left);
    return status;
}

static rw_status start(network *n, rw_threads *threads) {
    rw_search *s = n->search;
    RW_TRY(rw_net_bound_start(s->context, s->problem, threads, &n->bound));
    n->bound.search = s;
    RW_TRY(rw_net_ascent_start(&n->bound, &n->ascent));
    RW_TRY(rw_net_fixing_start(&n->bound, &n->fixing));
    if ((double)n->bound.payer_count * s->problem->arc_count <= TOLL_WAYS)
        RW_TRY(rw_net_polish_start(&n->bound, &n->polish));
    n->left = s->problem->option_count;
    /* A first bound at once: building is free in it, running is not. */
    s->stage = "prices";
    rw_net_bound_price(&n->bound);
    rw_search_prove(s, n->bound.value);
    return rw_network_plans_start(s, threads, n->bound.alive, &n->plans);
}

rw_status rw_network_solve(rw_search *search, rw_threads *threads) {
    network n = {.search = search};
    rw_status status = start(&n, threads);
    if (status == RW_OK) status = search_root(&n);
    if (status == RW_OK && !rw_search_done(search) && !rw_search_stop(search)) status = search_rest(&n);
    rw_network_plans_free(n.plans);
    rw_net_polish_free(n.polish);
    rw_net_ascent_free(&n.ascent);
    rw_net_bound_free(&n.bound);
    return status;
}
