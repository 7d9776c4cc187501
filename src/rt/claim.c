/*
 * claim.c: claims about steps on random values. Values are small at first, so that what is found can be read,
 * and then come from the edges of their types.
 */
#define _GNU_SOURCE
#include "leat/rt/claim.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "leat/rt/run.h"
#include "parts.h"
#include "words.h"

#define ELEMENTS_MOST 6
#define ROUNDS 4000
#define NANOSECONDS 100000000 /* for each claim */

/* ---- random values ---- */

struct chance {
    uint64_t state;
    unsigned size; /* 0: small values only; 2: any */
    struct leat_arena *arena;
};

static uint64_t next(struct chance *chance)
{
    chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
    return leat_hash_u64(chance->state, 0);
}

static uint64_t below(struct chance *chance, uint64_t limit)
{
    return next(chance) % limit;
}

static void fill(struct chance *chance, const struct leat_descriptor *type, void *value);

static void fill_integer(struct chance *chance, const struct leat_descriptor *type, void *value)
{
    static const uint64_t edges[] = {0, 1, UINT64_MAX, INT64_MAX, (uint64_t)INT64_MAX + 1, INT32_MAX, (uint64_t)INT32_MAX + 1};
    unsigned way = chance->size == 0 ? 0 : (unsigned)below(chance, chance->size == 1 ? 2 : 4);
    bool is_signed = type->kind == LEAT_TYPE_I8 || type->kind == LEAT_TYPE_I16 || type->kind == LEAT_TYPE_I32 ||
                     type->kind == LEAT_TYPE_I64;
    uint64_t bits = way == 0   ? below(chance, 5)
                    : way == 1 ? below(chance, 100)
                    : way == 2 ? edges[below(chance, sizeof edges / sizeof *edges)]
                               : next(chance);

    if (is_signed && way == 2 && type->size < 8)
        bits = (uint64_t)1 << (type->size * 8 - 1); /* the least, or (below) the largest */
    if (is_signed && way == 2 && type->size < 8 && below(chance, 2))
        bits--;
    if (is_signed && way < 2 && chance->size > 0 && below(chance, 3) == 0)
        bits = ~bits + 1;
    memcpy(value, &bits, type->size); /* little-endian, as the wire is */
}

static double random_float(struct chance *chance)
{
    static const double some[] = {0.0, 1.0, -1.0, 0.1, 0.25, 1e16, -1e16, 3.0};

    if (chance->size == 0)
        return (double)below(chance, 30) / 10;
    if (below(chance, 3) == 0)
        return some[below(chance, sizeof some / sizeof *some)];
    return (double)(int64_t)below(chance, 2000001) / 1000.0 - 1000.0;
}

static void fill_text(struct chance *chance, struct leat__view *view)
{
    static const char *const words[] = {"", "a", "b", "ab", "ba", "A", "z", "10"};
    size_t length;
    char *text;

    if (chance->size < 2 || below(chance, 2)) {
        view->data = words[below(chance, sizeof words / sizeof *words)];
        view->length = strlen(view->data);
        return;
    }
    length = below(chance, 9);
    text = leat_arena_take(chance->arena, length + 1);
    for (size_t i = 0; i < length; i++)
        text[i] = (char)(chance->size > 2 ? below(chance, 256) : 'a' + below(chance, 26));
    *view = (struct leat__view){text, length};
}

static void fill_vec(struct chance *chance, const struct leat_descriptor *element, struct leat__view *view)
{
    size_t length = below(chance, 4);
    char *elements = leat_arena_take(chance->arena, length * element->size + 1);

    for (size_t i = 0; i < length; i++)
        fill(chance, element, elements + i * element->size);
    *view = (struct leat__view){elements, length};
}

static void fill_enum(struct chance *chance, const struct leat_descriptor *type, void *value)
{
    int64_t chosen = type->length > 0 ? type->enumerators[below(chance, type->length)].value : 0;

    memcpy(value, &chosen, type->size);
}

static void fill(struct chance *chance, const struct leat_descriptor *type, void *value)
{
    uint32_t tag;

    switch (type->kind) {
    case LEAT_TYPE_NONE:
        memset(value, 0, type->size);
        break;
    case LEAT_TYPE_BOOL:
        *(bool *)value = below(chance, 2) != 0;
        break;
    case LEAT_TYPE_F32:
        *(float *)value = (float)random_float(chance);
        break;
    case LEAT_TYPE_F64:
        *(double *)value = random_float(chance);
        break;
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES:
        fill_text(chance, value);
        break;
    case LEAT_TYPE_ENUM:
        fill_enum(chance, type, value);
        break;
    case LEAT_TYPE_RECORD:
        memset(value, 0, type->size);
        for (uint32_t i = 0; i < type->count; i++)
            fill(chance, type->fields[i].type, (char *)value + type->fields[i].offset);
        break;
    case LEAT_TYPE_VARIANT:
        memset(value, 0, type->size);
        tag = (uint32_t)below(chance, type->count);
        memcpy(value, &tag, sizeof tag);
        fill(chance, type->fields[tag].type, (char *)value + type->fields[tag].offset);
        break;
    case LEAT_TYPE_VEC:
        fill_vec(chance, type->element, value);
        break;
    case LEAT_TYPE_ARRAY:
        for (uint32_t i = 0; i < type->length; i++)
            fill(chance, type->element, (char *)value + i * type->element->size);
        break;
    case LEAT_TYPE_OPTION:
        memset(value, 0, type->size);
        *(bool *)value = below(chance, 2) != 0;
        if (is_some(value))
            fill(chance, type->element, (char *)value + type->value_offset);
        break;
    default:
        fill_integer(chance, type, value);
    }
}

/* ---- one trial ---- */

struct trial {
    const struct leat_claim *claim;
    char *elements; /* ELEMENTS_MOST of them */
    char *one, *other; /* results */
    size_t count;
};

static const void *element_at(const struct trial *trial, size_t i)
{
    return trial->elements + i * trial->claim->element->size;
}

/* Takes the elements [0, count), of which `first` comes where `swapped` says, and `again` comes twice. */
static void take(const struct trial *trial, void *result, size_t swapped, size_t again)
{
    const struct leat_claim *claim = trial->claim;
    bool begun = claim->initial != NULL;

    memset(result, 0, claim->accumulator->size);
    if (begun)
        claim->initial(result);
    for (size_t i = 0; i < trial->count; i++) {
        const void *element = element_at(trial, i == swapped ? i + 1 : i == swapped + 1 ? i - 1 : i);

        for (size_t time = 0; time < (i == again ? 2u : 1u); time++) {
            if (begun)
                claim->step(result, element);
            else
                memcpy(result, element, claim->element->size);
            begun = true;
        }
    }
}

/* Whether a number became less. */
static bool is_less(const struct leat_descriptor *type, const void *now, const void *before)
{
    double x, y;
    int64_t a = 0, b = 0;

    switch (type->kind) {
    case LEAT_TYPE_F32:
        x = (double)*(const float *)now;
        y = (double)*(const float *)before;
        return x < y;
    case LEAT_TYPE_F64:
        memcpy(&x, now, sizeof x);
        memcpy(&y, before, sizeof y);
        return x < y;
    case LEAT_TYPE_BOOL:
    case LEAT_TYPE_U8:
    case LEAT_TYPE_U16:
    case LEAT_TYPE_U32:
        memcpy(&a, now, type->size);
        memcpy(&b, before, type->size);
        return a < b;
    case LEAT_TYPE_U64:
        memcpy(&a, now, sizeof a);
        memcpy(&b, before, sizeof b);
        return (uint64_t)a < (uint64_t)b;
    case LEAT_TYPE_I8:
        return *(const int8_t *)now < *(const int8_t *)before;
    case LEAT_TYPE_I16:
        return *(const int16_t *)now < *(const int16_t *)before;
    case LEAT_TYPE_I32:
        return *(const int32_t *)now < *(const int32_t *)before;
    case LEAT_TYPE_I64:
        return *(const int64_t *)now < *(const int64_t *)before;
    default:
        return false; /* no number: there is nothing to compare */
    }
}

#define NOWHERE ((size_t)-2)

/* Where the claim fails on these elements: the index of what is swapped, repeated, or made it less; else NOWHERE. */
static size_t try_claim(struct trial *trial, unsigned claimed)
{
    const struct leat_descriptor *type = trial->claim->accumulator;
    size_t at = trial->count - 1;

    take(trial, trial->one, NOWHERE, NOWHERE);
    if (claimed == LEAT_CLAIM_MONOTONE) {
        trial->count--;
        take(trial, trial->other, NOWHERE, NOWHERE);
        trial->count++;
        return is_less(type, trial->one, trial->other) ? at : NOWHERE;
    }
    if (claimed == LEAT_CLAIM_COMMUTATIVE)
        at--;
    take(trial, trial->other, claimed == LEAT_CLAIM_COMMUTATIVE ? at : NOWHERE,
         claimed == LEAT_CLAIM_IDEMPOTENT ? at : NOWHERE);
    return leat_value_equal(type, trial->one, trial->other) ? NOWHERE : at;
}

/* ---- saying it ---- */

/* The texts of values, with commas. */
static char *text_of(const struct leat_descriptor *type, const void *const *values, size_t count)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);

    for (size_t i = 0; out && i < count; i++) {
        fputs(i ? ", " : "", out);
        leat_value_print(out, type, values[i]);
    }
    if (out)
        fclose(out);
    return text;
}

static void say(const struct leat__line *line, int out)
{
    for (size_t at = 0; at < line->length;) {
        ssize_t written = write(out, line->text + at, line->length - at);

        if (written <= 0)
            return;
        at += (size_t)written;
    }
}

static void add_values(struct leat__line *line, const struct leat_descriptor *type, const void *const *values, size_t count)
{
    char *text = text_of(type, values, count);

    leat__line_add_text(line, text ? text : "");
    free(text);
}

static void say_differs(const struct trial *trial, unsigned claimed, size_t at, int out)
{
    static struct leat__line line;
    const struct leat_descriptor *type = trial->claim->element, *result = trial->claim->accumulator;
    const void *before[ELEMENTS_MOST], *one[2] = {element_at(trial, at), NULL}, *other[2] = {one[0], one[0]};
    size_t ones = 1, others = 2;

    for (size_t i = 0; i < at; i++)
        before[i] = element_at(trial, i);
    if (claimed == LEAT_CLAIM_COMMUTATIVE) {
        one[1] = other[0] = element_at(trial, at + 1);
        ones = 2;
    } else if (claimed == LEAT_CLAIM_MONOTONE) {
        others = 0;
    }
    leat__line_begin(&line, "differs");
    leat__line_add_number(&line, trial->claim->id);
    leat__line_add_number(&line, claimed);
    add_values(&line, type, before, at);
    add_values(&line, type, one, ones);
    add_values(&line, result, &(const void *){trial->one}, 1);
    add_values(&line, type, other, others);
    add_values(&line, result, &(const void *){trial->other}, 1);
    if (leat__line_end(&line))
        say(&line, out);
}

/* ---- all trials of a claim ---- */

static int64_t nanoseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void try_all(const struct leat_claim *claim, unsigned claimed, int out)
{
    static uint32_t counts[1024];
    struct leat_run run;
    struct chance chance = {.state = claim->id * 2u + claimed, .arena = &run.arena};
    struct trial trial = {
        .claim = claim,
        .elements = leat_state_new(ELEMENTS_MOST * claim->element->size + 1),
        .one = leat_state_new(claim->accumulator->size + 1),
        .other = leat_state_new(claim->accumulator->size + 1),
    };
    int64_t end = nanoseconds() + NANOSECONDS;

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        counts[i] = 1;
    leat_run_init_embedded(&run, counts);
    leat_current = &run;
    for (size_t round = 0; round < ROUNDS && nanoseconds() < end; round++) {
        size_t least = claimed == LEAT_CLAIM_COMMUTATIVE ? 2 : claim->initial || claimed == LEAT_CLAIM_IDEMPOTENT ? 1 : 2;

        chance.size = (unsigned)(round * 4 / ROUNDS);
        trial.count = least + below(&chance, round < ROUNDS / 8 ? 2 : ELEMENTS_MOST - least + 1);
        for (size_t i = 0; i < trial.count; i++)
            fill(&chance, claim->element, trial.elements + i * claim->element->size);

        size_t at = try_claim(&trial, claimed);

        if (at != NOWHERE) {
            say_differs(&trial, claimed, at, out);
            break;
        }
        leat_run_end_turn(&run);
    }
    leat_run_release(&run);
    leat_state_free(trial.elements);
    leat_state_free(trial.one);
    leat_state_free(trial.other);
}

/* A step may crash on values that never come in the flow, or run for ever: it has a process of its own. */
static void try_apart(const struct leat_claim *claim, unsigned claimed)
{
    static struct leat__line line;
    int status;
    pid_t child = fork();

    if (child < 0)
        return;
    if (child == 0) {
        int out = dup(STDOUT_FILENO), nothing = open("/dev/null", O_RDWR);

        /* What steps print is not wanted. */
        dup2(nothing, STDOUT_FILENO);
        dup2(nothing, STDERR_FILENO);
        setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {.tv_sec = 2}}, NULL);
        try_all(claim, claimed, out);
        _exit(0);
    }
    if (waitpid(child, &status, 0) != child || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
        return;
    leat__line_begin(&line, "untried");
    leat__line_add_number(&line, claim->id);
    leat__line_add_text(&line, WIFSIGNALED(status) ? WTERMSIG(status) == SIGALRM ? "takes too long" : strsignal(WTERMSIG(status))
                                                   : "ended the process");
    if (leat__line_end(&line))
        say(&line, STDOUT_FILENO);
}

int leat_claims_main(const struct leat_claim *const *claims, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (unsigned claimed = LEAT_CLAIM_COMMUTATIVE; claimed <= LEAT_CLAIM_MONOTONE; claimed *= 2)
            if (claims[i]->claimed & claimed)
                try_apart(claims[i], claimed);
    return 0;
}
