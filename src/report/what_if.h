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

typedef enum rw_move_verdict {
    RW_GAIN_HIGHER,        /* proven */
    RW_GAIN_LIKELY_HIGHER, /* the plans say so; nothing is proven */
    RW_GAIN_SAME,          /* the plans gain the same */
    RW_GAIN_LIKELY_LOWER,
    RW_GAIN_LOWER
} rw_move_verdict;
rw_move_verdict rw_what_if_verdict(const rw_material *material, const rw_what_if *what_if);
/** "higher", "likely_higher", .. */
const char *rw_move_verdict_name(rw_move_verdict verdict);
const char *rw_move_verdict_word(rw_language language, rw_move_verdict verdict);

#endif
