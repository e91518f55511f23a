/* A comparison on one screen, and as JSON. */
#include "base/number.h"
#include "report/comparison.h"
#include <string.h>

enum { LABEL_WIDTH = 44, NUMBER_WIDTH = 13, PART_WIDTH = 12, SHOWN = 60 };

typedef struct screen {
    const rw_comparison *c;
    rw_text *text;
    rw_language l;
    int told;
} screen;

static void number(const screen *s, double value, int decimals, int width) {
    char text[RW_PERSON_BYTES];
    rw_text_padded(s->text, rw_person(text, s->l, value, decimals), width, true);
}

/* +1,234 or −1,234: a difference shows its sign. */
static void difference(const screen *s, double value, int decimals, int width) {
    char text[RW_PERSON_BYTES + 1] = "+";
    (void)rw_person(text + 1, s->l, value, decimals);
    const bool zero = strspn(text + 1, "0.,") == strlen(text + 1);
    rw_text_padded(s->text, value > 0 && !zero ? text : text + 1, width, true);
}

static void heading(const screen *s, const char *english, const char *dutch) {
    rw_text_addf(s->text, "\n%s\n", rw_in(s->l, english, dutch));
}

/* -- Totals -------------------------------------------------------------------------------------------- */

static void total(const screen *s, const char *english, const char *dutch, const char *key, double per,
                  int decimals, const char *unit) {
    const double a = rw_json_get_number(rw_json_get(s->c->first, "totals"), key) / per,
                 b = rw_json_get_number(rw_json_get(s->c->then, "totals"), key) / per;
    rw_text_add(s->text, "  ");
    rw_text_padded(s->text, rw_in(s->l, english, dutch), LABEL_WIDTH, false);
    number(s, a, decimals, NUMBER_WIDTH);
    number(s, b, decimals, NUMBER_WIDTH);
    difference(s, b - a, decimals, NUMBER_WIDTH);
    rw_text_addf(s->text, "  %s\n", unit);
}

static void add_totals(const screen *s) {
    const char *yearly = rw_in(s->l, "EUR/yr", "EUR/jr");
    rw_text_add(s->text, "\n  ");
    rw_text_padded(s->text, "", LABEL_WIDTH, false);
    rw_text_padded(s->text, rw_in(s->l, "first", "eerste"), NUMBER_WIDTH, true);
    rw_text_padded(s->text, rw_in(s->l, "second", "tweede"), NUMBER_WIDTH, true);
    rw_text_padded(s->text, rw_in(s->l, "difference", "verschil"), NUMBER_WIDTH, true);
    rw_text_add(s->text, "\n");
    total(s, "heating all demands", "alle warmtevragen verwarmen", "cost_eur_per_yr", 1, 0, yearly);
    total(s, "reference: nothing coupled", "referentie: niets gekoppeld", "reference_eur_per_yr", 1, 0,
          yearly);
    total(s, "gain", "winst", "gain_eur_per_yr", 1, 0, yearly);
    total(s, "investment", "investering", "investment_eur", 1, 0, "EUR");
    total(s, "heat from datacenters", "warmte uit datacenters", "coupled_mwh_per_yr", 1, 0,
          rw_in(s->l, "MWh/yr", "MWh/jr"));
    total(s, "its levelised cost", "kostprijs daarvan", "source_heat_eur_per_gj", 1, 2, "EUR/GJ");
    total(s, "write-off mismatch", "looptijdverschil (mismatch)", "mismatch_eur_per_yr", 1, 0, yearly);
    total(s, "CO2", "CO2", "co2_t_per_yr", 1, 0, rw_in(s->l, "t/yr", "t/jr"));
    total(s, "electric peak added", "extra elektrische piek", "electric_peak_mwe", 1, 2, "MWe");
    total(s, "datacenters coupled", "datacenters gekoppeld", "sources_coupled", 1, 0, "");
    total(s, "new heat networks", "nieuwe warmtenetten", "new_demands_connected", 1, 0, "");
    rw_text_add(s->text, rw_in(s->l, "The best cost itself moves by ", "De beste kosten zelf bewegen "));
    rw_interval_text(s->text, s->l, s->c->optimum, 0);
    rw_text_add(s->text, rw_in(s->l, " EUR/yr (proven by both bounds).\n",
                               " EUR/jr (bewezen door beide ondergrenzen).\n"));
}

/* -- What was asked differently ------------------------------------------------------------------------ */

static void tell(void *data, const char *name, const char *first, const char *then, const char *unit) {
    screen *s = data;
    rw_text_add(s->text, "  ");
    rw_text_padded(s->text, name, LABEL_WIDTH, false);
    rw_text_padded(s->text, first, NUMBER_WIDTH, true);
    rw_text_padded(s->text, then, NUMBER_WIDTH, true);
    rw_text_addf(s->text, "  %s\n", strcmp(unit, "-") == 0 ? "" : unit);
    ++s->told;
}

static const char *sha_of(const rw_json_value *files, const char *name) {
    for (int k = 0; k < rw_json_count(files); ++k) {
        const char *other = rw_json_get_string(rw_json_at(files, k), "name");
        if (other && strcmp(other, name) == 0) return rw_json_get_string(rw_json_at(files, k), "sha256");
    }
    return NULL;
}

/* Files of `files` that the other does not have, or (once) has differently. */
static int tell_files(const screen *s, const rw_json_value *files, const rw_json_value *others, bool once) {
    int told = 0;
    for (int k = 0; k < rw_json_count(files); ++k) {
        const char *name = rw_json_get_string(rw_json_at(files, k), "name"),
                   *sha = rw_json_get_string(rw_json_at(files, k), "sha256");
        const char *other = name ? sha_of(others, name) : NULL;
        if (!name || !sha || (other && (once || strcmp(sha, other) == 0))) continue;
        rw_text_addf(s->text, "  %s %s\n", name,
                     other  ? rw_in(s->l, "differs", "verschilt")
                     : once ? rw_in(s->l, "is only in the second", "is er alleen in de tweede")
                            : rw_in(s->l, "is only in the first", "is er alleen in de eerste"));
        ++told;
    }
    return told;
}

static void add_assumptions(screen *s) {
    const rw_json_value *a = rw_json_get(s->c->first, "input_files"),
                        *b = rw_json_get(s->c->then, "input_files");
    heading(s, "What was asked differently", "Wat er anders is gevraagd");
    s->told = 0;
    rw_comparison_assumptions(s->c, tell, s);
    const int files = tell_files(s, a, b, false) + tell_files(s, b, a, true);
    if (s->told + files == 0)
        rw_text_add(s->text, rw_in(s->l, "  nothing: assumptions and input files are the same\n",
                                   "  niets: aannamen en invoerbestanden zijn gelijk\n"));
}

/* -- Cost lines ---------------------------------------------------------------------------------------- */

static double moved_by(const rw_comparison *c, rw_cost_line line) {
    double sum = 0;
    for (int m = 0; m < RW_MOVE_COUNT; ++m) sum += c->moved[line][m];
    return sum;
}

static void add_line(const screen *s, const char *label, const double moved[RW_MOVE_COUNT]) {
    double sum = 0;
    for (int m = 0; m < RW_MOVE_COUNT; ++m) sum += moved[m];
    rw_text_add(s->text, "  ");
    rw_text_padded(s->text, label, LABEL_WIDTH, false);
    difference(s, sum, 0, NUMBER_WIDTH);
    for (int m = 0; m < RW_MOVE_COUNT; ++m) difference(s, moved[m], 0, PART_WIDTH);
    rw_text_add(s->text, "\n");
}

static void add_lines(const screen *s) {
    static const char *const english[RW_MOVE_COUNT] = {"new", "gone", "rebuilt", "repriced", "networks"};
    static const char *const dutch[RW_MOVE_COUNT] = {"nieuw", "vervallen", "anders", "geprijsd", "netten"};
    double all[RW_MOVE_COUNT] = {0};
    heading(s, "What moved, by cost line and by why, EUR/yr",
            "Wat er bewoog, per kostenpost en waardoor, EUR/jr");
    rw_text_add(s->text, "  ");
    rw_text_padded(s->text, "", LABEL_WIDTH, false);
    rw_text_padded(s->text, rw_in(s->l, "difference", "verschil"), NUMBER_WIDTH, true);
    for (int m = 0; m < RW_MOVE_COUNT; ++m)
        rw_text_padded(s->text, rw_in(s->l, english[m], dutch[m]), PART_WIDTH, true);
    rw_text_add(s->text, "\n");
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line) {
        for (int m = 0; m < RW_MOVE_COUNT; ++m) all[m] += s->c->moved[line][m];
        if (fabs(moved_by(s->c, line)) >= 0.5) add_line(s, rw_line_word(s->l, line), s->c->moved[line]);
    }
    add_line(s, rw_in(s->l, "total", "totaal"), all);
    rw_text_add(
        s->text,
        rw_in(
            s->l,
            "  new, gone: connections that only one has; rebuilt: with another pipe, power or way of "
            "upgrading;\n"
            "  repriced: built alike at other prices, or with another share of the coupling's fixed part;\n"
            "  networks: the demands' own networks, backup and "
            "reference.\n",
            "  nieuw, vervallen: verbindingen die er maar in een zijn; anders: met andere leiding, vermogen "
            "of opwaardering;\n"
            "  geprijsd: gelijk gebouwd, andere prijzen of een ander deel van de vaste uitkoppelkosten;\n"
            "  netten: distributie, achtervang en referentie van "
            "de "
            "vragen zelf.\n"));
}

/* -- Connections --------------------------------------------------------------------------------------- */

/* What happened to a connection. */
static const char *move_word(rw_language l, rw_move move) {
    static const rw_words words[] = {[RW_MOVE_NEW] = {"new", "nieuw"},
                                     [RW_MOVE_GONE] = {"gone", "vervallen"},
                                     [RW_MOVE_REBUILT] = {"rebuilt", "anders gebouwd"},
                                     [RW_MOVE_REPRICED] = {"same", "gelijk"}};
    return rw_say(l, words[move]);
}

static void add_state(const screen *s, const rw_json_value *connection) {
    if (!connection) {
        rw_text_padded(s->text, "–", 8, true);
        rw_text_padded(s->text, "", 16, true);
        return;
    }
    number(s, rw_json_get_number(connection, "delivered_mw"), 2, 8);
    rw_text_addf(s->text, " DN%-4d", (int)rw_or(rw_json_get_number(connection, "dn"), 0));
    number(s, rw_json_get_number(connection, "levelised_eur_per_gj"), 2, 9);
}

static void add_connections(const screen *s) {
    const rw_comparison *c = s->c;
    heading(s, "Connections: MW, pipe and EUR/GJ of the first and the second, and the difference in EUR/yr",
            "Verbindingen: MW, leiding en EUR/GJ van de eerste en de tweede, en het verschil in EUR/jr");
    for (int k = 0; k < c->connection_count && k < SHOWN; ++k) {
        const rw_compared_connection *x = &c->connections[k];
        rw_text_add(s->text, "  ");
        rw_text_padded(s->text, x->source, 8, false);
        rw_text_add(s->text, " → ");
        rw_text_padded(s->text, x->demand, 10, false);
        add_state(s, x->first);
        add_state(s, x->then);
        difference(s, x->then_eur_per_yr - x->first_eur_per_yr, 0, NUMBER_WIDTH);
        rw_text_addf(s->text, "  %s\n", move_word(s->l, x->move));
    }
    if (c->connection_count == 0)
        rw_text_add(s->text, rw_in(s->l, "  none in either\n", "  in geen van beide\n"));
    if (c->connection_count > SHOWN)
        rw_text_addf(s->text, rw_in(s->l, "  .. and %d more, see --json\n", "  .. en nog %d, zie --json\n"),
                     c->connection_count - SHOWN);
}

/* Demands whose state differs, matched by their order or, where that differs, by id. */
static const rw_json_value *demand_of(const rw_json_value *list, int index, const char *id) {
    const rw_json_value *same = rw_json_at(list, index);
    const char *other = rw_json_get_string(same, "id");
    if (other && strcmp(other, id) == 0) return same;
    for (int k = 0; k < rw_json_count(list); ++k) {
        const rw_json_value *item = rw_json_at(list, k);
        other = rw_json_get_string(item, "id");
        if (other && strcmp(other, id) == 0) return item;
    }
    return NULL;
}

typedef void demand_function(void *data, const char *id, bool first, bool then);

static void each_switched(const rw_comparison *c, demand_function *take, void *data) {
    const rw_json_value *a = rw_json_get(c->first, "demands"), *b = rw_json_get(c->then, "demands");
    for (int k = 0; k < rw_json_count(a); ++k) {
        const rw_json_value *mine = rw_json_at(a, k);
        const char *id = rw_json_get_string(mine, "id");
        const rw_json_value *theirs = id ? demand_of(b, k, id) : NULL;
        const bool first = rw_json_get_bool(mine, "connected"), then = rw_json_get_bool(theirs, "connected");
        if (theirs && first != then) take(data, id, first, then);
    }
}

static void tell_switched(void *data, const char *id, bool first, bool then) {
    screen *s = data;
    (void)first;
    rw_switched_text(s->text, s->l, id, then);
}

void rw_comparison_text(const rw_comparison *c, rw_text *text) {
    screen s = {c, text, c->language, 0};
    rw_text_addf(text, rw_in(s.l, "%s (first) and %s (second)\n", "%s (eerste) en %s (tweede)\n"),
                 c->first_name, c->then_name);
    const char *a = rw_json_get_string(c->first, "perspective"),
               *b = rw_json_get_string(c->then, "perspective");
    if (a && b && strcmp(a, b) != 0)
        rw_text_add(text,
                    rw_in(s.l,
                          "The perspectives differ: the totals count other costs and cannot be "
                          "subtracted as money.\n",
                          "De perspectieven verschillen: de totalen tellen andere kosten en zijn niet als "
                          "geld van elkaar af te trekken.\n"));
    add_totals(&s);
    add_assumptions(&s);
    add_lines(&s);
    add_connections(&s);
    each_switched(c, tell_switched, &s);
}

/* -- JSON ---------------------------------------------------------------------------------------------- */

typedef struct writer {
    rw_json *json;
    rw_json_value *list;
} writer;

static void write_assumption(void *data, const char *name, const char *first, const char *then,
                             const char *unit) {
    writer *w = data;
    rw_json_value *item = rw_json_item(w->json, w->list);
    rw_json_string(w->json, item, "name", name);
    rw_json_string(w->json, item, "first", first);
    rw_json_string(w->json, item, "second", then);
    rw_json_string(w->json, item, "unit", unit);
}

static void write_switched(void *data, const char *id, bool first, bool then) {
    writer *w = data;
    rw_json_value *item = rw_json_item(w->json, w->list);
    rw_json_string(w->json, item, "id", id);
    rw_json_bool(w->json, item, "first", first);
    rw_json_bool(w->json, item, "second", then);
}

static const char *const move_names[RW_MOVE_COUNT] = {"new", "gone", "rebuilt", "repriced", "networks"};

static void write_lines(const rw_comparison *c, rw_json *json) {
    rw_json_value *lines = rw_json_object(json, json->root, "cost_lines_moved_eur_per_yr");
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line) {
        bool any = false;
        for (int m = 0; m < RW_MOVE_COUNT; ++m) any = any || c->moved[line][m] != 0;
        if (!any) continue;
        rw_json_value *parts = rw_json_object(json, lines, rw_cost_line_describe(line)->name);
        rw_json_number(json, parts, "difference", moved_by(c, line));
        for (int m = 0; m < RW_MOVE_COUNT; ++m) rw_json_number(json, parts, move_names[m], c->moved[line][m]);
    }
}

rw_status rw_comparison_json(const rw_comparison *c, rw_text *text) {
    rw_json json;
    rw_json_start(&json, text->context);
    rw_json_string(&json, json.root, "schema", "restwarmte-compare/1");
    rw_json_number(&json, json.root, "optimum_moves_low_eur_per_yr", c->optimum.low);
    rw_json_number(&json, json.root, "optimum_moves_high_eur_per_yr", c->optimum.high);
    writer w = {&json, rw_json_array(&json, json.root, "assumptions")};
    rw_comparison_assumptions(c, write_assumption, &w);
    write_lines(c, &json);
    rw_json_value *list = rw_json_array(&json, json.root, "connections");
    for (int k = 0; k < c->connection_count; ++k) {
        const rw_compared_connection *x = &c->connections[k];
        rw_json_value *item = rw_json_item(&json, list);
        rw_json_string(&json, item, "source", x->source);
        rw_json_string(&json, item, "demand", x->demand);
        rw_json_string(&json, item, "move", move_names[x->move]);
        rw_json_number(&json, item, "first_mw", rw_json_get_number(x->first, "delivered_mw"));
        rw_json_number(&json, item, "second_mw", rw_json_get_number(x->then, "delivered_mw"));
        rw_json_number(&json, item, "difference_eur_per_yr", x->then_eur_per_yr - x->first_eur_per_yr);
    }
    w.list = rw_json_array(&json, json.root, "demands_switched");
    each_switched(c, write_switched, &w);
    const rw_status status = rw_json_print(&json, true, text);
    rw_json_free(&json);
    rw_text_add(text, "\n");
    return status;
}
