/*
 * Any bytes from the rendezvous, in pieces of any size (the first byte says which): a process does what it is told or
 * ends with a message; and it never starts without what it needs.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "rt/fail.h"
#include "rt/runtime.h"

static jmp_buf over;

/* What would end the process ends the conversation. */
static void __attribute__((noreturn)) end(const struct leat_runtime *runtime, const char *why, ...)
{
    (void)runtime;
    (void)why;
    longjmp(over, 1);
}
#define leat__end_wrong_start(...) end(__VA_ARGS__)
#define leat__end_stopped(runtime) end(runtime, "stopped")
#define leat__end_quietly(runtime, status) end(runtime, "lost")
#include "rt/rendezvous.c"

static const uint8_t *input, *input_end;
static size_t piece;

static ptrdiff_t give(struct leat_socket *socket, void *bytes, size_t size)
{
    size_t left = (size_t)(input_end - input);

    (void)socket;
    if (size == 0)
        abort(); /* read without room */
    size = size < left ? size : left;
    size = size < piece ? size : piece;
    memcpy(bytes, input, size);
    input += size;
    return (ptrdiff_t)size;
}

/* Takes less than it is given, now and then. */
static ptrdiff_t take(struct leat_socket *socket, const void *bytes, size_t size)
{
    (void)socket;
    (void)bytes;
    return size % 5 == 4 ? -EAGAIN : (ptrdiff_t)(size - size / 3);
}

static void watch(struct leat_socket *socket, unsigned events)
{
    (void)socket;
    (void)events;
}

static void refuse(const char *message)
{
    if (strncmp(message, "error: ", 7) != 0)
        abort();
    longjmp(over, 1);
}

static void check_started(const struct leat_runtime *runtime)
{
    if (!runtime->name || runtime->run.self.id >= runtime->member_counts[0])
        abort();
    for (uint32_t i = 0; i < runtime->program->location_count; i++)
        if (runtime->member_counts[i] == 0)
            abort();
}

static void release(struct leat_runtime *runtime)
{
    leat__line_reader_free(&runtime->lines);
    for (size_t i = 0; i < runtime->argument_count; i++)
        free(runtime->arguments[i]);
    for (size_t i = 0; i < runtime->peer_count; i++)
        free(runtime->peers[i].address);
    free(runtime->arguments);
    free(runtime->peers);
    free(runtime->member_counts);
    free(runtime->name);
    free(runtime->unsent);
    free(runtime);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct leat_location_info first = {.name = "a/0"}, second = {.name = "b/0", .id = 1};
    static const struct leat_location_info *const locations[] = {&first, &second};
    static const struct leat_program program = {.locations = locations, .location_count = 2};
    static struct leat_io io = {.read = give, .write = take, .watch = watch};
    static struct leat_runtime *volatile runtime;

    if (size == 0)
        return 0;
    leat__fail_hook = refuse;
    input = data + 1;
    input_end = data + size;
    piece = (size_t)data[0] + 1;
    runtime = calloc(1, sizeof *runtime);
    runtime->io = &io;
    runtime->program = &program;
    runtime->location = &first;
    runtime->member_counts = calloc(program.location_count, sizeof *runtime->member_counts);
    if (setjmp(over) == 0)
        while (input < input_end) {
            on_ready(runtime, LEAT__READABLE | LEAT__WRITABLE);
            if (runtime->started)
                check_started(runtime);
        }
    release(runtime);
    return 0;
}
