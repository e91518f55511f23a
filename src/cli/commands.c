#include "command.h"
#include <restwarmte/suggest.h>
#include <restwarmte/version.h>
#include <stdio.h>
#include <string.h>

static const command *const commands[] = {&cmd_new,     &cmd_network,       &cmd_check,       &cmd_solve,
                                          &cmd_explain, &cmd_compare,       &cmd_ophaalrecht, &cmd_verify,
                                          &cmd_export,  &cmd_solve_problem, &cmd_parameters,  &cmd_solvers,
                                          &cmd_help};
enum { COMMANDS = sizeof commands / sizeof *commands };

const command *command_find(const char *name) {
    for (size_t i = 0; i < COMMANDS; ++i)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    return NULL;
}

void command_unknown(const char *name) {
    rw_nearest nearest = rw_nearest_start(name);
    for (size_t i = 0; i < COMMANDS; ++i) rw_nearest_offer(&nearest, commands[i]->name);
    fprintf(stderr, "restwarmte: there is no command '%s'", name);
    if (nearest.best) fprintf(stderr, "; did you mean %s?", nearest.best);
    fprintf(stderr, "\nTry: restwarmte --help\n");
}

/* -- Help ---------------------------------------------------------------------------------------------- */

static void print_option(const option *o) {
    char left[64];
    (void)snprintf(left, sizeof left, "--%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
    printf("  %-24s %s\n", left, o->help);
}

void help_command(const command *c) {
    printf("restwarmte %s: %s\n\nUse: restwarmte %s%s%s\n", c->name, c->summary, c->name,
           c->usage[0] ? " " : "", c->usage);
    if (c->details[0]) printf("\n%s", c->details);
    if (c->options && c->options->name) printf("\nOptions:\n");
    for (const option *o = c->options; o && o->name; ++o) print_option(o);
    if (c->takes_parameters)
        printf("  %-24s %s\n", "--PARAMETER VALUE", "any name of `restwarmte parameters`");
    printf("\nExamples:\n%s", c->examples);
}

void help_all(void) {
    printf(
        "restwarmte %s: which datacenters' waste heat should go to which heat networks, and proof of it\n\n"
        "Use: restwarmte COMMAND ..\n\nCommands:\n",
        rw_version());
    for (size_t i = 0; i < COMMANDS; ++i) printf("  %-16s %s\n", commands[i]->name, commands[i]->summary);
    printf("\n`restwarmte COMMAND --help` explains one command, with examples. A first study:\n"
           "  restwarmte new my-study      write templates to fill in\n"
           "  restwarmte check my-study    find every mistake at once\n"
           "  restwarmte solve my-study    find the best plan and write the report\n");
}

/* mdoc: a line that starts with a dot or an apostrophe would be a macro. */
static void print_mdoc(const char *text) {
    bool line_start = true;
    for (const char *c = text; *c; ++c) {
        if (line_start && (*c == '.' || *c == '\'')) printf("\\&");
        if (*c == '\\')
            printf("\\e");
        else
            putchar(*c);
        line_start = *c == '\n';
    }
}

static void print_mdoc_command(const command *c) {
    printf(".It Nm Cm %s Ar %s\n", c->name, c->usage[0] ? c->usage : "\\&");
    print_mdoc(c->summary);
    printf(".\n");
    if (c->details[0]) {
        printf(".Pp\n");
        print_mdoc(c->details);
    }
    printf(".Bl -tag -width Ds\n");
    for (const option *o = c->options; o && o->name; ++o) {
        printf(".It Fl Fl %s%s%s\n", o->name, o->value ? " Ar " : "", o->value ? o->value : "");
        print_mdoc(o->help);
        printf("\n");
    }
    if (c->takes_parameters) printf(".It Fl Fl Ar PARAMETER VALUE\nany name of\n.Nm Cm parameters\n");
    printf(".El\n.Bd -literal -offset indent\n");
    print_mdoc(c->examples);
    printf(".Ed\n");
}

void help_man(void) {
    printf(".Dd November 21, 2026\n.Dt RESTWARMTE 1\n.Os\n.Sh NAME\n.Nm restwarmte\n"
           ".Nd which datacenters' waste heat should go to which heat networks\n"
           ".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Ar options\n.Sh COMMANDS\n.Bl -tag -width Ds\n");
    for (size_t i = 0; i < COMMANDS; ++i) print_mdoc_command(commands[i]);
    printf(".El\n.Sh EXIT STATUS\n.Bl -tag -width Ds -compact\n");
    printf(".It 0\nfine; also when a study is proven to have no plan\n");
    static const rw_status statuses[] = {RW_ERROR_INPUT,   RW_ERROR_USAGE,  RW_ERROR_FILE,
                                         RW_ERROR_MEMORY,  RW_ERROR_SOLVER, RW_ERROR_INTERNAL,
                                         RW_ERROR_REJECTED};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; ++i)
        printf(".It %d\n%s\n", rw_status_exit_code(statuses[i]), rw_status_text(statuses[i]));
    printf(".El\n.Sh PARAMETERS\n.Bl -tag -width Ds\n");
    const rw_parameters defaults = rw_parameters_default();
    char value[400];
    for (rw_parameter p = 0; p < RW_PARAMETER_COUNT; ++p) {
        const rw_parameter_info *info = rw_parameter_describe(p);
        printf(".It Va %s\n", info->name);
        print_mdoc(info->english);
        printf("; default %s %s\n", rw_parameters_text(&defaults, p, value, sizeof value), info->unit);
    }
    printf(".El\n");
}
