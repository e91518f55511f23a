#include "common/threads.h"
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MOST_THREADS = 64, SPINS = 2000 };

struct rw_threads {
    rw_context *context;
    pthread_t thread[MOST_THREADS];
    int count; /* the caller's included */
    pthread_mutex_t lock;
    pthread_cond_t begin, end;
    /* The loop at hand; set under the lock, before `loop` is raised. */
    rw_round *round;
    void *data;
    int rounds;
    atomic_int next;    /* round to take */
    atomic_long loop;   /* number of the loop at hand */
    atomic_int working; /* threads, without the caller's, that have not finished it */
    atomic_bool over;
    struct worker {
        rw_threads *threads;
        int number;
    } worker[MOST_THREADS];
};

static void take_rounds(rw_threads *t, int number) {
    for (;;) {
        const int index = atomic_fetch_add_explicit(&t->next, 1, memory_order_relaxed);
        if (index >= t->rounds) return;
        t->round(t->data, index, number);
    }
}

/* Loops follow each other within microseconds: look a while before going to sleep. */
static void await_loop(rw_threads *t, long seen) {
    for (int spin = 0; spin < SPINS; ++spin)
        if (atomic_load_explicit(&t->loop, memory_order_acquire) != seen || atomic_load(&t->over)) return;
    (void)pthread_mutex_lock(&t->lock);
    while (atomic_load_explicit(&t->loop, memory_order_acquire) == seen && !atomic_load(&t->over))
        (void)pthread_cond_wait(&t->begin, &t->lock);
    (void)pthread_mutex_unlock(&t->lock);
}

static void *work(void *data) {
    const struct worker *self = data;
    rw_threads *t = self->threads;
    for (long seen = 0;; ++seen) {
        await_loop(t, seen);
        if (atomic_load(&t->over)) return NULL;
        take_rounds(t, self->number);
        if (atomic_fetch_sub_explicit(&t->working, 1, memory_order_acq_rel) != 1) continue;
        (void)pthread_mutex_lock(&t->lock);
        (void)pthread_cond_signal(&t->end);
        (void)pthread_mutex_unlock(&t->lock);
    }
}

rw_status rw_threads_start(rw_context *context, int count, rw_threads **result) {
    *result = NULL;
    rw_threads *t = rw_allocate(context, 1, sizeof *t);
    if (!t) return RW_ERROR_MEMORY;
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);
    const int wanted = count > 0 ? count : cores > 1 ? (int)cores : 1;
    t->context = context;
    t->count = 1;
    (void)pthread_mutex_init(&t->lock, NULL);
    (void)pthread_cond_init(&t->begin, NULL);
    (void)pthread_cond_init(&t->end, NULL);
    while (t->count < wanted && t->count < MOST_THREADS) {
        struct worker *w = &t->worker[t->count];
        *w = (struct worker){t, t->count};
        if (pthread_create(&t->thread[t->count], NULL, work, w) != 0) break;
        ++t->count;
    }
    *result = t;
    return RW_OK;
}

void rw_threads_free(rw_threads *t) {
    if (!t) return;
    (void)pthread_mutex_lock(&t->lock);
    atomic_store(&t->over, true);
    (void)pthread_cond_broadcast(&t->begin);
    (void)pthread_mutex_unlock(&t->lock);
    for (int n = 1; n < t->count; ++n) (void)pthread_join(t->thread[n], NULL);
    (void)pthread_cond_destroy(&t->begin);
    (void)pthread_cond_destroy(&t->end);
    (void)pthread_mutex_destroy(&t->lock);
    rw_release(t->context, t);
}

int rw_threads_count(const rw_threads *t) {
    return t ? t->count : 1;
}

void rw_threads_run(rw_threads *t, int count, rw_round *round, void *data) {
    if (!t || t->count == 1 || count < 2) {
        for (int index = 0; index < count; ++index) round(data, index, 0);
        return;
    }
    (void)pthread_mutex_lock(&t->lock);
    t->round = round;
    t->data = data;
    t->rounds = count;
    atomic_store(&t->next, 0);
    atomic_store(&t->working, t->count - 1);
    atomic_fetch_add_explicit(&t->loop, 1, memory_order_release);
    (void)pthread_cond_broadcast(&t->begin);
    (void)pthread_mutex_unlock(&t->lock);
    take_rounds(t, 0);
    for (int spin = 0; spin < SPINS; ++spin)
        if (atomic_load_explicit(&t->working, memory_order_acquire) == 0) return;
    (void)pthread_mutex_lock(&t->lock);
    while (atomic_load_explicit(&t->working, memory_order_acquire) > 0)
        (void)pthread_cond_wait(&t->end, &t->lock);
    (void)pthread_mutex_unlock(&t->lock);
}
