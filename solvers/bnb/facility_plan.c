/* Plans: the averaged solution rounded, then sources closed, opened and exchanged. Each trial is a transport
 * problem; the dual prices of the plan at hand bound from below what an exchange can cost, so that most
 * need not be tried. */
#include "base/number.h"
#include "bnb/facility_parts.h"
#include <stdlib.h>
#include <string.h>

enum { SIDE = 24, MOVES = SIDE * SIDE + 2 * SIDE };

rw_facility_outcome rw_facility_price(rw_facility_desk *d) {
    const rw_facility_outcome outcome = rw_facility_transport(&d->flow, d->open);
    if (outcome == RW_FACILITY_SOLVED && d->flow.cost < d->plan_cost) {
        d->plan_cost = d->flow.cost;
        memcpy(d->plan, d->open, (size_t)d->flow.facility->sources);
    }
    return outcome;
}

static double capacity_of(const rw_facility *f, const unsigned char *open) {
    double sum = 0;
    for (int i = 0; i < f->sources; ++i)
        if (open[i]) sum += f->capacity[i];
    return sum;
}

void rw_facility_round(rw_facility_desk *d, double threshold) {
    const rw_facility_ascent *a = &d->ascent;
    const rw_facility *f = a->bound.facility;
    for (int i = 0; i < f->sources; ++i)
        d->open[i] = a->state[i] == RW_YES || (a->state[i] == RW_FREE && a->open_share[i] >= threshold);
    double capacity = capacity_of(f, d->open);
    while (capacity < f->total_need) {
        int next = -1;
        for (int i = 0; i < f->sources; ++i)
            if (a->state[i] == RW_FREE && !d->open[i] && (next < 0 || a->open_share[i] > a->open_share[next]))
                next = i;
        if (next < 0) return;
        d->open[next] = 1;
        capacity += f->capacity[next];
    }
}

/* -- Taking over --------------------------------------------------------------------------------------- */

/* What each arc carries, so that no customer gets more or less than its width by rounding. */
static void fill_flows(rw_facility_search *s, const rw_facility_flow *t) {
    const rw_facility *f = &s->facility;
    const rw_problem *p = f->problem;
    memset(s->flow_mw, 0, (size_t)p->arc_count * sizeof *s->flow_mw);
    for (int j = 0; j < f->customers; ++j) {
        const double width = p->bands[p->demands[f->demand[j]].first_band].width_mw;
        double sum = 0;
        for (int e = t->of_customer[j]; e >= 0; e = t->entry[e].sibling) sum += t->entry[e].amount_mw;
        for (int e = t->of_customer[j]; e >= 0; e = t->entry[e].sibling) {
            const int i = t->open[t->entry[e].place];
            size_t n = f->first[j];
            while (f->source[n] != i) ++n;
            if (f->arc[n] >= 0)
                s->flow_mw[f->arc[n]] = sum > 0 ? width * (t->entry[e].amount_mw / sum) : width;
        }
    }
}

static rw_status fill_result(rw_facility_search *s, const rw_facility_desk *d) {
    const rw_problem *p = s->facility.problem;
    fill_flows(s, &d->flow);
    RW_TRY(rw_result_clear_values(&s->scratch, p));
    for (int a = 0; a < p->arc_count; ++a) {
        double *flow;
        if (!(s->flow_mw[a] > 0)) continue;
        RW_TRY(rw_result_build(&s->scratch, p, a, p->arcs[a].first_option, &flow));
        *flow = s->flow_mw[a];
    }
    for (int i = 0; i < p->source_count; ++i)
        if (d->plan[i] && p->sources[i].open_eur_per_yr <= 0) s->scratch.source_open[i] = 1;
    rw_result_balance(&s->scratch, p);
    s->scratch.cost_eur_per_yr = rw_result_cost_of(p, &s->scratch);
    return RW_OK;
}

rw_status rw_facility_offer(rw_facility_search *s, rw_facility_desk *d, const char *finder) {
    if (!(d->plan_cost < s->search->best->cost_eur_per_yr)) return RW_OK;
    if (rw_facility_transport(&d->flow, d->plan) != RW_FACILITY_SOLVED) return RW_OK;
    RW_TRY(fill_result(s, d));
    bool feasible = false;
    char why[RW_WHY_BYTES];
    RW_TRY(rw_result_feasible(s->facility.problem, &s->scratch, 1e-9, &feasible, why));
    if (!feasible) {
        rw_log(s->search->context, RW_LOG_DETAIL, "%s: not a plan, %s", finder, why);
        return RW_OK;
    }
    if (s->scratch.cost_eur_per_yr < s->search->best->cost_eur_per_yr)
        memcpy(s->best, d->plan, (size_t)s->facility.sources);
    return rw_search_offer(s->search, &s->scratch, finder);
}

/* -- Exchanges ----------------------------------------------------------------------------------------- */

typedef struct exchange {
    double estimate; /* at the least this much more, EUR/yr */
    int out, in;     /* -1 = none */
} exchange;

static int by_estimate(const void *a, const void *b) {
    const exchange *left = a, *right = b;
    if (left->estimate != right->estimate) return left->estimate < right->estimate ? -1 : 1;
    if (left->out != right->out) return left->out < right->out ? -1 : 1;
    return (left->in > right->in) - (left->in < right->in);
}

/* The sources of one side with the least estimates, in their order. */
static int take_side(const rw_facility_search *s, const double *rho, bool open, int *list, double *estimate) {
    const rw_facility *f = &s->facility;
    int count = 0;
    for (int i = 0; i < f->sources; ++i) {
        if (f->state[i] != RW_FREE || (s->best[i] != 0) != open) continue;
        const double value = open ? -rho[i] : rho[i];
        if (count == SIDE && value >= estimate[SIDE - 1]) continue;
        int at = count < SIDE ? count++ : SIDE - 1;
        for (; at > 0 && estimate[at - 1] > value; --at) {
            estimate[at] = estimate[at - 1];
            list[at] = list[at - 1];
        }
        estimate[at] = value;
        list[at] = i;
    }
    return count;
}

/* Closing, opening and exchanging, the most promising first; what cannot help is left out. */
static int list_exchanges(const rw_facility_search *s, const double *rho, exchange *move) {
    int out[SIDE], in[SIDE], count = 0;
    double out_estimate[SIDE], in_estimate[SIDE];
    const int outs = take_side(s, rho, true, out, out_estimate),
              ins = take_side(s, rho, false, in, in_estimate);
    for (int a = -1; a < outs; ++a)
        for (int b = -1; b < ins; ++b) {
            const double estimate = (a < 0 ? 0 : out_estimate[a]) + (b < 0 ? 0 : in_estimate[b]);
            if (estimate >= 0) continue;
            move[count++] = (exchange){estimate, a < 0 ? -1 : out[a], b < 0 ? -1 : in[b]};
        }
    qsort(move, (size_t)count, sizeof *move, by_estimate);
    return count;
}

typedef struct trial {
    rw_facility_search *s;
    const exchange *move;
} trial;

static void try_exchange(void *data, int index, int thread) {
    (void)thread;
    const trial *t = data;
    rw_facility_desk *d = &t->s->desk[index];
    const rw_facility *f = &t->s->facility;
    memcpy(d->open, t->s->best, (size_t)f->sources);
    if (t->move[index].out >= 0) d->open[t->move[index].out] = 0;
    if (t->move[index].in >= 0) d->open[t->move[index].in] = 1;
    d->plan_cost = RW_INFINITY;
    if (f->backup || capacity_of(f, d->open) >= f->total_need * (1 - 1e-9)) (void)rw_facility_price(d);
}

/* The first exchange that helps; `trials_left` counts down. */
static rw_status exchange_once(rw_facility_search *s, int *trials_left, bool *better) {
    rw_facility_desk *d = &s->desk[0];
    exchange move[MOVES];
    *better = false;
    if (rw_facility_transport(&d->flow, s->best) != RW_FACILITY_SOLVED) return RW_OK;
    (void)rw_facility_evaluate(&d->ascent.bound, s->facility.state, 0, d->flow.price);
    const int count = list_exchanges(s, d->ascent.bound.rho, move);
    for (int n = 0; n<count && * trials_left> 0 && !*better; n += RW_FACILITY_BATCH) {
        if (rw_search_stop(s->search)) return RW_OK;
        trial t = {s, move + n};
        const int here = count - n < RW_FACILITY_BATCH ? count - n : RW_FACILITY_BATCH;
        rw_threads_run(s->threads, here, try_exchange, &t);
        *trials_left -= here;
        const double cost = s->search->best->cost_eur_per_yr;
        for (int k = 0; k < here; ++k) RW_TRY(rw_facility_offer(s, &s->desk[k], "exchange of sources"));
        *better = s->search->best->cost_eur_per_yr < cost - 1e-12 * fabs(cost);
    }
    return RW_OK;
}

rw_status rw_facility_improve(rw_facility_search *s, int trials) {
    bool better = !isinf(s->search->best->cost_eur_per_yr);
    while (better && trials > 0) RW_TRY(exchange_once(s, &trials, &better));
    return RW_OK;
}
