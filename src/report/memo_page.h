/* Sections of ophaalrecht.html that have a file of their own. */
#ifndef RW_REPORT_MEMO_PAGE_H
#define RW_REPORT_MEMO_PAGE_H

#include "report/html.h"
#include "report/memo_words.h"

/** 4. What would have to be true? */
void rw_memo_break_evens(const rw_page *page, const rw_memo *memo);
/** 5. Terms, and the zone in which both gain. */
void rw_memo_terms(const rw_page *page, const rw_memo *memo);
/** The numbers behind the charts. */
RW_NODISCARD rw_status rw_memo_data(const rw_page *page, const rw_memo *memo);

#endif
