/* The same as JSON. */
#include "base/number.h"
#include "plan/network_figures.h"
#include "report/network_file.h"
#include "report/network_tables.h"
#include "report/part_explanation.h"
#include "report/part_price.h"

static void add_side(const rw_side *side, rw_json *json, const char *key) {
    rw_json_value *o = rw_json_object(json, json->root, key);
    rw_json_number(json, o, "cost_eur_per_yr", side->cost_eur_per_yr);
    rw_json_number(json, o, "bound_eur_per_yr", side->bound_eur_per_yr);
    if (!side->solved) return;
    rw_json_number(json, o, "investment_eur", side->indicators->totals.investment_eur);
    rw_json_number(json, o, "trench_m", side->indicators->totals.pipe_m);
    rw_json_number(json, o, "coupled_mwh_per_yr", side->indicators->totals.coupled_mwh_per_yr);
    rw_json_number(json, o, "co2_t_per_yr", side->indicators->totals.co2_t_per_yr);
}

static void add_ways(const rw_part_explanation *e, rw_json *json) {
    const rw_plan *plan = e->with.plan;
    rw_json_value *list = rw_json_array(json, json->root, "ways");
    for (int n = plan->demand_first[e->index]; n < plan->demand_first[e->index + 1]; ++n) {
        const rw_connection *c = &plan->connections[plan->by_demand[n]];
        const rw_connection_figures *f = &e->with.indicators->connections[plan->by_demand[n]];
        const rw_way_shared shared = rw_part_way_shared(e, c);
        rw_json_value *way = rw_json_item(json, list);
        rw_json_string(json, way, "source", e->study->sources[c->source].id);
        rw_json_string(json, way, "mode", rw_mode_name(c->mode));
        if (c->way) rw_json_string(json, way, "heat_pump_at", rw_pump_id(e->study, plan, c));
        rw_json_number(json, way, "delivered_mw", f->capacity_mw);
        rw_json_number(json, way, "heat_mwh_per_yr", f->heat_mwh_per_yr);
        if (!c->way) continue;
        rw_json_number(json, way, "length_m", shared.length_m);
        rw_json_number(json, way, "shared_m", shared.shared_m);
        rw_json_number(json, way, "pipes_by_heat_eur_per_yr",
                       rw_group_sum(f->present_eur, RW_GROUP_pipe) * e->terms->annuity);
        rw_json_value *trenches = rw_json_array(json, way, "trenches");
        for (int k = 0; k < c->way->laid_count; ++k) {
            const rw_laid *laid = &plan->network->laid[c->way->laid[k]];
            rw_json_value *item = rw_json_item(json, trenches);
            rw_json_string(json, item, "trench", e->study->trenches[laid->trench].id);
            rw_json_string(json, item, "level", rw_level_name(laid->level));
            rw_json_number(json, item, "length_m", e->study->trenches[laid->trench].length_m);
            rw_json_number(json, item, "dn", e->study->pipes[laid->pipe].dn);
            rw_json_number(json, item, "peak_mw", e->with.indicators->laid[c->way->laid[k]].mw);
            rw_json_number(json, item, "share_of_heat", rw_part_share_of_heat(e, c, c->way->laid[k]));
        }
    }
}

static void add_prices(const rw_part_explanation *e, rw_json *json) {
    const rw_part_price p = rw_part_price_of(e);
    if (e->unused) return;
    rw_json_value *o = rw_json_object(json, json->root, "turns_at");
    rw_json_number(json, o, "by_plans_eur", p.break_even_eur);
    rw_json_number(json, o, "by_plans_eur_per_gj", p.break_even_eur_per_gj);
    if (e->part == RW_PART_SOURCE) return;
    rw_json_number(json, o, "by_plans_eur_per_weq", p.break_even_eur_per_weq);
    rw_json_number(json, json->root, "marginal_eur_per_gj", p.marginal_eur_per_gj);
    rw_json_number(json, json->root, "average_eur_per_gj", p.average_eur_per_gj);
    rw_json_number(json, json->root, "reference_eur_per_gj", p.reference_eur_per_gj);
}

rw_status rw_part_explanation_json(const rw_part_explanation *e, rw_text *text) {
    rw_json json;
    rw_json_start(&json, text->context);
    rw_json_string(&json, json.root, "schema", "restwarmte-explain-part/1");
    rw_json_string(&json, json.root, "study", e->study->name);
    if (e->part == RW_PART_SOURCE)
        rw_json_string(&json, json.root, "source", e->study->sources[e->index].id);
    else
        rw_json_string(&json, json.root, "demand", e->study->demands[e->index].id);
    rw_json_string(&json, json.root, "verdict", rw_part_verdict_name(e->verdict));
    rw_json_bool(&json, json.root, "cut_short", e->cut);
    rw_json_number(&json, json.root, "wins_low_eur_per_yr", e->wins.low);
    rw_json_number(&json, json.root, "wins_high_eur_per_yr", e->wins.high);
    const bool both = e->with.solved && e->without.solved;
    rw_json_number(&json, json.root, "wins_by_plans_eur_per_yr", both ? e->wins.by_plans : RW_NAN);
    if (e->part == RW_PART_SOURCE) rw_json_bool(&json, json.root, "unused_with_coupling_paid", e->unused);
    if (e->part == RW_PART_DEMAND) rw_json_number(&json, json.root, "served_share_at_least", e->served_share);
    add_side(&e->with, &json, "with");
    add_side(&e->without, &json, "without");
    if (both) {
        rw_shifts_json(e->study, e->shifts, e->shift_count, e->with.plan->demand_connected,
                       e->without.plan->demand_connected, &json);
        add_prices(e, &json);
    }
    if (e->part == RW_PART_DEMAND && e->with.solved) add_ways(e, &json);
    const rw_status status = rw_json_print(&json, true, text);
    rw_json_free(&json);
    rw_text_add(text, "\n");
    return status;
}
