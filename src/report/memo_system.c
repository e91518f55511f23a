/* The memo's second question: what the source is worth to the system. */
#include "base/number.h"
#include "report/memo_page.h"

/* NULL: not solved. */
static void worth_row(const rw_page *page, const char *english, const char *dutch, const rw_interval *worth) {
    rw_page_row(page);
    rw_page_cell(page, rw_page_in(page, english, dutch));
    if (worth)
        rw_page_worth(page, *worth, rw_worth_text);
    else
        rw_page_cell(page, rw_page_in(page, "not solved", "niet opgelost"));
    rw_page_row_end(page);
}

static void add_perspectives(const rw_page *page, const rw_memo *m) {
    const double yearly = m->datacenter_gain_eur * m->terms->annuity;
    const rw_interval own = rw_interval_of(yearly, yearly);
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
    worth_row(page, "heat company (decides this memo)", "warmtebedrijf (bepaalt deze notitie)", &m->worth);
    worth_row(page, "national: social rate, CO2 priced, no taxes",
              "nationaal: sociale discontovoet, CO2 geprijsd, zonder belastingen",
              m->national_solved ? &m->national : NULL);
    worth_row(page, "the datacenter's own: cooling saved and heat paid, a to c refunded",
              "het datacenter zelf: bespaarde koeling en betaalde warmte, a tot c vergoed", &own);
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

/* What "with" and "without" mean. */
static void say_meaning(const rw_page *page, const rw_memo *m) {
    if (rw_memo_is_network(m))
        rw_page_paragraph(
            page,
            "The whole network was solved with this datacenter and without it. With it means: the fixed part "
            "of its coupling is paid, and its heat used as far as that pays; every trench, pipe and other "
            "datacenter is free to differ. With its coupling paid every plan without it is still there, so "
            "it is proven that it is worth no less than minus that coupling.",
            "Het hele netwerk is opgelost met dit datacenter en zonder. Ermee betekent: het vaste deel van "
            "de uitkoppeling is betaald, en zijn warmte gebruikt zover dat loont; elke sleuf, leiding en elk "
            "ander datacenter mag verschillen. Met betaalde uitkoppeling is elk plan zonder er nog, dus het "
            "is bewezen dat het niet minder waard is dan min die uitkoppeling.");
    else
        rw_page_paragraph(page,
                          "The whole study was solved twice: with at least one connection of this "
                          "datacenter, and without any.",
                          "De hele studie is twee keer opgelost: met minstens een verbinding van dit "
                          "datacenter, en zonder.");
}

static void add_comparison(const rw_page *page, const rw_memo *m) {
    const rw_totals *with = &m->with.indicators->totals, *without = &m->without.indicators->totals;
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
    rw_page_compared(page, "investment, EUR", "investering, EUR", without->investment_eur,
                     with->investment_eur, 0);
    rw_page_compared(page, "heat from datacenters, MWh/yr", "warmte uit datacenters, MWh/jr",
                     without->coupled_mwh_per_yr, with->coupled_mwh_per_yr, 0);
    rw_page_compared(page, "CO2, t/yr", "CO2, t/jr", without->co2_t_per_yr, with->co2_t_per_yr, 0);
    rw_page_compared(page, "electric peak of pumps, MWe", "elektrische piek van pompen, MWe",
                     without->electric_peak_mwe, with->electric_peak_mwe, 2);
    rw_page_table_end(page);
}

void rw_memo_system(const rw_page *page, const rw_memo *m) {
    rw_page_heading(page, "system", "2. What is the source worth to the system?",
                    "2. Wat is de bron waard voor het systeem?");
    say_meaning(page, m);
    add_comparison(page, m);
    add_perspectives(page, m);
    if (m->unused) return;
    add_use(page, m);
    add_displaced(page, m);
    if (rw_memo_is_network(m)) say_verified(page, m);
}
