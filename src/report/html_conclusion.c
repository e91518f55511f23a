/* Conclusion first: what to do, what it brings, how sure that is; then the figures on cards. */
#include "base/number.h"
#include "report/html.h"

/* A gap of the cost over which "nothing pays" would be saying too much. */
#define LITTLE_SHARE 1e-3

static double per_gj(double eur_per_mwh) {
    return eur_per_mwh / RW_GJ_PER_MWH;
}

static void add_source_list(const rw_page *page) {
    const rw_material *m = page->material;
    int listed = 0;
    for (int i = 0; i < m->study->source_count; ++i) {
        if (!m->indicators->sources[i].coupled) continue;
        if (listed == 6) {
            rw_text_add(page->text, ", &hellip;");
            return;
        }
        rw_text_add(page->text, listed++ ? ", " : "");
        rw_text_html(page->text, m->study->sources[i].name);
    }
}

static void say_coupled(const rw_page *page) {
    const rw_totals *t = &page->material->indicators->totals;
    rw_text *text = page->text;
    const bool one = t->coupled_sources == 1;
    rw_text_add(text, "<p class=\"lead\"><b>");
    rw_text_addf(text, rw_page_in(page, "Couple %d of %d datacenters", "Koppel %d van de %d datacenters"),
                 t->coupled_sources, page->material->study->source_count);
    rw_text_add(text, "</b> (");
    add_source_list(page);
    rw_text_add(text, one ? rw_page_in(page, "): it delivers ", "): het levert ")
                          : rw_page_in(page, "): they deliver ", "): ze leveren "));
    rw_page_figure(page, t->coupled_mwh_per_yr / 1000, 1);
    rw_text_addf(
        text,
        t->connections == 1
            ? rw_page_in(page, " GWh a year through %d connection", " GWh per jaar via %d verbinding")
            : rw_page_in(page, " GWh a year through %d connections", " GWh per jaar via %d verbindingen"),
        t->connections);
    if (t->new_connected > 0) {
        rw_text_add(text, one ? rw_page_in(page, " and makes", " en maakt")
                              : rw_page_in(page, " and make", " en maken"));
        rw_text_addf(text,
                     t->new_connected == 1 ? rw_page_in(page, " %d new heat network worth building",
                                                        " %d nieuw warmtenet de moeite waard")
                                           : rw_page_in(page, " %d new heat networks worth building",
                                                        " %d nieuwe warmtenetten de moeite waard"),
                     t->new_connected);
    }
    rw_text_add(text, rw_page_in(page, ". Heating all demands then costs ",
                                 ". Alle warmtevragen verwarmen kost dan "));
    rw_page_figure(page, rw_material_gain(page->material), 0);
    rw_text_add(text, rw_page_in(page, " EUR a year less than without datacenter heat.</p>\n",
                                 " EUR per jaar minder dan zonder datacenterwarmte.</p>\n"));
}

/* Nothing was found, but something may be there. */
static void say_nothing_found(const rw_page *page) {
    rw_text_add(
        page->text,
        rw_page_in(
            page,
            "<p class=\"lead\"><b>No plan was found that is better than coupling nothing.</b> The search "
            "was not finished: a plan that gains up to ",
            "<p class=\"lead\"><b>Er is geen plan gevonden dat beter is dan niets koppelen.</b> De "
            "zoektocht was niet klaar: een plan met een winst tot "));
    rw_page_figure(page, rw_material_open(page->material), 0);
    rw_text_add(page->text, rw_page_in(page, " EUR a year is not ruled out. Give it more time.</p>\n",
                                       " EUR per jaar is niet uitgesloten. Geef het meer tijd.</p>\n"));
}

static void say_nothing_coupled(const rw_page *page) {
    rw_text_add(
        page->text,
        page->material->plan->network
            ? rw_page_in(
                  page,
                  "<p><b>No plan was found in which coupling a datacenter pays.</b> <code>restwarmte "
                  "explain --demand</code> says what that would take for a demand",
                  "<p><b>Er is geen plan gevonden waarin het koppelen van een datacenter loont.</b> "
                  "<code>restwarmte explain --demand</code> zegt wat daar bij een warmtevraag voor nodig "
                  "is")
            : rw_page_in(
                  page,
                  "<p><b>On these assumptions no datacenter is worth coupling.</b> Every connection costs "
                  "more than the heat it replaces. The section <a href=\"#demands\">demands</a> says how "
                  "much is missing for each network",
                  "<p><b>Met deze aannamen loont het koppelen van geen enkel datacenter.</b> Elke "
                  "verbinding kost meer dan de warmte die zij vervangt. Het hoofdstuk <a "
                  "href=\"#demands\">warmtevragen</a> zegt hoeveel er per net ontbreekt"));
    if (page->material->what_if_count > 0)
        rw_text_add(
            page->text,
            rw_page_in(
                page, ", and <a href=\"#what-if\">what would change it</a> which assumptions turn the answer",
                ", en <a href=\"#what-if\">wat het zou veranderen</a> welke aannamen het antwoord doen "
                "omslaan"));
    rw_text_add(page->text, ".</p>\n");
}

static void say_not_verified(const rw_page *page) {
    const int cooled = page->material->indicators->totals.cooled_ways;
    if (cooled == 0) return;
    rw_text_addf(
        page->text,
        rw_page_in(
            page,
            "<p><b class=\"check1\">This plan is not verified:</b> on %d of its ways the heat may arrive too "
            "cold, see <a href=\"#pipes\">what lies where</a>.</p>\n",
            "<p><b class=\"check1\">Dit plan is niet geverifieerd:</b> op %d van de wegen kan de warmte te "
            "koud "
            "aankomen, zie <a href=\"#pipes\">wat ligt waar</a>.</p>\n"),
        cooled);
}

static void say_how_sure(const rw_page *page) {
    const rw_material *m = page->material;
    rw_text *text = page->text;
    rw_text_add(text, rw_page_in(page, "<p>How sure: it is proven that no other plan is more than ",
                                 "<p>Hoe zeker: bewezen is dat geen ander plan meer dan "));
    rw_page_figure(page, rw_material_open(m), 0);
    rw_text_add(text,
                rw_page_in(page, " EUR a year cheaper, that is ", " EUR per jaar goedkoper is, dat is "));
    rw_page_figure(page, 100 * rw_result_gap(m->result), 3);
    rw_text_add(text, rw_page_in(page, " % of the cost and ", " % van de kosten en "));
    rw_page_figure(page, 100 * rw_result_benefit_gap(m->result), 2);
    rw_text_addf(
        text,
        rw_page_in(page, " %% of all that could be gained (%s). ", " %% van alles wat te winnen valt (%s). "),
        rw_stop_word(page->language, m->result->stop));
    rw_text_add(
        text, rw_page_in(page,
                         "That holds for the assumptions of this study; what is uncertain in them is listed "
                         "<a href=\"#assumptions\">below</a>.</p>\n",
                         "Dat geldt voor de aannamen van deze studie; wat daarin onzeker is staat "
                         "<a href=\"#assumptions\">hieronder</a>.</p>\n"));
}

/* `key` is the figure's name in summary.json, so that the two can be compared. */
static void card(const rw_page *page, const char *key, double exact, const char *title, double value,
                 int decimals, const char *unit, const char *note) {
    char number[RW_NUMBER_BYTES];
    rw_text_addf(page->text,
                 "<div class=\"card\"><span class=\"t\">%s</span><span class=\"v\" data-total=\"%s\" "
                 "data-value=\"%s\">",
                 title, key, isfinite(exact) ? rw_number_shortest(number, exact) : "");
    rw_page_figure(page, value, decimals);
    rw_text_addf(page->text, "</span> <span class=\"u\">%s</span><span class=\"w\">%s</span></div>\n", unit,
                 note);
}

static void add_cards(const rw_page *page) {
    const rw_material *m = page->material;
    const rw_totals *t = &m->indicators->totals;
    const rw_language l = page->language;
    const double gain = rw_material_gain(m),
                 mismatch = (t->stranded_eur + t->premium_eur) * m->terms->annuity;
    const char *yearly = rw_in(l, "EUR/yr", "EUR/jr");
    rw_text_add(page->text, "<div class=\"cards\">\n");
    card(page, "gain_eur_per_yr", gain, rw_in(l, "Gain over the reference", "Winst t.o.v. de referentie"),
         gain, 0, yearly, rw_in(l, "nothing coupled = 0", "niets koppelen = 0"));
    card(page, "cost_eur_per_yr", t->cost_eur_per_yr,
         rw_in(l, "Heating all demands", "Alle warmtevragen verwarmen"), t->cost_eur_per_yr, 0, yearly,
         rw_in(l, "equivalent annual cost", "equivalente jaarlijkse kosten"));
    card(page, "reference_eur_per_yr", t->reference_eur_per_yr, rw_in(l, "The reference", "De referentie"),
         t->reference_eur_per_yr, 0, yearly,
         rw_in(l, "nothing coupled (nulalternatief)", "niets gekoppeld (nulalternatief)"));
    card(page, "source_heat_eur_per_gj", per_gj(t->levelised_eur_per_mwh),
         rw_in(l, "Heat from datacenters", "Warmte uit datacenters"), per_gj(t->levelised_eur_per_mwh), 2,
         "EUR/GJ", rw_in(l, "at the network head, backup left out", "aan de netkop, zonder achtervang"));
    card(page, "coupled_mwh_per_yr", t->coupled_mwh_per_yr, rw_in(l, "Heat delivered", "Geleverde warmte"),
         t->coupled_mwh_per_yr / 1000, 1, rw_in(l, "GWh/yr", "GWh/jr"),
         rw_in(l, "fully connected, while sources deliver", "na volloop, zolang bronnen leveren"));
    card(page, "investment_eur", t->investment_eur, rw_in(l, "Investment", "Investering"),
         t->investment_eur / 1e6, 1, rw_in(l, "million EUR", "miljoen EUR"),
         rw_in(l, "first purchases, networks included", "eerste aanschaf, met distributienetten"));
    card(page, "mismatch_eur_per_yr", mismatch, rw_in(l, "Write-off mismatch", "Looptijdverschil (mismatch)"),
         mismatch, 0, yearly,
         rw_in(l, "datacenters stop before pipes are paid off",
               "datacenters stoppen voor leidingen zijn afgeschreven"));
    card(page, "co2_t_per_yr", t->co2_t_per_yr, rw_in(l, "CO2 avoided", "Vermeden CO2"),
         t->reference_co2_t_per_yr - t->co2_t_per_yr, 0, rw_in(l, "t/yr", "t/jr"),
         rw_in(l, "mean over the horizon", "gemiddeld over de horizon"));
    card(page, "electric_peak_mwe", t->electric_peak_mwe,
         rw_in(l, "Electric peak added", "Extra elektrische piek"), t->electric_peak_mwe, 2, "MWe",
         rw_in(l, "heat pumps and circulation", "warmtepompen en circulatie"));
    card(page, "all_electric_peak_mwe", t->all_electric_peak_mwe,
         rw_in(l, "Peak if these homes went all-electric", "Piek als deze woningen all-electric werden"),
         t->all_electric_peak_mwe, 2, "MWe", rw_in(l, "avoided (netcongestie)", "vermeden (netcongestie)"));
    rw_text_add(page->text, "</div>\n");
}

void rw_page_conclusion(const rw_page *page) {
    rw_page_heading(page, "conclusion", "Conclusion", "Conclusie");
    if (page->material->indicators->totals.connections > 0)
        say_coupled(page);
    else if (rw_material_open(page->material) > LITTLE_SHARE * fabs(page->material->result->cost_eur_per_yr))
        say_nothing_found(page);
    else
        say_nothing_coupled(page);
    say_how_sure(page);
    say_not_verified(page);
    add_cards(page);
}
