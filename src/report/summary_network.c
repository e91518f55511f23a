/* The network in summary.json: pipes by diameter and level, the physical check, and what sharing saves. */
#include "base/number.h"
#include "report/explanation.h"
#include "report/network_file.h"
#include "report/network_tables.h"
#include <stdio.h>

/* -- Sums ---------------------------------------------------------------------------------------------- */

static void note_pipe(const rw_material *m, int k, rw_network_sum *sum) {
    const rw_laid_figures *laid = m->indicators->laid, *f = &laid[k];
    const double length_m = m->study->trenches[m->plan->network->laid[k].trench].length_m;
    sum->trench_m += length_m;
    if (f->existing) sum->existing_m += length_m;
    sum->investment_eur += f->investment_eur;
    sum->cost_eur_per_yr += f->cost_eur_per_yr;
    if (sum->fastest < 0 || f->speed_m_per_s > laid[sum->fastest].speed_m_per_s) sum->fastest = k;
    if (sum->steepest < 0 || f->gradient_pa_per_m > laid[sum->steepest].gradient_pa_per_m) sum->steepest = k;
}

rw_status rw_network_sum_of(rw_context *context, const rw_material *m, rw_network_sum *sum) {
    const rw_network *n = m->plan->network;
    const rw_study *study = m->study;
    const int first = study->source_count + study->demand_count;
    bool *at = rw_allocate(context, (size_t)rw_study_node_count(study), sizeof *at);
    *sum = (rw_network_sum){.fastest = -1, .steepest = -1, .coldest = -1};
    if (!at) return RW_ERROR_MEMORY;
    for (int k = 0; k < n->laid_count; ++k) {
        note_pipe(m, k, sum);
        at[rw_laid_tail(study, &n->laid[k])] = at[rw_laid_head(study, &n->laid[k])] = true;
    }
    for (int v = first; v < rw_study_node_count(study); ++v) sum->junctions += at[v];
    for (int k = 0; k < n->feed_count; ++k)
        sum->loss_mwh_per_yr +=
            n->feeds[k].mw * RW_HOURS_PER_YEAR * study->sources[n->feeds[k].source].availability_share;
    for (int k = 0; k < m->plan->connection_count; ++k) {
        const double drop_k = m->indicators->connections[k].temperature_drop_k;
        if (drop_k > 0 &&
            (sum->coldest < 0 || drop_k > m->indicators->connections[sum->coldest].temperature_drop_k))
            sum->coldest = k;
    }
    rw_release(context, at);
    return RW_OK;
}

const char *rw_sharing_remark(rw_language l, rw_interval saves) {
    switch (rw_interval_sign(saves)) {
    case RW_SIGN_POSITIVE:
        return "";
    case RW_SIGN_NEGATIVE:
        return rw_in(
            l, "Sharing is dearer: a trench has one pipe per level, perhaps the catalogue lacks larger ones.",
            "Delen is duurder: een sleuf heeft een leiding per niveau, wellicht mist de catalogus grotere.");
    default:
        return rw_in(l, "Not decided: with more time the plans, and what is proven of them, may improve.",
                     "Onbeslist: met meer tijd kunnen de plannen, en wat ervan is bewezen, beter worden.");
    }
}

/* -- JSON ---------------------------------------------------------------------------------------------- */

static void add_pipes(const rw_material *m, rw_json *json, rw_json_value *parent) {
    rw_json_value *list = rw_json_array(json, parent, "pipes");
    for (int p = 0; p < m->study->pipe_count; ++p)
        for (int level = 0; level < RW_LEVEL_COUNT; ++level) {
            const rw_pipe_sum sum = rw_pipe_sum_of(m, p, (rw_level)level);
            if (sum.trench_m <= 0) continue;
            rw_json_value *o = rw_json_item(json, list);
            rw_json_number(json, o, "dn", m->study->pipes[p].dn);
            rw_json_string(json, o, "level", rw_level_name((rw_level)level));
            rw_json_number(json, o, "trench_m", sum.trench_m);
            rw_json_number(json, o, "existing_m", sum.existing_m);
            rw_json_number(json, o, "investment_eur", sum.investment_eur);
            rw_json_number(json, o, "cost_eur_per_yr", sum.cost_eur_per_yr);
            rw_json_number(json, o, "loss_mw", sum.loss_mw);
        }
}

void rw_heat_pump_json(const rw_material *m, rw_json *json, rw_json_value *to, int machine) {
    const rw_machine_figures *f = &m->indicators->machines[machine];
    const int node = rw_machine_node(m->study, &m->plan->network->machines[machine]);
    rw_json_string(json, to, "place", rw_node_place(m->study, node));
    rw_json_number(json, to, "heat_mw", f->mw);
    rw_json_number(json, to, "heat_mwh_per_yr", f->mwh_per_yr);
    rw_json_number(json, to, "power_mwe", f->power_mwe);
    rw_json_number(json, to, "electricity_mwh_per_yr", f->electricity_mwh_per_yr);
    rw_json_number(json, to, "cop", f->cop);
    rw_json_number(json, to, "investment_eur", f->investment_eur);
}

static void add_heat_pumps(const rw_material *m, rw_json *json, rw_json_value *parent) {
    rw_json_value *list = rw_json_array(json, parent, "heat_pumps");
    for (int k = 0; k < m->plan->network->machine_count; ++k) {
        const rw_machine *machine = &m->plan->network->machines[k];
        rw_json_value *o = rw_json_item(json, list);
        const int node = rw_machine_node(m->study, machine);
        rw_json_string(json, o, "at", rw_study_node_id(m->study, node));
        rw_json_string(json, o, "mode", rw_mode_name(machine->mode));
        rw_heat_pump_json(m, json, o, k);
    }
}

static void add_worst_pipe(const rw_material *m, rw_json *json, rw_json_value *parent, const char *key, int k,
                           double value) {
    rw_json_number(json, parent, key, k < 0 ? RW_NAN : value);
    char trench_key[64];
    (void)snprintf(trench_key, sizeof trench_key, "%s_trench", key);
    if (k >= 0)
        rw_json_string(json, parent, trench_key, m->study->trenches[m->plan->network->laid[k].trench].id);
}

static void add_ends(const rw_material *m, rw_json *json, rw_json_value *o, int connection) {
    const rw_connection *c = &m->plan->connections[connection];
    rw_json_string(json, o, "source", m->study->sources[c->source].id);
    rw_json_string(json, o, "demand", m->study->demands[c->demand].id);
    rw_json_number(json, o, "temperature_drop_k", m->indicators->connections[connection].temperature_drop_k);
}

static void add_check(const rw_material *m, rw_json *json, rw_json_value *parent, const rw_network_sum *sum) {
    const rw_laid_figures *laid = m->indicators->laid;
    add_worst_pipe(m, json, parent, "largest_speed_m_per_s", sum->fastest,
                   sum->fastest < 0 ? 0 : laid[sum->fastest].speed_m_per_s);
    add_worst_pipe(m, json, parent, "largest_gradient_pa_per_m", sum->steepest,
                   sum->steepest < 0 ? 0 : laid[sum->steepest].gradient_pa_per_m);
    rw_json_number(json, parent, "max_temperature_drop_k", m->study->parameters.max_temperature_drop_k);
    if (sum->coldest >= 0) add_ends(m, json, rw_json_object(json, parent, "coldest_way"), sum->coldest);
    rw_json_value *list = rw_json_array(json, parent, "cools_too_far");
    for (int k = 0; k < m->plan->connection_count; ++k)
        if (m->indicators->connections[k].cools_too_far) add_ends(m, json, rw_json_item(json, list), k);
    if (m->left_out.count == 0) return;
    rw_json_value *out = rw_json_object(json, parent, "left_out_as_too_cold");
    rw_json_number(json, out, "dearer_eur_per_yr", m->left_out.eur_per_yr);
    list = rw_json_array(json, out, "demands");
    for (int j = 0; j < m->study->demand_count; ++j)
        if (m->left_out.demand[j]) rw_json_item_string(json, list, m->study->demands[j].id);
}

static void add_pairs_only(const rw_material *m, rw_json *json, const rw_network_sum *sum) {
    const rw_pairs_only *p = m->pairs_only;
    if (!p) return;
    rw_json_value *o = rw_json_object(json, json->root, "pairs_only");
    rw_json_bool(json, o, "solved", p->solved);
    if (!p->solved) return;
    const rw_interval saves = rw_interval_between(p->bound_eur_per_yr, p->cost_eur_per_yr,
                                                  m->result->bound_eur_per_yr, m->result->cost_eur_per_yr);
    rw_json_number(json, o, "sharing_saves_low_eur_per_yr", saves.low);
    rw_json_number(json, o, "sharing_saves_high_eur_per_yr", saves.high);
    rw_json_number(json, o, "cost_eur_per_yr", p->cost_eur_per_yr);
    rw_json_number(json, o, "bound_eur_per_yr", p->bound_eur_per_yr);
    rw_json_number(json, o, "pipes_eur", p->pipes_eur);
    rw_json_number(json, o, "pipes_less_when_shared_eur", p->pipes_eur - sum->investment_eur);
    rw_json_number(json, o, "investment_eur", p->investment_eur);
    rw_json_number(json, o, "trench_m", p->trench_m);
    rw_json_number(json, o, "coupled_mwh_per_yr", p->coupled_mwh_per_yr);
    rw_json_number(json, o, "co2_t_per_yr", p->co2_t_per_yr);
    rw_json_number(json, o, "sources_coupled", p->coupled_sources);
    rw_json_number(json, o, "demands_connected", p->connected_demands);
    rw_json_number(json, o, "connections", p->connections);
}

void rw_summary_network(const rw_material *m, rw_json *json) {
    rw_network_sum sum;
    if (rw_network_sum_of(json->context, m, &sum) != RW_OK) {
        json->failed = true;
        return;
    }
    rw_json_value *o = rw_json_object(json, json->root, "network");
    rw_json_number(json, o, "trenches", m->study->trench_count);
    rw_json_number(json, o, "trenches_with_pipe", m->plan->network->laid_count);
    rw_json_number(json, o, "junctions", m->study->junction_count);
    rw_json_number(json, o, "junctions_with_pipe", sum.junctions);
    rw_json_number(json, o, "trench_m", sum.trench_m);
    rw_json_number(json, o, "existing_m", sum.existing_m);
    rw_json_number(json, o, "investment_eur", sum.investment_eur);
    rw_json_number(json, o, "cost_eur_per_yr", sum.cost_eur_per_yr);
    rw_json_number(json, o, "loss_mwh_per_yr", sum.loss_mwh_per_yr);
    add_pipes(m, json, o);
    add_heat_pumps(m, json, o);
    add_check(m, json, o, &sum);
    add_pairs_only(m, json, &sum);
}
