/* MODEL 4 (capacity, loss, pumping) against the pipe table of PARAMETERS 3.4. */
#include "economics/pipe.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <math.h>

/* Inner diameters of EN 253 walls; speed at 100 Pa/m, 0.1 mm, at most 2.5 m/s; MW at 30 and 40 K. */
static const struct row {
    int dn;
    double inner_mm, speed, mw30, mw40;
} table[] = {
    {50, 54.5, 0.66, 0.19, 0.25},   {65, 70.3, 0.78, 0.38, 0.50},   {80, 82.5, 0.87, 0.57, 0.77},
    {100, 107.1, 1.03, 1.14, 1.53}, {125, 132.5, 1.18, 2.01, 2.67}, {150, 160.3, 1.33, 3.31, 4.41},
    {200, 210.1, 1.57, 6.74, 8.98}, {250, 263.0, 1.81, 12.1, 16.2}, {300, 312.7, 2.01, 19.1, 25.5},
    {350, 344.4, 2.14, 24.6, 32.8}, {400, 393.8, 2.32, 34.9, 46.6}, {450, 444.6, 2.5, 47.9, 63.8},
    {500, 495.4, 2.5, 59.5, 79.3},  {600, 595.8, 2.5, 86.1, 114.8},
};

static void test_speed_and_capacity_equal_the_table(void) {
    for (size_t i = 0; i < sizeof table / sizeof *table; ++i) {
        const struct row *row = &table[i];
        const double d = row->inner_mm / 1000;
        const rw_pipe_flow flow = rw_pipe_design_flow(d, 0.1e-3, 100, 2.5);
        /* The table's last digit is worth up to 2.6 % of its smallest entries. */
        test_near("speed", flow.speed_m_per_s, row->speed, 0.015);
        test_near("MW at 30 K", rw_pipe_capacity_mw(d, flow.speed_m_per_s, 30), row->mw30, 0.027);
        test_near("MW at 40 K", rw_pipe_capacity_mw(d, flow.speed_m_per_s, 40), row->mw40, 0.027);
    }
}

static void test_flow_keeps_the_design_gradient(void) {
    /* Haaland: 1/sqrt f = -1.8 lg((k/d/3.7)^1.11 + 6.9/Re), v = sqrt(2 R d / (f rho)). DN150: v = 1.33152. */
    const rw_pipe_flow flow = rw_pipe_design_flow(0.1603, 0.1e-3, 100, 2.5);
    CU_ASSERT_DOUBLE_EQUAL(flow.speed_m_per_s, 1.33152, 1e-4);
    CU_ASSERT_DOUBLE_EQUAL(flow.gradient_pa_per_m, 100, 0.1);
}

static void test_speed_limit_lowers_the_gradient(void) {
    /* DN600 at 2.5 m/s: Re = 3.31e6, f = 0.013594, f/d rho v^2/2 = 70.23 Pa/m. */
    const rw_pipe_flow flow = rw_pipe_design_flow(0.5958, 0.1e-3, 100, 2.5);
    CU_ASSERT_EQUAL(flow.speed_m_per_s, 2.5);
    CU_ASSERT_DOUBLE_EQUAL(flow.gradient_pa_per_m, 70.2318, 0.1);
}

static void test_capacity(void) {
    /* 985 x 4180 x 1 m/s x pi/4 x 0.01 m2 x 30 K = 0.970116 MW */
    CU_ASSERT_DOUBLE_EQUAL(rw_pipe_capacity_mw(0.1, 1, 30), 0.970116, 1e-6);
}

static void test_loss(void) {
    /* 25 W/m over 1 km at 70/40 in ground of 10 C: (70 + 40 - 20)/90 = 1. */
    CU_ASSERT_DOUBLE_EQUAL(rw_pipe_loss_mw(25, 1000, 70, 40, 10), 0.025, 1e-12);
    /* Source water at 30/20: (30 + 20 - 20)/90 = 1/3. */
    CU_ASSERT_DOUBLE_EQUAL(rw_pipe_loss_mw(25, 1000, 30, 20, 10), 0.025 / 3, 1e-12);
    CU_ASSERT_EQUAL(rw_pipe_loss_mw(25, 1000, 12, 6, 10), 0); /* 12 + 6 - 20 < 0: the ground is warmer */
    CU_ASSERT_EQUAL(rw_pipe_loss_mw(25, 0, 70, 40, 10), 0);
}

static void test_pumping(void) {
    /* 2 x 1,000 m x 100 Pa/m / (0.7 x 985 x 4,180 x 30) */
    CU_ASSERT_DOUBLE_EQUAL(rw_pipe_pumping_share(1000, 100, 0.7, 30), 0.00231312013, 1e-10);
    CU_ASSERT_DOUBLE_EQUAL(rw_pipe_pumping_share(1000, 100, 0.7, 10), 3 * 0.00231312013, 1e-9);
}

void suite_pipe(void) {
    CU_pSuite suite = CU_add_suite("pipe", NULL, NULL);
    (void)CU_add_test(suite, "speed and capacity equal the table", test_speed_and_capacity_equal_the_table);
    (void)CU_add_test(suite, "flow keeps the design gradient", test_flow_keeps_the_design_gradient);
    (void)CU_add_test(suite, "speed limit lowers the gradient", test_speed_limit_lowers_the_gradient);
    (void)CU_add_test(suite, "capacity", test_capacity);
    (void)CU_add_test(suite, "loss", test_loss);
    (void)CU_add_test(suite, "pumping", test_pumping);
}
