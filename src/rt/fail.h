/*
 * fail.h: how leat_run_fail() ends a process.
 */
#ifndef LEAT_SRC_RT_FAIL_H
#define LEAT_SRC_RT_FAIL_H

/*
 * Gets the whole message ("error: ..." without the end of line) and ends the process. Set by the part
 * of the runtime that has a deployer to tell; NULL when embedded: print, and abort().
 */
extern void (*leat__fail_hook)(const char *message);

/* "out of memory", with how much was wanted. */
void leat__fail_memory(unsigned long long size) __attribute__((noreturn));

#endif
