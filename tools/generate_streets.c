/* A town of blocks: columns and rows of street corners at uneven distances, moved by chance, some streets
 * left out and some diagonals added, cut through by a canal, a motorway and a railway with few crossings. */
#include "generate_streets.h"
#include "base/file.h"
#include "base/number.h"
#include "base/random.h"
#include "data/catalog.h"
#include <stdio.h>
#include <stdlib.h>

#define LEAST_BLOCK_M     60
#define MOST_BLOCK_M      150
#define HOMES_FULL_LOAD_H 2015 /* of the shape of homes */
#define OFFERED_SHARE     0.4  /* of the peak of all demands: heat of all sources */
#define STREETS_A_CORNER  1.75

enum {
    STREETS_PER_BARRIER = 20, /* a canal, motorway or railway for so many columns or rows */
    STREETS_PER_BRIDGE = 5,
    STREETS_PER_EXISTING_PIPE = 60,
    STREETS_PER_FORBIDDEN = 50,
    ID_BYTES = 16
};

typedef enum barrier { BARRIER_NONE, BARRIER_WATER, BARRIER_RAIL, BARRIER_MOTORWAY } barrier;

typedef struct point {
    double x_m, y_m;
} point;

typedef struct street {
    int from, to; /* corners */
    double order; /* streets are kept in this order */
    barrier crosses;
    bool kept, needed; /* needed: without it the town falls apart */
    bool forbidden;
    int existing_dn, existing_age_yr;
} street;

typedef struct town {
    const street_settings *settings;
    rw_context *context;
    rw_arena arena;
    rw_random random;
    int rows, columns;
    barrier *between_columns, *between_rows; /* after which column or row something runs */
    point *corner;
    street *streets;
    int street_count;
    int *first_street; /* by corner, in street_at; one more than there are */
    int *street_at;
    int *part;          /* by corner, while the town is joined */
    int *demand_corner; /* which corner each demand stands at */
    double total_peak_mw;
} town;

static double log_normal(rw_random *random, double median, double spread) {
    return median * exp(spread * rw_random_normal(random));
}

static double distance_m(point a, point b) {
    return hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

static void add_number(rw_text *text, double value, int decimals) {
    rw_text_add(text, ",");
    rw_text_number(text, value, decimals);
}

/* -- Streets ------------------------------------------------------------------------------------------- */

/* Column after column; the last one may be shorter. -1: no corner there. */
static int corner_at(const town *t, int column, int row) {
    const int corner = column * t->rows + row;
    return column < t->columns && row < t->rows && corner < t->settings->junctions ? corner : -1;
}

static void place_corners(town *t) {
    const double shift_m = 0.1 * LEAST_BLOCK_M;
    double x_m = 150000;
    for (int c = 0; c < t->columns; ++c) {
        for (int r = 0; r < t->rows; ++r)
            if (corner_at(t, c, r) >= 0) t->corner[corner_at(t, c, r)].x_m = x_m;
        x_m += rw_random_between(&t->random, LEAST_BLOCK_M, MOST_BLOCK_M);
    }
    double y_m = 460000;
    for (int r = 0; r < t->rows; ++r) {
        for (int c = 0; c < t->columns; ++c)
            if (corner_at(t, c, r) >= 0) t->corner[corner_at(t, c, r)].y_m = y_m;
        y_m += rw_random_between(&t->random, LEAST_BLOCK_M, MOST_BLOCK_M);
    }
    for (int k = 0; k < t->settings->junctions; ++k) {
        t->corner[k].x_m += rw_random_between(&t->random, -shift_m, shift_m);
        t->corner[k].y_m += rw_random_between(&t->random, -shift_m, shift_m);
    }
}

/* Evenly over the town, the kinds by turns; none in a town of two columns or rows. */
static void run_barriers(barrier *after, int count, barrier first, barrier second) {
    if (count < 3) return;
    const int barriers = count / STREETS_PER_BARRIER > 1 ? count / STREETS_PER_BARRIER : 1;
    for (int b = 0; b < barriers; ++b)
        after[(2 * b + 1) * count / (2 * barriers) - 1] = b % 2 == 0 ? first : second;
}

static void offer_street(town *t, int from, int to, barrier crosses, double later) {
    if (from < 0 || to < 0) return;
    t->streets[t->street_count++] =
        (street){.from = from, .to = to, .crosses = crosses, .order = rw_random_unit(&t->random) + later};
}

/* Over a barrier a bridge in every so many streets; others last of all, where part of the town has none. */
static void offer_straight(town *t, int from, int to, barrier crosses, int along) {
    const bool bridge = crosses == BARRIER_NONE || along % STREETS_PER_BRIDGE == 0;
    offer_street(t, from, to, crosses, bridge ? 0 : 2);
}

static void offer_streets(town *t) {
    for (int c = 0; c < t->columns; ++c)
        for (int r = 0; r < t->rows; ++r) {
            const int here = corner_at(t, c, r), right = corner_at(t, c + 1, r),
                      below = corner_at(t, c, r + 1), across = corner_at(t, c + 1, r + 1);
            if (here < 0) continue;
            offer_straight(t, here, right, t->between_columns[c], r);
            offer_straight(t, here, below, t->between_rows[r], c);
            if (t->between_columns[c] != BARRIER_NONE || t->between_rows[r] != BARRIER_NONE) continue;
            const bool falling = rw_random_unit(&t->random) < 0.5;
            offer_street(t, falling ? here : right, falling ? across : below, BARRIER_NONE, 0.7);
        }
}

static int part_of(const town *t, int corner) {
    while (t->part[corner] != corner) corner = t->part[corner] = t->part[t->part[corner]];
    return corner;
}

static int compare_order(const void *a, const void *b) {
    const street *left = a, *right = b;
    return (left->order > right->order) - (left->order < right->order);
}

/* Those that hold the town together first, then by chance, until there are `wanted`. */
static void keep_streets(town *t, int wanted) {
    int kept = 0;
    qsort(t->streets, (size_t)t->street_count, sizeof *t->streets, compare_order);
    for (int k = 0; k < t->settings->junctions; ++k) t->part[k] = k;
    for (int s = 0; s < t->street_count; ++s) {
        street *one = &t->streets[s];
        const int a = part_of(t, one->from), b = part_of(t, one->to);
        if (a == b) continue;
        t->part[a > b ? a : b] = a < b ? a : b;
        one->kept = one->needed = true;
        ++kept;
    }
    for (int s = 0; s < t->street_count && kept < wanted; ++s) {
        if (t->streets[s].kept) continue;
        t->streets[s].kept = true;
        ++kept;
    }
    int count = 0;
    for (int s = 0; s < t->street_count; ++s)
        if (t->streets[s].kept) t->streets[count++] = t->streets[s];
    t->street_count = count;
}

/* Which streets meet at every corner. */
static void list_streets(town *t) {
    const int corners = t->settings->junctions;
    for (int s = 0; s < t->street_count; ++s) {
        ++t->first_street[t->streets[s].from + 1];
        ++t->first_street[t->streets[s].to + 1];
    }
    for (int k = 0; k < corners; ++k) t->first_street[k + 1] += t->first_street[k];
    int *next = t->part; /* free again: the town is joined */
    for (int k = 0; k < corners; ++k) next[k] = t->first_street[k];
    for (int s = 0; s < t->street_count; ++s) {
        t->street_at[next[t->streets[s].from]++] = s;
        t->street_at[next[t->streets[s].to]++] = s;
    }
}

static int other_end(const street *s, int corner) {
    return s->from == corner ? s->to : s->from;
}

static int street_by_chance(town *t, int corner) {
    const int first = t->first_street[corner], count = t->first_street[corner + 1] - first;
    return count > 0 ? t->street_at[first + rw_random_index(&t->random, count)] : -1;
}

/* A walk through some streets in which a heat network lies already. */
static void lay_existing(town *t, int corner) {
    const street_settings *set = t->settings;
    const int dn = set->diameters[rw_random_index(&t->random, set->diameter_count)],
              age_yr = 5 + rw_random_index(&t->random, 30), steps = 2 + rw_random_index(&t->random, 4);
    for (int k = 0; k < steps; ++k) {
        const int s = street_by_chance(t, corner);
        if (s < 0 || t->streets[s].crosses != BARRIER_NONE) return;
        t->streets[s].existing_dn = dn;
        t->streets[s].existing_age_yr = age_yr;
        corner = other_end(&t->streets[s], corner);
    }
}

static void mark_streets(town *t) {
    for (int k = 0; k < 1 + t->street_count / STREETS_PER_EXISTING_PIPE; ++k)
        lay_existing(t, rw_random_index(&t->random, t->settings->junctions));
    for (int k = 0; k < t->street_count / STREETS_PER_FORBIDDEN; ++k) {
        street *s = &t->streets[rw_random_index(&t->random, t->street_count)];
        s->forbidden = !s->needed && s->existing_dn == 0;
    }
}

/* -- Rows ---------------------------------------------------------------------------------------------- */

static void add_junctions(rw_text *text, const town *t) {
    rw_text_add(text, "id,x_m,y_m\n");
    for (int k = 0; k < t->settings->junctions; ++k) {
        rw_text_addf(text, "K%d", k + 1);
        add_number(text, t->corner[k].x_m, 1);
        add_number(text, t->corner[k].y_m, 1);
        rw_text_add(text, "\n");
    }
}

/* Asphalt and clinkers, dearer in the middle of the town. */
static double surcharge_eur_per_m(const town *t, int corner) {
    const int c = corner / t->rows, r = corner % t->rows;
    const double off = hypot((c + 0.5) / t->columns - 0.5, (r + 0.5) / t->rows - 0.5);
    return off < 0.15 ? 300 : off < 0.3 ? 150 : 0;
}

static void add_streets(rw_text *text, town *t) {
    rw_text_add(text, "from,to,length_m,extra_eur_per_m,crossings_water,crossings_rail,crossings_motorway,"
                      "existing_dn,existing_age_yr,status\n");
    for (int k = 0; k < t->street_count; ++k) {
        const street *s = &t->streets[k];
        const double crow_m = distance_m(t->corner[s->from], t->corner[s->to]);
        rw_text_addf(text, "K%d,K%d", s->from + 1, s->to + 1);
        add_number(text, crow_m * rw_random_between(&t->random, 1, 1.1), 1);
        add_number(text, surcharge_eur_per_m(t, s->from), 0);
        rw_text_addf(text, ",%d,%d,%d,", s->crosses == BARRIER_WATER, s->crosses == BARRIER_RAIL,
                     s->crosses == BARRIER_MOTORWAY);
        if (s->existing_dn > 0)
            rw_text_addf(text, "%d,%d", s->existing_dn, s->existing_age_yr);
        else
            rw_text_add(text, ",");
        rw_text_add(text, s->forbidden ? ",forbidden\n" : ",\n");
    }
}

static void add_service(rw_text *text, const char *id, int corner, double length_m) {
    rw_text_addf(text, "%s,K%d", id, corner + 1);
    add_number(text, length_m, 1);
    rw_text_add(text, ",0,0,0,0,,,\n");
}

/* Corners in random order: the first demands take one each, further ones a second time. */
static void draw_demand_corners(town *t, int *order) {
    const int corners = t->settings->junctions;
    for (int k = 0; k < corners; ++k) order[k] = k;
    for (int k = corners - 1; k > 0; --k) {
        const int other = rw_random_index(&t->random, k + 1), kept = order[k];
        order[k] = order[other];
        order[other] = kept;
    }
    for (int j = 0; j < t->settings->demands; ++j) t->demand_corner[j] = order[j % corners];
}

/* Along one of the corner's streets, a little way from it, behind the pavement. `second` also gets a service
 * trench to the street's other end. */
static void place_demand(town *t, rw_text *trenches, const char *id, int corner, bool second, point *at) {
    const int s = street_by_chance(t, corner), other = s < 0 ? corner : other_end(&t->streets[s], corner);
    const point a = t->corner[corner], b = t->corner[other];
    const double along = rw_random_between(&t->random, 0.1, 0.35),
                 behind_m = rw_random_between(&t->random, 5, 25), street_m = distance_m(a, b),
                 side = rw_random_unit(&t->random) < 0.5 ? -1 : 1,
                 off = street_m > 0 ? side * behind_m / street_m : 0;
    *at = (point){a.x_m + along * (b.x_m - a.x_m) - off * (b.y_m - a.y_m),
                  a.y_m + along * (b.y_m - a.y_m) + off * (b.x_m - a.x_m)};
    add_service(trenches, id, corner, along * street_m + behind_m);
    if (second && other != corner) add_service(trenches, id, other, (1 - along) * street_m + behind_m);
}

static double drawn_homes(town *t, bool existing) {
    const double homes = log_normal(&t->random, existing ? 300 : 85, existing ? 0.4 : 0.7);
    return floor(existing ? fmin(800, fmax(150, homes)) : fmin(400, fmax(15, homes)));
}

static void add_demands(rw_text *text, rw_text *trenches, town *t, int second) {
    const rw_parameters standard = rw_parameters_default();
    const double head_mwh_per_home =
        standard.heat_per_weq_gj / RW_GJ_PER_MWH / (1 - standard.distribution_loss_share);
    rw_text_add(text, "id,x_m,y_m,kind,dwellings,supply_c,return_c,backup,backup_eur_per_mwh\n");
    for (int j = 0; j < t->settings->demands; ++j) {
        char id[ID_BYTES];
        point at;
        (void)snprintf(id, sizeof id, "W%d", j + 1);
        place_demand(t, trenches, id, t->demand_corner[j], j < second, &at);
        const bool existing = rw_random_unit(&t->random) < 0.04;
        const double homes = drawn_homes(t, existing), backup = rw_random_between(&t->random, 60, 100);
        t->total_peak_mw += homes * head_mwh_per_home / HOMES_FULL_LOAD_H;
        rw_text_add(text, id);
        add_number(text, at.x_m, 1);
        add_number(text, at.y_m, 1);
        rw_text_addf(text, ",%s", existing ? "existing" : "new");
        add_number(text, homes, 0);
        rw_text_add(text, ",70,40");
        if (existing) {
            rw_text_add(text, ",price");
            add_number(text, backup, 0);
            rw_text_add(text, "\n");
        } else
            rw_text_add(text, ",gas,\n");
    }
}

/* -- Sources ------------------------------------------------------------------------------------------- */

/* Every other one at the edge of the town. */
static int source_corner(town *t, int source) {
    const int columns = t->columns, rows = t->rows;
    const int c = rw_random_index(&t->random, columns), r = rw_random_index(&t->random, rows);
    const int edges[4][2] = {{0, r}, {columns - 1, r}, {c, 0}, {c, rows - 1}};
    const int *at = edges[rw_random_index(&t->random, 4)];
    const int corner = source % 2 == 0 ? corner_at(t, at[0], at[1]) : corner_at(t, c, r);
    return corner >= 0 ? corner : t->settings->junctions - 1;
}

static void add_source(rw_text *text, rw_text *trenches, town *t, int source, double heat_mw) {
    static const int term_yr[MOST_COMMITMENTS] = {12, 15, 20, 10};
    const int corner = source_corner(t, source);
    const double away_m = rw_random_between(&t->random, 30, 150),
                 turn = rw_random_between(&t->random, 0, 8 * atan(1));
    const bool warm = rw_random_unit(&t->random) < 0.2;
    char id[ID_BYTES];
    (void)snprintf(id, sizeof id, "DC%d", source + 1);
    rw_text_add(text, id);
    add_number(text, t->corner[corner].x_m + away_m * cos(turn), 1);
    add_number(text, t->corner[corner].y_m + away_m * sin(turn), 1);
    add_number(text, heat_mw, 2);
    rw_text_addf(text, ",%s", warm ? "liquid" : "air");
    add_number(text, warm ? rw_random_between(&t->random, 45, 65) : rw_random_between(&t->random, 26, 34), 0);
    rw_text_addf(text, ",%s,%d\n", rw_random_unit(&t->random) < 0.3 ? "yes" : "no",
                 term_yr[source % t->settings->commitments]);
    add_service(trenches, id, corner, away_m);
}

static rw_status add_sources(rw_text *text, rw_text *trenches, town *t) {
    const int count = t->settings->sources;
    double *size = rw_arena_allocate(&t->arena, (size_t)count, sizeof *size), sum = 0;
    if (!size) return RW_ERROR_MEMORY;
    for (int i = 0; i < count; ++i) sum += size[i] = log_normal(&t->random, 1, 0.5);
    rw_text_add(text, "id,x_m,y_m,heat_mw,cooling,temperature_c,prepared,commitment_yr\n");
    for (int i = 0; i < count; ++i)
        add_source(text, trenches, t, i, OFFERED_SHARE * t->total_peak_mw * size[i] / sum);
    return RW_OK;
}

/* -- Assumptions --------------------------------------------------------------------------------------- */

bool is_diameter(int dn) {
    const rw_parameters standard = rw_parameters_default();
    rw_pipe pipes[RW_CATALOG_PIPES];
    rw_catalog_pipes(&standard, pipes);
    for (int p = 0; p < RW_CATALOG_PIPES; ++p)
        if (pipes[p].dn == dn) return true;
    return false;
}

static void add_pipes(rw_text *text, const street_settings *set) {
    const rw_parameters standard = rw_parameters_default();
    rw_pipe pipes[RW_CATALOG_PIPES];
    rw_catalog_pipes(&standard, pipes);
    rw_text_add(text, "dn,inner_diameter_mm,price_mid_eur_per_m,loss_w_per_m\n");
    for (int p = 0; p < RW_CATALOG_PIPES; ++p)
        for (int d = 0; d < set->diameter_count; ++d) {
            if (set->diameters[d] != pipes[p].dn) continue;
            rw_text_addf(text, "%d", pipes[p].dn);
            add_number(text, 1000 * pipes[p].inner_diameter_m, 1);
            add_number(text, pipes[p].price_eur_per_m, 0);
            add_number(text, pipes[p].loss_w_per_m, 0);
            rw_text_add(text, "\n");
        }
}

/* A block's own mains are short: the streets are the network. Source water warmer than any source has takes
 * that level out. */
static void add_parameters(rw_text *text, const street_settings *set) {
    rw_text_add(text, "name,value\nband_levels,0.2 0.45 1\ndistribution_mains_eur_per_weq,1000\n");
    if (set->levels == 1) rw_text_add(text, "water_supply_level_c,90\nwater_return_level_c,70\n");
}

/* -- Whole --------------------------------------------------------------------------------------------- */

static rw_status allocate(town *t) {
    const size_t corners = (size_t)t->settings->junctions;
    t->between_columns = rw_arena_allocate(&t->arena, (size_t)t->columns, sizeof *t->between_columns);
    t->between_rows = rw_arena_allocate(&t->arena, (size_t)t->rows, sizeof *t->between_rows);
    t->corner = rw_arena_allocate(&t->arena, corners, sizeof *t->corner);
    t->part = rw_arena_allocate(&t->arena, corners, sizeof *t->part);
    t->streets = rw_arena_allocate(&t->arena, 3 * corners, sizeof *t->streets);
    t->first_street = rw_arena_allocate(&t->arena, corners + 1, sizeof *t->first_street);
    t->street_at = rw_arena_allocate(&t->arena, 6 * corners, sizeof *t->street_at);
    t->demand_corner = rw_arena_allocate(&t->arena, (size_t)t->settings->demands, sizeof *t->demand_corner);
    const bool all = t->between_columns && t->between_rows && t->corner && t->part && t->streets &&
                     t->first_street && t->street_at && t->demand_corner;
    return all ? RW_OK : RW_ERROR_MEMORY;
}

static int least(int a, int b) {
    return a < b ? a : b;
}

/* How many of the trenches are streets; what a town has no streets for are second service trenches, the
 * number of which is returned. */
static rw_status share_out(const town *t, int *streets, int *second) {
    const street_settings *set = t->settings;
    const int services = set->sources + set->demands, usual = (int)(STREETS_A_CORNER * set->junctions),
              wanted = set->trenches > 0 ? set->trenches - services : least(t->street_count, usual);
    const int fewest = set->junctions - 1 + services, most = t->street_count + services + set->demands;
    *streets = least(wanted, least(t->street_count, usual));
    *second = least(wanted - *streets, set->demands);
    *streets = wanted - *second;
    if (wanted >= set->junctions - 1 && *streets <= t->street_count) return RW_OK;
    return rw_fail(t->context, RW_ERROR_INPUT,
                   "--trenches: %d junctions with %d demands and sources can have %d to %d trenches, not %d",
                   set->junctions, services, fewest, most, set->trenches);
}

static rw_status draw_town(town *t, int *second) {
    int streets;
    RW_TRY(allocate(t));
    place_corners(t);
    run_barriers(t->between_columns, t->columns, BARRIER_WATER, BARRIER_RAIL);
    run_barriers(t->between_rows, t->rows, BARRIER_MOTORWAY, BARRIER_WATER);
    offer_streets(t);
    RW_TRY(share_out(t, &streets, second));
    keep_streets(t, streets);
    list_streets(t);
    mark_streets(t);
    draw_demand_corners(t, t->part);
    return RW_OK;
}

static rw_status write_file(town *t, const char *name, rw_text *text) {
    RW_TRY(rw_text_status(text));
    const char *path = rw_path_join(&t->arena, t->settings->out, name);
    return path ? rw_file_write(t->context, path, rw_text_string(text), text->length) : RW_ERROR_MEMORY;
}

enum { SOURCES, DEMANDS, JUNCTIONS, TRENCHES, PIPES, PARAMETERS, FILES };

static rw_status write_town(town *t, rw_text text[FILES]) {
    static const char *const name[FILES] = {"sources.csv",  "demands.csv", "junctions.csv",
                                            "trenches.csv", "pipes.csv",   "parameters.csv"};
    int second;
    RW_TRY(draw_town(t, &second));
    add_junctions(&text[JUNCTIONS], t);
    add_streets(&text[TRENCHES], t);
    add_demands(&text[DEMANDS], &text[TRENCHES], t, second);
    RW_TRY(add_sources(&text[SOURCES], &text[TRENCHES], t));
    add_pipes(&text[PIPES], t->settings);
    add_parameters(&text[PARAMETERS], t->settings);
    RW_TRY(rw_folder_make(t->context, t->settings->out));
    for (int f = 0; f < FILES; ++f) RW_TRY(write_file(t, name[f], &text[f]));
    return RW_OK;
}

rw_status generate_streets(rw_context *context, const street_settings *settings) {
    town t = {.settings = settings, .context = context, .random = {settings->seed}};
    rw_text text[FILES];
    t.rows = (int)sqrt(settings->junctions);
    t.columns = (settings->junctions + t.rows - 1) / t.rows;
    rw_arena_start(&t.arena, context);
    for (int f = 0; f < FILES; ++f) rw_text_start(&text[f], context);
    const rw_status status = write_town(&t, text);
    for (int f = 0; f < FILES; ++f) rw_text_free(&text[f]);
    rw_arena_free(&t.arena);
    return status;
}
