/* Seeded studies of any size, whose statistics look like the Netherlands: towns of very different size,
 * neighbourhoods around them, datacenters at their edges. The same seed gives the same bytes. */
#include "base/file.h"
#include "base/number.h"
#include "base/random.h"
#include "generate_streets.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_TOWNS = 400,
    LEAST_NEIGHBOURHOODS = 70, /* of Noord-Holland: Ouder-Amstel, with 1.4 % of the heat, needs one too */
    WORD_BYTES = 32
};

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
    street_settings streets; /* junctions > 0: a town of streets */
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

/* What rounding left of a town's total goes to its last neighbourhood; what that cannot give, to the one
 * before it: none falls below zero. */
static void give_rest(neighbourhood *list, int count, int in_town, double rest_mwh) {
    for (int n = count - 1; n >= 0 && fabs(rest_mwh) >= 0.5; --n) {
        if (list[n].town != in_town) continue;
        const double given = fmax(rest_mwh, -list[n].mwh);
        list[n].mwh += given;
        rest_mwh -= given;
    }
}

/* To whole MWh, and scaled first so that a town with a known total has it exactly. */
static void round_heat(const town *t, neighbourhood *list, int count, int in_town, double sum_mwh) {
    const double total_mwh = t->heat_gwh * 1000, scale = t->heat_gwh > 0 ? total_mwh / sum_mwh : 1;
    double rounded_mwh = 0;
    for (int n = 0; n < count; ++n) {
        if (list[n].town != in_town) continue;
        list[n].mwh = floor(list[n].mwh * scale + 0.5);
        rounded_mwh += list[n].mwh;
    }
    if (t->heat_gwh > 0) give_rest(list, count, in_town, total_mwh - rounded_mwh);
}

static void draw_neighbourhoods(rw_random *random, const town *towns, int town_count, neighbourhood *list,
                                int count) {
    for (int k = 0; k < town_count; ++k) {
        double sum_mwh = 0;
        for (int n = 0; n < count; ++n) {
            if (list[n].town != k) continue;
            place_in(random, &towns[k], &list[n].x_m, &list[n].y_m);
            list[n].mwh = log_normal(random, 6000, 0.7);
            sum_mwh += list[n].mwh;
        }
        if (sum_mwh > 0) round_heat(&towns[k], list, count, k, sum_mwh);
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

/* As many neighbourhoods as a municipality has heat: the one in the middle of the n-th equal part of it all.
 */
static int town_by_heat(const town *towns, int count, double part) {
    double total_gwh = 0;
    for (int k = 0; k < count; ++k) total_gwh += towns[k].heat_gwh;
    double at_gwh = total_gwh * part;
    for (int k = 0; k < count; ++k)
        if ((at_gwh -= towns[k].heat_gwh) < 0) return k;
    return count - 1;
}

static void write_sources(rw_text *text, rw_random *random, const town *towns, int town_count) {
    int number = 0;
    rw_text_add(text, "id,name,municipality,x_m,y_m,heat_mw,cooling,temperature_c,prepared,commitment_yr\n");
    for (int k = 0; k < town_count; ++k)
        for (int i = 0; i < towns[k].sources; ++i) {
            double x_m, y_m;
            place_in(random, &towns[k], &x_m, &y_m);
            add_source(text, random, ++number, &towns[k], x_m, y_m);
        }
}

static void write_demands(rw_text *text, rw_random *random, const settings *s, const town *towns,
                          int town_count, neighbourhood *list) {
    rw_text_add(text,
                "id,name,municipality,x_m,y_m,kind,heat_mwh,shape,supply_c,return_c,backup,reference\n");
    for (int n = 0; n < s->demands; ++n) {
        /* The draw is made in both cases, so that a seed means the same stream. */
        const int by_rank = town_by_rank(random, town_count);
        list[n].town = s->noord_holland ? town_by_heat(towns, town_count, (n + 0.5) / s->demands) : by_rank;
    }
    draw_neighbourhoods(random, towns, town_count, list, s->demands);
    for (int n = 0; n < s->demands; ++n) add_demand(text, random, n + 1, &towns[list[n].town], &list[n]);
}

static int choose_towns(rw_random *random, const settings *s, town towns[MOST_TOWNS]) {
    if (s->noord_holland) {
        memcpy(towns, noord_holland, sizeof noord_holland);
        return (int)(sizeof noord_holland / sizeof *noord_holland);
    }
    const int count = draw_towns(random, s, towns);
    for (int i = 0; i < s->sources; ++i) ++towns[town_by_rank(random, count)].sources;
    return count;
}

static rw_status generate(rw_context *context, const settings *s) {
    rw_random random = {s->seed};
    rw_arena arena;
    rw_text sources, demands;
    rw_status status = RW_ERROR_MEMORY;
    rw_arena_start(&arena, context);
    rw_text_start(&sources, context);
    rw_text_start(&demands, context);
    town *towns = rw_arena_allocate(&arena, MOST_TOWNS, sizeof *towns);
    neighbourhood *list = rw_arena_allocate(&arena, (size_t)s->demands, sizeof *list);
    if (towns && list) {
        const int town_count = choose_towns(&random, s, towns);
        write_sources(&sources, &random, towns, town_count);
        write_demands(&demands, &random, s, towns, town_count, list);
        status = write_files(s, &arena, &sources, &demands);
    }
    rw_text_free(&sources);
    rw_text_free(&demands);
    rw_arena_free(&arena);
    return status;
}

/* -- Call ---------------------------------------------------------------------------------------------- */

static void print_help(FILE *file) {
    fprintf(
        file,
        "generate-study: a study of any size from a seed; the same seed gives the same bytes\n\n"
        "Use: generate-study --sources N --demands N --seed S --out FOLDER [--width-km W]\n"
        "     generate-study --noord-holland [--demands N] --seed S --out FOLDER\n"
        "     generate-study --junctions N --sources N --demands N [--trenches N] --seed S --out FOLDER\n\n"
        "  --sources N    datacenters, 1 to 100000\n"
        "  --demands N    neighbourhoods, 1 to 1000000 (--noord-holland: %d or more, default 600)\n"
        "  --seed S       whole number, 0 to 10^15 (default 1)\n"
        "  --width-km W   side of the square around Amersfoort in which towns lie, 1 to 130 (default: 1 km\n"
        "                 per 4 demands, 5 to 130)\n"
        "  --out FOLDER   is made if need be; the files in it are overwritten\n\n"
        "With --junctions a town of streets near Amersfoort: blocks of 60 to 150 m, cut through by canals,\n"
        "motorways and railways with few crossings; demands are blocks of 15 to 400 dwellings.\n\n"
        "  --junctions N  street corners, 2 to 1000000\n"
        "  --trenches N   streets and service trenches together (default: 1.75 streets per corner, and one\n"
        "                 service trench for every source and demand)\n"
        "  --diameters L  pipes to choose from, of the built-in catalogue (default \"50 80 125 200 300 "
        "500\")\n"
        "  --levels N     2: heat at network temperature and source water (default); 1: the first only\n"
        "  --commitments N  different terms for which sources commit, 1 to 4 (default 2)\n",
        LEAST_NEIGHBOURHOODS);
}

static bool call_error(const char *option, const char *text) {
    fprintf(stderr, "generate-study: %s%s%s\n", option, *option ? ": " : "", text);
    return false;
}

/* Reads the number behind an option; says what is accepted where it is not one. */
static bool read_number(const char *option, const char *word, double min, double max, bool whole,
                        double *value) {
    if (word && rw_number_parse(word, value) && *value >= min && *value <= max &&
        (!whole || *value == floor(*value)))
        return true;
    char least[RW_NUMBER_BYTES], most[RW_NUMBER_BYTES], text[4 * WORD_BYTES];
    (void)snprintf(text, sizeof text, "give a %snumber from %.16s to %.16s, not '%.*s'",
                   whole ? "whole " : "", rw_number_fixed(least, min, 0), rw_number_fixed(most, max, 0),
                   WORD_BYTES, word ? word : "");
    return call_error(option, text);
}

static bool read_diameters(const char *option, const char *value, street_settings *s) {
    const char *at = value ? value : "";
    while (s->diameter_count < MOST_DIAMETERS && *at != '\0') {
        char *end;
        const long dn = strtol(at, &end, 10);
        if (end == at || dn < 1 || dn > 2000 || !is_diameter((int)dn)) break;
        s->diameters[s->diameter_count++] = (int)dn;
        at = end + strspn(end, " ,");
    }
    return (*at == '\0' && s->diameter_count > 0) ||
           call_error(option, "give diameters of the built-in catalogue, such as \"50 100 200\"");
}

/* -1: not one of these. */
static int read_street_option(const char *option, const char *value, street_settings *s) {
    const struct {
        const char *name;
        double min, max;
        int *to;
    } known[] = {{"--junctions", 2, 1e6, &s->junctions},
                 {"--trenches", 1, 1e7, &s->trenches},
                 {"--levels", 1, 2, &s->levels},
                 {"--commitments", 1, MOST_COMMITMENTS, &s->commitments}};
    if (strcmp(option, "--diameters") == 0) return read_diameters(option, value, s);
    for (size_t k = 0; k < sizeof known / sizeof *known; ++k) {
        double number = 0;
        if (strcmp(option, known[k].name) != 0) continue;
        if (!read_number(option, value, known[k].min, known[k].max, true, &number)) return false;
        *known[k].to = (int)number;
        return true;
    }
    return -1;
}

static bool read_option(const char *option, const char *value, settings *s) {
    double number = 0;
    const int street = read_street_option(option, value, &s->streets);
    if (street >= 0) return street > 0;
    if (strcmp(option, "--sources") == 0) {
        if (!read_number(option, value, 1, 1e5, true, &number)) return false;
        s->sources = (int)number;
    } else if (strcmp(option, "--demands") == 0) {
        if (!read_number(option, value, 1, 1e6, true, &number)) return false;
        s->demands = (int)number;
    } else if (strcmp(option, "--seed") == 0) {
        if (!read_number(option, value, 0, 1e15, true, &number)) return false;
        s->seed = (unsigned long long)number;
    } else if (strcmp(option, "--width-km") == 0) {
        if (!read_number(option, value, 1, 130, false, &number)) return false;
        s->width_km = number;
    } else if (strcmp(option, "--out") == 0) {
        if (!value || !*value) return call_error(option, "name a folder");
        s->out = value;
    } else
        return call_error(option, "unknown option");
    return true;
}

static bool settle_streets(settings *s) {
    static const int usual[] = {50, 80, 125, 200, 300, 500};
    street_settings *streets = &s->streets;
    if (s->width_km > 0) return call_error("--width-km", "cannot go with --junctions");
    streets->out = s->out;
    streets->seed = s->seed;
    streets->sources = s->sources;
    streets->demands = s->demands;
    if (streets->levels == 0) streets->levels = 2;
    if (streets->commitments == 0) streets->commitments = 2;
    if (streets->diameter_count == 0) {
        memcpy(streets->diameters, usual, sizeof usual);
        streets->diameter_count = (int)(sizeof usual / sizeof *usual);
    }
    return true;
}

/* What no single option shows. */
static bool settle(settings *s) {
    const street_settings *streets = &s->streets;
    if (!s->out) return call_error("--out", "is missing; name the folder for the study");
    if (streets->junctions == 0 && (streets->trenches > 0 || streets->levels > 0 ||
                                    streets->commitments > 0 || streets->diameter_count > 0))
        return call_error("--junctions", "is missing; the other options are for a town of streets");
    if (s->noord_holland) {
        if (streets->junctions > 0) return call_error("--junctions", "cannot go with --noord-holland");
        if (s->sources > 0)
            return call_error("--sources", "cannot go with --noord-holland, which has its 88");
        if (s->width_km > 0) return call_error("--width-km", "cannot go with --noord-holland");
        if (s->demands == 0) s->demands = 600;
        if (s->demands < LEAST_NEIGHBOURHOODS)
            return call_error("--demands",
                              "Noord-Holland needs 70 or more, so that each municipality has one");
        return true;
    }
    if (s->sources == 0) return call_error("--sources", "is missing");
    if (s->demands == 0) return call_error("--demands", "is missing");
    if (streets->junctions > 0) return settle_streets(s);
    if (s->width_km == 0) s->width_km = fmin(130, fmax(5, s->demands / 4.0));
    return true;
}

static bool read_call(int argc, char **argv, settings *s) {
    for (int i = 1; i < argc; ++i) {
        if (strcmp(argv[i], "--noord-holland") == 0) {
            s->noord_holland = true;
            continue;
        }
        if (!read_option(argv[i], i + 1 < argc ? argv[i + 1] : NULL, s)) return false;
        ++i;
    }
    return settle(s);
}

int main(int argc, char **argv) {
    settings s = {.seed = 1};
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        print_help(stdout);
        return 0;
    }
    if (!read_call(argc, argv, &s)) {
        fputs("See generate-study --help.\n", stderr);
        return 2;
    }
    rw_context *context = rw_context_create(NULL);
    if (!context) return rw_status_exit_code(RW_ERROR_MEMORY);
    const rw_status status =
        s.streets.junctions > 0 ? generate_streets(context, &s.streets) : generate(context, &s);
    if (status != RW_OK) fprintf(stderr, "generate-study: %s\n", rw_context_message(context));
    rw_context_free(context);
    return rw_status_exit_code(status);
}
