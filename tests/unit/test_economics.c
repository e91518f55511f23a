/* The formulas against numbers worked out by hand. */
#include "base/number.h"
#include "economics/annuity.h"
#include "economics/commitment.h"
#include "economics/heatpump.h"
#include "economics/loadcurve.h"
#include "economics/pipe.h"
#include <CUnit/Basic.h>

#define CLOSE(value, expected, tolerance) CU_ASSERT_DOUBLE_EQUAL(value, expected, tolerance)

/* a(0.06, 30) = 0.06 / (1 - 1.06^-30) = 0.06 / (1 - 0.174110131) = 0.072648911; a(0, 20) = 1/20. */
static void test_annuity(void) {
    CLOSE(rw_annuity_factor(0.06, 30), 0.072648911, 1e-9);
    CLOSE(rw_annuity_factor(0, 20), 0.05, 1e-15);
    CLOSE(rw_annuity_factor(0.1, 1), 1.1, 1e-12);
    /* D(3) at 10 %: 0.909090909 + 0.826446281 + 0.751314801 = 2.486851991 */
    CLOSE(rw_discounted_years(0.1, 3), 2.486851991, 1e-9);
    CLOSE(rw_discounted_years(0.1, 0), 0, 0);
    CLOSE(rw_discounted_years(0, 7), 7, 1e-12);
    CLOSE(rw_discount_factor(0.1, 2), 1 / 1.21, 1e-12);
    /* Tiny rates go to the limit without cancelling. */
    CLOSE(rw_annuity_factor(1e-12, 40), 1.0 / 40, 1e-9);
    /* B(2) of 1,000 over 5 years at 10 %: 1000 x 0.263797481 x D(3) = 656.025 */
    CLOSE(rw_book_value(1000, 0.1, 5, 2), 656.0253, 1e-3);
    CLOSE(rw_book_value(1000, 0.1, 5, 0), 1000, 1e-9);
    CLOSE(rw_book_value(1000, 0.1, 5, 5), 0, 0);
}

/* Certain for 12 years from year 3, then terms of 5 years with a chance of one half. */
static void test_commitment(void) {
    const rw_commitment c = {3, 12, 5, 0.5};
    CLOSE(rw_delivery_chance(&c, 2), 0, 0);
    CLOSE(rw_delivery_chance(&c, 3), 1, 0);
    CLOSE(rw_delivery_chance(&c, 14), 1, 0);
    CLOSE(rw_delivery_chance(&c, 15), 0.5, 0);
    CLOSE(rw_delivery_chance(&c, 19), 0.5, 0);
    CLOSE(rw_delivery_chance(&c, 20), 0.25, 0);
    CLOSE(rw_stop_chance(&c, 14), 0.5, 0);
    CLOSE(rw_stop_chance(&c, 19), 0.25, 0);
    CLOSE(rw_stop_chance(&c, 16), 0, 0);
    /* Ramp over 5 years from year 2: 0, 0.2, 0.4 .. 1. */
    CLOSE(rw_connected_share(2, 5, 1), 0, 0);
    CLOSE(rw_connected_share(2, 5, 2), 0.2, 1e-15);
    CLOSE(rw_connected_share(2, 5, 6), 1, 0);
    CLOSE(rw_connected_share(2, 0, 2), 1, 0);
    /* Two certain years at 10 % of a horizon of 4: 0.909091 + 0.826446. */
    const rw_commitment two = {1, 2, 5, 0};
    CLOSE(rw_expected_years(&two, 1, 4, 0.1, NULL), 1.735537, 1e-6);
    /* Stranded: an asset of life 5 stops after year 2: 0.6560253 / 1.21 = 0.542170; half of it reused. */
    CLOSE(rw_stranded_share(&two, 1, 0.1, 5, 0), 0.542170, 1e-6);
    CLOSE(rw_stranded_share(&two, 1, 0.1, 5, 0.5), 0.271085, 1e-6);
    /* A source that outlasts the asset strands nothing. */
    const rw_commitment long_one = {1, 40, 5, 0};
    CLOSE(rw_stranded_share(&long_one, 1, 0.1, 25, 0), 0, 0);
}

static const rw_heat_pump lorentz = {false, 0.45, 2, 2, 7.9, 60}, carnot = {true, 0.60, 2, 2, 7.9, 60};

/* Waste heat of 30 C cooled by 10 K, network 70/40. Lorentz: sink 42 to 72 C has the logarithmic mean
 * 329.9228 K, source 28 to 18 C 296.1219 K: 0.45 x 329.9228 / 33.8009 = 4.3924 (Jensen 2018 for
 * ammonia: 4.3). Carnot: Tc = 345.15, Te = 291.15 K: 0.6 x 345.15 / 54 = 3.835 (CE Delft: 3.83). */
static void test_cop(void) {
    const rw_streams streams = {30, 20, 40, 70};
    CLOSE(rw_cop(&lorentz, &streams), 4.3924, 1e-4);
    CLOSE(rw_cop(&carnot, &streams), 3.835, 1e-3);
    CLOSE(rw_lift_k(&carnot, &streams), 54, 1e-9);
    const rw_streams easy = {60, 55, 55, 60};
    CLOSE(rw_cop(&lorentz, &easy), 7.9, 0); /* capped */
}

/* MODEL 4: what each mode takes from source and grid per MW delivered; heat in = heat out. */
static void test_modes(void) {
    const rw_temperatures cold = {30, 10, 70, 40, 3}, hot = {80, 30, 70, 40, 3}, middle = {60, 15, 70, 40, 3};
    CU_ASSERT_FALSE(rw_upgrade_for(RW_MODE_DIRECT, &cold, &lorentz).possible);
    const rw_upgrade direct = rw_upgrade_for(RW_MODE_DIRECT, &hot, &lorentz);
    CU_ASSERT_TRUE(direct.possible);
    CLOSE(direct.draw, 1, 0);
    CLOSE(direct.power, 0, 0);
    const rw_upgrade source = rw_upgrade_for(RW_MODE_SOURCE_PUMP, &cold, &lorentz);
    CLOSE(source.draw, 1 - 1 / 4.3924, 1e-4);
    CLOSE(source.power, 1 / 4.3924, 1e-4);
    CLOSE(source.carry, 1, 0);
    CLOSE(source.pipe_supply_c - source.pipe_return_c, 30, 1e-12);
    const rw_upgrade demand = rw_upgrade_for(RW_MODE_DEMAND_PUMP, &cold, &lorentz);
    CLOSE(demand.carry, 1 - 1 / 4.3924, 1e-4);
    CLOSE(demand.draw_per_loss, 1, 0);
    CLOSE(demand.pipe_supply_c - demand.pipe_return_c, 10, 1e-12);
    /* Preheat: d = (60 - 3 - 40)/30 = 0.5667; the pump does the rest with a better COP, so that it takes
     * less. */
    const rw_upgrade preheat = rw_upgrade_for(RW_MODE_PREHEAT, &middle, &lorentz);
    const rw_upgrade all_pump = rw_upgrade_for(RW_MODE_SOURCE_PUMP, &middle, &lorentz);
    CU_ASSERT_TRUE(preheat.possible);
    CLOSE(preheat.draw + preheat.power, 1, 1e-9);
    CLOSE(preheat.power, (1 - 17.0 / 30) / preheat.cop, 1e-9);
    CU_ASSERT_TRUE(preheat.power < all_pump.power);
    /* Too high a lift is refused. */
    const rw_heat_pump weak = {false, 0.45, 2, 2, 7.9, 50};
    CU_ASSERT_FALSE(rw_upgrade_for(RW_MODE_SOURCE_PUMP, &cold, &weak).possible);
}

/* PARAMETERS 3.4 gives 1.14 MW for DN100 and 6.74 MW for DN200 at 30 K and 100 Pa/m; Haaland and the table's
 * friction differ by a few percent. */
static void test_pipe(void) {
    const rw_pipe_flow dn100 = rw_pipe_design_flow(0.1071, 1e-4, 100, 2.5),
                       dn200 = rw_pipe_design_flow(0.2101, 1e-4, 100, 2.5);
    CLOSE(rw_pipe_capacity_mw(0.1071, dn100.speed_m_per_s, 30), 1.14, 0.06);
    CLOSE(rw_pipe_capacity_mw(0.2101, dn200.speed_m_per_s, 30), 6.74, 0.25);
    CLOSE(dn100.gradient_pa_per_m, 100, 1e-6);
    const rw_pipe_flow slow = rw_pipe_design_flow(0.5954, 1e-4, 100, 2.5);
    CLOSE(slow.speed_m_per_s, 2.5, 1e-9);
    CU_ASSERT_TRUE(slow.gradient_pa_per_m < 100);
    /* 26 W/m, 1,000 m: 0.026 MW at 70/40 in 10 C, a third of it at 30/20. */
    CLOSE(rw_pipe_loss_mw(26, 1000, 70, 40, 10), 0.026, 1e-12);
    CLOSE(rw_pipe_loss_mw(26, 1000, 30, 20, 10), 0.026 / 3, 1e-12);
    CLOSE(rw_pipe_loss_mw(26, 1000, 8, 6, 10), 0, 0);
    /* 2 x 1000 x 100 / (0.7 x 985 x 4180 x 30) = 0.00231312 */
    CLOSE(rw_pipe_pumping_share(1000, 100, 0.7, 30), 0.00231312, 1e-8);
}

static void test_load_curve(void) {
    for (int shape = 0; shape < RW_LOAD_SHAPES; ++shape) {
        rw_load_curve curve = {shape, NULL, 1};
        CLOSE(rw_load_energy_below(&curve, 0), 0, 0);
        CLOSE(rw_load_energy_below(&curve, 1), rw_load_full_hours(&curve), 1e-9);
        double before = 8761, sum = 0;
        for (int k = 0; k <= 10; ++k) {
            const double hours = rw_load_hours_above(&curve, k / 10.0);
            CU_ASSERT_TRUE(hours <= before);
            before = hours;
            if (k > 0)
                sum += rw_load_energy_below(&curve, k / 10.0) - rw_load_energy_below(&curve, (k - 1) / 10.0);
        }
        CLOSE(sum, rw_load_full_hours(&curve), 1e-6);
        CU_ASSERT_TRUE(rw_load_fit(&curve, 2500));
        CLOSE(rw_load_full_hours(&curve), 2500, 1e-5);
        CU_ASSERT_TRUE(curve.kappa >= 0.2 && curve.kappa <= 5);
        CU_ASSERT_FALSE(rw_load_fit(&curve, 8700));
    }
    /* Half of the year at the peak, half at half of it. */
    static double hourly[RW_LOAD_HOURS];
    for (int h = 0; h < RW_LOAD_HOURS; ++h) hourly[h] = h % 2 ? 1 : 0.5;
    const rw_load_curve own = {0, hourly, 1};
    CLOSE(rw_load_full_hours(&own), 6570, 1e-9);
    CLOSE(rw_load_energy_below(&own, 0.5), 4380, 1e-9);
    CLOSE(rw_load_energy_below(&own, 0.75), 4380 + 1095, 1e-9);
    CLOSE(rw_load_hours_above(&own, 0.7), 4380, 1e-9);
}

void suite_economics(void) {
    CU_pSuite suite = CU_add_suite("economics", NULL, NULL);
    (void)CU_add_test(suite, "annuities and book values", test_annuity);
    (void)CU_add_test(suite, "commitments, ramps and stranding", test_commitment);
    (void)CU_add_test(suite, "COP in both forms", test_cop);
    (void)CU_add_test(suite, "the four modes", test_modes);
    (void)CU_add_test(suite, "pipes", test_pipe);
    (void)CU_add_test(suite, "load-duration curves and bands", test_load_curve);
}
