/* What the program says on the terminal besides results: findings, log lines, progress. */
#ifndef RW_CLI_REPORT_H
#define RW_CLI_REPORT_H

#include "command.h"
#include <restwarmte/questions.h>
#include <restwarmte/solver.h>

/** Connects log lines and findings of the session's context to the standard error stream. */
void report_start(session *session);

/** Shows progress in one line of a terminal and stops when the user asks. A command that does not call it is
 * ended by the first signal. */
void report_watch(session *session);
/** Removes the progress line. */
void report_clear(void);

/** Prints findings and the failure, if there is one; warnings not when quiet. Returns `status`. */
rw_status report_status(session *session, rw_status status);

/** The same for a command that asks a question: prints the answer, or its JSON with --json. */
rw_status report_answer(session *session, rw_status status, const rw_answer *answer);

/** In main.c: from now on signals are counted, and only the second ends the program. */
void report_catch_stops(void);
/** How often the user asked to stop. */
int report_stop_count(void);

#endif
