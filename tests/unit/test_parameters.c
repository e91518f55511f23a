/* params.def against the tables of the sources, and setting values from text. */
#include "base/number.h"
#include "data/catalog.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <limits.h>
#include <restwarmte/parameters.h>
#include <stdio.h>
#include <string.h>

static void test_defaults_equal_the_sources(void) {
    const rw_parameters p = rw_parameters_default();
    const struct {
        const char *name;
        double value, expected;
    } cases[] = {
        /* 3.1 source */
        {"temperature_air_c", p.temperature_air_c, 30},
        {"temperature_warm_water_c", p.temperature_warm_water_c, 50},
        {"temperature_liquid_c", p.temperature_liquid_c, 60},
        {"cooling_span_k", p.cooling_span_k, 10},
        {"it_load_factor_share", p.it_load_factor_share, 0.6},
        {"pue", p.pue, 1.3},
        {"recoverable_share", p.recoverable_share, 0.8},
        {"commitment_yr", p.commitment_yr, 12},
        {"coupling a, 60 % of 250", p.coupling_a_eur_per_kw, 150},
        {"coupling b, 40 % of 250", p.coupling_b_eur_per_kw, 100},
        {"coupling_a_fixed_eur", p.coupling_a_fixed_eur, 50000},
        {"coupling_b_fixed_eur", p.coupling_b_fixed_eur, 50000},
        {"coupling_om_per_yr", p.coupling_om_per_yr, 0.05},
        {"unprepared_factor", p.unprepared_factor, 1.5},
        {"heat_price_eur_per_gj", p.heat_price_eur_per_gj, 0},
        {"avoided_cooling_share", p.avoided_cooling_share, 0.05},
        {"source_availability_share", p.source_availability_share, 0.97},
        {"renewal_share", p.renewal_share, 0},
        {"renewal_term_yr", p.renewal_term_yr, 5},
        /* 3.2 heat pump */
        {"eta_carnot", p.eta_carnot, 0.6},
        {"eta_lorentz", p.eta_lorentz, 0.45},
        {"cop_form", p.cop_form, RW_COP_LORENTZ},
        {"approach_condenser_k", p.approach_condenser_k, 2},
        {"approach_evaporator_k", p.approach_evaporator_k, 2},
        {"approach_exchanger_k", p.approach_exchanger_k, 3},
        {"cop_max", p.cop_max, 7.9},
        {"max_lift_k", p.max_lift_k, 60},
        {"heat_pump_eur_per_kw", p.heat_pump_eur_per_kw, 850},
        {"heat_pump_fixed_eur", p.heat_pump_fixed_eur, 100000},
        {"heat_pump_om_per_yr", p.heat_pump_om_per_yr, 0.035},
        {"heat_pump_variable_om_eur_per_mwh", p.heat_pump_variable_om_eur_per_mwh, 2.3},
        {"heat_pump_life_yr", p.heat_pump_life_yr, 20},
        /* 3.3 network */
        {"default_supply_c", p.default_supply_c, 70},
        {"default_return_c", p.default_return_c, 40},
        {"detour_factor", p.detour_factor, 1.25},
        {"pipe_om_per_yr", p.pipe_om_per_yr, 0.01},
        {"max_distance_m", p.max_distance_m, 8000},
        {"max_speed_m_per_s", p.max_speed_m_per_s, 2.5},
        {"design_gradient_pa_per_m", p.design_gradient_pa_per_m, 100},
        {"roughness_mm", p.roughness_mm, 0.1},
        {"ground_temperature_c", p.ground_temperature_c, 10},
        {"distribution_loss_share", p.distribution_loss_share, 0.15},
        {"distribution_loss_ht_share", p.distribution_loss_ht_share, 0.2},
        {"station_eur_per_kw", p.station_eur_per_kw, 127},
        {"station_om_per_yr", p.station_om_per_yr, 0.03},
        {"substation_eur_per_kw", p.substation_eur_per_kw, 135},
        {"crossing_water_eur", p.crossing_water_eur, 250000},
        {"crossing_rail_eur", p.crossing_rail_eur, 400000},
        {"crossing_motorway_eur", p.crossing_motorway_eur, 400000},
        {"bored_factor", p.bored_factor, 2},
        {"pump_efficiency_share", p.pump_efficiency_share, 0.7},
        {"pipe_price", p.pipe_price, RW_PIPE_PRICE_MID},
        /* 3.5 backup */
        {"backup_gas_eur_per_kw", p.backup_gas_eur_per_kw, 73},
        {"backup_om_per_yr", p.backup_om_per_yr, 0.037},
        {"backup_gas_efficiency_share", p.backup_gas_efficiency_share, 1},
        {"backup_electric_eur_per_kw", p.backup_electric_eur_per_kw, 87},
        {"backup_electric_life_yr", p.backup_electric_life_yr, 20},
        {"backup_gas_life_yr", p.backup_gas_life_yr, 25},
        /* 3.6 prices, emissions, finance */
        {"electricity_eur_per_mwh", p.electricity_eur_per_mwh, 85},
        {"electricity_network_eur_per_mwh", p.electricity_network_eur_per_mwh, 10},
        {"electricity_tax_eur_per_mwh", p.electricity_tax_eur_per_mwh, 5},
        {"electricity_eur_per_kw_yr", p.electricity_eur_per_kw_yr, 110},
        {"gas_eur_per_mwh", p.gas_eur_per_mwh, 35},
        {"gas_tax_eur_per_mwh", p.gas_tax_eur_per_mwh, 5},
        {"co2_ets_eur_per_t", p.co2_ets_eur_per_t, 75},
        {"co2_national_eur_per_t", p.co2_national_eur_per_t, 130},
        {"gas_co2_kg_per_gj", p.gas_co2_kg_per_gj, 56.4},
        {"electricity_co2_t_per_mwh", p.electricity_co2_t_per_mwh, 0.27},
        {"electricity_co2_fall_t_per_mwh_yr", p.electricity_co2_fall_t_per_mwh_yr, 0.03},
        {"electricity_co2_floor_t_per_mwh", p.electricity_co2_floor_t_per_mwh, 0.03},
        {"tariff_eur_per_gj", p.tariff_eur_per_gj, 33.86},
        {"connection_tariff_eur_per_yr", p.connection_tariff_eur_per_yr, 500},
        {"tariff_gas_link", p.tariff_gas_link, 1},
        {"base_gas_eur_per_mwh", p.base_gas_eur_per_mwh, 35},
        {"wacc_per_yr", p.wacc_per_yr, 0.06},
        {"social_discount_rate_per_yr", p.social_discount_rate_per_yr, 0.03},
        {"horizon_yr", p.horizon_yr, 30},
        {"index_2018", p.index_2018, 1.37},
        {"base_year", p.base_year, 2026},
        {"subsidy_eur_per_mwh", p.subsidy_eur_per_mwh, 0},
        {"connection_subsidy_eur", p.connection_subsidy_eur, 0},
        /* 3.7 demand */
        {"heat_per_gas_kwh_per_m3", p.heat_per_gas_kwh_per_m3, 8.4},
        {"heat_per_weq_gj", p.heat_per_weq_gj, 30},
        {"min_share_new", p.min_share_new, 0.5},
        {"min_share_existing", p.min_share_existing, 0},
        {"ramp_up_new_yr", p.ramp_up_new_yr, 5},
        {"ramp_up_existing_yr", p.ramp_up_existing_yr, 0},
        /* asset classes */
        {"coupling_a_life_yr", p.coupling_a_life_yr, 15},
        {"coupling_a_reuse_share", p.coupling_a_reuse_share, 0},
        {"coupling_b_life_yr", p.coupling_b_life_yr, 30},
        {"coupling_b_reuse_share", p.coupling_b_reuse_share, 0.2},
        {"pipe_life_yr", p.pipe_life_yr, 40},
        {"pipe_reuse_share", p.pipe_reuse_share, 0},
        {"heat_pump_reuse_share", p.heat_pump_reuse_share, 0.3},
        {"station_life_yr", p.station_life_yr, 30},
        {"station_reuse_share", p.station_reuse_share, 0.5},
        {"substation_life_yr", p.substation_life_yr, 25},
        {"substation_reuse_share", p.substation_reuse_share, 0.5},
        {"substation_om_per_yr", p.substation_om_per_yr, 0.03},
        {"distribution_life_yr", p.distribution_life_yr, 40},
        {"distribution_om_per_yr", p.distribution_om_per_yr, 0.01},
        {"indoor_life_yr", p.indoor_life_yr, 20},
        {"indoor_om_per_yr", p.indoor_om_per_yr, 0.025},
        {"mains and connection, 6,000 together", p.distribution_mains_eur_per_weq + p.connection_eur_per_weq,
         6000},
        {"indoor_eur_per_weq", p.indoor_eur_per_weq, 3000},
        {"contribution_eur_per_weq", p.contribution_eur_per_weq, 4000},
        {"substitute_eur_per_mwh", p.substitute_eur_per_mwh, 20},
        {"perspective", p.perspective, RW_PERSPECTIVE_HEAT_COMPANY},
        {"gap", p.gap, 0.01},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i)
        test_near(cases[i].name, cases[i].value, cases[i].expected, 1e-12);
}

static void test_default_bands(void) {
    static const double expected[] = {0.1, 0.2, 0.3, 0.45, 1}; /* MODEL 2 */
    const rw_parameters p = rw_parameters_default();
    CU_ASSERT_EQUAL_FATAL(p.band_levels.count, 5);
    for (int b = 0; b < 5; ++b) CU_ASSERT_EQUAL(p.band_levels.share[b], expected[b]);
}

static void test_defaults_lie_in_their_ranges(void) {
    const rw_parameters p = rw_parameters_default();
    for (rw_parameter n = 0; n < RW_PARAMETER_COUNT; ++n) {
        const rw_parameter_info *info = rw_parameter_describe(n);
        char text[256], message[300];
        double value;
        CU_ASSERT_PTR_NOT_NULL_FATAL(info);
        CU_ASSERT_TRUE(rw_parameters_is_default(&p, n));
        (void)rw_parameters_text(&p, n, text, sizeof text);
        if (info->type != RW_TYPE_REAL && info->type != RW_TYPE_INTEGER) continue;
        if (!rw_number_parse(text, &value)) continue; /* no limit */
        (void)snprintf(message, sizeof message, "%s in its range", info->name);
        test_near(message, value >= info->min && value <= info->max, 1, 0);
        /* What the sources spread over must be acceptable, and hold the default. */
        if (isnan(info->low)) continue;
        (void)snprintf(message, sizeof message, "%s between low and high", info->name);
        test_near(message, info->low <= value && value <= info->high, 1, 0);
        CU_ASSERT_TRUE(info->min <= info->low && info->high <= info->max);
    }
    CU_ASSERT_PTR_NULL(rw_parameter_describe(RW_PARAMETER_COUNT));
}

static void test_every_default_can_be_written_and_set(void) {
    rw_context *context = rw_context_create(NULL);
    for (rw_parameter n = 0; n < RW_PARAMETER_COUNT; ++n) {
        rw_parameters p = rw_parameters_default();
        char text[256];
        CU_ASSERT_EQUAL(rw_parameters_set(context, &p, rw_parameter_describe(n)->name,
                                          rw_parameters_text(&p, n, text, sizeof text)),
                        RW_OK);
        CU_ASSERT_TRUE(rw_parameters_is_default(&p, n));
        char again[256];
        test_same_text(rw_parameters_text(&p, n, again, sizeof again), text);
    }
    test_same_text(rw_context_message(context), "");
    rw_context_free(context);
}

static void test_setting(void) {
    rw_context *context = rw_context_create(NULL);
    rw_parameters p = rw_parameters_default();
    CU_ASSERT_EQUAL(rw_parameters_set(context, &p, "wacc_per_yr", "0.045"), RW_OK);
    CU_ASSERT_EQUAL(rw_parameters_set(context, &p, "horizon-yr", "40"), RW_OK); /* as a flag writes it */
    CU_ASSERT_EQUAL(rw_parameters_set(context, &p, "perspective", "national"), RW_OK);
    CU_ASSERT_EQUAL(rw_parameters_set(context, &p, "band_levels", "0.25 0.5 1"), RW_OK);
    CU_ASSERT_EQUAL(p.wacc_per_yr, 0.045);
    CU_ASSERT_EQUAL(p.horizon_yr, 40);
    CU_ASSERT_EQUAL(p.perspective, RW_PERSPECTIVE_NATIONAL);
    CU_ASSERT_EQUAL(p.band_levels.count, 3);
    CU_ASSERT_EQUAL(p.band_levels.share[1], 0.5);
    CU_ASSERT_FALSE(rw_parameters_is_default(&p, RW_PARAMETER_wacc_per_yr));
    CU_ASSERT_TRUE(rw_parameters_is_default(&p, RW_PARAMETER_pue));
    rw_context_free(context);
}

/* A refused value leaves everything as it was, and the message holds each of the texts. */
static void expect_refusal(const char *name, const char *value, const char *text, const char *other) {
    rw_context *context = rw_context_create(NULL);
    rw_parameters p = rw_parameters_default();
    const bool refused = rw_parameters_set(context, &p, name, value) != RW_OK;
    const char *message = rw_context_message(context);
    const bool good = refused && strstr(message, text) && strstr(message, other);
    if (!good) printf("\n    %s = %s: '%s'\n", name, value, message);
    CU_ASSERT_TRUE(good);
    for (rw_parameter n = 0; n < RW_PARAMETER_COUNT; ++n) CU_ASSERT_TRUE(rw_parameters_is_default(&p, n));
    rw_context_free(context);
}

static void test_refusals_say_what_is_accepted(void) {
    expect_refusal("wacc_per_yr", "7", "wacc_per_yr", "0.5"); /* 0 to 0.5 */
    expect_refusal("wacc_per_yr", "-0.01", "wacc_per_yr", "0.5");
    expect_refusal("wacc_per_yr", "0,06", "wacc_per_yr", "0,06");
    expect_refusal("wacc_per_yr", "", "wacc_per_yr", "");
    expect_refusal("wacc_per_yr", "nan", "wacc_per_yr", "nan");
    expect_refusal("horizon_yr", "12.5", "horizon_yr", "12.5");
    expect_refusal("horizon_yr", "0", "horizon_yr", "60");
    expect_refusal("perspective", "nationaal", "heat_company", "national");
    expect_refusal("band_levels", "0.5 0.2 1", "band_levels", "0.5 0.2 1");
    expect_refusal("band_levels", "0.1 0.5", "band_levels", "1"); /* must end at 1 */
    expect_refusal("horizn_yr", "30", "horizn_yr", "horizon_yr"); /* did you mean */
    expect_refusal("zzzzzz", "30", "zzzzzz", "");
}

static void test_nearest_name(void) {
    test_same_text(rw_parameter_nearest("horizn_yr"), "horizon_yr");
    test_same_text(rw_parameter_nearest("wac_per_yr"), "wacc_per_yr");
    test_same_text(rw_parameter_nearest("qqqqqqqqqq"), NULL);
    CU_ASSERT_EQUAL(rw_parameter_find("horizon_yr"), RW_PARAMETER_horizon_yr);
    CU_ASSERT_EQUAL(rw_parameter_find("no_such_thing"), RW_PARAMETER_COUNT);
}

static void test_values_that_contradict_each_other(void) {
    rw_context *context = rw_context_create(NULL);
    rw_parameters p = rw_parameters_default();
    CU_ASSERT_EQUAL(rw_parameters_check(context, &p), RW_OK);
    p.default_supply_c = 40;
    p.default_return_c = 45;
    CU_ASSERT_NOT_EQUAL(rw_parameters_check(context, &p), RW_OK);
    CU_ASSERT_NOT_EQUAL(strlen(rw_context_message(context)), 0);
    rw_context_free(context);
}

static void test_price_levels(void) {
    rw_parameters p = rw_parameters_default();
    CU_ASSERT_DOUBLE_EQUAL(rw_parameters_index(&p, 2018), 1.37, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(rw_parameters_index(&p, 2020), 1.28, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(rw_parameters_index(&p, 2024), 1.03, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(rw_parameters_index(&p, 0), 1, 0);
    /* PBL, level 2018: 150 x 1.37; energy prices are not indexed. */
    CU_ASSERT_DOUBLE_EQUAL(rw_parameters_indexed(&p, RW_PARAMETER_coupling_a_eur_per_kw), 205.5, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(rw_parameters_indexed(&p, RW_PARAMETER_station_eur_per_kw), 127 * 1.37, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(rw_parameters_indexed(&p, RW_PARAMETER_electricity_eur_per_mwh), 85, 1e-12);
}

static void test_unverified_defaults_are_known(void) {
    rw_parameters p = rw_parameters_default();
    CU_ASSERT_TRUE(rw_parameter_unverified(&p, RW_PARAMETER_electricity_eur_per_mwh)); /* GK in 3.6 */
    CU_ASSERT_TRUE(rw_parameter_unverified(&p, RW_PARAMETER_unprepared_factor));
    CU_ASSERT_TRUE(rw_parameter_unverified(&p, RW_PARAMETER_it_load_factor_share));
    CU_ASSERT_FALSE(rw_parameter_unverified(&p, RW_PARAMETER_eta_carnot)); /* R */
    CU_ASSERT_FALSE(rw_parameter_unverified(&p, RW_PARAMETER_detour_factor));
    p.electricity_eur_per_mwh = 70; /* the user's own */
    CU_ASSERT_FALSE(rw_parameter_unverified(&p, RW_PARAMETER_electricity_eur_per_mwh));
}

static void test_every_parameter_stands_in_a_group(void) {
    size_t groups = 0;
    while (rw_parameter_group_describe(groups)) ++groups;
    CU_ASSERT_TRUE(groups > 1);
    for (rw_parameter n = 0; n < RW_PARAMETER_COUNT; ++n) {
        const rw_parameter_group *group = rw_parameter_group_of(n);
        CU_ASSERT_PTR_NOT_NULL_FATAL(group);
        CU_ASSERT_TRUE(group->first <= n);
    }
}

/* -- The pipe catalogue -------------------------------------------------------------------------------- */

static const struct pipe_row {
    int dn;
    double inner_mm, low, mid, loss;
} rows[RW_CATALOG_PIPES] = {
    /* low: table 3.4; mid: "Choices where sources disagree"; the three smallest are scaled from mid. */
    {25, 28.5, 0, 718, 13},       {32, 37.2, 0, 763, 15},       {40, 43.1, 0, 786, 17},
    {50, 54.5, 778, 880, 20},     {65, 70.3, 822, 907, 24},     {80, 82.5, 869, 1061, 25},
    {100, 107.1, 936, 1090, 26},  {125, 132.5, 1027, 1256, 30}, {150, 160.3, 1126, 1332, 36},
    {200, 210.1, 1355, 1836, 39}, {250, 263.0, 1631, 2036, 38}, {300, 312.7, 1962, 2183, 44},
    {350, 344.4, 2361, 2651, 42}, {400, 393.8, 2841, 2902, 45}, {450, 444.6, 3418, 3345, 45},
    {500, 495.4, 4113, 3580, 43}, {600, 595.8, 5954, 4507, 53},
};

static void test_pipe_catalogue(void) {
    rw_parameters p = rw_parameters_default();
    rw_pipe low[RW_CATALOG_PIPES], mid[RW_CATALOG_PIPES], high[RW_CATALOG_PIPES];
    rw_catalog_pipes(&p, mid);
    p.pipe_price = RW_PIPE_PRICE_LOW;
    rw_catalog_pipes(&p, low);
    p.pipe_price = RW_PIPE_PRICE_HIGH;
    rw_catalog_pipes(&p, high);
    for (int k = 0; k < RW_CATALOG_PIPES; ++k) {
        CU_ASSERT_EQUAL(mid[k].dn, rows[k].dn);
        test_near("inner diameter", mid[k].inner_diameter_m, rows[k].inner_mm / 1000, 1e-9);
        test_near("loss", mid[k].loss_w_per_m, rows[k].loss, 1e-9);
        test_near("mid price", mid[k].price_eur_per_m, rows[k].mid * 1.03, 1e-9); /* level 2024 */
        test_near("high over low", high[k].price_eur_per_m / low[k].price_eur_per_m, 2, 1e-9);
        if (rows[k].low > 0) /* whatever the level of the EDR prices, it is one */
            test_near("low price over that of DN50", low[k].price_eur_per_m / low[3].price_eur_per_m,
                      rows[k].low / 778, 1e-9);
    }
}

void suite_parameters(void) {
    CU_pSuite suite = CU_add_suite("parameters", NULL, NULL);
    (void)CU_add_test(suite, "defaults equal the sources", test_defaults_equal_the_sources);
    (void)CU_add_test(suite, "default bands", test_default_bands);
    (void)CU_add_test(suite, "defaults lie in their ranges", test_defaults_lie_in_their_ranges);
    (void)CU_add_test(suite, "every default can be written and set",
                      test_every_default_can_be_written_and_set);
    (void)CU_add_test(suite, "setting", test_setting);
    (void)CU_add_test(suite, "refusals say what is accepted", test_refusals_say_what_is_accepted);
    (void)CU_add_test(suite, "nearest name", test_nearest_name);
    (void)CU_add_test(suite, "values that contradict each other", test_values_that_contradict_each_other);
    (void)CU_add_test(suite, "price levels", test_price_levels);
    (void)CU_add_test(suite, "unverified defaults are known", test_unverified_defaults_are_known);
    (void)CU_add_test(suite, "every parameter stands in a group", test_every_parameter_stands_in_a_group);
    (void)CU_add_test(suite, "pipe catalogue", test_pipe_catalogue);
}
