/* Streets from a map as the trenches of a study. */
#ifndef RESTWARMTE_STREETS_H
#define RESTWARMTE_STREETS_H

#include <restwarmte/study.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rw_streets_options {
    double snap_m;            /* sources and demands further than this from every street stay unconnected */
    double join_m;            /* ends of lines nearer than this to another line are meant to touch it */
    double asphalt_eur_per_m; /* surcharge of streets in asphalt or concrete that say nothing else */
    bool overwrite;           /* the study's junctions.csv and trenches.csv may be replaced */
} rw_streets_options;

/** Usual values: 200 m, 1 m, no surcharge. */
rw_streets_options rw_streets_options_default(void);

/** What came of it. */
typedef struct rw_streets_summary {
    int lines;                    /* of the file, streets only */
    int areas_left_out;           /* points and areas in the file */
    int roads_left_out;           /* motorways and what is not a street */
    int ends_joined;              /* that nearly touched */
    int dead_ends, loose_parts;   /* pieces left out; parts left out, with no source or demand */
    int parts;                    /* that are left */
    int sources, demands;         /* connected to a street */
    int sources_off, demands_off; /* no street near enough */
    int junctions, trenches;
    int crossings;   /* of water, rail and motorways */
    double street_m; /* of the file */
    double trench_m; /* written */
} rw_streets_summary;

/** Reads lines from a GeoJSON file (WGS84, or RD New), makes a network of them, connects the sources and
 * demands of the study in `folder`, and writes junctions.csv, trenches.csv and trenches.geojson there, and a
 * page to look at, network.html, in `map_folder`: all of them, or none when there is an error or the caller
 * asks to stop (RW_ERROR_INTERRUPTED). Findings say what is wrong with the file, what could not be connected
 * and which parts hang apart. O(n log n) in the points of the file. */
RW_NODISCARD rw_status rw_streets_import(rw_context *context, const char *folder, const char *streets_path,
                                         const char *map_folder, const rw_override *overrides,
                                         size_t override_count, const rw_streets_options *options,
                                         rw_streets_summary *summary);

#ifdef __cplusplus
}
#endif
#endif
