/* What the numbers rest on: assumptions, files, method. */
#include "base/file.h"
#include "base/number.h"
#include "report/assumption_words.h"
#include "report/html.h"
#include <string.h>

static void add_value(const rw_page *page, const rw_parameters *p, rw_parameter k) {
    char value[RW_NUMBER_BYTES];
    rw_page_value(page, rw_parameters_text(p, k, value, sizeof value), "");
}

static void add_changed(const rw_page *page, const rw_parameters *p) {
    const rw_parameters defaults = rw_parameters_default();
    int changed = 0;
    for (rw_parameter k = 0; k < RW_PARAMETER_COUNT; ++k) changed += !rw_parameters_is_default(p, k);
    if (changed == 0) {
        rw_page_paragraph(page, "No assumption differs from its default.",
                          "Geen enkele aanname wijkt af van de standaard.");
        return;
    }
    rw_page_table_start(page, "Assumptions that differ from their default.",
                        "Aannamen die afwijken van de standaard.");
    rw_page_column(page, "assumption", "aanname", false);
    rw_page_column(page, "here", "hier", false);
    rw_page_column(page, "default", "standaard", false);
    rw_page_column(page, "unit", "eenheid", false);
    rw_page_columns_end(page);
    for (rw_parameter k = 0; k < RW_PARAMETER_COUNT; ++k) {
        if (rw_parameters_is_default(p, k)) continue;
        const rw_parameter_info *info = rw_parameter_describe(k);
        rw_page_row(page);
        rw_page_cell_named(page, info->name, rw_page_in(page, info->english, info->dutch));
        add_value(page, p, k);
        add_value(page, &defaults, k);
        rw_page_cell(page, rw_unit_word(page->language, info->unit));
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
}

static void add_table_of(const rw_page *page, const rw_parameters *p, bool unverified) {
    rw_page_column(page, "assumption", "aanname", false);
    rw_page_column(page, "value", "waarde", false);
    rw_page_column(page, "unit", "eenheid", false);
    rw_page_column(page, "source", "bron", false);
    rw_page_columns_end(page);
    for (rw_parameter k = 0; k < RW_PARAMETER_COUNT; ++k) {
        const rw_parameter_info *info = rw_parameter_describe(k);
        if (rw_parameter_unverified(p, k) != unverified ||
            strcmp(rw_parameter_group_of(k)->name, "search") == 0)
            continue;
        rw_page_row(page);
        rw_page_cell_named(page, info->name, rw_page_in(page, info->english, info->dutch));
        add_value(page, p, k);
        rw_page_cell(page, rw_unit_word(page->language, info->unit));
        rw_page_cell(page, info->source);
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
}

void rw_page_assumptions(const rw_page *page) {
    const rw_parameters *p = &page->material->study->parameters;
    rw_page_heading(page, "assumptions", "Assumptions", "Aannamen");
    add_changed(page, p);
    rw_page_paragraph(page,
                      "Below are the defaults that are general knowledge and that nobody has verified for "
                      "this study. Whoever relies on "
                      "this report should replace those that matter by figures of their own.",
                      "Hieronder staan de standaardwaarden die algemene kennis zijn en door niemand voor "
                      "deze studie zijn geverifieerd. "
                      "Wie op dit rapport steunt, vervangt wat ertoe doet door eigen cijfers.");
    rw_page_table_start(page, "Unverified defaults.", "Niet-geverifieerde standaardwaarden.");
    add_table_of(page, p, true);
    rw_text_addf(
        page->text, "<details><summary>%s</summary>\n",
        rw_page_in(page, "All other assumptions, with their source", "Alle andere aannamen, met hun bron"));
    rw_page_table_start(page, "Assumptions with a source, and choices of this study.",
                        "Aannamen met een bron, en keuzes van deze studie.");
    add_table_of(page, p, false);
    rw_text_add(page->text, "</details>\n");
}

static void add_files(const rw_page *page) {
    const rw_study *study = page->material->study;
    rw_page_table_start(
        page, "Input files, as they were read. The fingerprint (SHA-256) shows whether a file is the same.",
        "Invoerbestanden, zoals gelezen. De vingerafdruk (SHA-256) toont of een bestand hetzelfde is.");
    rw_page_column(page, "file", "bestand", false);
    rw_page_column(page, "rows", "rijen", true);
    rw_page_column(page, "read as", "gelezen als", false);
    rw_page_column(page, "SHA-256", "SHA-256", false);
    rw_page_columns_end(page);
    for (int k = 0; k < study->file_count; ++k) {
        const rw_study_file *file = &study->files[k];
        rw_page_row(page);
        rw_page_cell(page, rw_file_name(file->path));
        rw_page_number(page, (double)file->row_count, 0);
        rw_page_cell(page, file->dialect);
        rw_text_add(page->text, "<td class=\"hash\">");
        rw_text_html(page->text, file->sha256);
        rw_text_add(page->text, "</td>");
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
}

static void add_count(const rw_page *page, const char *english, const char *dutch, double count) {
    rw_page_row(page);
    rw_page_cell(page, rw_page_in(page, english, dutch));
    rw_page_number(page, count, 0);
    rw_page_row_end(page);
}

static void add_counts(const rw_page *page) {
    const rw_material *m = page->material;
    rw_page_table_start(page, "What was weighed.", "Wat is gewogen.");
    rw_page_column(page, "", "", false);
    rw_page_column(page, "number", "aantal", true);
    rw_page_columns_end(page);
    add_count(page, "pairs near enough", "paren dichtbij genoeg", (double)m->pairs);
    add_count(page, "pairs that are possible", "paren die mogelijk zijn", m->possible_pairs);
    add_count(page, "combinations of mode, diameter and exit plan",
              "combinaties van opwaardering, diameter en exitplan", (double)m->options_considered);
    add_count(page, "of which impossible", "waarvan onmogelijk", (double)m->options_impossible);
    add_count(page, "of which never better than another (dominated)",
              "waarvan nooit beter dan een andere (gedomineerd)", (double)m->options_dominated);
    add_count(page, "options weighed", "gewogen opties", m->options);
    rw_page_table_end(page);
}

static void add_gaps(const rw_page *page) {
    const rw_result *r = page->material->result;
    if (!page->material->plan) return;
    rw_page_table_start(page, "The proof.", "Het bewijs.");
    rw_page_column(page, "", "", false);
    rw_page_column(page, "EUR/yr", "EUR/jr", true);
    rw_page_columns_end(page);
    add_count(page, "cost of this plan", "kosten van dit plan", r->cost_eur_per_yr);
    add_count(page, "no plan costs less than (bound)", "geen plan kost minder dan (ondergrens)",
              r->bound_eur_per_yr);
    add_count(page, "open", "open", rw_material_open(page->material));
    rw_page_table_end(page);
}

void rw_page_method(const rw_page *page) {
    const rw_parameters *p = &page->material->study->parameters;
    rw_page_heading(page, "method", "Method and proof", "Methode en bewijs");
    rw_text_addf(
        page->text,
        rw_page_in(page,
                   "<p>Every physically possible way to connect a datacenter to a network (direct, heat pump "
                   "at the source, exchanger "
                   "and then heat pump, heat pump at the network or on the way at a junction; every pipe "
                   "diameter; stop or replace after the commitment) is an "
                   "option with its costs over %d years from %d, in euros of %d without VAT, discounted at "
                   "%s %% a year. A "
                   "mixed-integer model chooses among all of them at once (solver: %s). The plan's cost is "
                   "then computed again, year "
                   "by year, by code that shares nothing with the model but the formulas; the two agree "
                   "within one millionth. The "
                   "bound is proven: no plan at all costs less.</p>\n",
                   "<p>Elke fysisch mogelijke manier om een datacenter met een net te verbinden (direct, "
                   "warmtepomp bij de bron, "
                   "wisselaar en dan warmtepomp, warmtepomp bij het net of onderweg bij een knooppunt; elke "
                   "leidingdiameter; stoppen of vervangen na de "
                   "leveringsduur) is een optie met haar kosten over %d jaar vanaf %d, in euro's van %d "
                   "exclusief btw, "
                   "verdisconteerd tegen %s %% per jaar. Een gemengd-geheeltallig model kiest uit alle "
                   "opties tegelijk (solver: %s). "
                   "De kosten van het plan worden daarna opnieuw berekend, jaar voor jaar, door code die "
                   "alleen de formules met het "
                   "model deelt; de twee stemmen overeen binnen een miljoenste. De ondergrens is bewezen: "
                   "geen enkel plan kost "
                   "minder.</p>\n"),
        p->horizon_yr, p->base_year + 1, p->price_year,
        rw_person((char[RW_PERSON_BYTES]){0}, page->language, 100 * page->material->terms->rate_per_yr, 1),
        page->material->result->solver);
    rw_page_paragraph(page,
                      "The cost gap is what is open as a share of the cost. The benefit gap is what is open "
                      "as a share of all that could be "
                      "gained over the reference; it is the stricter of the two, because most of the cost is "
                      "heat that nobody decides about.",
                      "De kostenkloof is wat open staat als aandeel van de kosten. De winstkloof is wat open "
                      "staat als aandeel van alles wat "
                      "t.o.v. de referentie te winnen valt; die is strenger, omdat de meeste kosten warmte "
                      "zijn waarover niemand beslist.");
    add_gaps(page);
    add_counts(page);
    add_files(page);
    rw_page_paragraph(page,
                      "Connections are drawn as straight lines; their length is that of the route in "
                      "routes.csv, or crow distance times "
                      "detour_factor.",
                      "Verbindingen zijn als rechte lijnen getekend; hun lengte is die van het trac&eacute; "
                      "in routes.csv, of hemelsbreed maal "
                      "detour_factor.");
}
