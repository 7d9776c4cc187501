/*
 * address.h: "unix:PATH" and "tcp:HOST:PORT" as socket addresses.
 */
#ifndef LEAT_RT_ADDRESS_H
#define LEAT_RT_ADDRESS_H

#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

struct leat__address {
    union {
        struct sockaddr any;
        struct sockaddr_un path;
        struct sockaddr_in ip4;
        struct sockaddr_in6 ip6;
    } socket;
    socklen_t length;
    int directory; /* held open where the path is longer than an address can be; else -1 */
};

/*
 * Returns 0, or a negative errno: -EINVAL for what is neither. HOST is a number: 127.0.0.1, or [::1]; nobody is asked
 * for names. A path of more than 107 bytes goes by its directory's descriptor (/proc/self/fd/N/NAME), so only its
 * last part is limited.
 */
int leat__address_of(const char *text, struct leat__address *address);
void leat__address_release(struct leat__address *address);

/* "tcp:127.0.0.1:41234" of a bound socket, where it is one of TCP; else an empty text. */
void leat__address_bound(int descriptor, char *text, size_t size);

#endif
