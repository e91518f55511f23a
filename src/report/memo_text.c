/* The memo in words: verdict and reasons, used by the page and by the screen. */
#include "base/number.h"
#include "report/memo.h"
#include "report/memo_words.h"
#include <string.h>

static const rw_lever_info levers[RW_LEVER_COUNT] = {
    [RW_LEVER_COUPLING] = {"coupling_cost", "EUR/kW",
                           "coupling cost, parts a and b per kW (fixed parts in proportion)",
                           "uitkoppelkosten, delen a en b per kW (vaste delen naar rato)", 0, 5, 0},
    [RW_LEVER_COMMITMENT] = {"commitment", "yr", "commitment of the datacenter",
                             "leveringsduur van het datacenter", 1, 40, 0},
    [RW_LEVER_ELECTRICITY] = {"electricity_price", "EUR/MWh", "price of electricity, commodity",
                              "elektriciteitsprijs, kaal", 0.25, 3, 1},
    [RW_LEVER_ROUTE] = {"route_length", "m", "length of its routes together", "lengte van zijn tracés samen",
                        0.8, 4, 0},
    [RW_LEVER_TEMPERATURE] = {"temperature", "C", "temperature of the waste heat",
                              "temperatuur van de restwarmte", 12, 90, 1},
    [RW_LEVER_REFERENCE] = {"reference_price", "EUR/GJ", "price of heat without datacenters",
                            "prijs van warmte zonder datacenters", 0.5, 2, 2},
};

const rw_lever_info *rw_lever_describe(rw_lever lever) {
    return &levers[lever];
}

bool rw_memo_is_network(const rw_memo *m) {
    return m->study->trench_count > 0;
}

const char *rw_lever_words(const rw_memo *m, rw_lever lever, rw_language l) {
    if (lever == RW_LEVER_ROUTE && rw_memo_is_network(m))
        return rw_in(l, "length of the trenches that end at it",
                     "lengte van de sleuven die bij hem eindigen");
    return rw_in(l, levers[lever].english, levers[lever].dutch);
}

const char *rw_verdict_words(rw_language l, const rw_memo *m) {
    const bool likely = m->checklist.right && m->with.solved && !m->proven;
    switch (m->verdict) {
    case RW_MEMO_WORTH:
        return likely ? rw_in(l, "Likely worth requesting", "Waarschijnlijk de moeite waard om op te vragen")
                      : rw_in(l, "Worth requesting", "De moeite waard om op te vragen");
    case RW_MEMO_CONDITIONAL:
        return likely ? rw_in(l, "Likely worth it on conditions",
                              "Waarschijnlijk onder voorwaarden de moeite waard")
                      : rw_in(l, "Worth it on conditions", "Onder voorwaarden de moeite waard");
    case RW_MEMO_NOT_WORTH:
        return likely ? rw_in(l, "Likely not worth requesting",
                              "Waarschijnlijk niet de moeite waard om op te vragen")
                      : rw_in(l, "Not worth requesting", "Niet de moeite waard om op te vragen");
    default:
        return rw_in(l, "Undecided at this gap", "Onbeslist bij deze marge");
    }
}

void rw_worth_proven(rw_text *text, rw_language l, rw_interval worth) {
    rw_interval_text(text, l, worth, 0);
}

void rw_worth_text(rw_text *text, rw_language l, rw_interval worth) {
    rw_worth_brief(text, l, worth);
    if (isnan(worth.by_plans)) return;
    rw_text_add(text, rw_in(l, " (by the plans found; proven: ", " (volgens de gevonden plannen; bewezen: "));
    rw_worth_proven(text, l, worth);
    rw_text_add(text, ")");
}

void rw_worth_brief(rw_text *text, rw_language l, rw_interval worth) {
    if (isnan(worth.by_plans))
        rw_interval_text(text, l, worth, 0);
    else
        rw_add_number(text, l, worth.by_plans, 0);
}

void rw_add_number(rw_text *text, rw_language l, double value, int decimals) {
    char number[RW_PERSON_BYTES];
    rw_text_add(text, rw_person(number, l, value, decimals));
}

static double per_gj(double eur_per_mwh) {
    return eur_per_mwh / RW_GJ_PER_MWH;
}

/* What the source would do, and at what price. Below a hundredth of its heat a connection is only there
 * because the question asks for one. */
static void say_plan(const rw_memo *m, rw_language l, rw_text *text) {
    const double token_share = 0.01;
    if (m->unused) {
        rw_text_add(text,
                    rw_in(l,
                          " Even with the fixed part of its coupling paid for, the best plan found takes "
                          "none of its heat.",
                          " Ook als het vaste deel van de uitkoppeling al betaald is, neemt het beste "
                          "gevonden plan niets van zijn warmte."));
        return;
    }
    if (m->with.indicators->sources[m->source].used_share < token_share) {
        rw_text_add(
            text,
            rw_in(
                l,
                " The least dear way to couple it delivers next to nothing: every further MWh costs more "
                "than it saves.",
                " De minst dure manier om het te koppelen levert vrijwel niets: elke MWh meer kost meer dan "
                "hij bespaart."));
        return;
    }
    const rw_source_figures *f = &m->with.indicators->sources[m->source];
    int listed = 0, before = -1;
    rw_text_add(text, m->proven ? rw_in(l, " In the best plan that couples it, it delivers ",
                                        " In het beste plan dat het koppelt levert het ")
                                : rw_in(l, " In the best plan found that couples it, it delivers ",
                                        " In het beste gevonden plan dat het koppelt levert het "));
    rw_add_number(text, l, f->heat_mwh_per_yr / 1000, 1);
    rw_text_add(text, rw_in(l, " GWh a year to ", " GWh per jaar aan "));
    for (int k = 0; k < m->with.plan->connection_count; ++k) {
        const rw_connection *c = &m->with.plan->connections[k];
        if (c->source != m->source || c->demand == before) continue;
        before = c->demand; /* in a network it may get there in several ways */
        if (listed == 5) {
            rw_text_add(text, " …");
            break;
        }
        rw_text_add(text, listed++ ? ", " : "");
        rw_text_add(text, m->study->demands[c->demand].name);
    }
    rw_text_add(text, rw_in(l, ", for ", ", voor "));
    rw_add_number(text, l, per_gj(f->levelised_eur_per_mwh), 2);
    rw_text_add(text, rw_in(l, " EUR/GJ at the network head.", " EUR/GJ aan de netkop."));
}

/* A network: the plans found, and how little of that is proven. */
static void say_likely(const rw_memo *m, rw_language l, rw_text *text) {
    const bool worth = m->sign == RW_SIGN_POSITIVE;
    rw_text_add(text, worth ? rw_in(l, "The best plan found without this datacenter costs ",
                                    "Het beste gevonden plan zonder dit datacenter kost ")
                            : rw_in(l, "The best plan found with this datacenter costs ",
                                    "Het beste gevonden plan met dit datacenter kost "));
    rw_add_number(text, l, fabs(m->worth.by_plans), 0);
    rw_text_add(text, worth ? rw_in(l, " EUR a year more than the best found with it",
                                    " EUR per jaar meer dan het beste gevonden plan ermee")
                            : rw_in(l, " EUR a year more than the best found without it",
                                    " EUR per jaar meer dan het beste gevonden plan zonder"));
    rw_text_add(text, rw_in(l, ". Proven is only that it is worth ", ". Bewezen is alleen dat het "));
    rw_interval_text(text, l, m->worth, 0);
    rw_text_add(text, rw_in(l, " EUR a year: zero is among that, so this is likely, not proven.",
                            " EUR per jaar waard is: daar ligt nul bij, dus dit is waarschijnlijk, niet "
                            "bewezen."));
}

static void say_worth(const rw_memo *m, rw_language l, rw_text *text) {
    const rw_interval misses = rw_interval_negated(m->worth);
    if (!m->proven && m->sign != RW_SIGN_UNDECIDED) {
        say_likely(m, l, text);
    } else if (m->sign == RW_SIGN_POSITIVE) {
        rw_text_add(text, rw_in(l, "Without this datacenter the cheapest way to heat all demands costs ",
                                "Zonder dit datacenter kost de goedkoopste manier om alle warmtevragen te "
                                "verwarmen "));
        rw_interval_text(text, l, m->worth, 0);
        rw_text_add(text, rw_in(l, " EUR a year more (proven).", " EUR per jaar meer (bewezen)."));
    } else if (m->sign == RW_SIGN_NEGATIVE) {
        rw_text_add(text, rw_in(l, "Any plan that couples this datacenter costs at least ",
                                "Elk plan dat dit datacenter koppelt kost minstens "));
        rw_add_number(text, l, misses.low, 0);
        rw_text_add(text, rw_in(l, " EUR a year more than the best plan without it (proven).",
                                " EUR per jaar meer dan het beste plan zonder (bewezen)."));
    } else {
        rw_text_add(text,
                    rw_in(l, "What this datacenter is worth lies ", "De waarde van dit datacenter ligt "));
        rw_interval_text(text, l, m->worth, 0);
        rw_text_add(text,
                    rw_memo_is_network(m)
                        ? rw_in(l, " EUR a year: undecided; a longer search may decide it.",
                                " EUR per jaar: onbeslist; langer zoeken geeft misschien uitsluitsel.")
                        : rw_in(l, " EUR a year: undecided at this gap, also after solving it tighter.",
                                " EUR per jaar: onbeslist bij deze marge, ook na nauwkeuriger oplossen."));
    }
}

static void say_blocked(const rw_memo *m, rw_language l, rw_text *text) {
    rw_text_add(text, rw_in(l, "Art. 6.2 gives no right here: ", "Art. 6.2 geeft hier geen recht: "));
    bool first = true;
    for (int k = 0; k < m->checklist.count; ++k) {
        const rw_check_item *item = &m->checklist.item[k];
        if (!item->blocks || item->verdict != RW_CHECK_NO) continue;
        rw_text_add(text, first ? "" : " ");
        rw_text_add(text, rw_in(l, item->english, item->dutch));
        first = false;
    }
    rw_text_add(text, rw_in(l, " What follows holds for an agreement without that right. ",
                            " Wat volgt geldt voor een overeenkomst zonder dat recht. "));
}

void rw_memo_conclusion(const rw_memo *m, rw_text *text) {
    const rw_language l = (rw_language)m->study->parameters.lang;
    if (!m->checklist.right) say_blocked(m, l, text);
    if (rw_memo_is_impossible(m)) {
        rw_text_add(text,
                    rw_in(l, "There is no possible connection: no network in the study can take this heat.",
                          "Er is geen mogelijke verbinding: geen net in de studie kan deze warmte afnemen."));
        return;
    }
    say_worth(m, l, text);
    if (m->with.solved) say_plan(m, l, text);
}

/* -- Assumptions --------------------------------------------------------------------------------------- */

void rw_swing_text(rw_text *text, const rw_memo *m, const rw_swing *s, int end) {
    const rw_language l = (rw_language)m->study->parameters.lang;
    const rw_parameter_info *info = rw_parameter_describe(s->parameter);
    char now[RW_WORD_BYTES];
    rw_text_add(text, rw_in(l, info->english, info->dutch));
    rw_text_add(text, " ");
    rw_value_text(text, l, s->value[end]);
    const char *unit = rw_unit_word(l, info->unit);
    rw_text_addf(text, "%s%s", unit[0] ? " " : "", unit);
    rw_text_add(text, rw_in(l, " (now ", " (nu "));
    rw_value_text(text, l, rw_parameters_text(&m->study->parameters, s->parameter, now, sizeof now));
    rw_text_add(text, ")");
}

static void add_turning(const rw_memo *m, rw_language l, rw_text *text) {
    if (m->sign != RW_SIGN_POSITIVE) return;
    bool any = false;
    for (int k = 0; k < m->swing_count; ++k)
        for (int end = 0; end < 2; ++end) {
            if (!rw_swing_turns(m, &m->swings[k], end)) continue;
            if (!any)
                rw_text_add(text,
                            rw_in(l, "\nNot worth it with one assumption at an end of its sources\n",
                                  "\nNiet de moeite waard met een aanname op een uiterste van de bronnen\n"));
            any = true;
            rw_text_add(text, "  ");
            rw_swing_text(text, m, &m->swings[k], end);
            rw_text_add(text, "\n");
        }
}

/* -- Conditions ---------------------------------------------------------------------------------------- */

bool rw_lever_condition(const rw_memo *m, rw_lever lever, rw_text *text) {
    const rw_language l = (rw_language)m->study->parameters.lang;
    const rw_break_even *b = &m->lever[lever];
    const rw_lever_info *info = rw_lever_describe(lever);
    if (b->crossing_count == 0) return false;
    const rw_crossing *c = &b->crossing[0];
    const bool at_least = c->in > c->out;
    const double narrow_share = 0.02; /* wider than this was not narrowed in time */
    rw_text_add(text, rw_lever_words(m, lever, l));
    rw_text_add(text, at_least ? rw_in(l, " at least ", " minstens ") : rw_in(l, " at most ", " hoogstens "));
    if (fabs(c->in - c->out) > narrow_share * fabs(c->in) && lever != RW_LEVER_COMMITMENT)
        rw_interval_text(text, l, rw_interval_of(fmin(c->in, c->out), fmax(c->in, c->out)), info->decimals);
    else
        rw_add_number(text, l, c->in, info->decimals);
    rw_text_addf(text, " %s (", rw_unit_word(l, info->unit));
    rw_text_add(text, rw_in(l, "now ", "nu "));
    rw_add_number(text, l, b->today, info->decimals);
    rw_text_add(text, ")");
    return true;
}

static void add_conditions(const rw_memo *m, rw_language l, rw_text *text) {
    bool any = false;
    for (int lever = 0; lever < RW_LEVER_COUNT; ++lever) {
        if (m->lever[lever].crossing_count == 0) continue;
        if (!any)
            rw_text_add(text,
                        rw_memo_is_network(m)
                            ? rw_in(l, "\nBy the plans found worth it with, all else as it is\n",
                                    "\nVolgens de gevonden plannen de moeite waard bij, de rest gelijk\n")
                            : rw_in(l, "\nWorth it with, all else as it is\n",
                                    "\nDe moeite waard bij, de rest gelijk\n"));
        any = true;
        rw_text_add(text, "  ");
        (void)rw_lever_condition(m, (rw_lever)lever, text);
        rw_text_add(text, "\n");
    }
}

static void add_checks(const rw_memo *m, rw_language l, rw_text *text) {
    rw_text_add(text, rw_in(l, "\nDoes the right apply? (a checklist, not legal advice)\n",
                            "\nGeldt het recht? (een controlelijst, geen juridisch advies)\n"));
    for (int k = 0; k < m->checklist.count; ++k) {
        const rw_check_item *item = &m->checklist.item[k];
        rw_text_add(text, "  ");
        rw_text_padded(text, rw_check_word(l, item->verdict), 9, false);
        rw_text_padded(text, item->article, 29, false);
        rw_text_add(text, rw_in(l, item->english, item->dutch));
        rw_text_add(text, "\n");
    }
}

const char *rw_check_word(rw_language l, rw_check check) {
    static const rw_words words[] = {[RW_CHECK_YES] = {"yes", "ja"},
                                     [RW_CHECK_NO] = {"no", "nee"},
                                     [RW_CHECK_ATTENTION] = {"note", "let op"},
                                     [RW_CHECK_NOT_HERE] = {"n/a", "n.v.t."},
                                     [RW_CHECK_UNKNOWN] = {"unknown", "onbekend"}};
    return rw_say(l, words[check]);
}

static void add_terms(const rw_memo *m, rw_language l, rw_text *text) {
    if (m->term_count == 0) return;
    rw_text_add(text,
                rw_in(l,
                      "\nWorth to the heat company, EUR/yr, by years of commitment and chance of renewal\n  ",
                      "\nWaarde voor het warmtebedrijf, EUR/jr, naar leveringsduur en verlengingskans\n  "));
    rw_text_padded(text, rw_in(l, "years", "jaren"), 8, false);
    for (int r = 0; r < m->renewal_count; ++r) {
        char number[RW_PERSON_BYTES];
        rw_text_padded(text, rw_person(number, l, m->terms_weighed[r].renewal_share, 1), 34, true);
    }
    rw_text_add(text, rw_memo_is_network(m) ? rw_in(l, "   by the plans found, not proven\n",
                                                    "   volgens de gevonden plannen, niet bewezen\n")
                                            : "\n");
    for (int k = 0; k < m->term_count; k += m->renewal_count) {
        rw_text_addf(text, "  %-8d", m->terms_weighed[k].commitment_yr);
        for (int r = 0; r < m->renewal_count; ++r) {
            rw_text cell;
            rw_text_start(&cell, text->context);
            rw_worth_brief(&cell, l, m->terms_weighed[k + r].worth);
            rw_text_padded(text, rw_text_string(&cell), 34, true);
            rw_text_free(&cell);
        }
        rw_text_add(text, "\n");
    }
}

void rw_memo_text(const rw_memo *m, rw_text *text) {
    const rw_language l = (rw_language)m->study->parameters.lang;
    const rw_source *s = &m->study->sources[m->source];
    rw_text_addf(text, "%s %s: %s\n", s->id, s->name, rw_verdict_words(l, m));
    rw_memo_conclusion(m, text);
    rw_text_add(text, "\n");
    add_conditions(m, l, text);
    add_turning(m, l, text);
    add_terms(m, l, text);
    add_checks(m, l, text);
    if (m->jobs_cut > 0)
        rw_text_addf(text,
                     rw_in(l,
                           "\nThe time limit or an interruption cut %d of %d side questions short; the memo "
                           "says which.\n",
                           "\nDe tijdslimiet of een onderbreking kapte %d van %d deelvragen af; de notitie "
                           "zegt welke.\n"),
                     m->jobs_cut, m->jobs);
}
