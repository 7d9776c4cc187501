/*
 * bulk.c: a ring in shared memory beside a Unix socket. One end writes, one reads; each changes only its own count of bytes.
 *
 * Who sleeps says so in the ring, and looks once more; who has changed a count looks whether the other sleeps. Both
 * are in sequential order, so that one of the two sees the other.
 */
#define _GNU_SOURCE
#include "bulk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "leat/rt/run.h"
#include "leat/rt/trick.h"

enum {
    RING_SIZE = 512 << 10, /* a power of two */
    HEAD_SIZE = 4096,
    OFFER_AFTER = 2 << 20, /* bytes: a ring takes as long to make as it saves for the next two megabytes */
    OFFER_WITH = 32 << 10, /* who sends less at a time is waited for, and that takes the same either way */
    RINGS_MOST = 32,       /* of a process: half a megabyte each, and with more of them the cache has none of it */
    SEALS = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL,
};

/* What goes through the socket when the ring is there. None of them is part of a control frame. */
enum { TAKEN = 0xa1, WAKE = 0xa2 };

#define NOT_YET UINT64_MAX

struct leat__ring {
    _Atomic uint64_t begins; /* so many bytes of the stream went through the socket */
    _Alignas(64) _Atomic uint64_t written;
    _Atomic bool writer_waits;
    _Alignas(64) _Atomic uint64_t taken;
    _Atomic bool reader_waits;
    _Alignas(HEAD_SIZE) uint8_t bytes[RING_SIZE];
};

static unsigned ring_count; /* of this process, whose loop is in one thread */

_Static_assert(sizeof(struct leat__ring) == HEAD_SIZE + RING_SIZE, "the head is one page");

/* ---- the ring ---- */

static struct leat__ring *map(int memory)
{
    void *mapping = mmap(NULL, sizeof(struct leat__ring), PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);

    if (mapping == MAP_FAILED)
        return NULL;
    ring_count++;
    return mapping;
}

static void unmap(struct leat__ring *ring)
{
    munmap(ring, sizeof *ring);
    ring_count--;
}

/* To make a file larger than this process may is a SIGXFSZ, also where the file is memory. */
static bool may_be_so_large(void)
{
    struct rlimit limit;

    return getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur >= sizeof(struct leat__ring);
}

/* Its size can never change again, or to touch it could be a SIGBUS. */
static int new_memory(struct leat__ring **ring)
{
    int memory = ring_count < RINGS_MOST && may_be_so_large() ? memfd_create("leat ring", MFD_CLOEXEC | MFD_ALLOW_SEALING) : -1;

    if (memory < 0)
        return -1;
    if (ftruncate(memory, sizeof(struct leat__ring)) != 0 || fcntl(memory, F_ADD_SEALS, SEALS) != 0 || !(*ring = map(memory))) {
        close(memory);
        return -1;
    }
    atomic_store(&(*ring)->begins, NOT_YET);
    return memory;
}

static struct leat__ring *take_memory(int memory)
{
    struct stat status;
    int seals;

    if (ring_count == RINGS_MOST || fstat(memory, &status) != 0 || status.st_size != sizeof(struct leat__ring))
        return NULL;
    seals = fcntl(memory, F_GET_SEALS); /* -1, all bits, of what cannot be sealed: a file */
    if (seals < 0 || (seals & SEALS) != SEALS)
        return NULL;
    return map(memory);
}

static ptrdiff_t put(struct leat__ring *ring, const uint8_t *bytes, size_t size)
{
    uint64_t written = atomic_load_explicit(&ring->written, memory_order_relaxed);
    size_t room = RING_SIZE - (size_t)(written - atomic_load_explicit(&ring->taken, memory_order_acquire));
    size_t at = written % RING_SIZE, first = RING_SIZE - at;

    if (room > RING_SIZE) /* nonsense, from a reader that is none of ours */
        return -EPROTO;
    if (size > room)
        size = room;
    if (first > size)
        first = size;
    memcpy(ring->bytes + at, bytes, first);
    memcpy(ring->bytes, bytes + first, size - first);
    atomic_store(&ring->written, written + size);
    return (ptrdiff_t)size;
}

static ptrdiff_t get(struct leat__ring *ring, uint8_t *bytes, size_t size)
{
    uint64_t taken = atomic_load_explicit(&ring->taken, memory_order_relaxed);
    size_t there = (size_t)(atomic_load_explicit(&ring->written, memory_order_acquire) - taken);
    size_t at = taken % RING_SIZE, first = RING_SIZE - at;

    if (there > RING_SIZE)
        return -EPROTO;
    if (size > there)
        size = there;
    if (first > size)
        first = size;
    memcpy(bytes, ring->bytes + at, first);
    memcpy(bytes + first, ring->bytes, size - first);
    atomic_store(&ring->taken, taken + size);
    return (ptrdiff_t)size;
}

/* Also where the counts are nonsense: who then goes on is told so. */
static bool has_room(struct leat__ring *ring)
{
    uint64_t there = atomic_load(&ring->written) - atomic_load(&ring->taken);

    return there <= RING_SIZE / 2 || there > RING_SIZE;
}

/* A full socket wakes the other end as well; one that is closed is seen to be. */
static void wake(const struct leat__bulk *bulk, _Atomic bool *waits)
{
    static const uint8_t byte = WAKE;

    if (atomic_load(waits) && atomic_exchange(waits, false))
        (void)send(bulk->descriptor, &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* ---- a socket's way to it ---- */

void leat__bulk_init(struct leat__bulk *bulk, int descriptor, bool dialled)
{
    *bulk = (struct leat__bulk){.state = LEAT__BULK_MAY,
                                .dialled = dialled,
                                .descriptor = descriptor,
                                .memory = -1,
                                .offer_after = OFFER_AFTER};
}

static void give_up(struct leat__bulk *bulk)
{
    if (bulk->ring)
        unmap(bulk->ring);
    if (bulk->memory >= 0)
        close(bulk->memory);
    bulk->ring = NULL;
    bulk->memory = -1;
    bulk->state = LEAT__BULK_NEVER;
}

void leat__bulk_release(struct leat__bulk *bulk)
{
    if (bulk->state != LEAT__BULK_NEVER)
        give_up(bulk);
}

static ptrdiff_t plain_read(int descriptor, void *bytes, size_t size)
{
    ssize_t count;

    do
        count = recv(descriptor, bytes, size, MSG_DONTWAIT);
    while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

static ptrdiff_t plain_write(int descriptor, const void *bytes, size_t size)
{
    ssize_t count;

    do
        count = send(descriptor, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

/* A descriptor beside bytes. */
union beside {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
};

/* ---- writing ---- */

static ptrdiff_t write_with_offer(struct leat__bulk *bulk, const void *bytes, size_t size)
{
    union beside beside = {{0}};
    struct iovec part = {(void *)(uintptr_t)bytes, size};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = beside.bytes, .msg_controllen = sizeof beside.bytes};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    ssize_t count;

    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &bulk->memory, sizeof(int));
    do
        count = sendmsg(bulk->descriptor, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        return -errno;
    close(bulk->memory);
    bulk->memory = -1;
    bulk->state = LEAT__BULK_OFFERED;
    return count;
}

/* Whether an offer is to go with the next bytes. */
static bool is_to_offer(struct leat__bulk *bulk, size_t size)
{
    if (bulk->state != LEAT__BULK_MAY || !bulk->dialled || size < OFFER_WITH || bulk->passed < bulk->offer_after)
        return false;
    if (bulk->memory >= 0)
        return true;
    if (!leat_trick_is_off(LEAT_TRICK_RINGS))
        bulk->memory = new_memory(&bulk->ring);
    if (bulk->memory < 0)
        give_up(bulk);
    return bulk->memory >= 0;
}

ptrdiff_t leat__bulk_write(struct leat__bulk *bulk, const void *bytes, size_t size)
{
    ptrdiff_t count;

    if (bulk->state == LEAT__BULK_WRITES) {
        count = put(bulk->ring, bytes, size);
        wake(bulk, &bulk->ring->reader_waits);
        return count ? count : -EAGAIN;
    }
    if (is_to_offer(bulk, size))
        count = write_with_offer(bulk, bytes, size);
    else
        count = plain_write(bulk->descriptor, bytes, size);
    if (count > 0)
        bulk->passed += (uint64_t)count;
    return count;
}

/* What the reader says, without what it says to us here; and whether there was anything of that. */
static size_t sift(struct leat__bulk *bulk, uint8_t *bytes, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (bytes[i] == TAKEN && bulk->state == LEAT__BULK_OFFERED) {
            bulk->state = LEAT__BULK_WRITES;
            atomic_store(&bulk->ring->begins, bulk->passed);
        } else if (bytes[i] != WAKE || bulk->state != LEAT__BULK_WRITES) {
            bytes[kept++] = bytes[i];
        }
    }
    return kept;
}

static ptrdiff_t read_answers(struct leat__bulk *bulk, void *bytes, size_t size)
{
    for (;;) {
        ptrdiff_t count = plain_read(bulk->descriptor, bytes, size);

        if (count > 0 && bulk->ring)
            count = (ptrdiff_t)sift(bulk, bytes, (size_t)count);
        else
            return count;
        if (count > 0)
            return count;
    }
}

/* ---- reading ---- */

/* What is offered is taken if it is what we offer ourselves. */
static void take_offer(struct leat__bulk *bulk, struct msghdr *message)
{
    struct cmsghdr *header = CMSG_FIRSTHDR(message);
    static const uint8_t answer = TAKEN;
    int memory[2] = {-1, -1}; /* there is room for two */

    if (!header || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
        return;
    memcpy(memory, CMSG_DATA(header), header->cmsg_len - CMSG_LEN(0));
    bulk->ring = memory[1] < 0 ? take_memory(memory[0]) : NULL;
    for (int i = 0; i < 2; i++)
        if (memory[i] >= 0)
            close(memory[i]);
    if (!bulk->ring || send(bulk->descriptor, &answer, 1, MSG_NOSIGNAL | MSG_DONTWAIT) != 1)
        give_up(bulk);
    else
        bulk->state = LEAT__BULK_READS;
}

static ptrdiff_t read_with_offer(struct leat__bulk *bulk, void *bytes, size_t size)
{
    union beside beside;
    struct iovec part = {bytes, size};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = beside.bytes, .msg_controllen = sizeof beside.bytes};
    ssize_t count;

    do
        count = recvmsg(bulk->descriptor, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        return -errno;
    bulk->passed += (uint64_t)count;
    if (message.msg_controllen > 0)
        take_offer(bulk, &message);
    return count;
}

/* What a message brings beside its bytes takes the kernel a tenth of a microsecond to look for, or more. */
static ptrdiff_t read_before_offers(struct leat__bulk *bulk, void *bytes, size_t size)
{
    uint64_t left = bulk->offer_after - bulk->passed;
    ptrdiff_t count = plain_read(bulk->descriptor, bytes, size < left ? size : (size_t)left);

    if (count > 0)
        bulk->passed += (uint64_t)count;
    return count;
}

static bool is_through_socket(const struct leat__bulk *bulk)
{
    return bulk->passed < atomic_load(&bulk->ring->begins); /* NOT_YET is more than anything */
}

/* What comes through the socket now only wakes; or it is the end. */
static void hear_socket(struct leat__bulk *bulk)
{
    uint8_t bytes[64];
    ptrdiff_t count = sizeof bytes;

    while (!bulk->closed && count == sizeof bytes)
        count = plain_read(bulk->descriptor, bytes, sizeof bytes);
    if (count > 0 || count == -EAGAIN)
        return;
    bulk->closed = true;
    bulk->error = (int)count;
}

static ptrdiff_t read_ring(struct leat__bulk *bulk, void *bytes, size_t size)
{
    ptrdiff_t count = get(bulk->ring, bytes, size);

    if (count == 0) {
        hear_socket(bulk);
        count = get(bulk->ring, bytes, size); /* it was written before it was closed */
    }
    if (count > 0 && has_room(bulk->ring))
        wake(bulk, &bulk->ring->writer_waits);
    if (count == 0)
        return bulk->closed ? bulk->error : -EAGAIN;
    return count;
}

static ptrdiff_t read_through_both(struct leat__bulk *bulk, void *bytes, size_t size)
{
    if (is_through_socket(bulk)) {
        ptrdiff_t count = plain_read(bulk->descriptor, bytes, size);
        uint64_t begins;

        /* The writer may have gone over to the ring, and closed, since it was looked at. */
        if (count == 0 && !is_through_socket(bulk))
            return read_ring(bulk, bytes, size);
        if (count <= 0)
            return count;
        /* The ring's beginning was noted before anything that came behind it. */
        begins = atomic_load(&bulk->ring->begins);
        if (bulk->passed + (uint64_t)count > begins)
            count = (ptrdiff_t)(begins - bulk->passed);
        bulk->passed += (uint64_t)count;
        if (count > 0)
            return count;
    }
    return read_ring(bulk, bytes, size);
}

ptrdiff_t leat__bulk_read(struct leat__bulk *bulk, void *bytes, size_t size)
{
    if (bulk->dialled)
        return read_answers(bulk, bytes, size);
    switch (bulk->state) {
    case LEAT__BULK_MAY:
        if (bulk->passed < bulk->offer_after)
            return read_before_offers(bulk, bytes, size);
        return read_with_offer(bulk, bytes, size);
    case LEAT__BULK_READS:
        return read_through_both(bulk, bytes, size);
    default:
        return plain_read(bulk->descriptor, bytes, size);
    }
}

/* ---- readiness ---- */

bool leat__bulk_is_readable(const struct leat__bulk *bulk)
{
    return bulk->state == LEAT__BULK_READS && !is_through_socket(bulk) &&
           (bulk->closed || atomic_load(&bulk->ring->written) != atomic_load(&bulk->ring->taken));
}

bool leat__bulk_is_writable(const struct leat__bulk *bulk)
{
    return bulk->state == LEAT__BULK_WRITES && has_room(bulk->ring);
}

bool leat__bulk_hear(struct leat__bulk *bulk)
{
    if (is_through_socket(bulk))
        return true;
    hear_socket(bulk);
    return leat__bulk_is_readable(bulk);
}

void leat__bulk_wait(struct leat__bulk *bulk)
{
    if (bulk->state == LEAT__BULK_READS)
        atomic_store(&bulk->ring->reader_waits, true);
    else if (bulk->state == LEAT__BULK_WRITES)
        atomic_store(&bulk->ring->writer_waits, true);
}

void leat__bulk_wait_no_more(struct leat__bulk *bulk)
{
    if (bulk->state == LEAT__BULK_READS)
        atomic_store_explicit(&bulk->ring->reader_waits, false, memory_order_relaxed);
    else if (bulk->state == LEAT__BULK_WRITES)
        atomic_store_explicit(&bulk->ring->writer_waits, false, memory_order_relaxed);
}
