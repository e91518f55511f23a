#include "base/crew.h"
#include "base/number.h"
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

enum { MOST_THREADS = 64, POLL_NANOSECONDS = 50000000 };

typedef struct crew {
    rw_context *context; /* the caller's */
    rw_job *job;
    void *data;
    const char *stage;
    int count;
    bool alone; /* no threads: jobs poll the caller themselves */
    rw_status *status;
    rw_context **of_job; /* kept until the end: a failure's message is in it */
    atomic_int next, done, working;
    atomic_bool stop;
} crew;

static bool ask_caller(crew *c) {
    const rw_progress progress = {.stage = c->stage,
                                  .bound_eur_per_yr = RW_NAN,
                                  .incumbent_eur_per_yr = RW_NAN,
                                  .benefit_gap = RW_NAN,
                                  .elapsed_s = RW_NAN,
                                  .jobs = c->count,
                                  .jobs_done = atomic_load(&c->done)};
    if (rw_poll(c->context, &progress)) atomic_store(&c->stop, true);
    return atomic_load(&c->stop);
}

static bool on_poll(void *data, const rw_progress *progress) {
    crew *c = data;
    (void)progress;
    return c->alone ? ask_caller(c) : atomic_load(&c->stop);
}

static void *work(void *data) {
    crew *c = data;
    for (;;) {
        const int index = atomic_fetch_add(&c->next, 1);
        if (index >= c->count || atomic_load(&c->stop)) break;
        c->of_job[index] = rw_context_create_like(c->context);
        if (!c->of_job[index]) {
            c->status[index] = RW_ERROR_MEMORY;
            atomic_store(&c->stop, true);
            break;
        }
        rw_context_set_poll(c->of_job[index], on_poll, c);
        c->status[index] = c->job(c->of_job[index], c->data, index);
        if (c->status[index] != RW_OK) atomic_store(&c->stop, true);
        (void)atomic_fetch_add(&c->done, 1);
    }
    (void)atomic_fetch_sub(&c->working, 1);
    return NULL;
}

int rw_crew_size(const rw_context *context, int threads, int count) {
    if (!rw_context_thread_safe(context)) return 1;
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    int wanted = threads > 0 ? threads : processors > 0 ? (int)processors : 1;
    if (wanted > MOST_THREADS) wanted = MOST_THREADS;
    return wanted < count ? wanted : count;
}

/* The caller only waits and polls, so that its callback is never called from another thread. */
static void work_together(crew *c, int threads) {
    pthread_t thread[MOST_THREADS];
    int started = 0;
    while (started < threads) {
        (void)atomic_fetch_add(&c->working, 1);
        if (pthread_create(&thread[started], NULL, work, c) != 0) {
            (void)atomic_fetch_sub(&c->working, 1);
            break;
        }
        ++started;
    }
    if (started == 0) {
        c->alone = true;
        (void)work(c);
    }
    const struct timespec moment = {0, POLL_NANOSECONDS};
    while (atomic_load(&c->working) > 0) {
        (void)ask_caller(c);
        (void)nanosleep(&moment, NULL);
    }
    for (int k = 0; k < started; ++k) (void)pthread_join(thread[k], NULL);
}

/* The first failure by number becomes the caller's. */
static rw_status report(const crew *c) {
    for (int k = 0; k < c->count; ++k)
        if (c->status[k] != RW_OK)
            return rw_fail(c->context, c->status[k], "%s",
                           c->of_job[k] && rw_context_message(c->of_job[k])[0]
                               ? rw_context_message(c->of_job[k])
                               : rw_status_text(c->status[k]));
    return RW_OK;
}

rw_status rw_crew_run(rw_context *context, int threads, const char *stage, int count, rw_job *job, void *data,
                      bool *cut) {
    crew c = {.context = context, .job = job, .data = data, .stage = stage, .count = count};
    c.status = rw_allocate(context, (size_t)count, sizeof *c.status);
    c.of_job = rw_allocate(context, (size_t)count, sizeof(rw_context *));
    rw_status status = RW_ERROR_MEMORY;
    if (c.status && c.of_job) {
        const int wanted = rw_crew_size(context, threads, count);
        c.alone = wanted <= 1;
        if (c.alone)
            (void)work(&c);
        else
            work_together(&c, wanted);
        status = report(&c);
        if (cut) *cut = atomic_load(&c.stop);
        for (int k = 0; k < count; ++k) rw_context_free(c.of_job[k]);
    }
    rw_release(context, c.status);
    rw_release(context, c.of_job);
    return status;
}
