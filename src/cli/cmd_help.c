#include "command.h"

static rw_status run(session *s) {
    if (args_has(&s->args, "man")) {
        help_man();
        return RW_OK;
    }
    if (s->args.place_count == 0) {
        help_all();
        return RW_OK;
    }
    const command *c = command_find(s->args.place[0]);
    if (!c) {
        command_unknown(s->args.place[0]);
        return RW_ERROR_USAGE;
    }
    help_command(c);
    return RW_OK;
}

static const option options[] = {{"man", NULL, NULL, "print the manual page (mdoc)"}, OPTIONS_END};

const command cmd_help = {"help",
                          "explain a command",
                          "[COMMAND]",
                          "",
                          "  restwarmte help solve\n"
                          "  restwarmte help --man | man -l -\n",
                          options,
                          false,
                          0,
                          1,
                          run};
