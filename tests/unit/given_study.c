#include "unit/given_study.h"
#include "support.h"
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

const char *const plain_sources = "id,x_m,y_m,heat_mw,temperature_c\nS1,125000,485000,2,60\n";
const char *const plain_demands =
    "id,x_m,y_m,kind,head_mwh,backup,backup_eur_per_mwh\nW1,126000,485000,existing,6570,price,100\n";

rw_study *given_study(rw_context *context, const given_file *files) {
    char folder[256];
    rw_study *study = NULL;
    test_folder(folder, sizeof folder);
    for (; files->name; ++files) test_write(folder, files->name, files->text);
    const rw_status status = rw_study_read(context, folder, NULL, 0, &study);
    CU_ASSERT_TRUE(status == RW_OK ? study != NULL : study == NULL);
    return study;
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void place_of(const rw_finding *finding, char place[200]) {
    (void)snprintf(place, 200, "%s:%d:%d", last_part(finding->file), finding->line, finding->column);
}

static void print_findings(const rw_context *context) {
    for (size_t i = 0; i < rw_context_finding_count(context); ++i) {
        const rw_finding *finding = rw_context_finding(context, i);
        char place[200];
        place_of(finding, place);
        printf("\n    %s: severity %d: %s", place, (int)finding->severity, finding->message);
    }
}

static bool has(const char *message, const char *text) {
    return !text || strstr(message, text);
}

bool found(const rw_context *context, const char *place, rw_severity severity, const char *text,
           const char *other) {
    bool good = false;
    for (size_t i = 0; i < rw_context_finding_count(context); ++i) {
        const rw_finding *finding = rw_context_finding(context, i);
        char here[200];
        place_of(finding, here);
        good = good || (finding->severity == severity && strcmp(here, place) == 0 &&
                        has(finding->message, text) && has(finding->message, other));
    }
    if (!good) {
        printf("\n    nothing at %s with '%s' and '%s' among:", place, text ? text : "", other ? other : "");
        print_findings(context);
    }
    CU_ASSERT_TRUE(good);
    return good;
}

bool found_nothing(const rw_context *context) {
    bool good = true;
    for (size_t i = 0; i < rw_context_finding_count(context); ++i)
        good = good && rw_context_finding(context, i)->severity == RW_SEVERITY_NOTE;
    if (!good) print_findings(context);
    CU_ASSERT_TRUE(good);
    return good;
}
