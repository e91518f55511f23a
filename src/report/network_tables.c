/* trenches.csv, pipe_list.csv and heat_pumps.csv: what lies and stands where, and what a contractor asks for.
 */
#include "report/network_tables.h"
#include "base/number.h"
#include "report/network_file.h"
#include <limits.h>

static void number(rw_csv_writer *w, double value) {
    rw_csv_write_fixed(w, isfinite(value) ? value : RW_NAN, 4);
}

void rw_trench_users(const rw_material *m, int laid, int most, rw_text *users) {
    const int first = m->indicators->laid_first[laid], end = m->indicators->laid_first[laid + 1];
    int count = 0, before = -1;
    for (int u = first; u < end; ++u) {
        const int j = m->plan->connections[m->indicators->laid_users[u]].demand;
        if (j == before) continue;
        before = j;
        if (++count > most) continue;
        if (users->length > 0) rw_text_add(users, " ");
        rw_text_add(users, m->study->demands[j].id);
    }
    if (count > most) rw_text_addf(users, " + %d", count - most);
}

void rw_trench_title(const rw_study *study, int trench, rw_text *title) {
    const rw_trench *t = &study->trenches[trench];
    const char *from = rw_study_node_name(study, t->from), *to = rw_study_node_name(study, t->to);
    if (t->name[0])
        rw_text_add(title, t->name);
    else if (from[0] && to[0])
        rw_text_addf(title, "%s ↔ %s", from, to);
}

static void write_row(const rw_material *m, int k, const char *users, rw_csv_writer *w) {
    const rw_study *study = m->study;
    const rw_laid *laid = &m->plan->network->laid[k];
    const rw_laid_figures *f = &m->indicators->laid[k];
    const rw_life *life = &m->plan->network->lives[laid->life];
    const int from = rw_laid_tail(study, laid), to = rw_laid_head(study, laid);
    rw_csv_write_text(w, study->trenches[laid->trench].id);
    rw_csv_write_text(w, study->trenches[laid->trench].name);
    rw_csv_write_text(w, rw_study_node_id(study, from));
    rw_csv_write_text(w, rw_study_node_name(study, from));
    rw_csv_write_text(w, rw_study_node_id(study, to));
    rw_csv_write_text(w, rw_study_node_name(study, to));
    rw_csv_write_text(w, rw_level_name(laid->level));
    rw_csv_write_number(w, study->pipes[laid->pipe].dn);
    rw_csv_write_text(w, f->existing ? "yes" : "no");
    rw_csv_write_text(w, rw_exit_plan_name(life->exit_plan));
    const double values[] = {study->trenches[laid->trench].length_m,
                             f->mw,
                             f->carried_mw,
                             f->capacity_mw,
                             f->mwh_per_yr,
                             f->loss_mw,
                             f->speed_m_per_s,
                             f->gradient_pa_per_m,
                             f->temperature_drop_k,
                             f->investment_eur,
                             f->cost_eur_per_yr};
    for (size_t i = 0; i < sizeof values / sizeof *values; ++i) number(w, values[i]);
    rw_csv_write_text(w, users);
    rw_csv_end_row(w);
}

void rw_trenches_csv(const rw_material *m, rw_csv_writer *w) {
    static const char *const names[] = {"trench",
                                        "name",
                                        "from",
                                        "from_name",
                                        "to",
                                        "to_name",
                                        "level",
                                        "dn",
                                        "existing",
                                        "exit_plan",
                                        "length_m",
                                        "delivered_mw",
                                        "carried_mw",
                                        "capacity_mw",
                                        "heat_mwh_per_yr",
                                        "loss_mw",
                                        "speed_m_per_s",
                                        "gradient_pa_per_m",
                                        "temperature_drop_k",
                                        "investment_eur",
                                        "cost_eur_per_yr",
                                        "used_by"};
    RW_CSV_WRITE_TEXTS(w, names);
    rw_csv_end_row(w);
    rw_text users;
    rw_text_start(&users, w->text.context);
    for (int k = 0; k < m->plan->network->laid_count; ++k) {
        rw_text_clear(&users);
        rw_trench_users(m, k, INT_MAX, &users);
        write_row(m, k, rw_text_string(&users), w);
    }
    rw_text_free(&users);
}

rw_pipe_sum rw_pipe_sum_of(const rw_material *m, int pipe, rw_level level) {
    rw_pipe_sum sum = {0};
    for (int k = 0; k < m->plan->network->laid_count; ++k) {
        const rw_laid *laid = &m->plan->network->laid[k];
        if (laid->pipe != pipe || laid->level != level) continue;
        const double length_m = m->study->trenches[laid->trench].length_m;
        sum.trench_m += length_m;
        if (m->indicators->laid[k].existing) sum.existing_m += length_m;
        sum.investment_eur += m->indicators->laid[k].investment_eur;
        sum.cost_eur_per_yr += m->indicators->laid[k].cost_eur_per_yr;
        sum.loss_mw += m->indicators->laid[k].loss_mw;
    }
    return sum;
}

void rw_pipe_list_csv(const rw_material *m, rw_csv_writer *w) {
    static const char *const names[] = {"dn", "level", "trench_m", "existing_m", "investment_eur"};
    RW_CSV_WRITE_TEXTS(w, names);
    rw_csv_end_row(w);
    for (int p = 0; p < m->study->pipe_count; ++p)
        for (int level = 0; level < RW_LEVEL_COUNT; ++level) {
            const rw_pipe_sum sum = rw_pipe_sum_of(m, p, (rw_level)level);
            if (sum.trench_m <= 0) continue;
            rw_csv_write_number(w, m->study->pipes[p].dn);
            rw_csv_write_text(w, rw_level_name((rw_level)level));
            number(w, sum.trench_m);
            number(w, sum.existing_m);
            number(w, sum.investment_eur);
            rw_csv_end_row(w);
        }
}

const char *rw_pump_id(const rw_study *study, const rw_plan *plan, const rw_connection *c) {
    const int node = rw_pump_node(study, plan->network, c->source, c->demand, c->mode, c->way);
    return node < 0 ? "" : rw_study_node_id(study, node);
}

void rw_mode_text(const rw_material *m, rw_language l, const rw_connection *c, rw_text *text) {
    rw_text_add(text, rw_mode_word(l, c->mode));
    if (c->mode == RW_MODE_STATION_PUMP) rw_text_addf(text, " (%s)", rw_pump_id(m->study, m->plan, c));
}

const char *rw_node_place(const rw_study *study, int node) {
    const rw_junction *junction = rw_study_node_junction(study, node);
    const int place = junction                     ? junction->place
                      : node < study->source_count ? study->sources[node].place
                                                   : study->demands[node - study->source_count].place;
    return place < 0 ? "" : study->places[place].name;
}

void rw_heat_pumps_csv(const rw_material *m, rw_csv_writer *w) {
    static const char *const names[] = {"at",
                                        "name",
                                        "mode",
                                        "place",
                                        "exit_plan",
                                        "heat_mw",
                                        "heat_mwh_per_yr",
                                        "power_mwe",
                                        "electricity_mwh_per_yr",
                                        "cop",
                                        "investment_eur"};
    const rw_network *n = m->plan->network;
    RW_CSV_WRITE_TEXTS(w, names);
    rw_csv_end_row(w);
    for (int k = 0; k < n->machine_count; ++k) {
        const rw_machine_figures *f = &m->indicators->machines[k];
        const int node = rw_machine_node(m->study, &n->machines[k]);
        rw_csv_write_text(w, rw_study_node_id(m->study, node));
        rw_csv_write_text(w, rw_study_node_name(m->study, node));
        rw_csv_write_text(w, rw_mode_name(n->machines[k].mode));
        rw_csv_write_text(w, rw_node_place(m->study, node));
        rw_csv_write_text(w, rw_exit_plan_name(n->lives[n->machines[k].life].exit_plan));
        const double values[] = {f->mw,  f->mwh_per_yr,    f->power_mwe, f->electricity_mwh_per_yr,
                                 f->cop, f->investment_eur};
        for (size_t i = 0; i < sizeof values / sizeof *values; ++i) number(w, values[i]);
        rw_csv_end_row(w);
    }
}
