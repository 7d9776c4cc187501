#define _GNU_SOURCE
#include "build/messages.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "build/calls.h"
#include "build/wording.h"

const char *const *leat__message_flags(bool is_clang)
{
    static const char *const gcc[] = {"-fno-diagnostics-show-caret",   "-fno-diagnostics-show-option",
                                      "-fdiagnostics-color=never",     "-fdiagnostics-column-unit=byte",
                                      NULL};
    static const char *const clang[] = {"-fno-caret-diagnostics", "-fno-diagnostics-show-option",
                                        "-fno-color-diagnostics", NULL};

    return is_clang ? clang : gcc;
}

/* ---- lines ---- */

enum kind { KIND_ERROR, KIND_WARNING, KIND_NOTE };

/* One line of a compiler: FILE:LINE:COLUMN: KIND: MESSAGE; all in the line itself, which is cut. */
struct line {
    char *file;
    uint32_t line;
    uint32_t column; /* 0: not given */
    enum kind kind;
    char *message;
};

/* Cuts `:NUMBER` off the end of a text; 0: there is none. */
static uint32_t cut_number(char *text)
{
    char *colon = strrchr(text, ':'), *end;

    if (!colon || colon == text || colon[1] == '\0')
        return 0;
    unsigned long number = strtoul(colon + 1, &end, 10);

    if (*end || number == 0 || number > UINT32_MAX)
        return 0;
    *colon = '\0';
    return (uint32_t)number;
}

static bool parse_line(char *text, struct line *line)
{
    static const struct {
        const char *text;
        enum kind kind;
    } kinds[] = {{": error: ", KIND_ERROR},
                 {": fatal error: ", KIND_ERROR},
                 {": warning: ", KIND_WARNING},
                 {": note: ", KIND_NOTE}};
    char *cut = NULL;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char *found = strstr(text, kinds[i].text);

        if (found && (!cut || found < cut)) {
            cut = found;
            line->kind = kinds[i].kind;
            line->message = found + strlen(kinds[i].text);
        }
    }
    if (!cut)
        return false;
    *cut = '\0';
    line->file = text;
    line->column = 0;
    line->line = cut_number(text);
    uint32_t before = line->line ? cut_number(text) : 0;

    if (before) {
        line->column = line->line;
        line->line = before;
    }
    return line->line > 0;
}

/* Notes that explain only Leat's own macros, or nothing. */
static bool is_noise(const char *message)
{
    static const char *const noise[] = {
        "in expansion of macro", "expanded from", "in definition of macro", "(near initialization",
        "each undeclared identifier", "format string is defined here", "this is the location of",
        "'pragma", "(skipping ",
    };

    for (size_t i = 0; i < sizeof noise / sizeof *noise; i++)
        if (strncmp(message, noise[i], strlen(noise[i])) == 0)
            return true;
    return false;
}

/* ---- places ---- */

/* What is being read. */
struct reading {
    enum leat__stage stage;
    const char *directory;
    const char *generated;
    struct leat__sources *sources;
    struct leat__diagnostics *list;
    bool failed;
    size_t not_shown;
};

/* The file as it is to be named: as it stands, if the compiler ran here; else with its directory. To be freed. */
static char *named_file(const struct reading *reading, const char *file)
{
    char *here = getcwd(NULL, 0);
    bool same = !here || strcmp(here, reading->directory) == 0;

    free(here);
    return same ? leat__strdup(file) : leat__path_join(reading->directory, file);
}

/* The token at a place; false: there is none. */
static bool token_at(struct leat__source *source, uint32_t line, uint32_t column, size_t *ret_index)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);

    for (size_t i = leat__source_token_at(source, line); i < tokens->count && tokens->items[i].line == line; i++)
        if (column >= tokens->items[i].column && column < tokens->items[i].column + tokens->items[i].length) {
            *ret_index = i;
            return true;
        }
    return false;
}

/* What a token is part of. */
struct surroundings {
    bool in_quote;
    bool on_operator; /* it is the name of an operator itself */
    bool has_operator;
    size_t operator;  /* the name of the innermost call leat_...(), which may be the token itself */
};

/* The `(` that encloses a token, of whatever is open around it; false: none does. */
static bool enclosing_parenthesis(struct leat__source *source, size_t *token)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    size_t closed = 0;

    for (size_t at = *token; at-- > 0;) {
        const struct leat__token *one = &tokens->items[at];
        char c = one->kind == LEAT__TOKEN_PUNCTUATION && one->length == 1 ? source->bytes[one->start] : ' ';

        if (c == ')' || c == '}' || c == ']')
            closed++;
        else if ((c == '(' || c == '{' || c == '[') && closed > 0)
            closed--;
        else if (c == '(') {
            *token = at;
            return true;
        }
    }
    return false;
}

static bool has_prefix(const struct leat__source *source, const struct leat__token *token)
{
    return token->kind == LEAT__TOKEN_NAME && token->length > 5 &&
           strncmp(source->bytes + token->start, "leat_", 5) == 0;
}

static struct surroundings look_around(struct leat__source *source, size_t token)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    struct surroundings around = {.on_operator = has_prefix(source, &tokens->items[token]), .operator = token};

    around.has_operator = around.on_operator;
    for (size_t at = token; !around.has_operator && enclosing_parenthesis(source, &at);) {
        const struct leat__token *name = at > 0 ? &tokens->items[at - 1] : NULL;

        if (name && leat__token_is(source->bytes, name, "q"))
            around.in_quote = true;
        else if (name && has_prefix(source, name)) {
            around.has_operator = true;
            around.operator = at - 1;
        }
    }
    return around;
}

/* clang points to the name of what is initialised, gcc to the value: the value it is. */
static size_t value_behind(struct leat__source *source, size_t token)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);

    if (token + 2 < tokens->count && tokens->items[token].kind == LEAT__TOKEN_NAME &&
        leat__token_is(source->bytes, &tokens->items[token + 1], "="))
        return token + 2;
    return token;
}

/* The `)` of the call whose name is a token, or the last token. */
static size_t call_end(struct leat__source *source, size_t name)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    size_t depth = 0;

    for (size_t at = name + 1; at < tokens->count; at++) {
        if (leat__token_is(source->bytes, &tokens->items[at], "("))
            depth++;
        else if (leat__token_is(source->bytes, &tokens->items[at], ")") && --depth == 0)
            return at;
        if (depth == 0)
            return name;
    }
    return tokens->count - 1;
}

/* Operators that compare two handles, and those whose quote must give a value. */
static const char *const comparing[] = {"leat_merge", "leat_chain", NULL};
static const char *const valued[] = {"leat_map",         "leat_filter",       "leat_fold",  "leat_fold_keyed", "leat_sort",
                                     "leat_source_lines", "leat_sample_every", "leat_limit", NULL};

static bool is_one_of(const struct leat__source *source, const struct leat__token *token, const char *const *names)
{
    for (; *names; names++)
        if (leat__token_is(source->bytes, token, *names))
            return true;
    return false;
}

/* Of operators within operators gcc names the outermost, clang the right one: that, if only one can be it. */
static size_t inner_call(struct leat__source *source, size_t token, const char *const *names)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    size_t end = call_end(source, token), found = token, count = 0;

    if (is_one_of(source, &tokens->items[token], names))
        return token;
    for (size_t at = token + 1; at < end; at++)
        if (is_one_of(source, &tokens->items[at], names)) {
            found = at;
            count++;
        }
    return count == 1 ? found : token;
}

/* ---- diagnostics ---- */

static const char *code_of(const struct reading *reading, const struct leat__wording *wording,
                           const struct surroundings *around)
{
    if (reading->stage == LEAT__STAGE_GENERATED && wording->undeclared)
        return "LEAT0310";
    if (wording->handle)
        return "LEAT0302";
    return around->in_quote || wording->quote ? "LEAT0301" : "LEAT0300";
}

/* The same mistake makes compilers say several things: one line says one of a wording, one place one at all. */
static bool said_before(const struct leat__diagnostics *list, const struct leat__span *span, const char *message)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct leat__diagnostic *other = list->items[i];

        if (other->marks.count == 0 || other->marks.items[0].span.line != span->line ||
            other->marks.items[0].span.source != span->source)
            continue;
        if (other->marks.items[0].span.column == span->column || strcmp(other->message, message) == 0)
            return true;
    }
    return false;
}

/* What is said about an operator itself when its call holds an error already is that error's consequence. */
static bool is_consequence(const struct leat__diagnostics *list, struct leat__source *source, size_t name)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    uint32_t first = tokens->items[name].line, last = tokens->items[call_end(source, name)].line;

    for (size_t i = 0; i < list->count; i++) {
        const struct leat__diagnostic *other = list->items[i];

        if (other->marks.count > 0 && other->marks.items[0].span.source == source &&
            other->marks.items[0].span.line >= first && other->marks.items[0].span.line <= last)
            return true;
    }
    return false;
}

/* A message about generated text itself, which is a bug of ours. */
static void add_bug(struct reading *reading, const struct line *line)
{
    struct leat__diagnostic *one;

    if (line->kind != KIND_ERROR)
        return;
    reading->failed = true;
    one = leat__diagnostics_add(reading->list, LEAT__ERROR, "LEAT0300",
                                "the generated code does not compile: %s", line->message);
    leat__diagnostic_note(one, "in %s, line %u", line->file, line->line);
    leat__diagnostic_note(one, "if your own source is not the reason, this is a bug in Leat");
}

static void add_remedies(struct leat__diagnostic *one, const char *code, const struct leat__wording *wording)
{
    if (strcmp(code, "LEAT0310") == 0)
        leat__diagnostic_help(one, "if it is a local of the function that builds the flow, capture its value: let(%s)",
                              wording->undeclared);
    else if (wording->help)
        leat__diagnostic_help(one, "%s", wording->help);
    if (*code && strcmp(code, "LEAT0300") != 0)
        leat__diagnostic_note(one, "leat explain %s", code);
}

/* Adds one error or warning; returns it, or NULL if it is not to be shown. */
static struct leat__diagnostic *add(struct reading *reading, const struct line *line, const char *note)
{
    char *file = named_file(reading, line->file);
    struct leat__source *source = leat__sources_get(reading->sources, file);
    struct leat__span span = {.source = source->bytes ? source : NULL, .file = source->name, .line = line->line,
                              .column = line->column, .length = 1};
    struct surroundings around = {0};
    struct leat__call_mistake mistake = {0};
    struct leat__wording wording;
    size_t token = 0;
    bool found = source->bytes && line->column && token_at(source, line->line, line->column, &token);
    enum leat__severity severity = line->kind == KIND_ERROR ? LEAT__ERROR : LEAT__WARNING;
    struct leat__diagnostic *one = NULL;

    if (found)
        around = look_around(source, token);
    leat__wording_make(line->message, note, around.on_operator, &wording);
    if (found && wording.initialised && !around.on_operator)
        token = value_behind(source, token);
    else if (around.on_operator && wording.mismatch)
        token = inner_call(source, token, wording.handle ? comparing : valued);
    if (severity == LEAT__ERROR && around.has_operator && !around.in_quote &&
        leat__call_examine(source, around.operator, &mistake)) {
        leat__wording_release(&wording);
        wording.message = mistake.message;
        wording.help = mistake.help;
        token = mistake.token;
    }
    /* An error in a directive is at a place within its token. */
    if (found && leat__source_tokens(source)->items[token].kind != LEAT__TOKEN_DIRECTIVE)
        span = leat__source_span(source, token, token);
    reading->failed = reading->failed || severity == LEAT__ERROR;
    if (!said_before(reading->list, &span, wording.message) &&
        !(around.on_operator && is_consequence(reading->list, source, token))) {
        const char *code = severity == LEAT__ERROR ? code_of(reading, &wording, &around) : "";

        if (severity == LEAT__ERROR && reading->list->errors >= LEAT__ERRORS_SHOWN) {
            reading->not_shown++;
        } else {
            one = leat__diagnostics_add(reading->list, severity, code, "%s", wording.message);
            leat__diagnostic_mark(one, span, "%s",
                                  strcmp(code, "LEAT0310") == 0 ? "not known on the process" : "");
            add_remedies(one, code, &wording);
        }
    }
    leat__wording_release(&wording);
    free(file);
    return one;
}

/* Of notes only what both compilers tell: where something was declared before, and what may have been meant. */
static void add_note(struct reading *reading, struct leat__diagnostic *to, const struct line *line)
{
    if (!to)
        return;
    if (strncmp(line->message, "did you mean ", 13) == 0 && to->helps.count == 0) {
        leat__diagnostic_help(to, "%s", line->message);
    } else if (strncmp(line->message, "previous ", 9) == 0 && to->notes.count < 4) {
        char *file = named_file(reading, line->file);

        leat__diagnostic_note(to, "it was declared before, at %s:%u", file, line->line);
        free(file);
    }
}

/* All lines, taken apart. */
struct lines leat__vector(struct line);

static void read_lines(char *text, struct lines *lines)
{
    for (char *save = NULL, *at = strtok_r(text, "\n", &save); at; at = strtok_r(NULL, "\n", &save)) {
        struct line line;

        if (parse_line(at, &line) && !(line.kind == KIND_NOTE && is_noise(line.message)))
            leat__vector_push(lines, line);
    }
}

/* Where there are errors, warnings are mostly their consequences, and wait. */
static bool has_errors(const struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].kind == KIND_ERROR)
            return true;
    return false;
}

static void read_all(struct reading *reading, const struct lines *lines)
{
    bool warnings = reading->stage == LEAT__STAGE_USER && !has_errors(lines);
    struct leat__diagnostic *last = NULL;

    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        const char *note = i + 1 < lines->count && lines->items[i + 1].kind == KIND_NOTE
                               ? lines->items[i + 1].message
                               : NULL;

        if (line->kind == KIND_NOTE)
            add_note(reading, last, line);
        else if (reading->generated && strcmp(line->file, reading->generated) == 0)
            add_bug(reading, line);
        else if (line->kind == KIND_ERROR || warnings)
            last = add(reading, line, note);
    }
}

bool leat__messages_compiler(const char *text, enum leat__stage stage, const char *directory,
                             const char *generated, struct leat__sources *sources,
                             struct leat__diagnostics *list)
{
    struct reading reading = {
        .stage = stage, .directory = directory, .generated = generated, .sources = sources, .list = list};
    char *copy = leat__strdup(text);
    struct lines lines = {0};

    read_lines(copy, &lines);
    read_all(&reading, &lines);
    if (reading.not_shown > 0)
        leat__diagnostics_add(list, LEAT__NOTE, "", "%zu more errors are not shown", reading.not_shown);
    leat__vector_release(&lines);
    free(copy);
    return reading.failed;
}

/* ---- the linker ---- */

/* Where `struct name` or leat_record(name, ...) is used as a member's type cannot be known here; its name can. */
static void add_missing_descriptor(struct leat__diagnostics *list, const char *type)
{
    struct leat__diagnostic *one = leat__diagnostics_add(
        list, LEAT__ERROR, "LEAT0303", "'%s' is a member of a record, and has no descriptor", type);

    leat__diagnostic_help(one, "declare it with leat_record(%s, (type, member), ...), before the record that has it",
                          type);
    leat__diagnostic_note(one, "leat explain LEAT0303");
}

static bool has_message(const struct leat__diagnostics *list, const char *message)
{
    for (size_t i = 0; i < list->count; i++)
        if (strstr(list->items[i]->message, message))
            return true;
    return false;
}

/* An undefined name: of a descriptor, or of anything else. */
static void add_undefined(struct leat__diagnostics *list, const char *name, bool plain)
{
    char *quoted = leat__format("'%s'", name);
    const char *type = strncmp(name, "leat_d_", 7) == 0 ? name + 7 : NULL;
    char *quoted_type = leat__format("'%s'", type ? type : name);

    if (type && !has_message(list, quoted_type)) {
        add_missing_descriptor(list, type);
    } else if (!type && !has_message(list, quoted)) {
        struct leat__diagnostic *one = leat__diagnostics_add(
            list, LEAT__ERROR, "LEAT0304", "%s is declared and used, and defined nowhere", quoted);

        if (plain)
            leat__diagnostic_help(one, "build the program with `leat cc` instead of `cc`: then its objects and "
                                       "libraries are known, and linked here too");
        else
            leat__diagnostic_help(one, "name the file or the library that defines it: leat run FILE.c OTHER.c -lNAME");
        leat__diagnostic_note(one, "leat explain LEAT0304");
    }
    free(quoted);
    free(quoted_type);
}

void leat__messages_linker(const char *text, bool plain, struct leat__diagnostics *list)
{
    char *copy = leat__strdup(text);
    struct leat__text rest = {0};

    for (char *save = NULL, *at = strtok_r(copy, "\n", &save); at; at = strtok_r(NULL, "\n", &save)) {
        char *found = strstr(at, "undefined reference to ");
        char *name = found ? found + 23 : NULL; /* behind it, `name' or 'name'; or, of a shared object, symbol 'name@@VERSION' */

        if (name && strncmp(name, "symbol '", 8) == 0) {
            name += 7;
            name[1 + strcspn(name + 1, "@'")] = '\'';
        }

        char *end = name && *name ? strchr(name + 1, '\'') : NULL;

        if (!found && (found = strstr(at, "undefined symbol: "))) {
            name = found + 17;
            end = name + strlen(name);
        }
        if (found && end) {
            *end = '\0';
            add_undefined(list, name + 1, plain);
        } else if (!strstr(at, "in function `") && !strstr(at, "collect2:") && !strstr(at, "linker command failed")) {
            leat__text_printf(&rest, "%s%s", rest.length ? "\n" : "", at);
        }
    }
    if (list->errors == 0) {
        struct leat__diagnostic *one =
            leat__diagnostics_add(list, LEAT__ERROR, "LEAT0304", "the program cannot be linked");

        if (rest.length > 0)
            leat__diagnostic_note(one, "%s", leat__text_string(&rest));
    }
    leat__text_release(&rest);
    free(copy);
}
