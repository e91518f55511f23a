/* Words that memo, screen and ranking share. */
#ifndef RW_REPORT_MEMO_WORDS_H
#define RW_REPORT_MEMO_WORDS_H

#include "report/assumption_words.h"
#include "report/memo.h"

const char *rw_verdict_words(rw_language language, rw_memo_verdict verdict);
/** How a swing that turns the verdict reads: "discount rate 0.08 (now 0.06)". */
void rw_swing_text(rw_text *text, const rw_memo *memo, const rw_swing *swing, int end);

const char *rw_check_word(rw_language language, rw_check check);
void rw_add_number(rw_text *text, rw_language language, double value, int decimals);

/** "coupling cost at most 1,900,000 EUR (now 1,400,000)"; false when the scan found no crossing. */
bool rw_lever_condition(const rw_memo *memo, rw_lever lever, rw_text *text);

#endif
