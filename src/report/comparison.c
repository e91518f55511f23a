#include "report/comparison.h"
#include "base/number.h"
#include <string.h>

/* -- Connections --------------------------------------------------------------------------------------- */

static double line_of(const rw_json_value *object, rw_cost_line line) {
    const rw_json_value *lines = rw_json_get(object, "cost_lines_eur_per_yr");
    return rw_or(rw_json_get_number(lines, rw_cost_line_describe(line)->name), 0);
}

static double all_lines(const rw_json_value *object) {
    double sum = 0;
    for (rw_cost_line line = 0; object && line < RW_LINE_COUNT; ++line) sum += line_of(object, line);
    return sum;
}

static bool same_text(const rw_json_value *a, const rw_json_value *b, const char *key) {
    const char *left = rw_json_get_string(a, key), *right = rw_json_get_string(b, key);
    return left && right && strcmp(left, right) == 0;
}

static bool near(const rw_json_value *a, const rw_json_value *b, const char *key, double share) {
    const double left = rw_json_get_number(a, key), right = rw_json_get_number(b, key);
    return fabs(left - right) <= share * fmax(fabs(left), fabs(right));
}

static bool built_alike(const rw_json_value *a, const rw_json_value *b) {
    const double power_share = 1e-3;
    return same_text(a, b, "mode") && same_text(a, b, "exit_plan") && near(a, b, "dn", 0) &&
           near(a, b, "length_m", power_share) && near(a, b, "delivered_mw", power_share);
}

static rw_compared_connection *find(rw_comparison *c, int count, const rw_json_value *connection) {
    const char *source = rw_json_get_string(connection, "source"),
               *demand = rw_json_get_string(connection, "demand");
    for (int k = 0; k < count; ++k)
        if (strcmp(c->connections[k].source, source ? source : "") == 0 &&
            strcmp(c->connections[k].demand, demand ? demand : "") == 0)
            return &c->connections[k];
    return NULL;
}

static rw_compared_connection *append(rw_comparison *c, const rw_json_value *connection) {
    const char *source = rw_json_get_string(connection, "source"),
               *demand = rw_json_get_string(connection, "demand");
    rw_compared_connection *added = &c->connections[c->connection_count++];
    *added = (rw_compared_connection){.source = source ? source : "", .demand = demand ? demand : ""};
    return added;
}

static rw_status match_connections(rw_arena *arena, rw_comparison *c) {
    const rw_json_value *first = rw_json_get(c->first, "connections"),
                        *then = rw_json_get(c->then, "connections");
    const int firsts = rw_json_count(first), thens = rw_json_count(then);
    c->connections = rw_arena_allocate(arena, (size_t)firsts + (size_t)thens, sizeof *c->connections);
    if (!c->connections) return RW_ERROR_MEMORY;
    for (int k = 0; k < firsts; ++k) {
        const rw_json_value *item = rw_json_at(first, k);
        rw_compared_connection *added = append(c, item);
        added->first = item;
        added->move = RW_MOVE_GONE;
    }
    for (int k = 0; k < thens; ++k) {
        const rw_json_value *item = rw_json_at(then, k);
        rw_compared_connection *found = find(c, firsts, item);
        if (!found) found = append(c, item);
        found->then = item;
        found->move = !found->first                     ? RW_MOVE_NEW
                      : built_alike(found->first, item) ? RW_MOVE_REPRICED
                                                        : RW_MOVE_REBUILT;
    }
    return RW_OK;
}

/* What the connections do not explain of a line is the demands' own. */
static void split_lines(rw_comparison *c) {
    for (rw_cost_line line = 0; line < RW_LINE_COUNT; ++line) {
        double *moved = c->moved[line];
        moved[RW_MOVE_NETWORKS] = line_of(c->then, line) - line_of(c->first, line);
        for (int k = 0; k < c->connection_count; ++k) {
            const rw_compared_connection *x = &c->connections[k];
            const double part =
                (x->then ? line_of(x->then, line) : 0) - (x->first ? line_of(x->first, line) : 0);
            moved[x->move] += part;
            moved[RW_MOVE_NETWORKS] -= part;
        }
        /* What is left of a subtraction of equals is rounding. */
        if (fabs(moved[RW_MOVE_NETWORKS]) < 1e-6 * fmax(1, fabs(line_of(c->first, line))))
            moved[RW_MOVE_NETWORKS] = 0;
    }
}

rw_status rw_comparison_find(rw_arena *arena, const rw_json_value *first, const rw_json_value *then,
                             rw_comparison *c) {
    c->first = first;
    c->then = then;
    c->connection_count = 0;
    memset(c->moved, 0, sizeof c->moved);
    const rw_json_value *const roots[] = {first, then};
    const char *const names[] = {c->first_name, c->then_name};
    for (int k = 0; k < 2; ++k) {
        const char *schema = rw_json_get_string(roots[k], "schema");
        if (!schema || strcmp(schema, "restwarmte-summary/1") != 0)
            return rw_fail(arena->context, RW_ERROR_INPUT,
                           "%s/summary.json is not a restwarmte-summary/1; solve the study again with this "
                           "version",
                           names[k]);
        if (rw_json_count(rw_json_get(roots[k], "connections")) < 0)
            return rw_fail(arena->context, RW_ERROR_INPUT,
                           "%s/summary.json holds no plan, there is nothing to compare", names[k]);
    }
    RW_TRY(match_connections(arena, c));
    for (int k = 0; k < c->connection_count; ++k) {
        c->connections[k].first_eur_per_yr = all_lines(c->connections[k].first);
        c->connections[k].then_eur_per_yr = all_lines(c->connections[k].then);
    }
    split_lines(c);
    const rw_json_value *p = rw_json_get(first, "proof"), *q = rw_json_get(then, "proof");
    c->optimum = rw_interval_between(
        rw_json_get_number(q, "bound_eur_per_yr"), rw_json_get_number(q, "cost_eur_per_yr"),
        rw_json_get_number(p, "bound_eur_per_yr"), rw_json_get_number(p, "cost_eur_per_yr"));
    return RW_OK;
}

/* -- Assumptions --------------------------------------------------------------------------------------- */

static const rw_json_value *changed(const rw_json_value *root, const char *name) {
    const rw_json_value *list = rw_json_get(root, "assumptions_changed");
    for (int k = 0; k < rw_json_count(list); ++k) {
        const char *other = rw_json_get_string(rw_json_at(list, k), "name");
        if (other && strcmp(other, name) == 0) return rw_json_at(list, k);
    }
    return NULL;
}

static const char *or_empty(const char *text) {
    return text ? text : "";
}

/* Each assumption that `root` changed and, if it is not the first's turn, the other did not. */
static void tell_changed(const rw_json_value *root, const rw_json_value *other, bool root_is_first,
                         rw_difference_function *take, void *data) {
    const rw_json_value *list = rw_json_get(root, "assumptions_changed");
    for (int k = 0; k < rw_json_count(list); ++k) {
        const rw_json_value *mine = rw_json_at(list, k);
        const char *name = or_empty(rw_json_get_string(mine, "name"));
        const rw_json_value *theirs = changed(other, name);
        if (theirs && !root_is_first) continue; /* told already */
        const char *value = or_empty(rw_json_get_string(mine, "value"));
        const char *opposite = theirs ? or_empty(rw_json_get_string(theirs, "value"))
                                      : or_empty(rw_json_get_string(mine, "default"));
        if (strcmp(value, opposite) == 0) continue;
        take(data, name, root_is_first ? value : opposite, root_is_first ? opposite : value,
             or_empty(rw_json_get_string(mine, "unit")));
    }
}

void rw_comparison_assumptions(const rw_comparison *c, rw_difference_function *take, void *data) {
    tell_changed(c->first, c->then, true, take, data);
    tell_changed(c->then, c->first, false, take, data);
}
