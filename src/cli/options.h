/*
 * options.h: sub-commands and their options as tables, from which parsing and `-h` both come.
 *
 * Results go to standard output, all else to standard error. Misuse ends with status 2, and says which
 * word was wrong and what may have been meant.
 */
#ifndef LEAT_CLI_OPTIONS_H
#define LEAT_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* One option; `--name VALUE` and `--name=VALUE` are the same. A table ends with a name of NULL. */
struct leat__option {
    const char *name;     /* "--members" */
    const char *argument; /* "NAME=COUNT"; NULL: takes none */
    const char *help;     /* one line */
};

struct leat__subcommand {
    const char *name;
    const char *arguments; /* "FILE.c [WORD...]"; "" for none */
    const char *summary;   /* one line */
    const char *details;   /* further lines of its help, ending in a newline; NULL: none */
    const struct leat__option *options;
};

/* What is done with the words of a command line. */
struct leat__reader {
    const struct leat__subcommand *subcommand;
    const char *program; /* "leat run": for messages */
    /* An option was given; false: its value makes no sense, which was said. */
    bool (*take_option)(void *context, const struct leat__option *option, const char *value);
    /* A word that is no option of the table; false: it has no place here, which was said. NULL: none has. */
    bool (*take_word)(void *context, const char *word);
    void *context;
};

enum leat__read { LEAT__READ_ALL, LEAT__READ_HELP, LEAT__READ_WRONG };

/*
 * Reads words until their end or `--`, behind which `*ret_rest` is (NULL: there was none). READ_HELP: -h or
 * --help was among them, and the help was printed. Words that begin with one dash, and are not in the
 * table, are handed to take_word.
 */
enum leat__read leat__read_words(const struct leat__reader *reader, char **words, char ***ret_rest);

/* Prints the help of one sub-command on standard output. `program`: "leat". */
void leat__print_help(const char *program, const struct leat__subcommand *subcommand);

/* Prints the list of sub-commands, as lines of name and summary. */
void leat__print_subcommands(const struct leat__subcommand *const *list, size_t count);

/* The sub-command of that name, or NULL. */
const struct leat__subcommand *leat__find_subcommand(const struct leat__subcommand *const *list, size_t count,
                                                     const char *name);

/* Says that there is no such sub-command, and which one may have been meant. */
void leat__say_unknown(const char *program, const struct leat__subcommand *const *list, size_t count, const char *name);

/* Prints "error: ..." on standard error, and "hint: run 'PROGRAM -h'". */
void leat__misuse(const char *program, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
