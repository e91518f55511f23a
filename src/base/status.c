#include <restwarmte/status.h>

const char *rw_status_text(rw_status status) {
    switch (status) {
#define RW_STATUS(name, exit_code, text)                                                                     \
    case RW_##name:                                                                                          \
        return text;
#include <restwarmte/status.def>
#undef RW_STATUS
    }
    return "unknown status";
}

int rw_status_exit_code(rw_status status) {
    switch (status) {
#define RW_STATUS(name, exit_code, text)                                                                     \
    case RW_##name:                                                                                          \
        return exit_code;
#include <restwarmte/status.def>
#undef RW_STATUS
    }
    return 6;
}
