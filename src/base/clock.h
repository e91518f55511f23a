/* Elapsed time, for limits and progress only: never written into a result file. */
#ifndef RW_BASE_CLOCK_H
#define RW_BASE_CLOCK_H

/** Seconds since some fixed moment; never goes back. */
double rw_clock_s(void);

#endif
