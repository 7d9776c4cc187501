#include "base/diagnostic.h"

#include <stdlib.h>
#include <string.h>

/* ---- the list ---- */

struct leat__diagnostic *leat__diagnostics_add(struct leat__diagnostics *list, enum leat__severity severity,
                                               const char *code, const char *format, ...)
{
    struct leat__diagnostic *diagnostic = leat__arena_new(&list->arena, struct leat__diagnostic);
    va_list arguments;

    va_start(arguments, format);
    diagnostic->message = leat__arena_vprintf(&list->arena, format, arguments);
    va_end(arguments);
    diagnostic->severity = severity;
    diagnostic->code = leat__arena_strdup(&list->arena, code ? code : "");
    diagnostic->list = list;
    list->errors += severity == LEAT__ERROR;
    list->warnings += severity == LEAT__WARNING;
    leat__vector_push(list, diagnostic);
    return diagnostic;
}

void leat__diagnostic_mark(struct leat__diagnostic *diagnostic, struct leat__span span, const char *format, ...)
{
    struct leat__arena *arena = &diagnostic->list->arena;
    struct leat__mark mark = {.span = span};
    va_list arguments;

    va_start(arguments, format);
    mark.label = leat__arena_vprintf(arena, format, arguments);
    va_end(arguments);
    mark.span.file = leat__arena_strdup(arena, span.file ? span.file : span.source ? span.source->name : "?");
    leat__vector_push(&diagnostic->marks, mark);
}

void leat__diagnostic_help(struct leat__diagnostic *diagnostic, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    leat__vector_push(&diagnostic->helps, leat__arena_vprintf(&diagnostic->list->arena, format, arguments));
    va_end(arguments);
}

void leat__diagnostic_note(struct leat__diagnostic *diagnostic, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    leat__vector_push(&diagnostic->notes, leat__arena_vprintf(&diagnostic->list->arena, format, arguments));
    va_end(arguments);
}

void leat__diagnostics_release(struct leat__diagnostics *list)
{
    for (size_t i = 0; i < list->count; i++) {
        leat__vector_release(&list->items[i]->marks);
        leat__vector_release(&list->items[i]->helps);
        leat__vector_release(&list->items[i]->notes);
    }
    leat__arena_release(&list->arena);
    free(list->items);
    *list = (struct leat__diagnostics){0};
}

/* ---- as text ---- */

#define BOLD "\033[1m"
#define BLUE "\033[1;34m"
#define PLAIN "\033[0m"
#define LONGEST_EXCERPT 200 /* bytes of a line that are shown */

static const char *const severity_names[] = {"error", "warning", "note"};
static const char *const severity_colours[] = {"\033[1;31m", "\033[1;33m", "\033[1;32m"};

/* Rendering of one diagnostic. */
struct page {
    const struct leat__diagnostic *diagnostic;
    struct leat__text *into;
    bool colour;
    int width; /* of the line numbers */
};

static void paint(const struct page *page, const char *style, const char *text)
{
    leat__text_printf(page->into, "%s%s%s", page->colour ? style : "", text, page->colour ? PLAIN : "");
}

/* "   |" without a number, "24 |" with one. */
static void gutter(const struct page *page, uint32_t line)
{
    char *text = line ? leat__format("%-*u |", page->width, line) : leat__format("%*s |", page->width, "");

    paint(page, BLUE, text);
    free(text);
}

/* Whether the line of the span can be shown. */
static bool is_shown(const struct leat__span *span)
{
    const char *text;
    size_t length;

    return span->source && leat__source_line(span->source, span->line, &text, &length);
}

static bool is_primary(const struct page *page, const struct leat__mark *mark)
{
    return mark == page->diagnostic->marks.items;
}

/* "  --> file:31:26". What cannot be shown below has its label here. */
static void render_location(const struct page *page, const struct leat__mark *mark)
{
    const struct leat__span *span = &mark->span;
    char *arrow = leat__format("%*s%s", page->width, "", is_primary(page, mark) ? "-->" : ":::");

    paint(page, BLUE, arrow);
    free(arrow);
    leat__text_printf(page->into, " %s", span->file);
    if (span->line)
        leat__text_printf(page->into, ":%u", span->line);
    if (span->line && span->column)
        leat__text_printf(page->into, ":%u", span->column);
    if (!is_shown(span) && mark->label[0])
        leat__text_printf(page->into, ": %s", mark->label);
    leat__text_char(page->into, '\n');
}

/* The part of a line that is shown: bytes [from, to). */
struct excerpt {
    const char *text;
    size_t length;
    size_t from;
    size_t to;
};

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* All of the line, or, of a very long one, what surrounds the mark. */
static struct excerpt take_excerpt(const struct leat__span *span)
{
    struct excerpt excerpt = {0};
    size_t column = span->column ? span->column - 1 : 0;

    leat__source_line(span->source, span->line, &excerpt.text, &excerpt.length);
    excerpt.to = excerpt.length;
    if (excerpt.length <= LONGEST_EXCERPT)
        return excerpt;
    if (column > excerpt.length)
        column = excerpt.length;
    excerpt.from = column > LONGEST_EXCERPT / 3 ? column - LONGEST_EXCERPT / 3 : 0;
    while (excerpt.from > 0 && is_continuation(excerpt.text[excerpt.from]))
        excerpt.from--;
    if (excerpt.length - excerpt.from > LONGEST_EXCERPT)
        excerpt.to = excerpt.from + LONGEST_EXCERPT;
    while (excerpt.to < excerpt.length && is_continuation(excerpt.text[excerpt.to]))
        excerpt.to++;
    return excerpt;
}

static void render_line(const struct page *page, uint32_t line, const struct excerpt *excerpt)
{
    gutter(page, line);
    if (excerpt->length > 0)
        leat__text_append(page->into, excerpt->from ? " ..." : " ");
    for (size_t i = excerpt->from; i < excerpt->to; i++) {
        unsigned char c = (unsigned char)excerpt->text[i];

        /* A control character in a source must not reach the terminal. */
        leat__text_char(page->into, c == '\t' || (c >= 0x20 && c != 0x7f) ? (char)c : '?');
    }
    leat__text_append(page->into, excerpt->to < excerpt->length ? "...\n" : "\n");
}

/* Which bytes of the excerpt a mark covers: those of its span, or of the whole line without its indentation. */
static void find_extent(const struct leat__span *span, const struct excerpt *excerpt, size_t *first, size_t *end)
{
    *first = excerpt->from;
    *end = excerpt->to;
    if (span->column) {
        *first = span->column - 1;
        *end = *first + span->length;
    } else {
        while (*first < *end && (excerpt->text[*first] == ' ' || excerpt->text[*first] == '\t'))
            ++*first;
    }
    if (*first < excerpt->from)
        *first = excerpt->from;
    if (*first > excerpt->to)
        *first = excerpt->to;
    if (*end > excerpt->to)
        *end = excerpt->to;
}

/* The row below a line: tabs are kept, and bytes that begin no character take no room. */
static void render_mark(const struct page *page, const struct leat__mark *mark, const struct excerpt *excerpt)
{
    const char *style = is_primary(page, mark) ? severity_colours[page->diagnostic->severity] : BLUE;
    struct leat__text row = {0};
    size_t first;
    size_t end;
    size_t width = 0;

    find_extent(&mark->span, excerpt, &first, &end);
    gutter(page, 0);
    leat__text_append(page->into, excerpt->from ? "    " : " ");
    for (size_t i = excerpt->from; i < first; i++)
        if (!is_continuation(excerpt->text[i]))
            leat__text_char(page->into, excerpt->text[i] == '\t' ? '\t' : ' ');
    for (size_t i = first; i < end; i++)
        width += !is_continuation(excerpt->text[i]);
    leat__text_repeat(&row, is_primary(page, mark) ? '^' : '-', width ? width : 1);
    if (mark->label[0])
        leat__text_printf(&row, " %s", mark->label);
    paint(page, style, leat__text_string(&row));
    leat__text_char(page->into, '\n');
    leat__text_release(&row);
}

static bool is_before(const struct leat__mark *a, const struct leat__mark *b)
{
    return a->span.line != b->span.line ? a->span.line < b->span.line : a->span.column < b->span.column;
}

struct mark_list leat__vector(const struct leat__mark *);

/* The marks of one file that can be shown, by line and column; those of one place in the order they were made. */
static struct mark_list marks_of(const struct leat__diagnostic *diagnostic, const char *file)
{
    struct mark_list list = {0};

    for (size_t i = 0; i < diagnostic->marks.count; i++) {
        const struct leat__mark *mark = &diagnostic->marks.items[i];
        size_t at = list.count;

        if (strcmp(mark->span.file, file) != 0 || !is_shown(&mark->span))
            continue;
        leat__vector_push(&list, mark);
        for (; at > 0 && is_before(mark, list.items[at - 1]); at--)
            list.items[at] = list.items[at - 1];
        list.items[at] = mark;
    }
    return list;
}

/* All marks of one file that can be shown, under the location of the first of them. */
static void render_file(const struct page *page, const struct leat__mark *mark)
{
    struct mark_list list = marks_of(page->diagnostic, mark->span.file);

    gutter(page, 0);
    leat__text_char(page->into, '\n');
    for (size_t i = 0; i < list.count;) {
        uint32_t line = list.items[i]->span.line;
        struct excerpt excerpt = take_excerpt(&list.items[i]->span);

        render_line(page, line, &excerpt);
        for (; i < list.count && list.items[i]->span.line == line; i++)
            render_mark(page, list.items[i], &excerpt);
    }
    leat__vector_release(&list);
}

/* Whether this mark is in the excerpt of one before it. */
static bool is_done(const struct leat__marks *marks, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (is_shown(&marks->items[k].span) && strcmp(marks->items[k].span.file, marks->items[i].span.file) == 0)
            return true;
    return false;
}

static void render_marks(const struct page *page)
{
    const struct leat__marks *marks = &page->diagnostic->marks;

    for (size_t i = 0; i < marks->count; i++) {
        bool shown = is_shown(&marks->items[i].span);

        if (shown && is_done(marks, i))
            continue;
        render_location(page, &marks->items[i]);
        if (shown)
            render_file(page, &marks->items[i]);
    }
}

/* "   = help: ...", further lines of it below its first word. */
static void render_remark(const struct page *page, const char *kind, const char *text)
{
    size_t indentation = (size_t)page->width + strlen(" = : ") + strlen(kind);

    leat__text_repeat(page->into, ' ', (size_t)page->width + 1);
    paint(page, BLUE, "=");
    leat__text_char(page->into, ' ');
    paint(page, BOLD, kind);
    leat__text_append(page->into, ": ");
    for (; *text; text++) {
        if (*text == '\n' && !text[1])
            break;
        leat__text_char(page->into, *text);
        if (*text == '\n')
            leat__text_repeat(page->into, ' ', indentation);
    }
    leat__text_char(page->into, '\n');
}

static void render_remarks(const struct page *page)
{
    const struct leat__diagnostic *diagnostic = page->diagnostic;

    for (size_t i = 0; i < diagnostic->helps.count; i++)
        render_remark(page, "help", diagnostic->helps.items[i]);
    for (size_t i = 0; i < diagnostic->notes.count; i++)
        render_remark(page, "note", diagnostic->notes.items[i]);
}

static void render_head(const struct page *page)
{
    const struct leat__diagnostic *diagnostic = page->diagnostic;
    const char *name = severity_names[diagnostic->severity];
    char *head = diagnostic->code[0] ? leat__format("%s[%s]", name, diagnostic->code) : leat__strdup(name);
    char *message = leat__format(": %s", diagnostic->message);

    paint(page, severity_colours[diagnostic->severity], head);
    paint(page, BOLD, message);
    leat__text_char(page->into, '\n');
    free(head);
    free(message);
}

static int number_width(const struct leat__diagnostic *diagnostic)
{
    uint32_t largest = 1;
    int width = 0;

    for (size_t i = 0; i < diagnostic->marks.count; i++) {
        const struct leat__span *span = &diagnostic->marks.items[i].span;

        if (is_shown(span) && span->line > largest)
            largest = span->line;
    }
    for (; largest; largest /= 10)
        width++;
    return width;
}

static size_t count_lines(const struct leat__text *text)
{
    size_t lines = 0;

    for (size_t i = 0; i < text->length; i++)
        lines += text->data[i] == '\n';
    return lines;
}

/* Appends at most `most` lines; the last one says how many are missing. */
static void append_lines(struct leat__text *into, const struct leat__text *text, size_t most)
{
    size_t lines = count_lines(text);
    size_t end = 0;

    if (lines <= most) {
        leat__text_bytes(into, leat__text_string(text), text->length);
        return;
    }
    for (size_t kept = 0; kept + 1 < most; end++)
        kept += text->data[end] == '\n';
    leat__text_bytes(into, text->data, end);
    leat__text_printf(into, "... and %zu more lines\n", lines - most + 1);
}

void leat__diagnostic_render(const struct leat__diagnostic *diagnostic, bool colour, struct leat__text *into)
{
    struct leat__text excerpts = {0};
    struct leat__text remarks = {0};
    struct page page = {
        .diagnostic = diagnostic,
        .into = &excerpts,
        .colour = colour,
        .width = number_width(diagnostic),
    };
    size_t for_remarks = LEAT__DIAGNOSTIC_LINES / 2;
    size_t lines;

    render_head(&page);
    render_marks(&page);
    page.into = &remarks;
    render_remarks(&page);
    /* What to do about it must not be pushed out by long excerpts: half of the room is kept for it. */
    if (count_lines(&remarks) < for_remarks)
        for_remarks = count_lines(&remarks);
    lines = count_lines(&excerpts);
    if (lines > LEAT__DIAGNOSTIC_LINES - for_remarks)
        lines = LEAT__DIAGNOSTIC_LINES - for_remarks;
    append_lines(into, &excerpts, lines);
    append_lines(into, &remarks, LEAT__DIAGNOSTIC_LINES - lines);
    leat__text_release(&excerpts);
    leat__text_release(&remarks);
}

void leat__diagnostics_summary(const struct leat__diagnostics *list, bool colour, struct leat__text *into)
{
    enum leat__severity severity = list->errors ? LEAT__ERROR : LEAT__WARNING;
    struct page page = {.into = into, .colour = colour};
    struct leat__text counts = {0};

    if (list->errors + list->warnings == 0)
        return;
    leat__text_append(&counts, ": ");
    if (list->errors)
        leat__text_printf(&counts, "%zu error%s", list->errors, list->errors == 1 ? "" : "s");
    if (list->warnings)
        leat__text_printf(&counts, "%s%zu warning%s", list->errors ? ", " : "", list->warnings,
                          list->warnings == 1 ? "" : "s");
    paint(&page, severity_colours[severity], severity_names[severity]);
    paint(&page, BOLD, leat__text_string(&counts));
    leat__text_char(into, '\n');
    leat__text_release(&counts);
}

void leat__diagnostics_render(const struct leat__diagnostics *list, bool colour, struct leat__text *into)
{
    for (size_t i = 0; i < list->count; i++) {
        leat__diagnostic_render(list->items[i], colour, into);
        leat__text_char(into, '\n');
    }
    leat__diagnostics_summary(list, colour, into);
}

/* ---- as JSON ---- */

static void json_string(struct leat__text *into, const char *name, const char *value)
{
    leat__text_printf(into, "\"%s\":", name);
    leat__text_json_string(into, value, strlen(value));
}

static void json_strings(struct leat__text *into, const char *name, const struct leat__remarks *strings)
{
    leat__text_printf(into, ",\"%s\":[", name);
    for (size_t i = 0; i < strings->count; i++) {
        leat__text_append(into, i ? "," : "");
        leat__text_json_string(into, strings->items[i], strlen(strings->items[i]));
    }
    leat__text_char(into, ']');
}

static void json_mark(struct leat__text *into, const struct leat__mark *mark, bool primary)
{
    leat__text_append(into, primary ? "{" : ",{");
    json_string(into, "file", mark->span.file);
    leat__text_printf(into, ",\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u,", mark->span.line,
                      mark->span.column, mark->span.line, mark->span.column + mark->span.length);
    json_string(into, "label", mark->label);
    leat__text_printf(into, ",\"primary\":%s}", primary ? "true" : "false");
}

void leat__diagnostics_json(const struct leat__diagnostics *list, struct leat__text *into)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct leat__diagnostic *diagnostic = list->items[i];

        leat__text_append(into, i ? ",\n{" : "{");
        json_string(into, "severity", severity_names[diagnostic->severity]);
        leat__text_char(into, ',');
        json_string(into, "code", diagnostic->code);
        leat__text_char(into, ',');
        json_string(into, "message", diagnostic->message);
        leat__text_append(into, ",\"spans\":[");
        for (size_t k = 0; k < diagnostic->marks.count; k++)
            json_mark(into, &diagnostic->marks.items[k], k == 0);
        leat__text_char(into, ']');
        json_strings(into, "help", &diagnostic->helps);
        json_strings(into, "notes", &diagnostic->notes);
        leat__text_char(into, '}');
    }
}
