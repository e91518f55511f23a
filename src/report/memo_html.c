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
    if (!m->proven)
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

/* -- 2. The system ------------------------------------------------------------------------------------- */

static void interval_row(const rw_page *page, const char *english, const char *dutch, rw_interval v,
                         bool known) {
    rw_text words;
    rw_text_start(&words, page->text->context);
    rw_worth_text(&words, page->language, v);
    rw_page_row(page);
    rw_page_cell(page, rw_page_in(page, english, dutch));
    rw_text_add(page->text, "<td class=\"n\">");
    rw_text_html(page->text,
                 known ? rw_text_string(&words) : rw_page_in(page, "not solved", "niet opgelost"));
    rw_text_add(page->text, "</td>");
    rw_page_row_end(page);
    rw_text_free(&words);
}

static void add_perspectives(const rw_page *page, const rw_memo *m) {
    const double yearly = m->datacenter_gain_eur * m->terms->annuity;
    if (rw_memo_is_network(m))
        rw_page_table_start(
            page, "Worth by whose costs count: of the plans found, and between which values it is proven.",
            "Waarde naar wiens kosten tellen: van de gevonden plannen, en waartussen hij is bewezen.");
    else
        rw_page_table_start(
            page,
            "Worth by whose costs count. Each value lies between the bound of one solve and the cost "
            "of the other, so it is proven.",
            "Waarde naar wiens kosten tellen. Elke waarde ligt tussen de ondergrens van de ene en de "
            "kosten van de andere oplossing, en is dus bewezen.");
    rw_page_column(page, "", "", false);
    rw_page_column(page, "EUR/yr", "EUR/jr", true);
    rw_page_columns_end(page);
    interval_row(page, "heat company (decides this memo)", "warmtebedrijf (bepaalt deze notitie)", m->worth,
                 true);
    interval_row(page, "national: social rate, CO2 priced, no taxes",
                 "nationaal: sociale discontovoet, CO2 geprijsd, zonder belastingen", m->national,
                 m->national_solved);
    interval_row(page, "the datacenter's own: cooling saved and heat paid, a to c refunded",
                 "het datacenter zelf: bespaarde koeling en betaalde warmte, a tot c vergoed",
                 rw_interval_of(yearly, yearly), true);
    rw_page_table_end(page);
}

static void add_use(const rw_page *page, const rw_memo *m) {
    const int bands = m->terms->band_count;
    rw_page_table_start(
        page,
        "How much of its heat is used, MW by demand and band of the load-duration curve (base load "
        "first).",
        "Hoeveel van zijn warmte wordt benut, MW per warmtevraag en band van de "
        "jaarbelastingduurkromme (basislast eerst).");
    rw_page_column(page, "demand", "warmtevraag", false);
    for (int b = 0; b < bands; ++b) {
        rw_text_add(page->text, "<th class=\"n\">");
        rw_page_figure(page, 100 * m->terms->level[b], 0);
        rw_text_add(page->text, "–");
        rw_page_figure(page, 100 * m->terms->level[b + 1], 0);
        rw_text_add(page->text, " %</th>");
    }
    rw_page_column(page, "MWh/yr", "MWh/jr", true);
    rw_page_columns_end(page);
    for (int k = 0; k < m->with.plan->connection_count; ++k) {
        const rw_connection *c = &m->with.plan->connections[k];
        if (c->source != m->source) continue;
        rw_page_row(page);
        rw_page_cell_named(page, m->study->demands[c->demand].id, m->study->demands[c->demand].name);
        for (int b = 0; b < bands; ++b) rw_page_number(page, c->delivered_mw[b], 3);
        rw_page_number(page, m->with.indicators->connections[k].heat_mwh_per_yr, 0);
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
}

/* Which other sources deliver less with this one, in one sentence. */
static void say_displaced(const rw_page *page, const rw_memo *m) {
    int said = 0;
    for (int i = 0; i < m->study->source_count; ++i) {
        double mwh = 0;
        for (int k = 0; k < m->shift_count; ++k)
            if (m->shifts[k].source == i)
                mwh += m->shifts[k].without_mwh_per_yr - m->shifts[k].with_mwh_per_yr;
        if (i == m->source || mwh < 1) continue;
        rw_text_addf(page->text, "%s", said++ ? "; " : rw_page_in(page, "<p>Displaced: ", "<p>Verdrongen: "));
        rw_text_html(page->text, m->study->sources[i].name);
        rw_text_add(page->text, " ");
        rw_page_figure(page, mwh, 0);
        rw_text_add(page->text, rw_page_in(page, " MWh/yr", " MWh/jr"));
    }
    if (said)
        rw_text_add(page->text, ".</p>\n");
    else
        rw_page_paragraph(
            page,
            "No other datacenter is displaced: its heat replaces backup, or the reference of networks that "
            "would not exist without it.",
            "Er wordt geen ander datacenter verdrongen: zijn warmte vervangt achtervang, of de referentie "
            "van netten die er zonder niet zouden zijn.");
}

static void add_displaced(const rw_page *page, const rw_memo *m) {
    rw_page_table_start(page, "What it displaces: connections that the two plans do not share.",
                        "Wat het verdringt: verbindingen die de twee plannen niet delen.");
    rw_page_column(page, "source", "bron", false);
    rw_page_column(page, "demand", "warmtevraag", false);
    rw_page_column(page, "without, MW", "zonder, MW", true);
    rw_page_column(page, "with, MW", "met, MW", true);
    rw_page_columns_end(page);
    for (int k = 0; k < m->shift_count; ++k) {
        const rw_shift *s = &m->shifts[k];
        rw_page_row(page);
        rw_page_cell_named(page, m->study->sources[s->source].id, m->study->sources[s->source].name);
        rw_page_cell_named(page, m->study->demands[s->demand].id, m->study->demands[s->demand].name);
        rw_page_number(page, s->without_mw, 2);
        rw_page_number(page, s->with_mw, 2);
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
    say_displaced(page, m);
    for (int j = 0; j < m->study->demand_count; ++j) {
        const bool with = m->with.plan->demand_connected[j], without = m->without.plan->demand_connected[j];
        if (with == without) continue;
        rw_text_add(page->text, "<p>");
        rw_text_html(page->text, m->study->demands[j].name);
        rw_text_addf(page->text, " %s</p>\n",
                     with ? rw_page_in(page, "becomes a heat network only with this datacenter.",
                                       "wordt alleen met dit datacenter een warmtenet.")
                          : rw_page_in(page, "is a heat network only without this datacenter.",
                                       "is alleen zonder dit datacenter een warmtenet."));
    }
}

/* Heat that arrives too cold is no heat: as in the report of a solve. */
static void say_verified(const rw_page *page, const rw_memo *m) {
    const int cooled = m->with.indicators->totals.cooled_ways;
    if (cooled > 0)
        rw_text_addf(
            page->text,
            rw_page_in(page,
                       "<p><b class=\"check1\">Not verified:</b> in the plan with this datacenter the "
                       "heat may arrive too cold on %d ways (max_temperature_drop_k).</p>\n",
                       "<p><b class=\"check1\">Niet geverifieerd:</b> in het plan met dit datacenter kan "
                       "de warmte op %d wegen te koud aankomen (max_temperature_drop_k).</p>\n"),
            cooled);
}

static void add_system(const rw_page *page, const rw_memo *m) {
    const rw_totals *a = &m->with.indicators->totals, *b = &m->without.indicators->totals;
    rw_page_heading(page, "system", "2. What is the source worth to the system?",
                    "2. Wat is de bron waard voor het systeem?");
    if (rw_memo_is_network(m))
        rw_page_paragraph(page,
                          "The whole network was solved with this datacenter and without it. With it means: "
                          "the fixed part of its "
                          "coupling is paid, and its heat used as far as that pays; every trench, pipe and "
                          "other datacenter is "
                          "free to differ. With its coupling paid every plan without it is still there, so "
                          "it is proven that it "
                          "is worth no less than minus that coupling.",
                          "Het hele netwerk is opgelost met dit datacenter en zonder. Ermee betekent: het "
                          "vaste deel van de "
                          "uitkoppeling is betaald, en zijn warmte gebruikt zover dat loont; elke sleuf, "
                          "leiding en elk ander "
                          "datacenter mag verschillen. Met betaalde uitkoppeling is elk plan zonder er nog, "
                          "dus het is bewezen "
                          "dat het niet minder waard is dan min die uitkoppeling.");
    else
        rw_page_paragraph(
            page,
            "The whole study was solved twice: with at least one connection of this datacenter, and "
            "without any.",
            "De hele studie is twee keer opgelost: met minstens een verbinding van dit datacenter, en "
            "zonder.");
    rw_page_table_start(page, "The best plan without the datacenter, and with it.",
                        "Het beste plan zonder het datacenter, en ermee.");
    rw_page_column(page, "", "", false);
    rw_page_column(page, "without", "zonder", true);
    rw_page_column(page, "with", "met", true);
    rw_page_column(page, "difference", "verschil", true);
    rw_page_columns_end(page);
    rw_page_compared(page, "heating all demands, EUR/yr", "alle warmtevragen verwarmen, EUR/jr",
                     m->without.cost_eur_per_yr, m->with.cost_eur_per_yr, 0);
    rw_page_compared(page, "no such plan costs less than (proven), EUR/yr",
                     "geen zulk plan kost minder dan (bewezen), EUR/jr", m->without.bound_eur_per_yr,
                     m->with.bound_eur_per_yr, 0);
    rw_page_compared(page, "investment, EUR", "investering, EUR", b->investment_eur, a->investment_eur, 0);
    rw_page_compared(page, "heat from datacenters, MWh/yr", "warmte uit datacenters, MWh/jr",
                     b->coupled_mwh_per_yr, a->coupled_mwh_per_yr, 0);
    rw_page_compared(page, "CO2, t/yr", "CO2, t/jr", b->co2_t_per_yr, a->co2_t_per_yr, 0);
    rw_page_compared(page, "electric peak of pumps, MWe", "elektrische piek van pompen, MWe",
                     b->electric_peak_mwe, a->electric_peak_mwe, 2);
    rw_page_table_end(page);
    add_perspectives(page, m);
    if (m->unused) return;
    add_use(page, m);
    add_displaced(page, m);
    if (rw_memo_is_network(m)) say_verified(page, m);
}

/* -- 3. Cost and who pays ------------------------------------------------------------------------------ */

static const char *payer_of(const rw_page *page, rw_cost_line line) {
    switch (line) {
    case RW_LINE_coupling_a:
    case RW_LINE_coupling_b:
    case RW_LINE_coupling_om:
        return rw_page_in(page, "datacenter, charged to the heat company (6.2)",
                          "datacenter, doorberekend aan het warmtebedrijf (6.2)");
    case RW_LINE_stranded:
        return rw_page_in(page, "to be agreed; here the heat company",
                          "af te spreken; hier het warmtebedrijf");
    default:
        return rw_page_in(page, "heat company", "warmtebedrijf");
    }
}

static void add_money(const rw_page *page, const rw_memo *m) {
    double eur[RW_LINE_COUNT] = {0}, sum = 0, mwh = 0, source_mwh = 0, stranded = 0, premium = 0,
           reference = 0, heat = 0;
    for (int k = 0; k < m->with.plan->connection_count; ++k) {
        const rw_connection *c = &m->with.plan->connections[k];
        const rw_connection_figures *f = &m->with.indicators->connections[k];
        if (c->source != m->source) continue;
        for (int line = 0; line < RW_LINE_COUNT; ++line) eur[line] += f->present_eur[line];
        mwh += f->discounted_mwh;
        source_mwh += f->discounted_source_mwh;
        stranded += f->stranded_eur;
        premium += f->premium_eur;
        heat += f->heat_mwh_per_yr;
        reference += f->heat_mwh_per_yr * m->with.indicators->demands[c->demand].reference_eur_per_mwh;
    }
    rw_page_heading(page, "money", "3. What does it cost, and who pays?", "3. Wat kost het, en wie betaalt?");
    rw_page_table_start(page, "Every cost line of its connections, in the best plan that couples it.",
                        "Elke kostenpost van zijn verbindingen, in het beste plan dat het koppelt.");
    rw_page_column(page, "line", "post", false);
    rw_page_column(page, "who pays", "wie betaalt", false);
    rw_page_column(page, "present value EUR", "contante waarde EUR", true);
    rw_page_column(page, "EUR/yr", "EUR/jr", true);
    rw_page_column(page, "EUR/GJ", "EUR/GJ", true);
    rw_page_columns_end(page);
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line) {
        if (eur[line] == 0) continue;
        sum += eur[line];
        rw_page_row(page);
        rw_page_cell(page, rw_line_word(page->language, line));
        rw_page_cell(page, payer_of(page, line));
        rw_page_number(page, eur[line], 0);
        rw_page_number(page, eur[line] * m->terms->annuity, 0);
        rw_page_number(page, eur[line] / mwh / RW_GJ_PER_MWH, 2);
        rw_page_row_end(page);
    }
    rw_text_add(page->text, "<tr class=\"sum\">");
    rw_page_cell(page, rw_page_in(page, "total", "totaal"));
    rw_page_cell(page, "");
    rw_page_number(page, sum, 0);
    rw_page_number(page, sum * m->terms->annuity, 0);
    rw_page_number(page, sum / mwh / RW_GJ_PER_MWH, 2);
    rw_page_row_end(page);
    rw_page_table_end(page);
    if (rw_memo_is_network(m))
        rw_page_paragraph(
            page,
            "Pipes, pumps and losses that it shares with other datacenters are counted by heat "
            "delivered: a convention. What it adds to the whole is the worth above, which is "
            "marginal.",
            "Leidingen, pompen en verliezen die het met andere datacenters deelt zijn verdeeld naar "
            "geleverde warmte: een afspraak. Wat het aan het geheel toevoegt is de waarde hierboven, "
            "en die is marginaal.");
    rw_text_add(page->text, rw_page_in(page, "<p>Against it stands the reference of the same networks: ",
                                       "<p>Daartegenover staat de referentie van dezelfde netten: "));
    rw_page_figure(page, reference / heat / RW_GJ_PER_MWH, 2);
    rw_text_add(
        page->text,
        rw_page_in(
            page,
            " EUR/GJ for all their heat. (A new network's reference is what its heat would earn; its own "
            "distribution and backup come on top of the source's heat.)</p>\n",
            " EUR/GJ voor al hun warmte. (De referentie van een nieuw net is wat zijn warmte zou "
            "opbrengen; distributie en achtervang komen bovenop de warmte van de bron.)</p>\n"));
    rw_text_add(page->text, rw_page_in(page, "<p><b>The write-off mismatch</b> costs ",
                                       "<p><b>Het looptijdverschil (mismatch)</b> kost "));
    rw_page_figure(page, stranded + premium, 0);
    rw_text_add(page->text, rw_page_in(page, " EUR (present value): ", " EUR (contante waarde): "));
    rw_page_figure(page, stranded, 0);
    rw_text_add(page->text, rw_page_in(page, " stranded and ", " gestrand en "));
    rw_page_figure(page, premium, 0);
    rw_text_add(page->text,
                rw_page_in(page, " for what replaces the source; ", " voor wat de bron vervangt; "));
    rw_page_figure(page, source_mwh > 0 ? (stranded + premium) / source_mwh / RW_GJ_PER_MWH : RW_NAN, 2);
    rw_text_add(
        page->text,
        rw_page_in(
            page,
            " EUR per GJ that the source itself delivers. The law does not say who carries it; in these "
            "figures the heat company does.</p>\n",
            " EUR per GJ die de bron zelf levert. De wet zegt niet wie dit draagt; in deze cijfers het "
            "warmtebedrijf.</p>\n"));
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
        add_system(&page, m);
        if (!m->unused) add_money(&page, m);
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
