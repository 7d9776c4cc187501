/*
 * progress.h: one line on standard error that says what is going on, on a terminal only. Whoever prints
 * something else there clears it first.
 */
#ifndef LEAT_BUILD_PROGRESS_H
#define LEAT_BUILD_PROGRESS_H

#include <stdbool.h>

/* No progress line from now on (`--quiet`). */
void leat__progress_quiet(void);

/* Replaces the line. */
void leat__progress_show(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Takes the line away, if one is there. */
void leat__progress_clear(void);

#endif
