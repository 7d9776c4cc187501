#define _GNU_SOURCE
#include "build/line.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"

/* What a flag is for. */
enum purpose {
    COMPILING,
    LINKING,
    BOTH,
    OUTPUT,
    COMPILE_ONLY,
    OTHER, /* something else than compiling and linking */
};

/* Flags that matter here. Unknown ones are for both: a driver ignores what a step does not need. */
static const struct flag {
    const char *text;
    enum purpose purpose;
    bool prefix;   /* whatever begins so */
    bool argument; /* takes the next word, if it is no longer than `text` */
} flags[] = {
    {"-o", OUTPUT, true, true},
    {"-c", COMPILE_ONLY, false, false},
    {"-E", OTHER, false, false},
    {"-S", OTHER, false, false},
    {"-M", OTHER, false, false},
    {"-MM", OTHER, false, false},
    {"-###", OTHER, false, false},
    {"-v", OTHER, false, false},
    {"-fsyntax-only", OTHER, false, false},
    {"-shared", OTHER, false, false},
    {"-r", OTHER, false, false},
    {"--version", OTHER, false, false},
    {"--help", OTHER, true, false},
    {"-dump", OTHER, true, false},
    {"-print-", OTHER, true, false},
    {"--print-", OTHER, true, false},
    {"-MD", COMPILING, false, false},
    {"-MMD", COMPILING, false, false},
    {"-MP", COMPILING, false, false},
    {"-MG", COMPILING, false, false},
    {"-MF", COMPILING, true, true},
    {"-MT", COMPILING, true, true},
    {"-MQ", COMPILING, true, true},
    {"-Wl,", LINKING, true, false},
    {"-Wa,", COMPILING, true, false},
    {"-Wp,", COMPILING, true, false},
    {"-W", COMPILING, true, false},
    {"-w", COMPILING, false, false},
    {"-pedantic", COMPILING, true, false},
    {"-I", COMPILING, true, true},
    {"-D", COMPILING, true, true},
    {"-U", COMPILING, true, true},
    {"-include", COMPILING, false, true},
    {"-imacros", COMPILING, false, true},
    {"-isystem", COMPILING, true, true},
    {"-iquote", COMPILING, true, true},
    {"-idirafter", COMPILING, true, true},
    {"-iprefix", COMPILING, true, true},
    {"-iwithprefix", COMPILING, true, true},
    {"-isysroot", COMPILING, true, true},
    {"-Xpreprocessor", COMPILING, false, true},
    {"-Xassembler", COMPILING, false, true},
    {"-Xclang", COMPILING, false, true},
    {"-mllvm", COMPILING, false, true},
    {"-std=", COMPILING, true, false},
    {"-ansi", COMPILING, false, false},
    {"-x", COMPILING, true, true},
    {"-l", LINKING, true, true},
    {"-L", LINKING, true, true},
    {"-Xlinker", LINKING, false, true},
    {"-T", LINKING, true, true},
    {"-u", LINKING, true, true},
    {"-z", LINKING, true, true},
    {"-e", LINKING, true, true},
    {"-s", LINKING, false, false},
    {"-static", LINKING, true, false},
    {"-rdynamic", LINKING, false, false},
    {"-nostdlib", LINKING, false, false},
    {"-nodefaultlibs", LINKING, false, false},
    {"-nostartfiles", LINKING, false, false},
    {"-pie", LINKING, false, false},
    {"-no-pie", LINKING, false, false},
    {"-fuse-ld=", LINKING, true, false},
    {"-B", BOTH, true, true},
    {"--sysroot", BOTH, true, true},
    {"-target", BOTH, false, true},
    {"--param", COMPILING, true, true},
    {"-aux-info", COMPILING, false, true},
};

static const struct flag *find_flag(const char *word)
{
    static const struct flag unknown = {"", BOTH, true, false};

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        size_t length = strlen(flags[i].text);

        if (strncmp(word, flags[i].text, length) == 0 && (flags[i].prefix || word[length] == '\0'))
            return &flags[i];
    }
    return &unknown;
}

static bool is_source(const char *word)
{
    static const char *const endings[] = {".c", ".i", ".s", ".S", ".cc", ".cpp", ".cxx", ".C"};
    const char *ending = strrchr(leat__path_name(word), '.');

    for (size_t i = 0; ending && i < sizeof endings / sizeof *endings; i++)
        if (strcmp(ending, endings[i]) == 0)
            return true;
    return false;
}

static void add_flag(struct leat__compiler_line *line, enum purpose purpose, const char *word)
{
    if (purpose == COMPILING || purpose == BOTH)
        leat__vector_push(&line->flags, word);
    if (purpose == BOTH)
        leat__vector_push(&line->linking, word);
    if (purpose == LINKING)
        leat__vector_push(&line->inputs, (struct leat__input){word, false});
}

static void add_input(struct leat__compiler_line *line, const char *word)
{
    bool source = is_source(word);

    leat__vector_push(&line->inputs, (struct leat__input){word, source});
    line->source_count += source;
}

/* One flag, with its argument; returns how many words it took, or 0 when its argument is missing. */
static size_t take_flag(struct leat__compiler_line *line, const char *const *words)
{
    const struct flag *flag = find_flag(words[0]);
    bool apart = flag->argument && strlen(words[0]) == strlen(flag->text);

    if (apart && !words[1])
        return 0;
    if (flag->purpose == OUTPUT) {
        line->output = apart ? words[1] : words[0] + 2;
    } else if (flag->purpose == COMPILE_ONLY) {
        line->compile_only = true;
    } else if (flag->purpose == OTHER) {
        line->other = line->other ? line->other : words[0];
    } else {
        add_flag(line, flag->purpose, words[0]);
        if (apart)
            add_flag(line, flag->purpose, words[1]);
    }
    return apart ? 2 : 1;
}

bool leat__compiler_line_parse(const char *const *words, struct leat__compiler_line *line, char **ret_wrong)
{
    memset(line, 0, sizeof *line);
    for (size_t i = 0; words[i];) {
        if (words[i][0] == '@') {
            *ret_wrong = leat__format("'%s': files of arguments are not read; write the words themselves",
                                      words[i]);
            return false;
        }
        if (words[i][0] != '-' || words[i][1] == '\0') {
            add_input(line, words[i++]);
            continue;
        }
        size_t took = take_flag(line, words + i);

        if (took == 0) {
            *ret_wrong = leat__format("'%s' needs an argument", words[i]);
            return false;
        }
        i += took;
    }
    return true;
}

void leat__compiler_line_release(struct leat__compiler_line *line)
{
    leat__vector_release(&line->flags);
    leat__vector_release(&line->linking);
    leat__vector_release(&line->inputs);
}

bool leat__is_warning_flag(const char *word)
{
    if (strncmp(word, "-Wl,", 4) == 0 || strncmp(word, "-Wa,", 4) == 0 || strncmp(word, "-Wp,", 4) == 0)
        return false;
    return strncmp(word, "-W", 2) == 0 || strcmp(word, "-w") == 0 || strncmp(word, "-pedantic", 9) == 0;
}

bool leat__is_optimisation_flag(const char *word)
{
    return strncmp(word, "-O", 2) == 0;
}
