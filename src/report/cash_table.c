#include "report/cash_table.h"
#include "base/number.h"
#include "plan/network_cost.h"
#include "report/network_file.h"

/* -- Every payment ------------------------------------------------------------------------------------- */

typedef struct cash_writer {
    const rw_material *material;
    rw_csv_writer *to;
} cash_writer;

static void write_common_names(rw_csv_writer *w) {
    static const char *const names[] = {"year",   "calendar_year",   "source",
                                        "demand", "place",           "line",
                                        "eur",    "discount_factor", "present_value_eur"};
    RW_CSV_WRITE_TEXTS(w, names);
}

/* The columns that both forms have. */
static void write_common(const rw_material *m, rw_csv_writer *w, const rw_cash *cash) {
    const rw_study *study = m->study;
    rw_csv_write_number(w, cash->year);
    rw_csv_write_number(w, study->parameters.base_year + cash->year);
    rw_csv_write_text(w, cash->source >= 0 ? study->sources[cash->source].id : "");
    rw_csv_write_text(w, cash->demand >= 0 ? study->demands[cash->demand].id : "");
    rw_csv_write_text(w, cash->place >= 0 ? study->places[cash->place].name : "");
    rw_csv_write_text(w, rw_cost_line_describe(cash->line)->name);
    rw_csv_write_number(w, cash->eur);
    rw_csv_write_number(w, cash->discount);
    rw_csv_write_number(w, cash->eur * cash->discount);
}

static void write_payment(void *data, const rw_cash *cash) {
    const cash_writer *c = data;
    write_common(c->material, c->to, cash);
    const rw_study *study = c->material->study;
    if (c->material->plan->network) {
        rw_csv_write_text(c->to, cash->trench >= 0 ? study->trenches[cash->trench].id : "");
        rw_csv_write_text(c->to, cash->junction >= 0 ? study->junctions[cash->junction].id : "");
    }
    rw_csv_end_row(c->to);
}

static void write_all(const rw_material *m, rw_csv_writer *w) {
    write_common_names(w);
    if (m->plan->network) {
        rw_csv_write_text(w, "trench");
        rw_csv_write_text(w, "junction");
    }
    rw_csv_end_row(w);
    cash_writer to = {m, w};
    rw_plan_cash(m->terms, m->plan, write_payment, &to);
}

/* -- Groups -------------------------------------------------------------------------------------------- */

typedef enum group_kind {
    GROUP_COUPLING,
    GROUP_CONNECTION,
    GROUP_LOSS,
    GROUP_SOURCE_PUMP,
    GROUP_DEMAND_PUMP,
    GROUP_PIPE,
    GROUP_EXISTING,
    GROUP_NEW,
    GROUP_SKIPPED,
    GROUP_PLACE,
    GROUP_KINDS
} group_kind;

static const char *const group_name[GROUP_KINDS] = {
    "coupling", "connection", "loss",          "heat_pump",         "heat_pump",
    "pipe",     "existing",   "new_connected", "new_not_connected", "place"};

/* What a group's rows say besides year and line; -1 where it does not apply. */
typedef struct group {
    group_kind kind;
    int source, place, pipe, level, life;
} group;

typedef struct sum {
    double eur, discount;
    long payments;
} sum;

/* Groups in a row, each with a sum by year and line once it has a payment. */
typedef struct groups {
    const rw_material *material;
    group *list;
    int count, first[GROUP_KINDS];
    int years; /* the last one with a payment */
    bool *used;
    sum **sums;
} groups;

static int life_count(const rw_plan *plan) {
    return plan->network ? plan->network->life_count : 0;
}

static void add_groups(groups *g, group_kind kind, int count) {
    g->first[kind] = g->count;
    for (int n = 0; n < count; ++n) {
        group *one = &g->list[g->count++];
        *one = (group){kind, -1, -1, -1, -1, -1};
        const int lives = life_count(g->material->plan);
        if (kind <= GROUP_SOURCE_PUMP) one->source = n;
        if (kind == GROUP_DEMAND_PUMP) one->life = n;
        if (kind == GROUP_PLACE) one->place = n;
        if (kind != GROUP_PIPE || lives == 0) continue;
        one->life = n % lives;
        one->level = n / lives % RW_LEVEL_COUNT;
        one->pipe = n / lives / RW_LEVEL_COUNT;
    }
}

static rw_status start_groups(rw_arena *arena, const rw_material *m, groups *g) {
    const rw_study *s = m->study;
    const int lives = life_count(m->plan), pipes = s->pipe_count * RW_LEVEL_COUNT * lives;
    const int counts[GROUP_KINDS] = {
        s->source_count, s->source_count, s->source_count, s->source_count, lives, pipes, 1, 1, 1,
        s->place_count};
    size_t all = 0;
    for (int kind = 0; kind < GROUP_KINDS; ++kind) all += (size_t)counts[kind];
    *g = (groups){.material = m};
    g->list = rw_arena_allocate(arena, all, sizeof *g->list);
    g->used = rw_arena_allocate(arena, all, sizeof *g->used);
    g->sums = rw_arena_allocate(arena, all, sizeof *g->sums);
    if (!g->list || !g->used || !g->sums) return RW_ERROR_MEMORY;
    for (int kind = 0; kind < GROUP_KINDS; ++kind) add_groups(g, (group_kind)kind, counts[kind]);
    return RW_OK;
}

static int pipe_group(const groups *g, const rw_laid *laid) {
    const int lives = life_count(g->material->plan);
    return g->first[GROUP_PIPE] + (laid->pipe * RW_LEVEL_COUNT + (int)laid->level) * lives + laid->life;
}

static int demand_group(const groups *g, int demand) {
    const bool is_new = g->material->study->demands[demand].kind == RW_KIND_NEW;
    const bool joins = g->material->plan->demand_connected[demand];
    return g->first[!is_new ? GROUP_EXISTING : joins ? GROUP_NEW : GROUP_SKIPPED];
}

static int group_of(const groups *g, const rw_cash *cash) {
    const rw_network *n = g->material->plan->network;
    if (cash->item >= 0 && cash->item < n->laid_count) return pipe_group(g, &n->laid[cash->item]);
    if (cash->item >= 0 && cash->item < n->laid_count + n->machine_count && cash->source < 0)
        return g->first[GROUP_DEMAND_PUMP] + n->machines[cash->item - n->laid_count].life;
    if (cash->place >= 0) return g->first[GROUP_PLACE] + cash->place;
    if (cash->source < 0) return demand_group(g, cash->demand);
    const group_kind kind = cash->connection >= 0 ? GROUP_CONNECTION
                            : cash->item < 0      ? GROUP_COUPLING
                            : cash->trench >= 0   ? GROUP_LOSS
                                                  : GROUP_SOURCE_PUMP;
    return g->first[kind] + cash->source;
}

static void note_group(void *data, const rw_cash *cash) {
    groups *g = data;
    g->used[group_of(g, cash)] = true;
    if (cash->year > g->years) g->years = cash->year;
}

static void add_payment(void *data, const rw_cash *cash) {
    const groups *g = data;
    sum *to = &g->sums[group_of(g, cash)][(size_t)(cash->year - 1) * RW_LINE_COUNT + (size_t)cash->line];
    to->eur += cash->eur;
    to->discount = cash->discount;
    ++to->payments;
}

static rw_status add_up(rw_arena *arena, groups *g) {
    const rw_material *m = g->material;
    rw_plan_cash(m->terms, m->plan, note_group, g);
    for (int n = 0; n < g->count; ++n) {
        if (!g->used[n]) continue;
        g->sums[n] = rw_arena_allocate(arena, (size_t)g->years * RW_LINE_COUNT, sizeof **g->sums);
        if (!g->sums[n]) return RW_ERROR_MEMORY;
    }
    rw_plan_cash(m->terms, m->plan, add_payment, g);
    return RW_OK;
}

static void write_sum(const groups *g, const group *about, const sum *amount, int year, rw_cost_line line,
                      rw_csv_writer *w) {
    const rw_material *m = g->material;
    const rw_life *life = about->life >= 0 ? &m->plan->network->lives[about->life] : NULL;
    const rw_cash cash = {.year = year,
                          .source = about->source,
                          .demand = -1,
                          .place = about->place,
                          .line = line,
                          .eur = amount->eur,
                          .discount = amount->discount};
    write_common(m, w, &cash);
    rw_csv_write_text(w, group_name[about->kind]);
    rw_csv_write_number(w, about->pipe >= 0 ? m->study->pipes[about->pipe].dn : RW_NAN);
    rw_csv_write_text(w, about->level >= 0 ? rw_level_name((rw_level)about->level) : "");
    rw_csv_write_text(w, life ? rw_exit_plan_name(life->exit_plan) : "");
    rw_csv_write_number(w, life ? m->study->sources[life->source].commitment_yr : RW_NAN);
    rw_csv_write_number(w, (double)amount->payments);
    rw_csv_end_row(w);
}

static void write_groups(const groups *g, rw_csv_writer *w) {
    static const char *const names[] = {"paid_for", "dn", "level", "exit_plan", "commitment_yr", "payments"};
    write_common_names(w);
    RW_CSV_WRITE_TEXTS(w, names);
    rw_csv_end_row(w);
    for (int n = 0; n < g->count; ++n)
        for (int year = 1; g->used[n] && year <= g->years; ++year)
            for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line) {
                const sum *one = &g->sums[n][(size_t)(year - 1) * RW_LINE_COUNT + (size_t)line];
                if (one->payments > 0) write_sum(g, &g->list[n], one, year, line, w);
            }
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static void count_payment(void *data, const rw_cash *cash) {
    (void)cash;
    ++*(long *)data;
}

long rw_plan_payments(const rw_terms *terms, const rw_plan *plan) {
    long count = 0;
    rw_plan_cash(terms, plan, count_payment, &count);
    return count;
}

bool rw_cash_is_grouped(const rw_material *m) {
    return m->payments > m->study->parameters.cash_flow_rows;
}

rw_status rw_cash_csv(rw_context *context, const rw_material *m, rw_csv_writer *w) {
    if (!rw_cash_is_grouped(m)) {
        write_all(m, w);
        return RW_OK;
    }
    rw_arena arena;
    groups g;
    rw_arena_start(&arena, context);
    rw_status status = start_groups(&arena, m, &g);
    if (status == RW_OK) status = add_up(&arena, &g);
    if (status == RW_OK) write_groups(&g, w);
    rw_arena_free(&arena);
    return status;
}
