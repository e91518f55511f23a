#include "report/what_if.h"

rw_interval rw_what_if_gain(const rw_what_if *w) {
    return (rw_interval){w->reference_eur_per_yr - w->cost_eur_per_yr,
                         w->reference_eur_per_yr - w->bound_eur_per_yr,
                         w->reference_eur_per_yr - w->cost_eur_per_yr};
}

rw_interval rw_what_if_moves(const rw_material *m, const rw_what_if *w) {
    const rw_interval there = rw_what_if_gain(w);
    const double here = rw_material_gain(m);
    return (rw_interval){there.low - (here + rw_material_open(m)), there.high - here, there.low - here};
}

rw_move_verdict rw_what_if_verdict(const rw_material *m, const rw_what_if *w) {
    const rw_interval moves = rw_what_if_moves(m, w);
    const bool proven = rw_interval_sign(moves) != RW_SIGN_UNDECIDED;
    switch (rw_interval_leaning(moves)) {
    case RW_SIGN_POSITIVE:
        return proven ? RW_GAIN_HIGHER : RW_GAIN_LIKELY_HIGHER;
    case RW_SIGN_NEGATIVE:
        return proven ? RW_GAIN_LOWER : RW_GAIN_LIKELY_LOWER;
    default:
        return RW_GAIN_SAME;
    }
}

const char *rw_move_verdict_name(rw_move_verdict verdict) {
    static const char *const names[] = {"higher", "likely_higher", "same", "likely_lower", "lower"};
    return names[verdict];
}

const char *rw_move_verdict_word(rw_language l, rw_move_verdict verdict) {
    switch (verdict) {
    case RW_GAIN_HIGHER:
        return rw_in(l, "higher, proven", "hoger, bewezen");
    case RW_GAIN_LIKELY_HIGHER:
        return rw_in(l, "likely higher", "waarschijnlijk hoger");
    case RW_GAIN_SAME:
        return rw_in(l, "the same by the plans", "gelijk volgens de plannen");
    case RW_GAIN_LIKELY_LOWER:
        return rw_in(l, "likely lower", "waarschijnlijk lager");
    default:
        return rw_in(l, "lower, proven", "lager, bewezen");
    }
}
