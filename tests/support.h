/* What tests share. */
#ifndef RW_TESTS_SUPPORT_H
#define RW_TESTS_SUPPORT_H

#include <restwarmte/context.h>

/** The program under test, from the command line; NULL if none was given. */
const char *test_program(void);
void test_set_program(const char *path);

/** A new empty folder under build/tests-tmp, its name in `path`. */
void test_folder(char *path, size_t size_bytes);
/** Writes a file into a folder; a failure is a failed assertion. */
void test_write(const char *folder, const char *name, const char *text);

enum { TEST_TEXT_BYTES = 4000 };
/** Adds to a text; that it does not fit is a failed assertion. */
__attribute__((format(printf, 2, 3))) void test_add(char text[TEST_TEXT_BYTES], const char *format, ...);

/** Is `got` within `relative` of `expected`? If not, that is a failed assertion that says what was compared.
 */
bool test_near(const char *what, double got, double expected, double relative);
/** Are both texts the same? If not, that is a failed assertion that shows both. NULL equals only NULL. */
bool test_same_text(const char *got, const char *expected);

/** How many times more random cases than usual: RW_TEST_FACTOR, 1 when it is not set. */
int test_factor(void);

#endif
