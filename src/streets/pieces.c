#include "streets/streets.h"
#include <string.h>

int rw_streets_place_of(const rw_streets *streets, int node) {
    const int places = streets->study->source_count + streets->study->demand_count,
              place = node - streets->first_place;
    return streets->attachment && place >= 0 && place < places ? place : -1;
}

rw_status rw_streets_add_node(rw_streets *streets, rw_point at, int *node) {
    RW_TRY(RW_VECTOR_RESERVE(streets->context, &streets->nodes, 1));
    *node = (int)streets->nodes.count;
    streets->nodes.item[streets->nodes.count++] = at;
    return RW_OK;
}

rw_status rw_streets_add_piece(rw_streets *streets, rw_piece piece) {
    RW_TRY(RW_VECTOR_RESERVE(streets->context, &streets->pieces, 1));
    streets->pieces.item[streets->pieces.count++] = piece;
    return RW_OK;
}

rw_status rw_streets_add_stretch(rw_streets *streets, const rw_piece *of, double from_m, double to_m,
                                 int from, int to) {
    rw_piece part = *of;
    part.at = rw_arena_allocate(&streets->arena, (size_t)of->count + 2, sizeof *part.at);
    if (!part.at) return RW_ERROR_MEMORY;
    double gone_m = 0;
    part.count = 0;
    part.at[part.count++] = streets->nodes.item[from];
    for (int k = 1; k + 1 < of->count; ++k) {
        gone_m += rw_point_distance_m(of->at[k - 1], of->at[k]);
        if (gone_m > from_m && gone_m < to_m) part.at[part.count++] = of->at[k];
    }
    part.at[part.count++] = streets->nodes.item[to];
    part.from = from;
    part.to = to;
    part.length_m = rw_points_length_m(part.at, part.count);
    part.extra_eur = of->length_m > 0 ? of->extra_eur * part.length_m / of->length_m : 0;
    return rw_streets_add_piece(streets, part);
}

void rw_streets_drop_left_out(rw_streets *streets) {
    size_t kept = 0;
    for (size_t p = 0; p < streets->pieces.count; ++p)
        if (!streets->pieces.item[p].left_out) streets->pieces.item[kept++] = streets->pieces.item[p];
    streets->pieces.count = kept;
}

int *rw_streets_degrees(rw_streets *streets) {
    int *degree = rw_arena_allocate(&streets->arena, streets->nodes.count, sizeof *degree);
    for (size_t p = 0; degree && p < streets->pieces.count; ++p) {
        const rw_piece *piece = &streets->pieces.item[p];
        if (piece->left_out) continue;
        ++degree[piece->from];
        ++degree[piece->to];
    }
    return degree;
}
