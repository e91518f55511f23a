/* How long an iteration of the price ascent takes: time-ascent PROBLEM ITERATIONS THREADS prints pairs,
 * options, iterations and seconds per iteration. From the first prices on, with nothing removed: what grows
 * with the problem and with nothing else. */
#include "base/clock.h"
#include "base/number.h"
#include "common/ascent.h"
#include <restwarmte/problem.h>
#include <stdio.h>

static rw_status measure(rw_context *context, const rw_problem *problem, int iterations, int threads,
                         double *seconds) {
    rw_lagrangian lagrangian;
    rw_ascent ascent = {.lagrangian = NULL};
    rw_threads *workers = NULL;
    rw_status status = rw_threads_start(context, threads, &workers);
    if (status != RW_OK) return status;
    RW_CHECK(rw_lagrangian_start(&lagrangian, context, problem, workers));
    status = rw_ascent_start(&ascent, &lagrangian, NULL);
    if (status == RW_OK) {
        const double start_s = rw_clock_s();
        rw_ascent_run(&ascent, iterations, RW_INFINITY, NULL);
        *seconds = (rw_clock_s() - start_s) / fmax(1, (double)ascent.iterations);
    }
    rw_ascent_free(&ascent);
    rw_lagrangian_free(&lagrangian);
done:
    rw_threads_free(workers);
    return status;
}

static rw_status run(rw_context *context, const char *path, int iterations, int threads) {
    rw_problem problem;
    double seconds = 0;
    rw_status status = rw_problem_read(context, path, &problem);
    if (status == RW_OK && !rw_lagrangian_applies(&problem))
        status = rw_fail(context, RW_ERROR_INPUT, "%s: is a network, which this ascent is not for", path);
    if (status == RW_OK) status = measure(context, &problem, iterations, threads, &seconds);
    if (status == RW_OK)
        printf("pairs %d\noptions %d\niterations %d\ntime %.9f\n", problem.arc_count, problem.option_count,
               iterations, seconds);
    rw_problem_free(&problem);
    return status;
}

static bool take_count(const char *word, int max, int *count) {
    double value = 0;
    if (!rw_number_parse(word, &value) || value < 1 || value > max || value != floor(value)) return false;
    *count = (int)value;
    return true;
}

int main(int argc, char **argv) {
    int iterations = 0, threads = 0;
    if (argc != 4 || !take_count(argv[2], 1000000, &iterations) || !take_count(argv[3], 64, &threads)) {
        fputs("use: time-ascent PROBLEM ITERATIONS THREADS\n", stderr);
        return 2;
    }
    rw_context *context = rw_context_create(NULL);
    if (!context) return rw_status_exit_code(RW_ERROR_MEMORY);
    const rw_status status = run(context, argv[1], iterations, threads);
    if (status != RW_OK) fprintf(stderr, "time-ascent: %s\n", rw_context_message(context));
    rw_context_free(context);
    return rw_status_exit_code(status);
}
