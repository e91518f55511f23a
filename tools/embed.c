/* Turns a file into a C array, for pages that the report carries: embed NAME FILE > NAME.c */
#include <stdio.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "use: embed NAME FILE\n");
        return 2;
    }
    FILE *file = fopen(argv[2], "rb");
    if (!file) {
        perror(argv[2]);
        return 3;
    }
    printf("#include \"report/pages.h\"\n\nconst char rw_%s[] = {\n", argv[1]);
    for (int byte, column = 0; (byte = fgetc(file)) != EOF; column = (column + 1) % 24)
        /* Bytes above 127 as they are in a signed char. */
        printf("%d,%s", byte < 128 ? byte : byte - 256, column == 23 ? "\n" : "");
    printf("0};\n");
    const int failed = ferror(file);
    return fclose(file) != 0 || failed || fflush(stdout) != 0 ? 3 : 0;
}
