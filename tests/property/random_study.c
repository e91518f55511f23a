#include "property/random_study.h"
#include "base/number.h"
#include "base/random.h"
#include "model/model.h"
#include "plan/cost.h"
#include "plan/verify.h"
#include "support.h"
#include <stdio.h>
#include <string.h>

random_study random_study_from(uint64_t seed) {
    rw_random r = {seed};
    random_study s = {.limited = rw_random_unit(&r) < 0.3};
    for (int i = 0; i < STUDY_SOURCES; ++i)
        s.sources[i] =
            (random_source){rw_random_between(&r, 120000, 125000), rw_random_between(&r, 480000, 485000),
                            rw_random_between(&r, 1, 8),           rw_random_between(&r, 25, 65),
                            8 + rw_random_index(&r, 12),           rw_random_unit(&r) < 0.5};
    for (int j = 0; j < STUDY_DEMANDS; ++j)
        s.demands[j] = (random_demand){rw_random_between(&r, 120000, 125000),
                                       rw_random_between(&r, 480000, 485000),
                                       rw_random_between(&r, 3000, 30000),
                                       rw_random_unit(&r) < 0.5 ? 70 : 50,
                                       rw_random_between(&r, 40, 160),
                                       rw_random_between(&r, 120, 260),
                                       rw_random_unit(&r) < 0.6};
    return s;
}

void random_study_write(const random_study *s, bool reversed, char folder[256]) {
    char text[4096];
    size_t used = (size_t)snprintf(text, sizeof text,
                                   "id,x_m,y_m,heat_mw,temperature_c,commitment_yr,prepared,place\n");
    test_folder(folder, 256);
    for (int n = 0; n < STUDY_SOURCES; ++n) {
        const int i = reversed ? STUDY_SOURCES - 1 - n : n;
        const random_source *a = &s->sources[i];
        used += (size_t)snprintf(text + used, sizeof text - used, "S%d,%.1f,%.1f,%.3f,%.1f,%d,%s,%s\n", i,
                                 a->x_m, a->y_m, a->heat_mw, a->temperature_c, a->commitment_yr,
                                 a->prepared ? "yes" : "no", s->limited ? "P" : "");
    }
    test_write(folder, "sources.csv", text);
    used = (size_t)snprintf(text, sizeof text,
                            "id,x_m,y_m,kind,head_mwh,supply_c,return_c,backup,backup_eur_per_mwh,reference,"
                            "reference_eur_per_mwh,reference_eur_per_connection_yr,place\n");
    for (int n = 0; n < STUDY_DEMANDS; ++n) {
        const int j = reversed ? STUDY_DEMANDS - 1 - n : n;
        const random_demand *d = &s->demands[j];
        used += (size_t)snprintf(text + used, sizeof text - used,
                                 "W%d,%.1f,%.1f,%s,%.1f,%.0f,30,price,%.2f,price,%.2f,300,%s\n", j, d->x_m,
                                 d->y_m, d->existing ? "existing" : "new", d->head_mwh, d->supply_c,
                                 d->backup_eur_per_mwh, d->reference_eur_per_mwh, s->limited ? "P" : "");
    }
    test_write(folder, "demands.csv", text);
    if (s->limited)
        test_write(folder, "power.csv",
                   "place,headroom_mwe,extra_mwe_max,extra_eur_per_mwe_yr\nP,0.4,0.5,40000\n");
    if (s->routes) test_write(folder, "routes.csv", s->routes);
}

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
        if (d->kind == RW_KIND_NEW && plan->demand_connected[j] &&
            mwh < d->min_share * d->energy_mwh_per_yr - 0.1)
            return false;
    }
    return true;
}

static rw_status examine(rw_context *context, rw_model *model, const rw_result *result, solved *s) {
    rw_plan plan;
    RW_TRY(rw_model_decode(model, result, &model->arena, &plan));
    const double own = rw_plan_present_value(model->terms, &plan) * model->terms->annuity;
    s->cost_eur_per_yr = own;
    s->bound_eur_per_yr = result->bound_eur_per_yr;
    s->connections = plan.connection_count;
    s->share_kept = shares_kept(model->terms, &plan);
    s->good = rw_plan_verify(context, model->terms, &plan) == RW_OK &&
              fabs(own - result->cost_eur_per_yr) <= 1e-6 * fabs(own);
    return RW_OK;
}

solved solve_folder(const char *folder, const char *name, const char *value) {
    rw_context *context = rw_context_create(NULL);
    const rw_override overrides[] = {{"gap", "0"},
                                     {"cost_gap", "0.000001"},
                                     {"node_limit", "60"},
                                     {name ? name : "gap", name ? value : "0"}};
    solved s = {.good = false};
    rw_study *study = NULL;
    rw_terms terms = {.study = NULL};
    rw_model model = {.terms = NULL};
    rw_result result = {.context = NULL};
    rw_status status = rw_study_read(context, folder, overrides, 4, &study);
    if (status != RW_OK) goto done;
    RW_CHECK(rw_terms_build(context, study, &terms));
    RW_CHECK(rw_model_build(context, &terms, &model));
    RW_CHECK(rw_solve(context, &study->parameters, &model.problem, &result));
    if (result.outcome >= RW_OUTCOME_FEASIBLE) status = examine(context, &model, &result, &s);
done:
    if (status != RW_OK) printf("\n    %s: %s\n", folder, rw_context_message(context));
    rw_result_free(&result);
    rw_model_free(&model);
    rw_terms_free(&terms);
    rw_study_free(study);
    rw_context_free(context);
    return s;
}
