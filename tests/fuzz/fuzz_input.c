#include "fuzz/fuzz_input.h"
#include "base/file.h"
#include "report/results.h"
#include <restwarmte/solution.h>
#include <restwarmte/streets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char good_sources[] = "id,lon,lat,heat_mw\nDC01,4.97,52.33,4\n";
static const char good_demands[] =
    "id,lon,lat,kind,head_mwh\nW01,4.98,52.34,new,9000\nW02,4.97,52.33,existing,5000\n";

static void write_file(const char *folder, const char *name, const void *bytes, size_t size) {
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file) abort();
    if (fwrite(bytes, 1, size, file) != size) abort();
    if (fclose(file) != 0) abort();
}

/* Reads the folder as a study; whatever the file holds, there must be a study or a reason. */
static void read_study(rw_context *context, const char *folder) {
    rw_study *study = NULL;
    const rw_status status = rw_study_read(context, folder, NULL, 0, &study);
    if ((status == RW_OK) != (study != NULL)) abort();
    if (status != RW_OK && rw_context_message(context)[0] == '\0') abort();
    if (study) {
        rw_problem problem;
        if (rw_study_source_count(study) * rw_study_demand_count(study) < 100 &&
            rw_study_problem(context, study, &problem) == RW_OK)
            rw_problem_free(&problem);
        rw_study_free(study);
    }
}

static void read_problem(rw_context *context, const char *folder) {
    char path[256];
    rw_problem problem;
    rw_problem_start(&problem, context);
    (void)snprintf(path, sizeof path, "%s/problem.txt", folder);
    if (rw_problem_read(context, path, &problem) != RW_OK && rw_context_message(context)[0] == '\0') abort();
    rw_problem_free(&problem);
}

static void read_plan(rw_context *context, const char *folder) {
    char path[256];
    rw_verdict verdict;
    (void)snprintf(path, sizeof path, "%s/plan.json", folder);
    if (rw_plan_file_verify(context, folder, path, NULL, 0, &verdict) != RW_OK &&
        rw_context_message(context)[0] == '\0')
        abort();
}

static void read_streets(rw_context *context, const char *folder) {
    char path[256];
    const rw_streets_options options = rw_streets_options_default();
    rw_streets_summary summary;
    (void)snprintf(path, sizeof path, "%s/streets.geojson", folder);
    if (rw_streets_import(context, folder, path, folder, NULL, 0, &options, &summary) != RW_OK &&
        rw_context_message(context)[0] == '\0')
        abort();
}

int fuzz_input(const uint8_t *data, size_t size) {
    static const char *const names[] = {"sources.csv", "demands.csv",    "routes.csv",   "power.csv",
                                        "pipes.csv",   "parameters.csv", "profiles.csv", "problem.txt",
                                        "plan.json",   "streets.geojson"};
    enum { NAMES = sizeof names / sizeof *names, PROBLEM = 7, PLAN = 8, STREETS = 9 };
    static const char *const made[] = {"junctions.csv", "trenches.csv", "trenches.geojson", "network.html"};
    char folder[] = "/tmp/restwarmte-fuzz-XXXXXX", path[256];
    if (size == 0) return 0;
    const size_t chosen = data[0] % NAMES;
    rw_context *context = rw_context_create(NULL);
    if (!context || !mkdtemp(folder)) abort();
    write_file(folder, "sources.csv", good_sources, sizeof good_sources - 1);
    write_file(folder, "demands.csv", good_demands, sizeof good_demands - 1);
    write_file(folder, names[chosen], data + 1, size - 1);
    if (chosen == PROBLEM)
        read_problem(context, folder);
    else if (chosen == PLAN)
        read_plan(context, folder);
    else if (chosen == STREETS)
        read_streets(context, folder);
    else
        read_study(context, folder);
    for (size_t i = 0; i < NAMES + sizeof made / sizeof *made; ++i) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, i < NAMES ? names[i] : made[i - NAMES]);
        (void)unlink(path);
    }
    if (rmdir(folder) != 0) abort();
    rw_context_free(context);
    return 0;
}

#ifdef RW_LIBFUZZER
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_input(data, size);
}
#endif
