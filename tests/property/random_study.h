/* Small studies from a seed: as numbers, as files, and solved. */
#ifndef RW_TESTS_RANDOM_STUDY_H
#define RW_TESTS_RANDOM_STUDY_H

#include "base/random.h"
#include "model/model.h"

enum { STUDY_MOST_SOURCES = 4, STUDY_MOST_DEMANDS = 6, STUDY_MOST_ROUTES = 8, STUDY_FOLDER_BYTES = 256 };

typedef struct random_source {
    double x_m, y_m, heat_mw, temperature_c;
    int commitment_yr;
    bool prepared, limited; /* its heat pumps draw on the one place of power.csv */
} random_source;

typedef struct random_demand {
    double x_m, y_m, head_mwh, supply_c, backup_eur_per_mwh, reference_eur_per_mwh;
    bool existing, limited;
} random_demand;

typedef struct random_route {
    int source, demand;
    double length_m; /* 0: not given */
    int crossings_rail;
} random_route;

typedef struct random_study {
    random_source sources[STUDY_MOST_SOURCES];
    random_demand demands[STUDY_MOST_DEMANDS];
    random_route routes[STUDY_MOST_ROUTES];
    int source_count, demand_count, route_count;
    double headroom_mwe, extra_mwe;
    double money;   /* every amount of euros in the files is multiplied by this */
    uint64_t order; /* of the rows in every file: 0 as they are, otherwise the seed of a shuffle */
} random_study;

random_study random_study_from(uint64_t seed);

double random_study_crow_m(const random_study *study, int source, int demand);

/** Writes it into a new folder. */
void random_study_write(const random_study *study, char folder[STUDY_FOLDER_BYTES]);

/** A study that was read, solved to the end, decoded and judged. */
typedef struct study_run {
    rw_context *context;
    rw_study *study;
    rw_terms terms;
    rw_model model;
    rw_result result;
    rw_plan plan;
    double cost_eur_per_yr;
    bool good; /* proven optimal, and the plan is sound; if not, it has been said why */
} study_run;

/** Writes the study and solves it with these parameters. Free with study_run_free. */
void study_run_start(study_run *run, const random_study *study, const rw_override *overrides,
                     size_t override_count);
/** The same with a study that is there. */
void study_run_folder(study_run *run, const char *folder, const rw_override *overrides,
                      size_t override_count);
/** Asserts that the plan says which options of its problem the solver built, those and no others. */
void study_run_encodes(const study_run *run);
void study_run_free(study_run *run);

/** The same, for those who want to know the cost only: NaN when it could not be proven. */
double random_study_cost(const random_study *study, const rw_override *overrides, size_t override_count);

#endif
