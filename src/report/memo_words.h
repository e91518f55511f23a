/* Words that memo, screen and ranking share. */
#ifndef RW_REPORT_MEMO_WORDS_H
#define RW_REPORT_MEMO_WORDS_H

#include "report/assumption_words.h"
#include "report/memo.h"

/** With "likely" where the plans found say so and it is not proven. */
const char *rw_verdict_words(rw_language language, const rw_memo *memo);
/** Of a network, whose answers are mostly not proven. */
bool rw_memo_is_network(const rw_memo *memo);
/** What a lever is called in this study. */
const char *rw_lever_words(const rw_memo *memo, rw_lever lever, rw_language language);
/** A worth: what is proven, or in a network "68,000 (by the plans; proven: between 0 and 570,000)". */
void rw_worth_text(rw_text *text, rw_language language, rw_interval worth);
/** Only what is proven. */
void rw_worth_proven(rw_text *text, rw_language language, rw_interval worth);
/** Where there is no room: in a network what the plans found say. */
void rw_worth_brief(rw_text *text, rw_language language, rw_interval worth);
/** How a swing that turns the verdict reads: "discount rate 0.08 (now 0.06)". */
void rw_swing_text(rw_text *text, const rw_memo *memo, const rw_swing *swing, int end);

const char *rw_check_word(rw_language language, rw_check check);
void rw_add_number(rw_text *text, rw_language language, double value, int decimals);

/** "coupling cost at most 1,900,000 EUR (now 1,400,000)"; false when the scan found no crossing. */
bool rw_lever_condition(const rw_memo *memo, rw_lever lever, rw_text *text);

#endif
