/* How often pieces cross water, railways and motorways of the study's background. */
#include "streets/streets.h"

typedef struct crosser {
    rw_streets *streets;
    rw_segment_index index;
    rw_segments all; /* of all barriers */
    int *hits;       /* by barrier, of one piece */
} crosser;

static rw_status list_segments(crosser *c) {
    rw_streets *s = c->streets;
    size_t count = 0;
    for (size_t k = 0; k < s->barriers.count; ++k) count += (size_t)s->barriers.item[k].count - 1;
    c->hits = rw_arena_allocate(&s->arena, s->barriers.count, sizeof *c->hits);
    if (!c->hits) return RW_ERROR_MEMORY;
    RW_TRY(rw_segments_start(&s->arena, count, &c->all));
    for (size_t k = 0; k < s->barriers.count; ++k)
        rw_segments_add(&c->all, (int)k, s->barriers.item[k].at, s->barriers.item[k].count);
    return rw_segment_index_build(s->context, &c->all, &c->index);
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
    RW_TRY(rw_streets_poll(s, "crossings"));
    for (size_t k = 0; k < s->barriers.count; ++k) c->hits[k] = 0;
    for (int p = 0; p + 1 < piece->count; ++p) {
        RW_TRY(rw_segment_index_near(&c->index, piece->at[p], piece->at[p + 1], 0));
        for (size_t f = 0; f < c->index.found.count; ++f) {
            const int segment = c->index.found.item[f];
            if (cross(piece->at[p], piece->at[p + 1], c->all.a[segment], c->all.b[segment]))
                ++c->hits[c->all.line[segment]];
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
