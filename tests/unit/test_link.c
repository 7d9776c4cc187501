/*
 * Goal: whatever a peer sends or fails to send, a process says what was wrong, and gives nothing partial as if
 * it were whole; a connection that is not a peer's touches nothing.
 * Method: one real process (the sink or the source of small_program.h); its peer is written by hand here.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "small_program.h"
#include "small_rendezvous.h"

#include <cmocka.h>

#include "rt/bulk.h"
#include "rt/hello.h"
#include "rt/link.h"

static const uint32_t one_each[] = {1, 1, 0};
static const uint32_t three_sources[] = {3, 1, 0};

/* ---- a sender by hand ---- */

struct hand {
    struct small_rendezvous r;
    struct small_process *process;
    int channel;
};

static struct leat__hello right_hello(const struct hand *hand)
{
    struct leat__hello hello = {.deployment = leat__deployment_of(hand->r.token),
                                .type_hash = small_channels[0].type_hash};

    strcpy(hello.name, small_channels[0].name);
    return hello;
}

static void open_sink(struct hand *hand, const uint32_t *members)
{
    small_open(&hand->r, members);
    hand->process = small_launch(&hand->r, 1, 0);
}

/* The sink listens and has been told to start. */
static void until_started(struct hand *hand)
{
    small_until(&hand->r, hand->r.started);
}

static int dial(const struct hand *hand)
{
    return small_connect(hand->process->address + strlen("unix:"));
}

static void write_all(int channel, const void *bytes, size_t length)
{
    assert_int_equal(send(channel, bytes, length, MSG_NOSIGNAL), (ssize_t)length);
}

static void say_hello(int channel, const struct leat__hello *hello)
{
    uint8_t bytes[LEAT__HELLO_MAX];

    write_all(channel, bytes, leat__hello_write(hello, bytes));
}

static void join_as(struct hand *hand, uint32_t member)
{
    struct leat__hello hello = right_hello(hand);

    hello.member = member;
    hand->channel = dial(hand);
    say_hello(hand->channel, &hello);
}

static void write_u64(int channel, uint64_t x)
{
    uint8_t frame[12] = {0, 0, 0, 8};

    memcpy(frame + 4, &x, 8);
    write_all(channel, frame, sizeof frame);
}

static void write_control(int channel, uint8_t kind)
{
    uint8_t frame[5] = {0xff, 0xff, 0xff, 0xff, kind};

    write_all(channel, frame, sizeof frame);
}

static void until_exit(struct hand *hand, int status)
{
    small_until(&hand->r, hand->process->exited);
    if (hand->process->status != status)
        small_dump(&hand->r);
    assert_int_equal(hand->process->status, status);
    close(hand->channel);
    small_close(&hand->r);
}

/* It failed by itself, and both the deployer and standard error were told, in these words. */
static void until_failure(struct hand *hand, const char *words)
{
    small_until(&hand->r, hand->process->exited);
    assert_true(small_has(&hand->process->errors, words));
    assert_true(small_has(&hand->process->errors, "error: "));
    assert_true(small_has(&hand->process->said, "failed own "));
    assert_false(small_has(&hand->process->said, "ended"));
    assert_int_equal(hand->process->output.length, 0);
    until_exit(hand, 1);
}

static void until_lost(struct hand *hand, const char *said)
{
    small_until(&hand->r, hand->process->exited);
    assert_true(small_has(&hand->process->said, "failed peer "));
    assert_true(small_has(&hand->process->said, said));
    assert_int_equal(hand->process->errors.length, 0);
    assert_int_equal(hand->process->output.length, 0);
    until_exit(hand, 75);
}

/* Reads until the process closes, and returns how much came. */
static size_t until_closed(int channel, uint8_t *bytes, size_t size)
{
    size_t length = 0;
    ssize_t count;
    struct timeval patience = {.tv_sec = SMALL_DEADLINE_S};

    setsockopt(channel, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    while ((count = recv(channel, bytes + length, size - length, 0)) > 0) {
        length += (size_t)count;
        assert_true(length < size);
    }
    if (count < 0)
        assert_int_equal(errno, ECONNRESET);
    return length;
}

/* ---- to a sink ---- */

static void frames_and_an_end_give_a_result(void **state)
{
    struct hand hand;
    uint8_t byte;

    (void)state;
    open_sink(&hand, one_each);
    until_started(&hand);
    join_as(&hand, 0);
    write_u64(hand.channel, 40);
    write_control(hand.channel, LEAT__FRAME_HEARTBEAT);
    write_u64(hand.channel, 2);
    write_control(hand.channel, LEAT__FRAME_END);
    shutdown(hand.channel, SHUT_WR);
    assert_int_equal(until_closed(hand.channel, &byte, 1), 0);
    small_until(&hand.r, hand.process->exited);
    assert_string_equal(hand.process->output.data, "2 elements, sum 42\n");
    assert_true(small_has(&hand.process->said, "idle 0 24\nended\n"));
    until_exit(&hand, 0);
}

static void bytes_may_come_one_by_one(void **state)
{
    uint8_t bytes[LEAT__HELLO_MAX + 32];
    struct hand hand;
    struct leat__hello hello;
    size_t length;

    (void)state;
    open_sink(&hand, one_each);
    until_started(&hand);
    hello = right_hello(&hand);
    length = leat__hello_write(&hello, bytes);
    memcpy(bytes + length, "\0\0\0\x08\x07\0\0\0\0\0\0\0\xff\xff\xff\xff\x01", 17);
    hand.channel = dial(&hand);
    for (size_t i = 0; i < length + 17; i++) {
        write_all(hand.channel, bytes + i, 1);
        small_pump(&hand.r, 0);
    }
    small_until(&hand.r, hand.process->exited);
    assert_string_equal(hand.process->output.data, "1 elements, sum 7\n");
    until_exit(&hand, 0);
}

static void a_close_without_end_is_a_death(void **state)
{
    struct hand hand;

    (void)state;
    open_sink(&hand, one_each);
    until_started(&hand);
    join_as(&hand, 0);
    write_u64(hand.channel, 40);
    shutdown(hand.channel, SHUT_RDWR);
    until_lost(&hand, "lost%20source/0,%20a%20sender%20of%20channel%20numbers_8");
}

static void a_close_within_a_frame_is_a_death(void **state)
{
    struct hand hand;

    (void)state;
    open_sink(&hand, one_each);
    until_started(&hand);
    join_as(&hand, 0);
    write_u64(hand.channel, 40);
    write_all(hand.channel, "\0\0\0\x08half", 8);
    shutdown(hand.channel, SHUT_RDWR);
    until_lost(&hand, "small.c:8");
}

static void one_of_several_senders_may_not_die(void **state)
{
    struct hand hand;
    int others[2];

    (void)state;
    open_sink(&hand, three_sources);
    until_started(&hand);
    for (uint32_t i = 0; i < 2; i++) {
        join_as(&hand, i);
        write_control(hand.channel, LEAT__FRAME_END);
        others[i] = hand.channel;
    }
    join_as(&hand, 2);
    shutdown(hand.channel, SHUT_RDWR);
    until_lost(&hand, "lost%20source/0");
    close(others[0]);
    close(others[1]);
}

static void bad_frames_are_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *words;
    } cases[] = {
        {"\x01\0\0\x01", 4, "an element of 16777217 bytes, and the largest that is allowed has 16777216"},
        {"\xff\xff\xff\xfe", 4, "an element of 4294967294 bytes"},
        {"\0\0\0\x03xyz", 7, "a u64 has 8 bytes"},
        {"\0\0\0\0", 4, "a u64 has 8 bytes"},
        {"\xff\xff\xff\xff\x02", 5, "an unknown control frame"},
        {"\xff\xff\xff\xff\x77", 5, "an unknown control frame"},
        {"\xff\xff\xff\xff\x01!", 6, "bytes after the end"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct hand hand;

        open_sink(&hand, one_each);
        until_started(&hand);
        join_as(&hand, 0);
        write_all(hand.channel, cases[i].bytes, cases[i].length);
        small_until(&hand.r, hand.process->exited);
        assert_true(small_has(&hand.process->errors, "source/0 sent on channel numbers_8"));
        assert_true(small_has(&hand.process->errors, "leat_send_bincode at small.c:8"));
        until_failure(&hand, cases[i].words);
    }
}

static void random_bytes_end_in_a_message_or_a_loss(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 20; seed++) {
        struct hand hand;
        uint8_t bytes[4096];

        srand(seed);
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (uint8_t)(rand() >> 8);
        open_sink(&hand, one_each);
        until_started(&hand);
        join_as(&hand, 0);
        send(hand.channel, bytes, sizeof bytes, MSG_NOSIGNAL);
        shutdown(hand.channel, SHUT_WR);
        small_until(&hand.r, hand.process->exited);
        assert_int_equal(hand.process->output.length, 0);
        assert_true(hand.process->status == 1 || hand.process->status == 75);
        until_exit(&hand, hand.process->status);
    }
}

static void the_limit_of_an_element_can_be_set(void **state)
{
    struct hand hand;

    (void)state;
    open_sink(&hand, one_each);
    small_setup(&hand.r, "option max_element 20000000");
    until_started(&hand);
    join_as(&hand, 0);
    write_all(hand.channel, "\x01\x31\x2d\x01", 4); /* one more */
    until_failure(&hand, "an element of 20000001 bytes, and the largest that is allowed has 20000000");
}

/* ---- who is no peer ---- */

/* The stranger is closed and reported; the right sender is served as if nothing had been. */
static void turn_away_and_go_on(struct hand *hand, int stranger, const char *words)
{
    uint8_t byte;

    assert_int_equal(until_closed(stranger, &byte, 1), 0);
    close(stranger);
    small_until(&hand->r, small_has(&hand->process->errors, words));
    assert_false(hand->process->exited);
    join_as(hand, 0);
    write_u64(hand->channel, 42);
    write_control(hand->channel, LEAT__FRAME_END);
    small_until(&hand->r, hand->process->exited);
    assert_string_equal(hand->process->output.data, "1 elements, sum 42\n");
    until_exit(hand, 0);
}

static void a_wrong_hello_is_turned_away(void **state)
{
    static const char *const words[] = {"from another deployment",
                                        "another element type",
                                        "a sender that this channel does not have",
                                        "a sender that this channel does not have",
                                        "a channel that does not end here",
                                        "a channel that does not end here"};

    (void)state;
    for (int i = 0; i < 6; i++) {
        struct leat__hello hello;
        struct hand hand;
        int stranger;

        open_sink(&hand, one_each);
        until_started(&hand);
        hello = right_hello(&hand);
        hello.deployment ^= i == 0;
        hello.type_hash ^= i == 1;
        hello.from += i == 2;
        hello.member += i == 3;
        hello.channel += i == 4 ? 1000000 : 0;
        hello.name[0] ^= i == 5;
        stranger = dial(&hand);
        say_hello(stranger, &hello);
        turn_away_and_go_on(&hand, stranger, words[i]);
    }
}

static void what_is_no_hello_is_turned_away(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *words;
    } cases[] = {
        {"GET / HTTP/1.1\r\n\r\n", 18, "does not begin with a hello"},
        {"leat\0\0\0\x02", 8, "another version of the protocol"},
        {"leat\0\0\0\1........................\0\0\0\0\xff\xff", 38, "more than 255 bytes"},
        {"lea", 3, "closed before its hello was whole"},
        {"", 0, "closed before its hello was whole"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct hand hand;
        int stranger;

        open_sink(&hand, one_each);
        until_started(&hand);
        stranger = dial(&hand);
        send(stranger, cases[i].bytes, cases[i].length, MSG_NOSIGNAL);
        shutdown(stranger, SHUT_WR);
        turn_away_and_go_on(&hand, stranger, cases[i].words);
    }
}

static void silence_is_turned_away(void **state)
{
    struct hand hand;

    (void)state;
    open_sink(&hand, one_each);
    small_setup(&hand.r, "option hello_timeout 30");
    until_started(&hand);
    turn_away_and_go_on(&hand, dial(&hand), "it has not said hello in time");
}

static void a_second_connection_of_a_sender_is_turned_away(void **state)
{
    struct leat__hello hello;
    struct hand hand;
    uint8_t byte;
    int stranger;

    (void)state;
    open_sink(&hand, one_each);
    until_started(&hand);
    join_as(&hand, 0);
    hello = right_hello(&hand);
    stranger = dial(&hand);
    say_hello(stranger, &hello);
    assert_int_equal(until_closed(stranger, &byte, 1), 0);
    close(stranger);
    small_until(&hand.r, small_has(&hand.process->errors, "a sender that is connected already"));
    write_control(hand.channel, LEAT__FRAME_END);
    small_until(&hand.r, hand.process->exited);
    assert_string_equal(hand.process->output.data, "0 elements, sum 0\n");
    until_exit(&hand, 0);
}

/* All connect before any of them has said who it is. */
static void many_peers_may_come_at_once(void **state)
{
    enum { PEERS = 400 };
    static const uint32_t many_sources[] = {PEERS, 1, 0};
    static int channels[PEERS];
    struct hand hand;

    (void)state;
    open_sink(&hand, many_sources);
    until_started(&hand);
    for (int i = 0; i < PEERS; i++)
        channels[i] = dial(&hand);
    for (uint32_t i = 0; i < PEERS; i++) {
        struct leat__hello hello = right_hello(&hand);

        hello.member = i;
        say_hello(channels[i], &hello);
        write_u64(channels[i], i);
        write_control(channels[i], LEAT__FRAME_END);
    }
    small_until(&hand.r, hand.process->exited);
    assert_string_equal(hand.process->output.data, "400 elements, sum 79800\n");
    for (int i = 0; i < PEERS; i++)
        close(channels[i]);
    hand.channel = -1;
    until_exit(&hand, 0);
}

static void a_crowd_of_silent_connections_does_not_shut_a_peer_out(void **state)
{
    enum { CROWD = 400 };
    static int crowd[CROWD];
    struct hand hand;

    (void)state;
    open_sink(&hand, one_each);
    small_setup(&hand.r, "option hello_timeout 300");
    until_started(&hand);
    for (int i = 0; i < CROWD; i++)
        crowd[i] = dial(&hand);
    small_until(&hand.r, small_has(&hand.process->errors, "others have not said hello yet"));
    small_until(&hand.r, small_has(&hand.process->errors, "it has not said hello in time"));
    for (int i = 0; i < CROWD; i++)
        close(crowd[i]);
    join_as(&hand, 0);
    write_control(hand.channel, LEAT__FRAME_END);
    small_until(&hand.r, hand.process->exited);
    assert_string_equal(hand.process->output.data, "0 elements, sum 0\n");
    until_exit(&hand, 0);
}

static void a_sink_that_wants_no_more_cancels_and_waits_for_the_end(void **state)
{
    struct hand hand;
    uint8_t bytes[64];
    int64_t soon;

    (void)state;
    open_sink(&hand, one_each);
    small_setup(&hand.r, "argument limit=2");
    until_started(&hand);
    join_as(&hand, 0);
    for (uint64_t i = 1; i <= 4; i++)
        write_u64(hand.channel, i);
    assert_int_equal(recv(hand.channel, bytes, 5, MSG_WAITALL), 5);
    assert_memory_equal(bytes, "\xff\xff\xff\xff\x02", 5);
    small_until(&hand.r, small_has(&hand.process->output, "2 elements, sum 3\n"));
    for (soon = small_now() + 50; small_now() < soon;)
        small_pump(&hand.r, 5);
    assert_false(hand.process->exited); /* what it says must reach us first */
    write_u64(hand.channel, 5);
    write_control(hand.channel, LEAT__FRAME_END);
    shutdown(hand.channel, SHUT_WR);
    small_until(&hand.r, hand.process->exited);
    assert_true(small_has(&hand.process->said, "idle 0 60\nended\n")); /* dropped, but counted */
    until_exit(&hand, 0);
}

/* What the process has said since `mark`, or nothing. */
static bool says_since(const struct hand *hand, size_t mark, const char *words)
{
    return hand->process->said.length > mark && strstr(hand->process->said.data + mark, words);
}

static void what_is_dropped_without_a_turn_is_told_too(void **state)
{
    struct hand hand;
    uint8_t bytes[64];

    (void)state;
    open_sink(&hand, one_each);
    small_setup(&hand.r, "argument limit=2");
    small_setup(&hand.r, "argument stay=1");
    until_started(&hand);
    join_as(&hand, 0);
    write_u64(hand.channel, 1);
    write_u64(hand.channel, 2);
    assert_int_equal(recv(hand.channel, bytes, 5, MSG_WAITALL), 5);
    small_until(&hand.r, small_has(&hand.process->said, "idle 0 24\n"));
    write_u64(hand.channel, 3);
    small_until(&hand.r, small_has(&hand.process->said, "idle 0 36\n"));
    small_say(hand.process, "quiesce\n");
    write_control(hand.channel, LEAT__FRAME_END);
    shutdown(hand.channel, SHUT_WR);
    small_until(&hand.r, hand.process->exited);
    assert_string_equal(hand.process->output.data, "2 elements, sum 3\n");
    until_exit(&hand, 0);
}

static void who_was_busy_when_asked_says_when_it_is_idle_again(void **state)
{
    static const uint8_t heartbeat[5] = {0xff, 0xff, 0xff, 0xff, LEAT__FRAME_HEARTBEAT};
    struct hand hand;
    char line[64];
    size_t mark;

    (void)state;
    open_sink(&hand, one_each);
    until_started(&hand);
    join_as(&hand, 0);
    write_u64(hand.channel, 1);
    small_until(&hand.r, small_has(&hand.process->said, "idle 0 12\n"));
    write_all(hand.channel, heartbeat, 3); /* part of a frame: something is under way */
    for (int probe = 1;; probe++) {
        snprintf(line, sizeof line, "probe %d\n", probe);
        small_say(hand.process, line);
        snprintf(line, sizeof line, "state %d ", probe);
        small_until(&hand.r, small_has(&hand.process->said, line));
        if (strstr(hand.process->said.data, line)[strlen(line)] == '0')
            break;
    }
    mark = hand.process->said.length;
    write_all(hand.channel, heartbeat + 3, 2); /* which does not change the counts */
    small_until(&hand.r, says_since(&hand, mark, "idle 0 12\n"));
    write_control(hand.channel, LEAT__FRAME_END);
    shutdown(hand.channel, SHUT_WR);
    until_exit(&hand, 0);
}

/* ---- from a source ---- */

/* The source dials us: its hello must be right. */
static void open_source(struct hand *hand, const char *arguments)
{
    char path[300], line[400];
    struct leat__hello hello, right;
    uint8_t bytes[LEAT__HELLO_MAX];
    const char *why;
    size_t length = 0, whole;
    int listener;

    small_open(&hand->r, one_each);
    snprintf(path, sizeof path, "%s/hand", hand->r.directory);
    listener = small_listen(path);
    snprintf(line, sizeof line, "peer 1 0 unix:%s", path);
    small_setup(&hand->r, line);
    if (*arguments)
        small_setup(&hand->r, arguments);
    hand->process = small_launch(&hand->r, 0, 0);
    small_until(&hand->r, (hand->channel = accept(listener, NULL, NULL)) >= 0);
    close(listener);
    unlink(path);
    while ((whole = leat__hello_length(bytes, length, &why)) > length)
        assert_true(recv(hand->channel, bytes + length++, 1, 0) == 1);
    assert_int_equal(whole, length);
    leat__hello_read(bytes, &hello);
    right = right_hello(hand);
    assert_memory_equal(&hello, &right, sizeof hello);
}

static void a_source_sends_frames_its_end_and_waits_for_the_close(void **state)
{
    struct hand hand;
    uint8_t bytes[256];
    int64_t soon;

    (void)state;
    open_source(&hand, "argument count=3");
    assert_int_equal(until_closed(hand.channel, bytes, sizeof bytes), 41);
    assert_memory_equal(bytes + 24, "\0\0\0\x08\x02\0\0\0\0\0\0\0\xff\xff\xff\xff\x01", 17);
    for (soon = small_now() + 50; small_now() < soon;)
        small_pump(&hand.r, 5);
    assert_false(hand.process->exited);
    close(hand.channel);
    hand.channel = -1;
    small_until(&hand.r, hand.process->exited);
    assert_true(small_has(&hand.process->said, "idle 36 0\nended\n"));
    until_exit(&hand, 0);
}

static void a_receiver_that_goes_away_is_lost(void **state)
{
    struct hand hand;

    (void)state;
    open_source(&hand, "");
    close(hand.channel);
    hand.channel = -1;
    until_lost(&hand, "lost%20sink/0,%20the%20receiver%20of%20channel%20numbers_8");
}

static void a_cancel_ends_a_source(void **state)
{
    static uint8_t bytes[16 << 20];
    struct hand hand;
    size_t length;

    (void)state;
    open_source(&hand, "argument body=1");
    for (int i = 0; i < 5; i++)
        write_all(hand.channel, &"\xff\xff\xff\xff\x02"[i], 1);
    length = until_closed(hand.channel, bytes, sizeof bytes);
    assert_int_equal((length - 5) % 12, 0); /* whole frames, and then the end */
    assert_memory_equal(bytes + length - 5, "\xff\xff\xff\xff\x01", 5);
    close(hand.channel);
    hand.channel = -1;
    until_exit(&hand, 0);
}

static void a_cancel_and_a_close_at_once_end_a_source(void **state)
{
    struct hand hand;

    (void)state;
    open_source(&hand, "");
    write_control(hand.channel, LEAT__FRAME_CANCEL);
    close(hand.channel);
    hand.channel = -1;
    until_exit(&hand, 0);
}

static void an_answer_that_is_none_is_refused(void **state)
{
    static const char *const answers[] = {"\xff\xff\xff\xff\x01", "\xff\xff\xff\xff\x09", "hello", "\xff\xffno"};

    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct hand hand;

        open_source(&hand, "");
        write_control(hand.channel, LEAT__FRAME_HEARTBEAT);
        write_all(hand.channel, answers[i], strlen(answers[i]));
        until_failure(&hand, "sink/0 answered on channel numbers_8 what is no control frame");
    }
}

static void an_element_over_the_limit_is_not_sent(void **state)
{
    struct hand hand;

    (void)state;
    open_source(&hand, "argument size=16777217");
    until_failure(&hand, "leat_send_bincode at small.c:8: an element of 16777217 bytes is larger than the largest that "
                         "is allowed, 16777216; raise it with --max-element");
}

static void a_small_limit_holds_for_small_elements(void **state)
{
    struct hand hand;

    (void)state;
    open_source(&hand, "option max_element 7");
    until_failure(&hand, "an element of 8 bytes is larger than the largest that is allowed, 7");
}

/* ---- rings, by hand: what is in one is another process's, and may be anything ---- */

enum { WRITTEN = 8, TAKEN = 16 }; /* the words of a ring that count */

static void add_nonsense(const struct hand *hand, struct leat__bulk *bulk, size_t word)
{
    __atomic_fetch_add(&((uint64_t *)(void *)bulk->ring)[word], 1 << 20, __ATOMIC_SEQ_CST);
    write_all(hand->channel, "\xa2", 1); /* which wakes */
}

static void write_whole(struct hand *hand, struct leat__bulk *bulk, const uint8_t *bytes, size_t size)
{
    ptrdiff_t count;

    for (size_t at = 0; at < size; at += (size_t)count) {
        small_until(&hand->r, (count = leat__bulk_write(bulk, bytes + at, size - at)) != -EAGAIN);
        assert_true(count > 0);
    }
}

static void counts_of_a_sender_that_make_no_sense_are_refused(void **state)
{
    static uint8_t frames[8192][12];
    uint8_t hello_bytes[LEAT__HELLO_MAX], answer;
    struct leat__bulk bulk;
    struct leat__hello hello;
    struct hand hand;

    (void)state;
    open_sink(&hand, one_each);
    until_started(&hand);
    hello = right_hello(&hand);
    hand.channel = dial(&hand);
    leat__bulk_init(&bulk, hand.channel, true);
    assert_true(leat__bulk_write(&bulk, hello_bytes, leat__hello_write(&hello, hello_bytes)) > 0);
    for (size_t i = 0; i < 8192; i++)
        frames[i][3] = 8;
    while (bulk.state == LEAT__BULK_MAY)
        write_whole(&hand, &bulk, frames[0], sizeof frames);
    small_until(&hand.r, leat__bulk_read(&bulk, &answer, 1) == -EAGAIN && bulk.state == LEAT__BULK_WRITES);
    assert_int_equal(leat__bulk_write(&bulk, frames, sizeof frames), sizeof frames); /* which is all right */
    add_nonsense(&hand, &bulk, WRITTEN);
    small_until(&hand.r, hand.process->exited);
    leat__bulk_release(&bulk);
    until_lost(&hand, "lost%20source/0,%20a%20sender%20of%20channel%20numbers_8:%20what%20it%20shares%20of%20its%20memory");
}

static void counts_of_a_receiver_that_make_no_sense_are_refused(void **state)
{
    static uint8_t bytes[64 << 10];
    struct leat__bulk bulk;
    struct hand hand;

    (void)state;
    open_source(&hand, "");
    leat__bulk_init(&bulk, hand.channel, false);
    small_until(&hand.r, leat__bulk_read(&bulk, bytes, sizeof bytes) > 0 && bulk.state == LEAT__BULK_READS);
    add_nonsense(&hand, &bulk, TAKEN);
    small_until(&hand.r, hand.process->exited);
    leat__bulk_release(&bulk);
    until_lost(&hand, "lost%20sink/0,%20the%20receiver%20of%20channel%20numbers_8:%20what%20it%20shares%20of%20its%20memory");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_and_an_end_give_a_result),
        cmocka_unit_test(bytes_may_come_one_by_one),
        cmocka_unit_test(a_close_without_end_is_a_death),
        cmocka_unit_test(a_close_within_a_frame_is_a_death),
        cmocka_unit_test(one_of_several_senders_may_not_die),
        cmocka_unit_test(bad_frames_are_refused),
        cmocka_unit_test(random_bytes_end_in_a_message_or_a_loss),
        cmocka_unit_test(the_limit_of_an_element_can_be_set),
        cmocka_unit_test(a_wrong_hello_is_turned_away),
        cmocka_unit_test(what_is_no_hello_is_turned_away),
        cmocka_unit_test(silence_is_turned_away),
        cmocka_unit_test(a_second_connection_of_a_sender_is_turned_away),
        cmocka_unit_test(many_peers_may_come_at_once),
        cmocka_unit_test(a_crowd_of_silent_connections_does_not_shut_a_peer_out),
        cmocka_unit_test(a_sink_that_wants_no_more_cancels_and_waits_for_the_end),
        cmocka_unit_test(a_source_sends_frames_its_end_and_waits_for_the_close),
        cmocka_unit_test(a_receiver_that_goes_away_is_lost),
        cmocka_unit_test(what_is_dropped_without_a_turn_is_told_too),
        cmocka_unit_test(who_was_busy_when_asked_says_when_it_is_idle_again),
        cmocka_unit_test(a_cancel_ends_a_source),
        cmocka_unit_test(a_cancel_and_a_close_at_once_end_a_source),
        cmocka_unit_test(an_answer_that_is_none_is_refused),
        cmocka_unit_test(an_element_over_the_limit_is_not_sent),
        cmocka_unit_test(a_small_limit_holds_for_small_elements),
        cmocka_unit_test(counts_of_a_sender_that_make_no_sense_are_refused),
        cmocka_unit_test(counts_of_a_receiver_that_make_no_sense_are_refused),
    };

    if (argc > 1 && strcmp(argv[1], "--id") == 0)
        return leat_main(argc, argv, &small_program);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
