/*
 * stage2.h: how a generated unit includes the user's source: as a system header, so that only Leat's own
 * text has to be free of warnings, and with `main` renamed, because the unit has one of its own.
 */
#pragma GCC system_header
#include "rt.h"
#include "leat.h"
#define main leat_user_main_
#include LEAT_USER_FILE
#undef main
