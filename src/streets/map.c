/* The page to look at: streets that became trenches, those that were left out, and what hangs on them. */
#include "base/number.h"
#include "report/html.h"
#include "report/json.h"
#include "report/pages.h"
#include "streets/streets.h"
#include <restwarmte/version.h>

static void add_line(const rw_streets *s, rw_json *json, rw_json_value *lines, const rw_piece *piece) {
    rw_json_value *line = rw_json_item(json, lines);
    rw_json_value *at = rw_json_array(json, line, "at");
    for (int k = 0; k < piece->count; ++k) {
        const rw_position p = rw_streets_wgs84(s, piece->at[k]);
        rw_json_value *point = rw_json_list(json, at);
        rw_json_item_number(json, point, rw_number_rounded(p.lat_deg, 1e6));
        rw_json_item_number(json, point, rw_number_rounded(p.lon_deg, 1e6));
    }
    rw_json_string(json, line, "kind", piece->left_out ? "out" : piece->line < 0 ? "service" : "trench");
    rw_json_number(json, line, "m", rw_number_rounded(piece->length_m, 1));
    if (piece->line >= 0) rw_json_string(json, line, "name", s->lines.item[piece->line].traits.name);
    rw_json_number(json, line, "crossings", piece->crossings[0] + piece->crossings[1] + piece->crossings[2]);
}

static void add_place(const rw_streets *s, rw_json *json, rw_json_value *places, int place) {
    const rw_study *study = s->study;
    const bool source = place < study->source_count;
    const rw_attachment *a = &s->attachment[place];
    rw_json_value *o = rw_json_item(json, places);
    rw_json_string(json, o, "id", rw_study_node_id(study, place));
    rw_json_string(json, o, "name",
                   source ? study->sources[place].name : study->demands[place - study->source_count].name);
    rw_json_bool(json, o, "source", source);
    rw_json_number(json, o, "lat", rw_study_node_at(study, place)->lat_deg);
    rw_json_number(json, o, "lon", rw_study_node_at(study, place)->lon_deg);
    rw_json_number(json, o, "m", rw_number_rounded(a->distance_m, 1));
    rw_json_bool(json, o, "off", !a->attached);
    rw_json_bool(json, o, "apart", s->apart[place]);
}

static rw_status add_data(const rw_page *page, const rw_streets *s) {
    rw_json json;
    rw_json_start(&json, s->context);
    rw_json_string(&json, json.root, "lang", page->language == RW_LANGUAGE_DUTCH ? "nl" : "en");
    rw_json_value *lines = rw_json_array(&json, json.root, "lines"),
                  *places = rw_json_array(&json, json.root, "places");
    for (size_t p = 0; p < s->pieces.count; ++p) add_line(s, &json, lines, &s->pieces.item[p]);
    for (int q = 0; q < s->study->source_count + s->study->demand_count; ++q) add_place(s, &json, places, q);
    if (s->study->background) rw_json_raw(&json, json.root, "background", s->study->background);
    const rw_status status = rw_page_embed(page, &json);
    rw_json_free(&json);
    return status;
}

static void add_summary(const rw_page *page, const rw_streets *s) {
    const rw_streets_summary *sum = s->summary;
    const int off = sum->sources_off + sum->demands_off;
    int apart = 0;
    for (int q = 0; q < s->study->source_count + s->study->demand_count; ++q) apart += s->apart[q];
    rw_text_addf(
        page->text,
        rw_page_in(page,
                   "<p class=\"lead\">%d trenches between %d junctions; %d of %d datacenters and %d of %d "
                   "heat demands connected.</p>\n",
                   "<p class=\"lead\">%d sleuven tussen %d knooppunten; %d van %d datacenters en %d van %d "
                   "warmtevragen aangesloten.</p>\n"),
        sum->trenches, sum->junctions, sum->sources, s->study->source_count, sum->demands,
        s->study->demand_count);
    if (off > 0)
        rw_text_addf(page->text,
                     off == 1 ? rw_page_in(page, "<p><b>%d lies too far from every street (red).</b></p>\n",
                                           "<p><b>%d ligt te ver van elke straat (rood).</b></p>\n")
                              : rw_page_in(page, "<p><b>%d lie too far from every street (red).</b></p>\n",
                                           "<p><b>%d liggen te ver van elke straat (rood).</b></p>\n"),
                     off);
    if (apart > 0)
        rw_text_addf(
            page->text,
            rw_page_in(
                page, "<p><b>On streets that join no datacenter to a demand: %d (red).</b></p>\n",
                "<p><b>Aan straten die geen datacenter met een warmtevraag verbinden: %d (rood).</b></p>\n"),
            apart);
    if (sum->parts > 1)
        rw_text_addf(page->text,
                     rw_page_in(page, "<p>The streets fall into %d parts that do not touch.</p>\n",
                                "<p>De straten vallen in %d delen uiteen die elkaar niet raken.</p>\n"),
                     sum->parts);
}

rw_status rw_streets_map(rw_streets *s, rw_text *text) {
    const rw_page page = {NULL, text, (rw_language)s->study->parameters.lang};
    const char *kind = rw_page_in(&page, "Streets as trenches", "Straten als sleuven");
    rw_page_head(&page, s->study->name, kind);
    rw_text_addf(text, "<header><p class=\"kind\">%s</p><h1>", kind);
    rw_text_html(text, s->study->name);
    rw_text_addf(text, "</h1><p>restwarmte %s</p></header>\n<main>\n", rw_version());
    add_summary(&page, s);
    rw_text_addf(
        text, "<figure><div id=\"the-map\" class=\"tall\"></div><figcaption>%s</figcaption></figure>\n",
        rw_page_in(
            &page,
            "Point at a line or a place for its figures. Check that streets meet where they should, "
            "and that every place hangs on the street that it should.",
            "Wijs een lijn of plaats aan voor cijfers. Kijk of straten elkaar raken waar dat hoort, en "
            "of elke plaats aan de goede straat hangt."));
    RW_TRY(add_data(&page, s));
    const char *const scripts[] = {rw_page_leaflet_js, rw_page_network_js};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; ++i) {
        rw_text_add(text, "<script>\n");
        rw_text_add(text, scripts[i]);
        rw_text_add(text, "\n</script>\n");
    }
    rw_text_add(text, "</main>\n</body>\n</html>\n");
    return rw_text_status(text);
}
