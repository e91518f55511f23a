/* demands.csv: how much heat, in what shape, at what temperature, and what happens without a source. */
#include "base/number.h"
#include "data/read.h"
#include <limits.h>

#define NUMBER(column) rw_sheet_number(sheet, row, RW_COLUMN_demands_##column)
#define COLUMN(column) RW_COLUMN_demands_##column
#define INDEXED(name)  rw_parameters_indexed(p, RW_PARAMETER_##name)

/* One way in which a row can give its heat. */
typedef struct energy_cell {
    rw_column column;
    double head_mwh; /* what the cell comes to at the network head; NaN = not given */
} energy_cell;

/* Two ways to say the same may be rounded differently, not more. */
static const double tolerance = 0.01;

static bool differ(double a, double b) {
    return fabs(a - b) > tolerance * fmax(fabs(a), fabs(b));
}

static double loss_share(const rw_parameters *p, const rw_demand *demand) {
    return demand->supply_c >= 80 ? p->distribution_loss_ht_share : p->distribution_loss_share;
}

static double weq_of_row(const rw_sheet *sheet, const rw_csv_row *row) {
    const double weq = NUMBER(weq), dwellings = NUMBER(dwellings);
    if (!isnan(weq) && !isnan(dwellings) && weq < dwellings)
        rw_sheet_error(sheet, row, COLUMN(weq),
                       "there are fewer dwelling equivalents than dwellings; a dwelling is one weq");
    return rw_or(weq, dwellings);
}

static void read_energy(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                        rw_demand *demand) {
    const rw_parameters *p = &reading->study->parameters;
    const size_t errors = rw_context_error_count(reading->context);
    const double kept = 1 - loss_share(p, demand);
    const energy_cell cells[] = {
        {COLUMN(head_mwh), NUMBER(head_mwh)},
        {COLUMN(heat_mwh), NUMBER(heat_mwh) / kept},
        {COLUMN(heat_gj), NUMBER(heat_gj) / RW_GJ_PER_MWH / kept},
        {COLUMN(gas_m3), NUMBER(gas_m3) * p->heat_per_gas_kwh_per_m3 / 1000 / kept},
    };
    const double weq = weq_of_row(sheet, row);
    if (rw_context_error_count(reading->context) > errors) return;
    const double mwh_per_weq = p->heat_per_weq_gj / RW_GJ_PER_MWH;
    const energy_cell *chosen = NULL;
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; ++i) {
        if (isnan(cells[i].head_mwh)) continue;
        char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
        if (chosen && differ(chosen->head_mwh, cells[i].head_mwh))
            rw_sheet_error(sheet, row, cells[i].column,
                           "comes to %s MWh at the network head, %s to %s; remove the wrong one",
                           rw_number_brief(a, cells[i].head_mwh, 6), rw_column_describe(chosen->column)->name,
                           rw_number_brief(b, chosen->head_mwh, 6));
        if (!chosen) chosen = &cells[i];
    }
    if (!chosen && isnan(weq)) {
        rw_sheet_error(sheet, row, COLUMN(heat_mwh),
                       "nothing says how much heat is needed; fill in heat_mwh, heat_gj, gas_m3, head_mwh, "
                       "weq or dwellings");
        return;
    }
    demand->energy_mwh_per_yr = chosen ? chosen->head_mwh : weq * mwh_per_weq / kept;
    demand->use_mwh_per_yr = demand->energy_mwh_per_yr * kept;
    demand->weq = rw_or(weq, demand->use_mwh_per_yr / mwh_per_weq);
    demand->connections = rw_or(NUMBER(connections), demand->weq);
}

static void read_peak(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row, rw_demand *demand) {
    demand->peak_mw = NUMBER(peak_mw);
    demand->full_load_hours_h = NUMBER(full_load_hours_h);
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    const double hours = demand->energy_mwh_per_yr / demand->peak_mw;
    if (demand->energy_mwh_per_yr > 0 && demand->peak_mw == 0)
        rw_sheet_error(sheet, row, COLUMN(peak_mw),
                       "a demand with energy has a peak; fill it in or leave the cell empty");
    else if (hours > RW_HOURS_PER_YEAR)
        rw_sheet_error(
            sheet, row, COLUMN(peak_mw),
            "%s MWh/yr cannot be delivered with a peak of %s MW: that is %s hours of a year; check both",
            rw_number_brief(a, demand->energy_mwh_per_yr, 6), rw_sheet_text(sheet, row, COLUMN(peak_mw)),
            rw_number_brief(b, hours, 6));
    else if (!isnan(demand->full_load_hours_h) && !isnan(hours) && differ(hours, demand->full_load_hours_h))
        rw_sheet_error(sheet, row, COLUMN(peak_mw),
                       "energy over peak gives %s full-load hours, full_load_hours_h says %s; "
                       "remove the wrong one",
                       rw_number_brief(a, hours, 5), rw_number_brief(b, demand->full_load_hours_h, 5));
    const char *profile = rw_sheet_text(sheet, row, COLUMN(profile));
    demand->shape =
        (rw_shape)rw_sheet_choice(sheet, row, COLUMN(shape), reading->study->parameters.default_shape);
    demand->profile = -1;
    if (profile[0] == '\0') return;
    demand->profile = rw_id_index_find(&reading->profiles, profile);
    const char *nearest = rw_id_index_nearest(&reading->profiles, profile);
    if (demand->profile < 0)
        rw_sheet_error(sheet, row, COLUMN(profile), "'%s' is not a column of profiles.csv; %s%s", profile,
                       nearest ? "did you mean " : "add it there", nearest ? nearest : "");
}

static void read_backup(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                        rw_demand *demand) {
    const rw_parameters *p = &reading->study->parameters;
    const double price = NUMBER(backup_eur_per_mwh), co2 = NUMBER(backup_co2_t_per_mwh);
    demand->backup = (rw_backup)rw_sheet_choice(sheet, row, COLUMN(backup),
                                                isnan(price) ? RW_BACKUP_GAS : RW_BACKUP_PRICE);
    if (demand->backup == RW_BACKUP_PRICE && isnan(price) &&
        rw_sheet_text(sheet, row, COLUMN(backup_eur_per_mwh))[0] == '\0')
        rw_sheet_error(sheet, row, COLUMN(backup_eur_per_mwh), "backup = price needs a price; fill it in");
    if (demand->backup != RW_BACKUP_PRICE && !(isnan(price) && isnan(co2)))
        rw_sheet_error(
            sheet, row, COLUMN(backup_eur_per_mwh),
            "a given price or CO2 goes with backup = price only; change backup or empty these cells");
    demand->backup_eur_per_mwh = rw_or(price, 0);
    demand->backup_co2_t_per_mwh = rw_or(co2, 0);
    demand->backup_efficiency_share =
        rw_or(NUMBER(backup_efficiency_share), demand->backup == RW_BACKUP_ELECTRIC
                                                   ? p->backup_electric_efficiency_share
                                                   : p->backup_gas_efficiency_share);
}

static void read_reference(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                           rw_demand *demand) {
    const double price = NUMBER(reference_eur_per_mwh), fixed = NUMBER(reference_eur_per_connection_yr);
    const bool given = !isnan(price) || !isnan(fixed);
    demand->reference = (rw_reference)rw_sheet_choice(sheet, row, COLUMN(reference),
                                                      given ? RW_REFERENCE_PRICE
                                                            : reading->study->parameters.default_reference);
    if (demand->reference == RW_REFERENCE_PRICE && isnan(price) && demand->kind == RW_KIND_NEW)
        rw_sheet_error(sheet, row, COLUMN(reference_eur_per_mwh),
                       "reference = price needs a price per MWh; fill it in");
    if (demand->reference != RW_REFERENCE_PRICE && given)
        rw_sheet_error(sheet, row, COLUMN(reference),
                       "a given price goes with reference = price only; change reference or empty the price");
    demand->reference_eur_per_mwh = rw_or(price, 0);
    demand->reference_eur_per_connection_yr = rw_or(fixed, 0);
}

static void read_network(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row,
                         rw_demand *demand) {
    const rw_parameters *p = &reading->study->parameters;
    const bool is_new = demand->kind == RW_KIND_NEW;
    demand->min_share = rw_or(NUMBER(min_share), is_new ? p->min_share_new : p->min_share_existing);
    demand->ramp_up_yr =
        rw_sheet_integer(sheet, row, COLUMN(ramp_up_yr), is_new ? p->ramp_up_new_yr : p->ramp_up_existing_yr);
    demand->start = rw_read_start(reading, sheet, row, COLUMN(start_yr));
    demand->max_sources = rw_sheet_integer(sheet, row, COLUMN(max_sources), p->max_sources_per_demand);
    const double weq = is_new ? demand->weq : 0;
    demand->mains_eur = rw_or(NUMBER(mains_eur), weq * INDEXED(distribution_mains_eur_per_weq));
    demand->connection_eur = rw_or(NUMBER(connection_eur), weq * INDEXED(connection_eur_per_weq));
    demand->indoor_eur = rw_or(NUMBER(indoor_eur), weq * INDEXED(indoor_eur_per_weq));
    demand->contribution_eur = rw_or(NUMBER(contribution_eur), weq * INDEXED(contribution_eur_per_weq));
    const double given =
        demand->mains_eur + demand->connection_eur + demand->indoor_eur + demand->contribution_eur;
    if (!is_new && given > 0)
        rw_sheet_error(sheet, row, COLUMN(kind),
                       "cost of laying a network goes with kind = new; an existing one lies there");
}

static void read_row(rw_reading *reading, const rw_sheet *sheet, const rw_csv_row *row, rw_demand *demand) {
    static const rw_position_columns position = {COLUMN(lon), COLUMN(lat), COLUMN(x_m), COLUMN(y_m)};
    const rw_parameters *p = &reading->study->parameters;
    demand->id = rw_sheet_text(sheet, row, COLUMN(id));
    const char *name = rw_sheet_text(sheet, row, COLUMN(name));
    demand->name = name[0] ? name : demand->id;
    demand->municipality = rw_sheet_text(sheet, row, COLUMN(municipality));
    demand->buurt_code = rw_sheet_text(sheet, row, COLUMN(buurt_code));
    demand->line = row->line;
    rw_read_position(reading, sheet, row, &position, &demand->at);
    rw_read_place(reading, sheet, row, COLUMN(place), &demand->place);
    if (rw_sheet_text(sheet, row, COLUMN(kind))[0] == '\0')
        rw_sheet_error(sheet, row, COLUMN(kind), "the cell is empty; write existing or new");
    demand->kind = (rw_kind)rw_sheet_choice(sheet, row, COLUMN(kind), RW_KIND_NEW);
    demand->supply_c = rw_or(NUMBER(supply_c), p->default_supply_c);
    demand->return_c = rw_or(NUMBER(return_c), p->default_return_c);
    if (demand->supply_c <= demand->return_c)
        rw_sheet_error(sheet, row, COLUMN(supply_c), "supply must be warmer than return; check both");
    read_energy(reading, sheet, row, demand);
    read_peak(reading, sheet, row, demand);
    read_backup(reading, sheet, row, demand);
    read_reference(reading, sheet, row, demand);
    read_network(reading, sheet, row, demand);
}

rw_status rw_read_demands(rw_reading *reading) {
    rw_study *study = reading->study;
    rw_sheet sheet;
    rw_status status = rw_sheet_read(&study->arena, study->folder, RW_SHEET_demands, &sheet);
    if (status != RW_OK) goto done;
    if (sheet.present) {
        const size_t count = sheet.table.rows.count;
        if (count == 0)
            rw_find(reading->context, RW_SEVERITY_ERROR, (rw_place){sheet.table.file, 1, 1},
                    "the file has no rows; add at least one heat network");
        study->demands = rw_arena_allocate(&study->arena, count, sizeof *study->demands);
        if (!study->demands) {
            status = RW_ERROR_MEMORY;
            goto done;
        }
        study->demand_count = (int)count;
        RW_CHECK(rw_read_ids(reading, &sheet, COLUMN(id), &reading->demands));
        for (size_t r = 0; r < count; ++r)
            read_row(reading, &sheet, &sheet.table.rows.item[r], &study->demands[r]);
        RW_CHECK(rw_read_note_file(reading, &sheet.table));
    }
done:
    rw_sheet_free(&sheet);
    return status;
}
