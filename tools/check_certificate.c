/* Checks what a solver claims to have proven:
 *
 *     check-certificate PROBLEM CERTIFICATE
 *
 * PROBLEM is a bare problem without junctions, CERTIFICATE what a solver wrote to prove its bound;
 * solvers/README.md describes both formats. This file is all there is to trust: it shares no code with the
 * solvers and believes nothing that the certificate says. Exit 0: the certificate is well-formed and the
 * bound that is printed is a true one, however weak. Exit 2: something is wrong with a file, and nothing is
 * said about the problem.
 *
 * THE PROBLEM. Each of these is 0 or 1: source i is open (y_i), demand j is connected (w_j), option k of an
 * arc p = (i,j) is built (z_k). x_kb are MW delivered to band b, u_jb of backup, r_g bought at place g.
 *
 *     min  sum open_i y_i + sum fixed_k z_k + sum unit_kb x_kb + sum price_g r_g
 *        + sum (connect_j w_j + skip_j (1 - w_j) + sum_b backup_jb u_jb)
 *
 *     price     row
 *     v_jb      demand     sum x_kb + u_jb = width_jb w_j
 *     pi_i      source     sum (draw_k sum_b x_kb + draw0_k z_k) <= S_i y_i
 *     omega_i   used       sum (draw_k sum_b x_kb + draw0_k z_k) >= a_i S_i y_i
 *     theta_p   link       sum_{k of p} z_k <= w_j
 *     sigma_j   share      sum av_i hours_b x_kb >= min_j w_j
 *     nu_j      arcs       sum_{k of arcs to j} z_k <= n_j w_j      (given as <= n_j; link makes it this)
 *     mu_g      power      sum (power_k sum_b x_kb + power0_k z_k) + sum power_j w_j <= G_g + r_g
 *     lambda_l  limit      sum of coefficients x variables <= max_l
 *     eta       exclusive  sum_{k of arcs with the same number} z_k <= 1
 *
 *     kept: carry_k sum_b x_kb + carry0_k z_k <= U_k z_k, 0 <= x_kb <= width_b z_k, sum_{k of p} z_k <= y_i
 *     (= 1 for a forced arc, whose source and demand have y_i = w_j = 1), u >= 0, 0 <= r_g <= rmax_g
 *
 * THE BOUND OF ONE VECTOR OF PRICES. All prices are >= 0 but v, which is at most ~backup. Each row but the
 * kept ones is multiplied by its price and added to the cost: what exceeds a <=, what a >= is short of, and
 * width w - sum x - u. That makes no solution dearer, and the variables then stand alone. With ~ on costs
 * that include lambda times the limits' coefficients:
 *
 *     u_jb   costs ~backup_jb - v_jb >= 0, so 0 is best (without backup there is no u, and no limit on v)
 *     r_g    rmax_g min(0, price_g - mu_g)
 *     z_k    gain_k = max { sum_b margin_kb x_b : 0 <= x_b <= width_b, carry_k sum_b x_b <= U_k - carry0_k }
 *                     - ~fixed_k - (pi_i - omega_i) draw0_k - mu_g power0_k - theta_p - nu_j - eta,
 *            margin_kb = v_jb + sigma_j av_i hours_b - ~unit_kb - (pi_i - omega_i) draw_k - mu_g power_k
 *     y_i    bracket_i = ~open_i - S_i pi_i + a_i S_i omega_i - sum_{p from i} best_p,
 *            best_p = max(0, largest gain_k), without the 0 if p is forced
 *     w_j    on_j = ~connect_j + sum_b v_jb width_jb + sigma_j min_j + mu_g power_j - n_j nu_j
 *                   - sum_{p to j} theta_p,   off_j = ~skip_j
 *
 *     L = sum_i min(0, bracket_i) + sum_j min(on_j, off_j)
 *         + sum_g (rmax_g min(0, price_g - mu_g) - mu_g G_g) - sum_l lambda_l max_l - sum eta
 *
 * where only one side of a min counts for what is decided. This holds for EVERY vector in the ranges above,
 * and prices are moved into them first: nothing that stands behind `prices` can make the bound wrong.
 *
 * DEMANDS AS A WHOLE (`whole N`). The same prices with another row relaxed: for each demand whose bands all
 * have backup ("whole"; others stay as above, with their arcs), the price gamma_p of `link` stands on
 *
 *     gamma_p   opened     sum_{k of p} z_k <= y_i
 *
 * and the rows demand, link, share and arcs of j are kept, so that all that happens at j stays together and
 * its subproblem is not torn apart by prices. The sources then have the bracket above, in which gamma_p
 * stands for best_p (for arcs that can be built: a row whose left side is 0 needs no price). With u = width w
 * - sum x put in, which is what `demand` says, the rest of whole j costs ~skip_j if w_j = 0, and otherwise
 *
 *     S_j + sum_k (-P_k),  S_j = ~connect_j + mu_g power_j + sum_b ~backup_jb width_jb,
 *     P_k = sum_b m_kb x_kb - ~fixed_k - (pi_i - omega_i) draw0_k - mu_g power0_k - gamma_p - eta   if z_k =
 * 1, m_kb = ~backup_jb - ~unit_kb - (pi_i - omega_i) draw_k - mu_g power_k.
 *
 * Its least value D_j is not less than the least of four, which are all the ways in which a solution can
 * serve j, by the number of arcs built to it (not counting what decisions rule out):
 *
 *     skipped  off_j
 *     none     S_j, if min_j = 0
 *     one      S_j - P_k for one k, P_k at its largest within the pipe and the widths. The arc has to bring
 * the share by itself: for any s >= 0, s (sum av_i hours_b x_b - min_j) >= 0 may be added to what P_k
 *              maximizes, so each s gives an upper bound. It is convex in s; lines that touch it from both
 *              sides lead to its least (share_fill). A pipe that cannot bring min_j even when it puts the
 * longest bands first is impossible. several  prices v, sigma and nu for demand, share and sum z <= n_j, as
 * above: on_j without theta, plus loss_p = -max_k gain_k for every arc built, gain_k with gamma_p in place of
 * theta_p. Two arcs at least are built: so it is the sum of the losses of forced arcs, of all others below 0,
 * and of the least others still needed to have two. Only if n_j >= 2 and there are two.
 *
 *     L = sum_i min(0, bracket_i) + sum_{whole j} D_j + sum_{other j} min(on_j, off_j) + the rest as above.
 *
 * An arc that can be built is one with an option left, between ends that are not decided 0.
 *
 * THE TREE. The two sides of a split cover all solutions of their node, so the least of the leaves' bounds
 * holds for all; a leaf's bound is the largest L on its path. With a cutoff (the cost of a known plan, or
 * one euro more than any plan can cost) solutions that cost the cutoff or more may be left out, since no more
 * than min(cutoff, ..) is claimed: an option, or a side of a source or demand, goes where it would lift this
 * same L to the cutoff (eliminate). For an option to a whole demand: where the cheaper of `one` with this
 * very option, and `several` with it in place of its arc's best and counted among the two, would.
 *
 * ARITHMETIC. The problem is its doubles: the decimals in the file, each read to the nearest. From there on
 * all is doubles rounded upward (fesetround, and -frounding-math so that the compiler respects it). That
 * makes every + - * / an upper bound where its arguments are; the two functions with _down turn signs to get
 * lower bounds. So gains are never too small, and brackets, L and what is compared with the cutoff never too
 * large. With five million options that took 6e-13 off the bound, against sums rounded to the nearest.
 * Integers would lose nothing, but products of four decimals do not fit in 128 bits, and GMP is too slow for
 * millions of options.
 */
#include <fenv.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#define NONE    SIZE_MAX
#define ENDLESS ((double)INFINITY)
/* Of a problem's numbers, and of prices: so that no product of four of them overflows. */
#define LARGEST       1e50
#define LARGEST_PRICE 1e15
/* A minimum share that is missed by less, relatively, counts as met: its decimals are rounded. */
#define SHARE_TOLERANCE 1e-9

enum { MOST_GROUPS = 1000000, MOST_BONUSES = 32 };

/* -- Memory, never given back: the program ends soon ---------------------------------------------------- */

static void *or_die(void *block) {
    if (block) return block;
    fprintf(stderr, "check-certificate: out of memory\n");
    exit(2);
}

static void *allocate(size_t count, size_t size) {
    return or_die(calloc(count + 1, size)); /* + 1: NULL means one thing only */
}

#define LIST(type)                                                                                           \
    struct {                                                                                                 \
        type *item;                                                                                          \
        size_t count, room;                                                                                  \
    }
#define APPEND(list, value)                                                                                  \
    ((list).item = room_for_one((list).item, (list).count, &(list).room, sizeof *(list).item),               \
     (list).item[(list).count++] = (value))

static void *room_for_one(void *items, size_t count, size_t *room, size_t size) {
    if (count < *room) return items;
    *room = *room < 64 ? 64 : *room + *room / 2;
    return or_die(*room <= SIZE_MAX / size ? realloc(items, *room * size) : NULL);
}

/* -- Lines and words ----------------------------------------------------------------------------------- */

typedef struct reader {
    const char *path;
    FILE *file;
    char *line, *at; /* the line, and the rest of it */
    size_t room;
    long number; /* of the line */
    int column;  /* of the word in its line */
} reader;

static _Noreturn void fail(const reader *r, const char *what, const char *word) {
    fprintf(stderr, "%s:%ld:%d: error: %s%s%s%s\n", r->path, r->number, r->column, what, word ? " '" : "",
            word ? word : "", word ? "'" : "");
    exit(2);
}

static reader open_file(const char *path) {
    const reader r = {.path = path, .file = fopen(path, "r")};
    if (r.file) return r;
    fprintf(stderr, "check-certificate: %s cannot be read\n", path);
    exit(2);
}

/* The next word of the line, NULL at its end. Blanks separate, # starts a comment. */
static const char *next_word(reader *r) {
    r->at += strspn(r->at, " \t\r");
    if (*r->at == '\0' || *r->at == '#') return NULL;
    ++r->column;
    char *word = r->at;
    r->at += strcspn(r->at, " \t\r");
    if (*r->at) *r->at++ = '\0';
    return word;
}

/* The first word of the next line that has one, NULL at the end of the file. */
static const char *next_line(reader *r) {
    for (ssize_t length; (length = getline(&r->line, &r->room, r->file)) >= 0;) {
        ++r->number;
        r->column = 0;
        r->at = r->line;
        if (strlen(r->line) != (size_t)length) fail(r, "a zero byte: this is not text", NULL);
        r->line[strcspn(r->line, "\n")] = '\0';
        const char *word = next_word(r);
        if (word) return word;
    }
    return NULL;
}

/* The same where the file may not end. */
static const char *take_line(reader *r) {
    const char *word = next_line(r);
    if (!word) fail(r, "the file ends without the line: end; is it cut off?", NULL);
    return word;
}

static const char *take_word(reader *r) {
    const char *word = next_word(r);
    if (!word) fail(r, "the line is too short; solvers/README.md describes the format", NULL);
    return word;
}

static void end_line(reader *r) {
    const char *word = next_word(r);
    if (word) fail(r, "the line is too long; from here:", word);
}

static void close_file(reader *r) {
    end_line(r);
    const char *word = next_line(r);
    if (word) fail(r, "something stands behind the end:", word);
    (void)fclose(r->file);
    free(r->line);
}

static bool is(const char *word, const char *other) {
    return strcmp(word, other) == 0;
}

static void take_first_line(reader *r, const char *name, const char *whole) {
    if (!is(take_line(r), name) || !is(take_word(r), "1")) fail(r, whole, NULL);
    end_line(r);
}

static double number_of(const reader *r, const char *word, double least, double largest) {
    char *end = NULL;
    const bool decimal = word[strspn(word, "+-0123456789.eE")] == '\0';
    const double value = decimal ? strtod(word, &end) : 0;
    if (!decimal || *end || end == word) fail(r, "not a number:", word);
    if (!(fabs(value) <= largest)) fail(r, "too large:", word);
    if (value < least) fail(r, "may not be negative:", word);
    return value;
}

static double take_number(reader *r) {
    return number_of(r, take_word(r), -ENDLESS, LARGEST);
}

static double take_positive(reader *r) { /* or 0 */
    return number_of(r, take_word(r), 0, LARGEST);
}

/* A number, or - for "none". */
static double take_number_or_none(reader *r) {
    const char *word = take_word(r);
    return is(word, "-") ? ENDLESS : number_of(r, word, -ENDLESS, LARGEST);
}

/* 1 .. count in the file, 0 .. count - 1 here. */
static size_t index_of(const reader *r, const char *word, size_t count) {
    const bool digits = word[strspn(word, "0123456789")] == '\0' && strlen(word) < 19;
    const unsigned long long value = digits ? strtoull(word, NULL, 10) : 0;
    if (value < 1 || value > count) fail(r, "not the number of something that there is:", word);
    return (size_t)value - 1;
}

static size_t take_index(reader *r, size_t count) {
    return index_of(r, take_word(r), count);
}

static size_t take_index_or_none(reader *r, size_t count) {
    const char *word = take_word(r);
    return is(word, "-") ? NONE : index_of(r, word, count);
}

/* Either of two words; true for the first. */
static bool take_choice(reader *r, const char *yes, const char *no) {
    const char *word = take_word(r);
    if (!is(word, yes) && !is(word, no)) fail(r, "not a word that can stand here:", word);
    return is(word, yes);
}

/* -- The problem --------------------------------------------------------------------------------------- */

typedef struct source {
    double capacity, open, min_used, availability;
} source;
typedef struct place {
    double headroom, extra_max, extra_price;
} place;
typedef struct demand {
    bool must;
    double connect, skip, min_mwh, power;
    size_t max_arcs, place, first_band, band_count;
} demand;
typedef struct band {
    double width, hours, backup; /* ENDLESS: there is none */
} band;
typedef struct arc {
    size_t source, demand, group, first_option, option_count, first_unit;
    bool forced;
} arc;
typedef struct option {
    double carry, carry0, draw, draw0, power, power0, capacity, fixed;
    size_t place;
} option;
enum { OPEN, CONNECT, SKIP, BACKUP, FIXED, UNIT, COEFFICIENTS };
typedef struct limit {
    double max, *coefficient[COEFFICIENTS];
} limit;

typedef struct problem {
    LIST(source) sources;
    LIST(place) places;
    LIST(demand) demands;
    LIST(band) bands;
    LIST(arc) arcs;
    LIST(option) options;
    LIST(double) units; /* by option and band */
    LIST(limit) limits;
    size_t group_count; /* largest number of exclusive arcs */
    size_t most_bands;  /* of a demand */
} problem;

static void read_source(reader *r, problem *p) {
    source s;
    s.capacity = take_positive(r);
    s.open = take_number(r);
    s.min_used = take_positive(r);
    s.availability = take_positive(r);
    APPEND(p->sources, s);
}

static void read_place(reader *r, problem *p) {
    place g;
    g.headroom = take_positive(r);
    g.extra_max = take_positive(r);
    g.extra_price = take_positive(r);
    APPEND(p->places, g);
}

static void read_demand(reader *r, problem *p) {
    demand d = {.must = take_choice(r, "must", "free"), .first_band = p->bands.count};
    d.connect = take_number(r);
    d.skip = take_number_or_none(r);
    d.min_mwh = take_positive(r);
    const size_t most = take_index_or_none(r, INT32_MAX);
    d.max_arcs = most == NONE ? NONE : most + 1;
    d.place = take_index_or_none(r, p->places.count);
    d.power = take_positive(r);
    (void)take_index(r, INT32_MAX); /* the class is for networks */
    if (d.must) d.skip = 0;         /* never paid */
    if (isinf(d.skip)) fail(r, "a free demand needs a price for skipping it", NULL);
    APPEND(p->demands, d);
}

static void read_band(reader *r, problem *p) {
    band b;
    b.width = take_positive(r);
    b.hours = take_positive(r);
    b.backup = take_number_or_none(r);
    if (p->demands.count == 0) fail(r, "a band stands behind its demand", NULL);
    demand *d = &p->demands.item[p->demands.count - 1];
    if (++d->band_count > p->most_bands) p->most_bands = d->band_count;
    APPEND(p->bands, b);
}

static size_t take_node(reader *r, char letter, size_t count) {
    const char *word = take_word(r);
    if (word[0] != letter) fail(r, "an arc goes from a source (s1) to a demand (d1), not:", word);
    return index_of(r, word + 1, count);
}

static void read_arc(reader *r, problem *p) {
    arc a = {.first_option = p->options.count, .first_unit = p->units.count};
    a.source = take_node(r, 's', p->sources.count);
    a.demand = take_node(r, 'd', p->demands.count);
    a.forced = take_choice(r, "forced", "free");
    a.group = take_index_or_none(r, MOST_GROUPS);
    if (a.group != NONE && a.group >= p->group_count) p->group_count = a.group + 1;
    APPEND(p->arcs, a);
}

static void read_option(reader *r, problem *p) {
    if (p->arcs.count == 0) fail(r, "an option stands behind its arc", NULL);
    arc *a = &p->arcs.item[p->arcs.count - 1];
    option o;
    o.carry = take_positive(r);
    o.carry0 = take_positive(r);
    o.draw = take_positive(r);
    o.draw0 = take_positive(r);
    o.power = take_positive(r);
    o.power0 = take_positive(r);
    o.capacity = take_positive(r);
    o.fixed = take_number(r);
    o.place = take_index_or_none(r, p->places.count);
    for (size_t s = 0; s < p->demands.item[a->demand].band_count; ++s) APPEND(p->units, take_number(r));
    ++a->option_count;
    APPEND(p->options, o);
}

static size_t coefficient_count(const problem *p, int what) {
    const size_t counts[COEFFICIENTS] = {p->sources.count, p->demands.count, p->demands.count,
                                         p->bands.count,   p->options.count, p->units.count};
    return counts[what];
}

static void read_limit(reader *r, problem *p) {
    limit l = {.max = take_number(r)};
    for (int n = 0; n < COEFFICIENTS; ++n)
        l.coefficient[n] = allocate(coefficient_count(p, n), sizeof(double));
    APPEND(p->limits, l);
}

/* "open 3 12.5": the coefficient of one variable in the limit above. */
static void read_coefficient(reader *r, problem *p, const char *word) {
    static const char *const words[COEFFICIENTS] = {"open", "connect", "skip", "backup", "fixed", "unit"};
    int n = 0;
    while (n < COEFFICIENTS && !is(word, words[n])) ++n;
    if (n == COEFFICIENTS || p->limits.count == 0)
        fail(r, "not the first word of a line that can stand here:", word);
    const size_t index = take_index(r, coefficient_count(p, n));
    p->limits.item[p->limits.count - 1].coefficient[n][index] = take_number(r);
}

/* Lines stand in the order of this table, except that bands and options follow what they belong to. */
static void read_problem(reader *r, problem *p) {
    static const struct {
        const char *word;
        void (*read)(reader *, problem *);
        int rank;
    } kinds[] = {{"source", read_source, 0}, {"place", read_place, 0}, {"demand", read_demand, 1},
                 {"band", read_band, 1},     {"arc", read_arc, 2},     {"option", read_option, 2},
                 {"limit", read_limit, 3},   {"junctions", NULL, 0},   {"commodity", NULL, 0}};
    const size_t count = sizeof kinds / sizeof *kinds;
    int rank = 0;
    take_first_line(r, "restwarmte-problem", "the first line must be: restwarmte-problem 1");
    for (const char *word; !is(word = take_line(r), "end"); end_line(r)) {
        size_t n = 0;
        while (n < count && !is(word, kinds[n].word)) ++n;
        if (n == count) {
            read_coefficient(r, p, word);
            continue;
        }
        if (!kinds[n].read) fail(r, "networks with junctions have no certificates:", word);
        if (kinds[n].rank < rank) fail(r, "this stands too late; solvers/README.md gives the order:", word);
        rank = kinds[n].rank;
        kinds[n].read(r, p);
    }
    close_file(r);
}

/* -- Rounding ------------------------------------------------------------------------------------------ */

static double add_down(double a, double b) {
    return -(-a - b);
}

static double multiply_down(double a, double b) {
    return -(-a * b);
}

/* Do compiler and machine round as asked? The numbers are volatile so that it is the machine that answers. */
static bool rounds_upward(void) {
    volatile double one = 1, tiny = 0x1p-60, more = 1 + 0x1p-52;
    const double a = one, t = tiny, m = more;
    return a + t > a && a - t == a && add_down(a, t) == a && add_down(a, -t) < a && a / 3 * 3 > a &&
           multiply_down(m, m) < m * m && -m * m > -(m * m);
}

/* -- Prices -------------------------------------------------------------------------------------------- */

enum { DEMAND, SOURCE, USED, LINK, SHARE, ARCS, POWER, LIMIT, EXCLUSIVE, KINDS };
static const char *const kind_words[KINDS] = {"demand", "source", "used",  "link",     "share",
                                              "arcs",   "power",  "limit", "exclusive"};

typedef struct entry {
    size_t at; /* in the vector of all prices */
    double value;
} entry;

/* What is not said is 0, or as in the vector `like`. */
typedef struct vector {
    size_t first, count, like;
} vector;

enum { FREE, YES, NO };

/* To take back what a subtree decided. */
typedef struct change {
    unsigned char *where, before;
} change;

enum { SPLIT_SOURCE, SPLIT_DEMAND, SPLIT_ARC, SPLIT_OPTION };
typedef struct split {
    int kind;
    size_t index, first, middle, end; /* of an arc's options, counted over all */
    bool second;                      /* the second subtree is being read */
    size_t changes;                   /* how many there were before */
    double bound;
    bool impossible;
} split;

/* What a connected whole demand costs: not too large. */
typedef struct ways {
    double backup;   /* S_j */
    double one[2];   /* through one arc: [0] that is not forced, [1] that is */
    double several;  /* before the least others that are still needed */
    double least[2]; /* losses of arcs that can be built and are not forced */
    size_t least_arc;
    int forced; /* arcs that are */
} ways;

typedef struct checker {
    problem problem;
    bool *whole; /* by demand: does every band have backup? */
    LIST(entry) entries;
    LIST(vector) vectors;
    size_t first_price[KINDS + 1];
    double *price; /* of the vector in use, all in their ranges */

    /* What is decided in this node. */
    unsigned char *source, *demand, *forced, *alive;
    bool impossible; /* nothing is left here */
    double bound;    /* largest L so far */
    LIST(change) changes;
    LIST(split) splits; /* on the way to this node */

    /* Of one evaluation. */
    bool by_whole;              /* `whole`, not `use` */
    double *gain, *best;        /* by option, by arc: not too small */
    double *alone, *best_alone; /* P_k by option, by arc to whole demands: not too small */
    double *bracket, *on, *off; /* by source, by demand: not too large */
    ways *ways;                 /* by whole demand */
    double *worth, *backup;     /* of a MW, by band of a demand: by price, and of whole ones; not too small */
    double *mwh;                /* of a MW, towards the minimum share: not too small */
    double *by_price, *by_backup, *margin; /* margins of a MW through an option, and scratch */

    double upper;   /* as the certificate says */
    double dearest; /* no plan costs more */
    double cutoff;  /* what eliminations refer to */
    double proven;  /* least bound of the leaves */
    long leaves, evaluations, eliminated;
} checker;

static double price(const checker *c, int kind, size_t index) {
    return c->price[c->first_price[kind] + index];
}

static void lay_out_prices(checker *c) {
    const problem *p = &c->problem;
    const size_t counts[KINDS] = {p->bands.count,  p->sources.count, p->sources.count,
                                  p->arcs.count,   p->demands.count, p->demands.count,
                                  p->places.count, p->limits.count,  p->group_count};
    for (int n = 0; n < KINDS; ++n) c->first_price[n + 1] = c->first_price[n] + counts[n];
    c->price = allocate(c->first_price[KINDS], sizeof *c->price);
}

/* "prices 2", or "prices 2 like 1". */
static void start_vector(reader *r, checker *c) {
    vector v = {.first = c->entries.count, .like = NONE};
    if (take_index(r, SIZE_MAX) != c->vectors.count)
        fail(r, "vectors are numbered in their order, from 1", NULL);
    const char *word = next_word(r);
    if (word) {
        if (!is(word, "like")) fail(r, "only `like` and a vector can stand here, not:", word);
        v.like = take_index(r, c->vectors.count);
        if (c->vectors.item[v.like].like != NONE) fail(r, "that vector is itself `like` another", NULL);
    }
    APPEND(c->vectors, v);
}

/* "source 3 12.5", a price of the last vector, moved into its range (all but v's upper end). */
static void read_price(reader *r, checker *c, const char *word) {
    int kind = 0;
    while (kind < KINDS && !is(word, kind_words[kind])) ++kind;
    if (kind == KINDS || c->vectors.count == 0) fail(r, "here stand prices or the tree, not:", word);
    const size_t index = take_index(r, c->first_price[kind + 1] - c->first_price[kind]);
    const double written = number_of(r, take_word(r), -ENDLESS, ENDLESS), /* of any size */
        value = fmin(fmax(written, kind == DEMAND ? -LARGEST_PRICE : 0), LARGEST_PRICE);
    APPEND(c->entries, ((entry){c->first_price[kind] + index, value}));
    ++c->vectors.item[c->vectors.count - 1].count;
}

/* At most sum_l lambda_l coefficient_l, of one variable. */
static double limits_down(const checker *c, int what, size_t index) {
    double sum = 0;
    for (size_t l = 0; l < c->problem.limits.count; ++l)
        sum = add_down(sum,
                       multiply_down(price(c, LIMIT, l), c->problem.limits.item[l].coefficient[what][index]));
    return sum;
}

/* At least that sum. */
static double limits_up(const checker *c, int what, size_t index) {
    double sum = 0;
    for (size_t l = 0; l < c->problem.limits.count; ++l)
        sum += price(c, LIMIT, l) * c->problem.limits.item[l].coefficient[what][index];
    return sum;
}

static void take_vector(checker *c, size_t n) {
    const problem *p = &c->problem;
    memset(c->price, 0, c->first_price[KINDS] * sizeof *c->price);
    const size_t order[] = {c->vectors.item[n].like, n};
    for (int step = 0; step < 2; ++step) {
        if (order[step] == NONE) continue;
        const vector *v = &c->vectors.item[order[step]];
        for (size_t e = v->first; e < v->first + v->count; ++e)
            c->price[c->entries.item[e].at] = c->entries.item[e].value;
    }
    for (size_t b = 0; b < p->bands.count; ++b) {
        double *v = &c->price[c->first_price[DEMAND] + b];
        if (!isinf(p->bands.item[b].backup))
            *v = fmin(*v, add_down(p->bands.item[b].backup, limits_down(c, BACKUP, b)));
    }
}

/* -- The bound of one vector --------------------------------------------------------------------------- */

typedef struct filled {
    double value; /* not too small */
    double other; /* about */
} filled;

/* At least max { sum margin x : 0 <= x <= width, sum x <= room }: the best bands first; and sum other x
 * there. Clears `margin`. */
static filled fill(double *margin, const double *other, const band *bands, size_t count, double room) {
    filled sum = {0, 0};
    while (room > 0) {
        size_t best = 0;
        for (size_t s = 1; s < count; ++s)
            if (margin[s] > margin[best]) best = s;
        if (count == 0 || margin[best] <= 0) break;
        const double x = fmin(bands[best].width, room);
        sum.value += margin[best] * x;
        sum.other += other[best] * x;
        room -= x;
        margin[best] = 0;
    }
    return sum;
}

/* The same for margin + bonus x mwh; `other` is the MWh towards the minimum share. */
static filled fill_with_bonus(checker *c, const demand *d, const double *margin, double room, double bonus) {
    for (size_t s = 0; s < d->band_count; ++s)
        c->margin[s] = bonus > 0 ? margin[s] + bonus * c->mwh[s] : margin[s];
    return fill(c->margin, c->mwh, c->problem.bands.item + d->first_band, d->band_count, room);
}

/* At least what an arc brings in that alone meets the minimum share; -ENDLESS if it cannot. Each filling
 * gives a line, value + bonus x (its MWh - the share), below which the least does not lie; where two of them
 * cross, one falling and one rising, is the next bonus to try. */
static double share_fill(checker *c, const demand *d, double room) {
    filled low = fill_with_bonus(c, d, c->by_backup, room, 0);
    double least = low.value;
    if (low.other >= d->min_mwh) return least;
    memcpy(c->margin, c->mwh, d->band_count * sizeof *c->margin);
    const filled most =
        fill(c->margin, c->by_backup, c->problem.bands.item + d->first_band, d->band_count, room);
    if (most.value < d->min_mwh * (1 - SHARE_TOLERANCE)) return -ENDLESS;
    const double share = fmin(d->min_mwh, most.value);
    filled high = {most.other, most.value};
    for (int step = 0; step < MOST_BONUSES; ++step) {
        const double bonus = (low.value - high.value) / (high.other - low.other);
        if (!(bonus > 0 && bonus < LARGEST_PRICE)) break;
        const double line = low.value + bonus * (low.other - share);
        filled at = fill_with_bonus(c, d, c->by_backup, room, bonus);
        const double bound = at.value + -bonus * share;
        least = fmin(least, bound);
        if (bound - line <= 1e-14 * at.value) break;
        at.value -= bonus * at.other;
        *(at.other >= share ? &high : &low) = at;
    }
    return least;
}

static double room_of(const option *o) {
    return o->carry > 0 ? (o->capacity - o->carry0) / o->carry : ENDLESS;
}

/* What a MW through option k of an arc brings in, by band, goes to c->by_price and c->by_backup; the result
 * is what building it does (minus what it costs) before the arc's own prices. None of it is too small. */
static double look_at(checker *c, const arc *a, size_t k) {
    const problem *p = &c->problem;
    const option *o = &p->options.item[k];
    const size_t bands = p->demands.item[a->demand].band_count,
                 unit = a->first_unit + (k - a->first_option) * bands;
    const double draw_price = price(c, USED, a->source) - price(c, SOURCE, a->source),
                 power_price = o->place == NONE ? 0 : -price(c, POWER, o->place); /* both turned: added */
    const double per_mw = draw_price * o->draw + power_price * o->power;
    for (size_t s = 0; s < bands; ++s) {
        const double unit_cost = add_down(p->units.item[unit + s], limits_down(c, UNIT, unit + s));
        c->by_price[s] = c->worth[s] + per_mw - unit_cost;
        c->by_backup[s] = c->backup[s] + per_mw - unit_cost;
    }
    return draw_price * o->draw0 + power_price * o->power0 - o->fixed - limits_down(c, FIXED, k);
}

/* By band of the arc's demand: what a MW is worth, and what it brings towards the share. */
static void value_heat(checker *c, const arc *a) {
    const problem *p = &c->problem;
    const demand *d = &p->demands.item[a->demand];
    const double availability = p->sources.item[a->source].availability;
    for (size_t s = 0; s < d->band_count; ++s) {
        const size_t b = d->first_band + s;
        c->mwh[s] = availability * p->bands.item[b].hours;
        c->worth[s] = price(c, DEMAND, b) + price(c, SHARE, a->demand) * c->mwh[s];
        c->backup[s] = p->bands.item[b].backup + limits_up(c, BACKUP, b);
    }
}

static bool as_whole(const checker *c, size_t j) {
    return c->by_whole && c->whole[j];
}

static bool is_closed(const checker *c, const arc *a) {
    return c->source[a->source] == NO || c->demand[a->demand] == NO;
}

static void evaluate_arc(checker *c, size_t n) {
    const arc *a = &c->problem.arcs.item[n];
    const demand *d = &c->problem.demands.item[a->demand];
    const bool whole = as_whole(c, a->demand);
    c->best[n] = c->forced[n] || whole ? -ENDLESS : 0;
    c->best_alone[n] = -ENDLESS;
    if (is_closed(c, a)) return;
    value_heat(c, a);
    double charged = -price(c, LINK, n);
    if (a->group != NONE) charged -= price(c, EXCLUSIVE, a->group);
    const double counted = d->max_arcs == NONE ? charged : charged - price(c, ARCS, a->demand);
    for (size_t k = a->first_option; k < a->first_option + a->option_count; ++k) {
        if (!c->alive[k]) continue;
        const double built = look_at(c, a, k), room = room_of(&c->problem.options.item[k]);
        c->gain[k] = fill_with_bonus(c, d, c->by_price, room, 0).value + built + counted;
        c->best[n] = fmax(c->best[n], c->gain[k]);
        if (!whole) continue;
        c->alone[k] = share_fill(c, d, room) + built + charged;
        c->best_alone[n] = fmax(c->best_alone[n], c->alone[k]);
    }
    if (c->forced[n] && isinf(c->best[n])) c->impossible = true; /* without options */
}

static double bracket_of(const checker *c, size_t i) {
    const source *s = &c->problem.sources.item[i];
    const double capacity = multiply_down(-price(c, SOURCE, i), s->capacity),
                 used = multiply_down(price(c, USED, i), multiply_down(s->min_used, s->capacity));
    return add_down(add_down(s->open, limits_down(c, OPEN, i)), add_down(capacity, used));
}

static double on_of(const checker *c, size_t j) {
    const problem *p = &c->problem;
    const demand *d = &p->demands.item[j];
    double sum = add_down(d->connect, limits_down(c, CONNECT, j));
    sum = add_down(sum, multiply_down(price(c, SHARE, j), d->min_mwh));
    if (d->place != NONE) sum = add_down(sum, multiply_down(price(c, POWER, d->place), d->power));
    if (d->max_arcs != NONE) sum = add_down(sum, multiply_down(-price(c, ARCS, j), (double)d->max_arcs));
    for (size_t b = d->first_band; b < d->first_band + d->band_count; ++b)
        sum = add_down(sum, multiply_down(price(c, DEMAND, b), p->bands.item[b].width));
    return sum;
}

/* What belongs to no source or demand. */
static double constant(const checker *c) {
    const problem *p = &c->problem;
    double sum = 0;
    for (size_t g = 0; g < p->places.count; ++g) {
        const place *g_ = &p->places.item[g];
        const double extra = add_down(g_->extra_price, -price(c, POWER, g));
        sum = add_down(sum, multiply_down(-price(c, POWER, g), g_->headroom));
        if (extra < 0) sum = add_down(sum, multiply_down(extra, g_->extra_max));
    }
    for (size_t l = 0; l < p->limits.count; ++l)
        sum = add_down(sum, multiply_down(-price(c, LIMIT, l), p->limits.item[l].max));
    for (size_t n = 0; n < p->group_count; ++n) sum = add_down(sum, -price(c, EXCLUSIVE, n));
    return sum;
}

/* -- Demands as a whole -------------------------------------------------------------------------------- */

/* Before its arcs; c->on and c->off are known. */
static void start_ways(checker *c, size_t j) {
    const problem *p = &c->problem;
    const demand *d = &p->demands.item[j];
    double sum = add_down(d->connect, limits_down(c, CONNECT, j));
    if (d->place != NONE) sum = add_down(sum, multiply_down(price(c, POWER, d->place), d->power));
    for (size_t b = d->first_band; b < d->first_band + d->band_count; ++b) {
        const double backup = add_down(p->bands.item[b].backup, limits_down(c, BACKUP, b));
        sum = add_down(sum, multiply_down(backup, p->bands.item[b].width));
    }
    c->ways[j] = (ways){.backup = sum,
                        .several = c->on[j],
                        .one = {ENDLESS, ENDLESS},
                        .least = {ENDLESS, ENDLESS},
                        .least_arc = NONE};
}

/* What the arc adds to `several` in any case. */
static double unasked(const checker *c, size_t n) {
    return c->forced[n] ? -c->best[n] : fmin(0, -c->best[n]);
}

/* One arc that can be built. */
static void add_way(checker *c, size_t n) {
    ways *w = &c->ways[c->problem.arcs.item[n].demand];
    const double loss = -c->best[n];
    double *one = &w->one[c->forced[n]];
    *one = fmin(*one, add_down(w->backup, -c->best_alone[n]));
    w->several = add_down(w->several, unasked(c, n));
    w->forced += c->forced[n];
    if (c->forced[n]) return;
    if (loss < w->least[0]) {
        w->least[1] = w->least[0];
        w->least[0] = loss;
        w->least_arc = n;
    } else {
        w->least[1] = fmin(w->least[1], loss);
    }
}

/* Cost of `several`; with an option that gains so much in arc n, unless that is NONE. */
static double cost_of_several(const checker *c, size_t j, size_t n, double gain) {
    const ways *w = &c->ways[j];
    const double *least = w->least;
    int needed = 2 - w->forced;
    double cost = w->several;
    if (c->problem.demands.item[j].max_arcs == 1) return ENDLESS;
    if (n != NONE) {
        cost = add_down(add_down(cost, -unasked(c, n)), -gain);
        needed -= !c->forced[n];
        least += w->least_arc == n; /* not that arc a second time */
    }
    for (; needed > 0; --needed, ++least) cost = add_down(cost, fmax(0, *least));
    return cost;
}

/* Cost of being connected, in the cheapest way. */
static double cost_of_ways(const checker *c, size_t j) {
    const ways *w = &c->ways[j];
    const bool none = w->forced == 0 && c->problem.demands.item[j].min_mwh == 0;
    const double one = w->forced < 2 ? w->one[w->forced] : ENDLESS;
    return fmin(none ? w->backup : ENDLESS, fmin(one, cost_of_several(c, j, NONE, 0)));
}

/* -- The bound of one vector, all of it ------------------------------------------------------------------ */

static void evaluate_ends(checker *c) {
    const problem *p = &c->problem;
    for (size_t i = 0; i < p->sources.count; ++i) c->bracket[i] = bracket_of(c, i);
    for (size_t j = 0; j < p->demands.count; ++j) {
        c->on[j] = on_of(c, j);
        c->off[j] = add_down(p->demands.item[j].skip, limits_down(c, SKIP, j));
        if (as_whole(c, j)) start_ways(c, j);
    }
}

/* What the arc does to its ends. */
static void charge_arc(checker *c, size_t n) {
    const arc *a = &c->problem.arcs.item[n];
    double *bracket = &c->bracket[a->source], *on = &c->on[a->demand];
    if (!as_whole(c, a->demand)) {
        *bracket = add_down(*bracket, -c->best[n]);
        *on = add_down(*on, -price(c, LINK, n));
    } else if (!isinf(c->best[n])) {
        *bracket = add_down(*bracket, -price(c, LINK, n));
        add_way(c, n);
    }
}

/* What demand j costs, as far as it is decided. */
static double demand_value(const checker *c, size_t j) {
    return c->demand[j] == YES ? c->on[j] : c->demand[j] == NO ? c->off[j] : fmin(c->on[j], c->off[j]);
}

/* L of the vector in use, in this node. */
static double evaluate(checker *c) {
    const problem *p = &c->problem;
    evaluate_ends(c);
    for (size_t n = 0; n < p->arcs.count; ++n) {
        evaluate_arc(c, n);
        if (c->impossible) return ENDLESS;
        charge_arc(c, n);
    }
    double sum = constant(c);
    for (size_t i = 0; i < p->sources.count; ++i)
        if (c->source[i] == YES || (c->source[i] == FREE && c->bracket[i] < 0))
            sum = add_down(sum, c->bracket[i]);
    for (size_t j = 0; j < p->demands.count; ++j) {
        if (as_whole(c, j)) c->on[j] = cost_of_ways(c, j);
        sum = add_down(sum, demand_value(c, j));
    }
    return sum;
}

/* -- What is decided ----------------------------------------------------------------------------------- */

static void set(checker *c, unsigned char *where, unsigned char value) {
    if (*where == value) return;
    APPEND(c->changes, ((change){where, *where}));
    *where = value;
}

static void decide(checker *c, unsigned char *where, unsigned char value) {
    if (*where != FREE && *where != value) c->impossible = true;
    set(c, where, value);
}

static void remove_options(checker *c, size_t from, size_t to) {
    for (size_t k = from; k < to; ++k) set(c, &c->alive[k], 0);
}

static void force(checker *c, size_t n) {
    decide(c, &c->source[c->problem.arcs.item[n].source], YES);
    decide(c, &c->demand[c->problem.arcs.item[n].demand], YES);
    set(c, &c->forced[n], 1);
}

/* At least what the demand costs once option k of arc n is built, beyond what it costs now. */
static double dearer_demand(const checker *c, size_t n, size_t k) {
    const size_t j = c->problem.arcs.item[n].demand;
    const ways *w = &c->ways[j];
    const bool only = w->forced == c->forced[n]; /* no other arc has to be built */
    const double one = only ? add_down(w->backup, -c->alone[k]) : ENDLESS;
    return add_down(fmin(one, cost_of_several(c, j, n, c->gain[k])), -demand_value(c, j));
}

/* The options of arc n that would lift this L to the cutoff. Building one opens its source and connects its
 * demand (which may cost something if that is still free) and takes the place of the arc's best. */
static void eliminate_options(checker *c, size_t n, double bound) {
    const arc *a = &c->problem.arcs.item[n];
    const size_t j = a->demand;
    const bool whole = as_whole(c, j);
    if (is_closed(c, a)) return;
    double lifted = bound;
    if (c->source[a->source] == FREE) lifted = add_down(lifted, fmax(0, c->bracket[a->source]));
    if (!whole) lifted = add_down(lifted, c->best[n]);
    if (!whole && c->demand[j] == FREE) lifted = add_down(lifted, fmax(0, add_down(c->on[j], -c->off[j])));
    for (size_t k = a->first_option; k < a->first_option + a->option_count; ++k)
        if (c->alive[k] && add_down(lifted, whole ? dearer_demand(c, n, k) : -c->gain[k]) >= c->cutoff) {
            set(c, &c->alive[k], 0);
            ++c->eliminated;
        }
}

/* All with the values of one evaluation. Options first: they ask what was free in it. */
static void eliminate(checker *c, double bound) {
    const problem *p = &c->problem;
    for (size_t n = 0; n < p->arcs.count; ++n) eliminate_options(c, n, bound);
    for (size_t i = 0; i < p->sources.count; ++i)
        if (c->source[i] == FREE && add_down(bound, fabs(c->bracket[i])) >= c->cutoff) {
            set(c, &c->source[i], c->bracket[i] < 0 ? YES : NO);
            ++c->eliminated;
        }
    for (size_t j = 0; j < p->demands.count; ++j) {
        const double dearer = fmax(add_down(c->on[j], -c->off[j]), add_down(c->off[j], -c->on[j]));
        if (c->demand[j] == FREE && add_down(bound, dearer) >= c->cutoff) {
            set(c, &c->demand[j], c->on[j] < c->off[j] ? YES : NO);
            ++c->eliminated;
        }
    }
}

static void use(checker *c, size_t n) {
    if (c->impossible) return;
    ++c->evaluations;
    take_vector(c, n);
    const double bound = evaluate(c);
    if (c->impossible) return;
    c->bound = fmax(c->bound, bound);
    if (bound < c->cutoff) eliminate(c, bound);
}

/* -- The tree ------------------------------------------------------------------------------------------ */

/* Goes into the first or the second side of a split. Together they hold every solution of the node. */
static void enter(checker *c, const split *s) {
    switch (s->kind) {
    case SPLIT_SOURCE:
        decide(c, &c->source[s->index], s->second ? YES : NO);
        break;
    case SPLIT_DEMAND:
        decide(c, &c->demand[s->index], s->second ? YES : NO);
        break;
    case SPLIT_ARC:
        if (s->second)
            force(c, s->index);
        else
            remove_options(c, s->first, s->end);
        break;
    default: /* SPLIT_OPTION */
        if (s->second)
            remove_options(c, s->first, s->middle);
        else
            remove_options(c, s->middle, s->end);
    }
}

static split take_split(reader *r, const checker *c) {
    static const char *const words[] = {"source", "demand", "arc", "option"};
    const problem *p = &c->problem;
    const size_t counts[] = {p->sources.count, p->demands.count, p->arcs.count, p->arcs.count};
    split s = {.changes = c->changes.count, .bound = c->bound, .impossible = c->impossible};
    const char *word = take_word(r);
    while (s.kind <= SPLIT_OPTION && !is(word, words[s.kind])) ++s.kind;
    if (s.kind > SPLIT_OPTION) fail(r, "only source, demand, arc or option can be split, not:", word);
    s.index = take_index(r, counts[s.kind]);
    if (s.kind == SPLIT_SOURCE || s.kind == SPLIT_DEMAND) return s;
    const arc *a = &p->arcs.item[s.index];
    s.first = a->first_option;
    s.end = a->first_option + a->option_count;
    if (s.kind == SPLIT_OPTION) s.middle = s.first + take_index(r, a->option_count);
    return s;
}

/* Back to the nearest split whose second side has not been read; false if there is none, and the tree is
 * complete. */
static bool leave(checker *c) {
    while (c->splits.count > 0) {
        split *s = &c->splits.item[c->splits.count - 1];
        while (c->changes.count > s->changes) {
            const change *last = &c->changes.item[--c->changes.count];
            *last->where = last->before;
        }
        c->bound = s->bound;
        c->impossible = s->impossible;
        if (!s->second) {
            s->second = true;
            enter(c, s);
            return true;
        }
        --c->splits.count;
    }
    return false;
}

/* One word per line, in preorder. */
static void check_tree(reader *r, checker *c) {
    for (bool open = true; open; end_line(r)) {
        const char *word = take_line(r);
        if (is(word, "use") || is(word, "whole")) {
            c->by_whole = is(word, "whole");
            use(c, take_index(r, c->vectors.count));
        } else if (is(word, "split")) {
            APPEND(c->splits, take_split(r, c));
            enter(c, &c->splits.item[c->splits.count - 1]);
        } else if (is(word, "leaf")) {
            ++c->leaves;
            c->proven = fmin(c->proven, c->impossible ? ENDLESS : c->bound);
            open = leave(c);
        } else {
            fail(r, "in a tree stand use, whole, split and leaf, not:", word);
        }
    }
}

/* No plan costs more than this: every cost that can be had, at its largest. */
static double dearest_plan(const problem *p) {
    double sum = 0;
    for (size_t i = 0; i < p->sources.count; ++i) sum += fmax(0, p->sources.item[i].open);
    for (size_t g = 0; g < p->places.count; ++g)
        sum += p->places.item[g].extra_max * p->places.item[g].extra_price;
    for (size_t j = 0; j < p->demands.count; ++j) {
        const demand *d = &p->demands.item[j];
        double connected = d->connect;
        for (size_t b = d->first_band; b < d->first_band + d->band_count; ++b)
            if (!isinf(p->bands.item[b].backup))
                connected += fmax(0, p->bands.item[b].backup) * p->bands.item[b].width;
        sum += d->must ? connected : fmax(connected, d->skip);
    }
    for (size_t n = 0; n < p->arcs.count; ++n) {
        const arc *a = &p->arcs.item[n];
        const demand *d = &p->demands.item[a->demand];
        double most = 0;
        for (size_t k = 0; k < a->option_count; ++k) {
            double cost = p->options.item[a->first_option + k].fixed;
            for (size_t s = 0; s < d->band_count; ++s)
                cost += fmax(0, p->units.item[a->first_unit + k * d->band_count + s]) *
                        p->bands.item[d->first_band + s].width;
            most = fmax(most, cost);
        }
        sum += most;
    }
    return sum;
}

static bool can_be_whole(const problem *p, size_t j) {
    const demand *d = &p->demands.item[j];
    for (size_t b = d->first_band; b < d->first_band + d->band_count; ++b)
        if (isinf(p->bands.item[b].backup)) return false;
    return true;
}

/* Room for an evaluation, and what is decided at the root. */
static void start_tree(checker *c) {
    const problem *p = &c->problem;
    c->source = allocate(p->sources.count, 1);
    c->demand = allocate(p->demands.count, 1);
    c->forced = allocate(p->arcs.count, 1);
    c->alive = allocate(p->options.count, 1);
    c->gain = allocate(p->options.count, sizeof(double));
    c->best = allocate(p->arcs.count, sizeof(double));
    c->bracket = allocate(p->sources.count, sizeof(double));
    c->on = allocate(p->demands.count, sizeof(double));
    c->off = allocate(p->demands.count, sizeof(double));
    c->alone = allocate(p->options.count, sizeof(double));
    c->best_alone = allocate(p->arcs.count, sizeof(double));
    c->ways = allocate(p->demands.count, sizeof(ways));
    double **const by_band[] = {&c->worth, &c->backup, &c->mwh, &c->by_price, &c->by_backup, &c->margin};
    for (size_t n = 0; n < sizeof by_band / sizeof *by_band; ++n)
        *by_band[n] = allocate(p->most_bands, sizeof(double));
    c->whole = allocate(p->demands.count, sizeof *c->whole);
    for (size_t j = 0; j < p->demands.count; ++j) c->whole[j] = can_be_whole(p, j);
    for (size_t k = 0; k < p->options.count; ++k)
        c->alive[k] = p->options.item[k].capacity >= p->options.item[k].carry0;
    for (size_t j = 0; j < p->demands.count; ++j) c->demand[j] = p->demands.item[j].must ? YES : FREE;
    for (size_t n = 0; n < p->arcs.count; ++n)
        if (p->arcs.item[n].forced) force(c, n);
    c->dearest = dearest_plan(p);
    c->cutoff = fmin(c->upper, c->dearest + 1);
    c->bound = -ENDLESS;
    c->proven = ENDLESS;
}

/* All decimals are read before rounding is turned upward. */
static void read_prices(reader *r, checker *c) {
    bool has_upper = false;
    take_first_line(r, "restwarmte-certificate", "the first line must be: restwarmte-certificate 1");
    for (const char *word; !is(word = take_line(r), "tree"); end_line(r)) {
        if (is(word, "prices")) {
            start_vector(r, c);
        } else if (is(word, "upper")) {
            if (has_upper) fail(r, "there is one line `upper`; this is the second", NULL);
            has_upper = true;
            c->upper = take_number_or_none(r);
        } else {
            read_price(r, c, word);
        }
    }
    if (!has_upper) fail(r, "before the tree stands a line: upper COST, or upper -", NULL);
    end_line(r);
}

/* Reads and checks both files, or ends the program with a message. */
static void check(checker *c, const char *problem_path, const char *certificate_path) {
    reader bare = open_file(problem_path), certificate = open_file(certificate_path);
    read_problem(&bare, &c->problem);
    lay_out_prices(c);
    read_prices(&certificate, c);
    if (fesetround(FE_UPWARD) != 0 || !rounds_upward())
        fail(&certificate, "this machine or compiler does not round upward; nothing can be certified", NULL);
    start_tree(c);
    check_tree(&certificate, c);
    if (!is(take_line(&certificate), "end"))
        fail(&certificate, "the tree is complete; here stands: end", NULL);
    close_file(&certificate);
}

/* No solution costs less. Above `dearest` there is none at all. */
static double certified(const checker *c) {
    return fmin(c->cutoff, c->proven);
}

static void report(const checker *c) {
    const double bound = certified(c);
    (void)fesetround(FE_DOWNWARD); /* also in what is printed */
    if (bound > c->dearest)
        printf("certified: there is no plan; it would cost %.3f EUR/yr or more, and none can cost that\n",
               bound);
    else
        printf("certified bound %.3f EUR/yr\n", bound);
    (void)fesetround(FE_UPWARD);
    const double gap = fmax(0, c->upper - bound);
    if (!isinf(gap)) {
        printf("upper           %.3f EUR/yr\ngap             %.3f EUR/yr", c->upper, gap);
        (void)fesetround(FE_TONEAREST);
        if (c->upper != 0) printf(", %.4f %%", 100 * gap / fabs(c->upper));
        printf("\n");
    }
    printf("leaves          %ld\nevaluations     %ld\neliminations    %ld\n", c->leaves, c->evaluations,
           c->eliminated);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "use: check-certificate PROBLEM CERTIFICATE\n");
        return 2;
    }
    static checker c; /* not on the stack, where a leak checker would not see what it holds */
    check(&c, argv[1], argv[2]);
    report(&c);
    return 0;
}
