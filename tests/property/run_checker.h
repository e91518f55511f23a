/* Runs tools/check_certificate.c on two files, without rounding what it says to what it prints. */
#ifndef RW_TESTS_RUN_CHECKER_H
#define RW_TESTS_RUN_CHECKER_H

#include <stdbool.h>

typedef struct verdict {
    int exit_code; /* 0, or 2: a file is malformed and the rest says nothing */
    bool no_plan;  /* certified: there is no solution */
    double bound;  /* EUR/yr; no solution costs less */
    double proven; /* the tree's bound alone, which may lie above the cutoff */
    long leaves, evaluations, eliminated;
} verdict;

/** Another way to end, a crash for one, is a failed assertion. */
verdict run_checker(const char *problem_path, const char *certificate_path);

/** The same for `count` well-formed pairs, problem-0.txt and certificate-0.txt onward, in one process. */
void run_checker_on_all(const char *folder, int count, verdict *verdicts);

#endif
