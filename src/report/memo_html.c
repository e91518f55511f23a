/* ophaalrecht.html: the memo of one request. Conclusion first, then the six questions in order. */
#include "base/number.h"
#include "report/html.h"
#include "report/memo_page.h"
#include "report/pages.h"
#include <restwarmte/version.h>
#include <string.h>

static const char *kind_of(const rw_page *page) {
    return rw_page_in(page, "Ophaalrecht: memo on one request for waste heat",
                      "Ophaalrecht: notitie over een verzoek om restwarmte");
}

static void add_title(const rw_page *page, const rw_memo *m) {
    const rw_source *s = &m->study->sources[m->source];
    const rw_parameters *p = &m->study->parameters;
    rw_text *text = page->text;
    rw_text_addf(text, "<header><p class=\"kind\">%s</p><h1>", kind_of(page));
    rw_text_html(text, s->name);
    rw_text_add(text, " (");
    rw_text_html(text, s->id);
    rw_text_add(text, ")</h1><p>");
    rw_text_html(text, m->study->name);
    rw_text_addf(text, " &middot; %s &middot; ", rw_perspective_word(page->language, p->perspective));
    rw_text_addf(
        text,
        rw_page_in(page,
                   "commitment %d years &middot; euros of %d, excluding VAT &middot; %d years from %d "
                   "&middot; restwarmte %s",
                   "leveringsduur %d jaar &middot; euro's van %d, exclusief btw &middot; %d jaar vanaf "
                   "%d &middot; restwarmte %s"),
        s->commitment_yr, p->price_year, p->horizon_yr, p->base_year + 1, rw_version());
    rw_text_add(text, "</p></header>\n<main>\n");
}

/* -- Conclusion ---------------------------------------------------------------------------------------- */

static void add_conditions(const rw_page *page, const rw_memo *m) {
    int said = 0;
    for (int lever = 0; lever < RW_LEVER_COUNT; ++lever) {
        rw_text condition;
        rw_text_start(&condition, page->text->context);
        if (rw_lever_condition(m, (rw_lever)lever, &condition)) {
            if (said++ == 0)
                rw_text_addf(page->text, "<p>%s%s</p><ul>\n",
                             rw_memo_is_network(m)
                                 ? rw_page_in(page, "<b>By the plans found, not proven.</b> ",
                                              "<b>Volgens de gevonden plannen, niet bewezen.</b> ")
                                 : "",
                             m->sign == RW_SIGN_POSITIVE
                                 ? rw_page_in(page, "It stays worth it with, each by itself:",
                                              "Het blijft de moeite waard bij, elk afzonderlijk:")
                                 : rw_page_in(page, "It would be worth it with, each by itself:",
                                              "Het zou de moeite waard zijn bij, elk afzonderlijk:"));
            rw_text_add(page->text, "<li>");
            rw_text_html(page->text, rw_text_string(&condition));
            rw_text_add(page->text, "</li>\n");
        }
        rw_text_free(&condition);
    }
    rw_text_add(page->text, said ? "</ul>\n" : "");
}

/* Why a positive worth is conditional: the assumptions that turn it, each at an end of its sources. */
static void add_turning(const rw_page *page, const rw_memo *m) {
    int said = 0;
    if (m->sign != RW_SIGN_POSITIVE) return;
    for (int k = 0; k < m->swing_count; ++k)
        for (int end = 0; end < 2; ++end) {
            rw_text words;
            if (!rw_swing_turns(m, &m->swings[k], end)) continue;
            if (said++ == 0)
                rw_text_addf(
                    page->text, "<p>%s</p><ul>\n",
                    rw_page_in(page,
                               "It is not worth it, all else as it is, if an assumption proves to be at "
                               "this end of its sources:",
                               "Het is niet de moeite waard, de rest gelijk, als een aanname op dit uiterste "
                               "van de bronnen blijkt te liggen:"));
            rw_text_start(&words, page->text->context);
            rw_swing_text(&words, m, &m->swings[k], end);
            rw_text_add(page->text, "<li>");
            rw_text_html(page->text, rw_text_string(&words));
            rw_text_add(page->text, "</li>\n");
            rw_text_free(&words);
        }
    rw_text_add(page->text, said ? "</ul>\n" : "");
}

static void card(const rw_page *page, const char *title, double value, int decimals, const char *unit,
                 const char *note) {
    rw_text_addf(page->text, "<div class=\"card\"><span class=\"t\">%s</span><span class=\"v\">", title);
    rw_page_figure(page, value, decimals);
    rw_text_addf(page->text, "</span> <span class=\"u\">%s</span><span class=\"w\">%s</span></div>\n", unit,
                 note);
}

static void add_cards(const rw_page *page, const rw_memo *m) {
    const rw_source_figures *f = &m->with.indicators->sources[m->source];
    const rw_totals *a = &m->with.indicators->totals, *b = &m->without.indicators->totals;
    const char *yearly = rw_page_in(page, "EUR/yr", "EUR/jr");
    rw_text_add(page->text, "<div class=\"cards\">\n");
    if (!m->proven && !isnan(m->worth.by_plans))
        card(page, rw_page_in(page, "Likely worth", "Waarschijnlijk waard"), m->worth.by_plans, 0, yearly,
             rw_page_in(page, "by the plans found; not proven", "volgens de gevonden plannen; niet bewezen"));
    else if (m->sign == RW_SIGN_NEGATIVE)
        card(page, rw_page_in(page, "Misses at least", "Komt minstens tekort"), -m->worth.high, 0, yearly,
             rw_page_in(page, "against the best plan without it", "tegenover het beste plan zonder"));
    else
        card(page, rw_page_in(page, "Worth at least", "Minstens waard"), m->worth.low, 0, yearly,
             rw_page_in(page, "against the best plan without it", "tegenover het beste plan zonder"));
    card(page, rw_page_in(page, "Its heat", "Zijn warmte"), f->heat_mwh_per_yr / 1000, 1,
         rw_page_in(page, "GWh/yr", "GWh/jr"),
         rw_page_in(page, "delivered to networks", "geleverd aan netten"));
    card(page, rw_page_in(page, "Levelised cost", "Kostprijs"), f->levelised_eur_per_mwh / RW_GJ_PER_MWH, 2,
         "EUR/GJ",
         rw_page_in(page, "at the network head, backup left out", "aan de netkop, zonder achtervang"));
    card(page, rw_page_in(page, "Coupling a + b", "Uitkoppeling a + b"),
         (f->coupling_a_eur + f->coupling_b_eur) / 1e6, 2, rw_page_in(page, "million EUR", "miljoen EUR"),
         rw_page_in(page, "charged under art. 6.2", "berekend onder art. 6.2"));
    card(page, rw_page_in(page, "Used share", "Benutting"), 100 * f->used_share, 0, "%",
         rw_page_in(page, "of what it could deliver in a year", "van wat het in een jaar kan leveren"));
    card(page, rw_page_in(page, "CO2 avoided", "Vermeden CO2"), b->co2_t_per_yr - a->co2_t_per_yr, 0,
         rw_page_in(page, "t/yr", "t/jr"),
         rw_page_in(page, "against the plan without it", "tegenover het plan zonder"));
    rw_text_add(page->text, "</div>\n");
}

static void add_conclusion(const rw_page *page, const rw_memo *m) {
    rw_text words;
    rw_text_start(&words, page->text->context);
    rw_memo_conclusion(m, &words);
    rw_page_heading(page, "conclusion", "Conclusion", "Conclusie");
    rw_text_addf(page->text, "<p class=\"lead\"><b class=\"verdict %s\">%s.</b> ",
                 rw_memo_verdict_name(m->verdict), rw_verdict_words(page->language, m));
    rw_text_html(page->text, rw_text_string(&words));
    rw_text_add(page->text, "</p>\n");
    rw_text_free(&words);
    add_conditions(page, m);
    add_turning(page, m);
    if (m->with.solved && m->without.solved && !m->unused) add_cards(page, m);
    if (m->jobs_cut > 0)
        rw_text_addf(page->text,
                     rw_page_in(page,
                                "<p>The time limit or an interruption cut %d of %d side questions short; "
                                "they are marked &quot;not "
                                "solved&quot; below.</p>\n",
                                "<p>De tijdslimiet of een onderbreking kapte %d van %d deelvragen af; ze "
                                "staan hieronder als &quot;niet "
                                "opgelost&quot;.</p>\n"),
                     m->jobs_cut, m->jobs);
}

/* -- 1. The right -------------------------------------------------------------------------------------- */

static void add_right(const rw_page *page, const rw_memo *m) {
    const rw_language l = page->language;
    rw_page_heading(page, "right", "1. Does the right apply?", "1. Geldt het recht?");
    rw_page_paragraph(page, "A checklist on what the study says, not legal advice.",
                      "Een controlelijst op wat de studie zegt, geen juridisch advies.");
    rw_page_table_start(page, "Conditions and duties, by article.", "Voorwaarden en plichten, per artikel.");
    rw_page_column(page, "article", "artikel", false);
    rw_page_column(page, "verdict", "oordeel", false);
    rw_page_column(page, "ground", "grond", false);
    rw_page_column(page, "rests on", "berust op", false);
    rw_page_columns_end(page);
    for (int k = 0; k < m->checklist.count; ++k) {
        const rw_check_item *item = &m->checklist.item[k];
        rw_page_row(page);
        rw_page_cell(page, item->article);
        rw_text_addf(page->text, "<td class=\"check%d\">%s</td>", (int)item->verdict,
                     rw_check_word(l, item->verdict));
        rw_page_cell(page, rw_in(l, item->english, item->dutch));
        rw_page_cell(page, item->basis);
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
    rw_text_addf(page->text, "<h3>%s</h3>\n<ol>\n",
                 rw_page_in(page, "To be asked of the datacenter", "Nog te vragen aan het datacenter"));
    for (int k = 0; k < m->checklist.missing_count; ++k) {
        const rw_question *q = &m->checklist.missing[k];
        rw_text_addf(page->text, "<li>%s <span class=\"soft\">(%s)</span></li>\n",
                     rw_in(l, q->english, q->dutch), q->article);
    }
    rw_text_add(page->text, "</ol>\n");
}

/* -- 6. Policy figures --------------------------------------------------------------------------------- */

static void policy_row(const rw_page *page, const char *english, const char *dutch, double value,
                       int decimals, const char *unit) {
    rw_page_row(page);
    rw_page_cell(page, rw_page_in(page, english, dutch));
    rw_page_number(page, value, decimals);
    rw_page_cell(page, unit);
    rw_page_row_end(page);
}

static void add_months(const rw_page *page, const rw_memo *m) {
    static const char *const english[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static const char *const dutch[] = {"jan", "feb", "mrt", "apr", "mei", "jun",
                                        "jul", "aug", "sep", "okt", "nov", "dec"};
    const rw_source *s = &m->study->sources[m->source];
    rw_page_table_start(page, "Used share of the heat on offer, by month.",
                        "Benutting van de aangeboden warmte, per maand.");
    for (int month = 0; month < RW_MONTHS; ++month) rw_page_column(page, english[month], dutch[month], true);
    rw_page_columns_end(page);
    rw_page_row(page);
    for (int month = 0; month < RW_MONTHS; ++month)
        rw_page_number(
            page, 100 * m->month_mwh[month] / (s->heat_mw * s->availability_share * rw_month_length_h(month)),
            0);
    rw_page_row_end(page);
    rw_page_table_end(page);
    rw_text_add(page->text,
                "<figure><div class=\"chart\"><canvas id=\"chart-months\"></canvas></div></figure>\n");
    rw_page_paragraph(
        page,
        "Per cent, fully connected, while the source delivers. With hourly profiles the months are "
        "exact; otherwise the load-duration curve is spread by the degree days of a standard year.",
        "Procent, na volloop, zolang de bron levert. Met uurprofielen zijn de maanden exact; anders is "
        "de jaarbelastingduurkromme verdeeld naar de graaddagen van een standaardjaar.");
}

static void add_policy(const rw_page *page, const rw_memo *m) {
    const rw_source *s = &m->study->sources[m->source];
    const rw_source_figures *f = &m->with.indicators->sources[m->source];
    const rw_totals *a = &m->with.indicators->totals, *b = &m->without.indicators->totals;
    const double it_mwh = s->it_power_mw * RW_HOURS_PER_YEAR;
    rw_page_heading(page, "policy", "6. Policy figures", "6. Beleidscijfers");
    add_months(page, m);
    rw_page_table_start(page, "In the terms of Delegated Regulation (EU) 2024/1364.",
                        "In de termen van gedelegeerde verordening (EU) 2024/1364.");
    rw_page_column(page, "", "", false);
    rw_page_column(page, "value", "waarde", true);
    rw_page_column(page, "unit", "eenheid", false);
    rw_page_columns_end(page);
    policy_row(page, "used share of the heat on offer in a year",
               "benutting van de aangeboden warmte in een jaar", 100 * f->used_share, 1, "%");
    policy_row(page, "EREUSE: heat reused", "EREUSE: hergebruikte warmte", f->taken_mwh_per_yr, 0,
               rw_page_in(page, "MWh/yr", "MWh/jr"));
    policy_row(page, "ERF before", "ERF ervoor", 100 * f->erf_before_share, 1, "%");
    policy_row(page, "ERF after", "ERF erna", 100 * f->erf_share, 1, "%");
    policy_row(page, "PUE before", "PUE ervoor", s->energy_mwh_per_yr / it_mwh, 3, "");
    policy_row(page, "PUE after (cooling electricity saved)", "PUE erna (bespaarde koelelektriciteit)",
               (s->energy_mwh_per_yr - f->cooling_saved_mwh_per_yr) / it_mwh, 3, "");
    policy_row(page, "payback of a + b out of what the datacenter saves, less c, if it bore all three",
               "terugverdientijd van a + b uit wat het datacenter bespaart, min c, als het alle drie droeg",
               f->payback_yr, 1, rw_page_in(page, "yr", "jr"));
    policy_row(page, "electric peak added by heat pumps and circulation",
               "extra elektrische piek van warmtepompen en circulatie",
               a->electric_peak_mwe - b->electric_peak_mwe, 2, "MWe");
    policy_row(page, "electric peak avoided against all-electric homes (netcongestie)",
               "vermeden elektrische piek t.o.v. all-electric woningen (netcongestie)",
               a->all_electric_peak_mwe - b->all_electric_peak_mwe, 2, "MWe");
    rw_page_table_end(page);
}

/* -- Whole ----------------------------------------------------------------------------------------------- */

static void add_method(const rw_page *page, const rw_memo *m) {
    rw_page_heading(page, "method", "How this was found", "Hoe dit is gevonden");
    rw_text_addf(
        page->text,
        rw_page_in(
            page,
            "<p>Every value comes from solving the study again, with the datacenter and without it, never "
            "from "
            "extrapolating: %d side questions. A difference of two optima is an interval: each optimum lies "
            "between its proven bound and the cost of a plan. A break-even is bracketed by two solves, one "
            "in "
            "which the datacenter is proven worth coupling and one in which it is not. A positive worth is "
            "called conditional when any assumption at the low or high end of its sources turns it; a "
            "negative "
            "one when terms that the parties can agree on (years, renewal, coupling cost) turn it. The "
            "perspective is the heat company's.</p>\n",
            "<p>Elke waarde komt uit het opnieuw oplossen van de studie, met en zonder het datacenter, nooit "
            "uit "
            "extrapolatie: %d deelvragen. Een verschil van twee optima is een interval: elk optimum ligt "
            "tussen "
            "zijn bewezen ondergrens en de kosten van een plan. Een omslagpunt ligt tussen twee oplossingen: "
            "een "
            "waarin het koppelen bewezen loont en een waarin niet. Een positieve waarde heet voorwaardelijk "
            "als "
            "een aanname op de lage of hoge waarde uit de bronnen haar doet omslaan; een negatieve als "
            "voorwaarden die partijen zelf kunnen afspreken (jaren, verlenging, uitkoppelkosten) dat doen. "
            "Het "
            "perspectief is dat van het warmtebedrijf.</p>\n"),
        m->jobs);
}

static void add_network_method(const rw_page *page, const rw_memo *m) {
    if (!rw_memo_is_network(m)) return;
    rw_page_paragraph(
        page,
        "This study is a network of shared trenches, whose proof mostly stays some percent of the cost away. "
        "Where that leaves the sign open, verdict and break-evens are those of the plans found and called "
        "likely; an assumption turns the verdict where the plans found do. Only the assumptions of the "
        "what-ifs of <code>solve</code> are asked.",
        "Deze studie is een netwerk van gedeelde sleuven, waarvan het bewijs meestal enkele procenten van de "
        "kosten open laat. Waar dat het teken open laat, zijn oordeel en omslagpunten die van de gevonden "
        "plannen en heten ze waarschijnlijk; een aanname doet het oordeel omslaan waar de gevonden plannen "
        "dat doen. Alleen de aannamen van de wat-als-vragen van <code>solve</code> zijn gevraagd.");
}

void rw_page_worth(const rw_page *page, rw_interval worth, rw_worth_words *write) {
    rw_text words;
    rw_text_start(&words, page->text->context);
    write(&words, page->language, worth);
    rw_text_add(page->text, "<td class=\"n\">");
    rw_text_html(page->text, rw_text_string(&words));
    rw_text_add(page->text, "</td>");
    rw_text_free(&words);
}

rw_status rw_memo_html(const rw_memo *m, rw_text *text) {
    const rw_material material = {
        .study = m->study, .terms = m->terms, .plan = m->with.plan, .indicators = m->with.indicators};
    const rw_page page = {&material, text, (rw_language)m->study->parameters.lang};
    rw_page_head(&page, m->study->sources[m->source].name, kind_of(&page));
    add_title(&page, m);
    add_conclusion(&page, m);
    add_right(&page, m);
    const bool weighed = m->with.solved && m->without.solved;
    if (weighed) {
        rw_memo_system(&page, m);
        if (!m->unused) rw_memo_money(&page, m);
        rw_memo_break_evens(&page, m);
        rw_memo_terms(&page, m);
        rw_page_live(&page, &m->live, m->study->sources[m->source].id);
        if (!m->unused) add_policy(&page, m);
    }
    rw_page_assumptions(&page);
    add_method(&page, m);
    add_network_method(&page, m);
    if (weighed) RW_TRY(rw_memo_data(&page, m));
    rw_text_add(text, "</main>\n");
    const char *const scripts[] = {rw_page_chart_js, rw_page_memo_js, rw_page_live_js};
    for (size_t k = 0; k < sizeof scripts / sizeof *scripts && weighed; ++k) {
        rw_text_add(text, "<script>\n");
        rw_text_add(text, scripts[k]);
        rw_text_add(text, "\n</script>\n");
    }
    rw_text_add(text, "</body>\n</html>\n");
    return rw_text_status(text);
}
