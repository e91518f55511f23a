/* --certificate FILE: what proves the bound, written beside the search. */
#ifndef RW_CLI_CERTIFICATE_H
#define RW_CLI_CERTIFICATE_H

#include "command.h"

typedef struct certificate_file certificate_file;

/** Takes certificates from now on if the option was given; prints why it cannot. `file` is NULL without the
 * option. */
rw_status certificate_open(session *session, certificate_file **file);

/** Gives the file its name if `status` is RW_OK, and removes it otherwise. NULL is fine. */
rw_status certificate_close(session *session, certificate_file *file, rw_status status);

#define OPTION_CERTIFICATE                                                                                   \
    { "certificate", "FILE", NULL, "write what proves the bound, for check-certificate" }

#endif
