/*
 * rendezvous.c: the process's side of the conversation with its deployer (docs/protocol.md).
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "hello.h"
#include "runtime.h"

enum {
    WORDS_MOST = 4,
    LAST_WORDS_MS = 1000, /* how long a process that ends waits for a deployer that does not read */
};

/* ---- saying ---- */

static void send_unsent(struct leat_runtime *runtime)
{
    size_t at = 0;

    while (at < runtime->unsent_length) {
        ptrdiff_t count = runtime->io->write(runtime->rendezvous, runtime->unsent + at, runtime->unsent_length - at);

        if (count < 0)
            break; /* full, or gone: then reading will tell */
        at += (size_t)count;
    }
    if (at > 0)
        memmove(runtime->unsent, runtime->unsent + at, runtime->unsent_length - at);
    runtime->unsent_length -= at;
    runtime->io->watch(runtime->rendezvous, LEAT__READABLE | (runtime->unsent_length ? LEAT__WRITABLE : 0u));
}

void leat__rt_send(struct leat_runtime *runtime)
{
    struct leat__line *line = &runtime->line;

    if (!leat__line_end(line))
        leat_run_fail("a message to the rendezvous is too long");
    runtime->unsent = leat__rt_realloc(runtime->unsent, runtime->unsent_length + line->length);
    memcpy(runtime->unsent + runtime->unsent_length, line->text, line->length);
    runtime->unsent_length += line->length;
    send_unsent(runtime);
}

void leat__rt_send_last(struct leat_runtime *runtime)
{
    leat__rt_send(runtime);
    while (runtime->unsent_length > 0 && runtime->io->wait_writable(runtime->rendezvous, LAST_WORDS_MS)) {
        size_t before = runtime->unsent_length;

        send_unsent(runtime);
        if (runtime->unsent_length == before)
            return; /* the deployer is gone */
    }
}

void leat__rt_send_idle(struct leat_runtime *runtime, uint64_t sent, uint64_t received)
{
    leat__line_begin(&runtime->line, "idle");
    leat__line_add_number(&runtime->line, sent);
    leat__line_add_number(&runtime->line, received);
    leat__rt_send(runtime);
}

static void send_state(struct leat_runtime *runtime, uint64_t probe)
{
    uint64_t sent, received;
    bool idle = leat__is_idle(runtime, &sent, &received);

    /* It will be asked again when it says that it is idle: so it says so, whether its counts have changed or not. */
    if (!idle) {
        runtime->idle_told = false;
        runtime->idle_sent = UINT64_MAX;
    }
    leat__line_begin(&runtime->line, "state");
    leat__line_add_number(&runtime->line, probe);
    leat__line_add_number(&runtime->line, idle);
    leat__line_add_number(&runtime->line, sent);
    leat__line_add_number(&runtime->line, received);
    leat__rt_send(runtime);
}

/* ---- hearing ---- */

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(leat__rt_alloc(1, size), text, size);
}

/* Each returns whether the words were right. */

static bool hear_refused(struct leat_runtime *runtime, char **words)
{
    leat__end_wrong_start(runtime, "the rendezvous refused: %s", words[1]);
}

static bool hear_location(struct leat_runtime *runtime, char **words)
{
    uint64_t member;

    if (!leat__word_number(words[1], UINT32_MAX, &member) || runtime->name)
        return false;
    runtime->run.self.id = (uint32_t)member;
    runtime->run.name = runtime->name = copy(words[2]);
    return true;
}

static bool hear_members(struct leat_runtime *runtime, char **words)
{
    uint64_t id, count;

    if (!leat__word_number(words[1], runtime->program->location_count - 1, &id) ||
        !leat__word_number(words[2], UINT32_MAX, &count) || count == 0 || runtime->started)
        return false;
    runtime->member_counts[id] = (uint32_t)count;
    return true;
}

static bool hear_argument(struct leat_runtime *runtime, char **words)
{
    if (runtime->started || !strchr(words[1], '='))
        return false;
    runtime->arguments =
        leat__rt_realloc(runtime->arguments, (runtime->argument_count + 2) * sizeof *runtime->arguments);
    runtime->arguments[runtime->argument_count++] = copy(words[1]);
    runtime->arguments[runtime->argument_count] = NULL;
    return true;
}

static bool hear_option(struct leat_runtime *runtime, char **words)
{
    struct leat__options *options = &runtime->options;
    const struct {
        const char *name;
        uint64_t *value;
        uint64_t most;
    } all[] = {
        {"max_element", &options->max_element, UINT32_MAX - 1}, /* the word above opens a control frame */
        {"soft_mark", &options->soft_mark, SIZE_MAX / 4},       {"hard_mark", &options->hard_mark, SIZE_MAX / 4},
        {"cycle_budget", &options->cycle_budget, SIZE_MAX / 4}, {"read_buffer", &options->read_buffer, SIZE_MAX / 4},
        {"hello_timeout", &options->hello_timeout, UINT32_MAX}, {"slice", &options->slice, UINT64_MAX},
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(words[1], all[i].name) == 0)
            return !runtime->started && leat__word_number(words[2], all[i].most, all[i].value) && *all[i].value > 0;
    return false;
}

static bool hear_peer(struct leat_runtime *runtime, char **words)
{
    uint64_t location, member;

    if (!leat__word_number(words[1], runtime->program->location_count - 1, &location) ||
        !leat__word_number(words[2], UINT32_MAX, &member) || runtime->started)
        return false;
    runtime->peers = leat__rt_realloc(runtime->peers, (runtime->peer_count + 1) * sizeof *runtime->peers);
    runtime->peers[runtime->peer_count++] = (struct leat__peer){(uint32_t)location, (uint32_t)member, copy(words[3])};
    return true;
}

static bool hear_start(struct leat_runtime *runtime, char **words)
{
    (void)words;
    if (runtime->started || !runtime->name)
        return false;
    for (uint32_t i = 0; i < runtime->program->location_count; i++)
        if (runtime->member_counts[i] == 0)
            return false;
    if (runtime->run.self.id >= runtime->member_counts[runtime->location->id])
        return false;
    runtime->started = true;
    return true;
}

static bool hear_probe(struct leat_runtime *runtime, char **words)
{
    uint64_t probe;

    if (!leat__word_number(words[1], UINT64_MAX, &probe))
        return false;
    send_state(runtime, probe);
    return true;
}

static bool hear_left(struct leat_runtime *runtime, char **words)
{
    uint64_t location, member;

    return leat__word_number(words[1], runtime->program->location_count - 1, &location) &&
           leat__word_number(words[2], UINT32_MAX, &member) &&
           leat__members_left(runtime, (uint32_t)location, (uint32_t)member);
}

static bool hear_quiesce(struct leat_runtime *runtime, char **words)
{
    (void)words;
    runtime->run.quiesced = true;
    runtime->turn_due = true;
    return runtime->started;
}

static bool hear_stop(struct leat_runtime *runtime, char **words)
{
    (void)words;
    leat__end_stopped(runtime);
}

static const struct {
    const char *word;
    size_t count; /* of words, with this one */
    bool (*hear)(struct leat_runtime *runtime, char **words);
} messages[] = {
    {"refused", 2, hear_refused},   {"location", 3, hear_location}, {"members", 3, hear_members},
    {"argument", 2, hear_argument}, {"option", 3, hear_option},     {"peer", 4, hear_peer},
    {"start", 1, hear_start},       {"probe", 2, hear_probe},       {"quiesce", 1, hear_quiesce},
    {"stop", 1, hear_stop},         {"left", 3, hear_left},
};

static void hear(struct leat_runtime *runtime, char *line, size_t length)
{
    char *words[WORDS_MOST];
    size_t count;
    const char *wrong = leat__line_split(line, length, words, WORDS_MOST, &count);

    for (size_t i = 0; !wrong && i < sizeof messages / sizeof *messages; i++) {
        if (strcmp(words[0], messages[i].word) != 0)
            continue;
        if (count == messages[i].count && messages[i].hear(runtime, words))
            return;
        break;
    }
    leat_run_fail("the rendezvous says what this program does not understand: %s%s%s", wrong ? "a line with " : "'",
                  wrong ? wrong : words[0], wrong ? "" : "'");
}

static void on_ready(void *owner, unsigned events)
{
    struct leat_runtime *runtime = owner;
    size_t room, length;
    ptrdiff_t count;
    char *line;
    int is_line;

    if (events & LEAT__WRITABLE)
        send_unsent(runtime);
    if (!(events & LEAT__READABLE))
        return;
    line = leat__line_reader_room(&runtime->lines, &room);
    count = runtime->io->read(runtime->rendezvous, line, room);
    if (count == -EAGAIN)
        return;
    if (count <= 0)
        leat__end_quietly(runtime, LEAT__LOST);
    runtime->lines.end += (size_t)count;
    while ((is_line = leat__line_reader_next(&runtime->lines, &line, &length)) == 1)
        hear(runtime, line, length);
    if (is_line < 0)
        leat_run_fail("the rendezvous says what this program does not understand: a line that is too long");
}

void leat__rt_join(struct leat_runtime *runtime, const char *address, const char *token, int64_t member)
{
    int error = runtime->io->dial(runtime->io, address, on_ready, runtime, &runtime->rendezvous);

    if (error)
        leat__end_wrong_start(runtime, "no rendezvous at %s: %s", address,
                              error == -EINVAL ? "an address is written unix:PATH" : strerror(-error));
    leat__accept_start(runtime, address, runtime->location->id);
    runtime->deployment = leat__deployment_of(token);
    leat__line_begin(&runtime->line, "join");
    leat__line_add_number(&runtime->line, LEAT__PROTOCOL);
    leat__line_add(&runtime->line, token);
    leat__line_add_hex(&runtime->line, runtime->program->hash);
    leat__line_add_number(&runtime->line, runtime->location->id);
    if (member < 0)
        leat__line_add(&runtime->line, "-");
    else
        leat__line_add_number(&runtime->line, (uint64_t)member);
    leat__line_add(&runtime->line, runtime->address);
    leat__rt_send(runtime);
    while (!runtime->started)
        runtime->io->poll(runtime->io, true);
}
