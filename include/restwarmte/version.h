#ifndef RESTWARMTE_VERSION_H
#define RESTWARMTE_VERSION_H

#ifdef __cplusplus
extern "C" {
#endif

/** "1.2.3"; never NULL. */
const char *rw_version(void);

#ifdef __cplusplus
}
#endif
#endif
