/* Runs every suite: restwarmte-tests [PROGRAM] [PART-OF-SUITE-NAME]. CUnit's own result is "fine" even when
 * assertions failed, so the exit code comes from its counts. */
#include "support.h"
#include <CUnit/Basic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUITE(name) void suite_##name(void);
#include "suites.def"
#undef SUITE

static const struct suite {
    const char *name;
    void (*add)(void);
} suites[] = {
#define SUITE(name) {#name, suite_##name},
#include "suites.def"
#undef SUITE
};

int main(int argc, char **argv) {
    const char *filter = argc > 2 ? argv[2] : "";
    test_set_program(argc > 1 ? argv[1] : NULL);
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    if (CU_initialize_registry() != CUE_SUCCESS) return EXIT_FAILURE;
    for (size_t i = 0; i < sizeof suites / sizeof *suites; ++i)
        if (strstr(suites[i].name, filter)) suites[i].add();
    CU_basic_set_mode(CU_BRM_VERBOSE);
    (void)CU_basic_run_tests();
    const unsigned failures = CU_get_number_of_failures(), run = CU_get_number_of_tests_run();
    CU_cleanup_registry();
    return failures == 0 && run > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
