/* fail.c: the one way in which the runtime ends a process. */
#include "fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "leat/rt/run.h"

void (*leat__fail_hook)(const char *message);

void leat_run_fail(const char *format, ...)
{
    /* Static: there may be no memory left, and little stack. */
    static char message[4096] = "error: ";
    size_t prefix = sizeof "error: " - 1;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message + prefix, sizeof message - prefix, format, arguments);
    va_end(arguments);
    if (leat__fail_hook)
        leat__fail_hook(message);
    fprintf(stderr, "%s\n", message);
    abort();
}

void leat__fail_memory(unsigned long long size)
{
    leat_run_fail("out of memory: %llu more bytes are not to be had", size);
}
