#include "build/progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static bool quiet;
static bool shown;

void leat__progress_quiet(void)
{
    leat__progress_clear();
    quiet = true;
}

void leat__progress_show(const char *format, ...)
{
    va_list arguments;

    if (quiet || !isatty(2))
        return;
    fputs(shown ? "\r\033[K" : "", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fflush(stderr);
    shown = true;
}

void leat__progress_clear(void)
{
    if (!shown)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    shown = false;
}
