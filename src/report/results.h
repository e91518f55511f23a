/* Every result file, one function each: all are written atomically, and all tell the same numbers. */
#ifndef RW_REPORT_RESULTS_H
#define RW_REPORT_RESULTS_H

#include "report/json.h"
#include "report/material.h"

/** summary.json: schema in src/report/README.md. */
RW_NODISCARD rw_status rw_summary_json(const rw_material *material, rw_text *text);

/** One screen for the terminal. */
void rw_summary_text(const rw_material *material, rw_text *text);

/** plan.json. */
RW_NODISCARD rw_status rw_plan_json(const rw_material *material, rw_text *text);

/** What a plan file says besides the plan. */
typedef struct rw_plan_claims {
    double cost_eur_per_yr, bound_eur_per_yr; /* NaN when it does not say */
    rw_override *overrides;                   /* parameters of the command line that made it; in the arena */
    size_t override_count;
} rw_plan_claims;

/** The claims alone: they are needed before the study can be read as it was. */
RW_NODISCARD rw_status rw_plan_file_claims(rw_arena *arena, const char *path, rw_plan_claims *claims);
/** The plan, against a study. Names that the study does not have become findings. */
RW_NODISCARD rw_status rw_plan_file_read(rw_arena *arena, const char *path, const rw_study *study,
                                         rw_plan *plan);

/** connections.csv, sources.csv, demands.csv and cashflows.csv in `folder`, in the dialect of the input. */
RW_NODISCARD rw_status rw_tables_write(rw_context *context, const rw_material *material, const char *folder);

/** plan.geojson: WGS84 points and lines. */
RW_NODISCARD rw_status rw_plan_geojson(const rw_material *material, rw_text *text);

/** report.html: one self-contained page. */
RW_NODISCARD rw_status rw_report_html(const rw_material *material, rw_text *text);

#endif
