#include "bnb/forest_note.h"
#include "base/number.h"
#include <string.h>

/* -- Notes --------------------------------------------------------------------------------------------- */

/* What something was before it changed: whole numbers here, others in note_number. */
typedef struct rw_forest_note {
    rw_note_kind kind;
    int index, whole[4];
} note;

static bool grow_notes(rw_forest *f, size_t numbers) {
    (void)pthread_mutex_lock(f->data->memory);
    const bool grown = rw_vector_grow(f->context, (void **)&f->note, &f->note_room, f->note_count + 1,
                                      sizeof *f->note) == RW_OK &&
                       rw_vector_grow(f->context, (void **)&f->note_number, &f->number_room,
                                      f->number_count + numbers, sizeof *f->note_number) == RW_OK;
    (void)pthread_mutex_unlock(f->data->memory);
    return grown;
}

/* Where its numbers go; NULL when memory is out. */
static double *add_note(rw_forest *f, note what, size_t numbers) {
    if (f->failed) return NULL;
    if (f->note_count == f->note_room || f->number_count + numbers > f->number_room)
        f->failed = !grow_notes(f, numbers);
    if (f->failed) return NULL;
    f->note[f->note_count++] = what;
    f->number_count += numbers;
    return f->note_number + f->number_count - numbers;
}

void rw_forest_note_node(rw_forest *f, int v) {
    const size_t goods = (size_t)f->data->goods;
    double *number =
        add_note(f, (note){RW_NOTE_NODE, v, {f->parent[v], f->option[v], f->root[v], f->uses[v]}}, goods + 1);
    if (!number) return;
    number[0] = f->load[v];
    memcpy(number + 1, f->flow + (size_t)v * goods, goods * sizeof *number);
}

void rw_forest_note_demand(rw_forest *f, int j) {
    const rw_problem_demand *d = &f->data->problem->demands[j];
    double *number =
        add_note(f, (note){RW_NOTE_DEMAND, j, {f->exit[j], f->exit_option[j]}}, (size_t)d->band_count);
    if (number) memcpy(number, f->served + d->first_band, (size_t)d->band_count * sizeof *number);
}

void rw_forest_note_one(rw_forest *f, rw_note_kind kind, int index, int whole, double number) {
    double *at = add_note(f, (note){kind, index, {whole}}, 1);
    if (at) *at = number;
}

static void take_back(rw_forest *f, const note *n) {
    const rw_forest_data *d = f->data;
    const size_t goods = (size_t)d->goods;
    const size_t numbers = n->kind == RW_NOTE_NODE     ? goods + 1
                           : n->kind == RW_NOTE_DEMAND ? (size_t)d->problem->demands[n->index].band_count
                                                       : 1;
    f->number_count -= numbers;
    const double *number = f->note_number + f->number_count;
    switch (n->kind) {
    case RW_NOTE_NODE:
        f->parent[n->index] = n->whole[0];
        f->option[n->index] = n->whole[1];
        f->root[n->index] = n->whole[2];
        f->uses[n->index] = n->whole[3];
        f->load[n->index] = number[0];
        memcpy(f->flow + (size_t)n->index * goods, number + 1, goods * sizeof *number);
        break;
    case RW_NOTE_TAKEN:
        f->taken[n->index] = n->whole[0];
        break;
    case RW_NOTE_DEMAND:
        f->exit[n->index] = n->whole[0];
        f->exit_option[n->index] = n->whole[1];
        memcpy(f->served + d->problem->demands[n->index].first_band, number, numbers * sizeof *number);
        break;
    case RW_NOTE_SOURCE:
        f->users[n->index] = n->whole[0];
        f->drawn[n->index] = number[0];
        break;
    case RW_NOTE_PLACE:
        f->power[n->index] = number[0];
        break;
    case RW_NOTE_LIMIT:
        f->limit[n->index] = number[0];
        break;
    }
}

rw_forest_mark rw_forest_marked(const rw_forest *f) {
    return (rw_forest_mark){f->note_count, f->number_count, f->cost};
}

void rw_forest_undo(rw_forest *f, rw_forest_mark mark) {
    if (f->failed) return;
    while (f->note_count > mark.note) take_back(f, &f->note[--f->note_count]);
    f->cost = mark.cost;
}

/* -- Copies -------------------------------------------------------------------------------------------- */

static void add_change(rw_forest_change_list *list, int index) {
    if (list->has[index]) return;
    list->has[index] = true;
    list->item[list->count++] = index;
}

static void clear_changes(rw_forest_change_list *list) {
    for (int n = 0; n < list->count; ++n) list->has[list->item[n]] = false;
    list->count = 0;
}

void rw_forest_keep(rw_forest *f) {
    for (size_t n = 0; f->changes && n < f->note_count; ++n) {
        const note *about = &f->note[n];
        if (about->kind == RW_NOTE_NODE) add_change(&f->changes->nodes, about->index);
        if (about->kind == RW_NOTE_DEMAND) add_change(&f->changes->demands, about->index);
        if (about->kind == RW_NOTE_TAKEN) add_change(&f->changes->taken, about->index);
    }
    f->note_count = f->number_count = 0;
}

void rw_forest_replaced(rw_forest *f) {
    f->note_count = f->number_count = 0;
    if (f->changes) f->changes->all = true;
}

static rw_status start_list(rw_arena *arena, int count, rw_forest_change_list *list) {
    list->item = rw_arena_allocate(arena, (size_t)count, sizeof *list->item);
    list->has = rw_arena_allocate(arena, (size_t)count, sizeof *list->has);
    return list->item && list->has ? RW_OK : RW_ERROR_MEMORY;
}

rw_status rw_forest_watch(rw_arena *arena, rw_forest *f) {
    const rw_forest_data *d = f->data;
    rw_forest_changes *changes = rw_arena_allocate(arena, 1, sizeof *changes);
    if (!changes) return RW_ERROR_MEMORY;
    changes->all = true;
    RW_TRY(start_list(arena, d->graph.nodes, &changes->nodes));
    RW_TRY(start_list(arena, d->problem->demand_count, &changes->demands));
    RW_TRY(start_list(arena, d->graph.exclusive.count, &changes->taken));
    f->changes = changes;
    return RW_OK;
}

/* What there is few of is copied as a whole. */
static void copy_few(rw_forest *to, const rw_forest *from) {
    const rw_problem *p = from->data->problem;
    memcpy(to->drawn, from->drawn, (size_t)p->source_count * sizeof *to->drawn);
    memcpy(to->users, from->users, (size_t)p->source_count * sizeof *to->users);
    memcpy(to->power, from->power, (size_t)p->place_count * sizeof *to->power);
    memcpy(to->limit, from->limit, (size_t)p->limit_count * sizeof *to->limit);
    to->cost = from->cost;
    rw_forest_replaced(to);
}

void rw_forest_copy(rw_forest *to, const rw_forest *from) {
    const rw_forest_data *d = from->data;
    const rw_problem *p = d->problem;
    const size_t nodes = (size_t)d->graph.nodes, demands = (size_t)p->demand_count;
    memcpy(to->parent, from->parent, nodes * sizeof *to->parent);
    memcpy(to->option, from->option, nodes * sizeof *to->option);
    memcpy(to->root, from->root, nodes * sizeof *to->root);
    memcpy(to->uses, from->uses, nodes * sizeof *to->uses);
    memcpy(to->flow, from->flow, nodes * (size_t)d->goods * sizeof *to->flow);
    memcpy(to->load, from->load, nodes * sizeof *to->load);
    memcpy(to->taken, from->taken, (size_t)d->graph.exclusive.count * sizeof *to->taken);
    memcpy(to->exit, from->exit, demands * sizeof *to->exit);
    memcpy(to->exit_option, from->exit_option, demands * sizeof *to->exit_option);
    memcpy(to->served, from->served, (size_t)p->band_count * sizeof *to->served);
    copy_few(to, from);
}

static void copy_node(rw_forest *to, const rw_forest *from, int v) {
    const size_t goods = (size_t)from->data->goods;
    to->parent[v] = from->parent[v];
    to->option[v] = from->option[v];
    to->root[v] = from->root[v];
    to->uses[v] = from->uses[v];
    to->load[v] = from->load[v];
    memcpy(to->flow + (size_t)v * goods, from->flow + (size_t)v * goods, goods * sizeof *to->flow);
}

static void copy_demand(rw_forest *to, const rw_forest *from, int j) {
    const rw_problem_demand *d = &from->data->problem->demands[j];
    to->exit[j] = from->exit[j];
    to->exit_option[j] = from->exit_option[j];
    memcpy(to->served + d->first_band, from->served + d->first_band,
           (size_t)d->band_count * sizeof *to->served);
}

void rw_forest_follow(rw_forest *to, rw_forest *from) {
    rw_forest_changes *c = from->changes;
    if (c->all) {
        rw_forest_copy(to, from);
    } else {
        for (int n = 0; n < c->nodes.count; ++n) copy_node(to, from, c->nodes.item[n]);
        for (int n = 0; n < c->demands.count; ++n) copy_demand(to, from, c->demands.item[n]);
        for (int n = 0; n < c->taken.count; ++n) to->taken[c->taken.item[n]] = from->taken[c->taken.item[n]];
        copy_few(to, from);
    }
    clear_changes(&c->nodes);
    clear_changes(&c->demands);
    clear_changes(&c->taken);
    c->all = false;
}
