#define _GNU_SOURCE
#include "address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
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
    length = snprintf(address->socket.path.sun_path, sizeof address->socket.path.sun_path, "/proc/self/fd/%d/%s",
                      address->directory, slash + 1);
    if ((size_t)length >= sizeof address->socket.path.sun_path) {
        leat__address_release(address);
        return -ENAMETOOLONG;
    }
    return 0;
}

static int path_of(const char *path, struct leat__address *address)
{
    address->socket.path.sun_family = AF_UNIX;
    address->length = sizeof address->socket.path;
    if (!*path)
        return -EINVAL;
    if (strlen(path) >= sizeof address->socket.path.sun_path)
        return by_descriptor(path, address);
    strcpy(address->socket.path.sun_path, path);
    return 0;
}

static int port_of(const char *text, in_port_t *port)
{
    char *end;
    unsigned long number = strtoul(text, &end, 10);

    if (*text < '0' || *text > '9' || *end || number > UINT16_MAX)
        return -EINVAL;
    *port = htons((uint16_t)number);
    return 0;
}

/* HOST:PORT */
static int ip_of(const char *text, struct leat__address *address)
{
    const char *colon = strrchr(text, ':');
    char host[INET6_ADDRSTRLEN + 2];
    size_t length = colon ? (size_t)(colon - text) : 0;

    if (!colon || length >= sizeof host)
        return -EINVAL;
    memcpy(host, text, length);
    host[length] = '\0';
    if (host[0] == '[' && host[length - 1] == ']') {
        host[length - 1] = '\0';
        address->socket.ip6.sin6_family = AF_INET6;
        address->length = sizeof address->socket.ip6;
        return inet_pton(AF_INET6, host + 1, &address->socket.ip6.sin6_addr) == 1
                   ? port_of(colon + 1, &address->socket.ip6.sin6_port)
                   : -EINVAL;
    }
    address->socket.ip4.sin_family = AF_INET;
    address->length = sizeof address->socket.ip4;
    return inet_pton(AF_INET, host, &address->socket.ip4.sin_addr) == 1
               ? port_of(colon + 1, &address->socket.ip4.sin_port)
               : -EINVAL;
}

int leat__address_of(const char *text, struct leat__address *address)
{
    memset(address, 0, sizeof *address);
    address->directory = -1;
    if (strncmp(text, "unix:", 5) == 0)
        return path_of(text + 5, address);
    if (strncmp(text, "tcp:", 4) == 0)
        return ip_of(text + 4, address);
    return -EINVAL;
}

void leat__address_release(struct leat__address *address)
{
    if (address->directory >= 0)
        close(address->directory);
    address->directory = -1;
}

void leat__address_bound(int descriptor, char *text, size_t size)
{
    struct leat__address address;
    char host[INET6_ADDRSTRLEN];

    address.length = sizeof address.socket;
    text[0] = '\0';
    if (getsockname(descriptor, &address.socket.any, &address.length) != 0)
        return;
    if (address.socket.any.sa_family == AF_INET)
        snprintf(text, size, "tcp:%s:%u", inet_ntop(AF_INET, &address.socket.ip4.sin_addr, host, sizeof host),
                 ntohs(address.socket.ip4.sin_port));
    else if (address.socket.any.sa_family == AF_INET6)
        snprintf(text, size, "tcp:[%s]:%u", inet_ntop(AF_INET6, &address.socket.ip6.sin6_addr, host, sizeof host),
                 ntohs(address.socket.ip6.sin6_port));
}
