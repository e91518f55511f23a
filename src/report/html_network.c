/* What lies in the trenches: the list that a contractor asks for, and every stretch. */
#include "report/html.h"
#include "report/network_tables.h"

enum { LONGEST_TABLE = 400 };

static const char *level_word(const rw_page *page, rw_level level) {
    return level == RW_LEVEL_WATER ? rw_page_in(page, "source water", "bronwater")
                                   : rw_page_in(page, "network temperature", "nettemperatuur");
}

static void add_dn(const rw_page *page, int dn) {
    rw_text_addf(page->text, "<td class=\"n\">DN%d</td>", dn);
}

static void add_list(const rw_page *page) {
    const rw_material *m = page->material;
    rw_page_table_start(page, "Pipes by diameter. Metres of trench, supply and return together.",
                        "Leidingen per diameter. Meters sleuf, aanvoer en retour samen.");
    rw_page_column(page, "diameter", "diameter", true);
    rw_page_column(page, "carries", "vervoert", false);
    rw_page_column(page, "trench m", "sleuf m", true);
    rw_page_column(page, "of which existing m", "waarvan bestaand m", true);
    rw_page_column(page, "investment EUR", "investering EUR", true);
    rw_page_columns_end(page);
    for (int p = 0; p < m->study->pipe_count; ++p)
        for (int level = 0; level < RW_LEVEL_COUNT; ++level) {
            const rw_pipe_sum sum = rw_pipe_sum_of(m, p, (rw_level)level);
            if (sum.trench_m <= 0) continue;
            rw_page_row(page);
            add_dn(page, m->study->pipes[p].dn);
            rw_page_cell(page, level_word(page, (rw_level)level));
            rw_page_number(page, sum.trench_m, 0);
            rw_page_number(page, sum.existing_m, 0);
            rw_page_number(page, sum.investment_eur, 0);
            rw_page_row_end(page);
        }
    rw_page_table_end(page);
}

static void add_stretch(const rw_page *page, int k) {
    const rw_material *m = page->material;
    const rw_laid *laid = &m->plan->network->laid[k];
    const rw_laid_figures *f = &m->indicators->laid[k];
    rw_text users;
    rw_text_start(&users, page->text->context);
    rw_trench_users(m, k, &users);
    rw_page_row(page);
    rw_page_cell_named(page, m->study->trenches[laid->trench].id, m->study->trenches[laid->trench].name);
    rw_page_cell(page, level_word(page, laid->level));
    add_dn(page, m->study->pipes[laid->pipe].dn);
    rw_page_number(page, m->study->trenches[laid->trench].length_m, 0);
    rw_page_number(page, f->mw, 2);
    rw_page_number(page, f->mwh_per_yr, 0);
    rw_page_number(page, f->loss_mw * 1000, 1);
    rw_page_number(page, f->speed_m_per_s, 2);
    rw_page_number(page, f->gradient_pa_per_m, 0);
    rw_page_number(page, f->temperature_drop_k, 2);
    rw_page_number(page, f->investment_eur, 0);
    rw_page_cell(page, rw_text_string(&users));
    rw_page_row_end(page);
    rw_text_free(&users);
}

static void add_stretches(const rw_page *page) {
    const int count = page->material->plan->network->laid_count;
    rw_page_table_start(
        page,
        "Every stretch, at the peak; losses in kW at the temperatures of the level; cooling is of the "
        "supply in this stretch.",
        "Elk stuk, bij de piek; verliezen in kW bij de temperaturen van het niveau; afkoeling van de "
        "aanvoer in dit stuk.");
    rw_page_column(page, "trench", "sleuf", false);
    rw_page_column(page, "carries", "vervoert", false);
    rw_page_column(page, "pipe", "leiding", true);
    rw_page_column(page, "length m", "lengte m", true);
    rw_page_column(page, "MW", "MW", true);
    rw_page_column(page, "MWh/yr", "MWh/jr", true);
    rw_page_column(page, "loss kW", "verlies kW", true);
    rw_page_column(page, "m/s", "m/s", true);
    rw_page_column(page, "Pa/m", "Pa/m", true);
    rw_page_column(page, "cooling K", "afkoeling K", true);
    rw_page_column(page, "investment EUR", "investering EUR", true);
    rw_page_column(page, "for", "voor", false);
    rw_page_columns_end(page);
    for (int k = 0; k < count && k < LONGEST_TABLE; ++k) add_stretch(page, k);
    rw_page_table_end(page);
    if (count > LONGEST_TABLE)
        rw_text_addf(page->text,
                     rw_page_in(page, "<p>The first %d of %d rows; trenches.csv has them all.</p>\n",
                                "<p>De eerste %d van %d rijen; trenches.csv bevat ze alle.</p>\n"),
                     LONGEST_TABLE, count);
}

void rw_page_pipes(const rw_page *page) {
    const rw_network *n = page->material->plan->network;
    if (!n || n->laid_count == 0) return;
    rw_page_heading(page, "pipes", "What lies where", "Wat ligt waar");
    add_list(page);
    add_stretches(page);
}
