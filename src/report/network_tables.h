/* What lies in the trenches, for tables and the report. Only for plans with a network. */
#ifndef RW_REPORT_NETWORK_TABLES_H
#define RW_REPORT_NETWORK_TABLES_H

#include "data/csv_table.h"
#include "plan/network_figures.h"
#include "report/material.h"

typedef struct rw_pipe_sum {
    double trench_m, existing_m, investment_eur;
} rw_pipe_sum;

/** All pipes of one diameter and level. */
rw_pipe_sum rw_pipe_sum_of(const rw_material *material, int pipe, rw_level level);

/** The demands whose heat comes through a laid pipe, separated by blanks. */
void rw_trench_users(const rw_material *material, int laid, rw_text *users);

void rw_trenches_csv(const rw_material *material, rw_csv_writer *writer);
void rw_pipe_list_csv(const rw_material *material, rw_csv_writer *writer);

#endif
