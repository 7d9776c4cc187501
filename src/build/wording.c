#define _GNU_SOURCE
#include "build/wording.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* ---- types ---- */

/* The end of a quoted text that begins at `at` with a '; NULL: it has none. */
static const char *quoted_end(const char *at)
{
    return *at == '\'' ? strchr(at + 1, '\'') : NULL;
}

/* Of 'A' (aka 'B') and 'A' {aka 'B'}: A, unless A is what a macro of Leat made, or a handle: there compilers differ. */
static void choose_names(const char *message, struct leat__text *into)
{
    while (*message) {
        const char *end = quoted_end(message);
        const char *aka = end && (strncmp(end + 1, " (aka '", 7) == 0 || strncmp(end + 1, " {aka '", 7) == 0)
                              ? end + 7
                              : NULL;
        const char *aka_end = aka ? quoted_end(aka) : NULL;

        if (!aka_end) {
            leat__text_char(into, *message++);
            continue;
        }
        if (strncmp(message, "'typeof", 7) == 0 || strncmp(message, "'__typeof", 9) == 0 ||
            memmem(aka, (size_t)(aka_end - aka), "(*)(struct leat_", 16))
            leat__text_bytes(into, aka, (size_t)(aka_end + 1 - aka));
        else
            leat__text_bytes(into, message, (size_t)(end + 1 - message));
        message = aka_end + 1;
        if (*message == ')' || *message == '}')
            message++;
    }
}

/* Element types as the user is most likely to have written them: both compilers give the basic type's name only. */
static void append_element(struct leat__text *into, const char *type, size_t length)
{
    static const char *const names[][2] = {
        {"unsigned long", "uint64_t"},   {"long unsigned int", "uint64_t"},  {"long", "int64_t"},
        {"long int", "int64_t"},         {"unsigned int", "uint32_t"},       {"unsigned short", "uint16_t"},
        {"short unsigned int", "uint16_t"}, {"short", "int16_t"},            {"short int", "int16_t"},
        {"unsigned char", "uint8_t"},    {"signed char", "int8_t"},          {"_Bool", "bool"},
    };

    if (length > 7 && strncmp(type, "struct ", 7) == 0) {
        type += 7;
        length -= 7;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i][0]) == length && strncmp(names[i][0], type, length) == 0) {
            leat__text_append(into, names[i][1]);
            return;
        }
    leat__text_bytes(into, type, length);
}

char *leat__wording_types(const char *message)
{
    static const char middle[] = "*)(struct leat_", tail[] = "_tag *)";
    struct leat__text chosen = {0}, result = {0};

    choose_names(message, &chosen);
    const char *at = leat__text_string(&chosen);

    for (const char *found; (found = strstr(at, middle));) {
        const char *kind = found + strlen(middle);
        const char *end = strstr(kind, tail);
        const char *type, *stars = found; /* one of the handle itself, and others of pointers to it */

        while (stars > at && stars[-1] == '*')
            stars--;
        if (!end || stars == at || stars[-1] != '(')
            break;
        for (type = stars - 1; type > at && type[-1] != '\'';)
            type--;
        size_t length = (size_t)(stars - 1 - type);

        while (length > 0 && type[length - 1] == ' ')
            length--;
        leat__text_bytes(&result, at, (size_t)(type - at));
        leat__text_printf(&result, "leat_%.*s(", (int)(end - kind), kind);
        append_element(&result, type, length);
        leat__text_printf(&result, ")%s%.*s", found > stars ? " " : "", (int)(found - stars), stars);
        at = end + strlen(tail);
    }
    leat__text_append(&result, at);
    leat__text_release(&chosen);
    return leat__text_steal(&result);
}

/* ---- patterns ---- */

enum pattern_kind {
    PLAIN,       /* reworded: \1 and \2 are what the pattern caught */
    UNDECLARED,  /* \1 is not declared */
    MISMATCH,    /* \1 is wanted, \2 is given */
    MISMATCH_BY, /* \1 is given, \2 is wanted */
    INITIALISED, /* MISMATCH, and the position needs care */
    UNTYPED,     /* a mismatch whose types are not told */
    ARGUMENT,    /* the types are in the note that follows */
    ASSERTION,   /* \1 says it */
};

static const struct pattern {
    const char *regex;
    enum pattern_kind kind;
    const char *message;
    const char *help;
} patterns[] = {
    /* gcc, then clang */
    {"^'([^']*)' has no member named '([^']*)'; did you mean '([^']*)'\\?$", PLAIN, "'\\1' has no member '\\2'",
     "did you mean '\\3'?"},
    {"^'([^']*)' has no member named '([^']*)'$", PLAIN, "'\\1' has no member '\\2'", NULL},
    {"^no member named '([^']*)' in '([^']*)'; did you mean '([^']*)'\\?$", PLAIN, "'\\2' has no member '\\1'",
     "did you mean '\\3'?"},
    {"^no member named '([^']*)' in '([^']*)'$", PLAIN, "'\\2' has no member '\\1'", NULL},
    {"^(implicit declaration of function |use of undeclared identifier |)'LEAT_SLICE_(COUNT_)?([A-Za-z0-9_]+)'.*$", ASSERTION,
     "leat_slice takes cut(collection, &handle) and nondet(\"why\"), and '\\3' is neither", NULL},
    {"^'([^']*)' undeclared( \\(first use in this function\\)| here \\(not in a function\\))?; did you mean "
     "'([^']*)'\\?$",
     UNDECLARED, "'\\1' is not declared", "did you mean '\\3'?"},
    {"^'([^']*)' undeclared( \\(first use in this function\\)| here \\(not in a function\\))?$", UNDECLARED,
     "'\\1' is not declared", NULL},
    {"^use of undeclared identifier '([^']*)'; did you mean '([^']*)'\\?$", UNDECLARED, "'\\1' is not declared",
     "did you mean '\\2'?"},
    {"^use of undeclared identifier '([^']*)'$", UNDECLARED, "'\\1' is not declared", NULL},
    {"^implicit declaration of function '([^']*)'; did you mean '([^']*)'\\?$", UNDECLARED,
     "the function '\\1' is not declared", "did you mean '\\2'?"},
    {"^implicit declaration of function '([^']*)'( is invalid in C99)?$", UNDECLARED,
     "the function '\\1' is not declared", NULL},
    {"^unknown type name '([^']*)'; did you mean '([^']*)'\\?$", PLAIN, "there is no type '\\1'",
     "did you mean '\\2'?"},
    {"^unknown type name '([^']*)'$", PLAIN, "there is no type '\\1'", NULL},
    {"^'?([^':]*)'?: No such file or directory$", PLAIN, "there is no file '\\1'",
     "name its directory: leat run -Idirectory ..."},
    {"^'([^']*)' file not found$", PLAIN, "there is no file '\\1'", "name its directory: leat run -Idirectory ..."},
    {"^expected '([^']*)' (before|after) .*$", PLAIN, "expected '\\1'", NULL},
    {"^initialization of '([^']*)' from incompatible pointer type '([^']*)'$", INITIALISED, NULL, NULL},
    {"^incompatible (function )?pointer types initializing '([^']*)' with an expression of type '([^']*)'(; take the address with &)?$",
     INITIALISED, NULL, NULL},
    {"^assignment to '([^']*)' from incompatible pointer type '([^']*)'$", MISMATCH, NULL, NULL},
    {"^incompatible (function )?pointer types assigning to '([^']*)' from '([^']*)'$", MISMATCH, NULL, NULL},
    {"^returning '([^']*)' from a function with incompatible return type '([^']*)'$", MISMATCH_BY, NULL, NULL},
    {"^incompatible (function )?pointer types returning '([^']*)' from a function with result type '([^']*)'$",
     MISMATCH_BY, NULL, NULL},
    {"^passing argument [0-9]+ of '[^']*' from incompatible pointer type$", ARGUMENT, NULL, NULL},
    {"^incompatible (function )?pointer types passing '([^']*)' to parameter of type '([^']*)'$", MISMATCH_BY,
     NULL, NULL},
    {"^incompatible types when (initializing|assigning to) type '([^']*)' (using|from) type '([^']*)'$", MISMATCH,
     NULL, NULL},
    {"^(initializing) '([^']*)' with an expression of incompatible type '([^']*)'$", INITIALISED, NULL, NULL},
    {"^(assigning) to '([^']*)' from incompatible type '([^']*)'$", MISMATCH, NULL, NULL},
    {"^incompatible types when returning type '([^']*)' but '([^']*)' was expected$", MISMATCH_BY, NULL, NULL},
    {"^returning '([^']*)' from a function with incompatible result type '([^']*)'$", MISMATCH_BY, NULL, NULL},
    {"^incompatible type for argument [0-9]+ of '[^']*'$", ARGUMENT, NULL, NULL},
    {"^passing '([^']*)' to parameter of incompatible type '([^']*)'$", MISMATCH_BY, NULL, NULL},
    {"^initialization of '([^']*)' from '([^']*)' makes (integer from pointer|pointer from integer) without a cast$",
     INITIALISED, NULL, NULL},
    {"^incompatible (pointer to integer|integer to pointer) conversion initializing '([^']*)' with an expression "
     "of type '([^']*)'$",
     INITIALISED, NULL, NULL},
    {"^passing argument [0-9]+ of '[^']*' makes (integer from pointer|pointer from integer) without a cast$", ARGUMENT,
     NULL, NULL},
    {"^incompatible (pointer to integer|integer to pointer) conversion passing '([^']*)' to parameter of type "
     "'([^']*)'$",
     MISMATCH_BY, NULL, NULL},
    {"^assignment to '([^']*)' from '([^']*)' makes (integer from pointer|pointer from integer) without a cast$",
     MISMATCH, NULL, NULL},
    {"^incompatible (pointer to integer|integer to pointer) conversion assigning to '([^']*)' from '([^']*)'$",
     MISMATCH, NULL, NULL},
    {"^request for member '[^']*' in something not a structure or union$", PLAIN, "this is no record, and has no members",
     NULL},
    {"^member reference base type '[^']*' is not a structure or union$", PLAIN, "this is no record, and has no members",
     NULL},
    {"^'[^']*' is a pointer; did you mean to use '->'\\?$", PLAIN, "this is a pointer", "write -> in place of the point"},
    {"^member reference type '[^']*' is a pointer; did you mean to use '->'\\?$", PLAIN, "this is a pointer",
     "write -> in place of the point"},
    {"^invalid initializer$", UNTYPED, NULL, NULL},
    {"^static assertion failed: \"(.*)\"$", ASSERTION, "\\1", NULL},
    {"^static_assert failed( due to requirement .*)? \"(.*)\"$", ASSERTION, "\\2", NULL},
    {"^lvalue required as .*$", PLAIN, "this cannot be assigned to", NULL},
    {"^expression is not assignable$", PLAIN, "this cannot be assigned to", NULL},
    {"^too (few|many) arguments to function( '[^']*'| call.*)$", PLAIN, "too \\1 arguments in this call", NULL},
};

#define GROUPS 5

/* `form` with \1 ... replaced by what was caught. To be freed. */
static char *fill(const char *form, const char *message, const regmatch_t *groups)
{
    struct leat__text text = {0};

    for (; *form; form++) {
        if (*form != '\\') {
            leat__text_char(&text, *form);
            continue;
        }
        const regmatch_t *group = &groups[*++form - '0'];

        if (group->rm_so >= 0)
            leat__text_bytes(&text, message + group->rm_so, (size_t)(group->rm_eo - group->rm_so));
    }
    return leat__text_steal(&text);
}

/* The compiled patterns; made once. */
static const regex_t *compiled(void)
{
    static regex_t expressions[sizeof patterns / sizeof *patterns];
    static bool made;

    for (size_t i = 0; !made && i < sizeof patterns / sizeof *patterns; i++)
        if (regcomp(&expressions[i], patterns[i].regex, REG_EXTENDED) != 0)
            leat__bug("pattern %zu of compiler messages is wrong", i);
    made = true;
    return expressions;
}

/* ---- mismatches ---- */

static bool is_handle(const char *type)
{
    static const char *const kinds[] = {"leat_stream(", "leat_singleton(", "leat_optional(",
                                        "leat_keyed_stream(", "leat_keyed_singleton("};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(type, kinds[i], strlen(kinds[i])) == 0)
            return type[strlen(type) - 1] == ')'; /* and no pointer to one */
    return false;
}

/* "a" or "an", as the type is spoken. */
static const char *article(const char *type)
{
    return strncmp(type, "leat_optional", 13) == 0 ? "an" : "a";
}

static char *mismatch_help(const char *wanted, const char *given)
{
    size_t kind = strcspn(wanted, "(");
    const char *element = wanted + kind + 1;
    size_t length = strlen(element);

    if (strncmp(wanted, given, kind + 1) == 0)
        return leat__format("leat_map(..., %.*s, q(x, ...)) makes it one of %.*s", (int)(length - 1), element,
                            (int)(length - 1), element);
    if (strncmp(wanted, "leat_stream(", 12) != 0)
        return NULL;
    if (strncmp(given, "leat_keyed_singleton", 20) == 0 || strncmp(given, "leat_keyed_stream", 17) == 0)
        return leat__strdup("leat_entries(...) makes a stream of it");
    return leat__strdup("leat_into_stream(...) makes a stream of it, if it is bounded; leat_sample_every(...) if not");
}

static bool is_address_of(const char *pointer, const char *type)
{
    size_t length = strlen(type);

    return strncmp(pointer, type, length) == 0 && strcmp(pointer + length, " *") == 0;
}

static void reword_mismatch(const char *wanted, const char *given, struct leat__wording *wording)
{
    wording->mismatch = true;
    wording->handle = is_handle(wanted) || is_handle(given);
    if (is_handle(wanted) && is_handle(given)) {
        wording->message = leat__format("this is %s %s, and %s %s is wanted here", article(given), given,
                                        article(wanted), wanted);
        wording->help = mismatch_help(wanted, given);
    } else {
        wording->message = leat__format("this is of type '%s', and '%s' is wanted here", given, wanted);
        if (is_handle(given) && is_address_of(wanted, given))
            wording->help = leat__strdup("write its address, with & in front");
    }
}

/* The types of an argument are in gcc's note. */
static void reword_argument(const char *note, struct leat__wording *wording)
{
    static const char form[] = "^expected '([^']*)' but argument is of type '([^']*)'$";
    char *simple = note ? leat__wording_types(note) : NULL;
    regmatch_t groups[GROUPS];
    regex_t regex;

    if (regcomp(&regex, form, REG_EXTENDED) != 0)
        leat__bug("the pattern of argument notes is wrong");
    if (simple && regexec(&regex, simple, GROUPS, groups, 0) == 0) {
        char *wanted = fill("\\1", simple, groups), *given = fill("\\2", simple, groups);

        reword_mismatch(wanted, given, wording);
        free(wanted);
        free(given);
    } else {
        wording->message = leat__strdup("an argument of another type is wanted here");
    }
    regfree(&regex);
    free(simple);
}

/* ---- all of it ---- */

/* An operator calls its input, in its own text. */
static void reword_no_handle(struct leat__wording *wording)
{
    wording->handle = true;
    wording->message = leat__strdup("this operator takes a stream or another collection, and this is none");
}

/* The check of a quote's value stands in the operator, and so does the error. */
static void reword_value(struct leat__wording *wording)
{
    leat__wording_release(wording);
    wording->mismatch = true;
    wording->quote = true;
    wording->message = leat__strdup("the quote gives a value of another type than the operator says");
    wording->help = leat__strdup("an operator that changes the type names it: leat_map(s, double, q(x, x / 2.0))");
}

static void apply(const struct pattern *pattern, const char *message, const char *note,
                  const regmatch_t *groups, struct leat__wording *wording)
{
    /* Of clang's patterns the first group says which kind of pointer, and the types follow. */
    bool shifted = strncmp(pattern->regex, "^incompatible (", 15) == 0 || pattern->regex[1] == '(';
    bool four = strstr(pattern->regex, "(using|from)") != NULL;
    const char *first = shifted || four ? "\\2" : "\\1", *second = four ? "\\4" : shifted ? "\\3" : "\\2";

    switch (pattern->kind) {
    case UNDECLARED:
        wording->undeclared = fill("\\1", message, groups);
        /* fall through */
    case PLAIN:
    case ASSERTION:
        wording->message = fill(pattern->message, message, groups);
        wording->help = pattern->help ? fill(pattern->help, message, groups) : NULL;
        wording->handle = pattern->kind == ASSERTION && strncmp(wording->message, "leat_", 5) == 0;
        break;
    case UNTYPED:
        wording->mismatch = true;
        wording->message = leat__strdup("a value of another type is wanted here");
        break;
    case ARGUMENT:
        reword_argument(note, wording);
        break;
    case MISMATCH:
    case MISMATCH_BY:
    case INITIALISED: {
        char *wanted = fill(pattern->kind == MISMATCH_BY ? second : first, message, groups);
        char *given = fill(pattern->kind == MISMATCH_BY ? first : second, message, groups);

        wording->initialised = pattern->kind == INITIALISED;
        reword_mismatch(wanted, given, wording);
        free(wanted);
        free(given);
        break;
    }
    }
}

void leat__wording_make(const char *message, const char *note, bool on_operator,
                        struct leat__wording *wording)
{
    char *simple = leat__wording_types(message);
    const regex_t *expressions = compiled();
    regmatch_t groups[GROUPS];

    memset(wording, 0, sizeof *wording);
    if (on_operator && strncmp(simple, "called object", 13) == 0)
        reword_no_handle(wording);
    else
        for (size_t i = 0; !wording->message && i < sizeof patterns / sizeof *patterns; i++)
            if (regexec(&expressions[i], simple, GROUPS, groups, 0) == 0)
                apply(&patterns[i], simple, note, groups, wording);
    if (on_operator && wording->mismatch && !wording->handle)
        reword_value(wording);
    if (!wording->message)
        wording->message = leat__strdup(simple);
    free(simple);
}

void leat__wording_release(struct leat__wording *wording)
{
    free(wording->message);
    free(wording->help);
    free(wording->undeclared);
    memset(wording, 0, sizeof *wording);
}
