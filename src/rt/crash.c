/*
 * crash.c: a quote that crashes is reported by where it did: the program counters of the stack it ran on.
 *
 * The handler runs on a stack of its own (the other may be used up), and touches neither the heap nor any
 * lock. Then it gives the signal back to whoever had it before: the system, or a sanitizer.
 */
#define _GNU_SOURCE
#include <execinfo.h>
#include <link.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <ucontext.h>
#include <unistd.h>

#include "runtime.h"

enum {
    COUNTERS_MOST = 64,
    OWN_FRAMES_MOST = 16, /* of this handler, before those of the crash */
    PATIENCE_MS = 200,
};

static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
static struct sigaction before[sizeof signals / sizeof *signals];
static char stack[256 << 10] __attribute__((aligned(16)));
static int rendezvous = -1;
static uintptr_t base, text_begin, text_end; /* where this program's own code lies */

/* The first object is the program itself. */
static int find_program(struct dl_phdr_info *info, size_t size, void *context)
{
    (void)size;
    (void)context;
    base = info->dlpi_addr;
    text_begin = UINTPTR_MAX;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];

        if (header->p_type != PT_LOAD || !(header->p_flags & PF_X))
            continue;
        if (base + header->p_vaddr < text_begin)
            text_begin = base + header->p_vaddr;
        if (base + header->p_vaddr + header->p_memsz > text_end)
            text_end = base + header->p_vaddr + header->p_memsz;
    }
    return 1;
}

static uintptr_t counter_of(const ucontext_t *context)
{
#if defined(__x86_64__)
    return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (uintptr_t)context->uc_mcontext.pc;
#else
    (void)context;
    return 0;
#endif
}

static char *put_text(char *at, const char *text)
{
    while (*text)
        *at++ = *text++;
    return at;
}

static char *put_number(char *at, uintptr_t number, unsigned radix)
{
    char digits[20];
    size_t count = 0;

    do {
        digits[count++] = "0123456789abcdef"[number % radix];
        number /= radix;
    } while (number);
    while (count)
        *at++ = digits[--count];
    return at;
}

/*
 * Writes "crash SIGNAL PC ..." and returns its length. The innermost counter is where it crashed; the others are
 * where calls return to. Only what lies in this program: nobody can look up the rest.
 */
static size_t describe(char *line, int number, uintptr_t crashed_at)
{
    void *counters[COUNTERS_MOST + OWN_FRAMES_MOST];
    int count = backtrace(counters, COUNTERS_MOST + OWN_FRAMES_MOST);
    int first = 0, told = 0;
    char *at = put_text(line, "crash ");

    at = put_number(at, (uintptr_t)number, 10);
    while (first < count && (uintptr_t)counters[first] != crashed_at)
        first++;
    if (first == count) { /* the stack cannot be walked past the handler */
        counters[0] = (void *)crashed_at;
        first = 0;
        count = 1;
    }
    for (int i = first; i < count && told < COUNTERS_MOST; i++) {
        uintptr_t counter = (uintptr_t)counters[i];

        if (counter < text_begin || counter >= text_end)
            continue;
        /* Where the crash itself is in a library, the innermost is a call, too: its last byte. */
        if (told == 0 && i > first)
            counter--;
        *at++ = ' ';
        at = put_number(at, counter - base, 16);
        told++;
    }
    *at++ = '\n';
    return (size_t)(at - line);
}

static void report(const char *line, size_t length)
{
    struct pollfd one = {.fd = rendezvous, .events = POLLOUT};

    while (length > 0 && poll(&one, 1, PATIENCE_MS) == 1) {
        ssize_t count = send(rendezvous, line, length, MSG_NOSIGNAL | MSG_DONTWAIT);

        if (count <= 0)
            return;
        line += count;
        length -= (size_t)count;
    }
}

/* Its thread has told the deployer, who may say `stop` to another before the process is dead. */
static volatile sig_atomic_t crashing;

void leat__crash_wait(void)
{
    while (crashing)
        pause();
}

static void on_crash(int number, siginfo_t *info, void *context)
{
    char line[32 + COUNTERS_MOST * 18];

    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &before[i], NULL);
    if (!crashing) {
        crashing = 1;
        leat__end_rescue();
        if (rendezvous >= 0)
            report(line, describe(line, number, counter_of(context)));
    }
    /* A fault comes again when this returns. What was sent must be sent again. */
    if (info->si_code <= 0)
        raise(number);
}

/*
 * Weak: a sanitized program has it, others do not. What a sanitizer finds is no signal: it prints, calls
 * this, and ends the process.
 */
void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static void on_sanitizer(void)
{
    static const char line[] = "failed own a%20sanitizer%20has%20found%20an%20error\n";

    crashing = 1;
    leat__end_rescue();
    if (rendezvous >= 0)
        report(line, sizeof line - 1);
}

void leat__crash_prepare(int descriptor)
{
    struct sigaction action = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    void *counters[1];

    rendezvous = descriptor;
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(on_sanitizer);
    dl_iterate_phdr(find_program, NULL);
    /* Its first call loads a library, which the handler must not. */
    (void)backtrace(counters, 1);
    sigaltstack(&alternate, NULL);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, &before[i]);
}
