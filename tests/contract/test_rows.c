/* MODEL 6 and 7 row by row: for each row a problem in which that row decides, its optimum worked out by hand,
 * and every solver must find it. Solvers share the builder of rows, so comparing them with each other would
 * not show a wrong one. The text form is that of solvers/README.md. */
#include "base/number.h"
#include "base/text.h"
#include "common/result.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <restwarmte/solver.h>
#include <stdio.h>
#include <string.h>

static char folder[256];
static size_t asked; /* how often a solver could take a problem */

typedef struct given_problem {
    const char *what, *text;
    double cost; /* infinite: there is no solution */
} given_problem;

static void read_problem(rw_context *context, const char *text, rw_problem *problem) {
    char path[300];
    rw_text lines;
    rw_text_start(&lines, context);
    rw_text_addf(&lines, "restwarmte-problem 1\n%send\n", text);
    test_write(folder, "problem.txt", rw_text_string(&lines));
    (void)snprintf(path, sizeof path, "%s/problem.txt", folder);
    const rw_status status = rw_problem_read(context, path, problem);
    for (size_t i = 0; i < rw_context_finding_count(context); ++i)
        printf("\n    line %d: %s", rw_context_finding(context, i)->line,
               rw_context_finding(context, i)->message);
    CU_ASSERT_EQUAL_FATAL(status, RW_OK);
    rw_text_free(&lines);
}

static bool can_take(const rw_solver *solver, const rw_problem *p) {
    if (p->junction_count > 0 && !(solver->capabilities & RW_CAPABLE_NETWORKS)) return false;
    return p->limit_count == 0 || (solver->capabilities & RW_CAPABLE_LIMITS);
}

static bool right_answer(rw_context *context, const given_problem *given, const rw_problem *p,
                         const rw_result *r) {
    bool feasible = false;
    char why[RW_WHY_BYTES] = "";
    if (isinf(given->cost)) return r->outcome == RW_OUTCOME_INFEASIBLE;
    return r->outcome == RW_OUTCOME_OPTIMAL && fabs(r->cost_eur_per_yr - given->cost) <= 1e-6 &&
           r->bound_eur_per_yr <= r->cost_eur_per_yr && r->bound_eur_per_yr >= given->cost - 1e-3 &&
           rw_result_feasible(p, r, 1e-6, &feasible, why) == RW_OK && feasible &&
           fabs(rw_result_cost_of(p, r) - given->cost) <= 1e-6 && rw_context_error_count(context) == 0;
}

static void ask(const rw_solver *solver, const given_problem *given) {
    rw_context *context = rw_context_create(NULL);
    rw_parameters parameters = rw_parameters_default();
    rw_problem problem;
    rw_result r;
    parameters.gap = 0;
    (void)snprintf(parameters.solver, sizeof parameters.solver, "%s", solver->name);
    read_problem(context, given->text, &problem);
    if (can_take(solver, &problem)) {
        const rw_status status = rw_solve(context, &parameters, &problem, &r);
        const bool good = status == RW_OK && right_answer(context, given, &problem, &r);
        if (!good)
            printf("\n    %s, %s: status %d, %s %.9g (bound %.9g), expected %.9g %s\n", given->what,
                   solver->name, (int)status, rw_outcome_name(r.outcome), r.cost_eur_per_yr,
                   r.bound_eur_per_yr, given->cost, rw_context_message(context));
        CU_ASSERT_TRUE(good);
        rw_result_free(&r);
        ++asked;
    }
    rw_problem_free(&problem);
    rw_context_free(context);
}

static void ask_all(const given_problem *given, size_t count) {
    const rw_solver *solver;
    test_folder(folder, sizeof folder);
    asked = 0;
    for (size_t i = 0; i < count; ++i)
        for (size_t s = 0; (solver = rw_solver_describe(s)); ++s) ask(solver, &given[i]);
    CU_ASSERT_TRUE(asked >= count); /* every problem was taken by one solver at least */
}

#define ASK(...)                                                                                             \
    do {                                                                                                     \
        static const given_problem given[] = {__VA_ARGS__};                                                  \
        ask_all(given, sizeof given / sizeof *given);                                                        \
    } while (0)

/* One source of 2 MW that costs 30 to open, one demand of 1 MW with a backup of 500 per MW, one pipe of 100
 * that delivers at 50 per MW: 30 + 100 + 50 = 180. */
#define SOURCE "source 2 30 0 1\n"
#define MUST   "demand must 0 0 0 - - 0 1\n"
#define BAND   "band 1 1 500\n"
#define ARC    "arc s1 d1 free -\n"
#define OPTION "option 1 0 1 0 0 0 5 100 - 50\n"

static void test_demand_rows(void) {
    ASK({"the problem itself", SOURCE MUST BAND ARC OPTION, 180},
        /* 0.6 MW coupled at 50, the other 0.4 left to a backup of 400 (450 from the source). */
        {"bands apart",
         SOURCE MUST "band 0.6 2 500\nband 0.4 1 400\n" ARC "option 1 0 1 0 0 0 5 100 - 50 450\n",
         30 + 100 + 30 + 160},
        {"a band of no width",
         SOURCE MUST "band 0 2 500\nband 1 1 500\n" ARC "option 1 0 1 0 0 0 5 100 - 50 50\n", 180},
        {"nobody delivers", "demand must 0 0 0 - - 0 1\nband 0.5 1 100\nband 0.25 1 300\n", 50 + 75},
        {"a source without demands", SOURCE, 0}, {"no heat at all", MUST "band 1 1 -\n", RW_INFINITY});
}

static void test_pipe_rows(void) {
    /* carry x + carry0 <= U */
    ASK({"part of it fits", SOURCE MUST BAND ARC "option 1 0.1 1 0 0 0 0.7 100 - 50\n",
         130 + 0.6 * 50 + 0.4 * 500},
        {"source water carries more", SOURCE MUST BAND ARC "option 0.8 0.1 1 0 0 0 0.7 100 - 50\n",
         130 + 0.75 * 50 + 0.25 * 500},
        {"bands share the pipe",
         SOURCE MUST "band 0.6 2 500\nband 0.6 1 300\n" ARC "option 1 0 1 0 0 0 1 100 - 50 50\n",
         130 + 50 + 0.2 * 300},
        {"loss fills the pipe", SOURCE MUST BAND ARC "option 1 0.7 1 0 0 0 0.7 0 - 50\n", 500});
}

static void test_one_option_per_arc(void) {
    /* Two of half the size together would cost 120. */
    ASK({"not two", SOURCE MUST BAND ARC "option 1 0 1 0 0 0 0.5 20 - 50\noption 1 0 1 0 0 0 0.5 20 - 50\n",
         30 + 20 + 25 + 250},
        {"the better one", SOURCE MUST BAND ARC "option 1 0 1 0 0 0 0.5 20 - 50\n" OPTION, 180});
}

#define TWO MUST "band 1 1 500\n" MUST "band 1 1 400\n"

static void test_source_rows(void) {
    ASK({"opened once for two", SOURCE TWO ARC OPTION "arc s1 d2 free -\n" OPTION, 30 + 2 * 150},
        /* 1.5 MW for two: the dearer backup is replaced first. */
        {"capacity", "source 1.5 30 0 1\n" TWO ARC OPTION "arc s1 d2 free -\n" OPTION,
         30 + 200 + 1.5 * 50 + 0.5 * 400},
        {"losses are drawn too",
         "source 1.5 30 0 1\n" TWO ARC "option 1 0 1 0.1 0 0 5 100 - 50\narc s1 d2 free -\n"
         "option 1 0 1 0.1 0 0 5 100 - 50\n",
         30 + 200 + 1.3 * 50 + 0.7 * 400},
        /* A pump needs 0.5 MW of source heat per MW: 0.4 MW give 0.8. */
        {"draw", "source 0.4 30 0 1\n" MUST BAND ARC "option 1 0 0.5 0 0 0 5 100 - 50\n",
         130 + 0.8 * 50 + 0.2 * 500});
}

static void test_used_rows(void) {
    /* Half of the demand has a backup of 20, cheaper than the source: 130 + 25 + 10 without the rule. With
     * 0.4 x 2 MW at least, 0.3 MW of it come from the source all the same. */
    ASK({"no rule", SOURCE MUST "band 0.5 2 500\nband 0.5 1 20\n" ARC "option 1 0 1 0 0 0 5 100 - 50 50\n",
         165},
        {"least use",
         "source 2 30 0.4 1\n" MUST "band 0.5 2 500\nband 0.5 1 20\n" ARC
         "option 1 0 1 0 0 0 5 100 - 50 50\n",
         130 + 0.8 * 50 + 0.2 * 20},
        {"or not at all", "source 2 30 0.8 1\n" MUST BAND ARC OPTION, 500},
        {"losses count as use", "source 2 30 0.5 1\n" MUST BAND ARC "option 1 0.1 0.9 0.1 0 0 5 100 - 50\n",
         180});
}

static void test_share_rows(void) {
    /* Available for 0.9 of 2 hours: 1.35 MWh are 0.75 MW, dearer than the backup. */
    ASK({"least share",
         "source 2 30 0 0.9\ndemand must 0 0 1.35 - - 0 1\nband 1 2 500\n" ARC
         "option 1 0 1 0 0 0 5 100 - 600\n",
         130 + 0.75 * 600 + 0.25 * 500},
        {"skipped instead",
         "source 2 30 0 0.9\ndemand free 0 700 1.35 - - 0 1\nband 1 2 500\n" ARC
         "option 1 0 1 0 0 0 5 100 - 600\n",
         700},
        {"more than there is", "source 2 30 0 0.9\ndemand must 0 0 1.81 - - 0 1\nband 1 2 500\n" ARC OPTION,
         RW_INFINITY},
        {"nobody to deliver it", "demand must 0 0 0.1 - - 0 1\nband 1 2 500\n", RW_INFINITY});
}

static void test_new_networks(void) {
    ASK({"skipped", SOURCE "demand free 0 170 0 - - 0 1\n" BAND ARC OPTION, 170},
        {"connected", SOURCE "demand free 10 200 0 - - 0 1\n" BAND ARC OPTION, 190},
        {"connected to its backup", "demand free 5 170 0 - - 0 1\nband 1 1 100\n", 105},
        {"contributions pay for it", SOURCE "demand free -50 10 0 - - 0 1\nband 1 1 30\n" ARC OPTION, -20},
        {"forced pairs connect it", SOURCE "demand free 7 0 0 - - 0 1\n" BAND "arc s1 d1 forced -\n" OPTION,
         187},
        {"subsidy", SOURCE MUST BAND ARC "option 1 0 1 0 0 0 5 100 - -20\n", 110});
}

/* Two sources that cost nothing to open, each with a pipe of 0.5 MW for 10: one 285, both 70. */
#define HALVES                                                                                               \
    BAND "arc s1 d1 free -\noption 1 0 1 0 0 0 0.5 10 - 50\narc s2 d1 free -\noption 1 0 1 0 0 0 0.5 10 - "  \
         "50\n"
#define PAIR "source 2 0 0 1\nsource 2 0 0 1\n"

static void test_arcs_and_exclusive_rows(void) {
    ASK({"as many as wanted", PAIR MUST HALVES, 70},
        {"two at most", PAIR "demand must 0 0 0 2 - 0 1\n" HALVES, 70},
        {"one at most", PAIR "demand must 0 0 0 1 - 0 1\n" HALVES, 10 + 25 + 250},
        {"exclude each other",
         PAIR MUST BAND "arc s1 d1 free 1\noption 1 0 1 0 0 0 0.5 10 - 50\n"
                        "arc s2 d1 free 1\noption 1 0 1 0 0 0 0.5 10 - 50\n",
         10 + 25 + 250},
        {"two pairs of numbers",
         PAIR MUST BAND "arc s1 d1 free 1\noption 1 0 1 0 0 0 0.5 10 - 50\n"
                        "arc s2 d1 free 2\noption 1 0 1 0 0 0 0.5 10 - 50\n",
         70},
        {"both forced, one allowed",
         PAIR "demand must 0 0 0 1 - 0 1\n" BAND "arc s1 d1 forced -\noption 1 0 1 0 0 0 0.5 10 - 50\n"
              "arc s2 d1 forced -\noption 1 0 1 0 0 0 0.5 10 - 50\n",
         RW_INFINITY});
}

static void test_power_rows(void) {
    /* 0.5 x + 0.05 <= 0.1 + r. A MW gains 450, so a MWe 900: 0.2 MWe more at 100 are bought, at 1,000 not. */
    ASK({"power is bought", SOURCE "place 0.1 0.2 100\n" MUST BAND ARC "option 1 0 1 0 0.5 0.05 5 100 1 50\n",
         130 + 0.5 * 50 + 0.5 * 500 + 20},
        {"power is too dear",
         SOURCE "place 0.1 0.2 1000\n" MUST BAND ARC "option 1 0 1 0 0.5 0.05 5 100 1 50\n", 500},
        {"another place has plenty",
         SOURCE "place 0.1 0 0\nplace 9 0 0\n" MUST BAND ARC "option 1 0 1 0 0.5 0.05 5 100 2 50\n", 180},
        {"an electric backup asks first",
         SOURCE "place 0.1 0.2 100\ndemand must 0 0 0 - 1 0.15 1\n" BAND ARC
                "option 1 0 1 0 0.5 0.05 5 100 1 50\n",
         500 + 5},
        {"and may ask too much", "place 0.1 0.04 100\ndemand must 0 0 0 - 1 0.15 1\n" BAND, RW_INFINITY},
        {"a skipped network asks nothing", "place 0.1 0.04 100\ndemand free 0 900 0 - 1 0.15 1\n" BAND, 900});
}

static void test_limit_rows(void) {
    ASK({"budget for pipe and coupling", SOURCE MUST BAND ARC OPTION "limit 130\nopen 1 30\nfixed 1 100\n",
         180},
        {"not enough of it", SOURCE MUST BAND ARC OPTION "limit 129\nopen 1 30\nfixed 1 100\n", 500},
        {"on what is delivered", SOURCE MUST BAND ARC OPTION "limit 0.4\nunit 1 1\n", 130 + 20 + 300},
        {"on the backup", SOURCE MUST BAND ARC "option 1 0 1 0 0 0 5 100 - 600\nlimit 0.3\nbackup 1 1\n",
         130 + 420 + 150},
        {"on skipping", SOURCE "demand free 10 170 0 - - 0 1\n" BAND ARC OPTION "limit 0\nskip 1 1\n", 190},
        {"on connecting", SOURCE "demand free 10 900 0 - - 0 1\n" BAND ARC OPTION "limit 0\nconnect 1 1\n",
         900},
        {"two at once", SOURCE MUST BAND ARC OPTION "limit 0.4\nunit 1 1\nlimit 0.5\nbackup 1 1\n",
         RW_INFINITY});
}

/* A trunk from the source to a junction, and branches to two demands. */
#define TRUNK(capacity) "arc s1 j1 free -\noption 1 0 1 0 0 0 " capacity " 100 - 10\n"
#define BRANCHES(loss)                                                                                       \
    "arc j1 d1 free -\noption 1 " loss " 1 " loss " 0 0 5 20 - 5\narc j1 d2 free -\noption 1 " loss          \
    " 1 " loss " 0 0 5 20 - 5\n"
#define NODES SOURCE MUST BAND MUST BAND "junctions 1\ncommodity 1 1 1\n"

static void test_networks(void) {
    ASK({"a shared trench", NODES TRUNK("5") BRANCHES("0"), 30 + 100 + 40 + 20 + 10},
        {"of 1.5 MW", NODES TRUNK("1.5") BRANCHES("0"), 30 + 100 + 40 + 1.5 * 15 + 0.5 * 500},
        /* 2 MW into the junction, 0.2 lost behind it. */
        {"with losses", NODES TRUNK("5") BRANCHES("0.1"), 30 + 100 + 40 + 2 * 10 + 1.8 * 5 + 0.2 * 500},
        {"one direction of two",
         NODES TRUNK("5") "arc j1 d1 free 1\noption 1 0 1 0 0 0 5 20 - 5\narc j1 d2 free 1\n"
                          "option 1 0 1 0 0 0 5 20 - 5\n",
         30 + 100 + 20 + 10 + 5 + 500});
}

void suite_contract_rows(void) {
    CU_pSuite suite = CU_add_suite("rows of the model, every solver", NULL, NULL);
    (void)CU_add_test(suite, "demand", test_demand_rows);
    (void)CU_add_test(suite, "pipe", test_pipe_rows);
    (void)CU_add_test(suite, "one option per arc", test_one_option_per_arc);
    (void)CU_add_test(suite, "source", test_source_rows);
    (void)CU_add_test(suite, "least used share", test_used_rows);
    (void)CU_add_test(suite, "least share of a demand", test_share_rows);
    (void)CU_add_test(suite, "networks that may be skipped", test_new_networks);
    (void)CU_add_test(suite, "sources per demand, exclusive arcs", test_arcs_and_exclusive_rows);
    (void)CU_add_test(suite, "power", test_power_rows);
    (void)CU_add_test(suite, "limits", test_limit_rows);
    (void)CU_add_test(suite, "shared trenches", test_networks);
}
