/* Branch and bound of our own for the matching problem, for sizes that a general solver does not reach. */
#include "base/clock.h"
#include "base/number.h"
#include "bnb/facility.h"
#include "bnb/memory.h"
#include "bnb/network.h"
#include "bnb/tree.h"
#include "common/prices.h"
#include <string.h>

static rw_status start(rw_bnb *b, rw_search *search) {
    memset(b, 0, sizeof *b);
    b->search = search;
    b->problem = search->problem;
    b->context = search->context;
    rw_result_start(&b->scratch, b->context);
    RW_TRY(rw_bnb_plan_memory(b->context, b->problem, RW_BNB_CHAINS));
    RW_TRY(rw_threads_start(b->context, search->parameters->threads, &b->threads));
    if (!rw_wants_certificate(b->context))
        RW_TRY(rw_facility_applies(b->context, b->problem, &b->is_facility));
    if (b->is_facility) return RW_OK;
    RW_TRY(rw_lagrangian_start(&b->lagrangian, b->context, b->problem, b->threads));
    RW_TRY(rw_ascent_start(&b->ascent, &b->lagrangian, NULL));
    b->price = rw_allocate(b->context, (size_t)b->lagrangian.at.count, sizeof *b->price);
    if (!b->price) return RW_ERROR_MEMORY;
    for (int n = 0; n < RW_BNB_CHAINS; ++n)
        RW_TRY(rw_chain_start(b->context, &b->lagrangian, (uint64_t)search->parameters->seed + (uint64_t)n,
                              &b->chains[n]));
    b->left = b->problem->option_count;
    rw_search_prove(search, b->ascent.bound);
    return RW_OK;
}

static void end(rw_bnb *b) {
    for (int n = 0; n < RW_BNB_CHAINS; ++n) rw_chain_free(b->chains[n]);
    rw_release(b->context, b->price);
    rw_ascent_free(&b->ascent);
    rw_lagrangian_free(&b->lagrangian);
    rw_threads_free(b->threads);
    rw_result_free(&b->scratch);
    rw_certificate_free(b->certificate);
}

double rw_bnb_most_possible(const rw_bnb *b) {
    const rw_problem *p = b->problem;
    double most = 1;
    for (int i = 0; i < p->source_count; ++i) most += fmax(0, p->sources[i].open_eur_per_yr);
    for (int j = 0; j < p->demand_count; ++j)
        most += fmax(0, p->demands[j].connect_eur_per_yr) + fmax(0, p->demands[j].skip_eur_per_yr);
    for (int n = 0; n < p->band_count; ++n)
        if (!isinf(p->bands[n].backup_eur_per_mw_yr))
            most += fmax(0, p->bands[n].backup_eur_per_mw_yr) * p->bands[n].width_mw;
    for (int l = 0; l < p->place_count; ++l)
        most += fmax(0, p->places[l].extra_eur_per_mwe_yr) * p->places[l].extra_max_mwe;
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        const rw_problem_demand *d = &p->demands[arc->head - p->source_count];
        double dearest = 0;
        for (int k = 0; k < arc->option_count; ++k) {
            double cost = fmax(0, p->options[arc->first_option + k].fixed_eur_per_yr);
            for (int s = 0; s < arc->slot_count; ++s)
                cost += fmax(0, p->unit_eur_per_mw_yr[arc->first_unit + (size_t)(k * arc->slot_count + s)]) *
                        p->bands[d->first_band + s].width_mw;
            dearest = fmax(dearest, cost);
        }
        most += dearest;
    }
    return most;
}

static rw_status search_whole(rw_bnb *b) {
    if (b->is_facility) return rw_facility_solve(b->search, b->threads);
    RW_TRY(rw_certificate_start(b->context, b->problem, &b->certificate));
    RW_TRY(rw_bnb_root(b));
    if (b->certificate || !rw_search_done(b->search)) RW_TRY(rw_bnb_fix(b));
    if (b->left > RW_BNB_TREE_OPTIONS) RW_TRY(rw_bnb_go_on(b));
    if (!rw_search_done(b->search) && !rw_search_stop(b->search)) RW_TRY(rw_bnb_tree(b));
    RW_TRY(rw_prices_keep(&b->search->best->prices, &b->lagrangian, b->ascent.best, b->judges_whole));
    return rw_certificate_end(b->certificate, b->search->best->cost_eur_per_yr);
}

static rw_status search_matching(rw_search *s) {
    rw_bnb b;
    rw_status status = start(&b, s);
    if (status == RW_OK) status = search_whole(&b);
    end(&b);
    return status;
}

static rw_status search_network(rw_search *s) {
    rw_threads *threads = NULL;
    RW_TRY(rw_threads_start(s->context, s->parameters->threads, &threads));
    const rw_status status = rw_network_solve(s, threads);
    rw_threads_free(threads);
    return status;
}

static rw_status solve(rw_context *context, const rw_parameters *parameters, const rw_problem *problem,
                       const rw_task *task, rw_result *result) {
    if (!rw_few_bands(problem))
        return rw_fail(context, RW_ERROR_USAGE, "bnb takes at most %d bands per demand; take another solver",
                       RW_LAGRANGIAN_SLOTS);
    const double now = rw_clock_s();
    rw_search s = {.context = context,
                   .parameters = parameters,
                   .problem = problem,
                   .task = task,
                   .best = result,
                   .bound = -RW_INFINITY,
                   .reference = rw_problem_reference(problem),
                   .started_s = now,
                   .deadline_s = now + parameters->time_limit_s,
                   .stage = "start"};
    RW_TRY(rw_result_clear_values(result, problem));
    result->cost_eur_per_yr = RW_INFINITY;
    RW_TRY(problem->junction_count > 0 ? search_network(&s) : search_matching(&s));
    rw_search_finish(&s);
    return RW_OK;
}

static const char *version(void) {
    return "1";
}

const rw_solver rw_solver_bnb = {
    .name = "bnb",
    .summary = "our own branch and bound: provinces, the country with a certificate, networks of any size",
    .capabilities = RW_CAPABLE_NETWORKS | RW_CAPABLE_LIMITS | RW_CAPABLE_CERTIFICATE,
    .version = version,
    .solve = solve};
