/* All sources of a study, each weighed as a request of its own: screen, JSON and page. */
#include "base/number.h"
#include "report/memo_page.h"
#include "report/pages.h"
#include <restwarmte/version.h>
#include <stdlib.h>

static const char *verdict_word(rw_language l, const rw_ranked *r) {
    static const rw_words words[RW_JUDGEMENT_COUNT] = {
        [RW_PROVEN_NEGATIVE] = {"not worth it", "niet de moeite waard"},
        [RW_LIKELY_NEGATIVE] = {"likely not worth it", "waarschijnlijk niet de moeite waard"},
        [RW_UNDECIDED] = {"undecided", "onbeslist"},
        [RW_LIKELY_POSITIVE] = {"likely worth it", "waarschijnlijk de moeite waard"},
        [RW_PROVEN_POSITIVE] = {"worth it", "de moeite waard"}};
    if (!r->solved)
        return isinf(r->worth.high) && r->worth.high < 0
                   ? rw_in(l, "cannot be coupled", "kan niet worden gekoppeld")
                   : rw_in(l, "not solved", "niet opgelost");
    return rw_say(l, words[rw_interval_judge(r->worth)]);
}

static const char *verdict_name(const rw_ranked *r) {
    static const char *const names[RW_JUDGEMENT_COUNT] = {"not_worth", "likely_not_worth", "undecided",
                                                          "likely_worth", "worth"};
    return r->solved ? names[rw_interval_judge(r->worth)] : "unsolved";
}

double rw_ranked_worth(const rw_ranked *r) {
    return isnan(r->worth.by_plans) ? r->worth.low : r->worth.by_plans;
}

void rw_ranking_text(const rw_ranking *ranking, rw_text *text) {
    const rw_language l = (rw_language)ranking->study->parameters.lang;
    char number[RW_PERSON_BYTES];
    rw_text_addf(text,
                 rw_in(l, "%s: every datacenter as a request of its own\n\n  ",
                       "%s: elk datacenter als eigen verzoek\n\n  "),
                 ranking->study->name);
    rw_text_padded(text, "", 8, false);
    rw_text_padded(text, rw_in(l, "GWh/yr", "GWh/jr"), 9, true);
    rw_text_padded(text, "EUR/GJ", 9, true);
    rw_text_add(text, rw_in(l, "  worth EUR/yr\n", "  waarde EUR/jr\n"));
    for (int k = 0; k < ranking->count; ++k) {
        const rw_ranked *r = &ranking->list[k];
        rw_text_add(text, "  ");
        rw_text_padded(text, ranking->study->sources[r->source].id, 8, false);
        rw_text_padded(text, rw_person(number, l, r->solved ? r->heat_mwh_per_yr / 1000 : RW_NAN, 1), 9,
                       true);
        rw_text_padded(text, rw_person(number, l, r->levelised_eur_per_mwh / RW_GJ_PER_MWH, 2), 9, true);
        rw_text_add(text, "  ");
        rw_text interval;
        rw_text_start(&interval, text->context);
        rw_worth_text(&interval, l, r->worth);
        rw_text_padded(text, rw_text_string(&interval), 36, false);
        rw_text_free(&interval);
        rw_text_addf(text, "  %s\n", verdict_word(l, r));
    }
}

rw_status rw_ranking_json(const rw_ranking *ranking, rw_text *text) {
    rw_json json;
    rw_json_start(&json, text->context);
    rw_json_string(&json, json.root, "schema", "restwarmte-ophaalrecht-all/1");
    rw_json_string(&json, json.root, "study", ranking->study->name);
    rw_json_value *list = rw_json_array(&json, json.root, "sources");
    for (int k = 0; k < ranking->count; ++k) {
        const rw_ranked *r = &ranking->list[k];
        rw_json_value *item = rw_json_item(&json, list);
        rw_json_string(&json, item, "id", ranking->study->sources[r->source].id);
        rw_json_string(&json, item, "verdict", verdict_name(r));
        rw_json_number(&json, item, "worth_low_eur_per_yr", r->worth.low);
        rw_json_number(&json, item, "worth_high_eur_per_yr", r->worth.high);
        if (!isnan(r->worth.by_plans))
            rw_json_number(&json, item, "worth_by_plans_eur_per_yr", r->worth.by_plans);
        if (!r->solved) continue;
        rw_json_number(&json, item, "levelised_eur_per_gj", r->levelised_eur_per_mwh / RW_GJ_PER_MWH);
        rw_json_number(&json, item, "heat_mwh_per_yr", r->heat_mwh_per_yr);
        rw_json_number(&json, item, "taken_mw", r->taken_mw);
        rw_json_number(&json, item, "used_share", r->used_share);
        rw_json_number(&json, item, "mismatch_eur_per_yr", r->mismatch_eur_per_yr);
    }
    rw_json_number(&json, json.root, "sources_cut_short", ranking->cut);
    const rw_status status = rw_json_print(&json, true, text);
    rw_json_free(&json);
    rw_text_add(text, "\n");
    return status;
}

/* -- Page ---------------------------------------------------------------------------------------------- */

static void add_row(const rw_page *page, const rw_ranking *ranking, const rw_ranked *r) {
    const rw_source *s = &ranking->study->sources[r->source];
    rw_page_row(page);
    rw_page_cell_named(page, s->id, s->name);
    rw_page_cell(page, verdict_word(page->language, r));
    if (ranking->study->trench_count > 0) rw_page_worth(page, r->worth, rw_worth_brief);
    rw_page_worth(page, r->worth, rw_worth_proven);
    rw_page_number(page, r->solved ? r->levelised_eur_per_mwh / RW_GJ_PER_MWH : RW_NAN, 2);
    rw_page_number(page, r->solved ? r->heat_mwh_per_yr / 1000 : RW_NAN, 1);
    rw_page_number(page, r->solved ? r->taken_mw : RW_NAN, 2);
    rw_page_number(page, r->solved ? 100 * r->used_share : RW_NAN, 0);
    rw_page_number(page, r->solved ? r->mismatch_eur_per_yr : RW_NAN, 0);
    rw_page_row_end(page);
}

static void add_table(const rw_page *page, const rw_ranking *ranking) {
    rw_page_table_start(
        page,
        "Each datacenter as a request of its own: the best plan with it against the best without it; "
        "all others are free to be coupled or not. Most worth first.",
        "Elk datacenter als eigen verzoek: het beste plan ermee tegenover het beste plan zonder; alle "
        "andere zijn vrij om gekoppeld te worden. Hoogste waarde eerst.");
    rw_page_column(page, "datacenter", "datacenter", false);
    rw_page_column(page, "verdict", "oordeel", false);
    if (ranking->study->trench_count > 0) {
        rw_page_column(page, "worth EUR/yr by the plans found", "waarde EUR/jr volgens de plannen", true);
        rw_page_column(page, "proven EUR/yr", "bewezen EUR/jr", true);
    } else {
        rw_page_column(page, "worth EUR/yr", "waarde EUR/jr", true);
    }
    rw_page_column(page, "EUR/GJ", "EUR/GJ", true);
    rw_page_column(page, "GWh/yr", "GWh/jr", true);
    rw_page_column(page, "taken MW", "benut MW", true);
    rw_page_column(page, "used %", "benutting %", true);
    rw_page_column(page, "mismatch EUR/yr", "mismatch EUR/jr", true);
    rw_page_columns_end(page);
    for (int k = 0; k < ranking->count; ++k) add_row(page, ranking, &ranking->list[k]);
    rw_page_table_end(page);
}

static int compare_cost(const void *a, const void *b) {
    const rw_ranked *left = a, *right = b;
    return (left->levelised_eur_per_mwh > right->levelised_eur_per_mwh) -
           (left->levelised_eur_per_mwh < right->levelised_eur_per_mwh);
}

static rw_status add_data(const rw_page *page, const rw_ranking *ranking) {
    rw_ranked *sorted = rw_allocate(page->text->context, (size_t)ranking->count, sizeof *sorted);
    if (!sorted) return RW_ERROR_MEMORY;
    int count = 0;
    for (int k = 0; k < ranking->count; ++k)
        if (ranking->list[k].solved && ranking->list[k].heat_mwh_per_yr > 0)
            sorted[count++] = ranking->list[k];
    if (count > 1) qsort(sorted, (size_t)count, sizeof *sorted, compare_cost);
    rw_json json;
    rw_json_start(&json, page->text->context);
    rw_json_string(&json, json.root, "lang", page->language == RW_LANGUAGE_DUTCH ? "nl" : "en");
    rw_json_value *offers = rw_json_array(&json, json.root, "offers");
    for (int k = 0; k < count; ++k) {
        rw_json_value *item = rw_json_item(&json, offers);
        rw_json_string(&json, item, "name", ranking->study->sources[sorted[k].source].name);
        rw_json_number(&json, item, "gwh", sorted[k].heat_mwh_per_yr / 1000);
        rw_json_number(&json, item, "eur_per_gj", sorted[k].levelised_eur_per_mwh / RW_GJ_PER_MWH);
        rw_json_number(&json, item, "worth", rw_ranked_worth(&sorted[k]));
    }
    const rw_status status = rw_page_embed(page, &json);
    rw_json_free(&json);
    rw_release(page->text->context, sorted);
    return status;
}

static void say_conclusion(const rw_page *page, const rw_ranking *ranking) {
    int worth = 0, likely = 0;
    for (int k = 0; k < ranking->count; ++k) {
        const rw_ranked *r = &ranking->list[k];
        worth += r->solved && rw_interval_judge(r->worth) == RW_PROVEN_POSITIVE;
        likely += r->solved && rw_interval_judge(r->worth) >= RW_LIKELY_POSITIVE;
    }
    rw_page_heading(page, "conclusion", "Conclusion", "Conclusie");
    if (ranking->study->trench_count > 0)
        rw_text_addf(
            page->text,
            rw_page_in(
                page,
                "<p class=\"lead\"><b>%d of %d datacenters are likely worth requesting, %d of them "
                "proven.</b> In a network little is proven: likely is what the plans found say.</p>\n"
                "<p>Each is weighed by itself, the others free: two that can replace one another may "
                "both be worth little.</p>\n",
                "<p class=\"lead\"><b>%d van de %d datacenters zijn waarschijnlijk de moeite waard om "
                "op te vragen, %d daarvan bewezen.</b> In een netwerk is weinig bewezen: waarschijnlijk "
                "is wat de gevonden plannen zeggen.</p>\n"
                "<p>Elk is op zichzelf gewogen, de andere vrij: twee die elkaar kunnen vervangen zijn "
                "misschien beide weinig waard.</p>\n"),
            likely, ranking->count, worth);
    else
        rw_text_addf(
            page->text,
            rw_page_in(
                page,
                "<p class=\"lead\"><b>%d of %d datacenters are worth requesting.</b> Values are "
                "intervals between proven bounds and costs of plans.</p>\n",
                "<p class=\"lead\"><b>%d van de %d datacenters zijn de moeite waard om op te vragen.</b> "
                "Waarden zijn intervallen tussen bewezen ondergrenzen en kosten van plannen.</p>\n"),
            worth, ranking->count);
    if (ranking->cut > 0)
        rw_text_addf(
            page->text,
            rw_page_in(page, "<p>%d were not solved: the time limit or an interruption came first.</p>\n",
                       "<p>%d zijn niet opgelost: de tijdslimiet of een onderbreking was eerder.</p>\n"),
            ranking->cut);
}

rw_status rw_ranking_html(const rw_ranking *ranking, rw_text *text) {
    const rw_material material = {.study = ranking->study, .terms = ranking->terms};
    const rw_page page = {&material, text, (rw_language)ranking->study->parameters.lang};
    const char *kind =
        rw_page_in(&page, "Ophaalrecht: all datacenters weighed", "Ophaalrecht: alle datacenters gewogen");
    const rw_parameters *p = &ranking->study->parameters;
    rw_page_head(&page, ranking->study->name, kind);
    rw_text_addf(text, "<header><p class=\"kind\">%s</p><h1>", kind);
    rw_text_html(text, ranking->study->name);
    rw_text_addf(text, "</h1><p>%s &middot; ", rw_perspective_word(page.language, p->perspective));
    rw_text_addf(text,
                 rw_page_in(&page, "euros of %d, excluding VAT &middot; restwarmte %s",
                            "euro's van %d, exclusief btw &middot; restwarmte %s"),
                 p->price_year, rw_version());
    rw_text_add(text, "</p></header>\n<main>\n");
    say_conclusion(&page, ranking);
    add_table(&page, ranking);
    rw_text_addf(
        text,
        "<figure><div class=\"chart\"><canvas "
        "id=\"chart-supply\"></canvas></div><figcaption>%s</figcaption></"
        "figure>\n",
        rw_page_in(
            &page, "Supply curve: each datacenter in the best plan that couples it; dark: worth requesting.",
            "Aanbodcurve: elk datacenter in het beste plan dat het koppelt; donker: de moeite waard."));
    rw_page_assumptions(&page);
    RW_TRY(add_data(&page, ranking));
    rw_text_add(text, "</main>\n<script>\n");
    rw_text_add(text, rw_page_chart_js);
    rw_text_add(text, "\n</script>\n<script>\n");
    rw_text_add(text, rw_page_memo_js);
    rw_text_add(text, "\n</script>\n</body>\n</html>\n");
    return rw_text_status(text);
}
