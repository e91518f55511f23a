/* Reading a study for the public: all files, and what only the formulas can find wrong with them. */
#include "plan/terms.h"

rw_status rw_study_read(rw_context *context, const char *folder, const rw_override *overrides,
                        size_t override_count, rw_study **result) {
    *result = NULL;
    rw_study *study = NULL;
    RW_TRY(rw_study_load(context, folder, overrides, override_count, &study));
    rw_terms terms;
    rw_status status = rw_terms_build(context, study, &terms);
    rw_terms_free(&terms);
    if (status == RW_OK) status = rw_findings_status(context);
    if (status == RW_OK)
        *result = study;
    else
        rw_study_free(study);
    return status;
}
