/* The numbers behind map and charts. */
#include "base/number.h"
#include "report/html.h"
#include "report/network_tables.h"
#include "report/trench_lines.h"
#include <math.h>
#include <string.h>

enum { CURVE_POINTS = 61, SHARE_STEPS = 100, CURVE_SOURCES = 10, BAR_DEMANDS = 40 };

static double per_gj(double eur_per_mwh) {
    return eur_per_mwh / RW_GJ_PER_MWH;
}

/* For people who point at it: as many decimals as they see, and one or two more. */
static void add_rounded(rw_json *json, rw_json_value *object, const char *key, double value, int decimals) {
    const double scale = pow(10, decimals);
    rw_json_number(json, object, key, isfinite(value) ? round(value * scale) / scale : value);
}

/* -- Map ----------------------------------------------------------------------------------------------- */

/* All trenches, so that those without a pipe are seen too. */
static rw_status add_streets(const rw_material *m, rw_json *json) {
    rw_trench_lines lines;
    const rw_status status = rw_trench_lines_read(json->context, m->study, &lines);
    rw_json_value *streets = rw_json_array(json, json->root, "streets");
    for (int t = 0; t < m->study->trench_count && status == RW_OK; ++t)
        rw_trench_lines_add(&lines, t, false, true, json, rw_json_list(json, streets));
    rw_trench_lines_free(&lines);
    return status;
}

static void add_pipes(const rw_page *page, rw_json *json) {
    const rw_material *m = page->material;
    rw_json_value *pipes = rw_json_array(json, json->root, "pipes");
    for (int k = 0; k < m->plan->network->laid_count; ++k) {
        const rw_laid *laid = &m->plan->network->laid[k];
        const rw_laid_figures *f = &m->indicators->laid[k];
        rw_json_value *o = rw_json_item(json, pipes);
        rw_text users, title;
        rw_text_start(&users, json->context);
        rw_text_start(&title, json->context);
        rw_trench_users(m, k, RW_SHOWN_USERS, &users);
        rw_trench_title(m->study, laid->trench, &title);
        rw_json_number(json, o, "t", laid->trench);
        rw_json_string(json, o, "id", m->study->trenches[laid->trench].id);
        rw_json_string(json, o, "name", rw_text_string(&title));
        rw_json_bool(json, o, "water", laid->level == RW_LEVEL_WATER);
        rw_json_number(json, o, "dn", m->study->pipes[laid->pipe].dn);
        rw_json_bool(json, o, "existing", f->existing);
        add_rounded(json, o, "length_m", m->study->trenches[laid->trench].length_m, 1);
        add_rounded(json, o, "mw", f->mw, 4);
        add_rounded(json, o, "mwh", f->mwh_per_yr, 1);
        add_rounded(json, o, "speed", f->speed_m_per_s, 3);
        add_rounded(json, o, "eur", f->investment_eur, 0);
        rw_json_string(json, o, "users", rw_text_string(&users));
        rw_text_free(&users);
        rw_text_free(&title);
    }
}

/* Heat pumps at junctions. */
static void add_stations(const rw_material *m, rw_json *json) {
    rw_json_value *list = rw_json_array(json, json->root, "stations");
    for (int k = 0; k < m->plan->network->machine_count; ++k) {
        const rw_machine *machine = &m->plan->network->machines[k];
        const rw_machine_figures *f = &m->indicators->machines[k];
        const int node = rw_machine_node(m->study, machine);
        if (machine->mode != RW_MODE_STATION_PUMP) continue;
        rw_json_value *o = rw_json_item(json, list);
        rw_json_string(json, o, "id", rw_study_node_id(m->study, node));
        rw_json_string(json, o, "name", rw_study_node_name(m->study, node));
        add_rounded(json, o, "lon", rw_study_node_at(m->study, node)->lon_deg, 6);
        add_rounded(json, o, "lat", rw_study_node_at(m->study, node)->lat_deg, 6);
        add_rounded(json, o, "mw", f->mw, 4);
        add_rounded(json, o, "mwh", f->mwh_per_yr, 1);
        add_rounded(json, o, "mwe", f->power_mwe, 4);
        add_rounded(json, o, "cop", f->cop, 3);
        add_rounded(json, o, "eur", f->investment_eur, 0);
    }
}

static void add_map(const rw_page *page, rw_json *json) {
    const rw_material *m = page->material;
    rw_json_value *sources = rw_json_array(json, json->root, "sources");
    for (int i = 0; i < m->study->source_count; ++i) {
        const rw_source *s = &m->study->sources[i];
        const rw_source_figures *f = &m->indicators->sources[i];
        rw_json_value *o = rw_json_item(json, sources);
        rw_json_string(json, o, "id", s->id);
        rw_json_string(json, o, "name", s->name);
        add_rounded(json, o, "lon", s->at.lon_deg, 6);
        add_rounded(json, o, "lat", s->at.lat_deg, 6);
        rw_json_bool(json, o, "coupled", f->coupled);
        rw_json_number(json, o, "heat_mw", s->heat_mw);
        rw_json_number(json, o, "temperature_c", s->temperature_c);
        rw_json_number(json, o, "taken_mw", f->taken_mw);
        rw_json_number(json, o, "offer_eur_per_gj", per_gj(f->offer_eur_per_mwh));
        rw_json_number(json, o, "offer_gwh", f->offer_mwh_per_yr / 1000);
    }
    rw_json_value *demands = rw_json_array(json, json->root, "demands");
    for (int j = 0; j < m->study->demand_count; ++j) {
        const rw_demand *d = &m->study->demands[j];
        const rw_demand_figures *f = &m->indicators->demands[j];
        rw_json_value *o = rw_json_item(json, demands);
        rw_json_string(json, o, "id", d->id);
        rw_json_string(json, o, "name", d->name);
        add_rounded(json, o, "lon", d->at.lon_deg, 6);
        add_rounded(json, o, "lat", d->at.lat_deg, 6);
        rw_json_bool(json, o, "existing", d->kind == RW_KIND_EXISTING);
        rw_json_bool(json, o, "connected", m->plan->demand_connected[j]);
        add_rounded(json, o, "mwh", d->energy_mwh_per_yr, 1);
        add_rounded(json, o, "covered", f->energy_coverage_share, 6);
        add_rounded(json, o, "cost", per_gj(f->cost_eur_per_mwh), 3);
        add_rounded(json, o, "reference", per_gj(f->reference_eur_per_mwh), 3);
    }
    rw_json_value *lines = rw_json_array(json, json->root, "lines");
    for (int k = 0; k < m->plan->connection_count && !m->plan->network; ++k) {
        const rw_connection *c = &m->plan->connections[k];
        const rw_connection_figures *f = &m->indicators->connections[k];
        rw_json_value *o = rw_json_item(json, lines);
        rw_json_number(json, o, "s", c->source);
        rw_json_number(json, o, "d", c->demand);
        rw_json_number(json, o, "dn", rw_connection_dn(m->study, m->plan, c));
        add_rounded(json, o, "mw", f->capacity_mw, 4);
        add_rounded(json, o, "mwh", f->heat_mwh_per_yr, 1);
        add_rounded(json, o, "length_m", f->length_m, 1);
        add_rounded(json, o, "eur_per_gj", per_gj(f->levelised_eur_per_mwh), 3);
        rw_json_string(json, o, "mode", rw_mode_word(page->language, c->mode));
    }
    if (m->plan->network) {
        add_pipes(page, json);
        add_stations(m, json);
    }
    rw_json_number(json, json->root, "full_size_demands", RW_MAP_DEMANDS);
    if (m->study->background) rw_json_raw(json, json->root, "background", m->study->background);
}

/* -- Costs --------------------------------------------------------------------------------------------- */

static void add_groups(const rw_page *page, rw_json *json) {
    const rw_material *m = page->material;
    double eur[RW_GROUP_COUNT] = {0};
    for (int j = 0; j < m->study->demand_count; ++j)
        for (rw_cost_group g = 0; g < RW_GROUP_COUNT && m->indicators->demands[j].connection_count > 0; ++g)
            eur[g] += rw_group_sum(m->indicators->demands[j].present_eur, g) * m->terms->annuity;
    rw_json_value *groups = rw_json_array(json, json->root, "groups");
    for (rw_cost_group g = 0; g < RW_GROUP_COUNT; ++g) {
        rw_json_value *o = rw_json_item(json, groups);
        rw_json_string(json, o, "name", rw_group_name(g));
        rw_json_string(json, o, "label", rw_group_word(page->language, g));
        rw_json_number(json, o, "eur", eur[g]);
    }
}

/* EUR/GJ by cost group, of the demands that are coupled, largest first. */
static void add_bars(const rw_page *page, rw_json *json, rw_arena *arena) {
    const rw_material *m = page->material;
    bool *shown = rw_arena_allocate(arena, (size_t)m->study->demand_count, sizeof *shown);
    if (!shown) {
        json->failed = true;
        return;
    }
    rw_json_value *bars = rw_json_array(json, json->root, "bars");
    for (int n = 0; n < BAR_DEMANDS; ++n) {
        int largest = -1;
        for (int j = 0; j < m->study->demand_count; ++j)
            if (!shown[j] && m->indicators->demands[j].connection_count > 0 &&
                (largest < 0 ||
                 m->study->demands[j].energy_mwh_per_yr > m->study->demands[largest].energy_mwh_per_yr))
                largest = j;
        if (largest < 0) return;
        shown[largest] = true;
        const rw_demand_figures *f = &m->indicators->demands[largest];
        rw_json_value *o = rw_json_item(json, bars);
        rw_json_string(json, o, "name", m->study->demands[largest].name);
        rw_json_number(json, o, "reference", per_gj(f->reference_eur_per_mwh));
        rw_json_value *parts = rw_json_array(json, o, "parts");
        for (rw_cost_group g = 0; g < RW_GROUP_COUNT; ++g)
            rw_json_item_number(json, parts, per_gj(rw_group_sum(f->present_eur, g) / f->discounted_mwh));
    }
}

/* -- Load-duration curve ------------------------------------------------------------------------------- */

/* Share of the peak at an hour of the sorted year, between the points of a table of hours by share. */
static double share_at(const double hours[SHARE_STEPS + 1], double hour) {
    int step = 0;
    while (step < SHARE_STEPS && hours[step + 1] >= hour) ++step;
    if (step == SHARE_STEPS) return 1;
    const double width = hours[step] - hours[step + 1];
    const double part = width > 0 ? (hours[step] - hour) / width : 0;
    return (step + fmin(1, fmax(0, part))) / SHARE_STEPS;
}

/* Adds one demand: its sources serve each band in proportion, the backup the rest. Row CURVE_SOURCES + 1 is
 * the backup, row CURVE_SOURCES all sources that have no row of their own. */
static void add_demand_curve(const rw_material *m, int j, const int row_of_source[],
                             double (*mw)[CURVE_POINTS], const double hour[CURVE_POINTS]) {
    const rw_demand_terms *t = &m->terms->demand[j];
    double hours[SHARE_STEPS + 1];
    for (int k = 0; k <= SHARE_STEPS; ++k) hours[k] = rw_load_hours_above(&t->curve, (double)k / SHARE_STEPS);
    for (int n = 0; n < CURVE_POINTS; ++n) {
        const double load_mw = t->peak_mw * share_at(hours, hour[n]);
        double rest = load_mw, floor_mw = 0;
        for (int b = 0; b < m->terms->band_count; ++b) {
            const double in_band = fmin(t->width_mw[b], fmax(0, load_mw - floor_mw));
            floor_mw += t->width_mw[b];
            for (int k = m->plan->demand_first[j]; k < m->plan->demand_first[j + 1]; ++k) {
                const rw_connection *c = &m->plan->connections[m->plan->by_demand[k]];
                const double served = t->width_mw[b] > 0 ? in_band * c->delivered_mw[b] / t->width_mw[b] : 0;
                mw[row_of_source[c->source]][n] += served;
                rest -= served;
            }
        }
        mw[CURVE_SOURCES + 1][n] += fmax(0, rest);
    }
}

static void add_curve_row(rw_json *json, rw_json_value *rows, const char *name,
                          const double mw[CURVE_POINTS]) {
    rw_json_value *o = rw_json_item(json, rows);
    rw_json_string(json, o, "name", name);
    rw_json_value *values = rw_json_array(json, o, "mw");
    for (int n = 0; n < CURVE_POINTS; ++n) rw_json_item_number(json, values, rw_number_rounded(mw[n], 1e4));
}

static void add_curve(const rw_page *page, rw_json *json, rw_arena *arena) {
    const rw_material *m = page->material;
    double mw[CURVE_SOURCES + 2][CURVE_POINTS] = {{0}}, hour[CURVE_POINTS];
    int *row = rw_arena_allocate(arena, (size_t)m->study->source_count, sizeof *row);
    if (!row) {
        json->failed = true;
        return;
    }
    int rows = 0, coupled = 0, source_of_row[CURVE_SOURCES] = {0};
    for (int i = 0; i < m->study->source_count; ++i) {
        row[i] = CURVE_SOURCES;
        if (!m->indicators->sources[i].coupled) continue;
        ++coupled;
        if (rows == CURVE_SOURCES) continue;
        source_of_row[rows] = i;
        row[i] = rows++;
    }
    for (int n = 0; n < CURVE_POINTS; ++n) {
        const double x = (double)n / (CURVE_POINTS - 1);
        hour[n] = RW_HOURS_PER_YEAR * x * sqrt(x);
    }
    for (int j = 0; j < m->study->demand_count; ++j)
        if (m->indicators->demands[j].connection_count > 0) add_demand_curve(m, j, row, mw, hour);
    rw_json_value *curve = rw_json_object(json, json->root, "curve");
    rw_json_value *hours = rw_json_array(json, curve, "hours");
    for (int n = 0; n < CURVE_POINTS; ++n) rw_json_item_number(json, hours, rw_number_rounded(hour[n], 10));
    rw_json_value *list = rw_json_array(json, curve, "rows");
    for (int k = 0; k < rows; ++k) add_curve_row(json, list, m->study->sources[source_of_row[k]].name, mw[k]);
    if (coupled > rows)
        add_curve_row(json, list, rw_page_in(page, "other datacenters", "overige datacenters"),
                      mw[CURVE_SOURCES]);
    add_curve_row(json, list, rw_page_in(page, "backup", "achtervang"), mw[CURVE_SOURCES + 1]);
}

/* -- Whole --------------------------------------------------------------------------------------------- */

rw_status rw_page_data(const rw_page *page) {
    rw_json json;
    rw_arena arena;
    rw_arena_start(&arena, page->text->context);
    rw_json_start(&json, page->text->context);
    rw_json_string(&json, json.root, "lang", page->language == RW_LANGUAGE_DUTCH ? "nl" : "en");
    add_map(page, &json);
    add_groups(page, &json);
    add_bars(page, &json, &arena);
    add_curve(page, &json, &arena);
    rw_status status = page->material->plan->network ? add_streets(page->material, &json) : RW_OK;
    if (status == RW_OK) status = rw_page_embed(page, &json);
    rw_json_free(&json);
    rw_arena_free(&arena);
    return status;
}
