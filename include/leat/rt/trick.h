/*
 * trick.h: what was left out by `--without`, asked at run time. tricks.def is the list.
 */
#ifndef LEAT_RT_TRICK_H
#define LEAT_RT_TRICK_H

#include <stdbool.h>

enum leat_trick {
#define LEAT_TRICK(constant, name, help) LEAT_TRICK_##constant,
#include "../tricks.def"
#undef LEAT_TRICK
    LEAT_TRICKS
};

/* Whether the program that runs on this thread was built without it. Outside of a run nothing is left out. */
bool leat_trick_is_off(enum leat_trick trick);

/* Before the loop of a range whose elements take a few instructions each (src/lower/unroll.c says which). */
#ifdef __clang__
#define LEAT_UNROLLED _Pragma("clang loop unroll_count(8)")
#else
#define LEAT_UNROLLED _Pragma("GCC unroll 8")
#endif

/* A function of its own with such a loop in it: gcc makes vectors of it also where it does not know how often it turns,
   and adds up in several registers. */
#if defined __clang__ || defined LEAT_WITHOUT_VECTORIZE
#define LEAT_VECTORIZED __attribute__((noinline))
#else
#define LEAT_VECTORIZED \
    __attribute__((noinline, optimize("tree-vectorize", "vect-cost-model=dynamic", "variable-expansion-in-unroller")))
#endif

#endif
