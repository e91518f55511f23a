/* Seeded studies of any size, whose statistics look like the Netherlands: towns of very different size,
 * neighbourhoods around them, datacenters at their edges. The same seed gives the same bytes. */
#include "base/file.h"
#include "base/number.h"
#include "base/random.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TOWNS = 400 };

typedef struct town {
    const char *name;
    double x_m, y_m, radius_m;
    int sources;
    double heat_gwh; /* of all its neighbourhoods, at the dwelling; 0 = by chance */
} town;

/* Noord-Holland: datacenters over 5 MVA per municipality early 2024 (Datacenterstrategie Noord-Holland
 * 2025-2027); heat per municipality as in instances/noord-holland/README.md; centres in RD New to a
 * kilometre. */
static const town noord_holland[] = {
    {"Amsterdam", 121500, 487000, 6500, 35, 4500},    {"Haarlemmermeer", 106500, 480500, 7000, 39, 1038},
    {"Haarlem", 104000, 488500, 2800, 1, 940},        {"Amstelveen", 118500, 479500, 2500, 3, 416},
    {"Hollands Kroon", 118000, 533000, 9000, 5, 333}, {"Aalsmeer", 112500, 475500, 2200, 2, 212},
    {"Diemen", 126500, 483500, 1500, 1, 158},         {"Uithoorn", 116500, 472500, 2000, 1, 136},
    {"Ouder-Amstel", 122500, 479000, 2300, 1, 113}};

typedef struct settings {
    int sources, demands;
    unsigned long long seed;
    double width_km;
    const char *out;
    bool noord_holland;
} settings;

static double log_normal(rw_random *random, double median, double spread) {
    return median * exp(spread * rw_random_normal(random));
}

static void add_number(rw_text *text, double value, int decimals) {
    rw_text_add(text, ",");
    rw_text_number(text, value, decimals);
}

/* -- Datacenters --------------------------------------------------------------------------------------- */

static void add_source(rw_text *text, rw_random *random, int number, const town *t, double x_m, double y_m) {
    const double kind = rw_random_unit(random);
    const char *cooling = kind < 0.8 ? "air" : kind < 0.92 ? "warm_water" : "liquid";
    const double low = kind < 0.8    ? 25
                       : kind < 0.92 ? 40
                                     : 50,
                 high = kind < 0.8    ? 35
                        : kind < 0.92 ? 50
                                      : 65;
    const double heat_mw = fmin(50, fmax(0.5, log_normal(random, 5, 0.9)));
    rw_text_addf(text, "DC%03d,%s %d,%s", number, t->name, number, t->name);
    add_number(text, x_m, 0);
    add_number(text, y_m, 0);
    add_number(text, heat_mw, 2);
    rw_text_addf(text, ",%s", cooling);
    add_number(text, rw_random_between(random, low, high), 0);
    rw_text_addf(text, ",%s,%d\n", rw_random_unit(random) < 0.3 ? "yes" : "no",
                 10 + rw_random_index(random, 6));
}

static void place_in(rw_random *random, const town *t, double *x_m, double *y_m) {
    *x_m = t->x_m + 0.5 * t->radius_m * rw_random_normal(random);
    *y_m = t->y_m + 0.5 * t->radius_m * rw_random_normal(random);
}

/* -- Neighbourhoods ------------------------------------------------------------------------------------ */

typedef struct neighbourhood {
    int town;
    double x_m, y_m, mwh;
} neighbourhood;

static void add_demand(rw_text *text, rw_random *random, int number, const town *t, const neighbourhood *n) {
    const double kind = rw_random_unit(random);
    const bool existing = kind < 0.1;
    rw_text_addf(text, "N%05d,%s %d,%s", number, t->name, number, t->name);
    add_number(text, n->x_m, 0);
    add_number(text, n->y_m, 0);
    rw_text_addf(text, ",%s", existing ? "existing" : "new");
    add_number(text, n->mwh, 0);
    rw_text_addf(text, ",%s,%s,%s\n", rw_random_unit(random) < 0.75 ? "homes" : "district",
                 rw_random_unit(random) < 0.7 ? "70,40" : "50,30", existing ? "gas," : "gas,gas_boiler");
}

/* Sizes by chance, then scaled so that each town with a known total has it to the MWh. */
static void draw_neighbourhoods(rw_random *random, const town *towns, int town_count, neighbourhood *list,
                                int count) {
    for (int k = 0; k < town_count; ++k) {
        double sum = 0, rounded = 0;
        int last = -1;
        for (int n = 0; n < count; ++n) {
            if (list[n].town != k) continue;
            place_in(random, &towns[k], &list[n].x_m, &list[n].y_m);
            list[n].mwh = log_normal(random, 6000, 0.7);
            sum += list[n].mwh;
            last = n;
        }
        const double scale = towns[k].heat_gwh > 0 && sum > 0 ? towns[k].heat_gwh * 1000 / sum : 1;
        for (int n = 0; n < count; ++n) {
            if (list[n].town != k) continue;
            list[n].mwh = floor(list[n].mwh * scale + 0.5);
            rounded += list[n].mwh;
        }
        if (last >= 0 && towns[k].heat_gwh > 0) list[last].mwh += towns[k].heat_gwh * 1000 - rounded;
    }
}

/* -- Whole --------------------------------------------------------------------------------------------- */

/* Towns by chance: sizes fall off as those of Dutch towns do, about as one over their rank. */
static int draw_towns(rw_random *random, const settings *s, town towns[MOST_TOWNS]) {
    const int count = (int)fmin(MOST_TOWNS, fmax(1, s->demands / 25.0));
    const double half_m = 500 * s->width_km;
    for (int k = 0; k < count; ++k)
        towns[k] = (town){"Plaats",
                          155000 + rw_random_between(random, -half_m, half_m),
                          463000 + rw_random_between(random, -half_m, half_m),
                          600 + 5000 / sqrt(1.0 + k),
                          0,
                          0};
    return count;
}

static int town_by_rank(rw_random *random, int count) {
    const double u = rw_random_unit(random);
    const int k = (int)(exp(u * log(1.0 + count)) - 1);
    return k < count ? k : count - 1;
}

static rw_status write_files(const settings *s, rw_arena *arena, rw_text *sources, rw_text *demands) {
    RW_TRY(rw_text_status(sources));
    RW_TRY(rw_text_status(demands));
    RW_TRY(rw_folder_make(arena->context, s->out));
    const char *source_path = rw_path_join(arena, s->out, "sources.csv"),
               *demand_path = rw_path_join(arena, s->out, "demands.csv");
    if (!source_path || !demand_path) return RW_ERROR_MEMORY;
    RW_TRY(rw_file_write(arena->context, source_path, rw_text_string(sources), sources->length));
    return rw_file_write(arena->context, demand_path, rw_text_string(demands), demands->length);
}

static rw_status generate(rw_context *context, const settings *s) {
    static town towns[MOST_TOWNS];
    rw_random random = {s->seed};
    rw_arena arena;
    rw_text sources, demands;
    rw_arena_start(&arena, context);
    rw_text_start(&sources, context);
    rw_text_start(&demands, context);
    rw_text_add(&sources,
                "id,name,municipality,x_m,y_m,heat_mw,cooling,temperature_c,prepared,commitment_yr\n");
    rw_text_add(&demands,
                "id,name,municipality,x_m,y_m,kind,heat_mwh,shape,supply_c,return_c,backup,reference\n");
    int town_count = (int)(sizeof noord_holland / sizeof *noord_holland);
    if (s->noord_holland)
        memcpy(towns, noord_holland, sizeof noord_holland);
    else
        town_count = draw_towns(&random, s, towns);
    for (int i = 0; i < s->sources && !s->noord_holland; ++i)
        ++towns[town_by_rank(&random, town_count)].sources;
    int number = 0;
    for (int k = 0; k < town_count; ++k)
        for (int i = 0; i < towns[k].sources; ++i) {
            double x_m, y_m;
            place_in(&random, &towns[k], &x_m, &y_m);
            add_source(&sources, &random, ++number, &towns[k], x_m, y_m);
        }
    neighbourhood *list = rw_arena_allocate(&arena, (size_t)s->demands, sizeof *list);
    rw_status status = list ? RW_OK : RW_ERROR_MEMORY;
    if (list) {
        double total = 0;
        for (int k = 0; k < town_count; ++k) total += towns[k].heat_gwh;
        for (int n = 0; n < s->demands; ++n) {
            list[n].town = town_by_rank(&random, town_count);
            /* As many neighbourhoods as a municipality has heat; each has at least one. */
            double at = total * (n + 0.5) / s->demands;
            for (int k = 0; k < town_count && s->noord_holland; ++k) {
                list[n].town = k;
                if ((at -= towns[k].heat_gwh) < 0) break;
            }
        }
        draw_neighbourhoods(&random, towns, town_count, list, s->demands);
        for (int n = 0; n < s->demands; ++n)
            add_demand(&demands, &random, n + 1, &towns[list[n].town], &list[n]);
        status = write_files(s, &arena, &sources, &demands);
    }
    rw_text_free(&sources);
    rw_text_free(&demands);
    rw_arena_free(&arena);
    return status;
}

/* -- Call ---------------------------------------------------------------------------------------------- */

static void print_help(void) {
    printf(
        "generate-study: a study of any size from a seed\n\n"
        "Use: generate-study --sources N --demands N --seed S --out FOLDER [--width-km W]\n"
        "     generate-study --noord-holland [--demands N] --seed S --out FOLDER\n\n"
        "  --width-km W   side of the square in which towns lie (default: 1 km per 4 demands, at least 5)\n");
}

static bool read_count(const char *word, double min, double max, double *value) {
    return word && rw_number_parse(word, value) && *value >= min && *value <= max;
}

/* False with the word that is not understood. */
static bool read_call(int argc, char **argv, settings *s, const char **bad) {
    for (int i = 1; i < argc; ++i) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        double number = 0;
        *bad = argv[i];
        if (strcmp(argv[i], "--noord-holland") == 0) {
            s->noord_holland = true;
            continue;
        }
        if (strcmp(argv[i], "--sources") == 0 && read_count(value, 1, 1e5, &number))
            s->sources = (int)number;
        else if (strcmp(argv[i], "--demands") == 0 && read_count(value, 1, 1e6, &number))
            s->demands = (int)number;
        else if (strcmp(argv[i], "--seed") == 0 && read_count(value, 0, 1e15, &number))
            s->seed = (unsigned long long)number;
        else if (strcmp(argv[i], "--width-km") == 0 && read_count(value, 1, 130, &number))
            s->width_km = number;
        else if (strcmp(argv[i], "--out") == 0 && value)
            s->out = value;
        else
            return false;
        ++i;
    }
    *bad = "--out";
    if (!s->out) return false;
    *bad = "--sources and --demands";
    if (s->noord_holland && s->demands == 0) s->demands = 600;
    if (!s->noord_holland && (s->sources == 0 || s->demands == 0)) return false;
    if (s->width_km == 0) s->width_km = fmin(130, fmax(5, s->demands / 4.0));
    return true;
}

int main(int argc, char **argv) {
    settings s = {.seed = 1};
    const char *bad = "";
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        print_help();
        return 0;
    }
    if (!read_call(argc, argv, &s, &bad)) {
        fprintf(stderr, "generate-study: missing or not understood: %s\n", bad);
        print_help();
        return 2;
    }
    rw_context *context = rw_context_create(NULL);
    if (!context) return rw_status_exit_code(RW_ERROR_MEMORY);
    const rw_status status = generate(context, &s);
    if (status != RW_OK) fprintf(stderr, "generate-study: %s\n", rw_context_message(context));
    rw_context_free(context);
    return rw_status_exit_code(status);
}
