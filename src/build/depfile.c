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
            char *joined = leat__path_join(directory, word);
            char *absolute = leat__path_absolute(joined);

            add_once(files, leat__arena_strdup(arena, absolute));
            free(joined);
            free(absolute);
        }
    }
    return rule;
}
