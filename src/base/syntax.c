#include "base/syntax.h"

const struct leat__token *leat__token_at(const struct leat__source *source, size_t i)
{
    static const struct leat__token none = {.kind = LEAT__TOKEN_OTHER};

    return i < source->tokens.count ? &source->tokens.items[i] : &none;
}

bool leat__is_directive(const struct leat__source *source, size_t i)
{
    return leat__token_at(source, i)->kind == LEAT__TOKEN_DIRECTIVE;
}

bool leat__is_punctuation(const struct leat__source *source, size_t i, const char *spelling)
{
    const struct leat__token *token = leat__token_at(source, i);

    return token->kind == LEAT__TOKEN_PUNCTUATION && leat__token_is(source->bytes, token, spelling);
}

bool leat__is_word(const struct leat__source *source, size_t i, const char *word)
{
    const struct leat__token *token = leat__token_at(source, i);

    return token->kind == LEAT__TOKEN_NAME && leat__token_is(source->bytes, token, word);
}

bool leat__is_one_of(const struct leat__source *source, size_t i, const char *const *words)
{
    for (; *words; words++)
        if (leat__is_word(source, i, *words))
            return true;
    return false;
}

bool leat__token_is_keyword(const struct leat__source *source, size_t i)
{
    const struct leat__token *token = leat__token_at(source, i);

    return token->kind == LEAT__TOKEN_NAME && leat__is_keyword(source->bytes + token->start, token->length);
}

bool leat__is_identifier(const struct leat__source *source, size_t i)
{
    return leat__token_at(source, i)->kind == LEAT__TOKEN_NAME && !leat__token_is_keyword(source, i);
}

bool leat__is_opening(const struct leat__source *source, size_t i)
{
    return leat__is_punctuation(source, i, "(") || leat__is_punctuation(source, i, "[") || leat__is_punctuation(source, i, "{");
}

bool leat__is_closing(const struct leat__source *source, size_t i)
{
    return leat__is_punctuation(source, i, ")") || leat__is_punctuation(source, i, "]") || leat__is_punctuation(source, i, "}");
}

size_t leat__skip_directives(const struct leat__source *source, size_t i)
{
    while (leat__is_directive(source, i))
        i++;
    return i;
}

size_t leat__token_before(const struct leat__source *source, size_t i, size_t floor)
{
    while (i > floor)
        if (!leat__is_directive(source, --i))
            return i;
    return LEAT__NONE;
}

size_t leat__token_behind(struct leat__source *source, size_t i)
{
    if (!leat__is_opening(source, i))
        return i + 1;

    size_t close = leat__source_partner(source, i);

    return close == LEAT__NONE ? source->tokens.count : close + 1;
}

bool leat__is_tag_word(const struct leat__source *source, size_t i)
{
    static const char *const words[] = {"struct", "union", "enum", NULL};

    return leat__is_one_of(source, i, words);
}

bool leat__is_attribute_word(const struct leat__source *source, size_t i)
{
    static const char *const words[] = {"__attribute__", "__attribute", "__asm__", "__asm",
                                        "asm",           "_Alignas",    NULL};

    return leat__is_one_of(source, i, words);
}

bool leat__is_qualifier(const struct leat__source *source, size_t i)
{
    static const char *const words[] = {
        "const", "volatile", "restrict", "_Atomic", "__const", "__const__",
        "__volatile", "__volatile__", "__restrict", "__restrict__", NULL,
    };

    return leat__is_one_of(source, i, words);
}

bool leat__may_follow_name(const struct leat__source *source, size_t i)
{
    static const char *const spellings[] = {"=", ";", ",", "[", "(", ")", ":"};

    if (i >= source->tokens.count || leat__is_attribute_word(source, i))
        return true;
    for (size_t k = 0; k < sizeof spellings / sizeof *spellings; k++)
        if (leat__is_punctuation(source, i, spellings[k]))
            return true;
    return false;
}
