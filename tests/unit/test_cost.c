/* The money of a plan, line by line, against an account made apart from the program (see worked_study.h). */
#include "base/number.h"
#include "plan/cost.h"
#include "support.h"
#include "unit/worked_study.h"
#include <CUnit/Basic.h>
#include <stdio.h>

static worked_study worked;

static void open_study(void) {
    worked_open(&worked);
}

static void close_study(void) {
    worked_close(&worked);
}

/* Present values by line. */
typedef struct account {
    double eur[RW_LINE_COUNT];
} account;

static void add_cash(void *data, const rw_cash *cash) {
    account *a = data;
    a->eur[cash->line] += cash->eur * cash->discount;
}

typedef struct expected_line {
    rw_cost_line line;
    double eur;
} expected_line;

/* Every line that is not listed must be zero. */
static void compare(const account *a, const expected_line *expected, size_t count) {
    bool listed[RW_LINE_COUNT] = {false};
    for (size_t i = 0; i < count; ++i) {
        const rw_cost_line line = expected[i].line;
        test_near(rw_cost_line_describe(line)->name, a->eur[line], expected[i].eur, 2e-8);
        listed[line] = true;
    }
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line)
        if (!listed[line]) test_near(rw_cost_line_describe(line)->name, a->eur[line], 0, 0);
}

#define COMPARE(account, ...)                                                                                \
    do {                                                                                                     \
        static const expected_line expected[] = {__VA_ARGS__};                                               \
        compare((account), expected, sizeof expected / sizeof *expected);                                    \
    } while (0)

/* Physics of S1 to W1: COP 4.39235207; loss 36 W/m x 800 m x (70 + 40 - 20)/90 = 0.0288 MW; out of the pump
 * 0.7788 MW; from the source 0.7788 (1 - 1/COP) = 0.60149181 MW; power 0.7788 (1/COP + 0.00185050) =
 * 0.17874936 MWe. Delivered 0.9 (0.5 x 8760 + 0.25 x 4380) = 4,927.5 MWh/yr, lost 0.0288 x 8760 x 0.9 =
 * 227.0592 MWh/yr. The source delivers with chance 1 in years 2 to 5, 1/2 in 6 to 8, 1/4 in 9 and 10:
 * sum pi (1+r)^-t = 4.55525589; stops after 4, 7, 10, .. years with chances 1/2, 1/4, 1/8, .. */
static void test_connection_that_stops(void) {
    account a = {{0}};
    rw_connection_cash(&worked.terms, &worked.plan, 0, NULL, add_cash, &a);
    COMPARE(&a, {RW_LINE_coupling_a, 42316.9099},     /* 1.5 x 100 x 601.49181, a(15) */
            {RW_LINE_coupling_b, 9952.7160},          /* 50 x 601.49181, a(30) */
            {RW_LINE_coupling_om, 27399.4910},        /* 5 % of both */
            {RW_LINE_pipe, 242199.4419},              /* 800 m x 1,000, a(40) */
            {RW_LINE_heat_pump, 302618.8071},         /* 850 x 778.8 + 100,000, a(20) */
            {RW_LINE_station, 25279.8986},            /* 127 x 601.49181, a(30) */
            {RW_LINE_substation, 36079.7002},         /* 135 x 750, a(25) */
            {RW_LINE_maintenance, 182203.3286},       /* 1 %, 3.5 %, 3 %, 3 % */
            {RW_LINE_stranded, 864995.2429},          /* book values less reuse, beyond year 10 too */
            {RW_LINE_electricity, 538918.2071},       /* 5,154.5592 (1/COP + 0.00185050) x 100 EUR/MWh */
            {RW_LINE_heat_pump_variable, 54004.7731}, /* 5,154.5592 x 2.30 */
            {RW_LINE_heat_price, 130569.1511},        /* 5,154.5592 (1 - 1/COP) x 7.20 */
            {RW_LINE_grid_capacity, 89567.3969},      /* 0.17874936 x 110,000 */
            {RW_LINE_subsidy, -161078.3765});         /* 4,927.5 x 10 in years 2 to 5 */
}

/* S2 to W2: loss 36 x 1,200 = 0.0432 MW; from the source 0.4932 MW. Delivered 0.95 (0.25 x 8760 + 0.2 x 4380)
 * = 2,912.7 MWh/yr at full connection (3/4 in year 3), lost 359.5104 MWh/yr. From year 3: certain in 3 to 5,
 * 1/2 in 6 and 7, 1/4 in 8 and 9, 1/8 in 10; a substitute at 20 EUR/MWh for the rest. */
static void test_connection_that_is_replaced(void) {
    account a = {{0}};
    rw_connection_cash(&worked.terms, &worked.plan, 1, NULL, add_cash, &a);
    COMPARE(&a, {RW_LINE_coupling_a, 17461.6711}, /* 100 x 493.2, while the source delivers */
            {RW_LINE_coupling_b, 6160.3406},      /* 50 x 493.2 */
            {RW_LINE_coupling_om, 12719.4073},    /* 5 % of both */
            {RW_LINE_stranded, 37974.2865},       /* of the coupling alone */
            {RW_LINE_pipe, 477506.3766},          /* 1,100 m x 1,000 + 100 m x 2,000, years 3 to 10 */
            {RW_LINE_crossings, 93664.7123},      /* 250,000 + 5,000 */
            {RW_LINE_station, 25149.0364},        /* 127 x 493.2 */
            {RW_LINE_maintenance, 96325.2649},    /* 1 % of 1,555,000 + 3 % of 62,636.4 */
            {RW_LINE_electricity, 4850.0903},     /* circulation alone: 0.00277574 MWh_e/MWh */
            {RW_LINE_grid_capacity, 832.2631},    /* 0.4932 x 0.00277574 x 110,000 */
            {RW_LINE_substitute, 136653.2250},    /* (1 - pi)(rho 2,912.7 + 359.5104) x 20 */
            {RW_LINE_subsidy, -73445.0869});      /* pi rho 2,912.7 x 10 in years 3 to 6 */
}

static void test_fixed_part_of_the_coupling(void) {
    account first = {{0}}, second = {{0}};
    const rw_commitment one = rw_terms_commitment(&worked.study->sources[S1]);
    const rw_commitment two = rw_terms_commitment(&worked.study->sources[S2]);
    rw_source_cash(&worked.terms, S1, &one, add_cash, &first);
    rw_source_cash(&worked.terms, S2, &two, add_cash, &second);
    COMPARE(&first, {RW_LINE_coupling_a, 7035.3260}, /* 1.5 x 10,000 */
            {RW_LINE_coupling_b, 6618.6876},         /* 20,000 */
            {RW_LINE_coupling_om, 7971.6978}, {RW_LINE_stranded, 15856.9360});
    COMPARE(&second, {RW_LINE_coupling_a, 3540.4848}, {RW_LINE_coupling_b, 4996.2211},
            {RW_LINE_coupling_om, 5157.9105}, {RW_LINE_stranded, 15229.5937});
}

static void test_demands(void) {
    account existing = {{0}}, connected = {{0}}, skipped = {{0}};
    rw_demand_cash(&worked.terms, &worked.plan, W1, add_cash, &existing);
    rw_demand_cash(&worked.terms, &worked.plan, W2, add_cash, &connected);
    rw_demand_cash(&worked.terms, &worked.plan, W3, add_cash, &skipped);
    COMPARE(&existing, {RW_LINE_backup, 2617146.3201}); /* (6,570 - pi 4,927.5) x 100/0.99 */
    COMPARE(&connected, {RW_LINE_mains, 97832.5380},    /* 200,000 a(40), from the start */
            {RW_LINE_connections, 39861.2156},          /* 100,000 a(40), as they connect */
            {RW_LINE_indoor, 26145.0655},               /* 50,000 a(20), likewise */
            {RW_LINE_contribution, -11958.3647},        /* 30,000 a(40), likewise */
            {RW_LINE_network_maintenance, 43119.0333},  /* 1 % of mains and connections, 2.5 %, 3 % */
            {RW_LINE_backup_plant, 30954.8717},         /* 73 x 500 kW, a(25) + 3.7 % */
            {RW_LINE_substation, 38863.4933},           /* 135 x 500 kW, a(25) */
            {RW_LINE_backup, 275002.8173});             /* at (45 + 5) + 0.20304 t x 75 = 65.228 EUR/MWh */
    /* 850 MWh x (33.86 x 3.6 + 10/0.955) + 100 x 500 = 162,512.12 EUR/yr, over 5 years from year 2. */
    COMPARE(&skipped, {RW_LINE_reference, 769435.2636});
}

static void test_the_whole_plan(void) {
    account a = {{0}};
    double sum = 0;
    rw_plan_cash(&worked.terms, &worked.plan, add_cash, &a);
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line) sum += a.eur[line];
    test_near("sum of all payments", sum, 7213687.3866, 1e-9);
    test_near("present value", rw_plan_present_value(&worked.terms, &worked.plan), sum, 1e-12);
    test_near("annuity", worked.terms.annuity, 0.1358679582, 1e-9);
    test_near("reference", rw_reference_present_value(&worked.terms), 8170479.0388, 1e-9);
    /* Part a 90,223.77 + 15,000, b 30,074.59 + 20,000, pipe 800,000, pump 761,980, station 76,389.46,
     * substation 101,250; 49,320 + 24,660 + 30,000, 1,300,000, 255,000, 62,636.40; network 350,000, plant
     * 36,500, substation 67,500; contributions are not investments. */
    test_near("investment", rw_plan_investment(&worked.terms, &worked.plan), 4070534.2215, 1e-9);
    test_near("of the new network", rw_demand_investment(&worked.terms, W2), 454000, 1e-12);
}

static void stays_in_order(void *data, const rw_cash *cash) {
    int *wrong = data;
    const double factor = 1 / pow(1.06, cash->year);
    *wrong += cash->eur == 0 || cash->year < 1 || fabs(cash->discount - factor) > 1e-12 ||
              (cash->year > 10 && cash->line != RW_LINE_stranded);
}

static void test_payments_are_dated(void) {
    int wrong = 0;
    rw_plan_cash(&worked.terms, &worked.plan, stays_in_order, &wrong);
    CU_ASSERT_EQUAL(wrong, 0);
}

/* CO2 of electricity: 0.27 t/MWh in 2026, 0.03 less every year, never under 0.03; gas 0.0564 x 3.6 t/MWh. */
static void test_co2(void) {
    test_near("W1", rw_demand_co2(&worked.terms, &worked.plan, W1), 4662.8887025, 1e-9);
    test_near("W2", rw_demand_co2(&worked.terms, &worked.plan, W2), 1091.9795121, 1e-9);
    /* 850/0.955 MWh of gas x 0.20304, 7 years' worth of connections */
    test_near("W3", rw_demand_co2(&worked.terms, &worked.plan, W3), 1265.0136126, 1e-9);
    test_near("all", rw_plan_co2(&worked.terms, &worked.plan), 7019.8818272, 1e-9);
}

static void test_backup_heat(void) {
    test_near("W1 before S1 starts", rw_backup_mwh(&worked.terms, &worked.plan, W1, 1), 6570, 1e-9);
    test_near("W1 while S1 is sure", rw_backup_mwh(&worked.terms, &worked.plan, W1, 2), 1642.5, 1e-9);
    test_near("W1 with S1 at 1/2", rw_backup_mwh(&worked.terms, &worked.plan, W1, 6), 6570 - 2463.75, 1e-9);
    test_near("W2, half connected", rw_backup_mwh(&worked.terms, &worked.plan, W2, 2), 1642.5, 1e-9);
    /* Source or substitute: 3,285 - 2,912.7. */
    test_near("W2, replaced", rw_backup_mwh(&worked.terms, &worked.plan, W2, 9), 372.3, 1e-9);
}

static void test_bands_add_up_to_the_energy(void) {
    for (int j = 0; j < worked.study->demand_count; ++j) {
        const rw_demand_terms *d = &worked.terms.demand[j];
        double mwh = 0;
        for (int b = 0; b < worked.terms.band_count; ++b) mwh += d->width_mw[b] * d->hours_h[b];
        test_near("sum of bands", mwh, worked.study->demands[j].energy_mwh_per_yr, 1e-12);
    }
    test_near("base band", worked.terms.demand[W1].hours_h[0], 8760, 1e-8);
    test_near("top band", worked.terms.demand[W1].hours_h[1], 4380, 1e-8);
    test_near("peak", worked.terms.demand[W1].peak_mw, 1, 1e-9);
}

void suite_cost(void) {
    CU_pSuite suite = CU_add_suite_with_setup_and_teardown("cost", NULL, NULL, open_study, close_study);
    (void)CU_add_test(suite, "a connection that stops", test_connection_that_stops);
    (void)CU_add_test(suite, "a connection that is replaced", test_connection_that_is_replaced);
    (void)CU_add_test(suite, "fixed part of the coupling", test_fixed_part_of_the_coupling);
    (void)CU_add_test(suite, "demands", test_demands);
    (void)CU_add_test(suite, "the whole plan", test_the_whole_plan);
    (void)CU_add_test(suite, "payments are dated", test_payments_are_dated);
    (void)CU_add_test(suite, "CO2", test_co2);
    (void)CU_add_test(suite, "heat from the backup", test_backup_heat);
    (void)CU_add_test(suite, "bands add up to the energy", test_bands_add_up_to_the_energy);
}
