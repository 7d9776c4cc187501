#define _GNU_SOURCE
#include "build/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "build/progress.h"

/* Names the descriptor of what was handed over: "ERRORS WARNINGS\n", and objects with commas between them. */
#define HANDED_OVER "LEAT_REPORTED"

static bool as_json;
static bool handed_over;
static struct leat__text kept;
static size_t errors, warnings;

static void keep(const struct leat__diagnostics *list)
{
    if (list->count == 0)
        return;
    if (kept.length > 0)
        leat__text_append(&kept, ",\n");
    leat__diagnostics_json(list, &kept);
    errors += list->errors;
    warnings += list->warnings;
}

static void print_document(void)
{
    if (handed_over)
        return;
    printf("{\"version\":1,\"errors\":%zu,\"warnings\":%zu,\"diagnostics\":[", errors, warnings);
    if (kept.length > 0)
        printf("\n%s\n", leat__text_string(&kept));
    printf("]}\n");
    fflush(stdout);
    leat__text_release(&kept);
}

/* What the program before this one has reported. */
static void take_over(void)
{
    const char *name = getenv(HANDED_OVER);
    FILE *file = name ? fdopen(atoi(name), "r") : NULL;
    char bytes[4096];

    unsetenv(HANDED_OVER);
    if (!file)
        return;
    rewind(file);
    if (fscanf(file, "%zu %zu", &errors, &warnings) == 2 && fgetc(file) == '\n')
        for (size_t count; (count = fread(bytes, 1, sizeof bytes, file)) > 0;)
            leat__text_bytes(&kept, bytes, count);
    fclose(file);
}

void leat__report_as_json(void)
{
    if (as_json)
        return;
    as_json = true;
    take_over();
    atexit(print_document);
}

void leat__report_hand_over(void)
{
    int fd = as_json && kept.length > 0 ? memfd_create("leat", 0) : -1;
    char number[16];

    handed_over = true;
    if (fd < 0 || dprintf(fd, "%zu %zu\n%s", errors, warnings, leat__text_string(&kept)) < 0)
        return;
    snprintf(number, sizeof number, "%d", fd);
    setenv(HANDED_OVER, number, 1);
}

void leat__report_take_back(void)
{
    handed_over = false;
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
    if (as_json) {
        keep(list);
        return;
    }
    leat__diagnostics_render(list, leat__report_colour(), &text);
    fwrite(leat__text_string(&text), 1, text.length, stderr);
    fflush(stderr);
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
