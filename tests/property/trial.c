/* trial.c: runs a program with `leat run`, and compares what its sinks print with the reference. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "model.h"

int trial_seconds = 50;

/* ---- a command, and what it says ---- */

struct said {
    char *text;
    size_t length, capacity;
    int fd;
};

struct outcome {
    struct said out, err;
    int status; /* as of a shell; -1: it took too long */
};

static int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void must(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

/* What is there to read; false: the end. */
static bool read_more(struct said *said)
{
    ssize_t count;

    if (said->capacity - said->length < 65536) {
        said->capacity = said->capacity * 2 + 131072;
        said->text = realloc(said->text, said->capacity);
        must(said->text, "memory");
    }
    count = read(said->fd, said->text + said->length, said->capacity - said->length - 1);
    if (count > 0)
        said->length += (size_t)count;
    said->text[said->length] = '\0';
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

/* Until both are at their ends; false: not by then. */
static bool read_all(struct said *out, struct said *err, int64_t deadline)
{
    struct pollfd polled[2] = {{.fd = out->fd, .events = POLLIN}, {.fd = err->fd, .events = POLLIN}};

    while (polled[0].fd >= 0 || polled[1].fd >= 0) {
        int64_t left = deadline - now();

        if (left <= 0 || poll(polled, 2, (int)left) == 0)
            return false;
        if (polled[0].revents && !read_more(out))
            polled[0].fd = -1;
        if (polled[1].revents && !read_more(err))
            polled[1].fd = -1;
    }
    return true;
}

static pid_t start(const char *directory, char *const *words, int out, int err)
{
    pid_t child = fork();

    must(child >= 0, "fork");
    if (child > 0)
        return child;
    int nothing = open("/dev/null", O_RDONLY);

    setpgid(0, 0);
    if (chdir(directory) != 0 || dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
        _exit(126);
    execvp(words[0], words);
    _exit(127);
}

static struct outcome run(const char *directory, char *const *words)
{
    struct outcome outcome = {.status = -1};
    int out[2], err[2], status;
    pid_t child;

    must(pipe2(out, O_CLOEXEC) == 0 && pipe2(err, O_CLOEXEC) == 0, "pipe");
    child = start(directory, words, out[1], err[1]);
    close(out[1]);
    close(err[1]);
    outcome.out.fd = out[0];
    outcome.err.fd = err[0];
    bool ended = read_all(&outcome.out, &outcome.err, now() + trial_seconds * 1000);

    if (!ended) {
        kill(child, SIGTERM); /* it ends its processes */
        if (!read_all(&outcome.out, &outcome.err, now() + 5000))
            kill(-child, SIGKILL);
    }
    must(waitpid(child, &status, 0) == child, "waitpid");
    if (ended)
        outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    close(out[0]);
    close(err[0]);
    return outcome;
}

/* ---- lines ---- */

struct line {
    int place, member, sink;
    const char *text;
};

struct lines {
    struct line *items;
    size_t count;
};

/* "[p0/1] 17 text"; cut off in place. */
static bool read_line(char *text, struct line *line)
{
    char letter;
    int used = 0;

    if (sscanf(text, "[%c%d/%d] %d %n", &letter, &line->place, &line->member, &line->sink, &used) < 4 || used == 0)
        return false;
    line->text = text + used;
    return true;
}

/* NULL, or the line that is none. */
static const char *read_lines(struct said *out, struct lines *lines)
{
    size_t most = 1;

    for (size_t i = 0; i < out->length; i++)
        most += out->text[i] == '\n';
    lines->items = hold(most * sizeof *lines->items);
    for (char *at = out->text; at && *at;) {
        char *end = strchr(at, '\n');

        if (end)
            *end = '\0';
        if (!read_line(at, &lines->items[lines->count]))
            return at;
        lines->count++;
        at = end ? end + 1 : NULL;
    }
    return NULL;
}

/* ---- what a sink should have printed, and what it did ---- */

struct texts {
    const char **items;
    size_t count;
};

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t key_length(const char *text)
{
    const char *arrow = strstr(text, " => ");

    return arrow ? (size_t)(arrow - text) : strlen(text);
}

/* Those of one key together, in their order. */
static void sort_by_key(struct texts *texts)
{
    for (size_t i = 1; i < texts->count; i++) {
        const char *x = texts->items[i];
        size_t at = i;

        for (; at > 0; at--) {
            const char *y = texts->items[at - 1];
            size_t a = key_length(y), b = key_length(x);
            int order = strncmp(y, x, a < b ? a : b);

            if (order < 0 || (order == 0 && a <= b))
                break;
            texts->items[at] = y;
        }
        texts->items[at] = x;
    }
}

static void bring_in_order(struct texts *texts, enum comparison comparison)
{
    if (comparison == COMPARE_SET)
        qsort(texts->items, texts->count, sizeof *texts->items, by_text);
    if (comparison == COMPARE_BY_KEY)
        sort_by_key(texts);
    if (comparison == COMPARE_LAST && texts->count > 1)
        *texts = (struct texts){texts->items + texts->count - 1, 1};
}

static const char *text_at(const struct texts *texts, size_t index)
{
    return index < texts->count ? say("%.200s", texts->items[index]) : "(nothing)";
}

/* NULL, or what differs. */
static char *difference(const struct texts *wanted, const struct texts *got)
{
    size_t at = 0;

    while (at < wanted->count && at < got->count && strcmp(wanted->items[at], got->items[at]) == 0)
        at++;
    if (at == wanted->count && at == got->count)
        return NULL;
    return say("element %zu: expected %s, got %s (expected %zu, got %zu)", at, text_at(wanted, at), text_at(got, at), wanted->count, got->count);
}

static char *check_sink(const struct flow *flow, int index, int member, const struct lines *lines)
{
    static const char *const ways[] = {"as a sequence", "as a set", "in order for each key", "the last one"};
    const struct node *node = &flow->nodes[index];
    const struct list *list = &node->lists[member];
    struct texts wanted = {hold((list->count + 1) * sizeof(char *)), list->count}, got = {hold((lines->count + 1) * sizeof(char *)), 0};
    char *why;

    for (size_t i = 0; i < list->count; i++)
        wanted.items[i] = value_text(node->type, &list->items[i]);
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].place == node->place && lines->items[i].member == member && lines->items[i].sink == sink_number(flow, index))
            got.items[got.count++] = lines->items[i].text;
    bring_in_order(&wanted, comparison_of(node));
    bring_in_order(&got, comparison_of(node));
    why = difference(&wanted, &got);
    return why ? say("sink %d (%s) at place %d, member %d, compared %s: %s", sink_number(flow, index), op_names[node->op], node->place, member,
                     ways[comparison_of(node)], why)
               : NULL;
}

static void check_flow(const struct program *program, int f, const struct lines *lines, struct trial *trial)
{
    const struct flow *flow = program->flows[f];

    for (int i = 0; i < flow->count; i++) {
        if (!prints(flow, i))
            continue;
        for (int member = 0; member < program->places[flow->nodes[i].place].members; member++) {
            char *why = check_sink(flow, i, member, lines);

            if (!why)
                continue;
            trial->failed = trial->flows[f] = true;
            if (trial->how == FAILED_NOT)
                trial->how = FAILED_DIFFERENT;
            if (!trial->why || strlen(trial->why) < 4000)
                trial->why = say("%s%s\n", trial->why ? trial->why : "", why);
        }
    }
}

/* ---- a trial ---- */

static const char *const tricks[] = {
#define LEAT_TRICK(constant, name, help) name,
#include "leat/tricks.def"
#undef LEAT_TRICK
};

char *condition_text(const struct condition *condition)
{
    char *text = say("--profile %s", condition->profile);

    if (condition->slice)
        text = say("%s --slice %" PRId64, text, condition->slice);
    if (condition->soft_mark)
        text = say("%s --soft-mark %" PRId64, text, condition->soft_mark);
    if (condition->hard_mark)
        text = say("%s --hard-mark %" PRId64, text, condition->hard_mark);
    if (condition->read_buffer)
        text = say("%s --read-buffer %" PRId64, text, condition->read_buffer);
    for (size_t i = 0; i < sizeof tricks / sizeof *tricks; i++)
        if (condition->without >> i & 1)
            text = say("%s --without %s", text, tricks[i]);
    return text;
}

static struct outcome run_leat(const char *directory, const struct condition *condition)
{
    char *words[24 + 2 * sizeof tricks / sizeof *tricks], *options = condition_text(condition), *leat = getenv("LEAT");
    int count = 0;

    words[count++] = leat ? leat : say("leat");
    words[count++] = say("run");
    words[count++] = say("flows.c");
    words[count++] = say("--quiet");
    for (char *word = strtok(options, " "); word; word = strtok(NULL, " "))
        words[count++] = word;
    words[count] = NULL;
    return run(directory, words);
}

static void judge(const struct program *program, struct outcome *outcome, struct trial *trial)
{
    struct lines lines = {0};
    const char *strange = outcome->out.text ? read_lines(&outcome->out, &lines) : NULL;

    if (outcome->status != 0)
        trial->why = outcome->status < 0 ? say("it did not end in %d seconds\n", trial_seconds) : say("it ended with status %d\n", outcome->status);
    else if (strange)
        trial->why = say("an unexpected line: %.200s\n", strange);
    else if (outcome->err.length > 0)
        trial->why = say("something was said on standard error\n");
    trial->failed = trial->why != NULL;
    if (outcome->err.length > 0 && strstr(outcome->err.text, "[LEAT"))
        trial->how = FAILED_REFUSED;
    else if (trial->failed)
        trial->how = outcome->status < 0 ? FAILED_ENDLESS : FAILED_STATUS;
    /* Of a run that broke off, what is missing says nothing. */
    if (outcome->status == 0)
        for (int f = 0; f < program->flow_count; f++)
            check_flow(program, f, &lines, trial);
    if (trial->failed && outcome->err.length > 0)
        trial->why = say("%s--- standard error:\n%.3000s", trial->why, outcome->err.text);
}

/* A directory of its own, with the program in it. */
static char *place_program(const struct program *program)
{
    const char *temporary = getenv("TMPDIR");
    char *directory = say("%s/flows.XXXXXX", temporary ? temporary : "/tmp"), *path;
    FILE *file;

    must(mkdtemp(directory), directory);
    path = say("%s/flows.c", directory);
    file = fopen(path, "w");
    must(file, path);
    must(fputs(write_program(program, "random flows"), file) >= 0 && fclose(file) == 0, path);
    return directory;
}

void begin_trials(struct trials *trials, const struct program *program)
{
    trials->program = program;
    trials->directory = place_program(program);
}

struct trial try_with(const struct trials *trials, const struct condition *condition)
{
    struct trial trial = {0};
    struct outcome outcome = run_leat(trials->directory, condition);

    judge(trials->program, &outcome, &trial);
    free(outcome.out.text);
    free(outcome.err.text);
    return trial;
}

void end_trials(struct trials *trials)
{
    unlink(say("%s/flows.c", trials->directory));
    rmdir(trials->directory);
}
