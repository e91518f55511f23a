/* What the machine has. */
#ifndef RW_BASE_MACHINE_H
#define RW_BASE_MACHINE_H

/** Memory that a program may still take without others being swapped out, in bytes; infinite when the system
 * does not say. */
double rw_memory_left_bytes(void);

#endif
