#include <restwarmte/version.h>

const char *rw_version(void) {
    return RW_VERSION;
}
