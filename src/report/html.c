/* report.html: one self-contained page. Words and tables are there without any script; scripts draw map and
 * charts. */
#include "report/html.h"
#include "report/pages.h"
#include <restwarmte/version.h>
#include <string.h>

static const char *kind_of(const rw_page *page) {
    return rw_page_in(page, "Datacenter heat for heat networks", "Datacenterwarmte voor warmtenetten");
}

static void add_title(const rw_page *page) {
    const rw_parameters *p = &page->material->study->parameters;
    rw_text *text = page->text;
    rw_text_addf(text, "<header><p class=\"kind\">%s</p><h1>", kind_of(page));
    rw_text_html(text, page->material->study->name);
    rw_text_addf(text, "</h1><p>%s &middot; ", rw_perspective_word(page->language, p->perspective));
    rw_text_addf(text,
                 rw_page_in(page,
                            "euros of %d, excluding VAT &middot; %d years from %d &middot; restwarmte %s",
                            "euro's van %d, exclusief btw &middot; %d jaar vanaf %d &middot; restwarmte %s"),
                 p->price_year, p->horizon_yr, p->base_year + 1, rw_version());
    rw_text_add(text, "</p></header>\n<main>\n");
}

static void add_figure(const rw_page *page, const char *id, const char *element, const char *english,
                       const char *dutch) {
    rw_text_addf(page->text, "<figure><%s id=\"%s\"></%s><figcaption>%s</figcaption></figure>\n", element, id,
                 element, rw_page_in(page, english, dutch));
}

static void add_map(const rw_page *page) {
    rw_page_heading(page, "map", "Map", "Kaart");
    add_figure(page, "the-map", "div",
               "Squares are datacenters (filled: coupled), circles are demands (fuller colour: more of the "
               "heat comes from datacenters; "
               "dashed: not on a heat network), lines are connections, thicker for larger pipes. Point at "
               "any of them for figures.",
               "Vierkanten zijn datacenters (gevuld: gekoppeld), cirkels zijn warmtevragen (voller van "
               "kleur: meer van de warmte komt uit "
               "datacenters; gestippeld: niet op een warmtenet), lijnen zijn verbindingen, dikker bij "
               "grotere leidingen. Wijs iets aan voor cijfers.");
    if (page->material->study->demand_count > RW_MAP_DEMANDS)
        rw_page_paragraph(
            page,
            "Because there are so many, everything is drawn small; zoom in and it grows, and "
            "trenches without a pipe appear.",
            "Omdat het er zoveel zijn, is alles klein getekend; zoom in en het groeit, en sleuven "
            "zonder leiding verschijnen.");
}

static void add_chart(const rw_page *page, const char *id, const char *english, const char *dutch) {
    rw_text_addf(page->text,
                 "<figure><div class=\"chart\"><canvas "
                 "id=\"%s\"></canvas></div><figcaption>%s</figcaption></figure>\n",
                 id, rw_page_in(page, english, dutch));
}

static void add_charts(const rw_page *page) {
    if (page->material->indicators->totals.connections > 0) {
        rw_page_heading(page, "prices", "Price of heat per network", "Warmteprijs per net");
        add_chart(page, "chart-bars",
                  "Cost of all heat of each coupled network, EUR/GJ at the network head, by what it is spent "
                  "on; the diamond is its reference.",
                  "Kosten van alle warmte van elk gekoppeld net, EUR/GJ aan de netkop, naar besteding; de "
                  "ruit is de referentie.");
        rw_page_heading(page, "curve", "Who serves which hours", "Wie levert welke uren");
        add_chart(page, "chart-curve",
                  "Load-duration curve of all coupled networks together, fully connected, while the sources "
                  "deliver.",
                  "Jaarbelastingduurkromme van alle gekoppelde netten samen, na volloop, zolang de bronnen "
                  "leveren.");
    }
    rw_page_heading(page, "supply", "What the datacenters could offer", "Wat de datacenters kunnen bieden");
    add_chart(page, "chart-supply",
              "Supply curve: each datacenter at the network where its heat is cheapest, alone there; width "
              "is heat per year, height is EUR/GJ.",
              "Aanbodcurve: elk datacenter bij het net waar zijn warmte het goedkoopst is, daar alleen; "
              "breedte is warmte per jaar, hoogte is EUR/GJ.");
}

static rw_status add_plan(const rw_page *page) {
    rw_page_conclusion(page);
    add_map(page);
    rw_page_connections(page);
    rw_page_pipes(page);
    rw_page_sharing(page);
    rw_page_costs(page);
    add_charts(page);
    rw_page_mismatch(page);
    rw_page_sources(page);
    rw_page_demands(page);
    rw_page_what_ifs(page);
    rw_page_live(page, &page->material->live, NULL);
    rw_page_assumptions(page);
    rw_page_method(page);
    RW_TRY(rw_page_data(page));
    const char *const scripts[] = {rw_page_leaflet_js, rw_page_chart_js, rw_page_report_js, rw_page_live_js};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; ++i) {
        rw_text_add(page->text, "<script>\n");
        rw_text_add(page->text, scripts[i]);
        rw_text_add(page->text, "\n</script>\n");
    }
    return RW_OK;
}

static rw_status add_no_plan(const rw_page *page) {
    rw_page_heading(page, "conclusion", "Conclusion", "Conclusie");
    rw_text_addf(page->text, "<p class=\"lead\">%s</p>\n",
                 rw_explain_no_plan(page->material, page->language));
    rw_page_assumptions(page);
    rw_page_method(page);
    return RW_OK;
}

rw_status rw_report_html(const rw_material *material, rw_text *text) {
    const rw_page page = {material, text, (rw_language)material->study->parameters.lang};
    rw_page_head(&page, material->study->name, kind_of(&page));
    add_title(&page);
    RW_TRY(material->plan ? add_plan(&page) : add_no_plan(&page));
    rw_text_add(text, "</main>\n</body>\n</html>\n");
    return rw_text_status(text);
}
