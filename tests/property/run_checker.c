#include "property/run_checker.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* The program itself, in a process of its own for every run: it ends its process at the first mistake. */
#define main check_certificate_main
#define exit _exit
int check_certificate_main(int argc, char **argv);
#include "../../tools/check_certificate.c"
#undef main
#undef exit

static verdict check_here(const char *problem_path, const char *certificate_path) {
    static checker c;
    c = (checker){.leaves = 0};
    check(&c, problem_path, certificate_path);
    (void)fesetround(FE_TONEAREST);
    return (verdict){0,           certified(&c) > c.dearest, certified(&c), c.proven, c.leaves, c.evaluations,
                     c.eliminated};
}

/* Starts the other process; 0 in it. What it says goes to `ends`[1]. */
static pid_t start(int ends[2]) {
    (void)fflush(stdout);
    CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
    const pid_t child = fork();
    CU_ASSERT_TRUE_FATAL(child >= 0);
    if (child == 0) (void)freopen("/dev/null", "w", stderr);
    return child;
}

static void say(int end, const verdict *v) {
    if (write(end, v, sizeof *v) != sizeof *v) _exit(99);
}

/* Its exit code. */
static int finish(pid_t child, int ends[2]) {
    int status = 0;
    (void)close(ends[0]);
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

verdict run_checker(const char *problem_path, const char *certificate_path) {
    verdict v = {.exit_code = -1};
    int ends[2];
    const pid_t child = start(ends);
    if (child == 0) {
        v = check_here(problem_path, certificate_path);
        say(ends[1], &v);
        _exit(0);
    }
    (void)close(ends[1]);
    const bool said = read(ends[0], &v, sizeof v) == sizeof v;
    v.exit_code = finish(child, ends);
    CU_ASSERT_TRUE(v.exit_code == 2 || (v.exit_code == 0 && said));
    return v;
}

void run_checker_on_all(const char *folder, int count, verdict *verdicts) {
    int ends[2];
    const pid_t child = start(ends);
    for (int n = 0; n < count && child == 0; ++n) {
        char of_problem[400], of_certificate[400];
        (void)snprintf(of_problem, sizeof of_problem, "%s/problem-%d.txt", folder, n);
        (void)snprintf(of_certificate, sizeof of_certificate, "%s/certificate-%d.txt", folder, n);
        const verdict v = check_here(of_problem, of_certificate);
        say(ends[1], &v);
    }
    if (child == 0) _exit(0);
    (void)close(ends[1]);
    for (int n = 0; n < count; ++n)
        CU_ASSERT_EQUAL_FATAL(read(ends[0], &verdicts[n], sizeof *verdicts), sizeof *verdicts);
    CU_ASSERT_EQUAL(finish(child, ends), 0);
}
