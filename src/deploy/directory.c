#define _GNU_SOURCE
#include "deploy/directory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

#define PREFIX "leat-"
/* A directory without a lock is being made, or its maker died in between: then it is old. */
#define UNLOCKED_AGE_MAX 60

/* True when a directory of this user belongs to no deployment that is alive. */
static bool is_stale(const char *path)
{
    struct stat status;
    bool stale = false;

    if (lstat(path, &status) < 0 || !S_ISDIR(status.st_mode) || status.st_uid != geteuid())
        return false;
    char *lock = leat__path_join(path, "lock");
    int fd = open(lock, O_RDWR | O_CLOEXEC | O_NOFOLLOW);

    if (fd >= 0) {
        stale = flock(fd, LOCK_EX | LOCK_NB) == 0;
        close(fd);
    } else if (errno == ENOENT) {
        stale = time(NULL) - status.st_mtime > UNLOCKED_AGE_MAX;
    }
    free(lock);
    return stale;
}

/* The names that leat__directory_make() gives: the prefix, and six characters. */
static bool is_ours(const char *name)
{
    return strncmp(name, PREFIX, strlen(PREFIX)) == 0 && strlen(name) == strlen(PREFIX) + 6;
}

static void sweep(const char *base)
{
    DIR *folder = opendir(base);

    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (!is_ours(entry->d_name))
            continue;
        char *path = leat__path_join(base, entry->d_name);

        if (is_stale(path))
            leat__remove_tree(path);
        free(path);
    }
    if (folder)
        closedir(folder);
}

/* Makes one in `base`; 0 or -errno. */
static int make_in(const char *base, struct leat__directory *directory)
{
    char *path = leat__format("%s/" PREFIX "XXXXXX", base);
    int error = 0;

    if (strlen(path) > LEAT__DIRECTORY_LENGTH_MAX) {
        error = -ENAMETOOLONG;
    } else if (!mkdtemp(path)) {
        error = -errno;
    } else {
        /* It gets its name when it is locked: another run, which looks for stale ones, must not find it unlocked. */
        char *lock = leat__path_join(path, "lock");
        char *unlocked = leat__path_join(path, "unlocked");

        directory->lock = open(unlocked, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (directory->lock < 0 || flock(directory->lock, LOCK_EX | LOCK_NB) < 0 || rename(unlocked, lock) < 0) {
            error = -errno;
            leat__remove_tree(path);
        }
        free(lock);
        free(unlocked);
    }
    if (error)
        free(path);
    else
        directory->path = path;
    return error;
}

int leat__directory_make(struct leat__directory *directory)
{
    const char *bases[] = {getenv("XDG_RUNTIME_DIR"), getenv("TMPDIR"), "/tmp"};
    int error = -ENOENT;

    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        if (!bases[i] || bases[i][0] != '/')
            continue;
        error = make_in(bases[i], directory);
        if (!error) {
            sweep(bases[i]);
            return 0;
        }
    }
    return error;
}

void leat__directory_remove(struct leat__directory *directory)
{
    if (!directory->path)
        return;
    leat__remove_tree(directory->path);
    close(directory->lock);
    free(directory->path);
    directory->path = NULL;
}
