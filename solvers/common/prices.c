#include "common/prices.h"
#include "base/number.h"
#include <string.h>

/* Rows that are not about arcs stand before those of the arcs, and between them and the groups of arcs. */
static size_t rows_before(const rw_lagrangian *g) {
    return (size_t)g->at.link;
}

static size_t rows_after(const rw_lagrangian *g) {
    return (size_t)g->at.exclusive - (size_t)g->at.share;
}

rw_status rw_prices_keep(rw_prices *prices, const rw_lagrangian *g, const double *price, bool whole) {
    const rw_problem *p = g->problem;
    const size_t before = rows_before(g), after = rows_after(g);
    prices->row = rw_allocate(g->context, before + after, sizeof *prices->row);
    prices->arc = rw_allocate(g->context, (size_t)p->arc_count, sizeof *prices->arc);
    if (!prices->row || !prices->arc) return RW_ERROR_MEMORY;
    memcpy(prices->row, price, before * sizeof *price);
    memcpy(prices->row + before, price + g->at.share, after * sizeof *price);
    for (int a = 0; a < p->arc_count; ++a)
        prices->arc[a] = (rw_arc_price){p->arcs[a].tail, p->arcs[a].head, price[g->at.link + a]};
    prices->row_count = before + after;
    prices->arc_count = p->arc_count;
    prices->whole = whole;
    return RW_OK;
}

/* Arcs come in the same order in both problems; where they do not, prices are lost, which does no harm. */
bool rw_prices_fill(const rw_prices *prices, const rw_lagrangian *g, double *price) {
    const rw_problem *p = g->problem;
    const size_t before = rows_before(g), after = rows_after(g);
    if (!prices || !prices->row || prices->row_count != before + after) return false;
    memset(price, 0, (size_t)g->at.count * sizeof *price);
    memcpy(price, prices->row, before * sizeof *price);
    memcpy(price + g->at.share, prices->row + before, after * sizeof *price);
    for (int a = 0, n = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        while (n < prices->arc_count &&
               (prices->arc[n].tail < arc->tail ||
                (prices->arc[n].tail == arc->tail && prices->arc[n].head < arc->head)))
            ++n;
        if (n < prices->arc_count && prices->arc[n].tail == arc->tail && prices->arc[n].head == arc->head)
            price[g->at.link + a] = prices->arc[n].eur_per_yr;
    }
    return true;
}

/* -- Bounds of arcs ------------------------------------------------------------------------------------ */

/* With arc `a` built, and as it was before. */
static double bound_with(rw_lagrangian *g, int a, const double *price) {
    const int i = g->problem->arcs[a].tail, j = g->problem->arcs[a].head - g->problem->source_count;
    const unsigned char arc = g->arc[a], source = g->source[i], demand = g->demand[j];
    g->arc[a] = g->source[i] = g->demand[j] = RW_YES;
    rw_lagrangian_forget(g);
    const double bound = rw_lagrangian_evaluate(g, price);
    g->arc[a] = arc;
    g->source[i] = source;
    g->demand[j] = demand;
    return bound;
}

/* Any prices give a bound: once those that are given, and once with nothing charged for using the source,
 * which says more where a source that is to be used must be opened anyhow. */
static void bound_all(rw_context *context, rw_lagrangian *g, int source, double *price, double *bound) {
    const rw_problem *p = g->problem;
    for (int round = 0; round < 2; ++round) {
        for (int a = 0; a < p->arc_count; ++a) {
            if (p->arcs[a].tail != source) continue;
            if (rw_poll_stage(context, "what if")) return;
            bound[a] = fmax(bound[a], bound_with(g, a, price));
        }
        for (int a = 0; a < p->arc_count; ++a)
            if (p->arcs[a].tail == source) price[g->at.link + a] = 0;
    }
}

rw_status rw_bound_arcs(rw_context *context, const rw_problem *p, const rw_prices *prices, int source,
                        double *bound) {
    rw_lagrangian g;
    for (int a = 0; a < p->arc_count; ++a) bound[a] = -RW_INFINITY;
    if (!rw_lagrangian_applies(p)) return RW_OK;
    rw_status status = rw_lagrangian_start(&g, context, p, NULL);
    double *price = status == RW_OK ? rw_allocate(context, (size_t)g.at.count, sizeof *price) : NULL;
    if (status == RW_OK && !price) status = RW_ERROR_MEMORY;
    if (status == RW_OK && rw_prices_fill(prices, &g, price)) {
        if (prices->whole) (void)rw_lagrangian_judge_whole(&g, NULL);
        bound_all(context, &g, source, price, bound);
    }
    rw_release(context, price);
    rw_lagrangian_free(&g);
    return status;
}
