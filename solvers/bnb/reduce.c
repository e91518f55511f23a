#include "bnb/reduce.h"
#include <string.h>

static rw_status copy_nodes(const rw_problem *p, rw_problem *q) {
    for (int i = 0; i < p->source_count; ++i) RW_TRY(rw_problem_add_source(q, p->sources[i]));
    for (int l = 0; l < p->place_count; ++l) RW_TRY(rw_problem_add_place(q, p->places[l]));
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        RW_TRY(rw_problem_add_demand(q, *d));
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
            RW_TRY(rw_problem_add_band(q, p->bands[b]));
    }
    return RW_OK;
}

static bool arc_is_left(const rw_lagrangian *g, int a) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    if (arc->forced) return true;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        if (g->option_alive[k]) return true;
    return false;
}

static rw_status copy_arcs(const rw_lagrangian *g, rw_reduced *r) {
    const rw_problem *p = g->problem;
    rw_problem *q = &r->problem;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        if (!arc_is_left(g, a)) continue;
        r->arc[q->arc_count] = a;
        RW_TRY(rw_problem_add_arc(q, arc->tail, arc->head, arc->forced, arc->exclusive));
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            if (!g->option_alive[k]) continue;
            r->option[q->option_count] = k;
            RW_TRY(rw_problem_add_option(q, p->options[k],
                                         p->unit_eur_per_mw_yr + arc->first_unit +
                                             (size_t)(k - arc->first_option) * (size_t)arc->slot_count));
        }
    }
    return RW_OK;
}

static rw_status copy_limits(const rw_problem *p, rw_reduced *r) {
    rw_problem *q = &r->problem;
    for (int l = 0; l < p->limit_count; ++l) {
        const rw_problem_limit *from = &p->limits[l];
        rw_problem_limit *to;
        RW_TRY(rw_problem_add_limit(q, from->max, &to));
        memcpy(to->open, from->open, (size_t)p->source_count * sizeof(double));
        memcpy(to->connect, from->connect, (size_t)p->demand_count * sizeof(double));
        memcpy(to->skip, from->skip, (size_t)p->demand_count * sizeof(double));
        memcpy(to->backup, from->backup, (size_t)p->band_count * sizeof(double));
        for (int a = 0; a < q->arc_count; ++a) {
            const rw_problem_arc *arc = &q->arcs[a], *old = &p->arcs[r->arc[a]];
            const size_t slots = (size_t)arc->slot_count;
            for (int n = 0; n < arc->option_count; ++n) {
                const int k = r->option[arc->first_option + n];
                to->fixed[arc->first_option + n] = from->fixed[k];
                memcpy(to->unit + arc->first_unit + (size_t)n * slots,
                       from->unit + old->first_unit + (size_t)(k - old->first_option) * slots,
                       slots * sizeof(double));
            }
        }
    }
    return RW_OK;
}

rw_status rw_reduce(const rw_lagrangian *g, rw_reduced *r) {
    const rw_problem *p = g->problem;
    memset(r, 0, sizeof *r);
    r->context = g->context;
    rw_problem_start(&r->problem, g->context);
    r->arc = rw_allocate(g->context, (size_t)p->arc_count, sizeof(int));
    r->option = rw_allocate(g->context, (size_t)p->option_count, sizeof(int));
    if (!r->arc || !r->option) return RW_ERROR_MEMORY;
    RW_TRY(copy_nodes(p, &r->problem));
    RW_TRY(copy_arcs(g, r));
    return copy_limits(p, r);
}

void rw_reduced_free(rw_reduced *r) {
    if (!r->context) return;
    rw_problem_free(&r->problem);
    rw_release(r->context, r->arc);
    rw_release(r->context, r->option);
    memset(r, 0, sizeof *r);
}

void rw_reduced_prices(const rw_reduced *r, const rw_lagrangian *whole, const double *price,
                       const rw_lagrangian *left, double *left_price) {
    const rw_price_layout *from = &whole->at, *to = &left->at;
    memset(left_price, 0, (size_t)to->count * sizeof *left_price);
    /* Up to the arcs' own, and from the demands' on, rows are the same; the last groups of exclusive arcs may
     * be gone. */
    memcpy(left_price, price, (size_t)from->link * sizeof *price);
    for (int a = 0; a < r->problem.arc_count; ++a) left_price[to->link + a] = price[from->link + r->arc[a]];
    memcpy(left_price + to->share, price + from->share, (size_t)(to->count - to->share) * sizeof *price);
}

void rw_reduced_expand(const rw_reduced *r, const rw_lagrangian *whole, const rw_lagrangian *left,
                       const double *left_price, double *price) {
    const rw_price_layout *to = &whole->at, *from = &left->at;
    memset(price, 0, (size_t)to->count * sizeof *price);
    memcpy(price, left_price, (size_t)to->link * sizeof *price);
    for (int a = 0; a < r->problem.arc_count; ++a) price[to->link + r->arc[a]] = left_price[from->link + a];
    memcpy(price + to->share, left_price + from->share, (size_t)(from->count - from->share) * sizeof *price);
}
