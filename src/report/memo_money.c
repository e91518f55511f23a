/* The memo's third question: what the source costs, and who pays. */
#include "base/number.h"
#include "report/memo_page.h"

static const char *payer_of(const rw_page *page, rw_cost_line line) {
    switch (line) {
    case RW_LINE_coupling_a:
    case RW_LINE_coupling_b:
    case RW_LINE_coupling_om:
        return rw_page_in(page, "datacenter, charged to the heat company (6.2)",
                          "datacenter, doorberekend aan het warmtebedrijf (6.2)");
    case RW_LINE_stranded:
        return rw_page_in(page, "to be agreed; here the heat company",
                          "af te spreken; hier het warmtebedrijf");
    default:
        return rw_page_in(page, "heat company", "warmtebedrijf");
    }
}

/* All connections of the source, in the plan with it. */
typedef struct money {
    double eur[RW_LINE_COUNT]; /* present value, by cost line */
    double sum_eur, stranded_eur, premium_eur;
    double mwh, source_mwh; /* discounted */
    double reference_eur_per_mwh;
} money;

static money money_of(const rw_memo *m) {
    money sum = {.sum_eur = 0};
    double heat_mwh = 0, reference_eur = 0;
    for (int k = 0; k < m->with.plan->connection_count; ++k) {
        const rw_connection *c = &m->with.plan->connections[k];
        const rw_connection_figures *f = &m->with.indicators->connections[k];
        if (c->source != m->source) continue;
        for (int line = 0; line < RW_LINE_COUNT; ++line) {
            sum.eur[line] += f->present_eur[line];
            sum.sum_eur += f->present_eur[line];
        }
        sum.mwh += f->discounted_mwh;
        sum.source_mwh += f->discounted_source_mwh;
        sum.stranded_eur += f->stranded_eur;
        sum.premium_eur += f->premium_eur;
        heat_mwh += f->heat_mwh_per_yr;
        reference_eur += f->heat_mwh_per_yr * m->with.indicators->demands[c->demand].reference_eur_per_mwh;
    }
    sum.reference_eur_per_mwh = reference_eur / heat_mwh;
    return sum;
}

static void add_amounts(const rw_page *page, const rw_memo *m, double eur, double mwh) {
    rw_page_number(page, eur, 0);
    rw_page_number(page, eur * m->terms->annuity, 0);
    rw_page_number(page, eur / mwh / RW_GJ_PER_MWH, 2);
    rw_page_row_end(page);
}

static void add_lines(const rw_page *page, const rw_memo *m, const money *sum) {
    rw_page_table_start(page, "Every cost line of its connections, in the best plan that couples it.",
                        "Elke kostenpost van zijn verbindingen, in het beste plan dat het koppelt.");
    rw_page_column(page, "line", "post", false);
    rw_page_column(page, "who pays", "wie betaalt", false);
    rw_page_column(page, "present value EUR", "contante waarde EUR", true);
    rw_page_column(page, "EUR/yr", "EUR/jr", true);
    rw_page_column(page, "EUR/GJ", "EUR/GJ", true);
    rw_page_columns_end(page);
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line) {
        if (sum->eur[line] == 0) continue;
        rw_page_row(page);
        rw_page_cell(page, rw_line_word(page->language, line));
        rw_page_cell(page, payer_of(page, line));
        add_amounts(page, m, sum->eur[line], sum->mwh);
    }
    rw_text_add(page->text, "<tr class=\"sum\">");
    rw_page_cell(page, rw_page_in(page, "total", "totaal"));
    rw_page_cell(page, "");
    add_amounts(page, m, sum->sum_eur, sum->mwh);
    rw_page_table_end(page);
}

static void say_shared(const rw_page *page) {
    rw_page_paragraph(
        page,
        "Pipes, pumps and losses that it shares with other datacenters are counted by heat "
        "delivered: a convention. What it adds to the whole is the worth above, which is "
        "marginal.",
        "Leidingen, pompen en verliezen die het met andere datacenters deelt zijn verdeeld naar "
        "geleverde warmte: een afspraak. Wat het aan het geheel toevoegt is de waarde hierboven, "
        "en die is marginaal.");
}

static void say_reference(const rw_page *page, const money *sum) {
    rw_text_add(page->text, rw_page_in(page, "<p>Against it stands the reference of the same networks: ",
                                       "<p>Daartegenover staat de referentie van dezelfde netten: "));
    rw_page_figure(page, sum->reference_eur_per_mwh / RW_GJ_PER_MWH, 2);
    rw_text_add(
        page->text,
        rw_page_in(
            page,
            " EUR/GJ for all their heat. (A new network's reference is what its heat would earn; its own "
            "distribution and backup come on top of the source's heat.)</p>\n",
            " EUR/GJ voor al hun warmte. (De referentie van een nieuw net is wat zijn warmte zou "
            "opbrengen; distributie en achtervang komen bovenop de warmte van de bron.)</p>\n"));
}

static void say_mismatch(const rw_page *page, const money *sum) {
    const double eur = sum->stranded_eur + sum->premium_eur;
    rw_text_add(page->text, rw_page_in(page, "<p><b>The write-off mismatch</b> costs ",
                                       "<p><b>Het looptijdverschil (mismatch)</b> kost "));
    rw_page_figure(page, eur, 0);
    rw_text_add(page->text, rw_page_in(page, " EUR (present value): ", " EUR (contante waarde): "));
    rw_page_figure(page, sum->stranded_eur, 0);
    rw_text_add(page->text, rw_page_in(page, " stranded and ", " gestrand en "));
    rw_page_figure(page, sum->premium_eur, 0);
    rw_text_add(page->text,
                rw_page_in(page, " for what replaces the source; ", " voor wat de bron vervangt; "));
    rw_page_figure(page, sum->source_mwh > 0 ? eur / sum->source_mwh / RW_GJ_PER_MWH : RW_NAN, 2);
    rw_text_add(
        page->text,
        rw_page_in(
            page,
            " EUR per GJ that the source itself delivers. The law does not say who carries it; in these "
            "figures the heat company does.</p>\n",
            " EUR per GJ die de bron zelf levert. De wet zegt niet wie dit draagt; in deze cijfers het "
            "warmtebedrijf.</p>\n"));
}

void rw_memo_money(const rw_page *page, const rw_memo *m) {
    const money sum = money_of(m);
    rw_page_heading(page, "money", "3. What does it cost, and who pays?", "3. Wat kost het, en wie betaalt?");
    add_lines(page, m, &sum);
    if (rw_memo_is_network(m)) say_shared(page);
    say_reference(page, &sum);
    say_mismatch(page, &sum);
}
