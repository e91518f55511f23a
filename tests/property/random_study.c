#include "property/random_study.h"
#include "base/number.h"
#include "model/network.h"
#include "plan/cost.h"
#include "plan/verify.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* -- Numbers -------------------------------------------------------------------------------------------- */

static bool chance(rw_random *random, double share) {
    return rw_random_unit(random) < share;
}

static random_source source_of(rw_random *r, bool places) {
    return (random_source){.x_m = rw_random_between(r, 120000, 124000),
                           .y_m = rw_random_between(r, 480000, 484000),
                           .heat_mw = rw_random_between(r, 1, 8),
                           .temperature_c = rw_random_between(r, 25, 80),
                           .commitment_yr = 5 + rw_random_index(r, 25),
                           .prepared = chance(r, 0.5),
                           .limited = places && chance(r, 0.7)};
}

static random_demand demand_of(rw_random *r, bool places) {
    return (random_demand){.x_m = rw_random_between(r, 120000, 124000),
                           .y_m = rw_random_between(r, 480000, 484000),
                           .head_mwh = rw_random_between(r, 3000, 30000),
                           .supply_c = chance(r, 0.5) ? 70 : 50,
                           .backup_eur_per_mwh = rw_random_between(r, 40, 160),
                           .reference_eur_per_mwh = rw_random_between(r, 120, 260),
                           .existing = chance(r, 0.5),
                           .limited = places && chance(r, 0.7)};
}

double random_study_crow_m(const random_study *s, int source, int demand) {
    return hypot(s->sources[source].x_m - s->demands[demand].x_m,
                 s->sources[source].y_m - s->demands[demand].y_m);
}

random_study random_study_from(uint64_t seed) {
    rw_random r = {seed};
    random_study s = {.source_count = 2 + rw_random_index(&r, STUDY_MOST_SOURCES - 1),
                      .demand_count = 2 + rw_random_index(&r, STUDY_MOST_DEMANDS - 1),
                      .headroom_mwe = rw_random_between(&r, 0, 1),
                      .extra_mwe = chance(&r, 0.5) ? rw_random_between(&r, 0, 1) : 0,
                      .money = 1};
    const bool places = chance(&r, 0.4);
    for (int i = 0; i < s.source_count; ++i) s.sources[i] = source_of(&r, places);
    for (int j = 0; j < s.demand_count; ++j) s.demands[j] = demand_of(&r, places);
    for (int i = 0; i < s.source_count && chance(&r, 0.5); ++i) {
        const int j = rw_random_index(&r, s.demand_count);
        s.routes[s.route_count++] = (random_route){
            i, j, chance(&r, 0.7) ? random_study_crow_m(&s, i, j) * rw_random_between(&r, 1.05, 1.5) : 0,
            rw_random_index(&r, 2)};
    }
    return s;
}

/* -- Files ---------------------------------------------------------------------------------------------- */

enum { ROW_BYTES = 300, MOST_ROWS = STUDY_MOST_ROUTES };

typedef struct rows {
    char row[MOST_ROWS][ROW_BYTES];
    int count;
} rows;

__attribute__((format(printf, 2, 3))) static void add_row(rows *t, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(t->row[t->count++], ROW_BYTES, format, arguments);
    va_end(arguments);
}

/* Header and rows, in the order that the seed says (Fisher and Yates). */
static void write_rows(const char *folder, const char *name, const char *header, const rows *t,
                       uint64_t order) {
    rw_random random = {order};
    int at[MOST_ROWS];
    for (int n = 0; n < t->count; ++n) at[n] = n;
    for (int n = t->count - 1; n > 0 && order; --n) {
        const int other = rw_random_index(&random, n + 1), held = at[n];
        at[n] = at[other];
        at[other] = held;
    }
    char text[(MOST_ROWS + 1) * ROW_BYTES];
    int used = snprintf(text, sizeof text, "%s\n", header);
    for (int n = 0; n < t->count; ++n)
        used += snprintf(text + used, sizeof text - (size_t)used, "%s\n", t->row[at[n]]);
    test_write(folder, name, text);
}

static void write_sources(const random_study *s, const char *folder) {
    rows t = {.count = 0};
    for (int i = 0; i < s->source_count; ++i) {
        const random_source *a = &s->sources[i];
        add_row(&t, "S%d,%.1f,%.1f,%.3f,%.1f,%d,%s,%s", i, a->x_m, a->y_m, a->heat_mw, a->temperature_c,
                a->commitment_yr, a->prepared ? "yes" : "no", a->limited ? "P" : "");
    }
    write_rows(folder, "sources.csv", "id,x_m,y_m,heat_mw,temperature_c,commitment_yr,prepared,place", &t,
               s->order);
}

static void write_demands(const random_study *s, const char *folder) {
    rows t = {.count = 0};
    for (int j = 0; j < s->demand_count; ++j) {
        const random_demand *d = &s->demands[j];
        add_row(&t, "W%d,%.1f,%.1f,%s,%.1f,%.0f,30,price,%.6f,price,%.6f,%.6f,%s", j, d->x_m, d->y_m,
                d->existing ? "existing" : "new", d->head_mwh, d->supply_c, s->money * d->backup_eur_per_mwh,
                s->money * d->reference_eur_per_mwh, s->money * 300, d->limited ? "P" : "");
    }
    write_rows(folder, "demands.csv",
               "id,x_m,y_m,kind,head_mwh,supply_c,return_c,backup,backup_eur_per_mwh,reference,"
               "reference_eur_per_mwh,reference_eur_per_connection_yr,place",
               &t, s->order);
}

static void write_routes(const random_study *s, const char *folder) {
    rows t = {.count = 0};
    for (int n = 0; n < s->route_count; ++n) {
        const random_route *r = &s->routes[n];
        char length[40] = "";
        if (r->length_m > 0) (void)snprintf(length, sizeof length, "%.2f", r->length_m);
        add_row(&t, "S%d,W%d,%s,%d", r->source, r->demand, length, r->crossings_rail);
    }
    if (s->route_count)
        write_rows(folder, "routes.csv", "source,demand,length_m,crossings_rail", &t, s->order);
}

/* Few diameters, so that the optimum can be proven in no time. */
static void write_pipes(const random_study *s, const char *folder) {
    static const struct {
        int dn;
        double inner_mm, price, loss;
    } pipes[] = {{80, 82.5, 750, 19}, {125, 132.5, 950, 24}, {200, 210.1, 1300, 31}, {300, 312.7, 1900, 38}};
    rows t = {.count = 0};
    for (size_t n = 0; n < sizeof pipes / sizeof *pipes; ++n)
        add_row(&t, "%d,%.1f,%.6f,%.1f", pipes[n].dn, pipes[n].inner_mm, s->money * pipes[n].price,
                pipes[n].loss);
    write_rows(folder, "pipes.csv", "dn,inner_diameter_mm,price_mid_eur_per_m,loss_w_per_m", &t, s->order);
}

void random_study_write(const random_study *s, char folder[STUDY_FOLDER_BYTES]) {
    test_folder(folder, STUDY_FOLDER_BYTES);
    write_sources(s, folder);
    write_demands(s, folder);
    write_routes(s, folder);
    write_pipes(s, folder);
    rows place = {.count = 0};
    add_row(&place, "P,%.4f,%.4f,%.6f", s->headroom_mwe, s->extra_mwe, s->money * 40000);
    write_rows(folder, "power.csv", "place,headroom_mwe,extra_mwe_max,extra_eur_per_mwe_yr", &place, 0);
}

/* -- Solving -------------------------------------------------------------------------------------------- */

/* Does every connected new network get its minimum share while the sources deliver? */
static bool shares_kept(const rw_terms *terms, const rw_plan *plan) {
    for (int j = 0; j < plan->demand_count; ++j) {
        const rw_demand *d = &terms->study->demands[j];
        double mwh = 0;
        for (int k = plan->demand_first[j]; k < plan->demand_first[j + 1]; ++k) {
            const rw_connection *c = &plan->connections[plan->by_demand[k]];
            for (int b = 0; b < terms->band_count; ++b)
                mwh += terms->study->sources[c->source].availability_share * c->delivered_mw[b] *
                       terms->demand[j].hours_h[b];
        }
        if (plan->demand_connected[j] && mwh < d->min_share * d->energy_mwh_per_yr - 0.1) return false;
    }
    return true;
}

static const char *fault_of(study_run *run) {
    const rw_result *r = &run->result;
    const double own = rw_plan_present_value(&run->terms, &run->plan) * run->terms.annuity;
    run->cost_eur_per_yr = r->cost_eur_per_yr;
    if (fabs(own - r->cost_eur_per_yr) > 1e-6 * fabs(own)) return "the account by year differs";
    /* GLPK solves its linear programs to 1e-7: what it proves and what a plan costs differ that much. */
    /* With nothing to gain a search is done (MODEL 8). */
    const bool proven =
        rw_cost_gap_of(r->cost_eur_per_yr, r->bound_eur_per_yr) <= 2e-7 || rw_result_benefit_gap(r) <= 0;
    if (!proven) return "not proven";
    if (!shares_kept(&run->terms, &run->plan)) return "a connected network lacks its minimum share";
    if (rw_plan_verify(run->context, &run->terms, &run->plan) != RW_OK) return "the plan is rejected";
    return NULL;
}

void study_run_start(study_run *run, const random_study *study, const rw_override *overrides,
                     size_t override_count) {
    char folder[STUDY_FOLDER_BYTES];
    random_study_write(study, folder);
    study_run_folder(run, folder, overrides, override_count);
}

void study_run_folder(study_run *run, const char *folder, const rw_override *overrides,
                      size_t override_count) {
    enum { MOST = 120 };
    rw_override all[MOST] = {{"gap", "0"}, {"cost_gap", "0.000000001"}, {"time_limit_s", "30"}};
    size_t count = 3;
    for (size_t n = 0; n < override_count && count < MOST; ++n) all[count++] = overrides[n];
    const char *fault = "an error";
    memset(run, 0, sizeof *run);
    run->context = rw_context_create(NULL);
    rw_status status = rw_study_read(run->context, folder, all, count, &run->study);
    if (status == RW_OK) status = rw_terms_build(run->context, run->study, &run->terms);
    if (status == RW_OK) status = rw_model_build(run->context, &run->terms, &run->model);
    if (status == RW_OK)
        status = rw_solve(run->context, &run->study->parameters, &run->model.problem, &run->result);
    if (status == RW_OK && run->result.outcome < RW_OUTCOME_FEASIBLE) {
        fault = rw_outcome_name(run->result.outcome);
    } else {
        if (status == RW_OK)
            status = rw_model_decode(&run->model, &run->result, &run->model.arena, &run->plan);
        if (status == RW_OK) fault = fault_of(run);
    }
    run->good = status == RW_OK && !fault;
    if (run->good) return;
    printf("\n    %s: %s %s\n", folder, fault ? fault : "", rw_context_message(run->context));
    for (size_t n = 0; n < rw_context_finding_count(run->context); ++n)
        printf("      %s\n", rw_context_finding(run->context, n)->message);
}

void study_run_encodes(const study_run *run) {
    rw_arena arena;
    rw_arena_start(&arena, run->context);
    const size_t options = (size_t)run->model.problem.option_count;
    bool *built = rw_arena_allocate(&arena, options, sizeof *built),
         *solved = rw_arena_allocate(&arena, options, sizeof *solved);
    CU_ASSERT_PTR_NOT_NULL_FATAL(built);
    CU_ASSERT_PTR_NOT_NULL_FATAL(solved);
    for (int k = 0; k < run->result.built_count; ++k) solved[run->result.built[k].option] = true;
    CU_ASSERT_EQUAL(rw_network_encode(&run->model, &run->plan, &arena, built), RW_OK);
    CU_ASSERT_EQUAL(memcmp(built, solved, options * sizeof *built), 0);
    rw_arena_free(&arena);
}

void study_run_free(study_run *run) {
    if (run->result.context) rw_result_free(&run->result);
    if (run->model.terms) rw_model_free(&run->model);
    if (run->terms.study) rw_terms_free(&run->terms);
    rw_study_free(run->study);
    rw_context_free(run->context);
}

double random_study_cost(const random_study *study, const rw_override *overrides, size_t override_count) {
    study_run run;
    study_run_start(&run, study, overrides, override_count);
    const double cost = run.good ? run.cost_eur_per_yr : RW_NAN;
    study_run_free(&run);
    return cost;
}
