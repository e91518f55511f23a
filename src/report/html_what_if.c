/* What the gain would be if an assumption were off. */
#include "base/number.h"
#include "report/html.h"
#include "report/what_if.h"

static void add_gains(const rw_page *page, double least, double most) {
    rw_page_number(page, least, 0);
    rw_page_number(page, most, 0);
}

static void add_what_if(const rw_page *page, const rw_what_if *w) {
    const rw_parameter_info *info = rw_parameter_describe(w->parameter);
    rw_page_row(page);
    rw_page_cell_named(page, info->name, rw_page_in(page, info->english, info->dutch));
    rw_page_value(page, w->value, info->unit);
    if (w->solved) {
        const rw_interval gain = rw_what_if_gain(w);
        rw_page_number(page, w->coupled_sources, 0);
        rw_page_number(page, w->new_connected, 0);
        rw_page_number(page, w->coupled_mwh_per_yr / 1000, 1);
        add_gains(page, gain.low, gain.high);
        const rw_interval moves = rw_what_if_moves(page->material, w);
        rw_page_cell(page, rw_gain_word(page->language, rw_interval_judge(moves)));
    } else {
        rw_text_addf(page->text, "<td colspan=\"6\">%s</td>",
                     w->possible ? rw_page_in(page, "not solved within its time", "niet op tijd opgelost")
                                 : rw_page_in(page, "the study's files do not allow this value",
                                              "de bestanden van de studie staan deze waarde niet toe"));
    }
    rw_page_row_end(page);
}

static void explain_what_ifs(const rw_page *page) {
    rw_page_paragraph(
        page,
        "The study solved again with one assumption at the low or high end of its sources. Both the plan and "
        "the reference move with it. What can be gained lies between what the plan found gains and what is "
        "proven that no plan exceeds. The last column compares with this study: proven where the two "
        "intervals do not meet; <em>likely</em> is what the plans found say, without proof.",
        "De studie opnieuw doorgerekend met een aanname op de lage of hoge waarde uit de bronnen. Zowel het "
        "plan als de referentie bewegen mee. Wat te winnen valt ligt tussen de winst van het gevonden plan "
        "en "
        "wat bewezen geen plan overtreft. De laatste kolom vergelijkt met deze studie: bewezen waar de twee "
        "intervallen elkaar niet raken; <em>waarschijnlijk</em> is wat de gevonden plannen zeggen, zonder "
        "bewijs.");
    if (page->material->plan->network)
        rw_page_paragraph(page,
                          "In a network each answer begins at this plan and is searched only until it is as "
                          "near to its proof as this study is, or its share of the time is up: half of the "
                          "time limit for all together.",
                          "In een netwerk begint elk antwoord bij dit plan en wordt slechts gezocht tot het "
                          "even dicht bij zijn bewijs is als deze studie, of zijn deel van de tijd om is: de "
                          "helft van de tijdslimiet voor alle samen.");
}

void rw_page_what_ifs(const rw_page *page) {
    const rw_material *m = page->material;
    if (m->what_if_count == 0) return;
    rw_page_heading(page, "what-if", "What would change it", "Wat het zou veranderen");
    explain_what_ifs(page);
    rw_page_table_start(page, "Solved again, not extrapolated.",
                        "Opnieuw opgelost, niet ge&euml;xtrapoleerd.");
    rw_page_column(page, "assumption", "aanname", false);
    rw_page_column(page, "value", "waarde", false);
    rw_page_column(page, "sources coupled", "bronnen gekoppeld", true);
    rw_page_column(page, "new networks", "nieuwe netten", true);
    rw_page_column(page, "GWh/yr coupled", "GWh/jr gekoppeld", true);
    rw_page_column(page, "gain at least EUR/yr", "winst minstens EUR/jr", true);
    rw_page_column(page, "at most EUR/yr", "hoogstens EUR/jr", true);
    rw_page_column(page, "the gain is", "de winst is", false);
    rw_page_columns_end(page);
    const rw_totals *t = &m->indicators->totals;
    rw_text_add(page->text, "<tr class=\"sum\">");
    rw_page_cell(page, rw_page_in(page, "this study", "deze studie"));
    rw_page_cell(page, "");
    rw_page_number(page, t->coupled_sources, 0);
    rw_page_number(page, t->new_connected, 0);
    rw_page_number(page, t->coupled_mwh_per_yr / 1000, 1);
    add_gains(page, rw_material_gain(m), rw_material_gain(m) + rw_material_open(m));
    rw_page_cell(page, "");
    rw_page_row_end(page);
    for (int k = 0; k < m->what_if_count; ++k) add_what_if(page, &m->what_ifs[k]);
    rw_page_table_end(page);
}
