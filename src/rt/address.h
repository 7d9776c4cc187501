/*
 * address.h: "unix:PATH" as a socket address, however long the path is.
 */
#ifndef LEAT_RT_ADDRESS_H
#define LEAT_RT_ADDRESS_H

#include <sys/socket.h>
#include <sys/un.h>

struct leat__address {
    struct sockaddr_un socket;
    socklen_t length;
    int directory; /* held open where the path is longer than an address can be; else -1 */
};

/*
 * Returns 0, or a negative errno: -EINVAL for what is no unix:PATH. A path of more than 107 bytes goes
 * by its directory's descriptor (/proc/self/fd/N/NAME), so only its last part is limited.
 */
int leat__address_of(const char *text, struct leat__address *address);
void leat__address_release(struct leat__address *address);

#endif
