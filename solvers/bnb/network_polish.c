/* In these steps tolls need not be affordable. A payer takes the way on which it pays least; a build whose
 * payers bring more than it costs is built, for those who fit into it; of an exclusive set only one. A toll
 * rises where its payer goes and nothing is built for it, and falls where it is the other way round (the
 * knapsack relaxation of network design; subgradient steps with a memory, Camerini, Fratta and Maffioli
 * 1975). */
#include "bnb/network_polish.h"
#include "base/number.h"
#include "bnb/network_way.h"
#include <string.h>

static const double memory = 0.7, first_pace = 0.2, shrink = 0.7, recover = 1.2,
                    forgotten = 1e-6 /* EUR/yr */;
enum { PATIENCE = 12, TOP_UP_STEPS = 4 };

/* What a payer pays on a build, in EUR/yr if all of it goes that way. */
typedef struct share {
    int build;
    double eur, direction;
    double goes; /* the part of it that takes this way, less the part that something is built for */
} share;

typedef RW_VECTOR(share) shares;

struct rw_net_polish {
    rw_net_bound *bound;
    rw_arena arena;
    rw_net_scout *scouts; /* by thread */
    shares *of;           /* by payer */
    rw_net_way *ways;     /* by payer: where it goes */
    unsigned char *asked; /* by payer: look for its way */
    double *part;         /* by payer: of it that goes that way */
    int *at;              /* by build: place among the shares of the payer at hand, -1 = none */
    rw_net_tolls best;    /* of all payers, one after the other */
    int *best_count;      /* by payer */
    double *best_raised, *served, *used;
    unsigned char *is_used; /* by arc */
    double value, best_value, pace;
    int since;
};

static bool takes_part(const rw_net_bound *b, int q) {
    const rw_net_payer *payer = &b->payers[q];
    return payer->pays && b->served[payer->demand] != RW_NET_NOT_SERVED &&
           (payer->slot < 0 || !isinf(payer->heat));
}

/* -- Ways of the payers -------------------------------------------------------------------------------- */

static void find_way_of(void *data, int q, int thread) {
    rw_net_polish *s = data;
    rw_net_scout *w = &s->scouts[thread];
    const double per = 1 / rw_net_payer_weight(&s->bound->payers[q]);
    if (!s->asked[q]) return;
    for (size_t n = 0; n < s->of[q].count; ++n) w->toll[s->of[q].item[n].build] = s->of[q].item[n].eur * per;
    const double raised = rw_net_find_way(s->bound, w, q, &s->ways[q]);
    s->bound->payers[q].raised = isinf(raised) ? 0 : raised;
    for (size_t n = 0; n < s->of[q].count; ++n) w->toll[s->of[q].item[n].build] = 0;
}

/* Of those that are asked. Threads must not allocate: a way that is longer than its room is looked for again.
 */
static rw_status find_ways(rw_net_polish *s) {
    rw_threads_run(s->bound->threads, s->bound->payer_count, find_way_of, s);
    for (int q = 0; q < s->bound->payer_count; ++q) {
        rw_net_way *to = &s->ways[q];
        if (!s->asked[q] || to->length <= to->room) continue;
        rw_release(s->bound->context, to->arc);
        to->room = 2 * to->length;
        to->arc = rw_allocate(s->bound->context, (size_t)to->room, sizeof *to->arc);
        if (!to->arc) return RW_ERROR_MEMORY;
        find_way_of(s, q, 0);
    }
    return RW_OK;
}

static bool has_tolls(const shares *of) {
    bool any = false;
    for (size_t n = 0; n < of->count && !any; ++n) any = of->item[n].eur > 0;
    return any;
}

/* Whoever pays tolls looks for the cheapest way; the others need none to know that it costs them nothing
 * more. */
static rw_status price_payers(rw_net_polish *s) {
    rw_net_bound *b = s->bound;
    for (int q = 0; q < b->payer_count; ++q) {
        s->ways[q].length = 0;
        b->payers[q].raised = 0;
        s->asked[q] = takes_part(b, q) && has_tolls(&s->of[q]);
    }
    return find_ways(s);
}

/* -- Who takes what ------------------------------------------------------------------------------------ */

/* The part of it that a payer sends its way: of a band, what is taken; of a demand as a whole, all. */
static void take_parts(rw_net_polish *s, int demand, double keep) {
    const rw_net_bound *b = s->bound;
    const rw_net_demand *d = &b->demands[demand];
    const int bands = b->problem->demands[demand].band_count;
    const bool served = b->served[demand] == RW_NET_SERVED ||
                        (b->served[demand] == RW_NET_OPEN && rw_net_bound_serving(b, demand) < d->without);
    double mw[RW_NET_BANDS] = {0};
    s->served[demand] = keep * s->served[demand] + (1 - keep) * served;
    if (served) rw_net_bound_takes(b, demand, mw);
    for (int n = 0; n <= bands; ++n) {
        const int q = d->first_payer + n;
        s->part[q] = 0;
        if (!served || !takes_part(b, q)) continue;
        s->part[q] = n == bands ? 1 : mw[n] / b->payers[q].mw;
    }
}

/* Those who take heat and have no way yet. */
static rw_status find_more_ways(rw_net_polish *s) {
    for (int q = 0; q < s->bound->payer_count; ++q) s->asked[q] = s->part[q] > 0 && s->ways[q].length == 0;
    return find_ways(s);
}

/* -- Who goes where ------------------------------------------------------------------------------------ */

static rw_status go(rw_net_polish *s, int q, int build, double part) {
    if (s->at[build] < 0) {
        RW_TRY(RW_VECTOR_RESERVE(s->bound->context, &s->of[q], 1));
        s->at[build] = (int)s->of[q].count;
        s->of[q].item[s->of[q].count++] = (share){build, 0, 0, 0};
    }
    s->of[q].item[s->at[build]].goes += part;
    return RW_OK;
}

static rw_status take_way(rw_net_polish *s, int q, double part) {
    const rw_problem *p = s->bound->problem;
    const rw_net_way *to = &s->ways[q];
    rw_status status = RW_OK;
    for (size_t n = 0; n < s->of[q].count; ++n) s->at[s->of[q].item[n].build] = (int)n;
    for (int n = 0; n < to->length && status == RW_OK; ++n) {
        s->is_used[to->arc[n]] = 1;
        status = go(s, q, to->arc[n], part);
    }
    if (status == RW_OK) status = go(s, q, p->arc_count + p->arcs[to->arc[to->length - 1]].tail, part);
    for (size_t n = 0; n < s->of[q].count; ++n) s->at[s->of[q].item[n].build] = -1;
    return status;
}

/* -- Builds -------------------------------------------------------------------------------------------- */

static rw_status fill_book(rw_net_polish *s) {
    rw_net_bound *b = s->bound;
    rw_net_book_clear(&b->book);
    for (int q = 0; q < b->payer_count; ++q)
        for (size_t n = 0; n < s->of[q].count; ++n) {
            const share *there = &s->of[q].item[n];
            if (there->eur <= 0) continue;
            RW_TRY(rw_net_book_put(
                &b->book, there->build,
                (rw_net_entry){q, (int)n, b->payers[q].mw, there->eur / rw_net_payer_weight(&b->payers[q])}));
        }
    return RW_OK;
}

/* The part of every payer that the cheapest option of a build carries. */
static void build(rw_net_polish *s, int at) {
    rw_net_bound *b = s->bound;
    const rw_net_entries *list = &b->book.entries[at];
    double left = b->book.room[rw_net_book_cheapest(&b->book, at)];
    for (size_t n = 0; n < list->count; ++n) {
        const rw_net_entry *e = &list->item[n];
        const double part = e->mw > 0 ? fmin(left, e->mw) / e->mw : 1;
        left -= part * e->mw;
        s->of[e->payer].item[e->note].goes -= part;
    }
}

/* -- Steps --------------------------------------------------------------------------------------------- */

static rw_status evaluate(rw_net_polish *s, int step) {
    rw_net_bound *b = s->bound;
    const double keep = step / (step + 1.0);
    for (int q = 0; q < b->payer_count; ++q)
        for (size_t n = 0; n < s->of[q].count; ++n) s->of[q].item[n].goes = 0;
    memset(s->is_used, 0, (size_t)b->problem->arc_count);
    RW_TRY(price_payers(s));
    for (int j = 0; j < b->problem->demand_count; ++j) take_parts(s, j, keep);
    RW_TRY(find_more_ways(s));
    for (int q = 0; q < b->payer_count; ++q)
        if (s->part[q] > 0 && s->ways[q].length > 0) RW_TRY(take_way(s, q, s->part[q]));
    for (int a = 0; a < b->problem->arc_count; ++a)
        s->used[a] = keep * s->used[a] + (1 - keep) * s->is_used[a];
    RW_TRY(fill_book(s));
    rw_net_bound_charge(b);
    s->value = b->value;
    for (int n = 0; n < b->book.builds; ++n)
        if (b->built[n]) build(s, n);
    return RW_OK;
}

static rw_status keep_best(rw_net_polish *s) {
    const rw_net_bound *b = s->bound;
    s->best_value = s->value;
    s->since = 0;
    s->best.count = 0;
    for (int q = 0; q < b->payer_count; ++q) {
        const size_t before = s->best.count;
        s->best_raised[q] = b->payers[q].raised;
        RW_TRY(RW_VECTOR_RESERVE(b->context, &s->best, s->of[q].count));
        for (size_t n = 0; n < s->of[q].count; ++n)
            if (s->of[q].item[n].eur > 0)
                s->best.item[s->best.count++] = (rw_net_toll){
                    s->of[q].item[n].build, s->of[q].item[n].eur / rw_net_payer_weight(&b->payers[q])};
        s->best_count[q] = (int)(s->best.count - before);
    }
    return RW_OK;
}

static rw_status return_to_best(rw_net_polish *s) {
    const rw_net_bound *b = s->bound;
    const rw_net_toll *from = s->best.item;
    for (int q = 0; q < b->payer_count; ++q) {
        s->of[q].count = 0;
        RW_TRY(RW_VECTOR_RESERVE(b->context, &s->of[q], (size_t)s->best_count[q]));
        for (int n = 0; n < s->best_count[q]; ++n, ++from)
            s->of[q].item[s->of[q].count++] =
                (share){from->build, from->eur_per_mw * rw_net_payer_weight(&b->payers[q]), 0, 0};
    }
    return RW_OK;
}

static void step(rw_net_polish *s, double upper) {
    const rw_net_bound *b = s->bound;
    double length = 0;
    for (int q = 0; q < b->payer_count; ++q)
        for (size_t n = 0; n < s->of[q].count; ++n) {
            share *there = &s->of[q].item[n];
            there->direction = memory * there->direction + (1 - memory) * there->goes;
            if (there->eur > 0 || there->direction > 0) length += there->direction * there->direction;
        }
    if (length <= 0) return;
    const double rise = isinf(upper) ? 0.05 * fabs(s->value) : fmax(upper - s->value, 1e-6 * fabs(upper)),
                 size = first_pace * s->pace * rise / length;
    for (int q = 0; q < b->payer_count; ++q) {
        size_t kept = 0;
        for (size_t n = 0; n < s->of[q].count; ++n) {
            share there = s->of[q].item[n];
            there.eur = fmax(0, there.eur + size * there.direction);
            if (there.eur > forgotten || fabs(there.direction) >= 1e-3) s->of[q].item[kept++] = there;
        }
        s->of[q].count = kept;
    }
}

/* The tolls at hand as the first best ones, and the best ones as those at hand. */
static rw_status take_over(rw_net_polish *s) {
    const rw_net_bound *b = s->bound;
    s->best.count = 0;
    for (int q = 0; q < b->payer_count; ++q) {
        const rw_net_tolls *from = &b->tolls[q];
        s->best_count[q] = 0;
        if (b->served[b->payers[q].demand] == RW_NET_NOT_SERVED) continue;
        s->best_count[q] = (int)from->count;
        RW_TRY(RW_VECTOR_RESERVE(b->context, &s->best, from->count));
        if (from->count > 0)
            memcpy(s->best.item + s->best.count, from->item, from->count * sizeof *from->item);
        s->best.count += from->count;
    }
    return return_to_best(s);
}

static rw_status hand_over(rw_net_polish *s) {
    rw_net_bound *b = s->bound;
    const rw_net_toll *from = s->best.item;
    rw_net_tolls_clear(b);
    for (int q = 0; q < b->payer_count; ++q) {
        RW_TRY(rw_net_tolls_set(b, q, from, (size_t)s->best_count[q]));
        b->payers[q].raised = s->best_raised[q];
        from += s->best_count[q];
    }
    rw_net_bound_charge(b);
    return RW_OK;
}

rw_status rw_net_polish_run(rw_net_polish *s, rw_search *search, int steps) {
    const double upper = search->best->cost_eur_per_yr;
    s->best_value = -RW_INFINITY;
    s->since = 0;
    s->pace = fmin(1, recover * s->pace);
    RW_TRY(take_over(s));
    for (int n = 0; n < steps && !(n > 0 && rw_search_stop(search)); ++n) {
        RW_TRY(evaluate(s, n));
        if (s->value > s->best_value) {
            RW_TRY(keep_best(s));
            if (s->value >= upper) break;
        } else if (++s->since > PATIENCE) {
            s->pace *= shrink;
            s->since = 0;
            RW_TRY(return_to_best(s));
            continue;
        }
        step(s, upper);
    }
    return hand_over(s);
}

/* -- Finish -------------------------------------------------------------------------------------------- */

/* What nobody needs any more is not paid. Threads may not add tolls; they lessen them. */
static void slim_one(void *data, int q, int thread) {
    rw_net_polish *s = data;
    rw_net_bound *b = s->bound;
    rw_net_scout *scout = &s->scouts[thread];
    if (b->payers[q].raised <= 0) return;
    rw_net_slim(b, scout, q);
    for (size_t n = 0; n < b->tolls[q].count; ++n)
        scout->toll[b->tolls[q].item[n].build] = b->tolls[q].item[n].eur_per_mw;
    const double raised = rw_net_find_way(b, scout, q, &s->ways[q]);
    for (size_t n = 0; n < b->tolls[q].count; ++n) scout->toll[b->tolls[q].item[n].build] = 0;
    b->payers[q].raised = isinf(raised) ? 0 : raised;
}

rw_status rw_net_polish_top_up(rw_net_polish *s) {
    rw_threads_run(s->bound->threads, s->bound->payer_count, slim_one, s);
    return rw_net_bound_top_up(s->bound, TOP_UP_STEPS);
}

rw_status rw_net_polish_take_back(rw_net_polish *s) {
    return hand_over(s);
}

double rw_net_polish_pace(const rw_net_polish *s) {
    return s->pace;
}

void rw_net_polish_set_pace(rw_net_polish *s, double pace) {
    s->pace = fmin(1, pace);
}

const double *rw_net_polish_served(const rw_net_polish *s) {
    return s->served;
}

const double *rw_net_polish_used(const rw_net_polish *s) {
    return s->used;
}

/* -- Start and end ------------------------------------------------------------------------------------- */

static rw_status start_scouts(rw_net_polish *s) {
    const int count = rw_threads_count(s->bound->threads);
    s->scouts = rw_arena_allocate(&s->arena, (size_t)count, sizeof *s->scouts);
    if (!s->scouts) return RW_ERROR_MEMORY;
    for (int n = 0; n < count; ++n) RW_TRY(rw_net_scout_start(s->bound, &s->arena, &s->scouts[n]));
    return RW_OK;
}

rw_status rw_net_polish_start(rw_net_bound *b, rw_net_polish **polish) {
    const size_t payers = (size_t)b->payer_count, arcs = (size_t)b->problem->arc_count;
    rw_net_polish *s = *polish = rw_allocate(b->context, 1, sizeof *s);
    if (!s) return RW_ERROR_MEMORY;
    *s = (rw_net_polish){.bound = b, .pace = 1};
    rw_arena_start(&s->arena, b->context);
    RW_TRY(start_scouts(s));
    s->of = rw_arena_allocate(&s->arena, payers, sizeof *s->of);
    s->ways = rw_arena_allocate(&s->arena, payers, sizeof *s->ways);
    s->asked = rw_arena_allocate(&s->arena, payers, 1);
    s->part = rw_arena_allocate(&s->arena, payers, sizeof *s->part);
    s->at = rw_arena_allocate(&s->arena, (size_t)b->book.builds, sizeof *s->at);
    s->best_count = rw_arena_allocate(&s->arena, payers, sizeof *s->best_count);
    s->best_raised = rw_arena_allocate(&s->arena, payers, sizeof *s->best_raised);
    s->served = rw_arena_allocate(&s->arena, (size_t)b->problem->demand_count, sizeof *s->served);
    s->used = rw_arena_allocate(&s->arena, arcs, sizeof *s->used);
    s->is_used = rw_arena_allocate(&s->arena, arcs, 1);
    if (!s->of || !s->ways || !s->asked || !s->part || !s->at || !s->best_count || !s->best_raised ||
        !s->served || !s->used || !s->is_used)
        return RW_ERROR_MEMORY;
    for (int n = 0; n < b->book.builds; ++n) s->at[n] = -1;
    return RW_OK;
}

void rw_net_polish_free(rw_net_polish *s) {
    if (!s) return;
    rw_context *context = s->bound->context;
    for (int q = 0; s->of && q < s->bound->payer_count; ++q) RW_VECTOR_FREE(context, &s->of[q]);
    for (int q = 0; s->ways && q < s->bound->payer_count; ++q) rw_release(context, s->ways[q].arc);
    RW_VECTOR_FREE(context, &s->best);
    rw_arena_free(&s->arena);
    rw_release(context, s);
}
