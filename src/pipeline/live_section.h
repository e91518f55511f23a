/* The live certificate as a section of a page. */
#ifndef RW_PIPELINE_LIVE_SECTION_H
#define RW_PIPELINE_LIVE_SECTION_H

#include "pipeline/live.h"
#include "report/live_section.h"

enum {
    RW_LIVE_MOST_OPTIONS = 40000, /* dominated ones included: about twice as many as a study solves with */
    RW_LIVE_MOST_BYTES = 1000000
};

/** Plans, decisions and the study as it is looked at: see rw_live_find. `options`: how many the study has,
 * dominated ones included. `words` stand behind "restwarmte" in the command that solves it again, before the
 * study's own overrides. What the section holds lives in `arena`. */
typedef struct rw_live_request {
    const rw_study *study;
    const rw_change *asked;
    const rw_plan *plans[RW_LIVE_SIDES];
    rw_source_decision decisions[RW_LIVE_SIDES];
    int side_count;
    long options;
    const char *words;
} rw_live_request;

RW_NODISCARD rw_status rw_live_section_make(rw_context *context, const rw_live_request *request,
                                            rw_arena *arena, rw_live_section *section);

/** A word of a command line, quoted where a shell would take it apart. */
void rw_command_word(rw_text *text, const char *word);
/** The study's folder as it was given; of an absolute path the last part only: pages travel. */
const char *rw_command_folder(const rw_study *study);

#endif
