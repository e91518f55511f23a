/* Parts of report.html. Each appends one section; all of the user's text goes through rw_text_html. */
#ifndef RW_REPORT_HTML_H
#define RW_REPORT_HTML_H

#include "report/results.h"

typedef struct rw_page {
    const rw_material *material;
    rw_text *text;
    rw_language language;
} rw_page;

/* html_parts.c: small pieces. */
enum { RW_MAP_DEMANDS = 400 }; /* more make a map draw all marks smaller */

void rw_page_heading(const rw_page *page, const char *id, const char *english, const char *dutch);
/** A paragraph of our own words, which may hold markup. */
void rw_page_paragraph(const rw_page *page, const char *english, const char *dutch);
void rw_page_table_start(const rw_page *page, const char *caption_english, const char *caption_dutch);
/** A column heading; `number` aligns it to the right. */
void rw_page_column(const rw_page *page, const char *english, const char *dutch, bool number);
void rw_page_columns_end(const rw_page *page);
void rw_page_row(const rw_page *page);
void rw_page_cell(const rw_page *page, const char *user_text);
void rw_page_cell_named(const rw_page *page, const char *id, const char *name);
void rw_page_number(const rw_page *page, double value, int decimals);
/** A cell with a pipe's nominal diameter. */
void rw_page_dn(const rw_page *page, int dn);
/** A cell with the value of an assumption, and its unit if there is one. */
void rw_page_value(const rw_page *page, const char *value, const char *unit);
void rw_page_row_end(const rw_page *page);
/** A whole row: what two plans have of something, and the second less the first. */
void rw_page_compared(const rw_page *page, const char *english, const char *dutch, double first,
                      double second, int decimals);
void rw_page_table_end(const rw_page *page);
/** A figure inside a sentence, or on its own. */
void rw_page_figure(const rw_page *page, double value, int decimals);
/** Head of the page up to <body>: title, styles, and the running head of the printed pages. `user_title` is
 * the user's text. */
void rw_page_head(const rw_page *page, const char *user_title, const char *kind);
/** JSON inside a script element, escaped so that nothing in it can end the element. */
void rw_page_embed_text(const rw_page *page, const char *id, const char *json);
/** A JSON tree likewise, with id "data". */
RW_NODISCARD rw_status rw_page_embed(const rw_page *page, rw_json *json);
const char *rw_page_in(const rw_page *page, const char *english, const char *dutch);

/** Sliders, verdict and the numbers behind them, or why they are not there; `source_id` in a memo, else NULL.
 */
void rw_page_live(const rw_page *page, const rw_live_section *live, const char *source_id);

/* html_*.c: the sections, in the order of the report. */
void rw_page_conclusion(const rw_page *page);
void rw_page_connections(const rw_page *page);
/** Pipes by diameter and by trench; nothing for plans without a network. */
void rw_page_pipes(const rw_page *page);
/** A network against the plan of pairs alone; nothing when that was not asked. */
void rw_page_sharing(const rw_page *page);
void rw_page_mismatch(const rw_page *page);
void rw_page_sources(const rw_page *page);
void rw_page_demands(const rw_page *page);
void rw_page_costs(const rw_page *page);
void rw_page_what_ifs(const rw_page *page);
void rw_page_assumptions(const rw_page *page);
void rw_page_method(const rw_page *page);
/** The numbers behind map and charts, as JSON inside a script element. */
RW_NODISCARD rw_status rw_page_data(const rw_page *page);

#endif
