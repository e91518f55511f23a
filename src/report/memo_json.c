/* ophaalrecht.json: the memo's figures for other programs. Keys carry their units; README.md of this folder
 * is the schema. */
#include "base/number.h"
#include "report/memo_words.h"

static const char *check_name(rw_check check) {
    static const char *const names[] = {"yes", "no", "attention", "unknown", "not_applicable"};
    return names[check];
}

static void add_interval(rw_json *json, rw_json_value *object, const char *low, const char *high,
                         rw_interval v) {
    rw_json_number(json, object, low, v.low);
    rw_json_number(json, object, high, v.high);
}

static void add_worth(rw_json *json, rw_json_value *object, rw_interval v) {
    add_interval(json, object, "worth_low_eur_per_yr", "worth_high_eur_per_yr", v);
    if (!isnan(v.by_plans)) rw_json_number(json, object, "worth_by_plans_eur_per_yr", v.by_plans);
}

static void add_checklist(const rw_memo *m, rw_json *json) {
    rw_json_bool(json, json->root, "right_applies", m->checklist.right);
    rw_json_value *list = rw_json_array(json, json->root, "checklist");
    for (int k = 0; k < m->checklist.count; ++k) {
        const rw_check_item *c = &m->checklist.item[k];
        rw_json_value *item = rw_json_item(json, list);
        rw_json_string(json, item, "name", c->name);
        rw_json_string(json, item, "article", c->article);
        rw_json_string(json, item, "verdict", check_name(c->verdict));
        rw_json_bool(json, item, "blocks", c->blocks && c->verdict == RW_CHECK_NO);
        rw_json_string(json, item, "rests_on", c->basis);
    }
    rw_json_value *questions = rw_json_array(json, json->root, "questions");
    const rw_language l = (rw_language)m->study->parameters.lang;
    for (int k = 0; k < m->checklist.missing_count; ++k) {
        rw_json_value *item = rw_json_item(json, questions);
        rw_json_string(json, item, "article", m->checklist.missing[k].article);
        rw_json_string(json, item, "question",
                       rw_in(l, m->checklist.missing[k].english, m->checklist.missing[k].dutch));
    }
}

static void add_side(const rw_side *side, rw_json *json, const char *key) {
    rw_json_value *o = rw_json_object(json, json->root, key);
    rw_json_number(json, o, "cost_eur_per_yr", side->cost_eur_per_yr);
    rw_json_number(json, o, "bound_eur_per_yr", side->bound_eur_per_yr);
    if (!side->indicators) return;
    const rw_totals *t = &side->indicators->totals;
    rw_json_number(json, o, "investment_eur", t->investment_eur);
    rw_json_number(json, o, "coupled_mwh_per_yr", t->coupled_mwh_per_yr);
    rw_json_number(json, o, "co2_t_per_yr", t->co2_t_per_yr);
    rw_json_number(json, o, "electric_peak_mwe", t->electric_peak_mwe);
    rw_json_number(json, o, "all_electric_peak_mwe", t->all_electric_peak_mwe);
}

static void add_source(const rw_memo *m, rw_json *json) {
    const rw_source_figures *f = &m->with.indicators->sources[m->source];
    const rw_source *s = &m->study->sources[m->source];
    rw_json_value *o = rw_json_object(json, json->root, "source_in_plan");
    rw_json_number(json, o, "heat_mwh_per_yr", f->heat_mwh_per_yr);
    rw_json_number(json, o, "taken_mw", f->taken_mw);
    rw_json_number(json, o, "used_share", f->used_share);
    rw_json_number(json, o, "levelised_eur_per_gj", f->levelised_eur_per_mwh / RW_GJ_PER_MWH);
    rw_json_number(json, o, "coupling_a_eur", f->coupling_a_eur);
    rw_json_number(json, o, "coupling_b_eur", f->coupling_b_eur);
    rw_json_number(json, o, "coupling_c_eur_per_yr", f->coupling_c_eur_per_yr);
    rw_json_number(json, o, "erf_before_share", f->erf_before_share);
    rw_json_number(json, o, "erf_share", f->erf_share);
    rw_json_number(json, o, "payback_yr", f->payback_yr);
    rw_json_number(json, o, "datacenter_gain_present_eur", m->datacenter_gain_eur);
    rw_json_value *months = rw_json_array(json, o, "used_share_by_month");
    for (int n = 0; n < RW_MONTHS; ++n)
        rw_json_item_number(json, months,
                            m->month_mwh[n] / (s->heat_mw * s->availability_share * rw_month_length_h(n)));
    rw_json_value *shifts = rw_json_array(json, json->root, "displaces");
    for (int k = 0; k < m->shift_count; ++k) {
        rw_json_value *item = rw_json_item(json, shifts);
        rw_json_string(json, item, "source", m->study->sources[m->shifts[k].source].id);
        rw_json_string(json, item, "demand", m->study->demands[m->shifts[k].demand].id);
        rw_json_number(json, item, "without_mw", m->shifts[k].without_mw);
        rw_json_number(json, item, "with_mw", m->shifts[k].with_mw);
    }
}

static void add_levers(const rw_memo *m, rw_json *json) {
    rw_json_value *list = rw_json_array(json, json->root, "break_evens");
    for (int lever = 0; lever < RW_LEVER_COUNT; ++lever) {
        const rw_break_even *b = &m->lever[lever];
        const rw_lever_info *info = rw_lever_describe((rw_lever)lever);
        rw_json_value *item = rw_json_item(json, list);
        rw_json_string(json, item, "name", info->name);
        rw_json_string(json, item, "unit", info->unit);
        rw_json_number(json, item, "today", b->today);
        rw_json_bool(json, item, "cut_short", b->cut);
        rw_json_value *crossings = rw_json_array(json, item, "crossings");
        for (int k = 0; k < b->crossing_count; ++k) {
            rw_json_value *crossing = rw_json_item(json, crossings);
            rw_json_number(json, crossing, "worth_it_at", b->crossing[k].in);
            rw_json_number(json, crossing, "not_at", b->crossing[k].out);
            if (rw_memo_is_network(m)) rw_json_bool(json, crossing, "proven", b->crossing[k].proven);
        }
        rw_json_value *points = rw_json_array(json, item, "points");
        for (int k = 0; k < b->point_count; ++k) {
            rw_json_value *point = rw_json_item(json, points);
            rw_json_number(json, point, "value", b->point[k].value);
            add_worth(json, point, b->point[k].worth);
        }
    }
}

static void add_swings(const rw_memo *m, rw_json *json) {
    rw_json_value *list = rw_json_array(json, json->root, "assumptions");
    for (int k = 0; k < m->swing_count; ++k)
        for (int end = 0; end < 2; ++end) {
            const rw_swing *s = &m->swings[k];
            if (!s->value[end][0]) continue;
            rw_json_value *item = rw_json_item(json, list);
            rw_json_string(json, item, "name", rw_parameter_describe(s->parameter)->name);
            rw_json_string(json, item, "value", s->value[end]);
            rw_json_bool(json, item, "solved", s->solved[end]);
            add_worth(json, item, s->worth[end]);
            rw_json_bool(json, item, "turns", rw_swing_turns(m, s, end));
        }
}

static void add_terms(const rw_memo *m, rw_json *json) {
    rw_json_value *list = rw_json_array(json, json->root, "terms");
    for (int k = 0; k < m->term_count; ++k) {
        const rw_term *t = &m->terms_weighed[k];
        rw_json_value *item = rw_json_item(json, list);
        rw_json_number(json, item, "commitment_yr", t->commitment_yr);
        rw_json_number(json, item, "renewal_share", t->renewal_share);
        add_worth(json, item, t->worth);
        if (!t->solved) continue;
        rw_json_number(json, item, "mismatch_eur", t->mismatch_eur);
        rw_json_number(json, item, "levelised_eur_per_gj", t->levelised_eur_per_mwh / RW_GJ_PER_MWH);
        rw_json_number(json, item, "zone_low_eur", t->least_eur);
        rw_json_number(json, item, "zone_high_eur", t->most_eur);
        rw_json_bool(json, item, "zone_proven", t->most_eur >= t->least_eur);
        rw_json_bool(json, item, "zone_proven_empty", t->surely_none_eur < t->least_eur);
        if (rw_memo_is_network(m)) rw_json_number(json, item, "zone_high_by_plans_eur", t->by_plans_eur);
    }
}

rw_status rw_memo_json(const rw_memo *m, rw_text *text) {
    rw_json json;
    rw_json_start(&json, text->context);
    rw_json_string(&json, json.root, "schema", "restwarmte-ophaalrecht/1");
    rw_json_string(&json, json.root, "study", m->study->name);
    rw_json_string(&json, json.root, "source", m->study->sources[m->source].id);
    rw_json_number(&json, json.root, "commitment_yr", m->study->sources[m->source].commitment_yr);
    rw_json_string(&json, json.root, "verdict", rw_memo_verdict_name(m->verdict));
    if (rw_memo_is_network(m)) {
        rw_json_bool(&json, json.root, "verdict_proven", m->proven);
        rw_json_bool(&json, json.root, "unused_with_coupling_paid", m->unused);
    }
    add_worth(&json, json.root, m->worth);
    if (m->national_solved)
        add_interval(&json, json.root, "national_worth_low_eur_per_yr", "national_worth_high_eur_per_yr",
                     m->national);
    add_checklist(m, &json);
    add_side(&m->with, &json, "with_source");
    add_side(&m->without, &json, "without_source");
    if (m->with.solved && !m->unused) add_source(m, &json);
    if (m->jobs > 0) {
        add_levers(m, &json);
        add_swings(m, &json);
        add_terms(m, &json);
    }
    rw_json_number(&json, json.root, "side_questions", m->jobs);
    rw_json_number(&json, json.root, "side_questions_cut_short", m->jobs_cut);
    const rw_status status = rw_json_print(&json, true, text);
    rw_json_free(&json);
    rw_text_add(text, "\n");
    return status;
}
