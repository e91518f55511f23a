/* The tables of the report: connections, mismatch, datacenters, demands, costs, what if. */
#include "base/number.h"
#include "report/cash_table.h"
#include "report/html.h"
#include "report/network_tables.h"
#include <string.h>

enum { LONGEST_TABLE = 400 }; /* rows; the CSV files hold all of them */

static double per_gj(double eur_per_mwh) {
    return eur_per_mwh / RW_GJ_PER_MWH;
}

static void say_cut(const rw_page *page, int count, const char *file) {
    if (count <= LONGEST_TABLE) return;
    rw_text_addf(page->text,
                 rw_page_in(page, "<p>The first %d of %d rows; %s has them all.</p>\n",
                            "<p>De eerste %d van %d rijen; %s bevat ze alle.</p>\n"),
                 LONGEST_TABLE, count, file);
}

static void add_mode(const rw_page *page, const rw_connection *c) {
    rw_text mode;
    rw_text_start(&mode, page->text->context);
    rw_mode_text(page->material, page->language, c, &mode);
    rw_page_cell(page, rw_text_string(&mode));
    rw_text_free(&mode);
}

void rw_page_connections(const rw_page *page) {
    const rw_material *m = page->material;
    const int count = m->plan->connection_count;
    rw_page_heading(page, "connections", "Who delivers to whom", "Wie levert aan wie");
    if (count == 0) {
        rw_page_paragraph(page, "No connection is built.", "Er wordt geen verbinding aangelegd.");
        return;
    }
    rw_page_table_start(
        page,
        "Connections, by source. Levelised cost is at the network head, with the coupling and without "
        "backup.",
        "Verbindingen, per bron. De kostprijs is aan de netkop, met uitkoppeling en zonder achtervang.");
    rw_page_column(page, "source", "bron", false);
    rw_page_column(page, "demand", "warmtevraag", false);
    rw_page_column(page, "how", "hoe", false);
    rw_page_column(page, "after the commitment", "na de leveringsduur", false);
    rw_page_column(page, "pipe", "leiding", true);
    rw_page_column(page, "length m", "lengte m", true);
    rw_page_column(page, "MW", "MW", true);
    rw_page_column(page, "MWh/yr", "MWh/jr", true);
    rw_page_column(page, "COP", "COP", true);
    rw_page_column(page, "investment EUR", "investering EUR", true);
    rw_page_column(page, "EUR/GJ", "EUR/GJ", true);
    rw_page_columns_end(page);
    for (int k = 0; k < count && k < LONGEST_TABLE; ++k) {
        const rw_connection *c = &m->plan->connections[k];
        const rw_connection_figures *f = &m->indicators->connections[k];
        const rw_source *s = &m->study->sources[c->source];
        const rw_demand *d = &m->study->demands[c->demand];
        rw_page_row(page);
        rw_page_cell_named(page, s->id, s->name);
        rw_page_cell_named(page, d->id, d->name);
        add_mode(page, c);
        rw_page_cell(page, rw_exit_word(page->language, c->exit_plan));
        rw_page_dn(page, rw_connection_dn(m->study, m->plan, c));
        rw_page_number(page, f->length_m, 0);
        rw_page_number(page, f->capacity_mw, 2);
        rw_page_number(page, f->heat_mwh_per_yr, 0);
        rw_page_number(page, f->cop > 0 ? f->cop : RW_NAN, 2);
        rw_page_number(page, f->investment_eur, 0);
        rw_page_number(page, per_gj(f->levelised_eur_per_mwh), 2);
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
    say_cut(page, count, "connections.csv");
}

void rw_page_mismatch(const rw_page *page) {
    const rw_material *m = page->material;
    const double annuity = m->terms->annuity;
    if (m->plan->connection_count == 0) return;
    rw_page_heading(page, "mismatch", "The write-off mismatch", "Het looptijdverschil (mismatch)");
    rw_page_paragraph(page,
                      "A pipe is written off over decades, a datacenter commits for years. What that costs "
                      "is in the plan: the book "
                      "value that is lost when the source stops (stranded), and what backup or a substitute "
                      "then costs more than the "
                      "source did (replacement). The last column is the difference in levelised cost with a "
                      "source that never stops.",
                      "Een leiding wordt in decennia afgeschreven, een datacenter bindt zich voor jaren. Wat "
                      "dat kost zit in het plan: "
                      "de boekwaarde die verloren gaat als de bron stopt (gestrand), en wat achtervang of "
                      "een vervanger dan meer kost "
                      "dan de bron (vervanging). De laatste kolom is het verschil in kostprijs met een bron "
                      "die nooit stopt.");
    rw_page_table_start(page, "Expected present values, in the objective of the plan.",
                        "Verwachte contante waarden, meegewogen in het plan.");
    rw_page_column(page, "source", "bron", false);
    rw_page_column(page, "demand", "warmtevraag", false);
    rw_page_column(page, "commitment yr", "leveringsduur jr", true);
    rw_page_column(page, "stranded EUR", "gestrand EUR", true);
    rw_page_column(page, "replacement EUR", "vervanging EUR", true);
    rw_page_column(page, "together EUR/yr", "samen EUR/jr", true);
    rw_page_column(page, "EUR/GJ", "EUR/GJ", true);
    rw_page_column(page, "source that never stops, EUR/GJ", "bron die nooit stopt, EUR/GJ", true);
    rw_page_column(page, "difference EUR/GJ", "verschil EUR/GJ", true);
    rw_page_columns_end(page);
    for (int k = 0; k < m->plan->connection_count && k < LONGEST_TABLE; ++k) {
        const rw_connection *c = &m->plan->connections[k];
        const rw_connection_figures *f = &m->indicators->connections[k];
        const double mismatch = f->stranded_eur + f->premium_eur;
        rw_page_row(page);
        rw_page_cell(page, m->study->sources[c->source].id);
        rw_page_cell(page, m->study->demands[c->demand].id);
        rw_page_number(page, m->study->sources[c->source].commitment_yr, 0);
        rw_page_number(page, f->stranded_eur, 0);
        rw_page_number(page, f->premium_eur, 0);
        rw_page_number(page, mismatch * annuity, 0);
        rw_page_number(
            page, f->discounted_source_mwh > 0 ? per_gj(mismatch / f->discounted_source_mwh) : RW_NAN, 2);
        rw_page_number(page, per_gj(f->endless_eur_per_mwh), 2);
        rw_page_number(page, per_gj(f->levelised_eur_per_mwh - f->endless_eur_per_mwh), 2);
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
    for (int k = 0; k < m->plan->connection_count; ++k)
        if (m->indicators->connections[k].premium_eur < 0) {
            rw_page_paragraph(
                page, "A negative replacement means that the source was dearer to run than what replaces it.",
                "Een negatieve vervanging betekent dat de bron in gebruik duurder was dan wat haar "
                "vervangt.");
            break;
        }
}

void rw_page_sources(const rw_page *page) {
    const rw_material *m = page->material;
    rw_page_heading(page, "sources", "Datacenters", "Datacenters");
    rw_page_paragraph(page,
                      "Coupling costs are split as in art. 6.2 of the Wcw: (a) the datacenter's "
                      "installation, (b) up to the transfer "
                      "station, (c) every year. The balance of the datacenter is what it saves on cooling "
                      "and earns on heat, less c; its "
                      "payback counts a and b as if the datacenter paid them. ERF is heat reused over energy "
                      "used (EU 2024/1364).",
                      "Uitkoppelkosten zijn gesplitst zoals in art. 6.2 Wcw: (a) installatie van het "
                      "datacenter, (b) tot het "
                      "overdrachtstation, (c) jaarlijks. De balans van het datacenter is wat het bespaart op "
                      "koeling en verdient aan "
                      "warmte, min c; de terugverdientijd rekent a en b alsof het datacenter die betaalde. "
                      "ERF is hergebruikte warmte "
                      "gedeeld door energieverbruik (EU 2024/1364).");
    rw_page_table_start(
        page,
        "Datacenters. The offer is the cheapest heat that each could deliver to one network, alone there.",
        "Datacenters. Het aanbod is de goedkoopste warmte die elk aan een net kan leveren, daar alleen.");
    rw_page_column(page, "source", "bron", false);
    rw_page_column(page, "coupled", "gekoppeld", false);
    rw_page_column(page, "heat MW", "warmte MW", true);
    rw_page_column(page, "taken MW", "benut MW", true);
    rw_page_column(page, "used %", "benutting %", true);
    rw_page_column(page, "ERF %", "ERF %", true);
    rw_page_column(page, "a EUR", "a EUR", true);
    rw_page_column(page, "b EUR", "b EUR", true);
    rw_page_column(page, "c EUR/yr", "c EUR/jr", true);
    rw_page_column(page, "cooling saved EUR/yr", "koeling bespaard EUR/jr", true);
    rw_page_column(page, "payback yr", "terugverdientijd jr", true);
    rw_page_column(page, "offer EUR/GJ", "aanbod EUR/GJ", true);
    rw_page_columns_end(page);
    for (int i = 0; i < m->study->source_count && i < LONGEST_TABLE; ++i) {
        const rw_source *s = &m->study->sources[i];
        const rw_source_figures *f = &m->indicators->sources[i];
        rw_page_row(page);
        rw_page_cell_named(page, s->id, s->name);
        rw_page_cell(page, f->coupled ? rw_page_in(page, "yes", "ja") : rw_page_in(page, "no", "nee"));
        rw_page_number(page, s->heat_mw, 2);
        rw_page_number(page, f->taken_mw, 2);
        rw_page_number(page, 100 * f->used_share, 1);
        rw_page_number(page, 100 * f->erf_share, 1);
        rw_page_number(page, f->coupled ? f->coupling_a_eur : RW_NAN, 0);
        rw_page_number(page, f->coupled ? f->coupling_b_eur : RW_NAN, 0);
        rw_page_number(page, f->coupled ? f->coupling_c_eur_per_yr : RW_NAN, 0);
        rw_page_number(page, f->coupled ? f->cooling_saved_eur_per_yr : RW_NAN, 0);
        rw_page_number(page, f->coupled ? f->payback_yr : RW_NAN, 1);
        rw_page_number(page, per_gj(f->offer_eur_per_mwh), 2);
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
    say_cut(page, m->study->source_count, "sources.csv");
}

/* Why a new network is not in the plan, and by how much it misses. */
static void add_verdict(const rw_page *page, int j) {
    const rw_material *m = page->material;
    const rw_shortage *s = m->shortages ? &m->shortages[j] : NULL;
    rw_text *text = page->text;
    rw_text_add(text, "<td class=\"why\">");
    const bool coupled = m->indicators->demands[j].connection_count > 0,
               existing = m->study->demands[j].kind == RW_KIND_EXISTING;
    if (m->plan->network && !coupled && (existing || !m->plan->demand_connected[j])) {
        rw_text_add(text, existing ? rw_page_in(page, "existing, not coupled in this plan",
                                                "bestaand, in dit plan niet gekoppeld")
                                   : rw_page_in(page, "no network in this plan", "geen net in dit plan"));
    } else if (existing) {
        rw_text_add(text, coupled ? rw_page_in(page, "existing, coupled", "bestaand, gekoppeld")
                                  : rw_page_in(page, "existing, its own plant is cheaper",
                                               "bestaand, eigen installatie is goedkoper"));
    } else if (m->plan->demand_connected[j]) {
        rw_text_add(text, rw_page_in(page, "new network", "nieuw net"));
    } else if (!s || !s->known) {
        rw_text_add(text, rw_page_in(page, "no network: the reference is cheaper",
                                     "geen net: de referentie is goedkoper"));
    } else if (!s->possible) {
        rw_text_add(text, rw_page_in(page, "no network: no source can serve it",
                                     "geen net: geen bron kan het bedienen"));
    } else if (s->eur_per_yr > 0) {
        rw_text_add(text, rw_page_in(page, "no network: misses at least ", "geen net: komt minstens "));
        rw_page_figure(page, s->eur_per_yr, 0);
        rw_text_add(text, rw_page_in(page, " EUR/yr, even with every source to itself",
                                     " EUR/jr tekort, ook met elke bron voor zichzelf"));
    } else {
        rw_text_add(text,
                    rw_page_in(page, "no network: alone it could pay, but the heat is worth more elsewhere",
                               "geen net: alleen kan het uit, maar de warmte is elders meer waard"));
    }
    rw_text_add(text, "</td>");
}

void rw_page_demands(const rw_page *page) {
    const rw_material *m = page->material;
    rw_page_heading(page, "demands", "Demands, and why not", "Warmtevragen, en waarom niet");
    rw_page_table_start(
        page,
        "Cost of all heat at the network head, backup and distribution network included, against the "
        "reference.",
        "Kosten van alle warmte aan de netkop, met achtervang en distributienet, tegenover de referentie.");
    rw_page_column(page, "demand", "warmtevraag", false);
    rw_page_column(page, "in the plan", "in het plan", false);
    rw_page_column(page, "MWh/yr", "MWh/jr", true);
    rw_page_column(page, "peak MW", "piek MW", true);
    rw_page_column(page, "energy covered %", "energie gedekt %", true);
    rw_page_column(page, "peak covered %", "piek gedekt %", true);
    rw_page_column(page, "EUR/GJ", "EUR/GJ", true);
    rw_page_column(page, "reference EUR/GJ", "referentie EUR/GJ", true);
    rw_page_column(page, "unprofitable top EUR", "onrendabele top EUR", true);
    rw_page_column(page, "gain EUR/yr per dwelling", "winst EUR/jr per woning", true);
    rw_page_columns_end(page);
    for (int j = 0; j < m->study->demand_count && j < LONGEST_TABLE; ++j) {
        const rw_demand *d = &m->study->demands[j];
        const rw_demand_figures *f = &m->indicators->demands[j];
        rw_page_row(page);
        rw_page_cell_named(page, d->id, d->name);
        add_verdict(page, j);
        rw_page_number(page, d->energy_mwh_per_yr, 0);
        rw_page_number(page, m->terms->demand[j].peak_mw, 2);
        rw_page_number(page, 100 * f->energy_coverage_share, 1);
        rw_page_number(page, 100 * f->peak_coverage_share, 1);
        rw_page_number(page, per_gj(f->cost_eur_per_mwh), 2);
        rw_page_number(page, per_gj(f->reference_eur_per_mwh), 2);
        rw_page_number(page, f->unprofitable_eur, 0);
        rw_page_number(page, d->weq > 0 ? f->gain_eur_per_weq_yr : RW_NAN, 2);
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
    say_cut(page, m->study->demand_count, "demands.csv");
}

void rw_page_costs(const rw_page *page) {
    const rw_material *m = page->material;
    const rw_totals *t = &m->indicators->totals;
    rw_page_heading(page, "costs", "Where the money goes", "Waar het geld heen gaat");
    rw_text_add(page->text, "<div class=\"chart\"><canvas id=\"chart-costs\"></canvas></div>\n");
    rw_page_table_start(page,
                        "Every cost line of the plan. cashflows.csv has them year by year; discounted, it "
                        "adds up to this table.",
                        "Elke kostenpost van het plan. cashflows.csv geeft ze per jaar; verdisconteerd telt "
                        "die op tot deze tabel.");
    rw_page_column(page, "line", "post", false);
    rw_page_column(page, "present value EUR", "contante waarde EUR", true);
    rw_page_column(page, "EUR/yr", "EUR/jr", true);
    rw_page_columns_end(page);
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line) {
        if (t->present_eur[line] == 0) continue;
        rw_page_row(page);
        rw_page_cell(page, rw_line_word(page->language, line));
        rw_page_number(page, t->present_eur[line], 0);
        rw_page_number(page, t->present_eur[line] * m->terms->annuity, 0);
        rw_page_row_end(page);
    }
    rw_text_add(page->text, "<tr class=\"sum\">");
    rw_page_cell(page, rw_page_in(page, "total", "totaal"));
    rw_page_number(page, t->cost_eur, 0);
    rw_page_number(page, t->cost_eur_per_yr, 0);
    rw_page_row_end(page);
    rw_page_table_end(page);
    if (rw_cash_is_grouped(m))
        rw_page_paragraph(page,
                          "In cashflows.csv payments of the same year and cost line are added up by what is "
                          "paid for: there are more than cash_flow_rows.",
                          "In cashflows.csv zijn betalingen van hetzelfde jaar en dezelfde kostenpost "
                          "opgeteld per soort waarvoor betaald wordt: het zijn er meer dan cash_flow_rows.");
}
