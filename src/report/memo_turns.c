/* The memo's sections on what turns the verdict: break-even values, assumptions, and terms. */
#include "base/number.h"
#include "report/memo_page.h"
#include <string.h>

enum { SHOWN_SWINGS = 15 };

/* -- 4. Break-evens ------------------------------------------------------------------------------------ */

static void add_other_crossings(const rw_page *page, const rw_break_even *b, int decimals) {
    rw_text_add(page->text, "<td>");
    for (int k = 1; k < b->crossing_count; ++k) {
        rw_text_add(page->text, k > 1 ? "; " : "");
        rw_page_figure(page, (b->crossing[k].in + b->crossing[k].out) / 2, decimals);
    }
    if (b->cut) rw_text_add(page->text, rw_page_in(page, " not solved throughout", " niet geheel opgelost"));
    rw_text_add(page->text, "</td>");
}

static const char *no_crossing(const rw_page *page, const rw_break_even *b) {
    bool in = false, out = false;
    for (int k = 0; k < b->point_count; ++k) {
        const rw_sign sign = rw_interval_leaning(b->point[k].worth);
        in = in || sign == RW_SIGN_POSITIVE;
        out = out || sign == RW_SIGN_NEGATIVE;
    }
    if (in && !out) return rw_page_in(page, "worth it throughout", "overal de moeite waard");
    if (out && !in) return rw_page_in(page, "not worth it anywhere", "nergens de moeite waard");
    return rw_page_in(page, "not decided", "niet beslist");
}

static void add_lever(const rw_page *page, const rw_memo *m, rw_lever lever) {
    const rw_break_even *b = &m->lever[lever];
    const rw_lever_info *info = rw_lever_describe(lever);
    if (b->point_count == 0) return;
    rw_page_row(page);
    rw_page_cell(page, rw_lever_words(m, lever, page->language));
    rw_page_number(page, b->today, info->decimals);
    if (b->crossing_count > 0) {
        rw_page_number(page, b->crossing[0].in, info->decimals);
        rw_page_number(page, b->crossing[0].out, info->decimals);
    } else {
        rw_text_addf(page->text, "<td colspan=\"2\">%s</td>", no_crossing(page, b));
    }
    rw_page_cell(page, rw_unit_word(page->language, info->unit));
    rw_page_number(page, b->point[0].value, info->decimals);
    rw_page_number(page, b->point[b->point_count - 1].value, info->decimals);
    add_other_crossings(page, b, info->decimals);
    rw_page_row_end(page);
}

static void add_worth(const rw_page *page, const rw_swing *s, int end) {
    rw_page_value(page, s->value[end], "");
    if (!s->value[end][0] || !s->solved[end]) {
        rw_page_cell(page, s->value[end][0] ? rw_page_in(page, "not solved", "niet opgelost") : "");
        return;
    }
    rw_page_worth(page, s->worth[end], rw_worth_brief);
}

static void add_swings(const rw_page *page, const rw_memo *m) {
    rw_text_add(page->text,
                "<figure><div class=\"chart tall\"><canvas id=\"chart-tornado\"></canvas></div><figcaption>");
    rw_text_add(
        page->text,
        rw_page_in(page,
                   "Tornado: what the datacenter is worth with one assumption at the low or high "
                   "end of its sources, each solved again; bars begin at today's.",
                   "Tornado: wat het datacenter waard is met een aanname op de lage of hoge waarde uit "
                   "de bronnen, telkens opnieuw opgelost; balken beginnen bij de waarde van nu."));
    rw_text_add(page->text, "</figcaption></figure>\n");
    rw_page_table_start(page, "The assumptions that matter most.", "De aannamen die er het meest toe doen.");
    rw_page_column(page, "assumption", "aanname", false);
    rw_page_column(page, "low", "laag", false);
    rw_page_column(page, "worth EUR/yr", "waarde EUR/jr", true);
    rw_page_column(page, "high", "hoog", false);
    rw_page_column(page, "worth EUR/yr", "waarde EUR/jr", true);
    rw_page_column(page, "turns", "slaat om", false);
    rw_page_columns_end(page);
    for (int k = 0; k < m->swing_count && k < SHOWN_SWINGS; ++k) {
        const rw_swing *s = &m->swings[k];
        const rw_parameter_info *info = rw_parameter_describe(s->parameter);
        rw_page_row(page);
        rw_page_cell_named(page, info->name, rw_page_in(page, info->english, info->dutch));
        add_worth(page, s, 0);
        add_worth(page, s, 1);
        rw_page_cell(page,
                     rw_swing_turns(m, s, 0) || rw_swing_turns(m, s, 1) ? rw_page_in(page, "yes", "ja") : "");
        rw_page_row_end(page);
    }
    rw_page_table_end(page);
}

static void say_by_plans(const rw_page *page) {
    rw_page_paragraph(
        page,
        "<b>In a network these are figures of the plans found, not proofs.</b> Every point is searched only "
        "until "
        "it is about as near to its proof as the two plans above, each search begun at one of them; a longer "
        "search may move a break-even, above all where the two plans cost nearly the same. "
        "<code>ophaalrecht.json</code> has the proven interval of every point.",
        "<b>In een netwerk zijn dit cijfers van de gevonden plannen, geen bewijzen.</b> Op elk punt is "
        "slechts "
        "gezocht tot het ongeveer even dicht bij zijn bewijs is als de twee plannen hierboven, telkens vanaf "
        "een "
        "ervan; langer zoeken kan een omslagpunt verschuiven, vooral waar de twee plannen bijna evenveel "
        "kosten. "
        "<code>ophaalrecht.json</code> bevat van elk punt het bewezen interval.");
}

void rw_memo_break_evens(const rw_page *page, const rw_memo *m) {
    rw_page_heading(page, "turns", "4. What would have to be true?", "4. Wat zou waar moeten zijn?");
    rw_page_paragraph(page,
                      "Break-even values: one thing is moved, all else stays, and the study is solved again "
                      "at every point. Between "
                      "the two values the verdict turns; &quot;other&quot; are further crossings in the "
                      "range that was scanned, for "
                      "prices move the reference and the rivals too.",
                      "Omslagpunten: een ding wordt verschoven, de rest blijft, en op elk punt is de studie "
                      "opnieuw opgelost. Tussen de "
                      "twee waarden slaat het oordeel om; &quot;andere&quot; zijn verdere omslagpunten in "
                      "het afgezochte bereik, want "
                      "prijzen bewegen ook de referentie en de concurrenten.");
    if (rw_memo_is_network(m)) say_by_plans(page);
    rw_page_table_start(page, "Break-even values, nearest to today's first.",
                        "Omslagpunten, het dichtst bij vandaag eerst.");
    rw_page_column(page, "", "", false);
    rw_page_column(page, "today", "vandaag", true);
    rw_page_column(page, "worth it at", "de moeite waard bij", true);
    rw_page_column(page, "not at", "niet bij", true);
    rw_page_column(page, "unit", "eenheid", false);
    rw_page_column(page, "scanned from", "afgezocht van", true);
    rw_page_column(page, "to", "tot", true);
    rw_page_column(page, "other", "andere", false);
    rw_page_columns_end(page);
    for (int lever = 0; lever < RW_LEVER_COUNT; ++lever) add_lever(page, m, (rw_lever)lever);
    rw_page_table_end(page);
    add_swings(page, m);
}

/* -- 5. Terms ------------------------------------------------------------------------------------------ */

static const char *zone_word(const rw_page *page, const rw_term *t) {
    if (!t->solved) return rw_page_in(page, "not solved", "niet opgelost");
    if (t->most_eur >= t->least_eur) return rw_page_in(page, "yes", "ja");
    if (t->surely_none_eur < t->least_eur) return rw_page_in(page, "none (proven)", "geen (bewezen)");
    if (isnan(t->worth.by_plans)) return rw_page_in(page, "undecided", "onbeslist");
    return t->by_plans_eur >= t->least_eur ? rw_page_in(page, "likely", "waarschijnlijk")
                                           : rw_page_in(page, "likely none", "waarschijnlijk geen");
}

/* Up to where the heat company is no worse off: proven, or in a network by the plans found. */
static double most_of(const rw_term *t) {
    return isnan(t->worth.by_plans) || t->most_eur >= t->least_eur ? t->most_eur : t->by_plans_eur;
}

static void add_term(const rw_page *page, const rw_term *t) {
    const double gj = t->source_mwh * RW_GJ_PER_MWH;
    const bool zone = t->solved && most_of(t) >= t->least_eur;
    rw_page_row(page);
    rw_page_number(page, t->commitment_yr, 0);
    rw_page_number(page, 100 * t->renewal_share, 0);
    rw_page_worth(page, t->worth, rw_worth_brief);
    rw_page_number(page, t->solved ? t->mismatch_eur : RW_NAN, 0);
    rw_page_number(page, t->solved ? t->levelised_eur_per_mwh / RW_GJ_PER_MWH : RW_NAN, 2);
    rw_page_cell(page, zone_word(page, t));
    rw_page_number(page, zone ? t->least_eur : RW_NAN, 0);
    rw_page_number(page, zone ? most_of(t) : RW_NAN, 0);
    rw_page_number(page, zone && gj > 0 ? t->least_eur / gj : RW_NAN, 2);
    rw_page_number(page, zone && gj > 0 ? most_of(t) / gj : RW_NAN, 2);
    rw_page_row_end(page);
}

/* Is a longer commitment, or a likelier renewal, proven to be worth less anywhere? */
static bool falls(const rw_memo *m) {
    for (int k = 0; k < m->term_count; ++k) {
        const rw_term *t = &m->terms_weighed[k];
        const bool last = (k + 1) % m->renewal_count == 0;
        if (!last && t[1].worth.high < t->worth.low) return true;
        if (k + m->renewal_count < m->term_count && t[m->renewal_count].worth.high < t->worth.low)
            return true;
    }
    return false;
}

void rw_memo_terms(const rw_page *page, const rw_memo *m) {
    rw_page_heading(page, "terms", "5. Terms", "5. Voorwaarden");
    rw_page_paragraph(
        page,
        "For each commitment and each chance that a renewal term is agreed: what the datacenter is worth to "
        "the heat "
        "company, what the write-off mismatch costs, and the <b>proven zone of agreement</b>: the "
        "compensation from heat "
        "company to datacenter at which neither is worse off than without the deal. Its lower end is what "
        "the datacenter "
        "gains by itself (cooling saved), so a negative figure means that it could pay and still gain; its "
        "upper end is "
        "the bound without the deal less the cost of the plan with it.",
        "Voor elke leveringsduur en elke kans dat een verlengingstermijn doorgaat: wat het datacenter waard "
        "is voor het "
        "warmtebedrijf, wat het looptijdverschil kost, en de <b>bewezen zone van overeenstemming</b>: de "
        "vergoeding van "
        "warmtebedrijf aan datacenter waarbij geen van beide slechter af is dan zonder overeenkomst. De "
        "onderkant is wat "
        "het datacenter zelf wint (bespaarde koeling), dus een negatief bedrag betekent dat het kan "
        "bijbetalen en toch "
        "wint; de bovenkant is de ondergrens zonder overeenkomst min de kosten van het plan ermee.");
    if (rw_memo_is_network(m))
        rw_page_paragraph(
            page,
            "In a network the upper end is mostly not proven: <em>likely</em> is the cost of the plan found "
            "without the deal less that of the plan found with it.",
            "In een netwerk is de bovenkant meestal niet bewezen: <em>waarschijnlijk</em> zijn de kosten van "
            "het "
            "gevonden plan zonder overeenkomst min die van het gevonden plan ermee.");
    rw_page_table_start(
        page, "Terms. Compensation on top of a, b and c; present value, and per GJ that the source delivers.",
        "Voorwaarden. Vergoeding bovenop a, b en c; contante waarde, en per GJ die de bron levert.");
    rw_page_column(page, "years", "jaren", true);
    rw_page_column(page, "renewal %", "verlenging %", true);
    rw_page_column(page, "worth EUR/yr", "waarde EUR/jr", true);
    rw_page_column(page, "mismatch EUR", "mismatch EUR", true);
    rw_page_column(page, "levelised EUR/GJ", "kostprijs EUR/GJ", true);
    rw_page_column(page, "zone", "zone", false);
    rw_page_column(page, "from EUR", "van EUR", true);
    rw_page_column(page, "to EUR", "tot EUR", true);
    rw_page_column(page, "from EUR/GJ", "van EUR/GJ", true);
    rw_page_column(page, "to EUR/GJ", "tot EUR/GJ", true);
    rw_page_columns_end(page);
    for (int k = 0; k < m->term_count; ++k) add_term(page, &m->terms_weighed[k]);
    rw_page_table_end(page);
    rw_text_add(page->text,
                "<figure><div class=\"chart\"><canvas id=\"chart-terms\"></canvas></div></figure>\n");
    if (falls(m))
        rw_page_paragraph(page,
                          "A longer commitment is not always worth more here. Every year that the source "
                          "delivers, it must deliver "
                          "its networks' minimum share (the CO2 norm of Wcw 2.21), also where the backup is "
                          "cheaper; against that, "
                          "less is stranded.",
                          "Een langere leveringsduur is hier niet altijd meer waard. In elk jaar dat de bron "
                          "levert moet zij het "
                          "minste aandeel van haar netten leveren (de CO2-norm van Wcw 2.21), ook waar de "
                          "achtervang goedkoper is; "
                          "daartegenover strandt er minder.");
}

/* -- Charts -------------------------------------------------------------------------------------------- */

static void swing_data(const rw_memo *m, rw_json *json) {
    rw_json_value *list = rw_json_array(json, json->root, "swings");
    for (int k = 0; k < m->swing_count && k < SHOWN_SWINGS; ++k) {
        const rw_swing *s = &m->swings[k];
        rw_json_value *item = rw_json_item(json, list);
        rw_json_string(json, item, "name", rw_parameter_describe(s->parameter)->name);
        rw_json_string(json, item, "low_value", s->value[0]);
        rw_json_string(json, item, "high_value", s->value[1]);
        rw_json_number(json, item, "low", s->solved[0] ? rw_interval_value(s->worth[0]) : RW_NAN);
        rw_json_number(json, item, "high", s->solved[1] ? rw_interval_value(s->worth[1]) : RW_NAN);
    }
}

rw_status rw_memo_data(const rw_page *page, const rw_memo *m) {
    const rw_source *s = &m->study->sources[m->source];
    rw_json json;
    rw_json_start(&json, page->text->context);
    rw_json_string(&json, json.root, "lang", page->language == RW_LANGUAGE_DUTCH ? "nl" : "en");
    rw_json_number(&json, json.root, "worth", rw_interval_value(m->worth));
    swing_data(m, &json);
    rw_json_value *terms = rw_json_array(&json, json.root, "terms");
    for (int k = 0; k < m->term_count; ++k) {
        const rw_term *t = &m->terms_weighed[k];
        rw_json_value *item = rw_json_item(&json, terms);
        rw_json_number(&json, item, "years", t->commitment_yr);
        rw_json_number(&json, item, "renewal", t->renewal_share);
        rw_json_number(&json, item, "worth", rw_interval_value(t->worth));
    }
    rw_json_value *months = rw_json_array(&json, json.root, "months");
    for (int n = 0; n < RW_MONTHS; ++n)
        rw_json_item_number(&json, months,
                            100 * m->month_mwh[n] /
                                (s->heat_mw * s->availability_share * rw_month_length_h(n)));
    const rw_status status = rw_page_embed(page, &json);
    rw_json_free(&json);
    return status;
}
