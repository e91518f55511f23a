/* "Did you mean": the known word nearest to what was typed. */
#ifndef RESTWARMTE_SUGGEST_H
#define RESTWARMTE_SUGGEST_H

#ifdef __cplusplus
extern "C" {
#endif

/** Looks for the word closest to `word`; best is NULL when none is near enough to be what was meant. */
typedef struct rw_nearest {
    const char *word;
    const char *best; /* borrowed from the offers */
    int distance;
} rw_nearest;

rw_nearest rw_nearest_start(const char *word);
/** O(length of both words, multiplied); words are compared up to 64 bytes. */
void rw_nearest_offer(rw_nearest *nearest, const char *candidate);

#ifdef __cplusplus
}
#endif
#endif
