/* How the value of an assumption and its unit read to a person. */
#ifndef RW_REPORT_ASSUMPTION_WORDS_H
#define RW_REPORT_ASSUMPTION_WORDS_H

#include "report/material.h"

/** A decimal comma in Dutch. */
void rw_value_text(rw_text *text, rw_language language, const char *value);
/** "" where the unit says nothing that the number does not: shares, factors, words. */
const char *rw_unit_word(rw_language language, const char *unit);

#endif
