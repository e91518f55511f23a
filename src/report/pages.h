/* Files that the report carries, embedded by tools/embed.c; each is one NUL-terminated text. */
#ifndef RW_REPORT_PAGES_H
#define RW_REPORT_PAGES_H

extern const char rw_page_report_css[], rw_page_report_js[], rw_page_memo_js[], rw_page_network_js[],
    rw_page_live_js[];                                         /* pages/ */
extern const char rw_page_leaflet_css[], rw_page_leaflet_js[]; /* Leaflet, BSD-2-Clause */
extern const char rw_page_chart_js[];                          /* Chart.js, MIT */

#endif
