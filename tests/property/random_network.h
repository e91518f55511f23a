/* Small bare networks from a seed; losses are the first band of every demand. */
#ifndef RW_TESTS_RANDOM_NETWORK_H
#define RW_TESTS_RANDOM_NETWORK_H

#include "base/random.h"
#include <restwarmte/problem.h>

/** An arc with so many options, the later ones larger and dearer; of a trench (exclusive > 0) they lose heat.
 */
rw_status random_network_arc(rw_problem *problem, rw_random *random, int tail, int head, int exclusive,
                             int options);
/** Two sources, two demands, and a trunk between two junctions that either may use. */
rw_status random_network(rw_problem *problem, rw_random *random);
/** Source water (junctions 3 and 4, a trench between them) and network supply (5 and 6, likewise); heat pumps
 * at the source, at both places, and at a demand; one place for the power of the middle ones. */
rw_status random_levels(rw_problem *problem, rw_random *random);
/** Two sources and three demands on a ring of five places, with a chord. */
rw_status random_ring(rw_problem *problem, rw_random *random);
/** The ring at two levels, with heat pumps between them at two of its places. */
rw_status random_ring_of_levels(rw_problem *problem, rw_random *random);

#endif
