/* One input for every reader of the program: used by libFuzzer and by the replay of the corpus. */
#ifndef RW_TESTS_FUZZ_INPUT_H
#define RW_TESTS_FUZZ_INPUT_H

#include <stddef.h>
#include <stdint.h>

/** The first byte chooses the reader, the rest is the file. Returns 0; whatever is wrong is a crash. */
int fuzz_input(const uint8_t *data, size_t size);

#endif
