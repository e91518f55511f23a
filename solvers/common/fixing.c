/* Removing what no better solution can contain: where deciding something the other way would lift the bound
 * above the best known cost, it is decided (reduced-cost fixing). All tests use one evaluation's prices and
 * bound. */
#include "common/lagrangian_parts.h"

/* With a margin, so that a checker which rounds another way removes the same. */
static bool beaten(const rw_lagrangian *g, double least) {
    return !(g->bound + least < g->upper + 1e-9 * fabs(g->upper));
}

static int fix_options_by_price(rw_lagrangian *g, int a, double open) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    const int j = rw_demand_of(g->problem, arc);
    const rw_arc_terms t = rw_terms_by_price(g, a);
    const double value = g->arc[a] == RW_YES ? g->arc_gain[a] : fmax(0, g->arc_gain[a]);
    const double others = open + (g->demand[j] == RW_FREE ? fmax(0, g->demand_bracket[j]) : 0) + value;
    int left = 0;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        if (!g->option_alive[k]) continue;
        g->option_alive[k] = !beaten(g, others - rw_gain_by_price(g, a, &t, k, NULL));
        left += g->option_alive[k];
    }
    return left;
}

/* In a demand judged as a whole the option stands alone or among several. */
static int fix_options_of_whole(rw_lagrangian *g, int a, double open, const rw_several *s) {
    const rw_problem *p = g->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    const int j = rw_demand_of(p, arc);
    const rw_arc_terms by_price = rw_terms_by_price(g, a), by_backup = rw_terms_by_backup(g, a);
    const double backup = rw_cost_of_backup(g, j);
    /* Among several: the others stay as they are, and where this arc was not one of them it joins them. */
    const double own_loss = -g->arc_gain[a];
    double several = s->cost;
    if (!isinf(several)) {
        const bool counted = g->arc[a] == RW_YES || own_loss < 0 || (a == s->first_arc && s->wanted >= 1) ||
                             (a == s->second_arc && s->wanted >= 2);
        if (counted)
            several -= own_loss;
        else if (s->wanted >= 2)
            several -= fmax(0, s->second);
        else if (s->wanted == 1)
            several -= fmax(0, s->first);
    }
    int left = 0;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        if (!g->option_alive[k]) continue;
        const double alone = backup - rw_gain_alone(g, a, &by_backup, k, p->demands[j].min_mwh_per_yr, NULL);
        const double among = isinf(several) ? several : several - rw_gain_by_price(g, a, &by_price, k, NULL);
        g->option_alive[k] = !beaten(g, open + fmin(alone, among) - g->demand_value[j]);
        left += g->option_alive[k];
    }
    return left;
}

static int remove_options(rw_lagrangian *g, int a) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) g->option_alive[k] = 0;
    return 0;
}

static void fix_options_to(void *data, int j, int thread) {
    (void)thread;
    rw_lagrangian *g = data;
    int left = 0;
    rw_several s = {0};
    if (g->whole[j] && g->demand[j] != RW_NO) s = rw_cost_of_several(g, j, true);
    for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1]; ++n) {
        const int a = g->arc_list_to[n], i = g->problem->arcs[a].tail;
        const double open = g->source[i] == RW_FREE ? fmax(0, g->source_bracket[i]) : 0;
        left += rw_arc_closed(g, a) ? remove_options(g, a)
                : g->whole[j]       ? fix_options_of_whole(g, a, open, &s)
                                    : fix_options_by_price(g, a, open);
    }
    g->demand_looked_at[j] = left;
}

int rw_lagrangian_fix(rw_lagrangian *g, double upper) {
    const rw_problem *p = g->problem;
    int left = 0;
    g->upper = upper;
    g->referring = false;
    rw_threads_run(g->threads, p->demand_count, fix_options_to, g);
    for (int i = 0; i < p->source_count; ++i)
        if (g->source[i] == RW_FREE && beaten(g, fabs(g->source_bracket[i])))
            g->source[i] = g->source_bracket[i] < 0 ? RW_YES : RW_NO;
    for (int j = 0; j < p->demand_count; ++j) {
        left += g->demand_looked_at[j];
        if (g->demand[j] == RW_FREE && beaten(g, fabs(g->demand_bracket[j])))
            g->demand[j] = g->demand_bracket[j] < 0 ? RW_YES : RW_NO;
    }
    return left;
}
