/* Sources and demands get a service trench to the nearest street, which is cut there. */
#include "base/number.h"
#include "streets/streets.h"
#include <stdlib.h>

/* Where a service trench meets a piece. */
typedef struct meeting {
    int piece, place;
    double along_m; /* from the start of the piece */
    rw_point at;
} meeting;

typedef struct attacher {
    rw_streets *streets;
    rw_segment_index index;
    rw_segments all; /* of all pieces */
    meeting *meetings;
    size_t meeting_count;
} attacher;

static rw_status list_segments(attacher *t) {
    rw_streets *s = t->streets;
    size_t count = 0;
    for (size_t p = 0; p < s->pieces.count; ++p) count += (size_t)s->pieces.item[p].count - 1;
    RW_TRY(rw_segments_start(&s->arena, count, &t->all));
    for (size_t p = 0; p < s->pieces.count; ++p)
        rw_segments_add(&t->all, (int)p, s->pieces.item[p].at, s->pieces.item[p].count);
    return rw_segment_index_build(s->context, &t->all, &t->index);
}

static void offer_segment(const attacher *t, int k, rw_point from, meeting *nearest, double *nearest_m) {
    double along;
    const rw_point a = t->all.a[k], b = t->all.b[k], at = rw_point_on_segment(from, a, b, &along);
    const double off_m = rw_point_distance_m(from, at);
    if (off_m >= *nearest_m) return;
    const rw_piece *piece = &t->streets->pieces.item[t->all.line[k]];
    *nearest_m = off_m;
    nearest->piece = t->all.line[k];
    nearest->along_m =
        rw_points_length_m(piece->at, t->all.number[k] + 1) + along * rw_point_distance_m(a, b);
    nearest->at = at;
}

/* The nearest place on a street. Looks further than is allowed, so that the distance can be said. */
static rw_status find_nearest(attacher *t, rw_point from, meeting *nearest, double *nearest_m) {
    enum { REACHES = 3 };
    const double snap_m = t->streets->options->snap_m, reach_m[REACHES] = {snap_m, 10 * snap_m + 1000, 1e6};
    *nearest_m = RW_INFINITY;
    for (int r = 0; r < REACHES && (r == 0 || *nearest_m > reach_m[r - 1]); ++r) {
        RW_TRY(rw_segment_index_near(&t->index, from, from, reach_m[r]));
        for (size_t f = 0; f < t->index.found.count; ++f)
            offer_segment(t, t->index.found.item[f], from, nearest, nearest_m);
    }
    return RW_OK;
}

static rw_status find_meetings(attacher *t) {
    rw_streets *s = t->streets;
    const int sources = s->study->source_count, places = sources + s->study->demand_count;
    s->attachment = rw_arena_allocate(&s->arena, (size_t)places, sizeof *s->attachment);
    t->meetings = rw_arena_allocate(&s->arena, (size_t)places, sizeof *t->meetings);
    if (!s->attachment || !t->meetings) return RW_ERROR_MEMORY;
    s->first_place = (int)s->nodes.count;
    for (int q = 0; q < places; ++q) {
        const rw_position *at = rw_study_node_at(s->study, q);
        const rw_point place = {at->x_m, at->y_m};
        meeting *m = &t->meetings[t->meeting_count];
        int node;
        RW_TRY(rw_streets_poll(s, "connecting"));
        RW_TRY(rw_streets_add_node(s, place, &node));
        RW_TRY(find_nearest(t, place, m, &s->attachment[q].distance_m));
        if (s->attachment[q].distance_m > s->options->snap_m) continue;
        s->attachment[q].attached = true;
        m->place = q;
        ++t->meeting_count;
    }
    return RW_OK;
}

static int compare_meetings(const void *a, const void *b) {
    const meeting *left = a, *right = b;
    if (left->piece != right->piece) return left->piece < right->piece ? -1 : 1;
    if (left->along_m != right->along_m) return left->along_m < right->along_m ? -1 : 1;
    return left->place - right->place;
}

static rw_status add_service(rw_streets *s, int node, int place) {
    rw_piece service = {.from = node, .to = s->first_place + place, .line = -1, .count = 2};
    service.at = rw_arena_allocate(&s->arena, 2, sizeof *service.at);
    if (!service.at) return RW_ERROR_MEMORY;
    service.at[0] = s->nodes.item[service.from];
    service.at[1] = s->nodes.item[service.to];
    service.length_m = rw_point_distance_m(service.at[0], service.at[1]);
    return rw_streets_add_piece(s, service);
}

/* Cuts one piece at all that meet it; near its ends, or near each other, they share a node. */
static rw_status cut_piece(attacher *t, const meeting *first, const meeting *end) {
    rw_streets *s = t->streets;
    const rw_piece whole = s->pieces.item[first->piece];
    const double join_m = s->options->join_m;
    int node = whole.from;
    double cut_m = 0;
    for (const meeting *m = first; m < end; ++m) {
        if (m->along_m >= whole.length_m - join_m) {
            RW_TRY(add_service(s, whole.to, m->place));
            continue;
        }
        if (m->along_m > cut_m + join_m) {
            int next;
            RW_TRY(rw_streets_add_node(s, m->at, &next));
            RW_TRY(rw_streets_add_stretch(s, &whole, cut_m, m->along_m, node, next));
            node = next;
            cut_m = m->along_m;
        }
        RW_TRY(add_service(s, node, m->place));
    }
    if (cut_m == 0) return RW_OK;
    s->pieces.item[first->piece].left_out = true;
    return rw_streets_add_stretch(s, &whole, cut_m, whole.length_m, node, whole.to);
}

rw_status rw_streets_attach(rw_streets *s) {
    attacher t = {.streets = s, .index = {.context = s->context}};
    rw_status status = RW_OK;
    RW_CHECK(list_segments(&t));
    RW_CHECK(find_meetings(&t));
    if (t.meeting_count > 1) qsort(t.meetings, t.meeting_count, sizeof *t.meetings, compare_meetings);
    for (size_t k = 0; k < t.meeting_count;) {
        size_t end = k;
        while (end < t.meeting_count && t.meetings[end].piece == t.meetings[k].piece) ++end;
        RW_CHECK(cut_piece(&t, &t.meetings[k], &t.meetings[end]));
        k = end;
    }
    rw_streets_drop_left_out(s);
done:
    rw_segment_index_free(&t.index);
    return status;
}
