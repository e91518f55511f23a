#include "base/machine.h"
#include "base/number.h"
#include <stdio.h>
#include <string.h>

/* Linux says so itself, caches that it would give back included. */
double rw_memory_left_bytes(void) {
    FILE *file = fopen("/proc/meminfo", "r");
    if (!file) return RW_INFINITY;
    double left = RW_INFINITY;
    char line[200], word[200];
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, "MemAvailable:", 13) != 0) continue;
        const size_t blanks = strspn(line + 13, " "), digits = strcspn(line + 13 + blanks, " ");
        memcpy(word, line + 13 + blanks, digits);
        word[digits] = '\0';
        double kib;
        if (rw_number_parse(word, &kib)) left = 1024 * kib;
    }
    (void)fclose(file);
    return left;
}
