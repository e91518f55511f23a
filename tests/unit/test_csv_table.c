/* CSV as Dutch Excel, QGIS and Python write it. */
#include "base/file.h"
#include "base/number.h"
#include "data/csv_table.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stdio.h>
#include <string.h>

static rw_context *context;
static rw_arena arena;
static rw_csv_table table;

static void parse_bytes(const char *bytes, size_t length) {
    context = rw_context_create(NULL);
    rw_arena_start(&arena, context);
    CU_ASSERT_EQUAL_FATAL(rw_csv_table_parse(&arena, "x.csv", bytes, length, &table), RW_OK);
}

static void parse(const char *text) {
    parse_bytes(text, strlen(text));
}

static void done(void) {
    rw_csv_table_free(&table);
    rw_arena_free(&arena);
    rw_context_free(context);
}

static const char *cell(size_t row, size_t column) {
    return row < table.rows.count ? rw_csv_cell(&table.rows.item[row], column) : "(no such row)";
}

static void test_delimiters(void) {
    static const struct {
        const char *text;
        char delimiter;
    } cases[] = {{"a,b,c\n1,2,3\n", ','},
                 {"a;b;c\n1,5;2;3\n", ';'},
                 {"a\tb\tc\n1\t2\t3\n", '\t'},
                 {"a;\"b, or c\";d\n1;2;3\n", ';'}, /* a comma in quotes is not a delimiter */
                 {"a,\"b; or c; or d; or e\",f\n1,2,3\n", ','}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        parse(cases[i].text);
        CU_ASSERT_EQUAL(table.dialect.delimiter, cases[i].delimiter);
        CU_ASSERT_EQUAL(table.header.cell_count, 3);
        test_same_text(cell(0, 2), "3");
        done();
    }
}

static void test_line_ends_and_byte_order_mark(void) {
    parse("\xEF\xBB\xBF"
          "id;x\r\n1;2\r\n");
    CU_ASSERT_TRUE(table.dialect.byte_order_mark);
    CU_ASSERT_TRUE(table.dialect.crlf);
    CU_ASSERT_EQUAL(table.dialect.encoding, RW_ENCODING_UTF8);
    test_same_text(rw_csv_cell(&table.header, 0), "id"); /* the mark is not part of the name */
    test_same_text(cell(0, 1), "2");
    done();
    parse("id;x\n1;2");
    CU_ASSERT_FALSE(table.dialect.byte_order_mark);
    CU_ASSERT_FALSE(table.dialect.crlf);
    CU_ASSERT_EQUAL(table.rows.count, 1); /* the last line has no end */
    done();
}

static void test_quotes(void) {
    parse("a;b\n\"x;y\";\"he said \"\"no\"\"\"\n\"two\nlines\";2\nlast;3\n");
    CU_ASSERT_EQUAL_FATAL(table.rows.count, 3);
    test_same_text(cell(0, 0), "x;y");
    test_same_text(cell(0, 1), "he said \"no\"");
    test_same_text(cell(1, 0), "two\nlines");
    CU_ASSERT_EQUAL(table.rows.item[1].line, 3); /* where the row starts, not where its first cell ends */
    CU_ASSERT_EQUAL(table.rows.item[2].line, 5); /* the row before took two lines */
    done();
}

static void test_blank_rows_and_comments_are_left_out(void) {
    parse("a,b\n\n# a remark, with a comma\n1,2\n , \n3,4\n\n");
    CU_ASSERT_EQUAL_FATAL(table.rows.count, 2);
    CU_ASSERT_EQUAL(table.rows.item[0].line, 4);
    CU_ASSERT_EQUAL(table.rows.item[1].line, 6);
    done();
}

static void test_cells_are_trimmed_and_may_be_missing(void) {
    parse("a,b,c\n  x y  ,\t2\n");
    test_same_text(cell(0, 0), "x y");
    test_same_text(cell(0, 1), "2");
    test_same_text(cell(0, 2), "");
    test_same_text(cell(0, 99), "");
    const rw_place place = rw_csv_place(&table, &table.rows.item[0], 2);
    test_same_text(place.file, "x.csv");
    CU_ASSERT_EQUAL(place.line, 2);
    CU_ASSERT_EQUAL(place.column, 3); /* for people columns count from 1 */
    done();
}

static void test_windows_1252(void) {
    parse("naam;prijs\nCaf\xE9;\x80 5\n"); /* e acute; the euro sign, which Latin-1 does not have */
    CU_ASSERT_EQUAL(table.dialect.encoding, RW_ENCODING_WINDOWS_1252);
    test_same_text(cell(0, 0), "Caf\xC3\xA9");
    test_same_text(cell(0, 1), "\xE2\x82\xAC 5");
    done();
}

static bool refused(const char *bytes, size_t length) {
    parse_bytes(bytes, length);
    const bool good = table.rows.count == 0 && rw_context_error_count(context) == 1;
    done();
    return good;
}

static void test_utf16_and_binary_are_refused(void) {
    CU_ASSERT_TRUE(refused("\xFF\xFEi\0d\0\n\0", 8));
    CU_ASSERT_TRUE(refused("\xFE\xFF\0i\0d\0\n", 8));
    CU_ASSERT_TRUE(refused("id;x\n1;\0\0\0\n", 11));
}

static void test_empty_files(void) {
    parse("a,b\n");
    CU_ASSERT_EQUAL(table.header.cell_count, 2);
    CU_ASSERT_EQUAL(table.rows.count, 0);
    done();
    CU_ASSERT_TRUE(refused("", 0));
    CU_ASSERT_TRUE(refused("\n\n", 2));
}

/* Otherwise every row behind it becomes part of one cell and is gone without a word. */
static void test_unclosed_quote_is_said(void) {
    parse("a,b\n1,\"x\n3,4\n");
    CU_ASSERT_TRUE(rw_context_finding_count(context) > 0);
    done();
}

static void test_fingerprint(void) {
    parse("a,b\n1,2\n"); /* printf 'a,b\n1,2\n' | sha256sum */
    test_same_text(table.sha256, "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470");
    done();
}

static void test_dialect_in_words(void) {
    parse("naam;x\r\nCaf\xE9;1,5\r\n");
    rw_text words;
    rw_text_start(&words, context);
    rw_dialect_describe(&table.dialect, &words);
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_text_string(&words), "semicolon"));
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_text_string(&words), "Windows-1252"));
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_text_string(&words), "CRLF"));
    rw_text_free(&words);
    done();
}

static void test_missing_file_fails(void) {
    context = rw_context_create(NULL);
    rw_arena_start(&arena, context);
    CU_ASSERT_EQUAL(rw_csv_table_read(&arena, "build/tests-tmp/no/such.csv", &table), RW_ERROR_FILE);
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_context_message(context), "such.csv"));
    done();
}

/* -- Writing ------------------------------------------------------------------------------------------- */

/* Writes one file with the dialect and returns its bytes. */
static const char *written(const rw_dialect *dialect, const char *text, char *bytes, size_t size_bytes) {
    char folder[256], path[300];
    rw_csv_writer writer;
    test_folder(folder, sizeof folder);
    (void)snprintf(path, sizeof path, "%s/out.csv", folder);
    rw_csv_writer_start(&writer, context, dialect);
    rw_csv_write_text(&writer, "id");
    rw_csv_write_text(&writer, text);
    rw_csv_end_row(&writer);
    rw_csv_write_number(&writer, 1234.5);
    rw_csv_write_number(&writer, RW_NAN);
    rw_csv_write_fixed(&writer, 2.0 / 3, 2);
    rw_csv_end_row(&writer);
    CU_ASSERT_EQUAL(rw_csv_writer_finish(&writer, path), RW_OK);
    FILE *file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    const size_t length = fread(bytes, 1, size_bytes - 1, file);
    bytes[length] = '\0';
    (void)fclose(file);
    return bytes;
}

static void test_writing_follows_the_dialect(void) {
    char bytes[200];
    context = rw_context_create(NULL);
    const rw_dialect english = {',', '.', false, false, RW_ENCODING_UTF8};
    test_same_text(written(&english, "a,\"b\"", bytes, sizeof bytes), "id,\"a,\"\"b\"\"\"\n1234.5,,0.67\n");
    const rw_dialect dutch = {';', ',', true, true, RW_ENCODING_UTF8};
    test_same_text(written(&dutch, "a;b", bytes, sizeof bytes), "\xEF\xBB\xBFid;\"a;b\"\r\n1234,5;;0,67\r\n");
    const rw_dialect excel = {';', ',', false, true, RW_ENCODING_WINDOWS_1252};
    test_same_text(written(&excel, "Caf\xC3\xA9", bytes, sizeof bytes), "id;Caf\xE9\r\n1234,5;;0,67\r\n");
    /* A letter that Windows-1252 lacks: all of it UTF-8 with a byte order mark. */
    test_same_text(written(&excel, "\xC4\x8D\xC3\xA9", bytes, sizeof bytes),
                   "\xEF\xBB\xBFid;\xC4\x8D\xC3\xA9\r\n1234,5;;0,67\r\n");
    rw_context_free(context);
}

/* A cell that a spreadsheet would run as a formula is text of the user's: it must come back as it was read.
 */
static void test_writing_reads_back(void) {
    static const char *const cells[] = {"plain", "with \"quotes\"", "a;b,c\td", "two\nlines", "#1 street"};
    char bytes[400];
    for (size_t i = 0; i < sizeof cells / sizeof *cells; ++i) {
        context = rw_context_create(NULL);
        const rw_dialect dutch = {';', ',', false, true, RW_ENCODING_UTF8};
        const char *text = written(&dutch, cells[i], bytes, sizeof bytes);
        rw_arena_start(&arena, context);
        CU_ASSERT_EQUAL(rw_csv_table_parse(&arena, "y.csv", text, strlen(text), &table), RW_OK);
        test_same_text(rw_csv_cell(&table.header, 1), cells[i]);
        done();
    }
}

/* -- Numbers ------------------------------------------------------------------------------------------- */

/* The number that is read, NaN when the cell is refused. */
static double number(const char *text, char decimal) {
    rw_context *own = rw_context_create(NULL);
    rw_text advice;
    double value = 0;
    rw_text_start(&advice, own);
    const bool good = rw_csv_number(text, decimal, &value, &advice);
    CU_ASSERT_TRUE(good || strlen(rw_text_string(&advice)) > 0);
    rw_text_free(&advice);
    rw_context_free(own);
    return good ? value : RW_NAN;
}

static void test_numbers_with_the_decimal_sign_of_the_file(void) {
    CU_ASSERT_EQUAL(number("1,5", ','), 1.5);
    CU_ASSERT_EQUAL(number("1.5", '.'), 1.5);
    CU_ASSERT_EQUAL(number("-0,25", ','), -0.25);
    CU_ASSERT_EQUAL(number("1234", ','), 1234);
    CU_ASSERT_EQUAL(number("1e3", '.'), 1000);
}

static void test_numbers_with_both_signs_can_be_read_one_way(void) {
    /* Either 1234.5 or a refusal, but never 1.2345. */
    const double dutch = number("1.234,5", ','), english = number("1,234.5", '.');
    CU_ASSERT_TRUE(isnan(dutch) || dutch == 1234.5);
    CU_ASSERT_TRUE(isnan(english) || english == 1234.5);
}

static void test_numbers_that_can_be_read_two_ways_are_refused(void) {
    CU_ASSERT_TRUE(isnan(number("1.234", ',')));
    CU_ASSERT_TRUE(isnan(number("1,234", '.')));
    CU_ASSERT_EQUAL(number("1,234", ','), 1.234);
    CU_ASSERT_EQUAL(number("1.234", '.'), 1.234);
}

static void test_a_sign_that_is_not_the_files_is_never_dropped(void) {
    const double dutch = number("1.5", ','), english = number("1,5", '.');
    CU_ASSERT_TRUE(isnan(dutch) || dutch == 1.5);
    CU_ASSERT_TRUE(isnan(english) || english == 1.5);
}

static void test_what_is_not_a_number_is_refused(void) {
    static const char *const bad[] = {"95C", "abc", "1;5",  "12 MW", "n/a", "0x10",
                                      "inf", "nan", "1..5", "-",     "--5"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        CU_ASSERT_TRUE(isnan(number(bad[i], ',')));
        CU_ASSERT_TRUE(isnan(number(bad[i], '.')));
    }
}

static char decided(const char *text, double min, double max, char delimiter) {
    rw_decimal_votes votes = {0, 0};
    rw_decimal_vote(&votes, text, min, max);
    return rw_decimal_decide(&votes, delimiter);
}

static void test_votes_for_the_decimal_sign(void) {
    CU_ASSERT_EQUAL(decided("1,5", 0, 1e6, ';'), ',');
    CU_ASSERT_EQUAL(decided("1.5", 0, 1e6, ';'), '.');
    CU_ASSERT_EQUAL(decided("52.333", -90, 90, ';'), '.');  /* 52333 is no latitude */
    CU_ASSERT_EQUAL(decided("1.234", 100, 5000, ';'), ','); /* 1.234 is out of range: 1234 was meant */
    CU_ASSERT_EQUAL(decided("1,234", 100, 5000, ','), '.');
    CU_ASSERT_EQUAL(decided("1234", 0, 1e6, ';'), ','); /* no vote: what goes with the delimiter */
    CU_ASSERT_EQUAL(decided("1234", 0, 1e6, ','), '.');
}

void suite_csv_table(void) {
    CU_pSuite suite = CU_add_suite("csv table", NULL, NULL);
    (void)CU_add_test(suite, "delimiters", test_delimiters);
    (void)CU_add_test(suite, "line ends and byte order mark", test_line_ends_and_byte_order_mark);
    (void)CU_add_test(suite, "quotes", test_quotes);
    (void)CU_add_test(suite, "blank rows and comments are left out",
                      test_blank_rows_and_comments_are_left_out);
    (void)CU_add_test(suite, "cells are trimmed and may be missing",
                      test_cells_are_trimmed_and_may_be_missing);
    (void)CU_add_test(suite, "Windows-1252", test_windows_1252);
    (void)CU_add_test(suite, "UTF-16 and binary are refused", test_utf16_and_binary_are_refused);
    (void)CU_add_test(suite, "empty files", test_empty_files);
    (void)CU_add_test(suite, "an unclosed quote is said", test_unclosed_quote_is_said);
    (void)CU_add_test(suite, "fingerprint", test_fingerprint);
    (void)CU_add_test(suite, "dialect in words", test_dialect_in_words);
    (void)CU_add_test(suite, "a missing file fails", test_missing_file_fails);
    (void)CU_add_test(suite, "writing follows the dialect", test_writing_follows_the_dialect);
    (void)CU_add_test(suite, "writing reads back", test_writing_reads_back);
    (void)CU_add_test(suite, "numbers with the decimal sign of the file",
                      test_numbers_with_the_decimal_sign_of_the_file);
    (void)CU_add_test(suite, "numbers with both signs can be read one way",
                      test_numbers_with_both_signs_can_be_read_one_way);
    (void)CU_add_test(suite, "numbers that can be read two ways are refused",
                      test_numbers_that_can_be_read_two_ways_are_refused);
    (void)CU_add_test(suite, "a sign that is not the file's is never dropped",
                      test_a_sign_that_is_not_the_files_is_never_dropped);
    (void)CU_add_test(suite, "what is not a number is refused", test_what_is_not_a_number_is_refused);
    (void)CU_add_test(suite, "votes for the decimal sign", test_votes_for_the_decimal_sign);
}
