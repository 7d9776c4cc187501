/*
 * timed_cc.c: stands in for the C compiler, and notes when it worked: a line `BEGIN END MODE` in $TIMED_CC_LOG, in
 * seconds of the steady clock, MODE `compile`, `link`, or `ask` (about itself). The compiler is $TIMED_CC.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static const char *mode_of(char **words)
{
    const char *mode = "ask";

    for (; *words; words++) {
        if (strcmp(*words, "-c") == 0)
            return "compile";
        if (strcmp(*words, "-o") == 0)
            mode = "link";
    }
    return mode;
}

int main(int argc, char **argv)
{
    char *compiler = getenv("TIMED_CC");
    const char *path = getenv("TIMED_CC_LOG");
    double begin = now();
    char line[128];
    int status, log, length;
    pid_t child;

    (void)argc;
    argv[0] = compiler; /* it looks for its parts beside itself */
    if (!compiler || !path || posix_spawnp(&child, compiler, NULL, NULL, argv, environ) != 0)
        return 127;
    while (waitpid(child, &status, 0) < 0)
        ;
    length = snprintf(line, sizeof line, "%.6f %.6f %s\n", begin, now(), mode_of(argv + 1));
    log = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (log < 0 || write(log, line, (size_t)length) != length)
        return 127;
    close(log);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}
