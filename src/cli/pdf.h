/* Printing a page that the program wrote, through Debian's Chromium. */
#ifndef RW_CLI_PDF_H
#define RW_CLI_PDF_H

#include "command.h"

#define OPTION_PDF                                                                                           \
    { "pdf", NULL, NULL, "also print it to PDF (A4), through Chromium" }

/** RW_OK when --pdf is not given or Chromium is there; otherwise says what to install: before anything is
 * solved. */
rw_status pdf_check(const session *session);

/** Prints folder/<name>.html to folder/<name>.pdf when --pdf is given. */
rw_status pdf_print(const session *session, const char *folder, const char *name);

#endif
