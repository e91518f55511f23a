/* What must hold of any bare problem, whatever its numbers: money in other units, things in another order,
 * one more possibility, a little more room, the same question twice. */
#include "base/failure.h"
#include "base/number.h"
#include "property/random_problem.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <restwarmte/solver.h>
#include <stdio.h>
#include <string.h>

enum { PROBLEMS = 120, BINARIES = 24 };

/* How a problem is copied; its limits are left out. */
typedef struct change {
    double money;  /* factor on everything in EUR */
    double room;   /* factor on capacities of pipes and sources */
    bool reversed; /* sources and demands last to first */
    int left_out;  /* an option, -1 = none */
    int doubled;   /* an option that is offered twice, -1 = none */
} change;

static const change same = {1, 1, false, -1, -1};

static int placed(int index, int count, bool reversed) {
    return reversed ? count - 1 - index : index;
}

static rw_status copy_nodes(const rw_problem *from, const change *how, rw_problem *to) {
    for (int n = 0; n < from->source_count; ++n) {
        rw_problem_source s = from->sources[placed(n, from->source_count, how->reversed)];
        s.open_eur_per_yr *= how->money;
        s.capacity_mw *= how->room;
        RW_TRY(rw_problem_add_source(to, s));
    }
    for (int g = 0; g < from->place_count; ++g) {
        rw_problem_place place = from->places[g];
        place.extra_eur_per_mwe_yr *= how->money;
        RW_TRY(rw_problem_add_place(to, place));
    }
    for (int n = 0; n < from->demand_count; ++n) {
        rw_problem_demand d = from->demands[placed(n, from->demand_count, how->reversed)];
        const int first = d.first_band, count = d.band_count;
        d.connect_eur_per_yr *= how->money;
        d.skip_eur_per_yr *= how->money;
        RW_TRY(rw_problem_add_demand(to, d));
        for (int b = first; b < first + count; ++b) {
            rw_problem_band band = from->bands[b];
            band.backup_eur_per_mw_yr *= how->money;
            RW_TRY(rw_problem_add_band(to, band));
        }
    }
    return RW_OK;
}

static rw_status copy_option(const rw_problem *from, const rw_problem_arc *arc, int k, const change *how,
                             rw_problem *to) {
    double unit[8];
    rw_option o = from->options[arc->first_option + k];
    CU_ASSERT_TRUE_FATAL(arc->slot_count <= 8);
    for (int s = 0; s < arc->slot_count; ++s)
        unit[s] = how->money * from->unit_eur_per_mw_yr[arc->first_unit + (size_t)(k * arc->slot_count + s)];
    o.fixed_eur_per_yr *= how->money;
    o.capacity_mw *= how->room;
    RW_TRY(rw_problem_add_option(to, o, unit));
    return arc->first_option + k == how->doubled ? rw_problem_add_option(to, o, unit) : RW_OK;
}

static rw_status copy_arcs(const rw_problem *from, const change *how, rw_problem *to) {
    for (int n = 0; n < from->arc_count; ++n) {
        const rw_problem_arc *arc = &from->arcs[placed(n, from->arc_count, how->reversed)];
        const int tail = placed(arc->tail, from->source_count, how->reversed);
        const int head =
            from->source_count + placed(arc->head - from->source_count, from->demand_count, how->reversed);
        RW_TRY(rw_problem_add_arc(to, tail, head, arc->forced, arc->exclusive));
        for (int k = 0; k < arc->option_count; ++k)
            if (arc->first_option + k != how->left_out) RW_TRY(copy_option(from, arc, k, how, to));
    }
    return RW_OK;
}

static rw_status copy(const rw_problem *from, const change *how, rw_problem *to) {
    rw_problem_start(to, from->context);
    RW_TRY(copy_nodes(from, how, to));
    return copy_arcs(from, how, to);
}

/* Infinite when there is no solution. */
typedef struct answer {
    bool good; /* solved to the end, and the bound not above the cost */
    double cost, bound;
} answer;

static answer solve_changed(const rw_problem *problem, change how) {
    rw_parameters parameters = rw_parameters_default();
    rw_problem changed;
    rw_result r;
    answer a = {false, RW_INFINITY, RW_INFINITY};
    parameters.gap = 0;
    (void)strcpy(parameters.solver, "glpk");
    if (copy(problem, &how, &changed) == RW_OK) {
        a.good =
            rw_solve(problem->context, &parameters, &changed, &r) == RW_OK && r.outcome != RW_OUTCOME_UNKNOWN;
        if (a.good && r.outcome != RW_OUTCOME_INFEASIBLE) {
            a.cost = r.cost_eur_per_yr;
            a.bound = r.bound_eur_per_yr;
            /* With nothing to gain the search ends within a millionth (MODEL 8). */
            a.good = a.bound <= a.cost && a.cost - a.bound <= 1e-6 * fmax(1, fabs(a.cost));
        }
        rw_result_free(&r);
    }
    rw_problem_free(&changed);
    return a;
}

/* Both are rounded and solved to a tolerance. */
static bool equal(double a, double b) {
    return a == b || fabs(a - b) <= 1e-6 * fmax(1, fmax(fabs(a), fabs(b)));
}

static bool not_more(double a, double b) {
    return a <= b || equal(a, b);
}

/* A rule about a problem and its answer. */
typedef bool rule(const rw_problem *problem, const answer *plain);

static void for_random_problems(uint64_t first_seed, rule *holds) {
    int wrong = 0, solved = 0;
    for (int n = 0; n < PROBLEMS * test_factor() && wrong < 10; ++n) {
        rw_context *context = rw_context_create(NULL);
        rw_problem problem;
        const uint64_t seed = first_seed + (uint64_t)n;
        CU_ASSERT_EQUAL_FATAL(random_problem(context, seed, BINARIES, &problem), RW_OK);
        const answer plain = solve_changed(&problem, same);
        const bool good = plain.good && holds(&problem, &plain);
        if (!good)
            printf("\n    seed %llu: %.9g, bound %.9g %s\n", (unsigned long long)seed, plain.cost,
                   plain.bound, rw_context_message(context));
        wrong += !good;
        solved += isfinite(plain.cost) != 0;
        rw_problem_free(&problem);
        rw_context_free(context);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_TRUE(solved > PROBLEMS / 4); /* otherwise the rule says little */
}

static bool money_scales(const rw_problem *problem, const answer *plain) {
    change how = same;
    how.money = 8;
    const answer eight = solve_changed(problem, how);
    return eight.good && equal(eight.cost, 8 * plain->cost);
}

static bool order_does_not_matter(const rw_problem *problem, const answer *plain) {
    change how = same;
    how.reversed = true;
    const answer reversed = solve_changed(problem, how);
    return reversed.good && equal(reversed.cost, plain->cost);
}

static bool a_possibility_less_never_helps(const rw_problem *problem, const answer *plain) {
    for (int k = 0; k < problem->option_count; ++k) {
        change how = same;
        how.left_out = k;
        const answer less = solve_changed(problem, how);
        if (!less.good || !not_more(plain->cost, less.cost)) {
            printf("\n    without option %d: %.9g", k, less.cost);
            return false;
        }
    }
    return true;
}

static bool the_same_option_twice_changes_nothing(const rw_problem *problem, const answer *plain) {
    if (problem->option_count == 0) return true;
    change how = same;
    how.doubled = problem->option_count / 2;
    const answer twice = solve_changed(problem, how);
    return twice.good && equal(twice.cost, plain->cost);
}

/* Of sources with a minimum used share more room also asks for more use. */
static bool more_room_never_costs_more(const rw_problem *problem, const answer *plain) {
    for (int i = 0; i < problem->source_count; ++i)
        if (problem->sources[i].min_used_share > 0) return true;
    change how = same;
    how.room = 1.25;
    const answer roomy = solve_changed(problem, how);
    return roomy.good && not_more(roomy.cost, plain->cost);
}

static bool asking_twice_gives_the_same(const rw_problem *problem, const answer *plain) {
    const answer again = solve_changed(problem, same);
    return again.good && again.cost == plain->cost && again.bound == plain->bound;
}

static void test_money(void) {
    for_random_problems(20000, money_scales);
}
static void test_order(void) {
    for_random_problems(21000, order_does_not_matter);
}
static void test_less(void) {
    for_random_problems(22000, a_possibility_less_never_helps);
}
static void test_double(void) {
    for_random_problems(23000, the_same_option_twice_changes_nothing);
}
static void test_room(void) {
    for_random_problems(24000, more_room_never_costs_more);
}
static void test_again(void) {
    for_random_problems(25000, asking_twice_gives_the_same);
}

void suite_problem_rules(void) {
    CU_pSuite suite = CU_add_suite("problem rules", NULL, NULL);
    (void)CU_add_test(suite, "money in other units", test_money);
    (void)CU_add_test(suite, "things in another order", test_order);
    (void)CU_add_test(suite, "one possibility less never helps", test_less);
    (void)CU_add_test(suite, "the same option twice changes nothing", test_double);
    (void)CU_add_test(suite, "more room never costs more", test_room);
    (void)CU_add_test(suite, "asking twice gives the same", test_again);
}
