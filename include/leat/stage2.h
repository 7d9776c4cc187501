/*
 * stage2.h: how a generated unit includes the user's source: as a system header, so that only Leat's own
 * text has to be free of warnings; with `main` renamed, because the unit has one of its own; and first
 * of all, because it may define feature macros (_GNU_SOURCE) that decide what other headers declare.
 * That main is declared static before: nobody calls it, and compilers leave it out, with all that only builds flows.
 */
#pragma GCC system_header
#if __STDC_VERSION__ < 202000L /* since then () would be (void), and it may have parameters */
static int leat_user_main_() __attribute__((unused));
#endif
#define main leat_user_main_
#include LEAT_USER_FILE
#undef main
#include "leat.h"
