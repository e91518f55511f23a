#include "plan/verify.h"
#include "base/number.h"
#include "plan/cost.h"
#include "plan/judge.h"
#include "plan/network_cost.h"
#include <stdarg.h>
#include <stdio.h>

typedef rw_judge judge;
#define object  rw_object
#define exceeds rw_exceeds

void rw_object(judge *j, const char *format, ...) {
    char message[500];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    rw_find(j->context, RW_SEVERITY_ERROR, (rw_place){"plan", 0, 0}, "%s", message);
    ++j->broken;
}

bool rw_exceeds(double value, double limit) {
    return !(value <= limit + RW_VERIFY_TOLERANCE_MW + 1e-6 * fabs(limit));
}

/* -- One connection ------------------------------------------------------------------------------------ */

typedef struct measured {
    rw_pair pair;
    rw_design design;
    double x_mw;
} measured;

static void check_bands(judge *j, const rw_connection *c) {
    const rw_demand_terms *t = &j->terms->demand[c->demand];
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    for (int band = 0; band < j->terms->band_count; ++band) {
        const double x = c->delivered_mw[band];
        if (!(x >= -RW_VERIFY_TOLERANCE_MW) || exceeds(x, t->width_mw[band]))
            object(j, "%s to %s delivers %s MW in band %d, which is 0 to %s MW wide",
                   j->study->sources[c->source].id, j->study->demands[c->demand].id, rw_number_brief(a, x, 8),
                   band + 1, rw_number_brief(b, t->width_mw[band], 8));
    }
}

static measured measure(judge *j, const rw_connection *c) {
    measured m = {.x_mw = 0};
    if (c->source < 0 || c->source >= j->study->source_count || c->demand < 0 ||
        c->demand >= j->study->demand_count || (!c->way && c->pipe < 0) || c->pipe >= j->study->pipe_count ||
        (unsigned)c->mode >= RW_MODE_COUNT || (unsigned)c->exit_plan >= RW_EXIT_COUNT) {
        object(j, "a connection names a source, demand, mode, diameter or exit plan that does not exist");
        j->malformed = true;
        return m;
    }
    const char *source = j->study->sources[c->source].id, *demand = j->study->demands[c->demand].id;
    if (c->way && !rw_network_check_way(j, c->way, c->source, j->study->source_count + c->demand, c->mode)) {
        j->malformed = true;
        return m;
    }
    if (!rw_plan_measure(j->terms, j->plan, c, &m.pair, &m.design))
        object(j, "%s to %s may not be connected: forbidden, or beyond max_distance_m", source, demand);
    if (m.pair.first > j->terms->horizon) object(j, "%s to %s would start after the horizon", source, demand);
    if (!m.design.possible)
        object(j, "%s to %s: mode %s is not possible at these temperatures and this length", source, demand,
               rw_mode_name(c->mode));
    check_bands(j, c);
    m.x_mw = rw_connection_mw(j->terms, c);
    const double carried = m.design.carry * m.x_mw + m.design.carry0_mw;
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    if (exceeds(carried, m.design.capacity_mw))
        object(j, "%s to %s: the pipe carries %s MW, DN%d takes %s", source, demand,
               rw_number_brief(a, carried, 8), c->pipe < 0 ? 0 : j->study->pipes[c->pipe].dn,
               rw_number_brief(b, m.design.capacity_mw, 8));
    if (!j->plan->demand_connected[c->demand])
        object(j, "%s to %s: the demand is not connected", source, demand);
    return m;
}

/* -- Rows over several connections --------------------------------------------------------------------- */

static double fed_mw(const judge *j, int source) {
    double sum = 0;
    for (int k = 0; j->plan->network && k < j->plan->network->feed_count; ++k) {
        rw_pair pair;
        rw_design design;
        if (j->plan->network->feeds[k].source != source) continue;
        rw_feed_measure(j->terms, j->plan, &j->plan->network->feeds[k], &pair, &design);
        sum += design.draw0_mw;
    }
    return sum;
}

static void check_sources(judge *j, const measured *all) {
    const rw_plan *plan = j->plan;
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    for (int source = 0, i = 0; source < j->study->source_count; ++source) {
        if (!rw_plan_uses_source(plan, source)) continue;
        double drawn = fed_mw(j, source);
        for (; i < plan->connection_count && plan->connections[i].source == source; ++i)
            drawn += all[i].design.draw * all[i].x_mw + all[i].design.draw0_mw;
        const rw_source *s = &j->study->sources[source];
        if (exceeds(drawn, s->heat_mw))
            object(j, "%s delivers %s MW of source heat, it has %s", s->id, rw_number_brief(a, drawn, 8),
                   rw_number_brief(b, s->heat_mw, 8));
        if (exceeds(s->min_used_share * s->heat_mw, drawn))
            object(j, "%s delivers %s MW, under its min_used_share of %s MW", s->id,
                   rw_number_brief(a, drawn, 8), rw_number_brief(b, s->min_used_share * s->heat_mw, 8));
    }
}

static void check_demand(judge *j, int demand) {
    const rw_plan *plan = j->plan;
    const rw_demand *d = &j->study->demands[demand];
    const rw_demand_terms *t = &j->terms->demand[demand];
    const int first = plan->demand_first[demand], end = plan->demand_first[demand + 1];
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    if (d->kind == RW_KIND_EXISTING && !plan->demand_connected[demand])
        object(j, "%s is an existing network and must be heated", d->id);
    double coupled_mwh = 0;
    for (int band = 0; band < j->terms->band_count; ++band) {
        double x = 0;
        for (int k = first; k < end; ++k) {
            const rw_connection *c = &plan->connections[plan->by_demand[k]];
            x += c->delivered_mw[band];
            coupled_mwh +=
                c->delivered_mw[band] * t->hours_h[band] * j->study->sources[c->source].availability_share;
        }
        if (exceeds(x, t->width_mw[band]))
            object(j, "%s gets %s MW in band %d, which is %s MW wide", d->id, rw_number_brief(a, x, 8),
                   band + 1, rw_number_brief(b, t->width_mw[band], 8));
    }
    const double least_mwh = plan->demand_connected[demand] ? d->min_share * d->energy_mwh_per_yr : 0;
    if (exceeds(least_mwh, coupled_mwh) &&
        exceeds(least_mwh / RW_HOURS_PER_YEAR, coupled_mwh / RW_HOURS_PER_YEAR))
        object(j, "%s gets %s MWh/yr from sources, its min_share asks for %s", d->id,
               rw_number_brief(a, coupled_mwh, 8), rw_number_brief(b, least_mwh, 8));
    if (end - first > d->max_sources)
        object(j, "%s has %d connections, max_sources is %d", d->id, end - first, d->max_sources);
    for (int k = first + 1; k < end && !plan->network; ++k)
        if (plan->connections[plan->by_demand[k]].source == plan->connections[plan->by_demand[k - 1]].source)
            object(j, "%s is connected to %s twice", d->id,
                   j->study->sources[plan->connections[plan->by_demand[k]].source].id);
}

static void check_forced(judge *j) {
    for (int r = 0; r < j->study->route_count; ++r) {
        const rw_route *route = &j->study->routes[r];
        if (route->status != RW_ROUTE_FORCED) continue;
        bool built = false;
        for (int i = 0; i < j->plan->connection_count; ++i)
            built = built || (j->plan->connections[i].source == route->source &&
                              j->plan->connections[i].demand == route->demand);
        if (!built)
            object(j, "%s to %s is forced and not built", j->study->sources[route->source].id,
                   j->study->demands[route->demand].id);
    }
}

static void check_limits(judge *j) {
    const rw_parameters *p = &j->study->parameters;
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    for (int g = 0; g < j->study->place_count; ++g) {
        const rw_place_power *place = &j->study->places[g];
        const double asked = rw_plan_power_mwe(j->terms, j->plan, g),
                     most = place->headroom_mwe + place->extra_mwe_max;
        if (exceeds(asked, most))
            object(j, "%s needs %s MWe, its grid has %s", place->name, rw_number_brief(a, asked, 8),
                   rw_number_brief(b, most, 8));
    }
    const double investment = rw_plan_investment(j->terms, j->plan);
    if (investment > p->capital_budget_eur * (1 + 1e-6) + 1)
        object(j, "investments of %s EUR are over capital_budget_eur", rw_number_fixed(a, investment, 0));
    if (isinf(p->co2_ceiling_t_per_yr)) return;
    const double co2 = rw_plan_co2(j->terms, j->plan) / j->terms->horizon;
    if (co2 > p->co2_ceiling_t_per_yr * (1 + 1e-6) + 1e-3)
        object(j, "CO2 of %s t/yr is over co2_ceiling_t_per_yr", rw_number_brief(a, co2, 8));
}

rw_status rw_plan_verify(rw_context *context, const rw_terms *terms, const rw_plan *plan) {
    judge j = {context, terms, terms->study, plan, 0, false};
    rw_status status = RW_OK;
    measured *all = rw_allocate(context, (size_t)plan->connection_count, sizeof *all);
    if (!all) return RW_ERROR_MEMORY;
    if (plan->network)
        status = rw_network_check(&j);
    else if (terms->study->trench_count > 0 && plan->connection_count > 0)
        object(&j, "the study is a network and the plan has no trenches; solve it again");
    j.malformed = j.malformed || status != RW_OK;
    for (int i = 0; i < plan->connection_count && !j.malformed; ++i)
        all[i] = measure(&j, &plan->connections[i]);
    if (!j.malformed) {
        check_sources(&j, all);
        for (int d = 0; d < terms->study->demand_count; ++d) check_demand(&j, d);
        check_forced(&j);
        check_limits(&j);
        if (plan->network) status = rw_network_check_flows(&j);
    }
    rw_release(context, all);
    if (status != RW_OK) return status;
    if (j.broken == 0) return RW_OK;
    return rw_fail(context, RW_ERROR_REJECTED, "the plan breaks %zu rule%s of the study", j.broken,
                   j.broken == 1 ? "" : "s");
}
