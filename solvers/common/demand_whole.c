/* A demand judged as a whole. Given what sources charge for heat and for being used at all, there are few
 * ways to serve it: skip it, leave it to its backup, one arc, or several. One arc is worked out exactly,
 * minimum share included; several are bounded through the demand's prices, with at least two arcs. Where most
 * demands are served through one arc, as neighbourhoods are, almost nothing is lost: half a pipe and two
 * half-met minimum shares, which prices alone allow, are gone. (Lagrangian decomposition: Guignard and Kim
 * 1987.)
 *
 * Valid for all prices, because every solution serves the demand in one of these ways and pays sources at
 * least this. */
#include "common/lagrangian_parts.h"

double rw_connecting_by_price(const rw_lagrangian *g, int j) {
    const rw_problem *p = g->problem;
    const rw_problem_demand *d = &p->demands[j];
    double cost = d->connect_eur_per_yr + RW_LIMITS(g, connect, (size_t)j) +
                  g->price[g->at.share + j] * d->min_mwh_per_yr;
    if (d->place >= 0) cost += g->price[g->at.power + d->place] * d->power_mwe;
    if (d->max_arcs < INT_MAX) cost -= g->price[g->at.arcs + j] * d->max_arcs;
    for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
        cost += g->price[g->at.demand + b] * p->bands[b].width_mw;
    return cost;
}

double rw_cost_of_backup(const rw_lagrangian *g, int j) {
    const rw_problem *p = g->problem;
    const rw_problem_demand *d = &p->demands[j];
    double cost = d->connect_eur_per_yr + RW_LIMITS(g, connect, (size_t)j);
    if (d->place >= 0) cost += g->price[g->at.power + d->place] * d->power_mwe;
    for (int b = d->first_band; b < d->first_band + d->band_count; ++b)
        cost += rw_priced_backup(g, b) * p->bands[b].width_mw;
    return cost;
}

/* -- One arc ------------------------------------------------------------------------------------------- */

/* How much more an option of the arc can save than at the reference prices. */
static double more_than_then(const rw_lagrangian *g, int a) {
    const rw_arc_reference *r = &g->reference[a];
    return g->source_fall[g->problem->arcs[a].tail] * r->draw_mw + g->power_fall * r->power_mwe;
}

/* The most that an arc saves by itself, if that is more than `least`, and its best option. */
static double saving_of(rw_lagrangian *g, int j, int a, double least, int *option) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    const rw_arc_terms t = rw_terms_by_backup(g, a);
    const double more = g->by_reference ? more_than_then(g, a) - t.building : 0;
    double best = g->referring ? -RW_INFINITY : least;
    *option = -1;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        if (!g->option_alive[k]) continue;
        if (g->by_reference && (double)g->option_alone[k] + more <= best) continue;
        const double saving = rw_gain_alone(g, a, &t, k, g->problem->demands[j].min_mwh_per_yr, NULL);
        /* A float that is not below it. */
        if (g->referring) g->option_alone[k] = nextafterf((float)(saving + t.building), HUGE_VALF);
        if (saving <= best) continue;
        best = saving;
        *option = k;
    }
    ++g->demand_looked_at[j];
    if (g->referring) g->reference[a].alone = best + t.building;
    return best;
}

static double saving_at_most(const rw_lagrangian *g, int a) {
    const rw_arc_reference *r = &g->reference[a];
    const double more = more_than_then(g, a);
    return isinf(r->alone) ? r->alone : r->alone + more + 1e-9 * (fabs(r->alone) + more);
}

/* How many arcs of the demand must be built, and the last of them. */
static int forced_arcs(const rw_lagrangian *g, int j, int *arc) {
    int count = 0;
    for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1]; ++n)
        if (g->arc[g->arc_list_to[n]] == RW_YES) {
            ++count;
            *arc = g->arc_list_to[n];
        }
    return count;
}

/* The best single arc that saves more than `least`; -1 when there is none, and then `most` is what they save
 * at most. The one that was best the last time is tried first: most others then need not be looked at. */
static int best_arc(rw_lagrangian *g, int j, double least, double *most, int *option) {
    const int first = g->first_arc_to[j], end = g->first_arc_to[j + 1];
    int forced_arc = -1;
    const int forced = forced_arcs(g, j, &forced_arc);
    int best = -1, favourite = g->favourite[j];
    double unseen = -RW_INFINITY;
    *most = least;
    for (int n = favourite >= 0 ? first - 1 : first; n < end; ++n) {
        const int a = n < first ? favourite : g->arc_list_to[n];
        if ((n >= first && a == favourite) || rw_arc_closed(g, a)) continue;
        if (forced > 1 || (forced == 1 && a != forced_arc)) continue;
        if (g->by_reference) {
            const double at_most = saving_at_most(g, a) - rw_building_price(g, a, false);
            if (at_most <= *most) {
                unseen = fmax(unseen, at_most);
                continue;
            }
        }
        int k;
        const double saving = saving_of(g, j, a, *most, &k);
        unseen = fmax(unseen, fmin(saving, *most));
        if (saving <= *most) continue;
        *most = saving;
        *option = k;
        best = a;
    }
    if (best < 0) *most = unseen;
    g->favourite[j] = best >= 0 ? best : favourite;
    return best;
}

/* -- Several arcs -------------------------------------------------------------------------------------- */

/* What building the arc loses at the demand's prices; negative where it pays. */
static double loss_of(rw_lagrangian *g, int j, int a, bool exact) {
    const rw_problem_arc *arc = &g->problem->arcs[a];
    if (!exact && g->by_reference)
        return rw_building_price(g, a, true) - rw_gain_at_most(g, a, g->reference[a].gain);
    const rw_arc_terms t = rw_terms_by_price(g, a);
    double best = -RW_INFINITY;
    for (int k = arc->first_option; k < arc->first_option + arc->option_count; ++k) {
        if (!g->option_alive[k]) continue;
        const double gain = rw_gain_by_price(g, a, &t, k, NULL);
        if (gain <= best) continue;
        best = gain;
        g->arc_option[a] = k;
    }
    ++g->demand_looked_at[j];
    if (g->referring) g->reference[a].gain = best + t.building;
    return -best;
}

static void note_loss(rw_several *s, int a, double loss) {
    if (loss < s->first) {
        s->second = s->first;
        s->second_arc = s->first_arc;
        s->first = loss;
        s->first_arc = a;
    } else if (loss < s->second) {
        s->second = loss;
        s->second_arc = a;
    }
}

rw_several rw_cost_of_several(rw_lagrangian *g, int j, bool exact) {
    rw_several s = {.cost = rw_connecting_by_price(g, j),
                    .first = RW_INFINITY,
                    .second = RW_INFINITY,
                    .first_arc = -1,
                    .second_arc = -1};
    int forced = 0, arcs = 0;
    for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1]; ++n) {
        const int a = g->arc_list_to[n];
        g->arc_gain[a] = -RW_INFINITY;
        if (rw_arc_closed(g, a)) {
            if (g->arc[a] == RW_YES) s.cost = RW_INFINITY;
            continue;
        }
        const double loss = loss_of(g, j, a, exact);
        g->arc_gain[a] = -loss;
        ++arcs;
        forced += g->arc[a] == RW_YES;
        if (g->arc[a] == RW_YES)
            s.cost += loss;
        else
            note_loss(&s, a, loss);
        if (g->arc[a] != RW_YES) s.cost += fmin(0, loss);
    }
    /* Two at least: what forced arcs leave of that is taken by the least losses, whether they pay or not. */
    s.wanted = forced < 2 ? 2 - forced : 0;
    if (g->problem->demands[j].max_arcs < 2 || arcs < 2) s.cost = RW_INFINITY;
    if (s.wanted >= 1 && s.first_arc >= 0) s.cost += fmax(0, s.first);
    if (s.wanted >= 2 && s.second_arc >= 0) s.cost += fmax(0, s.second);
    return s;
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static void build_several(rw_lagrangian *g, int j, const rw_several *s) {
    for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1]; ++n) {
        const int a = g->arc_list_to[n];
        const bool built =
            !rw_arc_closed(g, a) && (g->arc_gain[a] > 0 || a == s->first_arc || a == s->second_arc);
        if (!built) {
            g->arc_option[a] = -1;
            continue;
        }
        const rw_arc_terms t = rw_terms_by_price(g, a);
        (void)rw_gain_by_price(g, a, &t, g->arc_option[a], g->arc_flow + g->first_flow[a]);
    }
}

void rw_evaluate_whole(rw_lagrangian *g, int j) {
    const rw_problem_demand *d = &g->problem->demands[j];
    const double skip = d->skip_eur_per_yr + RW_LIMITS(g, skip, (size_t)j), backup = rw_cost_of_backup(g, j);
    int forced_arc;
    const double nothing = d->min_mwh_per_yr > 0 || forced_arcs(g, j, &forced_arc) > 0 ? -RW_INFINITY : 0;
    const double least = g->demand[j] == RW_FREE ? fmax(nothing, backup - skip) : nothing;
    double most;
    int option = -1;
    for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1]; ++n) g->arc_option[g->arc_list_to[n]] = -1;
    const int arc = best_arc(g, j, least, &most, &option);
    double cost = backup - fmax(most, nothing);
    g->several[j] = 0;
    if (d->max_arcs > 1 && !g->alone_only) {
        const double to_beat = g->demand[j] == RW_FREE ? fmin(cost, skip) : cost;
        rw_several s = rw_cost_of_several(g, j, !g->by_reference);
        if (s.cost < to_beat && g->by_reference) s = rw_cost_of_several(g, j, true);
        if (s.cost < to_beat) {
            g->several[j] = 1;
            build_several(g, j, &s);
        } else {
            for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1]; ++n)
                g->arc_option[g->arc_list_to[n]] = -1;
        }
        cost = fmin(cost, s.cost);
    }
    g->demand_bracket[j] = cost - skip;
    if (arc < 0 || g->several[j]) return;
    const rw_arc_terms t = rw_terms_by_backup(g, arc);
    g->arc_option[arc] = option;
    (void)rw_gain_alone(g, arc, &t, option, d->min_mwh_per_yr, g->arc_flow + g->first_flow[arc]);
}

/* -- Prices of their own ------------------------------------------------------------------------------- */

/* What the demand's own rows are short of when it is served through several arcs. */
typedef struct shortfall {
    double mw[RW_LAGRANGIAN_SLOTS], mwh, arcs;
} shortfall;

static shortfall shortfall_of(const rw_lagrangian *g, int j) {
    const rw_problem *p = g->problem;
    const rw_problem_demand *d = &p->demands[j];
    shortfall s = {.mwh = d->min_mwh_per_yr, .arcs = d->max_arcs < INT_MAX ? -d->max_arcs : 0};
    for (int b = 0; b < d->band_count; ++b) s.mw[b] = p->bands[d->first_band + b].width_mw;
    for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1]; ++n) {
        const int a = g->arc_list_to[n];
        if (g->arc_option[a] < 0) continue;
        const double *flow = g->arc_flow + g->first_flow[a];
        s.arcs += 1;
        for (int b = 0; b < d->band_count; ++b) {
            s.mw[b] -= flow[b];
            s.mwh -= p->sources[p->arcs[a].tail].availability_share * p->bands[d->first_band + b].hours_h *
                     flow[b];
        }
    }
    return s;
}

/* A step that would close the gap if the cost were linear (Polyak); prices weigh by their ranges. */
static void step_own_prices(rw_lagrangian *g, int j, const shortfall *s, double gap) {
    const rw_problem *p = g->problem;
    const rw_problem_demand *d = &p->demands[j];
    double *v = g->price + g->at.demand + d->first_band, hours = 1, norm = 0;
    for (int b = 0; b < d->band_count; ++b) {
        hours = fmax(hours, p->bands[d->first_band + b].hours_h);
        if (s->mw[b] < 0 || v[b] < rw_priced_backup(g, d->first_band + b)) norm += s->mw[b] * s->mw[b];
    }
    const bool share = d->min_mwh_per_yr > 0 && (s->mwh > 0 || g->price[g->at.share + j] > 0);
    if (share) norm += s->mwh * s->mwh / (hours * hours);
    const bool arcs = d->max_arcs < INT_MAX && (s->arcs > 0 || g->price[g->at.arcs + j] > 0);
    if (arcs) norm += s->arcs * s->arcs;
    if (norm <= 0) return;
    const double step = gap / norm;
    for (int b = 0; b < d->band_count; ++b)
        v[b] = fmin(v[b] + step * s->mw[b], rw_priced_backup(g, d->first_band + b));
    if (share)
        g->price[g->at.share + j] = fmax(0, g->price[g->at.share + j] + step * s->mwh / (hours * hours));
    if (arcs) g->price[g->at.arcs + j] = fmax(0, g->price[g->at.arcs + j] + step * s->arcs);
}

/* A demand's own prices. */
typedef struct own_prices {
    double v[RW_LAGRANGIAN_SLOTS], share, arcs;
} own_prices;

static own_prices save_own(const rw_lagrangian *g, int j) {
    const rw_problem_demand *d = &g->problem->demands[j];
    own_prices o = {.share = g->price[g->at.share + j], .arcs = g->price[g->at.arcs + j]};
    for (int b = 0; b < d->band_count; ++b) o.v[b] = g->price[g->at.demand + d->first_band + b];
    return o;
}

static void restore_own(rw_lagrangian *g, int j, const own_prices *o) {
    const rw_problem_demand *d = &g->problem->demands[j];
    g->price[g->at.share + j] = o->share;
    g->price[g->at.arcs + j] = o->arcs;
    for (int b = 0; b < d->band_count; ++b) g->price[g->at.demand + d->first_band + b] = o->v[b];
}

static void tune_demand(void *data, int index, int thread) {
    (void)thread;
    rw_lagrangian *g = data;
    const int j = g->tuning_first + index;
    if (!g->whole[j] || !g->several[j]) return;
    const rw_problem_demand *d = &g->problem->demands[j];
    int option = -1;
    double most;
    const double skip = d->skip_eur_per_yr + RW_LIMITS(g, skip, (size_t)j);
    double to_beat = RW_INFINITY;
    if (best_arc(g, j, -RW_INFINITY, &most, &option) >= 0) to_beat = rw_cost_of_backup(g, j) - most;
    if (d->min_mwh_per_yr <= 0) to_beat = fmin(to_beat, rw_cost_of_backup(g, j));
    if (g->demand[j] == RW_FREE) to_beat = fmin(to_beat, skip);
    rw_several s = rw_cost_of_several(g, j, true);
    double best = s.cost, reach = 1;
    own_prices kept = save_own(g, j);
    for (int n = 0; n < g->tuning_steps && s.cost < to_beat; ++n) {
        build_several(g, j, &s);
        const shortfall f = shortfall_of(g, j);
        const double target = isinf(to_beat) ? s.cost + 0.1 * fabs(s.cost) : to_beat;
        step_own_prices(g, j, &f, reach * (target - s.cost) * 1.05);
        s = rw_cost_of_several(g, j, true);
        if (s.cost > best) {
            best = s.cost;
            kept = save_own(g, j);
        } else {
            reach *= 0.92;
        }
    }
    restore_own(g, j, &kept);
}

void rw_lagrangian_tune(rw_lagrangian *g, int steps, int first, int count) {
    g->tuning_steps = steps;
    g->referring = false;
    g->tuning_first = first;
    const int left = g->problem->demand_count - first;
    rw_threads_run(g->threads, count < left ? count : left, tune_demand, g);
    rw_lagrangian_forget(g);
}

/* -- Openings ------------------------------------------------------------------------------------------ */

/* What the demand would lose without the only arc that it builds, EUR/yr. */
static void measure_need(void *data, int j, int thread) {
    (void)thread;
    rw_lagrangian *g = data;
    g->demand_need[j] = 0;
    if (!g->whole[j] || !g->connected[j] || g->several[j]) return;
    int arc = -1;
    for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1]; ++n)
        if (g->arc_option[g->arc_list_to[n]] >= 0) arc = g->arc_list_to[n];
    if (arc < 0 || g->arc[arc] == RW_YES) return;
    const double value = g->demand_value[j], bracket = g->demand_bracket[j];
    const int option = g->arc_option[arc];
    const unsigned char decision = g->arc[arc];
    g->arc[arc] = RW_NO;
    rw_evaluate_whole(g, j);
    const double skip = g->problem->demands[j].skip_eur_per_yr + RW_LIMITS(g, skip, (size_t)j);
    const double without =
        skip + (g->demand[j] == RW_FREE ? fmin(0, g->demand_bracket[j]) : g->demand_bracket[j]);
    g->demand_need[j] = fmax(0, without - value);
    g->arc[arc] = decision;
    g->demand_bracket[j] = bracket;
    for (int n = g->first_arc_to[j]; n < g->first_arc_to[j + 1]; ++n) g->arc_option[g->arc_list_to[n]] = -1;
    g->arc_option[arc] = option;
    g->favourite[j] = arc;
    g->several[j] = 0;
}

void rw_lagrangian_charge_openings(rw_lagrangian *g) {
    const rw_problem *p = g->problem;
    g->referring = false;
    rw_threads_run(g->threads, p->demand_count, measure_need, g);
    for (int i = 0; i < p->source_count; ++i) {
        /* With its link prices left aside, what opening costs beyond what the heat brings in. */
        double open = g->source_bracket[i], need = 0;
        for (int n = g->first_arc[i]; n < g->first_arc[i + 1]; ++n) {
            const int a = g->arc_list[n], j = rw_demand_of(p, &p->arcs[a]);
            if (g->whole[j] && g->arc_option[a] >= 0) need += g->demand_need[j];
        }
        if (open <= 0 || need <= 0) continue;
        const double part = fmin(1, open / need);
        for (int n = g->first_arc[i]; n < g->first_arc[i + 1]; ++n) {
            const int a = g->arc_list[n], j = rw_demand_of(p, &p->arcs[a]);
            if (g->whole[j] && g->arc_option[a] >= 0) g->price[g->at.link + a] += part * g->demand_need[j];
        }
    }
}
