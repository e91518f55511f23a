/* How changes of a forest are taken back, and copied without copying all of it. */
#ifndef RW_SOLVERS_BNB_FOREST_NOTE_H
#define RW_SOLVERS_BNB_FOREST_NOTE_H

#include "bnb/forest.h"

typedef enum rw_note_kind {
    RW_NOTE_NODE,
    RW_NOTE_TAKEN,
    RW_NOTE_DEMAND,
    RW_NOTE_SOURCE,
    RW_NOTE_PLACE,
    RW_NOTE_LIMIT
} rw_note_kind;

/** Call these before something changes: a junction with its parent; what a demand gets; one number. */
void rw_forest_note_node(rw_forest *forest, int node);
void rw_forest_note_demand(rw_forest *forest, int demand);
void rw_forest_note_one(rw_forest *forest, rw_note_kind kind, int index, int whole, double number);

/** Everything may have changed, and nothing of it can be taken back. */
void rw_forest_replaced(rw_forest *forest);

#endif
