/* The study as plain numbers: what the user's files say, in the units of the names, with every blank cell
 * filled from the parameters. What follows from it by a formula (bands, costs) is not here but in
 * plan/terms.h. */
#ifndef RW_DATA_STUDY_H
#define RW_DATA_STUDY_H

#include "data/sheet.h"
#include <restwarmte/study.h>
#include <stdint.h>

typedef struct rw_position {
    double lon_deg, lat_deg; /* WGS84 */
    double x_m, y_m;         /* RD New, EPSG:28992 */
} rw_position;

/** Permissions that delivering heat needs. */
typedef enum rw_permission {
    RW_PERMISSION_GRANTED,
    RW_PERMISSION_ASKED,
    RW_PERMISSION_REFUSED,
    RW_PERMISSION_UNKNOWN
} rw_permission;
/** A yes or no that may not have been said. */
typedef enum rw_known { RW_KNOWN_YES, RW_KNOWN_NO, RW_KNOWN_NOT } rw_known;

typedef struct rw_source {
    const char *id, *name, *municipality; /* owned by the study's arena */
    int line;                             /* in sources.csv */
    rw_position at;
    int place;                /* index in rw_study.places, -1 = no limit */
    double heat_mw;           /* S_i: can be delivered */
    double it_power_mw;       /* mean IT power behind it */
    double energy_mwh_per_yr; /* E_DC: of the whole datacenter */
    double already_used_mw;
    double temperature_c, cooling_span_k; /* T_i, dT_i */
    double availability_share;            /* av_i */
    bool prepared;
    int commitment_yr;    /* N_i */
    int renewal_term_yr;  /* M */
    double renewal_share; /* chance per term */
    int start;            /* first project year of delivery, 1 = base_year + 1 */
    double heat_price_eur_per_mwh;
    /* Coupling in euros of price_year; part a includes the factor for what is not prepared. */
    double coupling_a_eur_per_mw, coupling_a_eur, coupling_b_eur_per_mw, coupling_b_eur, coupling_om_per_yr;
    double min_used_share;
    /* For the law's questions, not for the model. */
    rw_permission permission;
    rw_known existing_contract, inside_cluster;
    uint64_t given; /* bit c: the row fills the c-th column of sources in columns.def */
} rw_source;

/** Does the row of the source fill this column of sources.csv, or was a default taken? */
bool rw_source_given(const rw_source *source, rw_column column);

typedef enum rw_kind { RW_KIND_EXISTING, RW_KIND_NEW } rw_kind;
typedef enum rw_backup { RW_BACKUP_GAS, RW_BACKUP_ELECTRIC, RW_BACKUP_PRICE } rw_backup;

typedef struct rw_demand {
    const char *id, *name, *municipality, *buurt_code; /* owned by the study's arena */
    int line;                                          /* in demands.csv */
    rw_position at;
    int place; /* index in rw_study.places, -1 = no limit */
    rw_kind kind;
    double energy_mwh_per_yr; /* E_j, at the network head */
    double use_mwh_per_yr;    /* at the dwelling: E_j less distribution loss */
    double peak_mw;           /* P_j; NaN: to follow from full-load hours */
    double full_load_hours_h; /* NaN: those of the shape */
    rw_shape shape;
    int profile; /* index in rw_study.profiles, -1 = use shape */
    double supply_c, return_c;
    double weq, connections;
    rw_backup backup;
    double backup_eur_per_mwh, backup_co2_t_per_mwh; /* for RW_BACKUP_PRICE */
    double backup_efficiency_share;
    rw_reference reference;
    double reference_eur_per_mwh, reference_eur_per_connection_yr; /* for RW_REFERENCE_PRICE */
    double min_share;
    int ramp_up_yr;
    int start; /* first project year, 1 = base_year + 1 */
    int max_sources;
    /* Of a new network, whole network, euros of price_year. */
    double mains_eur, connection_eur, indoor_eur, contribution_eur;
} rw_demand;

typedef enum rw_route_status { RW_ROUTE_ALLOWED, RW_ROUTE_FORCED, RW_ROUTE_FORBIDDEN } rw_route_status;

/** What the user knows of one pair. Sorted by source, then demand. */
typedef struct rw_route {
    int source, demand, line;
    double length_m; /* NaN: crow distance x detour factor */
    double bored_m;
    int crossings_water, crossings_rail, crossings_motorway;
    double extra_eur;
    rw_route_status status;
} rw_route;

/** A point where trenches meet. */
typedef struct rw_junction {
    const char *id, *name; /* owned by the study's arena */
    int line;              /* in junctions.csv */
    rw_position at;
    bool heat_pump; /* one may stand here, between source water and network supply */
    int place;      /* of it: index in rw_study.places, -1 = no limit */
} rw_junction;

/** At what temperature a pipe of a network carries heat (MODEL 7). */
typedef enum rw_level {
    RW_LEVEL_SUPPLY, /* of the network: a substation is enough at the demand */
    RW_LEVEL_WATER,  /* of the sources: a heat pump stands at the demand */
    RW_LEVEL_COUNT
} rw_level;

/** A stretch in which a pipe of each level can lie, for heat either way. */
typedef struct rw_trench {
    const char *id, *name; /* owned by the study's arena */
    int line;              /* in trenches.csv */
    int from, to;          /* nodes: sources, then demands, then junctions; -1 = not found */
    double length_m, bored_m;
    double extra_eur_per_m; /* surcharge of the surface */
    double crossings_eur;   /* all crossings and other extras */
    int existing_pipe;      /* in the catalogue, -1 = there is none */
    double existing_age_yr;
    rw_level existing_level;
    rw_route_status status;
} rw_trench;

typedef struct rw_place_power {
    const char *name;
    double headroom_mwe, extra_mwe_max, extra_eur_per_mwe_yr;
} rw_place_power;

/** One diameter of the catalogue, ascending. */
typedef struct rw_pipe {
    int dn;
    double inner_diameter_m;
    double price_eur_per_m; /* of trench, supply and return, in the column that pipe_price names, euros of
                               price_year */
    double loss_w_per_m;    /* supply and return at 70/40, ground 10 C */
} rw_pipe;

typedef struct rw_profile {
    const char *name;
    double *load_share; /* 8760 values, largest 1 */
} rw_profile;

enum { RW_HOURS_PER_YEAR = 8760 };
#define RW_GJ_PER_MWH 3.6

struct rw_study {
    rw_arena arena;
    const char *folder, *name; /* name: last part of the folder */
    const char *demands_path;  /* for findings that only a formula can make */
    rw_parameters parameters;
    const rw_override *overrides; /* of the command line */
    size_t override_count;
    rw_dialect dialect; /* of sources.csv: results come out the same way */
    rw_source *sources;
    int source_count;
    rw_demand *demands;
    int demand_count;
    rw_route *routes;
    int route_count;
    rw_junction *junctions;
    int junction_count;
    rw_trench *trenches; /* none: the matching problem */
    int trench_count;
    rw_place_power *places;
    int place_count;
    rw_pipe *pipes;
    int pipe_count;
    rw_profile *profiles;
    rw_study_file *files;
    int file_count;
    const char *background; /* text of background.geojson: lines drawn under the map; NULL if there is none */
    const char *trench_lines; /* text of trenches.geojson: how trenches run; NULL: straight */
};

/** Reads all files and fills blanks from the parameters. Problems in the data become findings, and the study
 * is returned all the same, so that later checks can add theirs; it must not be used when there are errors.
 * `known`, if not NULL, is the same folder read before: its coordinates need not be transformed again. */
RW_NODISCARD rw_status rw_study_load(rw_context *context, const char *folder, const rw_study *known,
                                     const rw_override *overrides, size_t override_count, rw_study **study);

/** The same, as if junctions.csv and trenches.csv were not there. */
RW_NODISCARD rw_status rw_study_load_without_trenches(rw_context *context, const char *folder,
                                                      const rw_override *overrides, size_t override_count,
                                                      rw_study **study);

/** How many nodes trenches can end at: sources, then demands, then junctions. */
int rw_study_node_count(const rw_study *study);
const char *rw_study_node_id(const rw_study *study, int node);
/** The junction of a node; NULL when it is a source or a demand. */
const rw_junction *rw_study_node_junction(const rw_study *study, int node);
/** "" when it has none. */
const char *rw_study_node_name(const rw_study *study, int node);
const rw_position *rw_study_node_at(const rw_study *study, int node);

/** Position of an id in an array sorted by rw_id_index_build; O(log n). */
typedef struct rw_id_index {
    struct rw_id_entry {
        const char *id;
        int index;
    } * entry; /* owned by an arena */
    int count;
} rw_id_index;

/** Sorts; `ids[i]` is the id of item i. NULL entry with the failure recorded when memory is out. */
RW_NODISCARD rw_status rw_id_index_build(rw_arena *arena, const char *const *ids, int count,
                                         rw_id_index *index);
/** -1 when the id is not there. */
int rw_id_index_find(const rw_id_index *index, const char *id);
/** The id most like `id`, or NULL. */
const char *rw_id_index_nearest(const rw_id_index *index, const char *id);

#endif
