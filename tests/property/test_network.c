/* Networks of trenches: a star is the matching problem, and what more streets do to a plan. */
#include "base/number.h"
#include "bnb/network_ascent.h"
#include "bnb/network_branch.h"
#include "bnb/network_fix.h"
#include "bnb/network_plan.h"
#include "economics/annuity.h"
#include "plan/verify.h"
#include "property/random_network.h"
#include "property/random_study.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char pipes[] = "dn,inner_diameter_mm,price_mid_eur_per_m,loss_w_per_m\n"
                            "100,107.1,1090,26\n150,160.3,1332,36\n";

/* -- Stars --------------------------------------------------------------------------------------------- */

typedef struct star {
    char sources[TEST_TEXT_BYTES], demands[TEST_TEXT_BYTES], routes[TEST_TEXT_BYTES],
        trenches[TEST_TEXT_BYTES], parameters[TEST_TEXT_BYTES];
    int arms;
} star;

static void add_source(star *s, rw_random *random, int number, double x_m, double temperature_c) {
    test_add(s->sources, "S%d,%.0f,485000,%.3f,%.0f,10,%.2f,%d,%.1f,%d,%.1f\n", number, x_m,
             rw_random_between(random, 0.5, 4), temperature_c, rw_random_unit(random) < 0.5 ? 0.97 : 0.9,
             5 + rw_random_index(random, 30), rw_random_unit(random) < 0.3 ? 0.5 : 0,
             2027 + rw_random_index(random, 3), rw_random_between(random, 0, 5));
}

static void add_demand(star *s, rw_random *random, int number, double x_m) {
    const bool existing = rw_random_unit(random) < 0.5, electric = rw_random_unit(random) < 0.3;
    test_add(s->demands, "W%d,%.0f,485500,%s,%.0f,70,40,%s,%s,%d,%d,%d\n", number, x_m,
             existing ? "existing" : "new", rw_random_between(random, 4000, 20000),
             electric ? "electric" : "price", electric ? "" : "110",
             existing ? 0 : rw_random_index(random, 5), 2027 + rw_random_index(random, 3),
             500 + rw_random_index(random, 500));
}

static void add_arm(star *s, rw_random *random, int source, int demand) {
    const double length_m = 1200 + rw_random_between(random, 0, 1500),
                 bored_m = rw_random_between(random, 0, 100);
    const int water = rw_random_index(random, 2);
    test_add(s->routes, "S%d,W%d,%.1f,%.1f,%d\n", source, demand, length_m, bored_m, water);
    test_add(s->trenches, "S%d,W%d,%.1f,%.1f,%d\n", source, demand, length_m, bored_m, water);
    ++s->arms;
}

/* A source with up to three demands, or a demand with up to two sources. One heat pump for all arms is what a
 * star shares; where there is more than one arm it has no fixed part. */
static star random_star(uint64_t seed) {
    rw_random random = {seed};
    star s = {.arms = 0};
    test_add(s.sources,
             "id,x_m,y_m,heat_mw,temperature_c,cooling_span_k,availability_share,commitment_yr,renewal_share,"
             "available_from_yr,heat_price_eur_per_gj\n");
    test_add(
        s.demands,
        "id,x_m,y_m,kind,head_mwh,supply_c,return_c,backup,backup_eur_per_mwh,ramp_up_yr,start_yr,weq\n");
    test_add(s.routes, "source,demand,length_m,bored_m,crossings_water\n");
    test_add(s.trenches, "from,to,length_m,bored_m,crossings_water\n");
    const bool from_source = rw_random_unit(&random) < 0.6;
    const int arms = 1 + rw_random_index(&random, from_source ? 3 : 2);
    const double temperature_c = rw_random_unit(&random) < 0.3 ? 85 : rw_random_between(&random, 20, 55);
    for (int i = 0; i < (from_source ? 1 : arms); ++i)
        add_source(&s, &random, i, 125000 + 300 * i, temperature_c);
    for (int j = 0; j < (from_source ? arms : 1); ++j) add_demand(&s, &random, j, 125400 + 200 * j);
    for (int k = 0; k < arms; ++k) add_arm(&s, &random, from_source ? 0 : k, from_source ? k : 0);
    test_add(s.parameters,
             "name,value\nhorizon_yr,20\nband_levels,0.3 1\nsubsidy_eur_per_mwh,%d\nsubsidy_yr,8\n",
             rw_random_index(&random, 2) * 10);
    if (arms > 1) test_add(s.parameters, "heat_pump_fixed_eur,0\n");
    return s;
}

static double star_cost(const star *s, bool network) {
    char folder[STUDY_FOLDER_BYTES];
    study_run run;
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", s->sources);
    test_write(folder, "demands.csv", s->demands);
    test_write(folder, "parameters.csv", s->parameters);
    test_write(folder, "pipes.csv", pipes);
    test_write(folder, network ? "trenches.csv" : "routes.csv", network ? s->trenches : s->routes);
    study_run_folder(&run, folder, NULL, 0);
    const double cost = run.good ? run.cost_eur_per_yr : RW_NAN;
    study_run_free(&run);
    return cost;
}

static void test_star_is_matching(void) {
    for (int k = 0; k < 40 * test_factor(); ++k) {
        const star s = random_star(1000 + (uint64_t)k);
        char what[64];
        (void)snprintf(what, sizeof what, "star %d with %d arms", k, s.arms);
        (void)test_near(what, star_cost(&s, true), star_cost(&s, false), 1e-6);
    }
}

/* -- Bare networks --------------------------------------------------------------------------------------- */

static double bare_cost(rw_context *context, const rw_problem *p, const char *solver, double *bound) {
    rw_parameters parameters = rw_parameters_default();
    rw_result result;
    (void)snprintf(parameters.solver, sizeof parameters.solver, "%s", solver);
    parameters.gap = 0;
    parameters.cost_gap = 1e-9;
    const rw_status status = rw_solve(context, &parameters, p, &result);
    const double cost =
        status == RW_OK && result.outcome >= RW_OUTCOME_FEASIBLE ? result.cost_eur_per_yr : RW_NAN;
    *bound = result.bound_eur_per_yr;
    if (status != RW_OK) printf("\n    %s: %s\n", solver, rw_context_message(context));
    rw_result_free(&result);
    return cost;
}

typedef rw_status generator(rw_problem *p, rw_random *random);

static void solvers_agree_on(int seed, generator *generate) {
    rw_context *context = rw_context_create(NULL);
    rw_problem p;
    rw_random random = {(uint64_t)seed};
    double exact_bound, bound;
    rw_problem_start(&p, context);
    CU_ASSERT_EQUAL_FATAL(generate(&p, &random), RW_OK);
    const double exact = bare_cost(context, &p, "enumerate", &exact_bound);
    static const char *const others[] = {"glpk", "bnb"};
    for (int s = 0; s < 2; ++s) {
        const double cost = bare_cost(context, &p, others[s], &bound);
        const bool same = isnan(exact) ? isnan(cost) : fabs(exact - cost) <= 1e-6 * fmax(1, fabs(exact)),
                   below = isnan(exact) || bound <= exact + 1e-6 * fmax(1, fabs(exact));
        if (!same || !below)
            printf("\n    seed %d: enumerate %.9g, %s %.9g with a bound of %.9g\n", seed, exact, others[s],
                   cost, bound);
        CU_ASSERT_TRUE(same);
        CU_ASSERT_TRUE(below);
    }
    rw_problem_free(&p);
    rw_context_free(context);
}

static void test_solvers_agree(void) {
    for (int seed = 1; seed <= 300 * test_factor(); ++seed) {
        solvers_agree_on(seed, random_network);
        if (seed % 3 == 0) solvers_agree_on(seed, random_levels);
    }
}

/* One demand with more bands than our own search takes: it says so, and `auto` takes GLPK. */
static void test_many_bands(void) {
    rw_context *context = rw_context_create(NULL);
    rw_problem p;
    rw_random random = {1};
    rw_problem_start(&p, context);
    CU_ASSERT_EQUAL_FATAL(random_network(&p, &random), RW_OK);
    for (int b = 3; b < 20; ++b)
        CU_ASSERT_EQUAL_FATAL(rw_problem_add_band(&p, (rw_problem_band){0.1, 1, 100}), RW_OK);
    rw_parameters parameters = rw_parameters_default();
    rw_result result = {0};
    (void)snprintf(parameters.solver, sizeof parameters.solver, "bnb");
    CU_ASSERT_EQUAL(rw_solve(context, &parameters, &p, &result), RW_ERROR_USAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(rw_context_message(context), "bands per demand"));
    rw_result_free(&result);
    (void)snprintf(parameters.solver, sizeof parameters.solver, "auto");
    CU_ASSERT_EQUAL(rw_solve(context, &parameters, &p, &result), RW_OK);
    CU_ASSERT_EQUAL(result.outcome, RW_OUTCOME_OPTIMAL);
    rw_result_free(&result);
    rw_problem_free(&p);
    rw_context_free(context);
}

/* -- The bound ------------------------------------------------------------------------------------------- */

/* A bound with its best plan, which nothing may rule out. */
typedef struct bounded {
    const rw_problem *problem;
    rw_result best;
    rw_search search;
    rw_net_bound bound;
    rw_net_ascent ascent;
    rw_net_fixing fixing;
    rw_net_polish *polish;
    int seed;
} bounded;

static bool is_built(const bounded *b, int arc, double *capacity_mw) {
    for (int n = 0; n < b->best.built_count; ++n)
        if (b->best.built[n].arc == arc) {
            *capacity_mw = b->problem->options[b->best.built[n].option].capacity_mw;
            return true;
        }
    return false;
}

static bool takes_heat(const bounded *b, int demand) {
    const rw_problem_demand *d = &b->problem->demands[demand];
    double mw = 0;
    for (int n = d->first_band; n < d->first_band + d->band_count; ++n)
        mw += b->problem->bands[n].width_mw - b->best.backup_mw[n];
    return b->best.demand_connected[demand] && mw > 1e-9;
}

/* The side of a branch on which the best plan is. */
static int side_of(const bounded *b, const rw_net_branch *by) {
    double mw;
    if (by->kind == RW_NET_BRANCH_DEMAND) return takes_heat(b, by->index);
    if (by->kind == RW_NET_BRANCH_ARC) return is_built(b, by->index, &mw);
    if (by->kind == RW_NET_BRANCH_SIZE) return is_built(b, by->index, &mw) && mw > by->capacity_mw;
    for (int a = 0; a < b->problem->arc_count; ++a)
        if (b->problem->arcs[a].exclusive == by->index && is_built(b, a, &mw)) return 1;
    return 0;
}

static void expect_below(bounded *b, const char *what) {
    const double cost = b->best.cost_eur_per_yr;
    const bool below = b->bound.value <= cost + 1e-7 * fmax(1, fabs(cost));
    if (!below) printf("\n    seed %d, %s: bound %.9g above %.9g\n", b->seed, what, b->bound.value, cost);
    CU_ASSERT_TRUE(below);
}

static void expect_kept(bounded *b, const char *what) {
    int decided;
    const double cost = b->best.cost_eur_per_yr;
    CU_ASSERT_EQUAL_FATAL(rw_net_fix(&b->fixing, cost + 1e-6 * fmax(1, fabs(cost)), &decided), RW_OK);
    for (int n = 0; n < b->best.built_count; ++n) {
        const int k = b->best.built[n].option;
        const bool used = b->bound.alive[k];
        if (!used) printf("\n    seed %d, %s: option %d of the best plan is removed\n", b->seed, what, k);
        CU_ASSERT_TRUE(used);
    }
    for (int j = 0; j < b->problem->demand_count; ++j)
        CU_ASSERT_NOT_EQUAL(b->bound.served[j], takes_heat(b, j) ? RW_NET_NOT_SERVED : RW_NET_SERVED);
}

static void take_toll_steps(bounded *b, int steps, const char *what) {
    rw_net_bound_price(&b->bound);
    CU_ASSERT_EQUAL_FATAL(rw_net_polish_run(b->polish, &b->search, steps), RW_OK);
    expect_below(b, what);
    expect_kept(b, what);
    const double value = b->bound.value;
    CU_ASSERT_EQUAL_FATAL(rw_net_polish_top_up(b->polish), RW_OK);
    expect_below(b, "topped up");
    expect_kept(b, "topped up");
    CU_ASSERT_EQUAL_FATAL(rw_net_polish_take_back(b->polish), RW_OK);
    CU_ASSERT_DOUBLE_EQUAL(b->bound.value, value, 1e-9 * fabs(value));
}

static void follow_best(bounded *b) {
    CU_ASSERT_EQUAL_FATAL(rw_net_ascent_run(&b->ascent, b->best.cost_eur_per_yr, 12), RW_OK);
    CU_ASSERT_EQUAL_FATAL(rw_net_ascent_settle(&b->ascent), RW_OK);
    expect_below(b, "prices");
    expect_kept(b, "prices");
    take_toll_steps(b, 40, "tolls");
    for (int depth = 0; depth < 8; ++depth) {
        rw_net_branch by;
        if (rw_net_branches(&b->bound, b->polish, &by, 1) == 0) break;
        rw_net_decide(&b->bound, &by, side_of(b, &by));
        take_toll_steps(b, 10, "branch");
    }
}

/* At prices and tolls, after removals and along branches: never above the best plan, which stays possible. */
static void bound_one(int seed, generator *generate) {
    rw_context *context = rw_context_create(NULL);
    rw_problem p;
    rw_random random = {(uint64_t)seed};
    rw_problem_start(&p, context);
    CU_ASSERT_EQUAL_FATAL(generate(&p, &random), RW_OK);
    rw_parameters parameters = rw_parameters_default();
    (void)snprintf(parameters.solver, sizeof parameters.solver, "glpk");
    parameters.gap = 0;
    parameters.cost_gap = 1e-9;
    bounded b = {.problem = &p, .seed = seed};
    CU_ASSERT_EQUAL_FATAL(rw_solve(context, &parameters, &p, &b.best), RW_OK);
    if (b.best.outcome == RW_OUTCOME_OPTIMAL) {
        b.search = (rw_search){.context = context,
                               .parameters = &parameters,
                               .problem = &p,
                               .best = &b.best,
                               .deadline_s = RW_INFINITY};
        CU_ASSERT_EQUAL_FATAL(rw_net_bound_start(context, &p, NULL, &b.bound), RW_OK);
        CU_ASSERT_EQUAL_FATAL(rw_net_ascent_start(&b.bound, &b.ascent), RW_OK);
        CU_ASSERT_EQUAL_FATAL(rw_net_fixing_start(&b.bound, &b.fixing), RW_OK);
        CU_ASSERT_EQUAL_FATAL(rw_net_polish_start(&b.bound, &b.polish), RW_OK);
        b.bound.upper = b.best.cost_eur_per_yr;
        follow_best(&b);
        rw_net_polish_free(b.polish);
        rw_net_ascent_free(&b.ascent);
        rw_net_bound_free(&b.bound);
    }
    rw_result_free(&b.best);
    rw_problem_free(&p);
    rw_context_free(context);
}

static void test_bounds(void) {
    for (int seed = 1; seed <= 150 * test_factor(); ++seed) {
        bound_one(seed, random_network);
        if (seed % 2 == 0) bound_one(seed, random_levels);
        bound_one(seed, random_ring);
        if (seed % 2 == 1) bound_one(seed, random_ring_of_levels);
    }
}

/* The plans of our own search alone, from a fixed number of steps and whatever the task brings. */
static double planned_cost(rw_context *context, const rw_problem *p, const rw_task *task, long steps,
                           int threads) {
    const rw_parameters parameters = rw_parameters_default();
    rw_result best;
    rw_network_plans *plans = NULL;
    rw_threads *crew = NULL;
    rw_result_start(&best, context);
    CU_ASSERT_EQUAL_FATAL(rw_result_clear_values(&best, p), RW_OK);
    rw_search search = {.context = context,
                        .parameters = &parameters,
                        .problem = p,
                        .task = task,
                        .best = &best,
                        .bound = -RW_INFINITY,
                        .reference = RW_INFINITY,
                        .deadline_s = RW_INFINITY};
    best.cost_eur_per_yr = RW_INFINITY;
    CU_ASSERT_EQUAL_FATAL(rw_threads_start(context, threads, &crew), RW_OK);
    CU_ASSERT_EQUAL(rw_network_plans_start(&search, crew, NULL, &plans), RW_OK);
    CU_ASSERT_EQUAL(rw_network_plans_improve(plans, steps), RW_OK);
    rw_network_plans_free(plans);
    rw_threads_free(crew);
    const double cost = best.cost_eur_per_yr;
    bool feasible = true;
    char why[RW_WHY_BYTES] = "";
    if (!isinf(cost)) CU_ASSERT_EQUAL(rw_result_feasible(p, &best, 1e-9, &feasible, why), RW_OK);
    if (!feasible) printf("\n    %s\n", why);
    CU_ASSERT_TRUE(feasible);
    rw_result_free(&best);
    return cost;
}

/* No plan is cheaper than the optimum, some share of them or more are as cheap (pipes and grids are so small
 * here that most optima need two ways to a demand at once), and threads do not matter. */
static void expect_plans(generator *generate, int seeds, double share) {
    const rw_task plain = rw_task_plain();
    int problems = 0, optimal = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        rw_context *context = rw_context_create(NULL);
        rw_problem p;
        rw_random random = {(uint64_t)seed};
        double bound;
        rw_problem_start(&p, context);
        CU_ASSERT_EQUAL_FATAL(generate(&p, &random), RW_OK);
        const double exact = bare_cost(context, &p, "glpk", &bound),
                     cost = planned_cost(context, &p, &plain, 2000, 1);
        if (isnan(exact)) {
            CU_ASSERT_TRUE(isinf(cost));
        } else {
            const double rounding = 1e-6 * fmax(1, fabs(exact));
            ++problems;
            optimal += cost <= exact + rounding;
            CU_ASSERT_TRUE(cost >= exact - rounding);
        }
        if (seed <= 10) CU_ASSERT_EQUAL(cost, planned_cost(context, &p, &plain, 2000, 2));
        rw_problem_free(&p);
        rw_context_free(context);
    }
    if (optimal < share * problems) printf("\n    only %d of %d plans are optimal\n", optimal, problems);
    CU_ASSERT_TRUE(optimal >= share * problems);
}

static void test_plans_of_our_own(void) {
    expect_plans(random_network, 100 * test_factor(), 0.5);
    expect_plans(random_levels, 60 * test_factor(), 0.33);
    expect_plans(random_ring_of_levels, 40 * test_factor(), 0.25);
}

static double exact_with(rw_context *context, const rw_problem *p, rw_result *result) {
    rw_parameters parameters = rw_parameters_default();
    parameters.gap = parameters.cost_gap = 0;
    (void)strcpy(parameters.solver, "enumerate");
    CU_ASSERT_EQUAL(rw_solve(context, &parameters, p, result), RW_OK);
    return result->outcome >= RW_OUTCOME_FEASIBLE ? result->cost_eur_per_yr : RW_NAN;
}

static void expect_same_with(rw_context *context, const rw_problem *p, const char *solver,
                             const rw_task *task, double exact) {
    rw_parameters parameters = rw_parameters_default();
    rw_result r;
    parameters.gap = 0;
    parameters.cost_gap = 1e-9;
    (void)snprintf(parameters.solver, sizeof parameters.solver, "%s", solver);
    CU_ASSERT_EQUAL(rw_solve_task(context, &parameters, p, task, &r), RW_OK);
    const double cost = r.outcome >= RW_OUTCOME_FEASIBLE ? r.cost_eur_per_yr : RW_NAN;
    if (isnan(exact)) {
        CU_ASSERT_TRUE(isnan(cost));
    } else {
        (void)test_near(solver, cost, exact, 1e-6);
    }
    rw_result_free(&r);
}

/* A plan to begin at is never lost, and costs that have moved since find their own optimum. */
static void test_beginning(void) {
    for (int seed = 1; seed <= 60 * test_factor(); ++seed) {
        rw_context *context = rw_context_create(NULL);
        rw_problem p;
        rw_result r;
        rw_random random = {(uint64_t)seed};
        int options[32];
        rw_problem_start(&p, context);
        CU_ASSERT_EQUAL_FATAL(random_network(&p, &random), RW_OK);
        const double exact = exact_with(context, &p, &r);
        if (!isnan(exact)) {
            rw_task task = rw_task_plain();
            for (int k = 0; k < r.built_count; ++k) options[k] = r.built[k].option;
            task.options = options;
            task.option_count = r.built_count;
            task.connected = r.demand_connected;
            (void)test_near("begun at the optimum", planned_cost(context, &p, &task, 0, 1), exact, 1e-6);
            for (int k = 0; k < p.option_count; ++k)
                p.options[k].fixed_eur_per_yr *= 0.6 + 0.8 * rw_random_unit(&random);
            rw_result again;
            const double moved = exact_with(context, &p, &again);
            expect_same_with(context, &p, "bnb", &task, moved);
            expect_same_with(context, &p, "glpk", &task, moved);
            rw_result_free(&again);
        }
        rw_result_free(&r);
        rw_problem_free(&p);
        rw_context_free(context);
    }
}

/* -- Streets ------------------------------------------------------------------------------------------- */

static const char town_sources[] = "id,x_m,y_m,heat_mw,temperature_c\n"
                                   "DC1,125000,485000,3,30\nDC2,127000,486000,2,30\n";
static const char town_demands[] = "id,x_m,y_m,kind,heat_mwh,weq\n"
                                   "W1,126000,485500,new,13000,1000\nW2,126500,485000,new,9000,800\n";
static const char town_junctions[] = "id,x_m,y_m\nK1,125500,485000\nK2,126000,485000\nK3,126400,485300\n";
static const char town_trenches[] = "from,to,length_m\nDC1,K1,600\nK1,K2,550\nK2,W1,550\nK2,W2,520\n";

static void open_town(study_run *run, const char *more_trenches, const rw_override *overrides, size_t count) {
    char folder[STUDY_FOLDER_BYTES], trenches[TEST_TEXT_BYTES];
    (void)snprintf(trenches, sizeof trenches, "%s%s", town_trenches, more_trenches);
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", town_sources);
    test_write(folder, "demands.csv", town_demands);
    test_write(folder, "junctions.csv", town_junctions);
    test_write(folder, "trenches.csv", trenches);
    test_write(folder, "pipes.csv", pipes);
    test_write(folder, "parameters.csv",
               "name,value\nband_levels,0.3 1\ngas_eur_per_mwh,80\nheat_pump_fixed_eur,50000\n");
    study_run_folder(run, folder, overrides, count);
    CU_ASSERT_TRUE(run->good);
}

static double town_cost(const char *more_trenches) {
    study_run run;
    open_town(&run, more_trenches, NULL, 0);
    const double cost = run.cost_eur_per_yr;
    study_run_free(&run);
    return cost;
}

/* A street more never makes the best plan dearer, and one that is not used changes nothing. */
static void test_more_streets(void) {
    const double plain = town_cost("");
    const double detour = town_cost("K1,K3,1500\nK3,W2,1500\n"), shortcut = town_cost("W1,W2,720\n");
    (void)test_near("a detour that nobody takes", detour, plain, 1e-7);
    CU_ASSERT_TRUE(shortcut <= plain * (1 + 1e-7));
    CU_ASSERT_TRUE(town_cost("K3,DC2,950\nK2,K3,520\n") <= plain * (1 + 1e-7));
}

/* Two demands in one direction share a pipe as far as K2: every stretch is laid once, carries both, and loses
 * what the source sends for it. */
static void test_shared_trench(void) {
    study_run run;
    open_town(&run, "", NULL, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(run.plan.network);
    CU_ASSERT_EQUAL(run.plan.network->laid_count, 4);
    CU_ASSERT_EQUAL(run.plan.connection_count, 2);
    double fed_mw = 0, lost_mw = 0;
    for (int k = 0; k < run.plan.network->feed_count; ++k) fed_mw += run.plan.network->feeds[k].mw;
    for (int k = 0; k < run.plan.network->laid_count; ++k) {
        const rw_laid *laid = &run.plan.network->laid[k];
        lost_mw += rw_stretch_of(&run.terms, laid->trench, laid->level, laid->pipe).loss_mw;
    }
    (void)test_near("losses are fed", fed_mw, lost_mw, 1e-6);
    for (int k = 0; k < run.plan.connection_count; ++k) {
        const rw_way *way = run.plan.connections[k].way;
        CU_ASSERT_EQUAL(way->laid_count, 3);
        CU_ASSERT_EQUAL(run.plan.network->laid[way->laid[0]].trench, 0);
        CU_ASSERT_EQUAL(run.plan.network->laid[way->laid[1]].trench, 1);
    }
    study_run_free(&run);
}

/* A plan says which options of its problem are built. */
static void test_encoding(void) {
    study_run run;
    open_town(&run, "", NULL, 0);
    study_run_encodes(&run);
    study_run_free(&run);
}

/* -- Random towns -------------------------------------------------------------------------------------- */

enum { PLACES = 8, PAIRS = PLACES * (PLACES - 1) / 2 };
static const struct {
    const char *id;
    double x_m, y_m;
} place[PLACES] = {{"DC1", 125000, 485000}, {"DC2", 127000, 486000}, {"W1", 126000, 485500},
                   {"W2", 126500, 485000},  {"K1", 125500, 485000},  {"K2", 126000, 485000},
                   {"K3", 126400, 485300},  {"K4", 125700, 485600}};

/* Some of all the straight lines between places of the town, of random length; DC1 always has one to K1. */
static void random_streets(uint64_t seed, double length_m[PAIRS]) {
    rw_random random = {seed};
    for (int k = 0; k < PAIRS; ++k) {
        const bool there = rw_random_unit(&random) < 0.4;
        const double detour = rw_random_between(&random, 1, 1.6);
        length_m[k] = there ? detour : 0;
    }
    length_m[3] = 1.1;
    int k = 0;
    for (int a = 0; a < PLACES; ++a)
        for (int b = a + 1; b < PLACES; ++b, ++k)
            length_m[k] *= hypot(place[a].x_m - place[b].x_m, place[a].y_m - place[b].y_m);
}

/* Opens the town with those of the streets that are longer than nothing, named by their number; with source
 * water and heat pumps at two corners, or hot pipes only. */
static void open_streets(study_run *run, const double length_m[PAIRS], bool stations) {
    char folder[STUDY_FOLDER_BYTES], trenches[TEST_TEXT_BYTES] = "";
    test_add(trenches, "id,from,to,length_m\n");
    int k = 0;
    for (int a = 0; a < PLACES; ++a)
        for (int b = a + 1; b < PLACES; ++b, ++k)
            if (length_m[k] > 0)
                test_add(trenches, "%d,%s,%s,%.2f\n", k, place[a].id, place[b].id, length_m[k]);
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", town_sources);
    test_write(folder, "demands.csv", town_demands);
    test_write(folder, "junctions.csv",
               stations ? "id,x_m,y_m,heat_pump\nK1,125500,485000,\nK2,126000,485000,yes\n"
                          "K3,126400,485300,yes\nK4,125700,485600,\n"
                        : "id,x_m,y_m\nK1,125500,485000\nK2,126000,485000\nK3,126400,485300\n"
                          "K4,125700,485600\n");
    test_write(folder, "trenches.csv", trenches);
    test_write(folder, "pipes.csv", pipes);
    test_write(folder, "parameters.csv",
               stations ? "name,value\nband_levels,0.3 1\ngas_eur_per_mwh,80\n"
                        : "name,value\nband_levels,0.3 1\ngas_eur_per_mwh,80\nwater_supply_level_c,90\n"
                          "water_return_level_c,70\n");
    study_run_folder(run, folder, NULL, 0);
    CU_ASSERT_TRUE(run->good);
}

/* What comes into a junction is what leaves it, with what the leaving pipes lose, for every commodity. */
static void expect_balance(const study_run *run) {
    const rw_problem *p = &run->model.problem;
    const rw_result *r = &run->result;
    const size_t nodes = (size_t)(p->source_count + p->demand_count + p->junction_count),
                 commodities = (size_t)p->commodity_count;
    double *net_mw = rw_allocate(run->context, nodes * commodities, sizeof *net_mw), worst_mw = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(net_mw);
    for (int k = 0; k < r->built_count; ++k) {
        const rw_problem_arc *arc = &p->arcs[r->built[k].arc];
        for (int s = 0; s < arc->slot_count; ++s) {
            const size_t c = (size_t)p->slot_commodity[arc->first_slot + s],
                         f = r->built[k].first_flow + (size_t)s;
            net_mw[(size_t)arc->head * commodities + c] += r->flow_mw[f];
            net_mw[(size_t)arc->tail * commodities + c] -=
                p->options[r->built[k].option].draw * r->flow_mw[f] + r->loss_mw[f];
        }
    }
    for (size_t v = (size_t)(p->source_count + p->demand_count); v < nodes; ++v)
        for (size_t c = 0; c < commodities; ++c) worst_mw = fmax(worst_mw, fabs(net_mw[v * commodities + c]));
    if (worst_mw > 1e-6) printf("\n    out of balance by %g MW\n", worst_mw);
    CU_ASSERT_TRUE(worst_mw <= 1e-6);
    rw_release(run->context, net_mw);
}

/* In every town: flows balance; without the streets that no pipe lies in the best plan costs the same; with
 * one more it costs no more. */
static void test_random_towns(void) {
    for (int k = 0; k < 5 * test_factor(); ++k) {
        study_run run;
        double length_m[PAIRS], used_m[PAIRS] = {0};
        char what[64];
        const bool stations = k % 2 == 1;
        random_streets(700 + (uint64_t)k, length_m);
        open_streets(&run, length_m, stations);
        expect_balance(&run);
        const double cost = run.cost_eur_per_yr;
        for (int n = 0; run.good && n < run.plan.network->laid_count; ++n) {
            const int street = atoi(run.study->trenches[run.plan.network->laid[n].trench].id);
            used_m[street] = length_m[street];
        }
        used_m[3] = length_m[3];
        study_run_free(&run);
        open_streets(&run, used_m, stations);
        (void)snprintf(what, sizeof what, "town %d without unused streets", k);
        (void)test_near(what, run.cost_eur_per_yr, cost, 1e-7);
        study_run_free(&run);
        const int more = k % PAIRS;
        length_m[more] = length_m[more] > 0 ? length_m[more] * 0.97 : 2400;
        open_streets(&run, length_m, stations);
        CU_ASSERT_TRUE(run.cost_eur_per_yr <= cost * (1 + 1e-7));
        study_run_free(&run);
    }
}

/* -- Judging ------------------------------------------------------------------------------------------- */

static void expect_rejected(study_run *run, const char *what, const char *why) {
    const rw_status status = rw_plan_verify(run->context, &run->terms, &run->plan);
    bool said = false;
    for (size_t k = 0; k < rw_context_finding_count(run->context); ++k)
        said = said || strstr(rw_context_finding(run->context, k)->message, why);
    if (status != RW_ERROR_REJECTED || !said) printf("\n    not noticed: %s\n", what);
    CU_ASSERT_EQUAL(status, RW_ERROR_REJECTED);
    CU_ASSERT_TRUE(said);
}

/* Every rule of a network, broken one at a time in a plan that keeps them all. */
static void test_broken_networks(void) {
    for (int fault = 0; fault < 7; ++fault) {
        study_run run;
        open_town(&run, "", NULL, 0);
        rw_network n = *run.plan.network;
        rw_connection *c = &run.plan.connections[0];
        rw_way way = *c->way;
        static const char *const why[] = {"takes",     "the sources send", "has no heat pump",
                                          "is broken", "ends somewhere",   "two pipes of one level",
                                          "do not fit"};
        run.plan.network = &n;
        switch (fault) {
        case 0:
            n.laid[0].pipe = 0; /* the trunk in the small diameter */
            break;
        case 1:
            n.feed_count = 0;
            break;
        case 2:
            n.machine_count = 0;
            break;
        case 3:
            way.laid += 1;
            way.laid_count -= 1;
            c->way = &way;
            break;
        case 4:
            way.laid_count -= 1;
            c->way = &way;
            break;
        case 5:
            n.laid[3] = n.laid[2];
            break;
        default:
            n.lives[c->way->life].exit_plan = RW_EXIT_STOP;
            break;
        }
        expect_rejected(&run, why[fault], why[fault]);
        study_run_free(&run);
    }
}

static double last_metres_cost(double extra_eur, bool *connected) {
    char folder[STUDY_FOLDER_BYTES], trenches[TEST_TEXT_BYTES];
    study_run run;
    (void)snprintf(trenches, sizeof trenches,
                   "from,to,length_m,extra_eur\nDC1,K1,600,0\nK1,W1,800,0\nK1,W2,1050,%.3f\n", extra_eur);
    test_folder(folder, sizeof folder);
    test_write(folder, "sources.csv", town_sources);
    test_write(folder, "demands.csv", town_demands);
    test_write(folder, "junctions.csv", town_junctions);
    test_write(folder, "trenches.csv", trenches);
    test_write(folder, "pipes.csv", pipes);
    test_write(folder, "parameters.csv", "name,value\nband_levels,0.3 1\ngas_eur_per_mwh,80\n");
    study_run_folder(&run, folder, NULL, 0);
    CU_ASSERT_TRUE(run.good);
    const double cost = run.cost_eur_per_yr;
    if (connected && run.good) *connected = run.plan.demand_connected[1];
    study_run_free(&run);
    return cost;
}

/* W2 is connected if and only if what it gains exceeds the cost of its last metres: a crossing of EUR E costs
 * E (a(r, 40) + 0.01) D(30) a(r, 30) a year in a pipe that a substitute keeps in use to the horizon. */
static void test_break_even(void) {
    const double r = 0.06, per_eur = (rw_annuity_factor(r, 40) + 0.01) * rw_discounted_years(r, 30) *
                                     rw_annuity_factor(r, 30);
    const double with_eur = last_metres_cost(0, NULL), without_eur = last_metres_cost(1e8, NULL);
    const double worth_eur = (without_eur - with_eur) / per_eur;
    bool connected = false;
    CU_ASSERT_TRUE(worth_eur > 100000);
    (void)last_metres_cost(worth_eur * 0.999, &connected);
    CU_ASSERT_TRUE(connected);
    (void)test_near("just too dear", last_metres_cost(worth_eur * 1.001, &connected), without_eur, 1e-7);
    CU_ASSERT_FALSE(connected);
}

void suite_network(void) {
    CU_pSuite suite = CU_add_suite("network", NULL, NULL);
    CU_add_test(suite, "a star is the matching problem", test_star_is_matching);
    CU_add_test(suite, "enumerate, GLPK and our own agree", test_solvers_agree);
    CU_add_test(suite, "many bands", test_many_bands);
    CU_add_test(suite, "bounds of networks", test_bounds);
    CU_add_test(suite, "plans of our own", test_plans_of_our_own);
    CU_add_test(suite, "a plan to begin at", test_beginning);
    CU_add_test(suite, "more streets", test_more_streets);
    CU_add_test(suite, "a shared trench", test_shared_trench);
    CU_add_test(suite, "a plan as options", test_encoding);
    CU_add_test(suite, "random towns", test_random_towns);
    CU_add_test(suite, "broken networks are rejected", test_broken_networks);
    CU_add_test(suite, "break-even of the last metres", test_break_even);
}
