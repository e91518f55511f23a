/* Why is this source or demand (not) in the plan: one screen, and the same as JSON. */
#include "report/part_explanation.h"
#include "base/number.h"
#include "report/network_file.h"
#include "report/network_tables.h"
#include "report/part_price.h"
#include <stdio.h>

enum { LABEL_WIDTH = 44, NUMBER_WIDTH = 14, SHOWN_USERS = 6 };

const char *rw_part_verdict_name(rw_part_verdict verdict) {
    static const char *const names[] = {"impossible", "indispensable", "in_plan",     "likely_in",
                                        "undecided",  "likely_out",    "not_in_plan", "unsolved"};
    return names[verdict];
}

static bool is_source(const rw_part_explanation *e) {
    return e->part == RW_PART_SOURCE;
}

/* -- Verdict ------------------------------------------------------------------------------------------- */

static const char *verdict_words(const rw_part_explanation *e, rw_language l) {
    static const rw_words words[] = {
        [RW_PART_IMPOSSIBLE] = {"cannot be served", "kan niet worden bediend"},
        [RW_PART_INDISPENSABLE] = {"indispensable", "onmisbaar"},
        [RW_PART_IN_PLAN] = {"in the best plan (proven)", "in het beste plan (bewezen)"},
        [RW_PART_LIKELY_IN] = {"likely in the best plan (not proven)",
                               "waarschijnlijk in het beste plan (niet bewezen)"},
        [RW_PART_LIKELY_OUT] = {"likely not in the best plan (not proven)",
                                "waarschijnlijk niet in het beste plan (niet bewezen)"},
        [RW_PART_NOT_IN_PLAN] = {"not in the best plan (proven)", "niet in het beste plan (bewezen)"},
        [RW_PART_UNDECIDED] = {"undecided", "onbeslist"},
        [RW_PART_UNSOLVED] = {"not solved", "niet opgelost"}};
    if (e->verdict == RW_PART_IMPOSSIBLE && is_source(e))
        return rw_in(l, "cannot be coupled", "kan niet worden gekoppeld");
    return rw_say(l, words[e->verdict]);
}

static void add_amount(rw_text *text, rw_language l, double eur_per_yr) {
    char number[RW_PERSON_BYTES];
    rw_text_addf(text, rw_in(l, "%s EUR a year", "%s EUR per jaar"), rw_person(number, l, eur_per_yr, 0));
}

static void say_by_plans(const rw_part_explanation *e, bool wins, rw_language l, rw_text *text) {
    rw_text_add(
        text, wins ? rw_in(l, "The best plan found without it costs ", "Het beste gevonden plan zonder kost ")
                   : rw_in(l, "The best plan found with it costs ", "Het beste gevonden plan ermee kost "));
    add_amount(text, l, fabs(e->wins.by_plans));
    rw_text_add(text,
                wins ? rw_in(l, " more than the best found with it.\n", " meer dan het beste ermee.\n")
                     : rw_in(l, " more than the best found without it.\n", " meer dan het beste zonder.\n"));
}

/* What the plans found say, and how far that is proven. */
static void say_difference(const rw_part_explanation *e, rw_language l, rw_text *text) {
    const bool wins = rw_interval_leaning(e->wins) == RW_SIGN_POSITIVE,
               proven = rw_interval_sign(e->wins) != RW_SIGN_UNDECIDED;
    const bool known = isfinite(e->wins.by_plans);
    if (known) say_by_plans(e, wins, l, text);
    rw_text_add(text, rw_in(l, "Proven: the difference is ", "Bewezen: het verschil is "));
    rw_interval_text(text, l, wins ? e->wins : rw_interval_negated(e->wins), 0);
    rw_text_add(text, rw_in(l, " EUR a year", " EUR per jaar"));
    rw_text_add(
        text, proven ? ".\n"
              : known
                  ? rw_in(l, "; zero is among that, so the answer may be the other.\n",
                          "; daar ligt nul bij, dus het antwoord kan ook het andere zijn.\n")
                  : rw_in(l, "; zero is among that, and the search was stopped before the plans say.\n",
                          "; daar ligt nul bij, en het zoeken is gestopt voordat de plannen iets zeggen.\n"));
}

static void say_verdict(const rw_part_explanation *e, rw_language l, rw_text *text) {
    switch (e->verdict) {
    case RW_PART_IMPOSSIBLE:
        rw_text_add(
            text,
            is_source(e)
                ? rw_in(l, "No plan can take its heat: no way leads from it to a demand that can use it.\n",
                        "Geen plan kan zijn warmte afnemen: er is geen weg naar een vraag die haar kan "
                        "gebruiken.\n")
                : rw_in(l,
                        "No plan brings it that much heat from sources: no way, too cold, or too little.\n",
                        "Geen plan brengt er zoveel warmte van bronnen: geen weg, te koud, of te weinig.\n"));
        return;
    case RW_PART_INDISPENSABLE:
        rw_text_add(
            text, rw_in(l, "No plan can do without it: minimum shares, or what must be built, ask for it.\n",
                        "Geen plan kan zonder: minimumaandelen, of wat gebouwd moet worden, vragen erom.\n"));
        return;
    case RW_PART_UNSOLVED:
        rw_text_add(text,
                    rw_in(l, "No plan was found, with it or without: give more time with --time-limit.\n",
                          "Er is geen plan gevonden, met of zonder: geef meer tijd met --time-limit.\n"));
        return;
    default:
        say_difference(e, l, text);
    }
    if (e->unused)
        rw_text_add(text,
                    rw_in(l, "Even with its coupling paid for, the best plan found takes none of its heat.\n",
                          "Ook als de uitkoppeling al betaald is, neemt het beste gevonden plan niets van "
                          "zijn warmte.\n"));
}

static void say_meaning(const rw_part_explanation *e, rw_language l, rw_text *text) {
    char share[RW_PERSON_BYTES];
    if (is_source(e))
        rw_text_add(text, e->study->trench_count > 0
                              ? rw_in(l,
                                      "With it: the fixed part of its coupling is paid, and its heat used as "
                                      "far as that pays.\n",
                                      "Ermee: het vaste deel van de uitkoppeling is betaald, en zijn warmte "
                                      "gebruikt zover dat loont.\n")
                              : rw_in(l, "With it: at least one connection of it is built.\n",
                                      "Ermee: minstens een verbinding ervan is gebouwd.\n"));
    else
        rw_text_addf(text,
                     rw_in(l,
                           "With it: on a heat network, sources bring at least %s %% of its heat. Without: "
                           "no heat from sources.\n",
                           "Ermee: op een warmtenet, bronnen brengen minstens %s %% van de warmte. Zonder: "
                           "geen warmte van bronnen.\n"),
                     rw_person(share, l, 100 * e->served_share, 0));
}

/* -- Two plans ----------------------------------------------------------------------------------------- */

static void add_cells(rw_text *text, rw_language l, const char *label, double with, double without,
                      int decimals, const char *unit) {
    char number[RW_PERSON_BYTES];
    rw_text_add(text, "  ");
    rw_text_padded(text, label, LABEL_WIDTH, false);
    rw_text_padded(text, rw_person(number, l, without, decimals), NUMBER_WIDTH, true);
    rw_text_padded(text, rw_person(number, l, with, decimals), NUMBER_WIDTH, true);
    rw_text_addf(text, " %s\n", unit);
}

static void add_plans(const rw_part_explanation *e, rw_language l, rw_text *text) {
    const char *yearly = rw_in(l, "EUR/yr", "EUR/jr");
    rw_text_add(text, "\n  ");
    rw_text_padded(text, "", LABEL_WIDTH, false);
    rw_text_padded(text, rw_in(l, "without", "zonder"), NUMBER_WIDTH, true);
    rw_text_padded(text, rw_in(l, "with", "ermee"), NUMBER_WIDTH, true);
    rw_text_add(text, "\n");
    add_cells(text, l, rw_in(l, "best plan found", "beste gevonden plan"), e->with.cost_eur_per_yr,
              e->without.cost_eur_per_yr, 0, yearly);
    add_cells(text, l,
              rw_in(l, "no such plan costs less than (proven)", "geen zulk plan kost minder dan (bewezen)"),
              e->with.bound_eur_per_yr, e->without.bound_eur_per_yr, 0, yearly);
    if (!e->with.solved || !e->without.solved) return;
    const rw_totals *a = &e->with.indicators->totals, *b = &e->without.indicators->totals;
    add_cells(text, l, rw_in(l, "investment", "investering"), a->investment_eur, b->investment_eur, 0, "EUR");
    add_cells(text, l, rw_in(l, "pipes", "leidingen"), a->pipe_m, b->pipe_m, 0, "m");
    add_cells(text, l, rw_in(l, "heat from sources", "warmte van bronnen"), a->coupled_mwh_per_yr,
              b->coupled_mwh_per_yr, 0, rw_in(l, "MWh/yr", "MWh/jr"));
    add_cells(text, l, "CO2", a->co2_t_per_yr, b->co2_t_per_yr, 0, rw_in(l, "t/yr", "t/jr"));
    if (e->shift_count == 0) return;
    rw_text_add(text, rw_in(l, "\nWhat differs: the best plan found without it, and with it\n",
                            "\nWat verschilt: het beste gevonden plan zonder, en ermee\n"));
    rw_shifts_text(e->study, e->shifts, e->shift_count, e->with.plan->demand_connected,
                   e->without.plan->demand_connected, l, text);
}

/* -- What would turn it -------------------------------------------------------------------------------- */

static void add_price(rw_text *text, rw_language l, const char *label, double value, int decimals,
                      const char *unit) {
    char number[RW_PERSON_BYTES];
    if (!isfinite(value)) return;
    rw_text_add(text, "  ");
    rw_text_padded(text, label, LABEL_WIDTH, false);
    rw_text_padded(text, rw_person(number, l, value, decimals), NUMBER_WIDTH, true);
    rw_text_addf(text, " %s\n", unit);
}

/* Free coupling does not bring the source in: how much more it takes is not known. */
static void say_unused(const rw_part_explanation *e, rw_language l, rw_text *text) {
    rw_text_add(text,
                rw_in(l, "\nWhat would bring it in is more than the fixed part of its coupling, ",
                      "\nWat het in het plan zou brengen is meer dan het vaste deel van de uitkoppeling, "));
    add_amount(text, l, fabs(e->wins.by_plans));
    rw_text_add(text,
                rw_in(l, ": pipes, pumps, electricity and what is paid per kW weigh more than its heat.\n",
                      ": leidingen, pompen, elektriciteit en wat per kW wordt betaald wegen zwaarder dan "
                      "zijn warmte.\n"));
}

static void add_break_even(const rw_part_explanation *e, rw_language l, rw_text *text) {
    const bool wins = rw_interval_leaning(e->wins) == RW_SIGN_POSITIVE;
    const rw_interval amount = wins ? e->wins : rw_interval_negated(e->wins);
    const rw_part_price p = rw_part_price_of(e);
    rw_text_add(
        text,
        wins
            ? rw_in(l, "\nIt stays in the best plan until it costs this much more, or earns this much less\n",
                    "\nHet blijft in het beste plan tot het zoveel meer kost, of zoveel minder opbrengt\n")
            : rw_in(l,
                    "\nIt comes into the best plan once it costs this much less, or earns this much more\n",
                    "\nHet komt in het beste plan zodra het zoveel minder kost, of zoveel meer opbrengt\n"));
    add_price(text, l, rw_in(l, "by the plans found", "volgens de gevonden plannen"), amount.by_plans, 0,
              rw_in(l, "EUR/yr", "EUR/jr"));
    add_price(text, l, rw_in(l, "  as one amount at the start", "  als bedrag ineens aan het begin"),
              p.break_even_eur, 0, "EUR");
    add_price(text, l, rw_in(l, "  per GJ of heat", "  per GJ warmte"), p.break_even_eur_per_gj, 2, "EUR/GJ");
    add_price(text, l, rw_in(l, "  per dwelling equivalent", "  per woningequivalent"),
              p.break_even_eur_per_weq, 0, "EUR/weq");
    rw_text_add(text, rw_in(l, "  proven: ", "  bewezen: "));
    rw_interval_text(text, l, rw_interval_of(fmax(0, amount.low), fmax(0, amount.high)), 0);
    rw_text_add(text, rw_in(l, " EUR/yr\n", " EUR/jr\n"));
}

/* -- How a demand is served ---------------------------------------------------------------------------- */

static void add_stretch(const rw_part_explanation *e, const rw_connection *c, int laid, rw_language l,
                        rw_text *text) {
    const rw_material m = {.study = e->study, .plan = e->with.plan, .indicators = e->with.indicators};
    const rw_laid *pipe = &e->with.plan->network->laid[laid];
    const rw_trench *t = &e->study->trenches[pipe->trench];
    const rw_laid_figures *f = &e->with.indicators->laid[laid];
    char number[RW_PERSON_BYTES], name[64];
    rw_text users;
    rw_text_start(&users, text->context);
    rw_trench_users(&m, laid, SHOWN_USERS, &users);
    (void)snprintf(name, sizeof name, "%s - %s", rw_study_node_id(e->study, rw_laid_tail(e->study, pipe)),
                   rw_study_node_id(e->study, rw_laid_head(e->study, pipe)));
    rw_text_add(text, "    ");
    rw_text_padded(text, t->id, 12, false);
    rw_text_padded(text, name, 22, false);
    rw_text_padded(text, rw_person(number, l, t->length_m, 0), 8, true);
    rw_text_addf(text, " m  DN%-4d", e->study->pipes[pipe->pipe].dn);
    rw_text_padded(text, rw_person(number, l, f->mw, 2), 7, true);
    rw_text_add(text, " MW");
    rw_text_padded(text, rw_person(number, l, 100 * rw_part_share_of_heat(e, c, laid), 0), 5, true);
    rw_text_addf(text, " %%  %s\n", rw_text_string(&users));
    rw_text_free(&users);
}

static void add_way(const rw_part_explanation *e, int connection, rw_language l, rw_text *text) {
    const rw_connection *c = &e->with.plan->connections[connection];
    const rw_connection_figures *f = &e->with.indicators->connections[connection];
    char a[RW_PERSON_BYTES], b[RW_PERSON_BYTES], d[RW_PERSON_BYTES];
    const rw_way_shared shared = rw_part_way_shared(e, c);
    const rw_material m = {.study = e->study, .plan = e->with.plan};
    rw_text mode;
    rw_text_start(&mode, text->context);
    rw_mode_text(&m, l, c, &mode);
    rw_text_addf(text, rw_in(l, "  from %s: %s, %s MW, %s MWh/yr\n", "  van %s: %s, %s MW, %s MWh/jr\n"),
                 e->study->sources[c->source].id, rw_text_string(&mode), rw_person(a, l, f->capacity_mw, 2),
                 rw_person(b, l, f->heat_mwh_per_yr, 0));
    rw_text_free(&mode);
    if (!c->way) return;
    for (int k = 0; k < c->way->laid_count; ++k) add_stretch(e, c, c->way->laid[k], l, text);
    rw_text_addf(
        text,
        rw_in(l,
              "    %s of %s m are shared; by heat delivered (a convention) %s EUR/yr of all pipes is its\n",
              "    %s van %s m worden gedeeld; naar geleverde warmte (een afspraak) is %s EUR/jr van alle "
              "leidingen voor haar\n"),
        rw_person(a, l, shared.shared_m, 0), rw_person(b, l, shared.length_m, 0),
        rw_person(d, l, rw_group_sum(f->present_eur, RW_GROUP_pipe) * e->terms->annuity, 0));
}

static void add_service(const rw_part_explanation *e, rw_language l, rw_text *text) {
    const rw_plan *plan = e->with.plan;
    const rw_part_price p = rw_part_price_of(e);
    rw_text_add(text, rw_in(l,
                            "\nHow it is served in the best plan found with it (trench, metres, pipe, peak, "
                            "its share of the heat, users)\n",
                            "\nHoe het wordt bediend in het beste gevonden plan ermee (sleuf, meters, "
                            "leiding, piek, aandeel in de warmte, gebruikers)\n"));
    for (int n = plan->demand_first[e->index]; n < plan->demand_first[e->index + 1]; ++n)
        add_way(e, plan->by_demand[n], l, text);
    rw_text_add(text, rw_in(l, "\nPrice of all its heat, backup and its own network included\n",
                            "\nPrijs van al haar warmte, met achtervang en eigen net\n"));
    add_price(
        text, l,
        rw_in(l, "marginal: what serving it adds to the others", "marginaal: wat haar bedienen toevoegt"),
        p.marginal_eur_per_gj, 2,
        rw_in(l, "EUR/GJ (by the plans found)", "EUR/GJ (volgens de gevonden plannen)"));
    add_price(
        text, l,
        rw_in(l, "average: shared pipes by heat delivered", "gemiddeld: gedeelde leidingen naar warmte"),
        p.average_eur_per_gj, 2, rw_in(l, "EUR/GJ (a convention)", "EUR/GJ (een afspraak)"));
    add_price(text, l, rw_in(l, "reference", "referentie"), p.reference_eur_per_gj, 2, "EUR/GJ");
}

/* -- Whole --------------------------------------------------------------------------------------------- */

void rw_part_explanation_text(const rw_part_explanation *e, rw_text *text) {
    const rw_language l = (rw_language)e->study->parameters.lang;
    rw_text_addf(text, "%s %s: %s\n",
                 is_source(e) ? e->study->sources[e->index].id : e->study->demands[e->index].id,
                 is_source(e) ? e->study->sources[e->index].name : e->study->demands[e->index].name,
                 verdict_words(e, l));
    say_verdict(e, l, text);
    say_meaning(e, l, text);
    if (e->verdict == RW_PART_UNSOLVED) return;
    add_plans(e, l, text);
    if (isfinite(e->wins.by_plans)) (e->unused ? say_unused : add_break_even)(e, l, text);
    if (!is_source(e) && e->with.solved) add_service(e, l, text);
    if (e->cut)
        rw_text_add(text, rw_in(l,
                                "\nA search ended before its gap was reached, by time, nodes or Ctrl-C: "
                                "longer may prove more.\n",
                                "\nEen zoektocht eindigde voor de marge bereikt was, door tijd, knopen of "
                                "Ctrl-C: langer bewijst "
                                "misschien meer.\n"));
}
