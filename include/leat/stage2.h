/*
 * stage2.h: how a generated unit includes the user's source: as a system header, so that only Leat's own
 * text has to be free of warnings; with `main` renamed, because the unit has one of its own; and first
 * of all, because it may define feature macros (_GNU_SOURCE) that decide what other headers declare.
 */
#pragma GCC system_header
#define main leat_user_main_
#include LEAT_USER_FILE
#undef main
#include "leat.h"
