/*
 * report.h: how the front end says what is wrong: diagnostics on standard error, in colour on a terminal;
 * or, for `--format=json`, one JSON document on standard output, when the program ends.
 */
#ifndef LEAT_BUILD_REPORT_H
#define LEAT_BUILD_REPORT_H

#include "base/diagnostic.h"

/*
 * From now on diagnostics are kept, and printed at exit as one document: {"version":1,"errors":N,"warnings":N,
 * "diagnostics":[...]}, also where there are none. What another program has handed over begins it.
 */
void leat__report_as_json(void);
bool leat__report_is_json(void);

/*
 * `leat check` becomes the program that it has built: hands what was reported so far over to it, instead of
 * printing it. Called right before execv(). Nothing unless diagnostics are kept.
 */
void leat__report_hand_over(void);
/* execv() failed: what was to be handed over is printed here after all. */
void leat__report_take_back(void);

/* Whether standard error is a terminal that shows colours (NO_COLOR is respected). */
bool leat__report_colour(void);

/* Prints all of them, and the summary. Nothing for an empty list. */
void leat__report(const struct leat__diagnostics *list);

/*
 * One error that belongs to no source file: `code`, what is wrong, and what to do about it (`help`; NULL:
 * nothing is known).
 */
void leat__report_error(const char *code, const char *help, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same as a warning. */
void leat__report_warning(const char *code, const char *help, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
