#include "base/number.h"
#include "base/text.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <string.h>

static rw_context *context;

static int open_context(void) {
    context = rw_context_create(NULL);
    return context == NULL;
}

static int close_context(void) {
    rw_context_free(context);
    return 0;
}

static void test_text_grows(void) {
    rw_text text;
    rw_text_start(&text, context);
    test_same_text(rw_text_string(&text), "");
    rw_text_add(&text, "one");
    rw_text_addf(&text, " %d %s", 2, "three");
    rw_text_add_length(&text, "!?..", 2);
    test_same_text(rw_text_string(&text), "one 2 three!?");
    CU_ASSERT_EQUAL(text.length, strlen("one 2 three!?"));
    for (int n = 0; n < 10000; ++n) rw_text_add(&text, "0123456789");
    CU_ASSERT_EQUAL(text.length, 100000 + strlen("one 2 three!?"));
    rw_text_clear(&text);
    test_same_text(rw_text_string(&text), "");
    CU_ASSERT_EQUAL(rw_text_status(&text), RW_OK);
    rw_text_free(&text);
    rw_text_free(&text); /* idempotent */
}

static void test_text_numbers(void) {
    rw_text text;
    rw_text_start(&text, context);
    rw_text_number(&text, 2.0 / 3, 3);
    rw_text_add(&text, " ");
    rw_text_shortest(&text, 0.1);
    test_same_text(rw_text_string(&text), "0.667 0.1");
    rw_text_free(&text);
}

static void test_html_is_escaped(void) {
    rw_text text;
    rw_text_start(&text, context);
    rw_text_html(&text, "<script>a & \"b\"</script> \xC3\xA9");
    test_same_text(rw_text_string(&text), "&lt;script&gt;a &amp; &quot;b&quot;&lt;/script&gt; \xC3\xA9");
    rw_text_free(&text);
}

static void test_distance_counts_typing_errors(void) {
    CU_ASSERT_EQUAL(rw_text_distance("wacc", "wacc"), 0);
    CU_ASSERT_EQUAL(rw_text_distance("WACC", "wacc"), 0);       /* case does not count */
    CU_ASSERT_EQUAL(rw_text_distance("", "abc"), 3);            /* three inserted */
    CU_ASSERT_EQUAL(rw_text_distance("kitten", "sitting"), 3);  /* k-s, e-i, +g */
    CU_ASSERT_EQUAL(rw_text_distance("hoirzon", "horizon"), 1); /* neighbours swapped */
    CU_ASSERT_EQUAL(rw_text_distance("temprature", "temperature"), 1);
    CU_ASSERT_EQUAL(rw_text_distance("abc", "xyz"), 3);
}

static void test_distance_is_symmetric_and_takes_long_words(void) {
    char word[300];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    CU_ASSERT_EQUAL(rw_text_distance(word, word), 0);
    CU_ASSERT_EQUAL(rw_text_distance(word, "a"), rw_text_distance("a", word));
    CU_ASSERT_EQUAL(rw_text_distance("supply_c", "suply_cc"), rw_text_distance("suply_cc", "supply_c"));
}

static const char *nearest(const char *word) {
    static const char *const known[] = {"temperature_c", "heat_mw", "commitment_yr", "lon", "lat"};
    rw_nearest found = rw_nearest_start(word);
    for (size_t i = 0; i < sizeof known / sizeof *known; ++i) rw_nearest_offer(&found, known[i]);
    return found.best;
}

static void test_nearest_word(void) {
    test_same_text(nearest("temprature_c"), "temperature_c");
    test_same_text(nearest("HEAT_MW"), "heat_mw");
    test_same_text(nearest("comitment_yr"), "commitment_yr");
    test_same_text(nearest("peculiar_column"), NULL); /* nothing near enough */
}

static void test_utf8(void) {
    static const struct {
        const char *text;
        size_t valid;
    } cases[] = {
        {"plain", 5},
        {"caf\xC3\xA9", 5},
        {"\xE2\x82\xAC", 3},     /* euro sign */
        {"\xF0\x9F\x94\xA5", 4}, /* beyond the basic plane */
        {"caf\xE9", 3},          /* Windows-1252 */
        {"a\xC3", 1},            /* cut off */
        {"a\xE2\x82", 1},        /* cut off */
        {"\xC0\x80", 0},         /* overlong NUL */
        {"\xE0\x80\xAF", 0},     /* overlong slash */
        {"\xED\xA0\x80", 0},     /* half of a surrogate pair */
        {"\xF4\x90\x80\x80", 0}, /* beyond U+10FFFF */
        {"ab\x80", 2},           /* continuation without start */
        {"\xF4\x8F\xBF\xBF", 4}, /* U+10FFFF */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i)
        CU_ASSERT_EQUAL(rw_utf8_valid_length(cases[i].text, strlen(cases[i].text)), cases[i].valid);
}

static void test_small_helpers(void) {
    CU_ASSERT_TRUE(rw_text_same("Ja", "jA"));
    CU_ASSERT_FALSE(rw_text_same("ja", "jaa"));
    CU_ASSERT_TRUE(rw_text_starts_with("sources.csv", "sources"));
    CU_ASSERT_FALSE(rw_text_starts_with("sou", "sources"));
    rw_arena arena;
    rw_arena_start(&arena, context);
    test_same_text(rw_text_trimmed(&arena, " \t two words \r\n", 14), "two words");
    test_same_text(rw_text_trimmed(&arena, "   ", 3), "");
    test_same_text(rw_text_trimmed(&arena, "abcdef", 3), "abc");
    rw_arena_free(&arena);
}

void suite_text(void) {
    CU_pSuite suite = CU_add_suite("text", open_context, close_context);
    (void)CU_add_test(suite, "text grows", test_text_grows);
    (void)CU_add_test(suite, "numbers in text", test_text_numbers);
    (void)CU_add_test(suite, "html is escaped", test_html_is_escaped);
    (void)CU_add_test(suite, "distance counts typing errors", test_distance_counts_typing_errors);
    (void)CU_add_test(suite, "distance is symmetric and takes long words",
                      test_distance_is_symmetric_and_takes_long_words);
    (void)CU_add_test(suite, "nearest word", test_nearest_word);
    (void)CU_add_test(suite, "UTF-8", test_utf8);
    (void)CU_add_test(suite, "small helpers", test_small_helpers);
}
