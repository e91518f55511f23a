/* What lies in the trenches, for tables and the report. Only for plans with a network. */
#ifndef RW_REPORT_NETWORK_TABLES_H
#define RW_REPORT_NETWORK_TABLES_H

#include "data/csv_table.h"
#include "plan/network_figures.h"
#include "report/explanation.h"
#include "report/json.h"
#include "report/material.h"

typedef struct rw_pipe_sum {
    double trench_m, existing_m, investment_eur, cost_eur_per_yr;
    double loss_mw;
} rw_pipe_sum;

/** All pipes of one diameter and level. */
rw_pipe_sum rw_pipe_sum_of(const rw_material *material, int pipe, rw_level level);

/** The demands whose heat comes through a laid pipe, each once, separated by blanks: at most so many, and how
 * many more there are. */
void rw_trench_users(const rw_material *material, int laid, int most, rw_text *users);
enum { RW_SHOWN_USERS = 12 };

/** What people call a trench: its name, or else the names of its two ends; "" without these. */
void rw_trench_title(const rw_study *study, int trench, rw_text *title);

void rw_trenches_csv(const rw_material *material, rw_csv_writer *writer);
void rw_pipe_list_csv(const rw_material *material, rw_csv_writer *writer);
void rw_heat_pumps_csv(const rw_material *material, rw_csv_writer *writer);

/** Where the heat pump of a connection stands: the id of a source, demand or junction; "" without one. */
const char *rw_pump_id(const rw_study *study, const rw_plan *plan, const rw_connection *connection);
/** The mode of a connection in words, with the junction where its heat pump stands. */
void rw_mode_text(const rw_material *material, rw_language language, const rw_connection *connection,
                  rw_text *text);
/** The place in power.csv whose headroom counts at a node; "" without a limit. */
const char *rw_node_place(const rw_study *study, int node);

/** The pipes of a plan in figures that fit on a card. Worst: the pipe or connection, -1 = there is none. */
typedef struct rw_network_sum {
    double trench_m, existing_m, investment_eur, cost_eur_per_yr;
    double loss_mwh_per_yr;         /* sent by the sources for what pipes lose */
    int fastest, steepest, coldest; /* laid, laid, connection */
    int junctions;                  /* of the study, at which pipes lie */
} rw_network_sum;
RW_NODISCARD rw_status rw_network_sum_of(rw_context *context, const rw_material *material,
                                         rw_network_sum *sum);

/** What to think of an interval that is not all above zero: a sentence, or "". */
const char *rw_sharing_remark(rw_language language, rw_interval saves);

/** Place and figures of a heat pump, number `machine` of the plan, into a JSON object. */
void rw_heat_pump_json(const rw_material *material, rw_json *json, rw_json_value *to, int machine);
/** summary.json: `network` and `pairs_only`. */
void rw_summary_network(const rw_material *material, rw_json *json);

#endif
