#include "support.h"
#include <CUnit/CUnit.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *program_path;
static int folders;

const char *test_program(void) {
    return program_path;
}

void test_set_program(const char *path) {
    program_path = path;
}

void test_folder(char *path, size_t size_bytes) {
    (void)mkdir("build", 0777);
    (void)mkdir("build/tests-tmp", 0777);
    (void)snprintf(path, size_bytes, "build/tests-tmp/%ld-%d", (long)getpid(), ++folders);
    CU_ASSERT_EQUAL_FATAL(mkdir(path, 0777), 0);
}

void test_write(const char *folder, const char *name, const char *text) {
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(text, 1, strlen(text), file), strlen(text));
    CU_ASSERT_EQUAL(fclose(file), 0);
}

void test_add(char text[TEST_TEXT_BYTES], const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const size_t used = strlen(text);
    const int length = vsnprintf(text + used, TEST_TEXT_BYTES - used, format, arguments);
    va_end(arguments);
    CU_ASSERT_TRUE(length >= 0 && used + (size_t)length < TEST_TEXT_BYTES);
}

bool test_near(const char *what, double got, double expected, double relative) {
    const bool good = got == expected || fabs(got - expected) <= relative * fmax(fabs(got), fabs(expected));
    if (!good) printf("\n    %s: %.12g, expected %.12g\n", what, got, expected);
    CU_ASSERT_TRUE(good);
    return good;
}

bool test_same_text(const char *got, const char *expected) {
    const bool good = got && expected ? strcmp(got, expected) == 0 : got == expected;
    if (!good)
        printf("\n    got      '%s'\n    expected '%s'\n", got ? got : "(null)",
               expected ? expected : "(null)");
    CU_ASSERT_TRUE(good);
    return good;
}

int test_factor(void) {
    const char *text = getenv("RW_TEST_FACTOR");
    const int factor = text ? atoi(text) : 1; /* NOLINT(cert-err34-c): 0 for nonsense is handled */
    return factor > 0 ? factor : 1;
}
