#define _GNU_SOURCE
#include "address.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int by_descriptor(const char *path, struct leat__address *address)
{
    const char *slash = strrchr(path, '/');
    char directory[PATH_MAX];
    int length;

    if (!slash || (size_t)(slash - path) >= sizeof directory)
        return -ENAMETOOLONG;
    memcpy(directory, path, (size_t)(slash - path));
    directory[slash - path] = '\0';
    address->directory = open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (address->directory < 0)
        return -errno;
    length = snprintf(address->socket.sun_path, sizeof address->socket.sun_path, "/proc/self/fd/%d/%s",
                      address->directory, slash + 1);
    if ((size_t)length >= sizeof address->socket.sun_path) {
        leat__address_release(address);
        return -ENAMETOOLONG;
    }
    return 0;
}

int leat__address_of(const char *text, struct leat__address *address)
{
    const char *path = text + 5;

    memset(address, 0, sizeof *address);
    address->directory = -1;
    address->socket.sun_family = AF_UNIX;
    address->length = sizeof address->socket;
    if (strncmp(text, "unix:", 5) != 0 || !*path)
        return -EINVAL;
    if (strlen(path) >= sizeof address->socket.sun_path)
        return by_descriptor(path, address);
    strcpy(address->socket.sun_path, path);
    return 0;
}

void leat__address_release(struct leat__address *address)
{
    if (address->directory >= 0)
        close(address->directory);
    address->directory = -1;
}
