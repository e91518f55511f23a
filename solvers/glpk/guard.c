#include "glpk/guard.h"
#include "base/memory.h"
#include <glpk.h>
#include <setjmp.h>
#include <string.h>

typedef struct guard {
    rw_context *context;
    bool (*stop)(void *data);
    void *data;
    jmp_buf back;
    bool stopped;
    char last_line[200]; /* what GLPK said before it gave up */
} guard;

static int on_output(void *info, const char *text) {
    guard *g = info;
    const size_t length = strcspn(text, "\n");
    if (length > 0) {
        const size_t kept = length < sizeof g->last_line - 1 ? length : sizeof g->last_line - 1;
        memcpy(g->last_line, text, kept);
        g->last_line[kept] = '\0';
        rw_log(g->context, RW_LOG_DETAIL, "glpk: %s", g->last_line);
    }
    if (g->stop && g->stop(g->data)) {
        g->stopped = true;
        longjmp(g->back, 1);
    }
    return 1; /* nothing on the terminal */
}

static void on_error(void *info) {
    guard *g = info;
    longjmp(g->back, 1);
}

rw_status rw_glpk_guard(rw_context *context, bool (*stop)(void *data), void (*run)(void *data), void *data) {
    /* On the heap: what changes between setjmp and longjmp must not live in a register. */
    guard *g = rw_allocate(context, 1, sizeof *g);
    if (!g) return RW_ERROR_MEMORY;
    *g = (guard){.context = context, .stop = stop, .data = data};
    rw_status status = RW_OK;
    if (setjmp(g->back) == 0) {
        glp_term_hook(on_output, g);
        glp_error_hook(on_error, g);
        run(data);
    } else if (!g->stopped) {
        status = rw_fail(context, RW_ERROR_SOLVER, "GLPK gave up: %s",
                         g->last_line[0] ? g->last_line : "it did not say why");
    }
    glp_error_hook(NULL, NULL);
    glp_term_hook(NULL, NULL);
    (void)glp_free_env();
    rw_release(context, g);
    return status;
}
