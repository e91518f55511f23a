/* The report: what stands in it without a script, and what a browser makes of it. */
#include "base/file.h"
#include "base/number.h"
#include "report/json.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names that would run or break the page if they were not escaped. */
static const char sources[] =
    "id,name,lon,lat,heat_mw,temperature_c,prepared,commitment_yr\n"
    "\"<b id=\"\"evil\"\">\",\"</script><script>document.title='evil'</script>\",4.970,52.330,8,60,yes,30\n"
    "D'C\"&2,Ünïcode €,4.980,52.340,3,30,no,12\n";
static const char demands[] =
    "id,name,lon,lat,kind,head_mwh,supply_c,return_c,backup,backup_eur_per_mwh\n"
    "W&1,\"<img src=x onerror=\"\"document.title='evil'\"\">\",4.972,52.332,existing,20000,50,30,price,120\n"
    "W2,plain,4.990,52.350,new,9000,70,40,gas,\n";
static const char background[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"kind\":\"water\","
    "\"name\":\"</script><i "
    "id='evil'>\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[4.9,52.3],[5,52.4]]}}]}";

static char *run(const char *command) {
    FILE *pipe = popen(command, "r"); /* NOLINT(cert-env33-c): our own words */
    size_t length = 0, room = 1 << 16;
    char *text = malloc(room);
    for (size_t got = 1; pipe && text && got > 0; length += got) {
        if (room - length < 2) text = realloc(text, room *= 2);
        got = text ? fread(text + length, 1, room - length - 1, pipe) : 0;
    }
    if (pipe) (void)pclose(pipe);
    if (text) text[length] = '\0';
    return text;
}

static char *read_text(rw_arena *arena, const char *folder, const char *name) {
    char *text = NULL;
    size_t length = 0;
    CU_ASSERT_EQUAL(rw_file_read(arena, rw_path_join(arena, folder, name), &text, &length), RW_OK);
    return text;
}

static int count_of(const char *text, const char *word) {
    int count = 0;
    for (const char *at = text; (at = strstr(at, word)); at += strlen(word)) ++count;
    return count;
}

typedef struct fixture {
    rw_context *context;
    rw_arena arena;
    char folder[256], result[300];
    char *html, *summary;
} fixture;

static bool start(fixture *f, const char *options) {
    char command[1200];
    memset(f, 0, sizeof *f);
    f->context = rw_context_create(NULL);
    rw_arena_start(&f->arena, f->context);
    test_folder(f->folder, sizeof f->folder);
    test_write(f->folder, "sources.csv", sources);
    test_write(f->folder, "demands.csv", demands);
    test_write(f->folder, "background.geojson", background);
    (void)snprintf(f->result, sizeof f->result, "%s/result", f->folder);
    (void)snprintf(command, sizeof command, "%s solve %s --out %s --quiet %s 2>&1", test_program(), f->folder,
                   f->result, options);
    char *said = run(command);
    if (said && said[0]) printf("\n    %s\n", said);
    free(said);
    f->html = read_text(&f->arena, f->result, "report.html");
    f->summary = read_text(&f->arena, f->result, "summary.json");
    return f->html && f->summary;
}

static void end(fixture *f) {
    rw_arena_free(&f->arena);
    rw_context_free(f->context);
}

/* Every attribute that loads something must point into the page itself. */
static void check_links(const char *html) {
    static const char *const attributes[] = {" src=\"", " href=\""};
    for (size_t k = 0; k < 2; ++k)
        for (const char *at = html; (at = strstr(at, attributes[k]));) {
            at += strlen(attributes[k]);
            CU_ASSERT_TRUE(at[0] == '#' || strncmp(at, "data:", 5) == 0);
        }
}

static void test_escapes_user_text(void) {
    fixture f;
    if (start(&f, "")) {
        const char *body = strstr(f.html, "<body>"),
                   *data = strstr(f.html, "<script type=\"application/json\"");
        CU_ASSERT_PTR_NOT_NULL_FATAL(body);
        CU_ASSERT_PTR_NOT_NULL_FATAL(data);
        CU_ASSERT_EQUAL(count_of(body, "<b id="), 0);
        CU_ASSERT_EQUAL(count_of(body, "<img"), 0);
        CU_ASSERT_TRUE(count_of(body, "&lt;img src=x") > 0);
        CU_ASSERT_TRUE(count_of(body, "Ünïcode €") > 0);
        const char *data_end = strstr(data, "</script>");
        CU_ASSERT_PTR_NULL(memchr(data + 1, '<', (size_t)(data_end - data - 1)));
        CU_ASSERT_EQUAL(count_of(body, "<script"), 6);
        char *head = rw_arena_copy_length(&f.arena, body, (size_t)(data - body));
        check_links(head);
    }
    end(&f);
}

/* Each card names a figure of summary.json and holds its exact value. */
static int compare_totals(const char *html, const rw_json_value *totals) {
    int compared = 0;
    for (const char *at = html; (at = strstr(at, "data-total=\""));) {
        char key[64] = "", value[64] = "";
        at += strlen("data-total=\"");
        CU_ASSERT_EQUAL(sscanf(at, "%63[^\"]\" data-value=\"%63[^\"]\"", key, value), 2);
        double shown = 0;
        CU_ASSERT_TRUE(rw_number_parse(value, &shown));
        const double told = rw_json_get_number(totals, key);
        CU_ASSERT_TRUE(fabs(shown - told) <= 1e-9 * fmax(1, fabs(told)));
        ++compared;
    }
    return compared;
}

static void test_totals_equal_summary(void) {
    fixture f;
    rw_json json;
    if (start(&f, "--lang en")) {
        CU_ASSERT_EQUAL(rw_json_parse(f.context, "summary.json", f.summary, &json), RW_OK);
        CU_ASSERT_TRUE(compare_totals(f.html, rw_json_get(json.root, "totals")) >= 8);
        CU_ASSERT_TRUE(rw_json_get_number(rw_json_get(json.root, "totals"), "connections") >= 1);
        rw_json_free(&json);
    }
    end(&f);
}

static void test_browser_draws_it(void) {
    char command[1600];
    fixture f;
    if (start(&f, "")) {
        (void)snprintf(command, sizeof command,
                       "chromium --headless --no-sandbox --disable-gpu --enable-logging=stderr --v=0 "
                       "--virtual-time-budget=8000 "
                       "--disable-background-networking --disable-component-update --log-net-log=%s/net.json "
                       "--dump-dom \"file://$(realpath %s/report.html)\" 2>%s/browser.log",
                       f.folder, f.result, f.folder);
        char *dom = run(command), *log = read_text(&f.arena, f.folder, "browser.log");
        CU_ASSERT_PTR_NOT_NULL_FATAL(dom);
        CU_ASSERT_PTR_NOT_NULL_FATAL(strstr(dom, "data-drawn=\"yes\""));
        CU_ASSERT_PTR_NULL(strstr(dom, "<title>evil"));
        CU_ASSERT_PTR_NULL(strstr(dom, "<b id=\"evil\""));
        CU_ASSERT_PTR_NULL(strstr(dom, "<i id=\"evil\""));
        CU_ASSERT_PTR_NOT_NULL(strstr(dom, "leaflet-interactive"));
        CU_ASSERT_TRUE(count_of(dom, "<canvas") >= 4);
        CU_ASSERT_PTR_NULL(strstr(log ? log : "", "CONSOLE"));
        /* The machine's browser may look for its own news; a request out of this page has the opaque origin
         * of a file, "null". */
        char *net = read_text(&f.arena, f.folder, "net.json");
        CU_ASSERT_PTR_NULL(strstr(net ? net : "", "\"initiator\":\"null\""));
        free(dom);
    }
    end(&f);
}

/* Opened at a position of its sliders, the page says what holds there, and how to solve it again. */
static void test_live_in_browser(void) {
    char command[1600];
    fixture f;
    if (start(&f, "--lang en --side-questions no")) {
        (void)snprintf(
            command, sizeof command,
            "chromium --headless --no-sandbox --disable-gpu --enable-logging=stderr --v=0 "
            "--virtual-time-budget=8000 --dump-dom "
            "\"file://$(realpath %s/report.html)#electricity_eur_per_mwh=110&coupling_factor=1.5\" "
            "2>%s/browser.log",
            f.result, f.folder);
        char *dom = run(command), *log = read_text(&f.arena, f.folder, "browser.log");
        CU_ASSERT_PTR_NOT_NULL_FATAL(dom);
        CU_ASSERT_PTR_NOT_NULL(strstr(dom, "data-shown=\""));
        CU_ASSERT_PTR_NOT_NULL(strstr(dom, " --lang en --side-questions no --electricity-eur-per-mwh 110 "
                                           "--coupling-factor 1.5</code>"));
        CU_ASSERT_EQUAL(count_of(dom, "type=\"range\""), 6);
        CU_ASSERT_PTR_NULL(strstr(log ? log : "", "CONSOLE"));
        free(dom);
    }
    end(&f);
}

static void test_prints_to_pdf(void) {
    fixture f;
    if (start(&f, "--pdf")) {
        char *pdf = read_text(&f.arena, f.result, "report.pdf");
        CU_ASSERT_TRUE(pdf && strncmp(pdf, "%PDF-", 5) == 0);
        char command[900];
        (void)snprintf(
            command, sizeof command,
            "program=$(realpath %s); cd %s && rm -f result/report.pdf; PATH=/nowhere $program solve . "
            "--out result --quiet --pdf 2>&1",
            test_program(), f.folder);
        char *said = run(command);
        CU_ASSERT_PTR_NOT_NULL(strstr(said ? said : "", "apt-get install chromium"));
        free(said);
        (void)snprintf(command, sizeof command, "%s/report.pdf", f.result);
        CU_ASSERT_FALSE(rw_file_exists(command));
    }
    end(&f);
}

/* The memo: drawn without complaint, the user's text escaped, every lever and term in it. */
static void test_memo_is_drawn(void) {
    char command[1600];
    fixture f;
    if (start(&f, "--side-questions no")) {
        (void)snprintf(command, sizeof command,
                       "%s ophaalrecht %s --source \"<b id=\\\"evil\\\">\" --out %s --quiet --lang en 2>&1",
                       test_program(), f.folder, f.result);
        char *said = run(command);
        (void)test_same_text(said, "");
        free(said);
        char *html = read_text(&f.arena, f.result, "ophaalrecht.html");
        const char *body = html ? strstr(html, "<body>") : NULL;
        CU_ASSERT_PTR_NOT_NULL_FATAL(body);
        CU_ASSERT_EQUAL(count_of(body, "<b id="), 0);
        CU_ASSERT_EQUAL(count_of(body, "<img"), 0);
        CU_ASSERT_EQUAL(count_of(body, "<script>document"), 0);
        CU_ASSERT_TRUE(count_of(body, "<h2") >= 8);
        (void)snprintf(command, sizeof command,
                       "chromium --headless --no-sandbox --disable-gpu --enable-logging=stderr --v=0 "
                       "--virtual-time-budget=8000 --dump-dom \"file://$(realpath %s/ophaalrecht.html)\" "
                       "2>%s/browser.log",
                       f.result, f.folder);
        char *dom = run(command), *log = read_text(&f.arena, f.folder, "browser.log");
        CU_ASSERT_PTR_NOT_NULL_FATAL(dom);
        CU_ASSERT_PTR_NOT_NULL(strstr(dom, "data-drawn=\"yes\""));
        CU_ASSERT_TRUE(count_of(dom, "<canvas") >= 3);
        CU_ASSERT_PTR_NULL(strstr(log ? log : "", "CONSOLE"));
        free(dom);
    }
    end(&f);
}

static void test_geojson_is_wgs84(void) {
    fixture f;
    rw_json json;
    if (start(&f, "")) {
        char *text = read_text(&f.arena, f.result, "plan.geojson");
        CU_ASSERT_EQUAL_FATAL(rw_json_parse(f.context, "plan.geojson", text, &json), RW_OK);
        CU_ASSERT_STRING_EQUAL(rw_json_get_string(json.root, "type"), "FeatureCollection");
        const rw_json_value *features = rw_json_get(json.root, "features");
        CU_ASSERT_TRUE(rw_json_count(features) >= 5);
        for (int i = 0; i < rw_json_count(features); ++i) {
            const rw_json_value *geometry = rw_json_get(rw_json_at(features, i), "geometry");
            const rw_json_value *at = rw_json_get(geometry, "coordinates");
            if (strcmp(rw_json_get_string(geometry, "type"), "Point") != 0) at = rw_json_at(at, 0);
            CU_ASSERT_TRUE(rw_json_number_at(at, 0) > 4.9 && rw_json_number_at(at, 0) < 5.1);
            CU_ASSERT_TRUE(rw_json_number_at(at, 1) > 52.3 && rw_json_number_at(at, 1) < 52.4);
        }
        rw_json_free(&json);
    }
    end(&f);
}

void suite_report(void) {
    CU_pSuite suite = CU_add_suite("report", NULL, NULL);
    (void)CU_add_test(suite, "user text is escaped everywhere", test_escapes_user_text);
    (void)CU_add_test(suite, "cards equal summary.json", test_totals_equal_summary);
    (void)CU_add_test(suite, "a browser draws it, without complaint or request", test_browser_draws_it);
    (void)CU_add_test(suite, "sliders: opened at a position", test_live_in_browser);
    (void)CU_add_test(suite, "prints to PDF, or says what to install", test_prints_to_pdf);
    (void)CU_add_test(suite, "the memo is drawn", test_memo_is_drawn);
    (void)CU_add_test(suite, "plan.geojson is in WGS84", test_geojson_is_wgs84);
}
