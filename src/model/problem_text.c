/* The bare problem as text: one thing per line, so that it can be read, made by a script, and compared. The
 * grammar is described for users in solvers/README.md. */
#include <restwarmte/problem.h>

#include "base/file.h"
#include "base/number.h"
#include <limits.h>
#include <string.h>

/* -- Writing ------------------------------------------------------------------------------------------- */

static void put(rw_text *out, double value) {
    rw_text_add(out, " ");
    if (isinf(value))
        rw_text_add(out, "-");
    else
        rw_text_shortest(out, value);
}

/* Indices count from 1 in the file; - is "none". */
static void put_index(rw_text *out, int index) {
    if (index < 0)
        rw_text_add(out, " -");
    else
        rw_text_addf(out, " %d", index + 1);
}

static void put_node(rw_text *out, const rw_problem *p, int node) {
    if (rw_problem_is_source(p, node))
        rw_text_addf(out, " s%d", node + 1);
    else if (rw_problem_is_demand(p, node))
        rw_text_addf(out, " d%d", node - p->source_count + 1);
    else
        rw_text_addf(out, " j%d", node - p->source_count - p->demand_count + 1);
}

static void write_nodes(rw_text *out, const rw_problem *p) {
    for (int i = 0; i < p->source_count; ++i) {
        const rw_problem_source *s = &p->sources[i];
        rw_text_add(out, "source");
        put(out, s->capacity_mw);
        put(out, s->open_eur_per_yr);
        put(out, s->min_used_share);
        put(out, s->availability_share);
        if (s->flows_as > 0) put_index(out, s->flows_as - 1);
        rw_text_add(out, "\n");
    }
    for (int g = 0; g < p->place_count; ++g) {
        rw_text_add(out, "place");
        put(out, p->places[g].headroom_mwe);
        put(out, p->places[g].extra_max_mwe);
        put(out, p->places[g].extra_eur_per_mwe_yr);
        rw_text_add(out, "\n");
    }
    for (int j = 0; j < p->demand_count; ++j) {
        const rw_problem_demand *d = &p->demands[j];
        rw_text_add(out, d->must ? "demand must" : "demand free");
        put(out, d->connect_eur_per_yr);
        put(out, d->skip_eur_per_yr);
        put(out, d->min_mwh_per_yr);
        put_index(out, d->max_arcs == INT_MAX ? -1 : d->max_arcs - 1);
        put_index(out, d->place);
        put(out, d->power_mwe);
        rw_text_addf(out, " %d\n", d->commodity_class + 1);
        for (int b = d->first_band; b < d->first_band + d->band_count; ++b) {
            rw_text_add(out, "band");
            put(out, p->bands[b].width_mw);
            put(out, p->bands[b].hours_h);
            put(out, p->bands[b].backup_eur_per_mw_yr);
            rw_text_add(out, "\n");
        }
    }
    if (p->junction_count > 0) rw_text_addf(out, "junctions %d\n", p->junction_count);
    for (int c = 0; c < p->commodity_count; ++c)
        rw_text_addf(out, "commodity %d %d %d\n", p->commodities[c].source + 1,
                     p->commodities[c].commodity_class + 1, p->commodities[c].band + 1);
}

static void write_arcs(rw_text *out, const rw_problem *p) {
    for (int a = 0; a < p->arc_count; ++a) {
        const rw_problem_arc *arc = &p->arcs[a];
        rw_text_add(out, "arc");
        put_node(out, p, arc->tail);
        put_node(out, p, arc->head);
        rw_text_add(out, arc->forced ? " forced" : " free");
        put_index(out, arc->exclusive > 0 ? arc->exclusive - 1 : -1);
        rw_text_add(out, "\n");
        for (int k = 0; k < arc->option_count; ++k) {
            const rw_option *o = &p->options[arc->first_option + k];
            const double numbers[] = {o->carry, o->carry0_mw,  o->draw,        o->draw0_mw,
                                      o->power, o->power0_mwe, o->capacity_mw, o->fixed_eur_per_yr};
            rw_text_add(out, "option");
            for (size_t n = 0; n < sizeof numbers / sizeof numbers[0]; ++n) put(out, numbers[n]);
            put_index(out, o->place);
            for (int s = 0; s < arc->slot_count; ++s)
                put(out,
                    p->unit_eur_per_mw_yr[arc->first_unit + (size_t)k * (size_t)arc->slot_count + (size_t)s]);
            rw_text_add(out, "\n");
        }
    }
}

/* One line per kind of variable, all coefficients in the order of the problem: limits are rare and dense. */
static void write_limits(rw_text *out, const rw_problem *p) {
    for (int l = 0; l < p->limit_count; ++l) {
        const rw_problem_limit *limit = &p->limits[l];
        const struct {
            const char *word;
            const double *values;
            size_t count;
        } rows[] = {{"open", limit->open, (size_t)p->source_count},
                    {"connect", limit->connect, (size_t)p->demand_count},
                    {"skip", limit->skip, (size_t)p->demand_count},
                    {"backup", limit->backup, (size_t)p->band_count},
                    {"fixed", limit->fixed, (size_t)p->option_count},
                    {"unit", limit->unit, p->unit_count}};
        rw_text_add(out, "limit");
        put(out, limit->max);
        rw_text_add(out, "\n");
        for (size_t r = 0; r < sizeof rows / sizeof rows[0]; ++r)
            for (size_t i = 0; i < rows[r].count; ++i) {
                if (rows[r].values[i] == 0) continue;
                rw_text_addf(out, "%s %zu", rows[r].word, i + 1);
                put(out, rows[r].values[i]);
                rw_text_add(out, "\n");
            }
    }
}

rw_status rw_problem_write(rw_context *context, const rw_problem *problem, const char *path) {
    rw_text out;
    rw_text_start(&out, context);
    rw_text_add(&out, "restwarmte-problem 1\n");
    write_nodes(&out, problem);
    write_arcs(&out, problem);
    write_limits(&out, problem);
    rw_text_add(&out, "end\n");
    rw_status status = rw_text_status(&out);
    if (status == RW_OK) status = rw_file_write(context, path, rw_text_string(&out), out.length);
    rw_text_free(&out);
    return status;
}

/* -- Reading ------------------------------------------------------------------------------------------- */

typedef struct reader {
    rw_context *context;
    rw_problem *problem;
    const char *path;
    char *at; /* rest of the line */
    int line, column;
    bool bad; /* this line has a finding already */
    bool ended;
    rw_problem_limit *limit; /* that coefficient lines belong to */
    double *unit;            /* room for the unit costs of one option */
    size_t unit_room;
} reader;

static void complain(reader *r, const char *what, const char *word) {
    if (r->bad) return;
    rw_find(r->context, RW_SEVERITY_ERROR, (rw_place){r->path, r->line, r->column}, "%s%s%s%s", what,
            word ? " '" : "", word ? word : "", word ? "'" : "");
    r->bad = true;
}

/* The next word of the line, NUL-terminated in place; NULL at its end. */
static char *next_word(reader *r) {
    r->at += strspn(r->at, " \t\r");
    if (*r->at == '\0' || *r->at == '#') return NULL;
    ++r->column;
    char *word = r->at;
    r->at += strcspn(r->at, " \t\r");
    if (*r->at) *r->at++ = '\0';
    return word;
}

static bool at_end(const reader *r) {
    const char next = r->at[strspn(r->at, " \t\r")];
    return next == '\0' || next == '#';
}

static const char *take_word(reader *r) {
    const char *word = next_word(r);
    if (word) return word;
    complain(r, "the line is too short; see the description of the format", NULL);
    return "";
}

static double take_number(reader *r, double min) {
    const char *word = take_word(r);
    double value = 0;
    if (!r->bad && !rw_number_parse(word, &value)) complain(r, "not a number:", word);
    if (!r->bad && value < min) complain(r, "may not be negative:", word);
    return value;
}

/* A number, or - for "none". */
static double take_number_or_none(reader *r) {
    char *rest = r->at + strspn(r->at, " \t");
    if (rest[0] == '-' && (rest[1] == ' ' || rest[1] == '\0' || rest[1] == '\r' || rest[1] == '\t')) {
        (void)take_word(r);
        return RW_INFINITY;
    }
    return take_number(r, -RW_INFINITY);
}

/* An index from 1 to count, or - where that is allowed: -1. */
static int take_index(reader *r, int count, bool none_allowed) {
    const char *word = take_word(r);
    if (none_allowed && strcmp(word, "-") == 0) return -1;
    double value = 0;
    if (!r->bad && (!rw_number_parse(word, &value) || value != floor(value) || value < 1 || value > count))
        complain(r, "not the number of something that stands above:", word);
    return r->bad ? 0 : (int)value - 1;
}

static int take_node(reader *r) {
    const rw_problem *p = r->problem;
    const char *word = take_word(r);
    double number = 0;
    const int first = word[0] == 's'   ? 0
                      : word[0] == 'd' ? p->source_count
                                       : p->source_count + p->demand_count;
    const int count = word[0] == 's' ? p->source_count : word[0] == 'd' ? p->demand_count : p->junction_count;
    if (!r->bad &&
        ((word[0] != 's' && word[0] != 'd' && word[0] != 'j') || !rw_number_parse(word + 1, &number) ||
         number != floor(number) || number < 1 || number > count))
        complain(r, "not a node that stands above (s1, d1 or j1):", word);
    return r->bad ? 0 : first + (int)number - 1;
}

/* Either of two words; true for the first. */
static bool take_choice(reader *r, const char *yes, const char *no) {
    const char *word = take_word(r);
    if (!r->bad && strcmp(word, yes) != 0 && strcmp(word, no) != 0)
        complain(r, "not a word that can stand here:", word);
    return strcmp(word, yes) == 0;
}

static rw_status read_source(reader *r) {
    rw_problem_source s = {.flows_as = 0};
    s.capacity_mw = take_number(r, 0);
    s.open_eur_per_yr = take_number(r, -RW_INFINITY);
    s.min_used_share = take_number(r, 0);
    s.availability_share = take_number(r, 0);
    if (!at_end(r)) s.flows_as = take_index(r, r->problem->source_count + 1, false) + 1;
    if (r->problem->demand_count + r->problem->arc_count > 0)
        complain(r, "sources stand before demands and arcs", NULL);
    return r->bad ? RW_OK : rw_problem_add_source(r->problem, s);
}

static rw_status read_demand(reader *r) {
    rw_problem_demand d = {.must = take_choice(r, "must", "free")};
    d.connect_eur_per_yr = take_number(r, -RW_INFINITY);
    d.skip_eur_per_yr = take_number_or_none(r);
    d.min_mwh_per_yr = take_number(r, 0);
    const int most = take_index(r, INT_MAX, true);
    d.max_arcs = most < 0 ? INT_MAX : most + 1;
    d.place = take_index(r, r->problem->place_count, true);
    d.power_mwe = take_number(r, 0);
    d.commodity_class = take_index(r, INT_MAX, false);
    if (!d.must && isinf(d.skip_eur_per_yr)) complain(r, "a free demand needs a price for skipping it", NULL);
    if (d.must && isinf(d.skip_eur_per_yr)) d.skip_eur_per_yr = 0;
    if (r->problem->arc_count > 0) complain(r, "demands stand before arcs", NULL);
    return r->bad ? RW_OK : rw_problem_add_demand(r->problem, d);
}

static rw_status read_band(reader *r) {
    rw_problem_band b;
    b.width_mw = take_number(r, 0);
    b.hours_h = take_number(r, 0);
    b.backup_eur_per_mw_yr = take_number_or_none(r);
    if (r->problem->arc_count > 0 || r->problem->demand_count == 0)
        complain(r, "bands stand behind their demand, before arcs", NULL);
    return r->bad ? RW_OK : rw_problem_add_band(r->problem, b);
}

static rw_status read_place_line(reader *r) {
    rw_problem_place g;
    g.headroom_mwe = take_number(r, 0);
    g.extra_max_mwe = take_number(r, 0);
    g.extra_eur_per_mwe_yr = take_number(r, 0);
    if (r->problem->demand_count > 0) complain(r, "places stand before demands", NULL);
    return r->bad ? RW_OK : rw_problem_add_place(r->problem, g);
}

static rw_status read_commodity(reader *r) {
    rw_problem_commodity c;
    c.source = take_index(r, r->problem->source_count, false);
    c.commodity_class = take_index(r, INT_MAX, false);
    c.band = take_index(r, INT_MAX, false);
    if (r->problem->arc_count > 0) complain(r, "commodities stand before arcs", NULL);
    return r->bad ? RW_OK : rw_problem_add_commodity(r->problem, c);
}

static rw_status read_arc(reader *r) {
    const int tail = take_node(r), head = take_node(r);
    const bool forced = take_choice(r, "forced", "free");
    const int exclusive = take_index(r, INT_MAX, true) + 1;
    if (r->bad) return RW_OK;
    const rw_status status = rw_problem_add_arc(r->problem, tail, head, forced, exclusive);
    if (status != RW_ERROR_INPUT) return status;
    rw_find_failure(r->context, (rw_place){r->path, r->line, 1});
    r->bad = true;
    return RW_OK;
}

static rw_status read_option(reader *r) {
    if (r->problem->arc_count == 0) {
        complain(r, "an option stands behind its arc", NULL);
        return RW_OK;
    }
    const size_t slots = (size_t)r->problem->arcs[r->problem->arc_count - 1].slot_count;
    RW_TRY(rw_vector_grow(r->context, (void **)&r->unit, &r->unit_room, slots, sizeof *r->unit));
    rw_option o;
    o.carry = take_number(r, 0);
    o.carry0_mw = take_number(r, 0);
    o.draw = take_number(r, 0);
    o.draw0_mw = take_number(r, 0);
    o.power = take_number(r, 0);
    o.power0_mwe = take_number(r, 0);
    o.capacity_mw = take_number(r, 0);
    o.fixed_eur_per_yr = take_number(r, -RW_INFINITY);
    o.place = take_index(r, r->problem->place_count, true);
    for (size_t s = 0; s < slots; ++s) r->unit[s] = take_number(r, -RW_INFINITY);
    return r->bad ? RW_OK : rw_problem_add_option(r->problem, o, r->unit);
}

static rw_status read_limit(reader *r) {
    const double max = take_number(r, -RW_INFINITY);
    return r->bad ? RW_OK : rw_problem_add_limit(r->problem, max, &r->limit);
}

/* "open 3 12.5": the coefficient of one variable in the limit above. */
static bool read_coefficient(reader *r, const char *word) {
    if (!r->limit) return false;
    const rw_problem *p = r->problem;
    const struct {
        const char *word;
        double *values;
        size_t count;
    } rows[] = {{"open", r->limit->open, (size_t)p->source_count},
                {"connect", r->limit->connect, (size_t)p->demand_count},
                {"skip", r->limit->skip, (size_t)p->demand_count},
                {"backup", r->limit->backup, (size_t)p->band_count},
                {"fixed", r->limit->fixed, (size_t)p->option_count},
                {"unit", r->limit->unit, p->unit_count}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; ++i) {
        if (strcmp(rows[i].word, word) != 0) continue;
        const int index = take_index(r, rows[i].count > INT_MAX ? INT_MAX : (int)rows[i].count, false);
        const double value = take_number(r, -RW_INFINITY);
        if (!r->bad) rows[i].values[index] = value;
        return true;
    }
    return false;
}

static rw_status read_line(reader *r) {
    static const struct {
        const char *word;
        rw_status (*read)(reader *);
    } kinds[] = {{"source", read_source},    {"demand", read_demand},       {"band", read_band},
                 {"place", read_place_line}, {"commodity", read_commodity}, {"arc", read_arc},
                 {"option", read_option},    {"limit", read_limit}};
    const char *word = next_word(r);
    if (!word) return RW_OK;
    if (r->ended) complain(r, "something stands behind the end:", word);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; ++i) {
        if (strcmp(kinds[i].word, word) != 0) continue;
        /* Its arrays have the size of what stood above it. */
        if (r->limit && kinds[i].read != read_limit)
            complain(r, "limits stand behind everything else; too late:", word);
        RW_TRY(kinds[i].read(r));
        const char *extra = next_word(r);
        if (extra) complain(r, "the line is too long; from here:", extra);
        return RW_OK;
    }
    if (strcmp(word, "junctions") == 0) {
        if (r->problem->arc_count > 0) complain(r, "junctions stand before arcs", NULL);
        r->problem->junction_count = take_index(r, INT_MAX / 2, false) + 1;
    } else if (strcmp(word, "end") == 0) {
        r->ended = true;
    } else if (!read_coefficient(r, word)) {
        complain(r, "not the first word of a line of this format:", word);
    }
    return RW_OK;
}

static rw_status read_lines(reader *r, char *text) {
    for (char *line = text; line && *line;) {
        char *end = strchr(line, '\n');
        if (end) *end = '\0';
        ++r->line;
        r->column = 0;
        r->at = line;
        r->bad = false;
        if (r->line == 1) {
            const char *name = next_word(r), *version = name ? next_word(r) : NULL;
            if (!version || strcmp(name, "restwarmte-problem") != 0 || strcmp(version, "1") != 0) {
                complain(r, "the first line must be: restwarmte-problem 1", NULL);
                return RW_OK;
            }
        } else {
            RW_TRY(read_line(r));
        }
        line = end ? end + 1 : NULL;
    }
    if (!r->ended) complain(r, "the file ends without the line: end; is it cut off?", NULL);
    return RW_OK;
}

rw_status rw_problem_read(rw_context *context, const char *path, rw_problem *problem) {
    rw_arena arena;
    rw_arena_start(&arena, context);
    rw_problem_start(problem, context);
    reader r = {.context = context, .problem = problem, .path = path};
    char *text = NULL;
    size_t length = 0;
    rw_status status = rw_file_read(&arena, path, &text, &length);
    if (status == RW_OK && strlen(text) != length)
        status = rw_fail(context, RW_ERROR_INPUT, "%s: the file holds zero bytes and is not text", path);
    if (status == RW_OK) status = read_lines(&r, text);
    if (status == RW_OK) status = rw_findings_status(context);
    rw_release(context, r.unit);
    rw_arena_free(&arena);
    return status;
}
