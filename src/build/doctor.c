/*
 * doctor.c: looks at everything that building needs.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "build/build.h"
#include "build/compile.h"

/* One line for each thing; what to do follows where something is missing. */
static bool good(const char *what, const char *value)
{
    printf("ok       %-12s %s\n", what, value);
    return true;
}

static bool bad(const char *what, const char *wrong, const char *remedy)
{
    printf("missing  %-12s %s\n         %-12s remedy: %s\n", what, wrong, "", remedy);
    return false;
}

/* First line of what `compiler --version` prints. */
static bool look_at_compiler(const char *name, bool needed)
{
    const struct leat__compiler *compiler = leat__compiler_look(name);
    struct leat__job job = {0};
    bool works = false;

    if (!compiler && !needed)
        return true;
    if (!compiler)
        return bad("compiler", "neither $CC nor cc, gcc or clang can be run", "apt-get install gcc libc6-dev, or set CC");
    leat__vector_push(&job.words, compiler->path);
    leat__vector_push(&job.words, "--version");
    if (leat__jobs_run(&job, 1, 1) && job.output.length > 0) {
        char *line = leat__format("%s: %.*s", compiler->path, (int)strcspn(job.output.data, "\n"), job.output.data);

        works = good("compiler", line);
        free(line);
    } else {
        works = bad("compiler", compiler->path, "it cannot tell its version: install it again, or set CC");
    }
    leat__vector_release(&job.words);
    leat__text_release(&job.output);
    leat__text_release(&job.errors);
    return works;
}

/* Compiles and links a program of one line, the way programs are linked, in the directory. */
static bool links(const struct leat__compiler *compiler, const char *directory, const char *include,
                  const char *library, struct leat__text *ret_errors)
{
    char *source = leat__path_join(directory, "doctor.c"), *program = leat__path_join(directory, "doctor");
    char *text = leat__format("#include <%s>\nint main(void) { return 0; }\n", include);
    struct leat__job job = {0};
    bool works = leat__file_write(source, text, strlen(text), 0600) == 0;

    leat__vector_push(&job.words, compiler->path);
    leat__vector_push(&job.words, source);
    leat__vector_push(&job.words, "-o");
    leat__vector_push(&job.words, program);
    if (library)
        leat__vector_push(&job.words, library);
    works = works && leat__jobs_run(&job, 1, 1);
    leat__text_append(ret_errors, leat__text_string(&job.errors));
    leat__vector_release(&job.words);
    leat__text_release(&job.output);
    leat__text_release(&job.errors);
    free(text);
    free(source);
    free(program);
    return works;
}

static bool look_at_libraries(void)
{
    const struct leat__compiler *compiler = leat__compiler_look(NULL);
    char directory[] = "/tmp/leat-doctor-XXXXXX";
    struct leat__text errors = {0};
    bool all = true;

    if (!compiler)
        return false;
    if (!mkdtemp(directory))
        return bad("/tmp", strerror(errno), "make it writable");
    if (links(compiler, directory, "stdio.h", NULL, &errors))
        all = good("C library", "a program compiles and links");
    else
        all = bad("C library", "a program of one line does not compile", "apt-get install libc6-dev");
    leat__text_clear(&errors);
    if (links(compiler, directory, "uv.h", "-luv", &errors))
        good("libuv", "compiles and links");
    else
        all = bad("libuv", "uv.h or libuv.so is not there", "apt-get install libuv1-dev");
    leat__text_release(&errors);
    leat__remove_tree(directory);
    return all;
}

static bool look_at_cache(void)
{
    char *place = leat__cache_place();
    const char *used = leat__cache_directory();
    bool works;

    if (!used)
        works = bad("cache", place, "set XDG_CACHE_HOME to a directory that can be written");
    else if (strcmp(used, place) != 0)
        works = bad("cache", place, "it cannot be written, and another one is used: set XDG_CACHE_HOME");
    else
        works = good("cache", used);
    free(place);
    return works;
}

static bool look_at_tool(const char *name, const char *package, const char *what_for)
{
    char *which = leat__format("%s is not in PATH (needed for %s)", name, what_for);
    char *remedy = leat__format("apt-get install %s", package);
    const struct leat__compiler *found = leat__compiler_look(name);
    bool works = found ? good(name, found->path) : bad(name, which, remedy);

    free(which);
    free(remedy);
    return works;
}

int leat__build_doctor(void)
{
    const struct leat__home *home = leat__home(NULL);
    bool all = home ? good("headers", home->include) && good("libraries", home->libleat)
                    : bad("headers", "leat/leat.h, libleat.a and libleat_rt.a are nowhere",
                          "make install, or set LEAT_HOME to where Leat was built");

    all = look_at_compiler(NULL, true) && all;
    all = look_at_compiler("clang", false) && all;
    all = look_at_libraries() && all;
    all = look_at_tool("addr2line", "binutils", "the lines of crashes") && all;
    all = look_at_cache() && all;
    return all ? 0 : 1;
}
