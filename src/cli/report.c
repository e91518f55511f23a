#include "report.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void print_log(void *data, rw_log_level level, const char *line) {
    const session *s = data;
    if (args_has(&s->args, "quiet")) return;
    if (level == RW_LOG_DETAIL || (level == RW_LOG_INFO && !args_has(&s->args, "verbose"))) return;
    report_clear();
    fprintf(stderr, "%s\n", line);
}

void report_start(session *s) {
    rw_context_set_log(s->context, print_log, s);
}

void report_clear(void) {
    if (isatty(STDERR_FILENO)) fprintf(stderr, "\r\033[K");
}

static double seconds_now(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void print_bar(int done, int all) {
    enum { WIDTH = 30 };
    fprintf(stderr, "  [");
    for (int n = 0; n < WIDTH; ++n) fputc((long)n * all < (long)done * WIDTH ? '#' : '.', stderr);
    fprintf(stderr, "] %d of %d", done, all);
}

/* One line, five times a second at most: stage, elapsed, bound, incumbent, gap, options ruled out, nodes; or
 * how many of many searches are done. */
static void print_progress(const rw_progress *p, double started) {
    fprintf(stderr, "\r\033[K%-10s %6.0f s", p->stage, seconds_now() - started);
    if (p->jobs > 0) print_bar(p->jobs_done, p->jobs);
    if (isfinite(p->bound_eur_per_yr)) fprintf(stderr, "  at least %.0f", p->bound_eur_per_yr);
    if (isfinite(p->incumbent_eur_per_yr))
        fprintf(stderr, "  best plan %.0f EUR/yr", p->incumbent_eur_per_yr);
    if (isfinite(p->benefit_gap)) fprintf(stderr, "  open %.2f %% of the gain", 100 * p->benefit_gap);
    if (p->removed_share > 0) fprintf(stderr, "  %.0f %% ruled out", 100 * p->removed_share);
    if (p->nodes > 0) fprintf(stderr, "  %ld nodes", p->nodes);
    fflush(stderr);
}

typedef struct watch {
    bool shown;
    double started, last;
} watch;

static bool on_poll(void *data, const rw_progress *progress) {
    watch *w = data;
    const double now = seconds_now();
    if (w->shown && now - w->last > 0.2) {
        w->last = now;
        print_progress(progress, w->started);
    }
    return report_stop_count() > 0;
}

void report_watch(session *s) {
    static watch terminal; /* one progress line per process */
    terminal.shown = isatty(STDERR_FILENO) && !args_has(&s->args, "quiet");
    terminal.started = seconds_now();
    terminal.last = terminal.started;
    rw_context_set_poll(s->context, on_poll, &terminal);
    report_catch_stops();
}

static void print_finding(const rw_finding *f) {
    static const char *const words[] = {"error", "warning", "note"};
    if (f->line > 0)
        fprintf(stderr, "%s:%d:%d: %s: %s\n", f->file, f->line, f->column, words[f->severity], f->message);
    else
        fprintf(stderr, "%s: %s: %s\n", f->file, words[f->severity], f->message);
}

rw_status report_status(session *s, rw_status status) {
    const bool quiet = args_has(&s->args, "quiet");
    report_clear();
    for (size_t i = 0; i < rw_context_finding_count(s->context); ++i) {
        const rw_finding *f = rw_context_finding(s->context, i);
        if (!quiet || f->severity == RW_SEVERITY_ERROR) print_finding(f);
    }
    const size_t errors = rw_context_error_count(s->context);
    if (status == RW_OK) return status;
    if (errors > 0) {
        fprintf(stderr, "restwarmte: %zu error%s\n", errors, errors == 1 ? "" : "s");
    } else {
        const char *message = rw_context_message(s->context);
        fprintf(stderr, "restwarmte: %s\n", message[0] ? message : rw_status_text(status));
    }
    return status;
}

rw_status report_answer(session *s, rw_status status, const rw_answer *answer) {
    if (report_status(s, status) != RW_OK) return status;
    if (args_has(&s->args, "json"))
        fputs(rw_answer_json(answer), stdout);
    else if (!args_has(&s->args, "quiet"))
        fputs(rw_answer_screen(answer), stdout);
    return status;
}
