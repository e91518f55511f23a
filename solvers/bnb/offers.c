#include "bnb/recreate.h"
#include "common/lagrangian_parts.h"
#include <stdlib.h>
#include <string.h>

static int by_regret(const void *a, const void *b) {
    const rw_offer *left = a, *right = b;
    if (left->regret != right->regret) return left->regret < right->regret ? -1 : 1;
    return (left->option > right->option) - (left->option < right->option);
}

/* What option k costs more than the demand's best way, at least 0. */
static double regret_of(const rw_lagrangian *g, int a, const rw_arc_terms *t, int k) {
    const rw_problem *p = g->problem;
    const int j = rw_demand_of(p, &p->arcs[a]);
    if (!g->whole[j])
        return fmax(0, (g->arc[a] == RW_YES ? g->arc_gain[a] : fmax(0, g->arc_gain[a])) -
                           rw_gain_by_price(g, a, t, k, NULL));
    const double alone = rw_gain_alone(g, a, t, k, p->demands[j].min_mwh_per_yr, NULL);
    return fmax(0, rw_cost_of_backup(g, j) - alone - g->demand_value[j]);
}

typedef struct collecting {
    rw_offers *offers;
    rw_lagrangian *lagrangian;
    double regret;
    rw_offer *scratch; /* `largest` per thread */
    size_t largest;
} collecting;

static void collect(void *data, int j, int thread) {
    collecting *c = data;
    rw_lagrangian *g = c->lagrangian;
    const rw_problem *p = g->problem;
    rw_offer *list = c->scratch + (size_t)thread * c->largest;
    int count = 0;
    for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1] && g->demand[j] != RW_NO; ++n) {
        const int a = g->arc_list_to[n];
        const rw_problem_arc *arc = &p->arcs[a];
        if (rw_arc_closed(g, a)) continue;
        const rw_arc_terms t = g->whole[j] ? rw_terms_by_backup(g, a) : rw_terms_by_price(g, a);
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            if (!g->option_alive[k]) continue;
            const double more = regret_of(g, a, &t, k);
            if (more <= c->regret || arc->forced) list[count++] = (rw_offer){a, k, arc->forced ? -1 : more};
        }
    }
    qsort(list, (size_t)count, sizeof *list, by_regret);
    c->offers->count[j] = count < RW_OFFERS_PER_DEMAND ? count : RW_OFFERS_PER_DEMAND;
    memcpy(rw_offers_of(c->offers, j), list, (size_t)c->offers->count[j] * sizeof *list);
}

static rw_status list_by_source(rw_offers *o, const rw_problem *p) {
    size_t offers = 0;
    for (int j = 0; j < p->demand_count; ++j) offers += (size_t)o->count[j];
    o->first_of_source = rw_allocate(o->context, (size_t)p->source_count + 1, sizeof(int));
    o->demand_of_source = rw_allocate(o->context, offers, sizeof(int));
    int *last = rw_allocate(o->context, (size_t)p->source_count, sizeof(int));
    if (!o->first_of_source || !o->demand_of_source || !last) {
        rw_release(o->context, last);
        return RW_ERROR_MEMORY;
    }
    /* A demand counts once per source, however many offers it has from it. */
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < p->source_count; ++i) last[i] = -1;
        for (int j = p->demand_count - 1; j >= 0; --j)
            for (int n = 0; n < o->count[j]; ++n) {
                const int i = p->arcs[rw_offers_of(o, j)[n].arc].tail;
                if (last[i] == j) continue;
                last[i] = j;
                if (round == 0)
                    ++o->first_of_source[i];
                else
                    o->demand_of_source[--o->first_of_source[i]] = j;
            }
        for (int i = 0; round == 0 && i < p->source_count; ++i)
            o->first_of_source[i + 1] += o->first_of_source[i];
    }
    rw_release(o->context, last);
    return RW_OK;
}

rw_status rw_offers_collect(rw_offers *o, rw_lagrangian *g, double regret) {
    const rw_problem *p = g->problem;
    const size_t threads = (size_t)rw_threads_count(g->threads), demands = (size_t)p->demand_count;
    collecting c = {.offers = o, .lagrangian = g, .regret = regret};
    memset(o, 0, sizeof *o);
    o->context = g->context;
    for (int j = 0; j < p->demand_count; ++j) {
        size_t options = 0;
        for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1]; ++n)
            options += (size_t)p->arcs[g->arc_list_to[n]].option_count;
        c.largest = options > c.largest ? options : c.largest;
    }
    o->count = rw_allocate(o->context, demands, sizeof(int));
    o->list = rw_allocate(o->context, demands, RW_OFFERS_PER_DEMAND * sizeof(rw_offer));
    c.scratch = rw_allocate(o->context, threads * c.largest, sizeof(rw_offer));
    rw_status status = RW_ERROR_MEMORY;
    if (o->count && o->list && c.scratch) {
        rw_threads_run(g->threads, p->demand_count, collect, &c);
        status = list_by_source(o, p);
    }
    rw_release(o->context, c.scratch);
    return status;
}

void rw_offers_free(rw_offers *o) {
    if (!o->context) return;
    rw_release(o->context, o->count);
    rw_release(o->context, o->list);
    rw_release(o->context, o->first_of_source);
    rw_release(o->context, o->demand_of_source);
    memset(o, 0, sizeof *o);
}
