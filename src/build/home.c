#define _GNU_SOURCE
#include "build/home.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "build/report.h"

/* `root/a/b`, if that file is there; else NULL. */
static char *file_in(const char *root, const char *folder, const char *name)
{
    char *path = leat__format("%s/%s%s%s", root, folder, *folder ? "/" : "", name);

    if (leat__file_exists(path))
        return path;
    free(path);
    return NULL;
}

/* All files of one root, whose archives are in one of the folders; false: they are not all there. */
static bool look_in(const char *root, struct leat__home *home)
{
    static const char *const folders[] = {"build", "lib/leat", "lib", ""};
    char *header = file_in(root, "include", "leat/leat.h");

    for (size_t i = 0; header && i < sizeof folders / sizeof *folders; i++) {
        home->libleat = file_in(root, folders[i], "libleat.a");
        home->libleat_rt = file_in(root, folders[i], "libleat_rt.a");
        if (home->libleat && home->libleat_rt) {
            home->root = leat__strdup(root);
            home->leat_so = file_in(root, folders[i], "leat.so");
            home->program_o = file_in(root, folders[i], "leat_program.o");
            home->include = leat__format("%s/include", root);
            free(header);
            return true;
        }
        free(home->libleat);
        free(home->libleat_rt);
    }
    free(header);
    return false;
}

/* The directory above that of the executable: of PREFIX/bin/leat, and of build/leat in a source tree. */
static bool look_beside_executable(struct leat__home *home)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    bool found = false;

    if (length <= 0)
        return false;
    path[length] = '\0';
    char *directory = leat__path_directory(path);

    /* Tests stand one folder deeper in the build tree, examples may as well. */
    for (int depth = 0; !found && depth < 3 && strcmp(directory, "/") != 0; depth++) {
        char *above = leat__path_directory(directory);

        free(directory);
        directory = above;
        found = look_in(directory, home);
    }
    free(directory);
    return found;
}

const struct leat__home *leat__home(const char *recorded)
{
    static struct leat__home home;
    const char *named = getenv("LEAT_HOME");

    if (home.root)
        return &home;
    if (named && *named) {
        if (look_in(named, &home))
            return &home;
        leat__report_error("LEAT0322", "unset it, or set it to where Leat was built or installed",
                           "LEAT_HOME is '%s', and Leat's headers and archives are not there", named);
        return NULL;
    }
    if ((recorded && *recorded && look_in(recorded, &home)) || look_beside_executable(&home) ||
        look_in("/usr/local", &home) || look_in("/usr", &home))
        return &home;
    leat__report_error("LEAT0322",
                       "install Leat (`make install`), or set LEAT_HOME to where it was built; "
                       "`leat doctor` looks at everything",
                       "Leat's headers and archives (leat/leat.h, libleat.a, libleat_rt.a) are nowhere");
    return NULL;
}
