/* The commands: one file cmd_<verb>.c each, one line in the list of commands.c. */
#ifndef RW_CLI_COMMAND_H
#define RW_CLI_COMMAND_H

#include "args.h"

/** What a command works with. */
typedef struct session {
    rw_context *context;
    args args;
} session;

typedef struct command {
    const char *name, *summary;
    const char *usage;    /* places, as in "STUDY" */
    const char *details;  /* paragraphs for --help, or "" */
    const char *examples; /* lines, each a call and what it does */
    const option *options;
    bool takes_parameters; /* any parameter as --name value */
    size_t min_places, max_places;
    rw_status (*run)(session *session);
} command;

extern const command cmd_new, cmd_check, cmd_network, cmd_solve, cmd_explain, cmd_compare, cmd_ophaalrecht,
    cmd_verify, cmd_export, cmd_solve_problem, cmd_parameters, cmd_solvers, cmd_help;

const command *command_find(const char *name);
/** Says that there is no such command, and which was meant. */
void command_unknown(const char *name);

/** Help of one command, of all, and the man page. */
void help_command(const command *command);
void help_all(void);
void help_man(void);

/* Options that several commands have. */
#define OPTION_PARAM                                                                                         \
    { "param", "NAME=VALUE", NULL, "set a parameter; --NAME VALUE does the same" }
#define OPTION_QUIET                                                                                         \
    { "quiet", NULL, NULL, "print errors only" }
#define OPTION_VERBOSE                                                                                       \
    { "verbose", NULL, NULL, "print what the program does" }
#define OPTION_SOLVER                                                                                        \
    { "solver", "NAME", "solver", "auto, or a name from `restwarmte solvers`" }
#define OPTION_GAP                                                                                           \
    { "gap", "SHARE", "gap", "stop when at most this share of the possible gain may be missing" }
#define OPTION_COST_GAP                                                                                      \
    { "cost-gap", "SHARE", "cost_gap", "or when the cost is proven within this share" }
#define OPTION_TIME                                                                                          \
    { "time-limit", "SECONDS", "time_limit_s", "or after so many seconds" }
#define OPTION_LANG                                                                                          \
    { "lang", "nl|en", "lang", "language of summary and report" }
#define OPTION_THREADS                                                                                       \
    { "threads", "NUMBER", "threads", "threads that the whole command uses; default one per processor" }
#define OPTIONS_END                                                                                          \
    { NULL, NULL, NULL, NULL }

#endif
