/* summary.json: the figures of a run for other programs. Keys carry their units; README.md of this folder is
 * the schema. */
#include "base/file.h"
#include "base/number.h"
#include "report/cash_table.h"
#include "report/network_tables.h"
#include "report/results.h"
#include "report/what_if.h"

static const char schema[] = "restwarmte-summary/1";

static double per_gj(double eur_per_mwh) {
    return eur_per_mwh / RW_GJ_PER_MWH;
}

static void add_proof(const rw_material *m, rw_json *json) {
    const rw_result *r = m->result;
    rw_json_value *proof = rw_json_object(json, json->root, "proof");
    rw_json_string(json, proof, "outcome", rw_outcome_name(r->outcome));
    rw_json_string(json, proof, "stop_reason", rw_stop_reason_name(r->stop));
    rw_json_string(json, proof, "solver", r->solver);
    rw_json_number(json, proof, "bound_eur_per_yr", r->bound_eur_per_yr);
    rw_json_number(json, proof, "cost_eur_per_yr", m->plan ? r->cost_eur_per_yr : RW_NAN);
    rw_json_number(json, proof, "gap_eur_per_yr", m->plan ? rw_material_open(m) : RW_NAN);
    rw_json_number(json, proof, "cost_gap_share", rw_result_gap(r));
    rw_json_number(json, proof, "benefit_gap_share", rw_result_benefit_gap(r));
    if (m->plan) rw_json_bool(json, proof, "verified", m->indicators->totals.cooled_ways == 0);
}

static void add_totals(const rw_material *m, rw_json *json) {
    const rw_totals *t = &m->indicators->totals;
    const double annuity = m->terms->annuity;
    rw_json_value *o = rw_json_object(json, json->root, "totals");
    rw_json_number(json, o, "cost_eur_per_yr", t->cost_eur_per_yr);
    rw_json_number(json, o, "reference_eur_per_yr", t->reference_eur_per_yr);
    rw_json_number(json, o, "gain_eur_per_yr", rw_material_gain(m));
    rw_json_number(json, o, "cost_present_eur", t->cost_eur);
    rw_json_number(json, o, "reference_present_eur", t->reference_eur);
    rw_json_number(json, o, "investment_eur", t->investment_eur);
    rw_json_number(json, o, "subsidy_present_eur", t->subsidy_eur);
    rw_json_number(json, o, "source_heat_eur_per_gj", per_gj(t->levelised_eur_per_mwh));
    rw_json_number(json, o, "mismatch_stranded_eur", t->stranded_eur);
    rw_json_number(json, o, "mismatch_premium_eur", t->premium_eur);
    rw_json_number(json, o, "mismatch_eur_per_yr", (t->stranded_eur + t->premium_eur) * annuity);
    rw_json_number(json, o, "demand_mwh_per_yr", t->demand_mwh_per_yr);
    rw_json_number(json, o, "connected_mwh_per_yr", t->connected_mwh_per_yr);
    rw_json_number(json, o, "coupled_mwh_per_yr", t->coupled_mwh_per_yr);
    rw_json_number(json, o, "co2_t_per_yr", t->co2_t_per_yr);
    rw_json_number(json, o, "reference_co2_t_per_yr", t->reference_co2_t_per_yr);
    rw_json_number(json, o, "electric_peak_mwe", t->electric_peak_mwe);
    rw_json_number(json, o, "all_electric_peak_mwe", t->all_electric_peak_mwe);
    rw_json_number(json, o, "trench_m", t->pipe_m);
    rw_json_number(json, o, "sources", m->study->source_count);
    rw_json_number(json, o, "sources_coupled", t->coupled_sources);
    rw_json_number(json, o, "demands", m->study->demand_count);
    rw_json_number(json, o, "demands_connected", t->connected_demands);
    rw_json_number(json, o, "new_demands_connected", t->new_connected);
    rw_json_number(json, o, "connections", t->connections);
}

static void add_cash_flows(const rw_material *m, rw_json *json) {
    rw_json_value *o = rw_json_object(json, json->root, "cash_flows");
    rw_json_number(json, o, "payments", (double)m->payments);
    rw_json_bool(json, o, "added_up", rw_cash_is_grouped(m));
}

static void add_lines(const double present_eur[RW_LINE_COUNT], double annuity, rw_json *json,
                      rw_json_value *parent) {
    rw_json_value *lines = rw_json_object(json, parent, "cost_lines_eur_per_yr");
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line)
        if (present_eur[line] != 0)
            rw_json_number(json, lines, rw_cost_line_describe(line)->name, present_eur[line] * annuity);
}

static void add_connections(const rw_material *m, rw_json *json) {
    rw_json_value *list = rw_json_array(json, json->root, "connections");
    for (int k = 0; k < m->plan->connection_count; ++k) {
        const rw_connection *c = &m->plan->connections[k];
        const rw_connection_figures *f = &m->indicators->connections[k];
        rw_json_value *o = rw_json_item(json, list);
        rw_json_string(json, o, "source", m->study->sources[c->source].id);
        rw_json_string(json, o, "demand", m->study->demands[c->demand].id);
        rw_json_string(json, o, "mode", rw_mode_name(c->mode));
        if (c->way) rw_json_string(json, o, "heat_pump_at", rw_pump_id(m->study, m->plan, c));
        rw_json_string(json, o, "exit_plan", rw_exit_plan_name(c->exit_plan));
        rw_json_number(json, o, "dn", rw_connection_dn(m->study, m->plan, c));
        rw_json_number(json, o, "length_m", f->length_m);
        rw_json_number(json, o, "delivered_mw", f->capacity_mw);
        rw_json_number(json, o, "source_mw", f->source_mw);
        rw_json_number(json, o, "heat_mwh_per_yr", f->heat_mwh_per_yr);
        rw_json_number(json, o, "electricity_mwh_per_yr", f->electricity_mwh_per_yr);
        rw_json_number(json, o, "power_mwe", f->power_mwe);
        rw_json_number(json, o, "cop", f->cop > 0 ? f->cop : RW_NAN);
        rw_json_number(json, o, "investment_eur", f->investment_eur);
        rw_json_number(json, o, "levelised_eur_per_gj", per_gj(f->levelised_eur_per_mwh));
        rw_json_number(json, o, "endless_eur_per_gj", per_gj(f->endless_eur_per_mwh));
        rw_json_number(json, o, "mismatch_stranded_eur", f->stranded_eur);
        rw_json_number(json, o, "mismatch_premium_eur", f->premium_eur);
        if (c->way) rw_json_number(json, o, "temperature_drop_k", f->temperature_drop_k);
        add_lines(f->present_eur, m->terms->annuity, json, o);
    }
}

static void add_sources(const rw_material *m, rw_json *json) {
    rw_json_value *list = rw_json_array(json, json->root, "sources");
    for (int i = 0; i < m->study->source_count; ++i) {
        const rw_source_figures *f = &m->indicators->sources[i];
        rw_json_value *o = rw_json_item(json, list);
        rw_json_string(json, o, "id", m->study->sources[i].id);
        rw_json_bool(json, o, "coupled", f->coupled);
        rw_json_number(json, o, "heat_mw", m->study->sources[i].heat_mw);
        rw_json_number(json, o, "taken_mw", f->taken_mw);
        rw_json_number(json, o, "taken_mwh_per_yr", f->taken_mwh_per_yr);
        rw_json_number(json, o, "used_share", f->used_share);
        rw_json_number(json, o, "erf_before_share", f->erf_before_share);
        rw_json_number(json, o, "erf_share", f->erf_share);
        rw_json_number(json, o, "coupling_a_eur", f->coupling_a_eur);
        rw_json_number(json, o, "coupling_b_eur", f->coupling_b_eur);
        rw_json_number(json, o, "coupling_c_eur_per_yr", f->coupling_c_eur_per_yr);
        rw_json_number(json, o, "cooling_saved_mwh_per_yr", f->cooling_saved_mwh_per_yr);
        rw_json_number(json, o, "cooling_saved_eur_per_yr", f->cooling_saved_eur_per_yr);
        rw_json_number(json, o, "payback_yr", f->coupled ? f->payback_yr : RW_NAN);
        rw_json_number(json, o, "offer_eur_per_gj", per_gj(f->offer_eur_per_mwh));
        rw_json_number(json, o, "offer_mwh_per_yr", f->offer_mwh_per_yr);
    }
}

static void add_demands(const rw_material *m, rw_json *json) {
    rw_json_value *list = rw_json_array(json, json->root, "demands");
    for (int j = 0; j < m->study->demand_count; ++j) {
        const rw_demand *d = &m->study->demands[j];
        const rw_demand_figures *f = &m->indicators->demands[j];
        rw_json_value *o = rw_json_item(json, list);
        rw_json_string(json, o, "id", d->id);
        rw_json_string(json, o, "kind", d->kind == RW_KIND_NEW ? "new" : "existing");
        rw_json_bool(json, o, "connected", m->plan->demand_connected[j]);
        rw_json_number(json, o, "head_mwh_per_yr", d->energy_mwh_per_yr);
        rw_json_number(json, o, "peak_mw", m->terms->demand[j].peak_mw);
        rw_json_number(json, o, "cost_eur_per_gj", per_gj(f->cost_eur_per_mwh));
        rw_json_number(json, o, "reference_eur_per_gj", per_gj(f->reference_eur_per_mwh));
        rw_json_number(json, o, "cost_eur_per_yr", f->cost_eur * m->terms->annuity);
        rw_json_number(json, o, "reference_eur_per_yr", f->reference_eur * m->terms->annuity);
        rw_json_number(json, o, "energy_coverage_share", f->energy_coverage_share);
        rw_json_number(json, o, "peak_coverage_share", f->peak_coverage_share);
        rw_json_number(json, o, "co2_t_per_yr", f->co2_t_per_yr);
        rw_json_number(json, o, "reference_co2_t_per_yr", f->reference_co2_t_per_yr);
        rw_json_number(json, o, "unprofitable_eur", f->unprofitable_eur);
        if (!m->shortages || !m->shortages[j].known) continue;
        rw_json_bool(json, o, "can_be_served_alone", m->shortages[j].possible);
        rw_json_number(json, o, "alone_over_reference_eur_per_yr",
                       m->shortages[j].possible ? m->shortages[j].eur_per_yr : RW_NAN);
    }
}

static void add_what_ifs(const rw_material *m, rw_json *json) {
    rw_json_value *list = rw_json_array(json, json->root, "what_ifs");
    for (int k = 0; k < m->what_if_count; ++k) {
        const rw_what_if *w = &m->what_ifs[k];
        rw_json_value *o = rw_json_item(json, list);
        rw_json_string(json, o, "parameter", rw_parameter_describe(w->parameter)->name);
        rw_json_string(json, o, "value", w->value);
        rw_json_bool(json, o, "possible", w->possible);
        rw_json_bool(json, o, "solved", w->solved);
        if (!w->solved) continue;
        const rw_interval gain = rw_what_if_gain(w), moves = rw_what_if_moves(m, w);
        rw_json_number(json, o, "cost_eur_per_yr", w->cost_eur_per_yr);
        rw_json_number(json, o, "bound_eur_per_yr", w->bound_eur_per_yr);
        rw_json_number(json, o, "gain_eur_per_yr", gain.low);
        rw_json_number(json, o, "gain_at_most_eur_per_yr", gain.high);
        rw_json_number(json, o, "benefit_gap_share",
                       rw_benefit_gap_of(w->cost_eur_per_yr, w->bound_eur_per_yr, w->reference_eur_per_yr));
        rw_json_number(json, o, "gain_moves_low_eur_per_yr", moves.low);
        rw_json_number(json, o, "gain_moves_high_eur_per_yr", moves.high);
        rw_json_string(json, o, "gain_is", rw_gain_name(rw_interval_judge(moves)));
        rw_json_number(json, o, "coupled_mwh_per_yr", w->coupled_mwh_per_yr);
        rw_json_number(json, o, "sources_coupled", w->coupled_sources);
        rw_json_number(json, o, "new_demands_connected", w->new_connected);
        rw_json_number(json, o, "connections", w->connections);
    }
}

static void add_assumptions(const rw_material *m, rw_json *json) {
    const rw_parameters *p = &m->study->parameters, defaults = rw_parameters_default();
    char value[RW_NUMBER_BYTES];
    rw_json_value *changed = rw_json_array(json, json->root, "assumptions_changed");
    for (rw_parameter k = 0; k < RW_PARAMETER_COUNT; ++k) {
        if (rw_parameters_is_default(p, k)) continue;
        const rw_parameter_info *info = rw_parameter_describe(k);
        rw_json_value *o = rw_json_item(json, changed);
        rw_json_string(json, o, "name", info->name);
        rw_json_string(json, o, "value", rw_parameters_text(p, k, value, sizeof value));
        rw_json_string(json, o, "default", rw_parameters_text(&defaults, k, value, sizeof value));
        rw_json_string(json, o, "unit", info->unit);
    }
    rw_json_value *unverified = rw_json_array(json, json->root, "defaults_unverified");
    for (rw_parameter k = 0; k < RW_PARAMETER_COUNT; ++k)
        if (rw_parameter_unverified(p, k))
            rw_json_item_string(json, unverified, rw_parameter_describe(k)->name);
}

static void add_input(const rw_material *m, rw_json *json) {
    rw_json_value *files = rw_json_array(json, json->root, "input_files");
    for (int k = 0; k < m->study->file_count; ++k) {
        const rw_study_file *file = &m->study->files[k];
        rw_json_value *o = rw_json_item(json, files);
        rw_json_string(json, o, "name", rw_file_name(file->path));
        rw_json_number(json, o, "rows", (double)file->row_count);
        rw_json_string(json, o, "dialect", file->dialect);
        rw_json_string(json, o, "sha256", file->sha256);
    }
    rw_json_value *options = rw_json_object(json, json->root, "options");
    rw_json_number(json, options, "pairs_near_enough", (double)m->pairs);
    rw_json_number(json, options, "pairs_possible", m->possible_pairs);
    rw_json_number(json, options, "considered", (double)m->options_considered);
    rw_json_number(json, options, "impossible", (double)m->options_impossible);
    rw_json_number(json, options, "dominated", (double)m->options_dominated);
    rw_json_number(json, options, "kept", m->options);
}

rw_status rw_summary_json(const rw_material *m, rw_text *text) {
    const rw_parameters *p = &m->study->parameters;
    rw_json json;
    rw_json_start(&json, text->context);
    rw_json_string(&json, json.root, "schema", schema);
    rw_json_string(&json, json.root, "study", m->study->name);
    rw_json_string(&json, json.root, "perspective", m->terms->national ? "national" : "heat_company");
    rw_json_number(&json, json.root, "price_year", p->price_year);
    rw_json_number(&json, json.root, "base_year", p->base_year);
    rw_json_number(&json, json.root, "horizon_yr", p->horizon_yr);
    rw_json_number(&json, json.root, "discount_rate_per_yr", m->terms->rate_per_yr);
    add_proof(m, &json);
    if (m->plan) {
        add_totals(m, &json);
        add_lines(m->indicators->totals.present_eur, m->terms->annuity, &json, json.root);
        add_connections(m, &json);
        add_sources(m, &json);
        add_demands(m, &json);
        add_what_ifs(m, &json);
        add_cash_flows(m, &json);
        if (m->plan->network) rw_summary_network(m, &json);
    }
    add_assumptions(m, &json);
    add_input(m, &json);
    const rw_status status = rw_json_print(&json, true, text);
    rw_text_add(text, "\n");
    rw_json_free(&json);
    return status;
}
