#include "bnb/recreate.h"
#include "base/number.h"
#include "base/random.h"
#include "common/lagrangian_parts.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_PIECES = 6, MOST_TAKEN_OUT = 12 };

/* A connection. */
typedef struct piece {
    int arc, option;
    double flow[RW_LAGRANGIAN_SLOTS];
} piece;

/* How a demand is served. */
typedef struct service {
    bool connected;
    int count;
    double cost; /* without its sources' opening and extra power */
    piece pieces[MOST_PIECES];
} service;

typedef struct ranked {
    double reward;
    int demand;
} ranked;

struct rw_chain {
    rw_context *context;
    const rw_lagrangian *lagrangian;
    const rw_problem *problem;
    rw_arena arena;
    rw_random random;
    service *services, *best;
    service taken_out[MOST_TAKEN_OUT];
    double *left_mw;    /* of each source */
    double *used_mwe;   /* at each place */
    double *left_limit; /* of each limit */
    int *users;         /* connections of each source */
    ranked *order;
    double cost, best_cost;
    double unserved_eur_per_mw; /* stands for a backup where there is none: dearer than anything else */
    double heat_price_share;    /* of the relaxation's price that a demand pays for heat while it chooses */
    int banned, favoured;       /* a source that may not be used, one that costs nothing to open; -1 = none */
};

double rw_chain_bytes(const rw_problem *p) {
    return p->demand_count * (2.0 * sizeof(service) + sizeof(ranked)) +
           p->source_count * 2.0 * sizeof(double);
}

rw_status rw_chain_start(rw_context *context, const rw_lagrangian *g, uint64_t seed, rw_chain **result) {
    *result = NULL;
    const rw_problem *p = g->problem;
    rw_chain *s = rw_allocate(context, 1, sizeof *s);
    if (!s) return RW_ERROR_MEMORY;
    s->context = context;
    s->lagrangian = g;
    s->problem = p;
    s->random.state = seed;
    rw_arena_start(&s->arena, context);
    const size_t demands = (size_t)p->demand_count, sources = (size_t)p->source_count;
    s->services = rw_arena_allocate(&s->arena, demands, sizeof *s->services);
    s->best = rw_arena_allocate(&s->arena, demands, sizeof *s->best);
    s->left_mw = rw_arena_allocate(&s->arena, sources, sizeof(double));
    s->users = rw_arena_allocate(&s->arena, sources, sizeof(int));
    s->used_mwe = rw_arena_allocate(&s->arena, (size_t)p->place_count, sizeof(double));
    s->left_limit = rw_arena_allocate(&s->arena, (size_t)p->limit_count, sizeof(double));
    s->order = rw_arena_allocate(&s->arena, demands, sizeof *s->order);
    if (!s->services || !s->best || !s->left_mw || !s->users || !s->used_mwe || !s->left_limit || !s->order) {
        rw_chain_free(s);
        return RW_ERROR_MEMORY;
    }
    for (size_t u = 0; u < p->unit_count; ++u)
        s->unserved_eur_per_mw = fmax(s->unserved_eur_per_mw, fabs(p->unit_eur_per_mw_yr[u]));
    for (int k = 0; k < p->option_count; ++k)
        s->unserved_eur_per_mw = fmax(s->unserved_eur_per_mw, fabs(p->options[k].fixed_eur_per_yr));
    s->unserved_eur_per_mw = 1e3 * (s->unserved_eur_per_mw + 1);
    s->banned = s->favoured = -1;
    *result = s;
    return RW_OK;
}

void rw_chain_free(rw_chain *s) {
    if (!s) return;
    rw_context *context = s->context;
    rw_arena_free(&s->arena);
    rw_release(context, s);
}

/* -- Accounts ------------------------------------------------------------------------------------------ */

static double backup_cost(const rw_chain *s, int band) {
    const double cost = s->problem->bands[band].backup_eur_per_mw_yr;
    return isinf(cost) ? s->unserved_eur_per_mw : cost;
}

static double extra_cost(const rw_chain *s, int place) {
    const rw_problem_place *l = &s->problem->places[place];
    return l->extra_eur_per_mwe_yr * fmax(0, s->used_mwe[place] - l->headroom_mwe);
}

static void use_power(rw_chain *s, int place, double mwe) {
    s->cost -= extra_cost(s, place);
    s->used_mwe[place] += mwe;
    s->cost += extra_cost(s, place);
}

/* Takes what a piece needs (sign 1) or gives it back (-1). */
static void account_piece(rw_chain *s, int j, const piece *q, double sign) {
    const rw_problem *p = s->problem;
    const rw_problem_arc *arc = &p->arcs[q->arc];
    const rw_option *o = &p->options[q->option];
    double x = 0;
    for (int n = 0; n < arc->slot_count; ++n) x += q->flow[n];
    s->left_mw[arc->tail] -= sign * (o->draw * x + o->draw0_mw);
    if (o->place >= 0) use_power(s, o->place, sign * (o->power * x + o->power0_mwe));
    const bool opens = sign > 0 ? s->users[arc->tail]++ == 0 : --s->users[arc->tail] == 0;
    if (opens) s->cost += sign * p->sources[arc->tail].open_eur_per_yr;
    const size_t unit = arc->first_unit + (size_t)(q->option - arc->first_option) * (size_t)arc->slot_count;
    for (int l = 0; l < p->limit_count; ++l) {
        const rw_problem_limit *limit = &p->limits[l];
        s->left_limit[l] -= sign * (limit->fixed[q->option] + (opens ? limit->open[arc->tail] : 0));
        for (int n = 0; n < arc->slot_count; ++n)
            s->left_limit[l] -=
                sign * (limit->unit[unit + (size_t)n] - limit->backup[p->demands[j].first_band + n]) *
                q->flow[n];
    }
}

static void account(rw_chain *s, int j, const service *v, double sign) {
    const rw_problem *p = s->problem;
    const rw_problem_demand *d = &p->demands[j];
    s->cost += sign * v->cost;
    if (!v->connected) return;
    if (d->place >= 0) use_power(s, d->place, sign * d->power_mwe);
    for (int l = 0; l < p->limit_count; ++l) {
        s->left_limit[l] -= sign * (p->limits[l].connect[j] - p->limits[l].skip[j]);
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
            s->left_limit[l] -= sign * p->limits[l].backup[b] * p->bands[b].width_mw;
    }
    for (int c = 0; c < v->count; ++c) account_piece(s, j, &v->pieces[c], sign);
}

static void clear_account(rw_chain *s) {
    const rw_problem *p = s->problem;
    s->cost = 0;
    for (int i = 0; i < p->source_count; ++i) {
        s->left_mw[i] = p->sources[i].capacity_mw;
        s->users[i] = 0;
    }
    for (int n = 0; n < p->place_count; ++n) s->used_mwe[n] = 0;
    for (int l = 0; l < p->limit_count; ++l) {
        s->left_limit[l] = p->limits[l].max;
        for (int j = 0; j < p->demand_count; ++j) s->left_limit[l] -= p->limits[l].skip[j];
    }
    for (int i = 0; i < p->source_count; ++i)
        if (s->lagrangian->source[i] == RW_YES) {
            /* Must be open: one user that never leaves. */
            s->users[i] = 1;
            s->cost += p->sources[i].open_eur_per_yr;
            for (int l = 0; l < p->limit_count; ++l) s->left_limit[l] -= p->limits[l].open[i];
        }
}

static double cost_of(const rw_chain *s, int j, const service *v) {
    const rw_problem *p = s->problem;
    const rw_problem_demand *d = &p->demands[j];
    if (!v->connected) return d->skip_eur_per_yr;
    double cost = d->connect_eur_per_yr;
    for (int n = 0; n < d->band_count; ++n) {
        double left = p->bands[d->first_band + n].width_mw;
        for (int c = 0; c < v->count; ++c) left -= v->pieces[c].flow[n];
        if (left > 1e-9) cost += backup_cost(s, d->first_band + n) * left;
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

/* -- Serving one demand -------------------------------------------------------------------------------- */

/* What a demand still wants, while it is being served. */
typedef struct wish {
    double width[RW_LAGRANGIAN_SLOTS], backup[RW_LAGRANGIAN_SLOTS];
    double mwh_missing; /* of its minimum share */
    double mw;
} wish;

static double most_mw(const rw_chain *s, const rw_problem_arc *arc, const rw_option *o) {
    double room = o->carry > 0 ? (o->capacity_mw - o->carry0_mw) / o->carry : RW_INFINITY;
    if (o->draw > 0) room = fmin(room, (s->left_mw[arc->tail] - o->draw0_mw) / o->draw);
    if (o->place >= 0 && o->power > 0) {
        const rw_problem_place *l = &s->problem->places[o->place];
        room = fmin(room,
                    (l->headroom_mwe + l->extra_max_mwe - s->used_mwe[o->place] - o->power0_mwe) / o->power);
    }
    return room;
}

/* Fills the bands by margin as long as that pays, and further, by least loss per MWh, while the minimum share
 * lacks. */
static double fill(const double *margin, const double *mwh_per_mw, const wish *want, int slots, double room,
                   double *flow, double *mwh) {
    double profit = 0;
    bool done[RW_LAGRANGIAN_SLOTS] = {false};
    *mwh = 0;
    for (int n = 0; n < slots; ++n) flow[n] = 0;
    for (int round = 0; round < slots && room > 0; ++round) {
        int best = -1;
        for (int n = 0; n < slots; ++n)
            if (!done[n] && (best < 0 || margin[n] > margin[best])) best = n;
        if (best < 0) break;
        done[best] = true;
        double x = fmin(want->width[best], room);
        if (margin[best] <= 0) {
            const double missing = want->mwh_missing - *mwh;
            if (missing <= 0) break;
            if (mwh_per_mw[best] <= 0) continue;
            x = fmin(x, missing * (1 + 1e-9) / mwh_per_mw[best]);
        }
        flow[best] = x;
        room -= x;
        profit += margin[best] * x;
        *mwh += mwh_per_mw[best] * x;
    }
    return profit;
}

static bool breaks_limit(const rw_chain *s, int j, const piece *q) {
    const rw_problem *p = s->problem;
    const rw_problem_arc *arc = &p->arcs[q->arc];
    const size_t unit = arc->first_unit + (size_t)(q->option - arc->first_option) * (size_t)arc->slot_count;
    for (int l = 0; l < p->limit_count; ++l) {
        const rw_problem_limit *limit = &p->limits[l];
        double used = limit->fixed[q->option] + (s->users[arc->tail] == 0 ? limit->open[arc->tail] : 0);
        for (int n = 0; n < arc->slot_count; ++n)
            used +=
                (limit->unit[unit + (size_t)n] - limit->backup[p->demands[j].first_band + n]) * q->flow[n];
        if (used > 0 && used > s->left_limit[l]) return true;
    }
    return false;
}

/* Profit of a connection for what the demand still wants, by the prices it pays while choosing. -infinity
 * when it cannot be. */
static double try_offer(const rw_chain *s, int j, const rw_offer *offer, const wish *want, piece *q,
                        double *mwh) {
    const rw_problem *p = s->problem;
    const rw_problem_arc *arc = &p->arcs[offer->arc];
    const rw_option *o = &p->options[offer->option];
    const rw_lagrangian *g = s->lagrangian;
    const size_t unit =
        arc->first_unit + (size_t)(offer->option - arc->first_option) * (size_t)arc->slot_count;
    const double room = most_mw(s, arc, o);
    if (!(room > 0) || s->left_mw[arc->tail] < o->draw0_mw) return -RW_INFINITY;
    const double heat =
        s->heat_price_share * (g->price[g->at.source + arc->tail] - g->price[g->at.used + arc->tail]);
    double power = 0;
    if (o->place >= 0) {
        const rw_problem_place *l = &p->places[o->place];
        power = fmax(s->used_mwe[o->place] >= l->headroom_mwe ? l->extra_eur_per_mwe_yr : 0,
                     s->heat_price_share * g->price[g->at.power + o->place]);
    }
    double margin[RW_LAGRANGIAN_SLOTS], mwh_per_mw[RW_LAGRANGIAN_SLOTS];
    const double per_mw = heat * o->draw + power * o->power,
                 availability = p->sources[arc->tail].availability_share;
    for (int n = 0; n < arc->slot_count; ++n) {
        margin[n] = want->backup[n] - p->unit_eur_per_mw_yr[unit + (size_t)n] - per_mw;
        for (int l = 0; l < p->limit_count; ++l)
            margin[n] -= g->price[g->at.limit + l] * p->limits[l].unit[unit + (size_t)n];
        mwh_per_mw[n] = availability * p->bands[p->demands[j].first_band + n].hours_h;
    }
    q->arc = offer->arc;
    q->option = offer->option;
    double profit = fill(margin, mwh_per_mw, want, arc->slot_count, room, q->flow, mwh) -
                    o->fixed_eur_per_yr - heat * o->draw0_mw - power * o->power0_mwe;
    for (int l = 0; l < p->limit_count; ++l)
        profit -= g->price[g->at.limit + l] * p->limits[l].fixed[offer->option];
    if (p->limit_count > 0 && breaks_limit(s, j, q)) return -RW_INFINITY;
    if (s->users[arc->tail] == 0 && arc->tail != s->favoured) profit -= p->sources[arc->tail].open_eur_per_yr;
    return profit;
}

static bool already_used(const service *v, const rw_problem *p, int a) {
    for (int c = 0; c < v->count; ++c) {
        if (v->pieces[c].arc == a) return true;
        if (p->arcs[a].exclusive > 0 && p->arcs[v->pieces[c].arc].exclusive == p->arcs[a].exclusive)
            return true;
    }
    return false;
}

static bool has_unbuilt_forced(const rw_chain *s, int j, const service *v) {
    const rw_lagrangian *g = s->lagrangian;
    for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1]; ++n)
        if (s->problem->arcs[g->arc_list_to[n]].forced && !already_used(v, s->problem, g->arc_list_to[n]))
            return true;
    return false;
}

/* The best next connection: forced arcs first; while the minimum share lacks, one that completes it beats one
 * that does not. */
static double best_piece(const rw_chain *s, const rw_offers *offers, int j, const service *v,
                         const wish *want, bool forced, piece *best) {
    const rw_problem *p = s->problem;
    double most = -RW_INFINITY;
    bool best_completes = false;
    for (int n = 0; n < offers->count[j]; ++n) {
        const rw_offer *offer = &rw_offers_of(offers, j)[n];
        const rw_problem_arc *arc = &p->arcs[offer->arc];
        if (forced != arc->forced || (arc->tail == s->banned && !arc->forced) ||
            already_used(v, p, offer->arc))
            continue;
        piece q;
        double mwh = 0;
        const double profit = try_offer(s, j, offer, want, &q, &mwh);
        if (isinf(profit)) continue;
        const bool completes = mwh >= want->mwh_missing;
        if (completes != best_completes && most > -RW_INFINITY ? !completes : profit <= most) continue;
        best_completes = completes;
        most = profit;
        *best = q;
    }
    return most;
}

static wish wish_of(const rw_chain *s, int j) {
    const rw_problem *p = s->problem;
    const rw_problem_demand *d = &p->demands[j];
    wish want = {.mwh_missing = d->min_mwh_per_yr};
    for (int n = 0; n < d->band_count; ++n) {
        want.width[n] = p->bands[d->first_band + n].width_mw;
        want.mw += want.width[n];
        want.backup[n] = backup_cost(s, d->first_band + n);
        for (int l = 0; l < p->limit_count; ++l)
            want.backup[n] +=
                s->lagrangian->price[s->lagrangian->at.limit + l] * p->limits[l].backup[d->first_band + n];
    }
    return want;
}

/* Gain of connecting the demand on its backup alone over skipping it. */
static double gain_of_connecting(const rw_chain *s, int j, const wish *want) {
    const rw_problem *p = s->problem;
    const rw_problem_demand *d = &p->demands[j];
    double gain = d->skip_eur_per_yr - d->connect_eur_per_yr;
    for (int n = 0; n < d->band_count; ++n) gain -= want->backup[n] * want->width[n];
    for (int l = 0; l < p->limit_count; ++l)
        gain += s->lagrangian->price[s->lagrangian->at.limit + l] *
                (p->limits[l].skip[j] - p->limits[l].connect[j]);
    return gain;
}

static bool power_fits(const rw_chain *s, const rw_problem_demand *d) {
    if (d->place < 0) return true;
    const rw_problem_place *l = &s->problem->places[d->place];
    return s->used_mwe[d->place] + d->power_mwe <= l->headroom_mwe + l->extra_max_mwe;
}

/* Serves demand j, which takes nothing at the moment, as well as what is left allows, and accounts for it.
 * Returns what it gains over being left alone. */
static double serve(rw_chain *s, const rw_offers *offers, int j) {
    const rw_problem *p = s->problem;
    const rw_problem_demand *d = &p->demands[j];
    const bool must = d->must || s->lagrangian->demand[j] == RW_YES;
    service *v = &s->services[j];
    *v = (service){.connected = must, .count = 0, .cost = 0};
    wish want = wish_of(s, j);
    double gain = must ? 0 : gain_of_connecting(s, j, &want);
    const int most = d->max_arcs < MOST_PIECES ? d->max_arcs : MOST_PIECES;
    const bool open = must || (s->lagrangian->demand[j] == RW_FREE && power_fits(s, d));
    while (open && v->count < most && want.mw > 0) {
        piece *q = &v->pieces[v->count];
        const bool forced = p->arc_count > 0 && has_unbuilt_forced(s, j, v);
        const double profit = best_piece(s, offers, j, v, &want, forced, q);
        if (isinf(profit) || (profit <= 0 && want.mwh_missing <= 0 && !forced)) break;
        const double availability = p->sources[p->arcs[q->arc].tail].availability_share;
        account_piece(s, j, q, 1); /* the next one may come from the same place */
        ++v->count;
        gain += profit;
        for (int n = 0; n < d->band_count; ++n) {
            want.width[n] = fmax(0, want.width[n] - q->flow[n]);
            want.mw -= q->flow[n];
            want.mwh_missing -= q->flow[n] * availability * p->bands[d->first_band + n].hours_h;
        }
    }
    for (int c = 0; c < v->count; ++c) account_piece(s, j, &v->pieces[c], -1);
    const bool kept = want.mwh_missing <= 1e-7 * d->min_mwh_per_yr;
    if (must)
        v->connected = true;
    else if (open && kept && gain > 0)
        v->connected = true;
    else
        v->count = 0;
    v->cost = cost_of(s, j, v);
    if (must && !kept) v->cost += s->unserved_eur_per_mw; /* cannot be: dearer than anything */
    account(s, j, v, 1);
    return v->connected ? gain : 0;
}

/* -- Steps --------------------------------------------------------------------------------------------- */

static void copy_service(service *to, const service *from) {
    to->connected = from->connected;
    to->count = from->count;
    to->cost = from->cost;
    memcpy(to->pieces, from->pieces, (size_t)from->count * sizeof(piece));
}

static bool served_by(const rw_chain *s, int j, int source) {
    const service *v = &s->services[j];
    for (int c = 0; c < v->count; ++c)
        if (s->problem->arcs[v->pieces[c].arc].tail == source) return true;
    return false;
}

/* Demands around a source: some that it serves, some that it could. */
static int choose_demands(rw_chain *s, const rw_offers *offers, int source, int wanted, int *chosen) {
    const int first = offers->first_of_source[source], count = offers->first_of_source[source + 1] - first;
    int taken = 0;
    const int start = rw_random_index(&s->random, count);
    for (int n = 0; n < count && taken < wanted; ++n) {
        const int j = offers->demand_of_source[first + (start + n) % count];
        const double chance = served_by(s, j, source) ? 0.7 : s->services[j].connected ? 0.3 : 0.2;
        if (rw_random_unit(&s->random) < chance) chosen[taken++] = j;
    }
    for (int n = taken - 1; n > 0; --n) {
        const int m = rw_random_index(&s->random, n + 1), j = chosen[n];
        chosen[n] = chosen[m];
        chosen[m] = j;
    }
    return taken;
}

static void take_out(rw_chain *s, const int *chosen, int count) {
    for (int n = 0; n < count; ++n) {
        copy_service(&s->taken_out[n], &s->services[chosen[n]]);
        account(s, chosen[n], &s->taken_out[n], -1);
    }
}

static void put_back(rw_chain *s, const int *chosen, int count) {
    for (int n = 0; n < count; ++n) account(s, chosen[n], &s->services[chosen[n]], -1);
    for (int n = 0; n < count; ++n) {
        copy_service(&s->services[chosen[n]], &s->taken_out[n]);
        account(s, chosen[n], &s->services[chosen[n]], 1);
    }
}

static bool has_room(const rw_chain *s) {
    for (int l = 0; l < s->problem->limit_count; ++l)
        if (s->left_limit[l] < -1e-9 * (1 + fabs(s->problem->limits[l].max))) return false;
    return true;
}

/* One step; true when the plan changed. */
static bool step(rw_chain *s, const rw_offers *offers, double heat) {
    static const double shares[] = {0, 0, 0.3, 0.6, 0.9, 1};
    const int source = rw_random_index(&s->random, s->problem->source_count);
    if (offers->first_of_source[source] == offers->first_of_source[source + 1]) return false;
    int chosen[MOST_TAKEN_OUT];
    const double before = s->cost;
    s->heat_price_share = shares[rw_random_index(&s->random, 6)];
    const double kind = rw_random_unit(&s->random);
    s->favoured = s->users[source] == 0 && kind < 0.7 ? source : -1;
    s->banned = s->users[source] > 0 && kind < 0.1 ? source : -1;
    const int wanted = 1 + rw_random_index(&s->random, s->banned >= 0 ? MOST_TAKEN_OUT : 6);
    const int count = choose_demands(s, offers, source, wanted, chosen);
    if (count == 0) return false;
    take_out(s, chosen, count);
    for (int n = 0; n < count; ++n) (void)serve(s, offers, chosen[n]);
    const double more = s->cost - before;
    if (has_room(s) && (more <= 0 || (heat > 0 && rw_random_unit(&s->random) < exp(-more / heat))))
        return more != 0;
    put_back(s, chosen, count);
    s->cost = before; /* exactly, so that rounding does not add up */
    return false;
}

static void keep_best(rw_chain *s) {
    for (int j = 0; j < s->problem->demand_count; ++j) copy_service(&s->best[j], &s->services[j]);
    s->best_cost = s->cost;
}

void rw_chain_settle(rw_chain *s) {
    clear_account(s);
    for (int j = 0; j < s->problem->demand_count; ++j) {
        copy_service(&s->services[j], &s->best[j]);
        account(s, j, &s->services[j], 1);
    }
    s->best_cost = s->cost;
}

void rw_chain_run(rw_chain *s, const rw_offers *offers, long steps, double heat_from, double heat_to) {
    const long stretch =
        64 + s->problem->demand_count / 8; /* a copy of the plan costs as much as some steps */
    bool improved = false;
    for (long n = 0; n < steps && s->problem->source_count > 0; ++n) {
        (void)step(s, offers, heat_from + (heat_to - heat_from) * (double)n / (double)steps);
        improved = improved || s->cost < s->best_cost - 1e-9 * fabs(s->best_cost);
        if (improved && (n + 1) % stretch == 0) {
            if (s->cost < s->best_cost) keep_best(s);
            improved = false;
        }
    }
    if (s->cost < s->best_cost) keep_best(s);
    s->favoured = s->banned = -1;
}

/* -- Start and end ------------------------------------------------------------------------------------- */

void rw_chain_take(rw_chain *s, const rw_result *plan) {
    const rw_problem *p = s->problem;
    for (int j = 0; j < p->demand_count; ++j)
        s->services[j] = (service){.connected = plan ? plan->demand_connected[j] : p->demands[j].must};
    for (int k = 0; plan && k < plan->built_count; ++k) {
        const rw_built *built = &plan->built[k];
        const rw_problem_arc *arc = &p->arcs[built->arc];
        service *v = &s->services[rw_demand_of(p, arc)];
        if (v->count == MOST_PIECES) continue;
        piece *q = &v->pieces[v->count++];
        q->arc = built->arc;
        q->option = built->option;
        memcpy(q->flow, plan->flow_mw + built->first_flow, (size_t)arc->slot_count * sizeof(double));
    }
    clear_account(s);
    for (int j = 0; j < p->demand_count; ++j) {
        s->services[j].cost = cost_of(s, j, &s->services[j]);
        account(s, j, &s->services[j], 1);
    }
    keep_best(s);
}

static int by_reward(const void *a, const void *b) {
    const ranked *left = a, *right = b;
    if (left->reward != right->reward) return left->reward > right->reward ? -1 : 1;
    return (left->demand > right->demand) - (left->demand < right->demand);
}

void rw_chain_build(rw_chain *s, const rw_offers *offers) {
    const rw_problem *p = s->problem;
    rw_chain_take(s, NULL);
    s->heat_price_share = 1;
    /* Each alone first, as if it were the only one: who has most to gain goes first. */
    for (int j = 0; j < p->demand_count; ++j) {
        account(s, j, &s->services[j], -1);
        s->order[j] = (ranked){serve(s, offers, j), j};
        account(s, j, &s->services[j], -1);
        s->services[j] = (service){.connected = p->demands[j].must};
        s->services[j].cost = cost_of(s, j, &s->services[j]);
        account(s, j, &s->services[j], 1);
    }
    qsort(s->order, (size_t)p->demand_count, sizeof *s->order, by_reward);
    for (int n = 0; n < p->demand_count; ++n) {
        const int j = s->order[n].demand;
        account(s, j, &s->services[j], -1);
        (void)serve(s, offers, j);
    }
    keep_best(s);
}

double rw_chain_cost(const rw_chain *s) {
    return s->cost;
}

typedef struct numbered {
    int arc;
    const piece *piece;
} numbered;

static int by_arc(const void *a, const void *b) {
    const numbered *left = a, *right = b;
    return (left->arc > right->arc) - (left->arc < right->arc);
}

rw_status rw_chain_store(const rw_chain *s, rw_result *result) {
    const rw_problem *p = s->problem;
    RW_TRY(rw_result_clear_values(result, p));
    size_t count = 0;
    for (int j = 0; j < p->demand_count; ++j) count += (size_t)s->services[j].count;
    numbered *list = rw_allocate(s->context, count, sizeof *list);
    if (!list) return RW_ERROR_MEMORY;
    count = 0;
    for (int j = 0; j < p->demand_count; ++j) {
        result->demand_connected[j] = s->services[j].connected;
        for (int c = 0; c < s->services[j].count; ++c)
            list[count++] = (numbered){s->services[j].pieces[c].arc, &s->services[j].pieces[c]};
    }
    qsort(list, count, sizeof *list, by_arc);
    rw_status status = RW_OK;
    for (size_t n = 0; n < count && status == RW_OK; ++n) {
        double *flow;
        status = rw_result_build(result, p, list[n].arc, list[n].piece->option, &flow);
        if (status == RW_OK)
            memcpy(flow, list[n].piece->flow, (size_t)p->arcs[list[n].arc].slot_count * sizeof *flow);
    }
    rw_release(s->context, list);
    RW_TRY(status);
    for (int i = 0; i < p->source_count; ++i)
        if (s->lagrangian->source[i] == RW_YES) result->source_open[i] = 1;
    rw_result_balance(result, p);
    return RW_OK;
}
