/* The command line, word for word: every folder beside this file is a case (see run_case.sh). */
#include "support.h"
#include <CUnit/Basic.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_CASES = 200, PATH_BYTES = 4096 };

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static size_t list_cases(char *cases[MOST_CASES]) {
    size_t count = 0;
    DIR *folder = opendir("tests/golden");
    for (struct dirent *entry; folder && (entry = readdir(folder)) && count < MOST_CASES;) {
        char path[PATH_BYTES];
        (void)snprintf(path, sizeof path, "tests/golden/%s/case.sh", entry->d_name);
        if (access(path, R_OK) == 0) cases[count++] = strdup(entry->d_name);
    }
    if (folder) (void)closedir(folder);
    qsort(cases, count, sizeof *cases, compare_names);
    return count;
}

static void test_every_case_prints_what_it_should(void) {
    char *cases[MOST_CASES], root[PATH_BYTES / 2], program[PATH_BYTES], command[3 * PATH_BYTES];
    CU_ASSERT_PTR_NOT_NULL_FATAL(test_program());
    CU_ASSERT_PTR_NOT_NULL_FATAL(getcwd(root, sizeof root));
    const char *checker = getenv("RW_UNDER_VALGRIND") ? "valgrind -q --error-exitcode=99 " : "";
    (void)snprintf(program, sizeof program, "%s%s/%s", checker, root, test_program());
    (void)setenv("RW", program, 1);
    (void)setenv("ROOT", root, 1);
    const size_t count = list_cases(cases);
    CU_ASSERT_TRUE(count > 0);
    for (size_t i = 0; i < count; ++i) {
        (void)snprintf(command, sizeof command, "tests/golden/run_case.sh '%s/tests/golden/%s'", root,
                       cases[i]);
        const bool good = system(command) == 0; /* NOLINT(cert-env33-c): our own script */
        if (!good) printf("\n    golden case %s differs\n", cases[i]);
        CU_ASSERT_TRUE(good);
        free(cases[i]);
    }
}

void suite_golden(void) {
    CU_pSuite suite = CU_add_suite("golden", NULL, NULL);
    (void)CU_add_test(suite, "every case prints what it should", test_every_case_prints_what_it_should);
}
