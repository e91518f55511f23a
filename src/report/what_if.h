/* What an assumption at the end of its sources does to the gain, and how surely. */
#ifndef RW_REPORT_WHAT_IF_H
#define RW_REPORT_WHAT_IF_H

#include "report/explanation.h"

/** What can be gained over the reference with the assumption: at least what its plan gains, at most what its
 * bound leaves. EUR/yr. */
rw_interval rw_what_if_gain(const rw_what_if *what_if);
/** The most that can be gained with it less the most that can be gained in the study as it is, proven to lie
 * between. EUR/yr. */
rw_interval rw_what_if_moves(const rw_material *material, const rw_what_if *what_if);

/** What the gain is then, from how it moves: "higher", "likely_higher", "same" (the plans gain the same), ..
 */
const char *rw_gain_name(rw_judgement moves);
const char *rw_gain_word(rw_language language, rw_judgement moves);

#endif
