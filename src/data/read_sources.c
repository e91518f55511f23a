/* sources.csv: how much heat, how warm, for how long, at what coupling cost. */
#include "base/number.h"
#include "data/read.h"

#define NUMBER(column) rw_sheet_number(sheet, row, RW_COLUMN_sources_##column)
#define COLUMN(column) RW_COLUMN_sources_##column
#define INDEXED(name)  rw_parameters_indexed(p, RW_PARAMETER_##name)

enum { KWH_PER_MWH = 1000, KW_PER_MW = 1000 };

/* What the cells about size say; NaN = not given. */
typedef struct size_cells {
    double heat_mw, it_power_mw, it_energy_mwh, energy_mwh, reused_mwh, already_used_mw, load_share,
        recoverable_share, pue;
} size_cells;

static size_cells read_size_cells(const rw_sheet *sheet, const rw_csv_row *row) {
    return (size_cells){NUMBER(heat_mw),
                        NUMBER(it_power_kw) / KW_PER_MW,
                        NUMBER(eit_kwh) / KWH_PER_MWH,
                        NUMBER(edc_kwh) / KWH_PER_MWH,
                        NUMBER(ereuse_kwh) / KWH_PER_MWH,
                        NUMBER(already_used_mw),
                        NUMBER(load_factor_share),
                        NUMBER(recoverable_share),
                        NUMBER(pue)};
}

static void check_size_cells(const rw_sheet *sheet, const rw_csv_row *row, const size_cells *c) {
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    if (isnan(c->heat_mw) && isnan(c->it_power_mw) && isnan(c->it_energy_mwh))
        rw_sheet_error(
            sheet, row, COLUMN(heat_mw),
            "nothing says how much heat there is; fill in heat_mw, it_power_kw (PDIT) or eit_kwh (EIT)");
    if (c->it_energy_mwh > c->it_power_mw * RW_HOURS_PER_YEAR)
        rw_sheet_error(sheet, row, COLUMN(eit_kwh),
                       "IT energy of %s MWh is more than %s MW can use in a year; check both",
                       rw_number_brief(a, c->it_energy_mwh, 6), rw_number_brief(b, c->it_power_mw, 6));
    if (c->energy_mwh < c->it_energy_mwh)
        rw_sheet_error(sheet, row, COLUMN(edc_kwh),
                       "the whole datacenter uses less than its IT; EDC must be above EIT");
    if (c->reused_mwh > c->energy_mwh)
        rw_sheet_error(sheet, row, COLUMN(ereuse_kwh),
                       "more heat is reused than the datacenter uses energy; check both");
    if (!isnan(c->pue) && fabs(c->energy_mwh / c->it_energy_mwh - c->pue) > 0.05 * c->pue)
        rw_sheet_error(sheet, row, COLUMN(pue),
                       "EDC over EIT gives a PUE of %s, this cell says %s; remove the wrong one",
                       rw_number_brief(a, c->energy_mwh / c->it_energy_mwh, 3),
                       rw_number_brief(b, c->pue, 3));
}

/* MODEL 3: S = IT power x load x recoverable share - what is used already, or as given. */
static void fill_size(const rw_parameters *p, const size_cells *c, rw_source *source) {
    const double recoverable = rw_or(c->recoverable_share, p->recoverable_share);
    const double it_mw = !isnan(c->it_energy_mwh) ? c->it_energy_mwh / RW_HOURS_PER_YEAR
                         : !isnan(c->it_power_mw)
                             ? c->it_power_mw * rw_or(c->load_share, p->it_load_factor_share)
                             : c->heat_mw / recoverable;
    source->already_used_mw = rw_or(c->already_used_mw, rw_or(c->reused_mwh / RW_HOURS_PER_YEAR, 0));
    source->it_power_mw = it_mw;
    source->heat_mw = rw_or(c->heat_mw, it_mw * recoverable - source->already_used_mw);
    source->energy_mwh_per_yr = rw_or(c->energy_mwh, it_mw * RW_HOURS_PER_YEAR * rw_or(c->pue, p->pue));
}

static void read_size(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row, rw_source *source) {
    const size_t errors = rw_context_error_count(reading->context);
    const size_cells cells = read_size_cells(sheet, row);
    if (rw_context_error_count(reading->context) > errors) return;
    check_size_cells(sheet, row, &cells);
    fill_size(&reading->study->parameters, &cells, source);
    if (source->heat_mw <= 0) {
        rw_find(reading->context, RW_SEVERITY_WARNING, rw_sheet_place(sheet, row, COLUMN(heat_mw)),
                "source '%s' has no heat left to deliver; it will not be coupled", source->id);
        source->heat_mw = 0;
    }
}

static void read_temperature(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                             rw_source *source) {
    const rw_parameters *p = &reading->study->parameters;
    const double by_cooling[] = {p->temperature_air_c, p->temperature_warm_water_c, p->temperature_liquid_c};
    const int cooling = rw_sheet_choice(sheet, row, COLUMN(cooling), 0);
    source->temperature_c = rw_or(NUMBER(temperature_c), by_cooling[cooling]);
    source->cooling_span_k = rw_or(NUMBER(cooling_span_k), p->cooling_span_k);
    if (source->temperature_c - source->cooling_span_k < 1)
        rw_sheet_error(sheet, row, COLUMN(cooling_span_k),
                       "cooling %d C waste heat by this much would freeze it; take a smaller span",
                       (int)source->temperature_c);
}

static void read_commitment(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                            rw_source *source) {
    const rw_parameters *p = &reading->study->parameters;
    source->commitment_yr = rw_sheet_integer(sheet, row, COLUMN(commitment_yr), p->commitment_yr);
    source->renewal_share = rw_or(NUMBER(renewal_share), p->renewal_share);
    source->renewal_term_yr = rw_sheet_integer(sheet, row, COLUMN(renewal_term_yr), p->renewal_term_yr);
    source->start = rw_read_start(reading, sheet, row, COLUMN(available_from_yr));
}

static void read_coupling(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                          rw_source *source) {
    const rw_parameters *p = &reading->study->parameters;
    source->prepared = rw_sheet_choice(sheet, row, COLUMN(prepared), 1) == 0;
    const double factor = source->prepared ? 1 : p->unprepared_factor;
    source->coupling_a_eur_per_mw =
        factor * KW_PER_MW * rw_or(NUMBER(coupling_a_eur_per_kw), INDEXED(coupling_a_eur_per_kw));
    source->coupling_a_eur = factor * rw_or(NUMBER(coupling_a_fixed_eur), INDEXED(coupling_a_fixed_eur));
    source->coupling_b_eur_per_mw =
        KW_PER_MW * rw_or(NUMBER(coupling_b_eur_per_kw), INDEXED(coupling_b_eur_per_kw));
    source->coupling_b_eur = rw_or(NUMBER(coupling_b_fixed_eur), INDEXED(coupling_b_fixed_eur));
    source->coupling_a_eur_per_mw *= p->coupling_factor;
    source->coupling_a_eur *= p->coupling_factor;
    source->coupling_b_eur_per_mw *= p->coupling_factor;
    source->coupling_b_eur *= p->coupling_factor;
    source->coupling_om_per_yr = rw_or(NUMBER(coupling_om_per_yr), p->coupling_om_per_yr);
    source->heat_price_eur_per_mwh =
        RW_GJ_PER_MWH * rw_or(NUMBER(heat_price_eur_per_gj), p->heat_price_eur_per_gj);
}

static void read_law(const rw_sheet *sheet, const rw_csv_row *row, rw_source *source) {
    source->permission =
        (rw_permission)rw_sheet_choice(sheet, row, COLUMN(permission), RW_PERMISSION_UNKNOWN);
    source->existing_contract =
        (rw_known)rw_sheet_choice(sheet, row, COLUMN(existing_contract), RW_KNOWN_NOT);
    source->inside_cluster = (rw_known)rw_sheet_choice(sheet, row, COLUMN(inside_cluster), RW_KNOWN_NOT);
    for (rw_column c = COLUMN(id); c <= COLUMN(inside_cluster); ++c)
        if (rw_sheet_text(sheet, row, c)[0]) source->given |= UINT64_C(1) << (c - COLUMN(id));
}

bool rw_source_given(const rw_source *source, rw_column column) {
    return source->given >> (column - COLUMN(id)) & 1;
}

static void read_row(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row, rw_source *source) {
    static const rw_position_columns position = {COLUMN(lon), COLUMN(lat), COLUMN(x_m), COLUMN(y_m)};
    const rw_parameters *p = &reading->study->parameters;
    source->id = rw_sheet_text(sheet, row, COLUMN(id));
    const char *name = rw_sheet_text(sheet, row, COLUMN(name));
    source->name = name[0] ? name : source->id;
    source->municipality = rw_sheet_text(sheet, row, COLUMN(municipality));
    source->line = row->line;
    rw_read_position(reading, sheet, row, &position, &source->at);
    rw_read_place(reading, sheet, row, COLUMN(place), &source->place);
    read_size(reading, sheet, row, source);
    read_temperature(reading, sheet, row, source);
    source->availability_share = rw_or(NUMBER(availability_share), p->source_availability_share);
    read_commitment(reading, sheet, row, source);
    read_coupling(reading, sheet, row, source);
    source->min_used_share = rw_or(NUMBER(min_used_share), p->min_used_share);
    read_law(sheet, row, source);
}

rw_status rw_read_sources(rw_reading *reading) {
    rw_study *study = reading->study;
    rw_sheet sheet;
    rw_status status = rw_sheet_read(&study->arena, study->folder, RW_SHEET_sources, &sheet);
    if (status != RW_OK) goto done;
    study->dialect = sheet.table.dialect;
    if (sheet.present) {
        const size_t count = sheet.table.rows.count;
        if (count == 0)
            rw_find(reading->context, RW_SEVERITY_ERROR, (rw_place){sheet.table.file, 1, 1},
                    "the file has no rows; add at least one datacenter");
        study->sources = rw_arena_allocate(&study->arena, count, sizeof *study->sources);
        if (!study->sources) {
            status = RW_ERROR_MEMORY;
            goto done;
        }
        study->source_count = (int)count;
        RW_CHECK(rw_read_ids(reading, &sheet, COLUMN(id), &reading->sources));
        for (size_t r = 0; r < count; ++r)
            read_row(reading, &sheet, &sheet.table.rows.item[r], &study->sources[r]);
        RW_CHECK(rw_read_note_file(reading, &sheet.table));
    }
done:
    rw_sheet_free(&sheet);
    return status;
}
