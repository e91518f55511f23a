/* plan.geojson: RFC 7946, WGS84, for QGIS. Connections are straight lines: the study knows their length, not
 * their trace; in a network the pipes in the trenches are drawn instead, as trenches.geojson has them. */
#include "base/number.h"
#include "report/network_file.h"
#include "report/network_tables.h"
#include "report/results.h"
#include "report/trench_lines.h"

static rw_json_value *add_feature(rw_json *json, rw_json_value *features, const char *geometry_type,
                                  rw_json_value **coordinates, const char *layer) {
    rw_json_value *feature = rw_json_item(json, features);
    rw_json_string(json, feature, "type", "Feature");
    rw_json_value *geometry = rw_json_object(json, feature, "geometry");
    rw_json_string(json, geometry, "type", geometry_type);
    *coordinates = rw_json_array(json, geometry, "coordinates");
    rw_json_value *properties = rw_json_object(json, feature, "properties");
    rw_json_string(json, properties, "layer", layer);
    return properties;
}

static void add_point(rw_json *json, rw_json_value *coordinates, const rw_position *at) {
    rw_json_item_number(json, coordinates, at->lon_deg);
    rw_json_item_number(json, coordinates, at->lat_deg);
}

static void add_sources(const rw_material *m, rw_json *json, rw_json_value *features) {
    for (int i = 0; i < m->study->source_count; ++i) {
        const rw_source *s = &m->study->sources[i];
        const rw_source_figures *f = &m->indicators->sources[i];
        rw_json_value *coordinates, *p = add_feature(json, features, "Point", &coordinates, "source");
        add_point(json, coordinates, &s->at);
        rw_json_string(json, p, "id", s->id);
        rw_json_string(json, p, "name", s->name);
        rw_json_string(json, p, "municipality", s->municipality);
        rw_json_bool(json, p, "coupled", f->coupled);
        rw_json_number(json, p, "heat_mw", s->heat_mw);
        rw_json_number(json, p, "temperature_c", s->temperature_c);
        rw_json_number(json, p, "taken_mw", f->taken_mw);
        rw_json_number(json, p, "used_share", f->used_share);
    }
}

static void add_demands(const rw_material *m, rw_json *json, rw_json_value *features) {
    for (int j = 0; j < m->study->demand_count; ++j) {
        const rw_demand *d = &m->study->demands[j];
        const rw_demand_figures *f = &m->indicators->demands[j];
        rw_json_value *coordinates, *p = add_feature(json, features, "Point", &coordinates, "demand");
        add_point(json, coordinates, &d->at);
        rw_json_string(json, p, "id", d->id);
        rw_json_string(json, p, "name", d->name);
        rw_json_string(json, p, "municipality", d->municipality);
        rw_json_string(json, p, "buurt_code", d->buurt_code);
        rw_json_string(json, p, "kind", d->kind == RW_KIND_NEW ? "new" : "existing");
        rw_json_bool(json, p, "connected", m->plan->demand_connected[j]);
        rw_json_number(json, p, "head_mwh_per_yr", d->energy_mwh_per_yr);
        rw_json_number(json, p, "peak_mw", m->terms->demand[j].peak_mw);
        rw_json_number(json, p, "energy_coverage_share", f->energy_coverage_share);
        rw_json_number(json, p, "cost_eur_per_gj", f->cost_eur_per_mwh / RW_GJ_PER_MWH);
        rw_json_number(json, p, "reference_eur_per_gj", f->reference_eur_per_mwh / RW_GJ_PER_MWH);
    }
}

static void add_trenches(const rw_material *m, const rw_trench_lines *lines, rw_json *json,
                         rw_json_value *features) {
    for (int k = 0; m->plan->network && k < m->plan->network->laid_count; ++k) {
        const rw_laid *laid = &m->plan->network->laid[k];
        const rw_laid_figures *f = &m->indicators->laid[k];
        rw_json_value *coordinates, *p = add_feature(json, features, "LineString", &coordinates, "trench");
        rw_text users;
        rw_text_start(&users, json->context);
        rw_trench_users(m, k, RW_SHOWN_USERS, &users);
        rw_trench_lines_add(lines, laid->trench, laid->backwards, false, json, coordinates);
        rw_json_string(json, p, "trench", m->study->trenches[laid->trench].id);
        rw_json_string(json, p, "name", m->study->trenches[laid->trench].name);
        rw_json_string(json, p, "level", rw_level_name(laid->level));
        rw_json_number(json, p, "dn", m->study->pipes[laid->pipe].dn);
        rw_json_bool(json, p, "existing", f->existing);
        rw_json_number(json, p, "length_m", m->study->trenches[laid->trench].length_m);
        rw_json_number(json, p, "delivered_mw", f->mw);
        rw_json_number(json, p, "heat_mwh_per_yr", f->mwh_per_yr);
        rw_json_number(json, p, "loss_mw", f->loss_mw);
        rw_json_number(json, p, "speed_m_per_s", f->speed_m_per_s);
        rw_json_number(json, p, "investment_eur", f->investment_eur);
        rw_json_number(json, p, "cost_eur_per_yr", f->cost_eur_per_yr);
        rw_json_string(json, p, "used_by", rw_text_string(&users));
        rw_text_free(&users);
    }
}

/* Those at junctions: the others stand at points that are there already. */
static void add_stations(const rw_material *m, rw_json *json, rw_json_value *features) {
    for (int k = 0; m->plan->network && k < m->plan->network->machine_count; ++k) {
        const rw_machine *machine = &m->plan->network->machines[k];
        const int node = rw_machine_node(m->study, machine);
        rw_json_value *coordinates, *p;
        if (machine->mode != RW_MODE_STATION_PUMP) continue;
        p = add_feature(json, features, "Point", &coordinates, "heat_pump");
        add_point(json, coordinates, rw_study_node_at(m->study, node));
        rw_json_string(json, p, "id", rw_study_node_id(m->study, node));
        rw_json_string(json, p, "name", rw_study_node_name(m->study, node));
        rw_heat_pump_json(m, json, p, k);
    }
}

static void add_connections(const rw_material *m, rw_json *json, rw_json_value *features) {
    for (int k = 0; k < m->plan->connection_count && !m->plan->network; ++k) {
        const rw_connection *c = &m->plan->connections[k];
        const rw_connection_figures *f = &m->indicators->connections[k];
        const rw_source *s = &m->study->sources[c->source];
        const rw_demand *d = &m->study->demands[c->demand];
        rw_json_value *coordinates,
            *p = add_feature(json, features, "LineString", &coordinates, "connection");
        add_point(json, rw_json_list(json, coordinates), &s->at);
        add_point(json, rw_json_list(json, coordinates), &d->at);
        rw_json_string(json, p, "source", s->id);
        rw_json_string(json, p, "demand", d->id);
        rw_json_string(json, p, "mode", rw_mode_name(c->mode));
        rw_json_string(json, p, "exit_plan", rw_exit_plan_name(c->exit_plan));
        rw_json_number(json, p, "dn", rw_connection_dn(m->study, m->plan, c));
        rw_json_number(json, p, "length_m", f->length_m);
        rw_json_number(json, p, "delivered_mw", f->capacity_mw);
        rw_json_number(json, p, "heat_mwh_per_yr", f->heat_mwh_per_yr);
        rw_json_number(json, p, "levelised_eur_per_gj", f->levelised_eur_per_mwh / RW_GJ_PER_MWH);
    }
}

rw_status rw_plan_geojson(const rw_material *m, rw_text *text) {
    rw_json json;
    rw_trench_lines lines;
    const rw_status read = rw_trench_lines_read(text->context, m->study, &lines);
    if (read != RW_OK) {
        rw_trench_lines_free(&lines);
        return read;
    }
    rw_json_start(&json, text->context);
    rw_json_string(&json, json.root, "type", "FeatureCollection");
    rw_json_value *features = rw_json_array(&json, json.root, "features");
    add_trenches(m, &lines, &json, features);
    add_connections(m, &json, features);
    add_sources(m, &json, features);
    add_demands(m, &json, features);
    add_stations(m, &json, features);
    const rw_status status = rw_json_print(&json, false, text);
    rw_text_add(text, "\n");
    rw_trench_lines_free(&lines);
    rw_json_free(&json);
    return status;
}
