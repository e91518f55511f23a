/* Letters: what encoding a file is in, and back again for the results. */
#ifndef RW_DATA_ENCODING_H
#define RW_DATA_ENCODING_H

#include "data/csv_table.h"

/** Points `bytes` at UTF-8 without byte order mark and notes what it was in `dialect`. UTF-16 and binary
 * files become a finding and `readable` false. `file` is the name shown to the user. */
RW_NODISCARD rw_status rw_encoding_to_utf8(rw_arena *arena, const char *file, const char **bytes,
                                           size_t *length, rw_dialect *dialect, bool *readable);

/** UTF-8 to the encoding of the dialect, appended to `out`. Letters that Windows-1252 lacks make the whole
 * text UTF-8 with a byte order mark, which Excel understands too. */
void rw_encoding_from_utf8(const rw_dialect *dialect, const char *text, size_t length, rw_text *out);

#endif
