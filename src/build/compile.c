#define _GNU_SOURCE
#include "build/compile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "build/progress.h"
#include "build/record.h"
#include "build/report.h"

/* Compilers that run at once: as many as the smallest machine has cores. */
#define AT_ONCE 2

#ifndef LEAT_VERSION
#define LEAT_VERSION "unknown"
#endif

/* ---- keys ---- */

/* The first part of every key: what is the same for compiling and linking. */
static struct leat__hash *begin_key(const char *kind, const struct leat__compiler *compiler, const char *directory)
{
    struct leat__hash *hash = leat__hash_new();

    leat__hash_string(hash, LEAT_VERSION);
    leat__hash_string(hash, kind);
    leat__hash_number(hash, compiler->identity.high);
    leat__hash_number(hash, compiler->identity.low);
    leat__hash_string(hash, directory);
    return hash;
}

static void key_words(struct leat__hash *hash, const struct leat__words *words)
{
    leat__hash_number(hash, words->count);
    for (size_t i = 0; i < words->count; i++)
        leat__hash_string(hash, words->items[i]);
}

static struct leat__digest end_key(struct leat__hash *hash)
{
    struct leat__digest key = leat__hash_128(hash);

    leat__hash_free(hash);
    return key;
}

static struct leat__digest compilation_key(const struct leat__compilation *item)
{
    struct leat__hash *hash = begin_key("compile", item->compiler, item->directory);

    leat__hash_string(hash, item->source);
    leat__hash_string(hash, item->name);
    key_words(hash, &item->flags);
    return end_key(hash);
}

/* ---- what the tools said ---- */

static bool is_full(const char *text)
{
    return strstr(text, "No space left on device") || strstr(text, "File too large") ||
           strstr(text, "Disk quota exceeded");
}

/* The tool failed, and nothing in what it said tells where. */
static void add_unexplained(const struct leat__job *job, struct leat__diagnostics *list)
{
    struct leat__diagnostic *one = leat__diagnostics_add(list, LEAT__ERROR, "LEAT0300", "the compiler failed (status %d)",
                                                         job->status);

    if (job->errors.length > 0)
        leat__diagnostic_note(one, "it said: %s", job->errors.data);
}

/* Prints what a compiler said about an item. */
static void report_compilation(const struct leat__compilation *item, const char *text, const struct leat__job *job)
{
    if (item->quiet)
        return;

    struct leat__diagnostics list = {0};
    struct leat__sources sources = {0};
    const char *generated = item->stage == LEAT__STAGE_GENERATED ? item->source : NULL;
    bool failed = leat__messages_compiler(text, item->stage, item->directory, generated, &sources, &list);

    if (job && !failed)
        add_unexplained(job, &list);
    leat__report(&list);
    leat__diagnostics_release(&list);
    leat__sources_release(&sources);
}

/* Prints why a tool did not do its work; the message of one that ran is for the caller. True: it was said. */
static bool report_job(const struct leat__job *job, const char *place)
{
    if (job->error)
        leat__report_error("LEAT0320", "`leat doctor` looks at everything", "cannot run '%s': %s",
                           job->words.items[0], strerror(-job->error));
    else if (is_full(leat__text_string(&job->errors)))
        leat__cache_report(place, -ENOSPC);
    else
        return false;
    return true;
}

/* ---- compiling ---- */

/* A compilation that is under way. */
struct unfinished {
    struct leat__compilation *item;
    struct leat__making making;
};
struct unfinished_list leat__vector(struct unfinished);
struct jobs leat__vector(struct leat__job);

static void compile_words(const struct unfinished *unfinished, struct leat__words *words)
{
    const struct leat__compilation *item = unfinished->item;
    bool is_clang = leat__compiler_is_clang(item->compiler);

    leat__vector_push(words, item->compiler->path);
    for (const char *const *flag = leat__message_flags(is_clang); *flag; flag++)
        leat__vector_push(words, *flag);
    /* addr2line of Debian 12 does not find inlined functions in the form that clang writes by itself. */
    if (is_clang && item->stage == LEAT__STAGE_GENERATED)
        leat__vector_push(words, "-gdwarf-4");
    for (size_t i = 0; i < item->flags.count; i++)
        leat__vector_push(words, item->flags.items[i]);
    leat__vector_push(words, "-MD");
    leat__vector_push(words, "-MF");
    leat__vector_push(words, unfinished->making.depfile);
    leat__vector_push(words, "-c");
    leat__vector_push(words, item->source);
    leat__vector_push(words, "-o");
    leat__vector_push(words, unfinished->making.path);
}

/* Takes what a job made. */
static bool finish(struct unfinished *unfinished, struct leat__job *job)
{
    struct leat__compilation *item = unfinished->item;
    const char *said = leat__text_string(&job->errors);

    if (job->error || job->status != 0) {
        if (!report_job(job, unfinished->making.path))
            report_compilation(item, said, job);
        leat__cache_drop(&unfinished->making);
        return false;
    }
    if (job->errors.length > 0)
        report_compilation(item, said, NULL);
    return leat__cache_keep(&unfinished->making, item->directory, &job->errors, &item->object);
}

static void show_progress(const struct unfinished_list *list)
{
    const struct leat__compilation *first = list->items[0].item;
    const char *name = leat__path_name(first->source);

    if (list->count > 1)
        leat__progress_show("compiling %s and %zu more", name, list->count - 1);
    else
        leat__progress_show("compiling %s%s", name, first->stage == LEAT__STAGE_GENERATED ? " for its processes" : "");
}

static bool run_compilers(struct unfinished_list *list)
{
    struct jobs jobs = {0};
    bool good = true;

    if (list->count == 0)
        return true;
    show_progress(list);
    for (size_t i = 0; i < list->count; i++) {
        struct leat__job *job = leat__vector_add(&jobs);

        job->directory = list->items[i].item->directory;
        compile_words(&list->items[i], &job->words);
    }
    leat__jobs_run(jobs.items, jobs.count, AT_ONCE);
    leat__progress_clear();
    for (size_t i = 0; i < list->count; i++) {
        good = finish(&list->items[i], &jobs.items[i]) && good;
        leat__vector_release(&jobs.items[i].words);
        leat__text_release(&jobs.items[i].output);
        leat__text_release(&jobs.items[i].errors);
    }
    leat__vector_release(&jobs);
    return good;
}

bool leat__compile(struct leat__compilation *items, size_t count)
{
    struct unfinished_list list = {0};
    bool good = true;

    for (size_t i = 0; i < count; i++) {
        struct leat__digest key = compilation_key(&items[i]);
        struct unfinished one = {.item = &items[i]};

        if (leat__cache_find(key, items[i].name, &items[i].object)) {
            if (items[i].object.messages)
                report_compilation(&items[i], items[i].object.messages, NULL);
        } else if (leat__cache_begin(key, items[i].name, &one.making)) {
            leat__vector_push(&list, one);
        } else {
            good = false;
            break;
        }
    }
    if (good)
        good = run_compilers(&list);
    else
        for (size_t i = 0; i < list.count; i++)
            leat__cache_drop(&list.items[i].making);
    leat__vector_release(&list);
    return good;
}

/* ---- linking ---- */

static struct leat__digest linking_key(const struct leat__linking *linking)
{
    struct leat__hash *hash = begin_key("link", linking->compiler, linking->directory);

    leat__hash_string(hash, linking->name);
    leat__hash_string(hash, linking->record ? linking->record : "");
    key_words(hash, &linking->words);
    return end_key(hash);
}

static void report_linker(const struct leat__linking *linking, const char *text)
{
    struct leat__diagnostics list = {0};

    leat__messages_linker(text, linking->plain, &list);
    leat__report(&list);
    leat__diagnostics_release(&list);
}

static bool run_linker(struct leat__linking *linking, struct leat__making *making)
{
    char *record = leat__path_join(making->directory, "record.o");
    char *dependencies = leat__format("-Wl,--dependency-file=%s", making->depfile);
    struct leat__job job = {.directory = linking->directory};
    bool good = false;
    int error = linking->record ? leat__record_write_object(record, linking->record) : 0;

    leat__vector_push(&job.words, linking->compiler->path);
    leat__vector_push(&job.words, "-o");
    leat__vector_push(&job.words, making->path);
    for (size_t i = 0; i < linking->words.count; i++)
        leat__vector_push(&job.words, linking->words.items[i]);
    if (linking->record)
        leat__vector_push(&job.words, record);
    leat__vector_push(&job.words, dependencies);
    leat__progress_show("linking %s", linking->name);
    if (error)
        leat__cache_report(record, error);
    else if (leat__jobs_run(&job, 1, 1))
        good = true;
    else if (!report_job(&job, making->path))
        report_linker(linking, leat__text_string(&job.errors));
    leat__progress_clear();
    unlink(record);
    leat__vector_release(&job.words);
    leat__text_release(&job.output);
    leat__text_release(&job.errors);
    free(dependencies);
    free(record);
    return good;
}

bool leat__link(struct leat__linking *linking)
{
    struct leat__digest key = linking_key(linking);
    struct leat__text nothing = {0};
    struct leat__making making;

    if (leat__cache_find(key, linking->name, &linking->program))
        return true;
    if (!leat__cache_begin(key, linking->name, &making))
        return false;
    making.by_linker = true;
    if (!run_linker(linking, &making)) {
        leat__cache_drop(&making);
        return false;
    }
    return leat__cache_keep(&making, linking->directory, &nothing, &linking->program);
}

/* ---- names and records ---- */

const char *leat__stem_with(struct leat__arena *arena, const char *path, const char *ending)
{
    const char *name = leat__path_name(path);
    const char *dot = strrchr(name, '.');

    return leat__arena_printf(arena, "%.*s%s", (int)(dot && dot != name ? dot - name : (long)strlen(name)), name,
                              ending);
}

mode_t leat__program_mode(void)
{
    mode_t mask = umask(0);

    umask(mask);
    return 0777 & ~mask;
}


static const char *define(struct leat__arena *arena, const char *name, const char *value)
{
    struct leat__text text = {0};

    leat__text_printf(&text, "-DLEAT_BUILD_%s=", name);
    leat__text_c_string(&text, value, strlen(value));
    const char *word = leat__arena_strdup(arena, text.data);

    leat__text_release(&text);
    return word;
}

void leat__stage_1_flags(const struct leat__compiler *compiler, const struct leat__home *home,
                         const struct leat__words *flags, const char *directory, const char *object,
                         struct leat__arena *arena, struct leat__words *into)
{
    struct leat__text encoded = {0};

    for (size_t i = 0; i < flags->count; i++)
        leat__vector_push(into, flags->items[i]);
    leat__vector_push(into, leat__arena_printf(arena, "-I%s", home->include));
    leat__words_encode(flags, &encoded);
    leat__vector_push(into, define(arena, "COMPILER", compiler->path));
    leat__vector_push(into, define(arena, "FLAGS", leat__text_string(&encoded)));
    leat__vector_push(into, define(arena, "DIRECTORY", directory));
    leat__vector_push(into, define(arena, "OBJECT", object));
    leat__text_release(&encoded);
}
