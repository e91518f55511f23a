/* Whole files: the old one or the new one, never half of one. */
#include "base/file.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static rw_context *context;
static char folder[256], path[300];

static void open_folder(void) {
    context = rw_context_create(NULL);
    test_folder(folder, sizeof folder);
    (void)snprintf(path, sizeof path, "%s/a.txt", folder);
}

static void close_folder(void) {
    rw_context_free(context);
}

/* Entries besides . and .. */
static int entries(const char *name) {
    int count = -2;
    DIR *list = opendir(name);
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    while (readdir(list)) ++count;
    (void)closedir(list);
    return count;
}

static void expect_content(const char *text, size_t length) {
    rw_arena arena;
    char *data;
    size_t got = 0;
    rw_arena_start(&arena, context);
    CU_ASSERT_EQUAL_FATAL(rw_file_read(&arena, path, &data, &got), RW_OK);
    CU_ASSERT_EQUAL_FATAL(got, length);
    CU_ASSERT_EQUAL(memcmp(data, text, length), 0);
    CU_ASSERT_EQUAL(data[length], '\0');
    rw_arena_free(&arena);
}

static void test_write_and_read(void) {
    CU_ASSERT_EQUAL(rw_file_write(context, path, "a\0b\n", 4), RW_OK);
    expect_content("a\0b\n", 4);
    CU_ASSERT_EQUAL(rw_file_write(context, path, "", 0), RW_OK);
    expect_content("", 0);
    CU_ASSERT_EQUAL(entries(folder), 1); /* no temporary file is left */
}

static void test_writing_replaces_the_file(void) {
    test_write(folder, "a.txt", "old");
    (void)link(path, "build/tests-tmp/second-name");
    CU_ASSERT_EQUAL(rw_file_write(context, path, "new", 3), RW_OK);
    expect_content("new", 3);
    /* The old content was not overwritten in place: whoever has the old file open still has all of it. */
    FILE *old = fopen("build/tests-tmp/second-name", "rb");
    char text[4] = "";
    CU_ASSERT_PTR_NOT_NULL_FATAL(old);
    CU_ASSERT_EQUAL(fread(text, 1, 3, old), 3);
    test_same_text(text, "old");
    (void)fclose(old);
    (void)unlink("build/tests-tmp/second-name");
}

static void test_failed_write_leaves_nothing(void) {
    char inner[300];
    (void)snprintf(inner, sizeof inner, "%s/no-such-folder/a.txt", folder);
    CU_ASSERT_EQUAL(rw_file_write(context, inner, "x", 1), RW_ERROR_FILE);
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_context_message(context), "no-such-folder"));
    rw_context_reset(context);
    /* A folder stands where the file should go. */
    CU_ASSERT_EQUAL(mkdir(path, 0777), 0);
    CU_ASSERT_EQUAL(rw_file_write(context, path, "x", 1), RW_ERROR_FILE);
    CU_ASSERT_EQUAL(entries(folder), 1);
    (void)rmdir(path);
}

/* All or none: what cannot be written keeps the others from their names. */
static void test_files_that_belong_together(void) {
    char other[300];
    rw_file_set files;
    (void)snprintf(other, sizeof other, "%s/b", folder);
    test_write(folder, "a.txt", "old");
    CU_ASSERT_EQUAL(mkdir(other, 0777), 0);
    rw_file_set_start(&files, context);
    CU_ASSERT_EQUAL(rw_file_set_add(&files, path, "new", 3), RW_OK);
    CU_ASSERT_EQUAL(rw_file_set_add(&files, other, "new", 3), RW_ERROR_FILE);
    rw_file_set_free(&files);
    expect_content("old", 3);
    CU_ASSERT_EQUAL(entries(folder), 2);
    (void)rmdir(other);
    rw_context_reset(context);
    rw_file_set_start(&files, context);
    CU_ASSERT_EQUAL(rw_file_set_add(&files, path, "new", 3), RW_OK);
    CU_ASSERT_EQUAL(rw_file_set_add(&files, other, "new too", 7), RW_OK);
    expect_content("old", 3);
    CU_ASSERT_EQUAL(rw_file_set_finish(&files), RW_OK);
    rw_file_set_free(&files);
    expect_content("new", 3);
    CU_ASSERT_TRUE(rw_file_exists(other));
    CU_ASSERT_EQUAL(entries(folder), 2);
}

static void test_reading_what_is_not_there(void) {
    rw_arena arena;
    char *data;
    size_t length;
    rw_arena_start(&arena, context);
    CU_ASSERT_EQUAL(rw_file_read(&arena, path, &data, &length), RW_ERROR_FILE);
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_context_message(context), "a.txt"));
    rw_context_reset(context);
    CU_ASSERT_EQUAL(rw_file_read(&arena, folder, &data, &length), RW_ERROR_FILE);
    rw_arena_free(&arena);
}

static void test_names_and_folders(void) {
    rw_arena arena;
    char deep[400];
    rw_arena_start(&arena, context);
    test_same_text(rw_path_join(&arena, "a/b", "c.csv"), "a/b/c.csv");
    test_same_text(rw_file_name("a/b/c.csv"), "c.csv");
    test_same_text(rw_file_name("c.csv"), "c.csv");
    (void)snprintf(deep, sizeof deep, "%s/x/y/z", folder);
    CU_ASSERT_EQUAL(rw_folder_make(context, deep), RW_OK);
    CU_ASSERT_EQUAL(rw_folder_make(context, deep), RW_OK); /* it may be there */
    CU_ASSERT_TRUE(rw_file_exists(deep));
    CU_ASSERT_FALSE(rw_file_exists(path));
    test_write(folder, "a.txt", "x");
    (void)snprintf(deep, sizeof deep, "%s/a.txt/inside", folder);
    CU_ASSERT_EQUAL(rw_folder_make(context, deep), RW_ERROR_FILE); /* a file is in the way */
    rw_arena_free(&arena);
}

static void test_two_names_of_one_folder(void) {
    char other[300], up[300];
    (void)snprintf(other, sizeof other, "%s/../../tests-tmp/./%s", folder, strrchr(folder, '/') + 1);
    (void)snprintf(up, sizeof up, "%s/..", folder);
    CU_ASSERT_TRUE(rw_file_same(folder, other));
    CU_ASSERT_FALSE(rw_file_same(folder, up));
    CU_ASSERT_FALSE(rw_file_same(folder, path)); /* not there */
}

void suite_file(void) {
    CU_pSuite suite = CU_add_suite_with_setup_and_teardown("file", NULL, NULL, open_folder, close_folder);
    (void)CU_add_test(suite, "write and read", test_write_and_read);
    (void)CU_add_test(suite, "writing replaces the file", test_writing_replaces_the_file);
    (void)CU_add_test(suite, "a failed write leaves nothing", test_failed_write_leaves_nothing);
    (void)CU_add_test(suite, "files that belong together", test_files_that_belong_together);
    (void)CU_add_test(suite, "reading what is not there", test_reading_what_is_not_there);
    (void)CU_add_test(suite, "names and folders", test_names_and_folders);
    (void)CU_add_test(suite, "two names of one folder", test_two_names_of_one_folder);
}
