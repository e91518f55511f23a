#include "command.h"
#include "folder.h"
#include "report.h"
#include <restwarmte/streets.h>
#include <stdio.h>
#include <stdlib.h>

/* False after saying what is accepted. */
static bool read_number(const session *s, const char *name, double min, double max, double *value) {
    const char *word = args_value(&s->args, name);
    if (!word) return true;
    char *end = NULL;
    const double number = strtod(word, &end);
    if (end != word && *end == '\0' && number >= min && number <= max) {
        *value = number;
        return true;
    }
    fprintf(stderr, "restwarmte network: --%s takes a number from %g to %g, not '%s'\n", name, min, max,
            word);
    return false;
}

static const char *plural(int count) {
    return count == 1 ? "" : "s";
}

static void print_summary(const rw_streets_summary *sum, const char *study, const char *folder) {
    const int unconnected = sum->sources_off + sum->demands_off;
    printf("%d line%s, %.1f km of street", sum->lines, plural(sum->lines), sum->street_m / 1000);
    if (sum->roads_left_out > 0)
        printf("; %d other%s (motorways, rail, water) left out", sum->roads_left_out,
               plural(sum->roads_left_out));
    if (sum->areas_left_out > 0)
        printf("; %d feature%s without lines left out", sum->areas_left_out, plural(sum->areas_left_out));
    printf("\n%d end%s that nearly touched joined; %d stretch%s to nowhere and %d loose part%s left out\n",
           sum->ends_joined, plural(sum->ends_joined), sum->dead_ends, sum->dead_ends == 1 ? "" : "es",
           sum->loose_parts, plural(sum->loose_parts));
    printf("%d source%s and %d demand%s connected", sum->sources, plural(sum->sources), sum->demands,
           plural(sum->demands));
    if (unconnected > 0) printf("; %d too far from every street", unconnected);
    if (sum->parts > 1) printf("; %d parts that do not touch", sum->parts);
    printf("\n%s: %d junction%s, %d trench%s, %.1f km, %d crossing%s of water, rail and motorways\n", study,
           sum->junctions, plural(sum->junctions), sum->trenches, sum->trenches == 1 ? "" : "es",
           sum->trench_m / 1000, sum->crossings, plural(sum->crossings));
    printf("\nLook at %s/network.html, then: restwarmte check %s\n", folder, study);
}

static rw_status run(session *s) {
    rw_streets_options options = rw_streets_options_default();
    rw_streets_summary summary;
    if (!read_number(s, "snap-m", 0.1, 10000, &options.snap_m) ||
        !read_number(s, "join-m", 0, 50, &options.join_m) ||
        !read_number(s, "asphalt-eur-per-m", 0, 10000, &options.asphalt_eur_per_m))
        return RW_ERROR_USAGE;
    options.overwrite = args_has(&s->args, "force");
    const char *study = s->args.place[0], *folder = args_value(&s->args, "out");
    char *own = folder ? NULL : folder_default(study, NULL);
    if (!folder) folder = own;
    if (!folder) return RW_ERROR_MEMORY;
    report_watch(s);
    const rw_status status = rw_streets_import(s->context, study, s->args.place[1], folder, s->args.override,
                                               s->args.override_count, &options, &summary);
    if (report_status(s, status) == RW_OK && !args_has(&s->args, "quiet"))
        print_summary(&summary, study, folder);
    free(own);
    return status;
}

static const option options[] = {
    {"snap-m", "METRES", NULL, "connect sources and demands within this of a street; default 200"},
    {"join-m", "METRES", NULL, "ends of lines this near to another line touch it; default 1"},
    {"asphalt-eur-per-m", "EUR", NULL, "surcharge of asphalt and concrete (property surface); default 0"},
    {"force", NULL, NULL, "replace junctions.csv, trenches.csv and trenches.geojson"},
    {"out", "FOLDER", NULL, "where network.html goes; default out/<study>"},
    OPTION_LANG,
    OPTION_QUIET,
    OPTIONS_END};

const command cmd_network = {"network",
                             "make trenches of the streets in a GeoJSON file",
                             "STUDY STREETS",
                             "Cuts the lines where they meet, connects every source and demand to the "
                             "nearest street, leaves dead ends out, "
                             "counts\n"
                             "crossings of the water, railways and motorways in background.geojson, and "
                             "writes junctions.csv, trenches.csv and\n"
                             "trenches.geojson into the study, and a map to look at. Lines that cross meet: "
                             "bridges without a connection are to "
                             "be\n"
                             "cut out first. Coordinates in WGS84 or RD New.\n",
                             "  restwarmte network my-study streets.geojson\n"
                             "  restwarmte network my-study streets.geojson --snap-m 400 --force\n",
                             options,
                             false,
                             2,
                             2,
                             run};
