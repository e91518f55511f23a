/* Decisions of a node in the tree of networks: which ones there are, and laying one on the bound. */
#ifndef RW_SOLVERS_BNB_NETWORK_BRANCH_H
#define RW_SOLVERS_BNB_NETWORK_BRANCH_H

#include "bnb/network_polish.h"

typedef enum rw_net_branch_kind {
    RW_NET_BRANCH_DEMAND, /* does without heat; or is served */
    RW_NET_BRANCH_SET,    /* nothing is built of an exclusive set; or one of its arcs */
    RW_NET_BRANCH_ARC,    /* is not built; or is, and then nothing else of its set */
    RW_NET_BRANCH_SIZE    /* what is built of an arc is at most so large; or larger */
} rw_net_branch_kind;

typedef struct rw_net_branch {
    rw_net_branch_kind kind;
    int index;          /* of the demand, set or arc */
    double capacity_mw; /* of a size */
    double score;       /* EUR/yr that seem undecided */
} rw_net_branch;

/** The most promising branches by who was served and which arcs were used in the last steps, best first.
 * Returns how many, at most `most`; 0 if all is decided. */
int rw_net_branches(const rw_net_bound *bound, const rw_net_polish *polish, rw_net_branch *branches,
                    int most);
/** Side 0 or 1. */
void rw_net_decide(rw_net_bound *bound, const rw_net_branch *branch, int side);

#endif
