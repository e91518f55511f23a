/* A study with two sources, three demands and a plan, worked out apart from the program by the formulas of
 * MODEL.md: renewals, late starts, ramp-up, both exit plans, an electric and a gas backup.
 *
 * Ten years at 6 %, no indexing, bands below and above half of the peak, gas 45 EUR/MWh, a subsidy of 10
 * EUR/MWh in the first four years of delivery. The load profile is at its peak for half of the year and at
 * half of it for the other half, so that the bands have 8,760 and 4,380 hours.
 *
 * S1 (30 C, not prepared, from year 2, 4 years certain, terms of 3 years at 1/2, 90 % available, heat at 2
 * EUR/GJ) feeds W1 (existing, 1 MW, electric backup) through a heat pump at the source, 800 m: 0.5 and 0.25
 * MW, exit plan stop. S2 (80 C, prepared, from year 3, 3 years certain, terms of 2 years at 1/2, 95 %
 * available) feeds W2 (new, 0.5 MW, gas backup, connected in 4 years) directly, 1,200 m of which 100 bored, a
 * waterway: 0.25 and 0.2 MW, exit plan replace. W3 (new) is skipped. */
#ifndef RW_TESTS_WORKED_STUDY_H
#define RW_TESTS_WORKED_STUDY_H

#include "plan/plan.h"

typedef struct worked_study {
    rw_context *context;
    rw_study *study;
    rw_terms terms;
    rw_arena arena;
    rw_plan plan; /* of the two connections */
} worked_study;

enum { S1, S2, WORKED_SOURCES };
enum { W1, W2, W3, WORKED_DEMANDS };

void worked_open(worked_study *worked);
void worked_close(worked_study *worked);

#endif
