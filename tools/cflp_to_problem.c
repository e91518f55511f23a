/* Turns a capacitated facility location problem, as OR-Library writes it, into a bare problem
 * (solvers/README.md) and, for other solvers, into MPS.
 *
 * Sites are sources, customers demands. The file's cost of a pair is that of serving ALL of a customer's
 * demand from one site, and a customer may be shared out. So a band is one customer (width 1), a pair draws
 * the customer's demand and its unit cost is the cost as it stands: nothing is divided, and a customer
 * without demand keeps its cost. */
#include "base/file.h"
#include "base/number.h"
#include <limits.h>
#include <restwarmte/problem.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MOST_SITES = 100000, MOST_CUSTOMERS = 1000000, WORD_BYTES = 64 };

typedef enum layout {
    LAYOUT_FROM_LINES, /* seen from how the lines are broken */
    LAYOUT_CUSTOMERS,  /* per customer its demand and its cost from each site, as OR-Library describes it */
    LAYOUT_SITES       /* all demands, then per site its cost for each customer */
} layout;

typedef struct settings {
    const char *in, *out, *mps;
    double capacity; /* for the word `capacity`; NaN = none given */
    layout layout;
} settings;

typedef struct cflp {
    int sites, customers;
    double *capacity, *fixed; /* per site */
    double *demand;           /* per customer */
    double *cost;             /* site by site */
} cflp;

/* -- Reading ------------------------------------------------------------------------------------------- */

typedef struct reader {
    rw_arena *arena; /* owns text and numbers */
    const settings *settings;
    const char *at, *line_start;
    rw_place place;          /* of the word read last */
    bool capacity_was_asked; /* the word `capacity` stood somewhere */
} reader;

__attribute__((format(printf, 2, 3))) static void complain(reader *r, const char *format, ...) {
    va_list arguments;
    char text[8 * WORD_BYTES];
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    rw_find(r->arena->context, RW_SEVERITY_ERROR, r->place, "%s", text);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The next word; false at the end of the file. */
static bool next_word(reader *r, char word[WORD_BYTES]) {
    for (; is_blank(*r->at); ++r->at)
        if (*r->at == '\n') {
            ++r->place.line;
            r->line_start = r->at + 1;
        }
    r->place.column = (int)(r->at - r->line_start) + 1;
    const char *start = r->at;
    while (*r->at && !is_blank(*r->at)) ++r->at;
    /* What is longer than any number is cut so that it is none. */
    const size_t length = (size_t)(r->at - start);
    const bool fits = length < WORD_BYTES;
    (void)snprintf(word, WORD_BYTES, "%.*s%s", fits ? (int)length : WORD_BYTES - 4, start, fits ? "" : "...");
    return r->at > start;
}

static double take_number(reader *r, double min, const char *what) {
    char word[WORD_BYTES];
    double value = 0;
    (void)next_word(r, word);
    if (!rw_number_parse(word, &value))
        complain(r, "%s is not a number: '%s'; write one like 1234.5", what, word);
    else if (value < min)
        complain(r, "%s may not be negative: %s", what, word);
    return value;
}

/* A number, or the word `capacity`, which some of OR-Library's files leave to the reader. */
static double take_capacity(reader *r) {
    reader ahead = *r;
    char word[WORD_BYTES];
    if (!next_word(&ahead, word) || strcmp(word, "capacity") != 0)
        return take_number(r, 0, "the capacity of a site");
    *r = ahead;
    if (isnan(r->settings->capacity) && !r->capacity_was_asked)
        complain(
            r, "the file leaves the capacity to you; give it with --capacity (OR-Library: capa1 8000, capb1 "
               "5000, capc1 5000)");
    r->capacity_was_asked = true;
    return r->settings->capacity;
}

static int take_count(reader *r, int max, const char *what) {
    char word[WORD_BYTES];
    double value = 0;
    (void)next_word(r, word);
    if (rw_number_parse(word, &value) && value >= 1 && value <= max && value == floor(value))
        return (int)value;
    complain(r, "%s is not a whole number from 1 to %d: '%s'", what, max, word);
    return 0;
}

/* How many words follow, on this line or in all. */
static size_t count_words(const reader *r, bool on_line) {
    size_t count = 0;
    bool inside = false;
    const char *at = r->at;
    if (on_line) at += strspn(at, " \t\r\n"); /* the line on which the next word stands */
    for (; *at && !(on_line && *at == '\n'); ++at) {
        count += !inside && !is_blank(*at);
        inside = !is_blank(*at);
    }
    return count;
}

/* Says so unless exactly what two counts promise follows. */
static rw_status check_length(reader *r, const cflp *c) {
    const size_t sites = (size_t)c->sites, customers = (size_t)c->customers,
                 needed = 2 * sites + customers + sites * customers, there = count_words(r, false);
    if (there != needed)
        complain(r, "%d sites and %d customers need %zu more numbers, but %zu follow; %s", c->sites,
                 c->customers, needed, there,
                 there < needed ? "is the file cut off?" : "are there two problems in one file?");
    return rw_findings_status(r->arena->context);
}

/* Which order the costs have; a finding if nothing shows it. */
static layout settle_layout(reader *r, const cflp *c) {
    if (r->settings->layout != LAYOUT_FROM_LINES) return r->settings->layout;
    const size_t on_line = count_words(r, true), sites = (size_t)c->sites, customers = (size_t)c->customers;
    /* Is the line as long as one customer's demand and costs, as all demands, or (who knows) as both? */
    if (on_line == 1 || (on_line == sites + 1 && sites + 1 != customers)) return LAYOUT_CUSTOMERS;
    if (on_line == customers && sites + 1 != customers) return LAYOUT_SITES;
    reader ahead = *r;
    char word[WORD_BYTES];
    (void)next_word(&ahead, word);
    complain(
        &ahead,
        "the line breaks do not show how the costs are ordered; say --layout customers or --layout sites");
    return LAYOUT_SITES;
}

static rw_status allocate(rw_arena *arena, cflp *c) {
    const size_t sites = (size_t)c->sites, customers = (size_t)c->customers;
    c->capacity = rw_arena_allocate(arena, sites, sizeof *c->capacity);
    c->fixed = rw_arena_allocate(arena, sites, sizeof *c->fixed);
    c->demand = rw_arena_allocate(arena, customers, sizeof *c->demand);
    c->cost = rw_arena_allocate(arena, sites * customers, sizeof *c->cost);
    return c->capacity && c->fixed && c->demand && c->cost ? RW_OK : RW_ERROR_MEMORY;
}

static void take_customers(reader *r, cflp *c) {
    for (int j = 0; j < c->customers; ++j) {
        c->demand[j] = take_number(r, 0, "a demand");
        for (int i = 0; i < c->sites; ++i)
            c->cost[(size_t)i * (size_t)c->customers + (size_t)j] = take_number(r, -RW_INFINITY, "a cost");
    }
}

static void take_sites(reader *r, cflp *c) {
    for (int j = 0; j < c->customers; ++j) c->demand[j] = take_number(r, 0, "a demand");
    for (size_t n = 0; n < (size_t)c->sites * (size_t)c->customers; ++n)
        c->cost[n] = take_number(r, -RW_INFINITY, "a cost");
}

static rw_status read_numbers(reader *r, cflp *c) {
    c->sites = take_count(r, MOST_SITES, "the count of sites");
    c->customers = take_count(r, MOST_CUSTOMERS, "the count of customers");
    RW_TRY(rw_findings_status(r->arena->context));
    RW_TRY(check_length(r, c));
    RW_TRY(allocate(r->arena, c));
    for (int i = 0; i < c->sites; ++i) {
        c->capacity[i] = take_capacity(r);
        c->fixed[i] = take_number(r, -RW_INFINITY, "the fixed cost of a site");
    }
    (settle_layout(r, c) == LAYOUT_CUSTOMERS ? take_customers : take_sites)(r, c);
    return rw_findings_status(r->arena->context);
}

static rw_status read_cflp(rw_arena *arena, const settings *s, cflp *c) {
    char *text = NULL;
    size_t length = 0;
    RW_TRY(rw_file_read(arena, s->in, &text, &length));
    reader r = {.arena = arena, .settings = s, .at = text, .line_start = text, .place = {s->in, 1, 1}};
    RW_TRY(read_numbers(&r, c));
    if (!isnan(s->capacity) && !r.capacity_was_asked)
        return rw_fail(arena->context, RW_ERROR_USAGE,
                       "--capacity: the file has a number for every capacity; leave the option out");
    return RW_OK;
}

/* -- Writing ------------------------------------------------------------------------------------------- */

static rw_status fill_problem(rw_problem *p, const cflp *c) {
    for (int i = 0; i < c->sites; ++i)
        RW_TRY(rw_problem_add_source(p, (rw_problem_source){.capacity_mw = c->capacity[i],
                                                            .open_eur_per_yr = c->fixed[i],
                                                            .availability_share = 1}));
    for (int j = 0; j < c->customers; ++j) {
        RW_TRY(rw_problem_add_demand(
            p, (rw_problem_demand){.must = true, .max_arcs = INT_MAX, .place = -1, .commodity_class = 0}));
        RW_TRY(rw_problem_add_band(
            p, (rw_problem_band){.width_mw = 1, .hours_h = 1, .backup_eur_per_mw_yr = RW_INFINITY}));
    }
    for (int i = 0; i < c->sites; ++i)
        for (int j = 0; j < c->customers; ++j) {
            RW_TRY(rw_problem_add_arc(p, i, c->sites + j, false, 0));
            RW_TRY(rw_problem_add_option(
                p, (rw_option){.carry = 1, .capacity_mw = 1, .draw = c->demand[j], .place = -1},
                &c->cost[(size_t)i * (size_t)c->customers + (size_t)j]));
        }
    return RW_OK;
}

static rw_status write_problem(rw_context *context, const settings *s, const cflp *c) {
    rw_problem problem;
    rw_problem_start(&problem, context);
    rw_status status = fill_problem(&problem, c);
    if (status == RW_OK) status = rw_problem_write(context, &problem, s->out);
    rw_problem_free(&problem);
    return status;
}

typedef struct name {
    char text[WORD_BYTES];
} name;

/* "y2", or "x2.3" where there is a customer too; both count from 0 here and from 1 in the name. */
static name name_of(char letter, int i, int j) {
    name n;
    if (j < 0)
        (void)snprintf(n.text, sizeof n.text, "%c%d", letter, i + 1);
    else
        (void)snprintf(n.text, sizeof n.text, "%c%d.%d", letter, i + 1, j + 1);
    return n;
}

static void add_entry(rw_text *text, name column, name row, double value) {
    if (value == 0) return;
    rw_text_addf(text, " %s %s ", column.text, row.text);
    rw_text_shortest(text, value);
    rw_text_add(text, "\n");
}

/* min sum fixed y + sum cost x;  d: sum x = 1;  s: sum demand x <= capacity y;  l: x <= y. */
static void add_mps_rows(rw_text *text, const cflp *c) {
    rw_text_add(text, "NAME cflp FREE\nROWS\n N cost\n");
    for (int j = 1; j <= c->customers; ++j) rw_text_addf(text, " E d%d\n", j);
    for (int i = 1; i <= c->sites; ++i) rw_text_addf(text, " L s%d\n", i);
    for (int i = 1; i <= c->sites; ++i)
        for (int j = 1; j <= c->customers; ++j) rw_text_addf(text, " L l%d.%d\n", i, j);
}

static void add_mps_site(rw_text *text, const cflp *c, int i) {
    const name y = name_of('y', i, -1);
    add_entry(text, y, (name){"cost"}, c->fixed[i]);
    add_entry(text, y, name_of('s', i, -1), -c->capacity[i]);
    for (int j = 0; j < c->customers; ++j) add_entry(text, y, name_of('l', i, j), -1);
}

static void add_mps_pair(rw_text *text, const cflp *c, int i, int j) {
    const name x = name_of('x', i, j);
    add_entry(text, x, (name){"cost"}, c->cost[(size_t)i * (size_t)c->customers + (size_t)j]);
    add_entry(text, x, name_of('d', j, -1), 1);
    add_entry(text, x, name_of('s', i, -1), c->demand[j]);
    add_entry(text, x, name_of('l', i, j), 1);
}

static void add_mps(rw_text *text, const cflp *c) {
    add_mps_rows(text, c);
    rw_text_add(text, "COLUMNS\n marker 'MARKER' 'INTORG'\n");
    for (int i = 0; i < c->sites; ++i) add_mps_site(text, c, i);
    rw_text_add(text, " marker 'MARKER' 'INTEND'\n");
    for (int i = 0; i < c->sites; ++i)
        for (int j = 0; j < c->customers; ++j) add_mps_pair(text, c, i, j);
    rw_text_add(text, "RHS\n");
    for (int j = 1; j <= c->customers; ++j) rw_text_addf(text, " rhs d%d 1\n", j);
    rw_text_add(text, "BOUNDS\n");
    for (int i = 1; i <= c->sites; ++i) rw_text_addf(text, " UP bound y%d 1\n", i);
    rw_text_add(text, "ENDATA\n");
}

static rw_status write_mps(rw_context *context, const settings *s, const cflp *c) {
    rw_text text;
    rw_text_start(&text, context);
    add_mps(&text, c);
    rw_status status = rw_text_status(&text);
    if (status == RW_OK) status = rw_file_write(context, s->mps, rw_text_string(&text), text.length);
    rw_text_free(&text);
    return status;
}

static rw_status convert(rw_context *context, const settings *s) {
    cflp c = {.sites = 0};
    rw_arena arena;
    rw_arena_start(&arena, context);
    rw_status status = read_cflp(&arena, s, &c);
    if (status == RW_OK && s->out) status = write_problem(context, s, &c);
    if (status == RW_OK && s->mps) status = write_mps(context, s, &c);
    rw_arena_free(&arena);
    return status;
}

/* -- Call ---------------------------------------------------------------------------------------------- */

static void print_help(FILE *file) {
    fputs(
        "cflp-to-problem: OR-Library's capacitated facility location text as a bare problem\n\n"
        "Use: cflp-to-problem FILE --out PROBLEM [--mps MPS] [--capacity NUMBER] [--layout "
        "customers|sites]\n\n"
        "  --out PROBLEM      for `restwarmte solve-problem PROBLEM`\n"
        "  --mps MPS          the same as free-format MPS, in the strong form, for other solvers\n"
        "  --capacity NUMBER  what the word `capacity` in the file stands for: OR-Library's capa1 to capa4 "
        "are capa\n"
        "                     with 8000, 10000, 12000, 14000; capb: 5000, 6000, 7000, 8000; capc: 5000, "
        "5750,\n"
        "                     6500, 7250\n"
        "  --layout ORDER     customers: per customer its demand and its cost from each site, as OR-Library "
        "has it;\n"
        "                     sites: all demands, then per site its cost for each customer.\n"
        "                     Left out, it is seen from what stands on the line of the first demand\n\n"
        "FILE: count of sites, count of customers; per site its capacity and fixed cost; then demands and "
        "costs.\n"
        "A cost is that of serving all of a customer's demand from one site.\n",
        file);
}

static bool call_error(const char *option, const char *text) {
    fprintf(stderr, "cflp-to-problem: %s: %s\n", option, text);
    return false;
}

static bool read_option(const char *option, const char *value, settings *s) {
    if (strcmp(option, "--out") == 0) {
        s->out = value;
    } else if (strcmp(option, "--mps") == 0) {
        s->mps = value;
    } else if (strcmp(option, "--capacity") == 0) {
        if (!rw_number_parse(value, &s->capacity) || s->capacity < 0)
            return call_error(option, "give a number of 0 or more");
    } else if (strcmp(option, "--layout") == 0) {
        if (strcmp(value, "customers") != 0 && strcmp(value, "sites") != 0)
            return call_error(option, "say customers or sites");
        s->layout = value[0] == 'c' ? LAYOUT_CUSTOMERS : LAYOUT_SITES;
    } else {
        return call_error(option, "unknown option");
    }
    return true;
}

static bool read_call(int argc, char **argv, settings *s) {
    for (int i = 1; i < argc; ++i) {
        if (strncmp(argv[i], "--", 2) != 0) {
            if (s->in) return call_error(argv[i], "one file at a time");
            s->in = argv[i];
            continue;
        }
        if (i + 1 == argc || !*argv[i + 1]) return call_error(argv[i], "a value must follow");
        if (!read_option(argv[i], argv[i + 1], s)) return false;
        ++i;
    }
    if (!s->in) return call_error("FILE", "name the file to convert");
    if (!s->out && !s->mps) return call_error("--out", "name the file to write, or --mps, or both");
    return true;
}

static void print_failure(const rw_context *context) {
    for (size_t n = 0; n < rw_context_finding_count(context); ++n) {
        const rw_finding *f = rw_context_finding(context, n);
        fprintf(stderr, "%s:%d:%d: %s\n", f->file, f->line, f->column, f->message);
    }
    if (rw_context_error_count(context) == 0)
        fprintf(stderr, "cflp-to-problem: %s\n", rw_context_message(context));
}

int main(int argc, char **argv) {
    settings s = {.capacity = RW_NAN};
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        print_help(stdout);
        return 0;
    }
    if (!read_call(argc, argv, &s)) {
        fputs("See cflp-to-problem --help.\n", stderr);
        return 2;
    }
    rw_context *context = rw_context_create(NULL);
    if (!context) return rw_status_exit_code(RW_ERROR_MEMORY);
    const rw_status status = convert(context, &s);
    if (status != RW_OK) print_failure(context);
    rw_context_free(context);
    return rw_status_exit_code(status);
}
