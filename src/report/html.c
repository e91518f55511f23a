#include "report/results.h"
rw_status rw_report_html(const rw_material *m, rw_text *text) { (void)m; rw_text_add(text, "<html>"); return RW_OK; }
