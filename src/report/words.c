/* Words and numbers for people, in both languages side by side. */
#include "base/number.h"
#include "report/material.h"
#include <stdio.h>
#include <string.h>

const char *rw_in(rw_language language, const char *english, const char *dutch) {
    return language == RW_LANGUAGE_DUTCH ? dutch : english;
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
    switch (mode) {
    case RW_MODE_DIRECT:
        return rw_in(l, "direct", "direct");
    case RW_MODE_SOURCE_PUMP:
        return rw_in(l, "heat pump at the source", "warmtepomp bij de bron");
    case RW_MODE_PREHEAT:
        return rw_in(l, "exchanger, then heat pump at the source", "wisselaar, dan warmtepomp bij de bron");
    case RW_MODE_DEMAND_PUMP:
        return rw_in(l, "heat pump at the network", "warmtepomp bij het net");
    default:
        return "";
    }
}

const char *rw_exit_word(rw_language l, rw_exit_plan exit_plan) {
    return exit_plan == RW_EXIT_STOP
               ? rw_in(l, "backup takes over", "achtervang neemt over")
               : rw_in(l, "substitute on the same pipe", "vervangende bron op dezelfde leiding");
}

const char *rw_outcome_word(rw_language l, rw_outcome outcome) {
    switch (outcome) {
    case RW_OUTCOME_OPTIMAL:
        return rw_in(l, "proven optimal", "bewezen optimaal");
    case RW_OUTCOME_FEASIBLE:
        return rw_in(l, "proven within a gap", "bewezen binnen een marge");
    case RW_OUTCOME_INFEASIBLE:
        return rw_in(l, "impossible", "onmogelijk");
    default:
        return rw_in(l, "unknown", "onbekend");
    }
}

const char *rw_stop_word(rw_language l, rw_stop_reason reason) {
    switch (reason) {
    case RW_STOP_DONE:
        return rw_in(l, "nothing was left to search", "er viel niets meer te zoeken");
    case RW_STOP_GAP:
        return rw_in(l, "the gap that was asked for was reached", "de gevraagde marge was bereikt");
    case RW_STOP_NODES:
        return rw_in(l, "the node limit was reached", "de knopenlimiet was bereikt");
    case RW_STOP_TIME:
        return rw_in(l, "the time was up", "de tijd was om");
    default:
        return rw_in(l, "it was interrupted", "het zoeken is onderbroken");
    }
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
    switch (group) {
    case RW_GROUP_coupling:
        return rw_in(l, "coupling (Wcw 6.2)", "uitkoppeling (Wcw 6.2)");
    case RW_GROUP_pipe:
        return rw_in(l, "pipes and stations", "leidingen en stations");
    case RW_GROUP_heat_pump:
        return rw_in(l, "heat pumps", "warmtepompen");
    case RW_GROUP_energy:
        return rw_in(l, "electricity and heat", "elektriciteit en warmte");
    case RW_GROUP_mismatch:
        return rw_in(l, "stranding and substitute", "stranding en vervanging");
    case RW_GROUP_network:
        return rw_in(l, "distribution networks", "distributienetten");
    case RW_GROUP_backup:
        return rw_in(l, "backup", "achtervang");
    case RW_GROUP_reference:
        return rw_in(l, "reference (no network)", "referentie (geen net)");
    default:
        return "";
    }
}
