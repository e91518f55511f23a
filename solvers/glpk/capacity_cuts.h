/* Capacity cuts of a network, found by maximum flow.
 *
 * Let W be a set of junctions, sources and demands. What flows into exits from W has come into W through the
 * options that enter it, or is from sources inside. A flow of at most D MW uses no more than D of an option,
 * however thick. So, for any terms S of W that together are at most D,
 *
 *     sum over options o into W of min(room_o, D) z_o  +  sum over sources i in W of min(supply_i, D) y_i
 *       >=  sum of S
 *
 * with two kinds of terms, in MW at the tail of the exits:
 *
 * delivery    what an exit from W brings of one band: sum draw x, at most draw x the band's width. Exits of
 *             one demand share the width: D counts the largest draw once per demand and band.
 * need        what a connected demand takes at least, if all its exits are from W (those that are not count
 *             among the options into W): least MW x w. A minimum of MWh is at least that many over the hours
 * of its longest band; a band without backup comes in full.
 *
 * room    (capacity - carry0) / (carry x part), from the pipe row: all that leaves the pipe, losses further
 * on included supply  capacity / the least draw x part of its entries (1 of a way straight to a demand), from
 * its row part    so much flows where the option ends of a MW at the tail of an exit, at least
 * (rw_network_parts): 1, but before heat pumps at junctions, which hand on more than they take in
 *
 * For if some option or source has room for D, the left side is at least D; if none has, it is the room of
 * all that is built and open, and heat over part never grows on its way: draw x part at the head >= part at
 * the tail, and losses only take. With one term min(room, D) / D is mostly 1: those are the directed cuts
 * z(into W) >= x / width and z(into W) >= w. Lives are layers of junctions without arcs between them; a set
 * may lie in several. Commodities may be summed, for pipes carry them together.
 *
 * For one term the smallest cut at capacities sum min(room, D) z is the set that is broken most, so one
 * maximum flow per exit and per need finds one if there is any. In every set that comes up, broken or not,
 * and in those behind it (its arcs made free), more terms are tried in order of how full they are: that is
 * where D outgrows the thin pipes. */
#ifndef RW_SOLVERS_GLPK_CAPACITY_CUTS_H
#define RW_SOLVERS_GLPK_CAPACITY_CUTS_H

#include "glpk/cut_row.h"

typedef struct rw_capacity_cuts rw_capacity_cuts;

/** Memory is the arena's; for at most so many rows in one go. */
RW_NODISCARD rw_status rw_capacity_cuts_start(rw_arena *arena, const rw_rows *rows, int most_rows,
                                              rw_capacity_cuts **cuts);
/** Rows that the values of `row` break, scaled to D = 1. */
void rw_capacity_cuts_find(rw_capacity_cuts *cuts, rw_cut_row *row);

#endif
