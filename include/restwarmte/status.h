/* What a call of the library can end in. Each status has a text and a process exit code (status.def). */
#ifndef RESTWARMTE_STATUS_H
#define RESTWARMTE_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

/** Result of a call. Infeasible or unproven are not errors: they are the `rw_outcome` of a solve. */
typedef enum rw_status {
#define RW_STATUS(name, exit_code, text) RW_##name,
#include <restwarmte/status.def>
#undef RW_STATUS
} rw_status;

/** Every function that returns a status must be looked at. */
#define RW_NODISCARD __attribute__((warn_unused_result))

/** One English line that says what the status means; never NULL. */
const char *rw_status_text(rw_status status);

/** Exit code of a process that ends with this status (0 for RW_OK). */
int rw_status_exit_code(rw_status status);

#ifdef __cplusplus
}
#endif
#endif
