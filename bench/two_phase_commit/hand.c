/*
 * The same as flow.c by hand: seven processes with Unix sockets between them, the same frames, and in each a loop that
 * waits, reads once from each socket that has something, and writes once to each that gets something. What the
 * coordinator knows of a transaction lies where its node and its client say: each client has only one under way.
 *
 *     hand TRANSACTIONS NODES
 */
#include "../lib/wire.h"

#include <signal.h>
#include <sys/epoll.h>

#include "times.h"

enum { PARTICIPANTS = 3, NODES_MOST = 16 };

struct __attribute__((packed)) transaction {
    uint32_t node, client, left;
};

/* A frame of a transaction, and one of an answer: as bincode writes them, behind their length. */
struct __attribute__((packed)) frame {
    uint32_t length; /* big-endian */
    struct transaction about;
    bool yes; /* of an answer only */
};
enum { ASKED = sizeof(struct frame) - 1, ANSWER = sizeof(struct frame) };

struct channel {
    int socket;
    size_t frame; /* the size of those that come in */
    void (*take)(const struct frame *frame);
    size_t in_filled, out_filled;
    char in[BLOCK], out[BLOCK];
};

static inline void send_frame(struct channel *to, const struct transaction *about, bool yes, size_t size)
{
    struct frame frame = {__builtin_bswap32((uint32_t)size - 4), *about, yes};

    memcpy(to->out + to->out_filled, &frame, size);
    to->out_filled += size;
}

static void flush(struct channel *to)
{
    write_all(to->socket, to->out, to->out_filled);
    to->out_filled = 0;
}

/* False when the other side has closed. */
static bool receive(struct channel *from)
{
    ssize_t got = read(from->socket, from->in + from->in_filled, BLOCK - from->in_filled);
    size_t at = 0;

    if (got < 0)
        fail("read");
    from->in_filled += (size_t)got;
    for (; from->in_filled - at >= from->frame; at += from->frame) {
        struct frame frame;

        memcpy(&frame, from->in + at, from->frame);
        if (frame.length != __builtin_bswap32((uint32_t)from->frame - 4)) {
            fprintf(stderr, "a frame of another length\n");
            exit(1);
        }
        from->take(&frame);
    }
    memmove(from->in, from->in + at, from->in_filled - at);
    from->in_filled -= at;
    return got > 0;
}

/* Until all that it reads from are closed, or `done` is set. */
static bool done;

static void run(struct channel *channels, int count)
{
    int poll = epoll_create1(0), open_channels = count;

    for (int i = 0; i < count; i++)
        epoll_ctl(poll, EPOLL_CTL_ADD, channels[i].socket, &(struct epoll_event){.events = EPOLLIN, .data.ptr = &channels[i]});
    for (int i = 0; i < count; i++)
        flush(&channels[i]);
    while (open_channels > 0 && !done) {
        struct epoll_event events[NODES_MOST + 2 * PARTICIPANTS];
        int ready = epoll_wait(poll, events, NODES_MOST + 2 * PARTICIPANTS, -1);

        for (int i = 0; i < ready; i++) {
            struct channel *from = events[i].data.ptr;

            if (receive(from))
                continue;
            epoll_ctl(poll, EPOLL_CTL_DEL, from->socket, NULL);
            open_channels--;
        }
        for (int i = 0; i < count; i++)
            flush(&channels[i]);
    }
}

/* ---- a node of clients: one channel, to the coordinator ---- */

static struct channel channels[NODES_MOST + 2 * PARTICIPANTS];

static void take_outcome(const struct frame *f)
{
    struct transaction next = f->about;

    note_end(next.client, next.left, f->yes, now());
    if (next.left == 0) {
        done = times()->finished == NODE_CLIENTS;
        return;
    }
    next.left--;
    note_begin(next.client, now());
    send_frame(&channels[0], &next, true, ASKED);
}

static void be_client(uint32_t node, int socket, uint32_t transactions)
{
    channels[0] = (struct channel){.socket = socket, .frame = ANSWER, .take = take_outcome};
    for (uint32_t client = 0; client < NODE_CLIENTS; client++) {
        note_begin(client, now());
        send_frame(&channels[0], &(struct transaction){node, client, transactions - 1}, true, ASKED);
    }
    run(channels, 1);
}

/* ---- a participant: one channel for what is to be prepared, one for what is to be committed ---- */

static void take_prepare(const struct frame *f)
{
    send_frame(&channels[0], &f->about, true, ANSWER);
}

static void take_commit(const struct frame *f)
{
    send_frame(&channels[1], &f->about, f->yes, ANSWER);
}

static void be_participant(int prepare, int commit)
{
    channels[0] = (struct channel){.socket = prepare, .frame = ASKED, .take = take_prepare};
    channels[1] = (struct channel){.socket = commit, .frame = ANSWER, .take = take_commit};
    run(channels, 2);
}

/* ---- the coordinator: first the participants' channels for preparing, then those for committing, then the nodes' ---- */

static struct {
    uint8_t prepared, committed;
    bool all;
} states[NODES_MOST][NODE_CLIENTS];

static void take_request(const struct frame *f)
{
    states[f->about.node][f->about.client].all = true;
    for (int i = 0; i < PARTICIPANTS; i++)
        send_frame(&channels[i], &f->about, true, ASKED);
}

static void take_vote(const struct frame *f)
{
    __typeof__(&states[0][0]) state = &states[f->about.node][f->about.client];

    state->all &= f->yes;
    if (++state->prepared < PARTICIPANTS)
        return;
    state->prepared = 0;
    for (int i = 0; i < PARTICIPANTS; i++)
        send_frame(&channels[PARTICIPANTS + i], &f->about, state->all, ANSWER);
}

static void take_done(const struct frame *f)
{
    __typeof__(&states[0][0]) state = &states[f->about.node][f->about.client];

    if (++state->committed < PARTICIPANTS)
        return;
    state->committed = 0;
    send_frame(&channels[2 * PARTICIPANTS + f->about.node], &f->about, state->all, ANSWER);
}

static void be_coordinator(int (*prepare)[2], int (*commit)[2], int (*clients)[2], int nodes)
{
    for (int i = 0; i < PARTICIPANTS; i++) {
        channels[i] = (struct channel){.socket = prepare[i][0], .frame = ANSWER, .take = take_vote};
        channels[PARTICIPANTS + i] = (struct channel){.socket = commit[i][0], .frame = ANSWER, .take = take_done};
    }
    for (int i = 0; i < nodes; i++)
        channels[2 * PARTICIPANTS + i] = (struct channel){.socket = clients[i][0], .frame = ASKED, .take = take_request};
    run(channels, 2 * PARTICIPANTS + nodes);
}

static void make_pairs(int (*pairs)[2], int count)
{
    for (int i = 0; i < count; i++)
        pair(pairs[i]);
}

int main(int argc, char **argv)
{
    uint32_t transactions = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 1;
    int nodes = argc > 2 ? atoi(argv[2]) : 3, prepare[PARTICIPANTS][2], commit[PARTICIPANTS][2], clients[NODES_MOST][2];
    pid_t servers[1 + PARTICIPANTS];
    int status, failed = 0;

    if (nodes < 1 || nodes > NODES_MOST)
        return 2;
    make_pairs(prepare, PARTICIPANTS);
    make_pairs(commit, PARTICIPANTS);
    make_pairs(clients, nodes);
    for (int i = 0; i < 1 + PARTICIPANTS; i++) {
        servers[i] = split();
        if (servers[i] == 0) {
            if (i == 0)
                be_coordinator(prepare, commit, clients, nodes);
            else
                be_participant(prepare[i - 1][1], commit[i - 1][1]);
            exit(0);
        }
    }
    for (int i = 0; i < nodes; i++) {
        if (split() == 0) {
            be_client((uint32_t)i, clients[i][1], transactions);
            exit(0);
        }
    }
    /* The clients end first; then nobody will ask the others for anything. */
    for (int ended = 0; ended < nodes;) {
        pid_t child = wait(&status);
        bool server = false;

        for (int i = 0; i < 1 + PARTICIPANTS; i++)
            server |= child == servers[i];
        if (child < 0 || server || status)
            failed = 1;
        ended += !server;
    }
    for (int i = 0; i < 1 + PARTICIPANTS; i++) {
        kill(servers[i], SIGTERM);
        waitpid(servers[i], &status, 0);
    }
    return failed;
}
