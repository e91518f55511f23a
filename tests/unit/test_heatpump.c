/* MODEL 4: COP, and what each of the four modes does to a megawatt. */
#include "economics/heatpump.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <math.h>

static const rw_heat_pump lorentz = {.carnot = false,
                                     .eta = 0.45,
                                     .approach_condenser_k = 2,
                                     .approach_evaporator_k = 2,
                                     .cop_max = 7.9,
                                     .max_lift_k = 60};
static const rw_heat_pump carnot = {.carnot = true,
                                    .eta = 0.6,
                                    .approach_condenser_k = 2,
                                    .approach_evaporator_k = 2,
                                    .cop_max = 7.9,
                                    .max_lift_k = 60};

/* Air-cooled datacenter to a 70/40 network, exchangers of 3 K. */
static const rw_temperatures air = {30, 10, 70, 40, 3};

static double cop(const rw_heat_pump *pump, double source_c, double span_k, double supply_c,
                  double return_c) {
    const rw_streams streams = {source_c, source_c - span_k, return_c, supply_c};
    return rw_cop(pump, &streams);
}

static void test_lorentz_cop(void) {
    /* Sink 42 -> 72 C, source 28 -> 18 C with approaches; log means in kelvin 329.9226 and 296.1219:
     * 0.45 x 329.9226 / 33.8007 = 4.3924 (MODEL: 4.4; Jensen 2018 for ammonia: 4.3). */
    CU_ASSERT_DOUBLE_EQUAL(cop(&lorentz, 30, 10, 70, 40), 4.3923520653, 1e-8);
    CU_ASSERT_DOUBLE_EQUAL(cop(&lorentz, 35, 10, 70, 40), 5.1549744178, 1e-8);
    CU_ASSERT_DOUBLE_EQUAL(cop(&lorentz, 30, 10, 50, 30), 7.4921954290, 1e-8);
}

static void test_carnot_cop(void) {
    /* (70 + 2 + 273.15) / ((70 + 2) - (20 - 2)) x 0.6 = 345.15 / 54 x 0.6 (CE Delft, who round 273: 3.83). */
    CU_ASSERT_DOUBLE_EQUAL(cop(&carnot, 30, 10, 70, 40), 3.835, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(cop(&carnot, 30, 10, 70, 40), 3.83, 0.01);
}

static void test_cop_is_capped(void) {
    /* 50 -> 70/40: 0.45 Tm/(Tm - Tm') = 10.8 > 7.9. */
    CU_ASSERT_EQUAL(cop(&lorentz, 50, 10, 70, 40), 7.9);
    CU_ASSERT_EQUAL(cop(&carnot, 50, 10, 50, 30), 7.9);
    /* A source hotter than the sink: no lift at all, not a negative COP. */
    CU_ASSERT_EQUAL(cop(&lorentz, 90, 10, 70, 40), 7.9);
    CU_ASSERT_EQUAL(cop(&carnot, 95, 10, 70, 40), 7.9);
}

static void test_streams_without_span(void) {
    /* The log mean of two equal temperatures is that temperature: 0.45 x 343.15 / (343.15 - 303.15 + 4): sink
     * 72 C = 345.15 K, source 28 C = 301.15 K: 0.45 x 345.15 / 44 = 3.5299. */
    const rw_streams flat = {30, 30, 70, 70};
    CU_ASSERT_DOUBLE_EQUAL(rw_cop(&lorentz, &flat), 0.45 * 345.15 / 44, 1e-9);
}

static void test_lift(void) {
    const rw_streams streams = {30, 20, 40, 70};
    CU_ASSERT_DOUBLE_EQUAL(rw_lift_k(&lorentz, &streams), 54, 1e-12); /* 72 - 18 */
}

static void test_direct(void) {
    const rw_temperatures liquid = {80, 30, 70, 40, 3};
    const rw_upgrade u = rw_upgrade_for(RW_MODE_DIRECT, &liquid, &lorentz);
    CU_ASSERT_TRUE(u.possible);
    CU_ASSERT_EQUAL(u.cop, 0);
    CU_ASSERT_EQUAL(u.carry, 1);
    CU_ASSERT_EQUAL(u.draw, 1);
    CU_ASSERT_EQUAL(u.draw_per_loss, 1);
    CU_ASSERT_EQUAL(u.power, 0);
    CU_ASSERT_EQUAL(u.power_per_loss, 0);
    CU_ASSERT_EQUAL(u.pumped, 0);
    CU_ASSERT_EQUAL(u.pumped_per_loss, 0);
    CU_ASSERT_EQUAL(u.pipe_supply_c, 70);
    CU_ASSERT_EQUAL(u.pipe_return_c, 40);
}

static bool direct_possible(double source_c, double span_k) {
    const rw_temperatures t = {source_c, span_k, 70, 40, 3};
    return rw_upgrade_for(RW_MODE_DIRECT, &t, &lorentz).possible;
}

static void test_direct_needs_both_ends_warm_enough(void) {
    CU_ASSERT_TRUE(direct_possible(73, 30));    /* 73 - 3 = 70, 73 - 30 - 3 = 40: just */
    CU_ASSERT_FALSE(direct_possible(72.9, 29)); /* supply 69.9 */
    CU_ASSERT_FALSE(direct_possible(73, 30.5)); /* return 39.5 */
    CU_ASSERT_FALSE(direct_possible(30, 10));
}

static void test_pump_at_source(void) {
    /* COP 4.392352: of each MW into the pipe, 1/COP = 0.227668 from the grid, the rest from the source. */
    const rw_upgrade u = rw_upgrade_for(RW_MODE_SOURCE_PUMP, &air, &lorentz);
    CU_ASSERT_TRUE(u.possible);
    CU_ASSERT_DOUBLE_EQUAL(u.cop, 4.3923520653, 1e-8);
    CU_ASSERT_EQUAL(u.carry, 1);
    CU_ASSERT_DOUBLE_EQUAL(u.draw, 0.7723315528, 1e-8);
    CU_ASSERT_DOUBLE_EQUAL(u.draw_per_loss, 0.7723315528, 1e-8);
    CU_ASSERT_DOUBLE_EQUAL(u.power, 0.2276684472, 1e-8);
    CU_ASSERT_DOUBLE_EQUAL(u.power_per_loss, 0.2276684472, 1e-8);
    CU_ASSERT_EQUAL(u.pumped, 1);
    CU_ASSERT_EQUAL(u.pumped_per_loss, 1);
    CU_ASSERT_EQUAL(u.pipe_supply_c, 70);
    CU_ASSERT_EQUAL(u.pipe_return_c, 40);
}

static void test_pump_at_demand(void) {
    const rw_upgrade u = rw_upgrade_for(RW_MODE_DEMAND_PUMP, &air, &lorentz);
    CU_ASSERT_TRUE(u.possible);
    CU_ASSERT_DOUBLE_EQUAL(u.cop, 4.3923520653, 1e-8);
    CU_ASSERT_DOUBLE_EQUAL(u.carry, 0.7723315528, 1e-8);
    CU_ASSERT_DOUBLE_EQUAL(u.draw, 0.7723315528, 1e-8);
    CU_ASSERT_EQUAL(u.draw_per_loss, 1); /* what the pipe loses is source heat, no pump in front of it */
    CU_ASSERT_DOUBLE_EQUAL(u.power, 0.2276684472, 1e-8);
    CU_ASSERT_EQUAL(u.power_per_loss, 0);
    CU_ASSERT_EQUAL(u.pumped, 1);
    CU_ASSERT_EQUAL(u.pumped_per_loss, 0);
    CU_ASSERT_EQUAL(u.pipe_supply_c, 30);
    CU_ASSERT_EQUAL(u.pipe_return_c, 20);
}

static void test_largest_lift_forbids_pumps(void) {
    rw_temperatures cold = {24, 10, 70, 40, 3}; /* 72 - (24 - 10 - 2) = 60 */
    CU_ASSERT_TRUE(rw_upgrade_for(RW_MODE_SOURCE_PUMP, &cold, &lorentz).possible);
    CU_ASSERT_TRUE(rw_upgrade_for(RW_MODE_DEMAND_PUMP, &cold, &lorentz).possible);
    cold.source_c = 23.5;
    CU_ASSERT_FALSE(rw_upgrade_for(RW_MODE_SOURCE_PUMP, &cold, &lorentz).possible);
    CU_ASSERT_FALSE(rw_upgrade_for(RW_MODE_DEMAND_PUMP, &cold, &lorentz).possible);
}

static void test_a_cop_of_one_is_no_pump(void) {
    /* 30 -> 120/110 with a weak pump: 0.1 x 390 / 94 = 0.4. */
    rw_heat_pump weak = lorentz;
    weak.eta = 0.1;
    weak.max_lift_k = 150;
    const rw_temperatures t = {30, 10, 120, 110, 3};
    CU_ASSERT_FALSE(rw_upgrade_for(RW_MODE_SOURCE_PUMP, &t, &weak).possible);
    CU_ASSERT_FALSE(rw_upgrade_for(RW_MODE_DEMAND_PUMP, &t, &weak).possible);
}

static void test_preheat(void) {
    /* 60 C cooled by 20 K, 70/40: d = (60 - 3 - 40)/30 = 0.566667. Fixed point of c = d + (1-d)(1 - 1/COP')
     * and COP' with source 60 - (d/c) 20 = 47.853 -> 40 C and sink 57 -> 70 C: COP' 6.47074, c 0.933032. */
    const rw_temperatures t = {60, 20, 70, 40, 3};
    const rw_upgrade u = rw_upgrade_for(RW_MODE_PREHEAT, &t, &lorentz);
    const double d = 17.0 / 30, c = 0.9330319, power = (1 - d) / 6.4707433;
    CU_ASSERT_TRUE(u.possible);
    test_near("COP of preheat", u.cop, 6.4707433, 1e-4);
    CU_ASSERT_EQUAL(u.carry, 1);
    CU_ASSERT_DOUBLE_EQUAL(u.draw, c, 1e-5);
    CU_ASSERT_DOUBLE_EQUAL(u.draw_per_loss, c, 1e-5);
    CU_ASSERT_DOUBLE_EQUAL(u.power, power, 1e-5);
    CU_ASSERT_DOUBLE_EQUAL(u.power_per_loss, power, 1e-5);
    CU_ASSERT_DOUBLE_EQUAL(u.pumped, 1 - d, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(u.pumped_per_loss, 1 - d, 1e-9);
    CU_ASSERT_EQUAL(u.pipe_supply_c, 70);
    CU_ASSERT_EQUAL(u.pipe_return_c, 40);
}

static bool preheat_possible(double source_c, double span_k) {
    const rw_temperatures t = {source_c, span_k, 70, 40, 3};
    return rw_upgrade_for(RW_MODE_PREHEAT, &t, &lorentz).possible;
}

static void test_preheat_needs_a_source_between_return_and_supply(void) {
    CU_ASSERT_FALSE(preheat_possible(43, 10)); /* T_return + approach < T_i is strict */
    CU_ASSERT_TRUE(preheat_possible(48, 5));
    CU_ASSERT_TRUE(preheat_possible(60, 20));
    CU_ASSERT_FALSE(preheat_possible(73, 20)); /* T_i < T_supply + approach is strict: that is direct */
    CU_ASSERT_FALSE(preheat_possible(30, 10));
}

static void test_preheat_needs_room_at_the_pinch(void) {
    /* 60 C cooled by 40 K: T_m = 60 - (0.566667/0.885342) 40 = 34.4 < 43 C. */
    CU_ASSERT_FALSE(preheat_possible(60, 40));
    /* Cooled by 25 K: T_m = 44.6 >= 43. */
    CU_ASSERT_TRUE(preheat_possible(60, 25));
}

static void test_no_mode_makes_energy(void) {
    for (double source_c = 20; source_c <= 90; source_c += 2.5)
        for (double span_k = 5; span_k <= 30; span_k += 5)
            for (rw_mode mode = 0; mode < RW_MODE_COUNT; ++mode) {
                const rw_temperatures t = {source_c, span_k, 70, 40, 3};
                const rw_upgrade u = rw_upgrade_for(mode, &t, &lorentz);
                if (!u.possible) continue;
                CU_ASSERT_DOUBLE_EQUAL(u.draw + u.power, 1, 1e-9);
                CU_ASSERT_DOUBLE_EQUAL(u.draw_per_loss + u.power_per_loss, 1, 1e-9);
                CU_ASSERT_TRUE(u.draw > 0 && u.power >= 0 && u.carry > 0 && u.carry <= 1);
                CU_ASSERT_TRUE(mode == RW_MODE_DIRECT || (u.cop > 1 && u.cop <= 7.9));
            }
}

static void test_hotter_sources_need_less_electricity(void) {
    for (rw_mode mode = RW_MODE_SOURCE_PUMP; mode < RW_MODE_COUNT; ++mode) {
        double before = 1;
        for (double source_c = 24; source_c <= 72; source_c += 1) {
            const rw_temperatures t = {source_c, 10, 70, 40, 3};
            const rw_upgrade u = rw_upgrade_for(mode, &t, &lorentz);
            if (!u.possible) continue;
            CU_ASSERT_TRUE(u.power <= before + 1e-6);
            before = u.power;
        }
    }
}

void suite_heatpump(void) {
    CU_pSuite suite = CU_add_suite("heat pump", NULL, NULL);
    (void)CU_add_test(suite, "lorentz COP", test_lorentz_cop);
    (void)CU_add_test(suite, "carnot COP", test_carnot_cop);
    (void)CU_add_test(suite, "COP is capped", test_cop_is_capped);
    (void)CU_add_test(suite, "streams without span", test_streams_without_span);
    (void)CU_add_test(suite, "lift", test_lift);
    (void)CU_add_test(suite, "direct", test_direct);
    (void)CU_add_test(suite, "direct needs both ends warm enough", test_direct_needs_both_ends_warm_enough);
    (void)CU_add_test(suite, "pump at the source", test_pump_at_source);
    (void)CU_add_test(suite, "pump at the demand", test_pump_at_demand);
    (void)CU_add_test(suite, "largest lift forbids pumps", test_largest_lift_forbids_pumps);
    (void)CU_add_test(suite, "a COP of one is no pump", test_a_cop_of_one_is_no_pump);
    (void)CU_add_test(suite, "preheat", test_preheat);
    (void)CU_add_test(suite, "preheat needs a source between return and supply",
                      test_preheat_needs_a_source_between_return_and_supply);
    (void)CU_add_test(suite, "preheat needs room at the pinch", test_preheat_needs_room_at_the_pinch);
    (void)CU_add_test(suite, "no mode makes energy", test_no_mode_makes_energy);
    (void)CU_add_test(suite, "hotter sources need less electricity",
                      test_hotter_sources_need_less_electricity);
}
