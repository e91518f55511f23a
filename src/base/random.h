/* Seeded random numbers, the same on every machine. */
#ifndef RW_BASE_RANDOM_H
#define RW_BASE_RANDOM_H

#include <stdint.h>

/** State of a splitmix64 stream (Steele, Lea, Flood 2014); any seed is a good seed. */
typedef struct rw_random {
    uint64_t state;
} rw_random;

uint64_t rw_random_bits(rw_random *random);
/** Uniform in [0, 1). */
double rw_random_unit(rw_random *random);
/** Uniform in [low, high). */
double rw_random_between(rw_random *random, double low, double high);
/** Uniform in 0 .. count - 1; count > 0. */
int rw_random_index(rw_random *random, int count);
/** Normal with mean 0 and standard deviation 1 (Box-Muller). */
double rw_random_normal(rw_random *random);

#endif
