/* Small bare problems of every shape, from a seed. */
#ifndef RW_TESTS_RANDOM_PROBLEM_H
#define RW_TESTS_RANDOM_PROBLEM_H

#include "base/random.h"
#include <restwarmte/problem.h>

/** At most `most_binaries` yes-or-no choices (sources, demands and options). Free with rw_problem_free. */
rw_status random_problem(rw_context *context, uint64_t seed, int most_binaries, rw_problem *problem);

#endif
