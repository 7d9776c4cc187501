/*
 * embedded.c: main() of a workload whose flow is embedded (`leat emit --embed --prefix flow`) into one program with
 * the C that does the same by hand, and with peers that are opened at run time. lib/embedded compiles it, with:
 *
 *     BENCH_ELEMENTS  how many elements come to the sinks
 *     BENCH_REPEAT    runs in each measurement
 *     BENCH_WORKLOAD  the workload's name as it is in its peers' functions
 *     BENCH_INPUT     the path of its input.h, which has `const void *bench_input(size_t *count)`; may be missing
 *     BENCH_CHECK     results are compared, and nothing is timed
 *
 *     program SECONDS LEAST [--library FILE.so]... [PEER]...
 *
 * SECONDS is what each side may take in all, and LEAST how often it is measured at least.
 */
#include <dlfcn.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow.h"
#include "hand.h"
#include "ops.h"
#include "peer.h"
#include "sides.h"
#ifdef BENCH_INPUT
#include BENCH_INPUT
#endif

#ifdef BENCH_CHECK
struct bench_seen bench_seen;
static const enum bench_barrier barrier = BENCH_CHECKED;
#elif defined BENCH_STORED
static const enum bench_barrier barrier = BENCH_STORED_BARRIER;
#else
static const enum bench_barrier barrier = BENCH_REGISTER_BARRIER;
#endif

static struct bench_run fresh_run(void)
{
    struct bench_run run = {.repeat = barrier == BENCH_CHECKED ? 1 : BENCH_REPEAT, .barrier = barrier, .cpu_time = bench_cpu_time};

#ifdef BENCH_INPUT
    run.input = bench_input(&run.count);
#endif
#ifdef BENCH_CHECK
    bench_seen = (struct bench_seen){0, 0};
#endif
    return run;
}

static void finish(struct bench_run *run)
{
    (void)run;
#ifdef BENCH_CHECK
    run->seen = bench_seen.count;
    run->sum = bench_seen.sum;
#endif
}

/* Each run has a flow of its own; to make and to free them is not timed. */
static void by_leat(struct bench_run *run)
{
    struct flow *flows[BENCH_AT_A_TIME];

    run->seconds = 0;
    for (uint32_t done = 0, some; done < run->repeat; done += some) {
        double start;

        some = run->repeat - done < BENCH_AT_A_TIME ? run->repeat - done : BENCH_AT_A_TIME;
        for (uint32_t i = 0; i < some; i++)
            flows[i] = flow_new(NULL);
        start = bench_cpu_time();
        for (uint32_t i = 0; i < some; i++)
            flow_end(flows[i]);
        run->seconds += bench_cpu_time() - start;
        for (uint32_t i = 0; i < some; i++)
            flow_free(flows[i]);
    }
    finish(run);
}

static void in_c(struct bench_run *run)
{
    double start = bench_cpu_time();

    for (uint32_t i = 0; i < run->repeat; i++)
        by_hand();
    run->seconds = bench_cpu_time() - start;
    finish(run);
}

/* The peer's function in one of the libraries, or NULL. */
static bench_side find(void **libraries, int count, const char *peer)
{
    char symbol[256];
    bench_side side = NULL;

    snprintf(symbol, sizeof symbol, "leat_peer_" BENCH_WORKLOAD "_%s", peer);
    for (int i = 0; i < count && !side; i++)
        *(void **)&side = dlsym(libraries[i], symbol);
    return side;
}

static void *open_library(const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);

    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    return library;
}

int main(int argc, char **argv)
{
    struct bench_sides sides = {.fresh_run = fresh_run, .seconds = argc > 1 ? atof(argv[1]) : 1, .least = argc > 2 ? atoi(argv[2]) : 5};
    void *libraries[8];
    int opened = 0;

    /* Short runs are of a process that goes on: nobody pays for pages that the run before had given back. */
    if (BENCH_REPEAT > 1) {
        mallopt(M_TRIM_THRESHOLD, 1 << 30);
        mallopt(M_MMAP_THRESHOLD, 32 << 20);
    }

    bench_add_side(&sides, "Leat", by_leat);
    bench_add_side(&sides, "hand", in_c);
    for (int i = 3; i < argc; i++)
        if (strcmp(argv[i], "--library") == 0 && i + 1 < argc && opened < 8)
            libraries[opened++] = open_library(argv[++i]);
        else
            bench_add_side(&sides, argv[i], find(libraries, opened, argv[i]));
    return barrier == BENCH_CHECKED ? bench_compare(&sides, BENCH_ELEMENTS) : bench_measure(&sides);
}
