#include "base/random.h"
#include <math.h>

uint64_t rw_random_bits(rw_random *random) {
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

double rw_random_unit(rw_random *random) {
    return (double)(rw_random_bits(random) >> 11) * 0x1p-53;
}

double rw_random_between(rw_random *random, double low, double high) {
    return low + (high - low) * rw_random_unit(random);
}

int rw_random_index(rw_random *random, int count) {
    return (int)(rw_random_unit(random) * count);
}

double rw_random_normal(rw_random *random) {
    const double radius = sqrt(-2 * log(1 - rw_random_unit(random)));
    return radius * cos(6.283185307179586 * rw_random_unit(random));
}
