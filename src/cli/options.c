#include "cli/options.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/suggest.h"
#include "base/vector.h"

struct names leat__vector(const char *);

void leat__misuse(const char *program, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fputs("error: ", stderr);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\nhint: '%s -h' prints what it takes\n", program);
    va_end(arguments);
}

/* ---- help ---- */

/* Width of the widest first column, within reason. */
static int column_width(const struct leat__option *options)
{
    size_t width = strlen("-h, --help");

    for (; options && options->name; options++) {
        size_t length = strlen(options->name) + (options->argument ? strlen(options->argument) + 1 : 0);

        width = length > width ? length : width;
    }
    return (int)width;
}

void leat__print_help(const char *program, const struct leat__subcommand *subcommand)
{
    int width = column_width(subcommand->options);

    printf("usage: %s %s%s%s%s\n\n%s\n", program, subcommand->name, subcommand->options ? " [option...]" : "",
           *subcommand->arguments ? " " : "", subcommand->arguments, subcommand->summary);
    if (subcommand->details)
        printf("\n%s", subcommand->details);
    printf("\noptions:\n");
    for (const struct leat__option *option = subcommand->options; option && option->name; option++) {
        int printed = printf("  %s%s%s", option->name, option->argument ? " " : "",
                             option->argument ? option->argument : "");

        printf("%*s  %s\n", width + 2 - printed, "", option->help);
    }
    printf("  %-*s  print this help\n", width, "-h, --help");
}

void leat__print_subcommands(const struct leat__subcommand *const *list, size_t count)
{
    size_t width = 0;

    for (size_t i = 0; i < count; i++)
        width = strlen(list[i]->name) > width ? strlen(list[i]->name) : width;
    for (size_t i = 0; i < count; i++)
        printf("  %-*s  %s\n", (int)width, list[i]->name, list[i]->summary);
}

const struct leat__subcommand *leat__find_subcommand(const struct leat__subcommand *const *list, size_t count,
                                                     const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i]->name, name) == 0)
            return list[i];
    return NULL;
}

void leat__say_unknown(const char *program, const struct leat__subcommand *const *list, size_t count, const char *name)
{
    struct names names = {0};

    for (size_t i = 0; i < count; i++)
        leat__vector_push(&names, list[i]->name);
    const char *nearest = leat__suggest(name, names.items, names.count);

    fprintf(stderr, "error: %s has no command '%s'\n", program, name);
    if (nearest)
        fprintf(stderr, "hint: did you mean '%s'?\n", nearest);
    else
        fprintf(stderr, "hint: '%s -h' lists them\n", program);
    leat__vector_release(&names);
}

/* ---- reading ---- */

static void say_unknown_option(const struct leat__reader *reader, const char *word, size_t length)
{
    struct names names = {0};
    char *given = leat__strndup(word, length);

    for (const struct leat__option *option = reader->subcommand->options; option && option->name; option++)
        leat__vector_push(&names, option->name);
    leat__vector_push(&names, "--help");
    const char *nearest = leat__suggest(given, names.items, names.count);

    fprintf(stderr, "error: %s has no option '%s'\n", reader->program, given);
    if (nearest)
        fprintf(stderr, "hint: did you mean '%s'?\n", nearest);
    else
        fprintf(stderr, "hint: '%s -h' lists them\n", reader->program);
    leat__vector_release(&names);
    free(given);
}

/* The option that a word names, up to its `=`. */
static const struct leat__option *find_option(const struct leat__reader *reader, const char *word, size_t length)
{
    for (const struct leat__option *option = reader->subcommand->options; option && option->name; option++)
        if (strlen(option->name) == length && strncmp(option->name, word, length) == 0)
            return option;
    return NULL;
}

/* One word that begins with two dashes; returns how many words it took, 0: something is wrong. */
static size_t read_option(const struct leat__reader *reader, char **words)
{
    size_t length = strcspn(words[0], "=");
    const struct leat__option *option = find_option(reader, words[0], length);
    const char *value = words[0][length] == '=' ? words[0] + length + 1 : NULL;

    if (!option) {
        say_unknown_option(reader, words[0], length);
        return 0;
    }
    if (!option->argument && value) {
        leat__misuse(reader->program, "'%s' takes no value", option->name);
        return 0;
    }
    bool apart = option->argument && !value;

    if (apart && !words[1]) {
        leat__misuse(reader->program, "'%s' needs a value: %s %s", option->name, option->name, option->argument);
        return 0;
    }
    if (!reader->take_option(reader->context, option, apart ? words[1] : value))
        return 0;
    return apart ? 2 : 1;
}

static bool read_word(const struct leat__reader *reader, const char *word)
{
    if (reader->take_word)
        return reader->take_word(reader->context, word);
    leat__misuse(reader->program, "'%s' has no place here", word);
    return false;
}

enum leat__read leat__read_words(const struct leat__reader *reader, char **words, char ***ret_rest)
{
    *ret_rest = NULL;
    for (size_t i = 0; words[i] && strcmp(words[i], "--") != 0; i++)
        if (strcmp(words[i], "-h") == 0 || strcmp(words[i], "--help") == 0) {
            size_t name = strlen(reader->program) - strlen(reader->subcommand->name) - 1;
            char *program = leat__strndup(reader->program, name);

            leat__print_help(program, reader->subcommand);
            free(program);
            return LEAT__READ_HELP;
        }
    while (*words) {
        size_t took = 1;

        if (strcmp(*words, "--") == 0) {
            *ret_rest = words + 1;
            return LEAT__READ_ALL;
        }
        if (strncmp(*words, "--", 2) == 0 || find_option(reader, *words, strlen(*words)))
            took = read_option(reader, words);
        else if (!read_word(reader, *words))
            took = 0;
        if (took == 0)
            return LEAT__READ_WRONG;
        words += took;
    }
    return LEAT__READ_ALL;
}
