/* Recognises facility location and sorts its numbers. */
#include "base/number.h"
#include "bnb/facility_parts.h"
#include <stdlib.h>
#include <string.h>

/* -- Recognising --------------------------------------------------------------------------------------- */

enum { MOST_SOURCES = 4000 }; /* the transport problem has a square table of them */

static bool sources_apply(const rw_problem *p) {
    for (int i = 0; i < p->source_count; ++i) {
        const rw_problem_source *s = &p->sources[i];
        if (!(s->capacity_mw >= 0) || s->min_used_share > 0 || !isfinite(s->open_eur_per_yr)) return false;
    }
    return p->source_count <= MOST_SOURCES;
}

static bool demands_apply(const rw_problem *p) {
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        if (!d->must || d->band_count != 1 || d->min_mwh_per_yr > 0 || d->max_arcs < p->source_count ||
            !isfinite(d->connect_eur_per_yr) || !isfinite(p->bands[d->first_band].width_mw))
            return false;
    }
    return true;
}

static bool arc_applies(const rw_problem *p, const rw_problem_arc *a) {
    if (a->option_count != 1 || a->forced || a->exclusive > 0) return false;
    const rw_option *o = &p->options[a->first_option];
    const double width = p->bands[p->demands[a->head - p->source_count].first_band].width_mw;
    return o->fixed_eur_per_yr == 0 && o->draw0_mw == 0 && o->carry0_mw == 0 && o->draw >= 0 &&
           o->carry * width <= o->capacity_mw;
}

/* The same draw on all arcs to a demand. */
static bool draws_apply(const rw_problem *p, double *draw) {
    for (int j = 0; j < p->demand_count; ++j) draw[j] = RW_NAN;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        if (!arc_applies(p, arc)) return false;
        const int j = arc->head - p->source_count;
        const double here = p->options[arc->first_option].draw;
        if (!isnan(draw[j]) && draw[j] != here) return false;
        draw[j] = here;
    }
    return true;
}

/* At most one arc per pair. */
static bool pairs_apply(const rw_problem *p, int *last, int *next, int *stamp) {
    for (int j = 0; j < p->demand_count; ++j) last[j] = -1;
    for (int i = 0; i < p->source_count; ++i) stamp[i] = -1;
    for (int a = 0; a < p->arc_count; ++a) {
        const int j = p->arcs[a].head - p->source_count;
        next[a] = last[j];
        last[j] = a;
    }
    for (int j = 0; j < p->demand_count; ++j)
        for (int a = last[j]; a >= 0; a = next[a]) {
            if (stamp[p->arcs[a].tail] == j) return false;
            stamp[p->arcs[a].tail] = j;
        }
    return true;
}

rw_status rw_facility_applies(rw_context *context, const rw_problem *p, bool *applies) {
    *applies = false;
    if (p->junction_count > 0 || p->place_count > 0 || p->limit_count > 0 || p->source_count == 0 ||
        !sources_apply(p) || !demands_apply(p))
        return RW_OK;
    rw_arena arena;
    rw_arena_start(&arena, context);
    const size_t demands = (size_t)p->demand_count;
    double *draw = rw_arena_allocate(&arena, demands, sizeof *draw);
    int *last = rw_arena_allocate(&arena, demands, sizeof *last);
    int *next = rw_arena_allocate(&arena, (size_t)p->arc_count, sizeof *next);
    int *stamp = rw_arena_allocate(&arena, (size_t)p->source_count, sizeof *stamp);
    const bool enough = draw && last && next && stamp;
    if (enough) *applies = draws_apply(p, draw) && pairs_apply(p, last, next, stamp);
    rw_arena_free(&arena);
    return enough ? RW_OK : RW_ERROR_MEMORY;
}

/* -- Reading ------------------------------------------------------------------------------------------- */

static double width_of(const rw_problem *p, int j) {
    return p->bands[p->demands[j].first_band].width_mw;
}

static double backup_of(const rw_problem *p, int j) {
    return p->bands[p->demands[j].first_band].backup_eur_per_mw_yr;
}

/* Demands without width need no service; the others are customers. `customer` is by demand, -1 = none. */
static void number_customers(rw_facility *f, int *customer) {
    const rw_problem *p = f->problem;
    for (int j = 0; j < p->demand_count; ++j) {
        f->constant += p->demands[j].connect_eur_per_yr;
        customer[j] = -1;
        if (!(width_of(p, j) > 0)) continue;
        f->backup = f->backup || !isinf(backup_of(p, j));
        f->demand[f->customers] = j;
        customer[j] = f->customers++;
    }
    f->sources = p->source_count + (f->backup ? 1 : 0);
}

static void count_arcs(rw_facility *f, const int *customer) {
    const rw_problem *p = f->problem;
    for (int a = 0; a < p->arc_count; ++a) {
        const int j = customer[p->arcs[a].head - p->source_count];
        if (j >= 0) ++f->first[j + 1];
    }
    for (int j = 0; j < f->customers; ++j) {
        if (!isinf(backup_of(p, f->demand[j]))) ++f->first[j + 1];
        f->first[j + 1] += f->first[j];
    }
}

typedef struct sorted_arc {
    double cost;
    int source, arc;
} sorted_arc;

static int by_cost(const void *a, const void *b) {
    const sorted_arc *left = a, *right = b;
    if (left->cost != right->cost) return left->cost < right->cost ? -1 : 1;
    return (left->source > right->source) - (left->source < right->source);
}

/* `fill` counts the arcs of each customer. */
static void sort_arcs(rw_facility *f, const int *customer, sorted_arc *list, size_t *fill) {
    const rw_problem *p = f->problem;
    for (int j = 0; j < f->customers; ++j) fill[j] = f->first[j];
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        const int demand = arc->head - p->source_count, j = customer[demand];
        if (j < 0) continue;
        list[fill[j]++] =
            (sorted_arc){p->unit_eur_per_mw_yr[arc->first_unit] * width_of(p, demand), arc->tail, a};
        f->need[j] = p->options[arc->first_option].draw * width_of(p, demand);
    }
    for (int j = 0; j < f->customers; ++j) {
        const int demand = f->demand[j];
        if (!isinf(backup_of(p, demand)))
            list[fill[j]++] = (sorted_arc){backup_of(p, demand) * width_of(p, demand), p->source_count, -1};
        qsort(list + f->first[j], f->first[j + 1] - f->first[j], sizeof *list, by_cost);
    }
    for (size_t n = 0; n < f->first[f->customers]; ++n) {
        f->cost[n] = list[n].cost;
        f->source[n] = list[n].source;
        f->arc[n] = list[n].arc;
    }
}

/* A source of which more capacity than its customers need is never used. */
static void fill_sources(rw_facility *f) {
    const rw_problem *p = f->problem;
    double *most = f->capacity; /* that its customers need */
    for (int j = 0; j < f->customers; ++j) {
        f->total_need += f->need[j];
        f->per_need[j] = f->need[j] > 0 ? 1 / f->need[j] : 0;
        for (size_t n = f->first[j]; n < f->first[j + 1]; ++n) most[f->source[n]] += f->need[j];
    }
    for (int j = 0; j < f->customers; ++j)
        f->scale[j] = f->total_need > 0 ? fmax(f->need[j], 1e-3 * f->total_need / f->customers) : 1;
    f->complete = f->first[f->customers] == (size_t)f->sources * (size_t)f->customers;
    for (int i = 0; i < p->source_count; ++i) {
        f->capacity[i] = fmin(most[i], p->sources[i].capacity_mw);
        f->open[i] = p->sources[i].open_eur_per_yr;
        f->state[i] = f->open[i] <= 0 ? RW_YES : RW_FREE;
    }
    if (f->backup) f->state[p->source_count] = RW_YES;
}

static void sort_sources(rw_facility *f) {
    for (int i = 0; i < f->sources; ++i) {
        int at = i;
        for (; at > 0 && f->capacity[f->by_capacity[at - 1]] < f->capacity[i]; --at)
            f->by_capacity[at] = f->by_capacity[at - 1];
        f->by_capacity[at] = i;
    }
}

/* The same arcs by source. */
static void turn_arcs(rw_facility *f) {
    memset(f->reach, 0, ((size_t)f->sources + 1) * sizeof *f->reach);
    for (size_t n = 0; n < f->first[f->customers]; ++n) ++f->reach[f->source[n] + 1];
    for (int i = 0; i < f->sources; ++i) f->reach[i + 1] += f->reach[i];
    for (int j = 0; j < f->customers; ++j)
        for (size_t n = f->first[j]; n < f->first[j + 1]; ++n) {
            const size_t to = f->reach[f->source[n]]++;
            f->customer_of[to] = j;
            f->cost_of[to] = f->cost[n];
            f->per_mw_of[to] = f->cost[n] * f->per_need[j];
        }
    for (int i = f->sources; i > 0; --i) f->reach[i] = f->reach[i - 1];
    f->reach[0] = 0;
}

static rw_status allocate_customers(rw_facility *f) {
    const size_t customers = (size_t)f->problem->demand_count;
    f->demand = rw_arena_allocate(&f->arena, customers, sizeof *f->demand);
    f->need = rw_arena_allocate(&f->arena, customers, sizeof *f->need);
    f->per_need = rw_arena_allocate(&f->arena, customers, sizeof *f->per_need);
    f->scale = rw_arena_allocate(&f->arena, customers, sizeof *f->scale);
    f->first = rw_arena_allocate(&f->arena, customers + 1, sizeof *f->first);
    return f->demand && f->need && f->per_need && f->scale && f->first ? RW_OK : RW_ERROR_MEMORY;
}

static rw_status allocate_sources(rw_facility *f) {
    const size_t sources = (size_t)f->sources;
    f->open = rw_arena_allocate(&f->arena, sources, sizeof *f->open);
    f->capacity = rw_arena_allocate(&f->arena, sources, sizeof *f->capacity);
    f->reach = rw_arena_allocate(&f->arena, sources + 1, sizeof *f->reach);
    f->by_capacity = rw_arena_allocate(&f->arena, sources, sizeof *f->by_capacity);
    f->state = rw_arena_allocate(&f->arena, sources, sizeof *f->state);
    return f->open && f->capacity && f->reach && f->by_capacity && f->state ? RW_OK : RW_ERROR_MEMORY;
}

static rw_status fill(rw_facility *f, rw_arena *work) {
    int *customer = rw_arena_allocate(work, (size_t)f->problem->demand_count, sizeof *customer);
    if (!customer) return RW_ERROR_MEMORY;
    number_customers(f, customer);
    count_arcs(f, customer);
    RW_TRY(allocate_sources(f));
    const size_t arcs = f->first[f->customers];
    sorted_arc *list = rw_arena_allocate(work, arcs, sizeof *list);
    size_t *filled = rw_arena_allocate(work, (size_t)f->customers, sizeof *filled);
    f->cost = rw_arena_allocate(&f->arena, arcs, sizeof *f->cost);
    f->source = rw_arena_allocate(&f->arena, arcs, sizeof *f->source);
    f->arc = rw_arena_allocate(&f->arena, arcs, sizeof *f->arc);
    f->customer_of = rw_arena_allocate(&f->arena, arcs, sizeof *f->customer_of);
    f->cost_of = rw_arena_allocate(&f->arena, arcs, sizeof *f->cost_of);
    f->per_mw_of = rw_arena_allocate(&f->arena, arcs, sizeof *f->per_mw_of);
    if (!list || !filled || !f->per_mw_of || !f->cost || !f->source || !f->arc || !f->customer_of ||
        !f->cost_of)
        return RW_ERROR_MEMORY;
    sort_arcs(f, customer, list, filled);
    fill_sources(f);
    sort_sources(f);
    turn_arcs(f);
    return RW_OK;
}

rw_status rw_facility_start(rw_facility *f, rw_context *context, const rw_problem *problem) {
    memset(f, 0, sizeof *f);
    f->problem = problem;
    rw_arena_start(&f->arena, context);
    RW_TRY(allocate_customers(f));
    rw_arena work;
    rw_arena_start(&work, context);
    const rw_status status = fill(f, &work);
    rw_arena_free(&work);
    return status;
}

void rw_facility_free(rw_facility *f) {
    if (f->problem) rw_arena_free(&f->arena);
}

/* -- Decisions ----------------------------------------------------------------------------------------- */

void rw_facility_close(rw_facility *f) {
    size_t kept = 0;
    for (int j = 0; j < f->customers; ++j) {
        size_t n = f->first[j];
        f->first[j] = kept;
        for (; n < f->first[j + 1]; ++n) {
            if (f->state[f->source[n]] == RW_NO) continue;
            f->cost[kept] = f->cost[n];
            f->source[kept] = f->source[n];
            f->arc[kept++] = f->arc[n];
        }
    }
    f->first[f->customers] = kept;
}

bool rw_facility_settle(const rw_facility *f, unsigned char *state, int *at_least) {
    const double enough = f->total_need * (1 - 1e-9);
    double available = 0, opened = 0;
    *at_least = 0;
    if (f->backup) return true;
    for (int i = 0; i < f->sources; ++i)
        if (state[i] != RW_NO) available += f->capacity[i];
    if (available < enough) return false;
    for (int i = 0; i < f->sources; ++i) {
        if (state[i] == RW_FREE && available - f->capacity[i] < enough) state[i] = RW_YES;
        if (state[i] == RW_YES) opened += f->capacity[i];
    }
    for (int n = 0; n < f->sources && opened < enough; ++n) {
        if (state[f->by_capacity[n]] != RW_FREE) continue;
        opened += f->capacity[f->by_capacity[n]];
        ++*at_least;
    }
    return true;
}
