/*
 * random_flows.c: random flows against a naive reference.
 *
 *     random_flows [--seed N] [--first N] [--flows N] [--thorough] [--seconds N] [--limit N] [--print] [--stats] [--like OPERATOR] [--coverage FILE]
 *
 * Flows FIRST to FIRST + FLOWS - 1 of the seed go into one program, which is run with `leat run` ($LEAT) under
 * several conditions; TAP on standard output, a test for each condition. What differs is made small, for so
 * many seconds, and printed as a C program. --thorough: under more conditions. --limit: seconds for a run.
 * --like: flows that have many of it. --print prints the program and what is expected instead; --stats counts operators; --coverage FILE fails
 * if an operator of FILE (operators.def) is in fewer than a fortieth of the flows.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "operator.h"

struct options {
    uint64_t seed;
    int first;
    int flows;
    int seconds; /* for making a failure small */
    bool thorough;
    bool print;
    bool stats;
    const char *operators; /* operators.def, of which all have to occur; NULL: not asked */
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
 * what views memory that is gone. A thorough run takes both, the other one without half of the means of speed (each of
 * them has what is done in its place), and sanitizers now and then.
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
    if (number == 3) {
        condition.profile = odd ? "release" : "debug";
        condition.without = chance_next(&chance);
    }
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

/* How many flows have what. */
struct counts {
    int flows, nodes, longest, clusters, views, ticks;
    int with[OPS];
};

static void count_flow(struct counts *counts, const struct flow *flow)
{
    bool seen[OPS] = {false}, has_cluster = false, has_views = false, has_tick = false;

    for (int i = 0; i < flow->count; i++) {
        const struct node *node = &flow->nodes[i];
        bool views = node->type.key == KEY_STR || (node->type.val != VAL_NUM && node->type.val != VAL_COUNT);

        seen[node->op] = true;
        has_cluster |= flow->program->places[node->place].is_cluster;
        has_views |= operators[node->op]->keeps && views;
        has_tick |= operators[node->op]->is_entry;
    }
    for (int op = 0; op < OPS; op++)
        counts->with[op] += seen[op];
    counts->clusters += has_cluster;
    counts->views += has_views;
    counts->ticks += has_tick;
    counts->nodes += flow->count;
    counts->longest = flow->count > counts->longest ? flow->count : counts->longest;
    counts->flows++;
}

static struct counts count_flows(const struct options *options)
{
    struct options batch = *options;
    struct counts counts = {0};

    for (batch.flows = 1; batch.first < options->first + options->flows; batch.first++)
        count_flow(&counts, make_program(&batch)->flows[0]);
    return counts;
}

static void print_stats(const struct options *options)
{
    struct counts counts = count_flows(options);

    printf("%d flows, %d operators, at most %d; with clusters %d, with strings or vectors kept %d, with ticks %d\n", counts.flows,
           counts.nodes, counts.longest, counts.clusters, counts.views, counts.ticks);
    for (int op = 0; op < OPS; op++)
        printf("%5d flows with %s\n", counts.with[op], op_names[op]);
}

/* ---- whether they are random enough ---- */

static bool check_share(const char *what, int count, int flows)
{
    if (count * 5 >= flows)
        return true;
    printf("# %d of %d flows have %s: it should be a fifth\n", count, flows, what);
    return false;
}

/* What is tested elsewhere: it needs the world outside, or a program of its own. */
static bool is_left_out(const char *name)
{
    static const char *const names[] = {
#define LEFT_OUT(name, why) #name,
#include "left_out.list"
#undef LEFT_OUT
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool check_operator(const char *name, const struct counts *counts)
{
    int least = counts->flows / 40;

    for (int op = 0; op < OPS; op++) {
        if (strcmp(op_names[op], name) != 0)
            continue;
        if (counts->with[op] < least)
            printf("# %d of %d flows have %s: it should be at least %d\n", counts->with[op], counts->flows, name, least);
        return counts->with[op] >= least;
    }
    if (!is_left_out(name))
        printf("# leat_%s is neither in operators.list nor in left_out.list\n", name);
    return is_left_out(name);
}

/* Every operator of operators.def occurs in a fortieth of the flows: 50 of 2,000. */
static bool check_coverage(const struct options *options)
{
    FILE *file = fopen(options->operators, "r");
    struct counts counts = count_flows(options);
    bool good = true;
    int known = 0;
    char line[4096], name[100];

    if (!file) {
        perror(options->operators);
        return false;
    }
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "LEAT_OP(%*[A-Z0-9_], %99[a-z0-9_],", name) == 1) {
            good = check_operator(name, &counts) && good;
            known++;
        }
    fclose(file);
    good = check_share("clusters", counts.clusters, counts.flows) && good;
    good = check_share("strings or vectors kept across turns", counts.views, counts.flows) && good;
    good = check_share("ticks", counts.ticks, counts.flows) && good;
    printf("1..1\n%sok 1 - %d operators in %d flows\n", good && known > 0 ? "" : "not ", known, counts.flows);
    return good && known > 0;
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

static int operator_called(const char *name)
{
    for (int op = 0; name && op < OPS; op++)
        if (strcmp(op_names[op], name) == 0)
            return op;
    fprintf(stderr, "error: no flow has an operator called %s\n", name ? name : "nothing");
    exit(2);
}

int main(int argc, char **argv)
{
    struct options options = {.seed = 1, .flows = 25, .seconds = 50};

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--print") == 0)
            options.print = true;
        else if (strcmp(argv[i], "--stats") == 0)
            options.stats = true;
        else if (strcmp(argv[i], "--coverage") == 0 && argv[i + 1])
            options.operators = argv[++i];
        else if (strcmp(argv[i], "--like") == 0)
            liked_by_all = operator_called(argv[i + 1]), i++;
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
            fprintf(stderr, "usage: random_flows [--seed N] [--first N] [--flows N] [--thorough] [--seconds N] [--limit N] [--print] [--stats] [--like OPERATOR] [--coverage FILE]\n");
            return 2;
        }
    }
    if (options.operators)
        return !check_coverage(&options);
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
