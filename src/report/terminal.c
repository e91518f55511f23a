/* The summary on one screen: what is coupled, at what price, how sure, where the money goes. */
#include "base/number.h"
#include "report/cash_table.h"
#include "report/network_tables.h"
#include "report/results.h"
#include <string.h>

enum { SHOWN_CONNECTIONS = 8, LABEL_WIDTH = 46, NUMBER_WIDTH = 16 };

static void add_figure(rw_text *text, rw_language l, const char *label, double value, int decimals,
                       const char *unit) {
    char number[RW_PERSON_BYTES];
    rw_text_add(text, "  ");
    rw_text_padded(text, label, LABEL_WIDTH, false);
    rw_text_padded(text, rw_person(number, l, value, decimals), NUMBER_WIDTH, true);
    rw_text_addf(text, " %s\n", unit);
}

static void add_heading(rw_text *text, const char *words) {
    rw_text_addf(text, "\n%s\n", words);
}

static void add_connections(const rw_material *m, rw_language l, rw_text *text) {
    char mw[RW_PERSON_BYTES], gj[RW_PERSON_BYTES];
    const int count = m->plan->connection_count;
    for (int k = 0; k < count && k < SHOWN_CONNECTIONS; ++k) {
        const rw_connection *c = &m->plan->connections[k];
        const rw_connection_figures *f = &m->indicators->connections[k];
        rw_text_add(text, "  ");
        rw_text_padded(text, m->study->sources[c->source].id, 8, false);
        rw_text_add(text, " \xE2\x86\x92 ");
        rw_text_padded(text, m->study->demands[c->demand].id, 10, false);
        rw_text_padded(text, rw_person(mw, l, f->capacity_mw, 2), 8, true);
        rw_text_addf(text, " MW  DN%-4d ", rw_connection_dn(m->study, m->plan, c));
        rw_text_padded(text, rw_person(gj, l, f->levelised_eur_per_mwh / RW_GJ_PER_MWH, 1), 7, true);
        rw_text_add(text, " EUR/GJ  ");
        rw_mode_text(m, l, c, text);
        rw_text_add(text, "\n");
    }
    if (count > SHOWN_CONNECTIONS)
        rw_text_addf(
            text,
            rw_in(l, "  .. and %d more, see connections.csv\n", "  .. en nog %d, zie connections.csv\n"),
            count - SHOWN_CONNECTIONS);
}

/* Mean price of heat at the head of all networks that exist in the plan. */
static void add_prices(const rw_material *m, rw_language l, rw_text *text) {
    double cost = 0, reference = 0, mwh = 0;
    for (int j = 0; j < m->study->demand_count; ++j) {
        const rw_demand_figures *f = &m->indicators->demands[j];
        if (f->connection_count == 0) continue;
        cost += f->cost_eur;
        reference += f->reference_eur;
        mwh += f->discounted_mwh;
    }
    if (mwh <= 0) return;
    add_heading(text, rw_in(l, "Price of heat at the network head", "Prijs van warmte aan de netkop"));
    add_figure(text, l, rw_in(l, "coupled networks, all heat", "gekoppelde netten, alle warmte"),
               cost / mwh / RW_GJ_PER_MWH, 2, "EUR/GJ");
    add_figure(text, l, rw_in(l, "their reference", "hun referentie"), reference / mwh / RW_GJ_PER_MWH, 2,
               "EUR/GJ");
    add_figure(
        text, l,
        rw_in(l, "heat from datacenters, backup left out", "warmte uit datacenters, zonder achtervang"),
        m->indicators->totals.levelised_eur_per_mwh / RW_GJ_PER_MWH, 2, "EUR/GJ");
}

static void add_mark(const rw_material *m, rw_language l, rw_text *text) {
    const int cooled = m->indicators->totals.cooled_ways;
    if (!m->plan->network) return;
    rw_text_add(text, "  ");
    if (cooled == 0)
        rw_text_add(text, rw_in(l, "verified: every pipe and way keeps the limits at the peak\n",
                                "geverifieerd: elke leiding en weg blijft bij de piek binnen de grenzen\n"));
    else
        rw_text_addf(
            text,
            rw_in(l, "NOT VERIFIED: on %d way%s the supply cools more than max_temperature_drop_k\n",
                  "NIET GEVERIFIEERD: op %d weg%s koelt de aanvoer meer af dan max_temperature_drop_k\n"),
            cooled, cooled == 1 ? "" : rw_in(l, "s", "en"));
}

static void add_left_out(const rw_material *m, rw_language l, rw_text *text) {
    char eur[RW_PERSON_BYTES];
    if (m->left_out.count == 0) return;
    rw_text_addf(
        text,
        rw_in(l,
              "  for that it does without %d demand%s to which the supply would cool too far: %s "
              "EUR/yr %s\n",
              "  daarvoor vervalt de levering aan %d warmtevra%s waar de aanvoer te veel zou afkoelen: "
              "%s EUR/jr %s\n"),
        m->left_out.count, m->left_out.count == 1 ? rw_in(l, "", "ag") : rw_in(l, "s", "gen"),
        rw_person(eur, l, fabs(m->left_out.eur_per_yr), 0), rw_dearer(l, m->left_out.eur_per_yr));
}

static void add_pairs_only(const rw_material *m, rw_language l, rw_text *text) {
    const rw_pairs_only *p = m->pairs_only;
    if (!p || !p->solved) return;
    const rw_interval saves = rw_interval_between(p->bound_eur_per_yr, p->cost_eur_per_yr,
                                                  m->result->bound_eur_per_yr, m->result->cost_eur_per_yr);
    char shared[RW_PERSON_BYTES], own[RW_PERSON_BYTES];
    add_heading(text, rw_in(l, "What sharing trenches saves", "Wat gedeelde sleuven besparen"));
    rw_text_add(text, "  ");
    rw_interval_text(text, l, saves, 0);
    rw_text_addf(text, "%s",
                 rw_in(l, " EUR/yr (proven), against a trench for every pair\n",
                       " EUR/jr (bewezen), vergeleken met een sleuf per paar\n"));
    const char *remark = rw_sharing_remark(l, saves);
    if (remark[0]) rw_text_addf(text, "  %s\n", remark);
    rw_text_addf(
        text, rw_in(l, "  %s m of trench shared, %s m for pairs\n", "  %s m sleuf gedeeld, %s m bij paren\n"),
        rw_person(shared, l, m->indicators->totals.pipe_m, 0), rw_person(own, l, p->trench_m, 0));
}

static void say_added_up(const rw_material *m, rw_language l, rw_text *text) {
    char payments[RW_PERSON_BYTES];
    if (!rw_cash_is_grouped(m)) return;
    rw_text_addf(
        text,
        rw_in(l,
              "\ncashflows.csv: %s payments, added up by year, cost line and what is paid for "
              "(--cash-flow-rows)\n",
              "\ncashflows.csv: %s betalingen, opgeteld per jaar, kostenpost en waarvoor betaald wordt "
              "(--cash-flow-rows)\n"),
        rw_person(payments, l, (double)m->payments, 0));
}

static void add_plan(const rw_material *m, rw_language l, rw_text *text) {
    const rw_totals *t = &m->indicators->totals;
    const rw_result *r = m->result;
    rw_text_addf(
        text,
        rw_in(l, "%d of %d datacenters coupled, %d connection%s; %d of %d demands on a heat network\n",
              "%d van %d datacenters gekoppeld, %d verbinding%s; %d van %d warmtevragen op een warmtenet\n"),
        t->coupled_sources, m->study->source_count, t->connections,
        t->connections == 1 ? "" : rw_in(l, "s", "en"), t->connected_demands, m->study->demand_count);
    add_connections(m, l, text);
    add_prices(m, l, text);
    add_heading(text, rw_in(l, "Where the money goes", "Waar het geld heen gaat"));
    for (rw_cost_group group = 0; group < RW_GROUP_COUNT; ++group) {
        const double eur = rw_group_sum(t->present_eur, group) * m->terms->annuity;
        if (eur != 0) add_figure(text, l, rw_group_word(l, group), eur, 0, rw_in(l, "EUR/yr", "EUR/jr"));
    }
    add_figure(text, l, rw_in(l, "total", "totaal"), t->cost_eur_per_yr, 0, rw_in(l, "EUR/yr", "EUR/jr"));
    add_figure(text, l, rw_in(l, "reference: nothing coupled", "referentie: niets gekoppeld"),
               t->reference_eur_per_yr, 0, rw_in(l, "EUR/yr", "EUR/jr"));
    add_figure(text, l, rw_in(l, "gain", "winst"), rw_material_gain(m), 0, rw_in(l, "EUR/yr", "EUR/jr"));
    add_heading(text, rw_in(l, "How sure", "Hoe zeker"));
    add_figure(text, l, rw_in(l, "no plan costs less than", "geen plan kost minder dan"), r->bound_eur_per_yr,
               0, rw_in(l, "EUR/yr (proven)", "EUR/jr (bewezen)"));
    add_figure(text, l, rw_in(l, "cost gap", "kostenkloof"), 100 * rw_result_gap(r), 4, "%");
    add_figure(text, l,
               rw_in(l, "benefit gap: gain that may be missing", "winstkloof: winst die kan ontbreken"),
               100 * rw_result_benefit_gap(r), 2, "%");
    add_mark(m, l, text);
    add_left_out(m, l, text);
    add_pairs_only(m, l, text);
    say_added_up(m, l, text);
}

void rw_summary_text(const rw_material *m, rw_text *text) {
    const rw_parameters *p = &m->study->parameters;
    const rw_language l = (rw_language)p->lang;
    rw_text_addf(text, "%s: %s; %s (%s)\n", m->study->name, rw_perspective_word(l, p->perspective),
                 rw_outcome_word(l, m->result->outcome), rw_stop_word(l, m->result->stop));
    rw_text_addf(
        text,
        rw_in(l, "euros of %d, excluding VAT, %d years\n\n", "euro's van %d, exclusief btw, %d jaar\n\n"),
        p->price_year, p->horizon_yr);
    if (m->plan)
        add_plan(m, l, text);
    else
        rw_text_add(text, rw_explain_no_plan(m, l));
}
