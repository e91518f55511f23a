#include "common/assign.h"
#include "base/number.h"
#include "common/result.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PER_DEMAND = 6, IMPROVING_ROUNDS = 4, CLOSING_ROUNDS = 20 };

/* A connection that is built. */
typedef struct piece {
    int arc, option;
    double flow[RW_LAGRANGIAN_SLOTS];
} piece;

/* How a demand is served. */
typedef struct service {
    bool connected;
    int count;
    piece pieces[MOST_PER_DEMAND];
} service;

struct rw_assign {
    rw_context *context;
    const rw_lagrangian *lagrangian;
    const rw_problem *problem;
    rw_arena arena;
    int *first_arc, *arcs; /* arcs by demand */
    int *order;            /* demands, the most rewarding first */
    service *services;
    double *left_mw;  /* capacity left of each source */
    double *left_mwe; /* power left at each place, what can be bought included */
    double *left_limit;
    int *users;                 /* connections of each source */
    bool *banned;               /* closed because it did not pay */
    double heat_price_share;    /* of the Lagrangian's prices for source heat: 1 while building, 0 while
                                   improving */
    double unserved_eur_per_mw; /* stands for a backup where there is none: dearer than anything else */
};

rw_status rw_assign_start(rw_context *context, const rw_lagrangian *g, rw_assign **result) {
    *result = NULL;
    const rw_problem *p = g->problem;
    rw_assign *s = rw_allocate(context, 1, sizeof *s);
    if (!s) return RW_ERROR_MEMORY;
    s->context = context;
    s->lagrangian = g;
    s->problem = p;
    rw_arena_start(&s->arena, context);
    const size_t demands = (size_t)p->demand_count, sources = (size_t)p->source_count;
    s->first_arc = rw_arena_allocate(&s->arena, demands + 1, sizeof(int));
    s->arcs = rw_arena_allocate(&s->arena, (size_t)p->arc_count, sizeof(int));
    s->order = rw_arena_allocate(&s->arena, demands, sizeof(int));
    s->services = rw_arena_allocate(&s->arena, demands, sizeof *s->services);
    s->left_mw = rw_arena_allocate(&s->arena, sources, sizeof(double));
    s->users = rw_arena_allocate(&s->arena, sources, sizeof(int));
    s->banned = rw_arena_allocate(&s->arena, sources, sizeof(bool));
    s->left_mwe = rw_arena_allocate(&s->arena, (size_t)p->place_count, sizeof(double));
    s->left_limit = rw_arena_allocate(&s->arena, (size_t)p->limit_count, sizeof(double));
    if (!s->first_arc || !s->arcs || !s->order || !s->services || !s->left_mw || !s->users || !s->banned ||
        !s->left_mwe || !s->left_limit) {
        rw_assign_free(s);
        return RW_ERROR_MEMORY;
    }
    for (int a = 0; a < p->arc_count; ++a) ++s->first_arc[p->arcs[a].head - p->source_count];
    for (int j = 0; j < p->demand_count; ++j) s->first_arc[j + 1] += s->first_arc[j];
    for (int a = p->arc_count - 1; a >= 0; --a)
        s->arcs[--s->first_arc[p->arcs[a].head - p->source_count]] = a;
    for (size_t u = 0; u < p->unit_count; ++u)
        s->unserved_eur_per_mw = fmax(s->unserved_eur_per_mw, fabs(p->unit_eur_per_mw_yr[u]));
    for (int k = 0; k < p->option_count; ++k)
        s->unserved_eur_per_mw = fmax(s->unserved_eur_per_mw, fabs(p->options[k].fixed_eur_per_yr));
    s->unserved_eur_per_mw = 1e3 * (s->unserved_eur_per_mw + 1);
    *result = s;
    return RW_OK;
}

void rw_assign_free(rw_assign *s) {
    if (!s) return;
    rw_context *context = s->context;
    rw_arena_free(&s->arena);
    rw_release(context, s);
}

/* -- One option, at true costs and the prices of what is scarce ---------------------------------------- */

/* What a demand still wants, while it is being served. */
typedef struct wish {
    double width[RW_LAGRANGIAN_SLOTS];
    double mwh_missing; /* of its minimum share */
} wish;

static double backup_price(const rw_assign *s, int band) {
    const rw_problem_band *b = &s->problem->bands[band];
    double price = isinf(b->backup_eur_per_mw_yr) ? s->unserved_eur_per_mw : b->backup_eur_per_mw_yr;
    for (int l = 0; l < s->problem->limit_count; ++l)
        price += s->lagrangian->price[s->lagrangian->at.limit + l] * s->problem->limits[l].backup[band];
    return price;
}

static double mw_that_fit(const rw_assign *s, const rw_problem_arc *arc, const rw_option *o) {
    double room = o->carry > 0 ? (o->capacity_mw - o->carry0_mw) / o->carry : RW_INFINITY;
    if (o->draw > 0) room = fmin(room, (s->left_mw[arc->tail] - o->draw0_mw) / o->draw);
    if (o->place >= 0 && o->power > 0) room = fmin(room, (s->left_mwe[o->place] - o->power0_mwe) / o->power);
    return room;
}

/* Fills the bands by margin as long as that pays, and further, by least loss per MWh, while the minimum share
 * lacks. Returns the profit of the flows; `energy_mwh` is what they bring to the share. */
static double fill(const double *margin, const double *mwh_per_mw, const wish *want, int slots, double room,
                   double *flow, double *energy_mwh) {
    double profit = 0;
    *energy_mwh = 0;
    for (int n = 0; n < slots; ++n) flow[n] = 0;
    for (int done = 0; done < slots && room > 0; ++done) {
        int best = -1;
        for (int n = 0; n < slots; ++n)
            if (flow[n] == 0 && want->width[n] > 0 && (best < 0 || margin[n] > margin[best])) best = n;
        if (best < 0) break;
        double x = fmin(want->width[best], room);
        if (margin[best] <= 0) {
            const double missing = want->mwh_missing - *energy_mwh;
            if (missing <= 0 || mwh_per_mw[best] <= 0) break;
            x = fmin(x, missing * (1 + 1e-9) / mwh_per_mw[best]);
        }
        flow[best] = x;
        room -= x;
        profit += margin[best] * x;
        *energy_mwh += mwh_per_mw[best] * x;
    }
    return profit;
}

static double limit_price(const rw_assign *s, int limit) {
    return s->lagrangian->price[s->lagrangian->at.limit + limit];
}

/* Profit of building option k for what the demand still wants; -infinity when it cannot be. */
static double try_option(const rw_assign *s, int a, int k, const wish *want, double *flow,
                         double *energy_mwh) {
    const rw_problem *p = s->problem;
    const rw_problem_arc *arc = &p->arcs[a];
    const rw_option *o = &p->options[k];
    const rw_lagrangian *g = s->lagrangian;
    const int i = arc->tail, j = arc->head - p->source_count;
    const size_t unit = arc->first_unit + (size_t)(k - arc->first_option) * (size_t)arc->slot_count;
    const double heat_price = s->heat_price_share * (g->price[g->at.source + i] - g->price[g->at.used + i]);
    const double power_price = o->place >= 0 ? g->price[g->at.power + o->place] : 0;
    const double room = mw_that_fit(s, arc, o);
    if (!(room > 0)) return -RW_INFINITY;
    double margin[RW_LAGRANGIAN_SLOTS], mwh_per_mw[RW_LAGRANGIAN_SLOTS];
    for (int n = 0; n < arc->slot_count; ++n) {
        const int band = p->demands[j].first_band + n;
        margin[n] = backup_price(s, band) - p->unit_eur_per_mw_yr[unit + (size_t)n] - heat_price * o->draw -
                    power_price * o->power;
        for (int l = 0; l < p->limit_count; ++l)
            margin[n] -= limit_price(s, l) * p->limits[l].unit[unit + (size_t)n];
        mwh_per_mw[n] = p->sources[i].availability_share * p->bands[band].hours_h;
    }
    double profit = fill(margin, mwh_per_mw, want, arc->slot_count, room, flow, energy_mwh) -
                    o->fixed_eur_per_yr - heat_price * o->draw0_mw - power_price * o->power0_mwe;
    for (int l = 0; l < p->limit_count; ++l) {
        double used = p->limits[l].fixed[k] + (s->users[i] == 0 ? p->limits[l].open[i] : 0);
        for (int n = 0; n < arc->slot_count; ++n) {
            const int band = p->demands[j].first_band + n;
            used += (p->limits[l].unit[unit + (size_t)n] - p->limits[l].backup[band]) * flow[n];
        }
        if (used > s->left_limit[l] && used > 0) return -RW_INFINITY;
        profit -= limit_price(s, l) * p->limits[l].fixed[k];
    }
    return profit;
}

/* -- One demand ---------------------------------------------------------------------------------------- */

/* Takes the service's resources (sign 1) or gives them back (sign -1). */
static void account(rw_assign *s, int j, const service *v, double sign) {
    const rw_problem *p = s->problem;
    if (!v->connected) return;
    const rw_problem_demand *d = &p->demands[j];
    if (d->place >= 0) s->left_mwe[d->place] -= sign * d->power_mwe;
    for (int l = 0; l < p->limit_count; ++l) {
        s->left_limit[l] -= sign * (p->limits[l].connect[j] - p->limits[l].skip[j]);
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
            s->left_limit[l] -= sign * p->limits[l].backup[b] * p->bands[b].width_mw;
    }
    for (int c = 0; c < v->count; ++c) {
        const piece *q = &v->pieces[c];
        const rw_problem_arc *arc = &p->arcs[q->arc];
        const rw_option *o = &p->options[q->option];
        const size_t unit =
            arc->first_unit + (size_t)(q->option - arc->first_option) * (size_t)arc->slot_count;
        double x = 0;
        for (int n = 0; n < arc->slot_count; ++n) x += q->flow[n];
        s->left_mw[arc->tail] -= sign * (o->draw * x + o->draw0_mw);
        if (o->place >= 0) s->left_mwe[o->place] -= sign * (o->power * x + o->power0_mwe);
        const bool opens = sign > 0 ? s->users[arc->tail]++ == 0 : --s->users[arc->tail] == 0;
        for (int l = 0; l < p->limit_count; ++l) {
            s->left_limit[l] -=
                sign * (p->limits[l].fixed[q->option] + (opens ? p->limits[l].open[arc->tail] : 0));
            for (int n = 0; n < arc->slot_count; ++n)
                s->left_limit[l] -=
                    sign * (p->limits[l].unit[unit + (size_t)n] - p->limits[l].backup[d->first_band + n]) *
                    q->flow[n];
        }
    }
}

static bool already_used(const service *v, int arc) {
    for (int c = 0; c < v->count; ++c)
        if (v->pieces[c].arc == arc) return true;
    return false;
}

/* The best next piece for a demand: forced arcs first, whatever they cost. While the minimum share lacks, a
 * piece that completes it beats one that does not. Returns its profit, opening of the source included. */
static double best_piece(const rw_assign *s, int j, const service *v, const wish *want, double charge_opening,
                         piece *best, bool *forced) {
    const rw_problem *p = s->problem;
    double best_profit = -RW_INFINITY;
    bool best_completes = false;
    *forced = false;
    for (int n = s->first_arc[j]; n < s->first_arc[j + 1]; ++n) {
        const int a = s->arcs[n];
        const rw_problem_arc *arc = &p->arcs[a];
        if ((s->banned[arc->tail] && !arc->forced) || already_used(v, a) || (*forced && !arc->forced))
            continue;
        const double opening =
            s->users[arc->tail] == 0 ? charge_opening * p->sources[arc->tail].open_eur_per_yr : 0;
        for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
            if (!s->lagrangian->option_alive[k]) continue;
            piece q = {.arc = a, .option = k};
            double energy = 0;
            const double profit = try_option(s, a, k, want, q.flow, &energy) - opening;
            if (isinf(profit)) continue;
            const bool completes = energy >= want->mwh_missing;
            const bool first_forced = arc->forced && !*forced;
            if (!first_forced && (completes != best_completes ? !completes : profit <= best_profit)) continue;
            *forced = arc->forced;
            best_completes = completes;
            best_profit = profit;
            *best = q;
        }
    }
    return best_profit;
}

/* Power that a piece takes at its place (sign 1), or gives back (-1). */
static void take_power(rw_assign *s, const piece *q, int slots, double sign) {
    const rw_option *o = &s->problem->options[q->option];
    if (o->place < 0) return;
    double x = 0;
    for (int n = 0; n < slots; ++n) x += q->flow[n];
    s->left_mwe[o->place] -= sign * (o->power * x + o->power0_mwe);
}

/* Serves demand j as well as what is left allows. Returns the gain over not coupling it (must) or skipping
 * it. */
static double serve(rw_assign *s, int j, double charge_opening, service *v) {
    const rw_problem *p = s->problem;
    const rw_problem_demand *d = &p->demands[j];
    wish want = {.mwh_missing = d->min_mwh_per_yr};
    double gain = 0;
    v->count = 0;
    v->connected = d->must || s->lagrangian->demand[j] == RW_YES;
    for (int n = 0; n < d->band_count; ++n) want.width[n] = p->bands[d->first_band + n].width_mw;
    if (!d->must) {
        gain = d->skip_eur_per_yr - d->connect_eur_per_yr;
        for (int l = 0; l < p->limit_count; ++l)
            gain += limit_price(s, l) * (p->limits[l].skip[j] - p->limits[l].connect[j]);
        for (int n = 0; n < d->band_count; ++n) gain -= backup_price(s, d->first_band + n) * want.width[n];
    }
    service trial = {.connected = true};
    const int most = d->max_arcs < MOST_PER_DEMAND ? d->max_arcs : MOST_PER_DEMAND;
    while (trial.count < most) {
        piece *q = &trial.pieces[trial.count];
        bool forced;
        const double profit = best_piece(s, j, &trial, &want, charge_opening, q, &forced);
        if (isinf(profit) || (profit <= 0 && want.mwh_missing <= 0 && !forced)) break;
        take_power(s, q, d->band_count, 1); /* the next piece may stand at the same place */
        ++trial.count;
        gain += profit;
        const double availability = p->sources[p->arcs[q->arc].tail].availability_share;
        for (int n = 0; n < d->band_count; ++n) {
            want.width[n] = fmax(0, want.width[n] - q->flow[n]);
            want.mwh_missing -= q->flow[n] * availability * p->bands[d->first_band + n].hours_h;
        }
    }
    for (int n = 0; n < trial.count; ++n) take_power(s, &trial.pieces[n], d->band_count, -1);
    const bool kept = want.mwh_missing <= 1e-6 * d->min_mwh_per_yr;
    if (v->connected ? trial.count == 0 : !kept || gain <= 0) return 0;
    *v = trial;
    return gain;
}

/* -- All demands --------------------------------------------------------------------------------------- */

static void reset(rw_assign *s) {
    const rw_problem *p = s->problem;
    for (int i = 0; i < p->source_count; ++i) {
        s->left_mw[i] = p->sources[i].capacity_mw;
        s->users[i] = 0;
        s->banned[i] = s->lagrangian->source[i] == RW_NO;
    }
    for (int g = 0; g < p->place_count; ++g)
        s->left_mwe[g] = p->places[g].headroom_mwe + p->places[g].extra_max_mwe;
    for (int l = 0; l < p->limit_count; ++l) {
        s->left_limit[l] = p->limits[l].max;
        for (int j = 0; j < p->demand_count; ++j) s->left_limit[l] -= p->limits[l].skip[j];
    }
    for (int j = 0; j < p->demand_count; ++j) {
        service *v = &s->services[j];
        v->count = 0;
        v->connected = p->demands[j].must;
        account(s, j, v, 1);
    }
}

static void serve_again(rw_assign *s, int j, double charge_opening) {
    account(s, j, &s->services[j], -1);
    (void)serve(s, j, charge_opening, &s->services[j]);
    account(s, j, &s->services[j], 1);
}

/* True cost of how a demand is served, sources' opening left out. */
static double cost_of(const rw_assign *s, int j, const service *v) {
    const rw_problem *p = s->problem;
    const rw_problem_demand *d = &p->demands[j];
    if (!v->connected) return d->skip_eur_per_yr;
    double cost = d->connect_eur_per_yr;
    for (int n = 0; n < d->band_count; ++n) {
        double left = p->bands[d->first_band + n].width_mw;
        for (int c = 0; c < v->count; ++c) left -= v->pieces[c].flow[n];
        const double backup = p->bands[d->first_band + n].backup_eur_per_mw_yr;
        cost += (isinf(backup) ? s->unserved_eur_per_mw : backup) * fmax(0, left);
    }
    for (int c = 0; c < v->count; ++c) {
        const piece *q = &v->pieces[c];
        const rw_problem_arc *arc = &p->arcs[q->arc];
        const size_t unit =
            arc->first_unit + (size_t)(q->option - arc->first_option) * (size_t)arc->slot_count;
        cost += p->options[q->option].fixed_eur_per_yr;
        for (int n = 0; n < arc->slot_count; ++n)
            cost += p->unit_eur_per_mw_yr[unit + (size_t)n] * q->flow[n];
    }
    return cost;
}

static double opening_cost(const rw_assign *s, const service *v, bool alone) {
    double cost = 0;
    for (int c = 0; c < v->count; ++c) {
        const int i = s->problem->arcs[v->pieces[c].arc].tail;
        if (s->users[i] == (alone ? 1 : 0)) cost += s->problem->sources[i].open_eur_per_yr;
    }
    return cost;
}

/* Serves each demand again at true costs; keeps the better service. */
static bool improve(rw_assign *s) {
    bool better = false;
    for (int n = 0; n < s->problem->demand_count; ++n) {
        const int j = s->order[n];
        const service old = s->services[j];
        const double old_cost = cost_of(s, j, &old) + opening_cost(s, &old, true);
        account(s, j, &old, -1);
        service fresh;
        (void)serve(s, j, 1, &fresh);
        const double new_cost = cost_of(s, j, &fresh) + opening_cost(s, &fresh, false);
        const bool wins = new_cost < old_cost - 1e-9 * fabs(old_cost);
        s->services[j] = wins ? fresh : old;
        account(s, j, &s->services[j], 1);
        better = better || wins;
    }
    return better;
}

/* What demand j would cost without source i: its other connections and the backup, or skipped where the
 * minimum share then lacks; infinite where it may not be skipped. */
static double cost_without(const rw_assign *s, int j, const service *v, int source) {
    const rw_problem *p = s->problem;
    const rw_problem_demand *d = &p->demands[j];
    service rest = {.connected = v->connected};
    double mwh = 0;
    for (int c = 0; c < v->count; ++c) {
        const rw_problem_arc *arc = &p->arcs[v->pieces[c].arc];
        if (arc->tail == source) continue;
        rest.pieces[rest.count++] = v->pieces[c];
        for (int n = 0; n < d->band_count; ++n)
            mwh += v->pieces[c].flow[n] * p->sources[arc->tail].availability_share *
                   p->bands[d->first_band + n].hours_h;
    }
    if (mwh >= d->min_mwh_per_yr * (1 - 1e-6))
        return d->must ? cost_of(s, j, &rest) : fmin(cost_of(s, j, &rest), d->skip_eur_per_yr);
    return d->must ? RW_INFINITY : d->skip_eur_per_yr;
}

static bool served_by(const rw_assign *s, int j, int source) {
    const service *v = &s->services[j];
    for (int c = 0; c < v->count; ++c)
        if (s->problem->arcs[v->pieces[c].arc].tail == source) return true;
    return false;
}

/* Closes the source whose demands would lose least against its opening cost, if that is a gain; false when
 * none is. A source that is used less than it must be is closed in any case. */
static bool close_worst(rw_assign *s) {
    const rw_problem *p = s->problem;
    double worst = 0;
    int closed = -1;
    for (int i = 0; i < p->source_count; ++i) {
        if (s->users[i] == 0 || s->lagrangian->source[i] == RW_YES) continue;
        double saved = p->sources[i].open_eur_per_yr;
        for (int j = 0; j < p->demand_count; ++j)
            if (served_by(s, j, i))
                saved += cost_of(s, j, &s->services[j]) - cost_without(s, j, &s->services[j], i);
        const double used = p->sources[i].capacity_mw - s->left_mw[i];
        if (used < p->sources[i].min_used_share * p->sources[i].capacity_mw - 1e-9) saved = fmax(saved, 1);
        if (saved <= worst) continue;
        worst = saved;
        closed = i;
    }
    if (closed < 0) return false;
    s->banned[closed] = true;
    for (int n = 0; n < p->demand_count; ++n)
        if (served_by(s, s->order[n], closed)) serve_again(s, s->order[n], 1);
    return true;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static rw_status store(const rw_assign *s, rw_result *result, bool *found) {
    const rw_problem *p = s->problem;
    RW_TRY(rw_result_clear_values(result, p));
    /* In the order of the arcs: by source, then demand, as the problem lists them. */
    piece **by_arc = rw_allocate(s->context, (size_t)p->arc_count, sizeof(piece *));
    if (!by_arc) return RW_ERROR_MEMORY;
    for (int j = 0; j < p->demand_count; ++j) {
        service *v = &s->services[j];
        result->demand_connected[j] = v->connected;
        for (int c = 0; c < v->count; ++c) by_arc[v->pieces[c].arc] = &v->pieces[c];
    }
    rw_status status = RW_OK;
    for (int a = 0; a < p->arc_count && status == RW_OK; ++a) {
        double *flow;
        if (!by_arc[a]) continue;
        status = rw_result_build(result, p, a, by_arc[a]->option, &flow);
        if (status == RW_OK) memcpy(flow, by_arc[a]->flow, (size_t)p->arcs[a].slot_count * sizeof *flow);
    }
    rw_release(s->context, by_arc);
    RW_TRY(status);
    for (int i = 0; i < p->source_count; ++i)
        if (s->lagrangian->source[i] == RW_YES) result->source_open[i] = 1;
    rw_result_balance(result, p);
    char why[RW_WHY_BYTES];
    RW_TRY(rw_result_feasible(p, result, 1e-7, found, why));
    if (*found) result->cost_eur_per_yr = rw_result_cost_of(p, result);
    return RW_OK;
}

typedef struct ranked {
    double reward;
    int demand;
} ranked;

static int compare_ranked(const void *a, const void *b) {
    const ranked *left = a, *right = b;
    if (left->reward != right->reward) return left->reward > right->reward ? -1 : 1;
    return (left->demand > right->demand) - (left->demand < right->demand);
}

static rw_status rank_demands(rw_assign *s) {
    const rw_problem *p = s->problem;
    ranked *list = rw_allocate(s->context, (size_t)p->demand_count, sizeof *list);
    if (!list) return RW_ERROR_MEMORY;
    for (int j = 0; j < p->demand_count; ++j) {
        service v;
        list[j] = (ranked){serve(s, j, 0, &v), j};
    }
    qsort(list, (size_t)p->demand_count, sizeof *list, compare_ranked);
    for (int n = 0; n < p->demand_count; ++n) s->order[n] = list[n].demand;
    rw_release(s->context, list);
    return RW_OK;
}

rw_status rw_assign_run(rw_assign *s, rw_result *result, bool *found) {
    reset(s);
    s->heat_price_share = 1;
    RW_TRY(rank_demands(s));
    /* While building, sources that the relaxation opens cost nothing to open: their price is in the heat. */
    for (int n = 0; n < s->problem->demand_count; ++n) serve_again(s, s->order[n], 0);
    s->heat_price_share = 0;
    for (int round = 0; round < CLOSING_ROUNDS; ++round) {
        for (int pass = 0; pass < IMPROVING_ROUNDS && improve(s); ++pass) continue;
        if (!close_worst(s)) break;
    }
    return store(s, result, found);
}
