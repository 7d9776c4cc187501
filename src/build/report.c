#include "build/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build/progress.h"

static bool as_json;

void leat__report_as_json(void)
{
    as_json = true;
}

bool leat__report_is_json(void)
{
    return as_json;
}

bool leat__report_colour(void)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");

    return isatty(2) && !(no_colour && *no_colour) && !(terminal && strcmp(terminal, "dumb") == 0);
}

void leat__report(const struct leat__diagnostics *list)
{
    struct leat__text text = {0};

    if (list->count == 0)
        return;
    leat__progress_clear();
    if (as_json)
        leat__diagnostics_json(list, &text);
    else
        leat__diagnostics_render(list, leat__report_colour(), &text);
    fwrite(leat__text_string(&text), 1, text.length, as_json ? stdout : stderr);
    fflush(as_json ? stdout : stderr);
    leat__text_release(&text);
}

__attribute__((format(printf, 4, 0)))
static void report_one(enum leat__severity severity, const char *code, const char *help,
                       const char *format, va_list arguments)
{
    struct leat__diagnostics list = {0};
    struct leat__text text = {0};
    char *message = leat__format_list(format, arguments);
    struct leat__diagnostic *one = leat__diagnostics_add(&list, severity, code, "%s", message);

    if (help)
        leat__diagnostic_help(one, "%s", help);
    leat__progress_clear();
    if (as_json) {
        leat__report(&list);
    } else {
        leat__diagnostic_render(one, leat__report_colour(), &text);
        fwrite(leat__text_string(&text), 1, text.length, stderr);
    }
    leat__text_release(&text);
    leat__diagnostics_release(&list);
    free(message);
}

void leat__report_error(const char *code, const char *help, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report_one(LEAT__ERROR, code, help, format, arguments);
    va_end(arguments);
}

void leat__report_warning(const char *code, const char *help, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report_one(LEAT__WARNING, code, help, format, arguments);
    va_end(arguments);
}
