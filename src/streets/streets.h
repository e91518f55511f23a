/* From lines on a map to junctions and trenches: what the steps hand to each other. All in RD New, metres. */
#ifndef RW_STREETS_STREETS_H
#define RW_STREETS_STREETS_H

#include "data/geo.h"
#include <restwarmte/streets.h>

typedef struct rw_point {
    double x_m, y_m;
} rw_point;

/** What a street says of the pipe that could lie in it. */
typedef struct rw_street_traits {
    const char *name; /* "" when it has none */
    double extra_eur_per_m;
    int existing_dn; /* 0 = there is none */
    double existing_age_yr;
    rw_level existing_level;
    rw_route_status status;
} rw_street_traits;

/** One line of the file. */
typedef struct rw_street_line {
    rw_point *at; /* owned by the arena */
    int count;
    rw_street_traits traits;
} rw_street_line;

/** What a pipe must be bored under. */
typedef enum rw_barrier {
    RW_BARRIER_WATER,
    RW_BARRIER_RAIL,
    RW_BARRIER_MOTORWAY,
    RW_BARRIER_COUNT
} rw_barrier;

/** A line of background.geojson that costs money to cross; the ring of an area is crossed twice. */
typedef struct rw_barrier_line {
    rw_point *at; /* owned by the arena */
    int count;
    rw_barrier kind;
    bool area;
} rw_barrier_line;

/** A stretch between two nodes. */
typedef struct rw_piece {
    int from, to;
    rw_point *at; /* from the node `from` to the node `to`; owned by the arena */
    int count;
    double length_m;
    double extra_eur; /* surcharge of all of it */
    int crossings[RW_BARRIER_COUNT];
    int line; /* whose traits it has; -1: a service trench */
    bool left_out;
} rw_piece;
double rw_points_length_m(const rw_point *at, int count);

/** Where a source or demand of the study meets the streets. */
typedef struct rw_attachment {
    bool attached;     /* a street is near enough */
    double distance_m; /* to the nearest street, also if that is too far; infinite: there is none */
} rw_attachment;

/** Everything that the steps work on. */
typedef struct rw_streets {
    rw_context *context; /* borrowed */
    rw_arena arena;
    const rw_study *study; /* borrowed; without trenches */
    const rw_streets_options *options;
    const char *file, *sources_path; /* of the streets and the sources, for messages */
    rw_geo geo;
    RW_VECTOR(rw_street_line) lines;
    RW_VECTOR(rw_barrier_line) barriers;
    RW_VECTOR(rw_piece) pieces;
    RW_VECTOR(rw_point) nodes;
    int first_place;           /* the node of the first source; demands follow the sources */
    rw_attachment *attachment; /* of sources, then demands */
    bool *apart;               /* likewise: no streets lead to any demand, or any source */
    rw_streets_summary *summary;
} rw_streets;

/** Reads the file's lines, and the barriers of the study's background. Mistakes become findings. */
RW_NODISCARD rw_status rw_streets_read(rw_streets *streets, const char *path);
/** Brings ends that nearly touch together, cuts lines where they meet, drops doubles: fills pieces and nodes.
 */
RW_NODISCARD rw_status rw_streets_node(rw_streets *streets);
/** Cuts pieces where sources and demands meet them and adds their service trenches. */
RW_NODISCARD rw_status rw_streets_attach(rw_streets *streets);
/** Leaves out what leads nowhere and makes one piece of those that meet where nothing else does. What was
 * left out stays, marked, behind the others. */
RW_NODISCARD rw_status rw_streets_simplify(rw_streets *streets);
/** Counts the barriers that each piece crosses. */
RW_NODISCARD rw_status rw_streets_cross(rw_streets *streets);
/** junctions.csv, trenches.csv and trenches.geojson in the study's folder, and the page to look at: all or
 * none. */
RW_NODISCARD rw_status rw_streets_write(rw_streets *streets, const char *map_folder);
/** The text of that page. */
RW_NODISCARD rw_status rw_streets_map(rw_streets *streets, rw_text *text);
/** Asks the caller whether to go on; RW_ERROR_INTERRUPTED if not. */
RW_NODISCARD rw_status rw_streets_poll(const rw_streets *streets, const char *stage);
/** A point as RFC 7946 has it, to a centimetre. */
rw_position rw_streets_wgs84(const rw_streets *streets, rw_point point);

/** Which source (or, behind those, demand) a node is; -1 for a place in a street. */
int rw_streets_place_of(const rw_streets *streets, int node);
/** Appends a node. */
RW_NODISCARD rw_status rw_streets_add_node(rw_streets *streets, rw_point at, int *node);
/** Appends a piece. */
RW_NODISCARD rw_status rw_streets_add_piece(rw_streets *streets, rw_piece piece);
/** Appends the stretch of a piece between two distances along it, with its share of the surcharge. */
RW_NODISCARD rw_status rw_streets_add_stretch(rw_streets *streets, const rw_piece *of, double from_m,
                                              double to_m, int from, int to);
/** Takes the pieces that are marked as left out from the list. */
void rw_streets_drop_left_out(rw_streets *streets);
/** By node: how many pieces that are not left out end there. In the arena; NULL with the failure recorded
 * when memory is out. */
int *rw_streets_degrees(rw_streets *streets);

double rw_point_distance_m(rw_point a, rw_point b);
/** The point of segment a-b nearest to p; `along` is where, 0 at a and 1 at b. */
rw_point rw_point_on_segment(rw_point p, rw_point a, rw_point b, double *along);

/** Segments of many lines, one after the other. */
typedef struct rw_segments {
    rw_point *a, *b;    /* the ends; in the arena */
    int *line, *number; /* by segment: the line that it is of, and which one of that, from 0 */
    size_t count;
} rw_segments;

/** Room for so many; none are in it yet. */
RW_NODISCARD rw_status rw_segments_start(rw_arena *arena, size_t most, rw_segments *segments);
/** Adds all of a line. */
void rw_segments_add(rw_segments *segments, int line, const rw_point *at, int count);

/** Segments by place. Items count from 0. */
typedef struct rw_segment_index {
    void *geos, *tree; /* GEOS objects */
    void **boxes;
    size_t count;
    rw_context *context;
    RW_VECTOR(int) found;
    rw_status status;
} rw_segment_index;

/** Free with rw_segment_index_free, also after a failure. O(n log n). */
RW_NODISCARD rw_status rw_segment_index_build(rw_context *context, const rw_segments *segments,
                                              rw_segment_index *index);
/** Fills `found` with the segments whose boxes come within `reach_m` of the box of a-b, ascending. */
RW_NODISCARD rw_status rw_segment_index_near(rw_segment_index *index, rw_point a, rw_point b, double reach_m);
void rw_segment_index_free(rw_segment_index *index);

#endif
