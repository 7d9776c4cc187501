#define _GNU_SOURCE
#include "build/compiler.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/vector.h"
#include "build/job.h"
#include "build/report.h"

/* The path of an executable as execvp() would find it; NULL: there is none. To be released with free(). */
static char *search(const char *name)
{
    const char *path = getenv("PATH");

    if (strchr(name, '/'))
        return access(name, X_OK) == 0 ? leat__path_absolute(name) : NULL;
    for (path = path ? path : "/usr/bin:/bin"; *path;) {
        size_t length = strcspn(path, ":");
        char *candidate = leat__format("%.*s/%s", length ? (int)length : 1, length ? path : ".", name);
        struct stat status;

        if (stat(candidate, &status) == 0 && S_ISREG(status.st_mode) && access(candidate, X_OK) == 0) {
            char *absolute = leat__path_absolute(candidate);

            free(candidate);
            return absolute;
        }
        free(candidate);
        path += length + (path[length] == ':');
    }
    return NULL;
}

/*
 * Size, time and inode of the file behind the links stand for the version: an upgrade changes them, and
 * asking the compiler would cost a process. Variables that change what it finds count as well.
 */
static struct leat__digest identify(const char *path, const char *real)
{
    static const char *const variables[] = {"CPATH",        "C_INCLUDE_PATH",  "LIBRARY_PATH",
                                            "COMPILER_PATH", "GCC_EXEC_PREFIX", "SOURCE_DATE_EPOCH"};
    struct leat__hash *hash = leat__hash_new();
    struct leat__digest digest;
    struct stat status = {0};

    leat__hash_string(hash, path);
    leat__hash_string(hash, real);
    if (stat(real, &status) == 0) {
        leat__hash_number(hash, (uint64_t)status.st_size);
        leat__hash_number(hash, (uint64_t)status.st_ino);
        leat__hash_number(hash, (uint64_t)status.st_mtim.tv_sec);
        leat__hash_number(hash, (uint64_t)status.st_mtim.tv_nsec);
    }
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);

        leat__hash_string(hash, value ? value : "");
    }
    digest = leat__hash_128(hash);
    leat__hash_free(hash);
    return digest;
}

static struct leat__compiler *look(const char *name)
{
    static struct compilers leat__vector(struct leat__compiler *) known;
    char real[PATH_MAX];

    for (size_t i = 0; i < known.count; i++)
        if (strcmp(known.items[i]->name, name) == 0)
            return known.items[i];
    char *path = search(name);

    if (!path || !realpath(path, real)) {
        free(path);
        return NULL;
    }
    struct leat__compiler *compiler = leat__alloc(sizeof *compiler);

    compiler->name = leat__strdup(name);
    compiler->path = path;
    if (strstr(leat__path_name(real), "clang") || strstr(leat__path_name(path), "clang"))
        compiler->kind = LEAT__CLANG;
    else if (strstr(leat__path_name(real), "gcc"))
        compiler->kind = LEAT__GCC;
    compiler->identity = identify(path, real);
    leat__vector_push(&known, compiler);
    return compiler;
}

bool leat__compiler_is_clang(const struct leat__compiler *compiler)
{
    static const struct leat__compiler *asked;
    static bool answer;

    if (compiler->kind != LEAT__OTHER_COMPILER || asked == compiler)
        return compiler->kind == LEAT__CLANG || (asked == compiler && answer);
    struct leat__job job = {0};

    leat__vector_push(&job.words, compiler->path);
    leat__vector_push(&job.words, "--version");
    asked = compiler;
    answer = leat__jobs_run(&job, 1, 1) && strstr(leat__text_string(&job.output), "clang");
    leat__vector_release(&job.words);
    leat__text_release(&job.output);
    leat__text_release(&job.errors);
    return answer;
}

const struct leat__compiler *leat__compiler_look(const char *name)
{
    static const char *const usual[] = {"cc", "gcc", "clang"};
    const struct leat__compiler *found = NULL;
    const char *chosen = getenv("CC");

    if (name && *name)
        return look(name);
    if (chosen && *chosen)
        return look(chosen);
    for (size_t i = 0; !found && i < sizeof usual / sizeof *usual; i++)
        found = look(usual[i]);
    return found;
}

const struct leat__compiler *leat__compiler_find(const char *name)
{
    static const char help[] = "install one (Debian: apt-get install gcc libc6-dev), or name one: "
                               "CC=/path/to/cc; `leat doctor` looks at everything";
    const struct leat__compiler *found = leat__compiler_look(name);
    const char *chosen = name && *name ? name : getenv("CC");

    if (!found && chosen && *chosen)
        leat__report_error("LEAT0320", help, "there is no C compiler '%s'", chosen);
    else if (!found)
        leat__report_error("LEAT0320", help, "there is no C compiler: neither cc nor gcc nor clang is in PATH");
    return found;
}
