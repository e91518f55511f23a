/* Words and numbers for people, in both languages side by side. */
#include "base/number.h"
#include "report/material.h"
#include <stdio.h>
#include <string.h>

const char *rw_in(rw_language language, const char *english, const char *dutch) {
    return language == RW_LANGUAGE_DUTCH ? dutch : english;
}

const char *rw_say(rw_language language, rw_words words) {
    return rw_in(language, words.english, words.dutch);
}

const char *rw_dearer(rw_language language, double eur) {
    return eur < 0 ? rw_in(language, "cheaper", "goedkoper") : rw_in(language, "dearer", "duurder");
}

char *rw_person(char buffer[RW_PERSON_BYTES], rw_language language, double value, int decimals) {
    char plain[RW_NUMBER_BYTES];
    if (!isfinite(value) || fabs(value) > 1e15) return strcpy(buffer, "\xE2\x80\x93");
    (void)rw_number_fixed(plain, value, decimals);
    const char group = language == RW_LANGUAGE_DUTCH ? '.' : ',',
               point = language == RW_LANGUAGE_DUTCH ? ',' : '.';
    const char *digits = plain + (plain[0] == '-');
    const size_t whole = strcspn(digits, ".");
    char *to = buffer;
    if (plain[0] == '-') {
        (void)strcpy(to, "\xE2\x88\x92"); /* minus sign */
        to += 3;
    }
    for (size_t i = 0; i < whole; ++i) {
        if (i > 0 && (whole - i) % 3 == 0) *to++ = group;
        *to++ = digits[i];
    }
    if (digits[whole] == '.') {
        *to++ = point;
        (void)strcpy(to, digits + whole + 1);
    } else {
        *to = '\0';
    }
    return buffer;
}

double rw_material_gain(const rw_material *m) {
    return m->indicators->totals.reference_eur_per_yr - m->indicators->totals.cost_eur_per_yr;
}

double rw_material_open(const rw_material *m) {
    return fmax(0, m->result->cost_eur_per_yr - m->result->bound_eur_per_yr);
}

const char *rw_explain_no_plan(const rw_material *m, rw_language l) {
    if (m->result->outcome == RW_OUTCOME_INFEASIBLE)
        return rw_in(
            l,
            "No plan satisfies the study: forced pairs, capital_budget_eur, co2_ceiling_t_per_yr, min_share, "
            "min_used_share or the grid headroom in power.csv exclude each other. Loosen one of them and "
            "solve again.\n",
            "Geen plan voldoet aan de studie: verplichte paren, capital_budget_eur, co2_ceiling_t_per_yr, "
            "min_share, "
            "min_used_share of de netruimte in power.csv sluiten elkaar uit. Verruim er een en reken "
            "opnieuw.\n");
    return rw_in(l, "The search ended before it had a plan. Give it more time with --time-limit.\n",
                 "Het zoeken eindigde voordat er een plan was. Geef meer tijd met --time-limit.\n");
}

const char *rw_mode_word(rw_language l, rw_mode mode) {
    static const rw_words words[] = {
        [RW_MODE_DIRECT] = {"direct", "direct"},
        [RW_MODE_SOURCE_PUMP] = {"heat pump at the source", "warmtepomp bij de bron"},
        [RW_MODE_PREHEAT] = {"exchanger, then heat pump at the source",
                             "wisselaar, dan warmtepomp bij de bron"},
        [RW_MODE_DEMAND_PUMP] = {"heat pump at the network", "warmtepomp bij het net"},
        [RW_MODE_STATION_PUMP] = {"heat pump on the way", "warmtepomp onderweg"}};
    return rw_say(l, words[mode]);
}

const char *rw_exit_word(rw_language l, rw_exit_plan exit_plan) {
    return exit_plan == RW_EXIT_STOP
               ? rw_in(l, "backup takes over", "achtervang neemt over")
               : rw_in(l, "substitute on the same pipe", "vervangende bron op dezelfde leiding");
}

const char *rw_outcome_word(rw_language l, rw_outcome outcome) {
    static const rw_words words[] = {
        [RW_OUTCOME_OPTIMAL] = {"proven optimal", "bewezen optimaal"},
        [RW_OUTCOME_FEASIBLE] = {"proven within a gap", "bewezen binnen een marge"},
        [RW_OUTCOME_INFEASIBLE] = {"impossible", "onmogelijk"},
        [RW_OUTCOME_UNKNOWN] = {"unknown", "onbekend"}};
    return rw_say(l, words[outcome]);
}

const char *rw_stop_word(rw_language l, rw_stop_reason reason) {
    static const rw_words words[] = {
        [RW_STOP_DONE] = {"nothing was left to search", "er viel niets meer te zoeken"},
        [RW_STOP_GAP] = {"the gap that was asked for was reached", "de gevraagde marge was bereikt"},
        [RW_STOP_NODES] = {"the node limit was reached", "de knopenlimiet was bereikt"},
        [RW_STOP_TIME] = {"the time was up", "de tijd was om"},
        [RW_STOP_ENOUGH] = {"enough was known", "er was genoeg bekend"},
        [RW_STOP_INTERRUPTED] = {"it was interrupted", "het zoeken is onderbroken"}};
    return rw_say(l, words[reason]);
}

const char *rw_perspective_word(rw_language l, int perspective) {
    return perspective == RW_PERSPECTIVE_NATIONAL
               ? rw_in(l, "national perspective", "nationaal perspectief")
               : rw_in(l, "heat company's perspective", "perspectief van het warmtebedrijf");
}

const char *rw_line_word(rw_language l, rw_cost_line line) {
    const rw_cost_line_info *info = rw_cost_line_describe(line);
    return rw_in(l, info->english, info->dutch);
}

const char *rw_group_name(rw_cost_group group) {
    static const char *const names[RW_GROUP_COUNT] = {"coupling", "pipe",    "heat_pump", "energy",
                                                      "mismatch", "network", "backup",    "reference"};
    return names[group];
}

const char *rw_group_word(rw_language l, rw_cost_group group) {
    static const rw_words words[] = {
        [RW_GROUP_coupling] = {"coupling (Wcw 6.2)", "uitkoppeling (Wcw 6.2)"},
        [RW_GROUP_pipe] = {"pipes and stations", "leidingen en stations"},
        [RW_GROUP_heat_pump] = {"heat pumps", "warmtepompen"},
        [RW_GROUP_energy] = {"electricity and heat", "elektriciteit en warmte"},
        [RW_GROUP_mismatch] = {"stranding and substitute", "stranding en vervanging"},
        [RW_GROUP_network] = {"distribution networks", "distributienetten"},
        [RW_GROUP_backup] = {"backup", "achtervang"},
        [RW_GROUP_reference] = {"reference (no network)", "referentie (geen net)"}};
    return rw_say(l, words[group]);
}
