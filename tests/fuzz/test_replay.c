/* Every input that ever broke a reader, or could, once more; and each with bytes changed, cut and doubled. */
#include "base/file.h"
#include "base/random.h"
#include "fuzz/fuzz_input.h"
#include "support.h"
#include <CUnit/Basic.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { VARIANTS = 40, LONGEST = 1 << 16 };

static void mutate(rw_random *random, char *bytes, size_t *length) {
    const int changes = 1 + rw_random_index(random, 4);
    for (int k = 0; k<changes && * length> 1; ++k) {
        const size_t at = 1 + (size_t)rw_random_index(random, (int)*length - 1);
        switch (rw_random_index(random, 4)) {
        case 0:
            bytes[at] = (char)rw_random_index(random, 256);
            break;
        case 1:
            bytes[at] = ",;.\"\n\t#-e0"[rw_random_index(random, 10)];
            break;
        case 2:
            *length = at;
            break;
        default: {
            const size_t room = LONGEST - *length, extra = *length - at < room ? *length - at : room;
            memmove(bytes + at + extra, bytes + at, *length - at);
            *length += extra;
        }
        }
    }
}

static void replay(const char *path, rw_random *random) {
    static char bytes[LONGEST], changed[LONGEST];
    FILE *file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    const size_t length = fread(bytes, 1, sizeof bytes / 2, file);
    (void)fclose(file);
    CU_ASSERT_EQUAL(fuzz_input((const uint8_t *)bytes, length), 0);
    for (int variant = 0; variant < VARIANTS * test_factor(); ++variant) {
        size_t size = length;
        memcpy(changed, bytes, length);
        mutate(random, changed, &size);
        CU_ASSERT_EQUAL(fuzz_input((const uint8_t *)changed, size), 0);
    }
}

static void test_corpus_breaks_nothing(void) {
    rw_random random = {20260101};
    char path[512];
    int count = 0;
    DIR *folder = opendir("tests/fuzz/corpus");
    CU_ASSERT_PTR_NOT_NULL_FATAL(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        (void)snprintf(path, sizeof path, "tests/fuzz/corpus/%s", entry->d_name);
        replay(path, &random);
        ++count;
    }
    (void)closedir(folder);
    CU_ASSERT_TRUE(count >= 9);
}

void suite_fuzz_replay(void) {
    CU_pSuite suite = CU_add_suite("fuzz replay", NULL, NULL);
    (void)CU_add_test(suite, "no file breaks a reader", test_corpus_breaks_nothing);
}
