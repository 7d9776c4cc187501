/*
 * coroutine.h: stacks to run on, beside the one that main() got.
 *
 * A location's turn runs on one, so that it can stand still where it is while the loop goes on; each
 * source with a body of its own has another. Stacks lie between guard pages: running over the end is
 * a SIGSEGV. They are made and switched in one thread.
 */
#ifndef LEAT_RT_COROUTINE_H
#define LEAT_RT_COROUTINE_H

#include <stdbool.h>
#include <stddef.h>

#if defined(LEAT_COROUTINE_UCONTEXT) || !(defined(__x86_64__) || defined(__aarch64__))
#define LEAT__UCONTEXT 1
#include <ucontext.h>
#else
#define LEAT__UCONTEXT 0
#endif

#define LEAT__STACK_SIZE ((size_t)8 << 20) /* address space: only what is touched takes memory */

/* Where a stack stands. All zero, it can be switched from; it lives until it was switched to again. */
struct leat__context {
    void *stack_pointer;
    const void *low; /* for ASan: the stack's bounds, and its stand-in for frames */
    size_t size;
    void *fake_stack;
#if LEAT__UCONTEXT
    ucontext_t ucontext;
#endif
};

/* Stands still in `from` and goes on in `to`, which was switched from before. */
void leat__context_switch(struct leat__context *from, struct leat__context *to);

struct leat_coroutine {
    struct leat__context self;   /* where it stands, while another runs */
    struct leat__context caller; /* where leat__coroutine_enter() was called */
    void (*body)(void *argument);
    void *argument;
    bool returned;
    struct leat_coroutine *next; /* while it waits to be used again */
};

/* One that will run body(argument) when it is entered. */
struct leat_coroutine *leat__coroutine_new(void (*body)(void *argument), void *argument);

/* Runs it until it leaves, or its body returns (then false: it can only be freed). */
bool leat__coroutine_enter(struct leat_coroutine *coroutine);

/* On the coroutine itself: back to whoever entered it. */
void leat__coroutine_leave(struct leat_coroutine *coroutine);

/* Not while it runs. What its frames held is not released. */
void leat__coroutine_free(struct leat_coroutine *coroutine);

#endif
