/* The tree on sources: best bound first, a fixed number of nodes at a time, so that the answer does not
 * depend on the threads. A node is its decisions and the prices it starts from. */
#include "base/number.h"
#include "bnb/facility_parts.h"
#include "bnb/open_nodes.h"
#include <string.h>

enum { NODE_ITERATIONS = 60, FIX_EVERY = 10 };

typedef struct node {
    double bound;
    int depth;
    double *price;        /* owned */
    unsigned char *state; /* owned */
} node;

typedef struct tree {
    rw_facility_search *s;
    rw_context *context;
    rw_open_nodes open;
    node *batch[RW_FACILITY_BATCH];
    double closed_bound;  /* the least bound of leaves */
    double cutoff, upper; /* at the begin of the batch */
} tree;

/* -- Open nodes ---------------------------------------------------------------------------------------- */

static void free_node(const tree *t, node *n) {
    rw_release(t->context, n->price);
    rw_release(t->context, n->state);
    rw_release(t->context, n);
}

static rw_status add(tree *t, double bound, int depth, const unsigned char *state, const double *price) {
    const rw_facility *f = &t->s->facility;
    const size_t sources = (size_t)f->sources, customers = (size_t)f->customers;
    node *n = rw_allocate(t->context, 1, sizeof *n);
    if (!n) return RW_ERROR_MEMORY;
    *n = (node){.bound = bound, .depth = depth};
    n->price = rw_allocate(t->context, customers, sizeof *n->price);
    n->state = rw_allocate(t->context, sources, sizeof *n->state);
    rw_status status = n->price && n->state ? RW_OK : RW_ERROR_MEMORY;
    if (status == RW_OK) {
        memcpy(n->price, price, customers * sizeof *price);
        memcpy(n->state, state, sources);
        status = rw_open_nodes_push(&t->open, (rw_open_node){bound, depth, n});
    }
    if (status != RW_OK) free_node(t, n);
    return status;
}

/* -- One node ------------------------------------------------------------------------------------------ */

/* Can the sources that may still open serve all? Where every source reaches every customer, the sums say so.
 */
static bool is_hopeless(rw_facility_desk *d) {
    const rw_facility *f = d->flow.facility;
    if (f->complete || f->backup) return false;
    for (int i = 0; i < f->sources; ++i) d->open[i] = d->ascent.state[i] != RW_NO;
    return rw_facility_transport(&d->flow, d->open) == RW_FACILITY_IMPOSSIBLE;
}

static bool all_decided(const rw_facility_ascent *a) {
    for (int i = 0; i < a->bound.facility->sources; ++i)
        if (a->state[i] == RW_FREE) return false;
    return true;
}

/* Nothing left to decide: the transport problem says what the plan costs, its dual prices prove it. */
static void finish_leaf(rw_facility_desk *d) {
    rw_facility_ascent *a = &d->ascent;
    for (int i = 0; i < d->flow.facility->sources; ++i) d->open[i] = a->state[i] == RW_YES;
    const rw_facility_outcome outcome = rw_facility_price(d);
    if (outcome == RW_FACILITY_IMPOSSIBLE)
        d->bound = RW_INFINITY;
    else if (outcome == RW_FACILITY_SOLVED)
        d->bound = fmax(d->bound, rw_facility_evaluate(&a->bound, a->state, 0, d->flow.price));
}

/* Nearest to half open, weighed by what opening costs. */
static int choose_branch(const rw_facility_ascent *a) {
    const rw_facility *f = a->bound.facility;
    int best = -1;
    double most = -1;
    for (int i = 0; i < f->sources; ++i) {
        if (a->state[i] != RW_FREE) continue;
        const double share = a->open_share[i];
        const double score = fmin(share, 1 - share) + 1e-9;
        if (score <= most) continue;
        most = score;
        best = i;
    }
    return best;
}

static void look_at(void *data, int index, int thread) {
    (void)thread;
    const tree *t = data;
    const node *n = t->batch[index];
    rw_facility_desk *d = &t->s->desk[index];
    rw_facility_ascent *a = &d->ascent;
    const rw_facility *f = &t->s->facility;
    memcpy(a->state, n->state, (size_t)f->sources);
    memcpy(a->best, n->price, (size_t)f->customers * sizeof *a->best);
    d->plan_cost = RW_INFINITY;
    d->branch = -1;
    rw_facility_ascent_begin(a);
    a->step = 0.3;
    if (a->possible && is_hopeless(d)) a->possible = false;
    rw_facility_fix(a, t->cutoff);
    while (a->possible && a->iterations < NODE_ITERATIONS && a->value < t->cutoff && !all_decided(a)) {
        rw_facility_ascend(a, FIX_EVERY, t->upper, t->cutoff);
        rw_facility_fix(a, t->cutoff);
    }
    d->bound = a->possible ? fmax(n->bound, a->value) : RW_INFINITY;
    if (d->bound >= t->cutoff) return;
    if (all_decided(a)) {
        finish_leaf(d);
        return;
    }
    d->branch = choose_branch(a);
    rw_facility_round(d, 0.5);
    (void)rw_facility_price(d);
}

/* -- All nodes ----------------------------------------------------------------------------------------- */

static rw_status add_children(tree *t, const node *n, rw_facility_desk *d) {
    rw_facility_ascent *a = &d->ascent;
    const int i = d->branch;
    const double lift = a->rho[i] - a->tau;
    a->state[i] = RW_NO;
    RW_TRY(add(t, fmax(d->bound, a->value + fmax(0, -lift)), n->depth + 1, a->state, a->best));
    a->state[i] = RW_YES;
    return add(t, fmax(d->bound, a->value + fmax(0, lift)), n->depth + 1, a->state, a->best);
}

static rw_status merge(tree *t, int index) {
    rw_facility_desk *d = &t->s->desk[index];
    rw_search *search = t->s->search;
    ++search->nodes;
    search->iterations += d->ascent.iterations;
    if (d->branch < 0)
        t->closed_bound = fmin(t->closed_bound, d->bound);
    else
        RW_TRY(add_children(t, t->batch[index], d));
    return rw_facility_offer(t->s, d, "tree");
}

static void prove(tree *t) {
    const double closed = fmin(rw_facility_cutoff(t->s->search), t->closed_bound);
    rw_search_prove(t->s->search, fmin(closed, rw_open_nodes_bound(&t->open)));
}

static rw_status look_at_batch(tree *t) {
    int count = 0;
    t->upper = t->s->search->best->cost_eur_per_yr;
    const double least = rw_open_nodes_bound(&t->open);
    if (isinf(t->upper)) t->upper = least + 0.05 * fabs(least);
    t->cutoff = rw_facility_cutoff(t->s->search);
    const long left = t->s->search->parameters->node_limit - t->s->search->nodes;
    while (count < RW_FACILITY_BATCH && count < left && (t->batch[count] = rw_open_nodes_pop(&t->open)))
        ++count;
    rw_threads_run(t->s->threads, count, look_at, t);
    rw_status status = RW_OK;
    for (int n = 0; n < count; ++n) {
        if (status == RW_OK) status = merge(t, n);
        free_node(t, t->batch[n]);
    }
    RW_TRY(status);
    prove(t);
    return RW_OK;
}

static bool finished(tree *t) {
    rw_search *search = t->s->search;
    search->out_of_nodes = search->nodes >= search->parameters->node_limit;
    return t->open.heap.count == 0 || rw_search_done(search) || rw_search_stop(search);
}

rw_status rw_facility_tree(rw_facility_search *s) {
    rw_context *context = s->search->context;
    tree t = {.s = s, .context = context, .open = {.context = context}, .closed_bound = RW_INFINITY};
    const rw_facility_ascent *a = &s->desk[0].ascent;
    s->search->stage = "tree";
    rw_status status = add(&t, a->value, 0, s->facility.state, a->best);
    while (status == RW_OK && !finished(&t)) status = look_at_batch(&t);
    if (status == RW_OK) prove(&t);
    for (node *n; (n = rw_open_nodes_pop(&t.open));) free_node(&t, n);
    rw_open_nodes_free(&t.open);
    return status;
}
