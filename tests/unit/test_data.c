/* Reading: numbers, dialects, coordinates, parameters, and what is said about mistakes. */
#include "base/file.h"
#include "base/number.h"
#include "data/geo.h"
#include "data/study.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <restwarmte/problem.h>
#include <stdio.h>
#include <string.h>

/* -- Numbers ------------------------------------------------------------------------------------------- */

static bool reads_as(const char *cell, char decimal, double expected) {
    rw_context *context = rw_context_create(NULL);
    rw_text advice;
    double value = RW_NAN;
    rw_text_start(&advice, context);
    const bool read = rw_csv_number(cell, decimal, &value, &advice);
    const bool good =
        isnan(expected) ? !read && rw_text_string(&advice)[0] != '\0' : read && value == expected;
    if (!good) printf("\n    '%s' with '%c': %s %.17g\n", cell, decimal, read ? "read as" : "refused", value);
    rw_text_free(&advice);
    rw_context_free(context);
    return good;
}

static void test_numbers_in_cells(void) {
    CU_ASSERT_TRUE(reads_as("12.5", '.', 12.5));
    CU_ASSERT_TRUE(reads_as("12,5", ',', 12.5));
    CU_ASSERT_TRUE(reads_as("-3", ',', -3));
    CU_ASSERT_TRUE(reads_as("1e3", '.', 1000));
    CU_ASSERT_TRUE(reads_as("1.234", ',', RW_NAN)); /* 1234 or 1,234? */
    CU_ASSERT_TRUE(reads_as("1,234", '.', RW_NAN));
    CU_ASSERT_TRUE(reads_as("1.234,5", ',', 1234.5)); /* the comma says what the point is */
    CU_ASSERT_TRUE(reads_as("12 MW", '.', RW_NAN));
    CU_ASSERT_TRUE(reads_as("abc", '.', RW_NAN));
    CU_ASSERT_TRUE(reads_as("inf", '.', RW_NAN));
    CU_ASSERT_TRUE(reads_as("0x10", '.', RW_NAN));
    CU_ASSERT_TRUE(reads_as("#REF!", ',', RW_NAN));
}

static void test_shortest_numbers_come_back(void) {
    static const double values[] = {0, 1, -1, 0.1, 1.0 / 3, 1e-300, 123456789.123456};
    char text[RW_NUMBER_BYTES];
    for (size_t i = 0; i < sizeof values / sizeof *values; ++i) {
        double back = RW_NAN;
        CU_ASSERT_TRUE(rw_number_parse(rw_number_shortest(text, values[i]), &back));
        CU_ASSERT_EQUAL(back, values[i]);
    }
    CU_ASSERT_STRING_EQUAL(rw_number_fixed(text, -0.0001, 2), "0.00");
    CU_ASSERT_STRING_EQUAL(rw_number_fixed(text, 2.345678, 3), "2.346");
}

/* -- Dialects ------------------------------------------------------------------------------------------ */

static const char demands[] = "id,lon,lat,kind,head_mwh\nW1,4.97,52.34,existing,9000\n";

/* Reads sources.csv with these bytes beside a good demands.csv; the heat of the first source, NaN if it has
 * errors. */
static double heat_of(const char *sources, const char *words_of_dialect) {
    char folder[256];
    rw_context *context = rw_context_create(NULL);
    rw_study *study = NULL;
    double heat_mw = RW_NAN;
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", sources);
    test_write(folder, "demands.csv", demands);
    if (rw_study_read(context, folder, NULL, 0, &study) == RW_OK) {
        heat_mw = study->sources[0].heat_mw;
        for (size_t f = 0; f < rw_study_file_count(study); ++f) {
            const rw_study_file *file = rw_study_file_describe(study, f);
            if (strstr(file->path, "sources.csv"))
                CU_ASSERT_PTR_NOT_NULL(strstr(file->dialect, words_of_dialect));
        }
    }
    rw_study_free(study);
    rw_context_free(context);
    return heat_mw;
}

static void test_dialects(void) {
    CU_ASSERT_EQUAL(heat_of("id,lon,lat,heat_mw\nA,4.9,52.3,4.5\n", "comma"), 4.5);
    CU_ASSERT_EQUAL(heat_of("id;lon;lat;heat_mw\nA;4,9;52,3;4,5\n", "decimal comma"), 4.5);
    CU_ASSERT_EQUAL(heat_of("id\tlon\tlat\theat_mw\nA\t4.9\t52.3\t4.5\n", "tab"), 4.5);
    CU_ASSERT_EQUAL(heat_of("\xEF\xBB\xBFid;lengtegraad;breedtegraad;restwarmte_mw\r\nA;4,9;52,3;4,5\r\n",
                            "byte order mark"),
                    4.5);
    CU_ASSERT_EQUAL(
        heat_of("id,name,lon,lat,heat_mw\nA,\"Caf\xE9, \"\"Oost\"\"\",4.9,52.3,4.5\n", "Windows-1252"), 4.5);
    CU_ASSERT_EQUAL(heat_of("# a remark\nID,LON,LAT,Heat_MW\n# another\nA,4.9,52.3,4.5\n", "comma"), 4.5);
    /* IT power of 5 MW at a load of 0.6, of which 0.8 is recoverable: 2.4 MW. */
    CU_ASSERT_DOUBLE_EQUAL(heat_of("id,lon,lat,PDIT\nA,4.9,52.3,5000\n", "comma"), 2.4, 1e-12);
    /* EIT of 8,760 MWh is 1 MW, 0.8 of it recoverable, less 876 MWh already reused (0.1 MW). */
    CU_ASSERT_DOUBLE_EQUAL(
        heat_of("id,lon,lat,EIT,EREUSE,EDC\nA,4.9,52.3,8760000,876000,11388000\n", "comma"), 0.7, 1e-12);
    CU_ASSERT_TRUE(isnan(heat_of("id,lon,lat\nA,4.9,52.3\n", "")));
    CU_ASSERT_TRUE(isnan(heat_of("", "")));
}

/* -- Coordinates --------------------------------------------------------------------------------------- */

/* The tower of Amersfoort is the origin of RD: 155000, 463000 = 5.38720621 E, 52.15517440 N. Without the
 * correction grid PROJ is right to a few decimetres. */
static void test_coordinates(void) {
    char folder[256];
    rw_context *context = rw_context_create(NULL);
    rw_study *study = NULL;
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", "id,x_m,y_m,heat_mw\nA,155000,463000,1\n");
    test_write(folder, "demands.csv", "id,lon,lat,kind,head_mwh\nW,5.38720621,52.15517440,existing,9000\n");
    CU_ASSERT_EQUAL_FATAL(rw_study_read(context, folder, NULL, 0, &study), RW_OK);
    CU_ASSERT_DOUBLE_EQUAL(study->sources[0].at.lon_deg, 5.38720621, 5e-6);
    CU_ASSERT_DOUBLE_EQUAL(study->sources[0].at.lat_deg, 52.15517440, 5e-6);
    CU_ASSERT_DOUBLE_EQUAL(study->demands[0].at.x_m, 155000, 0.3);
    CU_ASSERT_DOUBLE_EQUAL(study->demands[0].at.y_m, 463000, 0.3);
    rw_study_free(study);
    rw_context_free(context);
}

/* -- Parameters ---------------------------------------------------------------------------------------- */

static void test_parameters(void) {
    rw_context *context = rw_context_create(NULL);
    rw_parameters p = rw_parameters_default();
    CU_ASSERT_EQUAL(p.wacc_per_yr, 0.06);
    CU_ASSERT_EQUAL(p.coupling_a_eur_per_kw + p.coupling_b_eur_per_kw, 250);
    CU_ASSERT_EQUAL(p.heat_pump_eur_per_kw, 850);
    CU_ASSERT_EQUAL(p.substitute_eur_per_mwh, 20);
    CU_ASSERT_EQUAL(p.commitment_yr, 12);
    CU_ASSERT_EQUAL(rw_parameters_set(context, &p, "gas-eur-per-mwh", "50"), RW_OK);
    CU_ASSERT_EQUAL(p.gas_eur_per_mwh, 50);
    CU_ASSERT_FALSE(rw_parameters_is_default(&p, RW_PARAMETER_gas_eur_per_mwh));
    CU_ASSERT_EQUAL(rw_parameters_set(context, &p, "band_levels", "0.25 1"), RW_OK);
    CU_ASSERT_EQUAL(p.band_levels.count, 2);
    CU_ASSERT_EQUAL(rw_parameters_set(context, &p, "perspective", "national"), RW_OK);
    CU_ASSERT_NOT_EQUAL(rw_parameters_set(context, &p, "wacc_per_yr", "6"), RW_OK);
    CU_ASSERT_EQUAL(p.wacc_per_yr, 0.06);
    CU_ASSERT_NOT_EQUAL(rw_parameters_set(context, &p, "pipe_price", "middle"), RW_OK);
    CU_ASSERT_NOT_EQUAL(rw_parameters_set(context, &p, "commitment_yr", "12.5"), RW_OK);
    CU_ASSERT_STRING_EQUAL(rw_parameter_nearest("gas_eur_per_mhw"), "gas_eur_per_mwh");
    CU_ASSERT_PTR_NULL(rw_parameter_nearest("something entirely else"));
    /* Every parameter's default is accepted by its own reader and comes back. */
    for (rw_parameter k = 0; k < RW_PARAMETER_COUNT; ++k) {
        const rw_parameters standard = rw_parameters_default();
        char text[512];
        const char *value = rw_parameters_text(&standard, k, text, sizeof text);
        CU_ASSERT_EQUAL(rw_parameters_set(context, &p, rw_parameter_describe(k)->name, value), RW_OK);
        CU_ASSERT_TRUE(rw_parameters_is_default(&p, k));
        CU_ASSERT_TRUE(rw_parameter_describe(k)->english[0] && rw_parameter_describe(k)->dutch[0]);
        CU_ASSERT_TRUE(rw_parameter_describe(k)->source[0] != '\0');
    }
    rw_context_free(context);
}

/* -- The data dictionary ------------------------------------------------------------------------------- */

static void test_dictionary_names_every_column(void) {
    rw_context *context = rw_context_create(NULL);
    rw_arena arena;
    char *text = NULL, name[128];
    size_t length = 0;
    rw_arena_start(&arena, context);
    CU_ASSERT_EQUAL_FATAL(rw_file_read(&arena, "instances/README.md", &text, &length), RW_OK);
    for (rw_column c = 0; c < RW_COLUMN_COUNT; ++c) {
        const rw_column_info *info = rw_column_describe(c);
        const char *const words[] = {info->name, info->dutch[0] ? info->dutch : info->name};
        for (size_t k = 0; k < 2; ++k) {
            (void)snprintf(name, sizeof name, "`%s`", words[k]);
            if (!strstr(text, name)) printf("\n    instances/README.md lacks %s\n", name);
            CU_ASSERT_PTR_NOT_NULL(strstr(text, name));
        }
    }
    rw_arena_free(&arena);
    rw_context_free(context);
}

void suite_data(void) {
    CU_pSuite suite = CU_add_suite("data", NULL, NULL);
    (void)CU_add_test(suite, "numbers in cells", test_numbers_in_cells);
    (void)CU_add_test(suite, "shortest numbers come back", test_shortest_numbers_come_back);
    (void)CU_add_test(suite, "dialects and reported figures", test_dialects);
    (void)CU_add_test(suite, "RD New and WGS84", test_coordinates);
    (void)CU_add_test(suite, "parameters", test_parameters);
    (void)CU_add_test(suite, "the data dictionary names every column", test_dictionary_names_every_column);
}
