#include "glpk/begin.h"
#include "base/number.h"
#include "glpk/polish.h"

/* The option of the arc among those of the plan, which ascend; -1 when there is none. */
static int planned(const rw_task *task, const rw_problem_arc *arc, int *next) {
    while (*next < task->option_count && task->options[*next] < arc->first_option) ++*next;
    const bool inside =
        *next < task->option_count && task->options[*next] < arc->first_option + arc->option_count;
    return inside ? task->options[*next] : -1;
}

static rw_status build(rw_search *s, rw_result *plan, const int *relaxed) {
    const rw_problem *p = s->problem;
    RW_TRY(rw_result_clear_values(plan, p));
    for (int j = 0; j < p->demand_count; ++j)
        plan->demand_connected[j] = p->demands[j].must || s->task->connected[j];
    for (int a = 0, next = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        int option = planned(s->task, arc, &next);
        if (option < 0 && arc->forced && arc->option_count > 0)
            option = relaxed && relaxed[a] >= 0 ? relaxed[a] : arc->first_option;
        if (option < 0) continue;
        double *flow;
        RW_TRY(rw_result_build(plan, p, a, option, &flow));
        if (rw_problem_is_demand(p, arc->head)) plan->demand_connected[arc->head - p->source_count] = 1;
    }
    plan->cost_eur_per_yr = RW_INFINITY;
    return RW_OK;
}

rw_status rw_glpk_begin(rw_search *s, rw_result *scratch, const int *relaxed) {
    bool found = false;
    if (!s->task->options) return RW_OK;
    RW_TRY(build(s, scratch, relaxed));
    RW_TRY(rw_glpk_polish(s->context, s->problem, scratch, &found));
    return found ? rw_search_offer(s, scratch, "a similar problem's plan") : RW_OK;
}
