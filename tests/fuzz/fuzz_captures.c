/*
 * Any bytes as captured strings, alone and within arrays, vectors and variants: what is written into the generated code
 * must be C that reads back as the same bytes, whatever they are, in one line of printable characters.
 */
#include <stdlib.h>
#include <string.h>

#include "base/lexer.h"
#include "flow/graph.h"

leat_variant(note, (leat_str, said), (leat_array(leat_bytes, 2), raw), (silence))
leat_record(label, (leat_array(leat_str, 2), pair), (leat_vec(leat_str), rest), (note, note))

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* What a compiler reads of a literal, of which only these escapes are written. */
static size_t read_literal(const char *at, const char *end, char *into)
{
    size_t length = 0;

    require(end - at >= 2 && *at == '"' && end[-1] == '"');
    for (at++, end--; at < end; at++) {
        if (*at != '\\') {
            into[length++] = *at;
            continue;
        }
        require(++at < end);
        if (*at >= '0' && *at <= '7') {
            require(end - at >= 3 && at[1] >= '0' && at[1] <= '7' && at[2] >= '0' && at[2] <= '7');
            into[length++] = (char)((at[0] - '0') * 64 + (at[1] - '0') * 8 + (at[2] - '0'));
            at += 2;
        } else {
            require(*at == 'n' || *at == 't' || *at == '"' || *at == '\\');
            into[length++] = *at == 'n' ? '\n' : *at == 't' ? '\t' : *at;
        }
    }
    return length;
}

/* The declaration's literals are these texts, in this order. */
static void check_declaration(const char *declaration, const leat_bytes *texts, size_t count)
{
    const size_t length = strlen(declaration);
    struct leat__tokens tokens = leat__tokenize(declaration, length);
    char *bytes = malloc(length + 1);
    size_t found = 0;

    for (size_t i = 0; i < length; i++)
        require(declaration[i] >= ' ' && declaration[i] <= '~');
    for (size_t i = 0; i < tokens.count; i++) {
        const struct leat__token *token = &tokens.items[i];
        size_t read;

        require(token->kind != LEAT__TOKEN_OTHER && token->kind != LEAT__TOKEN_DIRECTIVE && token->kind != LEAT__TOKEN_CHARACTER);
        if (token->kind != LEAT__TOKEN_STRING)
            continue;
        require(found < count);
        read = read_literal(declaration + token->start, declaration + token->start + token->length, bytes);
        require(read == texts[found].length && (read == 0 || memcmp(bytes, texts[found].data, read) == 0));
        found++;
    }
    require(found == count);
    free(bytes);
    leat__tokens_release(&tokens);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct leat_site site = {.file = __FILE__, .base_file = __BASE_FILE__, .line = 1};
    struct leat_flow flow = {0};
    struct leat__node node = {.flow = &flow, .site = &site};
    const size_t third = size / 3;
    leat_bytes parts[3] = {{data, third}, {data + third, third}, {data + 2 * third, size - 2 * third}};
    const leat_str texts[3] = {{parts[0].data, parts[0].length}, {parts[1].data, parts[1].length}, {parts[2].data, parts[2].length}};
    label l = {.pair = {texts[0], texts[1]}, .rest = {texts, 3}, .note = leat_variant_of(note, raw, {parts[2], parts[0]})};
    /* A vector's elements are an array before the constant. */
    const leat_bytes in_order[] = {parts[0], parts[1], parts[2], parts[0], parts[1], parts[2], parts[0]};
    leat_str whole = {(const char *)data, size};
    char *terminated = calloc(size + 1, 1);
    const struct leat_option_given options[] = {
        {LEAT_OPTION_LET, "whole", LEAT_CAPTURE_STR, &whole, sizeof whole, NULL},
        {LEAT_OPTION_LET, "terminated", LEAT_CAPTURE_STRING, &terminated, sizeof terminated, NULL},
        {LEAT_OPTION_LET, "l", LEAT_CAPTURE_VALUE, &l, sizeof l, LEAT_TYPE(label)},
        {.kind = LEAT_OPTION_END},
    };

    memcpy(terminated, data, size);
    leat__node_options(&node, options);
    require(node.captures.count == 3);
    check_declaration(node.captures.items[0].declaration, &(leat_bytes){data, size}, 1);
    check_declaration(node.captures.items[1].declaration, &(leat_bytes){data, strlen(terminated)}, 1);
    check_declaration(node.captures.items[2].declaration, in_order, sizeof in_order / sizeof *in_order);
    leat__vector_release(&node.captures);
    leat__vector_release(&flow.types);
    leat__arena_release(&flow.arena);
    free(terminated);
    return 0;
}
