#define _XOPEN_SOURCE 700 /* realpath */
#include "pdf.h"
#include "report.h"
#include <ctype.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const char browser[] = "chromium";

static bool in_path(const char *program) {
    const char *path = getenv("PATH");
    char candidate[4096];
    while (path && *path) {
        const size_t length = strcspn(path, ":");
        const int written =
            snprintf(candidate, sizeof candidate, "%.*s/%s", (int)length, length ? path : ".", program);
        if (written > 0 && (size_t)written < sizeof candidate && access(candidate, X_OK) == 0) return true;
        path += length + (path[length] == ':');
    }
    return false;
}

rw_status pdf_check(const session *s) {
    if (!args_has(&s->args, "pdf") || in_path(browser)) return RW_OK;
    fprintf(stderr, "restwarmte: --pdf prints through Chromium, which is not installed; install it with\n"
                    "  sudo apt-get install chromium\n"
                    "or leave --pdf out and print the page from any browser\n");
    return RW_ERROR_USAGE;
}

/* file:// and the path with everything but plain characters as %XX; NULL when memory is out. */
static char *address_of(const char *path) {
    char *url = malloc(3 * strlen(path) + sizeof "file://");
    if (!url) return NULL;
    char *to = url + sprintf(url, "file://");
    for (const char *c = path; *c; ++c)
        if (isalnum((unsigned char)*c) || strchr("/-._~", *c))
            *to++ = *c;
        else
            to += sprintf(to, "%%%02X", (unsigned)(unsigned char)*c);
    *to = '\0';
    return url;
}

/* Runs the browser without its chatter. False when it could not be run or did not end well. */
static bool run_browser(const char *url, const char *pdf) {
    char print_to[4200];
    if (snprintf(print_to, sizeof print_to, "--print-to-pdf=%s", pdf) >= (int)sizeof print_to) return false;
    const char *arguments[] = {browser,
                               "--headless",
                               "--disable-gpu",
                               "--no-pdf-header-footer",
                               "--disable-background-networking",
                               "--disable-component-update",
                               "--virtual-time-budget=10000",
                               print_to,
                               url,
                               geteuid() == 0 ? "--no-sandbox" : NULL,
                               NULL};
    posix_spawn_file_actions_t quiet;
    if (posix_spawn_file_actions_init(&quiet) != 0) return false;
    bool good = posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
                posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0;
    pid_t child = 0;
    int ended = 0;
    good = good && posix_spawnp(&child, browser, &quiet, NULL, (char *const *)arguments, environ) == 0;
    if (good) good = waitpid(child, &ended, 0) == child && WIFEXITED(ended) && WEXITSTATUS(ended) == 0;
    (void)posix_spawn_file_actions_destroy(&quiet);
    return good;
}

static bool is_pdf(const char *path) {
    char first[5] = "";
    FILE *file = fopen(path, "rb");
    const bool good = file && fread(first, 1, 5, file) == 5 && memcmp(first, "%PDF-", 5) == 0;
    if (file) (void)fclose(file);
    return good;
}

static bool print(const char *html, const char *pdf) {
    char part[4096];
    if (snprintf(part, sizeof part, "%s.part", pdf) >= (int)sizeof part) return false;
    char *whole = realpath(html, NULL), *url = whole ? address_of(whole) : NULL;
    const bool good = url && run_browser(url, part) && is_pdf(part) && rename(part, pdf) == 0;
    if (!good) (void)remove(part);
    free(url);
    free(whole);
    return good;
}

rw_status pdf_print(const session *s, const char *folder, const char *name) {
    if (!args_has(&s->args, "pdf")) return RW_OK;
    char html[4000], pdf[4000];
    const bool fits = snprintf(html, sizeof html, "%s/%s.html", folder, name) < (int)sizeof html &&
                      snprintf(pdf, sizeof pdf, "%s/%s.pdf", folder, name) < (int)sizeof pdf;
    if (fits && print(html, pdf)) return RW_OK;
    fprintf(stderr,
            "restwarmte: Chromium could not print %s/%s.html; open it in a browser and print it there\n",
            folder, name);
    return RW_ERROR_FILE;
}
