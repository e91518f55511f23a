/* cashflows.csv: every payment, or added up where there are too many for a sheet. */
#ifndef RW_REPORT_CASH_TABLE_H
#define RW_REPORT_CASH_TABLE_H

#include "data/csv_table.h"
#include "report/material.h"

/** How many payments a plan has: rows of the table when it is not added up. O(payments). */
long rw_plan_payments(const rw_terms *terms, const rw_plan *plan);

/** More payments than cash_flow_rows: they are added up. */
bool rw_cash_is_grouped(const rw_material *material);

/** One row per payment, or, added up, per year, cost line and group: what is paid for, source or place, and
 * of pipes diameter, level and commitment. Unrounded, so that the present values add up to the plan's to the
 * cent. */
RW_NODISCARD rw_status rw_cash_csv(rw_context *context, const rw_material *material, rw_csv_writer *writer);

#endif
