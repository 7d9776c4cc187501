/*
 * random_flows.c: random flows against a naive reference.
 *
 *     random_flows [--seed N] [--first N] [--flows N] [--thorough] [--seconds N] [--limit N] [--print] [--stats]
 *
 * Flows FIRST to FIRST + FLOWS - 1 of the seed go into one program, which is run with `leat run` ($LEAT) under
 * several conditions; TAP on standard output, a test for each condition. What differs is made small, for so
 * many seconds, and printed as a C program. --thorough: under more conditions. --limit: seconds for a run.
 * --print prints the program and what is expected instead; --stats counts operators.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model.h"

struct options {
    uint64_t seed;
    int first;
    int flows;
    int seconds; /* for making a failure small */
    bool thorough;
    bool print;
    bool stats;
};

static struct program *make_program(const struct options *options)
{
    struct program *program = hold(sizeof *program);

    program->seed = (options->seed << 32) + (uint64_t)options->first;
    generate_places(program);
    for (int f = 0; f < options->flows; f++)
        program->flows[program->flow_count++] =
            generate_flow(program, options->first + f, (options->seed << 32) + (uint64_t)(options->first + f) * 7919);
    return program;
}

/*
 * The first is how people run it; the others vary by the program's number, as does the profile: debug finds
 * what views memory that is gone. A thorough run takes both, and sanitizers now and then.
 */
static struct condition condition_of(const struct options *options, int number)
{
    struct chance chance = {options->seed ^ (uint64_t)(options->first * 31 + number)};
    bool odd = options->first / options->flows % 2;
    struct condition condition = {.profile = odd ? "debug" : "release"};

    if (number == 0)
        return condition;
    condition.slice = 1 + chance_below(&chance, number == 1 ? 2 : 20);
    condition.soft_mark = 1 + chance_below(&chance, 3000);
    condition.hard_mark = condition.soft_mark + chance_below(&chance, 3000);
    condition.read_buffer = 1 + chance_below(&chance, 300);
    if (number == 3)
        condition.profile = odd ? "release" : "debug";
    if (number == 4)
        condition.profile = "sanitize";
    return condition;
}

static int condition_count(const struct options *options)
{
    return !options->thorough ? 3 : options->first / options->flows % 8 ? 4 : 5;
}

static void show_failure(const struct options *options, const struct program *program, const struct condition *condition, struct trial *trial)
{
    const char *comment = say("random flows: seed %" PRIu64 ", flows %d to %d; leat run %s", options->seed, options->first,
                              options->first + options->flows - 1, condition_text(condition));

    printf("# %s\n# %s\n", comment, trial->why);
    fflush(stdout);
    if (options->seconds == 0)
        return;
    program = shrink(program, condition, options->seconds, trial);
    fprintf(stderr, "---- a program that differs, made small (%s) ----\n%s\n%s---- end ----\n", condition_text(condition), trial->why,
            write_program(program, comment));
}

static int run_all(const struct options *options)
{
    struct program *program = make_program(options);
    struct trials trials;
    bool failed = false;

    begin_trials(&trials, program);
    printf("1..%d\n", condition_count(options));
    for (int i = 0; i < condition_count(options) && !failed; i++) {
        struct condition condition = condition_of(options, i);
        struct trial trial = try_with(&trials, &condition);

        failed = trial.failed;
        printf("%sok %d - %s\n", failed ? "not " : "", i + 1, condition_text(&condition));
        fflush(stdout);
        if (failed)
            show_failure(options, program, &condition, &trial);
    }
    end_trials(&trials);
    return failed;
}

/* ---- looking ---- */

static void print_program(const struct options *options)
{
    struct program *program = make_program(options);

    fputs(write_program(program, "random flows"), stdout);
    for (int f = 0; f < program->flow_count; f++)
        for (int i = 0; i < program->flows[f]->count; i++)
            for (int member = 0; prints(program->flows[f], i) && member < MEMBERS_MOST; member++) {
                const struct node *node = &program->flows[f]->nodes[i];

                for (size_t k = 0; k < node->lists[member].count; k++)
                    printf("/* [%d/%d] %d %s */\n", node->place, member, sink_number(program->flows[f], i),
                           value_text(node->type, &node->lists[member].items[k]));
            }
}

static void print_stats(const struct options *options)
{
    static int with[OPS], clusters, views, ticks, operators, longest;
    struct options batch = *options;
    int flows = 0;

    for (batch.flows = 1; batch.first < options->first + options->flows; batch.first++) {
        const struct flow *flow = make_program(&batch)->flows[0];
        bool seen[OPS] = {false}, has_cluster = false, has_views = false, has_tick = false;

        for (int i = 0; i < flow->count; i++) {
            const struct node *node = &flow->nodes[i];
            bool keeps = node->op == OP_FOLD || node->op == OP_REDUCE || node->op == OP_FOLD_KEYED || node->op == OP_REDUCE_KEYED ||
                         node->op == OP_UNIQUE || node->op == OP_SORT || node->op == OP_CHAIN || node->op == OP_DEFER_TICK;

            seen[node->op] = true;
            has_cluster |= flow->program->places[node->place].is_cluster;
            has_views |= keeps && (node->type.val != VAL_NUM || node->type.key == KEY_STR) && node->type.val != VAL_COUNT;
            has_tick |= node->op == OP_BATCH || node->op == OP_SNAPSHOT;
        }
        for (int op = 0; op < OPS; op++)
            with[op] += seen[op];
        clusters += has_cluster;
        views += has_views;
        ticks += has_tick;
        operators += flow->count;
        longest = flow->count > longest ? flow->count : longest;
        flows++;
    }
    printf("%d flows, %d operators, at most %d; with clusters %d, with strings or vectors kept %d, with ticks %d\n", flows, operators, longest,
           clusters, views, ticks);
    for (int op = 0; op < OPS; op++)
        printf("%5d flows with %s\n", with[op], op_names[op]);
}

/* ---- main ---- */

static long number_behind(const char *option, const char *word)
{
    char *end;
    long number = word ? strtol(word, &end, 10) : 0;

    if (!word || *end || number < 0) {
        fprintf(stderr, "error: %s takes a number\n", option);
        exit(2);
    }
    return number;
}

int main(int argc, char **argv)
{
    struct options options = {.seed = 1, .flows = 25, .seconds = 50};

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--print") == 0)
            options.print = true;
        else if (strcmp(argv[i], "--stats") == 0)
            options.stats = true;
        else if (strcmp(argv[i], "--thorough") == 0)
            options.thorough = true;
        else if (strcmp(argv[i], "--seconds") == 0)
            options.seconds = (int)number_behind(argv[i], argv[i + 1]), i++;
        else if (strcmp(argv[i], "--limit") == 0)
            trial_seconds = (int)number_behind(argv[i], argv[i + 1]), i++;
        else if (strcmp(argv[i], "--seed") == 0)
            options.seed = (uint64_t)number_behind(argv[i], argv[i + 1]), i++;
        else if (strcmp(argv[i], "--first") == 0)
            options.first = (int)number_behind(argv[i], argv[i + 1]), i++;
        else if (strcmp(argv[i], "--flows") == 0)
            options.flows = (int)number_behind(argv[i], argv[i + 1]), i++;
        else {
            fprintf(stderr, "usage: random_flows [--seed N] [--first N] [--flows N] [--thorough] [--seconds N] [--limit N] [--print] [--stats]\n");
            return 2;
        }
    }
    if (options.stats)
        print_stats(&options);
    else if (options.flows < 1 || options.flows > FLOWS_MOST)
        fprintf(stderr, "error: 1 to %d flows go into a program\n", FLOWS_MOST);
    else if (options.print)
        print_program(&options);
    else
        return run_all(&options) > 0;
    return 0;
}
