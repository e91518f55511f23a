#include "command.h"
#include <restwarmte/solver.h>
#include <stdio.h>

static rw_status run(session *s) {
    (void)s;
    const rw_solver *solver;
    for (size_t i = 0; (solver = rw_solver_describe(i)); ++i)
        printf("%-12s %-10s %s\n", solver->name, solver->version(), solver->summary);
    return RW_OK;
}

static const option options[] = {OPTIONS_END};

const command cmd_solvers = {"solvers",
                             "list the solvers of this program",
                             "",
                             "",
                             "  restwarmte solvers\n"
                             "  restwarmte solve my-study --solver glpk\n",
                             options,
                             false,
                             0,
                             0,
                             run};
