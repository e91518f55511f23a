/* Sections of ophaalrecht.html that have a file of their own. */
#ifndef RW_REPORT_MEMO_PAGE_H
#define RW_REPORT_MEMO_PAGE_H

#include "report/html.h"
#include "report/memo_words.h"

/** 2. What is the source worth to the system? */
void rw_memo_system(const rw_page *page, const rw_memo *memo);
/** 3. What does it cost, and who pays? */
void rw_memo_money(const rw_page *page, const rw_memo *memo);
/** 4. What would have to be true? */
void rw_memo_break_evens(const rw_page *page, const rw_memo *memo);
/** 5. Terms, and the zone in which both gain. */
void rw_memo_terms(const rw_page *page, const rw_memo *memo);
/** The numbers behind the charts. */
RW_NODISCARD rw_status rw_memo_data(const rw_page *page, const rw_memo *memo);

/** A cell with a worth: rw_worth_text, _proven or _brief. */
typedef void rw_worth_words(rw_text *text, rw_language language, rw_interval worth);
void rw_page_worth(const rw_page *page, rw_interval worth, rw_worth_words *write);

#endif
