/* Small studies from a seed, as the rows of their files. */
#ifndef RW_TESTS_RANDOM_STUDY_H
#define RW_TESTS_RANDOM_STUDY_H

#include <stdbool.h>
#include <stdint.h>

enum { STUDY_SOURCES = 3, STUDY_DEMANDS = 5 };

typedef struct random_source {
    double x_m, y_m, heat_mw, temperature_c;
    int commitment_yr;
    bool prepared;
} random_source;

typedef struct random_demand {
    double x_m, y_m, head_mwh, supply_c, backup_eur_per_mwh, reference_eur_per_mwh;
    bool existing;
} random_demand;

typedef struct random_study {
    random_source sources[STUDY_SOURCES];
    random_demand demands[STUDY_DEMANDS];
    bool limited;       /* a place with little grid headroom, where all heat pumps stand */
    const char *routes; /* more rows of routes.csv, or NULL */
} random_study;

random_study random_study_from(uint64_t seed);

/** Writes it into a new folder; rows last to first when `reversed`. */
void random_study_write(const random_study *study, bool reversed, char folder[256]);

/** What solving a folder gives. */
typedef struct solved {
    bool good; /* solved, verified, and the year-by-year account agrees */
    double cost_eur_per_yr, bound_eur_per_yr;
    int connections;
    bool share_kept; /* every connected new network has its minimum share */
} solved;

/** Solves to a millionth, or as far as 60 nodes lead: the optimum lies between bound and cost. `name` and
 * `value` set one parameter, NULL for none. */
solved solve_folder(const char *folder, const char *name, const char *value);

#endif
