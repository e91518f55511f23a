#include "bnb/network_book.h"
#include "base/number.h"
#include <string.h>

static double *numbers(rw_arena *arena, size_t count) {
    return rw_arena_allocate(arena, count, sizeof(double));
}

rw_status rw_net_book_start(rw_context *context, rw_arena *arena, const rw_problem *p, rw_net_book *book) {
    const size_t builds = (size_t)p->arc_count + (size_t)p->source_count,
                 options = (size_t)p->option_count + (size_t)p->source_count;
    *book = (rw_net_book){.context = context, .problem = p};
    book->cost = numbers(arena, options);
    book->room = numbers(arena, options);
    book->taken = numbers(arena, options);
    book->mw = numbers(arena, builds);
    book->eur = numbers(arena, builds);
    book->least = numbers(arena, builds);
    book->stale = rw_arena_allocate(arena, builds, 1);
    book->entries = rw_arena_allocate(arena, builds, sizeof *book->entries);
    if (!book->cost || !book->room || !book->taken || !book->mw || !book->eur || !book->least ||
        !book->stale || !book->entries)
        return RW_ERROR_MEMORY;
    book->builds = (int)builds;
    for (int k = 0; k < p->option_count; ++k)
        book->room[k] = (p->options[k].capacity_mw - p->options[k].carry0_mw) / p->options[k].carry;
    for (int i = 0; i < p->source_count; ++i) book->room[p->option_count + i] = p->sources[i].capacity_mw;
    rw_net_book_touch(book);
    return RW_OK;
}

void rw_net_book_free(rw_net_book *book) {
    for (int n = 0; n < book->builds; ++n) RW_VECTOR_FREE(book->context, &book->entries[n]);
}

/* Of a build: first and count. */
static int options_of(const rw_problem *p, int build, int *count) {
    const bool source = build >= p->arc_count;
    *count = source ? 1 : p->arcs[build].option_count;
    return source ? p->option_count + build - p->arc_count : p->arcs[build].first_option;
}

void rw_net_book_touch(rw_net_book *book) {
    memset(book->stale, 1, (size_t)book->builds);
}

void rw_net_book_clear(rw_net_book *book) {
    for (int n = 0; n < book->builds; ++n) {
        book->entries[n].count = 0;
        book->mw[n] = book->eur[n] = 0;
    }
    rw_net_book_touch(book);
}

/* -- Entries ------------------------------------------------------------------------------------------- */

/* Sums first: they take no room. */
static bool dearer(const rw_net_entry *a, const rw_net_entry *b) {
    if ((a->mw == 0) != (b->mw == 0)) return a->mw == 0;
    return a->eur_per_mw > b->eur_per_mw || (a->eur_per_mw == b->eur_per_mw && a->payer < b->payer);
}

static double worth(const rw_net_entry *e, double mw) {
    return e->mw > 0 ? mw * e->eur_per_mw : e->eur_per_mw;
}

/* From the entries themselves: sums that are kept up to date drift. */
static void add_up(rw_net_book *book, int build) {
    double mw = 0, eur = 0;
    for (size_t n = 0; n < book->entries[build].count; ++n) {
        const rw_net_entry *e = &book->entries[build].item[n];
        mw += e->mw;
        eur += worth(e, e->mw);
    }
    book->mw[build] = mw;
    book->eur[build] = eur;
}

rw_status rw_net_book_put(rw_net_book *book, int build, rw_net_entry entry) {
    rw_net_entries *list = &book->entries[build];
    RW_TRY(RW_VECTOR_RESERVE(book->context, list, 1));
    size_t low = 0, high = list->count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (dearer(&list->item[middle], &entry))
            low = middle + 1;
        else
            high = middle;
    }
    memmove(list->item + low + 1, list->item + low, (list->count - low) * sizeof entry);
    list->item[low] = entry;
    ++list->count;
    book->stale[build] = 1;
    return RW_OK;
}

void rw_net_book_remove(rw_net_book *book, int build, int payer) {
    rw_net_entries *list = &book->entries[build];
    size_t at = 0;
    while (at < list->count && list->item[at].payer != payer) ++at;
    if (at == list->count) return;
    --list->count;
    memmove(list->item + at, list->item + at + 1, (list->count - at) * sizeof *list->item);
    book->stale[build] = 1;
}

/* -- Knapsacks ----------------------------------------------------------------------------------------- */

static void fill(rw_net_book *book, int build, int option) {
    const rw_net_entries *list = &book->entries[build];
    double left = book->room[option], sum = 0;
    if (book->mw[build] <= left) {
        book->taken[option] = book->eur[build];
        return;
    }
    for (size_t n = 0; n < list->count && (left > 0 || list->item[n].mw == 0); ++n) {
        const double mw = fmin(left, list->item[n].mw);
        sum += worth(&list->item[n], mw);
        left -= mw;
    }
    book->taken[option] = sum;
}

static void refresh(rw_net_book *book, int build) {
    if (!book->stale[build]) return;
    int count;
    const int first = options_of(book->problem, build, &count);
    add_up(book, build);
    book->least[build] = RW_INFINITY;
    for (int k = first; k < first + count; ++k) {
        if (isinf(book->cost[k])) continue;
        fill(book, build, k);
        book->least[build] = fmin(book->least[build], book->cost[k] - book->taken[k]);
    }
    book->stale[build] = 0;
}

double rw_net_book_affordable(rw_net_book *book, int build) {
    return fmax(0, rw_net_book_least_slack(book, build));
}

double rw_net_book_slack(rw_net_book *book, int build, int option) {
    refresh(book, build);
    return isinf(book->cost[option]) ? RW_INFINITY : book->cost[option] - book->taken[option];
}

double rw_net_book_least_slack(rw_net_book *book, int build) {
    refresh(book, build);
    return book->least[build];
}

int rw_net_book_cheapest(rw_net_book *book, int build) {
    int count;
    const int first = options_of(book->problem, build, &count);
    int best = first;
    for (int k = first + 1; k < first + count; ++k)
        if (rw_net_book_slack(book, build, k) < rw_net_book_slack(book, build, best)) best = k;
    return best;
}

double rw_net_book_least_cost(const rw_net_book *book, int build) {
    int count;
    const int first = options_of(book->problem, build, &count);
    double least = RW_INFINITY;
    for (int k = first; k < first + count; ++k) least = fmin(least, book->cost[k]);
    return least;
}

double rw_net_book_ratio(rw_net_book *book, int build) {
    int count;
    const int first = options_of(book->problem, build, &count);
    double ratio = 1;
    refresh(book, build);
    for (int k = first; k < first + count; ++k)
        if (!isinf(book->cost[k]) && book->taken[k] > book->cost[k])
            ratio = fmin(ratio, fmax(0, book->cost[k]) / book->taken[k]);
    return ratio;
}
