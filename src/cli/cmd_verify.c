#include "command.h"
#include "report.h"
#include <math.h>
#include <restwarmte/solution.h>
#include <stdio.h>

static rw_status run(session *s) {
    rw_verdict v;
    const rw_status status = rw_plan_file_verify(s->context, s->args.place[0], s->args.place[1],
                                                 s->args.override, s->args.override_count, &v);
    if (report_status(s, status) != RW_OK || args_has(&s->args, "quiet")) return status;
    printf("%s keeps every rule of %s\n", s->args.place[1], s->args.place[0]);
    printf("%d connection%s, %d new network%s connected\n", v.connections, v.connections == 1 ? "" : "s",
           v.connected_new_demands, v.connected_new_demands == 1 ? "" : "s");
    printf("cost %.2f EUR/yr, recomputed", v.cost_eur_per_yr);
    if (isfinite(v.claimed_cost_eur_per_yr)) printf("; the file says %.2f", v.claimed_cost_eur_per_yr);
    printf("\nreference %.2f EUR/yr\n", v.reference_eur_per_yr);
    if (isfinite(v.claimed_bound_eur_per_yr))
        printf("the file's bound, %.2f EUR/yr, is not above the cost; it is not proven here\n",
               v.claimed_bound_eur_per_yr);
    return status;
}

static const option options[] = {OPTION_PARAM, OPTION_QUIET, OPTIONS_END};

const command cmd_verify = {
    "verify",
    "judge a plan against the study, without model builder or solver",
    "STUDY PLAN",
    "Checks every rule from the physics and recomputes the cost year by year. Parameters that the plan file "
    "records are\n"
    "used. Exit code 0 when the plan is verified: it keeps every rule, its claims are true, and in a network "
    "no way\n"
    "cools more than max_temperature_drop_k; 7 otherwise.\n",
    "  restwarmte verify my-study out/my-study/plan.json\n",
    options,
    true,
    2,
    2,
    run};
