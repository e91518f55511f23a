/* Runs a command and says how long it took, on the clock and on all processors, and how much memory it had at
 * most: measure LOG COMMAND ARGUMENTS.. . What the command writes to stderr goes to LOG, every line behind
 * the seconds since the start: so that a search's log tells when each bound was reached. Exits as the command
 * does. */
#define _DEFAULT_SOURCE /* wait4 */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COULD_NOT_MEASURE = 3, COULD_NOT_START = 127, LINE_BYTES = 4096 };

static double clock_s(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double seconds(struct timeval t) {
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

static void run(char **command, const int pipe_ends[2]) {
    (void)close(pipe_ends[0]);
    (void)dup2(pipe_ends[1], STDERR_FILENO);
    (void)close(pipe_ends[1]);
    (void)execvp(command[0], command);
    perror(command[0]);
    _exit(COULD_NOT_START);
}

static void copy_lines(FILE *from, FILE *log, double started_s) {
    char line[LINE_BYTES];
    for (int begins = 1; fgets(line, sizeof line, from);) {
        if (begins) fprintf(log, "%.2f ", clock_s() - started_s);
        fputs(line, log);
        begins = strchr(line, '\n') != NULL;
        fflush(log);
    }
}

/* Starts the command; returns what it writes to stderr, or NULL. */
static FILE *start(char **command, pid_t *child) {
    int pipe_ends[2];
    if (pipe(pipe_ends) != 0) return NULL;
    *child = fork();
    if (*child == 0) run(command, pipe_ends);
    (void)close(pipe_ends[1]);
    FILE *lines = *child < 0 ? NULL : fdopen(pipe_ends[0], "r");
    if (!lines) (void)close(pipe_ends[0]);
    return lines;
}

/* Waits for the command's end, prints what it took and returns its exit code. */
static int finish(pid_t child, double started_s) {
    int status = 0;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) < 0) {
        perror("wait4");
        return COULD_NOT_MEASURE;
    }
    fprintf(stderr, "%.2f s, %.2f s CPU, %.0f MB\n", clock_s() - started_s,
            seconds(usage.ru_utime) + seconds(usage.ru_stime), (double)usage.ru_maxrss / 1024);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "use: measure LOG COMMAND ARGUMENTS..\n");
        return 2;
    }
    FILE *log = fopen(argv[1], "w");
    if (!log) {
        perror(argv[1]);
        return COULD_NOT_MEASURE;
    }
    pid_t child = -1;
    const double started_s = clock_s();
    FILE *lines = start(argv + 2, &child);
    int code = COULD_NOT_MEASURE;
    if (lines) {
        copy_lines(lines, log, started_s);
        (void)fclose(lines);
        code = finish(child, started_s);
    } else
        perror(argv[2]);
    if (fclose(log) != 0) {
        perror(argv[1]);
        return COULD_NOT_MEASURE;
    }
    return code;
}
