/* Sources first, because they move most; then demands and arcs; then the options of an arc as an ordered set,
 * cut where the solution divides them (Beale and Tomlin 1970). */
#include "bnb/branching.h"
#include "base/number.h"
#include "common/lagrangian_parts.h"

rw_branch rw_branch_other(rw_branch b) {
    b.yes = !b.yes;
    return b;
}

void rw_branch_apply(const rw_branch *b, rw_lagrangian *g) {
    const rw_problem *p = g->problem;
    const unsigned char decision = b->yes ? RW_YES : RW_NO;
    switch (b->kind) {
    case RW_BRANCH_SOURCE:
        g->source[b->index] = decision;
        break;
    case RW_BRANCH_DEMAND:
        g->demand[b->index] = decision;
        break;
    case RW_BRANCH_ARC:
        g->arc[b->index] = decision;
        if (!b->yes) break;
        g->source[p->arcs[b->index].tail] = RW_YES;
        g->demand[rw_demand_of(p, &p->arcs[b->index])] = RW_YES;
        break;
    case RW_BRANCH_OPTIONS: {
        const rw_problem_arc *arc = &p->arcs[b->index];
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            if ((k >= b->at) != b->yes) g->option_alive[k] = 0;
        break;
    }
    }
}

/* -- Choosing ------------------------------------------------------------------------------------------ */

typedef struct choice {
    rw_branch branch;
    double score;
} choice;

static const double whole_enough = 1e-6;

/* f (1 - f) x money: what both children together are likely to raise the bound by. */
static void consider(choice *best, rw_branch branch, double part, double money, double least) {
    if (part < least || part > 1 - least) return;
    const double score = part * (1 - part) * (1 + fabs(money));
    if (score <= best->score) return;
    best->score = score;
    best->branch = branch;
    best->branch.yes = part >= 0.5;
}

static double money_of_source(const rw_lagrangian *g, int i) {
    const rw_problem_source *s = &g->problem->sources[i];
    return fabs(s->open_eur_per_yr) + g->price[g->at.source + i] * s->capacity_mw;
}

static double money_of_demand(const rw_lagrangian *g, int j) {
    const rw_problem_demand *d = &g->problem->demands[j];
    double money = fabs(d->connect_eur_per_yr);
    for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
        money += fabs(g->price[g->at.demand + b]) * g->problem->bands[b].width_mw;
    return money;
}

static double money_of_arc(const rw_lagrangian *g, int a) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    double money = 0;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        if (g->option_alive[k]) money = fmax(money, fabs(g->problem->options[k].fixed_eur_per_yr));
    return money + g->price[g->at.source + arc->tail] * g->reference[a].draw_mw;
}

/* Values of y, w and z, however they were found. */
typedef struct solution {
    const void *data;
    double (*source)(const void *data, int i);
    double (*demand)(const void *data, int j);
    double (*option)(const void *data, int k);
    double least; /* closer than this to 0 or 1 is decided */
} solution;

/* The first option beyond the middle of what is built of the arc. */
static void consider_options(const rw_lagrangian *g, const solution *s, int a, choice *best) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    double sum = 0, middle = 0;
    int used = 0, last = -1;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        if (!g->option_alive[k]) continue;
        const double z = s->option(s->data, k);
        used += z > s->least;
        sum += z;
        middle += z * k;
        last = k;
    }
    if (used < 2 || last < 0) return;
    const int at = (int)(middle / sum) + 1;
    double below = 0;
    for (int k = arc->first_option; k < at; ++k)
        if (g->option_alive[k]) below += s->option(s->data, k);
    consider(best, (rw_branch){.kind = RW_BRANCH_OPTIONS, .index = a, .at = at}, (sum - below) / sum,
             money_of_arc(g, a), s->least);
}

static bool choose(const rw_lagrangian *g, const solution *s, rw_branch *branch) {
    const rw_problem *p = g->problem;
    choice best = {.score = 0};
    for (int i = 0; i < p->source_count; ++i)
        if (g->source[i] == RW_FREE)
            consider(&best, (rw_branch){.kind = RW_BRANCH_SOURCE, .index = i}, s->source(s->data, i),
                     money_of_source(g, i), s->least);
    for (int j = 0; j < p->demand_count; ++j)
        if (g->demand[j] == RW_FREE)
            consider(&best, (rw_branch){.kind = RW_BRANCH_DEMAND, .index = j}, s->demand(s->data, j),
                     money_of_demand(g, j), s->least);
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        if (rw_arc_closed(g, a)) continue;
        double sum = 0;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            if (g->option_alive[k]) sum += s->option(s->data, k);
        if (g->arc[a] == RW_FREE)
            consider(&best, (rw_branch){.kind = RW_BRANCH_ARC, .index = a}, sum, money_of_arc(g, a),
                     s->least);
        if (best.score == 0) consider_options(g, s, a, &best);
    }
    *branch = best.branch;
    return best.score > 0;
}

static double lp_source(const void *data, int i) {
    const rw_node_lp *lp = data;
    return lp->values[i];
}
static double lp_demand(const void *data, int j) {
    const rw_node_lp *lp = data;
    return lp->values[lp->rows.problem->source_count + j];
}
static double lp_option(const void *data, int k) {
    const rw_node_lp *lp = data;
    return lp->rows.z[k] < 0 ? 0 : lp->values[lp->rows.z[k]];
}

bool rw_branch_of_lp(const rw_lagrangian *g, const rw_node_lp *lp, rw_branch *branch) {
    return choose(g, &(solution){lp, lp_source, lp_demand, lp_option, whole_enough}, branch);
}

static double average_source(const void *data, int i) {
    return ((const rw_ascent *)data)->open[i];
}
static double average_demand(const void *data, int j) {
    return ((const rw_ascent *)data)->connected[j];
}
static double average_option(const void *data, int k) {
    return ((const rw_ascent *)data)->built[k];
}

bool rw_branch_of_average(const rw_lagrangian *g, const rw_ascent *ascent, rw_branch *branch) {
    return choose(g, &(solution){ascent, average_source, average_demand, average_option, 0.05}, branch);
}

bool rw_branch_on_anything(const rw_lagrangian *g, rw_branch *branch) {
    const rw_problem *p = g->problem;
    for (int i = 0; i < p->source_count; ++i)
        if (g->source[i] == RW_FREE) {
            *branch = (rw_branch){.kind = RW_BRANCH_SOURCE, .index = i, .yes = g->open[i]};
            return true;
        }
    for (int j = 0; j < p->demand_count; ++j)
        if (g->demand[j] == RW_FREE) {
            *branch = (rw_branch){.kind = RW_BRANCH_DEMAND, .index = j, .yes = g->connected[j]};
            return true;
        }
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        int alive = 0, second = -1;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            if (g->option_alive[k] && ++alive == 2) second = k;
        if (rw_arc_closed(g, a) || alive == 0) continue;
        if (g->arc[a] == RW_FREE) {
            *branch = (rw_branch){.kind = RW_BRANCH_ARC, .index = a, .yes = g->arc_option[a] >= 0};
            return true;
        }
        if (alive < 2) continue;
        *branch = (rw_branch){
            .kind = RW_BRANCH_OPTIONS, .index = a, .at = second, .yes = g->arc_option[a] >= second};
        return true;
    }
    return false;
}
