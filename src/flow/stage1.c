/*
 * stage1.c: what quotes call, for the stage in which the flow is built. There it must not be called:
 * quotes run later, on a process. These definitions say so; in generated code src/rt has the real ones.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "flow/graph.h"

static void __attribute__((noreturn)) called_too_early(const char *function)
{
    fprintf(stderr,
            "error[LEAT0316]: %s() was called while the flow was being built\n"
            "   = note: it runs on a process, inside q(...), or in a function that a quote calls\n",
            function);
    exit(1);
}

leat_member leat_self(void)
{
    called_too_early("leat_self");
}

int64_t leat_now(void)
{
    called_too_early("leat_now");
}

uint64_t leat_random(void)
{
    called_too_early("leat_random");
}

leat_str leat_argument(const char *name)
{
    (void)name;
    called_too_early("leat_argument");
}

void leat_scratch_reset(void)
{
    called_too_early("leat_scratch_reset");
}

uint32_t leat_member_count(const leat_cluster *cluster)
{
    (void)cluster;
    called_too_early("leat_member_count");
}

void *leat_vec_grow(const void *data, size_t length, size_t element_size)
{
    (void)data;
    (void)length;
    (void)element_size;
    called_too_early("leat_vec_push");
}

leat_str leat_str_format(const char *format, ...)
{
    (void)format;
    called_too_early("leat_str_format");
}
