#include "bnb/network_branch.h"
#include "base/number.h"
#include <string.h>

/* -- Which there are ----------------------------------------------------------------------------------- */

typedef struct offers {
    const rw_net_bound *bound;
    const double *served, *used;
    rw_net_branch *branches;
    int count, most;
} offers;

static void offer(offers *o, rw_net_branch branch) {
    int at = o->count;
    if (branch.score <= 0) return;
    if (o->count < o->most)
        ++o->count;
    else if (o->most == 0 || branch.score <= o->branches[--at].score)
        return;
    for (; at > 0 && o->branches[at - 1].score < branch.score; --at) o->branches[at] = o->branches[at - 1];
    o->branches[at] = branch;
}

/* Even what looks decided may not be. */
static double undecided(double share) {
    return fmax(0, fmin(share, 1 - share)) + 0.01;
}

static void offer_demands(offers *o) {
    const rw_net_bound *b = o->bound;
    for (int j = 0; j < b->problem->demand_count; ++j) {
        const rw_net_demand *d = &b->demands[j];
        if (b->served[j] != RW_NET_OPEN || isinf(d->without)) continue;
        offer(o,
              (rw_net_branch){RW_NET_BRANCH_DEMAND, j, 0, undecided(o->served[j]) * (d->without - d->free)});
    }
}

/* What is alive of an arc. */
typedef struct span {
    int options;
    double least_mw, most_mw, cheapest, dearest;
} span;

static span span_of(const rw_net_bound *b, int a) {
    const rw_problem_arc *arc = &b->problem->arcs[a];
    span s = {0, RW_INFINITY, 0, RW_INFINITY, 0};
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        const rw_option *option = &b->problem->options[k];
        if (!b->alive[k]) continue;
        ++s.options;
        s.least_mw = fmin(s.least_mw, option->capacity_mw);
        s.most_mw = fmax(s.most_mw, option->capacity_mw);
        s.cheapest = fmin(s.cheapest, rw_net_option_cost(b, a, k));
        s.dearest = fmax(s.dearest, rw_net_option_cost(b, a, k));
    }
    return s;
}

static void offer_arc(offers *o, int a, const span *s, bool alone) {
    const rw_net_bound *b = o->bound;
    const double share = o->used[a];
    if (!(alone && b->must[a] > 0))
        offer(o, (rw_net_branch){RW_NET_BRANCH_ARC, a, 0, undecided(share) * fmax(1, s->cheapest)});
    if (s->least_mw < s->most_mw)
        offer(o, (rw_net_branch){RW_NET_BRANCH_SIZE, a, (s->least_mw + s->most_mw) / 2,
                                 0.5 * (share + 0.01) * (s->dearest - s->cheapest)});
}

/* A set is decided first, then which of its arcs, then how large. */
static void offer_set(offers *o, int set) {
    const rw_net_bound *b = o->bound;
    const rw_arc_groups *sets = &b->graph.exclusive;
    int alive = 0;
    double share = 0, cheapest = RW_INFINITY;
    bool must = false;
    for (int e = sets->first[set]; e < sets->first[set + 1]; ++e) {
        const span s = span_of(b, sets->item[e]);
        if (s.options == 0) continue;
        ++alive;
        share += o->used[sets->item[e]];
        cheapest = fmin(cheapest, s.cheapest);
        must = must || b->must[sets->item[e]] == set;
    }
    if (alive > 0 && !must)
        offer(o, (rw_net_branch){RW_NET_BRANCH_SET, set, 0, undecided(share) * fmax(1, cheapest)});
    for (int e = sets->first[set]; e < sets->first[set + 1]; ++e) {
        const span s = span_of(b, sets->item[e]);
        if (s.options > 0 && (alive > 1 || must)) offer_arc(o, sets->item[e], &s, alive == 1);
    }
}

int rw_net_branches(const rw_net_bound *b, const rw_net_polish *polish, rw_net_branch *branches, int most) {
    offers o = {b, rw_net_polish_served(polish), rw_net_polish_used(polish), branches, 0, most};
    offer_demands(&o);
    for (int set = 1; set < b->graph.exclusive.count; ++set) offer_set(&o, set);
    for (int a = 0; a < b->problem->arc_count; ++a) {
        const span s = span_of(b, a);
        if (b->problem->arcs[a].exclusive == 0 && s.options > 0) offer_arc(&o, a, &s, true);
    }
    return o.count;
}

/* -- Laying one on the bound --------------------------------------------------------------------------- */

/* One of these must be built now: a wider set that they are part of says no more than that. */
static void demand_built(rw_net_bound *b, const int *arcs, int count, int number) {
    for (int n = 0; n < count; ++n) {
        const int wider = b->must[arcs[n]];
        for (int a = 0; wider > 0 && a < b->problem->arc_count; ++a)
            if (b->must[a] == wider) b->must[a] = 0;
    }
    for (int n = 0; n < count; ++n) b->must[arcs[n]] = number;
}

static void leave_out(rw_net_bound *b, int a, double above_mw, double up_to_mw) {
    const rw_problem_arc *arc = &b->problem->arcs[a];
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        const double mw = b->problem->options[k].capacity_mw;
        if (mw > above_mw && mw <= up_to_mw) b->alive[k] = 0;
    }
}

static void decide_arc(rw_net_bound *b, int a, int side) {
    const rw_arc_groups *sets = &b->graph.exclusive;
    const int set = b->problem->arcs[a].exclusive;
    if (!side) {
        leave_out(b, a, -RW_INFINITY, RW_INFINITY);
        return;
    }
    for (int e = sets->first[set]; set > 0 && e < sets->first[set + 1]; ++e)
        if (sets->item[e] != a) leave_out(b, sets->item[e], -RW_INFINITY, RW_INFINITY);
    demand_built(b, &a, 1, b->must_count - b->problem->arc_count + a);
}

void rw_net_decide(rw_net_bound *b, const rw_net_branch *by, int side) {
    const rw_arc_groups *sets = &b->graph.exclusive;
    const int first = by->kind == RW_NET_BRANCH_SET ? sets->first[by->index] : 0;
    switch (by->kind) {
    case RW_NET_BRANCH_DEMAND:
        b->served[by->index] = side ? RW_NET_SERVED : RW_NET_NOT_SERVED;
        break;
    case RW_NET_BRANCH_SET:
        if (side) demand_built(b, sets->item + first, sets->first[by->index + 1] - first, by->index);
        for (int e = first; e < sets->first[by->index + 1] && !side; ++e)
            leave_out(b, sets->item[e], -RW_INFINITY, RW_INFINITY);
        break;
    case RW_NET_BRANCH_ARC:
        decide_arc(b, by->index, side);
        break;
    case RW_NET_BRANCH_SIZE:
        leave_out(b, by->index, side ? -RW_INFINITY : by->capacity_mw, side ? by->capacity_mw : RW_INFINITY);
        break;
    }
}
