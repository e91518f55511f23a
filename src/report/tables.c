/* The result tables, in the dialect of the user's own files. Column names are English and carry their units.
 */
#include "base/file.h"
#include "base/number.h"
#include "data/csv_table.h"
#include "report/cash_table.h"
#include "report/network_tables.h"
#include "report/results.h"
#include <stdio.h>

typedef rw_csv_writer writer;

static void numbers(writer *w, const double *values, size_t count) {
    for (size_t i = 0; i < count; ++i) rw_csv_write_fixed(w, isfinite(values[i]) ? values[i] : RW_NAN, 4);
}
#define NUMBERS(w, ...)                                                                                      \
    numbers((w), (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

static double per_gj(double eur_per_mwh) {
    return eur_per_mwh / RW_GJ_PER_MWH;
}

static void write_line_names(writer *w) {
    char name[64];
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line) {
        (void)snprintf(name, sizeof name, "%s_eur_per_yr", rw_cost_line_describe(line)->name);
        rw_csv_write_text(w, name);
    }
    rw_csv_end_row(w);
}

static void write_lines(writer *w, const double present_eur[RW_LINE_COUNT], double annuity) {
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line)
        rw_csv_write_fixed(w, present_eur[line] * annuity, 4);
    rw_csv_end_row(w);
}

static void write_connections(const rw_material *m, writer *w) {
    static const char *const names[] = {"source",
                                        "demand",
                                        "source_name",
                                        "demand_name",
                                        "mode",
                                        "heat_pump_at",
                                        "exit_plan",
                                        "dn",
                                        "length_m",
                                        "delivered_mw",
                                        "source_mw",
                                        "loss_mw",
                                        "pipe_capacity_mw",
                                        "power_mwe",
                                        "cop",
                                        "heat_mwh_per_yr",
                                        "source_heat_mwh_per_yr",
                                        "electricity_mwh_per_yr",
                                        "investment_eur",
                                        "levelised_eur_per_gj",
                                        "endless_eur_per_gj",
                                        "mismatch_stranded_eur",
                                        "mismatch_premium_eur",
                                        "mismatch_eur_per_yr",
                                        "cost_eur_per_yr"};
    RW_CSV_WRITE_TEXTS(w, names);
    write_line_names(w);
    const double annuity = m->terms->annuity;
    for (int k = 0; k < m->plan->connection_count; ++k) {
        const rw_connection *c = &m->plan->connections[k];
        const rw_connection_figures *f = &m->indicators->connections[k];
        double present = 0;
        for (int line = 0; line < RW_LINE_COUNT; ++line) present += f->present_eur[line];
        rw_csv_write_text(w, m->study->sources[c->source].id);
        rw_csv_write_text(w, m->study->demands[c->demand].id);
        rw_csv_write_text(w, m->study->sources[c->source].name);
        rw_csv_write_text(w, m->study->demands[c->demand].name);
        rw_csv_write_text(w, rw_mode_name(c->mode));
        rw_csv_write_text(w, rw_pump_id(m->study, m->plan, c));
        rw_csv_write_text(w, rw_exit_plan_name(c->exit_plan));
        rw_csv_write_number(w, rw_connection_dn(m->study, m->plan, c));
        NUMBERS(w, f->length_m, f->capacity_mw, f->source_mw, f->loss_mw, f->pipe_capacity_mw, f->power_mwe,
                f->cop > 0 ? f->cop : RW_NAN, f->heat_mwh_per_yr, f->source_heat_mwh_per_yr,
                f->electricity_mwh_per_yr, f->investment_eur, per_gj(f->levelised_eur_per_mwh),
                per_gj(f->endless_eur_per_mwh), f->stranded_eur, f->premium_eur,
                (f->stranded_eur + f->premium_eur) * annuity, present * annuity);
        write_lines(w, f->present_eur, annuity);
    }
}

static void write_sources(const rw_material *m, writer *w) {
    static const char *const names[] = {"id",
                                        "name",
                                        "municipality",
                                        "lon",
                                        "lat",
                                        "coupled",
                                        "heat_mw",
                                        "temperature_c",
                                        "commitment_yr",
                                        "taken_mw",
                                        "taken_mwh_per_yr",
                                        "delivered_mwh_per_yr",
                                        "used_share",
                                        "erf_before_share",
                                        "erf_share",
                                        "coupling_a_eur",
                                        "coupling_b_eur",
                                        "coupling_c_eur_per_yr",
                                        "cooling_saved_mwh_per_yr",
                                        "cooling_saved_eur_per_yr",
                                        "heat_income_eur_per_yr",
                                        "payback_yr",
                                        "levelised_eur_per_gj",
                                        "offer_demand",
                                        "offer_eur_per_gj",
                                        "offer_mwh_per_yr"};
    RW_CSV_WRITE_TEXTS(w, names);
    rw_csv_end_row(w);
    for (int i = 0; i < m->study->source_count; ++i) {
        const rw_source *s = &m->study->sources[i];
        const rw_source_figures *f = &m->indicators->sources[i];
        rw_csv_write_text(w, s->id);
        rw_csv_write_text(w, s->name);
        rw_csv_write_text(w, s->municipality);
        rw_csv_write_fixed(w, s->at.lon_deg, 6);
        rw_csv_write_fixed(w, s->at.lat_deg, 6);
        rw_csv_write_text(w, f->coupled ? "yes" : "no");
        NUMBERS(w, s->heat_mw, s->temperature_c);
        rw_csv_write_number(w, s->commitment_yr);
        NUMBERS(w, f->taken_mw, f->taken_mwh_per_yr, f->heat_mwh_per_yr, f->used_share, f->erf_before_share,
                f->erf_share, f->coupling_a_eur, f->coupling_b_eur, f->coupling_c_eur_per_yr,
                f->cooling_saved_mwh_per_yr, f->cooling_saved_eur_per_yr, f->heat_income_eur_per_yr,
                f->coupled ? f->payback_yr : RW_NAN, f->coupled ? per_gj(f->levelised_eur_per_mwh) : RW_NAN);
        rw_csv_write_text(w, isnan(f->offer_eur_per_mwh) ? "" : m->study->demands[f->offer_demand].id);
        NUMBERS(w, per_gj(f->offer_eur_per_mwh), f->offer_mwh_per_yr);
        rw_csv_end_row(w);
    }
}

static void write_demands(const rw_material *m, writer *w) {
    static const char *const names[] = {"id",
                                        "name",
                                        "municipality",
                                        "buurt_code",
                                        "lon",
                                        "lat",
                                        "kind",
                                        "connected",
                                        "connections",
                                        "head_mwh_per_yr",
                                        "peak_mw",
                                        "coupled_mwh_per_yr",
                                        "energy_coverage_share",
                                        "peak_coverage_share",
                                        "cost_eur_per_gj",
                                        "reference_eur_per_gj",
                                        "cost_eur_per_yr",
                                        "reference_eur_per_yr",
                                        "unprofitable_eur",
                                        "gain_eur_per_weq_yr",
                                        "co2_t_per_yr",
                                        "reference_co2_t_per_yr",
                                        "alone_over_reference_eur_per_yr"};
    RW_CSV_WRITE_TEXTS(w, names);
    write_line_names(w);
    const double annuity = m->terms->annuity;
    for (int j = 0; j < m->study->demand_count; ++j) {
        const rw_demand *d = &m->study->demands[j];
        const rw_demand_figures *f = &m->indicators->demands[j];
        const bool told = m->shortages && m->shortages[j].known && m->shortages[j].possible;
        rw_csv_write_text(w, d->id);
        rw_csv_write_text(w, d->name);
        rw_csv_write_text(w, d->municipality);
        rw_csv_write_text(w, d->buurt_code);
        rw_csv_write_fixed(w, d->at.lon_deg, 6);
        rw_csv_write_fixed(w, d->at.lat_deg, 6);
        rw_csv_write_text(w, d->kind == RW_KIND_NEW ? "new" : "existing");
        rw_csv_write_text(w, m->plan->demand_connected[j] ? "yes" : "no");
        rw_csv_write_number(w, f->connection_count);
        NUMBERS(w, d->energy_mwh_per_yr, m->terms->demand[j].peak_mw, f->coupled_mwh_per_yr,
                f->energy_coverage_share, f->peak_coverage_share, per_gj(f->cost_eur_per_mwh),
                per_gj(f->reference_eur_per_mwh), f->cost_eur * annuity, f->reference_eur * annuity,
                f->unprofitable_eur, f->gain_eur_per_weq_yr, f->co2_t_per_yr, f->reference_co2_t_per_yr,
                told ? m->shortages[j].eur_per_yr : RW_NAN);
        write_lines(w, f->present_eur, annuity);
    }
}

/* -- Files --------------------------------------------------------------------------------------------- */

typedef void write_table(const rw_material *material, writer *w);

static rw_status finish_file(rw_context *context, const char *folder, const char *name, writer *w) {
    rw_arena arena;
    rw_arena_start(&arena, context);
    const char *path = rw_path_join(&arena, folder, name);
    rw_status status = RW_ERROR_MEMORY;
    if (path)
        status = rw_csv_writer_finish(w, path);
    else
        rw_csv_writer_free(w);
    rw_arena_free(&arena);
    return status;
}

static rw_status write_file(rw_context *context, const rw_material *m, const char *folder, const char *name,
                            write_table *write) {
    writer w;
    rw_csv_writer_start(&w, context, &m->study->dialect);
    write(m, &w);
    return finish_file(context, folder, name, &w);
}

static rw_status write_cash_flows(rw_context *context, const rw_material *m, const char *folder) {
    writer w;
    rw_csv_writer_start(&w, context, &m->study->dialect);
    const rw_status status = rw_cash_csv(context, m, &w);
    if (status == RW_OK) return finish_file(context, folder, "cashflows.csv", &w);
    rw_csv_writer_free(&w);
    return status;
}

rw_status rw_tables_write(rw_context *context, const rw_material *m, const char *folder) {
    RW_TRY(write_file(context, m, folder, "connections.csv", write_connections));
    RW_TRY(write_file(context, m, folder, "sources.csv", write_sources));
    RW_TRY(write_file(context, m, folder, "demands.csv", write_demands));
    RW_TRY(write_cash_flows(context, m, folder));
    if (!m->plan->network) return RW_OK;
    RW_TRY(write_file(context, m, folder, "trenches.csv", rw_trenches_csv));
    RW_TRY(write_file(context, m, folder, "pipe_list.csv", rw_pipe_list_csv));
    return write_file(context, m, folder, "heat_pumps.csv", rw_heat_pumps_csv);
}
