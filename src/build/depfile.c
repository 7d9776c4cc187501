#include "build/depfile.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

/* Length of a line's end behind a backslash; 0: there is none. */
static size_t continued(const char *at)
{
    if (at[0] != '\\')
        return 0;
    return at[1] == '\n' ? 2 : at[1] == '\r' && at[2] == '\n' ? 3 : 0;
}

/* One word: `\ ` is a space, `\#` a #, `$$` a $; other backslashes are themselves. NULL at the rule's end. */
static char *next_word(const char **at, struct leat__arena *arena)
{
    struct leat__text word = {0};
    char *copy = NULL;

    while (**at == ' ' || **at == '\t' || continued(*at))
        *at += continued(*at) ? continued(*at) : 1;
    while (**at && **at != ' ' && **at != '\t' && **at != '\n' && **at != '\r' && !continued(*at)) {
        if ((*at)[0] == '\\' && ((*at)[1] == ' ' || (*at)[1] == '#'))
            *at += 1;
        else if ((*at)[0] == '$' && (*at)[1] == '$')
            *at += 1;
        leat__text_char(&word, *(*at)++);
    }
    if (word.length > 0)
        copy = leat__arena_strdup(arena, word.data);
    leat__text_release(&word);
    return copy;
}

static void add_once(struct leat__words *files, const char *path)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->items[i], path) == 0)
            return;
    leat__vector_push(files, path);
}

static void add_file(struct leat__words *files, const char *name, const char *directory, struct leat__arena *arena)
{
    char *joined = leat__path_join(directory, name);
    char *absolute = leat__path_absolute(joined);

    add_once(files, leat__arena_strdup(arena, absolute));
    free(joined);
    free(absolute);
}

bool leat__depfile_parse_lines(const char *text, const char *directory, struct leat__arena *arena,
                               struct leat__words *files)
{
    bool rule = false;

    /* "prog: \", then "  file \" for each; the last without the backslash; an empty line ends the rule. */
    for (const char *at = text; *at && *at != '\n'; at += *at == '\n') {
        size_t length = strcspn(at, "\n"), blank = strspn(at, " ");
        const char *line = at + blank;
        size_t end = length - blank;

        if (end >= 2 && line[end - 2] == ' ' && line[end - 1] == '\\')
            end -= 2;
        if (rule && end > 0) {
            char *escaped = leat__arena_strndup(arena, line, end), *to = escaped;

            for (const char *from = escaped; *from; *to++ = *from++)
                from += from[0] == '\\' && (from[1] == ' ' || from[1] == '#');
            *to = '\0';
            add_file(files, escaped, directory, arena);
        }
        rule = rule || (end > 0 && line[end - 1] == ':');
        at += length;
    }
    return rule;
}

bool leat__depfile_parse(const char *text, const char *directory, struct leat__arena *arena,
                         struct leat__words *files)
{
    const char *at = text;
    bool rule = false;

    for (char *word; (word = next_word(&at, arena));) {
        size_t length = strlen(word);

        if (!rule && word[length - 1] == ':') {
            rule = true;
        } else if (rule) {
            add_file(files, word, directory, arena);
        }
    }
    return rule;
}
