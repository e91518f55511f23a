/* Sliders under which the plan is priced again, and a bound proven again, in the reader's browser. */
#include "report/html.h"

static void add_why_not(const rw_page *page, const rw_live_section *live) {
    rw_text *text = page->text;
    switch (live->state) {
    case RW_LIVE_TOO_MANY_OPTIONS:
        rw_text_addf(
            text,
            rw_page_in(page,
                       "<p>This study has %ld options to weigh; a page carries sliders for up to %ld. Change "
                       "an assumption on the command line instead, for instance "
                       "<code>--electricity-eur-per-mwh 95</code>.</p>\n",
                       "<p>Deze studie weegt %ld opties; een pagina draagt schuiven tot %ld. Verander een "
                       "aanname op de opdrachtregel, bijvoorbeeld "
                       "<code>--electricity-eur-per-mwh 95</code>.</p>\n"),
            live->size, live->largest);
        break;
    case RW_LIVE_TOO_LONG:
        rw_text_addf(
            text,
            rw_page_in(
                page,
                "<p>What the sliders need is %ld kB in this study; a page carries up to %ld kB. Change "
                "an assumption on the command line instead, for instance "
                "<code>--electricity-eur-per-mwh 95</code>.</p>\n",
                "<p>Wat de schuiven nodig hebben is in deze studie %ld kB; een pagina draagt tot %ld "
                "kB. Verander een aanname op de opdrachtregel, bijvoorbeeld "
                "<code>--electricity-eur-per-mwh 95</code>.</p>\n"),
            live->size / 1000, live->largest / 1000);
        break;
    case RW_LIVE_LIMITED:
        rw_page_paragraph(
            page,
            "There are no sliders in a study with a capital budget or a CO2 ceiling: what these "
            "allow moves with the prices. Change an assumption on the command line instead.",
            "In een studie met een investeringsbudget of CO2-plafond zijn er geen schuiven: wat die "
            "toelaten beweegt mee met de prijzen. Verander een aanname op de opdrachtregel.");
        break;
    case RW_LIVE_NETWORK:
        rw_page_paragraph(
            page,
            "There are no sliders in a study with trenches: what is proven of a network takes more "
            "computing than a page can do. Change an assumption on the command line instead, for instance "
            "<code>--electricity-eur-per-mwh 95</code>.",
            "In een studie met sleuven zijn er geen schuiven: een bewijs voor een netwerk vergt meer "
            "rekenwerk dan een pagina aankan. Verander een aanname op de opdrachtregel, bijvoorbeeld "
            "<code>--electricity-eur-per-mwh 95</code>.");
        break;
    default:
        rw_page_paragraph(
            page,
            "There are no sliders in this study: its costs do not move with them in a way that the "
            "page can follow. Change an assumption on the command line instead.",
            "In deze studie zijn er geen schuiven: haar kosten bewegen niet zo mee dat de pagina het "
            "kan volgen. Verander een aanname op de opdrachtregel.");
    }
}

static void add_intro(const rw_page *page, bool memo) {
    if (memo)
        rw_page_paragraph(
            page,
            "Move a figure: this page prices the plan with the datacenter and the plan without it "
            "again, and proves again what no plan can undercut. It needs no network and no program.",
            "Verschuif een cijfer: deze pagina prijst het plan met het datacenter en het plan zonder "
            "opnieuw, en bewijst opnieuw waar geen plan onder kan. Daar is geen internet of programma "
            "voor nodig.");
    else
        rw_page_paragraph(
            page,
            "Move a figure: this page prices the plan again, and proves again what no plan can "
            "undercut. It needs no network and no program.",
            "Verschuif een cijfer: deze pagina prijst het plan opnieuw, en bewijst opnieuw waar geen "
            "plan onder kan. Daar is geen internet of programma voor nodig.");
}

static void add_method(const rw_page *page) {
    rw_text_addf(
        page->text, "<details><summary>%s</summary><p>%s</p></details>\n",
        rw_page_in(page, "Why this is a proof", "Waarom dit een bewijs is"),
        rw_page_in(
            page,
            "Every cost of the study was measured at the ends of these sliders and checked in between. The "
            "solver's prices of heat, of each source's capacity and of every other row that ties choices "
            "together are stored in this page. Whatever the costs, any such prices prove a lower bound "
            "(weak duality): with the rows paid for, the cheapest choice for every source and demand by "
            "itself is easily found, and no plan costs less than their sum. Prices that were good at "
            "another position prove less, never too much. The plan stays the same while the sliders move; "
            "solving again may find a better one.",
            "Elke kostenpost van de studie is gemeten aan de uiteinden van deze schuiven en daartussen "
            "gecontroleerd. De prijzen die de oplosser vond voor warmte, voor het vermogen van elke bron en "
            "voor elke andere regel die keuzes verbindt, staan in deze pagina. Bij welke kosten ook bewijzen "
            "zulke prijzen een ondergrens (zwakke dualiteit): zijn de regels betaald, dan is de goedkoopste "
            "keuze van elke bron en elke vraag op zichzelf snel gevonden, en geen plan kost minder dan hun "
            "som. Prijzen die op een andere stand goed waren bewijzen minder, nooit te veel. Het plan blijft "
            "gelijk terwijl de schuiven bewegen; opnieuw oplossen kan een beter vinden."));
}

void rw_page_live(const rw_page *page, const rw_live_section *live, const char *source_id) {
    rw_text *text = page->text;
    if (live->state == RW_LIVE_NOT_ASKED) return;
    rw_text_add(text, "<section class=\"live\">\n");
    rw_page_heading(page, "live", "Your own figures", "Uw eigen cijfers");
    if (live->state == RW_LIVE_HERE) {
        add_intro(page, source_id != NULL);
        rw_text_add(text, "<div id=\"live-panel\" data-source=\"");
        rw_text_html(text, source_id ? source_id : "");
        rw_text_addf(
            text, "\"><noscript><p>%s</p></noscript></div>\n",
            rw_page_in(page, "The sliders need JavaScript.", "De schuiven hebben JavaScript nodig."));
        add_method(page);
        rw_page_embed_text(page, "live-data", live->json);
    } else {
        add_why_not(page, live);
    }
    rw_text_add(text, "</section>\n");
}
