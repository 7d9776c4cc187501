/*
 * Goal: what is written to one end of a socket is read at the other, in order and whole, also where it goes on through
 * shared memory; whoever sleeps is woken; the end comes behind the last byte; and whatever cannot be trusted is left alone.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "leat/rt/run.h"
#include "rt/bulk.h"
#include "rt_random.h"

enum { LARGE = 64 << 10 };

struct both {
    int descriptors[2];
    struct leat__bulk from, to;
    uint64_t written, read;
};

static void open_both(struct both *both)
{
    *both = (struct both){0};
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, both->descriptors), 0);
    leat__bulk_init(&both->from, both->descriptors[0], true);
    leat__bulk_init(&both->to, both->descriptors[1], false);
    both->from.offer_after = both->to.offer_after = 0;
}

static void close_writer(struct both *both)
{
    leat__bulk_release(&both->from);
    close(both->descriptors[0]);
    both->descriptors[0] = -1;
}

static void close_both(struct both *both)
{
    if (both->descriptors[0] >= 0)
        close_writer(both);
    leat__bulk_release(&both->to);
    close(both->descriptors[1]);
}

/* The byte of the stream at a place: no two blocks of a ring are alike. */
static uint8_t byte_at(uint64_t place)
{
    return (uint8_t)(place * 31 + (place >> 9) * 7 + (place >> 19));
}

/* Writes what is next, and says how much was taken. */
static ptrdiff_t write_next(struct both *both, size_t size)
{
    static uint8_t bytes[2 << 20];
    ptrdiff_t count;

    assert_true(size <= sizeof bytes);
    for (size_t i = 0; i < size; i++)
        bytes[i] = byte_at(both->written + i);
    count = leat__bulk_write(&both->from, bytes, size);
    if (count > 0)
        both->written += (uint64_t)count;
    return count;
}

static ptrdiff_t read_next(struct both *both, size_t size)
{
    static uint8_t bytes[2 << 20];
    ptrdiff_t count = leat__bulk_read(&both->to, bytes, size);

    for (ptrdiff_t i = 0; i < count; i++)
        if (bytes[i] != byte_at(both->read + (uint64_t)i))
            fail_msg("another byte at %llu", (unsigned long long)both->read + (unsigned long long)i);
    if (count > 0)
        both->read += (uint64_t)count;
    return count;
}

static ptrdiff_t hear_answers(struct both *both)
{
    uint8_t byte;

    return leat__bulk_read(&both->from, &byte, 1);
}

/* Until the ring is used, and all has been read. */
static void come_to_ring(struct both *both)
{
    assert_int_equal(write_next(both, LARGE), LARGE);
    while (read_next(both, LARGE) > 0)
        ;
    assert_int_equal(hear_answers(both), -EAGAIN);
    assert_int_equal(both->from.state, LEAT__BULK_WRITES);
    assert_int_equal(both->to.state, LEAT__BULK_READS);
    assert_int_equal(both->read, both->written);
}

static bool can_be_read(int descriptor)
{
    struct pollfd one = {.fd = descriptor, .events = POLLIN};

    return poll(&one, 1, 0) == 1;
}

static void what_is_written_is_read_in_any_pieces(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        uint64_t random = seed * 7919;
        struct both both;

        open_both(&both);
        both.from.offer_after = both.to.offer_after = seed % 2 * seed * 100000;
        while (both.read < 8 << 20) {
            uint64_t chance = random_next(&random);

            if (chance % 3 == 0)
                write_next(&both, 1 + (chance >> 8) % (chance >> 4 & 1 ? 100 : 300000));
            else if (chance % 3 == 1)
                read_next(&both, 1 + (chance >> 8) % (chance >> 4 & 1 ? 100 : 300000));
            else if ((chance >> 8) % 8 == 0)
                assert_int_equal(hear_answers(&both), -EAGAIN);
        }
        assert_int_equal(both.from.state, LEAT__BULK_WRITES);
        close_writer(&both);
        while (read_next(&both, LARGE) > 0)
            ;
        assert_int_equal(both.read, both.written);
        assert_int_equal(read_next(&both, LARGE), 0);
        close_both(&both);
    }
}

static void little_stays_in_the_socket(void **state)
{
    struct both both;

    (void)state;
    open_both(&both);
    both.from.offer_after = 3 * LARGE;
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(write_next(&both, 1000), 1000);
        assert_int_equal(read_next(&both, LARGE), 1000);
    }
    assert_int_equal(both.from.state, LEAT__BULK_MAY);
    assert_int_equal(write_next(&both, LARGE), LARGE); /* and then much is to go at once */
    assert_int_equal(both.from.state, LEAT__BULK_OFFERED);
    close_both(&both);
}

static void a_reader_that_sleeps_is_woken(void **state)
{
    struct both both;

    (void)state;
    open_both(&both);
    come_to_ring(&both);
    write_next(&both, 10);
    assert_false(can_be_read(both.descriptors[1])); /* nobody waits: nothing is said */
    assert_true(leat__bulk_is_readable(&both.to));
    assert_int_equal(read_next(&both, 100), 10);
    assert_false(leat__bulk_is_readable(&both.to));

    leat__bulk_wait(&both.to);
    write_next(&both, 10);
    write_next(&both, 10);
    assert_true(can_be_read(both.descriptors[1]));
    assert_true(leat__bulk_hear(&both.to));
    assert_false(can_be_read(both.descriptors[1])); /* and once only */
    assert_int_equal(read_next(&both, 100), 20);
    close_both(&both);
}

static void a_writer_is_woken_when_half_is_free(void **state)
{
    struct both both;
    uint64_t whole;

    (void)state;
    open_both(&both);
    come_to_ring(&both);
    whole = (uint64_t)write_next(&both, 1 << 20);
    assert_true(whole > 2 * LARGE && whole < 1 << 20);
    assert_int_equal(write_next(&both, 1), -EAGAIN);
    assert_false(leat__bulk_is_writable(&both.from));
    leat__bulk_wait(&both.from);
    assert_int_equal(read_next(&both, whole / 2 - 1), whole / 2 - 1);
    assert_false(can_be_read(both.descriptors[0]));
    assert_false(leat__bulk_is_writable(&both.from));
    assert_int_equal(read_next(&both, 1), 1);
    assert_true(can_be_read(both.descriptors[0]));
    assert_int_equal(hear_answers(&both), -EAGAIN);
    assert_false(can_be_read(both.descriptors[0]));
    assert_true(leat__bulk_is_writable(&both.from));
    close_both(&both);
}

static void the_end_comes_behind_the_last_byte(void **state)
{
    struct both both;

    (void)state;
    open_both(&both);
    come_to_ring(&both);
    write_next(&both, 1000);
    close_writer(&both);
    assert_true(can_be_read(both.descriptors[1]));
    assert_true(leat__bulk_hear(&both.to));
    assert_true(both.to.closed);
    assert_int_equal(read_next(&both, 600), 600);
    assert_int_equal(read_next(&both, 600), 400);
    assert_true(leat__bulk_is_readable(&both.to)); /* the end can be */
    assert_int_equal(read_next(&both, 600), 0);
    close_both(&both);
}

static void what_a_reader_says_is_heard_between_what_wakes(void **state)
{
    static const uint8_t cancel[] = {0xff, 0xff, 0xff, 0xff, 2};
    uint8_t bytes[16];
    struct both both;

    (void)state;
    open_both(&both);
    assert_int_equal(write_next(&both, LARGE), LARGE);
    while (read_next(&both, LARGE) > 0)
        ;
    assert_int_equal(leat__bulk_write(&both.to, cancel, 3), 3); /* behind the answer to the offer */
    assert_int_equal(leat__bulk_read(&both.from, bytes, sizeof bytes), 3);
    assert_memory_equal(bytes, cancel, 3);
    assert_int_equal(both.from.state, LEAT__BULK_WRITES);
    leat__bulk_wait(&both.from);
    write_next(&both, 1);
    read_next(&both, 1); /* which wakes */
    assert_int_equal(leat__bulk_write(&both.to, cancel + 3, 2), 2);
    assert_int_equal(leat__bulk_read(&both.from, bytes, sizeof bytes), 2);
    assert_memory_equal(bytes, cancel + 3, 2);
    close_both(&both);
}

static void send_descriptors(int to, const int *descriptors, size_t count)
{
    char beside[CMSG_SPACE(2 * sizeof(int))] = {0};
    char byte = 'x';
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = beside, .msg_controllen = CMSG_SPACE(count * sizeof(int))};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);

    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(header), descriptors, count * sizeof(int));
    assert_int_equal(sendmsg(to, &message, 0), 1);
}

static int next_descriptor(void)
{
    int descriptor = dup(0);

    close(descriptor);
    return descriptor;
}

/* Memory that can be cut off behind us, a file, which cannot be sealed at all; or it is too small, or comes twice, or is none. */
static void what_is_no_ring_is_not_taken(void **state)
{
    int offers[5], small;

    (void)state;
    offers[0] = memfd_create("unsealed", MFD_CLOEXEC);
    assert_int_equal(ftruncate(offers[0], 4096 + (512 << 10)), 0);
    small = offers[1] = memfd_create("small", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    assert_int_equal(ftruncate(small, 4096), 0);
    assert_int_equal(fcntl(small, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL), 0);
    offers[2] = open(getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    assert_int_equal(ftruncate(offers[2], 4096 + (512 << 10)), 0);
    offers[3] = offers[4] = 0;
    for (int i = 0; i < 4; i++) {
        struct both both;
        uint8_t bytes[4];
        int before;

        open_both(&both);
        before = next_descriptor();
        send_descriptors(both.descriptors[0], offers + i, i == 3 ? 2 : 1);
        assert_int_equal(leat__bulk_read(&both.to, bytes, sizeof bytes), 1);
        assert_int_equal(bytes[0], 'x');
        assert_int_equal(both.to.state, LEAT__BULK_NEVER);
        assert_false(can_be_read(both.descriptors[0])); /* nor is it answered */
        assert_int_equal(next_descriptor(), before);    /* nor kept open */
        assert_int_equal(send(both.descriptors[0], "y", 1, 0), 1);
        assert_int_equal(leat__bulk_read(&both.to, bytes, sizeof bytes), 1);
        assert_int_equal(bytes[0], 'y');
        close_both(&both);
    }
    for (int i = 0; i < 3; i++)
        close(offers[i]);
}

/* A writer that says it has written more than there is room for is not believed. */
static void nonsense_in_a_ring_is_an_error(void **state)
{
    uint8_t bytes[64];
    struct both both;

    (void)state;
    open_both(&both);
    come_to_ring(&both);
    ((uint64_t *)(void *)both.from.ring)[8] += 1 << 20; /* what was written: the first word of the second line */
    assert_int_equal(leat__bulk_read(&both.to, bytes, sizeof bytes), -EPROTO);
    close_both(&both);
}

/* Nor a reader that says it has taken what was not written; and the writer comes to hear of it. */
static void nonsense_of_a_reader_is_an_error_too(void **state)
{
    struct both both;

    (void)state;
    open_both(&both);
    come_to_ring(&both);
    ((uint64_t *)(void *)both.to.ring)[16] += 1 << 20; /* what was taken: the first word of the third line */
    assert_true(leat__bulk_is_writable(&both.from));
    assert_int_equal(write_next(&both, 1), -EPROTO);
    close_both(&both);
}

/* ---- what comes in between ---- */

static struct both *raced;

static void go_over_and_close(struct both *both)
{
    uint8_t byte;

    assert_int_equal(leat__bulk_read(&both->from, &byte, 1), -EAGAIN);
    assert_int_equal(write_next(both, 1000), 1000);
    close_writer(both);
}

/* In place of the C library's, for bulk.c too: first it lets come in between what a test wants to. */
ssize_t recv(int descriptor, void *bytes, size_t size, int flags)
{
    struct both *both = raced;

    raced = NULL;
    if (both)
        go_over_and_close(both);
    return recvfrom(descriptor, bytes, size, flags, NULL, NULL);
}

/* The reader saw that no ring was in use, and then reads the end of the socket: what is in the ring comes before it. */
static void a_writer_goes_over_and_closes_while_the_socket_is_read(void **state)
{
    struct both both;

    (void)state;
    open_both(&both);
    assert_int_equal(write_next(&both, LARGE), LARGE);
    while (read_next(&both, LARGE) > 0)
        ;
    assert_int_equal(both.to.state, LEAT__BULK_READS);
    assert_int_equal(both.from.state, LEAT__BULK_OFFERED);
    raced = &both;
    assert_int_equal(read_next(&both, LARGE), 1000);
    assert_int_equal(read_next(&both, LARGE), 0);
    close_both(&both);
}

/* Of many sockets only the first ones have rings, until some of those are closed. */
static void there_are_only_so_many(void **state)
{
    static struct both both[80];
    int with = 0;

    (void)state;
    for (int i = 0; i < 80; i++) {
        open_both(&both[i]);
        assert_int_equal(write_next(&both[i], LARGE), LARGE);
        while (read_next(&both[i], LARGE) > 0)
            ;
        assert_int_equal(both[i].read, LARGE);
        assert_int_equal(hear_answers(&both[i]), -EAGAIN);
        with += both[i].from.state == LEAT__BULK_WRITES;
    }
    assert_int_equal(with, 16); /* both ends of each are ours */
    for (int i = 0; i < 80; i++)
        close_both(&both[i]);
    open_both(&both[0]);
    come_to_ring(&both[0]);
    close_both(&both[0]);
}

static void it_can_be_left_out(void **state)
{
    struct leat_run run = {.without = UINT64_C(1) << LEAT_TRICK_RINGS};
    struct both both;

    (void)state;
    leat_current = &run;
    open_both(&both);
    assert_int_equal(write_next(&both, LARGE), LARGE);
    assert_int_equal(both.from.state, LEAT__BULK_NEVER);
    while (read_next(&both, LARGE) > 0)
        ;
    assert_int_equal(both.read, both.written);
    assert_false(can_be_read(both.descriptors[0]));
    close_both(&both);
    leat_current = NULL;
}

/* As after `ulimit -f 100`: the socket does it. */
static void where_files_are_limited_there_is_none(void **state)
{
    struct rlimit before, small;
    struct both both;

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 100 << 10;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    open_both(&both);
    assert_int_equal(write_next(&both, LARGE), LARGE);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(both.from.state, LEAT__BULK_NEVER);
    while (read_next(&both, LARGE) > 0)
        ;
    assert_int_equal(both.read, both.written);
    close_both(&both);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_in_any_pieces),
        cmocka_unit_test(little_stays_in_the_socket),
        cmocka_unit_test(a_reader_that_sleeps_is_woken),
        cmocka_unit_test(a_writer_is_woken_when_half_is_free),
        cmocka_unit_test(the_end_comes_behind_the_last_byte),
        cmocka_unit_test(what_a_reader_says_is_heard_between_what_wakes),
        cmocka_unit_test(what_is_no_ring_is_not_taken),
        cmocka_unit_test(nonsense_in_a_ring_is_an_error),
        cmocka_unit_test(nonsense_of_a_reader_is_an_error_too),
        cmocka_unit_test(a_writer_goes_over_and_closes_while_the_socket_is_read),
        cmocka_unit_test(there_are_only_so_many),
        cmocka_unit_test(it_can_be_left_out),
        cmocka_unit_test(where_files_are_limited_there_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
