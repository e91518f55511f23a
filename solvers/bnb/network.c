#include "bnb/network.h"
#include "bnb/network_plan.h"

enum { STEPS = 1000, SHARE_MOST = 200 };

rw_status rw_network_solve(rw_search *search, rw_threads *threads) {
    rw_network_plans *plans = NULL;
    rw_status status = rw_network_plans_start(search, threads, NULL, &plans);
    for (int round = 0; status == RW_OK && round < SHARE_MOST && !rw_search_stop(search); ++round)
        status = rw_network_plans_improve(plans, STEPS);
    rw_network_plans_free(plans);
    return status;
}
