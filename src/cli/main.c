/*
 * main.c: the `leat` command. What has to do with a flow is done by the program that builds it: this
 * compiles the program, and becomes it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "build/build.h"
#include "build/job.h"
#include "build/progress.h"
#include "build/report.h"
#include "check/explain.h"
#include "cli/deployment.h"
#include "cli/new.h"
#include "cli/options.h"

#ifndef LEAT_VERSION
#define LEAT_VERSION "unknown"
#endif

/* ---- tables ---- */

#define PROGRAM_WORDS "FILE.c [MORE.c | -I... | -D... | -l... | any flag of the compiler]..."

/* The sub-commands of a program take a source here, and otherwise the same options. */
static struct leat__subcommand of_program[8];
static size_t of_program_count;

static const struct leat__subcommand cc_command = {
    "cc", "WORD...", "compiles and links as the C compiler does, and remembers how",
    "Any line for a compiler: leat cc -o prog a.c b.c -lm, leat cc -c a.c. $CC chooses the compiler.\n", NULL};
static const struct leat__subcommand new_command = {"new", "DIR", "makes a directory with a program of your own", NULL,
                                                    NULL};
static const struct leat__subcommand clean_command = {"clean", "", "empties the cache of what was compiled", NULL, NULL};
static const struct leat__subcommand doctor_command = {"doctor", "", "looks at what building needs, and says what is missing",
                                                       NULL, NULL};
static const struct leat__subcommand explain_command = {
    "explain", "[CODE | OPERATOR]", "prints the page about an error's code or an operator", NULL, NULL};

/* All, in the order of the help; filled by list_commands(). */
static const struct leat__subcommand *commands[16];
static size_t command_count;

static void list_commands(void)
{
    static const struct leat__subcommand *const others[] = {&cc_command, &new_command, &clean_command, &doctor_command,
                                                            &explain_command};

    for (size_t i = 0; i < leat__program_subcommand_count; i++) {
        of_program[i] = *leat__program_subcommands[i];
        of_program[i].arguments = PROGRAM_WORDS;
        if (strcmp(of_program[i].name, "run") == 0)
            of_program[i].arguments = PROGRAM_WORDS " [-- NAME=VALUE...]";
        commands[command_count++] = &of_program[i];
    }
    of_program_count = leat__program_subcommand_count;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        commands[command_count++] = others[i];
}

static void print_help(void)
{
    printf("usage: leat COMMAND [WORD...]\n\n"
           "Leat " LEAT_VERSION ": a distributed program, written as one program in C.\n\ncommands:\n");
    leat__print_subcommands(commands, command_count);
    printf("\n'leat COMMAND -h' prints the options of one\n");
}

/* ---- commands of programs ---- */

/* What was read: words for the compiler, and words that the program is run with. */
struct words_of {
    struct leat__words compiler;
    struct leat__words program;
};

static bool take_word(void *context, const char *word)
{
    struct words_of *words = context;

    leat__vector_push(&words->compiler, word);
    return true;
}

static bool take_option(void *context, const struct leat__option *option, const char *value)
{
    struct words_of *words = context;

    if (strcmp(option->name, "--format") == 0 && strcmp(value, "json") == 0)
        leat__report_as_json();
    if (strcmp(option->name, "--quiet") == 0)
        leat__progress_quiet();
    leat__vector_push(&words->program, option->name);
    if (value)
        leat__vector_push(&words->program, value);
    return true;
}

/* Builds the program, and becomes it. */
static int become_program(const struct leat__subcommand *command, struct words_of *words, char **rest)
{
    char *path = NULL;
    struct leat__words argv = {0};
    int status;

    leat__words_argv(&words->compiler);
    status = leat__build_program(&(struct leat__command){.words = words->compiler.items}, &path);
    if (status != 0)
        return status;
    leat__vector_push(&argv, leat__path_name(path));
    leat__vector_push(&argv, command->name);
    for (size_t i = 0; i < words->program.count; i++)
        leat__vector_push(&argv, words->program.items[i]);
    if (rest)
        leat__vector_push(&argv, "--");
    for (; rest && *rest; rest++)
        leat__vector_push(&argv, *rest);
    leat__report_hand_over();
    execv(path, leat__words_argv(&argv));
    leat__report_take_back();
    fprintf(stderr, "error: cannot run '%s': %s\n", path, strerror(errno));
    leat__vector_release(&argv);
    free(path);
    return 1;
}

static int run_of_program(const struct leat__subcommand *command, char **argv)
{
    struct words_of words = {0};
    char *program = leat__format("leat %s", command->name), **rest;
    struct leat__reader reader = {.subcommand = command,
                                  .program = program,
                                  .take_option = take_option,
                                  .take_word = take_word,
                                  .context = &words};
    enum leat__read read = leat__read_words(&reader, argv, &rest);
    int status = read == LEAT__READ_HELP ? 0 : 2;

    if (read == LEAT__READ_ALL && words.compiler.count == 0)
        leat__misuse(program, "no source file is named: %s FILE.c", program);
    else if (read == LEAT__READ_ALL)
        status = become_program(command, &words, rest);
    leat__vector_release(&words.compiler);
    leat__vector_release(&words.program);
    free(program);
    return status;
}

/* ---- the others ---- */

static int run_cc(char **argv)
{
    if (!argv[0] || strcmp(argv[0], "-h") == 0) {
        if (argv[0])
            leat__print_help("leat", &cc_command);
        else
            leat__misuse("leat cc", "nothing is named to be compiled");
        return argv[0] ? 0 : 2;
    }
    return leat__build_line(&(struct leat__command){.words = (const char *const *)(void *)argv});
}

static int run_explain(const char *what)
{
    struct leat__text text = {0};
    int status = 0;

    if (!what) {
        leat__explain_list(&text);
    } else if (!leat__explain(what, &text)) {
        const char *nearest = leat__explain_nearest(what);

        fprintf(stderr, "error: there is no page about '%s'\n", what);
        if (nearest)
            fprintf(stderr, "hint: did you mean '%s'?\n", nearest);
        else
            fprintf(stderr, "hint: 'leat explain' lists all pages\n");
        status = 2;
    }
    fputs(leat__text_string(&text), stdout);
    leat__text_release(&text);
    return status;
}

/* Words of a command that takes at most one. */
struct one_word {
    const char *program;
    const char *word;
};

static bool take_one(void *context, const char *word)
{
    struct one_word *one = context;

    if (one->word || *word == '-') {
        leat__misuse(one->program, "'%s' has no place here", word);
        return false;
    }
    one->word = word;
    return true;
}

static int run_simple(const struct leat__subcommand *command, char **argv)
{
    char *program = leat__format("leat %s", command->name), **rest;
    struct one_word one = {.program = program};
    struct leat__reader reader = {.subcommand = command,
                                  .program = program,
                                  .take_word = *command->arguments ? take_one : NULL,
                                  .context = &one};
    enum leat__read read = leat__read_words(&reader, argv, &rest);
    int status = read == LEAT__READ_HELP ? 0 : 2;

    if (read == LEAT__READ_ALL) {
        if (command == &new_command && !one.word)
            leat__misuse(program, "no directory is named: leat new DIR");
        else if (command == &new_command)
            status = leat__new(one.word);
        else if (command == &explain_command)
            status = run_explain(one.word);
        else
            status = command == &clean_command ? leat__build_clean() : leat__build_doctor();
    }
    free(program);
    return status;
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : NULL;

    list_commands();
    if (!name) {
        fprintf(stderr, "error: no command is named\nhint: 'leat -h' lists them\n");
        return 2;
    }
    if (strcmp(name, "-h") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "help") == 0) {
        const struct leat__subcommand *about =
            argc > 2 ? leat__find_subcommand(commands, command_count, argv[2]) : NULL;

        if (about)
            leat__print_help("leat", about);
        else
            print_help();
        return 0;
    }
    if (strcmp(name, "--version") == 0) {
        puts("leat " LEAT_VERSION);
        return 0;
    }
    const struct leat__subcommand *command = leat__find_subcommand(commands, command_count, name);

    if (!command) {
        leat__say_unknown("leat", commands, command_count, name);
        return 2;
    }
    if (command >= of_program && command < of_program + of_program_count)
        return run_of_program(command, argv + 2);
    return command == &cc_command ? run_cc(argv + 2) : run_simple(command, argv + 2);
}
