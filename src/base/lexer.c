#include "base/lexer.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"

/*
 * Nearly all reading goes through peek() and advance(), which see the text without its continued lines (the
 * second phase of translation). END stands for the end of the range.
 */
#define END (-1)

void leat__lexer_init(struct leat__lexer *lexer, const char *bytes, size_t length)
{
    *lexer = (struct leat__lexer){.bytes = bytes, .length = length, .line = 1, .fresh = true};
}

/* Length of a backslash, spaces, and a newline at `at`; 0 if there is none. Both compilers allow the spaces. */
static size_t splice_length(const char *bytes, size_t length, size_t at)
{
    size_t end = at + 1;

    if (at >= length || bytes[at] != '\\')
        return 0;
    while (end < length && (bytes[end] == ' ' || bytes[end] == '\t' || bytes[end] == '\r'))
        end++;
    return end < length && bytes[end] == '\n' ? end + 1 - at : 0;
}

static size_t skip_splices(const char *bytes, size_t length, size_t at)
{
    for (size_t step; (step = splice_length(bytes, length, at)) > 0;)
        at += step;
    return at;
}

static int byte_at(const struct leat__lexer *lexer, size_t at)
{
    return at < lexer->length ? (unsigned char)lexer->bytes[at] : END;
}

/* Passes continued lines, so that lexer->at stands on a character that counts. */
static void settle(struct leat__lexer *lexer)
{
    for (size_t step; (step = splice_length(lexer->bytes, lexer->length, lexer->at)) > 0;) {
        lexer->at += step;
        lexer->line++;
        lexer->line_start = lexer->at;
    }
}

/* The character `ahead` characters further. */
static int peek(const struct leat__lexer *lexer, int ahead)
{
    size_t at = skip_splices(lexer->bytes, lexer->length, lexer->at);

    for (; ahead > 0 && at < lexer->length; ahead--)
        at = skip_splices(lexer->bytes, lexer->length, at + 1);
    return byte_at(lexer, at);
}

/*
 * Passes one character. Does not settle afterwards: a continued line behind a token is not part of it.
 * At the end it does nothing.
 */
static void advance(struct leat__lexer *lexer)
{
    settle(lexer);
    if (lexer->at >= lexer->length)
        return;
    if (lexer->bytes[lexer->at++] == '\n') {
        lexer->line++;
        lexer->line_start = lexer->at;
    }
}

static void advance_by(struct leat__lexer *lexer, int characters)
{
    while (characters-- > 0)
        advance(lexer);
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_start(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c >= 0x80;
}

static bool is_name_part(int c)
{
    return is_name_start(c) || is_digit(c);
}

static bool is_space(int c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

/* A universal character name: `\u` or `\U`, where a name may go on. */
static bool at_universal(const struct leat__lexer *lexer)
{
    return peek(lexer, 0) == '\\' && (peek(lexer, 1) == 'u' || peek(lexer, 1) == 'U');
}

/* Behind the slash and the star: to behind the star and the slash, or to the end. */
static void skip_block_comment(struct leat__lexer *lexer)
{
    while (peek(lexer, 0) != END) {
        if (peek(lexer, 0) == '*' && peek(lexer, 1) == '/') {
            advance_by(lexer, 2);
            return;
        }
        advance(lexer);
    }
}

static void skip_line(struct leat__lexer *lexer)
{
    while (peek(lexer, 0) != END && peek(lexer, 0) != '\n')
        advance(lexer);
}

/* Passes a comment that begins here; false if none does. */
static bool skip_comment(struct leat__lexer *lexer)
{
    if (peek(lexer, 0) != '/')
        return false;
    if (peek(lexer, 1) == '/') {
        skip_line(lexer);
        return true;
    }
    if (peek(lexer, 1) == '*') {
        advance_by(lexer, 2);
        skip_block_comment(lexer);
        return true;
    }
    return false;
}

/* Passes space and comments; notes whether a line began. */
static void skip_space(struct leat__lexer *lexer)
{
    for (;;) {
        settle(lexer);

        int c = byte_at(lexer, lexer->at);

        if (c == '\n')
            lexer->fresh = true;
        if (is_space(c))
            advance(lexer);
        else if (!skip_comment(lexer))
            return;
    }
}

/* From behind the opening quote to behind the closing one; a literal cannot hold a newline. */
static void lex_quoted(struct leat__lexer *lexer, int quote)
{
    for (;;) {
        int c = peek(lexer, 0);

        if (c == END || c == '\n')
            return;
        advance(lexer);
        if (c == quote)
            return;
        if (c == '\\' && peek(lexer, 0) != END && peek(lexer, 0) != '\n')
            advance(lexer);
    }
}

/* A raw string, at its opening quote. Nothing in it is an escape or a continued line. */
static void lex_raw(struct leat__lexer *lexer)
{
    const char *bytes = lexer->bytes;
    size_t delimiter = lexer->at + 1;
    size_t open = delimiter;

    while (open < lexer->length && open - delimiter < 16 && bytes[open] != '(' && bytes[open] != '"' &&
           bytes[open] != ')' && bytes[open] != '\\' && !is_space((unsigned char)bytes[open]))
        open++;
    if (byte_at(lexer, open) != '(') { /* not a raw string after all */
        advance(lexer);
        lex_quoted(lexer, '"');
        return;
    }

    size_t length = open - delimiter;
    size_t at = open + 1;

    for (; at < lexer->length; at++) {
        if (bytes[at] == '\n') {
            lexer->line++;
            lexer->line_start = at + 1;
        }
        if (bytes[at] == ')' && lexer->length - at > length + 1 &&
            memcmp(bytes + at + 1, bytes + delimiter, length) == 0 && bytes[at + 1 + length] == '"') {
            at += length + 2;
            break;
        }
    }
    lexer->at = at;
}

/* How many characters of a literal's prefix stand here (u8, u, U, L, with R for raw); 0 if no literal follows. */
static int prefix_length(const struct leat__lexer *lexer, bool *raw)
{
    int length = 0;

    if (peek(lexer, 0) == 'u' && peek(lexer, 1) == '8')
        length = 2;
    else if (peek(lexer, 0) == 'u' || peek(lexer, 0) == 'U' || peek(lexer, 0) == 'L')
        length = 1;
    *raw = peek(lexer, length) == 'R' && peek(lexer, length + 1) == '"';
    if (*raw)
        return length + 1;
    return peek(lexer, length) == '"' || peek(lexer, length) == '\'' ? length : 0;
}

static enum leat__token_kind lex_literal(struct leat__lexer *lexer, bool raw)
{
    int quote;

    settle(lexer);
    quote = byte_at(lexer, lexer->at);
    if (raw) {
        lex_raw(lexer);
    } else {
        advance(lexer);
        lex_quoted(lexer, quote);
    }
    return quote == '"' ? LEAT__TOKEN_STRING : LEAT__TOKEN_CHARACTER;
}

static void lex_name(struct leat__lexer *lexer)
{
    while (is_name_part(peek(lexer, 0)) || at_universal(lexer))
        advance(lexer);
}

/* A preprocessing number: digits, letters, dots, and a sign behind an exponent's letter. */
static void lex_number(struct leat__lexer *lexer)
{
    for (;;) {
        int c = peek(lexer, 0);

        if (c != '.' && !is_name_part(c) && !at_universal(lexer))
            return;
        advance(lexer);
        if ((c == 'e' || c == 'E' || c == 'p' || c == 'P') && (peek(lexer, 0) == '+' || peek(lexer, 0) == '-'))
            advance(lexer);
    }
}

/* From the `#` to the end of its line. A block comment does not end it, and neither does a continued line. */
static void lex_directive(struct leat__lexer *lexer)
{
    for (;;) {
        int c = peek(lexer, 0);

        if (c == END || c == '\n')
            return;
        if (skip_comment(lexer))
            continue;
        advance(lexer);
        if (c == '"' || c == '\'')
            lex_quoted(lexer, c);
    }
}

static int punctuation_length(const struct leat__lexer *lexer)
{
    static const char *const spellings[] = {
        "%:%:", "...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "*=",
        "/=",   "%=",  "+=",  "-=",  "&=", "^=", "|=", "##", "<:", ":>", "<%", "%>", "%:",
    };
    int c = peek(lexer, 0);

    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        int length = 0;

        while (spellings[i][length] && peek(lexer, length) == spellings[i][length])
            length++;
        if (!spellings[i][length])
            return length;
    }
    return c != END && c != 0 && strchr("[](){}.&*+-~!/%<>^|?:;=,#", c) ? 1 : 0;
}

static bool at_directive(const struct leat__lexer *lexer)
{
    return lexer->fresh && (peek(lexer, 0) == '#' || (peek(lexer, 0) == '%' && peek(lexer, 1) == ':'));
}

/* Passes the token that begins here, and says what it is. */
static enum leat__token_kind lex_token(struct leat__lexer *lexer)
{
    int c = peek(lexer, 0);
    bool raw = false;
    int prefix = prefix_length(lexer, &raw);

    if (at_directive(lexer)) {
        lex_directive(lexer);
        return LEAT__TOKEN_DIRECTIVE;
    }
    if (prefix > 0 || c == '"' || c == '\'') {
        advance_by(lexer, prefix);
        return lex_literal(lexer, raw);
    }
    if (is_name_start(c) || at_universal(lexer)) {
        lex_name(lexer);
        return LEAT__TOKEN_NAME;
    }
    if (is_digit(c) || (c == '.' && is_digit(peek(lexer, 1)))) {
        lex_number(lexer);
        return LEAT__TOKEN_NUMBER;
    }

    int length = punctuation_length(lexer);

    advance_by(lexer, length ? length : 1);
    return length ? LEAT__TOKEN_PUNCTUATION : LEAT__TOKEN_OTHER;
}

bool leat__lexer_next(struct leat__lexer *lexer, struct leat__token *token)
{
    skip_space(lexer);
    if (lexer->at >= lexer->length)
        return false;
    *token = (struct leat__token){
        .start = lexer->at,
        .line = lexer->line,
        .column = (uint32_t)(lexer->at - lexer->line_start + 1),
    };
    token->kind = lex_token(lexer);
    token->length = lexer->at - token->start;
    lexer->fresh = false;
    return true;
}

struct leat__tokens leat__tokenize(const char *bytes, size_t length)
{
    struct leat__tokens tokens = {0};
    struct leat__token token;
    struct leat__lexer lexer;

    leat__lexer_init(&lexer, bytes, length);
    while (leat__lexer_next(&lexer, &token))
        leat__vector_push(&tokens, token);
    return tokens;
}

void leat__tokens_release(struct leat__tokens *tokens)
{
    leat__vector_release(tokens);
}

bool leat__token_same(const char *bytes_a, const struct leat__token *a, const char *bytes_b,
                      const struct leat__token *b)
{
    const char *text_a = bytes_a + a->start;
    const char *text_b = bytes_b + b->start;
    size_t at_a = 0;
    size_t at_b = 0;

    if (a->kind != b->kind)
        return false;
    if (a->length == b->length && memcmp(text_a, text_b, a->length) == 0)
        return true;
    for (;; at_a++, at_b++) {
        at_a = skip_splices(text_a, a->length, at_a);
        at_b = skip_splices(text_b, b->length, at_b);
        if (at_a >= a->length || at_b >= b->length)
            return at_a >= a->length && at_b >= b->length;
        if (text_a[at_a] != text_b[at_b])
            return false;
    }
}

bool leat__token_is(const char *bytes, const struct leat__token *token, const char *spelling)
{
    struct leat__token other = {.length = strlen(spelling), .kind = token->kind};

    return leat__token_same(bytes, token, spelling, &other);
}

bool leat__token_is_directive(const char *bytes, const struct leat__token *token, const char *name)
{
    struct leat__lexer lexer;
    struct leat__token word;

    if (token->kind != LEAT__TOKEN_DIRECTIVE)
        return false;
    leat__lexer_init(&lexer, bytes + token->start, token->length);
    advance_by(&lexer, peek(&lexer, 0) == '#' ? 1 : 2);
    lexer.fresh = false;
    return leat__lexer_next(&lexer, &word) && leat__token_is(bytes + token->start, &word, name);
}

bool leat__is_keyword(const char *name, size_t length)
{
    static const char *const keywords[] = {
        "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum",
        "extern", "float", "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return",
        "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void",
        "volatile", "while", "_Alignas", "_Alignof", "_Atomic", "_Bool", "_Complex", "_Generic", "_Imaginary",
        "_Noreturn", "_Static_assert", "_Thread_local", "asm", "typeof", "__alignof__", "__alignof", "__asm__",
        "__asm", "__attribute__", "__attribute", "__auto_type", "__builtin_offsetof", "__builtin_va_arg",
        "__builtin_types_compatible_p", "__const", "__const__", "__extension__", "__float128", "__func__",
        "__FUNCTION__", "__PRETTY_FUNCTION__", "__imag__", "__inline", "__inline__", "__int128", "__label__",
        "__real__", "__restrict", "__restrict__", "__signed__", "__thread", "__typeof", "__typeof__",
        "__volatile", "__volatile__",
    };

    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (strncmp(keywords[i], name, length) == 0 && keywords[i][length] == '\0')
            return true;
    return false;
}
