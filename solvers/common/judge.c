/* Judges values by the rows of MODEL 6 and 7, straight from the problem: it shares nothing with rows.c, which
 * solvers use, so that a mistake there shows. */
#include "base/number.h"
#include "common/result.h"
#include <stdio.h>

double rw_result_cost_of(const rw_problem *problem, const rw_result *result) {
    double cost = 0;
    for (int i = 0; i < problem->source_count; ++i)
        if (result->source_open[i]) cost += problem->sources[i].open_eur_per_yr;
    for (int j = 0; j < problem->demand_count; ++j) {
        const rw_problem_demand *d = &problem->demands[j];
        cost += result->demand_connected[j] ? d->connect_eur_per_yr : d->skip_eur_per_yr;
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
            if (result->backup_mw[b] > 0)
                cost += problem->bands[b].backup_eur_per_mw_yr * result->backup_mw[b];
    }
    for (int g = 0; g < problem->place_count; ++g)
        cost += problem->places[g].extra_eur_per_mwe_yr * result->extra_mwe[g];
    for (int k = 0; k < result->built_count; ++k) {
        const rw_built *built = &result->built[k];
        const rw_problem_arc *arc = &problem->arcs[built->arc];
        const size_t slots = (size_t)arc->slot_count,
                     unit = arc->first_unit + (size_t)(built->option - arc->first_option) * slots;
        cost += problem->options[built->option].fixed_eur_per_yr;
        for (size_t s = 0; s < slots; ++s)
            cost += problem->unit_eur_per_mw_yr[unit + s] * result->flow_mw[built->first_flow + s];
    }
    return cost;
}

/* -- Rows ---------------------------------------------------------------------------------------------- */

typedef struct judge {
    const rw_problem *problem;
    const rw_result *result;
    double tolerance;
    char *why; /* RW_WHY_BYTES */
    bool feasible;
} judge;

/* Keeps the first row that is broken. `size` is what the row's numbers are about. */
static void expect(judge *j, double value, double max, double size, const char *row, int index) {
    if (!j->feasible || value <= max + j->tolerance * fmax(1, fabs(size))) return;
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    (void)snprintf(j->why, RW_WHY_BYTES, "row %s of %d: %.30s is above %.30s", row, index + 1,
                   rw_number_brief(a, value, 12), rw_number_brief(b, max, 12));
    j->feasible = false;
}

static void judge_option(judge *j, const rw_built *built) {
    const rw_problem *p = j->problem;
    const rw_problem_arc *arc = &p->arcs[built->arc];
    const rw_option *o = &p->options[built->option];
    double carried = o->carry0_mw;
    for (int s = 0; s < arc->slot_count; ++s) {
        const double x = j->result->flow_mw[built->first_flow + (size_t)s];
        expect(j, -x, 0, 1, "flow >= 0", built->arc);
        if (arc->first_slot < 0) {
            const double width = p->bands[p->demands[arc->head - p->source_count].first_band + s].width_mw;
            expect(j, x, width, width, "linking", built->arc);
        }
        carried += o->carry * x;
    }
    expect(j, carried, o->capacity_mw, o->capacity_mw, "pipe", built->arc);
    if (rw_problem_is_source(p, arc->tail) && !j->result->source_open[arc->tail])
        expect(j, 1, 0, 1, "one (source closed)", built->arc);
    if (rw_problem_is_demand(p, arc->head) && !j->result->demand_connected[arc->head - p->source_count])
        expect(j, 1, 0, 1, "one (demand skipped)", built->arc);
}

/* Sums over the built options that belong to a node or place. */
typedef struct sums {
    double *drawn;    /* per source */
    double *received; /* per band */
    double *shared;   /* per demand: MWh from sources */
    int *arcs;        /* per demand */
    double *power;    /* per place */
    double *balance;  /* per junction and commodity */
    double *limit;
} sums;

static void add_option(const judge *j, const rw_built *built, sums *s) {
    const rw_problem *p = j->problem;
    const rw_problem_arc *arc = &p->arcs[built->arc];
    const rw_option *o = &p->options[built->option];
    const bool from_source = rw_problem_is_source(p, arc->tail),
               to_demand = rw_problem_is_demand(p, arc->head);
    const int demand = arc->head - p->source_count, nodes = p->source_count + p->demand_count;
    double x_sum = 0;
    for (int n = 0; n < arc->slot_count; ++n) {
        const double x = j->result->flow_mw[built->first_flow + (size_t)n],
                     loss = j->result->loss_mw[built->first_flow + (size_t)n];
        const rw_slot slot = rw_problem_slot(p, arc, n);
        x_sum += x;
        if (to_demand) {
            const int band = p->demands[demand].first_band + slot.band;
            s->received[band] += x;
            s->shared[demand] += p->sources[slot.source].availability_share * p->bands[band].hours_h * x;
        } else {
            s->balance[(size_t)(arc->head - nodes) * (size_t)p->commodity_count + (size_t)slot.commodity] +=
                x;
        }
        if (!from_source)
            s->balance[(size_t)(arc->tail - nodes) * (size_t)p->commodity_count + (size_t)slot.commodity] -=
                o->draw * x + loss;
        for (int l = 0; l < p->limit_count; ++l)
            s->limit[l] +=
                x * p->limits[l].unit[arc->first_unit +
                                      (size_t)(built->option - arc->first_option) * (size_t)arc->slot_count +
                                      (size_t)n];
    }
    if (from_source) s->drawn[arc->tail] += o->draw * x_sum + o->draw0_mw;
    if (to_demand) ++s->arcs[demand];
    if (o->place >= 0) s->power[o->place] += o->power * x_sum + o->power0_mwe;
    for (int l = 0; l < p->limit_count; ++l) s->limit[l] += p->limits[l].fixed[built->option];
}

/* What an arc from a junction loses is taken from the base band of the commodities that it carries. */
static void judge_loss(judge *j, const rw_built *built) {
    const rw_problem *p = j->problem;
    const rw_problem_arc *arc = &p->arcs[built->arc];
    const double wanted = rw_problem_is_source(p, arc->tail) ? 0 : p->options[built->option].draw0_mw;
    double lost = 0;
    for (int n = 0; n < arc->slot_count; ++n) {
        const double loss = j->result->loss_mw[built->first_flow + (size_t)n];
        expect(j, -loss, 0, 1, "loss >= 0", built->arc);
        if (rw_problem_slot(p, arc, n).band != 0) expect(j, loss, 0, 1, "loss in the base band", built->arc);
        lost += loss;
    }
    expect(j, fabs(lost - wanted), 0, wanted, "loss", built->arc);
}

static void judge_nodes(judge *j, sums *s) {
    const rw_problem *p = j->problem;
    const rw_result *r = j->result;
    for (int i = 0; i < p->source_count; ++i) {
        const double capacity = r->source_open[i] ? p->sources[i].capacity_mw : 0;
        expect(j, s->drawn[i], capacity, capacity, "source", i);
        expect(j, p->sources[i].min_used_share * capacity, s->drawn[i], capacity, "minimum used share", i);
        for (int l = 0; l < p->limit_count && r->source_open[i]; ++l) s->limit[l] += p->limits[l].open[i];
    }
    for (int d = 0; d < p->demand_count; ++d) {
        const rw_problem_demand *demand = &p->demands[d];
        const bool connected = r->demand_connected[d];
        if (demand->must && !connected) expect(j, 1, 0, 1, "must be connected", d);
        for (int b = demand->first_band; b < demand->first_band + demand->band_count; ++b) {
            const double width = connected ? p->bands[b].width_mw : 0;
            expect(j, fabs(s->received[b] + r->backup_mw[b] - width), 0, width, "demand", d);
            expect(j, -r->backup_mw[b], 0, 1, "backup >= 0", d);
            if (isinf(p->bands[b].backup_eur_per_mw_yr)) expect(j, r->backup_mw[b], 0, width, "no backup", d);
            for (int l = 0; l < p->limit_count; ++l) s->limit[l] += p->limits[l].backup[b] * r->backup_mw[b];
        }
        if (connected)
            expect(j, demand->min_mwh_per_yr, s->shared[d], demand->min_mwh_per_yr, "minimum share", d);
        if (s->arcs[d] > demand->max_arcs)
            expect(j, s->arcs[d], demand->max_arcs, 1, "sources per demand", d);
        if (connected && demand->place >= 0) s->power[demand->place] += demand->power_mwe;
        for (int l = 0; l < p->limit_count; ++l)
            s->limit[l] += connected ? p->limits[l].connect[d] : p->limits[l].skip[d];
    }
    for (int g = 0; g < p->place_count; ++g) {
        expect(j, s->power[g], p->places[g].headroom_mwe + r->extra_mwe[g], p->places[g].headroom_mwe,
               "power", g);
        expect(j, r->extra_mwe[g], p->places[g].extra_max_mwe, p->places[g].extra_max_mwe, "extra power", g);
        expect(j, -r->extra_mwe[g], 0, 1, "extra power >= 0", g);
    }
    for (int n = 0; n < p->junction_count * p->commodity_count; ++n)
        expect(j, fabs(s->balance[n]), 0, 1, "balance at junction and commodity", n);
    for (int l = 0; l < p->limit_count; ++l)
        expect(j, s->limit[l], p->limits[l].max, p->limits[l].max, "limit", l);
}

/* At most one option of an arc, one arc of an exclusive set, and every forced arc. `built` is in the order of
 * the arcs. */
static void judge_choices(judge *j) {
    const rw_problem *p = j->problem;
    int at = 0;
    for (int a = 0; a < p->arc_count; ++a) {
        int count = 0;
        for (; at < j->result->built_count && j->result->built[at].arc == a; ++at) ++count;
        expect(j, count, 1, 1, "one option per arc", a);
        if (p->arcs[a].forced) expect(j, 1, count, 1, "forced", a);
        if (p->arcs[a].exclusive == 0 || count == 0) continue;
        for (int k = at; k < j->result->built_count; ++k)
            if (p->arcs[j->result->built[k].arc].exclusive == p->arcs[a].exclusive)
                expect(j, 2, 1, 1, "exclusive arcs", a);
    }
    if (at != j->result->built_count) expect(j, 1, 0, 1, "order of the built options", at);
}

rw_status rw_result_feasible(
    const rw_problem *p, const rw_result *result, double tolerance, bool *feasible,
    char why[RW_WHY_BYTES]) { /* NOLINT(readability-non-const-parameter): written through the judge */
    rw_context *context = result->context;
    judge j = {p, result, tolerance, why, true};
    const size_t sources = (size_t)p->source_count, demands = (size_t)p->demand_count,
                 bands = (size_t)p->band_count, places = (size_t)p->place_count,
                 limits = (size_t)p->limit_count,
                 balances = (size_t)p->junction_count * (size_t)p->commodity_count;
    double *block =
        rw_allocate(context, sources + demands + bands + places + limits + balances, sizeof *block);
    int *arcs = rw_allocate(context, demands, sizeof *arcs);
    const bool enough = block && arcs;
    if (enough) {
        sums s = {.drawn = block, .arcs = arcs};
        s.received = s.drawn + sources;
        s.shared = s.received + bands;
        s.power = s.shared + demands;
        s.limit = s.power + places;
        s.balance = s.limit + limits;
        for (int k = 0; k < result->built_count; ++k) {
            judge_option(&j, &result->built[k]);
            judge_loss(&j, &result->built[k]);
            add_option(&j, &result->built[k], &s);
        }
        judge_choices(&j);
        judge_nodes(&j, &s);
    }
    *feasible = j.feasible;
    rw_release(context, block);
    rw_release(context, arcs);
    return enough ? RW_OK : RW_ERROR_MEMORY;
}
