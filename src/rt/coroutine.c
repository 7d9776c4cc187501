#include "coroutine.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fail.h"

enum { CACHED_MOST = 8 };

/*
 * Weak, so that one uninstrumented library serves programs with and without ASan, which must know on
 * which stack we are.
 */
void __sanitizer_start_switch_fiber(void **save, const void *low, size_t size) __attribute__((weak));
void __sanitizer_finish_switch_fiber(void *save, const void **low, size_t *size) __attribute__((weak));
void __asan_unpoison_memory_region(const volatile void *address, size_t size) __attribute__((weak));

static struct leat__context *context_left; /* by the switch that is under way */

/* On the stack that was switched to: tells ASan, and learns the bounds of the stack that was left. */
static void arrive(void *fake_stack)
{
    if (__sanitizer_finish_switch_fiber)
        __sanitizer_finish_switch_fiber(fake_stack, &context_left->low, &context_left->size);
}

static void leave_for(struct leat__context *from, const struct leat__context *to, bool for_ever)
{
    context_left = from;
    if (__sanitizer_start_switch_fiber)
        __sanitizer_start_switch_fiber(for_ever ? NULL : &from->fake_stack, to->low, to->size);
}

static void run_body(struct leat_coroutine *coroutine);

/* ---- the switch itself ---- */

#if LEAT__UCONTEXT

static void jump(struct leat__context *from, struct leat__context *to)
{
    if (swapcontext(&from->ucontext, &to->ucontext) != 0)
        leat__fail_memory(0);
}

/* makecontext passes ints only. */
static void start(unsigned high, unsigned low)
{
    run_body((struct leat_coroutine *)(((uintptr_t)high << 32) | low));
}

static void prepare(struct leat_coroutine *coroutine, void *low, size_t size)
{
    ucontext_t *ucontext = &coroutine->self.ucontext;
    uint64_t address = (uintptr_t)coroutine;

    getcontext(ucontext);
    ucontext->uc_stack.ss_sp = low;
    ucontext->uc_stack.ss_size = size;
    ucontext->uc_link = NULL;
    makecontext(ucontext, (void (*)(void))start, 2, (unsigned)(address >> 32), (unsigned)address);
}

#else

/*
 * Saves what a called function must preserve on the stack that is left, and its place in *save; then
 * takes the same from the other stack. A fresh stack looks as if it had been left in leat__context_start,
 * which calls f(argument) and has no caller: unwinding ends there.
 */
void leat__context_jump(void **save, void *target);
void leat__context_start(void);

#if defined(__x86_64__)
__asm__(".text\n"
        ".p2align 4\n"
        ".globl leat__context_jump\n"
        ".hidden leat__context_jump\n"
        ".type leat__context_jump, @function\n"
        "leat__context_jump:\n"
        "    endbr64\n"
        "    pushq %rbp\n"
        "    pushq %rbx\n"
        "    pushq %r12\n"
        "    pushq %r13\n"
        "    pushq %r14\n"
        "    pushq %r15\n"
        "    subq $8, %rsp\n"
        "    stmxcsr (%rsp)\n"
        "    fnstcw 4(%rsp)\n"
        "    movq %rsp, (%rdi)\n"
        "    movq %rsi, %rsp\n"
        "    ldmxcsr (%rsp)\n"
        "    fldcw 4(%rsp)\n"
        "    addq $8, %rsp\n"
        "    popq %r15\n"
        "    popq %r14\n"
        "    popq %r13\n"
        "    popq %r12\n"
        "    popq %rbx\n"
        "    popq %rbp\n"
        "    ret\n"
        ".size leat__context_jump, .-leat__context_jump\n"
        ".p2align 4\n"
        ".globl leat__context_start\n"
        ".hidden leat__context_start\n"
        ".type leat__context_start, @function\n"
        "leat__context_start:\n"
        "    .cfi_startproc\n"
        "    .cfi_undefined rip\n"
        "    endbr64\n"
        "    movq %r12, %rdi\n"
        "    callq *%r13\n"
        "    ud2\n"
        "    .cfi_endproc\n"
        ".size leat__context_start, .-leat__context_start\n");

static void prepare(struct leat_coroutine *coroutine, void *low, size_t size)
{
    /* Popped by jump: the two control words, r15, r14, r13, r12, rbx, rbp, and where it returns to. */
    uint64_t *at = (uint64_t *)((char *)low + size) - 10;

    at[0] = 0x0000037f00001f80; /* as a process starts with: all floating point exceptions masked */
    at[1] = at[2] = 0;
    at[3] = (uint64_t)(uintptr_t)run_body;
    at[4] = (uint64_t)(uintptr_t)coroutine;
    at[5] = at[6] = 0;
    at[7] = (uint64_t)(uintptr_t)leat__context_start;
    at[8] = at[9] = 0;
    coroutine->self.stack_pointer = at;
}

#else /* __aarch64__ */
__asm__(".text\n"
        ".p2align 4\n"
        ".globl leat__context_jump\n"
        ".hidden leat__context_jump\n"
        ".type leat__context_jump, %function\n"
        "leat__context_jump:\n"
        "    hint #34\n" /* bti c */
        "    sub sp, sp, #160\n"
        "    stp x19, x20, [sp, #0]\n"
        "    stp x21, x22, [sp, #16]\n"
        "    stp x23, x24, [sp, #32]\n"
        "    stp x25, x26, [sp, #48]\n"
        "    stp x27, x28, [sp, #64]\n"
        "    stp x29, x30, [sp, #80]\n"
        "    stp d8, d9, [sp, #96]\n"
        "    stp d10, d11, [sp, #112]\n"
        "    stp d12, d13, [sp, #128]\n"
        "    stp d14, d15, [sp, #144]\n"
        "    mov x9, sp\n"
        "    str x9, [x0]\n"
        "    mov sp, x1\n"
        "    ldp x19, x20, [sp, #0]\n"
        "    ldp x21, x22, [sp, #16]\n"
        "    ldp x23, x24, [sp, #32]\n"
        "    ldp x25, x26, [sp, #48]\n"
        "    ldp x27, x28, [sp, #64]\n"
        "    ldp x29, x30, [sp, #80]\n"
        "    ldp d8, d9, [sp, #96]\n"
        "    ldp d10, d11, [sp, #112]\n"
        "    ldp d12, d13, [sp, #128]\n"
        "    ldp d14, d15, [sp, #144]\n"
        "    add sp, sp, #160\n"
        "    ret\n"
        ".size leat__context_jump, .-leat__context_jump\n"
        ".p2align 4\n"
        ".globl leat__context_start\n"
        ".hidden leat__context_start\n"
        ".type leat__context_start, %function\n"
        "leat__context_start:\n"
        "    .cfi_startproc\n"
        "    .cfi_undefined x30\n"
        "    hint #36\n" /* bti j */
        "    mov x0, x19\n"
        "    blr x20\n"
        "    brk #0\n"
        "    .cfi_endproc\n"
        ".size leat__context_start, .-leat__context_start\n");

static void prepare(struct leat_coroutine *coroutine, void *low, size_t size)
{
    uint64_t *at = (uint64_t *)((char *)low + size) - 20;

    memset(at, 0, 160);
    at[0] = (uint64_t)(uintptr_t)coroutine;            /* x19 */
    at[1] = (uint64_t)(uintptr_t)run_body;             /* x20 */
    at[11] = (uint64_t)(uintptr_t)leat__context_start; /* x30 */
    coroutine->self.stack_pointer = at;
}
#endif

static void jump(struct leat__context *from, struct leat__context *to)
{
    leat__context_jump(&from->stack_pointer, to->stack_pointer);
}

#endif

void leat__context_switch(struct leat__context *from, struct leat__context *to)
{
    leave_for(from, to, false);
    jump(from, to);
    arrive(from->fake_stack);
}

/* ---- coroutines ---- */

static struct leat_coroutine *cached;
static unsigned cached_count;

/* The first function on a fresh stack; it never returns. */
static void run_body(struct leat_coroutine *coroutine)
{
    arrive(NULL);
    coroutine->body(coroutine->argument);
    coroutine->returned = true;
    leave_for(&coroutine->self, &coroutine->caller, true);
    jump(&coroutine->self, &coroutine->caller);
    __builtin_unreachable();
}

/* A mapping is a guard page, the stack, and on its top the coroutine itself. */
static size_t coroutine_room(void)
{
    return (sizeof(struct leat_coroutine) + 63) & ~(size_t)63;
}

static char *mapping_of(struct leat_coroutine *coroutine, size_t *size)
{
    size_t guard = (size_t)sysconf(_SC_PAGESIZE);

    *size = guard + LEAT__STACK_SIZE;
    return (char *)coroutine + coroutine_room() - *size;
}

static struct leat_coroutine *map_stack(void)
{
    size_t guard = (size_t)sysconf(_SC_PAGESIZE);
    size_t size = guard + LEAT__STACK_SIZE;
    char *mapping =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);

    if (mapping == MAP_FAILED)
        leat__fail_memory(size);
    if (mprotect(mapping, guard, PROT_NONE) != 0)
        leat__fail_memory(guard);
    /* A huge page would make every stack take 2 MiB. Where there are none, this fails, and is not needed. */
    (void)madvise(mapping, size, MADV_NOHUGEPAGE);
    return (struct leat_coroutine *)(void *)(mapping + size - coroutine_room());
}

struct leat_coroutine *leat__coroutine_new(void (*body)(void *argument), void *argument)
{
    struct leat_coroutine *coroutine = cached;
    size_t size;
    char *low;

    if (coroutine) {
        cached = coroutine->next;
        cached_count--;
    } else {
        coroutine = map_stack();
    }
    memset(coroutine, 0, sizeof *coroutine);
    coroutine->body = body;
    coroutine->argument = argument;
    low = mapping_of(coroutine, &size) + (size_t)sysconf(_SC_PAGESIZE);
    size = LEAT__STACK_SIZE - coroutine_room();
    coroutine->self.low = low;
    coroutine->self.size = size;
    prepare(coroutine, low, size);
    return coroutine;
}

bool leat__coroutine_enter(struct leat_coroutine *coroutine)
{
    leat__context_switch(&coroutine->caller, &coroutine->self);
    return !coroutine->returned;
}

void leat__coroutine_leave(struct leat_coroutine *coroutine)
{
    leat__context_switch(&coroutine->self, &coroutine->caller);
}

void leat__coroutine_free(struct leat_coroutine *coroutine)
{
    size_t size;
    char *mapping = mapping_of(coroutine, &size);

    /* Frames that were given up have left their red zones behind. */
    if (__asan_unpoison_memory_region)
        __asan_unpoison_memory_region(mapping + (size_t)sysconf(_SC_PAGESIZE), LEAT__STACK_SIZE);
    if (cached_count == CACHED_MOST) {
        munmap(mapping, size);
        return;
    }
    coroutine->next = cached;
    cached = coroutine;
    cached_count++;
}
