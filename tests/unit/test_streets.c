/* Streets from a map as trenches: cutting, joining, connecting, leaving out. */
#include "base/number.h"
#include "data/study.h"
#include "support.h"
#include "unit/given_study.h"
#include <CUnit/Basic.h>
#include <dirent.h>
#include <restwarmte/streets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 4000 };

static rw_context *context;
static rw_study *study;
static rw_streets_summary sum;
static char folder[256];

/* Coordinates in metres from here, RD New. */
static const double origin_x_m = 125000, origin_y_m = 485000;

/* "0 0, 100 0": a line, as JSON. */
static void add_line(char *json, const char *points, const char *properties) {
    char *at = json + strlen(json);
    at += sprintf(
        at,
        "%s{\"type\":\"Feature\",\"properties\":{%s},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[",
        strchr(json, '{') ? "," : "", properties);
    for (const char *p = points; *p;) {
        char *end;
        const double x = strtod(p, &end), y = strtod(end, &end);
        at += sprintf(at, "%s[%.3f,%.3f]", p == points ? "" : ",", origin_x_m + x, origin_y_m + y);
        p = *end == ',' ? end + 1 : end;
    }
    (void)sprintf(at, "]}}");
}

static void write_places(const char *sources, const char *demands) {
    static const struct {
        const char *file, *header, *rest;
    } kinds[] = {{"sources.csv", "id,x_m,y_m,heat_mw,temperature_c", "2,60"},
                 {"demands.csv", "id,x_m,y_m,kind,head_mwh", "new,4000"}};
    for (int k = 0; k < 2; ++k) {
        char text[LONGEST], id[16];
        char *at = text + sprintf(text, "%s\n", kinds[k].header);
        double x, y;
        int used;
        for (const char *p = k == 0 ? sources : demands; sscanf(p, " %15s %lf %lf%n", id, &x, &y, &used) == 3;
             p += used)
            at += sprintf(at, "%s,%.2f,%.2f,%s\n", id, origin_x_m + x, origin_y_m + y, kinds[k].rest);
        test_write(folder, kinds[k].file, text);
    }
}

static rw_status import(const char *features, bool overwrite) {
    char text[2 * LONGEST], streets[300], out[300];
    rw_streets_options options = rw_streets_options_default();
    options.overwrite = overwrite;
    options.asphalt_eur_per_m = 80;
    (void)snprintf(text, sizeof text, "{\"type\":\"FeatureCollection\",\"features\":[%s]}", features);
    test_write(folder, "streets.geojson", text);
    (void)snprintf(streets, sizeof streets, "%s/streets.geojson", folder);
    (void)snprintf(out, sizeof out, "%s/out", folder);
    return rw_streets_import(context, folder, streets, out, NULL, 0, &options, &sum);
}

/* Imports lines into a study with these places ("S1 0 10") and reads the study that comes of it. */
static void given(const char *const *lines, const char *sources, const char *demands) {
    char features[LONGEST] = "";
    for (; *lines; ++lines) add_line(features, *lines, "\"name\":\"Straat\"");
    test_folder(folder, sizeof folder);
    write_places(sources, demands);
    context = rw_context_create(NULL);
    CU_ASSERT_EQUAL_FATAL(import(features, false), RW_OK);
    CU_ASSERT_EQUAL(rw_study_read(context, folder, NULL, 0, &study), RW_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
}

static void done(void) {
    rw_study_free(study);
    rw_context_free(context);
    study = NULL;
}

static double all_m(void) {
    double m = 0;
    for (int t = 0; t < study->trench_count; ++t) m += study->trenches[t].length_m;
    return m;
}

static int ends_at(int node) {
    int count = 0;
    for (int t = 0; t < study->trench_count; ++t)
        count += (study->trenches[t].from == node) + (study->trenches[t].to == node);
    return count;
}

/* A junction where so many trenches end, at this place. */
static bool has_junction(double x_m, double y_m, int trenches) {
    const int first = study->source_count + study->demand_count;
    for (int k = 0; k < study->junction_count; ++k)
        if (hypot(study->junctions[k].at.x_m - origin_x_m - x_m,
                  study->junctions[k].at.y_m - origin_y_m - y_m) < 0.02)
            return ends_at(first + k) == trenches;
    return false;
}

static void test_crossing(void) {
    /* Two streets cross in the middle; the source at one end, demands at the other three. */
    given((const char *[]){"0 0,200 0", "100 -100,100 100", NULL}, "S1 0 10",
          "W1 200 10 W2 90 100 W3 90 -100");
    CU_ASSERT_EQUAL(study->junction_count, 5);
    CU_ASSERT_EQUAL(study->trench_count, 8);
    CU_ASSERT_TRUE(has_junction(100, 0, 4));
    (void)test_near("400 m of street and four services of 10 m", all_m(), 440, 1e-6);
    CU_ASSERT_STRING_EQUAL(study->trenches[0].name, "Straat");
    done();
}

static void test_tee_with_gap(void) {
    /* The side street stops 0.6 m before the main street, and another runs 0.5 m past it. */
    given((const char *[]){"0 0,200 0", "50 0.6,50 100", "150 -0.5,150 100", NULL}, "S1 0 10",
          "W1 60 100 W2 160 100");
    CU_ASSERT_EQUAL(sum.ends_joined, 2);
    CU_ASSERT_TRUE(has_junction(50, 0, 3));
    CU_ASSERT_EQUAL(study->trench_count, 6); /* behind 150 the main street leads nowhere */
    (void)test_near("150 m, two side streets, services", all_m(), 150 + 100 + 100 + 30, 1e-3);
    done();
}

static void test_too_wide_a_gap(void) {
    given((const char *[]){"0 0,200 0", "50 3,50 100", NULL}, "S1 0 10", "W1 60 100");
    CU_ASSERT_EQUAL(sum.parts, 2);
    CU_ASSERT_TRUE(found(context, "demands.csv:2:1", RW_SEVERITY_WARNING, "W1 lead to no source", NULL));
    CU_ASSERT_TRUE(found(context, "sources.csv:2:1", RW_SEVERITY_WARNING, "S1 lead to no demand", NULL));
    done();
}

static void test_double_lines(void) {
    /* The second line lies on the first, and goes on. */
    given((const char *[]){"0 0,100 0", "50 0,150 0", "150 0,150 0,150 0.001,150 50", NULL}, "S1 0 10",
          "W1 160 50");
    CU_ASSERT_EQUAL(study->trench_count, 3);
    (void)test_near("once", all_m(), 200 + 20, 1e-4);
    done();
}

static void test_chain_keeps_its_line(void) {
    /* A bent street of four lines becomes one trench, as long as it is drawn. */
    given((const char *[]){"0 0,100 0", "100 0,100 100", "200 100,100 100", "200 100,200 0", NULL}, "S1 0 10",
          "W1 210 0");
    CU_ASSERT_EQUAL(study->trench_count, 3);
    CU_ASSERT_EQUAL(study->junction_count, 2);
    (void)test_near("drawn, not as the crow flies", all_m(), 400 + 20, 1e-6);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study->trench_lines);
    CU_ASSERT_PTR_NOT_NULL(strstr(study->trench_lines, "LineString"));
    done();
}

static void test_loops_and_dead_ends(void) {
    /* A court at the end of a dead end, and a loose part: neither leads to anybody. */
    given((const char *[]){"0 0,300 0", "200 0,200 50", "200 50,220 60,200 80,180 60,200 50", "900 0,990 0",
                           NULL},
          "S1 0 10", "W1 100 10");
    CU_ASSERT_EQUAL(sum.loose_parts, 1);
    CU_ASSERT_EQUAL(study->trench_count, 3);
    (void)test_near("to the demand", all_m(), 100 + 20, 1e-6);
    CU_ASSERT_TRUE(found_nothing(context));
    done();
}

static void test_two_streets_between_two_corners(void) {
    /* A study wants one trench between two places: the longer street gets a junction. */
    given((const char *[]){"0 0,100 0", "0 0,50 40,100 0", NULL}, "S1 -5 0", "W1 105 0");
    CU_ASSERT_EQUAL(study->trench_count, 5);
    CU_ASSERT_EQUAL(study->junction_count, 3);
    (void)test_near("both", all_m(), 100 + 2 * hypot(50, 40) + 10, 1e-3);
    done();
}

static void test_places_share_a_cut(void) {
    /* Two demands opposite each other, and one that stands on the street. */
    given((const char *[]){"0 0,200 0", NULL}, "S1 0 10", "W1 100 20 W2 100.4 -30 W3 200 0");
    CU_ASSERT_TRUE(has_junction(100, 0, 4));
    CU_ASSERT_EQUAL(study->trench_count, 6);
    (void)test_near("a service is 1 m at least", all_m(), 200 + 10 + 20 + 30 + 1, 0.002);
    done();
}

static void test_far_away(void) {
    given((const char *[]){"0 0,200 0", NULL}, "S1 0 10", "W1 150 10 W2 150 1000");
    CU_ASSERT_EQUAL(sum.demands, 1);
    CU_ASSERT_EQUAL(sum.demands_off, 1);
    CU_ASSERT_TRUE(
        found(context, "demands.csv:3:1", RW_SEVERITY_WARNING, "W2 lies 1000 m", "--snap-m is 200"));
    done();
}

/* A study whose trenches have no rows would be one of pairs: nothing is written. */
static void test_all_far_away(void) {
    static const char *const places[][2] = {
        {"S1 0 900", "W1 150 900"}, {"S1 0 900", "W1 150 10"}, {"S1 0 10", "W1 150 900"}};
    static const char *const texts[] = {"no source or demand of the study", "no source of the study",
                                        "no demand of the study"};
    char features[LONGEST] = "", path[300];
    add_line(features, "0 0,200 0", "");
    for (size_t k = 0; k < sizeof texts / sizeof *texts; ++k) {
        FILE *file;
        test_folder(folder, sizeof folder);
        write_places(places[k][0], places[k][1]);
        context = rw_context_create(NULL);
        CU_ASSERT_EQUAL(import(features, false), RW_ERROR_INPUT);
        CU_ASSERT_TRUE(found(context, "streets.geojson:0:0", RW_SEVERITY_ERROR, texts[k], "within 200 m"));
        (void)snprintf(path, sizeof path, "%s/trenches.csv", folder);
        file = fopen(path, "r");
        CU_ASSERT_PTR_NULL(file);
        if (file) (void)fclose(file);
        rw_context_free(context);
    }
}

static void test_traits(void) {
    char features[LONGEST] = "";
    add_line(features, "0 0,100 0", "\"surface\":\"asphalt\",\"highway\":\"residential\"");
    add_line(features, "100 0,200 0", "\"extra_eur_per_m\":\"20\"");
    add_line(features, "200 0,300 0", "\"existing_dn\":100,\"existing_age_yr\":12,\"status\":\"forced\"");
    add_line(features, "300 0,400 0", "\"highway\":\"motorway\"");
    test_folder(folder, sizeof folder);
    write_places("S1 0 10", "W1 300 10");
    test_write(folder, "background.geojson",
               "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"kind\":"
               "\"water\"},"
               "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[4.9472,52.3],[4.9472,52.4]]}}]}");
    context = rw_context_create(NULL);
    CU_ASSERT_EQUAL_FATAL(import(features, false), RW_OK);
    CU_ASSERT_EQUAL(rw_study_read(context, folder, NULL, 0, &study), RW_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL(sum.roads_left_out, 1);
    CU_ASSERT_EQUAL(study->trench_count, 4);
    int existing = 0;
    double extra_eur = 0, crossings_eur = 0;
    for (int t = 0; t < study->trench_count; ++t) {
        const rw_trench *trench = &study->trenches[t];
        extra_eur += trench->extra_eur_per_m * trench->length_m;
        crossings_eur += trench->crossings_eur;
        if (trench->existing_pipe < 0) continue;
        ++existing;
        CU_ASSERT_EQUAL(study->pipes[trench->existing_pipe].dn, 100);
        CU_ASSERT_EQUAL(trench->status, RW_ROUTE_FORCED);
    }
    CU_ASSERT_EQUAL(existing, 1);
    (void)test_near("100 m asphalt at 80, 100 m at 20", extra_eur, 10000, 1e-6);
    CU_ASSERT_EQUAL(sum.crossings, 1);
    (void)test_near("one water", crossings_eur, study->parameters.crossing_water_eur, 1e-12);
    done();
}

static void test_overwriting(void) {
    char features[LONGEST] = "";
    given((const char *[]){"0 0,200 0", NULL}, "S1 0 10", "W1 150 10");
    add_line(features, "0 0,150 0,150 10", "");
    CU_ASSERT_EQUAL(import(features, false), RW_ERROR_FILE);
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_context_message(context), "--force"));
    done();
    context = rw_context_create(NULL);
    CU_ASSERT_EQUAL(import(features, true), RW_OK);
    done();
}

static bool stop_later(void *data, const rw_progress *progress) {
    (void)progress;
    return --*(int *)data < 0;
}

/* What lies in the study's folder: the names and the trenches. */
static void look(char seen[LONGEST]) {
    char path[300];
    struct dirent *entry;
    DIR *list = opendir(folder);
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    seen[0] = '\0';
    while ((entry = readdir(list))) (void)strcat(strcat(seen, entry->d_name), "\n");
    (void)closedir(list);
    (void)snprintf(path, sizeof path, "%s/trenches.csv", folder);
    FILE *file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    size_t used = strlen(seen);
    used += fread(seen + used, 1, LONGEST - 1 - used, file);
    seen[used] = '\0';
    (void)fclose(file);
}

/* Whenever the caller asks to stop, the files are the old ones, and nothing lies beside them. */
static void test_stopping(void) {
    char features[LONGEST] = "", before[LONGEST], after[LONGEST];
    int asked = 0;
    given((const char *[]){"0 0,200 0", NULL}, "S1 0 10", "W1 150 10");
    done();
    add_line(features, "0 0,150 0,150 10", "");
    look(before);
    for (rw_status status = RW_ERROR_INTERRUPTED; status == RW_ERROR_INTERRUPTED && asked < 100; ++asked) {
        int left = asked;
        context = rw_context_create(NULL);
        rw_context_set_poll(context, stop_later, &left);
        status = import(features, true);
        CU_ASSERT_EQUAL(status, left < 0 ? RW_ERROR_INTERRUPTED : RW_OK);
        CU_ASSERT_EQUAL(strstr(rw_context_message(context), "nothing was written") != NULL, left < 0);
        rw_context_free(context);
        look(after);
        CU_ASSERT_EQUAL(strcmp(before, after) == 0, left < 0);
    }
    CU_ASSERT_TRUE(asked > 8); /* reading, joining, cutting, connecting two places, four files, all of them */
}

static void test_mistakes(void) {
    static const struct {
        const char *features, *text;
    } cases[] = {
        {"{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[52.3,4.9],[52.4,4.9]]}}", "swapped"},
        {"{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[4.9,52.3]]}}", "a line of 1 points"},
        {"{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[4.9,52.3],[4.9,null]]}}", "point 2"},
        {"{\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":7}}", "not a list"},
        {"{\"geometry\":{\"type\":\"Point\",\"coordinates\":[4.9,52.3]}}", "no lines"},
        {"", "no features"},
        {"{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[4.9,52.3],[4.9,52.3]]}}", "of any length"},
        {"{\"properties\":{\"existing_dn\":55,\"existing_age_yr\":3},"
         "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[4.9,52.3],[4.91,52.3]]}}",
         "not in the catalogue"},
        {"{\"properties\":{\"existing_dn\":100},"
         "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[4.9,52.3],[4.91,52.3]]}}",
         "existing_age_yr is missing"}};
    test_folder(folder, sizeof folder);
    write_places("S1 0 10", "W1 150 10");
    for (size_t k = 0; k < sizeof cases / sizeof *cases; ++k) {
        context = rw_context_create(NULL);
        CU_ASSERT_EQUAL(import(cases[k].features, false), RW_ERROR_INPUT);
        CU_ASSERT_TRUE(found(context, "streets.geojson:0:0", RW_SEVERITY_ERROR, cases[k].text, NULL));
        rw_context_free(context);
    }
}

void suite_streets(void);
void suite_streets(void) {
    CU_pSuite suite = CU_add_suite("streets", NULL, NULL);
    (void)CU_add_test(suite, "streets that cross meet", test_crossing);
    (void)CU_add_test(suite, "ends that nearly touch are joined", test_tee_with_gap);
    (void)CU_add_test(suite, "ends further apart are not", test_too_wide_a_gap);
    (void)CU_add_test(suite, "what lies twice counts once", test_double_lines);
    (void)CU_add_test(suite, "a chain becomes one trench of its own length", test_chain_keeps_its_line);
    (void)CU_add_test(suite, "what leads nowhere is left out", test_loops_and_dead_ends);
    (void)CU_add_test(suite, "two streets between two corners", test_two_streets_between_two_corners);
    (void)CU_add_test(suite, "places share a cut", test_places_share_a_cut);
    (void)CU_add_test(suite, "too far from every street", test_far_away);
    (void)CU_add_test(suite, "all too far: nothing is written", test_all_far_away);
    (void)CU_add_test(suite, "surcharges, existing pipes, crossings", test_traits);
    (void)CU_add_test(suite, "nothing is overwritten unasked", test_overwriting);
    (void)CU_add_test(suite, "stopping leaves everything as it was", test_stopping);
    (void)CU_add_test(suite, "mistakes are named", test_mistakes);
}
