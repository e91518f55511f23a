/* How often pieces cross water, railways and motorways of the study's background. */
#include "streets/streets.h"

typedef struct crosser {
    rw_streets *streets;
    rw_segment_index index;
    rw_point *a, *b;
    int *barrier; /* by segment */
    int *hits;    /* by barrier, of one piece */
} crosser;

static rw_status list_segments(crosser *c) {
    rw_streets *s = c->streets;
    size_t count = 0, n = 0;
    for (size_t k = 0; k < s->barriers.count; ++k) count += (size_t)s->barriers.item[k].count - 1;
    c->a = rw_arena_allocate(&s->arena, count, sizeof *c->a);
    c->b = rw_arena_allocate(&s->arena, count, sizeof *c->b);
    c->barrier = rw_arena_allocate(&s->arena, count, sizeof *c->barrier);
    c->hits = rw_arena_allocate(&s->arena, s->barriers.count, sizeof *c->hits);
    if (!c->a || !c->b || !c->barrier || !c->hits) return RW_ERROR_MEMORY;
    for (size_t k = 0; k < s->barriers.count; ++k)
        for (int p = 0; p + 1 < s->barriers.item[k].count; ++p) {
            c->a[n] = s->barriers.item[k].at[p];
            c->b[n] = s->barriers.item[k].at[p + 1];
            c->barrier[n++] = (int)k;
        }
    return rw_segment_index_build(s->context, c->a, c->b, count, &c->index);
}

static bool left_of(rw_point p, rw_point a, rw_point b) {
    return (b.x_m - a.x_m) * (p.y_m - a.y_m) - (b.y_m - a.y_m) * (p.x_m - a.x_m) >= 0;
}

/* A point on the line counts as left of it, so that a line through a corner is crossed once. */
static bool cross(rw_point a, rw_point b, rw_point c, rw_point d) {
    return left_of(a, c, d) != left_of(b, c, d) && left_of(c, a, b) != left_of(d, a, b);
}

static rw_status count_for(crosser *c, rw_piece *piece) {
    rw_streets *s = c->streets;
    for (size_t k = 0; k < s->barriers.count; ++k) c->hits[k] = 0;
    for (int p = 0; p + 1 < piece->count; ++p) {
        RW_TRY(rw_segment_index_near(&c->index, piece->at[p], piece->at[p + 1], 0));
        for (size_t f = 0; f < c->index.found.count; ++f) {
            const int segment = c->index.found.item[f];
            if (cross(piece->at[p], piece->at[p + 1], c->a[segment], c->b[segment]))
                ++c->hits[c->barrier[segment]];
        }
    }
    for (size_t k = 0; k < s->barriers.count; ++k) {
        /* Into an area and out of it again is one crossing. */
        const int times = s->barriers.item[k].area ? (c->hits[k] + 1) / 2 : c->hits[k];
        piece->crossings[s->barriers.item[k].kind] += times;
        s->summary->crossings += times;
    }
    return RW_OK;
}

rw_status rw_streets_cross(rw_streets *s) {
    crosser c = {.streets = s, .index = {.context = s->context}};
    if (s->barriers.count == 0) return RW_OK;
    rw_status status = list_segments(&c);
    for (size_t p = 0; p < s->pieces.count && status == RW_OK; ++p)
        if (!s->pieces.item[p].left_out) status = count_for(&c, &s->pieces.item[p]);
    rw_segment_index_free(&c.index);
    return status;
}
