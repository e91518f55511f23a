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

const char *rw_gain_name(rw_judgement moves) {
    static const char *const names[RW_JUDGEMENT_COUNT] = {"lower", "likely_lower", "same", "likely_higher",
                                                          "higher"};
    return names[moves];
}

const char *rw_gain_word(rw_language l, rw_judgement moves) {
    static const rw_words words[RW_JUDGEMENT_COUNT] = {
        [RW_PROVEN_NEGATIVE] = {"lower, proven", "lager, bewezen"},
        [RW_LIKELY_NEGATIVE] = {"likely lower", "waarschijnlijk lager"},
        [RW_UNDECIDED] = {"the same by the plans", "gelijk volgens de plannen"},
        [RW_LIKELY_POSITIVE] = {"likely higher", "waarschijnlijk hoger"},
        [RW_PROVEN_POSITIVE] = {"higher, proven", "hoger, bewezen"}};
    return rw_say(l, words[moves]);
}
