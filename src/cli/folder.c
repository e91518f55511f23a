#include "folder.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *folder_default(const char *study, const char *question) {
    size_t end = strlen(study);
    while (end > 1 && study[end - 1] == '/') --end;
    size_t start = end;
    while (start > 0 && study[start - 1] != '/') --start;
    const size_t room = end - start + (question ? strlen(question) : 0) + sizeof "out/-";
    char *folder = malloc(room);
    if (!folder) return NULL;
    (void)snprintf(folder, room, "out/%.*s%s%s", (int)(end - start), study + start, question ? "-" : "",
                   question ? question : "");
    for (char *c = folder + strlen("out/"); *c; ++c)
        if (*c == '/') *c = '_';
    return folder;
}
