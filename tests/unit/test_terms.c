/* What prices count in which perspective (MODEL 1 and 2, PARAMETERS 3.6), and energy that no curve fits. */
#include "plan/terms.h"
#include "support.h"
#include "unit/given_study.h"
#include <CUnit/Basic.h>
#include <stdio.h>

static rw_context *context;
static rw_study *study;
static rw_terms terms;

static const char networks[] = "id,x_m,y_m,kind,head_mwh,weq,backup,backup_eur_per_mwh,backup_co2_t_per_mwh\n"
                               "W1,126000,485000,existing,10000,,gas,,\n"
                               "W2,126000,485000,existing,10000,,electric,,\n"
                               "W3,126000,485000,existing,10000,,price,60,0.1\n"
                               "W4,126000,485000,new,10000,1000,gas,,\n";

static rw_status build(const char *demands, const char *parameters) {
    char text[500];
    (void)snprintf(text, sizeof text, "name,value\n%s", parameters);
    context = rw_context_create(NULL);
    study = given_study(context, (const given_file[]){{"sources.csv", plain_sources},
                                                      {"demands.csv", demands},
                                                      {"parameters.csv", text},
                                                      {NULL, NULL}});
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    return rw_terms_build(context, study, &terms);
}

static void done(void) {
    rw_terms_free(&terms);
    rw_study_free(study);
    rw_context_free(context);
}

static void test_heat_company(void) {
    CU_ASSERT_EQUAL_FATAL(build(networks, "perspective,heat_company\nsubsidy_eur_per_mwh,12\n"), RW_OK);
    test_near("WACC", terms.rate_per_yr, 0.06, 1e-12);
    test_near("annuity", terms.annuity, 0.0726489115, 1e-9);
    test_near("electricity: 85 + 10 + 5", terms.electricity_eur_per_mwh[0], 100, 1e-12);
    test_near("grid", terms.electricity_eur_per_mwe_yr, 110000, 1e-12);
    test_near("subsidy", terms.subsidy_eur_per_mwh, 12, 1e-12);
    test_near("cooling is the datacenter's", terms.counted_cooling_share, 0, 0);
    /* (35 + 5)/1 + 56.4 x 3.6/1000 t/MWh x 75: about 55 (PARAMETERS) */
    test_near("gas backup", rw_terms_backup_price(&terms, 0, 1), 55.228, 1e-9);
    test_near("electric backup", rw_terms_backup_price(&terms, 1, 1), 100 / 0.99, 1e-9);
    test_near("priced backup and its CO2", rw_terms_backup_price(&terms, 2, 1), 60 + 0.1 * 75, 1e-9);
    /* 8,500 MWh at the dwelling x 3.6 x 33.86 EUR/GJ + 1,000 x 500 */
    test_near("revenue", rw_terms_reference_eur(&terms, 3, 1), 8500 * 3.6 * 33.86 + 500000, 1e-9);
    test_near("contributions", terms.demand[3].contribution_eur, 4000000, 1e-12);
    done();
}

static void test_tariff_follows_the_gas_price(void) {
    /* Gas 20 EUR/MWh under its base price of 35: the tariff falls by 15/0.955 EUR/MWh; half of it at a link
     * of 1/2. */
    CU_ASSERT_EQUAL_FATAL(build(networks, "gas_eur_per_mwh,20\n"), RW_OK);
    test_near("whole", rw_terms_reference_eur(&terms, 3, 1), 8500 * (3.6 * 33.86 - 15 / 0.955) + 500000,
              1e-9);
    done();
    CU_ASSERT_EQUAL_FATAL(build(networks, "gas_eur_per_mwh,20\ntariff_gas_link,0.5\n"), RW_OK);
    test_near("half", rw_terms_reference_eur(&terms, 3, 1), 8500 * (3.6 * 33.86 - 7.5 / 0.955) + 500000,
              1e-9);
    done();
}

static void test_national(void) {
    CU_ASSERT_EQUAL_FATAL(
        build(networks, "perspective,national\nsubsidy_eur_per_mwh,12\nconnection_subsidy_eur,99\n"), RW_OK);
    test_near("social rate", terms.rate_per_yr, 0.03, 1e-12);
    test_near("CO2 price", terms.co2_eur_per_t, 130, 1e-12);
    /* Subsidies and contributions are transfers. */
    test_near("subsidy", terms.subsidy_eur_per_mwh, 0, 0);
    test_near("connection subsidy", terms.demand[3].connection_subsidy_eur, 0, 0);
    test_near("contributions", terms.demand[3].contribution_eur, 0, 0);
    test_near("grid tariffs are costs", terms.electricity_eur_per_mwe_yr, 110000, 1e-12);
    test_near("cooling counts", terms.counted_cooling_share, 0.05, 1e-12);
    /* 35 without tax, 0.20304 t x 130 */
    test_near("gas backup", rw_terms_backup_price(&terms, 0, 1), 35 + 0.20304 * 130, 1e-9);
    /* The tax of 5 EUR/MWh is out; CO2 falls over the years, so that the price never rises. */
    CU_ASSERT_TRUE(terms.electricity_eur_per_mwh[0] >= 95 - 1e-9);
    CU_ASSERT_TRUE(terms.electricity_eur_per_mwh[0] <= 95 + 0.24 * 130 + 1e-9);
    for (int t = 1; t < terms.horizon; ++t)
        CU_ASSERT_TRUE(terms.electricity_eur_per_mwh[t] <= terms.electricity_eur_per_mwh[t - 1] + 1e-9);
    done();
}

static void test_co2_of_electricity_falls_to_its_floor(void) {
    CU_ASSERT_EQUAL_FATAL(build(networks, ""), RW_OK);
    test_near("2027", terms.electricity_co2_t_per_mwh[0], 0.24, 1e-9);
    test_near("2033", terms.electricity_co2_t_per_mwh[6], 0.06, 1e-9);
    test_near("2034", terms.electricity_co2_t_per_mwh[7], 0.03, 1e-9);
    test_near("2056", terms.electricity_co2_t_per_mwh[29], 0.03, 1e-9);
    done();
}

static void test_years_without_interest(void) {
    CU_ASSERT_EQUAL_FATAL(build(networks, "wacc_per_yr,0\n"), RW_OK);
    test_near("annuity", terms.annuity, 1.0 / 30, 1e-12);
    test_near("discount", terms.discount[29], 1, 0);
    done();
}

static void test_bands_of_every_shape_add_up(void) {
    static const char *const shapes[] = {"homes", "utility", "greenhouse", "district"};
    for (int s = 0; s < 4; ++s)
        for (int hours = 1200; hours <= 4000; hours += 700) {
            char text[300];
            (void)snprintf(
                text, sizeof text,
                "id,x_m,y_m,kind,head_mwh,full_load_hours_h,shape\nW1,126000,485000,existing,12345,%d,%s\n",
                hours, shapes[s]);
            CU_ASSERT_EQUAL_FATAL(build(text, ""), RW_OK);
            const rw_demand_terms *d = &terms.demand[0];
            double mwh = 0, mw = 0;
            for (int b = 0; b < terms.band_count; ++b) {
                mwh += d->width_mw[b] * d->hours_h[b];
                mw += d->width_mw[b];
                CU_ASSERT_TRUE(d->hours_h[b] <= 8760 + 1e-6);
                CU_ASSERT_TRUE(b == 0 || d->hours_h[b] <= d->hours_h[b - 1]);
            }
            test_near("E", mwh, 12345, 1e-10);
            test_near("P", mw, 12345.0 / hours, 1e-9);
            done();
        }
}

static void test_source_of_30_percent_of_the_peak_serves_74_percent(void) {
    /* MODEL 2: "a source of 30 % of the peak serves some 74 % of the energy of homes". */
    CU_ASSERT_EQUAL_FATAL(
        build("id,x_m,y_m,kind,head_mwh,shape\nW1,126000,485000,existing,10000,homes\n", ""), RW_OK);
    const rw_demand_terms *d = &terms.demand[0];
    const double mwh =
        d->width_mw[0] * d->hours_h[0] + d->width_mw[1] * d->hours_h[1] + d->width_mw[2] * d->hours_h[2];
    CU_ASSERT_DOUBLE_EQUAL(mwh / 10000, 0.737, 0.004);
    done();
}

static void test_energy_that_no_curve_fits(void) {
    /* 9,000 MWh with a peak of 1.1 MW: 8,182 hours, homes have 2,015. */
    context = rw_context_create(NULL);
    study = given_study(context, (const given_file[]){{"sources.csv", plain_sources},
                                                      {"demands.csv", "id,x_m,y_m,kind,head_mwh,peak_mw\n"
                                                                      "W1,126000,485000,existing,9000,1.1\n"},
                                                      {NULL, NULL}});
    CU_ASSERT_PTR_NULL(study); /* reading a study tries the curves too */
    (void)found(context, "demands.csv:2:1", RW_SEVERITY_ERROR, "W1", "peak");
    rw_context_free(context);
}

void suite_terms(void) {
    CU_pSuite suite = CU_add_suite("terms", NULL, NULL);
    (void)CU_add_test(suite, "heat company", test_heat_company);
    (void)CU_add_test(suite, "the tariff follows the gas price", test_tariff_follows_the_gas_price);
    (void)CU_add_test(suite, "national", test_national);
    (void)CU_add_test(suite, "CO2 of electricity falls to its floor",
                      test_co2_of_electricity_falls_to_its_floor);
    (void)CU_add_test(suite, "years without interest", test_years_without_interest);
    (void)CU_add_test(suite, "bands of every shape add up", test_bands_of_every_shape_add_up);
    (void)CU_add_test(suite, "30 % of the peak serves 74 %",
                      test_source_of_30_percent_of_the_peak_serves_74_percent);
    (void)CU_add_test(suite, "energy that no curve fits", test_energy_that_no_curve_fits);
}
