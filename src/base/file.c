#define _GNU_SOURCE
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

/* Reads to the end. */
static int read_all(int fd, struct leat__text *into)
{
    for (;;) {
        char *room = leat__text_room(into, 64 * 1024);
        ssize_t got = read(fd, room, 64 * 1024);

        if (got > 0) {
            into->length += (size_t)got;
            continue;
        }
        room[0] = '\0';
        if (got == 0)
            return 0;
        if (errno != EINTR)
            return -errno;
    }
}

int leat__file_read(const char *path, struct leat__text *into)
{
    size_t before = into->length;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    int error;

    if (fd < 0)
        return -errno;
    /* Room for all of it at once, where the size is known. */
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
        leat__text_room(into, (size_t)status.st_size + 64 * 1024);
    error = read_all(fd, into);
    close(fd);
    if (error) {
        into->length = before;
        leat__text_room(into, 0)[0] = '\0';
    }
    return error;
}

static int write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(fd, bytes, length);

        if (put < 0) {
            if (errno == EINTR)
                continue;
            return -errno;
        }
        bytes += put;
        length -= (size_t)put;
    }
    return 0;
}

/* Fills a new file. The mode is set before the contents, as others may read it once it is renamed. */
static int fill(int fd, const void *bytes, size_t length, mode_t mode)
{
    int error = write_all(fd, bytes, length);

    if (!error && fchmod(fd, mode) < 0)
        error = -errno;
    /* A full disk may show only now. */
    if (close(fd) < 0 && !error)
        error = -errno;
    return error;
}

int leat__file_write(const char *path, const void *bytes, size_t length, mode_t mode)
{
    char *temporary = leat__format("%s.XXXXXX", path);
    int fd = mkostemp(temporary, O_CLOEXEC);
    int error;

    if (fd < 0) {
        error = -errno;
    } else {
        error = fill(fd, bytes, length, mode);
        if (!error && rename(temporary, path) < 0)
            error = -errno;
        if (error)
            unlink(temporary);
    }
    free(temporary);
    return error;
}

int leat__file_copy(const char *from, const char *to, mode_t mode)
{
    struct leat__text contents = {0};
    int error = leat__file_read(from, &contents);

    if (!error)
        error = leat__file_write(to, contents.data, contents.length, mode);
    leat__text_release(&contents);
    return error;
}

bool leat__file_exists(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

static bool is_directory(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int make_one(const char *path, mode_t mode)
{
    if (mkdir(path, mode) == 0)
        return 0;

    int error = errno;

    /* A directory above that may not be written to, or a read-only file system, is fine if it exists. */
    return is_directory(path) ? 0 : -error;
}

int leat__make_directories(const char *path, mode_t mode)
{
    char *partial = leat__strdup(path);
    int error = 0;

    for (char *at = partial; *at && !error; at++) {
        if (*at != '/' || at == partial || at[-1] == '/')
            continue;
        *at = '\0';
        error = make_one(partial, mode);
        *at = '/';
    }
    if (!error)
        error = make_one(partial, mode);
    free(partial);
    return error;
}

static int remove_in(int directory, const char *name);

/* Removes what is in a directory, then closes it. Goes on after a failure, and returns the first. */
static int empty_directory(DIR *directory)
{
    struct dirent *entry;
    int error = 0;

    while ((entry = readdir(directory))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;

        int failed = remove_in(dirfd(directory), entry->d_name);

        error = error ? error : failed;
    }
    closedir(directory);
    return error;
}

static int remove_in(int directory, const char *name)
{
    if (unlinkat(directory, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno != EISDIR && errno != EPERM)
        return -errno;

    int reason = errno;
    int fd = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (fd < 0)
        return errno == ENOTDIR || errno == ELOOP ? -reason : -errno;

    DIR *inside = fdopendir(fd);

    if (!inside) {
        reason = errno;
        close(fd);
        return -reason;
    }

    int error = empty_directory(inside);

    if (unlinkat(directory, name, AT_REMOVEDIR) < 0 && errno != ENOENT && !error)
        error = -errno;
    return error;
}

int leat__remove_tree(const char *path)
{
    return remove_in(AT_FDCWD, path);
}

char *leat__path_join(const char *directory, const char *name)
{
    size_t length = strlen(directory);

    if (name[0] == '/' || length == 0)
        return leat__strdup(name);
    return leat__format("%s%s%s", directory, directory[length - 1] == '/' ? "" : "/", name);
}

/* Drops `.` and empty components of an absolute path, in place. */
static void tidy(char *path)
{
    char *to = path;

    for (const char *from = path; *from;) {
        size_t length = strcspn(++from, "/"); /* at a slash: the component begins behind it */

        if (length > 0 && !(length == 1 && *from == '.')) {
            *to++ = '/';
            memmove(to, from, length);
            to += length;
        }
        from += length;
    }
    if (to == path)
        *to++ = '/';
    *to = '\0';
}

char *leat__path_absolute(const char *path)
{
    char *absolute;

    if (path[0] == '/') {
        absolute = leat__strdup(path);
    } else {
        char *here = getcwd(NULL, 0);

        /* A working directory that was removed has no name; what is relative to it fails later, by name. */
        absolute = here ? leat__format("%s/%s", here, path) : leat__format("/%s", path);
        free(here);
    }
    tidy(absolute);
    return absolute;
}

char *leat__path_directory(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return leat__strdup(".");
    return leat__strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

const char *leat__path_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}
