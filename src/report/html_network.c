/* What lies in the trenches: the list that a contractor asks for, and every stretch. */
#include "base/number.h"
#include "report/explanation.h"
#include "report/html.h"
#include "report/network_tables.h"

enum { LONGEST_TABLE = 400 };

static const char *level_word(const rw_page *page, rw_level level) {
    return level == RW_LEVEL_WATER ? rw_page_in(page, "source water", "bronwater")
                                   : rw_page_in(page, "network temperature", "nettemperatuur");
}

static void add_list(const rw_page *page) {
    const rw_material *m = page->material;
    rw_page_table_start(page, "Pipes by diameter. Metres of trench, supply and return together.",
                        "Leidingen per diameter. Meters sleuf, aanvoer en retour samen.");
    rw_page_column(page, "diameter", "diameter", true);
    rw_page_column(page, "carries", "vervoert", false);
    rw_page_column(page, "trench m", "sleuf m", true);
    rw_page_column(page, "of which existing m", "waarvan bestaand m", true);
    rw_page_column(page, "investment EUR", "investering EUR", true);
    rw_page_columns_end(page);
    for (int p = 0; p < m->study->pipe_count; ++p)
        for (int level = 0; level < RW_LEVEL_COUNT; ++level) {
            const rw_pipe_sum sum = rw_pipe_sum_of(m, p, (rw_level)level);
            if (sum.trench_m <= 0) continue;
            rw_page_row(page);
            rw_page_dn(page, m->study->pipes[p].dn);
            rw_page_cell(page, level_word(page, (rw_level)level));
            rw_page_number(page, sum.trench_m, 0);
            rw_page_number(page, sum.existing_m, 0);
            rw_page_number(page, sum.investment_eur, 0);
            rw_page_row_end(page);
        }
    rw_page_table_end(page);
}

static void add_stretch(const rw_page *page, int k) {
    const rw_material *m = page->material;
    const rw_laid *laid = &m->plan->network->laid[k];
    const rw_laid_figures *f = &m->indicators->laid[k];
    rw_text users, title;
    rw_text_start(&users, page->text->context);
    rw_text_start(&title, page->text->context);
    rw_trench_users(m, k, RW_SHOWN_USERS, &users);
    rw_trench_title(m->study, laid->trench, &title);
    rw_page_row(page);
    rw_page_cell_named(page, m->study->trenches[laid->trench].id, rw_text_string(&title));
    rw_page_cell(page, level_word(page, laid->level));
    rw_page_dn(page, m->study->pipes[laid->pipe].dn);
    rw_page_number(page, m->study->trenches[laid->trench].length_m, 0);
    rw_page_number(page, f->mw, 2);
    rw_page_number(page, f->mwh_per_yr, 0);
    rw_page_number(page, f->loss_mw * 1000, 1);
    rw_page_number(page, f->speed_m_per_s, 2);
    rw_page_number(page, f->gradient_pa_per_m, 0);
    rw_page_number(page, f->temperature_drop_k, 2);
    rw_page_number(page, f->investment_eur, 0);
    rw_page_cell(page, rw_text_string(&users));
    rw_page_row_end(page);
    rw_text_free(&users);
    rw_text_free(&title);
}

static void say_rest(const rw_page *page, int count, const char *file) {
    if (count > LONGEST_TABLE)
        rw_text_addf(page->text,
                     rw_page_in(page, "<p>The first %d of %d rows; %s has them all.</p>\n",
                                "<p>De eerste %d van %d rijen; %s bevat ze alle.</p>\n"),
                     LONGEST_TABLE, count, file);
}

static void add_stretches(const rw_page *page) {
    const int count = page->material->plan->network->laid_count;
    rw_page_table_start(
        page,
        "Every stretch, at the peak; losses in kW at the temperatures of the level; cooling is of the "
        "supply in this stretch.",
        "Elk stuk, bij de piek; verliezen in kW bij de temperaturen van het niveau; afkoeling van de "
        "aanvoer in dit stuk.");
    rw_page_column(page, "trench", "sleuf", false);
    rw_page_column(page, "carries", "vervoert", false);
    rw_page_column(page, "pipe", "leiding", true);
    rw_page_column(page, "length m", "lengte m", true);
    rw_page_column(page, "MW", "MW", true);
    rw_page_column(page, "MWh/yr", "MWh/jr", true);
    rw_page_column(page, "loss kW", "verlies kW", true);
    rw_page_column(page, "m/s", "m/s", true);
    rw_page_column(page, "Pa/m", "Pa/m", true);
    rw_page_column(page, "cooling K", "afkoeling K", true);
    rw_page_column(page, "investment EUR", "investering EUR", true);
    rw_page_column(page, "for", "voor", false);
    rw_page_columns_end(page);
    for (int k = 0; k < count && k < LONGEST_TABLE; ++k) add_stretch(page, k);
    rw_page_table_end(page);
    say_rest(page, count, "trenches.csv");
}

static void add_pump(const rw_page *page, int k) {
    const rw_material *m = page->material;
    const rw_network *n = m->plan->network;
    const rw_machine_figures *f = &m->indicators->machines[k];
    const int node = rw_machine_node(m->study, &n->machines[k]);
    rw_page_row(page);
    rw_page_cell_named(page, rw_study_node_id(m->study, node), rw_study_node_name(m->study, node));
    rw_page_cell(page, rw_mode_word(page->language, n->machines[k].mode));
    rw_page_cell(page, rw_exit_word(page->language, n->lives[n->machines[k].life].exit_plan));
    rw_page_number(page, f->mw, 2);
    rw_page_number(page, f->mwh_per_yr, 0);
    rw_page_number(page, f->power_mwe, 3);
    rw_page_number(page, f->electricity_mwh_per_yr, 0);
    rw_page_number(page, f->cop, 2);
    rw_page_number(page, f->investment_eur, 0);
    rw_page_cell(page, rw_node_place(m->study, node));
    rw_page_row_end(page);
}

static void add_pumps(const rw_page *page) {
    const int count = page->material->plan->network->machine_count;
    if (count == 0) return;
    rw_page_table_start(page,
                        "Heat pumps: what comes out of them and what they take, losses of the pipes behind "
                        "them included.",
                        "Warmtepompen: wat eruit komt en wat ze vragen, met de verliezen van de leidingen "
                        "erachter.");
    rw_page_column(page, "at", "bij", false);
    rw_page_column(page, "kind", "soort", false);
    rw_page_column(page, "after the commitment", "na de leveringsduur", false);
    rw_page_column(page, "MW", "MW", true);
    rw_page_column(page, "MWh/yr", "MWh/jr", true);
    rw_page_column(page, "MWe", "MWe", true);
    rw_page_column(page, "electricity MWh/yr", "elektriciteit MWh/jr", true);
    rw_page_column(page, "COP", "COP", true);
    rw_page_column(page, "investment EUR", "investering EUR", true);
    rw_page_column(page, "grid", "aansluitpunt", false);
    rw_page_columns_end(page);
    for (int k = 0; k < count && k < LONGEST_TABLE; ++k) add_pump(page, k);
    rw_page_table_end(page);
    say_rest(page, count, "heat_pumps.csv");
}

/* -- The mark ------------------------------------------------------------------------------------------ */

static void say_verified(const rw_page *page) {
    const rw_totals *t = &page->material->indicators->totals;
    char limit[RW_PERSON_BYTES];
    (void)rw_person(limit, page->language, page->material->study->parameters.max_temperature_drop_k, 1);
    if (t->cooled_ways == 0)
        rw_text_addf(
            page->text,
            rw_page_in(
                page,
                "<p><b class=\"check0\">Verified.</b> At the peak every pipe keeps its capacity, speed "
                "and pressure gradient, and on no way does the supply cool more than %s K.</p>\n",
                "<p><b class=\"check0\">Geverifieerd.</b> Bij de piek blijft elke leiding binnen "
                "vermogen, snelheid en drukval, en koelt de aanvoer op geen weg meer dan %s K "
                "af.</p>\n"),
            limit);
    else
        rw_text_addf(
            page->text,
            rw_page_in(
                page,
                "<p><b class=\"check1\">Not verified.</b> On %d of %d ways the supply cools more than "
                "%s K at the peak: the heat may arrive too cold. Shorter ways, thinner pipes or a "
                "warmer supply help; max_temperature_drop_k is the limit.</p>\n",
                "<p><b class=\"check1\">Niet geverifieerd.</b> Op %d van %d wegen koelt de aanvoer bij "
                "de piek meer dan %s K af: de warmte kan te koud aankomen. Kortere wegen, dunnere "
                "leidingen of een warmere aanvoer helpen; max_temperature_drop_k is de grens.</p>\n"),
            t->cooled_ways, t->connections, limit);
}

/* With their ids, as far as they fit in a line. */
static void say_left_out(const rw_page *page) {
    enum { NAMED = 20 };
    const rw_material *m = page->material;
    const rw_left_out *l = &m->left_out;
    char eur[RW_PERSON_BYTES];
    if (l->count == 0) return;
    rw_text_addf(
        page->text,
        rw_page_in(page,
                   "<p>For that it does without %d of the demands that the search had connected, to "
                   "which the supply would cool too far; that makes the plan %s EUR a year %s:",
                   "<p>Daarvoor vervalt de levering aan %d van de warmtevragen die de zoektocht had "
                   "aangesloten en waarheen de aanvoer te veel zou afkoelen; dat maakt het plan %s EUR "
                   "per jaar %s:"),
        l->count, rw_person(eur, page->language, fabs(l->eur_per_yr), 0),
        rw_dearer(page->language, l->eur_per_yr));
    for (int j = 0, named = 0; j < m->study->demand_count && named < NAMED; ++j) {
        if (!l->demand[j]) continue;
        rw_text_add(page->text, named++ > 0 ? ", " : " ");
        rw_text_html(page->text, m->study->demands[j].id);
    }
    rw_text_add(page->text,
                l->count > NAMED ? rw_page_in(page, " and others.</p>\n", " en andere.</p>\n") : ".</p>\n");
}

static void add_cold_ways(const rw_page *page) {
    const rw_material *m = page->material;
    if (m->indicators->totals.cooled_ways == 0) return;
    rw_page_table_start(page, "Ways on which the supply cools too far.",
                        "Wegen waarop de aanvoer te veel afkoelt.");
    rw_page_column(page, "datacenter", "datacenter", false);
    rw_page_column(page, "demand", "warmtevraag", false);
    rw_page_column(page, "length m", "lengte m", true);
    rw_page_column(page, "MW", "MW", true);
    rw_page_column(page, "cooling K", "afkoeling K", true);
    rw_page_columns_end(page);
    for (int k = 0, shown = 0; k < m->plan->connection_count && shown < LONGEST_TABLE; ++k) {
        const rw_connection *c = &m->plan->connections[k];
        const rw_connection_figures *f = &m->indicators->connections[k];
        if (!f->cools_too_far) continue;
        ++shown;
        rw_page_row(page);
        rw_page_cell_named(page, m->study->sources[c->source].id, m->study->sources[c->source].name);
        rw_page_cell_named(page, m->study->demands[c->demand].id, m->study->demands[c->demand].name);
        rw_page_number(page, f->length_m, 0);
        rw_page_number(page, f->capacity_mw, 2);
        rw_page_number(page, f->temperature_drop_k, 1);
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
}

void rw_page_pipes(const rw_page *page) {
    const rw_network *n = page->material->plan->network;
    if (!n || n->laid_count == 0) return;
    rw_page_heading(page, "pipes", "What lies where", "Wat ligt waar");
    say_verified(page);
    say_left_out(page);
    add_cold_ways(page);
    add_list(page);
    add_stretches(page);
    add_pumps(page);
}

/* -- What sharing saves -------------------------------------------------------------------------------- */

static void say_saved(const rw_page *page) {
    const rw_material *m = page->material;
    const rw_pairs_only *p = m->pairs_only;
    const rw_interval saves = rw_interval_between(p->bound_eur_per_yr, p->cost_eur_per_yr,
                                                  m->result->bound_eur_per_yr, m->result->cost_eur_per_yr);
    rw_text_add(page->text,
                rw_page_in(page, "<p>Sharing trenches saves <b>", "<p>Gedeelde sleuven besparen <b>"));
    rw_interval_text(page->text, page->language, saves, 0);
    rw_text_add(
        page->text,
        rw_page_in(
            page,
            " EUR a year</b> (proven) against the best plan in which every pair of datacenter and demand "
            "digs a trench of its own, through the same streets: of each pair the way that is cheapest "
            "to dig, with its surcharges and crossings. Pipes that lie there already count for sharing "
            "only.</p>\n",
            " EUR per jaar</b> (bewezen) ten opzichte van het beste plan waarin elk paar van datacenter "
            "en warmtevraag een eigen sleuf graaft, door dezelfde straten: per paar de weg die het "
            "goedkoopst te graven is, met meerprijzen en kruisingen. Leidingen die er al liggen tellen "
            "alleen bij delen mee.</p>\n"));
    const char *remark = rw_sharing_remark(page->language, saves);
    if (remark[0]) rw_text_addf(page->text, "<p><b>%s</b></p>\n", remark);
}

static void add_comparison(const rw_page *page) {
    const rw_material *m = page->material;
    const rw_pairs_only *p = m->pairs_only;
    const rw_totals *t = &m->indicators->totals;
    double pipes_eur = 0;
    for (int k = 0; k < m->plan->network->laid_count; ++k) pipes_eur += m->indicators->laid[k].investment_eur;
    rw_page_table_start(page, "The best plans found.", "De beste gevonden plannen.");
    rw_page_column(page, "", "", false);
    rw_page_column(page, "shared trenches", "gedeelde sleuven", true);
    rw_page_column(page, "a trench for every pair", "een sleuf per paar", true);
    rw_page_column(page, "difference", "verschil", true);
    rw_page_columns_end(page);
    rw_page_compared(page, "cost EUR/yr", "kosten EUR/jr", m->result->cost_eur_per_yr, p->cost_eur_per_yr, 0);
    rw_page_compared(page, "no plan costs less than, EUR/yr (proven)",
                     "geen plan kost minder dan, EUR/jr (bewezen)", m->result->bound_eur_per_yr,
                     p->bound_eur_per_yr, 0);
    rw_page_compared(page, "investment in pipes and crossings EUR",
                     "investering in leidingen en kruisingen EUR", pipes_eur, p->pipes_eur, 0);
    rw_page_compared(page, "investment in all EUR", "investering totaal EUR", t->investment_eur,
                     p->investment_eur, 0);
    rw_page_compared(page, "trench m", "sleuf m", t->pipe_m, p->trench_m, 0);
    rw_page_compared(page, "heat from datacenters MWh/yr", "warmte uit datacenters MWh/jr",
                     t->coupled_mwh_per_yr, p->coupled_mwh_per_yr, 0);
    rw_page_compared(page, "CO2 t/yr", "CO2 t/jr", t->co2_t_per_yr, p->co2_t_per_yr, 0);
    rw_page_compared(page, "datacenters coupled", "gekoppelde datacenters", t->coupled_sources,
                     p->coupled_sources, 0);
    rw_page_compared(page, "demands on a heat network", "warmtevragen op een warmtenet", t->connected_demands,
                     p->connected_demands, 0);
    rw_page_table_end(page);
}

void rw_page_sharing(const rw_page *page) {
    const rw_pairs_only *p = page->material->pairs_only;
    if (!p || !p->solved) return;
    rw_page_heading(page, "sharing", "What sharing saves", "Wat delen bespaart");
    say_saved(page);
    add_comparison(page);
}
