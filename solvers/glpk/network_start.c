/* Dynamic slope scaling (Kim and Pardalos 1999). Every arc is allowed its largest pipe at a price per MW, in
 * a linear program without any yes or no; the price is what the pipe that the last flow needed costs, over
 * that flow. What flows in the end is built in the smallest pipes that take it, and the polish finds the best
 * flows for those. */
#include "glpk/network_start.h"
#include "base/clock.h"
#include "base/number.h"
#include "common/network_graph.h"
#include "common/result.h"
#include "glpk/guard.h"
#include "glpk/load.h"
#include "glpk/polish.h"

enum { ROUNDS = 12 };
static const double least_mw = 1e-4;

typedef struct scaling {
    rw_search *search;
    const rw_problem *problem;
    rw_arena arena;
    rw_rows rows;
    rw_triplets triplets;
    int *carrier;                    /* by arc: the option with the most room, -1 for none */
    double *carried;                 /* by arc: MW of the last round, losses included */
    double *values;                  /* of the columns */
    int *chosen;                     /* by arc: the option to build, -1 */
    int *best_of_set;                /* by exclusive number: the arc that carries most */
    unsigned char *connect;          /* by demand */
    double *price;                   /* of the carriers, EUR/yr */
    int *row_status, *column_status; /* basis of the last round: only prices have changed since */
    bool solved;
} scaling;

/* -- The linear program -------------------------------------------------------------------------------- */

static void choose_carriers(scaling *s) {
    const rw_problem *p = s->problem;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        s->carrier[a] = -1;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            rw_column_bounds *z = &s->rows.columns.item[s->rows.z[k]];
            if (z->upper <= 0) continue;
            if (s->carrier[a] < 0 ||
                rw_network_room(&p->options[k]) > rw_network_room(&p->options[s->carrier[a]]))
                s->carrier[a] = k;
        }
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            if (k != s->carrier[a]) s->rows.columns.item[s->rows.z[k]].upper = 0;
        if (s->carrier[a] >= 0) s->price[a] = s->rows.columns.item[s->rows.z[s->carrier[a]]].cost;
    }
    for (size_t c = 0; c < s->rows.columns.count; ++c) s->rows.columns.item[c].binary = false;
}

/* The cheapest option that takes the flow. */
static int option_for(const scaling *s, int a, double mw) {
    const rw_problem *p = s->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    int best = s->carrier[a];
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
        if (rw_network_room(&p->options[k]) >= mw &&
            p->options[k].fixed_eur_per_yr < p->options[best].fixed_eur_per_yr)
            best = k;
    return best;
}

static void take_basis(const scaling *s, glp_prob *lp) {
    for (size_t r = 0; r < s->rows.rows.count; ++r) glp_set_row_stat(lp, (int)r + 1, s->row_status[r]);
    for (size_t c = 0; c < s->rows.columns.count; ++c) glp_set_col_stat(lp, (int)c + 1, s->column_status[c]);
}

static void keep_solution(scaling *s, glp_prob *lp) {
    for (size_t r = 0; r < s->rows.rows.count; ++r) s->row_status[r] = glp_get_row_stat(lp, (int)r + 1);
    for (size_t c = 0; c < s->rows.columns.count; ++c) {
        s->column_status[c] = glp_get_col_stat(lp, (int)c + 1);
        s->values[c] = glp_get_col_prim(lp, (int)c + 1);
    }
}

static void solve_lp(void *data) {
    scaling *s = data;
    glp_prob *lp = rw_glpk_load(&s->rows, &s->triplets);
    glp_smcp control;
    glp_init_smcp(&control);
    control.msg_lev = GLP_MSG_ALL; /* its output is where we are asked whether to stop */
    control.out_frq = 100;
    control.meth = s->solved ? GLP_PRIMAL : GLP_DUALP;
    if (s->solved)
        take_basis(s, lp);
    else
        rw_glpk_dual_basis(lp, &s->rows);
    for (int a = 0; a < s->problem->arc_count; ++a)
        if (s->carrier[a] >= 0) glp_set_obj_coef(lp, s->rows.z[s->carrier[a]] + 1, s->price[a] * RW_GLPK_EUR);
    s->solved = glp_simplex(lp, &control) == 0 && glp_get_status(lp) == GLP_OPT;
    if (s->solved) keep_solution(s, lp);

    glp_delete_prob(lp);
}

static void read_flows(scaling *s) {
    const rw_problem *p = s->problem;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        s->carried[a] = 0;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k)
            for (int n = 0; !rw_rows_flow_shared(&s->rows, arc, k) && n < arc->slot_count; ++n)
                s->carried[a] += p->options[k].carry * fmax(0, s->values[s->rows.x[k] + n]);
    }
}

/* The next price of an arc makes its last flow cost what its pipe costs. */
static void reprice(scaling *s) {
    const rw_problem *p = s->problem;
    for (int a = 0; a < p->arc_count; ++a) {
        if (s->carrier[a] < 0 || s->carried[a] < least_mw) continue;
        const int k = option_for(s, a, s->carried[a]);
        s->price[a] =
            p->options[k].fixed_eur_per_yr * rw_network_room(&p->options[s->carrier[a]]) / s->carried[a];
    }
}

/* -- A solution ---------------------------------------------------------------------------------------- */

static void choose_arcs(scaling *s) {
    const rw_problem *p = s->problem;
    int sets = 0;
    for (int a = 0; a < p->arc_count; ++a)
        if (p->arcs[a].exclusive > sets) sets = p->arcs[a].exclusive;
    for (int n = 0; n <= sets; ++n) s->best_of_set[n] = -1;
    for (int a = 0; a < p->arc_count; ++a) {
        const int set = p->arcs[a].exclusive;
        if (set > 0 && (s->best_of_set[set] < 0 || s->carried[a] > s->carried[s->best_of_set[set]]))
            s->best_of_set[set] = a;
    }
    for (int j = 0; j < p->demand_count; ++j)
        s->connect[j] = p->demands[j].must || s->values[p->source_count + j] > 0.5;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        const bool wanted = s->carrier[a] >= 0 && s->carried[a] >= least_mw &&
                            (arc->exclusive == 0 || s->best_of_set[arc->exclusive] == a) &&
                            (!rw_problem_is_demand(p, arc->head) || s->connect[arc->head - p->source_count]);
        s->chosen[a] = wanted ? option_for(s, a, s->carried[a]) : -1;
    }
}

static rw_status build(const scaling *s, rw_result *result) {
    const rw_problem *p = s->problem;
    double *flow;
    RW_TRY(rw_result_clear_values(result, p));
    for (int a = 0; a < p->arc_count; ++a)
        if (s->chosen[a] >= 0) RW_TRY(rw_result_build(result, p, a, s->chosen[a], &flow));
    for (int j = 0; j < p->demand_count; ++j) result->demand_connected[j] = s->connect[j];
    result->cost_eur_per_yr = RW_INFINITY;
    return RW_OK;
}

/* After the polish: what carries nothing is left out, what carries less gets a smaller pipe. */
static bool tighten(scaling *s, const rw_result *result) {
    const rw_problem *p = s->problem;
    bool changed = false;
    for (int k = 0; k < result->built_count; ++k) {
        const rw_built *built = &result->built[k];
        double mw = 0;
        for (int n = 0; n < p->arcs[built->arc].slot_count; ++n)
            mw += p->options[built->option].carry * result->flow_mw[built->first_flow + (size_t)n];
        const int better = mw < 1e-9 ? -1 : option_for(s, built->arc, mw);
        if (better >= 0 && p->options[better].fixed_eur_per_yr >= p->options[built->option].fixed_eur_per_yr)
            continue;
        if (better < 0 && p->arcs[built->arc].forced) continue;
        s->chosen[built->arc] = better;
        changed = true;
    }
    return changed;
}

/* Coupling nothing, where that is allowed. */
static rw_status try_nothing(scaling *s, rw_result *scratch) {
    bool better = false;
    for (int a = 0; a < s->problem->arc_count; ++a) s->chosen[a] = -1;
    for (int j = 0; j < s->problem->demand_count; ++j) s->connect[j] = s->problem->demands[j].must;
    RW_TRY(build(s, scratch));
    RW_TRY(rw_glpk_polish(s->search->context, s->problem, scratch, &better));
    return better ? rw_search_offer(s->search, scratch, "coupling nothing") : RW_OK;
}

static rw_status round_off(scaling *s, rw_result *scratch) {
    choose_arcs(s);
    for (int round = 0; round < 3; ++round) {
        bool better = false;
        RW_TRY(build(s, scratch));
        RW_TRY(rw_glpk_polish(s->search->context, s->problem, scratch, &better));
        if (!better) return RW_OK;
        RW_TRY(rw_search_offer(s->search, scratch, "slope scaling"));
        if (!tighten(s, scratch)) return RW_OK;
    }
    return RW_OK;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static bool stop_inside(void *data) {
    return rw_search_stop(((scaling *)data)->search);
}

static rw_status start(scaling *s) {
    rw_context *context = s->search->context;
    const rw_problem *p = s->problem;
    const size_t arcs = (size_t)p->arc_count;
    int sets = 0;
    for (int a = 0; a < p->arc_count; ++a)
        if (p->arcs[a].exclusive > sets) sets = p->arcs[a].exclusive;
    RW_TRY(rw_rows_build(context, p, (rw_rows_choice){.share_flows = true}, &s->rows));
    RW_TRY(rw_glpk_triplets(&s->arena, &s->rows, &s->triplets));
    s->carrier = rw_arena_allocate(&s->arena, arcs, sizeof *s->carrier);
    s->carried = rw_arena_allocate(&s->arena, arcs, sizeof *s->carried);
    s->chosen = rw_arena_allocate(&s->arena, arcs, sizeof *s->chosen);
    s->price = rw_arena_allocate(&s->arena, arcs, sizeof *s->price);
    s->best_of_set = rw_arena_allocate(&s->arena, (size_t)sets + 1, sizeof *s->best_of_set);
    s->connect = rw_arena_allocate(&s->arena, (size_t)p->demand_count, 1);
    s->values = rw_arena_allocate(&s->arena, s->rows.columns.count, sizeof *s->values);
    s->row_status = rw_arena_allocate(&s->arena, s->rows.rows.count, sizeof *s->row_status);
    s->column_status = rw_arena_allocate(&s->arena, s->rows.columns.count, sizeof *s->column_status);
    if (!s->row_status || !s->column_status || !s->carrier || !s->carried || !s->chosen || !s->price ||
        !s->best_of_set || !s->connect || !s->values)
        return RW_ERROR_MEMORY;
    choose_carriers(s);
    return RW_OK;
}

rw_status rw_network_start_find(rw_search *search) {
    scaling s = {.search = search, .problem = search->problem};
    rw_result scratch;
    rw_status status = RW_OK;
    if (search->problem->junction_count == 0) return RW_OK;
    rw_arena_start(&s.arena, search->context);
    rw_result_start(&scratch, search->context);
    search->stage = "slope scaling";
    RW_CHECK(start(&s));
    RW_CHECK(try_nothing(&s, &scratch));
    /* A bound is worth time too. */
    const double end_s = search->started_s + 0.5 * (search->deadline_s - search->started_s);
    for (int round = 0; round < ROUNDS && !rw_search_stop(search); ++round) {
        if (round > 0 && rw_clock_s() > end_s) break;
        RW_CHECK(rw_glpk_guard(search->context, stop_inside, solve_lp, &s));
        if (!s.solved) break;
        read_flows(&s);
        RW_CHECK(round_off(&s, &scratch));
        reprice(&s);
    }
done:
    rw_result_free(&scratch);
    rw_rows_free(&s.rows);
    rw_arena_free(&s.arena);
    return status;
}
