/* The command line: dispatch and signals. It knows the library by its public headers only. */
#include "command.h"
#include "report.h"
#include <restwarmte/version.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t stops;

/* The first signal asks the work to end with what it has, the second ends the program. */
static void on_signal(int number) {
    if (++stops > 1) _exit(128 + number);
}

int report_stop_count(void) {
    return (int)stops;
}

void report_catch_stops(void) {
    struct sigaction action = {.sa_handler = on_signal};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
}

static rw_status run(const command *c, int argc, char **argv) {
    for (int i = 0; i < argc; ++i)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            help_command(c);
            return RW_OK;
        }
    session s = {.context = NULL};
    rw_status status = RW_ERROR_USAGE;
    if (args_read(&s.args, c->name, c->options, c->takes_parameters, c->min_places, c->max_places, argc,
                  argv)) {
        s.context = rw_context_create(NULL);
        status = s.context ? RW_OK : RW_ERROR_MEMORY;
        if (s.context) {
            report_start(&s);
            status = c->run(&s);
        }
    }
    args_free(&s.args);
    rw_context_free(s.context);
    return status;
}

int main(int argc, char **argv) {
    const char *word = argc > 1 ? argv[1] : "";
    if (word[0] == '\0' || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        help_all();
        return word[0] ? 0 : rw_status_exit_code(RW_ERROR_USAGE);
    }
    if (strcmp(word, "--version") == 0) {
        printf("restwarmte %s\n", rw_version());
        return 0;
    }
    const command *c = command_find(word);
    if (!c) {
        command_unknown(word);
        return rw_status_exit_code(RW_ERROR_USAGE);
    }
    const rw_status status = run(c, argc - 2, argv + 2);
    /* A full disk or a closed pipe behind standard output must not look like success. */
    if (fflush(stdout) != 0 && status == RW_OK) {
        perror("restwarmte: standard output");
        return rw_status_exit_code(RW_ERROR_FILE);
    }
    return rw_status_exit_code(status);
}
