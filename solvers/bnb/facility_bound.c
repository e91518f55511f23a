/* The bound. With a price per customer for being served, what is left falls apart by source: it serves whom
 * it gains most from per MW until its capacity is used (a continuous knapsack), if that outweighs opening it.
 * Most evaluations look only at the arcs that would fill each source a few times over; how far prices have
 * risen since these were chosen tells whether any other could matter by now, and then all are looked at.
 *
 * The row "so many sources at the least", which follows from the sum of the needs, is kept in the
 * relaxation (Cornuejols, Sridharan and Thizy 1991 keep the sum itself). */
#include "base/number.h"
#include "bnb/facility_parts.h"
#include <string.h>

enum {
    FEWEST = 2,
    CANDIDATES = 3,
    MOST = 5,       /* times its capacity */
    MOST_FAILED = 8 /* sources: one in so many may need all its arcs before candidates are chosen anew */
};

rw_status rw_facility_bound_start(rw_facility_bound *b, rw_arena *arena, const rw_facility *f) {
    const size_t sources = (size_t)f->sources;
    b->facility = f;
    b->candidate = rw_arena_allocate(arena, f->reach[f->sources], sizeof *b->candidate);
    b->candidates = rw_arena_allocate(arena, sources, sizeof *b->candidates);
    b->beyond = rw_arena_allocate(arena, sources, sizeof *b->beyond);
    b->per_mw = rw_arena_allocate(arena, (size_t)f->customers, sizeof *b->per_mw);
    b->base = rw_arena_allocate(arena, (size_t)f->customers, sizeof *b->base);
    b->item = rw_arena_allocate(arena, f->reach[f->sources], sizeof *b->item);
    b->count = rw_arena_allocate(arena, sources, sizeof *b->count);
    b->whole = rw_arena_allocate(arena, sources, sizeof *b->whole);
    b->part = rw_arena_allocate(arena, sources, sizeof *b->part);
    b->rho = rw_arena_allocate(arena, sources, sizeof *b->rho);
    b->pi = rw_arena_allocate(arena, sources, sizeof *b->pi);
    b->chosen = rw_arena_allocate(arena, sources, sizeof *b->chosen);
    b->scratch = rw_arena_allocate(arena, sources, sizeof *b->scratch);
    b->unserved = rw_arena_allocate(arena, (size_t)f->customers, sizeof *b->unserved);
    return b->candidate && b->candidates && b->beyond && b->base && b->per_mw && b->item && b->count &&
                   b->whole && b->part && b->rho && b->pi && b->chosen && b->scratch && b->unserved
               ? RW_OK
               : RW_ERROR_MEMORY;
}

static void swap_items(rw_facility_item *a, rw_facility_item *b) {
    const rw_facility_item kept = *a;
    *a = *b;
    *b = kept;
}

static double middle(double a, double b, double c) {
    return fmax(fmin(a, b), fmin(fmax(a, b), c));
}

/* Those with a ratio above the pivot first, then those with the same, then the others; returns the MW of the
 * first ones. */
static double partition(rw_facility_item *item, int from, int to, double pivot, int *same, int *below) {
    int above = from, at = from, end = to;
    double need = 0;
    while (at < end) {
        if (item[at].ratio > pivot) {
            need += item[at].need;
            swap_items(&item[above++], &item[at++]);
        } else if (item[at].ratio < pivot) {
            swap_items(&item[at], &item[--end]);
        } else {
            ++at;
        }
    }
    *same = above;
    *below = end;
    return need;
}

/* The first items, by ratio, that fit into `room`; a weighted quickselect finds the one at which it is full.
 * `part`: the share of that one that fits; `critical`: its ratio, or 0. */
static int fill(rw_facility_item *item, int count, double room, double *part, double *critical) {
    int from = 0, to = count;
    *part = *critical = 0;
    while (from < to) {
        int same, below;
        const double pivot = middle(item[from].ratio, item[(from + to) / 2].ratio, item[to - 1].ratio);
        const double need = partition(item, from, to, pivot, &same, &below);
        if (need > room) {
            to = same;
            continue;
        }
        room -= need;
        for (from = same; from < below && item[from].need <= room; ++from) room -= item[from].need;
        if (from < below) {
            *part = room / item[from].need;
            *critical = pivot;
            break;
        }
    }
    return from;
}

/* Arc n of source i at these prices. */
static void take(rw_facility_bound *b, int i, size_t n, const double *price) {
    const rw_facility *f = b->facility;
    const int j = f->customer_of[n];
    const double margin = price[j] - f->cost_of[n], need = f->need[j];
    b->item[f->reach[i] + (size_t)b->count[i]++] =
        (rw_facility_item){need > 0 ? margin * f->per_need[j] : RW_INFINITY, need, margin, j, (int)n};
}

/* All arcs with a ratio of `least` or more, and those of customers without need; returns their MW. */
static double take_above(rw_facility_bound *b, int i, const double *price, double least) {
    const rw_facility *f = b->facility;
    double need = 0;
    b->count[i] = 0;
    for (size_t n = f->reach[i]; n < f->reach[i + 1]; ++n) {
        if (b->per_mw[f->customer_of[n]] - f->per_mw_of[n] < least) continue;
        take(b, i, n, price);
        need += f->need[f->customer_of[n]];
    }
    return need;
}

/* Leaves out what does not pay. */
static void drop_losses(rw_facility_bound *b, int i) {
    rw_facility_item *item = b->item + b->facility->reach[i];
    int kept = 0;
    for (int n = 0; n < b->count[i]; ++n)
        if (item[n].margin > 0) item[kept++] = item[n];
    b->count[i] = kept;
}

static void fill_source(rw_facility_bound *b, int i) {
    b->whole[i] =
        fill(b->item + b->facility->reach[i], b->count[i], b->facility->capacity[i], &b->part[i], &b->pi[i]);
}

/* From all arcs of the source. Some of them fill it down to a ratio of pi: others cannot lower that. */
static void fill_from_all(rw_facility_bound *b, int i, const double *price) {
    (void)take_above(b, i, price, b->pi[i] * (1 - 1e-9));
    drop_losses(b, i);
    fill_source(b, i);
}

/* From the arcs that were the best at the prices of the last choice. False: another one might be better now.
 */
static bool fill_from_candidates(rw_facility_bound *b, int i, const double *price) {
    const int *candidate = b->candidate + b->facility->reach[i];
    b->count[i] = 0;
    for (int k = 0; k < b->candidates[i]; ++k) take(b, i, (size_t)candidate[k], price);
    drop_losses(b, i);
    fill_source(b, i);
    return b->beyond[i] + b->rise <= b->pi[i];
}

/* Chooses the arcs to look at from now on: what would fill the source several times over. All others have a
 * ratio of `beyond` at most at these prices, and none that would lose more than `loss` is chosen. What was
 * beyond at the last choice is a good guess of where to stop. */
static void choose_candidates(rw_facility_bound *b, int i, const double *price, double loss) {
    const rw_facility *f = b->facility;
    const double capacity = f->capacity[i], guess = fmax(b->beyond[i], -loss);
    rw_facility_item *item = b->item + f->reach[i];
    double part, need = take_above(b, i, price, guess);
    double least = guess;
    if (need < FEWEST * capacity && guess > -loss) {
        least = -loss;
        need = take_above(b, i, price, least);
    }
    if (need > MOST * capacity) b->count[i] = fill(item, b->count[i], CANDIDATES * capacity, &part, &least);
    b->beyond[i] = least;
    b->candidates[i] = b->count[i];
    for (int k = 0; k < b->count[i]; ++k) b->candidate[f->reach[i] + (size_t)k] = item[k].arc;
}

/* How far the prices per MW have risen since the candidates were chosen; infinite if they have not been. */
static double rise_of(const rw_facility_bound *b, const double *price) {
    const rw_facility *f = b->facility;
    double rise = 0;
    if (!b->chosen_at_base) return RW_INFINITY;
    for (int j = 0; j < f->customers; ++j) rise = fmax(rise, (price[j] - b->base[j]) * f->per_need[j]);
    return rise;
}

/* Candidates of all sources, also of closed ones, which may be free in the next node. */
static void choose_all_candidates(rw_facility_bound *b, const double *price) {
    const rw_facility *f = b->facility;
    double size = 0;
    for (int j = 0; j < f->customers; ++j) size += fabs(price[j]);
    const double loss = f->total_need > 0 ? 0.02 * size / f->total_need : 1;
    for (int i = 0; i < f->sources; ++i) choose_candidates(b, i, price, loss);
    memcpy(b->base, price, (size_t)f->customers * sizeof *price);
    b->chosen_at_base = true;
    b->rise = 0;
}

/* Each source's best customers. Candidates are chosen anew when they were not enough for many. */
static void fill_sources(rw_facility_bound *b, const unsigned char *state, const double *price) {
    const rw_facility *f = b->facility;
    int failed = 0, tried = 0;
    for (int j = 0; j < f->customers; ++j)
        b->per_mw[j] = f->need[j] > 0 ? price[j] * f->per_need[j] : RW_INFINITY;
    b->rise = rise_of(b, price);
    if (isinf(b->rise)) choose_all_candidates(b, price);
    for (int i = 0; i < f->sources; ++i) {
        b->rho[i] = b->pi[i] = 0;
        if (state[i] == RW_NO) continue;
        ++tried;
        if (fill_from_candidates(b, i, price)) continue;
        fill_from_all(b, i, price);
        ++failed;
    }
    if (failed > 1 + tried / MOST_FAILED) b->chosen_at_base = false;
}

/* What the customers that the source serves are worth to it. */
static double worth(const rw_facility_bound *b, int i) {
    const rw_facility_item *item = b->item + b->facility->reach[i];
    double sum = 0;
    for (int n = 0; n < b->whole[i]; ++n) sum += item[n].margin;
    return b->part[i] > 0 ? sum + b->part[i] * item[b->whole[i]].margin : sum;
}

/* The k-th smallest, k from 0; reorders. */
static double smallest(double *list, int count, int k) {
    int from = 0, to = count - 1;
    while (from < to) {
        const double pivot = middle(list[from], list[(from + to) / 2], list[to]);
        int left = from, right = to;
        while (left <= right) {
            while (list[left] < pivot) ++left;
            while (list[right] > pivot) --right;
            if (left > right) break;
            const double kept = list[left];
            list[left++] = list[right];
            list[right--] = kept;
        }
        if (k <= right)
            to = right;
        else if (k >= left)
            from = left;
        else
            return list[k];
    }
    return list[k];
}

/* The price at which as many free sources are opened as it takes. */
static double price_of_count(rw_facility_bound *b, const unsigned char *state, int at_least) {
    int free = 0, paying = 0;
    for (int i = 0; i < b->facility->sources; ++i) {
        if (state[i] != RW_FREE) continue;
        b->scratch[free++] = b->rho[i];
        paying += b->rho[i] < 0;
    }
    return paying >= at_least ? 0 : fmax(0, smallest(b->scratch, free, at_least - 1));
}

/* Opens what pays; returns the sum of what that gains, and adds up how large the numbers are. */
static double choose(rw_facility_bound *b, const unsigned char *state, int at_least, double *size) {
    const rw_facility *f = b->facility;
    double sum = 0;
    int chosen = 0;
    b->tau = price_of_count(b, state, at_least);
    for (int i = 0; i < f->sources; ++i) {
        b->chosen[i] = state[i] == RW_YES || (state[i] == RW_FREE && b->rho[i] < b->tau);
        if (!b->chosen[i]) continue;
        const bool free = state[i] == RW_FREE;
        chosen += free;
        sum += b->rho[i] - (free ? b->tau : 0);
        *size += fabs(b->rho[i]) + b->tau;
    }
    /* The value is the same; the averaged solution then opens as many as it takes. */
    for (int i = 0; i < f->sources && chosen < at_least; ++i)
        if (state[i] == RW_FREE && !b->chosen[i] && b->rho[i] == b->tau) {
            b->chosen[i] = 1;
            ++chosen;
        }
    *size += b->tau * at_least;
    return sum + b->tau * at_least;
}

static void serve(rw_facility_bound *b) {
    const rw_facility *f = b->facility;
    for (int j = 0; j < f->customers; ++j) b->unserved[j] = 1;
    for (int i = 0; i < f->sources; ++i) {
        if (!b->chosen[i]) continue;
        const rw_facility_item *item = b->item + f->reach[i];
        for (int n = 0; n < b->whole[i]; ++n) b->unserved[item[n].customer] -= 1;
        if (b->part[i] > 0) b->unserved[item[b->whole[i]].customer] -= b->part[i];
    }
}

double rw_facility_evaluate(rw_facility_bound *b, const unsigned char *state, int at_least,
                            const double *price) {
    const rw_facility *f = b->facility;
    double sum = f->constant, size = fabs(f->constant);
    fill_sources(b, state, price);
    for (int j = 0; j < f->customers; ++j) {
        sum += price[j];
        size += fabs(price[j]);
    }
    for (int i = 0; i < f->sources; ++i) {
        if (state[i] == RW_NO) continue;
        b->rho[i] = f->open[i] - worth(b, i);
        size += fabs(f->open[i]);
    }
    sum += choose(b, state, at_least, &size);
    serve(b);
    return b->value = sum - 1e-12 * size;
}
