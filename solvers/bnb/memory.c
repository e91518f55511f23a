#include "bnb/memory.h"
#include "base/failure.h"
#include "base/machine.h"
#include "base/number.h"
#include "bnb/recreate.h"

static const double mb = 1e6;

static double problem_bytes(const rw_problem *p) {
    return (double)p->unit_count * sizeof(double) + p->option_count * (double)sizeof(rw_option) +
           p->arc_count * (double)sizeof(rw_problem_arc) + p->band_count * (double)sizeof(rw_problem_band) +
           (double)sizeof(double) * p->limit_count *
               ((double)p->unit_count + p->option_count + p->band_count);
}

/* The relaxation, the ascent's vectors, the chains and their offers: what is proportional to something. */
static double search_bytes(const rw_problem *p, int chains) {
    const double arcs = p->arc_count, demands = p->demand_count, sources = p->source_count;
    double flows = 0;
    for (int a = 0; a < p->arc_count; ++a) flows += p->arcs[a].slot_count;
    const double prices = p->band_count + 2 * sources + arcs + 2 * demands + p->place_count + p->limit_count;
    const double relaxation = p->option_count * (1.0 + sizeof(float)) + flows * sizeof(double) +
                              arcs * (2 * sizeof(double) + sizeof(rw_arc_reference) + 4 * sizeof(int)) +
                              (demands + sources) * 12 * sizeof(double);
    return relaxation + 8 * prices * sizeof(double) + chains * rw_chain_bytes(p) +
           demands * RW_OFFERS_PER_DEMAND * (double)sizeof(rw_offer);
}

/* Prices of every commodity at every node, and what a detour costs on every arc (network_bound.h). Tolls come
 * on top, as many as the search finds. */
static double network_bytes(const rw_problem *p) {
    const double nodes = (double)p->source_count + p->demand_count + p->junction_count;
    return p->commodity_count *
           (nodes * (sizeof(double) + sizeof(int)) + p->arc_count * (double)sizeof(double));
}

rw_status rw_bnb_plan_memory(rw_context *context, const rw_problem *p, int chains) {
    const double needed = search_bytes(p, chains) + network_bytes(p), left = rw_memory_left_bytes();
    rw_log(context, RW_LOG_INFO, "memory: %.0f MB for the problem, %.0f MB for the search",
           problem_bytes(p) / mb, needed / mb);
    if (needed <= left) return RW_OK;
    return rw_fail(context, RW_ERROR_MEMORY,
                   "the search needs %.0f MB and the machine has %.0f MB left; a smaller max_distance_m "
                   "makes fewer pairs, "
                   "or solve a part of the area",
                   needed / mb, left / mb);
}
