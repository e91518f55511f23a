/* Seeded studies on streets: a town of jittered blocks in which pipes can lie. */
#ifndef RW_TOOLS_GENERATE_STREETS_H
#define RW_TOOLS_GENERATE_STREETS_H

#include <restwarmte/context.h>

enum { MOST_DIAMETERS = 17, MOST_COMMITMENTS = 4 };

typedef struct street_settings {
    const char *out;
    unsigned long long seed;
    int sources, demands;
    int junctions;   /* street corners; 0 = no streets are asked for */
    int trenches;    /* streets and service trenches together; 0 = as many as a town of this size has */
    int levels;      /* 1: heat at network temperature only; 2: source water too */
    int commitments; /* how many different terms the sources commit for */
    int diameters[MOST_DIAMETERS], diameter_count; /* none: six */
} street_settings;

/** Writes sources, demands, junctions, trenches, pipes and parameters. RW_ERROR_INPUT when a town of so many
 * junctions cannot have so many trenches. */
RW_NODISCARD rw_status generate_streets(rw_context *context, const street_settings *settings);

/** Does the built-in catalogue have this diameter? */
bool is_diameter(int dn);

#endif
