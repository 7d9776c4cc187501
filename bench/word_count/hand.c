/*
 * The same as flow.c by hand: a leader, four workers and a reducer, with Unix sockets between them and the same
 * frames (a big-endian length, then bincode) in blocks of 64 KiB. The workers keep their words in a presized table with
 * the first 16 bytes of each word in its entry, and send what they counted at the end.
 *
 *     hand TEXT
 */
#include "../lib/wire.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/mman.h>

enum { WORKERS = 4, SLOTS = 1 << 18, SHORT = 16 };

struct entry {
    uint64_t count;   /* 0: the slot is free */
    uint32_t hash;
    uint32_t length;
    uint64_t head[2]; /* the first bytes, then zeros */
    const char *word; /* all of it, where it is longer than that */
    uint64_t unused[3];
};

static struct entry *table;

/* ---- words ---- */

static void make_table(void)
{
    size_t bytes = SLOTS * sizeof *table;

    table = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (table == MAP_FAILED)
        fail("mmap");
    madvise(table, bytes, MADV_HUGEPAGE);
}

/* `word` may be read 16 bytes far. */
static inline void add(const char *word, size_t length, uint64_t n)
{
    uint64_t head[2];
    uint32_t hash;

    memcpy(head, word, SHORT);
    if (length < 8) {
        head[0] &= (UINT64_C(1) << 8 * length) - 1;
        head[1] = 0;
    } else if (length < SHORT) {
        head[1] &= (UINT64_C(1) << 8 * (length - 8)) - 1;
    }
    hash = (uint32_t)(((head[0] * UINT64_C(0x9e3779b97f4a7c15)) ^ ((head[1] + length) * UINT64_C(0xc2b2ae3d27d4eb4f))) >> 32);
    for (size_t i = SHORT; i < length; i++)
        hash = hash * 31 + (uint8_t)word[i];

    for (size_t at = hash * UINT64_C(2654435761) >> 7 & (SLOTS - 1);; at = (at + 1) & (SLOTS - 1)) {
        struct entry *e = &table[at];

        if (e->count == 0) {
            *e = (struct entry){.hash = hash, .length = (uint32_t)length, .head = {head[0], head[1]}};
            if (length > SHORT && !(e->word = strndup(word, length)))
                fail("strndup");
        } else if (e->head[0] != head[0] || e->head[1] != head[1] || e->length != length ||
                   (length > SHORT && memcmp(e->word, word, length) != 0)) {
            continue;
        }
        e->count += n;
        return;
    }
}

static const char *word_of(const struct entry *e)
{
    return e->length > SHORT ? e->word : (const char *)e->head;
}

/* The 8 bytes at `from` that are a space have the highest bit of theirs set in the result; those behind one may be wrong. */
static inline uint64_t spaces(const char *from)
{
    uint64_t eight;

    memcpy(&eight, from, 8);
    eight ^= UINT64_C(0x2020202020202020);
    return (eight - UINT64_C(0x0101010101010101)) & ~eight & UINT64_C(0x8080808080808080);
}

static inline void add_words(const char *line, size_t length)
{
    const char *start = line, *end = line + length;

    for (;;) {
        const char *at = start;
        uint64_t found;

        while (at < end && !(found = spaces(at)))
            at += 8;
        if (at < end)
            at += __builtin_ctzll(found) / 8;
        if (at >= end)
            break;
        add(start, (size_t)(at - start), 1);
        start = at + 1;
    }
    add(start, (size_t)(end - start), 1);
}

/* ---- frames ---- */

struct input {
    int socket;
    size_t filled;
    char *bytes; /* BLOCK and 32 more, which are read beyond the end of a word */
};

static inline uint32_t length_at(const char *at)
{
    uint32_t length;

    memcpy(&length, at, 4);
    return __builtin_bswap32(length);
}

/* Reads once. Calls `take` for each frame that is there; false at the end. */
static inline bool read_frames(struct input *in, void (*take)(const char *frame, size_t length))
{
    ssize_t got = read(in->socket, in->bytes + in->filled, BLOCK - in->filled);
    size_t at = 0;

    if (got < 0)
        fail("read");
    in->filled += (size_t)got;
    while (in->filled - at >= 4 && length_at(in->bytes + at) <= in->filled - at - 4) {
        size_t length = length_at(in->bytes + at);

        take(in->bytes + at + 4, length);
        at += 4 + length;
    }
    memmove(in->bytes, in->bytes + at, in->filled - at);
    in->filled -= at;
    return got > 0;
}

static struct input input_of(int socket)
{
    struct input in = {.socket = socket, .bytes = calloc(1, BLOCK + 32)};

    if (!in.bytes)
        fail("calloc");
    return in;
}

struct output {
    int socket;
    size_t filled;
    char bytes[BLOCK];
};

/* Room for a frame of `length` bytes. */
static inline char *frame_of(struct output *out, size_t length)
{
    uint32_t prefix = __builtin_bswap32((uint32_t)length);
    char *frame;

    if (out->filled + 4 + length > BLOCK) {
        write_all(out->socket, out->bytes, out->filled);
        out->filled = 0;
    }
    frame = out->bytes + out->filled;
    memcpy(frame, &prefix, 4);
    out->filled += 4 + length;
    return frame + 4;
}

/* ---- the processes ---- */

static struct output outputs[WORKERS];

static void lead(const char *path)
{
    static char block[BLOCK];
    size_t filled = 0;
    unsigned turn = 0;
    int file = open(path, O_RDONLY);
    ssize_t got;

    if (file < 0)
        fail(path);
    while ((got = read(file, block + filled, sizeof block - filled)) > 0) {
        char *line = block, *end = block + filled + got, *newline;

        for (; (newline = memchr(line, '\n', (size_t)(end - line))); line = newline + 1) {
            uint64_t length = (uint64_t)(newline - line);
            char *frame = frame_of(&outputs[turn++ % WORKERS], 8 + length);

            memcpy(frame, &length, 8);
            memcpy(frame + 8, line, length);
        }
        filled = (size_t)(end - line);
        memmove(block, line, filled);
    }
    for (int i = 0; i < WORKERS; i++) {
        write_all(outputs[i].socket, outputs[i].bytes, outputs[i].filled);
        close(outputs[i].socket);
    }
    close(file);
}

static void take_line(const char *frame, size_t length)
{
    add_words(frame + 8, length - 8);
}

static void work(int from, int to)
{
    struct input in = input_of(from);

    make_table();
    while (read_frames(&in, take_line))
        ;
    outputs[0] = (struct output){.socket = to};
    for (size_t i = 0; i < SLOTS; i++) {
        const struct entry *e = &table[i];
        uint64_t length = e->length;
        char *frame;

        if (!e->count)
            continue;
        frame = frame_of(&outputs[0], 16 + length);
        memcpy(frame, &length, 8);
        memcpy(frame + 8, word_of(e), length);
        memcpy(frame + 8 + length, &e->count, 8);
    }
    write_all(to, outputs[0].bytes, outputs[0].filled);
}

static void take_count(const char *frame, size_t length)
{
    uint64_t n;

    memcpy(&n, frame + length - 8, 8);
    add(frame + 8, length - 16, n);
}

static void reduce(const int from[WORKERS])
{
    struct input in[WORKERS];
    int open_inputs = WORKERS, poll = epoll_create1(0);
    uint64_t count = 0, sum = 0;

    make_table();
    for (int i = 0; i < WORKERS; i++) {
        in[i] = input_of(from[i]);
        epoll_ctl(poll, EPOLL_CTL_ADD, from[i], &(struct epoll_event){.events = EPOLLIN, .data.ptr = &in[i]});
    }
    while (open_inputs > 0) {
        struct epoll_event events[WORKERS];
        int ready = epoll_wait(poll, events, WORKERS, -1);

        for (int i = 0; i < ready; i++) {
            struct input *it = events[i].data.ptr;

            if (read_frames(it, take_count))
                continue;
            close(it->socket);
            open_inputs--;
        }
    }
    for (size_t i = 0; i < SLOTS; i++) {
        const struct entry *e = &table[i];
        uint64_t hash = 0;

        for (size_t k = 0; e->count && k < e->length; k++)
            hash = hash * 31 + (uint8_t)word_of(e)[k];
        count += e->count;
        sum += hash * e->count;
    }
    ended(count, sum);
}

static void close_both(int ends[2])
{
    close(ends[0]);
    close(ends[1]);
}

int main(int argc, char **argv)
{
    int lines[WORKERS][2], counts[WORKERS][2], from[WORKERS];

    if (argc < 2)
        return 2;
    for (int i = 0; i < WORKERS; i++) {
        pair(lines[i]);
        pair(counts[i]);
        from[i] = counts[i][1];
        outputs[i].socket = lines[i][0];
    }
    for (int process = 0; process <= WORKERS; process++) {
        if (split() != 0)
            continue;
        for (int i = 0; i < WORKERS; i++) {
            if (i != process)
                close_both(lines[i]);
            else
                close(lines[i][0]);
            if (process < WORKERS)
                close(counts[i][1]);
            if (i != process)
                close(counts[i][0]);
        }
        if (process < WORKERS)
            work(lines[process][1], counts[process][0]);
        else
            reduce(from);
        exit(0);
    }
    for (int i = 0; i < WORKERS; i++) {
        close(lines[i][1]);
        close_both(counts[i]);
    }
    began();
    lead(argv[1]);
    return all_well() ? 0 : 1;
}
