/* Judges the shared part of a plan, from trenches and physics. */
#include "base/number.h"
#include "plan/judge.h"
#include "plan/network_figures.h"
#include "plan/verify.h"

enum { NAMED_WAYS = 12 };

static const char *trench_id(const rw_judge *j, const rw_laid *laid) {
    return j->study->trenches[laid->trench].id;
}

/* -- What is there ------------------------------------------------------------------------------------- */

static bool life_exists(const rw_judge *j, int life) {
    const rw_network *n = j->plan->network;
    return life >= 0 && life < n->life_count;
}

static bool laid_exists(const rw_judge *j, const rw_laid *laid) {
    return laid->trench >= 0 && laid->trench < j->study->trench_count &&
           (unsigned)laid->level < RW_LEVEL_COUNT && laid->pipe >= 0 && laid->pipe < j->study->pipe_count &&
           life_exists(j, laid->life);
}

static void check_existence(rw_judge *j) {
    const rw_network *n = j->plan->network;
    bool good = true;
    for (int l = 0; l < n->life_count && good; ++l)
        good = n->lives[l].source >= 0 && n->lives[l].source < j->study->source_count &&
               n->lives[l].first >= 1 && (unsigned)n->lives[l].exit_plan < RW_EXIT_COUNT;
    for (int k = 0; k < n->laid_count && good; ++k) good = laid_exists(j, &n->laid[k]);
    for (int k = 0; k < n->machine_count && good; ++k) {
        const rw_machine *m = &n->machines[k];
        const int most = m->mode == RW_MODE_DEMAND_PUMP    ? j->study->demand_count
                         : m->mode == RW_MODE_STATION_PUMP ? j->study->junction_count
                                                           : j->study->source_count;
        good =
            (unsigned)m->mode < RW_MODE_COUNT && m->index >= 0 && m->index < most && life_exists(j, m->life);
    }
    for (int k = 0; k < n->feed_count && good; ++k) {
        const rw_feed *f = &n->feeds[k];
        good = f->source >= 0 && f->source < j->study->source_count && (unsigned)f->mode < RW_MODE_COUNT &&
               f->laid >= 0 && f->laid < n->laid_count && life_exists(j, f->way.life);
    }
    if (good) return;
    rw_object(j, "the network names a trench, diameter, source, demand or junction that does not exist");
    j->malformed = true;
}

static void check_trench(rw_judge *j, int trench, const int count[RW_LEVEL_COUNT]) {
    const rw_trench *t = &j->study->trenches[trench];
    const int all = count[RW_LEVEL_SUPPLY] + count[RW_LEVEL_WATER];
    if (count[RW_LEVEL_SUPPLY] > 1 || count[RW_LEVEL_WATER] > 1)
        rw_object(j, "trench %s has two pipes of one level", t->id);
    if (t->status == RW_ROUTE_FORBIDDEN && all > 0)
        rw_object(j, "trench %s has a pipe, which is forbidden", t->id);
    if (t->status == RW_ROUTE_FORCED && all == 0)
        rw_object(j, "trench %s must have a pipe and has none", t->id);
}

static void check_stations(rw_judge *j) {
    for (int k = 0; k < j->plan->network->machine_count; ++k) {
        const rw_machine *m = &j->plan->network->machines[k];
        if (m->mode == RW_MODE_STATION_PUMP && !j->study->junctions[m->index].heat_pump)
            rw_object(j, "a heat pump stands at junction %s, where junctions.csv has no room for one",
                      j->study->junctions[m->index].id);
    }
}

/* One pipe per trench and level; none where it is forbidden, some where it must be laid. */
static rw_status check_trenches(rw_judge *j) {
    const rw_network *n = j->plan->network;
    int(*count)[RW_LEVEL_COUNT] = rw_allocate(j->context, (size_t)j->study->trench_count, sizeof *count);
    if (!count) return RW_ERROR_MEMORY;
    for (int k = 0; k < n->laid_count; ++k) ++count[n->laid[k].trench][n->laid[k].level];
    for (int t = 0; t < j->study->trench_count; ++t) check_trench(j, t, count[t]);
    rw_release(j->context, count);
    return RW_OK;
}

rw_status rw_network_check(rw_judge *j) {
    check_existence(j);
    if (j->malformed) return RW_OK;
    check_stations(j);
    RW_TRY(check_trenches(j));
    for (int k = 0; k < j->plan->network->feed_count && !j->malformed; ++k) {
        const rw_feed *f = &j->plan->network->feeds[k];
        const int node = rw_laid_tail(j->study, &j->plan->network->laid[f->laid]);
        if (!(f->mw >= 0)) rw_object(j, "a loss is fed with less than nothing");
        if (!rw_network_check_way(j, &f->way, f->source, node, f->mode)) j->malformed = true;
    }
    return RW_OK;
}

/* -- Ways ---------------------------------------------------------------------------------------------- */

static bool has_machine(const rw_judge *j, rw_mode mode, int index, int life) {
    const rw_network *n = j->plan->network;
    for (int k = 0; k < n->machine_count; ++k)
        if (n->machines[k].mode == mode && n->machines[k].index == index && n->machines[k].life == life)
            return true;
    return false;
}

static bool refuse(rw_judge *j, int source, int node, const char *why) {
    rw_object(j, "the way from %s to %s %s", j->study->sources[source].id, rw_study_node_id(j->study, node),
              why);
    return false;
}

/* The level of a way's pipe: source water up to the heat pump at a junction, and its one level elsewhere. */
static bool level_fits(const rw_judge *j, const rw_way *way, int k, rw_mode mode) {
    const rw_laid *laid = j->plan->network->laid;
    const rw_level level = laid[way->laid[k]].level;
    if (mode != RW_MODE_STATION_PUMP) return level == rw_mode_level(mode);
    if (k == 0) return level == RW_LEVEL_WATER;
    return level == laid[way->laid[k - 1]].level || level == RW_LEVEL_SUPPLY;
}

/* Does it pass the heat pump that its mode asks for? Those at demands: see check_pumps. */
static bool check_pump(rw_judge *j, const rw_way *way, int source, int node, rw_mode mode) {
    if (mode == RW_MODE_SOURCE_PUMP || mode == RW_MODE_PREHEAT)
        return has_machine(j, mode, source, way->life) ||
               refuse(j, source, node, "has no heat pump at the source");
    if (mode != RW_MODE_STATION_PUMP) return true;
    const int station = rw_way_station(j->study, j->plan->network, way);
    return (station >= 0 && has_machine(j, mode, station, way->life)) ||
           refuse(j, source, node, "has no heat pump where it leaves the level of source water");
}

bool rw_network_check_way(rw_judge *j, const rw_way *way, int source, int node, rw_mode mode) {
    const rw_network *n = j->plan->network;
    if (!n || !life_exists(j, way->life)) return refuse(j, source, node, "has no network to go through");
    const rw_life *life = &n->lives[way->life];
    int at = source;
    for (int k = 0; k < way->laid_count; ++k) {
        if (way->laid[k] < 0 || way->laid[k] >= n->laid_count)
            return refuse(j, source, node, "uses a pipe that is not there");
        const rw_laid *laid = &n->laid[way->laid[k]];
        if (rw_laid_tail(j->study, laid) != at) return refuse(j, source, node, "is broken");
        if (!level_fits(j, way, k, mode) || laid->life != way->life)
            return refuse(j, source, node, "changes its level or its commitment on the way");
        at = rw_laid_head(j->study, laid);
    }
    if (at != node) return refuse(j, source, node, "ends somewhere else");
    if (!rw_life_takes(j->terms, life, source))
        return refuse(j, source, node, "goes through pipes that are not kept as long as the source delivers");
    const int demand = node - j->study->source_count;
    const bool to_demand = demand >= 0 && demand < j->study->demand_count;
    if (to_demand && j->study->sources[source].start < life->first &&
        j->study->demands[demand].start < life->first)
        return refuse(j, source, node, "goes through pipes that are laid too late");
    return check_pump(j, way, source, node, mode);
}

/* A way to a demand with source water ends at a heat pump. */
static void check_pumps(rw_judge *j) {
    for (int k = 0; k < j->plan->connection_count; ++k) {
        const rw_connection *c = &j->plan->connections[k];
        if (!c->way || c->exit_plan != j->plan->network->lives[c->way->life].exit_plan)
            rw_object(j, "%s to %s: exit plan and way do not fit", j->study->sources[c->source].id,
                      j->study->demands[c->demand].id);
        else if (c->mode == RW_MODE_DEMAND_PUMP && !has_machine(j, c->mode, c->demand, c->way->life))
            rw_object(j, "%s to %s: there is no heat pump at the demand", j->study->sources[c->source].id,
                      j->study->demands[c->demand].id);
    }
}

/* -- Flows --------------------------------------------------------------------------------------------- */

static void check_pipe(rw_judge *j, const rw_laid *laid, const rw_laid_figures *f) {
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    if (rw_exceeds(f->carried_mw, f->capacity_mw))
        rw_object(j, "trench %s carries %s MW, DN%d takes %s", trench_id(j, laid),
                  rw_number_brief(a, f->carried_mw, 8), j->study->pipes[laid->pipe].dn,
                  rw_number_brief(b, f->capacity_mw, 8));
    if (rw_exceeds(f->speed_m_per_s, j->study->parameters.max_speed_m_per_s))
        rw_object(j, "trench %s: the water runs at %s m/s, max_speed_m_per_s is %s", trench_id(j, laid),
                  rw_number_brief(a, f->speed_m_per_s, 4),
                  rw_number_brief(b, j->study->parameters.max_speed_m_per_s, 4));
    if (rw_exceeds(f->gradient_pa_per_m, j->study->parameters.design_gradient_pa_per_m * (1 + 1e-4)))
        rw_object(j, "trench %s: the pressure falls by %s Pa/m, design_gradient_pa_per_m is %s",
                  trench_id(j, laid), rw_number_brief(a, f->gradient_pa_per_m, 6),
                  rw_number_brief(b, j->study->parameters.design_gradient_pa_per_m, 6));
    if (rw_exceeds(f->loss_mw, f->fed_mw) || rw_exceeds(f->fed_mw, f->loss_mw))
        rw_object(j, "trench %s loses %s MW, the sources send %s for it", trench_id(j, laid),
                  rw_number_brief(a, f->loss_mw, 8), rw_number_brief(b, f->fed_mw, 8));
}

/* Breaks no rule that the optimizer knows, but the heat may arrive too cold: the plan is not verified. */
static void check_cooling(rw_judge *j, const rw_laid_figures *figures) {
    char a[RW_NUMBER_BYTES], b[RW_NUMBER_BYTES];
    int found = 0;
    (void)rw_number_brief(b, j->study->parameters.max_temperature_drop_k, 3);
    for (int k = 0; k < j->plan->connection_count; ++k) {
        const rw_connection *c = &j->plan->connections[k];
        if (!rw_way_cools_too_far(j->terms, j->plan->network, c, figures) || ++found > NAMED_WAYS) continue;
        rw_find(
            j->context, RW_SEVERITY_WARNING, (rw_place){"plan", 0, 0},
            "%s to %s: the supply cools by %s K on the way, max_temperature_drop_k is %s; the plan is not "
            "verified",
            j->study->sources[c->source].id, j->study->demands[c->demand].id,
            rw_number_brief(a, rw_way_temperature_drop_k(j->plan->network, c, figures), 3), b);
    }
    if (found > NAMED_WAYS)
        rw_find(j->context, RW_SEVERITY_WARNING, (rw_place){"plan", 0, 0},
                "on %d more ways the supply cools by more than %s K", found - NAMED_WAYS, b);
}

rw_status rw_network_check_flows(rw_judge *j) {
    const rw_network *n = j->plan->network;
    rw_arena arena;
    rw_arena_start(&arena, j->context);
    rw_laid_figures *figures = NULL;
    const rw_status status = rw_laid_figures_find(j->terms, j->plan, &arena, &figures);
    if (status == RW_OK) {
        for (int k = 0; k < n->laid_count; ++k) check_pipe(j, &n->laid[k], &figures[k]);
        check_pumps(j);
        check_cooling(j, figures);
    }
    rw_arena_free(&arena);
    return status;
}
