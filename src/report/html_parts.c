#include "report/assumption_words.h"
#include "report/html.h"
#include "report/pages.h"
#include <ctype.h>

const char *rw_page_in(const rw_page *page, const char *english, const char *dutch) {
    return rw_in(page->language, english, dutch);
}

void rw_page_heading(const rw_page *page, const char *id, const char *english, const char *dutch) {
    rw_text_addf(page->text, "<h2 id=\"%s\">%s</h2>\n", id, rw_page_in(page, english, dutch));
}

void rw_page_paragraph(const rw_page *page, const char *english, const char *dutch) {
    rw_text_addf(page->text, "<p>%s</p>\n", rw_page_in(page, english, dutch));
}

void rw_page_table_start(const rw_page *page, const char *english, const char *dutch) {
    rw_text_addf(page->text, "<div class=\"wide\"><table><caption>%s</caption><thead><tr>",
                 rw_page_in(page, english, dutch));
}

void rw_page_column(const rw_page *page, const char *english, const char *dutch, bool number) {
    rw_text_addf(page->text, "<th%s>%s</th>", number ? " class=\"n\"" : "", rw_page_in(page, english, dutch));
}

void rw_page_columns_end(const rw_page *page) {
    rw_text_add(page->text, "</tr></thead><tbody>\n");
}

void rw_page_row(const rw_page *page) {
    rw_text_add(page->text, "<tr>");
}

void rw_page_cell(const rw_page *page, const char *user_text) {
    rw_text_add(page->text, "<td>");
    rw_text_html(page->text, user_text);
    rw_text_add(page->text, "</td>");
}

void rw_page_cell_named(const rw_page *page, const char *id, const char *name) {
    rw_text_add(page->text, "<td><b>");
    rw_text_html(page->text, id);
    rw_text_add(page->text, "</b> ");
    rw_text_html(page->text, name);
    rw_text_add(page->text, "</td>");
}

void rw_page_figure(const rw_page *page, double value, int decimals) {
    char number[RW_PERSON_BYTES];
    rw_text_add(page->text, rw_person(number, page->language, value, decimals));
}

void rw_page_number(const rw_page *page, double value, int decimals) {
    rw_text_add(page->text, "<td class=\"n\">");
    rw_page_figure(page, value, decimals);
    rw_text_add(page->text, "</td>");
}

void rw_page_dn(const rw_page *page, int dn) {
    rw_text_addf(page->text, "<td class=\"n\">DN%d</td>", dn);
}

void rw_page_value(const rw_page *page, const char *value, const char *unit) {
    const char *word = rw_unit_word(page->language, unit);
    rw_text text;
    rw_text_start(&text, page->text->context);
    rw_value_text(&text, page->language, value);
    rw_text_addf(&text, "%s%s", word[0] && value[0] ? " " : "", value[0] ? word : "");
    rw_page_cell(page, rw_text_string(&text));
    rw_text_free(&text);
}

void rw_page_row_end(const rw_page *page) {
    rw_text_add(page->text, "</tr>\n");
}

void rw_page_compared(const rw_page *page, const char *english, const char *dutch, double first,
                      double second, int decimals) {
    rw_page_row(page);
    rw_page_cell(page, rw_page_in(page, english, dutch));
    rw_page_number(page, first, decimals);
    rw_page_number(page, second, decimals);
    rw_page_number(page, second - first, decimals);
    rw_page_row_end(page);
}

void rw_page_table_end(const rw_page *page) {
    rw_text_add(page->text, "</tbody></table></div>\n");
}

/* A string in a style sheet: all that is not a plain ASCII character as an escape, so that no name can end
 * it. */
static void add_css_text(rw_text *text, const char *user_text) {
    for (const unsigned char *c = (const unsigned char *)user_text; *c; ++c)
        if (*c >= 0x80 || isalnum(*c) || *c == ' ')
            rw_text_add_length(text, (const char *)c, 1);
        else
            rw_text_addf(text, "\\%06x", *c);
}

void rw_page_head(const rw_page *page, const char *user_title, const char *kind) {
    rw_text *text = page->text;
    rw_text_addf(text, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                 rw_page_in(page, "en", "nl"));
    rw_text_add(text, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link "
                      "rel=\"icon\" href=\"data:,\">\n<title>restwarmte: ");
    rw_text_html(text, user_title);
    rw_text_add(text, "</title>\n<style>\n");
    rw_text_add(text, rw_page_leaflet_css);
    rw_text_add(text, "\n");
    rw_text_add(text, rw_page_report_css);
    rw_text_addf(text, "@page { @top-left { content: \"%s\" } @top-right { content: \"", kind);
    add_css_text(text, user_title);
    rw_text_add(text, "\" } }\n@page :first { @top-left { content: none } @top-right { content: none } }\n");
    rw_text_add(text, "</style>\n</head>\n<body>\n");
}

/* Inside a script element only "<" could end it. */
static void add_escaped(rw_text *text, const char *json) {
    for (const char *c = json; *c; ++c)
        if (*c == '<')
            rw_text_add(text, "\\u003c");
        else
            rw_text_add_length(text, c, 1);
}

void rw_page_embed_text(const rw_page *page, const char *id, const char *json) {
    rw_text_addf(page->text, "<script type=\"application/json\" id=\"%s\">", id);
    add_escaped(page->text, json);
    rw_text_add(page->text, "</script>\n");
}

rw_status rw_page_embed(const rw_page *page, rw_json *json) {
    rw_text plain;
    rw_text_start(&plain, page->text->context);
    const rw_status status = rw_json_print(json, false, &plain);
    if (status == RW_OK) rw_page_embed_text(page, "data", rw_text_string(&plain));
    rw_text_free(&plain);
    return status;
}
