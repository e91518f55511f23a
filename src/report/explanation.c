/* Why is this pair (not) in the plan: one screen, and the same as JSON. */
#include "report/explanation.h"
#include "base/number.h"
#include <string.h>

enum { LABEL_WIDTH = 44, MODE_WIDTH = 40, SHOWN_OPTIONS = 16, NUMBER_WIDTH = 10 };

const char *rw_pair_verdict_name(rw_pair_verdict verdict) {
    static const char *const names[] = {"forbidden",   "too_far",   "impossible", "in_plan",
                                        "not_in_plan", "undecided", "unsolved"};
    return names[verdict];
}

static double per_gj(double eur_per_mwh) {
    return eur_per_mwh / RW_GJ_PER_MWH;
}

/* -- Verdict ------------------------------------------------------------------------------------------- */

static const char *verdict_words(const rw_explanation *e, rw_language l) {
    switch (e->verdict) {
    case RW_PAIR_FORBIDDEN:
        return rw_in(l, "forbidden in routes.csv", "verboden in routes.csv");
    case RW_PAIR_TOO_FAR:
        return rw_in(l, "too far apart to be considered", "te ver uiteen om mee te wegen");
    case RW_PAIR_IMPOSSIBLE:
        return rw_in(l, "physically impossible", "fysisch onmogelijk");
    case RW_PAIR_IN_PLAN:
        return rw_in(l, "in the best plan", "in het beste plan");
    case RW_PAIR_NOT_IN_PLAN:
        return e->forced ? rw_in(l, "forced, though the best plan would leave it out",
                                 "verplicht, maar het beste plan zou het weglaten")
                         : rw_in(l, "not in the best plan", "niet in het beste plan");
    case RW_PAIR_UNDECIDED:
        return rw_in(l, "undecided at this gap", "onbeslist bij deze marge");
    default:
        return rw_in(l, "not solved", "niet opgelost");
    }
}

/* One sentence with the interval, or with what stands in the way. */
static void add_verdict(const rw_explanation *e, rw_language l, rw_text *text) {
    const rw_interval misses = rw_interval_negated(e->wins);
    switch (e->verdict) {
    case RW_PAIR_IN_PLAN:
        rw_text_add(text,
                    rw_in(l, "The best plan without it costs ", "Het beste plan zonder dit paar kost "));
        rw_interval_text(text, l, e->wins, 0);
        rw_text_add(text, rw_in(l, " EUR a year more.\n", " EUR per jaar meer.\n"));
        break;
    case RW_PAIR_NOT_IN_PLAN:
        rw_text_add(text, rw_in(l, "It misses: the best plan with it costs ",
                                "Het komt tekort: het beste plan ermee kost "));
        rw_interval_text(text, l, misses, 0);
        rw_text_add(text, rw_in(l, " EUR a year more than the best plan without it.\n",
                                " EUR per jaar meer dan het beste plan zonder.\n"));
        break;
    case RW_PAIR_UNDECIDED:
        rw_text_add(text, rw_in(l, "What it wins over the best plan without it lies ",
                                "Wat het wint op het beste plan zonder ligt "));
        rw_interval_text(text, l, e->wins, 0);
        rw_text_add(text, rw_in(l, " EUR a year: solve longer with --time-limit to decide it.\n",
                                " EUR per jaar: reken langer met --time-limit om het te beslissen.\n"));
        break;
    case RW_PAIR_FORBIDDEN:
        rw_text_add(text, rw_in(l, "Remove its row, or write another status, to have it weighed.\n",
                                "Verwijder de rij, of geef een andere status, om het mee te wegen.\n"));
        break;
    case RW_PAIR_TOO_FAR:
        rw_text_add(
            text,
            rw_in(l, "Raise max_distance_m, or give the pair a row in routes.csv, to have it weighed.\n",
                  "Verhoog max_distance_m, of geef het paar een rij in routes.csv, om het mee te wegen.\n"));
        break;
    case RW_PAIR_IMPOSSIBLE:
        rw_text_add(text, rw_in(l, "No way to build it works; see below.\n",
                                "Geen enkele manier om het te bouwen werkt; zie hieronder.\n"));
        break;
    default:
        rw_text_add(text,
                    rw_in(l, "No plan was found, with it or without: give more time with --time-limit.\n",
                          "Er is geen plan gevonden, met of zonder: geef meer tijd met --time-limit.\n"));
    }
}

static void add_label(rw_text *text, const char *label) {
    rw_text_add(text, "  ");
    rw_text_padded(text, label, LABEL_WIDTH, false);
}

static void add_row(rw_text *text, rw_language l, const char *label, double value, int decimals,
                    const char *unit) {
    char number[RW_PERSON_BYTES];
    add_label(text, label);
    rw_text_padded(text, rw_person(number, l, value, decimals), 14, true);
    rw_text_addf(text, " %s\n", unit);
}

static void add_facts(const rw_explanation *e, rw_language l, rw_text *text) {
    const rw_source *s = &e->study->sources[e->source];
    const rw_demand *d = &e->study->demands[e->demand];
    const char *yearly = rw_in(l, "EUR/yr", "EUR/jr");
    rw_text_add(text, "\n");
    add_row(text, l, rw_in(l, "as the crow flies", "hemelsbreed"), e->crow_m, 0, "m");
    add_row(text, l, rw_in(l, "route", "tracé"), e->length_m, 0, "m");
    add_row(text, l, rw_in(l, "waste heat, cooled by", "restwarmte, afgekoeld met"), s->cooling_span_k, 0,
            "K");
    add_row(text, l, rw_in(l, "waste heat temperature", "temperatuur restwarmte"), s->temperature_c, 0, "°C");
    add_row(text, l, rw_in(l, "supply of the network", "aanvoer van het net"), d->supply_c, 0, "°C");
    add_row(text, l, rw_in(l, "return of the network", "retour van het net"), d->return_c, 0, "°C");
    if (e->verdict < RW_PAIR_IN_PLAN || e->verdict == RW_PAIR_UNSOLVED) return;
    add_row(text, l, rw_in(l, "best plan with this pair", "beste plan met dit paar"), e->with_eur_per_yr, 0,
            yearly);
    add_row(text, l, rw_in(l, "no plan with it costs less than", "geen plan ermee kost minder dan"),
            e->with_bound_eur_per_yr, 0, yearly);
    add_row(text, l, rw_in(l, "best plan without it", "beste plan zonder"), e->without_eur_per_yr, 0, yearly);
    add_row(text, l, rw_in(l, "no plan without it costs less than", "geen plan zonder kost minder dan"),
            e->without_bound_eur_per_yr, 0, yearly);
}

/* -- What it replaces ---------------------------------------------------------------------------------- */

void rw_switched_text(rw_text *text, rw_language l, const char *id, bool second) {
    rw_text_addf(text, "  %-10s %s\n", id,
                 second ? rw_in(l, "becomes a heat network", "wordt een warmtenet")
                        : rw_in(l, "is no longer a heat network", "is geen warmtenet meer"));
}

void rw_shifts_text(const rw_study *study, const rw_shift *shifts, int count, const bool *with_connected,
                    const bool *without_connected, rw_language l, rw_text *text) {
    char a[RW_PERSON_BYTES], b[RW_PERSON_BYTES];
    for (int k = 0; k < count; ++k) {
        const rw_shift *s = &shifts[k];
        rw_text_add(text, "  ");
        rw_text_padded(text, study->sources[s->source].id, 10, false);
        rw_text_add(text, " → ");
        rw_text_padded(text, study->demands[s->demand].id, 10, false);
        rw_text_padded(text, rw_person(a, l, s->without_mw, 2), NUMBER_WIDTH, true);
        rw_text_add(text, " → ");
        rw_text_padded(text, rw_person(b, l, s->with_mw, 2), 6, false);
        rw_text_add(text, " MW\n");
    }
    for (int j = 0; j < study->demand_count; ++j) {
        if (with_connected[j] != without_connected[j])
            rw_switched_text(text, l, study->demands[j].id, with_connected[j]);
    }
}

static void add_shifts(const rw_explanation *e, rw_language l, rw_text *text) {
    if (!e->with_connected) return;
    rw_text_add(text, rw_in(l, "\nWhat it replaces: the best plan without the pair, and with it\n",
                            "\nWat het vervangt: het beste plan zonder het paar, en ermee\n"));
    rw_shifts_text(e->study, e->shifts, e->shift_count, e->with_connected, e->without_connected, l, text);
}

/* -- Ways to build it ---------------------------------------------------------------------------------- */

static void add_impossible(const rw_explanation *e, rw_language l, rw_text *text) {
    char a[RW_PERSON_BYTES], b[RW_PERSON_BYTES];
    const rw_demand *d = &e->study->demands[e->demand];
    const double approach = e->study->parameters.approach_exchanger_k;
    bool said = false;
    for (rw_mode mode = 0; mode < RW_PAIR_MODE_COUNT; ++mode) {
        if (e->mode_possible[mode]) continue;
        if (!said)
            rw_text_add(text, rw_in(l, "\nWays that are impossible\n", "\nManieren die niet kunnen\n"));
        said = true;
        rw_text_add(text, "  ");
        rw_text_padded(text, rw_mode_word(l, mode), MODE_WIDTH, false);
        if (mode == RW_MODE_DIRECT)
            rw_text_addf(text,
                         rw_in(l, " needs waste heat of %s °C, cooled to no less than %s °C\n",
                               " vraagt restwarmte van %s °C, afgekoeld tot niet onder %s °C\n"),
                         rw_person(a, l, d->supply_c + approach, 0),
                         rw_person(b, l, d->return_c + approach, 0));
        else if (mode == RW_MODE_PREHEAT)
            rw_text_addf(
                text,
                rw_in(l, " needs waste heat between %s and %s °C that stays above it in the exchanger\n",
                      " vraagt restwarmte tussen %s en %s °C die daar in de wisselaar boven blijft\n"),
                rw_person(a, l, d->return_c + approach, 0), rw_person(b, l, d->supply_c + approach, 0));
        else
            rw_text_addf(text,
                         rw_in(l, " lifts %s K, over max_lift_k = %s, or has no COP above 1\n",
                               " moet %s K optillen, boven max_lift_k = %s, of heeft geen COP boven 1\n"),
                         rw_person(a, l, e->lift_k, 0), rw_person(b, l, e->study->parameters.max_lift_k, 0));
    }
}

static void add_option(const rw_explanation *e, const rw_explained_option *o, rw_language l, rw_text *text) {
    char number[RW_PERSON_BYTES];
    static const rw_cost_group groups[] = {RW_GROUP_coupling, RW_GROUP_pipe, RW_GROUP_heat_pump,
                                           RW_GROUP_energy, RW_GROUP_mismatch};
    rw_text_add(text, "  ");
    rw_text_padded(text, rw_mode_word(l, o->mode), MODE_WIDTH, false);
    rw_text_addf(text, " DN%-4d ", o->dn);
    rw_text_padded(text,
                   o->exit_plan == RW_EXIT_STOP ? rw_in(l, "stop", "stopt") : rw_in(l, "replace", "vervangt"),
                   8, false);
    if (!o->solved && isfinite(o->miss.low) && o->miss.low > 0) {
        for (int blank = 0; blank < 64; ++blank) rw_text_add(text, " ");
        rw_text_add(text, "  ");
        rw_interval_text(text, l, o->miss, 0);
        rw_text_add(text, "\n");
        return;
    }
    if (!o->solved) {
        rw_text_addf(text, "  %s\n",
                     o->cut ? rw_in(l, "not weighed: the time was up", "niet gewogen: de tijd was om")
                            : rw_in(l, "no plan can have it", "geen plan kan het bevatten"));
        return;
    }
    rw_text_padded(text, rw_person(number, l, o->figures.capacity_mw, 2), 6, true);
    rw_text_padded(text, rw_person(number, l, per_gj(o->figures.levelised_eur_per_mwh), 2), 8, true);
    for (size_t g = 0; g < sizeof groups / sizeof *groups; ++g)
        rw_text_padded(text,
                       rw_person(number, l, rw_group_sum(o->figures.present_eur, groups[g]) * e->annuity, 0),
                       NUMBER_WIDTH, true);
    rw_text_add(text, "  ");
    rw_interval_text(text, l, o->miss, 0);
    rw_text_add(text, "\n");
}

static void add_options(const rw_explanation *e, rw_language l, rw_text *text) {
    if (e->option_count == 0) return;
    rw_text_add(text, rw_in(l, "\nEvery way to build it, each in the best plan that has it\n  ",
                            "\nElke manier om het te bouwen, telkens in het beste plan ermee\n  "));
    rw_text_padded(text, "", MODE_WIDTH, false);
    rw_text_add(text, " ");
    rw_text_padded(text, rw_in(l, "pipe", "pijp"), 7, false);
    rw_text_padded(text, rw_in(l, "exit", "daarna"), 8, false);
    static const char *const english[] = {"MW", "EUR/GJ", "coupling", "pipes", "pump", "energy", "mismatch"};
    static const char *const dutch[] = {"MW", "EUR/GJ", "uitkopp.", "leiding", "pomp", "energie", "mismatch"};
    static const int width[] = {6, 8, NUMBER_WIDTH, NUMBER_WIDTH, NUMBER_WIDTH, NUMBER_WIDTH, NUMBER_WIDTH};
    for (size_t c = 0; c < sizeof width / sizeof *width; ++c)
        rw_text_padded(text, rw_in(l, english[c], dutch[c]), width[c], true);
    rw_text_add(text, rw_in(l, "  misses, EUR/yr\n", "  komt tekort, EUR/jr\n"));
    for (int k = 0; k < e->option_count && k < SHOWN_OPTIONS; ++k) add_option(e, &e->options[k], l, text);
    if (e->option_count > SHOWN_OPTIONS)
        rw_text_addf(text, rw_in(l, "  .. and %d more, see --json\n", "  .. en nog %d, zie --json\n"),
                     e->option_count - SHOWN_OPTIONS);
    if (e->dominated_count > 0)
        rw_text_addf(text,
                     rw_in(l, "  %d more are never better than one of these, whatever the plan.\n",
                           "  Nog %d zijn nooit beter dan een van deze, wat het plan ook is.\n"),
                     e->dominated_count);
    rw_text_add(text, rw_in(l, "  Costs in EUR a year.\n", "  Kosten in EUR per jaar.\n"));
}

/* All lines of the best option. */
static void add_lines(const rw_explanation *e, rw_language l, rw_text *text) {
    if (e->option_count == 0 || !e->options[0].solved) return;
    const rw_connection_figures *f = &e->options[0].figures;
    rw_text_add(text, rw_in(l, "\nCost lines of the best way\n", "\nKostenposten van de beste manier\n"));
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line)
        if (f->present_eur[line] != 0)
            add_row(text, l, rw_line_word(l, line), f->present_eur[line] * e->annuity, 0,
                    rw_in(l, "EUR/yr", "EUR/jr"));
    add_row(text, l, rw_in(l, "heat delivered", "geleverde warmte"), f->heat_mwh_per_yr, 0,
            rw_in(l, "MWh/yr", "MWh/jr"));
    add_row(text, l, rw_in(l, "levelised cost", "kostprijs"), per_gj(f->levelised_eur_per_mwh), 2, "EUR/GJ");
}

void rw_explanation_text(const rw_explanation *e, rw_text *text) {
    const rw_language l = (rw_language)e->study->parameters.lang;
    const rw_source *s = &e->study->sources[e->source];
    const rw_demand *d = &e->study->demands[e->demand];
    rw_text_addf(text, "%s %s → %s %s: %s\n", s->id, s->name, d->id, d->name, verdict_words(e, l));
    add_verdict(e, l, text);
    add_facts(e, l, text);
    add_shifts(e, l, text);
    add_options(e, l, text);
    add_lines(e, l, text);
    add_impossible(e, l, text);
}

/* -- JSON ---------------------------------------------------------------------------------------------- */

static void json_option(const rw_explanation *e, const rw_explained_option *o, rw_json *json,
                        rw_json_value *list) {
    rw_json_value *item = rw_json_item(json, list);
    rw_json_string(json, item, "mode", rw_mode_name(o->mode));
    rw_json_string(json, item, "exit_plan", rw_exit_plan_name(o->exit_plan));
    rw_json_number(json, item, "dn", o->dn);
    rw_json_bool(json, item, "solved", o->solved);
    rw_json_bool(json, item, "cut_short", o->cut);
    rw_json_number(json, item, "misses_low_eur_per_yr", o->miss.low);
    rw_json_number(json, item, "misses_high_eur_per_yr", o->miss.high);
    if (!o->solved) return;
    rw_json_number(json, item, "delivered_mw", o->figures.capacity_mw);
    rw_json_number(json, item, "heat_mwh_per_yr", o->figures.heat_mwh_per_yr);
    rw_json_number(json, item, "levelised_eur_per_gj", per_gj(o->figures.levelised_eur_per_mwh));
    rw_json_value *lines = rw_json_object(json, item, "cost_lines_eur_per_yr");
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line)
        if (o->figures.present_eur[line] != 0)
            rw_json_number(json, lines, rw_cost_line_describe(line)->name,
                           o->figures.present_eur[line] * e->annuity);
}

void rw_shifts_json(const rw_study *study, const rw_shift *shifts, int count, const bool *with_connected,
                    const bool *without_connected, rw_json *json) {
    rw_json_value *list = rw_json_array(json, json->root, "replaces");
    for (int k = 0; k < count; ++k) {
        const rw_shift *s = &shifts[k];
        rw_json_value *item = rw_json_item(json, list);
        rw_json_string(json, item, "source", study->sources[s->source].id);
        rw_json_string(json, item, "demand", study->demands[s->demand].id);
        rw_json_number(json, item, "without_mw", s->without_mw);
        rw_json_number(json, item, "with_mw", s->with_mw);
        rw_json_number(json, item, "without_mwh_per_yr", s->without_mwh_per_yr);
        rw_json_number(json, item, "with_mwh_per_yr", s->with_mwh_per_yr);
    }
    rw_json_value *gained = rw_json_array(json, json->root, "networks_gained"),
                  *lost = rw_json_array(json, json->root, "networks_lost");
    for (int j = 0; with_connected && j < study->demand_count; ++j)
        if (with_connected[j] != without_connected[j])
            rw_json_item_string(json, with_connected[j] ? gained : lost, study->demands[j].id);
}

rw_status rw_explanation_json(const rw_explanation *e, rw_text *text) {
    rw_json json;
    rw_json_start(&json, text->context);
    rw_json_string(&json, json.root, "schema", "restwarmte-explain/1");
    rw_json_string(&json, json.root, "study", e->study->name);
    rw_json_string(&json, json.root, "source", e->study->sources[e->source].id);
    rw_json_string(&json, json.root, "demand", e->study->demands[e->demand].id);
    rw_json_string(&json, json.root, "verdict", rw_pair_verdict_name(e->verdict));
    rw_json_bool(&json, json.root, "forced", e->forced);
    rw_json_number(&json, json.root, "crow_m", e->crow_m);
    rw_json_number(&json, json.root, "length_m", e->length_m);
    rw_json_number(&json, json.root, "wins_low_eur_per_yr", e->wins.low);
    rw_json_number(&json, json.root, "wins_high_eur_per_yr", e->wins.high);
    rw_json_number(&json, json.root, "with_cost_eur_per_yr", e->with_eur_per_yr);
    rw_json_number(&json, json.root, "with_bound_eur_per_yr", e->with_bound_eur_per_yr);
    rw_json_number(&json, json.root, "without_cost_eur_per_yr", e->without_eur_per_yr);
    rw_json_number(&json, json.root, "without_bound_eur_per_yr", e->without_bound_eur_per_yr);
    rw_shifts_json(e->study, e->shifts, e->shift_count, e->with_connected, e->without_connected, &json);
    rw_json_value *modes = rw_json_array(&json, json.root, "modes_possible");
    for (rw_mode mode = 0; mode < RW_PAIR_MODE_COUNT; ++mode)
        if (e->mode_possible[mode]) rw_json_item_string(&json, modes, rw_mode_name(mode));
    rw_json_value *options = rw_json_array(&json, json.root, "options");
    for (int k = 0; k < e->option_count; ++k) json_option(e, &e->options[k], &json, options);
    rw_json_number(&json, json.root, "options_dominated", e->dominated_count);
    const rw_status status = rw_json_print(&json, true, text);
    rw_json_free(&json);
    rw_text_add(text, "\n");
    return status;
}
